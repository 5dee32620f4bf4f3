//! Rulings: the ruled lines of tables, found in the picture of a page.
//!
//! In: a straight [`Picture`]. Out: [`Bar`]s in pixels. A line is long, thin, and has paper on both sides; strokes of letters
//! are short.

use super::picture::{Area, Picture};

/// A line along one axis, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) horizontal: bool,
    /// Where it crosses the other axis: first and last row (or column).
    pub(super) at: (usize, usize),
    /// Where it begins and ends.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Bar {
    /// What it covers, and a little around it.
    pub(super) fn around(&self, margin: usize) -> Area {
        let (a0, a1) = (self.at.0.saturating_sub(margin), self.at.1 + margin + 1);
        let (b0, b1) = (self.from.saturating_sub(margin), self.to + margin + 1);
        if self.horizontal { Area { x0: b0, y0: a0, x1: b1, y1: a1 } } else { Area { x0: a0, y0: b0, x1: a1, y1: b1 } }
    }
}

/// Measures, in pixels, for a page of so many dots an inch.
#[derive(Debug, Clone, Copy)]
struct Measure {
    /// The shortest line.
    across: usize,
    down: usize,
    /// The thickest.
    thick: usize,
    /// A line may be broken by so much.
    broken: usize,
}

impl Measure {
    fn of(dpi: usize) -> Self {
        // Half an inch along, a third of an inch down (a row of a table is higher), a thirtieth thick.
        Self { across: dpi / 2, down: dpi / 3, thick: (dpi / 30).max(3), broken: (dpi / 100).max(1) }
    }
}

/// The ruled lines of a page.
pub(super) fn bars(picture: &Picture, faint: u8, dpi: usize) -> Vec<Bar> {
    let measure = Measure::of(dpi);
    let across = along(picture, faint, measure.across, measure, true);
    let sideways = transposed(picture);
    let mut out = along(&sideways, faint, measure.down, measure, false);
    for bar in &mut out {
        shorten(bar, &across, &sideways, faint, measure);
    }
    out.extend(across);
    out
}

/// A letter that touches a ruled line lengthens the line that ends there by its stem: what runs on beyond the last crossing,
/// no further than a line of print is high, with ink beside it, is such a stem.
fn shorten(bar: &mut Bar, across: &[Bar], sideways: &Picture, faint: u8, measure: Measure) {
    let crosses = |other: &&Bar| {
        let near = bar.from.saturating_sub(measure.broken)..=bar.to + measure.broken;
        near.contains(&other.at.0) && other.from <= bar.at.1 + measure.broken && bar.at.0 <= other.to + measure.broken
    };
    let crossings: Vec<(usize, usize)> = across.iter().filter(crosses).map(|other| other.at).collect();
    let (Some(first), Some(last)) =
        (crossings.iter().map(|c| c.0).min(), crossings.iter().map(|c| c.1).max().map(|end| end.min(bar.to)))
    else {
        return;
    };
    let is_stem = |from: usize, to: usize| {
        let part = Bar { from, to, ..*bar };
        to - from > measure.thick && to - from < measure.down && !has_paper_beside(sideways, &part, faint, measure, 8)
    };
    let from = if is_stem(bar.from.min(first), first) { first } else { bar.from };
    let to = if is_stem(last, bar.to) { last } else { bar.to };
    if from < to {
        (bar.from, bar.to) = (from, to);
    }
}

/// Rows as columns.
fn transposed(picture: &Picture) -> Picture {
    // In blocks, so that what is read and what is written stay near.
    const BLOCK: usize = 64;
    let mut out = Picture::blank(picture.height, picture.width);
    for y0 in (0..picture.height).step_by(BLOCK) {
        for x0 in (0..picture.width).step_by(BLOCK) {
            for y in y0..(y0 + BLOCK).min(picture.height) {
                for x in x0..(x0 + BLOCK).min(picture.width) {
                    out.pixels[x * picture.height + y] = picture.pixels[y * picture.width + x];
                }
            }
        }
    }
    out
}

/// Lines that run along the rows.
fn along(picture: &Picture, faint: u8, shortest: usize, measure: Measure, horizontal: bool) -> Vec<Bar> {
    let mut open: Vec<Bar> = Vec::new();
    let mut done: Vec<Bar> = Vec::new();
    for y in 0..picture.height {
        for (from, to) in runs(picture.row(y), faint, shortest, measure.broken) {
            // The rows of one line lie over one another.
            let over = |b: &&mut Bar| b.to.min(to) + 1 > b.from.max(from) + (to - from).min(b.to - b.from) / 2;
            match open.iter_mut().find(|b| y <= b.at.1 + 2 && over(b)) {
                Some(bar) => (bar.at.1, bar.from, bar.to) = (y, bar.from.min(from), bar.to.max(to)),
                None => open.push(Bar { horizontal, at: (y, y), from, to }),
            }
        }
        let (still, ended): (Vec<Bar>, Vec<Bar>) = open.into_iter().partition(|b| y <= b.at.1 + 2);
        open = still;
        done.extend(ended);
    }
    done.extend(open);
    let thin = |b: &Bar| b.at.1 - b.at.0 < measure.thick;
    // Letters touch it here and there.
    done.retain(|b| thin(b) && has_paper_beside(picture, b, faint, measure, 20));
    done
}

/// Whether paper is on both sides of a line that runs along the rows of a picture, but for so many fiftieths of its length.
fn has_paper_beside(picture: &Picture, bar: &Bar, faint: u8, measure: Measure, fiftieths: usize) -> bool {
    let dark = |y: Option<usize>| {
        let Some(y) = y.filter(|y| *y < picture.height) else { return 0 };
        picture.row(y)[bar.from..=bar.to].iter().filter(|p| **p < faint).count()
    };
    let away = measure.broken + 2;
    let most = (bar.to - bar.from) * fiftieths / 50;
    dark(bar.at.0.checked_sub(away)) < most && dark(Some(bar.at.1 + away)) < most
}

/// Long dark stretches of a row, small breaks bridged.
fn runs(row: &[u8], faint: u8, shortest: usize, broken: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut run: Option<(usize, usize, usize)> = None;
    let mut keep = |run: Option<(usize, usize, usize)>| {
        // A line is dark nearly all along: a row of letters is not.
        if let Some((from, to, dark)) = run
            && to - from >= shortest
            && dark * 10 >= (to - from) * 8
        {
            out.push((from, to));
        }
    };
    for (x, pixel) in row.iter().enumerate() {
        if *pixel >= faint {
            continue;
        }
        match &mut run {
            Some((_, to, dark)) if x - *to <= broken + 1 => (*to, *dark) = (x, *dark + 1),
            _ => keep(run.replace((x, x, 1))),
        }
    }
    keep(run);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: &mut Picture, part: Area) {
        page.paste(
            &Picture { width: part.x1 - part.x0, height: part.y1 - part.y0, pixels: vec![90; 4_000_000] },
            part.x0,
            part.y0,
        );
    }

    #[test]
    fn lines_are_found_and_letters_are_none() {
        let mut page = Picture::blank(800, 800);
        line(&mut page, Area { x0: 100, y0: 50, x1: 700, y1: 52 });
        line(&mut page, Area { x0: 100, y0: 50, x1: 102, y1: 400 });
        // A word in heavy capitals, and a black box.
        for letter in 0..30 {
            line(&mut page, Area { x0: 120 + letter * 14, y0: 200, x1: 130 + letter * 14, y1: 220 });
        }
        line(&mut page, Area { x0: 300, y0: 500, x1: 600, y1: 600 });
        let found = bars(&page, 200, 200);
        assert_eq!(
            found,
            [
                Bar { horizontal: false, at: (100, 101), from: 50, to: 399 },
                Bar { horizontal: true, at: (50, 51), from: 100, to: 699 }
            ]
        );
    }

    #[test]
    fn a_letter_that_touches_a_line_does_not_lengthen_another() {
        let mut page = Picture::blank(800, 800);
        line(&mut page, Area { x0: 100, y0: 100, x1: 700, y1: 102 });
        line(&mut page, Area { x0: 300, y0: 100, x1: 302, y1: 400 });
        let plain = bars(&page, 200, 200);
        // A p: its stem stands on the line, its bowl beside it.
        line(&mut page, Area { x0: 299, y0: 70, x1: 303, y1: 100 });
        line(&mut page, Area { x0: 303, y0: 70, x1: 315, y1: 74 });
        line(&mut page, Area { x0: 303, y0: 84, x1: 315, y1: 88 });
        let touched = bars(&page, 200, 200);
        let ends = |bars: &[Bar]| bars.iter().map(|b| (b.horizontal, b.from, b.to)).collect::<Vec<_>>();
        assert_eq!(ends(&touched), ends(&plain));
        // Alone, what runs on is the line's.
        let mut open = Picture::blank(800, 800);
        line(&mut open, Area { x0: 100, y0: 100, x1: 700, y1: 102 });
        line(&mut open, Area { x0: 300, y0: 70, x1: 302, y1: 400 });
        assert!(bars(&open, 200, 200).contains(&Bar { horizontal: false, at: (300, 301), from: 70, to: 399 }));
    }

    #[test]
    fn small_breaks_are_bridged() {
        let row: Vec<u8> = (0..300).map(|x| if x % 20 == 0 { 255 } else { 0 }).collect();
        assert_eq!(runs(&row, 128, 200, 2), [(1, 299)]);
        assert_eq!(runs(&row, 128, 400, 2), []);
    }
}
