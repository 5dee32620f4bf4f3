//! The second reader: asked where the first one fails, finds no characters, or finds strange ones.
//!
//! In: bytes, and what the first reader found. Out: a [`Source`] of plain pages, if its text is better. It has no boxes,
//! only pages. The record says which reader was used, and where both read, whether they differ in digits.

use super::{ILL, MEDIA_TYPE, is_strange};
use crate::ingest::places::Glyph;
use crate::ingest::{Options, Places, Source, text};
use crate::record::{Diagnostic, Message};

/// A text of fewer letters says nothing.
const LEAST_LETTERS: usize = 20;

/// The numbers of a text, whatever the order in which a reader gives its lines.
fn numbers(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    out.sort_unstable();
    out
}

/// Asks the second reader; none where there is none, or its text is no better.
pub(super) fn read(bytes: &[u8], options: &Options<'_>, first: Option<&Source>) -> Option<Source> {
    let pages = options.second_pdf?(bytes)?;
    let health = |text: &str| {
        let (letters, odd) = text.chars().fold((0usize, 0usize), |(letters, odd), c| {
            (letters + usize::from(c.is_alphanumeric()), odd + usize::from(is_strange(c)))
        });
        letters > LEAST_LETTERS && odd * ILL <= letters
    };
    let mut raw = String::new();
    let mut places = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        places.push(Glyph { start: raw.len(), page: number, bbox: None });
        raw.push_str(page);
        raw.push('\n');
    }
    if !health(&raw) {
        return None;
    }
    let mut diagnostics = vec![Diagnostic {
        code: "second-reader",
        message: Message {
            vi: "tệp PDF được đọc bằng bộ đọc thứ hai (pdf-extract): chỉ có trang, không có vị trí trong trang, bảng có thể không nguyên vẹn".to_owned(),
            en: "the PDF was read by the second reader (pdf-extract): places are pages only, and tables may not be whole".to_owned(),
        },
        page: None,
    }];
    if let Some(first) = first
        && numbers(&first.raw) != numbers(&raw)
    {
        diagnostics.push(Diagnostic {
            code: "readers-differ",
            message: Message {
                vi: "hai bộ đọc PDF cho các chữ số khác nhau; hãy so lại số, ngày tháng với bản gốc".to_owned(),
                en: "the two readers of PDF give different digits; compare numbers and dates with the original"
                    .to_owned(),
            },
            page: None,
        });
    }
    let paragraphs = text::read(&raw);
    Some(Source {
        media_type: MEDIA_TYPE,
        paragraphs,
        places: Places::Glyphs(places),
        pages: Some(u32::try_from(pages.len()).unwrap_or(u32::MAX)),
        readings: Vec::new(),
        doubtful: Vec::new(),
        partial: true,
        diagnostics,
        raw,
    })
}
