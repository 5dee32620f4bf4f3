//! PDF: pages of glyphs and ruled lines become paragraphs and tables.
//!
//! In: bytes. Out: a [`Source`] whose characters know their page and box. The file is read by `hayro-interpret`.
//! A page that cannot be read costs that page. A page that is a picture is drawn and read by a recogniser ([`super::ocr`]).
//!
//! `collect` gives what a page shows; [`super::paged`] makes text of it.

mod bombs;
mod collect;
mod layer;
mod old;
mod picture;
mod second;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use super::ocr::{Fault, Outcome, When};
use super::paged::{self, PageMarks};
use super::{Error, Options, Reading, Source};
use crate::record::{Diagnostic, Message};
use collect::{Collector, Stop};
use picture::Wanted;

/// IANA media type.
pub(super) const MEDIA_TYPE: &str = "application/pdf";

/// A page of which pictures cover more than this share, without a word, is a scanned one.
const SCANNED: f32 = 0.3;

/// A page of which pictures cover nearly all, with fewer characters than this, is a scanned one with a running head.
const FEW: usize = 160;
const COVERED: f32 = 0.8;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let read = open(bytes, options).map(|pdf| (pages(&pdf, options), pdf));
    let (mut first, pdf) = match read {
        Ok(read) => read,
        Err(error @ (Error::Encrypted | Error::TooLarge { .. })) => return Err(error),
        Err(error) => return second::read(bytes, options, None).ok_or(error),
    };
    let every = options.ocr == When::Always;
    let fault = first.recognise(&pdf, options, |page| every || is_scanned(page));
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
            Err(Error::Scanned { pages: first.count, why: fault })
        } else {
            second::read(bytes, options, None).ok_or(Error::NoText)
        };
    }
    if !is_ill(&first.pages) {
        return Ok(first.into_source());
    }
    let ill = |page: &PageMarks| is_ill(std::slice::from_ref(page));
    if options.recogniser().is_some() {
        first.recognise(&pdf, options, ill);
        if !is_ill(&first.pages) {
            return Ok(first.into_source());
        }
    }
    let source = first.into_source();
    Ok(second::read(bytes, options, Some(&source)).unwrap_or(source))
}

/// Whether a page shows a picture of writing, and next to no characters or none that tell what is written.
fn is_scanned(page: &PageMarks) -> bool {
    let few = page.marks.is_empty() && page.pictured > SCANNED || page.marks.len() < FEW && page.pictured > COVERED;
    few || page.pictured > COVERED && layer::is_garbage(page)
}

/// What the first reader gives.
struct Read {
    pages: Vec<PageMarks>,
    /// How many pages the file has, those unread included.
    count: u32,
    diagnostics: Vec<Diagnostic>,
    readings: Vec<Reading>,
}

/// Text that nobody wrote so: characters that the file does not tell, or tells as private or control codes.
fn is_ill(pages: &[PageMarks]) -> bool {
    let strange = pages.iter().flat_map(|p| &p.marks).filter(|m| m.text.chars().any(is_strange)).count();
    let glyphs: usize = pages.iter().map(|p| p.marks.len()).sum();
    let unknown: usize = pages.iter().map(|p| p.unknown).sum();
    (strange + unknown) * ILL > glyphs + unknown
}

/// One strange character in so many makes a text ill.
const ILL: usize = 20;

/// A character that no document is written with: private, control, or the sign for an unknown one.
fn is_strange(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}') || c.is_control() && !c.is_whitespace()
}

fn open(bytes: &[u8], options: &Options<'_>) -> Result<Pdf, Error> {
    // The interpreter keeps the bytes as long as the pages.
    let opened = catch_unwind(|| Pdf::new(bytes.to_vec())).map_err(|_| Error::NoPages)?;
    let pdf = opened.map_err(|error| match error {
        LoadPdfError::Decryption(_) => Error::Encrypted,
        LoadPdfError::Invalid => Error::NoPages,
    })?;
    if pdf.pages().is_empty() {
        return Err(Error::NoPages);
    }
    if catch_unwind(AssertUnwindSafe(|| bombs::beyond(&pdf, options.limits.inflated))).unwrap_or(true) {
        return Err(Error::TooLarge { limit: "inflated", value: options.limits.inflated as u64 });
    }
    Ok(pdf)
}

fn pages(pdf: &Pdf, options: &Options<'_>) -> Read {
    let count = pdf.pages().len();
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
    Read { pages: out, count: u32::try_from(count).unwrap_or(u32::MAX), diagnostics, readings: Vec::new() }
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
    /// Reads pages from their pictures, where that is asked for and there is a recogniser. Why pages stay unread, if any do.
    fn recognise(&mut self, pdf: &Pdf, options: &Options<'_>, which: impl Fn(&PageMarks) -> bool) -> Option<Fault> {
        let wanted: Vec<Wanted> = self
            .pages
            .iter()
            .enumerate()
            .filter(|(_, page)| which(page))
            .map(|(at, page)| Wanted { at, resolution: page.resolution })
            .collect();
        let seen = picture::read(pdf, &wanted, options);
        let mut outcome = Outcome::default();
        for (wanted, seen) in wanted.iter().zip(seen) {
            let page = &mut self.pages[wanted.at];
            let layered = page.marks.len() >= FEW;
            if let Some(marks) = outcome.add(page.number, layered, seen) {
                *page = PageMarks { pictured: page.pictured, ..marks };
            }
        }
        self.readings.extend(outcome.readings);
        self.readings.sort_by_key(|r| r.page);
        self.diagnostics.extend(outcome.diagnostics);
        self.diagnostics.sort_by_key(|d| d.page);
        outcome.fault
    }

    fn into_source(self) -> Source {
        let source = paged::source(self.pages, self.count, MEDIA_TYPE, self.diagnostics);
        old::in_unicode(Source { readings: self.readings, ..source })
    }
}
