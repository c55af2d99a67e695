//! Fixed lists of words, hashed by the compiler.

use super::fold::hash_folded;
use super::token::Token;

/// A list of folded words, clitics or marks, as [`words!`](crate::words) makes it. Of a token that is none of them one bit
/// tells so; nothing is hashed or compared letter by letter while an article is read.
#[derive(Debug)]
pub struct Words {
    /// One bit for each of 64 buckets of hashes.
    buckets: u64,
    hashes: &'static [u32],
}

impl Words {
    /// From hashes of [`Words::hash`].
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

    /// Whether a token is among them.
    #[inline]
    pub fn holds(&self, token: &Token) -> bool {
        self.buckets & Words::bucket(token.hash) != 0 && self.hashes.contains(&token.hash)
    }
}

/// A list of folded words that the compiler hashes: `document.is_any(at, words!["a", "an"])`.
#[macro_export]
macro_rules! words {
    [$($word:expr),* $(,)?] => {{
        static WORDS: $crate::text::Words = $crate::text::Words::new(&[$($crate::text::Words::hash($word)),*]);
        &WORDS
    }};
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    #[test]
    fn a_list_holds_its_words_clitics_and_marks() {
        let lexicon = crate::lexicon::Lexicon::new();
        let document = Document::new("A killer's kill -- killed, a.m. \u{c9}tat 12th '' Etat", &lexicon);
        for at in 0..document.len() {
            let listed = document.is_any(at, words!["killed", "'s", "--", "a", "am", "etat", "12th", "\""]);
            assert_eq!(listed, !matches!(document.str(at), "killer" | "kill" | ","), "{}", document.str(at));
        }
    }
}
