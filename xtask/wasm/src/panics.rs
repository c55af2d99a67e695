//! Takes out of the module what nobody hears in a browser.
//!
//! A panic there ends in `unreachable`, which JavaScript meets as a `RuntimeError`; Rust's message is written to a standard
//! error that a page does not have. So each function that only reports becomes that one instruction, and wasm-opt drops what
//! led up to it; the places in the source that the reports would name become zeros, which weigh nothing after brotli.
//! The stable compiler has no switch for it. Nothing else changes: what trapped traps, at the same moment.

use std::ops::Range;
use walrus::ir::{Instr, Value};
use walrus::{ConstExpr, Data, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module};

/// Parts of the mangled names of functions that report: modules of the standard library, or functions of theirs.
const REPORTERS: [&str; 14] = [
    "4core9panicking",
    "4core6option13unwrap_failed",
    "4core6option13expect_failed",
    "4core6result13unwrap_failed",
    "17len_mismatch_fail",
    "16slice_index_fail",
    "16slice_error_fail",
    "22panic_on_ord_violation",
    "22panic_already_borrowed",
    "30panic_already_mutably_borrowed",
    "13assert_failed",
    "7raw_vec12handle_error",
    "7raw_vec17capacity_overflow",
    "17rust_begin_unwind",
];

/// A place in the source as the compiler lays it out: address and length of the file's name, line, column.
const LOCATION: usize = 16;

/// Removes reports and their places from a module as it left the compiler.
pub fn silence(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut module = Module::from_buffer(bytes).map_err(|error| format!("{error:#}"))?;
    let reporters: Vec<FunctionId> =
        module.funcs.iter_local().map(|(id, _)| id).filter(|id| only_reports(&module, *id)).collect();
    for id in reporters {
        let (parameters, results) = module.types.params_results(module.funcs.get(id).ty());
        let (parameters, results) = (parameters.to_vec(), results.to_vec());
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        builder.func_body().unreachable();
        let parameters = parameters.into_iter().map(|kind| module.locals.add(kind)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(parameters));
    }
    forget_locations(&mut module);
    Ok(module.emit_wasm())
}

/// By its name a reporter, and by its body a function that never returns.
fn only_reports(module: &Module, id: FunctionId) -> bool {
    let function = module.funcs.get(id);
    let FunctionKind::Local(body) = &function.kind else { return false };
    let named = function.name.as_deref().is_some_and(|name| REPORTERS.iter().any(|part| name.contains(part)));
    let ends = || matches!(body.block(body.entry_block()).instrs.last(), Some((Instr::Unreachable(_), _)));
    named && module.types.results(function.ty()).is_empty() && ends()
}

/// Writes zeros over the places in the source and the names of its files.
fn forget_locations(module: &mut Module) {
    let address = |data: &Data| match data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => Some(offset as usize),
        _ => None,
    };
    let segments: Vec<(DataId, usize, Vec<u8>)> =
        module.data.iter().filter_map(|data| Some((data.id(), address(data)?, data.value.clone()))).collect();
    let mut blanks: Vec<(DataId, Range<usize>)> = Vec::new();
    for (id, start, bytes) in &segments {
        let mut at = start.wrapping_neg() % 4;
        while let Some([address, length, line, column]) = bytes.get(at..at + LOCATION).map(words) {
            let plausible = (4..=300).contains(&length) && (1..100_000).contains(&line) && (1..1000).contains(&column);
            let file = plausible.then(|| text(&segments, address, length)).flatten();
            match file.filter(|(.., name)| name.ends_with(b".rs")) {
                Some((segment, file, _)) => {
                    blanks.extend([(*id, at..at + LOCATION), (segment, file)]);
                    at += LOCATION;
                }
                None => at += 4,
            }
        }
    }
    for (id, blank) in blanks {
        module.data.get_mut(id).value[blank].fill(0);
    }
}

fn words(bytes: &[u8]) -> [usize; 4] {
    std::array::from_fn(|i| bytes[4 * i..4 * i + 4].iter().rev().fold(0, |all, byte| all << 8 | usize::from(*byte)))
}

/// The bytes at an address: their segment, where they lie in it, and themselves.
fn text(segments: &[(DataId, usize, Vec<u8>)], address: usize, length: usize) -> Option<(DataId, Range<usize>, &[u8])> {
    segments.iter().find_map(|(id, start, bytes)| {
        let from = address.checked_sub(*start)?;
        Some((*id, from..from + length, bytes.get(from..from + length)?))
    })
}
