//! Markdown: the marks go, the words stay.
//!
//! In: decoded text. Out: paragraphs without `#`, `**`, `*`, `_`, `>`, backslashes and pipes. Levels of headings are not
//! kept: in plans that went through a converter they say nothing (one section is `##`, its sister bold text). List marks
//! `-`, `+` and `*` are the document's own and stay. This is no full Markdown reader: plans have no links, code or images.

use super::table::Rows;
use super::text::lines;
use super::{Kind, Paragraph, Piece};
use crate::span::{Bytes, trim};

/// Whether a text without a name is Markdown: a heading mark or bold text in its first lines.
pub(super) fn looks_like(raw: &str) -> bool {
    raw.lines().take(400).any(|line| {
        let line = line.trim_start();
        let hashes = line.len() - line.trim_start_matches('#').len();
        ((1..=6).contains(&hashes) && line[hashes..].starts_with(char::is_whitespace))
            || (line.starts_with("**") && line[2..].contains("**"))
    })
}

/// Reads Markdown.
pub(super) fn read(raw: &str) -> Vec<Paragraph> {
    let lines = lines(raw);
    let mut out = Vec::with_capacity(lines.len());
    let mut rows = Rows::default();
    let mut gap = false;
    let mut at = front_matter(raw, &lines);
    while at < lines.len() {
        let line = trim(raw, lines[at].clone());
        // A backslash at the end is a hard break.
        let line = line.start..line.end - usize::from(raw[line.clone()].ends_with('\\'));
        let slice = &raw[line.clone()];
        if slice.is_empty() || is_break(slice) {
            gap = true;
            at += 1;
            continue;
        }
        let taken = rows.take(raw, &lines[at..], gap, &mut out, |raw, cell| inline(raw, trim(raw, cell)));
        if taken > 0 {
            at += taken;
            gap = false;
            continue;
        }
        let (start, heading) = block_mark(slice);
        let body = trim(raw, line.start + start..line.end);
        let bold =
            raw[body.clone()].starts_with("**") && raw[body.clone()].trim_end_matches(['.', ':', ' ']).ends_with("**");
        let pieces = inline(raw, body);
        if !pieces.is_empty() {
            out.push(Paragraph { pieces, kind: Kind::Text, strong: heading || bold, gap });
            gap = false;
        }
        at += 1;
    }
    out
}

/// How many lines of metadata (`---`, keys and values, `---`) stand before the document.
fn front_matter(raw: &str, lines: &[Bytes]) -> usize {
    const MOST: usize = 60;
    let slice = |at: usize| raw[lines[at].clone()].trim_end();
    if lines.is_empty() || slice(0) != "---" {
        return 0;
    }
    let Some(end) = (1..lines.len().min(MOST)).find(|at| slice(*at) == "---") else { return 0 };
    let keyed = |line: &str| line.is_empty() || line.starts_with([' ', '-', '#']) || line.contains(':');
    if (1..end).all(|at| keyed(slice(at))) { end + 1 } else { 0 }
}

/// A thematic break: three or more of one mark and nothing else.
fn is_break(line: &str) -> bool {
    ['-', '*', '_'].into_iter().any(|m| line.len() >= 3 && line.chars().all(|c| c == m || c == ' '))
}

/// Bytes of the block mark at the start of a line, and whether it is a heading's.
fn block_mark(line: &str) -> (usize, bool) {
    let mut start = 0;
    while let Some(rest) = line[start..].strip_prefix('>') {
        start = line.len() - rest.trim_start().len();
    }
    let hashes = line[start..].len() - line[start..].trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[start + hashes..].starts_with(|c: char| c.is_whitespace() || c == '*') {
        return (start + hashes, true);
    }
    (start, false)
}

/// The characters of a line without inline marks.
fn inline(raw: &str, range: Bytes) -> Vec<Piece> {
    let slice = &raw[range.clone()];
    let mut out = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    let mut cut = |out: &mut Vec<Piece>, from: usize, to: usize, next: usize| {
        if from < to {
            out.push(Piece::Copy(range.start + from..range.start + to));
        }
        copied = next;
        copied
    };
    let mut from = 0;
    while at < slice.len() {
        let c = slice[at..].chars().next().unwrap_or(' ');
        let width = c.len_utf8();
        match c {
            '\\' if slice[at + 1..].starts_with(|n: char| n.is_ascii_punctuation()) => {
                from = cut(&mut out, from, at, at + 1);
                at += 2;
            }
            '*' | '_' => {
                let run = slice[at..].len() - slice[at..].trim_start_matches(c).len();
                let before = slice[..at].chars().next_back();
                let after = slice[at + run..].chars().next();
                let word = |x: Option<char>| x.is_some_and(char::is_alphanumeric);
                let blank = |x: Option<char>| x.is_none_or(char::is_whitespace);
                let bullet = at == 0 && run == 1 && after == Some(' ');
                let inside_word = c == '_' && word(before) && word(after);
                if bullet || inside_word || (blank(before) && blank(after)) || run > 3 {
                    at += run;
                } else {
                    from = cut(&mut out, from, at, at + run);
                    at += run;
                }
            }
            '&' => match ENTITIES.iter().find(|(name, _)| slice[at..].starts_with(name)) {
                Some((name, put)) => {
                    from = cut(&mut out, from, at, at + name.len());
                    out.push(Piece::Put(*put, range.start + at));
                    at += name.len();
                }
                None => at += width,
            },
            _ => at += width,
        }
    }
    cut(&mut out, from, slice.len(), slice.len());
    out
}

/// Character references that converters leave in Markdown.
const ENTITIES: &[(&str, char)] =
    &[("&nbsp;", ' '), ("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];
