//! Compiles `data/**/*.tsv` into one binary table and one list of classes, so that no file is parsed at load.
//!
//! Layout of `lexicon.bin` (integers are LEB128 varints): words, countries, places, parties and verbs, each with its number
//! of rows and then column after column, since cells of like kind compress far better than rows: the column's length in
//! bytes, and its cells with a line break between. Coordinates are a column of thousandths of a degree, 24 bits each, byte
//! plane after byte plane. The engine folds and inflects the forms itself: spelled out here, they would be a third more to
//! load. The larger towns of `data/gazetteer.bin` become `core_gazetteer.bin`, in the same layout as that file.

#[path = "src/text/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "src/lexicon/gazetteer.rs"]
#[allow(dead_code)]
mod gazetteer;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

struct Table {
    path: PathBuf,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> Option<Table> {
        println!("cargo:rerun-if-changed={}", path.display());
        let text = std::fs::read_to_string(path).ok()?;
        let mut lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let columns: Vec<String> = lines.next()?.split('\t').map(|c| c.trim().to_string()).collect();
        let rows = lines.map(|l| l.split('\t').map(|c| c.trim().to_string()).collect()).collect();
        Some(Table { path: path.into(), columns, rows })
    }

    fn column(&self, name: &str) -> usize {
        self.columns
            .iter()
            .position(|c| c == name)
            .unwrap_or_else(|| panic!("{}: no column `{name}`", self.path.display()))
    }
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", |c| c.as_str())
}

fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|s| !s.is_empty())
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Rows of one kind of table, from all its files.
struct Columns {
    names: &'static [&'static str],
    rows: u32,
    text: Vec<String>,
    degrees: Vec<i32>,
}

impl Columns {
    fn new(names: &'static [&'static str]) -> Columns {
        Columns { names, rows: 0, text: vec![String::new(); names.len()], degrees: Vec::new() }
    }

    fn add(&mut self, table: &Table) {
        let columns: Vec<usize> = self.names.iter().map(|name| table.column(name)).collect();
        for row in table.rows.iter().filter(|row| !cell(row, columns[0]).is_empty()) {
            for ((name, column), text) in self.names.iter().zip(&columns).zip(&mut self.text) {
                let value = cell(row, *column);
                if matches!(*name, "lat" | "lon") {
                    self.degrees.push(thousandths(value, &table.path));
                } else {
                    if self.rows > 0 {
                        text.push('\n');
                    }
                    let forms: Vec<&str> = match *name {
                        "aliases" => once_each(cell(row, columns[0]), value),
                        "forms" => once_each("", value),
                        _ => several(value).collect(),
                    };
                    text.push_str(&forms.join("|"));
                }
            }
            self.rows += 1;
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        varint(out, self.rows);
        for (name, text) in self.names.iter().zip(&self.text) {
            let planes: Vec<u8>;
            let bytes = match *name {
                "lat" | "lon" => {
                    let column = self.degrees.iter().skip(usize::from(*name == "lon")).step_by(2);
                    planes = (0..3).flat_map(|plane| column.clone().map(move |d| (d >> (8 * plane)) as u8)).collect();
                    &planes
                }
                _ => text.as_bytes(),
            };
            varint(out, bytes.len() as u32);
            out.extend_from_slice(bytes);
        }
    }
}

/// The forms of a cell, without those that are found by the row's name or by a form before: the fold makes them one.
fn once_each<'a>(name: &str, value: &'a str) -> Vec<&'a str> {
    let mut known = vec![fold::fold_form(name)];
    let mut forms: Vec<&str> = several(value).collect();
    forms.retain(|form| {
        let folded = fold::fold_form(form);
        !known.contains(&folded) && {
            known.push(folded);
            true
        }
    });
    forms
}

/// Degrees as thousandths, 0.001° being about 110 m.
fn thousandths(value: &str, path: &Path) -> i32 {
    let value: f64 = value.parse().unwrap_or_else(|_| panic!("{}: `{value}` is not a coordinate", path.display()));
    (value * 1000.0).round() as i32
}

/// The names of the classes, each once.
#[derive(Default)]
struct Classes(Vec<String>);

impl Classes {
    fn add(&mut self, name: &str) {
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') && !name.is_empty(),
            "`{name}` is not a class name"
        );
        if !self.0.iter().any(|known| known == name) {
            self.0.push(name.into());
        }
    }
}

/// The TSV files of a folder, in a fixed order.
fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut list: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
        .collect();
    list.sort();
    list
}

/// The larger towns of the gazetteer file; the page loads the others as a file of their own.
fn core_towns(path: &Path) -> Vec<u8> {
    println!("cargo:rerun-if-changed={}", path.display());
    let Ok(bytes) = std::fs::read(path) else { return gazetteer::encode(Vec::new()) };
    let mut names: Vec<(String, String)> = Vec::new();
    let mut figures = Vec::new();
    let read = gazetteer::decode(&bytes, |row| {
        if gazetteer::is_core(row.country, row.population) {
            names.push((row.name.into(), row.country.into()));
            figures.push((row.population, row.lat, row.lon));
        }
    });
    if let Err(fault) = read {
        panic!("data/gazetteer.bin: {fault}; run `cargo xtask gazetteer`");
    }
    let rows = names.iter().zip(figures).map(|((name, country), (population, lat, lon))| gazetteer::Row {
        name,
        country,
        population,
        lat,
        lon,
    });
    gazetteer::encode(rows.collect())
}

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let data = root.join("data");
    println!("cargo:rerun-if-changed=build.rs");
    let mut classes = Classes::default();
    // Classes that the engine itself names exist even while a table is empty.
    for class in [
        "country",
        "demonym_adj",
        "demonym_noun",
        "seat",
        "place",
        "party",
        "verb_base",
        "verb_s",
        "verb_past",
        "verb_pp",
        "verb_ing",
    ] {
        classes.add(class);
    }
    // The engine reads them in this order: lexicon/records.rs.
    let mut tables = [
        (files(&data.join("words")), Columns::new(&["class", "forms", "payload"])),
        (
            vec![data.join("countries.tsv")],
            Columns::new(&[
                "canonical",
                "iso3",
                "aliases",
                "adjectives",
                "demonyms",
                "capital",
                "seats",
                "lat",
                "lon",
                "neighbours",
                "former",
            ]),
        ),
        (
            files(&data.join("places")),
            Columns::new(&[
                "canonical",
                "aliases",
                "type",
                "country",
                "admin1",
                "lat",
                "lon",
                "where_prec",
                "population",
            ]),
        ),
        (
            files(&data.join("parties")),
            Columns::new(&["canonical", "aliases", "kind", "affiliation", "sector", "country_hint"]),
        ),
        (vec![data.join("verbs.tsv")], Columns::new(&["lemma", "past", "pp", "ing", "classes"])),
    ];
    let mut blob = Vec::new();
    for (paths, columns) in &mut tables {
        for table in paths.iter().filter_map(|path| Table::read(path)) {
            columns.add(&table);
            match columns.names[0] {
                "class" => table.rows.iter().for_each(|row| classes.add(cell(row, table.column("class")))),
                "lemma" => table
                    .rows
                    .iter()
                    .flat_map(|row| several(cell(row, table.column("classes"))))
                    .for_each(|class| classes.add(&format!("v_{class}"))),
                _ => {}
            }
        }
        columns.write(&mut blob);
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("lexicon.bin"), &blob).expect("OUT_DIR is writable");
    std::fs::write(out.join("core_gazetteer.bin"), core_towns(&data.join("gazetteer.bin")))
        .expect("OUT_DIR is writable");

    let mut code = String::new();
    for (i, class) in classes.0.iter().enumerate() {
        let _ = writeln!(code, "/// Class `{class}`.\npub const {}: Class = Class({i});", class.to_uppercase());
    }
    let _ = writeln!(code, "pub(crate) static NAMES: &[&str] = &{:?};", classes.0);
    std::fs::write(out.join("classes.rs"), code).expect("OUT_DIR is writable");
}
