//! What each party does in the article: victim > claimant > mediator > belligerent > observer.

use super::coreference::Party;
use super::sides::SidesOf;
use crate::lexicon::class;
use crate::model::{PartyKind, Role};
use crate::syntax::Syntax;
use crate::text::{Document, Token};
use std::ops::Range;

/// The role of a party. `harmed`: token ranges in which people are harmed, in text order.
pub fn role(document: &Document, syntax: &Syntax, party: &Party, sides: &SidesOf, harmed: &[Range<usize>]) -> Role {
    let tokens = party.mention.tokens.clone();
    let people = matches!(
        party.kind,
        PartyKind::Military
            | PartyKind::Police
            | PartyKind::Population
            | PartyKind::ArmedGroup
            | PartyKind::Person
            | PartyKind::Official
            | PartyKind::Media
    );
    let from = harmed.partition_point(|r| r.end <= tokens.start);
    if people && harmed[from..].iter().take_while(|r| r.start < tokens.end).any(|r| inside(&tokens, r)) {
        return Role::Victim;
    }
    if party.kind == PartyKind::Population && flees(document, tokens.end) {
        return Role::Victim;
    }
    let side = sides.of(&party.actors);
    if party.kind != PartyKind::Media {
        match says(document, &tokens) {
            Some(Saying::Claims) => return Role::Claimant,
            Some(Saying::Urges) if side.is_none() => return Role::Mediator,
            Some(Saying::Says)
                if side.is_some() || !matches!(party.kind, PartyKind::State | PartyKind::Igo | PartyKind::Person) =>
            {
                return Role::Claimant
            }
            _ => {}
        }
        if side.is_none() && mediates(document, &tokens) {
            return Role::Mediator;
        }
    }
    let civil = matches!(
        party.kind,
        PartyKind::Media | PartyKind::Population | PartyKind::Ngo | PartyKind::Igo | PartyKind::Other
    );
    if side.is_some() && !civil {
        return Role::Belligerent;
    }
    if matches!(party.kind, PartyKind::ArmedGroup) {
        return Role::Belligerent;
    }
    Role::Observer
}

fn inside(mention: &Range<usize>, harm: &Range<usize>) -> bool {
    mention.start < harm.end && harm.start < mention.end
}

enum Saying {
    Claims,
    Urges,
    Says,
}

/// The verb of saying that a mention governs: right behind it, or before it ("said X", "according to X").
fn says(document: &Document, tokens: &Range<usize>) -> Option<Saying> {
    let mut at = tokens.end;
    let stop = (at + 4).min(document.len());
    // An apposition between commas is stepped over.
    if document.is(at, ",") {
        if let Some(close) = (at + 1..(at + 14).min(document.len())).find(|i| document.is(*i, ",")) {
            at = close + 1;
        }
    }
    for i in at..stop.max(at + 3).min(document.len()) {
        let mut found = None;
        for sense in document.word_senses(i) {
            match sense.class {
                class::V_ACCUSE | class::V_DENY | class::V_CLAIM => return Some(Saying::Claims),
                class::V_URGE | class::V_MEDIATE => found = Some(Saying::Urges),
                class::V_REPORT if found.is_none() => found = Some(Saying::Says),
                _ => {}
            }
        }
        if found.is_some() {
            return found;
        }
        let skip = document.tokens[i].kind == crate::text::Kind::Word
            && (document.has(i, class::ADVERB)
                || document.has(i, class::HAVE_PRESENT)
                || document.has(i, class::HAVE_PAST)
                || document.has(i, class::MODAL_FUTURE))
            || document.is(i, ",");
        if !skip {
            break;
        }
    }
    let before = tokens.start.checked_sub(1)?;
    let mut b = before;
    while b > 0 && document.is_any(b, &["the", "a", "an"]) {
        b -= 1;
    }
    if document.is(b, "to") && b > 0 && document.is(b - 1, "according") {
        return Some(Saying::Says);
    }
    let token = &document.tokens[b];
    let quoted = b > 0 && (document.is_any(b - 1, &["\"", ",", "'"]));
    if document.has(b, class::V_REPORT) && quoted && !token.is(Token::SENTENCE_START) {
        return Some(Saying::Says);
    }
    None
}

fn mediates(document: &Document, tokens: &Range<usize>) -> bool {
    let before = tokens.start.saturating_sub(3)..tokens.start;
    (document.is(tokens.start.wrapping_sub(1), "by") && before.clone().any(|i| document.has(i, class::V_MEDIATE)))
        || (document.is(tokens.end, "-")
            && document.is_any(tokens.end + 1, &["brokered", "mediated", "sponsored"])
            && !document.is(tokens.end + 1, "sponsored"))
        || (tokens.end..(tokens.end + 3).min(document.len())).any(|i| document.is_any(i, &["brokered", "mediated"]))
}

fn flees(document: &Document, end: usize) -> bool {
    (end..(end + 5).min(document.len())).any(|i| document.has(i, class::V_FLEE))
}
