//! Table: rows of cells that know where they begin and end on the page become a table with a grid.
//!
//! In: rows. Out: `w:tbl`. Old formats have no grid: each row tells its own edges, which a hand has often drawn a little
//! apart.

use std::fmt::Write as _;

/// Edges nearer than this (twentieths of a point: a millimetre) are one.
const ONE_EDGE: i32 = 57;

/// No page is wider.
const MOST: i32 = i16::MAX as i32;

/// A row.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Row {
    pub(in crate::ingest) cells: Vec<Cell>,
    /// Repeated on every page.
    pub(in crate::ingest) head: bool,
    /// Deleted with changes tracked.
    pub(in crate::ingest) deleted: bool,
}

/// A cell.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Cell {
    /// Its edges, in twentieths of a point.
    pub(in crate::ingest) left: i32,
    pub(in crate::ingest) right: i32,
    /// Goes on the cell above.
    pub(in crate::ingest) above: bool,
    /// Goes on the cell to its left.
    pub(in crate::ingest) before: bool,
    /// Paragraphs and tables.
    pub(in crate::ingest) content: String,
}

/// Writes a table.
pub(in crate::ingest) fn table(rows: &[Row], out: &mut String) {
    let place = |at: i32| at.clamp(-MOST, MOST);
    let mut all: Vec<i32> = rows.iter().flat_map(|r| &r.cells).flat_map(|c| [place(c.left), place(c.right)]).collect();
    all.sort_unstable();
    let mut edges: Vec<i32> = Vec::new();
    for edge in all {
        if edges.last().is_none_or(|last| edge - last > ONE_EDGE) {
            edges.push(edge);
        }
    }
    let column = |at: i32| edges.partition_point(|e| *e <= place(at)).saturating_sub(1);
    out.push_str("<w:tbl><w:tblGrid>");
    for pair in edges.windows(2) {
        let _ = write!(out, r#"<w:gridCol w:w="{}"/>"#, pair[1] - pair[0]);
    }
    out.push_str("</w:tblGrid>");
    for row in rows {
        out.push_str("<w:tr><w:trPr>");
        let before = row.cells.first().map_or(0, |c| column(c.left));
        if before > 0 {
            let _ = write!(out, r#"<w:gridBefore w:val="{before}"/>"#);
        }
        out.push_str(if row.head { "<w:tblHeader/>" } else { "" });
        out.push_str(if row.deleted { "<w:del/>" } else { "" });
        out.push_str("</w:trPr>");
        for cell in &row.cells {
            let span = column(cell.right).saturating_sub(column(cell.left)).max(1);
            let _ = write!(out, r#"<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>"#);
            out.push_str(if cell.above { "<w:vMerge/>" } else { "" });
            out.push_str(if cell.before { "<w:hMerge/>" } else { "" });
            out.push_str("</w:tcPr>");
            out.push_str(&cell.content);
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}
