//! Formats: what can be read, and what a file is by its content.
//!
//! In: bytes and a file name. Out: a [`Format`]. The content decides; the name only tells apart texts (plain, Markdown,
//! HTML), which look alike.

use super::error::Foreign;
use super::{Error, Options, Paragraph, Source, docx, html, image, markdown, mhtml, odt, pdf, rtf, text, word97};

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// Endings of file names, lower case, without the dot.
    pub endings: &'static [&'static str],
    /// IANA media type.
    pub media_type: &'static str,
    /// As people call it.
    pub name: &'static str,
    pub(super) reader: Reader,
}

/// How a format is read.
#[derive(Debug)]
pub(super) enum Reader {
    /// From decoded characters.
    Text(fn(&str) -> Vec<Paragraph>),
    /// From bytes.
    Bytes(fn(&[u8], &Options<'_>) -> Result<Source, Error>),
}

/// Every format, in the order in which help names them.
pub static FORMATS: &[Format] = &[
    Format {
        endings: &["txt", "text"],
        media_type: "text/plain",
        name: "văn bản thuần",
        reader: Reader::Text(text::read),
    },
    Format {
        endings: &["md", "markdown"],
        media_type: "text/markdown",
        name: "Markdown",
        reader: Reader::Text(markdown::read),
    },
    Format {
        endings: &["html", "htm", "xhtml"],
        media_type: html::MEDIA_TYPE,
        name: "HTML",
        reader: Reader::Text(html::read),
    },
    Format {
        endings: &["docx", "docm", "dotx"],
        media_type: docx::MEDIA_TYPE,
        name: "Word",
        reader: Reader::Bytes(docx::read),
    },
    Format {
        endings: &["doc", "dot", "wps"],
        media_type: word97::MEDIA_TYPE,
        name: "Word 97",
        reader: Reader::Bytes(word97::read),
    },
    Format { endings: &["rtf"], media_type: rtf::MEDIA_TYPE, name: "RTF", reader: Reader::Bytes(rtf::read) },
    Format {
        endings: &["odt", "ott"],
        media_type: odt::MEDIA_TYPE,
        name: "OpenDocument",
        reader: Reader::Bytes(docx::read),
    },
    Format {
        endings: &["mht", "mhtml"],
        media_type: mhtml::MEDIA_TYPE,
        name: "MHTML",
        reader: Reader::Bytes(mhtml::read),
    },
    Format { endings: &["pdf"], media_type: pdf::MEDIA_TYPE, name: "PDF", reader: Reader::Bytes(pdf::read) },
    Format {
        endings: &["png", "jpg", "jpeg", "tif", "tiff"],
        media_type: "image/*",
        name: "ảnh",
        reader: Reader::Bytes(image::read),
    },
];

/// The endings of all formats, for messages.
#[must_use]
pub fn known_endings() -> String {
    FORMATS.iter().flat_map(|f| f.endings).map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ")
}

/// The format that the ending of a name promises.
#[must_use]
pub fn format_of(name: &str) -> Option<&'static Format> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    FORMATS.iter().find(|f| f.endings.contains(&ending.as_str()))
}

impl Format {
    /// Whether files of its name are often something else that Word opens.
    pub(super) fn is_old_word(&self) -> bool {
        [word97::MEDIA_TYPE, rtf::MEDIA_TYPE].contains(&self.media_type)
    }
}

/// How far from its first byte the mark of a PDF may stand (ISO 32000-1, Annex H, note 13).
const PDF_MARK_WITHIN: usize = 1024;

/// What the bytes are: a format of bytes, or none where they may be text.
pub(super) fn by_content(bytes: &[u8]) -> Result<Option<&'static Format>, Error> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    let head = &bytes[..bytes.len().min(PDF_MARK_WITHIN)];
    let foreign = |what| Err(Error::Unsupported { what });
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Ok(format_of("x.pdf"));
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Ok(format_of("x.docx"));
    }
    if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        // An encrypted .docx lies in the old container, as a stream of this name (MS-OFFCRYPTO, 2.3.4).
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|w| w == name);
        return if encrypted { Err(Error::Encrypted) } else { Ok(format_of("x.doc")) };
    }
    if starts(b"{\\rtf") {
        return Ok(format_of("x.rtf"));
    }
    if mhtml::looks_like(bytes) {
        return Ok(format_of("x.mht"));
    }
    if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"II*\0") || starts(b"MM\0*") {
        return Ok(format_of("x.png"));
    }
    if starts(b"GIF8") {
        return foreign(Foreign::Picture);
    }
    if starts(b"Rar!") || starts(b"7z\xBC\xAF\x27\x1C") || starts(b"\x1F\x8B") {
        return foreign(Foreign::Archive);
    }
    Ok(None)
}

/// The format of characters under a name of Word's: a web page that Word wrote, or plain text.
pub(super) fn of_words(bytes: &[u8]) -> &'static Format {
    let head = bytes[..bytes.len().min(PDF_MARK_WITHIN)].to_ascii_lowercase();
    // In UTF-16 every other byte is zero.
    let head: Vec<u8> = head.into_iter().filter(|b| *b != 0).collect();
    let page = [&b"<html"[..], b"<!doctype html", b"<head", b"<body", b"<table", b"<p>", b"<p ", b"<div"];
    let is_page = page.iter().any(|mark| head.windows(mark.len()).any(|w| w == *mark));
    &FORMATS[if is_page { 2 } else { 0 }]
}
