//! Word 97 to 2003 (`.doc`): the binary file as [MS-DOC] has it, and its elder of Word 6 and Word 95.
//!
//! In: the bytes of a file. Out: a [`Source`], by way of [`super::written`]: text, look, lists and tables are written
//! as a Word file of today and read as one, so that both give the same lines. It follows no pointer out of its stream,
//! never runs a macro, opens no file inside the file. What is broken gives nothing; the rest is read.
//!
//! # Files
//!
//! [`head`] opens the container and tells where everything is; [`pieces`] puts the text together; [`properties`] and
//! [`styles`] say what it looks like ([`early`] in the files of Word 6), [`lists`] how it is numbered; [`story`] writes
//! one story of it, [`rows`] its tables, [`places`] what is fastened to its characters.

mod bytes;
mod early;
mod head;
mod lists;
mod pieces;
mod places;
mod properties;
mod rows;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use super::written::Document;
use super::{Error, Options, Source};
use head::Head;
use pieces::Pieces;
use places::Places;
use properties::Pages;
use story::File;
use styles::Styles;

/// As IANA has it.
pub(super) const MEDIA_TYPE: &str = "application/msword";

/// Reads a Word 97 file.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let head = Head::open(bytes, options)?;
    let pieces = Pieces::read(&head).ok_or_else(|| Error::Damaged { format: "Word", part: "CLX".to_owned() })?;
    let styles = Styles::read(&head);
    let pages = Pages::read(&head);
    let places = Places::read(&head);
    let mut document = Document { lists: lists::read(&head, &styles), ..Document::default() };
    let file = File { head: &head, pieces: &pieces, pages: &pages, styles: &styles, places: &places };
    file.write(&mut document);
    if !pieces.whole {
        document.is_cut("Word");
    }
    document.read(MEDIA_TYPE, options)
}
