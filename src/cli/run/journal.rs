//! The journal of a batch: what is finished, while the batch runs, so that a run that was killed goes on where it was.
//!
//! In: lines of the manifest as documents are finished, in any order. Out: a file that is only ever added to; its last line
//! may be torn, and is then left out. When the manifest is written the journal has done its work and is removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::manifest::Line;

/// Lines that are brought to the disk at once. A power cut costs no more than doing them again.
const GROUP: usize = 50;

/// An open journal.
#[derive(Debug)]
pub(super) struct Journal(Mutex<Open>);

#[derive(Debug)]
struct Open {
    file: File,
    /// Lines since the last that was brought to the disk.
    waiting: usize,
}

/// A record that is about to be written: whatever stands under its name is no longer what an earlier line says.
#[derive(Debug, Serialize, Deserialize)]
struct Begun {
    begun: String,
}

/// What a run that was killed has left.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// Its finished documents.
    pub(super) lines: BTreeMap<Vec<u8>, Line>,
    /// Names of records that it may have written without a line about them.
    pub(super) begun: BTreeSet<String>,
}

/// Reads what is left of a run.
pub(super) fn load(file: &Path) -> std::io::Result<Left> {
    let bytes = match std::fs::read(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Left::default()),
        read => read?,
    };
    let mut left = Left::default();
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(line) = serde_json::from_slice::<Line>(line) {
            if let Some(record) = &line.record {
                left.begun.remove(record);
            }
            left.lines.insert(line.key(), line);
        } else if let Ok(Begun { begun }) = serde_json::from_slice(line) {
            left.begun.insert(begun);
        }
    }
    Ok(left)
}

impl Journal {
    /// Opens a journal.
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        let mut file = File::options().create(true).read(true).append(true).open(path)?;
        // What follows a torn line must not be torn with it.
        if file.seek(SeekFrom::End(-1)).is_ok() {
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                file.write_all(b"\n")?;
            }
        }
        Ok(Self(Mutex::new(Open { file, waiting: 0 })))
    }

    /// A record is about to be written.
    pub(super) fn begin(&self, record: &str) -> std::io::Result<()> {
        let mut bytes = serde_json::to_vec(&Begun { begun: record.to_owned() })?;
        bytes.push(b'\n');
        self.open_file().file.write_all(&bytes)
    }

    /// A thread that panicked while it wrote left a torn line, which is known by its form.
    fn open_file(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A document is finished.
    pub(super) fn add(&self, line: &Line) -> std::io::Result<()> {
        let mut open = self.open_file();
        open.file.write_all(&line.bytes())?;
        open.waiting += 1;
        if open.waiting >= GROUP {
            open.waiting = 0;
            open.file.sync_data()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::State;
    use super::*;

    #[test]
    fn a_torn_line_is_left_out_and_tears_no_other() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("journal");
        let line = |name: &str| Line::of(name, name.as_bytes(), State::Failed, None);
        let journal = Journal::open(&path).expect("opened");
        journal.begin("a.json").expect("begun");
        journal.add(&line("a")).expect("added");
        drop(journal);
        let mut bytes = std::fs::read(&path).expect("read");
        bytes.extend(&line("b").bytes()[..9]);
        std::fs::write(&path, bytes).expect("torn");
        Journal::open(&path).and_then(|journal| journal.add(&line("c"))).expect("added");
        let left = load(&path).expect("loaded");
        assert_eq!(left.lines.keys().collect::<Vec<_>>(), [b"a", b"c"]);
        assert_eq!(left.begun.into_iter().collect::<Vec<_>>(), ["a.json"]);
    }
}
