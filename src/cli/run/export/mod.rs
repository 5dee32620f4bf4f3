//! Exports: the records of a folder as one file for each system that loads them.
//!
//! In: the lines of a manifest, and the records that they name. Out: JSON Lines, separated values, a database, each whole or
//! not at all, from the records in the order of the manifest, one at a time: whatever the threads, the same bytes. An export
//! that stands there, made of the same manifest, is left as it is.

mod csv;
mod json_lines;
mod sqlite;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::manifest::{Line, State};
use super::state::{self, Export};
use super::{folder, lock};
use crate::cli::Exit;
use crate::cli::say::{Voice, message};
use crate::emit::flat::{self, Listed, Rows};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    json_lines: bool,
    csv: bool,
    /// Formulas stay formulas.
    raw: bool,
    sqlite: bool,
}

impl Wish {
    /// That of the arguments.
    pub(super) fn of(matches: &clap::ArgMatches) -> Self {
        let flag = |name| matches.get_flag(name);
        Self { json_lines: flag("jsonl"), csv: flag("csv"), raw: flag("csv-raw"), sqlite: flag("sqlite") }
    }

    /// The names of the files that are asked for.
    fn names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        if self.json_lines {
            names.push(json_lines::NAME);
        }
        if self.csv {
            names.extend(csv::NAMES);
        }
        if self.sqlite {
            names.push(sqlite::NAME);
        }
        names
    }
}

/// A document on its way into the exports.
struct Document<'a> {
    /// From 1, in the order of the manifest.
    number: usize,
    /// The bytes of its record.
    record: Option<&'a [u8]>,
    rows: &'a Rows,
}

/// A file that is being made.
trait Sink {
    /// Adds a document.
    fn add(&mut self, document: &Document<'_>) -> std::io::Result<()>;

    /// Gives the file its name; tells how many cells were made inert.
    fn end(self: Box<Self>, out: &Path) -> std::io::Result<Vec<(&'static str, usize)>>;
}

/// Writes what is asked for; tells what stands in the folder now.
pub(super) fn write(
    out: &Path,
    temporary: &Path,
    lines: &[Line],
    wish: Wish,
    voice: Voice,
) -> Result<BTreeMap<String, Export>, Exit> {
    let made_of = digest(lines, wish);
    let mut there = state::load(out).map(|run| run.exports).unwrap_or_default();
    there.retain(|name, _| folder::TAKEN.contains(&name.as_str()) && out.join(name).is_file());
    let stands = |name: &str| there.get(name).is_some_and(|export| export.made_of == made_of);
    let names = wish.names();
    if !names.iter().all(|name| stands(name)) {
        let made = make(out, temporary, lines, wish, voice)?;
        for (name, inert_cells) in made {
            there.insert(name.to_owned(), Export { made_of: made_of.clone(), inert_cells });
        }
    }
    for name in there.iter().filter(|(name, export)| !names.contains(&name.as_str()) && export.made_of != made_of) {
        voice.note(
            name.0,
            &message(
                "tệp này là của lượt chạy trước; thêm tùy chọn tương ứng (--jsonl, --csv, --sqlite) để ghi lại",
                "this file is of an earlier run; add its option (--jsonl, --csv, --sqlite) to write it again",
            ),
        );
    }
    Ok(there)
}

/// Of all that the exports are made of.
fn digest(lines: &[Line], wish: Wish) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("{} {}\n", env!("CARGO_PKG_VERSION"), wish.raw));
    for line in lines {
        digest.update(line.bytes());
    }
    crate::hex(&digest.finalize())
}

fn make(
    out: &Path,
    temporary: &Path,
    lines: &[Line],
    wish: Wish,
    voice: Voice,
) -> Result<Vec<(&'static str, usize)>, Exit> {
    let unwritable = |error: std::io::Error| lock::cannot_write(out, &error, voice);
    let mut sinks: Vec<Box<dyn Sink>> = Vec::new();
    if wish.json_lines {
        sinks.push(Box::new(json_lines::Lines::new(temporary).map_err(unwritable)?));
    }
    if wish.csv {
        sinks.push(Box::new(csv::Tables::new(temporary, wish.raw).map_err(unwritable)?));
    }
    if wish.sqlite {
        sinks.push(Box::new(sqlite::Database::new(temporary).map_err(unwritable)?));
    }
    let parsed = wish.csv || wish.sqlite;
    for (at, line) in lines.iter().enumerate() {
        let record = record_of(out, line, voice)?;
        let json: Option<Json> = record.as_deref().filter(|_| parsed).and_then(|r| serde_json::from_slice(r).ok());
        let rows = flat::rows(&listed(line), json.as_ref());
        let document = Document { number: at + 1, record: record.as_deref(), rows: &rows };
        for sink in &mut sinks {
            sink.add(&document).map_err(unwritable)?;
        }
    }
    let mut made = Vec::new();
    for sink in sinks {
        made.extend(sink.end(out).map_err(unwritable)?);
    }
    Ok(made)
}

/// The record of a line, as the run wrote it.
pub(super) fn record_of(out: &Path, line: &Line, voice: Voice) -> Result<Option<Vec<u8>>, Exit> {
    let Some(name) = line.record.as_ref().filter(|name| folder::is_below(name)) else { return Ok(None) };
    let file = out.join(name);
    let read = std::fs::read(&file).ok();
    let same = |bytes: &Vec<u8>| line.record_sha256.as_deref() == Some(crate::hex(&Sha256::digest(bytes)).as_str());
    if let Some(bytes) = read.filter(same) {
        return Ok(Some(bytes));
    }
    voice.error(
        &file.to_string_lossy(),
        &message(
            "bản ghi này không còn như lúc được ghi; hãy xóa nó rồi chạy lại rasoat batch",
            "this record is not what was written; delete it and run rasoat batch again",
        ),
    );
    Err(Exit::Usage)
}

fn listed(line: &Line) -> Listed<'_> {
    Listed {
        path: &line.path,
        status: match line.status {
            State::Ok => "ok",
            State::Partial => "partial",
            State::Failed => "failed",
            State::Skipped => "skipped",
        },
        error: line.error.as_ref().map(|e| (e.kind.as_str(), e.message.vi.as_str(), e.message.en.as_str())),
        sha256: line.sha256.as_deref(),
        record: line.record.as_deref(),
        findings: [line.findings.error, line.findings.warning, line.findings.info],
    }
}
