//! Rows: paragraphs that know how many tables are around them become tables.
//!
//! In: paragraphs as XML, the ends of cells and of rows. Out: the XML of the story, tables inside cells included. Old formats
//! tell the columns of a row only at its end, so its cells wait for it.

use super::table::{Cell, Row, table};

/// The width of a column of which the file says nothing, in twentieths of a point.
const SOME_WIDTH: i32 = 1000;

/// A story while it is put together.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Rows {
    out: String,
    open: Vec<Open>,
}

/// An open table.
#[derive(Debug, Default)]
struct Open {
    rows: Vec<Row>,
    /// The cells of the open row, and what is in the open cell.
    cells: Vec<String>,
    cell: String,
}

/// What the file says of a column of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::ingest) struct Column {
    pub(in crate::ingest) left: i32,
    pub(in crate::ingest) right: i32,
    /// Its cell goes on the one above, or the one to its left.
    pub(in crate::ingest) above: bool,
    pub(in crate::ingest) before: bool,
}

impl Rows {
    /// Where a paragraph with so many tables around it is to be written.
    pub(in crate::ingest) fn place(&mut self, depth: usize) -> &mut String {
        while self.open.len() > depth {
            self.close();
        }
        while self.open.len() < depth {
            self.open.push(Open::default());
        }
        self.top()
    }

    fn top(&mut self) -> &mut String {
        match self.open.last_mut() {
            Some(open) => &mut open.cell,
            None => &mut self.out,
        }
    }

    /// The innermost cell ends.
    pub(in crate::ingest) fn end_cell(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.cells.push(std::mem::take(&mut open.cell));
        }
    }

    /// The innermost row ends.
    pub(in crate::ingest) fn end_row(&mut self, columns: &[Column], head: bool, deleted: bool) {
        let Some(open) = self.open.last_mut() else { return };
        if !open.cell.is_empty() {
            open.cells.push(std::mem::take(&mut open.cell));
        }
        open.rows.push(Row { cells: cells(std::mem::take(&mut open.cells), columns), head, deleted });
    }

    fn close(&mut self) {
        if self.open.last().is_some_and(|o| !o.cells.is_empty() || !o.cell.is_empty()) {
            self.end_row(&[], false, false);
        }
        if let Some(open) = self.open.pop() {
            table(&open.rows, self.top());
        }
    }

    /// The whole story.
    pub(in crate::ingest) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// The cells of a row in its columns; those beyond them stand one behind the other.
fn cells(contents: Vec<String>, columns: &[Column]) -> Vec<Cell> {
    let mut edge = 0;
    let mut cells = Vec::with_capacity(contents.len());
    for (at, content) in contents.into_iter().enumerate() {
        let some = Column { left: edge, right: edge.saturating_add(SOME_WIDTH), ..Column::default() };
        let Column { left, right, above, before } = columns.get(at).copied().unwrap_or(some);
        edge = right;
        cells.push(Cell { left, right, above, before, content });
    }
    cells
}
