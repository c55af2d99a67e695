//! The vocabulary and the trie of phrases: two open-addressing tables, filled once at load.

use super::signature::Signatures;
use crate::text::fold::{hash_byte, HASH_START};
use crate::text::{Sense, Token};

/// Nodes: a vocabulary entry is the node of the phrase that consists of just that word.
#[derive(Clone, Copy, Default)]
struct Node {
    senses: u32,
    count: u16,
    has_children: bool,
    /// Which classes the senses are of.
    signature: u16,
}

pub(super) struct PhraseTable {
    pub signatures: Signatures,
    nodes: Vec<Node>,
    senses: Vec<Sense>,
    words: Slots<u64>,
    children: Slots<u64>,
}

/// Open addressing with linear probing; at most half full. Keys are hashes (words) or node and word (children).
struct Slots<K> {
    keys: Vec<K>,
    values: Vec<u32>,
    used: usize,
}

const EMPTY: u32 = u32::MAX;

fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) as usize
}

impl Slots<u64> {
    fn new(capacity: usize) -> Self {
        let size = capacity.next_power_of_two();
        Slots { keys: vec![0; size], values: vec![EMPTY; size], used: 0 }
    }

    #[inline]
    fn get(&self, key: u64) -> Option<u32> {
        let mask = self.keys.len() - 1;
        let mut slot = spread(key) & mask;
        loop {
            let value = self.values[slot];
            if value == EMPTY {
                return None;
            }
            if self.keys[slot] == key {
                return Some(value);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn insert(&mut self, key: u64, value: u32) {
        if self.used * 2 >= self.keys.len() {
            let mut larger = Slots::new(self.keys.len() * 2);
            for (key, value) in self.keys.iter().zip(&self.values).filter(|(_, v)| **v != EMPTY) {
                larger.insert(*key, *value);
            }
            *self = larger;
        }
        let mask = self.keys.len() - 1;
        let mut slot = spread(key) & mask;
        while self.values[slot] != EMPTY {
            slot = (slot + 1) & mask;
        }
        self.keys[slot] = key;
        self.values[slot] = value;
        self.used += 1;
    }
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

fn edge(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

impl PhraseTable {
    pub fn new() -> Self {
        let mut table = PhraseTable {
            signatures: Signatures::new(),
            nodes: Vec::new(),
            senses: Vec::new(),
            words: Slots::new(1 << 16),
            children: Slots::new(1 << 15),
        };
        // The hyphen is a word, so that names can be walked over it.
        table.node(b"-");
        table
    }

    /// Adds the senses of many phrases at once, each to its node, in the order given.
    pub fn add_all(&mut self, mut entries: Vec<(u32, Sense)>) {
        crate::order::by_key(&mut entries, |(node, _)| u64::from(*node));
        for entries in entries.chunk_by(|a, b| a.0 == b.0) {
            let node = entries[0].0;
            for (i, (_, sense)) in entries.iter().enumerate() {
                let same = |other: &&(u32, Sense)| other.1.class == sense.class && other.1.payload == sense.payload;
                if entries[..i].iter().any(|other| same(&other)) {
                    continue;
                }
                // Written both ways: the freer one holds.
                let case =
                    entries[i..].iter().filter(same).fold(sense.case, |case, (_, other)| freer(case, other.case));
                self.push(node, Sense { case, ..*sense });
            }
            if let Some(entry) = self.nodes.get_mut(node as usize) {
                let senses = self.senses.iter().skip(entry.senses as usize).take(entry.count as usize);
                entry.signature = self.signatures.of(senses.map(|sense| (sense.class, sense.case == 0)));
            }
        }
    }

    /// The node of a folded phrase, words separated by spaces; made when it is new.
    pub fn node(&mut self, phrase: &[u8]) -> u32 {
        let mut node = Token::UNKNOWN;
        for part in phrase.split(|byte| *byte == b' ') {
            let hash = part.iter().copied().fold(HASH_START, hash_byte);
            let word = match self.words.get(hash) {
                Some(word) => word,
                None => {
                    let word = self.nodes.len() as u32;
                    self.nodes.push(Node::default());
                    self.words.insert(hash, word);
                    word
                }
            };
            node = if node == Token::UNKNOWN {
                word
            } else {
                match self.children.get(edge(node, word)) {
                    Some(child) => child,
                    None => {
                        let child = self.nodes.len() as u32;
                        self.nodes.push(Node::default());
                        self.nodes[node as usize].has_children = true;
                        self.children.insert(edge(node, word), child);
                        child
                    }
                }
            };
        }
        node
    }

    /// Adds a sense to a node; the senses of a node stay together.
    pub fn add(&mut self, node: u32, sense: Sense) {
        self.push(node, sense);
        if let Some(entry) = self.nodes.get_mut(node as usize) {
            entry.signature = self.signatures.with(entry.signature, sense.class, sense.case == 0);
        }
    }

    fn push(&mut self, node: u32, sense: Sense) {
        let Some(entry) = self.nodes.get_mut(node as usize) else { return };
        let end = entry.senses as usize + entry.count as usize;
        if entry.count == 0 {
            entry.senses = self.senses.len() as u32;
        } else if end != self.senses.len() {
            // Others were added since: move to the end. Happens only when a second table extends the first.
            let start = self.senses.len() as u32;
            self.senses.extend_from_within(entry.senses as usize..end);
            entry.senses = start;
        }
        entry.count += 1;
        self.senses.push(sense);
    }

    #[inline]
    pub fn word(&self, hash: u64) -> Option<u32> {
        self.words.get(hash)
    }

    #[inline]
    pub fn senses(&self, node: u32) -> &[Sense] {
        match self.nodes.get(node as usize) {
            Some(n) => self.senses.get(n.senses as usize..n.senses as usize + n.count as usize).unwrap_or(&[]),
            None => &[],
        }
    }

    /// The signature of a node's senses, and whether longer phrases begin with its own.
    #[inline]
    pub fn outline(&self, node: u32) -> (u16, bool) {
        self.nodes.get(node as usize).map_or((0, false), |n| (n.signature, n.has_children))
    }

    #[inline]
    pub fn has_children(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|n| n.has_children)
    }

    #[inline]
    pub fn child(&self, node: u32, word: u32) -> Option<u32> {
        self.children.get(edge(node, word))
    }
}
