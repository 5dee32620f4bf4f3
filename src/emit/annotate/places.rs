//! Places: where in the XML of a Word file the words of a remark stand.
//!
//! In: the text, the characters of the source, and the origin of each. Out: a [`Place`]: the bytes of the part from the first
//! character to the last, or the paragraph or run that stands for words which are in no run. It looks at no XML.

use unicode_normalization::char::is_combining_mark;

use crate::Whole;
use crate::ingest::Origin;
use crate::span::Bytes;

/// Where a remark goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// At these bytes: the words, one after another.
    Words(Bytes),
    /// At a paragraph as a whole, or at one of its runs: a label that Word computes, a note, a header.
    Near(u32, Option<u32>),
}

/// The place of a range of the text; none where it has none.
pub(super) fn of(whole: &Whole, origins: &[Origin], range: &Bytes) -> Option<Place> {
    let stretches = stretches(whole, origins, range);
    let longest = stretches.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
    if let Some((xml, _)) = longest {
        return Some(Place::Words(xml));
    }
    let span = whole.text.span(range.clone());
    let first = span.fragments?.into_iter().next()?;
    Some(Place::Near(first.paragraph?, first.run))
}

/// The stretches of XML that hold the characters of a range in their order, with nothing of the text between them that is not of
/// the range, and how many characters each holds.
fn stretches(whole: &Whole, origins: &[Origin], range: &Bytes) -> Vec<(Bytes, usize)> {
    let Some(words) = whole.text.text.get(range.clone()) else { return Vec::new() };
    let raw = &whole.source.raw;
    let mut out: Vec<(Bytes, usize)> = Vec::new();
    let mut before: Option<usize> = None;
    for (at, _) in words.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let first = whole.text.source_offset(range.start + at);
        let Ok(index) = origins.binary_search_by_key(&first, |o| o.raw) else { continue };
        let last = cluster(raw, first).and_then(|last| origins.binary_search_by_key(&last, |o| o.raw).ok());
        let (from, to) = (&origins[index].xml, &origins[last.unwrap_or(index)].xml);
        let follows = before.is_some_and(|before| before < index && is_blank(raw, &origins[before + 1..index]));
        match out.last_mut() {
            Some((xml, count)) if follows && xml.end <= to.end => {
                xml.end = to.end;
                *count += 1;
            }
            _ => out.push((from.start..to.end.max(from.end), 1)),
        }
        before = Some(last.unwrap_or(index));
    }
    out
}

/// Whether no character of these is seen.
fn is_blank(raw: &str, origins: &[Origin]) -> bool {
    let seen = |c: char| !(c.is_whitespace() || c.is_control() || is_invisible(c) || is_combining_mark(c));
    !origins.iter().any(|o| raw.get(o.raw..).and_then(|rest| rest.chars().next()).is_some_and(seen))
}

/// Soft hyphens, joiners and the like, which the text leaves out.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{FFFE}')
}

/// The last character of the letter that begins at a byte: its accents may be characters of their own.
fn cluster(raw: &str, first: usize) -> Option<usize> {
    let mut last = None;
    for (at, c) in raw.get(first..)?.char_indices().skip(1) {
        if is_combining_mark(c) {
            last = Some(first + at);
        } else if !is_invisible(c) {
            break;
        }
    }
    last
}
