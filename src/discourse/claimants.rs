//! Who stands for a claim: the subject of the reporting clause that governs it.
//!
//! [`crate::syntax`] finds the frames ("X said …", "…, X said", "according to X", an open quotation, "It added"); here the
//! source's words become the canonical name of a party, where the party layer knows one.

use crate::lexicon::class;
use crate::model::{Annotation, Party, Status};
use crate::syntax::{Stance, Syntax};
use crate::text::Document;
use std::ops::Range;

/// A source of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimant {
    /// Canonical name, else the words.
    pub name: String,
    /// Where it is named, in bytes.
    pub span: [usize; 2],
    /// The source denies what it speaks of.
    pub denies: bool,
}

/// The source that a token is attributed to.
pub fn claimant_at(document: &Document, syntax: &Syntax, annotation: &Annotation, token: usize) -> Option<Claimant> {
    let frame = syntax.reporting_frame_at(token)?;
    if frame.negated || matches!(frame.stance, Stance::Urge | Stance::Promise | Stance::Threaten) {
        return None;
    }
    let source = syntax.source(frame)?;
    let tokens = trim(document, source.range());
    let bytes = document.bytes(tokens.clone());
    if bytes.is_empty() {
        return None;
    }
    if !can_speak(document, annotation, tokens.clone()) {
        return None;
    }
    let (name, span) = match party_in(annotation, bytes.clone()) {
        Some(party) => (party_name(party), [party.start, party.end]),
        None => (document.slice(tokens).to_string(), [bytes.start, bytes.end]),
    };
    Some(Claimant { name, span, denies: frame.stance == Stance::Deny })
}

/// People, named parties and institutions stand for claims; numbers and orders do not, whatever the verb.
fn can_speak(document: &Document, annotation: &Annotation, tokens: Range<usize>) -> bool {
    let speaks = [
        class::VICTIM_SG,
        class::VICTIM_PL,
        class::SOURCE_NOUN,
        class::DEMONYM_NOUN,
        class::PARTY,
        class::SEAT,
        class::COUNTRY,
    ];
    tokens.clone().any(|t| {
        document.senses(t).any(|(s, _)| speaks.contains(&s.class))
            || document.is_capitalised(t) && !document.has(t, class::MONTH) && !document.has(t, class::WEEKDAY)
            || document.is_any(t, &["he", "she", "they", "it", "we", "i", "who"])
    }) || party_in(annotation, document.bytes(tokens)).is_some()
}

/// The source's noun group without its article.
fn trim(document: &Document, tokens: Range<usize>) -> Range<usize> {
    let skip = document.is_any(tokens.start, &["the", "a", "an", "both"]) && tokens.len() > 1;
    tokens.start + usize::from(skip)..tokens.end
}

/// The party mention that covers most of a stretch of text; the later of two that cover the same, for the head is last.
pub fn party_in(annotation: &Annotation, bytes: Range<usize>) -> Option<&Party> {
    parties_in(annotation, bytes.clone()).max_by_key(|p| p.end.min(bytes.end) - p.start.max(bytes.start))
}

/// The party mentions that overlap a stretch of text. Party mentions are in text order.
pub fn parties_in(annotation: &Annotation, bytes: Range<usize>) -> impl Iterator<Item = &Party> {
    let first = annotation.parties.partition_point(|p| p.end <= bytes.start);
    annotation.parties[first..].iter().take_while(move |p| p.start < bytes.end)
}

/// Canonical name, else the words of the mention.
pub fn party_name(party: &Party) -> String {
    party.canonical.first().cloned().unwrap_or_else(|| party.text.clone())
}

/// The status that the attribution adds: a denial makes an assertion denied.
pub fn status_under(status: Status, claimant: Option<&Claimant>) -> Status {
    match claimant {
        Some(claimant) if claimant.denies && status == Status::Asserted => Status::Denied,
        _ => status,
    }
}
