//! Pieces: which words of two texts are the same, for marking those that are not.
//!
//! In: an old and a new text. Out: both, cut into [`Piece`]s. Texts that share little are two texts: all of each is marked.

use crate::versions::sequence::stretches;
use crate::versions::{How, ItemChange, Said};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// Whether the other text has it too, in its place.
    pub(super) same: bool,
}

/// The share of letters in common from which on words are compared.
const COMMON: f64 = 0.25;

/// Characters that are read at a glance.
const GLANCE: usize = 80;

/// Both sides of a value in pieces. A short one that is only written differently is read at a glance and needs no marks.
pub(super) fn of(item: &ItemChange) -> (Vec<Piece<'_>>, Vec<Piece<'_>>) {
    let (old, new) = (text(item.old.as_ref()), text(item.new.as_ref()));
    if item.how == How::Reworded && old.chars().count().max(new.chars().count()) <= GLANCE {
        return (whole(old, true), whole(new, true));
    }
    pieces(old, new)
}

/// A text in one piece; an empty one has none.
fn whole(text: &str, same: bool) -> Vec<Piece<'_>> {
    if text.is_empty() { Vec::new() } else { vec![Piece { text, same }] }
}

fn text(said: Option<&Said>) -> &str {
    said.map_or("", |said| said.text.as_str())
}

/// Both texts in pieces.
fn pieces<'a>(old: &'a str, new: &'a str) -> (Vec<Piece<'a>>, Vec<Piece<'a>>) {
    let (a, b) = (words(old), words(new));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut common = 0;
    for stretch in stretches(&a, &b) {
        let (of_old, of_new) = (span(old, &a, stretch.old), span(new, &b, stretch.new));
        // A blank in common between two words that are not is no word in common.
        let same = stretch.same && !of_old.trim().is_empty();
        if same {
            common += of_old.chars().filter(|c| c.is_alphanumeric()).count();
        }
        push(&mut left, old, of_old, same);
        push(&mut right, new, of_new, same);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let longer = letters(old).max(letters(new));
    if (common as f64) < COMMON * longer as f64 {
        return (whole(old, false), whole(new, false));
    }
    (left, right)
}

/// Adds a piece behind what stands before it in the text.
fn push<'a>(out: &mut Vec<Piece<'a>>, whole: &'a str, text: &'a str, same: bool) {
    if text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.same == same => {
            let joined = last.text.len() + text.len();
            let start = text.as_ptr() as usize - whole.as_ptr() as usize + text.len() - joined;
            last.text = whole.get(start..start + joined).unwrap_or(text);
        }
        _ => out.push(Piece { text, same }),
    }
}

/// The text from the first of some words to the last.
fn span<'a>(text: &'a str, words: &[&'a str], range: std::ops::Range<usize>) -> &'a str {
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    match (words.get(range.start), range.end.checked_sub(1).and_then(|last| words.get(last))) {
        (Some(first), Some(last)) if range.start < range.end => {
            text.get(at(first)..at(last) + last.len()).unwrap_or_default()
        }
        _ => "",
    }
}

/// Words, blanks and marks, which together are the text.
fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let kind = |c: char| if c.is_alphanumeric() { 0 } else { 1 + usize::from(!c.is_whitespace()) };
    let mut last = None;
    for (at, c) in text.char_indices() {
        let now = kind(c);
        // Marks stand alone, words and blanks run on.
        if last.is_some_and(|last| last != now || now == 2) {
            out.push(&text[start..at]);
            start = at;
        }
        last = Some(now);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces.iter().map(|p| if p.same { p.text.to_owned() } else { format!("[{}]", p.text) }).collect()
    }

    #[test]
    fn words_that_changed_are_marked() {
        for (old, new, left, right) in [
            ("Sở Y tế chủ trì", "Sở Nội vụ chủ trì", "Sở [Y tế] chủ trì", "Sở [Nội vụ] chủ trì"),
            ("30/6/2024", "31/12/2025", "[30/6/2024]", "[31/12/2025]"),
            ("a b c", "a b c d", "a b c", "a b c[ d]"),
            ("", "a", "", "[a]"),
        ] {
            let (a, b) = pieces(old, new);
            assert_eq!((shown(&a).as_str(), shown(&b).as_str()), (left, right));
        }
    }

    #[test]
    fn pieces_together_are_the_text() {
        for (old, new) in [("Bộ Công an; “Đề án 06”", "Đề án 06 của Bộ"), ("  x ", "y"), ("ế\u{301}a", "ế\u{301}b")]
        {
            let (a, b) = pieces(old, new);
            assert_eq!(a.iter().map(|p| p.text).collect::<String>(), old);
            assert_eq!(b.iter().map(|p| p.text).collect::<String>(), new);
        }
    }
}
