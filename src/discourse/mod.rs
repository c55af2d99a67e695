//! What needs the whole article: the document date, coreference, which toponym is a party, sides, claimants, clusters.
//!
//! The layers do not know one another; this is where they meet. [`annotate`] runs them in order and turns their mentions
//! into the output model, offsets in bytes.

mod belonging;
mod claimants;
mod clusters;
pub mod coreference;
pub mod date_anchoring;
pub mod document_date;
mod epoch;
mod harm;
mod mediation;
mod metonymy;
mod metonymy_words;
pub mod roles;
pub mod sides;
mod summary;
pub mod toponym;
mod whereabouts;

use crate::casualties::Casualties;
use crate::dates::Dates;
use crate::lexicon::Lexicon;
use crate::locations::Locations;
use crate::model::{Annotation, Date, Str};
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
    /// Who has fought whom.
    pub wars: sides::Wars,
}

impl Layers {
    /// Works out beforehand what the layers ask of every word of the lexicon, without which they would find the same,
    /// slower, and takes the wars from its tables.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.quantity.prepare(lexicon);
        self.grammar.prepare(lexicon);
        self.dates.prepare(lexicon);
        self.locations.prepare(lexicon);
        self.parties.prepare(lexicon);
        self.casualties.prepare(lexicon);
        self.wars = sides::Wars::of(lexicon);
    }
}

/// Runs all layers over a document. Offsets in the result are bytes.
pub fn annotate(layers: &Layers, document: &mut Document, options: &Options) -> Annotation {
    let mut annotation = Annotation::default();
    let amounts = layers.quantity.mark(document);
    let syntax = layers.grammar.parse(document);
    let dates = layers.dates.find(document, &syntax);
    let anchoring = date_anchoring::anchor(document, &syntax, dates, options.document_date.as_deref());
    let year = subject_year(&anchoring);
    let day = known_day(&anchoring);
    // Written out at once: as long as nothing else is there, a long article has room for its dates twice.
    let date_anchoring::Anchoring { date, dates, warnings } = anchoring;
    annotation.document.date = date.text;
    annotation.document.date_source = date.source;
    annotation.document.warnings = warnings;
    annotation.dates.reserve_exact(dates.len());
    for (index, date) in dates.into_iter().enumerate() {
        annotation.dates.push(Date { id: Str::numbered(b'd', index + 1), ..date.into_model(document, &syntax) });
    }
    let locations = layers.locations.find(document, &syntax);
    let mut parties = layers.parties.find(document, &syntax);
    parties.retain(|party| !is_named_place(document, party, &locations));
    let casualties = layers.casualties.find(document, &syntax, &amounts);
    // What later stages do not ask for goes at once: a long article's pieces would lie side by side.
    drop(amounts);
    annotate_parties(&layers.wars, document, &syntax, parties, &casualties, year, day.as_deref(), &mut annotation);
    annotation.locations = toponym::resolve(document, &locations, &annotation.parties);
    drop(locations);
    harm::annotate(document, syntax, casualties, &mut annotation);
    annotation
}

/// "left Vigza del Murtiz", where the article has introduced that name as a place's: no person, unless it speaks.
fn is_named_place(
    document: &Document,
    party: &crate::parties::Mention,
    locations: &[crate::locations::Mention],
) -> bool {
    if party.rule != "a person's name" {
        return false;
    }
    let index = locations.partition_point(|l| l.tokens.start < party.tokens.start());
    locations
        .get(index)
        .is_some_and(|l| l.tokens == party.tokens.range() && matches!(l.form, crate::locations::Form::Unknown(_)))
        && !document.word_senses(party.tokens.end()).any(|s| s.class == crate::lexicon::class::V_REPORT)
}

/// The year that the article is about: the middle one of the years that its times lie in, else that of its date.
fn subject_year(anchoring: &date_anchoring::Anchoring) -> Option<u32> {
    let year = |value: &str| value.get(..4).and_then(|y| y.parse::<u32>().ok());
    let date = &anchoring.date;
    let own = date.text.as_deref().filter(|_| date.year_known).and_then(year);
    let mut years: Vec<u32> = anchoring.dates.iter().filter_map(|d| year(&d.value)).collect();
    crate::order::by_key(&mut years, |year| u64::from(*year));
    // A history of an old war has a date too; one old year in the news does not make a history.
    let middle = years.get(years.len() / 2).copied();
    match (own, middle) {
        (Some(own), Some(middle)) if middle + RETROSPECT >= own || years.len() < HISTORY => Some(own),
        (own, middle) => middle.or(own),
    }
}

/// Years back from which an article tells of the past.
const RETROSPECT: u32 = 3;
/// Times that an article must name to be a history.
const HISTORY: usize = 4;

/// The day by which states are told apart: the document's, else the latest that the text names with its year.
fn known_day(anchoring: &date_anchoring::Anchoring) -> Option<String> {
    if let Some(day) = anchoring.date.day.filter(|_| anchoring.date.year_known) {
        return Some(day.iso().into());
    }
    let days = anchoring.dates.iter().filter_map(|date| date.interval).map(|(_, last)| last);
    days.max_by_key(|day| (day.year, day.month, day.day)).map(|day| day.iso().into())
}

/// Resolves the parties and writes them out.
#[allow(clippy::too_many_arguments)]
fn annotate_parties(
    wars: &sides::Wars,
    document: &Document,
    syntax: &Syntax,
    mut mentions: Vec<crate::parties::Mention>,
    casualties: &crate::casualties::Found,
    year: Option<u32>,
    day: Option<&str>,
    annotation: &mut Annotation,
) {
    let acting: Vec<bool> = mentions.iter().map(|m| !m.toponym || metonymy::acts(document, syntax, m)).collect();
    let epoch = epoch::Epoch::new(document, &mentions, day);
    let coreference::Salient { countries, speakers } = coreference::salient(document, &mentions, &epoch, &acting);
    let mut acting = acting.into_iter();
    mentions.retain(|_| acting.next() == Some(true));
    let context = coreference::Context { document, syntax, epoch: &epoch, countries: &countries, speakers: &speakers };
    let mut parties = coreference::named(&context, mentions);
    let home = countries.first().and_then(|c| document.lexicon.country(*c)).map(|c| c.iso3);
    sides::allegiance::settle(document, syntax, &mut parties, home);
    let mediates: Vec<bool> = parties.iter().map(|p| mediation::mediates(document, syntax, p)).collect();
    let sides = sides::sides(wars, document, syntax, &parties, casualties, &mediates, home, year);
    coreference::nouns(&context, &mut parties, &sides);
    sides::allegiance::follow(document, &mut parties, &sides, casualties, home);
    annotation.document.sides.a = sides.a.iter().filter_map(|a| a.name(document)).map(Str::from).collect();
    annotation.document.sides.b = sides.b.iter().filter_map(|a| a.name(document)).map(Str::from).collect();
    let party_sides: Vec<_> = parties.iter().map(|party| sides.of_party(document, party)).collect();
    let war = !sides.a.is_empty();
    let roles = roles::roles(document, syntax, &parties, &party_sides, war, &mediates, casualties);
    annotation.parties.reserve_exact(parties.len());
    for (index, party) in parties.into_iter().enumerate() {
        let bytes = document.bytes(party.mention.tokens.range());
        annotation.parties.push(crate::model::Party {
            id: Str::numbered(b'p', index + 1),
            start: bytes.start,
            end: bytes.end,
            text: Str::new(&document.text[bytes]),
            mention_type: party.mention.mention_type,
            canonical: party.canonical.into_vec(),
            kind: party.kind,
            affiliation: (!party.affiliation.is_empty()).then(|| party.affiliation.into_vec()),
            sector: (!party.sector.is_empty()).then(|| party.sector.into_vec()),
            role: roles[index],
            side: party_sides[index],
            rule: party.mention.rule.into(),
        });
    }
}
