//! Names without a head: known parties, peoples, demonyms, toponyms; names that are one; names that share a head.

use super::few::Few;
use super::phrase::{Head, Origin, Phrase, Sort};
use super::tags::{bit, Name};
use super::Finder;
use crate::model::PartyKind;
use crate::text::{Kind, Shape, Token};
use crate::words;

impl Finder<'_, '_> {
    /// Marks the origins of a phrase whose head turned out to be no party.
    pub(super) fn only_origins(&mut self, phrase: &Phrase, limit: usize, place: bool) -> Option<usize> {
        if phrase.origins.is_empty() {
            return None;
        }
        let mut last = phrase.start + 1;
        for origin in &phrase.origins {
            last = last.max(origin.end());
            if place && !matches!(origin.name, Name::Party(_)) {
                continue;
            }
            self.origin(*origin, limit, place);
        }
        Some(last.max(phrase.head.map_or(last, |h| if h.listed { h.end() } else { last })))
    }

    /// A phrase of names only.
    pub(super) fn bare(&mut self, phrase: &Phrase, limit: usize) -> usize {
        let document = self.reader.document;
        // "Israel Katz", "Jordan Smith": a given name that is also a country.
        let first = phrase.origins[0];
        if self.tag(first.start()).is(bit::GIVEN)
            || !matches!(first.name, Name::Party(_)) && phrase.origins.len() == 1 && first.end() == first.start() + 1
        {
            if let Some(end) = self.reader.name_span(first.start(), limit, true) {
                let given = self.tag(first.start()).is(bit::GIVEN);
                let surname_unknown =
                    end > first.start() + 1 && document.tokens[first.start() + 1].word == Token::UNKNOWN;
                if end > first.start() + 1
                    && !first.possessive
                    && given
                    && (surname_unknown && !self.reader.is_long_place(first.start())
                        || self.reader.is_person(first.start(), end))
                    && !self.tag(first.start() + 1).is(bit::TITLE | bit::ORG_HEAD)
                {
                    self.person(first.start(), first.start()..end, None, "a person's name");
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
                    if let Some(stop) = self.reader.name_span(origin.end() + 1, limit, false) {
                        if self.reader.name_words(origin.end() + 1, stop) >= 2
                            && self.reader.is_person(origin.end() + 1, stop)
                        {
                            let index = self.person(
                                origin.start(),
                                origin.end() + 1..stop,
                                Some(Sort::Kind(PartyKind::Media)),
                                "an outlet's journalist",
                            );
                            self.mentions[index].origins.push(*origin);
                            return stop;
                        }
                    }
                }
            }
            // "the Lebanese-Israeli border": neither is a party; "anti-Muslim sentiment": a party is nothing here.
            let place = place && (last || document.is(origin.end(), "-"));
            let against = origin.start() > 1
                && document.is(origin.start() - 1, "-")
                && document.tokens[origin.start() - 1].glued()
                && document.is_any(origin.start() - 2, words!["anti", "pro", "non"])
                && !matches!(origin.name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind != PartyKind::Population));
            if !against {
                self.origin(*origin, limit, place);
            }
            end = end.max(origin.end());
        }
        if let Some(origin) = phrase.origins.last() {
            if origin.relation.is_none() {
                self.define_acronym(origin.end(), limit);
            }
        }
        end
    }

    /// Names that are one mention: "Kurdish-led Syrian Democratic Forces", "Yemen-based Houthi movement", "LTTE Sea
    /// Tigers", "Yemen's al-Masirah TV", "U.N.-Congolese" before an act.
    pub(super) fn merged(&mut self, phrase: &Phrase, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        let [first, last] = phrase.origins[..] else { return None };
        let record = |o: Origin| match o.name {
            Name::Party(p) => document.lexicon.party(p),
            _ => None,
        };
        let hyphen = document.is(first.end(), "-") && last.start() == first.end() + 1;
        let (start, kind) = if hyphen && first.relation.is_none() {
            if self.tag(phrase.end).is(bit::PLACE_NOUN) {
                return None;
            }
            if !record(first).is_some_and(|p| p.kind == PartyKind::Igo) {
                return None;
            }
            (first.start(), PartyKind::Military)
        } else {
            let known = record(last)?;
            // "a Comorian Muslim", "Iraqi Kurds": one people.
            if known.kind == PartyKind::Population
                && matches!(first.name, Name::Adjective(_) | Name::People(_))
                && first.end() == last.start()
                && !first.possessive
                && first.relation.is_none()
                && last.relation.is_none()
                && !self.reader.nominal(last.end(), limit)
                && !self.reader.name_like(last.end())
            {
                let mut mention =
                    self.new_mention(phrase.start..last.end(), "two names that are one", PartyKind::Population);
                mention.origins = Few::One(first);
                self.push(mention);
                return Some(last.end());
            }
            if known.kind == PartyKind::Population || last.relation.is_some() || last.possessive {
                return None;
            }
            let related = first.relation.is_some();
            let body = matches!(
                known.kind,
                PartyKind::Ngo | PartyKind::Ministry | PartyKind::Media | PartyKind::Police | PartyKind::Government
            );
            let people = record(first).is_some_and(|p| p.kind == PartyKind::Population)
                && matches!(known.kind, PartyKind::ArmedGroup | PartyKind::Military)
                && last.start() == first.end()
                && !first.possessive;
            let body = body || known.kind == PartyKind::Military && matches!(first.name, Name::Country(_));
            let owned =
                people || record(first).is_none() && (first.possessive || (body && last.start() == first.end()));
            let part = record(first).is_some_and(|p| p.kind == known.kind && p.affiliation == known.affiliation)
                && last.start() == first.end();
            if !related && !owned && !part {
                return None;
            }
            (first.start(), known.kind)
        };
        let mut mention = self.new_mention(start..last.end(), "two names that are one", kind);
        // "Pakistan Foreign Office": not the British one.
        let country = match first.name {
            Name::Country(c) | Name::Adjective(c) | Name::People(c) => document.lexicon.country(c),
            _ => None,
        };
        let foreign = country.is_some_and(|c| {
            record(last).is_some_and(|p| !p.affiliation.is_empty() && !p.affiliation.contains(&c.iso3))
        });
        let complete = record(last).is_some_and(|p| !p.affiliation.is_empty());
        mention.origins = if foreign && first.relation.is_none() {
            Few::One(first)
        } else if complete {
            Few::One(last)
        } else {
            phrase.origins.clone()
        };
        self.push(mention);
        self.define_acronym(last.end(), limit);
        Some(last.end())
    }

    /// One name by itself.
    pub(super) fn origin(&mut self, origin: Origin, limit: usize, place: bool) {
        let document = self.reader.document;
        // "Libyan Civil War", "5,000 US dollars".
        if self.tag(origin.end()).is(bit::NO_PARTY) && !origin.possessive && !matches!(origin.name, Name::Party(_)) {
            return;
        }
        if let Name::Party(record) = origin.name {
            if self.reader.is_person_record(record) && origin.relation.is_none() {
                let index = self.person(
                    origin.start(),
                    origin.start()..origin.end(),
                    Some(Sort::Kind(PartyKind::Official)),
                    "a known person",
                );
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
        // "a Washington-based firm": where it is.
        if let Some(word) = origin.relation {
            if document.is_any(word.index(), words!["based", "born", "speaking"])
                && !matches!(origin.name, Name::Party(_))
            {
                return;
            }
        }
        // "8 KIA": no Kachin army.
        if origin.start() > 0
            && document.tokens[origin.start() - 1].kind == Kind::Number
            && document.tokens[origin.start()].shape == Shape::Upper
            && kind == PartyKind::ArmedGroup
            && !self.reader.nominal(origin.end(), limit)
        {
            return;
        }
        let people_record = matches!(origin.name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind == PartyKind::Population));
        if place && people_record {
            return;
        }
        // A demonym or people's name before a noun for persons was read as a phrase; alone, singular, it is one of them.
        let mut tokens = origin.start()..origin.end();
        let mut people = kind == PartyKind::Population;
        if people && self.tag(origin.start()).is(bit::NOT_NAME) {
            return;
        }
        // "a Libyan", "the Iraqi, who": one of the people.
        if matches!(origin.name, Name::Adjective(_)) && self.one_of_them(origin, limit) {
            people = true;
        }
        if let Name::People(_) = origin.name {
            // "an Israeli strike": the adjective. Written alike in most languages of the world.
            let adjective = self.reader.nominal(origin.end(), limit) || self.reader.name_like(origin.end());
            if adjective && !document.str(origin.end() - 1).ends_with('s') {
                people = false;
            }
        }
        if people {
            // Numerals stay: "seven Palestinians".
            let mut before = origin.start();
            while before > 0
                && (self.tag(before - 1).is(bit::MODIFIER) || document.is(before - 1, "more"))
                && document.tokens[before - 1].shape == Shape::Lower
            {
                before -= 1;
            }
            // "20,000 or so Chadians"
            if before > 2 && document.is(before - 1, "so") && document.is(before - 2, "or") {
                before -= 2;
            }
            // "three million Cambodians"
            if before > 1
                && document.is_any(before - 1, words!["hundred", "thousand", "million"])
                && self.reader.numeral(before - 2)
            {
                before -= 1;
            }
            if before > 0 && self.reader.numeral(before - 1) && !document.is(before - 1, "both") {
                before -= 1;
                tokens.start = before;
            } else if before < origin.start()
                && document.is_any(before, words!["ethnic", "minority", "young", "innocent"])
            {
                tokens.start = before;
            }
            tokens.start = self.trimmed(tokens.start);
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
            if document.is(word.index(), "led") && !matches!(origin.name, Name::Party(_)) {
                mention.tokens = (mention.tokens.start()..word.index() + 1).into();
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

    /// A singular demonym that is a noun: an article before it, nothing behind it that it could modify.
    fn one_of_them(&self, origin: Origin, limit: usize) -> bool {
        let document = self.reader.document;
        let end = origin.end();
        origin.end() == origin.start() + 1
            && !origin.possessive
            && origin.relation.is_none()
            && origin.start() > 0
            && document.is_any(origin.start() - 1, words!["a", "an", "another", "one", "fellow"])
            && document.has(origin.start(), crate::lexicon::class::DEMONYM_NOUN)
            && (end >= limit
                || document.is_any(
                    end,
                    words![",", ".", ";", "who", "was", "were", "is", "has", "had", "and", "in", "from", "with"],
                ))
            && !(document.is(end, "and") && self.reader.nominal(end + 2, limit))
    }

    /// "Afghan and U.S. forces": both are forces.
    pub(super) fn coordinated(&mut self, phrase: &Phrase, kind: PartyKind, head: Head) -> Option<()> {
        let document = self.reader.document;
        let first = phrase.origins.first()?;
        if first.start() != phrase.start && !self.tag(phrase.start).is(bit::MODIFIER) {
            return None;
        }
        let joint = phrase.start.checked_sub(1)?;
        if !self.reader.joins(joint) && !document.is(joint, ",") {
            return None;
        }
        let last = self.mentions.len().checked_sub(1)?;
        let before = &self.mentions[last];
        if before.tokens.end() != joint || before.head.is_some() || before.person.is_some() || before.origins.len() != 1
        {
            return None;
        }
        let origin = before.origins[0];
        let adjective = match origin.name {
            Name::Adjective(_) => true,
            Name::People(_) => {
                document.tokens[origin.end() - 1].shape != Shape::Lower
                    && !document.str(origin.end() - 1).ends_with('s')
            }
            Name::Country(_) => document.tokens[origin.start()].shape == Shape::Upper,
            Name::Party(_) => {
                before.kind == PartyKind::Population || document.tokens[origin.start()].shape == Shape::Upper
            }
            _ => false,
        };
        if !adjective && origin.relation.is_none() {
            return None;
        }
        let kind = if kind == PartyKind::ArmedGroup && head.sort == Sort::Kind(PartyKind::Military) {
            PartyKind::Military
        } else {
            kind
        };
        let mention = &mut self.mentions[last];
        mention.kind = kind;
        mention.head = Some(head);
        mention.portfolio = phrase.portfolio;
        mention.toponym = false;
        mention.rule = "first of two names before a head";
        Some(())
    }
}
