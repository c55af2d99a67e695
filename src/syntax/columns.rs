//! The group and the clause of every token, in two bytes each: of a number that grows with the text the lower bits are
//! enough beside what it is at every [`BLOCK`]th token.

use super::groups::VERB;
use super::NONE;
use std::ops::Range;

/// Tokens that share a base.
const BLOCK: usize = 1 << 12;

/// The noun or verb group of every token. Those of each kind are numbered as they come.
#[derive(Debug, Default)]
pub(super) struct GroupColumn {
    /// The lower bits of a group's number, and its kind.
    tokens: Vec<u16>,
    /// For every block the lowest numbers of noun and verb groups in it.
    bases: Vec<[u32; 2]>,
}

impl GroupColumn {
    const NUMBER: u16 = (1 << 14) - 1;
    const NO_GROUP: u16 = 1 << 14;
    const IS_VERB: u16 = 1 << 15;

    /// For so many tokens in no group.
    pub fn new(count: usize) -> Self {
        GroupColumn { tokens: vec![Self::NO_GROUP; count], bases: Vec::with_capacity(count / BLOCK + 1) }
    }

    /// Notes that this token is come to, with so many groups of both kinds before it. The last may reach beyond it.
    #[inline]
    pub fn come_to(&mut self, token: usize, nouns: usize, verbs: usize) {
        while self.bases.len() * BLOCK <= token {
            self.bases.push([nouns, verbs].map(|count| count.saturating_sub(1) as u32));
        }
    }

    /// Puts tokens into a group: a number, with [`VERB`] for a verb group.
    pub fn set(&mut self, tokens: Range<usize>, group: u32) {
        let kind = if group & VERB == 0 { 0 } else { Self::IS_VERB };
        if let Some(tokens) = self.tokens.get_mut(tokens) {
            tokens.fill(group as u16 & Self::NUMBER | kind);
        }
    }

    /// The group of a token as it was set, or [`NONE`].
    #[inline]
    pub fn at(&self, token: usize) -> u32 {
        let (Some(&group), Some(bases)) = (self.tokens.get(token), self.bases.get(token / BLOCK)) else { return NONE };
        if group & Self::NO_GROUP != 0 {
            return NONE;
        }
        let verb = group >> 15;
        let base = bases[usize::from(verb)];
        (base + u32::from(group.wrapping_sub(base as u16) & Self::NUMBER)) | (u32::from(verb) << 31)
    }

    /// The noun group of a token.
    #[inline]
    pub fn noun(&self, token: usize) -> Option<u32> {
        Some(self.at(token)).filter(|group| group & VERB == 0)
    }
}

/// The innermost clause of every token.
#[derive(Debug, Default)]
pub(super) struct ClauseColumn {
    tokens: Vec<u16>,
    /// For every block the main clause of the sentence in which it begins. In a sentence of more than 60,000 clauses the
    /// numbers begin anew.
    bases: Vec<u32>,
}

impl ClauseColumn {
    /// For so many tokens.
    pub fn new(count: usize) -> Self {
        ClauseColumn { tokens: vec![0; count], bases: Vec::with_capacity(count / BLOCK + 1) }
    }

    /// Notes the main clause of a sentence that ends before this token.
    pub fn begin(&mut self, end: usize, main: u32) {
        while self.bases.len() * BLOCK < end {
            self.bases.push(main);
        }
    }

    /// Puts tokens into a clause.
    pub fn set(&mut self, tokens: Range<usize>, clause: u32) {
        if let Some(tokens) = self.tokens.get_mut(tokens) {
            tokens.fill(clause as u16);
        }
    }

    /// The clause of a token.
    #[inline]
    pub fn at(&self, token: usize) -> Option<u32> {
        let (clause, base) = (self.tokens.get(token)?, self.bases.get(token / BLOCK)?);
        Some(base + u32::from(clause.wrapping_sub(*base as u16)))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::syntax::Grammar;
    use crate::text::Document;

    #[test]
    fn every_token_of_a_long_text_lies_in_its_group_and_clause() {
        let lexicon = Lexicon::new();
        let text = "The army said that rebels who held the port had fired at least 20 rockets, wounding three. ";
        let list = "army ".repeat(super::BLOCK * 2);
        let text = format!("{}{list}. {}", text.repeat(1500), text.repeat(1500));
        let document = Document::new(&text, &lexicon);
        let syntax = Grammar::new().parse(&document);
        for (index, group) in syntax.noun_groups.iter().enumerate() {
            assert_eq!(syntax.noun_index_at(group.head as usize), Some(index as u32));
        }
        for group in &syntax.verb_groups {
            assert_eq!(syntax.verb_group_at(group.main()).map(|found| found.start), Some(group.start));
        }
        for token in 0..document.len() {
            let clause = syntax.clause_at(token).unwrap();
            assert!(document.sentence_of(token).contains(&(clause.start as usize)), "{token}");
        }
    }
}
