//! What the tables say about a word's part of speech, as a set of bits.

use crate::lexicon::{class, Lexicon, Signature};
use crate::text::{Document, Kind, Shape, Token};

/// The grammatical senses that a word may have; the tagger picks one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(pub u64);

macro_rules! bits {
    ($($name:ident)*) => { bits!(@ 0u64; $($name)*); };
    (@ $at:expr; $name:ident $($rest:ident)*) => {
        #[allow(missing_docs)]
        pub const $name: u64 = 1 << ($at);
        bits!(@ $at + 1; $($rest)*);
    };
    (@ $at:expr;) => {};
}

#[allow(dead_code)]
impl Bits {
    bits! {
        BASE PRESENT PAST PARTICIPLE ING
        NOUN FIXED_NOUN PLURAL ADJECTIVE ADVERB PREPOSITION PARTICLE
        ARTICLE DEMONSTRATIVE QUANTIFIER POSSESSIVE
        PRONOUN SUBJECT_PRONOUN OBJECT_PRONOUN THIRD FIRST PLURAL_PRONOUN
        RELATIVE WH COORDINATOR SUBORDINATOR CONDITIONAL NEGATION TO
        BE HAVE DO FUTURE WOULD POSSIBLE MUST
        EVIDENTIAL NAME TIME NUMBER DEMONYM VERB_NOUN VERB_ADJECTIVE
        REPORT CLAIM DENY ACCUSE URGE PROMISE THREATEN THINK ORDER LINK BEGIN TRY INTRANSITIVE
        WORD FIGURE ORDINAL DECADE CLITIC MARK
    }

    /// Verb forms of a full verb.
    pub const VERB: u64 = Self::BASE | Self::PRESENT | Self::PAST | Self::PARTICIPLE | Self::ING;
    /// Auxiliaries of any kind.
    pub const MODAL: u64 = Self::FUTURE | Self::WOULD | Self::POSSIBLE | Self::MUST;
    /// What the token is made of: one of these of every token in the sentence.
    pub const KIND: u64 = Self::WORD | Self::FIGURE | Self::NUMBERED | Self::CLITIC | Self::MARK;
    /// Figures with an ending.
    pub const NUMBERED: u64 = Self::ORDINAL | Self::DECADE;
    /// Words of the closed classes, which are told without looking at what they mean.
    pub const CLOSED: u64 = Self::ARTICLE
        | Self::TO
        | Self::MODAL
        | Self::BE
        | Self::HAVE
        | Self::DO
        | Self::COORDINATOR
        | Self::POSSESSIVE
        | Self::DEMONSTRATIVE
        | Self::RELATIVE
        | Self::WH
        | Self::SUBJECT_PRONOUN
        | Self::OBJECT_PRONOUN
        | Self::THIRD
        | Self::QUANTIFIER
        | Self::NEGATION
        | Self::PRONOUN
        | Self::PREPOSITION
        | Self::SUBORDINATOR;
    /// Words of the open classes that may be something else than a noun.
    pub const OPEN: u64 = Self::FIXED_NOUN | Self::ADVERB | Self::VERB | Self::ADJECTIVE | Self::NAME;
    /// Words that can open a noun group.
    pub const DETERMINER: u64 = Self::ARTICLE | Self::DEMONSTRATIVE | Self::QUANTIFIER | Self::POSSESSIVE;
    /// Verbs whose object may be a clause that somebody stands for.
    pub const SAYING: u64 = Self::REPORT
        | Self::CLAIM
        | Self::DENY
        | Self::ACCUSE
        | Self::URGE
        | Self::PROMISE
        | Self::THREATEN
        | Self::THINK
        | Self::ORDER;

    #[inline]
    pub fn any(self, bits: u64) -> bool {
        self.0 & bits != 0
    }
}

/// The bits of each lexicon class, by class number.
#[derive(Debug)]
pub(super) struct ClassBits {
    by_class: Vec<u64>,
    /// By signature of a word: the bits of all its senses.
    by_signature: Vec<Bits>,
}

impl ClassBits {
    pub fn new() -> Self {
        let by_class = class::NAMES.iter().map(|name| bits_of_class(name)).collect();
        ClassBits { by_class, by_signature: Vec::new() }
    }

    /// Works out beforehand what the words of a lexicon may be.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.by_signature = lexicon.signatures().iter().map(|signature| self.together(signature)).collect();
    }

    /// Everything the tables say about a token.
    #[inline]
    pub fn of(&self, document: &Document, token: usize) -> Bits {
        let known = document.signatures.get(token).and_then(|index| self.by_signature.get(usize::from(*index)));
        match known {
            Some(bits) => *bits,
            None => self.together(document.signature(token)),
        }
    }

    #[inline(never)]
    fn together(&self, signature: &Signature) -> Bits {
        let mut bits = 0;
        for class in signature.classes() {
            bits |= self.by_class.get(class.index()).copied().unwrap_or(0);
        }
        if bits & (Bits::BASE | Bits::PRESENT) != 0 {
            if bits & Bits::VERB_NOUN != 0 {
                bits |= Bits::NOUN;
            }
            if bits & Bits::VERB_ADJECTIVE != 0 && bits & Bits::BASE != 0 {
                bits |= Bits::ADJECTIVE;
            }
        }
        Bits(bits)
    }
}

fn bits_of_class(name: &str) -> u64 {
    match name {
        "verb_base" => Bits::BASE,
        "verb_s" => Bits::PRESENT,
        "verb_past" => Bits::PAST,
        "verb_pp" => Bits::PARTICIPLE,
        "verb_ing" => Bits::ING,
        "v_noun" => Bits::VERB_NOUN,
        "noun" => Bits::NOUN,
        "noun_ed_ing" | "noun_ly" => Bits::NOUN | Bits::FIXED_NOUN,
        "v_adj" => Bits::VERB_ADJECTIVE,
        "adjective" => Bits::ADJECTIVE,
        "adverb" => Bits::ADVERB,
        "preposition" => Bits::PREPOSITION,
        "particle" => Bits::PARTICLE,
        "article" => Bits::ARTICLE,
        "demonstrative" => Bits::DEMONSTRATIVE,
        "quantifier" => Bits::QUANTIFIER,
        "possessive" => Bits::POSSESSIVE,
        "pronoun" | "pronoun_reflexive" => Bits::PRONOUN,
        "pronoun_subject" => Bits::PRONOUN | Bits::SUBJECT_PRONOUN,
        "pronoun_object" => Bits::PRONOUN | Bits::OBJECT_PRONOUN,
        "pronoun_third" => Bits::PRONOUN | Bits::THIRD,
        "pronoun_first" => Bits::FIRST,
        "pronoun_plural" => Bits::PLURAL_PRONOUN,
        "relative" => Bits::RELATIVE,
        "wh_word" => Bits::WH,
        "coordinator" => Bits::COORDINATOR,
        "subordinator" => Bits::SUBORDINATOR,
        "conditional" => Bits::CONDITIONAL,
        "negation" => Bits::NEGATION,
        "infinitive_marker" => Bits::TO,
        "be_base" => Bits::BE | Bits::BASE,
        "be_present" => Bits::BE | Bits::PRESENT,
        "be_past" => Bits::BE | Bits::PAST,
        "be_pp" => Bits::BE | Bits::PARTICIPLE,
        "be_ing" => Bits::BE | Bits::ING,
        "have_base" => Bits::HAVE | Bits::BASE,
        "have_present" => Bits::HAVE | Bits::PRESENT,
        "have_past" => Bits::HAVE | Bits::PAST | Bits::PARTICIPLE,
        "have_ing" => Bits::HAVE | Bits::ING,
        "do_base" => Bits::DO | Bits::BASE,
        "do_present" => Bits::DO | Bits::PRESENT,
        "do_past" => Bits::DO | Bits::PAST,
        "do_pp" => Bits::DO | Bits::PARTICIPLE,
        "do_ing" => Bits::DO | Bits::ING,
        "modal_future" => Bits::FUTURE,
        "modal_would" => Bits::WOULD,
        "modal_possible" => Bits::POSSIBLE,
        "modal_must" => Bits::MUST,
        "evidential" => Bits::EVIDENTIAL | Bits::ADVERB,
        "place" | "country" | "demonym_noun" | "seat" | "party" => Bits::NAME,
        "demonym_adj" => Bits::NAME | Bits::DEMONYM,
        "weekday" | "weekday_short" | "weekdays" | "deictic_day" => Bits::TIME,
        "num_small" | "num_tens" | "num_hundred" | "num_scale" | "num_group" | "num_vague" => Bits::NUMBER,
        "v_report" => Bits::REPORT,
        "v_claim" => Bits::CLAIM,
        "v_deny" => Bits::DENY,
        "v_accuse" => Bits::ACCUSE,
        "v_urge" => Bits::URGE,
        "v_promise" => Bits::PROMISE,
        "v_threaten" => Bits::THREATEN,
        "v_think" => Bits::THINK,
        "v_order" => Bits::ORDER,
        "v_link" => Bits::LINK,
        "v_move" | "v_die" | "v_happen" | "v_flee" | "v_change" => Bits::INTRANSITIVE,
        "v_begin" => Bits::BEGIN,
        "v_try" => Bits::TRY,
        _ => 0,
    }
}

/// The bit of a token's kind: they stand in the order of [`Kind`].
pub(super) fn kind_bit(kind: Kind) -> Bits {
    Bits(Bits::WORD << kind as u8)
}

/// What the ending of an unknown word suggests.
pub(super) fn guess(document: &Document, t: &Token) -> Bits {
    let word = document.text.as_bytes().get(t.start as usize..t.end as usize).unwrap_or(&[]);
    if t.kind != Kind::Word {
        return Bits(0);
    }
    let ends =
        |suffix: &[u8]| word.len() > suffix.len() + 2 && word[word.len() - suffix.len()..].eq_ignore_ascii_case(suffix);
    Bits(match word.last().map(u8::to_ascii_lowercase) {
        Some(b'd') if ends(b"ed") => Bits::PAST | Bits::PARTICIPLE,
        Some(b'g') if ends(b"ing") => Bits::ING,
        Some(b'y') if ends(b"ly") => Bits::ADVERB,
        Some(b's') if ends(b"ous") || ends(b"less") => Bits::ADJECTIVE,
        Some(b's') if ends(b"ss") || ends(b"us") || ends(b"is") => Bits::NOUN,
        Some(b's') => Bits::NOUN | Bits::PLURAL,
        Some(b'l') if ends(b"ful") || ends(b"ical") => Bits::ADJECTIVE,
        Some(b'e') if ends(b"able") || ends(b"ible") || ends(b"ive") => Bits::ADJECTIVE | Bits::NOUN,
        _ => Bits::NOUN,
    })
}

/// True for a word in capitals that is one by its own right: not in copy that is all capitals.
pub(super) fn is_acronym(t: &Token) -> bool {
    t.kind == Kind::Word && t.shape == Shape::Upper && !t.is(Token::CAPS_COPY) && t.end - t.start > 1
}
