//! `cargo xtask bench`: this engine beside its peers, on the same texts, in the same Chromium and in Node.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::server::Server;
use crate::{console, package, process, project, toolchain, Done};
use serde_json::Value;
use std::path::{Path, PathBuf};

pub const HELP: &str = "
usage: cargo xtask bench [--node] [--browser] [--sizes BYTES,…] [--peers NAME,…]
       cargo xtask bench --native [NAME]

Measures this engine beside compromise, wink-nlp, chrono-node and Microsoft's recognizers-text on generated news text
(seeded: the same on every machine), in headless Chromium and in Node. Prints
  cold      import to the first result on a 500-word article, in a fresh page or process
  article   median of the same article, warm
  MB/s      on each longer text (medians; a run expected to take over 20 s is left out)
  ratio     how many times as fast as that peer this engine is, on the longest text both ran
  growth    the exponent of time over length (1 = linear)
  memory    growth of the process (Node); our engine's linear memory
  page      navigation to an open box and to the engine with all places, as it is shipped and as it is developed; a 500-word
            article from its text to marks that are laid out
  to load   bytes of the library, minified: raw, gzip, brotli
Our engine has the full gazetteer. Engine times end with JavaScript objects in hand. `alone` is the engine without JSON.parse.

  --node, --browser   only there
  --sizes BYTES,…     lengths of the texts (10000,100000,1000000,10000000)
  --peers NAME,…      only these: conflict-annotator, wink-nlp, chrono-node, compromise, recognizers-text

  --native [NAME]     the engine's stages in native code, with lower bounds beside them; NAME picks some

A flame graph of a stage (with samply, https://github.com/mstange/samply, or perf):
  CARGO_PROFILE_BENCH_DEBUG=true cargo bench --package xtask-bench --no-run
  samply record target/release/deps/stages-… --bench b2_annotate
";

const PEERS: [&str; 5] = ["conflict-annotator", "wink-nlp", "chrono-node", "compromise", "recognizers-text"];
const SIZES: &str = "10000,100000,1000000,10000000";

pub fn run(mut arguments: Arguments) -> Done {
    if arguments.flag("--native") {
        let names = arguments.operands()?;
        return process::run(process::cargo(["bench", "--package", "xtask-bench", "--"]).args(names));
    }
    let (only_node, only_browser) = (arguments.flag("--node"), arguments.flag("--browser"));
    let sizes = arguments.value("--sizes")?.unwrap_or_else(|| SIZES.into());
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.parse().map_err(|_| format!("--sizes wants numbers of bytes, not '{size}'.")))
        .collect::<Result<_, _>>()?;
    let wanted = arguments.value("--peers")?;
    arguments.nothing_left()?;
    let peers: Vec<&str> = match &wanted {
        None => PEERS.to_vec(),
        Some(names) => names.split(',').collect(),
    };
    if let Some(name) = peers.iter().find(|name| !PEERS.contains(name)) {
        return Err(format!("there is no peer '{name}'; peers are {}.", PEERS.join(", ")));
    }
    toolchain::node_packages()?;
    build::build(Profile::Release)?;
    if !only_node {
        package::package()?;
    }
    let folder = project::root().join("dist/bench");
    write_texts(&folder, &sizes)?;
    bundle(&folder, &peers)?;
    if !only_browser {
        let mut rows = Vec::new();
        for peer in &peers {
            console::line(format!("Measuring {peer} in Node."));
            let mut command = toolchain::node();
            command.args(["--no-warnings", "xtask/bench/js/node.js", peer]).arg(&folder).arg(project::root());
            let output = process::output(command.args(sizes.iter().map(usize::to_string)))?;
            rows.push(((*peer).to_owned(), parse(&output)?));
        }
        print_table("Node", &rows, &sizes);
    }
    if !only_node {
        in_browser(&peers, &sizes)?;
    }
    print_loads(&folder, &peers)
}

fn in_browser(peers: &[&str], sizes: &[usize]) -> Done {
    let chromium = toolchain::chromium()?;
    let server = Server::bind(project::root(), 0, false)?;
    let address = server.address();
    std::thread::spawn(move || server.run());
    let sizes_word = sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let mut command = toolchain::node();
    command.args(["xtask/bench/js/browser.js", &address, &sizes_word]).args(peers).env("CHROME", chromium);
    console::line("Measuring all in Chromium.");
    let (mut rows, mut place) = (Vec::new(), "Chromium".to_owned());
    let mut pages = Vec::new();
    let success = process::watch(&mut command, |line| {
        let Ok(value) = parse(line) else { return };
        if let Some(version) = value["version"].as_str() {
            place = format!("Chromium {version}");
        } else if let Some(name) = value["name"].as_str() {
            rows.push((name.to_owned(), value.clone()));
        } else {
            pages.push(value);
        }
    })?;
    if !success {
        return Err("the browser bench broke off; its own message is above.".into());
    }
    print_table(&place, &rows, sizes);
    for page in pages {
        let name = page["page"].as_str().unwrap_or_default();
        let ms = |field: &str| page[field].as_f64().unwrap_or(f64::NAN);
        console::line(format!(
            "The page as {name}: first visit ready in {:.0} ms; later ones, medians of 5, box open in {:.0} ms, ready in \
             {:.0} ms; a 500-word article to marks laid out {:.1} ms.",
            ms("first"),
            ms("open"),
            ms("ready"),
            ms("marked")
        ));
    }
    Ok(())
}

fn parse(line: &str) -> Result<Value, String> {
    serde_json::from_str(line.trim()).map_err(|error| format!("the bench wrote no JSON ({error})."))
}

/// Writes the 500-word article and one text a size.
fn write_texts(folder: &Path, sizes: &[usize]) -> Done {
    let problem = |error: std::io::Error| format!("{}: {error}.", folder.display());
    std::fs::create_dir_all(folder).map_err(problem)?;
    std::fs::write(folder.join("article.txt"), xtask_bench::article_of_words(500, 1)).map_err(problem)?;
    for &bytes in sizes {
        std::fs::write(folder.join(format!("{bytes}.txt")), xtask_bench::article(bytes, bytes as u64))
            .map_err(problem)?;
    }
    Ok(())
}

/// One minified module a library, as a page would load it.
fn bundle(folder: &Path, peers: &[&str]) -> Done {
    let mut esbuild = process::program("node_modules/.bin/esbuild");
    esbuild.args(["--bundle", "--minify", "--format=esm", "--platform=browser", "--log-level=error"]);
    // A `browser` build may be a script that sets a global; the ES module is what a bundler wants.
    esbuild.arg("--main-fields=module,main");
    esbuild.arg(format!("--outdir={}", folder.display()));
    process::run(esbuild.args(peers.iter().map(|peer| format!("xtask/bench/js/peers/{peer}.js"))))
}

fn print_table(place: &str, rows: &[(String, Value)], sizes: &[usize]) {
    let speed = |row: &Value, index: usize, field: &str| {
        let entry = &row["sizes"][index];
        entry[field].as_f64().map(|ms| sizes[index] as f64 / 1000.0 / ms.max(1e-6))
    };
    let ours = rows.iter().find(|(name, _)| name == PEERS[0]).map(|(_, row)| row);
    let mut head = format!("\n{place:32} {:>9} {:>11}", "cold ms", "article ms");
    for &size in sizes {
        head += &format!(" {:>12}", format!("{} MB/s", length(size)));
    }
    console::line(head + "    ratio  growth    memory");
    for (name, row) in rows {
        let number = |value: &Value| value.as_f64().map_or("–".into(), |ms| format!("{ms:.2}"));
        let mut line = format!("{name:32} {:>9} {:>11}", number(&row["cold"]), number(&row["article"]));
        for index in 0..sizes.len() {
            line += &format!(" {:>12}", speed(row, index, "ms").map_or("–".into(), |speed| format!("{speed:.3}")));
        }
        let longest = (0..sizes.len()).rev().find(|&index| speed(row, index, "ms").is_some());
        let ratio = longest.and_then(|index| Some(speed(ours?, index, "ms")? / speed(row, index, "ms")?));
        line += &format!(" {:>8}", ratio.map_or("–".into(), |ratio| format!("{ratio:.1}×")));
        line += &format!(" {:>7}", growth(row, sizes).map_or("–".into(), |exponent| format!("{exponent:.2}")));
        line += &format!(" {:>9}", row["peak"].as_f64().map_or("–".into(), |peak| format!("{:.0} MB", peak / 1e6)));
        console::line(line);
        if row["alone"].is_number() {
            let mut line = format!("{:32} {:>9} {:>11}", "  alone", "", number(&row["alone"]));
            for index in 0..sizes.len() {
                let speed = speed(row, index, "alone");
                line += &format!(" {:>12}", speed.map_or("–".into(), |speed| format!("{speed:.3}")));
            }
            let memory =
                row["sizes"].as_array().and_then(|sizes| sizes.last()).and_then(|entry| entry["memory"].as_f64());
            line += &format!("  {:25}", memory.map_or(String::new(), |bytes| format!("{:.0} MB wasm", bytes / 1e6)));
            console::line(line);
        }
    }
    console::line("");
}

/// Slope of log time over log length, from the first to the last length that ran.
fn growth(row: &Value, sizes: &[usize]) -> Option<f64> {
    let times: Vec<(f64, f64)> = sizes
        .iter()
        .enumerate()
        .filter_map(|(index, &size)| Some((size as f64, row["sizes"][index]["ms"].as_f64()?)))
        .collect();
    let ((first_size, first), (last_size, last)) = (times.first()?, times.last()?);
    (last_size > first_size).then(|| (last / first).ln() / (last_size / first_size).ln())
}

fn length(bytes: usize) -> String {
    match bytes {
        1_000_000.. => format!("{} MB", bytes / 1_000_000),
        1_000.. => format!("{} KB", bytes / 1_000),
        _ => format!("{bytes} B"),
    }
}

/// Bytes that a page loads for each library.
fn print_loads(folder: &Path, peers: &[&str]) -> Done {
    let files: Vec<(String, PathBuf)> = peers
        .iter()
        .flat_map(|peer| match *peer {
            "conflict-annotator" => vec![
                ("conflict-annotator, wasm".to_owned(), project::root().join("www/pkg/conflict_annotator_bg.wasm")),
                ("conflict-annotator, glue".to_owned(), project::root().join("www/pkg/conflict_annotator.js")),
                ("conflict-annotator, gazetteer".to_owned(), project::root().join("www/pkg/gazetteer.bin")),
            ],
            peer => vec![(peer.to_owned(), folder.join(format!("{peer}.js")))],
        })
        .collect();
    let paths = files.iter().map(|(_, path)| path);
    let sizes = process::output(process::program(toolchain::wasm_tools()?).arg("sizes").args(paths))?;
    console::line(format!("{:32} {:>10} {:>10} {:>10}", "to load, bytes", "raw", "gzip", "brotli"));
    for ((name, _), line) in files.iter().zip(sizes.lines()) {
        let cells: Vec<String> = line.split('\t').skip(1).map(|cell| format!("{cell:>10}")).collect();
        console::line(format!("{name:32} {}", cells.join(" ")));
    }
    Ok(())
}
