//! Keyword headings: "Mô hình 4: …", "Nhiệm vụ 12. …".
//!
//! In: lines of the body. Out: [`Keywords`], the headings of units and of groups by line. The keyword is found by
//! repetition and number; a list of known ones only settles what repetition leaves open.

use std::collections::BTreeMap;
use std::ops::Range;

use super::PartOf;
use super::lines::Line;
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::normalise::{BlockKind, Text};
use crate::ordinal::roman;
use crate::span::{Bytes, trim};

/// Headings of units and of keyword groups, by line.
#[derive(Debug, Clone, Default)]
pub(super) struct Keywords {
    pub(super) headings: BTreeMap<usize, Heading>,
    pub(super) groups: BTreeMap<usize, Heading>,
}

/// A unit's heading: "Mô hình 4: …".
#[derive(Debug, Clone)]
pub struct Heading {
    /// Keyword as printed.
    pub keyword: Bytes,
    /// Keyword and number as printed.
    pub label: Bytes,
    /// The number.
    pub number: u64,
    /// What follows.
    pub title: Bytes,
}

/// The heading that a line is: keyword, number, title.
pub(super) fn heading(text: &Text, line: &Line) -> Option<Heading> {
    heading_at(text, line.rest())
}

/// The heading at the start of a range.
pub(super) fn heading_at(text: &Text, range: Bytes) -> Option<Heading> {
    let words = text.slice(&range);
    let found = opening(words)?;
    let digits = &words[found.number.clone()];
    let number = digits.parse().ok().or_else(|| roman(digits))?;
    let title = &words[found.title..];
    // "Chương trình số 12-CTr/BCĐ" is a document's number.
    let symbol = || title.split(' ').next().is_some_and(|word| word.contains('/'));
    let figures = || title.starts_with(|c: char| c.is_ascii_digit());
    let other = match found.mark {
        // "Tháng 3/2024" and "Mô hình 5/7" are no headings.
        Some('/') => true,
        Some('-' | '–') => symbol() || figures(),
        Some('.') => figures(),
        _ => false,
    };
    if other || knowledge().labels.is_structural(&words[..found.keyword]) {
        return None;
    }
    Some(Heading {
        keyword: range.start..range.start + found.keyword,
        label: range.start..range.start + found.number.end,
        number,
        title: trim(&text.text, range.start + found.title..range.end),
    })
}

/// How a heading begins, as places in it.
struct Opening {
    /// Where the keyword ends.
    keyword: usize,
    number: Bytes,
    /// What closes the number.
    mark: Option<char>,
    /// Where the title begins.
    title: usize,
}

/// The most words of a keyword.
const KEYWORD_WORDS: usize = 4;

/// Words of letters, the first with a capital, perhaps "số", and the first number behind them that a mark or the end
/// closes.
fn opening(words: &str) -> Option<Opening> {
    // Nearly no line has a number so near its beginning.
    let figure = |word: &str| matches!(word.bytes().next(), Some(b'0'..=b'9' | b'I' | b'V' | b'X'));
    if !words.split(' ').skip(1).take(KEYWORD_WORDS + 1).any(figure) || !words.starts_with(char::is_uppercase) {
        return None;
    }
    let mut at = 0;
    for (before, word) in words.split(' ').take(KEYWORD_WORDS + 2).enumerate() {
        if before > 0
            && let Some((number, mark, title)) = closed_number(words, at)
        {
            let named = &words[..at - 1];
            let so = [" số", " Số", " SỐ", " thứ"].iter().find_map(|so| named.strip_suffix(so));
            let short = before - usize::from(so.is_some()) <= KEYWORD_WORDS;
            return short.then(|| Opening { keyword: so.unwrap_or(named).len(), number, mark, title });
        }
        if word.is_empty() || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// The number at a place, Arabic or Roman, with nothing or a mark behind it: number, mark, and where what follows
/// begins.
fn closed_number(words: &str, at: usize) -> Option<(Bytes, Option<char>, usize)> {
    let rest = words.get(at..)?;
    let count = |most: usize, of: fn(&u8) -> bool| rest.as_bytes().iter().take(most).take_while(|b| of(b)).count();
    let digits = count(3, u8::is_ascii_digit);
    let length = if digits > 0 { digits } else { count(5, |b| matches!(b, b'I' | b'V' | b'X')) };
    let behind = rest[length..].trim_start();
    let mark = behind.chars().next();
    if length == 0 || mark.is_some_and(|c| !matches!(c, ':' | '.' | '-' | '–' | '—' | ')' | '/')) {
        return None;
    }
    let title = behind[mark.map_or(0, char::len_utf8)..].trim_start();
    (!title.contains('\n')).then(|| (at..at + length, mark, words.len() - title.len()))
}

/// Finds the keyword of units, and the headings.
pub(super) fn find(text: &Text, lines: &[Line], parts: &[PartOf], within: &[Range<usize>]) -> Keywords {
    let mut by_keyword: BTreeMap<String, Vec<(usize, Heading)>> = BTreeMap::new();
    for at in within.iter().cloned().flatten() {
        let line = &lines[at];
        let bullet = line.scheme().is_some_and(|s| s.is_bullet() && !line.strong);
        if parts[at] != PartOf::Unclaimed || line.kind != BlockKind::Text || line.range.len() > 2000 {
            continue;
        }
        if let Some(heading) = heading(text, line) {
            let title = text.slice(&heading.title);
            // A bullet may be a unit, but not a sentence about one.
            if !(bullet && title.ends_with(';')) {
                by_keyword.entry(fold(text.slice(&heading.keyword))).or_default().push((at, heading));
            }
        }
    }
    let labels = &knowledge().labels;
    let best = by_keyword
        .iter()
        .filter(|(keyword, list)| {
            !labels.is_group_keyword(keyword) && (labels.is_unit_keyword(keyword) || (list.len() >= 2 && rises(list)))
        })
        .max_by_key(|(keyword, list)| (list.len(), labels.is_unit_keyword(keyword), std::cmp::Reverse(list[0].0)))
        .map(|(keyword, _)| keyword.clone());
    let Some(best) = best else { return Keywords::default() };
    let headings: BTreeMap<usize, Heading> = by_keyword.remove(&best).unwrap_or_default().into_iter().collect();
    let first = headings.keys().next().copied().unwrap_or(0);
    // Another keyword with numbers above the units names groups.
    let groups = by_keyword
        .into_iter()
        .filter(|(keyword, list)| {
            (labels.is_group_keyword(keyword) || labels.is_unit_keyword(keyword))
                && list[0].0 < first
                && !list.is_empty()
        })
        .flat_map(|(_, list)| list)
        .filter(|(at, _)| follows_with_units(*at, &headings))
        .collect();
    Keywords { headings, groups }
}

fn rises(list: &[(usize, Heading)]) -> bool {
    if list.windows(2).all(|w| w[1].1.number > w[0].1.number) && list.len() >= 2 && list[0].1.number <= 2 {
        return true;
    }
    let steps = list.windows(2).filter(|w| w[1].1.number == w[0].1.number + 1 || w[1].1.number == 1).count();
    steps * 2 >= list.len() - 1
}

fn follows_with_units(at: usize, headings: &BTreeMap<usize, Heading>) -> bool {
    headings.range(at..at + 4).next().is_some()
}

/// A heading at the start of a table cell. Only known keywords and the body's own count there.
#[must_use]
pub fn cell_heading(text: &Text, range: Bytes, own: Option<&str>) -> Option<Heading> {
    heading_at(text, range).filter(|h| {
        let keyword = text.slice(&h.keyword);
        knowledge().labels.is_unit_keyword(keyword) || own.is_some_and(|own| fold(own) == fold(keyword))
    })
}
