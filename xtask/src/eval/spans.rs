//! Spans as JSON rows, their overlap and the figures that come from counting matches.

use serde_json::Value;

/// The rows of a list, none where it is missing.
pub fn list<'a>(document: &'a Value, name: &str) -> &'a [Value] {
    document[name].as_array().map_or(&[], Vec::as_slice)
}

/// `start` and `end` in code points.
pub fn range(row: &Value) -> (usize, usize) {
    let number = |name| row[name].as_u64().unwrap_or(0) as usize;
    (number("start"), number("end"))
}

/// Code points in common; 0 where the spans only touch.
pub fn overlap(a: &Value, b: &Value) -> usize {
    let ((a_start, a_end), (b_start, b_end)) = (range(a), range(b));
    a_end.min(b_end).saturating_sub(a_start.max(b_start))
}

/// True where any row of `rows` shares a code point with `row`.
pub fn overlaps_any<'a>(row: &Value, rows: impl IntoIterator<Item = &'a Value>) -> bool {
    rows.into_iter().any(|other| overlap(row, other) > 0)
}

/// The row of `rows` that covers most of `row`.
pub fn best_overlap<'a>(row: &Value, rows: impl IntoIterator<Item = &'a Value>) -> Option<&'a Value> {
    rows.into_iter()
        .map(|other| (overlap(row, other), other))
        .filter(|(shared, _)| *shared > 0)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, other)| other)
}

/// A string field, empty where it is missing.
pub fn string<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_default()
}

/// Precision, recall, F1.
#[derive(Clone, Copy, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

impl Score {
    /// From the number of matches, of rows found and of rows in the gold.
    pub fn new(matches: usize, found: usize, gold: usize) -> Self {
        let (precision, recall) = (share(matches, found), share(matches, gold));
        let sum = precision + recall;
        Score { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:6.3} {:6.3} {:6.3}", self.precision, self.recall, self.f1)
    }
}

/// `part / whole`, 0 where there is nothing to divide by.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Great-circle distance in kilometres, `None` where a row has no coordinates.
pub fn kilometres(a: &Value, b: &Value) -> Option<f64> {
    let radians = |row: &Value, name: &str| row[name].as_f64().map(f64::to_radians);
    let (lat_a, lon_a) = (radians(a, "lat")?, radians(a, "lon")?);
    let (lat_b, lon_b) = (radians(b, "lat")?, radians(b, "lon")?);
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    Some(12742.0 * h.sqrt().min(1.0).asin())
}
