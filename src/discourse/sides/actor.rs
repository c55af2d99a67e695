//! Who can be on a side, and what the tables of wars know about two of them.

use crate::lexicon::{Lexicon, Member, PartyName};
use crate::model::{PartyKind, Sector};
use crate::text::Document;

/// Somebody who can be on a side.
#[derive(Clone, Copy, Debug)]
pub enum Actor {
    /// A state with all its organs (ISO code).
    State(&'static str),
    /// A named group (record of the party table).
    Group(u32),
    /// Unnamed armed opponents in a state.
    Other(&'static str),
    /// Somebody whom only the article names: the tokens of the first mention, from and to.
    Named(u32, u32),
}

/// As [`Actor::order`] has it.
impl PartialEq for Actor {
    fn eq(&self, other: &Actor) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Actor {}

impl Actor {
    /// Its place among actors, the same in every run: states, groups, unnamed opponents, then those of the article.
    /// No two actors share one, so it stands for them where they are looked up.
    pub fn order(self) -> u64 {
        let (kind, within) = match self {
            Actor::State(code) => (0, crate::order::code(code)),
            Actor::Group(record) => (1, u64::from(record)),
            Actor::Other(code) => (2, crate::order::code(code)),
            // Two that begin at the same token differ in length, and no name is long.
            Actor::Named(from, to) => (3, u64::from(from) << 16 | u64::from(to.saturating_sub(from).min(0xffff))),
        };
        kind << 60 | within
    }

    /// The actor that a record of the party table stands for: a state's organ acts for its state, a wing for its group.
    pub fn of_record(lexicon: &Lexicon, record: u32) -> Actor {
        if let Some(member) = lexicon.acts_for(record) {
            if member != Member::Party(record) {
                return Actor::of_member(lexicon, member);
            }
        }
        let organ = lexicon.party(record).filter(|p| {
            // Formations that fight for their state are its own.
            let loyal = p.kind == PartyKind::ArmedGroup && p.sector.contains(&Sector::Prm);
            loyal
                || matches!(
                    p.kind,
                    PartyKind::Military
                        | PartyKind::Ministry
                        | PartyKind::Government
                        | PartyKind::Police
                        | PartyKind::State
                        | PartyKind::Official
                        | PartyKind::Person
                )
        });
        match organ.map(|p| &p.affiliation[..]) {
            Some([code]) if lexicon.country_by_code(code).is_some() => Actor::State(code),
            _ => Actor::Group(record),
        }
    }

    /// The actor behind a member of a war.
    pub fn of_member(lexicon: &Lexicon, member: Member) -> Actor {
        match member {
            Member::Country(country) => {
                lexicon.country(country).map_or(Actor::Group(u32::MAX), |c| Actor::State(c.iso3))
            }
            Member::Party(record) => Actor::of_record(lexicon, record),
        }
    }

    /// The standard name.
    pub fn name(&self, document: &Document) -> Option<String> {
        match self {
            Actor::State(code) => document.lexicon.country_by_code(code).map(|c| c.name.to_string()),
            Actor::Group(record) => document.lexicon.party(*record).map(|p| p.name.to_string()),
            Actor::Other(code) => document.lexicon.country_by_code(code).map(|c| format!("Insurgents ({})", c.name)),
            Actor::Named(from, to) => {
                let words = document.slice(*from as usize..*to as usize);
                (!words.is_empty()).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
            }
        }
    }

    /// Its record in the party table.
    pub fn record<'d>(&self, document: &'d Document) -> Option<&'d PartyName> {
        match self {
            Actor::Group(record) => document.lexicon.party(*record),
            _ => None,
        }
    }

    /// Fights without being a state's own force, or stands for those who do.
    pub fn is_armed_group(&self, document: &Document) -> bool {
        match self {
            Actor::State(code) => matches!(*code, "PSE" | "ESH"),
            Actor::Other(_) | Actor::Named(..) => true,
            Actor::Group(_) => self.record(document).is_some_and(|p| p.kind == PartyKind::ArmedGroup),
        }
    }

    /// The state whose conflict an armed group is part of.
    pub fn own_state(&self, document: &Document) -> Option<&'static str> {
        match self {
            Actor::Other(code) => Some(code),
            Actor::Group(_) => self.record(document)?.affiliation.first().copied().filter(|c| c.len() == 3),
            _ => None,
        }
    }
}

/// Two actors, in the order of [`Actor::order`], as a key.
pub fn pair(a: Actor, b: Actor) -> (u64, u64) {
    let (a, b) = (a.order(), b.order());
    (a.min(b), a.max(b))
}

/// Former states and those that took their place: in an article that names the former one, both are one.
pub const SUCCESSORS: &[(&str, &str)] =
    &[("RUS", "SUN"), ("SRB", "YUG"), ("SRB", "SCG"), ("CZE", "CSK"), ("TUR", "OTM"), ("AUT", "AUH")];

/// Points that the tables give to two actors against each other (positive) or side by side (negative).
mod weight {
    /// They fight each other in a war of the article's years.
    pub const WAR: i32 = 4;
    /// They fight on the same side of one.
    pub const ALLIES: i32 = -4;
    /// A group and the state whose conflict it is part of.
    pub const REBELS: i32 = 3;
    /// Years before and after a war in which it is still news.
    pub const MARGIN: u32 = 1;
}

/// The wars of the tables, by those who fight in them.
#[derive(Default)]
pub struct Wars {
    /// First year and last; 0 where it goes on.
    years: Vec<(u32, u32)>,
    /// By [`Actor::order`]: the war, and which of its sides.
    fighters: Vec<(u64, u32, u8)>,
}

impl Wars {
    /// Of a lexicon.
    pub fn of(lexicon: &Lexicon) -> Wars {
        let mut wars = Wars::default();
        for (number, war) in (0..).zip(lexicon.conflicts()) {
            wars.years.push((war.from, war.to));
            for (side, members) in (0..).zip(&war.sides) {
                let actors = members.iter().map(|member| Actor::of_member(lexicon, *member));
                wars.fighters.extend(actors.map(|actor| (actor.order(), number, side)));
            }
            // Rebels without a name fight the government.
            if let Some(Actor::State(code)) = war.sides[0].first().map(|m| Actor::of_member(lexicon, *m)) {
                wars.fighters.push((Actor::Other(code).order(), number, 1));
            }
        }
        crate::order::by_key(&mut wars.fighters, |fighter| fighter.0);
        wars.fighters.dedup();
        wars
    }

    /// The sides on which somebody fights in the wars that are still news in a year.
    fn with(&self, actor: Actor, year: Option<u32>) -> impl Iterator<Item = (u32, u8)> + '_ {
        let order = actor.order();
        let from = self.fighters.partition_point(|fighter| fighter.0 < order);
        let own = self.fighters[from..].iter().take_while(move |fighter| fighter.0 == order);
        own.map(|fighter| (fighter.1, fighter.2)).filter(move |(war, _)| {
            let (from, to) = self.years.get(*war as usize).copied().unwrap_or_default();
            year.is_none_or(|year| year + weight::MARGIN >= from && (to == 0 || year <= to + weight::MARGIN))
        })
    }
}

/// What the tables of wars say of the actors of one article.
pub struct Prior {
    pairs: std::collections::BTreeMap<(u64, u64), i32>,
}

impl Prior {
    /// Looks up the wars in which several of the actors (in the order of [`Actor::order`]) took part. `year`: when the article is about, where known.
    pub fn of(wars: &Wars, document: &Document, actors: &[Actor], year: Option<u32>) -> Prior {
        let mut pairs = std::collections::BTreeMap::new();
        let mut add = |a: Actor, b: Actor, points: i32| {
            if a != b && !(matches!(a, Actor::Group(u32::MAX)) || matches!(b, Actor::Group(u32::MAX))) {
                let entry: &mut i32 = pairs.entry(pair(a, b)).or_insert(0);
                // The strongest word of each kind counts once.
                *entry = if points > 0 {
                    (*entry).max(0).max(points) + (*entry).min(0)
                } else {
                    (*entry).max(0) + (*entry).min(0).min(points)
                };
            }
        };
        // In the order of their numbers.
        let named = |actor: &Actor| actors.binary_search_by_key(&actor.order(), |other| other.order()).is_ok();
        let mut fighters: Vec<(u32, u8, Actor)> = Vec::new();
        for actor in actors {
            fighters.extend(wars.with(*actor, year).map(|(war, side)| (war, side, *actor)));
        }
        crate::order::by_key(&mut fighters, |(war, side, _)| crate::order::pair(*war as usize, usize::from(*side)));
        for war in fighters.chunk_by(|a, b| a.0 == b.0) {
            // Friends in a war that the article does not name are friends in nothing.
            let (a, b) = war.split_at(war.partition_point(|fighter| fighter.1 == 0));
            if a.is_empty() || b.is_empty() {
                continue;
            }
            for (i, x) in war.iter().enumerate() {
                for y in &war[i + 1..] {
                    add(x.2, y.2, if x.1 == y.1 { weight::ALLIES } else { weight::WAR });
                }
            }
        }
        for group in actors.iter().filter(|a| a.is_armed_group(document)) {
            let Some(code) = group.own_state(document) else { continue };
            let state = Actor::State(code);
            if !named(&state) || state.is_armed_group(document) {
                continue;
            }
            let peace = match group {
                Actor::Group(record) => document.lexicon.at_peace_with(*record),
                _ => None,
            };
            if peace.map(|m| Actor::of_member(document.lexicon, m)) != Some(state) {
                add(*group, state, weight::REBELS);
            }
        }
        Prior { pairs }
    }

    /// Points of two actors, a [`pair`], against each other.
    pub fn of_pair(&self, pair: (u64, u64)) -> i32 {
        self.pairs.get(&pair).copied().unwrap_or(0)
    }

    /// The pairs of whom the tables know something, as [`pair`] has them.
    pub fn pairs(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.pairs.keys().copied()
    }
}
