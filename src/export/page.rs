//! What the page is sent: native JSON in UTF-16 offsets, every mark with its code points (`start_cp`, `end_cp`) beside them.

use super::json;
use crate::model::{Annotation, OffsetUnit};
use crate::text::offsets::Ruler;
use serde::Serialize;

/// Bytes of JSON that are handed on together.
const PIECE: usize = 1 << 16;

/// Writes an annotation whose offsets are bytes, in one pass, and hands the JSON on in pieces. A mark that is written is
/// gone: of a long article the marks and their JSON, each many times as long as the text, never lie side by side.
pub(crate) fn page(mut annotation: Annotation, sink: &mut dyn FnMut(&str)) {
    let mut points: Vec<[u32; 2]> = Vec::new();
    {
        let ruler = Ruler::new(&annotation.text);
        let mut add = |start, end| points.push([ruler.codepoint(start) as u32, ruler.codepoint(end) as u32]);
        // In the order in which they are written.
        annotation.parties.iter().for_each(|m| add(m.start, m.end));
        annotation.casualties.iter().for_each(|m| add(m.start, m.end));
        annotation.materiel.iter().for_each(|m| add(m.start, m.end));
        annotation.locations.iter().for_each(|m| add(m.start, m.end));
        annotation.dates.iter().for_each(|m| add(m.start, m.end));
    }
    annotation.convert_offsets(OffsetUnit::Utf16);
    let mut page = Page { out: Vec::with_capacity(PIECE + PIECE / 4), points: points.into_iter(), sink };
    page.field("{\"format\":", &annotation.format);
    page.field(",\"id\":", &annotation.id);
    page.text(",\"text\":\"", &annotation.text);
    page.field(",\"offset_unit\":", &annotation.offset_unit);
    page.field(",\"document\":", &annotation.document);
    page.marks(",\"parties\":[", annotation.parties);
    page.marks(",\"casualties\":[", annotation.casualties);
    page.marks(",\"materiel\":[", annotation.materiel);
    page.marks(",\"locations\":[", annotation.locations);
    page.marks(",\"dates\":[", annotation.dates);
    page.out.push(b'}');
    page.hand_on();
}

struct Page<'s> {
    /// The piece that is being written.
    out: Vec<u8>,
    /// Code points of the marks that are still to be written.
    points: std::vec::IntoIter<[u32; 2]>,
    sink: &'s mut dyn FnMut(&str),
}

impl Page<'_> {
    fn hand_on(&mut self) {
        (self.sink)(std::str::from_utf8(&self.out).unwrap_or_default());
        self.out.clear();
    }

    fn field(&mut self, name: &str, value: &impl Serialize) {
        self.out.extend_from_slice(name.as_bytes());
        json::write(&mut self.out, value);
    }

    /// The article, a piece at a time.
    fn text(&mut self, name: &str, text: &str) {
        self.out.extend_from_slice(name.as_bytes());
        let mut rest = text;
        while !rest.is_empty() {
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            let (piece, after) = rest.split_at(end);
            json::escape(&mut self.out, piece);
            self.hand_on();
            rest = after;
        }
        self.out.push(b'"');
    }

    fn marks(&mut self, name: &str, layer: Vec<impl Serialize>) {
        self.out.extend_from_slice(name.as_bytes());
        for (index, mark) in layer.into_iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            json::write(&mut self.out, &mark);
            // Two fields more before the brace that closes the mark.
            self.out.pop();
            let [start, end] = self.points.next().unwrap_or_default();
            self.field(",\"start_cp\":", &start);
            self.field(",\"end_cp\":", &end);
            self.out.push(b'}');
            if self.out.len() >= PIECE {
                self.hand_on();
            }
        }
        self.out.push(b']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Options};

    #[test]
    fn a_long_article_comes_in_pieces() {
        let text = "Shelling killed six civilians in Köln on \"Tuesday\".\n".repeat(5_000);
        let annotation =
            Engine::new().annotate(&text, &Options { offset_unit: OffsetUnit::Byte, ..Options::default() });
        let (mut json, mut pieces) = (String::new(), 0);
        page(annotation, &mut |piece| {
            assert!(piece.len() < 2 * PIECE);
            json.push_str(piece);
            pieces += 1;
        });
        let written: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert!(pieces > text.len() / PIECE && written["text"] == text.as_str());
        let last = written["dates"].as_array().and_then(|dates| dates.last()).expect("a date");
        assert_eq!(
            last["start"].as_u64().map(|start| start as usize),
            text.rfind("Tuesday").map(|at| text[..at].chars().count())
        );
    }

    #[test]
    fn every_mark_has_both_units() {
        let text = "\u{1f54a} Köln: Shelling killed six civilians and destroyed two tanks in Kharkiv on Tuesday, Ukraine said.";
        let engine = Engine::new();
        let options = |offset_unit| Options { offset_unit, ..Options::default() };
        let mut json = String::new();
        page(engine.annotate(text, &options(OffsetUnit::Byte)), &mut |piece| json.push_str(piece));
        let written: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        // By way of text, in which fractions are short.
        let value = |unit| -> serde_json::Value {
            let json = serde_json::to_string(&engine.annotate(text, &options(unit))).expect("JSON");
            serde_json::from_str(&json).expect("JSON")
        };
        let (mut expected, points) = (value(OffsetUnit::Utf16), value(OffsetUnit::Codepoint));
        for layer in ["parties", "casualties", "materiel", "locations", "dates"] {
            let marks = expected[layer].as_array_mut().expect("a layer");
            assert!(!marks.is_empty(), "{layer}");
            for (index, mark) in marks.iter_mut().enumerate() {
                mark["start_cp"] = points[layer][index]["start"].clone();
                mark["end_cp"] = points[layer][index]["end"].clone();
            }
        }
        assert_eq!(written, expected);
    }
}
