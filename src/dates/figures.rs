//! Numerals that may belong to a time: years, days of the month, counts, clock times, ISO and numeric dates.
//!
//! One pass over the tokens puts them on the chart as chunks (`t_year`, `t_day` …), so that rules can match and wake at
//! them. A chunk says what a figure *could* be; the rules ask for the evidence.

use crate::lexicon::{class, Class, Lexicon, Signature};
use crate::text::{Document, Kind, Token};
use crate::words;
use std::borrow::Cow;

/// Payload of `t_count` for "several", "a few".
pub const SEVERAL: u32 = 0;

/// Added to the payload of `t_numeric` when its form says that the day comes first.
pub const DAY_FIRST: u32 = 1 << 30;

/// Months as date-time groups write them.
const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// Day, hour, minute, month, year and "in universal time" of a `t_dtg` payload.
pub fn date_time_group(payload: u32) -> (u8, u8, u8, u8, Option<i32>, bool) {
    let (universal, rest) = (payload % 2 == 1, payload / 2);
    let (year, rest) = (rest % 256, rest / 256);
    let (month, rest) = (rest % 12 + 1, rest / 12);
    let (minute, rest) = (rest % 60, rest / 60);
    let year = (year > 0).then_some(1900 + year as i32);
    ((rest / 24) as u8, (rest % 24) as u8, minute as u8, month as u8, year, universal)
}

/// Reads the digits of a token; `None` when anything else is in it or it is too long.
fn digits(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits == text.len() && (1..=8).contains(&digits)).then(|| text.parse().ok()).flatten()
}

/// Digits before an ending: `101st`, `1990s`.
pub fn leading_digits(text: &str) -> Option<u32> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    digits(text.get(..count)?)
}

/// The classes of number words, and the words that have one of them.
#[derive(Debug)]
pub struct Numerals {
    small: Option<Class>,
    tens: Option<Class>,
    hundred: Option<Class>,
    scale: Option<Class>,
    group: Option<Class>,
    /// By signature: whether a word is one. Empty until a lexicon is known.
    by_signature: Vec<bool>,
}

impl Default for Numerals {
    fn default() -> Self {
        Numerals {
            small: Class::named("num_small"),
            tens: Class::named("num_tens"),
            hundred: Class::named("num_hundred"),
            scale: Class::named("num_scale"),
            group: Class::named("num_group"),
            by_signature: Vec::new(),
        }
    }
}

impl Numerals {
    /// Works out beforehand which words of a lexicon are numerals.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.by_signature = self.of_all(lexicon);
    }

    /// By signature of a lexicon: whether a word is a numeral.
    fn of_all(&self, lexicon: &Lexicon) -> Vec<bool> {
        lexicon.signatures().iter().map(|signature| self.are(signature)).collect()
    }

    fn are(&self, signature: &Signature) -> bool {
        // What a numeral may begin with: no scale, "thousand", does so.
        let classes = [self.small, self.tens, self.hundred, self.group, Some(class::ORDINAL)];
        classes.into_iter().flatten().any(|class| signature.has(class))
    }
}

struct Figures<'d, 't> {
    document: &'d Document<'t>,
    numerals: &'d Numerals,
    chunks: Vec<(usize, usize, Class, u32)>,
}

/// Adds the chunks.
pub fn mark(document: &mut Document, numerals: &Numerals) {
    let mut figures = Figures { document, numerals, chunks: Vec::new() };
    let text = figures.document;
    let numerals = match numerals.by_signature.as_slice() {
        [] => Cow::Owned(numerals.of_all(text.lexicon)),
        known => Cow::Borrowed(known),
    };
    let mut next = 0;
    for (at, (token, &signature)) in text.tokens.iter().zip(&text.signatures).enumerate() {
        let unknown = token.word == Token::UNKNOWN;
        // Ordinals of several words begin with one of the tens.
        let numeral = numerals.get(usize::from(signature)).is_some_and(|numeral| *numeral);
        let figure = matches!(token.kind, Kind::Number | Kind::Ordinal | Kind::Decade);
        if !(figure || unknown || numeral) || at < next {
            continue;
        }
        next = match token.kind {
            Kind::Number => figures.number(at),
            Kind::Ordinal => figures.ordinal(at),
            Kind::Decade => figures.decade(at),
            Kind::Word if unknown => figures.coded(at),
            Kind::Word => figures.word(at),
            _ => continue,
        }
    }
    for (start, end, class, payload) in figures.chunks {
        document.add_chunk(start..end, class, payload);
    }
}

impl Figures<'_, '_> {
    fn glued(&self, token: usize) -> bool {
        self.document.tokens.get(token).is_some_and(|t| t.glued())
    }

    fn figure(&self, token: usize) -> Option<(u32, usize)> {
        let t = self.document.tokens.get(token)?;
        let text = self.document.str(token);
        (t.kind == Kind::Number).then(|| digits(text).map(|n| (n, text.len()))).flatten()
    }

    fn glued_figure(&self, token: usize) -> Option<(u32, usize)> {
        self.glued(token).then(|| self.figure(token)).flatten()
    }

    fn glued_mark(&self, token: usize, mark: &str) -> bool {
        self.glued(token) && self.document.str(token) == mark
    }

    fn add(&mut self, start: usize, end: usize, class: Class, payload: u32) {
        self.chunks.push((start, end, class, payload));
    }

    /// A token of figures; returns where to go on.
    fn number(&mut self, at: usize) -> usize {
        let text = self.document.str(at);
        if let Some(next) = self.dotted(at, text) {
            return next;
        }
        let Some((n, length)) = self.figure(at) else {
            // "1.5 years", "2,000 years"
            return self.written_number(at, text);
        };
        if let Some(next) = self.date_time_group(at, n, length) {
            return next;
        }
        if let Some(next) = self.joined(at, n, length) {
            return next;
        }
        if length == 4 {
            // "0200 GMT", "2200 hours"
            if n / 100 <= 24 && n % 100 < 60 {
                self.add(at, at + 1, class::T_MILITARY, n / 100 * 60 + n % 100);
            }
            if (1000..2200).contains(&n) {
                self.add(at, at + 1, class::T_YEAR, n);
            }
        }
        if length <= 4 && n > 0 {
            self.add(at, at + 1, class::T_ANCIENT, n);
        }
        if length == 2
            && self.glued(at)
            && at > 0
            && !self.glued(at - 1)
            && matches!(self.document.str(at - 1), "'" | "\u{2019}" | "\u{2018}")
        {
            self.add(at - 1, at + 1, class::T_SHORT_YEAR, n);
        }
        if length <= 2 && (1..=31).contains(&n) {
            self.add(at, at + 1, class::T_DAY, n);
        }
        let (end, halves) = self.halves(at + 1, n);
        self.add(at, end, class::T_COUNT, halves);
        end
    }

    /// The soldiers' "121430Z SEP 22": day, hour, minute, zone, month and perhaps year, with or without blanks.
    fn date_time_group(&mut self, at: usize, n: u32, length: usize) -> Option<usize> {
        let (day, hour, minute) = (n / 10_000, n / 100 % 100, n % 100);
        if length != 6 || !(1..=31).contains(&day) || hour > 23 || minute > 59 || !self.glued(at + 1) {
            return None;
        }
        let (zone, rest) = self.document.str(at + 1).split_at_checked(1)?;
        if !zone.as_bytes()[0].is_ascii_uppercase() {
            return None;
        }
        let (month, year, end) = if rest.is_empty() {
            let month = self.payload(at + 2, Some(class::MONTH))?;
            let year = self.figure(at + 3).filter(|(_, length)| matches!(length, 2 | 4)).map(|(year, _)| year);
            (month, year, at + if year.is_some() { 4 } else { 3 })
        } else {
            let (name, year) = rest.split_at_checked(3)?;
            let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))? as u32 + 1;
            (month, digits(year), at + 2)
        };
        let year = year.map_or(0, |y| if y < 100 { y + 100 } else { y.saturating_sub(1900) }) & 255;
        let group = (((day * 24 + hour) * 60 + minute) * 12 + month - 1) * 256 + year;
        self.add(at, end, class::T_DTG, group * 2 + u32::from(zone == "Z"));
        Some(end)
    }

    /// Letters and figures in one: "FY2022", "Q3", the "T04:25" of a date and time.
    fn coded(&mut self, at: usize) -> usize {
        let text = self.document.str(at);
        if !matches!(text.as_bytes(), [b'F' | b'f' | b'Q' | b'q' | b'T' | b't', .., last] if last.is_ascii_digit()) {
            return at + 1;
        }
        let (letters, figures) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len()));
        match (letters, digits(figures), figures.len()) {
            ("FY" | "fy", Some(n), 2) => self.add(at, at + 1, class::T_FISCAL, 2000 + n),
            ("FY" | "fy", Some(n), 4) => self.add(at, at + 1, class::T_FISCAL, n),
            ("Q" | "q", Some(n @ 1..=4), 1) => self.add(at, at + 1, class::T_QUARTER, n),
            ("T" | "t", Some(hour @ 0..=24), 2) if self.glued(at) && self.glued_mark(at + 1, ":") => {
                if let Some((minute, 2)) = self.glued_figure(at + 2).filter(|(minute, _)| *minute < 60) {
                    let seconds = self.glued_mark(at + 3, ":") && self.glued(at + 4);
                    let end = if seconds { at + 5 } else { at + 3 };
                    self.add(at, end, class::T_CLOCK, hour * 60 + minute);
                    return end;
                }
            }
            _ => {}
        }
        at + 1
    }

    /// "and a half", "-and-a-half", "1/2" after a whole number.
    fn halves(&self, at: usize, whole: u32) -> (usize, u32) {
        let doubled = whole.saturating_mul(2);
        let d = self.document;
        let skip = |i: usize| if d.is(i, "-") { i + 1 } else { i };
        let (and, a) = (skip(at), skip(skip(at) + 1));
        if d.is(and, "and") && d.is_any(a, words!["a", "one"]) && d.is(skip(a + 1), "half") {
            return (skip(a + 1) + 1, doubled + 1);
        }
        if d.is(and, "and") && d.is(a, "half") {
            return (a + 1, doubled + 1);
        }
        let fraction = skip(at);
        if self.figure(fraction) == Some((1, 1))
            && self.glued_mark(fraction + 1, "/")
            && self.glued_figure(fraction + 2) == Some((2, 1))
        {
            return (fraction + 3, doubled + 1);
        }
        (at, doubled)
    }

    /// "1.5", "2,000".
    fn written_number(&mut self, at: usize, text: &str) -> usize {
        let d = self.document;
        let meridiem = d.has(at + 1, class::MERIDIEM);
        // "at 05.30", "19.45 hours": figures of a clock have two digits on both sides.
        let clock = text.len() == 5
            && text.as_bytes().get(2) == Some(&b'.')
            && (d.is_any(at + 1, words!["hours", "hrs", "gmt", "utc", "local"])
                || at > 0 && d.is_any(at - 1, words!["at", "from", "until", "around"]) && !d.is_word(at + 1)
                || at > 0
                    && d.is(at - 1, "at")
                    && d.is_any(at + 1, words!["and", "on", "to", "when", "the", "a", "local", "in"]));
        if let (Some((hour, minute)), true) = (text.split_once('.'), meridiem || clock) {
            // "7.30pm"
            if let (Some(hour), Some(minute), 2) = (
                digits(hour).filter(|h| *h <= if clock { 23 } else { 12 }),
                digits(minute).filter(|m| *m < 60),
                minute.len(),
            ) {
                self.add(at, at + 1, class::T_CLOCK, hour * 60 + minute);
            }
        } else if let Some((whole, "5")) = text.split_once('.') {
            if let Some(whole) = digits(whole).filter(|n| *n < 1_000_000) {
                self.add(at, at + 1, class::T_COUNT, whole * 2 + 1);
            }
        } else if text.contains(',') && text.len() < 10 {
            let n = text
                .bytes()
                .filter(u8::is_ascii_digit)
                .fold(0u32, |n, b| n.saturating_mul(10).saturating_add(u32::from(b - b'0')));
            self.add(at, at + 1, class::T_COUNT, n.saturating_mul(2));
        }
        at + 1
    }

    /// "27.09.2020": one token.
    fn dotted(&mut self, at: usize, text: &str) -> Option<usize> {
        if text.bytes().filter(|byte| *byte == b'.').count() != 2 {
            return None;
        }
        let mut parts = text.split('.');
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        self.numeric(
            at,
            at + 1,
            (digits(first)?, first.len()),
            (digits(second)?, second.len()),
            (digits(third)?, third.len()),
            '.',
        )
        .then_some(at + 1)
    }

    /// Figures joined by colons, hyphens or slashes.
    fn joined(&mut self, at: usize, n: u32, length: usize) -> Option<usize> {
        let mark = self.glued(at + 1).then(|| self.document.str(at + 1))?;
        let (second, second_length) = self.glued_figure(at + 2)?;
        let third = self.glued_figure(at + 4).filter(|_| self.glued_mark(at + 3, mark));
        match mark {
            ":" if second_length == 2 && second < 60 && n <= 24 && length <= 2 => {
                let end = if third.is_some_and(|(s, l)| l == 2 && s < 60) { at + 5 } else { at + 3 };
                self.add(at, end, class::T_CLOCK, n * 60 + second);
                Some(end)
            }
            "-" | "/" | "\u{2010}" | "\u{2011}" => {
                let third = third?;
                let separator = if mark == "/" { '/' } else { '-' };
                let end = at + 5;
                if length == 4 && second_length <= 2 && third.1 <= 2 && (1000..2200).contains(&n) {
                    if super::calendar::Day::new(n as i32, second as u8, third.0 as u8).is_some()
                        && second < 13
                        && third.0 < 32
                    {
                        self.add(at, end, class::T_ISO, n * 10_000 + second * 100 + third.0);
                        return Some(end);
                    }
                    return None;
                }
                self.numeric(at, end, (n, length), (second, second_length), third, separator).then_some(end)
            }
            _ => None,
        }
    }

    /// "27/9/2020", "9/27/20". The payload keeps both figures as they stand: year, first, second.
    fn numeric(
        &mut self,
        start: usize,
        end: usize,
        first: (u32, usize),
        second: (u32, usize),
        third: (u32, usize),
        separator: char,
    ) -> bool {
        let year = match third {
            (y, 4) if (1000..2200).contains(&y) => y,
            (y, 2) if separator != '.' => {
                if y < 50 {
                    2000 + y
                } else {
                    1900 + y
                }
            }
            _ => return false,
        };
        let fits = |n: (u32, usize)| n.1 <= 2 && n.0 >= 1 && n.0 <= 31;
        if !fits(first) || !fits(second) || (first.0 > 12 && second.0 > 12) {
            return false;
        }
        // With points the day comes first: the custom of the countries that write points.
        let payload = year * 10_000 + first.0 * 100 + second.0;
        let day_first = separator == '.' && second.0 <= 12;
        self.add(start, end, class::T_NUMERIC, if day_first { payload + DAY_FIRST } else { payload });
        true
    }

    fn ordinal(&mut self, at: usize) -> usize {
        if let Some(n) = leading_digits(self.document.str(at)).filter(|n| (1..=31).contains(n)) {
            self.add(at, at + 1, class::T_DAY, n);
        }
        at + 1
    }

    /// "1990s", "90s"; with four figures the payload has the century.
    fn decade(&mut self, at: usize) -> usize {
        let text = self.document.str(at);
        if let Some(n) =
            leading_digits(text).filter(|n| n % 10 == 0 && ((1000..2200).contains(n) || *n < 1000 && text.len() <= 4))
        {
            // "'90s"
            let quoted = n < 100
                && self.glued(at)
                && at > 0
                && !self.glued(at - 1)
                && matches!(self.document.str(at - 1), "'" | "\u{2019}" | "\u{2018}");
            self.add(if quoted { at - 1 } else { at }, at + 1, class::T_DECADE, n);
        }
        at + 1
    }

    /// Number words: "twenty-four", "a hundred and fifty", "two and a half"; ordinals as days: "March eighth".
    fn word(&mut self, at: usize) -> usize {
        if let Some((end, n)) = self.document.sense(at, class::ORDINAL) {
            self.add(at, end, class::T_DAY, n);
            return end;
        }
        let Some((n, end)) = self.spelled(at) else { return at + 1 };
        if let Some((year, end)) = self.spelled_year(at) {
            self.add(at, end, class::T_YEAR, year);
        }
        let (end, halves) = self.halves(end, n);
        self.add(at, end, class::T_COUNT, halves);
        end
    }

    fn payload(&self, at: usize, wanted: Option<Class>) -> Option<u32> {
        self.document.word_sense(at, wanted?).map(|s| s.payload)
    }

    fn below_hundred(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(n) = self.payload(at, self.numerals.small) {
            return Some((n, at + 1));
        }
        let tens = self.payload(at, self.numerals.tens)?;
        let next = if self.document.is(at + 1, "-") { at + 2 } else { at + 1 };
        match self.payload(next, self.numerals.small) {
            Some(n) if n < 10 => Some((tens + n, next + 1)),
            _ => Some((tens, at + 1)),
        }
    }

    fn spelled(&self, at: usize) -> Option<(u32, usize)> {
        let (mut n, mut end) = self.below_hundred(at).or_else(|| {
            // "hundred years" after an article, "dozen"
            (self.payload(at, self.numerals.hundred).is_some() || self.payload(at, self.numerals.group).is_some())
                .then_some((1, at))
        })?;
        if let Some(dozen) = self.payload(end, self.numerals.group) {
            return Some((n * dozen, end + 1));
        }
        if self.payload(end, self.numerals.hundred).is_some() {
            n *= 100;
            end += 1;
            let next = if self.document.is(end, "and") { end + 1 } else { end };
            if let Some((rest, after)) = self.below_hundred(next) {
                n += rest;
                end = after;
            }
        }
        if let Some(scale) = self.payload(end, self.numerals.scale) {
            n = n.saturating_mul(scale);
            end += 1;
        }
        Some((n, end))
    }

    /// "nineteen ninety-six", "two thousand", "two thousand and four".
    fn spelled_year(&self, at: usize) -> Option<(u32, usize)> {
        let (first, next) = self.below_hundred(at)?;
        if (17..=20).contains(&first) {
            let next = if self.document.is(next, "-") { next + 1 } else { next };
            if let Some((second, end)) = self.below_hundred(next).filter(|(n, _)| *n >= 10) {
                return Some((first * 100 + second, end));
            }
        }
        (first == 2 && self.payload(next, self.numerals.scale) == Some(1000)).then_some(())?;
        let and = if self.document.is(next + 1, "and") { next + 2 } else { next + 1 };
        Some(self.below_hundred(and).filter(|(n, _)| *n < 30).map_or((2000, next + 1), |(n, end)| (2000 + n, end)))
    }
}
