//! The two sides of the article's conflict: who fights whom, who accuses whom.
//!
//! Every sentence gives evidence between two actors: "X and Y accused each other", "clashes between X and Y", "X forces
//! shelled Y positions". The pair with most evidence opens the sides; others join where their own evidence points.

use super::coreference::Party;
use crate::lexicon::class;
use crate::model::{MentionType, PartyKind, Side};
use crate::syntax::Syntax;
use crate::text::Document;
use std::collections::HashMap;

/// Somebody who can be on a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// A state with all its organs (ISO code).
    State(&'static str),
    /// A named group (record of the party table).
    Group(u32),
    /// Unnamed armed opponents in a state.
    Other(&'static str),
}

impl Actor {
    /// The standard name.
    pub fn name(&self, document: &Document) -> Option<String> {
        match self {
            Actor::State(code) => document.lexicon.country_by_code(code).map(|c| c.name.to_string()),
            Actor::Group(record) => document.lexicon.party(*record).map(|p| p.name.to_string()),
            Actor::Other(code) => document.lexicon.country_by_code(code).map(|c| format!("Insurgents ({})", c.name)),
        }
    }
}

/// Points of evidence.
mod weight {
    /// "X and Y accused each other", "fighting between X and Y".
    pub const EACH_OTHER: i32 = 4;
    /// "X attacked Y", "X accused Y".
    pub const ACTS_ON: i32 = 3;
    /// A state's forces and an armed group in one sentence.
    pub const SAME_SENTENCE: i32 = 1;
    /// Forces of two states side by side ("Afghan and U.S. forces").
    pub const TOGETHER: i32 = -3;
}

/// The sides of an article.
#[derive(Clone, Debug, Default)]
pub struct SidesOf {
    /// The state against a group, else the side named first.
    pub a: Vec<Actor>,
    /// The other.
    pub b: Vec<Actor>,
}

impl SidesOf {
    /// The side that a mention's actors are on; both where they differ.
    pub fn of(&self, actors: &[Actor]) -> Option<Side> {
        let a = actors.iter().any(|x| self.a.contains(x));
        let b = actors.iter().any(|x| self.b.contains(x));
        match (a, b) {
            (true, true) => Some(Side::Both),
            (true, false) => Some(Side::A),
            (false, true) => Some(Side::B),
            _ => None,
        }
    }
}

fn fights(kind: PartyKind) -> bool {
    matches!(
        kind,
        PartyKind::Military
            | PartyKind::ArmedGroup
            | PartyKind::State
            | PartyKind::Police
            | PartyKind::Government
            | PartyKind::Ministry
            | PartyKind::Population
    )
}

/// Works the sides out from the named mentions.
pub fn sides(document: &Document, syntax: &Syntax, parties: &[Party]) -> SidesOf {
    let mut edges: HashMap<(Actor, Actor), i32> = HashMap::new();
    let mut counts: HashMap<Actor, (i32, usize, bool)> = HashMap::new();
    for party in parties {
        if party.actors.len() == 1 && fights(party.kind) {
            let group = party.kind == PartyKind::ArmedGroup;
            let entry = counts.entry(key(party)).or_insert((0, party.mention.tokens.start, group));
            entry.0 += if matches!(party.kind, PartyKind::Military | PartyKind::ArmedGroup) { 2 } else { 1 };
        }
    }
    let mut from = 0;
    for index in 0..document.sentences.len() {
        let sentence = document.sentence(index);
        while from < parties.len() && parties[from].mention.tokens.end <= sentence.start {
            from += 1;
        }
        let mut to = from;
        while to < parties.len() && parties[to].mention.tokens.start < sentence.end {
            to += 1;
        }
        let inside: Vec<&Party> = parties[from..to]
            .iter()
            .filter(|p| {
                p.actors.len() == 1
                    && p.mention.mention_type == MentionType::Nam
                    && (fights(p.kind) || p.kind == PartyKind::Official)
            })
            .take(8)
            .collect();
        for (i, x) in inside.iter().enumerate() {
            for y in inside.iter().skip(i + 1) {
                let points = evidence(document, x, y);
                if points != 0 && key(x) != key(y) {
                    let (a, b) = (key(x), key(y));
                    *edges.entry((a.min(b), a.max(b))).or_insert(0) += points;
                }
            }
        }
        from = from.min(to);
    }
    choose(&edges, &counts)
}

/// The actor of a mention: armed groups that only a state names are its unnamed opponents.
fn key(party: &Party) -> Actor {
    match (party.kind, party.actors[0]) {
        (PartyKind::ArmedGroup, Actor::State(code)) => Actor::Other(code),
        (_, actor) => actor,
    }
}

/// Evidence that two mentions of a sentence are opposed.
fn evidence(document: &Document, x: &Party, y: &Party) -> i32 {
    let between = x.mention.tokens.end..y.mention.tokens.start.max(x.mention.tokens.end);
    let joined = between.len() <= 2
        && between.clone().any(|i| document.is(i, "and") || document.is(i, ",") || document.is(i, "-"));
    if joined {
        let after = y.mention.tokens.end;
        let each =
            (after..(after + 8).min(document.len())).any(|i| document.is(i, "each") && document.is(i + 1, "other"));
        let start = x.mention.tokens.start;
        let before = start.checked_sub(1).is_some_and(|i| document.is(i, "between"))
            || start.checked_sub(2).is_some_and(|i| document.is(i, "between"));
        if each || before {
            return weight::EACH_OTHER;
        }
        return if x.kind == y.kind && x.kind == PartyKind::Military { weight::TOGETHER } else { 0 };
    }
    let mut points = 0;
    let group = |p: &Party| p.kind == PartyKind::ArmedGroup;
    if group(x) != group(y)
        && (x.kind == PartyKind::Military
            || y.kind == PartyKind::Military
            || x.kind == PartyKind::State
            || y.kind == PartyKind::State)
    {
        points += weight::SAME_SENTENCE;
    }
    if between.len() > 14 {
        return points;
    }
    let hostile = between.clone().any(|i| {
        document.senses(i).any(|(s, _)| {
            matches!(
                s.class,
                class::V_ATTACK
                    | class::V_ACCUSE
                    | class::V_KILL
                    | class::V_FIGHT
                    | class::V_SEIZE
                    | class::V_DESTROY
                    | class::V_WOUND
                    | class::V_CONDEMN
                    | class::V_CAPTURE
            )
        }) || document
            .is_any(i, &["against", "war", "offensive", "airstrike", "airstrikes", "strikes", "attack", "attacks"])
    });
    if hostile {
        points += weight::ACTS_ON;
    }
    points
}

fn choose(edges: &HashMap<(Actor, Actor), i32>, counts: &HashMap<Actor, (i32, usize, bool)>) -> SidesOf {
    let count = |a: &Actor| counts.get(a).map_or(0, |c| c.0);
    let first = |a: &Actor| counts.get(a).map_or(usize::MAX, |c| c.1);
    let group = |a: &Actor| !matches!(a, Actor::State(_));
    let mut pairs: Vec<((Actor, Actor), i32)> = edges.iter().map(|(k, v)| (*k, *v)).filter(|(_, v)| *v > 0).collect();
    pairs.sort_by_key(|((a, b), v)| {
        (std::cmp::Reverse(*v * 2 + count(a).min(8) + count(b).min(8)), first(a).min(first(b)), *a, *b)
    });
    let mut sides = SidesOf::default();
    let Some(((x, y), _)) = pairs.first().copied() else {
        // One armed group and the state it fights in.
        let mut groups: Vec<Actor> = counts.keys().copied().filter(group).collect();
        groups.sort_by_key(|a| (std::cmp::Reverse(count(a)), first(a), *a));
        let mut states: Vec<Actor> = counts.keys().copied().filter(|a| !group(a)).collect();
        states.sort_by_key(|a| (std::cmp::Reverse(count(a)), first(a), *a));
        if let (Some(g), Some(s)) = (groups.first(), states.first()) {
            sides.a.push(*s);
            sides.b.push(*g);
        }
        return sides;
    };
    let (a, b) = match (group(&x), group(&y)) {
        (true, false) => (y, x),
        (false, true) => (x, y),
        _ if first(&y) < first(&x) => (y, x),
        _ => (x, y),
    };
    sides.a.push(a);
    sides.b.push(b);
    // Others join where their evidence points: opposed to A is B, together with A is A.
    let mut others: Vec<Actor> = counts.keys().copied().filter(|o| *o != a && *o != b).collect();
    others.sort_by_key(|o| (first(o), *o));
    for other in others {
        let edge = |with: Actor| edges.get(&(other.min(with), other.max(with))).copied().unwrap_or(0);
        let against_a: i32 = sides.a.iter().map(|s| edge(*s)).sum();
        let against_b: i32 = sides.b.iter().map(|s| edge(*s)).sum();
        let lean = against_b - against_a;
        if lean >= 3 || (lean > 0 && against_a < 0) {
            sides.a.push(other);
        } else if lean <= -3 {
            sides.b.push(other);
        }
    }
    sides
}
