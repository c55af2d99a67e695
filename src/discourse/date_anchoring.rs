//! Which time a date leans on: the document date, the date the story has arrived at, or none.
//!
//! News resolves "in May" against the day it was written, a narrative against the year it has reached. Nobody says which
//! an article is, so it is decided for each mention: by the tense of its clause, by a year named in the same sentence or
//! paragraph, and by how the article as a whole speaks of time (weekdays and "yesterday", or years long gone).

use super::document_date::{self, DocumentDate};
use crate::dates::calendar::Day;
use crate::dates::meaning::{Base, Fields, Grain, Length, Meaning, Modifier, Point, Pointer, Time, Unit};
use crate::dates::resolve::{resolve, Context, Direction, Thread};
use crate::dates::value::Resolved;
use crate::dates::Mention;
use crate::model::{Date, DateType, Str, Warning};
use crate::syntax::{Syntax, Tag, Tense};
use crate::text::Words;
use crate::text::{Document, Token};
use crate::words;
use std::ops::Range;

/// Share of far-off years among the article's times above which names without a year follow the story, by how close
/// the year was named: in the same sentence, the same paragraph, anywhere before.
const STORY_IN_SENTENCE: f32 = 0.4;
const STORY_IN_PARAGRAPH: f32 = 0.5;
const STORY: f32 = 0.55;
/// The same for "last week" and for what lies in the future: they belong to the one who speaks.
const STORY_OF_THE_SPOKEN: f32 = 0.7;
/// A deictic word ("yesterday", "Tuesday") weighs as much as this many far-off years.
const DEICTIC_WEIGHT: f32 = 3.0;
/// Far-off years that speak against a story of long ago when no deictic word does; else 1.
const SILENT: f32 = 0.5;
/// Years that make a story one of long ago.
const LONG_AGO: i32 = 5;
/// What stands before "to" when something has yet to happen.
static PLANS: &Words = words![
    "scheduled",
    "set",
    "expected",
    "due",
    "planned",
    "slated",
    "poised",
    "plans",
    "plan",
    "planning",
    "hopes",
    "supposed",
    "deadline",
];
/// What a programme does: "the talks resume on Monday".
static PROGRAMME: &Words = words![
    "meet", "meets", "begin", "begins", "start", "starts", "open", "opens", "resume", "resumes", "vote", "votes",
    "convene", "convenes", "expire", "expires", "arrive", "arrives", "travel", "travels", "leave", "leaves", "return",
    "returns", "visit", "visits", "depart", "departs", "fly", "flies", "end", "ends",
];
/// What a date before it names although it may still be ahead.
static COMING: &Words = words![
    "election",
    "elections",
    "vote",
    "votes",
    "ballot",
    "polls",
    "poll",
    "referendum",
    "runoff",
    "primary",
    "summit",
    "talks",
    "meeting",
    "deadline",
    "conference",
    "session",
    "hearing",
    "trial",
    "inauguration",
    "expiry",
    "expiration",
    "visit",
    "date",
    "match",
    "game",
    "round",
    "ceremony",
    "anniversary",
    "debate",
    "parade",
    "rally",
    "congress",
    "convention",
    "polling",
    "withdrawal",
    "pullout",
    "handover",
    "start",
    "launch",
    "contract",
    "delivery",
    "payment",
    "target",
];
/// What stands before "to" when a date is set: the day of "agreed to leave on 10 February" is ahead.
static AGREED: &Words = words![
    "agreed",
    "agreement",
    "deal",
    "ordered",
    "order",
    "subpoenaed",
    "subpoena",
    "decided",
    "decision",
    "voted",
    "pledged",
    "promised",
    "vowed",
    "asked",
    "invited",
    "summoned",
    "threatened",
    "offered",
    "offer",
    "plan",
    "plans",
    "deadline",
];
/// A bare year this far from where the story is does not move it, unless the next one confirms it.
const FAR_YEARS: i32 = 10;
/// A story that has looked back or ahead goes on where it was within so many sentences.
const ASIDE_SENTENCES: usize = 4;
/// The opening of an article, in tokens.
const OPENING: usize = 80;
/// Mentions of years before Christ that make "in 492" one.
const ANCIENT_MENTIONS: usize = 2;

/// A date mention with its value.
#[derive(Clone, Debug)]
pub struct Anchored {
    /// The mention.
    pub mention: Mention,
    /// Its place in the calendar; `None` for lengths, repetitions and vague references.
    pub resolved: Option<Resolved>,
    /// TIMEX3 type.
    pub date_type: DateType,
    /// TIMEX3 value.
    pub value: Str,
    /// `DCT`, or the value it leans on.
    pub anchor: Option<Str>,
    /// First and last day.
    pub interval: Option<(Day, Day)>,
}

impl Anchored {
    fn plain(mention: Mention, date_type: DateType, value: Str) -> Anchored {
        Anchored { mention, resolved: None, date_type, value, anchor: None, interval: None }
    }

    /// The output model's form, offsets in bytes.
    pub fn into_model(self, document: &Document, syntax: &Syntax) -> Date {
        let bytes = document.bytes(self.mention.tokens.clone());
        let modifier = match self.mention.meaning {
            Meaning::Point(point) => point.modifier,
            Meaning::Length(length) => length.modifier,
            _ => None,
        };
        let precision = match self.resolved {
            Some(resolved) => resolved.precision(),
            None => None,
        };
        Date {
            text: Str::new(document.text.get(bytes.clone()).unwrap_or_default()),
            start: bytes.start,
            end: bytes.end,
            date_type: self.date_type,
            timex3_extent: self.with_article(document, syntax).map(|start| [start, bytes.end]),
            value: self.value,
            modifier: modifier.map(|m| m.code().into()),
            anchor: self.anchor,
            interval: self.interval.map(|(first, last)| [first.iso(), last.iso()]),
            date_prec: precision,
            rule: self.mention.rule.into(),
            ..Date::default()
        }
    }
}

impl Anchored {
    /// Where the mark would begin with its article, as TimeML has it: "the last week", not "the 1994 truce".
    fn with_article(&self, document: &Document, syntax: &Syntax) -> Option<usize> {
        let tokens = &self.mention.tokens;
        let article = tokens.start.checked_sub(1).filter(|b| document.is_any(*b, words!["the", "a", "an"]))?;
        // "The 1994 truce": the article is the truce's.
        let year = tokens.len() == 1 && matches!(self.mention.meaning, Meaning::Point(p) if p.known.year.is_some());
        let vague = matches!(self.mention.meaning, Meaning::Vague(r) if r == "PRESENT_REF");
        let adverb = matches!(self.mention.meaning, Meaning::Repeat(_));
        let length = matches!(self.mention.meaning, Meaning::Length(_));
        let hyphen = length && tokens.clone().any(|t| document.is(t, "-"));
        // "The end of 1944", "the summer of 1963" have a head of their own.
        let headed = tokens.clone().any(|t| document.is(t, "of"));
        let noun_follows = document
            .tokens
            .get(tokens.end)
            .is_some_and(|t| t.kind == crate::text::Kind::Word && !t.is(Token::SENTENCE_START))
            && matches!(syntax.tag(tokens.end), Tag::Noun | Tag::Proper | Tag::Adjective)
            && !document.is_any(tokens.end, words!["ended", "ending", "ago", "later", "earlier"]);
        let counted = matches!(self.mention.meaning, Meaning::Point(p) if p.known == Fields::default());
        let modifies = hyphen || noun_follows && !headed && !counted;
        (!year && !vague && !adverb && !modifies).then(|| document.tokens[article].start as usize)
    }
}

/// How an article speaks of time.
struct Evidence {
    /// Share of far-off years, 0 (news) to 1 (narrative).
    story: f32,
    /// "Yesterday", or a weekday in the opening: somebody speaks at a time of his own.
    speaks: bool,
    /// Years before Christ are named.
    ancient: bool,
    /// Numeric dates put the month first.
    month_first: Option<bool>,
}

impl Evidence {
    fn of(document: &Document, mentions: &[Mention], now: Option<Day>) -> Evidence {
        let (mut far, mut deictic, mut ancient) = (0.0, 0.0, 0);
        let (mut month_first, mut day_first) = (0, 0);
        let (mut month_day, mut day_month) = (0, 0);
        let (mut speaks_now, mut old) = (false, false);
        for mention in mentions {
            let Meaning::Point(point) = mention.meaning else { continue };
            if mention.rule == "numeric date" && !point.numeric {
                let text = document.slice(mention.tokens.clone());
                let first = crate::dates::figures::leading_digits(text.split(['/', '-', '.']).next().unwrap_or(""))
                    .unwrap_or(0);
                match first {
                    13.. => day_first += 1,
                    _ if point.known.day.is_some_and(|d| d > 12) => month_first += 1,
                    _ => {}
                }
            }
            match mention.rule {
                "month, day and year" => month_day += 1,
                "day, month and year" => day_month += 1,
                _ => {}
            }
            if let Some(year) = point.known.year.filter(|_| !point.bare_ancient) {
                ancient += usize::from(year <= 0);
                old |= now.is_some_and(|now| now.year - year > LONG_AGO);
                far += match now {
                    Some(now) if (now.year - year).abs() <= 1 => 0.0,
                    _ => 1.0,
                };
            }
            let speaks = point.shift.is_some_and(|s| s.base == Base::Now)
                || point.known.weekday.is_some() && point.known.day.is_none() && point.pointer.is_none();
            deictic += f32::from(u8::from(speaks));
            speaks_now |= speaks && (point.shift.is_some() || mention.tokens.start < OPENING);
        }
        let order = |first: i32, second: i32| match first.cmp(&second) {
            std::cmp::Ordering::Greater => Some(true),
            std::cmp::Ordering::Less => Some(false),
            std::cmp::Ordering::Equal => None,
        };
        Evidence {
            story: far / (far + DEICTIC_WEIGHT * deictic + if deictic == 0.0 && old { SILENT } else { 1.0 }),
            speaks: speaks_now,
            ancient: ancient >= ANCIENT_MENTIONS,
            month_first: order(month_first, day_first).or_else(|| order(month_day, day_month)),
        }
    }
}

/// Where the story has arrived.
#[derive(Default)]
struct Story {
    /// The last date.
    last: Option<Resolved>,
    /// The last day.
    day: Option<Day>,
    /// The last day of which not all is known: "Wednesday" without a document date.
    vague: Option<Resolved>,
    /// The last day that was not in the future.
    told: Option<Day>,
    /// The time of day on it.
    time: Time,
    /// The last date at least as fine as a month.
    month: Option<Resolved>,
    /// The last decade or century.
    decade: Option<Resolved>,
    /// The last quarter, and its sentence.
    quarter: Option<(Resolved, usize)>,
    /// Sentence and paragraph of the last year that was named.
    year_sentence: Option<usize>,
    year_paragraph: Option<usize>,
    /// Paragraph and sentence of the last day.
    day_paragraph: Option<usize>,
    day_sentence: usize,
    /// Sentence of the last date.
    last_sentence: usize,
    /// A year that was named in passing.
    aside: Option<i32>,
    /// Where it was before it turned back or jumped ahead, and the sentence in which it did.
    before: Option<((Day, Day), usize)>,
    /// A weekday that has turned out to be the day after the dateline.
    tomorrow: Option<u8>,
}

/// Everything that was found out.
pub struct Anchoring {
    /// The document date.
    pub date: DocumentDate,
    /// The mentions with their values, in text order.
    pub dates: Vec<Anchored>,
    /// Contradictions.
    pub warnings: Vec<Warning>,
}

/// Gives every mention its value. `given` is the caller's document date.
pub fn anchor(document: &Document, syntax: &Syntax, mut mentions: Vec<Mention>, given: Option<&str>) -> Anchoring {
    let date = document_date::find(document, &mentions, given);
    let mut warnings = date.warnings.clone();
    let evidence = Evidence::of(document, &mentions, date.day.filter(|_| date.year_known));
    if !evidence.ancient {
        mentions.retain(|m| !matches!(m.meaning, Meaning::Point(p) if p.bare_ancient));
    }
    share_years(document, &mut mentions);
    let mut ahead = dates_ahead(&mentions).into_iter();
    let mut anchorer = Anchorer {
        document,
        syntax,
        date: &date,
        evidence,
        story: Story::default(),
        paragraph: 0,
        token: 0,
        sentence: 0,
        around: document.sentence(0),
        warnings: Vec::new(),
        previous: None,
        next: None,
    };
    let mut dates = Vec::with_capacity(mentions.len());
    for mention in mentions {
        anchorer.next = ahead.next().flatten();
        dates.push(anchorer.anchor(mention));
    }
    warnings.append(&mut anchorer.warnings);
    if let Some(weekday) = anchorer.story.tomorrow {
        take_the_next_day(&date, weekday, &mut dates);
    }
    lean_on_the_next(document, &mut dates);
    begin_at_the_next(document, &mut dates);
    document_date::contradictions(document, syntax, &date, &dates, &mut warnings);
    Anchoring { date, dates, warnings }
}

struct Anchorer<'d, 't> {
    document: &'d Document<'t>,
    syntax: &'d Syntax,
    date: &'d DocumentDate,
    evidence: Evidence,
    story: Story,
    paragraph: usize,
    token: usize,
    /// The sentence that the last point is in, and its tokens.
    sentence: usize,
    around: Range<usize>,
    warnings: Vec<Warning>,
    /// The token after the last point, and its value.
    previous: Option<(usize, Resolved)>,
    /// The next date that names its year and month, and its token.
    next: Option<(Day, usize)>,
}

/// Whether past or future makes a difference to a point: where its year is named, or it is counted from another, it makes
/// none but to weekdays, weekends and feasts.
fn asks_direction(point: &Point) -> bool {
    let Fields { year, weekday, feast, .. } = point.known;
    weekday.is_some()
        || feast.is_some()
        || match point.shift {
            Some(shift) => shift.unit == Unit::Weekend,
            None => year.or(point.implied_year).is_none() && point.grain != Grain::Unset,
        }
}

/// For each mention, the first one after it that names its year and month.
fn dates_ahead(mentions: &[Mention]) -> Vec<Option<(Day, usize)>> {
    let mut next = None;
    let mut ahead: Vec<_> = mentions
        .iter()
        .rev()
        .map(|mention| {
            let after = next;
            if let Meaning::Point(Point { known: Fields { year: Some(year), month: Some(month), day, .. }, .. }) =
                mention.meaning
            {
                next = Day::new(year, month, day.unwrap_or(15)).map(|day| (day, mention.tokens.start)).or(next);
            }
            after
        })
        .collect();
    ahead.reverse();
    ahead
}

impl Anchorer<'_, '_> {
    fn anchor(&mut self, mention: Mention) -> Anchored {
        match mention.meaning {
            Meaning::Length(length) => {
                // "The last few decades" end now, "the next 48 hours" begin.
                let says = |words: &Words| mention.tokens.clone().any(|t| self.document.is_any(t, words));
                let anchor = if says(words!["last", "past", "recent"]) {
                    Some("end=DCT".into())
                } else {
                    says(words!["next", "coming"]).then(|| "begin=DCT".into())
                };
                Anchored { anchor, ..Anchored::plain(mention, DateType::Duration, length.value().into()) }
            }
            Meaning::Repeat(length) => Anchored::plain(mention, DateType::Set, length.value().into()),
            Meaning::RepeatPoint(point) => {
                let value = resolve(&point, &Context::default()).value();
                let at_night = point.grain == Grain::Unset && mention.rule == "at night";
                Anchored::plain(mention, if at_night { DateType::Time } else { DateType::Set }, value)
            }
            Meaning::Vague(reference) => Anchored::plain(mention, DateType::Date, reference.into()),
            Meaning::Point(point) => self.point(mention, point),
        }
    }

    fn point(&mut self, mention: Mention, point: Point) -> Anchored {
        let start = mention.tokens.start;
        if let Some(passed) = self.document.tokens.get(self.token + 1..start + 1) {
            self.paragraph += passed.iter().filter(|t| t.is(Token::PARAGRAPH_START)).count();
            self.token = start;
        }
        while self.around.end <= start && self.sentence + 1 < self.document.sentences.len() {
            self.sentence += 1;
            self.around = self.document.sentence(self.sentence);
        }
        let sentence = self.sentence;
        let narrative = self.follows_the_story(&point, sentence, start);
        let running = self.running(&point, narrative, start);
        let mut context = Context {
            now: self.date.day,
            year_known: self.date.year_known || self.date.day.is_none(),
            running,
            day: self.story.day.filter(|_| {
                let of_a_month = point.shift.is_some_and(|s| s.base == Base::Running && s.unit == Unit::Day);
                !(of_a_month && running.is_some_and(|r| r.grain == Grain::Month))
            }),
            narrative,
            direction: if asks_direction(&point) { self.direction(&mention, &point) } else { Direction::default() },
            month_first: self.evidence.month_first,
            quarter: self.story.quarter.filter(|(_, s)| sentence.saturating_sub(*s) <= 3).map(|(q, _)| q),
            thread: Thread {
                last: self.story.last.and_then(|r| r.interval()),
                before: self
                    .story
                    .before
                    .filter(|(_, turn)| {
                        sentence - turn <= ASIDE_SENTENCES && self.story.year_sentence != Some(sentence)
                    })
                    .map(|(before, _)| before),
                next: self.next.map(|(day, token)| (day, self.around.contains(&token))),
            },
        };
        // "Overnight" is told in the morning, of the night that began the day before.
        let overnight = self.document.is(start, "overnight") && mention.tokens.len() == 1;
        let mut point = point;
        if let (true, false, Some(shift)) = (overnight, narrative, &mut point.shift) {
            if self.syntax.tense_at(start) != Tense::Future && self.date.day.is_some() {
                shift.count = Some(-1);
            }
        }
        // "Last night …; at midday …": the story has slept.
        let night = matches!(self.story.time, Time::Part("NI" | "EV"));
        let morrow = context.day.map(|d| d.plus_days(1)).filter(|d| self.date.day.is_none_or(|now| *d <= now));
        if point.grain == Grain::Unset && night && is_before_evening(point.time) {
            context.day = morrow.or(context.day);
        }
        // "10:05am" at the head of a line is the log's own clock.
        if point.grain == Grain::Unset && self.document.tokens[start].is(Token::LINE_START) {
            context.day = self.date.day.filter(|_| self.date.year_known).or(context.day);
        }
        if narrative && self.is_present(&point) {
            return Anchored::plain(mention, DateType::Date, "PRESENT_REF".into());
        }
        let mut resolved = resolve(&point, &context);
        // "On Wednesday at noon": the day just told, although nobody knows which Wednesday.
        if let (Grain::Unset, Some(day)) = (point.grain, self.story.vague) {
            resolved = Resolved { time: resolved.time, zone: resolved.zone, ..day };
        }
        if let Some(year) = self.continues_a_range(&mention, &point, &resolved) {
            resolved.year = Some(year);
        }
        if let Some(day) = self.day_after_the_dateline(&mention, &point, &context) {
            resolved = Resolved { time: point.time, zone: point.zone, ..Resolved::of_day(day) };
            context.now = Some(day);
        }
        let anchor = self.leans_on(&point, &context, &resolved);
        self.previous = Some((mention.tokens.end, resolved));
        self.remember(&point, resolved, sentence, start);
        let mut interval = resolved.interval();
        if let (Some((first, last)), Some(now)) = (&mut interval, self.date.day.filter(|_| self.date.year_known)) {
            match point.cut {
                -1 if *first <= now => *last = (*last).min(now),
                1 if *last >= now => *first = (*first).max(now),
                _ => {}
            }
        }
        let date_type =
            if point.time == Time::None && resolved.time == Time::None { DateType::Date } else { DateType::Time };
        Anchored { value: resolved.value(), resolved: Some(resolved), date_type, anchor, interval, mention }
    }

    /// Whether a name without a year means the one of the story.
    fn follows_the_story(&self, point: &Point, sentence: usize, token: usize) -> bool {
        if self.story.last.is_none_or(|r| r.year.is_none()) {
            return false;
        }
        let story = self.evidence.story;
        let spoken = point.shift.is_some_and(|s| s.base == Base::Now);
        let counted = point.shift.is_some_and(|s| s.count != Some(0) || s.pointed);
        if spoken && counted && self.date.day.is_some() {
            return false;
        }
        if story <= STORY_OF_THE_SPOKEN && (spoken || self.syntax.tense_at(token) == Tense::Future) {
            return false;
        }
        let deictic_day = point.known.weekday.is_some() && point.known.day.is_none();
        // An obituary is full of years, and yet its "Friday" is the writer's: only a day just told carries a weekday on.
        let near_a_day = self.story.day_paragraph.is_some_and(|p| self.paragraph - p <= 1)
            && self.story.last.is_some_and(|last| last.as_day().is_some());
        // Without a document date and without anybody who speaks, the year told last is the only one there is.
        if self.date.day.is_none() && !self.evidence.speaks && point.shift.is_none() {
            let near = self.story.year_paragraph.is_some_and(|p| self.paragraph - p <= 1);
            return if deictic_day { near_a_day } else { near } || story > STORY;
        }
        if self.date.day.is_some() && point.pointer.is_none_or(|p| p.base() == Base::Now) && deictic_day && !near_a_day
        {
            return false;
        }
        if !deictic_day && point.shift.is_none() && self.story.year_sentence == Some(sentence) {
            return story > STORY_IN_SENTENCE || self.date.day.is_none();
        }
        if !deictic_day && point.shift.is_none() && self.story.year_paragraph == Some(self.paragraph) {
            return story > STORY_IN_PARAGRAPH;
        }
        story > STORY
    }

    /// "Today" in a story is the reader's.
    fn is_present(&self, point: &Point) -> bool {
        point.time == Time::None
            && point
                .shift
                .is_some_and(|s| s.base == Base::Now && s.unit == Unit::Day && s.count == Some(0) && !s.pointed)
            && point.known == Fields::default()
    }

    /// The date that "later", "that year", "the month" are counted from.
    fn running(&self, point: &Point, narrative: bool, token: usize) -> Option<Resolved> {
        let now = self.date.day.map(Resolved::of_day);
        // "The end of the decade": of the one just named.
        if point.definite && matches!(point.grain, Grain::Century | Grain::Decade) {
            return self.story.decade.or(self.story.last).or(now);
        }
        if point.definite && !narrative {
            return now.or(self.story.last);
        }
        match point.shift {
            // "Two months later" is counted from something the text has named, never from its own date.
            Some(shift)
                if shift.base == Base::Running
                    && !shift.pointed
                    && shift.count != Some(0)
                    && self.story.last.is_none() =>
            {
                None
            }
            Some(shift) if shift.base == Base::Running && shift.unit <= Unit::Hour => {
                let at = |day| Resolved { time: self.story.time, ..Resolved::of_day(day) };
                self.story.day.map(at).or(self.story.last).or(now)
            }
            Some(shift) if shift.base == Base::Running && shift.unit <= Unit::Day => {
                // "He was shot last October. That same day …": a day of that month, and not of the news before.
                let sentence = self.sentence;
                let month = self.story.last.filter(|last| {
                    last.grain == Grain::Month
                        && last.year.is_some()
                        && shift.count == Some(0)
                        && sentence <= self.story.last_sentence + 1
                        && self.story.day_sentence < self.story.last_sentence
                        && self
                            .story
                            .day
                            .is_some_and(|day| Some(day.month) != last.month || Some(day.year) != last.year)
                });
                if month.is_some() {
                    return month;
                }
                // What "the next morning" tells did not follow a day that is yet to come.
                let day = if self.syntax.tense_at(token) == Tense::Past { self.story.told } else { self.story.day };
                day.or(self.story.day).map(Resolved::of_day).or(self.story.last).or(now)
            }
            Some(shift) if shift.base == Base::Running && shift.unit <= Unit::Month => {
                self.story.month.or(self.story.last).or(now)
            }
            _ => {
                // The month that the story has reached tells whether "January" is the next one.
                let reached = self.story.month.filter(|m| self.story.last.is_some_and(|l| l.year == m.year));
                reached.or(self.story.last).or(now.filter(|_| self.date.year_known))
            }
        }
    }

    fn direction(&self, mention: &Mention, point: &Point) -> Direction {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let document = self.document;
        let before = |words: &Words| {
            start.checked_sub(1).is_some_and(|b| document.is_any(b, words))
                || start.checked_sub(2).is_some_and(|b| document.is(start - 1, "the") && document.is_any(b, words))
        };
        let tense = self.syntax.tense_at(start);
        let weekday = point.known.weekday.is_some() && point.known.day.is_none();
        if before(words!["since"]) {
            return if weekday { Direction::Past } else { Direction::Since };
        }
        if before(words!["effective", "payable", "starting", "beginning"]) {
            return if tense == Tense::Past { Direction::Nearest } else { Direction::Future };
        }
        // "This Thursday's vote": of this week, whatever is said of it.
        if weekday && point.pointer == Some(Pointer::This) && document.is(end, "'s") {
            return Direction::Nearest;
        }
        if weekday {
            let window = start.saturating_sub(8).max(self.around.start)..start;
            let had_been = (window.start..window.end).any(|t| document.is(t, "had") && document.is(t + 1, "been"));
            return match tense {
                _ if had_been => Direction::Past,
                Tense::Future => Direction::Future,
                _ if self.is_planned(start) || self.plan_follows(start, end) => Direction::Future,
                Tense::Present if self.is_on_a_programme(start) => Direction::Future,
                // "Told to leave by Monday"
                _ if before(words!["by", "before", "until"])
                    && window.clone().any(|t| document.is(t, "to") && self.syntax.tag(t + 1).is_verb()) =>
                {
                    Direction::Future
                }
                _ if before(words!["until", "till"]) && tense == Tense::Present => Direction::Future,
                _ => Direction::Past,
            };
        }
        // "A hearing is set for Jan. 14."
        if before(words!["for"])
            && start >= 3
            && document.is_any(start - 2, words!["set", "scheduled", "due", "slated", "planned"])
            && document.is_any(start - 3, words!["is", "are", "remains"])
        {
            return Direction::Future;
        }
        // "He succeeds the man who stepped down as chairman, chief and president in March": the verb next to it.
        let sentence = self.around.start;
        let verb = (sentence.max(start.saturating_sub(12))..start).rev().find(|t| self.syntax.tag(*t).is_verb());
        let tense = match verb.map(|t| self.syntax.tag(t)) {
            Some(Tag::Past) if tense == Tense::Present => Tense::Past,
            _ => tense,
        };
        if before(words!["until", "till", "by", "before", "due", "through", "for"])
            || start >= 2 && document.is(start - 2, "of") && document.is(start - 1, "the")
        {
            return if tense == Tense::Future { Direction::Future } else { Direction::Nearest };
        }
        // "The May 28 election", "December's figures": the verb tells of something else.
        let modifies = document.is(end, "'s")
            || document.tokens.get(end).is_some_and(|t| {
                t.kind == crate::text::Kind::Word
                    && !t.is(Token::SENTENCE_START)
                    && self.syntax.tag(end).is_nominal()
                    && !document.is_any(end, words!["he", "she", "it", "they", "we", "i", "you", "who", "there"])
            });
        // "The 24 February invasion" has happened, "the 28 May election" may be ahead.
        let event = modifies && !document.is_any(end, COMING) && !document.is(end, "'s") && tense != Tense::Future;
        match tense {
            _ if event => Direction::Past,
            _ if modifies || self.is_about_a_vote(start) => Direction::Nearest,
            Tense::Future => Direction::Future,
            Tense::Past if self.is_agreed(start) => Direction::Nearest,
            Tense::Past if point.grain == Grain::Day && before(words!["on", "between", "from"]) => Direction::Told,
            Tense::Past => Direction::Past,
            Tense::Present => Direction::Nearest,
        }
    }

    /// "On Tuesday, the envoy plans to fly": the plan comes after its day.
    fn plan_follows(&self, start: usize, end: usize) -> bool {
        let document = self.document;
        let sentence = &self.around;
        let fronted =
            (sentence.start..start).all(|t| document.is_any(t, words!["on", "by", "and", "but", "early", "late"]));
        fronted
            && (end..sentence.end.min(end + 16)).any(|t| {
                document.is(t + 1, "to")
                    && (document.is_any(t, words!["plans", "plan", "hopes", "hope", "intends", "intend"])
                        || document.is_any(t, words!["scheduled", "set", "due", "expected", "slated", "poised"])
                            && document.is_any(t - 1, words!["is", "are"]))
            })
    }

    /// "The two sides meet in Geneva on Monday": the present tense of a programme.
    fn is_on_a_programme(&self, start: usize) -> bool {
        let sentence = &self.around;
        (start.saturating_sub(6).max(sentence.start)..start).any(|t| {
            self.document.is_any(t, PROGRAMME)
                && self.syntax.tag(t).is_verb()
                && t.checked_sub(1).is_none_or(|b| !self.document.is(b, "to"))
        })
    }

    /// "They agreed to leave on 10 February": the tense is that of the agreement.
    fn is_agreed(&self, start: usize) -> bool {
        let document = self.document;
        let window = start.saturating_sub(18).max(self.around.start)..start;
        let agreed = window.clone().find(|t| document.is_any(*t, AGREED));
        agreed.is_some_and(|a| (a + 1..start).any(|t| document.is(t, "to") && self.syntax.tag(t + 1).is_verb()))
    }

    /// "Ahead of elections in September": the verb tells of something else.
    fn is_about_a_vote(&self, start: usize) -> bool {
        (start.saturating_sub(6)..start)
            .any(|t| self.document.is_any(t, words!["election", "elections", "referendum", "vote", "polls"]))
    }

    /// "Set to resume Monday", "as soon as Tuesday", "ahead of Friday's vote".
    fn is_planned(&self, start: usize) -> bool {
        let document = self.document;
        let sentence = &self.around;
        let window = start.saturating_sub(10).max(sentence.start)..start;
        let any = |range: Range<usize>, words: &Words| range.into_iter().any(|t| document.is_any(t, words));
        let near = |distance: usize| start.saturating_sub(distance).max(sentence.start);
        // "As soon as Tuesday", "ahead of Friday's vote", "postponed until Monday".
        let soon = start >= 3 && document.is(start - 1, "as") && document.is_any(start - 2, words!["soon", "early"]);
        let ahead = start >= 2 && document.is(start - 2, "ahead") && document.is(start - 1, "of");
        let put_off = any(near(1)..start, words!["until", "till"])
            && any(
                window.clone(),
                words!["postponed", "delayed", "extended", "deadline", "has", "have", "adjourned", "scheduled"],
            );
        if soon || ahead || put_off {
            return true;
        }
        // "It had been due to expire Friday" is over.
        let on = if document.is_any(start.wrapping_sub(1), words!["on", "for"]) { start - 1 } else { start };
        if any(on.saturating_sub(1).max(sentence.start)..on, words!["expected", "due", "scheduled", "planned"])
            && !any(window.clone(), words!["had", "previously"])
        {
            return true;
        }
        // "He is due in court Thursday."
        if window.clone().any(|t| {
            document.is_any(t, words!["is", "are"]) && (t + 1..t + 3).any(|d| d < start && document.is(d, "due"))
        }) {
            return true;
        }
        if any(window.clone(), words!["had", "previously"]) || any(near(4)..start, words!["said", "told", "announced"])
        {
            return false;
        }
        window.clone().any(|t| {
            document.is_any(t, PLANS) && any(t + 1..start.min(t + 4), words!["to", "for"])
                || document.is_any(t, words!["scheduled", "planned", "slated"])
                || document.is_any(t, words!["is", "are"]) && document.is(t + 1, "to") && t + 1 < start
        })
    }

    /// "Early Tuesday" in the past tense under a dateline of Monday: the newsroom is west of the event.
    fn day_after_the_dateline(&mut self, mention: &Mention, point: &Point, context: &Context) -> Option<Day> {
        let weekday = point
            .known
            .weekday
            .filter(|_| point.known.day.is_none() && point.pointer.is_none() && point.shift.is_none())?;
        let next = context.now.filter(|_| self.date.year_known)?.plus_days(1);
        if next.weekday() != weekday || context.narrative || context.direction == Direction::Future {
            return None;
        }
        let early = point.modifier == Some(Modifier::Start)
            || matches!(point.time, Time::Clock { hour: 0..=11, .. })
            || point.time == Time::Part("MO");
        if !early && self.story.tomorrow != Some(weekday) {
            return None;
        }
        if self.story.tomorrow.is_none() {
            let bytes = self.document.bytes(mention.tokens.clone());
            self.warnings.push(Warning {
                code: "weekday_after_document_date".into(),
                message: format!(
                    "“{}” lies in the past and is the day after the document date {}: read as {}, not a week earlier.",
                    self.document.slice(mention.tokens.clone()),
                    context.now.map(Day::iso).unwrap_or_default(),
                    next.iso()
                ),
                spans: vec![[bytes.start, bytes.end]],
            });
        }
        self.story.tomorrow = Some(weekday);
        Some(next)
    }

    /// A year that the story only looks at, far from where it is or ahead of it: "as in 1614", "planned for 1919".
    fn digresses(&mut self, point: &Point, resolved: Resolved, start: usize) -> bool {
        let (Some(year), Some(at)) = (resolved.year, self.story.last.and_then(|l| l.year)) else { return false };
        if resolved.grain != Grain::Year || self.story.month.is_none() {
            self.story.aside = None;
            return false;
        }
        let confirmed = self.story.aside.is_some_and(|aside| (aside - year).abs() < 3);
        let counted = point.shift.is_some_and(|s| s.count.is_some_and(|c| c.abs() > 5));
        let ahead = year > at
            && (self.syntax.tense_at(start) == Tense::Future
                || start.checked_sub(1).is_some_and(|b| self.document.is_any(b, words!["for", "until", "till"])));
        if !confirmed && ((year - at).abs() >= FAR_YEARS || counted || ahead) {
            self.story.aside = Some(year);
            return true;
        }
        self.story.aside = None;
        false
    }

    /// "Between 10 and 15 October": both ends lie in one year.
    fn continues_a_range(&self, mention: &Mention, point: &Point, resolved: &Resolved) -> Option<i32> {
        let (end, previous) = self.previous.filter(|(end, _)| mention.tokens.start.saturating_sub(*end) <= 2)?;
        let joined = (end..mention.tokens.start).any(|t| self.document.is_any(t, JOINS));
        let (month, before) = (resolved.month?, previous.month?);
        (joined && lacks_year(point) && point.implied_year.is_none())
            .then_some(previous.year? + i32::from(month < before))
    }

    fn leans_on(&self, point: &Point, context: &Context, resolved: &Resolved) -> Option<Str> {
        let complete = point.known.year.is_some() && point.shift.is_none();
        if complete || resolved.year.is_none() {
            return None;
        }
        let running = context.narrative
            || point.shift.is_some_and(|s| s.base == Base::Running)
            || point.pointer.is_some_and(|p| p.base() == Base::Running)
            || point.grain == Grain::Unset;
        match (running, context.now) {
            (true, _) => {
                (if point.grain == Grain::Unset { context.day.map(Resolved::of_day) } else { context.running })
                    .map(|r| r.value())
                    .or_else(|| context.now.map(|_| "DCT".into()))
            }
            (false, Some(now)) if Some(now) != self.date.day => Some("DCT+1".into()),
            (false, Some(_)) => Some("DCT".into()),
            (false, None) => None,
        }
    }

    fn remember(&mut self, point: &Point, resolved: Resolved, sentence: usize, start: usize) {
        if resolved.grain == Grain::Day && point.grain == Grain::Day && resolved.as_day().is_none() {
            self.story.vague = Some(resolved).filter(|r| r.weekday.is_some() || r.day.is_some());
        }
        if let Some(day) = resolved.as_day() {
            self.story.vague = None;
            self.story.day = Some(day);
            self.story.day_paragraph = Some(self.paragraph);
            self.story.day_sentence = sentence;
            if self.date.day.is_none_or(|now| day <= now) {
                self.story.told = Some(day);
            }
            self.story.time = resolved.time;
        }
        if resolved.year.is_none() {
            return;
        }
        if matches!(resolved.grain, Grain::Century | Grain::Decade) {
            self.story.decade = Some(resolved);
            return;
        }
        // "Up from 40 a year earlier" compares; the text stays where it was.
        let compares = point.shift.is_some_and(|s| s.unit == Unit::Year && s.base == Base::Running && !s.pointed);
        if compares && !point.definite && self.evidence.story <= STORY {
            return;
        }
        if self.digresses(point, resolved, start) {
            return;
        }
        let reached = self.story.month.or(self.story.last);
        if let (Some(now), Some(then)) = (resolved.interval(), reached.and_then(|r| r.interval())) {
            if now.1 < then.0 || now.0.year > then.1.year {
                self.story.before = Some((then, sentence));
            }
        }
        self.story.last = Some(resolved);
        self.story.last_sentence = sentence;
        if resolved.grain.fineness() >= Grain::Month.fineness() {
            self.story.month = Some(resolved);
        }
        if matches!(resolved.grain, Grain::Quarter(1..=4)) && point.shift.is_none_or(|s| s.unit != Unit::Year) {
            self.story.quarter = Some((resolved, sentence));
        }
        if point.known.year.is_some() {
            self.story.year_sentence = Some(sentence);
            self.story.year_paragraph = Some(self.paragraph);
        }
    }
}

/// What joins the ends of a range and the members of a list.
static JOINS: &Words = words!["to", "and", "until", "till", "-", "--", "\u{2013}", "through", "or", "/"];

/// True for a name of a day or month without its year.
fn lacks_year(point: &Point) -> bool {
    (point.known.month.is_some() || matches!(point.grain, Grain::Season(_)))
        && point.known.year.is_none()
        && point.shift.is_none()
        && point.pointer.is_none()
}

/// "From May to July 1999", "the 3rd and 4 April 1994": the year of the last holds for all.
fn share_years(document: &Document, mentions: &mut [Mention]) {
    for i in (1..mentions.len()).rev() {
        let (head, tail) = mentions.split_at_mut(i);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        let (Meaning::Point(a), Meaning::Point(b)) = (&mut first.meaning, second.meaning) else { continue };
        let between = first.tokens.end..second.tokens.start;
        if !lacks_year(a)
            || between.len() > 2
            || !between.clone().any(|t| document.is_any(t, JOINS) || document.is(t, ","))
        {
            continue;
        }
        let month = |p: &Point| match p.grain {
            Grain::Season(season) => Some(season.first_month() % 12),
            _ => p.known.month,
        };
        if let (Some(year), Some(from), Some(to)) = (b.known.year.or(b.implied_year), month(a), month(&b)) {
            a.implied_year = Some(if from <= to { year } else { year - 1 });
        }
    }
}

/// "From dawn to late afternoon on Friday": a time without a day takes that of the end of its range.
fn lean_on_the_next(document: &Document, dates: &mut [Anchored]) {
    let mut leant = usize::MAX;
    for i in (1..dates.len()).rev() {
        let (head, tail) = dates.split_at_mut(i);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        let unset = matches!(first.mention.meaning, Meaning::Point(p) if p.grain == Grain::Unset);
        let day = match second.mention.meaning {
            // A time that has just leant on the next itself: "6 p.m. (1500 GMT) on Saturday".
            Meaning::Point(p) if p.grain == Grain::Day || leant == i => second.resolved,
            _ => None,
        };
        let between = first.mention.tokens.end..second.mention.tokens.start;
        // "The quarter ended Sept. 30" is the third.
        if let ("the quarter that ended", Some(Resolved { year, month: Some(month), .. }), 0..=3) =
            (first.mention.rule, second.resolved, between.len())
        {
            let quarter = Resolved { year, grain: Grain::Quarter(month.div_ceil(3)), ..Resolved::default() };
            first.value = quarter.value();
            first.interval = quarter.interval();
            first.resolved = Some(quarter);
            continue;
        }
        // "6 p.m. (1500 GMT) on Saturday"
        let bracketed = between.clone().all(|t| document.is_any(t, words!["(", ")", "on", ",", "/"]));
        let joined = between.len() <= 3 && (bracketed || between.clone().any(|t| document.is_any(t, JOINS)));
        let unset = unset
            && document.sentence_index(first.mention.tokens.start)
                == document.sentence_index(second.mention.tokens.start);
        if let (true, true, Some(day), Some(mut resolved)) = (unset, joined, day, first.resolved) {
            (resolved.year, resolved.month, resolved.day) = (day.year, day.month, day.day);
            first.value = resolved.value();
            first.interval = resolved.interval();
            first.anchor = Some(day.value());
            first.resolved = Some(resolved);
            leant = i - 1;
        }
    }
}

/// "Nearly two years after … November 2020": the length begins there.
fn begin_at_the_next(document: &Document, dates: &mut [Anchored]) {
    for i in 1..dates.len() {
        let (head, tail) = dates.split_at_mut(i);
        let (Some(length), Some(point)) = (head.last_mut(), tail.first()) else { continue };
        let end = length.mention.tokens.end;
        let near = point.mention.tokens.start.saturating_sub(end) <= 12
            && document.sentence_index(end) == document.sentence_index(point.mention.tokens.start);
        let known = point.resolved.is_some_and(|r| r.year.is_some());
        if matches!(length.mention.meaning, Meaning::Length(_))
            && near
            && known
            && document.is_any(end, words!["after", "since"])
        {
            length.anchor = Some(format!("begin={}", point.value).into());
        }
    }
}

/// A weekday that has turned out to be the day after the dateline was so before the article showed it.
fn take_the_next_day(date: &DocumentDate, weekday: u8, dates: &mut [Anchored]) {
    let Some(next) = date.day.map(|d| d.plus_days(1)).filter(|d| d.weekday() == weekday) else { return };
    let week_before = Some(next.plus_days(-7));
    for anchored in dates {
        let Meaning::Point(point) = anchored.mention.meaning else { continue };
        let bare = point.known == Fields { weekday: Some(weekday), ..Fields::default() };
        let Some(resolved) = anchored.resolved.filter(|r| bare && r.as_day() == week_before) else { continue };
        if point.pointer.is_none() && point.shift.is_none() {
            let moved = Resolved { time: resolved.time, zone: resolved.zone, ..Resolved::of_day(next) };
            anchored.value = moved.value();
            anchored.interval = moved.interval();
            anchored.anchor = Some("DCT+1".into());
            anchored.resolved = Some(moved);
        }
    }
}

/// True for a clock time or a part of the day before six in the evening.
fn is_before_evening(time: Time) -> bool {
    match time {
        Time::Clock { hour, .. } => hour < 18,
        Time::Part(part) => matches!(part, "MO" | "MI" | "AF"),
        _ => false,
    }
}

/// Length in years, for evidence about the document date.
pub(super) fn years(length: &Length) -> Option<(i32, Option<Modifier>)> {
    (length.unit == Unit::Year && length.halves >= 2 && length.halves % 2 == 0)
        .then(|| i32::try_from(length.halves / 2).ok().map(|n| (n, length.modifier)))
        .flatten()
}
