//! One place in the text, counted in bytes, UTF-16 units and code points at once.
//!
//! Counting from the start of the text for every span would be quadratic (seconds for a long article), so all offsets
//! that matter are collected, sorted and resolved in one walk over the text.

use crate::model::{Annotation, OffsetUnit};

/// The same border between two characters in every unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// UTF-8 bytes.
    pub byte: usize,
    /// UTF-16 code units, as in the DOM.
    pub utf16: usize,
    /// Unicode code points, as in Python and in W3C selectors.
    pub codepoint: usize,
}

/// The offsets of one document, resolved.
#[derive(Clone, Debug)]
pub struct Positions {
    known: Vec<(usize, Position)>,
}

impl Positions {
    /// Resolves every offset of `annotation` (counted in its own [`Annotation::offset_unit`]) in one pass.
    pub fn of(annotation: &Annotation) -> Self {
        let mut offsets = Vec::new();
        each_span(annotation, |start, end| offsets.extend([start, end]));
        Self::new(&annotation.text, annotation.offset_unit, offsets)
    }

    /// Resolves `offsets`, counted in `unit`, in one pass over `text`.
    ///
    /// An offset inside a character counts as that character's start, one behind the end as the end: what a caller sends
    /// may be wrong, but it never points outside the text.
    pub fn new(text: &str, unit: OffsetUnit, mut offsets: Vec<usize>) -> Self {
        crate::order::by_key(&mut offsets, |offset| *offset as u64);
        offsets.dedup();
        let mut known = Vec::with_capacity(offsets.len());
        let mut wanted = offsets.into_iter().peekable();
        let mut here = Position::default();
        for character in text.chars() {
            let next = Position {
                byte: here.byte + character.len_utf8(),
                utf16: here.utf16 + character.len_utf16(),
                codepoint: here.codepoint + 1,
            };
            let border = in_unit(next, unit);
            while let Some(offset) = wanted.next_if(|&offset| offset < border) {
                known.push((offset, here));
            }
            if wanted.peek().is_none() {
                break;
            }
            here = next;
        }
        known.extend(wanted.map(|offset| (offset, here)));
        Positions { known }
    }

    /// Where `offset` is; the start of the text for an offset that was never asked for.
    pub fn at(&self, offset: usize) -> Position {
        match self.known.binary_search_by_key(&offset, |&(known, _)| known) {
            Ok(index) => self.known[index].1,
            Err(_) => Position::default(),
        }
    }
}

fn in_unit(position: Position, unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Byte => position.byte,
        OffsetUnit::Utf16 => position.utf16,
        OffsetUnit::Codepoint => position.codepoint,
    }
}

fn each_span(annotation: &Annotation, mut visit: impl FnMut(usize, usize)) {
    annotation.parties.iter().for_each(|mark| visit(mark.start, mark.end));
    for mark in &annotation.casualties {
        visit(mark.start, mark.end);
        [mark.victim_span, mark.claimant_span].into_iter().flatten().for_each(|[start, end]| visit(start, end));
    }
    annotation.materiel.iter().for_each(|mark| visit(mark.start, mark.end));
    annotation.locations.iter().for_each(|mark| visit(mark.start, mark.end));
    for mark in &annotation.dates {
        visit(mark.start, mark.end);
        mark.timex3_extent.into_iter().for_each(|[start, end]| visit(start, end));
    }
    for warning in &annotation.document.warnings {
        warning.spans.iter().for_each(|&[start, end]| visit(start, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_diverge_after_wide_characters() {
        // é: 2 bytes, 1 unit, 1 point; 🕊: 4 bytes, 2 units, 1 point.
        let positions = Positions::new("é🕊x", OffsetUnit::Utf16, vec![3, 0, 1, 4]);
        assert_eq!(positions.at(1), Position { byte: 2, utf16: 1, codepoint: 1 });
        assert_eq!(positions.at(3), Position { byte: 6, utf16: 3, codepoint: 2 });
        assert_eq!(positions.at(4), Position { byte: 7, utf16: 4, codepoint: 3 });
    }

    #[test]
    fn wrong_offsets_stay_inside_the_text() {
        let positions = Positions::new("🕊", OffsetUnit::Utf16, vec![1, 99]);
        assert_eq!(positions.at(1).byte, 0, "inside a character: its start");
        assert_eq!(positions.at(99).byte, 4, "behind the end: the end");
        assert_eq!(positions.at(7), Position::default(), "never asked for");
        assert_eq!(Positions::new("", OffsetUnit::Byte, vec![5]).at(5), Position::default());
    }
}
