//! For whom persons and fighters act, where the words around them say more than their country: "rebel commander X", "X, a
//! spokesman for the insurgents", "troops loyal to Y". A rebel belongs to his state and stands against it, so only the
//! actors change here, never the affiliation.

use super::{Actor, SidesOf};
use crate::casualties::Found;
use crate::discourse::coreference::Party;
use crate::lexicon::class;
use crate::model::{MentionType, PartyKind, Side, Str};
use crate::parties::Few;
use crate::syntax::Syntax;
use crate::text::{Document, Words};
use crate::words;
use std::collections::BTreeMap;
use std::ops::Range;

/// Tokens of an apposition that are looked at.
const APPOSITION: usize = 16;
/// Mentions in which the group of an apposition is looked for.
const NEXT: usize = 3;

/// Who fights the state, as title or attribute.
static REBELS: &Words = words![
    "rebel",
    "rebels",
    "insurgent",
    "insurgents",
    "guerrilla",
    "guerrillas",
    "guerilla",
    "militant",
    "militants",
    "separatist",
    "separatists",
    "secessionist",
    "mutinous",
    "mutineers",
    "renegade",
    "rebellious",
    "putschist",
    "putschists",
    "jihadist",
    "terrorist",
    "terrorists",
    "resistance",
];

/// Units that only states have.
static REGULARS: &Words = words!["regiment", "battalion", "fusiliers", "squadron", "carabineers", "hussars", "lancers"];

/// Gives rebels' persons and forces to the rebels. `home`: code of the country that the article is about.
pub fn settle(document: &Document, syntax: &Syntax, parties: &mut [Party], home: Option<&'static str>) {
    let mut persons: BTreeMap<Str, Few<Actor>> = BTreeMap::new();
    for party in parties.iter_mut().filter(|p| p.kind == PartyKind::ArmedGroup) {
        let ([Actor::Other(_)], Some(home)) = (&party.actors[..], home) else { continue };
        let tokens = party.mention.tokens.range();
        if tokens.clone().any(|t| document.is(t, "ethnic")) {
            // "ethnic Albanian rebels" fight the state in which they live.
            party.actors = Few::One(Actor::Other(home));
        } else if tokens.clone().any(|t| document.is_any(t, REGULARS)) && !tokens.clone().any(|t| is_rebel(document, t))
        {
            party.actors = Few::One(Actor::State(home));
        }
    }
    if let Some(home) = home {
        mutineers(document, parties, home);
    }
    for index in 0..parties.len() {
        let party = &parties[index];
        // Nouns are resolved later; rebel troops count as rebels already.
        let unnamed = party.mention.mention_type == MentionType::Nom && party.kind != PartyKind::Military;
        let stately = party.actors.iter().all(|a| matches!(a, Actor::State(_)) && !a.is_armed_group(document));
        let fits = matches!(party.kind, PartyKind::Official | PartyKind::Person | PartyKind::Military);
        if !stately || !fits || unnamed {
            continue;
        }
        let Some(actors) = rebel(document, syntax, parties, index, home) else { continue };
        if let (Some(_), Some(name)) = (&party.mention.person, party.canonical.first()) {
            persons.entry(name.clone()).or_insert_with(|| actors.clone());
        }
        parties[index].actors = actors;
    }
    // What one mention tells of a person holds of all.
    for party in parties.iter_mut().filter(|p| p.mention.person.is_some()) {
        if let Some(actors) = party.canonical.first().and_then(|name| persons.get(name)) {
            party.actors.clone_from(actors);
        }
    }
}

/// Tokens at the head of an article in which a coup is told of.
const HEAD: usize = 90;

/// In an article about a coup, with no armed group in it, soldiers stand against the state that they serve.
fn mutineers(document: &Document, parties: &mut [Party], home: &'static str) {
    let coup = words!["coup", "putsch", "mutiny", "mutinied", "mutinous", "mutineers", "putschists", "junta"];
    let told = (0..HEAD.min(document.len())).any(|t| document.is_any(t, coup));
    if !told || parties.iter().any(|p| p.kind == PartyKind::ArmedGroup) {
        return;
    }
    for party in parties.iter_mut().filter(|p| p.kind == PartyKind::Military) {
        let own = party.actors.iter().all(|a| matches!(a, Actor::State(code) if *code == home));
        let loyal = party.mention.tokens.range().any(|t| document.is_any(t, words!["loyal", "loyalist", "government"]));
        if own && !loyal {
            party.actors = Few::One(Actor::Other(home));
        }
    }
}

/// The rebels for whom a mention acts, where its title or apposition calls it theirs.
fn rebel(
    document: &Document,
    syntax: &Syntax,
    parties: &[Party],
    index: usize,
    home: Option<&'static str>,
) -> Option<Few<Actor>> {
    let party = &parties[index];
    let tokens = &party.mention.tokens;
    let is_rebel = |t: usize| is_rebel(document, t);
    let title = tokens.start()..party.mention.person.as_ref().map_or(tokens.end(), |name| name.start());
    let code = party.actors.iter().find_map(|a| match a {
        Actor::State(code) => Some(*code),
        _ => None,
    });
    let unnamed = || code.or(home).map(|code| Few::One(Actor::Other(code)));
    if title.clone().any(is_rebel) {
        return unnamed();
    }
    party.mention.person.as_ref()?;
    // "named the bomber as X".
    if document.is(tokens.start().wrapping_sub(1), "as")
        && (tokens.start().saturating_sub(5)..tokens.start()).any(|t| {
            document.is_any(t, words!["bomber", "bombers", "attacker", "attackers", "gunman", "gunmen", "hijacker"])
        })
    {
        return unnamed();
    }
    // "the Y of General X": he leads it.
    let before = index.checked_sub(1).map(|i| &parties[i]);
    if let Some(group) = before.filter(|p| p.kind == PartyKind::ArmedGroup && !p.actors.is_empty()) {
        let gap = group.mention.tokens.end()..tokens.start();
        let led = gap.len() <= 4 && gap.clone().any(|t| document.is(t, "of"));
        if led && gap.clone().all(|t| document.is_any(t, words!["of", "the", ")"])) {
            return Some(group.actors.clone());
        }
    }
    // "The rebel leader, X".
    if document.is(tokens.start().wrapping_sub(1), ",") {
        let from = document.sentence_of(tokens.start()).start.max(tokens.start().saturating_sub(6));
        let before = from..tokens.start() - 1;
        let nominal = before.clone().all(|t| syntax.verb_group_at(t).is_none() && !document.is(t, ","));
        let close = before.rev().take(4).any(is_rebel);
        if nominal && close {
            return unnamed();
        }
    }
    let apposition = apposition(document, syntax, tokens.end())?;
    if !apposition.clone().any(is_rebel) {
        return None;
    }
    // "X, a commander with the rebel group, the Y": the group has a name.
    let named = parties[index + 1..]
        .iter()
        .take(NEXT)
        .take_while(|p| p.mention.tokens.start() < apposition.end)
        .find(|p| p.kind == PartyKind::ArmedGroup && !p.actors.is_empty());
    named.map(|p| p.actors.clone()).or_else(unnamed)
}

/// The apposition behind a name, up to its last comma: "X, a commander with the rebel group, the Y, said".
fn apposition(document: &Document, syntax: &Syntax, end: usize) -> Option<Range<usize>> {
    if !document.is(end, ",") {
        return None;
    }
    let limit = document.sentence_of(end).end.min(end + APPOSITION);
    let stop = (end + 1..limit).find(|t| syntax.verb_group_at(*t).is_some() || document.is_any(*t, words![".", ";"]));
    let stop = stop.unwrap_or(limit);
    let close = (end + 2..=stop).rev().find(|t| document.is_any(*t, words![",", ".", ";"]))?;
    Some(end + 1..close)
}

/// Gives those who were resolved with the nouns to the side of which the words tell: "troops loyal to Y", "rebel forces",
/// "the enemy", and soldiers who are killed by the other side.
pub fn follow(
    document: &Document,
    parties: &mut [Party],
    sides: &SidesOf,
    casualties: &Found,
    home: Option<&'static str>,
) {
    if let Some(home) = home {
        mutineers(document, parties, home);
    }
    for index in 0..parties.len() {
        let party = &parties[index];
        let tokens = party.mention.tokens.range();
        if party.mention.mention_type == MentionType::Nam && party.mention.person.is_some() {
            continue;
        }
        let kind = party.kind;
        let fighters = matches!(kind, PartyKind::Military | PartyKind::ArmedGroup | PartyKind::Police);
        if tokens.clone().any(|t| document.is(t, "enemy")) {
            if let Some(side) = speaker_side(document, parties, index, sides, casualties) {
                join(document, &mut parties[index], other(side), sides);
            }
        } else if fighters && party.mention.mention_type == MentionType::Nom {
            if let Some(leader) = followed(document, parties, index) {
                parties[index].actors = parties[leader].actors.clone();
            } else if let (PartyKind::Military, true, Some(home)) =
                (kind, tokens.clone().any(|t| is_rebel(document, t)), home)
            {
                parties[index].actors = Few::One(Actor::Other(home));
            }
        }
    }
    for mention in &casualties.casualties {
        let Some(victims) = &mention.victims else { continue };
        let armed = |p: &Party| {
            matches!(p.kind, PartyKind::Military | PartyKind::ArmedGroup | PartyKind::Police | PartyKind::State)
        };
        let meeting = |range: &Range<usize>| {
            let first = parties.partition_point(|p| p.mention.tokens.end() <= range.start);
            (first..(first + NEXT).min(parties.len()))
                .take_while(|i| parties[*i].mention.tokens.start() < range.end)
                .find(|i| armed(&parties[*i]))
        };
        let Some(victim) = meeting(victims) else { continue };
        // "its soldiers" have an owner; those without a name or an owner are the other's, and the loser's own.
        let party = &parties[victim];
        let open = party.mention.mention_type == MentionType::Nom && party.mention.determiner.is_none();
        if !open || !matches!(party.kind, PartyKind::Military | PartyKind::Police) {
            continue;
        }
        let agent = mention.agent.as_ref().and_then(meeting).filter(|a| *a != victim);
        let side = if document.word_sense(mention.trigger.start, class::V_LOSE).is_some() {
            speaker_side(document, parties, victim, sides, casualties)
        } else {
            agent.and_then(|a| sides.of_party(document, &parties[a])).map(other)
        };
        let now = sides.of_party(document, party);
        if let (Some(side @ (Side::A | Side::B)), true) = (side, now.is_some() && now != side) {
            join(document, &mut parties[victim], side, sides);
        }
    }
}

fn other(side: Side) -> Side {
    match side {
        Side::A => Side::B,
        Side::B => Side::A,
        Side::Both => Side::Both,
    }
}

/// Puts a mention beside the first of a side, where that is a state; with a group the soldiers' country stays open.
fn join(document: &Document, party: &mut Party, side: Side, sides: &SidesOf) {
    let list = if side == Side::A { &sides.a } else { &sides.b };
    let Some(actor) = list.first() else { return };
    party.actors = Few::One(*actor);
    if let (Actor::State(code), Some(name)) = (actor, actor.name(document)) {
        party.affiliation = Few::One((*code).into());
        let name = if party.kind == PartyKind::Military { format!("Armed Forces of {name}") } else { name };
        party.canonical = Few::One(name.into());
    }
}

/// The side of the one who speaks of "the enemy": the first of the sentence or, without one, of the sentence before.
fn speaker_side(
    document: &Document,
    parties: &[Party],
    index: usize,
    sides: &SidesOf,
    casualties: &Found,
) -> Option<Side> {
    let sentence = document.sentence_index(parties[index].mention.tokens.start());
    let of = |number: usize| {
        let range = document.sentence(number);
        let from = parties.partition_point(|p| p.mention.tokens.start() < range.start);
        let losses = &casualties.casualties;
        let harm = losses.partition_point(|c| c.tokens.start < range.start);
        // Not those who are harmed, like the enemy.
        let harmed = |p: &Party| {
            losses[harm..].iter().take_while(|c| c.tokens.start < range.end).any(|c| {
                let victims = c.victims.as_ref().unwrap_or(&c.tokens);
                victims.start < p.mention.tokens.end() && p.mention.tokens.start() < victims.end
            })
        };
        parties[from..index]
            .iter()
            .take_while(|p| p.mention.tokens.start() < range.end)
            .filter(|p| !harmed(p))
            .find_map(|p| sides.of_party(document, p).filter(|s| matches!(s, Side::A | Side::B)))
    };
    of(sentence).or_else(|| of(sentence.checked_sub(1)?))
}

/// The leader whom fighters without a name of their own follow.
fn followed(document: &Document, parties: &[Party], index: usize) -> Option<usize> {
    let end = parties[index].mention.tokens.end();
    let leader = parties.get(index + 1)?;
    let follows = document.is_any(end, words!["loyal", "faithful", "belonging", "answering", "sympathetic"])
        && document.is(end + 1, "to")
        || document.is_any(end, words!["led", "commanded", "headed"]) && document.is(end + 1, "by");
    let near = (end + 2..end + 5).contains(&leader.mention.tokens.start());
    let fits =
        leader.actors.len() == 1 && !matches!(leader.kind, PartyKind::Media | PartyKind::Population | PartyKind::Ngo);
    (follows && near && fits).then_some(index + 1)
}

fn is_rebel(document: &Document, token: usize) -> bool {
    let before = token.wrapping_sub(1);
    document.is_any(token, REBELS) && !document.is_any(before, words!["-", "anti", "former"])
}
