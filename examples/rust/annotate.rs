//! What an article claims, line by line: `cargo run --example annotate -- FILE [YYYY-MM-DD]`.
//!
//! Without a file it reads a sentence of its own.

use conflict_annotator::{Engine, Options};

const SENTENCE: &str = "At least 12 people were killed and dozens wounded in Aleppo on Friday, the ministry said.";

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let text = match words.next() {
        Some(file) => std::fs::read_to_string(file)?,
        None => SENTENCE.to_owned(),
    };
    let options = Options { document_date: words.next(), ..Options::default() };
    let annotation = Engine::new().annotate(&text, &options);

    for claim in &annotation.casualties {
        let bound = |number: Option<u64>| number.map_or("?".to_owned(), |number| number.to_string());
        let count = &claim.count;
        println!("{}: {} to {} ({})", claim.text, bound(count.low), bound(count.high), claim.rule);
    }
    for place in annotation.locations.iter().filter(|place| place.primary) {
        println!("{}: {:?}, {:?}", place.text, place.country, place.lat.zip(place.lon));
    }
    for date in &annotation.dates {
        println!("{}: {}", date.text, date.value);
    }
    Ok(())
}
