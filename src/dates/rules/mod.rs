//! The layer's rules, in stages: names of periods, what holds one inside another, parts of the day and the clock,
//! lengths and repetitions. Each stage puts what it read on the chart for the next.

pub mod codes;
mod evidence;
pub mod feasts;
pub mod lengths;
pub mod parts;
pub mod periods;
pub mod spans;

use super::meaning::{Length, Modifier, Point};
use crate::pattern::Rule;

/// The stages in their order, each of one or more lists.
pub static STAGES: [&[&[Rule<Piece>]]; 6] = [
    &[periods::PERIODS, codes::CODES, feasts::FEASTS],
    &[spans::SPANS],
    &[parts::TIMES],
    &[lengths::LENGTHS],
    &[parts::PARTS_OF_PERIODS],
    &[lengths::COUNTED],
];

/// What a rule makes. Numbers are payloads of `t_date`, `t_time` or `t_length` chunks: what an earlier stage read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// A point by itself.
    Point(Point),
    /// A point inside of one read before.
    Inside(Point, u32),
    /// One point read before inside of another.
    Both(u32, u32),
    /// The week that holds a day read before.
    WeekOf(u32),
    /// A length.
    Length(Length),
    /// A length read before, changed.
    Lengthened(u32, Modifier),
    /// A length read before, counted from somewhere: "three weeks ago".
    Counted {
        /// The chunk of the length.
        length: u32,
        /// −1 back, 1 forward.
        direction: i32,
        /// From where.
        base: super::meaning::Base,
    },
    /// A recurring time.
    Repeat(Length),
    /// A recurring point.
    RepeatPoint(Point),
    /// A vague reference.
    Vague(&'static str),
}

#[cfg(test)]
mod tests {
    use crate::dates::meaning::Meaning;
    use crate::dates::resolve::{resolve, Context, Direction};
    use crate::dates::{calendar::Day, figures::Numerals, value::Resolved, Reading};
    use crate::lexicon::Lexicon;
    use crate::pattern::{Cascade, RuleSet};
    use std::cell::RefCell;

    /// What a meaning comes to on Wednesday, 14 September 2022, the tests' one time of speaking.
    fn print(meaning: &Meaning) -> String {
        let now = Day::new(2022, 9, 14);
        let context = Context {
            now,
            year_known: true,
            running: now.map(Resolved::of_day),
            direction: Direction::Past,
            ..Context::default()
        };
        match meaning {
            Meaning::Point(point) => resolve(point, &context).value().into(),
            Meaning::Length(length) | Meaning::Repeat(length) => length.value(),
            Meaning::RepeatPoint(point) => resolve(point, &Context::default()).value().into(),
            Meaning::Vague(reference) => (*reference).into(),
        }
    }

    #[test]
    fn rules_match_their_examples_and_nothing_else() {
        let lexicon = Lexicon::new();
        let mut faults = Vec::new();
        for stage in 0..super::STAGES.len() {
            let before = Cascade::new(super::STAGES[..stage].iter().map(|s| RuleSet::joined(s)).collect());
            let reading = RefCell::new(Reading::default());
            let set = RuleSet::joined(super::STAGES[stage]);
            faults.extend(set.check(
                &lexicon,
                |document| *reading.borrow_mut() = Reading::new(document, &Numerals::default(), &before),
                |_, piece| reading.borrow().meaning(*piece).map_or("nothing".into(), |m| print(&m)),
            ));
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
