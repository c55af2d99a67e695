//! Who is harmed, or flees: by the casualties and by the verbs of harm.

use super::{overlaps, Context};
use crate::discourse::coreference::Party;
use crate::lexicon::class;
use crate::model::PartyKind;
use crate::syntax::{Form, Voice};
use crate::text::Words;
use crate::words;
use std::ops::Range;

impl Context<'_, '_, '_> {
    /// It is harmed, or flees.
    pub(super) fn suffers(&self, party: &Party, tokens: &Range<usize>) -> bool {
        let document = self.document;
        let people =
            !matches!(party.kind, PartyKind::State | PartyKind::Government | PartyKind::Ministry | PartyKind::Igo);
        let harmed = overlaps(&self.harmed, tokens);
        if !harmed && overlaps(&self.unharmed, tokens) {
            return false;
        }
        if people && harmed {
            return true;
        }
        let sentence = document.sentence(party.sentence);
        if party.kind == PartyKind::Population && self.on_the_move(tokens, &sentence) {
            return true;
        }
        let soft = matches!(party.kind, PartyKind::Population | PartyKind::Person | PartyKind::Media | PartyKind::Ngo);
        if soft && self.attacked(tokens, &sentence)
            || people && (self.among_harmed(tokens, party.sentence) || self.takes_losses(tokens))
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
        let is = |class| document.word_sense(verb.main(), class).is_some();
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

    /// They flee, are trapped, or are told to go.
    fn on_the_move(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
        let document = self.document;
        let behind = tokens.end..(tokens.end + 5).min(sentence.end);
        let plight = behind.clone().any(|i| document.has(i, class::V_FLEE) || document.is_any(i, PLIGHT));
        let leave = |i: usize| document.is_any(i, words!["left", "leave", "leaving"]);
        let home = |i: usize| {
            document.is_any(
                i,
                words!["home", "homes", "house", "houses", "town", "city", "village", "villages", "area", "country"],
            )
        };
        if plight || behind.clone().any(|i| leave(i) && (i + 1..(i + 5).min(sentence.end)).any(home)) {
            return true;
        }
        // "urged residents to get to safety".
        let told = (tokens.start.saturating_sub(4).max(sentence.start)..tokens.start).any(|i| {
            document.is_any(
                i,
                words![
                    "urged", "urging", "told", "telling", "ordered", "ordering", "warned", "warning", "forced",
                    "forcing", "asked"
                ],
            )
        });
        told && document.is(tokens.end, "to")
            && document.is_any(
                tokens.end + 1,
                words!["flee", "leave", "evacuate", "get", "seek", "move", "stay", "take", "abandon", "remain"],
            )
    }

    /// "attacks on civilians", "air strikes against government troops and villagers", "the killing of a priest".
    fn attacked(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
        let document = self.document;
        let from = sentence.start.max(tokens.start.saturating_sub(9));
        let mut at = tokens.start;
        while at > from {
            at -= 1;
            if document.is_any(at, words!["targeting", "massacring", "killing", "shelling", "bombing"]) {
                return true;
            }
            if document.is_any(at, words!["on", "against", "of"]) {
                let loss = document.is(at, "of");
                let deed = |t: usize| document.is_any(t, KILLINGS) || !loss && document.is_any(t, ATTACKS);
                if (at.saturating_sub(3).max(from)..at).any(deed) {
                    return true;
                }
                // "attacks on posts and on villagers".
                if !document.is(at.wrapping_sub(1), "and") {
                    return false;
                }
            }
            if document.is_any(at, words![".", ";", ":", "by", "in", "from", "to", "for", "with", "said", "that"])
                || self.syntax.verb_group_at(at).is_some()
            {
                return false;
            }
        }
        false
    }

    /// "40 of them civilians", "the dead were militants": some of those whom the sentence has told of.
    fn among_harmed(&self, tokens: &Range<usize>, number: usize) -> bool {
        let document = self.document;
        let sentence = document.sentence(number);
        let start = tokens.start;
        if start < sentence.start + 2 {
            return false;
        }
        let mut at = start - 1;
        while at > sentence.start && document.is_any(at, words!["the", "a", "an", "mostly", "only", "all"]) {
            at -= 1;
        }
        let part = document.is_any(at, words!["them", "whom", "majority"])
            && document.is_any(at - 1, words!["of", "among"])
            || document.is(at, "being") && document.is(at - 1, "majority");
        let harmed_from = |from: usize| {
            let first = self.harmed.partition_point(|r| r.start < from);
            self.harmed.get(first).is_some_and(|r| r.start < start)
        };
        if part && harmed_from(sentence.start) {
            return true;
        }
        // "identified the dead as X": named after the harm was told.
        let named = document.is(at, "as")
            && (at.saturating_sub(6).max(sentence.start)..at)
                .any(|t| document.is_any(t, words!["identified", "named"]));
        if named && harmed_from(document.sentence(number.saturating_sub(1)).start) {
            return true;
        }
        document.is_any(at, words!["were", "was", "are"])
            && document.is_any(at - 1, words!["dead", "victims", "victim", "killed", "wounded", "injured", "detained"])
            && document.is_any(at.saturating_sub(2), words!["the", "those", "all", "of"])
    }

    /// "with the enemy taking heavy casualties".
    fn takes_losses(&self, tokens: &Range<usize>) -> bool {
        let document = self.document;
        let takes = |i: usize| {
            document.is_any(
                i,
                words![
                    "took",
                    "taking",
                    "suffered",
                    "suffering",
                    "suffer",
                    "sustained",
                    "sustaining",
                    "incurred",
                    "had"
                ],
            )
        };
        let end = (tokens.end + 7).min(document.len());
        let Some(verb) = (tokens.end..(tokens.end + 3).min(end)).find(|i| takes(*i)) else { return false };
        !document.is_any(verb + 1, words!["no", "few"])
            && (verb + 1..(verb + 5).min(end)).any(|i| document.is_any(i, words!["casualties", "losses"]))
    }
}

/// What befalls people in a war without a wound.
static PLIGHT: &Words = words![
    "trapped",
    "besieged",
    "stranded",
    "displaced",
    "uprooted",
    "evacuated",
    "poured",
    "pouring",
    "streamed",
    "streaming",
    "sheltering",
    "starving",
    "homeless",
    "caught",
    "cowering",
    "expelled",
    "deported",
];

/// Nouns of attacks, before "on" and "against".
static ATTACKS: &Words = words![
    "attack",
    "attacks",
    "airstrike",
    "airstrikes",
    "strike",
    "strikes",
    "raid",
    "raids",
    "assault",
    "assaults",
    "violence",
    "crimes",
    "abuses",
    "reprisals",
    "fire",
    "aggression",
    "offensive",
];

/// Nouns of killing, before "of" too.
static KILLINGS: &Words = words![
    "killing",
    "killings",
    "massacre",
    "massacres",
    "murder",
    "murders",
    "shelling",
    "bombing",
    "bombardment",
    "death",
    "deaths",
    "loss",
    "slaughter",
    "execution",
    "executions",
    "abduction",
    "kidnapping",
    "persecution",
    "atrocities",
    "targeting",
    "displacement",
];
