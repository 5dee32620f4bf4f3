//! Separated values (`.csv`): one table for spreadsheets and scripts.
//!
//! In: a [`Table`]. Out: UTF-8 with a byte order mark, by which spreadsheets know the encoding; commas, quotation marks
//! and line ends as RFC 4180 has them; the keys of the columns first. Text that a spreadsheet would take for a formula
//! gets an apostrophe in front.

use super::tables::{Table, Value};

/// A table as bytes, and how many values got an apostrophe.
#[must_use]
pub fn table(table: &Table) -> (Vec<u8>, usize) {
    let mut inert = 0;
    let mut out =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    let mut write = |row: Vec<String>| {
        // Rows of one length, into memory: nothing here can fail.
        let written = out.write_record(row);
        debug_assert!(written.is_ok());
    };
    write(table.columns.iter().map(|column| column.key.to_owned()).collect());
    for row in &table.rows {
        write(row.iter().map(|value| field(value, &mut inert)).collect());
    }
    (out.into_inner().unwrap_or_default(), inert)
}

fn field(value: &Value, inert: &mut usize) -> String {
    match value {
        Value::Text(words) if words.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
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
