//! The article's casualties in one row a cluster.
//!
//! UCDP's discipline of best, low and high, without inventing: a row is the range over the asserted claims of its cluster,
//! `best` stands only where they agree or an update says which holds, and a part names the total that contains it, so that
//! nobody adds the two.

use super::clusters::Clusters;
use crate::model::{Annotation, Count, Hedge, Side, Status, SummaryRow};
use crate::text::QuickMap;

/// The rows, in the order in which the clusters are first told. `updates` and `disputed` run parallel to the casualties: a
/// running total that supersedes the numbers before it; a claim that the text says somebody denies.
pub fn summary(annotation: &Annotation, clusters: &Clusters, updates: &[bool], disputed: &[bool]) -> Vec<SummaryRow> {
    let mut rows: Vec<SummaryRow> =
        clusters.names.iter().map(|name| SummaryRow { cluster: name.clone(), ..SummaryRow::default() }).collect();
    let mut totals: Vec<Totals> = Vec::new();
    totals.resize_with(rows.len(), Totals::default);
    let mut sides: QuickMap<&str, Option<Side>> = QuickMap::default();
    for casualty in &annotation.casualties {
        sides.extend(casualty.affiliated_party.as_deref().map(|name| (name, None)));
    }
    for party in &annotation.parties {
        for name in &party.canonical {
            if let Some(side) = sides.get_mut(name.as_str()) {
                *side = party.side;
            }
        }
    }
    for (index, (casualty, &cluster)) in annotation.casualties.iter().zip(&clusters.of_mention).enumerate() {
        let row = &mut rows[cluster];
        if row.mentions.is_empty() {
            (row.outcome, row.time_frame) = (casualty.outcome, casualty.time_frame);
        }
        row.mentions.push(casualty.id.clone());
        for kind in &casualty.victim_kind {
            if !row.victim_kind.contains(kind) {
                row.victim_kind.push(*kind);
            }
        }
        if row.affiliated_party.is_none() {
            row.affiliated_party.clone_from(&casualty.affiliated_party);
        }
        if row.part_of.is_none() {
            row.part_of.clone_from(&casualty.part_of);
        }
        row.disputed |= disputed.get(index).copied().unwrap_or(false);
        let totals = &mut totals[cluster];
        match casualty.status {
            Status::Asserted | Status::NoneReported => {
                totals.add(&casualty.count, updates.get(index).copied().unwrap_or(false))
            }
            Status::Denied => row.disputed = true,
            Status::Hypothetical => {}
        }
    }
    for (row, totals) in rows.iter_mut().zip(&totals) {
        row.count = totals.range();
        row.disputed |= totals.differ;
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
    /// The first with a number, or the last update, which starts anew.
    first: Option<Count>,
    several: bool,
    /// The range from there on; `open`: a claim without an upper end.
    low: Option<u64>,
    high: Option<u64>,
    open: bool,
    /// Whether they agree on the number, and on all.
    agreed: bool,
    equal: bool,
    /// The first without a number.
    vague: Option<Count>,
    differ: bool,
}

impl Totals {
    fn add(&mut self, count: &Count, update: bool) {
        if count.best.is_none() && count.high.is_none() {
            self.vague.get_or_insert(*count);
            return;
        }
        match self.first.filter(|_| !update) {
            None => {
                (self.first, self.several, self.differ) = (Some(*count), false, false);
                (self.low, self.high, self.open) = (count.low, count.high, count.high.is_none());
                (self.agreed, self.equal) = (true, true);
            }
            Some(first) => {
                self.several = true;
                self.differ |= first.best != count.best;
                // A claim without a lower end leaves the range without one.
                self.low = self.low.min(count.low);
                self.high = self.high.max(count.high);
                self.open |= count.high.is_none();
                self.agreed &= first.best == count.best;
                self.equal &= first == *count;
            }
        }
    }

    fn range(&self) -> Count {
        let Some(first) = self.first else { return self.vague.unwrap_or_default() };
        if !self.several {
            return first;
        }
        Count {
            low: self.low,
            best: first.best.filter(|_| self.agreed),
            high: self.high.filter(|_| !self.open),
            hedge: if self.equal { first.hedge } else { Hedge::Range },
        }
    }
}
