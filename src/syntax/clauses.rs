//! Clauses: the third pass, over groups, conjunctions and commas, with a stack of open clauses.

use super::columns::ClauseColumn;
use super::groups::{Form, Function, Groups, NounGroup, Tense, VERB};
use super::tags::Tag;
use super::words::Bits;
use super::NONE;
use crate::text::Document;
use crate::words;

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
    pub of_token: ClauseColumn,
}

/// Clauses may nest this deep; anything deeper is read as part of the innermost.
const MAX_DEPTH: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Boundary {
    Comma,
    And,
    Strong,
}

#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) clause: u32,
    /// First and last noun group without a preposition before the verb.
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) commas: u8,
    pub(super) joined: bool,
    pub(super) after_comma: bool,
}

pub(super) struct Builder<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) tags: &'d [Tag],
    pub(super) bits: &'d [Bits],
    pub(super) groups: &'d mut Groups,
    pub(super) out: Clauses,
    pub(super) stack: Vec<Open>,
    /// The last mark or conjunction since the last verb.
    pub(super) boundary: Option<(usize, Boundary)>,
    /// The last noun group without a preposition since the last verb or boundary.
    pub(super) free: u32,
    /// The last noun group.
    pub(super) previous: u32,
    /// The next noun group belongs to a list that `free` stands for.
    pub(super) list: bool,
    /// Tense of the last finite verb.
    pub(super) tense: Tense,
    /// The governing verb asks for something to come.
    pub(super) ahead: bool,
    pub(super) sentence: (usize, usize),
    /// The clause that the tokens from this one on lie in, as far as is known.
    settled: (u32, usize),
}

#[inline(never)]
pub(super) fn build(document: &Document, tags: &[Tag], bits: &[Bits], groups: &mut Groups) -> Clauses {
    let count = tags.len();
    let out = Clauses { list: Vec::with_capacity(count / 7 + 1), of_token: ClauseColumn::new(count) };
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
        settled: (NONE, 0),
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
        let main = self.open(start, ClauseKind::Main, NONE, false);
        self.out.of_token.begin(end, main);
        self.settled = (main, start);
        let mut at = start;
        while at < end {
            let group = self.groups.of_token.at(at);
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
            if top != self.settled.0 {
                self.settle(at);
                self.settled.0 = top;
            }
            if group != NONE {
                if group & VERB != 0 {
                    self.groups.verbs[(group & !VERB) as usize].clause = top;
                } else {
                    self.groups.nouns[group as usize].clause = top;
                }
            }
            at = next;
        }
        self.settle(end);
        self.finish();
    }

    /// Gives the tokens before this one to the clause that they lie in.
    fn settle(&mut self, until: usize) {
        let (clause, from) = self.settled;
        if from < until {
            self.out.of_token.set(from..until, clause);
            self.out.list[clause as usize].end = until as u32;
            self.settled.1 = until;
        }
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

    pub(super) fn top(&self) -> Open {
        self.stack.last().copied().unwrap_or(Open {
            clause: 0,
            first: NONE,
            last: NONE,
            commas: 0,
            joined: false,
            after_comma: false,
        })
    }

    pub(super) fn top_of(&self, level: usize) -> Open {
        self.stack.get(level).copied().unwrap_or(self.top())
    }

    pub(super) fn top_mut(&mut self) -> Option<&mut Open> {
        self.stack.last_mut()
    }

    pub(super) fn kind(&self, open: Open) -> ClauseKind {
        self.out.list[open.clause as usize].kind
    }

    pub(super) fn has_verb(&self, open: Open) -> bool {
        self.out.list[open.clause as usize].verb != NONE
    }

    /// Opens a clause on top of the current one.
    pub(super) fn open(&mut self, start: usize, kind: ClauseKind, subject: u32, coordinate: bool) -> u32 {
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
    pub(super) fn claim(&mut self, start: usize, until: usize) {
        self.settle(until);
        let top = self.top().clause;
        self.out.of_token.set(start..until, top);
        for token in start..until {
            if let Some(noun) = self.groups.of_token.noun(token) {
                self.groups.nouns[noun as usize].clause = top;
            }
        }
    }

    fn word(&mut self, at: usize) {
        match self.tags[at] {
            Tag::Comma => self.comma(at),
            Tag::Break => {
                if self.document.is_any(at, words![";", ":"]) {
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
                    && self.groups.of_token.noun(at + 1).is_some() =>
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
            // "while profitable,": a subordinate clause that has come to nothing.
            let empty = !self.has_verb(open)
                && open.first == NONE
                && matches!(self.kind(open), ClauseKind::Subordinate | ClauseKind::Conditional);
            let close = empty && parent_waits
                || self.has_verb(open)
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
            let group = self.groups.of_token.at(at);
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
    pub(super) fn next_group(&self, from: usize) -> Option<u32> {
        let end = self.sentence.1.min(from + 4);
        for at in from..end {
            let group = self.groups.of_token.at(at);
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
        let NounGroup { start, preposition, .. } = self.groups.nouns[index];
        let (start, open) = (start as usize, self.top());
        let Clause { start: opened, kind, verb, subject, object, .. } = self.out.list[open.clause as usize];
        let mut governed = preposition != NONE;
        // The preposition opened a clause instead: "after rebels took the town".
        if governed && opened == preposition && kind != ClauseKind::Main {
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
        // "the report this week accused …": when it is said, not who says it.
        let when = !governed && verb == NONE && open.first != NONE && self.is_when(index);
        if !governed && !when {
            if verb == NONE {
                if let Some(open) = self.top_mut() {
                    if open.first == NONE {
                        open.first = index as u32;
                        open.commas = 0;
                        open.joined = false;
                    }
                    open.last = index as u32;
                }
            } else if object == NONE && self.boundary.is_none() && subject != index as u32 {
                self.out.list[open.clause as usize].object = index as u32;
                self.groups.nouns[index].function = Function::Object;
            }
            if !self.list {
                self.free = index as u32;
            }
        }
        self.list = false;
        self.previous = index as u32;
    }

    /// "this week", "last month", "yesterday": a time without a preposition.
    fn is_when(&self, index: usize) -> bool {
        let noun = &self.groups.nouns[index];
        let head = noun.head as usize;
        self.bits[head].any(Bits::TIME)
            || noun.start as usize + 2 == noun.end as usize
                && self.document.is_any(noun.start as usize, words!["this", "last", "that", "each", "every"])
                && self.document.is_any(
                    head,
                    words![
                        "day",
                        "week",
                        "weekend",
                        "month",
                        "year",
                        "morning",
                        "afternoon",
                        "evening",
                        "night",
                        "spring",
                        "summer",
                        "autumn",
                        "fall",
                        "winter",
                    ],
                )
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
                match self.groups.of_token.noun(end + 1) {
                    Some(noun) => {
                        end = (self.groups.nouns[noun as usize].end as usize).max(end + 2);
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
}
