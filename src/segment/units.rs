//! Units: headings by keyword and number, their groups, and the lines of each.
//!
//! In: lines, then the tree over them. Out: [`UnitDraft`]s and [`GroupDraft`]s. The keyword (Mô hình, Nhiệm vụ, …) is
//! found by repetition and number; a list of known ones only settles what repetition leaves open.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::PartOf;
use super::fields::{self, Field};
use super::frame::Frame;
use super::lines::Line;
use super::outline::{Level, Tree};
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::normalise::{BlockKind, Text};
use crate::span::{Bytes, trim};

/// A unit of the body.
#[derive(Debug, Clone)]
pub struct UnitDraft {
    /// Keyword as printed.
    pub keyword: Bytes,
    /// Keyword and number as printed, "Mô hình 4".
    pub label: Bytes,
    /// The number.
    pub number: u64,
    /// Outline label in front.
    pub heading_label: Option<Bytes>,
    /// Title, perhaps over several lines.
    pub title: Bytes,
    /// Index into the groups.
    pub group: Option<usize>,
    /// Fields in order.
    pub fields: Vec<Field>,
    /// The whole unit.
    pub range: Bytes,
}

/// A group of the body.
#[derive(Debug, Clone)]
pub struct GroupDraft {
    /// Label as printed.
    pub label: Option<Bytes>,
    /// Title without the bracket that counts.
    pub title: Bytes,
    /// The number in that bracket.
    pub declared: Option<u64>,
    /// The heading.
    pub range: Bytes,
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

/// Headings of units and of keyword groups, by line.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) keyword: Option<String>,
    pub(super) headings: BTreeMap<usize, Heading>,
    pub(super) group_headings: BTreeMap<usize, Heading>,
}

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(\p{Lu}\p{L}*(?: \p{L}+){0,3}?) (?:số |Số |SỐ |thứ )?(\d{1,3}|[IVX]{1,5})\s*(?:([:.\-–—)/])\s*(.*))?$",
    )
    .expect("internal error: pattern")
});

/// The heading that a line is: keyword, number, title.
pub(super) fn heading(text: &Text, line: &Line) -> Option<Heading> {
    heading_at(text, line.rest())
}

/// The heading at the start of a range.
pub(super) fn heading_at(text: &Text, range: Bytes) -> Option<Heading> {
    let words = text.slice(&range);
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
    if title_text.starts_with(|c: char| c.is_ascii_digit())
        && found.get(3).is_some_and(|m| matches!(m.as_str(), "." | "-" | "–"))
    {
        return None;
    }
    Some(Heading { label: keyword.start..number.end, keyword, number: value, title: trim(&text.text, title) })
}

/// Finds the keyword of units, and the headings.
pub(super) fn find(text: &Text, lines: &[Line], frame: &Frame, parts: &[PartOf]) -> Found {
    let mut by_keyword: BTreeMap<String, Vec<(usize, Heading)>> = BTreeMap::new();
    for at in frame.body.clone() {
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
    let Some(best) = best else { return Found::default() };
    let headings: BTreeMap<usize, Heading> = by_keyword.remove(&best).unwrap_or_default().into_iter().collect();
    let first = headings.keys().next().copied().unwrap_or(0);
    // Another keyword with numbers above the units names groups.
    let group_headings = by_keyword
        .into_iter()
        .filter(|(keyword, list)| {
            (labels.is_group_keyword(keyword) || labels.is_unit_keyword(keyword))
                && list[0].0 < first
                && !list.is_empty()
        })
        .flat_map(|(_, list)| list)
        .filter(|(at, _)| follows_with_units(*at, &headings))
        .collect();
    let keyword = headings.values().next().map(|h| text.slice(&h.keyword).to_owned());
    Found { keyword, headings, group_headings }
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

static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*[(\[](?:bao gồm|gồm có|gồm|có|tổng số|với)?\s*:?\s*(\d{1,3})(?:\s*\([^)]*\))?\s+[^()]{2,40}[)\]]\s*[:.]?\s*$").expect("internal error: pattern")
});

/// A title without the bracket that counts, and the count.
pub(super) fn declared(text: &Text, title: Bytes) -> (Bytes, Option<u64>) {
    let words = text.slice(&title);
    match COUNT.captures(words) {
        Some(found) => {
            let start = found.get(0).map_or(0, |m| m.start());
            let count = found.get(1).and_then(|m| m.as_str().parse().ok());
            (trim(&text.text, title.start..title.start + start), count)
        }
        None => (crate::span::trim_end(&text.text, title, &[':', '.']), None),
    }
}

/// Builds units and groups, and claims their lines.
pub(super) fn build(
    text: &Text,
    lines: &[Line],
    tree: &Tree,
    found: &Found,
    parts: &mut [PartOf],
) -> (Vec<UnitDraft>, Vec<GroupDraft>) {
    let group_of = groups_of(text, lines, tree, found);
    let mut groups: Vec<GroupDraft> = Vec::new();
    let mut group_index: BTreeMap<usize, usize> = BTreeMap::new();
    let mut units = Vec::new();
    for (at, entry) in tree.entries.iter().enumerate() {
        if entry.level != Level::Unit {
            continue;
        }
        let Some(heading) = found.headings.get(&entry.line) else { continue };
        let group = group_of[at].map(|parent| {
            *group_index.entry(parent).or_insert_with(|| {
                groups.push(group(text, &lines[tree.entries[parent].line]));
                groups.len() - 1
            })
        });
        // A closing paragraph ("Trên đây là …") ends the last unit; it belongs to no field.
        let inside: Vec<usize> = (entry.line + 1..entry.end)
            .filter(|l| parts[*l] == PartOf::Unclaimed && lines[*l].kind == BlockKind::Text)
            .take_while(|l| !closes_document(text.slice(&lines[*l].range)))
            .collect();
        let mut title = heading.title.clone();
        let mut body: &[usize] = &inside;
        // A heading whose title stands on the next line.
        if title.is_empty()
            && let Some((first, rest)) = inside.split_first()
            && lines[*first].ordinal.is_none()
            && fields::label_of(text, &lines[*first]).is_none()
        {
            title = lines[*first].range.clone();
            body = rest;
        }
        let line = &lines[entry.line];
        let body_lines: Vec<&Line> = body.iter().map(|l| &lines[*l]).collect();
        let end = inside.last().map_or(line.range.end, |l| lines[*l].range.end);
        let index = units.len();
        for l in std::iter::once(&entry.line).chain(&inside) {
            parts[*l] = PartOf::Unit(index);
        }
        units.push(UnitDraft {
            keyword: heading.keyword.clone(),
            label: heading.label.clone(),
            number: heading.number,
            heading_label: line.label().filter(|_| line.scheme().is_some_and(|s| !s.is_bullet())),
            title,
            group,
            fields: fields::fields(text, &body_lines),
            range: line.range.start..end,
        });
    }
    (units, groups)
}

fn closes_document(line: &str) -> bool {
    static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:Trên đây|Yêu cầu các|Căn cứ Kế hoạch này|Trong quá trình (?:tổ chức )?(?:triển khai|thực hiện))",
        )
        .expect("internal error: pattern")
    });
    CLOSE.is_match(line)
}

/// For every entry that is a unit, the entry that is its group.
fn groups_of(text: &Text, lines: &[Line], tree: &Tree, found: &Found) -> Vec<Option<usize>> {
    let parents: std::collections::BTreeSet<usize> =
        tree.entries.iter().filter(|e| e.level == Level::Unit).filter_map(|e| e.parent).collect();
    let is_group = |parent: usize| {
        let entry = &tree.entries[parent];
        let line = &lines[entry.line];
        if found.group_headings.contains_key(&entry.line) {
            return true;
        }
        let rest = line.rest();
        let named = fold(text.slice(&rest)).starts_with("nhóm ") || declared(text, rest).1.is_some();
        // Several sisters under one section hold units: each is a group. One alone is a section, unless it says otherwise.
        let sisters = parents.iter().filter(|p| tree.entries[**p].parent == entry.parent).count();
        match entry.parent {
            None => named,
            Some(_) => {
                named || sisters >= 2 || !matches!(entry.level, Level::Plain(s) if s.is_division()) && entry.depth >= 1
            }
        }
    };
    tree.entries.iter().map(|e| e.parent.filter(|p| e.level == Level::Unit && is_group(*p))).collect()
}

fn group(text: &Text, line: &Line) -> GroupDraft {
    let (label, rest) = match (line.label(), heading(text, line)) {
        (Some(label), _) => (Some(label), line.rest()),
        (None, Some(heading)) => (Some(heading.label.clone()), heading.title),
        (None, None) => (None, line.range.clone()),
    };
    let (title, declared) = declared(text, rest);
    GroupDraft { label, title, declared, range: line.range.clone() }
}

/// A heading at the start of a table cell. Only known keywords and the body's own count there.
#[must_use]
pub fn cell_heading(text: &Text, range: Bytes, own: Option<&str>) -> Option<Heading> {
    heading_at(text, range).filter(|h| {
        let keyword = text.slice(&h.keyword);
        knowledge().labels.is_unit_keyword(keyword) || own.is_some_and(|own| fold(own) == fold(keyword))
    })
}
