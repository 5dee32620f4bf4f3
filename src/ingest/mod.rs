//! Ingest: the bytes of one file become paragraphs of characters that know where in the file they stand.
//!
//! In: bytes and a file name. Out: a [`Source`]. This is the only stage that can fail; it never interprets Vietnamese,
//! never changes a character (that is [`crate::normalise`]) and never touches the file system or a clock.
//!
//! To add a format, write `src/ingest/<format>.rs` with a function from text to paragraphs, or from bytes to a [`Source`],
//! and give it a line in [`FORMATS`].

mod columns;
mod decode;
mod docx;
mod error;
mod format;
mod grid;
mod html;
mod image;
mod legacy;
mod limits;
mod markdown;
mod mhtml;
mod ocr;
mod odt;
mod office;
mod paged;
mod pdf;
mod places;
mod rtf;
mod table;
mod text;
mod word97;
mod written;

pub(crate) use docx::xml;
pub(crate) use docx::{Origin, main_part};
pub use error::{Error, Foreign};
pub use format::{FORMATS, Format, format_of, known_endings};
pub use limits::{Limits, NAMES as LIMIT_NAMES};
pub use ocr::{Fault, Recogniser, Shows, Task, When};
pub(crate) use places::Stretch;
pub use places::{Glyph, Places, Run};

use crate::knowledge::Knowledge;
use crate::record::Diagnostic;
use crate::span::Bytes;
use format::Reader;

/// A file's characters, cut into paragraphs.
#[derive(Debug, Clone)]
pub struct Source {
    /// The decoded file; every [`Piece`] points into it.
    pub raw: String,
    /// IANA media type.
    pub media_type: &'static str,
    /// In reading order.
    pub paragraphs: Vec<Paragraph>,
    /// Where in the file the characters of `raw` stand.
    pub places: Places,
    /// How many pages the file has; none where the format has no pages.
    pub pages: Option<u32>,
    /// Something in the file could not be read; a diagnostic says what.
    pub partial: bool,
    /// What a reader of the record should know.
    pub diagnostics: Vec<Diagnostic>,
    /// The pages whose text was recognised from their pictures, in order; none where the file holds its characters.
    pub readings: Vec<Reading>,
    /// What was recognised with little confidence, in bytes of `raw`, in order.
    pub doubtful: Vec<Bytes>,
}

/// How a page was read from its picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// From 1.
    pub page: u32,
    /// Mean of the words' confidence, 0 to 100; none on an empty page.
    pub confidence: Option<f32>,
}

/// One paragraph, line or table cell, still as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its characters, in order.
    pub pieces: Vec<Piece>,
    /// What it is in the file's own terms.
    pub kind: Kind,
    /// Marked bold as a whole or as a heading.
    pub strong: bool,
    /// An empty line stands before it.
    pub gap: bool,
}

/// What a paragraph is in the file's own terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line or paragraph.
    Text,
    /// What the format itself sets apart from the text: page numbers, running heads, stamps, footnotes. It stands behind
    /// the paragraph that it interrupts and is read for no values.
    Aside,
    /// A cell of a table that the format marks as one. All indexes from 0.
    Cell {
        /// Table of the file.
        table: usize,
        /// Row.
        row: usize,
        /// Column.
        column: usize,
        /// How many rows it covers, at least 1.
        rows: usize,
        /// How many columns it covers, at least 1.
        columns: usize,
    },
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Characters as they stand in [`Source::raw`].
    Copy(Bytes),
    /// One character that the format writes another way (`&amp;`), and where.
    Put(char, usize),
}

/// Gives the text of the pages of a PDF, or none.
pub type SecondReader<'a> = dyn Fn(&[u8]) -> Option<Vec<String>> + Sync + 'a;

/// Gives a file that only an office suite reads, as a Word file of today, or none. The ending says what the file is.
pub type OfficeReader<'a> = dyn Fn(&[u8], &str) -> Option<Vec<u8>> + Sync + 'a;

/// What a reading may cost, and what it may ask of the caller.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// How much of a file is read.
    pub limits: Limits,
    /// Whether the time for this file is over; no stage looks at a clock itself.
    pub expired: &'a (dyn Fn() -> bool + Sync),
    /// Another reader of PDF, in a process of its own: the text of the pages. Without one, what the first reader cannot
    /// read stays unread.
    pub second_pdf: Option<&'a SecondReader<'a>>,
    /// When pictures of pages are read.
    pub ocr: When,
    /// Reads them. Without one, scanned pages stay unread.
    pub recognise: Option<&'a Recogniser<'a>>,
    /// An office suite, in a process of its own, for old texts that cannot be read here.
    pub office: Option<&'a OfficeReader<'a>>,
    /// The data by which the text is read, where an office adds to that of the program.
    pub knowledge: Option<&'static Knowledge>,
}

impl<'a> Options<'a> {
    /// What reads pictures, where that is wanted and possible.
    fn recogniser(&self) -> Option<&'a Recogniser<'a>> {
        self.recognise.filter(|_| self.ocr != When::Never)
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            expired: &|| false,
            second_pdf: None,
            ocr: When::default(),
            recognise: None,
            office: None,
            knowledge: None,
        }
    }
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// Reads the bytes of a file with the default [`Options`].
///
/// # Errors
/// Those of [`read_with`].
pub fn read(bytes: &[u8], name: &str) -> Result<Source, Error> {
    read_with(bytes, name, &Options::default())
}

/// Reads the bytes of a file. The content says what it is; `name` tells apart texts by its ending, and `-` (standard
/// input) is plain text, in which Markdown's marks are understood where the first lines show any.
///
/// # Errors
/// [`Error`] where the bytes hold no text that could be read.
pub fn read_with(bytes: &[u8], name: &str, options: &Options<'_>) -> Result<Source, Error> {
    if bytes.len() > options.limits.bytes {
        return Err(Error::TooLarge { limit: "bytes", value: options.limits.bytes as u64 });
    }
    let named = format_of(name);
    if let Some(Format { reader: Reader::Bytes(read), .. }) = format::by_content(bytes)? {
        return office::or_else(read(bytes, options), bytes, options);
    }
    let format = match named {
        _ if bytes.iter().all(u8::is_ascii_whitespace) => return Err(Error::Empty),
        Some(format) if format.is_old_word() => Some(format::of_words(bytes)),
        Some(Format { reader: Reader::Bytes(_), name, .. }) => return Err(Error::NotThat { format: name }),
        Some(format) => Some(format),
        None if name == "-" => None,
        None => {
            let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
            return Err(Error::UnknownFormat { ending: ending.to_owned() });
        }
    };
    read_words(bytes, format)
}

/// Reads characters, in this format or in the one that they look like.
fn read_words(bytes: &[u8], format: Option<&Format>) -> Result<Source, Error> {
    let (raw, diagnostics) = decode::decode(bytes, format.is_some_and(|f| f.media_type == html::MEDIA_TYPE))?;
    if raw.trim().is_empty() {
        return Err(Error::Empty);
    }
    let format = format.unwrap_or_else(|| if markdown::looks_like(&raw) { &FORMATS[1] } else { &FORMATS[0] });
    let Reader::Text(read) = format.reader else { return Err(Error::NotThat { format: format.name }) };
    let paragraphs = read(&raw);
    Ok(Source {
        media_type: format.media_type,
        paragraphs,
        places: Places::Lines,
        pages: None,
        readings: Vec::new(),
        doubtful: Vec::new(),
        partial: !diagnostics.iter().all(Diagnostic::is_remark),
        diagnostics,
        raw,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(source: &Source, paragraph: &Paragraph) -> String {
        paragraph.pieces.iter().fold(String::new(), |mut s, p| {
            match p {
                Piece::Copy(r) => s.push_str(&source.raw[r.clone()]),
                Piece::Put(c, _) => s.push(*c),
            }
            s
        })
    }

    fn lines(bytes: &[u8], name: &str) -> Vec<String> {
        let source = read(bytes, name).expect("readable");
        source.paragraphs.iter().map(|p| plain(&source, p)).collect()
    }

    #[test]
    fn encodings_of_one_text_agree() {
        let text = "KẾ HOẠCH\nSố: 4337/KH-UBND";
        let mut with_mark = vec![0xEF, 0xBB, 0xBF];
        with_mark.extend(text.bytes());
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in [text.as_bytes(), &with_mark, &wide, &big, text.replace('\n', "\r\n").as_bytes()] {
            assert_eq!(lines(bytes, "a.txt"), ["KẾ HOẠCH", "Số: 4337/KH-UBND"]);
        }
    }

    #[test]
    fn bad_input_is_named() {
        assert_eq!(read(b" \n", "a.txt").unwrap_err(), Error::Empty);
        assert!(matches!(read(b"a\0b", "a.txt").unwrap_err(), Error::Binary { offset: 1 }));
        assert!(matches!(read(b"x\nUy ban nh\xa9n", "a.txt").unwrap_err(), Error::NotUnicode { line: 2, .. }));
        assert!(matches!(read(b"x", "a.exe").unwrap_err(), Error::UnknownFormat { .. }));
    }

    #[test]
    fn markdown_marks_go_and_words_stay() {
        let got = lines("## **I. MỤC ĐÍCH**\n\n- **Mục tiêu:** Khách sạn 2-3\\*\n\n> *a* b".as_bytes(), "a.md");
        assert_eq!(got, ["I. MỤC ĐÍCH", "- Mục tiêu: Khách sạn 2-3*", "a b"]);
    }

    #[test]
    fn pipe_tables_give_cells() {
        let source = read(b"| TT | N |\n|---|:--|\n| 1 | a<br>b |\n", "a.md").expect("readable");
        let cells: Vec<_> = source.paragraphs.iter().map(|p| (p.kind, plain(&source, p))).collect();
        let cell = |row, column| Kind::Cell { table: 0, row, column, rows: 1, columns: 1 };
        assert_eq!(
            cells,
            [
                (cell(0, 0), "TT".into()),
                (cell(0, 1), "N".into()),
                (cell(1, 0), "1".into()),
                (cell(1, 1), "a".into()),
                (cell(1, 1), "b".into())
            ]
        );
    }
}
