//! Cuts a text into tokens in one pass, and looks their words up on the way.

use super::abbreviations::{abbreviation, Abbreviation, LONGEST};
use super::fold::{fold_bytes, fold_hash, hash_block, FoldedHash, HASH_START};
use super::token::{Kind, Shape, Token};
use crate::lexicon::Lexicon;

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

/// The sort of every ASCII character; beyond them characters are looked at one by one.
static SORTS: [Option<Sort>; 256] = {
    let mut sorts = [None; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        sorts[byte] = Some(if c.is_ascii_alphabetic() {
            Sort::Letter
        } else if c.is_ascii_digit() {
            Sort::Digit
        } else if c == b'\'' {
            Sort::Apostrophe
        } else if c.is_ascii_whitespace() || c.is_ascii_control() {
            Sort::Space
        } else {
            Sort::Mark
        });
        byte += 1;
    }
    sorts
};

/// The sort of a byte, `None` for those of characters beyond ASCII.
#[inline]
fn sort_of_byte(byte: u8) -> Option<Sort> {
    SORTS[usize::from(byte)]
}

/// A text cut into tokens, with what is seen of it on the way.
pub(super) struct Cut {
    /// The tokens; flags of sentences and paragraphs are set later.
    pub tokens: Vec<Token>,
    /// For every token the signature of its word's senses.
    pub signatures: Vec<u16>,
    /// For every token the buckets of their classes.
    pub opens: Vec<u64>,
    /// Tokens that begin a line.
    pub lines: Vec<u32>,
    /// Tokens that may end a sentence.
    pub stops: Vec<u32>,
    /// Words of several letters in capitals.
    pub capitals: Vec<u32>,
}

/// Eight bytes of a text, looked at together.
#[derive(Clone, Copy)]
struct Block(u64);

impl Block {
    const LENGTH: usize = 8;
    /// The same byte eight times.
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = Block::EACH * 0x80;
    /// The bit that small letters have and capitals have not.
    const SMALL: u64 = Block::EACH * 0x20;

    /// Those from a place on, with zeros behind the last of the text.
    #[inline(always)]
    fn at(bytes: &[u8], at: usize) -> Block {
        let rest = bytes.get(at..).unwrap_or(&[]);
        Block(match rest.first_chunk::<{ Block::LENGTH }>() {
            Some(block) => u64::from_le_bytes(*block),
            None => rest.iter().rev().fold(0, |block, byte| block << 8 | u64::from(*byte)),
        })
    }

    /// How many ASCII letters it begins with.
    #[inline(always)]
    fn letters(self) -> usize {
        let low = (self.0 | Block::SMALL) & !Block::HIGH;
        // Sums that reach the highest bit of a byte from "a" on, and beyond "z"; none carries over into the next.
        let from_a = low + Block::EACH * (0x80 - b'a' as u64);
        let beyond_z = low + Block::EACH * (0x7f - b'z' as u64);
        let letters = from_a & !beyond_z & !self.0 & Block::HIGH;
        (letters ^ Block::HIGH).trailing_zeros() as usize / 8
    }

    /// Its first letters in small, one to eight, and a bit for each capital among them.
    #[inline(always)]
    fn split(self, letters: usize) -> (u64, u64) {
        let those = u64::MAX >> (64 - 8 * letters);
        ((self.0 | Block::SMALL) & those, !self.0 & Block::SMALL & those)
    }
}

struct Cutter<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    cut: Cut,
    flags: u16,
}

/// Cuts `text` into tokens and looks their words up.
pub(super) fn tokenize(text: &str, lexicon: &Lexicon) -> Cut {
    let guess = text.len() / 5 + 8;
    let mut cutter = Cutter {
        text,
        lexicon,
        cut: Cut {
            tokens: Vec::with_capacity(guess),
            signatures: Vec::with_capacity(guess),
            opens: Vec::with_capacity(guess),
            lines: Vec::with_capacity(text.len() / 400 + 8),
            stops: Vec::with_capacity(text.len() / 80 + 8),
            capitals: Vec::with_capacity(text.len() / 200 + 8),
        },
        flags: Token::LINE_START | Token::PARAGRAPH_START,
    };
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        at = match sort_of_byte(byte) {
            Some(Sort::Letter) => cutter.plain_word(at).unwrap_or_else(|| cutter.word(at)),
            Some(Sort::Space) => cutter.space(at, byte == b'\n'),
            Some(Sort::Mark) => cutter.mark(at, char::from(byte)),
            Some(Sort::Digit) => cutter.number(at),
            Some(Sort::Apostrophe) => cutter.apostrophe(at, at + 1),
            None => cutter.wide(at),
        };
    }
    let mut cut = cutter.cut;
    cut.tokens.shrink_to_fit();
    cut.signatures.shrink_to_fit();
    cut.opens.shrink_to_fit();
    cut
}

/// How a word with so many capitals and small letters is written. `first`: it begins with a capital.
fn shape_of(capitals: u32, small: u32, first: bool) -> Shape {
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

    #[inline]
    fn space(&mut self, at: usize, line_end: bool) -> usize {
        self.flags &= !Token::GLUED;
        if line_end {
            // A second line end before the next token makes it a paragraph.
            self.flags |= if self.flags & Token::LINE_START != 0 { Token::PARAGRAPH_START } else { Token::LINE_START };
        }
        at + 1
    }

    /// A mark, or a run of the same mark.
    #[inline]
    fn mark(&mut self, at: usize, c: char) -> usize {
        let mut end = at + c.len_utf8();
        if matches!(c, '-' | '.' | '!' | '?' | '*' | '=' | '_' | '`') {
            while self.char_at(end) == Some(c) {
                end += c.len_utf8();
            }
        }
        if matches!(c, '.' | '!' | '?' | ':' | '\u{2026}' | '\u{3002}' | '\u{61f}' | '\u{964}') {
            self.cut.stops.push(self.cut.tokens.len() as u32);
        }
        self.push(at, end, Kind::Punct, Shape::Lower, 0);
        end
    }

    /// What begins with a character beyond ASCII.
    fn wide(&mut self, at: usize) -> usize {
        let Some(c) = self.char_at(at) else { return at + 1 };
        let next = at + c.len_utf8();
        match sort_of(c) {
            Sort::Space => {
                self.space(at, c == '\u{2029}');
                next
            }
            Sort::Letter => self.word(at),
            Sort::Digit => self.number(at),
            Sort::Apostrophe => self.apostrophe(at, next),
            Sort::Mark => self.mark(at, c),
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, shape: Shape, flags: u16) {
        let mut hash = FoldedHash::EMPTY;
        if kind == Kind::Punct && end - start == 1 {
            hash = hash.with(self.text.as_bytes()[start]);
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
            mark.bytes().for_each(|byte| hash = hash.with(byte));
        } else {
            if kind == Kind::Clitic {
                // Keeps "'s" apart from the letter s.
                hash = hash.with(b'\'');
            }
            fold_bytes(&self.text[start..end], |byte| hash = hash.with(byte));
        }
        self.push_hashed(start, end, kind, shape, flags, hash.finish());
    }

    #[inline(never)]
    fn push_hashed(&mut self, start: usize, end: usize, kind: Kind, shape: Shape, flags: u16, hash: u64) {
        if self.cut.tokens.len() == self.cut.tokens.capacity() {
            self.make_room(end);
        }
        let entry = self.lexicon.entry(hash, shape);
        let flags = self.flags | flags | if entry.opens_name { Token::OPENS_NAME } else { 0 };
        if flags & (Token::LINE_START | Token::PERIOD) != 0 || shape == Shape::Upper {
            self.note(flags, shape == Shape::Upper && end - start > 1);
        }
        self.cut.signatures.push(entry.signature);
        self.cut.opens.push(entry.buckets);
        self.cut.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            hash: hash as u32,
            word: entry.word,
            kind,
            shape,
            flags,
        });
        self.flags = Token::GLUED;
    }

    /// Makes room for the rest of a text whose words are shorter than expected: not for as many tokens again.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self, at: usize) {
        let rest = self.text.len() - at;
        let more = rest.min(rest / 4 + self.cut.tokens.len() / 16) + 8;
        self.cut.tokens.reserve_exact(more);
        self.cut.signatures.reserve_exact(more);
        self.cut.opens.reserve_exact(more);
    }

    /// Remembers what paragraphs and sentences are told by.
    #[cold]
    fn note(&mut self, flags: u16, capitals: bool) {
        let token = self.cut.tokens.len() as u32;
        if flags & Token::LINE_START != 0 {
            self.cut.lines.push(token);
        }
        if flags & (Token::PERIOD | Token::LEADING) == Token::PERIOD {
            self.cut.stops.push(token);
        }
        if capitals {
            self.cut.capitals.push(token);
        }
    }

    /// A word of ASCII letters that nothing is glued to which may belong to it: most words. Where it ends.
    #[inline]
    fn plain_word(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let (mut hash, mut capitals, mut end) = (HASH_START, 0, start);
        loop {
            let block = Block::at(bytes, end);
            let letters = block.letters();
            if letters > 0 {
                let (word, large) = block.split(letters);
                hash = hash_block(hash, word);
                if large != 0 {
                    capitals += large.count_ones();
                }
            }
            end += letters;
            if letters < Block::LENGTH {
                break;
            }
        }
        let length = end - start;
        let behind = bytes.get(end).copied().unwrap_or(b'\n');
        // Most words have a blank behind them.
        if behind != b' ' {
            match sort_of_byte(behind) {
                None | Some(Sort::Digit | Sort::Apostrophe) => return None,
                _ if behind != b'.' => {}
                _ if length == 1 => return None,
                _ if length <= LONGEST && abbreviation(hash as u32, true).is_some() => return None,
                _ => {}
            }
        }
        let shape = match capitals {
            0 => Shape::Lower,
            _ => shape_of(capitals, length as u32 - capitals, bytes[start].is_ascii_uppercase()),
        };
        self.push_hashed(start, end, Kind::Word, shape, 0, hash);
        if behind != b' ' {
            return Some(end);
        }
        // The blank is read with it.
        self.flags = 0;
        Some(end + 1)
    }

    /// A run of letters, with inner apostrophes and the periods of abbreviations.
    fn word(&mut self, start: usize) -> usize {
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
            } else if letters as usize <= LONGEST {
                match abbreviation(fold_hash(&self.text[start..end]) as u32, first_upper) {
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
        let shape = shape_of(upper, lower, first_upper);
        self.push(start, word_end, Kind::Word, shape, flags);
        if split.is_some() {
            let mut stop = word_end;
            while let Some(c) = self.char_at(stop) {
                match sort_of(c) {
                    Sort::Letter | Sort::Apostrophe if stop < end + 8 => stop += c.len_utf8(),
                    _ => break,
                }
            }
            self.push(word_end, stop, Kind::Clitic, Shape::Lower, 0);
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

    fn number(&mut self, start: usize) -> usize {
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
        self.push(start, end, kind, Shape::Lower, 0);
        end
    }

    /// A quotation mark, a double one typed as two, or the apostrophe of a possessive plural or of "'90s".
    fn apostrophe(&mut self, at: usize, next: usize) -> usize {
        let end = if self.text[at..].starts_with("''") { at + 2 } else { next };
        let glued_to_word = self.flags & Token::GLUED != 0
            && self.cut.tokens.last().is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Decade | Kind::Number));
        if glued_to_word && end == next && self.clitic(next, at).is_some_and(|from| from == at) {
            // "2010's", "U.S.'s"
            let mut stop = next;
            while matches!(self.char_at(stop), Some(c) if sort_of(c) == Sort::Letter) {
                stop += 1;
            }
            self.push(at, stop, Kind::Clitic, Shape::Lower, 0);
            return stop;
        }
        self.push(at, end, Kind::Punct, Shape::Lower, 0);
        end
    }
}
