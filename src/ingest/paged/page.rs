//! Page: what stands on one page, in reading order: lines, two columns side by side, ruled tables.
//!
//! In: the marks of a page. Out: a [`Layout`]. Lines are not yet paragraphs, and tables are not yet joined over pages
//! (that is [`super::flow`]).

use super::lines::{Line, lines};
use super::marks::{Mark, PageMarks};
use super::notes;
use super::rulings::{Ruled, grids};
use super::unruled;

/// A space inside a line wider than this, in heights of its type, may be the gutter between two columns.
const GUTTER: f32 = 2.0;

/// The least width of a gutter, in points.
const LEAST_GUTTER: f32 = 9.0;

/// A page in reading order.
#[derive(Debug)]
pub(super) struct Layout {
    /// From 1.
    pub(super) number: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) items: Vec<Item>,
    /// Footnotes, each as its lines.
    pub(super) notes: Vec<Vec<Line>>,
    /// Writing in another direction, as drawn.
    pub(super) stray: Option<Line>,
}

/// Something on a page.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    Columns(Columns),
    Table(PageTable),
}

impl Item {
    /// Where it begins, from the top of the page.
    pub(super) fn top(&self) -> f32 {
        match self {
            Self::Line(line) => line.base - line.size,
            Self::Columns(Columns { left, right, .. }) => {
                left.iter().chain(right).map(|l| l.base - l.size).fold(f32::INFINITY, f32::min)
            }
            Self::Table(table) => table.grid.top(),
        }
    }
}

/// Two columns side by side: a letterhead; recipients beside the signature.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) left: Vec<Line>,
    pub(super) right: Vec<Line>,
    /// Where the space between them is.
    pub(super) gutter: f32,
}

/// A ruled table, or the part of one that stands on this page.
#[derive(Debug)]
pub(super) struct PageTable {
    pub(super) grid: Ruled,
    /// The lines of every cell.
    pub(super) cells: Vec<Vec<Line>>,
}

/// Finds tables and lines.
pub(super) fn layout(marks: PageMarks) -> Layout {
    let PageMarks { number, width, height, marks, rules, stray, .. } = marks;
    let mut items = Vec::new();
    let mut free = marks;
    for grid in grids(&rules) {
        let at = |mark: &Mark| grid.cell_at(f32::midpoint(mark.x0, mark.x1), mark.middle());
        let (inside, outside): (Vec<Mark>, Vec<Mark>) = free.into_iter().partition(|m| at(m).is_some());
        let mut cells = vec![Vec::new(); grid.cells.len()];
        for mark in inside {
            if let Some(cell) = at(&mark) {
                cells[cell].push(mark);
            }
        }
        let filled = cells.iter().filter(|c| c.iter().any(|m| !m.is_blank())).count();
        free = outside;
        if filled < 2 {
            // A drawing, or a frame around words.
            free.extend(cells.into_iter().flatten());
            continue;
        }
        let cells = cells.into_iter().map(|c| lines(c, number)).collect();
        items.push(Item::Table(PageTable { grid, cells }));
    }
    items.extend(lines(free, number).into_iter().map(Item::Line));
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let notes = notes::take(&mut items, &rules, (width, height));
    Layout { number, width, height, items, notes, stray: Line::as_drawn(stray, number) }
}

impl Layout {
    /// Puts lines that stand in two columns into columns.
    pub(super) fn part_columns(&mut self) {
        let mut out = Vec::with_capacity(self.items.len());
        let mut run: Vec<Line> = Vec::new();
        for item in std::mem::take(&mut self.items) {
            match item {
                Item::Line(line) => run.push(line),
                other => {
                    columns(std::mem::take(&mut run), &mut out);
                    out.push(other);
                }
            }
        }
        columns(run, &mut out);
        self.items = out;
    }
}

/// Takes tables without ruled lines and blocks of two columns out of consecutive lines.
fn columns(mut lines: Vec<Line>, out: &mut Vec<Item>) {
    while let Some((from, to, table)) = unruled::find(&lines) {
        let after = lines.split_off(to);
        lines.truncate(from);
        two_columns(std::mem::replace(&mut lines, after), out);
        out.push(Item::Table(table));
    }
    two_columns(lines, out);
}

/// Takes the blocks of two columns out of consecutive lines.
fn two_columns(lines: Vec<Line>, out: &mut Vec<Item>) {
    let left = lines.iter().map(|l| l.x0).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|l| l.x1).fold(f32::NEG_INFINITY, f32::max);
    let mut blocks: Vec<(usize, usize, f32)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match block(&lines, at, blocks.last().map_or(0, |b| b.1), (left, right)) {
            Some((from, to, gutter)) => {
                blocks.push((from, to, gutter));
                at = to;
            }
            None => at += 1,
        }
    }
    let mut blocks = blocks.into_iter().peekable();
    let mut lines = lines.into_iter().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let Some((_, to, gutter)) = blocks.next_if(|b| b.0 == at) else {
            out.push(Item::Line(line));
            continue;
        };
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let mut put = |line: &Line| {
            left.extend(line.between(f32::NEG_INFINITY, gutter));
            right.extend(line.between(gutter, f32::INFINITY));
        };
        put(&line);
        while let Some((_, line)) = lines.next_if(|(at, _)| *at < to) {
            put(&line);
        }
        out.push(Item::Columns(Columns { left, right, gutter }));
    }
}

/// The block of two columns that a line with a wide space begins: its first line, the line after it, and the middle of the
/// gutter. `free` is the first line that no block has yet.
fn block(lines: &[Line], at: usize, free: usize, text: (f32, f32)) -> Option<(usize, usize, f32)> {
    let line = &lines[at];
    let middle = |share: f32| text.0 + share * (text.1 - text.0);
    let gap = line
        .words()
        .windows(2)
        .map(|w| (w[0].1, w[1].0))
        .filter(|g| g.1 - g.0 >= GUTTER * line.size && g.1 > middle(0.25) && g.0 < middle(0.75))
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?;
    let mut gutter = gap;
    let mut two_sided = 1;
    let mut to = at + 1;
    while let Some(next) = lines.get(to) {
        let before = &lines[to - 1];
        let Some(narrower) = narrowed(next, gutter) else { break };
        let (has_left, has_right) = (next.x0 < narrower.0 + 0.1, next.x1 > narrower.1 - 0.1);
        let step = next.base - before.base;
        // A signer's name stands far below the title; nothing at the left does.
        let far = if has_left { 3.5 } else { 9.0 };
        if step > far * next.size.max(before.size) {
            break;
        }
        two_sided += usize::from(has_left && has_right);
        gutter = narrower;
        to += 1;
    }
    let mut from = at;
    while from > free {
        let above = &lines[from - 1];
        let Some(narrower) = narrowed(above, gutter) else { break };
        let near = lines[from].base - above.base <= 2.0 * above.size;
        // A short line above at the left may end a paragraph; at the head of a page it is part of the letterhead.
        let right_only = above.x0 >= narrower.1 - 0.1;
        if !near || !(right_only || from <= 3) {
            break;
        }
        gutter = narrower;
        from -= 1;
    }
    // The one wide space of a lone line is a blank to fill in.
    (to - from >= 2 && (two_sided >= 2 || to - from >= 3)).then(|| (from, to, f32::midpoint(gutter.0, gutter.1)))
}

/// What of a gutter a line leaves free; none where its words cross it.
pub(super) fn narrowed(line: &Line, gutter: (f32, f32)) -> Option<(f32, f32)> {
    let (mut from, mut to) = gutter;
    // Words with plain spaces between them stand in one column.
    let mut stretches: Vec<(f32, f32)> = Vec::new();
    for word in line.words() {
        match stretches.last_mut() {
            Some(last) if word.0 - last.1 < line.size => last.1 = word.1,
            _ => stretches.push(word),
        }
    }
    for (x0, x1) in stretches {
        if x1 <= from || x0 >= to {
            continue;
        }
        // They reach into the gutter from the side on which they begin or end.
        if x0 - gutter.0 < gutter.1 - x1 || x0 <= gutter.0 { from = from.max(x1) } else { to = to.min(x0) }
    }
    (to - from >= LEAST_GUTTER).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::rows;
    use super::*;

    fn read(set: &[&[(&str, f32)]]) -> Vec<String> {
        let mut items = Vec::new();
        columns(rows(set), &mut items);
        items
            .iter()
            .map(|item| match item {
                Item::Line(line) => line.text(),
                Item::Columns(Columns { left, right, .. }) => {
                    let side = |lines: &[Line]| lines.iter().map(Line::text).collect::<Vec<_>>().join("/");
                    format!("{} | {}", side(left), side(right))
                }
                Item::Table(_) => "table".to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_letterhead_is_two_columns_and_the_title_below_is_not() {
        let got = read(&[
            &[("UBND TỈNH", 70.0), ("CỘNG HÒA XÃ HỘI", 330.0)],
            &[("Độc lập - Tự do", 340.0)],
            &[("Số: 12/KH-UBND", 60.0), ("Hải Dương, ngày 05", 320.0)],
            &[("KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024 CỦA TỈNH", 120.0)],
        ]);
        assert_eq!(
            got,
            [
                "UBND TỈNH/Số: 12/KH-UBND | CỘNG HÒA XÃ HỘI/Độc lập - Tự do/Hải Dương, ngày 05",
                "KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024 CỦA TỈNH"
            ]
        );
    }

    #[test]
    fn a_blank_to_fill_in_is_no_column() {
        let got = read(&[
            &[("Căn cứ Quyết định số", 70.0), ("của Ủy ban nhân dân tỉnh về chuyển đổi", 290.0)],
            &[("số trên địa bàn tỉnh giai đoạn hai nghìn hai mươi lăm đến", 70.0)],
        ]);
        assert_eq!(got.len(), 2);
    }
}
