//! The engine as the browser runs it: the same text gives the same marks, and offsets fit JavaScript's strings.
#![cfg(target_arch = "wasm32")]

use conflict_annotator::model::{Annotation, OffsetUnit};
use conflict_annotator::{Engine, Options};
use wasm_bindgen_test::wasm_bindgen_test;

const ARTICLE: &str =
    "KYIV, Sept. 12 (AP) — Shelling killed six civilians and wounded 14 others near Kharkiv on Tuesday, \
    Ukraine's army said. 🚑 Two of Russia's tanks were destroyed. The governor of Malmö sent “help”.\n\
    وقال الجيش إن three soldiers were killed in Syria on 3 March 2018.";

fn annotate(text: &str, offset_unit: OffsetUnit) -> Annotation {
    let options = Options { document_date: Some("2022-09-14".into()), offset_unit, ..Options::default() };
    Engine::new().annotate(text, &options)
}

/// Start, end and text of every mark.
fn spans(annotation: &Annotation) -> Vec<(usize, usize, &str)> {
    let parties = annotation.parties.iter().map(|mark| (mark.start, mark.end, mark.text.as_str()));
    let casualties = annotation.casualties.iter().map(|mark| (mark.start, mark.end, mark.text.as_str()));
    let materiel = annotation.materiel.iter().map(|mark| (mark.start, mark.end, mark.text.as_str()));
    let locations = annotation.locations.iter().map(|mark| (mark.start, mark.end, mark.text.as_str()));
    let dates = annotation.dates.iter().map(|mark| (mark.start, mark.end, mark.text.as_str()));
    parties.chain(casualties).chain(materiel).chain(locations).chain(dates).collect()
}

#[wasm_bindgen_test]
fn offsets_count_utf16_units() {
    let units: Vec<u16> = ARTICLE.encode_utf16().collect();
    for (start, end, text) in spans(&annotate(ARTICLE, OffsetUnit::Utf16)) {
        assert_eq!(String::from_utf16_lossy(&units[start..end]), text);
    }
}

#[wasm_bindgen_test]
fn offsets_count_code_points() {
    let points: Vec<char> = ARTICLE.chars().collect();
    for (start, end, text) in spans(&annotate(ARTICLE, OffsetUnit::Codepoint)) {
        assert_eq!(points[start..end].iter().collect::<String>(), text);
    }
}

#[wasm_bindgen_test]
fn every_layer_finds_something() {
    let annotation = annotate(ARTICLE, OffsetUnit::Utf16);
    assert!(!annotation.parties.is_empty(), "parties");
    assert!(!annotation.casualties.is_empty(), "casualties");
    assert!(!annotation.materiel.is_empty(), "materiel");
    assert!(!annotation.locations.is_empty(), "locations");
    assert!(!annotation.dates.is_empty(), "dates");
}

#[wasm_bindgen_test]
fn the_text_stays_exactly_as_it_was() {
    for text in ["", "\r\n\r\n", "a\u{0}b", "👨‍👩‍👧‍👦", "\u{202e}killed 3\u{202c}", "<b>2 soldiers were killed</b>"]
    {
        assert_eq!(annotate(text, OffsetUnit::Utf16).text, text);
    }
}

#[wasm_bindgen_test]
fn the_same_text_gives_the_same_marks() {
    assert_eq!(annotate(ARTICLE, OffsetUnit::Utf16), annotate(ARTICLE, OffsetUnit::Utf16));
}
