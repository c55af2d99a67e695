//! `cargo xtask eval`: scores by layer and by corpus.

mod casualty_groups;
mod metonymy;
mod named_entities;
mod native;
mod snapshot;
mod spans;
mod timex;
mod toponyms;

use crate::arguments::Arguments;
use crate::engine::{self, Input};
use crate::{console, project, Done};
use serde_json::Value;
use snapshot::Measured;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub const HELP: &str = "
usage: cargo xtask eval [PATH…] [--errors N] [--kind KIND] [--layer LAYER] [--id TEXT]
                        [--check] [--write-snapshot] [--predictions FILE.jsonl]

Annotates the documents of each PATH and scores the result. A PATH is
  a folder of native JSON      hand-annotated articles (such as ../shared/gold/dev): span and value scores a layer
  a native JSON Lines file     the same, one article a line
  a corpus in JSON Lines       scored by what it marks: TIMEX3 (timebank, aquaint, wikiwars), toponyms (geowebnews,
                               trnews), metonymy, named entities (re3d, worldwide), casualty groups (muc4)
Without PATH: tests/gold, and ../shared/gold/dev and all of ../shared/corpora where they are.

  --errors N       print the first N errors of each layer, with their sentence and the rule that made the mark
  --kind KIND      only errors of this kind: missed, spurious, span, value, or a field's name (outcome, status, kind,
                   affiliation, country, distance, …)
  --layer LAYER    only this layer: parties, parties_nam, casualties, materiel, locations or dates
  --id TEXT        only documents whose id contains TEXT (figures then cover only these)
  --check          compare with the committed scores, tests/scores.tsv: on the same data a fall is an error
  --write-snapshot write tests/scores.tsv anew (a fall that is meant, a rise that shall be kept)
  --predictions F  score the native JSON Lines in F, as written by `cargo xtask annotate`, and not the engine

On native JSON the document date is given to the engine only where the gold says that the user gave it.

examples
  cargo xtask eval
  cargo xtask eval ../shared/gold/dev --layer casualties --errors 40 --kind value
  cargo xtask eval ../shared/corpora/timebank.jsonl --errors 100
";

/// A gold document and what the engine made of it, both as JSON so that either may lack fields.
struct Pair {
    gold: Value,
    found: Value,
}

impl Pair {
    fn id(&self) -> &str {
        self.gold["id"].as_str().unwrap_or_default()
    }
}

/// One difference between gold and engine, for `--errors`.
struct Difference {
    layer: &'static str,
    kind: &'static str,
    id: String,
    /// What differs.
    what: String,
    /// Where, in code points.
    span: (usize, usize),
    rule: String,
}

/// What a scorer returns.
#[derive(Default)]
struct Report {
    /// For people, ready to print.
    table: String,
    /// `layer.figure` and value, 0 to 1, for the snapshot.
    figures: Vec<(String, f64)>,
    differences: Vec<Difference>,
}

impl Report {
    fn figure(&mut self, name: impl Into<String>, value: f64) {
        self.figures.push((name.into(), value));
    }

    fn line(&mut self, line: impl AsRef<str>) {
        self.table += line.as_ref();
        self.table.push('\n');
    }
}

/// What the user wants to see.
#[derive(Default)]
struct Wishes {
    errors: usize,
    kind: Option<String>,
    layer: Option<String>,
    /// Only documents whose id contains this.
    id: Option<String>,
}

impl Wishes {
    fn layer(&self, name: &str) -> bool {
        self.layer.as_deref().is_none_or(|wish| wish == name)
    }
}

pub fn run(mut arguments: Arguments) -> Done {
    let wishes = Wishes {
        errors: arguments.number("--errors")?.unwrap_or(0),
        kind: arguments.value("--kind")?,
        layer: arguments.value("--layer")?,
        id: arguments.value("--id")?,
    };
    if let Some(layer) = wishes.layer.as_deref().filter(|layer| !native::LAYERS.contains(layer)) {
        return Err(format!("there is no layer '{layer}'; layers are {}.", native::LAYERS.join(", ")));
    }
    let predictions = arguments.value("--predictions")?.map(|file| read_predictions(Path::new(&file))).transpose()?;
    let (check, write) = (arguments.flag("--check"), arguments.flag("--write-snapshot"));
    if (check || write) && (wishes.layer.is_some() || wishes.id.is_some() || predictions.is_some()) {
        return Err(
            "the snapshot holds figures of the engine on whole data; leave out --layer, --id, --predictions.".into()
        );
    }
    let mut paths: Vec<PathBuf> = arguments.operands()?.into_iter().map(PathBuf::from).collect();
    if write && !paths.is_empty() {
        return Err("--write-snapshot measures all data, so it takes no PATH.".into());
    }
    if paths.is_empty() {
        paths = default_paths()?;
    }
    let measured = measure(&paths, &wishes, predictions.as_ref())?;
    if write {
        return snapshot::write(&measured);
    }
    if check {
        let verdict = snapshot::compare(&measured)?;
        verdict.print();
        if !verdict.falls.is_empty() {
            return Err(FALL.into());
        }
    }
    Ok(())
}

const FALL: &str =
    "scores fell; mend that, or where it is meant, run `cargo xtask eval --write-snapshot` and say why in the commit.";

/// For `cargo xtask test`: figures kept and fallen against the snapshot; `None` where the data are not there.
pub fn check_snapshot() -> Result<Option<(usize, usize)>, String> {
    let Ok(paths) = default_paths() else { return Ok(None) };
    let verdict = snapshot::compare(&measure(&paths, &Wishes::default(), None)?)?;
    verdict.print();
    if !verdict.falls.is_empty() {
        console::line(FALL);
    }
    Ok(Some((verdict.kept, verdict.falls.len())))
}

/// Scores each path and prints what people want to see.
fn measure(
    paths: &[PathBuf],
    wishes: &Wishes,
    predictions: Option<&HashMap<String, Value>>,
) -> Result<Vec<Measured>, String> {
    let engine = engine::load();
    let mut measured = Vec::new();
    for path in paths {
        let mut documents = read_documents(path)?;
        if let Some(part) = &wishes.id {
            documents.retain(|document| document["id"].as_str().is_some_and(|id| id.contains(part.as_str())));
        }
        let inputs: Vec<Input> = documents.iter().map(input).collect();
        let begun = Instant::now();
        let found: Vec<Value> = match predictions {
            Some(predictions) => {
                inputs.iter().map(|input| predictions.get(&input.id).cloned().unwrap_or(Value::Null)).collect()
            }
            None => engine::annotate_all(&engine, &inputs)
                .iter()
                .map(|annotation| serde_json::to_value(annotation).map_err(|error| error.to_string()))
                .collect::<Result<_, _>>()?,
        };
        let seconds = begun.elapsed().as_secs_f64();
        let kilobytes = inputs.iter().map(|input| input.text.len()).sum::<usize>() as f64 / 1000.0;
        let pairs: Vec<Pair> = documents.into_iter().zip(found).map(|(gold, found)| Pair { gold, found }).collect();
        console::line(format!("\n{}: {} documents, {kilobytes:.0} KB, {seconds:.1} s", path.display(), pairs.len()));
        let report = score(&pairs, wishes);
        console::line(report.table.trim_end());
        print_differences(&report, &pairs, wishes);
        let (data, hash) = snapshot::identify(path, &files_of(path)?)?;
        measured.push(Measured { data, hash, figures: report.figures });
    }
    Ok(measured)
}

/// Picks the scorer by what the documents carry.
fn score(pairs: &[Pair], wishes: &Wishes) -> Report {
    let any = |test: &dyn Fn(&Value) -> bool| pairs.iter().any(|pair| test(&pair.gold));
    let span = |document: &Value, test: &dyn Fn(&Value) -> bool| spans::list(document, "spans").iter().any(test);
    if any(&|document| document["format"].is_string()) {
        native::score(pairs, wishes)
    } else if any(&|document| document["gold"]["casualties"].is_array()) {
        casualty_groups::score(pairs)
    } else if any(&|document| document["meta"]["partial"] == true) {
        metonymy::score(pairs)
    } else if any(&|document| span(document, &|s| s["subtype"] == "toponym" || s["subtype"] == "Literal")) {
        toponyms::score(pairs)
    } else if any(&|document| span(document, &|s| s["type"] == "PER" || s["type"] == "ORG")) {
        named_entities::score(pairs)
    } else {
        timex::score(pairs)
    }
}

fn print_differences(report: &Report, pairs: &[Pair], wishes: &Wishes) {
    if wishes.errors == 0 {
        return;
    }
    let texts: HashMap<&str, Vec<char>> = pairs
        .iter()
        .map(|pair| (pair.id(), pair.gold["text"].as_str().unwrap_or_default().chars().collect()))
        .collect();
    let mut layers: Vec<&str> = report.differences.iter().map(|difference| difference.layer).collect();
    layers.dedup();
    for layer in layers {
        let of_layer: Vec<&Difference> = report.differences.iter().filter(|d| d.layer == layer).collect();
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for difference in &of_layer {
            match kinds.iter_mut().find(|(kind, _)| *kind == difference.kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((difference.kind, 1)),
            }
        }
        let counts: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        console::line(format!("\n{layer}: {}", counts.join(", ")));
        let wanted = of_layer.iter().filter(|d| wishes.kind.as_deref().is_none_or(|kind| kind == d.kind));
        for difference in wanted.take(wishes.errors) {
            let text = texts.get(difference.id.as_str()).map_or(&[][..], Vec::as_slice);
            let rule = if difference.rule.is_empty() { String::new() } else { format!("  «{}»", difference.rule) };
            console::line(format!(
                "{:9} {}{rule}  ({} {})",
                difference.kind, difference.what, difference.id, difference.span.0
            ));
            console::line(format!("          {}", context(text, difference.span)));
        }
    }
}

/// The words around a span, the span itself in brackets.
fn context(text: &[char], (start, end): (usize, usize)) -> String {
    const AROUND: usize = 70;
    let start = start.min(text.len());
    let end = end.clamp(start, text.len());
    let part = |range: std::ops::Range<usize>| -> String {
        text[range].iter().map(|&c| if c.is_whitespace() { ' ' } else { c }).collect()
    };
    format!(
        "…{}[{}]{}…",
        part(start.saturating_sub(AROUND)..start),
        part(start..end),
        part(end..(end + AROUND).min(text.len()))
    )
}

fn input(document: &Value) -> Input {
    let date = if document["format"].is_string() {
        document["document"]["date"].as_str().filter(|_| document["document"]["date_source"] == "user")
    } else {
        document["doc_date"].as_str()
    };
    Input {
        id: document["id"].as_str().unwrap_or_default().to_owned(),
        text: document["text"].as_str().unwrap_or_default().to_owned(),
        date: date.map(str::to_owned),
    }
}

/// Our own gold, and the shared data where they are.
fn default_paths() -> Result<Vec<PathBuf>, String> {
    let mut paths = Vec::new();
    let own = project::root().join("tests/gold");
    if own.is_dir() && !files_in(&own, "json")?.is_empty() {
        paths.push(own);
    }
    if let Some(shared) = project::shared() {
        paths.push(shared.join("gold/dev"));
        paths.extend(files_in(&shared.join("corpora"), "jsonl")?);
    }
    if paths.is_empty() {
        return Err("there is no gold here; name the folder or corpus to score, as in `cargo xtask eval GOLD`.".into());
    }
    Ok(paths)
}

fn files_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}.", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .collect();
    files.sort();
    Ok(files)
}

fn read_documents(path: &Path) -> Result<Vec<Value>, String> {
    let text = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
    };
    let parse = |text: &str, name: String| {
        serde_json::from_str::<Value>(text).map_err(|error| format!("{name} is not JSON: {error}."))
    };
    let files = files_of(path)?;
    if path.is_dir() {
        return files.iter().map(|file| parse(&text(file)?, file.display().to_string())).collect();
    }
    text(path)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| parse(line, format!("{} line {}", path.display(), number + 1)))
        .collect()
}

/// The files behind a PATH.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let files = files_in(path, "json")?;
    if files.is_empty() {
        return Err(format!("{} holds no .json files.", path.display()));
    }
    Ok(files)
}

fn read_predictions(path: &Path) -> Result<HashMap<String, Value>, String> {
    let documents = read_documents(path)?;
    Ok(documents
        .into_iter()
        .map(|document| (document["id"].as_str().unwrap_or_default().to_owned(), document))
        .collect())
}
