//! Choosing a tag: marks, clitics, closed-class words. Nouns, verbs and adjectives are told apart in `open_class`.

use super::tags::Tag;
use super::words::{is_acronym, Bits};
use crate::text::{Document, Kind, Token};
use crate::words;

/// Reads one sentence.
pub(super) struct Tagger<'d> {
    pub(super) document: &'d Document<'d>,
    /// Bits of all tokens to the end of this sentence, which begins with token `first`.
    pub(super) bits: &'d [Bits],
    pub(super) first: usize,
    pub(super) headline: bool,
    /// A line without a full stop: a headline or caption, where bare forms are verbs.
    pub(super) fragment: bool,
    /// The auxiliary whose verb has not come yet.
    pub(super) auxiliary: Bits,
    /// A verb has been seen since the last boundary.
    pub(super) finite: bool,
    /// It was one of saying or thinking, so that another may follow.
    pub(super) said: bool,
}

/// Opens a noun group for certain.
pub(super) const OPENER: u64 = Bits::ARTICLE | Bits::DEMONSTRATIVE | Bits::POSSESSIVE | Bits::QUANTIFIER;

impl Tagger<'_> {
    #[inline]
    pub(super) fn at(&self, token: usize) -> Bits {
        self.bits.get(token).copied().unwrap_or_default()
    }

    /// The next token can begin or continue a noun group.
    pub(super) fn nominal_follows(&self, token: usize) -> bool {
        let next = self.at(token + 1);
        next.any(Bits::FIGURE | Bits::NUMBERED)
            || next.any(Bits::WORD)
                && (next.any(OPENER | Bits::NUMBER | Bits::NAME | Bits::ADJECTIVE | Bits::PRONOUN)
                    || self.nounish(token + 1))
    }

    /// A noun by one of its senses, or a word that no table knows.
    pub(super) fn nounish(&self, token: usize) -> bool {
        let b = self.at(token);
        b.any(Bits::WORD) && b.any(Bits::NOUN | Bits::NAME | Bits::PLURAL) && !b.any(Bits::BE | Bits::HAVE | Bits::DO)
    }

    /// Keeps track of auxiliaries that wait for their verb.
    #[inline]
    pub(super) fn follow(&mut self, at: usize, tag: Tag) {
        match tag {
            Tag::Modal | Tag::Be | Tag::Have | Tag::Do => {
                // Of a clitic the tables may say nothing; then none waits.
                self.auxiliary = Bits(self.at(at).0 & !Bits::CLITIC);
                self.finite = true;
            }
            Tag::Adverb | Tag::Negation | Tag::Quote => {}
            Tag::Past | Tag::Present | Tag::Participle | Tag::Base | Tag::Ing => {
                self.auxiliary = Bits(0);
                self.finite |= tag != Tag::Ing && tag != Tag::Base;
                self.said = self.at(at).any(Bits::SAYING);
            }
            Tag::Coordinator => {
                // "was captured and killed": the auxiliary reaches over "and" only when its verb has come.
                self.auxiliary = Bits(0);
                self.finite = false;
            }
            Tag::Comma | Tag::Break | Tag::Subordinator | Tag::Relative | Tag::Stop => {
                self.auxiliary = Bits(0);
                self.finite = false;
            }
            _ => self.auxiliary = Bits(0),
        }
    }

    #[inline]
    pub(super) fn choose(&self, at: usize, t: &Token, previous: Tag, tags: &[Tag]) -> Tag {
        match t.kind {
            Kind::Number => Tag::Number,
            Kind::Ordinal => Tag::Adjective,
            Kind::Decade => Tag::Noun,
            Kind::Clitic => self.clitic(at, previous),
            Kind::Punct => self.mark(at),
            Kind::Word => self.word(at, t, previous, tags),
        }
    }

    pub(super) fn mark(&self, at: usize) -> Tag {
        let document = self.document;
        let Some(t) = document.tokens.get(at) else { return Tag::Other };
        let bytes = document.text.as_bytes().get(t.start as usize..t.end as usize).unwrap_or(&[]);
        // One ASCII mark is the rule; strings are compared for the rest.
        match bytes {
            [b','] => return Tag::Comma,
            [b'.' | b'?' | b'!'] => return Tag::Stop,
            [b'"' | b'\'' | b'`'] => return Tag::Quote,
            [b'(' | b')' | b'[' | b']'] => return Tag::Bracket,
            [b';'] => return Tag::Break,
            _ => {}
        }
        match document.str(at) {
            "..." | "\u{2026}" => Tag::Stop,
            "-" | "\u{2010}" | "\u{2011}" | "/" => {
                if t.glued() && document.tokens.get(at + 1).is_some_and(Token::glued) {
                    Tag::Hyphen
                } else {
                    Tag::Break
                }
            }
            // "12:05"
            ":" if self.at(at + 1).any(Bits::FIGURE)
                && at > self.first
                && self.at(at - 1).any(Bits::FIGURE)
                && document.tokens.get(at + 1).is_some_and(Token::glued) =>
            {
                Tag::Hyphen
            }
            "\u{2013}" | "\u{2014}" | "--" | "---" | ":" | "\u{2015}" => Tag::Break,
            "\u{201c}" | "\u{201d}" | "\u{201e}" | "\u{ab}" | "\u{bb}" | "``" | "''" | "\u{2018}" | "\u{2019}" => {
                Tag::Quote
            }
            "&" => Tag::Coordinator,
            "$" | "€" | "£" | "%" => Tag::Noun,
            mark if mark.starts_with(['.', '!', '?']) => Tag::Stop,
            _ => Tag::Other,
        }
    }

    fn clitic(&self, at: usize, previous: Tag) -> Tag {
        let clitic = self.document.str(at).as_bytes();
        match clitic.last().map(u8::to_ascii_lowercase) {
            Some(b't') => return Tag::Negation,     // n't
            Some(b'l' | b'd') => return Tag::Modal, // 'll, 'd
            Some(b'm') => return Tag::Be,           // 'm
            Some(b'e') if clitic.len() > 2 && clitic[clitic.len() - 2].eq_ignore_ascii_case(&b'v') => return Tag::Have,
            Some(b'e') => return Tag::Be, // 're
            _ => {}
        }
        // "'s": after a pronoun it is a verb, after a noun the possessive.
        let before = if at > self.first { self.at(at - 1) } else { Bits(0) };
        if matches!(previous, Tag::Pronoun | Tag::Relative | Tag::Subordinator)
            && before.any(Bits::SUBJECT_PRONOUN | Bits::THIRD | Bits::DEMONSTRATIVE | Bits::WH | Bits::RELATIVE)
        {
            Tag::Be
        } else if previous == Tag::Adverb && before.any(Bits::ADVERB) {
            Tag::Be // "here's"
        } else {
            Tag::Possessive
        }
    }

    fn word(&self, at: usize, t: &Token, previous: Tag, tags: &[Tag]) -> Tag {
        let b = self.at(at);
        let next = self.at(at + 1);

        // Words tied by a hyphen to the next or the previous one.
        let tied_back = previous == Tag::Hyphen;
        if tied_back {
            return self.after_hyphen(at, b, tags);
        }
        let tied = next.any(Bits::MARK) && self.document.tokens.get(at + 2).is_some_and(Token::glued);
        if tied && self.mark(at + 1) == Tag::Hyphen {
            return match () {
                () if b.any(Bits::NUMBER) => Tag::Number,
                () if t.capitalised() && !t.is(Token::SENTENCE_START | Token::CAPS_COPY) && !self.headline => {
                    Tag::Proper
                }
                () if b.any(Bits::NAME) => Tag::Proper,
                () => Tag::Adjective,
            };
        }
        if b.any(Bits::NUMBER) {
            return Tag::Number;
        }

        // Capitals inside a sentence.
        let free_capital = t.capitalised() && !t.is(Token::SENTENCE_START | Token::CAPS_COPY) && !self.headline;
        if free_capital {
            let quoted_start =
                previous == Tag::Quote || previous == Tag::Break || previous == Tag::Stop || previous == Tag::Bracket;
            if is_acronym(t) && !(b.any(Bits::ARTICLE)) {
                return Tag::Proper;
            }
            let closed = b.any(
                Bits::ARTICLE
                    | Bits::POSSESSIVE
                    | Bits::SUBJECT_PRONOUN
                    | Bits::DEMONSTRATIVE
                    | Bits::COORDINATOR
                    | Bits::THIRD,
            );
            if !closed && !quoted_start {
                return Tag::Proper;
            }
            if quoted_start && b.any(Bits::NAME) && !b.any(Bits::PREPOSITION) {
                return Tag::Proper;
            }
        } else if t.capitalised() {
            // In copy that is all capitals an ordinary word goes before a name spelled like it.
            let ordinary = t.is(Token::CAPS_COPY) && b.any(Bits::VERB | Bits::NOUN | Bits::ADJECTIVE | Bits::ADVERB);
            let known_name = b.any(Bits::NAME) && !self.closed(b) && !ordinary;
            let title = t.is(Token::PERIOD) && t.is(Token::LEADING);
            let opener = !t.is(Token::CAPS_COPY) && !self.headline && self.opens_name(at, b);
            if known_name || title || opener {
                return Tag::Proper;
            }
        }

        if !b.any(Bits::CLOSED) && !next.any(Bits::TO) {
            return if b.any(Bits::OPEN) { self.open_class(at, b, previous, tags) } else { Tag::Noun };
        }
        if b.any(Bits::ARTICLE) {
            return Tag::Determiner;
        }
        if next.any(Bits::TO) && self.document.is(at, "according") {
            return Tag::Preposition;
        }
        if b.any(Bits::TO) {
            return self.to(at, next);
        }
        if b.any(Bits::MODAL) {
            return self.modal(at, b, previous);
        }
        if b.any(Bits::BE) {
            return Tag::Be;
        }
        if b.any(Bits::HAVE | Bits::DO) {
            return self.have_or_do(at, b, previous);
        }
        if b.any(Bits::COORDINATOR) && !(b.any(Bits::ADVERB) && previous.is_auxiliary()) {
            return Tag::Coordinator;
        }
        if b.any(Bits::POSSESSIVE) {
            return self.possessive(at, b, previous);
        }
        if b.any(Bits::DEMONSTRATIVE) && b.any(Bits::RELATIVE) {
            return self.that(at, previous, next);
        }
        if b.any(Bits::RELATIVE | Bits::WH) {
            let stands_after_noun = previous.is_head()
                || matches!(previous, Tag::Comma | Tag::Preposition | Tag::Coordinator | Tag::Bracket | Tag::Break);
            return if b.any(Bits::RELATIVE) && !b.any(Bits::SUBORDINATOR) && stands_after_noun {
                Tag::Relative
            } else if b.any(Bits::RELATIVE) && !b.any(Bits::SUBORDINATOR) {
                Tag::Pronoun
            } else {
                Tag::Subordinator
            };
        }
        if b.any(Bits::SUBJECT_PRONOUN | Bits::OBJECT_PRONOUN | Bits::THIRD) {
            return Tag::Pronoun;
        }
        if b.any(Bits::QUANTIFIER | Bits::DEMONSTRATIVE) {
            return self.quantifier(at, b, previous);
        }
        if b.any(Bits::NEGATION) {
            return Tag::Negation;
        }
        if b.any(Bits::PRONOUN) {
            return Tag::Pronoun;
        }
        if b.any(Bits::PREPOSITION) {
            if let Some(tag) = self.preposition(at, b, previous) {
                return tag;
            }
        }
        if b.any(Bits::SUBORDINATOR) {
            if self.document.is(at + 1, "of") && next.any(Bits::KIND) {
                return Tag::Preposition; // "because of"
            }
            // "a week or so ago"
            return if previous == Tag::Coordinator && b.any(Bits::ADVERB) { Tag::Adverb } else { Tag::Subordinator };
        }
        self.open_class(at, b, previous, tags)
    }

    /// A closed-class word: never the start of a name by its capital alone.
    fn closed(&self, b: Bits) -> bool {
        b.any(
            Bits::ARTICLE
                | Bits::PREPOSITION
                | Bits::PRONOUN
                | Bits::DETERMINER
                | Bits::COORDINATOR
                | Bits::SUBORDINATOR
                | Bits::WH,
        )
    }

    /// A capitalised sentence opener that belongs to the name after it: "Foreign Minister", "White House".
    fn opens_name(&self, at: usize, b: Bits) -> bool {
        if self.closed(b) || b.any(Bits::MODAL | Bits::BE | Bits::HAVE | Bits::DO) {
            return false;
        }
        let known = b.any(Bits::VERB | Bits::NOUN | Bits::ADJECTIVE | Bits::ADVERB | Bits::EVIDENTIAL);
        let next_is_name = self.document.tokens.get(at + 1).is_some_and(|n| n.capitalised() && !n.is(Token::CAPS_COPY))
            && self.at(at + 1).any(Bits::KIND);
        let unknown = self.document.tokens.get(at).is_some_and(|t| t.word == Token::UNKNOWN);
        (next_is_name && !b.any(Bits::ADVERB | Bits::EVIDENTIAL))
            || (unknown && !b.any(Bits::PLURAL | Bits::VERB | Bits::ADVERB))
            || (!known && !self.closed(b))
    }

    fn after_hyphen(&self, at: usize, b: Bits, tags: &[Tag]) -> Tag {
        let first = at.checked_sub(2).filter(|&i| i >= self.first).map_or("", |i| self.document.str(i));
        let prefix =
            ["re", "pre", "co", "de", "over", "counter", "out", "un"].iter().any(|p| first.eq_ignore_ascii_case(p));
        if prefix && b.any(Bits::VERB) && !self.nominal_before(at, tags) {
            return if b.any(Bits::PAST) { Tag::Past } else { self.bare_verb(b) };
        }
        let t = self.document.tokens.get(at);
        if t.is_some_and(|t| t.capitalised() && !t.is(Token::CAPS_COPY)) && !self.headline || b.any(Bits::NAME) {
            return Tag::Proper;
        }
        let name_before = at.checked_sub(2).and_then(|i| tags.get(i)) == Some(&Tag::Proper);
        let noun_next = self.nominal_follows(at);
        match () {
            () if b.any(Bits::NUMBER) => Tag::Number,
            () if b.any(Bits::PARTICIPLE | Bits::ING | Bits::PAST) => Tag::Adjective,
            () if self.at(at + 1).any(Bits::MARK) && self.mark(at + 1) == Tag::Hyphen => Tag::Adjective,
            () if b.any(Bits::ADJECTIVE) && noun_next => Tag::Adjective,
            () if b.any(Bits::PREPOSITION | Bits::ADVERB) && !b.any(Bits::NOUN) => Tag::Adjective,
            () if name_before && self.document.tokens.get(at).is_some_and(|t| t.word == Token::UNKNOWN) => Tag::Proper,
            () => Tag::Noun,
        }
    }

    /// A determiner or adjective stands before the compound.
    fn nominal_before(&self, at: usize, tags: &[Tag]) -> bool {
        at.checked_sub(3).filter(|&i| i >= self.first).and_then(|i| tags.get(i)).is_some_and(|t| {
            matches!(t, Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number | Tag::Preposition)
        })
    }

    fn bare_verb(&self, b: Bits) -> Tag {
        if b.any(Bits::BASE) {
            Tag::Base
        } else if b.any(Bits::PRESENT) {
            Tag::Present
        } else if b.any(Bits::PAST) {
            Tag::Past
        } else if b.any(Bits::PARTICIPLE) {
            Tag::Participle
        } else {
            Tag::Ing
        }
    }

    fn to(&self, at: usize, next: Bits) -> Tag {
        let capital = self.document.tokens.get(at + 1).is_some_and(|n| n.capitalised() && !n.is(Token::CAPS_COPY))
            && !self.headline;
        if capital {
            return Tag::Preposition;
        }
        if next.any(Bits::BASE) || (next.any(Bits::BE | Bits::HAVE | Bits::DO) && next.any(Bits::BASE)) {
            return Tag::To;
        }
        if next.any(Bits::ADVERB | Bits::NEGATION) && self.at(at + 2).any(Bits::BASE) {
            return Tag::To;
        }
        Tag::Preposition
    }

    fn modal(&self, at: usize, b: Bits, previous: Tag) -> Tag {
        // "a can", "the will of the people"; "May 9" at the start of a sentence.
        if matches!(previous, Tag::Determiner | Tag::Possessive | Tag::Adjective)
            && b.any(Bits::FUTURE | Bits::POSSIBLE | Bits::MUST)
        {
            return Tag::Noun;
        }
        let t = self.document.tokens.get(at);
        if t.is_some_and(Token::capitalised) && (self.at(at + 1).any(Bits::FIGURE) || previous == Tag::Preposition) {
            return Tag::Proper;
        }
        Tag::Modal
    }

    fn have_or_do(&self, at: usize, b: Bits, previous: Tag) -> Tag {
        let _ = previous;
        if b.any(Bits::HAVE) {
            return Tag::Have;
        }
        // "did not attack" against "did the work".
        let mut i = at + 1;
        while i < at + 4
            && (self.at(i).any(Bits::NEGATION) || self.at(i).any(Bits::ADVERB) && !self.at(i).any(Bits::BASE))
        {
            i += 1;
        }
        if self.at(i).any(Bits::BASE) && !self.at(i).any(Bits::ARTICLE) {
            return Tag::Do;
        }
        if b.any(Bits::ING) {
            return Tag::Ing;
        }
        if b.any(Bits::PARTICIPLE) && !b.any(Bits::PAST) {
            return Tag::Participle;
        }
        Tag::Do
    }

    fn possessive(&self, at: usize, b: Bits, previous: Tag) -> Tag {
        if b.any(Bits::RELATIVE) {
            return Tag::Relative; // whose
        }
        let follows = self.at(at + 1);
        let noun_next = self.nominal_follows(at) && !follows.any(Bits::ARTICLE)
            || follows.any(Bits::VERB)
                && self.at(at + 1).any(Bits::WORD)
                && !follows.any(Bits::PREPOSITION | Bits::ADVERB);
        let _ = previous;
        if b.any(Bits::PRONOUN) && !noun_next {
            Tag::Pronoun
        } else {
            Tag::Possessive
        }
    }

    fn that(&self, at: usize, previous: Tag, next: Bits) -> Tag {
        let before = if at > self.first { self.at(at - 1) } else { Bits(0) };
        if previous.is_verb() || matches!(previous, Tag::Be | Tag::Have) {
            // "said that …": a clause; "took that town": a demonstrative before a single noun, at its end a pronoun.
            if before.any(Bits::SAYING) || matches!(previous, Tag::Be) {
                let denied = before.any(Bits::DENY) && !before.any(Bits::REPORT) && !self.at(at + 1).any(Bits::WORD);
                if denied {
                    return Tag::Pronoun; // "they dispute that, saying …"
                }
                return Tag::Subordinator;
            }
            return if self.nounish(at + 1) && !next.any(Bits::PLURAL | Bits::NAME | Bits::VERB) {
                Tag::Determiner
            } else if self.at(at + 1).any(Bits::WORD) {
                Tag::Subordinator
            } else {
                Tag::Pronoun
            };
        }
        let verb_next = next.any(Bits::MODAL | Bits::BE | Bits::HAVE | Bits::DO)
            || next.any(Bits::PAST | Bits::PRESENT) && !next.any(Bits::NOUN)
            || next.any(Bits::BASE) && !next.any(Bits::NAME) && at > self.first && self.is_plural(at - 1)
            || next.any(Bits::ADVERB | Bits::NEGATION)
                && self.at(at + 2).any(Bits::PAST | Bits::PRESENT | Bits::MODAL | Bits::BE | Bits::HAVE);
        match previous {
            Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number if verb_next => Tag::Relative,
            Tag::Noun => Tag::Subordinator,
            Tag::Proper | Tag::Pronoun | Tag::Number => Tag::Subordinator,
            Tag::Adjective | Tag::Adverb => Tag::Subordinator,
            Tag::Preposition => {
                if self.nominal_follows(at) {
                    Tag::Determiner
                } else {
                    Tag::Pronoun
                }
            }
            Tag::Comma | Tag::Coordinator if !verb_next && self.nominal_follows(at) => Tag::Subordinator,
            _ if verb_next => Tag::Pronoun,
            _ if self.nominal_follows(at) => Tag::Determiner,
            _ => Tag::Pronoun,
        }
    }

    fn quantifier(&self, at: usize, b: Bits, previous: Tag) -> Tag {
        let next = self.at(at + 1);
        if b.any(Bits::NEGATION)
            && self.auxiliary.any(Bits::BE | Bits::HAVE | Bits::MODAL)
            && next.any(Bits::VERB)
            && !self.nounish(at + 1)
        {
            return Tag::Negation;
        }
        // "more than 40", "no longer"
        if b.any(Bits::ADVERB)
            && (next.any(Bits::PREPOSITION | Bits::ADVERB) || previous.is_verb() && !self.nominal_follows(at))
        {
            return Tag::Adverb;
        }
        if self.nominal_follows(at) || next.any(Bits::ADJECTIVE | Bits::PARTICIPLE | Bits::ING) && self.nounish(at + 2)
        {
            return Tag::Determiner;
        }
        if next.any(Bits::NOUN) && self.at(at + 1).any(Bits::WORD) {
            return Tag::Determiner;
        }
        Tag::Pronoun
    }

    /// `None`: not a preposition here, look further.
    fn preposition(&self, at: usize, b: Bits, previous: Tag) -> Option<Tag> {
        let next = self.at(at + 1);
        if (!next.any(Bits::KIND) || next.any(Bits::MARK)) && b.any(Bits::PARTICLE | Bits::ADVERB) {
            let bracket = next.any(Bits::MARK) && matches!(self.mark(at + 1), Tag::Quote | Tag::Bracket | Tag::Noun);
            return Some(if bracket { Tag::Preposition } else { Tag::Adverb });
        }
        if b.any(Bits::VERB) {
            // "like", "following", "save", "given", "near"
            if self.auxiliary.any(Bits::BE | Bits::HAVE | Bits::MODAL)
                || matches!(previous, Tag::To | Tag::Modal | Tag::Do)
            {
                return None;
            }
            if matches!(previous, Tag::Determiner | Tag::Possessive) {
                return Some(if self.nominal_follows(at) { Tag::Adjective } else { Tag::Noun });
            }
            if previous == Tag::Pronoun && b.any(Bits::BASE) && !b.any(Bits::ADVERB) {
                return None;
            }
        }
        if b.any(Bits::ADJECTIVE) && matches!(previous, Tag::Determiner | Tag::Possessive) {
            return Some(Tag::Adjective);
        }
        if b.any(Bits::PARTICLE)
            && previous.is_verb()
            && self.document.is_any(at, words!["down", "up", "off", "out", "away"])
        {
            return Some(Tag::Adverb); // "shot down a helicopter"
        }
        if b.any(Bits::ADVERB | Bits::PARTICLE) {
            if next.any(Bits::PREPOSITION | Bits::TO | Bits::ADVERB)
                && !next.any(Bits::ADJECTIVE | Bits::QUANTIFIER)
                && !self.nominal_follows(at)
            {
                return Some(Tag::Adverb); // "out of", "away from"
            }
            let number_next = next.any(Bits::FIGURE | Bits::NUMBER);
            let hedge = number_next && self.document.is_any(at, words!["about", "around", "over", "under"]);
            if hedge && !previous.is_verb() {
                return Some(Tag::Adverb);
            }
            if next.any(Bits::COORDINATOR) {
                return Some(Tag::Adverb);
            }
        }
        Some(Tag::Preposition)
    }
}
