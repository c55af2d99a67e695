//! Other programs: cargo, rustup, node, npm, apt-get.

use crate::{project, Done};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The cargo that started this program, in the project's folder.
pub fn cargo<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(project::root()).args(words);
    command
}

/// A program in the project's folder.
pub fn program(name: impl AsRef<Path>) -> Command {
    let mut command = Command::new(name.as_ref());
    command.current_dir(project::root());
    command
}

/// Runs a program whose output goes where ours goes.
pub fn run(command: &mut Command) -> Done {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status}); its own message is above.", spelled(command)))
    }
}

/// Runs a program and returns its standard output; its standard error goes where ours goes.
pub fn output(command: &mut Command) -> Result<String, String> {
    command.stderr(Stdio::inherit());
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("`{}` failed ({}); its own message is above.", spelled(command), output.status))
    }
}

/// Runs a program, hands each line of its standard output to `reader` as it comes, and says whether it succeeded.
pub fn watch(command: &mut Command, reader: impl FnMut(&str)) -> Result<bool, String> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    each_line(child.stdout.take(), reader);
    succeeded(command, &mut child)
}

/// The same with its standard error.
pub fn watch_errors(command: &mut Command, reader: impl FnMut(&str)) -> Result<bool, String> {
    let mut child = command.stderr(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    each_line(child.stderr.take(), reader);
    succeeded(command, &mut child)
}

fn each_line(pipe: Option<impl Read>, mut reader: impl FnMut(&str)) {
    let Some(pipe) = pipe else { return };
    for line in BufReader::new(pipe).split(b'\n') {
        match line {
            Ok(line) => reader(String::from_utf8_lossy(&line).trim_end_matches('\r')),
            Err(_) => break,
        }
    }
}

fn succeeded(command: &Command, child: &mut Child) -> Result<bool, String> {
    let status = child.wait().map_err(|error| format!("`{}`: {error}.", spelled(command)))?;
    Ok(status.success())
}

/// The full path of a program, if it is installed.
pub fn installed(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

/// The command as one would type it.
pub fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!(
        "`{}` could not be started ({error}); is it installed and on the PATH?",
        command.get_program().to_string_lossy()
    )
}
