//! Cuts a text into tokens in one pass.

use super::abbreviations::{abbreviation, Abbreviation};
use super::fold::{fold_bytes, hash_byte, HASH_START};
use super::token::{Kind, Shape, Token};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Space,
    Letter,
    Digit,
    Apostrophe,
    Mark,
}

fn sort_of(c: char) -> Sort {
    match c {
        'a'..='z' | 'A'..='Z' => Sort::Letter,
        '0'..='9' => Sort::Digit,
        '\'' | '\u{2019}' | '\u{2bc}' => Sort::Apostrophe,
        '\u{0}'..='\u{7f}' => {
            if c.is_ascii_whitespace() || c.is_ascii_control() {
                Sort::Space
            } else {
                Sort::Mark
            }
        }
        // Joiners, soft hyphens and combining marks stay inside the word they were typed in.
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' => Sort::Letter,
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202f}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{85}' => Sort::Space,
        _ if c.is_whitespace() => Sort::Space,
        _ if c.is_alphanumeric() || is_combining(c) => Sort::Letter,
        _ => Sort::Mark,
    }
}

/// Vowel signs and points of the scripts that articles quote; a full Unicode table would cost more than it brings.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{ebc}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

struct Cutter<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    flags: u16,
    scratch: String,
}

/// Cuts `text` into tokens. Sentence and paragraph flags are set later; `hash` holds the lower half of the folded hash
/// and the returned vector beside it the whole one, which the vocabulary look-up needs.
pub(super) fn tokenize(text: &str) -> (Vec<Token>, Vec<u64>) {
    let guess = text.len() / 5 + 8;
    let mut cutter = Cutter {
        text,
        tokens: Vec::with_capacity(guess),
        flags: Token::LINE_START | Token::PARAGRAPH_START,
        scratch: String::new(),
    };
    let mut hashes = Vec::with_capacity(guess);
    let mut at = 0;
    while let Some(c) = cutter.char_at(at) {
        // Most tokens are plain words with a blank between them.
        if c == ' ' {
            cutter.flags &= !Token::GLUED;
            at += 1;
            continue;
        }
        if c.is_ascii_alphabetic() {
            at = match cutter.plain_word(at, &mut hashes) {
                Some(end) => end,
                None => cutter.word(at, &mut hashes),
            };
            continue;
        }
        let next = at + c.len_utf8();
        match sort_of(c) {
            Sort::Space => {
                cutter.flags &= !Token::GLUED;
                if c == '\n' || c == '\u{2029}' {
                    // A second line end before the next token makes it a paragraph.
                    cutter.flags |=
                        if cutter.flags & Token::LINE_START != 0 { Token::PARAGRAPH_START } else { Token::LINE_START };
                }
                at = next;
            }
            Sort::Letter => at = cutter.word(at, &mut hashes),
            Sort::Digit => at = cutter.number(at, &mut hashes),
            Sort::Apostrophe => at = cutter.apostrophe(at, next, &mut hashes),
            Sort::Mark => {
                let mut end = next;
                if matches!(c, '-' | '.' | '!' | '?' | '*' | '=' | '_' | '`') {
                    while cutter.char_at(end) == Some(c) {
                        end += c.len_utf8();
                    }
                }
                cutter.push(at, end, Kind::Punct, Shape::Lower, 0, &mut hashes);
                at = end;
            }
        }
    }
    (cutter.tokens, hashes)
}

/// How a word with so many capitals and small letters is written. `first`: it begins with a capital.
fn shape_of(capitals: usize, small: usize, first: bool) -> Shape {
    match (capitals, small) {
        (0, _) => Shape::Lower,
        (_, 0) => Shape::Upper,
        (1, _) if first => Shape::Title,
        _ => Shape::Mixed,
    }
}

impl Cutter<'_> {
    #[inline]
    fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            None => None,
            Some(&b) if b < 0x80 => Some(b as char),
            Some(_) => self.text[at..].chars().next(),
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, shape: Shape, flags: u16, hashes: &mut Vec<u64>) {
        let mut hash = HASH_START;
        let bytes = self.text.as_bytes().get(start..end).unwrap_or(&[]);
        let plain = if kind == Kind::Punct {
            bytes.len() == 1 && bytes[0] < 0x80
        } else {
            kind != Kind::Clitic && bytes.iter().all(u8::is_ascii_alphanumeric)
        };
        if plain {
            // What folding does to ASCII, without looking at characters.
            bytes.iter().for_each(|b| hash = hash_byte(hash, b.to_ascii_lowercase()));
        } else if kind == Kind::Punct {
            // Marks are looked up as they stand; curly double quotes and long dashes as their plain forms.
            let mark = match &self.text[start..end] {
                "\u{201c}" | "\u{201d}" | "\u{201e}" | "\u{ab}" | "\u{bb}" | "``" | "''" => "\"",
                "\u{2018}" | "\u{2019}" => "'",
                "\u{2013}" | "\u{2014}" | "\u{2015}" | "\u{2212}" | "---" => "--",
                "\u{2010}" | "\u{2011}" => "-",
                "\u{2026}" | "...." => "...",
                other => other,
            };
            mark.bytes().for_each(|b| hash = hash_byte(hash, b));
        } else {
            if kind == Kind::Clitic {
                // Keeps "'s" apart from the letter s.
                hash = hash_byte(hash, b'\'');
            }
            fold_bytes(&self.text[start..end], |b| hash = hash_byte(hash, b));
        }
        self.push_hashed(start, end, kind, shape, flags, hash, hashes);
    }

    #[inline]
    #[allow(clippy::too_many_arguments)]
    fn push_hashed(
        &mut self,
        start: usize,
        end: usize,
        kind: Kind,
        shape: Shape,
        flags: u16,
        hash: u64,
        hashes: &mut Vec<u64>,
    ) {
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            hash: hash as u32,
            word: Token::UNKNOWN,
            kind,
            shape,
            flags: self.flags | flags,
        });
        hashes.push(hash);
        self.flags = Token::GLUED;
    }

    /// A word of ASCII letters that nothing is glued to which may belong to it: most words. Where it ends.
    #[inline]
    fn plain_word(&mut self, start: usize, hashes: &mut Vec<u64>) -> Option<usize> {
        let bytes = self.text.as_bytes().get(start..)?;
        let (mut hash, mut capitals, mut length) = (HASH_START, 0, 0);
        let mut behind = b' ';
        for &byte in bytes {
            if !byte.is_ascii_alphabetic() {
                behind = byte;
                break;
            }
            hash = hash_byte(hash, byte | 0x20);
            capitals += usize::from(byte & 0x20 == 0);
            length += 1;
        }
        if matches!(behind, b'.' | b'\'' | b'0'..=b'9' | 0x80..) {
            return None;
        }
        let first = bytes.first()?.is_ascii_uppercase();
        let shape = shape_of(capitals, length - capitals, first);
        self.push_hashed(start, start + length, Kind::Word, shape, 0, hash, hashes);
        Some(start + length)
    }

    /// A run of letters, with inner apostrophes and the periods of abbreviations.
    fn word(&mut self, start: usize, hashes: &mut Vec<u64>) -> usize {
        let mut end = start;
        let (mut upper, mut lower, mut letters) = (0u32, 0u32, 0u32);
        let mut first_upper = false;
        let mut split = None; // where a clitic begins
        let bytes = self.text.as_bytes();
        first_upper |= bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        loop {
            // ASCII letters in one go.
            while let Some(b) = bytes.get(end).filter(|b| b.is_ascii_alphabetic()) {
                let small = u32::from(b & 0x20 != 0);
                lower += small;
                upper += 1 - small;
                letters += 1;
                end += 1;
            }
            let Some(c) = self.char_at(end) else { break };
            match sort_of(c) {
                Sort::Letter => {
                    letters += 1;
                    if c.is_ascii_lowercase() || (!c.is_ascii() && c.is_lowercase()) {
                        lower += 1;
                    } else if c.is_ascii_uppercase() || (!c.is_ascii() && c.is_uppercase()) {
                        upper += 1;
                        first_upper |= letters == 1;
                    }
                    end += c.len_utf8();
                }
                Sort::Digit if end > start => end += 1,
                Sort::Apostrophe => {
                    let after = end + c.len_utf8();
                    match self.clitic(after, end) {
                        Some(from) => {
                            split = Some(from);
                            break;
                        }
                        None if matches!(self.char_at(after), Some(n) if sort_of(n) == Sort::Letter) => end = after,
                        None => break,
                    }
                }
                _ => break,
            }
        }
        let mut word_end = end;
        if let Some(from) = split {
            // "n't" begins inside the letters.
            word_end = from;
        }
        if word_end == start {
            word_end = end;
            split = None;
        }
        let mut flags = 0;
        if split.is_none() && self.text.as_bytes().get(end) == Some(&b'.') {
            if letters == 1 {
                // "U.S.", "a.m.", "J."
                let mut stop = end + 1;
                let mut parts = 1;
                while let Some(c) = self.char_at(stop) {
                    let after = stop + c.len_utf8();
                    if sort_of(c) == Sort::Letter && self.text.as_bytes().get(after) == Some(&b'.') {
                        stop = after + 1;
                        parts += 1;
                        upper += u32::from(c.is_uppercase());
                        lower += u32::from(c.is_lowercase());
                    } else {
                        break;
                    }
                }
                // "U.S-led", "U.S" before a space, "8 p.m on": the last period is missing.
                let mut unclosed = false;
                let meridiem = matches!(self.text.as_bytes()[start], b'a' | b'p');
                if let Some(c) = self.char_at(stop).filter(|c| {
                    first_upper && c.is_uppercase() && sort_of(*c) == Sort::Letter
                        || meridiem && *c == 'm' && parts == 1
                }) {
                    let after = stop + c.len_utf8();
                    if !matches!(self.char_at(after), Some(n) if sort_of(n) == Sort::Letter || sort_of(n) == Sort::Apostrophe)
                    {
                        stop = after;
                        parts += 1;
                        upper += 1;
                        unclosed = true;
                    }
                }
                // "J.Smith" is an initial and a name.
                let closed = !matches!(self.char_at(stop), Some(c) if sort_of(c) == Sort::Letter) || parts == 1;
                if (parts > 1 && closed) || (parts == 1 && first_upper) {
                    word_end = stop;
                    flags = match (unclosed, parts) {
                        (true, _) => 0,
                        (false, 1) => Token::PERIOD | Token::LEADING,
                        (false, _) => Token::PERIOD,
                    };
                }
            } else if letters <= 6 {
                self.scratch.clear();
                let scratch = &mut self.scratch;
                fold_bytes(&self.text[start..end], |b| scratch.push(b as char));
                match abbreviation(&self.scratch, first_upper) {
                    Some(Abbreviation::Leading) => flags = Token::PERIOD | Token::LEADING,
                    Some(Abbreviation::Trailing) => flags = Token::PERIOD,
                    Some(Abbreviation::BeforeNumber) => {
                        let rest = self.text[end + 1..].trim_start_matches([' ', '\u{a0}']);
                        if rest.starts_with(|c: char| c.is_ascii_digit()) {
                            flags = Token::PERIOD | Token::LEADING;
                        }
                    }
                    None => {}
                }
                if flags != 0 {
                    word_end = end + 1;
                }
            }
        }
        let shape = shape_of(upper as usize, lower as usize, first_upper);
        self.push(start, word_end, Kind::Word, shape, flags, hashes);
        if split.is_some() {
            let mut stop = word_end;
            while let Some(c) = self.char_at(stop) {
                match sort_of(c) {
                    Sort::Letter | Sort::Apostrophe if stop < end + 8 => stop += c.len_utf8(),
                    _ => break,
                }
            }
            self.push(word_end, stop, Kind::Clitic, Shape::Lower, 0, hashes);
            return stop;
        }
        word_end
    }

    /// Where the clitic begins when the letters after an apostrophe (at `mark`) form one, else `None`.
    fn clitic(&self, after: usize, mark: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letter = |i: usize| bytes.get(i).map(u8::to_ascii_lowercase);
        let ends =
            |i: usize| !matches!(self.char_at(i), Some(c) if sort_of(c) == Sort::Letter || sort_of(c) == Sort::Digit);
        match (letter(after), letter(after + 1)) {
            (Some(b't'), _) if ends(after + 1) && mark > 0 && letter(mark - 1) == Some(b'n') => Some(mark - 1),
            (Some(b's' | b'd' | b'm'), _) if ends(after + 1) => Some(mark),
            (Some(b'r'), Some(b'e')) | (Some(b'v'), Some(b'e')) | (Some(b'l'), Some(b'l')) if ends(after + 2) => {
                Some(mark)
            }
            _ => None,
        }
    }

    fn number(&mut self, start: usize, hashes: &mut Vec<u64>) -> usize {
        let bytes = self.text.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let mut end = start;
        while digit(end) {
            end += 1;
        }
        loop {
            match bytes.get(end) {
                Some(b',') if digit(end + 1) && digit(end + 2) && digit(end + 3) && !digit(end + 4) => end += 4,
                Some(b'.') if digit(end + 1) => {
                    end += 1;
                    while digit(end) {
                        end += 1;
                    }
                }
                _ => break,
            }
        }
        let lower = |i: usize| bytes.get(i).map_or(0, u8::to_ascii_lowercase);
        let ends =
            |i: usize| !matches!(self.char_at(i), Some(c) if sort_of(c) == Sort::Letter || sort_of(c) == Sort::Digit);
        let kind = match (lower(end), lower(end + 1)) {
            (b's', b't') | (b'n', b'd') | (b'r', b'd') | (b't', b'h') if ends(end + 2) => {
                end += 2;
                Kind::Ordinal
            }
            (b's', _) if ends(end + 1) => {
                end += 1;
                Kind::Decade
            }
            _ => Kind::Number,
        };
        self.push(start, end, kind, Shape::Lower, 0, hashes);
        end
    }

    /// A quotation mark, a double one typed as two, or the apostrophe of a possessive plural or of "'90s".
    fn apostrophe(&mut self, at: usize, next: usize, hashes: &mut Vec<u64>) -> usize {
        let end = if self.text[at..].starts_with("''") { at + 2 } else { next };
        let glued_to_word = self.flags & Token::GLUED != 0
            && self.tokens.last().is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Decade | Kind::Number));
        if glued_to_word && end == next && self.clitic(next, at).is_some_and(|from| from == at) {
            // "2010's", "U.S.'s"
            let mut stop = next;
            while matches!(self.char_at(stop), Some(c) if sort_of(c) == Sort::Letter) {
                stop += 1;
            }
            self.push(at, stop, Kind::Clitic, Shape::Lower, 0, hashes);
            return stop;
        }
        self.push(at, end, Kind::Punct, Shape::Lower, 0, hashes);
        end
    }
}
