//! What builds and tests need on the machine, set up on first use: the wasm32 target, npm's packages, a Chromium.

use crate::{console, process, project, Done};
use std::path::{Path, PathBuf};
use std::process::Command;

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds Rust's wasm32 target where it is missing.
pub fn wasm_target() -> Done {
    // Asked of rustc, not of rustup: a distribution's Rust may bring the target without rustup.
    let mut rustc = process::program(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()).as_os_str());
    let sysroot = process::output(rustc.args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    console::line(format!("Adding Rust's {WASM_TARGET} target."));
    if process::installed("rustup").is_none() {
        return Err(format!(
            "Rust's {WASM_TARGET} target is missing and there is no rustup to add it; install Rust from https://rustup.rs, \
             or your system's package for that target."
        ));
    }
    process::run(process::program("rustup").args(["target", "add", WASM_TARGET]))
}

/// Installs the development packages of `package-lock.json` where they are missing or of other versions.
pub fn node_packages() -> Done {
    let root = project::root();
    let lock = std::fs::read(root.join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}."))?;
    let stamp = root.join("node_modules/.installed-package-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if process::installed("node").is_none() {
        return Err("Node is missing; install Node 20 or later (https://nodejs.org, or your system's package).".into());
    }
    console::line("Installing development packages: npm ci.");
    process::run(process::program(npm).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    std::fs::write(stamp, lock).map_err(|error| format!("node_modules: {error}."))
}

/// Node running a script of an installed package.
pub fn node() -> Command {
    process::program("node")
}

/// Builds the program with the heavy tools and returns its path.
pub fn wasm_tools() -> Result<PathBuf, String> {
    static BUILT: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    if let Some(path) = BUILT.get() {
        return Ok(path.clone());
    }
    // `cargo run` would hold a second cargo open for as long as the tests run.
    let messages = process::output(&mut process::cargo(["build", "--package", "xtask-wasm", "--message-format=json"]))?;
    let path: PathBuf = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == "xtask-wasm")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .ok_or_else(|| "cargo built xtask-wasm but did not say where it is.".to_owned())?;
    Ok(BUILT.get_or_init(|| path).clone())
}

/// A Chromium: the `CHROME` variable's, an installed one, or Debian's package.
pub fn chromium() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("CHROME").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("CHROME says {}, but there is no such program; correct it or unset it.", path.display()))
        };
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    if process::installed("apt-get").is_some() {
        console::line("Installing Chromium: apt-get install chromium.");
        let install = apt_get(&["install", "--yes", "--no-install-recommends", "chromium"]);
        if install.is_err() {
            // Package lists may be missing or stale in a fresh container.
            let _ = apt_get(&["update"]);
            let _ = apt_get(&["install", "--yes", "--no-install-recommends", "chromium"]);
        }
        if let Some(path) = installed_chromium() {
            return Ok(path);
        }
    }
    Err("the browser tests need a Chromium: install Chromium or Chrome, or set CHROME to the path of one.".into())
}

fn installed_chromium() -> Option<PathBuf> {
    const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    const PLACES: [&str; 4] = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ];
    let places = PLACES.iter().map(PathBuf::from).filter(|path| path.is_file());
    NAMES.iter().filter_map(|name| process::installed(name)).chain(places).next()
}

/// `apt-get`, through `sudo` where we are not root; never waits for a password.
fn apt_get(words: &[&str]) -> Done {
    let is_root = process::output(process::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        process::program("apt-get")
    } else {
        let mut sudo = process::program("sudo");
        sudo.args(["--non-interactive", "apt-get"]);
        sudo
    };
    process::run(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
}
