//! TIMEX3 corpora, scored with TempEval-3's definitions (SemEval-2013 task 1): one-to-one alignment by overlap, exact
//! pairs first, then the largest overlap; type and value F1 count aligned pairs that agree. `strict` takes
//! the marks as they are; `extent` is strict with TimeML's own extents (`timex3_extent`), which keep the article.

use super::spans::{list, overlap, range, string, Score};
use super::{Difference, Pair, Report};
use serde_json::Value;

pub fn score(pairs: &[Pair]) -> Report {
    let mut report = Report::default();
    let (mut gold_count, mut found_count) = (0, 0);
    let (mut relaxed, mut strict, mut extent, mut types, mut values) = (0, 0, 0, 0, 0);
    for pair in pairs {
        let gold: Vec<&Value> = list(&pair.gold, "spans")
            .iter()
            .filter(|span| span.get("type").is_none_or(|kind| kind == "DATE"))
            .collect();
        let found: Vec<&Value> = list(&pair.found, "dates").iter().collect();
        gold_count += gold.len();
        found_count += found.len();
        let (mut gold_used, mut found_used) = (vec![false; gold.len()], vec![false; found.len()]);
        for (i, j) in align(&gold, &found) {
            let (g, f) = (gold[i], found[j]);
            gold_used[i] = true;
            found_used[j] = true;
            relaxed += 1;
            strict += usize::from(range(g) == range(f));
            extent += usize::from(range(g) == timex3_range(f));
            types += usize::from(g["subtype"] == f["type"]);
            // A gold span without a value can never be matched in value.
            let value = string(g, "value");
            values += usize::from(!value.is_empty() && value == string(f, "value"));
            let mut note = |kind, what| report.differences.push(difference(pair, kind, what, g, f));
            if range(g) != range(f) {
                note("span", format!("'{}' found as '{}'", string(g, "text"), string(f, "text")));
            }
            if g["subtype"] != f["type"] {
                note("type", format!("'{}' {} found {}", string(g, "text"), g["subtype"], f["type"]));
            }
            if value != string(f, "value") {
                note("value", format!("'{}' {value} found {}", string(g, "text"), string(f, "value")));
            }
        }
        for (_, g) in gold.iter().enumerate().filter(|(i, _)| !gold_used[*i]) {
            let what = format!("'{}' {}", string(g, "text"), string(g, "value"));
            report.differences.push(difference(pair, "missed", what, g, &Value::Null));
        }
        for (_, f) in found.iter().enumerate().filter(|(j, _)| !found_used[*j]) {
            let what = format!("'{}' {}", string(f, "text"), string(f, "value"));
            report.differences.push(difference(pair, "spurious", what, f, f));
        }
    }
    report.line(format!("dates: gold {gold_count}, found {found_count}"));
    report.line(format!("{:10} {:>7} {:>7} {:>7}", "", "P", "R", "F1"));
    for (name, count) in
        [("strict", strict), ("relaxed", relaxed), ("type", types), ("value", values), ("extent", extent)]
    {
        let score = Score::new(count, found_count, gold_count);
        let [p, r, f] = [score.precision, score.recall, score.f1].map(|share| share * 100.0);
        report.line(format!("{name:10} {p:7.2} {r:7.2} {f:7.2}"));
        report.figure(format!("dates.{name}_f1"), score.f1);
    }
    report.differences.sort_by_key(|difference| match difference.kind {
        "missed" => 0,
        "spurious" => 1,
        "value" => 2,
        "span" => 3,
        _ => 4,
    });
    report
}

/// The span as TimeML draws it, where that differs.
fn timex3_range(row: &Value) -> (usize, usize) {
    let offset = |at: usize| row["timex3_extent"].get(at).and_then(Value::as_u64).map(|offset| offset as usize);
    offset(0).zip(offset(1)).unwrap_or_else(|| range(row))
}

fn difference(pair: &Pair, kind: &'static str, what: String, at: &Value, found: &Value) -> Difference {
    let rule = string(found, "rule").to_owned();
    Difference { layer: "dates", kind, id: pair.id().to_owned(), what, span: range(at), rule }
}

/// Pairs of indices into gold and found, one to one.
fn align(gold: &[&Value], found: &[&Value]) -> Vec<(usize, usize)> {
    let (mut gold_used, mut found_used) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        if let Some(j) = (0..found.len()).find(|&j| !found_used[j] && range(found[j]) == range(g)) {
            gold_used[i] = true;
            found_used[j] = true;
            pairs.push((i, j));
        }
    }
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate().filter(|(i, _)| !gold_used[*i]) {
        for (j, f) in found.iter().enumerate().filter(|(j, _)| !found_used[*j]) {
            let shared = overlap(g, f);
            if shared > 0 {
                candidates.push((std::cmp::Reverse(shared), range(g).0, range(f).0, i, j));
            }
        }
    }
    candidates.sort_unstable();
    for (_, _, _, i, j) in candidates {
        if !gold_used[i] && !found_used[j] {
            gold_used[i] = true;
            found_used[j] = true;
            pairs.push((i, j));
        }
    }
    pairs
}
