//! Picture: a page in shades of grey.
//!
//! In: pixels in colour. Out: a [`Picture`], of which parts can be cut, turned, enlarged and put side by side. Coloured ink of
//! stamps (con dấu) is left out: red over black text would break its letters.

/// Grey pixels, row by row: 0 black, 255 white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<u8>,
}

/// A rectangle of pixels: from `x0`, `y0` to before `x1`, `y1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x0: usize,
    pub(super) y0: usize,
    pub(super) x1: usize,
    pub(super) y1: usize,
}

/// Red stands out from the other colours by more than this in the ink of a stamp.
const STAMP: u8 = 48;

impl Picture {
    /// White paper.
    pub(super) fn blank(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![255; width * height] }
    }

    /// From rows of red, green, blue and another byte, on white. The red ink of stamps is as light as its red.
    pub(in crate::ingest) fn from_rgba(width: usize, height: usize, rgba: &[u8]) -> Self {
        let grey = |p: &[u8]| match p {
            [r, g, b, ..] if *r > g.max(b).saturating_add(STAMP) => *r,
            [r, g, b, ..] => luma(*r, *g, *b),
            _ => 255,
        };
        let mut pixels: Vec<u8> = rgba.chunks_exact(4).take(width * height).map(grey).collect();
        pixels.resize(width * height, 255);
        Self { width, height, pixels }
    }

    pub(super) fn row(&self, y: usize) -> &[u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    /// All of it.
    pub(super) fn whole(&self) -> Area {
        Area { x0: 0, y0: 0, x1: self.width, y1: self.height }
    }

    /// A part, as far as the picture reaches.
    pub(super) fn cut(&self, part: Area) -> Self {
        let (x1, y1) = (part.x1.min(self.width), part.y1.min(self.height));
        let (x0, y0) = (part.x0.min(x1), part.y0.min(y1));
        let pixels = (y0..y1).flat_map(|y| &self.row(y)[x0..x1]).copied().collect();
        Self { width: x1 - x0, height: y1 - y0, pixels }
    }

    /// Puts another picture into this one, as far as there is room.
    pub(super) fn paste(&mut self, other: &Self, x: usize, y: usize) {
        let width = other.width.min(self.width.saturating_sub(x));
        for from in 0..other.height.min(self.height.saturating_sub(y)) {
            let at = (y + from) * self.width + x;
            self.pixels[at..at + width].copy_from_slice(&other.row(from)[..width]);
        }
    }

    /// Makes a part white.
    pub(super) fn clear(&mut self, part: Area) {
        let x1 = part.x1.min(self.width);
        for y in part.y0..part.y1.min(self.height) {
            let at = y * self.width;
            self.pixels[at + part.x0.min(x1)..at + x1].fill(255);
        }
    }

    /// The box around all pixels of a part that are darker than `ink`.
    pub(super) fn inked(&self, part: Area, ink: u8) -> Option<Area> {
        let x1 = part.x1.min(self.width);
        let x0 = part.x0.min(x1);
        let mut found: Option<Area> = None;
        for y in part.y0..part.y1.min(self.height) {
            let row = &self.row(y)[x0..x1];
            let Some(first) = row.iter().position(|p| *p < ink) else { continue };
            let last = row.iter().rposition(|p| *p < ink).unwrap_or(first);
            let here = Area { x0: x0 + first, y0: y, x1: x0 + last + 1, y1: y + 1 };
            found = Some(found.map_or(here, |b| Area {
                x0: b.x0.min(here.x0),
                y0: b.y0,
                x1: b.x1.max(here.x1),
                y1: here.y1,
            }));
        }
        found
    }

    /// How many upright strokes stand side by side in a part, told by rows around its middle; none where these disagree.
    pub(super) fn strokes(&self, part: Area, ink: u8) -> Option<usize> {
        let (x1, y1) = (part.x1.min(self.width), part.y1.min(self.height));
        let (x0, height) = (part.x0.min(x1), y1.saturating_sub(part.y0));
        let on =
            |y: usize| self.row(y)[x0..x1].chunk_by(|a, b| (*a < ink) == (*b < ink)).filter(|run| run[0] < ink).count();
        // Above and below these rows are the serifs.
        let mut counts = (part.y0 + height * 2 / 5..part.y0 + height * 3 / 5).map(on);
        let first = counts.next()?;
        counts.all(|count| count == first).then_some(first)
    }

    /// Turned by quarters, clockwise.
    pub(super) fn turned(&self, quarters: u8) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = if quarters.is_multiple_of(2) { (w, h) } else { (h, w) };
        let mut out = Self::blank(width, height);
        for y in 0..h {
            for (x, pixel) in self.row(y).iter().enumerate() {
                let (to_x, to_y) = match quarters % 4 {
                    1 => (h - 1 - y, x),
                    2 => (w - 1 - x, h - 1 - y),
                    3 => (y, w - 1 - x),
                    _ => (x, y),
                };
                out.pixels[to_y * width + to_x] = *pixel;
            }
        }
        out
    }

    /// Half as many pixels again each way, for a second reading.
    pub(super) fn enlarged(&self) -> Self {
        let (width, height) = (self.width * 3 / 2, self.height * 3 / 2);
        let mut out = Self::blank(width, height);
        for y in 0..height {
            for x in 0..width {
                out.pixels[y * width + x] = self.between(x as u64 * 2 * ONE / 3, y as u64 * 2 * ONE / 3);
            }
        }
        out
    }

    /// The shade at a place between pixels, in parts of [`ONE`].
    pub(super) fn between(&self, x: u64, y: u64) -> u8 {
        let (px, py) = (whole(x), whole(y));
        if px >= self.width || py >= self.height {
            return 255;
        }
        let (qx, qy) = ((px + 1).min(self.width - 1), (py + 1).min(self.height - 1));
        let (fx, fy) = (x % ONE, y % ONE);
        let at = |x: usize, y: usize| u64::from(self.pixels[y * self.width + x]);
        let above = at(px, py) * (ONE - fx) + at(qx, py) * fx;
        let below = at(px, qy) * (ONE - fx) + at(qx, qy) * fx;
        u8::try_from((above * (ONE - fy) + below * fy) / (ONE * ONE)).unwrap_or(255)
    }

    /// As a file that every reader of pictures knows (portable greymap, P5).
    pub(super) fn greymap(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.pixels);
        out
    }
}

/// The parts of a pixel.
pub(super) const ONE: u64 = 256;

fn whole(at: u64) -> usize {
    usize::try_from(at / ONE).unwrap_or(usize::MAX)
}

/// Rec. 601, in parts of 256.
fn luma(r: u8, g: u8, b: u8) -> u8 {
    u8::try_from((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(rows: &[&str]) -> Picture {
        let pixels = rows.iter().flat_map(|r| r.bytes()).map(|b| if b == b'#' { 0 } else { 255 }).collect();
        Picture { width: rows[0].len(), height: rows.len(), pixels }
    }

    #[test]
    fn red_ink_is_light_and_black_stays() {
        let rgba = [200, 20, 30, 255, 10, 10, 10, 255, 255, 255, 255, 255];
        assert_eq!(Picture::from_rgba(3, 1, &rgba).pixels, [200, 10, 255]);
    }

    #[test]
    fn parts_are_cut_and_put_back() {
        let picture = letters(&["#..", ".#.", "..#"]);
        let part = Area { x0: 1, y0: 1, x1: 9, y1: 9 };
        let cut = picture.cut(part);
        assert_eq!(cut, letters(&["#.", ".#"]));
        let mut paper = Picture::blank(3, 3);
        paper.paste(&cut, 1, 1);
        assert_eq!(paper, letters(&["...", ".#.", "..#"]));
        paper.clear(Area { x0: 2, y0: 2, x1: 3, y1: 3 });
        assert_eq!(paper.inked(Area { x0: 0, y0: 0, x1: 3, y1: 3 }, 128), Some(Area { x0: 1, y0: 1, x1: 2, y1: 2 }));
    }

    #[test]
    fn turning_four_times_is_nothing() {
        let picture = letters(&["##.", "..."]);
        assert_eq!(picture.turned(1), letters(&[".#", ".#", ".."]));
        assert_eq!(picture.turned(1).turned(2).turned(1), picture);
        assert_eq!(picture.turned(3).turned(1), picture);
    }
}
