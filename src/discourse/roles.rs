//! What each party does in the article: victim > claimant > mediator > belligerent > observer.
//!
//! Who is harmed, the casualties tell; who claims, the reporting frames, where what is reported is about harm; who
//! mediates, the verbs and nouns of talks and truces around a party that is on no side.

use super::coreference::Party;
use super::sides::SidesOf;
use crate::lexicon::class;
use crate::model::{PartyKind, Role};
use crate::syntax::{ReportingFrame, Stance, Syntax};
use crate::text::Document;
use std::ops::Range;

/// Nouns of talks: a third party beside them mediates.
const TALKS: &[&str] = &[
    "talks",
    "ceasefire",
    "cease-fire",
    "truce",
    "negotiations",
    "mediation",
    "mediator",
    "mediators",
    "peace",
    "deal",
    "accord",
    "agreement",
    "dialogue",
    "withdrawal",
    "armistice",
    "restraint",
];

/// The roles of all parties, in their order. `harmed`: token ranges in which people are harmed, in text order.
pub fn roles(
    document: &Document,
    syntax: &Syntax,
    parties: &[Party],
    sides: &SidesOf,
    harmed: &[Range<usize>],
) -> Vec<Role> {
    let context = Context { document, syntax, harmed, sources: sources(syntax) };
    let mut roles: Vec<Role> = parties.iter().map(|p| context.role(p, sides)).collect();
    // "Azerbaijan and Armenia accused each other"; "a spokesman, General X, said": those beside a claimant claim too.
    for index in (1..parties.len()).rev() {
        let (before, after) = (&parties[index - 1], &parties[index]);
        let gap = before.mention.tokens.end..after.mention.tokens.start.max(before.mention.tokens.end);
        let list = gap.len() == 1 && document.is(gap.start, "and") && before.kind == after.kind;
        let same = gap.len() <= 5 && !before.canonical.is_empty() && before.canonical == after.canonical;
        if list || (same && document.sentence_of(before.mention.tokens.start).contains(&after.mention.tokens.start)) {
            for (from, to) in [(index, index - 1), (index - 1, index)] {
                if roles[from] == Role::Claimant && matches!(roles[to], Role::Belligerent | Role::Observer) {
                    roles[to] = Role::Claimant;
                }
            }
        }
    }
    // Forces without a side of the article fight all the same, more often than they stand by.
    for (role, party) in roles.iter_mut().zip(parties) {
        if *role == Role::Observer && matches!(party.kind, PartyKind::Military | PartyKind::ArmedGroup) {
            *role = Role::Belligerent;
        }
    }
    roles
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
    harmed: &'c [Range<usize>],
    sources: Vec<(Range<usize>, &'c ReportingFrame)>,
}

impl Context<'_, '_, '_> {
    fn role(&self, party: &Party, sides: &SidesOf) -> Role {
        let tokens = party.mention.tokens.clone();
        let people = matches!(
            party.kind,
            PartyKind::Military
                | PartyKind::Police
                | PartyKind::Population
                | PartyKind::ArmedGroup
                | PartyKind::Person
                | PartyKind::Official
                | PartyKind::Media
                | PartyKind::Ngo
        );
        if people && overlaps(self.harmed, &tokens) {
            return Role::Victim;
        }
        if party.kind == PartyKind::Population && self.flees(tokens.end) {
            return Role::Victim;
        }
        let side = sides.of(&party.actors);
        let stance = self.stance(&tokens);
        if party.kind != PartyKind::Media {
            match stance {
                Some((Stance::Accuse | Stance::Deny | Stance::Claim, _)) => return Role::Claimant,
                Some((Stance::Urge, _)) if side.is_none() => return Role::Mediator,
                Some((Stance::Report, harm)) if harm || (side.is_none() && party.kind != PartyKind::Person) => {
                    return Role::Claimant;
                }
                Some((Stance::Report, _)) if party.kind == PartyKind::Official && side.is_some() => {
                    return if self.quotes(&tokens) { Role::Claimant } else { Role::Belligerent };
                }
                _ => {}
            }
            if side.is_none() && self.mediates(party, &tokens) {
                return Role::Mediator;
            }
        }
        let civil = matches!(
            party.kind,
            PartyKind::Media | PartyKind::Population | PartyKind::Ngo | PartyKind::Other | PartyKind::Igo
        );
        if side.is_some() && !civil || party.kind == PartyKind::ArmedGroup {
            return Role::Belligerent;
        }
        Role::Observer
    }

    /// The stance of the frame whose source a mention is, and whether what it reports is about harm.
    fn stance(&self, tokens: &Range<usize>) -> Option<(Stance, bool)> {
        let from = self.sources.partition_point(|(range, _)| range.start < tokens.start.saturating_sub(8));
        let mut found: Option<(Stance, bool)> = None;
        for (range, frame) in self.sources[from..].iter().take_while(|(range, _)| range.start < tokens.end) {
            // The mention holds the source's head: "Armenia's Defense Ministry", not "the US statement".
            if frame.negated || range.end > tokens.end + 2 || range.end <= tokens.start {
                continue;
            }
            let scope = frame.scope.start as usize..frame.scope.end as usize;
            let harm = overlaps(self.harmed, &scope) || scope.take(40).any(|i| self.harms(i));
            let verb = frame.verb as usize;
            let accuses = self.document.word_senses(verb).any(|s| matches!(s.class, class::V_ACCUSE | class::V_DENY));
            let stance = if accuses { Stance::Accuse } else { frame.stance };
            if found.is_none_or(|(_, h)| !h) {
                found = Some((stance, harm));
            }
        }
        // "X accused Y": the verb of the clause that the mention is the subject of.
        if found.is_none() {
            let clause = self.syntax.clause_at(tokens.start)?;
            let subject = self.syntax.noun(clause.subject)?.range();
            if subject.start < tokens.end && tokens.start < subject.end {
                let verb = self.syntax.verb_of(clause)?.main();
                let accuses =
                    self.document.word_senses(verb).any(|s| matches!(s.class, class::V_ACCUSE | class::V_DENY));
                if accuses {
                    found = Some((Stance::Accuse, true));
                } else if self.document.word_senses(verb).any(|s| s.class == class::V_MEDIATE) {
                    found = Some((Stance::Urge, false));
                }
            }
        }
        found
    }

    /// A word of harm or loss.
    fn harms(&self, at: usize) -> bool {
        self.document.word_senses(at).any(|s| {
            matches!(
                s.class,
                class::V_ATTACK
                    | class::V_KILL
                    | class::V_WOUND
                    | class::V_DESTROY
                    | class::V_CAPTURE
                    | class::V_SEIZE
                    | class::V_FIRE
                    | class::V_DOWN
                    | class::V_DAMAGE
            )
        }) || self.document.is_any(at, &["casualties", "dead", "offensive", "fighting", "civilians"])
    }

    /// The mention stands with a quotation in its sentence.
    fn quotes(&self, tokens: &Range<usize>) -> bool {
        let sentence = self.document.sentence_of(tokens.start);
        sentence.take(80).any(|i| self.document.is(i, "\""))
    }

    /// A third party beside talks or a truce, or the agent of "brokered", "mediated".
    fn mediates(&self, party: &Party, tokens: &Range<usize>) -> bool {
        let document = self.document;
        let third = matches!(
            party.kind,
            PartyKind::State
                | PartyKind::Government
                | PartyKind::Igo
                | PartyKind::Official
                | PartyKind::Ministry
                | PartyKind::Ngo
        );
        if !third {
            return false;
        }
        let brokers = |i: usize| {
            document.word_senses(i).any(|s| s.class == class::V_MEDIATE)
                || document.is_any(i, &["brokered", "mediated", "brokering"])
        };
        let sentence = document.sentence_of(tokens.start);
        let near = tokens.start.saturating_sub(8).max(sentence.start)..(tokens.end + 8).min(sentence.end);
        if near.clone().any(brokers) {
            return true;
        }
        // The subject that urges, hosts, calls for or arranges talks.
        let acts = self.syntax.clause_at(tokens.start).is_some_and(|c| {
            let subject = self.syntax.noun(c.subject).map(|g| g.range());
            let is_subject = subject.is_some_and(|r| r.start < tokens.end && tokens.start < r.end);
            let verb = self.syntax.verb_of(c).map(|v| v.main());
            is_subject
                && verb.is_some_and(|v| {
                    document.word_senses(v).any(|s| {
                        matches!(s.class, class::V_URGE | class::V_MEDIATE | class::V_NEGOTIATE | class::V_AID)
                    }) || document.is_any(
                        v,
                        &["hosted", "host", "called", "hosts", "attempting", "offered", "proposed", "arranged"],
                    )
                })
        });
        acts && (tokens.end..(tokens.end + 16).min(sentence.end))
            .any(|i| document.is_any(i, TALKS) || document.is_any(i, &["halt", "stop", "end"]))
    }

    fn flees(&self, end: usize) -> bool {
        (end..(end + 5).min(self.document.len())).any(|i| self.document.has(i, class::V_FLEE))
    }
}

/// True when a range of the sorted list meets the tokens.
fn overlaps(list: &[Range<usize>], tokens: &Range<usize>) -> bool {
    let from = list.partition_point(|r| r.start + 40 < tokens.start);
    list[from..].iter().take_while(|r| r.start < tokens.end).any(|r| r.end > tokens.start)
}
