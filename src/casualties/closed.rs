//! Closed classes of words that wake a construction or decide where a group begins: looked up once for every unit, so that
//! most units are passed over by one test.

use crate::text::Words;

/// A set of classes.
pub type Classes = u16;

/// Words without a sense of harm at which a construction for people begins: "held", "beat … to death", "drove … from".
pub const ACTS: Classes = 1;
/// Words behind which, or before which, lost equipment may stand: see `booty`.
pub const SIGN: Classes = 1 << 1;
/// "killed" of a machine is destroyed.
pub const KILLS: Classes = 1 << 2;
/// "burning", before a machine.
pub const BURNT: Classes = 1 << 3;
/// Parts the columns of a table.
pub const DASH: Classes = 1 << 4;
/// Pronouns, "a", "that", and what counts before "of".
pub const OPENS: Classes = 1 << 5;
/// Blows that may be to death.
pub const BLOW: Classes = 1 << 6;
/// Verbs that may drive people from their homes.
pub const DRIVES: Classes = 1 << 7;
/// Behind an owner.
pub const OWNS: Classes = 1 << 8;
/// "and", "or".
pub const JOINS: Classes = 1 << 9;

const LISTS: &[(Classes, &str)] = &[
    (ACTS, "wounds injuries burns held fell fallen"),
    (
        BLOW | ACTS,
        "beat beating beats stabbed stabbing hacked hacking kicked clubbed clubbing stoned stoning burned burnt burning \
         shot battered bludgeoned trampled tortured torturing crushed crushing choked starved starving put putting \
         bayoneted",
    ),
    (DRIVES | ACTS, "drove driving drive drives forced forcing chased"),
    (
        SIGN,
        "ablaze alight afire fire action commission losses include includes included including comprised consisted \
         totaled totalled : were was cost claims claimed took taken found discovered uncovered unearthed fired under \
         beneath underneath struck hit hits strikes detonated triggered over onto missing",
    ),
    (KILLS, "killed kill kills killing"),
    (BURNT, "burning smouldering smoldering overturned"),
    (DASH, "- -- \u{2013} \u{2014} :"),
    (
        OPENS,
        "they them themselves these we us those all both more others some another he she him himself herself i me her \
         itself a an that visiting many several most half other",
    ),
    (OWNS, "'s \u{2019}s '"),
    (JOINS, "and or"),
];

/// Places of the table: more than twice its words.
const PLACES: usize = 512;

/// The classes of words by their hash.
pub struct ClosedClasses {
    /// Hash and classes, at the place that the hash gives or behind it; an empty place has no class.
    places: [(u32, Classes); PLACES],
}

impl ClosedClasses {
    pub fn new() -> Self {
        let mut places = [(0, 0); PLACES];
        for (classes, words) in LISTS {
            for word in words.split(' ') {
                let hash = Words::hash(word);
                let mut at = place(hash);
                while places[at].1 != 0 && places[at].0 != hash {
                    at = (at + 1) % PLACES;
                }
                places[at] = (hash, places[at].1 | classes);
            }
        }
        ClosedClasses { places }
    }

    /// The classes of a word.
    #[inline]
    pub fn of(&self, hash: u32) -> Classes {
        let mut at = place(hash);
        loop {
            let (found, classes) = self.places[at % PLACES];
            if found == hash || classes == 0 {
                return classes;
            }
            at += 1;
        }
    }
}

/// The last letter alone decides the lower bits of FNV, and hardly the upper ones: all are mixed.
#[inline]
fn place(hash: u32) -> usize {
    (hash.wrapping_mul(0x9e37_79b9) >> 23) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_word_is_found_again() {
        let closed = ClosedClasses::new();
        for (classes, words) in LISTS {
            for word in words.split(' ') {
                assert_eq!(closed.of(Words::hash(word)) & classes, *classes, "{word}");
            }
        }
        assert_eq!(closed.of(Words::hash("zebra")), 0);
    }
}
