//! A readable outline of what the pass found, for people who write rules: `cargo run --example outline -- FILE`.

use super::{Syntax, NONE};
use crate::text::Document;
use std::fmt::Write;

impl Syntax {
    /// Tags, clauses, frames and quotations of a document, one line each.
    pub fn outline(&self, document: &Document) -> String {
        let mut out = String::new();
        let noun = |index: u32| {
            self.noun(index).map_or("–".to_owned(), |n| {
                let preposition = if n.preposition == NONE { "" } else { document.str(n.preposition as usize) };
                format!("{preposition}[{}]", document.slice(n.range()))
            })
        };
        for index in 0..document.sentences.len() {
            let sentence = document.sentence(index);
            for token in sentence.clone() {
                let _ = write!(out, "{}/{:?} ", document.str(token), self.tag(token));
            }
            out.push('\n');
            let inside = |start: u32| sentence.contains(&(start as usize));
            let nouns: Vec<String> = (0..self.noun_groups.len() as u32)
                .filter(|&n| inside(self.noun_groups[n as usize].start))
                .map(|n| format!("{} {:?}", noun(n), self.noun_groups[n as usize].function))
                .collect();
            let _ = writeln!(out, "    groups {}", nouns.join(" · "));
            for (id, clause) in self.clauses.iter().enumerate().filter(|(_, c)| inside(c.start)) {
                let verb = self.verb_of(clause).map_or("–".to_owned(), |v| {
                    let not = if v.negated { " negated" } else { "" };
                    format!(
                        "{} ({:?} {:?} {:?} {:?}{not})",
                        document.slice(v.range()),
                        v.tense,
                        v.voice,
                        v.form,
                        v.modality
                    )
                });
                let parent = if clause.parent == NONE { String::new() } else { format!(" in {}", clause.parent) };
                let _ = writeln!(
                    out,
                    "    clause {id}{parent} {:?}: {} | {verb} | {}",
                    clause.kind,
                    noun(clause.subject),
                    noun(clause.object)
                );
            }
        }
        for frame in &self.frames {
            let source = self.source(frame).map_or("–".to_owned(), |n| document.slice(n.range()).to_owned());
            let scope = document.slice(frame.scope.start as usize..(frame.scope.end as usize).min(document.len()));
            let _ = writeln!(
                out,
                "frame {} {:?} {:?}: {source} » {scope}",
                document.str(frame.verb as usize),
                frame.stance,
                frame.position
            );
        }
        for quotation in &self.quotations {
            let words = document.slice(quotation.open as usize..(quotation.close as usize).min(document.len()));
            let _ = writeln!(out, "quotation {words} frame {}", quotation.frame as i32);
        }
        out
    }
}
