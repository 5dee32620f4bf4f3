//! The plans of the corpus, for the tests and for the texts of the benches.

use std::path::{Path, PathBuf};

/// The root of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The plans of the corpus: folder and plan file, sorted.
pub(crate) fn plans() -> Vec<(PathBuf, PathBuf)> {
    let mut out: Vec<(PathBuf, PathBuf)> = std::fs::read_dir(root().join("corpus"))
        .expect("corpus/")
        .filter_map(|entry| {
            let folder = entry.expect("entry").path();
            let plan = ["plan.txt", "plan.md", "plan.html"].iter().map(|n| folder.join(n)).find(|p| p.exists())?;
            Some((folder, plan))
        })
        .collect();
    out.sort();
    out
}

/// The record of a file.
pub(crate) fn record(file: &Path) -> rasoat::record::Record {
    let bytes = std::fs::read(file).expect("plan");
    let name = file.file_name().expect("name").to_string_lossy().into_owned();
    rasoat::read(&bytes, &name).expect("a record")
}
