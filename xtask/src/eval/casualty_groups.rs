//! MUC-4 templates: victim groups with a number and an effect, one multiset a document.
//!
//! Only documents with at least one gold group of effect death or injury count. Gold is the multiset of
//! (outcome, low); the engine's is that of its asserted killed and wounded mentions, one per cluster and value, as
//! (outcome, best or else low).

use super::spans::{list, range, string, Score};
use super::{Difference, Pair, Report};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Outcome and number.
type Group = (&'static str, Option<u64>);

pub fn score(pairs: &[Pair]) -> Report {
    let mut report = Report::default();
    let (mut documents, mut gold_count, mut found_count) = (0, 0, 0);
    let (mut both_right, mut outcome_right) = (0, 0);
    for pair in pairs {
        let gold: Vec<(Group, &Value)> = list(&pair.gold["gold"], "casualties")
            .iter()
            .filter_map(|row| {
                let outcome = match string(row, "effect") {
                    "DEATH" => "killed",
                    "INJURY" => "wounded",
                    _ => return None,
                };
                Some(((outcome, row["number"]["low"].as_u64()), row))
            })
            .collect();
        if gold.is_empty() {
            continue;
        }
        documents += 1;
        let found = mentions(&pair.found);
        gold_count += gold.len();
        found_count += found.len();
        both_right += common(gold.iter().map(|(group, _)| *group), found.iter().map(|(group, _)| *group));
        outcome_right += common(gold.iter().map(|(group, _)| group.0), found.iter().map(|(group, _)| group.0));

        let mut open: Vec<Option<Group>> = found.iter().map(|(group, _)| Some(*group)).collect();
        for (group, row) in &gold {
            if let Some(slot) = open.iter_mut().find(|slot| **slot == Some(*group)) {
                *slot = None;
            } else {
                let victims: Vec<&str> = list(row, "victim_strings").iter().filter_map(Value::as_str).collect();
                let what = format!("{} {} '{}'", group.0, number(group.1), victims.join(", "));
                report.differences.push(difference(pair, "missed", what, row, &Value::Null));
            }
        }
        for (slot, (group, row)) in open.iter().zip(&found) {
            if slot.is_some() {
                let what = format!("{} {} '{}'", group.0, number(group.1), string(row, "text"));
                report.differences.push(difference(pair, "spurious", what, row, row));
            }
        }
    }
    report.line(format!("casualty groups in {documents} documents: gold {gold_count}, found {found_count}"));
    for (name, key, right) in
        [("outcome and number", "number", both_right), ("outcome alone", "outcome", outcome_right)]
    {
        let score = Score::new(right, found_count, gold_count);
        report.line(format!("{name:20} P R F1 {score}"));
        report.figure(format!("groups.{key}_f1"), score.f1);
    }
    report
}

/// The engine's asserted dead and wounded, one per cluster and value.
fn mentions(found: &Value) -> Vec<(Group, &Value)> {
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for row in list(found, "casualties") {
        let outcome = match string(row, "outcome") {
            "killed" => "killed",
            "wounded" => "wounded",
            _ => continue,
        };
        if string(row, "status") != "asserted" {
            continue;
        }
        let value = row["count"]["best"].as_u64().or_else(|| row["count"]["low"].as_u64());
        let repeated = row["cluster"].as_str().is_some_and(|cluster| !seen.insert((cluster, outcome, value)));
        if !repeated {
            groups.push(((outcome, value), row));
        }
    }
    groups
}

/// The size of the intersection of two multisets.
fn common<T: Ord>(a: impl Iterator<Item = T>, b: impl Iterator<Item = T>) -> usize {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in a {
        *counts.entry(item).or_default() += 1;
    }
    let mut shared = 0;
    for item in b {
        if let Some(count) = counts.get_mut(&item).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}

fn number(value: Option<u64>) -> String {
    value.map_or("–".to_owned(), |value| value.to_string())
}

fn difference(pair: &Pair, kind: &'static str, what: String, at: &Value, mark: &Value) -> Difference {
    let rule = string(mark, "rule").to_owned();
    Difference { layer: "casualties", kind, id: pair.id().to_owned(), what, span: range(at), rule }
}
