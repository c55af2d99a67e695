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

/// FNV-1a over all parts: names data, guards against nothing but change.
pub fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for &byte in part {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        // Keeps "ab" + "c" apart from "a" + "bc".
        hash = (hash ^ part.len() as u64).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}
