//! How the text stands to a loss: asserted, denied, hypothetical.

use super::link::Linker;
use super::senses as s;
use crate::model::Status;
use crate::words;

/// How far, in units, a word of doubt or denial reaches.
const REACH: usize = 14;

impl Linker<'_, '_, '_> {
    /// The status of a trigger whose verb group begins at `start`; `modal`: a modal verb stands in the verb group.
    pub(super) fn status(&self, start: usize, trigger: usize, modal: bool) -> Status {
        let sentence = self.sentence;
        if modal {
            let mut at = start;
            while at < trigger {
                // "will have killed" and "would be killed" alike did not happen yet; "had to be killed" has no modal.
                if sentence.has(at, s::MODAL) {
                    return Status::Hypothetical;
                }
                at += 1;
            }
        }
        let mut at = start;
        let mut commas = 0;
        while at > 0 && start - at < REACH {
            at -= 1;
            let unit = &sentence.units[at];
            if unit.is(s::TIME) && self.sentence.document.is_capitalised(unit.start) {
                continue;
            }
            if sentence.mark(at) {
                if sentence.word(at, words![";", "\"", "\u{201c}", "\u{201d}", ":", "--", "\u{2014}", "\u{2013}"]) {
                    break;
                }
                if sentence.word(at, words![","]) {
                    commas += 1;
                }
                continue;
            }
            if sentence.word(at, words!["but", "although", "though", "while", "after", "because", "when"]) {
                break;
            }
            if unit.is(s::DENIES) && self.denies(at, start) {
                return Status::Denied;
            }
            if commas == 0 && unit.is(s::CONDITIONAL) && !sentence.word(at, words!["whether"]) {
                return Status::Hypothetical;
            }
            // A modal verb governs its own clause: until the next finite verb.
            // "were able to intercept": they did.
            let managed = sentence.document.is_any(unit.start, words!["able"])
                && at > 0
                && sentence.word(at - 1, words!["was", "were"]);
            if commas == 0
                && start - at <= 8
                && unit.is(s::HYPOTHETICAL)
                && !managed
                && !self.finite_between(at + 1, start)
            {
                return Status::Hypothetical;
            }
            if commas == 0
                && unit.is(s::MODAL)
                && !sentence.word(at, words!["'d"])
                && start - at <= 5
                && !self.finite_between(at + 1, start)
            {
                return Status::Hypothetical;
            }
        }
        Status::Asserted
    }

    /// "denied [that/killing/claims that] …": the denial reaches the trigger when no other finite verb of saying stands between.
    fn denies(&self, at: usize, start: usize) -> bool {
        let sentence = self.sentence;
        let passive = at > 0 && sentence.has(at - 1, s::BE);
        if passive {
            return false;
        }
        // "denied any part in the massacre": the massacre stands.
        if (at + 1..start).any(|u| {
            sentence.word(u, words!["part", "role", "responsibility", "involvement", "complicity", "knowledge"])
        }) {
            return false;
        }
        let speech = (at + 1..start).any(|u| {
            sentence.has(u, s::REPORTS)
                && sentence.has(u, s::FINITE)
                && !sentence.word(u, words!["claims", "reports", "allegations", "report", "claim", "accounts"])
        });
        !speech
    }

    /// A finite verb of another clause between two units.
    fn finite_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|u| {
            let sentence = self.sentence;
            // "could not say how many had died".
            let speech =
                sentence.has(u, s::REPORTS) && !sentence.has(u, s::NOUN) && !sentence.word(u, words!["reported"]);
            speech
                || sentence.has(u, s::HAVE | s::BE) && !sentence.word(u, words!["be", "been", "being", "have"])
                || sentence.has(u, s::SUBORDINATOR)
                    && !sentence.has(u, s::PREPOSITION)
                    && !sentence.word(u, words!["that"])
        })
    }
}
