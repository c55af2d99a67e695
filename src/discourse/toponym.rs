//! Which place a toponym means, and whether it stands for the place or for a party: decided once, from the whole article.
//!
//! Every reading of a name is weighed by the article's own evidence, the constants below. The party layer has said by now
//! which toponyms act: the same span there makes the toponym metonymic, a longer one embedded.

use crate::lexicon::{class, Lexicon};
use crate::locations::{Form, Mention};
use crate::model::{numbered, Alternative, Location, Party, PartyKind, Reading, Str};
use crate::order::{descending, descending_float, pair};
use crate::text::{Document, Token};
use crate::words;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// A country of its own beats a town of the same name.
const IS_COUNTRY: f64 = 8.0;
/// The article names the country that the place lies in.
const COUNTRY_NAMED: f64 = 3.0;
/// … again and again: for each e-fold.
const COUNTRY_REPEATED: f64 = 0.8;
/// The article names a neighbour.
const NEIGHBOUR_NAMED: f64 = 1.2;
/// A neighbour of a country that shares its name with another place ("Georgia", with Russia or with Alabama).
const COUNTRY_IN_ITS_REGION: f64 = 4.0;
/// "Tripoli, Lebanon".
const FOLLOWED_BY_COUNTRY: f64 = 9.0;
/// The place is in a hand-written table.
const IN_A_TABLE: f64 = 1.2;
/// Another place of the article is close by (150 km).
const NEAR_ANOTHER: f64 = 1.6;
/// The noun beside the name fits the place's class ("Helmand province").
const CLASS_FITS: f64 = 4.0;
/// A bare name is the town's rather than its province's.
const TOWN_BEFORE_REGION: f64 = 2.5;
/// Towns smaller than this need the article to name their country, or a neighbour.
const KNOWN_WITHOUT_COUNTRY: f64 = 4.9;

#[derive(Clone, Debug)]
struct Candidate {
    name: Str,
    kind: &'static str,
    country: Str,
    lat: f64,
    lon: f64,
    where_prec: u8,
    weight: f64,
    is_country: bool,
    score: f64,
}

/// How often the article names each country, in any form.
struct Evidence<'l> {
    named: HashMap<&'l str, u32>,
    lexicon: &'l Lexicon,
}

impl Evidence<'_> {
    fn of(&self, country: &str) -> u32 {
        self.named.get(country).copied().unwrap_or(0)
    }

    fn neighbour(&self, country: &str) -> bool {
        self.lexicon.country_by_code(country).is_some_and(|c| c.neighbours.split('|').any(|n| self.of(n) > 0))
    }

    /// The country that the article is about, when it names one more often than all others.
    fn leading(&self) -> Option<&str> {
        let mut ranked: Vec<(&str, u32)> = self.named.iter().map(|(c, n)| (*c, *n)).collect();
        crate::order::by_key(&mut ranked, |(_, n)| pair(descending(*n as usize), 0));
        match ranked.as_slice() {
            [(country, _)] => Some(country),
            [(country, most), (_, next), ..] if most > next => Some(country),
            _ => None,
        }
    }
}

/// Resolves the toponyms of an article. `parties` are the article's party mentions, in text order, offsets in bytes.
pub fn resolve(document: &Document, mentions: Vec<Mention>, parties: &[Party]) -> Vec<Location> {
    let mentions = mentions.as_slice();
    let evidence = gather(document, mentions, parties);
    let mut names = Names::default();
    let mut resolved: HashMap<(usize, bool), Rc<Vec<Candidate>>> = HashMap::new();
    let mut anchors: Vec<(f64, f64)> = Vec::new();
    // Names with one reading first: they say where the others lie.
    for mention in mentions {
        let name = names.of(document, mention);
        let found = names.candidates(document, mention, name);
        if let [only] = found {
            if only.where_prec <= 4 && (evidence.of(&only.country) > 0 || only.weight >= KNOWN_WITHOUT_COUNTRY) {
                anchors.push((only.lat, only.lon));
            }
        }
    }
    // A place counts once however often it is named: what follows looks at all of them for every ambiguous name.
    let thousandths = |degrees: f64| ((degrees + 360.0) * 1000.0) as usize;
    crate::order::by_key(&mut anchors, |(lat, lon)| pair(thousandths(*lat), thousandths(*lon)));
    anchors.dedup();
    let mut chosen: Vec<Option<Rc<Vec<Candidate>>>> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let followed = country_after(document, mention);
        let name = names.of(document, mention);
        let key = (names.folded[name], matches!(mention.form, Form::Classed(_)));
        let ranked = match (followed, resolved.get(&key)) {
            (None, Some(known)) => known.clone(),
            (followed, _) => {
                let mut found = names.candidates(document, mention, name).to_vec();
                rank(&mut found, &evidence, mention, followed.as_deref(), &anchors);
                let found = Rc::new(found);
                if !found.is_empty() {
                    // "Tripoli, Lebanon" settles every later "Tripoli".
                    resolved.insert(key, found.clone());
                }
                found
            }
        };
        let weak = ranked.first().is_some_and(|best| {
            best.weight < KNOWN_WITHOUT_COUNTRY
                && !best.is_country
                && evidence.of(&best.country) == 0
                && best.score < FOLLOWED_BY_COUNTRY
                && !(evidence.neighbour(&best.country) && mention.located)
        });
        chosen.push((!weak || !matches!(mention.form, Form::Name | Form::Part(_))).then_some(ranked));
    }
    let mut locations: Vec<Location> = Vec::new();
    let mut last: Option<usize> = None;
    for (index, mention) in mentions.iter().enumerate() {
        let Some(ranked) = &chosen[index] else { continue };
        let bytes = document.bytes(mention.tokens.clone());
        let Some(reading) = reading(document, mention, &bytes, parties) else { continue };
        let parent = || {
            let sentence = document.sentence_of(mention.tokens.start);
            let near = |m: &Mention| m.tokens.start < sentence.end && m.tokens.start < mention.tokens.end + 8;
            let next = mentions[index + 1..].iter().zip(&chosen[index + 1..]).take_while(|(m, _)| near(m));
            next.filter_map(|(_, c)| c.as_ref()?.first()).find(|c| !c.country.is_empty()).cloned()
        };
        let country = last.and_then(|last| Some(chosen[last].as_ref()?.first()?.country.clone()));
        let location = write(document, mention, ranked, reading, bytes, &evidence, parent, country);
        if ranked.first().is_some_and(|b| b.where_prec <= 4 && reading == Reading::Literal) {
            last = Some(index);
        }
        locations.push(Location { id: numbered("l", locations.len() + 1), ..location });
    }
    locations
}

/// The names of an article, each looked up once.
#[derive(Default)]
struct Names<'d> {
    /// By the words as they stand, and whether capitals mean nothing there.
    known: HashMap<(&'d str, bool), usize>,
    /// By name: the first with the same letters, capital or small.
    folded: Vec<usize>,
    by_letters: HashMap<String, usize>,
    places: Vec<Option<Vec<Candidate>>>,
}

impl<'d> Names<'d> {
    /// The number of a mention's name.
    fn of(&mut self, document: &'d Document, mention: &Mention) -> usize {
        let words = document.slice(mention.name.clone());
        let capitals = document.tokens.get(mention.name.start).is_some_and(|t| t.is(Token::CAPS_COPY));
        *self.known.entry((words, capitals)).or_insert_with(|| {
            let name = self.folded.len();
            self.folded.push(*self.by_letters.entry(words.to_lowercase()).or_insert(name));
            self.places.push(None);
            name
        })
    }

    /// Every place that it may mean.
    fn candidates(&mut self, document: &Document, mention: &Mention, name: usize) -> &[Candidate] {
        self.places[name].get_or_insert_with(|| candidates(document, mention))
    }
}

fn gather<'d>(document: &'d Document, mentions: &[Mention], parties: &[Party]) -> Evidence<'d> {
    let lexicon = document.lexicon;
    let mut named: HashMap<&str, u32> = HashMap::new();
    for mention in mentions {
        let mut countries: Vec<&str> = Vec::new();
        for (sense, _) in document.senses(mention.name.start).filter(|(_, end)| *end == mention.name.end) {
            match sense.class {
                class::COUNTRY | class::DEMONYM_ADJ => countries.extend(lexicon.country(sense.payload).map(|c| c.iso3)),
                class::PLACE => countries.extend(
                    lexicon
                        .place(sense.payload)
                        .filter(|p| p.where_prec >= 4 || p.population >= 1_000_000)
                        .and_then(|p| lexicon.country_by_code(&p.country))
                        .map(|c| c.iso3),
                ),
                _ => {}
            }
        }
        crate::order::by_key(&mut countries, |code| code.bytes().fold(0, |key, byte| key << 8 | u64::from(byte)));
        countries.dedup();
        // "Congo" and "Georgia" prove nothing by themselves.
        if let [only] = countries.as_slice() {
            *named.entry(only).or_default() += 1;
        }
    }
    for code in parties.iter().flat_map(|p| p.affiliation.iter().flatten()) {
        if let Some(country) = lexicon.country_by_code(code) {
            *named.entry(country.iso3).or_default() += 1;
        }
    }
    Evidence { named, lexicon }
}

/// Every place that the name of a mention may mean.
fn candidates(document: &Document, mention: &Mention) -> Vec<Candidate> {
    let lexicon = document.lexicon;
    let mut found: Vec<Candidate> = Vec::new();
    for (sense, end) in document.senses(mention.name.start) {
        if end != mention.name.end {
            continue;
        }
        match sense.class {
            class::COUNTRY | class::DEMONYM_ADJ => found.extend(lexicon.country(sense.payload).map(|c| Candidate {
                name: c.name.into(),
                kind: if c.former { "former country" } else { "country" },
                country: c.iso3.into(),
                lat: c.lat,
                lon: c.lon,
                where_prec: 6,
                weight: IS_COUNTRY,
                is_country: true,
                score: 0.0,
            })),
            class::PLACE => found.extend(lexicon.place(sense.payload).map(|p| Candidate {
                name: p.name.clone(),
                kind: p.place_type,
                country: p.country.clone(),
                lat: p.lat,
                lon: p.lon,
                where_prec: p.where_prec,
                weight: crate::locations::weight_of(p.where_prec, p.population)
                    + if p.from_table { IN_A_TABLE } else { 0.0 },
                is_country: false,
                score: 0.0,
            })),
            _ => {}
        }
    }
    // A hand-written row and the gazetteer's for one town: keep the better known name, add nothing twice.
    crate::order::by_key(&mut found, |candidate| descending_float(candidate.weight));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in found {
        let twin = kept.iter().any(|k| {
            k.country == candidate.country
                && k.is_country == candidate.is_country
                && (k.where_prec >= 4) == (candidate.where_prec >= 4)
                && distance(k.lat, k.lon, candidate.lat, candidate.lon) < 30.0
        });
        if !twin {
            kept.push(candidate);
        }
    }
    kept
}

fn rank(
    found: &mut [Candidate],
    evidence: &Evidence,
    mention: &Mention,
    followed: Option<&str>,
    anchors: &[(f64, f64)],
) {
    let several = found.len() > 1;
    let regions: Vec<Str> = found.iter().filter(|c| c.where_prec == 4).map(|c| c.country.clone()).collect();
    for candidate in found.iter_mut() {
        let mut score = candidate.weight;
        let named = evidence.of(&candidate.country);
        if candidate.is_country {
            if several && evidence.neighbour(&candidate.country) {
                score += COUNTRY_IN_ITS_REGION;
            }
        } else if named > 0 {
            score += COUNTRY_NAMED;
        } else if evidence.neighbour(&candidate.country) {
            score += NEIGHBOUR_NAMED;
        }
        score += f64::from(named).ln_1p() * COUNTRY_REPEATED;
        if followed.is_some_and(|c| c == candidate.country) && !candidate.is_country {
            score += FOLLOWED_BY_COUNTRY;
        }
        if several && anchors.iter().any(|(lat, lon)| distance(*lat, *lon, candidate.lat, candidate.lon) < 150.0) {
            score += NEAR_ANOTHER;
        }
        let fits = match mention.form {
            Form::Classed("first") => candidate.where_prec == 4,
            Form::Classed("second") => candidate.where_prec == 3 || candidate.where_prec == 1,
            Form::Classed("city" | "village" | "neighborhood" | "camp") => candidate.where_prec <= 2,
            _ => false,
        };
        let called = match mention.called {
            Some("province" | "region") => candidate.where_prec >= 4,
            Some(_) => candidate.where_prec <= 2,
            None => false,
        };
        if fits || called {
            score += CLASS_FITS;
        }
        if candidate.where_prec <= 2
            && candidate.weight >= KNOWN_WITHOUT_COUNTRY
            && regions.contains(&candidate.country)
            && matches!(mention.form, Form::Name)
        {
            score += TOWN_BEFORE_REGION;
        }
        candidate.score = score;
    }
    crate::order::by_key(found, |candidate| descending_float(candidate.score));
}

/// "X, Country" and "X, Region": the country that follows after a comma.
fn country_after(document: &Document, mention: &Mention) -> Option<String> {
    let mut at = mention.tokens.end;
    // "Mokha, Taiz province, Yemen": one unit may stand between.
    for _ in 0..2 {
        if !document.is(at, ",") && !document.is(at, "(") {
            return None;
        }
        let next = at + 1;
        for (sense, end) in document.senses(next) {
            match sense.class {
                class::COUNTRY => return document.lexicon.country(sense.payload).map(|c| c.iso3.to_string()),
                class::PLACE => {
                    let place =
                        document.lexicon.place(sense.payload).filter(|p| p.where_prec == 4 && !p.country.is_empty());
                    if let Some(place) = place {
                        if !(document.is(end, ",") && document.has(end + 1, class::COUNTRY)) {
                            return Some(place.country.to_string());
                        }
                    }
                }
                _ => {}
            }
        }
        let (end, _) = document.sense(next, class::PLACE)?;
        at = document.sense(end, class::CLASS_NOUN).map_or(end, |(end, _)| end);
    }
    None
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
                Form::Modifier => Some(Reading::Embedded),
                Form::Demonym => Some(Reading::Literal),
                _ if aimed_at(document, mention) => Some(Reading::Mixed),
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
            // "Mayor Victoria Nuland": inside an official's name only a country, or the place at the front, is one.
            let country =
                document.senses(mention.name.start).any(|(s, e)| e == mention.name.end && s.class == class::COUNTRY);
            if party.kind == PartyKind::Official
                && !demonym
                && !country
                && bytes.start != party.start
                && !document.is(mention.tokens.start.saturating_sub(1), "of")
            {
                return None;
            }
            return Some(Reading::Embedded);
        }
    }
    (mention.form != Form::Modifier).then_some(Reading::Literal).or(Some(Reading::Embedded))
}

/// "returned to Lebanon", "attacks against Saudi Arabia": place and party at once.
fn aimed_at(document: &Document, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    at > 0 && (document.is(at - 1, "to") || document.is(at - 1, "against"))
        || document.is_any(
            at.saturating_sub(1),
            words!["attack", "attacked", "attacking", "invade", "invaded", "bombed", "shelled"],
        )
}

#[allow(clippy::too_many_arguments)] // the fields of a mark, each decided elsewhere
fn write(
    document: &Document,
    mention: &Mention,
    ranked: &[Candidate],
    reading: Reading,
    bytes: Range<usize>,
    evidence: &Evidence,
    parent: impl Fn() -> Option<Candidate>,
    country: Option<Str>,
) -> Location {
    let mut location = Location {
        start: bytes.start,
        end: bytes.end,
        text: document.text[bytes].to_string(),
        reading,
        primary: !matches!(reading, Reading::Metonymic | Reading::Embedded),
        rule: mention.rule.into(),
        ..Location::default()
    };
    let Some(best) = ranked.first() else {
        return beside_another(document, mention, location, parent(), country, evidence);
    };
    location.canonical = Some(best.name.clone());
    location.place_type = best.kind.into();
    location.country = (!best.country.is_empty()).then(|| best.country.clone());
    (location.lat, location.lon) = (Some(best.lat), Some(best.lon));
    location.where_prec = Some(best.where_prec);
    match mention.form {
        Form::Part(direction) if best.where_prec >= 4 => {
            location.canonical = Some(location.text.clone().into());
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
    let total: f64 = ranked.iter().take(5).map(|c| (c.score - best.score).exp()).sum();
    location.alternatives = ranked
        .iter()
        .take(5)
        .skip(1)
        .map(|c| Alternative {
            canonical: c.name.clone(),
            country: (!c.country.is_empty()).then(|| c.country.clone()),
            lat: c.lat,
            lon: c.lon,
            weight: ((c.score - best.score).exp() / total * 1000.0).round() as f32 / 1000.0,
        })
        .filter(|a| a.weight >= 0.01)
        .collect();
    location
}

/// A place that no table knows: the place it is said to lie in or near gives country and, less exactly, the spot.
fn beside_another(
    document: &Document,
    mention: &Mention,
    mut location: Location,
    parent: Option<Candidate>,
    country: Option<Str>,
    evidence: &Evidence,
) -> Location {
    let kind = match mention.form {
        Form::Feature(kind) | Form::Unknown(kind) => kind,
        _ => "place",
    };
    location.place_type = kind.into();
    location.canonical = Some(location.text.clone().into());
    // "Baghdad International Airport": the name begins with a town's.
    let town = (mention.name.start..mention.name.end).rev().find_map(|end| {
        let tokens = mention.name.start..end + 1;
        document
            .senses(tokens.start)
            .filter(|(s, e)| *e == tokens.end && s.class == class::PLACE)
            .filter_map(|(s, _)| document.lexicon.place(s.payload))
            .max_by_key(|p| p.population)
    });
    if let Some(place) = town.filter(|_| matches!(mention.form, Form::Feature(_))) {
        location.country = (!place.country.is_empty()).then(|| place.country.clone());
        (location.lat, location.lon, location.where_prec) =
            (Some(place.lat), Some(place.lon), Some(if place.where_prec == 1 { 1 } else { place.where_prec }));
        return location;
    }
    match parent {
        Some(p) => {
            location.country = (!p.country.is_empty()).then(|| p.country.clone());
            (location.lat, location.lon) = (Some(p.lat), Some(p.lon));
            location.where_prec = Some(match p.where_prec {
                1 => 2,
                other => other,
            });
        }
        // The country that the article speaks of; the spot stays open.
        None => {
            location.country =
                evidence.leading().map(|c| Str::Owned(c.to_string())).or(country.filter(|c| !c.is_empty()));
        }
    }
    location
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

/// Kilometres between two points.
fn distance(lat_a: f64, lon_a: f64, lat_b: f64, lon_b: f64) -> f64 {
    let (a, b) = (lat_a.to_radians(), lat_b.to_radians());
    let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * ((lon_b - lon_a).to_radians() / 2.0).sin().powi(2);
    12_742.0 * half.sqrt().min(1.0).asin()
}
