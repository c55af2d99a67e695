//! Noun groups of people, of equipment and of harm: count, modifiers, head.
//!
//! A group is read from its first word on ("at least three of his young Kenyan bodyguards") and is one only when its last
//! word is a head: `soldiers` is people, `soldiers' guns` and `police car` are not.

use super::closed::{BURNT, DASH, JOINS, OPENS, OWNS};
use super::senses as s;
use super::units::Sentence;
use crate::model::{Count, Hedge, Outcome, VictimKind};
use crate::text::{Kind, Token, Words};
use crate::words;
use std::ops::Range;

/// What a group is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// "three soldiers", "five Israelis".
    People,
    /// "General Stavinsky".
    Named,
    /// "he", "them", "those".
    Pronoun,
    /// "three", "dozens more": who is counted has to come from the verb.
    Bare,
    /// "two tanks".
    Equipment,
    /// "12 deaths".
    Harm,
    /// "12 dead", "the wounded".
    Harmed,
    /// Anything else: "two houses".
    Thing,
}

/// A noun group.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its units, without the article.
    pub units: Range<usize>,
    /// Units with the article or possessive in front.
    pub whole: Range<usize>,
    pub head: Head,
    /// Unit of the head noun.
    pub noun: usize,
    pub count: Count,
    /// An explicit number or "a".
    pub counted: bool,
    /// "the", "his", "those" in front.
    pub definite: bool,
    pub plural: bool,
    pub kind: VictimKind,
    /// "another", "others", "more": beside those told of before.
    pub more: bool,
    /// "wounded soldiers": the harm that a modifier tells.
    pub attribute: Option<(usize, Outcome)>,
    /// "wrecked tanks".
    pub wreck: Option<usize>,
}

const BARE_PLURAL: Count = Count { low: Some(2), best: None, high: None, hedge: Hedge::BarePlural };
const ONE: Count = Count { low: Some(1), best: Some(1), high: Some(1), hedge: Hedge::Exact };

/// Words of a group, at most.
const LONGEST: usize = 14;

static QUOTES: &Words = words!["\"", "\u{201c}", "\u{201d}", "``", "''"];

/// Where a noun group ends.
const BORDER: s::Flags = s::RELATIVE
    | s::SUBORDINATOR
    | s::COORDINATOR
    | s::PREPOSITION
    | s::ARTICLE
    | s::BE
    | s::HAVE
    | s::MODAL
    | s::PRONOUN
    | s::TIME
    | s::TO
    | s::INCLUDING
    | s::ALONG
    | s::COUNT
    | s::POSSESSIVE
    | s::NEGATION
    | s::NO_HARM
    | s::NONE_REPORTED;

/// With one of these a unit opens a group whatever else it is.
const OPENING: s::Flags = s::ARTICLE | s::POSSESSIVE | s::COUNT | s::PERSON | s::PEOPLE | s::MODIFIER;

/// Verbs with one of these may stand before the noun of a group, or be it.
const ATTRIBUTES: s::Flags = s::HARMED
    | s::STATE
    | s::HARMED_PEOPLE
    | s::WRECKED
    | s::NOUN
    | s::MATERIEL
    | s::MATERIELS
    | s::HARMS_NOUN
    | s::HARM_NOUN;

const NOUNLIKE: s::Flags =
    s::PERSON | s::PEOPLE | s::DEMONYM | s::MATERIEL | s::MATERIELS | s::HARMS_NOUN | s::HARM_NOUN | s::TOLL;
const VERB: s::Flags = s::FINITE
    | s::PARTICIPLE
    | s::PAST_TENSE
    | s::HARMED
    | s::HARMS
    | s::HARMING
    | s::DIED
    | s::DIES
    | s::DYING
    | s::WRECKED
    | s::WRECKS
    | s::WRECKING;

impl Sentence<'_, '_> {
    /// All groups of the sentence, left to right, without overlaps.
    pub fn groups(&self, groups: &mut Vec<Group>) {
        groups.clear();
        let mut at = 0;
        while at < self.units.len() {
            let group = if self.opens_group(at) { self.group_within(at, 0) } else { None };
            match group {
                Some(group) => {
                    at = group.units.end.max(at + 1);
                    groups.push(group);
                }
                None => at += 1,
            }
        }
    }

    /// A group may begin at a unit: not at a mark, nor at a preposition, an auxiliary or another verb.
    fn opens_group(&self, at: usize) -> bool {
        let unit = &self.units[at];
        if self.mark(at) {
            return false;
        }
        let never = unit.is(BORDER) && !unit.is(OPENING) || unit.is(VERB) && !unit.is(OPENING | ATTRIBUTES);
        !never || unit.among(OPENS | BURNT) || self.is_name(at) || self.prefix(at)
    }

    /// "anti" in "anti-government": joined by a hyphen to what follows.
    fn prefix(&self, at: usize) -> bool {
        self.among(at + 1, DASH)
            && self.word(at + 1, words!["-"])
            && self.document.tokens[self.units[at + 1].start].glued()
    }

    /// `depth`: how many "of" it stands behind ("two of the sons of …").
    fn group_within(&self, start: usize, depth: usize) -> Option<Group> {
        let opens = self.among(start, OPENS);
        if opens {
            // "said that dozens were killed".
            if self.word(start, words!["that"])
                && (self.has(start + 1, s::COUNT) || !self.has(start + 1, s::PERSON | s::MATERIEL | s::MODIFIER))
            {
                return None;
            }
            if start > 0 && self.word(start, words!["visiting"]) && self.has(start - 1, s::PERSON | s::PEOPLE) {
                return None;
            }
            if let Some(pronoun) = self.pronoun(start) {
                return Some(pronoun);
            }
        }
        let mut at = start;
        let mut definite = false;
        let mut article = false;
        let mut inner = start;
        if opens && self.word(at, words!["a", "an"]) {
            article = true;
            at += 1;
        } else if self.has(at, s::ARTICLE | s::POSSESSIVE) {
            definite = true;
            at += 1;
            inner = at;
        }
        let mut amount = self.amount(at);
        // "On May 3, 2007 Omar Aziz was killed": a figure that counts nothing opens no group.
        if amount.is_none()
            && at == start
            && self.units.get(at).is_some_and(|u| {
                self.document.tokens[u.start].kind == Kind::Number && self.document.str(u.start).len() == 4
            })
            && !self.mark(at + 1)
        {
            return None;
        }
        if amount.is_some() {
            at += 1;
        } else if self.among(at, OPENS)
            && self.word(at, words!["many", "several", "some", "most", "all", "both", "half", "more", "other"])
            && self.word(at + 1, words!["of"])
        {
            at += 1;
        }
        if amount.is_some_and(|a| a.is_none()) && article {
            amount = None;
        }
        // "three of his bodyguards", "dozens of civilians", "six of them".
        let of = at > start && self.word(at, words!["of"]);
        // "a number of its members": the "of" is part of the quantifier.
        let swallowed = amount.is_some_and(|a| self.document.is_any(a.tokens.end - 1, words!["of"]))
            && self.has(at, s::ARTICLE | s::POSSESSIVE);
        if (of || swallowed) && depth < 3 {
            let at = if of { at } else { at - 1 };
            let inner_group = self.group_within(at + 1, depth + 1).map(|g| self.people_by_name(g));
            if let Some(mut group) = inner_group
                .filter(|g| !matches!(g.head, Head::Bare | Head::Thing) || self.word(at + 1, words!["those"]))
            {
                if amount.is_none()
                    && of
                    && !self.word(at - 1, words!["many", "several", "some", "most", "all", "both", "half"])
                {
                    return None;
                }
                let own = amount.map(|a| a.count).unwrap_or(BARE_PLURAL);
                group.count = own;
                group.counted = amount.is_some();
                group.plural = group.plural || !amount.is_some_and(|a| a.is_one());
                group.units.start = inner;
                group.whole.start = start;
                // "hundreds of troops and police".
                let end = group.units.end;
                if group.plural && group.noun + 1 == end && group.head == Head::People {
                    let end = self.shared_noun(start, end);
                    (group.units.end, group.whole.end) = (end, end);
                }
                return Some(group);
            }
            // "scores of others", "two of them".
            if amount.is_some()
                && (self.has(at + 1, s::STANDS_FOR_SOME | s::STANDS_FOR_ONE) || self.word(at + 1, words!["whom"]))
                && !self.noun_follows(at + 2)
            {
                let amount = amount?;
                let end = at + 2;
                return Some(Group {
                    units: inner..end,
                    whole: start..end,
                    head: Head::Bare,
                    noun: at + 1,
                    count: amount.count,
                    counted: true,
                    definite,
                    plural: !amount.is_one(),
                    kind: VictimKind::Unspecified,
                    more: true,
                    attribute: None,
                    wreck: None,
                });
            }
            // "three of the villages"; "thousands of tons".
            if amount.is_some() && self.noun_follows(at + 1) {
                return None;
            }
        }
        // "killing one another" counts nobody.
        if amount.is_some_and(|a| a.is_one()) && self.word(at, words!["another"]) {
            return None;
        }
        let body = at;
        let mut head: Option<usize> = None;
        let mut accepted = at;
        let mut wreck = None;
        let mut quoted_head = false;
        let mut attribute = None;
        let mut name_start = None;
        let mut more = amount.is_some_and(|a| a.more);
        while at < self.units.len() && at - body < LONGEST {
            let unit = &self.units[at];
            if self.mark(at) {
                // The hyphen inside "al-Qaida-linked", "U.S.-led"; quotation marks around one word.
                let token = &self.document.tokens[unit.start];
                let next_glued = self.units.get(at + 1).is_some_and(|u| self.document.tokens[u.start].glued());
                if token.glued() && next_glued && self.word(at, words!["-", "/", "\u{2010}", "\u{2011}"]) && at > body {
                    at += 1;
                    head = None;
                    continue;
                }
                // "50 \"terrorists\"": quotation marks around the noun alone.
                let quoted = self.word(at, QUOTES)
                    && (at > body || start < at)
                    && self.has(at + 1, s::PERSON | s::PEOPLE)
                    && !self.has(at + 1, s::HARMED | s::STATE);
                if quoted && (self.word(at + 2, QUOTES) || self.mark(at + 2)) {
                    head = Some(at + 1);
                    quoted_head = true;
                    accepted = at + 2 + usize::from(self.word(at + 2, QUOTES));
                    break;
                }
                break;
            }
            if unit.among(OPENS) && self.word(at, words!["himself", "herself", "themselves", "itself"]) {
                break;
            }
            if at > body && unit.among(OWNS) {
                // What stands before is the owner.
                head = None;
                name_start = None;
                accepted = at + 1;
                at += 1;
                continue;
            }
            if unit.is(s::STANDS_FOR_SOME) && amount.is_some() && self.word(at, words!["more", "others", "other"]) {
                more = true;
                accepted = at + 1;
                head = Some(at).filter(|_| !self.word(at, words!["other"]));
                at += 1;
                continue;
            }
            // "German and Rumanian soldiers".
            if at > body
                && unit.among(JOINS)
                && head.is_none_or(|h| h + 1 == at && self.has(h, s::DEMONYM))
                && self.modifies(at - 1)
                && self.modifies(at + 1)
                && self.noun_in(at + 2)
            {
                head = None;
                at += 1;
                continue;
            }
            let glued_prefix = self.prefix(at);
            let hyphenated = at > body && self.among(at - 1, DASH) && self.word(at - 1, words!["-"]);
            if unit.is(BORDER) && !unit.is(s::PERSON | s::PEOPLE) && !hyphenated && !glued_prefix && !self.is_name(at) {
                // "20 young and old men": an "and" between modifiers is not read.
                if unit.is(s::MODIFIER)
                    && !unit.is(s::PREPOSITION
                        | s::COORDINATOR
                        | s::SUBORDINATOR
                        | s::COUNT
                        | s::BE
                        | s::HAVE
                        | s::MODAL
                        | s::PRONOUN
                        | s::NO_HARM)
                    && self.noun_follows(at + 1)
                {
                    at += 1;
                    continue;
                }
                break;
            }
            // "a woman visiting from Canada": the participle has a phrase of its own.
            if head.is_some_and(|h| self.has(h, s::PERSON))
                && self.word(at, words!["visiting", "living", "working", "standing", "traveling", "travelling"])
            {
                break;
            }
            let verbal = unit.is(VERB);
            // "four wrecked tanks", "two destroyed T-90s".
            if (unit.is(s::WRECKED) || unit.among(BURNT))
                && head.is_none()
                && (start < at || self.word(start, words!["the"]))
                && self.equipment_in(at + 1)
            {
                wreck = Some(at);
                accepted = at + 1;
                at += 1;
                continue;
            }
            // "clearly marked vehicle".
            if verbal
                && head.is_none()
                && at > body
                && self.has(at - 1, s::ADVERB)
                && unit.is(s::PARTICIPLE | s::FINITE)
                && !unit.is(s::HARMED | s::HARMING)
                && self.noun_follows(at + 1)
            {
                at += 1;
                continue;
            }
            // "80 unburied bodies", "two blindfolded men": a participle that no table knows, between a number and its noun.
            if verbal
                && head.is_none()
                && amount.is_some_and(|a| !a.is_none())
                && at == body
                && unit.is(s::UNKNOWN)
                && unit.is(s::PARTICIPLE)
                && self.has(at + 1, s::PEOPLE | s::PERSON | s::HARMS_NOUN | s::MATERIELS)
            {
                at += 1;
                continue;
            }
            if verbal && !hyphenated && !glued_prefix {
                let harm = unit.is(s::HARMED | s::STATE | s::HARMED_PEOPLE);
                if harm && head.is_none() && self.attributive(start, at, body) {
                    attribute = Some((at, unit.outcome));
                    accepted = at + 1;
                    at += 1;
                    continue;
                }
                // "107 disfigured bodies".
                if harm && head.is_none() && self.has(at + 1, s::HARMS_NOUN) {
                    at += 1;
                    continue;
                }
                if harm && !unit.is(s::PERSON | s::PEOPLE) {
                    break;
                }
                // "killing civilians" opens no group; "the killing" does.
                if unit.is(s::HARMING | s::HARMS) && at == start && !unit.is(s::PERSON | s::PEOPLE) {
                    break;
                }
                if !unit.is(s::PERSON
                    | s::PEOPLE
                    | s::NOUN
                    | s::MODIFIER
                    | s::MATERIEL
                    | s::MATERIELS
                    | s::HARMS_NOUN
                    | s::HARM_NOUN)
                {
                    break;
                }
                // After a plural head a word that may be a verb is one: "militants fire".
                let plural_before = head.is_some_and(|h| self.units[h].is(s::PEOPLE) || self.plural_form(h));
                if plural_before && !unit.is(s::PERSON | s::PEOPLE) {
                    break;
                }
                if head.is_some() && unit.is(s::PAST_TENSE | s::HARMED | s::WRECKED) {
                    break;
                }
                if unit.is(s::PARTICIPLE)
                    && !unit.is(s::NOUN | s::PERSON | s::PEOPLE | s::HARM_NOUN | s::HARMS_NOUN)
                    && head.is_some()
                {
                    break;
                }
            }
            if unit.is(s::STATE | s::HARMED_PEOPLE) && !verbal && !unit.is(s::PERSON | s::PEOPLE) {
                if head.is_none() && self.attributive(start, at, body) {
                    attribute = Some((at, unit.outcome));
                    accepted = at + 1;
                    at += 1;
                    continue;
                }
                break;
            }
            if unit.is(s::ADVERB) && !unit.is(s::MODIFIER | s::PERSON | s::PEOPLE | s::NOUN) && !self.is_name(at) {
                // "a heavily armed man": only before another word of the group.
                let next = at + 1;
                let modifier = self.has(next, s::MODIFIER | s::PARTICIPLE | s::HARMED)
                    || self.noun_follows(next + 1) && self.has(next, s::FINITE);
                if head.is_none() && modifier {
                    at += 1;
                    continue;
                }
                break;
            }
            if unit.is(s::UNKNOWN) && !self.is_name(at) && !self.noun_form(at) && head.is_some() && !hyphenated {
                break;
            }
            // "20 fighters loyal to him", "a woman visiting from Canada": an adjective behind the head is none of the group.
            let known_head = head.is_some_and(|h| self.has(h, s::PEOPLE | s::MATERIELS));
            if known_head
                && unit.is(s::MODIFIER)
                && !unit.is(s::NOUN | NOUNLIKE | s::NAME)
                && !self.noun_follows(at + 1)
            {
                break;
            }
            // "took 25 crew members hostage".
            if unit.is(s::STATE) && head.is_some_and(|h| self.has(h, s::PEOPLE)) {
                break;
            }
            // "the frigate Admiral Essen", "the destroyer Gurkha": ships are named after people.
            let ship = head.is_some_and(|h| self.equipment(h) == "ship" && !self.units[h].is(s::MATERIELS));
            let capital = unit.is(s::PERSON | s::PEOPLE | s::TITLE) && self.document.tokens[unit.start].capitalised();
            if ship && capital && !self.document.tokens[unit.start].is(Token::CAPS_COPY) {
                name_start.get_or_insert(at);
            } else if unit.is(NOUNLIKE) {
                head = Some(at);
            } else if self.is_name(at) {
                name_start.get_or_insert(at);
                // "photographer Ziad Sharabi", "Hamas leader Yahya Sinwar": a name after a head in the singular belongs to it.
                match head {
                    Some(h) if self.units[h].is(s::PERSON) && !self.units[h].is(s::MATERIEL) => {}
                    Some(h) if self.equipment(h) == "ship" && !self.units[h].is(s::MATERIELS) => {}
                    _ => head = None,
                }
            } else {
                head = head.filter(|h| self.units[*h].is(s::PERSON) && unit.is(s::CAPITAL) && !unit.is(s::NOUN));
                name_start = None;
            }
            accepted = at + 1;
            at += 1;
        }
        // "a Mirage 2000", "a T 72": the figure is part of the designation.
        if head.is_some_and(|h| {
            h + 1 == accepted && self.units[h].is(s::MATERIELS) && self.is_name(h) && !self.plural_form(h)
        }) && self.amount(accepted).is_some_and(|a| a.tokens.len() == 1)
            && !self.noun_follows(accepted + 1)
        {
            accepted += 1;
        }
        // What was skipped in hope of more is no part of the group.
        at = accepted;
        let mut end = at;
        // "1,200 officers and men", "an unknown number of women and children": one count for both.
        if amount.is_some_and(|a| !a.is_one()) && head.is_some_and(|h| h + 1 == end && self.has(h, s::PEOPLE)) {
            end = self.shared_noun(start, end);
        }
        let merged = end > at || quoted_head;
        let whole = start..end;
        let units = inner..end;
        let counted = amount.is_some() || article;
        let mut group = Group {
            units: units.clone(),
            whole,
            head: Head::Thing,
            noun: end.saturating_sub(1),
            count: ONE,
            counted,
            definite,
            plural: false,
            kind: VictimKind::Unspecified,
            more,
            attribute,
            wreck,
        };
        if end == body {
            // "the dead", "the wounded".
            if amount.is_none()
                && self.word(start, words!["the", "its", "their", "our"])
                && self.has(end, s::HARMED_PEOPLE)
                && !self.noun_follows(end + 1)
                && !self.is_name(end + 1)
            {
                group.head = Head::Harmed;
                group.noun = end;
                group.units = end..end + 1;
                group.whole.end = end + 1;
                group.count = BARE_PLURAL;
                group.plural = true;
                return Some(group);
            }
            // Nothing but a count: "three", "dozens".
            let amount = amount?;
            if self.harmed_people_follows(end) {
                group.head = Head::Harmed;
                group.noun = end;
                group.units.end = end + 1;
                group.whole.end = end + 1;
            } else if amount.like_year || self.noun_follows(end) || self.age(start, end) {
                return None;
            } else {
                group.head = Head::Bare;
            }
            group.count = amount.count;
            group.plural = !amount.is_one();
            return Some(group);
        }
        match head {
            Some(h) => {
                let unit = &self.units[h];
                group.noun = h;
                group.plural = unit.is(s::PEOPLE | s::MATERIELS | s::HARMS_NOUN)
                    && !(unit.is(s::PERSON) && !self.plural_form(h))
                    || self.plural_form(h) && unit.is(s::DEMONYM);
                if unit.is(s::DEMONYM) && !unit.is(s::PERSON | s::PEOPLE) {
                    group.plural = self.plural_form(h) || amount.is_some_and(|a| !a.is_one());
                }
                group.kind = unit.kind;
                // "Mirage fighters", "B-17 bombers": machines.
                let machine = h > body
                    && self.has(h - 1, s::MATERIEL | s::MATERIELS)
                    && self.word(h, words!["fighter", "fighters", "bomber", "bombers", "carriers"]);
                group.head = if machine {
                    group.noun = h - 1;
                    Head::Equipment
                } else if unit.is(s::MATERIEL | s::MATERIELS) && !unit.is(s::PERSON | s::PEOPLE) {
                    Head::Equipment
                } else if unit.is(s::HARMS_NOUN | s::HARM_NOUN | s::TOLL) {
                    Head::Harm
                } else if self.word(h, words!["others", "more"]) {
                    group.plural = true;
                    Head::Bare
                } else if h + 1 < end && !merged {
                    Head::Named
                } else {
                    Head::People
                };
                if group.head == Head::People && !group.plural && !counted && !definite {
                    // "police", "crew"; a title alone: "president said". A bare singular is no group unless a name follows.
                    if self.is_name(h) {
                        group.head = Head::Named;
                    }
                }
            }
            None => {
                let first_name = name_start.filter(|n| {
                    *n < end && (*n..end).all(|u| self.is_name(u) || self.has(u, s::PREPOSITION | s::ARTICLE))
                });
                match first_name {
                    Some(n) if self.personal_name(n..end) && !(amount.is_some() && self.plural_form(end - 1)) => {
                        group.head = Head::Named;
                        group.noun = end - 1;
                    }
                    // "25,000 Tamils": a plural name with a number is a people.
                    Some(n) if amount.is_some() && self.plural_form(end - 1) && n + 1 == end => {
                        group.head = Head::People;
                        group.plural = true;
                    }
                    _ => group.plural = self.plural_form(end - 1),
                }
            }
        }
        group.count = match amount {
            Some(amount) => amount.count,
            None if group.head == Head::Named || article => ONE,
            None if group.plural => BARE_PLURAL,
            None => ONE,
        };
        group.plural = group.plural || amount.is_some_and(|a| !a.is_one() && !a.is_none());
        if group.head == Head::Named && amount.is_some() && !amount.is_some_and(|a| a.is_one()) {
            group.head = Head::Thing;
        }
        self.refine_kind(&mut group, body);
        self.members_of(&mut group, depth);
        Some(group)
    }

    /// "1,200 officers and men": where the second noun under one count ends, else `end`.
    fn shared_noun(&self, start: usize, end: usize) -> usize {
        if !self.among(end, JOINS) {
            return end;
        }
        let second = (end + 1..end + 4).find(|u| !self.modifies(*u));
        let noun = second.filter(|u| {
            self.has(*u, s::PEOPLE) && !self.has(*u, s::HARMED_PEOPLE | s::COUNT) && !self.noun_follows(*u + 1)
        });
        let Some(u) = noun else { return end };
        let object = start > 0 && self.has(start - 1, s::HARMED | s::HARMING | s::HARMS);
        let verb = self.has(u + 1, s::BE | s::HAVE | s::FINITE | s::MODAL | s::HARMED | s::DIED);
        if object && verb {
            end
        } else {
            u + 1
        }
    }

    /// "four members of the security forces": of what they are members belongs to the group.
    fn members_of(&self, group: &mut Group, depth: usize) {
        let end = group.units.end;
        let members =
            group.head == Head::People && group.noun + 1 == end && self.word(group.noun, words!["member", "members"]);
        if !members || depth > 2 || !self.word(end, words!["of"]) {
            return;
        }
        let Some(body) = self.group_within(end + 1, depth + 1) else { return };
        if body.counted || !matches!(body.head, Head::Thing | Head::People | Head::Named) || body.units.start > end + 2
        {
            return;
        }
        (group.units.end, group.whole.end) = (body.units.end, body.units.end);
        if group.kind == VictimKind::Unspecified && body.kind != VictimKind::Child {
            group.kind = body.kind;
        }
    }

    /// "he", "them", "those", "himself".
    fn pronoun(&self, at: usize) -> Option<Group> {
        let unit = self.units.get(at)?;
        let many = self.word(at, words!["they", "them", "themselves", "these", "we", "us"]);
        let those = self.word(at, words!["those", "all", "both"])
            && (self.has(at + 1, s::HARMED | s::HARMED_PEOPLE | s::STATE | s::RELATIVE)
                || self.word(at + 1, words!["who"]));
        let some = self.word(at, words!["more", "others", "some", "another"])
            && self.amount(at).is_none()
            && (self.has(at + 1, s::BE | s::HAVE | s::DIED)
                || self.has(at + 1, s::HARMED) && !self.noun_follows(at + 2));
        if some {
            let count = if self.word(at, words!["another"]) { ONE } else { BARE_PLURAL };
            return Some(Group {
                units: at..at + 1,
                whole: at..at + 1,
                head: Head::Bare,
                noun: at,
                count,
                counted: true,
                definite: false,
                plural: true,
                kind: VictimKind::Unspecified,
                more: true,
                attribute: None,
                wreck: None,
            });
        }
        let one = self.word(at, words!["he", "she", "him", "himself", "herself", "i", "me"])
            || self.word(at, words!["her"]) && !self.noun_follows(at + 1) && !self.has(at + 1, s::COUNT);
        if !(many || one || those) || unit.is(s::COUNT) {
            return None;
        }
        Some(Group {
            units: at..at + 1,
            whole: at..at + 1,
            head: Head::Pronoun,
            noun: at,
            count: if one { ONE } else { BARE_PLURAL },
            counted: false,
            definite: true,
            plural: !one,
            kind: VictimKind::Unspecified,
            more: false,
            attribute: None,
            wreck: None,
        })
    }

    /// "wounded" before the noun it describes, not the verb of a clause.
    fn attributive(&self, start: usize, at: usize, body: usize) -> bool {
        if !(at == body || self.has(at - 1, s::MODIFIER | s::ADVERB | s::NAME)) {
            return false;
        }
        let noun =
            (at + 1..at + 5).find(|u| !self.has(*u, s::MODIFIER | s::NAME) || self.has(*u, s::PEOPLE | s::PERSON));
        if !noun.is_some_and(|u| {
            self.has(u, s::PERSON | s::PEOPLE | s::DEMONYM) && (!self.has(u + 1, s::NOUN) || self.has(u + 1, s::BE))
        }) {
            return false;
        }
        if start < at {
            return true;
        }
        // Opening the group: after a preposition, a verb or at the start, never after a subject.
        match at.checked_sub(1) {
            None => true,
            Some(before) => {
                self.has(before, s::PREPOSITION | s::SUBORDINATOR | s::WRECKING | s::HARMING)
                    && !self.has(before, s::RELATIVE)
                    || self.has(before, s::PARTICIPLE | s::FINITE)
                        && !self.has(before, s::NOUN | s::PEOPLE | s::PERSON | s::HAVE | s::BE | s::HARMED)
            }
        }
    }

    fn harmed_people_follows(&self, at: usize) -> bool {
        self.has(at, s::HARMED_PEOPLE | s::STATE) && !self.has(at, s::NO_HARM)
    }

    /// A noun or a word of a noun group stands here.
    pub fn noun_follows(&self, at: usize) -> bool {
        let Some(unit) = self.units.get(at) else { return false };
        if self.mark(at) {
            return false;
        }
        if unit.is(s::PERSON
            | s::PEOPLE
            | s::NOUN
            | s::MODIFIER
            | s::MATERIEL
            | s::MATERIELS
            | s::HARMS_NOUN
            | s::HARM_NOUN
            | s::NOT_VICTIM)
        {
            let verb = unit.is(s::FINITE | s::PAST_TENSE | s::LEAVES)
                && !unit.is(s::NOUN | s::PERSON | s::PEOPLE | s::MATERIEL | s::MATERIELS);
            return !verb && !unit.is(s::HARMED | s::DIED | s::WRECKED | s::STATE | s::ADVERB | s::TIME);
        }
        unit.is(s::UNKNOWN) && !self.is_name(at) && self.noun_form(at)
    }

    /// "Abdul Rahman, 28, who was shot": a figure between a name and the next comma is an age.
    fn age(&self, start: usize, end: usize) -> bool {
        // "a boy of 12".
        let of = start >= 2 && self.word(start - 1, words!["of", "aged"]) && self.has(start - 2, s::PERSON);
        of || start >= 2
            && self.word(start - 1, words![",", "("])
            && self.is_name(start - 2)
            && self.word(end, words![",", ")", "."])
    }

    /// Equipment follows after at most two modifiers.
    fn equipment_in(&self, at: usize) -> bool {
        (at..at + 3)
            .find(|u| !self.modifies(*u) || self.has(*u, s::MATERIEL | s::MATERIELS))
            .is_some_and(|u| self.has(u, s::MATERIEL | s::MATERIELS))
    }

    /// "Moslems", "Tutsis": a plural name alone is a people.
    fn people_by_name(&self, mut group: Group) -> Group {
        let last = group.units.end - 1;
        if group.head == Head::Thing
            && group.units.len() == 1
            && self.is_name(last)
            && self.plural_form(last)
            && self.has(last, s::UNKNOWN | s::CAPITAL)
            && !self.has(last, s::NAME)
        {
            group.head = Head::People;
            group.plural = true;
            group.count = BARE_PLURAL;
        }
        group
    }

    /// A word that can stand before a noun.
    fn modifies(&self, at: usize) -> bool {
        self.has(at, s::MODIFIER | s::NAME | s::DEMONYM) && !self.has(at, s::PEOPLE | s::PERSON | s::PREPOSITION)
    }

    /// People or equipment follow at once or after one more modifier.
    fn noun_in(&self, at: usize) -> bool {
        let noun = s::PEOPLE | s::MATERIELS;
        self.has(at, noun) || self.modifies(at) && self.has(at + 1, noun)
    }

    /// Names of people: what is left when countries, places and organisations are taken away.
    fn personal_name(&self, units: Range<usize>) -> bool {
        let titled = units.clone().any(|u| self.has(u, s::TITLE));
        let caps = self.document.tokens[self.units[units.start].start].is(Token::CAPS_COPY);
        // "Fort St. Jean", "Operation Anvil".
        if units.len() > 1
            && self.word(
                units.start,
                words!["fort", "camp", "port", "mount", "cape", "lake", "operation", "battle", "hill"],
            )
        {
            return false;
        }
        // In copy that is all capitals a word that no table knows need not be a name.
        if caps && !titled && units.start > 0 && self.has(units.start - 1, s::ARTICLE | s::POSSESSIVE | s::MODIFIER) {
            return false;
        }
        let single = units.len() == 1;
        // "PVA", "ISIL": an acronym names no person.
        let first = &self.document.tokens[self.units[units.start].start];
        if single && !caps && first.shape == crate::text::Shape::Upper {
            return false;
        }
        let last = units.end - 1;
        let unit = &self.units[last];
        if unit.is(s::DEMONYM) && single {
            return false;
        }
        let several_tokens = unit.end > unit.start + 1;
        titled
            || !unit.is(s::NAME)
            || units.len() > 1 && !several_tokens && units.clone().any(|u| self.has(u, s::UNKNOWN))
    }

    /// An unknown word that may be a noun: not shaped like an adverb or a past tense.
    fn noun_form(&self, at: usize) -> bool {
        let Some(unit) = self.units.get(at) else { return false };
        let ends = |ending: &str| self.ends_with(unit.start, ending);
        self.document.is_word(unit.start) && !ends("ly") && !ends("ed") && !ends("ing")
    }

    /// Ends in a plural "s".
    pub fn plural_form(&self, at: usize) -> bool {
        let Some(unit) = self.units.get(at) else { return false };
        let text = self.document.str(unit.end - 1).as_bytes();
        matches!(text, [_, _, .., before, last @ (b's' | b'S')] if before != last)
    }

    /// Modifiers that tell more of the victims than the head: "civilian men", "army officers".
    fn refine_kind(&self, group: &mut Group, body: usize) {
        if group.kind != VictimKind::Unspecified && group.kind != VictimKind::Militant {
            return;
        }
        for unit in body..group.noun {
            let kind = if self.word(unit, words!["civilian", "civilians", "villager", "student"]) {
                VictimKind::Civilian
            } else if self
                .word(unit, words!["military", "army", "navy", "naval", "marine", "infantry", "airborne", "troop"])
            {
                VictimKind::Military
            } else if self.word(unit, words!["police"]) {
                VictimKind::Police
            } else if self.word(
                unit,
                words![
                    "rebel",
                    "militant",
                    "insurgent",
                    "guerrilla",
                    "terrorist",
                    "hezbollah",
                    "hamas",
                    "taliban",
                    "isis",
                    "jihadist",
                ],
            ) && group.kind == VictimKind::Unspecified
            {
                VictimKind::Militant
            } else {
                continue;
            };
            group.kind = kind;
            return;
        }
    }
}
