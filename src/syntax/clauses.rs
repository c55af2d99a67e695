//! Clauses: the third pass, over groups, conjunctions and commas, with a stack of open clauses.

use super::groups::{Form, Function, Groups, Tense, Voice, VERB};
use super::tags::Tag;
use super::words::Bits;
use super::NONE;
use crate::text::Document;

/// How a clause hangs in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClauseKind {
    /// Stands by itself, also after "and" and "but".
    #[default]
    Main,
    /// What is said, thought, ordered: "said \[that\] the town had fallen".
    Complement,
    /// After `when`, `because`, `although`, `after` …
    Subordinate,
    /// After `if`, `unless`, `whether`.
    Conditional,
    /// After `who`, `which`, `that`.
    Relative,
    /// Built on an `-ing` form or a past participle: "killing three", "troops sent by the capital".
    Participial,
    /// Built on `to` + verb.
    Infinitive,
    /// A report put into or after what it reports: ", the ministry said."
    Parenthetical,
}

/// A verb with its arguments. Its tokens may be interrupted by a clause inside it.
#[derive(Clone, Copy, Debug)]
pub struct Clause {
    /// First token.
    pub start: u32,
    /// Token after the last.
    pub end: u32,
    /// How it hangs.
    pub kind: ClauseKind,
    /// The clause it hangs on, or [`NONE`].
    pub parent: u32,
    /// Noun group of the subject, or [`NONE`]. A clause without its own has that of the clause it leans on.
    pub subject: u32,
    /// Verb group, or [`NONE`] in a headline or fragment.
    pub verb: u32,
    /// Noun group of the first object, or [`NONE`].
    pub object: u32,
    /// The subject stands after the verb: "said the general".
    pub inverted: bool,
    /// Levels above it.
    pub depth: u8,
    /// Joined to the clause before it by "and", "or", "but" or a semicolon.
    pub coordinate: bool,
}

/// Clauses in order of their first token, and for every token the innermost it lies in.
pub(super) struct Clauses {
    pub list: Vec<Clause>,
    pub of_token: Vec<u32>,
}

/// Clauses may nest this deep; anything deeper is read as part of the innermost.
const MAX_DEPTH: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Boundary {
    Comma,
    And,
    Strong,
}

#[derive(Clone, Copy)]
struct Open {
    clause: u32,
    /// First and last noun group without a preposition before the verb.
    first: u32,
    last: u32,
    commas: u8,
    joined: bool,
    after_comma: bool,
}

struct Builder<'d> {
    document: &'d Document<'d>,
    tags: &'d [Tag],
    bits: &'d [Bits],
    groups: &'d mut Groups,
    out: Clauses,
    stack: Vec<Open>,
    /// The last mark or conjunction since the last verb.
    boundary: Option<(usize, Boundary)>,
    /// The last noun group without a preposition since the last verb or boundary.
    free: u32,
    /// The last noun group.
    previous: u32,
    /// The next noun group belongs to a list that `free` stands for.
    list: bool,
    /// Tense of the last finite verb.
    tense: Tense,
    /// The governing verb asks for something to come.
    ahead: bool,
    sentence: (usize, usize),
}

pub(super) fn build(document: &Document, tags: &[Tag], bits: &[Bits], groups: &mut Groups) -> Clauses {
    let count = tags.len();
    let out = Clauses { list: Vec::with_capacity(count / 10 + 1), of_token: vec![NONE; count] };
    let mut builder = Builder {
        document,
        tags,
        bits,
        groups,
        out,
        stack: Vec::with_capacity(MAX_DEPTH),
        boundary: None,
        free: NONE,
        previous: NONE,
        list: false,
        tense: Tense::Past,
        ahead: false,
        sentence: (0, 0),
    };
    for index in 0..document.sentences.len() {
        let sentence = document.sentence(index);
        builder.run(sentence.start, sentence.end.min(count));
    }
    builder.out
}

impl Builder<'_> {
    fn run(&mut self, start: usize, end: usize) {
        self.sentence = (start, end);
        self.stack.clear();
        self.boundary = None;
        self.free = NONE;
        self.previous = NONE;
        self.ahead = false;
        self.list = false;
        self.open(start, ClauseKind::Main, NONE, false);
        let mut at = start;
        while at < end {
            let group = self.groups.of_token[at];
            let next = if group == NONE {
                self.word(at);
                at + 1
            } else if group & VERB != 0 {
                self.verb((group & !VERB) as usize);
                self.groups.verbs[(group & !VERB) as usize].end as usize
            } else {
                self.noun(group as usize);
                self.groups.nouns[group as usize].end as usize
            };
            let next = next.max(at + 1).min(end);
            let top = self.top().clause;
            self.out.of_token[at..next].fill(top);
            self.out.list[top as usize].end = next as u32;
            if group != NONE {
                if group & VERB != 0 {
                    self.groups.verbs[(group & !VERB) as usize].clause = top;
                } else {
                    self.groups.nouns[group as usize].clause = top;
                }
            }
            at = next;
        }
        self.finish();
    }

    /// A headline or caption without a finite verb stands on its participle: "Five killed in market blast".
    fn finish(&mut self) {
        let Some(root) = self.stack.first().map(|o| o.clause as usize) else { return };
        if self.out.list[root].verb != NONE {
            return;
        }
        let participle = self.out.list[root + 1..]
            .iter()
            .position(|c| c.parent == root as u32 && c.kind == ClauseKind::Participial)
            .map(|i| root + 1 + i);
        if let Some(child) = participle {
            let verb = self.out.list[child].verb;
            if self.out.list[child].subject != NONE
                && verb != NONE
                && self.groups.verbs[verb as usize].form == Form::Participle
            {
                self.out.list[root].verb = verb;
                self.out.list[root].subject = self.out.list[child].subject;
                let subject = self.out.list[root].subject as usize;
                if self.groups.nouns[subject].function == Function::Free {
                    self.groups.nouns[subject].function = Function::Subject;
                }
            }
        }
    }

    fn top(&self) -> Open {
        self.stack.last().copied().unwrap_or(Open {
            clause: 0,
            first: NONE,
            last: NONE,
            commas: 0,
            joined: false,
            after_comma: false,
        })
    }

    fn top_of(&self, level: usize) -> Open {
        self.stack.get(level).copied().unwrap_or(self.top())
    }

    fn top_mut(&mut self) -> Option<&mut Open> {
        self.stack.last_mut()
    }

    fn kind(&self, open: Open) -> ClauseKind {
        self.out.list[open.clause as usize].kind
    }

    fn has_verb(&self, open: Open) -> bool {
        self.out.list[open.clause as usize].verb != NONE
    }

    /// Opens a clause on top of the current one.
    fn open(&mut self, start: usize, kind: ClauseKind, subject: u32, coordinate: bool) -> u32 {
        if self.stack.len() >= MAX_DEPTH {
            self.stack.pop();
        }
        let parent = self.stack.last().map_or(NONE, |o| o.clause);
        let clause = self.out.list.len() as u32;
        self.out.list.push(Clause {
            start: start as u32,
            end: start as u32 + 1,
            kind,
            parent,
            subject,
            verb: NONE,
            object: NONE,
            inverted: false,
            depth: self.stack.len() as u8,
            coordinate,
        });
        let after_comma = start > self.sentence.0 && self.tags[start - 1] == Tag::Comma;
        self.stack.push(Open { clause, first: NONE, last: NONE, commas: 0, joined: false, after_comma });
        clause
    }

    /// Gives the tokens from `start` to the current one to the top clause.
    fn claim(&mut self, start: usize, until: usize) {
        let top = self.top().clause;
        for token in start..until {
            self.out.of_token[token] = top;
            let group = self.groups.of_token[token];
            if group != NONE && group & VERB == 0 {
                self.groups.nouns[group as usize].clause = top;
            }
        }
    }

    fn word(&mut self, at: usize) {
        match self.tags[at] {
            Tag::Comma => self.comma(at),
            Tag::Break => {
                if self.document.is_any(at, &[";", ":"]) {
                    self.stack.truncate(1);
                    self.boundary = Some((at, Boundary::Strong));
                } else {
                    self.comma(at);
                }
                self.free = NONE;
            }
            Tag::Bracket => self.comma(at),
            // ", police and hospital officials said": a list of subjects stays together.
            Tag::Coordinator
                if matches!(self.boundary, Some((_, Boundary::Comma)))
                    && self.groups.nouns.get(self.free as usize).is_some_and(|n| n.end as usize == at)
                    && self.groups.of_token.get(at + 1).is_some_and(|&g| g != NONE && g & VERB == 0) =>
            {
                self.list = true;
            }
            Tag::Coordinator => {
                if let Some(open) = self.top_mut() {
                    open.joined = true;
                }
                self.boundary = Some((at, Boundary::And));
                self.free = NONE;
            }
            Tag::Subordinator => self.subordinate(at),
            Tag::Preposition if self.bits[at].any(Bits::SUBORDINATOR) && self.clause_follows(at + 1) => {
                self.subordinate(at)
            }
            Tag::Relative => self.relative(at),
            // A closing quotation mark ends a report put in between.
            Tag::Quote if self.kind(self.top()) == ClauseKind::Parenthetical && self.has_verb(self.top()) => {
                self.stack.pop();
            }
            _ => {}
        }
    }

    fn comma(&mut self, at: usize) {
        if let Some(open) = self.top_mut() {
            open.commas = open.commas.saturating_add(1);
        }
        while self.stack.len() > 1 {
            let open = self.top();
            let parent_waits = self.stack.get(self.stack.len() - 2).is_some_and(|p| !self.has_verb(*p));
            let close = self.has_verb(open)
                && match self.kind(open) {
                    ClauseKind::Parenthetical => true,
                    ClauseKind::Relative | ClauseKind::Participial => open.after_comma || parent_waits,
                    ClauseKind::Subordinate | ClauseKind::Conditional | ClauseKind::Infinitive => parent_waits,
                    ClauseKind::Main | ClauseKind::Complement => false,
                };
            if !close {
                break;
            }
            self.stack.pop();
        }
        self.boundary = Some((at, Boundary::Comma));
        self.free = NONE;
    }

    fn subordinate(&mut self, at: usize) {
        let that = self.bits[at].any(Bits::DEMONSTRATIVE);
        let kind = if that {
            ClauseKind::Complement
        } else if self.bits[at].any(Bits::CONDITIONAL) {
            ClauseKind::Conditional
        } else {
            ClauseKind::Subordinate
        };
        // "said that … and that …": side by side.
        let mut coordinate = false;
        if that && matches!(self.boundary, Some((_, Boundary::And))) {
            while self.stack.len() > 1 && self.kind(self.top()) != ClauseKind::Complement {
                self.stack.pop();
            }
            if self.stack.len() > 1 {
                self.stack.pop();
                coordinate = true;
            }
        }
        self.open(at, kind, NONE, coordinate);
        self.boundary = None;
        self.free = NONE;
    }

    /// A finite verb with a subject of its own comes before the next comma: "after" opens a clause, not a phrase.
    fn clause_follows(&self, from: usize) -> bool {
        let end = self.sentence.1.min(from + 14);
        let mut subject = false;
        let mut at = from;
        while at < end {
            let group = self.groups.of_token[at];
            if group == NONE {
                match self.tags[at] {
                    Tag::Adverb | Tag::Preposition | Tag::Hyphen => {}
                    Tag::Quote => {}
                    _ => return false,
                }
                at += 1;
            } else if group & VERB != 0 {
                let verb = &self.groups.verbs[(group & !VERB) as usize];
                return subject && verb.form == Form::Finite;
            } else {
                subject = true;
                at = (self.groups.nouns[group as usize].end as usize).max(at + 1);
            }
        }
        false
    }

    fn relative(&mut self, at: usize) {
        // "a war in 1998 that": the year is not what kills.
        let year = self.groups.nouns.get(self.previous as usize).is_some_and(|n| {
            n.preposition != NONE
                && (self.tags[n.head as usize] == Tag::Number || self.bits[n.head as usize].any(Bits::TIME))
        });
        let antecedent = if year && self.free != NONE { self.free } else { self.previous };
        // "in which", "of whom": the preposition belongs to the clause.
        let verb_next = self.next_group(at + 1).is_some_and(|g| g & VERB != 0);
        let subject = if verb_next { antecedent } else { NONE };
        self.open(at, ClauseKind::Relative, subject, false);
        let after_comma = at > self.sentence.0
            && (self.tags[at - 1] == Tag::Comma
                || at > self.sentence.0 + 1
                    && self.tags[at - 1] == Tag::Preposition
                    && self.tags[at - 2] == Tag::Comma);
        if let Some(open) = self.top_mut() {
            open.after_comma = after_comma;
        }
        self.boundary = None;
        self.free = NONE;
    }

    /// The next group within a few tokens, adverbs skipped.
    fn next_group(&self, from: usize) -> Option<u32> {
        let end = self.sentence.1.min(from + 4);
        for at in from..end {
            let group = self.groups.of_token[at];
            if group != NONE {
                return Some(group);
            }
            if !matches!(self.tags[at], Tag::Adverb | Tag::Negation | Tag::Quote) {
                return None;
            }
        }
        None
    }

    fn noun(&mut self, index: usize) {
        let (start, preposition) = (self.groups.nouns[index].start as usize, self.groups.nouns[index].preposition);
        let mut governed = preposition != NONE;
        // The preposition opened a clause instead: "after rebels took the town".
        if governed
            && self.out.list[self.top().clause as usize].start == preposition
            && self.kind(self.top()) != ClauseKind::Main
        {
            governed = false;
            self.groups.nouns[index].preposition = NONE;
            self.groups.nouns[index].function = Function::Free;
        }
        // "in Kyiv and Odesa": the second has the preposition of the first, unless a verb of its own follows.
        if !governed
            && start > self.sentence.0
            && matches!(self.tags[start - 1], Tag::Coordinator | Tag::Comma)
            && self.previous != NONE
        {
            let before = self.groups.nouns[self.previous as usize];
            let adjacent = before.end as usize + 1 == start
                || before.end as usize + 2 == start && self.tags[start - 2] == Tag::Comma;
            if adjacent && before.preposition != NONE && !self.verb_follows(index) {
                self.groups.nouns[index].preposition = before.preposition;
                self.groups.nouns[index].function = Function::Oblique;
                governed = true;
            }
        }
        if !governed {
            let open = self.top();
            let clause = open.clause as usize;
            if !self.has_verb(open) {
                if let Some(open) = self.top_mut() {
                    if open.first == NONE {
                        open.first = index as u32;
                        open.commas = 0;
                        open.joined = false;
                    }
                    open.last = index as u32;
                }
            } else if self.out.list[clause].object == NONE
                && self.boundary.is_none()
                && self.out.list[clause].subject != index as u32
            {
                self.out.list[clause].object = index as u32;
                self.groups.nouns[index].function = Function::Object;
            }
            if !self.list {
                self.free = index as u32;
            }
        }
        self.list = false;
        self.previous = index as u32;
    }

    /// A finite verb comes right after this noun group, or after what hangs on it ("a lot of people were coming").
    fn verb_follows(&self, index: usize) -> bool {
        let mut end = self.groups.nouns[index].end as usize;
        for _ in 0..3 {
            let Some(group) = self.next_group(end) else {
                // Past one prepositional phrase, or the next of a list.
                if !matches!(self.tags.get(end), Some(Tag::Preposition | Tag::Coordinator)) || end >= self.sentence.1 {
                    return false;
                }
                match self.groups.of_token.get(end + 1) {
                    Some(&g) if g != NONE && g & VERB == 0 => {
                        end = (self.groups.nouns[g as usize].end as usize).max(end + 2);
                        continue;
                    }
                    _ => return false,
                }
            };
            if group & VERB == 0 {
                return false;
            }
            return self.groups.verbs[(group & !VERB) as usize].form == Form::Finite;
        }
        false
    }

    fn verb(&mut self, index: usize) {
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
                    && matches!(child.kind, ClauseKind::Participial | ClauseKind::Infinitive)
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
        let object = self.groups.of_token.get(verb.end as usize).is_some_and(|&g| g != NONE && g & VERB == 0);
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
        if !quote_or_comma || group & VERB != 0 || self.groups.of_token[verb.end as usize] == NONE {
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
                Tag::Subordinator | Tag::Break | Tag::Coordinator => return false,
                Tag::Relative => return true,
                _ => {}
            }
            let group = self.groups.of_token[at];
            if group != NONE && group & VERB == 0 {
                let noun = &self.groups.nouns[group as usize];
                let time = self.bits[noun.head as usize].any(Bits::TIME)
                    || self.document.is_any(noun.head as usize, &["reporters", "journalists"]);
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
        if passive
            && matches!(self.boundary, Some((_, Boundary::And)))
            && !noun_before
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
