//! Reads native JSON back: what the page sends for an export, edited or not.
//!
//! By hand over [`Value`], not by derived decoders: those made a quarter of a megabyte of code in the browser, and they
//! refuse a `null` or a word that a person or another tool put where the engine would not.

use crate::model::*;
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde_json::Value;

/// Reads an annotated document; what is missing or of another type takes its default.
///
/// # Errors
/// When the text is not JSON.
pub fn read(json: &str) -> Result<Annotation, serde_json::Error> {
    let root: Value = serde_json::from_str(json)?;
    let info = &root["document"];
    Ok(Annotation {
        format: text(&root["format"]),
        id: whole(&root["id"]),
        text: whole(&root["text"]),
        offset_unit: named(&root["offset_unit"]),
        document: Document {
            date: info["date"].as_str().map(str::to_owned),
            date_source: named(&info["date_source"]),
            sides: Sides { a: texts(&info["sides"]["A"]), b: texts(&info["sides"]["B"]) },
            ..Document::default()
        },
        parties: marks(&root["parties"], party),
        casualties: marks(&root["casualties"], casualty),
        materiel: marks(&root["materiel"], materiel),
        locations: marks(&root["locations"], location),
        dates: marks(&root["dates"], date),
    })
}

fn party(mark: &Value) -> Party {
    Party {
        id: text(&mark["id"]),
        start: offset(&mark["start"]),
        end: offset(&mark["end"]),
        text: text(&mark["text"]),
        mention_type: named(&mark["mention_type"]),
        canonical: texts(&mark["canonical"]),
        kind: named(&mark["kind"]),
        affiliation: list(&mark["affiliation"], text),
        sector: mark["sector"].as_array().map(|codes| codes.iter().filter_map(known).collect()),
        role: named(&mark["role"]),
        side: known(&mark["side"]),
        rule: text(&mark["rule"]),
    }
}

fn casualty(mark: &Value) -> Casualty {
    Casualty {
        id: text(&mark["id"]),
        start: offset(&mark["start"]),
        end: offset(&mark["end"]),
        text: text(&mark["text"]),
        outcome: named(&mark["outcome"]),
        count: count(&mark["count"]),
        victim_kind: list(&mark["victim_kind"], named).unwrap_or_default(),
        victim_span: span(&mark["victim_span"]),
        affiliated_party: maybe(&mark["affiliated_party"]),
        perpetrator: maybe(&mark["perpetrator"]),
        claimant: maybe(&mark["claimant"]),
        claimant_span: span(&mark["claimant_span"]),
        status: named(&mark["status"]),
        time_frame: named(&mark["time_frame"]),
        part_of: maybe(&mark["part_of"]),
        cluster: maybe(&mark["cluster"]),
        place: maybe(&mark["place"]),
        date: maybe(&mark["date"]),
        rule: text(&mark["rule"]),
    }
}

fn materiel(mark: &Value) -> Materiel {
    Materiel {
        id: text(&mark["id"]),
        start: offset(&mark["start"]),
        end: offset(&mark["end"]),
        text: text(&mark["text"]),
        class: text(&mark["class"]),
        count: count(&mark["count"]),
        effect: text(&mark["effect"]),
        owner: maybe(&mark["owner"]),
        perpetrator: maybe(&mark["perpetrator"]),
        claimant: maybe(&mark["claimant"]),
        status: named(&mark["status"]),
        cluster: maybe(&mark["cluster"]),
        rule: text(&mark["rule"]),
    }
}

fn location(mark: &Value) -> Location {
    Location {
        id: text(&mark["id"]),
        start: offset(&mark["start"]),
        end: offset(&mark["end"]),
        text: text(&mark["text"]),
        canonical: maybe(&mark["canonical"]),
        place_type: text(&mark["type"]),
        country: maybe(&mark["country"]),
        lat: mark["lat"].as_f64(),
        lon: mark["lon"].as_f64(),
        where_prec: small(&mark["where_prec"]),
        reading: named(&mark["reading"]),
        primary: mark["primary"].as_bool().unwrap_or_default(),
        alternatives: Vec::new(), // no format has them but native JSON, which is not written from here
        rule: text(&mark["rule"]),
    }
}

fn date(mark: &Value) -> Date {
    let interval = mark["interval"].as_array().and_then(|days| match &days[..] {
        [first, last] => Some([maybe(first)?, maybe(last)?]),
        _ => None,
    });
    Date {
        id: text(&mark["id"]),
        start: offset(&mark["start"]),
        end: offset(&mark["end"]),
        text: text(&mark["text"]),
        date_type: named(&mark["type"]),
        value: text(&mark["value"]),
        modifier: maybe(&mark["mod"]),
        anchor: maybe(&mark["anchor"]),
        interval,
        date_prec: small(&mark["date_prec"]),
        timex3_extent: span(&mark["timex3_extent"]),
        rule: text(&mark["rule"]),
    }
}

fn count(value: &Value) -> Count {
    Count {
        low: value["low"].as_u64(),
        best: value["best"].as_u64(),
        high: value["high"].as_u64(),
        hedge: named(&value["hedge"]),
    }
}

/// The marks of a layer. Where more than [`DEEPEST`] cover one another the later ones are left out.
fn marks<T>(layer: &Value, read: fn(&Value) -> T) -> Vec<T> {
    let given = layer.as_array().map(Vec::as_slice).unwrap_or_default();
    let spans = given.iter().map(|mark| (offset(&mark["start"]), offset(&mark["end"])));
    let mut in_order: Vec<(usize, (usize, usize))> = spans.enumerate().collect();
    crate::order::by_key(&mut in_order, |(_, (start, _))| *start as u64);
    let mut kept = vec![true; given.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, (start, end)) in in_order {
        open.retain(|&other| other > start);
        if open.len() < DEEPEST {
            open.push(end);
        } else {
            kept[index] = false;
        }
    }
    given.iter().zip(kept).filter(|(_, kept)| *kept).map(|(mark, _)| read(mark)).collect()
}

/// Marks of one layer never overlap; ones drawn by hand may, a few at a time. A made-up file with thousands around one word
/// would be written thousands of times over by every format that quotes its marks.
const DEEPEST: usize = 8;

fn list<T>(value: &Value, read: fn(&Value) -> T) -> Option<Vec<T>> {
    value.as_array().map(|items| items.iter().map(read).collect())
}

fn maybe(value: &Value) -> Option<Str> {
    value.as_str().map(Str::new)
}

fn text(value: &Value) -> Str {
    maybe(value).unwrap_or_default()
}

fn whole(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<Str> {
    value.as_array().map(|items| items.iter().filter_map(maybe).collect()).unwrap_or_default()
}

fn offset(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
}

fn small(value: &Value) -> Option<u8> {
    value.as_u64().and_then(|number| u8::try_from(number).ok())
}

fn span(value: &Value) -> Option<[usize; 2]> {
    match &value.as_array()?[..] {
        [start, end] => Some([offset(start), offset(end)]),
        _ => None,
    }
}

/// The variant of that name.
fn known<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(IntoDeserializer::<Unknown>::into_deserializer(value.as_str()?)).ok()
}

/// There is no variant of that name. Says no more: to write down which ones there are would be kilobytes of code.
#[derive(Debug)]
struct Unknown;

impl std::fmt::Display for Unknown {
    fn fmt(&self, _: &mut std::fmt::Formatter) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unknown {}

impl serde::de::Error for Unknown {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Unknown
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Unknown
    }

    fn invalid_type(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Self {
        Unknown
    }

    fn invalid_value(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Self {
        Unknown
    }
}

fn named<T: DeserializeOwned + Default>(value: &Value) -> T {
    known(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let annotation = sample();
        let json = serde_json::to_string(&annotation).expect("JSON");
        assert_eq!(read(&json).expect("native JSON"), annotation);
    }

    #[test]
    fn nulls_and_strangers_take_defaults() {
        let json =
            r#"{"text":"x","parties":[{"id":null,"kind":"wizard","sector":["GOV","ZZZ"],"start":-1}],"dates":7}"#;
        let annotation = read(json).expect("JSON");
        assert_eq!(annotation.parties[0].sector, Some(vec![Sector::Gov]));
        assert_eq!(annotation.parties[0].kind, PartyKind::Other);
        assert!(annotation.dates.is_empty());
        assert!(read("{").is_err());
    }

    #[test]
    fn marks_around_marks_have_an_end() {
        let marks: Vec<String> = (0..50).map(|n| format!(r#"{{"start":{n},"end":{}}}"#, 200 - n)).collect();
        let apart = r#"{"start":300,"end":301}"#;
        let json = format!(r#"{{"text":"x","parties":[{},{apart}],"dates":[{{"start":5,"end":6}}]}}"#, marks.join(","));
        let annotation = read(&json).expect("JSON");
        assert_eq!((annotation.parties.len(), annotation.dates.len()), (DEEPEST + 1, 1));
    }
}
