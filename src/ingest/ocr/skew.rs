//! Skew: how far a scanned page lies turned, and the page set straight.
//!
//! In: a [`Picture`]. Out: the angle of its lines; the picture turned by it. Told by the lines of text and the ruled lines:
//! where they run along the rows of pixels, the rows differ most from one another.

use super::picture::{ONE, Picture};

/// The farthest that a page is looked for turned, in degrees: more is no slip of the paper.
const FARTHEST: f64 = 6.0;

/// Of so many pixels one is looked at, in every row: the shape of a page shows in a few.
const STEP: usize = 7;

/// An angle below this blurs more than it mends, in degrees.
const LEAST: f64 = 0.06;

/// Which way a page must be turned to lie straight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Skew {
    sin: f64,
    cos: f64,
    /// The middle of the page, around which it turns.
    x: f64,
    y: f64,
}

impl Skew {
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    fn of(degrees: f64, picture: &Picture) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { sin, cos, x: picture.width as f64 / 2.0, y: picture.height as f64 / 2.0 }
    }

    /// A place of the straight page on the page as it was scanned.
    pub(super) fn back(self, x: f64, y: f64) -> (f64, f64) {
        let (dx, dy) = (x - self.x, y - self.y);
        (self.x + dx * self.cos - dy * self.sin, self.y + dx * self.sin + dy * self.cos)
    }
}

/// The skew of a page; none where it lies straight.
pub(super) fn skew(picture: &Picture, ink: u8) -> Option<Skew> {
    let dots = dots(picture, ink);
    if dots.len() < 200 {
        return None;
    }
    let mut best = (sharpness(&dots, picture, 0.0) * 1.0001, 0.0);
    let mut around = |middle: f64, reach: i32, step: f64| {
        for at in -reach..=reach {
            let degrees = middle + f64::from(at) * step;
            if degrees.abs() <= FARTHEST {
                let found = sharpness(&dots, picture, degrees);
                if found > best.0 {
                    best = (found, degrees);
                }
            }
        }
        best.1
    };
    let coarse = around(0.0, 15, 0.4);
    let finer = around(coarse, 4, 0.1);
    let degrees = around(finer, 4, 0.02);
    (degrees.abs() >= LEAST).then(|| Skew::of(degrees, picture))
}

/// Dark pixels, thinned out: column and row.
fn dots(picture: &Picture, ink: u8) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    for y in 0..picture.height {
        for (x, pixel) in picture.row(y).iter().enumerate().skip(y * 3 % STEP).step_by(STEP) {
            if *pixel < ink {
                #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
                out.push((x as f64, y as f64));
            }
        }
    }
    out
}

/// How much the rows differ from one another when the page is turned back by an angle.
fn sharpness(dots: &[(f64, f64)], picture: &Picture, degrees: f64) -> f64 {
    let slope = degrees.to_radians().tan();
    let mut rows = vec![0u32; picture.height];
    for (x, y) in dots {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a row; those above the page are none"
        )]
        let row = (y - x * slope) as usize;
        if let Some(count) = rows.get_mut(row) {
            *count += 1;
        }
    }
    rows.iter().map(|n| f64::from(*n) * f64::from(*n)).sum()
}

/// So many rows, or columns, are counted as one: letters beside one another are told from lines of them.
const BAND: usize = 3;

/// Whether the lines of a page run up and down.
pub(super) fn lies_sideways(picture: &Picture, ink: u8) -> bool {
    let spread = |counts: &[u32]| {
        let differ = |w: &[u32]| (f64::from(w[0]) - f64::from(w[1])).powi(2);
        counts.windows(2).map(differ).sum::<f64>() / counts.iter().map(|n| f64::from(*n).powi(2)).sum::<f64>().max(1.0)
    };
    let (mut rows, mut columns) = (vec![0u32; picture.height / BAND + 1], vec![0u32; picture.width / BAND + 1]);
    for y in 0..picture.height {
        for (x, pixel) in picture.row(y).iter().enumerate() {
            if *pixel < ink {
                rows[y / BAND] += 1;
                columns[x / BAND] += 1;
            }
        }
    }
    // Ruled tables have sharp columns too: lines of text must be told by more.
    spread(&columns) > 2.0 * spread(&rows)
}

/// The page set straight.
pub(super) fn straightened(picture: &Picture, skew: Skew) -> Picture {
    let mut out = Picture::blank(picture.width, picture.height);
    let one = f64::from(u32::try_from(ONE).unwrap_or(u32::MAX));
    #[expect(clippy::cast_possible_truncation, reason = "places in a picture")]
    let fixed = |v: f64| (v * one).round() as i64;
    let (step_x, step_y) = (fixed(skew.cos), fixed(skew.sin));
    for (y, row) in out.pixels.chunks_exact_mut(picture.width).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a row of a page")]
        let (from_x, from_y) = skew.back(0.0, y as f64);
        // Rounding steps would add up over a row: every so many pixels begin anew.
        const STRETCH: usize = 64;
        for (part, pixels) in row.chunks_mut(STRETCH).enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a pixel of a row")]
            let along = (part * STRETCH) as f64;
            let (mut x, mut y) = (fixed(from_x + along * skew.cos), fixed(from_y + along * skew.sin));
            for pixel in pixels {
                if let (Ok(x), Ok(y)) = (u64::try_from(x), u64::try_from(y)) {
                    *pixel = picture.between(x, y);
                }
                x += step_x;
                y += step_y;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words, as bars.
    fn page() -> Picture {
        let mut page = Picture::blank(600, 800);
        for line in 0..30 {
            for word in 0..8 {
                let (x, y) = (40 + word * 65, 40 + line * 24);
                page.paste(&Picture { width: 50, height: 10, pixels: vec![0; 500] }, x, y);
            }
        }
        page
    }

    #[test]
    fn a_turned_page_is_set_straight() {
        for degrees in [-2.3, -0.5, 0.8, 3.0] {
            let turned = straightened(&page(), Skew::of(degrees, &page()));
            let found = skew(&turned, 128).expect("turned");
            let back = found.sin.asin().to_degrees();
            assert!((back + degrees).abs() < 0.1, "{degrees} {back}");
            assert_eq!(skew(&straightened(&turned, found), 128), None);
        }
        assert_eq!(skew(&page(), 128), None);
        assert_eq!(skew(&Picture::blank(50, 50), 128), None);
    }

    #[test]
    fn lines_that_run_upwards_are_told() {
        assert!(!lies_sideways(&page(), 128));
        assert!(lies_sideways(&page().turned(1), 128));
    }
}
