//! Losses of equipment: the verb is kept, for "hit" is not "destroyed".

use super::closed::{BURNT, KILLS, SIGN};
use super::constructions::Construction;
use super::groups::{Group, Head};
use super::link::{Linker, NOBODY, ONE};
use super::senses as s;
use super::units::Sentence;
use super::Loss;
use crate::model::{Count, Hedge, Status};
use crate::text::Token;
use crate::words;
use std::ops::Range;

/// Units between a verb and its subject, at most.
const REACH: usize = 10;

/// Groups that are asked what a number alone counts, at most.
const MEMORY: usize = 12;

/// What is told of the equipment: the same for all items of a list.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    /// Unit of the verb or noun that tells it.
    pub(super) verb: usize,
    pub(super) effect: &'static str,
    pub(super) status: Status,
    /// Who may have done it.
    pub(super) agent: Option<Range<usize>>,
    pub(super) rule: Construction,
}

/// The auxiliaries before a verb.
struct Auxiliaries {
    start: usize,
    passive: bool,
    modal: bool,
    negated: bool,
}

/// Flags of the units at which a construction for equipment may begin.
const TRIGGERS: s::Flags = s::WRECKED | s::WRECKS | s::WRECKING | s::WRECK_NOUN;

/// The sentence may tell of a loss of equipment: it names some, or points back to what the sentence before told the loss of,
/// or tells what befalls machines alone; and a construction can begin.
pub(super) fn of_machines(sentence: &Sentence, table: bool, before: Option<&str>) -> bool {
    let told = sentence.flags & TRIGGERS != 0 || sentence.classes & (KILLS | SIGN | BURNT) != 0;
    (sentence.machines || before.is_some()) && (told || table && sentence.row())
}

impl Linker<'_, '_, '_> {
    /// All losses of equipment in the sentence.
    pub(super) fn losses(&self) -> Vec<Loss> {
        let mut found: Vec<Loss> = Vec::new();
        for (at, unit) in self.sentence.units.iter().enumerate() {
            let killed = unit.among(KILLS) && unit.is(s::HARMED | s::HARMS | s::HARMING);
            if killed || unit.is(TRIGGERS) {
                let effect = if killed { "destroyed" } else { self.sentence.effect(at) };
                self.losses_at(at, effect, killed, &mut found);
            }
            if unit.among(SIGN) {
                self.signs(at, &mut found);
            }
        }
        self.attributive_losses(&mut found);
        self.table_rows(&mut found);
        crate::order::by_key(&mut found, |loss| loss.tokens.start as u64);
        found.dedup_by(|b, a| b.tokens.start < a.tokens.end);
        found
    }

    /// "a reporter saw four wrecked tanks".
    fn attributive_losses(&self, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        for (index, group) in self.groups.iter().enumerate() {
            let Some(wreck) = group.wreck.filter(|_| group.head == Head::Equipment) else { continue };
            let effect = match sentence.effect(wreck) {
                "" => "destroyed",
                effect => effect,
            };
            // "a stolen car", "an abandoned lorry", "the lost ship": said by the way.
            let told = match effect {
                "abandoned" => group.count.low.is_some_and(|n| n > 1),
                "hit" | "lost" => false,
                _ => !sentence.word(wreck, words!["stolen", "hijacked", "recovered", "confiscated"]),
            };
            if told {
                let status = self.status(group.whole.start, wreck, false);
                let rule = Construction::LossAttributive;
                self.push(index, &Telling { verb: wreck, effect, status, agent: None, rule }, found);
            }
        }
    }

    fn losses_at(&self, at: usize, effect: &'static str, killed: bool, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let (document, unit) = (sentence.document, &sentence.units[at]);
        if unit.is(s::WRECK_NOUN) {
            if sentence.word(at + 1, words!["of"]) {
                self.nominal_loss(at, effect, found);
                return;
            }
            if !unit.is(s::WRECKED | s::WRECKS | s::WRECKING) {
                return;
            }
        }
        if sentence.word(at, words!["damage"]) && self.damage_noun(at, found) {
            return;
        }
        if sentence.word(at, words!["crashes"]) && self.crash_in_present(at, found) {
            return;
        }
        let auxiliaries = self.auxiliaries(at);
        let (start, passive) = (auxiliaries.start, auxiliaries.passive);
        let without = start > 0 && sentence.word(start - 1, words!["without"]);
        // "his burning car", "the attack": a noun or its modifier, no verb.
        let noun = unit.is(s::WRECKS | s::WRECKING)
            && start == at
            && at > 0
            && !unit.is(s::FINITE)
            && (sentence.has(at - 1, s::ARTICLE | s::POSSESSIVE)
                || unit.is(s::WRECKS) && sentence.has(at - 1, s::PREPOSITION) && !sentence.word(at - 1, words!["to"]));
        if auxiliaries.negated || without || noun {
            return;
        }
        let mut telling = Telling {
            verb: at,
            effect,
            status: self.status(start, at, auxiliaries.modal),
            agent: None,
            rule: Construction::LossActive,
        };
        let aim = start > 0 && sentence.word(start - 1, words!["to"]);
        if aim && (unit.is(s::WRECKS) || passive && !self.realised(start - 1)) {
            telling.status = Status::Hypothetical;
        }
        let happens = self.happens_to_it(at);
        // "shots were fired at a lorry", not "rockets were fired at a town".
        let fired = document.is_any(unit.start, words!["fired", "firing", "shot"])
            && document.is_any(unit.end - 1, words!["at", "on", "upon"]);
        if fired && passive && self.group_starting(at + 1).is_some() {
            let shots = (start.saturating_sub(3)..start)
                .any(|u| sentence.word(u, words!["shots", "rounds", "volleys", "bullets"]));
            if shots {
                self.active_loss(at, 0, &mut telling, found);
            }
            return;
        }
        // "used captured tanks", "for stolen cars": a participle before its noun.
        let before_noun = unit.is(s::WRECKED)
            && start == at
            && at > 0
            && !sentence.has(at - 1, s::COORDINATOR | s::REPORTS | s::RELATIVE | s::SUBORDINATOR)
            && (sentence.has(at - 1, s::PREPOSITION | s::ARTICLE | s::POSSESSIVE)
                || sentence.has(at - 1, s::FINITE | s::PARTICIPLE)
                    && !sentence.has(at - 1, s::NOUN | s::PEOPLE | s::PERSON | s::MATERIELS));
        if before_noun && self.equipment_at(at + 1) {
            return;
        }
        if !passive && !happens {
            if self.active_loss(at, start, &mut telling, found) {
                return;
            }
            // What a helicopter hits is told on its right: only a thing that suffers is read on the left.
            let acts = matches!(effect, "lost" | "hit" | "captured" | "abandoned")
                && !sentence.word(at, words!["lost", "hit", "captured", "seized", "abandoned"]);
            if killed || acts || !unit.is(s::WRECKED) || !self.bare_participle(at) {
                return;
            }
        }
        if unit.is(s::WRECKS | s::WRECKING) && !passive {
            return;
        }
        // "Destroyed were two tanks and a truck".
        if !passive && sentence.word(at + 1, words!["were", "was"]) {
            if let Some(first) = self.group_starting(at + 2).filter(|g| self.groups[*g].counted) {
                self.push_all(first, &telling, found);
                return;
            }
        }
        telling.rule = Construction::LossPassive;
        let Some(last) = self.subject_end(start, &telling) else { return };
        let Some(group) = self.group_ending(last + 1) else { return };
        let mut subjects = self.listed_before(group);
        let class = self.class_of(group, &telling);
        // "one rifle and a radio were seized": the last of the list need not be a machine.
        if class.is_none() && (subjects.is_empty() || !passive) {
            return;
        }
        // What blows up by itself on a road is a bomb; only what flies or swims crashes or sinks in war.
        let single = sentence.document.is_any(
            unit.start,
            words!["crashed", "crash", "ditched", "ran", "capsized", "foundered", "exploded", "failed", "went"],
        );
        let moves = matches!(class, Some("aircraft" | "helicopter" | "drone" | "ship"));
        if single && !moves
            || !passive && class == Some("vehicle") && sentence.document.is_any(unit.start, words!["blew"])
        {
            return;
        }
        if self.asked(group) {
            return;
        }
        subjects.push(group);
        telling.agent = self.by_agent(at);
        for group in subjects {
            let known = happens && self.groups[group].definite || sentence.word(at, words!["sank"]);
            // "Drone shot down over the bay": headlines leave the article out.
            let headline = self.groups[group].whole.start == 0
                && !self.groups[group].plural
                && (class != Some("missile") && effect == "hit"
                    || matches!(effect, "shot down" | "sunk" | "destroyed"))
                && sentence.has(at + 1, s::PREPOSITION);
            if passive || self.groups[group].counted || known || headline {
                self.push(group, &telling, found);
            }
        }
    }

    /// "how many trucks were stolen": a question counts nothing.
    fn asked(&self, group: usize) -> bool {
        let whole = self.groups[group].whole.start;
        self.sentence.word(whole, words!["how"])
            || self.sentence.amount(whole).is_some_and(|a| self.sentence.document.is_any(a.tokens.start, words!["how"]))
    }

    /// "the loss of 18 soldiers and four aircraft", "the wreckage of two helicopters".
    fn nominal_loss(&self, at: usize, effect: &'static str, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let wreck = effect == "destroyed" && !sentence.word(at, words!["destruction"]);
        let rule = if wreck { Construction::LossAttributive } else { Construction::LossNominal };
        let telling = Telling { verb: at, effect, status: self.status(at, at, false), agent: None, rule };
        let Some(first) = self.group_starting(self.past_adverbs(at + 2)) else { return };
        let class = self.class_of(first, &telling);
        let crash = sentence.word(at, words!["crash"]);
        if crash && !matches!(class, Some("aircraft" | "helicopter" | "drone")) {
            return;
        }
        let mixed = self.groups[first].counted && matches!(effect, "lost" | "captured" | "destroyed");
        if class.is_some() || mixed && !wreck {
            self.push_all(first, &telling, found);
        }
    }

    /// "sustained slight damage"; "damage to two ships". True where the word is a noun.
    fn damage_noun(&self, at: usize, found: &mut Vec<Loss>) -> bool {
        let sentence = self.sentence;
        let verb = (at.saturating_sub(4)..at).rev().take_while(|u| !sentence.mark(*u)).find(|u| {
            sentence.word(
                *u,
                words![
                    "sustained",
                    "suffered",
                    "received",
                    "took",
                    "sustaining",
                    "suffering",
                    "caused",
                    "inflicted",
                    "causing",
                    "inflicting",
                    "did",
                    "doing"
                ],
            )
        });
        let Some(verb) = verb else {
            return at > 0
                && !sentence.has(at, s::FINITE)
                && sentence.has(at - 1, s::ARTICLE | s::POSSESSIVE | s::MODIFIER | s::PREPOSITION)
                && !sentence.word(at - 1, words!["to"]);
        };
        let (rule, effect) = (Construction::LossDamage, "damaged");
        let auxiliaries = self.auxiliaries(verb);
        let status = self.status(auxiliaries.start, verb, auxiliaries.modal);
        let telling = Telling { verb: at, effect, status, agent: None, rule };
        if auxiliaries.negated || (verb..at).any(|u| sentence.word(u, words!["no"])) {
            return true;
        }
        if sentence.word(at + 1, words!["to", "on"]) {
            let first = self.group_starting(at + 2).filter(|g| self.groups[*g].counted);
            if let Some(first) = first.filter(|g| self.class_of(*g, &telling).is_some()) {
                self.push_all(first, &telling, found);
            }
        } else if sentence.word(verb, words!["sustained", "suffered", "received", "took"]) {
            self.push_subject(auxiliaries.start, &telling, found);
        }
        true
    }

    /// "when their helicopter crashes": the tagger may take the verb for a noun.
    fn crash_in_present(&self, at: usize, found: &mut Vec<Loss>) -> bool {
        let sentence = self.sentence;
        let Some(group) = self.covering(at).map(|g| &self.groups[g]).filter(|g| g.units.end == at + 1) else {
            return false;
        };
        let flies = matches!(sentence.equipment(at - 1), "aircraft" | "helicopter" | "drone");
        let one = sentence.has(group.whole.start, s::ARTICLE | s::POSSESSIVE);
        if group.units.start >= at || !flies || !one || sentence.has(at - 1, s::MATERIELS) {
            return false;
        }
        let status = self.status(group.whole.start, at, false);
        let telling = Telling { verb: at, effect: "lost", status, agent: None, rule: Construction::LossPassive };
        let class = sentence.equipment(at - 1);
        let span = if group.definite { group.units.start } else { group.whole.start };
        found.push(self.told(span..at, class, ONE, group.definite, &telling));
        true
    }

    fn equipment_at(&self, at: usize) -> bool {
        self.group_starting(at).is_some_and(|g| self.groups[g].head == Head::Equipment && !self.groups[g].counted)
    }

    /// Verbs without an object, whose subject suffers: "crashed", "caught fire", "came under fire".
    fn happens_to_it(&self, at: usize) -> bool {
        let (document, unit) = (self.sentence.document, &self.sentence.units[at]);
        let alone = document
            .is_any(unit.start, words!["crashed", "crash", "crashes", "ditched", "capsized", "foundered", "exploded"]);
        let phrase = unit.end > unit.start + 1
            && document.is_any(unit.start, words!["caught", "came", "come", "ran", "failed", "went"]);
        alone || phrase
    }

    /// "destroyed three tanks", "lost 40 men and three tanks", "seized the following: a rifle, two pistols".
    fn active_loss(&self, at: usize, start: usize, telling: &mut Telling, found: &mut Vec<Loss>) -> bool {
        let sentence = self.sentence;
        let effect = telling.effect;
        // "destroyed and damaged".
        let mut object = at + 1;
        if sentence.word(object, words!["and", "or"]) && sentence.has(object + 1, s::WRECKED | s::WRECKING) {
            object += 2;
        }
        // "rammed and sank": the graver word stays.
        if object > at + 1 && effect == "hit" {
            telling.effect = sentence.effect(object - 1);
        }
        object = self.past_adverbs(object);
        // "a large quantity of arms".
        let heap = self.group_starting(object).map(|g| &self.groups[g]).filter(|g| {
            let last = g.units.end - 1;
            sentence.word(g.units.end, words!["of"])
                && sentence.word(
                    last,
                    words![
                        "quantity",
                        "quantities",
                        "amount",
                        "amounts",
                        "stock",
                        "stocks",
                        "stockpile",
                        "stockpiles",
                        "supply",
                        "supplies",
                        "haul",
                        "consignment",
                        "shipment",
                        "convoy",
                        "column",
                        "variety",
                        "range"
                    ],
                )
        });
        if let Some(group) = heap {
            object = group.units.end + 1;
        }
        let listed = (sentence.word(object, words!["the"]) && sentence.word(object + 1, words!["following"]))
            .then(|| (object + 2..object + 7).find(|u| sentence.word(*u, words![":"])))
            .flatten();
        let first = listed.map_or(object, |colon| colon + 1);
        telling.agent =
            (start > 0).then(|| sentence.units[0].start..sentence.units[start].start).filter(|a| !a.is_empty());
        if let Some(class) = self.one_more(first, telling) {
            found.push(self.told(first..first + 2, class, ONE, false, telling));
            return true;
        }
        let Some(first) = self.group_starting(first) else { return false };
        let group = &self.groups[first];
        let class = self.class_of(first, telling);
        if self.asked(first) {
            return true;
        }
        // "rammed his car into a post", "the attacker blew up the vehicle": his own weapon.
        let own = class == Some("vehicle")
            && (sentence.word(at, words!["rammed", "ramming"]) && sentence.word(group.units.end, words!["into"])
                || sentence
                    .document
                    .is_any(sentence.units[at].start, words!["blew", "detonated", "detonating", "blowing"])
                    && (start.saturating_sub(8)..start).any(|u| {
                        sentence
                            .word(u, words!["bomber", "bombers", "attacker", "attackers", "assailant", "assailants"])
                    }));
        if own {
            return true;
        }
        // An attack names its target.
        let vague = class.is_some()
            && !group.counted
            && !group.definite
            && sentence.document.is_any(
                sentence.units[at].start,
                words![
                    "attacked",
                    "targeted",
                    "targeting",
                    "attacking",
                    "fired",
                    "firing",
                    "opened",
                    "opening",
                    "shot"
                ],
            )
            && effect == "hit";
        // "lost 40 men and three tanks", "seized documents and three rifles": the machines are later in the list.
        let mixed = listed.is_some() || group.counted && !group.definite || effect == "captured";
        if vague || class.is_none() && !mixed {
            return false;
        }
        let before = found.len();
        self.push_all(first, telling, found);
        class.is_some() || found.len() > before
    }

    /// "captured a third": one more of what was told of before.
    fn one_more(&self, at: usize, telling: &Telling) -> Option<&'static str> {
        let sentence = self.sentence;
        let ordinal = sentence.word(at, words!["a"])
            && sentence.word(at + 1, words!["second", "third", "fourth", "fifth", "sixth"]);
        let one = ordinal || sentence.word(at, words!["a"]) && sentence.has(at, s::COUNT);
        let closed = sentence.mark(at + 2) || sentence.has(at + 2, s::PREPOSITION | s::TIME | s::COORDINATOR);
        (one && closed).then(|| self.antecedent(telling.verb)).flatten()
    }

    /// Start of the auxiliaries before a verb, whether they make it passive, whether a modal or "not" is among them.
    fn auxiliaries(&self, verb: usize) -> Auxiliaries {
        let sentence = self.sentence;
        let mut found = Auxiliaries { start: verb, passive: false, modal: false, negated: false };
        let mut at = verb;
        while at > 0 && verb - at < 6 {
            at -= 1;
            let unit = &sentence.units[at];
            if sentence.mark(at) {
                break;
            }
            // "lay burnt out", "was left burning".
            let stance = sentence.word(at, words!["lay", "lie", "lies", "stood", "stand", "stands", "sat", "remained"]);
            if unit.is(s::BE) || stance {
                found.passive = true;
                found.start = at;
            } else if unit.is(s::HAVE | s::MODAL) || sentence.word(at, words!["did", "does", "do"]) {
                found.modal |= unit.is(s::MODAL);
                found.start = at;
            } else if unit.is(s::NEGATION) && !unit.is(s::ARTICLE) {
                found.negated = !sentence.word(at, words!["no", "neither", "nor"]);
            } else if !unit.is(s::ADVERB) {
                // "have been destroyed or damaged".
                if sentence.word(at, words!["and", "or"]) && at > 0 && sentence.has(at - 1, s::WRECKED) {
                    continue;
                }
                if unit.is(s::WRECKED) || found.passive && sentence.word(at, words!["left"]) {
                    continue;
                }
                // "six are reported to have been sunk".
                if sentence.word(at, words!["to"])
                    && found.start == at + 1
                    && at > 1
                    && sentence.has(at - 1, s::REPORTS)
                    && (sentence.has(at - 2, s::BE) || self.group_ending(at - 1).is_some())
                {
                    found.start = at - 1;
                    at -= 1;
                    continue;
                }
                break;
            }
        }
        found
    }

    /// "Two tanks destroyed in Bakhmut": nothing follows that the verb could act on.
    fn bare_participle(&self, at: usize) -> bool {
        let next = at + 1;
        self.sentence.mark(next) || self.sentence.has(next, s::PREPOSITION | s::TIME | s::COORDINATOR | s::ADVERB)
    }

    /// Last unit of the subject before a verb group.
    fn subject_end(&self, start: usize, telling: &Telling) -> Option<usize> {
        let sentence = self.sentence;
        let mut at = start.checked_sub(1)?;
        while at > 0 && sentence.has(at, s::ADVERB) && !sentence.has(at, s::MATERIEL | s::MATERIELS) {
            at -= 1;
        }
        // "the ship, which was hit": the relative clause is about it.
        if sentence.word(at, words!["which", "that"]) && at > 0 {
            at -= 1;
            if sentence.word(at, words![","]) && at > 0 {
                at -= 1;
            }
        }
        // "USS Pope (DD-225) was sunk", "the Sounion, a tanker, was hit".
        let opening = |open: &'static crate::text::Words| {
            (at.saturating_sub(10)..at).rev().find(|u| sentence.word(*u, open) || sentence.has(*u, s::BE | s::HAVE))
        };
        let open = match at {
            _ if sentence.word(at, words![")"]) => opening(words!["("]).filter(|u| sentence.word(*u, words!["("])),
            _ if sentence.word(at, words![","]) => opening(words![","]).filter(|u| {
                sentence.word(*u, words![","])
                    && self.group_ending(*u).is_some_and(|g| self.class_of(g, telling).is_some())
            }),
            _ => None,
        };
        if let Some(before) = open.and_then(|u| u.checked_sub(1)) {
            at = before;
        }
        let adjacent = self.group_ending(at + 1);
        // "the man driving the lorry was killed": the lorry is the object of a participle.
        let object = |before: usize| {
            before > 0
                && sentence.has(before - 1, s::PARTICIPLE)
                && !sentence.has(before - 1, s::REPORTS | s::INCLUDING | s::PREPOSITION)
                && sentence.ends_with(sentence.units[before - 1].start, "ing")
        };
        if adjacent.is_some_and(|g| {
            let before = self.groups[g].whole.start;
            self.class_of(g, telling).is_some()
                && !(before > 0 && sentence.has(before - 1, s::PREPOSITION))
                && !object(before)
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
        while back > 0 && at - back < REACH {
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

    /// Pushes the equipment that is the subject of the verb group at `start`, if it is.
    pub(super) fn push_subject(&self, start: usize, telling: &Telling, found: &mut Vec<Loss>) {
        let group = self.subject_end(start, telling).and_then(|last| self.group_ending(last + 1));
        let Some(group) = group.filter(|g| self.class_of(*g, telling).is_some()) else { return };
        for group in self.listed_before(group).into_iter().chain([group]) {
            if self.groups[group].counted || self.groups[group].definite {
                self.push(group, telling, found);
            }
        }
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

    pub(super) fn past_adverbs(&self, at: usize) -> usize {
        let mut at = at;
        while self.sentence.has(at, s::ADVERB) && !self.sentence.has(at, s::SUBORDINATOR | s::RELATIVE)
            || self.sentence.word(at, words!["\"", "\u{201c}"])
        {
            at += 1;
        }
        at
    }

    /// What class of equipment a group is, told by its noun or by the verb: only aircraft are shot down, only ships sunk.
    pub(super) fn class_of(&self, group: usize, telling: &Telling) -> Option<&'static str> {
        let sentence = self.sentence;
        let (index, group) = (group, &self.groups[group]);
        let last = group.units.end - 1;
        match group.head {
            // "attempted to barge", "lure carriers": a verb before its object. Transports that sink are ships.
            Head::Equipment => (!self.opens_with_verb(group)).then(|| match sentence.equipment(group.noun) {
                "aircraft" if telling.effect == "sunk" => "ship",
                // "18 fighters" that were shot down.
                "" => "aircraft",
                class => class,
            }),
            // "12 of them were burned".
            Head::Pronoun => {
                (group.counted && group.units.len() > 1).then(|| self.antecedent(group.whole.start)).flatten()
            }
            // "for the loss of eight"; "six were downed": what else but aircraft?
            Head::Bare => (group.counted && !group.taken_for_people(self, index) && !self.is_zero(index))
                .then(|| {
                    let downed = telling.effect == "shot down" && telling.rule == Construction::LossPassive;
                    self.antecedent(group.whole.start).or(downed.then_some("aircraft"))
                })
                .flatten(),
            Head::Thing | Head::Named => {
                let name = sentence.is_name(last) || sentence.has(last, s::UNKNOWN | s::CAPITAL);
                let person = |u: usize| sentence.has(u, s::PEOPLE | s::PERSON | s::DEMONYM | s::TIME | s::HARM_NOUN);
                let people = group.units.clone().any(person) || sentence.has(group.units.start, s::TITLE);
                let verb = sentence.units[telling.verb].start;
                let text = sentence.document.str(sentence.units[last].end - 1);
                let figure = text.starts_with(|c: char| c.is_ascii_digit()) && last > group.units.start;
                let stopped =
                    sentence.document.is_any(verb, words!["intercepted", "intercepting", "intercept", "intercepts"]);
                match telling.effect {
                    // "shot down a Wellington": the name of a town too, but not here.
                    "shot down" if group.counted && (name || figure) && !people && !stopped => Some("aircraft"),
                    // "sank the Scharnhorst"; talks are torpedoed too, so the name must be one that stands for nothing else.
                    "sunk" if group.definite && sentence.is_name(last) && !people && !sentence.has(last, s::NAME) => {
                        Some("ship")
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn opens_with_verb(&self, group: &Group) -> bool {
        let first = group.units.start;
        let verb = self.sentence.has(first, s::FINITE)
            && !self.sentence.has(first, s::NOUN | s::MODIFIER | s::MATERIEL | s::MATERIELS | s::WRECKED | s::NAME);
        verb && first < group.noun && !group.counted && !group.definite
    }

    /// The class of what was told of last before a unit: what a number alone counts.
    pub(super) fn antecedent(&self, at: usize) -> Option<&'static str> {
        let before = self.groups.iter().rev().filter(|g| g.units.end <= at).take(MEMORY);
        for group in before {
            match group.head {
                Head::Equipment => {
                    let class = self.sentence.equipment(group.noun);
                    return Some(if class.is_empty() { "aircraft" } else { class });
                }
                Head::Bare | Head::Thing | Head::Pronoun | Head::Named => {}
                _ if group.counted => return None,
                _ => {}
            }
        }
        self.lost_before
    }

    pub(super) fn push_all(&self, first: usize, telling: &Telling, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let equipped = self.class_of(first, telling).is_some();
        if equipped {
            self.push(first, telling, found);
        }
        let mut at = self.tail_of_item(self.groups[first].units.end, telling.effect);
        for _ in 0..24 {
            let mut next = at;
            if sentence.word(next, words![",", ";"]) {
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
            let last = !sentence.word(end, words!["and"]) && equipped;
            let article = last && sentence.word(self.groups[group].whole.start, words!["a", "an"]);
            let alone = !sentence.word(end, words![","]) || !self.list_goes_on(end + 1);
            if article
                && alone
                && next == at + 1
                && sentence.word(at, words![","])
                && self.groups[first].count.best == Some(1)
            {
                break;
            }
            // "the cruiser, HMS Hood": its name.
            let item = &self.groups[group];
            let named = !item.counted && !item.definite && !item.plural && sentence.equipment(item.noun) == "ship";
            if named && equipped && next == at + 1 && sentence.word(at, words![","]) && item.units.len() > 1 {
                at = end;
                continue;
            }
            let furnished = sentence.word(
                end,
                words!["equipped", "loaded", "armed", "mounted", "laden", "rigged", "packed", "filled", "fitted"],
            );
            // "captured the town, and two tanks were destroyed": the next clause; "and other arms captured nearby" is none.
            if sentence.has(end, s::FINITE | s::BE | s::HAVE | s::MODAL)
                && !sentence.has(end, s::PREPOSITION | s::NOUN)
                && !furnished
                && (self.groups[group].counted || !sentence.has(end, s::WRECKED) || !self.bare_participle(end))
            {
                break;
            }
            // Houses and soldiers in the list are passed over.
            if self.opens_with_verb(item) {
                break;
            }
            if item.head == Head::Equipment && (equipped || item.counted || telling.effect == "captured") {
                self.push(group, telling, found);
            }
            at = self.tail_of_item(end, telling.effect);
        }
    }

    /// Another item follows: "a rifle, a pistol and …", not "one aircraft, an F-117, since".
    fn list_goes_on(&self, at: usize) -> bool {
        let at = at + usize::from(self.sentence.word(at, words!["and"]));
        self.group_starting(at).is_some_and(|g| self.groups[g].counted)
    }

    /// "700 cartridges [for rifles], 3 bags [with clothing], two rifles": where the phrase behind an item of a list of booty
    /// ends.
    fn tail_of_item(&self, end: usize, effect: &str) -> usize {
        let sentence = self.sentence;
        let booty = effect == "captured" && sentence.word(end, words!["for", "with", "of"]);
        let aside = sentence.has(end, s::PREPOSITION | s::PARTICIPLE | s::WRECKED)
            && !sentence.has(end, s::COORDINATOR | s::SUBORDINATOR);
        if !booty && !aside {
            return end;
        }
        let stop = (end + 1..end + 9).find(|u| {
            sentence.mark(*u)
                || sentence.word(*u, words!["and"])
                    && (booty || self.group_starting(u + 1).is_some_and(|g| self.groups[g].counted))
        });
        let verb = |u: usize| sentence.has(u, s::BE | s::HAVE | s::RELATIVE | s::PAST_TENSE | s::MODAL);
        let Some(stop) = stop.filter(|stop| !(end + 1..*stop).any(verb)) else { return end };
        if booty {
            return stop;
        }
        // "two tanks in Daraa and three trucks near Homs": only more machines with their number go on.
        let next = stop + 1 + usize::from(sentence.word(stop + 1, words!["and"]));
        let more = sentence.word(stop, words![",", "and"])
            && self.group_starting(next).is_some_and(|g| {
                self.groups[g].counted && self.groups[g].head == Head::Equipment && !verb(self.groups[g].units.end)
            });
        if more {
            stop
        } else {
            end
        }
    }

    /// Equipment listed before the last subject: "three guns, two trucks and [a tank] were destroyed".
    fn listed_before(&self, group: usize) -> Vec<usize> {
        let sentence = self.sentence;
        let mut found = Vec::new();
        let mut start = self.groups[group].whole.start;
        for _ in 0..24 {
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

    pub(super) fn push(&self, group: usize, telling: &Telling, found: &mut Vec<Loss>) {
        let Some(class) = self.class_of(group, telling) else { return };
        let group = &self.groups[group];
        let sentence = self.sentence;
        let verb = sentence.units[telling.verb].start;
        // "struck a land mine", "explosives were detonated": what goes off is no loss.
        let spent = matches!(class, "explosive" | "ammunition")
            && (telling.effect == "hit"
                || sentence
                    .document
                    .is_any(verb, words!["detonated", "detonating", "blew", "blown", "blowing", "set"]));
        // A car that is intercepted is stopped.
        let flies = matches!(class, "aircraft" | "helicopter" | "drone" | "missile");
        let stopped = sentence.document.is_any(verb, words!["intercepted", "intercept", "intercepts", "intercepting"]);
        // "lost both arms".
        let limbs = sentence.word(group.noun, words!["arms"]) && !matches!(telling.effect, "captured" | "destroyed");
        if spent || stopped && !flies || limbs {
            return;
        }
        // "no weapon was recovered"; "weapons of mass destruction" are a charge.
        let none = telling.effect == "captured" && group.count.high == Some(0);
        let charge = sentence.word(group.units.end, words!["of"]) && sentence.word(group.units.end + 1, words!["mass"]);
        if none || charge {
            return;
        }
        let start = if group.definite { group.units.start } else { group.whole.start };
        let count = count_of(group, class, self);
        let end = group.units.end.max(if group.head == Head::Equipment { group.noun + 1 } else { 0 });
        found.push(self.told(start..end, class, count, group.definite, telling));
    }

    pub(super) fn told(
        &self,
        units: Range<usize>,
        class: &'static str,
        count: Count,
        definite: bool,
        telling: &Telling,
    ) -> Loss {
        let unit = &self.sentence.units[telling.verb];
        Loss {
            tokens: self.tokens(units),
            rule: telling.rule.name(),
            class,
            effect: telling.effect,
            count,
            status: telling.status,
            agent: telling.agent.clone(),
            trigger: unit.start..unit.end,
            definite,
        }
    }
}

impl Group {
    /// A count that the rules for people have taken.
    fn taken_for_people(&self, linker: &Linker, index: usize) -> bool {
        linker.used.get(index).is_some_and(|m| *m != NOBODY)
    }
}

/// A mass ("other equipment") has no number.
fn count_of(group: &Group, class: &str, linker: &Linker) -> Count {
    let mass = matches!(class, "equipment" | "ammunition" | "explosive")
        && linker.sentence.has(group.noun, s::MATERIELS)
        && !group.counted
        && !linker.sentence.plural_form(group.noun);
    // "the MiG-21", "their Bradley": a designation is no plural.
    let unit = &linker.sentence.units[group.noun];
    let tokens = &linker.sentence.document.tokens;
    let text = linker.sentence.document.str(unit.end - 1);
    let name = tokens[unit.start].capitalised() && !tokens[unit.start].is(Token::CAPS_COPY);
    let designation = !group.counted
        && linker.sentence.has(group.noun, s::MATERIELS)
        && (text.ends_with(|c: char| c.is_ascii_digit()) || name && !text.ends_with('s'))
        && !tokens[unit.start].is(Token::SENTENCE_START);
    if mass {
        Count { low: Some(1), best: None, high: None, hedge: Hedge::Unknown }
    } else if designation {
        ONE
    } else {
        group.count
    }
}
