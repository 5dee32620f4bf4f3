//! Units: the lines of each, its fields, and the group that it stands in.
//!
//! In: where units begin, and the tree over the lines. Out: [`UnitDraft`]s and [`GroupDraft`]s.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::PartOf;
use super::assigned;
use super::fields::{self, Field};
use super::keyword::heading;
use super::lines::Line;
use super::marks;
use super::outline::{Entry, Level, Tree};
use super::starts::Found;
use crate::knowledge::knowledge;
use crate::normalise::{BlockKind, Text};
use crate::scan;
use crate::span::{Bytes, trim};

/// A unit of the body.
#[derive(Debug, Clone)]
pub struct UnitDraft {
    /// Keyword as printed.
    pub keyword: Option<Bytes>,
    /// As printed, "Mô hình 4", "(3)", "a", "-"; empty where there is none.
    pub label: Bytes,
    /// The number.
    pub number: Option<u64>,
    /// Outline label in front.
    pub heading_label: Option<Bytes>,
    /// Title, perhaps over several lines.
    pub title: Bytes,
    /// Index into the groups.
    pub group: Option<usize>,
    /// The title over it that names whose task it is.
    pub agency: Option<Bytes>,
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

/// Whether a title says that it is a group's.
pub(super) fn is_group(title: &str) -> bool {
    ["Nhóm ", "NHÓM ", "nhóm "].iter().any(|word| title.starts_with(word))
}

/// A title without the bracket that counts, and the count.
pub(super) fn declared(text: &Text, title: Bytes) -> (Bytes, Option<u64>) {
    let words = text.slice(&title);
    match counting_bracket(words) {
        Some((start, count)) => (trim(&text.text, title.start..title.start + start), Some(count)),
        None => (crate::span::trim_end(&text.text, title, &[':', '.']), None),
    }
}

/// "(gồm 08 mô hình)" at the end of a title: where it begins, and its number.
fn counting_bracket(words: &str) -> Option<(usize, u64)> {
    const COUNTS: &[&str] = &["bao gồm", "gồm có", "gồm", "có", "tổng số", "với"];
    let end = words.trim_end();
    let end = end.strip_suffix([':', '.']).unwrap_or(end).trim_end().strip_suffix([')', ']'])?;
    end.match_indices(['(', '[']).find_map(|(at, _)| {
        let inside = &end[at + 1..];
        let rest = scan::after_any(inside, COUNTS).unwrap_or(inside).trim_start();
        let rest = rest.strip_prefix(':').map_or(rest, str::trim_start);
        let (count, rest) = scan::figures(rest, 3)?;
        let in_words = rest.trim_start().strip_prefix('(').and_then(|words| Some(&words[words.find(')')? + 1..]));
        let unit = scan::after_blank(in_words.unwrap_or(rest))?;
        let named = !unit.contains(['(', ')']) && (2..=40).contains(&unit.chars().count());
        Some((at, count.parse().ok()?)).filter(|_| named)
    })
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
        let Some(start) = found.starts.get(&entry.line) else { continue };
        let group = group_of[at].map(|parent| {
            *group_index.entry(parent).or_insert_with(|| {
                groups.push(group(text, &lines[tree.entries[parent].line]));
                groups.len() - 1
            })
        });
        // A closing paragraph ("Trên đây là …") ends the last unit; it belongs to no field.
        let inside: Vec<usize> = (entry.line + 1..entry.end)
            .filter(|l| parts[*l] == PartOf::Unclaimed && lines[*l].kind == BlockKind::Text)
            .take_while(|l| !closes_document(text, &lines[*l]))
            .take_while(|l| !(start.assigns && assigned::addresses(text, &lines[*l])))
            .collect();
        let mut title = start.title.clone();
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
            keyword: start.keyword.clone(),
            label: start.label.clone(),
            number: start.number,
            heading_label: line.label().filter(|_| line.scheme().is_some_and(|s| !s.is_bullet())),
            title,
            group,
            agency: start.agency.clone(),
            fields: fields::fields(text, &start.said, start.assigns, &body_lines),
            range: line.range.start..end,
        });
    }
    (units, groups)
}

fn closes_document(text: &Text, line: &Line) -> bool {
    let words = text.slice(&line.range);
    marks::closes_document(words) || (line.ordinal.is_none() && knowledge().labels.is_closing(words))
}

/// For every entry that is a unit, the entry that is its group.
fn groups_of(text: &Text, lines: &[Line], tree: &Tree, found: &Found) -> Vec<Option<usize>> {
    let is_unit = |e: &Entry| found.starts.contains_key(&e.line);
    let parents: BTreeSet<usize> = tree.entries.iter().filter(|e| is_unit(e)).filter_map(|e| e.parent).collect();
    let restarts = restarts(text, tree, found);
    let is_group = |parent: usize| {
        let entry = &tree.entries[parent];
        let line = &lines[entry.line];
        if found.groups.contains(&entry.line) || found.agencies.contains(&entry.line) {
            return true;
        }
        let rest = line.rest();
        let named = is_group(text.slice(&rest)) || declared(text, rest).1.is_some();
        // Several sisters under one section hold units: each is a group. One alone is a section, unless it says otherwise.
        let sisters = parents.iter().filter(|p| tree.entries[**p].parent == entry.parent).count();
        match entry.parent {
            // Sections in each of which the numbers begin again are what tells units apart.
            None => named || (restarts && sisters >= 2),
            Some(_) => {
                named || sisters >= 2 || !matches!(entry.level, Level::Plain(s) if s.is_division()) && entry.depth >= 1
            }
        }
    };
    tree.entries.iter().map(|e| e.parent.filter(|p| is_unit(e) && is_group(*p))).collect()
}

/// Whether one label stands at units of several parents.
fn restarts(text: &Text, tree: &Tree, found: &Found) -> bool {
    let mut seen: HashMap<&str, Option<usize>> = HashMap::new();
    let labelled = tree.entries.iter().filter_map(|e| Some((e, text.slice(&found.starts.get(&e.line)?.label))));
    labelled
        .filter(|(_, label)| label.chars().any(char::is_alphanumeric))
        .any(|(e, label)| seen.insert(label, e.parent).is_some_and(|parent| parent != e.parent))
}

fn group(text: &Text, line: &Line) -> GroupDraft {
    let (label, rest) = match (line.label(), heading(text, line)) {
        (Some(label), _) => (Some(label), line.rest()),
        // "Nội dung 1: …": the number is the label.
        (None, Some(heading)) => {
            let digits = text.slice(&heading.label).rfind(' ').map_or(0, |at| at + 1);
            (Some(heading.label.start + digits..heading.label.end), heading.title)
        }
        (None, None) => (None, line.range.clone()),
    };
    let (title, declared) = declared(text, rest);
    GroupDraft { label, title, declared, range: line.range.clone() }
}
