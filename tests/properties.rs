//! What must hold for any text: no panic, offsets inside the text and on character borders, layers without overlap,
//! counts in order, the same output for the same input, and the three offset units in agreement.
//!
//! Texts are hostile ones written by hand and mixtures made from a seed. `PROPERTIES_ROUNDS=100000 cargo test --release
//! --test properties` looks longer; a failure names the seed and prints the text.

use conflict_annotator::model::{Annotation, Count, OffsetUnit};
use conflict_annotator::{Engine, Options};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::time::{Duration, Instant};

/// A mark of any layer, as far as these tests care.
struct Mark {
    layer: &'static str,
    start: usize,
    end: usize,
    text: String,
}

fn marks(annotation: &Annotation) -> Vec<Mark> {
    let mut marks = Vec::new();
    macro_rules! collect {
        ($($layer:ident)*) => {
            $(for mark in &annotation.$layer {
                marks.push(Mark { layer: stringify!($layer), start: mark.start, end: mark.end, text: mark.text.clone() });
            })*
        };
    }
    collect!(parties casualties materiel locations dates);
    marks
}

/// Spans beside the marks' own: victims, claimants, warnings.
fn other_spans(annotation: &Annotation) -> Vec<[usize; 2]> {
    let casualties = annotation.casualties.iter();
    let mut spans: Vec<[usize; 2]> = casualties.flat_map(|c| [c.victim_span, c.claimant_span]).flatten().collect();
    spans.extend(annotation.document.warnings.iter().flat_map(|warning| warning.spans.iter().copied()));
    spans
}

fn annotate(engine: &Engine, text: &str, unit: OffsetUnit) -> Annotation {
    let options = Options { document_date: Some("2022-09-14".into()), offset_unit: unit, ..Options::default() };
    engine.annotate(text, &options)
}

/// `Err` says what does not hold.
fn check(engine: &Engine, text: &str) -> Result<(), String> {
    let bytes = annotate(engine, text, OffsetUnit::Byte);
    let points = annotate(engine, text, OffsetUnit::Codepoint);
    let units = annotate(engine, text, OffsetUnit::Utf16);
    if bytes != annotate(engine, text, OffsetUnit::Byte) {
        return Err("the same text gave other marks the second time".into());
    }
    if bytes.text != text {
        return Err("the text was changed".into());
    }
    let chars: Vec<char> = text.chars().collect();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let (of_bytes, of_points, of_units) = (marks(&bytes), marks(&points), marks(&units));
    if of_bytes.len() != of_points.len() || of_bytes.len() != of_units.len() {
        return Err("the offset unit changed the number of marks".into());
    }
    for ((byte, point), unit) in of_bytes.iter().zip(&of_points).zip(&of_units) {
        let Mark { layer, start, end, text: covered } = byte;
        let problem = |what: &str| Err(format!("{layer} {start}..{end} '{covered}': {what}"));
        if start >= end {
            return problem("empty span");
        }
        if text.get(*start..*end) != Some(covered) {
            return problem("the bytes are not the mark's text");
        }
        if chars.get(point.start..point.end).map(|part| part.iter().collect::<String>()).as_ref() != Some(covered) {
            return problem("the code points are not the mark's text");
        }
        if utf16.get(unit.start..unit.end).map(String::from_utf16_lossy).as_ref() != Some(covered) {
            return problem("the UTF-16 units are not the mark's text");
        }
    }
    for pair in of_bytes.windows(2) {
        if pair[0].layer == pair[1].layer && pair[1].start < pair[0].end {
            let (layer, first, second) = (pair[0].layer, &pair[0].text, &pair[1].text);
            return Err(format!("{layer}: '{first}' and '{second}' overlap or stand in the wrong order"));
        }
    }
    for [start, end] in other_spans(&bytes) {
        if start > end || text.get(start..end).is_none() {
            return Err(format!("the span {start}..{end} of a victim, claimant or warning is not in the text"));
        }
    }
    let counts =
        bytes.casualties.iter().map(|c| (&c.text, c.count)).chain(bytes.materiel.iter().map(|m| (&m.text, m.count)));
    for (mark, Count { low, best, high, .. }) in counts {
        let bounds: Vec<u64> = [low, best, high].into_iter().flatten().collect();
        if !bounds.is_sorted() {
            return Err(format!("'{mark}': low {low:?}, best {best:?}, high {high:?} are not in order"));
        }
    }
    for location in &bytes.locations {
        let inside =
            location.lat.is_none_or(|lat| lat.abs() <= 90.0) && location.lon.is_none_or(|lon| lon.abs() <= 180.0);
        if !inside || location.lat.is_some() != location.lon.is_some() {
            return Err(format!("'{}' lies at {:?}, {:?}", location.text, location.lat, location.lon));
        }
    }
    Ok(())
}

/// Checks a text; a panic is a failure like any other.
fn must_hold(engine: &Engine, name: &str, text: &str) {
    let result = catch_unwind(AssertUnwindSafe(|| check(engine, text)));
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

/// What articles are made of, and what breaks them.
const PARTS: &[&str] = &[
    "killed",
    "wounded",
    "dead",
    "killing",
    "the deaths of",
    "death toll",
    "two",
    "three others",
    "at least",
    "more than",
    "up to",
    "14",
    "30,000",
    "1.2 million",
    "dozens of",
    "hundreds",
    "no",
    "neither",
    "soldiers",
    "civilians",
    "people",
    "children",
    "tanks",
    "T-72",
    "helicopter",
    "shot down",
    "destroyed",
    "captured",
    "missing",
    "fled",
    "displaced",
    "including",
    "among them",
    "and",
    "or",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "\"",
    "“",
    "”",
    "’s",
    "'s",
    "--",
    "—",
    "-",
    "/",
    "\n",
    "\n\n",
    "\r\n",
    "the",
    "a",
    "of",
    "in",
    "near",
    "on",
    "by",
    "from",
    "to",
    "that",
    "who",
    "which",
    "said",
    "told",
    "denied",
    "according to",
    "reported",
    "could",
    "if",
    "it",
    "he",
    "Russia",
    "Russian",
    "Ukraine",
    "U.S.",
    "United Nations",
    "Washington",
    "Kremlin",
    "Islamic State",
    "Hamas",
    "army",
    "police",
    "Defense Ministry",
    "President",
    "Gen.",
    "Lt. Gen.",
    "Mr.",
    "Abdel Fattah al-Burhan",
    "Müller",
    "spokesman",
    "for",
    "rebels",
    "both sides",
    "Mosul",
    "Iraq",
    "Nagorno-Karabakh",
    "Gaza Strip",
    "West Bank",
    "Goma",
    "30 km north of",
    "southern",
    "Tripoli",
    "Jordan",
    "Georgia",
    "Chad",
    "Turkey",
    "May",
    "March",
    "second",
    "Tuesday",
    "Sept. 12",
    "2022",
    "Feb. 13-14",
    "last week",
    "three days later",
    "overnight",
    "early",
    "the 1990s",
    "since",
    "until",
    "between",
    "ago",
    "years",
    "for months",
    "9/11",
    "2018-03-03",
    "10:30 a.m.",
    "UTC",
    "this",
    "next",
    "daily",
    "KYIV",
    "(UPI)",
    "👨‍👩‍👧‍👦",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{a0}",
    "\0",
    "١٢",
    "ﬁ",
    "İ",
    "ß",
    "ǅ",
    "𝟙𝟚",
];

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
