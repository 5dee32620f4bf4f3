//! `citation-incomplete`: the first mention of a numbered document lacks its date or its type.
//!
//! In: citations. Out: one draft a document. Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5: type, number and symbol, date,
//! issuer and subject at the first mention; laws go by their names.

use std::collections::BTreeSet;

use super::reading::{Draft, Reading};
use crate::knowledge::fold::fold;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut out = Vec::new();
    // Numbers that are cited with their date somewhere.
    let dated: BTreeSet<String> = reading
        .record
        .citations
        .iter()
        .filter(|c| c.date.is_some())
        .filter_map(|c| c.number.as_deref().map(fold))
        .collect();
    for citation in &reading.record.citations {
        let Some(number) = &citation.number else { continue };
        let law = citation.kind.as_deref().is_some_and(|k| {
            let kind = fold(k);
            ["luật", "bộ luật", "pháp lệnh", "hiến pháp"].contains(&kind.as_str())
        });
        let folded = fold(number);
        // A short mention is as good as the full one that it means, wherever that stands.
        let full =
            [folded.clone(), format!("{folded}/"), format!("{folded}-")].into_iter().enumerate().any(|(at, head)| {
                match dated.range(head.clone()..).next() {
                    Some(number) => *number == head || (at > 0 && number.starts_with(&head)),
                    None => false,
                }
            });
        if citation.date.is_some() && citation.kind.is_some()
            || law
            || citation.refers_to.is_some()
            || seen.contains(&folded)
            || (citation.date.is_none() && full)
            // A letter's symbol names no type; "12/2022/TT-BTTTT" without "Thông tư" lost it.
            || (citation.date.is_some() && !has_type_mark(number))
        {
            continue;
        }
        seen.insert(folded);
        let (vi, en) = if citation.date.is_none() {
            ("ngày ban hành", "its date")
        } else {
            ("tên loại văn bản", "its type")
        };
        out.push(
            Draft::new(
                format!("Viện dẫn “{}” thiếu {vi}", citation.raw),
                format!("“{}” is cited without {en}", citation.raw),
            )
            .units(reading.unit_at(citation.span.bytes.start))
            .quote([reading.at(&citation.span)]),
        );
    }
    out
}

/// Whether a symbol holds the mark of a type.
fn has_type_mark(number: &str) -> bool {
    let registry = &crate::knowledge::knowledge().registry;
    number
        .split(['/', '-'])
        .skip(1)
        .any(|part| registry.document_type_of_code(part).is_some_and(|t| t.code.chars().count() >= 2))
}
