//! Persons as mentions: with the title before the name, the office behind it.

use super::phrase::{Phrase, Sort};
use super::tags::{bit, Name};
use super::Finder;
use crate::model::PartyKind;
use crate::text::{Kind, Shape, Token};
use std::ops::Range;

impl Finder<'_, '_> {
    /// A phrase that ends in a title and is followed by a name.
    pub(super) fn titled(&mut self, phrase: &Phrase, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let head = phrase.head?;
        let title = head.title?;
        let mut name = phrase.end;
        if document.is(name, ",")
            && phrase.determiner.is_none()
            && document.tokens[phrase.start].capitalised()
            && self.reader.name_like(name + 1)
            && title == Sort::Kind(PartyKind::Official)
            && (phrase.origins.is_empty() || (phrase.of && head.start() == phrase.start))
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
        let capital_title = document.tokens[head.start()].capitalised();
        // "officials Monday" is caught by NOT_NAME; a lower-case title needs a name that looks like one.
        let tag = self.tag(name);
        let known = matches!(tag.name, Name::Country(_) | Name::Adjective(_) | Name::People(_) | Name::Party(_))
            && !tag.is(bit::GIVEN)
            && !matches!(tag.name, Name::Party(p) if self.reader.is_person_record(p));
        if known && stop <= tag.end as usize {
            return None;
        }
        // "Muslim Khan": a people's name that is also a given name.
        let people = matches!(tag.name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind == PartyKind::Population));
        let surname = stop > name + 1 && self.reader.name_like(name + 1) && self.tag(name + 1).name == Name::None;
        if known && !(people && surname && words == 2) && words > 1 {
            return None;
        }
        if !capital_title
            && words == 1
            && matches!(title, Sort::Kind(PartyKind::Person | PartyKind::Media) | Sort::Fighter)
            && !tag.is(bit::GIVEN)
            && phrase.origins.is_empty()
        {
            return None;
        }
        let record = matches!(tag.name, Name::Party(p) if self.reader.is_person_record(p));
        if document.tokens[name].shape == Shape::Upper
            && words == 1
            && !record
            && !document.tokens[name].is(Token::PERIOD)
        {
            return None;
        }
        let mut start = phrase.start;
        // Descriptive words before a title go: "anti-crime President"; a quantifier too.
        start = self.trimmed(start);
        while start < head.start()
            && document.tokens[start].shape == Shape::Lower
            && capital_title
            && phrase.origins.iter().all(|o| o.start() > start)
            && !self.tag(start).is(bit::TITLE)
        {
            start += if document.is(start + 1, "-") { 3 } else { 1 };
        }
        let start = start.min(head.start());
        let index = self.person(start, name..stop, Some(title), "a title and a name");
        let mention = &mut self.mentions[index];
        mention.origins.clone_from(&phrase.origins);
        mention.head = Some(head);
        mention.determiner = phrase.determiner;
        Some(stop)
    }

    /// Adds a mention of a person; `name` is the name itself, `start` where its titles begin.
    pub(super) fn person(
        &mut self,
        start: usize,
        name: Range<usize>,
        title: Option<Sort>,
        rule: &'static str,
    ) -> usize {
        let apposition = self.reader.apposition_title(name.end).or_else(|| self.before(start));
        let kind = match (title, apposition) {
            (Some(Sort::Kind(kind @ (PartyKind::Official | PartyKind::Media | PartyKind::Police))), _)
            | (_, Some(Sort::Kind(kind @ (PartyKind::Official | PartyKind::Media | PartyKind::Police)))) => kind,
            _ => PartyKind::Person,
        };
        // "Uhuru, a Swahili newspaper"
        let kind =
            if kind == PartyKind::Person && self.reader.apposed_outlet(name.end) { PartyKind::Media } else { kind };
        let end = name.end;
        let mut mention = self.new_mention(start..end, rule, kind);
        mention.person = Some(name.into());
        self.push(mention)
    }

    /// A title before a comma: "Afghanistan's president, Hamid Karzai"; the mention before tells.
    pub(super) fn before(&self, start: usize) -> Option<Sort> {
        let comma = start.checked_sub(1)?;
        if !self.reader.document.is(comma, ",") {
            return None;
        }
        let last = self.mentions.last()?;
        (last.tokens.end() == comma).then_some(())?;
        last.head.and_then(|h| h.title)
    }
}
