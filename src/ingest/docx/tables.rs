//! Tables: rows and cells as Word writes them become a grid.
//!
//! In: rows, cells with their spans, and the paragraphs of each. Out: paragraphs that know their cell. Columns are told by
//! where cells begin, so that a column that only the drawing needs is none. It never looks at words, but where the rows of
//! a continued table repeat its head.

use rustc_hash::FxHashMap;

use crate::ingest::grid::{GridCell, paragraphs, plain};
use crate::ingest::{Kind, Paragraph};

/// Columns beyond which cells are not told apart.
const MOST_COLUMNS: usize = 64;

/// The most columns that a cell may cover; Word allows fewer.
const MOST_SPAN: usize = 4096;

/// Two edges nearer than this (twentieths of a point: a millimetre and a half) are one.
const ONE_EDGE: u64 = 80;

/// A nested table of more paragraphs makes the table around it a layout of the page.
const MOST_NESTED: usize = 8;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The widths of the columns of the grid.
    pub(super) widths: Vec<u64>,
    rows: usize,
    cells: Vec<Cell>,
    /// The column of the grid where the next cell begins.
    column: usize,
    row_cells: usize,
    row_dropped: bool,
    open_row: bool,
    open_cell: bool,
    /// By column of the grid: the cell that a merge from above may go on.
    above: FxHashMap<usize, usize>,
    /// Rows at the top that Word repeats on every page.
    heads: usize,
    row_head: bool,
    layout: bool,
}

#[derive(Debug)]
struct Cell {
    row: usize,
    start: usize,
    span: usize,
    rows: usize,
    /// Goes on the cell above.
    goes_on: bool,
    /// Goes on the cell to its left.
    joins_left: bool,
    dropped: bool,
    content: Vec<Paragraph>,
}

impl Table {
    pub(super) fn open_row(&mut self) {
        self.close_row();
        self.open_row = true;
        (self.column, self.row_cells) = (0, self.cells.len());
        (self.row_dropped, self.row_head) = (false, false);
    }

    /// The row was deleted, or is hidden.
    pub(super) fn drop_row(&mut self) {
        self.row_dropped = true;
    }

    /// The row is repeated on every page.
    pub(super) fn head_row(&mut self) {
        self.row_head = true;
    }

    /// The row begins after so many columns of the grid.
    pub(super) fn skip_columns(&mut self, columns: usize) {
        self.column += columns.min(MOST_SPAN);
    }

    pub(super) fn close_row(&mut self) {
        self.close_cell();
        if !std::mem::take(&mut self.open_row) {
            return;
        }
        if self.row_dropped {
            self.cells.truncate(self.row_cells);
            return;
        }
        if self.row_head && self.heads == self.rows {
            self.heads += 1;
        }
        self.rows += 1;
    }

    pub(super) fn open_cell(&mut self) {
        if !self.open_row {
            self.open_row();
        }
        self.close_cell();
        self.open_cell = true;
        self.cells.push(Cell {
            row: self.rows,
            start: self.column,
            span: 1,
            rows: 1,
            goes_on: false,
            joins_left: false,
            dropped: false,
            content: Vec::new(),
        });
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        if self.open_cell { self.cells.last_mut() } else { None }
    }

    /// The open cell covers so many columns of the grid.
    pub(super) fn span(&mut self, columns: usize) {
        if let Some(cell) = self.cell() {
            cell.span = columns.clamp(1, MOST_SPAN);
        }
    }

    /// The open cell goes on the one above.
    pub(super) fn go_on(&mut self) {
        if let Some(cell) = self.cell() {
            cell.goes_on = true;
        }
    }

    /// The open cell goes on the one to its left, as old files have it.
    pub(super) fn join_left(&mut self) {
        if let Some(cell) = self.cell() {
            cell.joins_left = true;
        }
    }

    /// The open cell was deleted.
    pub(super) fn drop_cell(&mut self) {
        if let Some(cell) = self.cell() {
            cell.dropped = true;
        }
    }

    /// Whether the open row shows nothing.
    pub(super) fn is_row_dropped(&self) -> bool {
        self.row_dropped
    }

    /// Whether the open cell shows nothing, since another covers it.
    pub(super) fn is_covered(&self) -> bool {
        let cell = self.cells.last().filter(|_| self.open_cell);
        cell.is_some_and(|c| {
            c.dropped || c.joins_left && self.cells.len() - 1 > self.row_cells || c.goes_on && self.over(c).is_some()
        })
    }

    /// The cell that one goes on.
    fn over(&self, cell: &Cell) -> Option<usize> {
        let above = *self.above.get(&cell.start)?;
        self.cells.get(above).filter(|over| over.row + over.rows == cell.row).map(|_| above)
    }

    pub(super) fn close_cell(&mut self) {
        if !std::mem::take(&mut self.open_cell) {
            return;
        }
        let Some(cell) = self.cells.last() else { return };
        let (start, span) = (cell.start, cell.span);
        let over = cell.goes_on.then(|| self.over(cell)).flatten();
        let at = self.cells.len() - 1;
        if cell.dropped {
            self.cells.pop();
            return;
        }
        self.column += span;
        if cell.joins_left && at > self.row_cells {
            self.cells.pop();
            self.cells[at - 1].span += span;
            return;
        }
        if let Some(above) = over {
            self.cells.pop();
            self.cells[above].rows += 1;
            return;
        }
        self.above.insert(start, at);
    }

    /// Puts a paragraph into the open cell, or else into the last one.
    pub(super) fn push(&mut self, paragraph: Paragraph) {
        if self.cells.is_empty() {
            self.open_cell();
        }
        if let Some(cell) = self.cells.last_mut() {
            cell.content.push(paragraph);
        }
    }

    /// The paragraphs of a table inside this one: a small one as lines of a cell, a large one as it stands, since then this
    /// one only lays out the page.
    pub(super) fn take_in(&mut self, nested: Table, raw: &str, number: &mut usize) -> Vec<Paragraph> {
        let mut after = *number;
        let mut paragraphs = nested.finish(raw, &mut after);
        if paragraphs.len() > MOST_NESTED {
            self.layout = true;
            *number = after;
        } else {
            for paragraph in &mut paragraphs {
                paragraph.kind = Kind::Text;
            }
        }
        paragraphs
    }

    /// Whether another table that follows without a paragraph between is this one continued.
    pub(super) fn goes_on_in(&self, next: &Table) -> bool {
        let near = |(a, b): (&u64, &u64)| a.abs_diff(*b) <= ONE_EDGE.max(a / 20);
        !self.widths.is_empty()
            && self.widths.len() == next.widths.len()
            && self.widths.iter().zip(&next.widths).all(near)
    }

    /// Appends the rows of a continued table, without the head that it repeats.
    pub(super) fn append(&mut self, raw: &str, mut next: Table) {
        next.close_row();
        self.close_row();
        let words = |table: &Table, row: usize| -> Vec<String> {
            let cells = table.cells.iter().filter(|c| c.row == row);
            cells.map(|c| c.content.iter().map(|p| plain(raw, p)).collect::<Vec<_>>().join("\n")).collect()
        };
        let most = self.heads.max(1).min(self.rows).min(next.rows.saturating_sub(1));
        let same = |row: &usize| {
            let own = words(self, *row);
            own.iter().any(|w| !w.trim().is_empty()) && own == words(&next, *row)
        };
        let repeated = (0..most).take_while(same).count();
        let from = self.rows;
        for mut cell in next.cells.into_iter().filter(|c| c.row >= repeated) {
            cell.row += from - repeated;
            self.cells.push(cell);
        }
        self.rows += next.rows - repeated;
        self.layout |= next.layout;
    }

    /// The paragraphs of the table; `number` counts the tables that hold data.
    pub(super) fn finish(mut self, raw: &str, number: &mut usize) -> Vec<Paragraph> {
        self.close_row();
        let edges = self.edges();
        // The column of an edge of the grid.
        let column = |edge: usize| edges.partition_point(|e| e.0 < edge);
        let rank = |edge: usize| edges.get(column(edge)).or(edges.last()).map_or(0, |e| e.1);
        let last = edges.last().map_or(0, |e| e.1);
        let cells = self.cells.iter_mut().map(|cell| {
            let from = rank(cell.start);
            let end = cell.start + cell.span;
            let to = if column(end) < edges.len() { rank(end) } else { last + 1 };
            let columns = to.saturating_sub(from).max(1);
            GridCell {
                row: cell.row,
                column: from.min(MOST_COLUMNS),
                rows: cell.rows,
                columns: columns.min(MOST_COLUMNS),
                content: std::mem::take(&mut cell.content),
            }
        });
        paragraphs(raw, cells.collect(), self.rows, self.layout, number)
    }

    /// Every edge of the grid where a cell begins, and the number of the column that begins there.
    fn edges(&self) -> Vec<(usize, usize)> {
        let mut starts: Vec<usize> = self.cells.iter().map(|c| c.start).collect();
        starts.sort_unstable();
        starts.dedup();
        let known = |edge: usize| edge <= self.widths.len() && self.widths[..edge].iter().all(|w| *w > 0);
        let place = |edge: usize| self.widths[..edge].iter().sum::<u64>();
        let mut out: Vec<(usize, usize)> = Vec::with_capacity(starts.len());
        for edge in starts {
            let rank = match out.last() {
                None => 0,
                Some((before, rank)) if known(edge) && place(edge) - place(*before) < ONE_EDGE => *rank,
                Some((_, rank)) => rank + 1,
            };
            out.push((edge, rank));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Piece;

    fn word() -> Paragraph {
        Paragraph { pieces: vec![Piece::Copy(0..1)], kind: Kind::Text, strong: false, gap: false }
    }

    fn row(table: &mut Table, cells: &[(usize, bool)]) {
        table.open_row();
        for (span, goes_on) in cells {
            table.open_cell();
            table.span(*span);
            if *goes_on {
                table.go_on();
            } else {
                table.push(word());
            }
            table.close_cell();
        }
        table.close_row();
    }

    fn places(table: Table) -> Vec<(usize, usize, usize, usize)> {
        let cell = |p: Paragraph| match p.kind {
            Kind::Cell { row, column, rows, columns, .. } => (row, column, rows, columns),
            _ => (99, 99, 0, 0),
        };
        table.finish("x", &mut 0).into_iter().map(cell).collect()
    }

    #[test]
    fn merged_cells_cover_rows_and_columns() {
        let mut table = Table::default();
        row(&mut table, &[(1, false), (2, false), (1, false)]);
        row(&mut table, &[(1, true), (1, false), (1, false), (1, true)]);
        row(&mut table, &[(4, false)]);
        assert_eq!(places(table), [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 4)]);
    }

    #[test]
    fn columns_are_where_cells_begin() {
        // The grid has a column that no cell begins at, and one of half a millimetre.
        let mut table = Table { widths: vec![1000, 1000, 30, 2000], ..Table::default() };
        row(&mut table, &[(2, false), (2, false)]);
        row(&mut table, &[(3, false), (1, false)]);
        assert_eq!(places(table), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn a_continued_table_goes_on_without_its_head() {
        let table = || Table { widths: vec![1000, 1000], ..Table::default() };
        let (mut first, mut second) = (table(), table());
        row(&mut first, &[(1, false), (1, false)]);
        row(&mut first, &[(1, false), (1, false)]);
        row(&mut second, &[(1, false), (1, false)]);
        row(&mut second, &[(1, false), (1, false)]);
        assert!(first.goes_on_in(&second));
        first.append("x", second);
        assert_eq!(places(first).iter().map(|p| p.0).collect::<Vec<_>>(), [0, 0, 1, 1, 2, 2]);
        assert!(!table().goes_on_in(&Table { widths: vec![1000, 1400], ..Table::default() }));
    }

    #[test]
    fn any_span_is_bounded() {
        let mut table = Table::default();
        row(&mut table, &[(usize::MAX, false), (usize::MAX, false), (1, false)]);
        table.skip_columns(usize::MAX);
        assert!(places(table).iter().all(|p| p.1 <= MOST_COLUMNS && p.3 <= MOST_COLUMNS));
    }
}
