//! Rows: paragraphs that know how many tables are around them become tables.
//!
//! In: paragraphs as XML, with their [`Shape`]. Out: the XML of the story, tables inside cells included. A row tells its
//! columns only at its end ([MS-DOC] 2.9.317), so its cells wait for it.

use super::bytes::{byte, short};
use super::styles::Shape;
use crate::ingest::written::{Cell, Row, table};

/// The width of a column of which the file says nothing.
const SOME_WIDTH: i32 = 1000;

/// A story while it is put together.
#[derive(Debug, Default)]
pub(super) struct Rows {
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

/// How a paragraph ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Paragraph,
    Cell,
    /// The end of a row is no paragraph.
    Row {
        /// It was deleted.
        deleted: bool,
    },
}

impl Rows {
    /// Where the paragraph of this shape is to be written.
    pub(super) fn place(&mut self, shape: &Shape<'_>) -> &mut String {
        let depth = shape.depth();
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

    /// The paragraph was written, and ends so.
    pub(super) fn end(&mut self, end: End, shape: &Shape<'_>) {
        let Some(open) = self.open.last_mut() else { return };
        match end {
            End::Paragraph => {}
            End::Cell => open.cells.push(std::mem::take(&mut open.cell)),
            End::Row { deleted } => {
                if !open.cell.is_empty() {
                    open.cells.push(std::mem::take(&mut open.cell));
                }
                let cells = cells(std::mem::take(&mut open.cells), shape);
                open.rows.push(Row { cells, head: shape.head_row, deleted });
            }
        }
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        if !open.cell.is_empty() {
            open.cells.push(open.cell);
        }
        if !open.cells.is_empty() {
            let cells = cells(open.cells, &Shape::default());
            open.rows.push(Row { cells, ..Row::default() });
        }
        table(&open.rows, self.top());
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// The cells of a row, by what its end says of its columns.
fn cells(contents: Vec<String>, shape: &Shape<'_>) -> Vec<Cell> {
    let columns = shape.columns;
    let count = usize::from(byte(columns, 0).unwrap_or(0));
    let edge = |at: usize| {
        let edge = short(columns, 1 + at * 2).filter(|_| at <= count).map(|e| i32::from(e.cast_signed()));
        edge.unwrap_or_else(|| {
            let last = short(columns, 1 + count * 2).map_or(0, |e| i32::from(e.cast_signed()));
            last + SOME_WIDTH * i32::try_from(at.saturating_sub(count)).unwrap_or(0)
        })
    };
    let flags = |at: usize| short(columns, 1 + (count + 1) * 2 + at * shape.column_width).filter(|_| at < count).unwrap_or(0);
    let cell = |(at, content)| {
        let flags = flags(at);
        Cell {
            left: edge(at),
            right: edge(at + 1),
            // Merged upwards, and not the first of those; the same to the left.
            above: flags & 0x60 == 0x20,
            before: flags & 0x03 == 0x02,
            content,
        }
    };
    let mut cells: Vec<Cell> = contents.into_iter().enumerate().map(cell).collect();
    for merged in shape.merged.iter().flatten() {
        let (Some(first), Some(second)) = (byte(merged.value, 0), byte(merged.value, 1)) else { continue };
        let first = usize::from(first);
        if merged.name == 0xD62B {
            if let Some(cell) = cells.get_mut(first) {
                cell.above = second & 3 == 1;
            }
        } else {
            for cell in cells.iter_mut().take(usize::from(second)).skip(first + 1) {
                cell.before = true;
            }
        }
    }
    cells
}
