//! Parts of the day, clock times, and positions inside a period: "early Tuesday", "Monday night", "4 a.m. local time".

use super::evidence::counts;
use super::Piece;
use crate::dates::meaning::{Base, Grain, Modifier, Point, Pointer, Time, Unit};
use crate::lexicon::class;
use crate::pattern::{rules, Match};
use crate::words;

const PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];

fn part(payload: u32) -> Time {
    Time::Part(PARTS.get(payload as usize).copied().unwrap_or("MO"))
}

/// The hour of a clock time with "a.m." or "p.m.".
fn clock(minutes: u32, meridiem: Option<u32>, zone: Option<u32>) -> Option<Point> {
    let (mut hour, minute) = (minutes / 60, minutes % 60);
    match meridiem {
        Some(12) if hour < 12 => hour += 12,
        Some(0) if hour == 12 => hour = 0,
        _ => {}
    }
    let mut point = Point::at(Time::Clock { hour: hour as u8, minute: minute as u8 });
    point.zone = zone.unwrap_or(0) as u16;
    (hour <= 24).then_some(point)
}

/// With `APPROX` where a hedge was captured as `a`.
fn about(m: &Match, point: Option<Point>) -> Option<Piece> {
    let point = point?;
    Some(Piece::Point(if m.get("a").is_some() { point.with(Modifier::Approx) } else { point }))
}

/// "Half past five", "quarter to six p.m.": so many minutes from a whole hour.
fn part_of_an_hour(m: &Match, minutes: i32) -> Option<Piece> {
    let hour = m.payload("n").filter(|n| n % 2 == 0 && (2..=24).contains(n))?;
    let meridiem = m.payload("m").or(m.payload("d").map(|d| if d == 0 { 0 } else { 12 }));
    clock((hour as i32 * 30 + minutes) as u32, meridiem, None).map(Piece::Point)
}

fn positioned(m: &Match) -> Option<Piece> {
    Some(Piece::Inside(Point::default().with(Modifier::position(m.payload("e")?)), m.payload("d")?))
}

/// "Last night", "the next morning": a part of a day that is counted.
fn pointed_part(pointer: Pointer, day_part: u32) -> Point {
    let (step, base) = match pointer {
        Pointer::Last | Pointer::Past => (-1, Base::Now),
        Pointer::This | Pointer::Coming => (0, Base::Now),
        Pointer::That | Pointer::Same => (0, Base::Running),
        Pointer::Next | Pointer::Following => (1, Base::Running),
        Pointer::Previous => (-1, Base::Running),
    };
    Point { time: part(day_part), ..Point::shifted(Unit::Day, Some(step), base) }
}

rules! {
    /// Times of day by themselves.
    pub static TIMES: [Piece] = {
        "clock time" {
            pattern: "( ( about | around | approximately | roughly ):a )? @<t_clock:c> <meridiem:m>? ( \
                <time_zone:z> | hours | hrs | #cap time )?",
            produce: |m| about(m, clock(m.payload("c")?, m.payload("m"), m.payload("z"))),
            examples: [
                ("They struck at [12:05 a.m.] again.", "2022-09-14T00:05"),
                ("They struck at [17:30 GMT] again.", "2022-09-14T17:30Z"),
            ],
            allows: ["They won 5 of 12."],
        }
        "hour with a.m. or p.m." {
            pattern: "( ( about | around | approximately | roughly ):a )? #num:h @<meridiem:m> ( <time_zone:z> | \
                #cap time )?",
            produce: |m| {
                let hour: u32 = m.text("h").parse().ok().filter(|h| (1..=12).contains(h))?;
                about(m, clock(hour * 60, m.payload("m"), m.payload("z")))
            },
            examples: [
                ("The [4 a.m. local time] raid failed.", "2022-09-14T04:00"),
                ("It fell at [3pm] there.", "2022-09-14T15:00"),
            ],
            allows: ["I am 4.", "Of the 40 am I one."],
        }
        "first of two hours" {
            pattern: "( between | from | at | around | about ) [ ( #num:h | <t_clock:c> ) ] ( and | to | '-' | '--' | or ) ( \
                #num:k | <t_clock:e> ) @<meridiem:m>",
            produce: |m| {
                let minutes = |hour: &str, clock: &str| {
                    m.payload(clock).or_else(|| m.text(hour).parse().ok().map(|h: u32| h * 60)).filter(|n| (60..780).contains(n))
                };
                let (first, second) = (minutes("h", "c")?, minutes("k", "e")?);
                // "11 to 1 p.m." begins in the morning.
                let meridiem = m.payload("m")?;
                let across = first % 720 > second % 720;
                clock(first, Some(if across { 12 - meridiem } else { meridiem }), None).map(Piece::Point)
            },
            examples: [
                ("Between [1] and 3 a.m. it burned.", "2022-09-14T01:00"),
                ("From [11:30] to 1 p.m. it burned.", "2022-09-14T11:30"),
            ],
            allows: ["Between 40 and 50 am I."],
        }
        "half past an hour" {
            pattern: "@half past <t_count:n> ( in the <day_part:d> | <meridiem:m> )?",
            produce: |m| part_of_an_hour(m, 30),
            examples: [("At [half past five in the morning] it began.", "2022-09-14T05:30")],
            allows: ["Half of five men left."],
        }
        "quarter of an hour from an hour" {
            pattern: "@quarter ( past:p | to ) <t_count:n> ( in the <day_part:d> | <meridiem:m> )?",
            produce: |m| part_of_an_hour(m, if m.get("p").is_some() { 15 } else { -15 }),
            examples: [("At [quarter to six] it began.", "2022-09-14T05:45")],
            allows: ["A quarter to forty men gave up."],
        }
        "hour by the clock" {
            pattern: "<t_count:h> @oclock ( in the <day_part:p> )?",
            produce: |m| {
                let hour = m.payload("h")? / 2;
                let meridiem = m.payload("p").map(|p| if p == 0 || hour == 12 { 0 } else { 12 });
                clock(hour.min(24) * 60, meridiem, None).map(Piece::Point)
            },
            examples: [("At [six o'clock in the evening] it stopped.", "2022-09-14T18:00")],
            allows: ["The clock struck six."],
        }
        "military time" {
            pattern: "@<t_military:c> ( hours | hrs | hour | <time_zone:z> )",
            produce: |m| clock(m.payload("c")?, None, m.payload("z")).map(Piece::Point),
            examples: [
                ("At [0200 GMT] they landed.", "2022-09-14T02:00Z"),
                ("At [2200 hours] they landed.", "2022-09-14T22:00"),
            ],
            allows: ["In 2012 they landed."],
        }
        "military time in the morning" {
            pattern: "!in @<t_military:c> in the <day_part:p>",
            produce: |m| {
                let morning = m.payload("c")? < 720;
                (morning == (m.payload("p")? == 0)).then(|| clock(m.payload("c")?, None, None)).flatten().map(Piece::Point)
            },
            examples: [("They woke at [0600 in the morning].", "2022-09-14T06:00")],
            allows: ["In 1944 in the morning they woke."],
        }
        "military time, asked for" {
            pattern: "( at | since | between ) [ ( ( about | around | approximately | roughly ):a )? @<t_military:c> ]",
            produce: |m| {
                let end = m.next();
                let follows = m.document.is_word(end) && counts(m.document, end) || m.document.is_any(end, words!["%", "percent"]);
                let at = m.document.is(m.whole.start, "at") || m.text("c").starts_with('0');
                (at && !follows).then(|| about(m, clock(m.payload("c")?, None, None))).flatten()
            },
            examples: [
                ("They were ambushed at [0730] there.", "2022-09-14T07:30"),
                ("They were ambushed at [approximately 1445], he said.", "2022-09-14T14:45"),
            ],
            allows: ["They flew at 2000 feet.", "Since 1945 it was calm."],
        }
        "military time on a day" {
            pattern: "[ ( ( around | about | approximately | roughly ):a )? @<t_military:c> ] ( on )? ( \
                <deictic_day> | <weekday> )",
            produce: |m| about(m, clock(m.payload("c")?, None, None)),
            examples: [
                ("It was hit [around 1400] yesterday.", "2022-09-14T14:00"),
                ("It was hit at [0630] on Sunday.", "2022-09-14T06:30"),
            ],
            allows: ["It was hit in 1914 again."],
        }
        "hour in the morning, in words" {
            pattern: "at [ <t_count:h> in the @<day_part:p> ]",
            produce: |m| {
                let hour = m.payload("h").filter(|h| h % 2 == 0 && (2..=24).contains(h))? / 2;
                clock(hour * 60, Some(if m.payload("p")? == 0 { 0 } else { 12 }), None).map(Piece::Point)
            },
            examples: [("At [one in the morning] it stopped.", "2022-09-14T01:00")],
            allows: ["Of two raids, one in the morning failed."],
        }
        "hour in the morning" {
            pattern: "#num:h in the @<day_part:p>",
            produce: |m| {
                let hour: u32 = m.text("h").parse().ok().filter(|h| (1..=12).contains(h))?;
                clock(hour * 60, Some(if m.payload("p")? == 0 { 0 } else { 12 }), None).map(Piece::Point)
            },
            examples: [("At [4 in the morning] it stopped.", "2022-09-14T04:00")],
            allows: ["They woke in the morning."],
        }
        "noon and midnight" {
            pattern: "@<clock_name:c>",
            produce: |m| {
                let before = m.whole.start.wrapping_sub(1);
                let asked = m.document.is_any(
                    before,
                    words![
                        "at", "by", "until", "till", "before", "after", "since", "from", "around", "about", "past",
                        "to", "between", "and", "shortly", "just", "about",
                    ],
                ) || m.document.has(m.next(), class::T_DATE)
                    || m.document.has(m.next(), class::WEEKDAY);
                asked.then(|| clock(m.payload, None, None)).flatten().map(Piece::Point)
            },
            examples: [("They struck at [noon] there.", "2022-09-14T12:00")],
            allows: ["The midnight oil burned."],
        }
    }
}

/// The night that begins on the first of two days.
fn night(m: &Match) -> Option<Piece> {
    let (month, day) = (m.payload("m")? as u8, m.payload("d")? as u8);
    let mut point = Point::calendar(m.payload("y").map(|y| y as i32), Some(month), Some(day));
    point.time = Time::Part("NI");
    (day <= crate::dates::calendar::days_in_month(2000, month)).then_some(Piece::Point(point))
}

rules! {
    /// Parts of named days, times on named days, positions in named periods.
    pub static PARTS_OF_PERIODS: [Piece] = {
        "day and part of it" {
            pattern: "@<t_date:d> <day_part:p>",
            produce: |m| Some(Piece::Inside(Point::at(part(m.payload("p")?)), m.payload("d")?)),
            examples: [
                ("Shells fell [Monday night] there.", "2022-09-12TNI"),
                ("He rang [yesterday morning] again.", "2022-09-13TMO"),
            ],
            allows: ["Shells fell at night."],
        }
        "night between two days, month first" {
            pattern: "@night ( of | between | from ) <month:m> <t_day:d> ( '-' | '--' | to | and | '/' ) <t_day> ( \
                ','? <t_year:y> )?",
            produce: night,
            examples: [("On the [night of Sept. 3-4] it burned.", "2022-09-03TNI")],
            allows: ["On the night of Sept. 3 it burned."],
        }
        "night between two days, month last" {
            pattern: "@night ( of | between | from ) the? <t_day:d> ( '-' | '--' | to | and | '/' ) the? <t_day> \
                of? <month:m> ( ','? <t_year:y> )?",
            produce: night,
            examples: [("On the [night of 3-4 September 2021] it burned.", "2021-09-03TNI")],
            allows: ["On the night of 3 September it burned."],
        }
        "night between two weekdays" {
            pattern: "@night ( of | between | from )? <weekday:d> ( '-' | '--' | to | and | into ) <weekday>",
            produce: |m| {
                let mut point = Point::weekday(m.payload("d")? as u8);
                point.time = Time::Part("NI");
                Some(Piece::Point(point))
            },
            examples: [("On the [night from Sunday to Monday] it burned.", "2022-09-11TNI")],
            allows: ["On Sunday night it burned."],
        }
        "overnight on a day" {
            pattern: "@overnight on? <t_date:d>",
            produce: |m| Some(Piece::Inside(Point::at(Time::Part("NI")), m.payload("d")?)),
            examples: [("Drones came [overnight Friday] again.", "2022-09-09TNI")],
            allows: ["Drones came overnight."],
        }
        "early or late in a part of a day" {
            pattern: "<time_position:e> ( '-' | on )? <t_date:d> @<day_part:p>",
            produce: |m| {
                let point = Point::at(part(m.payload("p")?)).with(Modifier::position(m.payload("e")?));
                Some(Piece::Inside(point, m.payload("d")?))
            },
            examples: [("Shells fell [late Monday night] there.", "2022-09-12TNI")],
            allows: ["Late at night it rained."],
        }
        "part of a day" {
            pattern: "( <time_position:e> '-'? )? @<day_part:p> ( hours )? ( of | on ) the? <t_date:d> ( +'-' +#num !#num )?",
            produce: |m| {
                let mut point = Point::at(part(m.payload("p")?));
                point.modifier = m.payload("e").map(Modifier::position);
                Some(Piece::Inside(point, m.payload("d")?))
            },
            examples: [
                ("On the [night of April 18] he rode.", "2022-04-18TNI"),
                ("From dawn to [early evening on Thursday] they fought.", "2022-09-08TEV"),
            ],
            allows: ["The night of fear ended."],
        }
        "position in a part of a named day" {
            pattern: "<time_position:e> '-'? @<day_part:p> <t_date:d>",
            produce: |m| {
                let point = Point::at(part(m.payload("p")?)).with(Modifier::position(m.payload("e")?));
                Some(Piece::Inside(point, m.payload("d")?))
            },
            examples: [("By [mid-afternoon yesterday] it was over.", "2022-09-13TAF")],
            allows: ["By mid-afternoon it was over."],
        }
        "edge of a day" {
            pattern: "@<day_part_edge:p> ( hours )? ( ( of | on ) the? )? <t_date:d>",
            produce: |m| Some(Piece::Inside(Point::at(part(m.payload("p")?)), m.payload("d")?)),
            examples: [
                ("At [dawn on Tuesday] they struck.", "2022-09-13TMO"),
                ("It held until [nightfall Sunday] there.", "2022-09-11TEV"),
            ],
            allows: ["At dawn they struck."],
        }
        "pointed part of the day" {
            pattern: "( <time_position:e> the? )? <time_pointer>? <time_pointer> ( <time_position:f> )? @<day_part:p>",
            produce: |m| {
                let d = m.document;
                let before =
                    if m.get("f").is_some() { m.anchor.start.wrapping_sub(2) } else { m.anchor.start.wrapping_sub(1) };
                let pointer = Pointer::from_payload(d.sense(before, class::TIME_POINTER)?.1);
                let mut point = pointed_part(pointer, m.payload("p")?);
                point.modifier = m.payload("e").or(m.payload("f")).map(Modifier::position);
                Some(Piece::Point(point))
            },
            examples: [
                ("He was shot [last night] at home.", "2022-09-13TNI"),
                ("They left [this morning] at once.", "2022-09-14TMO"),
            ],
            allows: ["The night was last."],
        }
        "early hours" {
            pattern: "( early | small | wee ) morning? @hours ( of the morning )? !of",
            produce: |_| Some(Piece::Point(Point::at(Time::Part("MO")).with(Modifier::Start))),
            examples: [("In the [early hours] they fled.", "2022-09-14TMO"), ("In the [small hours of the morning] they fled.", "2022-09-14TMO")],
            allows: ["In the early hours of Tuesday they fled.", "For hours they fled."],
        }
        "early hours of a pointed part of the day" {
            pattern: "( early | small | wee ) morning? @hours of <time_pointer:q> <day_part:p>",
            produce: |m| {
                let point = pointed_part(Pointer::from_payload(m.payload("q")?), m.payload("p")?);
                Some(Piece::Point(point.with(Modifier::Start)))
            },
            examples: [("In the [early hours of this morning] they fled.", "2022-09-14TMO")],
            allows: ["In the early hours they fled."],
        }
        "part of the day in question" {
            pattern: "( in | during | by | throughout | through | until | into | from | since | to | that ) the [ ( \
                <time_position:e> '-'? )? @<day_part:p> ] !of",
            produce: |m| {
                let mut point = Point::at(part(m.payload("p")?));
                point.modifier = m.payload("e").map(Modifier::position);
                Some(Piece::Point(point))
            },
            examples: [("By the [afternoon] the town had fallen.", "2022-09-14TAF")],
            allows: ["By night they moved.", "In the night of the long knives."],
        }
        "position in a part of the day" {
            pattern: "( in | during | by | throughout | through | until | into | from | since | to ) [ \
                <time_position:e> '-'? @<day_part:p> ] !of !on",
            // "In late-night raids": of any night.
            produce: |m| (m.payload != 4 || !m.document.is_word(m.next())).then_some(Piece::Point(Point::at(part(m.payload("p")?)).with(Modifier::position(m.payload("e")?)))),
            examples: [("From [late morning] they fought.", "2022-09-14TMO")],
            allows: ["From morning they fought."],
        }
        "by evening" {
            pattern: "( by | until | till | toward | towards ) [ @<day_part:p> ] ( !#word | the | it | he | she | they | we | all | most | only \
                | nothing | a | this | its | his | their )",
            produce: |m| (m.payload < 4).then(|| Piece::Point(Point::at(part(m.payload)))),
            examples: [("By [evening] the town was quiet.", "2022-09-14TEV"), ("They held out until [morning].", "2022-09-14TMO")],
            allows: ["By night they moved.", "They stayed until evening prayers."],
        }
        "edge of the day in question" {
            pattern: "( at | until | till | by | before | since | from | after | around | to ) [ @<day_part_edge:p> ] !#word",
            produce: |m| {
                let adjective = m.document.is_any(m.anchor.start, words!["predawn", "pre-dawn", "twilight"]);
                (!adjective).then(|| Piece::Point(Point::at(part(m.payload))))
            },
            examples: [("They lay there until [dawn].", "2022-09-14TMO"), ("From [dusk], nobody moved.", "2022-09-14TEV")],
            allows: ["A new dawn came.", "At dawn prayers they struck."],
        }
        "at midday" {
            pattern: "at [ @midday ]",
            produce: |_| Some(Piece::Point(Point::at(Time::Part("MI")))),
            examples: [("They left at [midday], he said.", "2022-09-14TMI")],
            allows: ["The midday sun."],
        }
        "at night" {
            pattern: "at [ @night ]",
            produce: |_| Some(Piece::RepeatPoint(Point::at(Time::Part("NI")))),
            examples: [("Patrols go out at [night] there.", "XXXX-XX-XXTNI")],
            allows: ["The night was dark."],
        }
        "time on a day" {
            pattern: "@<t_time:t> ( on | ',' )? <t_date:d> <day_part>? <time_zone>?",
            produce: |m| Some(Piece::Both(m.payload("t")?, m.payload("d")?)),
            examples: [
                ("The bridge blew up at [12:05 a.m. Tuesday] there.", "2022-09-13T00:05"),
                ("It fell at [noon on Friday] there.", "2022-09-09T12:00"),
            ],
            allows: ["It fell at 12:05 a.m. sharp."],
        }
        "day, and the time on it" {
            pattern: "@<t_date:d> <day_part>? ( ',' | at ) <t_time:t>",
            produce: |m| Some(Piece::Both(m.payload("t")?, m.payload("d")?)),
            examples: [
                ("Update of [September 12, 2022, 8 p.m.] there.", "2022-09-12T20:00"),
                ("They fired [yesterday morning at 0730] there.", "2022-09-13T07:30"),
            ],
            allows: ["On September 12, 2022, they left."],
        }
        "noon or midnight of a day" {
            pattern: "@<t_date:d> <clock_name:c>",
            produce: |m| Some(Piece::Inside(clock(m.payload("c")?, None, None)?, m.payload("d")?)),
            examples: [("It held until [Saturday noon] there.", "2022-09-10T12:00")],
            allows: ["On Saturday they left at noon."],
        }
        "earlier or later in the day" {
            pattern: "( earlier | later ) in the @day",
            produce: |_| Some(Piece::Point(Point::shifted(Unit::Day, Some(0), Base::Running))),
            examples: [("They left [later in the day] by sea.", "2022-09-14")],
            allows: ["In the day of need they left."],
        }
        "time of day" {
            pattern: "@<t_time:t>",
            produce: |m| Some(Piece::Inside(Point::default(), m.payload("t")?)),
            examples: [("It fell at [12:05 a.m.] sharp.", "2022-09-14T00:05")],
            allows: ["It fell at last."],
        }
        "early, mid or late in a period" {
            pattern: "<time_position:e> ( '-' | on | in )? ( the )? @<t_date:d>",
            produce: positioned,
            examples: [
                ("Fighting erupted [early Tuesday] there.", "2022-09-13"),
                ("In [mid-November] it froze.", "2021-11"),
                ("In the [late 1990s] it was calm.", "199"),
            ],
            allows: ["They were early."],
        }
        "beginning, middle or end of a period" {
            pattern: "<time_position_of:e> the? @<t_date:d> <day_part:p>?",
            produce: |m| {
                let mut point = Point::default().with(Modifier::position(m.payload("e")?));
                point.time = m.payload("p").map_or(Time::None, part);
                Some(Piece::Inside(point, m.payload("d")?))
            },
            examples: [
                ("By the [end of last year] they had left.", "2021"),
                ("In the [early hours of Saturday] it burned.", "2022-09-10"),
                ("In the [wee hours of Monday morning] it burned.", "2022-09-12TMO"),
            ],
            allows: ["The end of the road."],
        }
        "end of the year or month" {
            pattern: "( year:y | month ) ( '-' | 's )? @end",
            produce: |m| {
                let unit = if m.get("y").is_some() { Unit::Year } else { Unit::Month };
                let mut point = Point::shifted(unit, Some(0), Base::Running).with(Modifier::End);
                point.definite = true;
                Some(Piece::Point(point))
            },
            examples: [("They want it done by [year's end] there.", "2022"), ("By [year-end] all had left.", "2022")],
            allows: ["At the end they left."],
        }
        "half of a period" {
            pattern: "( first:h | second | last | latter ) @half of the? <t_date:d>",
            produce: |m| {
                let half = if m.get("h").is_some() { 1 } else { 2 };
                Some(Piece::Inside(Point::portion(Grain::Half(half), None), m.payload("d")?))
            },
            examples: [("In the [second half of last year] it grew.", "2021-H2")],
            allows: ["Half of last year was dry."],
        }
        "earlier or later in a period" {
            pattern: "!<time_units> !<time_unit> ( earlier:e | later ) ( on | in | during )? ( the )? @<t_date:d>",
            produce: |m| {
                let cut = if m.get("e").is_some() { -1 } else { 1 };
                Some(Piece::Inside(Point { cut, ..Point::default() }, m.payload("d")?))
            },
            examples: [
                ("They clashed [earlier this year] too.", "2022"),
                ("They left [later that day] by sea.", "2022-09-14"),
            ],
            allows: ["It came earlier."],
        }
        "about a date" {
            pattern: "( around | circa | ca ) @<t_date:d>",
            produce: |m| Some(Piece::Inside(Point::default().with(Modifier::Approx), m.payload("d")?)),
            examples: [("It was built [circa 1400] there.", "1400")],
            allows: ["A wall around the town."],
        }
    }
}
