//! Compiles a pattern into two programs: one runs leftwards from the anchor, one rightwards.

use crate::lexicon::Class;
use crate::text::fold::{fold_hash, hash_folded};

/// What wakes a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Anchor {
    Class(Class),
    Word(u32),
}

#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(u8)]
pub(super) enum Shape {
    Cap,
    Name,
    Upper,
    Lower,
    Num,
    Ord,
    Decade,
    Word,
    Any,
}

impl Shape {
    /// Its bit in a set of shapes.
    #[inline]
    pub fn bit(self) -> u16 {
        1 << self as u16
    }
}

#[derive(Clone, Debug)]
pub(super) enum Op {
    Word {
        hash: u32,
        glued: bool,
        capture: u8,
    },
    /// One of several words: `( in | at | near )`.
    Words {
        words: Box<WordSet>,
        glued: bool,
    },
    Class {
        class: Class,
        glued: bool,
        capture: u8,
    },
    Shape {
        shape: Shape,
        glued: bool,
        capture: u8,
    },
    /// Tries the first, then the second.
    Split(u16, u16),
    /// Goes on with the next operation where the token may begin what follows it, and else elsewhere; a `Split` that
    /// looks ahead.
    Enter {
        first: Box<First>,
        other: u16,
    },
    Jump(u16),
    Open(u8),
    Close(u8),
    /// Fails when the operations up to the target match here.
    Not(u16),
    SentenceEdge {
        start: bool,
    },
    Done,
}

pub(super) const NO_CAPTURE: u8 = u8::MAX;
/// Capture slot of `[ … ]`.
pub(super) const SPAN: u8 = 7;
pub(super) const SLOTS: usize = 8;

#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    pub anchor: Option<Anchor>,
    pub anchor_capture: u8,
    pub left: Vec<Op>,
    pub right: Vec<Op>,
    /// What the tokens on the left of the anchor, and those on its right, must be like.
    pub begins: [Begin; 2],
    pub names: Vec<String>,
    /// The pattern says with `[ … ]` what the span is.
    pub has_span: bool,
}

/// Words that stand for one another, as hashes, each with what captures it.
#[derive(Clone, Debug)]
pub(super) struct WordSet {
    /// Their [`First::bucket`]s.
    buckets: u64,
    words: Vec<(u32, u8)>,
}

impl WordSet {
    fn new(words: Vec<(u32, u8)>) -> Self {
        WordSet { buckets: words.iter().fold(0, |buckets, (hash, _)| buckets | First::bucket(*hash)), words }
    }

    /// What captures a word of the set.
    #[inline]
    pub fn capture(&self, hash: u32) -> Option<u8> {
        if self.buckets & First::bucket(hash) == 0 {
            return None;
        }
        self.words.iter().find(|(word, _)| *word == hash).map(|(_, capture)| *capture)
    }
}

/// The tokens that a program can begin with, roughly: most attempts end here, without a step of the machine. The same of
/// one token, to compare with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct First {
    /// Buckets of [`First::bucket`] of the words.
    pub words: u64,
    /// Buckets of the classes: see [`Class::bit`].
    pub classes: u64,
    /// The shapes, one bit each; the uppermost of a program that may match without a token, and of every token.
    pub shapes: u16,
}

impl First {
    /// No token at all.
    pub const NOTHING: First = First { words: 0, classes: 0, shapes: 1 << 15 };

    /// Whether every token is among them, and no token at all.
    #[inline]
    pub fn is_anything(&self) -> bool {
        self.shapes & First::NOTHING.shapes != 0
    }

    /// One of 64 buckets of hashes.
    #[inline]
    pub fn bucket(hash: u32) -> u64 {
        1 << (hash >> 26)
    }

    /// Whether a program that begins so may begin at a token that is so.
    #[inline]
    pub fn meets(&self, token: &First) -> bool {
        self.words & token.words | self.classes & token.classes | u64::from(self.shapes & token.shapes) != 0
    }

    /// What a program may begin with at one of its operations.
    fn of(ops: &[Op], begin: usize) -> First {
        ways(ops, begin).into_iter().fold(First::default(), |first, at| first.or(First::of_op(&ops[at])))
    }

    fn of_op(op: &Op) -> First {
        let mut first = First::default();
        match op {
            Op::Word { hash, .. } => first.words = First::bucket(*hash),
            Op::Words { words, .. } => first.words = words.buckets,
            Op::Class { class, .. } => first.classes = class.bit(),
            Op::Shape { shape, .. } => first.shapes = shape.bit(),
            _ => first.shapes = First::NOTHING.shapes,
        }
        first
    }

    fn or(self, other: First) -> First {
        First {
            words: self.words | other.words,
            classes: self.classes | other.classes,
            shapes: self.shapes | other.shapes,
        }
    }
}

/// The operations on a token, or the end, to which a program comes first from one of its operations.
fn ways(ops: &[Op], begin: usize) -> Vec<usize> {
    let mut ways = Vec::new();
    let mut seen = vec![false; ops.len()];
    let mut open = vec![begin];
    while let Some(at) = open.pop() {
        match seen.get_mut(at) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        match &ops[at] {
            Op::Split(one, other) => open.extend([usize::from(*one), usize::from(*other)]),
            Op::Enter { other, .. } => open.extend([at + 1, usize::from(*other)]),
            Op::Jump(to) | Op::Not(to) => open.push(usize::from(*to)),
            Op::Open(_) | Op::Close(_) | Op::SentenceEdge { .. } => open.push(at + 1),
            _ => ways.push(at),
        }
    }
    ways
}

/// The tokens that a program can begin with, told by what must come behind them: "," may stand behind every date, but a
/// time behind that comma seldom.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Begin {
    /// Anything may come behind these.
    pub alone: First,
    /// Behind these one of [`Begin::second`] must come at once.
    pub first: First,
    pub second: First,
}

impl Begin {
    fn of(ops: &[Op]) -> Begin {
        let mut begin = Begin::default();
        for at in ways(ops, 0) {
            let first = First::of_op(&ops[at]);
            let second = First::of(ops, at + 1);
            let one_token = matches!(ops[at], Op::Word { .. } | Op::Words { .. } | Op::Shape { .. });
            if one_token && !second.is_anything() {
                begin.first = begin.first.or(first);
                begin.second = begin.second.or(second);
            } else {
                begin.alone = begin.alone.or(first);
            }
        }
        begin
    }

    /// The tokens that the program can begin with, whatever comes behind them.
    pub fn any(&self) -> First {
        self.alone.or(self.first)
    }
}

#[derive(Clone, Debug)]
enum Item {
    Word(u32),
    Class(Class),
    Shape(Shape),
    Group(Vec<Vec<Element>>),
    Gap(u8),
    SpanOpen,
    SpanClose,
    Edge(bool),
}

#[derive(Clone, Debug)]
struct Element {
    item: Item,
    min: u8,
    max: u8,
    capture: u8,
    glued: bool,
    negated: bool,
    anchor: bool,
}

struct Parser<'p> {
    rest: &'p str,
    names: Vec<String>,
}

pub(super) fn compile(pattern: &str) -> Result<Program, String> {
    let mut parser = Parser { rest: pattern.trim(), names: Vec::new() };
    let alternatives = parser.alternatives(false)?;
    let [elements] = alternatives.as_slice() else { return Err("alternatives stand in brackets".into()) };
    let anchors: Vec<usize> = elements.iter().enumerate().filter(|(_, e)| e.anchor).map(|(i, _)| i).collect();
    let [at] = anchors.as_slice() else { return Err("a pattern has exactly one anchor `@`, outside of groups".into()) };
    let anchor = &elements[*at];
    if (anchor.min, anchor.max) != (1, 1) {
        return Err("the anchor is neither optional nor repeated".into());
    }
    let mut program = Program { anchor_capture: anchor.capture, ..Program::default() };
    program.anchor = Some(match &anchor.item {
        Item::Class(class) => Anchor::Class(*class),
        Item::Word(hash) => Anchor::Word(*hash),
        _ => return Err("the anchor is a word, a mark or a <class>".into()),
    });
    let (left, right) = (&elements[..*at], &elements[*at + 1..]);
    let count = |open: bool| {
        elements.iter().filter(|e| matches!((&e.item, open), (Item::SpanOpen, true) | (Item::SpanClose, false))).count()
    };
    match (count(true), count(false)) {
        (0, 0) => {}
        (1, 1) => program.has_span = true,
        _ => return Err("`[` and `]` come as one pair, outside of groups".into()),
    }
    // A glued anchor is glued to what stands on its left: say so in the left program.
    emit_sequence(left, true, anchor.glued, &mut program.left)?;
    program.left.push(Op::Done);
    emit_sequence(right, false, false, &mut program.right)?;
    program.right.push(Op::Done);
    look_ahead(&mut program.left);
    look_ahead(&mut program.right);
    program.begins = [Begin::of(&program.left), Begin::of(&program.right)];
    program.names = parser.names;
    Ok(program)
}

impl Parser<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn alternatives(&mut self, nested: bool) -> Result<Vec<Vec<Element>>, String> {
        let mut all = vec![Vec::new()];
        loop {
            self.skip();
            if self.rest.is_empty() {
                return if nested { Err("a `(` is not closed".into()) } else { Ok(all) };
            }
            if self.take("|") {
                all.push(Vec::new());
                continue;
            }
            if self.rest.starts_with(')') {
                return if nested {
                    self.take(")");
                    Ok(all)
                } else {
                    Err("a `)` too many".into())
                };
            }
            let element = self.element(nested)?;
            if let Some(last) = all.last_mut() {
                last.push(element);
            }
        }
    }

    fn capture(&mut self, name: &str) -> Result<u8, String> {
        if name.is_empty() {
            return Err("a capture has a name".into());
        }
        let index = match self.names.iter().position(|n| n == name) {
            Some(i) => i,
            None => {
                self.names.push(name.into());
                self.names.len() - 1
            }
        };
        if index >= SPAN as usize {
            return Err("at most seven captures".into());
        }
        Ok(index as u8)
    }

    fn element(&mut self, nested: bool) -> Result<Element, String> {
        let mut e = Element {
            item: Item::Gap(0),
            min: 1,
            max: 1,
            capture: NO_CAPTURE,
            glued: false,
            negated: false,
            anchor: false,
        };
        loop {
            if self.take("@") {
                if nested {
                    return Err("the anchor stands outside of groups".into());
                }
                e.anchor = true;
            } else if self.take("!") {
                e.negated = true;
            } else if self.rest.starts_with('+') && !self.rest.starts_with("+ ") {
                self.take("+");
                e.glued = true;
            } else {
                break;
            }
        }
        let word_end = |s: &str| s.find([' ', ')', '|', '?', '{', '*', ':', ']', '(']).unwrap_or(s.len());
        if self.take("[") {
            e.item = Item::SpanOpen;
            return Ok(e);
        } else if self.take("]") {
            e.item = Item::SpanClose;
            return Ok(e);
        } else if self.take("^") {
            e.item = Item::Edge(true);
            return Ok(e);
        } else if self.take("$") {
            e.item = Item::Edge(false);
            return Ok(e);
        } else if self.take("..") {
            let digits = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
            let max = self.rest[..digits].parse().map_err(|_| "a gap has a length: `..4`")?;
            self.rest = &self.rest[digits..];
            e.item = Item::Gap(max);
            return Ok(e);
        } else if self.take("(") {
            e.item = Item::Group(self.alternatives(true)?);
        } else if self.take("<") {
            let end = self.rest.find('>').ok_or("a `<` is not closed")?;
            let (inside, rest) = (&self.rest[..end], &self.rest[end + 1..]);
            self.rest = rest;
            let (name, capture) = inside.split_once(':').map_or((inside, ""), |(n, c)| (n, c));
            e.item = Item::Class(Class::named(name).ok_or(format!("no table has the class `{name}`"))?);
            if !capture.is_empty() {
                e.capture = self.capture(capture)?;
            }
        } else if self.take("#") {
            let end = word_end(self.rest);
            e.item = Item::Shape(match &self.rest[..end] {
                "cap" => Shape::Cap,
                "name" => Shape::Name,
                "upper" => Shape::Upper,
                "lower" => Shape::Lower,
                "num" => Shape::Num,
                "ord" => Shape::Ord,
                "decade" => Shape::Decade,
                "word" => Shape::Word,
                "any" => Shape::Any,
                other => return Err(format!("`#{other}` is no shape")),
            });
            self.rest = &self.rest[end..];
        } else if self.rest.starts_with('\'')
            && self.rest[1..].find('\'').is_some_and(|i| i > 0 && !self.rest[1..1 + i].contains(' '))
        {
            let end = self.rest[1..].find('\'').unwrap_or(0);
            let mark = &self.rest[1..1 + end];
            e.item = Item::Word(hash_folded(mark) as u32);
            self.rest = &self.rest[end + 2..];
        } else {
            let end = word_end(self.rest).max(1);
            let word = self.rest.get(..end).ok_or("a word of plain letters was expected")?;
            if word.chars().any(|c| c.is_uppercase()) {
                return Err(format!("`{word}`: words are written folded, in small letters"));
            }
            let hash = match word {
                // The tokenizer keeps the apostrophe of a clitic in front.
                "n't" => hash_folded("'nt"),
                _ if word.starts_with('\'') => hash_folded(word),
                _ => fold_hash(word),
            };
            e.item = Item::Word(hash as u32);
            self.rest = &self.rest[end..];
        }
        if self.take(":") {
            let end = word_end(self.rest);
            let name = self.rest[..end].to_string();
            e.capture = self.capture(&name)?;
            self.rest = &self.rest[end..];
        }
        if self.take("?") {
            e.min = 0;
        } else if self.take("*") {
            (e.min, e.max) = (0, 8);
        } else if self.take("{") {
            let end = self.rest.find('}').ok_or("a `{` is not closed")?;
            let (min, max) = self.rest[..end].split_once(',').ok_or("a repetition has two bounds: `{0,3}`")?;
            e.min = min.trim().parse().map_err(|_| "a bound is a number")?;
            e.max = max.trim().parse().map_err(|_| "a bound is a number")?;
            self.rest = &self.rest[end + 1..];
        }
        if e.min > e.max || e.max > 16 {
            return Err("bounds run upwards, to 16 at most".into());
        }
        Ok(e)
    }
}

/// Makes ways into groups look ahead, so that a group is not entered in vain. An operation on one token is tried as cheaply
/// as it is looked at.
fn look_ahead(ops: &mut [Op]) {
    for at in 0..ops.len() {
        let Op::Split(one, other) = ops[at] else { continue };
        let group = matches!(ops.get(at + 1), Some(Op::Split(..) | Op::Open(_) | Op::Not(_)));
        if usize::from(one) == at + 1 && group {
            ops[at] = Op::Enter { first: Box::new(First::of(ops, at + 1)), other };
        }
    }
}

/// Emits elements in the order in which they are met. Running leftwards, an element is glued when the one met before
/// it (on its right) carries the `+`; `right_glued` is the flag of the element to the right of the last.
fn emit_sequence(elements: &[Element], leftwards: bool, right_glued: bool, out: &mut Vec<Op>) -> Result<(), String> {
    if leftwards {
        let mut glued = right_glued;
        for element in elements.iter().rev() {
            emit(element, true, glued, out)?;
            glued = element.glued;
        }
    } else {
        for element in elements {
            emit(element, false, element.glued, out)?;
        }
    }
    Ok(())
}

fn emit(element: &Element, leftwards: bool, glued: bool, out: &mut Vec<Op>) -> Result<(), String> {
    if element.negated {
        let not = out.len();
        out.push(Op::Not(0));
        let mut plain = element.clone();
        plain.negated = false;
        emit(&plain, leftwards, glued, out)?;
        out.push(Op::Done);
        out[not] = Op::Not(out.len() as u16);
        return Ok(());
    }
    for _ in 0..element.min {
        emit_once(element, leftwards, glued, out)?;
    }
    let mut exits = Vec::new();
    for _ in element.min..element.max {
        let split = out.len();
        out.push(Op::Split(split as u16 + 1, 0));
        exits.push(split);
        emit_once(element, leftwards, glued, out)?;
    }
    let end = out.len() as u16;
    for split in exits {
        if let Op::Split(_, exit) = &mut out[split] {
            *exit = end;
        }
    }
    if out.len() > 4000 {
        return Err("the pattern is too large".into());
    }
    Ok(())
}

fn emit_once(element: &Element, leftwards: bool, glued: bool, out: &mut Vec<Op>) -> Result<(), String> {
    let capture = element.capture;
    match &element.item {
        Item::Word(hash) => out.push(Op::Word { hash: *hash, glued, capture }),
        Item::Class(class) => out.push(Op::Class { class: *class, glued, capture }),
        Item::Shape(shape) => out.push(Op::Shape { shape: *shape, glued, capture }),
        Item::SpanOpen => out.push(Op::Open(SPAN)),
        Item::SpanClose => out.push(Op::Close(SPAN)),
        Item::Edge(start) => out.push(Op::SentenceEdge { start: *start }),
        Item::Gap(max) => {
            // Lazy: leave first, eat one more only when that fails.
            let mut splits = Vec::new();
            for _ in 0..*max {
                splits.push(out.len());
                out.push(Op::Split(0, out.len() as u16 + 1));
                out.push(Op::Shape { shape: Shape::Any, glued: false, capture: NO_CAPTURE });
            }
            let end = out.len() as u16;
            for split in splits {
                if let Op::Split(leave, _) = &mut out[split] {
                    *leave = end;
                }
            }
        }
        Item::Group(alternatives) => {
            if capture != NO_CAPTURE {
                out.push(if leftwards { Op::Close(capture) } else { Op::Open(capture) });
            }
            if let Some(words) = plain_words(alternatives, leftwards) {
                let words = Box::new(WordSet::new(words));
                out.push(Op::Words { words, glued: glued && leftwards });
            } else {
                emit_alternatives(alternatives, leftwards, glued, out)?;
            }
            if capture != NO_CAPTURE {
                out.push(if leftwards { Op::Open(capture) } else { Op::Close(capture) });
            }
        }
    }
    Ok(())
}

/// Alternatives that are one word each, and nothing is said of how they stand. Leftwards a word's own `+` is about the word
/// that is met next, and of several alternatives none is.
fn plain_words(alternatives: &[Vec<Element>], leftwards: bool) -> Option<Vec<(u32, u8)>> {
    let word = |alternative: &Vec<Element>| match alternative.as_slice() {
        [Element { item: Item::Word(hash), min: 1, max: 1, capture, glued, negated: false, .. }]
            if leftwards || !glued =>
        {
            Some((*hash, *capture))
        }
        _ => None,
    };
    alternatives.iter().map(word).collect()
}

fn emit_alternatives(
    alternatives: &[Vec<Element>],
    leftwards: bool,
    glued: bool,
    out: &mut Vec<Op>,
) -> Result<(), String> {
    let mut jumps = Vec::new();
    for (i, alternative) in alternatives.iter().enumerate() {
        let last = i + 1 == alternatives.len();
        let split = out.len();
        if !last {
            out.push(Op::Split(split as u16 + 1, 0));
        }
        emit_sequence(alternative, leftwards, glued && leftwards, out)?;
        if !last {
            jumps.push(out.len());
            out.push(Op::Jump(0));
            let next = out.len() as u16;
            out[split] = Op::Split(split as u16 + 1, next);
        }
    }
    let end = out.len() as u16;
    for jump in jumps {
        out[jump] = Op::Jump(end);
    }
    Ok(())
}
