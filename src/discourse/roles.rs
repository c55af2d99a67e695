//! What each party does in the article: victim > claimant > mediator > belligerent > observer.
//!
//! Who is harmed, the casualties and the verbs of harm tell; who claims, the reporting frames: institutions and spokesmen
//! where they speak of what has happened, leaders where it is about harm; who mediates, [`super::mediation`]. Whoever is on
//! a side and none of these fights; parliaments and peoples look on.

use super::coreference::Party;
use super::sides::evidence::is_deed;
use super::sides::SidesOf;
use crate::casualties::Found;
use crate::lexicon::class;
use crate::model::{PartyKind, Role, Side};
use crate::syntax::{Form, ReportingFrame, Stance, Syntax, Tense, Voice};
use crate::text::Document;
use crate::words;
use std::collections::BTreeSet;
use std::ops::Range;

/// The roles of all parties, in their order. `mediates`: for every party, whether it mediates where it is named.
pub fn roles(
    document: &Document,
    syntax: &Syntax,
    parties: &[Party],
    sides: &SidesOf,
    mediates: &[bool],
    casualties: &Found,
) -> Vec<Role> {
    let context = Context::new(document, syntax, parties, casualties);
    let war = !sides.a.is_empty();
    let mut roles: Vec<Role> = parties
        .iter()
        .zip(mediates)
        .map(|(party, mediates)| context.role(party, sides.of_party(document, party), *mediates, war))
        .collect();
    // "Azerbaijan and Armenia accused each other"; "a spokesman, General X, said": those beside a claimant claim too, and
    // what holds of a name holds of the title beside it.
    for index in (1..parties.len()).rev() {
        let (before, after) = (&parties[index - 1], &parties[index]);
        let gap = before.mention.tokens.end..after.mention.tokens.start.max(before.mention.tokens.end);
        let list = gap.len() == 1 && document.is(gap.start, "and") && before.kind == after.kind;
        let same = gap.len() <= 5 && !before.canonical.is_empty() && before.canonical == after.canonical
            || titled(document, before, after, &gap);
        if list || (same && document.sentence_of(before.mention.tokens.start).contains(&after.mention.tokens.start)) {
            for (from, to) in [(index, index - 1), (index - 1, index)] {
                let carries =
                    roles[from] == Role::Claimant || same && matches!(roles[from], Role::Mediator | Role::Victim);
                if carries && matches!(roles[to], Role::Belligerent | Role::Observer) {
                    roles[to] = roles[from];
                }
            }
        }
    }
    roles
}

/// "Lord Owen, the mediator": a person's name and a title with nothing but a comma between.
fn titled(document: &Document, before: &Party, after: &Party, gap: &Range<usize>) -> bool {
    let person = |p: &Party| p.mention.person.is_some();
    (1..=3).contains(&gap.len())
        && document.is(gap.start, ",")
        && gap.clone().skip(1).all(|t| document.is_any(t, words!["the", "a", "an", "its"]))
        && person(before) != person(after)
        && before.kind == PartyKind::Official
        && after.kind == PartyKind::Official
}

/// The noun groups of sources with their frames, by first token.
fn sources(syntax: &Syntax) -> Vec<(Range<usize>, &ReportingFrame)> {
    let mut list: Vec<(Range<usize>, &ReportingFrame)> =
        syntax.frames.iter().filter_map(|f| Some((syntax.noun(f.source)?.range(), f))).collect();
    crate::order::by_key(&mut list, |(range, frame)| crate::order::pair(range.start, frame.verb as usize));
    list
}

struct Context<'c, 'd, 't> {
    document: &'d Document<'t>,
    syntax: &'c Syntax,
    /// Where people are harmed.
    harmed: Vec<Range<usize>>,
    /// Where it is said that nobody is.
    unharmed: Vec<Range<usize>>,
    /// Where harm and losses are told of.
    losses: Vec<Range<usize>>,
    sources: Vec<(Range<usize>, &'c ReportingFrame)>,
    /// Persons who speak for others by their office.
    voices: BTreeSet<&'c str>,
}

impl<'c, 'd, 't> Context<'c, 'd, 't> {
    fn new(document: &'d Document<'t>, syntax: &'c Syntax, parties: &'c [Party], found: &Found) -> Self {
        let by_start = |mut list: Vec<Range<usize>>| {
            crate::order::by_key(&mut list, |r| r.start as u64);
            list
        };
        let (mut harmed, mut unharmed, mut losses) = (Vec::new(), Vec::new(), Vec::new());
        for casualty in &found.casualties {
            let victims = casualty.victims.clone().unwrap_or_else(|| casualty.tokens.clone());
            if casualty.count.high == Some(0) {
                unharmed.push(victims);
            } else {
                harmed.push(victims);
            }
            losses.push(casualty.tokens.clone());
        }
        losses.extend(found.materiel.iter().map(|loss| loss.tokens.clone()));
        let voices = parties
            .iter()
            .filter(|p| p.mention.person.is_some() && speaks_for(document, p))
            .filter_map(|p| p.canonical.first().map(String::as_str))
            .collect();
        Context {
            document,
            syntax,
            harmed: by_start(harmed),
            unharmed: by_start(unharmed),
            losses: by_start(losses),
            sources: sources(syntax),
            voices,
        }
    }

    fn role(&self, party: &Party, side: Option<Side>, mediates: bool, war: bool) -> Role {
        let tokens = party.mention.tokens.clone();
        if self.suffers(party, &tokens) {
            return Role::Victim;
        }
        if let Some(role) = self.speaks(party, &tokens, side, mediates) {
            return role;
        }
        let armed = matches!(party.kind, PartyKind::Military | PartyKind::ArmedGroup | PartyKind::Police);
        if side.is_none() && mediates {
            return Role::Mediator;
        }
        if side.is_none()
            && tokens.clone().any(|t| self.document.is_any(t, words!["peacekeepers", "peacekeeping", "peacekeeper"]))
        {
            return Role::Mediator;
        }
        match party.kind {
            PartyKind::Media | PartyKind::Ngo => Role::Observer,
            PartyKind::Population | PartyKind::Other if !self.acts(&tokens) => Role::Observer,
            PartyKind::Government if self.deliberates(&tokens) => Role::Observer,
            PartyKind::ArmedGroup => Role::Belligerent,
            _ if side.is_some() => Role::Belligerent,
            _ if armed && (!war || self.acts(&tokens)) => Role::Belligerent,
            _ => Role::Observer,
        }
    }

    /// Parliaments, courts and cabinets decide, they do not fight.
    fn deliberates(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|t| {
            self.document.is_any(
                t,
                words![
                    "parliament",
                    "assembly",
                    "congress",
                    "senate",
                    "cabinet",
                    "court",
                    "council",
                    "commons",
                    "duma",
                    "knesset",
                    "legislature",
                    "lawmakers",
                    "prosecutor",
                    "attorney",
                    "members",
                    "diet",
                    "bundestag",
                    "rada",
                    "commission",
                ],
            )
        })
    }

    // ---- suffering

    /// It is harmed, or flees.
    fn suffers(&self, party: &Party, tokens: &Range<usize>) -> bool {
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

    // ---- acting

    /// It is the one who does a deed of war in its clause.
    fn acts(&self, tokens: &Range<usize>) -> bool {
        let Some(clause) = self.syntax.clause_at(tokens.start) else { return false };
        let subject = self.syntax.noun(clause.subject).map(|g| g.range());
        let meets = subject.is_some_and(|r| r.start < tokens.end && tokens.start < r.end);
        let verb = self.syntax.verb_of(clause);
        meets
            && verb
                .is_some_and(|v| v.voice == Voice::Active && v.main() >= tokens.end && is_deed(self.document, v.main()))
    }

    // ---- speaking

    /// What its own words make of it, if it speaks.
    fn speaks(&self, party: &Party, tokens: &Range<usize>, side: Option<Side>, mediates: bool) -> Option<Role> {
        let (stance, frame) = self.stance(tokens)?;
        let Some(frame) = frame else {
            // "X accused Y" without a frame.
            return (stance == Stance::Accuse && party.kind != PartyKind::Media).then_some(Role::Claimant);
        };
        let scope = frame.scope.start as usize..frame.scope.end as usize;
        let harm = overlaps(&self.losses, &scope);
        let media = party.kind == PartyKind::Media;
        match stance {
            Stance::Accuse | Stance::Deny => Some(Role::Claimant),
            Stance::Claim => self.clausal(frame, &scope).then_some(Role::Claimant),
            Stance::Urge if side.is_none() && !media => (mediates || self.urges_halt(frame)).then_some(Role::Mediator),
            Stance::Report if media => (harm && side.is_some()).then_some(Role::Claimant),
            Stance::Report | Stance::Think if harm => Some(Role::Claimant),
            Stance::Report if side.is_some() => {
                let claims = if self.institution(party) { !self.announces(&scope) } else { self.tells_deed(&scope) };
                claims.then_some(Role::Claimant)
            }
            Stance::Report => {
                let witness = matches!(
                    party.kind,
                    PartyKind::Population | PartyKind::Ngo | PartyKind::Igo | PartyKind::Person | PartyKind::Military
                );
                (witness && self.tells_deed(&scope)).then_some(Role::Claimant)
            }
            _ => None,
        }
    }

    /// The stance of the frame whose source a mention is; without a frame, the verb of blame that it is the subject of.
    fn stance(&self, tokens: &Range<usize>) -> Option<(Stance, Option<&'c ReportingFrame>)> {
        let document = self.document;
        let from = self.sources.partition_point(|(range, _)| range.start < tokens.start.saturating_sub(8));
        let mut found: Option<(bool, Stance, &ReportingFrame)> = None;
        for (range, frame) in self.sources[from..].iter().take_while(|(range, _)| range.start < tokens.end) {
            // The mention holds the source's head: "Armenia's Defense Ministry", not "the US statement".
            if frame.negated || range.end > tokens.end + 2 || range.end <= tokens.start {
                continue;
            }
            let verb = frame.verb as usize;
            let accuses = document.word_senses(verb).any(|s| matches!(s.class, class::V_ACCUSE | class::V_DENY));
            let stance = if accuses { Stance::Accuse } else { frame.stance };
            let harm = overlaps(&self.losses, &(frame.scope.start as usize..frame.scope.end as usize));
            if found.is_none_or(|(before, ..)| !before && harm) {
                found = Some((harm, stance, frame));
            }
        }
        if let Some((_, stance, frame)) = found {
            return Some((stance, Some(frame)));
        }
        let clause = self.syntax.clause_at(tokens.start)?;
        let subject = self.syntax.noun(clause.subject)?.range();
        let verb = self.syntax.verb_of(clause)?;
        let meets = subject.start < tokens.end && tokens.start < subject.end && verb.voice == Voice::Active;
        let accuses = document.word_senses(verb.main()).any(|s| matches!(s.class, class::V_ACCUSE | class::V_DENY));
        (meets && accuses).then_some((Stance::Accuse, None))
    }

    /// "claimed to have seized", "claimed responsibility"; not "maintain capabilities", "assert control".
    fn clausal(&self, frame: &ReportingFrame, scope: &Range<usize>) -> bool {
        let weak = self.document.is_any(
            frame.verb as usize,
            words!["maintain", "maintained", "assert", "asserted", "maintains", "asserts"],
        );
        !weak || scope.clone().take(30).any(|t| self.syntax.verb_group_at(t).is_some())
    }

    /// Ministries, forces, groups, governments, spokesmen, "officials": what they say of events, they claim.
    fn institution(&self, party: &Party) -> bool {
        match party.kind {
            PartyKind::Ministry
            | PartyKind::Military
            | PartyKind::Police
            | PartyKind::State
            | PartyKind::Government
            | PartyKind::Igo
            | PartyKind::ArmedGroup => true,
            PartyKind::Official | PartyKind::Person => {
                speaks_for(self.document, party)
                    || party.canonical.first().is_some_and(|name| self.voices.contains(name.as_str()))
                    || party.mention.person.is_none() && party.kind == PartyKind::Official
            }
            _ => false,
        }
    }

    /// What is said is a plan, a promise, a wish, and no report: "would return", "is looking into", "we will".
    fn announces(&self, scope: &Range<usize>) -> bool {
        let document = self.document;
        let Some(verb) = scope.clone().take(24).find_map(|t| self.syntax.verb_group_at(t)) else { return false };
        let tense = self.syntax.tense_at(verb.main());
        tense == Tense::Future
            || document.is_any(
                verb.main(),
                words![
                    "looking",
                    "investigating",
                    "wants",
                    "want",
                    "wanted",
                    "hopes",
                    "hope",
                    "plans",
                    "intends",
                    "reviewing",
                    "expects",
                    "entered",
                ],
            )
    }

    /// A deed of war that has happened.
    fn tells_deed(&self, scope: &Range<usize>) -> bool {
        scope.clone().take(40).any(|t| {
            let verb = self.syntax.verb_group_at(t).is_some_and(|v| v.main() == t);
            let deed = if verb {
                strong_deed(self.document, t)
            } else {
                self.document
                    .is_any(t, words!["airstrike", "airstrikes", "raid", "raids", "shelling", "offensive", "ambush"])
            };
            let polarity = self.syntax.polarity_at(t);
            deed && self.syntax.tense_at(t) == Tense::Past && !polarity.hypothetical && !polarity.future
        })
    }

    /// "urged X to stop", "called for a ceasefire".
    fn urges_halt(&self, frame: &ReportingFrame) -> bool {
        let verb = frame.verb as usize;
        super::mediation::asks_for_peace(self.document, verb + 1..(verb + 20).min(self.document.len()))
    }
}

/// Spokesmen, press offices and the like.
fn speaks_for(document: &Document, party: &Party) -> bool {
    party.mention.tokens.clone().any(|t| {
        document.is_any(
            t,
            words![
                "spokesman",
                "spokeswoman",
                "spokesperson",
                "spokespersons",
                "spokesmen",
                "spokespeople",
                "press",
                "official",
                "officials",
                "statement",
                "military",
                "police",
                "army",
                "defense",
                "defence",
                "interior",
            ],
        )
    })
}

/// A verb that can only be of fighting.
fn strong_deed(document: &Document, at: usize) -> bool {
    document.word_senses(at).any(|s| {
        matches!(
            s.class,
            class::V_ATTACK
                | class::V_KILL
                | class::V_WOUND
                | class::V_DESTROY
                | class::V_FIRE
                | class::V_CAPTURE
                | class::V_DOWN
        )
    })
}

/// True when a range of the sorted list meets the tokens.
fn overlaps(list: &[Range<usize>], tokens: &Range<usize>) -> bool {
    let from = list.partition_point(|r| r.start + 40 < tokens.start);
    list[from..].iter().take_while(|r| r.start < tokens.end).any(|r| r.end > tokens.start)
}
