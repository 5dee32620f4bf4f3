//! `duplicate-ordinal`: a number or letter stands twice in one run.
//!
//! In: the printed runs, the numbers of units, the first column of the table. Out: one draft a repetition, both places quoted.

use super::reading::{Draft, Reading, name_of};
use super::sequence::{self, Fault, faults, in_groups};
use super::sides;
use crate::record::{Evidence, Part, Series};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    let bodies: Vec<_> = reading.bodies().collect();
    let values: Vec<Option<u64>> = bodies.iter().map(|(.., b)| b.number).collect();
    let under = sides::of_units(reading, Part::Body, bodies.iter().map(|(u, ..)| *u));
    for fault in in_groups(&values, &under) {
        let Fault::Repeated { first, at } = fault else { continue };
        // Where the twin in the table has another number, the number is wrong rather than repeated.
        let twin = |i: usize| bodies[i].1.appendix.as_ref().and_then(|r| r.number);
        if twin(at).is_some_and(|t| Some(t) != bodies[at].2.number) {
            continue;
        }
        told.push(bodies[at].0);
        let kind = bodies[at].1.kind.as_deref().unwrap_or("Số");
        let label = format!("{kind} {}", bodies[at].2.number.unwrap_or_default());
        out.push(
            draft(&label, reading.heading(bodies[first].2), reading.heading(bodies[at].2))
                .units([bodies[first].0, bodies[at].0]),
        );
    }
    let uses_dd = sequence::uses_dd(&reading.record.numbering);
    for series in &reading.record.numbering {
        for fault in sequence::of_series(series, uses_dd) {
            out.extend(of_series(reading, series, &fault, &told));
        }
    }
    let mut rows: Vec<_> = reading.rows().collect();
    rows.sort_by_key(|(.., r)| r.span.bytes.start);
    let label = |i: usize| rows[i].2.row_label.as_deref().unwrap_or_default();
    let values: Vec<Option<u64>> =
        (0..rows.len()).map(|i| label(i).trim_end_matches(['.', ')']).parse().ok()).collect();
    let under = sides::of_units(reading, Part::Appendix, rows.iter().map(|(u, ..)| *u));
    for fault in in_groups(&values, &under) {
        let Fault::Repeated { first, at } = fault else { continue };
        let body = reading.record.units[rows[at].0].body.as_ref().and_then(|b| b.number);
        if body.is_some_and(|n| Some(n) != rows[at].2.number) {
            continue;
        }
        let place = |i: usize| {
            let heading = reading.row_heading(rows[i].2).span.bytes;
            let start = rows[i].2.cells.first().map_or(heading.start, |c| c.span.bytes.start);
            reading.evidence(start.min(heading.start)..heading.end)
        };
        out.push(
            draft(&format!("Số thứ tự {} (phụ lục)", label(at)), place(first), place(at))
                .units([rows[first].0, rows[at].0]),
        );
    }
    groups(reading, &mut out);
    out
}

fn draft(label: &str, first: Evidence, second: Evidence) -> Draft {
    Draft::new(format!("{label} dùng hai lần"), format!("{label} is used twice")).quote([first, second])
}

fn of_series(reading: &Reading, series: &Series, fault: &Fault, told: &[usize]) -> Option<Draft> {
    let Fault::Repeated { first, at } = fault else { return None };
    let (one, two) = (&series.ordinals[*first], &series.ordinals[*at]);
    if one.label != two.label {
        return None;
    }
    let unit = reading.unit_at(two.span.bytes.start);
    let heads =
        |u: usize| reading.record.units[u].body.as_ref().is_some_and(|b| b.span.bytes.start == two.span.bytes.start);
    if unit.is_some_and(|u| heads(u) && told.contains(&u)) {
        return None;
    }
    let within = unit.map_or_else(String::new, |u| format!("{}: ", name_of(&reading.record.units[u])));
    let made = draft(&format!("{within}“{}”", two.label), reading.line_head(&one.span), reading.line_head(&two.span))
        .units(unit);
    let next = two.value.map(|v| sequence::label(series.scheme, v + 1, &two.label)).filter(|_| first + 1 == *at);
    Some(match next {
        Some(next) => made.suggest(&next, "cho chỗ thứ hai", "for the second one", false),
        None => made,
    })
}

/// Labels of the table's groups.
fn groups(reading: &Reading, out: &mut Vec<Draft>) {
    use crate::ordinal::roman;
    let groups: Vec<_> = reading.record.groups.iter().filter(|g| g.part == Part::Appendix).collect();
    let values: Vec<Option<u64>> =
        groups.iter().map(|g| g.label.as_deref().and_then(|l| roman(l).or_else(|| l.parse().ok()))).collect();
    for fault in faults(&values, |_, _| false) {
        let Fault::Repeated { first, at } = fault else { continue };
        let label = groups[at].label.as_deref().unwrap_or_default();
        out.push(draft(
            &format!("Nhóm {label} (phụ lục)"),
            reading.at(&groups[first].span),
            reading.at(&groups[at].span),
        ));
    }
}
