//! The chart: which senses and chunks cover which tokens.

use crate::lexicon::Class;

/// One meaning of a word, a name or a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// What it is: a month, a country, a count …
    pub class: Class,
    /// How it must be written in running text (see `lexicon::case`).
    pub(crate) case: u8,
    /// A number, a symbol or a record of the class ([`crate::lexicon::Lexicon`] tells which).
    pub payload: u32,
}

/// A sense that covers several tokens, or a chunk that a rule added.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// First token.
    pub start: u32,
    /// Token after the last.
    pub end: u32,
    /// What it means.
    pub sense: Sense,
    /// Next edge with the same first token.
    pub(crate) next: u32,
    /// Next edge with the same last token.
    pub(crate) previous: u32,
}

pub(crate) const NONE: u32 = u32::MAX;

/// Edges, reachable from their first and from their last token.
#[derive(Debug, Default)]
pub(crate) struct Chart {
    pub heads: Vec<u32>,
    pub tails: Vec<u32>,
    pub edges: Vec<Edge>,
}

impl Chart {
    pub fn new(tokens: usize) -> Self {
        Chart { heads: vec![NONE; tokens], tails: vec![NONE; tokens], edges: Vec::with_capacity(tokens / 8) }
    }

    /// Adds an edge in front of those that start or end at the same token.
    pub fn add(&mut self, start: u32, end: u32, sense: Sense) {
        if start >= end || end as usize > self.heads.len() {
            return;
        }
        let (head, tail) = (&mut self.heads[start as usize], &mut self.tails[end as usize - 1]);
        let index = self.edges.len() as u32;
        self.edges.push(Edge { start, end, sense, next: *head, previous: *tail });
        *head = index;
        *tail = index;
    }
}
