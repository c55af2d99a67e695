//! What must hold for any text: no panic, offsets inside the text and on character borders, layers without overlap,
//! counts in order, the same output for the same input, and the three offset units in agreement.
//!
//! Texts are hostile ones written by hand and mixtures made from a seed. `PROPERTIES_ROUNDS=100000 cargo test --release
//! --test properties` looks longer; a failure names the seed and prints the text.

mod robust;

use conflict_annotator::model::OffsetUnit;
use conflict_annotator::Engine;
use robust::exports::{edit, exports_hold};
use robust::words::{sentences_of_cases, PARTS};
use robust::{annotate, annotation_holds};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::time::{Duration, Instant};

/// Checks a text; a panic is a failure like any other.
fn must_hold(engine: &Engine, name: &str, text: &str) {
    let result = catch_unwind(AssertUnwindSafe(|| annotation_holds(engine, text)));
    let problem = match result {
        Ok(Ok(())) => return,
        Ok(Err(problem)) => problem,
        Err(_) => "it panicked".into(),
    };
    let shown: String = text.chars().take(2_000).collect();
    panic!("{name}: {problem}\n--- text ---\n{shown}\n--- as a literal ---\n{shown:?}");
}

#[test]
fn hostile_texts() {
    let engine = Engine::new();
    let repeated = |part: &str, bytes: usize| part.repeat(bytes / part.len());
    let every_block: String = (0..0x11_0000_u32).step_by(61).filter_map(char::from_u32).collect();
    let texts = [
        ("nothing", String::new()),
        ("one space", " ".into()),
        ("NUL", "Two\0soldiers were\0killed in\0Mosul on\0Tuesday".into()),
        ("every block of Unicode", every_block),
        ("lone combining marks", repeated("\u{301}\u{327}", 20_000)),
        (
            "combining marks on everything",
            "Two soldiers were killed in Mosul".chars().flat_map(|c| [c, '\u{301}', '\u{323}']).collect(),
        ),
        ("right to left", repeated("قتل 12 جنديا في حلب يوم الثلاثاء. ", 20_000)),
        (
            "right to left marks inside",
            "\u{202e}12 soldiers\u{202c} were \u{2067}killed\u{2069} in Alep\u{200f}po".into(),
        ),
        ("emoji", repeated("👨‍👩‍👧‍👦 killed 🇺🇦 12 🚑 ", 20_000)),
        ("one word", repeated("killed", 100_000)),
        ("one word with spaces", repeated("killed ", 100_000)),
        ("numbers", repeated("12 ", 100_000)),
        ("digits", repeated("9", 100_000)),
        ("number words", repeated("twenty thousand million and ", 50_000)),
        (
            "too large a number",
            "99,999,999,999,999,999,999,999 people were killed, or 1e400, or 18446744073709551616 died".into(),
        ),
        ("quotes", repeated("\"'“”‘’``''«»", 50_000)),
        ("open brackets", repeated("([{<", 50_000)),
        ("dates", repeated("March 3, 2018, ", 50_000)),
        ("weekdays", repeated("Monday night or early Tuesday, ", 50_000)),
        (
            "days that are none",
            "February 31, 2018; 99/99/9999; 0000-00-00; 25:61 a.m.; the 1990st; year 99999; Sept. 0".into(),
        ),
        ("places", repeated("Mosul, Iraq, Aleppo, Syria and ", 50_000)),
        ("titles", repeated("Lt. Gen. President Dr. Mr. ", 50_000)),
        ("casualties", repeated("killing two and wounding three others, ", 50_000)),
        ("commas", repeated(",", 50_000)),
        ("full stops", repeated(".", 50_000)),
        ("capitals", repeated("TWO SOLDIERS WERE KILLED IN MOSUL ON TUESDAY. ", 50_000)),
        ("line breaks", repeated("\r\n\n\r\u{2028}\u{2029}\u{85}", 20_000)),
        ("white space", repeated("\t \u{a0}\u{2003}\u{200b}\u{feff}", 20_000)),
        ("markup", repeated("<script>alert('killed 3')</script><b>Iraq</b>&amp;", 20_000)),
        ("formulas", "=HYPERLINK(\"x\")\t+1 killed\t-2 wounded\t@SUM(A1)".into()),
        ("half words", "Two sold\u{ad}iers we\u{200d}re kil\u{2060}led in Mo\u{2011}sul".into()),
        ("look-alikes", "Twо sоldiеrs wеrе killеd in Моsul".into()),
        ("full width", "Ｔｗｏ soldiers １２ killed in Ｍｏｓｕｌ ２０１８年３月".into()),
        ("Arabic digits", "١٢ soldiers and ۱۲ rebels were killed, ½ wounded, Ⅻ missing, ²³ captured".into()),
        ("a long word", format!("{} was killed", repeated("Ab", 50_000))),
        ("a long name", repeated("Nagorno-", 50_000)),
        ("cut short", "At least 12 soldiers and three of their".into()),
        ("only hyphens", repeated("-–—", 20_000)),
        ("initials", repeated("U.S.A.B.C. ", 20_000)),
        ("possessives", repeated("Russia's army's general's 's ", 20_000)),
        ("datelines", repeated("KYIV, Sept. 12 (UPI) -- ", 20_000)),
        ("said", repeated("he said that she said ", 20_000)),
    ];
    for (name, text) in &texts {
        must_hold(&engine, name, text);
    }
}

#[test]
fn cut_anywhere() {
    let engine = Engine::new();
    let text = "KYIV, Sept. 12 (UPI) -- At least 14 of Russia’s soldiers — “heroes”, Gen. Léo Müller said — were killed and 50 hurt \
        overnight in Kharkiv’s north; two T-72 tanks were destroyed, 30 km from Zürich.";
    for cut in text.char_indices().map(|(at, _)| at) {
        must_hold(&engine, "the beginning", &text[..cut]);
        must_hold(&engine, "the end", &text[cut..]);
    }
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

#[test]
fn mixtures() {
    let engine = Engine::new();
    let rounds = std::env::var("PROPERTIES_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3_000_u64);
    for seed in 0..rounds {
        let mut random = Random(seed);
        let mut text = String::new();
        for _ in 0..1 + random.below(40) {
            text.push_str(PARTS[random.below(PARTS.len())]);
            // Mostly words apart, sometimes glued together.
            if random.below(8) > 0 {
                text.push(' ');
            }
        }
        must_hold(&engine, &format!("seed {seed}"), &text);
    }
}

/// Paragraphs of cases, each behind each other's neighbour.
#[test]
fn a_paragraph_more_moves_no_date_and_no_loss_of_materiel() {
    let engine = Engine::new();
    let sentences = sentences_of_cases(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
    assert!(sentences.len() > 300, "the cases were not found");
    for pair in sentences.windows(2) {
        robust::appending_keeps(&engine, &pair[0], &pair[1]).unwrap_or_else(|problem| panic!("{problem}"));
    }
}

/// What the engine wrote, and what an editor may have made of it, in every format.
#[test]
fn exports_can_be_read() {
    let engine = Engine::new();
    let mut random = Random(7);
    for sentence in sentences_of_cases(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")) {
        let unit = [OffsetUnit::Byte, OffsetUnit::Utf16, OffsetUnit::Codepoint][random.below(3)];
        let mut annotation = annotate(&engine, &sentence, unit);
        let choices: Vec<u8> = (0..12).map(|_| random.below(256) as u8).collect();
        let untouched = exports_hold(&annotation);
        edit(&mut annotation, &choices);
        untouched
            .and_then(|()| exports_hold(&annotation))
            .unwrap_or_else(|problem| panic!("{problem}\n--- text ---\n{sentence}\n--- edits ---\n{choices:?}"));
    }
}

/// Positions in texts where bytes, UTF-16 units and code points differ.
#[test]
fn offsets_agree() {
    let offsets: Vec<usize> = (0..40).chain([255, 256, usize::MAX]).collect();
    for text in ["", "plain", "é🕊x", "👨‍👩‍👧‍👦 Kärnten 🇺🇦", "e\u{301}\r\n\0", "\u{10ffff}\u{ffff}\u{d7ff}", "قتل 12 جنديا"]
    {
        robust::offsets_hold(text, &offsets).unwrap_or_else(|problem| panic!("{text:?}: {problem}"));
    }
}

/// No text may take time out of proportion: eight short texts take about as long as one eight times as long.
#[test]
fn time_grows_with_length() {
    let engine = Engine::new();
    let shapes = [
        "killing two and wounding three others, ",
        "Mosul ",
        "(",
        "12 ",
        "March 3, 2018 ",
        "Gen. Abdel Fattah al-Burhan said ",
        "\"he said, ",
        "soldiers and ",
        "9",
        "a",
        "of the ",
        "\n",
        "Russia's ",
        "including ",
    ];
    let time = |text: &str, times: usize| {
        let begun = Instant::now();
        for _ in 0..times {
            annotate(&engine, text, OffsetUnit::Utf16);
        }
        begun.elapsed()
    };
    for shape in shapes {
        let (short, long) = (shape.repeat(20_000 / shape.len()), shape.repeat(160_000 / shape.len()));
        // Both in turn, so that whatever else the machine does slows both.
        let rounds = (0..5).map(|_| (time(&short, 8), time(&long, 1)));
        let best = rounds.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).unwrap_or_default();
        let (short, long) = (best.0.max(Duration::from_millis(10)), best.1);
        // Quadratic time would be eight times as much.
        assert!(long < short * 4, "'{shape}' repeated: {short:?} for 8 × 20 KB, {long:?} for 160 KB");
    }
}
