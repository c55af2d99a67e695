//! Runs a compiled pattern outwards from its anchor: backtracking with a step limit.

use super::compile::{First, Op, Program, Shape, NO_CAPTURE, SLOTS, SPAN};
use crate::lexicon::Class;
use crate::text::{Document, Kind};
use crate::words;
use std::ops::Range;

/// Attempts give up here. Patterns that need more are too loose to be trusted.
const STEPS: u32 = 4_000;

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
    captures: [Capture; SLOTS],
    names: &'d [String],
}

impl Match<'_, '_> {
    /// The part captured under a name, when it took part in the match.
    pub fn get(&self, name: &str) -> Option<Capture> {
        let index = self.names.iter().position(|n| n == name)?;
        let capture = *self.captures.get(index)?;
        (capture.end > capture.start).then_some(capture)
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

/// A capture as threads carry it: they are copied at every split, so they are kept small.
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

impl From<Slot> for Capture {
    fn from(slot: Slot) -> Self {
        Capture { start: slot.start as usize, end: slot.end as usize, payload: slot.payload }
    }
}

/// A way through a program that is not yet at its end.
#[derive(Clone, Copy)]
pub(super) struct Thread {
    op: u16,
    at: u32,
    captures: [Slot; SLOTS],
}

impl Thread {
    #[inline]
    fn at(&self) -> usize {
        self.at as usize
    }
}

const SHAPES: [Shape; 9] = [
    Shape::Cap,
    Shape::Name,
    Shape::Upper,
    Shape::Lower,
    Shape::Num,
    Shape::Ord,
    Shape::Decade,
    Shape::Word,
    Shape::Any,
];

struct Machine<'d, 't> {
    document: &'d Document<'t>,
    bounds: Range<usize>,
    leftwards: bool,
    steps: u32,
}

/// Tries a program with its anchor at tokens `start..end`, inside `sentence`. `stack` is working space.
pub(super) fn attempt<'d, 't>(
    document: &'d Document<'t>,
    program: &'d Program,
    start: usize,
    end: usize,
    payload: u32,
    sentence: Range<usize>,
    stack: &mut Vec<Thread>,
) -> Option<Match<'d, 't>> {
    if end > sentence.end {
        return None;
    }
    let mut machine = Machine { document, bounds: sentence, leftwards: false, steps: STEPS };
    // Most attempts fail at the very next token, on one side or the other.
    let [left, right] = &program.begins;
    if !machine.admits(right, end) || !machine.may_begin(&program.right, end) {
        return None;
    }
    machine.leftwards = true;
    if !machine.admits(left, start) || !machine.may_begin(&program.left, start) {
        return None;
    }
    stack.clear();
    machine.leftwards = false;
    let captures = [Slot::default(); SLOTS];
    let right = machine.run(&program.right, Thread { op: 0, at: end as u32, captures }, stack)?;
    stack.clear();
    machine.leftwards = true;
    machine.steps = STEPS;
    let left = machine.run(&program.left, Thread { op: 0, at: start as u32, captures: right.captures }, stack)?;
    let mut captures = left.captures.map(Capture::from);
    if program.anchor_capture != NO_CAPTURE {
        captures[program.anchor_capture as usize] = Capture { start, end, payload };
    }
    let whole = left.at()..right.at();
    let span =
        if program.has_span { captures[SPAN as usize].start..captures[SPAN as usize].end } else { whole.clone() };
    Some(Match { document, span, whole, anchor: start..end, payload, captures, names: &program.names })
}

impl Machine<'_, '_> {
    /// False when no way through a program can begin with the token here.
    #[inline]
    fn admits(&self, first: &First, at: usize) -> bool {
        if first.nothing {
            return true;
        }
        let Some(at) = self.next(at, false) else { return false };
        let token = &self.document.tokens[at];
        first.words & First::bucket(token.hash) != 0
            || first.classes & self.document.buckets(at, self.leftwards) != 0
            || first.shapes != 0 && SHAPES.iter().any(|s| first.shapes >> *s as u16 & 1 != 0 && self.has_shape(at, *s))
    }

    /// False when the program's first operation cannot match here.
    fn may_begin(&self, ops: &[Op], at: usize) -> bool {
        match ops.first() {
            Some(Op::Word { hash, glued, .. }) => {
                self.next(at, *glued).is_some_and(|token| self.document.tokens[token].hash == *hash)
            }
            Some(Op::Shape { shape, glued, .. }) => {
                self.next(at, *glued).is_some_and(|token| self.has_shape(token, *shape))
            }
            Some(Op::Class { class, glued, .. }) => self.next(at, *glued).is_some_and(|token| {
                let edge = if self.leftwards {
                    self.document.edges_to(token).any(|e| e.sense.class == *class)
                } else {
                    self.document.edges_from(token).any(|e| e.sense.class == *class)
                };
                edge || self.document.word_sense(token, *class).is_some()
            }),
            _ => true,
        }
    }

    /// The end state of the first way through the program. What other ways wait on `stack` above its present height.
    fn run(&mut self, ops: &[Op], first: Thread, stack: &mut Vec<Thread>) -> Option<Thread> {
        let floor = stack.len();
        let mut thread = first;
        loop {
            self.steps = self.steps.checked_sub(1)?;
            let alive = match ops.get(thread.op as usize)? {
                Op::Done => return Some(thread),
                Op::Word { hash, glued, capture } => match self.next(thread.at(), *glued) {
                    Some(token) if self.document.tokens[token].hash == *hash => self.eat(&mut thread, token, *capture),
                    _ => false,
                },
                Op::Shape { shape, glued, capture } => match self.next(thread.at(), *glued) {
                    Some(token) if self.has_shape(token, *shape) => self.eat(&mut thread, token, *capture),
                    _ => false,
                },
                Op::Class { class, glued, capture } => self.class(&mut thread, stack, *class, *glued, *capture),
                Op::Split(one, other) => {
                    stack.push(Thread { op: *other, ..thread });
                    thread.op = *one;
                    true
                }
                Op::Jump(to) => {
                    thread.op = *to;
                    true
                }
                Op::Open(slot) => {
                    thread.captures[*slot as usize].start = thread.at;
                    thread.op += 1;
                    true
                }
                Op::Close(slot) => {
                    thread.captures[*slot as usize].end = thread.at;
                    thread.op += 1;
                    true
                }
                Op::Not(skip) => {
                    let inside = Thread { op: thread.op + 1, ..thread };
                    let height = stack.len();
                    let found = self.run(ops, inside, stack).is_some();
                    stack.truncate(height);
                    thread.op = *skip;
                    !found
                }
                Op::SentenceEdge { start } => {
                    thread.op += 1;
                    thread.at() == if *start { self.bounds.start } else { self.bounds.end }
                }
            };
            if !alive {
                if stack.len() <= floor {
                    return None;
                }
                thread = stack.pop()?;
            }
        }
    }

    /// The token to look at, when there is one (glued as asked).
    #[inline]
    fn next(&self, at: usize, glued: bool) -> Option<usize> {
        let token = if self.leftwards {
            at.checked_sub(1).filter(|t| *t >= self.bounds.start)?
        } else {
            Some(at).filter(|t| *t < self.bounds.end)?
        };
        // Leftwards, what must touch is the token on the right: the one the thread came from.
        let seam = if self.leftwards { at } else { token };
        (!glued || self.document.tokens.get(seam).is_some_and(|t| t.glued())).then_some(token)
    }

    fn eat(&self, thread: &mut Thread, token: usize, capture: u8) -> bool {
        if capture != NO_CAPTURE {
            thread.captures[capture as usize] = Slot::new(token, token + 1, 0);
        }
        thread.at = if self.leftwards { token } else { token + 1 } as u32;
        thread.op += 1;
        true
    }

    fn class(&self, thread: &mut Thread, stack: &mut Vec<Thread>, class: Class, glued: bool, capture: u8) -> bool {
        let Some(token) = self.next(thread.at(), glued) else { return false };
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
                .filter(|e| e.sense.class == class && e.start as usize >= self.bounds.start)
            {
                add(edge.start as usize, token + 1, edge.sense.payload);
            }
        } else {
            for edge in
                self.document.edges_from(token).filter(|e| e.sense.class == class && e.end as usize <= self.bounds.end)
            {
                add(token, edge.end as usize, edge.sense.payload);
            }
        }
        // Single words last, so that of four readings kept none is lost to a shorter one.
        if let Some(sense) = self.document.word_sense(token, class) {
            add(token, token + 1, sense.payload);
        }
        if count > 1 {
            crate::order::few_by_key(&mut ways[..count], |way| (way.end - way.start) as u64);
        }
        for (i, way) in ways[..count].iter().enumerate() {
            let mut taken = *thread;
            if capture != NO_CAPTURE {
                taken.captures[capture as usize] = *way;
            }
            taken.at = if self.leftwards { way.start } else { way.end };
            taken.op += 1;
            if i + 1 == count {
                *thread = taken;
            } else {
                stack.push(taken);
            }
        }
        count > 0
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
