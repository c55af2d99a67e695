//! Quotations, and who stands for what is said.

use super::clauses::{Clause, ClauseKind, Clauses};
use super::groups::{Form, Groups, Voice};
use super::tags::{Tag, Tagged};
use super::words::Bits;
use super::NONE;
use crate::text::Words;
use crate::text::{Document, Token};
use crate::words;
use std::ops::Range;

/// Words between quotation marks; may span sentences.
#[derive(Clone, Copy, Debug)]
pub struct Quotation {
    /// The opening mark.
    pub open: u32,
    /// The closing mark, or the token after the paragraph's last where it is missing.
    pub close: u32,
    /// The reporting frame it belongs to, or [`NONE`].
    pub frame: u32,
}

/// How the source stands to what is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Says, tells, announces.
    Report,
    /// Claims, alleges, insists.
    Claim,
    /// Denies, rejects, dismisses.
    Deny,
    /// Accuses, blames.
    Accuse,
    /// Urges, demands, calls for, orders.
    Urge,
    /// Promises.
    Promise,
    /// Threatens.
    Threaten,
    /// Believes, fears, expects.
    Think,
}

/// Where the source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// "The ministry said that …"
    Before,
    /// "…, the ministry said", "…, said the ministry"
    After,
    /// "According to the ministry, …", "…, citing the ministry"
    According,
    /// A quotation whose source the sentence before or after it names.
    Continued,
}

/// A stretch of text for which somebody stands.
#[derive(Clone, Debug)]
pub struct ReportingFrame {
    /// Noun group of the source, or [`NONE`] ("it was reported that").
    pub source: u32,
    /// The reporting verb's token, or that of "according".
    pub verb: u32,
    /// How the source stands to it.
    pub stance: Stance,
    /// The source negates it: "did not say that".
    pub negated: bool,
    /// Tokens reported; the frame's own words may lie inside.
    pub scope: Range<u32>,
    /// Where the source stands.
    pub position: Position,
    /// The frame whose source a pronoun takes up ("It added"), or [`NONE`].
    pub continues: u32,
    /// The noun group that a pronoun as source stands for, or [`NONE`].
    pub antecedent: u32,
}

/// A report reaches this many tokens at most; keeps nested reports in endless sentences linear.
const MAX_SCOPE: usize = 300;

pub(super) struct Reporting {
    pub quotations: Vec<Quotation>,
    pub frames: Vec<ReportingFrame>,
    pub reach: Reach,
}

#[inline(never)]
pub(super) fn find(document: &Document, tagged: &Tagged, groups: &Groups, clauses: &Clauses) -> Reporting {
    let Tagged { tags, bits, .. } = tagged;
    let quotations = quotations(document, tags.len(), &tagged.quotes);
    let mut reporting = Reporting { quotations, frames: Vec::new(), reach: Reach::default() };
    let mut accordings = tagged.according.iter().map(|&at| at as usize).peekable();
    let mut next_clause = 0;
    let mut next_quote = 0;
    let mut topic = NONE;
    for index in 0..document.sentences.len() {
        let sentence = document.sentence(index);
        let from = next_clause;
        while clauses.list.get(next_clause).is_some_and(|c| (c.start as usize) < sentence.end) {
            next_clause += 1;
        }
        let first_frame = reporting.frames.len();
        for id in from..next_clause {
            frame_of_clause(
                document,
                tags,
                bits,
                groups,
                clauses,
                id,
                from..next_clause,
                sentence.clone(),
                &mut reporting,
            );
        }
        while let Some(at) = accordings.next_if(|&at| at < sentence.end) {
            according(document, tags, groups, at, sentence.clone(), &mut reporting);
        }
        colon(document, tags, groups, sentence.clone(), &mut reporting);
        separate(first_frame, sentence.start, &mut reporting);
        continue_pronouns(document, tags, bits, groups, first_frame, topic, &mut reporting);
        // Whom the sentence is about: the subject of its main clause, or the name set beside it.
        if let Some(subject) =
            clauses.list.get(from).filter(|_| next_clause > from).map(|c| c.subject).filter(|&s| s != NONE)
        {
            topic = name_beside(tags, groups, subject);
        }
        while reporting.quotations.get(next_quote).is_some_and(|q| (q.close as usize) < sentence.end) {
            next_quote += 1;
        }
    }
    attribute_quotations(document, &mut reporting);
    reporting.reach = Reach::of(&reporting.frames, tags.len());
    reporting
}

/// Pairs quotation marks paragraph by paragraph. `marks`: the tokens tagged as such, of `count`.
fn quotations(document: &Document, count: usize, marks: &[u32]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<u32> = None;
    let mut paragraph_end = 0;
    let close = |open: u32, close: u32| Quotation { open, close, frame: NONE };
    for &at in marks {
        if at >= paragraph_end {
            found.extend(open.take().map(|start| close(start, paragraph_end)));
            paragraph_end = end_of_paragraph(document, at as usize).min(count) as u32;
        }
        let mark = document.str(at as usize);
        let double = matches!(mark, "\"" | "\u{201c}" | "\u{201d}" | "\u{201e}" | "``" | "''" | "\u{ab}" | "\u{bb}");
        if !double {
            continue;
        }
        match open {
            Some(start) if mark != "\u{201c}" && mark != "``" => {
                found.push(close(start, at));
                open = None;
            }
            None if mark == "\u{201d}" => {}
            _ => open = Some(at),
        }
    }
    found.extend(open.map(|start| close(start, paragraph_end)));
    found
}

/// The first token of the paragraph after that of a token.
fn end_of_paragraph(document: &Document, token: usize) -> usize {
    let starts = document.sentences.get(document.sentence_index(token) + 1..).unwrap_or(&[]);
    let opens = |&&start: &&u32| document.tokens.get(start as usize).is_some_and(|t| t.is(Token::PARAGRAPH_START));
    starts.iter().find(opens).map_or(document.len(), |&start| start as usize)
}

fn stance(bits: Bits) -> Option<Stance> {
    Some(match bits {
        b if b.any(Bits::DENY) && !b.any(Bits::REPORT) => Stance::Deny,
        b if b.any(Bits::ACCUSE) => Stance::Accuse,
        b if b.any(Bits::CLAIM) => Stance::Claim,
        b if b.any(Bits::REPORT) => Stance::Report,
        b if b.any(Bits::THREATEN) => Stance::Threaten,
        b if b.any(Bits::PROMISE) => Stance::Promise,
        b if b.any(Bits::URGE | Bits::ORDER) => Stance::Urge,
        b if b.any(Bits::THINK) => Stance::Think,
        _ => return None,
    })
}

/// "puts the toll at 40", "the statement read: …"
fn figure(document: &Document, groups: &Groups, clause: &Clause, main: usize) -> Option<Stance> {
    if !document.is_any(main, words!["put", "puts", "putting", "read", "reads", "reading"]) {
        return None;
    }
    let object = groups.nouns.get(clause.object as usize).map(|n| n.head as usize);
    let puts = document.is_any(main, words!["put", "puts", "putting"])
        && object.is_some_and(|o| {
            document.is_any(o, words!["toll", "tolls", "number", "figure", "count", "total", "losses"])
        });
    let reads = document.is_any(main, words!["read", "reads", "reading"]) && document.is(main + 1, ":");
    (puts || reads).then_some(Stance::Report)
}

#[allow(clippy::too_many_arguments)]
fn frame_of_clause(
    document: &Document,
    tags: &[Tag],
    bits: &[Bits],
    groups: &Groups,
    clauses: &Clauses,
    id: usize,
    siblings: Range<usize>,
    sentence: Range<usize>,
    out: &mut Reporting,
) {
    let clause: Clause = clauses.list[id];
    let Some(verb) = groups.verbs.get(clause.verb as usize) else { return };
    let main = verb.main as usize;
    let Some(stance) = stance(bits[main]).or_else(|| figure(document, groups, &clause, main)) else { return };
    if verb.form == Form::Participle || verb.copular {
        return;
    }
    let passive = verb.voice == Voice::Passive;
    // "was quoted as saying" leads to a participle of its own; "it was reported that" has no source.
    let impersonal = passive && clause.subject != NONE && is_it(document, groups, clause.subject);
    if passive && !impersonal {
        return;
    }
    if verb.form == Form::Infinitive && !bits[main].any(Bits::REPORT | Bits::DENY | Bits::CLAIM) {
        return;
    }
    let after = verb.end as usize;
    let parenthetical = clause.kind == ClauseKind::Parenthetical;
    // "citing the ministry", "quoting officials": the object is the source.
    let citing = verb.form == Form::Ing && document.is_any(main, words!["citing", "quoting"]);
    let mut source = if passive { NONE } else { clause.subject };
    if citing {
        source = clause.object;
        let scope = sentence.start as u32..sentence.end as u32;
        push(out, source, main, Stance::Report, false, scope, Position::According);
        return;
    }
    // "Neither army said", "no official confirmed"
    let nobody = groups
        .nouns
        .get(source as usize)
        .is_some_and(|n| document.is_any(n.start as usize, words!["neither", "no", "none", "nobody"]));
    let negated = verb.negated || nobody;
    source = if groups.nouns.get(source as usize).is_none() { NONE } else { name_beside(tags, groups, source) };
    if parenthetical {
        let mut start = sentence.start;
        if clause.start as usize > start + MAX_SCOPE {
            start = clause.start as usize - MAX_SCOPE;
        }
        // "…, he said, …": what follows goes on with the report unless a new sentence of somebody else's begins.
        let resumes = (after..sentence.end.min(after + 24)).any(|t| tags[t] == Tag::Comma);
        let end = if resumes { sentence.end.min(start + MAX_SCOPE) } else { clause.start as usize };
        push(out, source, main, stance, negated, start as u32..end.max(start) as u32, Position::After);
        return;
    }
    // Ordering, fearing, promising something is a report only where a clause says what.
    let clausal = clauses.list[id + 1..siblings.end.min(id + 4)]
        .iter()
        .any(|c| c.parent == id as u32 && matches!(c.kind, ClauseKind::Complement | ClauseKind::Infinitive));
    let quoted = (after..sentence.end.min(after + 3)).any(|t| tags[t] == Tag::Quote);
    let needs_clause = !matches!(stance, Stance::Report | Stance::Claim | Stance::Deny | Stance::Accuse)
        || bits[main].any(Bits::ORDER);
    if needs_clause && !clausal && !quoted && !bits[main].any(Bits::ACCUSE) {
        return;
    }
    // What is said begins behind the verb. A verb of speech without anything said ("spoke", "reported the loss") counts
    // where an object, a clause or a quotation follows.
    let mut end = sentence.end;
    let near = |c: &&Clause| (c.start as usize) < after + MAX_SCOPE;
    for other in clauses.list[id + 1..siblings.end].iter().take_while(near) {
        let beside = other.depth <= clause.depth && other.start as usize > main && other.verb != NONE;
        if beside && !matches!(other.kind, ClauseKind::Participial | ClauseKind::Infinitive | ClauseKind::Relative) {
            let own_report =
                groups.verbs.get(other.verb as usize).is_some_and(|v| bits[v.main as usize].any(Bits::SAYING));
            if other.kind == ClauseKind::Parenthetical
                || !own_report && other.subject == clause.subject && other.coordinate
            {
                // "said the town had fallen and left": what the source then does is not reported, yet close to it.
                end = other.start as usize;
                break;
            }
            end = other.start as usize;
            break;
        }
    }
    // "claimed the attack, in which 12 died": only the thing named is reported, not what the reporter tells about it.
    if !clausal && !quoted && !matches!(stance, Stance::Accuse) {
        let next = clauses.list[id + 1..siblings.end]
            .iter()
            .take_while(near)
            .find(|c| {
                matches!(c.kind, ClauseKind::Relative | ClauseKind::Subordinate | ClauseKind::Conditional)
                    && c.start as usize > after
            })
            .map_or(end, |c| c.start as usize);
        end = end.min(next);
    }
    // A relative or participial clause inside its own boundaries: the report ends where the clause ends.
    if matches!(clause.kind, ClauseKind::Relative) {
        end = end.min(furthest(clauses, id, siblings.end));
    }
    let end = end.min(after + MAX_SCOPE).max(after);
    push(out, source, main, stance, negated, after as u32..end as u32, Position::Before);
}

/// The last token of a clause and of those that hang on it.
fn furthest(clauses: &Clauses, id: usize, until: usize) -> usize {
    let mut end = clauses.list[id].end;
    for other in clauses.list[id + 1..until.min(id + 16)].iter() {
        if other.depth > clauses.list[id].depth && other.start <= end + 1 {
            end = end.max(other.end);
        } else {
            break;
        }
    }
    end as usize
}

fn is_it(document: &Document, groups: &Groups, noun: u32) -> bool {
    groups.nouns.get(noun as usize).is_some_and(|n| document.is(n.head as usize, "it"))
}

fn push(
    out: &mut Reporting,
    source: u32,
    verb: usize,
    stance: Stance,
    negated: bool,
    scope: Range<u32>,
    position: Position,
) {
    out.frames.push(ReportingFrame {
        source,
        verb: verb as u32,
        stance,
        negated,
        scope,
        position,
        continues: NONE,
        antecedent: NONE,
    });
}

/// "According to the ministry". `at`: the token "according".
fn according(
    document: &Document,
    tags: &[Tag],
    groups: &Groups,
    at: usize,
    sentence: Range<usize>,
    out: &mut Reporting,
) {
    if !matches!(tags[at], Tag::Ing | Tag::Preposition | Tag::Noun | Tag::Adverb | Tag::Adjective)
        || !document.is(at + 1, "to")
    {
        return;
    }
    let Some(group) = groups.of_token.noun(at + 2) else { return };
    let start = sentence.start.max(at.saturating_sub(MAX_SCOPE));
    let end = sentence.end.min(at + MAX_SCOPE);
    push(out, group, at, Stance::Report, false, start as u32..end as u32, Position::According);
}

/// Heads of sources that headlines set before a colon or after a dash; a bare country or town there is a place.
static HEADLINE_SOURCES: &Words = words![
    "police",
    "official",
    "officials",
    "army",
    "military",
    "ministry",
    "minister",
    "government",
    "authorities",
    "rebels",
    "un",
    "nato",
    "monitor",
    "monitors",
    "group",
    "witnesses",
    "residents",
    "medics",
    "doctors",
    "hospital",
    "report",
    "reports",
    "media",
    "agency",
    "tv",
    "spokesman",
    "spokeswoman",
    "president",
    "activists",
    "sources",
    "source",
];

/// "UN: 3,000 killed since May", "12 dead in market blast - police".
fn colon(document: &Document, tags: &[Tag], groups: &Groups, sentence: Range<usize>, out: &mut Reporting) {
    if sentence.len() > 40 || sentence.is_empty() {
        return;
    }
    let group_at = |token: usize| groups.of_token.noun(token);
    let source = |noun: u32| {
        groups.nouns.get(noun as usize).is_some_and(|n| {
            n.preposition == NONE && n.end - n.start <= 4 && document.is_any(n.head as usize, HEADLINE_SOURCES)
        })
    };
    if let Some(first) = group_at(sentence.start).filter(|&g| source(g)) {
        let end = groups.nouns[first as usize].end as usize;
        if end < sentence.end && document.is(end, ":") {
            push(out, first, end, Stance::Report, false, end as u32 + 1..sentence.end as u32, Position::Before);
            return;
        }
    }
    let mut last = sentence.end - 1;
    if tags[last] == Tag::Stop && last > sentence.start {
        last -= 1;
    }
    if let Some(noun) = group_at(last).filter(|&g| source(g)) {
        let before = (groups.nouns[noun as usize].start as usize).checked_sub(1).filter(|&b| b > sentence.start);
        if let Some(mark) =
            before.filter(|&b| tags[b] == Tag::Break && groups.nouns[noun as usize].end as usize == last + 1)
        {
            push(out, noun, mark, Stance::Report, false, sentence.start as u32..mark as u32, Position::After);
        }
    }
}

/// Reports of one sentence that stand after what they report share it between them: "A, X said, and B, Y said."
fn separate(first: usize, start: usize, out: &mut Reporting) {
    let mut from = start as u32;
    for frame in out.frames[first..].iter_mut() {
        if frame.position == Position::After {
            frame.scope.start = frame.scope.start.max(from).min(frame.scope.end);
            from = frame.verb + 1;
        }
    }
}

/// "It added that …": the source is that of the report before, or whom the sentence before is about.
fn continue_pronouns(
    document: &Document,
    tags: &[Tag],
    bits: &[Bits],
    groups: &Groups,
    first: usize,
    topic: u32,
    out: &mut Reporting,
) {
    for index in first..out.frames.len() {
        let Some(noun) = groups.nouns.get(out.frames[index].source as usize) else { continue };
        let head = noun.head as usize;
        if tags[head] != Tag::Pronoun || !bits[head].any(Bits::THIRD) || document.is(head, "that") {
            continue;
        }
        let person = document.is_any(head, words!["he", "she", "him"]);
        let named = groups.nouns.get(topic as usize).is_some_and(|n| tags[n.head as usize] == Tag::Proper);
        let before = (index.saturating_sub(4)..index)
            .rev()
            .find(|&i| out.frames[i].source != NONE && out.frames[i].verb + 200 > out.frames[index].verb);
        let last = before.map(|b| {
            let earlier = &out.frames[b];
            (if earlier.continues != NONE { earlier.continues } else { b as u32 }, resolved(earlier))
        });
        // "Her deputy, Col. Ana Silva, put the figure at 12. She said …": nearer than the report before.
        let nearer = person && named && last.is_none_or(|(_, source)| source < topic);
        if nearer {
            out.frames[index].antecedent = topic;
        } else if let Some((frame, source)) = last {
            out.frames[index].continues = frame;
            out.frames[index].antecedent = source;
        }
    }
}

/// "a spokeswoman, Lt. Ana Silva, put …": the name.
fn name_beside(tags: &[Tag], groups: &Groups, subject: u32) -> u32 {
    let (Some(first), Some(second)) = (groups.nouns.get(subject as usize), groups.nouns.get(subject as usize + 1))
    else {
        return subject;
    };
    let apposed = first.end + 1 == second.start
        && tags[first.end as usize] == Tag::Comma
        && tags[first.head as usize] != Tag::Proper
        && tags[second.head as usize] == Tag::Proper;
    if apposed {
        subject + 1
    } else {
        subject
    }
}

/// The noun group that a frame's source stands for.
fn resolved(frame: &ReportingFrame) -> u32 {
    if frame.antecedent != NONE {
        frame.antecedent
    } else {
        frame.source
    }
}

/// Gives every quotation the frame that touches it; a quotation without one takes that of the quotation before it in the
/// same paragraph.
fn attribute_quotations(document: &Document, out: &mut Reporting) {
    let mut by_verb: Vec<u32> = (0..out.frames.len() as u32).collect();
    crate::order::by_key(&mut by_verb, |&i| u64::from(out.frames[i as usize].verb));
    let mut at = 0;
    let mut last: Option<(u32, u32)> = None; // frame, token where its quotation closed
    for index in 0..out.quotations.len() {
        let Quotation { open, close, .. } = out.quotations[index];
        while at < by_verb.len() && out.frames[by_verb[at] as usize].verb + 60 < open {
            at += 1;
        }
        let mut chosen = None;
        for &candidate in by_verb[at..].iter().take(12) {
            let frame = &out.frames[candidate as usize];
            if frame.verb > close + 24 {
                break;
            }
            if matches!(
                frame.stance,
                Stance::Think | Stance::Urge | Stance::Promise | Stance::Threaten | Stance::Accuse
            ) && frame.position == Position::Before
                && frame.scope.start + 1 < open
            {
                continue;
            }
            let inside = frame.verb > open && frame.verb < close;
            let touches = frame.scope.start <= close && frame.scope.end >= open;
            if touches && !inside {
                chosen = Some(candidate);
                break;
            }
        }
        let long = close > open + 4;
        match chosen {
            Some(frame) => {
                let f = &mut out.frames[frame as usize];
                // A quotation that began or goes on in other sentences lies in the frame as a whole.
                let reach = (close - open) < 2000;
                if reach {
                    f.scope.start = f.scope.start.min(open);
                    f.scope.end = f.scope.end.max(close);
                    if f.position == Position::Before {
                        f.scope.start = f.scope.start.max(f.verb + 1);
                    }
                }
                out.quotations[index].frame = frame;
                last = Some((frame, close));
            }
            None if long => {
                if let Some((frame, closed)) = last {
                    let near = open.saturating_sub(closed) < 40;
                    let same_paragraph = near
                        && !(closed + 1..=open)
                            .any(|t| document.tokens.get(t as usize).is_some_and(|t| t.is(Token::PARAGRAPH_START)));
                    if same_paragraph {
                        let model = out.frames[frame as usize].clone();
                        let id = out.frames.len() as u32;
                        out.frames.push(ReportingFrame {
                            scope: open..close,
                            position: Position::Continued,
                            continues: frame,
                            ..model
                        });
                        out.quotations[index].frame = id;
                        last = Some((id, close));
                    }
                }
            }
            None => {}
        }
    }
}

/// Tokens that share a list of frames.
const BLOCK: u32 = 16;

/// Which frames reach into which part of the text.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// For every [`BLOCK`] tokens the last of the frames that reach into them.
    heads: Vec<u32>,
    /// A frame, and where the one before it of the same block stands.
    links: Vec<(u32, u32)>,
}

impl Reach {
    fn of(frames: &[ReportingFrame], tokens: usize) -> Reach {
        let blocks = tokens.div_ceil(BLOCK as usize);
        let mut reach = Reach { heads: vec![NONE; blocks], links: Vec::with_capacity(2 * frames.len()) };
        for (index, frame) in frames.iter().enumerate().filter(|(_, frame)| !frame.scope.is_empty()) {
            let (first, last) = (frame.scope.start / BLOCK, (frame.scope.end - 1) / BLOCK);
            for head in reach.heads.iter_mut().take(last as usize + 1).skip(first as usize) {
                reach.links.push((index as u32, *head));
                *head = reach.links.len() as u32 - 1;
            }
        }
        reach
    }

    /// The innermost frame of a token: the shortest, of two as short the later.
    pub fn innermost<'f>(&self, frames: &'f [ReportingFrame], token: usize) -> Option<&'f ReportingFrame> {
        let mut link = *self.heads.get(token / BLOCK as usize)?;
        let mut innermost: Option<&ReportingFrame> = None;
        while let Some(&(frame, before)) = self.links.get(link as usize) {
            let inside = frames.get(frame as usize).filter(|frame| frame.scope.contains(&(token as u32)));
            if inside.is_some_and(|frame| innermost.is_none_or(|inner| frame.scope.len() < inner.scope.len())) {
                innermost = inside;
            }
            link = before;
        }
        innermost
    }
}
