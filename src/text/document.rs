//! A text cut into tokens and sentences, with the senses of its words.

use super::chart::{Chart, Edge, Sense};
use super::fold::hash_folded;
use super::token::{Kind, Shape, Token};
use super::tokenize::Cut;
use super::words::WordList;
use super::{sentences, tokenize};
use crate::lexicon::{Class, Lexicon};
use std::ops::Range;

/// An article under analysis.
pub struct Document<'t> {
    /// The article, untouched.
    pub text: &'t str,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// First token of each sentence, in order.
    pub sentences: Vec<u32>,
    /// The tables.
    pub lexicon: &'t Lexicon,
    /// The sentence of every sixteenth token: none needs to be searched for.
    sentence_marks: Vec<u32>,
    chart: Chart,
    /// For every token the signature of its word's senses that hold as it is written.
    pub(crate) signatures: Vec<u16>,
}

impl<'t> Document<'t> {
    /// Cuts `text` and looks every word up.
    #[inline(never)]
    pub fn new(text: &'t str, lexicon: &'t Lexicon) -> Self {
        let mut cut = tokenize::tokenize(text, lexicon);
        let sentences = sentences::segment(text, lexicon, &mut cut);
        let Cut { tokens, signatures, opens, .. } = cut;
        let sentence_marks = marks(&sentences, tokens.len());
        let chart = Chart::new(opens);
        let mut document = Document { text, tokens, sentences, lexicon, sentence_marks, chart, signatures };
        lexicon.find_names(&mut document);
        document
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True for a text without tokens.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token's own characters.
    pub fn str(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// The characters from the first to the last token of a range, with what stands between them.
    pub fn slice(&self, tokens: Range<usize>) -> &'t str {
        let bytes = self.bytes(tokens);
        &self.text[bytes]
    }

    /// The byte range of a token range; empty ranges give an empty byte range.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// True when the token is the given folded word, clitic (`'s`) or mark (`,` `"` `--`).
    // Inlined, so that the compiler hashes the word.
    #[inline(always)]
    pub fn is(&self, token: usize, word: &str) -> bool {
        self.tokens.get(token).is_some_and(|t| t.hash == hash_folded(word) as u32)
    }

    /// True when the token is one of the given folded words: `words!["a", "an"]`. A plain slice is taken as well, but every
    /// such list is a copy of this in the module, with its hashes.
    #[inline]
    pub fn is_any(&self, token: usize, words: impl WordList) -> bool {
        let Some(t) = self.tokens.get(token) else { return false };
        words.holds(t, self.text.as_bytes().get(t.start as usize).map_or(0, u8::to_ascii_lowercase))
    }

    /// The token that follows a phrase which ends before `end`; beyond the document where a paragraph ends with it, since the
    /// next one says nothing of it.
    pub(crate) fn next_in_paragraph(&self, end: usize) -> usize {
        match self.tokens.get(end) {
            Some(token) if !token.is(Token::PARAGRAPH_START) => end,
            _ => self.len(),
        }
    }

    /// True for a word token.
    pub fn is_word(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == Kind::Word)
    }

    /// True for a word with a capital that means something: not in copy that is all capitals.
    pub fn is_capitalised(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.capitalised() && !t.is(Token::CAPS_COPY))
    }

    /// The index of the sentence that a token belongs to.
    pub fn sentence_index(&self, token: usize) -> usize {
        let mark = self.sentence_marks.get(token / SPACING).or(self.sentence_marks.last());
        let mut index = mark.map_or(0, |&sentence| sentence as usize);
        while self.sentences.get(index + 1).is_some_and(|&next| next as usize <= token) {
            index += 1;
        }
        index
    }

    /// The tokens of the sentence with this index.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        let start = self.sentences.get(index).map_or(self.len(), |&s| s as usize);
        let end = self.sentences.get(index + 1).map_or(self.len(), |&s| s as usize);
        start..end.max(start)
    }

    /// The tokens of the sentence that a token belongs to.
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        self.sentence(self.sentence_index(token))
    }

    /// All senses and chunks that begin at a token, each with the token after its last; those of several tokens first.
    /// Senses whose capitals do not fit the text are left out.
    pub fn senses(&self, token: usize) -> impl Iterator<Item = (Sense, usize)> + '_ {
        self.edges_from(token)
            .map(|e| (e.sense, e.end as usize))
            .chain(self.word_senses(token).map(move |s| (s, token + 1)))
    }

    /// The edges (names of several words, chunks) that begin at a token; the last added first.
    #[inline]
    pub fn edges_from(&self, token: usize) -> impl Iterator<Item = &Edge> + '_ {
        self.chart.from(token)
    }

    /// True when an edge begins at a token.
    #[inline]
    pub(crate) fn begins_edge(&self, token: usize) -> bool {
        self.chart.opens(token) & Chart::BEGIN != 0
    }

    /// True when an edge ends with the token.
    #[inline]
    pub(crate) fn ends_edge(&self, token: usize) -> bool {
        self.chart.opens(token) & Chart::END != 0
    }

    /// The edges whose last token is `token`.
    #[inline]
    pub fn edges_to(&self, token: usize) -> impl Iterator<Item = &Edge> + '_ {
        self.chart.to(token)
    }

    /// The senses of a single token.
    #[inline]
    pub fn word_senses(&self, token: usize) -> impl Iterator<Item = Sense> + '_ {
        let capital = self.tokens.get(token).is_some_and(|t| t.shape != Shape::Lower);
        let fits = move |sense: &&Sense| match sense.case {
            0 => true,
            1 => capital,
            case => self.capitals_fit(case, token),
        };
        self.all_word_senses(token).iter().filter(fits).copied()
    }

    /// The senses of a single token, whether or not its capitals fit.
    #[inline]
    pub(crate) fn all_word_senses(&self, token: usize) -> &[Sense] {
        self.tokens.get(token).map_or(&[], |t| self.lexicon.senses(t.word))
    }

    /// Which classes the senses of a token's word are of, those left out that its capitals do not fit.
    #[inline]
    pub(crate) fn signature(&self, token: usize) -> &crate::lexicon::Signature {
        self.lexicon.signature(self.signatures.get(token).copied().unwrap_or(0))
    }

    /// The token's own sense of a class.
    #[inline]
    pub(crate) fn word_sense(&self, token: usize, class: Class) -> Option<Sense> {
        if self.may_mean(token, class.bit()) {
            self.look_for(token, class)
        } else {
            None
        }
    }

    #[inline(never)]
    fn look_for(&self, token: usize, class: Class) -> Option<Sense> {
        if !self.signature(token).has(class) {
            return None;
        }
        self.all_word_senses(token).iter().find(|s| s.class == class && self.fits(s.case, token)).copied()
    }

    /// The longest sense of a class that begins at a token: `(token after the last, payload)`.
    #[inline]
    pub fn sense(&self, token: usize, class: Class) -> Option<(usize, u32)> {
        if self.may_mean(token, class.bit()) {
            self.longest(token, class)
        } else {
            None
        }
    }

    #[inline(never)]
    fn longest(&self, token: usize, class: Class) -> Option<(usize, u32)> {
        let edges = self.edges_from(token).filter(|e| e.sense.class == class);
        let longest = edges.map(|e| (e.end as usize, e.sense.payload)).max_by_key(|(end, _)| *end);
        longest
            .filter(|(end, _)| *end > token + 1)
            .or_else(|| self.look_for(token, class).map(|s| (token + 1, s.payload)))
            .or(longest)
    }

    /// True when a sense of the class begins at the token.
    #[inline]
    pub fn has(&self, token: usize, class: Class) -> bool {
        self.may_mean(token, class.bit()) && self.surely_has(token, class)
    }

    #[inline(never)]
    fn surely_has(&self, token: usize, class: Class) -> bool {
        self.signature(token).has(class) || self.edges_from(token).any(|e| e.sense.class == class)
    }

    /// False when no sense or edge of a class in one of the buckets ([`Class::bit`]) begins at the token.
    #[inline]
    pub(crate) fn may_mean(&self, token: usize, buckets: u64) -> bool {
        self.chart.opens(token) & buckets != 0
    }

    /// The buckets ([`Class::bit`]) of the senses and edges that begin at the token.
    #[inline]
    pub(crate) fn buckets(&self, token: usize) -> u64 {
        self.chart.opens(token) & !(Chart::BEGIN | Chart::END)
    }

    /// All edges, in the order in which they were added.
    pub(crate) fn edges(&self) -> &[Edge] {
        self.chart.edges()
    }

    /// Adds a chunk that later stages can match by its class.
    pub fn add_chunk(&mut self, tokens: Range<usize>, class: Class, payload: u32) {
        self.add_edge(tokens.start as u32, tokens.end as u32, Sense { class, case: 0, payload });
    }

    /// Adds an edge; none where the range is empty or reaches beyond the document.
    pub(crate) fn add_edge(&mut self, start: u32, end: u32, sense: Sense) {
        self.chart.add(start, end, sense);
    }

    /// [`Document::fits`] for a name that spans tokens `start..=last`, hyphens between its words not counted.
    pub(crate) fn fits_name(&self, case: u8, start: usize, last: usize) -> bool {
        if case >> 2 == 0 {
            return self.fits(case, start);
        }
        let hyphens =
            (start..=last).take_while(|i| i - start < (case >> 2) as usize + 1).filter(|i| self.is(*i, "-")).count();
        self.fits(case & 3, start + (case >> 2) as usize + hyphens)
    }

    /// Whether the capitals of the text fit how a form must be written (`case`: see the lexicon).
    #[inline]
    pub(crate) fn fits(&self, case: u8, token: usize) -> bool {
        case == 0 || self.capitals_fit(case, token)
    }

    #[inline(never)]
    fn capitals_fit(&self, case: u8, token: usize) -> bool {
        let Some(t) = self.tokens.get(token + (case >> 2) as usize) else { return false };
        match case & 3 {
            1 => t.shape != Shape::Lower,
            // "U.S." is the state in copy of capitals too.
            2 => {
                t.shape == Shape::Upper
                    && (!t.is(Token::CAPS_COPY) || t.is(Token::PERIOD) || !self.lexicon.is_common_word(t.word))
            }
            _ => true,
        }
    }
}

/// Tokens from one of [`Document::sentence_marks`] to the next.
const SPACING: usize = 16;

/// The sentence of every sixteenth token.
fn marks(sentences: &[u32], tokens: usize) -> Vec<u32> {
    let mut marks = Vec::with_capacity(tokens.div_ceil(SPACING));
    let mut index = 0;
    for token in (0..tokens).step_by(SPACING) {
        while sentences.get(index + 1).is_some_and(|&next| next as usize <= token) {
            index += 1;
        }
        marks.push(index as u32);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let lexicon = Lexicon::new();
        let document = Document::new(text, &lexicon);
        (0..document.sentences.len()).map(|i| document.slice(document.sentence(i)).to_string()).collect()
    }

    fn tokens(text: &str) -> Vec<String> {
        let lexicon = Lexicon::new();
        let document = Document::new(text, &lexicon);
        (0..document.len()).map(|i| document.str(i).to_string()).collect()
    }

    #[test]
    fn tokens_keep_what_belongs_together() {
        assert_eq!(
            tokens("The U.S.-led force's 1,200 men didn't see Sana'a at 5 a.m. on Sept. 12."),
            [
                "The", "U.S.", "-", "led", "force", "'s", "1,200", "men", "did", "n't", "see", "Sana'a", "at", "5",
                "a.m.", "on", "Sept.", "12", "."
            ]
        );
        assert_eq!(
            tokens("the 101st, in the 1990s, 3.5 km (2.2mi) T-72s ... Gen. J. Doe\u{2019}s"),
            [
                "the",
                "101st",
                ",",
                "in",
                "the",
                "1990s",
                ",",
                "3.5",
                "km",
                "(",
                "2.2",
                "mi",
                ")",
                "T",
                "-",
                "72s",
                "...",
                "Gen.",
                "J.",
                "Doe",
                "\u{2019}s"
            ]
        );
        assert_eq!(tokens("``No,'' they said\u{a0}twice"), ["``", "No", ",", "''", "they", "said", "twice"]);
    }

    #[test]
    fn sentences_survive_abbreviations_quotes_and_datelines() {
        assert_eq!(sentences("KYIV, March 3 (Wire) -- Gen. Ivan Doe of the U.S. Army left at 5 p.m. He did not say why. \"Go,\" he said. \"Now!\" They went."), [
            "KYIV, March 3 (Wire) --",
            "Gen. Ivan Doe of the U.S. Army left at 5 p.m.",
            "He did not say why.",
            "\"Go,\" he said.",
            "\"Now!\"",
            "They went."
        ]);
        assert_eq!(
            sentences("Army shells town\nTwo people were hurt.\n\nMore to come"),
            ["Army shells town", "Two people were hurt.", "More to come"]
        );
        let wrapped = "The column had left the northern barracks before dawn and\nreached the river by noon, where it was met by heavy fire from\nthe far bank and lost two of its vehicles before it could turn\nback to the road.";
        assert_eq!(sentences(wrapped).len(), 1);
        let indented = "Shells fell on the market square of the old river port shortly after seven, witnesses\n      said.\n      Nobody had warned the traders, who were setting up their stalls as on any other day of\n      the week.\n      The governor came at noon. He spoke to the families of the wounded and to those that Lt.\n      Danic had led out of the cellars below the town hall.\n      Later in the day the firing stopped, and by the evening the ferry had brought a dozen of\n      the wounded over to the clinic.";
        assert_eq!(
            sentences(indented).iter().map(|s| s.split(' ').next().unwrap_or_default().to_string()).collect::<Vec<_>>(),
            ["Shells", "Nobody", "The", "He", "Later"]
        );
        let rows = "Losses of the day\ntanks - 4 (+1)\narmoured vehicles - 12 (+3)\ntrucks - 9";
        assert_eq!(sentences(rows).len(), 4);
    }

    #[test]
    fn a_signature_holds_the_senses_that_fit() {
        let lexicon = Lexicon::new();
        let text =
            "In march, on March 3 and in MARCH, us and US may, the U.S. and Who's WHO of al-Shabaab IS turkey.\n\n\
                    THE US ARMY AND THE U.S. NAVY SAID THAT THE WHO IS IN TURKEY IN MAY.";
        let document = Document::new(text, &lexicon);
        for token in 0..document.len() {
            let mut senses: Vec<Class> = document.word_senses(token).map(|sense| sense.class).collect();
            senses.sort();
            senses.dedup();
            assert_eq!(document.signature(token).classes().collect::<Vec<_>>(), senses, "{}", document.str(token));
        }
    }

    #[test]
    fn capitals_in_capital_copy_say_nothing() {
        let lexicon = Lexicon::new();
        let document = Document::new("THE ARMY SAID THAT THE TOWN FELL ON MONDAY.\n\nA NATO man said so.", &lexicon);
        assert!(document.tokens[0].is(Token::CAPS_COPY));
        assert!(!document.is_capitalised(1));
        assert!(document.is_capitalised(11), "{}", document.str(11));
    }
}
