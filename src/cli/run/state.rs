//! What is told of a run itself: `run.json`.
//!
//! In: how a run was set up and what came of it. Out: one file, the only one with times in it; whoever compares two runs
//! leaves it out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::manifest::{Line, State};
use super::shard::Shard;
use crate::cli::whole;

/// Name of the file.
pub(super) const NAME: &str = "run.json";

/// A finished run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) program: String,
    pub(super) version: String,
    pub(super) schema_version: String,
    /// Digest of everything but the inputs on which the records depend.
    pub(super) configuration: String,
    /// Where no `rasoat.toml` says otherwise.
    pub(super) limits: BTreeMap<String, u64>,
    pub(super) ocr: String,
    pub(super) ocr_language: String,
    pub(super) shard: Option<Shard>,
    /// Folders of which this one was merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) merged: Option<usize>,
    pub(super) counts: Counts,
    /// What other systems load, and of what it was made.
    pub(super) exports: BTreeMap<String, Export>,
    pub(super) started: String,
    pub(super) ended: String,
}

/// Documents by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) ok: usize,
    pub(super) partial: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
    /// Of those: taken over from an earlier run.
    pub(super) unchanged: usize,
    /// Records that were taken away with their inputs (`--prune`).
    pub(super) pruned: usize,
}

impl Counts {
    /// Those of some lines.
    pub(super) fn of(lines: &[Line]) -> Self {
        let of = |state| lines.iter().filter(|line| line.status == state).count();
        Self {
            ok: of(State::Ok),
            partial: of(State::Partial),
            failed: of(State::Failed),
            skipped: of(State::Skipped),
            unchanged: 0,
            pruned: 0,
        }
    }
}

/// A file for other systems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Export {
    /// Digest of the manifest and of the options by which it was made.
    pub(super) made_of: String,
    /// Cells that a spreadsheet would have taken for formulas, and that got an apostrophe.
    pub(super) inert_cells: usize,
}

/// What is told of the last run in a folder; nothing where there was none.
pub(super) fn load(folder: &Path) -> Option<Run> {
    serde_json::from_slice(&std::fs::read(folder.join(NAME)).ok()?).ok()
}

/// Writes what is told of a run.
pub(super) fn write(folder: &Path, temporary: &Path, run: &Run) -> std::io::Result<()> {
    let mut bytes = serde_json::to_vec_pretty(run)?;
    bytes.push(b'\n');
    whole::write_by_way_of(temporary, &folder.join(NAME), |out| out.write_all(&bytes))
}
