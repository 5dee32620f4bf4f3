//! How many units a plan says that it has.
//!
//! In: the lines outside units and tables. Out: a [`Count`], or none. A number that is a target counts nothing.

use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::normalise::Text;
use crate::record::Count;
use crate::scan;
use crate::segment::{Frame, Line, PartOf, Segments};
use crate::span::Bytes;

/// Words behind which a number is a target.
const TARGET: &[&str] = &[
    "ít nhất",
    "tối thiểu",
    "khoảng",
    "thêm",
    "từ",
    "đến",
    "trên",
    "hơn",
    "đạt",
    "có",
    "xây dựng",
    "nhân rộng",
    "hình thành",
    "duy trì",
];

/// Where units have no keyword, a sentence counts them that also says where they are listed.
fn says_listed(sentence: &str) -> bool {
    const WHERE: &[&str] = &["sau đây", "như sau", "dưới đây", "kèm theo", "phụ lục", "biểu ", "bảng "];
    let holds = || {
        let rest = scan::after_any(sentence, &["kế hoạch", "chương trình"])?;
        scan::after_any(scan::after(rest, " này").unwrap_or(rest), &[" gồm", " có"])
    };
    WHERE.iter().any(|w| scan::places(sentence, w).next().is_some()) || holds().is_some()
}

/// "18 mô hình cụ thể": a number before the units' keyword, outside units, tables and the brackets of groups.
pub(super) fn declared(text: &Text, segments: &Segments, frame: &Frame) -> Option<Count> {
    let own = segments.keyword.as_deref().map(fold);
    let listed = own.is_none();
    let keywords: Vec<&str> = match &own {
        Some(keyword) => vec![keyword],
        None => knowledge().labels.unit_keywords(),
    };
    let groups: Vec<&Bytes> = segments.groups.iter().map(|g| &g.range).collect();
    let first_unit = segments.units.first().map_or(usize::MAX, |u| u.range.start);
    let whole = segments.attachments.last().map_or(frame.end, |a| a.end).max(frame.end);
    let within = frame.header.start..whole.min(segments.lines.len());
    let firsts: Vec<&str> = keywords.iter().map(|k| k.split(' ').next().unwrap_or(k)).collect();
    let figure = |l: &Line| text.slice(&l.range).bytes().any(|b| b.is_ascii_digit());
    let named = |l: &Line| text.words(l.range.clone()).iter().any(|t| firsts.contains(&t.word.as_str()));
    let lines = segments.lines[within.clone()].iter().zip(&segments.parts[within]).filter(|(l, p)| {
        matches!(p, PartOf::Outline | PartOf::Preamble)
            && figure(l)
            && named(l)
            && (!listed || says_listed(text.slice(&l.rest())))
            && !groups.iter().any(|g| g.start == l.range.start)
    });
    let lines: Vec<&Line> = lines.map(|(line, _)| line).collect();
    let found = |after: bool| {
        lines.iter().filter(|l| (l.range.start > first_unit) == after).find_map(|line| {
            let words = text.slice(&line.range);
            let lower = words.to_lowercase();
            if lower.len() != words.len() {
                return None;
            }
            let mut counted: Vec<(Bytes, u64)> = keywords.iter().flat_map(|keyword| counts(&lower, keyword)).collect();
            counted.sort_by_key(|(whole, _)| (whole.start, std::cmp::Reverse(whole.end)));
            let (whole, value) = counted.into_iter().find(|(whole, _)| {
                // "Mỗi năm ít nhất 05 mô hình" sets a target and counts nothing.
                let before = lower[..whole.start].trim_end();
                !TARGET.iter().any(|t| before.ends_with(t))
            })?;
            let range = line.range.start + whole.start..line.range.start + whole.end;
            Some(Count { value, raw: text.slice(&range).to_owned(), span: text.span(range) })
        })
    };
    found(false).or_else(|| found(true))
}

/// Numbers before a keyword, with the words that say it: "18 mô hình cụ thể", "10 (mười) mô hình".
fn counts(words: &str, keyword: &str) -> Vec<(Bytes, u64)> {
    let mut out: Vec<(Bytes, u64)> = Vec::new();
    for (at, _) in words.match_indices(keyword) {
        let Some((start, value)) = number_before(&words[..at]) else { continue };
        let rest = &words[at + keyword.len()..];
        if rest.starts_with(char::is_alphabetic) {
            continue;
        }
        let more = rest.trim_start().strip_prefix("cụ thể").filter(|_| rest.starts_with(char::is_whitespace));
        let end = words.len() - more.map_or(rest.len(), str::len);
        // A number in the brackets of another is the same one in words.
        out.retain(|(whole, _)| whole.start < start);
        out.push((start..end, value));
    }
    out
}

/// The number that a text ends with, and its place: "10 (mười) ".
fn number_before(text: &str) -> Option<(usize, u64)> {
    let head = text.trim_end();
    let plain = match head.strip_suffix(')') {
        Some(bracket) => bracket[..bracket.rfind('(')?].trim_end(),
        None => head,
    };
    let before = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = &plain[before.len()..];
    let apart = before.is_empty() || before.ends_with('(') || before.ends_with(char::is_whitespace);
    if head.len() == text.len() || !apart || figures.len() > 3 {
        return None;
    }
    Some((before.len(), figures.parse().ok()?))
}
