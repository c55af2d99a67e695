//! Whether a figure or an ambiguous word is a time, by what stands beside it.

use crate::lexicon::class;
use crate::text::Words;
use crate::text::{Document, Kind, Shape, Token};
use crate::words;

/// Words before a year or month that make it one.
static BEFORE: &Words = words![
    "in",
    "since",
    "until",
    "till",
    "by",
    "during",
    "before",
    "after",
    "from",
    "of",
    "through",
    "throughout",
    "between",
    "to",
    "and",
    "early",
    "late",
    "mid",
    "year",
    "years",
    "around",
    "about",
    "circa",
    "ca",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "fiscal",
    "later",
    "or",
    "for",
];

/// Nouns that a round figure counts although they do not end in s.
static COUNTED: &Words = words![
    "people",
    "men",
    "women",
    "children",
    "personnel",
    "infantry",
    "cavalry",
    "police",
    "prisoners",
    "troops",
    "dead",
    "wounded",
];

/// Measures, counted too: a year cannot be meant even after "in".
static MEASURES: &Words = words![
    "km",
    "kilometres",
    "kg",
    "percent",
    "per",
    "feet",
    "square",
    "cubic",
    "more",
    "other",
    "additional",
    "tonnes"
];

/// Makers of the cars that police and bombers name by their model's year.
static MAKES: &Words = words![
    "toyota",
    "ford",
    "chevrolet",
    "honda",
    "nissan",
    "mazda",
    "mercedes",
    "bmw",
    "volvo",
    "volkswagen",
    "hyundai",
    "kia",
    "dodge",
    "jeep",
    "chrysler",
    "mitsubishi",
    "isuzu",
    "lada",
    "opel",
    "peugeot",
    "renault",
    "fiat",
    "suzuki",
    "subaru",
    "buick",
    "pontiac",
    "cadillac",
    "lexus",
    "gmc",
    "audi",
    "skoda",
    "yamaha",
    "cessna",
];

/// Words in s that follow a year without being counted by it.
static NOT_COUNTED: &Words =
    words!["was", "is", "has", "as", "its", "his", "this", "us", "does", "across", "thus", "perhaps"];

/// What is before the token inside the paragraph.
fn before(document: &Document, token: usize) -> Option<usize> {
    let this = document.tokens.get(token)?;
    (!this.is(Token::PARAGRAPH_START)).then(|| token.checked_sub(1)).flatten()
}

/// True when the words before a figure ask for a year.
pub fn asks_for_year(document: &Document, token: usize) -> bool {
    before(document, token).is_some_and(|b| document.is_any(b, BEFORE))
}

/// True for a word that only counts stand before: "people", "men".
pub fn is_counted(document: &Document, after: usize) -> bool {
    document.is_any(after, COUNTED) || document.is_any(after, MEASURES)
}

/// True for a plural noun or another counted word after a figure.
pub fn counts(document: &Document, after: usize) -> bool {
    let Some(t) = document.tokens.get(after).filter(|t| t.kind == Kind::Word && !t.is(Token::SENTENCE_START)) else {
        return false;
    };
    if is_counted(document, after) {
        return true;
    }
    let text = document.str(after);
    let plural = t.shape == Shape::Lower && text.ends_with('s') && !text.ends_with("ss");
    plural && !document.is_any(after, NOT_COUNTED)
}

/// Whether a figure of four digits is a year.
pub fn is_year(document: &Document, start: usize, end: usize, year: u32) -> bool {
    let end = document.next_in_paragraph(end);
    let spelled = document.tokens.get(start).is_some_and(|t| t.kind == Kind::Word);
    let asked = asks_for_year(document, start);
    if spelled {
        // "Nineteen ninety-six" is nothing else, unless it counts.
        let teens = document.is_any(start, words!["nineteen", "eighteen"]) && !counts(document, end);
        return teens
            || asked
            || before(document, start).is_some_and(|b| document.is(b, "year") || document.is(b, "a"));
    }
    let glued = document.tokens.get(start).is_some_and(|t| t.glued());
    let previous = before(document, start);
    let mark = |words: &Words| previous.is_some_and(|b| document.is_any(b, words));
    if mark(words![
        "$",
        "\u{20ac}",
        "\u{a3}",
        "#",
        "no",
        "number",
        "resolution",
        "flight",
        "page",
        "article",
        "section",
        "us$",
        "than",
        "least",
        "mirage",
        "x",
        "+",
        "at",
        "room",
        "unit",
        "route",
        "highway",
        "suite",
        "some",
        "nearly",
        "almost",
        "another",
    ]) {
        return false;
    }
    if document.is_any(end, words!["%", "percent", "hours", "hrs", "gmt", "utc", "h", "local", "yesterday", "today"]) {
        return false;
    }
    // "Resolutions 2254 and 2118"
    if previous.is_some_and(|p| document.is_any(p, words!["and", ",", "or"]))
        && (start.saturating_sub(6)..start).any(|t| document.is_any(t, words!["resolutions", "nos"]))
    {
        return false;
    }
    // "A 1998 Toyota pickup": the model's year.
    if document.is_capitalised(end) && document.is_any(end, MAKES) {
        return false;
    }
    let glued_at = |i: usize| document.tokens.get(i).is_some_and(|t| t.glued());
    // "The 2013/14 season", "winter 1944/45".
    let pair = end + 1 < document.len()
        && document.is(end, "/")
        && document.str(end + 1).len() == 2
        && crate::dates::figures::leading_digits(document.str(end + 1)) == Some((year + 1) % 100);
    if glued_at(end) && !pair && (document.is_any(end, words!["%", "/"]) || document.is(end, ":") && glued_at(end + 1))
    {
        return false;
    }
    // "T-1000", "Su-2000": a designation; "mid-1996", "(1990-1995)" are not.
    if glued && mark(words!["-", "/", "."]) {
        let stem = start.checked_sub(2);
        let prefix = stem.is_some_and(|s| {
            document.is_any(s, words!["mid", "pre", "post", "early", "late", "then"])
                || document.has(s, class::T_YEAR)
                || document.has(s, class::MONTH)
        });
        let range = mark(words!["-"])
            && stem.is_some_and(|s| document.tokens[s].kind == Kind::Number && document.str(s).len() == 4);
        if !(prefix || range) {
            return false;
        }
        // "Pre-1967 borders": nothing is counted.
        if stem.is_some_and(|s| document.is_any(s, words!["pre", "post"])) {
            return true;
        }
    }
    let bracketed = glued && mark(words!["(", "["]);
    let article = mark(words!["the", "a", "an", "'s", "its", "their", "his"]);
    let counting = counts(document, end);
    if year > 2040 && !mark(words!["in", "by", "until", "since", "before", "after", "year"]) {
        return false;
    }
    if (1900..=2040).contains(&year) {
        if asked || article || bracketed {
            // "In 2000 elections were held", but "and 2000 rifles".
            let weak = mark(words!["and", "or", "to", "for", "about", "around", "some", "a"]);
            // "In late 2021 troops massed": nothing is counted after these.
            let dated = mark(words!["in", "since", "during", "until", "till", "late", "early", "mid"])
                || mark(words!["of"])
                    && start >= 2
                    && document
                        .is_any(start - 2, words!["end", "start", "beginning", "middle", "close", "summer", "winter"]);
            let counted = if dated { document.is_any(end, MEASURES) } else { is_counted(document, end) };
            return !(counting && (weak || counted));
        }
        return !counting;
    }
    let next_closes = document.is_any(end, words![")", ",", "-", "--", "\u{2013}", ".", ";"]) || end >= document.len();
    let lone_figure =
        |i: usize| document.tokens.get(i).filter(|t| t.kind == Kind::Number && document.str(i).len() == 4).is_some();
    let hyphen = |i: usize| document.is_any(i, words!["-", "--", "\u{2013}"]);
    // "1861-1863", "blockade, 1861" at the end of a line, "as late as 1781", "the 1777 campaign".
    let range = hyphen(end) && lone_figure(end + 1) || start >= 2 && hyphen(start - 1) && lone_figure(start - 2);
    let line_ends = end >= document.len() || document.tokens[end].is(Token::LINE_START);
    let trailing = mark(words![","]) && line_ends;
    let late = mark(words!["as"])
        && start.checked_sub(2).is_some_and(|b| document.is_any(b, words!["late", "early", "recently"]));
    let named = mark(words!["the", "a"])
        && (document.is_capitalised(end)
            || document.is_any(
                end,
                words![
                    "campaign",
                    "campaigns",
                    "war",
                    "treaty",
                    "peace",
                    "revolution",
                    "uprising",
                    "rebellion",
                    "invasion",
                    "constitution",
                    "election",
                    "siege",
                    "battle",
                    "offensive",
                    "\"",
                ],
            ));
    let listed = mark(words![",", "-", "--", "\u{2013}"]) && next_closes && glued;
    (asked || bracketed || range || trailing || late || named || listed) && !counting
}

/// Whether "May", "March" and other names that mean other things too are months here.
pub fn is_month(document: &Document, token: usize, month: u32) -> bool {
    let next = document.next_in_paragraph(token + 1);
    let text = document.str(token);
    let previous = before(document, token);
    let next_capital = document.is_capitalised(next) && !document.tokens[next].is(Token::SENTENCE_START);
    let mid = previous
        .is_some_and(|p| document.is(p, "-") && p > 0 && document.is_any(p - 1, words!["mid", "early", "late"]));
    let asked = mid || asks_for_year(document, token);
    let abbreviated = text.len() <= 4 && !document.is_any(token, words!["june", "july", "may"]);
    if abbreviated && !text.ends_with('.') {
        return false;
    }
    // "Theresa May", "Operation March", but "In May".
    let name_before = previous.is_some_and(|p| {
        document.is_capitalised(p)
            && !document.tokens[p].is(Token::SENTENCE_START)
            && !document.has(p, class::TIME_POSITION)
    });
    // "Black September", "Operation June": a name.
    if previous.is_some_and(|p| {
        document.is_capitalised(p) && document.is_any(p, words!["black", "operation", "bloody", "red"])
    }) {
        return false;
    }
    // "A March operation", "(May-August 1950)".
    let noun_follows = document.tokens.get(next).is_some_and(|t| {
        t.kind == Kind::Word
            && t.shape == Shape::Lower
            && !t.is(Token::SENTENCE_START)
            && !document.is_any(
                next,
                words![
                    "of", "on", "to", "for", "against", "in", "was", "is", "and", "has", "had", "said", "through",
                    "from",
                ],
            )
    });
    let named = previous.is_some_and(|p| document.is_any(p, words!["a", "the", "'s"]))
        && noun_follows
        && document.is_capitalised(token);
    let bracketed = previous.is_some_and(|p| document.is(p, "("))
        && document.is_any(next, words!["-", "--", "\u{2013}", "to", ")"]);
    if matches!(month, 3 | 5) && (named || bracketed) {
        return true;
    }
    // "March's losses", but "Fredric March's".
    if month == 3 && document.is(next, "'s") && document.is_capitalised(token) && !name_before {
        return true;
    }
    if month == 5 && document.tokens[token].is(Token::CAPS_COPY) {
        // "AND MAY HAVE", "OF MAY"
        return previous.is_some_and(|p| {
            document.is_any(p, words!["in", "of", "since", "until", "during", "early", "late", "mid"])
        });
    }
    match month {
        3 | 5 => {
            asked
                && !(next_capital
                    && document.is_any(
                        token.wrapping_sub(1),
                        words!["by", "to", "and", "after", "for", "before", "of", "from", "or"],
                    ))
        }
        4 | 6 | 8 => {
            // "August Wilson", "June said": people.
            let article = previous.is_some_and(|p| document.is_any(p, words!["the", "a", "'s", "its", "his", "their"]));
            let speaks = document.is_any(next, words!["said", "says", "told", "added", "recalled", "smiled"]);
            asked || article || !(name_before || next_capital || speaks)
        }
        _ => true,
    }
}

/// True when a season's name means the season: "spring" and "fall" mean other things too.
pub fn is_season(document: &Document, token: usize, season: u32) -> bool {
    let next = document.next_in_paragraph(token + 1);
    // "Their spring offensive", "the Winter Offensive of 1943".
    if document.is_any(
        next,
        words![
            "offensive",
            "offensives",
            "counteroffensive",
            "counteroffensives",
            "counter-offensive",
            "campaign",
            "campaigns"
        ],
    ) && !document.is(token, "fall")
    {
        return true;
    }
    let Some(previous) = before(document, token) else { return season != 0 && season != 2 };
    let capital_name = document.is_capitalised(token)
        && !document.tokens[token].is(Token::SENTENCE_START)
        && (document.is_capitalised(next) || document.is_capitalised(previous));
    if capital_name {
        return false;
    }
    let asked = document.is_any(
        previous,
        words![
            "in",
            "since",
            "until",
            "by",
            "during",
            "of",
            "through",
            "every",
            "each",
            "last",
            "this",
            "next",
            "that",
            "late",
            "early",
            "mid",
            "previous",
            "following",
            "from",
            "between",
        ],
    );
    let article = document.is(previous, "the")
        && previous.checked_sub(1).is_some_and(|p| {
            document.is_any(
                p,
                words![
                    "in",
                    "since",
                    "until",
                    "by",
                    "during",
                    "through",
                    "throughout",
                    "over",
                    "for",
                    "of",
                    "before",
                    "after",
                    "from",
                    "into",
                    "early",
                    "late",
                ],
            )
        });
    match season {
        0 => {
            asked
                || article
                || document.is(previous, "the") && document.is_any(next, words!["and", ",", ".", ";", "or", "to"])
        }
        2 if document.is(token, "fall") => {
            (article || document.is_any(previous, words!["last", "this", "next", "every", "each"]))
                && !document.is_any(next, words!["of", "to", "in", "from"])
        }
        _ => true,
    }
}
