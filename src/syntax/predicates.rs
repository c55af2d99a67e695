//! What a verb does to the stack of open clauses: it fills one, opens one, or shows that an earlier verb was a participle.

use super::clauses::{Boundary, Builder, ClauseKind, Open};
use super::groups::{Form, Function, Tense, Voice, VERB};
use super::tags::Tag;
use super::words::Bits;
use super::NONE;
use crate::words;

impl Builder<'_> {
    pub(super) fn verb(&mut self, index: usize) {
        match self.groups.verbs[index].form {
            Form::Finite => self.finite(index),
            Form::Infinitive => self.infinitive(index),
            Form::Participle | Form::Ing => self.participle(index),
        }
        self.boundary = None;
        self.free = NONE;
    }

    /// The noun group that a clause takes as its subject, of those before its verb.
    fn subject_of_open(&self, open: Open, verb_start: usize) -> u32 {
        if open.first == open.last || open.last == NONE {
            return open.first;
        }
        let mut before = verb_start;
        while before > self.sentence.0 && matches!(self.tags[before - 1], Tag::Adverb | Tag::Negation) {
            before -= 1;
        }
        let comma_before =
            before > self.sentence.0 && matches!(self.tags[before - 1], Tag::Comma | Tag::Bracket | Tag::Break);
        if comma_before || open.joined {
            open.first
        } else {
            open.last
        }
    }

    fn attach(&mut self, index: usize) {
        let open = self.top();
        let clause = open.clause as usize;
        let start = self.groups.verbs[index].start as usize;
        let mut subject = self.out.list[clause].subject;
        let own = self.subject_of_open(open, start);
        if own != NONE {
            subject = own;
        }
        self.out.list[clause].verb = index as u32;
        self.out.list[clause].subject = subject;
        if own != NONE {
            self.groups.nouns[own as usize].function = Function::Subject;
        }
        // A participle at the start of the sentence waited for this subject.
        if subject != NONE {
            let id = clause as u32;
            for child in self.out.list[clause + 1..].iter_mut() {
                if child.parent == id
                    && child.subject == NONE
                    && !matches!(child.kind, ClauseKind::Main | ClauseKind::Complement | ClauseKind::Relative)
                    && child.verb != NONE
                {
                    child.subject = subject;
                }
            }
        }
        self.remember(index);
    }

    fn remember(&mut self, index: usize) {
        let verb = self.groups.verbs[index];
        self.tense = verb.tense;
        self.ahead = self.bits[verb.main as usize]
            .any(Bits::URGE | Bits::ORDER | Bits::PROMISE | Bits::THREATEN | Bits::TRY | Bits::THINK);
    }

    fn finite(&mut self, index: usize) {
        let verb = self.groups.verbs[index];
        let start = verb.start as usize;
        let saying = self.bits[verb.main as usize].any(Bits::SAYING) && verb.voice == Voice::Active;

        // ", said the general": the subject stands after.
        if saying && self.is_inverted(index) {
            self.open(start, ClauseKind::Parenthetical, NONE, false);
            let clause = self.top().clause as usize;
            self.out.list[clause].verb = index as u32;
            self.out.list[clause].inverted = true;
            if let Some(group) = self.next_group(verb.end as usize) {
                self.out.list[clause].subject = group;
                self.groups.nouns[group as usize].function = Function::Subject;
            }
            self.remember(index);
            return;
        }

        // "…," a survivor, Ana Silva, said.
        if saying && self.free == NONE && start > self.sentence.0 && self.tags[start - 1] == Tag::Comma {
            self.free = self.apposed_subject(start);
        }

        // ", the army said." / ", he said, …"
        if saying && self.free != NONE && self.is_parenthetical(index) {
            let subject = self.free;
            let from = self.groups.nouns[subject as usize].start as usize;
            while self.stack.len() > 1
                && matches!(
                    self.kind(self.top()),
                    ClauseKind::Infinitive | ClauseKind::Participial | ClauseKind::Relative
                )
            {
                self.stack.pop();
            }
            self.open(from, ClauseKind::Parenthetical, subject, false);
            self.claim(from, start);
            let clause = self.top().clause as usize;
            self.out.list[clause].verb = index as u32;
            self.groups.nouns[subject as usize].function = Function::Subject;
            // What comes before has lost its candidate.
            self.remember(index);
            return;
        }

        if !self.has_verb(self.top()) {
            self.attach(index);
            return;
        }

        // "troops deployed to the border were killed": the first verb was a participle all along.
        if self.boundary.is_none() && self.reduce(index) {
            return;
        }

        // "to have shot down a helicopter and destroyed three tanks"
        if self.free == NONE && matches!(self.boundary, Some((_, Boundary::And))) && self.shares_auxiliary(index) {
            let from = self.boundary.map_or(start, |(b, _)| b);
            let model = self.groups.verbs[self.out.list[self.top().clause as usize].verb as usize];
            let group = &mut self.groups.verbs[index];
            (group.form, group.voice, group.tense, group.modality) =
                (model.form, model.voice, model.tense, model.modality);
            self.sibling(index, from);
            return;
        }

        let mut top = self.top();
        while self.stack.len() > 1
            && matches!(self.kind(top), ClauseKind::Infinitive | ClauseKind::Participial)
            && self.complement_verb(top).is_none()
        {
            self.stack.pop();
            top = self.top();
        }
        if !self.has_verb(top) {
            // Without a boundary the last noun group is the object of what has just been closed: "carrying 12 troops crashed".
            if self.boundary.is_none() {
                self.attach(index);
            } else {
                self.attach_free(index);
            }
            return;
        }

        // "said Omar Haddad, a son of the founder, had been killed"
        let object = self.out.list[top.clause as usize].object;
        if self.free == NONE
            && object != NONE
            && matches!(self.boundary, Some((_, Boundary::Comma)))
            && self.tags[start - 1] == Tag::Comma
            && self.complement_verb(top).is_some()
            && self.bits[self.groups.verbs[self.out.list[top.clause as usize].verb as usize].main as usize]
                .any(Bits::REPORT | Bits::CLAIM | Bits::DENY | Bits::THINK)
        {
            self.free = object;
            self.complement(index);
            return;
        }

        let boundary = self.boundary;
        let waiting = self.stack.iter().rposition(|o| !self.has_verb(*o));
        match boundary {
            None => {
                if self.free != NONE && self.complement_verb(top).is_some() {
                    self.complement(index);
                } else if let Some(level) = waiting {
                    self.stack.truncate(level + 1);
                    self.attach(index);
                } else if self.free != NONE {
                    self.complement(index);
                } else {
                    self.sibling(index, start);
                }
            }
            Some((_, Boundary::Comma)) => {
                if let Some(level) = waiting {
                    self.stack.truncate(level + 1);
                    self.attach_free(index);
                } else {
                    let from = boundary.map_or(start, |(b, _)| b + 1);
                    self.sibling(index, from);
                }
            }
            Some((mark, kind)) => {
                if let (Some(level), true) = (waiting, self.free == NONE || kind == Boundary::Strong) {
                    // "The men who fled and hid were caught": the verb after "and" belongs to the inner clause.
                    if kind == Boundary::Strong || self.kind(self.top()) == ClauseKind::Main {
                        self.stack.truncate(level + 1);
                        self.attach_free(index);
                        return;
                    }
                }
                if let (Some(level), true) = (waiting, self.free != NONE) {
                    let inner = self.kind(self.top());
                    if inner == ClauseKind::Relative && self.top_of(level).first != NONE {
                        // "the men who shot the general and his driver were arrested"
                        self.stack.truncate(level + 1);
                        self.attach(index);
                        return;
                    }
                }
                self.sibling(index, mark);
            }
        }
    }

    /// Attaches with the last free noun group as subject where the clause has none after a comma.
    fn attach_free(&mut self, index: usize) {
        let free = self.free;
        if free != NONE {
            if let Some(open) = self.top_mut() {
                if open.first == NONE {
                    open.first = free;
                }
                if !open.joined {
                    open.last = free;
                }
            }
        }
        self.attach(index);
    }

    /// The verb of a clause that can take a clause as its object.
    fn complement_verb(&self, open: Open) -> Option<usize> {
        let verb = self.out.list[open.clause as usize].verb;
        let group = self.groups.verbs.get(verb as usize)?;
        (self.bits[group.main as usize].any(Bits::SAYING) || group.copular).then_some(verb as usize)
    }

    /// "said the town had fallen": opens what is said.
    fn complement(&mut self, index: usize) {
        let subject = self.free;
        let verb_start = self.groups.verbs[index].start as usize;
        let from = if subject == NONE { verb_start } else { self.groups.nouns[subject as usize].start as usize };
        let clause = self.top().clause as usize;
        if self.out.list[clause].object == subject {
            self.out.list[clause].object = NONE;
        }
        self.open(from, ClauseKind::Complement, subject, false);
        self.claim(from, verb_start);
        let clause = self.top().clause as usize;
        self.out.list[clause].verb = index as u32;
        if subject != NONE {
            self.groups.nouns[subject as usize].function = Function::Subject;
        }
        self.remember(index);
    }

    /// "… and fled", "… and the town fell": a clause beside the current one.
    fn sibling(&mut self, index: usize, from: usize) {
        let verb_start = self.groups.verbs[index].start as usize;
        let free = self.free;
        let main = self.groups.verbs[index].main as usize;
        let saying = self.bits[main].any(Bits::SAYING);
        // With its own subject it leaves relative clauses; a new report leaves what was reported before.
        if free != NONE {
            while self.stack.len() > 1 {
                let leave = match self.kind(self.top()) {
                    ClauseKind::Relative
                    | ClauseKind::Infinitive
                    | ClauseKind::Participial
                    | ClauseKind::Parenthetical => true,
                    ClauseKind::Complement => saying && self.reports_above(),
                    _ => false,
                };
                if !leave {
                    break;
                }
                self.stack.pop();
            }
        }
        let model = self.top();
        let (kind, inherited) = {
            let clause = &self.out.list[model.clause as usize];
            (clause.kind, clause.subject)
        };
        if self.stack.len() > 1 {
            self.stack.pop();
        } else {
            self.stack.clear();
        }
        let subject = if free != NONE { free } else { inherited };
        let kind = if kind == ClauseKind::Parenthetical { ClauseKind::Main } else { kind };
        self.open(from.min(verb_start), kind, subject, true);
        self.claim(from.min(verb_start), verb_start);
        let clause = self.top().clause as usize;
        self.out.list[clause].verb = index as u32;
        self.passive_by_ellipsis(model.clause, index, free);
        if free != NONE {
            self.groups.nouns[free as usize].function = Function::Subject;
            self.groups.nouns[free as usize].preposition = NONE;
        }
        self.remember(index);
    }

    /// The verb after "and" has the form that the auxiliary of the clause before asks for: "has backed the rebels and trained".
    fn shares_auxiliary(&self, index: usize) -> bool {
        let verb = &self.groups.verbs[index];
        let main = verb.main as usize;
        let bare = verb.start == verb.main && self.tags[main] == Tag::Past && self.bits[main].any(Bits::PARTICIPLE);
        let model = self.groups.verbs.get(self.out.list[self.top().clause as usize].verb as usize);
        bare && model.is_some_and(|m| m.start != m.main && m.perfect && m.voice == Voice::Active)
    }

    /// "14 were killed and 50 [were] wounded": the second has lost its auxiliary.
    fn passive_by_ellipsis(&mut self, model: u32, index: usize, subject: u32) {
        let before = self.groups.verbs.get(self.out.list[model as usize].verb as usize).copied();
        let verb = self.groups.verbs[index];
        let main = verb.main as usize;
        let bare = verb.start == verb.main && self.tags[main] == Tag::Past && self.bits[main].any(Bits::PARTICIPLE);
        let object = self.groups.of_token.noun(verb.end as usize).is_some();
        // "… were hit, and Kenya answered by closing the border" has lost nothing.
        let means = self.document.is(verb.end as usize, "by")
            && self.bits.get(verb.end as usize + 1).is_some_and(|b| b.any(Bits::ING));
        let bare = bare && !means;
        if subject != NONE && bare && !object && before.is_some_and(|b| b.voice == Voice::Passive) {
            self.groups.verbs[index].voice = Voice::Passive;
        }
    }

    /// The clause around the current one reports something.
    fn reports_above(&self) -> bool {
        self.stack.iter().rev().nth(1).is_some_and(|o| self.complement_verb(*o).is_some())
    }

    /// Reads the current clause's verb as a participle after its noun, and `index` as the real verb.
    fn reduce(&mut self, index: usize) -> bool {
        let top = self.top();
        let clause = top.clause as usize;
        let old = self.out.list[clause].verb;
        let Some(old_verb) = self.groups.verbs.get(old as usize).copied() else { return false };
        let main = old_verb.main as usize;
        let ambiguous =
            self.tags[main] == Tag::Past && old_verb.start == old_verb.main && self.bits[main].any(Bits::PARTICIPLE);
        let subject = self.out.list[clause].subject;
        if !ambiguous || subject == NONE || self.free != NONE || self.out.list[clause].inverted {
            return false;
        }
        if self.bits[main].any(Bits::SAYING)
            || self.out.list[clause].object != NONE && self.out.list[clause].object == self.free
        {
            return false;
        }
        self.out.list[clause].object = NONE;
        let until = self.groups.verbs[index].start as usize;
        self.groups.verbs[old as usize].form = Form::Participle;
        self.groups.verbs[old as usize].voice = Voice::Passive;
        let from = old_verb.start as usize;
        let inner = self.open(from, ClauseKind::Participial, subject, false) as usize;
        self.claim(from, until);
        self.groups.verbs[old as usize].clause = inner as u32;
        self.out.list[inner].verb = old;
        self.out.list[inner].end = until as u32;
        self.stack.pop();
        self.out.list[clause].verb = index as u32;
        self.remember(index);
        true
    }

    fn is_inverted(&self, index: usize) -> bool {
        let verb = &self.groups.verbs[index];
        let start = verb.start as usize;
        if verb.start != verb.main || start == self.sentence.0 {
            return false;
        }
        let before = self.tags[start - 1];
        let quote_or_comma = before == Tag::Quote || before == Tag::Comma;
        let Some(group) = self.next_group(verb.end as usize) else { return false };
        if !quote_or_comma || group & VERB != 0 || self.groups.of_token.at(verb.end as usize) == NONE {
            return false;
        }
        let noun = &self.groups.nouns[group as usize];
        // A pronoun never stands there ("said he"), nor may a verb follow ("said the town fell").
        let after = self.next_group(noun.end as usize);
        self.tags[noun.head as usize] != Tag::Pronoun
            && !after.is_some_and(|g| g & VERB != 0 && self.groups.verbs[(g & !VERB) as usize].form == Form::Finite)
            && (before == Tag::Quote || self.has_verb(self.top()))
            && self.free == NONE
    }

    /// The first of two noun groups set side by side by commas, right before a verb and after a comma or quotation mark.
    fn apposed_subject(&self, verb_start: usize) -> u32 {
        let Some(second) = self.groups.nouns.get(self.previous as usize) else { return NONE };
        let Some(first) = self.previous.checked_sub(1).and_then(|i| self.groups.nouns.get(i as usize)) else {
            return NONE;
        };
        let from = first.start as usize;
        let fits = second.end as usize + 1 == verb_start
            && first.end + 1 == second.start
            && self.tags[first.end as usize] == Tag::Comma
            && first.preposition == NONE
            && from > self.sentence.0
            && matches!(self.tags[from - 1], Tag::Quote | Tag::Comma)
            && self.tags[second.head as usize] == Tag::Proper;
        if fits {
            self.previous - 1
        } else {
            NONE
        }
    }

    /// A report after a comma or quotation mark, with nothing but time and place behind it.
    fn is_parenthetical(&self, index: usize) -> bool {
        let verb = &self.groups.verbs[index];
        let subject = &self.groups.nouns[self.free as usize];
        let from = subject.start as usize;
        if from <= self.sentence.0 {
            return false;
        }
        let mut before = from - 1;
        if self.tags[before] == Tag::Quote && before > self.sentence.0 {
            before -= 1;
            if self.tags[before] != Tag::Comma && self.tags[before] != Tag::Stop {
                return false;
            }
        } else if self.tags[before] != Tag::Comma {
            return false;
        }
        if !self.stack.iter().any(|o| self.has_verb(*o)) && self.tags[from - 1] != Tag::Quote {
            return false;
        }
        // After it: the end, a comma, a quotation, or an adjunct that leads there.
        let mut at = verb.end as usize;
        let end = self.sentence.1.min(at + 16);
        while at < end {
            match self.tags[at] {
                Tag::Stop | Tag::Comma => return true,
                Tag::Quote => return true,
                Tag::Break if self.document.is(at, ";") => return true,
                Tag::Subordinator | Tag::Break | Tag::Coordinator => return false,
                Tag::Relative => return true,
                _ => {}
            }
            let group = self.groups.of_token.at(at);
            if group != NONE && group & VERB == 0 {
                let noun = &self.groups.nouns[group as usize];
                let time = self.bits[noun.head as usize].any(Bits::TIME)
                    || self.document.is_any(noun.head as usize, words!["reporters", "journalists"]);
                if noun.preposition == NONE && !time {
                    // A free noun: told somebody, or the start of what is said.
                    let saying_to =
                        self.bits[verb.main as usize].any(Bits::REPORT) && self.document.is(verb.main as usize, "told");
                    if !saying_to {
                        return false;
                    }
                }
                at = (noun.end as usize).max(at + 1);
                continue;
            }
            if group != NONE && self.groups.verbs[(group & !VERB) as usize].form == Form::Finite {
                return false;
            }
            at += 1;
        }
        at >= self.sentence.1
    }

    fn infinitive(&mut self, index: usize) {
        let verb = self.groups.verbs[index];
        let start = verb.start as usize;
        let top = self.top();
        let clause = self.out.list[top.clause as usize];
        let governing = self.groups.verbs.get(clause.verb as usize).map_or(Bits(0), |v| self.bits[v.main as usize]);
        let object_control = governing.any(Bits::URGE | Bits::ORDER) && clause.object != NONE;
        let mut subject = if object_control { clause.object } else { clause.subject };
        if subject == NONE {
            subject = self.subject_of_open(top, start);
        }
        // "to seize and to hold": side by side.
        if matches!(self.boundary, Some((_, Boundary::And)))
            && clause.kind == ClauseKind::Infinitive
            && self.stack.len() > 1
        {
            subject = clause.subject;
            self.stack.pop();
        }
        self.open(start, ClauseKind::Infinitive, subject, false);
        let id = self.top().clause as usize;
        self.out.list[id].verb = index as u32;
        self.groups.verbs[index].tense =
            if self.ahead || governing.any(Bits::URGE | Bits::ORDER | Bits::PROMISE | Bits::THREATEN | Bits::TRY) {
                Tense::Future
            } else {
                self.tense
            };
    }

    fn participle(&mut self, index: usize) {
        let verb = self.groups.verbs[index];
        let start = verb.start as usize;
        let passive = verb.form == Form::Participle;
        // "while trying to flee", "when asked": the clause has no subject of its own.
        let waiting = self.top();
        if matches!(self.kind(waiting), ClauseKind::Subordinate | ClauseKind::Conditional)
            && !self.has_verb(waiting)
            && waiting.first == NONE
            && self.stack.len() > 1
        {
            let parent = self.out.list[waiting.clause as usize].parent;
            let clause = waiting.clause as usize;
            self.out.list[clause].verb = index as u32;
            self.out.list[clause].subject = self.out.list.get(parent as usize).map_or(NONE, |p| p.subject);
            self.groups.verbs[index].tense = self.tense;
            return;
        }
        let before = if start > self.sentence.0 { self.tags[start - 1] } else { Tag::Stop };
        let top = self.top();
        let enclosing = self.out.list[top.clause as usize];
        let own = if enclosing.subject != NONE { enclosing.subject } else { self.subject_of_open(top, start) };
        let noun_before = self.previous != NONE && self.groups.nouns[self.previous as usize].end as usize == start;
        // "criticised the raid, saying", "a letter to the council saying": the one who says it is the subject.
        let saying = !passive
            && self.bits[verb.main as usize].any(Bits::REPORT | Bits::CLAIM)
            && enclosing.verb != NONE
            && own != NONE;
        let noun_before = noun_before && !saying;
        let apposed = passive && before == Tag::Comma && enclosing.verb == NONE && self.previous != NONE;
        let subject = if noun_before || apposed { self.previous } else { own };
        // "killing two and wounding three": side by side, with one subject.
        let mut coordinate = false;
        let mut inherited = subject;
        if enclosing.kind == ClauseKind::Participial
            && enclosing.verb != NONE
            && matches!(self.boundary, Some((_, Boundary::And | Boundary::Comma)))
            && self.stack.len() > 1
        {
            let same = self.groups.verbs.get(enclosing.verb as usize).is_some_and(|v| v.form == verb.form);
            if same {
                inherited = enclosing.subject;
                self.stack.pop();
                coordinate = true;
            }
        }
        // "was killed and wounded", "have seized … and burned": a participle that leans on the auxiliary before "and".
        let own_noun = self.boundary.is_some_and(|(from, _)| {
            self.groups.nouns.get(self.previous as usize).is_some_and(|n| n.start as usize > from)
        });
        if passive
            && matches!(self.boundary, Some((_, Boundary::And)))
            && !noun_before
            && !own_noun
            && !coordinate
            && enclosing.verb != NONE
        {
            let model = self.groups.verbs[enclosing.verb as usize];
            if model.form == Form::Finite && (model.voice == Voice::Passive || model.perfect) {
                let group = &mut self.groups.verbs[index];
                group.form = Form::Finite;
                group.voice = model.voice;
                group.tense = model.tense;
                group.modality = model.modality;
                let from = self.boundary.map_or(start, |(b, _)| b);
                self.sibling(index, from);
                return;
            }
        }
        self.open(start, ClauseKind::Participial, inherited, coordinate);
        let id = self.top().clause as usize;
        self.out.list[id].verb = index as u32;
        if !verb.perfect {
            self.groups.verbs[index].tense = self.tense;
        }
    }
}
