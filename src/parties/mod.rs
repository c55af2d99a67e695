//! The layer that finds mentions of parties: states and their organs, forces, groups, officials, persons, peoples.
//!
//! Every sentence is read once from left to right. At each token the layer tries, in this order, a noun phrase with a
//! name or a listed head ([`phrase`]), an organisation by the grammar of its name ([`organisation`]) and a person's name
//! ([`person`]); what is read is skipped. A second, shorter pass marks surnames and acronyms that the article itself has
//! introduced. What a mention means in the article (canonical name, side, role) is decided in [`crate::discourse`].

mod few;
mod names;
mod nouns;
mod organisation;
mod pack;
mod person;
mod persons;
mod phrase;
mod repeated;
mod tags;
mod unknown;

pub use few::Few;
pub use pack::{At, Span};
pub use phrase::{Head, Origin, Sort};
pub(crate) use tags::Name;

use crate::lexicon::Lexicon;
use crate::model::{MentionType, PartyKind};
use crate::syntax::Syntax;
use crate::text::{Document, Kind, Shape, Token, WordMap, Words};
use crate::words;
use phrase::{Phrase, Reader};
use std::ops::Range;
use tags::{bit, Tag};

/// A mention as the layer's rules see it, before the article as a whole decides.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens it covers.
    pub tokens: Span,
    /// The rule that found it.
    pub rule: &'static str,
    /// With a name, or by a listed noun alone.
    pub mention_type: MentionType,
    /// Sort of actor, as far as the phrase itself tells.
    pub kind: PartyKind,
    /// Names inside it: whose it is, or what it is.
    pub origins: Few<Origin>,
    /// Its head, when it has one.
    pub head: Option<Head>,
    /// "Defense" of a ministry.
    pub portfolio: Option<At>,
    /// The name of a person inside it.
    pub person: Option<Span>,
    /// It is nothing but a toponym: whether it is a party is decided with the locations.
    pub toponym: bool,
    /// The words that say whose it is: those that an acronym was defined behind, the unknown name behind "of".
    pub stands_for: Option<Span>,
    /// The possessive or article before it.
    pub determiner: Option<At>,
}

/// The layer's grammar, and what it knows of words beforehand.
pub struct Parties {
    /// See [`tags::by_signature`].
    known: Vec<u32>,
}

impl Parties {
    /// A layer that has not seen the lexicon.
    pub fn new() -> Self {
        Parties { known: Vec::new() }
    }

    /// Works out beforehand what the words of a lexicon are to this layer. Without it the layer finds the same, slower.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.known = tags::by_signature(lexicon);
    }

    /// Finds the layer's mentions, in text order.
    pub fn find(&self, document: &mut Document, syntax: &Syntax) -> Vec<Mention> {
        let (mut mentions, first) = self.both_passes(document, syntax);
        put_in_order(&mut mentions, first);
        // Names glued together ("Anti-MuslimAnti-Muslim") are seen from both sides.
        mentions.dedup_by(|b, a| b.tokens.start() < a.tokens.end());
        mentions.shrink_to_fit();
        mentions
    }

    /// The mentions of the first pass, then those of the second, and how many the first has found.
    fn both_passes(&self, document: &Document, syntax: &Syntax) -> (Vec<Mention>, usize) {
        let tags = tags::tag(document, &self.known);
        let capitals = capitals(document);
        let recurs = recurrences(document, &capitals);
        let reader = Reader { document, tags: &tags, syntax, recurs: &recurs, acronyms: WordMap::default() };
        let mentions = Vec::with_capacity(document.len() / WORDS_A_MENTION);
        let mut finder = Finder { reader, mentions, introduced: WordMap::default() };
        for index in 0..document.sentences.len() {
            finder.sentence(document.sentence(index));
        }
        let first = finder.repeated(capitals);
        (finder.mentions, first)
    }
}

/// In news there is a mention every so many tokens.
const WORDS_A_MENTION: usize = 20;

/// Puts mentions in text order: the first pass has read from left to right, what the second has found stands behind and
/// goes behind what begins at the same token.
fn put_in_order(mentions: &mut [Mention], first: usize) {
    let start = |mention: &Mention| mention.tokens.start() as u64;
    let mut found = first.min(mentions.len());
    crate::order::by_key(&mut mentions[..found], start);
    let mut later = mentions[found..].to_vec();
    crate::order::by_key(&mut later, start);
    // From the back, where there is room for them now.
    let mut end = mentions.len();
    while let Some(next) = later.pop() {
        while found > 0 && start(&mentions[found - 1]) > start(&next) {
            (found, end) = (found - 1, end - 1);
            mentions.swap(found, end);
        }
        end -= 1;
        mentions[end] = next;
    }
}

impl Default for Parties {
    fn default() -> Self {
        Self::new()
    }
}

struct Finder<'r, 'd> {
    reader: Reader<'r, 'd>,
    mentions: Vec<Mention>,
    /// Names of groups that a noun has introduced: hash to mention and token.
    introduced: WordMap<(usize, usize)>,
}

/// The words with a capital, whatever it means: all that the second pass looks at.
fn capitals(document: &Document) -> Vec<u32> {
    let capitals = (0u32..).zip(&document.tokens).filter(|(_, token)| token.capitalised());
    capitals.map(|(at, _)| at).collect()
}

/// How often each capitalised word comes that no table knows.
fn recurrences(document: &Document, capitals: &[u32]) -> WordMap<u16> {
    let mut counts: WordMap<u16> = WordMap::default();
    for token in capitals.iter().filter_map(|at| document.tokens.get(*at as usize)) {
        if token.word == Token::UNKNOWN && token.shape == Shape::Title {
            let count = counts.entry(token.hash).or_insert(0);
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// What begins a phrase, but for names.
const PHRASE: u32 = bit::NOM_HEAD | bit::PARTY_HEAD | bit::MODIFIER | bit::TITLE | bit::NUMERAL;
/// What ends one.
const CLOSED: u32 = bit::DETERMINER | bit::FUNCTION | bit::PREPOSITION | bit::AUXILIARY;
/// No adjectives that their ending tells.
const SETTLED: u32 = bit::NOUN | bit::FINITE | bit::VERB;
/// Words in small letters behind or before which a name may stand: [`Finder::region`], [`Finder::nicknamed`].
static WAKING: &Words = words!["region", "nicknamed", "dubbed", "called", "known"];

impl Finder<'_, '_> {
    fn sentence(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            at = if self.wakes(at) { self.step(at, tokens.end).max(at + 1) } else { at + 1 };
        }
    }

    /// False where nothing of the grammar can begin: at marks and at most words in small letters.
    #[inline]
    fn wakes(&self, at: usize) -> bool {
        let document = self.reader.document;
        let Some(token) = document.tokens.get(at) else { return false };
        match token.kind {
            Kind::Punct | Kind::Clitic => false,
            Kind::Word if token.shape == Shape::Lower && !token.is(Token::CAPS_COPY) => {
                let bits = self.reader.tags.bits(at);
                bits & (PHRASE | bit::MORE) != 0
                    || bits & CLOSED == 0
                        && (self.reader.joined(at)
                            || document.is_any(at, WAKING)
                            || bits & SETTLED == 0 && self.reader.adjectival(at, bits))
            }
            _ => true,
        }
    }

    #[inline]
    fn tag(&self, at: usize) -> Tag {
        self.reader.tag(at)
    }

    /// Reads what begins at a token; returns the token to go on with.
    fn step(&mut self, at: usize, limit: usize) -> usize {
        let document = self.reader.document;
        let token = &document.tokens[at];
        // An acronym that the article has defined, whatever word it spells: "the UP".
        if !self.reader.acronyms.is_empty()
            && token.shape != Shape::Lower
            && !token.is(Token::CAPS_COPY)
            && self.reader.acronyms.contains_key(&token.hash)
        {
            return self.acronym(at, limit);
        }
        // "45-year-old", "non-residents": the rest of a compound.
        let glued = |i: usize| document.tokens[i].glued();
        if at > 1
            && token.shape == Shape::Lower
            && glued(at)
            && document.is(at - 1, "-")
            && glued(at - 1)
            && document.tokens[at - 2].kind != Kind::Punct
        {
            return at + 1;
        }
        let tag = self.tag(at);
        let capital = self.reader.name_like(at);
        let begins =
            tag.is(PHRASE) || tag.name != Name::None || token.kind == Kind::Number || token.kind == Kind::Ordinal;
        if !begins && !capital && (tag.is(CLOSED) || token.shape != Shape::Lower) {
            return at + 1;
        }
        if let Some((end, state)) = capital.then(|| self.reader.delegate(at, limit)).flatten() {
            let index = self.person(at, at..end, Some(Sort::Kind(PartyKind::Official)), "a delegate and a state");
            self.mentions[index].origins.push(state);
            return end;
        }
        let opens = begins || self.reader.joined(at) || self.reader.adjectival(at, tag.bits);
        let phrase = if opens { self.reader.phrase(at, limit) } else { None };
        // A longer proper name of an organisation, of which the phrase is only the beginning.
        if capital || ((token.kind == Kind::Number || token.kind == Kind::Ordinal) && self.reader.name_like(at + 1)) {
            let phrase_end = phrase.as_ref().map_or(at, |p| p.end);
            if let Some(found) = self.reader.organisation(at, limit) {
                let known = tag.name != Name::None && tag.end as usize >= found.end;
                let open = phrase.as_ref().is_some_and(|p| {
                    p.origins.is_empty()
                        && p.end == found.end
                        && p.end > at + 1
                        && !tag.is(bit::TITLE)
                        && p.head.is_some_and(|h| !h.listed)
                });
                if (found.end > phrase_end || open) && !known {
                    return self.organisation(at, found, limit);
                }
            }
        }
        if let Some(phrase) = phrase {
            if let Some(end) = self.phrase(&phrase, limit) {
                return end;
            }
            if phrase.head.is_none() && !phrase.origins.is_empty() {
                return self.bare(&phrase, limit);
            }
        }
        if capital || (tag.is(bit::PARTICLE) && document.is(at + 1, "-")) {
            if let Some(end) = self.reader.name_span(at, limit, false) {
                let spelled =
                    document.is(end, "(") && self.unknown_acronym(end + 1) && self.spelled_out(end + 1) == Some(at);
                let beside = document.is(at.wrapping_sub(1), "and")
                    && self.mentions.last().is_some_and(|m| m.person.is_some() && m.tokens.end() + 5 >= at);
                if !spelled && self.reader.is_person_beside(at, end, beside) {
                    self.person(at, at..end, None, "a person's name");
                    return end;
                }
            }
        }
        if capital && matches!(token.shape, Shape::Upper | Shape::Mixed) {
            return self.acronym(at, limit);
        }
        if document.is(at, "region") {
            return self.region(at);
        }
        if capital {
            if let Some(end) = self.regime(at, limit).or_else(|| self.unknown_group(at, limit)) {
                return end;
            }
        } else if let Some(end) = self.nicknamed(at, limit) {
            return end;
        }
        at + 1
    }

    fn push(&mut self, mention: Mention) -> usize {
        self.mentions.push(mention);
        self.mentions.len() - 1
    }

    fn new_mention(&self, tokens: Range<usize>, rule: &'static str, kind: PartyKind) -> Mention {
        Mention {
            tokens: tokens.into(),
            rule,
            mention_type: MentionType::Nam,
            kind,
            origins: Few::None,
            head: None,
            portfolio: None,
            person: None,
            toponym: false,
            stands_for: None,
            determiner: None,
        }
    }

    /// A word of a name, and no title or day.
    fn names(&self, at: usize) -> bool {
        self.reader.name_like(at) && !self.tag(at).is(bit::TITLE | bit::CALENDAR)
    }

    /// A phrase with a head; `None` when it is no party.
    fn phrase(&mut self, phrase: &Phrase, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let head = phrase.head?;
        // A name behind a title: one mark with it.
        if let Some(end) = self.titled(phrase, limit) {
            return Some(end);
        }
        // "two rebels standing over": a plural is nobody's adjective.
        let plural = head.listed && document.str(head.end() - 1).ends_with('s') && self.tag(phrase.end).is(bit::ING);
        let continues = !phrase.of && self.reader.nominal(phrase.end, limit) && !plural;
        let mut tokens = phrase.start..phrase.end;
        // "Coalition aircraft", "16 Coalition warplanes": the coalition.
        if continues
            && phrase.origins.is_empty()
            && document.is(head.start(), "coalition")
            && document.is_capitalised(head.start())
            && head.end() == phrase.end
        {
            let mut mention =
                self.new_mention(head.start()..head.end(), "an organ with a capital", PartyKind::Military);
            mention.head = Some(head);
            self.push(mention);
            return Some(head.end());
        }
        if continues {
            let place = self.tag(phrase.end).is(bit::PLACE_NOUN);
            let firm = matches!(
                head.sort,
                Sort::Kind(PartyKind::Military | PartyKind::Ministry | PartyKind::Police | PartyKind::Government)
            ) && !document.is_any(
                head.start(),
                words!["military", "government", "marine", "guard", "command", "state", "unit", "division"],
            );
            if place || !firm || phrase.origins.is_empty() {
                // "Israeli military operation": the origin alone; "rebel advance": nothing.
                if phrase.origins.is_empty() || place {
                    return self.only_origins(phrase, limit, place);
                }
                return self.only_origins(phrase, limit, false);
            }
        }
        // "Iraqi television channel Al Sumeria", "the broadcaster RTA", "the charity Emergency": the name behind its noun.
        let (mut end, charity) = (phrase.end, document.is_any(head.start(), words!["charity"]));
        if document.is(end, "The")
            && document.is_capitalised(end)
            && document.tokens[head.start()].shape == Shape::Lower
        {
            end += 1;
        }
        if (head.sort == Sort::Kind(PartyKind::Media) || charity) && !phrase.of && end < limit && self.names(end) {
            while end < limit && end < phrase.end + 4 && self.names(end) {
                end += 1;
            }
            let start = match (phrase.origins.is_empty(), document.is_capitalised(head.start())) {
                (false, _) => phrase.start,
                (true, true) => head.start(),
                (true, false) => phrase.end,
            };
            let mut mention = self.new_mention(start..end, "a name behind its noun", head.sort.kind());
            mention.origins.clone_from(&phrase.origins);
            // "Radio Hanoi", "Global New Light of Myanmar": the place in its name says whose it is.
            if mention.origins.is_empty() {
                mention.origins.extend((phrase.end..end).find_map(|at| self.reader.origin(at, end)));
            }
            mention.head = Some(Head::new(phrase.end..end, Sort::Unsaid));
            self.push(mention);
            return Some(end);
        }
        if phrase.origins.is_empty() && phrase.named.is_none() {
            return self.listed(phrase, head, limit);
        }
        // "the Russian security group Wagner": one mark with the name.
        let group = matches!(head.sort, Sort::Kind(PartyKind::ArmedGroup | PartyKind::Ngo))
            && !phrase.of
            && head.end() == head.start() + 1
            && document.tokens[head.start()].shape == Shape::Lower
            && !document.str(head.start()).ends_with('s');
        let called = self.reader.origin(phrase.end, limit).filter(|o| {
            let kind = match o.name {
                Name::Party(p) => document.lexicon.party(p).map(|p| p.kind),
                _ => None,
            };
            group
                && matches!(kind, Some(PartyKind::ArmedGroup | PartyKind::Ngo))
                && !self.reader.nominal(o.end(), limit)
                && !self.tag(o.end()).is(bit::NOM_HEAD | bit::PARTY_HEAD)
        });
        if let Some(called) = called {
            let mut mention = self.new_mention(phrase.start..called.end(), "a name behind its noun", head.sort.kind());
            mention.origins.push(called);
            self.push(mention);
            self.define_acronym(called.end(), limit);
            return Some(called.end());
        }
        // "Azerbaijan's side of the border" and other places.
        // "the state of Apure": a place, unless it is a state of the world.
        if phrase.of
            && document.is_any(head.start(), words!["state", "states", "department", "province", "republic"])
            && head.end() == head.start() + 1
            && phrase.origins.iter().all(|o| matches!(o.name, Name::Place(_)) || o.end() <= head.start())
            && phrase.origins.iter().any(|o| o.start() > head.start())
        {
            return Some(phrase.end);
        }
        // "La Paz Department": a place, where nothing but its name stands before.
        if document.is(head.start(), "department")
            && phrase.portfolio.is_none()
            && !phrase.origins.is_empty()
            && phrase.origins.iter().all(|o| matches!(o.name, Name::Place(_) | Name::Seat(_)) && !o.possessive)
        {
            return Some(phrase.end);
        }
        if head.sort == Sort::Kind(PartyKind::State)
            && self.tag(phrase.end).is(bit::PREPOSITION)
            && document.is(phrase.end, "of")
            && !phrase.of
        {
            return self.only_origins(phrase, limit, true);
        }
        // "Syria's neighbor Turkey", "ally Iran": relational nouns are left out.
        // Quantifiers before the phrase are not part of it; modifiers are.
        tokens.start = self.trimmed(tokens.start);
        let mut kind = head.sort.kind();
        kind = self.kind_by_origin(kind, &head, &phrase.origins);
        // "members of the security forces", "elements of the Arce Battalion".
        if let Some(Sort::Kind(inside @ (PartyKind::Military | PartyKind::Police))) = phrase.inner {
            if document
                .is_any(head.start(), words!["members", "member", "men", "elements", "units", "unit", "personnel"])
            {
                kind = inside;
            }
        }
        let rule = if phrase.of { "head of a name" } else { "name and head" };
        self.coordinated(phrase, kind, head);
        let mut mention = self.new_mention(tokens, rule, kind);
        mention.origins.clone_from(&phrase.origins);
        mention.head = Some(head);
        mention.portfolio = phrase.portfolio;
        mention.determiner = phrase.determiner;
        mention.stands_for = phrase.named;
        self.push(mention);
        self.define_acronym(phrase.end, limit);
        Some(phrase.end)
    }

    /// Where a mention's first modifier begins: ordinal and descriptive words before a name that is complete are cut.
    fn trimmed(&self, start: usize) -> usize {
        let document = self.reader.document;
        let mut at = start;
        while document.is_any(
            at,
            words![
                "many", "some", "other", "most", "several", "few", "all", "any", "more", "various", "certain", "only",
                "just", "about", "around", "over", "nearly", "almost", "another",
            ],
        ) {
            at += 1;
        }
        at
    }

    fn kind_by_origin(&self, kind: PartyKind, head: &Head, origins: &[Origin]) -> PartyKind {
        let document = self.reader.document;
        let party = origins.iter().rev().find_map(|o| match o.name {
            Name::Party(p) if o.relation.is_none() => document.lexicon.party(p).map(|p| p.kind),
            _ => None,
        });
        match (kind, party) {
            // "Hezbollah troops", "Taliban government", "SDF forces": fighters of the group.
            (PartyKind::Military, Some(PartyKind::ArmedGroup)) => PartyKind::ArmedGroup,
            (PartyKind::ArmedGroup, Some(PartyKind::Ngo)) => PartyKind::Ngo,
            (PartyKind::ArmedGroup, Some(PartyKind::Media)) => PartyKind::Media,
            (PartyKind::ArmedGroup, Some(PartyKind::Igo)) => PartyKind::Igo,
            (PartyKind::ArmedGroup, Some(PartyKind::Military)) if !head.listed => PartyKind::Military,
            (PartyKind::Population, Some(PartyKind::ArmedGroup)) => PartyKind::ArmedGroup,
            // "members of the Rohingya community"
            (PartyKind::ArmedGroup, Some(PartyKind::Population))
                if document.is_any(head.start(), words!["members", "member"]) =>
            {
                PartyKind::Population
            }
            // "UN mission", "WFP staff", "CRPF personnel": of the body they belong to.
            (PartyKind::Population | PartyKind::Government, Some(kind @ (PartyKind::Igo | PartyKind::Ngo))) => kind,
            (PartyKind::Population | PartyKind::Military, Some(PartyKind::Police)) => PartyKind::Police,
            (PartyKind::Other, Some(kind)) => kind,
            _ if head.sort == Sort::Enemy => PartyKind::State,
            _ => {
                // "Kurdish group", "Arab allies": unlisted group words with a demonym only.
                if document.is_any(
                    head.start(),
                    words![
                        "members",
                        "member",
                        "allies",
                        "supporters",
                        "followers",
                        "group",
                        "groups",
                        "suspects",
                        "suspect",
                    ],
                ) && party.is_none()
                    && origins.iter().all(|o| matches!(o.name, Name::Country(_) | Name::Place(_)))
                {
                    return if document.is_any(head.start(), words!["allies"]) {
                        PartyKind::State
                    } else {
                        PartyKind::ArmedGroup
                    };
                }
                kind
            }
        }
    }

    fn organisation(&mut self, start: usize, found: organisation::Organisation, limit: usize) -> usize {
        let document = self.reader.document;
        let mut mention = self.new_mention(start..found.end, "an organisation's name", found.kind);
        let mut at = start;
        while at < found.end {
            let tag = self.tag(at);
            let place =
                matches!(tag.name, Name::Place(_)) && at > start && !document.is_any(at - 1, words!["of", "in", "the"]);
            let place = place
                || (matches!(tag.name, Name::Place(_))
                    && at == start
                    && tag.is(bit::MODIFIER | bit::ORG_HEAD | bit::NOUN));
            // "Peoples Democratic Party": not the party of that name elsewhere; "Hamas Interior Ministry" is Hamas's.
            let other = matches!(tag.name, Name::Party(_)) && at > start;
            if tag.name != Name::None && !place && !other {
                mention.origins.push(Origin::new(at..tag.end as usize, tag.name));
                at = tag.end as usize;
            } else {
                at += 1;
            }
        }
        mention.head = Some(Head::new(found.head..found.end, Sort::Unsaid));
        // "the Security Council of the United Nations"
        let international = |i: usize| matches!(self.tag(i).name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind == PartyKind::Igo));
        if mention.kind == PartyKind::Government && (start..found.end).any(international) {
            mention.kind = PartyKind::Igo;
        }
        if mention.kind == PartyKind::Other {
            let named = self.reader.said_to_be(start, found.end);
            mention.kind = named.map_or(PartyKind::Other, Sort::kind);
        }
        self.push(mention);
        self.define_acronym(found.end, limit);
        found.end
    }
}
