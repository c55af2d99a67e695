//! What the grammar of parties needs to know of every token, gathered in one pass.

use crate::lexicon::{class, Class, Lexicon, Signature};
use crate::text::{Document, Kind, Sense, Shape, Token};

/// Bits of [`Tag::bits`].
pub(crate) mod bit {
    /// A head of the closed list: `troops`.
    pub const NOM_HEAD: u32 = 1;
    /// A head that needs a name: `officials`.
    pub const PARTY_HEAD: u32 = 1 << 1;
    /// A word that may stand between a name and its head: `suspected`.
    pub const MODIFIER: u32 = 1 << 2;
    /// A hedge or quantifier.
    pub const QUANTIFIER: u32 = 1 << 3;
    /// A title: `President`, `Lt.`
    pub const TITLE: u32 = 1 << 4;
    /// A given name.
    pub const GIVEN: u32 = 1 << 5;
    /// A particle of names: `bin`, `al`, `van`.
    pub const PARTICLE: u32 = 1 << 6;
    /// A capitalised word that is no name: `Monday`, `Meanwhile`.
    pub const NOT_NAME: u32 = 1 << 7;
    /// The head of an organisation's name: `Front`.
    pub const ORG_HEAD: u32 = 1 << 8;
    /// Any form of a verb.
    pub const VERB: u32 = 1 << 9;
    /// A verb of saying.
    pub const REPORT: u32 = 1 << 10;
    /// A preposition.
    pub const PREPOSITION: u32 = 1 << 11;
    /// An article, possessive or demonstrative.
    pub const DETERMINER: u32 = 1 << 12;
    /// An adverb, conjunction, pronoun, auxiliary: ends a noun phrase.
    pub const FUNCTION: u32 = 1 << 13;
    /// Surely a common noun or an adjective.
    pub const NOUN: u32 = 1 << 14;
    /// `led` in "Saudi-led".
    pub const RELATION: u32 = 1 << 15;
    /// A numeral in words.
    pub const NUMERAL: u32 = 1 << 16;
    /// A form of `be`, `have`, `do` or a modal.
    pub const AUXILIARY: u32 = 1 << 17;
    /// `Jr.`
    pub const SUFFIX: u32 = 1 << 18;
    /// Past tense or third person: surely a verb that has a subject.
    pub const FINITE: u32 = 1 << 19;
    /// A noun that names a place: `border`, `town`.
    pub const PLACE_NOUN: u32 = 1 << 20;
    /// A month or weekday.
    pub const CALENDAR: u32 = 1 << 21;
    /// A kinship word: the name behind it is a person's.
    pub const KIN: u32 = 1 << 23;
    /// "dollars", "War", "Spring": what stands before it is no party.
    pub const NO_PARTY: u32 = 1 << 24;
    /// Present participle.
    pub const ING: u32 = 1 << 22;
    /// It begins a name, a head or a title: [`super::Tags`] has more of it than bits.
    pub const MORE: u32 = 1 << 25;
}

/// The longest name that begins at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// None.
    None,
    /// A named party (record).
    Party(u32),
    /// A country by its name (record).
    Country(u32),
    /// A country by its adjective: `Armenian`.
    Adjective(u32),
    /// A country by its people: `Armenians`.
    People(u32),
    /// A seat of government: `Tehran`.
    Seat(u32),
    /// Any other place (record).
    Place(u32),
}

/// What a token is, for this layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub bits: u32,
    /// The longest name that begins here.
    pub name: Name,
    /// Token after that name.
    pub end: u32,
    /// Token after the longest head, title or modifier that begins here; the token after this one otherwise.
    pub head_end: u32,
    /// Payload of that head: a symbol of the lexicon.
    pub head: u32,
    /// Token after the longest title; its payload.
    pub title_end: u32,
    pub title: u32,
}

impl Tag {
    /// A tag that is nothing but bits, of the token before `next`.
    #[inline]
    fn plain(bits: u32, next: u32) -> Tag {
        Tag { bits, name: Name::None, end: next, head_end: next, head: 0, title_end: next, title: 0 }
    }

    #[inline]
    pub fn is(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// None of the other bits.
    #[inline]
    pub fn is_nothing_but(&self, bits: u32) -> bool {
        self.bits & (bit::MORE - 1) & !bits == 0
    }
}

/// Which of two names of equal length wins.
fn rank(name: Name) -> u8 {
    match name {
        Name::None => 0,
        Name::Place(_) => 1,
        Name::Seat(_) => 2,
        Name::Adjective(_) => 4,
        Name::People(_) => 3,
        Name::Country(_) => 6,
        Name::Party(_) => 5,
    }
}

/// The tags of a document. Most words are told by the signature of their senses: those have bits and nothing else.
pub(crate) struct Tags {
    /// For every token its bits; where [`bit::MORE`] is among them, above them how many of its block have it before.
    marks: Vec<u32>,
    /// The whole tags of those, in order.
    rest: Vec<Tag>,
    /// For every block of tokens where its own begin among `rest`.
    blocks: Vec<u32>,
}

/// Tokens of a block: a place within one fits above the bits.
const BLOCK: usize = 1 << (32 - PLACE);
/// The bits end here.
const PLACE: u32 = 26;

impl Tags {
    /// The tag of a token; beyond the document one that is nothing.
    #[inline]
    pub fn get(&self, index: usize) -> Tag {
        let bits = self.bits(index);
        match self.rest(index, bits) {
            Some(rest) => Tag { bits, ..*rest },
            None => Tag::plain(bits, index as u32 + 1),
        }
    }

    /// Its bits alone.
    #[inline]
    pub fn bits(&self, index: usize) -> u32 {
        self.marks.get(index).copied().unwrap_or(0)
    }

    #[inline]
    fn rest(&self, index: usize, bits: u32) -> Option<&Tag> {
        if bits & bit::MORE == 0 {
            return None;
        }
        let block = self.blocks.get(index / BLOCK).copied().unwrap_or(0);
        self.rest.get((block + (bits >> PLACE)) as usize)
    }
}

/// By signature of a word's senses, its bits; [`ASK`] among them where a name, a head or a title begins.
pub(crate) fn by_signature(lexicon: &Lexicon) -> Vec<u32> {
    lexicon.signatures().iter().map(bits_of_signature).collect()
}

/// Names, heads and titles of the word must be looked up.
const ASK: u32 = 1 << 31;

/// Senses of these classes tell more than bits.
fn is_name_or_head(class: Class) -> bool {
    matches!(
        class,
        class::PARTY
            | class::COUNTRY
            | class::DEMONYM_ADJ
            | class::DEMONYM_NOUN
            | class::SEAT
            | class::PLACE
            | class::NOM_HEAD
            | class::PARTY_HEAD
            | class::TITLE
    )
}

fn bits_of_signature(signature: &Signature) -> u32 {
    let bits = |class: Class| if is_name_or_head(class) { ASK } else { bits_of(class) };
    signature.classes().fold(0, |all, class| all | bits(class))
}

/// In news every eighth token has more than bits.
const WORDS_A_TAG: usize = 8;

/// Tags every token of the document. `known`: see [`by_signature`].
pub(crate) fn tag(document: &Document, known: &[u32]) -> Tags {
    let mut tags = Tags {
        marks: vec![0; document.len()],
        rest: Vec::with_capacity(document.len() / WORDS_A_TAG),
        blocks: Vec::with_capacity(document.len() / BLOCK + 1),
    };
    let words = document.tokens.iter().zip(&document.signatures);
    for ((index, mark), (token, signature)) in tags.marks.iter_mut().enumerate().zip(words) {
        if index % BLOCK == 0 {
            tags.blocks.push(tags.rest.len() as u32);
        }
        if matches!(token.kind, Kind::Number | Kind::Ordinal) {
            continue;
        }
        let known = match known.get(usize::from(*signature)) {
            Some(known) => *known,
            None => bits_of_signature(document.signature(index)),
        };
        if known & ASK == 0 && !document.begins_edge(index) {
            *mark = known;
            continue;
        }
        let tag = tag_one(document, index, known);
        *mark = tag.bits;
        if tag != Tag::plain(tag.bits, index as u32 + 1) {
            let block = tags.blocks.last().copied().unwrap_or(0);
            *mark |= bit::MORE | (tags.rest.len() as u32 - block) << PLACE;
            tags.rest.push(tag);
        }
    }
    tags
}

/// What a sense of one word tells by its class alone.
fn bits_of(class: Class) -> u32 {
    match class {
        class::PARTY_MOD => bit::MODIFIER,
        class::PARTY_QUANT | class::QUANTIFIER => bit::QUANTIFIER,
        class::GIVEN_NAME => bit::GIVEN,
        class::NAME_PARTICLE => bit::PARTICLE,
        class::NAME_SUFFIX => bit::SUFFIX,
        class::NOT_NAME => bit::NOT_NAME,
        class::ORG_HEAD => bit::ORG_HEAD,
        class::RELATION_SUFFIX => bit::RELATION,
        class::PLACE_NOUN => bit::PLACE_NOUN,
        class::KINSHIP => bit::KIN,
        class::CURRENCY => bit::NO_PARTY,
        class::VERB_PAST | class::VERB_S => bit::VERB | bit::FINITE,
        class::VERB_BASE | class::VERB_PP => bit::VERB,
        class::VERB_ING => bit::VERB | bit::ING,
        class::V_REPORT | class::V_ACCUSE | class::V_DENY | class::V_URGE => bit::REPORT,
        class::PREPOSITION => bit::PREPOSITION,
        class::ARTICLE | class::DEMONSTRATIVE | class::POSSESSIVE => bit::DETERMINER,
        class::PRONOUN
        | class::PRONOUN_SUBJECT
        | class::COORDINATOR
        | class::SUBORDINATOR
        | class::NEGATION
        | class::ADVERB
        | class::CONJUNCT
        | class::EVIDENTIAL
        | class::RELATIVE
        | class::WH_WORD
        | class::PARTICLE
        | class::ATTRIBUTION_PREP => bit::FUNCTION,
        class::BE_BASE
        | class::BE_PRESENT
        | class::BE_PAST
        | class::BE_PP
        | class::BE_ING
        | class::HAVE_BASE
        | class::HAVE_PRESENT
        | class::HAVE_PAST
        | class::HAVE_ING
        | class::DO_BASE
        | class::DO_PRESENT
        | class::DO_PAST
        | class::MODAL_FUTURE
        | class::MODAL_WOULD
        | class::MODAL_POSSIBLE
        | class::MODAL_MUST => bit::AUXILIARY | bit::FUNCTION,
        class::NOUN | class::ACT_NOUN => bit::NOUN,
        class::GROUP_NUMBER | class::NUM_SMALL | class::NUM_TENS | class::NUM_HUNDRED | class::NUM_ORDINAL => {
            bit::NUMERAL
        }
        _ => 0,
    }
}

/// The tag of a token with edges, or of a word that is a name, a head or a title.
fn tag_one(document: &Document, index: usize, known: u32) -> Tag {
    let next = index as u32 + 1;
    let mut tag = Tag::plain(0, next);
    if document.tokens.get(index).is_none_or(|token| token.word == Token::UNKNOWN) {
        return tag;
    }
    for edge in document.edges_from(index) {
        tag.learn(edge.sense, edge.end, next);
    }
    tag.bits |= known & !ASK;
    if known & ASK != 0 {
        for sense in document.all_word_senses(index) {
            if is_name_or_head(sense.class) && document.fits(sense.case, index) {
                tag.learn(*sense, next, next);
            }
        }
    }
    // Towns called "We", "Of" or "The" are hardly ever meant.
    if matches!(tag.name, Name::Place(_))
        && tag.end == next
        && tag.is(bit::FUNCTION | bit::DETERMINER | bit::PREPOSITION | bit::AUXILIARY | bit::QUANTIFIER)
    {
        tag.name = Name::None;
    }
    tag
}

impl Tag {
    /// Adds what a sense tells that ends before `end`; `next` is the token after the tagged one.
    #[inline]
    fn learn(&mut self, sense: Sense, end: u32, next: u32) {
        let name = match sense.class {
            class::PARTY => Name::Party(sense.payload),
            class::COUNTRY => Name::Country(sense.payload),
            class::DEMONYM_ADJ => Name::Adjective(sense.payload),
            class::DEMONYM_NOUN => Name::People(sense.payload),
            class::SEAT => Name::Seat(sense.payload),
            class::PLACE => Name::Place(sense.payload),
            class::NOM_HEAD | class::PARTY_HEAD => {
                // A listed head beats an unlisted one of the same length: "military", "side".
                let bits = if sense.class == class::NOM_HEAD { bit::NOM_HEAD } else { bit::PARTY_HEAD };
                if (end > self.head_end || !self.is(bit::NOM_HEAD | bit::PARTY_HEAD) || bits == bit::NOM_HEAD)
                    && end >= self.head_end
                {
                    self.bits = self.bits & !(bit::NOM_HEAD | bit::PARTY_HEAD) | bits;
                    self.head_end = end;
                    self.head = sense.payload;
                }
                return;
            }
            class::TITLE => {
                if end > self.title_end || !self.is(bit::TITLE) {
                    self.title_end = end;
                    self.title = sense.payload;
                }
                self.bits |= bit::TITLE;
                return;
            }
            class::PLACE_NOUN | class::CURRENCY | class::ORG_HEAD | class::PARTY_MOD => {
                self.bits |= bits_of(sense.class);
                return;
            }
            _ => {
                if end == next {
                    self.bits |= bits_of(sense.class);
                }
                return;
            }
        };
        if (end > self.end || (end == self.end && rank(name) > rank(self.name)) || self.name == Name::None)
            && end >= self.end
        {
            self.name = name;
            self.end = end;
        }
    }
}

/// A person of the party table.
fn is_person(document: &Document, name: Name) -> bool {
    matches!(name, Name::Party(p) if document.lexicon.party(p).is_some_and(|p| p.kind == crate::model::PartyKind::Official))
}

/// A capital that means something, on a word that may be part of a name.
pub(crate) fn name_like(document: &Document, tags: &Tags, index: usize) -> bool {
    let Some(token) = document.tokens.get(index) else { return false };
    if token.kind != Kind::Word || token.shape == Shape::Lower && !token.is(Token::CAPS_COPY) {
        return false;
    }
    let tag = tags.get(index);
    // An initial: "Miguel A. Torres".
    if token.kind == Kind::Word
        && token.shape == Shape::Upper
        && token.is(Token::PERIOD)
        && token.end - token.start == 2
    {
        return true;
    }
    // In copy that is all capitals only words that can hardly be anything else.
    if token.is(Token::CAPS_COPY) {
        return token.kind == Kind::Word
            && token.end - token.start > 2
            && (tag.is(bit::GIVEN) || token.word == Token::UNKNOWN || is_person(document, tag.name))
            && tag.is_nothing_but(bit::GIVEN | bit::PARTICLE);
    }
    token.kind == Kind::Word
        && token.shape != Shape::Lower
        && !tag.is(bit::NOT_NAME)
        && (!tag.is(bit::FUNCTION | bit::DETERMINER | bit::PREPOSITION)
            || tag.is(bit::GIVEN | bit::PARTICLE)
            // "US" is no pronoun.
            || (token.shape == Shape::Upper && matches!(tag.name, Name::Country(_))))
}
