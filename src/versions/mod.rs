//! Versions: what changed between two versions of one plan. Vietnamese: hai bản của một kế hoạch.
//!
//! In: two documents that were read, the older first. Out: [`Changes`]: what the head says otherwise, which units came, went,
//! were renumbered or moved, what each of them says otherwise, which lines outside the units, which findings came and went.
//! Nothing here reads a file, judges which version is right, or lays anything out.
//!
//! (The two *halves* of one plan, body and table, are held against each other in [`crate::reconcile`]; this is another thing.)
//!
//! - `matching`: which unit of one version is which of the other; `content` is what it goes by.
//! - `document`, `fields`, `lines`: what is said in both, value by value; `findings`: which finding is still the same one.
//! - `meaning`, `lists`: when two values say one thing; `sequence`: what two rows have in common.
//!
//! # What is a change
//!
//! Values are compared by meaning: an organisation by its identity or its name in full, a date by its day, words without
//! case, marks and short forms. What means the same under other words is [`How::Reworded`], kept apart and never counted as
//! a change. What merely follows from a renumbering (the label of a heading, the first column of the table) is no change.

mod changes;
mod content;
mod document;
mod fields;
mod findings;
mod lines;
mod lists;
mod matching;
mod meaning;
pub mod sequence;

use crate::Whole;
use crate::record::{Group, Part, Record, Tool, Unit};

pub use changes::{
    Changes, Counts, Field, FieldChange, FindingChanges, How, ItemChange, Said, Side, StayedFinding, UnitChange,
    UnitChangeKind, UnitName, Version,
};

use matching::Pairs;
use meaning::Sense;

/// The version of the form that [`Changes`] are written in.
pub const SCHEMA_VERSION: &str = "1.0";

/// Holds two versions of a plan against each other.
#[must_use]
pub fn compare(old: &Whole, new: &Whole) -> Changes {
    let senses = (&Sense::new(&old.record, &new.record), &Sense::new(&new.record, &old.record));
    let contents = (content::of(&old.record, senses.0), content::of(&new.record, senses.1));
    let pairs = matching::pairs((&old.record, &contents.0), (&new.record, &contents.1));
    let document = document::changes((&old.record, &new.record), senses);
    let units = units((&old.record, &new.record), senses, &pairs);
    let text = lines::changes((old, new), senses, &document);
    let findings = findings::changes((&old.record, &new.record), senses, &pairs);
    let counts = Counts::of(&document, &units, &text, &findings);
    Changes {
        format: "rasoat-diff",
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        changed: counts.any(),
        old: version(&old.record),
        new: version(&new.record),
        counts,
        document,
        units,
        text,
        findings,
    }
}

fn version(record: &Record) -> Version {
    let document = &record.document;
    Version {
        path: record.source.path.clone(),
        sha256: record.source.sha256.clone(),
        media_type: record.source.media_type,
        pages: record.source.pages,
        status: record.status,
        kind: document.kind.as_ref().map(|kind| kind.name.clone()),
        number: document.number.as_ref().map(|number| number.raw.clone()),
        issued: document.issued.as_ref().and_then(|issued| issued.value.clone()),
        subject: document.subject.clone(),
        units: record.units.len(),
        findings: record.findings.len(),
    }
}

/// The units that are not the same, in the order of the new version; one that is gone stands behind the one that it followed.
fn units(records: (&Record, &Record), senses: (&Sense, &Sense), pairs: &Pairs) -> Vec<UnitChange> {
    let mut out: Vec<((usize, usize), UnitChange)> = Vec::new();
    let mut behind = 0;
    for (at, unit) in records.0.units.iter().enumerate() {
        match pairs.of_old[at] {
            Some(to) => behind = to + 1,
            None => out.push(((behind, at), unit_change((Some(unit), None), records, senses))),
        }
    }
    for (at, unit) in records.1.units.iter().enumerate() {
        let before = pairs.of_new[at].map(|old| &records.0.units[old]);
        out.push(((at + 1, 0), unit_change((before, Some(unit)), records, senses)));
    }
    out.retain(|(_, change)| !change.kinds.is_empty() || !change.fields.is_empty());
    // Stable: a unit stands before those that followed it and are gone.
    out.sort_by_key(|(place, _)| *place);
    out.into_iter().map(|(_, change)| change).collect()
}

fn unit_change(
    units: (Option<&Unit>, Option<&Unit>),
    records: (&Record, &Record),
    senses: (&Sense, &Sense),
) -> UnitChange {
    let (old, new) = (units.0.map(|unit| name(unit, records.0)), units.1.map(|unit| name(unit, records.1)));
    let renumbered = units.0.zip(units.1).is_some_and(|(a, b)| is_renumbered(a, b));
    let fields = fields::changes(units, senses, renumbered);
    let mut kinds = Vec::new();
    match (&old, &new) {
        (None, _) => kinds.push(UnitChangeKind::Added),
        (_, None) => kinds.push(UnitChangeKind::Removed),
        (Some(old), Some(new)) => {
            if renumbered {
                kinds.push(UnitChangeKind::Renumbered);
            }
            if is_moved(old, new, senses) {
                kinds.push(UnitChangeKind::Moved);
            }
            if fields.iter().any(FieldChange::is_of_meaning) {
                kinds.push(UnitChangeKind::Changed);
            }
        }
    }
    UnitChange { kinds, old, new, fields }
}

/// Whether a unit bears another number; another word in front of it is a matter of its label.
fn is_renumbered(old: &Unit, new: &Unit) -> bool {
    match (old.number, new.number) {
        (Some(a), Some(b)) => a != b,
        _ => meaning::plain(&old.label) != meaning::plain(&new.label),
    }
}

/// Whether a unit stands in another group: one that was relabelled or retitled is the group that it was.
fn is_moved(old: &UnitName, new: &UnitName, senses: (&Sense, &Sense)) -> bool {
    let label = |name: &UnitName| name.group.as_deref().map(meaning::plain);
    let title = |name: &UnitName, sense: &Sense| name.group_title.as_deref().map(|title| sense.key(title));
    label(old) != label(new)
        && (title(old, senses.0) != title(new, senses.1) || old.group_title.is_none() || new.group_title.is_none())
}

/// What a unit goes by, and where it is.
fn name(unit: &Unit, record: &Record) -> UnitName {
    let body = unit.body.as_ref().map(|body| (&body.title, &body.span));
    let place = body.or(unit.appendix.as_ref().map(|row| (&row.title, &row.span)));
    let group = |part: Part| {
        let of = |group: &&Group| group.part == part && group.label.is_some() && group.label == unit.group;
        record.groups.iter().find(of).map(|group| group.title.clone())
    };
    UnitName {
        id: unit.id.clone(),
        kind: unit.kind.clone(),
        label: unit.label.clone(),
        number: unit.number,
        group: unit.group.clone(),
        group_title: group(Part::Body).or_else(|| group(Part::Appendix)),
        title: place.map(|(title, _)| title.clone()).unwrap_or_default(),
        span: place.map(|(_, span)| span.clone()),
    }
}
