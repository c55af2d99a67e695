//! Hand-annotated articles in native JSON, scored as section 4 of the annotation guidelines says.
//!
//! The figures are those of the guidelines' reference scorer, to the third decimal.

use super::spans::{kilometres, list, overlap, overlaps_any, range, share, string, Score};
use super::{Difference, Pair, Report, Wishes};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The rows of the score table.
pub const LAYERS: [&str; 6] = ["parties", "parties_nam", "casualties", "materiel", "locations", "dates"];

/// A gold mark and the engine's mark that was matched with it.
type Match<'a> = (&'a Value, &'a Value);

pub fn score(pairs: &[Pair], wishes: &Wishes) -> Report {
    let mut report = Report::default();
    report.line(format!(
        "{:12} {:>5} {:>5}  {:>20}  {:>20}  values",
        "layer", "gold", "found", "strict P R F1", "relaxed P R F1"
    ));
    for layer in LAYERS.into_iter().filter(|layer| wishes.layer(layer)) {
        score_layer(pairs, layer, &mut report);
    }
    report
}

fn score_layer(pairs: &[Pair], layer: &'static str, report: &mut Report) {
    let (mut gold_count, mut found_count, mut strict, mut value_right) = (0, 0, 0, 0);
    let mut matched: Vec<Match> = Vec::new();
    for pair in pairs {
        let gold = rows(&pair.gold, layer);
        let mut found = rows(&pair.found, layer);
        if layer == "parties_nam" {
            // A mark on a nominal mention of the gold is no false positive of the row for names.
            let nominal = rows(&pair.gold, "parties").into_iter().filter(|row| row["mention_type"] == "NOM");
            let nominal: Vec<&Value> = nominal.collect();
            found.retain(|row| !overlaps_any(row, nominal.iter().copied()));
        }
        gold_count += gold.len();
        found_count += found.len();
        strict += strict_matches(&gold, &found);
        let of_document = relaxed_matches(&gold, &found);
        compare(pair, layer, &gold, &found, &of_document, report);
        value_right += of_document.iter().filter(|(gold, found)| value_is_right(layer, gold, found)).count();
        matched.extend(of_document);
    }
    let strict = Score::new(strict, found_count, gold_count);
    let relaxed = Score::new(matched.len(), found_count, gold_count);
    let value = Score::new(value_right, found_count, gold_count).f1;
    let extras = value_figures(layer, &matched, value, share(value_right, matched.len()));
    let printed: Vec<String> = extras.iter().map(|(name, value)| format!("{name}={value:.3}")).collect();
    report.line(format!("{layer:12} {gold_count:5} {found_count:5}  {strict}  {relaxed}  {}", printed.join(" ")));
    report.figure(format!("{layer}.strict_f1"), strict.f1);
    report.figure(format!("{layer}.relaxed_f1"), relaxed.f1);
    for (name, value) in extras {
        report.figure(format!("{layer}.{name}"), value);
    }
}

/// The figures on values, in the order of the reference scorer.
fn value_figures(layer: &str, matched: &[Match], value_f1: f64, value_acc: f64) -> Vec<(&'static str, f64)> {
    let accuracy = |test: &dyn Fn(&Value, &Value) -> bool| {
        share(matched.iter().filter(|(gold, found)| test(gold, found)).count(), matched.len())
    };
    let same = |name: &'static str| accuracy(&move |gold, found| equal(&gold[name], &found[name]));
    match layer {
        "dates" => vec![("value_f1", value_f1), ("value_acc", value_acc)],
        "materiel" => vec![("end_to_end_f1", value_f1), ("count_exact", accuracy(&|g, f| count(g) == count(f)))],
        "casualties" => vec![
            ("end_to_end_f1", value_f1),
            ("count_exact", accuracy(&|g, f| count(g) == count(f))),
            ("outcome_acc", same("outcome")),
            ("status_acc", same("status")),
            ("claimed_acc", accuracy(&|g, f| truthy(&g["claimant"]) == truthy(&f["claimant"]))),
            ("time_frame_acc", same("time_frame")),
        ],
        "locations" => {
            let with_country: Vec<&Match> = matched.iter().filter(|(gold, _)| truthy(&gold["country"])).collect();
            let country = with_country.iter().filter(|(gold, found)| gold["country"] == found["country"]).count();
            let precise: Vec<&Match> = matched.iter().filter(|(gold, _)| is_precise(gold)).collect();
            let within = |limit: f64| {
                let near = precise.iter().filter(|(g, f)| kilometres(g, f).is_some_and(|distance| distance <= limit));
                share(near.count(), precise.len())
            };
            vec![
                ("country_acc", share(country, with_country.len())),
                ("acc_161km", within(161.0)),
                ("acc_25km", within(25.0)),
            ]
        }
        _ => {
            let affiliated: Vec<&Match> = matched.iter().filter(|(gold, _)| !affiliation(gold).is_empty()).collect();
            let right = affiliated.iter().filter(|(gold, found)| affiliation(gold) == affiliation(found)).count();
            vec![
                ("affiliation_acc", share(right, affiliated.len())),
                ("kind_acc", same("kind")),
                ("role_acc", same("role")),
                ("side_acc", same("side")),
            ]
        }
    }
}

/// The marks of a layer that are scored.
fn rows<'a>(document: &'a Value, layer: &str) -> Vec<&'a Value> {
    let name = if layer == "parties_nam" { "parties" } else { layer };
    list(document, name)
        .iter()
        .filter(|row| match layer {
            "parties_nam" => row.get("mention_type").is_none_or(|kind| kind == "NAM"),
            "locations" => row.get("primary").is_none_or(truthy),
            _ => true,
        })
        .collect()
}

fn strict_matches(gold: &[&Value], found: &[&Value]) -> usize {
    let spans: HashSet<(usize, usize)> = found.iter().map(|row| range(row)).collect();
    gold.iter().filter(|row| spans.contains(&range(row))).count()
}

/// One-to-one by overlap, longest overlap first.
fn relaxed_matches<'a>(gold: &[&'a Value], found: &[&'a Value]) -> Vec<Match<'a>> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            let shared = overlap(g, f);
            if shared > 0 {
                candidates.push((std::cmp::Reverse(shared), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut gold_used, mut found_used) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut matches = Vec::new();
    for (_, i, j) in candidates {
        if !gold_used[i] && !found_used[j] {
            gold_used[i] = true;
            found_used[j] = true;
            matches.push((gold[i], found[j]));
        }
    }
    matches
}

/// Whether a matched mark counts in the value F1 (dates) or the end-to-end F1 (casualties, materiel).
fn value_is_right(layer: &str, gold: &Value, found: &Value) -> bool {
    match layer {
        "dates" => equal(&gold["value"], &found["value"]),
        "casualties" | "materiel" => {
            let ([g_low, g_best, _], [f_low, f_best, _]) = (count(gold), count(found));
            let number = if g_best.is_some() { g_best == f_best } else { g_low == f_low && f_best.is_none() };
            number && (layer == "materiel" || equal(&gold["outcome"], &found["outcome"]))
        }
        _ => true,
    }
}

fn is_precise(gold: &Value) -> bool {
    !gold["lat"].is_null() && gold["where_prec"].as_u64().is_some_and(|precision| (1..=4).contains(&precision))
}

fn count(row: &Value) -> [Option<i64>; 3] {
    ["low", "best", "high"].map(|name| row["count"][name].as_f64().map(|number| number as i64))
}

fn affiliation(row: &Value) -> BTreeSet<&str> {
    list(row, "affiliation").iter().filter_map(Value::as_str).collect()
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
    }
}

fn equal(a: &Value, b: &Value) -> bool {
    a == b
}

/// Writes down what differs, for `--errors`.
fn compare(
    pair: &Pair,
    layer: &'static str,
    gold: &[&Value],
    found: &[&Value],
    matched: &[Match],
    report: &mut Report,
) {
    let mut note = |kind: &'static str, what: String, row: &Value, rule: &Value| {
        report.differences.push(Difference {
            layer,
            kind,
            id: pair.id().to_owned(),
            what,
            span: range(row),
            rule: string(rule, "rule").to_owned(),
        });
    };
    let seen: HashMap<*const Value, ()> =
        matched.iter().flat_map(|&(g, f)| [(std::ptr::from_ref(g), ()), (std::ptr::from_ref(f), ())]).collect();
    let unmatched = |row: &&&Value| !seen.contains_key(&std::ptr::from_ref(**row));
    for row in gold.iter().filter(unmatched) {
        note("missed", format!("'{}' {}", string(row, "text"), essence(layer, row)), row, &Value::Null);
    }
    for row in found.iter().filter(unmatched) {
        note("spurious", format!("'{}' {}", string(row, "text"), essence(layer, row)), row, row);
    }
    for &(g, f) in matched {
        if range(g) != range(f) {
            note("span", format!("'{}' found as '{}'", string(g, "text"), string(f, "text")), g, f);
        }
        if !value_is_right(layer, g, f) {
            note("value", format!("'{}' {} found {}", string(g, "text"), essence(layer, g), essence(layer, f)), g, f);
        }
        let fields: &[&'static str] = match layer {
            "dates" => &["type"],
            "casualties" => &["outcome", "status", "time_frame"],
            "locations" => &["country"],
            "materiel" => &[],
            _ => &["affiliation", "kind", "role", "side"],
        };
        for &field in fields {
            let same = match field {
                "affiliation" => affiliation(g).is_empty() || affiliation(g) == affiliation(f),
                "country" => !truthy(&g[field]) || equal(&g[field], &f[field]),
                _ => equal(&g[field], &f[field]),
            };
            if !same {
                note(field, format!("'{}' {} found {}", string(g, "text"), g[field], f[field]), g, f);
            }
        }
        if layer == "casualties" && truthy(&g["claimant"]) != truthy(&f["claimant"]) {
            note("claimant", format!("'{}' {} found {}", string(g, "text"), g["claimant"], f["claimant"]), g, f);
        }
        if matches!(layer, "casualties" | "materiel") && count(g) != count(f) {
            note("count", format!("'{}' {:?} found {:?}", string(g, "text"), count(g), count(f)), g, f);
        }
        if layer == "locations" && is_precise(g) {
            let far = kilometres(g, f);
            if far.is_none_or(|distance| distance > 25.0) {
                let far = far.map_or("nowhere".to_owned(), |distance| format!("{distance:.0} km away"));
                let name = |row: &Value| format!("{} {} {}", row["canonical"], row["lat"], row["lon"]);
                note("distance", format!("'{}' {far}: {} found {}", string(g, "text"), name(g), name(f)), g, f);
            }
        }
    }
}

/// The value of a mark in a few words.
fn essence(layer: &str, row: &Value) -> String {
    match layer {
        "dates" => string(row, "value").to_owned(),
        "materiel" => format!("{} {:?}", string(row, "class"), numbers(row)),
        "casualties" => format!("{} {}", string(row, "outcome"), numbers(row)),
        "locations" => format!("{} {}", row["canonical"], row["country"]),
        _ => format!("{} {}", string(row, "mention_type"), string(row, "kind")),
    }
}

fn numbers(row: &Value) -> String {
    count(row).map(|number| number.map_or("–".to_owned(), |number| number.to_string())).join("/")
}
