//! Compiles `data/**/*.tsv` into one binary table and one list of classes, so that no file is parsed at load.
//!
//! Layout of `lexicon.bin` (integers are LEB128 varints): words, countries, places, parties and verbs, each with its number
//! of rows and then column after column, since cells of like kind compress far better than rows: the column's length in
//! bytes, and its cells with a line break between. Coordinates are a column of three byte planes: how many times two degrees
//! they lie from the row before, hundredths of a degree beyond that, thousandths. The engine folds and inflects the forms itself: spelled out here, they would be a third more to
//! load. Then the wars, in numbers of those rows: allegiances and conflicts.
//! `lowercase.rs` has the rows of letters that lie equally far from their small ones.
//! The larger towns of `data/gazetteer.bin` become `core_gazetteer.bin`, in the same layout as that file.

#[path = "src/text/fold.rs"]
#[allow(dead_code)]
mod fold;
/// What the engine has as a table, made here.
mod case {
    pub fn lowercase(c: char) -> char {
        c.to_lowercase().next().unwrap_or(c)
    }
}
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
    latitudes: Vec<i32>,
    longitudes: Vec<i32>,
}

impl Columns {
    fn new(names: &'static [&'static str]) -> Columns {
        let text = vec![String::new(); names.len()];
        Columns { names, rows: 0, text, latitudes: Vec::new(), longitudes: Vec::new() }
    }

    fn add(&mut self, table: &Table) {
        let columns: Vec<usize> = self.names.iter().map(|name| table.column(name)).collect();
        for row in table.rows.iter().filter(|row| !cell(row, columns[0]).is_empty()) {
            for ((name, column), text) in self.names.iter().zip(&columns).zip(&mut self.text) {
                let value = cell(row, *column);
                match *name {
                    "lat" => self.latitudes.push(thousandths(value, &table.path)),
                    "lon" => self.longitudes.push(thousandths(value, &table.path)),
                    _ => {
                        if self.rows > 0 {
                            text.push('\n');
                        }
                        let forms: Vec<&str> = match *name {
                            "aliases" => once_each(cell(row, columns[0]), value),
                            "forms" => once_each("", value),
                            "country_hint" => hint(value, cell(row, table.column("affiliation"))).collect(),
                            _ => several(value).collect(),
                        };
                        text.push_str(&forms.join("|"));
                    }
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
                "lat" => {
                    planes = byte_planes(&self.latitudes);
                    &planes
                }
                "lon" => {
                    planes = byte_planes(&self.longitudes);
                    &planes
                }
                _ => text.as_bytes(),
            };
            varint(out, bytes.len() as u32);
            out.extend_from_slice(bytes);
        }
    }
}

/// What the tables of wars refer to by name, with the numbers of the rows.
struct Names<'t> {
    codes: Vec<&'t str>,
    places: Vec<&'t str>,
    parties: Vec<&'t str>,
}

impl Names<'_> {
    fn rows(list: &[&str], name: &str) -> Vec<usize> {
        (0..list.len()).filter(|row| list[*row] == name).collect()
    }

    /// The members of a war: twice the number of a country, or twice the number of a party's row and one.
    fn members(&self, name: &str, path: &Path) -> Vec<usize> {
        let countries = Names::rows(&self.codes, name).into_iter().map(|row| 2 * row);
        let parties = Names::rows(&self.parties, name).into_iter().map(|row| 2 * row + 1);
        let found: Vec<usize> = countries.chain(parties).collect();
        assert!(!found.is_empty(), "{}: `{name}` is neither a code nor the standard name of a party", path.display());
        found
    }

    /// Who acts for whom: four times the row, two for a place, one for peace; and the member.
    fn allegiances(&self, table: &Table) -> Vec<Vec<String>> {
        let [name, relation, to] = ["name", "relation", "to"].map(|n| table.column(n));
        let mut rows: Vec<[usize; 2]> = Vec::new();
        for row in &table.rows {
            let subject = cell(row, name);
            let peace = match cell(row, relation) {
                "acts_for" => 0,
                "at_peace" => 1,
                other => panic!("{}: `{other}` is not a relation", table.path.display()),
            };
            let parties = Names::rows(&self.parties, subject).into_iter().map(|row| 4 * row);
            let mut found: Vec<usize> = parties.collect();
            if found.is_empty() {
                found = Names::rows(&self.places, subject).into_iter().map(|row| 4 * row + 2).collect();
            }
            assert!(!found.is_empty(), "{}: `{subject}` is the standard name of nothing", table.path.display());
            let member = self.members(cell(row, to), &table.path)[0];
            rows.extend(found.into_iter().map(|subject| [subject + peace, member]));
        }
        rows.sort_unstable();
        rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }

    /// Wars: first and last year, and the members of both sides.
    fn conflicts(&self, table: &Table) -> Vec<Vec<String>> {
        let [from, to, a, b] = ["from", "to", "a", "b"].map(|n| table.column(n));
        let side = |names: &str| {
            let members = several(names).flat_map(|name| self.members(name, &table.path));
            members.map(|member| member.to_string()).collect::<Vec<_>>().join("|")
        };
        let war = |row: &Vec<String>| {
            vec![cell(row, from).into(), cell(row, to).into(), side(cell(row, a)), side(cell(row, b))]
        };
        table.rows.iter().map(war).collect()
    }
}

/// Writes rows as columns of text.
fn write_rows(rows: &[Vec<String>], out: &mut Vec<u8>) {
    varint(out, rows.len() as u32);
    for column in 0..rows.first().map_or(0, Vec::len) {
        let text = rows.iter().map(|row| row[column].as_str()).collect::<Vec<_>>().join("\n");
        varint(out, text.len() as u32);
        out.extend_from_slice(text.as_bytes());
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

/// The countries that hint at a party: nothing where they are those it belongs to, as nearly always; a dash for none.
fn hint<'a>(hints: &'a str, affiliation: &str) -> impl Iterator<Item = &'a str> {
    several(match hints {
        same if same == affiliation => "",
        "" => "-",
        other => other,
    })
}

/// Thousandths of a degree as three planes: rows lie in countries, so that the first holds small numbers, and most
/// coordinates have two decimals.
fn byte_planes(column: &[i32]) -> Vec<u8> {
    let coarse = |value: &i32| value.div_euclid(2000);
    let before = std::iter::once(0).chain(column.iter().map(coarse));
    let steps = column.iter().zip(before).map(|(value, before)| (coarse(value) - before) as u8);
    let hundredths = column.iter().map(|value| (value.rem_euclid(2000) / 10) as u8);
    let thousandths = column.iter().map(|value| value.rem_euclid(10) as u8);
    steps.chain(hundredths).chain(thousandths).collect()
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
        if row.population >= gazetteer::core_population(row.country) {
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

/// The letters beyond ASCII that have a small letter of their own, as rows of such with the same distance to it.
fn lowercase() -> String {
    let small = |letter: u32| {
        let c = char::from_u32(letter)?;
        let mut lower = c.to_lowercase();
        let (small, more) = (lower.next()?, lower.next());
        (small != c && more.is_none()).then(|| (small as i32).wrapping_sub(letter as i32))
    };
    let mut rows: Vec<[i64; 4]> = Vec::new();
    let mut letter = 0x80;
    while letter <= char::MAX as u32 {
        let Some(distance) = small(letter) else {
            letter += 1;
            continue;
        };
        let last = |step: u32| {
            let between = |at: u32| step == 1 || small(at - 1).is_none();
            let next = |i: &u32| small(letter + i * step) == Some(distance) && between(letter + i * step);
            (letter + (1..).take_while(next).last().unwrap_or(0) * step, step)
        };
        let (last, step) =
            [last(1), last(2)].into_iter().max_by_key(|(last, step)| (*last, 3 - step)).unwrap_or((letter, 1));
        rows.push([letter.into(), last.into(), step.into(), distance.into()]);
        letter = last + 1;
    }
    let rows: Vec<String> = rows
        .iter()
        .map(|[first, last, step, distance]| {
            format!("Row {{ first: {first}, last: {last}, step: {step}, distance: {distance} }}")
        })
        .collect();
    format!("static LOWERCASE: [Row; {}] = [{}];", rows.len(), rows.join(", "))
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
    let column = |table: usize, name: &str| -> Vec<&str> {
        let columns = &tables[table].1;
        columns.names.iter().position(|n| *n == name).map_or(Vec::new(), |i| columns.text[i].split('\n').collect())
    };
    let names = Names { codes: column(1, "iso3"), places: column(2, "canonical"), parties: column(3, "canonical") };
    let wars = |file: &str| {
        let path = data.join("wars").join(file);
        Table::read(&path).unwrap_or_else(|| panic!("{} is missing", path.display()))
    };
    write_rows(&names.allegiances(&wars("allegiances.tsv")), &mut blob);
    write_rows(&names.conflicts(&wars("conflicts.tsv")), &mut blob);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("lexicon.bin"), &blob).expect("OUT_DIR is writable");
    std::fs::write(out.join("core_gazetteer.bin"), core_towns(&data.join("gazetteer.bin")))
        .expect("OUT_DIR is writable");

    std::fs::write(out.join("lowercase.rs"), lowercase()).expect("OUT_DIR is writable");
    let mut code = String::new();
    for (i, class) in classes.0.iter().enumerate() {
        let _ = writeln!(code, "/// Class `{class}`.\npub const {}: Class = Class({i});", class.to_uppercase());
    }
    let _ = writeln!(code, "pub(crate) static NAMES: &[&str] = &{:?};", classes.0);
    std::fs::write(out.join("classes.rs"), code).expect("OUT_DIR is writable");
}
