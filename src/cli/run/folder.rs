//! The output folder of a batch: which names in it the program keeps for itself, and how stale records leave it.
//!
//! In: a folder, and names below it. Out: files removed, never one that no run has written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a run needs while it works.
pub(super) const OWN: &str = ".rasoat";
/// Held while a run works.
pub(super) const LOCK: &str = ".rasoat/lock";
/// What is finished.
pub(super) const JOURNAL: &str = ".rasoat/journal.jsonl";
/// Files that have no name yet.
const TEMPORARY: &str = ".rasoat/tmp";

/// Names at the top of an output folder that no record has.
pub(super) const TAKEN: &[&str] = &[
    OWN,
    super::manifest::NAME,
    super::state::NAME,
    "records.jsonl",
    "documents.csv",
    "units.csv",
    "assignments.csv",
    "findings.csv",
    "rasoat.sqlite",
];

/// An empty folder for files that have no name yet; what a killed run left in it goes.
pub(super) fn temporary(out: &Path) -> std::io::Result<PathBuf> {
    let folder = out.join(TEMPORARY);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Removes what a run has needed; the lock stays.
pub(super) fn tidy(out: &Path) -> std::io::Result<()> {
    std::fs::remove_dir_all(out.join(TEMPORARY))?;
    match std::fs::remove_file(out.join(JOURNAL)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes records that no line names any more, and folders that are empty without them.
pub(super) fn remove(out: &Path, records: &BTreeSet<String>) -> std::io::Result<()> {
    for record in records.iter().filter(|record| is_below(record)) {
        let file = out.join(record);
        match std::fs::remove_file(&file) {
            Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {}
            removed => removed?,
        }
        let above = file.ancestors().skip(1).take_while(|folder| *folder != out);
        // A folder that still holds something stays.
        above.map_while(|folder| std::fs::remove_dir(folder).ok()).for_each(drop);
    }
    Ok(())
}

/// Whether a name that was read from a file leads nowhere but below the folder.
pub(super) fn is_below(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    !name.is_empty() && parts.all(|part| matches!(part, std::path::Component::Normal(_)))
}
