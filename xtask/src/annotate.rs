//! `cargo xtask annotate`: text in, native JSON out.

use crate::arguments::Arguments;
use crate::engine::{self, Input};
use crate::Done;
use serde_json::Value;
use std::io::{BufRead, BufWriter, Write};
use std::path::Path;

pub const HELP: &str = "
usage: cargo xtask annotate FILE… [--date YYYY-MM-DD]
       cargo xtask annotate < ARTICLES.jsonl

Annotates articles and writes native JSON (format conflict-annotator/1) to standard output, one document a line.
Offsets count Unicode code points; the same input always gives the same output.

  FILE…              plain text files (UTF-8); the document's id is the file name without its ending
  --date YYYY-MM-DD  the publication date of the FILEs; anchors \"Tuesday\" and \"last week\"

Without FILE, standard input is read as JSON Lines, one article a line:
  {\"id\": \"a1\", \"text\": \"Two soldiers were killed on Tuesday.\", \"doc_date\": \"2022-09-12\"}
`text` is needed; `id` and `doc_date` may be missing or null (--date then fills in for doc_date).

examples
  cargo xtask annotate article.txt --date 2022-09-12
  cargo xtask annotate articles/*.txt > annotated.jsonl
  cargo xtask annotate < articles.jsonl > annotated.jsonl
";

pub fn run(mut arguments: Arguments) -> Done {
    let date = arguments.value("--date")?;
    if let Some(date) = &date {
        check_date(date)?;
    }
    let files = arguments.operands()?;
    let engine = engine::load();
    let mut output = BufWriter::new(std::io::stdout().lock());
    if files.is_empty() {
        // A batch keeps all processors busy without holding a large input in memory.
        const BATCH: usize = 256;
        let mut batch = Vec::with_capacity(BATCH);
        for (number, line) in std::io::stdin().lock().lines().enumerate() {
            let line = line.map_err(|error| format!("line {} of standard input: {error}.", number + 1))?;
            if line.trim().is_empty() {
                continue;
            }
            let mut input = article(&line)
                .map_err(|problem| format!("line {} of standard input is not an article: {problem}.", number + 1))?;
            input.date = input.date.or_else(|| date.clone());
            batch.push(input);
            if batch.len() == BATCH {
                write(&engine, &mut output, &batch)?;
                batch.clear();
            }
        }
        write(&engine, &mut output, &batch)?;
    } else {
        let inputs = files.iter().map(|file| read(file, date.clone())).collect::<Result<Vec<_>, _>>()?;
        write(&engine, &mut output, &inputs)?;
    }
    output.flush().map_err(|error| format!("standard output: {error}."))
}

fn write(engine: &conflict_annotator::Engine, output: &mut impl Write, inputs: &[Input]) -> Done {
    for annotation in engine::annotate_all(engine, inputs) {
        let line = serde_json::to_string(&annotation).map_err(|error| error.to_string())?;
        writeln!(output, "{line}").map_err(|error| format!("standard output: {error}."))?;
    }
    Ok(())
}

fn read(file: &str, date: Option<String>) -> Result<Input, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file} cannot be read: {error}."))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{file} is not UTF-8 (first bad byte at {at}); convert it, for example with iconv -f latin1 -t utf8.")
    })?;
    let id = Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Input { id, text, date })
}

/// Reads one line of JSON Lines.
fn article(line: &str) -> Result<Input, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let text = value["text"].as_str().ok_or("it has no string named \"text\"")?.to_owned();
    let id = match &value["id"] {
        Value::String(id) => id.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let date = match &value["doc_date"] {
        Value::Null => None,
        Value::String(date) if date.is_empty() => None,
        Value::String(date) => {
            check_date(date)?;
            Some(date.clone())
        }
        other => return Err(format!("doc_date is {other}, not a string such as \"2022-09-12\"")),
    };
    Ok(Input { id, text, date })
}

fn check_date(date: &str) -> Done {
    let shape: String = date.chars().take(10).map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    if shape == "9999-99-99" {
        Ok(())
    } else {
        Err(format!("'{date}' is not a date; write it as 2022-09-12."))
    }
}
