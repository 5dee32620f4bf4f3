//! Paragraphs: lines that one paragraph was broken into.
//!
//! In: lines in reading order and the column that they fill. Out: groups of lines. A line goes on in the next one only where
//! the next one's first word had no room on it; indents, bullets, spacing and type then tell a new paragraph.

use super::lines::Line;

/// Differences of places smaller than this are none, in points.
const SAME: f32 = 3.0;

/// An indent larger than this is meant, in points.
const INDENT: f32 = 7.0;

/// The column that lines fill.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Of a table, whose cells often hold several short lines.
    pub(super) cell: bool,
}

/// A paragraph being read.
#[derive(Debug)]
struct Open {
    first: f32,
    /// Where its second and later lines begin.
    rest: Option<f32>,
    /// Where the words behind its bullet begin.
    hanging: Option<f32>,
    /// From line to line.
    pitch: Option<f32>,
}

impl Open {
    fn new(line: &Line) -> Self {
        let hanging = starts_with_mark(line).then(|| line.words().get(1).map(|w| w.0)).flatten();
        Self { first: line.x0, rest: None, hanging, pitch: None }
    }
}

/// Groups lines into paragraphs. `pitch` is the usual distance from line to line, in heights of type.
pub(super) fn paragraphs(lines: Vec<Line>, column: impl Fn(&Line) -> Column, pitch: f32) -> Vec<Vec<Line>> {
    let mut out: Vec<Vec<Line>> = Vec::new();
    let mut open: Option<Open> = None;
    for line in lines {
        if let (Some(state), Some(last)) = (&mut open, out.last_mut())
            && let Some(before) = last.last()
            && goes_on(state, before, &line, column(before), pitch)
        {
            if before.page == line.page {
                state.pitch.get_or_insert(line.base - before.base);
            }
            state.rest.get_or_insert(line.x0);
            last.push(line);
        } else {
            open = Some(Open::new(&line));
            out.push(vec![line]);
        }
    }
    out
}

/// Whether `next` belongs to the paragraph of `before`.
fn goes_on(open: &Open, before: &Line, next: &Line, column: Column, pitch: f32) -> bool {
    let size = before.size.max(next.size);
    if (before.size - next.size).abs() > 0.15 * size {
        return false;
    }
    let step = next.base - before.base;
    let same_page = before.page == next.page;
    let usual = open.pitch.unwrap_or(pitch * size);
    if same_page && (step <= 0.0 || step > 1.2 * usual + 1.0) {
        return false;
    }
    // Lines about one axis, of which one is shorter: a title.
    let axis = |line: &Line| f32::midpoint(line.x0, line.x1);
    let set_in = (before.x0 - next.x0).abs() > SAME || before.x0 > column.left + 3.0 * INDENT;
    let both_centred = set_in && (axis(before) - axis(next)).abs() <= SAME && !starts_with_mark(before);
    let room = if both_centred { column.right - column.left - before.width() } else { column.right - before.x1 };
    let first_word = next.words().first().map_or(0.0, |w| w.1 - w.0);
    let needed = first_word + 0.25 * size;
    // A sentence that goes on may have been broken a little early, by a margin of a cell or of the page.
    let early = match (ends(before), starts_lower(next)) {
        (true, _) => 0.0,
        (false, true) => 0.8 * size,
        (false, false) => 0.45 * size,
    };
    if needed + 1.0 + early < room {
        return false;
    }
    // A date in a cell, and another one below it.
    if column.cell && ends_with_digit(before) && starts_upper(next) {
        return false;
    }
    if before.is_bold() != next.is_bold() && ends(before) {
        return false;
    }
    let marked = starts_with_mark(next);
    if both_centred {
        return !marked;
    }
    // Where a paragraph begins further right than its other lines, a line that begins there is a new one.
    let indented = open.first > open.rest.unwrap_or(column.left) + INDENT;
    let expected = match (open.rest, open.hanging) {
        (Some(rest), _) => (next.x0 - rest).abs() <= SAME,
        (None, Some(hanging)) => {
            (next.x0 - hanging).abs() <= SAME || next.x0 <= open.first + SAME && !(indented && at(next, open.first))
        }
        (None, None) => next.x0 <= open.first + SAME && !(indented && at(next, open.first)),
    };
    if !expected {
        // A paragraph set off from the margin as a whole looks like two that are indented.
        return open.rest.is_none() && at(next, open.first) && !marked && !ends(before);
    }
    if marked {
        return same_page && indented && step <= 1.05 * usual && !ends(before);
    }
    true
}

fn at(line: &Line, x: f32) -> bool {
    (line.x0 - x).abs() <= SAME
}

fn ends(line: &Line) -> bool {
    line.text().trim_end().ends_with(['.', ';', ':', '!', '?'])
}

fn ends_with_digit(line: &Line) -> bool {
    line.text().trim_end().ends_with(|c: char| c.is_ascii_digit())
}

fn starts_upper(line: &Line) -> bool {
    line.text().chars().next().is_some_and(char::is_uppercase)
}

fn starts_lower(line: &Line) -> bool {
    line.text().chars().next().is_some_and(char::is_lowercase)
}

/// Begins with a bullet, a number or a letter of a list.
pub(super) fn starts_with_mark(line: &Line) -> bool {
    let text = line.text();
    let first = text.split(' ').next().unwrap_or_default();
    if matches!(first, "-" | "–" | "—" | "+" | "*" | "•" | "·" | "●" | "○" | "▪" | "\u{F0B7}" | "\u{F0A7}")
    {
        return true;
    }
    if text.starts_with(['-', '+', '•']) && first.chars().nth(1).is_some_and(char::is_uppercase) {
        return true;
    }
    let Some(label) = first.strip_suffix(['.', ')', '/']) else {
        return first == "Điều" && text.split(' ').nth(1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    };
    let label = label.trim_start_matches('(');
    let digits = label.split('.').all(|p| !p.is_empty() && p.len() <= 2 && p.bytes().all(|b| b.is_ascii_digit()));
    let roman = !label.is_empty() && label.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    digits || roman || label.chars().count() == 1 && label.chars().all(char::is_alphabetic)
}

/// The usual distance from line to line of a document, in heights of its type: the commonest one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a step between 0 and 1.5 in twentieths")]
pub(super) fn usual_pitch<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut counts = [0usize; 40];
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(before) = before.filter(|b| b.page == line.page) {
            let step = (line.base - before.base) / line.size.max(1.0);
            if (0.9..2.4).contains(&step) {
                // Twentieths of the type's height.
                counts[((step - 0.9) * 20.0) as usize % 40] += 1;
            }
        }
        before = Some(line);
    }
    let best = (0..counts.len()).max_by_key(|i| (counts[*i], usize::MAX - i)).unwrap_or(0);
    if counts[best] == 0 { 1.5 } else { 0.9 + (best as f32 + 1.0) / 20.0 }
}

#[cfg(test)]
mod tests {
    use super::super::lines::{lines, tests::set};
    use super::*;

    /// Rows as text and left end; 16 points from line to line, more before a row that begins with `^`.
    fn of(rows: &[(&str, f32)]) -> Vec<String> {
        let mut base = 100.0;
        let mut marks = Vec::new();
        for (text, x) in rows {
            base += if text.starts_with('^') { 26.0 } else { 16.0 };
            marks.extend(set(text.trim_start_matches('^'), *x, base));
        }
        let column = Column { left: 50.0, right: 300.0, cell: false };
        paragraphs(lines(marks, 1), |_| column, 16.0 / 12.0)
            .iter()
            .map(|p| p.iter().map(Line::text).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn full_lines_go_on_and_short_ones_do_not() {
        let got = of(&[
            ("Các sở, ban, ngành thực hiện nghiêm túc kế", 74.0),
            ("hoạch này và báo cáo kết quả về Văn phòng", 50.0),
            ("trước ngày 15.", 50.0),
            ("Văn phòng tổng hợp.", 74.0),
        ]);
        assert_eq!(got.len(), 2, "{got:#?}");
        assert!(got[0].ends_with("trước ngày 15."));
    }

    #[test]
    fn an_indent_a_bullet_and_a_space_begin_a_paragraph() {
        let full = "Các sở, ban, ngành thực hiện nghiêm túc kế";
        let ended = "Các sở, ban, ngành thực hiện nghiêm túc.";
        assert_eq!(of(&[(&format!("{full}."), 74.0), (ended, 74.0)]).len(), 2);
        assert_eq!(of(&[("- Các sở, ban, ngành thực hiện nghiêm túc kế,", 50.0), ("- Văn phòng", 50.0)]).len(), 2);
        let block = "Các sở, ban, ngành thực hiện nghiêm túc các kế";
        assert_eq!(of(&[(block, 50.0), ("^Văn phòng", 50.0)]).len(), 2);
        assert_eq!(of(&[(block, 50.0), ("hoạch", 50.0)]).len(), 1);
    }

    #[test]
    fn a_hanging_list_and_a_centred_title_go_on() {
        assert_eq!(of(&[("- Các sở, ban, ngành thực hiện nghiêm túc kế", 50.0), ("hoạch này", 59.0)]).len(), 1);
        let title = "VỀ VIỆC TRIỂN KHAI CÁC MÔ HÌNH ĐIỂM TỈNH";
        let width = set(title, 0.0, 0.0).last().map_or(0.0, |m| m.x1);
        let below = "CHUYỂN ĐỔI SỐ";
        let narrow = set(below, 0.0, 0.0).last().map_or(0.0, |m| m.x1);
        let centre = |w: f32| 50.0 + (250.0 - w) / 2.0;
        assert_eq!(of(&[(title, centre(width)), (below, centre(narrow))]).len(), 1);
        assert_eq!(of(&[("KẾ HOẠCH", centre(48.0)), (title, centre(width))]).len(), 2);
    }
}
