//! `documents.csv`, `units.csv`, `assignments.csv`, `findings.csv`.
//!
//! In: rows of documents. Out: a file for each table, with a byte order mark; cells that begin a formula are made inert.

use std::path::Path;

use tempfile::NamedTempFile;

use super::{Document, Sink};
use crate::cli::whole;
use crate::emit::csv::Rows;
use crate::emit::flat::TABLES;

/// Names of the files, in the order of the tables; what finding speaks of what unit stands in a column of findings here.
pub(super) const NAMES: [&str; 4] = ["documents.csv", "units.csv", "assignments.csv", "findings.csv"];

/// The files while they are made.
pub(super) struct Tables(Vec<Rows<NamedTempFile>>);

impl Tables {
    pub(super) fn new(temporary: &Path, raw: bool) -> std::io::Result<Self> {
        let table = |(_, table): (_, &crate::emit::flat::Flat)| {
            Rows::new(NamedTempFile::new_in(temporary)?, table.columns.iter().copied(), raw)
        };
        NAMES.iter().zip(&TABLES).map(table).collect::<std::io::Result<_>>().map(Self)
    }
}

impl Sink for Tables {
    fn add(&mut self, document: &Document<'_>) -> std::io::Result<()> {
        for (table, rows) in self.0.iter_mut().zip(document.rows) {
            rows.iter().try_for_each(|row| table.row(row))?;
        }
        Ok(())
    }

    fn end(self: Box<Self>, out: &Path) -> std::io::Result<Vec<(&'static str, usize)>> {
        let end = |(name, rows): (&&'static str, Rows<NamedTempFile>)| {
            let (file, inert) = rows.end()?;
            whole::settle(file, &out.join(name)).map(|()| (*name, inert))
        };
        NAMES.iter().zip(self.0).map(end).collect()
    }
}
