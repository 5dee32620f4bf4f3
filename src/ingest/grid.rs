//! Tables that a format marks: the grid with merged cells, and tables that only lay out a page.
//!
//! In: rows and cells as they arrive, or cells with their places. Out: paragraphs. A table of one column, of a letterhead
//! or a signature holds no data: its columns are read one after the other.

use super::table::is_frame;
use super::{Kind, Paragraph, Piece};

/// The most columns that are kept apart.
const MOST_COLUMNS: usize = 64;

/// A table whose rows and cells arrive in order.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: usize,
    /// For every column the rows that a cell above still covers.
    covered: Vec<usize>,
    column: usize,
    pub(super) cells: Vec<GridCell>,
    open_row: bool,
    pub(super) open_cell: bool,
    /// Holds another table, or more than cells.
    pub(super) layout: bool,
}

/// A cell and its place in the grid, all from 0.
#[derive(Debug)]
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    /// How many rows it covers, at least 1.
    pub(super) rows: usize,
    /// How many columns it covers, at least 1.
    pub(super) columns: usize,
    pub(super) content: Vec<Paragraph>,
}

impl Grid {
    pub(super) fn open_row(&mut self) {
        self.close_row();
        self.open_row = true;
        self.column = 0;
    }

    pub(super) fn close_row(&mut self) {
        if self.open_row {
            self.rows += 1;
            for left in &mut self.covered {
                *left = left.saturating_sub(1);
            }
        }
        self.open_row = false;
        self.open_cell = false;
    }

    pub(super) fn open_cell(&mut self, columns: usize, rows: usize) {
        if !self.open_row {
            self.open_row();
        }
        while self.covered.get(self.column).is_some_and(|left| *left > 0) {
            self.column += 1;
        }
        let column = self.column.min(MOST_COLUMNS);
        let columns = columns.min(MOST_COLUMNS.saturating_sub(column)).max(1);
        if self.covered.len() < column + columns {
            self.covered.resize(column + columns, 0);
        }
        self.covered[column..column + columns].fill(rows);
        self.cells.push(GridCell { row: self.rows, column, rows, columns, content: Vec::new() });
        self.column = column + columns;
        self.open_cell = true;
    }

    /// The paragraphs of the table; `number` counts the tables that hold data.
    pub(super) fn finish(mut self, raw: &str, number: &mut usize) -> Vec<Paragraph> {
        self.close_row();
        paragraphs(raw, self.cells, self.rows, self.layout, number)
    }
}

/// The paragraphs of a table of so many rows, its cells in order of rows; `layout` where it is known to hold no data, and
/// `number` counts the tables that do.
pub(super) fn paragraphs(
    raw: &str,
    mut cells: Vec<GridCell>,
    rows: usize,
    layout: bool,
    number: &mut usize,
) -> Vec<Paragraph> {
    let width = cells.iter().filter(|c| !c.content.is_empty()).map(|c| c.column + 1).max().unwrap_or(0);
    let is_row_like = cells.iter().any(|c| c.content.iter().any(|p| matches!(p.kind, Kind::Cell { .. })));
    let framed = || width <= 3 && cells.iter().flat_map(|c| &c.content).any(|p| is_frame(&plain(raw, p)));
    if layout || is_row_like || width < 2 || framed() {
        // Column by column, each from top to bottom; a page's own layout as it stands.
        if !(layout || is_row_like) {
            cells.sort_by_key(|c| (c.column, c.row));
        }
        return cells.into_iter().flat_map(|c| c.content).collect();
    }
    let table = *number;
    *number += 1;
    let mut out = Vec::new();
    for cell in cells {
        // Spans end with the table.
        let covered = cell.rows.min(rows.saturating_sub(cell.row)).max(1);
        for mut paragraph in cell.content {
            paragraph.kind =
                Kind::Cell { table, row: cell.row, column: cell.column, rows: covered, columns: cell.columns };
            out.push(paragraph);
        }
    }
    out
}

/// The words of a paragraph.
pub(super) fn plain(raw: &str, paragraph: &Paragraph) -> String {
    paragraph.pieces.iter().fold(String::new(), |mut words, piece| {
        match piece {
            Piece::Copy(range) => words.push_str(&raw[range.clone()]),
            Piece::Put(c, _) => words.push(*c),
        }
        words
    })
}
