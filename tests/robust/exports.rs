//! What must hold for files: every export can be read by a strict reader of its format, and says nothing that is not in
//! the article; whatever is imported can be exported.

use conflict_annotator::export::{export, read, Format};
use conflict_annotator::model::{Annotation, OffsetUnit, Str};
use serde_json::Value;

/// Any text as native JSON: refused with an error, or read and then written in every format.
pub fn import_holds(json: &str) -> Result<(), String> {
    import_holds_in(json, &Format::ALL)
}

/// The same in these formats alone.
pub fn import_holds_in(json: &str, formats: &[(Format, &'static str)]) -> Result<(), String> {
    match read(json) {
        Ok(annotation) => exports_hold_in(&annotation, formats),
        Err(_) => Ok(()),
    }
}

/// Every export of `annotation` is what its format asks for.
pub fn exports_hold(annotation: &Annotation) -> Result<(), String> {
    exports_hold_in(annotation, &Format::ALL)
}

/// The same in these formats alone.
pub fn exports_hold_in(annotation: &Annotation, formats: &[(Format, &'static str)]) -> Result<(), String> {
    for &(format, name) in formats {
        let bytes = export(annotation, format);
        if format == Format::Brat {
            brat(annotation, &bytes).map_err(|problem| format!("{name}: {problem}"))?;
            continue;
        }
        let text = String::from_utf8(bytes).map_err(|_| format!("{name}: not UTF-8"))?;
        let outcome = match format {
            Format::Json => native(&text),
            Format::ClaimsCsv => csv(&text, annotation.casualties.len()),
            Format::EventsCsv => csv(&text, usize::MAX),
            Format::GeoJson => geojson(&text),
            Format::JsonLd => jsonld(annotation, &text),
            Format::Spacy => spacy(annotation, &text),
            Format::LabelStudio => label_studio(annotation, &text),
            Format::Conll => conll(annotation, &text),
            Format::TimeMl => timeml(annotation, &text),
            Format::Html => html(annotation, &text),
            Format::Brat => Ok(()),
        };
        outcome.map_err(|problem| format!("{name}: {problem}"))?;
    }
    Ok(())
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))
}

/// What is read back and written again is the same.
fn native(text: &str) -> Result<(), String> {
    let once = read(text).map_err(|error| format!("does not read back: {error}"))?;
    let again = String::from_utf8(export(&once, Format::Json)).map_err(|_| "not UTF-8".to_owned())?;
    let twice = read(&again).map_err(|error| format!("does not read back twice: {error}"))?;
    if once == twice {
        Ok(())
    } else {
        Err("reading and writing it again changes it".into())
    }
}

/// Covered words by code points.
fn covered(text: &str, start: &Value, end: &Value) -> Option<String> {
    let (start, end) = (start.as_u64()? as usize, end.as_u64()? as usize);
    (start < end && end <= text.chars().count()).then(|| text.chars().skip(start).take(end - start).collect())
}

/// RFC 4180: as many cells in every row as in the first; no cell that a spreadsheet would run.
fn csv(text: &str, rows: usize) -> Result<(), String> {
    let text = text.strip_prefix('\u{feff}').ok_or("no byte order mark")?;
    let mut table: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let row = table.last_mut().ok_or("no row")?;
        let cell = row.last_mut().ok_or("no cell")?;
        match (quoted, character) {
            (true, '"') if characters.next_if_eq(&'"').is_some() => cell.push('"'),
            (true, '"') => {
                quoted = false;
                if !matches!(characters.peek(), None | Some(',' | '\r')) {
                    return Err("something behind a closing quote".into());
                }
            }
            (false, '"') if cell.is_empty() => quoted = true,
            (false, '"') => return Err("a quote inside a bare cell".into()),
            (false, ',') => row.push(String::new()),
            (false, '\r') => {
                if characters.next() != Some('\n') {
                    return Err("a return without a line feed".into());
                }
                table.push(vec![String::new()]);
            }
            (false, '\n') => return Err("a bare line feed".into()),
            (_, character) => cell.push(character),
        }
    }
    if quoted || table.pop() != Some(vec![String::new()]) {
        return Err("it does not end with a row's end".into());
    }
    let columns = table.first().map_or(0, Vec::len);
    if rows != usize::MAX && table.len() != rows + 1 {
        return Err(format!("{} rows for {rows} claims", table.len() - 1));
    }
    for row in &table {
        if row.len() != columns {
            return Err(format!("{} cells instead of {columns}: {row:?}", row.len()));
        }
        let runs = |cell: &&String| {
            cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
                && cell.parse::<f64>().is_err()
        };
        if let Some(cell) = row.iter().find(runs) {
            return Err(format!("the cell {cell:?} would run"));
        }
    }
    Ok(())
}

fn geojson(text: &str) -> Result<(), String> {
    let value = json(text)?;
    for feature in value["features"].as_array().ok_or("no features")? {
        let place = feature["geometry"]["coordinates"].as_array().ok_or("no coordinates")?;
        if place.len() != 2 || place.iter().any(|degrees| degrees.as_f64().is_none()) {
            return Err(format!("{place:?} is no point"));
        }
    }
    Ok(())
}

fn jsonld(annotation: &Annotation, text: &str) -> Result<(), String> {
    for one in json(text)?.as_array().ok_or("no list")? {
        let [quote, position] = [&one["target"]["selector"][0], &one["target"]["selector"][1]];
        let words = covered(&annotation.text, &position["start"], &position["end"]);
        if words.as_deref() != quote["exact"].as_str() {
            return Err(format!("{quote} does not stand at {position}"));
        }
    }
    Ok(())
}

fn spacy(annotation: &Annotation, text: &str) -> Result<(), String> {
    if text.matches('\n').count() != 1 || !text.ends_with('\n') {
        return Err("more than one line".into());
    }
    let value = json(text)?;
    if value["text"] != *annotation.text {
        return Err("another text".into());
    }
    let mut before = 0;
    for span in value["ents"].as_array().ok_or("no ents")? {
        covered(&annotation.text, &span["start"], &span["end"]).ok_or("a span outside the text")?;
        if span["start"].as_u64() < Some(before) {
            return Err("ents overlap".into());
        }
        before = span["end"].as_u64().unwrap_or_default();
    }
    Ok(())
}

fn label_studio(annotation: &Annotation, text: &str) -> Result<(), String> {
    let value = json(text)?;
    if value[0]["data"]["text"] != *annotation.text {
        return Err("another text".into());
    }
    for one in value[0]["predictions"][0]["result"].as_array().ok_or("no result")? {
        let value = &one["value"];
        if covered(&annotation.text, &value["start"], &value["end"]).as_deref() != value["text"].as_str() {
            return Err(format!("{value} does not stand there"));
        }
    }
    Ok(())
}

/// Tokens in the text's order, tags from the list, `I-` only behind its own kind in the same paragraph.
fn conll(annotation: &Annotation, text: &str) -> Result<(), String> {
    let mut rest = annotation.text.as_str();
    let mut before = "O";
    let mut lines = text.split('\n');
    if !lines.next().is_some_and(|line| line.starts_with("# ") && line.ends_with(" overlapping marks left out")) {
        return Err("the first line does not count the marks left out".into());
    }
    for line in lines {
        if line.is_empty() {
            before = "O";
            continue;
        }
        let (token, tag) = line.split_once('\t').ok_or_else(|| format!("{line:?} has no tab"))?;
        let at = rest.find(token).ok_or_else(|| format!("{token:?} is not in the text there"))?;
        rest = &rest[at + token.len()..];
        let kind = tag.trim_start_matches(['B', 'I']);
        if tag != "O" && !matches!(kind, "-PARTY" | "-CASUALTY" | "-MATERIEL" | "-LOCATION" | "-DATE") {
            return Err(format!("the tag {tag:?}"));
        }
        if tag.starts_with('I') && !before.ends_with(kind) {
            return Err(format!("{tag} behind {before}"));
        }
        before = tag;
    }
    Ok(())
}

/// Characters and elements of a piece of XML or HTML of ours; every element closes in order.
fn strip<'t>(markup: &'t str, allowed: &[&str], dropped: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut open: Vec<&'t str> = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find(['<', '&', '>']) {
        if !open.contains(&dropped) {
            text.push_str(&rest[..at]);
        }
        rest = &rest[at..];
        if rest.starts_with('>') {
            return Err("a bare >".into());
        }
        if rest.starts_with('&') {
            let entities = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
            let (entity, character) =
                entities.into_iter().find(|(entity, _)| rest.starts_with(entity)).ok_or("a bare &")?;
            if !open.contains(&dropped) {
                text.push(character);
            }
            rest = &rest[entity.len()..];
            continue;
        }
        let (tag, behind) = rest[1..].split_once('>').ok_or("a tag without an end")?;
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
        } else {
            let name = tag.split(' ').next().unwrap_or_default();
            if !allowed.contains(&name) || tag.contains('<') || tag.matches('"').count() % 2 == 1 {
                return Err(format!("<{tag}>"));
            }
            open.push(name);
        }
    }
    text.push_str(rest);
    match open.last() {
        Some(name) => Err(format!("<{name}> is not closed")),
        None => Ok(text),
    }
}

/// What XML cannot hold.
fn xml_text(text: &str) -> String {
    let holds = |c: char| matches!(c, '\t' | '\n' | '\r') || c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}';
    text.chars().map(|c| if holds(c) { c } else { '\u{fffd}' }).collect()
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Result<&'t str, String> {
    let (_, rest) = text.split_once(before).ok_or_else(|| format!("no {before}"))?;
    rest.split_once(after).map(|(inside, _)| inside).ok_or_else(|| format!("no {after}"))
}

fn timeml(annotation: &Annotation, text: &str) -> Result<(), String> {
    strip(between(text, "<DCT>", "</DCT>")?, &["TIMEX3"], "")?;
    let inside = strip(between(text, "<TEXT>", "</TEXT>")?, &["TIMEX3"], "")?;
    if inside == xml_text(&annotation.text) {
        Ok(())
    } else {
        Err("another text".into())
    }
}

fn html(annotation: &Annotation, text: &str) -> Result<(), String> {
    let inside = strip(between(text, "<article dir=\"auto\">", "</article>")?, &["mark", "small"], "small")?;
    // Each label stands behind one space of its own.
    let labels = between(text, "<article dir=\"auto\">", "</article>")?.matches(" <small>").count();
    if inside.chars().count() != annotation.text.chars().count() + labels {
        return Err("another text".into());
    }
    if let Ok(claims) = between(text, "</article>", "</body>") {
        strip(claims, &["h2", "table", "tr", "th", "td"], "")?;
    }
    Ok(())
}

/// The zip's three files, and stand-off lines that point at the words they quote.
fn brat(annotation: &Annotation, bytes: &[u8]) -> Result<(), String> {
    let files = unzip(bytes)?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if names != ["article.txt", "article.ann", "annotation.conf"] {
        return Err(format!("the files are {names:?}"));
    }
    if files[0].1 != annotation.text.as_bytes() {
        return Err("another text".into());
    }
    let standoff = std::str::from_utf8(files[1].1).map_err(|_| "not UTF-8".to_owned())?;
    let chars: Vec<char> = annotation.text.chars().collect();
    for line in standoff.split_terminator('\n') {
        let problem = |what: &str| format!("{what}: {line:?}");
        let cells: Vec<&str> = line.split('\t').collect();
        let number = cells[0].get(1..).is_some_and(|number| number.parse::<usize>().is_ok());
        let wanted = match cells[0].chars().next() {
            Some('T' | 'N' | '#') => 3,
            Some('A' | 'R') => 2,
            _ => return Err(problem("a line of no kind")),
        };
        if !number || cells.len() != wanted || line.contains('\r') {
            return Err(problem("a broken line"));
        }
        if !cells[0].starts_with('T') {
            continue;
        }
        let (_, spans) = cells[1].split_once(' ').ok_or_else(|| problem("no span"))?;
        let mut words = Vec::new();
        for span in spans.split(';') {
            let bounds = span.split_once(' ').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
            let (start, end): (usize, usize) = bounds.ok_or_else(|| problem("no span"))?;
            let part = chars.get(start..end).filter(|part| !part.is_empty()).ok_or_else(|| problem("outside"))?;
            words.push(part.iter().map(|&c| if matches!(c, '\t' | '\r') { ' ' } else { c }).collect::<String>());
        }
        if words.join(" ") != cells[2] {
            return Err(problem("other words than in the text"));
        }
    }
    Ok(())
}

fn unzip(bytes: &[u8]) -> Result<Vec<(String, &[u8])>, String> {
    let number = |at: usize, width: usize| -> Result<usize, String> {
        let bytes = bytes.get(at..at + width).ok_or("the zip is cut short")?;
        Ok(bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte)))
    };
    let mut files = Vec::new();
    let mut at = 0;
    while bytes.get(at..at + 4) == Some(b"PK\x03\x04") {
        let (size, name, extra) = (number(at + 18, 4)?, number(at + 26, 2)?, number(at + 28, 2)?);
        let begin = at + 30 + name + extra;
        let content = bytes.get(begin..begin + size).ok_or("a file is cut short")?;
        files.push((String::from_utf8_lossy(&bytes[at + 30..at + 30 + name]).into_owned(), content));
        at = begin + size;
    }
    if bytes.get(at..at + 4) != Some(b"PK\x01\x02") || number(bytes.len() - 12, 2)? != files.len() {
        return Err("the directory is not where it should be".into());
    }
    Ok(files)
}

/// Words that break files: formulas, markup, line ends, tabs, quotes, paths.
pub const TRAPS: [&str; 14] = [
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1:A9)",
    " =1+1",
    "＝1+1",
    "a\tb\nT99\tParty 0 1\tx\r\nR1\tVictim Arg1:T1 Arg2:T1",
    "</mark></article><script>alert(1)</script>",
    "]]> --> \" ' & &amp; <b>",
    "../../../etc/passwd",
    "\0\u{1}\u{1b}[31m\u{7f}",
    "\u{202e}\u{feff}\u{2028}\u{85}",
    "",
    "1e999",
];

/// Native JSON's layers, and what stands beside them.
pub const LAYERS: [&str; 7] = ["parties", "casualties", "materiel", "locations", "dates", "document", "format"];

/// Fields of marks.
pub const FIELDS: [&str; 44] = [
    "id",
    "start",
    "end",
    "text",
    "rule",
    "mention_type",
    "canonical",
    "kind",
    "affiliation",
    "sector",
    "role",
    "side",
    "outcome",
    "count",
    "victim_kind",
    "victim_span",
    "affiliated_party",
    "perpetrator",
    "claimant",
    "claimant_span",
    "status",
    "time_frame",
    "part_of",
    "cluster",
    "place",
    "date",
    "class",
    "effect",
    "owner",
    "type",
    "country",
    "lat",
    "lon",
    "where_prec",
    "reading",
    "primary",
    "alternatives",
    "value",
    "mod",
    "anchor",
    "interval",
    "date_prec",
    "timex3_extent",
    "sides",
];

/// Values that some field knows.
pub const NAMES: [&str; 12] =
    ["killed", "denied", "A", "A+B", "1987-03-22", "DURATION", "literal", "official", "range", "civilian", "DCT", "x"];

/// Does to marks what a page or another program may do: other spans, other words, other numbers, from `choices`.
pub fn edit(annotation: &mut Annotation, choices: &[u8]) {
    let choice = |index: usize| choices.get(index).copied().map(usize::from).unwrap_or_default();
    let trap = |index: usize| Str::from(TRAPS[choice(index) % TRAPS.len()]);
    annotation.offset_unit = [OffsetUnit::Codepoint, OffsetUnit::Utf16, OffsetUnit::Byte][choice(2) % 3];
    annotation.id = trap(3).to_string();
    if choice(4) % 4 == 0 {
        annotation.document.date = Some(trap(5).to_string());
    }
    for (index, mark) in annotation.parties.iter_mut().enumerate() {
        if (choice(6) >> (index % 8)) & 1 == 1 {
            mark.start = mark.start.saturating_sub(choice(7) % 8);
            mark.end += choice(8) % 16;
            mark.canonical = vec![trap(9), trap(10)];
            mark.affiliation = Some(vec![trap(9)]);
            mark.id = trap(11);
            mark.rule = trap(10);
        }
    }
    for (index, mark) in annotation.casualties.iter_mut().enumerate() {
        if (choice(7) >> (index % 8)) & 1 == 1 {
            mark.end = mark.end.saturating_sub(choice(8) % 8);
            mark.text = trap(9);
            mark.claimant = Some(trap(10));
            mark.victim_span = Some([choice(10), choice(11)]);
            mark.place = Some(trap(11));
            mark.date = Some(trap(9));
            mark.cluster = Some(trap(11));
            mark.part_of = Some(trap(10));
            mark.count.low = Some(u64::MAX);
        }
    }
    for (index, mark) in annotation.locations.iter_mut().enumerate() {
        if (choice(8) >> (index % 8)) & 1 == 1 {
            mark.end += choice(9);
            mark.canonical = Some(trap(11));
            mark.country = Some(trap(10));
            (mark.lat, mark.lon) = (Some(-1e300), Some(f64::from(choice(9) as u32)));
        }
    }
    for (index, mark) in annotation.dates.iter_mut().enumerate() {
        if (choice(9) >> (index % 8)) & 1 == 1 {
            mark.value = trap(10);
            mark.modifier = Some(trap(11));
            mark.timex3_extent = Some([choice(10), choice(11)]);
            mark.interval = Some([trap(9), trap(10)]);
        }
    }
    for mark in &mut annotation.materiel {
        mark.class = trap(11);
    }
}
