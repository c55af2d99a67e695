//! Any bytes as an article.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    conflict_annotator_fuzz::hold("annotate", conflict_annotator_fuzz::annotate(bytes));
});
