//! Where the engine's time goes: each stage on generated text, and a lower bound beside it. `cargo xtask bench --native`.

use conflict_annotator::dates::Dates;
use conflict_annotator::discourse::date_anchoring::anchor;
use conflict_annotator::lexicon::Lexicon;
use conflict_annotator::syntax::Grammar;
use conflict_annotator::text::Document;
use conflict_annotator::{Engine, Options};
use divan::counter::BytesCount;
use divan::{black_box, Bencher};
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn text(bytes: usize) -> String {
    xtask_bench::article(bytes, 1)
}

/// Lower bound: every byte is read once.
#[divan::bench(args = SIZES)]
fn a1_memory_pass(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let pass = || black_box(text.as_bytes()).iter().fold(0_u64, |sum, &byte| sum.wrapping_add(u64::from(byte)));
    bencher.counter(BytesCount::of_str(&text)).bench_local(pass);
}

/// Lower bound: one Aho-Corasick pass with every name of the tables.
#[divan::bench(args = SIZES)]
fn a2_aho_corasick_pass(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let names = names();
    let automaton = aho_corasick::AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the tables' names fit an automaton");
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| automaton.find_iter(black_box(&text)).count());
}

/// Tokens, senses and sentences.
#[divan::bench(args = SIZES)]
fn b1_document(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let lexicon = Lexicon::default();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| Document::new(black_box(&text), &lexicon));
}

/// Tags, groups, clauses and reports of a document that is already there.
#[divan::bench(args = SIZES)]
fn b1_syntax(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let lexicon = Lexicon::default();
    let grammar = Grammar::new();
    let document = Document::new(&text, &lexicon);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| grammar.parse(black_box(&document)));
}

/// The rules for times, on a document that is already there (figures and readings are put on its chart).
#[divan::bench(args = SIZES)]
fn b1_dates(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let lexicon = Lexicon::default();
    let syntax = Grammar::new().parse(&Document::new(&text, &lexicon));
    let mut dates = Dates::new();
    dates.prepare(&lexicon);
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| Document::new(&text, &lexicon))
        .bench_local_refs(|document| dates.find(document, &syntax).len());
}

/// What the found times lean on, in the whole article.
#[divan::bench(args = SIZES)]
fn b1_date_anchoring(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let lexicon = Lexicon::default();
    let mut document = Document::new(&text, &lexicon);
    let syntax = Grammar::new().parse(&document);
    let mentions = Dates::new().find(&mut document, &syntax);
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| mentions.clone())
        .bench_local_values(|mentions| anchor(&document, &syntax, mentions, Some("2022-09-14")).dates.len());
}

/// All layers and the discourse, offsets in UTF-16.
#[divan::bench(args = SIZES)]
fn b2_annotate(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let engine = Engine::new();
    let options = options();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| engine.annotate(black_box(&text), &options));
}

/// The same, written as JSON.
#[divan::bench(args = SIZES)]
fn b3_annotate_to_json(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let engine = Engine::new();
    let options = options();
    let run = || serde_json::to_string(&engine.annotate(black_box(&text), &options)).map(|json| json.len());
    bencher.counter(BytesCount::of_str(&text)).bench_local(run);
}

/// A 500-word article.
#[divan::bench]
fn c1_article(bencher: Bencher) {
    let text = xtask_bench::article_of_words(500, 1);
    let engine = Engine::new();
    let options = options();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| engine.annotate(black_box(&text), &options));
}

/// Loading the tables and compiling the rules.
#[divan::bench]
fn c2_load(bencher: Bencher) {
    bencher.bench_local(Engine::new);
}

fn options() -> Options {
    Options {
        document_date: Some("2022-09-14".into()),
        offset_unit: conflict_annotator::model::OffsetUnit::Utf16,
        ..Options::default()
    }
}

/// Every name and alias of the tables under data/.
fn names() -> Vec<String> {
    let mut names = Vec::new();
    for file in tables(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")) {
        let table = std::fs::read_to_string(file).unwrap_or_default();
        let mut lines = table.lines().filter(|line| !line.starts_with('#'));
        let columns: Vec<usize> = lines
            .next()
            .unwrap_or_default()
            .split('\t')
            .enumerate()
            .filter(|(_, name)| matches!(*name, "canonical" | "aliases" | "forms" | "name"))
            .map(|(column, _)| column)
            .collect();
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let forms = columns.iter().filter_map(|&column| cells.get(column)).flat_map(|cell| cell.split('|'));
            names.extend(forms.filter(|form| form.len() > 2).map(str::to_owned));
        }
    }
    names.sort();
    names.dedup();
    names
}

fn tables(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| if path.is_dir() { tables(&path) } else { vec![path] })
        .filter(|path| is_table(path))
        .collect()
}

fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "tsv")
}
