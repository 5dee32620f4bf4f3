//! `platform-mismatch`: both halves name tools, and not the same.
//!
//! In: units with both halves. Out: one draft a unit. What is one tool under two names is decided in
//! [`crate::reconcile::values::same_tool`].

use super::reading::{Draft, Reading, listed, name_of};
use crate::record::ComparisonStatus;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    reading
        .pairs()
        .filter(|(_, u, ..)| u.reconciled.tools.status == ComparisonStatus::Conflict)
        .map(|(at, unit, body, row)| {
            let name = name_of(unit);
            let said: Vec<&str> = body.tools.iter().map(|t| t.text.trim_end_matches('.')).collect();
            let table: Vec<&str> = row.platform.iter().map(|p| p.text.as_str()).collect();
            Draft::new(
                format!(
                    "{name}: công cụ, nền tảng khác nhau: nội dung ghi {}, phụ lục ghi {}",
                    listed(&said),
                    listed(&table)
                ),
                format!("{name}: tools differ: {} in the body, {} in the appendix", listed(&said), listed(&table)),
            )
            .units([at])
            .quote(body.tools.iter().map(|t| reading.at(&t.span)))
            .quote(row.platform.iter().map(|p| reading.at(&p.span)))
        })
        .collect()
}
