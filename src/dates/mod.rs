//! The layer that finds times (TIMEX3): its rules and what they mean by themselves. What needs the whole article is
//! decided in [`crate::discourse`].
//!
//! [`figures`] puts numerals on the chart; the rule sets of [`rules`] run over it in stages, each adding what it read
//! as chunks for the next; of overlapping readings the longest stays. A [`Meaning`] keeps what the words know apart
//! from what is implied; [`resolve`] makes a value of it, given a context that `discourse::date_anchoring` chooses.

pub mod calendar;
pub mod feasts;
pub mod figures;
pub mod meaning;
pub mod resolve;
pub mod rules;
pub mod value;

use crate::lexicon::{class, Lexicon};
use crate::pattern::{longest_apart, Cascade, Found, RuleSet, Waking};
use crate::syntax::Syntax;
use crate::text::Document;
use meaning::{Grain, Meaning, Modifier, Point, Shift, Time, Unit};
use rules::Piece;
use std::ops::Range;

/// A mention as the layer's rules see it, before the article as a whole decides.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The rule that found it.
    pub rule: &'static str,
    /// What it says.
    pub meaning: Meaning,
}

/// The layer's compiled rules.
pub struct Dates {
    stages: Cascade<Piece>,
    numerals: figures::Numerals,
}

impl Dates {
    /// Compiles the rules.
    pub fn new() -> Self {
        let stages = Cascade::new(rules::STAGES.iter().map(|stage| RuleSet::joined(stage)).collect());
        Dates { stages, numerals: figures::Numerals::default() }
    }

    /// Works out beforehand which words of a lexicon wake a rule, and which may belong to a numeral.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.stages.prepare(lexicon);
        self.numerals.prepare(lexicon);
    }

    /// Finds the layer's mentions, in text order.
    pub fn find(&self, document: &mut Document, _: &Syntax) -> Vec<Mention> {
        Reading::new(document, &self.numerals, &self.stages).mentions()
    }
}

impl Default for Dates {
    fn default() -> Self {
        Self::new()
    }
}

/// What the stages have read so far. Payloads of `t_date`, `t_time` and `t_length` chunks are indices of `found`.
#[derive(Default)]
struct Reading {
    found: Vec<Found<Meaning>>,
    /// The indices of `found` in text order.
    order: Vec<u32>,
}

impl Reading {
    /// Reads a document, stage by stage.
    fn new(document: &mut Document, numerals: &figures::Numerals, stages: &Cascade<Piece>) -> Reading {
        figures::mark(document, numerals);
        let mut reading = Reading::default();
        let mut waking = stages.waking(document);
        let mut read = Vec::new();
        for stage in stages.stages() {
            reading.run(document, stages, stage, &mut waking, &mut read);
        }
        reading
    }

    /// Reads one stage; `read` is working space.
    fn run(
        &mut self,
        document: &mut Document,
        stages: &Cascade<Piece>,
        stage: usize,
        waking: &mut Waking,
        read: &mut Vec<Found<Meaning>>,
    ) {
        read.clear();
        stages.scan(stage, document, waking, |piece| {
            if let Some(value) = self.meaning(piece.value) {
                read.push(Found { rule: piece.rule, tokens: piece.tokens, value });
            }
        });
        // Within a stage the longer reading wins at once, so that later stages build on it.
        let spans: Vec<Range<u32>> = read.iter().map(Found::span).collect();
        let before = self.found.len();
        self.found.reserve(read.len());
        for chosen in longest_apart(&spans, (0..read.len() as u32).collect()) {
            let found = &read[chosen];
            let class = match &found.value {
                Meaning::Point(p) if p.grain == Grain::Unset => Some(class::T_TIME),
                Meaning::Point(_) => Some(class::T_DATE),
                Meaning::Length(_) => Some(class::T_LENGTH),
                _ => None,
            };
            if let Some(class) = class {
                document.add_chunk(found.tokens.clone(), class, self.found.len() as u32);
                stages.wake(waking, class, found.tokens.start);
            }
            self.found.push(found.clone());
        }
        self.merge(before);
    }

    /// Puts what was found from `before` on, in text order, among what was found before.
    fn merge(&mut self, before: usize) {
        let start = |index: u32| self.found[index as usize].tokens.start;
        let mut to = self.found.len();
        self.order.resize(to, 0);
        let mut from = before;
        for new in (before as u32..to as u32).rev() {
            while from > 0 && start(self.order[from - 1]) > start(new) {
                (from, to) = (from - 1, to - 1);
                self.order[to] = self.order[from];
            }
            to -= 1;
            self.order[to] = new;
        }
    }

    /// Of overlapping readings of all stages the longest.
    fn mentions(self) -> Vec<Mention> {
        let spans: Vec<Range<u32>> = self.found.iter().map(Found::span).collect();
        let chosen = longest_apart(&spans, self.order).map(|index| &self.found[index]);
        chosen.map(|f| Mention { tokens: f.tokens.clone(), rule: f.rule, meaning: f.value }).collect()
    }

    fn point(&self, index: u32) -> Option<Point> {
        match self.found.get(index as usize)?.value {
            Meaning::Point(point) => Some(point),
            _ => None,
        }
    }

    /// What a piece means, its parts put together; `None` where they do not fit.
    fn meaning(&self, piece: Piece) -> Option<Meaning> {
        Some(match piece {
            Piece::Point(point) => Meaning::Point(point),
            Piece::Length(length) => Meaning::Length(length),
            Piece::Repeat(length) => Meaning::Repeat(length),
            Piece::RepeatPoint(point) => Meaning::RepeatPoint(point),
            Piece::Vague(reference) => Meaning::Vague(reference),
            Piece::Inside(inner, outer) => {
                let outer = self.point(outer)?;
                // A part of the day needs a day; a day has no middle.
                if inner.time != Time::None && (outer.grain != Grain::Day || outer.time != Time::None) {
                    return None;
                }
                if outer.modifier.is_some() && inner.modifier.is_some() {
                    return None;
                }
                // "The first half of the century" has no value of its own: its beginning.
                let inner = match (inner.grain, outer.grain) {
                    (Grain::Half(half), Grain::Century | Grain::Decade | Grain::Month | Grain::Week) => {
                        Point::default().with(if half == 1 { Modifier::Start } else { Modifier::End })
                    }
                    _ => inner,
                };
                // Only years have halves here.
                if matches!(inner.grain, Grain::Half(_)) && outer.grain != Grain::Year {
                    return None;
                }
                // "They got around Wednesday's ruling."
                if inner.modifier == Some(Modifier::Approx) && outer.known.weekday.is_some() {
                    return None;
                }
                Meaning::Point(Point::inside(inner, outer))
            }
            Piece::Both(inner, outer) => Meaning::Point(both(self.point(inner)?, self.point(outer)?)?),
            Piece::WeekOf(index) => {
                let point = self.point(index)?;
                let day = point.grain == Grain::Day && point.time == Time::None && point.known.weekday.is_none();
                (day && point.shift.is_none()).then_some(())?;
                Meaning::Point(Point { whole_week: true, ..point })
            }
            Piece::Lengthened(index, modifier) => match self.found.get(index as usize)?.value {
                Meaning::Length(length) => Meaning::Length(meaning::Length { modifier: Some(modifier), ..length }),
                _ => return None,
            },
            Piece::Counted { length, direction, base } => {
                let Meaning::Length(length) = self.found.get(length as usize)?.value else { return None };
                // "Years ago" is a time, but no more than past.
                if length.halves == 0 && matches!(base, meaning::Base::Now) && direction < 0 {
                    return Some(Meaning::Vague("PAST_REF"));
                }
                // "hours later" gives a length and no day.
                if length.halves == 0 || length.unit < Unit::Hour {
                    return Some(Meaning::Length(length));
                }
                let (unit, count) = length.whole();
                let count = i32::try_from(count).ok()? * direction;
                let mut point = Point::shifted(unit, Some(count), base);
                if matches!(unit, Unit::Week) && length.halves / 2 <= 3 {
                    point.grain = Grain::Day;
                }
                point.modifier = length.modifier.map(|m| ago_modifier(m, direction));
                Meaning::Point(point)
            }
        })
    }
}

/// "More than two years ago" is before that year, "nearly two years ago" after it.
pub(crate) fn ago_modifier(modifier: Modifier, direction: i32) -> Modifier {
    match (modifier, direction < 0) {
        (Modifier::MoreThan, true) | (Modifier::LessThan, false) => Modifier::Before,
        (Modifier::MoreThan, false) | (Modifier::LessThan, true) => Modifier::After,
        (Modifier::EqualOrMore, true) | (Modifier::EqualOrLess, false) => Modifier::OnOrBefore,
        (Modifier::EqualOrMore, false) | (Modifier::EqualOrLess, true) => Modifier::OnOrAfter,
        (other, _) => other,
    }
}

/// One point inside of another, where the outer one is what the inner one lacks.
fn both(inner: Point, outer: Point) -> Option<Point> {
    // "12:05 a.m." on "Tuesday".
    if inner.grain == Grain::Unset {
        return (outer.grain == Grain::Day && outer.time == Time::None).then(|| Point::inside(inner, outer));
    }
    let complete = inner.known.year.is_some() || inner.shift.is_some() || inner.pointer.is_some();
    let relative = matches!(outer.shift, Some(Shift { .. })) && outer.known == meaning::Fields::default();
    if complete || !relative || outer.time != Time::None || outer.grain.fineness() >= inner.grain.fineness() {
        return None;
    }
    match outer.grain {
        Grain::Year => Some(Point::inside(inner, outer)),
        Grain::Week if inner.known.weekday.is_some() => Some(Point::inside(inner, outer)),
        Grain::Month if inner.known.day.is_some() => Some(Point::inside(inner, outer)),
        _ => None,
    }
}
