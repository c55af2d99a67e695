//! Noun groups and verb groups: the second pass, over tags only.

use super::columns::GroupColumn;
use super::tags::Tag;
use super::words::Bits;
use super::NONE;
use crate::text::{Document, Token};
use crate::words;

/// What a noun group does in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Function {
    /// Who or what the verb is about.
    Subject,
    /// Direct or indirect object, or the complement of `be`.
    Object,
    /// Governed by a preposition.
    Oblique,
    /// Anything else: apposition, list item, headline.
    #[default]
    Free,
}

/// A noun with what belongs to it: "at least 12 of" is two groups, "the army's chief of staff" too, "three wounded soldiers" one.
#[derive(Clone, Copy, Debug)]
pub struct NounGroup {
    /// First token.
    pub start: u32,
    /// Token after the last.
    pub end: u32,
    /// Its head: the last noun, name, pronoun or number.
    pub head: u32,
    /// The preposition that governs it, or [`NONE`]. A later member of a list has the preposition of the first.
    pub preposition: u32,
    /// Its clause.
    pub clause: u32,
    /// What it does there.
    pub function: Function,
}

/// When a verb tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// Past and perfect: what it tells of is over or under way.
    Past,
    /// Present.
    #[default]
    Present,
    /// `will`, `going to`, and what is planned, promised, demanded.
    Future,
}

/// Who does it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// The subject.
    #[default]
    Active,
    /// The subject undergoes it: "was killed", "troops sent by".
    Passive,
}

/// How sure it is, by the auxiliary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Modality {
    /// Stated.
    #[default]
    None,
    /// `will`.
    Future,
    /// `would`: reported future or hypothetical.
    Would,
    /// `can`, `could`, `may`, `might`.
    Possible,
    /// `must`, `should`.
    Must,
}

/// The verb group's form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Has tense and a subject.
    #[default]
    Finite,
    /// `to attack`.
    Infinitive,
    /// `killed in the attack`.
    Participle,
    /// `killing three`.
    Ing,
}

/// A verb with its auxiliaries, adverbs and negation.
#[derive(Clone, Copy, Debug)]
pub struct VerbGroup {
    /// First token.
    pub start: u32,
    /// Token after the last.
    pub end: u32,
    /// The full verb; where there is none, the last auxiliary.
    pub main: u32,
    /// Its clause.
    pub clause: u32,
    /// When.
    pub tense: Tense,
    /// `has`, `have`, `had` + participle.
    pub perfect: bool,
    /// Active or passive.
    pub voice: Voice,
    /// Modal auxiliary.
    pub modality: Modality,
    /// `not`, `never`, `no longer`.
    pub negated: bool,
    /// Finite, infinitive, participle.
    pub form: Form,
    /// The main verb is `be`, `become`, `remain` …
    pub copular: bool,
}

/// Groups in token order, and for every token the group it lies in.
pub(super) struct Groups {
    pub nouns: Vec<NounGroup>,
    pub verbs: Vec<VerbGroup>,
    /// Index into `nouns`, or into `verbs` with [`VERB`] set, or [`NONE`].
    pub of_token: GroupColumn,
}

/// Marks an index in [`Groups::of_token`] as a verb group's.
pub(super) const VERB: u32 = 1 << 31;

#[inline(never)]
pub(super) fn group(document: &Document, tags: &[Tag], bits: &[Bits]) -> Groups {
    let count = tags.len();
    let mut groups = Groups {
        nouns: Vec::with_capacity(count / 3),
        verbs: Vec::with_capacity(count / 7),
        of_token: GroupColumn::new(count),
    };
    for index in 0..document.sentences.len() {
        let sentence = document.sentence(index);
        let end = sentence.end.min(count);
        let mut at = sentence.start;
        while at < end {
            groups.of_token.come_to(at, groups.nouns.len(), groups.verbs.len());
            let tag = tags[at];
            let next = if tag.is_nominal() {
                noun_group(document, tags, bits, at, sentence.start, end, &mut groups)
            } else if tag.is_verb() || tag.is_auxiliary() || tag == Tag::To {
                verb_group(document, tags, bits, at, end, &mut groups)
            } else {
                at + 1
            };
            at = next.max(at + 1);
        }
    }
    groups
}

fn noun_group(
    document: &Document,
    tags: &[Tag],
    bits: &[Bits],
    start: usize,
    first: usize,
    end: usize,
    groups: &mut Groups,
) -> usize {
    let mut at = start;
    let mut head = None;
    let mut open = true; // nothing but openers so far
    while at < end {
        let tag = tags[at];
        match tag {
            Tag::Determiner => {
                if !open {
                    break;
                }
            }
            Tag::Possessive => {
                if document.tokens.get(at).is_some_and(Token::glued) && head.is_some() {
                    head = None; // "the army's": the possessed noun follows
                } else if !open {
                    break;
                }
            }
            Tag::Adjective => {
                if head.is_some() && !continues(tags, at + 1, end) {
                    break;
                }
                open = false;
            }
            Tag::Number => {
                if let Some(h) = head {
                    // "Resolution 1701", "May 9"; never "soldiers 12".
                    if tags[h as usize] != Tag::Proper {
                        break;
                    }
                    open = false;
                    at += 1;
                    continue;
                }
                head = Some(at as u32);
                open = false;
                if matches!(
                    tags.get(at + 1),
                    Some(Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number | Tag::Hyphen | Tag::Pronoun)
                ) && at + 1 < end
                {
                    head = None;
                    let others = document.is_any(at + 1, words!["others", "people"]);
                    if !number_has_noun(tags, at + 1, end) || tags[at + 1] == Tag::Pronoun && !others {
                        head = Some(at as u32);
                        at += 1;
                        break;
                    }
                }
            }
            Tag::Noun | Tag::Proper => {
                let time = bits[at].any(Bits::TIME);
                if head.is_some() && time {
                    break;
                }
                head = Some(at as u32);
                open = false;
                if time && !matches!(tags.get(at + 1), Some(Tag::Noun | Tag::Possessive | Tag::Number | Tag::Hyphen)) {
                    at += 1;
                    break;
                }
                if time && tags.get(at + 1) == Some(&Tag::Noun) && !is_part_of_day(document, at + 1) {
                    at += 1;
                    break;
                }
            }
            Tag::Pronoun => {
                if head.is_some() {
                    break;
                }
                head = Some(at as u32);
                at += 1;
                break;
            }
            Tag::Hyphen => {
                if at + 1 >= end || !tags[at + 1].is_nominal() {
                    break;
                }
                head = None;
            }
            // "a brief but official statement"
            Tag::Coordinator
                if at > start
                    && head.is_none()
                    && tags[at - 1] == Tag::Adjective
                    && tags.get(at + 1) == Some(&Tag::Adjective)
                    && continues(tags, at + 1, end) => {}
            // "Somali and Ethiopian troops"
            Tag::Coordinator
                if at > start
                    && bits[at - 1].any(Bits::DEMONYM)
                    && head == Some(at as u32 - 1)
                    && demonym_and_noun(tags, bits, at + 1, end) => {}
            Tag::Adverb | Tag::Negation => {
                // "a heavily armed group", "the not yet named"
                let inner = at > start
                    && head.is_none()
                    && matches!(tags.get(at + 1), Some(Tag::Adjective | Tag::Number | Tag::Adverb));
                if !inner || at + 1 >= end {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    // Back from what dangles: "three -", "the army's" before a verb.
    let mut stop = at;
    while stop > start && matches!(tags[stop - 1], Tag::Hyphen | Tag::Adverb | Tag::Negation) {
        stop -= 1;
    }
    let head = match head {
        Some(head) if (head as usize) < stop => head,
        _ => match (start..stop).rev().find(|&i| tags[i].is_head()) {
            Some(i) => i as u32,
            None if start < stop && tags[start] == Tag::Determiner && stop > start + 1 => stop as u32 - 1,
            None => return at,
        },
    };
    let begin = hedge_start(document, tags, start, first);
    let preposition =
        begin.checked_sub(1).filter(|&i| i >= first && tags[i] == Tag::Preposition).map_or(NONE, |i| i as u32);
    let index = groups.nouns.len() as u32;
    groups.nouns.push(NounGroup {
        start: begin as u32,
        end: stop as u32,
        head,
        preposition,
        clause: NONE,
        function: if preposition == NONE { Function::Free } else { Function::Oblique },
    });
    groups.of_token.set(begin..stop, index);
    at.max(stop)
}

/// "Ethiopian troops", "U.S.-led forces": after "Somali and" the group goes on.
fn demonym_and_noun(tags: &[Tag], bits: &[Bits], at: usize, end: usize) -> bool {
    let opens = matches!(tags.get(at), Some(Tag::Adjective))
        || tags.get(at) == Some(&Tag::Proper)
            && (bits[at].any(Bits::DEMONYM) || tags.get(at + 1) == Some(&Tag::Hyphen))
        || tags.get(at) == Some(&Tag::Noun) && tags.get(at + 1) == Some(&Tag::Noun);
    opens
        && (at..end.min(at + 6))
            .find(|&i| !matches!(tags[i], Tag::Adjective | Tag::Hyphen | Tag::Proper))
            .is_some_and(|i| tags[i] == Tag::Noun)
}

/// A noun follows within the adjectives.
fn continues(tags: &[Tag], at: usize, end: usize) -> bool {
    (at..end.min(at + 4))
        .find(|&i| !matches!(tags[i], Tag::Adjective | Tag::Hyphen))
        .is_some_and(|i| matches!(tags[i], Tag::Noun | Tag::Proper))
}

/// What follows a number belongs to it: "12 wounded soldiers", "30-year-old man", "12 million people".
fn number_has_noun(tags: &[Tag], at: usize, end: usize) -> bool {
    (at..end.min(at + 6))
        .find(|&i| !matches!(tags[i], Tag::Adjective | Tag::Number | Tag::Hyphen))
        .is_some_and(|i| matches!(tags[i], Tag::Noun | Tag::Proper | Tag::Pronoun))
        || tags.get(at) == Some(&Tag::Number)
}

fn is_part_of_day(document: &Document, token: usize) -> bool {
    document.is_any(token, words!["morning", "afternoon", "evening", "night", "nights", "mornings"])
}

/// The first token of "at least", "more than", "up to", "as many as" before a number.
fn hedge_start(document: &Document, tags: &[Tag], start: usize, first: usize) -> usize {
    if !matches!(tags[start], Tag::Number | Tag::Determiner | Tag::Noun) {
        return start;
    }
    let back = |n: usize| start.checked_sub(n).filter(|&i| i >= first);
    let (Some(one), Some(two)) = (back(1), back(2)) else { return start };
    if !document.is_any(one, words!["least", "most", "than", "to", "as"]) {
        return start;
    }
    let least = document.is_any(one, words!["least", "most"]) && document.is(two, "at");
    let than = document.is(one, "than") && document.is_any(two, words!["more", "less", "fewer", "greater", "higher"]);
    let up = document.is(one, "to") && document.is_any(two, words!["up", "close"]);
    if least || than || up {
        return if than && back(3).is_some_and(|i| document.is(i, "no")) { two - 1 } else { two };
    }
    if let Some(three) = back(3) {
        if document.is(one, "as") && document.is_any(two, words!["many", "much", "few"]) && document.is(three, "as") {
            return three;
        }
    }
    start
}

fn verb_group(
    document: &Document,
    tags: &[Tag],
    bits: &[Bits],
    start: usize,
    end: usize,
    groups: &mut Groups,
) -> usize {
    let mut group = VerbGroup {
        start: start as u32,
        end: start as u32 + 1,
        main: start as u32,
        clause: NONE,
        tense: Tense::Present,
        perfect: false,
        voice: Voice::Active,
        modality: Modality::None,
        negated: start > 0 && tags[start - 1] == Tag::Negation,
        form: Form::Finite,
        copular: false,
    };
    let mut at = start;
    let mut last = None; // the auxiliary that waits for a verb
    let mut first_form = true;
    while at < end {
        let tag = tags[at];
        let b = bits[at];
        match tag {
            Tag::To if first_form => {
                group.form = Form::Infinitive;
                last = Some(Tag::To);
            }
            Tag::Modal if first_form => {
                let modality = if b.any(Bits::FUTURE) || document.is(at, "'ll") {
                    Modality::Future
                } else if b.any(Bits::WOULD) || document.is(at, "'d") {
                    Modality::Would
                } else if b.any(Bits::MUST) {
                    Modality::Must
                } else {
                    Modality::Possible
                };
                group.modality = modality;
                group.tense = if modality == Modality::Future { Tense::Future } else { Tense::Present };
                group.main = at as u32;
                last = Some(Tag::Modal);
            }
            Tag::Be | Tag::Have | Tag::Do => {
                if tag == Tag::Have && last == Some(Tag::Have)
                    || tag == Tag::Do && last.is_some_and(|l| l != Tag::To && l != Tag::Modal)
                {
                    break;
                }
                if first_form {
                    set_tense(&mut group, tag, b);
                }
                if last == Some(Tag::Have) && tag == Tag::Be {
                    group.perfect = true;
                }
                group.main = at as u32;
                last = Some(tag);
            }
            Tag::Adverb | Tag::Negation | Tag::Pronoun if !first_form => {
                // "was reportedly killed", "had not been", "did they say"
                let reach = (at + 1..end.min(at + 4)).find(|&i| !matches!(tags[i], Tag::Adverb | Tag::Negation));
                let fits = tag != Tag::Pronoun && reach.is_some_and(|i| fits(last, tags[i], bits[i]));
                if tag == Tag::Negation {
                    group.negated = true;
                    group.end = at as u32 + 1;
                }
                if !fits {
                    break;
                }
            }
            Tag::Base | Tag::Present | Tag::Past | Tag::Participle | Tag::Ing => {
                if !first_form && !fits(last, tag, b) {
                    break;
                }
                if first_form {
                    group.form = match tag {
                        Tag::Participle => Form::Participle,
                        Tag::Ing => Form::Ing,
                        _ => Form::Finite,
                    };
                    group.tense = if tag == Tag::Past { Tense::Past } else { Tense::Present };
                    if tag == Tag::Participle {
                        group.voice = Voice::Passive;
                        group.tense = Tense::Past;
                    }
                } else {
                    match last {
                        Some(Tag::Be) if tag != Tag::Ing => group.voice = Voice::Passive,
                        Some(Tag::Have) => {
                            group.perfect = true;
                            if group.tense == Tense::Present
                                && group.form == Form::Finite
                                && group.modality == Modality::None
                            {
                                group.tense = Tense::Past;
                            }
                        }
                        _ => {}
                    }
                }
                group.main = at as u32;
                group.end = at as u32 + 1;
                group.copular = b.any(Bits::LINK) && !b.any(Bits::SAYING) && group.voice == Voice::Active;
                // "is going to attack"
                if document.is(at, "going")
                    && tags.get(at + 1) == Some(&Tag::To)
                    && last == Some(Tag::Be)
                    && at + 2 < end
                {
                    group.tense = Tense::Future;
                    last = Some(Tag::To);
                    at += 2;
                    first_form = false;
                    continue;
                }
                last = None;
                break;
            }
            _ => break,
        }
        if tag != Tag::Adverb && tag != Tag::Negation {
            group.end = at as u32 + 1;
        }
        first_form = false;
        at += 1;
    }
    if last == Some(Tag::Be) {
        group.copular = true;
    }
    if group.perfect && group.tense == Tense::Present && group.modality == Modality::None && group.form == Form::Finite
    {
        group.tense = Tense::Past;
    }
    let index = groups.verbs.len() as u32 | VERB;
    groups.of_token.set(group.range(), index);
    let next = group.end as usize;
    groups.verbs.push(group);
    next
}

fn set_tense(group: &mut VerbGroup, tag: Tag, b: Bits) {
    let past = b.any(Bits::PAST) && !b.any(Bits::BASE);
    group.tense = if past { Tense::Past } else { Tense::Present };
    if b.any(Bits::ING) {
        group.form = Form::Ing;
    } else if b.any(Bits::PARTICIPLE) && !b.any(Bits::PAST) && tag != Tag::Have {
        group.form = Form::Participle;
    }
}

/// A verb form that the waiting auxiliary can take.
fn fits(last: Option<Tag>, tag: Tag, b: Bits) -> bool {
    match last {
        Some(Tag::To | Tag::Modal) => {
            tag == Tag::Base || tag == Tag::Be || tag == Tag::Have || tag == Tag::Do && b.any(Bits::BASE)
        }
        Some(Tag::Do) => tag == Tag::Base,
        Some(Tag::Be) => {
            matches!(tag, Tag::Participle | Tag::Ing)
                || tag == Tag::Be && b.any(Bits::ING)
                || tag == Tag::Past && b.any(Bits::PARTICIPLE)
        }
        Some(Tag::Have) => {
            tag == Tag::Participle
                || tag == Tag::Be && b.any(Bits::PARTICIPLE)
                || tag == Tag::Past && b.any(Bits::PARTICIPLE)
        }
        _ => false,
    }
}
