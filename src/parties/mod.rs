//! The layer that finds mentions of parties: states and their organs, forces, groups, officials, persons, peoples.
//!
//! Every sentence is read once from left to right. At each token the layer tries, in this order, a noun phrase with a
//! name or a listed head ([`phrase`]), an organisation by the grammar of its name ([`organisation`]) and a person's name
//! ([`person`]); what is read is skipped. A second, shorter pass marks surnames and acronyms that the article itself has
//! introduced. What a mention means in the article (canonical name, side, role) is decided in [`crate::discourse`].

mod organisation;
mod person;
mod phrase;
mod tags;

pub(crate) use organisation::kind_of;
pub use phrase::{Head, Origin};
pub(crate) use tags::Name;

use crate::model::{MentionType, PartyKind};
use crate::syntax::Syntax;
use crate::text::{Document, Kind, Shape, Token, WordMap};
use phrase::{Phrase, Reader};
use std::ops::Range;
use tags::{bit, Tag};

/// A mention as the layer's rules see it, before the article as a whole decides.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The rule that found it.
    pub rule: &'static str,
    /// With a name, or by a listed noun alone.
    pub mention_type: MentionType,
    /// Sort of actor, as far as the phrase itself tells.
    pub kind: PartyKind,
    /// Names inside it: whose it is, or what it is.
    pub origins: Vec<Origin>,
    /// Its head, when it has one.
    pub head: Option<Head>,
    /// "Defense" of a ministry.
    pub portfolio: Option<usize>,
    /// The name of a person inside it.
    pub person: Option<Range<usize>>,
    /// It is nothing but a toponym: whether it is a party is decided with the locations.
    pub toponym: bool,
    /// The possessive or article before it.
    pub determiner: Option<usize>,
    /// Its numeral or "both".
    pub numeral: bool,
}

/// The layer's compiled rules.
pub struct Parties {}

impl Parties {
    /// Compiles the rules.
    pub fn new() -> Self {
        Parties {}
    }

    /// Finds the layer's mentions, in text order.
    pub fn find(&self, document: &mut Document, syntax: &Syntax) -> Vec<Mention> {
        let tags = tags::tag(document);
        let recurs = recurrences(document);
        let reader = Reader { document, tags: &tags, syntax, recurs: &recurs };
        let mut finder = Finder { reader, mentions: Vec::new(), acronyms: WordMap::default() };
        for index in 0..document.sentences.len() {
            finder.sentence(document.sentence(index));
        }
        finder.repeated();
        let mut mentions = finder.mentions;
        mentions.sort_by_key(|m| m.tokens.start);
        mentions
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
    /// Acronyms that the article defines in brackets: hash to mention.
    acronyms: WordMap<usize>,
}

/// How often each capitalised word comes that no table knows.
fn recurrences(document: &Document) -> WordMap<u16> {
    let mut counts: WordMap<u16> = WordMap::default();
    for token in &document.tokens {
        if token.word == Token::UNKNOWN && token.kind == Kind::Word && token.shape == Shape::Title {
            let count = counts.entry(token.hash).or_insert(0);
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// Two spellings of one name: "Laden" and "Ladin".
fn alike(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.len() > 3 && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() <= 1
}

impl Finder<'_, '_> {
    fn sentence(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            at = self.step(at, tokens.end).max(at + 1);
        }
    }

    fn tag(&self, at: usize) -> &Tag {
        self.reader.tag(at)
    }

    /// Reads what begins at a token; returns the token to go on with.
    fn step(&mut self, at: usize, limit: usize) -> usize {
        let document = self.reader.document;
        let token = &document.tokens[at];
        if token.kind == Kind::Punct || token.kind == Kind::Clitic {
            return at + 1;
        }
        let tag = *self.tag(at);
        let capital = self.reader.name_like(at);
        const PHRASE: u32 = bit::NOM_HEAD | bit::PARTY_HEAD | bit::MODIFIER | bit::TITLE | bit::NUMERAL;
        let begins =
            tag.is(PHRASE) || tag.name != Name::None || token.kind == Kind::Number || token.kind == Kind::Ordinal;
        if !begins && !capital {
            if tag.is(bit::DETERMINER | bit::FUNCTION | bit::PREPOSITION | bit::AUXILIARY)
                || token.shape != Shape::Lower
            {
                return at + 1;
            }
        }
        let phrase = self.reader.phrase(at, limit);
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
                if self.reader.is_person(at, end) {
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
            if let Some(end) = self.regime(at, limit) {
                return end;
            }
        }
        at + 1
    }

    /// "the breakaway region declared": a region that acts.
    fn region(&mut self, at: usize) -> usize {
        let document = self.reader.document;
        let mut start = at;
        while start > 0
            && document.is_any(start - 1, &["breakaway", "separatist", "self-proclaimed", "disputed", "rebel"])
        {
            start -= 1;
        }
        let determined = start > 0 && document.is(start - 1, "the");
        let free = start < 2
            || !self.tag(start - 2).is(bit::PREPOSITION)
            || document.is_any(start - 2, &["after", "as", "since", "before", "until"]);
        let mut verb = at + 1;
        while document.is_word(verb) && self.reader.syntax.tag(verb) == crate::syntax::Tag::Adverb {
            verb += 1;
        }
        let acts = document.word_senses(verb).any(|s| {
            matches!(
                s.class,
                crate::lexicon::class::V_REPORT | crate::lexicon::class::V_ACCUSE | crate::lexicon::class::V_DENY
            ) && matches!(self.reader.syntax.tag(verb), crate::syntax::Tag::Past | crate::syntax::Tag::Present)
        });
        if determined && free && acts {
            let mut mention = self.new_mention(start..at + 1, "a region that acts", PartyKind::State);
            mention.mention_type = MentionType::Nom;
            mention.head = Some(Head { start: at, end: at + 1, symbol: "region", listed: true, title: None });
            self.push(mention);
        }
        at + 1
    }

    /// "the Asad regime", "the Biden administration": a person's rule, by the surname.
    fn regime(&mut self, at: usize, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let mut head = at + 1;
        while head < limit
            && head < at + 4
            && (document.is(head, "-") || document.is(head, "'s") || self.reader.name_like(head))
        {
            head += 1;
        }
        if head >= limit || !document.is_any(head, &["regime", "administration", "dictatorship", "government", "junta"])
        {
            return None;
        }
        if self.tag(at).is(bit::NOT_NAME | bit::CALENDAR)
            || document.tokens[at].is(Token::SENTENCE_START) && document.tokens[at].word != Token::UNKNOWN
        {
            return None;
        }
        let mut mention = self.new_mention(at..head + 1, "a person's rule", PartyKind::Government);
        mention.head = Some(Head { start: head, end: head + 1, symbol: "", listed: false, title: None });
        self.push(mention);
        Some(head + 1)
    }

    fn push(&mut self, mention: Mention) -> usize {
        self.mentions.push(mention);
        self.mentions.len() - 1
    }

    fn new_mention(&self, tokens: Range<usize>, rule: &'static str, kind: PartyKind) -> Mention {
        Mention {
            tokens,
            rule,
            mention_type: MentionType::Nam,
            kind,
            origins: Vec::new(),
            head: None,
            portfolio: None,
            person: None,
            toponym: false,
            determiner: None,
            numeral: false,
        }
    }

    /// A phrase with a head; `None` when it is no party.
    fn phrase(&mut self, phrase: &Phrase, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let head = phrase.head?;
        // A name behind a title: one mark with it.
        if let Some(end) = self.titled(phrase, limit) {
            return Some(end);
        }
        let continues = phrase.of.is_none() && self.reader.nominal(phrase.end, limit);
        let mut tokens = phrase.start..phrase.end;
        // "Coalition aircraft", "16 Coalition warplanes": the coalition.
        if continues
            && phrase.origins.is_empty()
            && document.is(head.start, "coalition")
            && document.is_capitalised(head.start)
            && head.end == phrase.end
        {
            let mut mention = self.new_mention(head.start..head.end, "an organ with a capital", PartyKind::Military);
            mention.head = Some(head);
            self.push(mention);
            return Some(head.end);
        }
        if continues {
            let place = self.tag(phrase.end).is(bit::PLACE_NOUN);
            let firm = matches!(head.symbol, "military" | "ministry" | "police" | "government")
                && !document.is_any(
                    head.start,
                    &["military", "government", "marine", "guard", "command", "state", "unit", "division"],
                );
            if place || !firm || phrase.origins.is_empty() {
                // "Israeli military operation": the origin alone; "rebel advance": nothing.
                if phrase.origins.is_empty() || place {
                    return self.only_origins(phrase, limit, place);
                }
                return self.only_origins(phrase, limit, false);
            }
        }
        // "Iraqi television channel Al Sumeria", "the broadcaster RTA": the outlet's name.
        if head.symbol == "media" && phrase.of.is_none() && self.reader.name_like(phrase.end) && phrase.end < limit {
            let mut end = phrase.end;
            while end < limit
                && end < phrase.end + 4
                && self.reader.name_like(end)
                && !self.tag(end).is(bit::TITLE | bit::CALENDAR)
            {
                end += 1;
            }
            let start = match (phrase.origins.is_empty(), document.is_capitalised(head.start)) {
                (false, _) => phrase.start,
                (true, true) => head.start,
                (true, false) => phrase.end,
            };
            let mut mention = self.new_mention(start..end, "an outlet by its noun", PartyKind::Media);
            mention.origins.clone_from(&phrase.origins);
            mention.head = Some(Head { start: phrase.end, end, symbol: "", listed: false, title: None });
            self.push(mention);
            return Some(end);
        }
        if phrase.origins.is_empty() {
            return self.listed(phrase, head, limit);
        }
        // "Azerbaijan's side of the border" and other places.
        if head.symbol == "state"
            && self.tag(phrase.end).is(bit::PREPOSITION)
            && document.is(phrase.end, "of")
            && phrase.of.is_none()
        {
            return self.only_origins(phrase, limit, true);
        }
        // "Syria's neighbor Turkey", "ally Iran": relational nouns are left out.
        // Quantifiers before the phrase are not part of it; modifiers are.
        tokens.start = self.trimmed(tokens.start, &phrase.origins, head);
        let mut kind = kind_of(head.symbol);
        kind = self.kind_by_origin(kind, &head, &phrase.origins);
        let rule = if phrase.of.is_some() { "head of a name" } else { "name and head" };
        let coordinate = self.coordinated(phrase, kind, head, limit);
        let mut mention = self.new_mention(tokens, rule, kind);
        mention.origins.clone_from(&phrase.origins);
        mention.head = Some(head);
        mention.portfolio = phrase.portfolio;
        mention.determiner = phrase.determiner;
        mention.numeral = phrase.numeral;
        let _ = coordinate;
        self.push(mention);
        self.define_acronym(phrase.end, limit);
        Some(phrase.end)
    }

    /// Where a mention's first modifier begins: ordinal and descriptive words before a name that is complete are cut.
    fn trimmed(&self, start: usize, _origins: &[Origin], _head: Head) -> usize {
        let document = self.reader.document;
        let mut at = start;
        while document.is_any(
            at,
            &[
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
            (PartyKind::Other, Some(kind)) => kind,
            (kind, _) if head.symbol == "enemy" => {
                let _ = kind;
                PartyKind::State
            }
            _ => {
                // "Kurdish group", "Arab allies": unlisted group words with a demonym only.
                if document.is_any(
                    head.start,
                    &[
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
                    return if document.is_any(head.start, &["allies"]) {
                        PartyKind::State
                    } else {
                        PartyKind::ArmedGroup
                    };
                }
                kind
            }
        }
    }

    /// A mention by a listed head alone, or nothing.
    fn listed(&mut self, phrase: &Phrase, head: Head, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        if !head.listed {
            // A capitalised organ without an owner: "the Parliament", "Coalition aircraft".
            let coalition = document.is(head.start, "coalition")
                && document.is_capitalised(head.start)
                && !(document.tokens[head.start].is(Token::SENTENCE_START) && !phrase.determiner.is_some());
            let capital = coalition
                || document.tokens[head.start].capitalised()
                    && !document.tokens[head.start].is(Token::SENTENCE_START | Token::CAPS_COPY)
                    && phrase.start == head.start
                    && head.end == head.start + 1
                    && phrase.determiner.is_some_and(|d| document.is(d, "the"))
                    && matches!(head.symbol, "government" | "military")
                    && !self.reader.name_like(head.end)
                    && !document.is_any(
                        head.start,
                        &["state", "states", "court", "mission", "republic", "division", "unit", "command"],
                    );
            // "Defense Ministry officials", "Coalition military forces": an organ with capitals before the head.
            let organ = (phrase.start..head.start).rev().find(|i| {
                document.is_capitalised(*i)
                    && (document.is_any(
                        *i,
                        &["ministry", "department", "army", "navy", "parliament", "congress", "senate", "coalition"],
                    ))
                    && (*i > phrase.start
                        || document.is(*i, "coalition")
                        || !document.tokens[*i].is(Token::SENTENCE_START))
            });
            if organ.is_some() && phrase.of.is_none() {
                let mention = self.new_mention(phrase.start..phrase.end, "an organ and a head", kind_of(head.symbol));
                let index = self.push(mention);
                self.mentions[index].head = Some(head);
                self.mentions[index].portfolio = phrase.portfolio;
                return Some(phrase.end);
            }
            if capital && phrase.of.is_none() {
                let mention =
                    self.new_mention(phrase.start..phrase.end, "an organ with a capital", kind_of(head.symbol));
                let index = self.push(mention);
                self.mentions[index].head = Some(head);
                return Some(phrase.end);
            }
            return None;
        }
        let mut start = phrase.start;
        let group = document.is_any(start.wrapping_sub(1), &["both", "two", "three", "four"]);
        if group && start > 0 {
            start -= 1;
        }
        start = self.trimmed(start, &[], head);
        let determiner = if group { None } else { phrase.determiner };
        let numbered = phrase.numeral || group;
        let before = start.checked_sub(1);
        let after_preposition = |d: usize| {
            d > 0
                && document.is_any(
                    d - 1,
                    &[
                        "in",
                        "across",
                        "throughout",
                        "inside",
                        "around",
                        "within",
                        "into",
                        "outside",
                        "of",
                        "to",
                        "from",
                        "through",
                        "over",
                    ],
                )
        };
        match head.symbol {
            "state" => {
                let singular = document.is_any(head.start, &["country", "nation", "side", "neighbor", "neighbour"]);
                if document.is(head.start, "side")
                    && !document.is_any(start, &["other", "opposing", "either", "neither"])
                {
                    return None;
                }
                if document.is_any(head.start, &["sides"])
                    && !numbered
                    && !document.is_any(start.wrapping_sub(1), &["all", "the", "warring"])
                    && !document.is_any(start, &["warring", "opposing", "rival"])
                {
                    return None;
                }
                let locative = if numbered {
                    before.is_some_and(|b| {
                        document.is_any(b, &["in", "across", "throughout", "inside", "within", "into"])
                            || (self.tag(b).is(bit::DETERMINER)
                                && b > 0
                                && document.is_any(b - 1, &["in", "across", "throughout", "inside", "within", "into"]))
                    })
                } else {
                    determiner.is_some_and(after_preposition)
                };
                if locative {
                    return None;
                }
                if singular && !numbered {
                    let neighbor = document.is_any(head.start, &["neighbor", "neighbour"]);
                    // The country acts: a finite verb or an auxiliary follows.
                    let acts = self.tag(phrase.end).is(bit::FINITE | bit::AUXILIARY)
                        && !self.reader.nominal(phrase.end, limit);
                    let owner = document.is(phrase.end, "'s");
                    if !(acts && determiner.is_some_and(|d| document.is(d, "the")) || neighbor && determiner.is_some())
                        || owner && !acts
                    {
                        return None;
                    }
                } else if !numbered && determiner.is_none() {
                    // "neighboring countries", "other nations": too open to be somebody.
                    return None;
                }
            }
            "military" | "government" | "ministry" => {
                let bare_adjective =
                    document.is_any(head.start, &["military", "government", "army", "ministry", "leadership"]);
                let determined = determiner.is_some() || before.is_some_and(|b| document.is(b, "'s"));
                // A headline: "Government survives vote".
                let headline = document.tokens[head.start].is(Token::SENTENCE_START)
                    && document.is_capitalised(head.start)
                    && matches!(
                        self.reader.syntax.tag(head.end),
                        crate::syntax::Tag::Past | crate::syntax::Tag::Present | crate::syntax::Tag::Base
                    );
                if bare_adjective && !determined && !headline && phrase.start == head.start {
                    return None;
                }
                if bare_adjective
                    && document.is_any(phrase.end, &["and", "or", "-"])
                    && self.adjective_list(phrase.end, limit)
                {
                    return None;
                }
            }
            "armed_group" | "population" | "enemy" => {
                if document.is(head.start, "fighters") && head.start > 0 && self.reader.name_like(head.start - 1) {
                    return None;
                }
                let adjective = document.is_any(
                    head.start,
                    &["rebel", "militant", "insurgent", "civilian", "fighter", "refugee", "resident", "enemy"],
                );
                if adjective
                    && determiner.is_none()
                    && !phrase.numeral
                    && before.is_none_or(|b| !self.tag(b).is(bit::QUANTIFIER))
                {
                    return None;
                }
                if adjective
                    && document.is_any(phrase.end, &["and", "or", "-"])
                    && self.adjective_list(phrase.end, limit)
                {
                    return None;
                }
            }
            _ => {}
        }
        if document.is(phrase.end, "-") && self.reader.document.tokens[phrase.end].glued() {
            // "rebel-held", "police-led".
            return None;
        }
        let tokens = start..phrase.end;
        let kind = match head.symbol {
            "enemy" => PartyKind::State,
            "international" => PartyKind::Other,
            symbol => kind_of(symbol),
        };
        let mut mention =
            self.new_mention(tokens, if group || phrase.numeral { "a numbered group" } else { "a listed noun" }, kind);
        mention.mention_type = MentionType::Nom;
        mention.head = Some(head);
        mention.determiner = phrase.determiner.or(group.then_some(start));
        mention.numeral = numbered;
        mention.portfolio = phrase.portfolio;
        self.push(mention);
        Some(phrase.end)
    }

    /// "military and civilian infrastructure": an adjective of a list, not a head.
    fn adjective_list(&self, conjunction: usize, limit: usize) -> bool {
        let mut at = conjunction + 1;
        let stop = (at + 4).min(limit);
        while at < stop && (self.tag(at).is(bit::MODIFIER | bit::NOM_HEAD | bit::PARTY_HEAD) || self.reader.joins(at)) {
            if self.tag(at).is(bit::DETERMINER) {
                return false;
            }
            at += 1;
        }
        at > conjunction + 1 && self.reader.nominal(at, limit)
    }

    /// "Afghan and U.S. forces": both are forces.
    fn coordinated(&mut self, phrase: &Phrase, kind: PartyKind, head: Head, _limit: usize) -> Option<()> {
        let document = self.reader.document;
        let first = phrase.origins.first()?;
        if first.start != phrase.start && !self.tag(phrase.start).is(bit::MODIFIER) {
            return None;
        }
        let joint = phrase.start.checked_sub(1)?;
        if !self.reader.joins(joint) && !document.is(joint, ",") {
            return None;
        }
        let last = self.mentions.len().checked_sub(1)?;
        let before = &self.mentions[last];
        if before.tokens.end != joint || before.head.is_some() || before.person.is_some() || before.origins.len() != 1 {
            return None;
        }
        let origin = before.origins[0];
        let adjective = match origin.name {
            Name::Adjective(_) => true,
            Name::People(_) => {
                document.tokens[origin.end - 1].shape != Shape::Lower && !document.str(origin.end - 1).ends_with('s')
            }
            Name::Country(_) => document.tokens[origin.start].shape == Shape::Upper,
            Name::Party(_) => {
                before.kind == PartyKind::Population || document.tokens[origin.start].shape == Shape::Upper
            }
            _ => false,
        };
        if !adjective && origin.relation.is_none() {
            return None;
        }
        let kind = if kind == PartyKind::ArmedGroup && head.symbol == "military" { PartyKind::Military } else { kind };
        let mention = &mut self.mentions[last];
        mention.kind = kind;
        mention.head = Some(head);
        mention.portfolio = phrase.portfolio;
        mention.toponym = false;
        mention.rule = "first of two names before a head";
        Some(())
    }

    /// Marks the origins of a phrase whose head turned out to be no party.
    fn only_origins(&mut self, phrase: &Phrase, limit: usize, place: bool) -> Option<usize> {
        if phrase.origins.is_empty() {
            return None;
        }
        let mut last = phrase.start + 1;
        for origin in &phrase.origins {
            last = last.max(origin.end);
            if place && !matches!(origin.name, Name::Party(_)) {
                continue;
            }
            self.origin(*origin, limit, place);
        }
        Some(last.max(phrase.head.map_or(last, |h| if h.listed { h.end } else { last })))
    }

    /// A phrase of names only.
    fn bare(&mut self, phrase: &Phrase, limit: usize) -> usize {
        let document = self.reader.document;
        // "Israel Katz", "Jordan Smith": a given name that is also a country.
        let first = phrase.origins[0];
        if self.tag(first.start).is(bit::GIVEN)
            || !matches!(first.name, Name::Party(_)) && phrase.origins.len() == 1 && first.end == first.start + 1
        {
            if let Some(end) = self.reader.name_span(first.start, limit, true) {
                let given = self.tag(first.start).is(bit::GIVEN);
                let surname_unknown = end > first.start + 1 && document.tokens[first.start + 1].word == Token::UNKNOWN;
                if end > first.start + 1
                    && !first.possessive
                    && given
                    && (surname_unknown || self.reader.is_person(first.start, end))
                    && !self.tag(first.start + 1).is(bit::TITLE | bit::ORG_HEAD)
                {
                    self.person(first.start, first.start..end, None, "a person's name");
                    return end;
                }
            }
        }
        if let Some(end) = self.merged(phrase, limit) {
            return end;
        }
        let place = self.tag(phrase.end).is(bit::PLACE_NOUN);
        let mut end = phrase.end;
        for (index, origin) in phrase.origins.iter().enumerate() {
            let last = index + 1 == phrase.origins.len();
            // BBC's Jonathan Marcus: one mark.
            if last && origin.possessive && matches!(origin.name, Name::Party(_)) {
                let media = matches!(origin.name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind == PartyKind::Media));
                if media {
                    if let Some(stop) = self.reader.name_span(origin.end + 1, limit, false) {
                        if self.reader.name_words(origin.end + 1, stop) >= 2
                            && self.reader.is_person(origin.end + 1, stop)
                        {
                            let index = self.person(
                                origin.start,
                                origin.end + 1..stop,
                                Some("media"),
                                "an outlet's journalist",
                            );
                            self.mentions[index].origins.push(*origin);
                            return stop;
                        }
                    }
                }
            }
            self.origin(*origin, limit, place && last);
            end = end.max(origin.end);
        }
        if let Some(origin) = phrase.origins.last() {
            if origin.relation.is_none() {
                self.define_acronym(origin.end, limit);
            }
        }
        end
    }

    /// Names that are one mention: "Kurdish-led Syrian Democratic Forces", "Yemen-based Houthi movement", "LTTE Sea
    /// Tigers", "Yemen's al-Masirah TV", "U.N.-Congolese" before an act.
    fn merged(&mut self, phrase: &Phrase, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let [first, last] = phrase.origins[..] else { return None };
        let record = |o: Origin| match o.name {
            Name::Party(p) => document.lexicon.party(p),
            _ => None,
        };
        let hyphen = document.is(first.end, "-") && last.start == first.end + 1;
        let (start, kind) = if hyphen && first.relation.is_none() {
            if self.tag(phrase.end).is(bit::PLACE_NOUN) {
                return None;
            }
            if !record(first).is_some_and(|p| p.kind == PartyKind::Igo) {
                return None;
            }
            (first.start, PartyKind::Military)
        } else {
            let known = record(last)?;
            if known.kind == PartyKind::Population || last.relation.is_some() || last.possessive {
                return None;
            }
            let related = first.relation.is_some();
            let body = matches!(
                known.kind,
                PartyKind::Ngo | PartyKind::Ministry | PartyKind::Media | PartyKind::Police | PartyKind::Government
            );
            let owned = record(first).is_none() && (first.possessive || (body && last.start == first.end));
            let part = record(first).is_some_and(|p| p.kind == known.kind && p.affiliation == known.affiliation)
                && last.start == first.end;
            if !related && !owned && !part {
                return None;
            }
            (first.start, known.kind)
        };
        let mut mention = self.new_mention(start..last.end, "two names that are one", kind);
        let complete = record(last).is_some_and(|p| !p.affiliation.is_empty());
        mention.origins = if complete { vec![last] } else { phrase.origins.clone() };
        self.push(mention);
        self.define_acronym(last.end, limit);
        Some(last.end)
    }

    /// One name by itself.
    fn origin(&mut self, origin: Origin, limit: usize, place: bool) {
        let document = self.reader.document;
        // "Libyan Civil War", "5,000 US dollars".
        if self.tag(origin.end).is(bit::NO_PARTY) && !origin.possessive && !matches!(origin.name, Name::Party(_)) {
            return;
        }
        if let Name::Party(record) = origin.name {
            if self.reader.is_person_record(record) && origin.relation.is_none() {
                let index = self.person(origin.start, origin.start..origin.end, Some("official"), "a known person");
                self.mentions[index].origins.push(origin);
                return;
            }
        }
        let (kind, toponym) = match origin.name {
            Name::Party(p) => (document.lexicon.party(p).map_or(PartyKind::Other, |p| p.kind), false),
            Name::Country(_) | Name::Adjective(_) => (PartyKind::State, true),
            Name::People(_) => (PartyKind::Population, false),
            Name::Seat(_) => (PartyKind::Government, true),
            Name::Place(_) => (PartyKind::Government, true),
            Name::None => return,
        };
        if place && matches!(origin.name, Name::Adjective(_) | Name::Country(_)) {
            return;
        }
        // "8 KIA": no Kachin army.
        if origin.start > 0
            && document.tokens[origin.start - 1].kind == Kind::Number
            && document.tokens[origin.start].shape == Shape::Upper
            && kind == PartyKind::ArmedGroup
            && !self.reader.nominal(origin.end, limit)
        {
            return;
        }
        let people_record = matches!(origin.name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind == PartyKind::Population));
        if place && people_record {
            return;
        }
        // A demonym or people's name before a noun for persons was read as a phrase; alone, singular, it is one of them.
        let mut tokens = origin.start..origin.end;
        let mut people = kind == PartyKind::Population;
        if people && self.tag(origin.start).is(bit::NOT_NAME) {
            return;
        }
        if let Name::People(_) = origin.name {
            // "an Israeli strike": the adjective. Written alike in most languages of the world.
            let adjective = self.reader.nominal(origin.end, limit) || self.reader.name_like(origin.end);
            if adjective && !document.str(origin.end - 1).ends_with('s') {
                people = false;
            }
        }
        if people {
            // Numerals stay: "seven Palestinians".
            let mut before = origin.start;
            while before > 0
                && (self.tag(before - 1).is(bit::MODIFIER) || document.is(before - 1, "more"))
                && document.tokens[before - 1].shape == Shape::Lower
            {
                before -= 1;
            }
            if before > 0 && self.reader.numeral(before - 1) && !document.is(before - 1, "both") {
                before -= 1;
                tokens.start = before;
            } else if before < origin.start && document.is_any(before, &["ethnic", "minority", "young", "innocent"]) {
                tokens.start = before;
            }
            tokens.start =
                self.trimmed(tokens.start, &[], Head { start: 0, end: 0, symbol: "", listed: false, title: None });
        }
        let relation = origin.relation;
        let kind = if people { PartyKind::Population } else { kind };
        let rule = match (kind, toponym, relation) {
            (_, _, Some(_)) => "a name before -led, -backed",
            (_, true, _) => "a toponym as a party",
            (PartyKind::Population, ..) => "a people",
            _ => "a known name",
        };
        let mut mention = self.new_mention(tokens, rule, kind);
        // "Saudi-led airplanes": the coalition; "ISIL-held buildings", "Russian-brokered truce": the name alone.
        if let Some(word) = relation {
            if document.is(word, "led") && !matches!(origin.name, Name::Party(_)) {
                mention.tokens.end = word + 1;
                mention.kind = PartyKind::Military;
                mention.toponym = false;
                mention.origins.push(origin);
                self.push(mention);
                return;
            }
        }
        mention.toponym = toponym && !(matches!(origin.name, Name::People(_)));
        mention.origins.push(origin);
        self.push(mention);
    }

    /// A phrase that ends in a title and is followed by a name.
    fn titled(&mut self, phrase: &Phrase, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let head = phrase.head?;
        let title = head.title?;
        let mut name = phrase.end;
        if document.is(name, ",")
            && phrase.determiner.is_none()
            && document.tokens[phrase.start].capitalised()
            && self.reader.name_like(name + 1)
            && title == "official"
            && phrase.origins.is_empty()
        {
            name += 1;
        }
        if name >= limit || (document.tokens[name].kind != Kind::Word) {
            return None;
        }
        if !(self.reader.name_like(name) || (self.tag(name).is(bit::PARTICLE) && document.is(name + 1, "-"))) {
            return None;
        }
        let stop = self.reader.name_span(name, limit, true)?;
        let words = self.reader.name_words(name, stop);
        let capital_title = document.tokens[head.start].capitalised();
        // "officials Monday" is caught by NOT_NAME; a lower-case title needs a name that looks like one.
        let tag = self.tag(name);
        let known = matches!(tag.name, Name::Country(_) | Name::Adjective(_) | Name::People(_) | Name::Party(_))
            && !tag.is(bit::GIVEN)
            && !matches!(tag.name, Name::Party(p) if self.reader.is_person_record(p));
        if known && stop <= tag.end as usize {
            return None;
        }
        if known && !tag.is(bit::GIVEN) && words > 1 {
            return None;
        }
        if !capital_title
            && words == 1
            && matches!(title, "person" | "fighter" | "media")
            && !tag.is(bit::GIVEN)
            && phrase.origins.is_empty()
        {
            return None;
        }
        if document.tokens[name].shape == Shape::Upper && words == 1 && !document.tokens[name].is(Token::PERIOD) {
            return None;
        }
        let mut start = phrase.start;
        // Descriptive words before a title go: "anti-crime President"; a quantifier too.
        start = self.trimmed(start, &phrase.origins, head);
        while start < head.start
            && document.tokens[start].shape == Shape::Lower
            && capital_title
            && phrase.origins.iter().all(|o| o.start > start)
            && !self.tag(start).is(bit::TITLE)
        {
            start += if document.is(start + 1, "-") { 3 } else { 1 };
        }
        let start = start.min(head.start);
        let index = self.person(start, name..stop, Some(title), "a title and a name");
        let mention = &mut self.mentions[index];
        mention.origins.clone_from(&phrase.origins);
        mention.head = Some(head);
        mention.determiner = phrase.determiner;
        Some(stop)
    }

    /// Adds a mention of a person; `name` is the name itself, `start` where its titles begin.
    fn person(&mut self, start: usize, name: Range<usize>, title: Option<&'static str>, rule: &'static str) -> usize {
        let apposition = self.reader.apposition_title(name.end).or_else(|| self.before(start));
        let kind = match (title, apposition) {
            (Some("official"), _) => PartyKind::Official,
            (Some("media"), _) => PartyKind::Media,
            (Some("police"), _) => PartyKind::Police,
            (_, Some("official")) => PartyKind::Official,
            (_, Some("media")) => PartyKind::Media,
            (_, Some("police")) => PartyKind::Police,
            _ => PartyKind::Person,
        };
        let end = name.end;
        let mut mention = self.new_mention(start..end, rule, kind);
        mention.person = Some(name);
        self.push(mention)
    }

    /// A title before a comma: "Afghanistan's president, Hamid Karzai"; the mention before tells.
    fn before(&self, start: usize) -> Option<&'static str> {
        let comma = start.checked_sub(1)?;
        if !self.reader.document.is(comma, ",") {
            return None;
        }
        let last = self.mentions.last()?;
        (last.tokens.end == comma).then_some(())?;
        last.head.and_then(|h| h.title)
    }

    fn organisation(&mut self, start: usize, found: organisation::Organisation, limit: usize) -> usize {
        let document = self.reader.document;
        let mut mention = self.new_mention(start..found.end, "an organisation's name", found.kind);
        let mut at = start;
        while at < found.end {
            let tag = self.tag(at);
            let place =
                matches!(tag.name, Name::Place(_)) && at > start && !document.is_any(at - 1, &["of", "in", "the"]);
            let place = place
                || (matches!(tag.name, Name::Place(_))
                    && at == start
                    && tag.is(bit::MODIFIER | bit::ORG_HEAD | bit::NOUN));
            if tag.name != Name::None && !place {
                mention.origins.push(Origin {
                    start: at,
                    end: tag.end as usize,
                    name: tag.name,
                    possessive: false,
                    relation: None,
                });
                at = tag.end as usize;
            } else {
                at += 1;
            }
        }
        mention.head = Some(Head { start: found.head, end: found.end, symbol: "", listed: false, title: None });
        let _ = document;
        self.push(mention);
        self.define_acronym(found.end, limit);
        found.end
    }

    /// "(RSF)" behind a name, and ", or PKK,".
    fn define_acronym(&mut self, end: usize, limit: usize) {
        let document = self.reader.document;
        if !(document.is(end, "(") && document.is(end + 2, ")")) || end + 2 >= limit {
            return;
        }
        let token = &document.tokens[end + 1];
        if token.kind != Kind::Word || token.shape == Shape::Lower || token.end - token.start > 10 {
            return;
        }
        if let Some(index) = self.mentions.len().checked_sub(1) {
            self.acronyms.entry(token.hash).or_insert(index);
        }
    }

    /// An acronym that the article has defined in brackets behind a party's name.
    fn acronym(&mut self, at: usize, _limit: usize) -> usize {
        let document = self.reader.document;
        let token = &document.tokens[at];
        if let Some(&index) = self.acronyms.get(&token.hash) {
            let kind = self.mentions[index].kind;
            let mut mention = self.new_mention(at..at + 1, "an acronym that the article defines", kind);
            mention.origins = self.mentions[index].origins.clone();
            self.push(mention);
        }
        at + 1
    }

    /// True for a run of capitals that no table knows and that is no designation ("T-72").
    fn unknown_acronym(&self, at: usize) -> bool {
        let document = self.reader.document;
        let token = &document.tokens[at];
        let tag = self.tag(at);
        let length = token.end - token.start;
        if token.kind != Kind::Word || token.shape != Shape::Upper || token.is(Token::CAPS_COPY | Token::PERIOD) {
            return false;
        }
        if !(2..=7).contains(&length)
            || tag.name != Name::None
            || tag.bits & !bit::FUNCTION & !bit::PARTICLE & !bit::GIVEN != 0
        {
            return false;
        }
        // "T-72", "5 MW", "(ISIS)" of a name that is known anyhow.
        let hyphen = |i: usize| document.is(i, "-") && document.tokens[i].glued();
        !(hyphen(at + 1) || (at > 0 && hyphen(at - 1)) || (at > 0 && document.tokens[at - 1].kind == Kind::Number))
    }

    /// Marks acronyms that act like a party somewhere in the article: "the CPDS has", "CPDS leaders", "(CPDS)" behind the
    /// words that it shortens.
    fn acting_acronyms(&mut self, covered: &mut [bool]) {
        let document = self.reader.document;
        let mut acting: WordMap<bool> = WordMap::default();
        let mut spelled: Vec<Range<usize>> = Vec::new();
        for at in 0..document.len() {
            if covered[at] || !self.unknown_acronym(at) {
                continue;
            }
            let hash = document.tokens[at].hash;
            let next = self.tag(at + 1);
            let article = at > 0 && document.is(at - 1, "the");
            let noun = self.reader.syntax.tag(at + 1) == crate::syntax::Tag::Noun;
            let verb = matches!(
                self.reader.syntax.tag(at + 1),
                crate::syntax::Tag::Past
                    | crate::syntax::Tag::Present
                    | crate::syntax::Tag::Have
                    | crate::syntax::Tag::Be
                    | crate::syntax::Tag::Modal
            );
            let head = next.is(bit::NOM_HEAD | bit::PARTY_HEAD);
            let told = at > 0 && document.is_any(at - 1, &["told", "by"]);
            let mut acts =
                (article && (verb || head || !noun)) || (next.is(bit::REPORT) && verb) || (head && !article) || told;
            if at > 0 && document.is(at - 1, "(") && document.is(at + 1, ")") {
                if let Some(start) = self.spelled_out(at) {
                    acts = true;
                    if !covered[start..at - 1].iter().any(|c| *c) {
                        spelled.push(start..at - 1);
                    }
                }
            }
            *acting.entry(hash).or_insert(false) |= acts;
        }
        for tokens in spelled {
            covered[tokens.clone()].iter_mut().for_each(|c| *c = true);
            let mention = self.new_mention(tokens, "the words of an acronym", PartyKind::Other);
            self.push(mention);
        }
        for at in 0..document.len() {
            if covered[at] || !self.unknown_acronym(at) || acting.get(&document.tokens[at].hash) != Some(&true) {
                continue;
            }
            let head = *self.tag(at + 1);
            let joined = head.is(bit::NOM_HEAD | bit::PARTY_HEAD)
                && !self.reader.nominal(head.head_end as usize, document.len())
                && !covered.get(at + 1).copied().unwrap_or(true);
            let (end, kind) = if joined {
                (head.head_end as usize, kind_of(document.lexicon.symbol(head.head)))
            } else {
                (at + 1, PartyKind::Other)
            };
            covered[at..end].iter_mut().for_each(|c| *c = true);
            let mention = self.new_mention(at..end, "an acronym that acts", kind);
            self.push(mention);
        }
    }

    /// Where the words begin whose first letters the acronym at `at` is made of: "Rashtriya Janata Dal (RJD)".
    fn spelled_out(&self, at: usize) -> Option<usize> {
        let document = self.reader.document;
        let letters: Vec<char> = document.str(at).chars().rev().collect();
        let mut token = at.checked_sub(2)?;
        let mut start = None;
        for letter in letters {
            // Small words may stand between.
            let mut steps = 0;
            while !document.tokens[token].capitalised() {
                steps += 1;
                if steps > 2
                    || !(self.tag(token).is(bit::PREPOSITION | bit::DETERMINER | bit::FUNCTION)
                        || document.is(token, "-"))
                {
                    return None;
                }
                token = token.checked_sub(1)?;
            }
            if !document.str(token).chars().next()?.eq_ignore_ascii_case(&letter) {
                return None;
            }
            start = Some(token);
            match token.checked_sub(1) {
                Some(before) => token = before,
                None => break,
            }
        }
        start
    }

    /// Second pass: surnames and acronyms that the article has introduced, where nothing was marked.
    fn repeated(&mut self) {
        let document = self.reader.document;
        // Last and first words of full names; a word that two persons share tells nothing.
        let mut names: WordMap<Option<usize>> = WordMap::default();
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&i| self.mentions[i].tokens.start);
        for &index in &order {
            let Some(name) = self.mentions[index].person.clone() else { continue };
            for at in [name.end - 1, name.start] {
                let token = &document.tokens[at];
                if token.kind != Kind::Word || token.end - token.start < 3 || token.shape == Shape::Lower {
                    continue;
                }
                let full = self.reader.name_words(name.start, name.end) > 1;
                let entry = names.entry(token.hash).or_insert(Some(index));
                if let Some(other) = *entry {
                    if other != index && full {
                        let (a, b) = (self.mentions[other].person.clone(), Some(name.clone()));
                        let same = match (a, b) {
                            (Some(a), Some(b)) => {
                                document.tokens[a.end - 1].hash == document.tokens[b.end - 1].hash
                                    || alike(document.str(a.end - 1), document.str(b.end - 1))
                                    || self.reader.name_words(a.start, a.end) == 1
                            }
                            _ => false,
                        };
                        if !same && at == name.start {
                            *entry = None;
                        }
                    }
                }
            }
        }
        let mut covered = vec![false; document.len()];
        // A surname that is also a place ("Bennett") is the person's, once the article has introduced one.
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (index, mention) in self.mentions.iter().enumerate() {
            let place = mention.toponym
                && mention.tokens.len() == 1
                && matches!(mention.origins[..], [Origin { name: Name::Place(_), .. }]);
            if place {
                places.push((mention.tokens.start, index));
            } else {
                covered[mention.tokens.clone()].iter_mut().for_each(|c| *c = true);
            }
        }
        places.sort_unstable();
        let mut dropped: Vec<usize> = Vec::new();
        self.acting_acronyms(&mut covered);
        if names.is_empty() {
            return;
        }
        let count = document.len();
        let mut at = 0;
        while at < count {
            let token = &document.tokens[at];
            if covered[at] || token.kind != Kind::Word || token.shape == Shape::Lower || token.is(Token::CAPS_COPY) {
                at += 1;
                continue;
            }
            if let Some(Some(index)) = names.get(&token.hash).copied() {
                let mut start = at;
                // "al-Eryani"
                if at >= 2
                    && document.is(at - 1, "-")
                    && token.glued()
                    && self.tag(at - 2).is(bit::PARTICLE)
                    && !covered[at - 2]
                {
                    start = at - 2;
                }
                let mut end = at + 1;
                while end + 1 < count
                    && document.is(end, "-")
                    && document.tokens[end].glued()
                    && document.tokens[end + 1].glued()
                    && self.reader.name_like(end + 1)
                {
                    end += 2;
                }
                let known = matches!(self.tag(at).name, Name::Country(_) | Name::Adjective(_) | Name::Party(_));
                if !known && !self.tag(end).is(bit::RELATION) {
                    let kind = self.mentions[index].kind;
                    let mut mention = self.new_mention(start..end, "a name that the article has introduced", kind);
                    mention.person = Some(start..end);
                    self.push(mention);
                    dropped
                        .extend((start..end).filter_map(|i| {
                            places.binary_search_by_key(&i, |p| p.0).ok().map(|found| places[found].1)
                        }));
                    covered[start..end].iter_mut().for_each(|c| *c = true);
                    at = end;
                    continue;
                }
            }
            at += 1;
        }
        dropped.sort_unstable();
        dropped.dedup();
        let mut index = 0;
        self.mentions.retain(|_| {
            index += 1;
            dropped.binary_search(&(index - 1)).is_err()
        });
    }
}
