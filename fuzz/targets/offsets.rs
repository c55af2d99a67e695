//! Offsets in bytes, UTF-16 units and code points, right ones and wrong ones, there and back.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    conflict_annotator_fuzz::hold("offsets", conflict_annotator_fuzz::offsets(bytes));
});
