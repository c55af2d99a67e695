//! `cargo xtask serve`: the page on this machine.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::server::Server;
use crate::{console, package, project, Done};

pub const HELP: &str = "
usage: cargo xtask serve [--port N] [--dev | --site] [--no-build] [--log]

Builds the core (see `cargo xtask build --help`), serves the page on this machine only and prints its address.
Ctrl+C ends it.

  --port N     the port to use (8080); where it is taken, the next free one
  --release    the optimised, shrunk core (the default)
  --dev        quick, unoptimised build of the core
  --site       the packaged site, dist/site, with its live examples (see `cargo xtask package --help`)
  --no-build   serve what www/pkg, or dist/site, holds already
  --log        print every request
";

pub fn run(mut arguments: Arguments) -> Done {
    let port = match arguments.number("--port")? {
        None => 8080,
        Some(port) => u16::try_from(port).map_err(|_| format!("there is no port {port}; ports end at 65535."))?,
    };
    let dev = arguments.flag("--dev");
    let release = arguments.flag("--release");
    let site = arguments.flag("--site");
    let log = arguments.flag("--log");
    let build = !arguments.flag("--no-build");
    arguments.nothing_left()?;
    if dev && release {
        return Err("--dev and --release exclude each other.".into());
    }
    if dev && site {
        return Err("--site packages the optimised core; leave out --dev.".into());
    }
    if build {
        build::build(if dev { Profile::Dev } else { Profile::Release })?;
    }
    let mut root = project::root();
    if site {
        if build {
            package::package()?;
        }
        root.push("dist/site");
        if !root.join("index.html").is_file() {
            return Err("dist/site is not there yet; leave out --no-build.".into());
        }
    }
    let server = Server::bind(root, port, log)?;
    console::line(format!("\nThe page is at {}  (Ctrl+C ends it)", server.address()));
    server.run();
    Ok(())
}
