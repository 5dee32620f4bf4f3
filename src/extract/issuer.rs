//! Who issues a document (cơ quan ban hành).
//!
//! In: the lines of the letterhead, else the preamble. Out: an [`Issuer`], its name as it is written in a sentence. Which
//! organisation it is, is looked up elsewhere.

use super::header;
use crate::knowledge::fold::{fold, is_capitals};
use crate::knowledge::knowledge;
use crate::knowledge::words::tokens;
use crate::normalise::Text;
use crate::record::Issuer;
use crate::resolve::Glossary;
use crate::scan;
use crate::segment::{self, Frame, Line, Segments};
use crate::span::{Bytes, trim};

/// The issuer: the last line in capitals of the letterhead, else whoever issues the plan in the preamble.
pub(super) fn issuer(
    text: &Text,
    segments: &Segments,
    frame: &Frame,
    letterhead: &[Line],
    glossary: &Glossary,
) -> Option<Issuer> {
    let mut lines: Vec<Bytes> = Vec::new();
    for line in letterhead {
        let words = text.slice(&line.range);
        let end = segment::nation(words).unwrap_or(words.len());
        let range = trim(&text.text, line.range.start..line.range.start + end);
        let words = text.slice(&range);
        let capitals = is_capitals(words);
        let stamp = matches!(
            fold(words).as_str(),
            "mật" | "tối mật" | "tuyệt mật" | "khẩn" | "thượng khẩn" | "hỏa tốc" | "dự thảo" | "bản dự thảo"
        );
        if capitals && !stamp && words.chars().count() >= 4 && header::numbered(text.slice(&line.range)).is_none() {
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
        return Some(of(text, range, glossary));
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

/// The issuer that stands at a place, in capitals.
pub(super) fn of(text: &Text, range: Bytes, glossary: &Glossary) -> Issuer {
    let raw = text.slice(&range).to_owned();
    // In capitals every word looks like a short form: "BỘ KẾ HOẠCH VÀ ĐẦU TƯ" ends in no "TƯ" (Trung ương).
    let plain = sentence_case(&raw);
    let known = knowledge().bodies.candidates(&plain).is_some_and(|(_, rest)| rest.is_empty());
    let name = if known { plain } else { sentence_case(&glossary.expand(&raw)) };
    Issuer { name, raw, org_id: None, span: text.span(range) }
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
