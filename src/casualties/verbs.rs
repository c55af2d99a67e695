//! Verbs of harm: active and passive, infinitives, participles, intransitives.

use super::closed::{BLOW, DRIVES};
use super::constructions::Construction;
use super::groups::Head;
use super::link::{Linker, VerbGroup, NOBODY, REACH};
use super::senses as s;
use crate::model::{Outcome, Status, VictimKind};
use crate::syntax::Tag;
use crate::words;

impl Linker<'_, '_, '_> {
    /// "killed" as participle or past tense.
    pub(super) fn harmed(&mut self, at: usize) -> bool {
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
        let mut verbs = self.verb_group(at);
        if verbs.negated || at > 0 && sentence.word(at - 1, words!["nearly", "almost"]) {
            return false;
        }
        let shared = if verbs.bare { self.shared_auxiliary(at) } else { None };
        let close = shared.as_ref().is_none_or(|(_, close)| *close);
        if let Some((auxiliary, _)) = shared {
            verbs = auxiliary;
        }
        let object = if verbs.passive { None } else { self.object(end) };
        // "seized the town", "seized on the chance": people are taken only where the clause says so.
        if sentence.word(at, words!["seized"]) && !verbs.passive && object.is_none_or(|g| !self.human(&self.groups[g]))
        {
            return false;
        }
        let object = object.filter(|g| !matches!(self.groups[*g].head, Head::Harm));
        if let Some((joint, other)) = second {
            let pair = [outcome, other];
            let both = pair.contains(&Outcome::Killed) && pair.contains(&Outcome::Wounded);
            if both && (verbs.passive || verbs.bare || verbs.perfect) {
                // "60 civilians were killed and injured", "lost 604 men killed and wounded": one count for both.
                let own = if verbs.bare && self.object(joint + 1).is_none() { self.group_ending(at) } else { None };
                let shared = if verbs.passive { self.subject(verbs.start).map(|v| v.group) } else { own };
                let counted =
                    shared.is_some_and(|g| self.groups[g].counted && self.human(&self.groups[g]) && !self.is_zero(g));
                if counted || !verbs.passive && self.object(joint + 1).is_some() && verbs.bare {
                    outcome = Outcome::CasualtiesUnspecified;
                    end = joint + 1;
                    self.consumed[joint] = true;
                }
            }
        }
        // "4,800 men were killed, captured or missing": one count for all that may have befallen them.
        if let Some(last) = self.alternatives(at).filter(|last| *last >= end) {
            // "30 civilians killed or injured" has no verb but these.
            let shared = if verbs.passive {
                self.subject(verbs.start).map(|v| v.group)
            } else {
                self.object(last + 1).or_else(|| self.group_ending(at).filter(|_| verbs.bare))
            };
            let counted =
                shared.is_some_and(|g| self.human(&self.groups[g]) && self.groups[g].counted && !self.is_zero(g));
            if counted {
                outcome = Outcome::CasualtiesUnspecified;
                end = last + 1;
                self.consumed[at + 1..end].fill(true);
            }
        }
        // "he shot himself" to death, if not in the foot.
        if sentence.word(at, words!["shot"]) && sentence.word(at + 1, words!["himself", "herself"]) {
            outcome = Outcome::Killed;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        if verbs.passive {
            let first = self.mentions.len();
            let done = self.passive(at, end, verbs, outcome, status);
            if !close {
                // What stands between breaks the span.
                let trigger = self.tokens(at..end);
                for mention in self.mentions[first..].iter_mut().filter(|m| m.tokens.contains(&trigger.start)) {
                    mention.tokens = trigger.clone();
                }
            }
            return done;
        }
        // "captured Aba", "burned the office": a lone name after these is a place.
        let place = matches!(outcome, Outcome::Captured | Outcome::Displaced) || sentence.word(at, words!["burned"]);
        let object = object.filter(|g| !(place && self.lone_name(*g)));
        let named = |g: &usize| self.groups[*g].head == Head::Named;
        let object = object.filter(|g| !(sentence.word(at, words!["burned"]) && named(g)));
        let object = object.or_else(|| if end > at + 1 { self.object(end) } else { None });
        if let Some(group) = object {
            if self.groups[group].head == Head::Equipment
                || matches!(self.groups[group].head, Head::Thing) && !self.unknown_victims(at, group)
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
                return self.active(Construction::Active, at, end, group, outcome, status);
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
        // "more than 100 villagers (martyred)".
        if sentence.word(last, words!["(", "["]) && sentence.word(end, words![")", "]"]) {
            let before = self.group_ending(last).and_then(|g| self.person(g)).filter(|g| self.groups[*g].counted);
            let Some(group) = before.filter(|g| self.used[*g] == NOBODY) else { return false };
            self.add(Construction::PassiveAfterAside, at..end, at, outcome, Some(group), status);
            return true;
        }
        if let Some(group) = self.group_ending(last + 1).and_then(|g| self.person(g)) {
            let counted = self.groups[group].counted;
            let head = self.groups[group].head;
            if head == Head::Pronoun {
                if sentence.word(self.groups[group].noun, words!["those"]) && !counted {
                    return self.those(group, at, end, outcome, status);
                }
                if !counted {
                    return false;
                }
            }
            if let Some(number) = self.numbered(end).filter(|_| !counted && self.groups[group].plural) {
                let start = self.span_start(&self.groups[group]);
                let index = self.add(Construction::Predicate, start..number + 1, at, outcome, Some(group), status);
                if let Some(amount) = sentence.amount(number) {
                    self.mentions[index].count = amount.count;
                }
                return true;
            }
            if counted || self.reduced(at) && (self.groups[group].plural || head == Head::Named) {
                return self.passive(at, end, VerbGroup { start: at, passive: true, ..verbs }, outcome, status);
            }
            return false;
        }
        false
    }

    /// "was bombed and [killed]", "were taken to a field and [shot]": the auxiliary of the verb before serves this one too.
    /// True beside it: nothing but that verb and the "and" stand in between.
    fn shared_auxiliary(&self, at: usize) -> Option<(VerbGroup, bool)> {
        let sentence = self.sentence;
        let joint = self.before(at).filter(|u| sentence.word(*u, words!["and", "or", ","]))?;
        // With an object it is active.
        if self.object(at + 1).is_some_and(|g| self.human(&self.groups[g])) {
            return None;
        }
        for verb in (joint.saturating_sub(10)..joint).rev() {
            let unit = &sentence.units[verb];
            let listed = sentence.word(verb, words![","])
                && (sentence.has(verb + 1, s::PARTICIPLE | s::HARMED) || sentence.has(verb + 1, s::COORDINATOR));
            if sentence.mark(verb) && !listed
                || unit.is(s::RELATIVE | s::BE | s::HAVE | s::MODAL)
                || unit.is(s::SUBORDINATOR) && !unit.is(s::PREPOSITION)
            {
                return None;
            }
            if sentence.syntax.tag(unit.start) != Tag::Participle && !unit.is(s::HARMED)
                || self.covering(verb).is_some()
            {
                continue;
            }
            let verbs = self.verb_group(verb);
            if verbs.bare {
                continue;
            }
            // A verb of harm has its mark, and this one follows it.
            let told = self.mentions.iter().rev().take(3).any(|m| m.trigger.start == unit.start);
            let usable = verbs.passive && !verbs.negated && !told;
            let close = (verb + 1..joint).all(|u| !sentence.mark(u));
            return usable.then_some((verbs, close));
        }
        None
    }

    /// "treated 46 people with gunshot wounds".
    pub(super) fn with_wounds(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let with = (1..5)
            .map_while(|back| at.checked_sub(back))
            .take_while(|u| !sentence.mark(*u))
            .find(|u| sentence.word(*u, words!["with"]));
        let Some(group) = with.and_then(|w| self.group_ending(w)).and_then(|g| self.person(g)) else { return false };
        let own = &self.groups[group];
        if !own.counted || self.is_zero(group) || self.used[group] != NOBODY {
            return false;
        }
        let span = self.span_start(own)..at + 1;
        let status = self.status(own.whole.start, at, false);
        self.add(Construction::Attributive, span, at, Outcome::Wounded, Some(group), status);
        true
    }

    /// "was held for some hours", "is being held in Asunci\u{f3}n"; not "talks were held".
    pub(super) fn held(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let place = words!["for", "in", "until", "by", "at", "since", "without", "incommunicado", "overnight"];
        let verbs = self.verb_group(at);
        if !verbs.passive || verbs.negated || !sentence.word(at + 1, place) {
            return false;
        }
        let Some(victims) = self.subject(verbs.start) else { return false };
        let group = &self.groups[victims.group];
        // "actions on the talks being held": what stands right before is what was held.
        let last = verbs.start.saturating_sub(1);
        let close = group.units.end == verbs.start || sentence.has(last, s::RELATIVE) || sentence.mark(last);
        if !close
            || !matches!(group.head, Head::People | Head::Named | Head::Pronoun)
            || group.head == Head::Pronoun && group.plural
            || sentence.word(at + 1, words!["in"]) && sentence.word(at + 2, words!["place", "check", "esteem", "high"])
        {
            return false;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        self.passive(at, at + 1, verbs, Outcome::Captured, status)
    }

    /// "beat two suspects to death", "drove 2 million people from their homes": the victims stand inside.
    pub(super) fn beaten_to_death(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = &sentence.units[at];
        let (beat, drove) = (unit.among(BLOW), unit.among(DRIVES));
        if !beat && !drove {
            return false;
        }
        let Some(group) = self.object(at + 1).and_then(|g| self.person(g)) else { return false };
        let end = self.groups[group].units.end;
        let (last, outcome) = if beat && sentence.word(end, words!["to"]) && sentence.word(end + 1, words!["death"]) {
            (end + 2, Outcome::Killed)
        } else if drove
            && (sentence.word(end, words!["from"])
                || sentence.word(end, words!["out"]) && sentence.word(end + 1, words!["of"]))
        {
            let home =
                (end + 1..end + 5).find(|u| sentence.word(*u, words!["homes", "villages", "houses", "land", "lands"]));
            let Some(home) = home else { return false };
            (home + 1, Outcome::Displaced)
        } else {
            return false;
        };
        if !self.displaced_people(outcome, group) {
            return false;
        }
        let verbs = self.verb_group(at);
        let status = self.status(verbs.start, at, verbs.modal);
        self.consumed[at + 1..last].fill(true);
        let done = self.active(Construction::Active, at, at + 1, group, outcome, status);
        let whole = self.tokens(at..last);
        if let Some(mention) = self.mentions.iter_mut().rev().find(|m| m.tokens.start == whole.start) {
            mention.tokens = whole;
        }
        done
    }

    /// "killed, wounded or captured": the last of the verbs and states that "or" joins, if they tell different harm.
    pub(super) fn alternatives(&self, at: usize) -> Option<usize> {
        let sentence = self.sentence;
        let outcome = sentence.units[at].outcome;
        let (mut last, mut joined, mut differ) = (at, false, false);
        for _ in 0..3 {
            let comma = usize::from(sentence.word(last + 1, words![","]));
            joined = sentence.word(last + 1 + comma, words!["or"]);
            let mut next = last + 1 + comma + usize::from(joined);
            while sentence.has(next, s::ADVERB) && !sentence.has(next, s::HARMED) {
                next += 1;
            }
            if next == last + 1 || !sentence.has(next, s::HARMED | s::STATE | s::HARMED_PEOPLE) {
                return None;
            }
            differ |= sentence.units[next].outcome != outcome;
            last = next;
            if joined {
                break;
            }
        }
        (joined && differ).then_some(last)
    }

    /// "killed since May now number 2,450": the figure that a verb of counting gives.
    fn numbered(&self, from: usize) -> Option<usize> {
        let sentence = self.sentence;
        let verb = (from..from + 9).find(|u| {
            sentence.mark(*u)
                || sentence.has(*u, s::BE | s::HAVE | s::RELATIVE)
                || sentence.word(*u, words!["number", "numbered", "total", "totaled", "totalled"])
        })?;
        let counts = sentence.word(verb, words!["number", "numbered", "total", "totaled", "totalled"]);
        (counts && sentence.amount(verb + 1).is_some_and(|a| !a.like_year)).then_some(verb + 1)
    }

    /// Troops that are evacuated and named men who are flown out are not displaced.
    pub(super) fn displaced_people(&self, outcome: Outcome, group: usize) -> bool {
        let group = &self.groups[group];
        let armed = matches!(group.kind, VictimKind::Military | VictimKind::Militant | VictimKind::Police);
        // "evacuated the wounded": to a hospital.
        outcome != Outcome::Displaced || !armed && !matches!(group.head, Head::Named | Head::Harmed)
    }

    /// A title, a noun for people or a first name stands before the name.
    pub(super) fn titled(&self, group: usize) -> bool {
        let units = self.groups[group].units.clone();
        units.len() > 1 && units.clone().any(|u| self.sentence.has(u, s::TITLE | s::PERSON))
    }

    /// A name without title or first name.
    pub(super) fn lone_name(&self, group: usize) -> bool {
        let named = self.groups[group].head == Head::Named;
        named && !self.titled(group) && self.tokens(self.groups[group].units.clone()).len() < 2
    }

    /// A participle that follows its noun: what comes next is no object.
    pub(super) fn reduced(&self, at: usize) -> bool {
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
    pub(super) fn unknown_victims(&self, at: usize, group: usize) -> bool {
        let group = &self.groups[group];
        let noun = &self.sentence.units[group.noun];
        // "captured four medals": things are taken too.
        let taken =
            self.sentence.units.get(at).is_some_and(|u| matches!(u.outcome, Outcome::Captured | Outcome::Displaced));
        !taken
            && group.counted
            && group.plural
            && noun.is(s::UNKNOWN)
            && !noun.is(s::NOT_VICTIM | s::NOUN | s::MATERIEL | s::MATERIELS | s::CAPITAL)
            // "beheaded a tapper": only a person is.
            || group.counted
                && group.count.best == Some(1)
                && noun.is(s::UNKNOWN)
                && !noun.is(s::NOT_VICTIM | s::NOUN | s::CAPITAL)
                && self.sentence.word(
                    at,
                    words!["beheaded", "beheading", "murdered", "assassinated", "kidnapped", "abducted", "decapitated"],
                )
    }

    /// "and wounded" after "killed": the unit of the second verb and its outcome.
    pub(super) fn coordinated_verb(&self, at: usize) -> Option<(usize, Outcome)> {
        let sentence = self.sentence;
        if !sentence.word(at + 1, words!["and", "or"]) {
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
    pub(super) fn shares_previous(&mut self, at: usize, outcome: Outcome, status: Status) -> bool {
        let sentence = self.sentence;
        let Some(joint) = self.before(at).filter(|b| sentence.word(*b, words!["or", "and", ","])) else { return false };
        let Some(previous) = self.mentions.last() else { return false };
        let verb = (joint.saturating_sub(2)..joint).find(|u| sentence.units[*u].start == previous.trigger.start);
        if !verb.is_some_and(|v| sentence.has(v, s::HARMED | s::DIED | s::STATE)) {
            return false;
        }
        let (count, kind, victims, old_status) =
            (previous.count, previous.kind, previous.victims.clone(), previous.status);
        let index = self.add(Construction::SecondVerb, at..at + 1, at, outcome, None, status);
        let mention = &mut self.mentions[index];
        (mention.count, mention.kind, mention.victims) = (count, kind, victims);
        if old_status != Status::Asserted {
            mention.status = old_status;
        }
        true
    }

    /// "three of his guards were among those killed"; "all those wounded".
    pub(super) fn those(&mut self, group: usize, at: usize, end: usize, outcome: Outcome, status: Status) -> bool {
        let sentence = self.sentence;
        let start = self.groups[group].whole.start;
        let mut among = start;
        while among > 0 && sentence.word(among - 1, words!["all", "the"]) {
            among -= 1;
        }
        if among > 1 && sentence.word(among - 1, words!["among", "amongst"]) {
            let verbs = self.verb_group(among - 1);
            if verbs.passive {
                if let Some(victims) = self.subject(verbs.start) {
                    let first =
                        if victims.contiguous { self.span_start(&self.groups[victims.group]) } else { among - 1 };
                    let index = self.add(Construction::Among, first..end, at, outcome, Some(victims.group), status);
                    self.mentions[index].more = false;
                    return true;
                }
            }
        }
        self.add(Construction::Those, at..end, at, outcome, None, status);
        true
    }

    pub(super) fn passive(
        &mut self,
        at: usize,
        end: usize,
        verbs: VerbGroup,
        outcome: Outcome,
        status: Status,
    ) -> bool {
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
            self.add(
                Construction::PassiveConjunct,
                start..self.groups[other].units.end,
                at,
                outcome,
                Some(other),
                status,
            );
        }
        // "their leader, Bashir Gemayel, was killed": the name may stand in the aside.
        let end_of_group = self.groups[group].units.end;
        let aside_name = !victims.contiguous
            && !self.groups[group].plural
            && (end_of_group..(end_of_group + 4).min(verbs.start))
                .any(|u| self.group_starting(u).is_some_and(|g| self.groups[g].head == Head::Named));
        let named = self.groups[group].head == Head::Named || aside_name;
        let target = &self.groups[group];
        let plural_pronoun = target.head == Head::Pronoun && target.plural && !target.counted;
        let index = if victims.contiguous && !plural_pronoun {
            let start = self.span_start(&self.groups[group]);
            self.add(Construction::Passive, start..end, at, outcome, Some(group), status)
        } else if named && !victims.contiguous {
            self.add(Construction::PassiveAfterAside, verbs.start..end, at, outcome, Some(group), status)
        } else {
            self.add(Construction::PassiveAfterAside, at..end, at, outcome, Some(group), status)
        };
        self.agent_by(index, end);
        self.elsewhere(end, at, outcome, status);
        // "35 rebels have been killed, along with three soldiers"; "was killed in a blast on Tuesday, along with two guards".
        let mut next = end;
        while next < end + 10 && next < sentence.units.len() {
            if sentence.word(next, words![","]) {
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

    pub(super) fn followers(&mut self, start: usize, trigger: usize, outcome: Outcome, status: Status) {
        let Some(first) =
            self.group_starting(start).and_then(|g| self.person(g)).filter(|g| self.groups[*g].head != Head::Pronoun)
        else {
            return;
        };
        let mut all = vec![first];
        all.extend(self.conjuncts(first));
        for group in all {
            let span = self.span_start(&self.groups[group])..self.groups[group].units.end;
            self.add(Construction::AlongWith, span, trigger, outcome, Some(group), status);
        }
    }

    /// A passive without a subject of its own: "before being shot dead", "and was wounded".
    pub(super) fn subjectless(
        &mut self,
        at: usize,
        end: usize,
        verbs: VerbGroup,
        outcome: Outcome,
        status: Status,
    ) -> bool {
        let sentence = self.sentence;
        let Some(last) = self.before(verbs.start) else { return false };
        let participle = sentence.word(verbs.start, words!["being", "getting"]);
        let joined = sentence.has(last, s::COORDINATOR) || sentence.word(last, words![","]);
        if !(participle || joined) {
            return false;
        }
        // The subject of the sentence: the first group of people in this clause.
        let singular = sentence.word(verbs.start, words!["was", "is", "has"]);
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
        let index = self.add(Construction::PassiveSharedSubject, at..end, at, outcome, Some(group), status);
        self.agent_by(index, end);
        true
    }

    pub(super) fn active(
        &mut self,
        rule: Construction,
        at: usize,
        end: usize,
        group: usize,
        outcome: Outcome,
        status: Status,
    ) -> bool {
        let _ = end;
        if !self.displaced_people(outcome, group) || outcome == Outcome::Captured && self.is_zero(group) {
            return false;
        }
        let index = self.add(rule, at..self.groups[group].units.end, at, outcome, Some(group), status);
        self.with_relative(index, group);
        let clause = self.clause_start(at);
        self.mentions[index].agent = (clause < at).then(|| self.tokens(clause..at));
        for other in self.conjuncts(group) {
            let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
            let index = self.add(Construction::ActiveConjunct, span, at, outcome, Some(other), status);
            let agent = (clause < at).then(|| self.tokens(clause..at));
            self.mentions[index].agent = agent;
        }
        self.elsewhere(self.groups[group].units.end, at, outcome, status);
        true
    }

    /// "killed 40 people in Derna and [12] in Tobruk", "…this year, [nearly 30] in June alone": a count alone, behind the place
    /// or time of the count before it and before one of its own.
    pub(super) fn elsewhere(&mut self, end: usize, trigger: usize, outcome: Outcome, status: Status) {
        let sentence = self.sentence;
        let setting = |u: usize| {
            sentence.word(
                u,
                words![
                    "in",
                    "on",
                    "at",
                    "near",
                    "outside",
                    "inside",
                    "around",
                    "aboard",
                    "during",
                    "from",
                    "along",
                    "this",
                    "last",
                    "since",
                    "across",
                    "there",
                    "elsewhere"
                ],
            ) || sentence.has(u, s::TIME)
        };
        let mut at = end;
        for _ in 0..3 {
            if !setting(at) {
                return;
            }
            let Some(stop) = (at + 1..at + 9).find(|u| {
                sentence.mark(*u)
                    || sentence.word(*u, words!["and"])
                    || sentence.has(*u, s::BE | s::HAVE | s::MODAL | s::RELATIVE | s::HARMED | s::HARMING | s::DIED)
            }) else {
                return;
            };
            let mut next = stop;
            if sentence.word(next, words![","]) {
                next += 1;
            }
            if sentence.word(next, words!["and"]) {
                next += 1;
            }
            let Some(group) = self.group_starting(next).filter(|_| next > stop) else { return };
            let here = &self.groups[group];
            let own = here.head == Head::Bare && here.counted && !self.is_zero(group) && self.used[group] == NOBODY;
            at = here.units.end;
            // After a comma alone the number must be one of people: "in May, 12 in Tobruk", not "on May 3, 2004 in".
            if !own || !setting(at) || self.has_verb(at) {
                return;
            }
            let span = self.span_start(&self.groups[group])..at;
            self.add(Construction::Elsewhere, span, trigger, outcome, Some(group), status);
        }
    }

    /// "the bodies of three militants who were killed": the relative clause with the same harm belongs to the span.
    pub(super) fn with_relative(&mut self, index: usize, group: usize) {
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

    pub(super) fn clause_start(&self, at: usize) -> usize {
        let sentence = self.sentence;
        let mut start = at;
        while start > 0 && at - start < REACH {
            if sentence.word(start - 1, words![";", ":", "\"", "\u{201c}", "\u{201d}"]) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// "by police": who did it.
    pub(super) fn agent_by(&mut self, index: usize, end: usize) {
        let sentence = self.sentence;
        if sentence.word(end, words!["by"]) {
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
    pub(super) fn harming(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let outcome = sentence.units[at].outcome;
        if at > 0 && sentence.word(at - 1, words!["being"]) {
            return false;
        }
        let verbs = self.verb_group(at);
        if verbs.negated || at > 0 && sentence.word(at - 1, words!["without"]) {
            return false;
        }
        let mut end = at + 1;
        let mut outcome = outcome;
        // "killing and wounding 12".
        if sentence.word(at + 1, words!["and", "or"]) && sentence.has(at + 2, s::HARMING) {
            let other = sentence.units[at + 2].outcome;
            if other != outcome {
                outcome = Outcome::CasualtiesUnspecified;
            }
            end = at + 3;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        if let Some(group) = self.object(end) {
            let head = self.groups[group].head;
            let place =
                matches!(outcome, Outcome::Captured | Outcome::Displaced) || sentence.word(at, words!["burning"]);
            if place && self.lone_name(group) {
                return false;
            }
            if self.human(&self.groups[group]) || head == Head::Thing && self.unknown_victims(at, group) {
                if end == at + 3 {
                    self.consumed[at + 2] = true;
                }
                return self.active(Construction::Participle, at, end, group, outcome, status);
            }
            return false;
        }
        if sentence.word(end, words!["of"]) {
            return self.of_victims(Construction::Gerund, at, end, outcome, status);
        }
        false
    }

    /// "kill civilians", "kills 12".
    pub(super) fn harms(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let verbs = self.verb_group(at);
        if verbs.negated {
            return false;
        }
        let determiner = at > 0
            && !unit.is(s::FINITE)
            && (sentence.has(at - 1, s::ARTICLE | s::POSSESSIVE | s::COUNT)
                || sentence.has(at - 1, s::MODIFIER | s::PREPOSITION) && !sentence.word(at - 1, words!["to"]));
        let Some(group) = self.object(at + 1) else { return false };
        if determiner || !self.human(&self.groups[group]) && !self.unknown_victims(at, group) {
            return false;
        }
        if matches!(unit.outcome, Outcome::Captured | Outcome::Displaced) && self.lone_name(group) {
            return false;
        }
        let mut status = self.status(verbs.start, at, verbs.modal);
        if at > 0 && sentence.word(at - 1, words!["to"]) && !self.realised(at - 1) {
            status = Status::Hypothetical;
            // "launched to apprehend armed suspects", "ordered to evacuate residents": a purpose, nobody is taken yet.
            let taken = matches!(unit.outcome, Outcome::Captured | Outcome::Displaced);
            if taken && !self.groups[group].counted && self.groups[group].head != Head::Named {
                return false;
            }
        }
        self.active(Construction::Present, at, at + 1, group, unit.outcome, status)
    }

    /// "managed to", "went on to", "continued to": the infinitive happened.
    pub(super) fn realised(&self, to: usize) -> bool {
        // "used rockets and mortars to kill 12 people".
        let used = (to.saturating_sub(14)..to)
            .rev()
            .take_while(|u| !self.sentence.mark(*u) && !self.sentence.has(*u, s::MODAL | s::HYPOTHETICAL | s::TO))
            .any(|u| self.sentence.word(u, words!["used"]));
        if used {
            return true;
        }
        to > 0
            && self.sentence.word(
                to - 1,
                words![
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
    pub(super) fn died(&mut self, at: usize) -> bool {
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
        // "drowned his sorrows", "surrendered the town", "was surrendered".
        let yields = unit.outcome == Outcome::Captured;
        let takes_object = yields || sentence.word(at, words!["drowned", "drowns", "drown"]);
        if takes_object && (self.object(at + 1).is_some() || sentence.has(at + 1, s::ARTICLE | s::POSSESSIVE))
            || yields && verbs.passive
        {
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
        if unit.outcome == Outcome::Missing && group.head == Head::Bare && !group.counted
            || yields && (group.head != Head::People || !group.counted)
        {
            return false;
        }
        let mut status = self.status(verbs.start, at, verbs.modal);
        if verbs.start > 0 && sentence.word(verbs.start - 1, words!["to"]) && unit.is(s::DIES) {
            status = Status::Hypothetical;
        }
        // "succumbed to his injuries".
        let injuries = sentence.word(at, words!["succumbed"])
            && sentence.word(at + 1, words!["to"])
            && sentence.has(at + 2, s::POSSESSIVE)
            && sentence.word(at + 3, words!["injuries", "wounds", "burns"]);
        if injuries {
            self.consumed[at + 3] = true;
        }
        self.passive(at, if injuries { at + 4 } else { at + 1 }, verbs, unit.outcome, status)
    }

    pub(super) fn displaceable(&self, group: usize) -> bool {
        let group = &self.groups[group];
        match group.head {
            Head::Bare => group.count.low.is_some_and(|n| n >= 12),
            Head::People => {
                // Two men who fled had done something.
                group.counted && !group.count.high.is_some_and(|n| n < 12)
                    || self.sentence.has(group.noun, s::DEMONYM) && !(group.definite && !group.counted)
                    || self.sentence.word(group.noun, words!["people", "families"])
            }
            _ => false,
        }
    }

    /// "forty soldiers fell at the bridge"; not "the city fell", "troops fell back".
    pub(super) fn fell(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let next = at + 1;
        let battle = sentence.mark(next)
            || sentence.word(next, words!["at", "near", "during", "defending", "fighting", "before"])
            || sentence.word(next, words!["in"])
                && !(next + 1..next + 4).any(|u| sentence.word(u, words!["love", "line", "number", "value", "step"]));
        let verbs = self.verb_group(at);
        if !battle || verbs.passive || verbs.negated {
            return false;
        }
        let Some(victims) = self.subject(verbs.start) else { return false };
        let group = &self.groups[victims.group];
        let fighters = matches!(group.kind, VictimKind::Military | VictimKind::Militant | VictimKind::Police);
        if !fighters || !group.plural || group.head != Head::People {
            return false;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        self.passive(at, at + 1, verbs, Outcome::Killed, status)
    }

    /// "One soldier suffered a gunshot wound to the leg".
    pub(super) fn suffers(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let noun = (at + 1..at + 6).find(|u| {
            sentence.word(*u, words!["wound", "wounds", "injury", "injuries", "burns", "concussion", "concussions"])
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
}
