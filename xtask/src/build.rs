//! `cargo xtask build`: the core as the browser loads it.

use crate::arguments::Arguments;
use crate::toolchain::WASM_TARGET;
use crate::{console, engine, process, project, toolchain, Done};
use std::path::{Path, PathBuf};
use std::time::Instant;

pub const HELP: &str = "
usage: cargo xtask build [--dev]

Builds the core for the browser into www/pkg and prints how large it is. Adds Rust's wasm32 target where it is missing,
builds for wasm32-unknown-unknown, runs wasm-bindgen (as a library: nothing to install) and shrinks the module with
wasm-opt from npm's binaryen. Fails where a file is over its budget of brotli bytes.

  --dev   quick build: no optimisation, no shrinking, no budget
";

/// How the core is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Dev,
    Release,
}

/// What may be loaded over the network, in bytes after brotli.
struct Budget {
    file: &'static str,
    name: &'static str,
    brotli: Option<u64>,
}

// The core's aim is 500,000; today's ceiling keeps it from growing unseen.
const BUDGETS: [Budget; 3] = [
    Budget { file: "www/pkg/conflict_annotator_bg.wasm", name: "core with its gazetteer", brotli: Some(600_000) },
    Budget { file: "www/pkg/conflict_annotator.js", name: "wasm-bindgen's glue", brotli: None },
    Budget { file: "www/pkg/gazetteer.bin", name: "full gazetteer", brotli: Some(1_030_000) },
];

pub fn run(mut arguments: Arguments) -> Done {
    let profile = if arguments.flag("--dev") { Profile::Dev } else { Profile::Release };
    arguments.nothing_left()?;
    let begun = Instant::now();
    build(profile)?;
    if profile == Profile::Release {
        print_sizes()?;
    }
    console::line(format!("Built www/pkg in {:.0} s.", begun.elapsed().as_secs_f64()));
    Ok(())
}

/// Builds `www/pkg`; quick where nothing changed.
pub fn build(profile: Profile) -> Done {
    toolchain::wasm_target()?;
    let root = project::root();
    let release = profile == Profile::Release;
    console::line(format!("Building the core for {WASM_TARGET}{}.", if release { "" } else { ", unoptimised" }));
    let mut cargo = process::cargo(["build", "--package", "conflict-annotator", "--lib", "--target", WASM_TARGET]);
    if release {
        cargo.args(["--release", "--config", INLINING]);
    }
    process::run(&mut cargo)?;
    let module = module(profile)?;
    let package = root.join("www/pkg");
    let stamp = package.join(".built-from");
    let fingerprint = fingerprint(&module, profile)?;
    copy_gazetteer(&package)?;
    let up_to_date = std::fs::read_to_string(&stamp).is_ok_and(|built_from| built_from == fingerprint)
        && BUDGETS[..2].iter().all(|budget| root.join(budget.file).is_file());
    if up_to_date {
        return Ok(());
    }
    console::line("Writing its JavaScript glue: wasm-bindgen.");
    let fresh = target_folder()?.join("pkg");
    process::run(process::program(toolchain::wasm_tools()?).arg("bindgen").arg(&module).arg(&fresh))?;
    if release {
        shrink(&fresh.join("conflict_annotator_bg.wasm"))?;
    }
    // Only whole results reach www/pkg: an interrupted build must not leave a module that fails in the browser.
    let _ = std::fs::remove_file(&stamp);
    std::fs::create_dir_all(&package).map_err(|error| format!("{}: {error}.", package.display()))?;
    for entry in std::fs::read_dir(&fresh).map_err(|error| format!("{}: {error}.", fresh.display()))?.flatten() {
        std::fs::copy(entry.path(), package.join(entry.file_name()))
            .map_err(|error| format!("{}: {error}.", package.display()))?;
    }
    std::fs::write(&stamp, fingerprint).map_err(|error| format!("{}: {error}.", stamp.display()))
}

/// The module as it leaves the compiler.
pub fn module(profile: Profile) -> Result<PathBuf, String> {
    let folder = if profile == Profile::Release { "release" } else { "debug" };
    Ok(target_folder()?.join(WASM_TARGET).join(folder).join("conflict_annotator.wasm"))
}

/// Puts the full gazetteer beside the module: the page loads both before it seals itself.
fn copy_gazetteer(package: &Path) -> Done {
    let source = project::root().join(engine::GAZETTEER);
    let problem = |error: std::io::Error| format!("{} cannot be copied to www/pkg: {error}.", source.display());
    std::fs::create_dir_all(package).map_err(problem)?;
    std::fs::copy(&source, package.join("gazetteer.bin")).map_err(problem)?;
    Ok(())
}

fn shrink(module: &Path) -> Done {
    if process::installed("node").is_none() {
        console::line("Not shrinking the module: that needs Node. The page works all the same.");
        return Ok(());
    }
    toolchain::node_packages()?;
    console::line("Shrinking it: wasm-opt.");
    let shrunk = module.with_extension("shrunk");
    process::run(
        toolchain::node().arg("node_modules/binaryen/bin/wasm-opt").args(WASM_OPT).arg(module).arg("-o").arg(&shrunk),
    )?;
    std::fs::rename(&shrunk, module).map_err(|error| format!("{}: {error}.", module.display()))
}

/// LLVM copies a function into its callers up to a size of 250, made for processors with other caches than a module's: 80
/// is a twentieth less to load and a little faster.
const INLINING: &str = r#"target.wasm32-unknown-unknown.rustflags = ["-Cllvm-args=-inline-threshold=80"]"#;

/// wasm-opt reads the target features from the module itself; naming features here makes modules that fail to load.
const WASM_OPT: [&str; 1] = ["-Os"];

/// Prints raw, gzip and brotli bytes of what the page loads; a file over its budget is an error.
pub fn print_sizes() -> Done {
    let root = project::root();
    let present: Vec<&Budget> = BUDGETS.iter().filter(|budget| root.join(budget.file).is_file()).collect();
    let files = present.iter().map(|budget| budget.file);
    let sizes = process::output(process::program(toolchain::wasm_tools()?).arg("sizes").args(files))?;
    console::line(format!("\n{:>10} {:>10} {:>10} {:>10}", "raw", "gzip", "brotli", "budget"));
    let mut over = Vec::new();
    for (line, budget) in sizes.lines().zip(&present) {
        let bytes: Vec<u64> = line.split('\t').skip(1).filter_map(|number| number.parse().ok()).collect();
        let [raw, gzip, brotli] = bytes[..] else { return Err(format!("xtask-wasm sizes said '{line}'.")) };
        let limit = budget.brotli.map_or("–".to_owned(), |limit| limit.to_string());
        console::line(format!("{raw:10} {gzip:10} {brotli:10} {limit:>10}  {} ({})", budget.name, budget.file));
        if budget.brotli.is_some_and(|limit| brotli > limit) {
            over.push(format!("{} has {brotli} bytes after brotli, over its budget of {limit}", budget.file));
        }
    }
    console::line("");
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("{}; make its tables or code smaller, or argue for another budget.", over.join("; ")))
    }
}

/// Where cargo puts what it builds.
pub fn target_folder() -> Result<PathBuf, String> {
    let metadata = process::output(&mut process::cargo(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let folder = metadata["target_directory"].as_str().ok_or("cargo metadata names no target folder.")?;
    Ok(PathBuf::from(folder))
}

/// Names what www/pkg was built from.
fn fingerprint(module: &Path, profile: Profile) -> Result<String, String> {
    let bytes = std::fs::read(module).map_err(|error| format!("{}: {error}.", module.display()))?;
    let lock = std::fs::read(project::root().join("Cargo.lock")).unwrap_or_default();
    let node = process::installed("node").is_some();
    let shrink = if profile == Profile::Release && node { WASM_OPT.join(" ") } else { "not shrunk".into() };
    // How the glue is written is part of it.
    let glue = std::fs::read(project::root().join("xtask/wasm/src/main.rs")).unwrap_or_default();
    let hashes = [&bytes[..], &lock, &glue].map(|part| format!("{:016x}", project::hash([part])));
    Ok(format!("{} {shrink}\n", hashes.join(" ")))
}
