//! One period inside another: "January of this year", "Friday last week", "last year's third quarter".

use super::Piece;
use crate::pattern::{rules, Match};

fn both(m: &Match) -> Option<Piece> {
    Some(Piece::Both(m.payload("i")?, m.payload("o")?))
}

rules! {
    /// What puts one period inside another. Whether they fit is asked where they are joined.
    pub static SPANS: [Piece] = {
        "period of a period" {
            pattern: "@<t_date:i> ( of | in | ',' )? the? <t_date:o>",
            produce: both,
            examples: [
                ("They met in [January of this year] there.", "2022-01"),
                ("They met [Friday last week] there.", "2022-09-09"),
            ],
            allows: ["They met in January."],
        }
        "period's period" {
            pattern: "@<t_date:o> 's <t_date:i>",
            produce: both,
            examples: [("Output in [last year's third quarter] fell.", "2021-Q3")],
            allows: ["This year's floods came."],
        }
        "week of a day" {
            pattern: "@week ( of | ending | beginning | starting ) ( on )? <t_date:o>",
            produce: |m| Some(Piece::WeekOf(m.payload("o")?)),
            examples: [
                ("The court meets in the [week of March 6] again.", "2022-W09"),
                ("In the [week ending 10 September 2022] it rained.", "2022-W36"),
            ],
            allows: ["A week of rain."],
        }
        "day beside a day" {
            pattern: "[ day ( before:b | after ) @<t_date:o> ]",
            produce: |m| {
                let point = crate::dates::meaning::Point {
                    offset_days: if m.get("b").is_some() { -1 } else { 1 },
                    ..Default::default()
                };
                Some(Piece::Inside(point, m.payload("o")?))
            },
            examples: [("They left the [day before yesterday] by sea.", "2022-09-12")],
            allows: ["The day before they left."],
        }
    }
}
