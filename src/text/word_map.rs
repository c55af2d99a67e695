//! Maps whose keys are the hashes of words.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from the hash of a folded word ([`crate::text::Token::hash`]). The keys are hashes already and are not hashed
/// again; the order of its entries is the same in every run.
pub type WordMap<V> = QuickMap<u32, V>;

/// A map for other keys that hashes as quickly as [`WordMap`].
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Takes a hash for what it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut pieces = bytes.chunks_exact(8);
        for piece in pieces.by_ref() {
            self.write_u64(piece.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = pieces.remainder();
        if !rest.is_empty() {
            self.write_u64(rest.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // The map takes its bucket from the lower bits, to which a product carries nothing down.
        self.0 ^= self.0 >> 32;
    }

    fn write_u32(&mut self, hash: u32) {
        // The map takes its bucket from the lower bits and its tag from the upper.
        self.0 = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
