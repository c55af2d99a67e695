//! The vocabulary and the trie of phrases: one open-addressing table, filled once at load.

use super::signature::Signatures;
use super::Entry;
use crate::text::fold::{fold_bytes, fold_form_into, hash_bytes, hash_folded, FoldedHash};
use crate::text::{Sense, Shape, Token};
use std::ops::Range;

/// A word, or a phrase that begins with the words of another node. A vocabulary entry is the node of the phrase that
/// consists of just that word.
#[derive(Clone, Copy)]
struct Node {
    key: u64,
    senses: u32,
    /// How many, in the upper bits; the lowest one tells whether longer phrases begin with this one.
    count: u16,
    /// Which classes the senses are of: the number of a word's [`Signatures::written`].
    ways: u16,
}

impl Node {
    /// The bit of `count` that tells whether longer phrases begin with this one.
    const CONTINUED: u16 = 1;
    /// What `count` grows by with a sense.
    const SENSE: u16 = 2;

    #[inline]
    fn senses(&self) -> Range<usize> {
        self.senses as usize..self.senses as usize + usize::from(self.count / Node::SENSE)
    }
}

pub(super) struct PhraseTable {
    pub signatures: Signatures,
    nodes: Vec<Node>,
    /// Open addressing with linear probing, at most half full: numbers of nodes, found by their keys.
    slots: Vec<u32>,
    senses: Vec<Sense>,
    folded: Vec<u8>,
}

const NONE: u32 = Token::UNKNOWN;
/// The bit that small letters of ASCII have and capitals have not.
const SMALL: u8 = 0x20;

/// The key of a phrase that is one word longer than that of a node. A word's key is its hash.
fn longer(node: u32, word: u64) -> u64 {
    (u64::from(node) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(word)
}

/// The freer of two ways of writing: small letters before capitals, and of two capitals the later one, since "al-Shabaab"
/// is also met by "Al-Shabaab".
fn freer(a: u8, b: u8) -> u8 {
    let key = |case: u8| (case & 3, std::cmp::Reverse(case >> 2));
    if key(b) < key(a) {
        b
    } else {
        a
    }
}

impl PhraseTable {
    /// The node of the hyphen, a word so that names can be walked over it.
    pub const HYPHEN: u32 = 0;

    /// A table with room for so many words and beginnings of phrases.
    pub fn new(nodes: usize) -> Self {
        let mut table = PhraseTable {
            signatures: Signatures::new(),
            nodes: Vec::new(),
            slots: Vec::new(),
            senses: Vec::with_capacity(nodes),
            folded: Vec::new(),
        };
        table.reserve(nodes);
        table.node(hash_folded("-"));
        table
    }

    /// Makes room for so many nodes more.
    pub fn reserve(&mut self, more: usize) {
        self.nodes.reserve_exact(more);
        let size = ((self.nodes.len() + more) * 2).next_power_of_two();
        if size <= self.slots.len() {
            return;
        }
        self.slots = vec![NONE; size];
        for (number, node) in self.nodes.iter().enumerate() {
            let mut slot = first_slot(node.key, size);
            while self.slots[slot] != NONE {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number as u32;
        }
    }

    /// Where a key stands, or where it would.
    #[inline]
    fn find(&self, key: u64) -> (usize, u32) {
        let size = self.slots.len();
        let mut slot = first_slot(key, size);
        loop {
            let node = self.slots[slot];
            if node == NONE || self.nodes[node as usize].key == key {
                return (slot, node);
            }
            slot = (slot + 1) & (size - 1);
        }
    }

    /// The node with this key; made when it is new.
    fn node(&mut self, key: u64) -> u32 {
        let (mut slot, node) = self.find(key);
        if node != NONE {
            return node;
        }
        if (self.nodes.len() + 1) * 2 > self.slots.len() {
            self.reserve(self.nodes.len() + 1);
            slot = self.find(key).0;
        }
        let node = self.nodes.len() as u32;
        self.nodes.push(Node { key, senses: 0, count: 0, ways: 0 });
        self.slots[slot] = node;
        node
    }

    /// Adds the senses of many phrases at once, each to its node, in the order given.
    #[inline(never)]
    pub fn add_all(&mut self, entries: &[(u32, Sense)]) {
        // By counting: how many entries the nodes before have is where a node's begin.
        let mut ends = vec![0u32; self.nodes.len() + 1];
        entries.iter().for_each(|(node, _)| ends[*node as usize + 1] += 1);
        for node in 1..ends.len() {
            ends[node] += ends[node - 1];
        }
        let mut order = vec![0u32; entries.len()];
        for (at, (node, _)) in entries.iter().enumerate() {
            let end = &mut ends[*node as usize];
            order[*end as usize] = at as u32;
            *end += 1;
        }
        let mut begin = 0;
        for (node, end) in ends.iter().enumerate().take(self.nodes.len()) {
            let own = &order[begin..*end as usize];
            begin = *end as usize;
            let senses = own.iter().filter_map(|at| Some(entries.get(*at as usize)?.1));
            match own.len() {
                0 => {}
                1 => senses.for_each(|sense| self.add(node as u32, sense)),
                _ => self.add_together(node as u32, senses),
            }
        }
    }

    /// Adds the senses of a node that has none, each once.
    fn add_together(&mut self, node: u32, senses: impl Iterator<Item = Sense> + Clone) {
        for (i, sense) in senses.clone().enumerate() {
            let same = |other: &Sense| other.class == sense.class && other.payload == sense.payload;
            if senses.clone().take(i).any(|other| same(&other)) {
                continue;
            }
            // Written both ways: the freer one holds.
            let others = senses.clone().skip(i + 1).filter(same);
            self.push(node, Sense { case: others.fold(sense.case, |case, other| freer(case, other.case)), ..sense });
        }
        if let Some(entry) = self.nodes.get_mut(node as usize) {
            let senses = self.senses.get(entry.senses()).unwrap_or(&[]);
            entry.ways = self.signatures.of(senses.iter().map(|sense| (sense.class, sense.case)));
        }
    }

    /// The node of a form, made when it is new, and how the form must be written: see [`fold_form_into`]. `None` where
    /// nothing of it is left.
    pub fn form(&mut self, form: &[u8]) -> Option<(u32, u8)> {
        if let Some(found) = self.plain_form(form) {
            return Some(found);
        }
        let form = std::str::from_utf8(form).ok()?;
        let mut folded = std::mem::take(&mut self.folded);
        let case = fold_form_into(form, &mut folded);
        let words = folded.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
        let node = words.fold(NONE, |node, word| self.step(node, hash_bytes(word)));
        self.folded = folded;
        (node != NONE).then_some((node, case))
    }

    /// The same for a form of Latin letters, digits, periods, spaces and hyphens alone, as nearly all are: folded, hashed and
    /// walked in one pass. `None` where it has others.
    fn plain_form(&mut self, form: &[u8]) -> Option<(u32, u8)> {
        let (mut node, mut case, mut position) = (NONE, 0, 0);
        let mut rest = form;
        loop {
            let word = rest;
            let mut hash = FoldedHash::EMPTY;
            loop {
                let mut run = 0;
                for byte in rest {
                    let small = byte | SMALL;
                    if !small.is_ascii_lowercase() && !byte.is_ascii_digit() {
                        break;
                    }
                    hash = hash.with(small);
                    run += 1;
                }
                rest = &rest[run..];
                match rest {
                    [b'.', others @ ..] => rest = others,
                    [lead, ..] if *lead >= 0x80 => {
                        let (letter, length) = wide_letter(rest)?;
                        fold_bytes(letter.encode_utf8(&mut [0; 4]), |byte| hash = hash.with(byte));
                        rest = &rest[length..];
                    }
                    _ => break,
                }
            }
            let word = &word[..word.len() - rest.len()];
            if !word.is_empty() {
                // Periods alone are kept.
                if hash.is_empty() {
                    return None;
                }
                if case == 0 && position < 60 {
                    case = match capitals(word) {
                        0 => 0,
                        capitals => capitals | position << 2,
                    };
                }
                position += u8::from(position < 60);
                node = self.step(node, hash.finish());
            }
            match rest {
                [] => return (node != NONE).then_some((node, case)),
                [b' ' | b'-', others @ ..] => rest = others,
                _ => return None,
            }
        }
    }

    /// From the node of a phrase, or from none, to that of the phrase with a word more. Every word of a phrase is one of
    /// the vocabulary.
    fn step(&mut self, node: u32, hash: u64) -> u32 {
        let word = self.node(hash);
        if node == NONE {
            return word;
        }
        if let Some(entry) = self.nodes.get_mut(node as usize) {
            entry.count |= Node::CONTINUED;
        }
        self.node(longer(node, hash))
    }

    /// Adds a sense to a node; the senses of a node stay together.
    pub fn add(&mut self, node: u32, sense: Sense) {
        self.push(node, sense);
        if let Some(entry) = self.nodes.get_mut(node as usize) {
            entry.ways = self.signatures.with(entry.ways, sense.class, sense.case);
        }
    }

    fn push(&mut self, node: u32, sense: Sense) {
        let Some(entry) = self.nodes.get_mut(node as usize) else { return };
        let Some(count) = entry.count.checked_add(Node::SENSE) else { return };
        let before = entry.senses();
        if before.is_empty() {
            entry.senses = self.senses.len() as u32;
        } else if before.end != self.senses.len() {
            // Others were added since: move to the end. Happens only when a second table extends the first.
            entry.senses = self.senses.len() as u32;
            self.senses.extend_from_within(before);
        }
        entry.count = count;
        self.senses.push(sense);
    }

    /// The vocabulary entry with this hash.
    #[inline]
    pub fn word(&self, hash: u64) -> Option<u32> {
        Some(self.find(hash).1).filter(|node| *node != NONE)
    }

    #[inline]
    pub fn senses(&self, node: u32) -> &[Sense] {
        self.nodes.get(node as usize).and_then(|entry| self.senses.get(entry.senses())).unwrap_or(&[])
    }

    /// What is known of the word with this hash that is written so.
    // One caller, for every token of an article.
    #[inline(always)]
    pub fn entry(&self, hash: u64, shape: Shape) -> Entry {
        let (_, word) = self.find(hash);
        match self.nodes.get(word as usize) {
            Some(node) => {
                let signature = self.signatures.written(node.ways, shape);
                let buckets = self.signatures.get(signature).buckets;
                Entry { word, signature, buckets, opens_name: node.count & Node::CONTINUED != 0 }
            }
            None => Entry { word: Token::UNKNOWN, ..Entry::default() },
        }
    }

    /// The signature of a word that is written so.
    pub fn signature(&self, word: u32, shape: Shape) -> u16 {
        self.nodes.get(word as usize).map_or(0, |node| self.signatures.written(node.ways, shape))
    }

    /// Whether longer phrases begin with this one.
    #[inline]
    pub fn is_continued(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|entry| entry.count & Node::CONTINUED != 0)
    }

    /// The phrase that is longer by this word.
    #[inline]
    pub fn child(&self, node: u32, word: u32) -> Option<u32> {
        self.word(longer(node, self.nodes.get(word as usize)?.key))
    }
}

/// How a word of Latin letters is written: 0 with a small letter first or without letters, 1 with a capital, 2 in capitals.
fn capitals(mut word: &[u8]) -> u8 {
    // The first two letters tell it of nearly all.
    match word {
        [first, ..] if first.is_ascii_lowercase() => return 0,
        [first, second, ..] if first.is_ascii_uppercase() && second.is_ascii_lowercase() => return 1,
        _ => {}
    }
    let mut capital = std::iter::from_fn(|| loop {
        let (byte, others) = word.split_first()?;
        if byte.is_ascii_alphabetic() {
            word = others;
            return Some(byte & SMALL == 0);
        }
        if let Some((letter, length)) = wide_letter(word) {
            word = &word[length..];
            return Some(letter.is_uppercase());
        }
        word = others;
    });
    match capital.next() {
        Some(true) if capital.next() == Some(true) && capital.all(|capital| capital) => 2,
        Some(true) => 1,
        _ => 0,
    }
}

/// The Latin letter beyond ASCII at the head of a text, and how many bytes it has.
fn wide_letter(text: &[u8]) -> Option<(char, usize)> {
    let (letter, length) = match text {
        // The signs of multiplication and division stand among them.
        [0xc3, 0x97 | 0xb7, ..] => return None,
        [lead @ 0xc3..=0xc9, last, ..] => (u32::from(lead & 0x1f) << 6 | u32::from(last & 0x3f), 2),
        [0xe1, middle @ 0xb8..=0xbb, last, ..] => (0x1000 | u32::from(middle & 0x3f) << 6 | u32::from(last & 0x3f), 3),
        _ => return None,
    };
    Some((char::from_u32(letter)?, length))
}

/// The slot at which a search begins.
#[inline]
fn first_slot(key: u64, size: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) as usize & (size - 1)
}
