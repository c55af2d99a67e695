//! Words whose period belongs to the word. The period of any other word ends a sentence.

use super::words::Words;
use crate::words;

/// How an abbreviation behaves before a capital letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Always followed by what it abbreviates ("Gen. Mattis", "Sept. 12"): never ends a sentence.
    Leading,
    /// May stand last in a sentence ("at 5 p.m.", "Acme Inc.").
    Trailing,
    /// An abbreviation only before a figure ("No. 5"), else a word.
    BeforeNumber,
}

/// Capitalised abbreviations. `Sat` and `sat` differ: the caller checks the capital first.
static CAPITALISED: &Words = words![
    "adm", "ala", "alta", "amb", "apr", "ariz", "ark", "atty", "aug", "ave", "blvd", "brig", "calif", "capt", "cdr",
    "cmdr", "col", "colo", "comdr", "conn", "cpl", "cpt", "dec", "del", "dept", "det", "dr", "esq", "feb", "fla", "fr",
    "fri", "ft", "ga", "gen", "gov", "hon", "ill", "ind", "insp", "jan", "jul", "jun", "kan", "kans", "ky", "la",
    "lieut", "lt", "ltc", "maj", "mar", "mass", "md", "messrs", "mich", "minn", "miss", "mo", "mon", "mont", "mr",
    "mrs", "ms", "mt", "neb", "nev", "nfld", "nov", "oct", "okla", "ont", "ore", "pa", "pfc", "pres", "prof", "pvt",
    "qld", "que", "rep", "reps", "rev", "sask", "sat", "sec", "sen", "sens", "sep", "sept", "sgt", "spc", "sr", "st",
    "sun", "supt", "tenn", "tex", "thu", "thur", "thurs", "tue", "tues", "va", "vt", "wash", "wed", "wis", "wyo",
];
static TRAILING: &Words = words!["bros", "co", "corp", "inc", "jr", "ltd", "plc"];
static ANY_CASE: &Words = words!["approx", "cf", "ed", "est", "etc", "vs"];
static BEFORE_NUMBER: &Words = words!["art", "ca", "fig", "no", "nos", "op", "p", "pp", "vol"];

/// The letters of the longest.
pub const LONGEST: usize = 6;

/// Looks the hash of a folded word (without its period) up.
pub fn abbreviation(word: u32, capitalised: bool) -> Option<Abbreviation> {
    if BEFORE_NUMBER.contain(word) {
        Some(Abbreviation::BeforeNumber)
    } else if capitalised && CAPITALISED.contain(word) {
        Some(Abbreviation::Leading)
    } else if capitalised && TRAILING.contain(word) || ANY_CASE.contain(word) {
        Some(Abbreviation::Trailing)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_tell_an_abbreviation_from_a_word() {
        let look = |word, capitalised| abbreviation(Words::hash(word), capitalised);
        assert_eq!(look("sat", true), Some(Abbreviation::Leading));
        assert_eq!(look("sat", false), None);
        assert_eq!(look("co", true), Some(Abbreviation::Trailing));
        assert_eq!(look("etc", false), Some(Abbreviation::Trailing));
        assert_eq!(look("no", false), Some(Abbreviation::BeforeNumber));
    }
}
