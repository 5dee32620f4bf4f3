//! The time that a plan covers (giai đoạn).
//!
//! In: the subject and the titles above the tasks. Out: a [`Period`], or none.

use jiff::civil::Date;

use super::{forms, times};
use crate::knowledge::{FieldKind, knowledge};
use crate::normalise::Text;
use crate::record::Period;
use crate::scan;
use crate::segment::{Frame, Line, PartOf, Segments};
use crate::span::{Bytes, trim, trim_end};

/// The plan's own time: from its title, quotations left out, or from its own Thời gian thực hiện.
pub(super) fn period(text: &Text, segments: &Segments, frame: &Frame, issued: Option<Date>) -> Option<Period> {
    for range in &frame.subject {
        let words = text.slice(range);
        let mut depth = 0usize;
        let quoted: Vec<bool> = words
            .char_indices()
            .flat_map(|(_, c)| {
                match c {
                    '“' => depth += 1,
                    '”' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                std::iter::repeat_n(depth > 0, c.len_utf8())
            })
            .collect();
        // "ngày 30 tháng 4 năm 2025" is the day of a cited document.
        let dated = |place: &Bytes| {
            words[..place.start].trim_end().ends_with(|c: char| c.is_ascii_digit())
                && scan::after(&words[place.clone()], "tháng").is_some()
        };
        let free = |place: &Bytes| !quoted.get(place.start).copied().unwrap_or(false) && !dated(place);
        if let Some(found) = forms::periods(words).into_iter().rfind(free) {
            return period_of(text, range.start + found.start..range.start + found.end, issued);
        }
    }
    // The plan's own time stands before its tasks, under a number or letter; a bullet's belongs to a task.
    let first_task = segments.units.first().map_or(usize::MAX, |u| u.range.start);
    let own = |l: &Line| l.range.start < first_task && l.scheme().is_some_and(|s| !s.is_bullet());
    let within = frame.header.start..frame.end.min(segments.lines.len());
    let mut lines = segments.lines[within.clone()]
        .iter()
        .zip(&segments.parts[within])
        .filter(|(l, p)| **p == PartOf::Outline && own(l));
    let labelled = lines.find_map(|(line, _)| {
        let rest = line.rest();
        let words = text.slice(&rest);
        let colon = words.find(':').filter(|at| words[..*at].chars().count() < 60)?;
        let label = knowledge().labels.label(&words[..colon])?;
        (label.kind == FieldKind::Deadline)
            .then(|| trim_end(&text.text, trim(&text.text, rest.start + colon + 1..rest.end), &['.', ';']))
    })?;
    period_of(text, labelled, issued)
}

fn period_of(text: &Text, range: Bytes, issued: Option<Date>) -> Option<Period> {
    let words = text.slice(&range);
    let time = times::compose(words, &forms::find(words), issued)?;
    Some(Period {
        raw: words.to_owned(),
        start: time.first.map(|d| d.to_string()),
        end: time.last.map(|d| d.to_string()),
        span: text.span(range),
    })
}
