//! Content: what a unit is recognised by in another version.
//!
//! In: a record. Out: a [`Content`] a unit, in the order of the record. Numbers are no part of it: they are what changes.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::meaning::Sense;
use crate::record::{AppendixRow, Record, Unit, UnitBody};

/// What a unit is recognised by.
#[derive(Debug, Clone)]
pub(super) struct Content {
    /// Its title, as a key; empty where it has none.
    pub(super) title: String,
    /// Words of the title, as digests, sorted, each once.
    pub(super) title_words: Vec<u64>,
    /// Words of all that it says, as digests, sorted, each once.
    pub(super) words: Vec<u64>,
    /// All that it says, in order, as one digest.
    pub(super) whole: u64,
}

/// The contents of all units.
pub(super) fn of(record: &Record, sense: &Sense) -> Vec<Content> {
    record.units.iter().map(|unit| content(unit, sense)).collect()
}

fn content(unit: &Unit, sense: &Sense) -> Content {
    let (body, row) = (unit.body.as_ref(), unit.appendix.as_ref());
    let title = body.map(|body| body.title.as_str()).filter(|title| !title.is_empty());
    let title = title.or(row.map(|row| row.title.as_str())).map(|title| sense.key(title)).unwrap_or_default();
    let mut said: Vec<String> = body.map(of_body).unwrap_or_default().into_iter().map(|t| sense.key(t)).collect();
    said.extend(row.map(|row| of_row(row, unit)).unwrap_or_default().into_iter().map(|t| sense.key(t)));
    let mut whole = FxHasher::default();
    said.hash(&mut whole);
    let words = digests(said.iter().flat_map(|text| text.split(' ')).chain(title.split(' ')));
    Content { title_words: digests(title.split(' ')), words, whole: whole.finish(), title }
}

/// The texts of a body, in a fixed order.
fn of_body(body: &UnitBody) -> Vec<&str> {
    let texts = [&body.objective, &body.organization, &body.forces, &body.location, &body.product];
    let mut out: Vec<&str> = texts.into_iter().flatten().map(|field| field.text.as_str()).collect();
    out.extend(body.tools.iter().map(|tools| tools.text.as_str()));
    out.extend(body.deadlines.iter().map(|deadline| deadline.raw.as_str()));
    out.extend(body.others.iter().map(|other| other.text.as_str()));
    out
}

/// The cells of a row but those of its number.
fn of_row<'a>(row: &'a AppendixRow, unit: &Unit) -> Vec<&'a str> {
    let is_number = |text: &str| {
        row.row_label.as_deref() == Some(text) || text == unit.label || text.chars().all(|c| c.is_ascii_digit())
    };
    row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !is_number(text)).collect()
}

fn digests<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u64> {
    let digest = |word: &str| {
        let mut hasher = FxHasher::default();
        word.hash(&mut hasher);
        hasher.finish()
    };
    let mut out: Vec<u64> = words.filter(|word| !word.is_empty()).map(digest).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// How much two sets of words share, from 0 to 1 (Dice).
pub(super) fn shared(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * both as f64 / (a.len() + b.len()) as f64
}
