//! Claims CSV: a row a casualty claim, with the column names of UCDP's event data.
//!
//! RFC 4180 with a byte order mark, which spreadsheets need to read UTF-8, and with cells that would run as formulas
//! made harmless. Behind UCDP's columns stand those that a claim needs and an event list lacks; whoever sums `best` must
//! leave out rows whose `status` is not `asserted` and rows with a `part_of`.

use super::mark::name;
use crate::model::{Annotation, Casualty, Location, Outcome, Side, Status, VictimKind};

const COLUMNS: [&str; 25] = [
    "side_a",
    "side_b",
    "date_start",
    "date_end",
    "date_prec",
    "where_coordinates",
    "where_prec",
    "latitude",
    "longitude",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "low",
    "best",
    "high",
    "source_original",
    "source_date",
    "outcome",
    "claimant",
    "quote",
    "status",
    "time_frame",
    "cluster",
    "part_of",
];

/// Writes the casualty claims.
pub fn claims(annotation: &Annotation) -> String {
    let mut table = Table::new(&COLUMNS);
    let sides = &annotation.document.sides;
    for claim in &annotation.casualties {
        let When { start, end, precision } = when(annotation, claim.date.as_deref());
        let place = place_of(annotation, claim.place.as_deref());
        let deaths = |column| {
            let counts = claim.outcome == Outcome::Killed && claim.status == Status::Asserted;
            (counts && column == side_of_deaths(annotation, claim)).then_some(claim.count.best).flatten()
        };
        table.row([
            Cell::text(&sides.a.join("; ")),
            Cell::text(&sides.b.join("; ")),
            Cell::text(&start),
            Cell::text(&end),
            Cell::number(precision),
            Cell::text(claim.place.as_deref().unwrap_or_default()),
            Cell::number(place.and_then(|place| place.where_prec)),
            Cell::number(place.and_then(|place| place.lat)),
            Cell::number(place.and_then(|place| place.lon)),
            Cell::number(deaths(Deaths::A)),
            Cell::number(deaths(Deaths::B)),
            Cell::number(deaths(Deaths::Civilians)),
            Cell::number(deaths(Deaths::Unknown)),
            Cell::number(claim.count.low),
            Cell::number(claim.count.best),
            Cell::number(claim.count.high),
            Cell::text(claim.claimant.as_deref().unwrap_or_default()),
            Cell::text(annotation.document.date.as_deref().unwrap_or_default()),
            Cell::text(&name(&claim.outcome)),
            Cell::text(claim.claimant.as_deref().unwrap_or_default()),
            Cell::text(&claim.text),
            Cell::text(&name(&claim.status)),
            Cell::text(&name(&claim.time_frame)),
            Cell::text(claim.cluster.as_deref().unwrap_or_default()),
            Cell::text(claim.part_of.as_deref().unwrap_or_default()),
        ]);
    }
    table.text
}

/// UCDP's columns of deaths.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deaths {
    A,
    B,
    Civilians,
    Unknown,
}

fn side_of_deaths(annotation: &Annotation, claim: &Casualty) -> Deaths {
    use VictimKind::{AidWorker, Child, Civilian, Journalist};
    if claim.victim_kind.iter().any(|kind| matches!(kind, Civilian | Child | AidWorker | Journalist)) {
        return Deaths::Civilians;
    }
    let fighters = claim.victim_kind.iter().any(|kind| *kind != VictimKind::Unspecified);
    let side = claim.affiliated_party.as_ref().and_then(|party| {
        annotation.parties.iter().find(|mark| mark.canonical.contains(party)).and_then(|mark| mark.side)
    });
    match side {
        Some(Side::A) if fighters => Deaths::A,
        Some(Side::B) if fighters => Deaths::B,
        _ => Deaths::Unknown,
    }
}

/// The place mark of that canonical name, the one with coordinates first.
pub fn place_of<'a>(annotation: &'a Annotation, canonical: Option<&str>) -> Option<&'a Location> {
    let canonical = canonical?;
    let named = || annotation.locations.iter().filter(|mark| mark.canonical.as_deref() == Some(canonical));
    named().find(|mark| mark.lat.is_some()).or_else(|| named().next())
}

/// First and last day of a claim.
#[derive(Default)]
pub struct When {
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// UCDP's precision, 1 to 5.
    pub precision: Option<u8>,
}

/// The days of the date mark with that TIMEX3 value, else the value itself where it is a day.
pub fn when(annotation: &Annotation, value: Option<&str>) -> When {
    let Some(value) = value else { return When::default() };
    let mark = annotation.dates.iter().find(|mark| mark.value == value);
    if let Some([start, end]) = mark.and_then(|mark| mark.interval.clone()) {
        return When { start: start.into(), end: end.into(), precision: mark.and_then(|mark| mark.date_prec) };
    }
    let day = value.get(..10).filter(|day| day.bytes().filter(u8::is_ascii_digit).count() == 8);
    let day = day.unwrap_or_default().to_owned();
    let precision = (!day.is_empty()).then_some(1);
    When { start: day.clone(), end: day, precision }
}

/// One cell.
pub struct Cell(String);

impl Cell {
    /// Words from the article or a table: a leading `=`, `+`, `-`, `@`, wide or narrow, behind white space or not, would
    /// run as a formula; so might a tab or a line's end.
    pub fn text(words: &str) -> Cell {
        let begun = words.trim_start();
        let formula =
            words.starts_with(['\t', '\r', '\n']) || begun.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        Cell(if formula { format!("'{words}") } else { words.to_owned() })
    }

    /// A number of ours, as it is; nothing where there is none.
    pub fn number(number: Option<impl ToString>) -> Cell {
        Cell(number.map(|number| number.to_string()).unwrap_or_default())
    }
}

/// RFC 4180 rows.
pub struct Table {
    /// What has been written.
    pub text: String,
}

impl Table {
    /// A table with its header.
    pub fn new(columns: &[&str]) -> Table {
        Table { text: format!("\u{feff}{}\r\n", columns.join(",")) }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        for (index, Cell(cell)) in cells.into_iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            if cell.contains([',', '"', '\n', '\r']) {
                self.text.push('"');
                self.text.push_str(&cell.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(&cell);
            }
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn a_row_a_claim() {
        let csv = claims(&sample());
        let mut lines = csv.split("\r\n");
        assert_eq!(lines.next().map(|header| header.starts_with("\u{feff}side_a,side_b,date_start")), Some(true));
        let row = lines.next().unwrap_or_default();
        assert!(
            row.starts_with(
                "Chad,Libya,1987-03-22,1987-03-22,1,Ouadi Doum,1,18.53,20.18,,,3,,3,3,,Chad,1987-03-23,killed,Chad,"
            ),
            "{row}"
        );
        assert!(row.contains("\"killed \"\"at least three\"\" villagers, 🕊\""), "{row}");
    }

    #[test]
    fn cells_cannot_run() {
        let mut table = Table::new(&["quote", "longitude"]);
        table.row([Cell::text("=HYPERLINK(1)"), Cell::number(Some(-1.5))]);
        assert_eq!(table.text, "\u{feff}quote,longitude\r\n'=HYPERLINK(1),-1.5\r\n");
        for trap in [" =1+1", "＝1+1", "\u{a0}-2", "\t@SUM(A1)"] {
            assert!(Cell::text(trap).0.starts_with('\''), "{trap:?}");
        }
    }
}
