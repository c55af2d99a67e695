//! Losses of equipment: the verb is kept, for "hit" is not "destroyed".

use super::constructions::Construction;
use super::groups::{Group, Head};
use super::link::Linker;
use super::senses as s;
use super::Loss;
use crate::model::{Count, Hedge, Status};
use crate::words;
use std::ops::Range;

/// Units between a verb and its subject, at most.
const REACH: usize = 30;

impl Linker<'_, '_, '_> {
    /// All losses of equipment in the sentence.
    pub(super) fn losses(&self) -> Vec<Loss> {
        let mut found: Vec<Loss> = Vec::new();
        for at in 0..self.sentence.units.len() {
            let unit = &self.sentence.units[at];
            let killed = unit.is(s::HARMED | s::HARMS | s::HARMING)
                && self.sentence.word(at, words!["killed", "kill", "kills", "killing"]);
            if !killed && !unit.is(s::WRECKED | s::WRECKS | s::WRECKING | s::WRECK_NOUN) {
                continue;
            }
            let effect = if killed { "destroyed" } else { unit.effect };
            self.losses_at(at, effect, killed, &mut found);
        }
        // "a reporter saw four wrecked tanks".
        for group in 0..self.groups.len() {
            let Some(wreck) = self.groups[group].wreck.filter(|_| self.groups[group].head == Head::Equipment) else {
                continue;
            };
            let status = self.status(self.groups[group].whole.start, wreck, false);
            self.push(
                group,
                wreck,
                self.sentence.units[wreck].effect,
                status,
                None,
                Construction::LossAttributive,
                &mut found,
            );
        }
        self.crashes(&mut found);
        self.losses_at_number(&mut found);
        self.table_rows(&mut found);
        crate::order::by_key(&mut found, |loss| loss.tokens.start as u64);
        found.dedup_by(|b, a| b.tokens.start < a.tokens.end);
        found
    }

    /// "their helicopter crashed".
    fn crashes(&self, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        for at in 1..sentence.units.len() {
            if !sentence.word(at, words!["crashed", "crashes"]) {
                continue;
            }
            let (start, passive, modal) = self.auxiliaries(at);
            let Some(last) = self.subject_end(start).filter(|_| !passive) else { continue };
            let Some(group) = self.group_ending(last + 1).filter(|g| self.groups[*g].head == Head::Equipment) else {
                continue;
            };
            let flies =
                matches!(sentence.units[self.groups[group].noun].equipment, "aircraft" | "helicopter" | "drone");
            if flies && (self.groups[group].counted || self.groups[group].definite) {
                let status = self.status(start, at, modal);
                self.push(group, at, "lost", status, None, Construction::LossPassive, found);
            }
        }
    }

    /// "put Syrian losses at 400 tanks and 80 aircraft", "losses include two ships".
    fn losses_at_number(&self, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        for at in 0..sentence.units.len() {
            if !sentence.has(at, s::LOSS) || !sentence.word(at, words!["losses"]) {
                continue;
            }
            let joint = (at + 1..at + 4).find(|u| {
                sentence.word(*u, words!["at", "included", "include", "including", ":", "totaled", "totalled", "were"])
            });
            let Some(first) = joint.and_then(|u| self.group_starting(u + 1)).filter(|g| self.groups[*g].counted) else {
                continue;
            };
            let status = self.status(at, at, false);
            self.push_all(first, at, "lost", status, None, Construction::LossesInNumber, found);
        }
    }

    fn losses_at(&self, at: usize, effect: &'static str, killed: bool, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let unit = &sentence.units[at];
        // "the sinking of two ships"; not ", sinking two ships".
        if unit.is(s::WRECK_NOUN) && (!unit.is(s::WRECKING | s::WRECKS) || sentence.word(at + 1, words!["of"])) {
            if sentence.word(at + 1, words!["of"]) {
                let mixed = self.group_starting(at + 2).filter(|g| effect == "lost" && self.groups[*g].counted);
                if let Some(first) = self.equipment_at(at + 2).or(mixed) {
                    let status = self.status(at, at, false);
                    self.push_all(first, at, effect, status, None, Construction::LossNominal, found);
                }
            }
            return;
        }
        let (start, passive, modal) = self.auxiliaries(at);
        let mut status = self.status(start, at, modal);
        if at > 0 && sentence.word(at - 1, words!["to"]) && unit.is(s::WRECKS) {
            status = Status::Hypothetical;
        }
        if !passive {
            // "destroyed three tanks"; "destroyed and damaged".
            let mut object = at + 1;
            if sentence.word(object, words!["and", "or"]) && sentence.has(object + 1, s::WRECKED | s::WRECKING) {
                object += 2;
            }
            // "lost 40 men and three tanks": the machines are later in the list.
            let mixed = self
                .group_starting(object)
                .filter(|g| matches!(effect, "lost" | "destroyed" | "captured") && self.groups[*g].counted);
            // "seized the following materiel: 700 rounds of ammunition, a rifle".
            let listed = (sentence.word(object, words!["the"]) && sentence.word(object + 1, words!["following"]))
                .then(|| (object + 2..object + 7).find(|u| sentence.word(*u, words![":"])))
                .flatten();
            if let Some(first) = listed.and_then(|colon| self.group_starting(colon + 1)) {
                self.push_all(first, at, effect, status, None, Construction::LossActive, found);
                return;
            }
            if let Some(first) = self.equipment_at(object).or(mixed) {
                let agent =
                    (start > 0).then(|| sentence.units[0].start..sentence.units[start].start).filter(|a| !a.is_empty());
                self.push_all(first, at, effect, status, agent, Construction::LossActive, found);
                return;
            }
            // What a helicopter hits is told on its right: only a thing that suffers is read on the left.
            if killed || !unit.is(s::WRECKED) || matches!(effect, "lost" | "hit") && !self.bare_participle(at) {
                return;
            }
            if !self.bare_participle(at) {
                return;
            }
        }
        if unit.is(s::WRECKS | s::WRECKING) && !passive {
            return;
        }
        let Some(last) = self.subject_end(start) else { return };
        let Some(group) = self.group_ending(last + 1) else { return };
        let mut subjects = self.listed_before(group);
        // "one rifle and a radio were seized": the last of the list need not be a machine.
        if self.groups[group].head != Head::Equipment && (subjects.is_empty() || !passive) {
            return;
        }
        subjects.push(group);
        let agent = self.by_agent(at);
        for group in subjects {
            if !passive && !self.groups[group].counted {
                continue;
            }
            self.push(group, at, effect, status, agent.clone(), Construction::LossPassive, found);
        }
    }

    /// A general staff's table: "tanks - 5,385 (+15)", in a text that speaks of losses.
    fn table_rows(&self, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        if !self.table {
            return;
        }
        for at in 2..sentence.units.len() {
            let Some(amount) = sentence.amount(at).filter(|a| !a.like_year || a.tokens.len() == 1) else { continue };
            if !sentence.word(at - 1, words!["-", "--", "\u{2013}", "\u{2014}", ":"]) {
                continue;
            }
            let Some(group) = self
                .group_ending(at - 1)
                .filter(|g| self.groups[*g].head == Head::Equipment && !self.groups[*g].counted)
            else {
                continue;
            };
            let before = found.len();
            self.push(group, self.groups[group].noun, "lost", Status::Asserted, None, Construction::TableRow, found);
            if let Some(loss) = found.get_mut(before) {
                // "trucks and fuel tanks - 9,954": one row.
                let mut start = self.groups[group].whole.start;
                if start >= 2
                    && sentence.word(start - 1, words!["and", "&"])
                    && self.group_ending(start - 1).is_some_and(|g| self.groups[g].head == Head::Equipment)
                {
                    start = self.group_ending(start - 1).map_or(start, |g| self.groups[g].whole.start);
                }
                loss.tokens = sentence.units[start].start..sentence.units[at].end;
                loss.count = amount.count;
            }
        }
    }

    /// Start of the auxiliaries before a verb, whether they make it passive, whether a modal is among them.
    fn auxiliaries(&self, verb: usize) -> (usize, bool, bool) {
        let sentence = self.sentence;
        let (mut start, mut passive, mut modal) = (verb, false, false);
        let mut at = verb;
        while at > 0 && verb - at < 6 {
            at -= 1;
            let unit = &sentence.units[at];
            if sentence.mark(at) {
                break;
            }
            if unit.is(s::BE) {
                passive = true;
                start = at;
            } else if unit.is(s::HAVE | s::MODAL) {
                modal |= unit.is(s::MODAL);
                start = at;
            } else if !unit.is(s::ADVERB) {
                // "have been destroyed or damaged".
                if sentence.word(at, words!["and", "or"]) && at > 0 && sentence.has(at - 1, s::WRECKED) {
                    continue;
                }
                if unit.is(s::WRECKED) {
                    continue;
                }
                break;
            }
        }
        (start, passive, modal)
    }

    /// "Two tanks destroyed in Bakhmut": nothing follows that the verb could act on.
    fn bare_participle(&self, at: usize) -> bool {
        let next = at + 1;
        self.sentence.mark(next) || self.sentence.has(next, s::PREPOSITION | s::TIME | s::COORDINATOR | s::ADVERB)
    }

    fn subject_end(&self, start: usize) -> Option<usize> {
        let sentence = self.sentence;
        let mut at = start.checked_sub(1)?;
        while at > 0 && sentence.has(at, s::ADVERB) && !sentence.has(at, s::MATERIEL | s::MATERIELS) {
            at -= 1;
        }
        let adjacent = self.group_ending(at + 1);
        if adjacent.is_some_and(|g| {
            let before = self.groups[g].whole.start;
            self.groups[g].head == Head::Equipment && !(before > 0 && sentence.has(before - 1, s::PREPOSITION))
        }) {
            return Some(at);
        }
        // "a plane carrying the president was shot down", "two trucks on the bridge were destroyed".
        if adjacent.is_some_and(|g| {
            let before = self.groups[g].whole.start;
            before == 0 || !sentence.has(before - 1, s::PREPOSITION | s::PARTICIPLE)
        }) {
            return adjacent.map(|_| at);
        }
        // "two trucks on the bridge were destroyed": skip the tail.
        let mut back = at;
        while back > 0 && at - back < REACH.min(10) {
            if sentence.mark(back)
                || sentence.has(back, s::FINITE | s::BE | s::HAVE | s::SUBORDINATOR)
                    && !sentence.has(back, s::PREPOSITION | s::NOUN)
            {
                return None;
            }
            if sentence.has(back, s::PREPOSITION | s::PARTICIPLE)
                && self.group_ending(back).is_some_and(|g| self.groups[g].head == Head::Equipment)
            {
                return Some(back - 1);
            }
            back -= 1;
        }
        None
    }

    fn by_agent(&self, at: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        if !sentence.word(at + 1, words!["by"]) {
            return None;
        }
        let mut last = at + 2;
        while last < sentence.units.len() && last < at + 9 && !sentence.mark(last) {
            last += 1;
        }
        (last > at + 2).then(|| sentence.units[at + 2].start..sentence.units[last - 1].end)
    }

    fn equipment_at(&self, at: usize) -> Option<usize> {
        let mut at = at;
        while self.sentence.has(at, s::ADVERB) && !self.sentence.has(at, s::SUBORDINATOR | s::RELATIVE)
            || self.sentence.word(at, words!["\"", "\u{201c}"])
        {
            at += 1;
        }
        let group = self.group_starting(at)?;
        (self.groups[group].head == Head::Equipment).then_some(group)
    }

    #[allow(clippy::too_many_arguments)]
    fn push_all(
        &self,
        first: usize,
        verb: usize,
        effect: &'static str,
        status: Status,
        agent: Option<Range<usize>>,
        rule: Construction,
        found: &mut Vec<Loss>,
    ) {
        let sentence = self.sentence;
        self.push(first, verb, effect, status, agent.clone(), rule, found);
        let mut at = self.tail_of_item(self.groups[first].units.end, effect);
        for _ in 0..12 {
            let mut next = at;
            if sentence.word(next, words![","]) {
                next += 1;
            }
            if sentence.word(next, words!["and", "or", "&"]) || sentence.has(next, s::ALONG) {
                next += 1;
            }
            // "four aircraft, including a bomber".
            if sentence.has(next, s::INCLUDING) {
                next += 1;
            }
            if next == at {
                break;
            }
            let Some(group) = self.group_starting(next) else { break };
            // "one aircraft, an F-117": the same once more.
            let end = self.groups[group].units.end;
            let last = !sentence.word(end, words![",", "and"]) && self.groups[first].head == Head::Equipment;
            let article = last && sentence.word(self.groups[group].whole.start, words!["a", "an"]);
            if article && next == at + 1 && sentence.word(at, words![","]) && self.groups[first].count.best == Some(1) {
                break;
            }
            let equipped = sentence.word(
                end,
                words!["equipped", "loaded", "armed", "mounted", "laden", "rigged", "packed", "filled", "fitted"],
            );
            if sentence.has(end, s::FINITE | s::BE | s::HAVE)
                && !sentence.has(end, s::PREPOSITION | s::NOUN)
                && !equipped
            {
                break;
            }
            // Houses and soldiers in the list are passed over.
            if self.groups[group].head == Head::Equipment {
                self.push(group, verb, effect, status, agent.clone(), rule, found);
            }
            at = self.tail_of_item(end, effect);
        }
    }

    /// "700 cartridges [for rifles], 3 bags [with clothing], two rifles": where the phrase behind an item of a list of booty
    /// ends.
    fn tail_of_item(&self, end: usize, effect: &str) -> usize {
        let sentence = self.sentence;
        if effect != "captured" || !sentence.word(end, words!["for", "with", "of"]) {
            return end;
        }
        let stop = (end + 1..end + 7).find(|u| sentence.mark(*u) || sentence.word(*u, words!["and"]));
        stop.filter(|stop| !(end..*stop).any(|u| sentence.has(u, s::BE | s::HAVE | s::RELATIVE | s::PAST_TENSE)))
            .unwrap_or(end)
    }

    /// Equipment listed before the last subject: "three guns, two trucks and [a tank] were destroyed".
    fn listed_before(&self, group: usize) -> Vec<usize> {
        let sentence = self.sentence;
        let mut found = Vec::new();
        let mut start = self.groups[group].whole.start;
        for _ in 0..12 {
            let mut at = start;
            if at > 0 && sentence.word(at - 1, words!["and", "or", "&"]) {
                at -= 1;
            }
            if at > 0 && sentence.word(at - 1, words![","]) {
                at -= 1;
            }
            if at == start {
                break;
            }
            let Some(other) = self.group_ending(at) else { break };
            // "two trucks with ammunition and a mortar": the trucks are the conjunct.
            let before = self.groups[other].whole.start;
            let carrier = (before > 0 && sentence.word(before - 1, words!["with", "of", "carrying"]))
                .then(|| self.group_ending(before - 1))
                .flatten();
            let other = carrier.unwrap_or(other);
            if self.groups[other].head == Head::Equipment {
                found.push(other);
            }
            start = self.groups[other].whole.start;
        }
        found
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &self,
        group: usize,
        verb: usize,
        effect: &'static str,
        status: Status,
        agent: Option<Range<usize>>,
        rule: Construction,
        found: &mut Vec<Loss>,
    ) {
        let group = &self.groups[group];
        let sentence = self.sentence;
        if group.head != Head::Equipment {
            return;
        }
        let noun = &sentence.units[group.noun];
        // "struck a land mine", "explosives were detonated": what goes off is no loss.
        let spent = matches!(noun.equipment, "explosive" | "ammunition")
            && (effect == "hit"
                || sentence.document.is_any(
                    sentence.units[verb].start,
                    words!["detonated", "detonating", "blew", "blown", "blowing", "set"],
                ));
        if spent {
            return;
        }
        // A car that is intercepted is stopped.
        let flies = matches!(noun.equipment, "aircraft" | "helicopter" | "drone" | "missile");
        if sentence.word(verb, words!["intercepted", "intercept", "intercepts", "intercepting"]) && !flies {
            return;
        }
        let start = if group.definite { group.units.start } else { group.whole.start };
        // "14 ISIL tanks": a weapon in the subject's hand is none of its losses, so the class comes from the head.
        let class = match sentence.units[group.noun].equipment {
            "" => "aircraft",
            class => class,
        };
        let unit = &sentence.units[verb];
        found.push(Loss {
            tokens: sentence.units[start].start..noun.end.max(sentence.units[group.units.end - 1].end),
            rule: rule.name(),
            class,
            effect,
            count: count_of(group, noun.equipment, self),
            status,
            agent,
            trigger: unit.start..unit.end,
            definite: group.definite,
        });
    }
}

/// A mass ("other equipment") has no number.
fn count_of(group: &Group, class: &str, linker: &Linker) -> Count {
    let mass = matches!(class, "equipment" | "ammunition" | "explosive")
        && linker.sentence.has(group.noun, s::MATERIELS)
        && !group.counted
        && !linker.sentence.plural_form(group.noun);
    let unknown = Count { low: Some(1), best: None, high: None, hedge: Hedge::Unknown };
    if mass {
        unknown
    } else {
        group.count
    }
}
