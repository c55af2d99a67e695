//! Joins triggers with their victims through the structure of the clause.

use super::groups::{Group, Head};
use super::senses as s;
use super::units::Sentence;
use super::Mention;
use crate::model::{Count, Hedge, Outcome, Status, VictimKind};
use std::ops::Range;

const BARE_PLURAL: Count = Count { low: Some(2), best: None, high: None, hedge: Hedge::BarePlural };
const ONE: Count = Count { low: Some(1), best: Some(1), high: Some(1), hedge: Hedge::Exact };

/// How far, in units, victims may stand from their trigger.
const REACH: usize = 40;

/// The verb group in front of a participle.
#[derive(Clone, Copy, Debug)]
struct VerbGroup {
    /// Unit of the first auxiliary, or of the verb itself.
    start: usize,
    passive: bool,
    perfect: bool,
    negated: bool,
    modal: bool,
    bare: bool,
}

/// The victims that a trigger asks for.
struct Victims {
    /// Index into the groups.
    group: usize,
    /// Nothing but auxiliaries and adverbs (or "who were") in between.
    contiguous: bool,
}

/// Links one sentence.
pub(super) struct Linker<'a, 'd, 't> {
    pub sentence: &'a Sentence<'d, 't>,
    pub groups: Vec<Group>,
    /// Group that ends before a unit, by unit; `usize::MAX` where none does.
    ends: Vec<usize>,
    starts: Vec<usize>,
    /// Group that a unit belongs to.
    covers: Vec<usize>,
    pub mentions: Vec<Mention>,
    /// Mention that used a group last.
    used: Vec<usize>,
    /// Trigger units that a rule has consumed.
    consumed: Vec<bool>,
    /// Outcome of the last mention in earlier sentences: for "the number", "the toll".
    context: Option<Outcome>,
    /// The text around speaks of losses: rows of a table count.
    pub table: bool,
}

const NOBODY: usize = usize::MAX;

impl<'a, 'd, 't> Linker<'a, 'd, 't> {
    pub fn new(sentence: &'a Sentence<'d, 't>, context: Option<Outcome>) -> Self {
        let groups = sentence.groups();
        let mut ends = vec![NOBODY; sentence.units.len() + 1];
        let mut starts = vec![NOBODY; sentence.units.len() + 1];
        let mut covers = vec![NOBODY; sentence.units.len() + 1];
        for (index, group) in groups.iter().enumerate() {
            covers[group.whole.clone()].fill(index);
            ends[group.units.end] = index;
            starts[group.whole.start] = index;
            starts[group.units.start] = index;
        }
        let used = vec![NOBODY; groups.len()];
        let consumed = vec![false; sentence.units.len()];
        Linker { sentence, groups, ends, starts, covers, mentions: Vec::new(), used, consumed, context, table: false }
    }

    /// Runs every construction at every trigger, left to right.
    pub fn run(&mut self) {
        for at in 0..self.sentence.units.len() {
            let unit = self.sentence.units[at];
            if unit.is(s::NO_HARM) || self.consumed[at] {
                continue;
            }
            if unit.is(s::NONE_REPORTED) {
                self.none_reported(at);
            } else if unit.is(s::TOLL) && self.toll(at) {
            } else if unit.is(s::TAKES_LIVES) && self.takes_lives(at) {
            } else if unit.is(s::HARMED) && self.harmed(at) {
            } else if unit.is(s::HARMING) && self.harming(at) {
            } else if unit.is(s::HARMS) && self.harms(at) {
            } else if unit.is(s::DIED | s::DIES | s::DYING) && self.died(at) {
            } else if unit.is(s::STATE | s::HARMED_PEOPLE) && self.state(at) {
            } else if unit.is(s::SUFFERS) && self.suffers(at) {
            } else if unit.is(s::HARMS_NOUN) && self.harms_noun(at) {
            } else if unit.is(s::HARM_NOUN) && self.harm_noun(at) {
            } else if unit.is(s::LOSS) && self.loss(at) {
            } else if unit.is(s::LOSES) {
                self.loses(at);
            }
        }
        self.parts();
        if self.table {
            self.personnel_row();
        }
    }

    /// "personnel - about 313,470 (+1,100)" in a table of losses.
    fn personnel_row(&mut self) {
        let sentence = self.sentence;
        for at in 2..sentence.units.len() {
            let dash = sentence.word(at - 1, &["-", "--", "\u{2013}", "\u{2014}", ":"]);
            if !dash || !sentence.has(at, s::COUNT) || !sentence.word(at - 2, &["personnel", "manpower", "troops"]) {
                continue;
            }
            let index = self.add(
                "row of a table",
                at - 2..at + 1,
                at - 2,
                Outcome::CasualtiesUnspecified,
                None,
                Status::Asserted,
            );
            self.mentions[index].kinds = vec![VictimKind::Military];
            if let Some(amount) = sentence.amount(at) {
                self.mentions[index].count = amount.count;
            }
        }
    }

    // ---- building mentions

    fn tokens(&self, units: Range<usize>) -> Range<usize> {
        let (first, last) = (self.sentence.units[units.start], self.sentence.units[units.end - 1]);
        first.start..last.end
    }

    /// The first unit of a group as a casualty span has it: the article stays only where it is the count.
    fn span_start(&self, group: &Group) -> usize {
        // "how many insurgents were killed": the question is not the count.
        if self.sentence.word(group.whole.start, &["how"])
            || self.sentence.amount(group.whole.start).is_some_and(|a| self.sentence.document.is(a.tokens.start, "how"))
        {
            return group.whole.start + 1;
        }
        // "an unknown number of casualties": the article is not the count.
        if group.count.hedge == Hedge::Unknown && self.sentence.word(group.whole.start, &["a", "an"]) {
            return group.whole.start + 1;
        }
        if group.definite {
            group.units.start
        } else {
            group.whole.start
        }
    }

    fn kinds(&self, group: &Group) -> Vec<VictimKind> {
        vec![group.kind]
    }

    /// Whether a group can be victims at all.
    fn human(&self, group: &Group) -> bool {
        matches!(group.head, Head::People | Head::Named | Head::Pronoun | Head::Bare)
    }

    #[allow(clippy::too_many_arguments)]
    fn add(
        &mut self,
        rule: &'static str,
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
            rule,
            outcome,
            count,
            kinds: group.map_or(vec![VictimKind::Unspecified], |g| self.kinds(&self.groups[g])),
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

    // ---- looking around a verb

    fn verb_group(&self, verb: usize) -> VerbGroup {
        let sentence = self.sentence;
        let mut found =
            VerbGroup { start: verb, passive: false, perfect: false, negated: false, modal: false, bare: true };
        let mut at = verb;
        while at > 0 && verb - at < 8 {
            let before = at - 1;
            let unit = &sentence.units[before];
            if sentence.mark(before) {
                break;
            }
            if unit.is(s::BE) || sentence.word(before, &["got", "get", "gets", "getting"]) {
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
            } else if unit.is(s::NEGATION) && !unit.is(s::ARTICLE) && !sentence.word(before, &["no", "neither", "nor"])
            {
                found.negated = !sentence.word(at, &["only"]);
            } else if sentence.word(
                before,
                &[
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
                || sentence.word(before, &["to"]) && found.passive
            {
                // "are believed to have been killed".
            } else if sentence.word(before, &["since"]) && before > 0 && sentence.has(before - 1, s::HAVE) {
                // "eight have since died".
            } else if sentence.word(before, &["to"])
                && found.perfect
                && before > 0
                && sentence.word(
                    before - 1,
                    &[
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
                        "appear",
                        "appears",
                        "seem",
                        "claimed",
                    ],
                )
            {
                // "are believed to have died".
            } else if found.perfect
                && sentence.word(
                    before,
                    &[
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
                    ],
                )
                && sentence.word(before + 1, &["to"])
            {
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

    fn adverb_form(&self, at: usize) -> bool {
        let unit = &self.sentence.units[at];
        unit.is(s::UNKNOWN | s::MODIFIER) && self.sentence.document.str(unit.start).to_ascii_lowercase().ends_with("ly")
    }

    /// The unit before `at`, adverbs skipped.
    fn before(&self, at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            at = at.checked_sub(1)?;
            let unit = &self.sentence.units[at];
            let adverb = unit.is(s::ADVERB) && !unit.is(s::PERSON | s::PEOPLE | s::COUNT | s::HARMED_PEOPLE)
                || self.adverb_form(at);
            if !adverb || self.ends[at + 1] != NOBODY {
                return Some(at);
            }
        }
    }

    /// The group that a unit belongs to.
    pub fn covering(&self, at: usize) -> Option<usize> {
        self.covers.get(at).copied().filter(|g| *g != NOBODY)
    }

    pub fn group_ending(&self, end: usize) -> Option<usize> {
        self.ends.get(end).copied().filter(|g| *g != NOBODY)
    }

    pub fn group_starting(&self, at: usize) -> Option<usize> {
        self.starts
            .get(at)
            .copied()
            .filter(|g| *g != NOBODY && self.groups[*g].whole.start >= at.min(self.groups[*g].whole.start))
    }

    /// The victims to the left of a verb group that starts at `start`.
    fn subject(&self, start: usize) -> Option<Victims> {
        let sentence = self.sentence;
        let last = self.before(start)?;
        if let Some(group) = self.group_ending(last + 1) {
            let head = self.head_of_phrase(group);
            if self.person(head).is_none() {
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
            let group = self.group_ending(end).or_else(|| self.phrase_before(end))?;
            return self.person(group).map(|group| Victims { group, contiguous: !comma });
        }
        if sentence.word(last, &[",", ")", "--", "\u{2013}", "\u{2014}", "-", "]"]) {
            return self.before_parenthesis(last).map(|group| Victims { group, contiguous: false });
        }
        // "after being shot", "before dying": what stands right before the verb is no tail of its subject.
        if sentence.has(last, s::PREPOSITION) {
            return None;
        }
        self.phrase_before(last + 1).and_then(|g| self.person(g)).map(|group| Victims { group, contiguous: true })
    }

    /// The group that heads the phrase of which a group is the end: "members of the unit", "people in the town of X".
    fn head_of_phrase(&self, group: usize) -> usize {
        let before = self.groups[group].whole.start;
        if before == 0
            || !self.sentence.has(before - 1, s::PREPOSITION)
            || self.sentence.has(before - 1, s::SUBORDINATOR)
                && !self.sentence.word(before - 1, &["of", "in", "from", "at", "on", "with"])
        {
            return group;
        }
        self.phrase_before(before).unwrap_or(group)
    }

    /// Where the chain of prepositional phrases that ends with a group begins: "on the bus to X" at "on".
    fn phrase_start(&self, group: usize) -> usize {
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
    fn phrase_before(&self, end: usize) -> Option<usize> {
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
            if sentence.mark(before) && !sentence.word(before, &["-", "'"]) {
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
    fn before_parenthesis(&self, close: usize) -> Option<usize> {
        let sentence = self.sentence;
        let pairs: &[&str] = if sentence.word(close, &[")"]) {
            &["("]
        } else if sentence.word(close, &["]"]) {
            &["["]
        } else if sentence.word(close, &[","]) {
            &[","]
        } else {
            &["--", "\u{2013}", "\u{2014}", "-"]
        };
        let mut at = close;
        let mut opens = 0;
        let mut candidate = None;
        while at > 0 && close - at < REACH && opens < 4 {
            at -= 1;
            if sentence.word(at, &[";", ":", "\"", "\u{201c}", "\u{201d}"]) {
                break;
            }
            if sentence.word(at, pairs) {
                opens += 1;
                // The aside must not be a clause of its own: its group is no subject of a verb.
                let group = self.group_ending(at).map(|g| self.head_of_phrase(g)).or_else(|| self.phrase_before(at));
                if let Some(group) = group.and_then(|g| self.person(g)) {
                    let start = self.groups[group].whole.start;
                    // A list or a chain of appositions: the group farthest to the left that still opens the clause.
                    let aside = self.aside(at + 1, close);
                    if aside {
                        candidate = Some(group);
                        let listed = start > 0 && sentence.word(start - 1, &[","]);
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
    fn aside(&self, from: usize, to: usize) -> bool {
        let sentence = self.sentence;
        if sentence.has(from, s::RELATIVE | s::INCLUDING)
            || sentence.word(
                from,
                &[
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
            if unit.is(s::MODAL | s::BE | s::HAVE) && !sentence.word(at, &["being", "having"]) {
                return false;
            }
            if unit.is(s::REPORTS) && unit.is(s::FINITE) {
                return true;
            }
        }
        true
    }

    fn person(&self, group: usize) -> Option<usize> {
        self.human(&self.groups[group]).then_some(group)
    }

    /// The groups to the right of `at`: the object, and what is coordinated with it.
    fn object(&self, at: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..3 {
            if let Some(group) = self.group_starting(at) {
                return Some(group);
            }
            // Quotation marks, "also", "about" as adverb.
            let unit = self.sentence.units.get(at)?;
            let adverb =
                unit.is(s::ADVERB) && !unit.is(s::SUBORDINATOR | s::RELATIVE | s::PREPOSITION | s::COORDINATOR);
            if adverb || self.sentence.word(at, &["\"", "\u{201c}", "'"]) || self.adverb_form(at) {
                at += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// Groups coordinated after a group: ", two drivers and a cook", "along with three others".
    fn conjuncts(&self, group: usize) -> Vec<usize> {
        let sentence = self.sentence;
        let mut found = Vec::new();
        let mut at = self.groups[group].units.end;
        for _ in 0..12 {
            let mut next = at;
            if sentence.word(next, &[","]) {
                next += 1;
            }
            let joined = sentence.has(next, s::COORDINATOR) && sentence.word(next, &["and", "&", "or"]);
            let along = sentence.has(next, s::ALONG);
            if joined || along {
                next += 1;
            } else if next == at {
                break;
            }
            if sentence.word(next, &["also"]) {
                next += 1;
            }
            let Some(other) = self.group_starting(next) else { break };
            let other_group = &self.groups[other];
            if !matches!(other_group.head, Head::People | Head::Named | Head::Bare | Head::Pronoun) {
                break;
            }
            // A conjunct that has a verb of its own opens a new clause; a list needs explicit counts or a plural.
            if self.has_verb(other_group.units.end)
                || !along && !other_group.counted && other_group.head == Head::People && !other_group.plural
            {
                break;
            }
            // "killed two soldiers, officials said": after a comma alone a group must be counted; after a name it is an apposition.
            let named = found.last().map_or(self.groups[group].head, |g: &usize| self.groups[*g].head) == Head::Named;
            if !joined && !along && (!other_group.counted || named && !other_group.plural) {
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

    /// "32 of them", "most of whom".
    fn of_them(&self, group: usize) -> bool {
        let group = &self.groups[group];
        self.sentence.word(group.noun, &["them", "whom", "these", "those"]) && group.units.len() > 1
    }

    /// A verb of a clause follows.
    fn has_verb(&self, at: usize) -> bool {
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
    fn conjuncts_before(&self, group: usize) -> Vec<usize> {
        let sentence = self.sentence;
        let mut found = Vec::new();
        let mut start = self.groups[group].whole.start;
        for _ in 0..8 {
            let mut at = start;
            let mut joined = false;
            if at > 0 && sentence.word(at - 1, &["and", "or", "&"]) {
                at -= 1;
                joined = true;
            }
            if at > 0 && sentence.word(at - 1, &[","]) {
                at -= 1;
            } else if !joined {
                break;
            }
            let Some(other) = self.group_ending(at).or_else(|| if joined { self.phrase_before(at) } else { None })
            else {
                break;
            };
            let other_group = &self.groups[other];
            let before = other_group.whole.start;
            // The object of another verb is no subject of this one.
            let object = before > 0
                && sentence.has(
                    before - 1,
                    s::FINITE | s::PARTICIPLE | s::HARMED | s::HARMING | s::PREPOSITION | s::HARMS | s::WRECKED,
                )
                && !sentence.has(before - 1, s::REPORTS | s::SUBORDINATOR);
            if !matches!(other_group.head, Head::People | Head::Named | Head::Bare)
                || object
                || self.used[other] != NOBODY
            {
                break;
            }
            if !other_group.counted
                && (other_group.head == Head::Bare || other_group.head == Head::People && !other_group.plural)
            {
                break;
            }
            // Before the last conjunct there is an "and".
            if !joined && found.is_empty() {
                break;
            }
            found.push(other);
            start = before;
        }
        found.reverse();
        found
    }

    // ---- constructions

    /// "killed" as participle or past tense.
    fn harmed(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        // Inside a group it is a modifier: "three wounded soldiers".
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
        // "killed and wounded": one trigger with two verbs.
        let mut outcome = unit.outcome;
        let mut end = at + 1;
        let second = self.coordinated_verb(at);
        let verbs = self.verb_group(at);
        if verbs.negated {
            return false;
        }
        let object = if verbs.passive { None } else { self.object(end) };
        let object = object.filter(|g| !matches!(self.groups[*g].head, Head::Harm));
        if let Some((joint, other)) = second {
            let pair = [outcome, other];
            let both = pair.contains(&Outcome::Killed) && pair.contains(&Outcome::Wounded);
            if both && (verbs.passive || verbs.bare || verbs.perfect) {
                // "60 civilians were killed and injured": one count for both.
                let shared = if verbs.passive { self.subject(verbs.start) } else { None };
                let counted = shared.as_ref().is_some_and(|v| self.groups[v.group].counted && !self.is_zero(v.group));
                if counted || !verbs.passive && self.object(joint + 1).is_some() && verbs.bare {
                    outcome = Outcome::CasualtiesUnspecified;
                    end = joint + 1;
                    self.consumed[joint] = true;
                }
            }
        }
        let status = self.status(verbs.start, at, verbs.modal);
        if verbs.passive {
            return self.passive(at, end, verbs, outcome, status);
        }
        // "captured Aba", "burned the office": a lone name after these is a place.
        let place = matches!(outcome, Outcome::Captured | Outcome::Displaced) || sentence.word(at, &["burned"]);
        let object = object.filter(|g| !(place && self.lone_name(*g)));
        let object = object.or_else(|| if end > at + 1 { self.object(end) } else { None });
        if let Some(group) = object {
            if self.groups[group].head == Head::Equipment
                || matches!(self.groups[group].head, Head::Thing) && !self.unknown_victims(group)
            {
                return false;
            }
            if unit.is(s::HARMED)
                && !sentence.has(at, s::PAST_TENSE)
                && verbs.bare
                && self.reduced(at)
                && !self.groups[group].counted
            {
                // "people killed Sunday": no object of its own.
            } else {
                return self.active("harm, active", at, end, group, outcome, status);
            }
        }
        // "shot and killed a doctor": the second verb has the object.
        if !verbs.passive
            && second.is_some_and(|(joint, _)| self.object(joint + 1).is_some_and(|g| self.human(&self.groups[g])))
        {
            return false;
        }
        if end == at + 1 && !verbs.bare {
            // "has killed" and nothing that we can read.
            return false;
        }
        // No object: a participle after its noun ("the men killed on Monday"), or shared with the verb before.
        if self.shares_previous(at, outcome, status) {
            return true;
        }
        if !verbs.bare {
            return false;
        }
        let Some(last) = self.before(at) else { return false };
        if let Some(group) = self.group_ending(last + 1).and_then(|g| self.person(g)) {
            let counted = self.groups[group].counted;
            let head = self.groups[group].head;
            if head == Head::Pronoun {
                if sentence.word(self.groups[group].noun, &["those"]) && !counted {
                    return self.those(group, at, end, outcome, status);
                }
                if !counted {
                    return false;
                }
            }
            if counted || self.reduced(at) && (self.groups[group].plural || head == Head::Named) {
                return self.passive(at, end, VerbGroup { start: at, passive: true, ..verbs }, outcome, status);
            }
            return false;
        }
        false
    }

    /// Troops that are evacuated and named men who are flown out are not displaced.
    fn displaced_people(&self, outcome: Outcome, group: usize) -> bool {
        let group = &self.groups[group];
        let armed = matches!(group.kind, VictimKind::Military | VictimKind::Militant | VictimKind::Police);
        outcome != Outcome::Displaced || !armed && group.head != Head::Named
    }

    /// A title, a noun for people or a first name stands before the name.
    fn titled(&self, group: usize) -> bool {
        let units = self.groups[group].units.clone();
        units.len() > 1 && units.clone().any(|u| self.sentence.has(u, s::TITLE | s::PERSON))
    }

    /// A name without title or first name.
    fn lone_name(&self, group: usize) -> bool {
        let named = self.groups[group].head == Head::Named;
        named && !self.titled(group) && self.tokens(self.groups[group].units.clone()).len() < 2
    }

    /// A participle that follows its noun: what comes next is no object.
    fn reduced(&self, at: usize) -> bool {
        let next = at + 1;
        self.sentence.mark(next)
            || self.sentence.has(
                next,
                s::PREPOSITION
                    | s::SUBORDINATOR
                    | s::COORDINATOR
                    | s::TIME
                    | s::ADVERB
                    | s::BE
                    | s::HAVE
                    | s::MODAL
                    | s::FINITE,
            )
    }

    /// A lower-case plural that no table knows, with a number: "killed 12 gaffers".
    fn unknown_victims(&self, group: usize) -> bool {
        let group = &self.groups[group];
        let noun = &self.sentence.units[group.noun];
        group.counted
            && group.plural
            && noun.is(s::UNKNOWN)
            && !noun.is(s::NOT_VICTIM | s::NOUN | s::MATERIEL | s::MATERIELS | s::CAPITAL)
    }

    fn is_zero(&self, group: usize) -> bool {
        self.groups[group].count.hedge == Hedge::None && self.groups[group].count.high == Some(0)
    }

    /// "and wounded" after "killed": the unit of the second verb and its outcome.
    fn coordinated_verb(&self, at: usize) -> Option<(usize, Outcome)> {
        let sentence = self.sentence;
        if !sentence.word(at + 1, &["and", "or"]) {
            return None;
        }
        let mut next = at + 2;
        while sentence.has(next, s::ADVERB) && !sentence.has(next, s::HARMED) {
            next += 1;
        }
        let unit = sentence.units.get(next)?;
        (unit.is(s::HARMED) && !self.consumed[next]).then_some((next, unit.outcome))
    }

    /// "injured or killed": the second verb takes the subject of the first, its trigger alone is the span.
    fn shares_previous(&mut self, at: usize, outcome: Outcome, status: Status) -> bool {
        let sentence = self.sentence;
        let Some(joint) = self.before(at).filter(|b| sentence.word(*b, &["or", "and", ","])) else { return false };
        let Some(previous) = self.mentions.last() else { return false };
        let verb = (joint.saturating_sub(2)..joint).find(|u| sentence.units[*u].start == previous.trigger.start);
        if !verb.is_some_and(|v| sentence.has(v, s::HARMED | s::DIED | s::STATE)) {
            return false;
        }
        let (count, kinds, victims, old_status) =
            (previous.count, previous.kinds.clone(), previous.victims.clone(), previous.status);
        let index = self.add("harmed: second verb", at..at + 1, at, outcome, None, status);
        let mention = &mut self.mentions[index];
        (mention.count, mention.kinds, mention.victims) = (count, kinds, victims);
        if old_status != Status::Asserted {
            mention.status = old_status;
        }
        true
    }

    /// "three of his guards were among those killed"; "all those wounded".
    fn those(&mut self, group: usize, at: usize, end: usize, outcome: Outcome, status: Status) -> bool {
        let sentence = self.sentence;
        let start = self.groups[group].whole.start;
        let mut among = start;
        while among > 0 && sentence.word(among - 1, &["all", "the"]) {
            among -= 1;
        }
        if among > 1 && sentence.word(among - 1, &["among", "amongst"]) {
            let verbs = self.verb_group(among - 1);
            if verbs.passive {
                if let Some(victims) = self.subject(verbs.start) {
                    let first =
                        if victims.contiguous { self.span_start(&self.groups[victims.group]) } else { among - 1 };
                    let index = self.add("among those harmed", first..end, at, outcome, Some(victims.group), status);
                    self.mentions[index].more = false;
                    return true;
                }
            }
        }
        self.add("harmed: those killed", at..end, at, outcome, None, status);
        true
    }

    fn passive(&mut self, at: usize, end: usize, verbs: VerbGroup, outcome: Outcome, status: Status) -> bool {
        let sentence = self.sentence;
        // "before being shot dead by police", "were injured or killed".
        let Some(victims) = self.subject(verbs.start) else {
            return self.subjectless(at, end, verbs, outcome, status);
        };
        let group = victims.group;
        if !self.displaced_people(outcome, group) {
            return false;
        }
        // "No one has been arrested" is no news of captives.
        if outcome == Outcome::Captured && self.is_zero(group) {
            return false;
        }
        // The doer of another verb that suffers in its own clause is fine; a thing is not.
        if self.groups[group].head == Head::Bare && !self.groups[group].counted {
            return false;
        }
        let conjuncts = if victims.contiguous { self.conjuncts_before(group) } else { Vec::new() };
        for other in conjuncts {
            let start = self.span_start(&self.groups[other]);
            self.add("harm, passive: conjunct", start..self.groups[other].units.end, at, outcome, Some(other), status);
        }
        let named = self.groups[group].head == Head::Named;
        let plural_pronoun = self.groups[group].head == Head::Pronoun && self.groups[group].plural;
        let index = if victims.contiguous && !plural_pronoun {
            let start = self.span_start(&self.groups[group]);
            self.add("harm, passive", start..end, at, outcome, Some(group), status)
        } else if named && !victims.contiguous {
            self.add("harm, passive, after an aside", verbs.start..end, at, outcome, Some(group), status)
        } else {
            self.add("harm, passive, after an aside", at..end, at, outcome, Some(group), status)
        };
        self.agent_by(index, end);
        // "35 rebels have been killed, along with three soldiers"; "was killed in a blast on Tuesday, along with two guards".
        let mut next = end;
        while next < end + 10 && next < sentence.units.len() {
            if sentence.word(next, &[","]) {
                next += 1;
                break;
            }
            let unit = &sentence.units[next];
            if unit.is(s::ALONG)
                || sentence.mark(next)
                || unit.is(s::BE | s::HAVE | s::SUBORDINATOR | s::RELATIVE | s::FINITE | s::COORDINATOR)
                    && !unit.is(s::PREPOSITION)
            {
                break;
            }
            next += 1;
        }
        if sentence.has(next, s::ALONG) {
            self.followers(next + 1, at, outcome, status);
        }
        true
    }

    fn followers(&mut self, start: usize, trigger: usize, outcome: Outcome, status: Status) {
        let Some(first) =
            self.group_starting(start).and_then(|g| self.person(g)).filter(|g| self.groups[*g].head != Head::Pronoun)
        else {
            return;
        };
        let mut all = vec![first];
        all.extend(self.conjuncts(first));
        for group in all {
            let span = self.span_start(&self.groups[group])..self.groups[group].units.end;
            self.add("harm: along with", span, trigger, outcome, Some(group), status);
        }
    }

    /// A passive without a subject of its own: "before being shot dead", "and was wounded".
    fn subjectless(&mut self, at: usize, end: usize, verbs: VerbGroup, outcome: Outcome, status: Status) -> bool {
        let sentence = self.sentence;
        let Some(last) = self.before(verbs.start) else { return false };
        let participle = sentence.word(verbs.start, &["being", "getting"]);
        let joined = sentence.has(last, s::COORDINATOR) || sentence.word(last, &[","]);
        if !(participle || joined) {
            return false;
        }
        // The subject of the sentence: the first group of people in this clause.
        let singular = sentence.word(verbs.start, &["was", "is", "has"]);
        let found = (0..self.groups.len()).rev().find(|g| {
            let group = &self.groups[*g];
            group.units.end <= verbs.start
                && verbs.start - group.units.end < REACH
                && self.human(group)
                && self.has_verb(group.units.end)
                && group.head != Head::Bare
        });
        let Some(group) = found else { return false };
        if singular && self.groups[group].plural {
            return false;
        }
        let index = self.add("harm, passive, shared subject", at..end, at, outcome, Some(group), status);
        self.agent_by(index, end);
        true
    }

    fn active(
        &mut self,
        rule: &'static str,
        at: usize,
        end: usize,
        group: usize,
        outcome: Outcome,
        status: Status,
    ) -> bool {
        let _ = end;
        if !self.displaced_people(outcome, group) {
            return false;
        }
        let index = self.add(rule, at..self.groups[group].units.end, at, outcome, Some(group), status);
        self.with_relative(index, group);
        let clause = self.clause_start(at);
        self.mentions[index].agent = (clause < at).then(|| self.tokens(clause..at));
        for other in self.conjuncts(group) {
            let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
            let index = self.add("harm, active: conjunct", span, at, outcome, Some(other), status);
            let agent = (clause < at).then(|| self.tokens(clause..at));
            self.mentions[index].agent = agent;
        }
        true
    }

    /// "the bodies of three militants who were killed": the relative clause with the same harm belongs to the span.
    fn with_relative(&mut self, index: usize, group: usize) {
        let sentence = self.sentence;
        let end = self.groups[group].units.end;
        let mut at = end;
        if sentence.has(at, s::RELATIVE) {
            at += 1;
            while at < end + 5 && sentence.has(at, s::BE | s::HAVE | s::ADVERB) {
                at += 1;
            }
        }
        let outcome = self.mentions[index].outcome;
        if sentence.units.get(at).is_some_and(|u| u.is(s::HARMED | s::DIED) && u.outcome == outcome)
            && at > end
            && self.mentions[index].outcome == Outcome::Killed
            && sentence.has(end, s::RELATIVE)
        {
            self.mentions[index].tokens.end = sentence.units[at].end;
            self.consumed[at] = true;
        }
    }

    fn clause_start(&self, at: usize) -> usize {
        let sentence = self.sentence;
        let mut start = at;
        while start > 0 && at - start < REACH {
            if sentence.word(start - 1, &[";", ":", "\"", "\u{201c}", "\u{201d}"]) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// "by police": who did it.
    fn agent_by(&mut self, index: usize, end: usize) {
        let sentence = self.sentence;
        if sentence.word(end, &["by"]) {
            let mut last = end + 1;
            while last < sentence.units.len()
                && last < end + 9
                && !sentence.mark(last)
                && !sentence.has(last, s::BE | s::HAVE | s::SUBORDINATOR)
            {
                last += 1;
            }
            if last > end + 1 {
                self.mentions[index].agent = Some(self.tokens(end + 1..last));
            }
        }
    }

    /// "killing 12 people"; "the killing of two priests".
    fn harming(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let outcome = sentence.units[at].outcome;
        if at > 0 && sentence.word(at - 1, &["being"]) {
            return false;
        }
        let verbs = self.verb_group(at);
        if verbs.negated || at > 0 && sentence.word(at - 1, &["without"]) {
            return false;
        }
        let mut end = at + 1;
        let mut outcome = outcome;
        // "killing and wounding 12".
        if sentence.word(at + 1, &["and", "or"]) && sentence.has(at + 2, s::HARMING) {
            let other = sentence.units[at + 2].outcome;
            if other != outcome {
                outcome = Outcome::CasualtiesUnspecified;
            }
            end = at + 3;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        if let Some(group) = self.object(end) {
            let head = self.groups[group].head;
            let place = matches!(outcome, Outcome::Captured | Outcome::Displaced) || sentence.word(at, &["burning"]);
            if place && self.lone_name(group) {
                return false;
            }
            if self.human(&self.groups[group]) || head == Head::Thing && self.unknown_victims(group) {
                if end == at + 3 {
                    self.consumed[at + 2] = true;
                }
                return self.active("harm, participle", at, end, group, outcome, status);
            }
            return false;
        }
        if sentence.word(end, &["of"]) {
            return self.of_victims("harm, gerund of", at, end, outcome, status);
        }
        false
    }

    /// "[death] of NP": the victims of a nominal trigger, span up to their end.
    fn of_victims(&mut self, rule: &'static str, at: usize, end: usize, outcome: Outcome, status: Status) -> bool {
        let Some(group) = self.object(end + 1) else { return false };
        if !self.human(&self.groups[group]) {
            return false;
        }
        // "the killing of civilians" as a topic keeps its plural.
        let index = self.add(rule, at..self.groups[group].units.end, at, outcome, Some(group), status);
        self.with_relative(index, group);
        for other in self.conjuncts(group) {
            let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
            self.add("harm, nominal: conjunct", span, at, outcome, Some(other), status);
        }
        true
    }

    /// "kill civilians", "kills 12".
    fn harms(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let verbs = self.verb_group(at);
        if verbs.negated {
            return false;
        }
        let determiner = at > 0
            && !unit.is(s::FINITE)
            && (sentence.has(at - 1, s::ARTICLE | s::POSSESSIVE | s::COUNT)
                || sentence.has(at - 1, s::MODIFIER | s::PREPOSITION) && !sentence.word(at - 1, &["to"]));
        let Some(group) = self.object(at + 1) else { return false };
        if determiner || !self.human(&self.groups[group]) && !self.unknown_victims(group) {
            return false;
        }
        if matches!(unit.outcome, Outcome::Captured | Outcome::Displaced) && self.lone_name(group) {
            return false;
        }
        let mut status = self.status(verbs.start, at, verbs.modal);
        if at > 0 && sentence.word(at - 1, &["to"]) && !self.realised(at - 1) {
            status = Status::Hypothetical;
        }
        self.active("harm, present or infinitive", at, at + 1, group, unit.outcome, status)
    }

    /// "managed to", "went on to", "continued to": the infinitive happened.
    fn realised(&self, to: usize) -> bool {
        to > 0
            && self.sentence.word(
                to - 1,
                &[
                    "managed",
                    "on",
                    "continued",
                    "continue",
                    "continues",
                    "began",
                    "begun",
                    "helped",
                    "proceeded",
                    "reported",
                    "known",
                    "confirmed",
                ],
            )
    }

    /// "died", "fled", "went missing".
    fn died(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let verbs = self.verb_group(at);
        if verbs.negated {
            return false;
        }
        let displaced = unit.outcome == Outcome::Displaced;
        if unit.is(s::DYING) && verbs.bare && !displaced {
            return false;
        }
        let Some(victims) = self.subject(verbs.start) else { return false };
        let group = &self.groups[victims.group];
        if displaced {
            // A gunman who fled is nothing; residents, people of a nation and thousands who fled are displaced.
            let many = group.plural && group.head != Head::Pronoun;
            let civil = matches!(group.kind, VictimKind::Civilian | VictimKind::Child)
                || group.kind == VictimKind::Unspecified && self.displaceable(victims.group);
            if !many || !civil {
                return false;
            }
        }
        if unit.outcome == Outcome::Missing && group.head == Head::Bare && !group.counted {
            return false;
        }
        let mut status = self.status(verbs.start, at, verbs.modal);
        if verbs.start > 0 && sentence.word(verbs.start - 1, &["to"]) && unit.is(s::DIES) {
            status = Status::Hypothetical;
        }
        self.passive(at, at + 1, verbs, unit.outcome, status)
    }

    fn displaceable(&self, group: usize) -> bool {
        let group = &self.groups[group];
        match group.head {
            Head::Bare => group.count.low.is_some_and(|n| n >= 12),
            Head::People => {
                group.counted
                    || self.sentence.has(group.noun, s::DEMONYM)
                    || self.sentence.word(group.noun, &["people", "families"])
            }
            _ => false,
        }
    }

    /// "are dead", "left 14 people dead", "12 missing".
    fn state(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
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
        if unit.is(s::STATE) && sentence.word(at, &["hostage", "captive", "prisoner"]) {
            return self.taken_as(at);
        }
        let verbs = self.verb_group(at);
        if verbs.negated {
            return false;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        // "Twelve Thais among dead in the city".
        if at > 1 && sentence.word(at - 1, &["among", "amongst"]) && !sentence.noun_follows(at + 1) {
            if let Some(group) =
                self.group_ending(at - 1).and_then(|g| self.person(g)).filter(|g| self.groups[*g].counted)
            {
                let span = self.span_start(&self.groups[group])..at + 1;
                self.add("among those harmed", span, at, unit.outcome, Some(group), status);
                return true;
            }
        }
        let left = self.group_ending(at).is_some_and(|g| {
            let start = self.groups[g].whole.start;
            self.human(&self.groups[g]) && start > 0 && sentence.has(start - 1, s::LEAVES)
        });
        // "dead and wounded among civilians": both must be there, or a preposition before.
        if unit.is(s::HARMED_PEOPLE) && !left && !sentence.has(at, s::NOT_VICTIM) && !sentence.noun_follows(at + 1) {
            let pair = sentence.word(at + 1, &["and", "or"]) && sentence.has(at + 2, s::HARMED_PEOPLE);
            let second = at >= 2
                && sentence.word(at - 1, &["and", "or"])
                && self.mentions.last().is_some_and(|m| m.trigger.start == sentence.units[at - 2].start);
            if pair && at > 0 && !sentence.has(at - 1, s::COUNT) || second {
                let follows = if pair { at + 3 } else { at + 1 };
                let victims = sentence.word(follows, &["among"]).then(|| self.object(follows + 1)).flatten();
                let index = self.add("the dead and wounded", at..at + 1, at, unit.outcome, None, status);
                if let Some(group) = victims {
                    self.mentions[index].victims = Some(self.tokens(self.groups[group].units.clone()));
                    self.mentions[index].kinds = vec![self.groups[group].kind];
                } else if second {
                    let before = self.mentions[index - 1].clone();
                    self.mentions[index].victims = before.victims;
                    self.mentions[index].kinds = before.kinds;
                }
                return true;
            }
        }
        if unit.is(s::STATE) {
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
                if let Some(group) = self.group_ending(last + 1).and_then(|g| self.person(g)) {
                    let left = self.groups[group].whole.start > 0
                        && sentence.has(self.groups[group].whole.start - 1, s::LEAVES);
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

    /// "One soldier suffered a gunshot wound to the leg".
    fn suffers(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let noun = (at + 1..at + 6).find(|u| {
            sentence.word(*u, &["wound", "wounds", "injury", "injuries", "burns", "concussion", "concussions"])
        });
        let Some(noun) = noun.filter(|n| {
            (at + 1..*n).all(|u| !sentence.mark(u) && !sentence.has(u, s::PREPOSITION | s::BE | s::COORDINATOR))
        }) else {
            return false;
        };
        let verbs = self.verb_group(at);
        if verbs.passive || verbs.negated {
            return false;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        let done = self.passive(at, noun + 1, verbs, Outcome::Wounded, status);
        if done {
            self.consumed[noun] = true;
        }
        done
    }

    /// "took 12 hostages", "the hostages", "holding 30 prisoners".
    fn taken(&mut self, at: usize) -> bool {
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
        let took = start > 0 && sentence.word(start - 1, &["took", "taken", "taking", "take", "takes"]);
        let held = start > 0
            && sentence.word(start - 1, &["holding", "hold", "held", "holds", "seized", "seizing", "keeping", "kept"]);
        let freed = self.freed(start, at + 1);
        // "30 hostages perished", "the hostages were killed": the verb tells more.
        let next = (at + 1..at + 5).find(|u| !sentence.has(*u, s::BE | s::HAVE | s::ADVERB | s::MODAL));
        if next.is_some_and(|u| sentence.has(u, s::DIED | s::DIES | s::HARMED | s::STATE)) && !took {
            return false;
        }
        // Hostages are captives in any clause but one that lets them go; prisoners may be convicts.
        let hostages =
            sentence.word(at, &["hostages", "captives"]) && (self.groups[group].counted || self.groups[group].definite);
        if freed || !(took || held || hostages) {
            return false;
        }
        let status = match self.status(start, at, false) {
            // "medicine would reach the hostages": they are held all the same.
            Status::Hypothetical if !took => Status::Asserted,
            status => status,
        };
        let first = if took || held { start - 1 } else { self.span_start(&self.groups[group]) };
        self.add("hostages", first..at + 1, at, Outcome::Captured, Some(group), status);
        true
    }

    /// A word of letting go near a group.
    fn freed(&self, start: usize, end: usize) -> bool {
        let freed = [
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
        (1..6).any(|back| start >= back && self.sentence.word(start - back, &freed))
            || (end..end + 5).any(|u| self.sentence.word(u, &freed))
    }

    /// "took its 25 crew members hostage".
    fn taken_as(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(group) = self.group_ending(at).and_then(|g| self.person(g)) else { return false };
        let start = self.groups[group].whole.start;
        let verb = (1..4).find(|back| {
            start >= *back
                && sentence.word(
                    start - *back,
                    &["took", "take", "takes", "taking", "held", "hold", "holds", "holding", "taken"],
                )
        });
        let Some(back) = verb else { return false };
        let status = self.status(start, at, false);
        let span = start - back..at + 1;
        self.add("taken hostage", span, at, Outcome::Captured, Some(group), status);
        true
    }

    /// "4.5 million displaced people", "a camp for displaced people".
    fn displaced_noun(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(group) =
            self.covering(at).filter(|g| self.groups[*g].noun == at && self.groups[*g].units.end == at + 1)
        else {
            return false;
        };
        if self.used[group] != NOBODY || sentence.word(at + 1, &["'s", "'", "camp", "camps"]) {
            return false;
        }
        let status = self.status(self.groups[group].whole.start, at, false);
        let span = self.span_start(&self.groups[group])..at + 1;
        self.add("displaced people", span, at, Outcome::Displaced, Some(group), status);
        true
    }

    /// "three wounded soldiers", "captured officers".
    fn attribute(&mut self, group: usize, at: usize) -> bool {
        let unit = self.sentence.units[at];
        if self.used[group] != NOBODY || !self.human(&self.groups[group]) {
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
        self.add("harmed, attributive", span, at, unit.outcome, Some(group), status);
        true
    }

    /// "12 dead", "the wounded". `None`: it is a verb after all.
    fn harmed_people(&mut self, group: usize, at: usize) -> Option<bool> {
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
        if !counted && whole > 0 && sentence.word(whole - 1, &["among", "amongst"]) && sentence.has(next, s::BE) {
            let Some(first) = self.group_starting(next + 1).and_then(|g| self.person(g)) else { return Some(false) };
            let others = self.conjuncts(first);
            for victim in std::iter::once(first).chain(others) {
                let span = self.span_start(&self.groups[victim])..self.groups[victim].units.end;
                self.add("among those harmed", span, at, outcome, Some(victim), status);
            }
            return Some(true);
        }
        // "three children were among the dead".
        if !counted && whole > 1 && sentence.word(whole - 1, &["among", "amongst"]) {
            let verbs = self.verb_group(whole - 1);
            if verbs.passive || self.group_ending(whole - 1).is_some() {
                if let Some(victims) = self.subject(verbs.start) {
                    let first =
                        if victims.contiguous { self.span_start(&self.groups[victims.group]) } else { whole - 1 };
                    self.add("among those harmed", first..next, at, outcome, Some(victims.group), status);
                    return Some(true);
                }
            }
        }
        let span = if counted { self.span_start(&self.groups[group])..next } else { at..next };
        let index = self.add("harmed people", span, at, outcome, Some(group), status);
        self.mentions[index].victims = None;
        // "12 dead and wounded".
        if counted
            && sentence.word(next, &["and", "or"])
            && sentence.has(next + 1, s::HARMED_PEOPLE)
            && sentence.units[next + 1].outcome != outcome
        {
            self.mentions[index].outcome = Outcome::CasualtiesUnspecified;
            self.mentions[index].tokens.end = sentence.units[next + 1].end;
            self.consumed[next + 1] = true;
        }
        Some(true)
    }

    /// "47 deaths", "the deaths of 12 soldiers", "heavy casualties".
    fn harms_noun(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let group = self.covering(at);
        if let Some(g) = group {
            if self.groups[g].noun != at || self.groups[g].head != Head::Harm || self.groups[g].units.end != at + 1 {
                return false;
            }
        }
        let start = group.map_or(at, |g| self.span_start(&self.groups[g]));
        let before = start.checked_sub(1);
        let none_reported = before.is_some_and(|b| sentence.has(b, s::NONE_REPORTED));
        if none_reported {
            return false;
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
        if sentence.word(at + 1, &["of", "among", "to"])
            && !(group.is_some_and(|g| self.groups[g].counted && !self.is_zero(g)))
        {
            if let Some(victims) = self.object(at + 2).filter(|g| self.human(&self.groups[*g])) {
                if sentence.word(at + 1, &["of"]) && self.groups[victims].head != Head::Pronoun {
                    return self.of_victims("harm, nominal of", at, at + 1, unit.outcome, status);
                }
                let index = self.add("harm, nominal", start..at + 1, at, unit.outcome, group, status);
                self.mentions[index].victims = Some(self.tokens(self.groups[victims].units.clone()));
                self.mentions[index].kinds = vec![self.groups[victims].kind];
                return true;
            }
        }
        // "burns on their bodies": of the living.
        if body
            && start > 1
            && sentence.has(start - 1, s::POSSESSIVE)
            && sentence.word(start - 2, &["on", "in", "over", "across", "from", "around", "into"])
        {
            return false;
        }
        let zero = group.is_some_and(|g| self.is_zero(g));
        // "no injuries or deaths were reported": the second noun shares the "no".
        if group.is_none_or(|g| !self.groups[g].counted) && start > 1 && sentence.word(start - 1, &["or", "nor", "and"])
        {
            if let Some(previous) = self
                .mentions
                .last()
                .filter(|m| m.trigger.end == sentence.units[start - 2].end && m.count.low == Some(0))
            {
                let (count, status) = (previous.count, previous.status);
                let index = self.add("harm, nominal", start..at + 1, at, unit.outcome, group, status);
                self.mentions[index].count = count;
                self.mentions[index].victims = None;
                return true;
            }
        }
        if zero && self.reported_after(at) {
            status = Status::NoneReported;
        }
        // The plain plural keeps neither article nor possessive; a modifier stays ("heavy casualties").
        let index = self.add("harm, nominal", start..at + 1, at, unit.outcome, group, status);
        let mention = &mut self.mentions[index];
        mention.victims = None;
        if let Some(g) = group {
            mention.count = self.groups[g].count;
            if let Some(kind) =
                (start..at).map(|u| &self.sentence.units[u]).find(|u| u.is(s::PERSON | s::PEOPLE)).map(|u| u.kind)
            {
                mention.kinds = vec![kind];
            } else if self.sentence.word(at.wrapping_sub(1), &["civilian"]) {
                mention.kinds = vec![VictimKind::Civilian];
            } else if self.sentence.word(at.wrapping_sub(1), &["military", "combat"]) {
                mention.kinds = vec![VictimKind::Military];
            }
        } else {
            mention.count = BARE_PLURAL;
        }
        if status == Status::NoneReported {
            mention.count = Count { low: Some(0), best: None, high: None, hedge: Hedge::None };
        }
        true
    }

    /// "were reported" after "no casualties".
    fn reported_after(&self, at: usize) -> bool {
        (at + 1..at + 9)
            .take_while(|u| !self.sentence.word(*u, &[".", ";", ","]))
            .any(|u| self.sentence.word(u, &["reported", "confirmed", "announced", "recorded"]))
    }

    /// "death of Hamza", "Nabil's murder", "his death".
    fn harm_noun(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let status = self.status(at, at, false);
        let folded = self.sentence.document.str(unit.end - 1).to_ascii_lowercase();
        let mass = matches!(folded.as_str(), "massacre" | "slaughter" | "extermination" | "displacement")
            || unit.end > unit.start + 1 && folded == "murder"
            || folded == "killing" && unit.end > unit.start + 1;
        let event =
            matches!(folded.as_str(), "capture" | "arrest" | "detention" | "imprisonment" | "evacuation" | "injury");
        if sentence.word(at + 1, &["of"]) {
            if let Some(group) = self.object(at + 2).filter(|g| self.human(&self.groups[*g])) {
                // "a body of liberal deputies" is none.
                if folded == "body" && (self.groups[group].plural || self.groups[group].head == Head::Bare) {
                    return false;
                }
                // "the body of a man"; "the death of the president".
                if self.groups[group].head == Head::Bare && !self.groups[group].counted {
                    return false;
                }
                return self.of_victims("harm, nominal of", at, at + 1, unit.outcome, status);
            }
            if !mass {
                return false;
            }
        }
        // "Nabil's murder"; "his death".
        if at >= 1 {
            if sentence.has(at - 1, s::POSSESSIVE)
                && sentence.word(at - 1, &["his", "her"])
                && !sentence.noun_follows(at + 1)
            {
                let index = self.add("harm, possessive", at..at + 1, at, unit.outcome, None, status);
                self.mentions[index].count = ONE;
                self.mentions[index].definite = true;
                self.mentions[index].pronoun = true;
                return true;
            }
            if sentence.word(at - 1, &["'s", "\u{2019}s", "'", "\u{2019}"]) && at >= 2 && !sentence.noun_follows(at + 1)
            {
                let owner = (0..at - 1)
                    .rev()
                    .take_while(|u| sentence.is_name(*u) || sentence.has(*u, s::PERSON | s::TITLE))
                    .last();
                let Some(owner) = owner.filter(|o| !sentence.has(at - 2, s::TIME) && self.name_of_person(*o, at - 1))
                else {
                    return false;
                };
                let index = self.add("harm, possessive", owner..at + 1, at, unit.outcome, None, status);
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
                &[
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
                let index = self.add("harm, nominal", start..at + 1, at, unit.outcome, Some(group), status);
                self.mentions[index].victims = None;
                return true;
            }
        }
        let known = folded != "slaughter" && folded != "displacement" && folded != "extermination";
        if mass && known && !sentence.noun_follows(at + 1) {
            self.add("mass killing", at..at + 1, at, unit.outcome, None, status);
            return true;
        }
        false
    }

    fn name_of_person(&self, from: usize, to: usize) -> bool {
        let sentence = self.sentence;
        let last = to - 1;
        sentence.has(from, s::TITLE | s::PERSON)
            || to - from > 1 && sentence.has(last, s::UNKNOWN | s::CAPITAL) && !sentence.has(last, s::DEMONYM)
            || !sentence.has(last, s::NAME | s::DEMONYM | s::NOUN)
    }

    /// "no reports of casualties", "no word on injuries".
    fn none_reported(&mut self, at: usize) {
        let sentence = self.sentence;
        for trigger in at + 1..(at + 7).min(sentence.units.len()) {
            let unit = sentence.units[trigger];
            if sentence.mark(trigger) {
                break;
            }
            if unit.is(s::HARMS_NOUN | s::HARMED_PEOPLE | s::HARM_NOUN) {
                let word = sentence.document.str(sentence.units[at].start).to_ascii_lowercase();
                let span = if word == "no" { at..trigger + 1 } else { trigger..trigger + 1 };
                let index = self.add("none reported", span, trigger, unit.outcome, None, Status::NoneReported);
                if let Some(kind) = (at + 1..trigger)
                    .map(|u| &self.sentence.units[u])
                    .find(|u| u.is(s::PERSON | s::PEOPLE))
                    .map(|u| u.kind)
                {
                    self.mentions[index].kinds = vec![kind];
                }
                self.consumed[trigger] = true;
                // "no reports of deaths or injuries".
                if sentence.word(trigger + 1, &["or", "and"]) && sentence.has(trigger + 2, s::HARMS_NOUN) {
                    let second = sentence.units[trigger + 2];
                    self.add(
                        "none reported",
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

    /// "the death toll rose to 312", "brings the toll to 40", "puts the number at around 40 insurgents".
    fn toll(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let word = sentence.document.str(unit.end - 1).to_ascii_lowercase();
        let single = unit.end == unit.start + 1;
        if single && word != "toll" {
            return self.number_put(at);
        }
        // "the toll", "the number of victims": what befell them was told before.
        let open = single || word == "victims";
        let outcome = if open { self.context.unwrap_or(Outcome::Killed) } else { unit.outcome };
        // The number: after "to", "at", "of", or right behind the verb.
        let mut found = None;
        let mut at_end = at + 1;
        while at_end < sentence.units.len() && at_end < at + 16 {
            if sentence.word(at_end, &[";", "\"", "\u{201d}", "."]) {
                break;
            }
            if let Some(amount) = sentence.amount(at_end).filter(|a| !a.like_year && !a.is_none()) {
                let before = at_end - 1;
                let fits = sentence.word(
                    before,
                    &[
                        "to",
                        "at",
                        "of",
                        "is",
                        "was",
                        "hit",
                        "reached",
                        "passed",
                        "past",
                        "exceeded",
                        "topped",
                        "surpassed",
                        "as",
                        "stood",
                        ":",
                        "exceeds",
                        "now",
                        "tops",
                        "crossed",
                        "above",
                    ],
                ) || sentence.has(before, s::TOLL_VERB | s::BE);
                let from = sentence.word(before, &["from", "by"]);
                if fits && !from && amount.numeral.start > 0 {
                    found = Some(at_end);
                    break;
                }
            }
            if self.sentence.has(at_end, s::HARMED | s::HARMING | s::DIED) && at_end > at + 1 {
                break;
            }
            at_end += 1;
        }
        if let Some(number) = found {
            let group = self.group_starting(number).or_else(|| self.covering(number));
            let group = group.filter(|g| !matches!(self.groups[*g].head, Head::Equipment));
            let thing = group.is_some_and(|g| matches!(self.groups[g].head, Head::Thing));
            if thing && !single {
                // "a death toll of 40 in three days".
            }
            let end = group.filter(|_| !thing).map_or(number + 1, |g| self.groups[g].units.end);
            let interrupted = (at..number).any(|u| sentence.word(u, &[",", "("]));
            // "the death toll from the raids has risen to 40": the phrase in between breaks the span.
            let phrase = (at + 1..number - 1).any(|u| {
                !sentence.has(u, s::TOLL_VERB | s::BE | s::HAVE | s::ADVERB | s::MODAL)
                    && !sentence.word(u, &["to", "at", "of", "from", "by"])
                    && self.covering(u).is_some()
            });
            let span = if interrupted || phrase && single {
                number..end
            } else if phrase {
                at..at + 1
            } else {
                at..end
            };
            let status = self.status(at, at, false);
            let index = self.add("toll", span, at, outcome, group, status);
            if let Some(amount) = sentence.amount(number) {
                self.mentions[index].count = amount.count;
            }
            self.mentions[index].update = true;
            for unit in at..end {
                self.consumed[unit] = unit != at && sentence.has(unit, s::HARMED_PEOPLE | s::HARMED);
            }
            return true;
        }
        if single || sentence.has(at, s::NO_HARM) || unit.outcome != Outcome::Killed {
            return false;
        }
        let status = self.status(at, at, false);
        // "A possible rise of a toll is nothing."
        if status != Status::Asserted || word != "toll" {
            return false;
        }
        if (at + 1..at + 4).any(|u| sentence.has(u, s::MODAL | s::HYPOTHETICAL)) {
            return true;
        }
        let index = self.add("toll", at..at + 1, at, unit.outcome, None, status);
        self.mentions[index].definite = true;
        true
    }

    /// "puts the number at around 40 insurgents": the outcome is that of the mention before.
    fn number_put(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let put =
            (1..4).any(|back| at >= back && sentence.word(at - back, &["put", "puts", "putting", "placed", "places"]));
        if !put || !sentence.word(at + 1, &["at"]) {
            return false;
        }
        let (Some(outcome), Some(group)) = (self.context, self.group_starting(at + 2)) else { return false };
        if !self.groups[group].counted || !self.human(&self.groups[group]) {
            return false;
        }
        let status = self.status(at, at, false);
        let span = self.span_start(&self.groups[group])..self.groups[group].units.end;
        let index = self.add("number put at", span, at, outcome, Some(group), status);
        self.mentions[index].update = true;
        true
    }

    /// "claimed the lives of 90 people", "cost 40 lives".
    fn takes_lives(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let mut next = at + 1;
        if sentence.word(next, &["the"]) {
            next += 1;
        }
        let status = self.status(at, at, false);
        if sentence.has(next, s::LIVES) && sentence.word(next + 1, &["of"]) {
            let Some(group) = self.object(next + 2).filter(|g| self.human(&self.groups[*g])) else { return false };
            return self.active("claimed lives", at, next + 2, group, Outcome::Killed, status);
        }
        for number in [next, next + 1] {
            if let Some(amount) = sentence.amount(number) {
                let mut end = number + 1;
                while end < number + 5
                    && (sentence.has(end, s::MODIFIER | s::PERSON)
                        || sentence.word(end, &["of", "more", "human", "other"]))
                {
                    end += 1;
                }
                if sentence.has(end, s::LIVES) {
                    let index = self.add("claimed lives", at..end + 1, at, Outcome::Killed, None, status);
                    self.mentions[index].count = amount.count;
                    return true;
                }
            }
        }
        false
    }

    /// "the loss of 40 men", "loss of life".
    fn loss(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        if unit.end > unit.start + 1 {
            // "loss of life".
            let status = self.status(at, at, false);
            self.add("loss of people", at..at + 1, at, Outcome::Killed, None, status);
            return true;
        }
        if sentence.word(at, &["losses"]) {
            return self.heavy_losses(at);
        }
        // "losses of the enemy" are those it suffers.
        if !sentence.word(at + 1, &["of"]) || sentence.word(at, &["losses"]) {
            return false;
        }
        let Some(group) = self.object(at + 2) else { return false };
        let status = self.status(at, at, false);
        let end = self.groups[group].units.end;
        if sentence.has(self.groups[group].noun, s::LIVES) || sentence.has(end, s::LIVES) {
            let end = if sentence.has(end, s::LIVES) { end + 1 } else { end };
            self.add("loss of people", at..end, at, Outcome::Killed, Some(group), status);
            return true;
        }
        if !self.human(&self.groups[group]) || self.groups[group].head == Head::Pronoun {
            return false;
        }
        self.of_victims("loss of people", at, at + 1, Outcome::Killed, status)
    }

    /// "suffered heavy losses", "inflicting serious losses on the column"; not "heavy losses on the stock exchange".
    fn heavy_losses(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let mut start = at;
        while start > 0
            && sentence.word(
                start - 1,
                &[
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
        let suffered = (1..4).any(|back| {
            start >= back && sentence.has(start - back, s::SUFFERS) && !sentence.word(start - back, &["took"])
        });
        if start == at || !suffered || sentence.word(at - 1, &["financial", "economic"]) {
            return false;
        }
        let status = self.status(start, at, false);
        let index = self.add("heavy losses", start..at + 1, at, Outcome::CasualtiesUnspecified, None, status);
        if sentence.word(at + 1, &["on", "among", "to"]) {
            if let Some(group) = self.object(at + 2).and_then(|g| self.person(g)) {
                self.mentions[index].victims = Some(self.tokens(self.groups[group].units.clone()));
                self.mentions[index].kinds = vec![self.groups[group].kind];
            }
        }
        true
    }

    /// "lost 40 men"; not "lost two villages".
    fn loses(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let verbs = self.verb_group(at);
        let Some(group) = self.object(at + 1) else { return false };
        let target = &self.groups[group];
        if verbs.negated || verbs.passive {
            return false;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        if target.counted && sentence.has(target.units.end, s::LIVES) {
            let end = target.units.end + 1;
            self.add("lost people", at..end, at, Outcome::Killed, Some(group), status);
            return true;
        }
        let armed = matches!(target.kind, VictimKind::Military | VictimKind::Militant | VictimKind::Police);
        let people = target.head == Head::People
            && target.counted
            && (target.plural && !sentence.has(target.noun, s::DEMONYM) || armed);
        if !people || self.has_verb(target.units.end) {
            return false;
        }
        // Voters, followers and friends are lost without dying.
        if sentence.word(
            target.noun,
            &[
                "followers",
                "supporters",
                "voters",
                "friends",
                "customers",
                "members",
                "workers",
                "employees",
                "staff",
                "officials",
                "candidates",
                "players",
                "colleagues",
                "ministers",
                "lawmakers",
                "allies",
            ],
        ) {
            return false;
        }
        self.active("lost people", at, at + 1, group, Outcome::Killed, status)
    }

    // ---- parts of a total

    /// "including three children", "among them four journalists".
    fn parts(&mut self) {
        let sentence = self.sentence;
        for at in 0..sentence.units.len() {
            if !sentence.has(at, s::INCLUDING) {
                continue;
            }
            let Some(total) = self.total_before(at) else { continue };
            let Some(first) = self.group_starting(at + 1) else { continue };
            let mut all = vec![first];
            all.extend(self.conjuncts(first));
            for group in all {
                let kind = self.groups[group].head;
                if !matches!(kind, Head::People | Head::Named | Head::Bare)
                    || kind == Head::People
                        && !self.groups[group].plural
                        && !self.groups[group].counted
                        && !self.groups[group].definite
                {
                    continue;
                }
                if self.used[group] != NOBODY {
                    let mention = self.used[group];
                    if mention != total {
                        self.mentions[mention].part_of = Some(total);
                    }
                    continue;
                }
                let (outcome, status) = (self.mentions[total].outcome, self.mentions[total].status);
                let trigger = self.mentions[total].trigger.clone();
                let start = match self.groups[group].head {
                    Head::Named if !self.groups[group].counted => self.groups[group].units.start,
                    _ => self.span_start(&self.groups[group]),
                };
                let index =
                    self.add("part of a total", start..self.groups[group].units.end, at, outcome, Some(group), status);
                let agent = self.mentions[total].agent.clone();
                let mention = &mut self.mentions[index];
                (mention.part_of, mention.trigger, mention.agent) = (Some(total), trigger, agent);
            }
        }
        // "171 people had been killed: 120 militants, 32 soldiers and 19 civilians".
        for at in 1..sentence.units.len() {
            if !sentence.word(at, &[":"]) {
                continue;
            }
            let Some(first) = self.group_starting(at + 1).and_then(|g| self.person(g)) else { continue };
            let listed = self.conjuncts(first);
            let Some(total) = self.total_before(at) else { continue };
            if listed.is_empty() || !self.groups[first].counted || self.groups[first].head != Head::People {
                continue;
            }
            for group in std::iter::once(first).chain(listed) {
                if self.used[group] != NOBODY {
                    continue;
                }
                let (outcome, status) = (self.mentions[total].outcome, self.mentions[total].status);
                let span = self.span_start(&self.groups[group])..self.groups[group].units.end;
                let index = self.add("part of a total", span, at, outcome, Some(group), status);
                self.mentions[index].part_of = Some(total);
                self.mentions[index].trigger = self.mentions[total].trigger.clone();
            }
        }
        // "56 men, 32 of them from the guards"; "40 people, most of whom were children" has no number of its own.
        for group in 0..self.groups.len() {
            if !self.of_them(group) || self.is_zero(group) || !self.groups[group].counted || self.used[group] != NOBODY
            {
                continue;
            }
            let start = self.groups[group].units.start;
            let Some(total) = self.total_before(start) else { continue };
            // "said one of them".
            if start > 0 && sentence.has(start - 1, s::REPORTS | s::FINITE) {
                continue;
            }
            let mut end = self.groups[group].units.end;
            let mut kind = VictimKind::Unspecified;
            let predicate = if sentence.has(end, s::BE) { end + 1 } else { end };
            if sentence.word(end, &["from"]) {
                end = self.group_starting(end + 1).map_or(end, |g| self.groups[g].units.end);
            } else if let Some(noun) = self.group_starting(predicate).filter(|g| self.groups[*g].head == Head::People) {
                end = self.groups[noun].units.end;
                kind = self.groups[noun].kind;
            } else if sentence.has(predicate, s::HARMED | s::STATE)
                || sentence.word(end, &[","])
                || !self.groups[group].plural
            {
                continue;
            }
            let (outcome, status, trigger) =
                (self.mentions[total].outcome, self.mentions[total].status, self.mentions[total].trigger.clone());
            let index = self.add("part of a total", start..end, start, outcome, Some(group), status);
            let mention = &mut self.mentions[index];
            (mention.part_of, mention.trigger, mention.kinds) = (Some(total), trigger, vec![kind]);
        }
    }

    /// The mention whose victims stand right before "including": at the comma, or the subject it interrupts.
    fn total_before(&self, at: usize) -> Option<usize> {
        let sentence = self.sentence;
        let token = sentence.units[at].start;
        let by_span = self
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.tokens.end <= token && token - m.tokens.end <= 12 && m.part_of.is_none())
            .max_by_key(|(_, m)| m.tokens.end)
            .map(|(i, _)| i);
        let by_victims = self
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| {
                m.part_of.is_none() && m.victims.as_ref().is_some_and(|v| v.end <= token && token - v.end <= 8)
            })
            .max_by_key(|(_, m)| m.victims.as_ref().map_or(0, |v| v.end))
            .map(|(i, _)| i);
        by_victims.or(by_span)
    }
}
