//! `abbreviation-unused`: the list of abbreviations defines a short form that the document never uses.
//!
//! In: the document's own list. Out: one draft an entry. A variant is a use; a definition in running text is no entry.

use super::reading::{Draft, Reading};
use crate::record::AbbreviationSource;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    reading
        .record
        .abbreviations
        .iter()
        .filter(|a| a.source == AbbreviationSource::Glossary && a.uses == 0)
        // A second meaning of one short form is a conflict, and its uses are the first one's.
        .filter(|a| !reading.record.abbreviations.iter().any(|o| o.short == a.short && o.long != a.long && o.uses > 0))
        .filter_map(|a| Some((a, a.span.as_ref()?)))
        .map(|(a, span)| {
            Draft::new(
                format!("“{}” có trong danh mục viết tắt nhưng không được dùng", a.short),
                format!("“{}” stands in the list of abbreviations and is never used", a.short),
            )
            .quote([reading.at(span)])
        })
        .collect()
}
