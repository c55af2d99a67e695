//! Numerals: figures, number words, magnitudes.

use crate::lexicon::{class, Class};
use crate::model::{Count, Hedge};
use crate::text::{Document, Kind, Token};
use crate::words;
use std::ops::Range;

/// A number without its hedges.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Numeral {
    pub tokens: Range<usize>,
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    /// "dozens", "tens of thousands".
    pub vague: bool,
    /// Written in figures only.
    pub figure: bool,
    /// Four plain digits between 1000 and 2100.
    pub like_year: bool,
}

impl Numeral {
    pub fn count(&self) -> Count {
        let hedge = if self.vague { Hedge::Vague } else { Hedge::Exact };
        Count { low: self.low, best: self.best, high: self.high, hedge }
    }

    fn exact(tokens: Range<usize>, value: u64) -> Numeral {
        let value = Some(value);
        Numeral { tokens, low: value, best: value, high: value, vague: false, figure: false, like_year: false }
    }
}

/// Numbers above this are no counts of people or machines.
const LARGEST: u64 = 9_000_000_000;

fn payload(document: &Document, at: usize, class: Class) -> Option<u64> {
    document.word_sense(at, class).map(|s| u64::from(s.payload))
}

/// `hundred`, `thousand`, `million`, `dozen` at a token: the token after it and its value. "hundred thousand" is one unit.
pub(super) fn unit(document: &Document, at: usize) -> Option<(usize, u64)> {
    let value = payload(document, at, class::NUM_HUNDRED)
        .or_else(|| payload(document, at, class::NUM_SCALE))
        .or_else(|| payload(document, at, class::NUM_GROUP))?;
    match payload(document, at + 1, class::NUM_SCALE) {
        Some(scale) if value < scale => Some((at + 2, value.saturating_mul(scale))),
        _ => Some((at + 1, value)),
    }
}

/// The numeral that begins at a token.
pub(super) fn read(document: &Document, at: usize) -> Option<Numeral> {
    let token = document.tokens.get(at)?;
    match token.kind {
        Kind::Number => figure(document, at),
        Kind::Word => magnitude(document, at).or_else(|| halves(document, at)).or_else(|| words(document, at)),
        _ => None,
    }
    .filter(|n| n.low.is_none_or(|low| low <= LARGEST))
}

/// `30,000`, `1.2 million`, `4 dozen`.
fn figure(document: &Document, at: usize) -> Option<Numeral> {
    let text = document.str(at);
    let mut digits = 0u64;
    let mut decimals = None;
    let mut length = 0;
    for c in text.chars() {
        match (c, decimals) {
            (',' | '\u{a0}' | '\u{202f}', None) => {}
            ('.', None) => decimals = Some(0u32),
            (c, _) => {
                digits = digits.checked_mul(10)?.checked_add(u64::from(c.to_digit(10)?))?;
                length += 1;
                decimals = decimals.map(|n| n + 1);
            }
        }
    }
    if length > 1 && text.starts_with('0') && decimals.is_none() {
        return None;
    }
    let mut end = at + 1;
    // "10 000 people": thousands set off by a space.
    let thousands = document.tokens.get(end).filter(|t| t.kind == Kind::Number && !t.glued() && length <= 3);
    if thousands.is_some() && decimals.is_none() && digits > 0 {
        let group = document.str(end);
        if group.len() == 3 && group.starts_with('0') && group.bytes().all(|b| b.is_ascii_digit()) {
            digits = digits * 1000 + group.parse::<u64>().unwrap_or(0);
            end += 1;
        }
    }
    let scale = unit(document, end);
    if let Some((after, value)) = scale {
        end = after;
        digits = digits.checked_mul(value)?;
    }
    if let Some(places) = decimals {
        // "1.200" is 1,200 in some newsrooms; a decimal number of people needs a magnitude.
        if scale.is_none() {
            if places != 3 || digits < 1000 {
                return None;
            }
        } else {
            digits /= 10u64.checked_pow(places)?;
        }
    }
    let mut numeral = Numeral::exact(at..end, digits);
    numeral.figure = scale.is_none();
    numeral.like_year = scale.is_none() && text.len() == 4 && (1000..=2100).contains(&digits);
    Some(numeral)
}

/// `dozens`, `tens of thousands`, `hundreds of thousands`.
fn magnitude(document: &Document, at: usize) -> Option<Numeral> {
    let base = payload(document, at, class::NUM_VAGUE)?;
    let mut end = at + 1;
    let mut times = 1;
    if document.is(end, "of") {
        if let Some(next) = payload(document, end + 1, class::NUM_VAGUE).filter(|n| *n > base && *n >= 1000) {
            times = next;
            end += 2;
        }
    } else if document.is(end, "and")
        && document.word_senses(end + 1).any(|s| s.class == class::NUM_VAGUE && u64::from(s.payload) == base)
    {
        // "dozens and dozens", "thousands and thousands".
        end += 2;
    }
    // The last number of the same order of magnitude: 99, 999, 9999.
    let top = (base.max(10).ilog10() + 1).min(15);
    Some(Numeral {
        tokens: at..end,
        low: Some(base.saturating_mul(times)),
        best: Some((base * 2).saturating_mul(times)),
        high: Some(10u64.pow(top).saturating_mul(times) - 1),
        vague: true,
        figure: false,
        like_year: false,
    })
}

/// `half a dozen`, `half a million`, `a quarter of a million`.
fn halves(document: &Document, at: usize) -> Option<Numeral> {
    let (end, part) = match document.sense(at, class::NUM_HALF) {
        Some((end, _)) => (end, 2),
        None => (document.sense(at, class::NUM_QUARTER)?.0, 4),
    };
    let (end, value) = unit(document, end)?;
    (value >= 12).then(|| Numeral::exact(at..end, value / part))
}

/// `twenty-seven`, `a hundred and five`, `two dozen`, `three hundred thousand`.
fn words(document: &Document, start: usize) -> Option<Numeral> {
    let mut at = start;
    let mut total = 0u64;
    let mut current = 0u64;
    let mut read_any = false;
    if document.is_any(at, words!["a", "an"]) {
        let (end, value) = unit(document, at + 1)?;
        (at, current, read_any) = (end, value, true);
        if value >= 1000 {
            (total, current) = (value, 0);
        }
    }
    for _ in 0..12 {
        let glue = usize::from(document.is(at, "-") && read_any && document.tokens[at].glued());
        let next = at + glue;
        let fresh = current % 100 == 0;
        if let Some(small) = payload(document, next, class::NUM_SMALL) {
            let after_tens = (20..100).contains(&(current % 100)) && current % 10 == 0 && small < 10;
            if !(fresh || after_tens) || (read_any && fresh && current == 0 && total == 0) {
                break;
            }
            current += small;
            at = next + 1;
        } else if let Some(tens) = payload(document, next, class::NUM_TENS) {
            if !fresh {
                break;
            }
            current += tens;
            at = next + 1;
        } else if let Some(hundred) = payload(document, next, class::NUM_HUNDRED) {
            if !read_any || current == 0 || current >= 100 {
                break;
            }
            current = current.saturating_mul(hundred);
            at = next + 1;
        } else if let Some(scale) = payload(document, next, class::NUM_SCALE) {
            if !read_any || current == 0 {
                break;
            }
            total = total.saturating_add(current.saturating_mul(scale));
            current = 0;
            at = next + 1;
        } else if let Some(group) = payload(document, next, class::NUM_GROUP) {
            if !read_any || current == 0 || current >= 100 {
                break;
            }
            current = current.saturating_mul(group);
            at = next + 1;
        } else if read_any
            && document.is(at, "and")
            && (current >= 100 || total > 0)
            && current % 100 == 0
            && continues(document, at + 1)
        {
            at += 1;
        } else {
            break;
        }
        read_any = true;
    }
    // "a million and a half", "two and a half million".
    if read_any && document.is(at, "and") && document.is(at + 1, "a") && document.is(at + 2, "half") {
        let scale = payload(document, at + 3, class::NUM_SCALE);
        let last = payload(document, at.wrapping_sub(1), class::NUM_SCALE);
        if let Some(scale) = scale.filter(|_| total == 0 && (1..1000).contains(&current)) {
            (total, current) = (current.saturating_mul(scale).saturating_add(scale / 2), 0);
            at += 4;
        } else if let Some(scale) = last.filter(|_| current == 0 && total > 0) {
            total = total.saturating_add(scale / 2);
            at += 3;
        }
    }
    let value = total.saturating_add(current);
    (read_any && at > start && value > 0).then(|| Numeral::exact(start..at, value))
}

/// "and five" inside "a hundred and five": a small number whose next word is no verb of a new clause.
fn continues(document: &Document, at: usize) -> bool {
    let small = payload(document, at, class::NUM_SMALL).or_else(|| payload(document, at, class::NUM_TENS)).is_some();
    let next = document.tokens.get(at + 1);
    small
        && !next.is_some_and(|t: &Token| t.kind == Kind::Punct)
        && !document.is_any(at + 1, words!["were", "was", "are", "have", "others"])
}
