//! The picture of a page: drawn as a screen would show it, then read by a recogniser.
//!
//! In: the bytes of a PDF, and numbers of pages. Out: what was seen on each. Pages are drawn by `hayro` and read beside one
//! another, over all processors that the caller gives.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use rayon::prelude::*;

use crate::ingest::Options;
use crate::ingest::ocr::{self, Fault, Picture, Seen};

/// A page that is to be read from its picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// From 0.
    pub(super) at: usize,
    /// Dots an inch of its largest picture.
    pub(super) resolution: Option<f32>,
}

/// Dots an inch between which letters of usual size are read well; more costs time and gains next to nothing.
const DPI: std::ops::RangeInclusive<f32> = 150.0..=220.0;

/// Where a page has no picture whose resolution could be kept.
const USUAL: f32 = 200.0;

/// The most pixels of a page: A2 at 300 dots an inch.
const MOST: f32 = 36e6;

/// What is seen on pages, in their order; or why nothing is, without a fault where nobody asked.
pub(super) fn read(pdf: &Pdf, wanted: &[Wanted], options: &Options<'_>) -> Vec<Result<Seen, Option<Fault>>> {
    let recogniser = options.recogniser();
    let page = |wanted: &Wanted| {
        let page = pdf.pages().get(wanted.at).ok_or(Fault::Failed)?;
        let (picture, dpi) = drawn(page, wanted.resolution).ok_or(Fault::Failed)?;
        let number = u32::try_from(wanted.at + 1).unwrap_or(u32::MAX);
        Ok(ocr::read(picture, dpi, number, recogniser.ok_or(None)?)?)
    };
    wanted.par_iter().map(page).collect()
}

/// The picture of a page, and its dots an inch; none where it cannot be drawn.
fn drawn(page: &Page<'_>, resolution: Option<f32>) -> Option<(Picture, u32)> {
    let (width, height) = page.render_dimensions();
    let most = (MOST / (width * height / (72.0 * 72.0)).max(1.0)).sqrt();
    let dpi = resolution.unwrap_or(USUAL).clamp(*DPI.start(), *DPI.end()).min(most).round();
    let settings = PixmapSettings { x_scale: dpi / 72.0, y_scale: dpi / 72.0, bg_color: WHITE };
    let draw = || {
        hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &settings)
    };
    let pixmap = catch_unwind(AssertUnwindSafe(draw)).ok()?;
    let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
    let picture = Picture::from_rgba(width, height, pixmap.data_as_u8_slice());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
    (width > 0 && height > 0).then_some((picture, dpi as u32))
}
