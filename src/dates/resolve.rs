//! From what the words say to a value, in a given context. Which context holds is decided for each mention in
//! `discourse::date_anchoring`; here is only arithmetic.

use super::calendar::{Day, Season};
use super::feasts::Feast;
use super::meaning::{Base, Fields, Grain, Point, Pointer, Shift, Time, Unit};
use super::value::Resolved;

/// Which of the repeating days of a name is meant: last or next Tuesday, this or last year's May.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The latest one, unless one ahead is much nearer.
    Past,
    /// The same, told of a day by name: "they signed on 9 November".
    Told,
    /// The latest one, whatever lies ahead: "since 1 January".
    Since,
    /// The first one after the base (or on it).
    Future,
    /// The nearest.
    #[default]
    Nearest,
    /// The same year as the base: narratives.
    SameYear,
}

/// What a point is resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The time of speaking; its year is meaningless when `year_known` is false.
    pub now: Option<Day>,
    /// False for a dateline without a year.
    pub year_known: bool,
    /// The date that the text has arrived at.
    pub running: Option<Resolved>,
    /// The last day named: a clock time leans on it.
    pub day: Option<Day>,
    /// Names without a year are looked for around the running date instead of the time of speaking.
    pub narrative: bool,
    /// Past or future.
    pub direction: Direction,
    /// Numeric dates put the month first; `None` when the text does not tell.
    pub month_first: Option<bool>,
    /// The quarter that figures of this passage are about: "a year ago" is the same quarter.
    pub quarter: Option<Resolved>,
    /// What surrounds a name without a year in a narrative.
    pub thread: Thread,
}

/// The dates of a narrative around a name without a year: stories go forward, look back for a moment, and go on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Thread {
    /// The last date, from its first day to its last.
    pub last: Option<(Day, Day)>,
    /// Where the story was before it looked back or ahead for the last date.
    pub before: Option<(Day, Day)>,
    /// The next date that names its year, and whether it stands in the same sentence.
    pub next: Option<(Day, bool)>,
}

impl Context {
    fn running_day(&self) -> Option<Day> {
        self.running.and_then(|r| r.middle())
    }

    /// The base of names without a year.
    fn base(&self) -> Option<Day> {
        if self.narrative {
            self.running_day().or(self.now)
        } else {
            self.now
        }
    }
}

/// The value of a point in a context.
pub fn resolve(point: &Point, context: &Context) -> Resolved {
    let mut resolved = dated(point, context);
    // "An hour later" has worked out its time itself.
    if point.time != Time::None || resolved.grain != Grain::Day || point.shift.is_none_or(|s| s.unit > Unit::Hour) {
        resolved.time = point.time;
    }
    resolved.zone = point.zone;
    if point.offset_days != 0 {
        if let Some(day) = resolved.as_day() {
            let moved = Resolved::of_day(day.plus_days(i64::from(point.offset_days)));
            resolved = Resolved { time: resolved.time, zone: resolved.zone, ..moved };
        }
    }
    if point.whole_week {
        resolved = week_of(resolved, Grain::Week);
    }
    // With an unknown year, days of the year stand and all else falls.
    if !context.year_known
        && resolved.year.is_some()
        && point.known.year.or(point.implied_year).is_none()
        && point.event_year.is_none()
        && !from_running(point, context)
    {
        resolved.year = None;
        resolved.week = None;
        if point.known.weekday.is_some() && point.known.day.is_none() {
            resolved = Resolved { month: None, day: None, weekday: point.known.weekday, ..resolved };
        }
    }
    resolved
}

/// Whether the year comes from the running date and not from the time of speaking.
fn from_running(point: &Point, context: &Context) -> bool {
    // A running date that is the time of speaking has no year either.
    let spoken = |r: &Resolved| context.now.is_some_and(|now| r.as_day() == Some(now));
    let running = context.running.is_some_and(|r| r.year.is_some() && !spoken(&r));
    running
        && (context.now.is_none()
            || context.narrative
            || point.shift.is_some_and(|s| s.base == Base::Running)
            || point.pointer.is_some_and(|p| p.base() == Base::Running))
}

fn dated(point: &Point, context: &Context) -> Resolved {
    let mut known = point.known;
    known.year = known.year.or(point.implied_year);
    let plain =
        Resolved { year: known.year, month: known.month, day: known.day, grain: point.grain, ..Resolved::default() };
    if point.numeric {
        return numeric(plain, context);
    }
    if point.grain == Grain::Unset {
        let day = context.day.or(if context.narrative { None } else { context.now });
        return day.map_or(Resolved { grain: Grain::Day, ..Resolved::default() }, Resolved::of_day);
    }
    if let Some(shift) = point.shift {
        return shifted(point, shift, context);
    }
    if point.short_year {
        return Resolved { year: known.year.map(|y| full_year(y, context)), ..plain };
    }
    if let (Some(year), Some(event)) = (point.event_year, known.month.zip(known.day)) {
        let day = Day::new(year, event.0, event.1);
        if let (Some(day), true) = (day, context.now.is_none_or(|now| day.is_some_and(|d| d <= now))) {
            return Resolved::of_day(day);
        }
    }
    if let Some(feast) = known.feast {
        let day = feast_day(feast, point, context);
        return if point.grain == Grain::Day { day } else { week_of(day, point.grain) };
    }
    if let (Some(year), Grain::Quarter(0)) = (known.year, point.grain) {
        return context.quarter.map_or(plain, |q| Resolved { year: Some(year), ..q });
    }
    if known.year.is_some() {
        return plain;
    }
    match point.grain {
        Grain::Day if known.month.is_some() => month_and_day(point, context),
        Grain::Day if known.weekday.is_some() => weekday(point, context),
        Grain::Day if known.day.is_some() => {
            let base = context.running.filter(|r| r.month.is_some()).or(context.now.map(Resolved::of_day));
            base.map_or(plain, |b| Resolved { year: b.year, month: b.month, ..plain })
        }
        Grain::Month | Grain::Season(_) | Grain::Quarter(_) | Grain::Half(_) => month_like(point, context),
        _ => plain,
    }
}

/// The week, or weekend, around a day.
fn week_of(day: Resolved, grain: Grain) -> Resolved {
    let week = day.as_day().map(Day::iso_week);
    Resolved { year: week.map(|w| w.0).or(day.year), week: week.map(|w| w.1), grain, ..Resolved::default() }
}

fn numeric(plain: Resolved, context: &Context) -> Resolved {
    match context.month_first {
        Some(true) => plain,
        Some(false) => Resolved { month: plain.day, day: plain.month, ..plain },
        None => Resolved { month: None, day: None, ..plain },
    }
}

/// The century of "'98" and "the nineties": the one of the passage, else the latest that is not in the future.
fn full_year(year: i32, context: &Context) -> i32 {
    let within = year.rem_euclid(100);
    if let Some(running) = context.running.and_then(|r| r.year).filter(|_| context.narrative) {
        let centuries = [-100, 0, 100].map(|c| running.div_euclid(100) * 100 + c + within);
        let past = centuries.into_iter().filter(|y| context.now.is_none_or(|now| *y <= now.year));
        return past.min_by_key(|y| (y - running).abs()).unwrap_or(year);
    }
    let limit = context.now.map_or(2029, |d| d.year);
    if limit >= 2000 && within <= (limit % 100) && limit.div_euclid(100) * 100 + within <= limit && within < 40 {
        2000 + within
    } else {
        1900 + within
    }
}

/// How much farther a day in the future may not be than one in the past, when the clause tells of the past; and the
/// other way round. Dates are named near their day, so the verb is one witness and nearness another.
const AGAINST_TENSE: f32 = 6.0;
const AGAINST_TELLING: f32 = 12.0;
const NEVER: f32 = 1000.0;
const AGAINST_PLANS: f32 = 3.5;
/// What has happened is news more often than what will.
const FUTURE: f32 = 1.2;

/// A story does not go back farther than this many days: "in January" after December is the next year's.
const NEXT_YEAR: i64 = 240;

/// A story that turns back pays for the turn in days, and for each day it goes back.
const TURN: f32 = 60.0;
const BACK: f32 = 3.0;
/// Taking up where the story was before its last turn costs as much as this many days.
const RESUME: f32 = 90.0;
/// A year that was named holds for what follows; leaving it costs as much as this many days.
const LEAVE_YEAR: f32 = 240.0;
/// A next date farther than this many days from both belongs to another chapter.
const NEAR: i64 = 400;
/// How much the way to the next date weighs beside the way from the last one, by whether it is in the same sentence.
const NEXT_IN_SENTENCE: f32 = 1.0;
const NEXT_ELSEWHERE: f32 = 0.5;

/// The year that a story gives a name, by the way from the last date, or from where it was before that, and on to the
/// next date that has its year: "May 1944 … since late 1943. By June … On June 6, 1944".
fn year_in_thread(thread: &Thread, day_in: impl Fn(i32) -> Option<Day>) -> Option<i32> {
    let (last, (next, near)) = (thread.last?, thread.next?);
    let close = |(first, last): (Day, Day)| (first.number() - NEAR..last.number() + NEAR).contains(&next.number());
    if !close(last) && !thread.before.is_some_and(close) {
        return None;
    }
    let way = |from: (Day, Day), to: Day| {
        let leaves_year = if from.1.number() - from.0.number() > 300 { LEAVE_YEAR } else { 0.0 };
        if to < from.0 {
            leaves_year + TURN + BACK * (from.0.number() - to.number()) as f32
        } else if to > from.1 {
            leaves_year + (to.number() - from.1.number()) as f32
        } else {
            0.0
        }
    };
    let before = thread.before.unwrap_or(last);
    let weight = if near { NEXT_IN_SENTENCE } else { NEXT_ELSEWHERE };
    let around = |year: i32| [year, year - 1, year + 1];
    let candidates = [around(last.1.year), around(before.1.year), around(next.year)].concat();
    let cost = |day: Day| way(last, day).min(way(before, day) + RESUME) + weight * way((day, day), next);
    let dated = candidates.into_iter().filter_map(|year| day_in(year).map(|day| (year, cost(day))));
    dated.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(year, _)| year)
}

/// Of the same day or month in three years, the one that is meant. `strict` takes the direction at its word.
fn choose_year(
    base: Day,
    direction: Direction,
    thread: &Thread,
    day_in: impl Fn(i32) -> Option<Day>,
    strict: bool,
) -> Option<i32> {
    let mut candidates =
        (base.year - 1..=base.year + 1).filter_map(|y| day_in(y).map(|d| (y, d.number() - base.number())));
    if strict {
        return match direction {
            Direction::Past => candidates.filter(|(_, d)| *d < 0).max_by_key(|(_, d)| *d).map(|(y, _)| y),
            Direction::Future => candidates.find(|(_, d)| *d > 0).map(|(y, _)| y),
            _ => candidates.min_by_key(|(y, _)| (y - base.year).abs()).map(|(y, _)| y),
        };
    }
    let (past, future) = match direction {
        Direction::SameYear => {
            if let Some(year) = year_in_thread(thread, &day_in) {
                return Some(year);
            }
            let same = day_in(base.year)?.number() - base.number();
            return Some(if same < -NEXT_YEAR { base.year + 1 } else { base.year });
        }
        Direction::Past => (1.0, AGAINST_TENSE),
        Direction::Told => (1.0, AGAINST_TELLING),
        Direction::Since => (1.0, NEVER),
        Direction::Future => (AGAINST_PLANS, 1.0),
        Direction::Nearest => (1.0, FUTURE),
    };
    let cost = |d: i64| (d.abs() as f32 * if d > 0 { future } else { past }) as i64;
    candidates.min_by_key(|(_, d)| cost(*d)).map(|(y, _)| y)
}

/// Direction and base after "last", "next" …
fn aim(point: &Point, context: &Context) -> (Option<Day>, Direction) {
    match point.pointer {
        None => (context.base(), if context.narrative { Direction::SameYear } else { context.direction }),
        Some(pointer) => {
            let base = match pointer.base() {
                Base::Now => context.base(),
                Base::Running => context.running_day().or(context.now),
            };
            let direction = match pointer {
                Pointer::Last | Pointer::Previous | Pointer::Past => Direction::Past,
                Pointer::Next | Pointer::Following | Pointer::Coming => Direction::Future,
                Pointer::This | Pointer::That | Pointer::Same => Direction::SameYear,
            };
            (base, direction)
        }
    }
}

fn month_and_day(point: &Point, context: &Context) -> Resolved {
    let Fields { month, day, weekday, .. } = point.known;
    let unknown = Resolved { month, day, grain: Grain::Day, ..Resolved::default() };
    let (Some(month), Some(day)) = (month, day) else { return unknown };
    let (Some(base), direction) = aim(point, context) else { return unknown };
    let in_year = |y: i32| Day::new(y, month, day);
    let Some(year) = choose_year(base, direction, &context.thread, in_year, point.pointer.is_some()) else {
        return unknown;
    };
    // "Tuesday, April 22" knows its year: the nearest in which it is one.
    let year = match weekday {
        Some(w) if in_year(year).is_none_or(|d| d.weekday() != w) => [year, year - 1, year + 1]
            .into_iter()
            .find(|y| in_year(*y).is_some_and(|d| d.weekday() == w))
            .unwrap_or(year),
        _ => year,
    };
    Resolved { year: Some(year), ..unknown }
}

fn month_like(point: &Point, context: &Context) -> Resolved {
    let plain = Resolved { month: point.known.month, grain: point.grain, ..Resolved::default() };
    let month = match point.grain {
        Grain::Season(Season::Winter) => 1,
        Grain::Season(s) => s.first_month() + 1,
        Grain::Quarter(q) => q.clamp(1, 4) * 3 - 1,
        Grain::Half(h) => h.clamp(1, 2) * 6 - 3,
        _ => point.known.month.unwrap_or(1),
    };
    let (Some(base), direction) = aim(point, context) else { return plain };
    // Months are compared by their middles: the month one is in is neither past nor future.
    let middle = Day { day: 15, ..base };
    let year = choose_year(middle, direction, &context.thread, |y| Day::new(y, month, 15), point.pointer.is_some());
    let year = match (point.pointer, point.grain, year) {
        // In October, "last spring" is a year and a half ago: half a year ago was "this spring".
        (Some(Pointer::Last), Grain::Season(_), Some(y)) => {
            let ago = Day::new(y, month, 15).map_or(0, |d| middle.number() - d.number());
            Some(if y == base.year && ago > 150 { y - 1 } else { y })
        }
        // In March, nobody calls the month before "last February".
        (Some(Pointer::Last), Grain::Month, Some(y)) => {
            let ago = Day::new(y, month, 15).map_or(0, |d| middle.number() - d.number());
            Some(if ago < 45 { y - 1 } else { y })
        }
        _ => year,
    };
    Resolved { year, ..plain }
}

fn weekday(point: &Point, context: &Context) -> Resolved {
    let unknown = Resolved { weekday: point.known.weekday, grain: Grain::Day, ..Resolved::default() };
    let Some(weekday) = point.known.weekday else { return unknown };
    let running = context.running.and_then(|r| r.as_day());
    let base = match point.pointer.map(Pointer::base) {
        Some(Base::Running) => running.or(context.now),
        _ if context.narrative => running.or(context.now.filter(|_| point.pointer.is_some())),
        _ => context.now,
    };
    let Some(base) = base else { return unknown };
    let day = match point.pointer {
        Some(Pointer::Last | Pointer::Previous | Pointer::Past) => base.plus_days(-1).weekday_on_or_before(weekday),
        Some(Pointer::Next | Pointer::Coming | Pointer::Following) => base.weekday_after(weekday),
        Some(Pointer::That | Pointer::Same) => base.weekday_on_or_before(weekday),
        Some(Pointer::This) if context.direction == Direction::Nearest => {
            base.monday().plus_days(i64::from(weekday) - 1)
        }
        Some(Pointer::This) if context.direction != Direction::Past => base.plus_days(-1).weekday_after(weekday),
        // A story goes forward.
        None if context.narrative => base.plus_days(-1).weekday_after(weekday),
        None if context.direction == Direction::Future => base.plus_days(-1).weekday_after(weekday),
        _ => base.weekday_on_or_before(weekday),
    };
    Resolved::of_day(day)
}

fn feast_day(code: u32, point: &Point, context: &Context) -> Resolved {
    let feast = Feast::from_code(code);
    let plain = Resolved { year: point.known.year, grain: Grain::Day, ..Resolved::default() };
    let (base, direction) = aim(point, context);
    let year = point
        .known
        .year
        .or_else(|| choose_year(base?, direction, &context.thread, |y| feast.day(y, base), point.pointer.is_some()));
    match year.and_then(|y| feast.day(y, base)) {
        // A month of fasting has no value of its own below the year.
        Some(day) if matches!(feast, Feast::Islamic { day: 0, .. }) => {
            Resolved { year: Some(day.year), grain: Grain::Year, extent: feast.extent(day), ..Resolved::default() }
        }
        Some(day) => Resolved { extent: feast.extent(day), ..Resolved::of_day(day) },
        None => match feast {
            Feast::Fixed { month, day } => Resolved { month: Some(month), day: Some(day), ..plain },
            _ => Resolved { year, ..plain },
        },
    }
}

/// Keeps of a base what an expression in a coarser unit says.
fn shifted(point: &Point, shift: Shift, context: &Context) -> Resolved {
    let known = point.known;
    let anchor = match shift.base {
        Base::Now if context.narrative => context.running.or(context.now.map(Resolved::of_day)),
        Base::Now => context.now.map(Resolved::of_day),
        Base::Running if shift.pointed || shift.count == Some(0) => {
            context.running.or(context.now.map(Resolved::of_day))
        }
        Base::Running => context.running,
    };
    let unit_grain = Grain::of_unit(shift.unit);
    let unknown = Resolved { month: known.month, day: known.day, grain: point.grain, ..Resolved::default() };
    let (Some(anchor), Some(count)) = (anchor, shift.count) else { return unknown };
    let count = i64::from(count);
    let container = match shift.unit {
        Unit::Second | Unit::Minute | Unit::Hour => clock_shift(anchor, shift.unit, count, context),
        Unit::Day => match anchor.as_day().or(context.day.filter(|_| shift.base == Base::Running && count == 0)) {
            Some(day) => Resolved::of_day(day.plus_days(count)),
            None if anchor.grain == Grain::Week || anchor.grain == Grain::Weekend => {
                Resolved { grain: Grain::Day, ..Resolved::default() }
            }
            None => Resolved { year: anchor.year, month: anchor.month, grain: Grain::Day, ..Resolved::default() },
        },
        Unit::Weekend => weekend(point, shift, anchor, count, context),
        Unit::Week => match anchor.as_day().or_else(|| anchor.week.and(anchor.middle())) {
            // "A week ago" is a day, "last week" a week.
            Some(day) if point.grain == Grain::Day && !shift.pointed && known.weekday.is_none() => {
                Resolved::of_day(day.plus_days(7 * count))
            }
            Some(day) if !shift.pointed && !point.definite && count.abs() == 1 && known.weekday.is_none() => {
                Resolved::of_day(day.plus_days(7 * count))
            }
            Some(day) => {
                let (year, week) = day.plus_days(7 * count).iso_week();
                Resolved { year: Some(year), week: Some(week), grain: Grain::Week, ..Resolved::default() }
            }
            None => Resolved { year: anchor.year, grain: Grain::Week, ..Resolved::default() },
        },
        Unit::Month => match anchor.month.or_else(|| anchor.week.and(anchor.middle()).map(|d| d.month)) {
            Some(month) => {
                let (year, month) = super::calendar::shift_month(anchor.year.unwrap_or(0), month, count);
                Resolved {
                    year: anchor.year.map(|_| year),
                    month: Some(month),
                    grain: Grain::Month,
                    ..Resolved::default()
                }
            }
            None => Resolved { year: anchor.year, grain: Grain::Month, ..Resolved::default() },
        },
        Unit::Quarter => quarter(point, anchor, count, context),
        Unit::Year => {
            let year = anchor.year.map(|y| y.saturating_add(count as i32));
            let compared = shift.unit == Unit::Year && !shift.pointed && !point.definite && count.abs() == 1;
            match context.quarter {
                // Results are compared with the same quarter of another year.
                Some(quarter) if compared => Resolved { year: quarter.year.map(|y| y + count as i32), ..quarter },
                _ => Resolved { year, grain: Grain::Year, ..Resolved::default() },
            }
        }
        Unit::Decade => Resolved {
            year: anchor.year.map(|y| y.saturating_add(count as i32 * 10)),
            grain: if shift.pointed || point.definite { Grain::Decade } else { Grain::Year },
            ..Resolved::default()
        },
        Unit::Century => Resolved {
            year: anchor.year.map(|y| y.saturating_add(count as i32 * 100)),
            grain: if shift.pointed { Grain::Century } else { Grain::Year },
            ..Resolved::default()
        },
        Unit::Millennium => Resolved { grain: Grain::Year, ..Resolved::default() },
    };
    if point.grain.fineness() <= unit_grain.fineness() && known == Fields::default()
        || container.grain == Grain::Day && unit_grain == Grain::Week
    {
        return container;
    }
    // "January of this year", "Friday last week": the words know the rest.
    match (container.grain, known.weekday, known.day) {
        (Grain::Week, Some(weekday), _) => match container.middle() {
            Some(thursday) => Resolved::of_day(thursday.plus_days(i64::from(weekday) - 4)),
            None => Resolved { weekday: Some(weekday), grain: Grain::Day, ..Resolved::default() },
        },
        _ => Resolved {
            year: container.year,
            month: known.month.or(container.month),
            day: known.day,
            grain: point.grain,
            ..Resolved::default()
        },
    }
}

fn clock_shift(anchor: Resolved, unit: Unit, count: i64, context: &Context) -> Resolved {
    let Some(day) = anchor.as_day().or(context.day) else {
        return Resolved { grain: Grain::Day, ..Resolved::default() };
    };
    let minutes = match unit {
        Unit::Hour => count * 60,
        Unit::Minute => count,
        _ => 0,
    };
    match anchor.time {
        Time::Clock { hour, minute } => {
            let total = i64::from(hour) * 60 + i64::from(minute) + minutes;
            let time = Time::Clock { hour: (total.rem_euclid(1440) / 60) as u8, minute: (total.rem_euclid(60)) as u8 };
            Resolved { time, ..Resolved::of_day(day.plus_days(total.div_euclid(1440))) }
        }
        _ if minutes != 0 && minutes % 1440 == 0 => Resolved::of_day(day.plus_days(minutes / 1440)),
        _ => Resolved { time: Time::Open, ..Resolved::of_day(day) },
    }
}

fn quarter(point: &Point, anchor: Resolved, count: i64, context: &Context) -> Resolved {
    // "The quarter" of a report is the last one that is over.
    let (base, count) = match context.quarter {
        Some(quarter) if point.definite => (quarter, count),
        None if point.definite => (anchor, count - 1),
        _ => (anchor, count),
    };
    let Some(middle) = base.middle() else {
        return Resolved { year: anchor.year, grain: Grain::Quarter(0), ..Resolved::default() };
    };
    let moved = Day { day: 15, ..middle }.plus_months(3 * count);
    Resolved { year: Some(moved.year), grain: Grain::Quarter(moved.quarter()), ..Resolved::default() }
}

/// Saturday and Sunday: of this week with the future, else the latest that has begun.
fn weekend(point: &Point, shift: Shift, anchor: Resolved, count: i64, context: &Context) -> Resolved {
    let Some(day) = anchor.middle() else { return Resolved { grain: Grain::Weekend, ..Resolved::default() } };
    let over =
        (point.definite || shift.pointed && count == 0) && context.direction != Direction::Future && day.weekday() <= 3;
    let week = day.plus_days(
        7 * count
            - if over || (point.definite && context.direction == Direction::Past && day.weekday() < 6) { 7 } else { 0 },
    );
    let (year, week) = week.iso_week();
    Resolved { year: Some(year), week: Some(week), grain: Grain::Weekend, ..Resolved::default() }
}
