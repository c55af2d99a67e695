//! Other people's formats: one file a format, all of them pure functions of an [`Annotation`].
//!
//! What a format cannot say is left out, never bent; the text goes out exactly as it came in. Offsets are code points in
//! every format: the tools that read them count that way.

mod brat;
mod conll;
mod csv;
mod events;
mod geojson;
mod html;
mod json;
mod jsonld;
mod label_studio;
mod mark;
mod native;
#[cfg(any(test, target_arch = "wasm32"))]
mod page;
mod positions;
mod spacy;
mod timeml;
mod zip;

pub use mark::{Layer, Mark};
pub use native::read;
#[cfg(target_arch = "wasm32")]
pub(crate) use page::page;
pub use positions::{Position, Positions};

use crate::model::Annotation;

/// A format that an annotation can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Native JSON (format `conflict-annotator/1`).
    Json,
    /// A row a casualty claim, with UCDP's column names.
    ClaimsCsv,
    /// A row an event, with ACLED's column names.
    EventsCsv,
    /// Places as RFC 7946 points, with quotes, dates and claims.
    GeoJson,
    /// W3C Web Annotations.
    JsonLd,
    /// Text and stand-off annotations, in a zip.
    Brat,
    /// A token a line with IOB2 tags.
    Conll,
    /// spaCy and displaCy: text and entity offsets.
    Spacy,
    /// A Label Studio task with predictions.
    LabelStudio,
    /// TimeML: the text with inline TIMEX3.
    TimeMl,
    /// A page of its own.
    Html,
}

impl Format {
    /// Every format with its name in menus and on command lines.
    pub const ALL: [(Format, &'static str); 11] = [
        (Format::Json, "json"),
        (Format::ClaimsCsv, "claims-csv"),
        (Format::EventsCsv, "events-csv"),
        (Format::GeoJson, "geojson"),
        (Format::JsonLd, "jsonld"),
        (Format::Brat, "brat"),
        (Format::Conll, "conll"),
        (Format::Spacy, "spacy"),
        (Format::LabelStudio, "label-studio"),
        (Format::TimeMl, "timeml"),
        (Format::Html, "html"),
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|&(_, own)| own == name).map(|(format, _)| format)
    }
}

/// Writes `annotation` (offsets in its own [`Annotation::offset_unit`]) in `format`.
pub fn export(annotation: &Annotation, format: Format) -> Vec<u8> {
    let text = match format {
        Format::Json => json::json(annotation),
        Format::ClaimsCsv => csv::claims(annotation),
        Format::EventsCsv => events::events(annotation),
        Format::GeoJson => geojson::geojson(annotation),
        Format::JsonLd => jsonld::jsonld(annotation),
        Format::Brat => return brat::brat(annotation),
        Format::Conll => conll::conll(annotation),
        Format::Spacy => spacy::spacy(annotation),
        Format::LabelStudio => label_studio::label_studio(annotation),
        Format::TimeMl => timeml::timeml(annotation),
        Format::Html => html::html(annotation),
    };
    text.into_bytes()
}

#[cfg(test)]
pub(crate) mod sample;
