//! Places: where in its carrier each character of a source stands.
//!
//! In: what a reader noted while it read. Out: page and box (PDF), paragraph and run (Word) of stretches of the source.
//! Text carriers have lines only, which [`crate::normalise`] counts. Nothing here looks at a character.

use crate::span::{Bytes, Fragment};

/// Where the characters of [`super::Source::raw`] stand in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Places {
    /// The file is its characters; a place is a line of it.
    #[default]
    Lines,
    /// A Word file: runs, in the order of the characters.
    Runs(Vec<Run>),
    /// Pages: glyphs, in the order of the characters.
    Glyphs(Vec<Glyph>),
}

/// From this byte of the source on, up to the next run, the characters are those of one run of a Word file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First byte.
    pub start: usize,
    /// Index of the paragraph in the file's main part, from 0, those inside tables included.
    pub paragraph: u32,
    /// Index of the run in the paragraph, from 0; none for a label that Word computes.
    pub run: Option<u32>,
}

/// From this byte of the source on, up to the next glyph, the characters are those of one glyph of a page; a blank that
/// only the space between two glyphs shows belongs to the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// First byte.
    pub start: usize,
    /// Page, from 1.
    pub page: u32,
    /// `[x0, y0, x1, y1]` in points from the top left of the page as it is shown; none where only the page is known.
    pub bbox: Option<[f32; 4]>,
}

/// A stretch of the normalised text that was copied from the source as it stands.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    /// First scalar value in the text.
    pub(crate) start: usize,
    /// One past the last scalar value.
    pub(crate) end: usize,
    /// The bytes of the source that it was copied from.
    pub(crate) source: Bytes,
}

impl Places {
    /// The pieces of a value that consists of these stretches, each as long as one place holds: a page, or a run of a
    /// paragraph. Empty for text carriers.
    ///
    /// `chars` counts the scalar values of a byte range of the source.
    pub(crate) fn pieces(&self, stretches: &[Stretch], chars: impl Fn(Bytes) -> usize) -> Vec<Fragment> {
        let mut out: Vec<Fragment> = Vec::new();
        for stretch in stretches {
            match self {
                Self::Lines => {}
                Self::Runs(runs) => covered(
                    runs,
                    |r| r.start,
                    stretch,
                    &chars,
                    |run, start, end| {
                        let piece = Fragment {
                            start,
                            end,
                            page: None,
                            bbox: None,
                            paragraph: Some(run.paragraph),
                            run: run.run,
                        };
                        match out.last_mut() {
                            Some(last) if (last.paragraph, last.run) == (piece.paragraph, piece.run) => last.end = end,
                            _ => out.push(piece),
                        }
                    },
                ),
                Self::Glyphs(glyphs) => covered(
                    glyphs,
                    |g| g.start,
                    stretch,
                    &chars,
                    |glyph, start, end| match out.last_mut() {
                        Some(last) if last.page == Some(glyph.page) => {
                            last.end = end;
                            last.bbox = last.bbox.zip(glyph.bbox).map(|(a, b)| union(a, b));
                        }
                        _ => out.push(Fragment {
                            start,
                            end,
                            page: Some(glyph.page),
                            bbox: glyph.bbox,
                            paragraph: None,
                            run: None,
                        }),
                    },
                ),
            }
        }
        out
    }
}

/// Calls `each` with every item that a stretch touches and the scalar values of the text that it holds.
fn covered<T>(
    items: &[T],
    start: impl Fn(&T) -> usize,
    stretch: &Stretch,
    chars: &impl Fn(Bytes) -> usize,
    mut each: impl FnMut(&T, usize, usize),
) {
    let first = items.partition_point(|i| start(i) <= stretch.source.start).saturating_sub(1);
    let (mut from, mut at) = (stretch.start, stretch.source.start);
    for (index, item) in items.iter().enumerate().skip(first) {
        if index > first && start(item) >= stretch.source.end {
            break;
        }
        let next = items.get(index + 1).map_or(usize::MAX, &start).min(stretch.source.end).max(at);
        let to = if next == stretch.source.end { stretch.end } else { (from + chars(at..next)).min(stretch.end) };
        each(item, from, to);
        (from, at) = (to, next);
    }
}

/// The smallest box around two.
fn union(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(start: usize, source: Bytes) -> Stretch {
        Stretch { start, end: start + source.len(), source }
    }

    #[test]
    fn a_value_of_two_pages_has_two_pieces() {
        let glyph = |start: usize, page, x: f32| Glyph { start, page, bbox: Some([x, 10.0, x + 5.0, 20.0]) };
        let places = Places::Glyphs(vec![glyph(0, 1, 0.0), glyph(1, 1, 5.0), glyph(2, 2, 7.0), glyph(3, 2, 12.0)]);
        let pieces = places.pieces(&[stretch(10, 0..3)], |r| r.len());
        let got: Vec<_> = pieces.iter().map(|p| (p.start, p.end, p.page, p.bbox)).collect();
        assert_eq!(
            got,
            [(10, 12, Some(1), Some([0.0, 10.0, 10.0, 20.0])), (12, 13, Some(2), Some([7.0, 10.0, 12.0, 20.0]))]
        );
    }

    #[test]
    fn a_value_of_two_runs_names_both() {
        let run = |start, paragraph, run| Run { start, paragraph, run };
        let places = Places::Runs(vec![run(0, 4, None), run(3, 4, Some(0)), run(8, 4, Some(1)), run(20, 5, Some(0))]);
        let pieces = places.pieces(&[stretch(0, 5..12)], |r| r.len());
        let got: Vec<_> = pieces.iter().map(|p| (p.start, p.end, p.paragraph, p.run)).collect();
        assert_eq!(got, [(0, 3, Some(4), Some(0)), (3, 7, Some(4), Some(1))]);
        assert!(Places::Lines.pieces(&[stretch(0, 5..12)], |r| r.len()).is_empty());
    }
}
