//! `coordinate-mismatch`: a named body coordinates in one half and does not in the other.
//!
//! In: units with both halves. Out: one draft a unit. Catch-alls and those who lead in the same half are not compared.

use super::reading::{Draft, Reading, name_of};
use super::sides::{missing_from, told_apart};
use crate::reconcile::names::Known;
use crate::reconcile::{coordinators, taking_part};
use crate::record::{ComparisonStatus, Confidence, Role};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    // A table without such a column says nothing about who coordinates.
    let column = reading.rows().any(|(.., r)| r.coordinate.is_some());
    let known = Known::default();
    let mut out = Vec::new();
    for (at, unit, body, row) in reading.pairs() {
        let status = unit.reconciled.coordinate.status;
        if matches!(status, ComparisonStatus::Agree | ComparisonStatus::Absent) {
            continue;
        }
        let (of_body, of_row) = coordinators(body, row, &known);
        let one_sided = match status {
            ComparisonStatus::AppendixOnly => body.organization.is_some() && !of_row.is_empty(),
            ComparisonStatus::BodyOnly => column && !of_body.is_empty(),
            _ => false,
        };
        if status != ComparisonStatus::Conflict && !one_sided {
            continue;
        }
        let part = taking_part(body);
        let only_body = missing_from(&of_row, &of_body);
        let only_row = missing_from(&part, &of_row);
        if only_body.is_empty() && only_row.is_empty() {
            continue;
        }
        let name = name_of(unit);
        // As printed: the reader looks for these words.
        let raw_body: Vec<&str> = body
            .assignments
            .iter()
            .filter(|a| a.role == Role::Coordinate && only_body.contains(&a.organization.name.as_str()))
            .map(|a| a.organization.raw.as_str())
            .collect();
        let cell = row.coordinate.iter().flat_map(|c| &c.organizations);
        let raw_row: Vec<&str> = cell.filter(|o| only_row.contains(&o.name.as_str())).map(|o| o.raw.as_str()).collect();
        let (vi, en) = told_apart(&raw_body, &raw_row);
        let named = |role: Role, all: bool| {
            body.assignments
                .iter()
                .filter(move |a| a.role == role && !a.requested)
                .filter(|a| all || only_body.contains(&a.organization.name.as_str()))
                .map(|a| reading.at(&a.organization.span))
                .collect::<Vec<_>>()
        };
        // An absence is shown by who coordinates there, else by who leads, else by the unit's heading.
        let mut places = named(Role::Coordinate, false);
        for more in [named(Role::Coordinate, true), named(Role::Lead, true), vec![reading.heading(body)]] {
            if places.is_empty() {
                places = more;
            }
        }
        let table = row.coordinate.as_ref().map_or_else(|| reading.row_heading(row), |c| reading.at(&c.span));
        out.push(
            Draft::new(
                format!("{name}: đơn vị phối hợp khác nhau: {vi}"),
                format!("{name}: coordinating bodies differ: {en}"),
            )
            .units([at])
            .confidence(if one_sided { Confidence::Medium } else { unit.reconciled.coordinate.confidence })
            .quote(places)
            .quote([table]),
        );
    }
    out
}
