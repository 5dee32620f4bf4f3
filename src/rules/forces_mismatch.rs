//! `forces-mismatch`: both halves say who carries the unit out, and name different bodies.
//!
//! In: units with both halves. Out: one draft a unit. Catch-alls and general nouns are not
//! compared, nor a half in which no name is known.

use super::reading::{Draft, Reading, name_of};
use super::sides::{missing_from, told_apart};
use crate::reconcile::names::is_catch_all;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    for (at, unit, body, row) in reading.pairs() {
        let (Some(of_body), Some(of_row)) = (&body.forces, &row.forces) else { continue };
        let said: Vec<&str> =
            reading.named_in(&of_body.span.bytes).iter().map(|n| n.name).filter(|n| !is_catch_all(n)).collect();
        let table: Vec<&str> =
            of_row.organizations.iter().map(|o| o.name.as_str()).filter(|n| !is_catch_all(n)).collect();
        if said.is_empty() || table.is_empty() {
            continue;
        }
        let only_body = missing_from(&table, &said);
        let only_row = missing_from(&said, &table);
        if only_body.is_empty() && only_row.is_empty() {
            continue;
        }
        let name = name_of(unit);
        // As printed: the reader looks for these words.
        let of = reading.named_in(&of_body.span.bytes).iter();
        let raw_body: Vec<&str> = of.filter(|n| only_body.contains(&n.name)).map(|n| n.raw).collect();
        let of = of_row.organizations.iter();
        let raw_row: Vec<&str> = of.filter(|o| only_row.contains(&o.name.as_str())).map(|o| o.raw.as_str()).collect();
        let (vi, en) = told_apart(&raw_body, &raw_row);
        let mut places: Vec<_> = reading
            .named_in(&of_body.span.bytes)
            .iter()
            .filter(|n| only_body.contains(&n.name))
            .map(|n| reading.evidence(n.range.clone()))
            .collect();
        if places.is_empty() {
            places.push(reading.at(&of_body.span));
        }
        out.push(
            Draft::new(format!("{name}: lực lượng thực hiện khác nhau: {vi}"), format!("{name}: forces differ: {en}"))
                .units([at])
                .quote(places)
                .quote([reading.at(&of_row.span)]),
        );
    }
    out
}
