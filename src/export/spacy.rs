//! spaCy and displaCy: one JSON line with the text and its entities by code points.

use super::json;
use super::mark::Mark;
use super::positions::Positions;
use crate::model::Annotation;
use serde_json::{json, Value};

/// `ents` never overlap, as both tools ask (the longest mark wins); `spans.sc` holds every mark, for the span categoriser.
pub fn spacy(annotation: &Annotation) -> String {
    let marks = Mark::all(annotation, &Positions::of(annotation));
    let (apart, _) = Mark::without_overlaps(&marks);
    let list = |marks: &[Mark]| -> Vec<Value> {
        let span = |mark: &Mark| {
            let label = mark.layer.label().to_ascii_uppercase();
            json!({ "start": mark.start.codepoint, "end": mark.end.codepoint, "label": label })
        };
        marks.iter().map(span).collect()
    };
    json::json(&json!({ "text": annotation.text, "ents": list(&apart), "spans": { "sc": list(&marks) } })) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn one_line_a_document() {
        let written = spacy(&sample());
        assert_eq!(written.lines().count(), 1);
        let value: Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(value["ents"].as_array().map(Vec::len), Some(4));
    }
}
