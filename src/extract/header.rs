//! Header and frame: number, date, issuer, subject, signature, recipients, marks, period.
//!
//! In: the frame's lines. Out: a [`Document`]. The letterhead is read as a bag of lines, since its two columns arrive in any
//! order; a blank number or day stays blank.

use jiff::civil::Date;

use super::forms;
use super::symbols::{ordinal_end, part_end, step};
use super::times;
use crate::knowledge::fold::{fold, is_capitals};
use crate::knowledge::knowledge;
use crate::knowledge::words::tokens;
use crate::normalise::Text;
use crate::record::{
    Count, Document, DocumentNumber, DocumentType, Issued, Issuer, Mark, Period, Precision, Recipient, Signatory,
};
use crate::resolve::Glossary;
use crate::scan;
use crate::segment::{Frame, Line, PartOf, Segments, last_authority, ordinal};
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
fn numbered(words: &str) -> Option<(Bytes, Bytes)> {
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
    let dots = |c: char| matches!(c, '.' | '…' | '_');
    let blank = |c: char| dots(c) || c.is_whitespace() || matches!(c, '#' | '&');
    // A number, or what was left to be filled in.
    let part = |text: &'_ str| -> (Option<u16>, usize) {
        match scan::figures(text.trim_start(), 2) {
            Some((figures, rest)) => (figures.parse().ok(), rest.trim_start().len()),
            None => (None, text.trim_start_matches(blank).len()),
        }
    };
    words.match_indices(',').find_map(|(comma, _)| {
        let date = words[comma + 1..].trim_start();
        let rest = scan::strip_any(date, &["ngày", "Ngày"])?;
        let (day, left) = part(rest);
        let rest = rest[rest.len() - left..].strip_prefix("tháng")?;
        let (month, left) = part(rest);
        let rest = rest[rest.len() - left..].strip_prefix("năm")?.trim_start();
        let (year, rest) = match scan::figures(rest, 4) {
            Some((figures, rest)) if figures.len() == 4 => (figures.parse().ok(), rest),
            // "20…": the rest was left to be filled in.
            _ => match rest.strip_prefix("20").filter(|rest| rest.starts_with(dots)).unwrap_or(rest) {
                rest if rest.starts_with(dots) => (None, rest.trim_start_matches(dots)),
                rest => (None, rest),
            },
        };
        Some((comma, words.len() - date.len()..words.len() - rest.len(), [day, month, year]))
    })
}

fn issued(text: &Text, line: Bytes) -> Option<(String, Issued)> {
    let words = text.slice(&line);
    let (comma, date, [day, month, year]) = date_of_issue(words)?;
    let place = place_before(words[..comma].trim_end())?.trim().to_owned();
    let range = trim_end(&text.text, line.start + date.start..line.start + date.end, &['.']);
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
    Some((place, Issued { raw: text.slice(&range).to_owned(), value, precision, span: text.span(range) }))
}

fn document_type(text: &Text, frame: &Frame, number: Option<&DocumentNumber>) -> Option<DocumentType> {
    let registry = &knowledge().registry;
    let printed = frame
        .type_name
        .as_ref()
        .and_then(|(_, range)| registry.document_type(text.slice(range).trim_end_matches([':', '.'])));
    let by_symbol = || {
        let symbol = &number?.symbol;
        // QPPL: the year stands before the type.
        let code = symbol.split(['/', '-']).find(|part| !part.chars().all(|c| c.is_ascii_digit()))?;
        registry.document_type_of_code(code).or_else(|| registry.document_type_of_code("CV"))
    };
    printed.or_else(by_symbol).map(|t| DocumentType { code: t.code.to_owned(), name: t.name.to_owned() })
}

fn subject(text: &Text, segments: &Segments, frame: &Frame) -> Option<String> {
    let parts: Vec<&str> = frame.subject.iter().map(|r| text.slice(r).trim()).filter(|s| !s.is_empty()).collect();
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

fn issuer(text: &Text, segments: &Segments, frame: &Frame, letterhead: &[Line], glossary: &Glossary) -> Option<Issuer> {
    let mut lines: Vec<Bytes> = Vec::new();
    for line in letterhead {
        let words = text.slice(&line.range);
        let end = nation(words).unwrap_or(words.len());
        let range = trim(&text.text, line.range.start..line.range.start + end);
        let words = text.slice(&range);
        let capitals = is_capitals(words);
        let stamp = matches!(
            fold(words).as_str(),
            "mật" | "tối mật" | "tuyệt mật" | "khẩn" | "thượng khẩn" | "hỏa tốc" | "dự thảo" | "bản dự thảo"
        );
        if capitals && !stamp && words.chars().count() >= 4 && numbered(text.slice(&line.range)).is_none() {
            lines.push(range);
        }
    }
    let last = lines.last().cloned();
    if let Some(last) = last {
        let mut range = last;
        let placed = scan::strip_any(text.slice(&range), &knowledge().frame.places).is_some_and(scan::is_edge);
        if placed && lines.len() >= 2 {
            let above = &lines[lines.len() - 2];
            // The two lines stand together unless the right column came between them.
            if text.slice(&(above.end..range.start)).trim().is_empty() {
                range = above.start..range.end;
            }
        }
        let raw = text.slice(&range).to_owned();
        let name = sentence_case(&glossary.expand(&raw));
        return Some(Issuer { raw, name, org_id: None, span: text.span(range) });
    }
    // Without a letterhead: whoever issues the plan in the preamble.
    let preamble = frame.preamble.clone().chain(frame.body.clone().take(3));
    for at in preamble {
        let line = &segments.lines[at].range;
        if let Some(found) = last_issuer(text.slice(line)) {
            let range = line.start + found.start..line.start + found.end;
            let raw = text.slice(&range).to_owned();
            return Some(Issuer { name: glossary.expand(&raw), raw, org_id: None, span: text.span(range) });
        }
    }
    None
}

/// "Ủy ban nhân dân tỉnh … ban hành Kế hoạch": the last body of a sentence that issues something.
fn last_issuer(sentence: &str) -> Option<Bytes> {
    const REACH: usize = 80;
    let heads = &knowledge().frame.issuing;
    let mut starts: Vec<Bytes> = heads
        .iter()
        .flat_map(|head| sentence.match_indices(head.as_str()))
        .map(|(at, head)| at..at + head.len())
        .collect();
    starts.sort_unstable_by_key(|head| (head.start, std::cmp::Reverse(head.end)));
    let mut free = 0;
    let issues = |head: Bytes| {
        let rest = &sentence[head.end..];
        let name = |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='ỹ' | '-') || c.is_whitespace();
        let reach = rest.char_indices().take(REACH + 1).take_while(|(at, _)| rest[..*at].ends_with(name) || *at == 0);
        let verb = |at: usize| {
            let verb = scan::strip_any(scan::after_blank(&rest[at..])?, &["xây dựng", "ban hành"])?;
            scan::is_edge(verb).then(|| sentence.len() - verb.len())
        };
        let (at, end) = reach.map(|(at, _)| at).find_map(|at| Some((at, verb(at)?))).filter(|_| head.start >= free)?;
        free = end;
        let before = &sentence[..head.start];
        Some(before.strip_suffix("Chủ tịch ").unwrap_or(before).len()..head.end + at)
    };
    starts.into_iter().filter_map(issues).last()
}

/// Where the other column of a letterhead begins: the name of the state and its motto, or the Party's line.
fn nation(line: &str) -> Option<usize> {
    let republic = |(_, rest): &(usize, &str)| {
        let rest = scan::after_any(rest.trim_start(), &["hòa", "hoà", "hõa", "hịa"]);
        let rest = rest.and_then(|rest| scan::after(rest.trim_start(), "xã"));
        rest.is_some_and(|rest| scan::after(rest.trim_start(), "hội").is_some())
    };
    let motto = |(_, rest): &(usize, &str)| {
        scan::after(rest.trim_start(), "lập").is_some_and(|rest| rest.trim_start().starts_with('-'))
    };
    let starts = [
        scan::places(line, "cộng").find(republic),
        scan::places(line, "độc").find(motto),
        scan::places(line, "đảng cộng sản").next(),
        scan::after(line, "chủ nghĩa việt nam").map(|rest| (0, rest)),
    ];
    starts.into_iter().flatten().map(|(at, _)| at).min()
}

/// "ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG" as it is written in a sentence: heads and sectors as the lists write them, kinds of
/// places small, names of places with capitals.
fn sentence_case(name: &str) -> String {
    let words = tokens(name, 0..name.len());
    let names = &knowledge().names;
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
    };
    let mut out = String::with_capacity(name.len());
    let mut copied = 0;
    let mut at = 0;
    while at < words.len() {
        let raw = &name[words[at].range.clone()];
        let place = names.places.at(&words, at);
        let sector = names.sector_name(&words, at).filter(|_| at > 0);
        let head = names.heads.at(&words, at).filter(|(end, _)| at == 0 || *end > at + 1);
        let (end, written) = if raw.chars().any(char::is_lowercase) || !words[at].is_word {
            (at + 1, raw.to_owned())
        } else if let Some((end, sector)) = sector {
            (end, sector.to_owned())
        } else if let Some((end, _)) = head {
            let (from, to) = (words[at].range.start, words[end - 1].range.end);
            // "Thủ tướng Chính phủ": a name within the name keeps its capital.
            let within =
                (at + 1..end).find(|i| names.heads.at(&words, *i).is_some_and(|(e, alone)| *alone && e == end));
            let middle = within.map_or(to, |first| words[first].range.start);
            (end, format!("{}{}", capital(&name[from..middle]), capital(&name[middle..to])))
        } else if let Some((end, ())) = place.filter(|_| at > 0) {
            (end, name[words[at].range.start..words[end - 1].range.end].to_lowercase())
        } else {
            (at + 1, capital(raw))
        };
        out.push_str(&name[copied..words[at].range.start]);
        out.push_str(&written);
        copied = words[end - 1].range.end;
        at = end;
    }
    out.push_str(&name[copied..]);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn signatory(text: &Text, segments: &Segments, frame: &Frame) -> Option<Signatory> {
    if frame.signature.is_empty() {
        return None;
    }
    let lines: Vec<usize> = frame.signature.clone().filter(|at| segments.parts[*at] == PartOf::Signature).collect();
    let mut authority = None;
    let mut authority_lines = Vec::new();
    let mut position = None;
    for at in &lines {
        if Some(*at) == frame.signer {
            break;
        }
        let words = text.slice(&segments.lines[*at].range);
        if words.starts_with(['(', '[']) || words.chars().any(char::is_lowercase) {
            continue;
        }
        match last_authority(words) {
            Some(mark) => {
                authority = Some(format!("{}.", words[mark.clone()].trim_end_matches(['.', '/', ' '])));
                authority_lines.push(words.to_owned());
                let after = words[mark.end..].trim();
                // "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line; "Q. CHỦ TỊCH" is the title itself.
                let own = after.find(" PHÓ ").map(|p| after[p + 1..].to_owned());
                position = own.or_else(|| {
                    Some(after.to_owned())
                        .filter(|_| authority.as_deref() == Some("Q.") || authority.as_deref() == Some("KT."))
                });
            }
            None => {
                position = Some(words.trim_end_matches([',', '.']).to_owned());
            }
        }
    }
    let name = frame.signer.map(|at| {
        let words = text.slice(&segments.lines[at].range).trim_end_matches(['.', ' ']);
        words.to_owned()
    });
    let range = segments.lines[*lines.first()?].range.start..segments.lines[*lines.last()?].range.end;
    Some(Signatory { authority, authority_lines, position, name, span: text.span(range) })
}

/// The brackets that say what a recipient gets the document for: "(để b/c)", "(02 bản)". Where each stands, with the blanks
/// before it, and its words.
fn purposes(name: &str) -> Vec<(Bytes, &str)> {
    let says = |inner: &str| {
        let words = inner.trim_start();
        let aim = scan::after(words, "để").and_then(scan::after_blank).unwrap_or(words);
        let copies = || {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
            let mark = scan::after_any(rest.trim_start(), &["bản", "b"]).filter(|_| rest.len() < words.len())?;
            scan::is_edge(mark).then_some(mark)
        };
        [words, aim].iter().any(|text| scan::after_any(text, &knowledge().frame.purposes).is_some())
            || copies().is_some()
    };
    let bracket = |(open, _): (usize, &str)| {
        let inner = &name[open + 1..];
        let inner = &inner[..inner.find(['(', ')']).filter(|end| inner[*end..].starts_with(')'))?];
        says(inner).then(|| (name[..open].trim_end().len()..open + inner.len() + 2, inner))
    };
    name.match_indices('(').filter_map(bracket).collect()
}

fn recipients(text: &Text, segments: &Segments, frame: &Frame) -> Vec<Recipient> {
    let mut out = Vec::new();
    for at in frame.recipients.clone() {
        if segments.parts[at] != PartOf::Recipients {
            continue;
        }
        let line = &segments.lines[at].range;
        let words = text.slice(line);
        let mut start = line.start;
        let head = at == frame.recipients.start;
        if head {
            match words.find(':') {
                Some(colon) => start += colon + 1,
                None => continue,
            }
        }
        // Several on the head's own line stand between "; -".
        let mut pieces = Vec::new();
        let rest = text.slice(&(start..line.end));
        let mut from = 0;
        let bulleted = rest.contains("; -") || rest.contains("; +");
        let ends = rest.match_indices(';').filter(|(cut, _)| {
            let next = rest[cut + 1..].trim_start();
            if bulleted { next.starts_with(['-', '+']) } else { head }
        });
        for (cut, _) in ends {
            pieces.push(start + from..start + cut);
            from = cut + 1;
        }
        pieces.push(start + from..line.end);
        for piece in pieces {
            out.extend(recipient(text, piece));
        }
    }
    out
}

fn recipient(text: &Text, range: Bytes) -> Option<Recipient> {
    let range = trim(&text.text, range);
    let mark = ordinal::ordinal(text.slice(&range)).filter(|o| o.scheme.is_bullet()).map_or(0, |o| o.rest);
    let range = trim_end(&text.text, trim(&text.text, range.start + mark..range.end), &[';', '.', ',', '/']);
    if range.is_empty() {
        return None;
    }
    let raw = text.slice(&range).to_owned();
    let purposes = purposes(&raw);
    let purpose = purposes.first().map(|(_, words)| words.trim().to_owned());
    let mut name = String::with_capacity(raw.len());
    let mut kept = 0;
    for (bracket, _) in &purposes {
        name.push_str(&raw[kept..bracket.start]);
        kept = bracket.end;
    }
    name.push_str(&raw[kept..]);
    let name = name.trim().trim_end_matches([';', ',']).to_owned();
    Some(Recipient { raw, name, purpose, span: text.span(range) })
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
fn declared(text: &Text, segments: &Segments, frame: &Frame) -> Option<Count> {
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

/// The plan's own time: from its title, quotations left out, or from its own Thời gian thực hiện.
fn period(text: &Text, segments: &Segments, frame: &Frame, issued: Option<Date>) -> Option<Period> {
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
        (label.kind == crate::knowledge::FieldKind::Deadline)
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
