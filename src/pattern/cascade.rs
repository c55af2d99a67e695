//! Rule sets that run one after the other, and the tokens at which each of them wakes.

use super::rule::{Found, RuleSet};
use crate::lexicon::{Class, Lexicon, Signature};
use crate::text::Document;
use std::borrow::Cow;

/// Up to eight rule sets, one bit each.
type Sets = u8;

/// Rule sets that run one after the other. What a text wakes in them is found in one pass over its tokens.
pub struct Cascade<T: 'static> {
    sets: Vec<RuleSet<T>>,
    /// The sets that a class wakes.
    by_class: Vec<Sets>,
    /// By signature of a word: the sets that its classes wake. Empty until a lexicon is known.
    by_signature: Vec<Sets>,
    /// By bucket of a word's hash: the sets that the word may wake.
    by_word: [Sets; BUCKETS],
}

/// So many buckets are told apart by the upper bits of a word's hash.
const BUCKETS: usize = 1024;

fn bucket(hash: u32) -> usize {
    (hash >> (u32::BITS - BUCKETS.ilog2())) as usize
}

impl<T> Cascade<T> {
    /// The first eight of these sets.
    pub fn new(sets: Vec<RuleSet<T>>) -> Self {
        let mut cascade = Cascade { sets, by_class: Vec::new(), by_signature: Vec::new(), by_word: [0; BUCKETS] };
        for (set, bit) in cascade.sets.iter().zip((0..Sets::BITS).map(|i| 1 << i)) {
            for class in set.waking_classes() {
                if cascade.by_class.len() <= class.index() {
                    cascade.by_class.resize(class.index() + 1, 0);
                }
                cascade.by_class[class.index()] |= bit;
            }
            set.waking_words().for_each(|hash| cascade.by_word[bucket(hash)] |= bit);
        }
        cascade
    }

    /// The numbers of the sets, in the order in which they run.
    pub fn stages(&self) -> std::ops::Range<usize> {
        0..self.sets.len()
    }

    /// Works out beforehand what the words of a lexicon wake. Without it the sets find the same, slower.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.by_signature = self.woken_by_each(lexicon);
    }

    fn woken_by_each(&self, lexicon: &Lexicon) -> Vec<Sets> {
        lexicon.signatures().iter().map(|signature| self.woken_by_any(signature)).collect()
    }

    fn woken_by(&self, class: Class) -> Sets {
        self.by_class.get(class.index()).copied().unwrap_or(0)
    }

    fn woken_by_any(&self, signature: &Signature) -> Sets {
        signature.classes().fold(0, |sets, class| sets | self.woken_by(class))
    }

    /// Where the words, names and chunks of a document wake the sets.
    pub fn waking(&self, document: &Document) -> Waking {
        let mut waking = Waking { tokens: vec![vec![0; document.len().div_ceil(64)]; self.sets.len()] };
        let by_signature = match self.by_signature.as_slice() {
            [] => Cow::Owned(self.woken_by_each(document.lexicon)),
            known => Cow::Borrowed(known),
        };
        for (at, (token, &signature)) in document.tokens.iter().zip(&document.signatures).enumerate() {
            let sets =
                self.by_word[bucket(token.hash)] | by_signature.get(usize::from(signature)).map_or(0, |sets| *sets);
            if sets != 0 {
                waking.add(sets, at);
            }
        }
        for edge in document.edges() {
            self.wake(&mut waking, edge.sense.class, edge.start as usize);
        }
        waking
    }

    /// Notes that a chunk has come to a token.
    pub fn wake(&self, waking: &mut Waking, class: Class, token: usize) {
        waking.add(self.woken_by(class), token);
    }

    /// Hands out every value of every rule of a set, in the order of the anchors; spans may overlap.
    pub fn scan(&self, set: usize, document: &Document, waking: &Waking, take: impl FnMut(Found<T>)) {
        if let Some(rules) = self.sets.get(set) {
            rules.scan_at(document, waking.tokens(set), take);
        }
    }
}

/// For every set of a [`Cascade`] the tokens at which its rules wake, one bit a token.
#[derive(Clone, Debug, Default)]
pub struct Waking {
    tokens: Vec<Vec<u64>>,
}

impl Waking {
    fn add(&mut self, mut sets: Sets, token: usize) {
        while sets != 0 {
            let set = self.tokens.get_mut(sets.trailing_zeros() as usize);
            if let Some(block) = set.and_then(|tokens| tokens.get_mut(token / 64)) {
                *block |= 1 << (token % 64);
            }
            sets &= sets - 1;
        }
    }

    /// The tokens of a set, in order.
    fn tokens(&self, set: usize) -> impl Iterator<Item = usize> + '_ {
        let blocks = self.tokens.get(set).map_or(&[][..], Vec::as_slice);
        blocks.iter().enumerate().flat_map(|(block, &bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(block * 64 + bit)
            })
        })
    }
}
