//! Furniture: page numbers and running heads, told by their place.
//!
//! In: pages. Out: their lines that are not the document's, taken out. Words are compared, never understood; what only its
//! words show (a stamp, a gazette's head) is [`crate::normalise`]'s.

use rustc_hash::FxHashMap;

use super::lines::Line;
use super::page::{Item, Layout};
use super::paragraphs::starts_with_mark;

/// Lines of a page's edge that are looked at.
const REACH: usize = 3;

/// Pages on which a line must come back to be a running head, and their least share of all pages, as a divisor: lines of
/// a list may stand at one height on a few pages.
const TIMES: usize = 3;
const SHARE: usize = 3;

/// Two lines of two pages stand at one height.
const SAME_HEIGHT: f32 = 4.0;

/// The least share of a page's height between its edge and the text.
const MARGIN: f32 = 0.13;

/// Takes page numbers and running heads out of every page; gives them page by page.
pub(super) fn take(pages: &mut [Layout]) -> Vec<Vec<Line>> {
    let edges: Vec<Vec<usize>> = pages.iter().map(edge_lines).collect();
    let mut seen: FxHashMap<String, Vec<(usize, usize, f32)>> = FxHashMap::default();
    for (page, edge) in edges.iter().enumerate() {
        for at in edge {
            if let Item::Line(line) = &pages[page].items[*at]
                && !starts_with_mark(line)
            {
                let key: String = line.text().chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
                seen.entry(key).or_default().push((page, *at, line.base));
            }
        }
    }
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    for (page, edge) in edges.iter().enumerate() {
        out[page].extend(edge.iter().filter(|at| is_number(&pages[page], **at)));
    }
    // The order of the map does not show: each place is set once, and they are sorted after.
    for places in seen.into_values() {
        for (page, at, base) in &places {
            let twins = places.iter().filter(|(other, _, b)| other != page && (b - base).abs() <= SAME_HEIGHT);
            let times = twins.count() + 1;
            if times >= TIMES && times * SHARE >= edges.len() {
                out[*page].push(*at);
            }
        }
    }
    pages
        .iter_mut()
        .zip(out)
        .map(|(page, mut taken)| {
            taken.sort_unstable();
            taken.dedup();
            let mut aside = Vec::new();
            for at in taken.into_iter().rev() {
                if let Item::Line(line) = page.items.remove(at) {
                    aside.insert(0, line);
                }
            }
            aside
        })
        .collect()
}

/// The lines next to the top and the bottom edge.
fn edge_lines(page: &Layout) -> Vec<usize> {
    let is_line = |at: &usize| matches!(page.items[*at], Item::Line(_));
    let count = page.items.len();
    let top = (0..count).take_while(is_line).take(REACH);
    let bottom = (0..count).rev().take_while(is_line).take(REACH);
    let mut out: Vec<usize> = top.chain(bottom).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A number alone in the margin.
fn is_number(page: &Layout, at: usize) -> bool {
    let Item::Line(line) = &page.items[at] else { return false };
    let text = line.text();
    let inner = text.trim_matches(|c: char| c.is_whitespace() || "-–—|".contains(c));
    let number = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    let of = inner.split_once('/').is_some_and(|(a, b)| number(a.trim()) && number(b.trim()));
    let in_margin = line.base < MARGIN * page.height || line.base > (1.0 - MARGIN) * page.height;
    (number(inner) || of) && in_margin
}
