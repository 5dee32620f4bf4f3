//! Numbers that a line cites: with their symbol, or after the name of a type and "số".
//!
//! In: a line. Out: where type, "số" and number stand. What is cited with them, and whether it is this document, is decided in
//! [`super::citations`].

use std::collections::HashSet;
use std::sync::LazyLock;

use super::symbols::number_end;
use crate::knowledge::fold::fold;
use crate::knowledge::{DocumentTypeEntry, knowledge};
use crate::normalise::Text;
use crate::span::Bytes;

/// Names of types beside those of the registry.
const MORE_TYPES: &[&str] = &[
    "Bộ luật",
    "Văn bản",
    "Công điện khẩn",
    "Thông tư liên tịch",
    "Chương trình hành động",
    "Chương trình phối hợp",
    "Kế hoạch hành động",
    "Kế hoạch phối hợp",
    "Quy chế phối hợp",
];

/// The names of types, as written.
pub(super) fn types() -> impl Iterator<Item = &'static str> {
    let named =
        |t: &'static DocumentTypeEntry| std::iter::once(t.name).chain(t.aliases.split('|').filter(|a| !a.is_empty()));
    knowledge().registry.document_types.iter().flat_map(named).chain(MORE_TYPES.iter().copied())
}

/// The most words of a type's name.
const TYPE_WORDS: usize = 6;

/// A number in a line: type, "số" and number, as places in the line.
pub(super) struct Cited {
    pub(super) kind: Option<Bytes>,
    pub(super) so: Option<usize>,
    pub(super) number: Bytes,
}

/// The numbers of a line that have a symbol, from left to right: a date or a ratio has none.
pub(super) fn cited(text: &Text, line: &Bytes) -> Vec<Cited> {
    let words = text.slice(line);
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(start) = words[at..].find(|c: char| c.is_ascii_digit()).map(|digit| at + digit) {
        let so = so_before(words, from..start);
        // Digits inside a word are no number; one may begin behind them.
        let number = if so.is_some() || !is_inside_word(words, start) { number_end(words, start) } else { None };
        let Some(end) = number else {
            at = start + 1;
            continue;
        };
        if has_symbol(&words[start..end]) {
            let kind = type_before(text, line.start + from..line.start + so.unwrap_or(start));
            let kind = kind.map(|k| k.start - line.start..k.end - line.start);
            out.push(Cited { kind, so, number: start..end });
        }
        (from, at) = (end, end);
    }
    out
}

/// Where "số" stands that a number in `range.end` follows.
fn so_before(words: &str, range: Bytes) -> Option<usize> {
    let before = words[range.clone()].trim_end();
    let before = before.strip_suffix(':').unwrap_or(before).trim_end();
    let head = ["số", "Số", "SỐ"].iter().find_map(|so| before.strip_suffix(so))?;
    Some(range.start + head.len())
}

/// The name of a type that ends right before a place, of several the longest.
fn type_before(text: &Text, range: Bytes) -> Option<Bytes> {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| types().map(fold).collect());
    if !text.slice(&range).ends_with(char::is_whitespace) {
        return None;
    }
    let words = text.words(range);
    let near = &words[words.len().saturating_sub(TYPE_WORDS)..];
    let name = |from: &usize| near[*from..].iter().map(|t| t.word.as_str()).collect::<Vec<_>>().join(" ");
    let first = (0..near.len()).find(|from| NAMES.contains(&name(from)))?;
    Some(near[first].range.start..near.last()?.range.end)
}

/// Whether a letter or digit stands right before a place that is one itself.
pub(super) fn is_inside_word(words: &str, at: usize) -> bool {
    words[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Types with a number that has no symbol: "Chỉ thị số 05".
pub(super) fn short(text: &Text, line: &Bytes) -> Vec<(Bytes, Bytes)> {
    let words = text.words(line.clone());
    let numbered = |at: usize| {
        let number = words[at + 1..].iter().find(|t| t.word != ":")?.range.clone();
        let printed = text.slice(&number);
        let figures = printed.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(printed);
        let closed = text.slice(&(number.end..line.end)).chars().next();
        let closed = closed.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ')' | '”'));
        let numeric = (1..=4).contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit());
        let kind = if numeric && closed { type_before(text, line.start..words[at].range.start) } else { None }?;
        Some((kind, number))
    };
    (0..words.len()).filter(|at| words[*at].word == "số").filter_map(numbered).collect()
}

/// Letters behind the number: a date, a ratio or "24/7" has none.
fn has_symbol(number: &str) -> bool {
    number.split(['/', '-', ' ']).any(|part| part.chars().filter(|c| c.is_uppercase()).count() >= 2)
}
