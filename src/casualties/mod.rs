//! The layer that finds harm to people and losses of materiel.
//!
//! A cascade: counting phrases ([`crate::quantity`]) → units of a sentence (`units`) → noun groups of people, equipment and
//! harm (`groups`) → triggers joined with their victims by the structure of the clause (`link`), with their status
//! (`status`) → losses of equipment (`materiel`, `booty`). Only sentences with a trigger are looked at. What needs the whole article
//! — who claims it, which mentions speak of one loss, place and date — is decided in [`crate::discourse`].

mod booty;
mod closed;
mod constructions;
mod groups;
mod link;
mod materiel;
mod nouns;
mod parts;
mod people;
mod senses;
mod status;
mod tolls;
mod units;
mod verbs;

use crate::lexicon::Lexicon;
use crate::model::{Count, Outcome, Status, VictimKind};
use crate::quantity::Amount;
use crate::syntax::Syntax;
use crate::text::Document;
use senses::{Senses, LOSSES, ROWS, SPEAKS};
use std::ops::Range;
use units::Sentence;

/// A mention of harm to people, before the article as a whole decides.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The construction that found it.
    pub rule: &'static str,
    /// What happened to the people.
    pub outcome: Outcome,
    /// How many.
    pub count: Count,
    /// Who, by kind.
    pub kind: VictimKind,
    /// Where the victims are named.
    pub victims: Option<Range<usize>>,
    /// The word that tells the harm.
    pub trigger: Range<usize>,
    /// As far as the sentence tells.
    pub status: Status,
    /// Index of the mention whose count includes this one.
    pub part_of: Option<usize>,
    /// The stretch of the clause that may name who did it.
    pub agent: Option<Range<usize>>,
    /// "the soldiers", "they", "the bodies": told of before.
    pub definite: bool,
    /// A named victim.
    pub named: bool,
    /// The name has a title or a noun for people in front.
    pub titled: bool,
    /// "another", "others": beside those told of before.
    pub more: bool,
    /// A running total: "the toll rose to 40".
    pub update: bool,
    /// Token of the noun that says who was harmed.
    pub noun: Option<usize>,
    /// The victim is only pointed at: "he", "they", "his death".
    pub pronoun: bool,
}

/// A mention of equipment lost or hit.
#[derive(Clone, Debug)]
pub struct Loss {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The construction that found it.
    pub rule: &'static str,
    /// Class of equipment.
    pub class: &'static str,
    /// The verb kept.
    pub effect: &'static str,
    /// How many.
    pub count: Count,
    /// As far as the sentence tells.
    pub status: Status,
    /// The stretch of the clause that may name who did it.
    pub agent: Option<Range<usize>>,
    /// The verb.
    pub trigger: Range<usize>,
    /// "the tanks": told of before.
    pub definite: bool,
}

/// What the layer found, each list in text order.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Harm to people.
    pub casualties: Vec<Mention>,
    /// Losses of equipment.
    pub materiel: Vec<Loss>,
}

/// The layer, ready for any number of articles.
#[derive(Default)]
pub struct Casualties {
    senses: Senses,
}

impl Casualties {
    /// Collects the senses that the grammar uses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Works out beforehand what the words of a lexicon are.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.senses.prepare(lexicon);
    }

    /// Finds the layer's mentions. `amounts` are the counting phrases that [`crate::quantity::Quantity::mark`] put on the chart.
    pub fn find(&self, document: &Document, syntax: &Syntax, amounts: &[Amount]) -> Found {
        let mut found = Found::default();
        // Sentences since losses were spoken of.
        let mut since_losses = usize::MAX;
        // What the sentence before told the loss of.
        let mut lost_before: Option<&'static str> = None;
        let mut sentence = Sentence::new(document, syntax, amounts);
        let mut room = link::Room::default();
        for index in 0..document.sentences.len() {
            since_losses = since_losses.saturating_add(1);
            let range = document.sentence(index);
            let speaks = self.senses.speak(document, range.clone());
            if speaks & LOSSES != 0 {
                since_losses = 0;
            }
            let table = since_losses < 25;
            let before = lost_before.take();
            // In a table of losses a row is told by the equipment alone.
            if speaks & if table { SPEAKS | ROWS } else { SPEAKS } == 0 {
                continue;
            }
            sentence.read(&self.senses, range);
            let people = link::of_people(&sentence, table);
            let machines = materiel::of_machines(&sentence, table, before);
            if !people && !machines {
                continue;
            }
            let context = found.casualties.last().map(|m: &Mention| m.outcome);
            let mut linker = link::Linker::new(&sentence, std::mem::take(&mut room), context);
            linker.table = table;
            linker.lost_before = before;
            if people {
                linker.run();
            }
            let losses = if machines { linker.losses() } else { Vec::new() };
            for loss in losses {
                lost_before = Some(loss.class).filter(|_| linker.mentions.is_empty());
                // "the burned vehicles": told of before.
                let again = loss.definite
                    && loss.rule == constructions::Construction::LossAttributive.name()
                    && found.materiel.iter().any(|before: &Loss| before.class == loss.class);
                if !again {
                    found.materiel.push(loss);
                }
            }
            append(&mut found.casualties, &mut linker.mentions);
            room = linker.into_room();
        }
        found
    }
}

/// Adds a sentence's mentions in text order, without overlaps, their references renumbered.
fn append(all: &mut Vec<Mention>, mentions: &mut Vec<Mention>) {
    // Nearly always they stand in order and apart from one another.
    if mentions.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start) {
        let before = all.len();
        for mention in mentions.iter_mut() {
            mention.part_of = mention.part_of.map(|total| before + total);
        }
        all.append(mentions);
        return;
    }
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    crate::order::by_key(&mut order, |&i| {
        let tokens = &mentions[i].tokens;
        crate::order::pair(tokens.start, crate::order::descending(tokens.end))
    });
    // Of two that overlap the one built first stays: it had the better evidence.
    let mut kept: Vec<usize> = Vec::new();
    for &i in &order {
        match kept.last() {
            Some(&last) if mentions[last].tokens.end > mentions[i].tokens.start => {
                if i < last {
                    kept.pop();
                    kept.push(i);
                }
            }
            _ => kept.push(i),
        }
    }
    let mut places = vec![None; mentions.len()];
    for (place, &old) in kept.iter().enumerate() {
        places[old] = Some(place + all.len());
    }
    all.extend(kept.iter().map(|&i| {
        let part_of = mentions[i].part_of.and_then(|old| places.get(old).copied().flatten());
        Mention { part_of, ..mentions[i].clone() }
    }));
}
