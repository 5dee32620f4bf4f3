//! Ingest: the bytes of one file become paragraphs of characters that know where in the file they stand.
//!
//! In: bytes and a file name. Out: a [`Source`]. This is the only stage that can fail; it never interprets Vietnamese,
//! never changes a character (that is [`crate::normalise`]) and never touches the file system.
//!
//! To add a format, write `src/ingest/<format>.rs` with a function `read(raw) -> Vec<Paragraph>` (or its own way to a
//! [`Source`]) and give it a line in [`FORMATS`].

mod columns;
mod decode;
mod html;
mod markdown;
mod table;
mod text;

use crate::record::{Diagnostic, Message};
use crate::span::Bytes;

/// The largest file that is read, in bytes. A plan is a few hundred kilobytes; this keeps one odd file from taking all
/// memory of a batch.
pub const MAX_BYTES: usize = 256 << 20;

/// A file's characters, cut into paragraphs.
#[derive(Debug, Clone)]
pub struct Source {
    /// The decoded file; every [`Piece`] points into it.
    pub raw: String,
    /// IANA media type.
    pub media_type: &'static str,
    /// In reading order.
    pub paragraphs: Vec<Paragraph>,
    /// What a reader of the record should know.
    pub diagnostics: Vec<Diagnostic>,
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

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// Endings of file names, lower case, without the dot.
    pub endings: &'static [&'static str],
    /// IANA media type.
    pub media_type: &'static str,
    read: fn(&str) -> Vec<Paragraph>,
}

/// Every format, in the order in which help names them.
pub static FORMATS: &[Format] = &[
    Format { endings: &["txt", "text"], media_type: "text/plain", read: text::read },
    Format { endings: &["md", "markdown"], media_type: "text/markdown", read: markdown::read },
    Format { endings: &["html", "htm", "xhtml"], media_type: "text/html", read: html::read },
];

/// Why a file gives no record. The sentence names what is wrong and what to do; the caller adds the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Nothing, or only blanks.
    Empty,
    /// No text at all: a NUL or many control characters at this byte.
    Binary {
        /// Offset of the first such byte.
        offset: usize,
    },
    /// Neither UTF-8 nor UTF-16.
    NotUnicode {
        /// Line of the first bad byte, from 1.
        line: usize,
        /// Its offset.
        offset: usize,
    },
    /// Larger than [`MAX_BYTES`].
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The ending of the name belongs to no format.
    UnknownFormat {
        /// The ending, without the dot; empty where there is none.
        ending: String,
    },
}

impl Error {
    /// The sentence, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let (vi, en) = match self {
            Self::Empty => (
                "tệp rỗng, không có chữ nào; hãy kiểm tra lại tệp gốc".to_owned(),
                "the file is empty or holds only blanks; check the original".to_owned(),
            ),
            Self::Binary { offset } => (
                format!(
                    "không phải tệp văn bản (byte điều khiển tại vị trí {offset}); hãy lưu lại dưới dạng văn bản UTF-8"
                ),
                format!("not a text file (control byte at offset {offset}); save it again as UTF-8 text"),
            ),
            Self::NotUnicode { line, offset } => (
                format!(
                    "không phải UTF-8 hay UTF-16 (dòng {line}, byte {offset}), có thể là bảng mã cũ như TCVN3 hoặc VNI; hãy chuyển sang Unicode rồi chạy lại"
                ),
                format!(
                    "neither UTF-8 nor UTF-16 (line {line}, byte {offset}), perhaps an old encoding such as TCVN3 or VNI; convert it to Unicode and run again"
                ),
            ),
            Self::TooLarge { bytes } => (
                format!("tệp quá lớn ({bytes} byte, giới hạn {MAX_BYTES}); hãy tách tệp"),
                format!("the file is too large ({bytes} bytes, the limit is {MAX_BYTES}); split it"),
            ),
            Self::UnknownFormat { ending } => (
                format!("chưa đọc được định dạng “{ending}”; các định dạng đọc được: {}", known_endings()),
                format!("format \"{ending}\" cannot be read; these can: {}", known_endings()),
            ),
        };
        Message { vi, en }
    }
}

/// The endings of all formats, for messages.
#[must_use]
pub fn known_endings() -> String {
    FORMATS.iter().flat_map(|f| f.endings).map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ")
}

/// The format of a file, by the ending of its name.
#[must_use]
pub fn format_of(name: &str) -> Option<&'static Format> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    FORMATS.iter().find(|f| f.endings.contains(&ending.as_str()))
}

/// Reads the bytes of a file. `name` gives the format by its ending; `-` (standard input) is plain text, in which
/// Markdown's marks are understood where the first lines show any.
///
/// # Errors
/// [`Error`] where the bytes hold no text that could be read.
pub fn read(bytes: &[u8], name: &str) -> Result<Source, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() });
    }
    let stdin = name == "-";
    let named = format_of(name);
    if named.is_none() && !stdin {
        let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
        return Err(Error::UnknownFormat { ending: ending.to_owned() });
    }
    let (raw, diagnostics) = decode::decode(bytes)?;
    if raw.trim().is_empty() {
        return Err(Error::Empty);
    }
    let format = named.unwrap_or(if markdown::looks_like(&raw) { &FORMATS[1] } else { &FORMATS[0] });
    let paragraphs = (format.read)(&raw);
    Ok(Source { raw, media_type: format.media_type, paragraphs, diagnostics })
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
