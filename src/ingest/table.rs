//! Tables that plain text and Markdown draw with pipes or tabs.
//!
//! In: lines. Out: cells as paragraphs. A separator row (`|---|---|`) gives nothing; an empty cell gives no paragraph, and
//! the columns after it keep their numbers.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use unicode_normalization::UnicodeNormalization as _;

use super::{Kind, Paragraph, Piece, text};
use crate::span::{Bytes, trim};

/// Counts the tables of a file.
#[derive(Debug, Default)]
pub(super) struct Rows {
    tables: usize,
    /// Lines ahead that were found to be no table.
    refused: usize,
}

impl Rows {
    /// Takes the table that begins at the first of `lines`; returns how many lines it has, 0 where there is none.
    pub(super) fn take(
        &mut self,
        raw: &str,
        lines: &[Bytes],
        gap: bool,
        out: &mut Vec<Paragraph>,
        pieces: impl Fn(&str, Bytes) -> Vec<Piece>,
    ) -> usize {
        if self.refused > 0 {
            self.refused -= 1;
            return 0;
        }
        // Most lines hold neither of the marks that every row has.
        let first = lines.first().map_or(&[][..], |line| raw[line.clone()].as_bytes());
        if !first.contains(&b'|') && !first.contains(&b'\t') {
            return 0;
        }
        // A row of tabs may be short (a group's title); the first one shows that there is a table.
        let tabbed = lines.first().is_some_and(|l| text::tab_cells(raw, l).is_some());
        let cells = |line: &Bytes| {
            let short = if tabbed { Some(split(raw, line.clone(), '\t')).filter(|c| c.len() >= 2) } else { None };
            pipe_cells(raw, line).or_else(|| bare_cells(raw, line)).or(short)
        };
        let rows: Vec<Vec<Bytes>> = lines.iter().map_while(cells).collect();
        if rows.len() < 2 {
            return 0;
        }
        let width = |row: &Vec<Bytes>| row.len();
        // Rows of one table have one width; a stray line of pipes is no table.
        let common = rows.iter().map(width).max().unwrap_or(0);
        if common < 2 || rows.iter().filter(|r| r.len() == common).count() * 2 < rows.len() {
            // None of these lines begins a table either; they are not looked at again.
            self.refused = rows.len() - 1;
            return 0;
        }
        if common == 2 && rows.iter().flatten().any(|c| is_frame(&raw[c.clone()])) {
            frame_columns(raw, &rows, gap, out, &pieces);
            return rows.len();
        }
        let mut number = 0;
        for row in &rows {
            if row.iter().all(|c| is_rule(&raw[c.clone()])) {
                continue;
            }
            for (column, cell) in row.iter().enumerate() {
                for line in cell_lines(raw, cell.clone()) {
                    if raw[line.clone()].trim().is_empty() {
                        continue;
                    }
                    let kind = Kind::Cell { table: self.tables, row: number, column, rows: 1, columns: 1 };
                    out.push(Paragraph {
                        pieces: pieces(raw, line),
                        kind,
                        strong: false,
                        gap: gap && number == 0 && column == 0,
                    });
                }
            }
            number += 1;
        }
        self.tables += 1;
        rows.len()
    }
}

/// Letterhead or signature drawn as a table of two columns.
pub(super) fn is_frame(cell: &str) -> bool {
    // The file's own letters may be decomposed.
    let folded: String = cell.trim().trim_start_matches(['*', '_']).nfc().flat_map(char::to_lowercase).collect();
    folded.starts_with("nơi nhận")
        || folded.contains("hạnh phúc")
        || folded.starts_with("số:")
        || folded.contains("xã hội chủ nghĩa")
        || folded.contains("đảng cộng sản việt nam")
}

/// The left column's lines, then the right one's, as paragraphs.
fn frame_columns(
    raw: &str,
    rows: &[Vec<Bytes>],
    gap: bool,
    out: &mut Vec<Paragraph>,
    pieces: &impl Fn(&str, Bytes) -> Vec<Piece>,
) {
    let mut gap = gap;
    for column in 0..2 {
        let cells = rows.iter().filter(|r| !r.iter().all(|c| is_rule(&raw[c.clone()]))).filter_map(|r| r.get(column));
        for line in cells.flat_map(|c| cell_lines(raw, c.clone())).filter(|l| !raw[l.clone()].trim().is_empty()) {
            out.push(Paragraph { pieces: pieces(raw, line), kind: Kind::Text, strong: false, gap });
            gap = false;
        }
    }
}

fn pipe_cells(raw: &str, line: &Bytes) -> Option<Vec<Bytes>> {
    let inner = trim(raw, line.clone());
    let slice = &raw[inner.clone()];
    if !slice.starts_with('|') || slice.len() < 2 {
        return None;
    }
    let end =
        if slice.len() > 1 && slice.ends_with('|') && !slice.ends_with("\\|") { inner.end - 1 } else { inner.end };
    Some(split(raw, inner.start + 1..end.max(inner.start + 1), '|'))
}

/// "TT | Nội dung | Thời gian": pipes between cells only.
fn bare_cells(raw: &str, line: &Bytes) -> Option<Vec<Bytes>> {
    let slice = &raw[line.clone()];
    let spaced = slice.matches(" | ").count()
        + usize::from(slice.trim_end().ends_with(" |"))
        + usize::from(slice.starts_with("| "));
    (spaced >= 2).then(|| split(raw, line.clone(), '|'))
}

/// Splits at `mark`, a backslash before it taking its meaning away.
pub(super) fn split(raw: &str, line: Bytes, mark: char) -> Vec<Bytes> {
    let mut cells = Vec::new();
    let mut start = line.start;
    let mut escaped = false;
    for (at, c) in raw[line.clone()].char_indices() {
        if c == mark && !escaped {
            cells.push(start..line.start + at);
            start = line.start + at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    cells.push(start..line.end);
    cells
}

fn is_rule(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':' | '=' | ' '))
}

/// The lines of a cell, written as `<br>`.
fn cell_lines(raw: &str, cell: Bytes) -> Vec<Bytes> {
    static BREAK: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(["<br>", "<br/>", "<br />"])
            .expect("internal error: tags")
    });
    let mut out = Vec::new();
    let mut start = cell.start;
    for tag in BREAK.find_iter(&raw[cell.clone()]) {
        out.push(start..cell.start + tag.start());
        start = cell.start + tag.end();
    }
    out.push(start..cell.end);
    out
}
