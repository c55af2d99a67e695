//! Events CSV: what the article reports as current, grouped by day, place and actors, with ACLED's column names.
//!
//! The columns that ACLED's coders decide (event type, interaction …) are left out. `fatalities` holds stated numbers only;
//! `fatalities_discounted` beside it follows ACLED's habit for vague words (3 for "several", 12 for "dozens", 100 for
//! "hundreds"), because such a number is a coder's act and no reading of the text.

use super::csv::{place_of, when, Cell, Table, When};
use crate::model::{Annotation, Casualty, Count, Hedge, Outcome, Status, TimeFrame};

const COLUMNS: [&str; 12] = [
    "event_date",
    "time_precision",
    "actor1",
    "actor2",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
    "fatalities_discounted",
];

/// Writes the events.
pub fn events(annotation: &Annotation) -> String {
    let mut table = Table::new(&COLUMNS);
    let mut groups: Vec<(Key, Vec<&Casualty>)> = Vec::new();
    for claim in &annotation.casualties {
        if claim.time_frame == TimeFrame::Historical || matches!(claim.status, Status::Denied | Status::Hypothetical) {
            continue;
        }
        let key = Key::of(claim);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, claims)) => claims.push(claim),
            None => groups.push((key, vec![claim])),
        }
    }
    for (key, claims) in &groups {
        let When { start, precision, .. } = when(annotation, key.date);
        let place = place_of(annotation, key.place);
        let mut sources: Vec<&str> = claims.iter().filter_map(|claim| claim.claimant.as_deref()).collect();
        sources.dedup();
        let notes: Vec<&str> = claims.iter().map(|claim| claim.text.as_str()).collect();
        table.row([
            Cell::text(&start),
            Cell::number(precision.map(|precision| match precision {
                1 => 1,
                2 | 3 => 2,
                _ => 3,
            })),
            Cell::text(key.perpetrator.unwrap_or_default()),
            Cell::text(key.victims.unwrap_or_default()),
            Cell::text(key.place.unwrap_or_default()),
            Cell::number(place.and_then(|place| place.lat)),
            Cell::number(place.and_then(|place| place.lon)),
            Cell::number(place.and_then(|place| place.where_prec).map(|precision| match precision {
                1 => 1,
                2 | 3 => 2,
                _ => 3,
            })),
            Cell::text(&sources.join("; ")),
            Cell::text(&notes.join(" | ")),
            Cell::number(total(
                claims,
                |count| if count.hedge == Hedge::Vague { None } else { count.best.or(count.low) },
            )),
            Cell::number(total(claims, discounted)),
        ]);
    }
    table.text
}

/// What makes two claims the same event.
#[derive(PartialEq, Eq)]
struct Key<'a> {
    date: Option<&'a str>,
    place: Option<&'a str>,
    perpetrator: Option<&'a str>,
    victims: Option<&'a str>,
}

impl<'a> Key<'a> {
    fn of(claim: &'a Casualty) -> Self {
        Key {
            date: claim.date.as_deref(),
            place: claim.place.as_deref(),
            perpetrator: claim.perpetrator.as_deref(),
            victims: claim.affiliated_party.as_deref(),
        }
    }
}

/// Deaths of an event: clusters once, by their last claim (a later toll is an update), parts never.
fn total(claims: &[&Casualty], number: impl Fn(&Count) -> Option<u64>) -> Option<u64> {
    let deaths: Vec<&&Casualty> =
        claims.iter().filter(|claim| claim.outcome == Outcome::Killed && claim.part_of.is_none()).collect();
    let last = deaths.iter().enumerate().filter(|(index, claim)| {
        claim.cluster.is_none() || deaths[index + 1..].iter().all(|later| later.cluster != claim.cluster)
    });
    last.filter_map(|(_, claim)| number(&claim.count)).reduce(u64::saturating_add)
}

fn discounted(count: &Count) -> Option<u64> {
    match (count.hedge, count.low) {
        (Hedge::Vague, Some(low)) if low >= 10 => Some(low),
        (Hedge::Vague | Hedge::BarePlural, _) => Some(3),
        _ => count.best.or(count.low),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn a_row_an_event() {
        let csv = events(&sample());
        let row = csv.split("\r\n").nth(1).unwrap_or_default();
        assert!(row.starts_with("1987-03-22,1,Libya,,Ouadi Doum,18.53,20.18,1,Chad,"), "{row}");
        assert!(row.ends_with(",3,3"), "{row}");
    }
}
