//! `reference-missing`: the text refers to an appendix or a section of this document that is not in it.
//!
//! In: the text outside references to other documents. Out: one draft for all mentions of one thing that is missing. A part of
//! another document ("Phụ lục I Thông tư số …") is none of this one.

use std::collections::BTreeMap;

use super::reading::{Draft, Reading, before, floor};
use crate::knowledge::fold::fold;
use crate::ordinal::roman;
use crate::record::{Confidence, Evidence, EvidencePart};
use crate::scan;
use crate::span::Bytes;

/// The label of an appendix behind its word, and what follows: Roman, Arabic or a letter; `capitals` where small letters are
/// none.
fn label(text: &str, capitals: bool) -> Option<(&str, &str)> {
    let rest = scan::after_blank(text)?;
    let rest = scan::after(rest, "số").map_or(rest, |so| so.trim_start().trim_start_matches(':').trim_start());
    let as_printed = |c: char| if capitals { c } else { c.to_ascii_uppercase() };
    let roman = rest.trim_start_matches(|c: char| matches!(as_printed(c), 'I' | 'V' | 'X'));
    let roman = Some(roman).filter(|left| (1..=5).contains(&(rest.len() - left.len())));
    let figures = || scan::figures(rest, 2).map(|(_, left)| left);
    let letter = || rest.strip_prefix(|c: char| matches!(as_printed(c), 'A'..='E'));
    let behind = [roman, figures(), letter()].into_iter().flatten().find(|left| scan::is_edge(left))?;
    Some((&rest[..rest.len() - behind.len()], behind))
}

/// The mentions of appendices in a text, each with its label.
fn mentions(text: &str) -> impl Iterator<Item = (Bytes, Option<&str>)> {
    let whole = |(at, rest): &(usize, &str)| scan::ends_word(&text[..*at]) && scan::is_edge(rest);
    scan::places(text, "phụ lục").filter(whole).map(|(at, rest)| match label(rest, false) {
        Some((label, behind)) => (at..text.len() - behind.len(), Some(label)),
        None => (at..text.len() - rest.len(), None),
    })
}

/// "mục II Kế hoạch này": where the mention and where its number stands, in order.
fn section_mentions(text: &str) -> Vec<(Bytes, Bytes)> {
    const OWN: &[&str] = &["Kế hoạch này", "kế hoạch này", "nêu trên", "của văn bản này"];
    let own = |(at, rest): (usize, &str)| {
        let number = scan::after_blank(rest).filter(|_| scan::ends_word(&text[..at]))?;
        let behind = number.trim_start_matches(['I', 'V', 'X']);
        if !(1..=5).contains(&(number.len() - behind.len())) || !scan::is_edge(behind) {
            return None;
        }
        let near = behind.char_indices().take(41).map(|(at, _)| at);
        let open = near
            .take_while(|at| !behind[..*at].ends_with(['\n', '.', ';']))
            .find_map(|at| scan::strip_any(&behind[at..], OWN).map(|left| text.len() - left.len()));
        let start = text.len() - number.len();
        open.map(|end| (at..end, start..text.len() - behind.len()))
    };
    let mut out: Vec<_> = ["mục", "phần"].iter().flat_map(|word| scan::places(text, word).filter_map(own)).collect();
    out.sort_unstable_by_key(|(whole, _)| whole.start);
    out
}

/// Whether another document is named right behind a mention.
fn names_other(rest: &str) -> bool {
    const REACH: usize = 40;
    const DOCUMENTS: &[&str] = &[
        "Thông tư",
        "Nghị định",
        "Quyết định",
        "Luật",
        "Nghị quyết",
        "Công văn",
        "Chỉ thị",
        "Hướng dẫn",
        "Chương trình số",
        "Kế hoạch số",
        "Đề án",
    ];
    let ends = ['\n', '.', ';', '(', ')'];
    let near = rest.char_indices().map(|(at, _)| at).take(REACH + 1).take_while(|at| !rest[..*at].ends_with(ends));
    near.map(|at| &rest[at..]).any(|text| scan::strip_any(text, DOCUMENTS).is_some_and(scan::is_edge))
}

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = appendices(reading);
    out.extend(sections(reading));
    out
}

/// The value of an appendix's label; none where it has none.
fn value(label: &str) -> Option<u64> {
    label
        .parse()
        .ok()
        .or_else(|| roman(label))
        .or_else(|| label.bytes().next().map(|b| u64::from(b.to_ascii_uppercase() - b'A') + 1))
}

fn appendices(reading: &Reading) -> Vec<Draft> {
    let text = &reading.text.text;
    // Headings of appendices: lines that begin so, in the appendix or short.
    let mut labels: Vec<Option<u64>> = Vec::new();
    let mut heads: Vec<Bytes> = Vec::new();
    for block in &reading.text.blocks {
        let line = text[block.range.clone()].trim_start();
        let Some(behind) = scan::strip_any(line, &["PHỤ LỤC", "Phụ lục"]) else { continue };
        let (label, rest) = label(behind, true).map_or((None, behind), |(label, rest)| (Some(label), rest));
        let closes = rest.trim_start().is_empty()
            || rest.trim_start().starts_with([':', '.', '-', '–', '('])
            || crate::knowledge::fold::is_capitals(rest);
        if closes && reading.part(block.range.start) != EvidencePart::Note {
            labels.push(label.and_then(value));
            heads.push(block.range.clone());
        }
    }
    let any = !labels.is_empty() || reading.record.parts.iter().any(|p| p.part == EvidencePart::Appendix);
    let tables = reading.record.parts.iter().filter(|p| p.part == EvidencePart::Appendix).count() as u64;
    let mut missing: BTreeMap<Option<u64>, Vec<Evidence>> = BTreeMap::new();
    for (whole, label) in mentions(text) {
        if heads.iter().any(|h| h.contains(&whole.start))
            || reading.in_citation(whole.start)
            || of_other(reading, text, whole.clone())
        {
            continue;
        }
        let label = label.and_then(value);
        let absent = match label {
            None => !any && announced(text, whole.clone()),
            Some(label) if any => {
                // One appendix without a number is the first; without a heading there is nothing to compare with.
                let found = labels.contains(&Some(label)) || (label == 1 && labels.contains(&None));
                // Tables without a heading may be appendices, one each.
                !(found || labels.is_empty() && label <= tables)
            }
            Some(_) => true,
        };
        if absent {
            missing.entry(label).or_default().push(phrase(reading, whole));
        }
    }
    missing
        .into_values()
        .map(|places| {
            let quote = places[0].quote.clone();
            Draft::new(
                if any {
                    format!("Văn bản viện dẫn “{quote}” nhưng tệp này không có phụ lục đó")
                } else {
                    format!("Văn bản viện dẫn “{quote}” nhưng tệp này không có phụ lục nào")
                },
                if any {
                    format!("“{quote}” is referred to, and this file has no such appendix")
                } else {
                    format!("“{quote}” is referred to, and this file has no appendix")
                },
            )
            .units(reading.units_of(places.iter().map(|p| &p.span)))
            .confidence(if any { Confidence::Medium } else { Confidence::High })
            .quote(places.into_iter().take(3))
        })
        .collect()
}

/// "Phụ lục đính kèm", "(Chi tiết tại Phụ lục)": said to be here, and no word about appendices in general.
fn announced(text: &str, range: Bytes) -> bool {
    let after: String = text[range.end..].chars().take(30).collect();
    let (after, before) = (fold(&after), fold(before(text, range.start, 30)));
    after.starts_with("kèm")
        || after.starts_with("đính")
        || after.starts_with("ban hành kèm")
        || ["chi tiết tại", "theo", "tại", "tại các", "ở", "có", "xem", "và", "trong"]
            .iter()
            .any(|w| before.trim_end().ends_with(w))
}

/// Whether the appendix is another document's.
fn of_other(reading: &Reading, text: &str, range: Bytes) -> bool {
    let rest = &text[range.end..];
    let own: String = rest.chars().take(60).collect();
    if own.contains("Kế hoạch này") || own.contains("kế hoạch này") {
        return false;
    }
    let near = reading.record.citations.iter().any(|c| {
        let bytes = &c.span.bytes;
        (bytes.start >= range.end
            && bytes.start - range.end < 60
            && !text[range.end..bytes.start].contains(['\n', ';']))
            || (bytes.end <= range.start && range.start - bytes.end < 12)
    });
    near || names_other(rest)
}

/// The mention with the words that announce it.
fn phrase(reading: &Reading, range: Bytes) -> Evidence {
    let rest = &reading.text.text[range.end..];
    let tail = ["kèm theo", "đính kèm", "ban hành kèm theo", "kèm theo Kế hoạch này"];
    let more = tail.iter().filter(|t| fold(&rest[..floor(rest, 80)]).starts_with(**t)).map(|t| t.len() + 1).max();
    let end = more.map_or(range.end, |m| (range.end + m).min(reading.text.text.len()));
    let end = (range.end..=end).rev().find(|e| reading.text.text.is_char_boundary(*e)).unwrap_or(range.end);
    reading.evidence(range.start..end)
}

fn sections(reading: &Reading) -> Vec<Draft> {
    let text = &reading.text.text;
    let labels: Vec<u64> = reading
        .record
        .numbering
        .iter()
        .filter(|s| matches!(s.scheme, "roman" | "part" | "section" | "chapter"))
        .flat_map(|s| s.ordinals.iter().filter_map(|o| o.value))
        .collect();
    if labels.is_empty() {
        return Vec::new();
    }
    section_mentions(text)
        .into_iter()
        .filter_map(|(whole, number)| {
            let value = roman(&text[number.clone()])?;
            let other = reading.record.citations.iter().any(|c| whole.contains(&c.span.bytes.start));
            if labels.contains(&value) || other || reading.in_citation(whole.start) {
                return None;
            }
            let place = reading.evidence(whole.start..number.end);
            Some(
                Draft::new(
                    format!("Văn bản viện dẫn “{}” nhưng không có phần đó", place.quote),
                    format!("“{}” is referred to, and the document has no such part", place.quote),
                )
                .units(reading.unit_at(whole.start))
                .quote([place]),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_that_announce_an_appendix_are_quoted_whatever_follows() {
        // Letters of three bytes: wherever the look ahead ends, it must not end inside one.
        for shift in 0..3 {
            let more = format!("{}{}", "a".repeat(shift), "ờ".repeat(40));
            let plan = format!(
                "KẾ HOẠCH\nVề chuyển đổi số\n\nI. MỤC TIÊU\nPhân công cụ thể tại Phụ lục kèm theo, {more}.\n\n\
                Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"
            );
            let findings = crate::read(plan.as_bytes(), "plan.txt").expect("readable").findings;
            let told = findings.iter().find(|f| f.rule == "reference-missing").expect("a finding");
            assert_eq!(told.evidence[0].quote, "Phụ lục kèm theo", "{shift}");
        }
    }
}
