//! What needs the whole article: the document date, coreference, which toponym is a party, sides, claimants, clusters.
//!
//! The layers do not know one another; this is where they meet. [`annotate`] runs them in order and turns their mentions
//! into the output model, offsets in bytes.

mod claimants;
mod clusters;
pub mod date_anchoring;
pub mod document_date;
mod harm;
mod summary;

use crate::casualties::Casualties;
use crate::dates::Dates;
use crate::locations::Locations;
use crate::model::Annotation;
use crate::parties::Parties;
use crate::quantity::Quantity;
use crate::syntax::Grammar;
use crate::text::Document;
use crate::Options;

/// The compiled rules of all layers.
#[derive(Default)]
pub struct Layers {
    /// Counting phrases.
    pub quantity: Quantity,
    /// Clause structure.
    pub grammar: Grammar,
    /// Times.
    pub dates: Dates,
    /// Toponyms.
    pub locations: Locations,
    /// Parties.
    pub parties: Parties,
    /// Casualties and materiel.
    pub casualties: Casualties,
}

/// Runs all layers over a document. Offsets in the result are bytes.
pub fn annotate(layers: &Layers, document: &mut Document, options: &Options) -> Annotation {
    let mut annotation = Annotation::default();
    let amounts = layers.quantity.mark(document);
    let syntax = layers.grammar.parse(document);
    let dates = layers.dates.find(document, &syntax);
    let anchoring = date_anchoring::anchor(document, &syntax, dates, options.document_date.as_deref());
    let _locations = layers.locations.find(document, &syntax);
    let _parties = layers.parties.find(document, &syntax);
    let casualties = layers.casualties.find(document, &syntax, &amounts);
    annotation.document.date.clone_from(&anchoring.date.text);
    annotation.document.date_source = anchoring.date.source;
    annotation.document.warnings.extend(anchoring.warnings.iter().cloned());
    annotation.dates = anchoring.dates.iter().map(|date| date.to_model(document)).collect();
    for (index, date) in annotation.dates.iter_mut().enumerate() {
        date.id = format!("d{}", index + 1);
    }
    harm::annotate(document, &syntax, &casualties, &mut annotation);
    annotation
}
