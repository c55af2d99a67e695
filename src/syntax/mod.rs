//! Syntax: one linear pass over an article that tells every layer what the sentences are made of.
//!
//! It is no parser: it looks two tokens ahead, keeps a short stack of open clauses and never goes back further than the
//! last verb. That is enough for what the layers ask:
//!
//! | question | answer |
//! |-|-|
//! | noun or verb? | [`Syntax::tag`] |
//! | who does it, to whom? | [`Syntax::clause_at`] → `subject`, `object`, voice of its verb group |
//! | who acts here? | [`Syntax::subject_of`], [`Syntax::agent_of`] |
//! | where, or who? | [`Syntax::governing_preposition`], [`Syntax::noun_group_at`] |
//! | past or future? | [`Syntax::tense_at`] |
//! | denied, possible, only if? | [`Syntax::polarity_at`] |
//! | says who? | [`Syntax::reporting_frame_at`], [`Syntax::source_at`], [`Syntax::quotation_at`] |
//!
//! Everything is indexed by token. Groups, clauses and frames are lists in text order, and for every token a column holds
//! the number of its group and its clause; [`NONE`] stands for "not in any". Nothing is allocated
//! per token, and the time is linear in the length of the text, whatever the text.
//!
//! ```
//! use conflict_annotator::{lexicon::Lexicon, syntax::{Grammar, Tense}, text::Document};
//!
//! let lexicon = Lexicon::new();
//! let grammar = Grammar::new();
//! let document = Document::new("The army said on Friday that rebels had shelled the port.", &lexicon);
//! let syntax = grammar.parse(&document);
//!
//! let shelled = 8;
//! assert_eq!(document.str(shelled), "shelled");
//! assert_eq!(document.slice(syntax.subject_of(shelled).unwrap().range()), "rebels");
//! assert_eq!(syntax.tense_at(shelled), Tense::Past);
//! assert_eq!(document.slice(syntax.source_at(shelled).unwrap().range()), "The army");
//! ```

mod clauses;
mod columns;
mod groups;
mod open_class;
mod outline;
mod predicates;
mod reporting;
mod tagger;
mod tags;
#[cfg(test)]
mod tests;
mod words;

pub use clauses::{Clause, ClauseKind};
pub use groups::{Form, Function, Modality, NounGroup, Tense, VerbGroup, Voice};
pub use reporting::{Position, Quotation, ReportingFrame, Stance};
pub use tags::Tag;

use crate::text::Document;
use std::ops::Range;
use words::ClassBits;

/// "Not in any", in every field that holds the number of a group, clause, frame or token.
pub const NONE: u32 = u32::MAX;

/// What the lexicon's classes mean to the tagger; made once.
#[derive(Debug)]
pub struct Grammar {
    classes: ClassBits,
}

impl Default for Grammar {
    fn default() -> Self {
        Self::new()
    }
}

impl Grammar {
    /// Reads the classes' names.
    pub fn new() -> Self {
        Grammar { classes: ClassBits::new() }
    }

    /// Works out beforehand what the words of a lexicon may be.
    pub fn prepare(&mut self, lexicon: &crate::lexicon::Lexicon) {
        self.classes.prepare(lexicon);
    }

    /// Tags, groups, clauses, quotations and reporting frames of a document.
    pub fn parse(&self, document: &Document) -> Syntax {
        let tagged = tags::tag(document, &self.classes);
        let mut groups = groups::group(document, &tagged.tags, &tagged.bits);
        let clauses = clauses::build(document, &tagged.tags, &tagged.bits, &mut groups);
        let reporting = reporting::find(document, &tagged, &groups, &clauses);
        // What grew by doubling gives back what it does not need: it stays as long as the article is read.
        groups.nouns.shrink_to_fit();
        groups.verbs.shrink_to_fit();
        let mut list = clauses.list;
        list.shrink_to_fit();
        Syntax {
            by: tagged.by,
            tags: tagged.tags,
            noun_groups: groups.nouns,
            verb_groups: groups.verbs,
            clauses: list,
            quotations: reporting.quotations,
            frames: reporting.frames,
            group_of: groups.of_token,
            clause_of: clauses.of_token,
            reach: reporting.reach,
        }
    }
}

/// How the text stands to what a token tells of, from its own clause and those around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Polarity {
    /// "did not", "no", a denial around it.
    pub negated: bool,
    /// Somebody denies it.
    pub denied: bool,
    /// "may", "could", "would", "if", "feared".
    pub hypothetical: bool,
    /// Not yet: "will", "urged … to".
    pub future: bool,
}

/// The structure of one article.
#[derive(Debug, Default)]
pub struct Syntax {
    /// Part of speech of every token.
    pub tags: Vec<Tag>,
    /// Noun groups in text order.
    pub noun_groups: Vec<NounGroup>,
    /// Verb groups in text order.
    pub verb_groups: Vec<VerbGroup>,
    /// Clauses in the order in which they were opened.
    pub clauses: Vec<Clause>,
    /// Quotations in text order.
    pub quotations: Vec<Quotation>,
    /// Reporting frames.
    pub frames: Vec<ReportingFrame>,
    group_of: columns::GroupColumn,
    clause_of: columns::ClauseColumn,
    /// Where frames are.
    reach: reporting::Reach,
    /// Tokens "by", in order.
    by: Vec<u32>,
}

impl NounGroup {
    /// Its tokens.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl VerbGroup {
    /// Its tokens.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The token of the full verb, whose senses (`v_kill`, `v_move` …) tell what it means.
    pub fn main(&self) -> usize {
        self.main as usize
    }
}

impl Syntax {
    /// The token's part of speech.
    #[inline]
    pub fn tag(&self, token: usize) -> Tag {
        self.tags.get(token).copied().unwrap_or_default()
    }

    /// The noun group with this number.
    pub fn noun(&self, index: u32) -> Option<&NounGroup> {
        self.noun_groups.get(index as usize)
    }

    /// The number of the noun group that a token lies in.
    pub fn noun_index_at(&self, token: usize) -> Option<u32> {
        self.group_of.noun(token)
    }

    /// The noun group that a token lies in.
    pub fn noun_group_at(&self, token: usize) -> Option<&NounGroup> {
        self.noun(self.noun_index_at(token)?)
    }

    /// The verb group that a token lies in.
    pub fn verb_group_at(&self, token: usize) -> Option<&VerbGroup> {
        let group = self.group_of.at(token);
        if group & groups::VERB == 0 {
            return None;
        }
        // None of them has so high a number as `NONE` would.
        self.verb_groups.get((group & !groups::VERB) as usize)
    }

    /// The number of the innermost clause that a token lies in.
    pub fn clause_index_at(&self, token: usize) -> Option<u32> {
        self.clause_of.at(token)
    }

    /// The innermost clause that a token lies in.
    pub fn clause_at(&self, token: usize) -> Option<&Clause> {
        self.clauses.get(self.clause_index_at(token)? as usize)
    }

    /// The clause around a clause.
    pub fn parent(&self, clause: &Clause) -> Option<&Clause> {
        self.clauses.get(clause.parent as usize)
    }

    /// A clause's verb group.
    pub fn verb_of(&self, clause: &Clause) -> Option<&VerbGroup> {
        self.verb_groups.get(clause.verb as usize)
    }

    /// The verb group that a token depends on: its own, else that of its clause.
    pub fn governing_verb(&self, token: usize) -> Option<&VerbGroup> {
        self.verb_group_at(token).or_else(|| self.verb_of(self.clause_at(token)?))
    }

    /// The subject of the clause that a token lies in. For a passive verb this is who undergoes it.
    pub fn subject_of(&self, token: usize) -> Option<&NounGroup> {
        self.noun(self.clause_at(token)?.subject)
    }

    /// The object of the clause that a token lies in.
    pub fn object_of(&self, token: usize) -> Option<&NounGroup> {
        self.noun(self.clause_at(token)?.object)
    }

    /// Who does what the clause of a token tells of, where the clause says so: the subject of an active verb, the group
    /// after "by" of a passive one.
    pub fn agent_of(&self, token: usize) -> Option<&NounGroup> {
        let clause = self.clause_at(token)?;
        let verb = self.verb_of(clause)?;
        match verb.voice {
            Voice::Active => self.noun(clause.subject),
            Voice::Passive => self.by_agent(verb),
        }
    }

    /// The first noun group after a verb group's "by", before the clause ends.
    pub fn by_agent(&self, verb: &VerbGroup) -> Option<&NounGroup> {
        let from = verb.end as usize;
        for token in from..self.tags.len().min(from + 12) {
            match self.tags[token] {
                Tag::Comma | Tag::Stop | Tag::Break | Tag::Coordinator | Tag::Subordinator => return None,
                Tag::Preposition if self.by.binary_search(&(token as u32)).is_ok() => {
                    return self.noun_group_at(token + 1)
                }
                _ => {}
            }
        }
        None
    }

    /// The token of the preposition that governs the noun group of a token, where there is one.
    pub fn governing_preposition(&self, token: usize) -> Option<usize> {
        let preposition = self.noun_group_at(token)?.preposition;
        (preposition != NONE).then_some(preposition as usize)
    }

    /// What the noun group of a token does in its clause.
    pub fn function_at(&self, token: usize) -> Function {
        self.noun_group_at(token).map_or(Function::Free, |n| n.function)
    }

    /// The tense of the clause that a token lies in; past where nothing tells, as news does.
    pub fn tense_at(&self, token: usize) -> Tense {
        let mut clause = self.clause_at(token);
        while let Some(c) = clause {
            if let Some(verb) = self.verb_of(c) {
                return match verb.modality {
                    Modality::Would => Tense::Future,
                    _ => verb.tense,
                };
            }
            clause = self.parent(c);
        }
        Tense::Past
    }

    /// How the text stands to what a token tells of.
    pub fn polarity_at(&self, token: usize) -> Polarity {
        let mut polarity = Polarity::default();
        let mut clause = self.clause_at(token);
        let mut levels = 0;
        while let Some(c) = clause {
            if let Some(verb) = self.verb_of(c) {
                if levels == 0 {
                    polarity.negated |= verb.negated;
                }
                polarity.hypothetical |= matches!(verb.modality, Modality::Possible | Modality::Would | Modality::Must);
                polarity.future |= verb.tense == Tense::Future;
            }
            polarity.hypothetical |= c.kind == ClauseKind::Conditional;
            // "could strike, killing many" shares what its clause is; "the town where 40 died" stands by itself.
            if !matches!(c.kind, ClauseKind::Participial | ClauseKind::Infinitive) {
                break;
            }
            levels += 1;
            clause = self.parent(c);
        }
        if let Some(frame) = self.reporting_frame_at(token) {
            polarity.denied |= frame.stance == Stance::Deny && !frame.negated;
        }
        polarity
    }

    /// The innermost reporting frame that a token lies in.
    pub fn reporting_frame_at(&self, token: usize) -> Option<&ReportingFrame> {
        self.reach.innermost(&self.frames, token)
    }

    /// The source of a frame; a pronoun's is that of the frame it takes up.
    pub fn source(&self, frame: &ReportingFrame) -> Option<&NounGroup> {
        self.noun(if frame.antecedent == NONE { frame.source } else { frame.antecedent })
    }

    /// Who stands for what a token tells of. "Neither army said how many" has no source.
    pub fn source_at(&self, token: usize) -> Option<&NounGroup> {
        self.source(self.reporting_frame_at(token).filter(|f| !f.negated)?)
    }

    /// The quotation that a token lies in.
    pub fn quotation_at(&self, token: usize) -> Option<&Quotation> {
        let index = self.quotations.partition_point(|q| (q.open as usize) < token).checked_sub(1)?;
        self.quotations.get(index).filter(|q| (q.close as usize) > token)
    }
}
