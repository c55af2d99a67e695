//! Lengths of time, what is counted with them, repetitions, and vague references.

use super::Piece;
use crate::dates::ago_modifier;
use crate::dates::meaning::{Base, Length, Modifier, Point, Pointer, Time, Unit};
use crate::lexicon::class;
use crate::pattern::{rules, Match};
use crate::text::{Kind, Words};
use crate::words;

/// The number of a `t_count` chunk in halves, or `0` for "several".
fn halves(m: &Match, name: &str) -> u32 {
    m.payload(name).unwrap_or(0)
}

fn length(unit: u32, halves: u32) -> Length {
    let (unit, times) = Unit::from_payload(unit);
    // A quarter is three months wherever it is counted.
    match unit {
        Unit::Quarter => Length::new(Unit::Month, halves * 3),
        unit => Length::new(unit, halves.saturating_mul(times)),
    }
}

/// An age: "22 years old", "a 12-year-old", "aged".
fn is_age(m: &Match) -> bool {
    let d = m.document;
    let at = if d.is(m.next(), "-") { m.next() + 1 } else { m.next() };
    d.is(m.whole.start.wrapping_sub(1), "aged")
        || d.is_any(at, words!["old", "olds"])
        || d.is(m.next(), "of") && d.is(m.next() + 1, "age")
}

/// "It may last 20 days": a verb, no "last 20 days".
fn is_verb_last(m: &Match) -> bool {
    let d = m.document;
    let modal = words!["may", "could", "will", "would", "can", "might", "to", "should", "must", "cannot", "not"];
    d.is(m.whole.start, "last") && d.is_any(m.whole.start.wrapping_sub(1), modal)
}

/// What may be so many months old and goes on: ages of people, bodies and buildings are no times.
static AGED: &Words = words![
    "truce",
    "ceasefire",
    "cease-fire",
    "war",
    "conflict",
    "insurgency",
    "siege",
    "blockade",
    "dispute",
    "feud",
    "rebellion",
    "uprising",
    "offensive",
    "campaign",
    "crisis",
    "standoff",
    "occupation",
    "embargo",
    "crackdown",
    "agreement",
    "deal",
    "peace",
    "bombardment",
    "operation",
    "revolt",
    "unrest",
    "protests",
    "invasion",
    "fighting",
    "struggle",
    "ban",
    "process",
    "violence",
    "pact",
];

fn counted(m: &Match) -> Option<Piece> {
    if is_verb_last(m) {
        return None;
    }
    let n = halves(m, "n");
    let (unit, _) = Unit::from_payload(m.payload("u")?);
    let d = m.document;
    // "Three quarters of the town"; "daylight hours".
    if is_age(m)
        || is_a_show(m)
        || unit == Unit::Quarter && (d.is(m.next(), "of") || d.is(m.anchor.start.wrapping_sub(1), "-"))
        || n == 0
        || n > 20_000_000
        || unit == Unit::Weekend
    {
        return None;
    }
    let mut length = length(m.payload("u")?, n);
    let within = m.document.is(m.whole.start.wrapping_sub(1), "within");
    length.modifier = hedge(m).or(within.then_some(Modifier::EqualOrLess));
    Some(Piece::Length(length))
}

/// The hedge captured as `h`, by its first words.
fn hedge(m: &Match) -> Option<Modifier> {
    let h = m.get("h")?;
    let d = m.document;
    let is = |words: &Words| (h.start..h.end).any(|i| d.is_any(i, words));
    Some(if is(words!["no", "most", "within", "up", "maximum"]) {
        Modifier::EqualOrLess
    } else if is(words!["least", "minimum"]) {
        Modifier::EqualOrMore
    } else if is(words!["more", "over", "above", "excess"]) {
        Modifier::MoreThan
    } else if is(words!["nearly", "almost", "less", "under", "fewer", "barely"]) {
        Modifier::LessThan
    } else {
        Modifier::Approx
    })
}

fn unit_of(m: &Match) -> Option<Unit> {
    Some(Unit::from_payload(m.payload("u")?).0)
}

fn several(m: &Match) -> Option<Piece> {
    let (unit, _) = Unit::from_payload(m.payload("u")?);
    (!is_age(m) && unit != Unit::Weekend).then(|| Piece::Length(length(m.payload("u").unwrap_or(3), 0)))
}

fn set(m: &Match) -> Option<Piece> {
    Some(Piece::Repeat(length(m.payload("u")?, m.payload("n").unwrap_or(2).max(2))))
}

/// "60 Minutes" in quotation marks.
fn is_a_show(m: &Match) -> bool {
    let (d, unit) = (m.document, m.anchor.start);
    let quote = |t: usize| {
        d.tokens.get(t).is_some_and(|t| t.kind == Kind::Punct)
            && ["\"", "'", "\u{201c}", "\u{2018}", "''"].contains(&d.str(t))
    };
    let after = m.next() + usize::from(d.is_any(m.next(), words![".", ","]));
    d.is_capitalised(unit) && m.whole.start > 0 && quote(m.whole.start - 1) && quote(after)
}

/// "The daily Haaretz", "a weekly reported": a paper, unlike "daily Russian fire".
fn is_a_paper(m: &Match) -> bool {
    let (d, end) = (m.document, m.next());
    if d.tokens.get(end).is_some_and(|next| next.is(crate::text::Token::SENTENCE_START)) {
        return false;
    }
    let adjective = [class::DEMONYM_ADJ, class::DEMONYM_NOUN, class::COUNTRY].iter().any(|c| d.has(end, *c));
    d.is_capitalised(end) && !adjective || d.is_any(end, words!["said", "reported", "quoted", "wrote", "published"])
}

rules! {
    /// Lengths of time.
    pub static LENGTHS: [Piece] = {
        "number of units" {
            pattern: "( ( no more than | no less than | no fewer than | a little more than | a little over | just \
                over | just under | more than | less than | fewer than | at least | at most | up to | over | under \
                | nearly | almost | about | around | roughly | approximately | some ):h )? ( ( first | last | past \
                | next | final | coming | previous | following | opening | preceding ) )? <t_count:n> ( more | \
                additional | straight | consecutive | full | whole | long | further | other | bloody | calendar | \
                trading | working )? '-'? @<time_units:u>",
            produce: counted,
            examples: [
                ("They fought for [six weeks] there.", "P6W"),
                ("It took [more than 10 hours] to put out.", "PT10H"),
                ("In the [last 24 hours] they fled.", "PT24H"),
                ("It lasted [two and a half years] there.", "P2Y6M"),
                ("It lasted [twenty-one days] there.", "P21D"),
            ],
            allows: ["He is 22 years old.", "They left days ago."],
        }
        "number of a unit" {
            pattern: "( ( no more than | more than | less than | fewer than | at least | up to | over | under | \
                nearly | almost | about | around | roughly | approximately ):h )? ( ( first | last | past | next ) \
                )? <t_count:n> ( full | whole | single | additional | more )? '-'? @<time_unit:u> ( '-'? long )?",
            produce: |m| {
                let d = m.document;
                // "six-day" and "one day"; "May 12 week" and "20 second-hand cars" are something else.
                let hyphen = d.is(m.anchor.start.wrapping_sub(1), "-");
                let n = halves(m, "n");
                let (unit, _) = Unit::from_payload(m.payload("u")?);
                if (n != 2 && !hyphen && !d.is_word(m.get("n")?.start)) && unit < Unit::Minute
                    || d.is(m.anchor.end, "'")
                {
                    return None;
                }
                // "The 1988 quarter": a year. "Seconds" only where they are counted.
                if m.payload("u") == Some(0) && !hyphen
                    || n >= 2000 && !hyphen && d.has(m.get("n")?.start, class::T_YEAR)
                {
                    return None;
                }
                counted(m)
            },
            examples: [
                ("A [three-week] siege ended.", "P3W"),
                ("Only [one day] was left.", "P1D"),
                ("A [two-day] rally began.", "P2D"),
            ],
            allows: ["A 44-year-old man died.", "He came in 5 second."],
        }
        "age of a truce" {
            pattern: "<t_count:n> '-' @<time_unit:u> '-' old:o",
            produce: |m| {
                let d = m.document;
                let aged = |at: usize| d.is_any(at, AGED);
                let of_that_age = aged(m.next()) || d.is_word(m.next()) && aged(m.next() + 1);
                of_that_age.then(|| Piece::Length(length(m.payload("u").unwrap_or(3), halves(m, "n"))))
            },
            examples: [("The [three-month-old] truce held.", "P3M"), ("A [14-year-old] civil war ended.", "P14Y")],
            allows: ["A 14-year-old boy fell.", "His 3-day-old son fell."],
        }
        "range of a unit" {
            pattern: "<t_count:n> ( to | or | '-' ) <t_count> @<time_units:u>",
            produce: counted,
            examples: [("It takes [two to three weeks] there.", "P2W")],
            allows: ["Two or three men left."],
        }
        "a unit or more" {
            pattern: "( a | an ) [ @<time_unit:u> or ( two | more | so ) ]",
            produce: |m| Some(Piece::Length(Length { modifier: Some(Modifier::Approx), ..length(m.payload("u")?, 2) })),
            examples: [("It takes a [week or so] there.", "P1W")],
            allows: ["A week passed."],
        }
        "two units" {
            pattern: "<t_count:n> ( <time_units:u> | <time_unit:u> ) ( ',' | and )? <t_count:k> @<time_units:v>",
            produce: |m| {
                let u = m.get("u")?;
                let payload = m
                    .document
                    .sense(u.start, class::TIME_UNITS)
                    .or_else(|| m.document.sense(u.start, class::TIME_UNIT))?
                    .1;
                let (small, _) = Unit::from_payload(m.payload("v")?);
                let mut whole = length(payload, halves(m, "n"));
                (small < whole.unit).then(|| {
                    whole.rest = Some((small, halves(m, "k")));
                    Piece::Length(whole)
                })
            },
            examples: [("It took [1 hour and 20 minutes] to land.", "PT1H20M")],
            allows: ["Two days and 20 men."],
        }
        "few units" {
            pattern: "( ( last | past | next | coming | first | final | previous | following ) )? ( few | several | \
                couple of | some | many | numerous | number of | good many | handful of ) ( hundred | thousand | \
                dozen )? ( more | long | short | further | additional | brief )? @<time_units:u>",
            produce: |m| {
                let d = m.document;
                let two = (m.whole.start..m.anchor.start).any(|i| d.is(i, "couple"));
                // "Their second win in as many years": as many as were named.
                if d.is(m.whole.start, "many") && d.is(m.whole.start.wrapping_sub(1), "as") {
                    return None;
                }
                if is_age(m) || unit_of(m)? == Unit::Quarter || d.is(m.anchor.start.wrapping_sub(1), "dozen") && two {
                    return None;
                }
                Some(Piece::Length(Length {
                    modifier: two.then_some(Modifier::Approx),
                    ..length(m.payload("u")?, if two { 4 } else { 0 })
                }))
            },
            examples: [
                ("In the [past few months] they fled.", "PXM"),
                ("It held for [several days] there.", "PXD"),
                ("For [several hundred days] it held.", "PXD"),
                ("A [couple of years] passed.", "P2Y"),
            ],
            allows: ["A few men left."],
        }
        "units" {
            pattern: "( recent | past | coming | last | next | final | first | early | intervening | previous | \
                previous | following )? @<time_units:u> ( '-'? ( long | old ) )?",
            produce: |m| {
                let d = m.document;
                // "20 years" is read by other rules; "in his later years" is no length anybody could use.
                let old = d.is(m.whole.end - 1, "old");
                if is_verb_last(m) {
                    return None;
                }
                let idle = words![
                    "daylight", "working", "business", "office", "rush", "visiting", "opening", "curfew", "winter",
                    "living", "crew", "some", "many", "those", "dog", "school", "trading",
                ];
                // "Blasts minutes apart": a distance, as of places.
                if d.is(m.next(), "apart") {
                    return None;
                }
                // "In the small hours" is a time of the night.
                if d.is(m.anchor.start, "hours")
                    && (m.anchor.start.saturating_sub(2)..m.anchor.start).any(|t| d.is_any(t, words!["early", "small", "wee"]))
                {
                    return None;
                }
                // "The years 1998 and 1999", "other dark nights" are no length.
                if m.payload("u") == Some(13) && m.whole.start == m.anchor.start || d.has(m.next(), class::T_YEAR) || unit_of(m)? == Unit::Weekend {
                    return None;
                }
                if unit_of(m)? == Unit::Quarter || d.is_any(m.anchor.start.wrapping_sub(1), idle) {
                    return None;
                }
                if d.is_any(m.anchor.start.wrapping_sub(1), words!["last", "next"])
                    && d.is_word(m.next())
                    && !d.is_any(m.next(), words!["of", "in", "and", "he", "they"])
                {
                    return None;
                }
                if !old && is_age(m)
                    || d.is_any(m.anchor.start.wrapping_sub(1), words!["his", "her", "their", "-"])
                    || m.payload("u") == Some(0)
                {
                    return None;
                }
                let number = m
                    .whole
                    .start
                    .checked_sub(1)
                    .is_some_and(|b| d.tokens[b].kind == crate::text::Kind::Number || d.has(b, class::T_COUNT));
                let seconds_from = d.is_any(m.next(), words!["of", "old"]) && number;
                (!number && !seconds_from).then(|| Piece::Length(length(m.payload("u").unwrap_or(3), 0)))
            },
            examples: [
                ("They had prepared for [months] there.", "PXM"),
                ("In [recent days] it grew.", "PXD"),
                ("A [decades-old] feud.", "PXDE"),
            ],
            allows: ["In 20 years.", "He is 20 years old."],
        }
        "units that something lasts" {
            pattern: "last [ ( ( more than | less than | at least | up to | nearly | almost | about | around | only \
                | several | few | many ):h )? <t_count:n>? ( more )? @<time_units:u> ]",
            produce: |m| {
                let d = m.document;
                let at = (m.whole.start..m.anchor.start).find(|t| d.is(*t, "last"))?;
                let modal = words!["may", "could", "will", "would", "can", "might", "to", "should", "must", "cannot", "not"];
                let verb = d.is_any(at.wrapping_sub(1), modal);
                verb.then(|| {
                    Piece::Length(Length {
                        modifier: hedge(m).filter(|_| m.get("n").is_some()),
                        ..length(m.payload("u").unwrap_or(3), halves(m, "n"))
                    })
                })
            },
            examples: [("It may last [weeks] there.", "PXW"), ("It could last [20 days] there.", "P20D")],
            allows: ["In the last weeks they fled."],
        }
        "a unit that something lasts" {
            pattern: "last [ <t_count:n> @<time_unit:u> ]",
            produce: |m| {
                let modal = words!["may", "could", "will", "would", "can", "might", "to", "should", "must", "cannot", "not"];
                let verb = m.document.is_any(m.whole.start.wrapping_sub(1), modal);
                verb.then(|| Piece::Length(length(m.payload("u").unwrap_or(3), halves(m, "n"))))
            },
            examples: [("It was meant to last [one hour] there.", "PT1H")],
            allows: ["In the last one day they fled."],
        }
        "the year that ended" {
            pattern: "the [ fiscal? @<time_unit:u> ] ( ended | ending )",
            produce: |m| (unit_of(m)? == Unit::Year).then(|| Piece::Length(length(7, 2))),
            examples: [("Spending in the [year] ended March 31 rose.", "P1Y")],
            allows: ["In the year of the vote."],
        }
        "lasting units" {
            pattern: "@<units_long:u>",
            produce: several,
            examples: [("A [decadeslong] feud.", "PXDE")],
            allows: ["A long feud."],
        }
        "lasting a unit" {
            pattern: "@<unit_long:u>",
            produce: |m| Some(Piece::Length(length(m.payload("u")?, 2))),
            examples: [("A [daylong] fight.", "P1D")],
            allows: ["A long day."],
        }
        "unit-long" {
            pattern: "( ( more than | nearly | almost ):h )? @<time_unit:u> '-'? ( long | old:o )",
            produce: |m| {
                let d = m.document;
                let before = m.anchor.start.wrapping_sub(1);
                let number = d.is(before, "-") || d.has(before, class::T_COUNT);
                let old = m.get("o").is_some();
                // "year-old girl" is an age; "more than year-old war" is not.
                if number || old && m.get("h").is_none() {
                    return None;
                }
                Some(Piece::Length(Length { modifier: hedge(m), ..length(m.payload("u")?, 2) }))
            },
            examples: [("A [month-long] siege.", "P1M"), ("The [more than year-old] war.", "P1Y")],
            allows: ["A 3-year-old girl.", "It rained on his year-old son."],
        }
        "a unit" {
            pattern: "( for | in | within | barely | mere | about | than | over | after | nearly | almost | only | \
                just | last | lasted | spent | least | around | take | takes | took | under | every | every | during | \
                throughout | by | and | to | least ) ( a | an ) [ ( full | whole | single | further | bloody | mere \
                )? @<time_unit:u> ] !'-' !( ago | later | earlier | or ( two | more | so ) | and a half )",
            produce: |m| {
                (!matches!(m.payload("u")?, 0 | 6 | 12)).then(|| Piece::Length(length(m.payload("u").unwrap_or(3), 2)))
            },
            examples: [("They are dead after a [day] of fighting.", "P1D"), ("It lasted for a [week] there.", "P1W")],
            allows: ["They fly twice a week.", "In a year-long war."],
        }
        "a hedged unit" {
            pattern: "[ ( more than | less than | nearly | almost | about | over | under | at least | around ):h ( \
                a | an ) @<time_unit:u> ] !'-' !( ago | later | earlier )",
            produce: |m| {
                (!matches!(m.payload("u")?, 0 | 6 | 12))
                    .then(|| Piece::Length(Length { modifier: hedge(m), ..length(m.payload("u").unwrap_or(3), 2) }))
            },
            examples: [("It lasted [more than a decade] there.", "P1DE")],
            allows: ["It lasted a decade."],
        }
        "the past year" {
            pattern: "( the | over | in | during ) [ past @<time_unit:u> ]",
            produce: |m| {
                let (unit, _) = Unit::from_payload(m.payload("u")?);
                (unit > Unit::Minute && unit != Unit::Weekend)
                    .then(|| Piece::Length(length(m.payload("u").unwrap_or(3), 2)))
            },
            examples: [("It grew over the [past year] there.", "P1Y")],
            allows: ["They walked past week-old graves."],
        }
        "the last year" {
            pattern: "( in | over | during | for | within | throughout ) the [ last @<time_unit:u> ]",
            produce: |m| {
                matches!(unit_of(m)?, Unit::Day | Unit::Week | Unit::Month | Unit::Year)
                    .then(|| Piece::Length(length(m.payload("u").unwrap_or(3), 2)))
            },
            examples: [("In the [last month] 40 fell.", "P1M")],
            allows: ["Last month 40 fell."],
        }
        "a unit after" {
            pattern: "( a | an ) [ @<time_unit:u> ] ( after | before )",
            produce: |m| {
                (unit_of(m)? >= Unit::Hour && unit_of(m)? != Unit::Weekend && unit_of(m)? != Unit::Quarter)
                    .then(|| Piece::Length(length(m.payload("u").unwrap_or(3), 2)))
            },
            examples: [("It came a [day] after the vote.", "P1D")],
            allows: ["It came a day late."],
        }
        "half a unit" {
            pattern: "half ( a | an | '-' ) @<time_unit:u>",
            produce: |m| Some(Piece::Length(length(m.payload("u")?, 1))),
            examples: [("For [half an hour] it rained.", "PT30M"), ("The [half-century] war.", "P50Y")],
            allows: ["Half the day."],
        }
        "quarter of a century" {
            pattern: "quarter ( '-' | of a )? @century",
            produce: |_| Some(Piece::Length(Length::new(Unit::Year, 50))),
            examples: [("A [quarter century] of war.", "P25Y")],
            allows: ["A quarter of them."],
        }
        "a unit and a half" {
            pattern: "( a | an ) [ @<time_unit:u> ( and a | '-' and '-' a '-' ) half ]",
            produce: |m| Some(Piece::Length(length(m.payload("u")?, 3))),
            examples: [("It took an [hour and a half] to land.", "PT1H30M")],
            allows: ["A half hour."],
        }
    }
}

rules! {
    /// What is counted with lengths, repetitions, and vague references.
    pub static COUNTED: [Piece] = {
        "length ago" {
            pattern: "@<t_length:l> ago",
            produce: |m| Some(Piece::Counted { length: m.payload("l")?, direction: -1, base: Base::Now }),
            examples: [
                ("It began [three days ago] there.", "2022-09-11"),
                ("It ended [more than two years ago] there.", "2020"),
            ],
            allows: ["Three days later it began."],
        }
        "length later or earlier" {
            pattern: "@<t_length:l> ( ( later:f | afterwards:f | afterward:f | hence:f ) | earlier | \
                previously )",
            produce: |m| {
                let last = m.whole.end - 1;
                let direction = if m.document.is_any(last, words!["earlier", "previously"]) { -1 } else { 1 };
                Some(Piece::Counted { length: m.payload("l")?, direction, base: Base::Running })
            },
            examples: [("They fled. [Three days later] it fell.", "2022-09-17"), ("[Hours later] it fell.", "PTXH")],
            allows: ["Three days ago it began."],
        }
        "length before, at the end of a clause" {
            pattern: "!within [ @<t_length:l> before ] ( ',' | '.' | ';' | and | but | $ )",
            produce: |m| Some(Piece::Counted { length: m.payload("l")?, direction: -1, base: Base::Running }),
            examples: [("They had fled [two days before].", "2022-09-12")],
            allows: ["They fled two days before it fell."],
        }
        "a unit ago" {
            pattern: "( ( more than | less than | nearly | almost | about | over | around | just | only ):h )? ( a \
                | an ) @<time_unit:u> ( or so )? ( ago:b | earlier:e | later | afterwards | before:e )",
            produce: |m| {
                let (unit, _) = Unit::from_payload(m.payload("u")?);
                let (step, base) = if m.get("b").is_some() {
                    (-1, Base::Now)
                } else if m.get("e").is_some() {
                    (-1, Base::Running)
                } else {
                    (1, Base::Running)
                };
                let d = m.document;
                if unit == Unit::Second || d.is(m.whole.end - 1, "before") && d.is_word(m.next()) {
                    return None;
                }
                let mut point = Point::shifted(unit, Some(step), base);
                point.modifier = hedge(m).map(|h| ago_modifier(h, step));
                Some(Piece::Point(point))
            },
            examples: [
                ("The truce began [a week ago] there.", "2022-09-07"),
                ("He had left [a year earlier] by sea.", "2021"),
            ],
            allows: ["A week of rain."],
        }
        "the day before or after" {
            pattern: "the [ @<time_unit:u> ( before:b | after | earlier:b | following ) ] ( ',' | '.' | ';' | ')' | \
                and | but | saw | $ )",
            produce: |m| {
                let (unit, _) = Unit::from_payload(m.payload("u")?);
                let step = if m.get("b").is_some() { -1 } else { 1 };
                (unit >= Unit::Day).then(|| Piece::Point(Point::shifted(unit, Some(step), Base::Running)))
            },
            examples: [("They had fled the [day before], he said.", "2022-09-13")],
            allows: ["The day before they fled it rained."],
        }
        "last week's without its apostrophe" {
            pattern: "[ ( last:l | next ) @<time_units:u> ] #lower",
            produce: |m| {
                let pointer = if m.get("l").is_some() { Pointer::Last } else { Pointer::Next };
                if is_verb_last(m) {
                    return None;
                }
                let follows = m.document.is_any(
                    m.whole.end - 1,
                    words![
                        "or", "with", "by", "from", "at", "has", "had", "was", "it", "of", "in", "and", "he", "they",
                        "were", "have", "to", "the", "are", "as", "before", "after", "when", "that", "for", "on", "at",
                    ],
                );
                (!follows && unit_of(m)? > Unit::Day)
                    .then(|| Piece::Point(Point::pointed(unit_of(m).unwrap_or(Unit::Week), pointer)))
            },
            examples: [("In [last weeks] raid he fell.", "2022-W36")],
            allows: ["In the last weeks of the war he fell."],
        }
        "repeated every day" {
            pattern: "( ( near | nearly | almost | twice ) '-' )? @<time_set:u>",
            produce: |m| {
                let d = m.document;
                let name =
                    d.is_capitalised(m.whole.start) && !d.tokens[m.whole.start].is(crate::text::Token::SENTENCE_START);
                (!name && !is_a_paper(m)).then(|| set(m)).flatten()
            },
            examples: [("They shell it [daily] now.", "P1D"), ("The [near-daily] raids went on.", "P1D")],
            allows: ["The Daily Star said so.", "The daily Komsomolets said so.", "A daily reported it."],
        }
        "every other unit" {
            pattern: "every ( other | second ) @<time_unit:u>",
            produce: |m| Some(Piece::Repeat(length(m.payload("u")?, 4))),
            examples: [("They shell it [every other day] now.", "P2D")],
            allows: ["Every other man left."],
        }
        "every weekend" {
            pattern: "( on | at | over | during ) [ @weekends ]",
            produce: |_| Some(Piece::RepeatPoint(Point::portion(crate::dates::meaning::Grain::Weekend, None))),
            examples: [("They march on [weekends] there.", "XXXX-WXX-WE")],
            allows: ["Two weekends of rain."],
        }
        "every unit" {
            pattern: "( almost | nearly )? ( every | each ) single? @<time_unit:u>",
            produce: set,
            examples: [("They shell it [every day] now.", "P1D")],
            allows: ["Every man left."],
        }
        "every so many units" {
            pattern: "every <t_count:n> @<time_units:u>",
            produce: set,
            examples: [("They shell it [every two hours] now.", "PT2H")],
            allows: ["Every two men left."],
        }
        "so often a unit" {
            pattern: "( once | twice | <t_count> times | several times ) ( a | per | each | every ) @<time_unit:u>",
            produce: |m| Some(Piece::Repeat(length(m.payload("u")?, 2))),
            examples: [("They shell it [twice a week] now.", "P1W"), ("They pray [five times a day] there.", "P1D")],
            allows: ["It lasted for a week."],
        }
        "per unit" {
            pattern: "per @<time_unit:u>",
            produce: |m| (m.payload("u")? >= 3).then(|| Piece::Repeat(length(m.payload("u").unwrap_or(3), 2))),
            examples: [("They fire 60 shells [per day] there.", "P1D")],
            allows: ["The day came."],
        }
        "every weekday" {
            pattern: "( every other | every | each ) @<weekday:w>",
            produce: |m| Some(Piece::RepeatPoint(Point::weekday(m.payload("w")? as u8))),
            examples: [("They pray [every Friday] there.", "XXXX-WXX-5")],
            allows: ["Friday came."],
        }
        "on a weekday, each week" {
            pattern: "@<weekdays:w>",
            produce: |m| Some(Piece::RepeatPoint(Point::weekday(m.payload("w")? as u8))),
            examples: [("They pray on [Fridays] there.", "XXXX-WXX-5")],
            allows: ["Friday came."],
        }
        "part of a weekday, each week" {
            pattern: "@<weekday:w> <day_parts:p>",
            produce: |m| {
                let mut point = Point::weekday(m.payload("w")? as u8);
                point.time = Time::Part(["MO", "MI", "AF", "EV", "NI", "DT"].get(m.payload("p")? as usize).copied()?);
                Some(Piece::RepeatPoint(point))
            },
            examples: [("They meet [Tuesday nights] there.", "XXXX-WXX-2TNI")],
            allows: ["On Tuesday night they met."],
        }
        "every month" {
            pattern: "( every | each ) @<month:m>",
            produce: |m| Some(Piece::RepeatPoint(Point::calendar(None, Some(m.payload("m")? as u8), None))),
            examples: [("They parade [each July] there.", "XXXX-07")],
            allows: ["In July they left."],
        }
        "every season" {
            pattern: "( every | each ) @<season:s>",
            produce: |m| {
                let season = crate::dates::calendar::Season::ALL.get(m.payload("s")? as usize).copied()?;
                Some(Piece::RepeatPoint(Point::portion(crate::dates::meaning::Grain::Season(season), None)))
            },
            examples: [("They attack [every spring] there.", "XXXX-SP")],
            allows: ["In winter they left."],
        }
        "every part of the day" {
            pattern: "( every | each ) @<day_part:p>",
            produce: |m| {
                let part = ["MO", "MI", "AF", "EV", "NI", "DT"].get(m.payload("p")? as usize).copied()?;
                Some(Piece::RepeatPoint(Point::at(Time::Part(part))))
            },
            examples: [("They attack [every night] there.", "XXXX-XX-XXTNI")],
            allows: ["At night they left."],
        }
        "now" {
            pattern: "@<present_ref>",
            produce: |m| {
                let hyphen = m.document.is(m.next(), "-") && m.document.tokens[m.next()].glued();
                (!hyphen).then_some(Piece::Vague("PRESENT_REF"))
            },
            examples: [("They [now] hold it.", "PRESENT_REF"), ("They [currently] hold it.", "PRESENT_REF")],
            allows: ["They know."],
        }
        "at present" {
            pattern: "at [ @present ] !<t_count>",
            produce: |_| Some(Piece::Vague("PRESENT_REF")),
            examples: [("At [present] they hold it.", "PRESENT_REF")],
            allows: ["They were present."],
        }
        "recently" {
            pattern: "@<past_ref>",
            produce: |_| Some(Piece::Vague("PAST_REF")),
            examples: [("They [recently] took it.", "PAST_REF")],
            allows: ["A recent attack."],
        }
        "in the past" {
            pattern: "in the ( recent | distant )? [ @past ] !#num !<t_count> !<time_unit> !<time_units> !( few | \
                several | couple | half | decade )",
            produce: |_| Some(Piece::Vague("PAST_REF")),
            examples: [("In the [past], they used it.", "PAST_REF")],
            allows: ["In the past year they used it.", "In the past few months it grew."],
        }
        "the future" {
            pattern: "the [ ( near | immediate )? @future ]",
            produce: |m| {
                let end = m.next();
                let closed = words![
                    "is", "may", "will", "of", "and", "but", "in", "to", "that", "as", "with", "for", "if", "when",
                    "looks", "could", "would", "can", "on", "by", "was", "at", "it", "he", "she", "they", "we",
                    "there",
                ];
                // "The future king", but "in the future others will".
                let adverb = m.whole.start > 0
                    && m.document.is(m.whole.start - 1, "in")
                    && (m.document.is_any(end, words!["others", "many", "more", "all", "some", "any", "no", "the", "this"])
                        || m.document.is_capitalised(end));
                (!m.document.is_word(end) || m.document.is_any(end, closed) || adverb).then_some(Piece::Vague("FUTURE_REF"))
            },
            examples: [("In the [near future] it may fall.", "FUTURE_REF")],
            allows: ["The future king left."],
        }
    }
}
