//! Toponym corpora with coordinates (GeoWebNews, TR-News).
//!
//! All toponyms: every location mark counts, whether literal, metonymic or embedded in a party. Literal toponyms: marks
//! that are read as a place. Nested toponyms, and demonyms for people, are right where found and no loss where not.

use super::metonymy::{reading, Use};
use super::spans::{kilometres, list, range, share, string, Score};
use super::{Difference, Pair, Report};
use serde_json::Value;
use std::collections::HashMap;

/// The limit of the geoparsing literature's Acc@161km (100 miles).
const NEAR: f64 = 161.0;

pub fn score(pairs: &[Pair]) -> Report {
    let mut report = Report::default();
    let (mut all, mut literal) = (Tally::default(), Tally::default());
    let (mut located, mut near) = (0, 0);
    let (mut judged, mut judged_right) = (0, 0);
    let mut has_subtypes = false;
    for pair in pairs {
        let spans = list(&pair.gold, "spans");
        let nested = list(&pair.gold, "nested_spans");
        let found: Vec<&Value> = list(&pair.found, "locations").iter().collect();
        let by_span: HashMap<(usize, usize), &Value> = found.iter().map(|row| (range(row), *row)).collect();
        let mut note = |kind, what, at: &Value, rule: &Value| {
            let (id, rule) = (pair.id().to_owned(), string(rule, "rule").to_owned());
            report.differences.push(Difference { layer: "locations", kind, id, what, span: range(at), rule });
        };

        let gold: Vec<&Value> = spans.iter().filter(|span| is_toponym(span)).collect();
        let allowed: Vec<&Value> =
            spans.iter().filter(|span| string(span, "subtype") == "Demonym").chain(nested).collect();
        all.add(&gold, &allowed, &found);
        let spans_of = |rows: &[&Value]| rows.iter().map(|row| range(row)).collect::<Vec<_>>();
        let (gold_spans, allowed_spans) = (spans_of(&gold), spans_of(&allowed));
        for row in &found {
            if !gold_spans.contains(&range(row)) && !allowed_spans.contains(&range(row)) {
                note("spurious", format!("'{}' {}", string(row, "text"), row["canonical"]), row, row);
            }
        }
        for row in &gold {
            let name = string(row, "value");
            let Some(mark) = by_span.get(&range(row)) else {
                note("missed", format!("'{name}' {}", string(row, "subtype")), row, &Value::Null);
                continue;
            };
            if !row["lat"].is_null() {
                located += 1;
                let distance = kilometres(row, mark);
                if distance.is_some_and(|distance| distance <= NEAR) {
                    near += 1;
                } else {
                    let far = distance.map_or("nowhere".to_owned(), |distance| format!("{distance:.0} km away"));
                    let place = format!("{} {} {}", mark["canonical"], mark["lat"], mark["lon"]);
                    let what = format!("'{name}' {far}: {} {} found {place}", row["lat"], row["lon"]);
                    note("distance", what, row, mark);
                }
            }
        }

        has_subtypes |= spans.iter().any(|span| string(span, "subtype") == "Metonymic");
        let is_literal = |span: &&Value| matches!(string(span, "role"), "place" | "mixed");
        let gold_literal: Vec<&Value> = gold.iter().copied().filter(is_literal).collect();
        let nested_literal: Vec<&Value> = nested.iter().filter(is_literal).collect();
        let read_as_place = found.iter().filter(|row| matches!(string(row, "reading"), "literal" | "mixed"));
        literal.add(&gold_literal, &nested_literal, &read_as_place.copied().collect::<Vec<_>>());

        for row in &gold {
            let gold_use = match string(row, "subtype") {
                "Literal" | "Coercion" => Use::Place,
                "Metonymic" => Use::Party,
                _ => continue,
            };
            let Some((found_use, mark)) = reading(row, &pair.found) else { continue };
            judged += 1;
            if found_use == gold_use {
                judged_right += 1;
            } else {
                note("reading", format!("'{}' {gold_use:?} found {found_use:?}", string(row, "value")), row, mark);
            }
        }
    }
    let mut print = |name: &str, key: &str, tally: &Tally| {
        let score = Score::new(tally.right, tally.found, tally.gold);
        report.line(format!("{name:22} gold {:5}  found {:5}  exact span P R F1 {score}", tally.gold, tally.found));
        report.figures.push((format!("toponyms.{key}_f1"), score.f1));
    };
    print("all toponyms", "all", &all);
    if has_subtypes {
        print("literal toponyms", "literal", &literal);
    }
    report.line(format!("within {NEAR} km: {:.3} of {located} found toponyms with coordinates", share(near, located)));
    report.figure("toponyms.acc_161km", share(near, located));
    if has_subtypes {
        let accuracy = share(judged_right, judged);
        report.line(format!("literal against metonymic: {accuracy:.3} of {judged} found toponyms"));
        report.figure("toponyms.metonymy_acc", accuracy);
    }
    report
}

#[derive(Default)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
}

impl Tally {
    /// Counts exact spans; a found span that is only allowed counts on neither side.
    fn add(&mut self, gold: &[&Value], allowed: &[&Value], found: &[&Value]) {
        let has = |rows: &[&Value], row: &Value| rows.iter().any(|other| range(other) == range(row));
        self.gold += gold.len();
        self.right += gold.iter().filter(|row| has(found, row)).count();
        self.found += found.iter().filter(|row| has(gold, row) || !has(allowed, row)).count();
    }
}

/// Names of places, literal or not; homonyms (a person called Paris), languages and demonyms for people are none.
fn is_toponym(span: &Value) -> bool {
    matches!(
        string(span, "subtype"),
        "toponym" | "Literal" | "Literal_Modifier" | "Coercion" | "Mixed" | "Metonymic" | "Non_Literal_Modifier"
    )
}
