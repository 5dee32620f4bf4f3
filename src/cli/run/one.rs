//! One document of a batch: read, converted and written, or taken over from an earlier run.
//!
//! In: a file, and the line that an earlier run has left of it. Out: its line now, and its record in the output folder. The
//! record is that of `convert`, byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::journal::Journal;
use super::manifest::{Counts, Fault, Line, State};
use super::walk::Found;
use crate::cli::inputs;
use crate::cli::read::{Reader, Remarks};
use crate::cli::{say, whole};
use crate::emit::json::{self, Layout};

/// Digits of the digest of conditions.
const DIGITS: usize = 16;

/// All on which records depend besides their inputs, as a digest for each folder.
#[derive(Debug)]
pub(super) struct Conditions(BTreeMap<PathBuf, String>);

impl Conditions {
    /// Those of the folders of some files.
    pub(super) fn new(reader: &Reader, with_text: bool, found: &[Found]) -> Self {
        let mut folders = BTreeMap::new();
        for file in found.iter().map(|found| &found.input.file) {
            let folder = file.parent().unwrap_or(Path::new(""));
            if !folders.contains_key(folder) {
                let digest = Sha256::digest(format!("{} {with_text}", reader.conditions(file)).as_bytes());
                folders.insert(folder.to_owned(), crate::hex(&digest)[..DIGITS].to_owned());
            }
        }
        Self(folders)
    }

    /// Those of a file.
    fn of(&self, file: &Path) -> &str {
        file.parent().and_then(|folder| self.0.get(folder)).map_or("", String::as_str)
    }

    /// All, as one digest.
    pub(super) fn digest(&self) -> String {
        let all: BTreeSet<&str> = self.0.values().map(String::as_str).collect();
        crate::hex(&Sha256::digest(all.into_iter().collect::<Vec<_>>().join(" ").as_bytes()))
    }
}

/// How documents are done.
pub(super) struct Work<'a> {
    pub(super) reader: &'a Reader,
    pub(super) with_text: bool,
    pub(super) conditions: Conditions,
    pub(super) out: &'a Path,
    /// For files that have no name yet; none where nothing is to be written.
    pub(super) temporary: Option<&'a Path>,
    /// Told of every record before it is written; none where nothing is to be written.
    pub(super) journal: Option<&'a Journal>,
}

/// What was done with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    /// It was not known.
    New,
    /// It is not what it was, or is read otherwise.
    Again,
    /// It was done already.
    Nothing,
}

/// A record that could not be written, which ends the run.
#[derive(Debug)]
pub(super) struct Unwritten {
    pub(super) target: PathBuf,
    pub(super) error: std::io::Error,
}

impl Work<'_> {
    /// Does a document.
    pub(super) fn one(&self, found: &Found, name: &Path, before: Option<&Line>) -> Result<(Line, Did), Unwritten> {
        let line = |state, fault| Line::of(&found.input.path, &found.key, state, fault);
        if let Some(fault) = &found.passed_over {
            let state = if found.unreadable { State::Failed } else { State::Skipped };
            return Ok((line(state, Some(fault.clone())), Did::Nothing));
        }
        let did = if before.is_some() { Did::Again } else { Did::New };
        let bytes = match self.reader.load(&found.input.file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let why = say::because("không đọc được tệp", "the file cannot be read", &error);
                return Ok((line(State::Failed, Some(Fault::new("io", why))), did));
            }
        };
        let mut line = line(State::Ok, None);
        line.sha256 = Some(crate::hex(&Sha256::digest(&bytes)));
        line.conditions = Some(self.conditions.of(&found.input.file).to_owned());
        let name = inputs::portable(name);
        if let Some(before) = before.filter(|before| self.still_holds(before, &line, &name)) {
            return Ok((before.clone(), Did::Nothing));
        }
        if self.temporary.is_some() {
            self.convert(found, &bytes, &name, &mut line)?;
        }
        Ok((line, did))
    }

    /// Whether what an earlier run says of a document is still so, and its record where it was.
    fn still_holds(&self, before: &Line, now: &Line, name: &str) -> bool {
        let same = before.sha256 == now.sha256 && before.conditions == now.conditions && !before.is_passing();
        let there = || match (&before.record, before.record_bytes) {
            (None, _) => before.status == State::Failed,
            (Some(record), Some(bytes)) => {
                record == name
                    && std::fs::metadata(self.out.join(record)).is_ok_and(|m| m.is_file() && m.len() == bytes)
            }
            (Some(_), None) => false,
        };
        same && there()
    }

    fn convert(&self, found: &Found, bytes: &[u8], name: &str, line: &mut Line) -> Result<(), Unwritten> {
        let mut record = match self.reader.record_of(&found.input, bytes) {
            Ok(record) => record,
            Err(refusal) => {
                line.status = State::Failed;
                line.error = Some(Fault::new(refusal.kind, refusal.message));
                if refusal.kind == "limit-bytes" {
                    // No more was read than shows that it is too large.
                    line.sha256 = None;
                }
                return Ok(());
            }
        };
        if !self.with_text {
            record.text = None;
        }
        if let Some(missing) = Remarks::of(&record).missing() {
            line.status = State::Partial;
            line.error = Some(Fault::new(missing.code, missing.message.clone()));
        }
        line.units = record.units.len();
        line.findings = Counts::of(&record.findings);
        let (Some(temporary), Some(journal)) = (self.temporary, self.journal) else { return Ok(()) };
        let target = self.out.join(name);
        let mut digest = (Sha256::new(), 0);
        let written = journal.begin(name).and_then(|()| {
            whole::write_by_way_of(temporary, &target, |out| {
                json::write_record(&record, Layout::Pretty, Digesting { out, digest: &mut digest })
            })
        });
        written.map_err(|error| Unwritten { target, error })?;
        line.record = Some(name.to_owned());
        line.record_sha256 = Some(crate::hex(&digest.0.finalize()));
        line.record_bytes = Some(digest.1);
        Ok(())
    }
}

/// Writes on, and knows the digest and the number of the bytes.
struct Digesting<'a> {
    out: &'a mut dyn Write,
    digest: &'a mut (Sha256, u64),
}

impl Write for Digesting<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.0.update(&bytes[..written]);
        self.digest.1 += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
