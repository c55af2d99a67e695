//! brat stand-off: the text, its annotations and a configuration that knows their types, in a zip.

use super::mark::{bounds, name, Layer, Mark};
use super::positions::Positions;
use super::zip::zip;
use crate::model::Annotation;
use std::collections::HashMap;
use std::fmt::Write;

const CONFIGURATION: &str = "[entities]
Party
Casualty
Materiel
Location
Date

[relations]
Claimant\tArg1:Casualty, Arg2:Party
Victim\tArg1:Casualty, Arg2:Party
PartOf\tArg1:Casualty, Arg2:Casualty

[events]

[attributes]
Outcome\tArg:Casualty, Value:killed|wounded|missing|captured|displaced|casualties_unspecified
Status\tArg:Casualty|Materiel, Value:asserted|denied|hypothetical|none_reported
Role\tArg:Party, Value:victim|claimant|mediator|belligerent|observer
Side\tArg:Party, Value:A|B|A+B
";

/// Writes `article.txt`, `article.ann` and `annotation.conf`; offsets are code points.
pub fn brat(annotation: &Annotation) -> Vec<u8> {
    zip(&[
        ("article.txt", annotation.text.as_bytes()),
        ("article.ann", standoff(annotation).as_bytes()),
        ("annotation.conf", CONFIGURATION.as_bytes()),
    ])
}

/// T, A, N and # lines of every mark, then the relations.
fn standoff(annotation: &Annotation) -> String {
    let positions = Positions::of(annotation);
    let marks = Mark::all(annotation, &positions);
    let mut lines = Lines::default();
    let mut first_of_cluster = HashMap::new();
    for (index, mark) in marks.iter().enumerate() {
        let number = index + 1;
        lines.text_bound(number, mark, &annotation.text);
        match mark.layer {
            Layer::Party(party) => {
                lines.attribute("Role", number, &name(&party.role));
                if let Some(side) = party.side {
                    lines.attribute("Side", number, &name(&side));
                }
                for code in party.affiliation.iter().flatten() {
                    lines.reference(number, "ISO3166", code, &party.canonical.join("; "));
                }
            }
            Layer::Casualty(claim) => {
                lines.attribute("Outcome", number, &name(&claim.outcome));
                lines.attribute("Status", number, &name(&claim.status));
                lines.note(number, &format!("count {} {}", bounds(&claim.count), name(&claim.count.hedge)));
                if let Some(cluster) = &claim.cluster {
                    first_of_cluster.entry(cluster.as_str()).or_insert(number);
                }
            }
            Layer::Materiel(loss) => {
                lines.attribute("Status", number, &name(&loss.status));
                lines.note(number, &mark.layer.value());
            }
            Layer::Location(place) => {
                if let Some(country) = &place.country {
                    lines.reference(number, "ISO3166", country, place.canonical.as_deref().unwrap_or(&place.text));
                }
                if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
                    lines.note(number, &format!("{lat} {lon}"));
                }
            }
            Layer::Date(date) => lines.note(number, &format!("{} {}", name(&date.date_type), date.value)),
        }
        if !mark.layer.rule().is_empty() {
            lines.note(number, &format!("rule {}", mark.layer.rule()));
        }
    }
    // The number of the party that covers a place in the text.
    let party_at = |span: Option<[usize; 2]>| {
        let [start, end] = span?;
        let (start, end) = (positions.at(start).byte, positions.at(end).byte);
        let covers =
            |mark: &Mark| matches!(mark.layer, Layer::Party(_)) && mark.start.byte < end && mark.end.byte > start;
        marks.iter().position(covers).map(|index| index + 1)
    };
    for (index, mark) in marks.iter().enumerate() {
        let Layer::Casualty(claim) = mark.layer else { continue };
        lines.relation("Claimant", index + 1, party_at(claim.claimant_span));
        lines.relation("Victim", index + 1, party_at(claim.victim_span));
        let whole = claim.part_of.as_deref().and_then(|cluster| first_of_cluster.get(cluster).copied());
        lines.relation("PartOf", index + 1, whole.filter(|&whole| whole != index + 1));
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
    attributes: usize,
    relations: usize,
    references: usize,
    notes: usize,
}

impl Lines {
    /// A mark over a line end is written in parts, because brat's spans end with the line.
    fn text_bound(&mut self, number: usize, mark: &Mark, text: &str) {
        let words = mark.words(text);
        let mut at = mark.start.codepoint;
        let mut spans = Vec::new();
        for line in words.split('\n') {
            let end = at + line.chars().count();
            if end > at {
                spans.push(format!("{at} {end}"));
            }
            at = end + 1;
        }
        let lines = words.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        self.line(format_args!("T{number}\t{} {}\t{}", mark.layer.label(), spans.join(";"), flat(&lines)));
    }

    fn attribute(&mut self, name: &str, mark: usize, value: &str) {
        self.attributes += 1;
        let number = self.attributes;
        self.line(format_args!("A{number}\t{name} T{mark} {value}"));
    }

    fn reference(&mut self, mark: usize, base: &str, key: &str, words: &str) {
        self.references += 1;
        let number = self.references;
        // A key ends at a space; a code has none.
        let key: String = key.split_whitespace().collect();
        self.line(format_args!("N{number}\tReference T{mark} {base}:{key}\t{}", flat(words)));
    }

    fn note(&mut self, mark: usize, words: &str) {
        self.notes += 1;
        let number = self.notes;
        self.line(format_args!("#{number}\tAnnotatorNotes T{mark}\t{}", flat(words)));
    }

    fn relation(&mut self, name: &str, from: usize, to: Option<usize>) {
        let Some(to) = to else { return };
        self.relations += 1;
        let number = self.relations;
        self.line(format_args!("R{number}\t{name} Arg1:T{from} Arg2:T{to}"));
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
    }
}

/// Words without what ends a line or a cell.
fn flat(words: &str) -> String {
    words.replace(['\n', '\t', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn text_bounds_quote_the_text() {
        let annotation = sample();
        let points: Vec<char> = annotation.text.chars().collect();
        let written = standoff(&annotation);
        let bounds: Vec<&str> = written.lines().filter(|line| line.starts_with('T')).collect();
        assert_eq!(bounds.len(), 4);
        for line in bounds {
            let cells: Vec<&str> = line.split('\t').collect();
            let numbers: Vec<usize> = cells[1].split(' ').skip(1).filter_map(|number| number.parse().ok()).collect();
            assert_eq!(points[numbers[0]..numbers[1]].iter().collect::<String>(), cells[2]);
        }
        assert!(written.contains("R1\tClaimant Arg1:T2 Arg2:T1"), "{written}");
    }

    #[test]
    fn a_mark_over_a_line_end_is_written_in_parts() {
        let mut annotation = sample();
        annotation.text = "three\nmen were killed".into();
        annotation.casualties.truncate(1);
        annotation.parties.clear();
        annotation.locations.clear();
        annotation.dates.clear();
        (annotation.casualties[0].start, annotation.casualties[0].end) = (0, 21);
        (annotation.casualties[0].victim_span, annotation.casualties[0].claimant_span) = (None, None);
        assert!(standoff(&annotation).starts_with("T1\tCasualty 0 5;6 21\tthree men were killed\n"));
    }

    #[test]
    fn no_value_adds_a_line() {
        let mut annotation = sample();
        annotation.text = annotation.text.replace("at least", "at\tleast");
        annotation.parties[0].canonical = vec!["Chad\nT99\tParty 0 1\tx".into()];
        annotation.parties[0].affiliation = Some(vec!["T C\tD".into()]);
        let written = standoff(&annotation);
        assert!(written.contains("\tReference T1 ISO3166:TCD\tChad T99 Party 0 1 x\n"), "{written}");
        assert!(written.contains("\tkilled \"at least three\""), "{written}");
    }
}
