//! `coordinate-mismatch`: a named body coordinates in one half and does not in the other.
//!
//! In: units with both halves. Out: one draft a unit. Catch-alls and those who lead in the same half are not compared.

use super::reading::{Draft, Reading, listed, name_of};
use crate::reconcile::names::{is_proper, same};
use crate::reconcile::{coordinators, taking_part};
use crate::record::{ComparisonStatus, Confidence, Role};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    // A table without such a column says nothing about who coordinates.
    let column = reading.rows().any(|(.., r)| r.coordinate.is_some());
    let mut out = Vec::new();
    for (at, unit, body, row) in reading.pairs() {
        let status = unit.reconciled.coordinate.status;
        let (of_body, of_row) = coordinators(body, row);
        let one_sided = match status {
            ComparisonStatus::AppendixOnly => body.organization.is_some() && !of_row.is_empty(),
            ComparisonStatus::BodyOnly => column && !of_body.is_empty(),
            _ => false,
        };
        if status != ComparisonStatus::Conflict && !one_sided {
            continue;
        }
        let part = taking_part(body);
        let absent = |from: &[&str], n: &str| !from.iter().any(|o| same(o, n));
        let only_body: Vec<&str> = of_body.iter().copied().filter(|n| is_proper(n) && absent(&of_row, n)).collect();
        let only_row: Vec<&str> = of_row.iter().copied().filter(|n| is_proper(n) && absent(&part, n)).collect();
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
        let told = |names: &[&str], vi: &str, en: &str| {
            (!names.is_empty()).then(|| {
                (format!("{} chỉ có trong {vi}", listed(names)), format!("{} in the {en} only", listed(names)))
            })
        };
        let (vi, en): (Vec<String>, Vec<String>) =
            told(&raw_body, "nội dung", "body").into_iter().chain(told(&raw_row, "phụ lục", "appendix")).unzip();
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
                format!("{name}: đơn vị phối hợp khác nhau: {}", vi.join("; ")),
                format!("{name}: coordinating bodies differ: {}", en.join("; ")),
            )
            .units([at])
            .confidence(if one_sided { Confidence::Medium } else { unit.reconciled.coordinate.confidence })
            .quote(places)
            .quote([table]),
        );
    }
    out
}
