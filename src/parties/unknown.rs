//! Groups that no table knows and that have no name by a grammar of their own: "Pipiolo forces", "the Berti tribe", a party
//! "nicknamed the Pelucones". A common noun introduces the name; afterwards it stands alone.

use super::phrase::{Head, Sort};
use super::tags::{bit, Name};
use super::Finder;
use crate::model::PartyKind;
use crate::text::Words;
use crate::text::{Kind, Shape, Token, WordMap};
use crate::words;

/// Heads before which an unknown name is a group's, not a firm's, a make's or a town's.
static GROUPS: &Words = words![
    "forces",
    "troops",
    "army",
    "militia",
    "militias",
    "militiamen",
    "rebels",
    "rebel",
    "fighters",
    "fighter",
    "guerrillas",
    "guerillas",
    "gunmen",
    "militants",
    "insurgents",
    "tribe",
    "tribes",
    "tribesmen",
    "clan",
    "clans",
    "faction",
    "factions",
    "commandos",
    "movement",
    "alliance",
    "network",
    "cartel",
    "group",
    "groups",
    "leaders",
    "leader",
    "commander",
    "commanders",
    "spokesman",
    "separatists",
    "warriors",
    "battalion",
    "brigade",
    "regiment",
];
/// Words that may stand between the name and its head.
static BETWEEN: &Words = words!["ethnic", "rebel", "militia", "tribal", "guerrilla", "separatist", "party", "movement"];
/// What is called by the name that follows.
static CALLED: &Words = words![
    "party",
    "group",
    "groups",
    "militia",
    "militias",
    "faction",
    "movement",
    "rebels",
    "fighters",
    "guerrillas",
    "forces",
    "unit",
    "gang",
    "organization",
    "organisation",
    "network",
    "brigade",
    "battalion",
    "wing",
    "community",
    "tribe",
    "sect",
    "hindus",
    "muslims",
    "force",
];

impl Finder<'_, '_> {
    /// A capitalised word that only a name can be.
    pub(super) fn strange(&self, at: usize) -> bool {
        let document = self.reader.document;
        let Some(token) = document.tokens.get(at) else { return false };
        let tag = self.tag(at);
        token.kind == Kind::Word
            && token.shape == Shape::Title
            && token.end - token.start > 3
            && token.word == Token::UNKNOWN
            && tag.name == Name::None
            && !token.is(Token::CAPS_COPY | Token::PERIOD)
    }

    /// "Pipiolo forces", "Berti ethnic groups".
    pub(super) fn unknown_group(&mut self, at: usize, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        // The second word of a longer name is somebody's surname: "James Matson's forces".
        if !self.strange(at) || (at > 0 && self.reader.name_like(at - 1) && !self.begins(at)) {
            return None;
        }
        let mut start = at;
        while start > 0
            && document.tokens[start - 1].shape == Shape::Lower
            && self.tag(start - 1).is(bit::MODIFIER)
            && !document.is_any(start - 1, words!["other", "many", "new", "more"])
        {
            start -= 1;
        }
        let mut head = at + 1;
        if document.is_any(head, BETWEEN) && document.tokens[head].shape == Shape::Lower {
            head += 1;
        }
        let end = head + 1;
        if end > limit
            || !document.is_any(head, GROUPS)
            || document.tokens[head].shape != Shape::Lower
            || self.reader.nominal(end, limit)
        {
            return None;
        }
        let tag = self.tag(head);
        let kind = match document.is_any(head, words!["tribe", "tribes", "clan", "clans", "tribesmen"])
            || document.is(at + 1, "ethnic")
        {
            true => PartyKind::Population,
            false => self.reader.sort(tag.head).kind(),
        };
        let mut mention = self.new_mention(start..end, "an unknown name before a head", kind);
        mention.head = Some(Head::new(head..end, Sort::Unsaid));
        let index = self.push(mention);
        self.introduced.entry(document.tokens[at].hash).or_insert((index, at));
        Some(end)
    }

    /// Second pass: "…," Nanayakkara added: a name that nothing has introduced, by what it does.
    pub(super) fn unknown_speakers(&mut self, strange: &[u32], covered: &[bool]) {
        let document = self.reader.document;
        for at in strange.iter().map(|at| *at as usize) {
            if covered[at]
                || !self.tag(at + 1).is(bit::REPORT)
                || self.reader.syntax.tag(at + 1) != crate::syntax::Tag::Past
                || (at > 0 && (self.reader.name_like(at - 1) || document.is_any(at - 1, words!["the", "a", "an", "-"])))
                || (self.begins(at) && self.reader.recurs.get(&document.tokens[at].hash).is_none_or(|n| *n < 2))
            {
                continue;
            }
            let prints = document.is_any(at + 1, words!["reported", "quoted", "wrote", "published", "cited"]);
            let kind = if prints { PartyKind::Media } else { PartyKind::Person };
            let mut mention = self.new_mention(at..at + 1, "an unknown name that speaks", kind);
            mention.person = (!prints).then_some((at..at + 1).into());
            self.push(mention);
        }
    }

    fn begins(&self, at: usize) -> bool {
        self.reader.document.tokens[at].is(Token::SENTENCE_START)
    }

    /// "the liberal party, nicknamed the Pelucones", "militias known as the Interahamwe".
    pub(super) fn nicknamed(&mut self, at: usize, limit: usize) -> Option<usize> {
        let document = self.reader.document;
        if !document.is_any(at, words!["nicknamed", "dubbed", "called", "known"]) {
            return None;
        }
        let mut name = at + 1;
        if document.is(at, "known") {
            if !document.is(name, "as") {
                return None;
            }
            name += 1;
        }
        while name < limit && document.is_any(name, words!["the", "\"", "“", "'", "‘", "``"]) {
            name += 1;
        }
        if name >= limit || !self.strange(name) || self.reader.name_like(name + 1) {
            return None;
        }
        let from = at.saturating_sub(6).max(document.sentence_of(at).start);
        let called = (from..at).any(|i| document.is_any(i, CALLED));
        if !called {
            return None;
        }
        let mention = self.new_mention(name..name + 1, "a name that a group is called by", PartyKind::ArmedGroup);
        let index = self.push(mention);
        self.introduced.entry(document.tokens[name].hash).or_insert((index, name));
        Some(name + 1)
    }

    /// Second pass: the introduced names alone, singular or plural.
    pub(super) fn introduced_alone(&mut self, strange: &[u32], covered: &mut [bool]) {
        if self.introduced.is_empty() {
            return;
        }
        let document = self.reader.document;
        // Each name under its own hash and those of its other number.
        let mut names: WordMap<usize> = WordMap::default();
        for (index, token) in self.introduced.values() {
            let word = document.str(*token);
            let hash = |form: &str| crate::text::fold_hash(form) as u32;
            names.entry(hash(word)).or_insert(*index);
            match word.strip_suffix('s') {
                Some(one) => names.entry(hash(one)).or_insert(*index),
                None => names.entry(hash(&format!("{word}s"))).or_insert(*index),
            };
        }
        for at in strange.iter().map(|at| *at as usize) {
            if covered[at] || self.tag(at + 1).is(bit::PLACE_NOUN | bit::NO_PARTY) {
                continue;
            }
            let found = names.get(&document.tokens[at].hash).copied();
            let alone = !self.reader.nominal(at + 1, document.len())
                && !self.reader.name_like(at + 1)
                && !(at > 0 && self.reader.name_like(at - 1) && !self.begins(at));
            if let (Some(index), true) = (found, alone) {
                let kind = self.mentions[index].kind;
                let mention = self.new_mention(at..at + 1, "a group that the article has introduced", kind);
                self.push(mention);
                covered[at] = true;
            }
        }
    }
}
