//! Organisations that no table knows, by the grammar of their names: a run of capitals with a head such as Front,
//! Ministry, Observatory.

use super::phrase::{Reader, Sort};
use super::tags::{bit, Name};
use crate::lexicon::class;
use crate::model::PartyKind;
use crate::text::{Kind, Shape, Token, Words};
use crate::words;

/// An organisation's name found by its grammar.
pub(crate) struct Organisation {
    pub end: usize,
    pub kind: PartyKind,
    /// Token of the head.
    pub head: usize,
}

/// What stands between the words of a name.
static GLUE: &Words = words![
    "of", "for", "and", "the", "'s", "-", "to", "de", "del", "la", "du", "des", "&", "against", "on", "y", "da", "do",
    "pour", "'",
];

impl Reader<'_, '_> {
    /// The organisation whose name begins at `start`.
    pub fn organisation(&self, start: usize, limit: usize) -> Option<Organisation> {
        let document = self.document;
        // "the 24th Infantry Division", "57 Division".
        let numbered = matches!(document.tokens.get(start)?.kind, Kind::Ordinal | Kind::Number);
        if !(self.opens(start) || (numbered && self.opens(start + 1))) {
            return None;
        }
        // A capital alone.
        let next = document.tokens.get(start + 1);
        if !numbered
            && !self.tag(start).is(bit::ORG_HEAD)
            && next.is_none_or(|t| !t.capitalised())
            && !document.is_any(start + 1, GLUE)
        {
            return None;
        }
        // "President of the European Council Charles Michel": a title, not a body.
        if self.tag(start).is(bit::TITLE) && !self.tag(start).is(bit::ORG_HEAD) && document.is(start + 1, "of") {
            return None;
        }
        // Laws, treaties, battles and prizes are nobody.
        static NOBODY: &Words = words![
            "articles",
            "treaty",
            "act",
            "battle",
            "declaration",
            "accord",
            "accords",
            "agreement",
            "convention",
            "order",
            "operation",
            "prize",
            "resolution",
            "siege",
            "war",
            "charter",
            "law",
            "pact",
            "protocol",
            "exercise",
        ];
        if document.is_any(start, NOBODY) {
            return None;
        }
        let mut at = start + usize::from(numbered);
        let mut words = 0;
        let mut found: Option<(usize, u32, usize)> = None;
        let mut last_capital = start;
        // Inside "of …" behind a head: further heads belong to that part.
        let mut inside = false;
        while at < limit && words < 10 {
            let token = &document.tokens[at];
            let tag = self.tag(at);
            if self.opens(at)
                && !(at > start && tag.is(bit::TITLE) && !tag.is(bit::ORG_HEAD | bit::MODIFIER) && found.is_some())
            {
                let head = (tag.is(bit::ORG_HEAD).then(|| document.sense(at, class::ORG_HEAD)).flatten())
                    .filter(|(end, _)| *end <= limit && document.tokens[end - 1].capitalised());
                if let Some((end, payload)) = head {
                    // "Army" alone, "Union" at the start, are no names; a title's "General" is not a head.
                    if !inside && (words > 0 || numbered || end > at + 1 || self.of_follows(end)) {
                        found = Some((end, payload, at));
                    }
                    words += end - at;
                    at = end;
                    last_capital = at;
                    continue;
                }
                words += 1;
                at += 1;
                last_capital = at;
                continue;
            }
            // Inside: "of", "for", "and", "the", "'s", hyphens, "to" before another capital.
            let glue = document.is_any(at, GLUE) && (!document.is(at, "'") || token.glued());
            if !glue || words == 0 {
                break;
            }
            // "In 264 BC the Roman Republic": an article only inside "of the".
            if document.is(at, "the")
                && !document.is_any(at - 1, words!["of", "for", "to", "on", "against", "and", "-"])
            {
                break;
            }
            if document.is_any(at, words!["and", "to", "on", "against", "for"]) {
                // Goes on only before the head has come, or inside its "of" part: "of Labor and Social Affairs".
                let inside_of = found.is_some_and(|(end, _, _)| end < at);
                if document.is(at, "and") && !inside_of {
                    break;
                }
                // "the Rally of Forces for Change and the UFC"
                let acronym = |t: &Token| t.shape == Shape::Upper && !t.is(Token::CAPS_COPY);
                if document.is(at, "and")
                    && document.is(at + 1, "the")
                    && document.tokens.get(at + 2).is_some_and(acronym)
                {
                    break;
                }
                if document.is(at, "and")
                    && (self.tag(at + 1).name != Name::None || self.tag(at + 1).is(bit::GIVEN | bit::TITLE))
                {
                    break;
                }
                // "United Nations Mission to Kosovo", "Committee on Justice"; not "the Trump Administration to Oregon".
                let takes = words![
                    "mission",
                    "committee",
                    "council",
                    "commission",
                    "delegation",
                    "coalition",
                    "program",
                    "force",
                    "campaign",
                    "conference",
                    "representative",
                    "movement",
                    "front",
                ];
                if document.is_any(at, words!["to", "on", "against"])
                    && (document.is(at, "to") && found.is_some_and(|(end, _, _)| document.is(end - 1, "front"))
                        || !found.is_some_and(|(end, _, _)| document.is_any(end - 1, takes)))
                {
                    break;
                }
            }
            if (document.is(at, "of") || document.is(at, "for")) && found.is_none() && words > 0 {
                // "Colonel Ruiz of Southern Command"
                if words > 1 && self.sort(self.tag(start).title) == Sort::Rank && self.tag(start).is(bit::TITLE) {
                    break;
                }
                // "University of X" has its head; "Friends of X Association" is rare: stop at names without a head.
                // "Shells of the Patriotic Front": a common noun opens the sentence.
                let common = at == start + 1
                    && document.tokens[start].is(Token::SENTENCE_START)
                    && document.tokens[start].word != Token::UNKNOWN;
                if common || !self.opens_far(at + 1, limit) {
                    break;
                }
            }
            inside |= found.is_some_and(|(end, _, _)| end == at) && !document.is(at, "-");
            if document.is(at, "'s") && found.is_some_and(|(end, _, _)| end == at) {
                break;
            }
            at += 1;
            if !(self.opens(at)
                || document.is_any(at, words!["the", "of", "la"])
                || (document.is(at, "-") && at < limit))
            {
                break;
            }
        }
        let (head_end, payload, head) = found?;
        // What stands behind the head belongs to it only through "of", "for", "to" or "against".
        let mut end = head_end;
        if last_capital > head_end
            && document.is_any(head_end, words!["of", "for", "to", "on", "against", "de", "pour", "du", "des", "del"])
        {
            end = last_capital;
        }
        // "Channel One", "Radio 4".
        if document.is_any(head_end - 1, words!["channel", "radio", "television", "tv"])
            && end == head_end
            && document
                .tokens
                .get(end)
                .is_some_and(|t| t.kind == Kind::Number || self.tag(end).is(bit::NUMERAL) && t.capitalised())
        {
            end += 1;
        }
        // "Task Force Lightning", "Operation Sharp Sword".
        if document.is(head_end - 1, "force")
            && document.is(head_end.saturating_sub(2), "task")
            && self.opens(end)
            && self.tag(end).name == Name::None
        {
            end += 1;
        }
        // "Tiyas Military Airfield": the name goes on and ends in something else.
        let goes_on = self.opens(end)
            && !self.tag(end).is(bit::TITLE)
            && !document.tokens[end].is(Token::SENTENCE_START)
            && self.tag(end).name == Name::None;
        if end == start + 1 || (goes_on && end < limit) {
            return None;
        }
        // "the Munich Security Conference", "a Peace Conference": meetings.
        if document.is(head_end - 1, "conference")
            && end == head_end
            && document.is_any(
                head_end.saturating_sub(2),
                words!["peace", "press", "news", "security", "donor", "donors", "international"],
            )
        {
            return None;
        }
        let mut kind = self.sort(payload).kind();
        if numbered {
            // A figure opens only the name of a unit.
            if !document.is_any(
                head,
                words![
                    "division",
                    "brigade",
                    "regiment",
                    "battalion",
                    "corps",
                    "army",
                    "fleet",
                    "infantry",
                    "armored",
                    "airborne",
                    "marine",
                    "mountain",
                    "wing",
                    "squadron",
                ],
            ) {
                return None;
            }
            kind = PartyKind::Military;
        }
        if kind == PartyKind::ArmedGroup || kind == PartyKind::Other {
            // "Free Syrian Army", "People's Liberation Front".
            let rebel = (start..end).any(|i| {
                document.is_any(
                    i,
                    words![
                        "liberation",
                        "resistance",
                        "revolutionary",
                        "martyrs",
                        "mujahideen",
                        "jihad",
                        "islamic",
                        "separatist",
                        "self",
                    ],
                )
            });
            if document.is_any(head, words!["front", "movement"]) && !rebel {
                kind = PartyKind::ArmedGroup;
            }
        }
        if kind == PartyKind::Military {
            let rebel = (start..end).any(|i| {
                document.is_any(
                    i,
                    words!["liberation", "resistance", "revolutionary", "people's", "free", "lord", "islamic", "god"],
                )
            });
            if rebel {
                kind = PartyKind::ArmedGroup;
            }
        }
        Some(Organisation { end, kind, head })
    }

    /// What the words around an organisation's name say it is: "the website Kavkaz Center", "…, a local rights group".
    pub fn said_to_be(&self, start: usize, end: usize) -> Option<Sort> {
        let document = self.document;
        let body = |at: usize| {
            let tag = self.tag(at);
            let sort = self.sort(tag.head);
            let says = tag.is(bit::PARTY_HEAD)
                && matches!(
                    sort,
                    Sort::Kind(PartyKind::Media | PartyKind::Ngo | PartyKind::ArmedGroup | PartyKind::Police)
                );
            says.then_some((sort, tag.head_end as usize))
        };
        // "network" and "agency" alone are anything.
        let before = start.checked_sub(1).filter(|b| document.tokens[*b].shape == Shape::Lower).and_then(body);
        if let Some((sort, _)) = before.filter(|(sort, _)| *sort == Sort::Kind(PartyKind::Media)) {
            return Some(sort);
        }
        let determined = document.is(end, ",") && document.is_any(end + 1, words!["a", "an", "the"]);
        let mut found = None;
        let mut at = end + 2;
        while determined && at < (end + 8).min(document.len()) && document.tokens[at].kind == Kind::Word {
            match body(at) {
                Some((sort, next)) => {
                    found = Some(sort);
                    at = next.max(at + 1);
                }
                None if found.is_some() || self.tag(at).is(bit::PREPOSITION | bit::FUNCTION) => break,
                None => at += 1,
            }
        }
        found
    }

    /// A capitalised word that may be part of an organisation's name.
    fn opens(&self, at: usize) -> bool {
        let (Some(token), tag) = (self.document.tokens.get(at), self.tag(at)) else { return false };
        token.kind == Kind::Word
            && token.shape != Shape::Lower
            && !token.is(Token::CAPS_COPY)
            && !tag.is(bit::DETERMINER)
            && !(tag.is(bit::NOT_NAME)
                && !tag.is(bit::ORG_HEAD | bit::MODIFIER)
                && !self.document.is_any(at, words!["islamic", "first", "second", "third", "fourth", "fifth", "act"]))
            && !(tag.is(bit::FUNCTION | bit::PREPOSITION) && !tag.is(bit::ORG_HEAD | bit::MODIFIER))
            && !(token.is(Token::SENTENCE_START)
                && tag.is(bit::VERB)
                && !tag.is(bit::NOUN | bit::ORG_HEAD | bit::MODIFIER))
    }

    fn of_follows(&self, at: usize) -> bool {
        self.document.is_any(at, words!["of", "for", "to"])
            && (self.opens(at + 1) || (self.document.is(at + 1, "the") && self.opens(at + 2)))
    }

    /// A head comes within the next words.
    fn opens_far(&self, at: usize, limit: usize) -> bool {
        (at..(at + 5).min(limit)).any(|i| self.opens(i) && self.tag(i).is(bit::ORG_HEAD))
    }
}
