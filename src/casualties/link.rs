//! Joins triggers with their victims through the structure of the clause.

use super::closed::ACTS;
use super::constructions::Construction;
use super::groups::{Group, Head};
use super::senses as s;
use super::units::Sentence;
use super::Mention;
use crate::model::{Count, Hedge, Outcome, Status, VictimKind};
use crate::syntax::Tag;
use crate::text::Words;
use crate::words;
use std::ops::Range;

pub(super) const BARE_PLURAL: Count = Count { low: Some(2), best: None, high: None, hedge: Hedge::BarePlural };
pub(super) const ONE: Count = Count { low: Some(1), best: Some(1), high: Some(1), hedge: Hedge::Exact };

/// How far, in units, victims may stand from their trigger.
pub(super) const REACH: usize = 40;

/// The verb group in front of a participle.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// Unit of the first auxiliary, or of the verb itself.
    pub(super) start: usize,
    pub(super) passive: bool,
    pub(super) perfect: bool,
    pub(super) negated: bool,
    pub(super) modal: bool,
    pub(super) bare: bool,
}

/// The victims that a trigger asks for.
pub(super) struct Victims {
    /// Index into the groups.
    pub(super) group: usize,
    /// Nothing but auxiliaries and adverbs (or "who were") in between.
    pub(super) contiguous: bool,
}

/// The groups around a unit; [`NOBODY`] where there is none.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Group that ends before the unit.
    ends: usize,
    /// Group that begins with it.
    starts: usize,
    /// Group that it belongs to.
    covers: usize,
}

/// What the linker of one sentence leaves to that of the next: room.
#[derive(Default)]
pub(super) struct Room {
    groups: Vec<Group>,
    places: Vec<Place>,
    mentions: Vec<Mention>,
    used: Vec<usize>,
    consumed: Vec<bool>,
}

/// Links one sentence.
pub(super) struct Linker<'a, 'd, 't> {
    pub(super) sentence: &'a Sentence<'d, 't>,
    pub(super) groups: Vec<Group>,
    /// By unit, and for the end of the sentence.
    places: Vec<Place>,
    pub(super) mentions: Vec<Mention>,
    /// Mention that used a group last.
    pub(super) used: Vec<usize>,
    /// Trigger units that a rule has consumed.
    pub(super) consumed: Vec<bool>,
    /// Outcome of the last mention in earlier sentences: for "the number", "the toll".
    pub(super) context: Option<Outcome>,
    /// The text around speaks of losses: rows of a table count.
    pub(super) table: bool,
    /// Class of the equipment whose loss the sentence before told of.
    pub(super) lost_before: Option<&'static str>,
}

pub(super) const NOBODY: usize = usize::MAX;

/// Participles of "is believed to have died".
static SUPPOSED: &Words = words![
    "believed",
    "feared",
    "reported",
    "known",
    "thought",
    "said",
    "understood",
    "presumed",
    "estimated",
    "confirmed",
    "alleged",
    "claimed",
];

/// Flags of the units at which a construction for people begins.
const TRIGGERS: s::Flags = s::NONE_REPORTED
    | s::TOLL
    | s::TAKES_LIVES
    | s::HARMED
    | s::HARMING
    | s::HARMS
    | s::DIED
    | s::DIES
    | s::DYING
    | s::STATE
    | s::HARMED_PEOPLE
    | s::SUFFERS
    | s::HARMS_NOUN
    | s::HARM_NOUN
    | s::LOSS
    | s::LOSES;

/// The sentence may tell of harm to people: a construction can begin, or it is a row of a table.
pub(super) fn of_people(sentence: &Sentence, table: bool) -> bool {
    sentence.flags & TRIGGERS != 0 || sentence.classes & ACTS != 0 || table && sentence.row()
}

impl<'a, 'd, 't> Linker<'a, 'd, 't> {
    pub(super) fn new(sentence: &'a Sentence<'d, 't>, room: Room, context: Option<Outcome>) -> Self {
        let Room { mut groups, mut places, mentions, mut used, mut consumed } = room;
        sentence.groups(&mut groups);
        Self::names_that_suffer(sentence, &mut groups);
        Self::machines_shot_down(sentence, &mut groups);
        places.clear();
        places.resize(sentence.units.len() + 1, Place { ends: NOBODY, starts: NOBODY, covers: NOBODY });
        for (index, group) in groups.iter().enumerate() {
            places[group.whole.clone()].iter_mut().for_each(|place| place.covers = index);
            places[group.units.end].ends = index;
            places[group.whole.start].starts = index;
            places[group.units.start].starts = index;
        }
        used.clear();
        used.resize(groups.len(), NOBODY);
        consumed.clear();
        consumed.resize(sentence.units.len(), false);
        Linker { sentence, groups, places, mentions, used, consumed, context, table: false, lost_before: None }
    }

    /// Gives its room back.
    pub(super) fn into_room(self) -> Room {
        let Linker { groups, places, mut mentions, used, consumed, .. } = self;
        mentions.clear();
        Room { groups, places, mentions, used, consumed }
    }

    /// Runs every construction at every trigger, left to right.
    pub(super) fn run(&mut self) {
        let sentence = self.sentence;
        for (at, unit) in sentence.units.iter().enumerate() {
            if !unit.is(TRIGGERS) && !unit.among(ACTS) {
                continue;
            }
            if unit.is(s::NO_HARM) || self.consumed[at] || self.surname(at) {
                continue;
            }
            if unit.is(s::NONE_REPORTED) {
                self.none_reported(at);
            } else if unit.is(s::TOLL) && self.toll(at) {
            } else if unit.is(s::TAKES_LIVES) && self.takes_lives(at) {
            } else if sentence.word(at, words!["wounds", "injuries", "burns"]) && self.with_wounds(at) {
            } else if unit.is(s::HARMED) && self.harmed(at) {
            } else if unit.is(s::HARMING) && self.harming(at) {
            } else if unit.is(s::HARMS) && self.harms(at) {
            } else if sentence.word(at, words!["held"]) && self.held(at) {
            } else if self.beaten_to_death(at) {
            } else if unit.is(s::DIED | s::DIES | s::DYING) && self.died(at) {
            } else if unit.is(s::STATE | s::HARMED_PEOPLE) && self.state(at) {
            } else if sentence.word(at, words!["fell", "fallen"]) && !unit.is(s::MODIFIER) && self.fell(at) {
            } else if unit.is(s::SUFFERS) && self.suffers(at) {
            } else if unit.is(s::HARMS_NOUN) && self.harms_noun(at) {
            } else if unit.is(s::HARM_NOUN) && self.harm_noun(at) {
            } else if unit.is(s::LOSS) && self.loss(at) {
            } else if unit.is(s::LOSES) {
                self.loses(at);
            }
        }
        if !self.mentions.is_empty() {
            self.parts();
        }
        if self.table && sentence.row() {
            self.personnel_row();
        }
    }

    /// "said Patricia Hurt, the prosecutor": a word of harm that is somebody's name.
    fn surname(&self, at: usize) -> bool {
        let sentence = self.sentence;
        at > 0
            && sentence.has(at, s::CAPITAL)
            && sentence.has(at - 1, s::TITLE)
            && sentence.is_name(at - 1)
            && sentence.units.get(at + 1).is_some_and(|next| {
                let token = &sentence.document.tokens[next.start];
                sentence.word(at + 1, words![",", "'s", "\u{2019}s"]) || token.shape == crate::text::Shape::Lower
            })
    }

    /// "Vargas was murdered", "Garcia Alvarado, 56, was arrested": the surname is a town's name too, but towns do not suffer
    /// this. Whether the article knows such a person is asked later.
    fn names_that_suffer(sentence: &Sentence, groups: &mut [Group]) {
        for group in groups.iter_mut() {
            // "two storekeepers were shot dead": a plural that no table knows, but only people are.
            let Some(noun) = sentence.units.get(group.noun) else { continue };
            let unknown = group.head == Head::Thing
                && group.counted
                && group.plural
                && noun.is(s::UNKNOWN)
                && !noun.is(s::NOT_VICTIM | s::NOUN | s::MATERIEL | s::MATERIELS | s::CAPITAL);
            if unknown {
                let verb = (group.units.end..group.units.end + 4)
                    .find(|u| !sentence.has(*u, s::BE | s::HAVE | s::ADVERB))
                    .filter(|u| *u > group.units.end);
                let harm = verb.and_then(|u| sentence.units.get(u)).filter(|u| u.is(s::HARMED | s::DIED));
                if harm.is_some_and(|u| matches!(u.outcome, Outcome::Killed | Outcome::Wounded)) {
                    group.head = Head::People;
                    continue;
                }
            }
            let named = |u: usize| sentence.is_name(u) && !sentence.has(u, s::PEOPLE | s::PERSON | s::TIME);
            if group.head != Head::Thing || group.counted || group.definite || !group.units.clone().all(named) {
                continue;
            }
            let mut at = group.units.end;
            if sentence.word(at, words![","]) {
                // An age, "a native of Lima": an aside without a verb.
                let close = (at + 2..at + 11).find(|u| {
                    let hyphen = sentence.word(*u, words!["-", "'s", "\u{2019}s"]);
                    sentence.mark(*u) && !hyphen || sentence.has(*u, s::BE | s::HAVE | s::MODAL)
                });
                at = close.filter(|u| sentence.word(*u, words![","])).map_or(at, |close| close + 1);
            }
            let slain = words!["killed", "murdered", "assassinated", "executed", "beheaded", "hanged", "kidnapped"];
            if group.whole.start > 0 && sentence.word(group.whole.start - 1, slain) && !sentence.noun_follows(at) {
                (group.head, group.noun) = (Head::Named, group.units.end - 1);
                (group.count, group.plural) = (ONE, false);
                continue;
            }
            if !sentence.word(at, words!["was", "is", "has", "had"]) {
                continue;
            }
            while sentence.has(at, s::BE | s::HAVE | s::ADVERB) {
                at += 1;
            }
            let suffers = sentence.word(
                at,
                words![
                    "murdered",
                    "assassinated",
                    "killed",
                    "slain",
                    "executed",
                    "hanged",
                    "beheaded",
                    "wounded",
                    "injured",
                    "arrested",
                    "detained",
                    "kidnapped",
                    "abducted",
                    "imprisoned",
                    "jailed",
                    "shot",
                    "stabbed",
                    "died"
                ],
            );
            if suffers {
                (group.head, group.noun) = (Head::Named, group.units.end - 1);
                (group.count, group.plural) = (ONE, false);
            }
        }
    }

    /// "shot down 18 enemy fighters and two bombers": machines, not men.
    fn machines_shot_down(sentence: &Sentence, groups: &mut [Group]) {
        if !sentence.machines {
            return;
        }
        let Some(verb) = (0..sentence.units.len()).find(|u| sentence.effect(*u) == "shot down") else { return };
        for group in groups.iter_mut().filter(|g| g.head == Head::People) {
            let last = sentence.units[group.noun].end - 1;
            let machine = sentence
                .document
                .is_any(last, words!["fighter", "fighters", "bomber", "bombers", "interceptors", "trainers"]);
            if machine && group.noun.abs_diff(verb) < REACH / 2 {
                group.head = Head::Equipment;
            }
        }
    }

    pub(super) fn tokens(&self, units: Range<usize>) -> Range<usize> {
        let (first, last) = (self.sentence.units[units.start], self.sentence.units[units.end - 1]);
        first.start..last.end
    }

    /// The first unit of a group as a casualty span has it: the article stays only where it is the count.
    pub(super) fn span_start(&self, group: &Group) -> usize {
        // "how many insurgents were killed": the question is not the count.
        if self.sentence.word(group.whole.start, words!["how"])
            || self
                .sentence
                .amount(group.whole.start)
                .is_some_and(|a| self.sentence.document.is_any(a.tokens.start, words!["how"]))
        {
            return group.whole.start + 1;
        }
        // "an unknown number of casualties": the article is not the count.
        if group.count.hedge == Hedge::Unknown && self.sentence.word(group.whole.start, words!["a", "an"]) {
            return group.whole.start + 1;
        }
        if group.definite {
            group.units.start
        } else {
            group.whole.start
        }
    }

    /// Whether a group can be victims at all.
    pub(super) fn human(&self, group: &Group) -> bool {
        matches!(group.head, Head::People | Head::Named | Head::Pronoun | Head::Bare)
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn add(
        &mut self,
        rule: Construction,
        span: Range<usize>,
        trigger: usize,
        outcome: Outcome,
        group: Option<usize>,
        status: Status,
    ) -> usize {
        let mut count = group.map_or(BARE_PLURAL, |g| self.groups[g].count);
        if group.is_none() && status == Status::NoneReported {
            count = Count { low: Some(0), best: None, high: None, hedge: Hedge::None };
        }
        let victims = group.map(|g| {
            let group = &self.groups[g];
            self.tokens(group.units.clone())
        });
        let index = self.mentions.len();
        if let Some(g) = group {
            self.used[g] = index;
        }
        let unit = self.sentence.units[trigger];
        self.mentions.push(Mention {
            tokens: self.tokens(span),
            rule: rule.name(),
            outcome,
            count,
            kind: group.map_or(VictimKind::Unspecified, |g| self.groups[g].kind),
            victims,
            trigger: unit.start..unit.end,
            status,
            part_of: None,
            agent: None,
            definite: group.is_some_and(|g| self.groups[g].definite || self.groups[g].head == Head::Pronoun),
            named: group.is_some_and(|g| self.groups[g].head == Head::Named),
            titled: group.is_some_and(|g| self.titled(g)),
            more: group.is_some_and(|g| self.groups[g].more),
            update: false,
            noun: group
                .filter(|g| matches!(self.groups[*g].head, Head::People | Head::Named))
                .map(|g| self.sentence.units[self.groups[g].noun].end - 1),
            pronoun: group.is_some_and(|g| self.groups[g].head == Head::Pronoun),
        });
        index
    }

    pub(super) fn verb_group(&self, verb: usize) -> VerbGroup {
        let sentence = self.sentence;
        let mut found =
            VerbGroup { start: verb, passive: false, perfect: false, negated: false, modal: false, bare: true };
        let mut at = verb;
        while at > 0 && verb - at < 8 {
            let before = at - 1;
            let unit = &sentence.units[before];
            // "had been \"martyred\"".
            if before + 1 == verb && sentence.word(before, words!["\"", "\u{201c}", "'", "\u{2018}"]) && before > 0 {
                at = before;
                continue;
            }
            if sentence.mark(before) {
                break;
            }
            if unit.is(s::BE) || sentence.word(before, words!["got", "get", "gets", "getting"]) {
                // "are believed to have died": this one belongs to "believed".
                if found.bare || !found.perfect {
                    found.passive = true;
                }
                found.start = before;
                found.bare = false;
            } else if unit.is(s::HAVE) {
                found.perfect = true;
                found.start = before;
                found.bare = false;
            } else if unit.is(s::MODAL) {
                found.modal = true;
                found.start = before;
                found.bare = false;
            } else if unit.is(s::NEGATION)
                && !unit.is(s::ARTICLE)
                && !sentence.word(before, words!["no", "neither", "nor"])
            {
                found.negated = !sentence.word(at, words!["only"]);
            } else if sentence.word(
                before,
                words![
                    "feared",
                    "believed",
                    "reported",
                    "reportedly",
                    "confirmed",
                    "presumed",
                    "found",
                    "thought",
                    "said",
                    "known",
                    "left",
                ],
            ) && sentence.has(before.wrapping_sub(1), s::BE | s::ADVERB)
                && before > 0
                || sentence.word(before, words!["to"]) && found.passive
            {
                // "are believed to have been killed".
            } else if sentence.word(before, words!["since"]) && before > 0 && sentence.has(before - 1, s::HAVE) {
                // "eight have since died".
            } else if sentence.word(before, words!["both", "all", "either", "each"])
                && before > 0
                && sentence.has(before - 1, s::BE | s::HAVE)
            {
                // "were both arrested", "were either killed or taken".
            } else if sentence.word(before, words!["to"])
                && found.perfect
                && before > 0
                && (sentence.word(before - 1, SUPPOSED)
                    || sentence.word(before - 1, words!["appear", "appears", "seem"]))
            {
                // "are believed to have died".
            } else if found.perfect && sentence.word(before, SUPPOSED) && sentence.word(before + 1, words!["to"]) {
                // The auxiliary before it opens the group.
                found.start = before;
            } else if !(unit.is(s::ADVERB) || unit.flags == 0 || self.adverb_form(before))
                || unit.is(s::COORDINATOR | s::SUBORDINATOR | s::RELATIVE | s::PERSON | s::PEOPLE | s::COUNT)
            {
                break;
            }
            at = before;
        }
        // "have been killed" is passive, "being killed" too; "has killed" is not.
        found
    }

    pub(super) fn adverb_form(&self, at: usize) -> bool {
        let unit = &self.sentence.units[at];
        unit.is(s::UNKNOWN | s::MODIFIER) && self.sentence.ends_with(unit.start, "ly")
    }

    /// The unit before `at`, adverbs skipped.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            at = at.checked_sub(1)?;
            let unit = &self.sentence.units[at];
            let adverb = unit.is(s::ADVERB) && !unit.is(s::PERSON | s::PEOPLE | s::COUNT | s::HARMED_PEOPLE)
                || self.adverb_form(at);
            if !adverb || self.group_ending(at + 1).is_some() {
                return Some(at);
            }
        }
    }

    /// The group that a unit belongs to.
    pub(super) fn covering(&self, at: usize) -> Option<usize> {
        self.places.get(at).map(|place| place.covers).filter(|g| *g != NOBODY)
    }

    pub(super) fn group_ending(&self, end: usize) -> Option<usize> {
        self.places.get(end).map(|place| place.ends).filter(|g| *g != NOBODY)
    }

    pub(super) fn group_starting(&self, at: usize) -> Option<usize> {
        self.places.get(at).map(|place| place.starts).filter(|g| *g != NOBODY)
    }

    /// The victims to the left of a verb group that starts at `start`.
    pub(super) fn subject(&self, start: usize) -> Option<Victims> {
        let sentence = self.sentence;
        let mut last = self.before(start)?;
        // "Saddam Hussein himself was captured".
        if sentence.word(last, words!["himself", "herself", "themselves"])
            && last > 0
            && self.group_ending(last).is_some_and(|g| self.human(&self.groups[g]))
        {
            last -= 1;
        }
        // "a driver who, police said, was killed", "who it said was killed".
        if last >= 2 && sentence.has(last, s::REPORTS) && sentence.has(last - 2, s::RELATIVE) {
            last -= 2;
        }
        if let Some(group) = self.group_ending(last + 1) {
            if let Some(total) = self.before_including(self.groups[group].whole.start) {
                return Some(Victims { group: total, contiguous: false });
            }
            let head = self.head_of_phrase(group);
            if self.person(head).is_none() {
                // "candles for the seven people killed": a participle is of the noun that it follows.
                let own = &self.groups[group];
                let number = own.whole.start > 1
                    && sentence.word(own.whole.start - 1, words!["of"])
                    && sentence.word(own.whole.start - 2, words!["number", "minimum", "percentage", "proportion"]);
                let named_by_verb = own.counted || own.plural && own.head == Head::People && !number;
                if named_by_verb && self.human(own) && sentence.has(start, s::HARMED) {
                    return Some(Victims { group, contiguous: true });
                }
                if let Some(group) = self.before_relative(last) {
                    return Some(Victims { group, contiguous: true });
                }
                // "a soldier guarding the bridge was wounded", "five men riding on the bus to X were hurt".
                let phrase = self.phrase_start(group);
                let participle = phrase.checked_sub(1).filter(|p| sentence.has(*p, s::PARTICIPLE))?;
                let head = self.phrase_before(participle + 1).and_then(|g| self.person(g))?;
                return Some(Victims { group: head, contiguous: true });
            }
            return self.person(head).map(|group| Victims { group, contiguous: true });
        }
        if sentence.has(last, s::RELATIVE) && last > 0 {
            let comma = sentence.mark(last - 1);
            let end = if comma { last - 1 } else { last };
            let group = self.group_ending(end).or_else(|| self.phrase_before(end)).or_else(|| {
                // "Ali Hamdan, 25, who was shot".
                comma.then(|| self.before_parenthesis(end)).flatten()
            })?;
            return self.person(group).map(|group| Victims { group, contiguous: !comma });
        }
        if sentence.word(last, words![",", ")", "--", "\u{2013}", "\u{2014}", "-", "]"]) {
            return self.before_parenthesis(last).map(|group| Victims { group, contiguous: false });
        }
        // "after being shot", "before dying": what stands right before the verb is no tail of its subject.
        if sentence.has(last, s::PREPOSITION) {
            return None;
        }
        let found = self.phrase_before(last + 1).and_then(|g| self.person(g)).or_else(|| self.before_relative(last));
        found.map(|group| Victims { group, contiguous: true })
    }

    /// "six soldiers including an officer and two cooks [were killed]": the counted group before "including", no comma between.
    fn before_including(&self, start: usize) -> Option<usize> {
        let sentence = self.sentence;
        let mut at = start;
        while at > 0 && start - at < REACH {
            at -= 1;
            if sentence.has(at, s::INCLUDING) {
                let total = self.group_ending(at).and_then(|g| self.person(g))?;
                return self.groups[total].counted.then_some(total);
            }
            let clause =
                sentence.has(at, s::BE | s::HAVE | s::RELATIVE | s::MODAL | s::PAST_TENSE | s::HARMED | s::DIED);
            if clause || sentence.mark(at) && !sentence.word(at, words![",", "-", "(", ")"]) {
                return None;
            }
        }
        None
    }

    /// The group that heads the phrase of which a group is the end: "members of the unit", "people in the town of X".
    pub(super) fn head_of_phrase(&self, group: usize) -> usize {
        let before = self.groups[group].whole.start;
        if before == 0
            || !self.sentence.has(before - 1, s::PREPOSITION)
            || self.sentence.has(before - 1, s::SUBORDINATOR)
                && !self.sentence.word(before - 1, words!["of", "in", "from", "at", "on", "with"])
        {
            return group;
        }
        self.phrase_before(before).unwrap_or(group)
    }

    /// "civilians who had taken refuge in the church [were slaughtered]": the group before the "who" of the clause that ends
    /// here.
    pub(super) fn before_relative(&self, last: usize) -> Option<usize> {
        let sentence = self.sentence;
        let from = last.saturating_sub(20);
        for at in (from..=last).rev() {
            if sentence.mark(at) {
                return None;
            }
            if sentence.word(at, words!["who", "that", "which"]) && sentence.has(at, s::RELATIVE) {
                let group = self.group_ending(at).or_else(|| self.phrase_before(at))?;
                return self.person(group).filter(|g| self.groups[*g].head != Head::Pronoun);
            }
        }
        None
    }

    /// Where the chain of prepositional phrases that ends with a group begins: "on the bus to X" at "on".
    pub(super) fn phrase_start(&self, group: usize) -> usize {
        let mut start = self.groups[group].whole.start;
        for _ in 0..6 {
            let Some(preposition) = start.checked_sub(1).filter(|p| self.sentence.has(*p, s::PREPOSITION)) else {
                break;
            };
            start = preposition;
            match self.group_ending(start).filter(|g| !self.human(&self.groups[*g])) {
                Some(before) => start = self.groups[before].whole.start,
                None => break,
            }
        }
        start
    }

    /// The head group of the noun phrase with prepositional tail that ends before `end`.
    pub(super) fn phrase_before(&self, end: usize) -> Option<usize> {
        let sentence = self.sentence;
        let mut best = None;
        let mut at = end;
        while at > 0 && end - at < REACH {
            let before = at - 1;
            if let Some(group) = self.group_ending(at).filter(|g| self.groups[*g].whole.start < at) {
                let start = self.groups[group].whole.start;
                let inside = start > 0 && sentence.has(start - 1, s::PREPOSITION);
                if !inside {
                    best = Some(group);
                    break;
                }
                at = start;
                continue;
            }
            let unit = &sentence.units[before];
            let preposition = unit.is(s::PREPOSITION);
            // "five passengers traveling on the bus": a participle right behind a group belongs to it.
            if unit.is(s::PARTICIPLE)
                && matches!(sentence.syntax.tag(unit.start), Tag::Ing | Tag::Participle)
                && !unit.is(s::HARMED | s::HARMING | s::DIED)
                && self.group_ending(before).is_some_and(|g| self.human(&self.groups[g]))
            {
                at = before;
                continue;
            }
            // An infinitive is no part of the phrase.
            if unit.is(s::TO) && sentence.has(at, s::FINITE) && !sentence.is_name(at) && self.covering(at).is_none() {
                break;
            }
            if sentence.mark(before) && !sentence.word(before, words!["-", "'"]) {
                break;
            }
            if unit.is(s::SUBORDINATOR | s::RELATIVE | s::BE | s::HAVE | s::MODAL) && !preposition {
                break;
            }
            if unit.is(s::FINITE | s::PARTICIPLE | s::HARMED | s::HARMING | s::DIED)
                && !unit.is(s::NOUN | s::PERSON | s::PEOPLE | s::MODIFIER)
                && !preposition
                && !sentence.is_name(before)
            {
                break;
            }
            at = before;
        }
        best
    }

    /// The group before a parenthesis or apposition that closes at `close`.
    pub(super) fn before_parenthesis(&self, close: usize) -> Option<usize> {
        let sentence = self.sentence;
        let pairs: &Words = if sentence.word(close, words![")"]) {
            words!["("]
        } else if sentence.word(close, words!["]"]) {
            words!["["]
        } else if sentence.word(close, words![","]) {
            words![","]
        } else {
            words!["--", "\u{2013}", "\u{2014}", "-"]
        };
        let mut at = close;
        let mut opens = 0;
        let mut candidate = None;
        while at > 0 && close - at < REACH && opens < 4 {
            at -= 1;
            if sentence.word(at, words![";", ":", "\"", "\u{201c}", "\u{201d}"]) {
                break;
            }
            if sentence.word(at, pairs) {
                opens += 1;
                // "Ali Hamdan, 26, of Basra, was": the age is an aside of its own.
                if at >= 2 && sentence.has(at - 1, s::QUANTITY | s::COUNT) && sentence.word(at - 2, words![","]) {
                    at -= 2;
                }
                // The aside must not be a clause of its own: its group is no subject of a verb.
                let group = self.group_ending(at).map(|g| self.head_of_phrase(g)).or_else(|| self.phrase_before(at));
                // "a candle for Ali Hamdan, 25, who was shot": the name, where what it hangs on is no person.
                let own = self.group_ending(at).filter(|g| self.groups[*g].head == Head::Named);
                if let Some(group) = group.and_then(|g| self.person(g)).or(own) {
                    let start = self.groups[group].whole.start;
                    // A list or a chain of appositions: the group farthest to the left that still opens the clause.
                    let aside = self.aside(at + 1, close);
                    if aside {
                        candidate = Some(group);
                        let listed = start > 0 && sentence.word(start - 1, words![","]);
                        if !listed {
                            break;
                        }
                        continue;
                    }
                }
                break;
            }
        }
        candidate
    }

    /// What stands between two commas is an aside: an apposition, a participle, a relative clause, "including …".
    pub(super) fn aside(&self, from: usize, to: usize) -> bool {
        let sentence = self.sentence;
        if sentence.has(from, s::RELATIVE | s::INCLUDING)
            || sentence.word(
                from,
                words![
                    "most",
                    "many",
                    "some",
                    "both",
                    "all",
                    "including",
                    "whose",
                    "aged",
                    "half",
                    "mostly",
                    "mainly",
                    "among",
                ],
            )
        {
            return true;
        }
        // A finite verb after a subject of its own makes it a clause.
        for at in from..to {
            let unit = &sentence.units[at];
            if unit.is(s::MODAL | s::BE | s::HAVE) && !sentence.word(at, words!["being", "having"]) {
                return false;
            }
            if unit.is(s::REPORTS) && unit.is(s::FINITE) {
                return true;
            }
        }
        true
    }

    pub(super) fn person(&self, group: usize) -> Option<usize> {
        self.human(&self.groups[group]).then_some(group)
    }

    /// The groups to the right of `at`: the object, and what is coordinated with it.
    pub(super) fn object(&self, at: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..3 {
            if let Some(group) = self.group_starting(at) {
                return Some(group);
            }
            // Quotation marks, "also", "about" as adverb.
            let unit = self.sentence.units.get(at)?;
            let adverb =
                unit.is(s::ADVERB) && !unit.is(s::SUBORDINATOR | s::RELATIVE | s::PREPOSITION | s::COORDINATOR);
            if adverb || self.sentence.word(at, words!["\"", "\u{201c}", "'"]) || self.adverb_form(at) {
                at += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// Groups coordinated after a group: ", two drivers and a cook", "along with three others".
    pub(super) fn conjuncts(&self, group: usize) -> Vec<usize> {
        self.listed(group, false)
    }

    /// As [`Linker::conjuncts`]; `inside`: the list hangs on a noun, so that a verb behind it is the noun's ("the bodies of 18
    /// miners and two guards had been found").
    pub(super) fn listed(&self, group: usize, inside: bool) -> Vec<usize> {
        let sentence = self.sentence;
        let mut found = Vec::new();
        let mut at = self.groups[group].units.end;
        for _ in 0..12 {
            let mut next = at;
            if sentence.word(next, words![","]) {
                next += 1;
            }
            let joined = sentence.has(next, s::COORDINATOR) && sentence.word(next, words!["and", "&", "or"]);
            let along = sentence.has(next, s::ALONG);
            if joined || along {
                next += 1;
            } else if next == at {
                break;
            }
            if sentence.word(next, words!["also"]) {
                next += 1;
            }
            let Some(other) = self.group_starting(next) else { break };
            let other_group = &self.groups[other];
            if !matches!(other_group.head, Head::People | Head::Named | Head::Bare | Head::Pronoun) {
                break;
            }
            // A conjunct that has a verb of its own opens a new clause; a list needs explicit counts or a plural.
            if !inside && self.has_verb(other_group.units.end)
                || !along
                    && !other_group.counted
                    && other_group.head == Head::People
                    && !other_group.plural
                    && !(joined && other_group.definite)
            {
                break;
            }
            // "killed two soldiers, officials said": after a comma alone a group must be counted; after a name it is an apposition.
            let named = found.last().map_or(self.groups[group].head, |g: &usize| self.groups[*g].head) == Head::Named;
            let apposed = !other_group.counted || named && (!other_group.plural || other_group.head == Head::Bare);
            if !joined && !along && apposed && !(named && self.names_close(other, inside)) {
                break;
            }
            // "32 of them": a part.
            if self.of_them(other) {
                break;
            }
            found.push(other);
            at = other_group.units.end;
        }
        found
    }

    /// "the deaths of Ali, Omar, Huda and Sami Qadri": from this name on the list has nothing but names, the last behind "and".
    fn names_close(&self, from: usize, inside: bool) -> bool {
        let sentence = self.sentence;
        let mut group = from;
        for _ in 0..10 {
            let end = self.groups[group].units.end;
            let listed = self.groups[group].head == Head::Named || self.names_only(group);
            if !listed || !inside && self.has_verb(end) {
                return false;
            }
            let comma = usize::from(sentence.word(end, words![","]));
            let joined = sentence.word(end + comma, words!["and", "&"]);
            if comma == 0 && !joined {
                return false;
            }
            let Some(next) = self.group_starting(end + comma + usize::from(joined)) else { return false };
            if joined {
                return self.groups[next].head == Head::Named;
            }
            group = next;
        }
        false
    }

    /// Nothing but names, of what the group may be.
    fn names_only(&self, group: usize) -> bool {
        let group = &self.groups[group];
        group.head == Head::Thing && !group.counted && group.units.clone().all(|u| self.sentence.is_name(u))
    }

    /// A verb of a clause follows.
    pub(super) fn has_verb(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let mut at = at;
        while sentence.has(at, s::ADVERB) && !sentence.has(at, s::FINITE) {
            at += 1;
        }
        let Some(unit) = sentence.units.get(at) else { return false };
        if sentence.mark(at) {
            return false;
        }
        unit.is(s::BE | s::HAVE | s::MODAL | s::DIED | s::DIES | s::PAST_TENSE)
            || unit.is(s::HARMED | s::WRECKED | s::STATE | s::HARMED_PEOPLE) && !unit.is(s::PREPOSITION)
            || unit.is(s::FINITE) && !unit.is(s::PREPOSITION | s::NOUN | s::SUBORDINATOR | s::MODIFIER)
    }

    /// Groups coordinated before a group: "five soldiers and [two policemen] were killed".
    pub(super) fn conjuncts_before(&self, group: usize) -> Vec<usize> {
        let sentence = self.sentence;
        let mut found = Vec::new();
        let mut start = self.groups[group].whole.start;
        for _ in 0..8 {
            let mut at = start;
            let mut joined = false;
            if at > 0 && sentence.word(at - 1, words!["and", "or", "&"]) {
                at -= 1;
                joined = true;
            }
            if at > 0 && sentence.word(at - 1, words![","]) {
                at -= 1;
            } else if !joined {
                break;
            }
            let Some(other) = self.group_ending(at).or_else(|| if joined { self.phrase_before(at) } else { None })
            else {
                break;
            };
            // "four members of the guard and a cook were killed": the members are the conjunct.
            let other = if joined { self.head_of_phrase(other) } else { other };
            let other_group = &self.groups[other];
            let before = other_group.whole.start;
            // The object of another verb is no subject of this one.
            let object = before > 0
                && sentence.has(
                    before - 1,
                    s::FINITE | s::PARTICIPLE | s::HARMED | s::HARMING | s::PREPOSITION | s::HARMS | s::WRECKED,
                )
                && !sentence.has(before - 1, s::REPORTS | s::SUBORDINATOR)
                // "a battle that saw 120 men and a general killed", "leaving two guards and a cook dead".
                && !sentence.word(before - 1, words!["saw", "see", "sees", "seeing", "left", "leaving", "leaves", "with"]);
            // "fought as soldiers and some were killed".
            let role = before > 0 && sentence.word(before - 1, words!["as", "like"]) && !other_group.counted;
            if !matches!(other_group.head, Head::People | Head::Named | Head::Bare)
                || object
                || role
                || self.used[other] != NOBODY
            {
                break;
            }
            if !other_group.counted
                && (other_group.head == Head::Bare
                    || other_group.head == Head::People && !other_group.plural && !(joined && other_group.definite))
            {
                break;
            }
            // Before the last conjunct there is an "and"; headlines leave it out: "17 civilians, 2 soldiers killed".
            let headline = other_group.counted
                && self.groups[group].counted
                && other_group.head == Head::People
                && (before == 0 || sentence.word(before - 1, words![":", "--", "\u{2013}", "\u{2014}"]))
                && sentence.has(self.groups[group].units.end, s::HARMED);
            if !joined && found.is_empty() && !headline {
                break;
            }
            found.push(other);
            start = before;
        }
        found.reverse();
        found
    }

    pub(super) fn is_zero(&self, group: usize) -> bool {
        self.groups[group].count.hedge == Hedge::None && self.groups[group].count.high == Some(0)
    }
}
