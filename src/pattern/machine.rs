//! Runs a compiled pattern outwards from its anchor: backtracking with a step limit.

use super::compile::{Begin, First, Op, Program, Shape, NO_CAPTURE, SLOTS, SPAN};
use crate::lexicon::Class;
use crate::text::{Document, Kind};
use crate::words;
use std::ops::Range;

/// Attempts give up here. Patterns that need more are too loose to be trusted.
const STEPS: u32 = 4_000;

/// Nothing has been looked at.
const UNKNOWN: (usize, First) = (usize::MAX, First::NOTHING);

/// What a named part of a pattern matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// First token.
    pub start: usize,
    /// Token after the last; equal to `start` when the part did not take part.
    pub end: usize,
    /// The payload, for a `<class>`.
    pub payload: u32,
}

/// A match of a rule.
pub struct Match<'d, 't> {
    /// Where it was found.
    pub document: &'d Document<'t>,
    /// The tokens that the mark covers.
    pub span: Range<usize>,
    /// All tokens that the pattern covers.
    pub whole: Range<usize>,
    /// The tokens of the anchor.
    pub anchor: Range<usize>,
    /// The anchor's payload.
    pub payload: u32,
    captures: &'d [Slot; SLOTS],
    names: &'d [String],
}

impl Match<'_, '_> {
    /// The part captured under a name, when it took part in the match.
    pub fn get(&self, name: &str) -> Option<Capture> {
        let index = self.names.iter().position(|n| n == name)?;
        let slot = self.captures.get(index)?;
        (slot.end > slot.start).then_some(Capture {
            start: slot.start as usize,
            end: slot.end as usize,
            payload: slot.payload,
        })
    }

    /// The token behind all that the pattern covers, in its paragraph; beyond the document where there is none.
    pub(crate) fn next(&self) -> usize {
        self.document.next_in_paragraph(self.whole.end)
    }

    /// The payload of a captured part.
    pub fn payload(&self, name: &str) -> Option<u32> {
        self.get(name).map(|c| c.payload)
    }

    /// The characters of a captured part; empty when it did not take part.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).map_or("", |c| self.document.slice(c.start..c.end))
    }
}

/// A capture while the machine runs.
#[derive(Clone, Copy, Default)]
struct Slot {
    start: u32,
    end: u32,
    payload: u32,
}

impl Slot {
    fn new(start: usize, end: usize, payload: u32) -> Self {
        Slot { start: start as u32, end: end as u32, payload }
    }
}

/// A way through a program that is left for later. The captures are not in it: going back to it takes back what was
/// captured since.
#[derive(Clone, Copy)]
struct Thread {
    op: u16,
    at: u32,
    /// So many changes of captures had been made.
    changes: u32,
    /// What it captures when it is taken up.
    capture: u8,
    captured: Slot,
}

impl First {
    /// What stands at a token: what begins there, or ends there when the token is looked at from behind.
    fn of_token(document: &Document, token: usize, from_behind: bool) -> First {
        let Some(t) = document.tokens.get(token) else { return First::NOTHING };
        let mut classes = document.buckets(token);
        if from_behind {
            classes = document.edges_to(token).fold(classes, |classes, edge| classes | edge.sense.class.bit());
        }
        let shapes = match t.kind {
            Kind::Word => {
                Shape::Word.bit()
                    | match t.shape {
                        crate::text::Shape::Lower => Shape::Lower.bit(),
                        crate::text::Shape::Upper => Shape::Upper.bit() | Shape::Cap.bit() | Shape::Name.bit(),
                        _ => Shape::Cap.bit() | Shape::Name.bit(),
                    }
            }
            Kind::Number => Shape::Num.bit(),
            Kind::Ordinal => Shape::Ord.bit(),
            Kind::Decade => Shape::Decade.bit(),
            _ => 0,
        };
        First { words: First::bucket(t.hash), classes, shapes: First::NOTHING.shapes | Shape::Any.bit() | shapes }
    }
}

/// Tries programs on a document, at one anchor after the other.
pub(super) struct Machine<'d, 't> {
    document: &'d Document<'t>,
    /// The sentence that the anchors are in: nothing beyond it is looked at.
    sentence: Range<usize>,
    leftwards: bool,
    steps: u32,
    captures: [Slot; SLOTS],
    /// Captures as they were before, for the threads.
    changes: Vec<(u8, Slot)>,
    threads: Vec<Thread>,
    /// What was last looked at behind tokens and, leftwards, before them: the next rule there asks for the same.
    facing: [(usize, First); 4],
}

impl<'d, 't> Machine<'d, 't> {
    pub fn new(document: &'d Document<'t>) -> Self {
        Machine {
            document,
            sentence: 0..0,
            leftwards: false,
            steps: 0,
            captures: [Slot::default(); SLOTS],
            changes: Vec::new(),
            threads: Vec::new(),
            facing: [UNKNOWN; 4],
        }
    }

    /// The sentence that the next anchors are in.
    pub fn enter(&mut self, sentence: Range<usize>) {
        self.sentence = sentence;
        self.facing = [UNKNOWN; 4];
    }

    /// Whether the anchors lie in a later sentence.
    pub fn is_behind(&self, token: usize) -> bool {
        token >= self.sentence.end
    }

    /// Whether what stands before and behind an anchor at tokens `start..end` is such as a program begins with. Programs
    /// that begin otherwise need no attempt.
    pub fn admits(&mut self, [left, right]: &[Begin; 2], start: usize, end: usize) -> bool {
        self.may_begin(right, end, end + 1, false) && self.may_begin(left, start, start.saturating_sub(1), true)
    }

    fn may_begin(&mut self, begin: &Begin, at: usize, next: usize, leftwards: bool) -> bool {
        if begin.alone.is_anything() {
            return true;
        }
        let first = self.facing(at, leftwards);
        begin.alone.meets(&first) || begin.first.meets(&first) && begin.second.meets(&self.facing(next, leftwards))
    }

    /// What stands at the token that a program comes to next.
    pub fn facing(&mut self, at: usize, leftwards: bool) -> First {
        let place = at % 2 * 2 + usize::from(leftwards);
        if self.facing[place].0 != at {
            self.facing[place] = (at, self.look(at, leftwards));
        }
        self.facing[place].1
    }

    #[inline(never)]
    fn look(&mut self, at: usize, leftwards: bool) -> First {
        self.leftwards = leftwards;
        match self.next(at, false) {
            Some(token) => First::of_token(self.document, token, leftwards),
            None => First::NOTHING,
        }
    }

    /// Tries a program with its anchor at tokens `start..end` of the sentence.
    pub fn attempt(&mut self, program: &'d Program, start: usize, end: usize, payload: u32) -> Option<Match<'_, 't>> {
        if end > self.sentence.end {
            return None;
        }
        // Most programs that are admitted fail at the very next token, on one side or the other.
        self.leftwards = true;
        if !program.left.first().is_some_and(|op| self.may_match(op, start)) {
            return None;
        }
        self.captures = [Slot::default(); SLOTS];
        self.leftwards = false;
        let right = self.side(&program.right, end)?;
        self.leftwards = true;
        let left = self.side(&program.left, start)?;
        if let Some(slot) = self.captures.get_mut(usize::from(program.anchor_capture)) {
            *slot = Slot::new(start, end, payload);
        }
        let whole = left..right;
        let Slot { start: from, end: to, .. } = self.captures[usize::from(SPAN)];
        let span = if program.has_span { from as usize..to as usize } else { whole.clone() };
        Some(Match {
            document: self.document,
            span,
            whole,
            anchor: start..end,
            payload,
            captures: &self.captures,
            names: &program.names,
        })
    }

    /// How far a program leads from a token.
    fn side(&mut self, ops: &[Op], at: usize) -> Option<usize> {
        if let [Op::Done] = ops {
            return Some(at);
        }
        self.threads.clear();
        self.changes.clear();
        self.steps = STEPS;
        self.run(ops, 0, at)
    }

    /// False when an operation cannot match here.
    fn may_match(&self, op: &Op, at: usize) -> bool {
        let document = self.document;
        match op {
            Op::Word { hash, glued, .. } => {
                self.next(at, *glued).is_some_and(|token| document.tokens[token].hash == *hash)
            }
            Op::Words { words, glued } => {
                self.next(at, *glued).is_some_and(|token| words.capture(document.tokens[token].hash).is_some())
            }
            Op::Shape { shape, glued, .. } => self.next(at, *glued).is_some_and(|token| self.has_shape(token, *shape)),
            Op::Class { class, glued, .. } => self.next(at, *glued).is_some_and(|token| {
                document.may_mean(token, class.bit())
                    || self.leftwards && document.edges_to(token).any(|e| e.sense.class == *class)
            }),
            _ => true,
        }
    }

    /// Where the first way through the program from `op` on ends. What other ways wait on `threads` above its present
    /// height.
    fn run(&mut self, ops: &[Op], op: u16, at: usize) -> Option<usize> {
        let floor = self.threads.len();
        let (mut op, mut at) = (op, at);
        loop {
            self.steps = self.steps.checked_sub(1)?;
            let alive = match ops.get(usize::from(op))? {
                Op::Done => return Some(at),
                Op::Word { hash, glued, capture } => match self.next(at, *glued) {
                    Some(token) if self.document.tokens[token].hash == *hash => {
                        at = self.eat(token, *capture);
                        true
                    }
                    _ => false,
                },
                Op::Words { words, glued } => {
                    let token = self.next(at, *glued);
                    match token.and_then(|token| Some((token, words.capture(self.document.tokens[token].hash)?))) {
                        Some((token, capture)) => {
                            at = self.eat(token, capture);
                            true
                        }
                        None => false,
                    }
                }
                Op::Shape { shape, glued, capture } => match self.next(at, *glued) {
                    Some(token) if self.has_shape(token, *shape) => {
                        at = self.eat(token, *capture);
                        true
                    }
                    _ => false,
                },
                Op::Class { class, glued, capture } => {
                    let way = self.next(at, *glued).and_then(|token| self.class(op, token, *class, *capture));
                    at = way.unwrap_or(at);
                    way.is_some()
                }
                Op::Split(one, other) => {
                    // Most of what is optional is not there: that costs no thread.
                    if ops.get(usize::from(*one)).is_some_and(|op| self.may_match(op, at)) {
                        self.later(*other, at, NO_CAPTURE, Slot::default());
                        op = *one;
                    } else {
                        op = *other;
                    }
                    continue;
                }
                Op::Enter { first, other } => {
                    if first.meets(&self.facing(at, self.leftwards)) {
                        self.later(*other, at, NO_CAPTURE, Slot::default());
                        op += 1;
                    } else {
                        op = *other;
                    }
                    continue;
                }
                Op::Jump(to) => {
                    op = *to;
                    continue;
                }
                Op::Open(slot) => {
                    let before = self.captures[usize::from(*slot)];
                    self.capture(*slot, Slot { start: at as u32, ..before });
                    true
                }
                Op::Close(slot) => {
                    let before = self.captures[usize::from(*slot)];
                    self.capture(*slot, Slot { end: at as u32, ..before });
                    true
                }
                Op::Not(skip) => {
                    // What must not follow mostly does not.
                    if !ops.get(usize::from(op) + 1).is_some_and(|op| self.may_match(op, at)) {
                        op = *skip;
                        continue;
                    }
                    let (height, changes) = (self.threads.len(), self.changes.len());
                    let found = self.run(ops, op + 1, at).is_some();
                    self.threads.truncate(height);
                    self.take_back(changes);
                    if !found {
                        op = *skip;
                        continue;
                    }
                    false
                }
                Op::SentenceEdge { start } => at == if *start { self.sentence.start } else { self.sentence.end },
            };
            if alive {
                op += 1;
                continue;
            }
            if self.threads.len() <= floor {
                return None;
            }
            let thread = self.threads.pop()?;
            self.take_back(thread.changes as usize);
            self.capture(thread.capture, thread.captured);
            (op, at) = (thread.op, thread.at as usize);
        }
    }

    fn later(&mut self, op: u16, at: usize, capture: u8, captured: Slot) {
        self.threads.push(Thread { op, at: at as u32, changes: self.changes.len() as u32, capture, captured });
    }

    fn capture(&mut self, capture: u8, captured: Slot) {
        if let Some(slot) = self.captures.get_mut(usize::from(capture)) {
            self.changes.push((capture, std::mem::replace(slot, captured)));
        }
    }

    fn take_back(&mut self, changes: usize) {
        while self.changes.len() > changes {
            let Some((capture, before)) = self.changes.pop() else { return };
            self.captures[usize::from(capture)] = before;
        }
    }

    /// The token to look at, when there is one (glued as asked).
    #[inline]
    fn next(&self, at: usize, glued: bool) -> Option<usize> {
        let token = if self.leftwards {
            at.checked_sub(1).filter(|t| *t >= self.sentence.start)?
        } else {
            Some(at).filter(|t| *t < self.sentence.end)?
        };
        // Leftwards, what must touch is the token on the right: the one the thread came from.
        (!glued || self.document.tokens.get(at).is_some_and(|t| t.glued())).then_some(token)
    }

    /// Takes a token; returns where to go on.
    fn eat(&mut self, token: usize, capture: u8) -> usize {
        self.capture(capture, Slot::new(token, token + 1, 0));
        if self.leftwards {
            token
        } else {
            token + 1
        }
    }

    /// Takes the longest reading of a class, and leaves the others for later; returns where to go on.
    fn class(&mut self, op: u16, token: usize, class: Class, capture: u8) -> Option<usize> {
        let bounded = if self.leftwards { self.document.ends_edge(token) } else { self.document.begins_edge(token) };
        if !bounded {
            let sense = self.document.word_sense(token, class)?;
            self.capture(capture, Slot::new(token, token + 1, sense.payload));
            return Some(if self.leftwards { token } else { token + 1 });
        }
        // Longest first: up to four readings are worth trying.
        let mut ways = [Slot::default(); 4];
        let mut count = 0;
        let mut add = |start: usize, end: usize, payload: u32| {
            if count < ways.len() {
                ways[count] = Slot::new(start, end, payload);
                count += 1;
            }
        };
        if self.leftwards {
            for edge in self
                .document
                .edges_to(token)
                .filter(|e| e.sense.class == class && e.start as usize >= self.sentence.start)
            {
                add(edge.start as usize, token + 1, edge.sense.payload);
            }
        } else {
            for edge in self
                .document
                .edges_from(token)
                .filter(|e| e.sense.class == class && e.end as usize <= self.sentence.end)
            {
                add(token, edge.end as usize, edge.sense.payload);
            }
        }
        // Single words last, so that of four readings kept none is lost to a shorter one.
        if let Some(sense) = self.document.word_sense(token, class) {
            add(token, token + 1, sense.payload);
        }
        let ways = &mut ways[..count];
        if count > 1 {
            crate::order::few_by_key(ways, |way| (way.end - way.start) as u64);
        }
        let (longest, shorter) = ways.split_last()?;
        let leftwards = self.leftwards;
        let behind = |way: &Slot| if leftwards { way.start } else { way.end } as usize;
        for way in shorter {
            self.later(op + 1, behind(way), capture, *way);
        }
        self.capture(capture, *longest);
        Some(behind(longest))
    }

    fn has_shape(&self, token: usize, shape: Shape) -> bool {
        let t = &self.document.tokens[token];
        match shape {
            Shape::Any => true,
            Shape::Word => t.kind == Kind::Word,
            Shape::Cap => t.capitalised(),
            // At the start of a sentence "The" is written like a name.
            Shape::Name => {
                t.capitalised()
                    && !self.document.is_any(token, words!["the", "a", "an", "this", "that", "their", "its"])
            }
            Shape::Upper => t.kind == Kind::Word && t.shape == crate::text::Shape::Upper,
            Shape::Lower => t.kind == Kind::Word && t.shape == crate::text::Shape::Lower,
            Shape::Num => t.kind == Kind::Number,
            Shape::Ord => t.kind == Kind::Ordinal,
            Shape::Decade => t.kind == Kind::Decade,
        }
    }
}
