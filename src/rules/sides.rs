//! Sides: which group of the body is which group of the table, and which names only one half has.
//!
//! In: a record. Out: pairs of groups, names of one half. Groups are paired by their titles, else by their places where
//! both halves have as many. Whether a difference is worth a finding is for the rules.

use super::reading::{Reading, listed};
use crate::knowledge::fold::key;
use crate::reconcile::names::Known;
use crate::reconcile::values::{Title, same_title};
use crate::record::{Group, Part};

/// A group of the body and the one of the table, as indices into the record's groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupPair {
    pub(super) body: Option<usize>,
    pub(super) table: Option<usize>,
}

/// The groups of both halves, paired.
pub(super) fn groups(reading: &Reading) -> Vec<GroupPair> {
    let of = |part: Part| -> Vec<usize> {
        reading.record.groups.iter().enumerate().filter(|(_, g)| g.part == part).map(|(at, _)| at).collect()
    };
    let (body, table) = (of(Part::Body), of(Part::Appendix));
    let mut taken = vec![false; table.len()];
    let titles = |list: &[usize]| -> Vec<Title> {
        list.iter().map(|at| Title::new(bare(&reading.record.groups[*at].title), reading.glossary)).collect()
    };
    let (of_body, of_table) = (titles(&body), titles(&table));
    let mut found: Vec<Option<usize>> = vec![None; body.len()];
    for (i, b) in of_body.iter().enumerate() {
        let same = of_table.iter().enumerate().position(|(j, t)| !taken[j] && b.same(t));
        if let Some(j) = same {
            taken[j] = true;
            found[i] = Some(table[j]);
        }
    }
    if body.len() == table.len() {
        for i in 0..body.len() {
            if found[i].is_none() && !taken[i] {
                taken[i] = true;
                found[i] = Some(table[i]);
            }
        }
    }
    let mut out: Vec<GroupPair> = body.iter().zip(found).map(|(b, t)| GroupPair { body: Some(*b), table: t }).collect();
    out.extend(table.iter().zip(taken).filter(|(_, t)| !t).map(|(t, _)| GroupPair { body: None, table: Some(*t) }));
    out
}

/// Whether two titles of groups say the same.
pub(super) fn titled_alike(reading: &Reading, a: &Group, b: &Group) -> bool {
    same_title(bare(&a.title), bare(&b.title), reading.glossary)
}

/// A title without the word "Nhóm" in front.
fn bare(title: &str) -> &str {
    let head = title.split(' ').next().unwrap_or_default();
    if key(head) == "nhóm" { title[head.len()..].trim_start() } else { title }
}

/// The group of one half that a place stands under: the last one that begins before it.
pub(super) fn group_before(reading: &Reading, part: Part, byte: usize) -> Option<usize> {
    let groups = reading.record.groups.iter().enumerate();
    groups.filter(|(_, g)| g.part == part && g.span.bytes.start <= byte).map(|(at, _)| at).next_back()
}

/// The group that a unit's body, or its row, stands under.
pub(super) fn of_unit(reading: &Reading, part: Part, unit: usize) -> Option<usize> {
    let unit = &reading.record.units[unit];
    let span = match part {
        Part::Body => &unit.body.as_ref()?.span,
        Part::Appendix => &unit.appendix.as_ref()?.span,
    };
    group_before(reading, part, span.bytes.start)
}

/// [`of_unit`] of each of these units.
pub(super) fn of_units(reading: &Reading, part: Part, units: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
    units.map(|unit| of_unit(reading, part, unit)).collect()
}

/// The names of bodies that the other half does not have; catch-alls are in neither.
pub(super) fn missing_from<'a>(other: &[&str], names: &[&'a str]) -> Vec<&'a str> {
    let known = Known::default();
    names.iter().copied().filter(|n| known.is_proper(n) && !known.among(other, n)).collect()
}

/// Names as printed that stand in one half only, told in both languages.
pub(super) fn told_apart(body: &[&str], table: &[&str]) -> (String, String) {
    let halves = [(body, "nội dung", "body"), (table, "phụ lục", "appendix")];
    let (vi, en): (Vec<String>, Vec<String>) = halves
        .into_iter()
        .filter(|(names, ..)| !names.is_empty())
        .map(|(names, vi, en)| {
            (format!("{} chỉ có trong {vi}", listed(names)), format!("{} in the {en} only", listed(names)))
        })
        .unzip();
    (vi.join("; "), en.join("; "))
}
