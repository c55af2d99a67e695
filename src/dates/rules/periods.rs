//! Names of periods: days, months, years, weekdays, seasons, quarters, decades, centuries, feasts.

use super::evidence::{counts, is_counted, is_month, is_season, is_year};
use super::Piece;
use crate::dates::calendar::Season;
use crate::dates::figures::DAY_FIRST;
use crate::dates::meaning::{Grain, Modifier, Point, Pointer, Time, Unit};
use crate::lexicon::class;
use crate::pattern::{rules, Match};
use crate::text::Document;
use crate::words;

fn number(m: &Match, name: &str) -> Option<u8> {
    m.payload(name).map(|n| n.min(255) as u8)
}

fn year(m: &Match) -> Option<i32> {
    m.payload("y").map(|y| y as i32)
}

/// A day or month of the year, with the weekday and the year where they are given.
fn calendar(m: &Match) -> Option<Piece> {
    let day = number(m, "d");
    if let Some(y) = m.get("y") {
        // "April 6, 1000 GMT": a clock time. "April 6, 2000 people": a count.
        if m.document.is_any(y.end, words!["gmt", "utc", "hours", "hrs"])
            || is_counted(m.document, y.end) && m.document.is(y.start.wrapping_sub(1), ",")
        {
            return None;
        }
    }
    let month = number(m, "m")?;
    if day.is_some_and(|d| d > crate::dates::calendar::days_in_month(2000, month)) {
        return None;
    }
    // "The March 23 Movement", "14 July Bridge": names.
    let name = words![
        "movement",
        "brigade",
        "brigades",
        "battalion",
        "division",
        "regiment",
        "bridge",
        "square",
        "street",
        "hospital",
        "stadium",
        "airport",
        "martyrs",
    ];
    if day.is_some()
        && m.get("y").is_none()
        && m.document.tokens.get(m.next()).is_some_and(|t| t.capitalised())
        && m.document.is_any(m.next(), name)
    {
        return None;
    }
    let mut point = Point::calendar(year(m), Some(month), day);
    point.known.weekday = number(m, "w");
    let attack = words![
        "attack",
        "attacks",
        "terrorist",
        "terror",
        "hijackings",
        "hijackers",
        "bombings",
        "massacre",
        "assault",
        "atrocities",
    ];
    if m.document.is_any(m.next(), attack) && point.known.year.is_none() {
        point.event_year = match (month, day) {
            (9, Some(11)) => Some(2001),
            (10, Some(7)) => Some(2023),
            _ => None,
        };
    }
    Some(Piece::Point(point))
}

/// As [`calendar`], of the first or the last of several days: "April 6-7".
fn day_of_several(m: &Match) -> Option<Piece> {
    let (month, day) = (number(m, "m")?, number(m, "d")?);
    (day <= crate::dates::calendar::days_in_month(2000, month))
        .then(|| Piece::Point(Point::calendar(year(m), Some(month), Some(day))))
}

/// "3-Sep-2022", "12-SEP-22".
fn hyphened(m: &Match) -> Option<Piece> {
    let year = m
        .payload("y")
        .or_else(|| m.payload("s").filter(|_| m.text("s").len() == 2).map(|y| y + if y < 40 { 2000 } else { 1900 }))?;
    let (month, day) = (number(m, "m")?, number(m, "d")?);
    (day <= crate::dates::calendar::days_in_month(2000, month))
        .then(|| Piece::Point(Point::calendar(Some(year as i32), Some(month), Some(day))))
}

fn month(m: &Match) -> Option<Piece> {
    let month = m.get("m")?;
    is_month(m.document, month.start, month.payload)
        .then(|| Piece::Point(Point::calendar(None, Some(month.payload as u8), None)))
}

fn season(payload: u32) -> Season {
    Season::ALL.get(payload as usize).copied().unwrap_or(Season::Winter)
}

fn pointed(mut point: Point, payload: Option<u32>) -> Option<Piece> {
    point.pointer = payload.map(Pointer::from_payload);
    Some(Piece::Point(point))
}

/// A century; `bc` counts backwards. The year kept is one inside of it.
fn century(nth: u32, bc: bool) -> Option<Piece> {
    let middle = (i32::try_from(nth).ok().filter(|n| (1..=30).contains(n))? - 1) * 100 + 50;
    Some(Piece::Point(Point::portion(Grain::Century, Some(if bc { 1 - middle } else { middle }))))
}

fn era_year(m: &Match) -> Option<Piece> {
    let year = m.payload("y")? as i32;
    let bc = m.payload("e")? == 0;
    Some(Piece::Point(Point::calendar(Some(if bc { 1 - year } else { year }), None, None)))
}

fn is_day_name(m: &Match) -> bool {
    let d = m.document;
    let (start, end) = (m.whole.start, m.next());
    let paper = words![
        "times",
        "telegraph",
        "mail",
        "mirror",
        "herald",
        "express",
        "standard",
        "review",
        "tribune",
        "independent",
        "people",
        "world",
        "post",
        "star",
        "club",
        "agreement",
    ];
    let named = words![
        "bloody", "black", "easter", "good", "palm", "ash", "super", "cyber", "holy", "ruby", "maundy", "shrove",
        "whit",
    ];
    let capital_after = d.is_capitalised(end) && d.is_any(end, paper);
    let named_before = start > 0 && d.is_capitalised(start - 1) && d.is_any(start - 1, named);
    let titled = start > 0 && d.is_any(start - 1, words!["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "miss"]);
    !(capital_after || named_before || titled)
}

/// "The 4th Infantry": a numbered body of men.
fn names_a_unit(document: &Document, token: usize) -> bool {
    document.is_any(
        token,
        words![
            "army",
            "corps",
            "division",
            "brigade",
            "regiment",
            "battalion",
            "infantry",
            "cavalry",
            "artillery",
            "fleet",
            "squadron",
            "armored",
            "armoured",
            "airborne",
            "marine",
            "marines",
            "mechanized",
            "company",
            "wing",
            "front",
            "guards",
            "panzer",
            "tank",
            "foot",
            "floor",
            "street",
            "avenue",
            "century",
            "district",
            "congress",
            "time",
        ],
    )
}

rules! {
    /// What the calendar names.
    pub static PERIODS: [Piece] = {
        "month, day and year" {
            pattern: "( ( <weekday:w> | <weekday_short:w> ) ','? the? )? @<month:m> the? <t_day:d> ( ( ',' | of )? \
                <t_year:y> )?",
            produce: calendar,
            examples: [
                ("They met on [Thursday, Sept. 8, 2022] again.", "2022-09-08"),
                ("A raid on [September 12] failed.", "2022-09-12"),
                ("It began on [March 3rd, 1918].", "1918-03-03"),
            ],
            allows: ["She may 5 times refuse.", "They march 20 miles."],
        }
        "day, month and year" {
            pattern: "( ( <weekday:w> | <weekday_short:w> ) ','? the? )? <t_day:d> of? @<month:m> ( ( ',' | of )? \
                <t_year:y> )?",
            produce: calendar,
            examples: [
                ("The port fell on [6 June 1944].", "1944-06-06"),
                ("On the [12th of September] it rained.", "2022-09-12"),
            ],
            allows: ["All 6 marched on."],
        }
        "day and month with a hyphen" {
            pattern: "!<month> <t_day:d> +'-' +@<month:m> !'-'",
            produce: calendar,
            examples: [("The [3-August] coup failed.", "2022-08-03")],
            allows: ["From May 3-June 5 they fought."],
        }
        "day, month and year of two figures" {
            pattern: "<t_day:d> @<month:m> <t_ancient:y>",
            produce: |m| {
                let y = m.payload("y")? as i32;
                let d = m.document;
                let closed = !d.is_word(m.next()) || d.tokens[m.next()].is(crate::text::Token::LINE_START);
                let day = number(m, "d")?;
                let fits = m.text("y").len() == 2
                    && (y > 31 || closed)
                    && day <= crate::dates::calendar::days_in_month(2000, number(m, "m")?);
                let glued = d.tokens.get(m.next()).is_some_and(|t| t.glued())
                    && d.is_any(m.next(), words!["-", ":", "%", "/"]);
                (fits && !glued && !counts(d, m.next())).then(|| {
                    Piece::Point(Point::calendar(
                        Some(if y < 40 { 2000 + y } else { 1900 + y }),
                        number(m, "m"),
                        Some(day),
                    ))
                })
            },
            examples: [("QUITO, [2 NOV 89] (AFP) -- Shots fell.", "1989-11-02")],
            allows: ["On 2 Nov 89 men fell.", "On 2 Nov 1989 it fell."],
        }
        "day, month and year with hyphens" {
            pattern: "<t_day:d> +'-' +@<month:m> +'-' ( +<t_year:y> | +<t_ancient:s> )",
            produce: hyphened,
            examples: [
                ("Filed on [3-Sep-2022] there.", "2022-09-03"),
                ("Filed on [12-SEP-22] there.", "2022-09-12"),
            ],
            allows: ["From May 3-June 5 they fought."],
        }
        "month, day and year with hyphens" {
            pattern: "@<month:m> +'-' +<t_day:d> +'-' +<t_year:y>",
            produce: hyphened,
            examples: [("Filed on [Sep-03-2022] there.", "2022-09-03")],
            allows: ["In Sep-Oct 2022 it rained."],
        }
        "first of two days, month first" {
            pattern: "[ @<month:m> <t_day:d> ] ( '-' | '--' | and | to | through | ',' | or ) <t_day> ','? <t_year:y>",
            produce: day_of_several,
            examples: [("Fighting on [April 6]-7, 1994 spread.", "1994-04-06")],
            allows: ["On April 6, 1994 it spread."],
        }
        "second of two days, month first" {
            pattern: "@<month:m> <t_day> ( '-' | '--' | and | to | through | or | '/' ) the? [ <t_day:d> ( ','? \
                <t_year:y> )? ] !<month>",
            produce: |m| {
                // "April 6 to 7 May" has its own month; "May 3 to 40 towns" counts.
                let d = m.get("d")?;
                let word =
                    m.document.is_word(d.end) && !m.document.tokens[d.end].is(crate::text::Token::SENTENCE_START);
                let counted = word
                    && m.get("y").is_none()
                    && m.document.str(d.end).ends_with('s')
                    && !m.document.is_any(d.end, words!["was", "as", "is"]);
                if counted {
                    None
                } else {
                    day_of_several(m)
                }
            },
            examples: [
                ("Fighting on April 6-[7] spread.", "2022-04-07"),
                ("Fighting on April 6-[7, 1994] spread.", "1994-04-07"),
            ],
            allows: ["On April 6 and 7 May it spread.", "On April 6 and 30 towns it fell."],
        }
        "first of two days, month last" {
            pattern: "[ <t_day:d> ] ( '-' | '--' | and | to | or | through | '/' | ',' ) the? <t_day> of? \
                @<month:m> ','? <t_year:y>?",
            produce: day_of_several,
            examples: [
                ("From [11]-13 Dec. 2016 they fled.", "2016-12-11"),
                ("On the [6th] and 7th of September it rained.", "2022-09-06"),
            ],
            allows: ["On 13 Dec. they fled."],
        }
        "month and year" {
            pattern: "@<month:m> ( of | ',' | '-' )? <t_year:y>",
            produce: calendar,
            examples: [
                ("Since [March 2015] they have fought.", "2015-03"),
                ("It ended in [December of 2008].", "2008-12"),
            ],
            allows: ["They may 2015 times complain."],
        }
        "month and year of two figures" {
            pattern: "@<month:m> of? <t_short_year:y>",
            produce: |m| {
                let point = Point::calendar(Some(1900 + m.payload("y")? as i32), number(m, "m"), None);
                Some(Piece::Point(Point { short_year: true, ..point }))
            },
            examples: [("In [May '68] the streets burned.", "1968-05")],
            allows: ["In May 68 men left."],
        }
        "season and year of two figures" {
            pattern: "@<season:s> of? <t_short_year:y>",
            produce: |m| {
                let point = Point::portion(Grain::Season(season(m.payload)), Some(1900 + m.payload("y")? as i32));
                Some(Piece::Point(Point { short_year: true, ..point }))
            },
            examples: [("By the [spring of '45] it was over.", "1945-SP")],
            allows: ["By the spring of 45 men it was over."],
        }
        "month" {
            pattern: "@<month:m>",
            produce: month,
            examples: [("It began in [August] there.", "2022-08"), ("Rain fell in [May].", "2022-05")],
            allows: ["Theresa May spoke.", "May they win.", "March on, they cried."],
        }
        "pointed month" {
            pattern: "( ( this | that ) ( past | coming | same | very ) | <time_pointer> ) @<month:m> !#num",
            produce: |m| {
                let month = m.get("m")?.start;
                // "A POLICY THAT MAY DIFFER"
                if m.document.tokens[month].is(crate::text::Token::CAPS_COPY) && m.document.is(month, "may") {
                    return None;
                }
                let pointer = m.document.sense(month.wrapping_sub(1), class::TIME_POINTER)?.1;
                pointed(Point::calendar(None, number(m, "m"), None), Some(pointer))
            },
            examples: [("He resigned [last March] over it.", "2022-03"), ("Talks resume [next May] there.", "2023-05")],
            allows: ["Last, march on.", "In May it rained."],
        }
        "weekday" {
            pattern: "@<weekday:w>",
            produce: |m| is_day_name(m).then(|| Piece::Point(Point::weekday(number(m, "w").unwrap_or(1)))),
            examples: [("The convoy left [Tuesday] at last.", "2022-09-13")],
            allows: ["The Sunday Times printed it.", "Bloody Sunday is remembered."],
        }
        "pointed weekday" {
            pattern: "( ( this | that ) ( past | coming | same | very ) | <time_pointer> ) @<weekday:w>",
            produce: |m| {
                let p = m.get("w").map(|c| c.start.wrapping_sub(1))?;
                pointed(Point::weekday(number(m, "w")?), Some(m.document.sense(p, class::TIME_POINTER)?.1))
            },
            examples: [
                ("It opened [last Thursday] again.", "2022-09-08"),
                ("He leaves [next Tuesday] for good.", "2022-09-20"),
            ],
            allows: ["It opened Thursday."],
        }
        "year" {
            pattern: "@<t_year:y>",
            produce: |m| {
                is_year(m.document, m.whole.start, m.whole.end, m.payload)
                    .then(|| Piece::Point(Point::calendar(Some(m.payload as i32), None, None)))
            },
            examples: [("The truce of [1994] held.", "1994"), ("It was built in [1783].", "1783")],
            allows: ["Shells killed 2000 people.", "Resolution 1701 calls for calm.", "They hold 1500 men."],
        }
        "year by its name" {
            pattern: "!fiscal @year <t_year:y>",
            produce: |m| Some(Piece::Point(Point::calendar(year(m), None, None))),
            examples: [("By the [year 2030] it will be dry.", "2030")],
            allows: ["In fiscal year 2030 it rose.", "The years of 2030 passed."],
        }
        "year of two figures" {
            pattern: "@<t_short_year:y>",
            produce: |m| {
                let mut point = Point::calendar(Some(1900 + m.payload as i32), None, None);
                point.short_year = true;
                Some(Piece::Point(point))
            },
            examples: [("The war of ['98] was short.", "1998")],
            allows: ["They had 98 men.", "the dogs' 98 bones"],
        }
        "second of two years" {
            pattern: "@<t_year:a> ( '-' | '/' | '--' ) [ +<t_ancient:y> ]",
            produce: |m| {
                let (a, y) = (m.payload("a")? as i32, m.payload("y")? as i32);
                (m.text("y").len() == 2
                    && y > a % 100
                    && !m
                        .document
                        .tokens
                        .get(m.next())
                        .is_some_and(|t| t.glued() && m.document.is(m.next(), "-")))
                .then(|| Piece::Point(Point::calendar(Some(a / 100 * 100 + y), None, None)))
            },
            examples: [("In 1995-[96] it was calm.", "1996")],
            allows: ["In 1995-1996 it was calm."],
        }
        "fiscal year" {
            pattern: "( fiscal year? | fy ) @<t_year:y>",
            produce: |m| Some(Piece::Point(Point::calendar(year(m), None, None))),
            examples: [("Spending for [fiscal 2022] rose.", "2022")],
            allows: ["In 2022 it rose."],
        }
        "year of an era" {
            pattern: "<t_ancient:y> @<era:e>",
            produce: era_year,
            examples: [("Rome won in [241 BC] at sea.", "BC0241")],
            allows: ["BC is a province."],
        }
        "era and year" {
            pattern: "@<era:e> <t_ancient:y>",
            produce: |m| (m.payload("e")? == 1).then(|| era_year(m)).flatten(),
            examples: [("It burned in [AD 70] first.", "0070")],
            allows: ["In 241 BC 70 ships sank."],
        }
        "first of two years of an era" {
            pattern: "[ <t_ancient:y> ] ( '-' | '--' | to | and | or | until ) <t_ancient:b> @<era:e>",
            produce: |m| (m.payload("y")? > m.payload("b")? || m.payload("e")? == 1).then(|| era_year(m)).flatten(),
            examples: [("The war of [264] to 241 BC was long.", "BC0264")],
            allows: ["In 241 BC it ended."],
        }
        "year in a text that counts before Christ" {
            pattern: "( in | by | until | since | from | after | before | during | to | spring | summer | autumn | \
                winter ) [ @<t_ancient:y> ] !#num !( ( to | and | until | '-' | '--' ) <t_ancient> <era> )",
            produce: |m| {
                let mut point = Point::calendar(Some(1 - m.payload as i32), None, None);
                point.bare_ancient = true;
                let closed = words![
                    "the", "and", "a", "an", "with", "by", "to", "but", "when", "as", "in", "after", "under", "on",
                    "he", "they", "it", "at", "until", "or", "was",
                ];
                // "In 147 Scipio took command", but "in 147 Romans".
                let name = m.document.is_capitalised(m.next()) && !m.document.str(m.next()).ends_with('s');
                let next_word = m.document.is_word(m.next()) && !name && !m.document.is_any(m.next(), closed);
                let glued = m.document.tokens.get(m.next()).is_some_and(|t| t.glued())
                    && m.document.is_any(m.next(), words!["-", "%", "/", ":"]);
                ((100..1000).contains(&m.payload) && !next_word && !glued).then_some(Piece::Point(point))
            },
            examples: [("In [492], the king of 500 BC was dead.", "BC0492")],
            allows: ["In 492 days they built it.", "In 12, nothing."],
        }
        "ISO date" {
            pattern: "@<t_iso:d>",
            produce: |m| {
                Some(Piece::Point(Point::calendar(
                    Some((m.payload / 10_000) as i32),
                    Some((m.payload / 100 % 100) as u8),
                    Some((m.payload % 100) as u8),
                )))
            },
            examples: [("On [2020-09-27] it began.", "2020-09-27")],
            allows: ["Call 2020-99-27."],
        }
        "numeric date" {
            pattern: "@<t_numeric:d>",
            produce: |m| {
                let (payload, day_first) =
                    if m.payload >= DAY_FIRST { (m.payload - DAY_FIRST, true) } else { (m.payload, false) };
                let (first, second) = ((payload / 100 % 100) as u8, (payload % 100) as u8);
                let year = Some((payload / 10_000) as i32);
                let mut point = match (first > 12 || day_first, second > 12) {
                    (true, true) => return None,
                    (true, false) => Point::calendar(year, Some(second), Some(first)),
                    (false, true) => Point::calendar(year, Some(first), Some(second)),
                    (false, false) => Point::calendar(year, Some(first), Some(second)),
                };
                point.numeric = !day_first && first <= 12 && second <= 12 && first != second;
                Some(Piece::Point(point))
            },
            examples: [
                ("On [27/9/2020] it began.", "2020-09-27"),
                ("On [9/27/20] it began.", "2020-09-27"),
                ("On [27.09.2020] it began.", "2020-09-27"),
            ],
            allows: ["Version 27.99.2020 is out.", "9/27 voted."],
        }
        "July 7" {
            pattern: "[ 7 '/' @7 ] ( attack | attacks | bomber | bombers | bombing | bombings )",
            produce: |_| Some(Piece::Point(Point::calendar(Some(2005), Some(7), Some(7)))),
            examples: [("The [7/7] bombings killed 52.", "2005-07-07")],
            allows: ["They won 7/7 games."],
        }
        "November 26" {
            pattern: "[ 26 '/' @11 ] ( attack | attacks | attackers | mumbai )",
            produce: |_| Some(Piece::Point(Point::calendar(Some(2008), Some(11), Some(26)))),
            examples: [("The [26/11] attacks killed 166.", "2008-11-26")],
            allows: ["They won 26/11 games."],
        }
        "September 11" {
            pattern: "9 '/' @11",
            produce: |m| {
                let glued = |i: usize| m.document.tokens.get(i).is_some_and(|t| t.glued());
                let more = glued(m.next()) && m.document.is(m.next(), "/");
                (glued(m.whole.start + 1)
                    && glued(m.whole.start + 2)
                    && !more
                    && !m.document.is(m.whole.start.wrapping_sub(1), "/"))
                .then(|| Piece::Point(Point::calendar(Some(2001), Some(9), Some(11))))
            },
            examples: [("After [9/11] all changed.", "2001-09-11")],
            allows: ["On 9/11/2019 it rained.", "A 9 / 11 split."],
        }
        "decade" {
            pattern: "@<t_decade:y>",
            produce: |m| {
                let d = m.document;
                let before = m.whole.start.wrapping_sub(1);
                // "In his 90s", "in her late 40s".
                let age = m.payload < 100
                    && (d.is_any(before, words!["his", "her", "their", "my"])
                        || d.is_any(before.wrapping_sub(1), words!["his", "her", "their", "my"]));
                let mut point = Point::portion(
                    Grain::Decade,
                    Some(if m.payload < 100 { 1900 + m.payload as i32 } else { m.payload as i32 }),
                );
                point.short_year = m.payload < 100;
                // "The 1800s" are a century.
                if m.payload % 100 == 0 && (1000..2000).contains(&m.payload) {
                    point = Point::portion(Grain::Century, Some(m.payload as i32 + 50));
                }
                let dated = m.payload >= 1000
                    || m.payload < 100 && d.is_any(before, words!["the", "'", "-", "early", "late", "mid"]);
                (dated && !age).then_some(Piece::Point(point))
            },
            examples: [("In the [1990s] it was calm.", "199"), ("In the [90s] it was calm.", "199"), ("In the [1800s] it was calm.", "18")],
            allows: ["He is in his 90s."],
        }
        "month of an ancient year" {
            pattern: "@<month:m> of? <t_ancient:y> <era:e>",
            produce: |m| {
                let y = m.payload("y")? as i32;
                Some(Piece::Point(Point::calendar(
                    Some(if m.payload("e")? == 0 { 1 - y } else { y }),
                    number(m, "m"),
                    None,
                )))
            },
            examples: [("In [June 479 BC] they met.", "BC0479-06")],
            allows: ["In June 479 men met."],
        }
        "decade before Christ" {
            pattern: "<t_decade:y> @<era:e>",
            produce: |m| {
                (m.payload("e")? == 0)
                    .then(|| Piece::Point(Point::portion(Grain::Decade, Some(1 - m.payload("y").unwrap_or(10) as i32))))
            },
            examples: [("In the [480s BC] they rebuilt.", "BC048")],
            allows: ["In 480 BC they rebuilt."],
        }
        "decade with an apostrophe" {
            pattern: "the ( early | late | mid )? '-'? [ @<t_year:y> 's ]",
            produce: |m| (m.payload % 10 == 0).then(|| Piece::Point(Point::portion(Grain::Decade, Some(m.payload as i32)))),
            examples: [("In the late [1980's] it was calm.", "198")],
            allows: ["The 1987's best."],
        }
        "decade in words" {
            pattern: "( the | nineteen ) ( early | late | mid )? '-'? [ @<decade_word:d> ]",
            produce: |m| {
                let mut point = Point::portion(Grain::Decade, Some(1900 + m.payload as i32 * 10));
                point.short_year = true;
                Some(Piece::Point(point))
            },
            examples: [("In the [nineties] it was calm.", "199")],
            allows: ["Temperatures in nineties."],
        }
        "decade of a century in words" {
            pattern: "( nineteen:n | eighteen ) '-'? @<decade_word:d>",
            produce: |m| {
                let century = if m.get("n").is_some() { 1900 } else { 1800 };
                Some(Piece::Point(Point::portion(Grain::Decade, Some(century + m.payload as i32 * 10))))
            },
            examples: [("In the [nineteen-seventies] it was calm.", "197")],
            allows: ["In the seventies it was calm."],
        }
        "century" {
            pattern: "<t_day:n> '-'? @century <era:e>?",
            produce: |m| century(m.payload("n")?, m.payload("e") == Some(0)),
            examples: [
                ("In the [19th century] it was Ottoman.", "18"),
                ("In the [ninth century BC] it was small.", "BC08"),
            ],
            allows: ["It lasted a century."],
        }
        "first of two centuries" {
            pattern: "[ <t_day:n> century? ] ( and | or | to | '-' | '--' ) the? ( early | mid | late )? '-'? <t_day> '-'? @centuries \
                <era:e>?",
            produce: |m| century(m.payload("n")?, m.payload("e") == Some(0)),
            examples: [("In the [19th] and 20th centuries it was calm.", "18")],
            allows: ["For centuries it was calm."],
        }
        "second of two centuries" {
            pattern: "( and | or | to | '-' | '--' ) ( the | early | mid | late )? '-'? [ <t_day:n> '-'? @centuries <era:e>? ]",
            produce: |m| century(m.payload("n")?, m.payload("e") == Some(0)),
            examples: [("In the 19th and [20th centuries] it was calm.", "19")],
            allows: ["For centuries it was calm."],
        }
        "season and year" {
            pattern: "@<season:s> ( of | ',' )? <t_year:y>",
            produce: |m| Some(Piece::Point(Point::portion(Grain::Season(season(m.payload)), year(m)))),
            examples: [("In the [summer of 2014] it began.", "2014-SU"), ("By [spring 1994] it was over.", "1994-SP")],
            allows: ["The fall of 900 men."],
        }
        "year and season" {
            pattern: "<t_year:y> @<season:s>",
            produce: |m| {
                let fall = m.document.is(m.anchor.start, "fall") && m.document.is(m.anchor.end, "of");
                (!fall).then(|| Piece::Point(Point::portion(Grain::Season(season(m.payload)), year(m))))
            },
            examples: [("The [1982 summer] offensives failed.", "1982-SU")],
            allows: ["After the 1975 fall of the town they fled."],
        }
        "season of an offensive" {
            pattern: "[ @<season:s> ] ( offensive | offensives | campaign | campaigns ) ( of | in ) <t_year:y>",
            produce: |m| Some(Piece::Point(Point::portion(Grain::Season(season(m.payload)), year(m)))),
            examples: [("The [Spring] Offensive of 1918 failed.", "1918-SP")],
            allows: ["The offensive of 1918 failed."],
        }
        "season of an ancient year" {
            pattern: "@<season:s> of? <t_ancient:y> <era:e>",
            produce: |m| {
                let y = m.payload("y")? as i32;
                Some(Piece::Point(Point::portion(
                    Grain::Season(season(m.payload)),
                    Some(if m.payload("e")? == 0 { 1 - y } else { y }),
                )))
            },
            examples: [("In the [spring of 480 BC] he marched.", "BC0480-SP")],
            allows: ["In spring he marched."],
        }
        "season" {
            pattern: "@<season:s>",
            produce: |m| {
                is_season(m.document, m.whole.start, m.payload)
                    .then(|| Piece::Point(Point::portion(Grain::Season(season(m.payload)), None)))
            },
            examples: [
                ("By the end of [winter] they had left.", "2022-WI"),
                ("In the [spring] they returned.", "2022-SP"),
            ],
            allows: ["The fall of Kabul shocked them.", "They spring back."],
        }
        "pointed season" {
            pattern: "( ( this | that ) ( past | coming | same | very ) | <time_pointer> ) @<season:s>",
            produce: |m| {
                let pointer = m.document.sense(m.anchor.start.wrapping_sub(1), class::TIME_POINTER)?.1;
                let falls = m.document.is(m.anchor.start, "fall") && m.document.is_any(m.anchor.end, words!["of"]);
                if falls {
                    None
                } else {
                    pointed(Point::portion(Grain::Season(season(m.payload)), None), Some(pointer))
                }
            },
            examples: [("It began [last summer] there.", "2022-SU")],
            allows: ["Summer came."],
        }
        "quarter of a year" {
            pattern: "( <t_year:y> )? fiscal? '-'? ( <t_day:q> ) '-'? @quarter ( of <t_year:z> )?",
            produce: |m| {
                let q = m.document.sense(m.get("q")?.start, class::T_DAY)?.1;
                let year = m
                    .get("y")
                    .and_then(|c| m.document.sense(c.start, class::T_YEAR))
                    .map(|y| y.1)
                    .or(m.payload("z"))
                    .map(|y| y as i32);
                (1..=4).contains(&q).then(|| Piece::Point(Point::portion(Grain::Quarter(q as u8), year)))
            },
            examples: [
                ("Output in the [third quarter] fell.", "2022-Q3"),
                ("It fell in the [first quarter of 2019] too.", "2019-Q1"),
            ],
            allows: ["The Latin Quarter is old.", "A quarter of them left."],
        }
        "half of a year" {
            pattern: "( first:h | second:h | last:h | latter:h ) @half of <t_year:y>",
            produce: |m| {
                let half = if m.document.is(m.whole.start, "first") { 1 } else { 2 };
                Some(Piece::Point(Point::portion(Grain::Half(half), year(m))))
            },
            examples: [("In the [first half of 2014] it grew.", "2014-H1")],
            allows: ["Half of 2014 men left."],
        }
        "pointed period" {
            pattern: "( ( this | that ) ( past | coming | same | very ) | <time_pointer> ) fiscal:f? @<time_unit:u>",
            produce: |m| {
                let d = m.document;
                let at = m.anchor.start - if m.get("f").is_some() { 2 } else { 1 };
                let pointer = Pointer::from_payload(d.sense(at, class::TIME_POINTER)?.1);
                let (unit, _) = Unit::from_payload(m.payload);
                let article = d.is(m.whole.start.wrapping_sub(1), "the");
                // "On ABC's “This Week”"
                let quoted = m.whole.start > 0
                    && d.is_capitalised(m.anchor.start)
                    && d.is_any(m.whole.start - 1, words!["\"", "'", "''", "\u{201c}", "\u{2018}"]);
                if quoted || unit < Unit::Day || d.is(m.next(), "-") && d.tokens[m.next()].glued() || m.payload == 11 {
                    return None;
                }
                // "In the last year" is a length, "last day" has no place in the calendar.
                let lasting = article
                    && d.is_any(
                        m.whole.start.wrapping_sub(2),
                        words!["in", "over", "during", "for", "within", "throughout"],
                    );
                if pointer == Pointer::Last && lasting && unit < Unit::Decade {
                    return None;
                }
                if pointer == Pointer::Past && (article || m.whole.start == at) {
                    return None;
                }
                if unit == Unit::Day && matches!(pointer, Pointer::Last | Pointer::Coming | Pointer::Past) {
                    return None;
                }
                let pointer = match pointer {
                    Pointer::Next if article || unit == Unit::Day => Pointer::Following,
                    Pointer::This if unit == Unit::Day => Pointer::Same,
                    other => other,
                };
                Some(Piece::Point(Point::pointed(unit, pointer)))
            },
            examples: [
                ("It fell [last week] to rebels.", "2022-W36"),
                ("He left [that same day] for home.", "2022-09-14"),
                ("The [following month] they left.", "2022-10"),
            ],
            allows: ["The last day came.", "A last-minute deal."],
        }
        "the period before last" {
            pattern: "the [ @<time_unit:u> before last ]",
            produce: |m| {
                let (unit, _) = Unit::from_payload(m.payload);
                (unit > Unit::Day && unit < Unit::Decade)
                    .then(|| Piece::Point(Point::shifted(unit, Some(-2), crate::dates::meaning::Base::Now)))
            },
            examples: [("In the [year before last] they left.", "2020")],
            allows: ["In the year before they left."],
        }
        "the period in question" {
            pattern: "( in | of | for | during | by | over | through | throughout | within | until | from | last | \
                to ) the [ fiscal? @<time_unit:u> ] !( of | when | that | before | after | earlier | later | ago | \
                leading | ended | ending )",
            produce: |m| {
                let (unit, _) = Unit::from_payload(m.payload);
                let hyphen = m.document.is(m.next(), "-") && m.document.tokens[m.next()].glued();
                let mut point = Point::shifted(unit, Some(0), crate::dates::meaning::Base::Running);
                point.definite = true;
                // "The end of the decade", but "the battle of the century".
                let d = m.document;
                let of_a_part = d.is(m.whole.start, "of")
                    && d.is_any(
                        m.whole.start.wrapping_sub(1),
                        words!["end", "middle", "beginning", "start", "close", "half", "part", "rest", "turn"],
                    );
                (unit > Unit::Day
                    && (unit < Unit::Decade || unit < Unit::Millennium && of_a_part)
                    && m.payload != 11
                    && !hyphen
                    && !m.document.is_capitalised(m.anchor.start))
                .then_some(Piece::Point(point))
            },
            examples: [("Talks resume by the end of the [month] at least.", "2022-09")],
            allows: ["In the week of the vote they left.", "The month was cold."],
        }
        "the quarter that ended" {
            pattern: "the [ fiscal? @quarter ] ( ended | ending | that ended | which ended )",
            produce: |_| {
                let mut point = Point::shifted(Unit::Quarter, Some(0), crate::dates::meaning::Base::Running);
                point.definite = true;
                Some(Piece::Point(point))
            },
            examples: [("Sales in the [quarter] ended June 30 fell.", "2022-Q2")],
            allows: ["The quarter was bad."],
        }
        "year-earlier period" {
            pattern: "@year '-' ( ago | earlier ) ( fiscal? ( first | second | third | fourth )? '-'? ( quarter | \
                period | half ) )?",
            produce: |_| Some(Piece::Point(Point::shifted(Unit::Year, Some(-1), crate::dates::meaning::Base::Running))),
            examples: [("In the [year-earlier quarter] it lost money.", "2021")],
            allows: ["A year earlier it lost money."],
        }
        "same quarter of another year" {
            pattern: "@<t_year:y> ( quarter | period )",
            produce: |m| Some(Piece::Point(Point::portion(Grain::Quarter(0), year(m)))),
            examples: [("In the [2021 quarter] it lost money.", "2021-QX")],
            allows: ["In 2021 it lost money."],
        }
        "latest quarter" {
            pattern: "( latest | same ) fiscal? @quarter",
            produce: |_| {
                let mut point = Point::shifted(Unit::Quarter, Some(0), crate::dates::meaning::Base::Running);
                point.definite = true;
                Some(Piece::Point(point))
            },
            examples: [("In the [latest quarter] it lost money.", "2022-Q2")],
            allows: ["The latest news."],
        }
        "latest period" {
            pattern: "latest @period",
            produce: |_| {
                let mut point = Point::shifted(Unit::Quarter, Some(0), crate::dates::meaning::Base::Running);
                point.definite = true;
                Some(Piece::Point(point))
            },
            examples: [("In the [latest period] it lost money.", "2022-Q2")],
            allows: ["The latest news."],
        }
        "full year" {
            pattern: "the [ full @year ]",
            produce: |_| {
                let mut point = Point::shifted(Unit::Year, Some(0), crate::dates::meaning::Base::Running);
                point.definite = true;
                Some(Piece::Point(point))
            },
            examples: [("For the [full year], it lost money.", "2022")],
            allows: ["A full year passed."],
        }
        "the weekend" {
            pattern: "the [ @weekend ]",
            produce: |_| {
                let mut point = Point::shifted(Unit::Weekend, Some(0), crate::dates::meaning::Base::Now);
                point.definite = true;
                Some(Piece::Point(point))
            },
            examples: [("Shelling went on over the [weekend] there.", "2022-W36-WE")],
            allows: ["A weekend in Rome."],
        }
        "day counted from now" {
            pattern: "@<deictic_day:d>",
            produce: |m| {
                let name = m.document.is_capitalised(m.whole.start)
                    && !m.document.tokens[m.whole.start].is(crate::text::Token::SENTENCE_START)
                    && m.document.is_capitalised(m.whole.start.wrapping_sub(1));
                let shift = |n| Point::shifted(Unit::Day, Some(n), crate::dates::meaning::Base::Now);
                let night = |n| Point { time: crate::dates::meaning::Time::Part("NI"), ..shift(n) };
                // "Today's youth": of this age, not of this day.
                let age = m.document.is(m.next(), "'s")
                    && m.document.is_any(
                        m.next() + 1,
                        words![
                            "world", "youth", "youths", "young", "society", "generation", "children", "standards", "technology",
                            "economy", "warfare", "terms", "money", "computers", "battlefield", "battlefields", "armies", "wars",
                        ],
                    );
                (!name && !age).then_some(Piece::Point(match m.payload {
                    1 => shift(-1),
                    2 => shift(0),
                    3 => shift(1),
                    _ => night(0),
                }))
            },
            examples: [
                ("He arrived [yesterday] by train.", "2022-09-13"),
                ("Shells fell [overnight] there.", "2022-09-14TNI"),
            ],
            allows: ["He reads USA Today daily.", "In today's world nobody is safe."],
        }
        "day of the month in question" {
            pattern: "( on | by | until | from | since ) the [ @<t_day:d> ] !<month> !of !<time_unit> !<time_units>",
            produce: |m| {
                let d = m.document;
                let ordinal = d.tokens[m.anchor.start].kind == crate::text::Kind::Ordinal;
                // "On the 4th Meade rested", but "on the 4th Infantry".
                let begins = d.tokens[m.whole.start].is(crate::text::Token::SENTENCE_START)
                    || d.is_any(m.whole.start.wrapping_sub(1), words![",", ";", "and"]);
                let named = begins && d.is(m.whole.start, "on") && d.is_capitalised(m.next()) && !names_a_unit(d, m.next());
                let next = d.is_word(m.next())
                    && !named
                    && !d.is_any(
                        m.next(),
                        words!["was", "and", "the", "but", "he", "they", "we", "when", "with", "in", "at", "it", "a", "of"],
                    );
                (ordinal && !next).then(|| Piece::Point(Point::calendar(None, None, number(m, "d"))))
            },
            examples: [("They left on the [20th], he said.", "2022-09-20")],
            allows: ["They ranked on the 20th floor."],
        }
        "part of a day of the month in question" {
            pattern: "@<day_part:p> ( of | on ) the <t_day:d> !<month> !of !<time_unit> !<time_units>",
            produce: |m| {
                let d = m.document;
                let ordinal = d.tokens[m.get("d")?.start].kind == crate::text::Kind::Ordinal;
                let time = ["MO", "MI", "AF", "EV", "NI", "DT"].get(m.payload as usize).copied()?;
                let point = Point { time: Time::Part(time), ..Point::calendar(None, None, number(m, "d")) };
                (ordinal && !names_a_unit(d, m.next())).then_some(Piece::Point(point))
            },
            examples: [("On the [night of the 10th] they crossed.", "2022-09-10TNI")],
            allows: ["On the night of the 10th day they crossed.", "At night the 10th Corps crossed."],
        }
        "week of a month" {
            pattern: "( first:f | second | third | fourth | last:l | final:l ) ( two | three | few )? ( <time_unit> \
                | <time_units> ) of @<month:m> ( ','? <t_year:y> )?",
            produce: |m| {
                let mut point = Point::calendar(year(m), number(m, "m"), None);
                point.modifier = Some(if m.get("l").is_some() {
                    Modifier::End
                } else if m.get("f").is_some() {
                    Modifier::Start
                } else {
                    Modifier::Mid
                });
                Some(Piece::Point(point))
            },
            examples: [("In the [last week of August] they fled.", "2022-08")],
            allows: ["In August they fled."],
        }
        "numbered day of something" {
            pattern: "!for ( #ord | <ordinal:o> ) @day",
            produce: |m| {
                (m.payload("o") != Some(1)).then_some(Piece::Point(Point { grain: Grain::Day, ..Point::default() }))
            },
            examples: [("On the [11th day] of the siege they ate rats.", "XXXX-XX-XX")],
            allows: ["On the first day they sang."],
        }
        "day by its number" {
            pattern: "( on:o )? [ @day <t_count:n> ] ( of:f | ',' | ':' )",
            produce: |m| {
                let told = m.get("f").is_some() || m.get("o").is_some() || m.document.is_capitalised(m.anchor.start);
                told.then(|| Piece::Point(Point { grain: Grain::Day, ..Point::default() }))
            },
            examples: [
                ("It was [day 40] of the war.", "XXXX-XX-XX"),
                ("On [Day 201], talks began.", "XXXX-XX-XX"),
            ],
            allows: ["That day 40 men fell."],
        }
    }
}
