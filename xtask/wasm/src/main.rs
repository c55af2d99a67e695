//! The heavy tools behind `cargo xtask build`, `test` and `package`, in a program of their own so that
//! `cargo xtask eval` need not compile them. `cargo xtask` starts it; nobody else needs to.
//!
//! - `xtask-wasm bindgen MODULE.wasm FOLDER`: the browser's module and its glue, into FOLDER; panics' reports are taken out
//! - `xtask-wasm sizes FILE…`: raw, gzip and brotli bytes, TAB separated, one file a line
//! - `xtask-wasm parts MODULE.wasm`: bytes by section, and of the code by crate and module, TAB separated
//! - `xtask-wasm TEST.wasm …`: wasm-bindgen's test runner, as cargo calls a target's runner

mod panics;
mod parts;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let operands: Vec<&Path> = words.iter().skip(2).map(Path::new).collect();
    let done = match (words.get(1).and_then(|word| word.to_str()), operands.as_slice()) {
        (Some("bindgen"), [module, folder]) => bindgen(module, folder),
        (Some("parts"), [module]) => list_parts(module),
        (Some("sizes"), files) => files.iter().try_for_each(|file| sizes(file)),
        _ => wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(words).map_err(|error| format!("{error:#}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn bindgen(module: &Path, folder: &Path) -> Result<(), String> {
    let name = module.file_stem().and_then(|name| name.to_str()).ok_or("the module has no name")?;
    let bytes = std::fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let bytes = panics::silence(&bytes).map_err(|error| format!("{}: {error}", module.display()))?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_bytes(name, bytes)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                // A bare `init()` finds the module beside the script only with the default path in place.
                .omit_default_module_path(false)
                .typescript(true)
                // After a panic the module's memory is not to be trusted: the page makes a new instance.
                .reset_state_function(true)
                .remove_producers_section(true)
                .generate(folder)
        })
        .map_err(|error| format!("wasm-bindgen failed on {}: {error:#}", module.display()))
}

fn list_parts(module: &Path) -> Result<(), String> {
    let bytes = std::fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    print!("{}", parts::parts(&bytes).map_err(|error| format!("{}: {error}", module.display()))?);
    Ok(())
}

fn sizes(file: &Path) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{}: {error}", file.display());
    let bytes = std::fs::read(file).map_err(problem)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes).map_err(problem)?;
    let gzip = gzip.finish().map_err(problem)?.len();
    let mut brotli = Vec::new();
    // What static hosts serve: quality 11, the format's usual largest window.
    let mut encoder = brotli::CompressorWriter::new(&mut brotli, 1 << 16, 11, 22);
    encoder.write_all(&bytes).map_err(problem)?;
    drop(encoder);
    println!("{}\t{}\t{gzip}\t{}", file.display(), bytes.len(), brotli.len());
    Ok(())
}
