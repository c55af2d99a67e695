//! The two sides of the article's conflict: who fights whom, who accuses whom.
//!
//! The sentences give a graph over the actors ([`evidence`]), the tables of wars a weak prior ([`actor`]). The pair with
//! the strongest case against each other opens the two sides; whoever leans clearly to one of them and fights himself
//! joins it, mediators and bystanders stay outside. Against an armed group, the state is side A; otherwise the one named
//! first. An article in which nobody fights has no sides, and neither has a ticker of many wars.

mod actor;
pub(super) mod allegiance;
mod decision;
pub(super) mod evidence;

pub use actor::{Actor, Wars};

use super::coreference::Party;
use crate::casualties::Found;
use crate::model::{MentionType, PartyKind, Side, Str};
use crate::parties::{Few, Sort};
use crate::syntax::Syntax;
use crate::text::{Document, QuickMap};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// The sides of an article.
#[derive(Clone, Debug, Default)]
pub struct SidesOf {
    /// The state against a group, else the side named first.
    pub a: Vec<Actor>,
    /// The other.
    pub b: Vec<Actor>,
    /// By [`Actor::order`] those that are others under another name: "Ugandan rebels" are the group that the article names.
    same: Vec<(u64, Actor)>,
    /// Every rebel without a name is on side B: a state fights groups.
    rebels_b: bool,
    /// Names of persons who have a rank somewhere in the article.
    ranked: BTreeSet<Str>,
    /// By [`Actor::order`] who is on side A and on side B.
    on: QuickMap<u64, (bool, bool)>,
}

impl SidesOf {
    /// The side that a mention's actors are on; both where they differ.
    pub fn of(&self, actors: &[Actor]) -> Option<Side> {
        let (mut a, mut b) = (false, false);
        for actor in actors {
            let (on_a, on_b) = self.on.get(&self.settled(*actor).order()).copied().unwrap_or_default();
            a |= on_a;
            b |= on_b || self.rebels_b && matches!(actor, Actor::Other(_)) && !on_a;
        }
        match (a, b) {
            (true, true) => Some(Side::Both),
            (true, false) => Some(Side::A),
            (false, true) => Some(Side::B),
            _ => None,
        }
    }

    /// The side of a mention. In a war of a state with its own people, those are on no side, unless named as the nation.
    pub fn of_party(&self, document: &Document, party: &Party) -> Option<Side> {
        let side = self.of(&party.actors);
        // Rebels of whom nothing is known are those that the article is about.
        if party.kind == PartyKind::ArmedGroup && party.actors.is_empty() && self.rebels_b {
            return Some(Side::B);
        }
        // A doctor, a farmer, a missionary: of a country, and on no side. Soldiers have a rank, fighters a group.
        let ranked = || party.canonical.first().is_some_and(|name| self.ranked.contains(name));
        if party.kind == PartyKind::Person && party.actors.iter().all(|a| !a.is_armed_group(document)) && !ranked() {
            return None;
        }
        if party.kind != PartyKind::Population || side.is_none() {
            return side;
        }
        let nation = party.mention.tokens.range().any(|t| document.is_any(t, words!["people", "nation"]));
        let against = if side == Some(Side::A) { &self.b } else { &self.a };
        let civil = party.actors.iter().any(|a| {
            matches!(a, Actor::State(code)
            if against.iter().enumerate().any(|(i, x)| {
                let rebels = x.is_armed_group(document) && x.own_state(document) == Some(code);
                rebels && (i == 0 || matches!(x, Actor::Group(_)))
            }))
        });
        side.filter(|_| nation || !civil)
    }

    fn settled(&self, actor: Actor) -> Actor {
        if self.same.is_empty() {
            return actor;
        }
        let order = actor.order();
        self.same.iter().find(|(from, _)| *from == order).map_or(actor, |(_, to)| *to)
    }
}

/// Works the sides out. `home`: code of the country that the article is about; `year`: when it is about; `mediates`: for
/// every party, whether it mediates where it is named.
#[allow(clippy::too_many_arguments)]
pub fn sides(
    wars: &Wars,
    document: &Document,
    syntax: &Syntax,
    parties: &[Party],
    casualties: &Found,
    mediates: &[bool],
    home: Option<&'static str>,
    year: Option<u32>,
) -> SidesOf {
    let ranked = parties
        .iter()
        .filter(|p| p.mention.person.is_some() && p.mention.head.is_some_and(|h| h.title == Some(Sort::Rank)))
        .filter_map(|p| p.canonical.first().cloned())
        .collect();
    let mut sides = SidesOf { same: aliases(document, parties, home), ranked, ..SidesOf::default() };
    let key = |party: &Party| -> Few<Actor> {
        let unnamed = party.mention.mention_type == MentionType::Nom && party.actors.is_empty();
        let mut actors = match (party.kind, home) {
            (PartyKind::ArmedGroup, Some(home)) if unnamed => Few::One(Actor::Other(home)),
            (PartyKind::Military | PartyKind::Police | PartyKind::Government, Some(home)) if unnamed => {
                Few::One(Actor::State(home))
            }
            _ => party.actors.clone(),
        };
        actors.iter_mut().for_each(|a| *a = sides.settled(*a));
        actors
    };
    let evidence = evidence::gather(document, syntax, parties, casualties, mediates, key);
    decision::decide(wars, document, &evidence, home, year, !casualties.casualties.is_empty(), &mut sides);
    for actor in &sides.a {
        sides.on.entry(actor.order()).or_default().0 = true;
    }
    for actor in &sides.b {
        sides.on.entry(actor.order()).or_default().1 = true;
    }
    sides
}

/// Unnamed rebels are the one named group of their state, where there is one.
fn aliases(document: &Document, parties: &[Party], home: Option<&'static str>) -> Vec<(u64, Actor)> {
    let mut groups: BTreeMap<u64, (usize, Actor)> = BTreeMap::new();
    for party in parties {
        for actor in party.actors.iter().filter(|a| !matches!(a, Actor::State(_))) {
            if actor.is_armed_group(document) {
                groups.entry(actor.order()).or_insert((0, *actor)).0 += 1;
            }
        }
    }
    let mut ranked: Vec<(usize, Actor)> = groups.into_values().collect();
    // Of the same count, in the order of the actors.
    crate::order::by_key(&mut ranked, |(count, _)| crate::order::descending(*count) as u64);
    let mut codes: BTreeMap<u64, &'static str> = BTreeMap::new();
    let mut states: BTreeSet<u64> = BTreeSet::new();
    for actor in parties.iter().flat_map(|p| p.actors.iter()) {
        if let Actor::State(code) | Actor::Other(code) = actor {
            let number = crate::order::code(code);
            codes.insert(number, code);
            if matches!(actor, Actor::State(_)) {
                states.insert(number);
            }
        }
    }
    codes.extend(home.map(|code| (crate::order::code(code), code)));
    let has = |code: &str| states.contains(&crate::order::code(code));
    let mut same = Vec::new();
    for code in codes.into_values() {
        let own = ranked.iter().find(|(_, actor)| actor.own_state(document) == Some(code));
        let only = ranked.first().filter(|_| ranked.len() == 1 || home == Some(code));
        if let Some((_, actor)) = own.or(only).filter(|(_, actor)| *actor != Actor::Other(code)) {
            same.push((Actor::Other(code).order(), *actor));
        }
    }
    for (successor, former) in actor::SUCCESSORS {
        if has(former) && has(successor) {
            same.push((Actor::State(successor).order(), Actor::State(former)));
        }
    }
    same
}
