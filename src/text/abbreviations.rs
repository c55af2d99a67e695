//! Words whose period belongs to the word. The period of any other word ends a sentence.

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

/// Capitalised abbreviations, folded and sorted. `Sat` and `sat` differ: the caller checks the capital first.
const CAPITALISED: &[&str] = &[
    "adm", "ala", "alta", "amb", "apr", "ariz", "ark", "atty", "aug", "ave", "blvd", "brig", "calif", "capt", "cdr",
    "cmdr", "col", "colo", "comdr", "conn", "cpl", "cpt", "dec", "del", "dept", "det", "dr", "esq", "feb", "fla", "fr",
    "fri", "ft", "ga", "gen", "gov", "hon", "ill", "ind", "insp", "jan", "jul", "jun", "kan", "kans", "ky", "la",
    "lieut", "lt", "ltc", "maj", "mar", "mass", "md", "messrs", "mich", "minn", "miss", "mo", "mon", "mont", "mr",
    "mrs", "ms", "mt", "neb", "nev", "nfld", "nov", "oct", "okla", "ont", "ore", "pa", "pfc", "pres", "prof", "pvt",
    "qld", "que", "rep", "reps", "rev", "sask", "sat", "sec", "sen", "sens", "sep", "sept", "sgt", "spc", "sr", "st",
    "sun", "supt", "tenn", "tex", "thu", "thur", "thurs", "tue", "tues", "va", "vt", "wash", "wed", "wis", "wyo",
];
const TRAILING: &[&str] = &["bros", "co", "corp", "inc", "jr", "ltd", "plc"];
const ANY_CASE: &[&str] = &["approx", "cf", "ed", "est", "etc", "vs"];
const BEFORE_NUMBER: &[&str] = &["art", "ca", "fig", "no", "nos", "op", "p", "pp", "vol"];

/// Looks a folded word (without its period) up.
pub fn abbreviation(folded: &str, capitalised: bool) -> Option<Abbreviation> {
    let has = |list: &[&str]| list.contains(&folded);
    if has(BEFORE_NUMBER) {
        Some(Abbreviation::BeforeNumber)
    } else if capitalised && CAPITALISED.binary_search(&folded).is_ok() {
        Some(Abbreviation::Leading)
    } else if (capitalised && has(TRAILING)) || has(ANY_CASE) {
        Some(Abbreviation::Trailing)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_binary_search_finds_all_of_it() {
        for word in CAPITALISED {
            assert_eq!(abbreviation(word, true), Some(Abbreviation::Leading), "{word}");
        }
        assert_eq!(abbreviation("sat", false), None);
        assert_eq!(abbreviation("no", false), Some(Abbreviation::BeforeNumber));
    }
}
