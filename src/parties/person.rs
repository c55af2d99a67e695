//! Names of persons: how far they reach, and what speaks for them.

use super::phrase::{Origin, Reader, Sort};
use super::tags::{bit, Name};
use crate::lexicon::class;
use crate::model::PartyKind;
use crate::text::Words;
use crate::text::{Kind, Shape, Token};
use crate::words;

/// Evidence that a run of capitals is a person, in points; [`ENOUGH`] makes a name.
mod weight {
    /// The first word is a given name.
    pub const GIVEN_FIRST: i32 = 2;
    /// A later word is one.
    pub const GIVEN_LATER: i32 = 1;
    /// An initial in the middle: "Stephen J. Townsend".
    pub const INITIAL: i32 = 2;
    /// `bin`, `ibn`, `abu`, `al-` inside.
    pub const PARTICLE: i32 = 1;
    /// A verb of saying follows, or "told", or the name stands after "said" or "according to".
    pub const SPEAKS: i32 = 1;
    /// ", a journalist", ", who", ", 34,".
    pub const APPOSITION: i32 = 1;
    /// No table knows any of its words.
    pub const UNKNOWN: i32 = 1;
    /// A word of it is a place.
    pub const PLACE: i32 = -1;
    /// A noun follows at once: "Ram Navami festival".
    pub const ATTRIBUTE: i32 = -2;
    /// Its last word, known to no table, comes again by itself.
    pub const RECURS: i32 = 1;
    /// "and" joins it to a person's name.
    pub const COORDINATED: i32 = 1;
    /// "led by", "identified as", "the death of" stand before it.
    pub const INTRODUCED: i32 = 1;
    /// An article stands before it.
    pub const ARTICLE: i32 = -3;
}

/// Points that make a run of capitals a person.
const ENOUGH: i32 = 3;

impl Reader<'_, '_> {
    /// The token after a person's name that begins at `start`; `None` when no name does.
    /// `sure`: a title stands before it, so that names which are also places are read as names.
    pub fn name_span(&self, start: usize, limit: usize, sure: bool) -> Option<usize> {
        let document = self.document;
        let mut at = start;
        let mut end = None;
        let mut words = 0;
        while at < limit && words < 7 {
            let token = &document.tokens[at];
            let tag = self.tag(at);
            // A nickname in quotes: John "J.D." Dorrian.
            if words > 0 && document.is(at, "\"") {
                let close = (at + 2..(at + 4).min(limit)).find(|i| document.is(*i, "\""));
                match close {
                    Some(close) if self.name_like(close + 1) && close + 1 < limit => {
                        at = close + 1;
                        continue;
                    }
                    _ => break,
                }
            }
            if document.is(at, "-") && token.glued() && words > 0 {
                let next = at + 1;
                if next < limit && document.tokens[next].glued() && document.tokens[next].kind == Kind::Word {
                    let tag = self.tag(next);
                    // "al-Assad", "Jae-in", "Jean-Pierre"; never "Assad-led", "Trump-era".
                    if !tag.is(bit::RELATION)
                        && (document.tokens[next].shape != Shape::Lower
                            || (document.tokens[next].end - document.tokens[next].start <= 6
                                && (document.senses(next).next().is_none()
                                    || tag.is(bit::GIVEN)
                                    || document.tokens[next].end - document.tokens[next].start <= 4)
                                && !tag.is(bit::NOUN | bit::MODIFIER | bit::FUNCTION | bit::PREPOSITION)))
                    {
                        at = next + 1;
                        end = Some(at);
                        continue;
                    }
                }
                break;
            }
            if token.kind != Kind::Word {
                break;
            }
            if tag.is(bit::PARTICLE) && (token.shape == Shape::Lower || words > 0) && at + 1 < limit {
                let hyphen = document.is(at + 1, "-") && self.glued_at(at + 1);
                let next = if hyphen { at + 2 } else { at + 1 };
                let follows = next < limit
                    && (self.name_like(next) || (self.tag(next).is(bit::PARTICLE) && self.name_like(next + 1)));
                // A small-letter particle may open only "al-Eryani" and the like.
                let opens = words > 0 || hyphen;
                if follows
                    && opens
                    && !(token.shape == Shape::Lower && self.tag(at).is(bit::FUNCTION) && !hyphen && words == 0)
                {
                    if !hyphen
                        && token.shape == Shape::Lower
                        && document.is_any(at, words!["i", "o", "e", "y", "st", "as", "an", "us", "do", "la"])
                        && !self.known_name(next)
                    {
                        break;
                    }
                    if hyphen {
                        at = next + 1;
                        words += 1;
                        end = Some(at);
                    } else {
                        at = next;
                    }
                    continue;
                }
            }
            if tag.is(bit::SUFFIX) && words > 0 && token.shape != Shape::Lower {
                at += 1;
                end = Some(at);
                break;
            }
            if !self.name_like(at) && !(words > 0 && self.surname_in_capitals(at)) {
                break;
            }
            if words > 0 || !sure {
                let known = tag.name;
                let given = tag.is(bit::GIVEN);
                match known {
                    Name::None => {}
                    Name::Place(_) | Name::Seat(_) if words > 0 => {
                        if tag.end as usize > at + 1 && !sure {
                            break;
                        }
                    }
                    _ if given && words == 0 => {}
                    Name::Party(_) if given => {}
                    Name::Party(p) if self.is_person_record(p) => {}
                    // "Abdullah Maute": a group is called by the surname.
                    Name::Party(p)
                        if words > 0
                            && tag.end as usize == at + 1
                            && token.shape == Shape::Title
                            && self.tag(at - 1).is(bit::GIVEN)
                            && !self.tag(at + 1).is(bit::NOM_HEAD | bit::PARTY_HEAD)
                            && document.lexicon.party(p).is_some_and(|p| {
                                matches!(p.kind, PartyKind::ArmedGroup | PartyKind::Media | PartyKind::Other)
                            }) => {}
                    Name::Adjective(_) | Name::People(_)
                        if given || (words > 0 && document.tokens[at - 1].is(Token::PERIOD)) => {}
                    _ => break,
                }
            }
            // "Farah Province", "Gaza City": a place, whatever stands before.
            if words > 0 && tag.is(bit::PLACE_NOUN) && token.shape == Shape::Title && !tag.is(bit::GIVEN) {
                return None;
            }
            // A title or an organisation's head inside ends the name: "Putin Press Secretary".
            if words > 0
                && !tag.is(bit::GIVEN)
                && tag.is(bit::ORG_HEAD | bit::CALENDAR | bit::NOM_HEAD | bit::PARTY_HEAD)
                && token.shape == Shape::Title
                && !self.name_after(at, limit)
                && tag.is(bit::NOM_HEAD | bit::PARTY_HEAD | bit::ORG_HEAD)
                && !sure
            {
                return None;
            }
            if token.shape == Shape::Upper
                && !token.is(Token::PERIOD | Token::CAPS_COPY)
                && token.end - token.start > 1
                && words > 0
                && tag.name != Name::None
                && !matches!(tag.name, Name::Party(p) if self.is_person_record(p))
            {
                break;
            }
            words += 1;
            at += 1;
            end = Some(at);
            if token.is(Token::PERIOD) && token.end - token.start > 4 {
                break;
            }
        }
        // An initial or a particle alone is no name.
        let end = end?;
        let last = &document.tokens[end - 1];
        if end == start + 1 && (last.end - last.start <= 1 || last.is(Token::PERIOD)) {
            return None;
        }
        Some(end)
    }

    /// In copy that is all capitals, a surname that is also a town: "CARLOS ANDRES PEREZ".
    pub fn surname_in_capitals(&self, at: usize) -> bool {
        let (token, tag) = (&self.document.tokens[at], self.tag(at));
        token.is(Token::CAPS_COPY)
            && token.kind == Kind::Word
            && token.end - token.start > 2
            && tag.is_nothing_but(bit::GIVEN | bit::PARTICLE)
            && (matches!(tag.name, Name::Place(_)) && tag.end as usize == at + 1
                || self.document.senses(at).next().is_none())
    }

    pub fn is_person_record(&self, record: u32) -> bool {
        self.document.lexicon.party(record).is_some_and(|p| matches!(p.kind, PartyKind::Official | PartyKind::Person))
    }

    fn glued_at(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(Token::glued)
    }

    fn known_name(&self, at: usize) -> bool {
        self.tag(at).is(bit::GIVEN)
    }

    fn name_after(&self, at: usize, limit: usize) -> bool {
        at + 1 < limit && self.name_like(at + 1)
    }

    /// Number of words in a name, hyphens and particles not counted.
    pub fn name_words(&self, start: usize, end: usize) -> usize {
        (start..end)
            .filter(|i| {
                self.document.tokens[*i].kind == Kind::Word
                    && self.document.tokens[*i].shape != Shape::Lower
                    && !(*i > start + 1
                        && self.document.is(*i - 1, "-")
                        && self.document.tokens[*i - 2].shape != Shape::Lower)
            })
            .count()
    }

    /// A place of several words starts here.
    pub fn is_long_place(&self, at: usize) -> bool {
        let tag = self.tag(at);
        matches!(tag.name, Name::Place(_)) && tag.end as usize > at + 1
    }

    /// Weighs a run of capitals `start..end` that no title introduces.
    pub fn is_person(&self, start: usize, end: usize) -> bool {
        self.is_person_beside(start, end, false)
    }

    /// The same; `beside`: a person was named just before an "and".
    pub fn is_person_beside(&self, start: usize, end: usize, beside: bool) -> bool {
        let document = self.document;
        let words = self.name_words(start, end);
        let mut points = 0;
        // "Edited by Kiana Duncan and Mike Firn"
        if beside || (document.is(end, "and") && self.tag(end + 1).is(bit::GIVEN) && self.name_like(end + 2)) {
            points += weight::COORDINATED;
        }
        let mut unknown = true;
        let mut upper = 0;
        for at in start..end {
            let tag = self.tag(at);
            let token = &document.tokens[at];
            if token.kind != Kind::Word {
                continue;
            }
            if token.shape == Shape::Upper && token.end - token.start > 2 && !token.is(Token::PERIOD) {
                upper += 1;
            }
            if tag.is(bit::GIVEN) {
                points += if at == start { weight::GIVEN_FIRST } else { weight::GIVEN_LATER };
                unknown = false;
            } else if matches!(tag.name, Name::Place(_) | Name::Seat(_)) {
                // Behind a given name it is a surname.
                if !self.tag(start).is(bit::GIVEN) {
                    points += weight::PLACE;
                }
                unknown = false;
            } else if tag.is(bit::ORG_HEAD | bit::NOM_HEAD | bit::PARTY_HEAD | bit::MODIFIER)
                && token.shape != Shape::Lower
            {
                points -= 2;
                unknown = false;
            } else if token.word != Token::UNKNOWN && tag.is(bit::NOUN | bit::VERB) && at == start {
                unknown = false;
            }
            if at > start && token.is(Token::PERIOD) && token.end - token.start <= 4 {
                points += weight::INITIAL;
            }
            if token.shape == Shape::Lower && tag.is(bit::PARTICLE) {
                points += weight::PARTICLE;
            }
            if document.is_any(at, words!["abu", "bin", "ibn", "bint", "umm", "ould"]) {
                points += if at == start { weight::GIVEN_FIRST } else { weight::PARTICLE };
            }
        }
        if upper > 0 && words == upper {
            return false;
        }
        // "Sheikh Jarrah", "Quang Tri": the whole run is a place in the tables.
        if self.is_long_place(start) && self.tag(start).end as usize >= end && !self.speaks(start, end) {
            return false;
        }
        // "Norte de Santander province": a place's name.
        if self.tag(end).is(bit::PLACE_NOUN)
            && !self.document.is(end, "front")
            && self.syntax.tag(end) == crate::syntax::Tag::Noun
        {
            return false;
        }
        // "Tamirela Robles, a small village", "in Vigza del Murtiz"
        let placed = start > 0
            && !self.tag(start).is(bit::GIVEN)
            && document.is_any(start - 1, words!["in", "into", "inside", "entered", "retook", "recaptured", "shelled"]);
        if placed || crate::locations::called_a_place(document, end).is_some() {
            return false;
        }
        if unknown {
            points += weight::UNKNOWN;
        }
        if self.speaks(start, end) {
            points += weight::SPEAKS;
        }
        if self.apposed(end) {
            points += weight::APPOSITION;
        }
        if self.syntax.tag(end) == crate::syntax::Tag::Noun
            && self.document.tokens[end].shape == Shape::Lower
            && !self.tag(end).is(bit::REPORT | bit::FINITE | bit::KIN)
        {
            points += weight::ATTRIBUTE;
        }
        if start > 0 && self.tag(start - 1).is(bit::KIN) {
            points += weight::GIVEN_FIRST;
        }
        if unknown && words >= 2 && self.recurs.get(&document.tokens[end - 1].hash).is_some_and(|n| *n > 1) {
            points += weight::RECURS;
        }
        if self.led_by(start) {
            points += weight::INTRODUCED;
        }
        if start > 0 && document.is_any(start - 1, words!["the", "a", "an"]) {
            points += weight::ARTICLE;
        }
        // "Abraham Lincoln": the last name is a known person's.
        if end > start + 1 && matches!(self.tag(end - 1).name, Name::Party(p) if self.is_person_record(p)) {
            points += weight::GIVEN_FIRST;
        }
        // "and 40-year-old Winfield Mowden"
        if start > 2 && document.is(start - 1, "old") && document.is(start - 2, "-") {
            points += weight::GIVEN_FIRST;
        }
        // "said the doctor, Hailu Berhe"
        if start > 1
            && document.is(start - 1, ",")
            && (self.tag(start - 2).is(bit::TITLE) || document.is(start - 2, "counterpart"))
        {
            // Closed by a comma it is the whole name, even where a town is called the same.
            points += weight::GIVEN_FIRST + i32::from(document.is(end, ","));
        }
        // "San Carlos", "Fort Liberty": places.
        if document.is_any(
            start,
            words!["san", "santa", "saint", "st", "port", "fort", "mount", "camp", "lake", "los", "las", "el"],
        ) {
            points += weight::ARTICLE;
        }
        // Two words with a given name in front are enough; one word needs more.
        if words >= 2 {
            points + 1 >= ENOUGH
        } else {
            let acts = matches!(self.syntax.tag(end), crate::syntax::Tag::Past | crate::syntax::Tag::Present)
                && !document.tokens[start].is(Token::SENTENCE_START);
            points > ENOUGH || (points >= ENOUGH && self.tag(start).is(bit::GIVEN) && (self.speaks(start, end) || acts))
        }
    }

    /// "CARLOS LOPEZ (Chile) said", of records of debates: where the name ends, and the state that the person speaks for.
    pub fn delegate(&self, start: usize, limit: usize) -> Option<(usize, Origin)> {
        let document = self.document;
        let end = (start..(start + 5).min(limit)).find(|i| !self.name_like(*i)).filter(|end| *end > start + 1)?;
        let state = document.is(end, "(").then(|| self.origin(end + 1, limit)).flatten()?;
        let said = state.end() + 1 + usize::from(document.is(state.end() + 1, ","));
        let speaks = self.tag(said).is(bit::REPORT) || document.is_any(said, words!["called", "recalling", "asked"]);
        let country = matches!(state.name, Name::Country(_)) && document.is(state.end(), ")");
        (country && speaks && !self.tag(start).is(bit::TITLE) && !document.has(start, class::DIRECTION))
            .then_some((end, state))
    }

    /// "led by", "identified as", "the death of": who is named is a person.
    fn led_by(&self, start: usize) -> bool {
        let document = self.document;
        let Some(before) = start.checked_sub(1) else { return false };
        if document.is_any(before, words!["named", "nicknamed", "surnamed", "alias"]) {
            return true;
        }
        let Some(word) = before.checked_sub(1) else { return false };
        document.is(before, "by")
            && document.is_any(word, words!["led", "commanded", "headed", "written", "edited", "signed"])
            || document.is(before, "as") && document.is_any(word, words!["identified", "named"])
            || document.is(before, "of")
                && document.is_any(
                    word,
                    words![
                        "command",
                        "leadership",
                        "death",
                        "deaths",
                        "murder",
                        "killing",
                        "assassination",
                        "arrest",
                        "execution",
                        "funeral",
                        "trial",
                    ],
                )
    }

    /// The name is the subject or object of saying.
    pub fn speaks(&self, start: usize, end: usize) -> bool {
        // "A surgeon, Petra Vogt, testified"
        let closed = start > 0 && self.document.is(start - 1, ",") && self.document.is(end, ",");
        let verb = end + usize::from(closed);
        let after = self.tag(verb).is(bit::REPORT) && !self.tag(verb).is(bit::ING);
        let before = start > 0
            && (self
                .document
                .is_any(start - 1, words!["said", "says", "told", "added", "asked", "insisted", "warned"])
                || (start > 1 && self.document.is(start - 1, "to") && self.document.is(start - 2, "according")));
        after || before
    }

    /// ", a journalist", ", the head of", ", who", ", 34,".
    pub fn apposed(&self, end: usize) -> bool {
        let document = self.document;
        document.is(end, ",")
            && (document.is_any(end + 1, words!["a", "an", "the", "who", "whose"])
                || self.tag(end + 1).is(bit::TITLE)
                || (document.tokens.get(end + 1).is_some_and(|t| t.kind == Kind::Number) && document.is(end + 2, ",")))
    }

    /// ", a Swahili newspaper", ", the state news agency"; "(Karim Saad/Reuters)", a credit.
    pub fn apposed_outlet(&self, end: usize) -> bool {
        let document = self.document;
        if document.is(end, "/") {
            return matches!(self.tag(end + 1).name, Name::Party(p)
                if document.lexicon.party(p).is_some_and(|p| p.kind == PartyKind::Media));
        }
        static OUTLETS: &Words =
            words!["newspaper", "daily", "weekly", "magazine", "agency", "broadcaster", "website", "channel"];
        // "…, or Freedom, a Swahili newspaper"
        let mut at = end;
        if document.is(at, ",") && document.is(at + 1, "or") && document.is(at + 3, ",") {
            at += 3;
        }
        document.is(at, ",")
            && document.is_any(at + 1, words!["a", "an", "the"])
            && (at + 2..at + 6).take_while(|i| !document.is(*i, ",")).any(|i| {
                document.is_any(i, OUTLETS)
                    && !document
                        .tokens
                        .get(i + 1)
                        .is_some_and(|t| t.kind == Kind::Word && self.tag(i + 1).is(bit::TITLE))
            })
    }

    /// What an apposition behind the name says the person is: the title's symbol.
    pub fn apposition_title(&self, end: usize) -> Option<Sort> {
        let document = self.document;
        if !document.is(end, ",") {
            return None;
        }
        let mut at = end + 1;
        let stop = (at + 9).min(document.len());
        if document.is_any(at, words!["a", "an", "the", "its", "their", "his", "her"]) {
            at += 1;
        } else if document.is_any(at, words!["who"]) {
            return None;
        }
        let mut found = None;
        while at < stop {
            let tag = self.tag(at);
            if tag.is(bit::TITLE) {
                found = Some(self.sort(tag.title));
                at = tag.title_end as usize;
                continue;
            }
            if tag.is(bit::NOM_HEAD | bit::PARTY_HEAD) {
                at = tag.head_end as usize;
                continue;
            }
            if tag.name != Name::None {
                at = tag.end as usize;
                continue;
            }
            if tag.is(bit::MODIFIER) || document.is_any(at, words!["'s", "-"]) || self.name_like(at) {
                at += 1;
                continue;
            }
            break;
        }
        found
    }
}
