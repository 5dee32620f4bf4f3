//! Tables over pages: the part of a table on one page joined with the part on the page before.
//!
//! In: tables of pages, in order. Out: whole tables as rows of cells of lines. Header rows that a page repeats are dropped;
//! a row that a page break cut is one row again, each line keeping its page.

use super::lines::Line;
use super::page::PageTable;

/// Columns of two pages are the same if their widths differ by no more, in points.
const SAME_WIDTH: f32 = 6.0;

/// At most so many rows of a header are repeated.
const HEADER: usize = 4;

/// A table over one page or several.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) cells: Vec<Cell>,
    pub(super) rows: usize,
    /// Where the columns of the last page's part begin and end.
    x: Vec<f32>,
}

/// A cell of it; all places from 0.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) lines: Vec<Line>,
    /// Left and right border.
    pub(super) from: f32,
    pub(super) to: f32,
}

impl Cell {
    fn text(&self) -> String {
        self.lines.iter().map(Line::text).collect::<Vec<_>>().join(" ")
    }
}

impl Table {
    /// The part on one page.
    pub(super) fn new(part: PageTable) -> Self {
        let PageTable { grid, cells } = part;
        let cells = grid
            .cells
            .iter()
            .zip(cells)
            .map(|(place, lines)| Cell {
                row: place.row,
                column: place.column,
                rows: place.rows,
                columns: place.columns,
                lines,
                from: grid.x[place.column],
                to: grid.x[place.column + place.columns],
            })
            .collect();
        let mut table = Self { cells, rows: grid.y.len() - 1, x: grid.x };
        table.cells.sort_by_key(|c| (c.row, c.column));
        table
    }

    /// Takes the part on the next page; gives it back where it is another table.
    pub(super) fn join(&mut self, next: Self) -> Option<Self> {
        let widths = |x: &[f32]| x.windows(2).map(|w| w[1] - w[0]).collect::<Vec<_>>();
        let (own, other) = (widths(&self.x), widths(&next.x));
        let alike = own.len() == other.len() && own.iter().zip(&other).all(|(a, b)| (a - b).abs() <= SAME_WIDTH);
        if !alike {
            return Some(next);
        }
        let repeated = self.repeated_header(&next);
        let cut = self.is_cut(&next, repeated);
        self.x = next.x;
        let last = self.rows;
        let mut offset = last - repeated;
        if cut {
            offset -= 1;
        }
        for mut cell in next.cells {
            if cell.row + cell.rows <= repeated {
                continue;
            }
            if cell.row <= repeated && cut {
                // The rest of a row.
                if let Some(open) = self
                    .cells
                    .iter_mut()
                    .rev()
                    .find(|c| c.row + c.rows >= last && (c.column..c.column + c.columns).contains(&cell.column))
                {
                    open.lines.append(&mut cell.lines);
                    open.rows = open.rows.max((cell.row + cell.rows + offset).saturating_sub(open.row));
                    continue;
                }
            }
            cell.row += offset;
            self.cells.push(cell);
        }
        self.rows = offset + next.rows;
        // A merged cell is drawn again, empty, on every page.
        if !cut {
            self.extend_merged(last);
        }
        self.cells.sort_by_key(|c| (c.row, c.column));
        None
    }

    /// How many of the first rows of `next` repeat this table's first rows.
    fn repeated_header(&self, next: &Self) -> usize {
        let row = |table: &Self, row: usize| -> Vec<(usize, String)> {
            table
                .cells
                .iter()
                .filter(|c| c.row == row)
                .map(|c| (c.column, c.text().chars().filter(|c| !c.is_whitespace()).collect()))
                .collect()
        };
        let same = |at: usize| {
            let (a, b) = (row(self, at), row(next, at));
            a.len() == b.len()
                && a.iter().zip(&b).all(|(a, b)| a.0 == b.0)
                && a.iter().any(|(_, words)| !words.is_empty())
                && same_words(&a, &b)
        };
        (0..HEADER.min(next.rows).min(self.rows)).take_while(|at| same(*at)).count()
    }

    /// Whether the first row of `next` after its header goes on with this table's last row.
    fn is_cut(&self, next: &Self, header: usize) -> bool {
        let first: Vec<&Cell> = next.cells.iter().filter(|c| c.row == header).collect();
        let Some(head) = first.first().filter(|c| c.column == 0) else { return false };
        if !head.lines.is_empty() || head.columns > 1 {
            return false;
        }
        let above = |cell: &Cell| {
            self.cells
                .iter()
                .rev()
                .find(|c| c.row + c.rows >= self.rows && (c.column..c.column + c.columns).contains(&cell.column))
        };
        let filled: Vec<(&Cell, Option<&Cell>)> =
            first.iter().filter(|c| !c.lines.is_empty()).map(|c| (*c, above(c))).collect();
        if filled.is_empty() {
            return true;
        }
        let open = filled.iter().any(|(cell, above)| {
            let end = above.map(Cell::text).unwrap_or_default();
            let begin = cell.text();
            let lower = begin.chars().next().is_some_and(char::is_lowercase);
            !end.is_empty() && (lower || !end.trim_end().ends_with(['.', ';', ':', '!', '?']) && ran_out(*above, cell))
        });
        // Where every row has its number, one without it is the rest of the row before.
        let numbered = self.cells.iter().filter(|c| c.column == 0 && !c.lines.is_empty()).count();
        let merged = above(head).is_some_and(|c| c.rows > 1);
        open || (!merged && numbered * 10 >= self.rows * 7)
    }

    /// Cells of the last row that cover several rows also cover the empty ones below them.
    fn extend_merged(&mut self, last: usize) {
        let empty: Vec<(usize, usize)> =
            self.cells.iter().filter(|c| c.row == last && c.lines.is_empty()).map(|c| (c.column, c.rows)).collect();
        for (column, rows) in empty {
            let merged = self.cells.iter().position(|c| c.column == column && c.rows > 1 && c.row + c.rows == last);
            let numbered = self.cells.iter().any(|c| c.row == last && !c.lines.is_empty());
            if let (Some(at), true) = (merged, numbered) {
                self.cells[at].rows += rows;
                self.cells.retain(|c| !(c.row == last && c.column == column));
            }
        }
    }
}

/// Whether two rows say the same: their figures are equal, and of their letters but a few that a recogniser took for others.
fn same_words(a: &[(usize, String)], b: &[(usize, String)]) -> bool {
    const MISREAD: usize = 6;
    let letters: usize = a.iter().map(|(_, words)| words.chars().count()).sum();
    let figures = |words: &str| words.chars().filter(char::is_ascii_digit).collect::<String>();
    let differ = |(a, b): (&(usize, String), &(usize, String))| strsim::levenshtein(&a.1, &b.1);
    a == b
        || a.iter().zip(b).all(|(a, b)| figures(&a.1) == figures(&b.1))
            && a.iter().zip(b).map(differ).sum::<usize>() * MISREAD <= letters
}

/// The first word below had no room at the end of the cell above.
fn ran_out(above: Option<&Cell>, below: &Cell) -> bool {
    let (Some(above), Some(next)) = (above, below.lines.first()) else { return false };
    let Some(line) = above.lines.last() else { return false };
    let word = next.words().first().map_or(0.0, |w| w.1 - w.0);
    let padding = above.lines.iter().map(|l| l.x0 - above.from).fold(f32::INFINITY, f32::min).clamp(0.0, 8.0);
    line.width() + word + 0.25 * line.size > above.to - above.from - 2.0 * padding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_was_misread_is_the_same_and_other_figures_are_not() {
        let row = |words: &[&str]| -> Vec<(usize, String)> {
            words.iter().enumerate().map(|(at, words)| (at, (*words).to_owned())).collect()
        };
        let header = row(&["TT", "Nộidung", "Thờigianhoànthành"]);
        assert!(same_words(&header, &row(&["PT", "Nộidung", "Thờigianhoànthành"])));
        assert!(!same_words(&header, &row(&["TT", "Kinhphí", "Nguồnvốnthựchiện"])));
        assert!(!same_words(&row(&["1", "SởYtế", "Thườngxuyên"]), &row(&["2", "SởYtế", "Thườngxuyên"])));
    }
}
