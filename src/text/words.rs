//! Fixed lists of words, hashed by the compiler.

use super::fold::hash_folded;
use super::token::{Kind, Token};

/// A list of folded words, clitics or marks, as [`words!`](crate::words) makes it. Of a token that is none of them one bit
/// tells so; nothing is hashed or compared letter by letter while an article is read.
#[derive(Debug)]
pub struct Words {
    /// One bit for each of 64 buckets of hashes.
    buckets: u64,
    /// In order.
    hashes: &'static [u32],
}

impl Words {
    /// Hashes of [`Words::hash`] in order.
    pub const fn sorted<const N: usize>(mut hashes: [u32; N]) -> [u32; N] {
        let mut i = 1;
        while i < N {
            let (hash, mut at) = (hashes[i], i);
            while at > 0 && hashes[at - 1] > hash {
                hashes[at] = hashes[at - 1];
                at -= 1;
            }
            hashes[at] = hash;
            i += 1;
        }
        hashes
    }

    /// From hashes in order.
    pub const fn new(hashes: &'static [u32]) -> Words {
        let mut buckets = 0;
        let mut i = 0;
        while i < hashes.len() {
            buckets |= Self::bucket(hashes[i]);
            i += 1;
        }
        Words { buckets, hashes }
    }

    /// As [`Token::hash`](super::Token::hash) has it.
    pub const fn hash(word: &str) -> u32 {
        hash_folded(word) as u32
    }

    const fn bucket(hash: u32) -> u64 {
        // The upper bits: the last letter alone decides the lower ones of FNV.
        1 << (hash >> 26)
    }

    /// Whether a hash is among them.
    #[inline]
    pub(crate) fn contain(&self, hash: u32) -> bool {
        // The compiler knows which of these a list is.
        match *self.hashes {
            [a] => hash == a,
            [a, b] => hash == a || hash == b,
            [a, b, c] => hash == a || hash == b || hash == c,
            _ => self.buckets & Words::bucket(hash) != 0 && lies_among(self.hashes, hash),
        }
    }
}

/// Whether a hash is one of those in order. Rarely asked, and from everywhere: never copied into its callers.
#[inline(never)]
fn lies_among(hashes: &[u32], hash: u32) -> bool {
    // Hashes are spread evenly: where one must lie among the others is nearly known.
    let at = ((u64::from(hash) * hashes.len() as u64) >> 32) as usize;
    let (below, above) = hashes.split_at(at);
    match above.first() {
        Some(middle) if *middle <= hash => above.iter().find(|other| **other >= hash) == Some(&hash),
        _ => below.iter().rev().find(|other| **other <= hash) == Some(&hash),
    }
}

/// What [`Document::is_any`](super::Document::is_any) compares a token with.
pub trait WordList {
    /// Whether a token is among them. `first` is the token's first byte in small letters.
    fn holds(self, token: &Token, first: u8) -> bool;
}

impl WordList for &Words {
    #[inline]
    fn holds(self, token: &Token, _: u8) -> bool {
        self.contain(token.hash)
    }
}

impl WordList for &[&str] {
    #[inline]
    fn holds(self, token: &Token, first: u8) -> bool {
        // Hashing every word of a list would be dear. Folding keeps an ASCII first letter but for its case.
        let begins = |word: &&str| word.as_bytes().first().copied().unwrap_or(0);
        match token.kind {
            Kind::Word if first.is_ascii_lowercase() => {
                self.iter().any(|word| begins(word) == first && token.hash == Words::hash(word))
            }
            Kind::Word => self.iter().any(|word| token.hash == Words::hash(word)),
            // Figures, marks and clitics never begin with a letter.
            _ => self.iter().any(|word| !begins(word).is_ascii_alphabetic() && token.hash == Words::hash(word)),
        }
    }
}

impl<const N: usize> WordList for &[&str; N] {
    #[inline]
    fn holds(self, token: &Token, first: u8) -> bool {
        self.as_slice().holds(token, first)
    }
}

/// A list of folded words that the compiler hashes: `document.is_any(at, words!["a", "an"])`.
#[macro_export]
macro_rules! words {
    [$($word:expr),* $(,)?] => {{
        const HASHES: &[u32] = &$crate::text::Words::sorted([$($crate::text::Words::hash($word)),*]);
        static WORDS: $crate::text::Words = $crate::text::Words::new(HASHES);
        &WORDS
    }};
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    #[test]
    fn both_kinds_of_list_hold_the_same() {
        let lexicon = crate::lexicon::Lexicon::new();
        let document = Document::new("A killer's kill -- killed, a.m. \u{c9}tat 12th '' Etat", &lexicon);
        for at in 0..document.len() {
            let listed = document.is_any(at, words!["killed", "'s", "--", "a", "am", "etat", "12th", "\""]);
            let plain = document.is_any(at, &["killed", "'s", "--", "a", "am", "etat", "12th", "\""]);
            assert_eq!(listed, plain, "{}", document.str(at));
            assert_eq!(listed, !matches!(document.str(at), "killer" | "kill" | ","), "{}", document.str(at));
        }
    }
}
