//! A page of its own: the article with its marks and a table of the claims; no script, nothing loaded.

use super::mark::{bounds, name, Mark};
use super::positions::Positions;
use super::timeml::escape;
use crate::model::Annotation;
use std::fmt::Write;

const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.15rem/1.9 Charter,Georgia,serif;color:#1b1d20;background:#fbfaf6}\
article{white-space:pre-wrap}mark{color:inherit;background:#eee;border-radius:3px;padding:.05em .1em;text-decoration:underline .11em;text-underline-offset:.2em}\
mark.party{background:#e4ecf7;text-decoration:underline solid #204f8c}mark.casualty{background:#fae3df;text-decoration:underline double #96281b}\
mark.materiel{background:#ece6f5;text-decoration:underline wavy #5a3d8a}mark.location{background:#e2f0e3;text-decoration:underline dotted #1f5c33}\
mark.date{background:#f6ecd0;text-decoration:underline dashed #6b4e00}small{font:600 .62em system-ui,sans-serif;color:#444}\
table{border-collapse:collapse;font:.9rem/1.5 system-ui,sans-serif;width:100%}td,th{border-bottom:1px solid #ccc;text-align:left;padding:.3rem .5rem;vertical-align:top}\
@media(prefers-color-scheme:dark){body{background:#14171a;color:#eceae4}mark{color:#1b1d20}small{color:#333}}";

/// Writes the page. The policy in its head makes sure that it stays what it is: text.
pub fn html(annotation: &Annotation) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\">\n<title>Annotated article</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    );
    if let Some(date) = &annotation.document.date {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(out, "<p>Publication date: {}</p>", escape(date));
    }
    out.push_str("<article dir=\"auto\">");
    article(annotation, &mut out);
    out.push_str("</article>\n");
    claims(annotation, &mut out);
    out.push_str("</body>\n</html>\n");
    out
}

/// The text in segments between the borders of marks; each segment stands inside every mark that covers it.
fn article(annotation: &Annotation, out: &mut String) {
    let text = annotation.text.as_str();
    let marks = Mark::all(annotation, &Positions::of(annotation));
    let mut borders: Vec<usize> = marks.iter().flat_map(|mark| [mark.start.byte, mark.end.byte]).collect();
    borders.extend([0, text.len()]);
    crate::order::by_key(&mut borders, |offset| *offset as u64);
    borders.dedup();
    let mut waiting = marks.iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    for segment in borders.windows(2) {
        let [start, end] = [segment[0], segment[1]];
        while let Some(mark) = waiting.next_if(|mark| mark.start.byte <= start) {
            open.push(mark);
        }
        open.retain(|mark| mark.end.byte > start);
        for mark in &open {
            let label = mark.layer.label();
            let title = escape(&format!("{label}: {}", mark.layer.value()));
            let _ = write!(out, "<mark class=\"{}\" title=\"{title}\">", label.to_ascii_lowercase());
        }
        out.push_str(&escape(&text[start..end]));
        for mark in open.iter().rev() {
            if mark.end.byte == end {
                let _ = write!(out, " <small>{}</small>", escape(&mark.layer.value()));
            }
            out.push_str("</mark>");
        }
    }
}

fn claims(annotation: &Annotation, out: &mut String) {
    if annotation.casualties.is_empty() {
        return;
    }
    out.push_str("<h2>Casualty claims</h2>\n<table><tr><th>Claim</th><th>Outcome</th><th>Count</th><th>Says who</th><th>Status</th></tr>\n");
    for claim in &annotation.casualties {
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&claim.text),
            name(&claim.outcome),
            bounds(&claim.count),
            escape(claim.claimant.as_deref().unwrap_or("the article")),
            name(&claim.status),
        );
    }
    out.push_str("</table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn pasted_markup_stays_text() {
        let mut annotation = sample();
        annotation.text.push_str("<script>alert(1)</script>");
        let written = html(&annotation);
        assert!(!written.contains("<script>"));
        assert!(written.contains("<mark class=\"location\" title=\"Location: Ouadi Doum (TCD)\">Ouadi Doum <small>"));
    }
}
