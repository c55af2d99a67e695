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
    /// Next edge that begins in the same block of tokens.
    pub(crate) next: u32,
    /// Next edge that ends in the same block.
    pub(crate) previous: u32,
}

const NONE: u32 = u32::MAX;

/// Tokens that share a list of edges.
const BLOCK: usize = 4;

/// Edges, reachable from their first and from their last token, and for every token what may be found there. Most questions
/// are for what is not there: one bit answers them.
#[derive(Debug, Default)]
pub(crate) struct Chart {
    /// For every token the buckets ([`Class::bit`]) of its word's senses and of the edges that begin there, and whether edges
    /// begin or end there.
    opens: Vec<u64>,
    /// For every [`BLOCK`] tokens the last edge that begins among them.
    heads: Vec<u32>,
    /// For every [`BLOCK`] tokens the last edge that ends among them.
    tails: Vec<u32>,
    edges: Vec<Edge>,
}

impl Chart {
    /// An edge begins at the token.
    pub const BEGIN: u64 = 1 << 62;
    /// An edge ends with the token.
    pub const END: u64 = 1 << 63;

    /// For tokens whose words have senses of these buckets.
    pub fn new(opens: Vec<u64>) -> Self {
        let blocks = opens.len().div_ceil(BLOCK);
        let edges = Vec::with_capacity(opens.len() / 5);
        Chart { opens, heads: vec![NONE; blocks], tails: vec![NONE; blocks], edges }
    }

    /// What may be found at a token: nothing beyond the last.
    #[inline]
    pub fn opens(&self, token: usize) -> u64 {
        self.opens.get(token).copied().unwrap_or(0)
    }

    /// The edges that begin at a token; the last added first.
    #[inline]
    pub fn from(&self, token: usize) -> impl Iterator<Item = &Edge> + '_ {
        let begins = self.opens(token) & Chart::BEGIN != 0;
        let head = if begins { self.heads.get(token / BLOCK) } else { None };
        let mut at = head.copied().unwrap_or(NONE);
        std::iter::from_fn(move || loop {
            let edge = self.edges.get(at as usize)?;
            at = edge.next;
            if edge.start as usize == token {
                return Some(edge);
            }
        })
    }

    /// The edges whose last token is `token`; the last added first.
    #[inline]
    pub fn to(&self, token: usize) -> impl Iterator<Item = &Edge> + '_ {
        let ends = self.opens(token) & Chart::END != 0;
        let mut at = if ends { self.tails.get(token / BLOCK).copied().unwrap_or(NONE) } else { NONE };
        std::iter::from_fn(move || loop {
            let edge = self.edges.get(at as usize)?;
            at = edge.previous;
            if edge.end as usize == token + 1 {
                return Some(edge);
            }
        })
    }

    /// All edges, in the order in which they were added.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Adds an edge in front of those that start or end in the same block.
    pub fn add(&mut self, start: u32, end: u32, sense: Sense) {
        let (first, last) = (start as usize, end.wrapping_sub(1) as usize);
        if start >= end || last >= self.opens.len() {
            return;
        }
        self.opens[first] |= Chart::BEGIN | sense.class.bit();
        self.opens[last] |= Chart::END;
        let (head, tail) = (&mut self.heads[first / BLOCK], &mut self.tails[last / BLOCK]);
        if self.edges.len() == self.edges.capacity() {
            // Not twice as many: most of them are there when the first do not suffice.
            self.edges.reserve_exact((self.opens.len() / 16).max(self.edges.len() / 2) + 8);
        }
        let index = self.edges.len() as u32;
        self.edges.push(Edge { start, end, sense, next: *head, previous: *tail });
        *head = index;
        *tail = index;
    }
}
