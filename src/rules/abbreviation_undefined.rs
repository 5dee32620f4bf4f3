//! `abbreviation-undefined`: a short form is used and explained nowhere in the document.
//!
//! In: short forms that the registry knows or nobody does. Out: one draft a short form. Everyday ones, international names,
//! codes of police units and the marks behind "Lưu:" need no definition; a form in brackets behind its long form has one.

use super::reading::{Draft, Reading};
use crate::knowledge::knowledge;
use crate::record::{AbbreviationSource, Confidence, Place};

/// The most places that are quoted.
const QUOTED: usize = 6;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let record = reading.record;
    let known = record
        .abbreviations
        .iter()
        .filter(|a| a.source == AbbreviationSource::Registry && !a.everyday)
        .map(|a| (a.short.as_str(), Some(a.long.as_str()), &a.occurrences, a.alternatives.is_empty()));
    let unknown = record.unexplained.iter().map(|u| (u.short.as_str(), None, &u.occurrences, true));
    let mut out = Vec::new();
    for (short, long, occurrences, sure) in known.chain(unknown) {
        let places: Vec<&Place> = occurrences.iter().filter(|p| !reading.is_filed(p.span.bytes.start)).collect();
        let explained = occurrences.iter().any(|p| in_brackets(reading, p));
        if places.is_empty() || explained || knowledge().registry.needs_no_definition(short) {
            continue;
        }
        let draft = Draft::new(
            format!("“{short}” được dùng nhưng không được giải thích trong văn bản"),
            format!("“{short}” is used and not explained in the document"),
        )
        .units(reading.units_of(places.iter().map(|p| &p.span)))
        .confidence(match (long, sure) {
            (None, _) => Confidence::Medium,
            (Some(_), true) => Confidence::High,
            (Some(_), false) => Confidence::Low,
        })
        .quote(places.iter().take(QUOTED).map(|p| reading.at(&p.span)));
        out.push(match long {
            Some(long) => draft.suggest(
                long,
                format!("nghĩa thường dùng của {short}"),
                format!("what {short} usually stands for (registry)"),
                false,
            ),
            None => draft,
        });
    }
    out
}

/// "Nền tảng tích hợp dữ liệu (LGSP)": the words before the bracket say what it is.
fn in_brackets(reading: &Reading, place: &Place) -> bool {
    let text = &reading.text.text;
    let before = text[..place.span.bytes.start].trim_end_matches(['“', '"', ' ']);
    let after = text[place.span.bytes.end..].trim_start_matches(['”', '"', ' ']);
    let named = before.strip_suffix('(').is_some_and(|b| b.trim_end().ends_with(char::is_alphanumeric));
    named && after.starts_with(')')
}
