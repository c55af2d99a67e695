//! Who is harmed, or flees: by the casualties and by the verbs of harm.

use super::{overlaps, Context};
use crate::discourse::coreference::Party;
use crate::lexicon::class;
use crate::model::PartyKind;
use crate::syntax::{Form, Voice};
use crate::words;
use std::ops::Range;

impl Context<'_, '_, '_> {
    /// It is harmed, or flees.
    pub(super) fn suffers(&self, party: &Party, tokens: &Range<usize>) -> bool {
        let document = self.document;
        let people =
            !matches!(party.kind, PartyKind::State | PartyKind::Government | PartyKind::Ministry | PartyKind::Igo);
        if overlaps(&self.unharmed, tokens) && !overlaps(&self.harmed, tokens) {
            return false;
        }
        if people && overlaps(&self.harmed, tokens) {
            return true;
        }
        if party.kind == PartyKind::Population
            && (tokens.end..(tokens.end + 5).min(document.len())).any(|i| document.has(i, class::V_FLEE))
        {
            return true;
        }
        // "the Israeli losses", "casualties on the enemy".
        let next = tokens.end + usize::from(document.is_any(tokens.end, words!["'s", "\u{2019}s", "'", "\u{2019}"]));
        let losses = |t: usize| document.is_any(t, words!["losses", "casualties", "deaths", "fatalities", "dead"]);
        let negated = document.is_any(tokens.start.wrapping_sub(1), words!["no", "without"]);
        if !negated && (losses(next) || document.is(next, "death") && document.is(next + 1, "toll")) {
            return true;
        }
        let before = tokens.start.saturating_sub(4)..tokens.start;
        if before.clone().any(losses)
            && before.clone().any(|t| document.is_any(t, words!["on", "among", "of", "to"]))
            && !negated
        {
            return true;
        }
        self.clause_harms(party, tokens, people)
    }

    /// The clause's verb harms its subject or object.
    fn clause_harms(&self, party: &Party, tokens: &Range<usize>, people: bool) -> bool {
        let document = self.document;
        let Some(clause) = self.syntax.clause_at(tokens.start) else { return false };
        let Some(verb) = self.syntax.verb_of(clause) else { return false };
        if verb.negated || verb.main() > tokens.end + 30 || tokens.start > verb.main() + 30 {
            return false;
        }
        let is = |class| document.word_senses(verb.main()).any(|s| s.class == class);
        let meets = |group: u32| {
            self.syntax.noun(group).map(|g| g.range()).is_some_and(|r| r.start < tokens.end && tokens.start < r.end)
        };
        if meets(clause.subject) && verb.main() >= tokens.end {
            if is(class::V_LOSE) && verb.voice == Voice::Active && verb.form == Form::Finite {
                // "lost 40 men", "lost two frigates"; not ground, contact or heart.
                return (verb.main() + 1..(verb.main() + 5).min(document.len())).any(|t| {
                    document.tokens[t].kind == crate::text::Kind::Number
                        || document.has(t, class::NUM_SMALL)
                        || document.is_any(
                            t,
                            words!["dozens", "hundreds", "thousands", "scores", "men", "soldiers", "aircraft"],
                        )
                });
            }
            let harm = is(class::V_KILL) || is(class::V_WOUND) || is(class::V_ABDUCT) || is(class::V_DISPLACE);
            return people && harm && verb.voice == Voice::Passive;
        }
        // "attacked civilians", "executed the hostages".
        let object = meets(clause.object) && tokens.start > verb.main() && verb.voice == Voice::Active;
        let soft = matches!(
            party.kind,
            PartyKind::Population | PartyKind::Person | PartyKind::Media | PartyKind::Ngo | PartyKind::Police
        );
        if object && people {
            return is(class::V_KILL) && !is(class::V_DESTROY)
                || soft && (is(class::V_WOUND) || is(class::V_ATTACK) || is(class::V_ABDUCT));
        }
        false
    }
}
