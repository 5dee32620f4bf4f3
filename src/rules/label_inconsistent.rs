//! `label-inconsistent`: one field carries different labels in sibling units.
//!
//! In: the printed fields of all units. Out: one draft a field of the form. Two labels that stand together in a unit are two
//! fields and no slip.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Draft, Reading, listed};
use crate::record::{FieldKind, PrintedField};

/// The fields that a form has once.
const KINDS: &[FieldKind] = &[
    FieldKind::Objective,
    FieldKind::Assignment,
    FieldKind::Implementer,
    FieldKind::Lead,
    FieldKind::Coordinate,
    FieldKind::Forces,
    FieldKind::Deadline,
    FieldKind::Tools,
    FieldKind::Location,
    FieldKind::Product,
    FieldKind::Budget,
];

/// A label's first place and the units that have it.
struct Label<'a> {
    printed: &'a str,
    places: Vec<(usize, &'a PrintedField)>,
}

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    for kind in KINDS {
        let mut labels: BTreeMap<&str, Label> = BTreeMap::new();
        let mut together: BTreeSet<&str> = BTreeSet::new();
        for (at, _, body) in reading.bodies() {
            let mut here: BTreeSet<&str> = BTreeSet::new();
            for field in body.fields.iter().filter(|f| f.kind == *kind) {
                let (Some(printed), Some(folded)) = (field.label.as_deref(), reading.label_key(field)) else {
                    continue;
                };
                here.insert(folded);
                let label = labels.entry(folded).or_insert_with(|| Label { printed, places: Vec::new() });
                label.places.push((at, field));
            }
            if here.len() > 1 {
                together.extend(here);
            }
        }
        labels.retain(|l, _| !together.contains(l));
        if labels.len() < 2 {
            continue;
        }
        let mut labels: Vec<Label> = labels.into_values().collect();
        labels.sort_by_key(|l| (std::cmp::Reverse(l.places.len()), l.places[0].0));
        let total: usize = labels.iter().map(|l| l.places.len()).sum();
        // Where one label is the custom, the others are the slips; else all units are concerned.
        let custom = labels[0].places.len() * 3 >= total * 2;
        let units = labels.iter().skip(usize::from(custom)).flat_map(|l| l.places.iter().map(|(u, _)| *u));
        let names: Vec<&str> = labels.iter().map(|l| l.printed).collect();
        let draft = Draft::new(
            format!("Cùng một nội dung nhưng tên mục khác nhau: {}", listed(&names)),
            format!("One field carries several labels: {}", listed(&names)),
        )
        .units(units.collect::<Vec<_>>())
        .quote(labels.iter().map(|l| label_place(reading, l.places[0].1)));
        out.push(if custom {
            draft.suggest(labels[0].printed, "tên mà phần lớn các mục dùng", "the label that most units have", false)
        } else {
            draft
        });
    }
    out
}

/// The label alone, with its letter.
fn label_place(reading: &Reading, field: &PrintedField) -> crate::record::Evidence {
    let line = &field.span.bytes;
    let label = field.label.as_deref().unwrap_or_default();
    let end = reading.find_in(line, label).end.min(line.end);
    reading.evidence(line.start..end)
}
