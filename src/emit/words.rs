//! Words that several outputs share: what people call a unit, a place, a severity, a part.
//!
//! In: a piece of a record. Out: its name in the language of the reader.

use super::Lang;
use crate::record::{
    Comparison, ComparisonStatus, Confidence, EvidencePart, Finding, NotComparable, Record, Severity, Unit,
};
use crate::rules::Rule;
use crate::span::Span;

/// A unit by its keyword and number.
pub(super) fn unit_name(unit: &Unit) -> String {
    match (&unit.kind, unit.number) {
        (Some(kind), Some(number)) => format!("{kind} {number}"),
        _ => unit.label.clone(),
    }
}

/// The title of a unit: the body's, else the table's.
pub(super) fn title(unit: &Unit) -> &str {
    let row = || unit.appendix.as_ref().map(|row| row.title.as_str());
    unit.body.as_ref().map(|body| body.title.as_str()).or_else(row).unwrap_or_default()
}

/// A unit by its keyword, number and title.
pub(super) fn unit_title(unit: &Unit) -> String {
    format!("{}: {}", unit_name(unit), title(unit).replace('\n', " "))
}

/// The units of a finding: one by its title, several by their names, none where it speaks of the whole document.
pub(super) fn units_of(record: &Record, finding: &Finding) -> String {
    let units: Vec<&Unit> = record.units.iter().filter(|unit| finding.unit_ids.contains(&unit.id)).collect();
    match units[..] {
        [unit] => unit_title(unit),
        _ => units.into_iter().map(unit_name).collect::<Vec<_>>().join("; "),
    }
}

/// What a finding says, and whether it is sure.
pub(super) fn said(finding: &Finding, lang: Lang) -> String {
    let doubt = match finding.confidence {
        Confidence::Low => lang.pick(" (chưa chắc chắn)", " (uncertain)"),
        Confidence::Medium => lang.pick(" (nên xem lại)", " (please check)"),
        Confidence::High => "",
    };
    format!("{}{doubt}", lang.of(&finding.message))
}

/// What a reader of the findings should know of how the file was read.
pub(super) fn remarks(record: &Record, lang: Lang) -> impl Iterator<Item = &str> {
    record.source.diagnostics.iter().filter(|said| said.code != "no-units").map(move |said| lang.of(&said.message))
}

/// What a rule reports, in a line.
pub(super) fn rule_title(rule: &'static str, lang: Lang) -> &'static str {
    Rule::named(rule).map_or(rule, |rule| lang.of(&rule.page().summary))
}

/// What could not be compared: the unit, the field, and why.
pub(super) fn not_compared(record: &Record, open: &NotComparable, lang: Lang) -> (String, &'static str, &'static str) {
    let unit = record.units.iter().find(|unit| unit.id == open.unit_id);
    let (field, of): (&str, Option<&Comparison>) = match open.field {
        "lead" => (lang.pick("chủ trì", "lead"), unit.map(|u| &u.reconciled.lead)),
        "coordinate" => (lang.pick("phối hợp", "coordination"), unit.map(|u| &u.reconciled.coordinate)),
        "deadline" => (lang.pick("thời hạn", "deadline"), unit.map(|u| &u.reconciled.deadline)),
        other => (other, None),
    };
    let why = match of.map(|comparison| comparison.status) {
        Some(ComparisonStatus::BodyOnly) => lang.pick("chỉ có trong nội dung", "the appendix does not give it"),
        Some(ComparisonStatus::AppendixOnly) => lang.pick("chỉ có trong phụ lục", "the body does not give it"),
        _ => lang.pick("không có ở cả hai phía", "neither half gives it"),
    };
    (unit.map_or_else(|| open.unit_id.clone(), unit_name), field, why)
}

/// The same as a line.
pub(super) fn not_compared_line(record: &Record, open: &NotComparable, lang: Lang) -> String {
    let (unit, field, why) = not_compared(record, open, lang);
    format!("{unit} – {field}: {why}")
}

/// What people find a place by: the page of a PDF, the paragraph of a Word file, the line of a text.
pub(super) fn locus(span: &Span, lang: Lang) -> (&'static str, usize) {
    let paragraph = || span.fragments.as_ref()?.first()?.paragraph;
    match (span.page, paragraph()) {
        (Some(page), _) => (lang.pick("Trang", "Page"), page as usize),
        (None, Some(paragraph)) => (lang.pick("Đoạn", "Paragraph"), paragraph as usize + 1),
        (None, None) => (lang.pick("Dòng", "Line"), span.line),
    }
}

/// How grave a finding is.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("LỖI", "ERROR"),
        Severity::Warning => lang.pick("CẢNH BÁO", "WARNING"),
        Severity::Info => lang.pick("LƯU Ý", "INFO"),
    }
}

/// A part of a document.
pub(super) fn part(part: EvidencePart, lang: Lang) -> &'static str {
    match part {
        EvidencePart::Header => lang.pick("đầu văn bản", "header"),
        EvidencePart::Body => lang.pick("nội dung", "body"),
        EvidencePart::Appendix => lang.pick("phụ lục", "appendix"),
        EvidencePart::Glossary => lang.pick("danh mục viết tắt", "list of abbreviations"),
        EvidencePart::Note => lang.pick("nơi nhận, chữ ký", "recipients, signature"),
    }
}

/// Text that moves nothing on a screen: controls and marks of direction are shown as one sign, which does nothing.
pub(super) fn inert(text: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
    };
    text.chars()
        .map(|c| {
            if c == '\n' || c == '\t' {
                ' '
            } else if acts(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}
