//! Marks parties, casualties, losses of materiel, locations and dates in English war reporting, each mark normalised
//! and explained.
//!
//! ```
//! use conflict_annotator::{Engine, Options};
//!
//! let engine = Engine::new();
//! let annotation = engine.annotate("Shelling killed six civilians in Kharkiv on Tuesday.", &Options::default());
//! assert_eq!(annotation.format, "conflict-annotator/1");
//! # fn any_thread<T: Send + Sync>(_: &T) {}
//! # any_thread(&engine);
//!
//! let claim = &annotation.casualties[0];
//! assert_eq!((claim.count.low, claim.count.best, claim.count.high), (Some(6), Some(6), Some(6)));
//! assert_eq!(&annotation.text[claim.start..claim.end], "killed six civilians"); // code points are bytes in ASCII
//! ```
//!
//! An [`Engine`] is made once and reads any number of articles, from any number of threads. [`Options`] says what the caller
//! knows of the article, [`export`](mod@export) writes annotations in other formats:
//!
//! ```
//! use conflict_annotator::export::{export, Format};
//! use conflict_annotator::{Engine, Options};
//!
//! let options = Options { document_date: Some("2012-11-21".into()), ..Options::default() };
//! let annotation = Engine::new().annotate("Rebels captured four soldiers near Goma on Tuesday.", &options);
//! assert_eq!(annotation.dates[0].value, "2012-11-20");
//! assert!(export(&annotation, Format::GeoJson).starts_with(b"{"));
//! ```
//!
//! The parts, in the order in which data flows; each knows only those before it:
//! [`text`] cuts an article into tokens and sentences, [`lexicon`] gives words and names their senses, [`pattern`] is the
//! rule language, [`quantity`] reads counts, [`syntax`] gives clauses, groups and reports; [`dates`], [`locations`], [`parties`] and [`casualties`] are the layers;
//! [`discourse`] decides what needs the whole article; [`model`] is what comes out.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod casualties;
pub mod dates;
pub mod discourse;
pub mod export;
pub mod lexicon;
pub mod locations;
pub mod model;
mod order;
pub mod parties;
pub mod pattern;
pub mod quantity;
mod short;
pub mod syntax;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

use discourse::Layers;
use lexicon::Lexicon;
use model::{Annotation, OffsetUnit};
use std::borrow::Cow;
use text::Document;

/// What the caller knows about the article.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The caller's name for the document; copied into the result.
    pub id: String,
    /// Publication date, ISO 8601 (`2022-09-12`); anchors "Tuesday". `None`: read from the article.
    pub document_date: Option<String>,
    /// The unit of all offsets in the result.
    pub offset_unit: OffsetUnit,
}

/// The engine: tables and rules, loaded once, used for any number of articles.
pub struct Engine {
    lexicon: Lexicon,
    layers: Layers,
}

impl Engine {
    /// Unpacks the built-in tables and compiles the rules (a few milliseconds).
    pub fn new() -> Self {
        let mut engine = Engine { lexicon: Lexicon::new(), layers: Layers::default() };
        engine.layers.prepare(&engine.lexicon);
        engine
    }

    /// Adds the full gazetteer file to the built-in core table; returns how many places came to it. The engine keeps the
    /// bytes and reads its places there: owned ones it takes as they are, others it copies.
    ///
    /// # Errors
    /// When the bytes are not a gazetteer of this version; the engine keeps working with what it had.
    pub fn load_gazetteer<'b>(&mut self, bytes: impl Into<Cow<'b, [u8]>>) -> Result<usize, GazetteerError> {
        let added = self.lexicon.add_gazetteer(bytes.into()).map_err(GazetteerError)?;
        self.layers.prepare(&self.lexicon);
        Ok(added)
    }

    /// Annotates one article. Never panics, whatever the text; the same input gives the same output.
    pub fn annotate(&self, text: &str, options: &Options) -> Annotation {
        let annotation = self.read(text, options);
        finish(annotation, text.into(), options)
    }

    /// [`Engine::annotate`] of a text that nobody else needs: a long one is not copied.
    pub fn annotate_owned(&self, text: String, options: &Options) -> Annotation {
        let annotation = self.read(&text, options);
        finish(annotation, text, options)
    }

    /// The marks of a text, which is not yet in the result; offsets are bytes.
    fn read(&self, text: &str, options: &Options) -> Annotation {
        let mut document = Document::new(text, &self.lexicon);
        discourse::annotate(&self.layers, &mut document, options)
    }
}

fn finish(mut annotation: Annotation, text: String, options: &Options) -> Annotation {
    annotation.format = "conflict-annotator/1".into();
    annotation.id.clone_from(&options.id);
    annotation.text = text;
    annotation.convert_offsets(options.offset_unit);
    annotation
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// The gazetteer file is damaged or of another version; prints as one sentence.
#[derive(Debug)]
pub struct GazetteerError(&'static str);

impl std::fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for GazetteerError {}

// README's Rust is tested with the crate's own examples.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
