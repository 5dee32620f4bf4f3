//! Flow: a story while it is read: its open paragraph, its rows.
//!
//! In: characters, ends of paragraphs, cells and rows. Out: XML, by [`Rows`].

use crate::ingest::written::{Column, Paragraph, Rows};

/// Tables inside one another beyond this are one.
const MOST_TABLES: usize = 64;

/// What is said of a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    pub(super) in_table: bool,
    /// How many tables are around it, where that is told.
    pub(super) levels: Option<usize>,
    pub(super) heading: bool,
}

impl Shape {
    fn depth(self) -> usize {
        self.levels.filter(|l| *l > 0).unwrap_or(usize::from(self.in_table)).min(MOST_TABLES)
    }
}

/// What is said of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct RowShape {
    pub(super) columns: Vec<Column>,
    pub(super) head: bool,
    pub(super) deleted: bool,
    /// The column that is being described.
    pub(super) next: Column,
}

impl RowShape {
    /// The right edge ends what is said of a column.
    pub(super) fn end_column(&mut self, right: i32) {
        let left = self.columns.last().map_or(self.next.left, |c| c.right);
        self.columns.push(Column { left, right, ..std::mem::take(&mut self.next) });
    }
}

/// A story.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) paragraph: Paragraph,
    rows: Rows,
    pub(super) row: RowShape,
    pub(super) inner_row: RowShape,
    /// The mark of a note was set by the program.
    pub(super) marked: bool,
    /// A note at the end of the document.
    pub(super) at_end: bool,
}

impl Flow {
    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self, shape: Shape) {
        self.end_at(shape, shape.depth());
    }

    fn end_at(&mut self, shape: Shape, depth: usize) {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        paragraph.heading = shape.heading;
        paragraph.write(self.rows.place(depth));
    }

    /// Ends a cell: the outermost one, or one of a table inside.
    pub(super) fn end_cell(&mut self, shape: Shape, inner: bool) {
        // Whatever else is said, a cell lies in a table.
        let depth = if inner { shape.depth().max(2) } else { 1 };
        (self.paragraph.end.deleted, self.paragraph.end.hidden) = (false, false);
        self.end_at(shape, depth);
        self.rows.end_cell();
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self, shape: Shape, inner: bool) {
        let depth = if inner { shape.depth().max(2) } else { 1 };
        // What stands behind the last cell.
        if !self.paragraph.is_empty() {
            self.end_at(shape, depth);
        }
        let _ = self.rows.place(depth);
        let row = if inner { &self.inner_row } else { &self.row };
        self.rows.end_row(&row.columns, row.head, row.deleted);
    }

    pub(super) fn finish(mut self, shape: Shape) -> String {
        if !self.paragraph.is_empty() {
            self.end_paragraph(shape);
        }
        self.rows.finish()
    }
}
