//! Sentences in which only the marked span is judged: does the name stand for the place or for its people and government?

use super::spans::{best_overlap, list, range, share, string};
use super::{Difference, Pair, Report};
use serde_json::Value;

/// What a toponym stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Place,
    Party,
}

/// What the engine read the span as, with the mark that says so; `None` where nothing was marked.
pub fn reading<'a>(span: &Value, found: &'a Value) -> Option<(Use, &'a Value)> {
    if let Some(location) = best_overlap(span, list(found, "locations")) {
        // A name inside a longer one ("Nepal's government") does not act by itself; the corpora judge it a place.
        let place = string(location, "reading") != "metonymic";
        return Some((if place { Use::Place } else { Use::Party }, location));
    }
    best_overlap(span, list(found, "parties")).map(|party| (Use::Party, party))
}

pub fn score(pairs: &[Pair]) -> Report {
    let mut report = Report::default();
    let mut tallies = [(Use::Place, 0, 0), (Use::Party, 0, 0)];
    let mut found = 0;
    for pair in pairs {
        for span in list(&pair.gold, "spans") {
            let gold_use = if string(span, "role") == "party" { Use::Party } else { Use::Place };
            let answer = reading(span, &pair.found);
            found += usize::from(answer.is_some());
            let right = answer.is_some_and(|(found_use, _)| found_use == gold_use);
            for (_, total, correct) in tallies.iter_mut().filter(|(kind, ..)| *kind == gold_use) {
                *total += 1;
                *correct += usize::from(right);
            }
            if !right {
                let name = string(span, "value");
                let (kind, what, rule) = match answer {
                    None => ("missed", format!("'{name}' {gold_use:?}"), ""),
                    Some((found_use, mark)) => {
                        ("reading", format!("'{name}' {gold_use:?} found {found_use:?}"), string(mark, "rule"))
                    }
                };
                let (id, rule) = (pair.id().to_owned(), rule.to_owned());
                report.differences.push(Difference { layer: "locations", kind, id, what, span: range(span), rule });
            }
        }
    }
    let (total, right) = tallies.iter().fold((0, 0), |(t, r), (_, total, right)| (t + total, r + right));
    let accuracy = share(right, total);
    report.line(format!("metonymy accuracy {accuracy:.3} of {total} judged spans, {found} of them found"));
    for (kind, total, right) in tallies {
        report.line(format!("  {:6} {:.3} of {total}", format!("{kind:?}").to_lowercase(), share(right, total)));
    }
    report.figure("metonymy.acc", accuracy);
    report
}
