//! What each fuzz target does with the bytes it is given. What must hold stands in `tests/robust`, which the ordinary
//! tests share; here bytes only become texts, documents and files.

#[path = "../../tests/robust/mod.rs"]
pub mod robust;

use conflict_annotator::export::Format;
use conflict_annotator::model::OffsetUnit;
use conflict_annotator::{Engine, Options};
use std::cell::RefCell;
use std::sync::OnceLock;

/// Ends the run where something does not hold; libFuzzer keeps the bytes.
pub fn hold(target: &str, outcome: Result<(), String>) {
    if let Err(problem) = outcome {
        panic!("{target}: {problem}");
    }
}

/// The engine with the full gazetteer, as the page has it.
fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Engine::new();
        engine.load_gazetteer(&gazetteer_file()).expect("data/gazetteer.bin is a gazetteer");
        engine
    })
}

fn gazetteer_file() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/gazetteer.bin")).expect("data/gazetteer.bin")
}

/// Any bytes as an article.
pub fn annotate(bytes: &[u8]) -> Result<(), String> {
    article(bytes, &String::from_utf8_lossy(bytes))
}

/// Two bytes a word.
pub fn words(bytes: &[u8]) -> Result<(), String> {
    article(bytes, &text_of_words(bytes))
}

/// All three offset units cost three runs: every eighth input pays for them, by its own bytes, so that it fails again.
fn article(bytes: &[u8], text: &str) -> Result<(), String> {
    if choice_of(bytes) % 8 == 0 {
        return robust::annotation_holds(engine(), text);
    }
    robust::annotation_stands(engine(), text)
}

/// A choice that is an input's own, so that it fails again the same way.
fn choice_of(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum: u8, byte| sum.wrapping_mul(31).wrapping_add(*byte))
}

/// One format an input, all of them for one in twelve: inputs are many, and most of the time would go to writing.
fn formats(bytes: &[u8]) -> &'static [(Format, &'static str)] {
    let choice = usize::from(choice_of(bytes)) % (Format::ALL.len() + 1);
    static ALL: [(Format, &str); Format::ALL.len()] = Format::ALL;
    ALL.get(choice..=choice).unwrap_or(&ALL)
}

/// A paragraph more at the end.
pub fn append(bytes: &[u8]) -> Result<(), String> {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    robust::appending_keeps(engine(), &text_of_words(first), &text_of_words(second))
}

/// A text and offsets into it.
pub fn offsets(bytes: &[u8]) -> Result<(), String> {
    let (numbers, text) = bytes.split_at(bytes.len().min(8));
    robust::offsets_hold(&String::from_utf8_lossy(text), &numbers.iter().map(|&n| usize::from(n)).collect::<Vec<_>>())
}

/// Any bytes as native JSON; most of them as a tree that is JSON.
pub fn import(bytes: &[u8]) -> Result<(), String> {
    match bytes.split_first() {
        Some((choice, rest)) if choice % 8 > 0 => robust::exports::import_holds_in(&json_of(rest), formats(bytes)),
        _ => robust::exports::import_holds_in(&String::from_utf8_lossy(bytes), formats(bytes)),
    }
}

/// An article, and what an editor may do to its marks.
pub fn export(bytes: &[u8]) -> Result<(), String> {
    let (edits, article) = bytes.split_at(bytes.len().min(12));
    let unit = [OffsetUnit::Codepoint, OffsetUnit::Utf16, OffsetUnit::Byte]
        [usize::from(edits.first().copied().unwrap_or_default() % 3)];
    let text = match edits.get(1).is_some_and(|choice| choice % 2 == 0) {
        true => text_of_words(article),
        false => String::from_utf8_lossy(article).into_owned(),
    };
    let options = Options { document_date: Some("2022-09-14".into()), offset_unit: unit, ..Options::default() };
    let mut annotation = engine().annotate(&text, &options);
    robust::exports::exports_hold_in(&annotation, formats(bytes))?;
    robust::exports::edit(&mut annotation, edits);
    robust::exports::exports_hold_in(&annotation, formats(bytes))
}

/// A gazetteer: the bytes themselves, and with the checksum put right, so that what lies behind it is reached.
pub fn gazetteer(bytes: &[u8]) -> Result<(), String> {
    let mut file = conflict_annotator::lexicon::gazetteer::MAGIC.to_vec();
    file.extend_from_slice(bytes);
    file.extend_from_slice(&conflict_annotator::lexicon::gazetteer::checksum(&file));
    // Making an engine takes longer than a thousand refusals; one that took a file in is not used again.
    thread_local!(static FRESH: RefCell<Option<Engine>> = const { RefCell::new(None) });
    FRESH.with_borrow_mut(|fresh| {
        let engine = fresh.get_or_insert_with(Engine::new);
        let taken = engine.load_gazetteer(bytes).is_ok() | engine.load_gazetteer(&file).is_ok_and(|places| places > 0);
        if !taken {
            return Ok(());
        }
        let outcome = robust::still_works(engine);
        *fresh = None;
        outcome
    })
}

/// A tree of JSON from bytes: the fields that native JSON has, with values that it may not have.
pub fn json_of(bytes: &[u8]) -> String {
    let mut bytes = bytes.iter().copied().map(usize::from);
    let mut document = serde_json::Map::new();
    let mut next = || bytes.next();
    let text = [NATIVE_TEXT, "", "é🕊\u{301}\r\n\tß"][next().unwrap_or_default() % 3];
    document.insert("text".into(), text.into());
    document
        .insert("offset_unit".into(), ["codepoint", "utf16", "byte", "line"][next().unwrap_or_default() % 4].into());
    let mut layer: Vec<serde_json::Value> = Vec::new();
    let mut mark = serde_json::Map::new();
    while let Some(choice) = next() {
        match choice {
            0..=223 => {
                let (Some(value), key) = (next(), robust::exports::FIELDS[choice % robust::exports::FIELDS.len()])
                else {
                    break;
                };
                mark.insert(key.into(), value_of(value));
            }
            224..=239 => layer.push(std::mem::take(&mut mark).into()),
            _ => {
                layer.push(std::mem::take(&mut mark).into());
                document.insert(
                    robust::exports::LAYERS[choice % robust::exports::LAYERS.len()].into(),
                    std::mem::take(&mut layer).into(),
                );
            }
        }
    }
    layer.push(mark.into());
    document.insert("casualties".into(), layer.into());
    serde_json::Value::Object(document).to_string()
}

const NATIVE_TEXT: &str = "Chad said Libya killed \"at least three\" villagers, 🕊 in\tOuadi\r\nDoum on <Sunday>.";

fn value_of(choice: usize) -> serde_json::Value {
    use serde_json::json;
    match choice {
        0..=79 => json!(choice),
        80 => serde_json::Value::Null,
        81 => json!(choice % 2 == 0),
        82 => json!(-1),
        83 => json!(1.5e300),
        84 => json!(u64::MAX),
        85..=159 => json!([choice - 85, choice % 80]),
        160..=199 => json!(robust::exports::TRAPS[choice % robust::exports::TRAPS.len()]),
        200..=219 => json!([robust::exports::TRAPS[choice % robust::exports::TRAPS.len()], "A"]),
        220..=229 => json!({ "low": choice, "best": u64::MAX, "high": null, "hedge": "range", "A": ["x"], "B": [1] }),
        _ => json!(robust::exports::NAMES[choice % robust::exports::NAMES.len()]),
    }
}

/// Words from bytes, two a word: a bit says whether a space follows, a bit which list, the rest which word of it.
pub fn text_of_words(bytes: &[u8]) -> String {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases");
        robust::words::vocabulary(&robust::words::sentences_of_cases(std::path::Path::new(folder)))
    });
    let mut text = String::new();
    for pair in bytes.chunks_exact(2) {
        let [high, low] = [usize::from(pair[0]), usize::from(pair[1])];
        let number = (high & 0x3f) << 8 | low;
        let word = match high & 0x40 {
            0 => robust::words::PARTS[number % robust::words::PARTS.len()],
            _ => &words[number % words.len()],
        };
        text.push_str(word);
        if high & 0x80 == 0 {
            text.push(' ');
        }
    }
    text
}
