//! An article in another format: `cargo run --example export -- FORMAT [FILE]`, with all of the gazetteer's places where
//! `data/gazetteer.bin` is there.
//!
//! Formats: `claims-csv`, `events-csv`, `geojson`, `jsonld`, `brat`, `conll`, `spacy`, `label-studio`, `timeml`, `html`.

use conflict_annotator::export::{export, Format};
use conflict_annotator::{Engine, Options};
use std::error::Error;
use std::io::Write;

const SENTENCE: &str = "Rebels captured four soldiers near Goma on 20 November 2012, the army said.";

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "geojson".to_owned());
    let format = Format::named(&name).ok_or_else(|| format!("there is no format '{name}'"))?;
    let text = match words.next() {
        Some(file) => std::fs::read_to_string(file)?,
        None => SENTENCE.to_owned(),
    };

    let mut engine = Engine::new();
    if let Ok(bytes) = std::fs::read("data/gazetteer.bin") {
        engine.load_gazetteer(&bytes)?;
    }
    let annotation = engine.annotate(&text, &Options::default());
    std::io::stdout().write_all(&export(&annotation, format))?;
    Ok(())
}
