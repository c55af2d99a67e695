//! Who claims and who pleads: what a party's own words make of it.

use super::{overlaps, Context};
use crate::discourse::coreference::Party;
use crate::discourse::sides::evidence::is_deed;
use crate::lexicon::class;
use crate::model::{PartyKind, Role, Side};
use crate::syntax::{NounGroup, ReportingFrame, Stance, Syntax, Tense, Voice};
use crate::text::Document;
use crate::words;
use std::ops::Range;

/// The noun groups of sources with their frames, by first token.
pub(super) fn sources<'s>(document: &Document, syntax: &'s Syntax) -> Vec<(Range<usize>, &'s ReportingFrame)> {
    let mut list: Vec<(Range<usize>, &ReportingFrame)> = Vec::new();
    for frame in &syntax.frames {
        let group = if frame.antecedent == crate::syntax::NONE { frame.source } else { frame.antecedent };
        list.extend(listed(document, syntax, group).map(|range| (range, frame)));
        list.extend(author(document, syntax, group).map(|range| (range, frame)));
    }
    crate::order::by_key(&mut list, |(range, frame)| crate::order::pair(range.start, frame.verb as usize));
    list
}

/// "A statement from X", "a communique issued by X": what a paper says, its author says.
fn author(document: &Document, syntax: &Syntax, group: u32) -> Option<Range<usize>> {
    let paper = syntax.noun(group)?;
    let is_paper = document.is_any(
        paper.head as usize,
        words!["statement", "communique", "communiqué", "report", "announcement", "letter", "message", "release"],
    );
    let after = syntax.noun(group + 1).filter(|n| (n.start as usize) < paper.end as usize + 5)?;
    let by = syntax.governing_preposition(after.start as usize)?;
    (is_paper && document.is_any(by, words!["by", "from", "of"])).then(|| after.range())
}

/// Members of a list that are looked at.
const LIST: usize = 4;

/// A noun group and those in a list with it: "both the army and the rebels" said.
pub(in crate::discourse) fn listed(
    document: &Document,
    syntax: &Syntax,
    group: u32,
) -> impl Iterator<Item = Range<usize>> {
    let mut list: [Option<Range<usize>>; LIST] = Default::default();
    if let Some(first) = syntax.noun(group) {
        list_from(document, syntax, group, first, &mut list);
    }
    list.into_iter().flatten()
}

fn list_from(
    document: &Document,
    syntax: &Syntax,
    group: u32,
    first: &NounGroup,
    list: &mut [Option<Range<usize>>; LIST],
) {
    list[0] = Some(first.range());
    let mut rest = list[1..].iter_mut();
    let free = |index: u32| syntax.noun(index).filter(|n| syntax.governing_preposition(n.start as usize).is_none());
    // Nothing but the conjunction stands between two of a list; the last has "and".
    let gap = |from: usize, to: usize| {
        from < to
            && to - from <= 3
            && (from..to).all(|t| document.is_any(t, words!["and", ",", "both", "the", "&"]))
            && (from..to).any(|t| document.is_any(t, words!["and", "&"]))
    };
    let (mut start, mut index) = (first.start as usize, group);
    while index > 0 {
        index -= 1;
        let Some(before) = free(index).filter(|n| gap(n.end as usize, start)) else { break };
        start = before.start as usize;
        let Some(place) = rest.next() else { return };
        *place = Some(before.range());
    }
    let mut end = first.end as usize;
    let mut index = group + 1;
    while let Some(after) = free(index).filter(|n| gap(end, n.start as usize)) {
        // "X and Y accused each other": the verb follows the last.
        end = after.end as usize;
        if syntax.verb_group_at(end).is_none() {
            break;
        }
        let Some(place) = rest.next() else { return };
        *place = Some(after.range());
        index += 1;
    }
}

impl<'c> Context<'c, '_, '_> {
    /// What its own words make of it, if it speaks.
    pub(super) fn speaks(
        &self,
        party: &Party,
        tokens: &Range<usize>,
        side: Option<Side>,
        mediates: bool,
    ) -> Option<Role> {
        let (stance, frame) = self.stance(tokens, side.is_some())?;
        let Some(frame) = frame else {
            // "X accused Y" without a frame.
            return (stance == Stance::Accuse && party.kind != PartyKind::Media).then_some(Role::Claimant);
        };
        let scope = frame.scope.start as usize..frame.scope.end as usize;
        let harm = overlaps(&self.losses, &scope);
        let media = party.kind == PartyKind::Media;
        match stance {
            Stance::Accuse | Stance::Deny => Some(Role::Claimant),
            Stance::Claim => self.clausal(frame, &scope).then_some(Role::Claimant),
            Stance::Urge if side.is_none() && !media => (mediates || self.urges_halt(frame)).then_some(Role::Mediator),
            Stance::Report if media => (harm && side.is_some()).then_some(Role::Claimant),
            Stance::Report | Stance::Think if harm => Some(Role::Claimant),
            Stance::Report if side.is_some() => {
                let claims = if self.institution(party) {
                    !self.announces(&scope)
                } else {
                    self.tells_deed(&scope) || self.tells_fighting(&scope)
                };
                claims.then_some(Role::Claimant)
            }
            Stance::Report | Stance::Think if !media && self.pleads(&scope) => Some(Role::Mediator),
            Stance::Report => {
                let witness = matches!(
                    party.kind,
                    PartyKind::Population | PartyKind::Ngo | PartyKind::Igo | PartyKind::Person | PartyKind::Military
                );
                let witness = witness || party.kind == PartyKind::Official && self.institution(party);
                (witness && self.tells_deed(&scope)).then_some(Role::Claimant)
            }
            _ => None,
        }
    }

    /// The stance of the frame whose source a mention is; without a frame, the verb of blame that it is the subject of.
    fn stance(&self, tokens: &Range<usize>, sided: bool) -> Option<(Stance, Option<&'c ReportingFrame>)> {
        let document = self.document;
        let from = self.sources.partition_point(|(range, _)| range.start < tokens.start.saturating_sub(8));
        let mut found: Option<(bool, Stance, &ReportingFrame)> = None;
        for (range, frame) in self.sources[from..].iter().take_while(|(range, _)| range.start < tokens.end) {
            // The mention holds the source's head: "Armenia's Defense Ministry", not "the US statement".
            if frame.negated || range.end > tokens.end + 2 || range.end <= tokens.start {
                continue;
            }
            let verb = frame.verb as usize;
            let accuses = document.word_senses(verb).any(|s| matches!(s.class, class::V_ACCUSE | class::V_DENY));
            let stance = if accuses { Stance::Accuse } else { frame.stance };
            let harm = overlaps(&self.losses, &(frame.scope.start as usize..frame.scope.end as usize));
            if found.is_none_or(|(before, ..)| !before && harm) {
                found = Some((harm, stance, frame));
            }
        }
        if let Some((_, stance, frame)) = found {
            return Some((stance, Some(frame)));
        }
        let clause = self.syntax.clause_at(tokens.start)?;
        let verb = self.syntax.verb_of(clause)?;
        let at = verb.main();
        if verb.voice != Voice::Active || verb.negated || at > tokens.end + 24 || at < tokens.start {
            return None;
        }
        let accuses = document.word_senses(at).any(|s| matches!(s.class, class::V_ACCUSE | class::V_DENY))
            || self.trades_blame(at)
            || self.counts(at)
            || sided && self.judges(at);
        let meets = |subject: &Range<usize>| subject.start < tokens.end && tokens.start < subject.end;
        (accuses && listed(document, self.syntax, clause.subject).any(|subject| meets(&subject)))
            .then_some((Stance::Accuse, None))
    }

    /// What a side says of the other's deeds and words: "called the attack a crime", "described the figure as false".
    fn judges(&self, verb: usize) -> bool {
        let document = self.document;
        let end = (verb + 6).min(document.sentence_of(verb).end);
        let calls = words![
            "called",
            "calls",
            "described",
            "describes",
            "characterized",
            "characterised",
            "dismissed",
            "rejected"
        ];
        document.is_any(verb, calls)
            && !document.is_any(verb + 1, words!["for", "on", "off", "up", "upon"])
            && (verb + 1..end).any(|t| {
                document.is_any(t, crate::discourse::sides::evidence::FIGHTING)
                    || document.is_any(t, words!["incident", "figure", "figures", "claim", "claims", "firing"])
            })
    }

    /// "exchanged accusations", "traded blame".
    fn trades_blame(&self, verb: usize) -> bool {
        let document = self.document;
        let trades = words!["exchanged", "exchange", "exchanging", "traded", "trade", "trading", "swapped", "hurled"];
        let blame = words!["accusations", "blame", "charges", "allegations", "recriminations", "claims"];
        document.is_any(verb, trades) && (verb + 1..(verb + 4).min(document.len())).any(|t| document.is_any(t, blame))
    }

    /// "counted 56 dead", "puts the toll at 40", "spoke of 500 deaths".
    fn counts(&self, verb: usize) -> bool {
        let document = self.document;
        document.is_any(
            verb,
            words![
                "counted",
                "count",
                "counts",
                "put",
                "puts",
                "spoke",
                "speak",
                "speaks",
                "spoken",
                "listed",
                "lists",
                "recorded",
                "records",
                "registered",
                "documented",
                "documents",
                "identified",
                "tallied",
                "estimated",
                "estimates",
                "acknowledged",
                "acknowledges",
                "recognised",
                "recognized"
            ],
        ) && overlaps(&self.losses, &(verb + 1..(verb + 12).min(document.sentence_of(verb).end)))
    }

    /// "claimed to have seized", "claimed responsibility"; not "maintain capabilities", "assert control".
    fn clausal(&self, frame: &ReportingFrame, scope: &Range<usize>) -> bool {
        let weak = self.document.is_any(
            frame.verb as usize,
            words!["maintain", "maintained", "assert", "asserted", "maintains", "asserts"],
        );
        !weak || scope.clone().take(30).any(|t| self.syntax.verb_group_at(t).is_some())
    }

    /// Ministries, forces, groups, governments, spokesmen, "officials": what they say of events, they claim.
    fn institution(&self, party: &Party) -> bool {
        match party.kind {
            PartyKind::Ministry
            | PartyKind::Military
            | PartyKind::Police
            | PartyKind::State
            | PartyKind::Government
            | PartyKind::Igo
            | PartyKind::ArmedGroup => true,
            PartyKind::Official | PartyKind::Person => {
                speaks_for(self.document, party)
                    || party.canonical.first().is_some_and(|name| self.voices.contains(name.as_ref()))
                    || party.mention.person.is_none() && party.kind == PartyKind::Official
            }
            _ => false,
        }
    }

    /// What is said is a plan, a promise, a wish, and no report: "would return", "is looking into", "we will".
    fn announces(&self, scope: &Range<usize>) -> bool {
        let document = self.document;
        let Some(verb) = scope.clone().take(24).find_map(|t| self.syntax.verb_group_at(t)) else { return false };
        let tense = self.syntax.tense_at(verb.main());
        tense == Tense::Future
            || document.is_any(
                verb.main(),
                words![
                    "looking",
                    "investigating",
                    "wants",
                    "want",
                    "wanted",
                    "hopes",
                    "hope",
                    "plans",
                    "intends",
                    "reviewing",
                    "expects",
                    "entered",
                ],
            )
    }

    /// A deed of war that has happened.
    fn tells_deed(&self, scope: &Range<usize>) -> bool {
        scope.clone().take(40).any(|t| {
            let verb = self.syntax.verb_group_at(t).is_some_and(|v| v.main() == t);
            let deed = if verb {
                strong_deed(self.document, t)
            } else {
                self.document
                    .is_any(t, words!["airstrike", "airstrikes", "raid", "raids", "shelling", "offensive", "ambush"])
            };
            let polarity = self.syntax.polarity_at(t);
            deed && self.syntax.tense_at(t) == Tense::Past && !polarity.hypothetical && !polarity.future
        })
    }

    /// What is said is about the fighting, as it is: "the insurgents use mines", "fighting stopped on Monday".
    fn tells_fighting(&self, scope: &Range<usize>) -> bool {
        let Some(verb) = scope.clone().take(24).find_map(|t| self.syntax.verb_group_at(t)) else { return false };
        let open = verb.tense == Tense::Future || verb.negated || verb.modality != crate::syntax::Modality::None;
        if open || self.announces(scope) {
            return false;
        }
        scope.clone().take(30).any(|t| {
            let verb = self.syntax.verb_group_at(t).is_some_and(|v| v.main() == t);
            if verb {
                is_deed(self.document, t) && !self.syntax.polarity_at(t).hypothetical
            } else {
                self.document.is_any(
                    t,
                    words![
                        "attack",
                        "attacks",
                        "fighting",
                        "clash",
                        "clashes",
                        "explosion",
                        "explosions",
                        "blast",
                        "battle",
                        "ambush",
                        "insurgents",
                        "militants",
                        "terrorists",
                        "rebels",
                        "enemy"
                    ],
                )
            }
        })
    }

    /// "We urge both sides to stop", "there must be an immediate ceasefire".
    fn pleads(&self, scope: &Range<usize>) -> bool {
        let document = self.document;
        let end = scope.end.min(scope.start + 60);
        (scope.start..end).any(|t| {
            let asks = document.word_senses(t).any(|s| s.class == class::V_URGE)
                || document.is_any(t, words!["must", "should", "need", "needs", "immediate"]);
            asks && crate::discourse::mediation::asks_for_peace(document, t + 1..(t + 14).min(end))
        })
    }

    /// "urged X to stop", "called for a ceasefire".
    fn urges_halt(&self, frame: &ReportingFrame) -> bool {
        let verb = frame.verb as usize;
        crate::discourse::mediation::asks_for_peace(self.document, verb + 1..(verb + 20).min(self.document.len()))
    }
}

/// Spokesmen, press offices and the like.
pub(super) fn speaks_for(document: &Document, party: &Party) -> bool {
    party.mention.tokens.range().any(|t| {
        document.is_any(
            t,
            words![
                "spokesman",
                "spokeswoman",
                "spokesperson",
                "spokespersons",
                "spokesmen",
                "spokespeople",
                "press",
                "official",
                "officials",
                "statement",
                "military",
                "police",
                "army",
                "defense",
                "defence",
                "interior",
            ],
        )
    })
}

/// A verb that can only be of fighting.
fn strong_deed(document: &Document, at: usize) -> bool {
    document.word_senses(at).any(|s| {
        matches!(
            s.class,
            class::V_ATTACK
                | class::V_KILL
                | class::V_WOUND
                | class::V_DESTROY
                | class::V_FIRE
                | class::V_CAPTURE
                | class::V_DOWN
        )
    })
}
