//! Any bytes as native JSON, and what was read in every format.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    conflict_annotator_fuzz::hold("import", conflict_annotator_fuzz::import(bytes));
});
