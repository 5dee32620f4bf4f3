//! Times in words: days, months, quarters, halves, years and what joins them.
//!
//! In: a string. Out: [`Time`]s with their first and last day, relative to the string. No label and no field is known here.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::leads;
use crate::pattern::Pattern;
use crate::record::DeadlineKind;
use crate::scan;
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

pub(super) fn quarter_number(word: &str) -> Option<i8> {
    match word.to_uppercase().as_str() {
        "I" | "1" => Some(1),
        "II" | "2" => Some(2),
        "III" | "3" => Some(3),
        "IV" | "4" => Some(4),
        _ => None,
    }
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

/// The RFC 5545 rule of words that come round again ("trước ngày 15 hằng tháng").
pub(crate) fn recurrence(words: &str) -> Option<String> {
    static EVERY: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)(?:hằng|hàng|mỗi)\s+(tuần|tháng|quý|năm|6 tháng|06 tháng)|(?:định kỳ|đột xuất)[^.;]{0,20}?(tuần|tháng|quý|năm|6 tháng|06 tháng|9 tháng)(?:\s+(?:một lần|/\s*lần|01 lần|1 lần))?|(\d{1,2})\s+tháng\s+(?:một|1|01)\s+lần|(?:tháng cuối|cuối mỗi|của)\s+(quý)|cuối\s+(?:mỗi\s+)?(quý)$|(?:tháng liền kề|tháng sau|tháng kế tiếp)",
        )
    });
    static DAY: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)ngày\s+(\d{1,2})(?:\s*(?:/|tháng)\s*(\d{1,2})\b)?"));
    static UNTIL: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)(?:đến|[-–])\s*(?:hết\s+)?(?:năm\s+)?(20\d{2})\s*$"));
    static QUARTER: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)quý\s+(IV|I{1,3})\s+(?:hằng|hàng|mỗi)\s+năm"));
    static MONTH: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)tháng\s+(\d{1,2})\s+(?:hằng|hàng|mỗi)\s+năm"));
    // Most values have none of these words.
    let has = |list: &[&str]| list.iter().any(|word| scan::places(words, word).next().is_some());
    let each = &["hằng", "hàng", "mỗi", "định kỳ", "đột xuất", "lần", "tháng liền kề", "tháng sau", "tháng kế tiếp"];
    if !(has(each) || has(&["quý"]) && has(&["cuối", "của"])) {
        return None;
    }
    let found = EVERY.captures(words)?;
    let unit = (1..=5).find_map(|g| found.get(g)).map_or("tháng", |m| m.as_str()).to_lowercase();
    let day = DAY.captures(words).and_then(|c| {
        Some((c.get(1)?.as_str().parse::<u8>().ok()?, c.get(2).and_then(|m| m.as_str().parse::<u8>().ok())))
    });
    let day = day.filter(|(d, m)| (1..=31).contains(d) && m.is_none_or(|m| (1..=12).contains(&m)));
    let mut rule = match (unit.as_str(), day) {
        ("tuần", _) => "FREQ=WEEKLY".to_owned(),
        ("quý", Some((d, None))) => format!("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={d}"),
        ("quý", _) => "FREQ=MONTHLY;INTERVAL=3".to_owned(),
        ("năm", Some((d, Some(m)))) => format!("FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}"),
        ("năm", _) => match (QUARTER.captures(words), MONTH.captures(words)) {
            (Some(q), _) => {
                let last = 3 * quarter_number(&q[1])?;
                format!("FREQ=YEARLY;BYMONTH={},{},{last}", last - 2, last - 1)
            }
            (None, Some(m)) => format!("FREQ=YEARLY;BYMONTH={}", m[1].parse::<u8>().ok()?),
            (None, None) => "FREQ=YEARLY".to_owned(),
        },
        (unit, _) if unit.contains('6') => "FREQ=MONTHLY;INTERVAL=6".to_owned(),
        (unit, _) if unit.contains('9') => "FREQ=MONTHLY;INTERVAL=9".to_owned(),
        (unit, _) if unit.chars().all(|c| c.is_ascii_digit()) => {
            format!("FREQ=MONTHLY;INTERVAL={}", unit.parse::<u8>().ok().filter(|n| *n > 0)?)
        }
        (_, Some((d, None))) => format!("FREQ=MONTHLY;BYMONTHDAY={d}"),
        _ => "FREQ=MONTHLY".to_owned(),
    };
    if let Some(until) = UNTIL.captures(words) {
        rule = format!("{rule};UNTIL={}1231", &until[1]);
    }
    Some(rule)
}
