//! How the engine sees the words of an article, for people who write rules: `cargo run --example outline -- FILE`.
//!
//! Each sentence with its parts of speech, then its groups, clauses and reports. Without a file it reads a sentence of its own.

use conflict_annotator::lexicon::Lexicon;
use conflict_annotator::syntax::Grammar;
use conflict_annotator::text::Document;

const SENTENCE: &str = "The army said that shells fired from the hills had wounded two nurses in Taiz.";

fn main() -> std::io::Result<()> {
    let text = match std::env::args().nth(1) {
        Some(file) => std::fs::read_to_string(file)?,
        None => SENTENCE.to_owned(),
    };
    let lexicon = Lexicon::default();
    let document = Document::new(&text, &lexicon);
    print!("{}", Grammar::new().parse(&document).outline(&document));
    Ok(())
}
