//! Any bytes as a gazetteer, and the real one damaged.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    conflict_annotator_fuzz::hold("gazetteer", conflict_annotator_fuzz::gazetteer(bytes));
});
