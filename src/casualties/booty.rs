//! Losses of equipment that no verb tells of by its subject or object: lists of booty, sums of losses, tables, mines,
//! "set a bus ablaze".

use super::constructions::Construction;
use super::groups::Head;
use super::link::Linker;
use super::materiel::Telling;
use super::senses as s;
use super::Loss;
use crate::model::Status;
use crate::text::Words;
use crate::words;

/// What is taken from an enemy, in one word.
static BOOTY: &Words = words!["booty", "haul", "spoils", "trophies", "loot", "captures", "seizures", "plunder"];

impl Linker<'_, '_, '_> {
    /// Losses told by a word or two at this unit, a [`SIGN`](super::closed::SIGN).
    pub(super) fn signs(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let is = |words: &'static Words| sentence.word(at, words);
        if is(words!["ablaze", "alight", "afire", "fire", "action", "commission"]) {
            self.put_out(at, found);
        } else if is(words!["losses"]) {
            self.losses_at_number(at, found);
        } else if is(words!["cost"]) {
            self.at_the_cost(at, found);
        } else if is(words!["claims", "claimed"]) {
            self.claims(at, found);
        } else if is(words!["took", "taken", "found", "discovered", "uncovered", "unearthed"]) {
            self.taken_weapons(at, found);
        } else if is(words!["missing"]) {
            self.missing_machines(at, found);
        } else if is(words!["under", "beneath", "underneath", "fired"]) {
            self.shot_or_mined(at, found);
        } else if is(words!["struck", "hit", "hits", "strikes", "detonated", "triggered", "over", "onto"]) {
            self.runs_on_mine(at, found);
        } else {
            self.booty(at, found);
        }
    }

    fn telling(&self, at: usize, effect: &'static str, rule: Construction) -> Telling {
        Telling { verb: at, effect, status: self.status(at, at, false), agent: None, rule }
    }

    /// "set two buses ablaze", "put three ships out of action".
    fn put_out(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let end = match at {
            _ if sentence.word(at, words!["ablaze", "alight", "afire"]) => at,
            2.. if sentence.word(at, words!["action", "commission"]) && sentence.word(at - 1, words!["of"]) => {
                if !sentence.word(at - 2, words!["out"]) {
                    return;
                }
                at - 2
            }
            1.. if sentence.word(at, words!["fire"]) && sentence.word(at - 1, words!["on"]) => at - 1,
            _ => return,
        };
        // The group may have taken "ablaze" for its last noun.
        let noun = end.checked_sub(1).filter(|u| sentence.has(*u, s::MATERIEL | s::MATERIELS));
        let Some(group) = noun.and_then(|u| self.covering(u)) else { return };
        let start = self.groups[group].whole.start;
        let set = |u: usize| sentence.word(u, words!["set", "setting", "sets", "put", "putting", "puts"]);
        // "set a shop and two cars ablaze".
        let verb = (start.saturating_sub(12)..start).rev().take_while(|u| !sentence.has(*u, s::BE)).find(|u| set(*u));
        let Some(verb) = verb else { return };
        let effect = if sentence.word(at, words!["action", "commission"]) { "damaged" } else { "destroyed" };
        let mut telling = self.telling(verb, effect, Construction::LossActive);
        if verb > 0 && sentence.word(verb - 1, words!["to"]) {
            telling.status = Status::Hypothetical;
        }
        let here = &self.groups[group];
        match self.group_starting(verb + 1) {
            Some(first) if first != group => self.push_all(first, &telling, found),
            _ if here.head == Head::Equipment => self.push(group, &telling, found),
            _ => {
                let from = if here.definite { here.units.start } else { here.whole.start };
                let class = sentence.equipment(end - 1);
                found.push(self.told(from..end, class, here.count, here.definite, &telling));
            }
        }
    }

    /// "put Syrian losses at 400 tanks and 80 aircraft", "losses include two ships".
    fn losses_at_number(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let joint = (at + 1..at + 4).find(|u| {
            sentence.word(
                *u,
                words!["at", "included", "include", "including", ":", "totaled", "totalled", "were", "as", "amounted"],
            )
        });
        let Some(joint) = joint else { return };
        let list = joint + 1 + usize::from(sentence.word(joint + 1, words!["to"]));
        let Some(first) = self.group_starting(list).filter(|g| self.groups[*g].counted) else { return };
        self.push_all(first, &self.telling(at, "lost", Construction::LossesInNumber), found);
    }

    /// "at a cost of 178 submarines".
    fn at_the_cost(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let spent =
            sentence.word(at + 1, words!["of"]) && (at.saturating_sub(2)..at).any(|u| sentence.word(u, words!["at"]));
        let Some(first) = self.group_starting(at + 2).filter(|g| spent && self.groups[*g].counted) else { return };
        self.push_all(first, &self.telling(at, "lost", Construction::LossNominal), found);
    }

    /// "admits losing 34 and claims 72": claimed as destroyed.
    fn claims(&self, at: usize, found: &mut Vec<Loss>) {
        let start = self.tokens(0..1).start;
        let told = found.iter().any(|loss| loss.trigger.start >= start);
        let Some(first) = self.group_starting(at + 1).filter(|g| told && self.groups[*g].counted) else { return };
        let telling = self.telling(at, "destroyed", Construction::LossActive);
        if self.class_of(first, &telling).is_some() && !self.has_verb(self.groups[first].units.end) {
            self.push_all(first, &telling, found);
        }
    }

    /// "took 400 prisoners and 12 guns", "found 40 rifles": arms, of which a number is told.
    fn taken_weapons(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let mut telling = self.telling(at, "captured", Construction::LossActive);
        let arms = |g: usize| {
            let group = &self.groups[g];
            let kind = sentence.equipment(group.noun);
            group.head == Head::Equipment
                && matches!(kind, "equipment" | "ammunition" | "artillery" | "tank")
                && group.counted
                && (group.count.low.is_some_and(|n| n > 1)
                    || sentence.document.has(sentence.units[group.noun].start, crate::lexicon::class::MATERIEL_PL))
        };
        let took = sentence.word(at, words!["took", "taken"]);
        if let Some(first) = self.group_starting(self.past_adverbs(at + 1)) {
            let prisoners = took && self.groups[first].counted && self.groups[first].head == Head::People;
            if arms(first) {
                self.push_all(first, &telling, found);
                return;
            } else if prisoners {
                self.push_all(first, &telling, found);
                return;
            }
        }
        let passive = at > 0 && sentence.has(at - 1, s::BE);
        let subject = passive.then(|| self.group_ending(at - 1)).flatten();
        if let Some(subject) = subject.filter(|g| arms(*g) && !took) {
            telling.rule = Construction::LossPassive;
            self.push(subject, &telling, found);
        }
    }

    /// "one of our aircraft is missing".
    fn missing_machines(&self, at: usize, found: &mut Vec<Loss>) {
        if at == 0 || !self.sentence.has(at - 1, s::BE) {
            return;
        }
        let start = at - 1 - usize::from(at > 1 && self.sentence.has(at - 2, s::HAVE));
        let telling = self.telling(at, "lost", Construction::LossPassive);
        let mut machines = Vec::new();
        self.push_subject(start, &telling, &mut machines);
        found.extend(machines.into_iter().filter(|m| matches!(m.class, "aircraft" | "helicopter" | "drone" | "ship")));
    }

    /// "shots were fired at a lorry", "a bomb went off under a bus".
    fn shot_or_mined(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let target = if sentence.word(at, words!["fired"]) {
            let shots = (at.saturating_sub(4)..at + 4)
                .any(|u| sentence.word(u, words!["shots", "rounds", "volleys", "bullets", "volley", "shot"]));
            (at + 1..at + 9)
                .take_while(|u| shots && !sentence.mark(*u))
                .find(|u| sentence.word(*u, words!["at", "on", "into", "upon"]))
        } else {
            let blast = (at.saturating_sub(3)..at).any(|u| {
                sentence.word(u, words!["exploded", "detonated", "explosion", "explodes", "explode", "exploding"])
                    || sentence.document.is_any(sentence.units[u].start, words!["went", "blew", "goes"])
            });
            blast.then_some(at)
        };
        let Some(target) = target else { return };
        let Some(group) = self.group_starting(target + 1).filter(|g| self.groups[*g].head == Head::Equipment) else {
            return;
        };
        if self.groups[group].counted || self.groups[group].definite {
            self.push_all(group, &self.telling(at, "hit", Construction::LossActive), found);
        }
    }

    /// "a bus detonated a mine", "their lorry ran over a land mine".
    fn runs_on_mine(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let verb = if sentence.word(at, words!["over", "onto"]) {
            let ran = at > 0
                && sentence.word(
                    at - 1,
                    words!["ran", "run", "drove", "driven", "rolled", "passed", "went", "runs", "drives"],
                );
            if !ran {
                return;
            }
            at - 1
        } else {
            at
        };
        let mine = self.group_starting(at + 1).map(|g| &self.groups[g]).is_some_and(|g| {
            let noun = g.units.end - 1;
            sentence.equipment(g.noun) == "explosive"
                || sentence.word(noun, words!["mine", "mines", "bomb", "explosive", "device"])
        }) || (at + 1..at + 4).any(|u| sentence.word(u, words!["mine", "mines"]));
        let has = verb.checked_sub(1).filter(|u| sentence.has(*u, s::HAVE));
        if mine && !(verb > 0 && sentence.has(verb - 1, s::BE)) {
            self.push_subject(has.unwrap_or(verb), &self.telling(verb, "hit", Construction::LossByMine), found);
        }
    }

    /// "arms recovered include four launchers", "the booty: 12 guns": the list behind the joint.
    fn booty(&self, at: usize, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        let list = at + 1 + usize::from(sentence.word(at + 1, words!["of"]));
        let Some(first) = self.group_starting(list).filter(|g| self.groups[*g].counted) else { return };
        let copula = sentence.word(at, words![":", "were", "was"]);
        let from = at.saturating_sub(9);
        let back = (from..at).rev().take_while(|u| !sentence.mark(*u) || sentence.word(*u, words![","]));
        let mut effect = None;
        for u in back {
            if sentence.word(u, BOOTY) {
                effect = Some("captured");
                break;
            }
            let told = sentence.units[u].is(s::WRECKED)
                && matches!(sentence.effect(u), "captured" | "lost" | "destroyed" | "sunk" | "damaged" | "shot down")
                && !sentence.has(u, s::BE);
            // "arms taken", "aircraft destroyed": a participle behind its noun; "included" joins it with the list.
            let noun =
                u > 0 && (self.group_ending(u).is_some() || sentence.word(u - 1, words!["those", "arms", "material"]));
            if told && noun && !copula {
                effect = Some(sentence.effect(u));
                break;
            }
            // "the booty has been counted: 12 guns".
            if sentence.has(u, s::BE | s::HAVE) && !sentence.word(at, words![":"]) {
                break;
            }
        }
        let Some(effect) = effect else { return };
        self.push_all(first, &self.telling(at, effect, Construction::LossesInNumber), found);
    }

    /// A general staff's table: "tanks - 5,385 (+15)", in a text that speaks of losses.
    pub(super) fn table_rows(&self, found: &mut Vec<Loss>) {
        let sentence = self.sentence;
        if !self.table || !sentence.row() {
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
            let telling = Telling {
                verb: self.groups[group].noun,
                effect: "lost",
                status: Status::Asserted,
                agent: None,
                rule: Construction::TableRow,
            };
            self.push(group, &telling, found);
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
}
