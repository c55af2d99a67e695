//! CoNLL: a token a line, TAB, its IOB2 tag; an empty line between paragraphs.

use super::mark::Mark;
use super::positions::Positions;
use crate::model::Annotation;

/// Writes the tokens. Where marks overlap the longest wins; the first line says how many were left out.
pub fn conll(annotation: &Annotation) -> String {
    let (marks, lost) = Mark::without_overlaps(&Mark::all(annotation, &Positions::of(annotation)));
    let mut out = format!("# {lost} overlapping marks left out\n");
    let mut marks = marks.iter().peekable();
    let text = annotation.text.as_str();
    let mut line_begun = false;
    // The mark that the token before stands in: IOB2 begins a mark with its first token, and again behind an empty line.
    let mut open = None;
    for (start, end) in tokens(text, annotation) {
        if text[start..end].contains('\n') {
            if line_begun {
                out.push('\n');
                line_begun = false;
            }
            open = None;
            continue;
        }
        while marks.next_if(|mark| mark.end.byte <= start).is_some() {}
        let here = marks.peek().filter(|mark| mark.start.byte <= start);
        let tag = match here {
            Some(mark) => {
                let part = if open == Some(mark.start.byte) { "I" } else { "B" };
                format!("{part}-{}", mark.layer.label().to_ascii_uppercase())
            }
            None => "O".into(),
        };
        open = here.map(|mark| mark.start.byte);
        out.push_str(&text[start..end]);
        out.push('\t');
        out.push_str(&tag);
        out.push('\n');
        line_begun = true;
    }
    out
}

/// Words, numbers, single signs, and line ends; every border of a mark is a border of a token.
fn tokens<'t>(text: &'t str, annotation: &Annotation) -> impl Iterator<Item = (usize, usize)> + 't {
    let marks = Mark::all(annotation, &Positions::of(annotation));
    let mut borders: Vec<usize> = marks.iter().flat_map(|mark| [mark.start.byte, mark.end.byte]).collect();
    crate::order::by_key(&mut borders, |offset| *offset as u64);
    let mut found = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() && first != '\n' {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some(&(at, next)) = characters.peek() {
                let inside = next.is_alphanumeric()
                    || is_joint(next) && text[at + next.len_utf8()..].starts_with(char::is_alphanumeric);
                if !inside || borders.binary_search(&at).is_ok() {
                    break;
                }
                end = at + next.len_utf8();
                characters.next();
            }
        }
        found.push((start, end));
    }
    found.into_iter()
}

/// What stands inside "30,000", "U.N", "soldier's".
fn is_joint(character: char) -> bool {
    matches!(character, '.' | ',' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn tags_follow_the_longest_mark() {
        let written = conll(&sample());
        assert!(written.starts_with("# 0 overlapping marks left out\nChad\tB-PARTY\nsaid\tO\n"), "{written}");
        assert!(written.contains("killed\tB-CASUALTY\n\"\tI-CASUALTY\nat\tI-CASUALTY\n"), "{written}");
        assert!(written.contains("Ouadi\tB-LOCATION\nDoum\tI-LOCATION\n"), "{written}");
    }

    #[test]
    fn a_mark_begins_with_its_first_token_on_every_line() {
        let mut annotation = sample();
        annotation.text = annotation.text.replace("villagers, ", "villagers,\n");
        annotation.parties[0].start = 4; // the space before "said": what a person dragged may begin so
        annotation.parties[0].end = 9;
        let written = conll(&annotation);
        assert!(written.contains("Chad\tO\nsaid\tB-PARTY\n"), "{written}");
        assert!(written.contains(",\tI-CASUALTY\n\n🕊\tB-CASUALTY\n"), "{written}");
    }
}
