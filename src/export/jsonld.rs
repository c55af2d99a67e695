//! W3C Web Annotations: an array of annotations, each with a quote and a position selector. Recogito needs both.

use super::json;
use super::mark::Mark;
use super::positions::Positions;
use crate::model::Annotation;
use serde_json::{json, Value};

/// Characters before and after a quotation that tell its copies apart.
const CONTEXT: usize = 32;

/// Writes all marks; positions are code points, as the data model asks.
pub fn jsonld(annotation: &Annotation) -> String {
    let text = &annotation.text;
    let marks = Mark::all(annotation, &Positions::of(annotation));
    let annotations: Vec<Value> = marks
        .iter()
        .map(|mark| {
            let (before, after) = (&text[..mark.start.byte], &text[mark.end.byte..]);
            let prefix = before.char_indices().rev().nth(CONTEXT - 1).map_or(before, |(at, _)| &before[at..]);
            let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
            json!({
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": format!("#{}", mark.layer.id()),
                "type": "Annotation",
                "motivation": "tagging",
                "body": [
                    { "type": "TextualBody", "purpose": "tagging", "value": mark.layer.label().to_ascii_lowercase() },
                    { "type": "TextualBody", "purpose": "describing", "value": mark.layer.value() },
                ],
                "target": {
                    "source": "article.txt",
                    "selector": [
                        { "type": "TextQuoteSelector", "exact": mark.words(text), "prefix": prefix, "suffix": suffix },
                        { "type": "TextPositionSelector", "start": mark.start.codepoint, "end": mark.end.codepoint },
                    ],
                },
            })
        })
        .collect();
    json::json(&annotations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn both_selectors_say_the_same() {
        let annotation = sample();
        let points: Vec<char> = annotation.text.chars().collect();
        let written: Vec<Value> = serde_json::from_str(&jsonld(&annotation)).expect("JSON");
        assert_eq!(written.len(), 4);
        for one in written {
            let [quote, position] = [&one["target"]["selector"][0], &one["target"]["selector"][1]];
            let at = |name: &str| position[name].as_u64().unwrap_or_default() as usize;
            let exact: String = points[at("start")..at("end")].iter().collect();
            assert_eq!(quote["exact"], exact);
        }
    }
}
