//! Whose a person or an organ is that carries no country of its own: told by the apposition behind the name, by the title
//! before it, by the seat that opens the sentence ("In London, the defence secretary …"), else by the article's country.

use super::coreference::{country_of, push, Context, Party};
use crate::lexicon::class;
use crate::model::PartyKind;
use crate::parties::{Name, Origin, Sort};
use crate::syntax::Tag;
use crate::text::Words;
use crate::words;
use std::ops::Range;

/// Tokens of an apposition in which names are looked for.
const APPOSITION: usize = 10;
/// Tokens from a title before a comma back to its determiner.
const TITLE: usize = 6;
/// What people of the place do: without another word they are of the country that the article is about. Analysts,
/// scholars and reporters come from anywhere.
static LOCALS: &Words = words![
    "resident",
    "farmer",
    "nurse",
    "doctor",
    "surgeon",
    "teacher",
    "shopkeeper",
    "villager",
    "driver",
    "fisherman",
    "housewife",
    "student",
    "elder",
    "priest",
    "bishop",
    "vicar",
    "pastor",
    "imam",
    "cleric",
    "baker",
    "tailor",
    "merchant",
    "trader",
    "herder",
    "carpenter",
    "butcher",
    "mechanic",
    "pharmacist",
    "medic",
    "paramedic",
    "mother",
    "father",
    "grandmother",
    "pensioner",
    "labourer",
    "laborer",
    "vendor",
    "grocer",
    "barber",
    "midwife",
    "tribesman",
    "bomber",
    "councillor",
    "schoolteacher",
    "headmaster",
    "lawyer",
];

impl Context<'_, '_> {
    /// What the words around a person's mention tell of the affiliation.
    pub(super) fn describe(&self, party: &mut Party, parties: &[Party]) {
        if !party.affiliation.is_empty() {
            return;
        }
        self.apposed(party);
        if party.affiliation.is_empty() {
            self.reports_for(party);
        }
        if party.affiliation.is_empty() {
            self.titled_before(party, parties);
        }
        let titled = party.mention.head.is_some_and(|h| h.title.is_some());
        if party.affiliation.is_empty() && (party.kind == PartyKind::Official || titled) {
            if let Some(country) = self.opening_seat(party.mention.tokens.start()) {
                self.of_state(party, country);
            }
        }
        if party.affiliation.is_empty()
            && party.kind == PartyKind::Person
            && self.is_local(&party.mention.tokens.range())
        {
            if let Some(country) = self.countries.first() {
                self.of_state(party, *country);
            }
        }
    }

    /// Names inside the apposition behind the name, up to its comma or to the verb of the sentence.
    fn apposed(&self, party: &mut Party) {
        let document = self.document;
        let end = party.mention.tokens.end();
        if !document.is(end, ",") {
            return;
        }
        let stop = (end + APPOSITION).min(document.sentence_of(end).end);
        let mut at = end + 1;
        while at < stop && !document.is_any(at, words![",", "."]) && !self.is_verb(at) {
            let mut next = at + 1;
            for (sense, last) in document.senses(at) {
                let name = match sense.class {
                    class::COUNTRY => Name::Country(sense.payload),
                    class::DEMONYM_ADJ => Name::Adjective(sense.payload),
                    class::PARTY => Name::Party(sense.payload),
                    _ => continue,
                };
                let mut origin = Origin::new(at..last, name);
                self.settle(&mut origin);
                self.belongs(party, &origin);
                next = next.max(last);
            }
            at = next;
        }
    }

    /// A finite verb of the sentence, "who" and "which" with it; participles may stand in an apposition.
    fn is_verb(&self, at: usize) -> bool {
        matches!(self.syntax.tag(at), Tag::Present | Tag::Modal | Tag::Have | Tag::Be)
            || self.document.is_any(at, words!["said", "told", "was", "were", "who", "which", "whose", "survived"])
            || (self.syntax.tag(at) == Tag::Past && !self.document.is_any(at + 1, words!["by", "in", "to", "with"]))
    }

    /// "Jane Doe reports for the BBC".
    fn reports_for(&self, party: &mut Party) {
        let document = self.document;
        let end = party.mention.tokens.end();
        if !document.is_any(end, words!["reports", "reported", "writes", "reporting", "of", "from"]) {
            return;
        }
        let mut at = if document.is(end + 1, "for") { end + 2 } else { end + 1 };
        if document.is(at, "the") {
            at += 1;
        }
        let senses = document.senses(at).filter(|(sense, _)| sense.class == class::PARTY);
        let Some((sense, last)) = senses.max_by_key(|(_, last)| *last) else { return };
        let media = document.lexicon.party(sense.payload).is_some_and(|p| p.kind == PartyKind::Media);
        if media {
            let origin = Origin::new(at..last, Name::Party(sense.payload));
            self.belongs(party, &origin);
            party.kind = PartyKind::Media;
        }
    }

    /// A title before a comma: "an army spokesman in Basra, Colonel X", "Israel, whose spokesman, X", "his Finnish
    /// counterpart, X".
    fn titled_before(&self, party: &mut Party, parties: &[Party]) {
        let document = self.document;
        let Some(comma) = party.mention.tokens.start().checked_sub(1).filter(|c| document.is(*c, ",")) else { return };
        let sentence = document.sentence_of(comma).start;
        if let Some(before) = parties.last() {
            let gap = party.mention.tokens.start().saturating_sub(before.mention.tokens.end());
            let counterpart = document.is(before.mention.tokens.end().saturating_sub(1), "counterpart");
            if (before.kind == PartyKind::Official || counterpart)
                && before.mention.person.is_none()
                && gap <= 4
                && before.mention.tokens.start() >= sentence
            {
                party.affiliation.clone_from(&before.affiliation);
                party.actors.clone_from(&before.actors);
                party.kind = PartyKind::Official;
                return;
            }
        }
        // A title without a name of its own: "its commander", "whose military spokesman", "the minister".
        let Some(title) = comma.checked_sub(1).filter(|t| document.has(*t, class::TITLE)) else { return };
        let from = title.saturating_sub(TITLE).max(sentence);
        let owned = (from..title).rev().take_while(|i| !document.is_any(*i, words![",", "the", "a", "an"]));
        let owned = owned.into_iter().any(|i| document.is_any(i, words!["its", "whose", "their", "his", "her"]));
        let ranked = party.mention.head.is_some_and(|h| h.title == Some(Sort::Rank));
        if party.kind == PartyKind::Person && !ranked && self.is_office(title) {
            party.kind = PartyKind::Official;
        }
        if owned {
            let owner = parties.iter().rev().take(4).find(|p| {
                !p.affiliation.is_empty()
                    && p.mention.person.is_none()
                    && !matches!(p.kind, PartyKind::Media | PartyKind::Population | PartyKind::Official)
            });
            if let Some(owner) = owner {
                party.affiliation.clone_from(&owner.affiliation);
                party.actors.clone_from(&owner.actors);
            }
        }
    }

    fn is_office(&self, title: usize) -> bool {
        self.document
            .sense(title, class::TITLE)
            .is_some_and(|(_, symbol)| self.document.lexicon.symbol(symbol) == "official")
    }

    /// The state at whose seat of government the sentence begins: "In London, …", "At the White House, …".
    pub(super) fn opening_seat(&self, at: usize) -> Option<u32> {
        let document = self.document;
        let sentence = document.sentence_of(at);
        let mut name = sentence.start;
        while document.is_any(name, words!["\"", "”", "“", "'", "-", "--", "—", "*", "•"]) && name < sentence.end
        {
            name += 1;
        }
        if document.is_any(name, words!["meanwhile", "elsewhere", "later", "earlier"]) {
            name += if document.is(name + 1, ",") { 2 } else { 1 };
        }
        if !document.is_any(name, words!["in", "from", "at"]) {
            return None;
        }
        let (country, end) = self.epoch.seat_at(document, name + 1)?;
        (end <= at && document.is(end, ",")).then_some(country)
    }

    /// The apposition or title says that the person is one of the people there.
    fn is_local(&self, mention: &Range<usize>) -> bool {
        let document = self.document;
        let behind = mention.end..(mention.end + 6).min(document.len());
        let apposed = document.is(mention.end, ",")
            && document.is_any(mention.end + 1, words!["a", "an", "the"])
            && behind.skip(2).take_while(|i| !document.is(*i, ",")).any(|i| document.is_any(i, LOCALS));
        let before =
            mention.start > 1 && document.is(mention.start - 1, ",") && document.is_any(mention.start - 2, LOCALS);
        apposed || before || mention.clone().take(3).any(|i| document.is_any(i, LOCALS))
    }

    /// A people without a state of its own is that of the country that the article is about: Tutsis in Rwanda, Hausa in Sudan.
    pub(super) fn people_of(&self, party: &mut Party) {
        let document = self.document;
        if party.kind != PartyKind::Population || party.mention.person.is_some() {
            return;
        }
        let spoken = party.mention.origins.iter().any(|o| match o.name {
            Name::Party(p) => {
                document.lexicon.party(p).is_some_and(|p| p.kind != PartyKind::Population || !p.affiliation.is_empty())
            }
            Name::None => false,
            _ => true,
        });
        if let (false, Some(country)) = (spoken, self.countries.first()) {
            party.affiliation.clear();
            party.actors.clear();
            self.of_state(party, *country);
        }
    }

    /// Adds a state.
    pub(super) fn of_state(&self, party: &mut Party, country: u32) {
        if let Some(country) = self.document.lexicon.country(country) {
            push(&mut party.affiliation, country.iso3);
            party.actors.push(super::sides::Actor::State(country.iso3));
        }
    }

    /// Adds what an origin belongs to.
    fn belongs(&self, party: &mut Party, origin: &Origin) {
        if let Some(country) = country_of(self.document, origin) {
            self.of_state(party, country);
        } else if let Name::Party(record) = origin.name {
            if let Some(known) = self.document.lexicon.party(record) {
                known.affiliation.iter().for_each(|code| push(&mut party.affiliation, self.epoch.code(code)));
                party.actors.push(self.actor_of(record));
            }
        }
    }
}
