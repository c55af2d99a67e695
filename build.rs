//! Compiles `data/**/*.tsv` into one binary table and one list of classes, so that nothing is parsed at load.
//!
//! Layout of `lexicon.bin` (integers are LEB128 varints, strings are length + UTF-8):
//! symbols, countries, places, parties, verbs, allegiances, conflicts: count, then the records, field by field;
//! phrases, sorted by folded form: count, then column after column (columns of like bytes compress far better than rows),
//! each preceded by its length in bytes: the length of the prefix shared with the phrase before; the rest; the signature,
//! that is which list of classes and cases its senses have; the payloads, each as the difference to the last of its class;
//! and the signatures themselves: number of senses, then class and case of each, the most frequent signature first.
//! The larger towns of `data/gazetteer.bin` become `core_gazetteer.bin`, in the same layout as that file.

#[path = "src/text/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "src/lexicon/gazetteer.rs"]
#[allow(dead_code)]
mod gazetteer;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A payload with this bit is a symbol.
const SYMBOL: u32 = 1 << 31;

#[derive(Default)]
struct Tables {
    classes: Vec<String>,
    symbols: Vec<String>,
    phrases: BTreeMap<String, Vec<(u32, u8, u32)>>,
    countries: Vec<u8>,
    places: Vec<u8>,
    parties: Vec<u8>,
    verbs: Vec<u8>,
    counts: [u32; 4],
    /// What the tables of wars refer to: codes of states, standard names of places and parties.
    codes: BTreeMap<String, u32>,
    place_names: BTreeMap<String, Vec<u32>>,
    party_names: BTreeMap<String, Vec<u32>>,
}

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

fn zigzag(out: &mut Vec<u8>, value: i32) {
    varint(out, ((value << 1) ^ (value >> 31)) as u32);
}

fn string(out: &mut Vec<u8>, value: &str) {
    varint(out, value.len() as u32);
    out.extend_from_slice(value.as_bytes());
}

/// Degrees as thousandths, 0.001° being about 110 m.
fn degrees(out: &mut Vec<u8>, value: &str, path: &Path) {
    let value: f64 = value.parse().unwrap_or_else(|_| panic!("{}: `{value}` is not a coordinate", path.display()));
    zigzag(out, (value * 1000.0).round() as i32);
}

/// The freer of two ways of writing: small letters before capitals, and of two capitals the later one, since "al-Shabaab"
/// is also met by "Al-Shabaab".
fn freer(a: u8, b: u8) -> u8 {
    let key = |case: u8| (case & 3, std::cmp::Reverse(case >> 2));
    if key(b) < key(a) {
        b
    } else {
        a
    }
}

impl Tables {
    fn class(&mut self, name: &str) -> u32 {
        match self.classes.iter().position(|c| c == name) {
            Some(i) => i as u32,
            None => {
                assert!(
                    name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') && !name.is_empty(),
                    "`{name}` is not a class name"
                );
                self.classes.push(name.into());
                self.classes.len() as u32 - 1
            }
        }
    }

    fn symbol(&mut self, name: &str) -> u32 {
        match self.symbols.iter().position(|c| c == name) {
            Some(i) => i as u32,
            None => {
                self.symbols.push(name.into());
                self.symbols.len() as u32 - 1
            }
        }
    }

    fn phrase(&mut self, form: &str, class: &str, payload: u32) {
        let (folded, case) = fold::fold_form(form);
        if folded.is_empty() {
            return;
        }
        let class = self.class(class);
        let senses = self.phrases.entry(folded).or_default();
        match senses.iter_mut().find(|s| s.0 == class && s.2 == payload) {
            // Written both ways: the freer one holds.
            Some(old) => old.1 = freer(old.1, case),
            None => senses.push((class, case, payload)),
        }
    }

    fn words(&mut self, table: &Table) {
        let (class, forms, payload) = (table.column("class"), table.column("forms"), table.column("payload"));
        for row in &table.rows {
            let value = match cell(row, payload) {
                "" => 0,
                text => match text.parse::<u32>() {
                    Ok(n) => n,
                    Err(_) => SYMBOL | self.symbol(text),
                },
            };
            let name = cell(row, class).to_string();
            self.class(&name);
            for form in several(cell(row, forms)) {
                self.phrase(form, &name, value);
            }
        }
    }

    fn country_table(&mut self, table: &Table) {
        let col = |n: &str| table.column(n);
        for row in &table.rows {
            let index = self.counts[0];
            self.counts[0] += 1;
            self.codes.insert(cell(row, col("iso3")).into(), index);
            let mut out = std::mem::take(&mut self.countries);
            string(&mut out, cell(row, col("iso3")));
            string(&mut out, cell(row, col("canonical")));
            string(&mut out, several(cell(row, col("adjectives"))).next().unwrap_or(""));
            string(&mut out, cell(row, col("capital")));
            degrees(&mut out, cell(row, col("lat")), &table.path);
            degrees(&mut out, cell(row, col("lon")), &table.path);
            string(&mut out, &several(cell(row, col("neighbours"))).collect::<Vec<_>>().join("|"));
            out.push(u8::from(!matches!(cell(row, col("former")), "" | "0")));
            self.countries = out;
            for alias in [cell(row, col("canonical"))].into_iter().chain(several(cell(row, col("aliases")))) {
                self.phrase(alias, "country", index);
            }
            for (column, class) in [("adjectives", "demonym_adj"), ("demonyms", "demonym_noun"), ("seats", "seat")] {
                for alias in several(cell(row, col(column))) {
                    self.phrase(alias, class, index);
                }
            }
        }
    }

    fn place_table(&mut self, table: &Table) {
        let col = |n: &str| table.column(n);
        for row in &table.rows {
            let index = self.counts[1];
            self.counts[1] += 1;
            self.place_names.entry(cell(row, col("canonical")).into()).or_default().push(index);
            let place_type = self.symbol(cell(row, col("type")));
            let mut out = std::mem::take(&mut self.places);
            string(&mut out, cell(row, col("canonical")));
            varint(&mut out, place_type);
            string(&mut out, cell(row, col("country")));
            string(&mut out, cell(row, col("admin1")));
            degrees(&mut out, cell(row, col("lat")), &table.path);
            degrees(&mut out, cell(row, col("lon")), &table.path);
            varint(&mut out, cell(row, col("where_prec")).parse().unwrap_or(1));
            varint(&mut out, cell(row, col("population")).parse().unwrap_or(0));
            out.push(1);
            self.places = out;
            for alias in [cell(row, col("canonical"))].into_iter().chain(several(cell(row, col("aliases")))) {
                self.phrase(alias, "place", index);
            }
        }
    }

    fn party_table(&mut self, table: &Table) {
        let col = |n: &str| table.column(n);
        for row in &table.rows {
            let index = self.counts[2];
            self.counts[2] += 1;
            self.party_names.entry(cell(row, col("canonical")).into()).or_default().push(index);
            let mut out = std::mem::take(&mut self.parties);
            for column in ["canonical", "kind", "affiliation", "sector", "country_hint"] {
                string(&mut out, cell(row, col(column)));
            }
            self.parties = out;
            for alias in [cell(row, col("canonical"))].into_iter().chain(several(cell(row, col("aliases")))) {
                self.phrase(alias, "party", index);
            }
        }
    }

    /// A party of a war: twice the number of a country, or twice the number of a party's record and one.
    fn members(&self, name: &str, path: &Path) -> Vec<u32> {
        if let Some(country) = self.codes.get(name) {
            return vec![country << 1];
        }
        match self.party_names.get(name) {
            Some(records) => records.iter().map(|record| record << 1 | 1).collect(),
            None => panic!("{}: `{name}` is neither a code nor the standard name of a party", path.display()),
        }
    }

    /// Who acts for whom: a party (0) or place (1), its number, the relation, the member.
    fn allegiance_table(&self, table: &Table) -> (u32, Vec<u8>) {
        let [name, relation, to] = ["name", "relation", "to"].map(|n| table.column(n));
        let (mut count, mut out) = (0, Vec::new());
        for row in &table.rows {
            let subject = cell(row, name);
            let (sort, numbers) = match (self.party_names.get(subject), self.place_names.get(subject)) {
                (Some(parties), _) => (0, parties),
                (_, Some(places)) => (1, places),
                _ => panic!("{}: `{subject}` is the standard name of nothing", table.path.display()),
            };
            let relation = match cell(row, relation) {
                "acts_for" => 0,
                "at_peace" => 1,
                other => panic!("{}: `{other}` is not a relation", table.path.display()),
            };
            for number in numbers {
                count += 1;
                out.push(sort);
                varint(&mut out, *number);
                out.push(relation);
                varint(&mut out, self.members(cell(row, to), &table.path)[0]);
            }
        }
        (count, out)
    }

    /// Wars: first and last year (0: goes on), the members of both sides.
    fn conflict_table(&self, table: &Table) -> (u32, Vec<u8>) {
        let [from, to, a, b] = ["from", "to", "a", "b"].map(|n| table.column(n));
        let mut out = Vec::new();
        for row in &table.rows {
            for year in [from, to] {
                varint(&mut out, cell(row, year).parse().unwrap_or(0));
            }
            for side in [a, b] {
                let members: Vec<u32> =
                    several(cell(row, side)).flat_map(|name| self.members(name, &table.path)).collect();
                varint(&mut out, members.len() as u32);
                members.iter().for_each(|member| varint(&mut out, *member));
            }
        }
        (table.rows.len() as u32, out)
    }

    fn verb_table(&mut self, table: &Table) {
        let col = |n: &str| table.column(n);
        for row in &table.rows {
            let lemma = cell(row, col("lemma")).to_string();
            if lemma.is_empty() {
                continue;
            }
            let index = self.counts[3];
            self.counts[3] += 1;
            let mut out = std::mem::take(&mut self.verbs);
            string(&mut out, &lemma);
            self.verbs = out;
            let or = |column: &str, regular: String| match cell(row, col(column)) {
                "" => vec![regular],
                given => several(given).map(str::to_string).collect(),
            };
            let past = or("past", regular_past(&lemma));
            let pp = if cell(row, col("pp")).is_empty() { past.clone() } else { or("pp", String::new()) };
            let ing = or("ing", regular_ing(&lemma));
            let forms = [
                ("verb_base", vec![lemma.clone()]),
                ("verb_s", vec![regular_s(&lemma)]),
                ("verb_past", past),
                ("verb_pp", pp),
                ("verb_ing", ing),
            ];
            let classes: Vec<String> = several(cell(row, col("classes"))).map(|c| format!("v_{c}")).collect();
            for (tense, forms) in forms {
                for form in forms {
                    self.phrase(&form, tense, index);
                    for class in &classes {
                        self.phrase(&form, class, index);
                    }
                }
            }
        }
    }
}

/// Splits "carry out" into the word that inflects and the rest.
fn head(lemma: &str) -> (&str, &str) {
    lemma.find(' ').map_or((lemma, ""), |i| lemma.split_at(i))
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// One stressed short vowel before a single final consonant doubles it ("stop"); longer verbs give their forms in the table.
fn doubles(verb: &str) -> bool {
    let b = verb.as_bytes();
    let n = b.len();
    n >= 3
        && !is_vowel(b[n - 1])
        && !matches!(b[n - 1], b'w' | b'x' | b'y' | b'h')
        && is_vowel(b[n - 2])
        && !is_vowel(b[n - 3])
        && b[..n - 2].iter().filter(|c| is_vowel(**c) || **c == b'y').count() == 0
}

fn regular_s(lemma: &str) -> String {
    let (verb, rest) = head(lemma);
    let b = verb.as_bytes();
    let n = b.len();
    let form = if verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh") {
        format!("{verb}es")
    } else if n > 1 && b[n - 1] == b'y' && !is_vowel(b[n - 2]) {
        format!("{}ies", &verb[..n - 1])
    } else {
        format!("{verb}s")
    };
    form + rest
}

fn regular_past(lemma: &str) -> String {
    let (verb, rest) = head(lemma);
    let b = verb.as_bytes();
    let n = b.len();
    let form = if verb.ends_with('e') {
        format!("{verb}d")
    } else if n > 1 && b[n - 1] == b'y' && !is_vowel(b[n - 2]) {
        format!("{}ied", &verb[..n - 1])
    } else if doubles(verb) {
        format!("{verb}{}ed", b[n - 1] as char)
    } else {
        format!("{verb}ed")
    };
    form + rest
}

fn regular_ing(lemma: &str) -> String {
    let (verb, rest) = head(lemma);
    let b = verb.as_bytes();
    let n = b.len();
    let form = if verb.ends_with("ie") {
        format!("{}ying", &verb[..n - 2])
    } else if verb.ends_with('e') && !verb.ends_with("ee") && !verb.ends_with("oe") && !verb.ends_with("ye") && n > 2 {
        format!("{}ing", &verb[..n - 1])
    } else if doubles(verb) {
        format!("{verb}{}ing", b[n - 1] as char)
    } else {
        format!("{verb}ing")
    };
    form + rest
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

fn phrase_columns(phrases: &BTreeMap<String, Vec<(u32, u8, u32)>>) -> [Vec<u8>; 5] {
    let [mut shared, mut rest, mut signed, mut payloads, mut signatures] = [const { Vec::new() }; 5];
    let signature = |senses: &[(u32, u8, u32)]| senses.iter().map(|s| (s.0, s.1)).collect::<Vec<_>>();
    let mut frequency: BTreeMap<Vec<(u32, u8)>, usize> = BTreeMap::new();
    for senses in phrases.values() {
        *frequency.entry(signature(senses)).or_default() += 1;
    }
    let mut ranked: Vec<(&Vec<(u32, u8)>, &usize)> = frequency.iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let ranks: BTreeMap<&Vec<(u32, u8)>, usize> = ranked.iter().enumerate().map(|(i, (s, _))| (*s, i)).collect();
    for (senses, _) in &ranked {
        varint(&mut signatures, senses.len() as u32);
        for (class, case) in *senses {
            varint(&mut signatures, *class);
            signatures.push(*case);
        }
    }
    let mut before: &str = "";
    let mut last: BTreeMap<u32, u32> = BTreeMap::new();
    for (phrase, senses) in phrases {
        let mut prefix = phrase.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        while !phrase.is_char_boundary(prefix) {
            prefix -= 1;
        }
        varint(&mut shared, prefix as u32);
        string(&mut rest, &phrase[prefix..]);
        varint(&mut signed, ranks[&signature(senses)] as u32);
        for (class, _, payload) in senses {
            zigzag(&mut payloads, payload.wrapping_sub(last.insert(*class, *payload).unwrap_or(0)) as i32);
        }
        before = phrase;
    }
    [shared, rest, signed, payloads, signatures]
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
    let mut tables = Tables::default();
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
        tables.class(class);
    }
    for path in files(&data.join("words")) {
        if let Some(table) = Table::read(&path) {
            tables.words(&table);
        }
    }
    if let Some(table) = Table::read(&data.join("countries.tsv")) {
        tables.country_table(&table);
    }
    for path in files(&data.join("places")) {
        if let Some(table) = Table::read(&path) {
            tables.place_table(&table);
        }
    }
    for path in files(&data.join("parties")) {
        if let Some(table) = Table::read(&path) {
            tables.party_table(&table);
        }
    }
    if let Some(table) = Table::read(&data.join("verbs.tsv")) {
        tables.verb_table(&table);
    }

    let mut blob = Vec::new();
    varint(&mut blob, tables.symbols.len() as u32);
    for symbol in &tables.symbols {
        string(&mut blob, symbol);
    }
    for (count, records) in
        tables.counts.into_iter().zip([&tables.countries, &tables.places, &tables.parties, &tables.verbs])
    {
        varint(&mut blob, count);
        blob.extend_from_slice(records);
    }
    let wars = data.join("wars");
    let allegiances = Table::read(&wars.join("allegiances.tsv")).map(|t| tables.allegiance_table(&t));
    let conflicts = Table::read(&wars.join("conflicts.tsv")).map(|t| tables.conflict_table(&t));
    for (count, records) in [allegiances.unwrap_or_default(), conflicts.unwrap_or_default()] {
        varint(&mut blob, count);
        blob.extend_from_slice(&records);
    }
    varint(&mut blob, tables.phrases.len() as u32);
    for column in phrase_columns(&tables.phrases) {
        varint(&mut blob, column.len() as u32);
        blob.extend_from_slice(&column);
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("lexicon.bin"), &blob).expect("OUT_DIR is writable");
    std::fs::write(out.join("core_gazetteer.bin"), core_towns(&data.join("gazetteer.bin")))
        .expect("OUT_DIR is writable");

    let mut code = String::new();
    for (i, class) in tables.classes.iter().enumerate() {
        let _ = writeln!(code, "/// Class `{class}`.\npub const {}: Class = Class({i});", class.to_uppercase());
    }
    let _ = writeln!(code, "pub(crate) static NAMES: &[&str] = &{:?};", tables.classes);
    std::fs::write(out.join("classes.rs"), code).expect("OUT_DIR is writable");
}
