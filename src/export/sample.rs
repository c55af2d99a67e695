//! One small annotated article for the exporters' tests.

use crate::model::*;

const TEXT: &str = "Chad said Libya killed \"at least three\" villagers, 🕊 in Ouadi Doum on Sunday.";

/// Offsets in code points: the dove makes them differ from bytes and UTF-16.
pub fn sample() -> Annotation {
    let at = |words: &str| {
        let byte = TEXT.find(words).expect("words of the text");
        let start = TEXT[..byte].chars().count();
        (start, start + words.chars().count(), words.to_owned())
    };
    let (start, end, text) = at("Chad");
    let party = Party {
        id: "p1".into(),
        start,
        end,
        text: text.into(),
        canonical: vec!["Chad".into()],
        kind: PartyKind::State,
        affiliation: Some(vec!["TCD".into()]),
        role: Role::Claimant,
        side: Some(Side::A),
        ..Party::default()
    };
    let (start, end, text) = at("killed \"at least three\" villagers, 🕊");
    let casualty = Casualty {
        id: "c1".into(),
        start,
        end,
        text: text.into(),
        outcome: Outcome::Killed,
        count: Count { low: Some(3), best: Some(3), high: None, hedge: Hedge::AtLeast },
        victim_kind: vec![VictimKind::Civilian],
        perpetrator: Some("Libya".into()),
        claimant: Some("Chad".into()),
        claimant_span: Some([0, 4]),
        place: Some("Ouadi Doum".into()),
        date: Some("1987-03-22".into()),
        ..Casualty::default()
    };
    let (start, end, text) = at("Ouadi Doum");
    let location = Location {
        id: "l1".into(),
        start,
        end,
        text: text.into(),
        canonical: Some("Ouadi Doum".into()),
        place_type: "town".into(),
        country: Some("TCD".into()),
        lat: Some(18.53),
        lon: Some(20.18),
        where_prec: Some(1),
        primary: true,
        ..Location::default()
    };
    let (start, end, text) = at("Sunday");
    let date = Date {
        id: "d1".into(),
        start,
        end,
        text: text.into(),
        value: "1987-03-22".into(),
        anchor: Some("DCT".into()),
        interval: Some(["1987-03-22".into(), "1987-03-22".into()]),
        date_prec: Some(1),
        ..Date::default()
    };
    Annotation {
        format: "conflict-annotator/1".into(),
        text: TEXT.into(),
        document: Document {
            date: Some("1987-03-23".into()),
            date_source: DateSource::User,
            sides: Sides { a: vec!["Chad".into()], b: vec!["Libya".into()] },
            ..Document::default()
        },
        parties: vec![party],
        casualties: vec![casualty],
        locations: vec![location],
        dates: vec![date],
        ..Annotation::default()
    }
}
