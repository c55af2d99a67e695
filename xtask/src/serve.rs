//! `cargo xtask serve`: the page on this machine.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::server::Server;
use crate::{console, project, Done};

pub const HELP: &str = "
usage: cargo xtask serve [--port N] [--dev] [--no-build] [--log]

Builds the core (see `cargo xtask build --help`), serves the page on this machine only and prints its address.
Ctrl+C ends it.

  --port N     the port to use (8080); where it is taken, the next free one
  --release    the optimised, shrunk core (the default)
  --dev        quick, unoptimised build of the core
  --no-build   serve what www/pkg holds already
  --log        print every request
";

pub fn run(mut arguments: Arguments) -> Done {
    let port = match arguments.number("--port")? {
        None => 8080,
        Some(port) => u16::try_from(port).map_err(|_| format!("there is no port {port}; ports end at 65535."))?,
    };
    let dev = arguments.flag("--dev");
    let release = arguments.flag("--release");
    let log = arguments.flag("--log");
    let build = !arguments.flag("--no-build");
    arguments.nothing_left()?;
    if dev && release {
        return Err("--dev and --release exclude each other.".into());
    }
    if build {
        build::build(if dev { Profile::Dev } else { Profile::Release })?;
    }
    let server = Server::bind(project::root(), port, log)?;
    console::line(format!("\nThe page is at {}  (Ctrl+C ends it)", server.address()));
    server.run();
    Ok(())
}
