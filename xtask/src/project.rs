//! Where things are: the project's folder and the shared data beside it.

use std::path::PathBuf;

/// The folder with the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let mut path = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    path.pop();
    path
}

/// The data folder beside the project, where there is one.
pub fn shared() -> Option<PathBuf> {
    let path = root().parent()?.join("shared");
    path.is_dir().then_some(path)
}
