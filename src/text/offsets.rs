//! Converts byte offsets into other units in one pass over the text.

use crate::model::OffsetUnit;

/// Rewrites every offset in `offsets` (bytes, any order) into `unit`.
///
/// Sorts references once and walks the text once: counting from the start for every span would be quadratic.
pub fn convert(text: &str, offsets: &mut [&mut usize], unit: OffsetUnit) {
    if unit == OffsetUnit::Byte || text.is_ascii() {
        return;
    }
    crate::order::by_key(offsets, |offset| **offset as u64);
    let mut chars = text.char_indices();
    let (mut byte, mut units) = (0usize, 0usize);
    for offset in offsets {
        while byte < **offset {
            let Some((at, c)) = chars.next() else { break };
            byte = at + c.len_utf8();
            units += if unit == OffsetUnit::Utf16 { c.len_utf16() } else { 1 };
        }
        **offset = units;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_counting() {
        let text = "Köln 🕊 يوم e\u{301}";
        for unit in [OffsetUnit::Utf16, OffsetUnit::Codepoint] {
            let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).rev().collect();
            let mut values = bytes.clone();
            convert(text, &mut values.iter_mut().collect::<Vec<_>>(), unit);
            for (byte, value) in bytes.iter().zip(values) {
                let before = &text[..*byte];
                let counted =
                    if unit == OffsetUnit::Utf16 { before.encode_utf16().count() } else { before.chars().count() };
                assert_eq!(value, counted);
            }
        }
    }
}
