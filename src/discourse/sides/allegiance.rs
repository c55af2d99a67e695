//! For whom persons and fighters act, where the words around them say more than their country: "rebel commander X", "X, a
//! spokesman for the insurgents", "troops loyal to Y". A rebel belongs to his state and stands against it, so only the
//! actors change here, never the affiliation.

use super::Actor;
use crate::discourse::coreference::Party;
use crate::model::{MentionType, PartyKind};
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

/// Gives rebels' persons and forces to the rebels. `home`: code of the country that the article is about.
pub fn settle(document: &Document, syntax: &Syntax, parties: &mut [Party], home: Option<&'static str>) {
    let mut persons: BTreeMap<String, Vec<Actor>> = BTreeMap::new();
    for index in 0..parties.len() {
        let party = &parties[index];
        let unnamed = party.mention.mention_type == MentionType::Nom;
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

/// The rebels for whom a mention acts, where its title or apposition calls it theirs.
fn rebel(
    document: &Document,
    syntax: &Syntax,
    parties: &[Party],
    index: usize,
    home: Option<&'static str>,
) -> Option<Vec<Actor>> {
    let party = &parties[index];
    let tokens = &party.mention.tokens;
    let is_rebel = |t: usize| {
        document.is_any(t, REBELS) && !document.is(t.wrapping_sub(1), "-") && !document.is_any(t.wrapping_sub(1), words!["anti", "former"])
    };
    let title = tokens.start..party.mention.person.as_ref().map_or(tokens.end, |name| name.start);
    let code = party.actors.iter().find_map(|a| match a {
        Actor::State(code) => Some(*code),
        _ => None,
    });
    let unnamed = || code.or(home).map(|code| vec![Actor::Other(code)]);
    if title.clone().any(is_rebel) {
        return unnamed();
    }
    if party.mention.person.is_none() {
        return None;
    }
    // "The rebel leader, X".
    if document.is(tokens.start.wrapping_sub(1), ",") {
        let from = document.sentence_of(tokens.start).start.max(tokens.start.saturating_sub(6));
        let before = from..tokens.start - 1;
        let nominal = before.clone().all(|t| syntax.verb_group_at(t).is_none() && !document.is(t, ","));
        let close = before.rev().take(4).any(is_rebel);
        if nominal && close {
            return unnamed();
        }
    }
    let apposition = apposition(document, syntax, tokens.end)?;
    if !apposition.clone().any(is_rebel) {
        return None;
    }
    // "X, a commander with the rebel group, the Y": the group has a name.
    let named = parties[index + 1..]
        .iter()
        .take(NEXT)
        .take_while(|p| p.mention.tokens.start < apposition.end)
        .find(|p| p.kind == PartyKind::ArmedGroup && !p.actors.is_empty());
    named.map(|p| p.actors.clone()).or_else(unnamed)
}

/// The apposition behind a name: up to the verb, past one comma.
fn apposition(document: &Document, syntax: &Syntax, end: usize) -> Option<Range<usize>> {
    if !document.is(end, ",") || !document.is_any(end + 1, words!["a", "an", "the", "one", "who", "whose", "leader"]) {
        return None;
    }
    let limit = document.sentence_of(end).end.min(end + APPOSITION);
    let stop = (end + 2..limit).find(|t| syntax.verb_group_at(*t).is_some()).unwrap_or(limit);
    Some(end + 1..stop)
}

/// "troops loyal to Y", "militiamen led by Y": fighters without a name of their own are on the side of the one they follow.
pub fn followers(document: &Document, parties: &mut [Party]) {
    for index in 0..parties.len().saturating_sub(1) {
        let (party, leader) = (&parties[index], &parties[index + 1]);
        let end = party.mention.tokens.end;
        let fighters = matches!(party.kind, PartyKind::Military | PartyKind::ArmedGroup | PartyKind::Police);
        if !fighters
            || party.mention.mention_type == MentionType::Nam
            || leader.actors.len() != 1
            || matches!(leader.kind, PartyKind::Media | PartyKind::Population | PartyKind::Ngo)
        {
            continue;
        }
        let to = leader.mention.tokens.start;
        let follows = document.is_any(end, words!["loyal", "faithful", "belonging", "answering", "sympathetic"])
            && document.is(end + 1, "to")
            || document.is_any(end, words!["led", "commanded", "headed"]) && document.is(end + 1, "by");
        if follows && (end + 2..end + 5).contains(&to) {
            parties[index].actors = parties[index + 1].actors.clone();
        }
    }
}
