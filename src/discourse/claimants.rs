//! Who stands for a claim: the subject of the reporting clause that governs it.
//!
//! [`crate::syntax`] finds the frames ("X said …", "…, X said", "according to X", an open quotation, "It added"); here the
//! source's words become the canonical name of a party, where the party layer knows one. Where no frame reaches the claim,
//! the sentence is asked once more: a report that trails it, a verb of counting, a headline's colon.

use crate::lexicon::class;
use crate::model::{Annotation, Party, PartyKind, Status};
use crate::syntax::{ReportingFrame, Stance, Syntax};
use crate::text::Words;
use crate::text::{Document, Kind};
use crate::words;
use std::ops::Range;

/// A source of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimant<'a> {
    /// Canonical name, else the words.
    pub name: &'a str,
    /// Where it is named, in bytes.
    pub span: [usize; 2],
    /// The source denies what it speaks of.
    pub denies: bool,
}

/// Finds the sources of claims in one article.
pub struct Claimants<'a, 't> {
    document: &'a Document<'t>,
    syntax: &'a Syntax,
    annotation: &'a Annotation,
    /// Frames by their verb's token.
    by_verb: Vec<(u32, u32)>,
    issuer: Option<Claimant<'a>>,
}

/// What one can deny of a deed that was done.
static SHARE: &Words =
    words!["part", "role", "responsibility", "involvement", "complicity", "knowledge", "blame", "hand"];

/// Verbs that make their subject the source of a number: "UNHCR staff counted 56 dead".
static COUNTING: &Words = words![
    "counted",
    "recorded",
    "documented",
    "registered",
    "tallied",
    "listed",
    "reported",
    "confirmed",
    "acknowledged",
    "admits",
    "admitted",
    "spoke",
    "spoken",
    "cited",
    "cites",
    "records",
    "reports",
    "counts",
    "puts",
    "put",
    "claims",
    "claimed",
];

/// A communiqué speaks for the force in its head, where nobody else is named.
fn issuer<'a>(document: &Document, annotation: &'a Annotation) -> Option<Claimant<'a>> {
    let head = document.len().min(30);
    (0..head).find(|t| document.is_any(*t, words!["communiqu\u{e9}", "communique"]))?;
    let party = annotation.parties.first()?;
    let force = party.kind == PartyKind::Military && party.start < document.bytes(0..head.min(12)).end;
    force.then(|| Claimant { name: party_name(party), span: [party.start, party.end], denies: false })
}

impl<'a, 't> Claimants<'a, 't> {
    /// Sorts the frames and looks for the text's issuer.
    pub fn new(document: &'a Document<'t>, syntax: &'a Syntax, annotation: &'a Annotation) -> Self {
        let mut by_verb: Vec<(u32, u32)> = syntax.frames.iter().enumerate().map(|(i, f)| (f.verb, i as u32)).collect();
        crate::order::by_key(&mut by_verb, |(verb, frame)| crate::order::pair(*verb as usize, *frame as usize));
        Claimants { document, syntax, annotation, by_verb, issuer: issuer(document, annotation) }
    }

    /// The source of what the trigger tells; `silent`: nothing was reported, so a negated report counts too.
    pub fn at(&self, trigger: usize, silent: bool) -> Option<Claimant<'a>> {
        if let Some(frame) = self.syntax.reporting_frame_at(trigger).map(|frame| self.outward(frame)) {
            if frame.negated && !silent || matches!(frame.stance, Stance::Urge | Stance::Promise | Stance::Threaten) {
                return None;
            }
            if let Some(mut claimant) = self.of_frame(frame) {
                // "denied any part in the massacre": the massacre itself stands.
                let from = (frame.verb as usize + 1).min(trigger).max(trigger.saturating_sub(12));
                claimant.denies &= !(from..trigger).any(|t| self.document.is_any(t, SHARE));
                return Some(claimant);
            }
        }
        self.frame_nearby(trigger, silent)
            .or_else(|| self.counting(trigger))
            .or_else(|| self.headline(trigger))
            .or_else(|| self.issuer.clone())
    }

    /// "\"I saw two men shot,\" the doctor said": not what is told inside the quotation, but who is quoted.
    fn outward<'f>(&'f self, frame: &'f ReportingFrame) -> &'f ReportingFrame {
        let first = |f: &ReportingFrame| {
            self.syntax.source(f).is_some_and(|s| {
                let tokens = s.range();
                tokens.len() == 1 && self.document.is_any(tokens.start, words!["i", "we"])
            })
        };
        match self.syntax.reporting_frame_at(frame.verb as usize) {
            Some(outer) if first(frame) && outer.verb != frame.verb => outer,
            _ => frame,
        }
    }

    fn of_frame(&self, frame: &ReportingFrame) -> Option<Claimant<'a>> {
        let denies = frame.stance == Stance::Deny;
        match self.syntax.source(frame) {
            Some(source) => {
                let range = source.range();
                // "It added": the source before.
                let goes_on = range.len() == 1 && self.document.is_any(range.start, words!["it"]);
                let before = if goes_on { self.source_before(frame) } else { None };
                match (before, self.named(range.clone(), denies)) {
                    (Some(before), Some(own)) if own.span == self.bytes(&range) && own.name.len() <= 2 => {
                        Some(Claimant { name: before, ..own })
                    }
                    (_, own) => own,
                }
            }
            // "residents reached by telephone said": the last party before the verb.
            None => {
                let verb = frame.verb as usize;
                let sentence = self.document.sentence_of(verb);
                let from = sentence.start.max(verb.saturating_sub(6));
                let bytes = self.document.bytes(from..verb);
                let party = parties_in(self.annotation, bytes).last()?;
                Some(Claimant { name: party_name(party), span: [party.start, party.end], denies })
            }
        }
    }

    /// A report in the same sentence whose scope the trigger misses by a conjunct, or that trails it: "…, X said in a report".
    fn frame_nearby(&self, trigger: usize, silent: bool) -> Option<Claimant<'a>> {
        let document = self.document;
        let sentence = document.sentence_of(trigger);
        let middle = self.by_verb.partition_point(|(verb, _)| (*verb as usize) < trigger);
        for (verb, index) in self.by_verb[middle..].iter().take(3) {
            let (verb, frame) = (*verb as usize, self.syntax.frames.get(*index as usize)?);
            if verb >= sentence.end
                || matches!(frame.stance, Stance::Urge | Stance::Promise | Stance::Threaten | Stance::Accuse)
            {
                break;
            }
            let source = self.syntax.source(frame)?.range();
            let trails = source.start > trigger
                && source.start > 0
                && document.is_any(source.start - 1, words![","])
                && source.end <= verb;
            let ends = document.is_any(
                verb + 1,
                words!["in", "on", "at", ".", ",", "by", "during", "through", "late", "early", "after"],
            );
            if trails && ends && !frame.negated {
                return self.of_frame(frame);
            }
        }
        for (verb, index) in self.by_verb[..middle].iter().rev().take(3) {
            let (verb, frame) = (*verb as usize, self.syntax.frames.get(*index as usize)?);
            if verb < sentence.start {
                break;
            }
            let before = (frame.scope.end as usize) <= trigger && frame.scope.start as usize > verb;
            let broken = (verb + 1..trigger)
                .any(|t| document.is_any(t, words![",", ";", "\"", "\u{201d}", "but", "while", "when", "after"]));
            let speaks = matches!(frame.stance, Stance::Report | Stance::Claim | Stance::Deny);
            if before && !broken && speaks && (!frame.negated || silent) && trigger - verb < 30 {
                return self.of_frame(frame);
            }
        }
        None
    }

    /// "UNHCR staff counted 56 dead", "officials have spoken of 1,500 deaths".
    fn counting(&self, trigger: usize) -> Option<Claimant<'a>> {
        let document = self.document;
        let sentence = document.sentence_of(trigger);
        let from = sentence.start.max(trigger.saturating_sub(8));
        let verb = (from..trigger).rev().find(|&t| document.is_any(t, COUNTING))?;
        // Nothing but the number's own words in between: "spoke of 1,500 to 2,000 deaths".
        let figures = |t: usize| {
            t > verb + 1
                && document.tokens[t - 1].kind == Kind::Number
                && document.tokens.get(t + 1).is_some_and(|n| n.kind == Kind::Number)
        };
        if (verb + 1..trigger)
            .filter(|t| !figures(*t))
            .any(|t| document.is_any(t, words![",", ";", "that", "and", "were", "was", "to", "\""]))
        {
            return None;
        }
        let mut subject = self.syntax.subject_of(verb)?.range();
        // "Aidid himself acknowledged".
        if subject.len() == 1
            && subject.start > 0
            && document.is_any(subject.start, words!["himself", "herself", "itself"])
        {
            subject = self.syntax.noun_group_at(subject.start - 1)?.range();
        }
        (subject.end <= verb && verb - subject.end <= 4).then(|| self.named(subject, false)).flatten()
    }

    /// "Gaza health ministry: 493 killed".
    fn headline(&self, trigger: usize) -> Option<Claimant<'a>> {
        let document = self.document;
        let sentence = document.sentence_of(trigger);
        let colon = (sentence.start..trigger.min(sentence.start + 9)).find(|&t| document.is_any(t, words![":"]))?;
        let bytes = document.bytes(sentence.start..colon);
        let party = parties_in(self.annotation, bytes.clone()).last()?;
        let whole = party.end == bytes.end && party.kind != PartyKind::Population;
        whole.then(|| Claimant { name: party_name(party), span: [party.start, party.end], denies: false })
    }

    fn bytes(&self, tokens: &Range<usize>) -> [usize; 2] {
        let bytes = self.document.bytes(tokens.clone());
        [bytes.start, bytes.end]
    }

    /// The institution that the last report before this one was of, in this sentence or one of the two before.
    fn source_before(&self, frame: &ReportingFrame) -> Option<&'a str> {
        let at = self.by_verb.partition_point(|(verb, _)| *verb < frame.verb);
        let here = self.document.sentence_index(frame.verb as usize);
        for (verb, index) in self.by_verb[..at].iter().rev().take(3) {
            if self.document.sentence_index(*verb as usize) + 2 < here {
                return None;
            }
            let source = self.syntax.source(self.syntax.frames.get(*index as usize)?)?.range();
            let party = party_in(self.annotation, self.document.bytes(source));
            let speaks =
                |p: &&Party| !matches!(p.kind, PartyKind::Person | PartyKind::Official | PartyKind::Population);
            if let Some(party) = party.filter(speaks) {
                return Some(party_name(party));
            }
        }
        None
    }

    fn named(&self, source: Range<usize>, denies: bool) -> Option<Claimant<'a>> {
        let document = self.document;
        let tokens = trim(document, source);
        let bytes = document.bytes(tokens.clone());
        if bytes.is_empty() {
            return None;
        }
        if tokens.len() == 1 && document.is_any(tokens.start, words!["he", "she"]) {
            // The last person named before.
            let before = self.annotation.parties.partition_point(|p| p.end <= bytes.start);
            let person = self.annotation.parties[before.saturating_sub(12)..before]
                .iter()
                .rev()
                .find(|p| matches!(p.kind, PartyKind::Person | PartyKind::Official))?;
            return Some(Claimant { name: party_name(person), span: [bytes.start, bytes.end], denies });
        }
        if let Some(party) = party_in(self.annotation, bytes.clone()) {
            return Some(Claimant { name: party_name(party), span: [party.start, party.end], denies });
        }
        // "a statement issued by the ministry": the ministry.
        let paper = document.is_any(tokens.end - 1, words!["statement", "report", "communique", "bulletin", "release"]);
        let by =
            (tokens.end..tokens.end + 3).find(|t| document.is_any(*t, words!["by", "from", "of"])).filter(|_| paper);
        if let Some(by) = by {
            let after = document.bytes(by + 1..(by + 7).min(document.len()));
            let issuer = parties_in(self.annotation, after.clone()).next().filter(|p| p.start <= after.start + 4);
            if let Some(party) = issuer {
                return Some(Claimant { name: party_name(party), span: [party.start, party.end], denies });
            }
        }
        can_speak(document, tokens.clone()).then(|| Claimant {
            name: document.slice(tokens),
            span: [bytes.start, bytes.end],
            denies,
        })
    }
}

/// People and institutions stand for claims; numbers and orders do not, whatever the verb.
fn can_speak(document: &Document, tokens: Range<usize>) -> bool {
    let speaks = [
        class::VICTIM_SG,
        class::VICTIM_PL,
        class::SOURCE_NOUN,
        class::DEMONYM_NOUN,
        class::PARTY,
        class::SEAT,
        class::COUNTRY,
    ];
    // "Five injured are critical", "There were reports".
    let number = document.has(tokens.start, class::NUM_SMALL) && !document.is_any(tokens.end, words!["of"]);
    if tokens.len() == 1 && (number || document.is_any(tokens.start, words!["there"])) {
        return false;
    }
    tokens.clone().any(|t| {
        document.senses(t).any(|(s, _)| speaks.contains(&s.class))
            || document.is_capitalised(t) && !document.has(t, class::MONTH) && !document.has(t, class::WEEKDAY)
            || document.is_any(t, words!["they", "it", "we", "i", "who"])
    })
}

/// The source's noun group without its article.
fn trim(document: &Document, tokens: Range<usize>) -> Range<usize> {
    let skip = document.is_any(tokens.start, words!["the", "a", "an", "both"]) && tokens.len() > 1;
    tokens.start + usize::from(skip)..tokens.end
}

/// The party mention that covers most of a stretch of text; the later of two that cover the same, for the head is last.
pub fn party_in(annotation: &Annotation, bytes: Range<usize>) -> Option<&Party> {
    parties_in(annotation, bytes.clone()).max_by_key(|p| p.end.min(bytes.end) - p.start.max(bytes.start))
}

/// The party mentions that overlap a stretch of text. Party mentions are in text order.
pub fn parties_in(annotation: &Annotation, bytes: Range<usize>) -> impl Iterator<Item = &Party> {
    let first = annotation.parties.partition_point(|p| p.end <= bytes.start);
    annotation.parties[first..].iter().take_while(move |p| p.start < bytes.end)
}

/// Canonical name, else the words of the mention.
pub fn party_name(party: &Party) -> &str {
    party.canonical.first().unwrap_or(&party.text)
}

/// The status that the attribution adds: a denial makes an assertion denied.
pub fn status_under(status: Status, claimant: Option<&Claimant>) -> Status {
    match claimant {
        Some(claimant) if claimant.denies && status == Status::Asserted => Status::Denied,
        _ => status,
    }
}
