//! Feasts, days known by an event, and weekdays counted in a month.

use super::Piece;
use crate::dates::meaning::{Fields, Grain, Point, Pointer};
use crate::lexicon::class;
use crate::pattern::{rules, Match};
use crate::words;

fn year(m: &Match) -> Option<i32> {
    m.payload("y").map(|y| y as i32)
}

rules! {
    /// Feasts and the like; they run with the names of periods.
    pub static FEASTS: [Piece] = {
        "feast" {
            pattern: "( <time_pointer:p> )? @<feast:f> ( ( of | in )? <t_year:y> )?",
            produce: |m| {
                let mut point = Point {
                    known: Fields { year: year(m), feast: Some(m.payload), ..Fields::default() },
                    grain: Grain::Day,
                    ..Point::default()
                };
                point.pointer = m
                    .get("p")
                    .and_then(|c| m.document.sense(c.start, class::TIME_POINTER))
                    .map(|p| Pointer::from_payload(p.1));
                let name = m
                    .document
                    .is_any(m.next(), words!["island", "offensive", "rising", "uprising", "accords", "agreement", "war", "revolution"]);
                let before = m.whole.start.checked_sub(1).filter(|b| {
                    // "Operation Ramadan"
                    m.document.is(*b, "operation")
                        || m.document.is_capitalised(*b)
                            && !m.document.tokens[*b].is(crate::text::Token::SENTENCE_START)
                });
                let week = m.document.is_any(m.next(), words!["week", "weekend"]) && point.pointer.is_none();
                (!name && !week && (before.is_none() || point.pointer.is_some())).then_some(Piece::Point(point))
            },
            examples: [
                ("The truce of [Christmas 1914] is famous.", "1914-12-25"),
                ("He left Rome [last Christmas] for good.", "2021-12-25"),
                ("He was freed on [Good Friday] there.", "2022-04-15"),
                ("Sirens wailed on [Yom Kippur in 1973] there.", "1973-10-06"),
            ],
            allows: ["Christmas Island is far.", "The Easter Rising failed.", "The Yom Kippur War began."],
        }
        "week of a feast" {
            pattern: "@<feast:f> ( week | weekend:e ) ( of? <t_year:y> )?",
            produce: |m| {
                let known = Fields { year: year(m), feast: Some(m.payload("f")?), ..Fields::default() };
                let grain = if m.get("e").is_some() { Grain::Weekend } else { Grain::Week };
                Some(Piece::Point(Point { known, grain, ..Point::default() }))
            },
            examples: [
                ("The market burned in [Easter week] again.", "2022-W15"),
                ("Cars burned on [Thanksgiving weekend] too.", "2021-W47-WE"),
            ],
            allows: ["At Easter they left."],
        }
        "day of an event" {
            pattern: "@<event_day:d> ( ( plus | '+' ) <t_count:n> )?",
            produce: |m| {
                let day = m.payload;
                let mut point = Point::calendar(
                    Some((day / 10_000) as i32),
                    Some((day / 100 % 100) as u8),
                    Some((day % 100) as u8),
                );
                point.offset_days = (m.payload("n").unwrap_or(0) / 2).min(1000) as i16;
                Some(Piece::Point(point))
            },
            examples: [
                ("By [D-Day plus six] the beaches were joined.", "1944-06-12"),
                ("On [V-E Day] crowds danced.", "1945-05-08"),
            ],
            allows: ["The day of days."],
        }
        "weekday of a month" {
            pattern: "( first:a | second:b | third:c | fourth:d | last ) @<weekday:w> ( of | in ) <month:m> ( ( ',' | of )? <t_year:y> )?",
            produce: |m| {
                let nth = ["a", "b", "c", "d"].iter().position(|name| m.get(name).is_some()).map_or(5, |n| n as u32 + 1);
                let code = 20_000 + m.payload("m")? * 100 + m.payload("w")? * 10 + nth;
                let known = Fields { year: year(m), feast: Some(code), ..Fields::default() };
                Some(Piece::Point(Point { known, grain: Grain::Day, ..Point::default() }))
            },
            examples: [
                ("The court sits on the [first Monday in October 2021] again.", "2021-10-04"),
                ("The court sat on the [last Friday of August] again.", "2022-08-26"),
            ],
            allows: ["Last Friday in the rain."],
        }
    }
}
