//! Whether a toponym that stands alone acts as a party: the words next to it decide.

use super::{Mention, Name};
use crate::lexicon::class;
use crate::text::Document;

/// Prepositions before which a name is a place.
const LOCATIVE: &[&str] = &[
    "in", "into", "near", "across", "from", "to", "at", "around", "inside", "outside", "throughout", "toward", "towards",
    "within", "through", "over", "along", "of", "on", "onto", "via", "beyond", "leave", "left", "entered", "reached", "visited",
    "northern", "southern", "eastern", "western", "central", "northeastern", "northwestern", "southeastern", "southwestern",
];

/// True when the toponym is used for its government, army or people.
pub fn acts(document: &Document, mention: &Mention) -> bool {
    let Some(origin) = mention.origins.first() else { return false };
    let (start, end) = (origin.start, origin.end);
    let is_country = matches!(origin.name, Name::Country(_));
    if matches!(origin.name, Name::Adjective(_)) {
        return !(start > 0 && document.is(start - 1, "in") && !document.is_word(end));
    }
    if origin.relation.is_some() {
        return true;
    }
    let mut before = start;
    while before > 0 && document.is_any(before - 1, &["the"]) {
        before -= 1;
    }
    let previous = before.checked_sub(1);
    let locative = previous.is_some_and(|p| document.is_any(p, LOCATIVE));
    if origin.possessive {
        return is_country && !document.has(end + 1, class::PLACE_NOUN) && !locative;
    }
    if locative {
        return false;
    }
    let verb_after = verb(document, end);
    if is_country || matches!(origin.name, Name::Seat(_)) {
        if verb_after {
            return true;
        }
    }
    if !is_country {
        return report(document, end);
    }
    if let Some(p) = previous {
        if document.is_any(p, &["against", "with", "between", "by", "for", "and", "or", "as", "while", "that", "but", "than"]) {
            return true;
        }
        if document.senses(p).any(|(s, _)| matches!(s.class, class::VERB_PAST | class::VERB_BASE | class::VERB_ING | class::VERB_S)) {
            return true;
        }
    }
    // "Armenia and Azerbaijan accused": the list's verb.
    if document.is_any(end, &["and", ","]) {
        let stop = (end + 8).min(document.len());
        return (end + 1..stop).any(|i| verb(document, i) && document.tokens[i].kind == crate::text::Kind::Word);
    }
    false
}

fn verb(document: &Document, at: usize) -> bool {
    let mut at = at;
    if document.is(at, ",") && document.has(at + 1, class::ADVERB) && document.is(at + 2, ",") {
        at += 3;
    }
    while document.has(at, class::ADVERB) && !document.is(at, ",") {
        at += 1;
    }
    document.word_senses(at).any(|s| {
        matches!(
            s.class,
            class::VERB_PAST | class::VERB_S | class::HAVE_PRESENT | class::HAVE_PAST | class::MODAL_FUTURE | class::MODAL_WOULD | class::MODAL_POSSIBLE | class::MODAL_MUST | class::BE_PRESENT | class::BE_PAST | class::DO_PAST | class::DO_PRESENT
        )
    })
}

fn report(document: &Document, at: usize) -> bool {
    document.word_senses(at).any(|s| matches!(s.class, class::V_REPORT | class::V_ACCUSE | class::V_DENY))
}
