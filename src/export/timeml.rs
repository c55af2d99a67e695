//! TimeML 1.2.1: the text with inline TIMEX3, and the publication date as the document's creation time.

use super::mark::name;
use super::positions::Positions;
use crate::model::{Annotation, Date};
use std::fmt::Write;

/// Writes the dates. Characters that XML cannot hold become U+FFFD; nothing else in the text changes.
pub fn timeml(annotation: &Annotation) -> String {
    let positions = Positions::of(annotation);
    let text = &annotation.text;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DCT>");
    if let Some(date) = &annotation.document.date {
        let date = escape(date);
        // Writing to a String cannot fail, here and below.
        let _ = write!(
            out,
            "<TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{date}\" functionInDocument=\"CREATION_TIME\">{date}</TIMEX3>"
        );
    }
    out.push_str("</DCT>\n<TEXT>");
    let mut at = 0;
    for (index, mark) in annotation.dates.iter().enumerate() {
        let [start, end] = mark.timex3_extent.unwrap_or([mark.start, mark.end]).map(|offset| positions.at(offset).byte);
        if start < at || start >= end {
            continue; // marks of one layer never overlap; ones from outside might
        }
        out.push_str(&escape(&text[at..start]));
        let _ = write!(
            out,
            "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"",
            index + 1,
            name(&mark.date_type),
            escape(&mark.value)
        );
        if let Some(modifier) = &mark.modifier {
            let _ = write!(out, " mod=\"{}\"", escape(modifier));
        }
        if let Some(tid) = anchor(annotation, &annotation.dates[..index], mark) {
            let _ = write!(out, " anchorTimeID=\"t{tid}\"");
        }
        let _ = write!(out, ">{}</TIMEX3>", escape(&text[start..end]));
        at = end;
    }
    out.push_str(&escape(&text[at..]));
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// The number of the TIMEX3 that a date was counted from: 0 is the publication date.
fn anchor(annotation: &Annotation, before: &[Date], mark: &Date) -> Option<usize> {
    match mark.anchor.as_deref()? {
        "DCT" => annotation.document.date.as_ref().map(|_| 0),
        value => before.iter().rposition(|other| other.value == value).map(|index| index + 1),
    }
}

/// Text for XML and HTML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(character),
            control if control < ' ' || control == '\u{fffe}' || control == '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn dates_stand_in_the_text() {
        let written = timeml(&sample());
        assert!(written.contains("functionInDocument=\"CREATION_TIME\">1987-03-23</TIMEX3></DCT>"));
        assert!(written
            .contains("on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"1987-03-22\" anchorTimeID=\"t0\">Sunday</TIMEX3>."));
    }

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(escape("<b a=\"1\">&\u{0}"), "&lt;b a=&quot;1&quot;&gt;&amp;\u{fffd}");
    }
}
