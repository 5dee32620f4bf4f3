//! Lines: glyphs that stand beside one another, in the order in which they are read.
//!
//! In: marks. Out: [`Line`]s from top to bottom. The order in which a file draws its glyphs is never used, since files that
//! take some letters from a second font draw those apart.

use super::marks::Mark;

/// A space between glyphs wider than this share of the type's height parts two words.
const WORD_SPACE: f32 = 0.19;

/// Glyphs whose middles differ by less than this share of their height stand on one line.
const SAME_LINE: f32 = 0.5;

/// The widest space between a bullet and its words, in heights of their type.
const BULLET: f32 = 3.0;

/// A line of glyphs, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) marks: Vec<Mark>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    /// Page, from 1.
    pub(super) page: u32,
}

impl Line {
    fn new(mut marks: Vec<Mark>, page: u32) -> Option<Self> {
        marks.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        // Some programs draw a letter twice, a little apart, to make it heavy.
        let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
        for mark in marks {
            match kept.iter_mut().rev().take(3).find(|m| m.text == mark.text && same_place(m, &mark)) {
                Some(twin) => twin.bold = true,
                None => kept.push(mark),
            }
        }
        // A dot is a bullet only where words follow it.
        let mut first = true;
        kept.retain(|m| std::mem::take(&mut first) || !m.drawn);
        if let [dot, next, ..] = kept.as_slice()
            && dot.drawn
            && next.x0 - dot.x1 > BULLET * next.size
        {
            kept.remove(0);
        }
        if kept.len() == 1 && kept[0].drawn {
            return None;
        }
        while kept.last().is_some_and(Mark::is_blank) {
            kept.pop();
        }
        let blanks = kept.iter().take_while(|m| m.is_blank()).count();
        kept.drain(..blanks);
        let (first, last) = (kept.first()?, kept.last()?);
        let (x0, x1) = (first.x0, kept.iter().map(|m| m.x1).fold(last.x1, f32::max));
        // Its type is that of most of its letters.
        let mut sizes: Vec<(f32, f32)> = kept.iter().map(|m| (m.size, m.base)).collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (size, base) = sizes[sizes.len() / 2];
        Some(Self { x0, x1, base, size, page, marks: kept })
    }

    /// Marks in the order in which they are drawn: writing that does not run from left to right.
    pub(super) fn as_drawn(marks: Vec<Mark>, page: u32) -> Option<Self> {
        let first = marks.first()?;
        let (x0, x1, base, size) = (first.x0, first.x1, first.base, first.size);
        Some(Self { marks, x0, x1, base, size, page })
    }

    /// The stretches between spaces, as the ends of each.
    pub(super) fn words(&self) -> Vec<(f32, f32)> {
        let mut out: Vec<(f32, f32)> = Vec::new();
        let mut open = false;
        for (at, mark) in self.marks.iter().enumerate() {
            if mark.is_blank() {
                open = false;
                continue;
            }
            match out.last_mut() {
                Some(last) if open && !self.parted(at) => last.1 = last.1.max(mark.x1),
                _ => out.push((mark.x0, mark.x1)),
            }
            open = true;
        }
        out
    }

    /// Whether a space that no glyph shows stands before this mark.
    pub(super) fn parted(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| &self.marks[i]) else { return false };
        let mark = &self.marks[at];
        !before.is_blank() && !mark.is_blank() && mark.x0 - before.x1 > WORD_SPACE * before.size.min(mark.size)
    }

    /// Its characters, with one blank between words.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for (at, mark) in self.marks.iter().enumerate() {
            if mark.is_blank() || self.parted(at) {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                if mark.is_blank() {
                    continue;
                }
            }
            out.push_str(&mark.text);
        }
        out
    }

    pub(super) fn is_bold(&self) -> bool {
        let letters = self.marks.iter().filter(|m| !m.is_blank());
        let bold = letters.clone().filter(|m| m.bold).count();
        bold * 10 > letters.count() * 8
    }

    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Its parts between `from` and `to`.
    pub(super) fn between(&self, from: f32, to: f32) -> Option<Self> {
        let inside = |m: &&Mark| (from..to).contains(&f32::midpoint(m.x0, m.x1));
        Self::new(self.marks.iter().filter(inside).cloned().collect(), self.page)
    }
}

fn same_place(a: &Mark, b: &Mark) -> bool {
    (a.x0 - b.x0).abs() < 0.12 * a.size && (a.base - b.base).abs() < 0.12 * a.size && (a.x1 - a.x0) > 0.2 * a.size
}

/// The lines of some marks of a page, from top to bottom.
pub(super) fn lines(mut marks: Vec<Mark>, page: u32) -> Vec<Line> {
    marks.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let mut out = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut first = f32::NEG_INFINITY;
    for mark in marks {
        let tall = open.last().map_or(mark.size, |m| m.size.max(mark.size));
        if mark.middle() - first > SAME_LINE * tall && !open.is_empty() {
            out.extend(Line::new(std::mem::take(&mut open), page));
        }
        if open.is_empty() {
            first = mark.middle();
        }
        open.push(mark);
    }
    out.extend(Line::new(open, page));
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The marks of a line of text: letters half as wide as they are high, blanks a quarter.
    pub(in crate::ingest::paged) fn set(text: &str, x: f32, base: f32) -> Vec<Mark> {
        let mut at = x;
        text.chars()
            .map(|c| {
                let wide = if c == ' ' { 3.0 } else { 6.0 };
                let mark = Mark {
                    text: compact_str::CompactString::from_iter([c]),
                    x0: at,
                    x1: at + wide,
                    base,
                    size: 12.0,
                    bold: false,
                    shown: [at, base - 10.0, at + wide, base + 2.0],
                    drawn: false,
                    doubtful: false,
                };
                at += wide;
                mark
            })
            .collect()
    }

    /// Lines of words at their left ends, 16 points from one to the next.
    pub(in crate::ingest::paged) fn rows(rows: &[&[(&str, f32)]]) -> Vec<Line> {
        let marks = rows.iter().enumerate().flat_map(|(row, parts)| {
            let base = 100.0 + 16.0 * row as f32;
            parts.iter().flat_map(move |(text, x)| set(text, *x, base))
        });
        lines(marks.collect(), 1)
    }

    #[test]
    fn order_on_the_page_counts_and_not_that_of_the_file() {
        let mut marks = set("Ủy ban nhân dân", 50.0, 100.0);
        marks.extend(set("tỉnh", 50.0, 118.0));
        // Accented letters come last, as a second font's do.
        let (accented, plain): (Vec<Mark>, Vec<Mark>) = marks.into_iter().partition(|m| !m.text.is_ascii());
        let got = lines(plain.into_iter().chain(accented).collect(), 1);
        assert_eq!(got.iter().map(Line::text).collect::<Vec<_>>(), ["Ủy ban nhân dân", "tỉnh"]);
    }

    #[test]
    fn a_wide_space_parts_words_and_a_letter_drawn_twice_stands_once() {
        let mut marks = set("Số:", 50.0, 100.0);
        marks.extend(set("/KH", 90.0, 100.0));
        let twin: Vec<Mark> = set("Số:", 50.4, 100.0);
        marks.extend(twin);
        let got = lines(marks, 1);
        assert_eq!(got[0].text(), "Số: /KH");
        assert_eq!(got[0].words(), [(50.0, 68.0), (90.0, 108.0)]);
    }

    #[test]
    fn a_raised_figure_stays_in_its_line() {
        let mut marks = set("100 m", 50.0, 100.0);
        marks.push(Mark { size: 7.0, x0: 77.0, x1: 80.0, base: 96.0, ..set("2", 0.0, 0.0)[0].clone() });
        assert_eq!(lines(marks, 1).iter().map(Line::text).collect::<Vec<_>>(), ["100 m2"]);
    }
}
