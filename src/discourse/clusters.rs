//! Which mentions speak of one loss.
//!
//! Same outcome, count and victims make a cluster; pronouns, definite plurals and nouns for one death go back to the loss
//! told before; a later total updates it; rival claims share it and disagree (guidelines, "Casualty links").

use crate::casualties::Mention;
use crate::lexicon::{class, Class};
use crate::model::{Count, Outcome, Status, Str, VictimKind};
use crate::text::Document;

/// Clusters that a mention can still go back to.
const MEMORY: usize = 48;

/// What is known of one loss.
#[derive(Debug)]
struct Cluster<'a> {
    /// The last count that was told with a number.
    count: Option<Count>,
    /// Hashes of the words of a victim's name.
    names: Vec<u32>,
    /// Hash of the noun, as far as one was told.
    noun: Option<u32>,
    kind: VictimKind,
    single: bool,
    /// Sentence of the last mention.
    sentence: usize,
    claimant: Option<&'a str>,
    place: Option<&'a str>,
    date: Option<&'a str>,
    part: bool,
    /// The cluster before it with the same outcome that tells of somebody, or of nobody, as it does.
    before: Option<usize>,
}

/// What the article says around a mention.
#[derive(Clone, Debug, Default)]
pub struct Setting<'a> {
    /// Index of the sentence.
    pub sentence: usize,
    /// Who claims it.
    pub claimant: Option<&'a str>,
    /// Where.
    pub place: Option<&'a str>,
    /// When.
    pub date: Option<&'a str>,
    /// As finally decided.
    pub status: Status,
}

/// The clusters of an article.
pub struct Clusters {
    /// By cluster, in the order in which they are first told: `k1`, `w2` …
    pub names: Vec<Str>,
    /// By mention, the index of its cluster.
    pub of_mention: Vec<usize>,
}

/// Puts every mention into a cluster.
pub fn clusters(document: &Document, mentions: &[Mention], settings: &[Setting]) -> Clusters {
    let mut all: Vec<Cluster> = Vec::with_capacity(mentions.len());
    let mut names: Vec<Str> = Vec::with_capacity(mentions.len());
    let mut numbers = [0usize; 6];
    // By outcome, and whether nobody was harmed, the last cluster.
    let mut last = [[None; 2]; 6];
    let mut of_mention: Vec<usize> = Vec::with_capacity(mentions.len());
    for (mention, setting) in mentions.iter().zip(settings) {
        let words = name_words(document, mention);
        let noun = mention.noun.and_then(|t| document.tokens.get(t)).map(|t| t.hash);
        let letter = letter(mention.outcome);
        let none = none(&mention.count, setting.status);
        let last = &mut last[letter.0][usize::from(none)];
        let found = find(&all, *last, mention, setting, &words, noun);
        let index = match found {
            Some(index) => {
                let cluster = &mut all[index];
                cluster.sentence = setting.sentence;
                if numbered(&mention.count) {
                    cluster.count = Some(mention.count);
                }
                cluster.names.extend(words);
                cluster.noun = cluster.noun.or(noun);
                cluster.place = cluster.place.or(setting.place);
                cluster.date = cluster.date.or(setting.date);
                cluster.claimant = setting.claimant.or(cluster.claimant);
                index
            }
            None => {
                let number = &mut numbers[letter.0];
                *number += 1;
                names.push(crate::model::numbered(letter.1, *number));
                let before = last.replace(all.len());
                all.push(Cluster {
                    count: numbered(&mention.count).then_some(mention.count),
                    names: words,
                    noun,
                    kind: mention.kind,
                    single: single(&mention.count),
                    sentence: setting.sentence,
                    claimant: setting.claimant,
                    place: setting.place,
                    date: setting.date,
                    part: mention.part_of.is_some(),
                    before,
                });
                all.len() - 1
            }
        };
        of_mention.push(index);
    }
    Clusters { names, of_mention }
}

fn letter(outcome: Outcome) -> (usize, u8) {
    match outcome {
        Outcome::Killed => (0, b'k'),
        Outcome::Wounded => (1, b'w'),
        Outcome::Missing => (2, b'x'),
        Outcome::Captured => (3, b'c'),
        Outcome::Displaced => (4, b'd'),
        Outcome::CasualtiesUnspecified => (5, b'u'),
    }
}

/// Words that name nobody.
const NO_NAMES: [Class; 6] =
    [class::VICTIM_SG, class::TITLE, class::DEMONYM_ADJ, class::COUNTRY, class::ADJECTIVE, class::NOUN];

/// The words of a victim's name, titles and nouns left out.
fn name_words(document: &Document, mention: &Mention) -> Vec<u32> {
    let Some(victims) = mention.victims.clone().filter(|_| mention.named) else { return Vec::new() };
    victims
        .filter(|&t| document.is_word(t) && document.str(t).len() > 2)
        .filter(|&t| !document.word_senses(t).any(|s| NO_NAMES.contains(&s.class)))
        .map(|t| document.tokens[t].hash)
        .collect()
}

fn numbered(count: &Count) -> bool {
    count.best.is_some() || count.high.is_some()
}

fn single(count: &Count) -> bool {
    count.best == Some(1) && count.high == Some(1)
}

fn none(count: &Count, status: Status) -> bool {
    count.low == Some(0) || status == Status::NoneReported
}

/// `last`: the last cluster of the mention's outcome, of somebody or of nobody as the mention is.
fn find(
    all: &[Cluster],
    last: Option<usize>,
    mention: &Mention,
    setting: &Setting,
    names: &[u32],
    noun: Option<u32>,
) -> Option<usize> {
    let oldest = all.len().saturating_sub(MEMORY);
    let mut fitting = std::iter::successors(last, |c| all[*c].before).take_while(|c| *c >= oldest);
    // A name: any word of it.
    if !names.is_empty() {
        return fitting.find(|&c| all[c].names.iter().any(|n| names.contains(n)));
    }
    if none(&mention.count, setting.status) {
        return fitting.find(|&c| all[c].sentence + 1 >= setting.sentence && all[c].kind == mention.kind);
    }
    if mention.more && mention.count.best.is_some() {
        return None;
    }
    if mention.part_of.is_some() {
        // The same part told again.
        return fitting.find(|&c| {
            all[c].part
                && all[c].noun == noun
                && noun.is_some()
                && all[c].count.is_some_and(|old| same_bounds(&old, &mention.count))
        });
    }
    let one = single(&mention.count);
    if mention.pronoun || mention.definite && one {
        // "he died", "his death", "the suspected bomber": the last single loss.
        return fitting.find(|&c| {
            all[c].single == one
                && setting.sentence - all[c].sentence <= if mention.pronoun { 6 } else { 30 }
                && (mention.pronoun || nouns_agree(&all[c], noun, mention.kind))
        });
    }
    if one {
        return None;
    }
    if mention.update {
        // A later total: the cluster it can have grown from.
        return fitting
            .find(|&c| !all[c].single && !all[c].part && all[c].count.is_none_or(|old| at_most(&old, &mention.count)));
    }
    if !numbered(&mention.count) && mention.count.low == Some(2) {
        // "the soldiers were killed", "the bodies", "the dead": told of before.
        if !mention.definite && mention.noun.is_some() {
            return fitting.find(|&c| {
                !all[c].single && all[c].noun == noun && !all[c].part && setting.sentence - all[c].sentence <= 2
            });
        }
        return fitting.find(|&c| !all[c].single && nouns_agree(&all[c], noun, mention.kind));
    }
    // The same number again.
    if let Some(c) = fitting.clone().find(|&c| {
        all[c].count.is_some_and(|old| same_bounds(&old, &mention.count))
            && nouns_agree(&all[c], noun, mention.kind)
            && places_agree(&all[c], setting)
    }) {
        return Some(c);
    }
    // Another number for the same victims from another source: a rival claim.
    fitting.find(|&c| {
        let cluster = &all[c];
        let near = setting.sentence - cluster.sentence <= 4;
        let rival = setting.claimant.is_some() && cluster.claimant != setting.claimant;
        near && rival
            && cluster.noun.is_some()
            && cluster.noun == noun
            && !cluster.part
            && places_agree(cluster, setting)
            && cluster.count.is_some_and(|old| close(&old, &mention.count))
    })
}

/// Same noun, or one of the two tells nothing.
fn nouns_agree(cluster: &Cluster, noun: Option<u32>, kind: VictimKind) -> bool {
    if noun.is_some() && cluster.noun == noun {
        return true;
    }
    let open = |kind: VictimKind| kind == VictimKind::Unspecified;
    noun.is_none() || cluster.noun.is_none() || open(kind) || open(cluster.kind) || kind == cluster.kind
}

fn places_agree(cluster: &Cluster, setting: &Setting) -> bool {
    let dates = match (&cluster.date, &setting.date) {
        (Some(a), Some(b)) => a == b || a.starts_with(b) || b.starts_with(a),
        _ => true,
    };
    let places = match (&cluster.place, &setting.place) {
        (Some(a), Some(b)) => a == b || cluster.sentence == setting.sentence,
        _ => true,
    };
    dates && places
}

fn same_bounds(a: &Count, b: &Count) -> bool {
    a.best == b.best && (a.best.is_some() || a.high == b.high)
}

fn at_most(old: &Count, new: &Count) -> bool {
    match (old.best.or(old.low), new.best.or(new.high)) {
        (Some(old), Some(new)) => old <= new,
        _ => true,
    }
}

/// Within a factor of two, and more than a few.
fn close(a: &Count, b: &Count) -> bool {
    match (a.best.or(a.high), b.best.or(b.high)) {
        (Some(a), Some(b)) => a.min(b) >= 3 && a.max(b) <= a.min(b).saturating_mul(2),
        _ => false,
    }
}
