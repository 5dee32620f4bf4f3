//! Header and frame: number, date, type, subject and marks; issuer, signature, recipients, period and count are read next door.
//!
//! In: the frame's lines. Out: a [`Document`]. The letterhead is read as a bag of lines, since its two columns arrive in any
//! order; a blank number or day stays blank.

use jiff::civil::Date;

use super::closing::{recipients, signatory};
use super::collected;
use super::counted::declared;
use super::issuer::{self, issuer};
use super::period::period;
use super::symbols::{ordinal_end, part_end, step};
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::normalise::Text;
use crate::record::{Document, DocumentNumber, DocumentType, Issued, Mark, Precision};
use crate::resolve::Glossary;
use crate::scan;
use crate::segment::{Frame, Segments};
use crate::span::{Bytes, trim, trim_end};

/// Reads header and frame.
pub(crate) fn document(text: &Text, segments: &Segments, frame: &Frame, glossary: &Glossary) -> Document {
    let header: Vec<Bytes> = frame.header.clone().map(|at| segments.lines[at].range.clone()).collect();
    let before_type =
        frame.type_name.as_ref().map_or(frame.header.end, |(at, _)| (*at).max(1)).min(segments.lines.len());
    let letterhead = &segments.lines[frame.header.start.min(before_type)..before_type];
    let mut number_place = None;
    let mut out = Document::default();
    for line in &header {
        if let Some(number) = number(text, line) {
            number_place = Some(number.span.bytes.clone());
            out.number = Some(number);
            break;
        }
    }
    for line in &header {
        // On a shared line the place stands behind the number.
        let from =
            number_place.as_ref().filter(|n| n.start >= line.start && n.end <= line.end).map_or(line.start, |n| n.end);
        if let Some((place, issued)) = issued(text, from..line.end) {
            out.place = Some(place);
            out.issued = Some(issued);
            break;
        }
    }
    out.kind = document_type(text, frame, out.number.as_ref());
    out.subject = subject(text, segments, frame);
    out.issuer = issuer(text, segments, frame, letterhead, glossary);
    if let Some(head) = collected::head(text, &frame.subject) {
        out.subject = Some(text.value(&head.subject).replace('\n', " ")).filter(|subject| !subject.is_empty());
        out.issuer = Some(issuer::of(text, head.issuer, glossary));
        let [day, month, year] = head.day;
        out.issued = out.issued.or_else(|| Some(issue(text, head.date, (Some(year), Some(month), Some(day)))));
    }
    out.signatory = signatory(text, segments, frame);
    out.recipients = recipients(text, segments, frame);
    out.classification = mark(text, &header, &["mật", "tối mật", "tuyệt mật"]);
    out.urgency = mark(text, &header, &["khẩn", "thượng khẩn", "hỏa tốc", "hỏa tốc hẹn giờ"]);
    out.declared_unit_count = declared(text, segments, frame);
    out.period = period(text, segments, frame, issue_date(&out));
    out
}

/// The full date of issue, where it is printed.
pub(crate) fn issue_date(document: &Document) -> Option<Date> {
    let issued = document.issued.as_ref()?;
    let value = issued.value.as_deref()?;
    match issued.precision? {
        Precision::Day => value.parse().ok(),
        Precision::Month => format!("{value}-01").parse().ok(),
        Precision::Year => format!("{value}-01-01").parse().ok(),
    }
}

fn number(text: &Text, line: &Bytes) -> Option<DocumentNumber> {
    let words = text.slice(line);
    let (ordinal, symbol) = numbered(words)?;
    let range = trim(&text.text, line.start + ordinal.start..line.start + symbol.end);
    let range = trim_end(&text.text, range, &['.', ':']);
    let ordinal_text = words[ordinal].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_'));
    let symbol: String = words[symbol].chars().filter(|c| !c.is_whitespace()).collect();
    let symbol = symbol.trim_start_matches(['/', '-']).trim_end_matches(['.', ':']).to_owned();
    symbol.chars().any(char::is_alphabetic).then(|| DocumentNumber {
        raw: text.slice(&range).to_owned(),
        ordinal: ordinal_text.parse().ok(),
        ordinal_text: ordinal_text.to_owned(),
        symbol,
        span: text.span(range),
    })
}

/// "Số: 12/KH-UBND", "Số:     /KH-UBND": where the number stands, blank or not, and its symbol.
pub(super) fn numbered(words: &str) -> Option<(Bytes, Bytes)> {
    let mut marks: Vec<usize> = ["Số", "SỐ", "số"].iter().flat_map(|so| words.match_indices(so)).map(|m| m.0).collect();
    marks.sort_unstable();
    marks.into_iter().find_map(|at| {
        let alone = words[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '|');
        let behind = blanks_end(words, at + "Số".len());
        let start = blanks_end(words, step(words, behind, 1, |c| matches!(c, ':' | '.')));
        let ordinal = if words[start..].starts_with(|c: char| c.is_ascii_digit()) {
            ordinal_end(words, start)
        } else {
            step(words, start, usize::MAX, |c| c.is_whitespace() || matches!(c, '.' | '…' | '_'))
        };
        let symbol = if alone { symbol(words, ordinal) } else { None }?;
        Some((start..ordinal, symbol))
    })
}

fn blanks_end(words: &str, at: usize) -> usize {
    step(words, at, usize::MAX, char::is_whitespace)
}

/// The symbol behind a number.
fn symbol(words: &str, ordinal: usize) -> Option<Bytes> {
    let from = blanks_end(words, ordinal);
    let mut end = part_end(words, from)?;
    while let Some(next) = part_end(words, end) {
        end = next;
    }
    Some(from..end)
}

/// The place of issue right before a date: from its first capital, as far as a name may reach.
fn place_before(words: &str) -> Option<&str> {
    const LONGEST: usize = 61;
    let named =
        |c: &char| c.is_ascii_alphanumeric() || matches!(c, 'À'..='ỹ' | '.' | '\'' | '’' | ' ' | '-') || c.is_numeric();
    let near: usize = words.chars().rev().take(LONGEST).take_while(named).map(char::len_utf8).sum();
    let near = &words[words.len() - near..];
    let place = &near[near.find(char::is_uppercase)?..];
    (place.chars().nth(1).is_some()).then_some(place)
}

/// A date of issue: its comma, behind which no place stands any more, the place of the date, and its day, month and year as
/// far as they are filled in.
fn date_of_issue(words: &str) -> Option<(usize, Bytes, [Option<u16>; 3])> {
    words.match_indices(',').find_map(|(comma, _)| {
        let date = words[comma + 1..].trim_start();
        let (day, rest) = written(filled_in(scan::strip_any(date, &["ngày", "Ngày"])?));
        let (month, rest) = filled_in(rest.strip_prefix("tháng")?);
        let (year, rest) = year_filled_in(rest.strip_prefix("năm")?.trim_start());
        Some((comma, words.len() - date.len()..words.len() - rest.len(), [day, month, year]))
    })
}

/// The dots of a place that is to be filled in.
fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…' | '_')
}

/// A day or month, or what was left to be filled in; and what follows.
fn filled_in(text: &str) -> (Option<u16>, &str) {
    if let Some((figures, rest)) = scan::figures(text.trim_start(), 2) {
        return (figures.parse().ok(), rest.trim_start());
    }
    (None, text.trim_start_matches(|c: char| is_dot(c) || c.is_whitespace() || matches!(c, '#' | '&')))
}

/// A day that was written by hand, and misread where the page was recognised from its picture ("ngàyŒ tháng"), is as good as
/// blank.
fn written((day, rest): (Option<u16>, &str)) -> (Option<u16>, &str) {
    const LONGEST: usize = 4;
    match rest.find("tháng") {
        Some(at) if at > 0 && rest[..at].chars().count() <= LONGEST => (None, &rest[at..]),
        _ => (day, rest),
    }
}

/// A year, or what was left to be filled in ("20…"); and what follows.
fn year_filled_in(text: &str) -> (Option<u16>, &str) {
    if let Some((figures, rest)) = scan::figures(text, 4).filter(|(figures, _)| figures.len() == 4) {
        return (figures.parse().ok(), rest);
    }
    let dots = text.strip_prefix("20").filter(|rest| rest.starts_with(is_dot)).unwrap_or(text);
    (None, dots.trim_start_matches(is_dot))
}

fn issued(text: &Text, line: Bytes) -> Option<(String, Issued)> {
    let words = &*text.figures(&line);
    let (comma, date, [day, month, year]) = date_of_issue(words)?;
    let place = place_before(words[..comma].trim_end())?.trim().to_owned();
    let range = trim_end(&text.text, line.start + date.start..line.start + date.end, &['.']);
    Some((place, issue(text, range, (year, month, day))))
}

/// A date of issue at a place, of what is printed of year, month and day.
fn issue(text: &Text, range: Bytes, (year, month, day): (Option<u16>, Option<u16>, Option<u16>)) -> Issued {
    // A day that no calendar has is as good as blank.
    let month = month.filter(|m| (1..=12).contains(m));
    let exists = |y: u16, m: u16, d: u16| {
        i16::try_from(y)
            .ok()
            .zip(i8::try_from(m).ok())
            .zip(i8::try_from(d).ok())
            .is_some_and(|((y, m), d)| Date::new(y, m, d).is_ok())
    };
    let day = day.filter(|d| year.zip(month).is_some_and(|(y, m)| exists(y, m, *d)));
    let (value, precision) = match (year, month, day) {
        (Some(y), Some(m), Some(d)) => (Some(format!("{y:04}-{m:02}-{d:02}")), Some(Precision::Day)),
        (Some(y), Some(m), None) => (Some(format!("{y:04}-{m:02}")), Some(Precision::Month)),
        (Some(y), None, _) => (Some(format!("{y:04}")), Some(Precision::Year)),
        _ => (None, None),
    };
    Issued { raw: text.slice(&range).to_owned(), value, precision, span: text.span(range) }
}

fn document_type(text: &Text, frame: &Frame, number: Option<&DocumentNumber>) -> Option<DocumentType> {
    let registry = &knowledge().registry;
    let printed = frame
        .type_name
        .as_ref()
        .map(|(_, range)| text.slice(range).trim_end_matches([':', '.']))
        .and_then(|name| registry.document_type(name).or_else(|| registry.document_type_of_letters(name)));
    let by_symbol = || {
        let symbol = &number?.symbol;
        // QPPL: the year stands before the type.
        let code = symbol.split(['/', '-']).find(|part| !part.chars().all(|c| c.is_ascii_digit()))?;
        registry.document_type_of_code(code).or_else(|| registry.document_type_of_code("CV"))
    };
    printed.or_else(by_symbol).map(|t| DocumentType { code: t.code.to_owned(), name: t.name.to_owned() })
}

fn subject(text: &Text, segments: &Segments, frame: &Frame) -> Option<String> {
    let parts: Vec<String> =
        frame.subject.iter().map(|r| text.value(r).trim().to_owned()).filter(|s| !s.is_empty()).collect();
    if !parts.is_empty() {
        return Some(parts.join(" "));
    }
    // A letter has its subject under the number: "V/v …".
    let about = |at: usize| {
        let rest = scan::after_any(text.slice(&segments.lines[at].range), &["v/v", "về việc"])?;
        let rest = rest.trim_start().strip_prefix(':').unwrap_or(rest);
        scan::after_blank(rest).filter(|subject| !subject.is_empty()).map(str::to_owned)
    };
    frame.header.clone().find_map(about)
}

fn mark(text: &Text, header: &[Bytes], names: &[&str]) -> Option<Mark> {
    // "Độ khẩn: Hỏa tốc hẹn giờ", in bytes.
    const LONGEST: usize = 80;
    header.iter().filter(|line| line.len() <= LONGEST).find_map(|line| {
        let words = text.slice(line);
        let head = words.find(':').filter(|_| fold(words).starts_with("độ ")).map_or(0, |at| at + 1);
        let range = trim(&text.text, line.start + head..line.end);
        let range = trim_end(&text.text, range, &['.']);
        names
            .contains(&fold(text.slice(&range)).as_str())
            .then(|| Mark { raw: text.slice(&range).to_owned(), span: text.span(range) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_issue_as_far_as_they_are_filled_in() {
        let parts = |line| date_of_issue(line).map(|(_, _, parts)| parts);
        assert_eq!(parts("Hà Nội, ngày 06 tháng 01 năm 2022"), Some([Some(6), Some(1), Some(2022)]));
        assert_eq!(parts("Hà Nội, ngày … tháng 5 năm 20…"), Some([None, Some(5), None]));
        // Written by hand, and misread.
        assert_eq!(parts("Hà Nội, ngàyŒ tháng 01 năm 2022"), Some([None, Some(1), Some(2022)]));
        assert_eq!(parts("Hà Nội, ngày 0Ó tháng 01 năm 2022"), Some([None, Some(1), Some(2022)]));
        assert_eq!(parts("Hà Nội, ngày hội của các tháng năm"), None);
    }

    #[test]
    fn a_type_that_lost_its_marks_is_still_one() {
        let record =
            |head: &str| crate::read(format!("{head}\nPhê duyệt Đề án\n").as_bytes(), "a.txt").expect("readable");
        let kind = |head: &str| record(head).document.kind.map(|kind| kind.code);
        assert_eq!(kind("QUYÉT ĐỊNH").as_deref(), Some("QĐ"));
        assert_eq!(kind("Quyét định của tôi"), None);
    }
}
