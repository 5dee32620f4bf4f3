//! Sheet: parts of a page put under and beside one another, so that one reading serves them all.
//!
//! In: a page and boxes on it (cells of a table, numbers). Out: [`Sheet`]s, and the words read from one, each with the
//! box that it came from, back at its place on the page. A recogniser that sees one cell at a time never reads on into
//! the next column.

use super::picture::{Area, Picture};
use super::words::{TextLine, Word};

/// White around a part, in pixels at 200 dots an inch.
const MARGIN: usize = 12;

/// White between short parts in one row.
const APART: usize = 30;

/// The highest sheet that recognisers take, in pixels (tesseract: 32,767).
const HIGHEST: usize = 16_000;

/// Parts no higher than a line and narrower than a few figures stand beside one another, in rows as wide as this:
/// alone, a figure has no neighbour that tells how large its type is. In pixels at 200 dots an inch.
const SHORT: (usize, usize) = (60, 50);
const ROW: usize = 1_200;

/// The width of a word, in pixels at 200 dots an inch.
const WORD: usize = 300;

/// Parts under one another.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) picture: Picture,
    /// Where each part stands on the sheet, and where it was cut from.
    parts: Vec<Part>,
    /// By how much its parts are enlarged.
    scale: f32,
}

/// A part of a sheet.
#[derive(Debug, Clone, Copy)]
struct Part {
    /// Which of the boxes it is; none where it is read for its neighbours' sake.
    of: Option<usize>,
    on: Area,
    from: (usize, usize),
}

/// Sheets of parts of a page of so many dots an inch, in order. `larger`: half as large again.
pub(super) fn sheets(page: &Picture, boxes: &[Area], dpi: usize, larger: bool) -> Vec<Sheet> {
    let mut out: Vec<Sheet> = Vec::new();
    let mut parts: Vec<(Part, Picture)> = Vec::new();
    // The next free place, and the lower end of the row that is open.
    let (mut x, mut y, mut row_end) = (2 * MARGIN, 2 * MARGIN, 2 * MARGIN);
    let is_short = |b: &Area| is_short(b, dpi);
    // Short ones last: they share rows with one another only.
    let (short, long): (Vec<usize>, Vec<usize>) = (0..boxes.len()).partition(|at| is_short(&boxes[*at]));
    // A word in front of each row of short ones tells how large the type is.
    let is_word = |at: &&usize| {
        let (width, height) = (boxes[**at].x1 - boxes[**at].x0, boxes[**at].y1 - boxes[**at].y0);
        height * 200 <= SHORT.1 * dpi && (SHORT.0 * dpi..WORD * dpi).contains(&(width * 200))
    };
    let word = long.iter().find(is_word).map(|at| boxes[*at]);
    for of in long.into_iter().chain(short) {
        let part = boxes[of];
        let cut = page.cut(part);
        let cut = if larger { cut.enlarged() } else { cut };
        let beside = is_short(&part) && x + cut.width <= ROW && x > 2 * MARGIN;
        if !beside {
            (x, y) = (2 * MARGIN, row_end + 2 * MARGIN);
        }
        if y + cut.height > HIGHEST && !parts.is_empty() {
            out.push(sheet(std::mem::take(&mut parts), larger));
            (x, y, row_end) = (2 * MARGIN, 4 * MARGIN, 2 * MARGIN);
        }
        if let Some(word) = word.filter(|_| is_short(&part) && x == 2 * MARGIN) {
            let cut = page.cut(word);
            let cut = if larger { cut.enlarged() } else { cut };
            let on = Area { x0: x, y0: y, x1: x + cut.width, y1: y + cut.height };
            (x, row_end) = (on.x1 + APART, row_end.max(on.y1));
            parts.push((Part { of: None, on, from: (word.x0, word.y0) }, cut));
        }
        let on = Area { x0: x, y0: y, x1: x + cut.width, y1: y + cut.height };
        // What is long has its row to itself.
        x = if is_short(&part) { on.x1 + APART } else { ROW + 1 };
        row_end = row_end.max(on.y1);
        parts.push((Part { of: Some(of), on, from: (part.x0, part.y0) }, cut));
    }
    if !parts.is_empty() {
        out.push(sheet(parts, larger));
    }
    out
}

/// Whether a part of a page of so many dots an inch holds no more than a few figures.
fn is_short(part: &Area, dpi: usize) -> bool {
    (part.x1 - part.x0) * 200 <= SHORT.0 * dpi && (part.y1 - part.y0) * 200 <= SHORT.1 * dpi
}

fn sheet(parts: Vec<(Part, Picture)>, larger: bool) -> Sheet {
    let width = parts.iter().map(|(p, _)| p.on.x1).max().unwrap_or(0) + 2 * MARGIN;
    let height = parts.iter().map(|(p, _)| p.on.y1).max().unwrap_or(0) + 2 * MARGIN;
    let mut picture = Picture::blank(width, height);
    for (part, cut) in &parts {
        picture.paste(cut, part.on.x0, part.on.y0);
    }
    Sheet { picture, parts: parts.into_iter().map(|(p, _)| p).collect(), scale: if larger { 1.5 } else { 1.0 } }
}

impl Sheet {
    /// The lines read from the sheet, each with the number of its box, at its place on the page.
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    pub(super) fn back(&self, lines: Vec<TextLine>) -> Vec<(usize, TextLine)> {
        let mut out: Vec<(usize, TextLine)> = Vec::new();
        for line in lines {
            let mut last: Option<usize> = None;
            for word in line.words {
                let (x, y) = (word.left + word.width / 2.0, word.top + word.height / 2.0);
                let away = |p: &Part| {
                    let off = |at: f32, from: usize, to: usize| (from as f32 - at).max(at - to as f32).max(0.0);
                    off(x, p.on.x0, p.on.x1).max(off(y, p.on.y0, p.on.y1))
                };
                let near = self.parts.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
                let Some(part) = near.filter(|p| away(p) <= MARGIN as f32) else { continue };
                let Some(of) = part.of else { continue };
                let word = Word {
                    left: (word.left - part.on.x0 as f32) / self.scale + part.from.0 as f32,
                    top: (word.top - part.on.y0 as f32) / self.scale + part.from.1 as f32,
                    width: word.width / self.scale,
                    height: word.height / self.scale,
                    ..word
                };
                match out.last_mut() {
                    Some((_, open)) if last == Some(of) => open.words.push(word),
                    _ => out.push((of, TextLine { words: vec![word] })),
                }
                last = Some(of);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_to_their_places() {
        let page = Picture::blank(900, 300);
        let at = |x0, y0, x1, y1| Area { x0, y0, x1, y1 };
        let boxes = [at(10, 20, 30, 60), at(200, 100, 780, 160), at(40, 20, 60, 60)];
        for larger in [false, true] {
            let sheets = sheets(&page, &boxes, 200, larger);
            let [sheet] = &sheets[..] else { panic!("one sheet") };
            let word = |part: &Part| Word {
                text: "Sở".to_owned(),
                left: part.on.x0 as f32 + 3.0 * sheet.scale,
                top: part.on.y0 as f32 + 6.0 * sheet.scale,
                width: 15.0 * sheet.scale,
                height: 20.0 * sheet.scale,
                confidence: 90.0,
            };
            // The short ones stand in one row: the recogniser may take them for one line.
            let [long, first, second] = &sheet.parts[..] else { panic!("three parts") };
            assert_eq!((first.on.y0, first.of, second.of), (second.on.y0, Some(0), Some(2)));
            let read = vec![TextLine { words: vec![word(long)] }, TextLine { words: vec![word(first), word(second)] }];
            let back = sheet.back(read);
            let places: Vec<(usize, f32, f32)> =
                back.iter().map(|(of, l)| (*of, l.words[0].left, l.words[0].top)).collect();
            assert_eq!(places, [(1, 203.0, 106.0), (0, 13.0, 26.0), (2, 43.0, 26.0)]);
        }
    }

    #[test]
    fn a_high_sheet_is_parted() {
        let boxes = vec![Area { x0: 0, y0: 0, x1: 10, y1: 3000 }; 12];
        let sheets = sheets(&Picture::blank(10, 3000), &boxes, 200, false);
        assert_eq!(sheets.iter().map(|s| s.parts.len()).collect::<Vec<_>>(), [5, 5, 2]);
    }
}
