//! `cargo xtask test`: everything that must hold, on a fresh machine too.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::server::Server;
use crate::toolchain::WASM_TARGET;
use crate::{console, eval, package, process, project, toolchain, Done};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

pub const HELP: &str = "
usage: cargo xtask test [STEP…] [--verbose]

Sets up what the tests need and runs them all, or only the STEPs named:

  format    rustfmt leaves everything as it is
  clippy    no warnings, native and wasm
  docs      the crate's documentation builds without warnings, its examples run
  native    Rust tests: the core, its rules and tables, tests/cases, the tools
  wasm      Rust tests inside the browser's engine (headless Chromium by chromedriver, else Node)
  build     the core for the browser, within its budget of bytes
  types     JavaScript is type-checked (TypeScript, // @ts-check)
  js        JavaScript unit tests: tests/js/*.test.mjs
  browser   browser tests: tests/browser/*.test.mjs in headless Chromium
  package   what ships, and who takes it: tests/consumers/*.test.mjs (Vite, esbuild, Node, plain pages, iframe, one file)
  eval      scores against tests/scores.tsv, on tests/gold and, where it is there, on ../shared

  --verbose  print the tests' own output even where all is well

Needs rustup's Rust and Node 20. Adds Rust's wasm32 target, npm's packages (npm ci) and a Chromium: the CHROME variable's,
an installed one, or Debian's package. The last line is `N passed, N failed`.
";

/// How many checks passed and failed.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// A step that is one check.
    fn one(passed: bool) -> Tally {
        Tally { passed: usize::from(passed), failed: usize::from(!passed) }
    }
}

/// What a step gives: a count, or why it could not run.
type Outcome = Result<Tally, String>;

struct Step {
    name: &'static str,
    /// What is said while it runs.
    doing: &'static str,
    run: fn(verbose: bool) -> Outcome,
}

/// Quick answers first; what needs the browser's build after it.
const STEPS: [Step; 11] = [
    Step { name: "format", doing: "Formatting: cargo fmt --check", run: format },
    Step { name: "native", doing: "Native tests: cargo test", run: native },
    Step { name: "clippy", doing: "Lints: cargo clippy", run: clippy },
    Step { name: "docs", doing: "Documentation and examples: cargo doc, cargo run --example", run: docs },
    Step { name: "eval", doing: "Scores: cargo xtask eval --check", run: scores },
    Step { name: "build", doing: "The core for the browser: cargo xtask build", run: browser_build },
    Step { name: "types", doing: "JavaScript types: tsc", run: types },
    Step { name: "js", doing: "JavaScript unit tests: node --test tests/js", run: javascript },
    Step { name: "wasm", doing: "Wasm tests: wasm-bindgen-test", run: wasm },
    Step { name: "browser", doing: "Browser tests: node --test tests/browser", run: browser },
    Step { name: "package", doing: "What ships: cargo xtask package, node --test tests/consumers", run: consumers },
];

pub fn run(mut arguments: Arguments) -> Done {
    let verbose = arguments.flag("--verbose");
    let wanted = arguments.operands()?;
    if let Some(name) = wanted.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("there is no step '{name}'; steps are {}.", names.join(", ")));
    }
    let begun = Instant::now();
    let mut total = Tally::default();
    let mut failed = Vec::new();
    for step in STEPS.iter().filter(|step| wanted.is_empty() || wanted.iter().any(|name| name == step.name)) {
        console::line(format!("\n▸ {}", step.doing));
        let begun = Instant::now();
        let tally = (step.run)(verbose).unwrap_or_else(|sentence| {
            console::line(sentence);
            Tally::one(false)
        });
        let seconds = begun.elapsed().as_secs_f64();
        console::line(format!("  {} passed, {} failed ({seconds:.0} s)", tally.passed, tally.failed));
        total.passed += tally.passed;
        total.failed += tally.failed;
        if tally.failed > 0 {
            failed.push(step.name);
        }
    }
    let minutes = begun.elapsed().as_secs_f64() / 60.0;
    if failed.is_empty() {
        console::line(format!("\nAll is well, after {minutes:.1} minutes."));
    } else {
        let names = failed.join(", ");
        console::line(format!(
            "\nNot well: {names}, after {minutes:.1} minutes. What went wrong stands above; \
             `cargo xtask test {}` runs only that again.",
            failed.join(" ")
        ));
    }
    console::line(format!("{} passed, {} failed", total.passed, total.failed));
    if failed.is_empty() {
        Ok(())
    } else {
        std::process::exit(1)
    }
}

fn format(_: bool) -> Outcome {
    let clean = process::watch(&mut process::cargo(["fmt", "--all", "--check"]), console::pass_on)?;
    if !clean {
        console::line("Run `cargo fmt --all`.");
    }
    Ok(Tally::one(clean))
}

fn clippy(_: bool) -> Outcome {
    // The heavy tools' and the bench's dependencies would be checked for a few lines of ours.
    let native = [
        "clippy",
        "--workspace",
        "--exclude",
        "xtask-wasm",
        "--exclude",
        "xtask-bench",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ];
    toolchain::wasm_target()?;
    let package = ["clippy", "--package", "conflict-annotator"];
    let wasm = ["--lib", "--test", "wasm", "--target", WASM_TARGET, "--", "--deny", "warnings"];
    let native = process::watch(&mut process::cargo(native), console::pass_on)?;
    let wasm = process::watch(process::cargo(package).args(wasm), console::pass_on)?;
    Ok(Tally { passed: usize::from(native) + usize::from(wasm), failed: usize::from(!native) + usize::from(!wasm) })
}

fn docs(_: bool) -> Outcome {
    let mut command = process::cargo(["doc", "--package", "conflict-annotator", "--no-deps"]);
    // A module's front page may point its maintainer to private parts.
    command.env("RUSTDOCFLAGS", "--deny warnings --allow rustdoc::private_intra_doc_links");
    let mut tally = Tally::one(process::watch(&mut command, console::pass_on)?);
    for name in ["annotate", "export", "outline"] {
        let mut lines = 0;
        let mut example = process::cargo(["run", "--quiet", "--package", "conflict-annotator", "--example", name]);
        // An example that prints nothing shows nothing.
        let ran = process::watch(&mut example, |_| lines += 1)? && lines > 0;
        if !ran {
            console::line(format!("  The example '{name}' failed, or printed nothing."));
        }
        tally.passed += usize::from(ran);
        tally.failed += usize::from(!ran);
    }
    Ok(tally)
}

fn native(verbose: bool) -> Outcome {
    let words = ["test", "--package", "conflict-annotator", "--package", "xtask", "--no-fail-fast"];
    count(&mut process::cargo(words), verbose, rust_result)
}

fn wasm(verbose: bool) -> Outcome {
    toolchain::wasm_target()?;
    let runner = toolchain::wasm_tools()?;
    let words = ["test", "--package", "conflict-annotator", "--test", "wasm", "--target", WASM_TARGET];
    let mut command = process::cargo(words);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    match (webdriver(), toolchain::chromium()) {
        (Some((driver, folder)), Ok(chromium)) => {
            // Chromium started as root refuses its sandbox; these pages are our own.
            let options = serde_json::json!({ "goog:chromeOptions": {
                "binary": chromium, "args": ["headless", "no-sandbox", "disable-gpu", "disable-dev-shm-usage"] } });
            let file = folder.join("webdriver.json");
            std::fs::write(&file, options.to_string()).map_err(|error| format!("{}: {error}.", file.display()))?;
            command
                .env("CHROMEDRIVER", driver)
                .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file)
                .env("WASM_BINDGEN_USE_BROWSER", "1")
                .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        }
        _ => console::line("  No chromedriver here, so the tests run in Node."),
    }
    count(&mut command, verbose, rust_result)
}

/// chromedriver and a folder for its settings.
fn webdriver() -> Option<(PathBuf, PathBuf)> {
    let driver = std::env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| process::installed("chromedriver"))?;
    Some((driver, build::target_folder().ok()?))
}

fn browser_build(_: bool) -> Outcome {
    build::build(Profile::Release)?;
    build::print_sizes()?;
    Ok(Tally { passed: 1, failed: 0 })
}

fn types(_: bool) -> Outcome {
    toolchain::node_packages()?;
    if !project::root().join("tsconfig.json").is_file() {
        console::line("  Nothing to check yet: no tsconfig.json.");
        return Ok(Tally::default());
    }
    let mut command = toolchain::node();
    command.args(["node_modules/typescript/bin/tsc", "--noEmit", "--project", "tsconfig.json"]);
    Ok(Tally::one(process::watch(&mut command, console::pass_on)?))
}

fn javascript(verbose: bool) -> Outcome {
    node_tests("tests/js", verbose, |_| Ok(()))
}

fn browser(verbose: bool) -> Outcome {
    node_tests("tests/browser", verbose, |command| {
        let chromium = toolchain::chromium()?;
        if !project::root().join("www/pkg/conflict_annotator_bg.wasm").is_file() {
            build::build(Profile::Release)?;
        }
        let server = Server::bind(project::root(), 0, false)?;
        command.env("CHROME", chromium).env("BASE_URL", server.address()).env("SITE_ROOT", project::root());
        std::thread::spawn(move || server.run());
        Ok(())
    })
}

fn consumers(verbose: bool) -> Outcome {
    if !project::root().join("www/pkg/conflict_annotator_bg.wasm").is_file() {
        build::build(Profile::Release)?;
    }
    package::package()?;
    node_tests("tests/consumers", verbose, |command| {
        command.env("CHROME", toolchain::chromium()?);
        Ok(())
    })
}

/// Runs `FOLDER/*.test.mjs` in Node.
fn node_tests(folder: &str, verbose: bool, prepare: impl FnOnce(&mut Command) -> Done) -> Outcome {
    let mut files: Vec<String> = std::fs::read_dir(project::root().join(folder))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    if files.is_empty() {
        console::line(format!("  Nothing to run yet in {folder}."));
        return Ok(Tally::default());
    }
    toolchain::node_packages()?;
    let mut command = toolchain::node();
    prepare(&mut command)?;
    // One file after the other: the browser tests measure time, and share one processor with their browser.
    command.args(["--test", "--test-force-exit", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    count(&mut command, verbose, node_result)
}

/// Runs tests, counts their results, and prints their output where something failed.
fn count(command: &mut Command, verbose: bool, result: fn(&str) -> Option<Tally>) -> Outcome {
    let mut tally = Tally::default();
    let mut output = Vec::new();
    let success = process::watch(command, |line| {
        if let Some(Tally { passed, failed }) = result(line) {
            tally.passed += passed;
            tally.failed += failed;
        }
        if verbose {
            console::line(line);
        } else {
            output.push(line.to_owned());
        }
    })?;
    if !success {
        // A run that broke off before it could count is a failure all the same.
        tally.failed = tally.failed.max(1);
        for line in output.iter().filter(|line| !line.ends_with("... ok")) {
            console::line(line);
        }
    }
    Ok(tally)
}

/// `test result: ok. 3 passed; 0 failed; …`, as libtest, tests/cases.rs and wasm-bindgen-test write it.
fn rust_result(line: &str) -> Option<Tally> {
    let counts = line.trim().strip_prefix("test result:")?;
    let number = |name: &str| {
        let before = counts.split(name).next()?;
        before.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    Some(Tally { passed: number("passed")?, failed: number("failed")? })
}

/// `ℹ pass 3` and `ℹ fail 0`, as Node's reporter writes them.
fn node_result(line: &str) -> Option<Tally> {
    let mut words = line.trim().strip_prefix("ℹ ")?.split_whitespace();
    let (name, number) = (words.next()?, words.next()?.parse().ok()?);
    match name {
        "pass" => Some(Tally { passed: number, failed: 0 }),
        "fail" | "cancelled" => Some(Tally { passed: 0, failed: number }),
        _ => None,
    }
}

fn scores(_: bool) -> Outcome {
    match eval::check_snapshot()? {
        Some((passed, failed)) => Ok(Tally { passed, failed }),
        None => {
            console::line("  No gold here, so nothing to score.");
            Ok(Tally::default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_counted() {
        let counted = |tally: Option<Tally>| tally.map(|tally| (tally.passed, tally.failed));
        let line = "test result: FAILED. 30 passed; 2 failed; 0 ignored; finished in 0.10s";
        assert_eq!(counted(rust_result(line)), Some((30, 2)));
        assert_eq!(counted(rust_result("running 30 tests")), None);
        assert_eq!(counted(node_result("ℹ pass 12")), Some((12, 0)));
        assert_eq!(counted(node_result("ℹ fail 1")), Some((0, 1)));
        assert_eq!(counted(node_result("ℹ duration_ms 12")), None);
    }

    #[test]
    fn steps_are_in_the_help() {
        for step in &STEPS {
            assert!(HELP.contains(&format!("\n  {} ", step.name)), "{}", step.name);
        }
    }
}
