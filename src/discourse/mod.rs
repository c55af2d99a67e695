//! What needs the whole article: the document date, coreference, which toponym is a party, sides, claimants, clusters.
//!
//! The layers do not know one another; this is where they meet. [`annotate`] runs them in order and turns their mentions
//! into the output model, offsets in bytes.

pub mod harm;
pub mod toponym;

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
    let _dates = layers.dates.find(document, &syntax);
    let locations = layers.locations.find(document, &syntax);
    let _parties = layers.parties.find(document, &syntax);
    let casualties = layers.casualties.find(document, &syntax, &amounts);
    if options.document_date.is_some() {
        annotation.document.date.clone_from(&options.document_date);
        annotation.document.date_source = crate::model::DateSource::User;
    }
    harm::annotate(document, &casualties, &mut annotation);
    annotation.locations = toponym::resolve(document, &locations, &annotation.parties);
    annotation
}
