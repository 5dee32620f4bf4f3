//! The recogniser of words in pictures: the program `tesseract`, a process for each picture.
//!
//! In: a picture. Out: its table of words (TSV), or why there is none. One thread a process: pages are read beside one another.

use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use super::child::{self, Failure};
use crate::ingest::{Fault, Shows, Task};

/// The language, where none is asked for.
pub(super) const LANGUAGE: &str = "vie";

/// The most text that is taken of one picture, in bytes.
const MOST: u64 = 64 << 20;

/// Reads the words of a picture.
pub(super) fn recognise(task: &Task<'_>, language: &str, time: Duration) -> Result<String, Fault> {
    // Page segmentation 4: one column of text of variable sizes; 6: one block of text.
    let mode = match task.shows {
        Shows::Page => "4",
        Shows::Lines => "6",
    };
    let mut command = Command::new("tesseract");
    command
        .args(["stdin", "stdout", "-l", language, "--psm", mode, "--dpi", &task.dpi.to_string()])
        .args(["-c", "tessedit_create_tsv=1"])
        .env("OMP_THREAD_LIMIT", "1");
    match child::run(&mut command, task.picture, time, MOST) {
        Ok(answer) => String::from_utf8(answer).map_err(|_| Fault::Failed),
        Err(Failure::Missing) => Err(Fault::Missing),
        Err(Failure::Late) => Err(Fault::Time),
        Err(Failure::Failed) if !knows(language, time) => Err(Fault::Language),
        Err(Failure::Failed) => Err(Fault::Failed),
    }
}

/// Whether tesseract has the data of every language that is asked for (`vie+eng`).
fn knows(language: &str, time: Duration) -> bool {
    static KNOWN: OnceLock<String> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let answer = child::run(Command::new("tesseract").arg("--list-langs"), b"", time, MOST);
        answer.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    });
    language.split('+').all(|one| known.lines().any(|line| line.trim() == one))
}
