//! The layer that finds times (TIMEX3): its rules and what they mean by themselves. What needs the whole article is
//! decided in [`crate::discourse`].

use crate::syntax::Syntax;
use crate::text::Document;
use std::ops::Range;

/// A mention as the layer's rules see it, before the article as a whole decides.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The layer's compiled rules.
pub struct Dates {}

impl Dates {
    /// Compiles the rules.
    pub fn new() -> Self {
        Dates {}
    }

    /// Finds the layer's mentions, in text order.
    pub fn find(&self, document: &mut Document, syntax: &Syntax) -> Vec<Mention> {
        let _ = (document, syntax);
        Vec::new()
    }
}

impl Default for Dates {
    fn default() -> Self {
        Self::new()
    }
}
