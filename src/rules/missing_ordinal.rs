//! `missing-ordinal`: a run of numbers or letters skips, or a row lacks the number that its neighbours have.
//!
//! In: the printed runs, the numbers of units, the first column of the table. Out: one draft a gap. A gap that the heading's
//! label and the unit's own number share is one.

use super::reading::{Draft, Reading, name_of};
use super::sequence::{self, FAR, Fault, faults, in_groups};
use super::sides;
use crate::record::{Evidence, Part, Series};

/// The share of rows that have to be numbered before an empty cell is a gap.
const NUMBERED: f64 = 0.8;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut told = units(reading, &mut out);
    let uses_dd = sequence::uses_dd(&reading.record.numbering);
    for series in &reading.record.numbering {
        for fault in sequence::of_series(series, uses_dd) {
            out.extend(of_series(reading, series, &fault, &mut told));
        }
        out.extend(beginning(reading, series));
    }
    table(reading, &mut out);
    groups(reading, &mut out);
    out
}

fn draft(missing: &str, before: Evidence, after: Evidence) -> Draft {
    told(missing, missing, before, after)
}

fn told(missing: &str, missing_en: &str, before: Evidence, after: Evidence) -> Draft {
    Draft::new(
        format!("Thiếu {missing}: sau “{}” là “{}”", short(&before.quote), short(&after.quote)),
        format!("{missing_en} is missing: “{}” is followed by “{}”", short(&before.quote), short(&after.quote)),
    )
    .quote([before, after])
}

fn short(quote: &str) -> String {
    let line = quote.split('\n').next().unwrap_or_default();
    let words: Vec<&str> = line.split(' ').collect();
    if words.len() > 8 { format!("{} …", words[..8].join(" ")) } else { line.to_owned() }
}

/// Numbers of units in the body; returns the units at which a gap was told.
fn units(reading: &Reading, out: &mut Vec<Draft>) -> Vec<usize> {
    let bodies: Vec<_> = reading.bodies().collect();
    // A wrong number is told elsewhere; here the number that the twin gives counts.
    let values: Vec<Option<u64>> = bodies
        .iter()
        .enumerate()
        .map(|(i, (_, unit, body))| {
            let twin = unit.appendix.as_ref().and_then(|r| r.number);
            let due = i.checked_sub(1).and_then(|p| bodies[p].2.number).map(|n| n + 1);
            if twin.is_some() && twin == due { twin } else { body.number }
        })
        .collect();
    let mut told = Vec::new();
    let under = sides::of_units(reading, Part::Body, bodies.iter().map(|(u, ..)| *u));
    for fault in in_groups(&values, &under) {
        let Fault::Missing { at, from, to } = fault else { continue };
        let unit = bodies[at].1;
        told.push(bodies[at].0);
        // A last number far off is a wrong number and no gap.
        if at + 1 == bodies.len() && to - from >= FAR {
            continue;
        }
        let kind = unit.kind.as_deref().unwrap_or("số");
        let missing = if from == to { format!("{kind} {from}") } else { format!("{kind} {from}–{to}") };
        out.push(
            draft(&missing, reading.heading(bodies[at - 1].2), reading.heading(bodies[at].2))
                .units([bodies[at - 1].0, bodies[at].0]),
        );
    }
    told
}

fn of_series(reading: &Reading, series: &Series, fault: &Fault, told: &mut Vec<usize>) -> Option<Draft> {
    let (at, missing) = match fault {
        Fault::Missing { at, from, to } => {
            let like = &series.ordinals[at - 1].label;
            let first = sequence::label(series.scheme, *from, like);
            (*at, if from == to { first } else { format!("{first}–{}", sequence::label(series.scheme, *to, like)) })
        }
        Fault::Stray { at, due } => (*at, sequence::label(series.scheme, *due, &series.ordinals[at - 1].label)),
        Fault::Repeated { .. } => return None,
    };
    let (before, now) = (&series.ordinals[at - 1], &series.ordinals[at]);
    // "2.3" behind "1.2" belongs to another run.
    if stem(&before.label) != stem(&now.label) {
        return None;
    }
    let unit = reading.unit_at(now.span.bytes.start);
    let heads =
        |u: usize| reading.record.units[u].body.as_ref().is_some_and(|b| b.span.bytes.start == now.span.bytes.start);
    if let Some(unit) = unit.filter(|u| heads(*u)) {
        if told.contains(&unit) {
            return None;
        }
        told.push(unit);
    }
    let numbered = unit.or_else(|| reading.unit_at(before.span.bytes.start));
    Some(draft(&missing, reading.line_head(&before.span), reading.line_head(&now.span)).units(numbered))
}

/// What stands before the last number of a label.
fn stem(label: &str) -> &str {
    label.rfind('.').map_or("", |at| &label[..at])
}

/// A list of letters or a run of sections that begins with its second member.
fn beginning(reading: &Reading, series: &Series) -> Option<Draft> {
    let (first, second) = (series.ordinals.first()?, series.ordinals.get(1)?);
    let lettered = matches!(series.scheme, "letter" | "roman");
    if !lettered || first.value != Some(2) || second.value != Some(3) {
        return None;
    }
    let missing = sequence::label(series.scheme, 1, &first.label);
    let evidence = reading.line_head(&first.span);
    Some(
        Draft::new(
            format!("Thiếu {missing} trước “{}”", short(&evidence.quote)),
            format!("{missing} is missing before “{}”", short(&evidence.quote)),
        )
        .units(reading.unit_at(first.span.bytes.start))
        .quote([evidence]),
    )
}

/// The first column of the table.
fn table(reading: &Reading, out: &mut Vec<Draft>) {
    let rows: Vec<_> = reading.rows().collect();
    let mut ordered = rows.clone();
    ordered.sort_by_key(|(.., r)| r.span.bytes.start);
    let labels: Vec<Option<&str>> = ordered.iter().map(|(.., r)| r.row_label.as_deref()).collect();
    let numbered = labels.iter().flatten().count();
    if numbered < 2 {
        return;
    }
    let number =
        |at: usize| labels.get(at).copied().flatten().and_then(|l| l.trim_end_matches(['.', ')']).parse::<u64>().ok());
    // 1, –, 3: the number that is missing is known, however few rows there are.
    let between = |at: usize| at > 0 && number(at - 1).zip(number(at + 1)).is_some_and(|(a, b)| b == a + 2);
    let custom = numbered as f64 >= NUMBERED * labels.len() as f64;
    if numbered < labels.len() {
        for at in (0..labels.len()).filter(|at| labels[*at].is_none() && (custom || between(*at))) {
            let (unit, record, row) = ordered[at];
            let neighbour = at.checked_sub(1).or(Some(at + 1)).map(|n| reading.row_heading(ordered[n].2));
            out.push(
                Draft::new(
                    format!("Phụ lục, {}: để trống cột số thứ tự", name_of(record)),
                    format!("Appendix, {}: the column of numbers is empty", name_of(record)),
                )
                .units([unit])
                .quote([reading.row_heading(row)])
                .quote(neighbour),
            );
        }
    }
    let values: Vec<Option<u64>> =
        labels.iter().map(|l| l.and_then(|l| l.trim_end_matches(['.', ')']).parse().ok())).collect();
    let under = sides::of_units(reading, Part::Appendix, ordered.iter().map(|(u, ..)| *u));
    for fault in in_groups(&values, &under) {
        let (at, missing) = match fault {
            Fault::Missing { at, from, to } if from == to => (at, from.to_string()),
            Fault::Missing { at, from, to } => (at, format!("{from}–{to}")),
            Fault::Stray { at, due } => (at, due.to_string()),
            Fault::Repeated { .. } => continue,
        };
        // Without a keyword the first column is the unit's number, and a twin tells of it elsewhere.
        let (unit, _, row) = ordered[at];
        let twin = reading.record.units[unit].body.as_ref().and_then(|b| b.number);
        if matches!(fault, Fault::Stray { .. }) && twin.is_some() && twin != row.number {
            continue;
        }
        let place = |i: usize| reading.evidence(first_cells(ordered[i].2, reading));
        out.push(
            told(
                &format!("số thứ tự {missing} (phụ lục)"),
                &format!("Number {missing} of the appendix"),
                place(at - 1),
                place(at),
            )
            .units([ordered[at - 1].0, unit]),
        );
    }
}

/// The number and the title of a row.
fn first_cells(row: &crate::record::AppendixRow, reading: &Reading) -> crate::span::Bytes {
    let heading = reading.row_heading(row).span.bytes;
    let start = row.cells.first().map_or(heading.start, |c| c.span.bytes.start);
    if start < heading.end { start..heading.end } else { heading }
}

/// Labels of the table's groups; those of the body are in its outline.
fn groups(reading: &Reading, out: &mut Vec<Draft>) {
    use crate::ordinal::roman;
    let groups: Vec<_> = reading.record.groups.iter().filter(|g| g.part == Part::Appendix).collect();
    let values: Vec<Option<u64>> =
        groups.iter().map(|g| g.label.as_deref().and_then(|l| roman(l).or_else(|| l.parse().ok()))).collect();
    for fault in faults(&values, |_, _| false) {
        let Fault::Missing { at, from, .. } = fault else { continue };
        let label = sequence::label("decimal", from, groups[at - 1].label.as_deref().unwrap_or_default());
        out.push(told(
            &format!("nhóm {label} (phụ lục)"),
            &format!("Group {label} of the appendix"),
            reading.at(&groups[at - 1].span),
            reading.at(&groups[at].span),
        ));
    }
}
