//! A sentence as a list of units: words, set phrases, names and counting phrases, each with its flags.

use super::senses::{self as s, Flags, Senses, TRIGGER};
use crate::lexicon::{class, Class};
use crate::model::{Outcome, PartyKind, VictimKind};
use crate::quantity::Amount;
use crate::syntax::{Syntax, Tag};
use crate::text::{Document, Kind, WordList};
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
    /// What its casualty sense does to people.
    pub outcome: Outcome,
    /// What sort of people its noun sense means.
    pub kind: VictimKind,
    /// Class of equipment, or the effect of its verb, as a symbol.
    pub equipment: &'static str,
    /// The verb kept, for losses of equipment.
    pub effect: &'static str,
    /// Index of the counting phrase.
    pub amount: u32,
}

impl Unit {
    pub fn is(&self, flags: Flags) -> bool {
        self.flags & flags != 0
    }
}

/// A sentence under analysis.
pub(super) struct Sentence<'d, 't> {
    pub document: &'d Document<'t>,
    pub syntax: &'d Syntax,
    pub amounts: &'d [Amount],
    pub units: Vec<Unit>,
}

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

const HARM: Flags = s::HARMED
    | s::HARMS
    | s::HARMING
    | s::DIED
    | s::DIES
    | s::DYING
    | s::STATE
    | s::HARMED_PEOPLE
    | s::HARMS_NOUN
    | s::HARM_NOUN
    | s::TOLL;
const WRECK: Flags = s::WRECKED | s::WRECKS | s::WRECKING | s::WRECK_NOUN;

impl<'d, 't> Sentence<'d, 't> {
    /// Cuts a sentence into units; `None` where nothing in it speaks of harm.
    pub fn read(
        document: &'d Document<'t>,
        syntax: &'d Syntax,
        senses: &Senses,
        amounts: &'d [Amount],
        tokens: Range<usize>,
        table: bool,
    ) -> Option<Self> {
        // In a table of losses a row is told by the equipment alone.
        let trigger = if table { TRIGGER | s::MATERIEL | s::MATERIELS | s::PEOPLE } else { TRIGGER };
        let wakes = |at: usize| {
            senses.of_words(document, at) & trigger != 0
                || document.edges_from(at).any(|e| senses.of_class(e.sense.class) & trigger != 0)
        };
        if !tokens.clone().any(wakes) {
            return None;
        }
        let mut sentence = Sentence { document, syntax, amounts, units: Vec::with_capacity(tokens.len()) };
        let mut at = tokens.start;
        while at < tokens.end {
            let unit = sentence.unit(senses, at, tokens.end);
            at = unit.end;
            sentence.units.push(unit);
        }
        Some(sentence)
    }

    fn unit(&self, senses: &Senses, at: usize, limit: usize) -> Unit {
        let document = self.document;
        let mut unit = Unit {
            start: at,
            end: at + 1,
            flags: 0,
            outcome: Outcome::CasualtiesUnspecified,
            kind: VictimKind::Unspecified,
            equipment: "",
            effect: "",
            amount: u32::MAX,
        };
        // The longest phrase wins; phrases that mean nothing to this grammar do not count, but names do.
        for edge in document.edges_from(at) {
            let flags = senses.of_class(edge.sense.class);
            let end = edge.end as usize;
            // "would be" is a verb, "would-be" none.
            if end == at + 2 && document.is(at, "would") {
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
                self.add(senses, &mut unit, edge.sense.class, edge.sense.payload);
            }
        }
        if unit.end == at + 1 {
            let count = unit.flags & s::COUNT;
            unit.flags |= senses.of_token(document, at);
            for sense in document.word_senses(at) {
                self.add(senses, &mut unit, sense.class, sense.payload);
            }
            unit.flags |= count;
            self.tagged(&mut unit);
        } else if unit.flags & s::NAME != 0 {
            unit.flags |= s::CAPITAL;
        }
        unit
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

    fn add(&self, senses: &Senses, unit: &mut Unit, class: Class, payload: u32) {
        let flags = senses.of_class(class);
        unit.flags |= flags;
        if class == crate::lexicon::class::PARTY {
            match self.document.lexicon.party(payload).map(|p| p.kind) {
                Some(PartyKind::Population) => unit.flags |= s::DEMONYM,
                Some(PartyKind::Person | PartyKind::Official) => unit.flags |= s::TITLE,
                _ => {}
            }
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
            unit.equipment = symbol;
        }
        if flags & WRECK != 0 {
            unit.effect = symbol;
        }
    }

    /// The unit at an index; beyond the sentence one without flags.
    pub fn has(&self, unit: usize, flags: Flags) -> bool {
        self.units.get(unit).is_some_and(|u| u.is(flags))
    }

    /// True when the unit is a single token that is the given folded word or mark.
    #[inline]
    pub fn word(&self, unit: usize, words: impl WordList) -> bool {
        self.units.get(unit).is_some_and(|u| u.end == u.start + 1 && self.document.is_any(u.start, words))
    }

    /// True for a mark, or beyond either end of the sentence.
    pub fn mark(&self, unit: usize) -> bool {
        self.units.get(unit).is_none_or(|u| u.end == u.start + 1 && self.document.tokens[u.start].kind == Kind::Punct)
    }

    /// The counting phrase of a unit.
    pub fn amount(&self, unit: usize) -> Option<&'d Amount> {
        let unit = self.units.get(unit).filter(|u| u.is(s::COUNT))?;
        self.amounts.get(unit.amount as usize)
    }
}
