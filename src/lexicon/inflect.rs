//! Regular inflection: which forms of a verb stand in an article. Irregular ones stand in `data/verbs.tsv`.

/// Splits "carry out" into the word that inflects and the rest.
fn head(lemma: &str) -> (&str, &str) {
    lemma.find(' ').map_or((lemma, ""), |i| lemma.split_at(i))
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// One stressed short vowel before a single final consonant doubles it ("stop"); longer verbs give their forms in the table.
fn doubles(verb: &str) -> bool {
    let b = verb.as_bytes();
    let n = b.len();
    n >= 3
        && !is_vowel(b[n - 1])
        && !matches!(b[n - 1], b'w' | b'x' | b'y' | b'h')
        && is_vowel(b[n - 2])
        && !is_vowel(b[n - 3])
        && b[..n - 2].iter().filter(|c| is_vowel(**c) || **c == b'y').count() == 0
}

pub(super) fn regular_s(lemma: &str) -> String {
    let (verb, rest) = head(lemma);
    let b = verb.as_bytes();
    let n = b.len();
    let form = if verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh") {
        [verb, "es"].concat()
    } else if n > 1 && b[n - 1] == b'y' && !is_vowel(b[n - 2]) {
        [&verb[..n - 1], "ies"].concat()
    } else {
        [verb, "s"].concat()
    };
    form + rest
}

pub(super) fn regular_past(lemma: &str) -> String {
    let (verb, rest) = head(lemma);
    let b = verb.as_bytes();
    let n = b.len();
    let form = if verb.ends_with('e') {
        [verb, "d"].concat()
    } else if n > 1 && b[n - 1] == b'y' && !is_vowel(b[n - 2]) {
        [&verb[..n - 1], "ied"].concat()
    } else if doubles(verb) {
        [verb, &verb[n - 1..], "ed"].concat()
    } else {
        [verb, "ed"].concat()
    };
    form + rest
}

pub(super) fn regular_ing(lemma: &str) -> String {
    let (verb, rest) = head(lemma);
    let b = verb.as_bytes();
    let n = b.len();
    let form = if verb.ends_with("ie") {
        [&verb[..n - 2], "ying"].concat()
    } else if verb.ends_with('e') && !verb.ends_with("ee") && !verb.ends_with("oe") && !verb.ends_with("ye") && n > 2 {
        [&verb[..n - 1], "ing"].concat()
    } else if doubles(verb) {
        [verb, &verb[n - 1..], "ing"].concat()
    } else {
        [verb, "ing"].concat()
    };
    form + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs_take_the_usual_endings() {
        for (lemma, s, past, ing) in [
            ("attack", "attacks", "attacked", "attacking"),
            ("deny", "denies", "denied", "denying"),
            ("destroy", "destroys", "destroyed", "destroying"),
            ("seize", "seizes", "seized", "seizing"),
            ("besiege", "besieges", "besieged", "besieging"),
            ("stop", "stops", "stopped", "stopping"),
            ("fix", "fixes", "fixed", "fixing"),
            ("free", "frees", "freed", "freeing"),
            ("die", "dies", "died", "dying"),
            ("clash", "clashes", "clashed", "clashing"),
            ("carry out", "carries out", "carried out", "carrying out"),
        ] {
            assert_eq!(
                (regular_s(lemma), regular_past(lemma), regular_ing(lemma)),
                (s.into(), past.into(), ing.into())
            );
        }
    }
}
