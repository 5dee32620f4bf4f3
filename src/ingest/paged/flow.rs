//! Flow: the pages of a document as one run of paragraphs and tables.
//!
//! In: pages in reading order and what was taken from their margins. Out: characters, the place of each, paragraphs. A
//! paragraph, cell or table that a page break cut is one again; what stood between its parts comes behind it.

use std::collections::VecDeque;

use super::lines::Line;
use super::marks::Mark;
use super::page::{Columns, Item, Layout};
use super::paragraphs::{Column, paragraphs, starts_with_mark, usual_pitch};
use super::tables::Table;
use crate::ingest::grid::{self, GridCell};
use crate::ingest::places::Glyph;
use crate::ingest::{Kind, Paragraph, Piece};
use crate::span::Bytes;

/// Space above a line beyond which an empty line stands there, in heights of its type.
const GAP: f32 = 2.2;

/// The widest space between a cell's border and its words that is not meant, in points.
const PADDING: f32 = 8.0;

/// A document's characters and paragraphs.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) raw: String,
    pub(super) glyphs: Vec<Glyph>,
    /// What was recognised with little confidence, in bytes of `raw`, in order.
    pub(super) doubtful: Vec<Bytes>,
    pub(super) paragraphs: Vec<Paragraph>,
    /// Tables that hold data.
    tables: usize,
    /// What was set aside, with the page before whose first paragraph it comes.
    asides: VecDeque<(u32, Vec<Line>)>,
}

/// What is being read.
enum Open {
    Lines(Vec<Line>),
    Table(Box<Table>),
    /// The left column may go on alone on the next page.
    Columns(Columns),
}

/// Reads pages one after another.
pub(super) fn flow(pages: Vec<Layout>, asides: Vec<Vec<Line>>) -> Flow {
    let margins = Margins::of(&pages);
    let mut out = Flow::default();
    let mut open = Open::Lines(Vec::new());
    for (page, aside) in pages.into_iter().zip(asides) {
        for line in aside {
            let above = line.base < page.height / 2.0;
            out.asides.push_back((page.number + u32::from(!above), vec![line]));
        }
        let below = page.notes.into_iter().chain(page.stray.map(|line| vec![line]));
        out.asides.extend(below.map(|lines| (page.number + 1, lines)));
        // Only what begins a page can go on with what ended the page before.
        let mut first = true;
        for item in page.items {
            open = match (open, item) {
                (Open::Lines(mut lines), Item::Line(line)) => {
                    lines.push(line);
                    Open::Lines(lines)
                }
                (Open::Columns(mut columns), Item::Line(line)) if columns.goes_on_in(&line) => {
                    columns.left.push(line);
                    Open::Columns(columns)
                }
                (Open::Table(mut table), Item::Table(part)) if first => match table.join(Table::new(part)) {
                    None => Open::Table(table),
                    Some(other) => {
                        out.close(Open::Table(table), &margins);
                        Open::Table(Box::new(other))
                    }
                },
                (before, item) => {
                    out.close(before, &margins);
                    match item {
                        Item::Line(line) => Open::Lines(vec![line]),
                        Item::Table(part) => Open::Table(Box::new(Table::new(part))),
                        Item::Columns(columns) => Open::Columns(columns),
                    }
                }
            };
            first = false;
        }
    }
    out.close(open, &margins);
    out.set_asides_before(u32::MAX);
    out
}

impl Columns {
    /// Whether a line stands under the left column, on a later page.
    fn goes_on_in(&self, line: &Line) -> bool {
        let (Some(last), Some(right)) = (self.left.last(), self.right.last()) else { return false };
        let next = line.page == last.page + 1 || line.page == last.page && last.page > right.page;
        next && line.x1 < self.gutter && (line.size - last.size).abs() < 0.1 * last.size
    }
}

/// A line of a letterhead that begins with a small letter, or is the last word of a name in capitals.
fn goes_on_plainly(line: &Line) -> bool {
    let text = line.text();
    text.chars().next().is_some_and(char::is_lowercase) || text.chars().all(char::is_uppercase)
}

/// The column that the text of a document fills, for every width of page.
struct Margins {
    columns: Vec<(f32, Column)>,
    pages: Vec<f32>,
    pitch: f32,
}

impl Margins {
    fn of(pages: &[Layout]) -> Self {
        let lines = |page: &Layout| -> Vec<Line> {
            page.items.iter().filter_map(|i| if let Item::Line(l) = i { Some(l.clone()) } else { None }).collect()
        };
        let all: Vec<(f32, Vec<Line>)> = pages.iter().map(|p| (p.width, lines(p))).collect();
        let mut columns: Vec<(f32, Column)> = Vec::new();
        for page in pages {
            if columns.iter().any(|c| (c.0 - page.width).abs() < 1.0) {
                continue;
            }
            let own = || all.iter().filter(|p| (p.0 - page.width).abs() < 1.0).flat_map(|p| &p.1);
            let mut ends: Vec<f32> = own().map(|l| l.x1).collect();
            let mut starts: Vec<f32> = own().map(|l| l.x0).collect();
            ends.sort_by(f32::total_cmp);
            starts.sort_by(f32::total_cmp);
            // A few lines may stick out.
            let few = ends.len() / 50;
            let left = starts.get(few).copied().unwrap_or(0.0);
            let right = ends.len().checked_sub(few + 1).and_then(|at| ends.get(at)).copied().unwrap_or(page.width);
            columns.push((page.width, Column { left, right, cell: false }));
        }
        let pitch = usual_pitch(all.iter().flat_map(|p| &p.1));
        Self { columns, pages: pages.iter().map(|p| p.width).collect(), pitch }
    }

    fn column(&self, line: &Line) -> Column {
        let width = self.pages.get(line.page as usize - 1).copied().unwrap_or_default();
        let found = self.columns.iter().find(|c| (c.0 - width).abs() < 1.0);
        found.map_or(Column { left: 0.0, right: width, cell: false }, |c| c.1)
    }
}

impl Flow {
    fn close(&mut self, open: Open, margins: &Margins) {
        match open {
            Open::Lines(lines) => {
                let mut above: Option<(u32, f32)> = None;
                for lines in paragraphs(lines, |l| margins.column(l), margins.pitch) {
                    let Some((first, last)) = lines.first().zip(lines.last()) else { continue };
                    self.set_asides_before(first.page);
                    let gap = above.is_some_and(|(p, base)| p == first.page && first.base - base > GAP * first.size);
                    above = Some((last.page, last.base));
                    let paragraph = self.set(&lines, gap);
                    self.paragraphs.push(paragraph);
                }
            }
            Open::Table(table) => self.table(*table),
            Open::Columns(columns) => {
                // A page number between the parts of a column would cut its list.
                if let Some(first) = columns.left.first() {
                    self.set_asides_before(first.page);
                }
                self.column(columns.left);
                self.column(columns.right);
            }
        }
    }

    /// One of two columns: its lines stay lines, but for what a bullet holds and what plainly goes on.
    fn column(&mut self, lines: Vec<Line>) {
        let left = lines.iter().map(|l| l.x0).fold(f32::INFINITY, f32::min);
        let right = lines.iter().map(|l| l.x1).fold(f32::NEG_INFINITY, f32::max);
        let pitch = usual_pitch(lines.iter());
        for group in paragraphs(lines, |_| Column { left, right, cell: false }, pitch) {
            let whole = group.first().is_some_and(starts_with_mark) || group.iter().skip(1).all(goes_on_plainly);
            for lines in group.chunks(if whole { group.len() } else { 1 }) {
                let paragraph = self.set(lines, false);
                self.paragraphs.push(paragraph);
            }
        }
    }

    fn table(&mut self, table: Table) {
        let words = || table.cells.iter().flat_map(|c| &c.lines);
        if let Some(page) = words().map(|l| l.page).min() {
            self.set_asides_before(page);
        }
        let pitch = usual_pitch(words());
        let padding = table
            .cells
            .iter()
            .flat_map(|c| c.lines.iter().map(move |l| l.x0 - c.from))
            .fold(f32::INFINITY, f32::min)
            .clamp(0.0, PADDING);
        let rows = table.rows;
        let mut cells = Vec::with_capacity(table.cells.len());
        for cell in table.cells {
            let column = Column { left: cell.from + padding, right: cell.to - padding, cell: true };
            let content = paragraphs(cell.lines, |_| column, pitch).iter().map(|l| self.set(l, false)).collect();
            cells.push(GridCell {
                row: cell.row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                content,
            });
        }
        let paragraphs = grid::paragraphs(&self.raw, cells, rows, false, &mut self.tables);
        self.paragraphs.extend(paragraphs);
    }

    /// What was set aside up to a page, where nothing is open any more.
    fn set_asides_before(&mut self, page: u32) {
        while self.asides.front().is_some_and(|a| a.0 <= page) {
            let Some((_, lines)) = self.asides.pop_front() else { return };
            let paragraph = self.set(&lines, false);
            self.paragraphs.push(Paragraph { kind: Kind::Aside, ..paragraph });
        }
    }

    fn mark(&mut self, mark: &Mark, page: u32) {
        self.glyphs.push(Glyph { start: self.raw.len(), page, bbox: Some(mark.shown) });
        let start = self.raw.len();
        self.raw.push_str(&mark.text);
        if mark.doubtful {
            self.doubtful.push(start..self.raw.len());
        }
    }

    /// Lines as one paragraph.
    fn set(&mut self, lines: &[Line], gap: bool) -> Paragraph {
        let start = self.raw.len();
        for (row, line) in lines.iter().enumerate() {
            if row > 0 {
                if self.raw.ends_with('\u{AD}') {
                    self.raw.pop();
                } else if !broken_at_hyphen(&self.raw[start..]) {
                    self.raw.push(' ');
                }
            }
            for (at, mark) in line.marks.iter().enumerate() {
                if line.parted(at) {
                    self.raw.push(' ');
                }
                self.mark(mark, line.page);
            }
        }
        let pieces = vec![Piece::Copy(start..self.raw.len())];
        self.raw.push('\n');
        let strong = lines.iter().all(Line::is_bold);
        Paragraph { pieces, kind: Kind::Text, strong, gap }
    }
}

/// A line broken behind the hyphen or the stroke of a symbol (`06/QĐ-` and `TTg`), where no blank stood.
fn broken_at_hyphen(text: &str) -> bool {
    let Some(before) = text.strip_suffix(['-', '/']) else { return false };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::broken_at_hyphen;

    #[test]
    fn a_symbol_is_broken_at_its_hyphen_and_a_dash_is_a_word() {
        assert!(broken_at_hyphen("Quyết định số 06/QĐ-"));
        assert!(!broken_at_hyphen("Tự do -"));
        assert!(!broken_at_hyphen("Quyết định số"));
    }
}
