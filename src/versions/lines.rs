//! Lines: what two versions say otherwise outside their units.
//!
//! In: two documents, and what is told of their heads. Out: [`ItemChange`]s, line by line, in the order of the text. Page
//! numbers and running heads, letterhead and signature are left out; so is a line that changed in nothing but what is told
//! of the head. A line that only stands elsewhere, or under another label, says the same.

use rustc_hash::{FxHashMap, FxHashSet};

use super::changes::{FieldChange, How, ItemChange, Said};
use super::meaning::{Sense, Told, is_letter_for_letter, plain, same_without};
use super::sequence::stretches;
use crate::Whole;
use crate::knowledge::fold::is_alphanumeric;
use crate::normalise::BlockKind;
use crate::record::EvidencePart;
use crate::span::Bytes;

/// How far apart lines may stand that are still compared as one line that was edited.
const WINDOW: usize = 12;
/// The share of words that an edited line keeps.
const KEPT: f64 = 0.5;

/// A line outside the units.
struct Line {
    said: Said,
    /// Its words without the label in front.
    key: String,
    words: FxHashSet<String>,
}

/// Compares the lines of two versions.
pub(super) fn changes(wholes: (&Whole, &Whole), senses: (&Sense, &Sense), told: &[FieldChange]) -> Vec<ItemChange> {
    let (old, new) = (lines(wholes.0, senses.0), lines(wholes.1, senses.1));
    let keys = |lines: &[Line]| lines.iter().map(|line| line.key.clone()).collect::<Vec<_>>();
    let mut out = Vec::new();
    for stretch in stretches(&keys(&old), &keys(&new)) {
        let (a, b) = (&old[stretch.old.clone()], &new[stretch.new.clone()]);
        if stretch.same {
            let written = a.iter().zip(b).filter(|(a, b)| !is_letter_for_letter(&a.said.text, &b.said.text));
            out.extend(written.map(|(a, b)| item(How::Reworded, Some(a), Some(b))));
        } else if joined(a, |line| line.key.clone()) != joined(b, |line| line.key.clone())
            && joined(a, |line| plain(&line.said.text)) != joined(b, |line| plain(&line.said.text))
        {
            replaced(a, b, &mut out);
        }
    }
    let known = (quoted(told, |item| item.old.as_ref()), quoted(told, |item| item.new.as_ref()));
    let known = (Told::of(&known.0, senses.0), Told::of(&known.1, senses.1));
    out.retain(|item| !is_told(item, senses, (&known.0, &known.1)));
    moved(&mut out, senses);
    out
}

/// The lines outside the units, from the legal bases on.
fn lines(whole: &Whole, sense: &Sense) -> Vec<Line> {
    let record = &whole.record;
    let first_basis = record.citations.iter().map(|citation| citation.span.bytes.start).min().unwrap_or(usize::MAX);
    let wanted: Vec<Bytes> = record
        .parts
        .iter()
        .filter_map(|part| match part.part {
            EvidencePart::Note => None,
            EvidencePart::Header => Some(first_basis.max(part.span.bytes.start)..part.span.bytes.end),
            _ => Some(part.span.bytes.clone()),
        })
        .collect();
    let mut claimed: Vec<Bytes> = Vec::new();
    for unit in &record.units {
        claimed.extend(unit.body.iter().map(|body| body.span.bytes.clone()));
        if let Some(row) = &unit.appendix {
            claimed.push(row.span.bytes.clone());
            claimed.extend(row.cells.iter().map(|cell| cell.span.bytes.clone()));
        }
    }
    claimed.sort_by_key(|range| range.start);
    // A range that begins before another may end behind it: how far anything reaches is told from left to right.
    let mut reach = 0;
    let reaches: Vec<usize> = claimed
        .iter()
        .map(|range| {
            reach = reach.max(range.end);
            reach
        })
        .collect();
    let is_claimed = |range: &Bytes| {
        let before = claimed.partition_point(|claim| claim.start < range.end);
        before > 0 && reaches[before - 1] > range.start
    };
    let mut out = Vec::new();
    for block in whole.text.blocks.iter().filter(|block| block.kind != BlockKind::Furniture) {
        let range = &block.range;
        let inside = wanted.iter().any(|part| part.start <= range.start && range.end <= part.end.max(range.start));
        if inside && !is_claimed(range) {
            let text = whole.text.slice(range);
            let key = sense.key(unlabelled(text));
            if !key.is_empty() {
                let span = whole.text.span(range.clone());
                let words = key.split(' ').map(str::to_owned).collect();
                out.push(Line { said: Said { text: text.to_owned(), value: None, span: Some(span) }, key, words });
            }
        }
    }
    out
}

/// A line without the bullet, number or letter in front: behind a line that came, every label is one further on.
fn unlabelled(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| !is_alphanumeric(c));
    let Some((label, after)) = rest.split_once(' ') else { return line };
    let bare = label.trim_end_matches(['.', ')', '/', ':']);
    let short = bare.chars().count() <= 2 || bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | '0'..='9' | '.'));
    if bare.len() < label.len() && short && !after.trim().is_empty() { after } else { line }
}

fn item(how: How, old: Option<&Line>, new: Option<&Line>) -> ItemChange {
    let said = |line: Option<&Line>| line.map(|line| line.said.clone());
    ItemChange { how, old: said(old), new: said(new) }
}

/// Lines cut elsewhere say the same.
fn joined(lines: &[Line], key: impl Fn(&Line) -> String) -> String {
    lines.iter().map(key).collect::<Vec<_>>().join(" ")
}

/// Lines in the place of others: each old one goes with the first new one, not far off, that keeps most of its words.
fn replaced(old: &[Line], new: &[Line], out: &mut Vec<ItemChange>) {
    let mut next = 0;
    for line in old {
        let near = new.iter().enumerate().skip(next).take(WINDOW);
        let Some(at) = near.map(|(at, other)| (at, alike(line, other))).find(|(_, a)| *a >= KEPT).map(|(at, _)| at)
        else {
            out.push(item(How::Removed, Some(line), None));
            continue;
        };
        out.extend(new[next..at].iter().map(|line| item(How::Added, None, Some(line))));
        out.push(item(How::Changed, Some(line), Some(&new[at])));
        next = at + 1;
    }
    out.extend(new[next..].iter().map(|line| item(How::Added, None, Some(line))));
}

fn alike(a: &Line, b: &Line) -> f64 {
    let both = a.words.intersection(&b.words).count();
    2.0 * both as f64 / (a.words.len() + b.words.len()).max(1) as f64
}

/// What is told of the head.
fn quoted<'a>(told: &'a [FieldChange], side: impl Fn(&'a ItemChange) -> Option<&'a Said>) -> Vec<String> {
    told.iter().flat_map(|field| &field.items).filter_map(side).map(|said| said.text.clone()).collect()
}

/// The words that may stand beside what is told of the head in a line of its own ("Căn cứ …").
const BESIDE: usize = 2;

/// Whether a line changed in nothing but what is told of the head.
fn is_told(item: &ItemChange, senses: (&Sense, &Sense), known: (&Told, &Told)) -> bool {
    let bare = |said: &Said, sense: &Sense, known: &Told| {
        let key = sense.key(&said.text);
        let rest = known.without(&key);
        rest.split(' ').count() <= BESIDE && rest.len() * 2 < key.len()
    };
    match (&item.old, &item.new) {
        (Some(old), Some(new)) => item.how == How::Changed && same_without((&old.text, &new.text), senses, known),
        (Some(old), None) => bare(old, senses.0, known.0),
        (None, Some(new)) => bare(new, senses.1, known.1),
        (None, None) => true,
    }
}

/// A line that went here and came there only stands elsewhere.
fn moved(items: &mut Vec<ItemChange>, senses: (&Sense, &Sense)) {
    let key = |said: &Said, sense: &Sense| sense.key(unlabelled(&said.text));
    let mut came: FxHashMap<String, std::collections::VecDeque<usize>> = FxHashMap::default();
    for (at, item) in items.iter().enumerate() {
        if let (None, Some(new)) = (&item.old, &item.new) {
            came.entry(key(new, senses.1)).or_default().push_back(at);
        }
    }
    let mut gone = vec![false; items.len()];
    for at in 0..items.len() {
        if let (Some(old), None) = (&items[at].old, &items[at].new)
            && let Some(to) = came.get_mut(&key(old, senses.0)).and_then(std::collections::VecDeque::pop_front)
        {
            gone[at] = true;
            items[to].old = items[at].old.take();
            items[to].how = How::Reworded;
        }
    }
    let mut gone = gone.into_iter();
    items.retain(|_| !gone.next().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_no_words() {
        for (line, words) in [
            ("3. Sở Y tế báo cáo", "Sở Y tế báo cáo"),
            ("- Sở Y tế", "- Sở Y tế"),
            ("II. TỔ CHỨC", "TỔ CHỨC"),
            ("a) Kinh phí", "Kinh phí"),
            ("1.2. Yêu cầu", "Yêu cầu"),
            ("2024. Năm", "Năm"),
            ("Sở Y tế", "Sở Y tế"),
        ] {
            assert_eq!(unlabelled(line), words);
        }
    }
}
