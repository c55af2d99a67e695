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

/// The clusters that a mention can still go back to, by their number among all.
struct Recent<'a> {
    /// Clusters forgotten.
    first: usize,
    list: Vec<Cluster<'a>>,
}

impl<'a> Recent<'a> {
    fn len(&self) -> usize {
        self.first + self.list.len()
    }

    fn push(&mut self, cluster: Cluster<'a>) {
        if self.list.len() == 2 * MEMORY {
            self.list.drain(..MEMORY);
            self.first += MEMORY;
        }
        self.list.push(cluster);
    }

    fn get(&self, number: usize) -> Option<&Cluster<'a>> {
        self.list.get(number.checked_sub(self.first)?)
    }

    fn get_mut(&mut self, number: usize) -> Option<&mut Cluster<'a>> {
        self.list.get_mut(number.checked_sub(self.first)?)
    }

    /// The first that fits, from the cluster `last` back along [`Cluster::before`].
    fn find(&self, last: Option<usize>, fits: &dyn Fn(&Cluster) -> bool) -> Option<usize> {
        let oldest = self.len().saturating_sub(MEMORY);
        let mut next = last;
        while let Some(number) = next.filter(|number| *number >= oldest) {
            let cluster = self.get(number)?;
            if fits(cluster) {
                return Some(number);
            }
            next = cluster.before;
        }
        None
    }
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
    let mut all = Recent { first: 0, list: Vec::new() };
    let mut names: Vec<Str> = Vec::new();
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
        let known = found.and_then(|index| Some((index, all.get_mut(index)?)));
        let index = match known {
            Some((index, cluster)) => {
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
                names.push(Str::numbered(letter.1, *number));
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
    all: &Recent,
    last: Option<usize>,
    mention: &Mention,
    setting: &Setting,
    names: &[u32],
    noun: Option<u32>,
) -> Option<usize> {
    let find = |fits: &dyn Fn(&Cluster) -> bool| all.find(last, fits);
    // A name: any word of it.
    if !names.is_empty() {
        return find(&|c| c.names.iter().any(|n| names.contains(n)));
    }
    if none(&mention.count, setting.status) {
        return find(&|c| c.sentence + 1 >= setting.sentence && c.kind == mention.kind);
    }
    if mention.more && mention.count.best.is_some() {
        return None;
    }
    if mention.part_of.is_some() {
        // The same part told again.
        return find(&|c| {
            c.part && c.noun == noun && noun.is_some() && c.count.is_some_and(|old| same_bounds(&old, &mention.count))
        });
    }
    let one = single(&mention.count);
    if mention.pronoun || mention.definite && one {
        // "he died", "his death", "the suspected bomber": the last single loss.
        return find(&|c| {
            c.single == one
                && setting.sentence - c.sentence <= if mention.pronoun { 6 } else { 30 }
                && (mention.pronoun || nouns_agree(c, noun, mention.kind))
        });
    }
    if one {
        return None;
    }
    if mention.update {
        // A later total: the cluster it can have grown from.
        return find(&|c| !c.single && !c.part && c.count.is_none_or(|old| at_most(&old, &mention.count)));
    }
    if !numbered(&mention.count) && mention.count.low == Some(2) {
        // "the soldiers were killed", "the bodies", "the dead": told of before.
        if !mention.definite && mention.noun.is_some() {
            return find(&|c| !c.single && c.noun == noun && !c.part && setting.sentence - c.sentence <= 2);
        }
        return find(&|c| !c.single && nouns_agree(c, noun, mention.kind));
    }
    // The same number again.
    let again = find(&|c| {
        c.count.is_some_and(|old| same_bounds(&old, &mention.count))
            && nouns_agree(c, noun, mention.kind)
            && places_agree(c, setting)
    });
    if again.is_some() {
        return again;
    }
    // Another number for the same victims from another source: a rival claim.
    find(&|cluster| {
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
