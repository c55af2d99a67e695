//! A token: the smallest piece of text that rules look at.

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Letters, with inner apostrophes, and the periods of an abbreviation: `Sana'a`, `U.S.`, `Sept.`
    Word,
    /// A figure: `12`, `30,000`, `1.2`.
    Number,
    /// A figure with an ordinal ending: `101st`.
    Ordinal,
    /// A figure with a plural ending: `1990s`.
    Decade,
    /// `'s`, `n't`, `'re` …
    Clitic,
    /// Anything else: one mark, or a run of the same mark (`--`, `...`).
    Punct,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// No capital, or a script without capitals.
    Lower,
    /// `Kyiv`.
    Title,
    /// `NATO`, `U.S.`, `I`.
    Upper,
    /// `McCain`, `iPhone`.
    Mixed,
}

/// A token. Offsets are bytes of the document's text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Lower half of the hash of the folded form: equal words have equal hashes.
    pub hash: u32,
    /// Vocabulary entry, or [`Token::UNKNOWN`].
    pub word: u32,
    /// What it is made of.
    pub kind: Kind,
    /// How it is capitalised.
    pub shape: Shape,
    /// Bits below.
    pub flags: u16,
}

impl Token {
    /// The vocabulary entry of a word that no table knows.
    pub const UNKNOWN: u32 = u32::MAX;
    /// No white space before it.
    pub const GLUED: u16 = 1;
    /// First token of a line.
    pub const LINE_START: u16 = 2;
    /// First token of a paragraph.
    pub const PARAGRAPH_START: u16 = 4;
    /// First token of a sentence.
    pub const SENTENCE_START: u16 = 8;
    /// Its last byte is the period of an abbreviation or acronym.
    pub const PERIOD: u16 = 16;
    /// The abbreviation never ends a sentence ("Gen.").
    pub const LEADING: u16 = 32;
    /// In copy, or a line, that is all capitals: capitals say nothing here.
    pub const CAPS_COPY: u16 = 64;
    /// Names of several words begin with its word.
    pub(crate) const OPENS_NAME: u16 = 128;

    /// Tests a flag.
    #[inline]
    pub fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// No white space between this token and the one before.
    #[inline]
    pub fn glued(&self) -> bool {
        self.is(Token::GLUED)
    }

    /// A word whose first letter is a capital, or would be were the copy not all capitals.
    #[inline]
    pub fn capitalised(&self) -> bool {
        self.kind == Kind::Word && self.shape != Shape::Lower
    }
}
