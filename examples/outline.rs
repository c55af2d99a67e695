//! Prints how the syntax pass reads each line of a file: `cargo run --example outline -- FILE`.

use conflict_annotator::{lexicon::Lexicon, syntax::Grammar, text::Document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = Lexicon::new();
    let grammar = Grammar::new();
    for path in std::env::args().skip(1) {
        for line in std::fs::read_to_string(path)?.lines().filter(|l| !l.trim().is_empty()) {
            let document = Document::new(line, &lexicon);
            println!("{}", grammar.parse(&document).outline(&document));
        }
    }
    Ok(())
}
