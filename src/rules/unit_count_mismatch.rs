//! `unit-count-mismatch`: a declared count of units disagrees with what is listed, or with the other half's declaration.
//!
//! In: groups and units. Out: one draft for the plan, one a pair of groups. A group that lists nothing was not understood and
//! is not compared.

use super::reading::{Draft, Reading};
use super::sides::{self, GroupPair};
use crate::record::{Confidence, Group, Part};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out: Vec<Draft> = whole(reading).into_iter().collect();
    out.extend(sides::groups(reading).into_iter().filter_map(|pair| group(reading, pair)));
    out
}

/// The plan's own count.
fn whole(reading: &Reading) -> Option<Draft> {
    let declared = reading.record.document.declared_unit_count.as_ref()?;
    let bodies = reading.bodies().count();
    let listed = if bodies > 0 { bodies } else { reading.rows().count() };
    if listed == 0 || declared.value == listed as u64 {
        return None;
    }
    let last = reading.bodies().last().map(|(_, _, b)| reading.heading(b));
    let last = last.or_else(|| reading.rows().last().map(|(_, _, r)| reading.row_heading(r)));
    Some(
        Draft::new(
            format!("Kế hoạch nêu “{}” nhưng liệt kê {listed}", declared.raw),
            format!("The plan announces “{}” and lists {listed}", declared.raw),
        )
        .quote([reading.at(&declared.span)])
        .quote(last),
    )
}

fn group(reading: &Reading, pair: GroupPair) -> Option<Draft> {
    let of = |at: Option<usize>| at.map(|g| &reading.record.groups[g]);
    let (body, table) = (of(pair.body), of(pair.table));
    let listed = |g: &Group| g.unit_numbers.len() as u64;
    let wrong =
        |g: Option<&Group>| g.is_some_and(|g| g.declared_count.is_some_and(|d| listed(g) > 0 && d != listed(g)));
    let declared = |g: Option<&Group>| g.and_then(|g| g.declared_count);
    let apart = matches!((declared(body), declared(table)), (Some(a), Some(b)) if a != b);
    if !wrong(body) && !wrong(table) && !apart {
        return None;
    }
    let group = body.or(table)?;
    let told = |g: Option<&Group>, vi: &str, en: &str| {
        g.and_then(|g| g.declared_count.map(|d| (d, listed(g))))
            .map(|(d, l)| (format!("{vi} ghi {d:02}, liệt kê {l:02}"), format!("{en} says {d:02} and lists {l:02}")))
    };
    let parts: Vec<(String, String)> =
        told(body, "nội dung", "the body").into_iter().chain(told(table, "phụ lục", "the appendix")).collect();
    let (vi, en): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
    let draft =
        Draft::new(format!("“{}”: {}", group.title, vi.join("; ")), format!("“{}”: {}", group.title, en.join("; ")))
            .units(members(reading, pair))
            .quote(
                [body, table].into_iter().flatten().filter(|g| g.declared_count.is_some()).map(|g| reading.at(&g.span)),
            );
    // What both halves list, and one of them declares, is the likely count.
    let counts: Vec<u64> = [body, table].into_iter().flatten().map(listed).collect();
    Some(match counts.first().filter(|c| counts.iter().all(|o| o == *c)) {
        Some(count) => {
            draft.suggest(format!("{count:02}"), "đúng bằng số mục được liệt kê", "as many as are listed", false)
        }
        None => draft.confidence(Confidence::Medium),
    })
}

/// The units of a pair of groups.
fn members(reading: &Reading, pair: GroupPair) -> Vec<usize> {
    let stands =
        |unit: usize, part: Part, group: Option<usize>| group.is_some() && sides::of_unit(reading, part, unit) == group;
    (0..reading.record.units.len())
        .filter(|u| stands(*u, Part::Body, pair.body) || stands(*u, Part::Appendix, pair.table))
        .collect()
}
