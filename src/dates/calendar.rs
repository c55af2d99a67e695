//! Calendar arithmetic: proleptic Gregorian days, ISO weeks, quarters and seasons; `super::feasts` has the feasts.
//!
//! Years are astronomical: 1 BC is year 0, 264 BC is −263. Nothing here knows about text.

use crate::model::Str;

/// A day of the proleptic Gregorian calendar. Field order makes the derived order chronological.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Astronomical year (1 BC = 0).
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

/// Years beyond this are refused, so that arithmetic on anything the text says stays inside `i32`.
pub const YEAR_LIMIT: i32 = 99_999;

/// Every fourth year, except full centuries not divisible by 400.
pub fn is_leap(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Length of a month; 31 for a month that does not exist.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Day {
    /// A day that exists, else `None`.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Day> {
        let exists =
            year.abs() <= YEAR_LIMIT && (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        exists.then_some(Day { year, month, day })
    }

    /// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`: years begin in March, so leap days come last).
    pub fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The inverse of [`Day::number`].
    pub fn from_number(number: i64) -> Day {
        let shifted = number + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month + 2) / 5 + 1) as u8;
        let month = if month < 10 { month + 3 } else { month - 9 } as u8;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Day { year: year as i32, month, day }
    }

    /// The day `days` later (earlier when negative).
    pub fn plus_days(self, days: i64) -> Day {
        Day::from_number(self.number() + days.clamp(-40_000_000, 40_000_000))
    }

    /// The same day of the month `months` later, or that month's last day.
    pub fn plus_months(self, months: i64) -> Day {
        let (year, month) = shift_month(self.year, self.month, months);
        Day { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// Monday 1 … Sunday 7, as in ISO 8601.
    pub fn weekday(self) -> u8 {
        ((self.number() + 3).rem_euclid(7) + 1) as u8
    }

    /// ISO 8601 week-numbering year and week.
    pub fn iso_week(self) -> (i32, u8) {
        let thursday = self.plus_days(4 - i64::from(self.weekday()));
        let first = Day { year: thursday.year, month: 1, day: 1 };
        (thursday.year, ((thursday.number() - first.number()) / 7 + 1) as u8)
    }

    /// Monday of the day's week.
    pub fn monday(self) -> Day {
        self.plus_days(1 - i64::from(self.weekday()))
    }

    /// The latest such weekday not after this day.
    pub fn weekday_on_or_before(self, weekday: u8) -> Day {
        self.plus_days(-(i64::from(self.weekday()) - i64::from(weekday)).rem_euclid(7))
    }

    /// The first such weekday after this day.
    pub fn weekday_after(self, weekday: u8) -> Day {
        self.weekday_on_or_before(weekday).plus_days(7)
    }

    /// 1–4.
    pub fn quarter(self) -> u8 {
        (self.month - 1) / 3 + 1
    }

    /// `2022-09-12`; years before 1 AD as TIMEX3 writes them (`BC0264-…`).
    pub fn iso(self) -> Str {
        let Day { year, month, day } = self;
        if let (1000..=9999, 0..=99, 0..=99) = (year, month, day) {
            let digit = |number: u32| b'0' + (number % 10) as u8;
            let (y, m, d) = (year.unsigned_abs(), u32::from(month), u32::from(day));
            let years = [y / 1000, y / 100, y / 10, y].map(digit);
            let days = [m / 10, m, d / 10, d].map(digit);
            return Str::ascii([
                years[0], years[1], years[2], years[3], b'-', days[0], days[1], b'-', days[2], days[3],
            ]);
        }
        let mut text = String::with_capacity(12);
        push_year(&mut text, year);
        for part in [month, day] {
            text.push('-');
            push_two(&mut text, part);
        }
        text.into()
    }
}

/// Month `months` after the given one.
pub fn shift_month(year: i32, month: u8, months: i64) -> (i32, u8) {
    let total = i64::from(year) * 12 + i64::from(month.clamp(1, 12)) - 1 + months.clamp(-1_200_000, 1_200_000);
    (total.div_euclid(12) as i32, (total.rem_euclid(12) + 1) as u8)
}

/// Four digits, or `BC` and four digits (1 BC is `BC0001`, year 0).
pub fn year_text(year: i32) -> String {
    let mut text = String::with_capacity(8);
    push_year(&mut text, year);
    text
}

/// Appends [`year_text`].
pub(super) fn push_year(out: &mut String, year: i32) {
    if year > 0 {
        push_number(out, year.unsigned_abs(), 4);
    } else {
        out.push_str("BC");
        push_number(out, year.unsigned_abs() + 1, 4);
    }
}

/// Appends two digits.
pub(super) fn push_two(out: &mut String, number: u8) {
    if number >= 100 {
        out.push(char::from(b'0' + number / 100));
    }
    out.push(char::from(b'0' + number / 10 % 10));
    out.push(char::from(b'0' + number % 10));
}

/// Appends a number with at least so many digits; thousands of dates make the formatting machinery felt.
pub(super) fn push_number(out: &mut String, number: u32, digits: u32) {
    let mut unit = 10u32.saturating_pow(digits.saturating_sub(1));
    while number / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        out.push(char::from(b'0' + (number / unit % 10) as u8));
        unit /= 10;
    }
}

/// Monday of an ISO week.
pub fn monday_of_week(year: i32, week: u8) -> Day {
    Day { year, month: 1, day: 4 }.monday().plus_days(7 * (i64::from(week) - 1))
}

/// A season of the northern hemisphere, as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; the year is that of its January unless the text says otherwise.
    Winter,
}

impl Season {
    /// In the order of the year.
    pub const ALL: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];

    /// TIMEX3 code.
    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The first month.
    pub fn first_month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// The `nth` (1–5) such weekday of a month; 5 means the last.
pub fn nth_weekday(year: i32, month: u8, weekday: u8, nth: u8) -> Day {
    if nth >= 5 {
        return Day { year, month, day: days_in_month(year, month) }.weekday_on_or_before(weekday);
    }
    let first = Day { year, month, day: 1 }.plus_days(-1).weekday_after(weekday);
    first.plus_days(7 * (i64::from(nth.max(1)) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::new(year, month, day).expect("a day that exists")
    }

    #[test]
    fn day_numbers_go_there_and_back() {
        assert_eq!(day(1970, 1, 1).number(), 0);
        assert_eq!(day(2000, 3, 1).number(), 11_017);
        for number in (-900_000..900_000).step_by(37) {
            let d = Day::from_number(number);
            assert_eq!(d.number(), number);
            assert!(Day::new(d.year, d.month, d.day).is_some(), "{d:?}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (y, m, d) in [(2023, 2, 29), (1900, 2, 29), (2022, 13, 1), (2022, 0, 1), (2022, 4, 31), (2022, 4, 0)] {
            assert_eq!(Day::new(y, m, d), None);
        }
        assert!(Day::new(2000, 2, 29).is_some());
    }

    #[test]
    fn weekdays() {
        assert_eq!(day(2022, 9, 12).weekday(), 1);
        assert_eq!(day(2020, 9, 27).weekday(), 7);
        assert_eq!(day(1944, 6, 6).weekday(), 2);
        assert_eq!(day(2022, 9, 14).weekday_on_or_before(3), day(2022, 9, 14));
        assert_eq!(day(2022, 9, 14).weekday_on_or_before(4), day(2022, 9, 8));
        assert_eq!(day(2022, 9, 14).weekday_after(3), day(2022, 9, 21));
    }

    #[test]
    fn iso_weeks_cross_the_year() {
        assert_eq!(day(2017, 1, 1).iso_week(), (2016, 52));
        assert_eq!(day(2018, 12, 31).iso_week(), (2019, 1));
        assert_eq!(day(2005, 12, 26).iso_week(), (2005, 52));
        assert_eq!(day(2020, 12, 31).iso_week(), (2020, 53));
        for number in (0..40_000).step_by(11) {
            let (year, week) = Day::from_number(number).iso_week();
            assert_eq!(monday_of_week(year, week), Day::from_number(number).monday());
        }
    }

    #[test]
    fn months_end_early() {
        assert_eq!(day(2021, 1, 31).plus_months(1), day(2021, 2, 28));
        assert_eq!(day(2021, 1, 31).plus_months(-2), day(2020, 11, 30));
        assert_eq!(shift_month(2021, 12, 1), (2022, 1));
        assert_eq!(shift_month(2021, 1, -13), (2019, 12));
    }

    #[test]
    fn years_before_christ() {
        assert_eq!(year_text(0), "BC0001");
        assert_eq!(year_text(-263), "BC0264");
        assert_eq!(year_text(476), "0476");
    }
}
