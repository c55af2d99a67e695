//! What must hold for any input, whoever brings it: the tests of `tests/properties.rs` and `tests/hostile.rs`, and the
//! fuzz targets under `fuzz/`. A function returns in words what does not hold; only a panic of the engine is a panic.
#![allow(dead_code)] // each test program uses a part

pub mod exports;
pub mod words;

use conflict_annotator::export::Positions;
use conflict_annotator::model::{Annotation, Count, OffsetUnit};
use conflict_annotator::{Engine, Options};
use std::collections::HashSet;

/// A mark of any layer, as far as these tests care.
pub struct Mark {
    pub layer: &'static str,
    pub start: usize,
    pub end: usize,
    pub text: String,
}

pub fn marks(annotation: &Annotation) -> Vec<Mark> {
    let mut marks = Vec::new();
    macro_rules! collect {
        ($($layer:ident)*) => {
            $(for mark in &annotation.$layer {
                marks.push(Mark { layer: stringify!($layer), start: mark.start, end: mark.end, text: mark.text.to_string() });
            })*
        };
    }
    collect!(parties casualties materiel locations dates);
    marks
}

/// Spans beside the marks' own: victims, claimants, TimeML's extents, warnings.
fn other_spans(annotation: &Annotation) -> Vec<[usize; 2]> {
    let casualties = annotation.casualties.iter();
    let mut spans: Vec<[usize; 2]> = casualties.flat_map(|c| [c.victim_span, c.claimant_span]).flatten().collect();
    spans.extend(annotation.dates.iter().filter_map(|date| date.timex3_extent));
    spans.extend(annotation.document.warnings.iter().flat_map(|warning| warning.spans.iter().copied()));
    spans
}

pub fn annotate(engine: &Engine, text: &str, unit: OffsetUnit) -> Annotation {
    let options = Options { document_date: Some("2022-09-14".into()), offset_unit: unit, ..Options::default() };
    engine.annotate(text, &options)
}

/// The same, cheaper: one result only, in UTF-16. What a fuzz target can afford on every input.
pub fn annotation_stands(engine: &Engine, text: &str) -> Result<(), String> {
    let units = annotate(engine, text, OffsetUnit::Utf16);
    values_hold(&units)?;
    let utf16: Vec<u16> = text.encode_utf16().collect();
    for Mark { layer, start, end, text: covered } in marks(&units) {
        let words = utf16.get(start..end).map(String::from_utf16_lossy);
        if start == end || words.as_ref() != Some(&covered) {
            return Err(format!("{layer} {start}..{end} '{covered}' stands on {words:?}"));
        }
    }
    match other_spans(&units).into_iter().find(|&[start, end]| start > end || end > utf16.len()) {
        Some([start, end]) => {
            Err(format!("the span {start}..{end} of a victim, claimant, date or warning is not in the text"))
        }
        None => Ok(()),
    }
}

/// The result of one text in all three units: the same marks, in order, on borders, in the text.
pub fn annotation_holds(engine: &Engine, text: &str) -> Result<(), String> {
    let bytes = annotate(engine, text, OffsetUnit::Byte);
    let points = annotate(engine, text, OffsetUnit::Codepoint);
    let units = annotate(engine, text, OffsetUnit::Utf16);
    if bytes.text != text {
        return Err("the text was changed".into());
    }
    values_hold(&bytes)?;
    units_agree(&bytes, &points, &units)?;
    // All that is no offset came out three times; that it is the same says that chance plays no part.
    let without_offsets = |mut annotation: Annotation| {
        clear_offsets(&mut annotation);
        annotation
    };
    let bytes = without_offsets(bytes);
    if bytes != without_offsets(points) || bytes != without_offsets(units) {
        return Err("the same text gave other values the second time".into());
    }
    Ok(())
}

fn clear_offsets(annotation: &mut Annotation) {
    annotation.offset_unit = OffsetUnit::Byte;
    annotation.parties.iter_mut().for_each(|mark| (mark.start, mark.end) = (0, 0));
    annotation.materiel.iter_mut().for_each(|mark| (mark.start, mark.end) = (0, 0));
    annotation.locations.iter_mut().for_each(|mark| (mark.start, mark.end) = (0, 0));
    for mark in &mut annotation.dates {
        (mark.start, mark.end) = (0, 0);
        mark.timex3_extent = mark.timex3_extent.map(|_| [0, 0]);
    }
    for mark in &mut annotation.casualties {
        (mark.start, mark.end) = (0, 0);
        mark.victim_span = mark.victim_span.map(|_| [0, 0]);
        mark.claimant_span = mark.claimant_span.map(|_| [0, 0]);
    }
    annotation
        .document
        .warnings
        .iter_mut()
        .for_each(|warning| warning.spans.iter_mut().for_each(|span| *span = [0, 0]));
}

fn units_agree(bytes: &Annotation, points: &Annotation, units: &Annotation) -> Result<(), String> {
    let text = &bytes.text;
    let chars: Vec<char> = text.chars().collect();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let (of_bytes, of_points, of_units) = (marks(bytes), marks(points), marks(units));
    if of_bytes.len() != of_points.len() || of_bytes.len() != of_units.len() {
        return Err("the offset unit changed the number of marks".into());
    }
    for ((byte, point), unit) in of_bytes.iter().zip(&of_points).zip(&of_units) {
        let Mark { layer, start, end, text: covered } = byte;
        let problem = |what: &str| Err(format!("{layer} {start}..{end} '{covered}': {what}"));
        if start >= end {
            return problem("empty span");
        }
        if text.get(*start..*end) != Some(covered) {
            return problem("the bytes are not the mark's text");
        }
        if chars.get(point.start..point.end).map(|part| part.iter().collect::<String>()).as_ref() != Some(covered) {
            return problem("the code points are not the mark's text");
        }
        if utf16.get(unit.start..unit.end).map(String::from_utf16_lossy).as_ref() != Some(covered) {
            return problem("the UTF-16 units are not the mark's text");
        }
    }
    for (([start, end], points), units) in
        other_spans(bytes).into_iter().zip(other_spans(points)).zip(other_spans(units))
    {
        let Some(covered) = text.get(start..end) else {
            return Err(format!("the span {start}..{end} of a victim, claimant, date or warning is not in the text"));
        };
        let of_points = chars.get(points[0]..points[1]).map(|part| part.iter().collect::<String>());
        let of_units = utf16.get(units[0]..units[1]).map(String::from_utf16_lossy);
        if of_points.as_deref() != Some(covered) || of_units.as_deref() != Some(covered) {
            return Err(format!("the span {start}..{end} '{covered}' is another one in code points or UTF-16"));
        }
    }
    Ok(())
}

/// Order, counts, coordinates, names of one result.
fn values_hold(annotation: &Annotation) -> Result<(), String> {
    let all = marks(annotation);
    for pair in all.windows(2) {
        if pair[0].layer == pair[1].layer && pair[1].start < pair[0].end {
            let (layer, first, second) = (pair[0].layer, &pair[0].text, &pair[1].text);
            return Err(format!("{layer}: '{first}' and '{second}' overlap or stand in the wrong order"));
        }
    }
    let counts = annotation.casualties.iter().map(|c| (&c.text, c.count));
    for (mark, Count { low, best, high, .. }) in counts.chain(annotation.materiel.iter().map(|m| (&m.text, m.count))) {
        if ![low, best, high].into_iter().flatten().is_sorted() {
            return Err(format!("'{mark}': low {low:?}, best {best:?}, high {high:?} are not in order"));
        }
    }
    for row in &annotation.document.summary {
        let Count { low, best, high, .. } = row.count;
        if ![low, best, high].into_iter().flatten().is_sorted() {
            return Err(format!("summary of {}: {low:?}, {best:?}, {high:?} are not in order", row.cluster));
        }
    }
    for location in &annotation.locations {
        let inside =
            location.lat.is_none_or(|lat| lat.abs() <= 90.0) && location.lon.is_none_or(|lon| lon.abs() <= 180.0);
        if !inside || location.lat.is_some() != location.lon.is_some() {
            return Err(format!("'{}' lies at {:?}, {:?}", location.text, location.lat, location.lon));
        }
    }
    for date in &annotation.dates {
        if date.value.is_empty() {
            return Err(format!("'{}' has no value", date.text));
        }
        if date.interval.as_ref().is_some_and(|[first, last]| first.len() == 10 && last.len() == 10 && first > last) {
            return Err(format!("'{}': the interval {:?} ends before it begins", date.text, date.interval));
        }
    }
    let mut ids = HashSet::new();
    macro_rules! unique {
        ($($layer:ident)*) => {
            $(for mark in &annotation.$layer {
                if mark.id.is_empty() || !ids.insert(mark.id.as_str()) {
                    return Err(format!("the id '{}' of '{}' is empty or not its own", mark.id, mark.text));
                }
                if mark.rule.is_empty() {
                    return Err(format!("'{}' names no rule", mark.text));
                }
            })*
        };
    }
    unique!(parties casualties materiel locations dates);
    Ok(())
}

/// A paragraph more leaves earlier marks of the kinds that need no article in place: dates and materiel.
pub fn appending_keeps(engine: &Engine, first: &str, second: &str) -> Result<(), String> {
    let before = annotate(engine, first, OffsetUnit::Byte);
    let after = annotate(engine, &format!("{first}\n\n{second}"), OffsetUnit::Byte);
    let spans = |annotation: &Annotation| -> Vec<(&'static str, usize, usize)> {
        let inside = |mark: &Mark| matches!(mark.layer, "dates" | "materiel") && mark.end <= first.len();
        marks(annotation).iter().filter(|mark| inside(mark)).map(|mark| (mark.layer, mark.start, mark.end)).collect()
    };
    let (before, after) = (spans(&before), spans(&after));
    let gone = before.iter().find(|mark| !after.contains(mark)).map(|mark| ("went", mark));
    let come = || after.iter().find(|mark| !before.contains(mark)).map(|mark| ("came", mark));
    let Some((what, &(layer, start, end))) = gone.or_else(come) else { return Ok(()) };
    let words = &first[start..end];
    Err(format!("{layer} {start}..{end} '{words}' of {first:?} {what} with the paragraph {second:?}"))
}

/// Offsets there and back: from each unit, right ones and wrong ones, to the other two.
pub fn offsets_hold(text: &str, offsets: &[usize]) -> Result<(), String> {
    for unit in [OffsetUnit::Byte, OffsetUnit::Utf16, OffsetUnit::Codepoint] {
        let positions = Positions::new(text, unit, offsets.to_vec());
        for &offset in offsets {
            let here = positions.at(offset);
            let Some(before) = text.get(..here.byte) else {
                return Err(format!("{unit:?} {offset} is byte {}, inside a character", here.byte));
            };
            if (before.encode_utf16().count(), before.chars().count()) != (here.utf16, here.codepoint) {
                return Err(format!("{unit:?} {offset}: {here:?} disagrees with itself"));
            }
            let own = match unit {
                OffsetUnit::Byte => here.byte,
                OffsetUnit::Utf16 => here.utf16,
                OffsetUnit::Codepoint => here.codepoint,
            };
            // An offset inside a character is its start; behind the end, the end.
            if own > offset || own < offset && here.byte < text.len() && offset - own >= 4 {
                return Err(format!("{unit:?} {offset} became {own}"));
            }
            for (unit, offset) in [
                (OffsetUnit::Byte, here.byte),
                (OffsetUnit::Utf16, here.utf16),
                (OffsetUnit::Codepoint, here.codepoint),
            ] {
                if Positions::new(text, unit, vec![offset]).at(offset) != here {
                    return Err(format!("{here:?} does not come back from {unit:?}"));
                }
            }
        }
    }
    Ok(())
}

/// A file that is no gazetteer is refused, and the engine works as before; one that is taken does no harm.
pub fn gazetteer_holds(bytes: &[u8]) -> Result<(), String> {
    let mut engine = Engine::new();
    let _ = engine.load_gazetteer(bytes);
    still_works(&engine)
}

/// The built-in places are there.
pub fn still_works(engine: &Engine) -> Result<(), String> {
    let annotation = annotate(engine, "Shelling killed two civilians in Kharkiv on Tuesday.", OffsetUnit::Codepoint);
    match annotation.locations.iter().any(|place| place.text == "Kharkiv") {
        true => Ok(()),
        false => Err("Kharkiv is no place any more".into()),
    }
}
