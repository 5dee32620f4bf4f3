//! Keyword headings: "Mô hình 4: …", "Nhiệm vụ 12. …".
//!
//! In: lines of the body. Out: [`Keywords`], the headings of units and of groups by line. The keyword is found by
//! repetition and number; a list of known ones only settles what repetition leaves open.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::PartOf;
use super::lines::Line;
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::normalise::{BlockKind, Text};
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

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(\p{Lu}\p{L}*(?: \p{L}+){0,3}?) (?:số |Số |SỐ |thứ )?(\d{1,3}|[IVX]{1,5})\s*(?:([:.\-–—)/])\s*(.*))?$",
    )
    .expect("internal error: pattern")
});

/// The words of a heading behind its first, up to the number: three of the keyword, "số", the number.
const HEADING_WORDS: usize = 5;

/// The heading that a line is: keyword, number, title.
pub(super) fn heading(text: &Text, line: &Line) -> Option<Heading> {
    heading_at(text, line.rest())
}

/// The heading at the start of a range.
pub(super) fn heading_at(text: &Text, range: Bytes) -> Option<Heading> {
    let words = text.slice(&range);
    if !may_hold_number(words) {
        return None;
    }
    let found = HEADING.captures(words)?;
    let at = |n: usize| found.get(n).map(|m| range.start + m.start()..range.start + m.end());
    let (keyword, number) = (at(1)?, at(2)?);
    let digits = text.slice(&number);
    let value = digits.parse().ok().or_else(|| super::ordinal::roman(digits))?;
    if knowledge().labels.is_structural(text.slice(&keyword)) {
        return None;
    }
    let title = at(4).unwrap_or(range.end..range.end);
    // "Tháng 3/2024" and "Mô hình 5/7" are no headings.
    if found.get(3).is_some_and(|m| m.as_str() == "/") {
        return None;
    }
    let title_text = text.slice(&title);
    // "Chương trình số 12-CTr/BCĐ" is a document's number.
    let symbol = title_text.split(' ').next().is_some_and(|word| word.contains('/'));
    if symbol && found.get(3).is_some_and(|m| matches!(m.as_str(), "-" | "–")) {
        return None;
    }
    if title_text.starts_with(|c: char| c.is_ascii_digit())
        && found.get(3).is_some_and(|m| matches!(m.as_str(), "." | "-" | "–"))
    {
        return None;
    }
    Some(Heading { label: keyword.start..number.end, keyword, number: value, title: trim(&text.text, title) })
}

/// Whether a word behind the first few may be a heading's number: nearly no line has one.
fn may_hold_number(words: &str) -> bool {
    let number = |word: &str| word.starts_with(|c: char| c.is_numeric() || matches!(c, 'I' | 'V' | 'X'));
    words.starts_with(char::is_uppercase) && words.split(' ').skip(1).take(HEADING_WORDS).any(number)
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
