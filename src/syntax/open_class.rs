//! Nouns, verbs and adjectives: which of its senses a word has here.

use super::tagger::{Tagger, OPENER};
use super::tags::Tag;
use super::words::Bits;
use crate::lexicon::class;
use crate::text::Token;
use crate::words;

impl Tagger<'_> {
    pub(super) fn open_class(&self, at: usize, b: Bits, previous: Tag, tags: &[Tag]) -> Tag {
        let next = self.at(at + 1);
        let after_opener = matches!(previous, Tag::Determiner | Tag::Possessive | Tag::Adjective)
            || previous == Tag::Number && !b.any(Bits::PAST | Bits::PARTICIPLE)
            || previous == Tag::Adverb
                && b.any(Bits::PARTICIPLE | Bits::ING)
                && at > self.first + 1
                && matches!(tags.get(at - 2), Some(Tag::Determiner | Tag::Possessive));

        if b.any(Bits::FIXED_NOUN) {
            // ", killing at least three", ", wounding civilians"
            let after_comma = b.any(Bits::ING)
                && matches!(previous, Tag::Comma)
                && next.any(Bits::KIND & !Bits::MARK)
                && !next.any(Bits::BE | Bits::HAVE | Bits::MODAL | Bits::COORDINATOR)
                && (!next.any(Bits::PAST) || next.any(Bits::ADJECTIVE))
                && (!next.any(Bits::PREPOSITION) || self.hedge_follows(at));
            if after_comma {
                return Tag::Ing;
            }
            let verbal = b.any(Bits::ING) && self.auxiliary.any(Bits::BE) || previous == Tag::To && b.any(Bits::BASE);
            let takes_object = b.any(Bits::ING)
                && !after_opener
                && next.any(OPENER | Bits::OBJECT_PRONOUN | Bits::NUMBER | Bits::FIGURE);
            if !verbal && !takes_object {
                return Tag::Noun;
            }
        }
        if b.any(Bits::ADVERB) {
            let adjective = b.any(Bits::ADJECTIVE)
                && (self.nominal_follows(at) && !next.any(OPENER | Bits::PRONOUN)
                    || after_opener && !next.any(Bits::VERB));
            if adjective {
                return Tag::Adjective;
            }
            if !(b.any(Bits::BASE) && matches!(previous, Tag::To | Tag::Modal) || after_opener && b.any(Bits::NOUN)) {
                return Tag::Adverb;
            }
        }
        if b.any(Bits::VERB) {
            return self.verb(at, b, previous, after_opener, tags);
        }
        if b.any(Bits::ADJECTIVE) {
            let paired = next.any(Bits::COORDINATOR) && self.at(at + 2).any(Bits::ADJECTIVE);
            if b.any(Bits::NOUN)
                && !self.nominal_follows(at)
                && !paired
                && !self.auxiliary.any(Bits::BE)
                && !previous.is_verb()
            {
                return Tag::Noun;
            }
            return Tag::Adjective;
        }
        if b.any(Bits::NAME) && self.document.tokens.get(at).is_some_and(Token::capitalised) {
            return Tag::Proper;
        }
        Tag::Noun
    }

    /// A word with a verb's form: which one, or a noun or adjective after all?
    fn verb(&self, at: usize, b: Bits, previous: Tag, after_opener: bool, tags: &[Tag]) -> Tag {
        let next = self.at(at + 1);
        let noun_next = self.nounish(at + 1) || next.any(Bits::ADJECTIVE) && self.nounish(at + 2);
        let object_next = next
            .any(OPENER | Bits::OBJECT_PRONOUN | Bits::THIRD | Bits::NUMBER | Bits::NAME | Bits::SUBJECT_PRONOUN)
            || next.any(Bits::FIGURE);

        // An auxiliary or "to" asks for its form.
        if previous == Tag::To && b.any(Bits::BASE) {
            return Tag::Base;
        }
        if self.auxiliary.0 != 0 && !after_opener {
            let a = self.auxiliary;
            if a.any(Bits::MODAL | Bits::DO) && b.any(Bits::BASE) {
                return Tag::Base;
            }
            if a.any(Bits::BE) && b.any(Bits::ING) {
                return Tag::Ing;
            }
            if a.any(Bits::BE | Bits::HAVE) && b.any(Bits::PARTICIPLE) {
                return Tag::Participle;
            }
            if a.any(Bits::BE) && b.any(Bits::ADJECTIVE) {
                return Tag::Adjective;
            }
        }

        // -ing
        if b.any(Bits::ING) {
            if after_opener {
                return if noun_next && !object_next || next.any(Bits::NAME) && !next.any(OPENER) && noun_next {
                    Tag::Adjective
                } else {
                    Tag::Noun
                };
            }
            if b.any(Bits::ADJECTIVE) && noun_next && !matches!(previous, Tag::Comma) {
                return Tag::Adjective;
            }
            return Tag::Ing;
        }

        // "to attack and overrun"
        if previous == Tag::Coordinator && b.any(Bits::BASE) && b.any(Bits::PARTICIPLE) && self.base_before(at, tags) {
            return Tag::Base;
        }
        // -ed and irregular pasts
        if self.auxiliary.0 == 0 && self.document.is(at, "said") {
            return Tag::Past;
        }
        if b.any(Bits::PAST | Bits::PARTICIPLE) && !(b.any(Bits::BASE) && matches!(previous, Tag::Modal)) {
            if after_opener {
                if previous == Tag::Adjective
                    && b.any(Bits::PAST)
                    && !b.any(Bits::NOUN | Bits::ADJECTIVE)
                    && object_next
                {
                    return Tag::Past;
                }
                if noun_next {
                    return Tag::Adjective;
                }
                if next.any(Bits::ADJECTIVE) || next.any(Bits::PARTICIPLE) && self.nounish(at + 2) {
                    return Tag::Adjective;
                }
                if b.any(Bits::NOUN | Bits::ADJECTIVE) {
                    return Tag::Noun;
                }
                // "the wounded": a noun made of a participle; "the dead … said" never comes here.
                if matches!(previous, Tag::Determiner | Tag::Possessive) && !object_next {
                    return Tag::Noun;
                }
                if previous == Tag::Adjective && self.is_substantive(at, tags) {
                    return if b.any(Bits::PAST) { Tag::Past } else { Tag::Participle };
                }
                return if b.any(Bits::PAST) { Tag::Past } else { Tag::Participle };
            }
            if previous == Tag::Number && b.any(Bits::PAST) && self.date_before(at) {
                return Tag::Past; // "Tunisia on March 4 closed its border"
            }
            if previous == Tag::Number && b.any(Bits::INTRANSITIVE) && b.any(Bits::PAST) {
                return Tag::Past; // "thousands fled"
            }
            if previous == Tag::Number {
                let plural_next = noun_next && !object_next;
                return if plural_next && !b.any(Bits::PAST & !Bits::PARTICIPLE) {
                    Tag::Adjective
                } else {
                    Tag::Participle
                };
            }
            if previous == Tag::Preposition && noun_next && !object_next {
                return Tag::Adjective;
            }
            if b.any(Bits::NOUN)
                && (matches!(previous, Tag::Preposition)
                    || previous == Tag::Noun && !object_next && !noun_next && self.finite)
            {
                return Tag::Noun;
            }
            if matches!(previous, Tag::Stop | Tag::Quote | Tag::Break)
                && noun_next
                && !object_next
                && b.any(Bits::PARTICIPLE)
                && !b.any(Bits::REPORT)
            {
                return Tag::Adjective;
            }
            let demonym_before = previous == Tag::Proper
                && at > self.first
                && (self.at(at - 1).any(Bits::DEMONYM) || self.document.is(at, "armed"));
            if b.any(Bits::ADJECTIVE) && noun_next && (previous.is_verb() || demonym_before) {
                return Tag::Adjective;
            }
            if b.any(Bits::PARTICIPLE) {
                // "got caught", "were getting shelled"
                if previous.is_verb() && self.document.is_any(at - 1, words!["get", "gets", "got", "getting"]) {
                    return Tag::Participle;
                }
                // "troops sent by the capital": a past before "by" has lost its auxiliary.
                // "answered by closing the border" has kept it.
                let means = self.at(at + 2).any(Bits::ING) && !self.at(at + 3).any(Bits::PREPOSITION);
                let means = means && !self.at(at + 3).any(Bits::MARK);
                let by = self.document.is(at + 1, "by") && !b.any(Bits::REPORT) && !means;
                let hanging = self.finite
                    && !self.said
                    && previous.is_head()
                    && next.any(Bits::PREPOSITION)
                    && self.is_governed(at, tags);
                if by || hanging || !b.any(Bits::PAST) {
                    return Tag::Participle;
                }
                if previous.is_verb() && noun_next {
                    return Tag::Adjective;
                }
            }
            if b.any(Bits::PAST) && !(b.any(Bits::BASE) && previous == Tag::Preposition) {
                return Tag::Past;
            }
        }

        // Bare form and -s form: noun or verb?
        let nounable = b.any(Bits::NOUN) || b.any(Bits::ADJECTIVE);
        if after_opener || matches!(previous, Tag::Preposition) {
            if b.any(Bits::ADJECTIVE) && noun_next && !object_next {
                return Tag::Adjective;
            }
            return Tag::Noun;
        }
        let subject_before = matches!(previous, Tag::Pronoun | Tag::Relative);
        if subject_before {
            return if b.any(Bits::PRESENT) { Tag::Present } else { Tag::Base };
        }
        if b.any(Bits::ADJECTIVE) && noun_next && !object_next && !previous.is_head() {
            return Tag::Adjective;
        }
        if b.any(Bits::PRESENT) {
            if !nounable {
                return Tag::Present;
            }
            // "Israel strikes Gaza", "the army claims that": a noun before, an object after, no verb yet.
            let clause_next = object_next
                || self.document.is(at + 1, "that")
                || self.hedge_follows(at)
                || next.any(Bits::TO) && self.at(at + 2).any(Bits::BASE);
            // "now plans to", "still remains", "a deal, which ended the war, gives the north"
            if previous == Tag::Adverb && !self.finite && (clause_next || !noun_next) {
                return Tag::Present;
            }
            if previous == Tag::Comma && next.any(OPENER) && !self.at(at + 2).any(Bits::COORDINATOR) {
                return Tag::Present;
            }
            let head_before = previous == Tag::Proper || previous == Tag::Noun;
            let verb_later = next.any(Bits::BE | Bits::HAVE | Bits::DO | Bits::MODAL | Bits::PAST);
            return if head_before && !self.finite && !verb_later && (clause_next || self.fragment && noun_next) {
                Tag::Present
            } else {
                Tag::Noun
            };
        }
        // Bare form.
        let mut subject = at;
        while subject > self.first + 1 && matches!(tags[subject - 1], Tag::Adverb | Tag::Negation) {
            subject -= 1;
        }
        let plural_before = at > self.first
            && matches!(tags[subject - 1], Tag::Noun | Tag::Proper)
            && (self.is_plural(subject - 1) || self.names_joined_before(subject, tags))
            && !(nounable && self.singular_article_before(at, tags));
        if plural_before && !self.finite {
            let verb_like = object_next
                || next.any(Bits::PREPOSITION | Bits::TO | Bits::ADVERB)
                || self.document.is(at + 1, "that")
                || self.fragment && noun_next
                || (!nounable && (noun_next || !next.any(Bits::MARK)));
            return if verb_like {
                Tag::Base
            } else if nounable {
                Tag::Noun
            } else {
                Tag::Base
            };
        }
        if nounable {
            let sentence_start = matches!(previous, Tag::Stop | Tag::Quote);
            if sentence_start && object_next && !next.any(Bits::NAME) && !self.headline && b.any(Bits::NOUN) {
                return Tag::Noun;
            }
            if matches!(previous, Tag::Coordinator | Tag::Adverb)
                && object_next
                && !next.any(Bits::NAME)
                && self.base_before(at, tags)
            {
                return Tag::Base;
            }
            return Tag::Noun;
        }
        Tag::Base
    }

    /// "March 4", "4 March": the number before is a day's.
    fn date_before(&self, at: usize) -> bool {
        let month = |t: usize| self.document.has(t, class::MONTH);
        at >= self.first + 2 && month(at - 2) && self.at(at - 1).any(Bits::FIGURE)
    }

    /// "Kenya and Uganda": two names make a plural.
    fn names_joined_before(&self, at: usize, tags: &[Tag]) -> bool {
        let name = |t: &Tag| *t == Tag::Proper;
        let before = &tags[at.saturating_sub(8).max(self.first)..at];
        let Some(and) = before.iter().rposition(|t| !name(t)).filter(|i| *i + 1 < before.len()) else { return false };
        before[and] == Tag::Coordinator
            && self.document.is(at - before.len() + and, "and")
            && before[..and].last().is_some_and(name)
    }

    /// "at least", "up to", "more than", "as many as" comes next.
    fn hedge_follows(&self, at: usize) -> bool {
        let document = self.document;
        document.is(at + 1, "at") && document.is_any(at + 2, words!["least", "most"])
            || document.is_any(at + 1, words!["up", "close"]) && document.is(at + 2, "to")
            || document.is_any(at + 1, words!["about", "around", "over", "nearly", "almost"])
            || document.is(at + 1, "as") && document.is(at + 2, "many")
    }

    /// "the wounded said": an adjective that stands for people.
    fn is_substantive(&self, at: usize, tags: &[Tag]) -> bool {
        at >= self.first + 2 && tags.get(at - 2) == Some(&Tag::Determiner)
    }

    /// A bare verb within the last tokens: "to seize and hold the town".
    fn base_before(&self, at: usize, tags: &[Tag]) -> bool {
        let from = at.saturating_sub(8).max(self.first);
        tags.get(from..at).is_some_and(|t| t.contains(&Tag::Base))
    }

    /// The noun group before this token hangs on a preposition.
    fn is_governed(&self, at: usize, tags: &[Tag]) -> bool {
        (at.saturating_sub(7).max(self.first)..at)
            .rev()
            .find(|&i| !tags[i].is_nominal() && tags[i] != Tag::Hyphen)
            .is_some_and(|i| tags[i] == Tag::Preposition)
    }

    /// "a police patrol": the noun group has begun with "a".
    fn singular_article_before(&self, at: usize, tags: &[Tag]) -> bool {
        (at.saturating_sub(5).max(self.first)..at)
            .rev()
            .take_while(|&i| tags[i].is_nominal())
            .any(|i| self.document.is_any(i, words!["a", "an"]))
    }

    pub(super) fn is_plural(&self, token: usize) -> bool {
        if self.at(token).any(Bits::PLURAL) {
            return true;
        }
        let word = self.document.str(token).as_bytes();
        word.len() > 3 && word.ends_with(b"s") && !word.ends_with(b"ss")
            || word.ends_with(b"S") && !word.ends_with(b"SS")
            || self.document.is_any(
                token,
                words![
                    "people",
                    "men",
                    "women",
                    "children",
                    "police",
                    "gunmen",
                    "troops",
                    "militiamen",
                    "servicemen",
                    "policemen",
                    "militia",
                ],
            )
    }
}
