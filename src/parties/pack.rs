//! Places in the text as mentions keep them: an article has a mention every twenty words, so half the bytes count.

use std::num::NonZeroU32;
use std::ops::Range;

/// The tokens of a phrase; it has one at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    first: u32,
    /// Behind a token, hence never nought.
    after: NonZeroU32,
}

impl Span {
    /// Its first token.
    #[inline]
    pub fn start(self) -> usize {
        self.first as usize
    }

    /// The token after its last.
    #[inline]
    pub fn end(self) -> usize {
        self.after.get() as usize
    }

    /// The number of its tokens.
    #[inline]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Its tokens, one by one.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

impl From<Range<usize>> for Span {
    #[inline]
    fn from(tokens: Range<usize>) -> Self {
        Span { first: tokens.start as u32, after: NonZeroU32::new(tokens.end as u32).unwrap_or(NonZeroU32::MIN) }
    }
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(NonZeroU32);

impl At {
    /// Its index.
    #[inline]
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl From<usize> for At {
    #[inline]
    fn from(index: usize) -> Self {
        At(NonZeroU32::MIN.saturating_add(index as u32))
    }
}
