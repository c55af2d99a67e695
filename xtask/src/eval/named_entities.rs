//! Named-entity corpora (re3d, Worldwide): recall by overlap. Their idea of an entity is wider than a party, so
//! precision is only a hint: the share of marks that overlap any name of the gold.

use super::spans::{list, overlaps_any, range, share, string};
use super::{Difference, Pair, Report};
use serde_json::Value;

/// A row of the table: gold types, and the layer whose marks must overlap them.
struct Group {
    name: &'static str,
    types: &'static [&'static str],
    layer: &'static str,
}

const GROUPS: [Group; 5] = [
    Group { name: "LOC", types: &["LOC"], layer: "locations" },
    Group { name: "PER", types: &["PER"], layer: "parties" },
    Group { name: "ORG", types: &["ORG"], layer: "parties" },
    Group { name: "ORG+NORP", types: &["ORG", "NORP"], layer: "parties" },
    Group { name: "DATE", types: &["DATE"], layer: "dates" },
];

pub fn score(pairs: &[Pair]) -> Report {
    let mut report = Report::default();
    // re3d marks common nouns too (`named: false`) and hardly any peoples, so there organisations are a row of their own.
    let marks_common_nouns =
        pairs.iter().any(|pair| list(&pair.gold, "spans").iter().any(|span| span.get("named").is_some()));
    let left_out = if marks_common_nouns { "ORG+NORP" } else { "ORG" };
    for group in GROUPS.iter().filter(|group| group.name != left_out) {
        let (mut total, mut hit) = (0, 0);
        for pair in pairs {
            for span in list(&pair.gold, "spans") {
                // Where the corpus tells names from pronouns and common nouns, only names count.
                if !group.types.contains(&string(span, "type")) || span["named"] == false || is_pronoun(pair, span) {
                    continue;
                }
                total += 1;
                if overlaps_any(span, list(&pair.found, group.layer)) {
                    hit += 1;
                } else {
                    let what = format!("{} '{}'", string(span, "type"), string(span, "value"));
                    report.differences.push(difference(pair, group.layer, "missed", what, span, &Value::Null));
                }
            }
        }
        if total > 0 {
            report.line(format!("{:9} recall by overlap {:.3} of {total}", group.name, share(hit, total)));
            report.figure(format!("entities.{}_recall", group.name.to_lowercase()), share(hit, total));
        }
    }
    for (layer, types) in [("parties", &["PER", "ORG", "NORP", "LOC"][..]), ("locations", &["LOC", "ORG", "NORP"][..])]
    {
        let (mut total, mut hit) = (0, 0);
        for pair in pairs {
            let gold = || {
                let spans = list(&pair.gold, "spans").iter().chain(list(&pair.gold, "nested_spans"));
                spans.filter(|span| types.contains(&string(span, "type")))
            };
            let named = list(&pair.found, layer).iter().filter(|mark| mark["mention_type"] != "NOM");
            for mark in named {
                total += 1;
                if overlaps_any(mark, gold()) {
                    hit += 1;
                } else {
                    let what = format!("'{}' {}", string(mark, "text"), string(mark, "kind"));
                    report.differences.push(difference(pair, layer, "spurious", what, mark, mark));
                }
            }
        }
        report.line(format!("{layer:9} {:.3} of {total} named marks overlap a name of the gold", share(hit, total)));
        report.figure(format!("entities.{layer}_precision"), share(hit, total));
    }
    report.differences.sort_by_key(|difference| difference.layer);
    report
}

/// re3d calls some of its pronouns names; no annotator by the guidelines marks one.
fn is_pronoun(pair: &Pair, span: &Value) -> bool {
    const PRONOUNS: [&str; 22] = [
        "i", "me", "my", "you", "your", "he", "him", "his", "she", "her", "it", "its", "we", "us", "our", "they",
        "them", "their", "who", "whom", "whose", "himself",
    ];
    let (start, end) = range(span);
    let word: String = string(&pair.gold, "text").chars().skip(start).take(end.saturating_sub(start).min(12)).collect();
    PRONOUNS.contains(&word.to_lowercase().as_str()) && word != "US"
}

fn difference(
    pair: &Pair,
    layer: &'static str,
    kind: &'static str,
    what: String,
    at: &Value,
    mark: &Value,
) -> Difference {
    let rule = string(mark, "rule").to_owned();
    Difference { layer, kind, id: pair.id().to_owned(), what, span: range(at), rule }
}
