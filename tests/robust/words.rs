//! What texts are made of: hand-picked words that rules wake at and signs that break things, and the sentences of
//! `tests/cases`.

use std::path::Path;

/// What articles are made of, and what breaks them.
pub const PARTS: &[&str] = &[
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

/// The sentences of the cases (`tests/cases/*.md`), without their marks.
pub fn sentences_of_cases(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    let mut sentences = Vec::new();
    for text in files.iter().filter_map(|path| std::fs::read_to_string(path).ok()) {
        for line in text.lines() {
            match line.strip_prefix("- ") {
                Some(item) => sentences.push(item.to_owned()),
                None => {
                    let continued = line.strip_prefix("  ").zip(sentences.last_mut());
                    if let Some((more, sentence)) = continued {
                        *sentence = format!("{sentence} {}", more.trim());
                    }
                }
            }
        }
    }
    sentences.iter().map(|sentence| bare(sentence)).collect()
}

/// A case without brackets, values and its own date.
fn bare(case: &str) -> String {
    let mut text = String::new();
    let mut characters = case.chars();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        match character {
            '[' | ']' => {}
            '{' if matches!(before, ']' | '}') => {
                let _ = characters.by_ref().find(|&c| c == '}');
                before = '}';
                continue;
            }
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                other => text.extend(other),
            },
            _ => text.push(character),
        }
        before = character;
    }
    match text.rfind(" (date ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// Every word and sign of `sentences` once, in order.
pub fn vocabulary(sentences: &[String]) -> Vec<String> {
    let mut words: Vec<String> = sentences
        .iter()
        .flat_map(|sentence| sentence.split_inclusive([' ', ',', '.', ';', '"', '(', ')']))
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    words.sort();
    words.dedup();
    words
}
