//! Lines: blocks of the text, cut where the next label is glued to the end of the one before
//! ("… Sở Y tế. d) Thời gian hoàn thành: 30/6/2024.").
//!
//! In: the blocks. Out: [`Line`]s with their ordinals. A block is cut only at a label that opens a field wherever it stands.

use std::cell::OnceCell;

use super::fields;
use crate::knowledge::{Label, knowledge};
use crate::normalise::{BlockKind, Text};
use crate::ordinal::{Ordinal, Scheme, ordinal};
use crate::record::Role;
use crate::scan;
use crate::span::{Bytes, trim};

/// A block or a piece of one.
#[derive(Debug, Clone)]
pub struct Line {
    /// Bytes of the text.
    pub range: Bytes,
    /// What the format says it is.
    pub kind: BlockKind,
    /// Bold or a heading.
    pub strong: bool,
    /// An empty line stands before it.
    pub gap: bool,
    /// The number, letter or bullet in front.
    pub ordinal: Option<Ordinal>,
    /// Index of the block.
    pub block: usize,
    /// Cut out of the middle of its block.
    pub glued: bool,
    /// The label of a field that it opens with: several steps ask, and lines of tables are never asked.
    pub(super) field: OnceCell<Option<fields::Found>>,
}

impl Line {
    /// Bytes after the ordinal.
    #[must_use]
    pub fn rest(&self) -> Bytes {
        self.range.start + self.ordinal.as_ref().map_or(0, |o| o.rest)..self.range.end
    }

    /// The ordinal's scheme.
    #[must_use]
    pub fn scheme(&self) -> Option<Scheme> {
        self.ordinal.as_ref().map(|o| o.scheme)
    }

    /// Bytes of the ordinal's label.
    #[must_use]
    pub fn label(&self) -> Option<Bytes> {
        self.ordinal.as_ref().map(|o| self.range.start + o.label.start..self.range.start + o.label.end)
    }
}

/// The lines of a text.
pub(super) fn lines(text: &Text) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.blocks.len());
    for (at, block) in text.blocks.iter().enumerate() {
        let cuts = if block.kind == BlockKind::Text { glued(text.slice(&block.range)) } else { Vec::new() };
        let mut start = block.range.start;
        for (i, cut) in cuts.iter().map(|c| block.range.start + c).chain(std::iter::once(block.range.end)).enumerate() {
            let range = trim(&text.text, start..cut);
            start = cut;
            if range.is_empty() {
                continue;
            }
            let ordinal = if block.kind == BlockKind::Text { opening(text, &range) } else { None };
            out.push(Line {
                range,
                kind: block.kind,
                strong: block.strong,
                gap: block.gap && i == 0,
                ordinal,
                block: at,
                glued: i > 0,
                field: OnceCell::new(),
            });
        }
    }
    out
}

/// The ordinal that a line opens with, as it must have been printed; its places are those of the line as it was read.
fn opening(text: &Text, line: &Bytes) -> Option<Ordinal> {
    let Some((label, value)) = text.label_at(line.start) else { return ordinal(text.slice(line)) };
    let found = ordinal(&format!("{value}{}", text.slice(&(label.end..line.end))))?;
    Some(Ordinal { label: 0..label.len(), rest: found.rest + label.len() - value.len(), ..found })
}

/// Where labels are glued into a line, relative to it.
fn glued(line: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut from = 0;
    // "Tổ chức thực hiện: Chủ trì: A. Phối hợp: B" is one value that names roles in words.
    let sentences = || {
        let first = ordinal(line).map_or(line, |o| &line[o.rest..]);
        let opening = first.find([':', '-', '–', '.']).and_then(|at| knowledge().labels.label(&first[..at]));
        opening.is_some_and(|l| l.joined && !matches!(l.role, Some(Role::Lead | Role::Coordinate)))
    };
    for (at, _) in line.match_indices(':') {
        // From the last end of a sentence to the colon, at most a label's length back.
        let head = &line[from..at];
        let Some(end) = head.rfind(['.', ';']) else { continue };
        let candidate = head[end + 1..].trim_start();
        let begin = at - candidate.len();
        // "a." and "1." end with the mark that ends a sentence: step over them.
        let mark = head[..end].trim_start();
        let numbered = mark.chars().all(|c| c.is_ascii_digit() || c == '.');
        let lettered = candidate.is_empty() || mark.chars().count() <= 4 || numbered;
        if lettered || candidate.len() > 120 {
            continue;
        }
        let (marker, rest) = match ordinal(candidate) {
            Some(o) => (true, &candidate[o.rest..]),
            None => (false, candidate),
        };
        let capital = rest.starts_with(char::is_uppercase);
        let known = knowledge()
            .labels
            .whole(rest)
            .is_some_and(|l: &Label| (l.strong || (marker && capital)) && !(l.joined && !marker && sentences()));
        if known && (capital || marker || rest.split(' ').count() >= 3) {
            out.push(begin);
            from = begin;
        }
    }
    out.extend(lettered(line).filter(|at| *at > 0));
    out.sort_unstable();
    out.dedup();
    out
}

/// "… thực hiện. c) Thời gian hoàn thành. Khi có …": a letter and a whole label that ends without a colon.
fn lettered(line: &str) -> impl Iterator<Item = usize> + '_ {
    let mut free = 0;
    line.match_indices(['.', ';']).filter_map(move |(at, _)| {
        let letter = scan::after_blank(&line[at + 1..]).filter(|_| at >= free)?;
        let rest = scan::after_blank(label_end(letter)?.strip_prefix(['.', ')', '/'])?)?;
        free = line.len() - rest.len();
        let end = rest.find(['.', '–', '-', ':'])?;
        knowledge()
            .labels
            .whole(&rest[..end])
            .filter(|l| (l.strong || rest[end..].starts_with(':')) && rest.starts_with(char::is_uppercase))
            .map(|_| line.len() - letter.len())
    })
}

/// What follows a letter or a number with points.
fn label_end(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(|c: char| c.is_ascii_lowercase() || c == 'đ') {
        return Some(rest);
    }
    let (_, mut rest) = scan::figures(text, 2)?;
    while let Some((_, deeper)) = rest.strip_prefix('.').and_then(|level| scan::figures(level, 2)) {
        rest = deeper;
    }
    Some(rest)
}

/// A line drawn with hyphens, underscores, stars or dots.
pub(super) fn is_rule(line: &str) -> bool {
    !line.is_empty()
        && line.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '–' | '—' | '.' | ' ' | '~' | '|' | '…'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_labels_are_found() {
        let line = "c) Lực lượng triển khai: Sở Y tế. d) Thời gian hoàn thành: 30/6/2024. đ) Công cụ: VNeID";
        let cuts: Vec<&str> = glued(line).into_iter().map(|at| &line[at..at + 14]).collect();
        assert_eq!(cuts.len(), 2, "{cuts:?}");
        assert!(cuts[0].starts_with("d) Thời"));
        assert!(glued("a) Mục tiêu: Sở Y tế; kết quả đạt được: tốt").is_empty());
        assert_eq!(glued("Đơn vị chủ trì: Sở Y tế; đơn vị phối hợp: Sở Nội vụ").len(), 1);
    }
}
