//! GeoJSON (RFC 7946): a point a place, with what the article says there.

use super::csv::{place_of, when};
use super::json;
use super::mark::name;
use super::positions::Positions;
use crate::model::{Annotation, Location};
use serde_json::{json, Value};

/// Writes the places that have coordinates; places that only stand for a party are left out.
pub fn geojson(annotation: &Annotation) -> String {
    let positions = Positions::of(annotation);
    let mut places: Vec<(&Location, Vec<&Location>)> = Vec::new();
    for mark in annotation.locations.iter().filter(|mark| mark.primary && mark.lat.is_some() && mark.lon.is_some()) {
        let same =
            |other: &Location| other.canonical == mark.canonical && other.lat == mark.lat && other.lon == mark.lon;
        match places.iter_mut().find(|(first, _)| same(first)) {
            Some((_, mentions)) => mentions.push(mark),
            None => places.push((mark, vec![mark])),
        }
    }
    let features: Vec<Value> = places
        .iter()
        .map(|(place, mentions)| {
            // Where one name stands for two points, a claim belongs to the one that the tables give it too.
            let own = place.canonical.is_some()
                && place_of(annotation, place.canonical.as_deref())
                    .is_some_and(|first| first.lat == place.lat && first.lon == place.lon);
            let here = annotation
                .casualties
                .iter()
                .filter(|claim| own && claim.place.as_deref() == place.canonical.as_deref());
            let claims: Vec<Value> = here
                .map(|claim| {
                    let days = when(annotation, claim.date.as_deref());
                    json!({
                        "quote": claim.text, "outcome": name(&claim.outcome), "low": claim.count.low,
                        "best": claim.count.best, "high": claim.count.high, "claimant": claim.claimant,
                        "status": name(&claim.status), "time_frame": name(&claim.time_frame),
                        "date": claim.date, "date_start": days.start, "date_end": days.end,
                    })
                })
                .collect();
            let mut dates: Vec<&str> = claims.iter().filter_map(|claim| claim["date"].as_str()).collect();
            dates.dedup();
            let quotes: Vec<Value> = mentions
                .iter()
                .map(|mark| {
                    let (start, end) = (positions.at(mark.start).codepoint, positions.at(mark.end).codepoint);
                    json!({ "text": mark.text, "start": start, "end": end, "reading": name(&mark.reading) })
                })
                .collect();
            json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [place.lon, place.lat] },
                "properties": {
                    "name": place.canonical.as_deref().unwrap_or(&place.text), "type": place.place_type,
                    "country": place.country, "where_prec": place.where_prec, "quotes": quotes, "dates": dates,
                    "claims": claims,
                },
            })
        })
        .collect();
    json::json(&json!({ "type": "FeatureCollection", "features": features }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn longitude_comes_first() {
        let value: Value = serde_json::from_str(&geojson(&sample())).expect("JSON");
        let feature = &value["features"][0];
        assert_eq!(feature["geometry"]["coordinates"], json!([20.18, 18.53]));
        assert_eq!(feature["properties"]["claims"][0]["low"], 3);
        assert_eq!(feature["properties"]["dates"], json!(["1987-03-22"]));
    }
}
