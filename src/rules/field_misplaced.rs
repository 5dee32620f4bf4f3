//! `field-misplaced`: a field stands on the line of the field before it, or as a bullet inside another field.
//!
//! In: the printed fields of each unit. Out: one draft a field. What most fields of the document do is its style, and none
//! of them is misplaced.

use super::reading::{Draft, Reading, name_of};
use crate::record::{FieldKind, PrintedField};

/// Fields that say who does what, as parts of one.
const PARTS: &[FieldKind] =
    &[FieldKind::Lead, FieldKind::Coordinate, FieldKind::Implementer, FieldKind::Direct, FieldKind::Monitor];

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let bullet = |f: &PrintedField| f.ordinal.as_deref().is_some_and(|o| !o.chars().any(char::is_alphanumeric));
    let lettered = |f: &PrintedField| f.ordinal.as_deref().is_some_and(|o| o.chars().any(char::is_alphanumeric));
    let all: Vec<&PrintedField> =
        reading.bodies().flat_map(|(.., b)| &b.fields).filter(|f| f.label.is_some()).collect();
    let share = |is: &dyn Fn(&PrintedField) -> bool| {
        if all.is_empty() { 0.0 } else { all.iter().filter(|f| is(f)).count() as f64 / all.len() as f64 }
    };
    let (glued_style, lettered_style) = (share(&|f| f.glued) > 0.25, share(&lettered) > 0.6);
    // A field that is a bullet in most units is one by custom.
    let custom = |kind: FieldKind| {
        let of: Vec<&&PrintedField> = all.iter().filter(|f| f.kind == kind).collect();
        of.iter().filter(|f| bullet(f)).count() * 2 > of.len()
    };
    let mut out = Vec::new();
    for (at, unit, body) in reading.bodies() {
        let mut open: Option<FieldKind> = None;
        for field in &body.fields {
            let Some(label) = &field.label else { continue };
            // "b) Phân công nhiệm vụ:" over "- Chủ trì: …" is one field in parts.
            let part = open == Some(FieldKind::Assignment) && PARTS.contains(&field.kind);
            let inside = lettered_style && open.is_some() && bullet(field) && !part && !custom(field.kind);
            let glued = !glued_style && field.glued;
            if lettered(field) {
                open = Some(field.kind);
            }
            if !inside && !glued {
                continue;
            }
            let (vi, en) = if glued {
                ("nằm cùng dòng với mục trước", "stands on the line of the field before it")
            } else {
                ("nằm trong mục khác, không phải một mục riêng", "stands inside another field")
            };
            out.push(
                Draft::new(format!("{}: “{label}” {vi}", name_of(unit)), format!("{}: “{label}” {en}", name_of(unit)))
                    .units([at])
                    .quote([reading.line_head(&field.span)]),
            );
        }
    }
    out
}
