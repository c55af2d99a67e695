//! The name tables' records, and the reader of the compiled form.

use crate::model::{PartyKind, Sector, Str};

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

/// Reads the compiled tables, column after column; the build script says how they lie. It wrote them, so a fault is a bug:
/// reading past the end gives zeros and empty strings, and the tables' tests fail.
pub(super) struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    pub fn new(bytes: &'static [u8]) -> Self {
        Reader { bytes }
    }

    /// The number of rows of the table that follows.
    pub fn rows(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte < 0x80 || shift > 28 {
                break;
            }
        }
        value
    }

    fn column(&mut self) -> &'static [u8] {
        let length = self.rows().min(self.bytes.len());
        let (column, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        column
    }

    /// A column of text.
    #[inline(never)]
    pub fn text(&mut self) -> Cells {
        Cells(std::str::from_utf8(self.column()).unwrap_or(""))
    }

    /// A column of coordinates: three byte planes.
    pub fn degrees(&mut self) -> Degrees {
        let column = self.column();
        Degrees { planes: std::array::from_fn(|i| &column[column.len() / 3 * i..]), row: 0, coarse: 0 }
    }
}

/// The cells of a column of text.
pub(super) struct Cells(&'static str);

impl Cells {
    /// The next cell as it stands.
    #[inline(never)]
    pub fn next(&mut self) -> &'static str {
        let (cell, rest) = cut(self.0, b'\n');
        self.0 = rest;
        cell
    }

    /// The next cell as a number; zero where it is empty.
    pub fn number(&mut self) -> u32 {
        self.next().parse().unwrap_or(0)
    }
}

/// A member of a war: twice the number of a country, or twice the number of a party and one.
pub(super) fn member(packed: u32) -> Member {
    if packed & 1 == 0 {
        Member::Country(packed >> 1)
    } else {
        Member::Party(packed >> 1)
    }
}

/// The members in a cell.
pub(super) fn members(cell: &'static str) -> Vec<Member> {
    several(cell).filter_map(|packed| packed.parse().ok()).map(member).collect()
}

/// The values of a several-valued cell.
pub(super) fn several(cell: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = cell;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (value, others) = cut(rest, b'|');
            rest = others;
            if !value.is_empty() {
                return Some(value);
            }
        }
        None
    })
}

/// What stands before a mark and what behind it. Most cells are shorter than a search for a character is made for.
#[inline]
fn cut(text: &'static str, mark: u8) -> (&'static str, &'static str) {
    let end = text.bytes().position(|byte| byte == mark).unwrap_or(text.len());
    (text.get(..end).unwrap_or(text), text.get(end + 1..).unwrap_or(""))
}

/// The cells of a column of coordinates.
pub(super) struct Degrees {
    planes: [&'static [u8]; 3],
    row: usize,
    /// How many times two degrees the row before had.
    coarse: i8,
}

impl Degrees {
    /// The next coordinate, in degrees.
    #[inline(never)]
    pub fn next(&mut self) -> f64 {
        let [step, hundredths, thousandths] = self.planes.map(|plane| plane.get(self.row).copied().unwrap_or(0));
        self.row += 1;
        self.coarse = self.coarse.wrapping_add_unsigned(step);
        f64::from(i32::from(self.coarse) * 2000 + i32::from(hundredths) * 10 + i32::from(thousandths)) / 1000.0
    }
}

/// Reads a party of the tables.
pub(super) fn party(
    name: &'static str,
    kind: &str,
    affiliation: &'static str,
    sectors: &'static str,
    country_hint: &'static str,
) -> PartyName {
    let country_hint = match country_hint {
        "" => affiliation,
        "-" => "",
        other => other,
    };
    PartyName {
        name,
        kind: party_kind(kind),
        affiliation: several(affiliation).collect(),
        sector: several(sectors).filter_map(sector).collect(),
        country_hint,
    }
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
