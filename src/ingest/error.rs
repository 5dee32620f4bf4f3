//! Error: why a file gives no record, as one sentence.
//!
//! In: nothing. Out: [`Error`] and its sentence in both languages: what is wrong and what to do. The caller adds the file's
//! name.

use super::format::known_endings;
use super::limits;
use super::ocr::Fault;
use crate::record::Message;

/// Why a file gives no record.
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
    /// Beyond one of [`super::Limits`].
    TooLarge {
        /// Its name there.
        limit: &'static str,
        /// Its value.
        value: u64,
    },
    /// The ending of the name belongs to no format.
    UnknownFormat {
        /// The ending, without the dot; empty where there is none.
        ending: String,
    },
    /// The ending promises a format that the bytes are not.
    NotThat {
        /// What the ending promises: `Word`, `PDF`.
        format: &'static str,
    },
    /// The format is known by its first bytes and cannot be read.
    Unsupported {
        /// What it is.
        what: Foreign,
    },
    /// Opens only with a password.
    Encrypted,
    /// Of the right format, but so damaged that nothing can be read.
    Damaged {
        /// `Word`.
        format: &'static str,
        /// The name of the part that is missing or broken.
        part: String,
    },
    /// A PDF in which no page can be found.
    NoPages,
    /// A PDF of which no character can be read, and no picture either.
    NoText,
    /// A Word file that holds pictures and no text.
    Pictures {
        /// How many.
        count: u32,
    },
    /// Pages of pictures only.
    Scanned {
        /// How many pages.
        pages: u32,
        /// Why their pictures were not read; none where nobody asked.
        why: Option<Fault>,
    },
}

/// What a file is that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A text of Word before version 6 or of another program, which an office suite may read.
    OldWord,
    /// A drawing, workbook or slides of `OpenDocument`.
    OpenDocument,
    /// A workbook or slides of Office.
    OtherOffice,
    /// An archive.
    Archive,
    /// A picture of a page.
    Picture,
}

impl Error {
    /// A stable name for programs, as `manifest.jsonl` has it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary { .. } => "not-text",
            Self::NotUnicode { .. } => "encoding",
            Self::TooLarge { limit, .. } => {
                limits::NAMES.iter().position(|n| n.0 == *limit).map_or("limit", |at| limits::KINDS[at])
            }
            Self::UnknownFormat { .. } | Self::Unsupported { .. } => "unsupported",
            Self::NotThat { .. } => "not-that-format",
            Self::Encrypted => "encrypted",
            Self::Damaged { .. } | Self::NoPages | Self::NoText => "corrupt",
            Self::Pictures { .. } | Self::Scanned { why: None, .. } => "pictures-only",
            Self::Scanned { why: Some(_), .. } => "ocr",
        }
    }

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
            Self::TooLarge { limit, value } => {
                let (vi, en) = limits::NAMES.iter().find(|n| n.0 == *limit).map_or((*limit, *limit), |n| (n.1, n.2));
                (
                    format!(
                        "tệp quá lớn ({vi}: giới hạn {value}); hãy tách tệp hoặc nâng giới hạn bằng --limit {limit}=…"
                    ),
                    format!(
                        "the file is too large ({en}: the limit is {value}); split it, or raise the limit with --limit {limit}=…"
                    ),
                )
            }
            Self::UnknownFormat { ending } => (
                format!("chưa đọc được định dạng “{ending}”; các định dạng đọc được: {}", known_endings()),
                format!("format \"{ending}\" cannot be read; these can: {}", known_endings()),
            ),
            Self::NotThat { format } => (
                format!(
                    "tên tệp nói là {format} nhưng nội dung không phải; hãy mở tệp gốc và lưu lại, hoặc đổi đuôi tệp cho đúng"
                ),
                format!(
                    "the name says {format} but the content is not; open the original and save it again, or correct the ending"
                ),
            ),
            Self::Unsupported { what } => what.message(),
            Self::Encrypted => (
                "tệp có mật khẩu; hãy mở bằng mật khẩu rồi lưu một bản không có mật khẩu".to_owned(),
                "the file is protected by a password; open it and save a copy without one".to_owned(),
            ),
            Self::Damaged { format, part } => (
                format!("tệp {format} bị hỏng ({part}); hãy lấy lại tệp gốc hoặc mở và lưu lại"),
                format!("the {format} file is damaged ({part}); fetch the original again, or open it and save it anew"),
            ),
            Self::NoPages => (
                "tệp PDF bị hỏng, không tìm thấy trang nào; hãy lấy lại tệp gốc hoặc mở và lưu lại".to_owned(),
                "the PDF is damaged and no page can be found; fetch the original again, or open it and save it anew"
                    .to_owned(),
            ),
            Self::NoText => (
                "không đọc được chữ nào trong tệp PDF; nếu mở ra vẫn thấy chữ thì tệp đã hỏng, hãy lấy lại tệp gốc"
                    .to_owned(),
                "no character of the PDF can be read; if it shows text when opened, it is damaged: fetch the original again"
                    .to_owned(),
            ),
            Self::Pictures { count } => (
                format!("tệp Word chỉ có ảnh ({count} ảnh), không có chữ; hãy lưu thành PDF rồi chạy lại để nhận dạng chữ"),
                format!("the Word file holds only pictures ({count}) and no text; save it as PDF and run again to have them read"),
            ),
            Self::Scanned { pages, why } => {
                let (vi, en) = Fault::advice(*why);
                (
                    format!("tệp chỉ có ảnh quét ({pages} trang), không có chữ; {vi}"),
                    format!("the file holds only scanned pages ({pages}) and no text; {en}"),
                )
            }
        };
        Message { vi, en }
    }
}

impl Foreign {
    fn message(self) -> (String, String) {
        let (vi, en) = match self {
            Self::OldWord => {
                ("tệp văn bản đời cũ (trước Word 6, WPS, …)", "an old text (before Word 6, WPS or the like)")
            }
            Self::OpenDocument => ("tệp OpenDocument không phải văn bản", "an OpenDocument file that is no text"),
            Self::OtherOffice => ("tệp Excel hoặc PowerPoint", "an Excel or PowerPoint file"),
            Self::Archive => ("tệp nén", "an archive"),
            Self::Picture => {
                return (
                    "chưa đọc được ảnh dạng này; hãy lưu thành PNG, JPEG, TIFF hoặc PDF rồi chạy lại".to_owned(),
                    "pictures of this kind cannot be read; save it as PNG, JPEG, TIFF or PDF and run again".to_owned(),
                );
            }
        };
        let (act_vi, act_en) = match self {
            Self::Archive => ("hãy giải nén rồi chạy với các tệp bên trong", "unpack it and run on the files inside"),
            Self::OldWord => (
                "hãy cài LibreOffice rồi chạy lại, hoặc lưu lại dưới dạng .docx",
                "install LibreOffice and run again, or save it as .docx",
            ),
            _ => ("hãy lưu lại dưới dạng .docx hoặc PDF", "save it as .docx or PDF"),
        };
        (format!("chưa đọc được {vi}; {act_vi}"), format!("{en} cannot be read yet; {act_en}"))
    }
}
