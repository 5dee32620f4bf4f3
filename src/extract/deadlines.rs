//! Deadlines: every form of the contract's table, with first and last day.
//!
//! In: the value of a time field, or a sentence. Out: [`Deadline`]s. A date is never repaired: `30/2/2024` is `invalid`. Words
//! (`trước`, `chậm nhất`, `từ … trở đi`) and the field's label decide the operator (Thời gian hoàn thành bounds the work,
//! Thời gian thực hiện frames it).

use std::borrow::Cow;

use jiff::civil::Date;

use crate::knowledge::fold::fold;
use crate::normalise::Text;
use crate::record::{Deadline, DeadlineKind, Operator, RepairReason};
use crate::span::{Bytes, trim, trim_end};

use super::forms;
use super::leads;
use super::recurrence;
use super::times::{self, Time};

/// What a field of deadlines says beside its value.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Context {
    /// The label asks for completion (hoàn thành, thời hạn, hạn).
    pub(crate) completion: bool,
    /// The document's own date, for values that count from it.
    pub(crate) issued: Option<Date>,
}

impl Context {
    /// The context that a label gives.
    pub(crate) fn of_label(label: &str, issued: Option<Date>) -> Self {
        let folded = fold(label);
        let completion = ["hoàn thành", "hạn", "trình", "xong", "kết thúc"].iter().any(|w| folded.contains(w));
        Self { completion, issued }
    }
}

/// The deadlines of a time field: one a date or period.
pub(crate) fn of_field(text: &Text, paragraphs: &[Bytes], context: Context) -> Vec<Deadline> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let found = forms::find(&text.figures(paragraph));
        let pieces = pieces(text, paragraph, &found);
        for piece in pieces {
            // Nothing but marks cut off: the times of the whole are the piece's.
            let whole = piece.start == paragraph.start
                && text.slice(&(piece.end..paragraph.end)).bytes().all(|b| matches!(b, b'.' | b';' | b',' | b' '));
            let known = whole && !text.has_repair(&piece, RepairReason::Twin);
            out.extend(parse_with(text, piece, context, known.then_some(&found)));
        }
    }
    out
}

/// Cuts a value where the next time begins: at semicolons, at ends of sentences, and at commas between two whole times.
fn pieces(text: &Text, range: &Bytes, found: &[Time]) -> Vec<Bytes> {
    let words = &*text.figures(range);
    let mut cuts = Vec::new();
    let mut depth = 0i32;
    for (at, c) in words.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ';' if depth <= 0 => cuts.push(at),
            '.' if depth <= 0
                && words[at + 1..].starts_with(' ')
                && words[at + 1..].trim_start().starts_with(char::is_uppercase) =>
            {
                cuts.push(at);
            }
            ',' | 'v' if depth <= 0 && (c == ',' || words[at..].starts_with("và ") && words[..at].ends_with(' ')) => {
                // "Quý I/2024, Quý III/2024" are two; "Tháng 10, 11/2023" is one time by itself.
                let before = found.iter().rfind(|t| t.range.end <= at);
                let after = found.iter().find(|t| t.range.start > at);
                let inside = found.iter().any(|t| t.range.start < at && t.range.end > at);
                let tight = before.is_some_and(|t| words[t.range.end..at].trim().is_empty());
                let worded = after.is_some_and(|t| words[at + 1..t.range.start].split_whitespace().count() <= 8);
                if !inside && tight && worded && after.is_some() {
                    cuts.push(at);
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    let mut start = range.start;
    for cut in cuts.into_iter().map(|c| range.start + c).chain(std::iter::once(range.end)) {
        let piece = trim_end(&text.text, trim(&text.text, start..cut), &['.', ';', ',']);
        start = (cut + if text.text[cut..].starts_with("và ") { "và".len() } else { 1 }).min(range.end);
        if !piece.is_empty() {
            out.push(piece);
        }
    }
    out
}

/// Reads one piece.
pub(crate) fn parse(text: &Text, range: Bytes, context: Context) -> Option<Deadline> {
    parse_with(text, range, context, None)
}

/// [`parse`], where the times of the piece may be known.
fn parse_with(text: &Text, range: Bytes, context: Context, known: Option<&Vec<Time>>) -> Option<Deadline> {
    let words = &*text.dates(&range);
    let deadline = |kind: DeadlineKind| Deadline {
        raw: text.slice(&range).to_owned(),
        kind,
        operator: None,
        value: None,
        start: None,
        end: None,
        approximate: leads::is_approximate(words),
        condition: None,
        recurrence: None,
        span: text.span(range.clone()),
    };
    // What stands in brackets limits the time in front of them.
    let brackets = brackets(words);
    let bracketed = !brackets.is_empty();
    let mut plain = Cow::Borrowed(words);
    for bracket in &brackets {
        plain.to_mut().replace_range(bracket.clone(), &" ".repeat(bracket.len()));
    }
    let bracket = brackets.first().map(|b| words[b.start + 1..b.end - 1].trim().to_owned());
    let main = plain.trim();
    let source = if main.is_empty() { words } else { &plain };
    let found = match known.filter(|_| !bracketed) {
        Some(found) => Cow::Borrowed(found.as_slice()),
        None => Cow::Owned(forms::find(source)),
    };
    let opening = source.trim_start();
    if leads::is_blank(source.trim()) {
        return Some(deadline(DeadlineKind::Invalid));
    }
    if leads::is_condition(opening) && !bounded(source, &found) {
        let condition = Some(source.trim().to_owned());
        return Some(Deadline { condition, ..deadline(DeadlineKind::Conditional) });
    }
    if leads::is_ongoing(opening) {
        return Some(deadline(DeadlineKind::Ongoing));
    }
    if leads::is_roadmap(opening) && !bounded(source, &found) {
        return Some(deadline(DeadlineKind::Roadmap));
    }
    if let Some(rule) = recurrence::recurrence(source) {
        let operator = source.to_lowercase().contains("trước").then_some(Operator::Before);
        return Some(Deadline { recurrence: Some(rule), operator, ..deadline(DeadlineKind::Recurring) });
    }
    if let Some(value) = if found.is_empty() { relative(source) } else { None } {
        let operator = Some(Operator::By);
        return Some(Deadline { value: Some(value), operator, ..deadline(DeadlineKind::Relative) });
    }
    if let Some(time) = times::compose(source, &found, context.issued) {
        let condition = bracket.filter(|b| leads::is_condition(b));
        let mut out = Deadline { condition, ..deadline(time.kind) };
        fill(&mut out, source, &time, context);
        return Some(out);
    }
    if leads::is_status(opening) {
        return Some(deadline(DeadlineKind::Status));
    }
    source.to_lowercase().contains("thường xuyên").then(|| deadline(DeadlineKind::Ongoing))
}

/// Where the brackets stand that hold no other.
fn brackets(words: &str) -> Vec<Bytes> {
    let mut open = None;
    let mut out = Vec::new();
    for (at, mark) in words.match_indices(['(', ')']) {
        match (mark, open.take()) {
            ("(", _) => open = Some(at),
            (_, Some(start)) => out.push(start..at + 1),
            _ => {}
        }
    }
    out
}

/// A road map or condition that also names its last day has that day.
fn bounded(words: &str, found: &[Time]) -> bool {
    found.iter().any(|t| leads::says_bound(&words[..t.range.start]))
}

fn relative(words: &str) -> Option<String> {
    if !words.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (number, unit) = leads::duration(words)?;
    Some(match unit {
        "giờ" => format!("PT{number}H"),
        "tuần" => format!("P{number}W"),
        "tháng" => format!("P{number}M"),
        "năm" => format!("P{number}Y"),
        _ => format!("P{number}D"),
    })
}

fn fill(out: &mut Deadline, words: &str, time: &Time, context: Context) {
    let head = &words[..time.range.start];
    out.value.clone_from(&time.value);
    out.approximate |= time.approximate;
    out.start = time.first.map(|d| d.to_string());
    out.end = time.last.map(|d| d.to_string());
    if time.kind == DeadlineKind::Invalid {
        return;
    }
    let operator = if time.open {
        Operator::From
    } else if leads::says_before(head) {
        Operator::Before
    } else if time.until || leads::says_by(head) {
        Operator::By
    } else if !context.completion && leads::says_during(head) {
        Operator::During
    } else if context.completion || time.kind == DeadlineKind::Date {
        Operator::By
    } else {
        Operator::During
    };
    if operator == Operator::Before {
        // Literally the day before; a day has both ends, a period only its bound.
        let end = time.first.and_then(|d| d.yesterday().ok()).map(|d| d.to_string());
        out.start = if time.kind == DeadlineKind::Date { end.clone() } else { None };
        out.end = end;
    }
    // "sau 30/6/2024" begins there; a bare "sau khi" was a condition.
    if leads::says_after(head) {
        out.operator = Some(Operator::From);
        return;
    }
    out.operator = Some(operator);
}

/// Times in a sentence that say when something is due: only behind the words that make them so.
pub(crate) fn in_sentence(text: &Text, range: Bytes, issued: Option<Date>) -> Option<Deadline> {
    let words = &*text.figures(&range);
    let mut invalid = None;
    for lead in leads::places(words) {
        let rest = &words[lead..];
        let end = rest.find([',', ';', '(', ')']).map_or(rest.len(), |at| at);
        let end = rest[..end].find(" để ").or_else(|| rest[..end].find(" về ")).unwrap_or(end);
        let piece = range.start + lead..range.start + lead + end;
        let slice = &*text.figures(&piece);
        let first = forms::find(slice).first().map(|t| t.range.clone());
        let recurring = recurrence::recurrence(slice).is_some() && slice.split(' ').count() <= 14;
        // The time of day counts for nothing: "trước 17 giờ 00 ngày 26/9/2025".
        let before = |t: &Bytes| {
            let words = &slice[..t.start];
            let hour = forms::hour(words).map_or(0, |at| words[at].split_whitespace().count());
            words.split_whitespace().count() - hour
        };
        let near = first.as_ref().is_some_and(|t| before(t) <= 4);
        if !(near || recurring) {
            continue;
        }
        // A date that belongs to a citation is no deadline.
        let stop = match (&first, recurring) {
            (Some(time), false) => piece.start + time.end,
            _ => piece.end,
        };
        let piece = trim_end(&text.text, piece.start..stop, &['.', ' ']);
        let deadline = parse(text, piece, Context { completion: true, issued });
        match deadline {
            Some(d) if d.kind != DeadlineKind::Invalid => return Some(d),
            // A day that does not exist is told only where no other time is.
            Some(d) if first.is_some() => invalid = invalid.or(Some(d)),
            _ => {}
        }
    }
    invalid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise};

    #[track_caller]
    fn check(value: &str, kind: DeadlineKind, expect: Option<&str>, days: (&str, &str)) {
        let text = normalise::normalise(&ingest::read(value.as_bytes(), "a.txt").expect("readable"));
        let issued = Date::new(2023, 11, 14).ok();
        let whole = text.blocks[0].range.clone();
        let got = of_field(&text, std::slice::from_ref(&whole), Context { completion: true, issued });
        let got: Vec<_> = got
            .iter()
            .map(|d| (d.kind, d.value.as_deref(), d.start.as_deref().unwrap_or(""), d.end.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(got, [(kind, expect, days.0, days.1)], "{value}");
    }

    #[test]
    fn a_torn_date_on_a_recognised_page_is_read_as_its_twin() {
        let mut source = ingest::read("Trước 30/62024.\nHọp ngày 30/6/2024".as_bytes(), "a.txt").expect("readable");
        source.readings = vec![ingest::Reading { page: 1, confidence: Some(90.0) }];
        let text = crate::repair::repair(normalise::normalise(&source));
        let whole = text.blocks[0].range.clone();
        let got = of_field(&text, &[whole], Context { completion: true, issued: None });
        let got: Vec<_> = got.iter().map(|d| (d.raw.as_str(), d.value.as_deref(), d.operator)).collect();
        assert_eq!(got, [("Trước 30/62024", Some("2024-06-30"), Some(Operator::Before))]);
    }

    #[test]
    fn every_form_of_the_contract() {
        use DeadlineKind as K;
        let day = |v: &str, d: &str| check(v, K::Date, Some(d), (d, d));
        day("30/3/2024", "2024-03-30");
        day("ngày 30 tháng 3 năm 2024", "2024-03-30");
        day("Ngày 30/12/2023.", "2023-12-30");
        day("30-3-2024", "2024-03-30");
        day("30.3.2024", "2024-03-30");
        day("30/3/24", "2024-03-30");
        day("chậm nhất ngày 15/10/2026", "2026-10-15");
        day("Dự kiến 30/12/2024 (Khi Cục cung cấp tính năng)", "2024-12-30");
        check("trước ngày 30/6/2024", K::Date, Some("2024-06-30"), ("2024-06-29", "2024-06-29"));
        check("Trước ngày 10/12", K::Date, Some("2023-12-10"), ("2023-12-09", "2023-12-09"));
        check("ngày 30/3", K::Date, Some("2024-03-30"), ("2024-03-30", "2024-03-30"));
        for month in ["Tháng 3/2024", "Tháng 03/2024", "T3/2024", "3/2024", "tháng 3 năm 2024", "trong tháng 3/2024"]
        {
            check(month, K::Month, Some("2024-03"), ("2024-03-01", "2024-03-31"));
        }
        for quarter in ["Quý I/2024", "Q1/2024", "quý 1 năm 2024", "Qúy I/2024", "Quý I2024"] {
            check(quarter, K::Quarter, Some("2024-Q1"), ("2024-01-01", "2024-03-31"));
        }
        check("Quý IV2026", K::Quarter, Some("2026-Q4"), ("2026-10-01", "2026-12-31"));
        check("6 tháng đầu năm 2024", K::Half, Some("2024-H1"), ("2024-01-01", "2024-06-30"));
        check("6 tháng cuối năm 2024", K::Half, Some("2024-H2"), ("2024-07-01", "2024-12-31"));
        for year in ["Năm 2024", "2024", "trong năm 2024", "Cả năm 2024", "đến hết năm 2024", "đến năm 2024"]
        {
            check(year, K::Year, Some("2024"), ("2024-01-01", "2024-12-31"));
        }
        check("trước năm 2025", K::Year, Some("2025"), ("", "2024-12-31"));
        check("đầu tháng 3/2024", K::Month, Some("2024-03"), ("2024-03-01", "2024-03-10"));
        check("tuần 2 tháng 3/2024", K::Month, Some("2024-03"), ("2024-03-08", "2024-03-14"));
        check("cuối năm 2024", K::Year, Some("2024"), ("2024-10-01", "2024-12-31"));
        check("Quý III-IV/2023", K::Range, Some("2023-Q3/2023-Q4"), ("2023-07-01", "2023-12-31"));
        check("Tháng 10-12/2023", K::Range, Some("2023-10/2023-12"), ("2023-10-01", "2023-12-31"));
        check("2024-2026", K::Range, Some("2024/2026"), ("2024-01-01", "2026-12-31"));
        check("từ 01/01/2024 đến 30/6/2024", K::Range, Some("2024-01-01/2024-06-30"), ("2024-01-01", "2024-06-30"));
        check("15-20/3/2024", K::Range, Some("2024-03-15/2024-03-20"), ("2024-03-15", "2024-03-20"));
        check("Quý IV/2023 - Quý I/2024", K::Range, Some("2023-Q4/2024-Q1"), ("2023-10-01", "2024-03-31"));
        check("từ tháng 10/2023 và các năm tiếp theo", K::Range, Some("2023-10/.."), ("2023-10-01", ""));
        check("từ năm 2024 trở đi", K::Range, Some("2024/.."), ("2024-01-01", ""));
        check(
            "Từ ngày ký ban hành đến hết 31/12/2027",
            K::Range,
            Some("2023-11-14/2027-12-31"),
            ("2023-11-14", "2027-12-31"),
        );
        for none in ["trước ngày 15 hằng tháng", "hằng quý", "hàng năm"] {
            check(none, K::Recurring, None, ("", ""));
        }
        check("Thường xuyên, liên tục", K::Ongoing, None, ("", ""));
        check("Khi có hướng dẫn của Bộ Công an", K::Conditional, None, ("", ""));
        check("sau khi các giải pháp được triển khai", K::Conditional, None, ("", ""));
        check("Theo lộ trình Đề án 06/CP", K::Roadmap, None, ("", ""));
        check("theo kế hoạch của Bộ", K::Roadmap, None, ("", ""));
        check("trong vòng 10 ngày kể từ ngày ký", K::Relative, Some("P10D"), ("", ""));
        check("≤ 20 ngày", K::Relative, Some("P20D"), ("", ""));
        check("01/01 - 30/6/2025", K::Range, Some("2025-01-01/2025-06-30"), ("2025-01-01", "2025-06-30"));
        check("9 tháng đầu năm 2024", K::Range, Some("2024-01/2024-09"), ("2024-01-01", "2024-09-30"));
        check("Tháng 11", K::Month, Some("2023-11"), ("2023-11-01", "2023-11-30"));
        check("Quý II", K::Quarter, Some("2024-Q2"), ("2024-04-01", "2024-06-30"));
        check("6 tháng đầu năm", K::Half, Some("2024-H1"), ("2024-01-01", "2024-06-30"));
        check("30/2/2024 - 15/3/2024", K::Invalid, None, ("", ""));
        check("Đã hoàn thành", K::Status, None, ("", ""));
        check("30/2/2024", K::Invalid, None, ("", ""));
        check("ngày … tháng …", K::Invalid, None, ("", ""));
    }

    #[test]
    fn several_times_are_several_deadlines() {
        let value = "Khởi động quý IV/2026; hoàn thành quý II/2027, sơ kết tháng 7/2027.";
        let text = normalise::normalise(&ingest::read(value.as_bytes(), "a.txt").expect("readable"));
        let whole = text.blocks[0].range.clone();
        let got = of_field(&text, std::slice::from_ref(&whole), Context::default());
        let values: Vec<_> = got.iter().filter_map(|d| d.value.as_deref()).collect();
        assert_eq!(values, ["2026-Q4", "2027-Q2", "2027-07"]);
        let text =
            normalise::normalise(&ingest::read("30/6/2025 và 30/12/2025".as_bytes(), "a.txt").expect("readable"));
        let whole = text.blocks[0].range.clone();
        assert_eq!(of_field(&text, std::slice::from_ref(&whole), Context::default()).len(), 2);
    }
}
