//! Paged: what pages show, glyphs with places, becomes paragraphs and tables.
//!
//! In: [`PageMarks`], page by page, whoever read them. Out: a [`Source`] whose characters know their page and box. Lines,
//! paragraphs, columns and tables are told by where things stand on the page, never by the order in which they come.
//!
//! `marks` → `lines`, `rulings`, `unruled` (tables) → `page` (in reading order), `notes` (footnotes aside) → `furniture` (page
//! numbers aside) → `paragraphs`, `tables` → `flow` (over all pages).

mod flow;
mod furniture;
mod lines;
mod marks;
mod notes;
mod page;
mod paragraphs;
mod rulings;
mod tables;
mod unruled;

pub(super) use marks::{Mark, PageMarks, Rule};

use super::{Places, Source};
use crate::record::Diagnostic;

/// A cell of a grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct GridBox {
    /// Left, top, right and bottom in points.
    pub(super) at: [f32; 4],
    /// In the first column, where rows have their numbers.
    pub(super) first: bool,
}

/// The cells of the grids that ruled lines draw.
pub(super) fn cells(rules: &[Rule]) -> Vec<GridBox> {
    let of = |grid: &rulings::Ruled| -> Vec<GridBox> {
        let at = |c: &rulings::RuledCell| {
            [grid.x[c.column], grid.y[c.row], grid.x[c.column + c.columns], grid.y[c.row + c.rows]]
        };
        grid.cells.iter().map(|c| GridBox { at: at(c), first: c.column == 0 && c.columns == 1 }).collect()
    };
    rulings::grids(rules).iter().flat_map(of).collect()
}

/// The text of pages. `count` is how many the file has, those unread included.
pub(super) fn source(
    pages: Vec<PageMarks>,
    count: u32,
    media_type: &'static str,
    diagnostics: Vec<Diagnostic>,
) -> Source {
    let mut pages: Vec<page::Layout> = pages.into_iter().map(page::layout).collect();
    let asides = furniture::take(&mut pages);
    pages.iter_mut().for_each(page::Layout::part_columns);
    let flow = flow::flow(pages, asides);
    Source {
        raw: flow.raw,
        media_type,
        paragraphs: flow.paragraphs,
        places: Places::Glyphs(flow.glyphs),
        pages: Some(count),
        partial: !diagnostics.iter().all(Diagnostic::is_remark),
        diagnostics,
        readings: Vec::new(),
        doubtful: flow.doubtful,
    }
}
