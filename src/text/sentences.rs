//! Finds paragraphs and sentences: periods, quotes, datelines, headlines, hard-wrapped lines, copy in capitals.

use super::fold::hash_folded;
use super::token::{Kind, Shape, Token};

/// Words that open a sentence after "… the U.S." or "… at 5 p.m."; a name would go on ("the U.S. Army").
const OPENERS: &[u32] = &[
    h("the"),
    h("a"),
    h("an"),
    h("he"),
    h("she"),
    h("it"),
    h("they"),
    h("we"),
    h("i"),
    h("in"),
    h("on"),
    h("at"),
    h("but"),
    h("and"),
    h("this"),
    h("that"),
    h("these"),
    h("those"),
    h("there"),
    h("his"),
    h("her"),
    h("its"),
    h("their"),
    h("if"),
    h("when"),
    h("while"),
    h("after"),
    h("before"),
    h("as"),
    h("for"),
    h("from"),
    h("with"),
    h("meanwhile"),
    h("however"),
    h("some"),
    h("many"),
    h("several"),
    h("no"),
    h("one"),
    h("two"),
    h("what"),
    h("who"),
    h("an"),
    h("both"),
    h("by"),
    h("since"),
    h("earlier"),
    h("last"),
    h("more"),
    h("most"),
    h("other"),
    h("officials"),
    h("according"),
];

const fn h(word: &str) -> u32 {
    hash_folded(word) as u32
}

fn mark<'t>(text: &'t str, token: &Token) -> &'t str {
    &text[token.start as usize..token.end as usize]
}

fn is_closing(m: &str) -> bool {
    matches!(m, "\"" | "'" | "''" | "\u{201d}" | "\u{2019}" | "\u{bb}" | ")" | "]")
}

fn is_quote(m: &str) -> bool {
    matches!(
        m,
        "\"" | "'"
            | "''"
            | "``"
            | "`"
            | "\u{201c}"
            | "\u{201d}"
            | "\u{2018}"
            | "\u{2019}"
            | "\u{ab}"
            | "\u{bb}"
            | "("
            | "["
            | "--"
            | "-"
            | "\u{2014}"
            | "\u{2013}"
            | "\u{2022}"
            | "*"
    )
}

/// Lines that end in mid-sentence at a regular width are one paragraph ("hard-wrapped"); else every line is its own.
fn hard_wrapped(text: &str) -> bool {
    let (mut broken, mut all) = (0usize, 0usize);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let (line, next) = (line.trim(), lines.peek().map_or("", |l| l.trim()));
        if line.is_empty() || next.is_empty() {
            continue;
        }
        all += 1;
        let ends_open = !line.ends_with(['.', '!', '?', '"', '\u{201d}', ':', ';', ')', ']', '\'', '\u{2019}']);
        if ends_open && (30..=110).contains(&line.len()) {
            broken += 1;
        }
    }
    all >= 3 && broken * 10 >= all * 6
}

/// Every line opens a paragraph, but for those that go on with the sentence of the line before: a line that begins with a
/// small letter behind one that is as long as the column allows. Copy that was wrapped where paragraphs are not set apart
/// by empty lines has many lines that end with their sentence, so no share of open lines tells it.
fn open_paragraphs(text: &str, tokens: &mut [Token]) {
    let column = column(text, tokens);
    let mut line = 0;
    for i in 1..tokens.len() {
        if !tokens[i].is(Token::LINE_START) {
            continue;
        }
        let length = (tokens[i - 1].end - tokens[line].start) as usize;
        let word = (tokens[i].end - tokens[i].start) as usize;
        let full = column > 0 && length < 2 * column && (length + 1 + word) * 20 >= column * 19;
        if !full || closes_line(text, &tokens[i - 1]) && length + 1 + word <= column {
            tokens[i].flags |= Token::PARAGRAPH_START;
        }
        line = i;
    }
    if let Some(first) = tokens.first_mut() {
        first.flags |= Token::PARAGRAPH_START;
    }
}

/// The width of the column that the text was wrapped at: the longest line that is broken before a small letter, where
/// three lines are; 0 for a text that is not wrapped.
fn column(text: &str, tokens: &[Token]) -> usize {
    let (mut longest, mut broken, mut line) = (0, 0, 0);
    for i in 1..tokens.len() {
        if !tokens[i].is(Token::LINE_START) {
            continue;
        }
        let length = (tokens[i - 1].end - tokens[line].start) as usize;
        let goes_on = tokens[i].kind == Kind::Word && tokens[i].shape == Shape::Lower;
        if goes_on && (40..=130).contains(&length) && !closes_line(text, &tokens[i - 1]) {
            longest = longest.max(length);
            broken += 1;
        }
        line = i;
    }
    if broken >= 3 {
        longest
    } else {
        0
    }
}

/// A mark that ends a sentence or a row.
fn closes_line(text: &str, token: &Token) -> bool {
    token.kind == Kind::Punct && !matches!(mark(text, token), "," | "-" | "--" | "\u{2013}" | "\u{2014}")
        || token.is(Token::PERIOD)
}

/// Sets the line, paragraph, sentence and capitals flags; returns the first token of every sentence.
pub(super) fn segment(text: &str, tokens: &mut [Token]) -> Vec<u32> {
    if !hard_wrapped(text) {
        open_paragraphs(text, tokens);
    }
    let mut starts: Vec<u32> = Vec::with_capacity(tokens.len() / 20 + 4);
    let mut paragraph = 0;
    while paragraph < tokens.len() {
        let mut end = paragraph + 1;
        while end < tokens.len() && !tokens[end].is(Token::PARAGRAPH_START) {
            end += 1;
        }
        starts.push(paragraph as u32);
        let mut i = paragraph;
        if let Some(after) = dateline_end(text, &tokens[paragraph..end]) {
            if paragraph + after < end {
                starts.push((paragraph + after) as u32);
            }
            i = paragraph + after;
        }
        while i < end {
            let next = i + 1;
            if ends_sentence(text, tokens, i, end) {
                // Closing quotes and brackets belong to the sentence they close.
                let mut first = next;
                while first < end && tokens[first].glued() && is_closing(mark(text, &tokens[first])) {
                    first += 1;
                }
                if first < end && opens_sentence(text, &tokens[i], &tokens[first..end]) {
                    starts.push(first as u32);
                    i = first;
                    continue;
                }
            }
            i = next;
        }
        paragraph = end;
    }
    for (k, &start) in starts.iter().enumerate() {
        let end = starts.get(k + 1).map_or(tokens.len(), |&e| e as usize);
        let sentence = &mut tokens[start as usize..end];
        sentence[0].flags |= Token::SENTENCE_START;
        let (mut capitals, mut words) = (0usize, 0usize);
        for t in sentence.iter().filter(|t| t.kind == Kind::Word && t.end - t.start > 1) {
            words += 1;
            capitals += usize::from(t.shape == Shape::Upper);
        }
        if words >= 3 && capitals * 10 >= words * 7 {
            sentence.iter_mut().for_each(|t| t.flags |= Token::CAPS_COPY);
        }
    }
    starts
}

fn ends_sentence(text: &str, tokens: &[Token], i: usize, end: usize) -> bool {
    let token = &tokens[i];
    match token.kind {
        Kind::Punct => {
            let m = mark(text, token);
            m.starts_with(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{61f}', '\u{964}'])
                || (m == ":" && i + 1 < end && tokens[i + 1].is(Token::LINE_START))
        }
        Kind::Word => token.is(Token::PERIOD) && !token.is(Token::LEADING),
        _ => false,
    }
}

fn opens_sentence(text: &str, last: &Token, rest: &[Token]) -> bool {
    let first = &rest[0];
    if last.kind == Kind::Word {
        // An abbreviation: only a word that opens sentences, or a quotation, breaks after it.
        let capital = first.kind == Kind::Word && matches!(first.shape, Shape::Title | Shape::Upper);
        return (capital && OPENERS.contains(&first.hash))
            || (first.kind == Kind::Punct
                && !first.glued()
                && is_quote(mark(text, first))
                && rest.get(1).is_some_and(|t| t.capitalised() && t.glued()));
    }
    if first.glued() && !matches!(mark(text, last), "!" | "?" | "\u{3002}") {
        return false;
    }
    match first.kind {
        Kind::Word => {
            first.shape != Shape::Lower
                || first.is(Token::LINE_START)
                || text[first.start as usize..].starts_with(|c: char| !c.is_ascii() && !c.is_lowercase())
                || is_particle(first)
        }
        Kind::Number | Kind::Ordinal | Kind::Decade => true,
        Kind::Punct => is_quote(mark(text, first)),
        Kind::Clitic => false,
    }
}

/// "al-Shabaab said …" may open a sentence with a small letter.
fn is_particle(token: &Token) -> bool {
    token.hash == h("al") || token.hash == h("el") || token.hash == h("ad") || token.hash == h("an")
}

/// The number of tokens of a dateline with its dash ("KYIV, Ukraine, Feb. 3 (AP) --"), when the paragraph opens with one.
fn dateline_end(text: &str, paragraph: &[Token]) -> Option<usize> {
    let mut small = 0;
    let mut capitals = 0;
    for (i, token) in paragraph.iter().take(24).enumerate() {
        let m = mark(text, token);
        match token.kind {
            Kind::Punct
                if i > 0
                    && (matches!(m, "--" | "---" | "\u{2014}" | "\u{2013}" | "_" | "__")
                        || (m == "-" && !token.glued())) =>
            {
                return (capitals > 0 && small <= capitals).then_some(i + 1);
            }
            Kind::Punct if matches!(m, "," | "(" | ")" | "." | "/" | ":" | "-" | ";" | "[" | "]") => {}
            Kind::Punct | Kind::Clitic => return None,
            Kind::Word if token.shape == Shape::Lower => {
                small += 1;
                if small > 3 {
                    return None;
                }
            }
            Kind::Word => capitals += 1,
            _ => {}
        }
    }
    None
}
