//! Names that the article introduces itself: acronyms in brackets, acronyms that act, surnames after the full name.

use super::phrase::{Origin, Sort};
use super::tags::{bit, Name};
use super::{Finder, Mention};
use crate::lexicon::class;
use crate::model::PartyKind;
use crate::text::{Kind, Shape, Token, WordMap};
use crate::words;
use std::ops::Range;

/// Two spellings of one name: "Laden" and "Ladin".
fn alike(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.len() > 3 && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() <= 1
}

impl Finder<'_, '_> {
    /// "(RSF)" behind a name, and ", or PKK,".
    pub(super) fn define_acronym(&mut self, end: usize, limit: usize) {
        let document = self.reader.document;
        let at = if document.is(end, "(") && document.is(end + 2, ")") {
            end + 1
        } else if document.is(end, ",") && document.is(end + 1, "or") && document.is(end + 3, ",") {
            end + 2
        } else {
            return;
        };
        let Some(token) = document.tokens.get(at).filter(|_| at + 1 < limit) else { return };
        if token.kind != Kind::Word
            || token.shape == Shape::Lower
            || token.end - token.start > 10
            || token.end - token.start < 2
        {
            return;
        }
        let Some(mut index) = self.mentions.len().checked_sub(1) else { return };
        // "the Association of Solidarity with Guinea (Asodegue)": the association's, not the country's.
        if self.mentions[index].toponym {
            let before = index.checked_sub(1).filter(|b| {
                let mention = &self.mentions[*b];
                mention.rule == "an organisation's name"
                    && mention.tokens.end() + 2 >= self.mentions[index].tokens.start()
            });
            match before {
                Some(before) => index = before,
                None if self.spelled_out(at).is_none() => return,
                None => {}
            }
        }
        // A name that the tables know stands for itself, unless the words before spell it out and are somebody else's:
        // "the Somali National Alliance (SNA)", "the Russian Ministry of Defense (MoD)".
        if let Name::Party(record) = self.tag(at).name {
            let mention = &self.mentions[index];
            let itself = mention.origins.iter().any(|o| o.name == Name::Party(record));
            if itself
                || document.is(end, ",")
                || self.spelled_out(at).is_none_or(|start| start < mention.tokens.start())
            {
                return;
            }
        } else if self.tag(at).name != Name::None
            && self.spelled_out(at).is_none_or(|start| start < self.mentions[index].tokens.start())
        {
            return;
        }
        self.reader.acronyms.entry(token.hash).or_insert(index);
    }

    /// An acronym that the article has defined in brackets behind a party's name.
    pub(super) fn acronym(&mut self, at: usize, limit: usize) -> usize {
        let document = self.reader.document;
        let token = &document.tokens[at];
        if let Some(&index) = self.reader.acronyms.get(&token.hash) {
            if let Some(end) = self.acronym_before_head(at, index, limit) {
                return end;
            }
            let kind = self.mentions[index].kind;
            let mut mention = self.new_mention(at..at + 1, "an acronym that the article defines", kind);
            mention.origins = self.mentions[index].origins.clone();
            mention.head = self.mentions[index].head;
            mention.stands_for = Some(self.mentions[index].tokens);
            self.push(mention);
        }
        at + 1
    }

    /// "AA spokesman Khaing Thu Kha", "MNDAA fighters": the acronym is whose they are.
    fn acronym_before_head(&mut self, at: usize, index: usize, limit: usize) -> Option<usize> {
        let named = self.mentions[index].tokens.range();
        let kind = self.mentions[index].kind;
        let mut phrase = self.reader.phrase(at + 1, limit).filter(|p| p.origins.is_empty() && p.start == at + 1)?;
        phrase.head?;
        let own = |o: &Origin| Origin { relation: o.relation, ..Origin::new(at..at + 1, o.name) };
        // "two suspected NPA fighters"
        phrase.start = at;
        while phrase.start > 0
            && self.tag(phrase.start - 1).is(bit::MODIFIER)
            && self.reader.document.tokens[phrase.start - 1].shape == Shape::Lower
        {
            phrase.start -= 1;
        }
        if phrase.start > 0 && self.reader.numeral(phrase.start - 1) {
            phrase.start -= 1;
            phrase.numeral = true;
        }
        phrase.origins = self.mentions[index].origins.iter().map(own).collect();
        phrase.named = Some(named.into());
        let before = self.mentions.len();
        let end = self.phrase(&phrase, limit)?;
        let mention = self.mentions.get_mut(before).filter(|m| m.tokens.range().contains(&at))?;
        let head = mention.head.map(|h| h.sort);
        if mention.person.is_none()
            && matches!(head, Some(Sort::Kind(PartyKind::Military | PartyKind::ArmedGroup | PartyKind::Population)))
        {
            mention.kind = if kind == PartyKind::Other { mention.kind } else { kind };
        }
        Some(end)
    }

    /// True for a run of capitals that no table knows and that is no designation ("T-72").
    pub(super) fn unknown_acronym(&self, at: usize) -> bool {
        let document = self.reader.document;
        let Some(token) = document.tokens.get(at) else { return false };
        if token.kind != Kind::Word || token.shape != Shape::Upper || token.is(Token::CAPS_COPY | Token::PERIOD) {
            return false;
        }
        let tag = self.tag(at);
        let length = token.end - token.start;
        if !(2..=7).contains(&length)
            || tag.name != Name::None
            || !tag.is_nothing_but(bit::FUNCTION | bit::PARTICLE | bit::GIVEN)
        {
            return false;
        }
        // "the A417": a road, a rifle.
        let name = document.str(at).as_bytes();
        if name.len() > 1 && name[1..].iter().all(u8::is_ascii_digit) {
            return false;
        }
        // "T-72", "5 MW", "(ISIS)" of a name that is known anyhow.
        let hyphen = |i: usize| document.is(i, "-") && document.tokens[i].glued();
        !(hyphen(at + 1) || (at > 0 && hyphen(at - 1)) || (at > 0 && document.tokens[at - 1].kind == Kind::Number))
    }

    /// Marks acronyms that act like a party somewhere in the article: "the CPDS has", "CPDS leaders", "(CPDS)" behind the
    /// words that it shortens.
    pub(super) fn acting_acronyms(&mut self, acronyms: &[u32], covered: &mut [bool]) {
        let document = self.reader.document;
        let mut acting: WordMap<bool> = WordMap::default();
        let mut spelled: Vec<Range<usize>> = Vec::new();
        let mut counts: WordMap<u16> = WordMap::default();
        let acronyms = acronyms.iter().map(|at| *at as usize);
        for at in acronyms.clone() {
            let count = counts.entry(document.tokens[at].hash).or_insert(0);
            *count = count.saturating_add(1);
        }
        for at in acronyms.clone() {
            let hash = document.tokens[at].hash;
            let next = self.tag(at + 1);
            let article = at > 0 && document.is(at - 1, "the");
            let noun = self.reader.syntax.tag(at + 1) == crate::syntax::Tag::Noun;
            let verb = matches!(
                self.reader.syntax.tag(at + 1),
                crate::syntax::Tag::Past
                    | crate::syntax::Tag::Present
                    | crate::syntax::Tag::Have
                    | crate::syntax::Tag::Be
                    | crate::syntax::Tag::Modal
            );
            let head = next.is(bit::NOM_HEAD | bit::PARTY_HEAD);
            let told = at > 0 && document.is_any(at - 1, words!["told", "by"]);
            // It comes again, and here it has a verb or owns something.
            let again = counts.get(&hash).is_some_and(|n| *n > 1);
            let mut acts = (again && (verb || document.is(at + 1, "'s")))
                || (article && (verb || head || !noun))
                || (next.is(bit::REPORT) && verb)
                || (head && !article)
                || told;
            if at > 0 && document.is(at - 1, "(") && document.is(at + 1, ")") {
                if let Some(start) = self.spelled_out(at) {
                    acts = true;
                    if !covered[start..at - 1].iter().any(|c| *c) {
                        spelled.push(start..at - 1);
                    }
                }
            }
            *acting.entry(hash).or_insert(false) |= acts;
        }
        for tokens in spelled {
            covered[tokens.clone()].iter_mut().for_each(|c| *c = true);
            let mention = self.new_mention(tokens, "the words of an acronym", PartyKind::Other);
            self.push(mention);
        }
        for at in acronyms {
            if covered[at] || acting.get(&document.tokens[at].hash) != Some(&true) {
                continue;
            }
            let head = self.tag(at + 1);
            let joined = head.is(bit::NOM_HEAD | bit::PARTY_HEAD)
                && !self.reader.nominal(head.head_end as usize, document.len())
                && !covered.get(at + 1).copied().unwrap_or(true);
            let (end, kind) = if joined {
                (head.head_end as usize, self.reader.sort(head.head).kind())
            } else {
                (at + 1, PartyKind::Other)
            };
            covered[at..end].iter_mut().for_each(|c| *c = true);
            let mention = self.new_mention(at..end, "an acronym that acts", kind);
            self.push(mention);
        }
    }

    /// Where the words begin whose first letters the acronym at `at` is made of: "Rashtriya Janata Dal (RJD)".
    pub(super) fn spelled_out(&self, at: usize) -> Option<usize> {
        let document = self.reader.document;
        let letters: Vec<char> = document.str(at).chars().rev().collect();
        let mut token = at.checked_sub(2)?;
        let mut start = None;
        for letter in letters {
            // Small words may stand between.
            let mut steps = 0;
            // "MoD": a small letter stands for a small word.
            let small = letter.is_lowercase() && document.str(token).starts_with(letter);
            while !small && !document.tokens[token].capitalised() {
                steps += 1;
                if steps > 2
                    || !(self.tag(token).is(bit::PREPOSITION | bit::DETERMINER | bit::FUNCTION)
                        || document.is(token, "-"))
                {
                    return None;
                }
                token = token.checked_sub(1)?;
            }
            if !document.str(token).chars().next()?.eq_ignore_ascii_case(&letter) {
                return None;
            }
            start = Some(token);
            match token.checked_sub(1) {
                Some(before) => token = before,
                None => break,
            }
        }
        start
    }

    /// Second pass: surnames and acronyms that the article has introduced, where nothing was marked.
    /// `capitals`: the words with a capital. Returns how many of the mentions are those of the first pass.
    pub(super) fn repeated(&mut self, mut capitals: Vec<u32>) -> usize {
        let first = self.mentions.len();
        let document = self.reader.document;
        // Last and first words of full names; a word that two persons share tells nothing.
        let mut names: WordMap<Option<usize>> = WordMap::default();
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        crate::order::by_key(&mut order, |&i| self.mentions[i].tokens.start() as u64);
        for &index in &order {
            let Some(name) = self.mentions[index].person else { continue };
            for at in [name.end() - 1, name.start()] {
                let token = &document.tokens[at];
                // "IGP Kashmir Vijay Kumar": what opens a name and is a place says nothing by itself.
                let place = at == name.start()
                    && name.len() > 1
                    && matches!(self.tag(at).name, Name::Place(_) | Name::Country(_))
                    && !self.tag(at).is(bit::GIVEN);
                if token.kind != Kind::Word || token.end - token.start < 3 || token.shape == Shape::Lower || place {
                    continue;
                }
                let full = self.reader.name_words(name.start(), name.end()) > 1;
                let entry = names.entry(token.hash).or_insert(Some(index));
                if let Some(other) = *entry {
                    if other != index && full {
                        let (a, b) = (self.mentions[other].person, Some(name));
                        let same = match (a, b) {
                            (Some(a), Some(b)) => {
                                document.tokens[a.end() - 1].hash == document.tokens[b.end() - 1].hash
                                    || alike(document.str(a.end() - 1), document.str(b.end() - 1))
                                    || self.reader.name_words(a.start(), a.end()) == 1
                            }
                            _ => false,
                        };
                        if !same && at == name.start() {
                            *entry = None;
                        }
                    }
                }
            }
        }
        let mut covered = vec![false; document.len()];
        // A surname that is also a place ("Bennett") is the person's, once the article has introduced one.
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (index, mention) in self.mentions.iter().enumerate() {
            let place = mention.toponym
                && mention.tokens.len() == 1
                && matches!(mention.origins[..], [Origin { name: Name::Place(_), .. }]);
            if place {
                places.push((mention.tokens.start(), index));
            } else {
                covered[mention.tokens.range()].iter_mut().for_each(|c| *c = true);
            }
        }
        crate::order::by_key(&mut places, |place| place.0 as u64);
        let mut dropped: Vec<usize> = Vec::new();
        capitals.retain(|at| !covered[*at as usize]);
        let (mut acronyms, mut strange) = (Vec::new(), Vec::new());
        for &at in &capitals {
            if document.tokens.get(at as usize).is_none_or(|token| token.is(Token::CAPS_COPY)) {
                continue;
            }
            if self.unknown_acronym(at as usize) {
                acronyms.push(at);
            } else if self.strange(at as usize) {
                strange.push(at);
            }
        }
        self.acting_acronyms(&acronyms, &mut covered);
        self.introduced_alone(&strange, &mut covered);
        self.shortened(&capitals, &mut covered);
        if names.is_empty() {
            self.unknown_speakers(&strange, &covered);
            return first;
        }
        let count = document.len();
        for at in capitals.iter().map(|at| *at as usize) {
            let token = &document.tokens[at];
            if covered[at] {
                continue;
            }
            if let Some(Some(index)) = names.get(&token.hash).copied() {
                // In copy that is all capitals a surname must not be a word of the language.
                if token.is(Token::CAPS_COPY)
                    && !(token.word == Token::UNKNOWN
                        || self.tag(at).is(bit::GIVEN)
                        || self.reader.surname_in_capitals(at))
                {
                    continue;
                }
                let mut start = at;
                // "al-Eryani"
                if at >= 2
                    && document.is(at - 1, "-")
                    && token.glued()
                    && self.tag(at - 2).is(bit::PARTICLE)
                    && !covered[at - 2]
                {
                    start = at - 2;
                }
                // "Har-Shefi": the double name as it was introduced.
                if let Some(name) = self.mentions[index].person {
                    if at >= 2
                        && start == at
                        && name.end() >= name.start() + 3
                        && document.is(at - 1, "-")
                        && document.is(name.end() - 2, "-")
                        && document.tokens[name.end() - 1].hash == token.hash
                        && document.tokens[name.end() - 3].hash == document.tokens[at - 2].hash
                        && !covered[at - 2]
                    {
                        start = at - 2;
                    }
                }
                let mut end = at + 1;
                while end + 1 < count
                    && document.is(end, "-")
                    && document.tokens[end].glued()
                    && document.tokens[end + 1].glued()
                    && self.reader.name_like(end + 1)
                {
                    end += 2;
                }
                let known = matches!(self.tag(at).name, Name::Country(_) | Name::Adjective(_) | Name::Party(_));
                if !known && !self.tag(end).is(bit::RELATION) {
                    let kind = self.mentions[index].kind;
                    let mut mention = self.new_mention(start..end, "a name that the article has introduced", kind);
                    mention.person = Some((start..end).into());
                    self.push(mention);
                    dropped
                        .extend((start..end).filter_map(|i| {
                            places.binary_search_by_key(&i, |p| p.0).ok().map(|found| places[found].1)
                        }));
                    covered[start..end].iter_mut().for_each(|c| *c = true);
                }
            }
        }
        self.unknown_speakers(&strange, &covered);
        crate::order::by_key(&mut dropped, |index| *index as u64);
        dropped.dedup();
        if !dropped.is_empty() {
            let mut index = 0;
            self.mentions.retain(|_| {
                index += 1;
                dropped.binary_search(&(index - 1)).is_err()
            });
        }
        first - dropped.len()
    }

    /// "the Front", "the Brigades": a longer name, named before, by its head.
    fn shortened(&mut self, capitals: &[u32], covered: &mut [bool]) {
        let document = self.reader.document;
        // Two bodies with one head tell nothing.
        let mut heads: WordMap<Option<usize>> = WordMap::default();
        for (index, mention) in self.mentions.iter().enumerate() {
            // "the Security Council of the United Nations": its head, not its end.
            let last = mention.head.filter(|h| h.sort == Sort::Unsaid).map_or(mention.tokens.end() - 1, |head| {
                document.sense(head.start(), class::ORG_HEAD).map_or(head.start(), |(end, _)| end - 1)
            });
            let body = mention.person.is_none()
                && !mention.toponym
                && mention.tokens.len() > 1
                && mention.head.is_none_or(|h| h.sort == Sort::Unsaid)
                && !matches!(mention.kind, PartyKind::State | PartyKind::Population | PartyKind::Official)
                && document.tokens[last].shape == Shape::Title
                && self.tag(last).is(bit::ORG_HEAD);
            if !body {
                continue;
            }
            let entry = heads.entry(document.tokens[last].hash).or_insert(Some(index));
            let same = entry.is_none_or(|other| {
                let (a, b) = (&self.mentions[other], mention);
                match (a.origins.last(), b.origins.last()) {
                    (Some(a), Some(b)) => a.name == b.name,
                    _ => document.slice(a.tokens.range()) == document.slice(b.tokens.range()),
                }
            });
            if !same {
                *entry = None;
            }
        }
        if heads.is_empty() {
            return;
        }
        // "the Council" was read as an organ of a state.
        for organ in 0..self.mentions.len() {
            let mention = &self.mentions[organ];
            let at = mention.tokens.start();
            let longer = heads.get(&document.tokens[at].hash).copied().flatten();
            let Some(longer) = longer.filter(|l| self.mentions[*l].tokens.start() < at) else { continue };
            if mention.rule == "an organ with a capital" && mention.tokens.len() == 1 {
                let Mention { kind, origins, tokens, .. } = self.mentions[longer].clone();
                let mention = &mut self.mentions[organ];
                (mention.kind, mention.origins, mention.head, mention.stands_for) = (kind, origins, None, Some(tokens));
            }
        }
        for at in capitals.iter().map(|at| *at as usize).filter(|at| *at > 0) {
            let token = &document.tokens[at];
            if covered[at]
                || token.shape != Shape::Title
                || !document.is(at - 1, "the")
                || !self.tag(at).is(bit::ORG_HEAD)
            {
                continue;
            }
            let Some(Some(index)) = heads.get(&token.hash).copied() else { continue };
            if self.mentions[index].tokens.start() > at
                || self.reader.name_like(at + 1)
                || self.reader.nominal(at + 1, document.len())
                || document.is_any(at + 1, words!["of", "for", "-"])
            {
                continue;
            }
            let mut mention = self.new_mention(at..at + 1, "a longer name by its head", self.mentions[index].kind);
            mention.origins = self.mentions[index].origins.clone();
            mention.stands_for = Some(self.mentions[index].tokens);
            self.push(mention);
            covered[at] = true;
        }
    }
}
