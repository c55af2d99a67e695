//! A sentence as a list of units: words, set phrases, names and counting phrases, each with its flags.

use super::closed::{Classes, DASH};
use super::senses::{self as s, Flags, Senses, HARM, TRIGGER, WRECK};
use crate::lexicon::{class, Class};
use crate::model::{Outcome, PartyKind, VictimKind};
use crate::quantity::Amount;
use crate::syntax::{Syntax, Tag};
use crate::text::{Document, Kind, Shape, Token, Words};
use crate::words;
use std::ops::Range;

/// One step of the grammar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// All that it may be.
    pub flags: Flags,
    /// Hash of its word; of several tokens none.
    hash: u32,
    /// Index of the counting phrase.
    amount: u32,
    /// The closed classes of its word.
    pub classes: Classes,
    /// A mark, no word.
    mark: bool,
    /// It looks like a name: capitalised, or unknown in copy that is all capitals.
    name: bool,
    /// What its casualty sense does to people.
    pub outcome: Outcome,
    /// What sort of people its noun sense means.
    pub kind: VictimKind,
    /// Class of equipment, as the payload of a symbol: see [`Sentence::equipment`].
    equipment: u32,
    /// The verb kept, for losses of equipment: see [`Sentence::effect`].
    effect: u32,
}

impl Unit {
    #[inline]
    pub fn is(&self, flags: Flags) -> bool {
        self.flags & flags != 0
    }

    /// Its word is in one of the closed classes.
    #[inline]
    pub fn among(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }

    fn looks_like_name(&self, token: &Token) -> bool {
        if token.kind != Kind::Word || self.is(s::TIME) {
            return false;
        }
        // "bin Laden": a name of several words that the tables know.
        if self.end > self.start + 1 && self.is(s::NAME) {
            return true;
        }
        if token.is(Token::CAPS_COPY) {
            let plain = self.flags & !s::CAPITAL == 0;
            return (plain || self.is(s::UNKNOWN | s::NAME | s::TITLE))
                && !self.is(s::PREPOSITION | s::PERSON | s::PEOPLE)
                && !self.is(s::BE | s::HAVE | s::ARTICLE | s::COORDINATOR | s::SUBORDINATOR | s::RELATIVE);
        }
        let capital = token.capitalised();
        if token.is(Token::SENTENCE_START) {
            return capital && self.is(s::UNKNOWN | s::NAME | s::TITLE);
        }
        capital && !self.is(s::PERSON | s::PEOPLE | s::MATERIEL | s::MATERIELS)
    }
}

/// A sentence under analysis.
pub(super) struct Sentence<'d, 't> {
    pub document: &'d Document<'t>,
    pub syntax: &'d Syntax,
    pub amounts: &'d [Amount],
    pub units: Vec<Unit>,
    /// What any of its units may be.
    pub flags: Flags,
    /// The closed classes of all its words.
    pub classes: Classes,
    /// Words in small letters that were asked for their senses, with their flags: function words, which are no names with a
    /// capital either, come again and again.
    small_words: [(u32, Flags); SMALL_WORDS],
    /// It names equipment, or tells of something shot down or sunk, which may be a machine that no table knows.
    pub machines: bool,
}

/// Places for words in small letters.
const SMALL_WORDS: usize = 128;

fn outcome(symbol: &str) -> Option<Outcome> {
    Some(match symbol {
        "killed" => Outcome::Killed,
        "wounded" => Outcome::Wounded,
        "missing" => Outcome::Missing,
        "captured" => Outcome::Captured,
        "displaced" => Outcome::Displaced,
        "casualties_unspecified" => Outcome::CasualtiesUnspecified,
        _ => return None,
    })
}

fn kind(symbol: &str) -> VictimKind {
    match symbol {
        "civilian" => VictimKind::Civilian,
        "military" => VictimKind::Military,
        "police" => VictimKind::Police,
        "militant" => VictimKind::Militant,
        "child" => VictimKind::Child,
        "aid_worker" => VictimKind::AidWorker,
        "journalist" => VictimKind::Journalist,
        _ => VictimKind::Unspecified,
    }
}

impl<'d, 't> Sentence<'d, 't> {
    /// Room for the sentences of a document, one after the other.
    pub fn new(document: &'d Document<'t>, syntax: &'d Syntax, amounts: &'d [Amount]) -> Self {
        Sentence {
            document,
            syntax,
            amounts,
            units: Vec::new(),
            flags: 0,
            classes: 0,
            machines: false,
            small_words: [(Token::UNKNOWN, 0); SMALL_WORDS],
        }
    }

    /// Cuts a sentence into units.
    pub fn read(&mut self, senses: &Senses, tokens: Range<usize>) {
        self.units.clear();
        (self.flags, self.classes, self.machines) = (0, 0, false);
        let document = self.document;
        self.units.reserve(tokens.len());
        let mut at = tokens.start;
        while let Some(token) = document.tokens.get(at).filter(|_| at < tokens.end) {
            let unit = self.unit(senses, at, token, tokens.end);
            at = unit.end;
            self.flags |= unit.flags;
            self.classes |= unit.classes;
            self.machines |= unit.is(s::MATERIEL | s::MATERIELS)
                || unit.equipment != 0 && !document.lexicon.symbol(unit.equipment).is_empty()
                || unit.effect != 0 && matches!(document.lexicon.symbol(unit.effect), "shot down" | "sunk");
            self.units.push(unit);
        }
    }

    fn unit(&mut self, senses: &Senses, at: usize, token: &Token, limit: usize) -> Unit {
        let document = self.document;
        let mut unit = Unit {
            start: at,
            end: at + 1,
            flags: 0,
            hash: 0,
            amount: u32::MAX,
            classes: 0,
            mark: false,
            name: false,
            outcome: Outcome::CasualtiesUnspecified,
            kind: VictimKind::Unspecified,
            equipment: 0,
            effect: 0,
        };
        // The longest phrase wins; phrases that mean nothing to this grammar do not count, but names do.
        for edge in document.edges_from(at) {
            let flags = senses.of_class(edge.sense.class);
            let end = edge.end as usize;
            // "would be" is a verb, "would-be" none.
            if end == at + 2 && document.is_any(at, words!["would"]) {
                continue;
            }
            if end > limit || flags == 0 && edge.sense.class != class::COUNT {
                continue;
            }
            // A counting phrase is cut by no name: "one", "hundreds".
            if edge.sense.class == class::COUNT {
                if unit.flags & s::NO_HARM == 0 && end >= unit.end && unit.flags & (s::NONE_REPORTED | TRIGGER) == 0 {
                    unit = Unit { end, flags: s::COUNT, amount: edge.sense.payload, ..unit };
                }
                continue;
            }
            if end > unit.end
                && (unit.flags & s::COUNT == 0
                    || flags & (s::NONE_REPORTED | s::NO_HARM | s::TOLL | s::HARMS_NOUN | s::MATERIEL | s::MATERIELS)
                        != 0)
            {
                unit.end = end;
                unit.flags = 0;
                unit.amount = u32::MAX;
            }
            if end == unit.end && unit.flags & s::COUNT == 0 {
                unit.flags |= flags;
                self.tell(&mut unit, flags, edge.sense.class, edge.sense.payload);
            }
        }
        if unit.end == at + 1 {
            let (flags, ask) = senses.of_token(document, at, token);
            unit.flags |= flags;
            if ask {
                unit.flags |= self.ask(senses, &mut unit, token);
            }
            self.tagged(&mut unit);
            unit.hash = token.hash;
            unit.classes = senses.closed.of(token.hash);
            unit.mark = token.kind == Kind::Punct;
        } else if unit.flags & s::NAME != 0 {
            unit.flags |= s::CAPITAL;
        }
        unit.name = unit.looks_like_name(token);
        unit
    }

    /// The flags of the senses of a unit's word, asked one by one, and what they tell.
    fn ask(&mut self, senses: &Senses, unit: &mut Unit, token: &Token) -> Flags {
        let small = token.shape == Shape::Lower;
        let place = token.word as usize % SMALL_WORDS;
        if let Some((_, flags)) = self.small_words.get(place).filter(|(word, _)| small && *word == token.word) {
            return *flags;
        }
        let mut found = 0;
        let mut tells = false;
        for sense in self.document.all_word_senses(unit.start) {
            // A case beyond these is decided by another word.
            tells |= sense.case > 3;
            if self.document.fits(sense.case, unit.start) {
                let flags = senses.of_class(sense.class);
                found |= flags;
                if flags & s::TELLING != 0 || sense.class == class::PARTY {
                    self.tell(unit, flags, sense.class, sense.payload);
                    tells = true;
                }
            }
        }
        if small && !tells {
            self.small_words[place] = (token.word, found);
        }
        found
    }

    /// Lets the tagger decide between noun and verb.
    fn tagged(&self, unit: &mut Unit) {
        let verb_noun = unit.flags & s::VERB_NOUN != 0;
        match self.syntax.tag(unit.start) {
            Tag::Noun | Tag::Proper | Tag::Adjective => {
                // "on May 24": no modal verb.
                unit.flags &= !(s::MODAL | s::HYPOTHETICAL);
                let adjective = self.syntax.tag(unit.start) == Tag::Adjective;
                unit.flags |= match (adjective, verb_noun) {
                    (true, _) => s::MODIFIER,
                    (false, true) => s::NOUN,
                    _ => 0,
                };
                unit.flags &= !(s::FINITE | s::PARTICIPLE | s::PAST_TENSE);
            }
            Tag::Past | Tag::Present | Tag::Base => {
                unit.flags |= s::FINITE;
                unit.flags &= !s::NOUN;
            }
            Tag::Participle | Tag::Ing => {
                unit.flags |= s::PARTICIPLE;
                unit.flags &= !s::NOUN;
            }
            Tag::Adverb => unit.flags |= s::ADVERB,
            _ if verb_noun => {
                let text = self.document.str(unit.start);
                if !(text.ends_with("ed") || text.ends_with("ing") || unit.flags & s::PAST_TENSE != 0) {
                    unit.flags |= s::NOUN;
                }
            }
            _ => {}
        }
    }

    /// What a sense tells beside its flags.
    fn tell(&self, unit: &mut Unit, flags: Flags, class: Class, payload: u32) {
        if class == class::PARTY {
            match self.document.lexicon.party(payload).map(|p| p.kind) {
                Some(PartyKind::Population) => unit.flags |= s::DEMONYM,
                Some(PartyKind::Person | PartyKind::Official) => unit.flags |= s::TITLE,
                _ => {}
            }
        }
        if flags & s::TELLING == 0 {
            return;
        }
        let symbol = self.document.lexicon.symbol(payload);
        if flags & HARM != 0 {
            if let Some(outcome) = outcome(symbol) {
                unit.outcome = outcome;
            }
        }
        if flags & (s::PERSON | s::PEOPLE) != 0 {
            unit.kind = kind(symbol);
        }
        if flags & (s::MATERIEL | s::MATERIELS) != 0 {
            unit.equipment = payload;
        }
        if flags & WRECK != 0 {
            unit.effect = payload;
        }
    }

    /// The unit at an index; beyond the sentence one without flags.
    #[inline]
    pub fn has(&self, unit: usize, flags: Flags) -> bool {
        self.units.get(unit).is_some_and(|u| u.is(flags))
    }

    /// The class of equipment that a unit means; empty where it means none.
    pub fn equipment(&self, unit: usize) -> &'static str {
        self.units.get(unit).map_or("", |unit| self.document.lexicon.symbol(unit.equipment))
    }

    /// The verb kept, for losses of equipment; empty where a unit is no such verb.
    pub fn effect(&self, unit: usize) -> &'static str {
        self.units.get(unit).map_or("", |unit| self.document.lexicon.symbol(unit.effect))
    }

    /// It may hold a row of a table: "tanks - 5,385".
    pub fn row(&self) -> bool {
        self.flags & s::COUNT != 0 && self.classes & DASH != 0
    }

    /// True when the word of the unit is in one of the closed classes.
    #[inline]
    pub fn among(&self, unit: usize, classes: Classes) -> bool {
        self.units.get(unit).is_some_and(|u| u.among(classes))
    }

    /// True when the unit is a single token that is one of the given words or marks.
    #[inline]
    pub fn word(&self, unit: usize, words: &Words) -> bool {
        self.units.get(unit).is_some_and(|u| words.contain(u.hash))
    }

    /// True for a mark, or beyond either end of the sentence.
    #[inline]
    pub fn mark(&self, unit: usize) -> bool {
        self.units.get(unit).is_none_or(|u| u.mark)
    }

    /// A word that looks like a name.
    #[inline]
    pub fn is_name(&self, unit: usize) -> bool {
        self.units.get(unit).is_some_and(|u| u.name)
    }

    /// How a unit ends, in small or capital letters.
    pub fn ends_with(&self, token: usize, ending: &str) -> bool {
        let text = self.document.str(token).as_bytes();
        text.len().checked_sub(ending.len()).is_some_and(|at| text[at..].eq_ignore_ascii_case(ending.as_bytes()))
    }

    /// The counting phrase of a unit.
    pub fn amount(&self, unit: usize) -> Option<&'d Amount> {
        let unit = self.units.get(unit).filter(|u| u.is(s::COUNT))?;
        self.amounts.get(unit.amount as usize)
    }
}
