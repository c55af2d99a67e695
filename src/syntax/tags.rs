//! Parts of speech: one pass from left to right with two tokens of sight.

use super::tagger::Tagger;
use super::words::{guess, kind_bit, Bits, ClassBits};
use crate::text::{Document, Kind, Shape, Token};
use crate::words;

/// The part that a token plays in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Tag {
    /// Common noun.
    Noun,
    /// Name, or part of one.
    Proper,
    /// `it`, `who` as a question word, `others`, `some` without a noun.
    Pronoun,
    /// A figure or a number word.
    Number,
    /// Article, demonstrative, quantifier.
    Determiner,
    /// `his`, `its`, and the clitic of "army's".
    Possessive,
    /// Adjective, also a participle before its noun ("the wounded soldiers").
    Adjective,
    /// Adverb, particle.
    Adverb,
    /// Negation: `not`, `n't`, `never`.
    Negation,
    /// Preposition. Those that may also open a clause (`after`, `as`) are sorted out with the clauses.
    Preposition,
    /// The infinitive's `to`.
    To,
    /// Bare verb: infinitive, imperative, present of a plural subject.
    Base,
    /// Third person present: `says`.
    Present,
    /// Past: `said`.
    Past,
    /// Past participle: `killed` after `were`, or where only a participle fits.
    Participle,
    /// `-ing` form used as a verb.
    Ing,
    /// Form of `be`.
    Be,
    /// Form of `have` before a participle.
    Have,
    /// Form of `do` before a bare verb.
    Do,
    /// `will`, `would`, `may` …
    Modal,
    /// `and`, `or`, `but`.
    Coordinator,
    /// `because`, `although`, `if`; `that` before a clause.
    Subordinator,
    /// `who`, `which`, `that` after the noun they stand for.
    Relative,
    /// Double or single quotation mark.
    Quote,
    /// Comma.
    Comma,
    /// Colon, semicolon, dash.
    Break,
    /// Full stop, question or exclamation mark.
    Stop,
    /// Round or square bracket.
    Bracket,
    /// Hyphen inside a compound.
    Hyphen,
    /// Any other mark.
    #[default]
    Other,
}

impl Tag {
    /// A form of a full verb.
    #[inline]
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Base | Tag::Present | Tag::Past | Tag::Participle | Tag::Ing)
    }

    /// An auxiliary; `be` and `have` may also be main verbs.
    #[inline]
    pub fn is_auxiliary(self) -> bool {
        matches!(self, Tag::Be | Tag::Have | Tag::Do | Tag::Modal)
    }

    /// A word that can stand inside a noun group.
    #[inline]
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number | Tag::Determiner | Tag::Possessive | Tag::Adjective
        )
    }

    /// A word that can be the head of a noun group.
    #[inline]
    pub fn is_head(self) -> bool {
        matches!(self, Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number)
    }
}

/// What the first pass sees of every token.
pub(super) struct Tagged {
    pub tags: Vec<Tag>,
    /// What the tables say.
    pub bits: Vec<Bits>,
    /// Prepositions "by".
    pub by: Vec<u32>,
    /// Tokens "according".
    pub according: Vec<u32>,
    /// Quotation marks.
    pub quotes: Vec<u32>,
}

/// Gives every token its tag.
#[inline(never)]
pub(super) fn tag(document: &Document, classes: &ClassBits) -> Tagged {
    let count = document.len();
    let mut bits = Vec::with_capacity(count);
    let mut tags = Vec::with_capacity(count);
    let (mut by, mut according, mut quotes) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..document.sentences.len() {
        let sentence = document.sentence(index);
        let headline = is_headline(document, sentence.clone());
        let from = bits.len();
        let tokens = document.tokens.get(sentence.clone()).unwrap_or(&[]);
        bits.extend(sentence.clone().zip(tokens).map(|(at, token)| look(document, classes, at, token, headline)));
        let mut tagger = Tagger {
            document,
            bits: &bits,
            first: from,
            headline,
            fragment: is_fragment(document, &sentence),
            auxiliary: Bits(0),
            finite: false,
            said: false,
        };
        let mut previous = Tag::Stop;
        for (at, token) in sentence.zip(tokens) {
            let tag = tagger.choose(at, token, previous, &tags);
            tagger.follow(at, tag);
            tags.push(tag);
            previous = tag;
            if tag == Tag::Quote {
                quotes.push(at as u32);
            } else if words!["by", "according"].contain(token.hash) {
                if document.is(at, "according") {
                    according.push(at as u32);
                } else if tag == Tag::Preposition {
                    by.push(at as u32);
                }
            }
        }
    }
    // A document without sentence marks still has a tag for every token.
    tags.resize(count, Tag::Other);
    bits.resize(count, Bits(0));
    Tagged { tags, bits, by, according, quotes }
}

/// A line in title case: its capitals say nothing about names.
fn is_headline(document: &Document, sentence: std::ops::Range<usize>) -> bool {
    let mut capitals = 0;
    for t in document.tokens.get(sentence).unwrap_or(&[]) {
        if t.kind == Kind::Word && t.end - t.start > 3 {
            match t.shape {
                Shape::Lower => return false,
                _ if t.is(Token::CAPS_COPY) => return false,
                Shape::Title => capitals += 1,
                _ => {}
            }
        }
    }
    capitals > 3
}

/// A short line that no full stop closes.
fn is_fragment(document: &Document, sentence: &std::ops::Range<usize>) -> bool {
    sentence.len() < 24
        && sentence.end.checked_sub(1).and_then(|last| document.tokens.get(last)).is_some_and(|t| t.kind != Kind::Punct)
}

fn look(document: &Document, classes: &ClassBits, at: usize, t: &Token, headline: bool) -> Bits {
    let kind = kind_bit(t.kind);
    if !kind.any(Bits::WORD | Bits::CLITIC) {
        return kind;
    }
    let mut bits = classes.of(document, at);
    // "a.m." is no form of "be", "U.S." no pronoun.
    if t.is(Token::PERIOD) && t.end - t.start > 2 {
        bits.0 &= Bits::NAME | Bits::TIME | Bits::DEMONYM;
        let known = match bits.0 {
            0 if t.capitalised() => Bits::NAME,
            0 => Bits::NOUN,
            known => known,
        };
        return Bits(known | kind.0);
    }
    if bits.0 & !(Bits::NAME | Bits::TIME | Bits::DEMONYM) == 0 && !(bits.any(Bits::NAME) && t.capitalised()) {
        bits.0 |= guess(document, t).0;
        // A capital outside the start of a sentence makes a name of an unknown word.
        if t.capitalised() && !t.is(Token::SENTENCE_START | Token::CAPS_COPY) && !headline {
            bits.0 = bits.0 & Bits::PLURAL | Bits::NAME;
        }
    }
    Bits(bits.0 | kind.0)
}
