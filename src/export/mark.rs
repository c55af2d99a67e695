//! All layers' marks in one list, with the few things that every format wants to know of them.

use super::positions::{Position, Positions};
use crate::model::{Annotation, Casualty, Count, Date, Location, Materiel, Party};
use crate::order::{descending, pair};

/// A layer's mark.
#[derive(Clone, Copy, Debug)]
pub enum Layer<'a> {
    /// Who.
    Party(&'a Party),
    /// Harm to people.
    Casualty(&'a Casualty),
    /// Losses of equipment.
    Materiel(&'a Materiel),
    /// Where.
    Location(&'a Location),
    /// When.
    Date(&'a Date),
}

impl Layer<'_> {
    /// The label in other tools: `Party`, `Casualty` …
    pub fn label(self) -> &'static str {
        match self {
            Layer::Party(_) => "Party",
            Layer::Casualty(_) => "Casualty",
            Layer::Materiel(_) => "Materiel",
            Layer::Location(_) => "Location",
            Layer::Date(_) => "Date",
        }
    }

    /// The mark's identifier.
    pub fn id(&self) -> &str {
        match self {
            Layer::Party(mark) => &mark.id,
            Layer::Casualty(mark) => &mark.id,
            Layer::Materiel(mark) => &mark.id,
            Layer::Location(mark) => &mark.id,
            Layer::Date(mark) => &mark.id,
        }
    }

    /// The rule that made the mark.
    pub fn rule(&self) -> &str {
        match self {
            Layer::Party(mark) => &mark.rule,
            Layer::Casualty(mark) => &mark.rule,
            Layer::Materiel(mark) => &mark.rule,
            Layer::Location(mark) => &mark.rule,
            Layer::Date(mark) => &mark.rule,
        }
    }

    /// What the mark was read as, in a few words.
    pub fn value(self) -> String {
        match self {
            Layer::Party(mark) => mark.canonical.join("; "),
            Layer::Casualty(mark) => format!("{} {}", name(&mark.outcome), bounds(&mark.count)),
            Layer::Materiel(mark) => format!("{} {} {}", mark.class, mark.effect, bounds(&mark.count)),
            Layer::Location(mark) => {
                let name = mark.canonical.as_deref().unwrap_or(&mark.text);
                mark.country.as_deref().map_or_else(|| name.to_owned(), |country| format!("{name} ({country})"))
            }
            Layer::Date(mark) => mark.value.to_string(),
        }
    }
}

/// A mark and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// First character.
    pub start: Position,
    /// Behind the last character.
    pub end: Position,
    /// The layer's own record.
    pub layer: Layer<'a>,
}

impl Mark<'_> {
    /// Marks of all layers in text order, the longer one first where two begin together. Toponyms that only stand for, or
    /// inside, a party are left out: the party says it.
    pub fn all<'a>(annotation: &'a Annotation, positions: &Positions) -> Vec<Mark<'a>> {
        let mut marks = Vec::new();
        let mut push = |start: usize, end: usize, layer: Layer<'a>| {
            marks.push(Mark { start: positions.at(start), end: positions.at(end), layer });
        };
        annotation.casualties.iter().for_each(|mark| push(mark.start, mark.end, Layer::Casualty(mark)));
        annotation.materiel.iter().for_each(|mark| push(mark.start, mark.end, Layer::Materiel(mark)));
        annotation.dates.iter().for_each(|mark| push(mark.start, mark.end, Layer::Date(mark)));
        let places = annotation.locations.iter().filter(|mark| mark.primary);
        places.for_each(|mark| push(mark.start, mark.end, Layer::Location(mark)));
        annotation.parties.iter().for_each(|mark| push(mark.start, mark.end, Layer::Party(mark)));
        marks.retain(|mark| mark.start.byte < mark.end.byte);
        crate::order::by_key(&mut marks, |mark| pair(mark.start.byte, descending(mark.end.byte)));
        marks
    }

    /// The marks that can stand in one line of tags: where two overlap the longer one stays. Also says how many went.
    pub fn without_overlaps(marks: &[Self]) -> (Vec<Self>, usize) {
        let mut by_length: Vec<&Self> = marks.iter().collect();
        crate::order::by_key(&mut by_length, |mark| pair(descending(mark.end.byte - mark.start.byte), 0));
        let mut kept = std::collections::BTreeMap::<usize, Self>::new();
        for mark in by_length {
            let before = kept.range(..mark.end.byte).next_back();
            if before.is_none_or(|(_, other)| other.end.byte <= mark.start.byte) {
                kept.insert(mark.start.byte, *mark);
            }
        }
        let lost = marks.len() - kept.len();
        (kept.into_values().collect(), lost)
    }

    /// The words of the mark.
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start.byte..self.end.byte).unwrap_or_default()
    }
}

/// The bounds of a count: `12`, `12-99`, `27-`, `-5`.
pub fn bounds(count: &Count) -> String {
    let show = |bound: Option<u64>| bound.map(|number| number.to_string()).unwrap_or_default();
    match (count.low, count.high) {
        (None, None) => show(count.best),
        (low, high) if low == high => show(low),
        (low, high) => format!("{}-{}", show(low), show(high)),
    }
}

/// The name that a value has in native JSON.
pub fn name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
