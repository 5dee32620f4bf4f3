//! Table: the rows of a table, with the cells that others cover.
//!
//! In: cells with their spans. Out: rows as [`written`] has them. Every column is as wide as the next: the format tells where
//! a cell stands by counting.
//!
//! [`written`]: crate::ingest::written

use rustc_hash::FxHashMap;

use crate::ingest::written::{Cell, Row};

/// Columns beyond which cells are not told apart.
const MOST_COLUMNS: usize = 64;

/// Of a column, in twentieths of a point.
const WIDTH: i32 = 500;

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) in_head: bool,
    column: usize,
    /// By its first column: for how many more rows a cell goes on, and over how many columns.
    above: FxHashMap<usize, (usize, usize)>,
}

impl Table {
    pub(super) fn open_row(&mut self) {
        self.column = 0;
        self.rows.push(Row { head: self.in_head, ..Row::default() });
    }

    /// A cell of which nothing is shown, so many times.
    pub(super) fn covered(&mut self, times: usize) {
        for _ in 0..times.min(MOST_COLUMNS) {
            let Some((rows, columns)) = self.above.get_mut(&self.column).filter(|a| a.0 > 0) else {
                self.column += 1;
                continue;
            };
            *rows -= 1;
            let columns = *columns;
            self.push(columns, true);
            // The others that it covers come as cells of their own.
            self.column += 1;
        }
    }

    /// A cell that covers so many columns and rows.
    pub(super) fn open_cell(&mut self, columns: usize, rows: usize) {
        let columns = columns.clamp(1, MOST_COLUMNS);
        self.above.insert(self.column, (rows.saturating_sub(1), columns));
        self.push(columns, false);
        self.column += 1;
    }

    fn push(&mut self, columns: usize, above: bool) {
        if self.rows.is_empty() {
            self.open_row();
        }
        let place = |column: usize| i32::try_from(column.min(MOST_COLUMNS)).unwrap_or(0) * WIDTH;
        let (left, right) = (place(self.column), place(self.column + columns));
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Cell { left, right, above, ..Cell::default() });
        }
    }

    /// Where the content of the open cell goes.
    pub(super) fn cell(&mut self) -> Option<&mut String> {
        self.rows.last_mut()?.cells.last_mut().map(|c| &mut c.content)
    }
}
