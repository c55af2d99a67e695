//! `cargo xtask package`: what ships, in dist/.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::{console, process, project, toolchain, Done};

pub const HELP: &str = "
usage: cargo xtask package [--no-build]

Builds the core (see `cargo xtask build --help`) and writes, in place of what was there:

  dist/npm                      the npm package: `npm install ./dist/npm`, or a folder to copy beside a page
  dist/site                     the static site, for any path on any web server: hashed files, a service worker that
                                knows them, .nojekyll, _headers, embed.html, the package in lib/, live examples
  dist/conflict-annotator.html  the page as one file; opens from a disk too

  --no-build   package what www/pkg holds already

`cargo xtask serve --site` shows the site. Publishing is yours: copy dist/site to a host (docs/hosting.md), or run
`npm publish` in dist/npm.
";

pub fn run(mut arguments: Arguments) -> Done {
    let build = !arguments.flag("--no-build");
    arguments.nothing_left()?;
    if build {
        build::build(Profile::Release)?;
    }
    let table = package()?;
    let files: Vec<(&str, &str)> = table.lines().filter_map(|line| line.split_once('\t')).collect();
    let paths = files.iter().map(|(path, _)| path);
    let sizes = process::output(process::program(toolchain::wasm_tools()?).arg("sizes").args(paths))?;
    console::line(format!("\n{:>10} {:>10} {:>10}", "raw", "gzip", "brotli"));
    for (line, (path, what)) in sizes.lines().zip(&files) {
        let mut bytes = line.split('\t').skip(1);
        let mut next = || bytes.next().unwrap_or("?");
        console::line(format!("{:>10} {:>10} {:>10}  {path} ({what})", next(), next(), next()));
    }
    console::line("\nWrote dist/npm, dist/site and dist/conflict-annotator.html.");
    Ok(())
}

/// Writes dist/ from www/pkg and returns the packager's list: a path, TAB, what it is, one file a line.
pub fn package() -> Result<String, String> {
    let root = project::root();
    if !root.join("www/pkg/conflict_annotator_bg.wasm").is_file() {
        return Err("www/pkg has no core to package; leave out --no-build, or run `cargo xtask build` first.".into());
    }
    toolchain::node_packages()?;
    console::line("Packaging: esbuild.");
    process::output(toolchain::node().arg("www/build/package.mjs"))
}
