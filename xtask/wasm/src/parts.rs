//! What a module is made of: bytes by section, and of its code by crate and module.
//!
//! Read from the module as it left the compiler: its functions still have names there. A generic function of the standard
//! library stands under the library's name, whoever asked for it.

use rustc_demangle::demangle;
use std::collections::BTreeMap;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// The parts of a module, as lines of two columns: what it is, bytes.
pub fn parts(module: &[u8]) -> Result<String, String> {
    let (sections, functions) = read(module).map_err(|error| error.to_string())?;
    let mut lines = String::new();
    for (name, bytes) in sections {
        lines += &format!("section {name}\t{bytes}\n");
    }
    let mut by_place: BTreeMap<String, usize> = BTreeMap::new();
    for (name, bytes) in functions {
        *by_place.entry(place(&name)).or_default() += bytes;
    }
    for (place, bytes) in by_place {
        lines += &format!("{place}\t{bytes}\n");
    }
    Ok(lines)
}

type Named = Vec<(String, usize)>;

fn read(module: &[u8]) -> Result<(Named, Named), wasmparser::BinaryReaderError> {
    let (mut sections, mut bodies, mut imported) = (Vec::new(), Vec::new(), 0);
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionStart { range, .. } => sections.push(("code".to_owned(), range.len())),
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::DataSection(data) => sections.push(("data".to_owned(), data.range().len())),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(subsections) = custom.as_known() {
                    for subsection in subsections {
                        let Name::Function(functions) = subsection? else { continue };
                        for naming in functions {
                            let naming = naming?;
                            names.insert(naming.index as usize, format!("{:#}", demangle(naming.name)));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let named = |(index, bytes)| (names.remove(&(imported + index)).unwrap_or_default(), bytes);
    Ok((sections, bodies.into_iter().enumerate().map(named).collect()))
}

/// Crate and module of a function: `conflict_annotator::dates`, `core::fmt`. Of an implementation, those of the type.
fn place(function: &str) -> String {
    let path = function.trim_start_matches(['<', '&', '_']).trim_start_matches("mut ");
    let mut words = path.split("::").map(|word| word.split(['<', '>', ' ', '{', '(']).next().unwrap_or_default());
    let (of, module) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // A type or function at a crate's root names no module.
    match module.starts_with(|first: char| first.is_ascii_lowercase()) && path.matches("::").count() > 1 {
        true => format!("{of}::{module}"),
        false if of.is_empty() => "without a name".to_owned(),
        false => of.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_their_module() {
        for (function, expected) in [
            ("conflict_annotator::dates::resolve::resolve", "conflict_annotator::dates"),
            ("<conflict_annotator::dates::Found<T> as core::clone::Clone>::clone", "conflict_annotator::dates"),
            ("<core::iter::adapters::map::Map<I,F> as core::iter::Iterator>::next", "core::iter"),
            ("<dlmalloc::dlmalloc::Dlmalloc<A>>::malloc", "dlmalloc::dlmalloc"),
            ("engine_annotate", "engine_annotate"),
            ("", "without a name"),
        ] {
            assert_eq!(place(function), expected, "{function}");
        }
    }

    #[test]
    fn sizes_are_those_of_the_bodies() {
        // (module (func $a::b::c nop nop) (data "xyz")), by hand: header, types, functions, code, data, names.
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x05\x03\x01\0\x01".to_vec();
        module.extend(b"\x0a\x06\x01\x04\0\x01\x01\x0b\x0b\x09\x01\0\x41\0\x0b\x03xyz");
        module.extend(b"\0\x11\x04name\x01\x0a\x01\0\x07a::b::c");
        let lines = parts(&module).expect("a module");
        assert!(lines.contains("a::b\t4\n") && lines.contains("section data\t9\n"), "{lines}");
        assert!(parts(b"\0asm\x01\0\0\0\x0a\x06").is_err());
    }
}
