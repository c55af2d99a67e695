//! Every row of a table under `data/` proves itself: its example must yield it, and no row repeats another.

use conflict_annotator::lexicon::{class, Lexicon};
use conflict_annotator::text::Document;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

struct Row {
    file: String,
    cells: HashMap<String, String>,
}

fn rows(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let columns: Vec<String> = lines.next().unwrap_or("").split('\t').map(|c| c.trim().to_string()).collect();
    let file = path.file_name().unwrap_or_default().to_string_lossy().to_string();
    lines
        .map(|l| Row {
            file: file.clone(),
            cells: columns.iter().cloned().zip(l.split('\t').map(|c| c.trim().to_string())).collect(),
        })
        .collect()
}

fn tables(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
        .collect();
    files.sort();
    files
}

fn check(files: Vec<PathBuf>, kind: &str) -> usize {
    let lexicon = Lexicon::new();
    let (mut faults, mut checked) = (Vec::new(), 0);
    for row in files.iter().flat_map(|f| rows(f)) {
        let get = |c: &str| row.cells.get(c).map_or("", String::as_str);
        let (canonical, example) = (get("canonical"), get("example"));
        checked += 1;
        if example.is_empty() {
            faults.push(format!("{}: {canonical} has no example", row.file));
            continue;
        }
        let document = Document::new(example, &lexicon);
        let found = (0..document.len()).flat_map(|t| document.senses(t)).any(|(sense, _)| match kind {
            "country" => {
                [class::COUNTRY, class::DEMONYM_ADJ, class::DEMONYM_NOUN, class::SEAT].contains(&sense.class)
                    && lexicon.country(sense.payload).is_some_and(|c| c.name == canonical)
            }
            "place" => sense.class == class::PLACE && lexicon.place(sense.payload).is_some_and(|p| p.name == canonical),
            _ => sense.class == class::PARTY && lexicon.party(sense.payload).is_some_and(|p| p.name == canonical),
        });
        if !found {
            faults.push(format!("{}: `{example}` does not yield {canonical}", row.file));
        }
    }
    assert!(
        faults.is_empty(),
        "{} rows fail:\n{}",
        faults.len(),
        faults.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
    );
    checked
}

#[test]
fn every_country_is_found_in_its_example() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/countries.tsv");
    assert!(check(vec![file], "country") > 190);
}

#[test]
fn every_place_is_found_in_its_example() {
    assert!(check(tables("places"), "place") > 100);
}

#[test]
fn every_party_is_found_in_its_example() {
    assert!(check(tables("parties"), "party") > 100);
}

#[test]
fn no_word_stands_twice_under_one_class() {
    let mut seen: HashMap<(String, String), String> = HashMap::new();
    let mut faults = Vec::new();
    let mut checked = 0;
    for row in tables("words").iter().flat_map(|f| rows(f)) {
        let get = |c: &str| row.cells.get(c).map_or("", String::as_str);
        for form in get("forms").split('|').map(str::trim).filter(|f| !f.is_empty()) {
            checked += 1;
            if let Some(other) = seen.insert((get("class").to_string(), form.to_string()), row.file.clone()) {
                faults.push(format!("`{form}` stands under {} in {other} and in {}", get("class"), row.file));
            }
        }
    }
    assert!(checked > 100, "the word tables are empty");
    assert!(
        faults.is_empty(),
        "{} forms stand twice:\n{}",
        faults.len(),
        faults.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
    );
}
