//! An annotated article, edited as a page may edit it, in every format.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    conflict_annotator_fuzz::hold("export", conflict_annotator_fuzz::export(bytes));
});
