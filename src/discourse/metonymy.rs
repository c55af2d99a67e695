//! Whether a toponym that stands alone is a party: who acts, speaks, decides or suffers; or where.
//!
//! The words around it decide, strongest first: the preposition that governs it (for a list, that of the list), the noun
//! that it possesses or modifies, the verb whose subject or object it is. Verbs and nouns speak by their classes, so the
//! decision carries to words that no example has.

use super::metonymy_words::{
    AFFAIRS, APPEALS, ATTACKS, ATTITUDES, BETWEEN_STATES, COMPANY, DECIDES, GIVEN, GIVES, HAD_BY_A_PLACE,
    HAPPENS_THERE, LETS, MOVED, OF_LAND, OF_PARTY, PARTNER, PARTNERS, PLACE_SUBJECT, PLAY, RECEIVED, SPORT, STATES,
    TRAVEL, WHERE,
};
use crate::lexicon::{class, Class};
use crate::parties::{Mention, Name};
use crate::syntax::{Function, Syntax, Tag, Voice};
use crate::text::{Document, Kind, Words};
use crate::words;
use std::ops::Range;

/// True when the toponym is used for its government, army or people.
pub fn acts(document: &Document, syntax: &Syntax, mention: &Mention) -> bool {
    let Some(origin) = mention.origins.first() else { return false };
    let (start, end) = (origin.start(), origin.end());
    let is_country = matches!(origin.name, Name::Country(_));
    if matches!(origin.name, Name::Adjective(_)) {
        return !(start > 0 && document.is(start - 1, "in") && !document.is_word(end));
    }
    if origin.relation.is_some() {
        return true;
    }
    let head = list_start(document, start, finite(document, syntax, end));
    let before = head.checked_sub(1);
    let according = before.is_some_and(|p| document.is(p, "to") && p > 0 && document.is(p - 1, "according"));
    if according || in_company(document, head, end) || paired(document, start, end) {
        return true;
    }
    if let Some(member) = before.and_then(|p| member_of_states(document, p)) {
        return member;
    }
    if !is_country {
        return town_acts(document, syntax, start, end, before, &origin.name);
    }
    // "LOPEZ (Chile) said": the state that a delegate speaks for.
    if delegates(document, syntax, start, end) {
        return true;
    }
    // "wants Russia to play a part", "spoke of Turkey assuming": the subject of what follows.
    if controls(document, start, end, before)
        || appealed_to(document, start, end, before)
        || apposed_partner(document, start, before)
    {
        return true;
    }
    if let Some(decided) = before.and_then(|p| by_preposition(document, syntax, p)) {
        // "over the US attempts to …": after a preposition no subject can stand, so what looks like its verb is a noun.
        let governed_deed = start > 0
            && document.is(start - 1, "the")
            && document.word_sense(end, class::VERB_S).is_some()
            && document.is(end + 1, "to");
        if governed_deed {
            return true;
        }
        // "600,000 in Tanzania refuse to return": right behind the preposition, before what may be a verb.
        let verb_like = document.word_senses(end).any(|s| matches!(s.class, class::VERB_BASE | class::VERB_S));
        if !decided && !origin.possessive && before == start.checked_sub(1) && verb_like && document.is(end + 1, "to") {
            return false;
        }
        // "in Azerbaijan's offensive": what X possesses weighs more than the preposition before the whole.
        if !origin.possessive && !modifies(document, syntax, end) {
            return decided;
        }
    }
    if origin.possessive {
        // "Syria's Idlib": a place within it.
        let place =
            document.senses(end + 1).any(|(s, _)| s.class == class::PLACE) && !document.has(end + 1, class::PARTY_HEAD);
        return !place && !land(document, syntax, end + 1);
    }
    if modifies(document, syntax, end) {
        return !land(document, syntax, end) && !time_or_thing(document, syntax, end);
    }
    // "Sarmada, Syria,": the country of a town, whatever follows.
    if before.is_some_and(|p| document.is(p, ",") && p > 0 && head == start && town_before(document, p))
        && (document.is(end, ",") || document.is(end, ".") || document.is(end, "(") || !finite(document, syntax, end))
    {
        return false;
    }
    by_verb(document, syntax, head..start, end, before)
}

/// A country alone in brackets, a person's name before it, what he says behind it.
fn delegates(document: &Document, syntax: &Syntax, start: usize, end: usize) -> bool {
    let bracket = start.checked_sub(1).filter(|b| *b > 0 && document.is(*b, "(") && document.is(end, ")"));
    bracket.is_some_and(|b| {
        let name = document.tokens[b - 1].capitalised() && !town_before(document, b) || document.is_capitalised(b - 1);
        let says = document.is(end + 1, ",") && document.word_sense(end + 2, class::VERB_ING).is_some();
        name && (says || finite(document, syntax, end + 1))
    })
}

/// "warned Jakarta to end the violence", "demanded that Moscow stop", "spoke of Turkey assuming the duty".
fn controls(document: &Document, start: usize, end: usize, before: Option<usize>) -> bool {
    let Some(p) = before else { return false };
    let base = |t: usize| document.word_sense(t, class::VERB_BASE).is_some();
    let verb = document.word_senses(p).any(|s| {
        matches!(s.class, class::VERB_BASE | class::VERB_S | class::VERB_PAST | class::VERB_PP | class::VERB_ING)
    });
    if verb && start == p + 1 && document.is(end, "to") && base(end + 1) {
        let moves = any_class(document, p, &[class::V_MOVE, class::V_ATTACK, class::V_SEIZE, class::V_CONTROL])
            || document.is_any(p, WHERE)
            || document.is_any(p, words!["left", "leave", "leaving", "using", "used"]);
        return !moves && !document.has(p, class::PREPOSITION);
    }
    // "helped Uganda train its pilots", "let Iran keep the fuel"
    if start == p + 1 && document.is_any(p, LETS) && base(end) && !document.has(end, class::PREPOSITION) {
        return true;
    }
    document.is(p, "of") && document.word_sense(end, class::VERB_ING).is_some() && !document.is(end, "during")
}

/// "no request by the court to Oregon to send its guard"
fn appealed_to(document: &Document, start: usize, end: usize, before: Option<usize>) -> bool {
    let Some(to) = before.filter(|p| document.is(*p, "to") && p + 1 == start) else { return false };
    document.is(end, "to")
        && document.word_sense(end + 1, class::VERB_BASE).is_some()
        && (to.saturating_sub(6)..to).any(|t| document.is_any(t, APPEALS))
}

/// ", Oman," behind "an ally in the Gulf".
fn apposed_partner(document: &Document, start: usize, before: Option<usize>) -> bool {
    let Some(comma) = before.filter(|p| document.is(*p, ",") && p + 1 == start) else { return false };
    let close = (comma.saturating_sub(5)..comma).rev();
    close
        .take_while(|t| document.is_word(*t) && !document.word_senses(*t).any(|s| s.class == class::VERB_PAST))
        .any(|t| document.is_any(t, PARTNER))
}

/// "the U.S. and its allies", "the army and Russia": beside a party stands a party.
fn in_company(document: &Document, head: usize, end: usize) -> bool {
    if document.is(end, "and") && document.is_any(end + 1, words!["its", "their", "the"]) {
        let its = !document.is(end + 1, "the");
        if its && (end + 2..end + 4).any(|t| document.is_any(t, COMPANY)) {
            return true;
        }
    }
    head >= 2
        && document.is(head - 1, "and")
        && document.is_any(head - 2, words!["government", "army", "regime", "military"])
}

/// "Ankara-Baghdad ties", "Israel-Syrian talks".
fn paired(document: &Document, start: usize, end: usize) -> bool {
    let joins = |t: usize| document.is_any(t, words!["-", "–", "/"]);
    let states = |t: usize| {
        document.has(t, class::COUNTRY) || document.has(t, class::PLACE) || document.has(t, class::DEMONYM_ADJ)
    };
    if joins(end) && states(end + 1) {
        let other = document.sense(end + 1, class::COUNTRY).or_else(|| document.sense(end + 1, class::PLACE));
        let after = other.map_or(end + 2, |(after, _)| after);
        return (after..after + 2).any(|t| document.is_any(t, BETWEEN_STATES));
    }
    start >= 2 && joins(start - 1) && states(start - 2) && (end..end + 2).any(|t| document.is_any(t, BETWEEN_STATES))
}

/// "nations that took part include X and Y": a party, unless something happens in those nations.
fn member_of_states(document: &Document, before: usize) -> Option<bool> {
    let as_such = document.is(before, "as") && before > 0 && document.is(before - 1, "such")
        || document.is(before, "them") && before > 0 && document.is(before - 1, "among");
    if !as_such && !document.is_any(before, words!["include", "includes", "included", "including"]) {
        return None;
    }
    let from = document.sentence_of(before).start.max(before.saturating_sub(16));
    let states = (from..before).rev().find(|t| document.is_any(*t, STATES))?;
    let near = states.saturating_sub(4)..states;
    Some(!near.clone().any(|t| document.is_any(t, words!["in", "across", "from", "throughout", "within", "to"])))
}

/// A name of a place ends right before the comma.
fn town_before(document: &Document, comma: usize) -> bool {
    document.has(comma - 1, class::PLACE)
        || document.edges_to(comma - 1).any(|e| e.sense.class == class::PLACE)
        || (document.tokens[comma - 1].capitalised() && document.senses(comma - 1).next().is_none())
}

/// Lists of places are followed over so many members.
const LONGEST_LIST: usize = 16;

/// The first token of a list of toponyms that the one at `start` belongs to, articles and compass words skipped;
/// `subject`: a finite verb follows the toponym.
fn list_start(document: &Document, start: usize, subject: bool) -> usize {
    let mut at = start;
    for _ in 0..LONGEST_LIST {
        while at > 0
            && (document.is_any(at - 1, words!["the", "both", "neighboring", "neighbouring", "nearby"])
                || document.has(at - 1, class::DIRECTION))
        {
            at -= 1;
        }
        let Some(joint) = at.checked_sub(1).filter(|j| document.is_any(*j, words!["and", ",", "or", "nor"])) else {
            break;
        };
        let joint =
            if document.is(joint, "and") && joint > 0 && document.is(joint - 1, ",") { joint - 1 } else { joint };
        // "imports from China, and China retaliated": a clause of its own.
        if subject && at == start && document.is(joint, ",") && document.is(joint + 1, "and") {
            break;
        }
        let Some(last) = joint.checked_sub(1) else { break };
        let named = |c: Class| c == class::COUNTRY || c == class::PLACE;
        let edge = document.edges_to(last).filter(|e| named(e.sense.class)).map(|e| e.start as usize).min();
        let word = document.word_senses(last).any(|s| named(s.class)).then_some(last);
        // A comma alone joins only where the list goes on with "and".
        match edge.or(word) {
            Some(first)
                if !document.is(joint, ",") || document.is(joint + 1, "and") || list_goes_on(document, joint) =>
            {
                at = first
            }
            _ => break,
        }
    }
    at
}

fn list_goes_on(document: &Document, joint: usize) -> bool {
    let mut at = joint;
    for _ in 0..LONGEST_LIST {
        if document.is_any(at, words!["and", "or"])
            || (document.is(at, ",") && document.is_any(at + 1, words!["and", "or"]))
        {
            let after = at + 1 + usize::from(document.is(at, ","));
            let next = after + usize::from(document.is(after, "the"));
            let named = |s: Class| matches!(s, class::COUNTRY | class::PLACE | class::PARTY);
            return document.senses(next).any(|(s, _)| named(s.class));
        }
        if !document.is(at, ",") {
            return false;
        }
        let next = at + 1 + usize::from(document.is(at + 1, "the"));
        let named =
            document.senses(next).filter(|(s, _)| matches!(s.class, class::COUNTRY | class::PLACE | class::PARTY));
        match named.map(|(_, end)| end).max() {
            Some(end) => at = end,
            None => return false,
        }
    }
    false
}

fn by_preposition(document: &Document, syntax: &Syntax, p: usize) -> Option<bool> {
    let word = |list: &Words| p > 0 && document.is_any(p - 1, list);
    if document.is(p, "at") && word(words!["aim", "aimed", "directed", "anger", "angry", "furious", "outrage"]) {
        return Some(true);
    }
    if document.is_any(p, words!["toward", "towards"]) && word(ATTITUDES) {
        return Some(true);
    }
    if document.is_any(p, WHERE) {
        return Some(false);
    }
    if document.is(p, "from") {
        // "seized Karabakh from Azerbaijan": whom it was taken from.
        let taken = syntax.governing_verb(p).is_some_and(|v| {
            any_class(document, v.main(), &[class::V_SEIZE, class::V_CAPTURE]) && v.main() + 4 > p.saturating_sub(3)
        });
        return Some(word(GIVEN) || taken);
    }
    if document.is(p, "to") {
        let verb = syntax.governing_verb(p).map(|v| v.main());
        let gives = verb.is_some_and(|v| {
            any_class(document, v, &[class::V_AID, class::V_SUPPORT])
                || (v + 1 == p && any_class(document, v, &[class::V_URGE]))
                || document.is_any(v, GIVES)
        });
        return Some(word(RECEIVED) || gives);
    }
    if document.is(p, "of") {
        // "remain part of Russia", but "on the part of Russia".
        let part = document.is(p - usize::from(p > 0), "part") && !(p >= 3 && document.is(p - 2, "the"));
        return Some(word(OF_PARTY) && !part);
    }
    if document.is(p, "on") {
        return Some(
            word(words![
                "sanctions",
                "pressure",
                "war",
                "embargo",
                "count",
                "relies",
                "reliant",
                "dependent",
                "blame",
                "blamed",
                "blames",
                "imposed",
                "pinned",
                "call",
                "called",
                "calls",
                "influence",
            ]) || any_class(document, p.saturating_sub(1), &[class::V_URGE]),
        );
    }
    if document.is(p, "with") {
        let border = p > 0 && document.is_any(p - 1, words!["border", "borders", "frontier", "boundary"]);
        return Some(!border);
    }
    if document.is(p, "between") {
        let travels = (p.saturating_sub(2)..p).any(|t| document.is_any(t, TRAVEL));
        return Some(
            !travels
                && !(p > 0
                    && document.is_any(
                        p - 1,
                        words![
                            "border", "borders", "frontier", "boundary", "crossing", "line", "road", "located", "lies",
                            "travel", "flights",
                        ],
                    )),
        );
    }
    if document.is(p, "for") {
        return Some(
            !(p > 0
                && document.is_any(
                    p - 1,
                    words![
                        "left", "leave", "leaving", "headed", "bound", "departed", "capital", "heading", "desk", "map"
                    ],
                )),
        );
    }
    if document
        .is_any(p, words!["against", "by", "than", "about", "without", "versus", "unlike", "like", "toward", "despite"])
    {
        return Some(!document.is(p, "despite"));
    }
    if document.is_any(
        p,
        words![
            "enter",
            "entered",
            "entering",
            "leave",
            "left",
            "leaving",
            "reached",
            "visit",
            "visited",
            "visiting",
            "fled",
            "flee",
            "fleeing",
            "bordering",
            "borders",
            "border",
        ],
    ) {
        return Some(false);
    }
    None
}

fn any_class(document: &Document, token: usize, classes: &[Class]) -> bool {
    let signature = document.signature(token);
    classes.iter().any(|class| signature.has(*class)) && document.word_senses(token).any(|s| classes.contains(&s.class))
}

/// A noun follows that the name modifies: "U.S. airstrikes".
fn modifies(document: &Document, syntax: &Syntax, end: usize) -> bool {
    document.is_word(end)
        && matches!(syntax.tag(end), Tag::Noun | Tag::Adjective | Tag::Proper)
        && !finite(document, syntax, end)
        && !document.is_any(end, words!["last", "next", "this", "yesterday", "today", "early", "late"])
        && !document.has(end, class::WEEKDAY)
        && !document.has(end, class::MONTH)
}

fn finite(document: &Document, syntax: &Syntax, at: usize) -> bool {
    let mut at = at;
    if document.is(at, ",") && document.has(at + 1, class::ADVERB) && document.is(at + 2, ",") {
        at += 3;
    }
    while syntax.tag(at) == Tag::Adverb || (document.str(at).ends_with("ly") && document.is_word(at)) {
        at += 1;
    }
    // "Eritrea and Ethiopia on Friday blamed each other"
    if document.is(at, "on") && document.has(at + 1, class::WEEKDAY) {
        at += 2;
    } else if document.is(at, "on") && document.has(at + 1, class::MONTH) {
        at += 3;
    } else if document.has(at, class::WEEKDAY) {
        at += 1;
    }
    while syntax.tag(at) == Tag::Adverb {
        at += 1;
    }
    syntax.verb_group_at(at).is_some_and(|v| {
        v.start as usize == at
            && !matches!(syntax.tag(at), Tag::To)
            && !document.word_sense(at, class::VERB_ING).is_some()
    })
}

/// The head of the noun group at `at` is ground, people or economy.
fn land(document: &Document, syntax: &Syntax, at: usize) -> bool {
    let end = syntax.noun_group_at(at).map_or(at + 1, |g| (g.end as usize).min(at + 5)).max(at + 1);
    // "Nepal's biggest arms supplier", "Ukraine's war effort", "Moscow's so-called war on terror"
    if document.is_any(end - 1, PARTNERS) || wages(document, end - 1) {
        return false;
    }
    (at..end).any(|t| document.has(t, class::GEO_NOUN) || document.has(t, class::PLACE_NOUN))
        || document.is_any(end - 1, OF_LAND)
        || document.is_any(at, OF_LAND)
}

/// "4 p.m. Iraq time", "UK builders", "Algeria restaurant bomb": a name that only says where its noun is.
fn time_or_thing(document: &Document, syntax: &Syntax, at: usize) -> bool {
    let head = syntax.noun_group_at(at).map_or(at, |g| (g.head as usize).clamp(at, at + 3));
    document.is_any(at, HAPPENS_THERE) || document.is_any(head, HAPPENS_THERE)
}

/// What the verb makes of its subject or object; `to` runs from the start of the toponym's list to the toponym.
fn by_verb(document: &Document, syntax: &Syntax, to: Range<usize>, end: usize, before: Option<usize>) -> bool {
    let start = to.end;
    let plural_end = list_end(document, end);
    if finite(document, syntax, plural_end) {
        return subject(document, syntax, plural_end);
    }
    // "the former colonial power, France, has intervened"
    if before.is_some_and(|p| document.is(p, ",")) && document.is(end, ",") && finite(document, syntax, end + 1) {
        return subject(document, syntax, end + 1);
    }
    // "Tajikistan, which borders …"
    if document.is(plural_end, ",") && document.is_any(plural_end + 1, words!["which", "where"]) {
        return document.is(plural_end + 1, "which") && subject(document, syntax, plural_end + 2);
    }
    let clause_verb = syntax.clause_at(start).and_then(|c| syntax.verb_of(c));
    // "thanked Syria and Libya": the second is what the first is.
    let function = match syntax.function_at(start) {
        Function::Free if to.start < start => syntax.function_at(to.start + usize::from(document.is(to.start, "the"))),
        function => function,
    };
    match function {
        Function::Subject => clause_verb.is_some_and(|v| subject(document, syntax, v.start as usize)),
        Function::Object => clause_verb.is_some_and(|v| {
            v.voice == Voice::Active
                && (any_class(
                    document,
                    v.main(),
                    &[
                        class::V_ACCUSE,
                        class::V_URGE,
                        class::V_SUPPORT,
                        class::V_CONDEMN,
                        class::V_AID,
                        class::V_OPPOSE,
                        class::V_DEFEND,
                        class::V_ORDER,
                        class::V_SANCTION,
                        class::V_REPORT,
                        class::V_MEET,
                        class::V_FIGHT,
                    ],
                ) || !any_class(
                    document,
                    v.main(),
                    &[
                        class::V_MOVE,
                        class::V_ATTACK,
                        class::V_SEIZE,
                        class::V_CONTROL,
                        class::V_DESTROY,
                        class::V_DAMAGE,
                        class::V_CAPTURE,
                    ],
                ))
        }),
        _ => before.is_some_and(|p| {
            any_class(document, p, &[class::V_ACCUSE, class::V_URGE, class::V_SUPPORT, class::V_CONDEMN])
                || document.is_any(p, words!["as", "while", "that", "but"]) && finite(document, syntax, plural_end)
        }),
    }
}

/// The token after a list of toponyms that begins before `end`.
fn list_end(document: &Document, end: usize) -> usize {
    let mut at = end;
    for _ in 0..6 {
        let joint = if document.is(at, ",") && document.is(at + 1, "and") {
            at + 2
        } else if document.is_any(at, words!["and", ",", "nor"]) {
            at + 1
        } else {
            break;
        };
        let joint = if document.is(joint, "the") { joint + 1 } else { joint };
        let named = document.senses(joint).filter(|(s, _)| s.class == class::COUNTRY || s.class == class::PLACE);
        // "Russia and the rebels agreed": people beside a state.
        let people = || {
            let last = (joint..joint + 3)
                .find(|t| document.has(*t, class::NOM_HEAD) || document.has(*t, class::PARTY_HEAD))?;
            document.is(at, "and").then_some(last + 1)
        };
        match named.map(|(_, e)| e).max().or_else(people) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// Whether the subject of the verb group at a token is a party.
fn subject(document: &Document, syntax: &Syntax, at: usize) -> bool {
    let mut at = at;
    while at < document.len() && syntax.verb_group_at(at).is_none() && !document.is(at, ".") {
        at += 1;
    }
    let Some(verb) = syntax.verb_group_at(at) else { return false };
    let main = verb.main();
    if verb.voice == Voice::Passive {
        return any_class(
            document,
            main,
            &[class::V_ACCUSE, class::V_URGE, class::V_CONDEMN, class::V_ORDER, class::V_SANCTION],
        ) || document.is_any(main, MOVED);
    }
    if document.is_any(main, words!["has", "had", "have"]) {
        let after = verb.end as usize;
        let object = syntax.noun_group_at(after).map_or(after + 1, |g| (g.end as usize).min(after + 6));
        let object = after..object.max(after + 1);
        // "has 400 troops ready to sail"
        let troops = document.has(object.end - 1, class::NOM_HEAD) && !document.is_any(object.end - 1, HAD_BY_A_PLACE);
        return troops
            || !object.into_iter().any(|t| {
                document.is_any(t, HAD_BY_A_PLACE) || document.tokens[t.min(document.len() - 1)].kind == Kind::Number
            });
    }
    let be = document
        .word_senses(main)
        .any(|s| matches!(s.class, class::BE_PRESENT | class::BE_PAST | class::BE_BASE | class::BE_PP));
    if be {
        // "is home to", "is a country", "was calm": a place; "is conducting" has another main verb.
        let after = verb.end as usize;
        // "is at war", "was in talks", "were behind the raid"
        let affair = after + 1 + usize::from(document.is_any(after + 1, words!["an", "a", "the"]));
        if document.is_any(after, words!["behind", "against", "for"])
            || document.is_any(after, words!["at", "in", "on", "under"]) && document.is_any(affair, AFFAIRS)
        {
            return true;
        }
        return !(document.is_any(
            after,
            words![
                "home", "a", "an", "the", "one", "located", "situated", "where", "about", "now", "calm", "quiet", "in",
                "under", "largely",
            ],
        ) || document.has(after, class::PREPOSITION));
    }
    !document.is_any(main, PLACE_SUBJECT)
}

/// Towns and regions act only where they speak or deal; seats of government wherever a government would.
fn town_acts(
    document: &Document,
    syntax: &Syntax,
    start: usize,
    end: usize,
    before: Option<usize>,
    name: &Name,
) -> bool {
    if plays(document, syntax, start, end, before) {
        return true;
    }
    if document.is(end, "'s") {
        let seat =
            matches!(name, Name::Seat(_)) || document.senses(start).any(|(s, e)| s.class == class::SEAT && e == end);
        let head = syntax.noun_group_at(end + 1).map_or(end + 1, |g| g.head as usize);
        return seat && !land(document, syntax, end + 1) && (deed(document, head) || document.is_any(head, PARTNERS));
    }
    let seat = matches!(name, Name::Seat(_)) || document.senses(start).any(|(s, e)| s.class == class::SEAT && e == end);
    let region = document.senses(start).any(|(s, e)| {
        e == end && s.class == class::PLACE && document.lexicon.place(s.payload).is_some_and(|p| p.where_prec == 4)
    });
    if seat && controls(document, start, end, before) || region && appealed_to(document, start, end, before) {
        return true;
    }
    // "the dispute between Punjab and Haryana"
    let between = before.filter(|p| region && document.is(*p, "between"));
    if between.is_some_and(|p| (p.saturating_sub(2)..p).any(|t| document.is_any(t, BETWEEN_STATES))) {
        return true;
    }
    // "the Nigerian capital Abuja"
    if start > 0 && document.has(start - 1, class::SETTLEMENT_NOUN) {
        return false;
    }
    if let Some(p) = before {
        if document.is_any(p, WHERE) || document.is_any(p, words!["of", "'s"]) || document.has(p, class::DIRECTION) {
            return false;
        }
        if document.is_any(p, words!["from", "to", "on", "for"]) {
            return seat && by_preposition(document, syntax, p) == Some(true) && !document.is(p, "for");
        }
        if seat && document.is_any(p, words!["with", "between", "against", "by"]) {
            let travels = (p.saturating_sub(2)..p).any(|t| document.is_any(t, TRAVEL));
            return !travels
                && !(p > 0
                    && document
                        .is_any(p - 1, words!["border", "clashes", "fighting", "located", "battle", "battles"]));
        }
        if seat && any_class(document, p, &[class::V_ACCUSE, class::V_URGE, class::V_CONDEMN, class::V_ORDER]) {
            return true;
        }
    }
    // "Moscow, which wants …"
    let relative = document.is(end, ",") && document.is(end + 1, "which");
    let at = if relative { end + 2 } else { list_end(document, end) };
    if !finite(document, syntax, at) {
        return false;
    }
    if seat {
        return subject(document, syntax, at);
    }
    let Some(verb) = (at..at + 3).find_map(|t| syntax.verb_group_at(t)) else { return false };
    let speaks = any_class(
        document,
        verb.main(),
        &[
            class::V_REPORT,
            class::V_ACCUSE,
            class::V_DENY,
            class::V_URGE,
            class::V_CONDEMN,
            class::V_CLAIM,
            class::V_OPPOSE,
            class::V_AGREE,
            class::V_SUPPORT,
            class::V_NEGOTIATE,
            class::V_ORDER,
            class::V_SANCTION,
        ],
    );
    // "Southampton have bought a goalkeeper": a town with a plural verb is its people.
    let plural =
        at == end && document.is_any(at, words!["have", "are", "were"]) && !document.is(start.wrapping_sub(1), "and");
    plural
        || verb.voice == Voice::Active && (speaks || region && document.is_any(verb.main(), DECIDES))
        || region
            && at == end
            && verb.copular
            && subject(document, syntax, at)
            && document.is_any(verb.end as usize, words!["at", "in", "on", "behind", "against"])
}

/// On a sports page a town is its team: "against Louisville", "Liverpool won".
fn plays(document: &Document, syntax: &Syntax, start: usize, end: usize, before: Option<usize>) -> bool {
    let sentence = document.sentence_of(start);
    let close = sentence.start.max(start.saturating_sub(25))..sentence.end.min(end + 25);
    if !close.clone().any(|t| document.is_any(t, SPORT)) {
        return false;
    }
    let team_noun = document
        .is_any(end, words!["coach", "players", "player", "striker", "midfielder", "fans", "goalkeeper", "captain"]);
    let faced = before
        .is_some_and(|p| document.is_any(p, words!["against", "over", "versus", "vs"]) || document.is_any(p, PLAY));
    let plays = finite(document, syntax, end)
        && (end..end + 3).any(|t| syntax.verb_group_at(t).is_some_and(|v| document.is_any(v.main(), PLAY)));
    team_noun || faced || plays
}

/// "attacks against Saudi Arabia", "returned to Lebanon": meant to suffer or act, and a place at the same time.
pub fn is_target(document: &Document, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let close = |list: &Words| (before.saturating_sub(3)..before).any(|t| document.is_any(t, list));
    document.is_any(before, words!["against", "on"]) && close(ATTACKS)
        || document.is(before, "to") && close(words!["return", "returned", "returning", "returns", "deported", "sent"])
        || document.is_any(before, words!["attack", "attacked", "attacking", "invade", "invaded", "bombed", "shelled"])
}

/// "war on", "campaign against": somebody wages it.
fn wages(document: &Document, noun: usize) -> bool {
    document.is_any(noun, words!["war", "wars", "campaign", "crackdown", "crusade", "onslaught"])
        && document.is_any(noun + 1, words!["on", "against", "in"])
}

/// A noun for what governments do: "insistence", "demands", "offensive".
fn deed(document: &Document, head: usize) -> bool {
    let word = document.str(head).to_ascii_lowercase();
    document.has(head, class::ACT_NOUN)
        || document.word_sense(head, class::VERB_BASE).is_some()
        || ["tion", "tions", "ence", "ance", "ment", "al", "rule", "ship"].iter().any(|e| word.ends_with(e))
}
