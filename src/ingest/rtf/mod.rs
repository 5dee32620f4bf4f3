//! RTF (`.rtf`, and many a `.doc`): Rich Text Format 1.9.1.
//!
//! In: the bytes of a file. Out: a [`Source`], by way of [`super::written`]: characters with the look, the tables, notes and
//! running heads that the marks give them, read as a Word file of today is read. Labels of lists are those that the writer of
//! the file left in it. It follows no link and opens no file inside the file.
//!
//! # Files
//!
//! [`tokens`] cuts the marks, [`reader`] follows them with its groups, [`destinations`] tells what a group is for, [`flow`]
//! gathers paragraphs and rows, [`fonts`] and [`pages`] say which character a byte is.

mod destinations;
mod flow;
mod fonts;
mod pages;
mod reader;
#[cfg(test)]
mod tests;
mod tokens;

use super::{Error, Options, Source};
use reader::Reader;

/// As IANA has it.
pub(super) const MEDIA_TYPE: &str = "application/rtf";

/// Reads an RTF file.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let start = bytes.iter().position(|b| *b == b'{').unwrap_or(0);
    let mut document = Reader::new(&bytes[start..], options).read();
    if document.partial {
        document.is_cut("RTF");
    }
    document.read(MEDIA_TYPE, options)
}
