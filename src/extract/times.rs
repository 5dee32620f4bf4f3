//! Times in words: days, months, quarters, halves, years and what joins them.
//!
//! In: a string. Out: [`Time`]s with their first and last day, relative to the string. No label and no field is known here.

use jiff::civil::Date;

use super::leads;
use crate::record::DeadlineKind;
use crate::span::Bytes;

/// A time.
#[derive(Debug, Clone)]
pub(crate) struct Time {
    pub(crate) range: Bytes,
    pub(crate) kind: DeadlineKind,
    pub(crate) value: Option<String>,
    pub(crate) first: Option<Date>,
    pub(crate) last: Option<Date>,
    pub(crate) approximate: bool,
    /// No end.
    pub(crate) open: bool,
    /// Said with "đến" and no beginning.
    pub(crate) until: bool,
    /// A day without its year.
    pub(crate) day_month: Option<(i8, i8)>,
    /// Another part of a year that is not named.
    pub(super) part: Option<Part>,
}

/// Part of a year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Month(i8),
    Quarter(i8),
    Half(i8),
}

pub(super) fn time(kind: DeadlineKind, value: Option<String>, first: Option<Date>, last: Option<Date>) -> Time {
    Time {
        range: 0..0,
        kind,
        value,
        first,
        last,
        approximate: false,
        open: false,
        until: false,
        day_month: None,
        part: None,
    }
}

pub(super) fn day(y: i16, m: i8, d: i8) -> Time {
    match Date::new(y, m, d) {
        Ok(date) => time(DeadlineKind::Date, Some(date.to_string()), Some(date), Some(date)),
        Err(_) => time(DeadlineKind::Invalid, None, None, None),
    }
}

pub(super) fn month(y: i16, m: i8) -> Time {
    match Date::new(y, m, 1) {
        Ok(first) => {
            time(DeadlineKind::Month, Some(format!("{y:04}-{m:02}")), Some(first), Some(first.last_of_month()))
        }
        Err(_) => time(DeadlineKind::Invalid, None, None, None),
    }
}

pub(super) fn quarter(y: i16, q: i8) -> Option<Time> {
    let first = Date::new(y, q * 3 - 2, 1).ok()?;
    let last = Date::new(y, q * 3, 1).ok()?.last_of_month();
    Some(time(DeadlineKind::Quarter, Some(format!("{y:04}-Q{q}")), Some(first), Some(last)))
}

pub(super) fn whole_year(y: i16) -> Option<Time> {
    Some(time(
        DeadlineKind::Year,
        Some(format!("{y:04}")),
        Some(Date::new(y, 1, 1).ok()?),
        Some(Date::new(y, 12, 31).ok()?),
    ))
}

pub(super) fn range(from: &Time, to: &Time) -> Time {
    if from.kind == DeadlineKind::Invalid || to.kind == DeadlineKind::Invalid {
        return time(DeadlineKind::Invalid, None, None, None);
    }
    let value = from.value.as_deref().zip(to.value.as_deref()).map(|(a, b)| format!("{a}/{b}"));
    time(DeadlineKind::Range, value, from.first, to.last)
}

/// The day that words are and nothing else: "05/01/2024", "05 tháng 01 năm 2024".
pub(crate) fn day_of(words: &str) -> Option<Date> {
    let (d, rest) = words.split_once('/').or_else(|| words.split_once(" tháng "))?;
    let (m, y) = rest.split_once('/').or_else(|| rest.split_once(" năm "))?;
    let digits = |t: &str| t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit());
    if ![d, m, y].into_iter().all(digits) || d.len() > 2 || m.len() > 2 || y.len() != 4 || y.starts_with('0') {
        return None;
    }
    Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok()
}

/// The one time that a string speaks of: from … to …, from … on, or the first.
pub(crate) fn compose(words: &str, found: &[Time], issued: Option<Date>) -> Option<Time> {
    let resolved: Vec<Time> = found.iter().map(|t| resolve_year(t, issued)).collect();
    let signed = leads::signing(words);
    let Some(first) = resolved.first() else {
        // "Từ ngày ký ban hành" alone.
        let signed = signed?;
        let mut time = time(DeadlineKind::Range, issued.map(|d| format!("{d}/..")), issued, None);
        time.range = signed;
        time.open = true;
        return Some(time);
    };
    if let Some(signed) = signed.filter(|s| s.end <= first.range.start) {
        let mut out = time(
            DeadlineKind::Range,
            issued.zip(first.value.as_deref()).map(|(d, v)| format!("{d}/{v}")),
            issued,
            first.last,
        );
        out.range = signed.start..first.range.end;
        return Some(out);
    }
    if let Some(second) = resolved.get(1) {
        let between = &words[first.range.end..second.range.start];
        if leads::joins(between) && first.kind != DeadlineKind::Range {
            let mut out = range(first, second);
            out.range = first.range.start..second.range.end;
            out.approximate = first.approximate || second.approximate;
            if leads::goes_on(&words[second.range.end..]) {
                out.open = true;
            }
            return Some(out);
        }
    }
    if leads::goes_on(&words[first.range.end..])
        || (leads::says_from(&words[..first.range.start]) && first.kind != DeadlineKind::Range)
    {
        let mut out = time(DeadlineKind::Range, first.value.as_ref().map(|v| format!("{v}/..")), first.first, None);
        out.range = first.range.clone();
        out.open = true;
        return Some(out);
    }
    // Of several times that nothing joins, the first is the one meant.
    Some(first.clone())
}

/// A day without a year lies in the year of issue, or in the next where it has passed.
fn resolve_year(time: &Time, issued: Option<Date>) -> Time {
    if let Some(part) = time.part {
        return resolve_part(time, part, issued);
    }
    let Some((d, m)) = time.day_month else { return time.clone() };
    let Some(issued) = issued else {
        let kind = if Date::new(2024, m, d).is_ok() { DeadlineKind::Date } else { DeadlineKind::Invalid };
        return Time { kind, approximate: true, ..time.clone() };
    };
    let this = Date::new(issued.year(), m, d);
    let date = match this {
        Ok(date) if date >= issued => Ok(date),
        _ => Date::new(issued.year() + 1, m, d),
    };
    match date {
        Ok(date) => Time {
            value: Some(date.to_string()),
            first: Some(date),
            last: Some(date),
            approximate: true,
            ..time.clone()
        },
        Err(_) => Time { kind: DeadlineKind::Invalid, ..time.clone() },
    }
}

/// A month, quarter or half without a year: of the year of issue, or of the next where it has passed.
fn resolve_part(time: &Time, part: Part, issued: Option<Date>) -> Time {
    let of = |y: i16| match part {
        Part::Month(m) => Some(month(y, m)),
        Part::Quarter(q) => quarter(y, q),
        Part::Half(h) => half(y, h),
    };
    let found = issued.and_then(|day| of(day.year()).filter(|t| t.last >= Some(day)).or_else(|| of(day.year() + 1)));
    match found {
        Some(found) => Time { range: time.range.clone(), approximate: true, ..found },
        None => Time { approximate: true, ..time.clone() },
    }
}

pub(super) fn half(y: i16, n: i8) -> Option<Time> {
    let (from, to) = if n == 1 { (1, 6) } else { (7, 12) };
    let last = Date::new(y, to, 1).ok()?.last_of_month();
    Some(time(DeadlineKind::Half, Some(format!("{y:04}-H{n}")), Date::new(y, from, 1).ok(), Some(last)))
}
