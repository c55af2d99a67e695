//! Whether a toponym that stands alone acts as a party: the words next to it decide.

use super::{Mention, Name};
use crate::lexicon::class;
use crate::syntax::{Syntax, Tag};
use crate::text::Document;

/// Prepositions before which a name is a place.
const LOCATIVE: &[&str] = &[
    "in",
    "into",
    "near",
    "across",
    "from",
    "to",
    "at",
    "around",
    "inside",
    "outside",
    "throughout",
    "toward",
    "towards",
    "within",
    "through",
    "over",
    "along",
    "of",
    "on",
    "onto",
    "via",
    "beyond",
    "leave",
    "left",
    "entered",
    "reached",
    "visited",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north",
    "south",
    "east",
    "west",
    "bordering",
    "borders",
];

/// True when the toponym is used for its government, army or people.
pub fn acts(document: &Document, syntax: &Syntax, mention: &Mention) -> bool {
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
    let place_noun = |at: usize| {
        let mut at = at;
        while matches!(syntax.tag(at), Tag::Adjective) {
            at += 1;
        }
        document.has(at, class::PLACE_NOUN)
    };
    if origin.possessive {
        let place =
            document.senses(end + 1).any(|(s, _)| s.class == class::PLACE) && !document.has(end + 1, class::PARTY_HEAD);
        return is_country && !place_noun(end + 1) && !place;
    }
    // "U.S. airstrikes", "the US statement": the name before a noun.
    if is_country && matches!(syntax.tag(end), Tag::Noun | Tag::Adjective) && document.is_word(end) {
        return !place_noun(end);
    }
    if previous.is_some_and(|p| document.is(p, "to") && p > 0 && document.is(p - 1, "according")) {
        return true;
    }
    if previous.is_some_and(|p| {
        document.is(p, "at") && p > 0 && document.is_any(p - 1, &["aim", "aimed", "directed", "anger", "angry"])
    }) {
        return is_country;
    }
    if locative {
        return false;
    }
    // "in Iraq and Syria", "near Sarmada, Syria": like the name before it.
    if previous.is_some_and(|p| document.is_any(p, &["and", "or", ","])) && !verb(document, end) {
        let mut word = before - 1;
        while word > 0 && before - word < 6 && document.tokens[word - 1].capitalised() {
            word -= 1;
        }
        while word > 0 && document.is_any(word - 1, &["the", "both"]) {
            word -= 1;
        }
        if word > 0 && word < before - 1 && document.is_any(word - 1, LOCATIVE) {
            return false;
        }
    }
    // "Sarmada, Syria,": the country of a town.
    if previous.is_some_and(|p| document.is(p, ",") && p > 0 && document.has(p - 1, class::PLACE))
        && !verb(document, end)
    {
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
        if document.is(p, "with") && p > 0 && document.is_any(p - 1, &["border", "borders", "frontier"]) {
            return false;
        }
        if document
            .is_any(p, &["against", "with", "between", "by", "for", "and", "or", "as", "while", "that", "but", "than"])
        {
            return true;
        }
        if document
            .senses(p)
            .any(|(s, _)| matches!(s.class, class::VERB_PAST | class::VERB_BASE | class::VERB_ING | class::VERB_S))
        {
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
    while (document.has(at, class::ADVERB) || document.str(at).ends_with("ly")) && !document.is(at, ",") {
        at += 1;
    }
    document.word_senses(at).any(|s| {
        matches!(
            s.class,
            class::VERB_PAST
                | class::VERB_S
                | class::HAVE_PRESENT
                | class::HAVE_PAST
                | class::MODAL_FUTURE
                | class::MODAL_WOULD
                | class::MODAL_POSSIBLE
                | class::MODAL_MUST
                | class::BE_PRESENT
                | class::BE_PAST
                | class::DO_PAST
                | class::DO_PRESENT
        )
    })
}

fn report(document: &Document, at: usize) -> bool {
    document.word_senses(at).any(|s| matches!(s.class, class::V_REPORT | class::V_ACCUSE | class::V_DENY))
}
