//! `cargo xtask sizes`: where the bytes of the module go, and what the crates in it are.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::toolchain::WASM_TARGET;
use crate::{console, process, toolchain, Done};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

pub const HELP: &str = "
usage: cargo xtask sizes [--all]

Builds the core for the browser and prints
  what the page loads    bytes raw, after gzip, after brotli, beside their budgets
  the module's parts     its sections, and its code by crate and module, before wasm-opt (which takes the names away)
  the crates in it       version, licence, and how often their source says `unsafe`

  --all   parts below two kilobytes too
";

/// Parts below this are added up, bytes.
const SMALL: u64 = 2_000;

pub fn run(mut arguments: Arguments) -> Done {
    let all = arguments.flag("--all");
    arguments.nothing_left()?;
    build::build(Profile::Release)?;
    build::print_sizes()?;
    print_parts(if all { 0 } else { SMALL })?;
    print_crates()
}

fn print_parts(least: u64) -> Done {
    let module = build::module(Profile::Release)?;
    let lines = process::output(process::program(toolchain::wasm_tools()?).arg("parts").arg(&module))?;
    let mut parts: Vec<(&str, u64)> = lines
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(n, b)| Some((n, b.parse().ok()?)))
        .collect();
    parts.sort_by_key(|(name, bytes)| (!name.starts_with("section "), std::cmp::Reverse(*bytes)));
    console::line(format!("{:>10}  of the module as it leaves the compiler", "bytes"));
    let (shown, small): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(_, bytes)| *bytes >= least);
    for (name, bytes) in shown {
        console::line(format!("{bytes:10}  {name}"));
    }
    if !small.is_empty() {
        let bytes: u64 = small.iter().map(|(_, bytes)| bytes).sum();
        console::line(format!("{bytes:10}  {} parts below {least} bytes", small.len()));
    }
    console::line("");
    Ok(())
}

fn print_crates() -> Done {
    let metadata =
        process::output(&mut process::cargo(["metadata", "--format-version=1", "--filter-platform", WASM_TARGET]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    console::line(format!("{:20} {:>9} {:>7}  licence", "crate", "version", "unsafe"));
    for package in crates_in_module(&metadata) {
        let word = |field: &str| package[field].as_str().unwrap_or_default();
        let source = Path::new(word("manifest_path")).with_file_name("src");
        let count = unsafe_in(&source);
        console::line(format!("{:20} {:>9} {count:7}  {}", word("name"), word("version"), word("license")));
    }
    Ok(())
}

/// The packages whose code may be in the module: what the core depends on, without what runs at build time.
fn crates_in_module(metadata: &Value) -> Vec<&Value> {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let packages: Vec<&Value> = metadata["packages"].as_array().into_iter().flatten().collect();
    let at_build_time = |package: &Value| list(&package["targets"]).iter().any(|t| t["kind"][0] == "proc-macro");
    let mut waiting: Vec<String> = packages
        .iter()
        .filter(|package| package["name"] == "conflict-annotator")
        .filter_map(|package| package["id"].as_str().map(String::from))
        .collect();
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let package = packages.iter().find(|package| package["id"] == id.as_str());
        if package.is_none_or(|package| at_build_time(package)) || !found.insert(id.clone()) {
            continue;
        }
        let nodes = list(&metadata["resolve"]["nodes"]);
        let node = nodes.iter().find(|node| node["id"] == id.as_str());
        for dependency in node.map(|node| list(&node["deps"])).unwrap_or_default() {
            let normal = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            waiting.extend(dependency["pkg"].as_str().filter(|_| normal).map(String::from));
        }
    }
    packages.into_iter().filter(|package| package["id"].as_str().is_some_and(|id| found.contains(id))).collect()
}

/// How often the Rust files below a folder say `unsafe`, comments left out.
fn unsafe_in(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let in_entry = |path: &Path| match path.extension() {
        Some(rust) if rust == "rs" => unsafe_words(&std::fs::read_to_string(path).unwrap_or_default()),
        _ => unsafe_in(path),
    };
    entries.flatten().map(|entry| in_entry(&entry.path())).sum()
}

/// A policy's `'unsafe-inline'` and `unsafe_code` are other words.
fn unsafe_words(source: &str) -> usize {
    let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
    let stands = |line: &str, at: usize| {
        let before = line[..at].chars().next_back();
        let after = line[at + "unsafe".len()..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || "({[;,=|".contains(c)) && after.is_none_or(|c| c == ' ' || c == '{')
    };
    code.map(|line| line.match_indices("unsafe").filter(|(at, _)| stands(line, *at)).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn counts_the_word_in_code() {
        assert_eq!(
            unsafe_words(
                "unsafe { x } // unsafe\n/// unsafe\n#![forbid(unsafe_code)]\nunsafe fn f() {}\n\"'unsafe-inline'\""
            ),
            2
        );
    }

    #[test]
    fn what_runs_at_build_time_is_not_in_the_module() {
        let package = |id: &str, name: &str, kind: &str| json!({"id": id, "name": name, "targets": [{"kind": [kind]}]});
        let needs = |id: &str, kind: Value| json!({"pkg": id, "dep_kinds": [{"kind": kind}]});
        let metadata = json!({
            "packages": [package("1", "conflict-annotator", "lib"), package("2", "serde", "lib"),
                package("3", "serde_derive", "proc-macro"), package("4", "cc", "lib"), package("5", "other", "lib")],
            "resolve": {"nodes": [
                {"id": "1", "deps": [needs("2", Value::Null), needs("4", json!("build"))]},
                {"id": "2", "deps": [needs("3", Value::Null)]}]}
        });
        let names: Vec<_> = crates_in_module(&metadata).into_iter().map(|package| package["name"].clone()).collect();
        assert_eq!(names, ["conflict-annotator", "serde"]);
    }
}
