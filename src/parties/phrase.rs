//! Noun phrases of parties: numeral, modifiers, names and demonyms, head, and "of X" behind it.
//!
//! A phrase is read once, from left to right; every element is one token or one name, and there are at most
//! [`LONGEST`] of them, so reading is linear.

use super::few::Few;
use super::pack::{At, Span};
use super::tags::{bit, name_like, Name, Tag, Tags};
use crate::lexicon::{class, party_kind};
use crate::model::PartyKind;
use crate::syntax::{self, Syntax};
use crate::text::{Document, Kind, Shape, Token, WordMap, Words};
use crate::words;
use std::ops::Range;

/// Elements of the longest phrase that is read.
const LONGEST: usize = 14;

/// Nouns that belong to a province's name.
static CLASS_NOUNS: &Words = words![
    "province",
    "district",
    "state",
    "oblast",
    "governorate",
    "county",
    "city",
    "department",
    "prefecture",
    "township",
    "municipality",
    "division",
];

/// Elements of a phrase, but for figures and adjectives that their ending tells.
const ELEMENT: u32 = bit::MORE | bit::NOM_HEAD | bit::PARTY_HEAD | bit::TITLE | bit::MODIFIER | bit::NUMERAL;
/// Words that lead on inside a phrase.
static JOINTS: &Words = words!["'s", "more", "vice", "deputy", "ex", "co", "sub", "and"];

/// A name inside a phrase: whose, or of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its tokens, without a clitic.
    pub span: Span,
    pub(crate) name: Name,
    /// It carries a clitic `'s`.
    pub possessive: bool,
    /// "-led", "-backed": the phrase is not the origin's own. Token of the relation word.
    pub relation: Option<At>,
}

impl Origin {
    /// A name by itself.
    pub(crate) fn new(tokens: Range<usize>, name: Name) -> Self {
        Origin { span: tokens.into(), name, possessive: false, relation: None }
    }

    /// First token.
    #[inline]
    pub fn start(&self) -> usize {
        self.span.start()
    }

    /// Token after the last, without a clitic.
    #[inline]
    pub fn end(&self) -> usize {
        self.span.end()
    }
}

/// What a head or a title says somebody is: the symbols of the word table, most of which are kinds of parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A kind by its name, or an unknown symbol.
    Kind(PartyKind),
    /// A military rank.
    Rank,
    /// Somebody who fights, before a name.
    Fighter,
    /// "the enemy".
    Enemy,
    /// "the international community".
    International,
    /// A region that acts.
    Region,
    /// Not told.
    Unsaid,
}

impl Sort {
    /// What a symbol of the lexicon says.
    pub(crate) fn of(symbol: &str) -> Sort {
        match symbol {
            "" => Sort::Unsaid,
            "rank" => Sort::Rank,
            "fighter" => Sort::Fighter,
            "enemy" => Sort::Enemy,
            "international" => Sort::International,
            kind => Sort::Kind(party_kind(kind)),
        }
    }

    /// The kind of party that it is.
    pub(crate) fn kind(self) -> PartyKind {
        match self {
            Sort::Kind(kind) => kind,
            Sort::Fighter => PartyKind::ArmedGroup,
            _ => PartyKind::Other,
        }
    }
}

/// The head of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its tokens.
    pub span: Span,
    /// What it says.
    pub sort: Sort,
    /// From the closed list.
    pub listed: bool,
    /// It may stand before a person's name.
    pub title: Option<Sort>,
}

impl Head {
    /// A head that is no title nor of the closed list.
    pub(crate) fn new(tokens: Range<usize>, sort: Sort) -> Self {
        Head { span: tokens.into(), sort, listed: false, title: None }
    }

    /// First token of the head.
    #[inline]
    pub fn start(&self) -> usize {
        self.span.start()
    }

    /// Token after it.
    #[inline]
    pub fn end(&self) -> usize {
        self.span.end()
    }
}

/// A noun phrase that may be a party.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub start: usize,
    pub end: usize,
    pub head: Option<Head>,
    pub origins: Few<Origin>,
    /// It begins with a numeral, "both" or an ordinal.
    pub numeral: bool,
    /// "of X" was read behind the head.
    pub of: bool,
    /// Its determiner, if one stands before it.
    pub determiner: Option<At>,
    /// Token of the head's portfolio: "Defense" of "Defense Ministry".
    pub portfolio: Option<At>,
    /// Tokens of the X of "of X", where it names somebody that no table knows.
    pub named: Option<Span>,
    /// The head behind "of": "members of the security forces".
    pub inner: Option<Sort>,
}

pub(crate) struct Reader<'r, 'd> {
    pub document: &'r Document<'d>,
    pub tags: &'r Tags,
    pub syntax: &'r Syntax,
    /// How often capitalised words that no table knows come.
    pub recurs: &'r WordMap<u16>,
    /// Acronyms that the article has defined in brackets: hash to mention.
    pub acronyms: WordMap<usize>,
}

/// Endings that only adjectives have, behind three letters at least: "-ive", "-ical", "-ous".
fn ends_as_adjective(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [_, _, _, .., b'i', b'v', b'e']
            | [_, _, _, .., b'i', b's', b'h' | b't']
            | [_, _, _, .., b'i', b'c', b'a', b'l']
            | [_, _, _, .., b'o', b'n', b'a', b'l']
            | [_, _, _, .., b'i', b'a', b'n']
            | [_, _, _, .., b'e', b'r', b'n']
            | [_, _, _, .., b'o', b'u', b's']
            | [_, _, _, .., b'l', b'e', b's', b's']
            | [_, _, _, .., b'a', b'r', b'y']
    )
}

impl Reader<'_, '_> {
    #[inline]
    pub fn tag(&self, index: usize) -> Tag {
        self.tags.get(index)
    }

    /// What a head's or a title's payload says.
    pub fn sort(&self, payload: u32) -> Sort {
        Sort::of(self.document.lexicon.symbol(payload))
    }

    pub fn name_like(&self, index: usize) -> bool {
        name_like(self.document, self.tags, index)
    }

    pub fn numeral(&self, index: usize) -> bool {
        match self.document.tokens.get(index) {
            Some(t) if t.kind == Kind::Number => !self.like_year(index),
            Some(t) if t.kind == Kind::Word => self.tag(index).is(bit::NUMERAL),
            _ => false,
        }
    }

    fn like_year(&self, index: usize) -> bool {
        let text = self.document.str(index);
        text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
    }

    /// The name at a token, as an origin.
    pub fn origin(&self, at: usize, limit: usize) -> Option<Origin> {
        let tag = self.tag(at);
        let end = tag.end as usize;
        if tag.name == Name::None || end > limit {
            return None;
        }
        // The article's own "NPA" is not that of the tables.
        if end == at + 1 && !self.acronyms.is_empty() && self.acronyms.contains_key(&self.document.tokens[at].hash) {
            return None;
        }
        // Small-letter senses of names ("contra", "talib") need a capital here.
        if self.document.tokens[at..end].iter().all(|t| t.shape == Shape::Lower && t.kind == Kind::Word) {
            return None;
        }
        // "a South American state": a continent.
        if matches!(tag.name, Name::Adjective(_) | Name::People(_))
            && at > 0
            && self.document.is_any(at - 1, words!["south", "latin", "central", "north", "pan", "african"])
            && self.document.is_any(at, words!["american", "americans"])
        {
            return None;
        }
        // A town called "Federal" or "National" is not whose troops they are.
        let common =
            bit::MODIFIER | bit::ORG_HEAD | bit::NOM_HEAD | bit::PARTY_HEAD | bit::TITLE | bit::NOUN | bit::CALENDAR;
        if matches!(tag.name, Name::Place(_)) && end == at + 1 && tag.is(common) {
            return None;
        }
        // The article of "The Times" stays out.
        let start = if end > at + 1 && tag.is(bit::DETERMINER) { at + 1 } else { at };
        Some(Origin::new(start..end, tag.name))
    }

    /// Reads the longest phrase that begins at a token and stays before `limit`.
    pub fn phrase(&self, start: usize, limit: usize) -> Option<Phrase> {
        // "to force civilians out": a verb.
        if start > 0
            && self.syntax.tag(start) == syntax::Tag::Base
            && self.syntax.tag(start - 1) == syntax::Tag::To
            && !self.document.is(start, "rebel")
        {
            return None;
        }
        let mut at = start;
        let mut origins: Few<Origin> = Few::None;
        let mut head: Option<Head> = None;
        let mut end = start;
        let mut numeral = false;
        let mut portfolio = None;
        for step in 0..LONGEST {
            if at >= limit {
                break;
            }
            let tag = self.tag(at);
            let token = &self.document.tokens[at];
            let joint = self.document.is_any(at, JOINTS);
            // What most phrases end before: a word that is no element.
            if token.kind == Kind::Word && !joint && !tag.is(ELEMENT) && !self.joined(at) {
                if self.is_person_of(at, head, &origins) {
                    end = at + 1;
                    head = Some(Head::new(at..end, Sort::Kind(PartyKind::Population)));
                } else if self.adjective(at, limit) {
                    portfolio = Some(at);
                    at += 1;
                    continue;
                }
                break;
            }
            // "the country's Defense Ministry": its own head leads on to the next.
            if joint
                && self.document.is(at, "'s")
                && head.is_some_and(|h| {
                    h.end() == at
                        && (h.sort == Sort::Kind(PartyKind::State)
                            || self.document.is_any(h.start(), words!["state", "ministry", "army"]))
                })
                && self.tag(at + 1).is(bit::MODIFIER | bit::NOM_HEAD | bit::PARTY_HEAD)
                && origins.is_empty()
            {
                at += 1;
                continue;
            }
            let figure = (token.kind == Kind::Number || tag.is(bit::NUMERAL)) && self.numeral(at);
            if figure && (step == 0 || !tag.is(bit::NUMERAL) || head.is_none()) && origins.is_empty() {
                // "20 civilians", "13 more soldiers", "two dozen rebels".
                if head.is_some() {
                    break;
                }
                numeral = true;
                at += 1;
                // "800 to 900"
                if self.document.is_any(at, words!["to", "or"]) && self.numeral(at + 1) && at + 1 < limit {
                    at += 2;
                }
                // "forty-two"
                if self.document.is(at, "-") && self.glued(at) && self.numeral(at + 1) {
                    at += 2;
                }
                continue;
            }
            if joint && numeral && step <= 2 && self.document.is(at, "more") {
                at += 1;
                continue;
            }
            if token.kind == Kind::Ordinal {
                at += 1;
                continue;
            }
            // "vice-governor", "ex-minister"
            if joint
                && self.document.is_any(at, words!["vice", "deputy", "ex", "co", "sub"])
                && self.width(at, limit) == 3
                && self.tag(at + 2).is(bit::TITLE | bit::PARTY_HEAD)
            {
                at += 2;
                continue;
            }
            // "defence and security forces": two adjectives of one head.
            if joint
                && self.document.is(at, "and")
                && step > 0
                && head.is_none()
                && at > start
                && at + 2 < limit
                && self.tag(at - 1).is(bit::MODIFIER)
                && self.document.tokens[at - 1].shape == Shape::Lower
                && self.document.tokens[at + 1].shape == Shape::Lower
                && (self.tag(at + 1).is(bit::PARTY_HEAD) && self.tag(at + 1).head_end as usize > at + 2
                    || self.tag(at + 1).is(bit::MODIFIER) && self.tag(at + 2).is(bit::NOM_HEAD | bit::PARTY_HEAD))
            {
                at += 1;
                continue;
            }
            // "military-political leadership", "state-owned Aramco": a compound adjective, whatever its parts.
            if tag.name == Name::None && !tag.is(bit::TITLE) && self.width(at, limit) > 1 && self.adjective(at, limit) {
                portfolio = Some(at);
                at += self.width(at, limit);
                continue;
            }
            // A head first where it is longer than the name at the same token.
            let head_end = tag.head_end as usize;
            let is_head = tag.is(bit::NOM_HEAD | bit::PARTY_HEAD) && head_end <= limit && !self.locative(at);
            let title_end = tag.title_end as usize;
            let is_title = tag.is(bit::TITLE) && title_end <= limit;
            let name_end = if tag.name == Name::None { 0 } else { tag.end as usize };
            let origin = if name_end > 0 && !(is_head && head_end > name_end) { self.origin(at, limit) } else { None };
            if let Some(mut origin) = origin {
                // "told VOA local residents": two phrases.
                if let Some(Origin { name: Name::Party(before), possessive: false, relation: None, span }) =
                    origins.last()
                {
                    if span.end() == at && self.is_media(*before) {
                        break;
                    }
                }
                if head.is_some() && !self.follows_head(head, &origin) {
                    break;
                }
                at = origin.end();
                // "Kharkiv Oblast Governor"
                if matches!(origin.name, Name::Place(_))
                    && head.is_none()
                    && self.document.is_any(at, CLASS_NOUNS)
                    && self.document.is_capitalised(at)
                    && self.tag(at + 1).is(bit::TITLE | bit::NOM_HEAD | bit::PARTY_HEAD)
                    && at + 1 < limit
                {
                    at += 1;
                    origins.push(origin);
                    continue;
                }
                if self.document.is(at, "'s") && at < limit {
                    origin.possessive = true;
                    at += 1;
                } else if self.document.is(at, "'") && at < limit && self.glued(at) {
                    origin.possessive = true;
                    at += 1;
                } else if self.document.is(at, "-") && self.glued(at) && at + 1 < limit {
                    let next = self.tag(at + 1);
                    if next.is(bit::RELATION) {
                        origin.relation = Some((at + 1).into());
                        at += 2;
                    } else if next.name != Name::None && next.end as usize <= limit && self.glued(at + 1) {
                        // "U.N.-Congolese", "Turkish-Syrian": both are origins.
                        origins.push(origin);
                        at += 1;
                        continue;
                    }
                }
                origins.push(origin);
                continue;
            }
            if is_head || is_title {
                if let Some(Origin { name: Name::Party(before), possessive: false, relation: None, .. }) =
                    origins.last()
                {
                    let sort = self.sort(if is_head { tag.head } else { tag.title });
                    if self.is_media(*before)
                        && head.is_none()
                        && !matches!(sort, Sort::Kind(PartyKind::Media | PartyKind::Official | PartyKind::Person))
                    {
                        break;
                    }
                }
                let mut title = is_title.then(|| self.sort(tag.title));
                // "Army spokesman Colonel X", "envoy Lord X": the office counts, not the rank behind it.
                if matches!(title, Some(Sort::Rank | Sort::Kind(PartyKind::Person)))
                    && head.is_some_and(|h| h.title == Some(Sort::Kind(PartyKind::Official)) && h.end() == at)
                {
                    title = Some(Sort::Kind(PartyKind::Official));
                }
                let (stop, sort, listed) = if is_head && (head_end >= title_end || !is_title) {
                    (head_end, self.sort(tag.head), tag.is(bit::NOM_HEAD))
                } else {
                    (title_end, self.sort(tag.title), false)
                };
                // "The general strike", "chief suspects": a title without capital and name is a modifier or a head.
                head = Some(Head { listed, title, ..Head::new(at..stop, sort) });
                at = stop;
                end = stop;
                continue;
            }
            if self.is_person_of(at, head, &origins) {
                end = at + 1;
                head = Some(Head::new(at..end, Sort::Kind(PartyKind::Population)));
                break;
            }
            if tag.is(bit::MODIFIER) || self.adjective(at, limit) {
                portfolio = Some(at);
                at += self.width(at, limit);
                continue;
            }
            break;
        }
        if let Some(found) = head {
            let mut phrase = Phrase {
                start,
                end,
                head: Some(found),
                origins,
                numeral,
                of: false,
                determiner: self.determiner(start).map(At::from),
                portfolio: portfolio.filter(|p| *p < found.start()).map(At::from),
                named: None,
                inner: None,
            };
            phrase.origins.retain(|o| o.end() <= end);
            self.attach(&mut phrase, limit);
            return Some(phrase);
        }
        if origins.is_empty() {
            return None;
        }
        let end = origins.last().map_or(start, |o| o.end());
        let start = origins.first().map_or(start, |o| o.start());
        Some(Phrase {
            start,
            end,
            head: None,
            origins,
            numeral,
            of: false,
            determiner: self.determiner(start).map(At::from),
            portfolio: None,
            named: None,
            inner: None,
        })
    }

    /// "the German missionary": whoever can be a victim is somebody.
    fn is_person_of(&self, at: usize, head: Option<Head>, origins: &[Origin]) -> bool {
        let whose =
            origins.last().is_some_and(|o| o.end() == at && matches!(o.name, Name::Adjective(_) | Name::People(_)));
        whose
            && head.is_none()
            && self.document.tokens.get(at).is_some_and(|t| t.shape == Shape::Lower)
            && [class::VICTIM_SG, class::VICTIM_PL].iter().any(|c| {
                self.document
                    .word_sense(at, *c)
                    .is_some_and(|s| matches!(self.document.lexicon.symbol(s.payload), "civilian" | "child"))
            })
    }

    fn is_media(&self, record: u32) -> bool {
        self.document.lexicon.party(record).is_some_and(|p| p.kind == crate::model::PartyKind::Media)
    }

    fn glued(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(Token::glued)
    }

    /// A name right behind a head belongs to the phrase only where the head is a modifier: "rebel Houthi fighters".
    fn follows_head(&self, head: Option<Head>, origin: &Origin) -> bool {
        let Some(head) = head else { return true };
        matches!(origin.name, Name::Party(_) | Name::Adjective(_))
            && head.listed
            && self.tag(origin.end()).is(bit::NOM_HEAD | bit::PARTY_HEAD)
            && self.document.tokens[head.start()].shape == Shape::Lower
    }

    /// "in front of the embassy", "at the head of the column": no head of anything.
    fn locative(&self, at: usize) -> bool {
        self.document.is_any(at, words!["front", "head", "side"])
            && self.document.is(at + 1, "of")
            && at > 0
            && self.document.is_any(at - 1, words!["in", "at", "to"])
    }

    /// The article, possessive or demonstrative before a token.
    fn determiner(&self, start: usize) -> Option<usize> {
        let before = start.checked_sub(1)?;
        if self.tag(before).is(bit::DETERMINER) {
            return Some(before);
        }
        None
    }

    /// Tokens of the modifier at `at`: hyphens join ("black-clad", "anti-Houthi").
    fn width(&self, at: usize, limit: usize) -> usize {
        let mut width = 1;
        while at + width + 1 < limit
            && self.document.is(at + width, "-")
            && self.glued(at + width)
            && self.document.tokens[at + width + 1].kind == Kind::Word
            && self.glued(at + width + 1)
            && width < 6
        {
            width += 2;
        }
        width
    }

    /// A small-letter word that can only be an adjective here: by its ending, or a hyphenated compound before a head.
    fn adjective(&self, at: usize, limit: usize) -> bool {
        let token = &self.document.tokens[at];
        let tag = self.tag(at);
        if token.kind != Kind::Word || tag.is(bit::FUNCTION | bit::DETERMINER | bit::PREPOSITION | bit::QUANTIFIER) {
            return false;
        }
        let width = self.width(at, limit);
        if width > 1 {
            let after = at + width;
            // Only where the phrase goes on.
            return after < limit
                && (self.tag(after).is(bit::NOM_HEAD | bit::PARTY_HEAD | bit::MODIFIER)
                    || (self.tag(after).name != Name::None && !self.tag(at).is(bit::VERB)));
        }
        self.adjectival(at, tag.bits)
    }

    /// A hyphen joins the next word to the one at `at`.
    #[inline]
    pub fn joined(&self, at: usize) -> bool {
        self.document.is(at + 1, "-") && self.glued(at + 1)
    }

    /// A small-letter word that its ending makes an adjective.
    #[inline]
    pub fn adjectival(&self, at: usize, bits: u32) -> bool {
        let open = bits & super::SETTLED == 0;
        open && self.document.tokens.get(at).is_some_and(|t| t.shape == Shape::Lower)
            && ends_as_adjective(self.document.str(at))
    }

    /// True when the token goes on a noun phrase: a common noun, or an adjective before one.
    pub fn nominal(&self, at: usize, limit: usize) -> bool {
        if at >= limit {
            return false;
        }
        let token = &self.document.tokens[at];
        if token.kind != Kind::Word || (token.shape != Shape::Lower && !token.is(Token::CAPS_COPY)) {
            return false;
        }
        // "the military claims killing 31", "the army reports that": a verb.
        let (here, next) = (self.tag(at), self.tag(at + 1));
        if (here.is(bit::REPORT) || self.document.has(at, class::V_CLAIM))
            && here.is(bit::FINITE)
            && at + 1 < limit
            && (next.is(bit::ING | bit::DETERMINER) || self.document.is_any(at + 1, words!["that", "it", "they"]))
        {
            return false;
        }
        // "helped the government combat the revolt"
        if here.is(bit::VERB) && !here.is(bit::ING) && at + 1 < limit && next.is(bit::DETERMINER) {
            return false;
        }
        match self.syntax.tag(at) {
            syntax::Tag::Noun => true,
            syntax::Tag::Adjective => {
                at + 1 < limit && matches!(self.syntax.tag(at + 1), syntax::Tag::Noun | syntax::Tag::Adjective)
            }
            _ => false,
        }
    }

    /// Reads "of / for / from X" behind a head.
    fn attach(&self, phrase: &mut Phrase, limit: usize) {
        let Some(head) = phrase.head else { return };
        let preposition = phrase.end;
        if preposition + 1 >= limit || !self.document.is_any(preposition, words!["of", "for", "from", "to"]) {
            return;
        }
        let (of, from) = (
            self.document.is(preposition, "of") || self.document.is(preposition, "for"),
            self.document.is(preposition, "from"),
        );
        // "Syrian ambassador to Washington": where he is sent, not whose he is.
        if self.document.is(preposition, "to") && !phrase.origins.is_empty() {
            let sent = self
                .document
                .is_any(head.end() - 1, words!["ambassador", "ambassadors", "envoy", "envoys", "delegate"]);
            let mut name = preposition + 1;
            while name < limit && self.tag(name).is(bit::DETERMINER) {
                name += 1;
            }
            if let Some(origin) = self.origin(name, limit).filter(|_| sent) {
                if !self.tag(origin.end()).is(bit::NOM_HEAD | bit::PARTY_HEAD) && !self.document.is(origin.end(), "'s")
                {
                    phrase.end = origin.end();
                    phrase.of = true;
                }
            }
            return;
        }
        if !of && !from {
            return;
        }
        // "refugees from", "a prisoner of the guerrillas": not theirs.
        let held = words!["prisoner", "prisoners", "captive", "captives", "hostage", "hostages", "victim", "victims"];
        if head.sort == Sort::Kind(PartyKind::Population) && (from || self.document.is_any(head.start(), held)) {
            return;
        }
        let mut at = preposition + 1;
        while at < limit
            && self.tag(at).is(bit::DETERMINER)
            && !self.document.is_any(at, words!["its", "their", "his", "her"])
        {
            at += 1;
        }
        // "Republic of Armenia", "Kyiv City Military Administration", "Wagner mercenary group".
        let republic = self.document.is_any(at, words!["republic", "state", "kingdom", "islamic"])
            && self.document.is_capitalised(at);
        if republic {
            let mut name = at + 1;
            while name < limit && (self.document.is_any(name, words!["republic", "of", "the"])) {
                name += 1;
            }
            if let Some(origin) = self.origin(name, limit) {
                if matches!(origin.name, Name::Country(_) | Name::Place(_)) {
                    phrase.origins.push(origin);
                    phrase.of = true;
                    phrase.end = origin.end();
                    return;
                }
            }
        }
        // "assistant secretary of state for African affairs"
        if of
            && matches!(self.tag(at).name, Name::Adjective(_) | Name::Country(_))
            && self.document.is(self.tag(at).end as usize, "affairs")
        {
            phrase.end = self.tag(at).end as usize + 1;
            return;
        }
        let organisation = self.organisation(at, limit).filter(|o| o.end > self.tag(at).end as usize);
        if let Some(found) = organisation.filter(|_| {
            matches!(
                head.sort,
                Sort::Kind(
                    PartyKind::Official
                        | PartyKind::Military
                        | PartyKind::ArmedGroup
                        | PartyKind::Population
                        | PartyKind::Police
                )
            )
        }) {
            phrase.end = found.end;
            phrase.of = true;
            phrase.named = Some((at..found.end).into());
            phrase.inner = match found.kind {
                crate::model::PartyKind::Military => Some(Sort::Kind(PartyKind::Military)),
                crate::model::PartyKind::Police => Some(Sort::Kind(PartyKind::Police)),
                _ => None,
            };
            for inside in at..found.end {
                if let Some(origin) = self.origin(inside, found.end) {
                    if phrase.origins.last().is_none_or(|o| o.end() <= origin.start()) {
                        phrase.origins.push(origin);
                    }
                }
            }
            return;
        }
        if let Some(mut inner) = self.inner_phrase(at, limit) {
            // "the government of Ethiopian Prime Minister Abiy Ahmed": the name belongs to it.
            let titled = inner.head.is_some_and(|h| h.title.is_some())
                && inner.end < limit
                && matches!(head.sort, Sort::Kind(PartyKind::Government | PartyKind::Military | PartyKind::ArmedGroup))
                && self.name_like(inner.end);
            if let Some(end) = titled.then(|| self.name_span(inner.end, limit, true)).flatten() {
                if inner.origins.is_empty() {
                    inner.origins.extend(self.origin(inner.end, end));
                }
                phrase.named = Some((inner.end..end).into());
                inner.end = end;
                phrase.end = end;
                phrase.of = true;
                phrase.origins.extend(inner.origins.iter().copied());
                return;
            }
            let country = matches!(
                inner.origins.first().map(|o| o.name),
                Some(Name::Country(_) | Name::Place(_) | Name::Seat(_))
            );
            let bare = inner.head.is_none();
            if bare && inner.origins.len() != 1 {
                return;
            }
            // "Troops from Ethiopia" joins, "refugees from Syria" does not; "commander of the operation" has no name.
            if from && bare && country && head.sort == Sort::Kind(PartyKind::Population) {
                return;
            }
            if bare && inner.origins[0].possessive {
                return;
            }
            // A state acts through its own organs; places lend their name to officials and people.
            if !bare
                && inner.origins.is_empty()
                && !inner.head.is_some_and(|h| h.listed && h.sort == Sort::Kind(PartyKind::ArmedGroup))
            {
                return;
            }
            phrase.end = inner.end;
            // "governor of Shabwa province": "region" and "area" go.
            if bare && country && self.document.is_any(inner.end, CLASS_NOUNS) && inner.end < limit {
                phrase.end += 1;
            }
            phrase.of = true;
            phrase.inner = inner.head.map(|h| h.sort);
            // "U.N. envoy for Syria": whose he is was said before.
            let sent = bare && country && self.document.is(preposition, "for") && !phrase.origins.is_empty();
            if !sent {
                phrase.origins.extend(inner.origins.iter().copied());
            }
            return;
        }
        // "the government of Hamid Karzai"
        if of
            && matches!(head.sort, Sort::Kind(PartyKind::Government | PartyKind::Military | PartyKind::ArmedGroup))
            && !self.document.is(head.start(), "command")
        {
            if let Some(end) = self.name_span(at, limit, false) {
                if self.name_words(at, end) >= 2 && self.is_person(at, end) {
                    phrase.end = end;
                    phrase.of = true;
                    phrase.named = Some((at..end).into());
                    return;
                }
            }
        }
        // "Minister of Information", "Ministry of Labor and Social Affairs (…)": a portfolio with capitals.
        if of && self.name_like(at) && self.document.tokens[head.start()].shape != Shape::Lower {
            let mut end = at;
            while end < limit && (self.name_like(end) && self.tag(end).name == Name::None) {
                end += 1;
                if end + 1 < limit
                    && (self.document.is(end, "and") || self.document.is(end, "-"))
                    && self.name_like(end + 1)
                    && self.tag(end + 1).is(bit::MODIFIER | bit::NOUN)
                {
                    end += 1;
                }
            }
            if end > at && !self.tag(at).is(bit::GIVEN) {
                phrase.portfolio = Some(at.into());
                phrase.end = end;
                phrase.of = true;
                // "of Defense of Ukraine", "of Defense for Azerbaijan"
                if end + 1 < limit && (self.document.is(end, "of") || self.document.is(end, "for")) {
                    let mut name = end + 1;
                    while name < limit && self.tag(name).is(bit::DETERMINER) {
                        name += 1;
                    }
                    if let Some(origin) = self.origin(name, limit) {
                        if matches!(origin.name, Name::Country(_) | Name::Place(_)) {
                            phrase.end = origin.end();
                            phrase.origins.push(origin);
                        }
                    }
                }
            }
        }
    }

    /// The phrase behind a preposition: a name, or a name with a head; never one with another "of" behind it.
    fn inner_phrase(&self, start: usize, limit: usize) -> Option<Phrase> {
        let mut at = start;
        let mut origins: Few<Origin> = Few::None;
        let mut end = start;
        let mut head = None;
        for _ in 0..6 {
            if at >= limit {
                break;
            }
            let tag = self.tag(at);
            let head_end = tag.head_end as usize;
            let is_head = tag.is(bit::NOM_HEAD | bit::PARTY_HEAD) && head_end <= limit;
            if let Some(mut origin) = self.origin(at, limit).filter(|o| !is_head || o.end() >= head_end) {
                // "President of the European Council Charles Michel": the title's bearer.
                let bearer = !origins.is_empty()
                    && matches!(origin.name, Name::Party(p) if self.is_person_record(p))
                    && !origins.last().is_some_and(|o| o.possessive);
                if head.is_some() || bearer {
                    break;
                }
                at = origin.end();
                end = at;
                if self.document.is(at, "'s") {
                    origin.possessive = true;
                    at += 1;
                } else if self.document.is(at, "-") && self.glued(at) && self.tag(at + 1).is(bit::RELATION) {
                    origin.relation = Some((at + 1).into());
                    at += 2;
                }
                origins.push(origin);
                continue;
            }
            let is_title = tag.is(bit::TITLE) && tag.title_end as usize <= limit;
            if is_head || (is_title && self.document.tokens[at].capitalised()) {
                let title = is_title.then(|| self.sort(tag.title));
                at = if is_head { head_end } else { tag.title_end as usize };
                end = at;
                let symbol = if is_head { tag.head } else { tag.title };
                let listed = is_head && tag.is(bit::NOM_HEAD);
                // Only its end tells: the phrase behind "of" is the whole of what follows.
                head = Some(Head { listed, title, ..Head::new(at..end, self.sort(symbol)) });
                continue;
            }
            if tag.is(bit::MODIFIER) || self.document.tokens[at].kind == Kind::Ordinal {
                at += 1;
                continue;
            }
            break;
        }
        if origins.is_empty() && head.is_none() {
            return None;
        }
        if head.is_none() {
            // A demonym alone is no name for "of": "of Russian aggression".
            let last = origins.last()?;
            let singular = matches!(last.name, Name::People(_)) && !self.document.str(last.end() - 1).ends_with('s');
            if matches!(last.name, Name::Adjective(_)) || singular || last.relation.is_some() {
                return None;
            }
            if last.possessive {
                return None;
            }
        } else if self.nominal(end, limit) {
            return None;
        }
        Some(Phrase {
            start,
            end,
            head,
            origins,
            numeral: false,
            of: false,
            determiner: None,
            portfolio: None,
            named: None,
            inner: None,
        })
    }

    /// True for "or" and "and".
    pub fn joins(&self, at: usize) -> bool {
        self.document.is_any(at, words!["and", "or", "nor"])
    }
}
