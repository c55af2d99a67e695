//! Which places a name may mean, and how the article's own evidence weighs them.
//!
//! Every reading starts with how well known it is. To that come the countries that the article names (a country named once
//! among many, as in every dispatch that mentions Washington, counts little), what the text says the place lies in
//! ("Paris, Texas"), the noun beside the name, and other places of the article close by. The constants below are all
//! there is to tune.

use crate::lexicon::{class, Country, Lexicon, Place};
use crate::locations::{Form, Mention};
use crate::model::{MentionType, Party, Str};
use crate::order::descending_float;
use crate::text::{Document, QuickMap, Sense, Shape, Token};
use crate::words;

/// A country of its own beats a town of the same name.
const IS_COUNTRY: f64 = 9.5;
/// A neighbour of a country that shares its name with another place ("Georgia", with Russia or with Alabama).
const COUNTRY_IN_ITS_REGION: f64 = 4.0;
/// The place is in a hand-written table.
const IN_A_TABLE: f64 = 1.2;
/// It is the capital of its country.
const CAPITAL: f64 = 0.6;
/// … which the article names.
const CAPITAL_OF_A_NAMED_COUNTRY: f64 = 1.0;
/// A region that shares this short form of its name with a town is seldom meant by it ("Washington").
const SHORT_FORM_OF_A_REGION: f64 = 2.5;
/// The article names the country that the place lies in.
const COUNTRY_NAMED: f64 = 1.4;
/// … and nothing but that country; the square root of its share of all countries named.
const COUNTRY_SHARE: f64 = 3.2;
/// The article names a neighbour.
const NEIGHBOUR_NAMED: f64 = 0.9;
/// "Tripoli, Lebanon".
const SAID_TO_BE_IN: f64 = 9.0;
/// "Springfield, Ill.": for the one in the middle of the region, falling off to its border.
const WITHIN_THE_REGION: f64 = 3.0;
/// Another place of the article is next to it; falls off with the distance.
const NEAR_ANOTHER: f64 = 2.4;
/// Half of [`NEAR_ANOTHER`] at this distance from a town.
const NEAR_TOWN_KM: f64 = 90.0;
/// … and from the middle of a region.
const NEAR_REGION_KM: f64 = 250.0;
/// The square of a straight way through the unit sphere beyond which nothing is near: twelve degrees.
const FAR: f64 = 0.0437;
/// The noun beside the name fits the place's class ("Helmand province").
const CLASS_FITS: f64 = 4.0;
/// A bare name is the town's rather than its province's.
const TOWN_BEFORE_REGION: f64 = 2.5;
/// … if it lies in that province.
const IN_ITS_REGION_KM: f64 = 350.0;
/// … and unless the province is so many times larger that its town is seldom meant ("Quebec").
const REGION_OUTGROWS_TOWN: f64 = 12.0;
/// A place that wins by so much helps to find the others.
const CERTAIN: f64 = 2.0;
/// Places that others are compared with, at most: keeps the work linear in the length of the article.
const MOST_ANCHORS: usize = 160;
/// Towns smaller than this need evidence beside their name.
pub(super) const KNOWN_WITHOUT_COUNTRY: f64 = 4.9;
/// Towns smaller than this are not thought of before the province that they share their name with.
const KNOWN_IN_ITS_COUNTRY: f64 = 4.0;

/// A country named so many times less often than the one that leads is named in passing.
const IN_PASSING: u32 = 8;

/// A place that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'l> {
    entry: Entry<'l>,
    pub kind: &'static str,
    pub country: &'l str,
    /// [`key`] of the country.
    nation: u64,
    pub lat: f64,
    pub lon: f64,
    /// The same on the unit sphere.
    at: Direction,
    pub where_prec: u8,
    pub population: u32,
    /// How well known it is, see [`crate::locations::weight_of`].
    pub weight: f64,
    pub is_country: bool,
    pub is_capital: bool,
    /// A region, under a name that is not its full one.
    pub short_form: bool,
    /// What other places of the article add.
    pub nearness: f64,
    /// The text says that it lies where it does.
    pub said: bool,
    pub score: f64,
}

/// A row of the tables.
#[derive(Clone, Copy, Debug)]
enum Entry<'l> {
    Country(&'l Country),
    Place(&'l Place),
}

impl Candidate<'_> {
    /// The standard name.
    pub fn name(&self) -> Str {
        match self.entry {
            Entry::Country(country) => country.name.into(),
            Entry::Place(place) => place.name.clone(),
        }
    }
}

/// Two rows of one name in one country that are so close are about one town.
const TWINS_KM: f64 = 30.0;

/// What the text says of a mention.
pub(super) struct Said<'l> {
    /// The number of its name.
    pub name: u32,
    /// What it says that the place lies in: see [`containers_after`].
    pub containers: Vec<Container<'l>>,
}

/// What the text says a place lies in: "X, Country", "X, Region", "X (Region)".
#[derive(Clone, Copy, Debug)]
pub(super) struct Container<'l> {
    pub country: &'l str,
    pub region: Option<&'l Place>,
    /// A region whose name means nothing else, and no member of a list.
    pub alone: bool,
    /// "and" follows: as like a list of places as an address.
    pub listed: bool,
}

/// A place whose whereabouts are settled.
struct Anchor {
    name: u32,
    at: Direction,
    is_region: bool,
}

/// A distinct name of the article.
struct Name<'l> {
    candidates: Vec<Candidate<'l>>,
    /// What [`Whereabouts::nearness`] is for every candidate, once all anchors are known and somebody has asked.
    nearness: Vec<f64>,
    /// The country that the name gives evidence for.
    speaks_for: Option<&'l str>,
    times: u32,
    located: bool,
}

/// The names of an article and the evidence that they and its parties give.
pub(super) struct Whereabouts<'l> {
    lexicon: &'l Lexicon,
    names: Vec<Name<'l>>,
    by_hash: QuickMap<u64, u32>,
    /// How often the article names each country, in any form; by [`key`].
    named: QuickMap<u64, (u32, &'l str)>,
    /// By [`key`], for the countries that were asked for once all were counted: what [`Whereabouts::names_neighbour`] is.
    bordering: QuickMap<u64, bool>,
    total: u32,
    /// How often the country that is named most often.
    most: u32,
    anchors: Vec<Anchor>,
    /// No anchor is to come.
    settled: bool,
    reaches: QuickMap<*const Place, f64>,
}

impl<'l> Whereabouts<'l> {
    /// Looks every name up once and gathers the evidence.
    pub fn gather(document: &Document<'l>, mentions: &[Mention], parties: &[Party]) -> (Self, Vec<Said<'l>>) {
        let mut all = Whereabouts {
            lexicon: document.lexicon,
            names: Vec::new(),
            by_hash: QuickMap::default(),
            named: QuickMap::default(),
            bordering: QuickMap::default(),
            total: 0,
            most: 0,
            anchors: Vec::new(),
            settled: false,
            reaches: QuickMap::default(),
        };
        let mut said = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let id = all.intern(document, mention);
            said.push(Said { name: id, containers: containers_after(document, mention) });
            let name = &mut all.names[id as usize];
            name.times += 1;
            name.located |= mention.located;
            if let Some(country) = name.speaks_for {
                all.count(country, 1);
            }
        }
        // Parties whose names hold no toponym ("the Taliban", "Putin") speak for their country too; "the troops" do not: whose
        // they are was gathered from the same names.
        let mut next = 0;
        for party in parties.iter().filter(|p| p.mention_type == MentionType::Nam) {
            while mentions.get(next).is_some_and(|m| document.bytes(m.tokens.clone()).end <= party.start) {
                next += 1;
            }
            if mentions.get(next).is_some_and(|m| document.bytes(m.tokens.clone()).start < party.end) {
                continue;
            }
            for code in party.affiliation.iter().flatten() {
                if let Some(country) = all.lexicon.country_by_code(code) {
                    all.count(country.iso3, 1);
                }
            }
        }
        all.most = all.named.values().map(|(times, _)| *times).max().unwrap_or(0);
        all.cast_anchors(mentions, &said);
        all.settled = true;
        (all, said)
    }

    fn count(&mut self, country: &'l str, times: u32) {
        self.named.entry(key(country.as_bytes())).or_insert((0, country)).0 += times;
        self.total += times;
    }

    /// The number of a mention's name; mentions of one name share it.
    fn intern(&mut self, document: &Document<'l>, mention: &Mention) -> u32 {
        let hash = hash_of(document, mention);
        if let Some(id) = self.by_hash.get(&hash) {
            return *id;
        }
        let candidates = candidates(document, mention);
        let speaks_for = speaks_for(&candidates);
        let id = self.names.len() as u32;
        self.names.push(Name { candidates, nearness: Vec::new(), speaks_for, times: 0, located: false });
        self.by_hash.insert(hash, id);
        id
    }

    /// The evidence for a country apart from what one name says itself: how often it is named, of how often any is.
    fn evidence(&self, nation: u64, name: u32) -> (u32, u32) {
        let all = self.named.get(&nation).map_or(0, |(times, _)| *times);
        match self.names.get(name as usize) {
            Some(Name { speaks_for: Some(own), times, .. }) => {
                let own = key(own.as_bytes()) == nation;
                (if own { all.saturating_sub(*times) } else { all }, self.total.saturating_sub(*times))
            }
            _ => (all, self.total),
        }
    }

    /// The article names this country other than by this name.
    pub fn names_country(&self, country: &str, name: u32) -> bool {
        self.evidence(key(country.as_bytes()), name).0 > 0
    }

    /// The same, and not just in passing beside another country far away: where ten names speak of Angola and one of Brazil,
    /// a small town's name is hardly Brazil's.
    pub fn speaks_of(&mut self, country: &str, name: u32) -> bool {
        let (named, _) = self.evidence(key(country.as_bytes()), name);
        named > 0 && (named * IN_PASSING >= self.most || self.names_neighbour(country))
    }

    /// The article names a country, or a place that speaks for one.
    pub fn names_any(&self) -> bool {
        self.total > 0
    }

    /// The article names a neighbour of this country.
    pub fn names_neighbour(&mut self, country: &str) -> bool {
        let nation = key(country.as_bytes());
        if let Some(known) = self.bordering.get(&nation) {
            return *known;
        }
        let bordering = self.names_neighbour_besides(country, &[]);
        self.bordering.insert(nation, bordering);
        bordering
    }

    /// The same, where the neighbour is not the other reading of the name ("Congo").
    fn names_neighbour_besides(&self, country: &str, readings: &[Candidate]) -> bool {
        let Some(country) = self.lexicon.country_by_code(country).filter(|_| self.total > 0) else { return false };
        country.neighbours.as_bytes().split(|byte| *byte == b'|').any(|neighbour| {
            let neighbour = key(neighbour);
            let read = || readings.iter().any(|c| c.is_country && c.nation == neighbour);
            self.named.get(&neighbour).is_some_and(|(times, _)| *times > 0) && !read()
        })
    }

    /// The country that the article is about, when it names one more often than any other.
    pub fn leading(&self) -> Option<&'l str> {
        let mut leaders = self.named.values().filter(|(times, _)| *times == self.most).map(|(_, country)| *country);
        leaders.next().filter(|_| leaders.next().is_none())
    }

    /// Places whose whereabouts are plain say where the others lie: first names with one reading and those that the text
    /// places itself, then those that these decide.
    fn cast_anchors(&mut self, mentions: &[Mention], said: &[Said<'l>]) {
        let mut seen = vec![false; self.names.len()];
        let mut open: Vec<(u32, &Mention)> = Vec::new();
        for (mention, Said { name: id, containers: placed }) in mentions.iter().zip(said) {
            if self.anchors.len() >= MOST_ANCHORS {
                return;
            }
            if matches!(mention.form, Form::Demonym | Form::Modifier) {
                continue;
            }
            let id = *id;
            let first = !std::mem::replace(&mut seen[id as usize], true);
            if !placed.is_empty() {
                let ranked = self.rank(id, mention, placed);
                if let Some(best) = ranked.first().filter(|c| c.said) {
                    self.anchors.push(anchor(id, best));
                }
            } else if first {
                let name = &self.names[id as usize];
                match name.candidates.as_slice() {
                    // An island state is small enough to say where its towns are.
                    [only] if only.is_country => {
                        let island =
                            self.lexicon.country_by_code(only.country).is_some_and(|c| c.neighbours.is_empty());
                        if island {
                            self.anchors.push(anchor(id, only));
                        }
                    }
                    [only] if (only.where_prec <= 4) => {
                        let sure = only.weight >= KNOWN_WITHOUT_COUNTRY
                            || self.names_country(only.country, id)
                            || (name.located && only.weight >= 3.0);
                        if sure {
                            self.anchors.push(anchor(id, only));
                        }
                    }
                    [] | [_] => {}
                    _ => open.push((id, mention)),
                }
            }
        }
        for (id, mention) in open {
            if self.anchors.len() >= MOST_ANCHORS {
                return;
            }
            let ranked = self.rank(id, mention, &[]);
            if let [best, second, ..] = ranked.as_slice() {
                if best.where_prec <= 4 && best.score >= second.score + CERTAIN && best.weight >= 4.0 {
                    self.anchors.push(anchor(id, best));
                }
            }
        }
    }

    /// The readings of a name, best first.
    pub fn rank(&mut self, id: u32, mention: &Mention, containers: &[Container<'l>]) -> Vec<Candidate<'l>> {
        self.rank_as(id, mention, containers, false)
    }

    /// The readings of a name; `holds` where it stands behind a town and says what that lies in ("Tacoma, Washington").
    pub fn rank_as(
        &mut self,
        id: u32,
        mention: &Mention,
        containers: &[Container<'l>],
        holds: bool,
    ) -> Vec<Candidate<'l>> {
        let Some(name) = self.names.get(id as usize) else { return Vec::new() };
        let mut found = name.candidates.clone();
        if self.settled && name.nearness.is_empty() {
            let nearness = found.iter().map(|c| if c.is_country { 0.0 } else { self.nearness(id, c) }).collect();
            self.names[id as usize].nearness = nearness;
        }
        let reaches: Vec<f64> = containers.iter().map(|c| c.region.map_or(0.0, |region| self.reach(region))).collect();
        let several = found.len() > 1;
        for index in 0..found.len() {
            let mut candidate = found[index];
            let mut score = candidate.weight;
            let (named, of) = self.evidence(candidate.nation, id);
            if candidate.is_country {
                if several && self.names_neighbour_besides(candidate.country, &found) {
                    score += COUNTRY_IN_ITS_REGION;
                }
                if named > 0 {
                    score += COUNTRY_NAMED + COUNTRY_SHARE * (f64::from(named) / f64::from(of.max(1))).sqrt();
                }
            } else if named > 0 {
                score += COUNTRY_NAMED + COUNTRY_SHARE * (f64::from(named) / f64::from(of.max(1))).sqrt();
                score += if candidate.is_capital { CAPITAL_OF_A_NAMED_COUNTRY } else { 0.0 };
            } else if self.names_neighbour(candidate.country) {
                score += NEIGHBOUR_NAMED;
            }
            let fitting = containers.iter().zip(&reaches).filter(|(c, _)| c.country == candidate.country);
            let gain = fitting
                .filter_map(|(container, reach)| {
                    let Some(region) = container.region else { return Some(SAID_TO_BE_IN) };
                    let away = distance(region.lat, region.lon, candidate.lat, candidate.lon);
                    (away < *reach).then(|| SAID_TO_BE_IN + WITHIN_THE_REGION * (1.0 - away / reach))
                })
                .fold(0.0, f64::max);
            if gain > 0.0 && !candidate.is_country {
                (score, candidate.said) = (score + gain, true);
            }
            if !candidate.is_country {
                let known = self.names.get(id as usize).and_then(|name| name.nearness.get(index));
                candidate.nearness = known.copied().unwrap_or_else(|| self.nearness(id, &candidate));
                score += NEAR_ANOTHER * candidate.nearness;
            }
            if fits_class(&candidate, mention) || (holds && candidate.where_prec == 4) {
                score += CLASS_FITS;
            }
            if several && !holds && candidate.short_form {
                score -= SHORT_FORM_OF_A_REGION;
            }
            if candidate.where_prec <= 2
                && candidate.weight >= KNOWN_IN_ITS_COUNTRY
                && !holds
                && matches!(mention.form, Form::Name)
            {
                let region = namesake_around(&found, &candidate);
                let inhabitants = f64::from(candidate.population);
                let outgrown = |r: u32| inhabitants > 0.0 && f64::from(r) > REGION_OUTGROWS_TOWN * inhabitants;
                score += if region.is_some_and(|r| !outgrown(r)) { TOWN_BEFORE_REGION } else { 0.0 };
            }
            found[index] = Candidate { score, ..candidate };
        }
        sort(&mut found, |candidate| candidate.score);
        found
    }

    /// How close the article's other places are, 0 to 1.
    fn nearness(&self, id: u32, candidate: &Candidate) -> f64 {
        let mut closest = [f64::MAX; 2];
        for anchor in self.anchors.iter().filter(|anchor| anchor.name != id) {
            let closest = &mut closest[usize::from(anchor.is_region)];
            *closest = closest.min(chord(&anchor.at, &candidate.at));
        }
        let near = |squared: f64, reach: f64| {
            let around = 12_742.0 * (squared.sqrt() / 2.0).min(1.0).asin();
            1.0 / (1.0 + (around / reach).powi(2))
        };
        let [town, region] = closest;
        let town = if town < FAR { near(town, NEAR_TOWN_KM) } else { 0.0 };
        let region = if region < FAR { near(region, NEAR_REGION_KM) } else { 0.0 };
        town.max(region)
    }

    /// How far a region extends from its middle, roughly: twice the way to the next region of its kind, in kilometres.
    fn reach(&mut self, region: &'l Place) -> f64 {
        let lexicon = self.lexicon;
        *self.reaches.entry(region as *const Place).or_insert_with(|| {
            let peers = lexicon.table_places().filter(|p| {
                p.where_prec == 4
                    && p.country == region.country
                    && p.place_type == region.place_type
                    && p.name != region.name
            });
            let next = peers.map(|p| distance(p.lat, p.lon, region.lat, region.lon)).fold(750.0, f64::min);
            (2.0 * next).clamp(250.0, 1500.0)
        })
    }
}

/// The inhabitants of the largest region of a town's name that the town may lie in.
fn namesake_around(candidates: &[Candidate], town: &Candidate) -> Option<u32> {
    let reach = chord_of(IN_ITS_REGION_KM);
    let regions = candidates.iter().filter(|c| c.where_prec == 4 && c.nation == town.nation);
    regions.filter(|c| chord(&c.at, &town.at) < reach).map(|c| c.population).max()
}

fn anchor(name: u32, place: &Candidate) -> Anchor {
    Anchor { name, at: place.at, is_region: place.where_prec > 2 }
}

/// "Helmand province" is no town, "the village of Karma" no country.
fn fits_class(candidate: &Candidate, mention: &Mention) -> bool {
    let fits = match mention.form {
        Form::Classed("first") => candidate.where_prec == 4,
        Form::Classed("second") => candidate.where_prec == 3 || candidate.where_prec == 1,
        Form::Classed("city" | "village" | "neighborhood" | "camp") => candidate.where_prec <= 2,
        _ => false,
    };
    fits || match mention.called {
        Some("province" | "region") => candidate.where_prec >= 4,
        Some(_) => candidate.where_prec <= 2,
        None => false,
    }
}

/// A country's code as a number: looked up and compared more often than read.
fn key(code: &[u8]) -> u64 {
    code.iter().fold(0, |key, byte| key << 8 | u64::from(*byte))
}

/// Puts the largest first. There may be dozens of namesakes, too many to move by insertion.
fn sort(candidates: &mut [Candidate], by: impl Fn(&Candidate) -> f64) {
    if candidates.len() <= 4 {
        crate::order::few_by_key(candidates, |candidate| descending_float(by(candidate)));
    } else {
        crate::order::by_key(candidates, |candidate| descending_float(by(candidate)));
    }
}

fn hash_of(document: &Document, mention: &Mention) -> u64 {
    mention.name.clone().fold(0xcbf2_9ce4_8422_2325, |hash, token| {
        (hash ^ u64::from(document.tokens[token].hash)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The one country that a name gives evidence for: "Congo" and "Georgia" prove nothing by themselves, nor do small towns.
fn speaks_for<'l>(candidates: &[Candidate<'l>]) -> Option<&'l str> {
    let mut countries =
        candidates.iter().filter(|c| c.where_prec >= 4 || c.is_capital || c.population >= 1_000_000).map(|c| c.country);
    let first = countries.next().filter(|c| !c.is_empty())?;
    countries.all(|c| c == first).then_some(first)
}

/// A place as a reading of the name `written`.
fn of_place<'l>(lexicon: &Lexicon, place: &'l Place, written: &str) -> Candidate<'l> {
    let capital = lexicon.country_by_code(&place.country).is_some_and(|c| place.name == c.capital);
    Candidate {
        entry: Entry::Place(place),
        kind: place.place_type,
        country: &place.country,
        nation: key(place.country.as_bytes()),
        lat: place.lat,
        lon: place.lon,
        at: on_the_sphere(place.lat, place.lon),
        where_prec: place.where_prec,
        population: place.population,
        weight: crate::locations::weight_of(place.where_prec, place.population)
            + if place.from_table && place.place_type != "neighborhood" { IN_A_TABLE } else { 0.0 }
            + if capital { CAPITAL } else { 0.0 },
        is_country: false,
        is_capital: capital,
        short_form: place.where_prec == 4 && written.len() < place.name.len() && place.name.starts_with(written),
        nearness: 0.0,
        said: false,
        score: 0.0,
    }
}

/// Every place that the name of a mention may mean.
fn candidates<'l>(document: &Document<'l>, mention: &Mention) -> Vec<Candidate<'l>> {
    let lexicon = document.lexicon;
    let written = document.slice(mention.name.clone());
    let mut found: Vec<Candidate<'l>> = Vec::new();
    for (sense, end) in document.senses(mention.name.start) {
        if end != mention.name.end {
            continue;
        }
        match sense.class {
            class::COUNTRY | class::DEMONYM_ADJ => found.extend(lexicon.country(sense.payload).map(|c| Candidate {
                entry: Entry::Country(c),
                kind: if c.former { "former country" } else { "country" },
                country: c.iso3,
                nation: key(c.iso3.as_bytes()),
                lat: c.lat,
                lon: c.lon,
                at: on_the_sphere(c.lat, c.lon),
                where_prec: 6,
                population: 0,
                weight: IS_COUNTRY,
                is_country: true,
                is_capital: false,
                short_form: false,
                nearness: 0.0,
                said: false,
                score: 0.0,
            })),
            class::PLACE => found.extend(lexicon.place(sense.payload).map(|p| of_place(lexicon, p, written))),
            class::REGION_ADJ => {
                let place = lexicon.symbol(sense.payload);
                found.extend(lexicon.table_places().find(|p| p.name == place).map(|p| of_place(lexicon, p, &p.name)));
            }
            _ => {}
        }
    }
    // A hand-written row and the gazetteer's for one town: keep the better known name, add nothing twice.
    sort(&mut found, |candidate| candidate.weight);
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len());
    let apart = chord_of(TWINS_KM);
    for candidate in found {
        let twin = kept.iter().any(|k| {
            k.nation == candidate.nation
                && k.is_country == candidate.is_country
                && (k.where_prec >= 4) == (candidate.where_prec >= 4)
                && chord(&k.at, &candidate.at) < apart
        });
        if !twin {
            kept.push(candidate);
        }
    }
    kept
}

/// "X, Country", "X, Region", "X (Region)" and "X in Region": what the place is said to lie in; several where that name is
/// ambiguous itself ("Georgia").
fn containers_after<'l>(document: &Document<'l>, mention: &Mention) -> Vec<Container<'l>> {
    let mut at = mention.tokens.end;
    // "Mokha, Taiz province, Yemen": one unit may stand between.
    for _ in 0..2 {
        let inside = document.is(at, "in");
        if !inside && !document.is(at, ",") && !document.is(at, "(") {
            return Vec::new();
        }
        let mut next = at + 1 + usize::from(document.is(at + 1, "the"));
        if let Some((end, _)) = document.sense(next, class::DIRECTION) {
            next = end;
        }
        let mut found = Vec::new();
        // "Zacatecoluca, La Paz": the longest name counts, and "La" is no Louisiana without its period.
        let named = |s: &Sense| matches!(s.class, class::COUNTRY | class::PLACE);
        let longest = document.senses(next).filter(|(s, _)| named(s)).map(|(_, end)| end).max().unwrap_or(next);
        for (sense, _) in document.senses(next).filter(|(s, end)| named(s) && *end == longest) {
            found.extend(match sense.class {
                class::COUNTRY => document.lexicon.country(sense.payload).map(|c| Container {
                    country: c.iso3,
                    region: None,
                    alone: false,
                    listed: false,
                }),
                _ => document
                    .lexicon
                    .place(sense.payload)
                    .filter(|p| p.where_prec == 4 && !p.country.is_empty() && written_out(document, next, longest, p))
                    .map(|p| Container { country: &p.country, region: Some(p), alone: false, listed: false }),
            });
        }
        let listed = document.is_any(longest, words!["and", "or"]);
        found.iter_mut().for_each(|c| c.listed = listed);
        if let [Container { region: Some(_), alone, .. }] = found.as_mut_slice() {
            let town = |(s, end): (Sense, usize)| {
                end == longest
                    && s.class == class::PLACE
                    && document.lexicon.place(s.payload).is_some_and(|p| p.where_prec < 4 && p.population > 100_000)
            };
            *alone = !listed && !document.senses(next).any(town);
        }
        let country_follows = document.is(longest, ",") && document.has(longest + 1, class::COUNTRY);
        if !found.is_empty() && !(country_follows && found.iter().all(|c| c.region.is_some())) {
            return found;
        }
        let Some((end, _)) = document.sense(next, class::PLACE).filter(|_| !inside) else { return Vec::new() };
        at = document.sense(end, class::CLASS_NOUN).map_or(end, |(end, _)| end);
    }
    Vec::new()
}

/// The tokens are not a short form of the region's name, or are marked as one: by a period, or as two capitals.
fn written_out(document: &Document, start: usize, end: usize, region: &Place) -> bool {
    let text = document.slice(start..end);
    let Some(token) = document.tokens.get(start) else { return false };
    text.len() > 5
        || region.name.starts_with(text)
        || token.is(Token::PERIOD)
        || text.contains('.')
        || (token.shape == Shape::Upper && !token.is(Token::CAPS_COPY))
}

/// A point of the unit sphere: the straight way between two such points needs no sines, and grows with the way around.
type Direction = [f64; 3];

fn on_the_sphere(lat: f64, lon: f64) -> Direction {
    let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (lat.to_radians().sin_cos(), lon.to_radians().sin_cos());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

/// The square of the straight way between two points.
fn chord(from: &Direction, to: &Direction) -> f64 {
    let [x, y, z] = std::array::from_fn(|i| from[i] - to[i]);
    x * x + y * y + z * z
}

/// The same of points so many kilometres apart.
fn chord_of(kilometres: f64) -> f64 {
    (2.0 * (kilometres / 12_742.0).sin()).powi(2)
}

/// Kilometres between two points.
pub(super) fn distance(lat_a: f64, lon_a: f64, lat_b: f64, lon_b: f64) -> f64 {
    let (a, b) = (lat_a.to_radians(), lat_b.to_radians());
    let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * ((lon_b - lon_a).to_radians() / 2.0).sin().powi(2);
    12_742.0 * half.sqrt().min(1.0).asin()
}
