//! Outline: numbered and lettered lines as a tree.
//!
//! In: lines with their ordinals. Out: [`Tree`], every ordinal line under the one it belongs to, and [`Node`], the titles
//! among them. A line of a scheme that is open already is a sister of the open one; a new scheme goes one deeper. So any
//! sequence parses, whatever is missing or repeated.

use std::collections::HashMap;

use super::PartOf;
use super::fields;
use super::lines::Line;
use super::starts::Found;
use crate::normalise::{BlockKind, Text};
use crate::ordinal::Scheme;
use crate::span::Bytes;

/// A titled line of the outline.
#[derive(Debug, Clone)]
pub struct Node {
    /// Label, without closing mark.
    pub label: Bytes,
    /// The words up to the colon or the end of the line.
    pub title: Bytes,
    /// To the end of what stands under it.
    pub range: Bytes,
    /// Titles under it.
    pub children: Vec<Node>,
}

/// An ordinal line in the tree.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Index of the line.
    pub(super) line: usize,
    /// Entry that it stands under.
    pub(super) parent: Option<usize>,
    /// One past the last line under it.
    pub(super) end: usize,
    /// How it is numbered.
    pub(super) level: Level,
    /// Steps from the root.
    pub(super) depth: usize,
}

/// The key by which sisters are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// An ordinal of this scheme.
    Plain(Scheme),
    /// A unit's heading.
    Unit,
    /// A keyword heading of a group.
    Group,
    /// A labelled field of a unit, of this scheme.
    Field(Scheme),
}

/// All ordinal lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub(super) entries: Vec<Entry>,
}

/// Builds the tree over the body and the appendices. Nothing stays open over the first line of a further document.
pub(super) fn outline(text: &Text, lines: &[Line], parts: &[PartOf], documents: &[usize], found: &Found) -> Tree {
    let mut tree = Tree::default();
    // Open entries, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if documents.contains(&at) {
            close(&mut tree, &mut open, 0, at);
        }
        if !matches!(parts[at], PartOf::Unclaimed | PartOf::AppendixHead) || line.kind != BlockKind::Text {
            continue;
        }
        if parts[at] == PartOf::AppendixHead {
            close(&mut tree, &mut open, 0, at);
            continue;
        }
        let Some(level) = level(text, lines, at, found, &tree, &open) else { continue };
        let sister = open.iter().position(|e| same(tree.entries[*e].level, level));
        let keep = sister.unwrap_or_else(|| parent_depth(&tree, &open, level));
        close(&mut tree, &mut open, keep, at);
        let entry = Entry { line: at, parent: open.last().copied(), end: lines.len(), level, depth: open.len() };
        open.push(tree.entries.len());
        tree.entries.push(entry);
    }
    let last = (0..lines.len()).rev().find(|at| matches!(parts[*at], PartOf::Unclaimed)).map_or(0, |at| at + 1);
    close(&mut tree, &mut open, 0, last);
    tree
}

fn close(tree: &mut Tree, open: &mut Vec<usize>, keep: usize, at: usize) {
    for entry in open.drain(keep.min(open.len())..) {
        tree.entries[entry].end = at;
    }
}

fn same(a: Level, b: Level) -> bool {
    match (a, b) {
        // A field and a plain line of one scheme are sisters inside a unit.
        (Level::Field(a) | Level::Plain(a), Level::Field(b) | Level::Plain(b)) => a == b,
        (a, b) => a == b,
    }
}

/// Divisions stand above everything; a section's Roman number or capital letter stands above plain numbers.
fn parent_depth(tree: &Tree, open: &[usize], level: Level) -> usize {
    let scheme = match level {
        Level::Plain(scheme) => scheme,
        // A keyword group stands under its section and above everything else.
        Level::Group => {
            let above =
                |e: &usize| matches!(tree.entries[*e].level, Level::Plain(s) if s.is_division() || s.is_section());
            return open.iter().take_while(|e| above(e)).count();
        }
        Level::Unit | Level::Field(_) => return open.len(),
    };
    if scheme.is_division() {
        let above =
            |e: &usize| matches!(tree.entries[*e].level, Level::Plain(s) if s.is_division() && rank(s) < rank(scheme));
        return open.iter().take_while(|e| above(e)).count();
    }
    let section = scheme.is_section();
    open.iter()
        .position(|e| match tree.entries[*e].level {
            Level::Plain(s) => section && !s.is_division() && !s.is_section(),
            Level::Unit | Level::Group | Level::Field(_) => section,
        })
        .unwrap_or(open.len())
}

fn rank(scheme: Scheme) -> u8 {
    match scheme {
        Scheme::Part => 0,
        Scheme::Chapter => 1,
        Scheme::Section => 2,
        _ => 3,
    }
}

/// How a line is numbered, or none where it is no ordinal line.
fn level(text: &Text, lines: &[Line], at: usize, found: &Found, tree: &Tree, open: &[usize]) -> Option<Level> {
    let line = &lines[at];
    if let Some(start) = found.starts.get(&at) {
        return Some(match line.scheme() {
            Some(scheme) if !start.numbered_keyword => Level::Plain(scheme),
            _ => Level::Unit,
        });
    }
    if found.groups.contains(&at) && line.ordinal.is_none() {
        return Some(Level::Group);
    }
    let scheme = line.scheme()?;
    if scheme.is_bullet() {
        return None;
    }
    let in_unit = open.iter().any(|e| found.starts.contains_key(&tree.entries[*e].line));
    if in_unit && !matches!(scheme, Scheme::Roman | Scheme::Upper) && fields::label_of(text, line).is_some() {
        return Some(Level::Field(scheme));
    }
    Some(Level::Plain(scheme))
}

/// The runs of sister lines under one heading, by scheme: indices of lines, in reading order.
pub(super) fn series(lines: &[Line], tree: &Tree) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut index: HashMap<(Option<usize>, Scheme), usize> = HashMap::new();
    for entry in &tree.entries {
        let Some(scheme) = lines[entry.line].scheme().filter(|s| !s.is_bullet()) else { continue };
        let slot = *index.entry((entry.parent, scheme)).or_insert_with(|| {
            out.push(Vec::new());
            out.len() - 1
        });
        out[slot].push(entry.line);
    }
    out
}

/// The titles among the ordinal lines, as a tree.
pub(super) fn titles(text: &Text, lines: &[Line], tree: &Tree) -> Vec<Node> {
    let mut has_children = vec![false; tree.entries.len()];
    for entry in &tree.entries {
        if let Some(parent) = entry.parent {
            has_children[parent] = true;
        }
    }
    // Children come after their parents, so one pass from the end folds every subtree into its parent.
    let mut children: Vec<Vec<Node>> = vec![Vec::new(); tree.entries.len()];
    let mut roots = Vec::new();
    for at in (0..tree.entries.len()).rev() {
        let entry = &tree.entries[at];
        let mut below = std::mem::take(&mut children[at]);
        below.reverse();
        let nodes = match node(text, lines, entry, has_children[at]) {
            Some(mut node) => {
                node.children = below;
                vec![node]
            }
            // Plain text has no titles under it, or hands them to its parent.
            None => below,
        };
        let target = entry.parent.map_or(&mut roots, |p| &mut children[p]);
        target.extend(nodes.into_iter().rev());
    }
    roots.reverse();
    roots
}

fn node(text: &Text, lines: &[Line], entry: &Entry, has_children: bool) -> Option<Node> {
    let line = &lines[entry.line];
    // A bullet is a task's mark at most, never a title's.
    if line.ordinal.is_none() && !matches!(entry.level, Level::Group) && entry.level != Level::Unit
        || line.scheme().is_some_and(Scheme::is_bullet) && entry.level != Level::Unit
    {
        return None;
    }
    let rest = line.rest();
    let words = text.slice(&rest);
    let (label, body) = if let Some(label) = line.label() {
        (label, rest)
    } else {
        // "Mô hình 3: …" is its own label; what closes it may be a dash of several bytes.
        let mark = words.char_indices().find(|(_, c)| matches!(c, ':' | '.' | '-' | '–'));
        let (end, width) = mark.map_or((words.len(), 0), |(at, c)| (at, c.len_utf8()));
        let label = crate::span::trim(&text.text, rest.start..rest.start + end);
        (label, rest.start + end + width..rest.end)
    };
    let body = crate::span::trim(&text.text, body);
    let words = text.slice(&body);
    let colon = words.find(':').filter(|at| words[..*at].split(' ').count() <= 14);
    let bullets_below = lines.get(entry.line + 1..entry.end).unwrap_or(&[]).iter().any(|l| l.ordinal.is_some());
    let titled = entry.level == Level::Unit
        || matches!(entry.level, Level::Field(_))
        || has_children
        || colon.is_some()
        || (entry.end > entry.line + 1 && bullets_below && words.chars().count() < 200)
        || !words.ends_with(['.', ';', ',']) && words.split(' ').count() <= 30
        || line.strong
        || crate::knowledge::fold::is_capitals(words);
    if !titled {
        return None;
    }
    let title = match colon {
        Some(at) if line.label().is_some() => body.start..body.start + at,
        _ => body.clone(),
    };
    let mut title = crate::span::trim(&text.text, title);
    // "PHẦN I" with its title on the next line.
    if title.is_empty()
        && let Some(next) = lines
            .get(entry.line + 1)
            .filter(|l| entry.line + 1 < entry.end && l.ordinal.is_none() && l.kind == BlockKind::Text)
    {
        title = next.range.clone();
    }
    let end = lines[entry.end.saturating_sub(1).max(entry.line)].range.end;
    Some(Node { label, title, range: line.range.start..end.max(line.range.end), children: Vec::new() })
}
