//! `field-duplicate`: a unit gives one field twice under one label.
//!
//! In: the printed fields of each unit. Out: one draft a unit and label.

use super::reading::{Draft, Reading, name_of};
use crate::record::{FieldKind, PrintedField};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    for (at, unit, body) in reading.bodies() {
        let mut seen: Vec<(&str, &PrintedField)> = Vec::new();
        let mut told: Vec<&str> = Vec::new();
        for field in body.fields.iter().filter(|f| f.kind != FieldKind::Unknown) {
            let (Some(label), Some(folded)) = (&field.label, reading.label_key(field)) else { continue };
            match seen.iter().find(|(l, _)| *l == folded) {
                Some((_, first)) if !told.contains(&folded) => {
                    out.push(
                        Draft::new(
                            format!("{}: “{label}” xuất hiện hai lần", name_of(unit)),
                            format!("{}: “{label}” is given twice", name_of(unit)),
                        )
                        .units([at])
                        .quote([reading.line_head(&first.span), reading.line_head(&field.span)]),
                    );
                    told.push(folded);
                }
                Some(_) => {}
                None => seen.push((folded, field)),
            }
        }
    }
    out
}
