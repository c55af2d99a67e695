//! Which state stood where another stands today: "Moscow" in 1985 is the Soviet Union's, "Belgrade" in 1999 Yugoslavia's.
//!
//! The document's date decides. Without one the article's own words do: where it names the former state and nowhere the
//! present one, the seat that both share means the former.

use super::coreference::country_of;
use crate::lexicon::class;
use crate::parties::{Mention, Name, Origin};
use crate::text::Document;
use crate::words;

/// Present code, former code, first and last day of the former state's hold, ISO 8601.
const FORMER: &[(&str, &str, &str, &str)] = &[
    ("RUS", "SUN", "1922-12-30", "1991-12-25"),
    ("SRB", "YUG", "1918-12-01", "2003-02-03"),
    ("SRB", "SCG", "2003-02-04", "2006-06-04"),
    ("MNE", "YUG", "1918-12-01", "2003-02-03"),
    ("MNE", "SCG", "2003-02-04", "2006-06-02"),
    ("XKX", "YUG", "1918-12-01", "2003-02-03"),
    ("XKX", "SCG", "2003-02-04", "2006-06-04"),
    ("XKX", "SRB", "2006-06-05", "2008-02-16"),
    ("HRV", "YUG", "1918-12-01", "1991-06-24"),
    ("SVN", "YUG", "1918-12-01", "1991-06-24"),
    ("BIH", "YUG", "1918-12-01", "1992-02-29"),
    ("MKD", "YUG", "1918-12-01", "1991-09-07"),
    ("CZE", "CSK", "1918-10-28", "1992-12-31"),
    ("SVK", "CSK", "1918-10-28", "1992-12-31"),
    ("SSD", "SDN", "1956-01-01", "2011-07-08"),
];
/// Seats that two states of one people had in turn: name, present code, former code, first and last day.
const SEATS: &[(&str, &str, &str, &str, &str)] =
    &[("hanoi", "VNM", "VDR", "1945-09-02", "1976-07-01"), ("aden", "YEM", "YMD", "1967-11-30", "1990-05-21")];

/// The states of a document's day.
#[derive(Debug, Default)]
pub struct Epoch {
    /// Present code and the code that takes its place.
    replaced: Vec<(&'static str, &'static str)>,
    /// Seats that mean another state than today.
    seats: Vec<(&'static str, &'static str)>,
}

impl Epoch {
    /// `day`: the document's date in ISO 8601, where its year is known.
    pub fn new(document: &Document, mentions: &[Mention], day: Option<&str>) -> Epoch {
        let Some(day) = day else { return Epoch::by_names(document, mentions) };
        let within = |from: &str, until: &str| from <= day && day <= until;
        let mut replaced: Vec<(&'static str, &'static str)> = Vec::new();
        for (present, former, from, until) in FORMER {
            if within(from, until) {
                replaced.push((present, former));
            }
        }
        let seats = SEATS.iter().filter(|s| within(s.3, s.4)).map(|s| (s.0, s.2)).collect();
        Epoch { replaced, seats }
    }

    /// Without a date: a former state that the article names, whose heir it names nowhere.
    fn by_names(document: &Document, mentions: &[Mention]) -> Epoch {
        let mut named: Vec<&'static str> = Vec::new();
        for origin in mentions.iter().flat_map(|m| &m.origins) {
            if matches!(origin.name, Name::Country(_) | Name::Adjective(_) | Name::People(_))
                && !(origin.start() > 0 && document.is_any(origin.start() - 1, words!["former", "ex", "old"]))
            {
                if let Some(country) = country_of(document, origin).and_then(|c| document.lexicon.country(c)) {
                    if !named.contains(&country.iso3) {
                        named.push(country.iso3);
                    }
                }
            }
        }
        let has = |code: &str| named.contains(&code);
        let mut replaced: Vec<(&'static str, &'static str)> = Vec::new();
        for (present, former, ..) in FORMER {
            let dead = matches!(*former, "SUN" | "YUG" | "CSK");
            if dead && has(former) && !has(present) && !replaced.iter().any(|(code, _)| code == present) {
                replaced.push((present, former));
            }
        }
        let seats = SEATS.iter().filter(|s| has(s.2)).map(|s| (s.0, s.2)).collect();
        Epoch { replaced, seats }
    }

    /// The state that stood for a present one.
    pub fn code(&self, present: &'static str) -> &'static str {
        self.replaced.iter().find(|(code, _)| *code == present).map_or(present, |(_, former)| former)
    }

    /// The same for a country's record.
    pub fn country(&self, document: &Document, record: u32) -> u32 {
        let Some(country) = document.lexicon.country(record) else { return record };
        let code = self.code(country.iso3);
        if code == country.iso3 {
            return record;
        }
        document.lexicon.country_index(code).unwrap_or(record)
    }

    /// Turns an origin to the state of the day.
    pub fn settle(&self, document: &Document, origin: &mut Origin) {
        if self.replaced.is_empty() && self.seats.is_empty() {
            return;
        }
        origin.name = match origin.name {
            Name::Country(c) => Name::Country(self.country(document, c)),
            Name::Adjective(c) => Name::Adjective(self.country(document, c)),
            Name::People(c) => Name::People(self.country(document, c)),
            Name::Seat(c) => Name::Seat(self.seat(document, origin.start(), c)),
            other => other,
        };
    }

    fn seat(&self, document: &Document, at: usize, record: u32) -> u32 {
        let former = self.seats.iter().find(|(seat, _)| document.is(at, seat));
        match former.and_then(|(_, code)| document.lexicon.country_index(code)) {
            Some(former) => former,
            None => self.country(document, record),
        }
    }

    /// The country whose seat of government a name at `at` is; with the token after it.
    pub fn seat_at(&self, document: &Document, at: usize) -> Option<(u32, usize)> {
        let senses = document.senses(at).filter(|(sense, _)| sense.class == class::SEAT);
        let (record, end) = senses.map(|(sense, end)| (sense.payload, end)).max_by_key(|(_, end)| *end)?;
        Some((self.seat(document, at, record), end))
    }
}
