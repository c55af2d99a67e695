//! Resolved points: their TIMEX3 value, interval and precision.

use super::calendar::{days_in_month, monday_of_week, push_number, push_two, push_year, Day};
use super::meaning::{Grain, Time};
use crate::model::Str;

/// A point whose parts are known or have been worked out; what is still `None` is written as `X`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Resolved {
    /// Astronomical year (1 BC = 0).
    pub year: Option<i32>,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// ISO week.
    pub week: Option<u8>,
    /// Monday 1 … Sunday 7, of a week that is not known.
    pub weekday: Option<u8>,
    /// The period named.
    pub grain: Grain,
    /// Time of day.
    pub time: Time,
    /// Minutes east of Greenwich plus 1440; 0 when no zone is named.
    pub zone: u16,
    /// First and last day, where the other fields do not tell them.
    pub extent: Option<(Day, Day)>,
}

const UTC: u16 = 1440;

fn two(out: &mut String, n: Option<u8>) {
    match n {
        Some(n) => push_two(out, n),
        None => out.push_str("XX"),
    }
}

impl Resolved {
    /// A day.
    pub fn of_day(day: Day) -> Resolved {
        Resolved {
            year: Some(day.year),
            month: Some(day.month),
            day: Some(day.day),
            grain: Grain::Day,
            ..Resolved::default()
        }
    }

    /// The day, where all of it is known.
    pub fn as_day(&self) -> Option<Day> {
        Day::new(self.year?, self.month?, self.day?)
    }

    /// A day inside of the period that stands for it in arithmetic: the day itself, else its middle.
    pub fn middle(&self) -> Option<Day> {
        let year = self.year?;
        if let Some(day) = self.as_day() {
            return Some(day);
        }
        if let Some(week) = self.week {
            return Some(monday_of_week(year, week).plus_days(3));
        }
        let month = match self.grain {
            Grain::Quarter(q) => q.clamp(1, 4) * 3 - 1,
            Grain::Half(h) => h.clamp(1, 2) * 6 - 3,
            Grain::Season(s) => s.first_month() % 12 + 1,
            _ => self.month.unwrap_or(7),
        };
        Day::new(year, month, 15)
    }

    /// The TIMEX3 value.
    pub fn value(&self) -> Str {
        if let (Grain::Day, Time::None, Some(year), Some(month), Some(day)) =
            (self.grain, self.time, self.year, self.month, self.day)
        {
            return Day { year, month, day }.iso();
        }
        // "2022-09-12T04:00Z" is the longest; piece by piece, for every date of an article passes here.
        let mut out = String::with_capacity(20);
        match self.year {
            Some(year) => push_year(&mut out, year),
            None => out.push_str("XXXX"),
        }
        match self.grain {
            // The full hundreds or tens; before Christ they count from the other end.
            Grain::Century => out.truncate(out.len() - 2),
            Grain::Decade => out.truncate(out.len() - 1),
            Grain::Year => {}
            Grain::Half(h) => {
                out.push_str("-H");
                push_number(&mut out, h.into(), 1);
            }
            Grain::Quarter(0) => out.push_str("-QX"),
            Grain::Quarter(q) => {
                out.push_str("-Q");
                push_number(&mut out, q.into(), 1);
            }
            Grain::Season(s) => {
                out.push('-');
                out.push_str(s.code());
            }
            Grain::Month => {
                out.push('-');
                two(&mut out, self.month);
            }
            Grain::Week | Grain::Weekend => {
                out.push_str("-W");
                two(&mut out, self.week);
                if self.grain == Grain::Weekend {
                    out.push_str("-WE");
                }
            }
            Grain::Day | Grain::Unset => match (self.month, self.day, self.weekday) {
                (None, None, Some(w)) => {
                    out.push_str("-WXX-");
                    push_number(&mut out, w.into(), 1);
                }
                (month, day, _) => {
                    out.push('-');
                    two(&mut out, month);
                    out.push('-');
                    two(&mut out, day);
                }
            },
        }
        match self.time {
            Time::None => {}
            Time::Part(part) => {
                out.push('T');
                out.push_str(part);
            }
            Time::Clock { hour, minute } => {
                out.push('T');
                push_two(&mut out, hour);
                out.push(':');
                push_two(&mut out, minute);
                if self.zone == UTC {
                    out.push('Z');
                }
            }
            Time::Open => out.push_str("TXX"),
        }
        out.into()
    }

    /// First and last day.
    pub fn interval(&self) -> Option<(Day, Day)> {
        if self.extent.is_some() {
            return self.extent;
        }
        let year = self.year?;
        let months = |first: u8, last: u8| {
            Some((Day { year, month: first, day: 1 }, Day { year, month: last, day: days_in_month(year, last) }))
        };
        let years = |first: i32, last: i32| {
            Some((Day { year: first, month: 1, day: 1 }, Day { year: last, month: 12, day: 31 }))
        };
        // Before Christ the hundreds and tens are counted from the other end.
        let span = |size: i32| {
            if year > 0 {
                years(year.div_euclid(size) * size, year.div_euclid(size) * size + size - 1)
            } else {
                let bc = (1 - year).div_euclid(size) * size;
                years(1 - (bc + size - 1), 1 - bc.max(1))
            }
        };
        match self.grain {
            Grain::Century => span(100),
            Grain::Decade => span(10),
            Grain::Year => years(year, year),
            Grain::Half(1) => months(1, 6),
            Grain::Half(_) => months(7, 12),
            Grain::Quarter(q @ 1..=4) => months(q * 3 - 2, q * 3),
            Grain::Quarter(_) => None,
            Grain::Season(s) => {
                let first = Day { year, month: s.first_month(), day: 1 };
                let last = first.plus_months(2);
                Some((first, Day { day: days_in_month(last.year, last.month), ..last }))
            }
            Grain::Month => self.month.and_then(|m| months(m, m)),
            Grain::Week => self.week.map(|w| (monday_of_week(year, w), monday_of_week(year, w).plus_days(6))),
            Grain::Weekend => {
                self.week.map(|w| (monday_of_week(year, w).plus_days(5), monday_of_week(year, w).plus_days(6)))
            }
            Grain::Day | Grain::Unset => match (self.as_day(), self.month) {
                (Some(day), _) => Some((day, day)),
                (None, Some(month)) => months(month, month),
                (None, None) => years(year, year),
            },
        }
    }

    /// UCDP's precision of a date: 1 day, 2 two to six days, 3 week, 4 month, 5 year or more.
    pub fn precision(&self) -> Option<u8> {
        let (first, last) = self.interval()?;
        Some(match last.number() - first.number() {
            0 => 1,
            1..=5 => 2,
            6 => 3,
            7..=30 => 4,
            _ => 5,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::Season;
    use super::*;

    #[test]
    fn values_intervals_and_precision() {
        let base = Resolved { year: Some(1990), ..Resolved::default() };
        for (point, value, interval, precision) in [
            (Resolved { grain: Grain::Century, year: Some(1850), ..base }, "18", ("1800-01-01", "1899-12-31"), 5),
            (Resolved { grain: Grain::Decade, ..base }, "199", ("1990-01-01", "1999-12-31"), 5),
            (Resolved { grain: Grain::Decade, year: Some(-479), ..base }, "BC048", ("BC0489-01-01", "BC0480-12-31"), 5),
            (Resolved { grain: Grain::Year, year: Some(-263), ..base }, "BC0264", ("BC0264-01-01", "BC0264-12-31"), 5),
            (Resolved { grain: Grain::Season(Season::Winter), ..base }, "1990-WI", ("1990-12-01", "1991-02-28"), 5),
            (Resolved { grain: Grain::Month, month: Some(2), ..base }, "1990-02", ("1990-02-01", "1990-02-28"), 4),
            (Resolved { grain: Grain::Week, week: Some(1), ..base }, "1990-W01", ("1990-01-01", "1990-01-07"), 3),
            (Resolved { grain: Grain::Weekend, week: Some(1), ..base }, "1990-W01-WE", ("1990-01-06", "1990-01-07"), 2),
            (Resolved::of_day(Day { year: 1990, month: 8, day: 2 }), "1990-08-02", ("1990-08-02", "1990-08-02"), 1),
        ] {
            assert_eq!(point.value(), value);
            let (first, last) = point.interval().expect("known");
            assert_eq!((first.iso().as_str(), last.iso().as_str()), interval, "{value}");
            assert_eq!(point.precision(), Some(precision), "{value}");
        }
    }

    #[test]
    fn what_is_unknown_is_x() {
        let unknown = Resolved { grain: Grain::Day, ..Resolved::default() };
        assert_eq!(unknown.value(), "XXXX-XX-XX");
        assert_eq!(Resolved { weekday: Some(2), ..unknown }.value(), "XXXX-WXX-2");
        assert_eq!(Resolved { month: Some(9), day: Some(12), ..unknown }.value(), "XXXX-09-12");
        assert_eq!(Resolved { time: Time::Part("NI"), weekday: Some(2), ..unknown }.value(), "XXXX-WXX-2TNI");
        assert_eq!(Resolved { month: Some(9), day: Some(12), ..unknown }.interval(), None);
    }
}
