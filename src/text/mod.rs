//! Text: tokens, sentences, paragraphs, and the conversion of offsets.
//!
//! A [`Document`] is made once for an article and carries the chart that the later stages fill (see [`crate::lexicon`]
//! for the senses of words and names, [`crate::pattern`] for chunks added by rules). Everything in it counts in bytes
//! (`start`, `end` of tokens) or in tokens (ranges of sentences, edges, chunks).

mod abbreviations;
pub(crate) mod case;
mod chart;
pub mod document;
/// The one form under which words are looked up and compared.
pub mod fold;
pub mod offsets;
mod sentences;
pub mod token;
mod tokenize;
mod word_map;
mod words;

pub use chart::{Edge, Sense};
pub use document::Document;
pub(crate) use fold::fold_hash;
pub use token::{Kind, Shape, Token};
pub(crate) use word_map::QuickMap;
pub use word_map::{WordHasher, WordMap};
pub use words::{WordList, Words};
