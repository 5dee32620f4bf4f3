//! Frame: where header, preamble, body, closing part and appendices stand.
//!
//! In: lines. Out: a [`Frame`] of line ranges. The decree's order (Nghị định 30/2020/NĐ-CP, Phụ lục I) is expected but not
//! required: recipients may stand before or after the signature, the type may be missing.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::PartOf;
use super::keyword;
use super::keyword::heading_at;
use super::lines::Line;
use super::marks;
use crate::knowledge::fold::{fold, is_capitals};
use crate::knowledge::knowledge;
use crate::normalise::{BlockKind, Text};
use crate::ordinal::Scheme;
use crate::span::{Bytes, trim};

/// Where the parts of a document stand, as indexes of lines.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Letterhead to subject.
    pub header: Range<usize>,
    /// The words of the type, and its line.
    pub type_name: Option<(usize, Bytes)>,
    /// Lines or pieces of lines of the subject.
    pub subject: Vec<Bytes>,
    /// Subject to first title.
    pub preamble: Range<usize>,
    /// First title to recipients or signature.
    pub body: Range<usize>,
    /// Lines of Nơi nhận, its head first.
    pub recipients: Range<usize>,
    /// Lines of the signature, marks of authority first.
    pub signature: Range<usize>,
    /// First lines of appendices.
    pub appendices: Vec<usize>,
    /// The signer's name stands on this line.
    pub signer: Option<usize>,
    /// One past the document's last line.
    pub end: usize,
}

/// How far down the letterhead may reach.
const HEADER_LINES: usize = 60;

/// More documents than this in one file are read as one.
const MOST_DOCUMENTS: usize = 64;

/// Finds the frames of the documents in a file, the main one first, and claims their lines.
pub(super) fn frames(text: &Text, lines: &[Line], parts: &mut [PartOf]) -> Vec<Frame> {
    let mut out = Vec::new();
    let mut start = 0;
    loop {
        let mut frame = locate(text, lines, parts, start..lines.len());
        let closed = frame.recipients.end.max(frame.signature.end);
        let more = closed > start && out.len() + 1 < MOST_DOCUMENTS;
        let next = more.then(|| next_document(text, lines, closed)).flatten();
        if let Some(next) = next {
            frame = locate(text, lines, parts, start..next);
        }
        claim(&frame, lines, parts);
        claim_appendix_heads(text, lines, &frame, parts);
        out.push(frame);
        match next {
            Some(next) => start = next,
            None => return out,
        }
    }
}

/// How far a letterhead or the bracket "(Kèm theo …)" may stand from the type.
const NEAR: usize = 8;

/// The first line of a further document behind a closed one: its letterhead with a number or date of its own, or its
/// type in capitals with "(Ban hành kèm theo …)" under it.
fn next_document(text: &Text, lines: &[Line], from: usize) -> Option<usize> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^số\s*[:.]?\s*[0-9]|ngày\s+[0-9]{1,2}\s+tháng\s+[0-9]{1,2}\s+năm\s+[0-9]{4}")
            .expect("internal error: pattern")
    });
    let slice = |at: usize| text.slice(&lines[at].range);
    let plain = |at: usize| lines[at].kind == BlockKind::Text && lines[at].range.len() < 400;
    let after = |at: usize| at + 1..lines.len().min(at + 1 + NEAR);
    (from..lines.len()).filter(|at| plain(*at)).find_map(|at| {
        let line = slice(at);
        let head = |n: usize| {
            let line = slice(n);
            plain(n)
                && (is_capitals(line) || DATED.is_match(line) || marks::is_motto(line) || super::lines::is_rule(line))
        };
        let above = |at: usize| (from..at).rev().take(NEAR).take_while(|n| head(*n)).last().unwrap_or(at);
        if marks::is_nation(line) && after(at).any(|n| plain(n) && DATED.is_match(slice(n))) {
            return Some(above(at));
        }
        let titled = is_capitals(line) && type_name(line).is_some();
        let under_appendix = || (from..at).rev().take(3).any(|n| marks::is_appendix(slice(n)));
        let attached = || {
            after(at)
                .take_while(|n| lines[*n].ordinal.is_none())
                .any(|n| slice(n).starts_with('(') && fold(slice(n)).contains("kèm theo"))
        };
        (titled && attached() && !under_appendix()).then(|| above(at))
    })
}

/// Where the parts of the document in `range` stand.
fn locate(text: &Text, lines: &[Line], parts: &[PartOf], range: Range<usize>) -> Frame {
    let slice = |at: usize| text.slice(&lines[at].range);
    let plain = |at: &usize| lines[*at].kind == BlockKind::Text;
    let (first, last) = (range.start, range.end);
    let mut frame = Frame { end: last, ..Frame::default() };

    let limit = last.min(first + HEADER_LINES);
    frame.type_name = (first..limit)
        .filter(plain)
        .find_map(|at| type_name(slice(at)).map(|len| (at, lines[at].range.start..lines[at].range.start + len)));
    let header_end = match &frame.type_name {
        Some((at, name)) => subject(text, lines, *at, name.end, &mut frame.subject).min(last),
        None => first,
    };
    let body_start =
        (header_end..last).find(|at| starts_body(text, lines, *at)).unwrap_or_else(|| header_end.min(last));
    // A letter may have no numbered line at all: then the first sentence ends the letterhead.
    let titled = body_start > header_end || lines.get(body_start).is_some_and(|l| l.ordinal.is_some());
    let closes = |at: &usize| lines[*at].kind == BlockKind::Text && marks::is_recipients(slice(*at));
    let reach = if titled { body_start } else { (first..last).find(closes).unwrap_or(last) };
    let header_end = if frame.type_name.is_some() { header_end } else { letterhead_end(text, lines, first, reach) };
    frame.header = first..header_end;
    frame.preamble = header_end..body_start.max(header_end);

    // The closing part: recipients and signature, in either order, after the body.
    let mark = |at: usize| {
        lines[at].kind == BlockKind::Text
            && (slice(at).len() < 1500 && marks::is_recipients(slice(at))
                || slice(at).len() < 200 && signs(text, lines, at))
    };
    let closing = (frame.preamble.end..last).find(|at| mark(*at)).unwrap_or(last);
    let after_closing = |at: usize| at > closing || closing == last;
    frame.appendices = (frame.preamble.end..last)
        .filter(plain)
        .filter(|at| {
            after_closing(*at)
                && slice(*at).len() < 300
                && lines[*at].ordinal.is_none()
                && marks::is_appendix(slice(*at))
        })
        .collect();
    let first_appendix = frame.appendices.first().copied().unwrap_or(last);
    frame.body = frame.preamble.end..closing.min(first_appendix);

    if let Some(head) = (closing..first_appendix).find(|at| marks::is_recipients(slice(*at))) {
        let mut end = head + 1;
        while end < first_appendix && parts[end] != PartOf::Furniture && is_recipient(text, lines, end) {
            let last = fold(slice(end)).trim_start_matches(['-', ' ', '+']).starts_with("lưu");
            end += 1;
            if last {
                break;
            }
        }
        frame.recipients = head..end;
    }
    let inside = |at: &usize| !frame.recipients.contains(at) && parts[*at] != PartOf::Furniture;
    if let Some(start) = (closing..first_appendix).filter(inside).find(|at| signs(text, lines, *at)) {
        let mut end = start;
        for at in (start..first_appendix.min(start + 12)).filter(inside) {
            let line = slice(at);
            if lines[at].kind != BlockKind::Text {
                break;
            }
            if signs(text, lines, at) || marks::is_signed(line) || (is_capitals(line) && line.chars().count() < 60) {
                end = at + 1;
            } else if marks::is_name(line.trim_end_matches(['.', ' '])) {
                frame.signer = Some(at);
                end = at + 1;
                break;
            } else {
                break;
            }
        }
        frame.signature = start..end;
    }
    frame
}

fn claim_appendix_heads(text: &Text, lines: &[Line], frame: &Frame, parts: &mut [PartOf]) {
    for at in &frame.appendices {
        for (next, part) in parts.iter_mut().enumerate().skip(*at).take(8) {
            let line = text.slice(&lines[next].range);
            let head = next == *at
                || line.starts_with('(')
                || (lines[next].ordinal.is_none() && (is_capitals(line) || lines[next].strong));
            // Blocks of tasks may begin at once.
            let task = keyword::heading(text, &lines[next])
                .is_some_and(|h| knowledge().labels.is_unit_keyword(text.slice(&h.keyword)));
            if !head
                || task
                || knowledge().labels.column(line).is_some_and(|_| next != *at && line.chars().count() < 6)
                || lines[next].kind != BlockKind::Text
            {
                break;
            }
            if *part == PartOf::Unclaimed {
                *part = PartOf::AppendixHead;
            }
        }
    }
}

fn claim(frame: &Frame, lines: &[Line], parts: &mut [PartOf]) {
    let ranges = [
        (&frame.header, PartOf::Header),
        (&frame.preamble, PartOf::Preamble),
        (&frame.recipients, PartOf::Recipients),
        (&frame.signature, PartOf::Signature),
    ];
    for (range, part) in ranges {
        for at in range.clone() {
            if parts[at] == PartOf::Unclaimed && lines[at].kind == BlockKind::Text {
                parts[at] = part;
            }
        }
    }
}

/// Length of the type's words where the line is one ("KẾ HOẠCH", "KẾ HOẠCH HÀNH ĐỘNG", "KẾ HOẠCH Triển khai …").
fn type_name(line: &str) -> Option<usize> {
    let registry = &knowledge().registry;
    if line.chars().count() > 400 {
        return None;
    }
    let words: Vec<(usize, &str)> = line
        .match_indices(' ')
        .map(|(at, _)| (at, &line[..at]))
        .chain(std::iter::once((line.len(), line)))
        .take(6)
        .collect();
    let found = words
        .iter()
        .rev()
        .find(|(_, head)| is_capitals(head) && registry.document_type(head.trim_end_matches([':', '.'])).is_some());
    if let Some((end, _)) = found {
        return Some(*end);
    }
    // In sentence case, or with other marks, only when nothing else stands on the line.
    let name = line.trim_end_matches([':', '.']);
    let alone = || {
        line.starts_with(char::is_uppercase) && registry.document_type(name).is_some()
            || is_capitals(line) && registry.document_type_of_letters(name).is_some()
    };
    (line.chars().count() < 40 && alone()).then_some(line.len())
}

/// Collects the subject (trích yếu) behind the type; returns the first line after it.
fn subject(text: &Text, lines: &[Line], at: usize, type_end: usize, out: &mut Vec<Bytes>) -> usize {
    let same = trim(&text.text, type_end..lines[at].range.end);
    let has_same = !same.is_empty();
    if has_same {
        out.push(same);
    }
    let mut next = at + 1;
    while next < lines.len() && out.len() < 8 {
        let line = text.slice(&lines[next].range);
        if lines[next].kind == BlockKind::Furniture || super::lines::is_rule(line) {
            next += 1;
            continue;
        }
        let first = out.is_empty();
        let stop = lines[next].kind != BlockKind::Text
            || (!first && is_capitals(line) && marks::is_issuing(line))
            || line.starts_with('(') && fold(line).contains("kèm theo")
            || lines[next]
                .ordinal
                .as_ref()
                .is_some_and(|o| !first || o.scheme == Scheme::Roman || o.scheme.is_division())
            || (!first && marks::starts_preamble(line) && !continues_subject(text, lines, next, out))
            || (!first && opens_unit(text, &lines[next].range))
            || (first && line.starts_with("Căn cứ"))
            || (!first
                && (line.ends_with([';', ':'])
                    || line.chars().count() > 350
                    || (line.ends_with('.') && !is_capitals(line))))
            || (first && line.ends_with(';'));
        if stop {
            break;
        }
        out.push(lines[next].range.clone());
        next += 1;
    }
    while next < lines.len()
        && (super::lines::is_rule(text.slice(&lines[next].range))
            || text.slice(&lines[next].range).starts_with('(')
                && fold(text.slice(&lines[next].range)).contains("kèm theo"))
    {
        next += 1;
    }
    next
}

/// Whether a unit begins right behind the subject: "Mô hình 1: …".
fn opens_unit(text: &Text, range: &Bytes) -> bool {
    heading_at(text, range.clone()).is_some_and(|heading| {
        let is_keyword = knowledge().labels.is_unit_keyword(text.slice(&heading.keyword));
        is_keyword && text.slice(&(heading.label.end..range.end)).trim_start().starts_with(':')
    })
}

/// A line of the subject may itself begin like a preamble ("NĂM 2024", "Thực hiện Đề án …" in capitals or bold).
fn continues_subject(text: &Text, lines: &[Line], at: usize, out: &[Bytes]) -> bool {
    let line = text.slice(&lines[at].range);
    let before = out.last().map_or("", |r| text.slice(r));
    (is_capitals(line) && is_capitals(before))
        || (lines[at].strong && !line.ends_with([';', '.', ':']))
        || (line.starts_with("Năm ") && line.chars().count() < 12)
}

/// Without a type the header ends before the first sentence; without number, date and motto there is none.
fn letterhead_end(text: &Text, lines: &[Line], first: usize, body_start: usize) -> usize {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^số\s*[:.]|\bngày\b.{1,20}\btháng\b|cộng h(?:òa|oà) xã hội|^kính gửi|^v/v ")
            .expect("internal error: pattern")
    });
    let limit = first + HEADER_LINES;
    if !(first..body_start.min(limit))
        .any(|at| lines[at].range.len() < 300 && SIGN.is_match(text.slice(&lines[at].range)))
    {
        return first;
    }
    let sentence = |at: &usize| {
        let line = text.slice(&lines[*at].range);
        let long = line.chars().count();
        let plain = lines[*at].ordinal.is_none() && !is_capitals(line) && !SIGN.is_match(line);
        marks::starts_preamble(line) && long > 60
            || long > 100 && plain
            || long > 300
            || lines[*at].kind != BlockKind::Text
    };
    (first..body_start).find(sentence).unwrap_or(body_start).min(limit)
}

/// The first title of the body: a division, or a number that opens a title.
fn starts_body(text: &Text, lines: &[Line], at: usize) -> bool {
    let Some(ordinal) = &lines[at].ordinal else {
        return false;
    };
    let rest = text.slice(&lines[at].rest());
    match ordinal.scheme {
        s if s.is_division() => true,
        Scheme::Roman | Scheme::Upper => rest.starts_with(char::is_uppercase) || rest.is_empty(),
        Scheme::Decimal(1) | Scheme::DecimalSlash => !rest.ends_with(';') && rest.starts_with(char::is_uppercase),
        _ => false,
    }
}

fn signs(text: &Text, lines: &[Line], at: usize) -> bool {
    let line = text.slice(&lines[at].range);
    lines[at].kind == BlockKind::Text
        && line.chars().count() < 120
        && is_capitals(line)
        && (marks::signs_for(line) || (lines[at].ordinal.is_none() && marks::is_position(line)))
}

fn is_recipient(text: &Text, lines: &[Line], at: usize) -> bool {
    let line = text.slice(&lines[at].range);
    if lines[at].kind != BlockKind::Text
        || line.chars().count() > 250
        || signs(text, lines, at)
        || marks::is_appendix(line)
        || marks::is_signed(line)
    {
        return false;
    }
    lines[at].scheme().is_some_and(Scheme::is_bullet)
        || line.ends_with([';', '.', ','])
        || fold(line).starts_with("lưu")
}

/// Whether a line holds a word without which no list of abbreviations is headed.
fn may_head_legend(text: &Text, line: &Line) -> bool {
    let words = text.slice(&line.range);
    let first = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.contains("ắt")
        || words.contains("ẮT")
        || first.starts_with(['g', 'G'])
        || ["chú", "Chú", "CHÚ"].iter().any(|w| first.starts_with(w))
}

/// Finds the list of abbreviations and claims it.
pub(super) fn glossary(text: &Text, lines: &[Line], frames: &[Frame], parts: &mut [PartOf]) -> Vec<Bytes> {
    let mut out = Vec::new();
    let mut at = frames[0].header.end;
    while at < lines.len() {
        let line = text.slice(&lines[at].range);
        let usable =
            lines[at].kind == BlockKind::Text && parts[at] != PartOf::Furniture && may_head_legend(text, &lines[at]);
        let head = if usable { marks::legend_head(line) } else { None };
        let Some(head) = head else {
            at += 1;
            continue;
        };
        let inline = fold(&line[..head.start]).contains("sau đây")
            || line[..head.start].contains('(')
            || line[head.end..].starts_with(" là ");
        let before = &line[..head.start];
        if inline || before.chars().count() > 60 {
            at += 1;
            continue;
        }
        // The legend may begin on the head's own line.
        let colon = line[head.end..].find(':').map(|c| head.end + c + 1);
        let mut found = Vec::new();
        if let Some(colon) = colon {
            let rest = trim(&text.text, lines[at].range.start + colon..lines[at].range.end);
            if !rest.is_empty() {
                found.push(rest);
            }
        }
        let mut end = at + 1;
        while end < lines.len() {
            let entry = text.slice(&lines[end].range);
            if parts[end] == PartOf::Furniture {
                end += 1;
                continue;
            }
            let claimed = !matches!(parts[end], PartOf::Unclaimed | PartOf::Preamble);
            if claimed || lines[end].kind != BlockKind::Text || !super::definition::is_entry(entry) {
                break;
            }
            found.push(lines[end].range.clone());
            end += 1;
        }
        // "Ghi chú" alone may head any note.
        let named = fold(&line[head.clone()]).contains("viết tắt");
        let entries = || found.iter().map(|r| super::definition::entries(text.slice(r)).len()).sum::<usize>();
        if found.is_empty() || (!named && (entries() < 2 || frames.iter().any(|f| f.body.contains(&at)))) {
            at += 1;
            continue;
        }
        out.append(&mut found);
        for part in parts.iter_mut().take(end).skip(at) {
            if matches!(part, PartOf::Unclaimed | PartOf::AppendixHead | PartOf::Preamble) {
                *part = PartOf::Glossary;
            }
        }
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_beside_the_mark_of_who_signs_close_the_body() {
        let plan = "KẾ HOẠCH\nVề chuyển đổi số\n\nI. MỤC TIÊU\nNâng cao chất lượng phục vụ.\n\n\
            Nơi nhận   TM. ỦY BAN NHÂN DÂN\n- Như trên;\n- Lưu: VT.\n";
        let text = crate::normalise::normalise(&crate::ingest::read(plan.as_bytes(), "a.txt").expect("readable"));
        let segments = crate::segment::segment(&text);
        let part = |begins: &str| {
            let at = segments.lines.iter().position(|l| text.slice(&l.range).starts_with(begins));
            segments.parts[at.expect("a line")]
        };
        assert_eq!(part("Nơi nhận"), PartOf::Recipients);
        assert_eq!(part("- Như trên"), PartOf::Recipients);
        assert_eq!(part("- Lưu"), PartOf::Recipients);
        assert_ne!(part("Nâng cao"), PartOf::Recipients);
    }
}
