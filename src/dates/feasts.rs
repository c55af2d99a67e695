//! Feasts and other days that the calendar names: fixed ones, weekdays of a month, and those of other calendars.
//!
//! The Easters, the Hebrew and the Iranian calendar are computed exactly. Islamic months begin when the moon is seen: their
//! days are those of the tabular calendar, right to within a day, and said to be so. The new moons of the Lunar New Year
//! and of Diwali are tables.

use super::calendar::{days_in_month, nth_weekday, Day};

/// How a feast finds its day in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// The same day every year.
    Fixed {
        /// 1–12.
        month: u8,
        /// 1–31.
        day: u8,
    },
    /// So many days from Easter Sunday.
    Easter(i8),
    /// So many days from the Easter Sunday of the Orthodox churches.
    OrthodoxEaster(i8),
    /// A weekday of a month: Thanksgiving is the fourth Thursday of November.
    Nth {
        /// 1–12.
        month: u8,
        /// Monday 1 … Sunday 7.
        weekday: u8,
        /// 1–4, 5 = the last.
        nth: u8,
    },
    /// The first such weekday on or after a day: elections in the United States.
    OnOrAfter {
        /// 1–12.
        month: u8,
        /// 1–31.
        day: u8,
        /// Monday 1 … Sunday 7.
        weekday: u8,
    },
    /// A day of the Islamic calendar; day 0 is the whole month.
    Islamic {
        /// 1 Muharram … 12 Dhu al-Hijjah.
        month: u8,
        /// 0–30.
        day: u8,
    },
    /// A day of the Hebrew calendar.
    Hebrew {
        /// 1 Tishri … 12 Elul; 6 is the Adar before Nisan.
        month: u8,
        /// 1–30.
        day: u8,
    },
    /// New Year's Day of the Iranian calendar.
    Nowruz,
    /// New Year of the Chinese and Vietnamese calendars.
    LunarNewYear,
    /// The Hindu feast of lights.
    Diwali,
    /// One of several ("Eid"): its day is left open.
    Open,
}

impl Feast {
    /// Reads the number that a row of `data/words/dates.tsv` carries; the table says what its digits mean.
    pub fn from_code(code: u32) -> Feast {
        let (month, day) = ((code / 100 % 100) as u8, (code % 100) as u8);
        let from_easter = |base: u32| (i64::from(code) - i64::from(base)).clamp(-100, 100) as i8;
        match code / 10_000 {
            0 => Feast::Fixed { month, day },
            1 if code >= 11_000 => Feast::OrthodoxEaster(from_easter(11_100)),
            1 => Feast::Easter(from_easter(10_100)),
            2 => Feast::Nth { month, weekday: day / 10, nth: day % 10 },
            3 => Feast::Islamic { month, day },
            4 => Feast::Hebrew { month, day },
            5 => match day {
                1 => Feast::LunarNewYear,
                2 => Feast::Diwali,
                3 => Feast::Nowruz,
                _ => Feast::Open,
            },
            weekday @ 101..=107 => Feast::OnOrAfter { month, day, weekday: (weekday - 100) as u8 },
            _ => Feast::Open,
        }
    }

    /// Its first day in a year; of two in one year (Islamic feasts) the one nearer to `near`.
    pub fn day(self, year: i32, near: Option<Day>) -> Option<Day> {
        match self {
            Feast::Fixed { month, day } => Day::new(year, month, day),
            Feast::Easter(offset) => Some(easter(year).plus_days(i64::from(offset))),
            Feast::OrthodoxEaster(offset) => Some(orthodox_easter(year).plus_days(i64::from(offset))),
            Feast::Nth { month, weekday, nth } => ((1..=12).contains(&month) && (1..=7).contains(&weekday))
                .then(|| nth_weekday(year, month, weekday, nth)),
            Feast::OnOrAfter { month, day, weekday } => {
                Some(Day::new(year, month, day)?.plus_days(-1).weekday_after(weekday))
            }
            Feast::Islamic { month, day } => {
                // Islamic years are shorter: two may begin in one of ours.
                let first = (i64::from(year) - 622) * 33 / 32;
                let distance = |d: &Day| near.map_or(0, |n| (d.number() - n.number()).abs());
                let days = (first - 1..=first + 2).map(|y| islamic(y, month, day.max(1)));
                days.filter(|d| d.year == year).min_by_key(distance)
            }
            Feast::Hebrew { month, day } => {
                let hebrew = i64::from(year) + 3760 + i64::from(month <= 4);
                [hebrew, hebrew - 1].into_iter().map(|y| hebrew_day(y, month, day)).find(|d| d.year == year)
            }
            Feast::Nowruz => Some(nowruz(year)),
            Feast::LunarNewYear => tabled(year, LUNAR_NEW_YEAR, 1, 21),
            Feast::Diwali => tabled(year, DIWALI, 10, 13),
            Feast::Open => None,
        }
    }

    /// First and last day, where they are more than the day itself or not known to the day.
    pub fn extent(self, day: Day) -> Option<(Day, Day)> {
        match self {
            Feast::Islamic { day: 0, .. } => Some((day.plus_days(-1), day.plus_days(30))),
            Feast::Islamic { .. } => Some((day.plus_days(-1), day.plus_days(1))),
            _ => None,
        }
    }
}

/// Western Easter Sunday (the anonymous Gregorian computus).
pub fn easter(year: i32) -> Day {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l).div_euclid(433);
    let month = (h + l - 7 * m + 90).div_euclid(25);
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    Day { year, month: month as u8, day: day as u8 }
}

/// Easter Sunday by the Julian calendar, as a day of the Gregorian one (Meeus).
fn orthodox_easter(year: i32) -> Day {
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15).rem_euclid(30);
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let behind = i64::from(year.div_euclid(100) - year.div_euclid(400) - 2);
    Day { year, month: month as u8, day: day.min(i32::from(days_in_month(year, month as u8))) as u8 }.plus_days(behind)
}

/// A day of the tabular Islamic calendar (civil epoch, 16 July 622 of the Julian calendar).
fn islamic(year: i64, month: u8, day: u8) -> Day {
    let month = i64::from(month);
    Day::from_number(
        i64::from(day) + (59 * (month - 1) + 1) / 2 + 354 * (year - 1) + (3 + 11 * year).div_euclid(30) - 492_149,
    )
}

/// Days from the epoch of the Hebrew calendar to the first of Tishri, with its four postponements.
fn hebrew_new_year(year: i64) -> i64 {
    let days = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 {
            day + 1
        } else {
            day
        }
    };
    let (before, this, after) = (days(year - 1), days(year), days(year + 1));
    let delay = if after - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    this + delay - 2_092_590
}

/// A day of the Hebrew calendar; months are counted from Tishri, the Adar before Nisan being the sixth.
fn hebrew_day(year: i64, month: u8, day: u8) -> Day {
    let (start, end) = (hebrew_new_year(year), hebrew_new_year(year + 1));
    let length = (end - start) % 30;
    // Heshvan and Kislev vary by the length of the year; from Adar on it is counted back from the year's end.
    let heshvan = if length == 25 { 30 } else { 29 };
    let kislev = if length == 23 { 29 } else { 30 };
    let before: i64 = match month {
        1 => 0,
        2 => 30,
        3 => 30 + heshvan,
        4 => 30 + heshvan + kislev,
        5 => 59 + heshvan + kislev,
        _ => (end - start) - [29, 59, 88, 118, 147, 177, 206][usize::from(12 - month.min(12)).min(6)],
    };
    Day::from_number(start + before + i64::from(day) - 1)
}

/// The Iranian New Year, by the cycle of 33 years that holds from 1799 to 2256.
fn nowruz(year: i32) -> Day {
    let iranian = i64::from(year) - 621;
    Day::from_number(365 * (iranian - 1) + (8 * iranian + 21).div_euclid(33) - 492_268)
}

/// The years that the tables of new moons cover begin here.
const TABLES_FROM: i32 = 1940;
/// Days after 21 January, as letters from `A`: by the Chinese calendar of Unicode CLDR.
const LUNAR_NEW_YEAR: &[u8] = b"SGZPEXMBUI\\QGYODWK]SHZPEXMATJ\\QGZNCVK]RH[PEXM_TI\\QGZOCUK^RH[PDWLBTI]RFYNCUK^SH[PEWLBUI\\RFXMCVK^SHZODWLBUJ\\QFYMCVL^SHZODWM";
/// Days after 13 October, as letters from `A`: the evening before or of the new moon, reckoned for India.
const DIWALI: &[u8] = b"RG[PDWL_SI\\QFYN`UJ]SGZODVK^TI\\QFXM`UJ]SHZODWK^TJ[QFXM`UK]RGZNaWL^TI\\PEXN`UK^RGZOaWL_SH[PEXNaUJ]RFYOEWL_TH[PFXN`VJ\\RGYODWK";

fn tabled(year: i32, table: &[u8], month: u8, day: u8) -> Option<Day> {
    let letter = table.get(usize::try_from(year - TABLES_FROM).ok()?)?;
    Some(Day::new(year, month, day)?.plus_days(i64::from(letter - b'A')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::new(year, month, day).expect("a day that exists")
    }

    #[test]
    fn feasts_fall_on_their_days() {
        assert_eq!(easter(2022), day(2022, 4, 17));
        assert_eq!(easter(2000), day(2000, 4, 23));
        assert_eq!(easter(1961), day(1961, 4, 2));
        for (code, year, month, of) in [
            (1225, 1914, 12, 25),
            (10_098, 2022, 4, 15),
            (21_144, 1999, 11, 25),
            (20_515, 2021, 5, 31),
            (11_100, 2022, 4, 24),
            (11_100, 2023, 4, 16),
            (11_100, 1999, 4, 11),
            (31_001, 2021, 5, 13),
            (31_210, 2020, 7, 31),
            (30_900, 2024, 3, 11),
            (40_110, 1973, 10, 6),
            (40_101, 2023, 9, 16),
            (40_122, 2023, 10, 7),
            (40_325, 2023, 12, 8),
            (40_614, 2024, 3, 24),
            (40_715, 2024, 4, 23),
            (40_906, 2024, 6, 12),
            (41_109, 2023, 7, 27),
            (50_001, 1968, 1, 30),
            (50_001, 2024, 2, 10),
            (50_002, 2023, 11, 12),
            (50_003, 2020, 3, 20),
            (50_003, 2022, 3, 21),
            (1_021_102, 1998, 11, 3),
        ] {
            assert_eq!(Feast::from_code(code).day(year, None), Some(day(year, month, of)), "{code} in {year}");
        }
        assert_eq!(Feast::from_code(59_999).day(2021, None), None);
        assert_eq!(Feast::from_code(50_001).day(1800, None), None);
    }

    #[test]
    fn an_islamic_feast_may_come_twice_a_year() {
        let fitr = Feast::from_code(31_001);
        assert_eq!(fitr.day(2000, Some(day(2000, 2, 1))), Some(day(2000, 1, 8)));
        assert_eq!(fitr.day(2000, Some(day(2000, 12, 1))), Some(day(2000, 12, 28)));
    }

    #[test]
    fn no_year_panics() {
        for year in (-5000..9000).step_by(7) {
            for code in
                [1225, 10_100, 11_100, 21_144, 30_900, 31_001, 40_110, 40_614, 50_001, 50_002, 50_003, 1_021_102]
            {
                let _ = Feast::from_code(code).day(year, None);
            }
        }
    }
}
