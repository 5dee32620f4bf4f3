//! `field-missing`: a unit lacks a field that its siblings have, or a row has an empty cell in a column that the others fill.
//!
//! In: units. Out: one draft a unit and half. A field is expected where at least half of the units have it; where no unit of
//! a group of three or more has it, the group does without.

use std::collections::BTreeMap;

use super::reading::{Draft, Reading, listed, name_of};
use super::sides::group_before;
use crate::record::{AppendixRow, FieldKind, Part, Role, Unit, UnitBody};

/// Below so many units there is no custom.
const FEWEST: usize = 3;
/// The share of units that makes a field expected.
const CUSTOM: f64 = 0.5;
/// The share of rows that makes a column's cell expected.
const FILLED: f64 = 0.8;

/// A field: its name in both languages, the share of units that makes it expected, and whether a body has it.
type Expected = (&'static str, &'static str, f64, fn(&UnitBody) -> bool);

const FIELDS: &[Expected] = &[
    ("Mục tiêu", "objective", CUSTOM, |b| b.objective.is_some() || printed(b, FieldKind::Objective)),
    ("Phân công nhiệm vụ", "assignment", CUSTOM, |b| b.organization.is_some()),
    ("Đơn vị chủ trì", "lead", CUSTOM, |b| printed(b, FieldKind::Lead)),
    ("Lực lượng triển khai", "forces", CUSTOM, |b| b.forces.is_some() || printed(b, FieldKind::Forces)),
    ("Thời gian", "deadline", CUSTOM, |b| printed(b, FieldKind::Deadline)),
    ("Công cụ", "tools", CUSTOM, |b| !b.tools.is_empty() || printed(b, FieldKind::Tools)),
    ("Sản phẩm", "product", FILLED, |b| b.product.is_some() || printed(b, FieldKind::Product)),
    ("Kinh phí", "budget", FILLED, |b| printed(b, FieldKind::Budget)),
];

fn printed(body: &UnitBody, kind: FieldKind) -> bool {
    body.fields.iter().any(|f| f.kind == kind)
}

/// A column: its name in both languages, whether a row fills it, and whether the unit's body has what belongs there.
type Column = (&'static str, &'static str, fn(&AppendixRow) -> bool, fn(&UnitBody) -> bool);

const COLUMNS: &[Column] = &[
    ("Chủ trì", "lead", |r| r.lead.is_some(), |b| b.assignments.iter().any(|a| a.role == Role::Lead)),
    ("Lực lượng", "forces", |r| r.forces.is_some(), |b| b.forces.is_some()),
    ("Thời gian", "deadline", |r| !r.deadlines.is_empty(), |b| !b.deadlines.is_empty()),
    ("Nền tảng", "platform", |r| r.platform.is_some(), |b| !b.tools.is_empty()),
    ("Sản phẩm", "product", |r| !r.products.is_empty(), |b| b.product.is_some()),
    ("Phối hợp", "coordination", |r| r.coordinate.is_some(), |_| false),
];

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = bodies(reading);
    out.extend(rows(reading));
    out
}

fn bodies(reading: &Reading) -> Vec<Draft> {
    let bodies: Vec<_> = reading.bodies().collect();
    if bodies.len() < FEWEST {
        return Vec::new();
    }
    let group = |body: &UnitBody| group_before(reading, Part::Body, body.span.bytes.start);
    let mut missing: BTreeMap<usize, Vec<(&str, &str)>> = BTreeMap::new();
    for (vi, en, share, has) in FIELDS {
        let having = bodies.iter().filter(|(.., b)| has(b)).count();
        if having == bodies.len() || (having as f64) < share * bodies.len() as f64 || having < 2 {
            continue;
        }
        // Whoever leads may be named under another label.
        let said = |b: &UnitBody| *en == "lead" && b.assignments.iter().any(|a| a.role == Role::Lead);
        for (i, (.., body)) in bodies.iter().enumerate().filter(|(_, (.., b))| !has(b) && !said(b)) {
            let siblings: Vec<_> = bodies.iter().filter(|(.., b)| group(b) == group(body)).collect();
            let custom = siblings.len() >= FEWEST && !siblings.iter().any(|(.., b)| has(b));
            if !custom {
                missing.entry(i).or_default().push((vi, en));
            }
        }
    }
    missing
        .into_iter()
        .map(|(i, fields)| {
            let (at, unit, body) = bodies[i];
            let (vi, en): (Vec<&str>, Vec<&str>) = fields.into_iter().unzip();
            let names: Vec<&str> = en.iter().zip(&vi).map(|(en, vi)| usual_label(&bodies, en).unwrap_or(vi)).collect();
            Draft::new(
                format!("{} thiếu mục {} (phần lớn các mục khác đều có)", name_of(unit), listed(&names)),
                format!("{} has no {} (most of its siblings do)", name_of(unit), listed(&names)),
            )
            .units([at])
            .quote([reading.heading(body)])
            // Where it was due: behind the last field that is there, if the unit begins as its siblings do.
            .quote(body.fields.last().filter(|_| en[0] != FIELDS[0].1).map(|f| reading.line_head(&f.span)))
        })
        .collect()
}

/// The label that most units print over a field.
fn usual_label<'a>(bodies: &[(usize, &'a Unit, &'a UnitBody)], field: &str) -> Option<&'a str> {
    let kind = match field {
        "objective" => FieldKind::Objective,
        "assignment" => FieldKind::Assignment,
        "lead" => FieldKind::Lead,
        "forces" => FieldKind::Forces,
        "deadline" => FieldKind::Deadline,
        "tools" => FieldKind::Tools,
        "budget" => FieldKind::Budget,
        _ => FieldKind::Product,
    };
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for label in
        bodies.iter().flat_map(|(.., b)| &b.fields).filter(|f| f.kind == kind).filter_map(|f| f.label.as_deref())
    {
        match counts.iter_mut().find(|(l, _)| *l == label) {
            Some((_, count)) => *count += 1,
            None => counts.push((label, 1)),
        }
    }
    let most = counts.iter().map(|(_, c)| *c).max()?;
    counts.into_iter().find(|(_, c)| *c == most).map(|(l, _)| l)
}

fn rows(reading: &Reading) -> Vec<Draft> {
    let rows: Vec<_> = reading.rows().collect();
    if rows.len() < FEWEST {
        return Vec::new();
    }
    let mut missing: BTreeMap<usize, Vec<(&str, &str)>> = BTreeMap::new();
    for (vi, en, has, said) in COLUMNS {
        let share = rows.iter().filter(|(.., r)| has(r)).count() as f64 / rows.len() as f64;
        for (i, (_, unit, _)) in rows.iter().enumerate().filter(|(_, (.., r))| !has(r)) {
            // What the body says and the table does not is missing sooner than what neither says.
            let due = unit.body.as_ref().is_some_and(said);
            if share >= FILLED && rows.len() > FEWEST || due && share > CUSTOM {
                missing.entry(i).or_default().push((vi, en));
            }
        }
    }
    missing
        .into_iter()
        .map(|(i, columns)| {
            let (at, unit, row) = rows[i];
            let (vi, en): (Vec<&str>, Vec<&str>) = columns.into_iter().unzip();
            Draft::new(
                format!("Phụ lục, {}: để trống ô {}", name_of(unit), listed(&vi)),
                format!("Appendix, {}: empty cell {}", name_of(unit), listed(&en)),
            )
            .units([at])
            .quote([reading.row_heading(row)])
        })
        .collect()
}
