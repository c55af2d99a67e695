//! People named by what befell them: "12 dead", "the wounded", "captured officers", hostages and the displaced.

use super::constructions::Construction;
use super::groups::Head;
use super::link::{Linker, VerbGroup, NOBODY};
use super::senses as s;
use crate::model::{Outcome, Status, VictimKind};
use crate::words;

impl Linker<'_, '_, '_> {
    /// "are dead", "left 14 people dead", "12 missing".
    pub(super) fn state(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        // "put the dead at more than 90".
        if unit.is(s::HARMED_PEOPLE) && sentence.word(at + 1, words!["at"]) && self.put(at) && self.toll(at) {
            return true;
        }
        if let Some(g) = self.covering(at).filter(|g| self.groups[*g].attribute.is_some_and(|(u, _)| u == at)) {
            return self.attribute(g, at);
        }
        if let Some(g) =
            self.covering(at).filter(|g| self.groups[*g].head == Head::Harmed && self.groups[*g].noun == at)
        {
            if let Some(done) = self.harmed_people(g, at) {
                return done;
            }
        }
        if unit.is(s::PEOPLE) && unit.outcome == Outcome::Captured {
            return self.taken(at);
        }
        if unit.is(s::PEOPLE) && unit.outcome == Outcome::Displaced && unit.end > unit.start + 1 {
            return self.displaced_noun(at);
        }
        if sentence.word(at, words!["fallen"]) {
            return self.fell(at);
        }
        if unit.is(s::STATE) && sentence.word(at, words!["hostage", "captive", "prisoner"]) {
            return self.taken_as(at);
        }
        let verbs = self.verb_group(at);
        if verbs.negated {
            return false;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        // "Twelve Thais among dead in the city".
        if at > 1 && sentence.word(at - 1, words!["among", "amongst"]) && !sentence.noun_follows(at + 1) {
            if let Some(group) =
                self.group_ending(at - 1).and_then(|g| self.person(g)).filter(|g| self.groups[*g].counted)
            {
                let span = self.span_start(&self.groups[group])..at + 1;
                self.add(Construction::Among, span, at, unit.outcome, Some(group), status);
                return true;
            }
        }
        let left = self.group_ending(at).is_some_and(|g| {
            let start = self.groups[g].whole.start;
            let leaves = start > 0 && (sentence.has(start - 1, s::LEAVES) || sentence.word(start - 1, words!["with"]));
            self.human(&self.groups[g]) && leaves
        });
        // "dead and wounded among civilians": both must be there, or a preposition before.
        if unit.is(s::HARMED_PEOPLE) && !left && !sentence.has(at, s::NOT_VICTIM) && !sentence.noun_follows(at + 1) {
            let pair = sentence.word(at + 1, words!["and", "or"]) && sentence.has(at + 2, s::HARMED_PEOPLE);
            let second = at >= 2
                && sentence.word(at - 1, words!["and", "or"])
                && self.mentions.last().is_some_and(|m| m.trigger.start == sentence.units[at - 2].start);
            if pair && at > 0 && !sentence.has(at - 1, s::COUNT) || second {
                let follows = if pair { at + 3 } else { at + 1 };
                let victims = sentence.word(follows, words!["among"]).then(|| self.object(follows + 1)).flatten();
                let index = self.add(Construction::DeadAndWounded, at..at + 1, at, unit.outcome, None, status);
                if let Some(group) = victims {
                    self.mentions[index].victims = Some(self.tokens(self.groups[group].units.clone()));
                    self.mentions[index].kind = self.groups[group].kind;
                } else if second {
                    let before = self.mentions[index - 1].clone();
                    self.mentions[index].victims = before.victims;
                    self.mentions[index].kind = before.kind;
                }
                return true;
            }
        }
        if unit.is(s::STATE) {
            // "was nearly dead".
            if at > 0 && sentence.word(at - 1, words!["nearly", "almost", "half"]) {
                return false;
            }
            if verbs.passive {
                if let Some(victims) = self.subject(verbs.start) {
                    if self.human(&self.groups[victims.group]) {
                        return self.passive(at, at + 1, verbs, unit.outcome, status);
                    }
                }
                return false;
            }
            // "left 14 people dead", "Hamza to be dead", "at least 12 people dead".
            if let Some(last) = self.before(at) {
                // "left 20 civilians, including six women, dead".
                if sentence.word(last, words![","]) {
                    let left = |g: &usize| {
                        let start = self.groups[*g].whole.start;
                        start > 0 && sentence.has(start - 1, s::LEAVES)
                    };
                    let victims = self.before_parenthesis(last).filter(left);
                    let Some(group) = victims else { return false };
                    self.add(Construction::PassiveAfterAside, at..at + 1, at, unit.outcome, Some(group), status);
                    return true;
                }
                if let Some(group) = self.group_ending(last + 1).and_then(|g| self.person(g)) {
                    if (self.groups[group].counted || left) && !sentence.noun_follows(at + 1) {
                        return self.passive(
                            at,
                            at + 1,
                            VerbGroup { start: at, passive: true, ..verbs },
                            unit.outcome,
                            status,
                        );
                    }
                }
            }
        }
        false
    }

    /// "took 12 hostages", "the hostages", "holding 30 prisoners".
    pub(super) fn taken(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(group) =
            self.covering(at).filter(|g| self.groups[*g].noun == at && self.groups[*g].units.end == at + 1)
        else {
            return false;
        };
        if self.used[group] != NOBODY || sentence.noun_follows(at + 1) {
            return false;
        }
        let start = self.groups[group].whole.start;
        // "took as many prisoners".
        let start = if start > 1 && sentence.word(start - 1, words!["as"]) { start - 1 } else { start };
        let took = start > 0 && sentence.word(start - 1, words!["took", "taken", "taking", "take", "takes"]);
        let held = start > 0
            && sentence
                .word(start - 1, words!["holding", "hold", "held", "holds", "seized", "seizing", "keeping", "kept"]);
        let freed = self.freed(start, at + 1);
        // "100,000 prisoners were taken".
        let verb = (at + 1..at + 5).find(|u| !sentence.has(*u, s::BE | s::HAVE | s::ADVERB));
        if let Some(verb) = verb.filter(|u| *u > at + 1 && sentence.word(*u, words!["taken", "seized"])) {
            let span = self.span_start(&self.groups[group])..verb + 1;
            let status = self.status(at + 1, verb, false);
            self.add(Construction::Hostages, span, at, Outcome::Captured, Some(group), status);
            return true;
        }
        // "30 hostages perished", "the hostages were killed": the verb tells more.
        let next = (at + 1..at + 5).find(|u| !sentence.has(*u, s::BE | s::HAVE | s::ADVERB | s::MODAL));
        if next.is_some_and(|u| sentence.has(u, s::DIED | s::DIES | s::HARMED | s::STATE)) && !took {
            return false;
        }
        // Hostages are captives in any clause but one that lets them go; prisoners may be convicts.
        // "4,102 prisoners were in Indian hands", "40 prisoners have been brought in".
        let verb = (at + 1..at + 5).find(|u| !sentence.has(*u, s::BE | s::HAVE | s::ADVERB)).unwrap_or(at + 1);
        let in_hands = verb > at + 1
            && (sentence.word(verb, words!["brought"])
                || sentence.word(verb, words!["in"])
                    && (verb + 1..verb + 5).any(|u| sentence.word(u, words!["hands", "custody"])));
        let hostages = sentence.word(at, words!["hostages", "captives"])
            && (self.groups[group].counted || self.groups[group].definite)
            || sentence.word(at, words!["captives"])
            || in_hands && self.groups[group].counted;
        if freed || !(took || held || hostages) {
            return false;
        }
        let status = match self.status(start, at, false) {
            // "medicine would reach the hostages": they are held all the same.
            Status::Hypothetical if !took => Status::Asserted,
            status => status,
        };
        let first = if took || held { start - 1 } else { self.span_start(&self.groups[group]) };
        let index = self.add(Construction::Hostages, first..at + 1, at, Outcome::Captured, Some(group), status);
        self.as_many(index, group);
        if took {
            // The verb tells who took them.
            self.mentions[index].trigger = self.tokens(start - 1..start);
            self.mentions[index].agent = Some(self.tokens(self.clause_start(start - 1).min(start - 1)..start));
        }
        true
    }

    /// "150 dead and twice as many wounded", "killed 8,000 and took as many prisoners": as many as were told of before.
    pub(super) fn as_many(&mut self, index: usize, group: usize) {
        let sentence = self.sentence;
        let many = self.groups[group].units.start;
        if many == 0
            || index == 0
            || !sentence.word(many - 1, words!["as"])
            || !sentence.units.get(many).is_some_and(|u| sentence.document.is_any(u.start, words!["many"]))
        {
            return;
        }
        let twice = many > 1 && sentence.word(many - 2, words!["twice"]);
        let times = |n: Option<u64>| n.map(|n| if twice { n.saturating_mul(2) } else { n });
        let before = self.mentions[index - 1].count;
        let start = sentence.units[many - 1 - usize::from(twice)].start;
        let mention = &mut self.mentions[index];
        mention.count = crate::model::Count {
            low: times(before.low),
            best: times(before.best),
            high: times(before.high),
            ..before
        };
        mention.tokens.start = mention.tokens.start.min(start);
    }

    /// A word of letting go near a group.
    pub(super) fn freed(&self, start: usize, end: usize) -> bool {
        let freed = words![
            "release",
            "released",
            "releasing",
            "exchange",
            "exchanged",
            "swap",
            "swapped",
            "freed",
            "free",
            "freeing",
            "return",
            "returned",
            "repatriated",
            "repatriation",
            "rescued",
            "rescue",
            "rescuing",
        ];
        (1..6).any(|back| start >= back && self.sentence.word(start - back, freed))
            || (end..end + 5).any(|u| self.sentence.word(u, freed))
    }

    /// "took its 25 crew members hostage".
    pub(super) fn taken_as(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(group) = self.group_ending(at).and_then(|g| self.person(g)) else { return false };
        let start = self.groups[group].whole.start;
        let verb = (1..4).find(|back| {
            start >= *back
                && sentence.word(
                    start - *back,
                    words!["took", "take", "takes", "taking", "held", "hold", "holds", "holding", "taken"],
                )
        });
        let Some(back) = verb else { return false };
        let status = self.status(start, at, false);
        let span = start - back..at + 1;
        self.add(Construction::TakenHostage, span, at, Outcome::Captured, Some(group), status);
        true
    }

    /// "4.5 million displaced people", "a camp for displaced people".
    pub(super) fn displaced_noun(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(group) =
            self.covering(at).filter(|g| self.groups[*g].noun == at && self.groups[*g].units.end == at + 1)
        else {
            return false;
        };
        if self.used[group] != NOBODY || sentence.word(at + 1, words!["'s", "'", "camp", "camps"]) {
            return false;
        }
        let status = self.status(self.groups[group].whole.start, at, false);
        let span = self.span_start(&self.groups[group])..at + 1;
        self.add(Construction::DisplacedPeople, span, at, Outcome::Displaced, Some(group), status);
        true
    }

    /// "three wounded soldiers", "captured officers".
    pub(super) fn attribute(&mut self, group: usize, at: usize) -> bool {
        let unit = self.sentence.units[at];
        if self.used[group] != NOBODY || !self.human(&self.groups[group]) {
            return false;
        }
        // "fallen soldiers" died, a fallen minister only left.
        let armed = matches!(self.groups[group].kind, VictimKind::Military | VictimKind::Militant | VictimKind::Police);
        if self.sentence.word(at, words!["fallen"]) && !armed {
            return false;
        }
        // "two of the wounded men died": the verb tells the end of it.
        let mut next = self.groups[group].units.end;
        while self.sentence.has(next, s::BE | s::HAVE) {
            next += 1;
        }
        let ended = self.sentence.units.get(next).is_some_and(|u| {
            u.is(s::DIED) && u.outcome == Outcome::Killed
                || u.is(s::HARMED | s::STATE) && u.outcome == Outcome::Killed && next > self.groups[group].units.end
        });
        if ended && unit.outcome != Outcome::Killed {
            return false;
        }
        let start = if self.groups[group].definite || self.groups[group].counted {
            self.span_start(&self.groups[group])
        } else {
            at
        };
        let start = if self.groups[group].definite { at } else { start };
        let status = self.status(at, at, false);
        let span = start..self.groups[group].units.end;
        self.add(Construction::Attributive, span, at, unit.outcome, Some(group), status);
        true
    }

    /// "12 dead", "the wounded". `None`: it is a verb after all.
    pub(super) fn harmed_people(&mut self, group: usize, at: usize) -> Option<bool> {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let counted = self.groups[group].counted;
        let next = at + 1;
        // "The three wounded a guard": a verb with its object.
        if sentence.has(at, s::HARMED)
            && self.object(next).is_some_and(|g| self.groups[g].counted || self.groups[g].head == Head::Named)
        {
            return None;
        }
        if sentence.noun_follows(next) && !sentence.has(next, s::MODIFIER) {
            return Some(false);
        }
        if unit.outcome == Outcome::Captured && self.freed(self.groups[group].whole.start, next) {
            return Some(false);
        }
        let status = self.status(self.groups[group].whole.start, at, false);
        let outcome = unit.outcome;
        // "Among the dead was a nurse".
        let whole = self.groups[group].whole.start;
        // "Among the dead there were three children".
        let next = next + usize::from(sentence.word(next, words!["there"]));
        if !counted && whole > 0 && sentence.word(whole - 1, words!["among", "amongst"]) && sentence.has(next, s::BE) {
            let Some(first) = self.group_starting(next + 1).and_then(|g| self.person(g)) else { return Some(false) };
            let others = self.conjuncts(first);
            for victim in std::iter::once(first).chain(others) {
                let span = self.span_start(&self.groups[victim])..self.groups[victim].units.end;
                self.add(Construction::Among, span, at, outcome, Some(victim), status);
            }
            return Some(true);
        }
        // "three children were among the dead".
        if !counted && whole > 1 && sentence.word(whole - 1, words!["among", "amongst"]) {
            let verbs = self.verb_group(whole - 1);
            if verbs.passive || self.group_ending(whole - 1).is_some() {
                if let Some(victims) = self.subject(verbs.start) {
                    let first =
                        if victims.contiguous { self.span_start(&self.groups[victims.group]) } else { whole - 1 };
                    self.add(Construction::Among, first..next, at, outcome, Some(victims.group), status);
                    return Some(true);
                }
            }
        }
        // "how many of the dead were soldiers": the question counts nothing.
        let asked = sentence.amount(whole).is_some_and(|a| sentence.document.is_any(a.tokens.start, words!["how"]))
            && sentence.word(whole + 1, words!["of"]);
        let span = if counted && !asked { self.span_start(&self.groups[group])..next } else { at..next };
        let index = self.add(Construction::HarmedPeople, span, at, outcome, Some(group), status);
        self.mentions[index].victims = None;
        if asked {
            self.mentions[index].count = super::link::BARE_PLURAL;
        }
        self.as_many(index, group);
        // "12 dead and wounded".
        if counted
            && sentence.word(next, words!["and", "or"])
            && sentence.has(next + 1, s::HARMED_PEOPLE)
            && sentence.units[next + 1].outcome != outcome
        {
            self.mentions[index].outcome = Outcome::CasualtiesUnspecified;
            self.mentions[index].tokens.end = sentence.units[next + 1].end;
            self.consumed[next + 1] = true;
        } else if let Some(last) = self.alternatives(at).filter(|_| counted) {
            // "180 dead, wounded or missing".
            self.mentions[index].outcome = Outcome::CasualtiesUnspecified;
            self.mentions[index].tokens.end = sentence.units[last].end;
            self.consumed[next..=last].fill(true);
        }
        Some(true)
    }
}
