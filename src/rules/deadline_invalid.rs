//! `deadline-invalid`: a day that no calendar has (30/2/2024), or a blank where a day should stand.
//!
//! In: deadlines of units and duties. Out: one draft a unit or duty.

use super::reading::{Draft, Reading, listed, name_of};
use crate::record::{Deadline, DeadlineKind};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let invalid = |d: &&Deadline| d.kind == DeadlineKind::Invalid;
    let draft = |about: &str, about_en: &str, wrong: &[&Deadline]| {
        let mut raws: Vec<&str> = wrong.iter().map(|d| d.raw.as_str()).collect();
        raws.dedup();
        let blank = !raws.iter().any(|r| r.matches(|c: char| c.is_ascii_digit()).count() > 4);
        let (vi, en) = if blank {
            ("còn để trống", "is left blank")
        } else {
            ("là ngày không có thật", "does not exist")
        };
        Draft::new(format!("{about}{} {vi}", listed(&raws)), format!("{about_en}{} {en}", listed(&raws)))
            .quote(wrong.iter().map(|d| reading.at(&d.span)))
    };
    let mut out = Vec::new();
    for (at, unit) in reading.record.units.iter().enumerate() {
        let of_body = unit.body.iter().flat_map(|b| &b.deadlines);
        let of_row = unit.appendix.iter().flat_map(|r| &r.deadlines);
        let wrong: Vec<&Deadline> = of_body.chain(of_row).filter(invalid).collect();
        if !wrong.is_empty() {
            let name = name_of(unit);
            out.push(draft(&format!("{name}: thời hạn "), &format!("{name}: the deadline "), &wrong).units([at]));
        }
    }
    let duties = reading.record.duties.iter().filter_map(|d| d.deadline.as_ref()).filter(invalid);
    out.extend(duties.map(|d| draft("Thời hạn ", "The deadline ", &[d])));
    out
}
