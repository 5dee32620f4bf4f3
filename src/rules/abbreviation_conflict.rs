//! `abbreviation-conflict`: one short form with two long forms, or one body with two short forms, both defined here.
//!
//! In: the document's definitions. Out: one draft a pair.

use super::reading::{Draft, Reading};
use crate::knowledge::fold::{key, short_key};
use crate::reconcile::names::same;
use crate::record::{Abbreviation, AbbreviationSource};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let defined: Vec<&Abbreviation> =
        reading.record.abbreviations.iter().filter(|a| a.source != AbbreviationSource::Registry).collect();
    let mut out = Vec::new();
    for (at, a) in defined.iter().enumerate() {
        for b in &defined[at + 1..] {
            let one_long = same_meaning(&a.long, &b.long);
            // "Sở GD-ĐT" and "Sở GDĐT" are one reading and two forms.
            let one_short = if one_long { a.short == b.short } else { short_key(&a.short) == short_key(&b.short) };
            let (vi, en) = match (one_short, one_long) {
                (true, false) => (
                    format!("“{}” được giải thích hai cách: “{}” và “{}”", a.short, a.long, b.long),
                    format!("“{}” has two long forms: “{}” and “{}”", a.short, a.long, b.long),
                ),
                (false, true) => (
                    format!("“{}” có hai dạng viết tắt: “{}” và “{}”", a.long, a.short, b.short),
                    format!("“{}” has two short forms: “{}” and “{}”", a.long, a.short, b.short),
                ),
                _ => continue,
            };
            let places = [a, b].into_iter().filter_map(|d| d.span.as_ref()).map(|s| reading.at(s));
            out.push(Draft::new(vi, en).quote(places));
        }
    }
    out
}

/// One body or term: equal but for joints and marks, or one body with and without its parent.
fn same_meaning(a: &str, b: &str) -> bool {
    let words = |t: &str| key(t).split(' ').filter(|w| *w != "và").collect::<Vec<_>>().join(" ");
    let name = a.starts_with(char::is_uppercase) && b.starts_with(char::is_uppercase);
    words(a) == words(b) || (name && parented(a) != parented(b) && same(a, b))
}

/// Names its parent behind a dash.
fn parented(name: &str) -> bool {
    name.contains(" - Bộ ") || name.contains(" – Bộ ")
}
