//! Nouns of harm: deaths, bodies, killings, losses; and what nobody reported.

use super::constructions::Construction;
use super::groups::Head;
use super::link::{Linker, BARE_PLURAL, ONE};
use super::senses as s;
use crate::model::{Count, Hedge, Outcome, Status, VictimKind};
use crate::text::Words;
use crate::words;

/// "without casualties", "no losses".
const NOBODY_HARMED: Count = Count { low: Some(0), best: Some(0), high: Some(0), hedge: Hedge::None };

/// Verbs that give a number to their subject.
static COUNTING_VERBS: &Words = words![
    "numbered",
    "number",
    "totaled",
    "totalled",
    "total",
    "totals",
    "totaling",
    "totalling",
    "amounted",
    "amount",
    "stood",
    "stand",
    "exceeded",
    "exceed",
    "reached",
    "approached",
    "topped",
    "averaged",
];

impl Linker<'_, '_, '_> {
    /// "[death] of NP": the victims of a nominal trigger, span up to their end.
    pub(super) fn of_victims(
        &mut self,
        rule: Construction,
        at: usize,
        end: usize,
        outcome: Outcome,
        status: Status,
    ) -> bool {
        let Some(group) = self.object(end + 1) else { return false };
        if !self.human(&self.groups[group]) {
            return false;
        }
        // "the killing of civilians" as a topic keeps its plural.
        let index = self.add(rule, at..self.groups[group].units.end, at, outcome, Some(group), status);
        self.with_relative(index, group);
        for other in self.listed(group, true) {
            let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
            self.add(Construction::NominalConjunct, span, at, outcome, Some(other), status);
        }
        true
    }

    /// "47 deaths", "the deaths of 12 soldiers", "heavy casualties".
    pub(super) fn harms_noun(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let group = self.covering(at);
        if let Some(g) = group {
            if self.groups[g].noun != at || self.groups[g].head != Head::Harm || self.groups[g].units.end != at + 1 {
                return false;
            }
        }
        // "nine martyrs", not those of a square or a feast.
        let feast = sentence.mark(at + 1) && !sentence.word(at + 1, words![",", "."]) || sentence.noun_follows(at + 1);
        if sentence.word(at, words!["martyrs"]) && (feast || group.is_none_or(|g| !self.groups[g].counted)) {
            return false;
        }
        let start = group.map_or(at, |g| self.span_start(&self.groups[g]));
        // "Among the casualties is a lieutenant, and two sergeants": the noun, and those it is told of.
        let whole = group.map_or(at, |g| self.groups[g].whole.start);
        if whole > 0 && sentence.word(whole - 1, words!["among", "amongst"]) && sentence.has(at + 1, s::BE) {
            if let Some(first) = self.group_starting(at + 2).and_then(|g| self.person(g)) {
                let status = self.status(start, at, false);
                let total = self.add(Construction::Nominal, start..at + 1, at, unit.outcome, group, status);
                self.mentions[total].victims = None;
                for victim in std::iter::once(first).chain(self.conjuncts(first)) {
                    let span = self.span_start(&self.groups[victim])..self.groups[victim].units.end;
                    let index = self.add(Construction::Among, span, at, unit.outcome, Some(victim), status);
                    self.mentions[index].part_of = Some(total);
                }
                return true;
            }
        }
        let before = start.checked_sub(1);
        let none_reported = before.is_some_and(|b| sentence.has(b, s::NONE_REPORTED));
        if none_reported {
            return false;
        }
        // "without causing injuries", "without casualties": none; "without heavy casualties" may mean some.
        let cause =
            start > 1 && sentence.word(start - 1, words!["causing", "inflicting", "sustaining", "suffering", "any"]);
        let without = start.checked_sub(1 + usize::from(cause)).filter(|u| sentence.word(*u, words!["without"]));
        if let Some(without) = without.filter(|_| start == at) {
            let status = self.status(without, at, false);
            let index = self.add(Construction::Nominal, without..at + 1, at, unit.outcome, None, status);
            self.mentions[index].count = NOBODY_HARMED;
            return true;
        }
        // "died from his injuries" tells of the death.
        if unit.outcome == Outcome::Wounded
            && (1..5).any(|back| at >= back && sentence.has(at - back, s::DIED | s::DIES | s::DYING))
        {
            return false;
        }
        let mut status = self.status(start, at, false);
        let body =
            matches!(self.sentence.document.str(unit.end - 1).to_ascii_lowercase().as_str(), "bodies" | "corpses");
        // "the deaths in action of Trooper Harcourt and two others".
        if sentence.word(at + 1, words!["in", "at", "on"]) && unit.outcome == Outcome::Killed && !body {
            let of = (at + 2..at + 5).find(|u| sentence.word(*u, words!["of"]));
            let victims = of.and_then(|of| self.object(of + 1)).and_then(|g| self.person(g));
            if let Some(first) = victims.filter(|g| self.groups[*g].head == Head::Named || self.groups[*g].counted) {
                let span = at..self.groups[first].units.end;
                self.add(Construction::NominalOf, span, at, unit.outcome, Some(first), status);
                for other in self.listed(first, true) {
                    let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
                    self.add(Construction::NominalConjunct, span, at, unit.outcome, Some(other), status);
                }
                return true;
            }
        }
        if sentence.word(at + 1, words!["of", "among", "to"])
            && !(group.is_some_and(|g| self.groups[g].counted && !self.is_zero(g)))
        {
            if let Some(victims) = self.object(at + 2).filter(|g| self.human(&self.groups[*g])) {
                if sentence.word(at + 1, words!["of"]) && self.groups[victims].head != Head::Pronoun {
                    return self.of_victims(Construction::NominalOf, at, at + 1, unit.outcome, status);
                }
                let index = self.add(Construction::Nominal, start..at + 1, at, unit.outcome, group, status);
                self.mentions[index].victims = Some(self.tokens(self.groups[victims].units.clone()));
                self.mentions[index].kind = self.groups[victims].kind;
                return true;
            }
        }
        // "burns on their bodies": of the living.
        if body
            && start > 1
            && sentence.has(start - 1, s::POSSESSIVE)
            && sentence.word(start - 2, words!["on", "in", "over", "across", "from", "around", "into"])
        {
            return false;
        }
        let zero = group.is_some_and(|g| self.is_zero(g));
        // "no injuries or deaths were reported": the second noun shares the "no".
        if group.is_none_or(|g| !self.groups[g].counted)
            && start > 1
            && sentence.word(start - 1, words!["or", "nor", "and"])
        {
            if let Some(previous) = self
                .mentions
                .last()
                .filter(|m| m.trigger.end == sentence.units[start - 2].end && m.count.low == Some(0))
            {
                let (count, status) = (previous.count, previous.status);
                let index = self.add(Construction::Nominal, start..at + 1, at, unit.outcome, group, status);
                self.mentions[index].count = count;
                self.mentions[index].victims = None;
                return true;
            }
        }
        if zero && self.reported_after(at) {
            status = Status::NoneReported;
        }
        // "regulatory bodies", "government-sanctioned bodies".
        if body && self.institutions(at) {
            return false;
        }
        if group.is_none_or(|g| !self.groups[g].counted) && self.counted_predicate(start, at, unit.outcome, status) {
            return true;
        }
        // The plain plural keeps neither article nor possessive; a modifier stays ("heavy casualties").
        let index = self.add(Construction::Nominal, start..at + 1, at, unit.outcome, group, status);
        let mention = &mut self.mentions[index];
        mention.victims = None;
        if let Some(g) = group {
            mention.count = self.groups[g].count;
            if let Some(kind) = (start..at)
                .map(|u| &self.sentence.units[u])
                .find(|u| {
                    // "minor injuries" are not a minor's.
                    u.is(s::PERSON | s::PEOPLE) && !self.sentence.document.is_any(u.start, words!["minor"])
                })
                .map(|u| u.kind)
            {
                mention.kind = kind;
            } else if self.sentence.word(at.wrapping_sub(1), words!["civilian"]) {
                mention.kind = VictimKind::Civilian;
            } else if self.sentence.word(at.wrapping_sub(1), words!["military", "combat"]) {
                mention.kind = VictimKind::Military;
            }
        } else {
            mention.count = BARE_PLURAL;
        }
        if status == Status::NoneReported {
            mention.count = Count { low: Some(0), best: None, high: None, hedge: Hedge::None };
        }
        true
    }

    /// Bodies that rule, advise or speak: what stands before tells them from the dead.
    fn institutions(&self, at: usize) -> bool {
        let sentence = self.sentence;
        at > 0
            && sentence.word(
                at - 1,
                words![
                    "regulatory",
                    "governing",
                    "elected",
                    "international",
                    "official",
                    "legislative",
                    "representative",
                    "statutory",
                    "professional",
                    "religious",
                    "public",
                    "state",
                    "government",
                    "administrative",
                    "judicial",
                    "supervisory",
                    "advisory",
                    "sporting",
                    "world",
                    "intergovernmental",
                    "sanctioned",
                    "appointed",
                    "backed",
                    "run",
                    "led",
                    "funded",
                    "competent",
                    "leading",
                    "executive",
                    "local",
                    "security",
                    "military",
                    "constitutional",
                    "oversight",
                    "water",
                ],
            )
            || sentence.word(at + 1, words!["like", "such"])
    }

    /// "civilian deaths since May were 265", "Union casualties totalled 12,000": the number is the verb's.
    fn counted_predicate(&mut self, start: usize, at: usize, outcome: Outcome, status: Status) -> bool {
        let sentence = self.sentence;
        let verb = (at + 1..at + 13).find(|u| sentence.has(*u, s::BE) || sentence.word(*u, COUNTING_VERBS));
        let Some(verb) = verb else { return false };
        // Nothing but a phrase of place or time in between.
        let tail = verb == at + 1 || sentence.has(at + 1, s::PREPOSITION);
        let clause = (at + 1..verb).any(|u| {
            let figure = sentence.has(u, s::COUNT) && !sentence.has(u + 1, s::TIME);
            sentence.mark(u) && !sentence.word(u, words!["-"])
                || sentence.has(u, s::RELATIVE | s::HAVE | s::MODAL | s::HARMED | s::DIED)
                || figure && sentence.word(u + 1, words!["and"])
        });
        let mut number = verb + 1;
        while sentence.word(number, words!["to", "at"])
            || sentence.has(number, s::ADVERB) && !sentence.has(number, s::COUNT)
        {
            number += 1;
        }
        let Some(amount) = sentence.amount(number).filter(|a| !a.like_year && !a.is_none()) else { return false };
        let mut end = number + 1;
        if let Some(group) = self.group_starting(number) {
            if !self.human(&self.groups[group]) {
                return false;
            }
            end = self.groups[group].units.end;
            self.used[group] = self.mentions.len();
        }
        // "deaths were 12 percent up", "casualties were two brothers": a number that stands for the whole is followed by no noun.
        if !tail || clause || sentence.noun_follows(end) || sentence.has(end, s::HARMED_PEOPLE | s::HARMED | s::STATE) {
            return false;
        }
        let close = verb == at + 1;
        let span = if close { start..end } else { start..at + 1 };
        let index = self.add(Construction::Predicate, span, at, outcome, None, status);
        let count = self.exceeding(number, amount.count);
        let mention = &mut self.mentions[index];
        mention.count = count;
        if let Some(kind) =
            (start..at).map(|u| &sentence.units[u]).find(|u| u.is(s::PERSON | s::PEOPLE)).map(|u| u.kind)
        {
            mention.kind = kind;
        } else if sentence.word(at.wrapping_sub(1), words!["civilian"]) {
            mention.kind = VictimKind::Civilian;
        }
        true
    }

    /// "were reported" after "no casualties".
    pub(super) fn reported_after(&self, at: usize) -> bool {
        (at + 1..at + 9)
            .take_while(|u| !self.sentence.word(*u, words![".", ";", ","]))
            .any(|u| self.sentence.word(u, words!["reported", "confirmed", "announced", "recorded"]))
    }

    /// "death of Hamza", "Nabil's murder", "his death".
    pub(super) fn harm_noun(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let status = self.status(at, at, false);
        let folded = self.sentence.document.str(unit.end - 1).to_ascii_lowercase();
        // "ordered the arrest of five rebels", "a reward for the capture of": nobody is taken yet.
        let wished = unit.outcome == Outcome::Captured
            && (1..5).take_while(|back| at >= *back && !sentence.mark(at - back)).any(|back| {
                sentence.word(
                    at - back,
                    words![
                        "order",
                        "ordered",
                        "orders",
                        "ordering",
                        "demand",
                        "demanded",
                        "demands",
                        "demanding",
                        "seek",
                        "sought",
                        "seeks",
                        "seeking",
                        "urged",
                        "request",
                        "requested",
                        "warrant",
                        "warrants",
                        "reward",
                        "prevent",
                        "avoid",
                        "escaped",
                        "avoided",
                        "resist",
                        "resisted",
                        "evade",
                        "evaded",
                        "threatened"
                    ],
                )
            });
        if wished {
            return false;
        }
        let mass = matches!(folded.as_str(), "massacre" | "slaughter" | "extermination" | "displacement")
            || unit.end > unit.start + 1 && folded == "murder"
            || folded == "killing" && unit.end > unit.start + 1;
        let event =
            matches!(folded.as_str(), "capture" | "arrest" | "detention" | "imprisonment" | "evacuation" | "injury");
        // "the death in combat of Sgt. Levi".
        let of = if sentence.word(at + 1, words!["in", "at", "on"]) && folded == "death" {
            (at + 2..at + 5).find(|u| sentence.word(*u, words!["of"])).unwrap_or(at + 1)
        } else {
            at + 1
        };
        if of > at + 1 {
            let victims = self.object(of + 1).and_then(|g| self.person(g));
            if let Some(group) = victims.filter(|g| self.groups[*g].head == Head::Named || self.groups[*g].counted) {
                let span = at..self.groups[group].units.end;
                self.add(Construction::NominalOf, span, at, unit.outcome, Some(group), status);
                for other in self.listed(group, true) {
                    let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
                    self.add(Construction::NominalConjunct, span, at, unit.outcome, Some(other), status);
                }
                return true;
            }
        }
        if sentence.word(at + 1, words!["of"]) {
            if let Some(group) = self.object(at + 2).filter(|g| self.human(&self.groups[*g])) {
                // "a body of liberal deputies" is none.
                if folded == "body" && (self.groups[group].plural || self.groups[group].head == Head::Bare) {
                    return false;
                }
                // "the body of a man"; "the death of the president".
                if self.groups[group].head == Head::Bare && !self.groups[group].counted {
                    return false;
                }
                return self.of_victims(Construction::NominalOf, at, at + 1, unit.outcome, status);
            }
            if !mass {
                return false;
            }
        }
        // "Nabil's murder"; "his death".
        if at >= 1 {
            if sentence.has(at - 1, s::POSSESSIVE)
                && sentence.word(at - 1, words!["his", "her"])
                && !sentence.noun_follows(at + 1)
            {
                let index = self.add(Construction::Possessive, at..at + 1, at, unit.outcome, None, status);
                self.mentions[index].count = ONE;
                self.mentions[index].definite = true;
                self.mentions[index].pronoun = true;
                return true;
            }
            if sentence.word(at - 1, words!["'s", "\u{2019}s", "'", "\u{2019}"])
                && at >= 2
                && !sentence.noun_follows(at + 1)
            {
                let owner = (0..at - 1)
                    .rev()
                    .take_while(|u| sentence.is_name(*u) || sentence.has(*u, s::PERSON | s::TITLE))
                    .last();
                let Some(owner) = owner.filter(|o| !sentence.has(at - 2, s::TIME) && self.name_of_person(*o, at - 1))
                else {
                    return false;
                };
                let index = self.add(Construction::Possessive, owner..at + 1, at, unit.outcome, None, status);
                let victims = self.tokens(owner..at - 1);
                self.mentions[index].count = ONE;
                self.mentions[index].victims = Some(victims);
                self.mentions[index].named = true;
                return true;
            }
        }
        if event || unit.outcome != Outcome::Killed && unit.outcome != Outcome::CasualtiesUnspecified {
            return false;
        }
        let counted = self.covering(at).filter(|g| {
            self.groups[*g].noun == at && self.groups[*g].head == Head::Harm && self.groups[*g].units.end == at + 1
        });
        if let Some(group) = counted.filter(|g| self.groups[*g].counted) {
            let start = self.span_start(&self.groups[group]);
            let plain = matches!(folded.as_str(), "death" | "fatality" | "body" | "corpse" | "casualty");
            // "a body was found", not "a body to draft a law", "a consultative body".
            let lone = self.groups[group].whole.len() <= 2;
            let found = sentence.word(
                at + 1,
                words![
                    "was",
                    "were",
                    "is",
                    "has",
                    "had",
                    "lay",
                    "found",
                    "lying",
                    "recovered",
                    "washed",
                    "in",
                    "on",
                    "at",
                    "with",
                ],
            );
            if plain && (folded != "body" || lone && found) {
                let index = self.add(Construction::Nominal, start..at + 1, at, unit.outcome, Some(group), status);
                self.mentions[index].victims = None;
                return true;
            }
        }
        let known = folded != "slaughter" && folded != "displacement" && folded != "extermination";
        if mass && known && !sentence.noun_follows(at + 1) {
            self.add(Construction::MassKilling, at..at + 1, at, unit.outcome, None, status);
            return true;
        }
        false
    }

    pub(super) fn name_of_person(&self, from: usize, to: usize) -> bool {
        let sentence = self.sentence;
        let last = to - 1;
        sentence.has(from, s::TITLE | s::PERSON)
            || to - from > 1 && sentence.has(last, s::UNKNOWN | s::CAPITAL) && !sentence.has(last, s::DEMONYM)
            || !sentence.has(last, s::NAME | s::DEMONYM | s::NOUN)
    }

    /// "no reports of casualties", "no word on injuries".
    pub(super) fn none_reported(&mut self, at: usize) {
        let sentence = self.sentence;
        for trigger in at + 1..(at + 7).min(sentence.units.len()) {
            let unit = sentence.units[trigger];
            if sentence.mark(trigger) {
                break;
            }
            if unit.is(s::HARMS_NOUN | s::HARMED_PEOPLE | s::HARM_NOUN) {
                let word = sentence.document.str(sentence.units[at].start).to_ascii_lowercase();
                let span = if word == "no" { at..trigger + 1 } else { trigger..trigger + 1 };
                let index =
                    self.add(Construction::NoneReported, span, trigger, unit.outcome, None, Status::NoneReported);
                if let Some(kind) = (at + 1..trigger)
                    .map(|u| &self.sentence.units[u])
                    .find(|u| u.is(s::PERSON | s::PEOPLE))
                    .map(|u| u.kind)
                {
                    self.mentions[index].kind = kind;
                }
                self.consumed[trigger] = true;
                // "no reports of deaths or injuries".
                if sentence.word(trigger + 1, words!["or", "and"]) && sentence.has(trigger + 2, s::HARMS_NOUN) {
                    let second = sentence.units[trigger + 2];
                    self.add(
                        Construction::NoneReported,
                        trigger + 2..trigger + 3,
                        trigger + 2,
                        second.outcome,
                        None,
                        Status::NoneReported,
                    );
                    self.consumed[trigger + 2] = true;
                }
                return;
            }
        }
    }

    /// "the loss of 40 men", "loss of life".
    pub(super) fn loss(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        if unit.end > unit.start + 1 {
            // "loss of life".
            let status = self.status(at, at, false);
            // "no damage or loss of life".
            let none = (at.saturating_sub(3)..at).rev().find(|u| sentence.word(*u, words!["no", "without"]));
            let start = none.unwrap_or(at);
            let index = self.add(Construction::LossOfPeople, start..at + 1, at, Outcome::Killed, None, status);
            if none.is_some() {
                self.mentions[index].count = NOBODY_HARMED;
            }
            return true;
        }
        if sentence.word(at, words!["losses"]) {
            // "Neither side reported losses."
            let before = at.saturating_sub(5)..at;
            let nobody = before.clone().any(|u| sentence.word(u, words!["neither", "nobody", "none"]));
            if nobody
                && before.clone().any(|u| sentence.word(u, words!["reported", "announced", "acknowledged", "admitted"]))
            {
                self.add(Construction::NoneReported, at..at + 1, at, Outcome::Killed, None, Status::NoneReported);
                return true;
            }
            return self.counted_predicate(at, at, Outcome::CasualtiesUnspecified, self.status(at, at, false))
                || self.heavy_losses(at);
        }
        // "losses of the enemy" are those it suffers.
        if !sentence.word(at + 1, words!["of"]) || sentence.word(at, words!["losses"]) {
            return false;
        }
        let Some(group) = self.object(at + 2) else { return false };
        let status = self.status(at, at, false);
        let end = self.groups[group].units.end;
        if sentence.has(self.groups[group].noun, s::LIVES) || sentence.has(end, s::LIVES) {
            let end = if sentence.has(end, s::LIVES) { end + 1 } else { end };
            self.add(Construction::LossOfPeople, at..end, at, Outcome::Killed, Some(group), status);
            return true;
        }
        if !self.human(&self.groups[group]) || self.groups[group].head == Head::Pronoun {
            return false;
        }
        // "destroyed 40 planes for the loss of six": planes.
        if self.groups[group].head == Head::Bare && self.antecedent(at).is_some() {
            return false;
        }
        self.of_victims(Construction::LossOfPeople, at, at + 1, Outcome::Killed, status)
    }

    /// "suffered heavy losses", "inflicting serious losses on the column"; not "heavy losses on the stock exchange".
    pub(super) fn heavy_losses(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let mut start = at;
        while start > 0
            && sentence.word(
                start - 1,
                words![
                    "heavy",
                    "severe",
                    "serious",
                    "significant",
                    "huge",
                    "enormous",
                    "considerable",
                    "catastrophic",
                    "light",
                    "minor",
                    "great",
                    "major",
                    "terrible",
                    "massive",
                    "human",
                    "combat",
                    "substantial",
                    "irreparable",
                    "extensive",
                ],
            )
        {
            start -= 1;
        }
        // "suffered no losses".
        if at > 1 && sentence.word(at - 1, words!["no"]) && sentence.has(at - 2, s::SUFFERS) {
            let status = self.status(at - 2, at, false);
            let index =
                self.add(Construction::HeavyLosses, at - 2..at + 1, at, Outcome::CasualtiesUnspecified, None, status);
            self.mentions[index].count = NOBODY_HARMED;
            return true;
        }
        let suffered = (1..4).any(|back| {
            start >= back && sentence.has(start - back, s::SUFFERS) && !sentence.word(start - back, words!["took"])
        });
        if start == at || !suffered || sentence.word(at - 1, words!["financial", "economic"]) {
            return false;
        }
        let status = self.status(start, at, false);
        let index =
            self.add(Construction::HeavyLosses, start..at + 1, at, Outcome::CasualtiesUnspecified, None, status);
        if sentence.word(at + 1, words!["on", "among", "to"]) {
            if let Some(group) = self.object(at + 2).and_then(|g| self.person(g)) {
                self.mentions[index].victims = Some(self.tokens(self.groups[group].units.clone()));
                self.mentions[index].kind = self.groups[group].kind;
            }
        }
        true
    }
}
