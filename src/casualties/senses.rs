//! What the casualty grammar needs to know of a word: one set of flags, gathered once from all its senses.

use super::closed::ClosedClasses;
use crate::lexicon::class::{self, NAMES};
use crate::lexicon::{Class, Lexicon};
use crate::text::{Document, Kind, Shape, Token};
use std::ops::Range;

/// A set of flags.
pub type Flags = u64;

macro_rules! flags {
    ($($(#[$meta:meta])* $name:ident = $bit:literal: $($class:literal)*;)*) => {
        $($(#[$meta])* pub const $name: Flags = 1 << $bit;)*
        const CLASSES: &[(&str, Flags)] = &[$($(($class, $name),)*)*];
    };
}

flags! {
    /// "soldier".
    PERSON = 0: "victim_sg";
    /// "soldiers".
    PEOPLE = 1: "victim_pl";
    /// "another", "himself".
    STANDS_FOR_ONE = 2: "victim_pron_sg" "pronoun_reflexive";
    /// "others", "dozens more".
    STANDS_FOR_SOME = 3: "victim_pron_pl";
    /// Words inside a noun group.
    MODIFIER = 4: "victim_modifier" "adjective" "ordinal" "num_ordinal" "demonym_adj";
    /// "killed" as past tense or participle.
    HARMED = 5: "harm_ed" "harm_past" "harm_pp";
    /// "kill", "kills".
    HARMS = 6: "harm_base" "harm_s";
    /// "killing".
    HARMING = 7: "harm_ing";
    /// "died".
    DIED = 8: "die_ed" "die_past" "die_pp";
    /// "die", "dies".
    DIES = 9: "die_base" "die_s";
    /// "dying", "fleeing".
    DYING = 10: "die_ing";
    /// "dead", "missing", "homeless".
    STATE = 11: "dead_adj";
    /// "the dead", "30 wounded".
    HARMED_PEOPLE = 12: "people_noun";
    /// "deaths".
    HARMS_NOUN = 13: "harm_noun_pl";
    /// "death".
    HARM_NOUN = 14: "harm_noun_sg";
    /// "death toll".
    TOLL = 15: "toll_noun" "toll_bare";
    /// "rose", "stands".
    TOLL_VERB = 16: "toll_rise";
    /// "claimed".
    TAKES_LIVES = 17: "take_life";
    /// "lives".
    LIVES = 18: "life_noun";
    /// "left".
    LEAVES = 19: "leave_verb";
    /// "lost", "fell".
    LOSES = 20: "lose_verb" "fall_verb";
    /// "suffered".
    SUFFERS = 21: "suffer_verb";
    /// "loss".
    LOSS = 22: "loss_noun";
    /// "bill", "engine": what is killed is nobody.
    NOT_VICTIM = 23: "not_victim" "measure";
    /// "killed off", "Dead Sea".
    NO_HARM = 24: "no_harm_phrase";
    /// "tank", "T-72".
    MATERIEL = 25: "materiel_sg";
    /// "tanks", "equipment".
    MATERIELS = 26: "materiel_pl" "materiel_model";
    /// "destroyed".
    WRECKED = 27: "wreck_ed";
    /// "destroy".
    WRECKS = 28: "wreck_base";
    /// "destroying".
    WRECKING = 29: "wreck_ing";
    /// "could", "threatened to".
    HYPOTHETICAL = 30: "hypo";
    /// "denied".
    DENIES = 31: "deny_word";
    /// "no reports of".
    NONE_REPORTED = 32: "none_report";
    /// "including".
    INCLUDING = 33: "part_word";
    /// "along with".
    ALONG = 34: "along_word";
    /// Forms of "be", and "got".
    BE = 35: "be_base" "be_present" "be_past" "be_pp" "be_ing";
    /// Forms of "have".
    HAVE = 36: "have_base" "have_present" "have_past" "have_ing";
    /// "will", "could".
    MODAL = 37: "modal_future" "modal_would" "modal_possible" "modal_must";
    /// Adverbs.
    ADVERB = 38: "adverb" "evidential" "conjunct" "past_ref" "present_ref";
    /// "of", "in".
    PREPOSITION = 39: "preposition";
    /// "and", "or".
    COORDINATOR = 40: "coordinator";
    /// "that", "when".
    SUBORDINATOR = 41: "subordinator" "conditional" "wh_word";
    /// "who", "which".
    RELATIVE = 42: "relative";
    /// "the", "a".
    ARTICLE = 43: "article" "demonstrative";
    /// "his".
    POSSESSIVE = 44: "possessive";
    /// "he", "they".
    PRONOUN = 45: "pronoun_third" "pronoun_first";
    /// "not".
    NEGATION = 46: "negation";
    /// Any finite verb form.
    FINITE = 47: "verb_past" "verb_s" "verb_base" "do_present" "do_past";
    /// A participle.
    PARTICIPLE = 48: "verb_pp" "verb_ing";
    /// "Armenian", "Hamas", "Kyiv".
    NAME = 49: "demonym_adj" "party" "country" "place" "seat" "town";
    /// "Armenians", "Armenian": people of a nation.
    DEMONYM = 50: "demonym_noun" "people";
    /// "Tuesday", "May", "yesterday".
    TIME = 51: "weekday" "month" "deictic_day" "weekday_short" "day_part" "season";
    /// Common nouns that are no people.
    NOUN = 52: "noun" "noun_ed_ing" "noun_ly";
    /// A number or quantifier may begin here.
    QUANTITY = 53: "num_small" "num_tens" "num_vague" "num_half" "num_quarter" "quant_couple" "quant_few" "quant_many" "quant_unknown" "quant_none" "quant_nobody" "hedge_at_least" "hedge_more_than" "hedge_up_to" "hedge_fewer_than" "hedge_nearly" "hedge_approx" "hedge_exact" "count_more" "range_open" "quantifier";
    /// Verbs of saying.
    REPORTS = 54: "v_report" "v_claim" "v_accuse";
    /// Set by shape: a word with a capital that the tables do not know.
    CAPITAL = 55: ;
    /// Set by shape: a word that no table knows.
    UNKNOWN = 56: ;
    /// A title or a first name.
    TITLE = 57: "title" "given_name";
    /// "destruction", "downing".
    WRECK_NOUN = 58: "wreck_noun";
    /// "seat" of a noun that needs "to": infinitive marker.
    TO = 59: "infinitive_marker";
    /// "if", "whether".
    CONDITIONAL = 60: "conditional";
    /// A unit that is a quantity.
    COUNT = 61: ;
    /// The past participle alone, never the past tense: "taken hostage".
    PAST_TENSE = 62: "verb_past" "harm_past" "die_past";
    /// Verbs that are also nouns; the tagger decides.
    VERB_NOUN = 63: "v_noun";
}

/// Anything that makes a sentence worth a look.
pub const TRIGGER: Flags = HARMED
    | HARMS
    | HARMING
    | DIED
    | DIES
    | DYING
    | STATE
    | HARMED_PEOPLE
    | HARMS_NOUN
    | HARM_NOUN
    | TOLL
    | LIVES
    | LOSES
    | LOSS
    | WRECKED
    | WRECKS
    | WRECKING
    | WRECK_NOUN;

/// What makes a row of a table of losses.
const ROW: Flags = MATERIEL | MATERIELS | PEOPLE;

/// Flags whose senses tell more: what befell whom, which equipment, the verb kept.
pub const TELLING: Flags = HARM | WRECK | PERSON | PEOPLE | MATERIEL | MATERIELS;

/// Senses that say what befell people.
pub const HARM: Flags =
    HARMED | HARMS | HARMING | DIED | DIES | DYING | STATE | HARMED_PEOPLE | HARMS_NOUN | HARM_NOUN | TOLL;

/// Senses that say what befell equipment.
pub const WRECK: Flags = WRECKED | WRECKS | WRECKING | WRECK_NOUN;

/// What a word means to the grammar, in bits.
pub type Traits = u8;

/// It speaks of harm.
pub const SPEAKS: Traits = 1;
/// It may be a row of a table of losses.
pub const ROWS: Traits = 1 << 1;
/// "losses": a table may follow.
pub const LOSSES: Traits = 1 << 2;
/// [`SPEAKS`], [`ROWS`] and [`LOSSES`], where the capitals decide: so many bits further up.
const PERHAPS: u32 = 3;
/// Its senses have to be asked one by one: they tell more than flags, or the capitals decide which hold.
const ASK: Traits = 1 << 7;

fn traits(flags: Flags) -> Traits {
    let bit = |of: Flags, bit: Traits| if flags & of != 0 { bit } else { 0 };
    bit(TRIGGER, SPEAKS) | bit(ROW, ROWS) | bit(LOSS, LOSSES)
}

/// The flags of every class of the lexicon.
pub struct Senses {
    by_class: Vec<Flags>,
    /// By signature of a word: the flags of all its senses, where all of them hold however it is written.
    by_signature: Vec<Flags>,
    traits: Vec<Traits>,
    /// The closed classes of words.
    pub closed: ClosedClasses,
}

impl Senses {
    /// Looks the classes up by name; a class that no table uses sets nothing.
    pub fn new() -> Self {
        let mut by_class = vec![0; NAMES.len()];
        for (name, flags) in CLASSES {
            if let Some(index) = NAMES.iter().position(|n| n == name) {
                by_class[index] |= flags;
            }
        }
        Senses { by_class, by_signature: Vec::new(), traits: Vec::new(), closed: ClosedClasses::new() }
    }

    /// Works out beforehand what the words of a lexicon are.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.by_signature.clear();
        self.traits.clear();
        for signature in lexicon.signatures() {
            let flags = signature.classes().fold(0, |flags, class| flags | self.of_class(class));
            let ask = !signature.plain || flags & TELLING != 0 || signature.has(class::PARTY);
            let speaks = if signature.plain { traits(flags) } else { traits(flags) << PERHAPS };
            self.by_signature.push(if signature.plain { flags } else { 0 });
            self.traits.push(speaks | if ask { ASK } else { 0 });
        }
    }

    /// The flags of a class.
    #[inline]
    pub fn of_class(&self, class: Class) -> Flags {
        self.by_class.get(class.index()).copied().unwrap_or(0)
    }

    #[inline]
    fn traits_of(&self, signature: u16) -> Traits {
        self.traits.get(usize::from(signature)).copied().unwrap_or(ASK | (SPEAKS | ROWS | LOSSES) << PERHAPS)
    }

    /// What the words and phrases of a sentence speak of: [`SPEAKS`], [`ROWS`], [`LOSSES`].
    pub fn speak(&self, document: &Document, tokens: Range<usize>) -> Traits {
        let signatures = document.signatures.get(tokens.clone()).unwrap_or_default();
        let mut found = 0;
        for (at, signature) in tokens.clone().zip(signatures) {
            found |= self.traits_of(*signature);
            for edge in document.edges_from(at) {
                found |= traits(self.of_class(edge.sense.class));
            }
        }
        let open = found >> PERHAPS & !found & (SPEAKS | ROWS | LOSSES);
        if open != 0 {
            for (at, _) in tokens.zip(signatures).filter(|(_, s)| self.traits_of(**s) >> PERHAPS & open != 0) {
                found |= document.word_senses(at).fold(0, |found, s| found | traits(self.of_class(s.class)));
            }
        }
        found & (SPEAKS | ROWS | LOSSES)
    }

    /// The flags of a token's own senses and of its shape, but for the senses that have to be asked one by one (`true`).
    #[inline]
    pub fn of_token(&self, document: &Document, at: usize, token: &Token) -> (Flags, bool) {
        let signature = document.signatures.get(at).copied().unwrap_or(0);
        let mut flags = self.by_signature.get(usize::from(signature)).copied().unwrap_or(0);
        match token.kind {
            Kind::Number => flags |= QUANTITY,
            Kind::Word => {
                if token.word == Token::UNKNOWN {
                    flags |= UNKNOWN;
                }
                if token.shape != Shape::Lower && !token.is(Token::CAPS_COPY) && !token.is(Token::SENTENCE_START) {
                    flags |= CAPITAL;
                }
            }
            _ => {}
        }
        (flags, self.traits_of(signature) & ASK != 0)
    }
}

impl Default for Senses {
    fn default() -> Self {
        Self::new()
    }
}
