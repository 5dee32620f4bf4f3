//! The manifest of a batch: one line a document, sorted by path.
//!
//! In: what became of each input. Out: `manifest.jsonl`, and the lines of an earlier one. Nothing in a line depends on the
//! clock, the machine or the order in which documents were done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::inputs::{self, Input};
use crate::cli::whole;
use crate::record::{Finding, Message, Severity};

/// Name of the file.
pub(super) const NAME: &str = "manifest.jsonl";

/// What became of one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Below the input folder, `/` between parts, as the record's `source.path`.
    pub(super) path: String,
    /// Its bytes in hexadecimal, where they are no Unicode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) path_bytes: Option<String>,
    /// SHA-256 of the input; null where it was not read to its end.
    pub(super) sha256: Option<String>,
    pub(super) status: State,
    /// Why there is no record, or what is missing from it.
    pub(super) error: Option<Fault>,
    pub(super) units: usize,
    pub(super) findings: Counts,
    /// The record, below the output folder.
    pub(super) record: Option<String>,
    pub(super) record_sha256: Option<String>,
    pub(super) record_bytes: Option<u64>,
    /// Digest of all else on which the record depends: program, schema, settings, wording, limits, options.
    pub(super) conditions: Option<String>,
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// A record of the whole document.
    Ok,
    /// A record from which something is missing.
    Partial,
    /// No record.
    Failed,
    /// Nothing that is read: another format, a link, no file.
    Skipped,
}

/// A stable name for programs, and the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fault {
    pub(super) kind: String,
    pub(super) message: Message,
}

impl Fault {
    pub(super) fn new(kind: &str, message: Message) -> Self {
        Self { kind: kind.to_owned(), message }
    }
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) error: usize,
    pub(super) warning: usize,
    pub(super) info: usize,
}

impl Counts {
    pub(super) fn of(findings: &[Finding]) -> Self {
        let of = |severity| findings.iter().filter(|f| f.severity == severity).count();
        Self { error: of(Severity::Error), warning: of(Severity::Warning), info: of(Severity::Info) }
    }
}

impl Line {
    /// A line that says only what the input is.
    pub(super) fn of(path: &str, key: &[u8], status: State, error: Option<Fault>) -> Self {
        Self {
            path: path.to_owned(),
            path_bytes: std::str::from_utf8(key).is_err().then(|| crate::hex(key)),
            sha256: None,
            status,
            error,
            units: 0,
            findings: Counts::default(),
            record: None,
            record_sha256: None,
            record_bytes: None,
            conditions: None,
        }
    }

    /// By which lines are sorted and told apart: the bytes of the path.
    pub(super) fn key(&self) -> Vec<u8> {
        self.path_bytes.as_deref().and_then(unhex).unwrap_or_else(|| self.path.clone().into_bytes())
    }

    /// The input as the walk would give it; where the file is, is not known.
    pub(super) fn input(&self) -> Input {
        let origin = inputs::exact(self.path.clone(), &self.key());
        Input { file: PathBuf::new(), path: self.path.clone(), origin }
    }

    /// Whether another run may end otherwise though nothing in the input or in the settings changed: what hangs on the
    /// machine or on the moment is tried again.
    pub(super) fn is_passing(&self) -> bool {
        /// Of [`Fault::kind`].
        const PASSING: &[&str] =
            &["io", "crashed", "ocr", "page-scanned", "limit-seconds", "limit-page-seconds", "link-broken"];
        self.error.as_ref().is_some_and(|error| PASSING.contains(&error.kind.as_str()))
    }

    /// As it is written.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| digits.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// The lines of a manifest, by their keys; none where there is no manifest. A line that cannot be read is left out: its
/// document is done again.
pub(super) fn load(folder: &Path) -> std::io::Result<BTreeMap<Vec<u8>, Line>> {
    let text = match std::fs::read(folder.join(NAME)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        read => read?,
    };
    let lines = text.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Line>(line).ok());
    Ok(lines.map(|line| (line.key(), line)).collect())
}

/// Writes the manifest, unless it stands there already.
pub(super) fn write(folder: &Path, temporary: &Path, lines: &[Line]) -> std::io::Result<()> {
    let bytes: Vec<u8> = lines.iter().flat_map(Line::bytes).collect();
    let target = folder.join(NAME);
    if std::fs::read(&target).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    whole::write_by_way_of(temporary, &target, |out| out.write_all(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_and_knows_its_bytes() {
        for key in [&b"a/b.txt"[..], b"a/\xE1.txt"] {
            let line = Line::of(&String::from_utf8_lossy(key), key, State::Skipped, None);
            let back: Line = serde_json::from_slice(&line.bytes()).expect("a line");
            assert_eq!((back.key().as_slice(), &back), (key, &line));
        }
    }
}
