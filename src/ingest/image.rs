//! Pictures of pages in files of their own: PNG, JPEG, TIFF of one or more pages.
//!
//! In: bytes. Out: a [`Source`] of what a recogniser reads in them. A picture that cannot be decoded costs its page.

use std::io::Cursor;

use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use rayon::prelude::*;

use super::ocr::{self, Fault, Outcome, Picture, Seen};
use super::paged::{self, PageMarks};
use super::{Error, Options, Source};

/// The longer side of A4, in inches: pictures seldom tell their dots an inch, and photos lie.
const LONGER: f64 = 11.69;

/// More dots an inch than this are halved: they cost time and gain nothing.
const MOST_DPI: u32 = 400;

/// The most bytes of a picture once decoded.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a picture.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let format = ::image::guess_format(bytes).map_err(|_| damaged("header"))?;
    let frames =
        if format == ImageFormat::Tiff { tiff_pages(bytes, options.limits.pages) } else { single(bytes, format) };
    let frames = frames.ok_or_else(|| damaged("pixels"))?;
    let count = u32::try_from(frames.len()).unwrap_or(u32::MAX);
    let recogniser = options.recogniser().ok_or(Error::Scanned { pages: count, why: None })?;
    let page = |(number, frame): (u32, Option<DynamicImage>)| {
        let (picture, dpi) = frame.and_then(picture).ok_or(Fault::Failed)?;
        Ok(ocr::read(picture, dpi, number, recogniser)?)
    };
    let seen: Vec<Result<Seen, Option<Fault>>> =
        (1..).zip(frames).collect::<Vec<_>>().into_par_iter().map(page).collect();
    let mut outcome = Outcome::default();
    let blank = |number| PageMarks { number, ..PageMarks::default() };
    let pages: Vec<PageMarks> = (1..)
        .zip(seen)
        .map(|(number, seen)| outcome.add(number, false, seen).unwrap_or_else(|| blank(number)))
        .collect();
    let Outcome { readings, diagnostics, fault } = outcome;
    if pages.iter().all(|p| p.marks.is_empty()) {
        return Err(Error::Scanned { pages: count, why: fault.or(Some(Fault::Failed)) });
    }
    let source = paged::source(pages, count, format.to_mime_type(), diagnostics);
    Ok(Source { readings, ..source })
}

fn damaged(part: &str) -> Error {
    Error::Damaged { format: "ảnh", part: part.to_owned() }
}

/// The picture of a PNG or JPEG, as its camera held it.
fn single(bytes: &[u8], format: ImageFormat) -> Option<Vec<Option<DynamicImage>>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = ::image::Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Some(vec![Some(picture)])
}

/// The pages of a TIFF, those that cannot be decoded as none.
fn tiff_pages(bytes: &[u8], most: usize) -> Option<Vec<Option<DynamicImage>>> {
    let mut decoder = tiff::decoder::Decoder::new(Cursor::new(bytes)).ok()?;
    let mut out = Vec::new();
    loop {
        out.push(tiff_page(&mut decoder));
        if out.len() >= most || !decoder.more_images() || decoder.next_image().is_err() {
            return Some(out);
        }
    }
}

fn tiff_page(decoder: &mut tiff::decoder::Decoder<Cursor<&[u8]>>) -> Option<DynamicImage> {
    use tiff::ColorType;
    use tiff::decoder::DecodingResult;
    let (width, height) = decoder.dimensions().ok()?;
    if u64::from(width) * u64::from(height) * 4 > MOST_BYTES {
        return None;
    }
    let colour = decoder.colortype().ok()?;
    let DecodingResult::U8(pixels) = decoder.read_image().ok()? else { return None };
    match colour {
        ColorType::Gray(1) => {
            // Eight pixels a byte, each row from a byte of its own.
            let row = usize::try_from(width).ok()?.div_ceil(8);
            let spread = |row: &[u8]| -> Vec<u8> {
                let bits =
                    row.iter().flat_map(|byte| (0..8).map(move |bit| if byte >> (7 - bit) & 1 == 1 { 255 } else { 0 }));
                bits.take(usize::try_from(width).unwrap_or_default()).collect()
            };
            let pixels: Vec<u8> = if pixels.len() < usize::try_from(width).ok()? * usize::try_from(height).ok()? {
                pixels.chunks(row).flat_map(spread).collect()
            } else {
                pixels
            };
            ::image::GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8)
        }
        ColorType::Gray(8) => ::image::GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8),
        ColorType::RGB(8) => ::image::RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8),
        ColorType::RGBA(8) => ::image::RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8),
        _ => None,
    }
}

/// In shades of grey, and its dots an inch.
fn picture(image: DynamicImage) -> Option<(Picture, u32)> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a page over inches")]
    let dpi = |image: &DynamicImage| (f64::from(image.width().max(image.height())) / LONGER).round().max(1.0) as u32;
    let mut image = image;
    while dpi(&image) > MOST_DPI {
        image = image.thumbnail_exact(image.width() / 2, image.height() / 2);
    }
    let dpi = dpi(&image);
    let rgba = image.to_rgba8();
    let (width, height) = (usize::try_from(rgba.width()).ok()?, usize::try_from(rgba.height()).ok()?);
    (width > 0 && height > 0).then(|| (Picture::from_rgba(width, height, rgba.as_raw()), dpi))
}
