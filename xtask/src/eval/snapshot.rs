//! The committed scores, `tests/scores.tsv`: quality never falls unnoticed.
//!
//! Each row names the data it was measured on by hash. On the same data a fall is an error and a rise asks to be
//! committed; on other data both figures are shown and a new snapshot is asked for.

use crate::{console, project, Done};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The figures of one data set.
pub struct Measured {
    /// `gold/dev`, `corpora/timebank.jsonl`: the last two parts of the path.
    pub data: String,
    /// Names the content.
    pub hash: String,
    pub figures: Vec<(String, f64)>,
}

/// How the engine stands to the committed scores.
#[derive(Default)]
pub struct Verdict {
    /// Figures that did not fall.
    pub kept: usize,
    /// One sentence each.
    pub falls: Vec<String>,
    rises: Vec<String>,
    /// Data that the snapshot does not know or knows in another version.
    other_data: Vec<String>,
}

const COMMAND: &str = "cargo xtask eval --write-snapshot";

fn file() -> PathBuf {
    project::root().join("tests/scores.tsv")
}

/// Names a data set and its content.
pub fn identify(path: &Path, files: &[PathBuf]) -> Result<(String, String), String> {
    let path = path.canonicalize().map_err(|error| format!("{} cannot be read: {error}.", path.display()))?;
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
    let data = parts.into_iter().rev().collect::<Vec<_>>().join("/");
    let mut contents = Vec::new();
    for file in files {
        contents.push(std::fs::read(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?);
    }
    Ok((data, format!("{:016x}", project::hash(contents.iter().map(Vec::as_slice)))))
}

pub fn write(measured: &[Measured]) -> Done {
    let mut text = String::from("data\thash\tfigure\tscore\n");
    for Measured { data, hash, figures } in measured {
        for (figure, score) in figures {
            let _ = writeln!(text, "{data}\t{hash}\t{figure}\t{score:.4}");
        }
    }
    std::fs::write(file(), text).map_err(|error| format!("{}: {error}.", file().display()))?;
    console::line(format!("Wrote {}; commit it.", file().display()));
    Ok(())
}

pub fn compare(measured: &[Measured]) -> Result<Verdict, String> {
    let text = std::fs::read_to_string(file()).unwrap_or_default();
    let mut snapshot: BTreeMap<(&str, &str), (&str, f64)> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let row = match cells[..] {
            [data, hash, figure, score] => score.parse().ok().map(|score| ((data, figure), (hash, score))),
            _ => None,
        };
        let (key, value) =
            row.ok_or_else(|| format!("tests/scores.tsv line {} is damaged; run `{COMMAND}`.", number + 1))?;
        snapshot.insert(key, value);
    }
    let mut verdict = Verdict::default();
    for Measured { data, hash, figures } in measured {
        let mut rows = Vec::new();
        let mut known = true;
        for (figure, score) in figures {
            // Compared as written: the snapshot has four decimals.
            let score = (score * 10_000.0).round() / 10_000.0;
            match snapshot.get(&(data.as_str(), figure.as_str())) {
                Some((old_hash, old)) if old_hash == hash => {
                    let change = format!("{data} {figure} {old:.4} → {score:.4}");
                    if score < *old {
                        verdict.falls.push(change);
                        continue;
                    }
                    if score > *old {
                        verdict.rises.push(change);
                    }
                    verdict.kept += 1;
                }
                Some((_, old)) => {
                    known = false;
                    rows.push(format!("  {figure:28} {old:.4} there, {score:.4} here"));
                }
                None => {
                    known = false;
                    rows.push(format!("  {figure:28} {score:.4} here"));
                }
            }
        }
        if !known {
            verdict.other_data.push(format!("{data} is not the data of the snapshot:\n{}", rows.join("\n")));
        }
    }
    Ok(verdict)
}

impl Verdict {
    pub fn print(&self) {
        for sentence in &self.other_data {
            console::line(sentence);
        }
        if !self.rises.is_empty() {
            console::line(format!("better than the snapshot:\n  {}", self.rises.join("\n  ")));
        }
        if !self.falls.is_empty() {
            console::line(format!("WORSE than the snapshot:\n  {}", self.falls.join("\n  ")));
        }
        if !self.rises.is_empty() || !self.other_data.is_empty() {
            console::line(format!("Please run `{COMMAND}` and commit tests/scores.tsv."));
        }
    }
}
