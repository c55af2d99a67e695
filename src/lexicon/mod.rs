//! The lexicon: words and names with their senses, one table compiled from `data/` by the build script.
//!
//! Every word of the article is looked up once, by the hash of its folded form; names of several words are found by
//! walking a trie of vocabulary entries, where a hyphen equals a space. A sense is a [`Class`] (`month`, `place`,
//! `verb_past` …) and a payload: a number, a symbol, or a record of a name table.
//!
//! **Capitals.** How a form is written in its table is how it must be written in the article: `civilians` anyhow,
//! `Turkey` with a capital, `WHO` in capitals. `case` holds 0, 1 or 2 for these, and in its upper bits the word of the
//! form that it is about ("al-Shabaab" needs the capital on its second). In copy that is all capitals only acronyms
//! that spell a common word ("US", "IS", "WHO") stay unread.

/// The gazetteer file.
pub mod gazetteer;
mod inflect;
mod records;
mod signature;
mod table;
mod towns;

pub(crate) use records::party_kind;
pub use records::{Conflict, Country, Member, PartyName, Place};

use crate::text::{Document, QuickMap, Sense, Shape, Token};
use records::{several, Reader};
pub(crate) use signature::Signature;
use std::borrow::Cow;
use table::PhraseTable;
use towns::{Towns, TOWN_PREC};

/// The kind of a sense. Constants in [`class`] are generated from the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(pub(crate) u16);

impl Class {
    /// Its bucket among 62: what a token cannot mean is seen without looking at its senses.
    #[inline]
    pub(crate) const fn bit(self) -> u64 {
        1 << (self.0 % 62)
    }

    /// The buckets of several classes.
    pub(crate) const fn bits(classes: &[Class]) -> u64 {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= classes[i].bit();
            i += 1;
        }
        bits
    }

    /// The class with this name in the tables.
    pub fn named(name: &str) -> Option<Class> {
        class::NAMES.iter().position(|n| *n == name).map(|i| Class(i as u16))
    }

    /// Its position in `class::NAMES`.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The name in the tables.
    pub fn name(self) -> &'static str {
        class::NAMES.get(self.0 as usize).copied().unwrap_or("")
    }
}

/// All classes that the tables use.
#[allow(missing_docs)]
pub mod class {
    use super::Class;
    include!(concat!(env!("OUT_DIR"), "/classes.rs"));
}

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
/// The larger towns of the gazetteer, in the layout of its file.
static CORE_TOWNS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/core_gazetteer.bin"));
const SYMBOL: u32 = 1 << 31;

/// Reads the wars.
fn conflicts(reader: &mut Reader) -> Vec<Conflict> {
    let rows = reader.rows();
    let [mut from, mut to, mut a, mut b] = std::array::from_fn(|_| reader.text());
    let sides = |cells: [&'static str; 2]| cells.map(records::members);
    (0..rows).map(|_| Conflict { from: from.number(), to: to.number(), sides: sides([a.next(), b.next()]) }).collect()
}

/// Words and names with their senses.
pub struct Lexicon {
    phrases: PhraseTable,
    symbols: Vec<&'static str>,
    countries: Vec<Country>,
    /// Codes, packed and sorted, with the country's number.
    country_codes: Vec<(u32, u32)>,
    /// Those of the hand-written tables; payloads count them first, then the towns.
    places: Vec<Place>,
    towns: Vec<Towns>,
    parties: Vec<PartyName>,
    /// Persons by the hash of their last name.
    surnames: Vec<(u32, u32)>,
    verbs: Vec<&'static str>,
    /// Who acts for whom, in order: see `allegiance`.
    allegiances: Vec<(u32, Member)>,
    conflicts: Vec<Conflict>,
}

impl Lexicon {
    /// Unpacks the built-in tables.
    pub fn new() -> Self {
        let mut unpacking = Unpacking::new();
        let mut reader = Reader::new(COMPILED);
        unpacking.words(&mut reader);
        let countries = unpacking.countries(&mut reader);
        let places = unpacking.places(&mut reader);
        let parties = unpacking.parties(&mut reader);
        let verbs = unpacking.verbs(&mut reader);
        let (rows, mut subjects, mut members) = (reader.rows(), reader.text(), reader.text());
        let allegiances = (0..rows).map(|_| (subjects.number(), records::member(members.number()))).collect();
        let conflicts = conflicts(&mut reader);
        let Unpacking { mut phrases, entries, symbols, .. } = unpacking;
        phrases.add_all(&entries);
        let mut country_codes: Vec<(u32, u32)> =
            countries.iter().enumerate().filter_map(|(i, c)| Some((packed(c.iso3)?, i as u32))).collect();
        crate::order::by_key(&mut country_codes, |(code, index)| crate::order::pair(*code as usize, *index as usize));
        country_codes.dedup_by_key(|(code, _)| *code);
        let persons = parties
            .iter()
            .enumerate()
            .filter(|(_, p)| matches!(p.kind, crate::model::PartyKind::Official | crate::model::PartyKind::Person));
        let mut surnames: Vec<(u32, u32)> = persons
            .filter_map(|(index, p)| {
                Some((crate::text::fold_hash(p.name.rsplit([' ', '-']).next()?) as u32, index as u32))
            })
            .collect();
        crate::order::by_key(&mut surnames, |(hash, index)| crate::order::pair(*hash as usize, *index as usize));
        let mut lexicon = Lexicon {
            phrases,
            symbols,
            countries,
            country_codes,
            places,
            towns: Vec::new(),
            parties,
            surnames,
            verbs,
            allegiances,
            conflicts,
        };
        // The build script wrote it: a fault would show in every test.
        let _ = lexicon.add_towns(CORE_TOWNS.into(), |_| u32::MAX);
        lexicon
    }

    /// Adds the places of a gazetteer file that the core table does not hold; returns how many.
    ///
    /// # Errors
    /// One sentence when the file is damaged or of another version; nothing is added then.
    pub fn add_gazetteer(&mut self, bytes: Cow<[u8]>) -> Result<usize, &'static str> {
        let bytes = bytes.into_owned().into();
        self.add_towns(bytes, gazetteer::core_population)
    }

    /// Adds those towns of a file that have fewer inhabitants than so many, by country.
    fn add_towns(&mut self, bytes: Cow<'static, [u8]>, below: fn(&str) -> u32) -> Result<usize, &'static str> {
        let file = gazetteer::File::read(bytes)?;
        let first = (self.places.len() + self.towns.iter().map(Towns::len).sum::<usize>()) as u32;
        let populations: Vec<u32> = (0..=u8::MAX).map(gazetteer::population).collect();
        // What is the same for all towns of a country: whether they may have several forms, and which sizes are wanted.
        let countries: Vec<(String, bool, usize)> = (0..file.countries())
            .map(|country| file.code(country).to_owned())
            .map(|code| {
                let wanted = populations.partition_point(|population| *population < below(&code));
                let has_forms = gazetteer::has_forms(&code);
                (code, has_forms, wanted)
            })
            .collect();
        let known = |code: &String| self.country_by_code(code).map_or("", |country| country.iso3);
        let codes = countries.iter().map(|(code, ..)| known(code)).collect();
        let phrases = &mut self.phrases;
        // Of five towns, four have a name of their own, and two one of several words.
        phrases.reserve(file.rows() / 4 * 5);
        let add = |phrases: &mut PhraseTable, found: Option<(u32, u8)>, row: usize| {
            if let Some((node, case)) = found {
                phrases.add(node, Sense { class: class::PLACE, case, payload: first + row as u32 });
            }
        };
        let (mut added, mut before) = (0, None);
        let towns = Towns::new(file, codes, |town| {
            let Some((code, has_forms, wanted)) = countries.get(town.country) else { return };
            let namesake = before.take().filter(|_| town.repeats);
            if usize::from(town.size) >= *wanted {
                return;
            }
            added += 1;
            if *has_forms {
                for form in gazetteer::forms(std::str::from_utf8(town.name).unwrap_or(""), code) {
                    let found = phrases.form(form.as_bytes());
                    add(phrases, found, town.row);
                }
            } else {
                // Every tenth town is a namesake of the one before.
                before = namesake.or_else(|| phrases.form(town.name));
                add(phrases, before, town.row);
            }
        });
        self.towns.push(towns);
        Ok(added)
    }

    /// The senses of a vocabulary entry by itself, fitting capitals or not.
    #[inline]
    pub fn senses(&self, word: u32) -> &[Sense] {
        if word == Token::UNKNOWN {
            &[]
        } else {
            self.phrases.senses(word)
        }
    }

    /// The signature with this number: see [`Document::signature`].
    #[inline]
    pub(crate) fn signature(&self, index: u16) -> &Signature {
        self.phrases.signatures.get(index)
    }

    /// All signatures.
    pub(crate) fn signatures(&self) -> &[Signature] {
        self.phrases.signatures.all()
    }

    /// The vocabulary entry of a folded word.
    pub fn word(&self, folded: &str) -> Option<u32> {
        self.phrases.word(crate::text::fold::hash_folded(folded))
    }

    /// True for a word that has a sense in small letters ("us", "march").
    pub fn is_common_word(&self, word: u32) -> bool {
        self.senses(word).iter().any(|s| s.case == 0)
    }

    /// The symbol that a payload stands for; empty when the payload is a number.
    pub fn symbol(&self, payload: u32) -> &'static str {
        if payload & SYMBOL == 0 {
            return "";
        }
        self.symbols.get((payload & !SYMBOL) as usize).copied().unwrap_or("")
    }

    /// The country of a payload of class `country`, `demonym_adj`, `demonym_noun` or `seat`.
    pub fn country(&self, payload: u32) -> Option<&Country> {
        self.countries.get(payload as usize)
    }

    /// All countries, in table order.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The payload that stands for the country with this ISO 3166 alpha-3 code.
    pub fn country_index(&self, iso3: &str) -> Option<u32> {
        let at = self.country_codes.binary_search_by_key(&packed(iso3)?, |(code, _)| *code).ok()?;
        self.country_codes.get(at).map(|(_, index)| *index)
    }

    /// The country with this ISO 3166 alpha-3 code.
    pub fn country_by_code(&self, iso3: &str) -> Option<&Country> {
        self.countries.get(self.country_index(iso3)? as usize)
    }

    /// The place of a payload of class `place`.
    pub fn place(&self, payload: u32) -> Option<&Place> {
        let mut row = payload as usize;
        if let Some(place) = self.places.get(row) {
            return Some(place);
        }
        row -= self.places.len();
        for towns in &self.towns {
            if row < towns.len() {
                return towns.place(row);
            }
            row -= towns.len();
        }
        None
    }

    /// The precision and the inhabitants of such a place; a town need not be unpacked for them.
    pub(crate) fn place_size(&self, payload: u32) -> Option<(u8, u32)> {
        let mut row = payload as usize;
        if let Some(place) = self.places.get(row) {
            return Some((place.where_prec, place.population));
        }
        row -= self.places.len();
        for towns in &self.towns {
            if row < towns.len() {
                return Some((TOWN_PREC, towns.population(row)));
            }
            row -= towns.len();
        }
        None
    }

    /// The places of the hand-written tables.
    pub(crate) fn table_places(&self) -> impl Iterator<Item = &Place> {
        self.places.iter()
    }

    /// The party of a payload of class `party`.
    pub fn party(&self, payload: u32) -> Option<&PartyName> {
        self.parties.get(payload as usize)
    }

    /// The known persons with this last name (the hash of a token) and their records, in table order.
    pub fn persons_named(&self, hash: u32) -> impl Iterator<Item = (u32, &PartyName)> + '_ {
        let from = self.surnames.partition_point(|(other, _)| *other < hash);
        let same = self.surnames[from..].iter().take_while(move |(other, _)| *other == hash);
        same.filter_map(|(_, record)| Some((*record, self.party(*record)?)))
    }

    /// For whom a party acts: a state outlet for its state, a wing for its movement.
    pub fn acts_for(&self, party: u32) -> Option<Member> {
        self.allegiance(4 * party)
    }

    /// For whom the authorities of a place act.
    pub fn place_acts_for(&self, place: u32) -> Option<Member> {
        self.allegiance(4 * place + 2)
    }

    /// The state that an armed group does not fight although it belongs to it.
    pub fn at_peace_with(&self, party: u32) -> Option<Member> {
        self.allegiance(4 * party + 1)
    }

    /// Looks up four times the row of the subject, and two for a place, and one for peace.
    fn allegiance(&self, subject: u32) -> Option<Member> {
        let at = self.allegiances.binary_search_by_key(&subject, |(subject, _)| *subject).ok()?;
        self.allegiances.get(at).map(|(_, member)| *member)
    }

    /// The wars of the tables.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The lemma of a payload of class `verb_base`, `verb_past` ….
    pub fn lemma(&self, payload: u32) -> &'static str {
        self.verbs.get(payload as usize).copied().unwrap_or("")
    }

    /// What is known of a word that is written so, by the hash of its folded form.
    #[inline(always)]
    pub(crate) fn entry(&self, hash: u64, shape: Shape) -> Entry {
        self.phrases.entry(hash, shape)
    }

    /// The signature of a word in capitals that say nothing, where it is not [`Lexicon::entry`]'s: "US", "IS" and "WHO"
    /// are common words there.
    pub(crate) fn signature_in_capital_copy(&self, word: u32) -> Option<u16> {
        let is_common = self.phrases.signature(word, Shape::Lower) != 0;
        is_common.then(|| self.phrases.signature(word, Shape::Title))
    }

    /// Finds the names of several words in a document whose words are known: each becomes an edge.
    pub(crate) fn find_names(&self, document: &mut Document) {
        let apostrophe = crate::text::fold::hash_folded("'") as u32;
        for start in 0..document.tokens.len() {
            if !document.tokens[start].is(Token::OPENS_NAME) {
                continue;
            }
            let (mut node, mut at) = (document.tokens[start].word, start);
            while self.phrases.is_continued(node) {
                at += 1;
                // "the Kurdistan Workers' Party": forms are written without the mark.
                if document.tokens.get(at).is_some_and(|t| t.hash == apostrophe && t.glued()) {
                    at += 1;
                }
                // "Nagorno-Karabakh" and "Nagorno Karabakh" are one name.
                if document.tokens.get(at).is_some_and(|t| t.word == PhraseTable::HYPHEN) {
                    at += 1;
                }
                let Some(token) = document.tokens.get(at) else { break };
                if token.is(Token::PARAGRAPH_START) || token.word == Token::UNKNOWN {
                    break;
                }
                let Some(child) = self.phrases.child(node, token.word) else { break };
                node = child;
                for sense in self.phrases.senses(node) {
                    if document.fits_name(sense.case, start, at) {
                        document.add_edge(start as u32, at as u32 + 1, *sense);
                    }
                }
            }
        }
    }
}

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Default)]
pub(crate) struct Entry {
    /// The vocabulary entry, or [`Token::UNKNOWN`].
    pub word: u32,
    /// The number of the signature of its senses that hold as it is written.
    pub signature: u16,
    /// The buckets of their classes.
    pub buckets: u64,
    /// Names of several words begin with it.
    pub opens_name: bool,
}

/// The built-in tables on their way into the lexicon.
struct Unpacking {
    classes: QuickMap<&'static str, Class>,
    symbols: Vec<&'static str>,
    symbol_numbers: QuickMap<&'static str, u32>,
    phrases: PhraseTable,
    entries: Vec<(u32, Sense)>,
}

impl Unpacking {
    fn new() -> Self {
        Unpacking {
            classes: class::NAMES.iter().enumerate().map(|(i, name)| (*name, Class(i as u16))).collect(),
            symbols: Vec::new(),
            symbol_numbers: QuickMap::default(),
            phrases: PhraseTable::new(1 << 16),
            entries: Vec::with_capacity(1 << 16),
        }
    }

    /// A form that means all these.
    // Called from everywhere in here: inlined, it would stand in the module a dozen times.
    #[inline(never)]
    fn phrase(&mut self, form: &str, classes: &[Class], payload: u32) {
        if let Some((node, case)) = self.phrases.form(form.as_bytes()) {
            self.entries.extend(classes.iter().map(|class| (node, Sense { class: *class, case, payload })));
        }
    }

    /// The forms of a cell, all for one record.
    #[inline(never)]
    fn names(&mut self, cell: &'static str, class: Class, record: usize) {
        several(cell).for_each(|form| self.phrase(form, &[class], record as u32));
    }

    fn symbol(&mut self, name: &'static str) -> u32 {
        *self.symbol_numbers.entry(name).or_insert_with(|| {
            self.symbols.push(name);
            self.symbols.len() as u32 - 1
        })
    }

    /// A class that the build script took from the same tables.
    fn class(&self, name: &str) -> Class {
        self.classes.get(name).copied().unwrap_or(class::COUNTRY)
    }

    // These run once, by the browser's quick compiler. In one function they are hot enough together for the thorough one
    // to start on it, which serves no later call and takes the processor that the page needs.
    #[inline(never)]
    fn words(&mut self, reader: &mut Reader) {
        let rows = reader.rows();
        let (mut classes, mut forms, mut payloads) = (reader.text(), reader.text(), reader.text());
        for _ in 0..rows {
            let class = self.class(classes.next());
            let payload = match payloads.next() {
                "" => 0,
                text => text.parse().unwrap_or_else(|_| SYMBOL | self.symbol(text)),
            };
            several(forms.next()).for_each(|form| {
                self.phrase(form, &[class], payload);
                // "two T-55s": a designation takes the plural like any noun.
                if class == class::MATERIEL_MODEL {
                    self.phrase(&format!("{form}s"), &[class], payload);
                }
            });
        }
    }

    #[inline(never)]
    fn countries(&mut self, reader: &mut Reader) -> Vec<Country> {
        let rows = reader.rows();
        let [mut names, mut codes, mut aliases, mut adjectives, mut demonyms, mut capitals, mut seats] =
            std::array::from_fn(|_| reader.text());
        let (mut lat, mut lon, mut neighbours, mut former) =
            (reader.degrees(), reader.degrees(), reader.text(), reader.text());
        let read = |record| {
            let (name, adjective) = (names.next(), adjectives.next());
            self.names(name, class::COUNTRY, record);
            self.names(aliases.next(), class::COUNTRY, record);
            self.names(adjective, class::DEMONYM_ADJ, record);
            self.names(demonyms.next(), class::DEMONYM_NOUN, record);
            self.names(seats.next(), class::SEAT, record);
            Country {
                iso3: codes.next(),
                name,
                adjective: several(adjective).next().unwrap_or(""),
                capital: capitals.next(),
                lat: lat.next(),
                lon: lon.next(),
                neighbours: neighbours.next(),
                former: former.number() != 0,
            }
        };
        (0..rows).map(read).collect()
    }

    #[inline(never)]
    fn places(&mut self, reader: &mut Reader) -> Vec<Place> {
        let rows = reader.rows();
        let [mut names, mut aliases, mut types, mut countries, mut regions] = std::array::from_fn(|_| reader.text());
        let (mut lat, mut lon, mut precision, mut population) =
            (reader.degrees(), reader.degrees(), reader.text(), reader.text());
        let read = |record| {
            let name = names.next();
            self.names(name, class::PLACE, record);
            self.names(aliases.next(), class::PLACE, record);
            Place {
                name: name.into(),
                place_type: types.next(),
                country: countries.next().into(),
                admin1: regions.next().into(),
                lat: lat.next(),
                lon: lon.next(),
                where_prec: precision.number().max(1) as u8,
                population: population.number(),
                from_table: true,
            }
        };
        (0..rows).map(read).collect()
    }

    #[inline(never)]
    fn parties(&mut self, reader: &mut Reader) -> Vec<PartyName> {
        let rows = reader.rows();
        let [mut names, mut aliases, mut kinds, mut affiliations, mut sectors, mut hints] =
            std::array::from_fn(|_| reader.text());
        let read = |record| {
            let name = names.next();
            self.names(name, class::PARTY, record);
            self.names(aliases.next(), class::PARTY, record);
            records::party(name, kinds.next(), affiliations.next(), sectors.next(), hints.next())
        };
        (0..rows).map(read).collect()
    }

    /// The lemmas; their forms are made here, by rule where the table gives none.
    #[inline(never)]
    fn verbs(&mut self, reader: &mut Reader) -> Vec<&'static str> {
        let rows = reader.rows();
        let [mut lemmas, mut pasts, mut participles, mut ings, mut classes] = std::array::from_fn(|_| reader.text());
        let read = |record| {
            let lemma = lemmas.next();
            let (past, participle, ing) = (pasts.next(), participles.next(), ings.next());
            let forms: [(Class, &str, Inflection); 5] = [
                (class::VERB_BASE, lemma, str::to_owned),
                (class::VERB_S, "", inflect::regular_s),
                (class::VERB_PAST, past, inflect::regular_past),
                (class::VERB_PP, if participle.is_empty() { past } else { participle }, inflect::regular_past),
                (class::VERB_ING, ing, inflect::regular_ing),
            ];
            let meanings = several(classes.next()).map(|name| self.class(&format!("v_{name}")));
            let mut meanings: Vec<Class> = std::iter::once(class::VERB_BASE).chain(meanings).collect();
            for (tense, given, regular) in forms {
                meanings[0] = tense;
                if given.is_empty() {
                    self.phrase(&regular(lemma), &meanings, record as u32);
                }
                several(given).for_each(|form| self.phrase(form, &meanings, record as u32));
            }
            lemma
        };
        (0..rows).map(read).collect()
    }
}

/// Makes a form of a verb from its lemma.
type Inflection = fn(&str) -> String;

/// The bytes of a short code as one number.
fn packed(code: &str) -> Option<u32> {
    (code.len() <= 4).then(|| code.bytes().fold(0, |all, byte| all << 8 | u32::from(byte)))
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}
