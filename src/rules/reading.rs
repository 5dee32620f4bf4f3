//! What rules read, and what they hand in.
//!
//! In: a record, its text, its definitions. Out: [`Reading`], the record with a few indexes over it, and [`Draft`], a finding
//! before it has a name and a number. Nothing here decides that something is wrong.

use rustc_hash::FxHashMap;

use crate::knowledge::fold::key;
use crate::normalise::Text;
use crate::record::{
    AppendixRow, Confidence, Evidence, EvidencePart, Message, PrintedField, Record, Severity, Suggestion, Unit,
    UnitBody,
};
use crate::resolve::Glossary;
use crate::resolve::identity::Locality;
use crate::span::{Bytes, Span, trim};

/// The most characters of a quotation.
const QUOTE_CHARS: usize = 300;

/// A finding before it has a name.
#[derive(Debug)]
pub(super) struct Draft {
    /// Other than the rule's usual one.
    pub(super) severity: Option<Severity>,
    pub(super) confidence: Confidence,
    pub(super) message: Message,
    /// Indices of units.
    pub(super) units: Vec<usize>,
    /// Numbers that stand beside those of the units (a wrong one, as printed).
    pub(super) numbers: Vec<u64>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) suggestion: Option<Suggestion>,
}

impl Draft {
    pub(super) fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            severity: None,
            confidence: Confidence::High,
            message: Message { vi: vi.into(), en: en.into() },
            units: Vec::new(),
            numbers: Vec::new(),
            evidence: Vec::new(),
            suggestion: None,
        }
    }

    pub(super) fn units(mut self, units: impl IntoIterator<Item = usize>) -> Self {
        self.units.extend(units);
        self
    }

    /// Adds a place; one that is quoted already is not quoted twice.
    pub(super) fn quote(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        for new in evidence {
            if !new.quote.is_empty() && !self.evidence.iter().any(|e| e.span.bytes == new.span.bytes) {
                self.evidence.push(new);
            }
        }
        self
    }

    pub(super) fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    pub(super) fn suggest(
        mut self,
        value: impl Into<String>,
        vi: impl Into<String>,
        en: impl Into<String>,
        safe: bool,
    ) -> Self {
        let reason = Message { vi: vi.into(), en: en.into() };
        self.suggestion = Some(Suggestion { value: value.into(), reason, safe });
        self
    }
}

/// A place that names an organisation.
#[derive(Debug)]
pub(super) struct Named<'a> {
    pub(super) range: Bytes,
    pub(super) raw: &'a str,
    pub(super) name: &'a str,
    pub(super) org_id: Option<&'a str>,
}

/// A record as rules read it.
pub(super) struct Reading<'a> {
    pub(super) record: &'a Record,
    pub(super) text: &'a Text,
    pub(super) glossary: &'a Glossary,
    /// Every naming of an organisation, in reading order.
    pub(super) named: Vec<Named<'a>>,
    /// Whose plan it is.
    pub(super) locality: Locality,
    /// Keys of the labels of fields: a form has the same ones in every unit.
    labels: FxHashMap<&'a str, String>,
    /// Extents of units, bodies and rows, by their beginning: first byte, one past the last, index.
    extents: Vec<(usize, usize, usize)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(record: &'a Record, text: &'a Text, glossary: &'a Glossary) -> Self {
        let mut named: Vec<Named> = record
            .organizations
            .iter()
            .flat_map(|o| {
                o.mentions.iter().map(|m| Named {
                    range: m.span.bytes.clone(),
                    raw: &m.raw,
                    name: &o.name,
                    org_id: o.org_id.as_deref(),
                })
            })
            .collect();
        named.sort_by_key(|n| (n.range.start, n.range.end));
        let mut extents: Vec<(usize, usize, usize)> = Vec::new();
        for (at, unit) in record.units.iter().enumerate() {
            let spans = unit.body.iter().map(|b| &b.span).chain(unit.appendix.iter().map(|r| &r.span));
            extents.extend(spans.map(|s| (s.bytes.start, s.bytes.end, at)));
        }
        extents.sort_unstable();
        let mut labels: FxHashMap<&str, String> = FxHashMap::default();
        let bodies = record.units.iter().filter_map(|u| u.body.as_ref());
        for label in bodies.flat_map(|b| &b.fields).filter_map(|f| f.label.as_deref()) {
            labels.entry(label).or_insert_with(|| key(label));
        }
        let locality = Locality::of(&record.document, text);
        Self { record, text, glossary, named, locality, labels, extents }
    }

    /// The key of a printed field's label; none where it has no label.
    pub(super) fn label_key(&self, field: &PrintedField) -> Option<&str> {
        self.labels.get(field.label.as_deref()?).map(String::as_str)
    }

    /// Bodies with their indices.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (usize, &'a Unit, &'a UnitBody)> + '_ {
        self.record.units.iter().enumerate().filter_map(|(at, u)| Some((at, u, u.body.as_ref()?)))
    }

    /// Rows with their indices.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &'a Unit, &'a AppendixRow)> + '_ {
        self.record.units.iter().enumerate().filter_map(|(at, u)| Some((at, u, u.appendix.as_ref()?)))
    }

    /// Units that have both halves.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, &'a Unit, &'a UnitBody, &'a AppendixRow)> + '_ {
        self.bodies().filter_map(|(at, u, b)| Some((at, u, b, u.appendix.as_ref()?)))
    }

    /// The unit that a place is in.
    pub(super) fn unit_at(&self, byte: usize) -> Option<usize> {
        let next = self.extents.partition_point(|(start, _, _)| *start <= byte);
        self.extents[..next].last().filter(|(_, end, _)| byte < *end).map(|(_, _, unit)| *unit)
    }

    /// The units that places are in.
    pub(super) fn units_of<'s>(&self, spans: impl Iterator<Item = &'s Span>) -> Vec<usize> {
        spans.filter_map(|s| self.unit_at(s.bytes.start)).collect()
    }

    /// The part of the document that a place is in.
    pub(super) fn part(&self, byte: usize) -> EvidencePart {
        let parts = &self.record.parts;
        let next = parts.partition_point(|p| p.span.bytes.start <= byte);
        parts[..next].last().map_or(EvidencePart::Body, |p| p.part)
    }

    pub(super) fn slice(&self, range: &Bytes) -> &'a str {
        &self.text.text[range.clone()]
    }

    /// A place as evidence; a long one by its first words, at most three lines.
    pub(super) fn evidence(&self, range: Bytes) -> Evidence {
        let range = trim(&self.text.text, range);
        let words = self.slice(&range);
        let lines = words.match_indices('\n').nth(2).map_or(words.len(), |(at, _)| at);
        let mut end = words.char_indices().nth(QUOTE_CHARS).map_or(words.len(), |(at, _)| at).min(lines);
        if end < words.len() && end < lines {
            end = words[..end].rfind([' ', '\n']).unwrap_or(end);
        }
        let range = trim(&self.text.text, range.start..range.start + end);
        Evidence {
            part: self.part(range.start),
            quote: self.slice(&range).to_owned(),
            span: self.text.span(range),
            note: None,
        }
    }

    pub(super) fn at(&self, span: &Span) -> Evidence {
        self.evidence(span.bytes.clone())
    }

    /// Where words stand inside a place; the place itself where they do not.
    pub(super) fn find_in(&self, within: &Bytes, words: &str) -> Bytes {
        let first = words.split('\n').next().unwrap_or(words);
        match self.slice(within).find(first).filter(|_| !first.is_empty()) {
            Some(at) => within.start + at..within.start + at + first.len(),
            None => within.clone(),
        }
    }

    /// A unit's heading in the body: its first line.
    pub(super) fn heading(&self, body: &UnitBody) -> Evidence {
        let words = self.slice(&body.span.bytes);
        let line = words.find('\n').unwrap_or(words.len());
        self.evidence(body.span.bytes.start..body.span.bytes.start + line)
    }

    /// A unit's title in the body.
    pub(super) fn title(&self, body: &UnitBody) -> Evidence {
        let range = self.find_in(&body.span.bytes, &body.title);
        if range == body.span.bytes { self.heading(body) } else { self.evidence(range) }
    }

    /// The cell of a row that holds its title.
    pub(super) fn row_heading(&self, row: &AppendixRow) -> Evidence {
        let first = row.title.split('\n').next().unwrap_or_default();
        let cell = row.cells.iter().find(|c| !first.is_empty() && c.text.contains(first));
        self.evidence(cell.map_or_else(|| row.span.bytes.clone(), |c| c.span.bytes.clone()))
    }

    /// The line that begins at a place, up to its colon or its first words.
    pub(super) fn line_head(&self, span: &Span) -> Evidence {
        let words = self.slice(&span.bytes);
        let line = &words[..words.find('\n').unwrap_or(words.len())];
        let end = if line.chars().count() <= 160 {
            line.len()
        } else {
            line.match_indices(' ').nth(14).map_or(line.len(), |(at, _)| at)
        };
        self.evidence(span.bytes.start..span.bytes.start + end)
    }

    /// Namings inside a place.
    pub(super) fn named_in(&self, range: &Bytes) -> &[Named<'a>] {
        let from = self.named.partition_point(|n| n.range.start < range.start);
        let to = self.named.partition_point(|n| n.range.start < range.end);
        &self.named[from..to]
    }

    /// Behind "Lưu:", where offices have marks of their own.
    pub(super) fn is_filed(&self, byte: usize) -> bool {
        let before = &self.text.text[..byte];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let folded = crate::knowledge::fold::fold(line);
        folded.trim_start_matches(['-', '+', ' ']).starts_with("lưu") || folded.contains("; lưu:")
    }

    /// Whether a place is inside a reference to another document.
    pub(super) fn in_citation(&self, byte: usize) -> bool {
        let next = self.record.citations.partition_point(|c| c.span.bytes.start <= byte);
        self.record.citations[..next].last().is_some_and(|c| byte < c.span.bytes.end)
    }
}

/// "Mô hình 4", as messages name a unit.
pub(super) fn name_of(unit: &Unit) -> String {
    match (&unit.kind, unit.number) {
        (Some(kind), Some(number)) => format!("{kind} {number}"),
        _ => unit.label.clone(),
    }
}

/// Names in a row, quoted: “A”, “B”.
pub(super) fn listed(names: &[&str]) -> String {
    names.iter().map(|n| format!("“{}”", n.replace('\n', " "))).collect::<Vec<_>>().join(", ")
}

/// The last beginning of a character at or before a byte.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// The last characters in front of a byte, so many at the most.
pub(super) fn before(text: &str, byte: usize, chars: usize) -> &str {
    let start = text[..byte].char_indices().rev().take(chars).last().map_or(byte, |(at, _)| at);
    &text[start..byte]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_text_end_between_characters() {
        assert_eq!(floor("xã", 2), 1);
        assert_eq!(floor("xã", 3), 3);
        assert_eq!(floor("xã", 9), 3);
        assert_eq!(before("Trạm y tế xã", "Trạm y tế".len(), 4), "y tế");
        assert_eq!(before("tế", "tế".len(), 9), "tế");
        assert_eq!(before("tế", 0, 9), "");
    }
}
