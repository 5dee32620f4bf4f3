//! Scan: the picture of a page becomes the marks that stand on it.
//!
//! In: a page as pixels, and a recogniser. Out: [`Seen`]: words with places, ruled lines, how far they can be trusted. The page is
//! set straight; the ruled lines of tables are found and taken out, and each cell is read by itself; numbers are read a
//! second time, larger. Nothing is corrected here: what was read stands as it was read.

mod ink;
mod picture;
mod rulings;
mod sheet;
mod skew;
mod words;

pub(super) use picture::Picture;

use super::paged::{self, PageMarks, Rule};
use crate::record::{Diagnostic, Message};
use ink::Ink;
use picture::Box;
use skew::Skew;
use words::{Doubt, TextLine};

/// When pictures of pages are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// Where a page has no text of its own, or none that can be read.
    #[default]
    Auto,
    /// Never.
    Never,
    /// Every page, whatever text it has.
    Always,
}

/// What a recogniser is asked.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// A portable greymap (P5).
    pub picture: &'a [u8],
    /// Its dots an inch.
    pub dpi: u32,
    /// What it shows.
    pub shows: Shows,
}

/// What the picture of a [`Task`] shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// A page of lines of any size.
    Page,
    /// Short lines under one another.
    Lines,
}

/// Why a recogniser gives no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not installed.
    Missing,
    /// It does not know the language.
    Language,
    /// Not done in time.
    Time,
    /// It failed on this picture.
    Failed,
}

/// Reads the words of a picture: the answer is the table that tesseract gives (TSV).
pub type Recogniser<'a> = dyn Fn(&Task<'_>) -> Result<String, Fault> + Sync + 'a;

/// What was seen on a page.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) marks: PageMarks,
    /// Mean of the words' confidence, 0 to 100; none on an empty page.
    pub(super) confidence: Option<f32>,
    /// Numbers of which two readings differ.
    pub(super) doubts: Vec<Doubt>,
}

/// The remark that two readings of numbers differ.
pub(super) fn doubtful(page: u32, doubts: &[Doubt]) -> Option<Diagnostic> {
    // More than so many say no more.
    const MOST: usize = 8;
    if doubts.is_empty() {
        return None;
    }
    let pairs: Vec<String> = doubts.iter().take(MOST).map(|d| format!("“{}” / “{}”", d.first, d.second)).collect();
    let more = if doubts.len() > MOST { ", …" } else { "" };
    let pairs = pairs.join(", ");
    let message = Message {
        vi: format!("trang {page}: hai lần nhận dạng cho chữ số khác nhau, hãy so với bản gốc: {pairs}{more}"),
        en: format!("page {page}: two readings differ in digits, compare with the original: {pairs}{more}"),
    };
    Some(Diagnostic { code: "digits-doubtful", message, page: Some(page) })
}

/// What is said of a page whose picture was not read; no fault where nobody asked.
pub(super) fn unread(page: u32, fault: Option<Fault>) -> Diagnostic {
    let (vi, en) = match fault {
        None => ("chỉ có ảnh quét nên chưa đọc được", "is a picture only and could not be read"),
        Some(Fault::Missing) => (
            "chỉ có ảnh quét; hãy cài tesseract để nhận dạng chữ",
            "is a picture only; install tesseract to have it read",
        ),
        Some(Fault::Language) => (
            "chỉ có ảnh quét; tesseract chưa có ngôn ngữ cần dùng (xem --ocr-lang)",
            "is a picture only; tesseract lacks the language (see --ocr-lang)",
        ),
        Some(Fault::Time) => (
            "chỉ có ảnh quét; nhận dạng chưa xong khi hết thời gian (xem --limit)",
            "is a picture only; its reading was not done in time (see --limit)",
        ),
        Some(Fault::Failed) => {
            ("chỉ có ảnh quét và không nhận dạng được", "is a picture only and could not be recognised")
        }
    };
    let message = Message { vi: format!("trang {page} {vi}"), en: format!("page {page} {en}") };
    Diagnostic { code: "page-scanned", message, page: Some(page) }
}

/// Below this the page may stand on its head.
const UPRIGHT: f32 = 60.0;

/// Reads the picture of a page.
pub(super) fn read(picture: Picture, dpi: u32, number: u32, recognise: &Recogniser<'_>) -> Result<Seen, Fault> {
    let ink = ink::ink(&picture);
    let sideways = skew::lies_sideways(&picture, ink.print);
    let page = Page { number, dpi, ink, size: (picture.width, picture.height), turned: u8::from(sideways), recognise };
    let (turned, other) = if sideways { (picture.turned(1), Some(picture)) } else { (picture, None) };
    let seen = page.read(&turned)?;
    if seen.confidence.is_none_or(|c| c >= UPRIGHT) {
        return Ok(seen);
    }
    let (quarters, headlong) = match other {
        Some(picture) => (3, picture.turned(3)),
        None => (2, turned.turned(2)),
    };
    let again = Page { turned: quarters, ..page }.read(&headlong)?;
    Ok(if again.confidence > seen.confidence { again } else { seen })
}

/// A cell of a table, in pixels.
#[derive(Debug, Clone, Copy)]
struct Cell {
    at: Box,
    /// In the first column.
    first: bool,
}

/// A page, and how its picture lies.
#[derive(Clone, Copy)]
struct Page<'a> {
    number: u32,
    dpi: u32,
    ink: Ink,
    /// Pixels of the page as scanned.
    size: (usize, usize),
    /// Quarters by which the picture was turned.
    turned: u8,
    recognise: &'a Recogniser<'a>,
}

impl Page<'_> {
    fn read(self, picture: &Picture) -> Result<Seen, Fault> {
        let skew = skew::skew(picture, self.ink.print);
        let mut straight = match skew {
            Some(skew) => skew::straightened(picture, skew),
            None => picture.clone(),
        };
        let dpi = self.dots();
        let bars = rulings::bars(&straight, self.ink.faint, dpi);
        // What a scanner smeared around a line goes with it.
        for bar in &bars {
            straight.clear(bar.around(dpi / 150 + 1));
        }
        let rules: Vec<Rule> = bars.iter().map(|bar| self.rule(*bar)).collect();
        let cells: Vec<Cell> =
            paged::cells(&rules).into_iter().map(|cell| Cell { at: self.pixels(cell.at), first: cell.first }).collect();
        let mut lines = self.open_lines(&straight, &cells)?;
        let open = lines.len();
        lines.extend(self.cell_lines(&straight, &cells)?);
        let doubts = self.doubts(&straight, &mut lines)?;
        let mut marks = PageMarks {
            number: self.number,
            width: self.points(straight.width),
            height: self.points(straight.height),
            rules,
            ..PageMarks::default()
        };
        let (mut letters, mut trusted) = (0.0, 0.0);
        for (at, (line, measure)) in lines.iter().zip(words::measure(&lines)).enumerate() {
            let found = words::marks(line, measure, self.scale(), |shown| self.shown(shown, skew));
            // Abbreviations in cells are trusted as little as scribbles.
            if at < open && line.is_scribble() {
                marks.stray.extend(found);
                continue;
            }
            for word in &line.words {
                let weight = words::count(&word.text);
                letters += weight;
                trusted += weight * word.confidence;
            }
            marks.marks.extend(found);
        }
        Ok(Seen { marks, confidence: (letters > 0.0).then(|| trusted / letters), doubts })
    }

    /// The lines outside tables.
    fn open_lines(self, page: &Picture, cells: &[Cell]) -> Result<Vec<TextLine>, Fault> {
        let mut open = page.clone();
        for cell in cells {
            open.clear(cell.at);
        }
        if open.inked(skew::whole(&open), self.ink.print).is_none() {
            return Ok(Vec::new());
        }
        Ok(words::lines(&self.ask(&open, self.dpi, Shows::Page)?))
    }

    /// The lines of each cell. The numbers of rows are read as such.
    fn cell_lines(self, page: &Picture, cells: &[Cell]) -> Result<Vec<TextLine>, Fault> {
        let inked: Vec<(Box, bool)> =
            cells.iter().filter_map(|cell| Some((page.inked(cell.at, self.ink.print)?, cell.first))).collect();
        let boxes: Vec<Box> = inked.iter().map(|(at, _)| *at).collect();
        let mut out = Vec::new();
        for sheet in sheet::sheets(page, &self.with_margin(&boxes), self.dots(), false) {
            let answer = self.ask(&sheet.picture, self.dpi, Shows::Lines)?;
            for (of, mut line) in sheet.back(words::lines(&answer)) {
                if inked[of].1 {
                    line.take_for_label();
                }
                out.push(line);
            }
        }
        Ok(out)
    }

    /// The shadow around what is dark belongs to it.
    fn with_margin(self, boxes: &[Box]) -> Vec<Box> {
        let more = usize::try_from(self.dpi / 75).unwrap_or(0);
        let wider = |b: &Box| Box {
            x0: b.x0.saturating_sub(more),
            y0: b.y0.saturating_sub(more),
            x1: b.x1 + more,
            y1: b.y1 + more,
        };
        boxes.iter().map(wider).collect()
    }

    /// Reads the lines that hold figures again, larger. Where the second reading of a number is trusted much more, it stands.
    fn doubts(self, page: &Picture, lines: &mut [TextLine]) -> Result<Vec<Doubt>, Fault> {
        let with_figures: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].numbers().next().is_some()).collect();
        let boxes: Vec<Box> = with_figures.iter().map(|at| line_box(&lines[*at])).collect();
        let mut again = vec![TextLine::default(); boxes.len()];
        for sheet in sheet::sheets(page, &self.with_margin(&boxes), self.dots(), true) {
            let answer = self.ask(&sheet.picture, self.dpi * 3 / 2, Shows::Lines)?;
            for (of, line) in sheet.back(words::lines(&answer)) {
                again[of].words.extend(line.words);
            }
        }
        Ok(with_figures.into_iter().zip(again).flat_map(|(at, again)| lines[at].compare(&again)).collect())
    }

    fn ask(self, picture: &Picture, dpi: u32, shows: Shows) -> Result<String, Fault> {
        (self.recognise)(&Task { picture: &picture.greymap(), dpi, shows })
    }

    /// Its dots an inch.
    fn dots(self) -> usize {
        usize::try_from(self.dpi).unwrap_or(usize::MAX)
    }

    /// Points of a pixel.
    #[expect(clippy::cast_precision_loss, reason = "dots an inch")]
    fn scale(self) -> f32 {
        72.0 / self.dpi as f32
    }

    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    fn points(self, pixels: usize) -> f32 {
        pixels as f32 * self.scale()
    }

    fn rule(self, bar: rulings::Bar) -> Rule {
        let middle = f32::midpoint(self.points(bar.at.0), self.points(bar.at.1 + 1));
        Rule { horizontal: bar.horizontal, at: middle, from: self.points(bar.from), to: self.points(bar.to + 1) }
    }

    fn pixels(self, points: [f32; 4]) -> Box {
        let [x0, y0, x1, y1] = points.map(|v| pixel(v / self.scale()));
        Box { x0, y0, x1, y1 }
    }

    /// A box of the straight page on the page as it was scanned, in points.
    fn shown(self, on: [f32; 4], skew: Option<Skew>) -> [f32; 4] {
        let [x0, y0, x1, y1] = on.map(|v| f64::from(v / self.scale()));
        let (width, height) = (self.points(self.size.0), self.points(self.size.1));
        let place = |x: f64, y: f64| {
            let (x, y) = skew.map_or((x, y), |skew| skew.back(x, y));
            #[expect(clippy::cast_possible_truncation, reason = "a hundredth of a point is less than anybody sees")]
            let (x, y) = (x as f32 * self.scale(), y as f32 * self.scale());
            match self.turned {
                1 => (y, height - x),
                2 => (width - x, height - y),
                3 => (width - y, x),
                _ => (x, y),
            }
        };
        let corners = [place(x0, y0), place(x1, y0), place(x0, y1), place(x1, y1)];
        let (least, most) = (f32::min as fn(f32, f32) -> f32, f32::max as fn(f32, f32) -> f32);
        let over = |of: fn(&(f32, f32)) -> f32, pick: fn(f32, f32) -> f32| {
            let found = corners.iter().map(of).reduce(pick).unwrap_or_default();
            (found * 100.0).round() / 100.0
        };
        [over(|c| c.0, least), over(|c| c.1, least), over(|c| c.0, most), over(|c| c.1, most)]
    }
}

/// A place in a picture.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no page is so wide; what lies above it is at its edge"
)]
fn pixel(at: f32) -> usize {
    at.round() as usize
}

/// The box around a line.
fn line_box(line: &TextLine) -> Box {
    let edge = |of: fn(&words::Word) -> f32| line.words.iter().map(of);
    Box {
        x0: pixel(edge(|w| w.left).fold(f32::INFINITY, f32::min)),
        y0: pixel(edge(|w| w.top).fold(f32::INFINITY, f32::min)),
        x1: pixel(edge(|w| w.left + w.width).fold(0.0, f32::max)),
        y1: pixel(edge(|w| w.top + w.height).fold(0.0, f32::max)),
    }
}
