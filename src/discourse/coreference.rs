//! What a party mention stands for in this article: canonical name, kind, affiliation, sector.
//!
//! Named mentions are resolved by themselves; nouns ("the troops", "both sides", "its adversary") lean on the named
//! ones before them and on the document's sides. What stays open between two readings stays empty.

use super::epoch::Epoch;
use super::sides::{Actor, SidesOf};
use crate::lexicon::{class, PartyName};
use crate::model::{MentionType, PartyKind, Sector, Side, Str};
use crate::order::{descending, pair};
use crate::parties::{Few, Head, Mention, Name, Origin, Sort, Span};
use crate::syntax::Syntax;
use crate::text::case::uppercase;
use crate::text::{Document, Kind, Shape, WordMap};
use crate::words;
use std::ops::Range;

/// A mention with what it stands for.
#[derive(Clone, Debug)]
pub struct Party {
    /// The mention.
    pub mention: Mention,
    /// Standard names; empty where open.
    pub canonical: Few<Str>,
    /// Sort of actor.
    pub kind: PartyKind,
    /// Codes of the states or organisations it belongs to.
    pub affiliation: Few<Str>,
    /// PLOVER sectors.
    pub sector: Few<Sector>,
    /// The actors whose side it is on.
    pub actors: Few<Actor>,
    /// The number of its sentence.
    pub sentence: usize,
}

/// The parts of the article that nouns lean on.
pub(super) struct Context<'d, 't> {
    pub document: &'d Document<'t>,
    pub syntax: &'d Syntax,
    /// The states of the article's day.
    pub epoch: &'d Epoch,
    /// Country records by how often the article names them and its places, most first.
    pub countries: &'d [u32],
    /// The same for the states whose officials speak.
    pub speakers: &'d [u32],
}

/// Resolves the named mentions.
pub(super) fn named(context: &Context, mut mentions: Vec<Mention>) -> Vec<Party> {
    let document = context.document;
    for mention in &mut mentions {
        for origin in mention.origins.iter_mut() {
            context.settle(origin);
        }
    }
    mentions.retain(|m| !(m.toponym && m.origins.iter().all(|o| o.name == Name::None)));
    let mut parties: Vec<Party> = Vec::with_capacity(mentions.len());
    // Persons by their last and their first word: a later, shorter name is the same person. A person's mentions share one
    // entity. What was first in one full name tells nothing of another's last.
    let mut surnames: WordMap<Vec<usize>> = WordMap::default();
    let mut first_names: WordMap<usize> = WordMap::default();
    let mut entities: Vec<Person> = Vec::new();
    let mut entity_of: Vec<Option<usize>> = vec![None; mentions.len()];
    let mut sentence = 0;
    for (index, mention) in mentions.into_iter().enumerate() {
        while document.sentence(sentence).end <= mention.tokens.start() && sentence + 1 < document.sentences.len() {
            sentence += 1;
        }
        let mut party = context.name(mention, sentence);
        if let Some(name) = party.mention.person {
            let last = document.tokens[name.end() - 1].hash;
            let first = document.tokens[name.start()].hash;
            let full = initials(document, name);
            let namesakes = surnames.entry(last).or_default();
            let known = namesakes.iter().rev().copied().find(|e| same(entities[*e].initials, full));
            let known = known.or_else(|| (name.len() == 1).then(|| first_names.get(&first)).flatten().copied());
            let entity = known.unwrap_or_else(|| {
                entities.push(Person::default());
                first_names.entry(first).or_insert(entities.len() - 1);
                entities.len() - 1
            });
            // The surname alone is the one of the two who was named last.
            if namesakes.last() != Some(&entity) {
                namesakes.retain(|e| *e != entity);
                namesakes.push(entity);
                if namesakes.len() > NAMESAKES {
                    namesakes.remove(0);
                }
            }
            context.describe(&mut party, &parties);
            // "Jamal Nasser … Nasser": the article's own, not the one whom everybody knows.
            let own = &entities[entity];
            if name.len() == 1 && own.words > 1 && own.name != party.canonical && known.is_some() {
                party.affiliation.clear();
                party.actors.clear();
            }
            entities[entity].learn(&party, name.len());
            entities[entity].initials = entities[entity].initials.or(full);
            entity_of[index] = Some(entity);
        }
        parties.push(party);
    }
    // "Afghanistan's president, Hamid Karzai": title and name are one person.
    for index in 1..parties.len() {
        let Some(entity) = entity_of[index] else { continue };
        let (title, person) = (&parties[index - 1], &parties[index]);
        let gap = title.mention.tokens.end()..person.mention.tokens.start();
        let titled = gap.len() == 1
            && document.is(gap.start, ",")
            && title.mention.person.is_none()
            && title.kind == PartyKind::Official
            && singular(document, title.mention.head);
        if titled {
            entities[entity].learn(title, 0);
            entity_of[index - 1] = Some(entity);
        }
    }
    // "Amir Drori, head of the Northern Command": an office that names no state is one of the bearer's.
    for index in 1..parties.len() {
        let Some(entity) = entity_of[index - 1] else { continue };
        let (person, office) = (&parties[index - 1], &parties[index]);
        let gap = person.mention.tokens.end()..office.mention.tokens.start();
        let apposed = gap.len() <= 2
            && document.is(gap.start, ",")
            && office.kind == PartyKind::Official
            && office.mention.person.is_none()
            && office.mention.origins.is_empty();
        if apposed && !entities[entity].affiliation.is_empty() {
            parties[index].affiliation.clone_from(&entities[entity].affiliation);
            parties[index].actors.clone_from(&entities[entity].actors);
        }
    }
    for (party, entity) in parties.iter_mut().zip(&entity_of) {
        let Some(person) = entity.and_then(|e| entities.get(e)) else { continue };
        party.canonical.clone_from(&person.name);
        party.kind = person.kind;
        party.affiliation.clone_from(&person.affiliation);
        party.actors.clone_from(&person.actors);
        if party.affiliation.is_empty()
            && (party.kind == PartyKind::Official || person.ranked)
            && party.actors.is_empty()
        {
            // An official of nobody named is one of the state that speaks and acts most, else of the article's country.
            let state = context.speakers.first().or(context.countries.first());
            if let Some(country) = state.and_then(|c| document.lexicon.country(*c)) {
                party.affiliation.push(country.iso3.into());
                party.actors.push(Actor::State(country.iso3));
            }
        }
        party.sector = Few::One(sector(party.kind));
    }
    parties
}

/// Persons of one surname that are looked through for a full name.
const NAMESAKES: usize = 8;

/// What the article tells of a person, from all mentions.
#[derive(Default)]
struct Person {
    name: Few<Str>,
    words: usize,
    kind: PartyKind,
    affiliation: Few<Str>,
    actors: Few<Actor>,
    /// How the full name begins: two persons of one surname are told apart by it.
    initials: Option<(char, Option<char>)>,
    /// A mention gives a rank.
    ranked: bool,
}

/// The letter that a full name begins with and the first consonant behind it, alike in the spellings of one name; none for
/// a surname alone, "al-Zarqawi" and "Har-Shefi" among them.
fn initials(document: &Document, name: Span) -> Option<(char, Option<char>)> {
    let full = name.len() > 1
        && document.tokens[name.start()].shape != Shape::Lower
        && !(name.len() == 3 && document.is(name.start() + 1, "-"));
    let mut letters = document.str(name.start()).chars().filter(|_| full).flat_map(char::to_lowercase);
    let first = letters.next()?;
    Some((first, letters.find(|c| c.is_alphabetic() && !"aeiouyh".contains(*c))))
}

/// Two full names may be one person's.
fn same(one: Option<(char, Option<char>)>, other: Option<(char, Option<char>)>) -> bool {
    match (one, other) {
        (Some((a, b)), Some((c, d))) => a == c && (b.is_none() || d.is_none() || b == d),
        _ => true,
    }
}

impl Person {
    /// Takes up a mention: the longest name, the first affiliation, an office where any mention gives one.
    fn learn(&mut self, party: &Party, words: usize) {
        if words > self.words {
            self.name.clone_from(&party.canonical);
            self.words = words;
        }
        let told = |kind: PartyKind| !matches!(kind, PartyKind::Person | PartyKind::Other);
        if !told(self.kind) && (told(party.kind) || self.kind == PartyKind::Other) {
            self.kind = party.kind;
        }
        self.ranked |= party.mention.head.is_some_and(|h| h.title == Some(Sort::Rank));
        if self.affiliation.is_empty() {
            self.affiliation.clone_from(&party.affiliation);
        }
        if self.actors.is_empty() {
            self.actors.clone_from(&party.actors);
        }
    }
}

/// Points of a mention for the country that an article is about, and for the state that its untitled officials serve.
mod weight {
    /// A place tells where the story is.
    pub const PLACE: usize = 2;
    /// A party may come from elsewhere.
    pub const PARTY: usize = 1;
    /// Officials are those of the states that act and speak.
    pub const PLACE_FOR_OFFICIALS: usize = 2;
    pub const PARTY_FOR_OFFICIALS: usize = 3;
    /// The seat of government in a dateline.
    pub const DATELINE: usize = 6;
}

/// Country records by how often the article names them.
pub(super) struct Salient {
    /// As places and parties: where the story is.
    pub countries: Vec<u32>,
    /// As parties, mostly: whose officials speak.
    pub speakers: Vec<u32>,
}

/// Country records by how often the article names them, most first; a place counts more than a party, since it tells where
/// the story is. `mentions`: all, toponyms that are no parties among them; `acting` tells for each whether it is a party.
pub(super) fn salient(document: &Document, mentions: &[Mention], epoch: &Epoch, acting: &[bool]) -> Salient {
    struct Count {
        country: u32,
        home: usize,
        speaks: usize,
        first: usize,
    }
    let mut known: WordMap<usize> = WordMap::default();
    let mut counts: Vec<Count> = Vec::new();
    let mut count = |country: u32, home: usize, speaks: usize, first: usize| {
        let index = *known.entry(country).or_insert(counts.len());
        if index == counts.len() {
            counts.push(Count { country, home: 0, speaks: 0, first });
        }
        counts[index].home += home;
        counts[index].speaks += speaks;
    };
    for (mention, acts) in mentions.iter().zip(acting) {
        let place = !acts;
        for origin in &mention.origins {
            if choices(document, origin).nth(1).is_some() || !vouched(document, origin) {
                continue;
            }
            let country = country_of(document, origin).map(|c| epoch.country(document, c));
            if let Some(country) = country {
                let home = if place { weight::PLACE } else { weight::PARTY };
                let speaks = if place { weight::PLACE_FOR_OFFICIALS } else { weight::PARTY_FOR_OFFICIALS };
                count(country, home, speaks, mention.tokens.start());
            }
        }
    }
    if let Some((country, _)) = epoch.seat_at(document, 0) {
        count(country, 0, weight::DATELINE, 0);
    }
    let list = |counts: &mut Vec<Count>, points: fn(&Count) -> usize| {
        crate::order::by_key(counts, |c| pair(descending(points(c)), c.first));
        counts.iter().filter(|c| points(c) > 0).map(|c| c.country).collect::<Vec<u32>>()
    };
    crate::order::by_key(&mut counts, |c| u64::from(c.country));
    Salient { countries: list(&mut counts, |c| c.home), speakers: list(&mut counts, |c| c.speaks) }
}

/// Inhabitants from which a town may say on its own which country an article is about.
const KNOWN_TOWN: u32 = 100_000;

/// False for a place of which only the gazetteer knows: every second surname and many a word is a village somewhere.
fn vouched(document: &Document, origin: &Origin) -> bool {
    let Name::Place(place) = origin.name else { return true };
    document.lexicon.place(place).is_some_and(|p| p.from_table || p.population >= KNOWN_TOWN)
}

/// The places that a name may mean.
fn places<'d>(document: &'d Document, origin: &Origin) -> impl Iterator<Item = u32> + 'd {
    let end = origin.end();
    document.senses(origin.start()).filter(move |(s, e)| s.class == class::PLACE && *e == end).map(|(s, _)| s.payload)
}

/// The countries that a name or demonym may mean: "Congo", "Congolese".
fn choices<'d>(document: &'d Document, origin: &Origin) -> impl Iterator<Item = u32> + 'd {
    let end = origin.end();
    let class = match origin.name {
        Name::People(_) => Some(class::DEMONYM_NOUN),
        Name::Adjective(_) => Some(class::DEMONYM_ADJ),
        Name::Country(_) => Some(class::COUNTRY),
        _ => None,
    };
    document.senses(origin.start()).filter(move |(s, e)| Some(s.class) == class && *e == end).map(|(s, _)| s.payload)
}

/// The country record behind an origin.
pub(super) fn country_of(document: &Document, origin: &Origin) -> Option<u32> {
    match origin.name {
        Name::Country(c) | Name::Adjective(c) | Name::People(c) | Name::Seat(c) => Some(c),
        Name::Place(p) => {
            let code = document.lexicon.place(p)?.country.clone();
            document.lexicon.country_index(&code)
        }
        Name::Party(_) | Name::None => None,
    }
}

/// What a title or head says about one person or several.
fn singular(document: &Document, head: Option<Head>) -> bool {
    head.is_some_and(|h| !document.str(h.end() - 1).ends_with('s') || document.is(h.end() - 1, "press"))
}

/// The PLOVER sector of a kind.
fn sector(kind: PartyKind) -> Sector {
    match kind {
        PartyKind::State | PartyKind::Government | PartyKind::Ministry | PartyKind::Official => Sector::Gov,
        PartyKind::Military => Sector::Mil,
        PartyKind::Police => Sector::Cop,
        PartyKind::ArmedGroup => Sector::Reb,
        PartyKind::Igo => Sector::Igo,
        PartyKind::Ngo => Sector::Ngo,
        PartyKind::Media => Sector::Jrn,
        PartyKind::Population => Sector::Cvl,
        PartyKind::Person | PartyKind::Other => Sector::Unk,
    }
}

impl Context<'_, '_> {
    /// Settles a name or demonym of several countries: the one that the article names, else the one with more neighbours
    /// in the news.
    pub(super) fn settle(&self, origin: &mut Origin) {
        if let Name::Party(record) = origin.name {
            origin.name = Name::Party(self.likely(origin, record));
            return;
        }
        if let Name::Place(_) = origin.name {
            origin.name = self.place(origin);
            return;
        }
        if choices(self.document, origin).nth(1).is_none() {
            self.epoch.settle(self.document, origin);
            return;
        }
        let named = self.countries.iter().copied().find(|c| choices(self.document, origin).any(|x| x == *c));
        let default =
            choices(self.document, origin).find(|c| self.document.lexicon.country(*c).is_some_and(|c| c.iso3 == "COD"));
        if let Some(country) = named.or(default) {
            origin.name = match origin.name {
                Name::People(_) => Name::People(country),
                Name::Country(_) => Name::Country(country),
                _ => Name::Adjective(country),
            };
        }
    }

    /// Of several places with this name, the one in a country that the article speaks of, else the best known; no place
    /// where only the gazetteer knows one and nothing in the article points to its country: "Gay", "Perez".
    fn place(&self, origin: &Origin) -> Name {
        let lexicon = &self.document.lexicon;
        let of = |place: u32| lexicon.place(place).and_then(|p| lexicon.country_index(&p.country));
        let spoken = |place: u32| {
            let country = of(place).map(|c| self.epoch.country(self.document, c));
            country.and_then(|c| self.countries.iter().position(|other| *other == c)).unwrap_or(usize::MAX)
        };
        let Some(best) = places(self.document, origin).min_by_key(|p| spoken(*p)) else { return origin.name };
        if spoken(best) < usize::MAX {
            return Name::Place(best);
        }
        let known = |place: u32| Origin { name: Name::Place(place), ..*origin };
        let known = places(self.document, origin).find(|p| vouched(self.document, &known(*p)));
        known.map_or(Name::None, Name::Place)
    }

    /// Of several parties with this name, the one of the country that the article speaks of most: "SNA", "PLA".
    fn likely(&self, origin: &Origin, record: u32) -> u32 {
        let document = self.document;
        let start = if origin.start() > 0 && document.is(origin.start() - 1, "the") {
            origin.start() - 1
        } else {
            origin.start()
        };
        let same = |at: usize| {
            let end = origin.end();
            document.senses(at).filter(move |(s, e)| s.class == class::PARTY && *e == end).map(|(s, _)| s.payload)
        };
        let readings = || same(origin.start()).chain(same(start).filter(move |_| start < origin.start()));
        if readings().nth(1).is_none() {
            return record;
        }
        let hint = |r: u32, code: &str| {
            document.lexicon.party(r).is_some_and(|p| p.country_hint.split('|').any(|hint| hint == code))
        };
        // "told AFP", "(AFP)": the one to whom people speak is the agency.
        let before =
            origin.start().checked_sub(1).filter(|b| document.is_any(*b, words!["told", "(", "/", "by", "telling"]));
        let media = |r: &u32| document.lexicon.party(*r).is_some_and(|p| p.kind == PartyKind::Media);
        if let Some(agency) = before.and_then(|_| readings().find(media)) {
            return agency;
        }
        let countries = self.countries.iter().filter_map(|c| document.lexicon.country(*c));
        countries.into_iter().find_map(|c| readings().find(|r| hint(*r, c.iso3))).unwrap_or(record)
    }

    /// The country that the article is about.
    fn home(&self) -> Option<&'static str> {
        self.countries.first().and_then(|c| self.document.lexicon.country(*c)).map(|c| c.iso3)
    }

    /// Resolves a mention by its own words.
    fn name(&self, mention: Mention, sentence: usize) -> Party {
        let document = self.document;
        let mut party = Party {
            canonical: Few::None,
            kind: mention.kind,
            affiliation: Few::None,
            sector: Few::None,
            actors: Few::None,
            sentence,
            mention,
        };
        if party.mention.mention_type == MentionType::Nom {
            return party;
        }
        let mut first_party = None;
        for origin in &party.mention.origins {
            // "Riyadh-backed", "al-Qaida-linked": not its own.
            if party.mention.head.is_some()
                && origin.relation.is_some_and(|r| !document.is_any(r.index(), words!["led", "based"]))
            {
                continue;
            }
            if let Some(country) = country_of(document, origin).and_then(|c| document.lexicon.country(c)) {
                push(&mut party.affiliation, country.iso3);
                let authority = match origin.name {
                    Name::Place(place) => document.lexicon.place_acts_for(place),
                    _ => None,
                };
                party
                    .actors
                    .push(authority.map_or(Actor::State(country.iso3), |m| Actor::of_member(document.lexicon, m)));
            }
            if let Name::Party(record) = origin.name {
                if let Some(known) = document.lexicon.party(record) {
                    first_party = first_party.or(Some(known));
                    for code in &known.affiliation {
                        push(&mut party.affiliation, self.epoch.code(code));
                    }
                    // A people fights only for its state or its own force; without one it is nobody's side.
                    if known.kind != PartyKind::Population || document.lexicon.acts_for(record).is_some() {
                        party.actors.push(self.actor_of(record));
                    } else if let [code] = known.affiliation[..] {
                        party.actors.push(Actor::State(self.epoch.code(code)));
                    }
                }
            }
        }
        let known = party.mention.person.and_then(|n| self.person_record(n));
        if let Some((record, known)) = known.or_else(|| self.titled_surname(&party.mention)) {
            let actor = self.actor_of(record);
            if document.lexicon.acts_for(record).is_some() {
                party.actors = Few::One(actor);
            }
            if party.affiliation.is_empty() {
                for code in known.affiliation.iter().map(|code| self.epoch.code(code)) {
                    push(&mut party.affiliation, code);
                    if party.actors.is_empty() && document.lexicon.country_by_code(code).is_some() {
                        party.actors.push(Actor::State(code));
                    }
                }
            }
            if party.kind == PartyKind::Person {
                party.kind = known.kind;
            }
        }
        party.actors.dedup();
        if let (Some(known), None) = (first_party, party.mention.head) {
            party.sector = known.sector.iter().copied().collect();
        }
        // A name of its own says what it belongs to: "Turkish-backed Free Syrian Army".
        if let (Some(known), true) = (first_party, party.mention.origins.len() > 1) {
            if party.mention.origins.iter().any(|o| o.relation.is_some()) && !known.affiliation.is_empty() {
                party.affiliation.clear();
                for code in &known.affiliation {
                    push(&mut party.affiliation, self.epoch.code(code));
                }
            }
        }
        // "Kurdish rebels", "the Shiite-led government": of the country that the article is about.
        let people = first_party.is_none_or(|p| p.kind == PartyKind::Population);
        let local = matches!(
            party.kind,
            PartyKind::ArmedGroup
                | PartyKind::Government
                | PartyKind::Official
                | PartyKind::Ministry
                | PartyKind::Military
        );
        let linked = party.mention.origins.iter().any(|o| o.relation.is_some() && matches!(o.name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind != PartyKind::Population)));
        if party.affiliation.is_empty()
            && party.mention.person.is_none()
            && people
            && local
            && !linked
            && party.mention.head.is_some()
        {
            let organ = !matches!(party.kind, PartyKind::ArmedGroup);
            let seat = if organ { self.opening_seat(party.mention.tokens.start()) } else { None };
            let seat = seat.and_then(|c| document.lexicon.country(c)).map(|c| c.iso3);
            if let Some(home) = seat.or_else(|| self.home()) {
                party.affiliation.push(home.into());
                party.actors.push(if party.kind == PartyKind::ArmedGroup {
                    Actor::Other(home)
                } else {
                    Actor::State(home)
                });
            }
        }
        // "State broadcaster RTI", "the official agency": of the country that the article is about.
        let start = party.mention.tokens.start();
        if party.kind == PartyKind::Media
            && party.affiliation.is_empty()
            && (start.saturating_sub(3)..start + 1)
                .any(|i| document.is_any(i, words!["state", "official", "government"]))
        {
            if let Some(home) = self.countries.first() {
                self.of_state(&mut party, *home);
            }
        }
        self.people_of(&mut party);
        if party.sector.is_empty() {
            party.sector = Few::One(sector(party.kind));
        }
        let name = self.canonical(&party);
        if !name.is_empty() {
            party.canonical.push(name);
        }
        self.rebels(&mut party);
        self.outlets(&mut party);
        party
    }

    /// The actor that a named party is, for sides: a state's organ acts for its state.
    pub(super) fn actor_of(&self, record: u32) -> Actor {
        match Actor::of_record(self.document.lexicon, record) {
            Actor::State(code) => Actor::State(self.epoch.code(code)),
            actor => actor,
        }
    }

    /// Fighters whom only a state names are its unnamed opponents, unless they are known to fight for it; a named group is
    /// itself, whatever country stands before its name.
    fn rebels(&self, party: &mut Party) {
        if party.kind != PartyKind::ArmedGroup || party.mention.person.is_some() {
            return;
        }
        let document = self.document;
        let known = party.mention.origins.iter().find_map(|o| match o.name {
            Name::Party(record) if o.relation.is_none() => {
                let kind = document.lexicon.party(record)?.kind;
                (kind != PartyKind::Population || document.lexicon.acts_for(record).is_some()).then_some(record)
            }
            _ => None,
        });
        if let Some(record) = known {
            party.actors = Few::One(self.actor_of(record));
            return;
        }
        // "Saudi-led mercenaries" fight for the one who leads them.
        if party.mention.origins.iter().any(|o| o.relation.is_some_and(|r| document.is(r.index(), "led"))) {
            return;
        }
        for actor in party.actors.iter_mut() {
            if let Actor::State(code) = actor {
                *actor = Actor::Other(code);
            }
        }
    }

    /// Journalists are on nobody's side, and neither is an outlet that only has its seat somewhere.
    fn outlets(&self, party: &mut Party) {
        let document = self.document;
        if party.kind != PartyKind::Media {
            return;
        }
        let voice = party.mention.tokens.range().any(|t| {
            document.is_any(
                t,
                words![
                    "state",
                    "official",
                    "radio",
                    "agency",
                    "television",
                    "tv",
                    "broadcaster",
                    "milblogger",
                    "milbloggers",
                    "media",
                ],
            )
        });
        let known = party.mention.origins.iter().any(|o| matches!(o.name, Name::Party(_)));
        if party.mention.person.is_some() || !voice && !known {
            party.actors.clear();
        }
    }

    /// The table's record of a person whose whole name this is.
    fn person_record(&self, name: Span) -> Option<(u32, &PartyName)> {
        self.document.senses(name.start()).find_map(|(sense, end)| {
            let known = (sense.class == class::PARTY && end == name.end())
                .then(|| self.document.lexicon.party(sense.payload))??;
            matches!(known.kind, PartyKind::Official | PartyKind::Person).then_some((sense.payload, known))
        })
    }

    /// "President Bush", "Foreign Minister Eden": the known person of that surname, where all of them serve one state or
    /// one serves a state that the article names.
    fn titled_surname(&self, mention: &Mention) -> Option<(u32, &PartyName)> {
        let name = mention.person.as_ref().filter(|n| n.len() == 1)?;
        mention.head.filter(|h| h.title == Some(Sort::Kind(PartyKind::Official)))?;
        let named = || self.document.lexicon.persons_named(self.document.tokens[name.start()].hash);
        let of = |p: &PartyName| p.affiliation.first().copied();
        let first = named().next()?;
        if named().all(|(_, p)| of(p) == of(first.1)) {
            return Some(first);
        }
        let serves = |(_, p): &(u32, &PartyName)| {
            let country = of(p).and_then(|code| self.document.lexicon.country_index(self.epoch.code(code)));
            country.is_some_and(|c| self.countries.contains(&c))
        };
        let mut fitting = named().filter(serves);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    fn country_name(&self, party: &Party) -> Option<&'static str> {
        let code = party.affiliation.first()?;
        self.document.lexicon.country_by_code(code).map(|c| c.name)
    }

    /// The standard name of a named mention.
    fn canonical(&self, party: &Party) -> Str {
        let document = self.document;
        let mention = &party.mention;
        if let Some(name) = mention.person {
            return self
                .person_record(name)
                .map_or_else(|| spaced(document.slice(name.range())).into(), |(_, p)| p.name.into());
        }
        let known = || {
            mention.origins.iter().filter_map(|o| match o.name {
                Name::Party(p) if o.relation.is_none() => document.lexicon.party(p),
                _ => None,
            })
        };
        let people = |p: &&PartyName| p.kind == PartyKind::Population;
        let known = known().find(|p| !people(p)).or_else(|| known().next());
        // "the government of President Hadi" is his country's.
        let body = matches!(party.kind, PartyKind::Government | PartyKind::Military | PartyKind::ArmedGroup);
        let known = known.filter(|p| !(body && matches!(p.kind, PartyKind::Official | PartyKind::Person)));
        // "Amhara militia", "Huthi news agency": what a people or group has is not itself.
        let apart = known.is_some_and(|p| match party.kind {
            PartyKind::Official | PartyKind::Population | PartyKind::Person => false,
            PartyKind::Media | PartyKind::Ngo => p.kind != party.kind,
            _ => p.kind == PartyKind::Population,
        });
        if apart && mention.stands_for.is_none() {
            return self.words(mention).into();
        }
        let government = party.kind == PartyKind::Government && !party.affiliation.is_empty();
        if let (Some(words), None, false) = (mention.stands_for, known, government) {
            let name = spaced(document.slice(words.range()));
            return match mention.head.filter(|h| h.start() >= mention.tokens.start() && h.sort != Sort::Unsaid) {
                Some(head) if matches!(party.kind, PartyKind::Official | PartyKind::Population) => {
                    format!("{} of {name}", capitalised(document.slice(head.start()..head.end()))).into()
                }
                _ => name.into(),
            };
        }
        let Some(head) = mention.head.filter(|h| h.sort != Sort::Unsaid) else {
            if mention.rule == "an organisation's name" {
                return document.slice(mention.tokens.range()).to_string().into();
            }
            if let Some(known) = known {
                return known.name.into();
            }
            let relation = mention.origins.iter().any(|o| o.relation.is_some());
            return match (party.kind, self.country_name(party)) {
                (PartyKind::Population | PartyKind::Media, _) => self.words(mention).into(),
                (PartyKind::Government, Some(name)) => {
                    // A town that is no seat of government speaks for itself.
                    let town = mention.origins.first().and_then(|o| match o.name {
                        Name::Place(p) if !document.senses(o.start()).any(|(s, _)| s.class == class::SEAT) => {
                            document.lexicon.place(p)
                        }
                        _ => None,
                    });
                    format!("Government of {}", town.map_or_else(|| with_article(name), |p| p.name.clone())).into()
                }
                (PartyKind::Military, Some(name)) if relation => format!("{name}-led coalition").into(),
                (_, Some(name)) => name.into(),
                _ => self.words(mention).into(),
            };
        };
        if let Some(known) = known {
            return match party.kind {
                PartyKind::Official | PartyKind::Population | PartyKind::Person => {
                    format!("{} of {}", capitalised(document.slice(head.start()..head.end())), known.name).into()
                }
                _ => known.name.into(),
            };
        }
        let Some(country) = self.country_name(party) else { return self.words(mention).into() };
        let place = match mention.origins.first().map(|o| o.name) {
            Some(Name::Place(p)) => document.lexicon.place(p),
            _ => None,
        };
        let owner = place.map_or_else(|| with_article(country), |p| p.name.clone());
        let name = match party.kind {
            PartyKind::State => return country.into(),
            PartyKind::Government => format!("Government of {owner}"),
            PartyKind::Military => format!("Armed Forces of {}", with_article(country)),
            PartyKind::Police => format!("Police of {}", with_article(country)),
            PartyKind::Ministry => match self.portfolio(mention, head) {
                Some(portfolio) => format!("Ministry of {portfolio} ({country})"),
                None => format!("Ministry ({country})"),
            },
            PartyKind::Official if singular(document, Some(head)) => {
                format!("{} of {owner}", capitalised(document.slice(head.start()..head.end())))
            }
            PartyKind::Official => format!("Officials of {owner}"),
            PartyKind::ArmedGroup => {
                format!("{} ({country})", capitalised(document.slice(head.start()..head.end())))
            }
            PartyKind::Population => format!("{} of {owner}", capitalised(document.slice(head.start()..head.end()))),
            _ => self.words(mention),
        };
        name.into()
    }

    /// "Defence" of a ministry, in the standard names of portfolios.
    fn portfolio(&self, mention: &Mention, head: Head) -> Option<&'static str> {
        let document = self.document;
        let at = mention.portfolio.map_or(head.start(), |p| p.index());
        const NAMES: &[(&str, &str)] = &[
            ("defense", "Defence"),
            ("defence", "Defence"),
            ("foreign", "Foreign Affairs"),
            ("external", "Foreign Affairs"),
            ("interior", "Internal Affairs"),
            ("internal", "Internal Affairs"),
            ("home", "Internal Affairs"),
            ("health", "Health"),
            ("finance", "Finance"),
            ("justice", "Justice"),
            ("information", "Information"),
            ("education", "Education"),
            ("energy", "Energy"),
            ("oil", "Oil"),
            ("trade", "Trade"),
            ("industry", "Industry"),
            ("agriculture", "Agriculture"),
            ("transport", "Transport"),
            ("security", "Security"),
            ("culture", "Culture"),
            ("labor", "Labour"),
            ("labour", "Labour"),
            ("emergency", "Emergency Situations"),
            ("emergencies", "Emergency Situations"),
            ("reconstruction", "Reconstruction"),
            ("environment", "Environment"),
        ];
        (mention.tokens.start().max(at.saturating_sub(2))..mention.tokens.end())
            .find_map(|i| NAMES.iter().find(|(word, _)| document.is(i, word)).map(|(_, name)| *name))
    }

    /// A mention's own words, without numeral.
    fn words(&self, mention: &Mention) -> String {
        let document = self.document;
        let mut start = mention.tokens.start();
        while start + 1 < mention.tokens.end()
            && (document.tokens[start].kind == Kind::Number || document.has(start, class::NUM_SMALL))
        {
            start += 1;
        }
        capitalised(document.slice(start..mention.tokens.end()))
    }
}

pub(super) fn push(list: &mut Few<Str>, code: &'static str) {
    if !list.iter().any(|c| c == code) {
        list.push(code.into());
    }
}

/// "the Philippines", "the Democratic Republic of the Congo" behind "of".
fn with_article(name: &'static str) -> Str {
    let common =
        ["United ", "Democratic ", "Republic ", "Soviet ", "Central ", "Czech Rep", "Dominican Rep", "Federal "];
    let plural = ["Philippines", "Netherlands", "Maldives", "Bahamas", "Gambia", "Comoros", "Seychelles"];
    let islands = name.ends_with("Islands") || name.ends_with("Emirates");
    let article = islands || plural.contains(&name) || common.iter().any(|start| name.starts_with(start));
    if article {
        format!("the {name}").into()
    } else {
        name.into()
    }
}

/// Words with one space between them, whatever the lines of the text.
fn spaced(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn capitalised(text: &str) -> String {
    let mut line = spaced(text);
    if let Some(first) = line.chars().next() {
        let mut letter = [0; 4];
        line.replace_range(..first.len_utf8(), uppercase(first).encode_utf8(&mut letter));
    }
    line
}

/// How many mentions a noun looks back for its antecedent.
const MEMORY: usize = 40;

/// Resolves the nouns, once sides are known.
pub(super) fn nouns(context: &Context, parties: &mut [Party], sides: &SidesOf) {
    // The latest mention of each kind that a noun may repeat.
    let mut latest: [Option<usize>; PartyKind::Other as usize + 1] = Default::default();
    for index in 0..parties.len() {
        if parties[index].mention.mention_type == MentionType::Nom {
            let (before, rest) = parties.split_at_mut(index);
            let same = latest[rest[0].kind as usize].and_then(|i| before.get(i));
            let Some((noun, after)) = rest.split_first_mut() else { continue };
            match after.first().filter(|lord| context.loyal(noun, lord)) {
                Some(lord) => take(noun, lord),
                None => context.noun(noun, before, same, sides),
            }
        }
        let party = &parties[index];
        // "the militants" are of those who fight here, not of a group that is only spoken of.
        let fights = party.kind != PartyKind::ArmedGroup || sides.b.is_empty() || sides.of(&party.actors).is_some();
        if !fights && latest[PartyKind::ArmedGroup as usize].is_some() {
            continue;
        }
        // "the army" is not the forces of the rebels.
        let rebels =
            party.kind == PartyKind::Military && party.actors.iter().any(|a| a.is_armed_group(context.document));
        if rebels && party.mention.mention_type == MentionType::Nam {
            continue;
        }
        if !party.affiliation.is_empty() && party.mention.person.is_none() && party.actors.len() <= 2
            || (party.kind == PartyKind::ArmedGroup && !party.canonical.is_empty())
        {
            latest[party.kind as usize] = Some(index);
        }
    }
}

impl Context<'_, '_> {
    /// "fighters loyal to the TPLF", "militants affiliated with Islamic State".
    fn loyal(&self, noun: &Party, lord: &Party) -> bool {
        let document = self.document;
        let end = noun.mention.tokens.end();
        noun.kind == PartyKind::ArmedGroup
            && lord.kind == PartyKind::ArmedGroup
            && lord.mention.mention_type == MentionType::Nam
            && document.is_any(end, words!["loyal", "affiliated", "belonging", "allied", "aligned", "linked"])
            && document.is_any(end + 1, words!["to", "with"])
            && lord.mention.tokens.start() <= end + 3
    }

    fn noun(&self, party: &mut Party, before: &[Party], same: Option<&Party>, sides: &SidesOf) {
        let document = self.document;
        let mention = party.mention.clone();
        let Some(head) = mention.head else { return };
        let owner = self.owner(&mention, document.sentence(party.sentence), before);
        match head.sort {
            Sort::International => {
                party.canonical.push("International community".into());
                party.kind = PartyKind::Other;
            }
            Sort::Enemy => {
                party.kind = PartyKind::State;
                let speaker =
                    owner.or_else(|| before.iter().rev().take(MEMORY).find(|p| sides.of(&p.actors).is_some()));
                if let Some(side) = speaker.and_then(|s| sides.of(&s.actors)) {
                    let other = if side == Side::A { Side::B } else { Side::A };
                    self.take_side(party, other, sides);
                }
            }
            Sort::Kind(PartyKind::State) => {
                let both = document.is_any(mention.tokens.start(), words!["both", "two", "neither", "either"]);
                if both || document.is_any(head.start(), words!["sides"]) {
                    self.take_both(party, sides, before);
                } else if document.is_any(head.start(), words!["neighbor", "neighbour", "side"]) {
                    if let Some(side) = owner.and_then(|o| sides.of(&o.actors)) {
                        let other = if side == Side::A { Side::B } else { Side::A };
                        self.take_side(party, other, sides);
                    }
                } else if let Some(state) = before
                    .iter()
                    .rev()
                    .take(MEMORY)
                    .find(|p| p.kind == PartyKind::State && p.mention.mention_type == MentionType::Nam)
                {
                    take(party, state);
                }
            }
            Sort::Kind(PartyKind::Population) => {
                let civilians = document.is_any(head.start(), words!["civilians", "civilian"]);
                party.kind = PartyKind::Population;
                if civilians {
                    party.canonical.push("Civilians".into());
                } else if document.is_any(head.start(), words!["refugees", "refugee"]) {
                    party.canonical.push("Refugees".into());
                    party.sector = Few::One(Sector::Ref);
                } else if let Some((name, code)) = self
                    .place_before(mention.tokens.start())
                    .filter(|(_, code)| self.home().is_none_or(|h| h == code.as_ref()))
                {
                    party.canonical.push(format!("Residents of {name}").into());
                    if !code.is_empty() {
                        party.affiliation.push(code);
                    }
                } else if let Some(country) = self.countries.first().and_then(|c| document.lexicon.country(*c)) {
                    party.canonical.push(format!("Residents of {}", country.name).into());
                    party.affiliation.push(country.iso3.into());
                }
            }
            _ => {
                let kind = party.kind;
                let place = self.place_after(mention.tokens.end());
                if let Some(country) = place {
                    self.of_country(party, country, head);
                } else if let Some(owner) = owner {
                    let country = owner.affiliation.first().and_then(|code| document.lexicon.country_index(code));
                    if kind == PartyKind::Military && owner.kind == PartyKind::ArmedGroup
                        || kind == PartyKind::ArmedGroup
                    {
                        take(party, owner);
                        // "Arafat … his fighters": those of his group.
                        if owner.mention.person.is_some() {
                            party.canonical =
                                owner.actors.iter().filter_map(|a| a.name(document)).map(Str::from).collect();
                        }
                        party.kind = PartyKind::ArmedGroup;
                    } else if let Some(country) = country {
                        self.of_country(party, country, head);
                    }
                } else {
                    // The latest mention of the same kind; soldiers are not police, rebels not soldiers. "The army" is a
                    // state's, not the United Nations' nor a brigade of its own.
                    let whole = document.is_any(head.start(), words!["army", "military", "armies"]);
                    let state = |p: &Party| match p.affiliation[..] {
                        [ref code] => document.lexicon.country_index(code),
                        _ => None,
                    };
                    match same {
                        Some(same) if whole => {
                            if let Some(country) = state(same).or_else(|| self.noun_country(kind, sides)) {
                                self.of_country(party, country, head);
                            }
                        }
                        Some(same) => take(party, same),
                        None => {
                            let country = self.noun_country(kind, sides);
                            if let Some(country) = country {
                                self.of_country(party, country, head);
                            }
                        }
                    }
                }
            }
        }
        if party.sector.is_empty() {
            party.sector = Few::One(sector(party.kind));
        }
    }

    /// The country that an unowned noun belongs to: the state on side A, else the one the article is about.
    fn noun_country(&self, kind: PartyKind, sides: &SidesOf) -> Option<u32> {
        let state = sides.a.iter().chain(&sides.b).find_map(|a| match a {
            Actor::State(code) => self.document.lexicon.country_index(code),
            _ => None,
        });
        if kind == PartyKind::ArmedGroup {
            return self.countries.first().copied().or(state);
        }
        state.or_else(|| self.countries.first().copied())
    }

    fn of_country(&self, party: &mut Party, country: u32, head: Head) {
        let Some(country) = self.document.lexicon.country(country) else { return };
        party.affiliation = Few::One(country.iso3.into());
        let (name, owner) = (country.name, with_article(country.name));
        let canonical = match party.kind {
            PartyKind::Military => format!("Armed Forces of {owner}"),
            PartyKind::Police => format!("Police of {owner}"),
            PartyKind::Government => format!("Government of {owner}"),
            PartyKind::Ministry => match self.portfolio(&party.mention, head) {
                Some(portfolio) => format!("Ministry of {portfolio} ({name})"),
                None => format!("Ministry ({name})"),
            },
            PartyKind::ArmedGroup => {
                let word = capitalised(self.document.slice(head.start()..head.end()));
                let plural = if word.ends_with('s') || word.ends_with("men") { word } else { word + "s" };
                format!("{plural} ({name})")
            }
            _ => name.to_string(),
        };
        party.canonical = Few::One(canonical.into());
        party.actors = Few::One(if party.kind != PartyKind::ArmedGroup {
            Actor::State(country.iso3)
        } else {
            Actor::Other(country.iso3)
        });
    }

    /// "its military", "the country's Defense Ministry", "their soldiers": who owns it.
    fn owner<'p>(&self, mention: &Mention, sentence: Range<usize>, before: &'p [Party]) -> Option<&'p Party> {
        let document = self.document;
        let possessive = (mention.tokens.start().saturating_sub(2).max(sentence.start)..mention.tokens.end())
            .any(|i| document.is_any(i, words!["its", "their", "his", "her", "whose"]));
        let of_country = document.is_any(mention.tokens.start(), words!["country", "nation"]);
        if !possessive && !of_country {
            return None;
        }
        let fits = |p: &&Party| {
            !p.affiliation.is_empty()
                && p.mention.tokens.end() <= mention.tokens.start()
                && !matches!(p.kind, PartyKind::Media | PartyKind::Population | PartyKind::Ngo)
                && (!of_country || p.actors.len() == 1)
        };
        // The sentence's subject comes first, then the sentence before.
        let subject = before[before.partition_point(|p| p.mention.tokens.start() < sentence.start)..]
            .iter()
            .take(MEMORY)
            .find(fits);
        if let Some(subject) = subject.filter(|_| possessive) {
            return Some(subject);
        }
        // "It added that its …": the subject of the sentence before.
        if possessive && sentence.start > 0 {
            let previous = document.sentence_of(sentence.start - 1);
            let from = before.partition_point(|p| p.mention.tokens.start() < previous.start);
            if let Some(subject) = before[from..].iter().take(MEMORY).find(fits) {
                return Some(subject);
            }
        }
        before.iter().rev().take(MEMORY).find(|p| fits(p))
    }

    /// The country of "in X" behind a noun.
    fn place_after(&self, end: usize) -> Option<u32> {
        let document = self.document;
        if !document.is(end, "in") {
            return None;
        }
        let name = if document.is(end + 1, "the") { end + 2 } else { end + 1 };
        document.senses(name).find_map(|(sense, _)| (sense.class == class::COUNTRY).then_some(sense.payload)).or_else(
            || {
                let place = document.lexicon.place(self.place_at(name)?)?;
                document.lexicon.country_index(&place.country)
            },
        )
    }

    /// The place that the name at a token means here; see [`Context::place`].
    fn place_at(&self, at: usize) -> Option<u32> {
        let senses = self.document.senses(at).filter(|(sense, _)| sense.class == class::PLACE);
        let (sense, end) = senses.max_by_key(|(_, end)| *end)?;
        let name = Name::Place(sense.payload);
        match self.place(&Origin::new(at..end, name)) {
            Name::Place(place) => Some(place),
            _ => None,
        }
    }

    /// The last town or region named before a token, at most two sentences back.
    fn place_before(&self, at: usize) -> Option<(String, Str)> {
        let document = self.document;
        let index = document.sentence_index(at);
        let from = document.sentence(index.saturating_sub(2)).start.max(at.saturating_sub(120));
        (from..at).rev().find_map(|i| {
            if document.tokens[i].shape == Shape::Lower {
                return None;
            }
            let place = document.lexicon.place(self.place_at(i)?)?;
            Some((place.name.to_string(), place.country.clone()))
        })
    }

    fn take_side(&self, party: &mut Party, side: Side, sides: &SidesOf) {
        let actors = if side == Side::A { &sides.a } else { &sides.b };
        let Some(actor) = actors.first() else { return };
        party.actors = Few::One(*actor);
        match *actor {
            Actor::State(code) | Actor::Other(code) => party.affiliation = Few::One(code.into()),
            Actor::Named(..) => {}
            Actor::Group(record) => {
                party.affiliation = self
                    .document
                    .lexicon
                    .party(record)
                    .map_or(Few::None, |p| p.affiliation.iter().map(|code| Str::from(*code)).collect());
            }
        }
        if let Some(name) = actor.name(self.document) {
            party.canonical = Few::One(name.into());
        }
        if actor.is_armed_group(self.document) {
            party.kind = PartyKind::ArmedGroup;
        }
    }

    /// "both sides", "the two countries": the two sides, or the two states named last side by side.
    fn take_both(&self, party: &mut Party, sides: &SidesOf, before: &[Party]) {
        let sided = self.document.is_any(party.mention.tokens.end().saturating_sub(1), words!["sides"]);
        if let ([a], [b]) = (&sides.a[..], &sides.b[..]) {
            party.actors = [*a, *b].into_iter().collect();
        } else if let (true, Some(a), Some(b)) = (sided, sides.a.first(), sides.b.first()) {
            party.actors = [*a, *b].into_iter().collect();
        } else {
            let mut states: Vec<Actor> = Vec::new();
            for p in before.iter().rev().take(MEMORY).filter(|p| p.kind == PartyKind::State && p.actors.len() == 1) {
                if !states.contains(&p.actors[0]) {
                    states.insert(0, p.actors[0]);
                }
                if states.len() == 2 {
                    break;
                }
            }
            if states.len() < 2 {
                return;
            }
            party.actors = states.into_iter().collect();
        }
        for actor in &party.actors {
            if let Some(name) = actor.name(self.document) {
                party.canonical.push(name.into());
            }
            if let Actor::State(code) = actor {
                push(&mut party.affiliation, code);
            }
        }
    }
}

fn take(party: &mut Party, from: &Party) {
    party.canonical.clone_from(&from.canonical);
    party.affiliation.clone_from(&from.affiliation);
    party.actors.clone_from(&from.actors);
    party.sector.clone_from(&from.sector);
}
