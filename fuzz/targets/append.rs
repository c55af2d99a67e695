//! A paragraph more leaves earlier dates, casualties and materiel where they are.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    conflict_annotator_fuzz::hold("append", conflict_annotator_fuzz::append(bytes));
});
