//! Runs the sentences of `tests/cases/*.md` against the engine; `tests/cases/README.md` describes their format.
//!
//! `cargo test --test cases` runs all, `cargo test --test cases WORD` those whose file, heading or sentence contains WORD.

use conflict_annotator::{Engine, Options};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let filters: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if std::env::args().any(|word| word == "--list") {
        return ExitCode::SUCCESS;
    }
    let engine = Engine::new();
    let (mut passed, mut left_out) = (0, 0);
    let mut failures = Vec::new();
    for path in case_files() {
        let name = format!("tests/cases/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                failures.push(format!("{name} cannot be read: {error}"));
                continue;
            }
        };
        for item in items(&text) {
            let place = format!("{name}:{}  {}", item.line, item.heading);
            if !filters.is_empty() && !filters.iter().any(|word| place.contains(word) || item.source.contains(word)) {
                left_out += 1;
                continue;
            }
            match Case::parse(&item).and_then(|case| case.check(&engine)) {
                Ok(()) => passed += 1,
                Err(problem) => failures.push(format!("{place}\n{problem}")),
            }
        }
    }
    for failure in &failures {
        println!("{failure}\n");
    }
    let verdict = if failures.is_empty() { "ok" } else { "FAILED" };
    println!("test result: {verdict}. {passed} passed; {} failed; {left_out} filtered out", failures.len());
    if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("README.md"));
    files.sort();
    files
}

/// The layers by the name a mark gives them, with their field in native JSON.
const LAYERS: [(&str, &str); 5] = [
    ("party", "parties"),
    ("casualty", "casualties"),
    ("materiel", "materiel"),
    ("location", "locations"),
    ("date", "dates"),
];

fn layer(name: &str) -> Result<&'static str, String> {
    LAYERS
        .iter()
        .find(|(one, many)| *one == name || *many == name)
        .map(|(_, many)| *many)
        .ok_or_else(|| format!("  there is no layer '{name}': party, casualty, materiel, location, date, or document"))
}

/// A list item as it stands in the file.
struct Item<'a> {
    line: usize,
    heading: &'a str,
    /// The item on one line, its continuation lines joined by spaces.
    source: String,
}

fn items(text: &str) -> Vec<Item<'_>> {
    let mut items: Vec<Item> = Vec::new();
    let mut heading = "";
    let mut open = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            heading = line;
            open = false;
        } else if let Some(source) = line.strip_prefix("- ") {
            items.push(Item { line: index + 1, heading, source: source.trim_end().to_owned() });
            open = true;
        } else if line.starts_with("  ") && !line.trim().is_empty() && open {
            if let Some(item) = items.last_mut() {
                item.source.push(' ');
                item.source.push_str(line.trim());
            }
        } else {
            open = false;
        }
    }
    items
}

/// A mark that must be there; span in code points.
struct Expected {
    layer: &'static str,
    start: usize,
    end: usize,
    fields: Vec<(String, String)>,
}

struct Case {
    text: Vec<char>,
    date: Option<String>,
    expected: Vec<Expected>,
    /// Fields of the document as a whole.
    document: Vec<(String, String)>,
    /// Layers in which nothing but the expected marks may be found.
    complete: Vec<&'static str>,
}

impl Case {
    fn parse(item: &Item) -> Result<Case, String> {
        let mut date = parenthesis(item.heading, "(date ").map(|(value, _)| value.to_owned());
        let mut source = item.source.as_str();
        if let Some((value, before)) = parenthesis(source, "(date ").filter(|_| source.ends_with(')')) {
            if source.len() == before + "(date ".len() + value.len() + 1 {
                date = Some(value.to_owned());
                source = source[..before].trim_end();
            }
        }
        let complete = match parenthesis(item.heading, "(layer:") {
            Some((names, _)) => names.split(',').map(|name| layer(name.trim())).collect::<Result<Vec<_>, _>>()?,
            None => Vec::new(),
        };
        let date = date.map(|date| date.trim().to_owned()).filter(|date| date != "none");
        let mut case = Case { text: Vec::new(), date, expected: Vec::new(), document: Vec::new(), complete };
        let characters: Vec<char> = source.chars().collect();
        case.read(&characters)?;
        if case.expected.is_empty() && case.document.is_empty() && case.complete.is_empty() {
            return Err("  the item marks nothing and its heading names no layer, so it would test nothing".into());
        }
        // A mark may contain others, so they come inner first; the text order reads better.
        case.expected.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        Ok(case)
    }

    /// Copies text, taking marks out; calls itself for marks inside marks.
    fn read(&mut self, source: &[char]) -> Result<(), String> {
        let mut at = 0;
        while at < source.len() {
            match source[at] {
                '\\' if at + 1 < source.len() => {
                    self.text.push(match source[at + 1] {
                        'n' => '\n',
                        't' => '\t',
                        other => other,
                    });
                    at += 2;
                }
                '[' => {
                    let marked = closing(source, at).filter(|&close| source.get(close + 1) == Some(&'{'));
                    let Some(close) = marked else {
                        self.text.push('[');
                        at += 1;
                        continue;
                    };
                    let start = self.text.len();
                    self.read(&source[at + 1..close])?;
                    at = close + 1;
                    while source.get(at) == Some(&'{') {
                        let (name, fields, next) = braces(source, at)?;
                        let (layer, end) = (layer(&name)?, self.text.len());
                        self.expected.push(Expected { layer, start, end, fields });
                        at = next;
                    }
                }
                '{' => {
                    let (name, fields, next) = braces(source, at)?;
                    if name != "document" {
                        return Err(format!("  {{{name} …}} needs a [span] before it"));
                    }
                    self.document.extend(fields);
                    while self.text.last() == Some(&' ') {
                        self.text.pop();
                    }
                    at = next;
                }
                other => {
                    self.text.push(other);
                    at += 1;
                }
            }
        }
        Ok(())
    }

    fn check(&self, engine: &Engine) -> Result<(), String> {
        let text: String = self.text.iter().collect();
        let options = Options { document_date: self.date.clone(), ..Options::default() };
        let annotation = serde_json::to_value(engine.annotate(&text, &options)).map_err(|error| error.to_string())?;
        let mut problems = String::new();
        for mark in &self.expected {
            let found = marks(&annotation, mark.layer);
            let same_span = found.iter().find(|row| range(row) == (mark.start, mark.end));
            let differences: Vec<String> = match same_span {
                Some(row) => mark.fields.iter().filter_map(|(name, value)| self.difference(row, name, value)).collect(),
                None => vec!["no such mark".to_owned()],
            };
            if differences.is_empty() {
                continue;
            }
            let fields: Vec<String> = mark.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let _ = writeln!(
                problems,
                "  expected {} [{}] {}",
                mark.layer,
                self.part(mark.start, mark.end),
                fields.join(" ")
            );
            let _ = writeln!(problems, "           {}", differences.join("; "));
            match same_span {
                Some(row) => {
                    let _ = writeln!(problems, "           by the rule «{}»", row["rule"].as_str().unwrap_or_default());
                }
                None => {
                    let near = |row: &&Value| range(row).0 < mark.end && mark.start < range(row).1;
                    for row in found.iter().filter(near) {
                        let _ = writeln!(problems, "     found {} {}", mark.layer, self.describe(row));
                    }
                }
            }
        }
        for layer in &self.complete {
            for row in marks(&annotation, layer) {
                let expected = self
                    .expected
                    .iter()
                    .any(|mark| mark.layer == *layer && mark.start < range(row).1 && range(row).0 < mark.end);
                if !expected {
                    let _ = writeln!(problems, "  unexpected {layer} {}", self.describe(row));
                }
            }
        }
        for (name, value) in &self.document {
            if let Some(difference) = self.difference(&annotation["document"], name, value) {
                let _ = writeln!(problems, "  document: {difference}");
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(format!("  {}\n{}", text.replace('\n', "⏎"), problems.trim_end()))
        }
    }

    /// `None` where the field has the expected value.
    fn difference(&self, row: &Value, name: &str, expected: &str) -> Option<String> {
        let value = match name {
            "low" | "best" | "high" | "hedge" => &row["count"][name],
            _ => &row[name],
        };
        let found = match (name, value) {
            ("count", Value::Object(count)) => ["low", "best", "high"].map(|field| plain(&count[field], "|")).join("/"),
            ("interval", value) => plain(value, "/"),
            ("victim_span" | "claimant_span", Value::Array(span)) => {
                let offset = |at: usize| span.get(at).and_then(Value::as_u64).unwrap_or(0) as usize;
                self.part(offset(0), offset(1))
            }
            ("warnings", Value::Array(warnings)) => {
                warnings.iter().map(|warning| plain(&warning["code"], "|")).collect::<Vec<_>>().join("|")
            }
            ("lat" | "lon", Value::Number(number)) => {
                // As many decimals as the case gives: a case says where a place is, not how the table rounds it.
                let decimals = expected.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                format!("{:.decimals$}", number.as_f64().unwrap_or(f64::NAN))
            }
            (_, value) => plain(value, "|"),
        };
        (found != expected).then(|| format!("{name}: expected {expected}, found {found}"))
    }

    fn describe(&self, row: &Value) -> String {
        let (start, end) = range(row);
        let mut words = format!("[{}]", self.part(start, end));
        for name in ["mention_type", "kind", "type", "outcome", "class", "effect", "canonical", "value", "reading"] {
            if !row[name].is_null() {
                let _ = write!(words, " {name}={}", plain(&row[name], "|"));
            }
        }
        if row["count"].is_object() {
            let count = ["low", "best", "high"].map(|field| plain(&row["count"][field], "|"));
            let _ = write!(words, " count={}", count.join("/"));
        }
        let _ = write!(words, " by the rule «{}»", row["rule"].as_str().unwrap_or_default());
        words
    }

    fn part(&self, start: usize, end: usize) -> String {
        self.text.get(start..end).unwrap_or_default().iter().collect()
    }
}

fn marks<'a>(annotation: &'a Value, layer: &str) -> &'a [Value] {
    annotation[layer].as_array().map_or(&[], Vec::as_slice)
}

fn range(row: &Value) -> (usize, usize) {
    let offset = |name| row[name].as_u64().unwrap_or(0) as usize;
    (offset("start"), offset("end"))
}

/// A JSON value as the cases write it: `null` is `-`, lists are joined.
fn plain(value: &Value, separator: &str) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "-".to_owned(),
        Value::Array(items) => items.iter().map(|item| plain(item, separator)).collect::<Vec<_>>().join(separator),
        other => other.to_string(),
    }
}

/// What follows `opening` up to the closing parenthesis, and where `opening` begins; the last one in the text.
fn parenthesis<'a>(text: &'a str, opening: &str) -> Option<(&'a str, usize)> {
    let at = text.rfind(opening)?;
    let rest = &text[at + opening.len()..];
    Some((&rest[..rest.find(')')?], at))
}

/// The `]` that closes the `[` at `open`.
fn closing(source: &[char], open: usize) -> Option<usize> {
    let mut depth = 0;
    let mut at = open;
    while at < source.len() {
        match source[at] {
            '\\' => at += 1,
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Reads `{name key=value key="two words"}` at `open`: name, fields, and the index after the brace.
#[allow(clippy::type_complexity)] // a triple that only `read` sees
fn braces(source: &[char], open: usize) -> Result<(String, Vec<(String, String)>, usize), String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for (at, &character) in source.iter().enumerate().skip(open + 1) {
        match character {
            '"' => quoted = !quoted,
            '}' if !quoted => {
                words.push(word);
                let mut words = words.into_iter().filter(|word| !word.is_empty());
                let name = words.next().unwrap_or_default();
                let fields = words
                    .map(|word| {
                        let (key, value) =
                            word.split_once('=').ok_or_else(|| format!("  '{word}' is not key=value"))?;
                        let value = if value.is_empty() || value == "null" { "-" } else { value };
                        Ok((key.to_owned(), value.to_owned()))
                    })
                    .collect::<Result<Vec<_>, String>>()?;
                return Ok((name, fields, at + 1));
            }
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            other => word.push(other),
        }
    }
    Err("  a { is not closed".into())
}
