//! Unruled tables: columns of words that no line parts.
//!
//! In: consecutive lines of a page. Out: the table in them, if there is one: three columns or more, parted by the same spaces
//! from line to line, with rows that the first column counts. Two columns are a letterhead or a signature, not a table.

use super::lines::Line;
use super::page::{PageTable, narrowed};
use super::rulings::Ruled;

/// A space inside a line wider than this, in heights of its type, may part two columns.
const GUTTER: f32 = 1.0;

/// Lines farther apart than this, in heights of their type, do not belong together.
const FAR: f32 = 4.0;

/// The fewest rows below the head.
const ROWS: usize = 2;

/// A table in consecutive lines: its first line, the line after it, and the table.
pub(super) fn find(lines: &[Line]) -> Option<(usize, usize, PageTable)> {
    let mut at = 0;
    while at < lines.len() {
        let (to, gutters) = extent(lines, at);
        if let Some(found) = table(lines, at, to, gutters) {
            return Some(found);
        }
        // What is no table from its first line on is none from its second.
        at = to;
    }
    None
}

/// The line after the last one that the spaces of this line run through, and what is left of these spaces.
fn extent(lines: &[Line], at: usize) -> (usize, Vec<(f32, f32)>) {
    let line = &lines[at];
    let mut gutters: Vec<(f32, f32)> =
        line.words().windows(2).map(|w| (w[0].1, w[1].0)).filter(|g| g.1 - g.0 >= GUTTER * line.size).collect();
    let mut to = at + 1;
    while gutters.len() >= 2
        && let Some(next) = lines.get(to)
    {
        let kept = narrower(&gutters, next);
        let near = next.base - lines[to - 1].base <= FAR * next.size.max(line.size);
        if kept.len() < gutters.len() || !near {
            break;
        }
        gutters = kept;
        to += 1;
    }
    (to, gutters)
}

fn narrower(gutters: &[(f32, f32)], line: &Line) -> Vec<(f32, f32)> {
    gutters.iter().filter_map(|g| narrowed(line, *g)).collect()
}

/// The table whose first line of three columns is this one.
fn table(lines: &[Line], at: usize, to: usize, mut gutters: Vec<(f32, f32)>) -> Option<(usize, usize, PageTable)> {
    if gutters.len() < 2 {
        return None;
    }
    // The head's first lines may fill fewer columns.
    let mut from = at;
    while from > 0 {
        let above = &lines[from - 1];
        let kept = narrower(&gutters, above);
        let parted = above.words().windows(2).any(|w| w[1].0 - w[0].1 >= GUTTER * above.size);
        if kept.len() < gutters.len() || !parted || lines[from].base - above.base > 2.0 * above.size {
            break;
        }
        gutters = kept;
        from -= 1;
    }
    let lines = &lines[from..to];
    let left = lines.iter().map(|l| l.x0).fold(f32::INFINITY, f32::min) - 1.0;
    let right = lines.iter().map(|l| l.x1).fold(f32::NEG_INFINITY, f32::max) + 1.0;
    let inner = gutters.iter().map(|g| f32::midpoint(g.0, g.1));
    let x: Vec<f32> = std::iter::once(left).chain(inner).chain([right]).collect();
    let counted = |line: &Line| {
        line.between(x[0], x[1]).is_some_and(|first| {
            let text = first.text();
            let number = text.trim_end_matches(['.', ')']);
            !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit())
        })
    };
    // Rows begin where the first column counts; what stands above is the head.
    let rows: Vec<usize> = (0..lines.len()).filter(|i| counted(&lines[*i])).collect();
    let first = *rows.first()?;
    if rows.len() < ROWS || first == 0 {
        return None;
    }
    let starts: Vec<usize> = std::iter::once(0).chain(rows).collect();
    let top = |at: usize| lines[at].base - lines[at].size;
    let last = lines.last()?;
    let y: Vec<f32> = starts.iter().map(|at| top(*at)).chain([last.base + 0.3 * last.size]).collect();
    let columns = x.len() - 1;
    let mut cells = vec![Vec::new(); columns * starts.len()];
    for (at, line) in lines.iter().enumerate() {
        let row = starts.partition_point(|s| *s <= at) - 1;
        for column in 0..columns {
            cells[row * columns + column].extend(line.between(x[column], x[column + 1]));
        }
    }
    Some((from, to, PageTable { grid: Ruled::whole(x, y), cells }))
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::rows;
    use super::*;

    #[test]
    fn columns_of_words_are_a_table() {
        let lines = rows(&[
            &[("Phụ lục kèm theo Kế hoạch của Ủy ban nhân dân tỉnh", 50.0)],
            &[("TT", 50.0), ("Nội dung", 90.0), ("Chủ trì", 250.0), ("Thời gian", 350.0)],
            &[("1", 50.0), ("Tập huấn cho", 90.0), ("Sở Nội vụ", 250.0), ("Quý I/2024", 350.0)],
            &[("công chức", 90.0)],
            &[("2", 50.0), ("Tuyên truyền", 90.0), ("Sở Tư pháp", 250.0), ("Quý II/2024", 350.0)],
        ]);
        let (from, to, table) = find(&lines).expect("a table");
        assert_eq!((from, to, table.cells.len()), (1, 5, 12));
        let text = |cell: usize| table.cells[cell].iter().map(Line::text).collect::<Vec<_>>().join("/");
        assert_eq!((text(5), text(7)), ("Tập huấn cho/công chức".to_owned(), "Quý I/2024".to_owned()));
    }

    #[test]
    fn a_letterhead_and_a_list_are_none() {
        let letterhead = rows(&[
            &[("UBND TỈNH", 70.0), ("CỘNG HÒA XÃ HỘI", 330.0)],
            &[("Số: 12/KH-UBND", 60.0), ("Hải Dương, ngày 05", 320.0)],
        ]);
        assert!(find(&letterhead).is_none());
        let list = rows(&[
            &[("1. Sở Nội vụ chủ trì thực hiện.", 50.0)],
            &[("2. Sở Tư pháp phối hợp thực hiện.", 50.0)],
            &[("3. Sở Tài chính bố trí kinh phí.", 50.0)],
        ]);
        assert!(find(&list).is_none());
    }
}
