//! The two sides of the article's conflict: who fights whom, who accuses whom.
//!
//! Every sentence gives evidence between two actors: "X and Y accused each other", "clashes between X and Y", "X forces
//! shelled Y positions". A conflict is either one of two states, or of states against armed groups; the stronger case
//! wins. Against groups, side A holds the states whose forces are named and the state at home, side B the groups;
//! formations that fight for their state stay with it. Others join where their own evidence points.

use super::coreference::Party;
use crate::lexicon::class;
use crate::model::{MentionType, PartyKind, Sector, Side};
use crate::syntax::Syntax;
use crate::text::Document;
use std::collections::BTreeMap;

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

/// Points of evidence between two actors.
mod weight {
    /// "X and Y accused each other", "fighting between X and Y".
    pub const EACH_OTHER: i32 = 4;
    /// "X attacked Y", "X accused Y".
    pub const ACTS_ON: i32 = 3;
    /// A state's forces and an armed group in one sentence.
    pub const SAME_SENTENCE: i32 = 1;
    /// Forces side by side ("Afghan and U.S. forces").
    pub const TOGETHER: i32 = -3;
    /// What a mention of forces or fighters counts for, against one of a state.
    pub const FIGHTER: i32 = 2;
    /// Lean that puts a bystander on a side.
    pub const JOINS: i32 = 3;
}

/// The sides of an article.
#[derive(Clone, Debug, Default)]
pub struct SidesOf {
    /// The state against a group, else the side named first.
    pub a: Vec<Actor>,
    /// The other.
    pub b: Vec<Actor>,
    /// Actors that are others under another name: "Ugandan rebels" are the group that the article names.
    same: Vec<(Actor, Actor)>,
}

impl SidesOf {
    /// The side that a mention's actors are on; both where they differ.
    pub fn of(&self, actors: &[Actor]) -> Option<Side> {
        let a = actors.iter().any(|x| self.a.contains(&self.settled(*x)));
        let b = actors.iter().any(|x| self.b.contains(&self.settled(*x)));
        match (a, b) {
            (true, true) => Some(Side::Both),
            (true, false) => Some(Side::A),
            (false, true) => Some(Side::B),
            _ => None,
        }
    }

    fn settled(&self, actor: Actor) -> Actor {
        self.same.iter().find(|(from, _)| *from == actor).map_or(actor, |(_, to)| *to)
    }
}

/// What the article tells of an actor.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// Mentions, forces and fighters counted double.
    points: i32,
    /// Token of the first.
    first: usize,
    /// Its forces are named, not only the state.
    forces: bool,
}

/// The evidence of a whole article.
struct Evidence<'d, 't> {
    document: &'d Document<'t>,
    weights: BTreeMap<Actor, Weight>,
    edges: BTreeMap<(Actor, Actor), i32>,
    home: Option<&'static str>,
}

/// Works the sides out. `home`: code of the country that the article is about.
pub fn sides(document: &Document, syntax: &Syntax, parties: &[Party], home: Option<&'static str>) -> SidesOf {
    let mut sides = SidesOf::default();
    // Unnamed rebels are the one named group of their state, where there is one.
    let mut groups: BTreeMap<u32, usize> = BTreeMap::new();
    for party in parties.iter().filter(|p| p.kind == PartyKind::ArmedGroup) {
        if let [Actor::Group(record)] = party.actors[..] {
            *groups.entry(record).or_insert(0) += 1;
        }
    }
    let mut ranked: Vec<(usize, u32)> = groups.iter().map(|(record, count)| (*count, *record)).collect();
    ranked.sort_by_key(|(count, record)| (std::cmp::Reverse(*count), *record));
    let belongs = |record: u32, code: &str| {
        document
            .lexicon
            .party(record)
            .is_some_and(|p| p.affiliation.contains(&code) && !p.sector.contains(&Sector::Prm))
    };
    let mut codes: Vec<&'static str> = parties
        .iter()
        .filter(|p| p.kind == PartyKind::ArmedGroup || p.mention.person.is_some())
        .flat_map(|p| p.actors.iter())
        .filter_map(|a| match a {
            Actor::State(code) | Actor::Other(code) => Some(*code),
            Actor::Group(_) => None,
        })
        .chain(home)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let own = ranked.iter().find(|(_, record)| belongs(*record, code));
        let only = ranked.first().filter(|_| ranked.len() == 1 || home == Some(code));
        if let Some((_, record)) = own.or(only) {
            sides.same.push((Actor::Other(code), Actor::Group(*record)));
        }
    }
    let mut evidence = Evidence { document, weights: BTreeMap::new(), edges: BTreeMap::new(), home };
    evidence.gather(syntax, parties, &sides);
    evidence.decide(&mut sides);
    sides
}

/// Kinds of mentions that can be at war.
fn fights(kind: PartyKind) -> bool {
    matches!(
        kind,
        PartyKind::Military
            | PartyKind::ArmedGroup
            | PartyKind::State
            | PartyKind::Police
            | PartyKind::Government
            | PartyKind::Ministry
            | PartyKind::Official
            | PartyKind::Igo
    )
}

/// A verb of harm or blame, or a noun that is written like one: "attack", "accused".
fn hostile(document: &Document, at: usize) -> bool {
    document.word_senses(at).any(|s| {
        matches!(
            s.class,
            class::V_ATTACK
                | class::V_ACCUSE
                | class::V_KILL
                | class::V_FIGHT
                | class::V_SEIZE
                | class::V_DESTROY
                | class::V_WOUND
                | class::V_CAPTURE
                | class::V_FIRE
        )
    }) || document.is_any(at, &["war", "offensive"])
}

impl Evidence<'_, '_> {
    /// The actor of a mention: fighters that only a state names are its unnamed opponents, rebels without a name those of
    /// the country at home.
    fn key(&self, party: &Party, sides: &SidesOf) -> Option<Actor> {
        let actor = match (party.kind, &party.actors[..]) {
            (PartyKind::ArmedGroup, [Actor::State(code)]) => Actor::Other(code),
            (PartyKind::ArmedGroup, []) if party.mention.mention_type == MentionType::Nom => Actor::Other(self.home?),
            (_, [actor]) => *actor,
            _ => return None,
        };
        Some(sides.settled(actor))
    }

    fn gather(&mut self, syntax: &Syntax, parties: &[Party], sides: &SidesOf) {
        let keys: Vec<Option<Actor>> =
            parties.iter().map(|p| fights(p.kind).then(|| self.key(p, sides)).flatten()).collect();
        for (party, key) in parties.iter().zip(&keys) {
            let Some(key) = key else { continue };
            let forces = matches!(party.kind, PartyKind::Military | PartyKind::ArmedGroup);
            let entry = self.weights.entry(*key).or_insert(Weight {
                points: 0,
                first: party.mention.tokens.start,
                forces: false,
            });
            entry.points += if forces { weight::FIGHTER } else { 1 };
            entry.forces |= forces;
        }
        let mut from = 0;
        for index in 0..self.document.sentences.len() {
            let sentence = self.document.sentence(index);
            while from < parties.len() && parties[from].mention.tokens.end <= sentence.start {
                from += 1;
            }
            let to = from + parties[from..].partition_point(|p| p.mention.tokens.start < sentence.end);
            // A sentence names few actors; a list longer than this is a list.
            let inside: Vec<usize> = (from..to).filter(|i| keys[*i].is_some()).take(8).collect();
            for (i, &x) in inside.iter().enumerate() {
                for &y in &inside[i + 1..] {
                    let (Some(a), Some(b)) = (keys[x], keys[y]) else { continue };
                    if a == b {
                        continue;
                    }
                    let points = self.between(syntax, &parties[x], &parties[y]);
                    if points != 0 {
                        *self.edges.entry((a.min(b), a.max(b))).or_insert(0) += points;
                    }
                }
            }
            from = to.min(parties.len());
        }
    }

    /// Evidence that two mentions of a sentence are opposed.
    fn between(&self, syntax: &Syntax, x: &Party, y: &Party) -> i32 {
        let document = self.document;
        let between = x.mention.tokens.end..y.mention.tokens.start.max(x.mention.tokens.end);
        let and = |i: usize| document.is_any(i, &["and", ",", "-", "alongside"]);
        let joined = between.len() <= 3
            && between.clone().any(and)
            && between.clone().all(|i| and(i) || document.is_any(i, &["the", "joint"]));
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
            let armed = |p: &Party| matches!(p.kind, PartyKind::Military | PartyKind::ArmedGroup);
            return if armed(x) && armed(y) { weight::TOGETHER } else { 0 };
        }
        let group = |p: &Party| p.kind == PartyKind::ArmedGroup;
        let strong = |p: &Party| matches!(p.kind, PartyKind::Military | PartyKind::State | PartyKind::Police);
        let mut points = 0;
        if group(x) != group(y) && (strong(x) || strong(y)) {
            points += weight::SAME_SENTENCE;
        }
        if between.len() > 16 {
            return points;
        }
        let friendly = between.clone().any(|i| {
            document.is_any(
                i,
                &["support", "alongside", "ally", "allied", "backed", "helped", "joint", "coordination", "partnership"],
            ) || document.word_senses(i).any(|s| matches!(s.class, class::V_SUPPORT | class::V_AID))
        });
        if friendly {
            return -1;
        }
        // X is the subject of a verb of harm or blame, Y stands behind it; or Y is what something is "against".
        let overlaps =
            |range: std::ops::Range<usize>| range.start < x.mention.tokens.end && x.mention.tokens.start < range.end;
        let acts =
            between.clone().any(|i| hostile(document, i) && syntax.subject_of(i).is_some_and(|g| overlaps(g.range())));
        let start = y.mention.tokens.start;
        let against = (start.saturating_sub(3)..start)
            .any(|i| document.is_any(i, &["against", "fighting", "by"]) && i >= between.start)
            && (between.clone().any(|i| hostile(document, i)) || document.is(start.saturating_sub(1), "against"));
        if acts || against {
            points += weight::ACTS_ON;
        } else if between.len() <= 6 && between.clone().any(|i| hostile(document, i)) {
            points += weight::SAME_SENTENCE;
        }
        points
    }

    fn edge(&self, a: Actor, b: Actor) -> i32 {
        self.edges.get(&(a.min(b), a.max(b))).copied().unwrap_or(0)
    }

    fn points(&self, actor: Actor) -> i32 {
        self.weights.get(&actor).map_or(0, |w| w.points)
    }

    fn first(&self, actor: Actor) -> usize {
        self.weights.get(&actor).map_or(usize::MAX, |w| w.first)
    }

    fn record(&self, actor: Actor) -> Option<&crate::lexicon::PartyName> {
        match actor {
            Actor::Group(record) => self.document.lexicon.party(record),
            _ => None,
        }
    }

    /// An armed group, named or not.
    fn is_group(&self, actor: Actor) -> bool {
        match actor {
            Actor::State(_) => false,
            Actor::Other(_) => true,
            Actor::Group(_) => self.record(actor).is_some_and(|p| p.kind == PartyKind::ArmedGroup),
        }
    }

    /// A formation that fights for its state.
    fn loyal(&self, actor: Actor) -> Option<&'static str> {
        let record = self.record(actor)?;
        (record.sector.contains(&Sector::Prm)).then(|| record.affiliation.first().copied()).flatten()
    }

    /// A group without a state of its own: the enemy of all.
    fn transnational(&self, actor: Actor) -> bool {
        self.record(actor).is_some_and(|p| p.affiliation.is_empty() && p.kind == PartyKind::ArmedGroup)
    }

    fn decide(&self, sides: &mut SidesOf) {
        let states: Vec<Actor> = self.weights.keys().copied().filter(|a| matches!(a, Actor::State(_))).collect();
        let mut groups: Vec<Actor> =
            self.weights.keys().copied().filter(|a| self.is_group(*a) && self.loyal(*a).is_none()).collect();
        // The best case of state against state.
        let mut pair: Option<(i32, Actor, Actor)> = None;
        for (&(a, b), &edge) in &self.edges {
            if edge > 0 && states.contains(&a) && states.contains(&b) {
                let score = 2 * edge + self.points(a).min(self.points(b));
                if pair.is_none_or(|p| score > p.0) {
                    pair = Some((score, a, b));
                }
            }
        }
        // Two states whose forces are named again and again, on no common side.
        let armed: Vec<Actor> =
            states.iter().copied().filter(|s| self.weights.get(s).is_some_and(|w| w.forces && w.points >= 4)).collect();
        for (i, &a) in armed.iter().enumerate() {
            for &b in &armed[i + 1..] {
                let score = self.points(a).min(self.points(b));
                if self.edge(a, b) >= 0 && pair.is_none_or(|p| score > p.0) {
                    pair = Some((score, a, b));
                }
            }
        }
        // The best case of an armed group against anybody.
        let against = |g: Actor| -> i32 { states.iter().map(|s| self.edge(g, *s).max(0)).sum() };
        groups.sort_by_cached_key(|g| (std::cmp::Reverse(self.points(*g) + against(*g)), self.first(*g), *g));
        let group = groups.first().map(|g| (self.points(*g) + 2 * against(*g), *g));
        match (group, pair) {
            (Some((score, group)), pair) if pair.is_none_or(|p| score >= p.0) => {
                self.against_groups(sides, group, &groups, &states)
            }
            (_, Some((_, a, b))) => {
                let (a, b) = if self.first(b) < self.first(a) { (b, a) } else { (a, b) };
                sides.a.push(a);
                sides.b.push(b);
            }
            _ => {
                // Nobody is said to act on the other: the two states whose forces are named most.
                let mut armed: Vec<Actor> =
                    states.iter().copied().filter(|s| self.weights.get(s).is_some_and(|w| w.forces)).collect();
                armed.sort_by_key(|s| (std::cmp::Reverse(self.points(*s)), self.first(*s), *s));
                let [first, second, ..] = armed[..] else { return };
                let (a, b) = if self.first(second) < self.first(first) { (second, first) } else { (first, second) };
                sides.a.push(a);
                sides.b.push(b);
            }
        }
        self.others(sides);
    }

    fn against_groups(&self, sides: &mut SidesOf, group: Actor, groups: &[Actor], states: &[Actor]) {
        sides.b.push(group);
        let own = match group {
            Actor::Other(code) => Some(code),
            _ => self.record(group).and_then(|p| p.affiliation.first().copied()),
        };
        // Which state it fights: by evidence, then its own, then the one at home.
        let score = |s: Actor| {
            let Actor::State(code) = s else { return 0 };
            4 * self.edge(group, s)
                + self.points(s)
                + if own == Some(code) { 2 } else { 0 }
                + if self.home == Some(code) { 2 } else { 0 }
        };
        let mut ranked: Vec<Actor> = states.to_vec();
        ranked.sort_by_cached_key(|s| (std::cmp::Reverse(score(*s)), self.first(*s), *s));
        if let Some(main) = ranked.first() {
            sides.a.push(*main);
        }
        // Fighters of several groups against one state: those that it is opposed to, or that are of one state.
        for other in groups.iter().skip(1) {
            let fought = sides.a.iter().any(|a| self.edge(*a, *other) >= weight::JOINS);
            let kin = self.record(*other).is_some_and(|p| own.is_some_and(|o| p.affiliation.contains(&o)));
            let with = self.edge(group, *other);
            if with >= weight::JOINS || (self.transnational(group) && !self.transnational(*other)) {
                // Opposed to the group itself: "SDF fighters against Islamic State".
                sides.a.push(*other);
            } else if (fought || kin) && !(self.transnational(*other) && !self.transnational(group)) {
                sides.b.push(*other);
            }
        }
        // Other states whose forces are named fight on the state's side, unless they are opposed to it.
        for state in states {
            if sides.a.contains(state) {
                continue;
            }
            let forces = self.weights.get(state).is_some_and(|w| w.forces);
            let opposed = sides.a.iter().any(|a| self.edge(*a, *state) >= weight::JOINS);
            let lean = self.edge(group, *state);
            let Actor::State(code) = state else { continue };
            // The state at home is on the side against its own rebels, not against a group that another state fights.
            let fought_abroad = sides.a.iter().any(|a| self.edge(group, *a) >= weight::JOINS);
            let host = self.home == Some(*code) && (own == Some(*code) && !fought_abroad || self.transnational(group));
            if !opposed && (lean >= weight::JOINS || forces && lean > 0 || host) {
                sides.a.push(*state);
            }
        }
    }

    /// Others join where their evidence points: opposed to A is B, together with A is A; the loyal follow their state.
    fn others(&self, sides: &mut SidesOf) {
        let mut rest: Vec<Actor> =
            self.weights.keys().copied().filter(|o| !sides.a.contains(o) && !sides.b.contains(o)).collect();
        rest.sort_by_key(|o| (self.first(*o), *o));
        for other in rest {
            if let Some(code) = self.loyal(other) {
                match sides.of(&[Actor::State(code)]) {
                    Some(Side::A) => sides.a.push(other),
                    Some(Side::B) => sides.b.push(other),
                    _ => {}
                }
                continue;
            }
            let against_a: i32 = sides.a.iter().map(|s| self.edge(other, *s)).sum();
            let against_b: i32 = sides.b.iter().map(|s| self.edge(other, *s)).sum();
            // Forces of a coalition or mission fight where they are opposed to a side.
            let forces = self.weights.get(&other).is_some_and(|w| w.forces);
            let needed = if forces { 1 } else { weight::JOINS };
            let lean = against_b - against_a;
            if lean >= needed && (against_b > 0 || against_a < 0) {
                sides.a.push(other);
            } else if -lean >= needed.max(weight::JOINS) {
                sides.b.push(other);
            }
        }
        // Palestinian officials and people stand with the groups that fight for them.
        let palestinian =
            |a: &Actor| self.record(*a).is_some_and(|p| p.affiliation.contains(&"PSE")) || *a == Actor::Other("PSE");
        if sides.b.iter().any(palestinian)
            && !sides.a.contains(&Actor::State("PSE"))
            && !sides.b.contains(&Actor::State("PSE"))
        {
            sides.same.push((Actor::State("PSE"), sides.b[0]));
        }
    }
}
