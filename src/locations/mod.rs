//! The layer that finds toponyms: which words name a place, and how far the name reaches. Which place it is, and whether
//! the name stands for a place or for a party, is decided in [`crate::discourse`].

mod rules;

use crate::lexicon::{class, Class, Lexicon};
use crate::pattern::{longest_apart, Cascade, Found, RuleSet};
use crate::syntax::Syntax;
use crate::text::Words;
use crate::text::{Document, Kind, Token, WordMap};
use crate::words;
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
    /// What the words before call it: "province" for "the province of Kandahar".
    pub called: Option<&'static str>,
}

/// The layer's compiled rules.
pub struct Locations {
    names: Cascade<rules::Reading>,
    given_name: Option<Class>,
}

impl Locations {
    /// Compiles the rules.
    pub fn new() -> Self {
        Locations { names: Cascade::new(vec![RuleSet::new(rules::NAMES)]), given_name: Class::named("given_name") }
    }

    /// Works out beforehand which words of a lexicon wake a rule.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.names.prepare(lexicon);
    }

    /// Finds the layer's mentions, in text order, without overlaps.
    pub fn find(&self, document: &Document, syntax: &Syntax) -> Vec<Mention> {
        let _ = syntax;
        let mut found: Vec<Found<rules::Reading>> = Vec::new();
        let mut last: Option<(Range<usize>, rules::Reading)> = None;
        self.names.scan(0, document, &self.names.waking(document), |name| {
            // What two rules read alike, as a country and as a place, is the first one's.
            if last.as_ref().is_some_and(|(tokens, reading)| *tokens == name.tokens && *reading == name.value) {
                return;
            }
            last = Some((name.tokens.clone(), name.value.clone()));
            if self.plausible(document, &name) {
                found.push(name);
            }
        });
        let spans: Vec<Range<u32>> = found.iter().map(Found::span).collect();
        let chosen = longest_apart(&spans, (0..found.len() as u32).collect());
        let mut mentions: Vec<Mention> = chosen.map(|index| self.mention(document, &found[index])).collect();
        drop((found, spans));
        self.listed(document, &mut mentions);
        self.repeated(document, &mut mentions);
        mentions
    }

    /// Marks the names that no table knows in a list that begins with a place: "fled Homs and Konjevaz Pole".
    fn listed(&self, document: &Document, mentions: &mut Vec<Mention>) {
        let mut more: Vec<Mention> = Vec::new();
        for (index, first) in mentions.iter().enumerate() {
            let included = || document.is_any(first.tokens.start.wrapping_sub(1), words!["including", "like"]);
            if !(first.located || included()) || !matches!(first.form, Form::Name | Form::Unknown(_)) {
                continue;
            }
            if !document.is_any(first.tokens.end, words![",", "and"]) {
                continue;
            }
            let sentence = document.sentence_of(first.tokens.start).end;
            let mut later = index + 1;
            let mut at = first.tokens.end;
            let mut open: Vec<Range<usize>> = Vec::new();
            for _ in 0..LONGEST_LIST {
                let comma = document.is(at, ",");
                let and = document.is(at + usize::from(comma), "and");
                let from = at + usize::from(comma) + usize::from(and);
                let next = mentions.get(later).map_or(document.len(), |m| m.tokens.start);
                if from == at || from >= sentence {
                    break;
                }
                // "in Homs, Talbizeh and Hama": a known place is a member like the others.
                if from == next {
                    at = mentions[later].tokens.end;
                    later += 1;
                } else {
                    let name = strange_name(document, from).filter(|name| name.end <= next.min(sentence));
                    let Some(name) = name else { break };
                    at = name.end;
                    open.push(name);
                }
                if and {
                    if !speaks(document, at) {
                        push_listed(document, &mut more, &mut open, first);
                    }
                    break;
                }
            }
        }
        more.dedup_by_key(|m| m.tokens.start);
        put_among(mentions, more);
    }

    /// Marks the later and earlier mentions of names that the article itself has introduced as places ("the village of
    /// Umm Jalal"), and of small towns that stood once where only a place stands.
    fn repeated(&self, document: &Document, mentions: &mut Vec<Mention>) {
        let mut introduced: WordMap<(Range<usize>, Form)> = WordMap::default();
        for mention in mentions.iter() {
            let form = match mention.form {
                Form::Unknown(kind) => Form::Unknown(kind),
                Form::Name | Form::Classed(_) if mention.name.len() == 1 && stands(document, mention) => Form::Name,
                _ => continue,
            };
            let first = document.tokens[mention.name.start].hash;
            introduced.entry(first).or_insert((mention.name.clone(), form));
        }
        // "the Strip", once the Gaza Strip is named.
        let strip =
            mentions.iter().find(|m| m.name.len() > 1 && document.is(m.name.end - 1, "strip")).map(|m| m.name.clone());
        if introduced.is_empty() && strip.is_none() {
            return;
        }
        let mut more = Vec::new();
        let mut next = 0;
        for (at, token) in document.tokens.iter().enumerate() {
            if !token.capitalised() || token.is(Token::CAPS_COPY) {
                continue;
            }
            let introduced = introduced.get(&token.hash);
            if introduced.is_none() && strip.is_none() {
                continue;
            }
            while mentions.get(next).is_some_and(|m| m.tokens.end <= at) {
                next += 1;
            }
            if mentions.get(next).is_some_and(|m| m.tokens.start <= at) {
                continue;
            }
            if let Some(name) =
                strip.clone().filter(|_| document.is(at, "strip") && at > 0 && document.is(at - 1, "the"))
            {
                let located = located(document, at);
                let near = is_near(document, at);
                let rule = "a name introduced elsewhere";
                more.push(Mention { tokens: at..at + 1, name, form: Form::Name, rule, located, near, called: None });
                continue;
            }
            let Some((name, form)) = introduced else { continue };
            let end = at + name.len();
            let same = |t: usize| {
                document.tokens.get(t).map(|t| t.hash) == document.tokens.get(name.start + t - at).map(|t| t.hash)
            };
            if !(at + 1..end).all(same) || mentions.get(next).is_some_and(|m| m.tokens.start < end) {
                continue;
            }
            let neighbour = |t: usize| document.is_capitalised(t) && !document.tokens[t].is(Token::SENTENCE_START);
            if neighbour(end) || (at > 0 && neighbour(at - 1)) {
                continue;
            }
            let near = is_near(document, at);
            let located = near || located(document, at);
            more.push(Mention {
                tokens: at..end,
                name: at..end,
                form: *form,
                rule: "a name introduced elsewhere",
                located,
                near,
                called: None,
            });
        }
        put_among(mentions, more);
    }

    fn mention(&self, document: &Document, found: &Found<rules::Reading>) -> Mention {
        let start = found.tokens.start;
        let before = skip_article(document, start);
        let near = ends_with(document, before, class::NEAR_WORD);
        let located = near
            || matches!(found.value.form, Form::Unknown(_) | Form::Classed(_) | Form::Demonym)
            || governed(document, before)
            || listed_with_governed(document, start, before);
        // "Kherson region" is the province; the noun stays out of the span.
        let region = document.is(found.tokens.end, "region").then_some("region");
        let called = called(document, before).or(region);
        Mention {
            tokens: found.tokens.clone(),
            name: found.value.name.clone(),
            form: found.value.form,
            rule: found.rule,
            located,
            near,
            called,
        }
    }

    /// Throws out names that are more likely something else: common words, given names, parts of longer names.
    fn plausible(&self, document: &Document, found: &Found<rules::Reading>) -> bool {
        let (start, end) = (found.value.name.start, found.value.name.end);
        let Some(first) = document.tokens.get(start) else { return false };
        let named = |class: Class| {
            document.edges_from(start).any(|e| e.sense.class == class && e.end as usize == end)
                || end == start + 1 && document.word_sense(start, class).is_some()
        };
        match found.value.form {
            Form::Feature(_) | Form::Demonym | Form::Modifier => return true,
            _ if found.tokens.start > 0 && document.is_any(found.tokens.start - 1, SHIPS) => return false,
            _ if document.is_any(end, EVENTS) && document.is_capitalised(end) => return false,
            Form::Unknown(_) => {
                // "the city of Monday": words of the language, peoples and parties are no towns.
                let other = |c: Class| matches!(c, class::PARTY | class::DEMONYM_ADJ | class::DEMONYM_NOUN);
                return (start..end).all(|t| {
                    document.tokens[t].word == Token::UNKNOWN
                        || t > start && !document.is_capitalised(t)
                        || !document.lexicon.is_common_word(document.tokens[t].word)
                }) && !(start..end).any(|t| document.senses(t).any(|(s, _)| other(s.class)));
            }
            _ => {}
        }
        if named(class::COUNTRY) {
            // "Andrew Jordan" is a person, "5,000 US dollars" a sum.
            let first_name = start > 0
                && self.given_name.is_some_and(|c| document.has(start - 1, c))
                && document.is_capitalised(start - 1)
                && !document.senses(start - 1).any(|(s, _)| matches!(s.class, class::PLACE | class::COUNTRY));
            return !first_name && !document.is_any(end, words!["dollar", "dollars"]);
        }
        // "We" is a town in New Caledonia, "March" one in Afghanistan.
        let grammar = |c: Class| {
            matches!(
                c,
                class::PRONOUN
                    | class::PRONOUN_FIRST
                    | class::PRONOUN_SUBJECT
                    | class::PRONOUN_THIRD
                    | class::PRONOUN_PLURAL
                    | class::PREPOSITION
                    | class::ARTICLE
                    | class::COORDINATOR
                    | class::MONTH
                    | class::WEEKDAY
            )
        };
        if end - start == 1 && document.word_senses(start).any(|s| grammar(s.class)) {
            return false;
        }
        if named(class::DEMONYM_ADJ) && !self.in_country(document, end) {
            return false;
        }
        let single = end - start == 1;
        let best = || self.best_weight(document, start, end);
        let classed = matches!(found.value.form, Form::Classed(_));
        let located = || {
            located(document, found.tokens.start)
                || is_near(document, found.tokens.start)
                || self.in_country(document, end)
        };
        if single && self.abbreviates(document, start) {
            // "Barrie, Ont.", and "RALEIGH, N.C. (AP)", a sentence all in capitals.
            let marked = first.is(Token::PERIOD) || document.str(start).contains('.');
            let upper = first.shape == crate::text::Shape::Upper && !first.is(Token::CAPS_COPY);
            return start > 1
                && document.is_any(start - 1, words![",", "("])
                && document.tokens[start - 2].capitalised()
                && (marked || upper);
        }
        // "EU" is no town in Normandy.
        if single
            && first.shape == crate::text::Shape::Upper
            && first.end - first.start <= 3
            && !first.is(Token::CAPS_COPY)
        {
            return false;
        }
        let common = single && document.lexicon.is_common_word(first.word);
        let seldom = single && document.has(start, class::SELDOM_PLACE);
        let given = single && self.given_name.is_some_and(|c| document.has(start, c));
        if first.is(Token::CAPS_COPY) && (common || seldom || given) {
            return !common && best() >= 5.0;
        }
        // "Hamilton County" is a place although "Hamilton" is seldom one.
        let county = classed && document.is(found.tokens.end - 1, "county");
        if (seldom && !county && !located()) || (classed && (seldom || common) && !county) {
            return false;
        }
        // A small name inside a run of capitals is part of another name: "Wooster Street", "Downtown Cumberland Farms".
        let capital = |t: usize| document.is_capitalised(t) && !document.tokens[t].is(Token::SENTENCE_START);
        let run_on = !classed
            && capital(end)
            && !document.tokens[end].glued()
            && !document.senses(end).any(|(s, _)| matches!(s.class, class::WEEKDAY | class::MONTH | class::COUNTRY));
        let run_up = start > 0
            && document.is_capitalised(start - 1)
            && !(document.tokens[start - 1].is(Token::SENTENCE_START)
                && document.lexicon.is_common_word(document.tokens[start - 1].word))
            && !document
                .senses(start - 1)
                .any(|(s, _)| matches!(s.class, class::DIRECTION | class::PREPOSITION | class::DEMONYM_ADJ));
        if run_on && given {
            return false;
        }
        // "Gekhi-Chu", "Itum-Kale": part of a longer name, unless both are places ("Kabul-Kandahar highway").
        let stranger = |t: usize| {
            document.is_capitalised(t)
                && !document
                    .senses(t)
                    .any(|(s, _)| matches!(s.class, class::PLACE | class::COUNTRY | class::DEMONYM_ADJ))
        };
        let glued = |t: usize| document.is(t, "-") && document.tokens[t].glued();
        let compound = glued(end) && stranger(end + 1) || start > 1 && glued(start - 1) && stranger(start - 2);
        // "St. George's Church" is named for no town.
        let patron = document.is_any(start, words!["st", "st.", "saint"])
            && (document.has(end, class::FEATURE_NOUN_CAP) || document.has(end, class::VENUE_NOUN));
        if compound && best() < 6.0 || patron && run_on {
            return false;
        }
        // "Stary Oskol", where the tables know an Oskol.
        let part_of_longer = run_up && document.tokens[start - 1].word == Token::UNKNOWN;
        if part_of_longer && best() < 6.0 {
            return false;
        }
        if run_on || run_up {
            return !common && !seldom && best() >= if located() { 5.0 } else { 5.6 };
        }
        if classed && given && !common && !seldom {
            return true;
        }
        if common || given || seldom {
            let best = best();
            return best >= if common { 3.0 } else { 3.5 } && located() || (best >= 5.3 && !common && !seldom);
        }
        if first.is(Token::SENTENCE_START) && first.word != Token::UNKNOWN && single {
            return best() >= 4.0 || located();
        }
        classed || best() >= 4.0 || located()
    }

    /// How well known the best place of this name is.
    fn best_weight(&self, document: &Document, start: usize, end: usize) -> f64 {
        let places = document.senses(start).filter(|(s, e)| s.class == class::PLACE && *e == end);
        let (mut other, mut town) = (0.0, 0);
        for (prec, population) in places.filter_map(|(s, _)| document.lexicon.place_size(s.payload)) {
            // Of towns the largest; a logarithm for every namesake would be dear.
            match prec {
                1 | 2 if population > 0 => town = town.max(population),
                prec => other = weight_of(prec, population).max(other),
            }
        }
        if town > 0 {
            weight_of(1, town).max(other)
        } else {
            other
        }
    }

    /// The token is a short form of a place's name: every place that it may mean is written longer.
    fn abbreviates(&self, document: &Document, at: usize) -> bool {
        let text = document.str(at).trim_end_matches('.');
        if text.len() > 5 {
            return false;
        }
        let period = document.str(at).ends_with('.');
        let longer = |name: &str| name.len() > text.len() + 1 && !name.starts_with(text);
        let mut places = document.word_senses(at).filter(|s| s.class == class::PLACE).peekable();
        places.peek().is_some()
            && places.all(|s| {
                document.lexicon.place_size(s.payload).is_some_and(|(prec, _)| prec == 4)
                    && (period || document.lexicon.place(s.payload).is_some_and(|p| longer(&p.name)))
            })
    }

    /// ", Country" or ", Region" follows.
    fn in_country(&self, document: &Document, end: usize) -> bool {
        document.is(end, ",")
            && document.senses(end + 1).any(|(s, _)| {
                matches!(s.class, class::COUNTRY)
                    || (s.class == class::PLACE
                        && document.lexicon.place_size(s.payload).is_some_and(|(prec, _)| prec >= 4))
            })
    }
}

/// How well known a place is, roughly the decimal logarithm of its inhabitants; the hand-written tables rank with cities.
pub(crate) fn weight_of(where_prec: u8, population: u32) -> f64 {
    match where_prec {
        1 | 2 if population > 0 => (f64::from(population) + 1.0).log10(),
        1 | 2 => 5.0,
        3 => 4.8,
        _ => 5.8,
    }
}

/// A preposition of place or a verb of taking stands before the token or the list that it belongs to, or a noun of place
/// with "of".
fn located(document: &Document, at: usize) -> bool {
    let before = skip_article(document, at);
    governed(document, before) || listed_with_governed(document, at, before)
}

fn listed_with_governed(document: &Document, at: usize, before: usize) -> bool {
    list_before(document, at, before).is_some_and(|first| governed(document, skip_article(document, first)))
}

/// It is said to be a place by itself, not by the list that it stands in.
fn stands(document: &Document, mention: &Mention) -> bool {
    mention.near
        || matches!(mention.form, Form::Classed(_))
        || governed(document, skip_article(document, mention.tokens.start))
}

/// A word of place ends right before the token, articles and compass words left out, or "the city of" does.
fn governed(document: &Document, before: usize) -> bool {
    ends_with(document, before, class::WITHIN_WORD)
        || before >= 2 && document.is(before - 1, "of") && document.has(before - 2, class::SETTLEMENT_NOUN)
}

/// "near", "30 km north of" stands before the token, an article or compass word between them.
fn is_near(document: &Document, at: usize) -> bool {
    ends_with(document, skip_article(document, at), class::NEAR_WORD)
}

/// A word or phrase of the class ends right before the token.
fn ends_with(document: &Document, at: usize, class: Class) -> bool {
    at > 0
        && (document.edges_to(at - 1).any(|e| e.sense.class == class) || document.word_sense(at - 1, class).is_some())
}

/// The noun of "the province of X", "the towns of X and Y"; articles before the name are left out already.
fn called(document: &Document, before: usize) -> Option<&'static str> {
    let mut at = before;
    // Up to three earlier members of a list.
    for _ in 0..8 {
        if at >= 2 && document.is(at - 1, "of") {
            // "the 25th District of Florida" is a part of it.
            if at >= 3 && matches!(document.tokens[at - 3].kind, Kind::Number | Kind::Ordinal) {
                return None;
            }
            return document
                .sense(at - 2, class::SETTLEMENT_NOUN)
                .map(|(_, payload)| document.lexicon.symbol(payload))
                .filter(|s| !s.is_empty());
        }
        let joined =
            at > 0 && (document.is_any(at - 1, words!["and", ",", "-", "'"]) || document.is_capitalised(at - 1));
        if !joined {
            return None;
        }
        at -= 1;
    }
    None
}

/// ", a small village north of": the kind of place that the name before is called; an elder of the village is none.
pub(crate) fn called_a_place(document: &Document, end: usize) -> Option<&'static str> {
    if !document.is(end, ",") || !document.is_any(end + 1, words!["a", "an", "the"]) {
        return None;
    }
    let (from, to) = (end + 2, (end + 7).min(document.len()));
    let noun = (from..to).find(|t| document.has(*t, class::SETTLEMENT_NOUN))?;
    let plain = (from..noun).all(|t| {
        let other = |c: Class| matches!(c, class::PREPOSITION | class::NOM_HEAD | class::PARTY_HEAD | class::TITLE);
        (document.is_word(t) || document.is(t, "-")) && !document.word_senses(t).any(|s| other(s.class))
    });
    let behind = noun + 1;
    let goes_on = document.is_word(behind)
        && !document.has(behind, class::PREPOSITION)
        && !document.has(behind, class::DIRECTION)
        && !document
            .is_any(behind, words!["that", "which", "where", "about", "some", "just", "and", "located", "held"]);
    let (_, kind) = document.sense(noun, class::SETTLEMENT_NOUN).filter(|_| plain && !goes_on)?;
    Some(document.lexicon.symbol(kind))
}

/// Lists of places are followed over so many members.
const LONGEST_LIST: usize = 12;

/// Where the list of places begins that the name at `at` is a later member of; `before` is where its articles begin.
fn list_before(document: &Document, at: usize, before: usize) -> Option<usize> {
    if !document.is_any(before.wrapping_sub(1), words!["and", "or", ","]) {
        return None;
    }
    let sentence = document.sentence_of(at).start;
    let mut first = before;
    let mut closed = false;
    let mut members = 0;
    while members < LONGEST_LIST && first >= sentence + 2 {
        let and = document.is_any(first - 1, words!["and", "or"]);
        let joint = first - 1 - usize::from(and && document.is(first - 2, ","));
        if !and && !document.is(joint, ",") {
            break;
        }
        closed |= and || list_closes(document, at);
        let Some(last) = joint.checked_sub(1).filter(|last| closed && *last >= sentence) else { break };
        let named = |c: Class| matches!(c, class::COUNTRY | class::PLACE);
        let edge = document.edges_to(last).filter(|e| named(e.sense.class)).map(|e| e.start as usize).min();
        let word = document.tokens[last].capitalised()
            && (document.tokens[last].word == Token::UNKNOWN || document.word_senses(last).any(|s| named(s.class)));
        let Some(start) = edge.or(word.then_some(last)) else { break };
        if document.has(last, class::SELDOM_PLACE) {
            break;
        }
        first = skip_article(document, start);
        members += 1;
    }
    // "In Geneva, Hassan and Kamal" opens a clause.
    let opens = document.is(first.wrapping_sub(1), "in") && first == sentence + 1;
    (members > 0 && !opens).then_some(first)
}

/// A capitalised name and then "and" with another: the comma before `at` is that of a list.
fn list_closes(document: &Document, at: usize) -> bool {
    let listed = (at..).take(3 * LONGEST_LIST);
    for next in listed {
        if document.is(next, "and") {
            return next > at && document.is_capitalised(next + 1 + usize::from(document.is(next + 1, "the")));
        }
        if !document.is_capitalised(next) && !document.is_any(next, words![",", "-", "the", "al"]) {
            return false;
        }
    }
    false
}

/// A run of one to three capitalised words that no table knows.
fn strange_name(document: &Document, from: usize) -> Option<Range<usize>> {
    let strange = |t: usize| {
        let token = &document.tokens[t];
        token.capitalised()
            && !token.is(Token::CAPS_COPY)
            && !document.word_senses(t).any(|s| !matches!(s.class, class::NAME_PARTICLE | class::PLACE))
            && document.senses(t).all(|(s, _)| s.class == class::PLACE)
            && !document.lexicon.is_common_word(token.word)
            && (token.shape != crate::text::Shape::Upper || token.end - token.start > 5)
    };
    let mut end = from;
    while end < document.len() && end < from + 6 {
        // "al-Abbasiyeen", "Vigza del Murtiz"
        let joint = document.is(end, "-") && document.tokens[end].glued() && end > from
            || document.is_any(end, words!["al", "el", "de", "del", "ad", "as", "ar", "ash"]);
        let glued = joint && document.is(end, "-") && document.is_capitalised(end + 1);
        let joined = joint && (glued || strange(end + 1) || document.is(end + 1, "-") && strange(end + 2));
        if glued {
            end += 2;
            continue;
        }
        if !(strange(end) || joined) {
            break;
        }
        end += 1;
    }
    let unknown = (from..end).any(|t| no_word(document, t))
        || document.senses(from).any(|(s, e)| s.class == class::PLACE && e == end);
    let ends = !document.is_capitalised(end) && !document.is_any(end, words!["'s", "-", "/"]);
    (end > from && end <= from + 5 && unknown && ends).then_some(from..end)
}

/// No word of the language and no name by itself; the tables may know it as part of a longer name.
pub(crate) fn no_word(document: &Document, at: usize) -> bool {
    let word = document.tokens[at].word;
    word == Token::UNKNOWN
        || document.is_capitalised(at)
            && !document.lexicon.is_common_word(word)
            && document.senses(at).next().is_none()
            && document.word_senses(at).next().is_none()
}

/// A verb of saying follows: the name before it is a person's.
fn speaks(document: &Document, at: usize) -> bool {
    document.word_senses(at).any(|s| matches!(s.class, class::V_REPORT | class::V_DENY | class::V_CLAIM))
}

/// Marks the members of a list that a place has begun.
fn push_listed(document: &Document, more: &mut Vec<Mention>, names: &mut Vec<Range<usize>>, first: &Mention) {
    let kind = match first.form {
        Form::Unknown(kind) => kind,
        _ => "place",
    };
    let known =
        |name: &Range<usize>| document.senses(name.start).any(|(s, end)| s.class == class::PLACE && end == name.end);
    more.extend(names.drain(..).map(|name| Mention {
        tokens: name.clone(),
        form: if known(&name) { Form::Name } else { Form::Unknown(kind) },
        name,
        rule: "a name in a list of places",
        located: true,
        near: first.near,
        called: first.called,
    }));
}

/// Words before which a name is a ship's, after which it is that of a war or a treaty.
static SHIPS: &Words = words![
    "hms",
    "uss",
    "hmas",
    "hmcs",
    "ins",
    "cruiser",
    "destroyer",
    "frigate",
    "battleship",
    "submarine",
    "corvette",
    "warship",
    "ship",
    "ferry",
    "tanker",
    "carrier",
    "ss",
    "mv",
];
static EVENTS: &Words = words![
    "war",
    "accord",
    "accords",
    "agreement",
    "agreements",
    "treaty",
    "convention",
    "protocol",
    "declaration",
    "tribunal",
];

/// The token before which an article, or a compass word, stands: what comes before counts.
fn skip_article(document: &Document, at: usize) -> usize {
    let skipped = (0..3).take_while(|skipped| {
        let before = at.wrapping_sub(skipped + 1);
        document.is_any(before, words!["the", "both"]) || document.word_sense(before, class::DIRECTION).is_some()
    });
    at - skipped.count()
}

/// Puts mentions, in text order, among others.
fn put_among(mentions: &mut Vec<Mention>, mut more: Vec<Mention>) {
    crate::order::by_key(&mut more, |m| m.tokens.start as u64);
    let Some(first) = more.first().map(|m| m.tokens.start) else { return };
    let later = mentions.split_off(mentions.partition_point(|m| m.tokens.start <= first));
    mentions.reserve(later.len() + more.len());
    let mut more = more.into_iter().peekable();
    for mention in later {
        while let Some(new) = more.next_if(|new| new.tokens.start < mention.tokens.start) {
            mentions.push(new);
        }
        mentions.push(mention);
    }
    mentions.extend(more);
}

impl Default for Locations {
    fn default() -> Self {
        Self::new()
    }
}
