//! `abbreviation-conflict`: one short form with two long forms, or one body with two short forms, both defined here.
//!
//! In: the document's definitions. Out: one draft a pair.

use super::reading::{Draft, Reading};
use crate::knowledge::fold::{key, short_key};
use crate::reconcile::names::same;
use crate::record::{Abbreviation, AbbreviationSource};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let defined = reading.record.abbreviations.iter().filter(|a| a.source != AbbreviationSource::Registry);
    let defined: Vec<Form> = defined.map(Form::of).collect();
    let mut out = Vec::new();
    for (at, one) in defined.iter().enumerate() {
        for two in &defined[at + 1..] {
            let (a, b) = (one.of, two.of);
            let one_long = one.same_meaning(two);
            // "Sở GD-ĐT" and "Sở GDĐT" are one reading and two forms.
            let one_short = if one_long { a.short == b.short } else { one.key == two.key };
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

/// A definition, ready for comparing with others.
struct Form<'a> {
    of: &'a Abbreviation,
    /// Of the short form.
    key: String,
    /// The words of the long form without joints.
    words: Vec<String>,
    parented: bool,
}

impl<'a> Form<'a> {
    fn of(of: &'a Abbreviation) -> Self {
        let words = key(&of.long).split(' ').filter(|w| *w != "và").map(str::to_owned).collect();
        Self { of, key: short_key(&of.short), words, parented: parented(&of.long) }
    }

    /// One body or term: equal but for joints and marks, or one body with and without its parent.
    fn same_meaning(&self, other: &Self) -> bool {
        let (a, b) = (&self.of.long, &other.of.long);
        let name = || a.starts_with(char::is_uppercase) && b.starts_with(char::is_uppercase);
        self.words == other.words || (self.parented != other.parented && name() && same(a, b))
    }
}

/// Names its parent behind a dash.
fn parented(name: &str) -> bool {
    name.contains(" - Bộ ") || name.contains(" – Bộ ")
}
