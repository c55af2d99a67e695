//! What people read: lines that say what is being done.

use std::io::Write;

/// Prints a line. Where nobody reads any more (`… | head`), the program ends quietly.
pub fn line(text: impl AsRef<str>) {
    if writeln!(std::io::stdout().lock(), "{}", text.as_ref()).is_err() {
        std::process::exit(0);
    }
}

/// Prints a line of another program.
pub fn pass_on(text: &str) {
    line(text);
}
