//! Recognition (OCR): the picture of a page becomes the marks that stand on it.
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

use super::Reading;
use super::paged::{self, PageMarks, Rule};
use crate::record::{Diagnostic, Message};
use ink::Ink;
use picture::Area;
use skew::Skew;
use words::{Doubt, TextLine, Word};

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
    doubts: Vec<Doubt>,
}

/// The remark that two readings of numbers differ.
fn doubtful(page: u32, doubts: &[Doubt]) -> Option<Diagnostic> {
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

/// What is said of a page whose picture was not read.
fn unread(page: u32, layered: bool, why: Option<Fault>) -> Diagnostic {
    let (vi, en) = Fault::advice(why);
    let (page_vi, page_en) = if layered {
        ("là ảnh quét có lớp chữ ẩn không đáng tin", "is a picture with a hidden text that cannot be trusted")
    } else {
        ("chỉ có ảnh quét nên chưa đọc được", "is a picture only and could not be read")
    };
    let message = Message { vi: format!("trang {page} {page_vi}; {vi}"), en: format!("page {page} {page_en}; {en}") };
    Diagnostic { code: "page-scanned", message, page: Some(page) }
}

impl Fault {
    /// What to do about pictures that were not read; without a fault nobody asked for it.
    pub(super) fn advice(why: Option<Self>) -> (&'static str, &'static str) {
        match why {
            None => (
                "hãy chạy lại với --ocr auto để nhận dạng chữ, hoặc dùng bản Word",
                "run again with --ocr auto to have it read, or use the Word file",
            ),
            Some(Self::Missing) => (
                "hãy cài tesseract và dữ liệu tiếng Việt (Debian, Ubuntu: sudo apt-get install tesseract-ocr-vie) rồi chạy lại, hoặc dùng bản Word",
                "install tesseract and its Vietnamese data (Debian, Ubuntu: sudo apt-get install tesseract-ocr-vie) and run again, or use the Word file",
            ),
            Some(Self::Language) => (
                "tesseract chưa có ngôn ngữ cần dùng; hãy cài dữ liệu tiếng Việt (Debian, Ubuntu: sudo apt-get install tesseract-ocr-vie) hoặc đổi --ocr-lang",
                "tesseract lacks the language; install its Vietnamese data (Debian, Ubuntu: sudo apt-get install tesseract-ocr-vie) or change --ocr-lang",
            ),
            Some(Self::Time) => (
                "nhận dạng chưa xong khi hết thời gian; hãy nâng --limit page-seconds=… hoặc quét lại với 200–300 dpi",
                "its reading was not done in time; raise --limit page-seconds=… or scan again at 200 to 300 dpi",
            ),
            Some(Self::Failed) => (
                "tesseract không nhận dạng được chữ nào; hãy quét lại với 200–300 dpi hoặc dùng bản Word",
                "tesseract read no word of it; scan again at 200 to 300 dpi, or use the Word file",
            ),
        }
    }
}

/// What became of the pages that were to be read.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) readings: Vec<Reading>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Why pages stay unread, if any do and somebody asked for them.
    pub(super) fault: Option<Fault>,
}

impl Outcome {
    /// Notes what was seen on a page, or why nothing was; gives its marks. `layered`: the page has a text besides.
    pub(super) fn add(&mut self, page: u32, layered: bool, seen: Result<Seen, Option<Fault>>) -> Option<PageMarks> {
        match seen {
            Ok(seen) => {
                self.readings.push(Reading { page, confidence: seen.confidence });
                self.diagnostics.extend(doubtful(page, &seen.doubts));
                Some(seen.marks)
            }
            Err(why) => {
                self.fault = why;
                self.diagnostics.push(unread(page, layered, why));
                None
            }
        }
    }
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
    at: Area,
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
        if open.inked(open.whole(), self.ink.print).is_none() {
            return Ok(Vec::new());
        }
        let mut lines = words::lines(&self.ask(&open, self.dpi, Shows::Page)?);
        for line in &mut lines {
            self.settle_label(page, line, false);
        }
        Ok(lines)
    }

    /// The Roman number that a line opens with, by the picture of it.
    fn settle_label(self, page: &Picture, line: &mut TextLine, is_cell: bool) {
        line.settle_label(is_cell, |word| page.strokes(word_box(word), self.ink.print));
    }

    /// The lines of each cell. The numbers of rows are read as such.
    fn cell_lines(self, page: &Picture, cells: &[Cell]) -> Result<Vec<TextLine>, Fault> {
        let inked: Vec<(Area, bool)> =
            cells.iter().filter_map(|cell| Some((page.inked(cell.at, self.ink.print)?, cell.first))).collect();
        let boxes: Vec<Area> = inked.iter().map(|(at, _)| *at).collect();
        let mut out = Vec::new();
        for sheet in sheet::sheets(page, &self.with_margin(&boxes), self.dots(), false) {
            let answer = self.ask(&sheet.picture, self.dpi, Shows::Lines)?;
            for (of, mut line) in sheet.back(words::lines(&answer)) {
                if inked[of].1 {
                    self.settle_label(page, &mut line, true);
                }
                out.push(line);
            }
        }
        Ok(out)
    }

    /// The shadow around what is dark belongs to it.
    fn with_margin(self, boxes: &[Area]) -> Vec<Area> {
        let more = usize::try_from(self.dpi / 75).unwrap_or(0);
        let wider = |b: &Area| Area {
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
        let boxes: Vec<Area> = with_figures.iter().map(|at| line_box(&lines[*at])).collect();
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

    fn pixels(self, points: [f32; 4]) -> Area {
        let [x0, y0, x1, y1] = points.map(|v| pixel(v / self.scale()));
        Area { x0, y0, x1, y1 }
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

/// The box around a word.
fn word_box(word: &Word) -> Area {
    Area {
        x0: pixel(word.left),
        y0: pixel(word.top),
        x1: pixel(word.left + word.width),
        y1: pixel(word.top + word.height),
    }
}

/// The box around a line.
fn line_box(line: &TextLine) -> Area {
    let boxes = line.words.iter().map(word_box);
    let around =
        |a: Area, b: Area| Area { x0: a.x0.min(b.x0), y0: a.y0.min(b.y0), x1: a.x1.max(b.x1), y1: a.y1.max(b.y1) };
    boxes.reduce(around).unwrap_or(Area { x0: 0, y0: 0, x1: 0, y1: 0 })
}
