//! Words of the project's own cases in any order: two bytes a word.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    conflict_annotator_fuzz::hold("words", conflict_annotator_fuzz::words(bytes));
});
