//! Quads: the boxes of some words on the pages of a PDF, line by line.
//!
//! In: what was read, and a range of its text. Out: for each page the boxes of the lines that the words fill, in points from the
//! top left of the page as it is shown; no box where only the page is known. It knows nothing of PDF.

use crate::Whole;
use crate::ingest::Places;
use crate::span::Bytes;

/// Left, top, right, bottom.
pub(super) type Quad = [f32; 4];

/// Two glyphs of a line stand no farther apart than this, in heights of the line: a wide blank, but not a gutter.
const GAP: f32 = 3.0;

/// The words on one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OnPage {
    /// From 1.
    pub(super) page: u32,
    /// One a line.
    pub(super) quads: Vec<Quad>,
}

/// The pages of a range of the text, in the order of the words.
pub(super) fn of(whole: &Whole, range: &Bytes) -> Vec<OnPage> {
    let Places::Glyphs(glyphs) = &whole.source.places else { return Vec::new() };
    let Some(words) = whole.text.text.get(range.clone()) else { return Vec::new() };
    let mut pages: Vec<(u32, Vec<Quad>)> = Vec::new();
    let mut before = None;
    for (at, _) in words.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let source = whole.text.source_offset(range.start + at);
        let after = glyphs.partition_point(|g| g.start <= source);
        let Some(glyph) = after.checked_sub(1).map(|at| glyphs[at]) else { continue };
        // A word that was recognised is one glyph of many characters.
        if before.replace(after) == Some(after) {
            continue;
        }
        let bbox = glyph.bbox.filter(|b| b.iter().all(|v| v.is_finite()) && b[0] < b[2] && b[1] < b[3]);
        match pages.iter_mut().find(|(page, _)| *page == glyph.page) {
            Some((_, boxes)) => boxes.extend(bbox),
            None => pages.push((glyph.page, bbox.into_iter().collect())),
        }
    }
    pages.into_iter().map(|(page, boxes)| OnPage { page, quads: lines(&boxes) }).collect()
}

/// Glyphs one after another as the lines that they stand in.
fn lines(glyphs: &[Quad]) -> Vec<Quad> {
    // Which way the words run is told by what most of them do.
    let beside = |axis: usize| glyphs.windows(2).filter(|pair| overlap(pair[0], pair[1], 1 - axis)).count();
    let axis = usize::from(beside(1) > beside(0));
    let mut out: Vec<Quad> = Vec::new();
    for glyph in glyphs {
        match out.last_mut() {
            Some(line) if overlap(*line, *glyph, 1 - axis) && is_near(*line, *glyph, axis) => {
                *line = [line[0].min(glyph[0]), line[1].min(glyph[1]), line[2].max(glyph[2]), line[3].max(glyph[3])];
            }
            _ => out.push(*glyph),
        }
    }
    out
}

/// Whether two boxes share more than half of the smaller one along an axis.
fn overlap(a: Quad, b: Quad, axis: usize) -> bool {
    let shared = a[axis + 2].min(b[axis + 2]) - a[axis].max(b[axis]);
    shared * 2.0 > (a[axis + 2] - a[axis]).min(b[axis + 2] - b[axis])
}

/// Whether two boxes stand near one another along an axis.
fn is_near(a: Quad, b: Quad, axis: usize) -> bool {
    let across = 1 - axis;
    let height = (a[across + 2] - a[across]).max(b[across + 2] - b[across]);
    let gap = (b[axis] - a[axis + 2]).max(a[axis] - b[axis + 2]);
    gap <= GAP * height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_two_lines_have_two_boxes() {
        let row = |x: f32, y: f32| [x, y, x + 5.0, y + 10.0];
        let got = lines(&[row(500.0, 10.0), row(506.0, 11.0), row(70.0, 24.0), row(75.0, 24.0), row(180.0, 24.0)]);
        assert_eq!(got, [[500.0, 10.0, 511.0, 21.0], [70.0, 24.0, 80.0, 34.0], row(180.0, 24.0)]);
    }

    #[test]
    fn words_that_run_upwards_are_one_box() {
        let glyph = |y: f32| [100.0, y, 110.0, y + 5.0];
        assert_eq!(lines(&[glyph(300.0), glyph(295.0), glyph(290.0)]), [[100.0, 290.0, 110.0, 305.0]]);
        assert!(lines(&[]).is_empty());
    }
}
