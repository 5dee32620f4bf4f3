//! Plain text: one line is one paragraph; lines of pipes or tabs are rows of a table.
//!
//! In: decoded text. Out: paragraphs. It never joins lines: whether a line break ends a sentence is decided in
//! [`crate::normalise`].

use super::columns::Columns;
use super::table::{self, Rows};
use super::{Kind, Paragraph, Piece};
use crate::span::Bytes;

/// Reads plain text.
pub(super) fn read(raw: &str) -> Vec<Paragraph> {
    let lines = lines(raw);
    let mut out = Vec::with_capacity(lines.len());
    let mut rows = Rows::default();
    let mut columns = Columns::new();
    let mut gap = false;
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        if raw[line.clone()].trim().is_empty() {
            gap = true;
            at += 1;
            continue;
        }
        let taken =
            rows.take(raw, &lines[at..], gap, &mut out, |raw, cell| vec![Piece::Copy(crate::span::trim(raw, cell))]);
        if taken > 0 {
            at += taken;
        } else if let Some((pieces, taken)) = columns.take(raw, &lines[at..]) {
            for (i, piece) in pieces.into_iter().enumerate() {
                out.push(Paragraph {
                    pieces: vec![Piece::Copy(piece)],
                    kind: Kind::Text,
                    strong: false,
                    gap: gap && i == 0,
                });
            }
            at += taken;
        } else {
            out.push(Paragraph { pieces: vec![Piece::Copy(line.clone())], kind: Kind::Text, strong: false, gap });
            at += 1;
        }
        gap = false;
    }
    out
}

const LINE_ENDS: [char; 7] = ['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The lines of a text without their ends: LF, CRLF, lone CR, form feed, and the Unicode line separators.
pub(super) fn lines(raw: &str) -> Vec<Bytes> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, byte) in raw.bytes().enumerate() {
        // Every line end begins with one of these bytes.
        if !matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2) {
            continue;
        }
        let Some(end) = raw[at..].chars().next().filter(|c| LINE_ENDS.contains(c)) else { continue };
        if !(end == '\n' && at > 0 && raw.as_bytes()[at - 1] == b'\r') {
            out.push(start..at);
        }
        start = at + end.len_utf8();
    }
    if start < raw.len() {
        out.push(start..raw.len());
    }
    out
}

/// Whether lines of tabs are rows: letterheads by tabs have two columns, tables have more.
pub(super) fn tab_cells(raw: &str, line: &Bytes) -> Option<Vec<Bytes>> {
    let cells = table::split(raw, line.clone(), '\t');
    (cells.len() >= 4).then_some(cells)
}
