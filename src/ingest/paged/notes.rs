//! Notes: footnotes at the bottom of a page.
//!
//! In: what stands on a page. Out: the notes, taken out, and the figures that refer to them taken out of the lines. A note
//! is smaller than the text, stands under it and begins with its figure; a short rule or the raised figure shows the first.

use super::lines::Line;
use super::marks::Rule;
use super::page::Item;

/// Notes are set in type of at most this share of the text's.
const SMALLER: f32 = 0.93;

/// The rule above notes is shorter than this share of the page.
const SHORT_RULE: f32 = 0.5;

/// A raised figure is smaller than this share of the type beside it.
const RAISED: f32 = 0.8;

/// Takes the notes of a page; `page` is its width and height.
pub(super) fn take(items: &mut Vec<Item>, rules: &[Rule], page: (f32, f32)) -> Vec<Vec<Line>> {
    let Some(body) = body_size(items) else { return Vec::new() };
    let small = |item: &Item| matches!(item, Item::Line(l) if l.size <= SMALLER * body);
    // Under the notes only a page number or a running head may stand.
    let Some(end) = items.iter().rposition(small).map(|at| at + 1).filter(|end| items.len() - end <= 2) else {
        return Vec::new();
    };
    let mut start = end;
    while start > 0 && small(&items[start - 1]) {
        start -= 1;
    }
    let under_rule = |line: &Line| {
        rules.iter().any(|r| {
            let above = line.base - line.size - r.at;
            r.horizontal && r.to - r.from < SHORT_RULE * page.0 && (-2.0..2.5 * line.size).contains(&above)
        })
    };
    let opens = |at: usize| match &items[at] {
        Item::Line(line) => label(line).is_some() && (raised(line, 0) || under_rule(line)),
        _ => false,
    };
    let Some(start) = (start..end).find(|at| opens(*at)) else { return Vec::new() };
    let low = |item: &Item| item.top() > 0.3 * page.1;
    if start == 0 || !low(&items[start]) {
        return Vec::new();
    }
    let mut notes: Vec<Vec<Line>> = Vec::new();
    for item in items.drain(start..end) {
        let Item::Line(line) = item else { continue };
        match notes.last_mut() {
            Some(note) if label(&line).is_none() => note.push(line),
            _ => notes.push(vec![line]),
        }
    }
    let labels: Vec<String> = notes.iter().filter_map(|n| label(n.first()?)).collect();
    for item in items {
        match item {
            Item::Line(line) => drop_references(line, &labels),
            Item::Columns(columns) => {
                columns.left.iter_mut().chain(&mut columns.right).for_each(|l| drop_references(l, &labels));
            }
            Item::Table(table) => table.cells.iter_mut().flatten().for_each(|l| drop_references(l, &labels)),
        }
    }
    notes
}

/// The type of most of a page's letters.
fn body_size(items: &[Item]) -> Option<f32> {
    let mut sizes: Vec<f32> = Vec::new();
    for item in items {
        match item {
            Item::Line(line) => sizes.extend(line.marks.iter().map(|m| m.size)),
            Item::Columns(columns) => {
                sizes.extend(columns.left.iter().chain(&columns.right).flat_map(|l| &l.marks).map(|m| m.size));
            }
            Item::Table(table) => sizes.extend(table.cells.iter().flatten().flat_map(|l| &l.marks).map(|m| m.size)),
        }
    }
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}

/// The figure or star that a note begins with.
fn label(line: &Line) -> Option<String> {
    let mut figure = String::new();
    for mark in line.marks.iter().take(3) {
        if mark.text.chars().all(|c| c.is_ascii_digit() || c == '*') {
            figure.push_str(&mark.text);
        } else {
            let stops = mark.is_blank() || raised_before(line, figure.len());
            return (stops && !figure.is_empty()).then_some(figure);
        }
    }
    None
}

fn raised_before(line: &Line, at: usize) -> bool {
    at > 0 && raised(line, at - 1)
}

/// Whether a mark is a raised figure.
fn raised(line: &Line, at: usize) -> bool {
    let mark = &line.marks[at];
    mark.size <= RAISED * line.size && mark.base < line.base - 0.1 * line.size
}

/// Takes the raised figures of notes out of a line.
fn drop_references(line: &mut Line, labels: &[String]) {
    let mut at = 0;
    while at < line.marks.len() {
        let mut end = at;
        let mut figure = String::new();
        while end < line.marks.len() && raised(line, end) && !line.marks[end].is_blank() {
            figure.push_str(&line.marks[end].text);
            end += 1;
        }
        if end > at && labels.contains(&figure) && line.marks.len() > end - at {
            line.marks.drain(at..end);
        } else {
            at = end.max(at + 1);
        }
    }
    // What remains ends where its last mark does.
    line.x1 = line.marks.iter().map(|m| m.x1).fold(line.x0, f32::max);
}

#[cfg(test)]
mod tests {
    use super::super::lines::{lines, tests::set};
    use super::super::marks::Mark;
    use super::*;

    fn small(text: &str, x: f32, base: f32) -> Vec<Mark> {
        set(text, x, base).into_iter().map(|m| Mark { size: 10.0, ..m }).collect()
    }

    fn figure(text: &str, x: f32, base: f32) -> Mark {
        Mark { size: 6.0, ..set(text, x, base - 4.0)[0].clone() }
    }

    fn page(notes: Vec<Mark>) -> Vec<Item> {
        let mut marks = set("Nghị quyết số 66-NQ/TW", 50.0, 400.0);
        let end = marks.last().map_or(0.0, |m| m.x1);
        marks.push(figure("1", end, 400.0));
        marks.extend(set("của Bộ Chính trị về đổi mới công tác", 50.0, 418.0));
        marks.extend(notes);
        lines(marks, 1).into_iter().map(Item::Line).collect()
    }

    #[test]
    fn a_note_and_its_figure_leave_the_text() {
        let mut note = vec![figure("1", 50.0, 700.0)];
        note.extend(small("Ngày 30/4/2025", 56.0, 700.0));
        note.extend(small("của Bộ Chính trị", 50.0, 712.0));
        let mut items = page(note);
        let notes = take(&mut items, &[], (595.0, 842.0));
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].iter().map(Line::text).collect::<Vec<_>>(), ["1Ngày 30/4/2025", "của Bộ Chính trị"]);
        assert!(matches!(&items[0], Item::Line(l) if l.text() == "Nghị quyết số 66-NQ/TW"));
    }

    #[test]
    fn small_type_without_a_figure_is_no_note() {
        let mut items = page(small("Nơi nhận như trên", 50.0, 700.0));
        assert!(take(&mut items, &[], (595.0, 842.0)).is_empty());
        assert!(matches!(&items[0], Item::Line(l) if l.text() == "Nghị quyết số 66-NQ/TW1"));
    }
}
