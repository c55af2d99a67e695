//! Counts and hedges → low / best / high (guidelines, section 2, the count table).
//!
//! [`read`] looks at one token and says what quantity begins there: `at least 14`, `two dozen`, `between 20 and 30`,
//! `tens of thousands`, `an unknown number`, `no`. It knows nothing of who is counted; figures that count nothing (dates,
//! ages, percentages, designations, sums of money) are turned down by what stands beside them.

mod numerals;

use crate::lexicon::{class, Class, Lexicon, Signature};
use crate::model::{Count, Hedge};
use crate::text::{Document, Kind, Token};
use crate::words;
use numerals::Numeral;
use std::ops::Range;

/// A counting phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// From the first hedge to the last.
    pub tokens: Range<usize>,
    /// The numeral or quantifier alone.
    pub numeral: Range<usize>,
    /// What it says.
    pub count: Count,
    /// "another 40", "a further 12": beside those told of before.
    pub more: bool,
    /// Four plain digits that may be a year.
    pub like_year: bool,
}

impl Amount {
    /// Exactly one: "one", "1".
    pub fn is_one(&self) -> bool {
        self.count.best == Some(1) && self.count.high == Some(1)
    }

    /// "no", "nobody", "zero".
    pub fn is_none(&self) -> bool {
        self.count.hedge == Hedge::None && self.count.high == Some(0)
    }
}

/// The quantity that begins at a token, hedges included.
pub fn read(document: &Document, at: usize) -> Option<Amount> {
    whole(document, at).or_else(|| hedged(document, at))
}

/// Quantifiers that need no numeral.
fn whole(document: &Document, at: usize) -> Option<Amount> {
    const QUANTIFIERS: u64 = Class::bits(&[
        class::QUANT_UNKNOWN,
        class::QUANT_NOBODY,
        class::QUANT_MANY,
        class::QUANT_NONE,
        class::QUANT_COUPLE,
        class::QUANT_FEW,
    ]);
    if !document.may_mean(at, QUANTIFIERS) {
        return None;
    }
    let fixed = [
        (class::QUANT_UNKNOWN, count(Some(1), None, None, Hedge::Unknown)),
        (class::QUANT_NOBODY, count(Some(0), Some(0), Some(0), Hedge::None)),
        (class::QUANT_MANY, count(Some(3), None, None, Hedge::Vague)),
    ];
    for (class, count) in fixed {
        if let Some((end, _)) = document.sense(at, class) {
            // "many thousands", "many more than 40" are read as numbers.
            let numeral = numerals::read(document, end);
            if class == class::QUANT_MANY && numeral.as_ref().is_some_and(|n| n.vague) {
                let numeral = numeral?;
                return Some(amount(at, numeral.tokens.clone(), numeral.tokens.end, numeral.count(), false));
            }
            return Some(amount(at, at..end, end, count, false));
        }
    }
    if let Some((end, _)) = document.sense(at, class::QUANT_NONE) {
        let hedge = [class::HEDGE_AT_LEAST, class::HEDGE_UP_TO, class::HEDGE_MORE_THAN]
            .into_iter()
            .any(|c| document.has(at, c));
        if !hedge {
            return Some(amount(at, at..end, end, count(Some(0), Some(0), Some(0), Hedge::None), false));
        }
    }
    for (class, low, best, high) in [(class::QUANT_COUPLE, 2, 2, 3), (class::QUANT_FEW, 2, 3, 6)] {
        let Some((end, _)) = document.sense(at, class) else { continue };
        // "several hundred", "a couple of thousand".
        if let Some((end, unit)) = numerals::unit(document, end) {
            let times = |n: u64| Some(n.saturating_mul(unit));
            return Some(amount(at, at..end, end, count(times(low), times(best), times(high), Hedge::Vague), false));
        }
        return Some(amount(at, at..end, end, count(Some(low), Some(best), Some(high), Hedge::Vague), false));
    }
    None
}

/// Hedges, a numeral or a range, and hedges that follow.
fn hedged(document: &Document, start: usize) -> Option<Amount> {
    let mut at = start;
    let mut hedge = Hedge::Exact;
    let mut more = false;
    // "only three": the word weighs the number and does not belong to it.
    if document.is_any(at, words!["only", "just", "even", "exactly", "precisely"])
        && !document
            .edges_from(at)
            .any(|e| e.sense.class == class::HEDGE_NEARLY || e.sense.class == class::HEDGE_MORE_THAN)
    {
        return None;
    }
    for _ in 0..4 {
        if let Some((end, kind)) = hedge_at(document, at) {
            // The first hedge that bounds the number decides: "at least some 300".
            if matches!(hedge, Hedge::Exact | Hedge::Approx) {
                hedge = kind;
            }
            at = end;
        } else if let Some((end, _)) = document.sense(at, class::COUNT_MORE) {
            more = true;
            at = end;
        } else {
            break;
        }
    }
    let open = document.sense(at, class::RANGE_OPEN);
    if let Some(range) = open.and_then(|(end, _)| range_from(document, end)) {
        let count = count(range.0.low, range.0.low, range.1.high, Hedge::Range);
        return Some(amount(start, at..range.1.tokens.end, range.1.tokens.end, count, more));
    }
    let Some(first) = numerals::read(document, at) else {
        // "another soldier": one more.
        let another = more && at == start + 1 && document.is(start, "another");
        return another.then(|| amount(start, start..at, at, count(Some(1), Some(1), Some(1), Hedge::Exact), true));
    };
    if labelled(document, &first) {
        return None;
    }
    let mut end = first.tokens.end;
    let mut result = None;
    if let Some(second) = range_end(document, &first) {
        end = second.tokens.end;
        result = Some(count(first.low, first.low, second.high, Hedge::Range));
    } else if let Some(bracket_end) = repeated_in_brackets(document, &first) {
        end = bracket_end;
    }
    let numeral = at..end;
    if let Some((after, _)) = document.sense(end, class::HEDGE_AFTER_AT_LEAST) {
        // "12 or more", but "killed 12, at least one of them" has a comma in between.
        hedge = Hedge::AtLeast;
        end = after;
    } else if let Some((after, _)) = document.sense(end, class::HEDGE_AFTER_APPROX) {
        hedge = Hedge::Approx;
        end = after;
    } else if document.is(end, "-") && document.is(end + 1, "odd") {
        hedge = Hedge::Approx;
        end += 2;
    } else if let Some((after, _)) = document.sense(end, class::HEDGE_AFTER_UP_TO) {
        hedge = Hedge::UpTo;
        end = after;
    }
    if counts_things_measured(document, &first, end) {
        return None;
    }
    let like_year = hedge == Hedge::Exact && result.is_none() && first.like_year;
    let count = match result {
        Some(range) => range,
        None => apply(hedge, &first),
    };
    Some(Amount { tokens: start..end, numeral, count, more, like_year })
}

fn hedge_at(document: &Document, at: usize) -> Option<(usize, Hedge)> {
    const HEDGES: [(Class, Hedge); 7] = [
        (class::HEDGE_AT_LEAST, Hedge::AtLeast),
        (class::HEDGE_MORE_THAN, Hedge::MoreThan),
        (class::HEDGE_UP_TO, Hedge::UpTo),
        (class::HEDGE_FEWER_THAN, Hedge::FewerThan),
        (class::HEDGE_NEARLY, Hedge::Nearly),
        (class::HEDGE_APPROX, Hedge::Approx),
        (class::HEDGE_EXACT, Hedge::Exact),
    ];
    const BUCKETS: u64 = {
        let (mut buckets, mut i) = (0, 0);
        while i < HEDGES.len() {
            buckets |= HEDGES[i].0.bit();
            i += 1;
        }
        buckets
    };
    let mut best: Option<(usize, Hedge)> = None;
    if document.may_mean(at, BUCKETS) {
        for (class, hedge) in HEDGES {
            if let Some((end, _)) = document.sense(at, class) {
                if best.is_none_or(|(longest, _)| end > longest) {
                    best = Some((end, hedge));
                }
            }
        }
    }
    if best.is_none() && document.is(at, "some") {
        return Some((at + 1, Hedge::Approx));
    }
    best
}

/// "between 20 and 30", "from 20 to 30": the two ends, from the token after the opening word.
fn range_from(document: &Document, at: usize) -> Option<(Numeral, Numeral)> {
    let low = numerals::read(document, at)?;
    let joint = low.tokens.end;
    if !(document.is_any(joint, words!["and", "to", "or", "-", "\u{2013}"])) {
        return None;
    }
    let high = numerals::read(document, joint + 1)?;
    let ordered = low.low.unwrap_or(0) < high.low.unwrap_or(0);
    (ordered && !measured(document, high.tokens.end)).then_some((low, high))
}

/// The second numeral of "20 to 30", "20-30", "two or three".
fn range_end(document: &Document, first: &Numeral) -> Option<Numeral> {
    let joint = first.tokens.end;
    if first.vague || !document.is_any(joint, words!["to", "or", "-", "\u{2013}", "--"]) {
        return None;
    }
    let second = numerals::read(document, joint + 1)?;
    let (low, high) = (first.low?, second.low?);
    // "10 to 15 thousand" is not read; a range goes up, and not without bound ("5 to 2019" is none).
    (low < high && high <= low.saturating_mul(20)).then_some(second)
}

/// "one (1) combatant": the figure repeats the word.
fn repeated_in_brackets(document: &Document, first: &Numeral) -> Option<usize> {
    let at = first.tokens.end;
    if !document.is(at, "(") {
        return None;
    }
    let again = numerals::read(document, at + 1)?;
    (again.low == first.low && document.is(again.tokens.end, ")")).then_some(again.tokens.end + 1)
}

fn apply(hedge: Hedge, numeral: &Numeral) -> Count {
    let plain = numeral.count();
    if numeral.vague {
        return match hedge {
            Hedge::AtLeast | Hedge::MoreThan => count(plain.low, plain.best, None, hedge),
            Hedge::UpTo => count(None, None, plain.high, hedge),
            _ => plain,
        };
    }
    let Some(n) = numeral.low else { return plain };
    // 0.95 n rounds down, 1.05 n rounds up.
    let (less, more) = (n - n / 20 - u64::from(n % 20 != 0), n.saturating_add(n.div_ceil(20)));
    match hedge {
        Hedge::AtLeast | Hedge::MoreThan => count(Some(n), Some(n), None, hedge),
        Hedge::UpTo => count(None, None, Some(n), hedge),
        Hedge::FewerThan => count(None, None, Some(n.saturating_sub(1)), hedge),
        Hedge::Nearly => count(Some(less), Some(n), Some(n), hedge),
        Hedge::Approx => count(Some(less), Some(n), Some(more), hedge),
        _ => plain,
    }
}

/// A figure that is a name or part of a date: "Resolution 1701", "Flight 17", "July 14", "No. 5".
fn labelled(document: &Document, numeral: &Numeral) -> bool {
    let at = numeral.tokens.start;
    if !numeral.figure {
        return false;
    }
    let month = |t: usize| {
        document.has(t, class::MONTH) && document.is_capitalised(t)
            || document.has(t, class::MONTH) && document.tokens[t].is(Token::CAPS_COPY)
    };
    if numeral.low.is_some_and(|n| n <= 31) && month(numeral.tokens.end) {
        // "killed 12 May 3" does not occur; "on 12 May" does.
        return true;
    }
    if at == 0 {
        return false;
    }
    if document.has(at - 1, class::NUMBERED) {
        return true;
    }
    // "Task Force 20", "Hill 881": a capital makes it a name.
    let unit = words![
        "force",
        "group",
        "company",
        "squadron",
        "brigade",
        "battalion",
        "hill",
        "area",
        "camp",
        "point",
        "sector"
    ];
    let before = &document.tokens[at - 1];
    if document.is_any(at - 1, unit) && before.capitalised() && !before.is(Token::CAPS_COPY | Token::SENTENCE_START) {
        return true;
    }
    numeral.low.is_some_and(|n| n <= 31) && month(at - 1)
        || numeral.like_year && (month(at - 1) || document.is(at - 1, ",") && at >= 3 && month(at - 3))
}

fn measured(document: &Document, at: usize) -> bool {
    // "700 rounds of ammunition" are counted pieces.
    document.has(at, class::MEASURE) && !document.has(at, class::MATERIEL_PL)
}

/// "12 kilometers", "27-year-old", "$5", "40 percent".
fn counts_things_measured(document: &Document, first: &Numeral, end: usize) -> bool {
    let start = first.tokens.start;
    let glued = |t: usize| document.tokens.get(t).is_some_and(Token::glued);
    if measured(document, end) || document.is_any(end, words!["%", "\u{b0}"]) {
        return true;
    }
    // "24-story", "12-man", "2-1"; "10:30"; "9/11"; "20,000-strong" is a strength, no loss.
    if glued(end) && document.is_any(end, words!["-", ":", "/", "\u{2013}", "\u{d7}"]) && glued(end + 1) {
        return true;
    }
    if glued(end) && document.is_word(end) {
        return true;
    }
    if start > 0 {
        let before = document.str(start - 1);
        if matches!(before, "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}" | "\u{20b9}" | "#") {
            return true;
        }
        if document.tokens[start].glued()
            && (matches!(before, "-" | "/" | ":" | "." | "," | "\u{2013}" | "'") || document.is_word(start - 1))
        {
            return true;
        }
    }
    false
}

fn amount(start: usize, numeral: Range<usize>, end: usize, count: Count, more: bool) -> Amount {
    Amount { tokens: start..end, numeral, count, more, like_year: false }
}

fn count(low: Option<u64>, best: Option<u64>, high: Option<u64>, hedge: Hedge) -> Count {
    Count { low, best, high, hedge }
}

/// Finds counting phrases.
pub struct Quantity {
    /// By class: whether a counting phrase may begin with it.
    opens: Vec<bool>,
    /// By signature of a word: whether one may begin with one of its senses.
    by_signature: Vec<bool>,
}

impl Quantity {
    /// Collects the classes that open a counting phrase.
    pub fn new() -> Self {
        let opens = |name: &&str| {
            ["num_", "quant_", "hedge_", "count_", "range_"].iter().any(|prefix| name.starts_with(prefix))
        };
        Quantity { opens: class::NAMES.iter().map(opens).collect(), by_signature: Vec::new() }
    }

    /// Works out beforehand with which words of a lexicon a counting phrase may begin.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        let opens = |s: &Signature| s.classes().any(|class| self.opens(class));
        self.by_signature = lexicon.signatures().iter().map(opens).collect();
    }

    /// Adds a `count` chunk for every counting phrase; the payload of a chunk is its index in the returned list, which is in
    /// text order and free of overlaps.
    #[inline(never)]
    pub fn mark(&self, document: &mut Document) -> Vec<Amount> {
        let mut amounts = Vec::with_capacity(document.len() / 20);
        let mut at = 0;
        while at < document.len() {
            let found = if self.may_begin(document, at) { read(document, at) } else { None };
            match found.filter(|f| f.tokens.end > at) {
                Some(found) => {
                    at = found.tokens.end;
                    document.add_chunk(found.tokens.clone(), class::COUNT, amounts.len() as u32);
                    amounts.push(found);
                }
                None => at += 1,
            }
        }
        amounts.shrink_to_fit();
        amounts
    }

    fn opens(&self, class: Class) -> bool {
        self.opens.get(class.index()).copied().unwrap_or(false)
    }

    /// Whether one of a word's own senses opens a counting phrase.
    fn has_opening(&self, document: &Document, at: usize) -> bool {
        let known = document.signatures.get(at).and_then(|index| self.by_signature.get(usize::from(*index)));
        known.copied().unwrap_or_else(|| document.signature(at).classes().any(|class| self.opens(class)))
    }

    #[inline]
    fn may_begin(&self, document: &Document, at: usize) -> bool {
        match document.tokens[at].kind {
            Kind::Number => true,
            Kind::Word => {
                self.has_opening(document, at)
                    || document.begins_edge(at) && document.edges_from(at).any(|edge| self.opens(edge.sense.class))
                    || document.is_any(at, words!["a", "an", "some"]) && counts_by_next(document, at)
            }
            _ => false,
        }
    }
}

/// "a dozen", "some 40": an article that a number follows.
#[inline(never)]
fn counts_by_next(document: &Document, at: usize) -> bool {
    numerals::unit(document, at + 1).is_some() || document.is(at, "some") && numerals::read(document, at + 1).is_some()
}

impl Default for Quantity {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
