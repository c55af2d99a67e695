//! Parties by a common noun of the closed list, by an organ with a capital, by a region or rule that acts.

use super::pack::At;
use super::phrase::{Head, Phrase, Sort};
use super::tags::bit;
use super::Finder;
use crate::lexicon::class;
use crate::model::{MentionType, PartyKind};
use crate::text::Token;
use crate::text::Words;
use crate::words;

impl Finder<'_, '_> {
    /// A mention by a listed head alone, or nothing.
    pub(super) fn listed(&mut self, phrase: &Phrase, head: Head, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        // "the 1st Infantry Brigade", "11th Brigade troops": a unit by its number.
        // "the Second Army": in words with a capital.
        let ordinal = |i: &usize| {
            document.tokens[*i].kind == crate::text::Kind::Ordinal
                || document.has(*i, class::NUM_ORDINAL)
                    && document.is_capitalised(*i)
                    && document.is_capitalised(*i + 1)
        };
        if let Some(ordinal) = (phrase.start..head.end()).find(ordinal) {
            static UNITS: &Words = words![
                "brigade",
                "division",
                "battalion",
                "regiment",
                "army",
                "corps",
                "infantry",
                "squadron",
                "fleet",
                "detachment",
            ];
            if (ordinal + 1..(ordinal + 4).min(head.end())).any(|i| document.is_any(i, UNITS))
                && (document.tokens[ordinal].is(Token::CAPS_COPY) || document.is_capitalised(ordinal + 1))
            {
                let mention = self.new_mention(ordinal..phrase.end, "a unit by its number", head.sort.kind());
                let index = self.push(mention);
                self.mentions[index].head = Some(head);
                return Some(phrase.end);
            }
        }
        if !head.listed {
            // A capitalised organ without an owner: "the Parliament", "Coalition aircraft".
            let coalition = document.is(head.start(), "coalition")
                && document.is_capitalised(head.start())
                && !(document.tokens[head.start()].is(Token::SENTENCE_START) && !phrase.determiner.is_some());
            let capital = coalition
                || document.tokens[head.start()].capitalised()
                    && !document.tokens[head.start()].is(Token::SENTENCE_START | Token::CAPS_COPY)
                    && phrase.start == head.start()
                    && head.end() == head.start() + 1
                    && (phrase.determiner.is_some_and(|d| document.is(d.index(), "the"))
                        || document.is_any(head.start(), words!["congress", "parliament"]))
                    && matches!(head.sort, Sort::Kind(PartyKind::Government | PartyKind::Military))
                    && !self.reader.name_like(head.end())
                    && !document.is_any(
                        head.start(),
                        words!["state", "states", "court", "mission", "republic", "division", "unit", "command"],
                    );
            // "Defense Ministry officials", "Coalition military forces": an organ with capitals before the head.
            let organ = (phrase.start..head.start()).rev().find(|i| {
                document.is_capitalised(*i)
                    && (document.is_any(
                        *i,
                        words![
                            "ministry",
                            "department",
                            "army",
                            "navy",
                            "parliament",
                            "congress",
                            "senate",
                            "coalition"
                        ],
                    ))
                    && (*i > phrase.start
                        || document.is(*i, "coalition")
                        || !document.tokens[*i].is(Token::SENTENCE_START))
            });
            if organ.is_some() && !phrase.of {
                let mention = self.new_mention(phrase.start..phrase.end, "an organ and a head", head.sort.kind());
                let index = self.push(mention);
                self.mentions[index].head = Some(head);
                self.mentions[index].portfolio = phrase.portfolio;
                return Some(phrase.end);
            }
            if capital && !phrase.of {
                let mention = self.new_mention(phrase.start..phrase.end, "an organ with a capital", head.sort.kind());
                let index = self.push(mention);
                self.mentions[index].head = Some(head);
                return Some(phrase.end);
            }
            return None;
        }
        let mut start = phrase.start;
        let group = document.is_any(start.wrapping_sub(1), words!["both", "two", "three", "four"]);
        if group && start > 0 {
            start -= 1;
        }
        start = self.trimmed(start);
        let determiner = if group { None } else { phrase.determiner.map(At::index) };
        let numbered = phrase.numeral || group;
        let before = start.checked_sub(1);
        let after_preposition = |d: usize| {
            d > 0
                && document.is_any(
                    d - 1,
                    words![
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
        match head.sort {
            Sort::Kind(PartyKind::State) => {
                let singular =
                    document.is_any(head.start(), words!["country", "nation", "side", "neighbor", "neighbour"]);
                if document.is(head.start(), "side")
                    && !document.is_any(start, words!["other", "opposing", "either", "neither"])
                {
                    return None;
                }
                if document.is_any(head.start(), words!["sides"])
                    && !numbered
                    && !document.is_any(start.wrapping_sub(1), words!["all", "the", "warring"])
                    && !document.is_any(start, words!["warring", "opposing", "rival"])
                {
                    return None;
                }
                let locative = if numbered {
                    before.is_some_and(|b| {
                        document.is_any(b, words!["in", "across", "throughout", "inside", "within", "into"])
                            || (self.tag(b).is(bit::DETERMINER)
                                && b > 0
                                && document
                                    .is_any(b - 1, words!["in", "across", "throughout", "inside", "within", "into"]))
                    })
                } else {
                    determiner.is_some_and(after_preposition)
                };
                if locative {
                    return None;
                }
                if singular && !numbered {
                    let neighbor = document.is_any(head.start(), words!["neighbor", "neighbour"]);
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
            Sort::Kind(PartyKind::Military | PartyKind::Government | PartyKind::Ministry) => {
                let bare_adjective =
                    document.is_any(head.start(), words!["military", "government", "army", "ministry", "leadership"]);
                let determined = determiner.is_some() || before.is_some_and(|b| document.is(b, "'s"));
                // A headline: "Government survives vote".
                let headline = document.tokens[head.start()].is(Token::SENTENCE_START)
                    && document.is_capitalised(head.start())
                    && matches!(
                        self.reader.syntax.tag(head.end()),
                        crate::syntax::Tag::Past | crate::syntax::Tag::Present | crate::syntax::Tag::Base
                    );
                if bare_adjective && !determined && !headline && phrase.start == head.start() {
                    return None;
                }
                if bare_adjective
                    && document.is_any(phrase.end, words!["and", "or", "-"])
                    && self.adjective_list(phrase.end, limit)
                {
                    return None;
                }
            }
            Sort::Kind(PartyKind::ArmedGroup | PartyKind::Population) | Sort::Enemy => {
                if document.is(head.start(), "fighters") && head.start() > 0 && self.reader.name_like(head.start() - 1)
                {
                    return None;
                }
                let adjective = document.is_any(
                    head.start(),
                    words!["rebel", "militant", "insurgent", "civilian", "fighter", "refugee", "resident", "enemy"],
                );
                if adjective
                    && determiner.is_none()
                    && !phrase.numeral
                    && before.is_none_or(|b| !self.tag(b).is(bit::QUANTIFIER))
                {
                    return None;
                }
                if adjective
                    && document.is_any(phrase.end, words!["and", "or", "-"])
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
        let kind = match head.sort {
            Sort::Enemy => PartyKind::State,
            // "police troops"
            Sort::Kind(PartyKind::Military) if head.start() > start && document.is(head.start() - 1, "police") => {
                PartyKind::Police
            }
            sort => sort.kind(),
        };
        let mut mention =
            self.new_mention(tokens, if group || phrase.numeral { "a numbered group" } else { "a listed noun" }, kind);
        mention.mention_type = MentionType::Nom;
        mention.head = Some(head);
        mention.determiner = phrase.determiner.or(group.then_some(start.into()));
        mention.portfolio = phrase.portfolio;
        self.push(mention);
        Some(phrase.end)
    }

    /// "military and civilian infrastructure": an adjective of a list, not a head.
    pub(super) fn adjective_list(&self, conjunction: usize, limit: usize) -> bool {
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

    /// "the breakaway region declared": a region that acts.
    pub(super) fn region(&mut self, at: usize) -> usize {
        let document = self.reader.document;
        let mut start = at;
        while start > 0
            && document.is_any(start - 1, words!["breakaway", "separatist", "self-proclaimed", "disputed", "rebel"])
        {
            start -= 1;
        }
        let determined = start > 0 && document.is(start - 1, "the");
        let free = start < 2
            || !self.tag(start - 2).is(bit::PREPOSITION)
            || document.is_any(start - 2, words!["after", "as", "since", "before", "until"]);
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
            mention.head = Some(Head { listed: true, ..Head::new(at..at + 1, Sort::Region) });
            self.push(mention);
        }
        at + 1
    }

    /// "the Asad regime", "the Biden administration": a person's rule, by the surname.
    pub(super) fn regime(&mut self, at: usize, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let mut head = at + 1;
        while head < limit
            && head < at + 4
            && (document.is(head, "-") || document.is(head, "'s") || self.reader.name_like(head))
        {
            head += 1;
        }
        if head >= limit
            || !document.is_any(head, words!["regime", "administration", "dictatorship", "government", "junta"])
        {
            return None;
        }
        if self.tag(at).is(bit::NOT_NAME | bit::CALENDAR)
            || document.tokens[at].is(Token::SENTENCE_START) && document.tokens[at].word != Token::UNKNOWN
        {
            return None;
        }
        let mut mention = self.new_mention(at..head + 1, "a person's rule", PartyKind::Government);
        mention.head = Some(Head::new(head..head + 1, Sort::Unsaid));
        self.push(mention);
        Some(head + 1)
    }
}
