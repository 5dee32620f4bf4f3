//! Times in words: days, months, quarters, halves, years and what joins them.
//!
//! In: a string. Out: [`Time`]s with their first and last day, relative to the string. No label and no field is known here.

use std::sync::{LazyLock, OnceLock};

use jiff::civil::Date;
use regex::{Captures, Regex, RegexSet};

use crate::pattern::Pattern;
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
    part: Option<Part>,
}

/// Part of a year.
#[derive(Debug, Clone, Copy)]
enum Part {
    Month(i8),
    Quarter(i8),
    Half(i8),
}

type Reader = fn(&Captures<'_>) -> Option<Time>;

fn number<T: std::str::FromStr>(found: &Captures<'_>, group: usize) -> Option<T> {
    found.get(group)?.as_str().parse().ok()
}

/// Two digits are of this century.
fn year(found: &Captures<'_>, group: usize) -> Option<i16> {
    let year: i16 = number(found, group)?;
    Some(if year < 100 { year + 2000 } else { year })
}

fn time(kind: DeadlineKind, value: Option<String>, first: Option<Date>, last: Option<Date>) -> Time {
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

fn day(y: i16, m: i8, d: i8) -> Time {
    match Date::new(y, m, d) {
        Ok(date) => time(DeadlineKind::Date, Some(date.to_string()), Some(date), Some(date)),
        Err(_) => time(DeadlineKind::Invalid, None, None, None),
    }
}

fn month(y: i16, m: i8) -> Time {
    match Date::new(y, m, 1) {
        Ok(first) => {
            time(DeadlineKind::Month, Some(format!("{y:04}-{m:02}")), Some(first), Some(first.last_of_month()))
        }
        Err(_) => time(DeadlineKind::Invalid, None, None, None),
    }
}

fn quarter(y: i16, q: i8) -> Option<Time> {
    let first = Date::new(y, q * 3 - 2, 1).ok()?;
    let last = Date::new(y, q * 3, 1).ok()?.last_of_month();
    Some(time(DeadlineKind::Quarter, Some(format!("{y:04}-Q{q}")), Some(first), Some(last)))
}

fn whole_year(y: i16) -> Option<Time> {
    Some(time(
        DeadlineKind::Year,
        Some(format!("{y:04}")),
        Some(Date::new(y, 1, 1).ok()?),
        Some(Date::new(y, 12, 31).ok()?),
    ))
}

fn range(from: &Time, to: &Time) -> Time {
    if from.kind == DeadlineKind::Invalid || to.kind == DeadlineKind::Invalid {
        return time(DeadlineKind::Invalid, None, None, None);
    }
    let value = from.value.as_deref().zip(to.value.as_deref()).map(|(a, b)| format!("{a}/{b}"));
    time(DeadlineKind::Range, value, from.first, to.last)
}

fn quarter_number(word: &str) -> Option<i8> {
    match word.to_uppercase().as_str() {
        "I" | "1" => Some(1),
        "II" | "2" => Some(2),
        "III" | "3" => Some(3),
        "IV" | "4" => Some(4),
        _ => None,
    }
}

/// Every elementary form, the more particular first.
static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    const SEP: &str = r"\s*(?:/|\s+năm\s+|-|\.)\s*";
    let forms: Vec<(String, Reader)> = vec![
        (r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})".to_owned(), |c| Some(day(year(c, 3)?, number(c, 2)?, number(c, 1)?))),
        // 01/01 - 30/6/2024
        (r"\b(\d{1,2})/(\d{1,2})\s*(?:[-–]|đến(?:\s+ngày)?)\s*(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b".to_owned(), |c| {
            let y = year(c, 5)?;
            Some(range(&day(y, number(c, 2)?, number(c, 1)?), &day(y, number(c, 4)?, number(c, 3)?)))
        }),
        // 15-20/3/2024
        (r"\b(\d{1,2})\s*[-–]\s*(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4}|\d{2})\b".to_owned(), |c| {
            let (y, m) = (year(c, 4)?, number(c, 3)?);
            Some(range(&day(y, m, number(c, 1)?), &day(y, m, number(c, 2)?)))
        }),
        // từ ngày 15 đến ngày 20/3/2024
        (r"(?:ngày\s+)(\d{1,2})\s+đến\s+(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b".to_owned(), |c| {
            let (y, m) = (year(c, 4)?, number(c, 3)?);
            Some(range(&day(y, m, number(c, 1)?), &day(y, m, number(c, 2)?)))
        }),
        (r"(?:ngày\s*)?\b(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4}|\d{2})\b".to_owned(), |c| Some(day(year(c, 3)?, number(c, 2)?, number(c, 1)?))),
        (r"(?:ngày\s*)?\b(\d{1,2})([-.])(\d{1,2})[-.](\d{4})\b".to_owned(), |c| Some(day(year(c, 4)?, number(c, 3)?, number(c, 1)?))),
        (format!(r"tuần\s+(?:thứ\s+)?(\d|một|hai|ba|tư|đầu|cuối)(?:\s+của)?,?\s+tháng\s+(\d{{1,2}}){SEP}(\d{{4}})"), |c| {
            let (y, m): (i16, i8) = (year(c, 3)?, number(c, 2)?);
            let mut time = month(y, m);
            let last = time.last?;
            let (from, to) = match c.get(1)?.as_str().to_lowercase().as_str() {
                "1" | "một" | "đầu" => (1, 7),
                "2" | "hai" => (8, 14),
                "3" | "ba" => (15, 21),
                "cuối" => (last.day() - 6, last.day()),
                _ => (22, last.day().min(28)),
            };
            time.first = Date::new(y, m, from).ok();
            time.last = Date::new(y, m, to).ok();
            time.approximate = true;
            Some(time)
        }),
        (format!(r"(đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần)\s+tháng\s+(\d{{1,2}}){SEP}(\d{{4}})"), |c| {
            let (y, m): (i16, i8) = (year(c, 3)?, number(c, 2)?);
            let mut time = month(y, m);
            let last = time.last?;
            let (from, to) = match c.get(1)?.as_str().to_lowercase().chars().next()? {
                'đ' | 't' if !c.get(1)?.as_str().to_lowercase().starts_with("tr") => (1, 10),
                'g' | 't' => (11, 20),
                _ => (21, last.day()),
            };
            time.first = Date::new(y, m, from).ok();
            time.last = Date::new(y, m, to).ok();
            time.approximate = true;
            Some(time)
        }),
        (r"(?:6|06|sáu)\s+tháng\s+(đầu|cuối)\s+năm\s*(\d{4})".to_owned(), |c| {
            let y = year(c, 2)?;
            half(y, if c.get(1)?.as_str().to_lowercase().starts_with('đ') { 1 } else { 2 })
        }),
        (r"(?:9|09|chín|3|03|ba)\s+tháng\s+(?:đầu\s+)?năm\s*(\d{4})".to_owned(), |c| {
            let y = year(c, 1)?;
            let nine = c.get(0)?.as_str().starts_with(['9', '0', 'c']) && !c.get(0)?.as_str().starts_with("03");
            Some(range(&month(y, 1), &month(y, if nine { 9 } else { 3 })))
        }),
        (r"(đầu|giữa|cuối)\s+năm\s+(\d{4})".to_owned(), |c| {
            let y = year(c, 2)?;
            let mut time = whole_year(y)?;
            let (from, to) = match c.get(1)?.as_str().to_lowercase().chars().next()? {
                'đ' => (1, 3),
                'g' => (5, 8),
                _ => (10, 12),
            };
            time.first = Date::new(y, from, 1).ok();
            time.last = Date::new(y, to, 1).ok().map(Date::last_of_month);
            time.approximate = true;
            Some(time)
        }),
        (r"(đầu|giữa|cuối)\s+(?:quý|quí|qúy)\s*(IV|I{1,3}|[1-4])\s*(?:/|năm|-)?\s*(\d{4})".to_owned(), |c| {
            let mut time = quarter(year(c, 3)?, quarter_number(c.get(2)?.as_str())?)?;
            time.approximate = true;
            Some(time)
        }),
        // Tháng 10-12/2023, Tháng 10, 11/2023, tháng 10,11,12 năm 2023
        (format!(r"\b(?:tháng|T)\s*(\d{{1,2}})(?:\s*(?:,|và)\s*(?:tháng\s+)?\d{{1,2}})*\s*(?:[-–,]|và|đến)\s*(?:tháng\s+)?(\d{{1,2}}){SEP}(\d{{4}})"), |c| {
            let y = year(c, 3)?;
            Some(range(&month(y, number(c, 1)?), &month(y, number(c, 2)?)))
        }),
        // Quý III-IV/2023, Quý III, IV/2023, quý III và IV năm 2023
        (r"\b(?:quý|quí|qúy|q)\s*(IV|I{1,3}|[1-4])\s*(?:[-–,]|và|đến)\s*(?:(?:quý|quí|qúy|q)\s*)?(IV|I{1,3}|[1-4])\s*(?:/|năm|-)\s*(\d{4})".to_owned(), |c| {
            let y = year(c, 3)?;
            Some(range(&quarter(y, quarter_number(c.get(1)?.as_str())?)?, &quarter(y, quarter_number(c.get(2)?.as_str())?)?))
        }),
        (r"\b(?:quý|quí|qúy|q)\s*(IV|I{1,3}|[1-4])\s*(?:/|năm|-|\.)?\s*(\d{4})".to_owned(), |c| quarter(year(c, 2)?, quarter_number(c.get(1)?.as_str())?)),
        (format!(r"\b(?:tháng|T)\s*(\d{{1,2}}){SEP}(\d{{4}})"), |c| Some(month(year(c, 2)?, number(c, 1)?))),
        (r"\b(\d{1,2})\s*/\s*(20\d{2})\b".to_owned(), |c| Some(month(year(c, 2)?, number(c, 1)?))),
        // 2024-2026, năm 2024, 2025, các năm 2024 - 2026
        (r"\b(20\d{2})(?:\s*(?:,|và)\s*20\d{2})*\s*(?:[-–,]|và|đến(?:\s+(?:hết\s+)?năm)?)\s*(20\d{2})\b".to_owned(), |c| {
            Some(range(&whole_year(year(c, 1)?)?, &whole_year(year(c, 2)?)?))
        }),
        (r"\b(20\d{2})\b".to_owned(), |c| whole_year(year(c, 1)?)),
        (r"(?:6|06|sáu)\s+tháng\s+(đầu|cuối)\s+năm\b".to_owned(), |c| {
            Some(Time { part: Some(if c.get(1)?.as_str().to_lowercase().starts_with('đ') { Part::Half(1) } else { Part::Half(2) }), ..time(DeadlineKind::Half, None, None, None) })
        }),
        (r"\b(?:quý|quí|qúy)\s+(IV|I{1,3}|[1-4])\b".to_owned(), |c| {
            Some(Time { part: Some(Part::Quarter(quarter_number(c.get(1)?.as_str())?)), ..time(DeadlineKind::Quarter, None, None, None) })
        }),
        (r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\b".to_owned(), |c| {
            Some(Time { day_month: Some((number(c, 1)?, number(c, 2)?)), ..time(DeadlineKind::Date, None, None, None) })
        }),
        (r"\btháng\s+(\d{1,2})\b".to_owned(), |c| {
            let m: i8 = number(c, 1)?;
            (1..=12).contains(&m).then(|| Time { part: Some(Part::Month(m)), ..time(DeadlineKind::Month, None, None, None) })
        }),
        (r"(?:ngày\s+)?\b(\d{1,2})/(\d{1,2})\b".to_owned(), |c| {
            Some(Time { day_month: Some((number(c, 1)?, number(c, 2)?)), ..time(DeadlineKind::Date, None, None, None) })
        }),
    ];
    Forms::new(forms)
});

/// Forms, each with its expression, and all of them at once to tell which of them a text can hold.
struct Forms {
    /// Without edges of words, which the fast automaton cannot tell.
    wide: RegexSet,
    exact: Vec<Form>,
}

/// A form, compiled where a text can hold it.
struct Form {
    expression: String,
    compiled: OnceLock<Regex>,
    reader: Reader,
}

impl Form {
    fn pattern(&self) -> &Regex {
        self.compiled.get_or_init(|| compile(&self.expression))
    }
}

impl Forms {
    fn new(forms: Vec<(String, Reader)>) -> Self {
        let wide = RegexSet::new(forms.iter().map(|(pattern, _)| format!("(?i){}", pattern.replace(r"\b", ""))));
        let exact = forms.into_iter().map(|(pattern, reader)| Form {
            expression: format!("(?i){pattern}"),
            compiled: OnceLock::new(),
            reader,
        });
        let exact = exact.collect();
        Self { wide: wide.expect("internal error: pattern"), exact }
    }

    /// The forms that `words` can hold, in order.
    fn of(&self, words: &str) -> impl Iterator<Item = &Form> {
        self.wide.matches(words).into_iter().map(|at| &self.exact[at])
    }
}

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("internal error: pattern")
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

/// The elementary times of a string, in order, without overlap.
pub(crate) fn find(words: &str) -> Vec<Time> {
    // Most values are a day in figures and nothing else.
    if words.len() <= "30/12/2024".len()
        && let Some(date) = day_of(words)
    {
        return vec![Time { range: 0..words.len(), ..day(date.year(), date.month(), date.day()) }];
    }
    let mut out: Vec<Time> = Vec::new();
    // Without a figure there are quarters ("quý I") and halves ("sáu tháng").
    let figures = words.bytes().any(|b| b.is_ascii_digit());
    let quarters = || words.contains('I') && words.contains(['q', 'Q']);
    if !figures && !quarters() && !words.contains("sáu") {
        return out;
    }
    let mut seen = 0;
    for form in FORMS.of(words) {
        if out.len() > seen {
            seen = out.len();
            if is_told(words, &out) {
                break;
            }
        }
        for found in form.pattern().captures_iter(words) {
            let Some(whole) = found.get(0) else { continue };
            let range = whole.range();
            if out.iter().any(|t| t.range.start < range.end && range.start < t.range.end) {
                continue;
            }
            if let Some(mut time) = (form.reader)(&found) {
                time.range = range;
                out.push(time);
            }
        }
    }
    out.sort_by_key(|t| t.range.start);
    out
}

/// Whether no other time can stand beside those found: each has a figure, a Roman number or "sáu" of its own.
fn is_told(words: &str, found: &[Time]) -> bool {
    let outside = |at: usize| !found.iter().any(|t| t.range.contains(&at));
    let six = ["áu", "ÁU", "Áu", "áU"].iter().any(|w| words.contains(w));
    let roman = words.contains(['q', 'Q']);
    let mut numbers = words.char_indices().filter(|(_, c)| c.is_numeric() || roman && matches!(c, 'I' | 'i'));
    !six && !numbers.any(|(at, _)| outside(at))
}

/// The one time that a string speaks of: from … to …, from … on, or the first.
pub(crate) fn compose(words: &str, found: &[Time], issued: Option<Date>) -> Option<Time> {
    static FROM: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)(?:^|\s|\()(?:kể\s+)?từ(?:\s+(?:ngày|tháng|năm|quý|đầu))?\s*$"));
    static TO: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^\s*,?\s*(?:(?:[-–]|đến)\s*(?:hết\s*)?(?:ngày\s*|tháng\s*|năm\s*|quý\s*|cuối\s*)*)$")
    });
    static ON: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)^\s*,?\s*(?:(?:và\s+)?(?:các|những)\s+(?:năm|tháng)\s+(?:tiếp theo|sau|kế tiếp)|trở đi|trở về sau|và tiếp tục)",
        )
    });
    static SIGNED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)(?:kể\s+)?từ\s+(?:ngày|khi)\s+(?:ký|ban hành|Kế hoạch (?:này )?(?:có hiệu lực|được ban hành)|kế hoạch)",
        )
    });
    let resolved: Vec<Time> = found.iter().map(|t| resolve_year(t, issued)).collect();
    let signed = if words.contains('ừ') || words.contains('Ừ') { SIGNED.find(words) } else { None };
    let Some(first) = resolved.first() else {
        // "Từ ngày ký ban hành" alone.
        let signed = signed?;
        let mut time = time(DeadlineKind::Range, issued.map(|d| format!("{d}/..")), issued, None);
        time.range = signed.range();
        time.open = true;
        return Some(time);
    };
    if let Some(signed) = signed.filter(|s| s.end() <= first.range.start) {
        let mut out = time(
            DeadlineKind::Range,
            issued.zip(first.value.as_deref()).map(|(d, v)| format!("{d}/{v}")),
            issued,
            first.last,
        );
        out.range = signed.start()..first.range.end;
        return Some(out);
    }
    if let Some(second) = resolved.get(1) {
        let between = &words[first.range.end..second.range.start];
        if TO.is_match(between) && first.kind != DeadlineKind::Range {
            let mut out = range(first, second);
            out.range = first.range.start..second.range.end;
            out.approximate = first.approximate || second.approximate;
            if ON.is_match(&words[second.range.end..]) {
                out.open = true;
            }
            return Some(out);
        }
    }
    if ON.is_match(&words[first.range.end..])
        || (FROM.is_match(&words[..first.range.start]) && first.kind != DeadlineKind::Range)
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

fn half(y: i16, n: i8) -> Option<Time> {
    let (from, to) = if n == 1 { (1, 6) } else { (7, 12) };
    let last = Date::new(y, to, 1).ok()?.last_of_month();
    Some(time(DeadlineKind::Half, Some(format!("{y:04}-H{n}")), Date::new(y, from, 1).ok(), Some(last)))
}

/// The RFC 5545 rule of words that come round again ("trước ngày 15 hằng tháng").
pub(crate) fn recurrence(words: &str) -> Option<String> {
    static EVERY: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::within(
            r"(?i)hằng|hàng|mỗi|định kỳ|đột xuất|lần|của|cuối|tháng (?:liền kề|sau|kế tiếp)",
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
