//! The article's casualties in one row a cluster.
//!
//! UCDP's discipline of best, low and high, without inventing: a row is the range over the asserted claims of its cluster,
//! `best` stands only where they agree or an update says which holds, and a part names the total that contains it, so that
//! nobody adds the two.

use crate::model::{Annotation, Count, Hedge, Side, Status, SummaryRow};
use std::collections::BTreeMap;

/// The rows, in the order in which the clusters are first told. `updates` and `disputed` run parallel to the casualties: a
/// running total that supersedes the numbers before it; a claim that the text says somebody denies.
pub fn summary(annotation: &Annotation, updates: &[bool], disputed: &[bool]) -> Vec<SummaryRow> {
    let mut rows: Vec<SummaryRow> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    let mut totals: BTreeMap<&str, Totals> = BTreeMap::new();
    let sides: BTreeMap<&str, Option<Side>> =
        annotation.parties.iter().flat_map(|p| p.canonical.iter().map(move |name| (name.as_str(), p.side))).collect();
    for (index, casualty) in annotation.casualties.iter().enumerate() {
        let Some(name) = casualty.cluster.as_deref() else { continue };
        let row = *by_name.entry(name).or_insert_with(|| {
            rows.push(SummaryRow {
                cluster: name.into(),
                outcome: casualty.outcome,
                time_frame: casualty.time_frame,
                ..SummaryRow::default()
            });
            rows.len() - 1
        });
        let row = &mut rows[row];
        row.mentions.push(casualty.id.clone());
        for kind in &casualty.victim_kind {
            if !row.victim_kind.contains(kind) {
                row.victim_kind.push(*kind);
            }
        }
        row.affiliated_party = row.affiliated_party.take().or_else(|| casualty.affiliated_party.clone());
        row.part_of = row.part_of.take().or_else(|| casualty.part_of.clone());
        row.disputed |= disputed.get(index).copied().unwrap_or(false);
        let totals = totals.entry(name).or_default();
        match casualty.status {
            Status::Asserted | Status::NoneReported => {
                totals.add(&casualty.count, updates.get(index).copied().unwrap_or(false))
            }
            Status::Denied => row.disputed = true,
            Status::Hypothetical => {}
        }
    }
    for row in &mut rows {
        if let Some(totals) = totals.get(row.cluster.as_str()) {
            row.count = totals.range();
            row.disputed |= totals.differ;
        }
        // Kinds that say nothing give way to those that do.
        if row.victim_kind.len() > 1 {
            row.victim_kind.retain(|k| *k != crate::model::VictimKind::Unspecified);
        }
        row.side = row.affiliated_party.as_deref().and_then(|p| sides.get(p).copied().flatten());
    }
    // Only hypothetical claims: nothing happened that a row could tell.
    rows.retain(|row| row.count != Count::default() || row.disputed);
    rows
}

/// The claims of one cluster.
#[derive(Default)]
struct Totals {
    /// Those with a number; an update starts anew.
    numbers: Vec<Count>,
    /// The first without one.
    vague: Option<Count>,
    differ: bool,
}

impl Totals {
    fn add(&mut self, count: &Count, update: bool) {
        if count.best.is_none() && count.high.is_none() {
            self.vague.get_or_insert(*count);
            return;
        }
        if update {
            self.numbers.clear();
            self.differ = false;
        }
        if self.numbers.first().is_some_and(|old| old.best != count.best) {
            self.differ = true;
        }
        self.numbers.push(*count);
    }

    fn range(&self) -> Count {
        let Some(first) = self.numbers.first() else { return self.vague.unwrap_or_default() };
        if self.numbers.len() == 1 {
            return *first;
        }
        let low = self.numbers.iter().map(|c| c.low).min().flatten();
        let open = self.numbers.iter().any(|c| c.high.is_none());
        let high = if open { None } else { self.numbers.iter().map(|c| c.high).max().flatten() };
        let agreed = self.numbers.iter().all(|c| c.best == first.best);
        let hedge = if self.numbers.iter().all(|c| c == first) { first.hedge } else { Hedge::Range };
        Count { low, best: if agreed { first.best } else { None }, high, hedge }
    }
}
