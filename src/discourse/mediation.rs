//! Who stands between the sides: third parties that broker, host, urge a halt, or keep a peace.

use super::coreference::Party;
use crate::lexicon::class;
use crate::model::PartyKind;
use crate::syntax::Syntax;
use crate::text::Document;
use crate::text::Words;
use crate::words;
use std::ops::Range;

/// Nouns of talks: a third party beside them mediates.
static TALKS: &Words = words![
    "talks",
    "ceasefire",
    "cease-fire",
    "cease",
    "truce",
    "negotiations",
    "mediation",
    "mediator",
    "mediators",
    "peace",
    "deal",
    "accord",
    "agreement",
    "dialogue",
    "withdrawal",
    "armistice",
    "restraint",
    "de-escalation",
    "settlement",
];

/// An end to fighting, as object of "urged" and "demanded".
static HALT: &Words = words![
    "halt",
    "stop",
    "end",
    "refrain",
    "withdraw",
    "leave",
    "pull",
    "cease",
    "restraint",
    "release",
    "lay",
    "drop",
    "disarm",
    "protect",
    "calm",
    "step",
];

/// Words of talks, truces and halts among some tokens.
pub fn asks_for_peace(document: &Document, mut tokens: Range<usize>) -> bool {
    tokens.any(|t| document.is_any(t, TALKS) || document.is_any(t, HALT))
}

/// A mention brokers, hosts, urges or keeps the peace where it stands, so far as the sentence tells.
pub fn mediates(document: &Document, syntax: &Syntax, party: &Party) -> bool {
    let tokens = &party.mention.tokens;
    let third = matches!(
        party.kind,
        PartyKind::State
            | PartyKind::Government
            | PartyKind::Igo
            | PartyKind::Official
            | PartyKind::Ministry
            | PartyKind::Ngo
            | PartyKind::Person
            | PartyKind::Other
    );
    if !third {
        return false;
    }
    if tokens.range().any(|t| document.is_any(t, words!["mediator", "mediators", "envoy", "peacemaker"])) {
        return true;
    }
    let sentence = document.sentence(party.sentence);
    let broker = |i: usize| {
        document.word_sense(i, class::V_MEDIATE).is_some()
            || document.is_any(i, words!["brokered", "mediated", "brokering", "sponsored", "auspices"])
    };
    let near = tokens.start().saturating_sub(8).max(sentence.start)..(tokens.end() + 8).min(sentence.end);
    if near.clone().any(broker) {
        return true;
    }
    let talks = |range: Range<usize>| range.clone().any(|i| document.is_any(i, TALKS));
    // "a truce proposed by X", "talks led by X", "at the invitation of X".
    let before = tokens.start().saturating_sub(6).max(sentence.start)..tokens.start();
    let by = before.clone().any(|i| document.is_any(i, words!["by", "under"]))
        && before.clone().any(|i| {
            document.is_any(
                i,
                words![
                    "proposed",
                    "led",
                    "hosted",
                    "arranged",
                    "negotiated",
                    "convened",
                    "invited",
                    "chaired",
                    "guaranteed",
                    "held",
                ],
            )
        })
        && talks(tokens.start().saturating_sub(14).max(sentence.start)..tokens.start());
    let invited = before.clone().any(|i| document.is(i, "invitation")) && before.clone().any(|i| document.is(i, "of"));
    if by || invited {
        return true;
    }
    // "despite a U.N. call for restraint", "the Pope's appeal for a truce".
    let noun = tokens.end() + usize::from(document.is_any(tokens.end(), words!["'s", "\u{2019}s", "'", "\u{2019}"]));
    if document.is_any(noun, words!["call", "calls", "appeal", "appeals", "plea", "pleas", "demand", "demands"])
        && document.is(noun + 1, "for")
        && asks_for_peace(document, noun + 2..(noun + 7).min(sentence.end))
    {
        return true;
    }
    // The subject that urges, hosts, calls for or arranges.
    let Some(clause) = syntax.clause_at(tokens.start()) else { return false };
    let Some(verb) = syntax.verb_of(clause).map(|v| v.main()) else { return false };
    if verb < tokens.start() {
        return false;
    }
    let behind = verb + 1..(verb + 20).min(sentence.end);
    let asks = document.word_senses(verb).any(|s| {
        matches!(s.class, class::V_URGE | class::V_MEDIATE | class::V_NEGOTIATE | class::V_CONDEMN | class::V_AID)
    }) || document.is_any(
        verb,
        words![
            "called",
            "calls",
            "call",
            "hosted",
            "host",
            "hosts",
            "attempting",
            "offered",
            "proposed",
            "arranged",
            "warned",
            "appealed",
            "invited",
            "invites",
            "shuttled",
            "flew",
            "trying",
            "tried",
            "tries",
            "seeking",
            "sought",
            "arranging",
            "arrange",
            "voted",
        ],
    );
    let shuttles = document.is_any(verb, words!["shuttled"]);
    if !(shuttles || asks && asks_for_peace(document, behind)) {
        return false;
    }
    let mut subjects = super::roles::listed(document, syntax, clause.subject);
    subjects.any(|subject| subject.start < tokens.end() + 6 && tokens.start() < subject.end)
}
