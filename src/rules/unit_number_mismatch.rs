//! `unit-number-mismatch`: the printed number of a unit disagrees with its twin in the other half, or with its place.
//!
//! In: units. Out: one draft a unit. Pairs were made by title, number, group and place together, so a wrong number does not
//! lose its row.

use super::reading::{Draft, Reading, name_of};
use super::sequence::{FAR, Fault, in_groups};
use super::sides;
use crate::record::{AppendixRow, Part};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut told = Vec::new();
    for (at, unit, body, row) in reading.pairs() {
        let (Some(of_body), Some(of_row)) = (body.number, row.number) else { continue };
        if of_body == of_row || skipped(reading, row) {
            continue;
        }
        let kind = unit.kind.as_deref().unwrap_or("Số");
        told.push(at);
        let mut draft = Draft::new(
            format!("“{}”: nội dung đánh số {of_body}, phụ lục đánh số {of_row}", body.title),
            format!("“{}”: number {of_body} in the body, {of_row} in the appendix", body.title),
        )
        .units([at])
        .quote([reading.heading(body), row_number(reading, row)])
        .suggest(
            format!("{kind} {}", unit.number.unwrap_or(of_body)),
            "số này nối tiếp các mục trước và sau",
            "this number follows its neighbours",
            false,
        );
        draft.numbers.extend([of_body, of_row]);
        out.push(draft);
    }
    // Places: in the body, or in the table where nothing else numbers its units.
    let bodies: Vec<(usize, Option<u64>)> = reading.bodies().map(|(at, _, b)| (at, b.number)).collect();
    let rows: Vec<(usize, Option<u64>)> = if bodies.is_empty() {
        reading.rows().filter(|(.., r)| r.row_label.is_none()).map(|(at, _, r)| (at, r.number)).collect()
    } else {
        Vec::new()
    };
    for (run, part) in [(bodies, Part::Body), (rows, Part::Appendix)] {
        let values: Vec<Option<u64>> = run.iter().map(|(_, n)| *n).collect();
        let under = sides::of_units(reading, part, run.iter().map(|(u, _)| *u));
        for fault in in_groups(&values, &under) {
            let (at, due) = match fault {
                Fault::Stray { at, due } => (at, due),
                Fault::Missing { at, from, to } if at + 1 == run.len() && to - from >= FAR => (at, from),
                _ => continue,
            };
            let unit = run[at].0;
            if told.contains(&unit) {
                continue;
            }
            let record = &reading.record.units;
            let place = |u: usize| match (&record[u].body, &record[u].appendix) {
                (Some(body), _) => Some(reading.heading(body)),
                (None, Some(row)) => Some(reading.row_heading(row)),
                (None, None) => None,
            };
            let kind = record[unit].kind.as_deref().unwrap_or("Số");
            let mut draft = Draft::new(
                format!("{} đứng ở vị trí của số {due}", name_of(&record[unit])),
                format!("{} stands where number {due} is due", name_of(&record[unit])),
            )
            .units([unit])
            .quote(place(unit).into_iter().chain(place(run[at - 1].0)))
            .suggest(
                format!("{kind} {due}"),
                "các mục trước và sau đánh số liên tục",
                "its neighbours are numbered on",
                false,
            );
            draft.numbers.push(due);
            out.push(draft);
        }
    }
    out
}

/// A row that only its first column numbers, behind a gap that the rows after it share: the column skips, and the number is
/// what comes of it.
fn skipped(reading: &Reading, row: &AppendixRow) -> bool {
    if says(&reading.row_heading(row).quote, row.number) {
        return false;
    }
    let mut rows: Vec<&AppendixRow> = reading.rows().map(|(.., r)| r).collect();
    rows.sort_by_key(|r| r.span.bytes.start);
    let Some(at) = rows.iter().position(|r| r.span.bytes == row.span.bytes) else { return false };
    let number = |i: usize| rows.get(i).and_then(|r| r.number);
    let gap = at > 0 && number(at - 1).zip(row.number).is_some_and(|(a, b)| b > a + 1);
    let shared = number(at + 1).zip(row.number).is_none_or(|(next, n)| next == n + 1);
    gap && shared
}

/// The place of a row's number: the cell of its title, or the first cell where the number stands there.
fn row_number(reading: &Reading, row: &AppendixRow) -> crate::record::Evidence {
    let heading = reading.row_heading(row);
    if says(&heading.quote, row.number) {
        return heading;
    }
    let first = row.cells.first().filter(|c| says(&c.text, row.number));
    first.map_or(heading.clone(), |c| reading.evidence(c.span.bytes.start..heading.span.bytes.end))
}

/// Whether words hold a number on its own: "2" is in "Mô hình 02" and not in "năm 2024".
fn says(words: &str, number: Option<u64>) -> bool {
    words.split(|c: char| !c.is_ascii_digit()).any(|n| number.is_some() && n.parse().ok() == number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_inside_another_is_not_said() {
        assert!(says("Mô hình 2: Trạm y tế", Some(2)));
        assert!(says("Mô hình số 02.", Some(2)));
        assert!(!says("Khám sức khỏe năm 2024", Some(2)));
        assert!(!says("Mô hình 12", Some(2)));
        assert!(!says("Trạm y tế", None));
    }
}
