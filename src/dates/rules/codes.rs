//! Times as forms, logs and orders write them: date-time groups, ISO dates with times, fiscal years, quarters, H-hour.

use super::Piece;
use crate::dates::calendar::days_in_month;
use crate::dates::figures::date_time_group;
use crate::dates::meaning::{Grain, Point, Time};
use crate::pattern::{rules, Match};
use crate::words;

/// The day and minute of an ISO date with a clock time behind it.
fn date_and_time(m: &Match) -> Option<Piece> {
    let (date, clock) = (m.payload("d")?, m.payload("c")?);
    let part = |unit: u32, size: u32| Some((date / unit % size) as u8);
    let mut point = Point::calendar(Some((date / 10_000) as i32), part(100, 100), part(1, 100));
    point.time = Time::Clock { hour: (clock / 60) as u8, minute: (clock % 60) as u8 };
    point.zone = m.payload("z").unwrap_or(0) as u16;
    Some(Piece::Point(point))
}

rules! {
    /// Codes; they run with the names of periods.
    pub static CODES: [Piece] = {
        "date-time group" {
            pattern: "@<t_dtg:g>",
            produce: |m| {
                let (day, hour, minute, month, year, universal) = date_time_group(m.payload);
                let mut point = Point::calendar(year, Some(month), Some(day));
                point.time = Time::Clock { hour, minute };
                point.zone = if universal { 1440 } else { 0 };
                (day <= days_in_month(2000, month)).then_some(Piece::Point(point))
            },
            examples: [
                ("Contact was made at [121430Z SEP 22] again.", "2022-09-12T14:30Z"),
                ("Contact was made at [030600ZAUG2021] again.", "2021-08-03T06:00Z"),
                ("Contact was lost at [130115C SEP] again.", "2022-09-13T01:15"),
            ],
            allows: ["Serial 121430Z was stamped.", "Call 991430Z SEP 22."],
        }
        "ISO date and time" {
            pattern: "@<t_iso:d> ( ',' | at )? <t_clock:c> ( ( '+' | '-' ) <t_clock> )? <time_zone:z>?",
            produce: date_and_time,
            examples: [
                ("Logged at [2022-09-13T04:25Z] there.", "2022-09-13T04:25Z"),
                ("Logged at [2022-09-13 04:25] there.", "2022-09-13T04:25"),
                ("Logged at [2022-09-13T04:25:30+02:00] there.", "2022-09-13T04:25"),
            ],
            allows: ["On 2022-09-13 they left."],
        }
        "fiscal year in figures" {
            pattern: "@<t_fiscal:y>",
            produce: |m| Some(Piece::Point(Point::calendar(Some(m.payload as i32), None, None))),
            examples: [("Aid in [FY2021] and FY21 rose.", "2021")],
            allows: ["In F22 jets."],
        }
        "quarter in figures" {
            pattern: "@<t_quarter:q> ( of )? ( <t_fiscal:f> | fy? <t_year:y> )?",
            produce: |m| {
                let year = m.payload("y").or(m.payload("f"));
                let asked = m.document.is_any(m.whole.start.wrapping_sub(1), words!["in", "of", "since", "by", "for", "the"]);
                let grain = Grain::Quarter(m.payload.min(4) as u8);
                (year.is_some() || asked).then(|| Piece::Point(Point::portion(grain, year.map(|y| y as i32))))
            },
            examples: [("Losses in [Q3 2020] fell.", "2020-Q3"), ("Losses in [Q1] fell.", "2022-Q1")],
            allows: ["Agent Q3 spoke."],
        }
        "H-hour" {
            pattern: "h +'-' +@hour",
            produce: |_| Some(Piece::Point(Point { grain: Grain::Day, time: Time::Open, ..Point::default() })),
            examples: [("At [H-hour] the guns opened up.", "XXXX-XX-XXTXX")],
            allows: ["In an hour the guns opened up.", "A 24-hour siege."],
        }
        "year of another calendar" {
            pattern: "<t_ancient> @<other_era>",
            produce: |m| {
                let era = m.document.is_capitalised(m.anchor.start);
                era.then_some(Piece::Point(Point { grain: Grain::Year, ..Point::default() }))
            },
            examples: [("The mosque of [1445 AH] burned.", "XXXX")],
            allows: ["Of 1445 ah said nobody."],
        }
    }
}
