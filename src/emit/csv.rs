//! Separated values (`.csv`): one table for spreadsheets and scripts.
//!
//! In: a [`Table`]. Out: UTF-8 with a byte order mark, by which spreadsheets know the encoding; commas, quotation marks
//! and line ends as RFC 4180 has them; the keys of the columns first. Text that a spreadsheet would take for a formula
//! gets an apostrophe in front.

use std::io::{self, Write};

use super::tables::{Table, Value};

/// Rows that are written one after another.
#[derive(Debug)]
pub struct Rows<W: Write> {
    out: csv::Writer<W>,
    /// Formulas stay formulas.
    raw: bool,
    inert: usize,
}

impl<W: Write> Rows<W> {
    /// Begins with the byte order mark and the keys of the columns. With `raw` no value gets an apostrophe.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new<'a>(mut out: W, columns: impl Iterator<Item = &'a str>, raw: bool) -> io::Result<Self> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        out.write_record(columns)?;
        Ok(Self { out, raw, inert: 0 })
    }

    /// Writes a row, which has a value for each column.
    ///
    /// # Errors
    /// Those of the output.
    pub fn row(&mut self, row: &[Value]) -> io::Result<()> {
        let (raw, inert) = (self.raw, &mut self.inert);
        self.out.write_record(row.iter().map(|value| field(value, raw, inert)))?;
        Ok(())
    }

    /// Ends, and tells how many values got an apostrophe.
    ///
    /// # Errors
    /// Those of the output.
    pub fn end(self) -> io::Result<(W, usize)> {
        let inert = self.inert;
        let out = self.out.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok((out, inert))
    }
}

/// A table as bytes, and how many values got an apostrophe.
#[must_use]
pub fn table(table: &Table) -> (Vec<u8>, usize) {
    let write = || -> io::Result<(Vec<u8>, usize)> {
        let mut rows = Rows::new(Vec::new(), table.columns.iter().map(|column| column.key), false)?;
        table.rows.iter().try_for_each(|row| rows.row(row))?;
        rows.end()
    };
    // Rows of one length, into memory: nothing here can fail.
    write().unwrap_or_default()
}

fn field(value: &Value, raw: bool, inert: &mut usize) -> String {
    match value {
        Value::Text(words) if !raw && words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => {
            *inert += 1;
            format!("'{words}")
        }
        Value::Text(words) | Value::Day(words) => words.clone(),
        Value::Number(count) => count.to_string(),
        Value::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::tables::Column;

    #[test]
    fn formulas_are_inert_and_marks_are_kept() {
        let columns = ["a", "b"].map(|key| Column { key, head: key, width: 9 }).to_vec();
        let text = |words: &str| Value::Text(words.to_owned());
        let rows = vec![vec![text("=1+1"), text("Sở A, \"B\"\nC")], vec![Value::Number(2), Value::Empty]];
        let (bytes, inert) = table(&Table { key: "t", name: "t", columns, rows });
        let written = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(written, "\u{FEFF}a,b\r\n'=1+1,\"Sở A, \"\"B\"\"\nC\"\r\n2,\r\n");
        assert_eq!(inert, 1);
    }
}
