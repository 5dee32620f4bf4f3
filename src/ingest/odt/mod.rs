//! `OpenDocument` texts (`.odt`, `.ott`): ISO/IEC 26300.
//!
//! In: an open package. Out: a [`Source`], by way of [`super::written`]: paragraphs, lists, tables, notes, boxes and running
//! heads are written as a Word file has them and read as one. Deletions, hidden text and remarks in the margin are left out.
//! It runs no macro, follows no link and opens no object inside the file.
//!
//! # Files
//!
//! [`styles`] says what the names of styles mean, [`story`] reads the text, [`table`] its tables.

mod story;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use super::docx::Package;
use super::docx::xml::{End, walk};
use super::written::Document;
use super::{Error, Options, Source};
use story::Story;
use styles::Styles;

/// As IANA has it.
pub(super) const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

/// Reads a package that says that it is an `OpenDocument` text.
pub(super) fn read(mut package: Package<'_>, options: &Options<'_>) -> Result<Source, Error> {
    if package.part("META-INF/manifest.xml")?.is_some_and(|m| m.text.contains("encryption-data")) {
        return Err(Error::Encrypted);
    }
    let damaged = || Error::Damaged { format: "OpenDocument", part: "content.xml".to_owned() };
    let content = package.part("content.xml")?.ok_or_else(damaged)?;
    let mut styles = Styles::default();
    let named = package.part("styles.xml")?;
    if let Some(named) = &named {
        walk(&named.text, options.expired, &mut styles);
    }
    walk(&content.text, options.expired, &mut styles);
    let mut document = Document::default();
    let mut story = Story::new(&styles, options.limits.depth, &mut document);
    let mut whole = content.whole && walk(&content.text, options.expired, &mut story) == End::Whole;
    // Running heads stand beside the styles.
    if let Some(named) = &named {
        whole &= named.whole && walk(&named.text, options.expired, &mut story) == End::Whole;
    }
    story.finish();
    if !whole {
        document.is_cut("OpenDocument");
    }
    document.read(MEDIA_TYPE, options)
}
