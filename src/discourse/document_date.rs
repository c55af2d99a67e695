//! When the article was published: told by the caller, else by a header, else by the dateline, else by a full date on which
//! its opening was told, else unknown.
//!
//! What the text says against it is reported and never overwrites it.

use super::date_anchoring::{years, Anchored};
use crate::dates::calendar::Day;
use crate::dates::meaning::{Grain, Meaning, Modifier, Point, Time};
use crate::dates::Mention;
use crate::lexicon::class;
use crate::model::{DateSource, Warning};
use crate::syntax::{Syntax, Tense};
use crate::text::Words;
use crate::text::{Document, Token};
use crate::words;

/// Lines at the top of an article in which a header may stand.
const HEADER_TOKENS: usize = 60;
/// Tokens of a line that may still be a heading.
const HEADER_LINE: usize = 22;
/// What stands before a date in a header.
static LABELS: &Words = words![
    "date",
    "dated",
    "published",
    "updated",
    "posted",
    "on",
    "last",
    "modified",
    "created",
    "at",
    "by",
    "as",
    "of",
    "=",
];
static DATE_LABELS: &Words = words!["date", "published", "updated", "posted", "created"];
/// A dateline's tokens: place, day, agency.
const DATELINE_TOKENS: usize = 16;
/// Tokens into the article at which a dateline may still come (headlines, summaries, captions stand before it).
const DATELINE_WITHIN: usize = 250;

/// The document date and where it comes from.
#[derive(Clone, Debug, Default)]
pub struct DocumentDate {
    /// The day; its year means nothing when `year_known` is false.
    pub day: Option<Day>,
    /// False for a dateline whose year nothing tells.
    pub year_known: bool,
    /// Where it comes from.
    pub source: DateSource,
    /// As it is printed: `2022-09-12`, `XXXX-09-12`.
    pub text: Option<String>,
    /// What was noticed on the way.
    pub warnings: Vec<Warning>,
}

impl DocumentDate {
    fn known(day: Day, source: DateSource) -> DocumentDate {
        DocumentDate { day: Some(day), year_known: true, source, text: Some(day.iso().into()), warnings: Vec::new() }
    }
}

/// Reads `2022-09-12`, with or without a time after it.
pub fn parse(text: &str) -> Option<Day> {
    let date = text.trim().get(..10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Finds the document date.
pub fn find(document: &Document, mentions: &[Mention], given: Option<&str>) -> DocumentDate {
    if let Some(day) = given.and_then(parse) {
        return DocumentDate::known(day, DateSource::User);
    }
    if let Some((day, ambiguous)) = header(document, mentions) {
        let mut date = DocumentDate::known(day, DateSource::Header);
        if ambiguous {
            date.warnings.push(Warning {
                code: "document_date_ambiguous".into(),
                message: format!("The header's figures can be read two ways; month first gives {}.", day.iso()),
                spans: Vec::new(),
            });
        }
        return date;
    }
    let Some((mention, point)) = dateline(document, mentions) else {
        return told_on(document, mentions).unwrap_or_default();
    };
    let (Some(month), Some(day)) = (point.known.month, point.known.day) else { return DocumentDate::default() };
    if let Some(day) = point.known.year.and_then(|y| Day::new(y, month, day)) {
        return DocumentDate::known(day, DateSource::Dateline);
    }
    let spans = document.bytes(mention.tokens.clone());
    if let Some((inferred, evidence)) = infer_year(document, mentions, month, day) {
        let mut date = DocumentDate::known(inferred, DateSource::Inferred);
        let mut all = vec![[spans.start, spans.end]];
        all.extend(evidence);
        date.warnings.push(Warning {
            code: "document_year_inferred".into(),
            message: format!("The dateline has no year; {} is worked out from other dates in the text.", inferred.year),
            spans: all,
        });
        return date;
    }
    // A year in which every day exists, for arithmetic only.
    DocumentDate {
        day: Day::new(2000, month, day),
        year_known: false,
        source: DateSource::Dateline,
        text: Some(format!("XXXX-{month:02}-{day:02}")),
        warnings: Vec::new(),
    }
}

/// What has a day of its own, long remembered.
static BEGINS: &Words = words![
    "since", "began", "begun", "started", "launched", "invaded", "broke", "erupted", "founded", "born", "war",
    "invasion",
];

/// Reporting verbs whose day is that of the report.
static TELLS: &Words = words!["said", "told", "announced", "reported", "confirmed", "added"];
/// The opening of an article, in tokens.
const OPENING: usize = 80;

/// "The minister said on Wednesday, July 20, 2022": without a dateline, the day on which the opening is told.
fn told_on(document: &Document, mentions: &[Mention]) -> Option<DocumentDate> {
    mentions.iter().take_while(|m| m.tokens.start < OPENING).find_map(|mention| {
        let Meaning::Point(point) = mention.meaning else { return None };
        let day = Day::new(point.known.year?, point.known.month?, point.known.day?)?;
        let start = mention.tokens.start;
        let told = (start.saturating_sub(3)..start).any(|t| document.is_any(t, TELLS));
        (told && point.known.weekday == Some(day.weekday())).then(|| {
            let mut date = DocumentDate::known(day, DateSource::Inferred);
            let span = document.bytes(mention.tokens.clone());
            date.warnings.push(Warning {
                code: "document_date_inferred".into(),
                message: format!("No header or dateline; {} is the day on which the opening is told.", day.iso()),
                spans: vec![[span.start, span.end]],
            });
            date
        })
    })
}

/// A full date on a line of its own, or after "date", "published", "updated", near the top.
fn header(document: &Document, mentions: &[Mention]) -> Option<(Day, bool)> {
    let line_start = |token: usize| (0..=token).rev().find(|t| document.tokens[*t].is(Token::LINE_START)).unwrap_or(0);
    let line_end = |token: usize| {
        // Looking farther than any heading goes would be wasted.
        let far = document.len().min(token + 4 * HEADER_LINE);
        (token + 1..far).find(|t| document.tokens[*t].is(Token::LINE_START)).unwrap_or(far)
    };
    mentions.iter().take_while(|m| m.tokens.start < HEADER_TOKENS).find_map(|mention| {
        let Meaning::Point(point) = mention.meaning else { return None };
        let (year, month, day) = (point.known.year?, point.known.month?, point.known.day?);
        let day = Day::new(year, month, day)?;
        let (line, end) = (line_start(mention.tokens.start), line_end(mention.tokens.end - 1));
        let before = mention.tokens.start.checked_sub(1).filter(|_| mention.tokens.start > line);
        let labelled = (line..mention.tokens.start)
            .all(|t| document.is_any(t, LABELS) || document.tokens[t].kind == crate::text::Kind::Punct);
        // "World in brief | Monday, 9 October 2023", "Flash update (28 April 2023)": set off in a line that is no sentence.
        let set_off =
            before.is_none_or(|b| document.tokens[b].kind == crate::text::Kind::Punct || document.is_any(b, LABELS));
        let rest = mention.tokens.end..end;
        let closed = rest.len() <= 8
            && !rest.clone().any(|t| {
                document.tokens[t].kind == crate::text::Kind::Word
                    && document.tokens[t].shape == crate::text::Shape::Lower
                    && !document.has(t, class::MERIDIEM)
            });
        let sentence = end - line > HEADER_LINE || end > line && document.is(end - 1, ".");
        let named = before.is_some_and(|b| {
            document.is_any(b, DATE_LABELS) || b > 0 && document.is(b, ":") && document.is_any(b - 1, DATE_LABELS)
        });
        // "By Jane Doe March 6, 2024", "Jane Doe · 6 March 2024 · 3 min read".
        let byline = document.is(line, "by") && closed;
        let divided = document
            .tokens
            .get(mention.tokens.end)
            .is_some_and(|_| ["\u{b7}", "\u{2022}", "|"].contains(&document.str(mention.tokens.end)));
        let set_off = set_off && (closed || divided) || byline;
        (labelled && closed || named || set_off && !sentence).then_some((day, point.numeric))
    })
}

/// "Sept. 12 (UPI) --", "WASHINGTON, March 12 (Xinhua) --".
fn dateline<'m>(document: &Document, mentions: &'m [Mention]) -> Option<(&'m Mention, Point)> {
    mentions.iter().take_while(|m| m.tokens.start < DATELINE_WITHIN).find_map(|mention| {
        let Meaning::Point(point) = mention.meaning else { return None };
        if point.known.day.is_none() || point.known.month.is_none() || point.time != Time::None {
            return None;
        }
        let start = mention.tokens.start;
        let line = (start.saturating_sub(DATELINE_TOKENS)..=start)
            .rev()
            .find(|t| document.tokens[*t].is(Token::LINE_START))?;
        // Only names and marks stand before the day; an agency may write its own name small, at the very top.
        let small = (line..start)
            .filter(|&t| document.tokens[t].kind == crate::text::Kind::Word && !document.tokens[t].capitalised())
            .count();
        let names = small == 0 || small == 1 && line == 0 && start < DATELINE_TOKENS / 2;
        let mut at = mention.tokens.end;
        let bracketed = document.is(line, "(") || start > line && document.is(start - 1, "(");
        if document.is(at, ")") && bracketed {
            at += 1;
        }
        // "6 March 2024, Geneva -"
        if start == line && document.is(at, ",") {
            let place =
                (at + 1..(at + 6).min(document.len())).take_while(|t| document.tokens[*t].capitalised()).count();
            at += if place > 0 { 1 + place } else { 0 };
        }
        if document.is(at, "(") {
            at = (at..(at + 8).min(document.len())).find(|t| document.is(*t, ")"))? + 1;
        }
        let closes = document.tokens.get(at).is_some_and(|t| t.kind == crate::text::Kind::Punct)
            && ["--", "-", "\u{2013}", "\u{2014}", "_", "---"].contains(&document.str(at));
        // "PESHAWAR, June 19: Six soldiers …"
        let colon = document.is(at, ":")
            && start > line
            && document.is(start - 1, ",")
            && document.tokens.get(at + 1).is_some_and(|t| t.capitalised());
        (names && (closes || colon)).then_some((mention, point))
    })
}

/// The year of a dateline, from "nearly two years after November 2020" and from weekdays of full dates.
fn infer_year(document: &Document, mentions: &[Mention], month: u8, day: u8) -> Option<(Day, Vec<[usize; 2]>)> {
    let span = |m: &Mention| {
        let bytes = document.bytes(m.tokens.clone());
        [bytes.start, bytes.end]
    };
    for (i, mention) in mentions.iter().enumerate() {
        let Meaning::Length(length) = mention.meaning else { continue };
        let Some((count, modifier)) = years(&length) else { continue };
        if !document.is_any(mention.tokens.end, words!["after", "since"]) {
            continue;
        }
        let sentence = document.sentence_of(mention.tokens.start);
        let Some((since, from)) = mentions[i + 1..]
            .iter()
            .take(6)
            .take_while(|m| m.tokens.start < sentence.end)
            .find_map(|m| match m.meaning {
                Meaning::Point(p)
                    if p.known.year.is_some() && p.shift.is_none() && p.grain.fineness() >= Grain::Year.fineness() =>
                {
                    Some((m, p))
                }
                _ => None,
            })
        else {
            continue;
        };
        let Some(year) = from.known.year else { continue };
        let Some(begin) = Day::new(year, from.known.month.unwrap_or(7), from.known.day.unwrap_or(15)) else { continue };
        let target = begin.plus_months(12 * i64::from(count)).number();
        let (low, high) = match modifier {
            Some(Modifier::LessThan) => (target - 365, target + 20),
            Some(Modifier::MoreThan) => (target - 20, target + 365),
            _ => (target - 190, target + 190),
        };
        let year = (year..=year + count + 1)
            .find(|y| Day::new(*y, month, day).is_some_and(|d| (low..=high).contains(&d.number())));
        if let Some(found) = year.and_then(|y| Day::new(y, month, day)) {
            return Some((found, vec![span(mention), span(since)]));
        }
    }
    // A full date within a fortnight of the dateline; "the war began on Feb. 24, 2022" has an anniversary near it.
    let latest = mentions.iter().filter_map(|m| match m.meaning {
        Meaning::Point(p) if p.shift.is_none() && p.grain.fineness() >= Grain::Year.fineness() => p.known.year,
        _ => None,
    });
    let latest = latest.max();
    mentions.iter().find_map(|m| {
        let Meaning::Point(p) = m.meaning else { return None };
        let start = m.tokens.start;
        let begins =
            (start.saturating_sub(6).max(document.sentence_of(start).start)..start).any(|t| document.is_any(t, BEGINS));
        if begins || latest.is_some_and(|latest| p.known.year.is_some_and(|year| year < latest)) {
            return None;
        }
        let near = Day::new(p.known.year?, p.known.month?, p.known.day?)?;
        let found = Day::new(near.year, month, day)?;
        ((0..=14).contains(&(found.number() - near.number()))).then(|| (found, vec![span(m)]))
    })
}

/// Warns of what cannot be true if the document date is.
pub fn contradictions(
    document: &Document,
    syntax: &Syntax,
    date: &DocumentDate,
    dates: &[Anchored],
    warnings: &mut Vec<Warning>,
) {
    let Some(now) = date.day.filter(|_| date.year_known) else { return };
    let span = |a: &Anchored| {
        let bytes = document.bytes(a.mention.tokens.clone());
        [bytes.start, bytes.end]
    };
    for (i, anchored) in dates.iter().enumerate() {
        match anchored.mention.meaning {
            // "Four years of peace … since 2016", written in 2017.
            Meaning::Length(length) => {
                let Some((count, modifier)) = years(&length).filter(|(n, _)| *n > 1) else { continue };
                let sentence = document.sentence_index(anchored.mention.tokens.start);
                let since = dates[i + 1..].iter().take(4).find(|other| {
                    let start = other.mention.tokens.start;
                    document.sentence_index(start) <= sentence + 2
                        && start.checked_sub(1).is_some_and(|b| document.is(b, "since"))
                        && matches!(other.mention.meaning, Meaning::Point(p) if p.known.year.is_some())
                });
                let year = since.and_then(|s| s.resolved).and_then(|r| r.year);
                let slack = i32::from(modifier == Some(Modifier::LessThan)) + 1;
                if let (Some(since), Some(year)) = (since, year) {
                    if year + count > now.year + slack {
                        warnings.push(Warning {
                            code: "document_date_inconsistent".into(),
                            message: format!("{year} and {count} years come to {}, later than the document date {}; the date was kept.", year + count, now.iso()),
                            spans: vec![span(anchored), span(since)],
                        });
                    }
                }
            }
            // A day that is told in the past tense and lies ahead.
            Meaning::Point(point) if point.known.year.is_some() && point.shift.is_none() => {
                let Some((first, _)) = anchored.interval else { continue };
                let told = syntax.tense_at(anchored.mention.tokens.start) == Tense::Past;
                let planned = anchored.mention.tokens.start.checked_sub(1).is_some_and(|b| {
                    document.is_any(b, words!["until", "by", "for", "before", "to", "through", "of", "the"])
                });
                if told && !planned && first.number() > now.number() + 1 {
                    warnings.push(Warning {
                        code: "document_date_inconsistent".into(),
                        message: format!(
                            "{} is told as past and lies after the document date {}; the date was kept.",
                            anchored.value,
                            now.iso()
                        ),
                        spans: vec![span(anchored)],
                    });
                }
            }
            _ => {}
        }
    }
}
