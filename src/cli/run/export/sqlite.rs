//! `rasoat.sqlite`: the records as a database.
//!
//! In: rows of documents. Out: one file with a table for each of [`TABLES`], keys, indexes, and the view `unit_findings`.
//! `path` of the other tables is left out: they name their document by its number in the manifest.

use std::path::Path;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, params_from_iter};
use tempfile::NamedTempFile;

use super::{Document, Sink};
use crate::cli::whole;
use crate::emit::flat::TABLES;
use crate::emit::tables::Value;

/// Name of the file.
pub(super) const NAME: &str = "rasoat.sqlite";

/// What the columns of [`TABLES`] are; the tables are made of it.
const SCHEMA: &str = include_str!("schema.sql");

/// What is made when all rows are there.
const INDEXES: &str = include_str!("indexes.sql");

/// The file while it is made.
pub(super) struct Database {
    file: NamedTempFile,
    connection: Connection,
    insert: Vec<String>,
}

impl Database {
    pub(super) fn new(temporary: &Path) -> std::io::Result<Self> {
        let file = NamedTempFile::new_in(temporary)?;
        let connection = Connection::open(file.path()).map_err(failed)?;
        // The file gets its name when it is whole: nothing has to be kept for a rollback.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN").map_err(failed)?;
        connection.execute_batch(SCHEMA).map_err(failed)?;
        let insert = TABLES.iter().map(|table| {
            let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{column}\"")).collect();
            // All but the documents name their document by its number.
            let own = if table.name == "documents" { &columns[..] } else { &columns[1..] };
            let marks = vec!["?"; own.len() + 1].join(", ");
            format!("INSERT INTO {} (document, {}) VALUES ({marks})", table.name, own.join(", "))
        });
        Ok(Self { file, connection, insert: insert.collect() })
    }
}

/// What `SQLite` says, as an error of the file.
#[expect(clippy::needless_pass_by_value, reason = "stands behind map_err")]
fn failed(error: rusqlite::Error) -> std::io::Error {
    std::io::Error::other(error.to_string())
}

/// A value of a row.
fn sql(value: &Value) -> ToSqlOutput<'_> {
    match value {
        Value::Text(words) | Value::Day(words) => ToSqlOutput::from(words.as_str()),
        // Counts are far below the half of what they could be.
        Value::Number(count) => ToSqlOutput::from(i64::try_from(*count).unwrap_or(i64::MAX)),
        Value::Empty => ToSqlOutput::from(rusqlite::types::Null),
    }
}

impl Sink for Database {
    fn add(&mut self, document: &Document<'_>) -> std::io::Result<()> {
        let number = ToSqlOutput::from(i64::try_from(document.number).unwrap_or(i64::MAX));
        for (at, (insert, rows)) in self.insert.iter().zip(document.rows).enumerate() {
            let mut statement = self.connection.prepare_cached(insert).map_err(failed)?;
            for row in rows {
                let own = if at == 0 { row.as_slice() } else { row.get(1..).unwrap_or_default() };
                let values = std::iter::once(number.clone()).chain(own.iter().map(sql));
                statement.execute(params_from_iter(values)).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn end(self: Box<Self>, out: &Path) -> std::io::Result<Vec<(&'static str, usize)>> {
        let Self { file, connection, .. } = *self;
        connection.execute_batch(INDEXES).and_then(|()| connection.execute_batch("COMMIT")).map_err(failed)?;
        connection.close().map_err(|(_, error)| failed(error))?;
        whole::settle(file, &out.join(NAME))?;
        Ok(vec![(NAME, 0)])
    }
}
