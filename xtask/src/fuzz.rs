//! `cargo xtask fuzz`: the fuzz targets under fuzz/, by libFuzzer, with the stable toolchain.

use crate::arguments::Arguments;
use crate::{console, process, project, Done};
use std::path::{Path, PathBuf};
use std::process::Stdio;

pub const HELP: &str = "
usage: cargo xtask fuzz [TARGET…] [--runs N] [--seconds N] [--fork N]

Builds the fuzz targets under fuzz/ with coverage counters (a C++ compiler for libFuzzer is all they need beside stable
Rust) and runs each TARGET, all of them without one, until it has executed N inputs or N seconds have passed:

  annotate   any bytes as an article          words      two bytes a word: sentences rather than noise
  append     a paragraph more at the end      offsets    a text and offsets into it
  import     any bytes as native JSON         export     an annotated article, edited at random, in every format
  gazetteer  any bytes as a gazetteer file

  --runs N      inputs for each target (default 1000000)
  --seconds N   at most so long for each target (default: no limit)
  --fork N      N processes at once

What holds for every input stands in tests/robust. Inputs that reach new code are kept in target/fuzz/corpus and are where the
next run starts; an input that breaks something is kept in target/fuzz/findings, and its path is printed. Run it alone by
giving its path to the program in target/fuzz/HOST/release; then make it a test in tests/hostile.rs.
The table shows executions, executions a second, and the coverage counters and features reached (libFuzzer's cov and ft).
";

const TARGETS: [&str; 7] = ["annotate", "words", "append", "offsets", "import", "export", "gazetteer"];

/// As cargo-fuzz passes them: these are stable options of rustc, only sanitizers need a nightly one.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// The longest input of a target, bytes: some sentences for those that annotate, since many short texts meet more than few
/// long ones; a file for those that read one.
fn longest(target: &str) -> usize {
    match target {
        // Two bytes a word.
        "words" | "append" => 120,
        "annotate" | "export" => 320,
        "offsets" | "import" => 240,
        _ => 1200,
    }
}

pub fn run(mut arguments: Arguments) -> Done {
    let runs = arguments.number("--runs")?.unwrap_or(1_000_000);
    let seconds = arguments.number("--seconds")?;
    let fork = arguments.number("--fork")?;
    let mut targets = arguments.operands()?;
    if let Some(unknown) = targets.iter().find(|name| !TARGETS.contains(&name.as_str())) {
        return Err(format!("there is no fuzz target '{unknown}'; there are {}.", TARGETS.join(", ")));
    }
    if targets.is_empty() {
        targets = TARGETS.map(String::from).to_vec();
    }
    let programs = build()?;
    let mut rows = Vec::new();
    let mut broken = Vec::new();
    for target in &targets {
        let run = fuzz(&programs, target, runs, seconds, fork)?;
        if !run.well {
            broken.push(target.as_str());
        }
        rows.push((target, run));
    }
    console::line(format!("\n{:10} {:>12} {:>9} {:>9} {:>9}", "", "executions", "a second", "cov", "ft"));
    for (target, run) in &rows {
        let Run { executions, seconds, cov, ft, .. } = run;
        console::line(format!("{target:10} {executions:>12} {:>9} {cov:>9} {ft:>9}", executions / seconds.max(&1)));
    }
    console::line(format!("{:10} {:>12}", "all", rows.iter().map(|(_, run)| run.executions).sum::<u64>()));
    match broken.is_empty() {
        true => Ok(()),
        false => Err(format!("{} broke; the inputs are in target/fuzz/findings.", broken.join(", "))),
    }
}

/// Builds all targets and returns the folder of their programs.
fn build() -> Result<PathBuf, String> {
    console::line("Building the fuzz targets.");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let about = process::output(process::program(rustc.as_os_str()).arg("-vV"))?;
    let host = about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or_else(|| "`rustc -vV` does not name its host.".to_owned())?;
    // With --target the flags do not reach build scripts and procedural macros.
    let words = ["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target/fuzz", "--target"];
    process::run(process::cargo(words).arg(host).env("RUSTFLAGS", COVERAGE))?;
    Ok(project::root().join("target/fuzz").join(host).join("release"))
}

/// What a run came to.
#[derive(Default)]
struct Run {
    executions: u64,
    seconds: u64,
    cov: u64,
    ft: u64,
    well: bool,
}

fn fuzz(
    programs: &Path,
    target: &str,
    runs: usize,
    seconds: Option<usize>,
    fork: Option<usize>,
) -> Result<Run, String> {
    let root = project::root();
    let corpus = root.join("target/fuzz/corpus").join(target);
    let findings = root.join("target/fuzz/findings");
    for folder in [&corpus, &findings] {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
    }
    let mut command = process::program(programs.join(target));
    command.arg(&corpus);
    // Files from which to start: prose for those that read prose, native JSON for those that import it.
    if let Some(seeds) = seeds(target) {
        command.arg(root.join(seeds));
    }
    command.arg(format!("-artifact_prefix={}/{target}-", findings.display()));
    command.args(["-print_final_stats=1", "-timeout=20", "-len_control=10"]);
    command.arg(format!("-max_len={}", longest(target))).arg(format!("-runs={runs}"));
    if let Some(seconds) = seconds {
        command.arg(format!("-max_total_time={seconds}"));
    }
    if let Some(fork) = fork {
        command.arg(format!("-fork={fork}"));
    }
    console::line(format!("▸ {target}"));
    let started = std::time::Instant::now();
    let mut run = Run::default();
    let mut last_words: Vec<String> = Vec::new();
    // libFuzzer speaks on standard error.
    run.well = process::watch_errors(command.stdout(Stdio::null()), |line| {
        run.cov = number_after(line, "cov: ").unwrap_or(run.cov);
        run.ft = number_after(line, "ft: ").unwrap_or(run.ft);
        let executed = line.strip_prefix('#').and_then(|rest| number_after(rest, ""));
        let counted = number_after(line, "stat::number_of_executed_units: ");
        run.executions = counted.or(executed).unwrap_or(run.executions).max(run.executions);
        if !line.starts_with('#') {
            last_words.push(line.to_owned());
        } else if executed.is_some_and(u64::is_power_of_two) {
            console::pass_on(line);
        }
    })?;
    run.seconds = started.elapsed().as_secs();
    if !run.well {
        last_words.iter().for_each(|line| console::pass_on(line));
    }
    Ok(run)
}

/// The folder, from the project's, that a target starts from.
fn seeds(target: &str) -> Option<&'static str> {
    match target {
        "annotate" | "offsets" => Some("tests/cases"),
        "import" => Some("tests/gold"),
        _ => None,
    }
}

/// The number that stands behind the first `label`, after any spaces.
fn number_after(line: &str, label: &str) -> Option<u64> {
    let rest = line[line.find(label)? + label.len()..].trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number_after;

    #[test]
    fn reads_libfuzzers_lines() {
        let line = "#131072\tpulse  cov: 9120 ft: 41233 corp: 1822/301Kb lim: 1200 exec/s: 1638 rss: 211Mb";
        assert_eq!(number_after(line, "cov: "), Some(9120));
        assert_eq!(number_after(line, "ft: "), Some(41_233));
        assert_eq!(number_after(&line[1..], ""), Some(131_072));
        assert_eq!(number_after("stat::number_of_executed_units: 77", "stat::number_of_executed_units: "), Some(77));
        assert_eq!(number_after("INFO: Seed", "cov: "), None);
    }
}
