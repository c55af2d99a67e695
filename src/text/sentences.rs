//! Finds paragraphs and sentences: periods, quotes, datelines, headlines, hard-wrapped lines, copy in capitals.

use super::fold::hash_folded;
use super::token::{Kind, Shape, Token};
use super::tokenize::Cut;
use crate::lexicon::Lexicon;

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

/// The tokens of the lines but the first, and how long the line before each is, in bytes.
fn breaks<'c>(tokens: &'c [Token], lines: &'c [u32]) -> impl Iterator<Item = (usize, usize)> + 'c {
    lines.windows(2).map(|pair| {
        let (line, next) = (pair[0] as usize, pair[1] as usize);
        (next, (tokens[next - 1].end - tokens[line].start) as usize)
    })
}

/// Lines that end in mid-sentence at a regular width are one paragraph ("hard-wrapped"); else every line is its own.
fn hard_wrapped(text: &str, tokens: &[Token], lines: &[u32]) -> bool {
    let (mut broken, mut all) = (0usize, 0usize);
    for (next, length) in breaks(tokens, lines) {
        // Behind an empty line.
        if tokens[next].is(Token::PARAGRAPH_START) {
            continue;
        }
        all += 1;
        let line = &text[..tokens[next - 1].end as usize];
        let ends_open = !line.ends_with(['.', '!', '?', '"', '\u{201d}', ':', ';', ')', ']', '\'', '\u{2019}']);
        if ends_open && (30..=110).contains(&length) {
            broken += 1;
        }
    }
    all >= 3 && broken * 10 >= all * 6
}

/// Every line opens a paragraph, but for those that go on with the sentence of the line before: a line that begins with a
/// small letter behind one that is as long as the column allows. Copy that was wrapped where paragraphs are not set apart
/// by empty lines has many lines that end with their sentence, so no share of open lines tells it.
fn open_paragraphs(text: &str, tokens: &mut [Token], lines: &[u32]) {
    let column = column(text, tokens, lines);
    let full = |tokens: &[Token], i: usize, length: usize| {
        let with_next = length + 1 + (tokens[i].end - tokens[i].start) as usize;
        let full = column > 0 && length < 2 * column && with_next * 20 >= column * 19;
        full && !(closes_line(text, &tokens[i - 1]) && with_next <= column)
    };
    let opening: Vec<usize> =
        breaks(tokens, lines).filter(|&(i, length)| !full(tokens, i, length)).map(|(i, _)| i).collect();
    for i in opening {
        tokens[i].flags |= Token::PARAGRAPH_START;
    }
}

/// The width of the column that the text was wrapped at: the longest line that is broken before a small letter, where
/// three lines are; 0 for a text that is not wrapped.
fn column(text: &str, tokens: &[Token], lines: &[u32]) -> usize {
    let (mut longest, mut broken) = (0, 0);
    for (i, length) in breaks(tokens, lines) {
        let goes_on = tokens[i].kind == Kind::Word && tokens[i].shape == Shape::Lower;
        if goes_on && (40..=130).contains(&length) && !closes_line(text, &tokens[i - 1]) {
            longest = longest.max(length);
            broken += 1;
        }
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

/// Sets the paragraph, sentence and capitals flags; returns the first token of every sentence.
pub(super) fn segment(text: &str, lexicon: &Lexicon, cut: &mut Cut) -> Vec<u32> {
    let Cut { tokens, lines, stops, .. } = cut;
    if !hard_wrapped(text, tokens, lines) {
        open_paragraphs(text, tokens, lines);
    }
    let mut starts: Vec<u32> = Vec::with_capacity(tokens.len() / 20 + 4);
    let opens_paragraph = |line: &&u32| tokens[**line as usize].is(Token::PARAGRAPH_START);
    let mut paragraphs = lines.iter().filter(opens_paragraph).map(|&line| line as usize).peekable();
    let mut stops = stops.iter().map(|&stop| stop as usize).peekable();
    while let Some(paragraph) = paragraphs.next() {
        let end = paragraphs.peek().copied().unwrap_or(tokens.len());
        starts.push(paragraph as u32);
        let mut from = paragraph;
        if let Some(after) = dateline_end(text, &tokens[paragraph..end]) {
            from = paragraph + after;
            if from < end {
                starts.push(from as u32);
            }
        }
        while let Some(stop) = stops.next_if(|&stop| stop < end) {
            if stop < from || !ends_sentence(text, tokens, stop, end) {
                continue;
            }
            // Closing quotes and brackets belong to the sentence they close.
            let mut first = stop + 1;
            while first < end && tokens[first].glued() && is_closing(mark(text, &tokens[first])) {
                first += 1;
            }
            if first < end && opens_sentence(text, &tokens[stop], &tokens[first..end]) {
                starts.push(first as u32);
                from = first;
            }
        }
    }
    for &start in &starts {
        tokens[start as usize].flags |= Token::SENTENCE_START;
    }
    set_in_capitals(lexicon, &starts, cut);
    starts
}

/// Finds sentences that are all capitals, by their words in capitals: most sentences have none.
fn set_in_capitals(lexicon: &Lexicon, starts: &[u32], cut: &mut Cut) {
    let Cut { tokens, signatures, opens, capitals, .. } = cut;
    let mut rest = capitals.as_slice();
    while let Some(&first) = rest.first() {
        let sentence = starts.partition_point(|&start| start <= first);
        let end = starts.get(sentence).map_or(tokens.len(), |&end| end as usize);
        let start = sentence.checked_sub(1).map_or(0, |before| starts[before] as usize);
        let count = rest.partition_point(|&token| (token as usize) < end);
        rest = &rest[count..];
        if count < 3 {
            continue;
        }
        let sentence = &mut tokens[start..end];
        let words = sentence.iter().filter(|t| t.kind == Kind::Word && t.end - t.start > 1).count();
        if count * 10 < words * 7 {
            continue;
        }
        let looked_up = signatures[start..end].iter_mut().zip(&mut opens[start..end]);
        for (token, (signature, opens)) in sentence.iter_mut().zip(looked_up) {
            token.flags |= Token::CAPS_COPY;
            // "U.S." is the state in copy of capitals too.
            if token.shape == Shape::Upper && !token.is(Token::PERIOD) {
                if let Some(other) = lexicon.signature_in_capital_copy(token.word) {
                    *signature = other;
                    *opens = lexicon.signature(other).buckets;
                }
            }
        }
    }
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
