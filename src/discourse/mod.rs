//! What needs the whole article: the document date, coreference, which toponym is a party, sides, claimants, clusters.
//!
//! The layers do not know one another; this is where they meet. [`annotate`] runs them in order and turns their mentions
//! into the output model, offsets in bytes.

mod claimants;
mod clusters;
pub mod coreference;
pub mod date_anchoring;
pub mod document_date;
mod harm;
mod metonymy;
pub mod roles;
pub mod sides;
mod summary;
pub mod toponym;

use crate::casualties::Casualties;
use crate::dates::Dates;
use crate::locations::Locations;
use crate::model::Annotation;
use crate::parties::Parties;
use crate::quantity::Quantity;
use crate::syntax::{Grammar, Syntax};
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
    let locations = layers.locations.find(document, &syntax);
    let parties = layers.parties.find(document, &syntax);
    let casualties = layers.casualties.find(document, &syntax, &amounts);
    annotate_parties(document, &syntax, parties, &casualties, &mut annotation);
    annotation.document.date.clone_from(&anchoring.date.text);
    annotation.document.date_source = anchoring.date.source;
    annotation.document.warnings.extend(anchoring.warnings.iter().cloned());
    annotation.dates = anchoring.dates.iter().map(|date| date.to_model(document, &syntax)).collect();
    for (index, date) in annotation.dates.iter_mut().enumerate() {
        date.id = format!("d{}", index + 1);
    }
    annotation.locations = toponym::resolve(document, &locations, &annotation.parties);
    harm::annotate(document, &syntax, &casualties, &mut annotation);
    annotation
}

/// Resolves the parties and writes them out.
fn annotate_parties(
    document: &Document,
    syntax: &Syntax,
    mentions: Vec<crate::parties::Mention>,
    casualties: &crate::casualties::Found,
    annotation: &mut Annotation,
) {
    let mut harmed: Vec<std::ops::Range<usize>> =
        casualties.casualties.iter().map(|c| c.victims.clone().unwrap_or_else(|| c.tokens.clone())).collect();
    crate::order::by_key(&mut harmed, |range| range.start as u64);
    let acts = |m: &crate::parties::Mention| metonymy::acts(document, syntax, m);
    let countries = coreference::salient(document, &mentions, acts);
    let mentions: Vec<_> = mentions.into_iter().filter(|m| !m.toponym || acts(m)).collect();
    let mut parties = coreference::named(document, mentions, &countries);
    let home = countries.first().and_then(|c| document.lexicon.country(*c)).map(|c| c.iso3);
    let sides = sides::sides(document, syntax, &parties, home);
    coreference::nouns(document, &mut parties, &sides, &countries);
    annotation.document.sides.a = sides.a.iter().filter_map(|a| a.name(document)).collect();
    annotation.document.sides.b = sides.b.iter().filter_map(|a| a.name(document)).collect();
    let roles = roles::roles(document, syntax, &parties, &sides, &harmed);
    for (index, party) in parties.iter().enumerate() {
        let bytes = document.bytes(party.mention.tokens.clone());
        annotation.parties.push(crate::model::Party {
            id: format!("p{}", index + 1),
            start: bytes.start,
            end: bytes.end,
            text: document.text[bytes].to_string(),
            mention_type: party.mention.mention_type,
            canonical: party.canonical.clone(),
            kind: party.kind,
            affiliation: (!party.affiliation.is_empty()).then(|| party.affiliation.clone()),
            sector: (!party.sector.is_empty()).then(|| party.sector.clone()),
            role: roles[index],
            side: sides.of(&party.actors),
            rule: party.mention.rule.into(),
        });
    }
}
