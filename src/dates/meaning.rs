//! What an expression of time says, before anything is known about when it was said.
//!
//! A [`Point`] keeps what its words *know* (`known`) apart from what reading implies: the missing year of "Sept. 12" or
//! the day of "4 a.m." is filled in by `discourse::date_anchoring`, never here.

use super::calendar::Season;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the definition
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit of a payload of the classes `time_unit`, `time_units`, `unit_long`, `time_set`, with how many of it the
    /// word stands for (a fortnight is two weeks).
    pub fn from_payload(payload: u32) -> (Unit, u32) {
        match payload {
            0 => (Unit::Second, 1),
            1 => (Unit::Minute, 1),
            2 => (Unit::Hour, 1),
            4 => (Unit::Week, 1),
            5 => (Unit::Month, 1),
            6 => (Unit::Quarter, 1),
            7 => (Unit::Year, 1),
            8 => (Unit::Decade, 1),
            9 => (Unit::Century, 1),
            10 => (Unit::Millennium, 1),
            11 => (Unit::Week, 2),
            12 => (Unit::Weekend, 1),
            _ => (Unit::Day, 1),
        }
    }

    /// TIMEX3 letters of a duration: `("T", "H")`.
    pub fn letters(self) -> (&'static str, &'static str) {
        match self {
            Unit::Second => ("T", "S"),
            Unit::Minute => ("T", "M"),
            Unit::Hour => ("T", "H"),
            Unit::Day => ("", "D"),
            Unit::Weekend => ("", "WE"),
            Unit::Week => ("", "W"),
            Unit::Month => ("", "M"),
            Unit::Quarter => ("", "Q"),
            Unit::Year => ("", "Y"),
            Unit::Decade => ("", "DE"),
            Unit::Century => ("", "CE"),
            Unit::Millennium => ("", "ML"),
        }
    }
}

/// The period that a point names.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Grain {
    /// A time of day only.
    #[default]
    Unset,
    /// Hundred years.
    Century,
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// Half a year, 1 or 2.
    Half(u8),
    /// A quarter, 1–4.
    Quarter(u8),
    /// A season.
    Season(Season),
    /// A month.
    Month,
    /// An ISO week.
    Week,
    /// Saturday and Sunday of an ISO week.
    Weekend,
    /// A day.
    Day,
}

impl Grain {
    /// Coarse to fine.
    pub fn fineness(self) -> u8 {
        match self {
            Grain::Unset => 0,
            Grain::Century => 1,
            Grain::Decade => 2,
            Grain::Year => 3,
            Grain::Half(_) => 4,
            Grain::Season(_) => 5,
            Grain::Quarter(_) => 6,
            Grain::Month => 7,
            Grain::Week => 8,
            Grain::Weekend => 9,
            Grain::Day => 10,
        }
    }

    /// The grain that counting in a unit gives: "three weeks ago".
    pub fn of_unit(unit: Unit) -> Grain {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Grain::Day,
            Unit::Weekend => Grain::Weekend,
            Unit::Week => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter(0),
            Unit::Year => Grain::Year,
            Unit::Decade => Grain::Decade,
            Unit::Century | Unit::Millennium => Grain::Century,
        }
    }
}

/// Parts of a date; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Astronomical year (1 BC = 0).
    pub year: Option<i32>,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// Monday 1 … Sunday 7.
    pub weekday: Option<u8>,
    /// A feast, by its table code (see [`super::feasts::Feast::from_code`]).
    pub feast: Option<u32>,
}

impl Fields {
    /// These fields, and those of `other` where these say nothing.
    pub fn or(self, other: Fields) -> Fields {
        Fields {
            year: self.year.or(other.year),
            month: self.month.or(other.month),
            day: self.day.or(other.day),
            weekday: self.weekday.or(other.weekday),
            feast: self.feast.or(other.feast),
        }
    }
}

/// "last", "this", "next" … before a name of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words themselves
pub enum Pointer {
    Last,
    This,
    Next,
    That,
    Previous,
    Following,
    Same,
    Coming,
    Past,
}

impl Pointer {
    /// Payload of class `time_pointer`.
    pub fn from_payload(payload: u32) -> Pointer {
        match payload {
            0 => Pointer::Last,
            1 => Pointer::This,
            2 => Pointer::Next,
            3 => Pointer::That,
            4 => Pointer::Previous,
            5 => Pointer::Following,
            6 => Pointer::Same,
            7 => Pointer::Coming,
            _ => Pointer::Past,
        }
    }

    /// Steps along the calendar: −1, 0 or 1.
    pub fn step(self) -> i32 {
        match self {
            Pointer::Last | Pointer::Previous | Pointer::Past => -1,
            Pointer::This | Pointer::That | Pointer::Same => 0,
            Pointer::Next | Pointer::Following | Pointer::Coming => 1,
        }
    }

    /// What the steps are counted from.
    pub fn base(self) -> Base {
        match self {
            Pointer::Last | Pointer::This | Pointer::Next | Pointer::Coming | Pointer::Past => Base::Now,
            _ => Base::Running,
        }
    }
}

/// What a shifted point is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The time of speaking: "three days ago".
    Now,
    /// The date the text has arrived at: "three days later".
    Running,
}

/// So many units from a base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// The unit.
    pub unit: Unit,
    /// How many, backwards when negative; `None` for "several".
    pub count: Option<i32>,
    /// From where.
    pub base: Base,
    /// "last", "this" … as against "ago", "later".
    pub pointed: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Time {
    /// None given.
    #[default]
    None,
    /// TIMEX3 part: `MO`, `NI` …
    Part(&'static str),
    /// By the clock; 24:00 is the end of the day.
    Clock {
        /// 0–24.
        hour: u8,
        /// 0–59.
        minute: u8,
    },
    /// Hours that are not given: "hours later".
    Open,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // TIMEX3's own names
pub enum Modifier {
    Start,
    Mid,
    End,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Approx,
}

impl Modifier {
    /// As TIMEX3 writes it.
    pub fn code(self) -> &'static str {
        match self {
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
            Modifier::OnOrBefore => "ON_OR_BEFORE",
            Modifier::OnOrAfter => "ON_OR_AFTER",
            Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
            Modifier::Approx => "APPROX",
        }
    }

    /// Payload of `time_position` and `time_position_of`.
    pub fn position(payload: u32) -> Modifier {
        match payload {
            0 => Modifier::Start,
            1 => Modifier::Mid,
            _ => Modifier::End,
        }
    }
}

/// A date or a time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// What the words say.
    pub known: Fields,
    /// The period named.
    pub grain: Grain,
    /// Counted from somewhere.
    pub shift: Option<Shift>,
    /// "last Tuesday", "that summer".
    pub pointer: Option<Pointer>,
    /// Time of day.
    pub time: Time,
    /// Zone, minutes east of Greenwich plus 1440; 0 when none is named.
    pub zone: u16,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// "earlier this year" (−1), "later this year" (1): the period is cut at the time of speaking.
    pub cut: i8,
    /// A decade without its century ("the nineties", "'90s"), or a year of two figures.
    pub short_year: bool,
    /// A figure that is a year only in a text that counts years before Christ: "in 492".
    pub bare_ancient: bool,
    /// "the quarter", "the year": the one the text is about.
    pub definite: bool,
    /// Figures of a numeric date whose order the text has to tell: `month` and `day` hold them as written.
    pub numeric: bool,
    /// Days from the point that the other fields name: "the day before yesterday", "D-Day plus six".
    pub offset_days: i16,
    /// The week that the day lies in: "the week of March 6".
    pub whole_week: bool,
    /// The year of the other end of a range: "from May to July 1999".
    pub implied_year: Option<i32>,
    /// The year that an event's name gives a day of the year: "the Sept. 11 attacks".
    pub event_year: Option<i32>,
}

impl Point {
    /// `inner` inside of `outer`: "January" in "this year", "the morning" of "April 18", "the end" of "last week".
    pub fn inside(inner: Point, outer: Point) -> Point {
        Point {
            known: inner.known.or(outer.known),
            grain: if inner.grain.fineness() >= outer.grain.fineness() { inner.grain } else { outer.grain },
            shift: inner.shift.or(outer.shift),
            pointer: inner.pointer.or(outer.pointer),
            time: if inner.time == Time::None { outer.time } else { inner.time },
            zone: inner.zone.max(outer.zone),
            modifier: inner.modifier.or(outer.modifier),
            cut: if inner.cut != 0 { inner.cut } else { outer.cut },
            short_year: inner.short_year || outer.short_year,
            bare_ancient: inner.bare_ancient || outer.bare_ancient,
            definite: inner.definite || outer.definite,
            numeric: inner.numeric || outer.numeric,
            offset_days: inner.offset_days + outer.offset_days,
            whole_week: inner.whole_week || outer.whole_week,
            event_year: inner.event_year.or(outer.event_year),
            implied_year: inner.implied_year.or(outer.implied_year),
        }
    }

    /// A day, month or year of the calendar.
    pub fn calendar(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> Point {
        let grain = match (month, day) {
            (_, Some(_)) => Grain::Day,
            (Some(_), None) => Grain::Month,
            _ => Grain::Year,
        };
        Point { known: Fields { year, month, day, ..Fields::default() }, grain, ..Point::default() }
    }

    /// A weekday.
    pub fn weekday(weekday: u8) -> Point {
        Point { known: Fields { weekday: Some(weekday), ..Fields::default() }, grain: Grain::Day, ..Point::default() }
    }

    /// A season, quarter or half of a year.
    pub fn portion(grain: Grain, year: Option<i32>) -> Point {
        Point { known: Fields { year, ..Fields::default() }, grain, ..Point::default() }
    }

    /// So many units from a base.
    pub fn shifted(unit: Unit, count: Option<i32>, base: Base) -> Point {
        Point {
            grain: Grain::of_unit(unit),
            shift: Some(Shift { unit, count, base, pointed: false }),
            ..Point::default()
        }
    }

    /// "last week", "that year".
    pub fn pointed(unit: Unit, pointer: Pointer) -> Point {
        let mut point = Point::shifted(unit, Some(pointer.step()), pointer.base());
        if let Some(shift) = &mut point.shift {
            shift.pointed = true;
        }
        point
    }

    /// A time of day.
    pub fn at(time: Time) -> Point {
        Point { time, ..Point::default() }
    }

    /// With a `mod`.
    pub fn with(mut self, modifier: Modifier) -> Point {
        self.modifier = Some(modifier);
        self
    }
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The unit.
    pub unit: Unit,
    /// Twice the number, so that halves are exact; 0 for "several".
    pub halves: u32,
    /// A smaller unit beside it: "1 hour and 20 minutes".
    pub rest: Option<(Unit, u32)>,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
}

impl Length {
    /// A length without a modifier.
    pub fn new(unit: Unit, halves: u32) -> Length {
        Length { unit, halves, rest: None, modifier: None }
    }

    /// A unit and how many of it there are: half a century is 50 years.
    pub fn whole(self) -> (Unit, u32) {
        let (unit, times) = match self.unit {
            _ if self.halves % 2 == 0 => return (self.unit, self.halves / 2),
            Unit::Hour => (Unit::Minute, 30),
            Unit::Day => (Unit::Hour, 12),
            Unit::Year => (Unit::Month, 6),
            Unit::Decade => (Unit::Year, 5),
            Unit::Century => (Unit::Year, 50),
            unit => return (unit, self.halves / 2),
        };
        (unit, self.halves.saturating_mul(times))
    }

    /// TIMEX3: `P3D`, `PT1H30M`, `PXM`, `P2Y6M`.
    pub fn value(self) -> String {
        let (t, letter) = self.unit.letters();
        let (whole, half) = (self.halves / 2, self.halves % 2 == 1);
        let mut value = if self.halves == 0 {
            format!("P{t}X{letter}")
        } else if !half {
            format!("P{t}{whole}{letter}")
        } else {
            let (part, count) = match self.unit {
                Unit::Minute => ("S", 30),
                Unit::Hour => ("M", 30),
                Unit::Day => ("T12H", 0),
                Unit::Year => ("M", 6),
                Unit::Decade => ("Y", 5),
                Unit::Century => ("Y", 50),
                _ => ("", 0),
            };
            let head = if whole == 0 { format!("P{t}") } else { format!("P{t}{whole}{letter}") };
            match (part, count) {
                ("", _) => format!("P{t}{whole}.5{letter}"),
                (part, 0) => head + part,
                (part, count) => format!("{head}{count}{part}"),
            }
        };
        if let Some((unit, halves)) = self.rest {
            let (rest_t, letter) = unit.letters();
            let separator = if t.is_empty() { rest_t } else { "" };
            value.push_str(&format!("{separator}{}{letter}", halves / 2));
        }
        value
    }
}

/// What a mark means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// A date or a time.
    Point(Point),
    /// A length of time.
    Length(Length),
    /// A recurring time; the value is that of its period.
    Repeat(Length),
    /// A recurring point: "every Friday".
    RepeatPoint(Point),
    /// `PRESENT_REF`, `PAST_REF` or `FUTURE_REF`.
    Vague(&'static str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_timex3_writes_them() {
        for (unit, halves, value) in [
            (Unit::Day, 6, "P3D"),
            (Unit::Month, 0, "PXM"),
            (Unit::Hour, 3, "PT1H30M"),
            (Unit::Minute, 3, "PT1M30S"),
            (Unit::Hour, 1, "PT30M"),
            (Unit::Year, 5, "P2Y6M"),
            (Unit::Day, 3, "P1DT12H"),
            (Unit::Week, 3, "P1.5W"),
            (Unit::Decade, 0, "PXDE"),
            (Unit::Hour, 0, "PTXH"),
        ] {
            assert_eq!(Length::new(unit, halves).value(), value);
        }
        let length = Length { rest: Some((Unit::Minute, 40)), ..Length::new(Unit::Hour, 2) };
        assert_eq!(length.value(), "PT1H20M");
    }
}
