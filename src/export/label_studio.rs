//! Label Studio: a task with its text and the marks as predictions.

use super::json;
use super::mark::Mark;
use super::positions::Positions;
use crate::model::Annotation;
use serde_json::{json, Value};

/// Writes one task for a configuration with `<Labels name="label" toName="text">` and `<Text name="text" value="$text">`.
pub fn label_studio(annotation: &Annotation) -> String {
    let marks = Mark::all(annotation, &Positions::of(annotation));
    let result: Vec<Value> = marks
        .iter()
        .map(|mark| {
            json!({
                "id": mark.layer.id(), "type": "labels", "from_name": "label", "to_name": "text",
                "value": {
                    "start": mark.start.codepoint, "end": mark.end.codepoint,
                    "text": mark.words(&annotation.text), "labels": [mark.layer.label()],
                },
                "meta": { "text": [mark.layer.value()] },
            })
        })
        .collect();
    json::json(&json!([{
        "data": { "text": annotation.text, "date": annotation.document.date },
        "predictions": [{ "model_version": annotation.format, "result": result }],
    }]))
}
