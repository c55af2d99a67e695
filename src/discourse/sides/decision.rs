//! From the evidence to the two sides: the strongest pair, then those who lean to one of the two.

use super::actor::{Actor, Prior, Wars};
use super::evidence::{Edge, Evidence, Standing};
use super::SidesOf;
use crate::text::Document;
use crate::words;
use std::cmp::Reverse;

/// How evidence is weighed.
mod weight {
    /// A point of evidence in the text, in the choice of the pair.
    pub const TEXT: i32 = 3;
    /// More evidence in the text than this proves no more.
    pub const ENOUGH: i32 = 24;
    /// A point of the tables.
    pub const TABLES: i32 = 3;
    /// Mentions count up to this number.
    pub const SALIENCE: i32 = 8;
    /// Points of deeds that prove a fight where the tables know of none.
    pub const FOUGHT: i32 = 3;
    /// The state that the article is about.
    pub const HOME: i32 = 3;
    /// What opponents without a name count less.
    pub const UNNAMED: i32 = 4;
    /// Armed groups of so many countries make a ticker, where none stands out.
    pub const COUNTRIES: usize = 4;
    /// Lean that puts somebody on a side who fights himself.
    pub const JOINS: i32 = 3;
    /// A war of the tables against one of the pair.
    pub const KNOWN: i32 = 4;
    /// Strong pairs that have nothing to do with one another make a ticker of news.
    pub const TICKER: usize = 3;
    /// What makes such a pair strong.
    pub const STRONG: i32 = 3;
}

/// How far into an article words of war are looked for.
const LOOK: usize = 4000;

/// Words of a war with somebody unnamed; crimes have attacks and police too.
static WAR_WORDS: &crate::text::Words = words![
    "ambush",
    "ambushed",
    "bomb",
    "bomber",
    "bombers",
    "bombing",
    "bombings",
    "bombs",
    "explosives",
    "extremists",
    "grenade",
    "grenades",
    "guerrilla",
    "guerrillas",
    "gunmen",
    "insurgency",
    "insurgent",
    "insurgents",
    "jihadist",
    "jihadists",
    "landmine",
    "militant",
    "militants",
    "mortar",
    "mortars",
    "rebel",
    "rebels",
    "rocket",
    "rockets",
    "separatist",
    "separatists",
    "shelling",
    "terrorist",
    "terrorists",
];

/// Somebody of the article who may be on a side.
#[derive(Clone, Copy)]
struct Candidate {
    actor: Actor,
    standing: Standing,
    /// See [`Actor::is_armed_group`].
    armed: bool,
}

struct Decider<'c, 'd> {
    document: &'d Document<'d>,
    evidence: &'c Evidence,
    prior: Prior,
    home: Option<&'static str>,
    /// Everybody by [`Actor::order`], in order.
    actors: Vec<(u64, Candidate)>,
    harm: bool,
}

/// Fills the two sides. `harm`: somebody is killed, wounded or taken in the article.
pub fn decide(
    wars: &Wars,
    document: &Document,
    evidence: &Evidence,
    home: Option<&'static str>,
    year: Option<u32>,
    harm: bool,
    sides: &mut SidesOf,
) {
    let actors: Vec<(u64, Candidate)> = evidence
        .actors()
        .map(|(actor, standing)| (actor.order(), Candidate { actor, standing, armed: actor.is_armed_group(document) }))
        .collect();
    let prior =
        Prior::of(wars, document, &actors.iter().map(|(_, candidate)| candidate.actor).collect::<Vec<_>>(), year);
    let decider = Decider { document, evidence, prior, home, actors, harm };
    if decider.ticker() {
        return;
    }
    match decider.pair() {
        Some((a, b)) => {
            sides.a.push(a);
            sides.b.push(b);
        }
        None if harm => {
            let Some(state) = decider.attacked() else { return };
            sides.a.push(Actor::State(state));
            sides.b.push(sides.settled(Actor::Other(decider.home.unwrap_or(state))));
        }
        None => return,
    }
    decider.join(sides);
    // Groups that fight each other: the one with a state beside it is the state's side.
    let states = |list: &[Actor]| list.iter().any(|a| matches!(a, Actor::State(_)) && !a.is_armed_group(document));
    // States on both sides: the one named first is A, unless those on side B are only friends of a group.
    let weigh = |list: &[Actor], group: bool| -> i32 {
        let of_kind = list.iter().filter(|a| a.is_armed_group(document) == group);
        of_kind.map(|a| evidence.of(*a).points + 2 * evidence.of(*a).deeds).sum()
    };
    let first = |list: &[Actor]| {
        let of_kind = list.iter().filter(|a| !a.is_armed_group(document));
        of_kind.map(|a| evidence.of(*a).first).min().unwrap_or(usize::MAX)
    };
    let peers = weigh(&sides.b, false) > weigh(&sides.b, true) && weigh(&sides.b, true) > 0;
    if states(&sides.b) && !states(&sides.a) || peers && first(&sides.b) < first(&sides.a) {
        std::mem::swap(&mut sides.a, &mut sides.b);
    }
    sides.rebels_b = sides.b[0].is_armed_group(document) && !sides.a[0].is_armed_group(document);
}

impl Decider<'_, '_> {
    /// Organisations that only speak, help or keep the peace.
    fn aloof(standing: &Standing) -> bool {
        standing.mediates > standing.deeds
    }

    /// Who stands behind an order.
    fn candidate(&self, order: u64) -> Option<&Candidate> {
        let at = self.actors.binary_search_by_key(&order, |(order, _)| *order).ok()?;
        self.actors.get(at).map(|(_, candidate)| candidate)
    }

    /// The strongest pair, side A first. Only those between whom something stands, in the text or in the tables, can be one.
    fn pair(&self) -> Option<(Actor, Actor)> {
        let mut best: Option<(_, Candidate, Candidate)> = None;
        let told = self.evidence.pairs().map(|(pair, _)| pair);
        for pair in told.chain(self.prior.pairs()) {
            let (Some(a), Some(b)) = (self.candidate(pair.0), self.candidate(pair.1)) else { continue };
            let score = self.score(a, b, self.evidence.edge_of(pair), self.prior.of_pair(pair));
            // Of equals those named first, then those first among actors.
            let rank = (score, Reverse(a.standing.first.min(b.standing.first)), Reverse(pair));
            if score > 0 && best.is_none_or(|(best, ..)| rank > best) {
                best = Some((rank, *a, *b));
            }
        }
        let (_, a, b) = best?;
        let swap = match (a.armed, b.armed) {
            (false, true) => false,
            (true, false) => true,
            _ => b.standing.first < a.standing.first,
        };
        Some(if swap { (b.actor, a.actor) } else { (a.actor, b.actor) })
    }

    fn score(&self, a: &Candidate, b: &Candidate, edge: Edge, prior: i32) -> i32 {
        let (x, y) = (&a.standing, &b.standing);
        // Who is only spoken of takes no part in the war that the tables know.
        let present = |c: &Candidate| {
            let s = &c.standing;
            s.organs || s.deeds > 0 || s.suffered > 0 && c.armed
        };
        let prior = if edge.deeds > 0 || present(a) && present(b) { prior } else { 0 };
        // An organisation of states that has no troops here and is in no known war speaks of this one.
        let civil = |c: &Candidate| !c.armed && matches!(c.actor, Actor::Group(_)) && !c.standing.forces;
        if prior <= 0 && (civil(a) || civil(b)) {
            return 0;
        }
        // Words alone make no war, nor does the table for two who do nothing here: but an armed group and its state in an
        // article about harm are no chance.
        let armed = a.armed != b.armed && (x.forces || y.forces);
        // Who does or suffers deeds of war in this article.
        let active = |s: &Standing| s.deeds > 0 || s.suffered > 0;
        let told = active(x) || active(y) || self.harm && (edge.blame > 0 || armed && x.points.min(y.points) > 1);
        let fought = edge.deeds >= weight::FOUGHT || prior > 0 && (edge.deeds > 0 || told);
        if !fought || edge.hostile() + prior <= 0 {
            return 0;
        }
        let doers = (x.deeds + x.suffered).min(y.deeds + y.suffered).min(weight::SALIENCE);
        let known = x.points.min(y.points).min(weight::SALIENCE);
        // Those without a name are only the enemy where nobody has one.
        let known = match (a.actor, b.actor) {
            (Actor::Other(_), _) | (_, Actor::Other(_)) => known - weight::UNNAMED,
            _ => known,
        };
        let home = |x: Actor| matches!(x, Actor::State(code) if self.home == Some(code));
        let at_home = if home(a.actor) || home(b.actor) { weight::HOME } else { 0 };
        at_home + weight::TEXT * edge.hostile().min(weight::ENOUGH) + weight::TABLES * prior + doers + known
    }

    /// Many wars side by side: the strongest pairs have no actor in common.
    fn ticker(&self) -> bool {
        let mut countries: Vec<&str> = Vec::new();
        let (mut all, mut most) = (0, 0);
        for (_, group) in self.actors.iter().filter(|(_, candidate)| candidate.armed) {
            let points = group.standing.points;
            all += points;
            most = most.max(points);
            countries.extend(group.actor.own_state(self.document));
        }
        crate::order::by_key(&mut countries, |country| crate::order::code(country));
        countries.dedup();
        if countries.len() >= weight::COUNTRIES && 3 * most < all {
            return true;
        }
        let mut pairs: Vec<(i32, (u64, u64))> = self
            .evidence
            .pairs()
            .filter(|(_, edge)| edge.hostile() >= weight::STRONG)
            .map(|(pair, edge)| (edge.hostile(), pair))
            .collect();
        // Pairs come in the order of their actors, which breaks ties.
        let descending = |score: i32| crate::order::descending(usize::try_from(score).unwrap_or(0));
        crate::order::by_key(&mut pairs, |(score, _)| descending(*score) as u64);
        if pairs.first().map_or(0, |(score, _)| *score) > 4 * weight::STRONG {
            return false;
        }
        let mut taken: Vec<u64> = Vec::new();
        for (_, (a, b)) in &pairs {
            let linked = |x: u64| {
                taken.iter().any(|&t| {
                    let pair = (t.min(x), t.max(x));
                    t == x || self.evidence.edge_of(pair).hostile() != 0 || self.prior.of_pair(pair) != 0
                })
            };
            if !linked(*a) && !linked(*b) {
                taken.extend([*a, *b]);
                if taken.len() >= 2 * weight::TICKER {
                    return true;
                }
            }
        }
        false
    }

    /// The state whose forces, police or officials are attacked by nobody known.
    fn attacked(&self) -> Option<&'static str> {
        let violent = (0..self.document.len().min(LOOK)).any(|t| self.document.is_any(t, WAR_WORDS));
        if !violent {
            return None;
        }
        self.actors
            .iter()
            .filter_map(|(_, candidate)| match candidate.actor {
                Actor::State(code) => Some((candidate.standing, code)),
                _ => None,
            })
            .filter(|(standing, _)| {
                standing.suffered + standing.deeds > 0
                    && standing.points > 1
                    && standing.organs
                    && !Self::aloof(standing)
            })
            .max_by_key(|(standing, code)| {
                let home = i32::from(self.home == Some(code));
                (standing.points + standing.suffered + 2 * home, Reverse(standing.first))
            })
            .map(|(_, code)| code)
    }

    /// Puts the others where they lean, the clearest first.
    fn join(&self, sides: &mut SidesOf) {
        let mut rest: Vec<Leaning> = self
            .actors
            .iter()
            .map(|(order, candidate)| Leaning::new(*candidate, *order))
            .filter(|leaning| !sides.a.contains(&leaning.actor) && !sides.b.contains(&leaning.actor))
            .collect();
        crate::order::by_key(&mut rest, |leaning| leaning.standing.first as u64);
        sides.a.iter().for_each(|member| self.see(&mut rest, *member, -1));
        sides.b.iter().for_each(|member| self.see(&mut rest, *member, 1));
        while let Some((index, lean)) = rest
            .iter()
            .enumerate()
            .filter_map(|(i, leaning)| Some((i, self.lean(leaning, sides)?)))
            .max_by_key(|(i, lean)| (lean.abs(), Reverse(*i)))
        {
            let actor = rest.remove(index).actor;
            if lean > 0 {
                sides.a.push(actor);
                self.see(&mut rest, actor, -1);
            } else {
                sides.b.push(actor);
                self.see(&mut rest, actor, 1);
            }
        }
    }

    /// Adds what stands between everybody and a member of a side: side A (`sign` -1) or B (1).
    fn see(&self, rest: &mut [Leaning], member: Actor, sign: i32) {
        let order = member.order();
        let state = member.own_state(self.document).filter(|_| member.is_armed_group(self.document));
        for leaning in rest {
            let pair = (leaning.order.min(order), leaning.order.max(order));
            let (edge, prior) = (self.evidence.edge_of(pair), self.prior.of_pair(pair));
            leaning.text += sign * edge.hostile().clamp(-8, 8);
            leaning.deeds += sign * (edge.deeds - edge.friends).clamp(-8, 8);
            leaning.tables += sign * prior.clamp(-8, 8);
            leaning.beside |= edge.friends > 0;
            leaning.allied[usize::from(sign > 0)] |= edge.friends > 0 || prior < 0;
            leaning.local[usize::from(sign > 0)] |= matches!(leaning.actor, Actor::State(code) if state == Some(code));
        }
    }

    /// How clearly somebody leans to side A (positive) or B; `None` where not clearly enough to join.
    fn lean(&self, leaning: &Leaning, sides: &SidesOf) -> Option<i32> {
        let Leaning { actor, standing, text, deeds, tables, beside, local, allied, .. } = *leaning;
        let lean = text + tables;
        if lean.abs() < weight::JOINS || Self::aloof(&standing) {
            return None;
        }
        let local = local[usize::from(lean > 0)];
        let same_way = |x: i32| x != 0 && (x > 0) == (lean > 0);
        // Its forces are here, and it is known to fight here.
        let known = same_way(tables) && tables.abs() >= weight::KNOWN;
        let fights = standing.deeds > 0 || standing.forces && (standing.suffered > 0 || beside || known);
        let joins = match actor {
            // Rebels without a name belong to a war against rebels.
            Actor::Other(_) if !sides.b.first().is_some_and(|b| b.is_armed_group(self.document)) => {
                deeds.abs() >= weight::FOUGHT
            }
            // An armed group fights; beside a state only where something says that they are friends.
            _ if leaning.armed => {
                let host = if lean > 0 { &sides.a } else { &sides.b };
                host.first().is_some_and(|h| h.is_armed_group(self.document)) || allied[usize::from(lean < 0)]
            }
            Actor::State(_) => {
                // The war is fought in its country: against its own rebels, or at home.
                let fights = fights || local && (standing.forces || standing.suffered > 0);
                (fights && (same_way(deeds) || same_way(tables)))
                    || (local && same_way(tables) && text.signum() != -lean.signum())
            }
            // Peacekeepers fight where the article says so more than once, not because they are there.
            _ if actor.record(self.document).is_some_and(|p| p.affiliation == ["UNO"]) => {
                standing.deeds > 0 && same_way(deeds) && deeds.abs() > weight::FOUGHT
            }
            // A coalition or mission, where it does deeds against somebody or is known to fight there.
            _ => standing.deeds > 0 && same_way(deeds) || same_way(tables),
        };
        joins.then_some(lean)
    }
}

/// What stands between somebody and the members of both sides so far; points for side A are positive.
#[derive(Clone, Copy)]
struct Leaning {
    actor: Actor,
    /// See [`Actor::order`].
    order: u64,
    standing: Standing,
    armed: bool,
    text: i32,
    deeds: i32,
    tables: i32,
    /// A friend of a member.
    beside: bool,
    /// A member of side A, of side B fights in its country.
    local: [bool; 2],
    /// A friend or ally of somebody on side A, on side B.
    allied: [bool; 2],
}

impl Leaning {
    fn new(candidate: Candidate, order: u64) -> Leaning {
        let Candidate { actor, standing, armed } = candidate;
        Leaning {
            actor,
            order,
            standing,
            armed,
            text: 0,
            deeds: 0,
            tables: 0,
            beside: false,
            local: [false; 2],
            allied: [false; 2],
        }
    }
}
