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
mod records;
mod signature;
mod table;

pub(crate) use records::party_kind;
pub use records::{Country, PartyName, Place};

use crate::text::fold::fold_form;
use crate::text::{Document, Sense, Token};
pub(crate) use signature::Signature;
use table::PhraseTable;

/// The kind of a sense. Constants in [`class`] are generated from the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(pub(crate) u16);

impl Class {
    /// Its bucket among 64: what a token cannot mean is seen without looking at its senses.
    #[inline]
    pub(crate) fn bit(self) -> u64 {
        1 << (self.0 & 63)
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

/// Words and names with their senses.
pub struct Lexicon {
    phrases: PhraseTable,
    symbols: Vec<&'static str>,
    countries: Vec<Country>,
    /// Codes, packed and sorted, with the country's number.
    country_codes: Vec<(u32, u32)>,
    places: Vec<Place>,
    parties: Vec<PartyName>,
    verbs: Vec<&'static str>,
}

impl Lexicon {
    /// Unpacks the built-in tables.
    pub fn new() -> Self {
        let mut reader = records::Reader::new(COMPILED);
        let symbols = reader.list(records::Reader::string);
        let countries = reader.list(records::country);
        let places = reader.list(|r| records::place(r, &symbols));
        let parties = reader.list(records::party);
        let verbs = reader.list(records::Reader::string);
        let mut phrases = PhraseTable::new();
        phrases.read(&mut reader);
        let mut country_codes: Vec<(u32, u32)> =
            countries.iter().enumerate().filter_map(|(i, c)| Some((packed(c.iso3)?, i as u32))).collect();
        country_codes.sort();
        country_codes.dedup_by_key(|(code, _)| *code);
        let mut lexicon = Lexicon { phrases, symbols, countries, country_codes, places, parties, verbs };
        // The build script wrote it: a fault would show in every test.
        let _ = lexicon.add_towns(CORE_TOWNS, |_| true);
        lexicon
    }

    /// Adds the places of a gazetteer file that the core table does not hold; returns how many.
    ///
    /// # Errors
    /// One sentence when the file is damaged or of another version; nothing is added then.
    pub fn add_gazetteer(&mut self, bytes: &[u8]) -> Result<usize, &'static str> {
        self.add_towns(bytes, |row| !gazetteer::is_core(row.country, row.population))
    }

    fn add_towns(&mut self, bytes: &[u8], wanted: impl Fn(&gazetteer::Row) -> bool) -> Result<usize, &'static str> {
        let before = self.places.len();
        let codes: std::collections::HashMap<&str, &'static str> =
            self.countries.iter().map(|c| (c.iso3, c.iso3)).collect();
        let (phrases, places) = (&mut self.phrases, &mut self.places);
        gazetteer::decode(bytes, |row| {
            if !wanted(&row) {
                return;
            }
            for form in gazetteer::forms(row.name, row.country) {
                let (folded, case) = fold_form(form);
                let node = phrases.node(&folded);
                phrases.add(node, Sense { class: class::PLACE, case, payload: places.len() as u32 });
            }
            places.push(Place {
                name: row.name.to_string().into(),
                place_type: gazetteer::place_type(row.population),
                country: codes.get(row.country).copied().unwrap_or("").into(),
                admin1: "".into(),
                lat: row.lat,
                lon: row.lon,
                where_prec: 1,
                population: row.population,
                from_table: false,
            });
        })?;
        Ok(self.places.len() - before)
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
        self.places.get(payload as usize)
    }

    /// The party of a payload of class `party`.
    pub fn party(&self, payload: u32) -> Option<&PartyName> {
        self.parties.get(payload as usize)
    }

    /// The lemma of a payload of class `verb_base`, `verb_past` ….
    pub fn lemma(&self, payload: u32) -> &'static str {
        self.verbs.get(payload as usize).copied().unwrap_or("")
    }

    /// Finds all words and names of a document: sets `word` on the tokens, adds an edge for every name of several words.
    pub(crate) fn look_up(&self, document: &mut Document, hashes: &[u64]) {
        document.signatures.reserve(hashes.len());
        for (token, hash) in document.tokens.iter_mut().zip(hashes) {
            token.word = self.phrases.word(*hash).unwrap_or(Token::UNKNOWN);
            document.signatures.push(self.phrases.signature(token.word));
        }
        let hyphen = self.word("-").unwrap_or(Token::UNKNOWN);
        let apostrophe = crate::text::fold::hash_folded("'") as u32;
        for start in 0..document.tokens.len() {
            let mut node = document.tokens[start].word;
            if node == Token::UNKNOWN || !self.phrases.has_children(node) {
                continue;
            }
            let mut at = start;
            loop {
                at += 1;
                // "the Kurdistan Workers' Party": forms are written without the mark.
                if document.tokens.get(at).is_some_and(|t| t.hash == apostrophe && t.glued()) {
                    at += 1;
                }
                // "Nagorno-Karabakh" and "Nagorno Karabakh" are one name.
                if document.tokens.get(at).is_some_and(|t| t.word == hyphen && hyphen != Token::UNKNOWN) {
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
                        document.chart.add(start as u32, at as u32 + 1, *sense);
                    }
                }
                if !self.phrases.has_children(node) {
                    break;
                }
            }
        }
    }
}

/// The bytes of a short code as one number.
fn packed(code: &str) -> Option<u32> {
    (code.len() <= 4).then(|| code.bytes().fold(0, |all, byte| all << 8 | u32::from(byte)))
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}
