//! Two columns side by side in plain text: letterhead, and recipients beside the signature.
//!
//! In: lines. Out: the left column's pieces, then the right column's. Only the first lines of a file and those from Nơi nhận
//! on are looked at, since a wide gap elsewhere is no second column.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;

use crate::span::{Bytes, trim};

/// Lines of a letterhead, and lines beside a signature.
const REACH: usize = 24;

static GAP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[^\s\u{A0}]((?:[ \u{A0}]{6,}|[ \u{A0}]*\t)[ \t\u{A0}]*)[^\s\u{A0}]").expect("internal error: pattern")
});

/// Where two-column lines may stand.
pub(super) struct Columns {
    seen: usize,
    closing: Option<usize>,
}

impl Columns {
    pub(super) fn new() -> Self {
        Self { seen: 0, closing: None }
    }

    /// Takes the two-column block that begins at the first of `lines`; gives its pieces in reading order and the number of
    /// lines taken, or none.
    pub(super) fn take(&mut self, raw: &str, lines: &[Bytes]) -> Option<(Vec<Bytes>, usize)> {
        let first = &raw[lines.first()?.clone()];
        self.seen += 1;
        let head = first.trim_start_matches(['-', ' ', '\t', '*']);
        if head.starts_with(['n', 'N']) && composed(head).to_lowercase().starts_with("nơi nhận") {
            self.closing = Some(self.seen);
        }
        let near = self.seen <= REACH || self.closing.is_some_and(|at| self.seen - at <= REACH);
        if !near || gap(raw, lines.first()?).is_none() {
            return None;
        }
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let mut taken = 0;
        for line in lines {
            let words = &raw[line.clone()];
            let indent = indent(words);
            if words.trim().is_empty() {
                break;
            }
            match gap(raw, line) {
                Some((a, b)) => {
                    left.push(a);
                    right.push(b);
                }
                None if indent >= 20 => right.push(trim(raw, line.clone())),
                // The left column goes on alone with its bullets.
                None if words.trim_start().starts_with(['-', '+']) && words.trim_start().len() > 2 => {
                    left.push(trim(raw, line.clone()));
                }
                None => break,
            }
            taken += 1;
        }
        self.seen += taken - 1;
        left.append(&mut right);
        Some((left, taken))
    }
}

/// How far in a line begins; a tab is worth ten blanks.
fn indent(words: &str) -> usize {
    let blanks = &words[..words.len() - words.trim_start().len()];
    blanks.len() + 9 * blanks.matches('\t').count()
}

/// The first letters of `words`, as Unicode composes them: the file may have them apart.
fn composed(words: &str) -> String {
    words.nfc().take(12).collect()
}

/// The two sides of a line with a wide gap. A blank number or day is no gap.
fn gap(raw: &str, line: &Bytes) -> Option<(Bytes, Bytes)> {
    let words = &raw[line.clone()];
    if !words.contains(['\t', '\u{A0}']) && !words.contains("      ") {
        return None;
    }
    let found = GAP.captures(words)?.get(1)?;
    let (a, b) = (&words[..found.start()], &words[found.end()..]);
    let next = composed(b);
    let blank = b.starts_with(['/', '-'])
        || next.starts_with("tháng")
        || next.starts_with("năm")
        || a.trim_end().ends_with(':') && a.chars().count() < 8;
    (!blank && !a.trim().is_empty())
        .then(|| (trim(raw, line.start..line.start + found.start()), trim(raw, line.start + found.end()..line.end)))
}
