//! What each party does in the article: victim > claimant > mediator > belligerent > observer.
//!
//! Who is harmed, the casualties and the verbs of harm tell; who claims, the reporting frames: institutions and spokesmen
//! where they speak of what has happened, leaders where it is about harm; who mediates, `super::mediation`. Whoever is on
//! a side and none of these fights; parliaments and peoples look on.

mod speaking;
mod suffering;

pub(super) use speaking::listed;

use super::coreference::Party;
use super::sides::evidence::is_deed;
use crate::casualties::Found;
use crate::model::{PartyKind, Role, Side};
use crate::syntax::{ReportingFrame, Syntax, Voice};
use crate::text::Document;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The roles of all parties, in their order. `sides` and `mediates`: for every party, its side, and whether it mediates
/// where it is named; `war`: there are sides.
pub fn roles(
    document: &Document,
    syntax: &Syntax,
    parties: &[Party],
    sides: &[Option<Side>],
    war: bool,
    mediates: &[bool],
    casualties: &Found,
) -> Vec<Role> {
    let context = Context::new(document, syntax, parties, casualties);
    let mut roles: Vec<Role> = parties
        .iter()
        .zip(sides.iter().zip(mediates))
        .map(|(party, (side, mediates))| context.role(party, *side, *mediates, war))
        .collect();
    // "Azerbaijan and Armenia accused each other"; "a spokesman, General X, said": those beside a claimant claim too, and
    // what holds of a name holds of the title beside it.
    for index in (1..parties.len()).rev() {
        let (before, after) = (&parties[index - 1], &parties[index]);
        let gap = before.mention.tokens.end()..after.mention.tokens.start().max(before.mention.tokens.end());
        let list = gap.len() == 1 && document.is(gap.start, "and") && before.kind == after.kind;
        let same = gap.len() <= 5 && !before.canonical.is_empty() && before.canonical == after.canonical
            || titled(document, before, after, &gap)
            || renamed(document, before, after, &gap);
        if list || (same && before.sentence == after.sentence) {
            for (from, to) in [(index, index - 1), (index - 1, index)] {
                let carries =
                    roles[from] == Role::Claimant || same && matches!(roles[from], Role::Mediator | Role::Victim);
                if carries && matches!(roles[to], Role::Belligerent | Role::Observer) {
                    roles[to] = roles[from];
                }
            }
        }
    }
    repeated(parties, sides, &mut roles);
    roles
}

/// A victim stays one, and so does a mediator: their other mentions, in which they do nothing.
fn repeated(parties: &[Party], sides: &[Option<Side>], roles: &mut [Role]) {
    let mut lasting: BTreeMap<&str, Role> = BTreeMap::new();
    let outside = |party: &Party, side: &Option<Side>| party.mention.person.is_some() && side.is_none();
    for ((party, side), role) in parties.iter().zip(sides).zip(roles.iter()) {
        if let (Role::Victim | Role::Mediator, true, Some(name)) =
            (*role, outside(party, side), party.canonical.first())
        {
            lasting.insert(name, *role);
        }
    }
    for ((party, side), role) in parties.iter().zip(sides).zip(roles.iter_mut()) {
        if *role != Role::Observer || !outside(party, side) {
            continue;
        }
        if let Some(known) = party.canonical.first().and_then(|name| lasting.get(name.as_ref())) {
            *role = *known;
        }
    }
}

/// "the United Nations mission, UNMISS, said", "the National Liberation Army, or UCK,": the other name of the same.
fn renamed(document: &Document, before: &Party, after: &Party, gap: &Range<usize>) -> bool {
    let plain = |p: &Party| p.mention.person.is_none() && p.mention.tokens.len() <= 6;
    (gap.len() == 1 || gap.len() == 2 && document.is(gap.end - 1, "or"))
        && document.is(gap.start, ",")
        && document.is(after.mention.tokens.end(), ",")
        && after.mention.tokens.len() == 1
        && before.kind == after.kind
        && plain(before)
        && !document.is(before.mention.tokens.start().wrapping_sub(1), ",")
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
        // "General X, a spokesman for the army": the title may stand behind the name.
        let voices = parties
            .iter()
            .enumerate()
            .filter(|(i, p)| {
                let apposed = |next: &Party| {
                    let gap = p.mention.tokens.end()..next.mention.tokens.start().max(p.mention.tokens.end());
                    titled(document, p, next, &gap) && speaking::speaks_for(document, next)
                };
                p.mention.person.is_some()
                    && (speaking::speaks_for(document, p) || parties.get(i + 1).is_some_and(apposed))
            })
            .filter_map(|(_, p)| p.canonical.first().map(AsRef::as_ref))
            .collect();
        Context {
            document,
            syntax,
            harmed: by_start(harmed),
            unharmed: by_start(unharmed),
            losses: by_start(losses),
            sources: speaking::sources(document, syntax),
            voices,
        }
    }

    fn role(&self, party: &Party, side: Option<Side>, mediates: bool, war: bool) -> Role {
        let tokens = party.mention.tokens.range();
        if self.suffers(party, &tokens) {
            return Role::Victim;
        }
        if let Some(role) = self.speaks(party, &tokens, side, mediates) {
            return role;
        }
        if self.silent(&tokens, party.sentence) {
            return Role::Observer;
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

    /// "There was no comment from X", "X did not say", "X has not commented".
    fn silent(&self, tokens: &Range<usize>, sentence: usize) -> bool {
        let document = self.document;
        let from = document.sentence(sentence).start.max(tokens.start.saturating_sub(7));
        let asked = |t: usize| document.is_any(t, words!["comment", "reaction", "response", "statement"]);
        let no = |t: usize| document.is_any(t, words!["no", "any", "without"]);
        if document.is_any(tokens.start.wrapping_sub(1), words!["from", "by", "the"])
            && (from..tokens.start).any(|t| asked(t) && (from..t).any(no))
        {
            return true;
        }
        // "X had no immediate comment".
        if document.is_any(tokens.end, words!["has", "had", "have", "made", "offered", "gave"])
            && document.is_any(tokens.end + 1, words!["no", "not"])
            && (tokens.end + 2..(tokens.end + 5).min(document.len())).any(|t| asked(t) || document.is(t, "commented"))
        {
            return true;
        }
        let Some(verb) = self.syntax.clause_at(tokens.start).and_then(|c| self.syntax.verb_of(c)) else { return false };
        let at = verb.main();
        (tokens.end..tokens.end + 8).contains(&at)
            && (verb.negated || (from..tokens.start).any(|t| document.is_any(t, words!["neither", "nor"])))
            && document.is_any(
                at,
                words![
                    "say",
                    "said",
                    "commented",
                    "comment",
                    "specify",
                    "specified",
                    "responded",
                    "respond",
                    "identify"
                ],
            )
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
}

/// True when a range of the sorted list meets the tokens.
fn overlaps(list: &[Range<usize>], tokens: &Range<usize>) -> bool {
    let from = list.partition_point(|r| r.start + 40 < tokens.start);
    list[from..].iter().take_while(|r| r.start < tokens.end).any(|r| r.end > tokens.start)
}
