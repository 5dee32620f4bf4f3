//! `deadline-before-issue`: a deadline, or the plan's own beginning, lies before the plan's date of issue.
//!
//! In: deadlines of units and duties, the plan's period, the date of issue. Out: one draft a unit, duty or period. The last
//! day decides, or the first of a time without end.

use super::reading::{Draft, Reading, listed, name_of};
use crate::record::{Confidence, Deadline, DeadlineKind, Evidence};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let document = &reading.record.document;
    let Some((issued, value)) = document.issued.as_ref().and_then(|i| Some((i, i.value.as_deref()?))) else {
        return Vec::new();
    };
    // "2023-11" is compared as the first day of that month, "2023" as that of the year.
    let first = format!("{value}-01-01")[..10].to_owned();
    let early = |start: Option<&String>, end: Option<&String>| end.or(start).is_some_and(|d| *d < first);
    let past = |d: &&Deadline| {
        !matches!(d.kind, DeadlineKind::Status | DeadlineKind::Recurring | DeadlineKind::Relative)
            && early(d.start.as_ref(), d.end.as_ref())
    };
    let issued_at = || reading.at(&issued.span);
    // A draft has a month only.
    let (when, when_en) = match value.split('-').collect::<Vec<_>>().as_slice() {
        [year, month] => {
            (format!("tháng ban hành kế hoạch ({month}/{year})"), format!("the month of issue ({month}/{year})"))
        }
        _ => (format!("ngày ban hành kế hoạch ({})", issued.raw), format!("the plan's date of issue ({})", issued.raw)),
    };
    let draft = |about: &str, about_en: &str, raws: &[&str], places: Vec<Evidence>| {
        Draft::new(
            format!("{about} {} trước {when}", listed(raws)),
            format!("{about_en} {} is before {when_en}", listed(raws)),
        )
        .quote(places)
        .quote([issued_at()])
    };
    let mut out = Vec::new();
    for (at, unit) in reading.record.units.iter().enumerate() {
        let of_body = unit.body.iter().flat_map(|b| &b.deadlines);
        let of_row = unit.appendix.iter().flat_map(|r| &r.deadlines);
        let all: Vec<&Deadline> = of_body.chain(of_row).collect();
        let wrong: Vec<&Deadline> = all.iter().copied().filter(past).collect();
        if wrong.is_empty() {
            continue;
        }
        let mut raws: Vec<&str> = wrong.iter().map(|d| d.raw.as_str()).collect();
        raws.dedup();
        let name = name_of(unit);
        let places = wrong.iter().map(|d| reading.at(&d.span)).collect();
        let made = draft(&format!("{name}: thời hạn"), &format!("{name}: the deadline"), &raws, places).units([at]);
        let other = all.iter().find(|d| !past(d) && d.end.is_some());
        out.push(match other {
            Some(d) => made.suggest(
                &d.raw,
                "nửa kia của kế hoạch ghi thời hạn này",
                "the other half of the plan gives this day",
                false,
            ),
            None => made,
        });
    }
    for duty in &reading.record.duties {
        if let Some(d) = duty.deadline.as_ref().filter(past) {
            out.push(draft("Thời hạn", "The deadline", &[&d.raw], vec![reading.at(&d.span)]));
        }
    }
    if let Some(period) = &document.period
        && early(period.start.as_ref(), period.end.as_ref())
    {
        let made = draft(
            "Thời gian thực hiện kế hoạch",
            "The plan's own time",
            &[&period.raw],
            vec![reading.at(&period.span)],
        );
        out.push(made.confidence(Confidence::Medium));
    }
    out
}
