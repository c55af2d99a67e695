//! What the page is sent: native JSON in UTF-16 offsets, every mark with its code points (`start_cp`, `end_cp`) beside them.

use super::json;
use crate::model::{Annotation, OffsetUnit};
use crate::text::offsets::Ruler;
use serde::Serialize;

/// Writes an annotation whose offsets are bytes, in one pass into one buffer.
pub(crate) fn page(mut annotation: Annotation) -> String {
    let mut points: Vec<[usize; 2]> = Vec::new();
    {
        let ruler = Ruler::new(&annotation.text);
        let mut add = |start, end| points.push([ruler.codepoint(start), ruler.codepoint(end)]);
        // In the order in which they are written.
        annotation.parties.iter().for_each(|m| add(m.start, m.end));
        annotation.casualties.iter().for_each(|m| add(m.start, m.end));
        annotation.materiel.iter().for_each(|m| add(m.start, m.end));
        annotation.locations.iter().for_each(|m| add(m.start, m.end));
        annotation.dates.iter().for_each(|m| add(m.start, m.end));
    }
    annotation.convert_offsets(OffsetUnit::Utf16);
    // A buffer that grows by doubling would need three times the room.
    let guess = annotation.text.len() + annotation.casualties.len() * 600 + points.len() * 330 + 1000;
    let mut out: Vec<u8> = Vec::with_capacity(guess);
    let mut points = points.into_iter();
    field(&mut out, "{\"format\":", &annotation.format);
    field(&mut out, ",\"id\":", &annotation.id);
    field(&mut out, ",\"text\":", &annotation.text);
    field(&mut out, ",\"offset_unit\":", &annotation.offset_unit);
    field(&mut out, ",\"document\":", &annotation.document);
    marks(&mut out, ",\"parties\":[", &annotation.parties, &mut points);
    marks(&mut out, ",\"casualties\":[", &annotation.casualties, &mut points);
    marks(&mut out, ",\"materiel\":[", &annotation.materiel, &mut points);
    marks(&mut out, ",\"locations\":[", &annotation.locations, &mut points);
    marks(&mut out, ",\"dates\":[", &annotation.dates, &mut points);
    out.push(b'}');
    String::from_utf8(out).unwrap_or_default()
}

fn field(out: &mut Vec<u8>, name: &str, value: &impl Serialize) {
    out.extend_from_slice(name.as_bytes());
    json::write(out, value);
}

fn marks(out: &mut Vec<u8>, name: &str, layer: &[impl Serialize], points: &mut impl Iterator<Item = [usize; 2]>) {
    out.extend_from_slice(name.as_bytes());
    for (index, mark) in layer.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        json::write(out, mark);
        // Two fields more before the brace that closes the mark.
        out.pop();
        let [start, end] = points.next().unwrap_or_default();
        field(out, ",\"start_cp\":", &start);
        field(out, ",\"end_cp\":", &end);
        out.push(b'}');
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Options};

    #[test]
    fn every_mark_has_both_units() {
        let text = "\u{1f54a} Köln: Shelling killed six civilians and destroyed two tanks in Kharkiv on Tuesday, Ukraine said.";
        let engine = Engine::new();
        let options = |offset_unit| Options { offset_unit, ..Options::default() };
        let json = page(engine.annotate(text, &options(OffsetUnit::Byte)));
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
