//! `deadline-mismatch`: body and table of one unit give different deadlines.
//!
//! In: units with both halves. Out: one draft a unit. What is one deadline in two forms is decided in
//! [`crate::reconcile::values`].

use super::reading::{Draft, Reading, listed, name_of};
use crate::record::{ComparisonStatus, Deadline};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let issued = reading.record.document.issued.as_ref().and_then(|i| i.value.as_deref()).filter(|v| v.len() == 10);
    reading
        .pairs()
        .filter(|(_, u, ..)| u.reconciled.deadline.status == ComparisonStatus::Conflict)
        .map(|(at, unit, body, row)| {
            let said = |list: &[Deadline]| listed(&list.iter().map(|d| d.raw.as_str()).collect::<Vec<_>>());
            let (of_body, of_row, name) = (said(&body.deadlines), said(&row.deadlines), name_of(unit));
            let draft = Draft::new(
                format!("{name}: nội dung ghi thời hạn {of_body}, phụ lục ghi {of_row}"),
                format!("{name}: due {of_body} in the body, {of_row} in the appendix"),
            )
            .units([at])
            .confidence(unit.reconciled.deadline.confidence)
            .quote(body.deadlines.iter().chain(&row.deadlines).map(|d| reading.at(&d.span)));
            // A day before the plan itself is the likelier slip.
            let past = |d: &Deadline| issued.is_some_and(|i| d.end.as_deref().is_some_and(|e| e < i));
            match (body.deadlines.as_slice(), row.deadlines.as_slice()) {
                ([b], [r]) if past(b) != past(r) => {
                    let (good, bad) = if past(b) { (r, b) } else { (b, r) };
                    draft.suggest(
                        day(&good.raw),
                        format!("“{}” trước ngày ban hành kế hoạch, “{}” thì không", bad.raw, good.raw),
                        format!("“{}” lies before the plan's own date, “{}” does not", bad.raw, good.raw),
                        false,
                    )
                }
                _ => draft,
            }
        })
        .collect()
}

/// "Ngày 30/12/2023" → "30/12/2023".
fn day(raw: &str) -> &str {
    raw.strip_prefix("Ngày ").or_else(|| raw.strip_prefix("ngày ")).unwrap_or(raw)
}
