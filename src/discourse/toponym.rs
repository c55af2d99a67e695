//! Which place a toponym means, and whether it stands for the place or for a party: decided once, from the whole article.
//!
//! [`whereabouts`](super::whereabouts) weighs the places that a name may mean. The party layer has said by now which toponyms
//! act: the same span there makes the toponym metonymic, a longer one embedded.

use super::metonymy;
use super::whereabouts::{Candidate, Container, Said, Whereabouts, KNOWN_WITHOUT_COUNTRY};
use crate::lexicon::class;
use crate::locations::{Form, Mention};
use crate::model::{Alternative, Location, Party, PartyKind, Reading, Str};
use crate::text::Words;
use crate::text::{Document, QuickMap, WordMap};
use crate::words;
use std::ops::Range;

/// Other places of the article this close make a small town's name trustworthy (0 to 1, see `Candidate::nearness`).
const CLOSE_TO_ANOTHER: f64 = 0.3;
/// … and this close, that of a street or a county called like a town.
const NEXT_TO_ANOTHER: f64 = 0.6;
/// Towns of this size (decimal logarithm of the inhabitants) are known beyond their country when no other has the name.
const ONLY_ONE_OF_ITS_NAME: f64 = 4.3;
/// Smallest towns that a preposition of place alone makes trustworthy, as decimal logarithm of the inhabitants.
const SMALL_TOWN: f64 = 3.0;

/// So many sentences around a place that no table knows speak of its neighbourhood.
const VICINITY: usize = 3;
/// … and so many mentions at most are looked at.
const MOST_MENTIONS_AHEAD: usize = 12;
/// Words before a place beside the one spoken of: "the border with Mali".
static BESIDE: &Words = words!["with", "against", "than"];

/// The reading of one mention.
#[derive(Clone, Copy)]
struct Choice<'l> {
    /// Its number among the rankings; `None` where no table knows the place.
    ranking: Option<usize>,
    container: Option<Container<'l>>,
}

/// Resolves the toponyms of an article. `parties` are the article's party mentions, in text order, offsets in bytes.
pub fn resolve(document: &Document, mentions: &[Mention], parties: &[Party]) -> Vec<Location> {
    let (mut whereabouts, said) = Whereabouts::gather(document, mentions, parties);
    let surnames = surnames(document, parties);
    let mut rankings: Vec<Vec<Candidate>> = Vec::new();
    let choices = choose(document, mentions, &said, &mut whereabouts, &mut rankings);
    let best = |choice: &Choice| choice.ranking.and_then(|r| rankings[r].first());
    // By ranking: the places that it leaves beside the best.
    let mut others: Vec<Option<Vec<Alternative>>> = vec![None; rankings.len()];
    let mut locations: Vec<Location> = Vec::with_capacity(mentions.len());
    let mut last: Option<(&Candidate, usize)> = None;
    let mut last_country: Option<(&str, usize)> = None;
    let region = choices.iter().flatten().filter_map(best).find(|c| c.where_prec == 4);
    let mut sentence = 0;
    for (index, (mention, choice)) in mentions.iter().zip(&choices).enumerate() {
        let Some(choice) = choice else { continue };
        if is_surname(document, mention, &surnames, best(choice)) {
            continue;
        }
        let bytes = document.bytes(mention.tokens.clone());
        let Some(reading) = reading(document, mention, &bytes, parties) else { continue };
        while document.sentence(sentence).end <= mention.tokens.start && sentence + 1 < document.sentences.len() {
            sentence += 1;
        }
        let mut location = Location {
            start: bytes.start,
            end: bytes.end,
            text: Str::new(&document.text[bytes]),
            reading,
            primary: !matches!(reading, Reading::Metonymic | Reading::Embedded),
            rule: mention.rule.into(),
            ..Location::default()
        };
        match choice.ranking.map(|r| (rankings[r].as_slice(), &mut others[r])) {
            Some((ranked, others)) if !ranked.is_empty() => {
                write(mention, ranked, &mut location);
                location.alternatives = others.get_or_insert_with(|| alternatives(ranked)).clone();
                if let Form::Feature(kind) = mention.form {
                    location.canonical = Some(location.text.clone());
                    location.place_type = kind.into();
                }
            }
            _ => {
                let end = document.sentence(sentence).end.min(mention.tokens.end + 12);
                let next = mentions[index + 1..].iter().zip(&choices[index + 1..]);
                let next = next.take_while(|(m, _)| m.tokens.start < end);
                let next = next.filter(|(m, _)| !matches!(m.form, Form::Demonym | Form::Modifier));
                // "near the border with Mali" is not in Mali.
                let within = |m: &Mention| !document.is_any(m.tokens.start.wrapping_sub(1), BESIDE);
                let next = next.filter(|(m, _)| within(m));
                let after = next.filter_map(|(_, c)| best(c.as_ref()?)).find(|c| !c.country.is_empty());
                let before = last.filter(|(_, at)| sentence <= at + 1).map(|(c, at)| (c, sentence == at));
                let country = last_country.filter(|(_, at)| *at == sentence).map(|(c, _)| c);
                let close = last.filter(|(_, at)| sentence <= at + VICINITY).map(|(c, _)| c);
                let later = || {
                    let rest = mentions[index + 1..].iter().zip(&choices[index + 1..]).take(MOST_MENTIONS_AHEAD);
                    let rest = rest.take_while(|(m, _)| document.sentence_index(m.tokens.start) <= sentence + VICINITY);
                    rest.filter_map(|(_, c)| best(c.as_ref()?)).find(|c| c.where_prec <= 4)
                };
                let vicinity = close.or_else(later);
                let known = Surroundings { container: choice.container, after, before, region, country, vicinity };
                beside_another(document, mention, &mut location, &known, &whereabouts);
            }
        }
        if let Some(best) = best(choice).filter(|_| reading == Reading::Literal) {
            if best.where_prec <= 4 {
                last = Some((best, sentence));
            } else if best.is_country {
                last_country = Some((best.country, sentence));
            }
        }
        location.id = Str::numbered(b'l', locations.len() + 1);
        locations.push(location);
    }
    locations
}

/// Ranks every name once, and once more for each mention that the text itself places; `None` where a mention is no place.
fn choose<'l>(
    document: &Document<'l>,
    mentions: &[Mention],
    said: &[Said<'l>],
    whereabouts: &mut Whereabouts<'l>,
    rankings: &mut Vec<Vec<Candidate<'l>>>,
) -> Vec<Option<Choice<'l>>> {
    let mut choices: Vec<Option<Choice>> = vec![None; mentions.len()];
    // "Tripoli, Lebanon" settles the Tripolis after it, and those before the first such words.
    let mut settled: QuickMap<u32, Choice> = QuickMap::default();
    let mut holding = false;
    for (index, (mention, Said { name, containers })) in mentions.iter().zip(said).enumerate() {
        let (name, container) = (*name, containers.first().copied());
        let holds = holding && document.is(mention.tokens.start.wrapping_sub(1), ",");
        holding = container.is_some_and(|c| c.region.is_some() && !c.listed);
        if container.is_none() && !holds || !named_only(mention) {
            continue;
        }
        let ranked = whereabouts.rank_as(name, mention, containers, holds);
        let Some(best) = ranked.first() else { continue };
        let choice = if best.said || holds {
            rankings.push(ranked);
            Choice { ranking: Some(rankings.len() - 1), container }
        } else if !best.is_country && best.weight < KNOWN_WITHOUT_COUNTRY {
            // "Holliday, Missouri", where the tables know only one in Texas.
            let likely = container.is_some_and(|c| c.region.is_none() && whereabouts.names_country(best.country, name));
            if likely {
                continue;
            }
            Choice { ranking: None, container }
        } else if best.where_prec <= 2 && container.is_some_and(|c| c.alone && c.country != best.country) {
            // "Moscow, Idaho", where the tables know only the other.
            Choice { ranking: None, container }
        } else {
            continue;
        };
        if !holds {
            settled.entry(name).or_insert(choice);
        }
        choices[index] = Some(choice);
    }
    let mut plain: QuickMap<(u32, Option<&str>, Option<&str>), usize> = QuickMap::default();
    for (index, (mention, Said { name, containers })) in mentions.iter().zip(said).enumerate() {
        let (name, container) = (*name, containers.first().copied());
        if let Some(choice) = choices[index] {
            settled.entry(name).and_modify(|settled| *settled = choice);
            continue;
        }
        let class = match mention.form {
            Form::Classed(class) => Some(class),
            _ => None,
        };
        if let Some(settled) = settled.get(&name).filter(|_| named_only(mention)) {
            choices[index] = Some(*settled);
            continue;
        }
        let ranking = *plain.entry((name, class, mention.called)).or_insert_with(|| {
            rankings.push(whereabouts.rank(name, mention, &[]));
            rankings.len() - 1
        });
        let known = Choice { ranking: Some(ranking), container };
        let unknown = Choice { ranking: None, container };
        choices[index] = match rankings[ranking].first() {
            Some(best) if named_only(mention) => {
                match trusted(mention, best, rankings[ranking].len(), whereabouts, name) {
                    Trust::Place => Some(known),
                    Trust::NameOnly => Some(unknown),
                    Trust::Nothing => None,
                }
            }
            Some(best) => Some(if stands_for(document, mention, best, whereabouts, name) { known } else { unknown }),
            None => Some(unknown),
        };
    }
    choices
}

/// A name by itself, with nothing that says of what kind the place is.
fn named_only(mention: &Mention) -> bool {
    matches!(mention.form, Form::Name | Form::Part(_))
}

/// Facilities that are called by the town they belong to.
static NAMED_FOR_THEIR_TOWN: &Words = words![
    "airport",
    "airfield",
    "base",
    "airbase",
    "airstrip",
    "port",
    "harbor",
    "harbour",
    "refinery",
    "plant",
    "dam",
    "station",
    "prison",
    "barracks",
    "crossing",
    "university",
    "stadium",
    "hospital",
    "camp",
    "checkpoint",
    "oilfield",
    "field",
];

/// Whether the noun beside a name leaves it the town's: "Simferopol airport" is in Simferopol, "Washington Square" is not in
/// Washington, and a county is not the town of its name.
fn stands_for(document: &Document, mention: &Mention, best: &Candidate, whereabouts: &Whereabouts, name: u32) -> bool {
    let last = mention.tokens.end - 1;
    let evident = best.nearness >= CLOSE_TO_ANOTHER || whereabouts.names_country(best.country, name);
    match mention.form {
        Form::Feature(_) => {
            best.nearness >= NEXT_TO_ANOTHER || (evident && document.is_any(last, NAMED_FOR_THEIR_TOWN))
        }
        Form::Classed(_) if document.is_any(last, words!["county", "counties"]) => {
            best.where_prec >= 3 && evident || best.nearness >= NEXT_TO_ANOTHER
        }
        Form::Classed(_) => best.is_country || best.weight >= KNOWN_WITHOUT_COUNTRY || evident,
        _ => true,
    }
}

enum Trust {
    /// It is this place.
    Place,
    /// It is a place, but hardly the one that the tables know under its name.
    NameOnly,
    Nothing,
}

/// Small towns need the article's word for their country, or a neighbourhood.
fn trusted(mention: &Mention, best: &Candidate, readings: usize, whereabouts: &mut Whereabouts, name: u32) -> Trust {
    let known = best.is_country || best.said || best.weight >= KNOWN_WITHOUT_COUNTRY;
    if known
        || best.nearness >= CLOSE_TO_ANOTHER
        || whereabouts.speaks_of(best.country, name)
        || (mention.located && whereabouts.names_neighbour(best.country))
    {
        return Trust::Place;
    }
    if !mention.located || best.weight < SMALL_TOWN {
        return Trust::Nothing;
    }
    if whereabouts.names_any() && (readings > 1 || best.weight < ONLY_ONE_OF_ITS_NAME) {
        return Trust::NameOnly;
    }
    Trust::Place
}

/// The name of a seat of government is also that of a building.
fn is_building(document: &Document, mention: &Mention) -> bool {
    document.senses(mention.name.start).any(|(s, end)| {
        end == mention.name.end
            && s.class == class::PLACE
            && document.lexicon.place(s.payload).is_some_and(|p| p.place_type == "facility")
    })
}

/// A word of place stands before a venue or an embassy.
fn stands_there(document: &Document, mention: &Mention) -> bool {
    let at =
        mention.tokens.start - usize::from(mention.tokens.start > 0 && document.is(mention.tokens.start - 1, "the"));
    at > 0
        && document.is_any(
            at - 1,
            words![
                "at",
                "in",
                "near",
                "outside",
                "inside",
                "to",
                "into",
                "on",
                "around",
                "from",
                "surrounded",
                "over",
                "above",
                "hit",
                "struck",
                "stormed",
                "attacked",
                "entered",
            ],
        )
}

/// The last words of the names of persons in the article, as hashes.
fn surnames(document: &Document, parties: &[Party]) -> WordMap<()> {
    let persons =
        parties.iter().filter(|p| matches!(p.kind, PartyKind::Person | PartyKind::Official | PartyKind::Media));
    persons
        .filter_map(|person| {
            let end = document.tokens.partition_point(|t| (t.start as usize) < person.end);
            let start = document.tokens.partition_point(|t| (t.start as usize) < person.start);
            let last = end.checked_sub(1)?;
            let named = last > start && document.is_capitalised(last) && document.is_capitalised(last - 1);
            let official = person.kind == PartyKind::Person || !document.has(last, class::COUNTRY);
            (named && official).then(|| (document.tokens[last].hash, ()))
        })
        .collect()
}

/// "Davis", where the article has introduced a Campbell Davis; not "in Davis", and not a place that everybody knows.
fn is_surname(document: &Document, mention: &Mention, surnames: &WordMap<()>, best: Option<&Candidate>) -> bool {
    let [token] = [mention.name.start];
    if surnames.is_empty() || mention.tokens.len() != 1 || !matches!(mention.form, Form::Name) {
        return false;
    }
    let before = token.checked_sub(1);
    let there = before.is_some_and(|b| document.is_any(b, words!["in", "near", "at", "outside", "around", "into"]));
    let well_known = best.is_some_and(|b| b.weight >= 6.0 && !b.is_country);
    surnames.contains_key(&document.tokens[token].hash) && !there && !well_known
}

/// How the toponym is used; `None` when it is part of a person's name.
fn reading(document: &Document, mention: &Mention, bytes: &Range<usize>, parties: &[Party]) -> Option<Reading> {
    let from = parties.partition_point(|p| p.end <= bytes.start);
    for party in parties[from..].iter().take_while(|p| p.start < bytes.end) {
        let same = party.start == bytes.start && party.end == bytes.end;
        let inside = party.start <= bytes.start && party.end >= bytes.end;
        let demonym = matches!(mention.form, Form::Demonym | Form::Modifier);
        if party.kind == PartyKind::Person && inside {
            return None;
        }
        if same {
            return match mention.form {
                // "over the Kremlin": the building, not who works there.
                Form::Name if stands_there(document, mention) && is_building(document, mention) => {
                    Some(Reading::Literal)
                }
                // "San Vicente department" is a province; "State Department" has no place before its noun.
                Form::Classed("first") if party.kind == PartyKind::Ministry => Some(Reading::Literal),
                Form::Feature(_) if mention.located || stands_there(document, mention) => Some(Reading::Literal),
                Form::Modifier => Some(Reading::Embedded),
                Form::Demonym => Some(Reading::Literal),
                _ if metonymy::is_target(document, mention.tokens.start) => Some(Reading::Mixed),
                _ => Some(Reading::Metonymic),
            };
        }
        if inside {
            // "Kurdistan Workers' Party": the place only names it. A state inside a name is worth knowing.
            let organisation = matches!(
                party.kind,
                PartyKind::ArmedGroup | PartyKind::Ngo | PartyKind::Igo | PartyKind::Media | PartyKind::Other
            );
            let a_state =
                document.senses(mention.name.start).any(|(s, e)| e == mention.name.end && s.class == class::COUNTRY);
            if organisation && !a_state && !demonym {
                return None;
            }
            // "Governor Chad Rennick": a given name.
            let end = mention.tokens.end;
            let surname_follows = document.is_capitalised(end)
                && document.tokens[end].start < party.end as u32
                && !document.has(end, class::TITLE)
                && !document.has(end, class::NOM_HEAD)
                && !document.has(end, class::PARTY_HEAD);
            let given = document.has(mention.tokens.start, class::GIVEN_NAME) && mention.tokens.len() == 1;
            if party.kind == PartyKind::Official && given && surname_follows {
                return None;
            }
            // "Mayor Victoria Nuland": inside an official's name only a country, or the place at the front, is one.
            let country =
                document.senses(mention.name.start).any(|(s, e)| e == mention.name.end && s.class == class::COUNTRY);
            if party.kind == PartyKind::Official
                && !demonym
                && !country
                && bytes.start != party.start
                && !document.is_any(mention.tokens.start.saturating_sub(1), words!["of", "from"])
            {
                return None;
            }
            return Some(Reading::Embedded);
        }
    }
    (mention.form != Form::Modifier).then_some(Reading::Literal).or(Some(Reading::Embedded))
}

/// Fills in the best reading, and the others as alternatives.
fn write(mention: &Mention, ranked: &[Candidate], location: &mut Location) {
    let Some(best) = ranked.first() else { return };
    location.canonical = Some(best.name());
    location.place_type = best.kind.into();
    location.country = country(best.country);
    (location.lat, location.lon) = (Some(best.lat), Some(best.lon));
    location.where_prec = Some(best.where_prec);
    match mention.form {
        Form::Part(direction) if best.where_prec >= 4 => {
            location.canonical = Some(location.text.clone());
            location.where_prec = Some(if best.where_prec == 8 { 8 } else { 5 });
            if best.where_prec != 8 {
                location.place_type = "region".into();
            }
            let (north, east) = compass(direction);
            let step = if best.is_country { 1.5 } else { 0.3 };
            (location.lat, location.lon) =
                (Some((best.lat + north * step).clamp(-90.0, 90.0)), Some(best.lon + east * step));
        }
        Form::Classed("first") => {
            location.place_type = "province".into();
            location.where_prec = Some(4);
        }
        Form::Classed("second") => {
            location.place_type = "district".into();
            location.where_prec = Some(3);
        }
        _ => {}
    }
    if mention.near && location.where_prec == Some(1) {
        location.where_prec = Some(2);
    }
    // Two readings that the article does not tell apart: say so.
    if let [first, second, ..] = ranked {
        if first.is_country && second.is_country && first.score - second.score < 0.5 {
            location.country = None;
        }
    }
}

/// The readings behind the best, with their share of the evidence.
fn alternatives(ranked: &[Candidate]) -> Vec<Alternative> {
    let [best, _, ..] = ranked else { return Vec::new() };
    let total: f64 = ranked.iter().take(5).map(|c| (c.score - best.score).exp()).sum();
    let listed = ranked.iter().take(5).skip(1).map(|c| Alternative {
        canonical: c.name(),
        country: country(c.country),
        lat: c.lat,
        lon: c.lon,
        weight: ((c.score - best.score).exp() / total * 1000.0).round() as f32 / 1000.0,
    });
    listed.filter(|a| a.weight >= 0.01).collect()
}

fn country(code: &str) -> Option<Str> {
    (!code.is_empty()).then(|| Str::new(code))
}

/// What stands around a place that no table knows.
struct Surroundings<'c, 'l> {
    /// "X, Missouri".
    container: Option<Container<'l>>,
    /// The next place of the sentence.
    after: Option<&'c Candidate<'l>>,
    /// The last place before, and whether it is in the same sentence.
    before: Option<(&'c Candidate<'l>, bool)>,
    /// The first region that the article names.
    region: Option<&'c Candidate<'l>>,
    /// The last country before, in the same sentence.
    country: Option<&'l str>,
    /// The last place of the sentences before, or the next one of those after.
    vicinity: Option<&'c Candidate<'l>>,
}

/// A place that no table knows: the place it is said to lie in or near gives country and, less exactly, the spot.
fn beside_another(
    document: &Document,
    mention: &Mention,
    location: &mut Location,
    known: &Surroundings,
    whereabouts: &Whereabouts,
) {
    let (kind, feature) = match mention.form {
        Form::Feature(kind) => (kind, true),
        Form::Unknown(kind) => (kind, false),
        Form::Classed("first") => ("province", false),
        Form::Classed("second") => ("district", false),
        Form::Classed(kind) => (kind, false),
        _ => ("place", false),
    };
    location.place_type = kind.into();
    location.canonical = Some(location.text.clone());
    if let Some(Container { country: code, region, .. }) = known.container {
        location.country = country(code);
        let point = region.map(|r| (r.lat, r.lon, 4));
        let point = point.or_else(|| document.lexicon.country_by_code(code).map(|c| (c.lat, c.lon, 6)));
        if let Some((lat, lon, where_prec)) = point {
            (location.lat, location.lon, location.where_prec) = (Some(lat), Some(lon), Some(where_prec));
        }
        return;
    }
    // "Baghdad International Airport": the name begins with a town's.
    let for_town = feature && document.is_any(mention.tokens.end - 1, NAMED_FOR_THEIR_TOWN);
    let town = (mention.name.start..mention.name.end).rev().filter(|_| for_town).find_map(|end| {
        let tokens = mention.name.start..end + 1;
        let places = document.senses(tokens.start).filter(|(s, e)| *e == tokens.end && s.class == class::PLACE);
        let places = places.filter_map(|(s, _)| document.lexicon.place(s.payload));
        places.filter(|p| whereabouts.names_country(&p.country, u32::MAX)).max_by_key(|p| p.population)
    });
    if let Some(place) = town {
        location.country = country(&place.country);
        (location.lat, location.lon, location.where_prec) = (Some(place.lat), Some(place.lon), Some(place.where_prec));
        return;
    }
    // A street or a hospital is in the town that the text speaks of; a village somewhere near it.
    let town_before = known.before.filter(|(p, same)| feature && *same && p.where_prec <= 2);
    let after = known.after.filter(|p| p.where_prec <= 4 || town_before.is_none());
    let parent = after.map(|p| (p, if p.where_prec == 1 { 2 } else { p.where_prec }));
    let parent = parent.or_else(|| {
        let (place, same_sentence) = known.before?;
        (feature && place.where_prec <= 2 || same_sentence)
            .then_some((place, if feature { 2 } else { 3 }.max(place.where_prec)))
    });
    // A county lies in the state that the article speaks of.
    let county = document.is_any(mention.tokens.end - 1, words!["county", "counties"]);
    let parent = parent.or_else(|| known.region.filter(|_| county).map(|r| (r, 4)));
    // Else it is somewhere about the place that the sentences around speak of, in the country that the article is about.
    let leading = whereabouts.leading();
    let vicinity = known.vicinity.filter(|p| match known.country {
        Some(country) => p.country == country,
        None => leading.is_none_or(|country| p.country == country),
    });
    let parent = parent.or_else(|| vicinity.map(|p| (p, 5)));
    if let Some((place, where_prec)) = parent {
        location.country = country(place.country);
        (location.lat, location.lon) = (Some(place.lat), Some(place.lon));
        location.where_prec = Some(where_prec);
        return;
    }
    let code = known.country.or(leading).or(known.vicinity.map(|p| p.country));
    location.country = code.and_then(country);
    // Where the article does not say more, the middle of the country stands for all of it.
    if let Some(country) = code.and_then(|code| document.lexicon.country_by_code(code)) {
        (location.lat, location.lon, location.where_prec) = (Some(country.lat), Some(country.lon), Some(6));
    }
}

/// Steps north and east.
fn compass(direction: &str) -> (f64, f64) {
    let north = if direction.starts_with("north") {
        1.0
    } else if direction.starts_with("south") {
        -1.0
    } else {
        0.0
    };
    let east = if direction.ends_with("east") {
        1.0
    } else if direction.ends_with("west") {
        -1.0
    } else {
        0.0
    };
    (north, east)
}
