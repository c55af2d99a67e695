//! The name tables' records, and the reader of the compiled form.

use crate::model::{PartyKind, Sector, Str};
use std::borrow::Cow;

/// A state, territory or former state.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-3; ISO 3166-3 for former states.
    pub iso3: &'static str,
    /// Short English name.
    pub name: &'static str,
    /// "Armenian".
    pub adjective: &'static str,
    /// Its capital's name.
    pub capital: &'static str,
    /// Degrees north of a point near its middle.
    pub lat: f64,
    /// Degrees east of a point near its middle.
    pub lon: f64,
    /// Codes of the countries it borders on, separated by `|`.
    pub neighbours: &'static str,
    /// True when it no longer exists.
    pub former: bool,
}

/// A place of the gazetteer.
#[derive(Clone, Debug)]
pub struct Place {
    /// Standard name.
    pub name: Str,
    /// `city`, `province`, `river` …
    pub place_type: &'static str,
    /// ISO 3166-1 alpha-3; empty for seas and regions of several countries.
    pub country: Str,
    /// Standard name of the first-level region it lies in; may be empty.
    pub admin1: Str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// UCDP precision, 1–8.
    pub where_prec: u8,
    /// Inhabitants; 0 when unknown.
    pub population: u32,
    /// From a hand-written table, not from the gazetteer file.
    pub from_table: bool,
}

/// A named party.
#[derive(Clone, Debug)]
pub struct PartyName {
    /// Standard name.
    pub name: &'static str,
    /// Sort of actor.
    pub kind: PartyKind,
    /// Codes of states or organisations it belongs to.
    pub affiliation: Vec<&'static str>,
    /// PLOVER sectors.
    pub sector: Vec<Sector>,
    /// Countries whose mention makes this reading likely.
    pub country_hint: &'static str,
}

/// A party of a war, as the tables of wars name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// Number of a country.
    Country(u32),
    /// Number of a party's record.
    Party(u32),
}

/// For whom somebody acts, or with whom an armed group is at peace.
#[derive(Clone, Copy, Debug)]
pub struct Allegiance {
    /// The record is a place's, not a party's.
    pub of_place: bool,
    /// Number of the record.
    pub record: u32,
    /// It does not act for the other, it only does not fight it.
    pub at_peace: bool,
    /// The other.
    pub to: Member,
}

impl Allegiance {
    /// What it is looked up by.
    pub fn key(&self) -> (bool, bool, u32) {
        (self.of_place, self.at_peace, self.record)
    }
}

/// A war of the tables.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// First year.
    pub from: u32,
    /// Last year; 0 where it goes on.
    pub to: u32,
    /// Its sides; governments before those who fight them.
    pub sides: [Vec<Member>; 2],
}

/// Reads the compiled tables. The build script wrote them, so a fault is a bug: reading past the end gives zeros and
/// empty strings, and the round-trip test fails.
pub(crate) struct Reader {
    bytes: &'static [u8],
    at: usize,
}

impl Reader {
    pub fn new(bytes: &'static [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    pub fn varint(&mut self) -> u32 {
        let mut value = 0u32;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f).wrapping_shl(shift);
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return value;
            }
        }
    }

    pub fn zigzag(&mut self) -> i32 {
        let value = self.varint();
        (value >> 1) as i32 ^ -((value & 1) as i32)
    }

    pub fn slice(&mut self) -> &'static [u8] {
        let length = self.varint() as usize;
        let slice = self.bytes.get(self.at..self.at + length).unwrap_or(&[]);
        self.at += length;
        slice
    }

    pub fn string(&mut self) -> &'static str {
        std::str::from_utf8(self.slice()).unwrap_or("")
    }

    pub fn degrees(&mut self) -> f64 {
        f64::from(self.zigzag()) / 1000.0
    }

    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.varint();
        (0..count).map(|_| read(self)).collect()
    }
}

pub(crate) fn country(r: &mut Reader) -> Country {
    Country {
        iso3: r.string(),
        name: r.string(),
        adjective: r.string(),
        capital: r.string(),
        lat: r.degrees(),
        lon: r.degrees(),
        neighbours: r.string(),
        former: r.byte() != 0,
    }
}

pub(crate) fn place(r: &mut Reader, symbols: &[&'static str]) -> Place {
    Place {
        name: Cow::Borrowed(r.string()),
        place_type: symbols.get(r.varint() as usize).copied().unwrap_or(""),
        country: Cow::Borrowed(r.string()),
        admin1: Cow::Borrowed(r.string()),
        lat: r.degrees(),
        lon: r.degrees(),
        where_prec: r.varint() as u8,
        population: r.varint(),
        from_table: r.byte() != 0,
    }
}

pub(crate) fn party(r: &mut Reader) -> PartyName {
    let name = r.string();
    let kind = party_kind(r.string());
    let affiliation = r.string().split('|').filter(|s| !s.is_empty()).collect();
    let sector = r.string().split('|').filter_map(sector).collect();
    PartyName { name, kind, affiliation, sector, country_hint: r.string() }
}

fn member(r: &mut Reader) -> Member {
    let packed = r.varint();
    if packed & 1 == 0 {
        Member::Country(packed >> 1)
    } else {
        Member::Party(packed >> 1)
    }
}

pub(crate) fn allegiance(r: &mut Reader) -> Allegiance {
    Allegiance { of_place: r.byte() == 1, record: r.varint(), at_peace: r.byte() == 1, to: member(r) }
}

pub(crate) fn conflict(r: &mut Reader) -> Conflict {
    Conflict { from: r.varint(), to: r.varint(), sides: [r.list(member), r.list(member)] }
}

/// The kind that a symbol of the tables stands for.
pub(crate) fn party_kind(symbol: &str) -> PartyKind {
    match symbol {
        "state" => PartyKind::State,
        "government" => PartyKind::Government,
        "military" => PartyKind::Military,
        "ministry" => PartyKind::Ministry,
        "official" => PartyKind::Official,
        "police" => PartyKind::Police,
        "armed_group" => PartyKind::ArmedGroup,
        "igo" => PartyKind::Igo,
        "ngo" => PartyKind::Ngo,
        "media" => PartyKind::Media,
        "population" => PartyKind::Population,
        "person" => PartyKind::Person,
        _ => PartyKind::Other,
    }
}

fn sector(code: &str) -> Option<Sector> {
    Some(match code {
        "GOV" => Sector::Gov,
        "MIL" => Sector::Mil,
        "REB" => Sector::Reb,
        "PRM" => Sector::Prm,
        "UAF" => Sector::Uaf,
        "COP" => Sector::Cop,
        "SPY" => Sector::Spy,
        "JRN" => Sector::Jrn,
        "CVL" => Sector::Cvl,
        "REF" => Sector::Ref,
        "PRE" => Sector::Pre,
        "IGO" => Sector::Igo,
        "NGO" => Sector::Ngo,
        "UNK" => Sector::Unk,
        _ => return None,
    })
}
