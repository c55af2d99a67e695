//! The layer that finds toponyms: which words name a place, and how far the name reaches. Which place it is, and whether
//! the name stands for a place or for a party, is decided in [`crate::discourse`].

mod rules;

use crate::lexicon::{class, Class};
use crate::pattern::{Found, RuleSet};
use crate::syntax::Syntax;
use crate::text::{Document, Token};
use std::ops::Range;

/// How the words of a mention name their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A name of the tables: "Goma".
    Name,
    /// A name with a compass word: "southern Afghanistan"; the symbol of the direction.
    Part(&'static str),
    /// A name with the noun of its class: "Helmand province"; the symbol of the class.
    Classed(&'static str),
    /// A demonym before a noun of place: "Iraqi air base".
    Demonym,
    /// A demonym before anything else: "Iraqi president".
    Modifier,
    /// A facility or feature of the land, named by its noun: "Tiyas Military Airfield"; the symbol of its type.
    Feature(&'static str),
    /// A name that no table knows, in a place where only places stand: "the village of Umm Jalal"; the symbol of its type.
    Unknown(&'static str),
}

/// A mention as the layer's rules see it, before the article as a whole decides.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The tokens of the name inside it, under which the tables know it.
    pub name: Range<usize>,
    /// How the words name the place.
    pub form: Form,
    /// The rule that found it.
    pub rule: &'static str,
    /// A word that says "here stands a place" is next to it: "in", "the city of".
    pub located: bool,
    /// "near", "30 km north of": the event is not in the place itself.
    pub near: bool,
}

/// The layer's compiled rules.
pub struct Locations {
    names: RuleSet<rules::Reading>,
    given_name: Option<Class>,
}

impl Locations {
    /// Compiles the rules.
    pub fn new() -> Self {
        Locations { names: RuleSet::new(rules::NAMES), given_name: Class::named("given_name") }
    }

    /// Finds the layer's mentions, in text order, without overlaps.
    pub fn find(&self, document: &Document, syntax: &Syntax) -> Vec<Mention> {
        let _ = syntax;
        let mut found = self.names.scan(document);
        found.retain(|f| self.plausible(document, f));
        let found = crate::pattern::without_overlaps(found);
        found.into_iter().map(|f| self.mention(document, f)).collect()
    }

    fn mention(&self, document: &Document, found: Found<rules::Reading>) -> Mention {
        let before = found.tokens.start;
        let near = self.before(document, before, class::NEAR_WORD);
        let located = near
            || matches!(found.value.form, Form::Unknown(_) | Form::Classed(_) | Form::Demonym)
            || self.located(document, before);
        Mention {
            tokens: found.tokens,
            name: found.value.name,
            form: found.value.form,
            rule: found.rule,
            located,
            near,
        }
    }

    /// A preposition of place or a verb of taking stands before the token, or a noun of place with "of".
    fn located(&self, document: &Document, at: usize) -> bool {
        if self.before(document, at, class::WITHIN_WORD) {
            return true;
        }
        let at = skip_article(document, at);
        at >= 2 && document.is(at - 1, "of") && document.has(at - 2, class::SETTLEMENT_NOUN)
    }

    /// A word or phrase of the class ends right before the token, an article or compass word between them.
    fn before(&self, document: &Document, at: usize, class: Class) -> bool {
        let at = skip_article(document, at);
        at > 0
            && (document.edges_to(at - 1).any(|e| e.sense.class == class)
                || document.word_senses(at - 1).any(|s| s.class == class))
    }

    /// Throws out names that are more likely something else: common words, given names, parts of longer names.
    fn plausible(&self, document: &Document, found: &Found<rules::Reading>) -> bool {
        let (start, end) = (found.value.name.start, found.value.name.end);
        let Some(first) = document.tokens.get(start) else { return false };
        match found.value.form {
            Form::Feature(_) | Form::Demonym | Form::Modifier => return true,
            Form::Unknown(_) => {
                // "the city of Monday": words that begin sentences, months, weekdays and ranks are no towns.
                return (start..end).all(|t| {
                    !document.lexicon.is_common_word(document.tokens[t].word)
                        || document.tokens[t].word == Token::UNKNOWN
                }) && !(start..end).any(|t| {
                    document
                        .senses(t)
                        .any(|(s, _)| matches!(s.class, class::PARTY | class::DEMONYM_ADJ | class::DEMONYM_NOUN))
                });
            }
            _ => {}
        }
        if document.senses(start).any(|(s, e)| s.class == class::COUNTRY && e == end) {
            return true;
        }
        let place = |payload: u32| document.lexicon.place(payload);
        let best = document
            .senses(start)
            .filter(|(s, e)| s.class == class::PLACE && *e == end)
            .filter_map(|(s, _)| place(s.payload))
            .map(|p| weight_of(p.where_prec, p.population))
            .fold(0.0, f64::max);
        let located = self.located(document, found.tokens.start)
            || self.before(document, found.tokens.start, class::NEAR_WORD)
            || matches!(found.value.form, Form::Classed(_))
            || self.in_country(document, end);
        let single = end - start == 1;
        let common = single && document.lexicon.is_common_word(first.word);
        let seldom = single && document.has(start, class::SELDOM_PLACE);
        let given = single && self.given_name.is_some_and(|c| document.has(start, c));
        if first.is(Token::CAPS_COPY) && (common || seldom || given) {
            return best >= 5.0 && !common;
        }
        if seldom && !located {
            return false;
        }
        // A name inside a longer run of capitals is part of another name, unless it is well known.
        let next_cap = document.is_capitalised(end)
            && document.tokens[end].word == Token::UNKNOWN
            && !document.tokens[end].glued();
        let before_cap = start > 0
            && document.is_capitalised(start - 1)
            && document.tokens[start - 1].word == Token::UNKNOWN
            && !document.tokens[start - 1].is(Token::SENTENCE_START);
        if (next_cap || before_cap) && !located {
            return best >= 5.5;
        }
        if common || given || seldom {
            return located && best >= if common { 3.0 } else { 3.5 } || (best >= 5.3 && !common && !seldom);
        }
        if first.is(Token::SENTENCE_START) && first.word != Token::UNKNOWN && single {
            return located || best >= 4.0;
        }
        located || best >= 4.0
    }

    /// ", Country" or ", Region" follows.
    fn in_country(&self, document: &Document, end: usize) -> bool {
        document.is(end, ",")
            && document.senses(end + 1).any(|(s, _)| {
                matches!(s.class, class::COUNTRY)
                    || (s.class == class::PLACE && document.lexicon.place(s.payload).is_some_and(|p| p.where_prec >= 4))
            })
    }
}

/// How well known a place is, roughly the decimal logarithm of its inhabitants; the hand-written tables rank with cities.
pub(crate) fn weight_of(where_prec: u8, population: u32) -> f64 {
    let size = (f64::from(population) + 1.0).log10();
    match where_prec {
        1 | 2 if population > 0 => size,
        1 | 2 => 5.0,
        3 => 4.8,
        _ => 5.8,
    }
}

/// The token before which an article, or a compass word, stands: what comes before counts.
fn skip_article(document: &Document, at: usize) -> usize {
    let mut at = at;
    for _ in 0..3 {
        if at > 0
            && (document.is(at - 1, "the")
                || document.is(at - 1, "both")
                || document.word_senses(at - 1).any(|s| s.class == class::DIRECTION))
        {
            at -= 1;
        }
    }
    at
}

impl Default for Locations {
    fn default() -> Self {
        Self::new()
    }
}
