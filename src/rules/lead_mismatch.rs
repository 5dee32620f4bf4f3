//! `lead-mismatch`: body and table name different leads.
//!
//! In: units with both halves. Out: one draft a unit. Names are compared after expansion. Where the body only implies who
//! leads, or one lead of several is the same, it is a warning.

use super::reading::{Draft, Reading, listed, name_of};
use crate::reconcile::leads;
use crate::record::{ComparisonStatus, Confidence, Role, Severity};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    reading
        .pairs()
        .filter(|(_, u, ..)| u.reconciled.lead.status == ComparisonStatus::Conflict)
        .map(|(at, unit, body, row)| {
            let (of_body, name) = (leads(body), name_of(unit));
            // As printed: the reader looks for these words.
            let mut said: Vec<&str> = Vec::new();
            for a in body
                .assignments
                .iter()
                .filter(|a| a.role == Role::Lead && of_body.contains(&a.organization.name.as_str()))
            {
                if !said.contains(&a.organization.raw.as_str()) {
                    said.push(&a.organization.raw);
                }
            }
            let table = row.lead.iter().map(|c| c.text.as_str()).collect::<Vec<_>>();
            let confidence = unit.reconciled.lead.confidence;
            let draft = Draft::new(
                format!("{name}: nội dung giao {} chủ trì, phụ lục ghi {}", listed(&said), listed(&table)),
                format!("{name}: led by {} in the body, by {} in the appendix", listed(&said), listed(&table)),
            )
            .units([at])
            .confidence(confidence)
            .quote(
                body.assignments
                    .iter()
                    .filter(|a| a.role == Role::Lead && of_body.contains(&a.organization.name.as_str()))
                    .map(|a| reading.at(&a.organization.span)),
            )
            .quote(row.lead.iter().map(|c| reading.at(&c.span)));
            if confidence == Confidence::High { draft } else { draft.severity(Severity::Warning) }
        })
        .collect()
}
