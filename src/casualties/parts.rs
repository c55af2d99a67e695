//! Parts of a total: "including three children", "32 of them from the guards", ": 120 militants, 32 soldiers".

use super::closed::DASH;
use super::constructions::Construction;
use super::groups::Head;
use super::link::{Linker, NOBODY};
use super::senses as s;
use super::Mention;
use crate::model::VictimKind;
use crate::words;

impl Linker<'_, '_, '_> {
    /// "32 of them", "most of whom".
    pub(super) fn of_them(&self, group: usize) -> bool {
        let group = &self.groups[group];
        self.sentence.word(group.noun, words!["them", "whom", "these", "those"]) && group.units.len() > 1
    }

    /// Parts of what the sentence told before.
    pub(super) fn parts(&mut self) {
        if self.sentence.flags & s::INCLUDING != 0 {
            self.included();
        }
        if self.sentence.classes & DASH != 0 {
            self.behind_colon();
        }
        self.some_of_them();
    }

    /// "including three children", "among them four journalists".
    fn included(&mut self) {
        let sentence = self.sentence;
        for at in 0..sentence.units.len() {
            if !sentence.has(at, s::INCLUDING) {
                continue;
            }
            let Some(total) = self.total_before(at) else { continue };
            let Some(first) = self.group_starting(at + 1) else { continue };
            // "dozens including women and children were killed": the verb behind the list is the total's.
            let inside = self.mentions[total].victims.as_ref().is_some_and(|v| v.end == sentence.units[at].start);
            let mut all = vec![first];
            all.extend(self.listed(first, inside));
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
                    self.add(Construction::Part, start..self.groups[group].units.end, at, outcome, Some(group), status);
                let agent = self.mentions[total].agent.clone();
                let mention = &mut self.mentions[index];
                (mention.part_of, mention.trigger, mention.agent) = (Some(total), trigger, agent);
            }
        }
    }

    /// "171 people had been killed: 120 militants, 32 soldiers and 19 civilians".
    fn behind_colon(&mut self) {
        let sentence = self.sentence;
        for at in 1..sentence.units.len() {
            if !sentence.word(at, words![":"]) {
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
                let index = self.add(Construction::Part, span, at, outcome, Some(group), status);
                self.mentions[index].part_of = Some(total);
                self.mentions[index].trigger = self.mentions[total].trigger.clone();
            }
        }
    }

    /// "56 men, 32 of them from the guards"; "40 people, most of whom were children" has no number of its own.
    fn some_of_them(&mut self) {
        let sentence = self.sentence;
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
            if sentence.word(end, words!["from"]) {
                end = self.group_starting(end + 1).map_or(end, |g| self.groups[g].units.end);
            } else if let Some(noun) = self.group_starting(predicate).filter(|g| self.groups[*g].head == Head::People) {
                end = self.groups[noun].units.end;
                kind = self.groups[noun].kind;
            } else if sentence.has(predicate, s::HARMED | s::STATE)
                || sentence.word(end, words![","])
                || !self.groups[group].plural
            {
                continue;
            }
            let (outcome, status, trigger) =
                (self.mentions[total].outcome, self.mentions[total].status, self.mentions[total].trigger.clone());
            // "two of them seriously".
            if sentence
                .word(end, words!["seriously", "critically", "fatally", "slightly", "mortally", "gravely", "badly"])
                && sentence.mark(end + 1)
            {
                end += 1;
            }
            let index = self.add(Construction::Part, start..end, start, outcome, Some(group), status);
            let mention = &mut self.mentions[index];
            (mention.part_of, mention.trigger, mention.kind) = (Some(total), trigger, kind);
        }
    }

    /// The mention whose victims stand right before "including": at the comma, or the subject it interrupts.
    pub(super) fn total_before(&self, at: usize) -> Option<usize> {
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
        // A part can be what the next part belongs to: "among them fighters and guards, including …".
        let by_part = || {
            let near = |m: &&Mention| m.tokens.end <= token && token - m.tokens.end <= 12;
            self.mentions.iter().filter(near).filter_map(|m| m.part_of).next_back()
        };
        // Of two totals the nearer one: "9 peasants killed and 3 wounded, including …".
        let near = match (by_victims, by_span) {
            (Some(victims), Some(span))
                if self.mentions[span].victims.is_none()
                    && self.mentions[victims].tokens.end <= self.mentions[span].tokens.start =>
            {
                Some(span)
            }
            (victims, span) => victims.or(span),
        };
        near.or_else(by_part)
    }
}
