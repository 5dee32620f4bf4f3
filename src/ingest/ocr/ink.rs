//! Ink: how dark a pixel of a page must be to count.
//!
//! In: a [`Picture`]. Out: the [`Ink`] of it. By the method of N. Otsu, "A threshold selection method from gray-level
//! histograms", IEEE Trans. SMC 9 (1979).

use super::picture::Picture;

/// Shades that part paper from print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    /// Darker than this is print.
    pub(super) print: u8,
    /// Darker than this may be a thin line, which a scanner smears over its neighbours.
    pub(super) faint: u8,
}

/// The shades of a page.
pub(super) fn ink(picture: &Picture) -> Ink {
    let mut counts = [0u64; 256];
    picture.pixels.iter().for_each(|p| counts[usize::from(*p)] += 1);
    let shade = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
    let paper = (0..256).max_by_key(|at| counts[*at]).map_or(255, shade);
    let total: u64 = counts.iter().sum();
    let sum: u64 = (0u64..).zip(&counts).map(|(at, n)| at * n).sum();
    let (mut below, mut sum_below, mut best) = (0u64, 0u64, (0.0, 128usize));
    for (at, count) in counts.iter().enumerate() {
        below += count;
        sum_below += at as u64 * count;
        let above = total - below;
        if below == 0 || above == 0 {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of the pixels of a page")]
        let found = {
            let apart = sum_below as f64 / below as f64 - (sum - sum_below) as f64 / above as f64;
            below as f64 * above as f64 * apart * apart
        };
        if found > best.0 {
            best = (found, at + 1);
        }
    }
    let print = shade(best.1).clamp(40, 220);
    // A quarter of the way from the print to the paper is still the line, not its shadow.
    let faint = print.saturating_add(paper.saturating_sub(print) / 4);
    Ink { print, faint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_is_told_from_grey_paper() {
        let mut page = Picture::blank(100, 100);
        page.pixels.iter_mut().enumerate().for_each(|(at, p)| *p = if at % 10 == 0 { 60 } else { 210 });
        let ink = ink(&page);
        assert!((61..=210).contains(&ink.print) && ink.print <= ink.faint && ink.faint < 210, "{ink:?}");
    }
}
