//! `group-mismatch`: a group has different titles in body and table, or a unit stands in different groups.
//!
//! In: groups of both halves. Out: one draft a pair of titles, one a unit.

use super::reading::{Draft, Reading, name_of};
use super::sides;
use crate::record::Part;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let pairs = sides::groups(reading);
    let group = |at: usize| &reading.record.groups[at];
    let mut out = Vec::new();
    let under = |unit: usize, part: Part| sides::of_unit(reading, part, unit);
    for pair in &pairs {
        let (Some(body), Some(table)) = (pair.body, pair.table) else { continue };
        if sides::titled_alike(reading, group(body), group(table)) {
            continue;
        }
        let members = (0..reading.record.units.len())
            .filter(|u| under(*u, Part::Body) == Some(body) || under(*u, Part::Appendix) == Some(table));
        out.push(
            Draft::new(
                format!("Tên nhóm khác nhau: nội dung “{}”, phụ lục “{}”", group(body).title, group(table).title),
                format!(
                    "Titles of a group differ: “{}” in the body, “{}” in the appendix",
                    group(body).title,
                    group(table).title
                ),
            )
            .units(members)
            .quote([reading.at(&group(body).span), reading.at(&group(table).span)]),
        );
    }
    for (at, unit, body, row) in reading.pairs() {
        let (Some(of_body), Some(of_row)) = (under(at, Part::Body), under(at, Part::Appendix)) else { continue };
        let paired = pairs.iter().find(|p| p.body == Some(of_body)).and_then(|p| p.table);
        if paired.is_none_or(|t| t == of_row) {
            continue;
        }
        out.push(
            Draft::new(
                format!(
                    "{}: nội dung xếp vào nhóm “{}”, phụ lục xếp vào nhóm “{}”",
                    name_of(unit),
                    group(of_body).title,
                    group(of_row).title
                ),
                format!(
                    "{}: in the group “{}” in the body, “{}” in the appendix",
                    name_of(unit),
                    group(of_body).title,
                    group(of_row).title
                ),
            )
            .units([at])
            .quote([
                reading.heading(body),
                reading.at(&group(of_body).span),
                reading.row_heading(row),
                reading.at(&group(of_row).span),
            ]),
        );
    }
    out
}
