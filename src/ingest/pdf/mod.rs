//! PDF: pages of glyphs and ruled lines become paragraphs and tables.
//!
//! In: bytes. Out: a [`Source`] whose characters know their page and box. The file is read by `hayro-interpret`; lines,
//! paragraphs, columns and tables are told by where things stand on the page, never by the order in which a file draws them.
//! A page that cannot be read costs that page. Nothing is recognised from pictures.
//!
//! `marks` (what a page shows) → `lines`, `rulings`, `unruled` (tables) → `page` (in reading order), `notes` (footnotes aside) →
//! `furniture` (page numbers aside) → `paragraphs`, `tables` → `flow` (over all pages).

mod bombs;
mod flow;
mod furniture;
mod lines;
mod marks;
mod notes;
mod page;
mod paragraphs;
mod rulings;
mod second;
mod tables;
mod unruled;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use super::{Error, Options, Places, Source};
use crate::record::{Diagnostic, Message};
use marks::{Collector, PageMarks, Stop};

/// IANA media type.
pub(super) const MEDIA_TYPE: &str = "application/pdf";

/// A page of which pictures cover more than this share, without a word, is a scanned one.
const SCANNED: f32 = 0.3;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let first = match pages(bytes, options) {
        Ok(read) => read,
        Err(error @ (Error::Encrypted | Error::TooLarge { .. })) => return Err(error),
        Err(error) => return second::read(bytes, options, None).ok_or(error),
    };
    let (glyphs, unknown): (usize, usize) =
        first.pages.iter().fold((0, 0), |sum, p| (sum.0 + p.marks.len(), sum.1 + p.unknown));
    if glyphs == 0 {
        let pictures = first.pages.iter().any(|p| p.pictured > SCANNED);
        // What a limit cut off may be all there is.
        let limit = [("time-limit", "seconds"), ("pages-limit", "pages"), ("marks-limit", "marks")];
        let cut = limit.iter().find(|(code, _)| first.diagnostics.iter().any(|d| d.code == *code));
        if let Some((_, limit)) = cut {
            return Err(Error::TooLarge { limit, value: options.limits.get(limit).unwrap_or_default() });
        }
        // A scan has no characters for any reader.
        return if pictures && unknown == 0 {
            Err(Error::Scanned { pages: first.count })
        } else {
            second::read(bytes, options, None).ok_or(Error::NoText)
        };
    }
    let ill = is_ill(&first, glyphs, unknown);
    let source = first.into_source();
    Ok(if ill { second::read(bytes, options, Some(&source)).unwrap_or(source) } else { source })
}

/// What the first reader gives.
struct Read {
    pages: Vec<PageMarks>,
    /// How many pages the file has, those unread included.
    count: u32,
    diagnostics: Vec<Diagnostic>,
}

/// Text that nobody wrote so: characters that the file does not tell, or tells as private or control codes.
fn is_ill(read: &Read, glyphs: usize, unknown: usize) -> bool {
    let strange = read.pages.iter().flat_map(|p| &p.marks).filter(|m| m.text.chars().any(is_strange)).count();
    (strange + unknown) * ILL > glyphs + unknown
}

/// One strange character in so many makes a text ill.
const ILL: usize = 20;

/// A character that no document is written with: private, control, or the sign for an unknown one.
fn is_strange(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}') || c.is_control() && !c.is_whitespace()
}

fn pages(bytes: &[u8], options: &Options<'_>) -> Result<Read, Error> {
    // The interpreter keeps the bytes as long as the pages.
    let opened = catch_unwind(|| Pdf::new(bytes.to_vec())).map_err(|_| Error::NoPages)?;
    let pdf = opened.map_err(|error| match error {
        LoadPdfError::Decryption(_) => Error::Encrypted,
        LoadPdfError::Invalid => Error::NoPages,
    })?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(Error::NoPages);
    }
    if catch_unwind(AssertUnwindSafe(|| bombs::beyond(&pdf, options.limits.inflated))).unwrap_or(true) {
        return Err(Error::TooLarge { limit: "inflated", value: options.limits.inflated as u64 });
    }
    let cache = InterpreterCache::new();
    let mut out = Vec::new();
    let mut diagnostics = Vec::new();
    for (at, page) in pdf.pages().iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if at >= options.limits.pages {
            diagnostics.push(unread("pages-limit", number, count, "số trang vượt giới hạn", "too many pages"));
            break;
        }
        if (options.expired)() {
            diagnostics.push(unread("time-limit", number, count, "hết thời gian", "out of time"));
            break;
        }
        let (width, height) = page.render_dimensions();
        let mut collector = Collector::new(width, height, options.limits.marks, options.expired);
        let read = catch_unwind(AssertUnwindSafe(|| {
            let transform = Affine::new(page.initial_transform(true).as_coeffs());
            let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut context = Context::new(transform, frame, &cache, pdf.xref(), InterpreterSettings::default());
            interpret_page(page, &mut context, &mut collector);
        }));
        let stopped = collector.stopped();
        let page = collector.finish(number);
        // What was read of a page before its end is kept.
        diagnostics.extend(match (read, stopped) {
            (Ok(()), _) if page.marks.is_empty() && page.pictured > SCANNED => Some(on_page(
                "page-scanned",
                number,
                "chỉ có ảnh quét nên chưa đọc được",
                "is a picture only and could not be read",
            )),
            (Ok(()), _) => None,
            (Err(_), Some(Stop::Marks)) => Some(on_page(
                "marks-limit",
                number,
                "có quá nhiều ký tự, đường kẻ nên chỉ đọc được một phần (xem --limit)",
                "holds too many characters and lines and was read in part (see --limit)",
            )),
            (Err(_), Some(Stop::Time)) => Some(on_page(
                "time-limit",
                number,
                "chỉ đọc được một phần vì hết thời gian (xem --limit)",
                "was read in part: out of time (see --limit)",
            )),
            (Err(_), None) => {
                Some(on_page("page-damaged", number, "bị hỏng nên có thể thiếu chữ", "is damaged and may lack text"))
            }
        });
        out.push(page);
    }
    Ok(Read { pages: out, count: u32::try_from(count).unwrap_or(u32::MAX), diagnostics })
}

fn on_page(code: &'static str, page: u32, vi: &str, en: &str) -> Diagnostic {
    let message = Message { vi: format!("trang {page} {vi}"), en: format!("page {page} {en}") };
    Diagnostic { code, message, page: Some(page) }
}

/// Pages from this one on were not read.
fn unread(code: &'static str, from: u32, count: usize, vi: &str, en: &str) -> Diagnostic {
    let message = Message {
        vi: format!("không đọc các trang {from} đến {count}: {vi} (xem --limit)"),
        en: format!("pages {from} to {count} were not read: {en} (see --limit)"),
    };
    Diagnostic { code, message, page: Some(from) }
}

impl Read {
    fn into_source(self) -> Source {
        let mut pages: Vec<page::Layout> = self.pages.into_iter().map(page::layout).collect();
        let asides = furniture::take(&mut pages);
        pages.iter_mut().for_each(page::Layout::part_columns);
        let flow = flow::flow(pages, asides);
        Source {
            raw: flow.raw,
            media_type: MEDIA_TYPE,
            paragraphs: flow.paragraphs,
            places: Places::Glyphs(flow.glyphs),
            pages: Some(self.count),
            readings: Vec::new(),
            partial: !self.diagnostics.is_empty(),
            diagnostics: self.diagnostics,
        }
    }
}
