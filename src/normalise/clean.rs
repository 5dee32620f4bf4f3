//! One paragraph in NFC with plain blanks, and where each stretch of it came from.
//!
//! In: a paragraph of the source. Out: a [`Line`]. Nothing here looks at a second paragraph.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::ingest::{Kind, Paragraph, Piece};

/// A cleaned paragraph.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its characters.
    pub(super) text: String,
    /// Byte of `text`, byte of the source: copied alike from there on.
    pub(super) edits: Vec<(usize, usize)>,
    /// What it is.
    pub(super) kind: LineKind,
    /// Bold or a heading.
    pub(super) strong: bool,
    /// An empty line stands before it.
    pub(super) gap: bool,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// As the format says.
    Given(Kind),
    /// Page number, running head, stamp.
    Furniture,
}

/// Cleans a paragraph: NFC, single blanks, no invisible characters, no blanks at the ends.
pub(super) fn clean(raw: &str, paragraph: &Paragraph) -> Line {
    let mut out = Writer::default();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Put(c, at) => out.put(*c, *at),
            Piece::Copy(range) => {
                let slice = &raw[range.clone()];
                if is_nfc_quick(slice.chars()) == IsNormalized::Yes {
                    slice.char_indices().for_each(|(at, c)| out.put(c, range.start + at));
                } else {
                    compose(slice, range.start, &mut out);
                }
            }
        }
    }
    if out.text.ends_with(' ') {
        out.text.pop();
    }
    out.edits.retain(|(at, _)| *at < out.text.len() || *at == 0);
    Line {
        text: out.text,
        edits: out.edits,
        kind: LineKind::Given(paragraph.kind),
        strong: paragraph.strong,
        gap: paragraph.gap,
    }
}

/// Composes letter by letter, so that each keeps its place: a cluster ends before a character that composes with nothing
/// on its left.
fn compose(slice: &str, offset: usize, out: &mut Writer) {
    let mut start = 0;
    let mut bounds = slice
        .char_indices()
        .skip(1)
        .filter(|(_, c)| is_nfc_quick(std::iter::once(*c)) == IsNormalized::Yes && !is_mark(*c));
    while start < slice.len() {
        let end = bounds.next().map_or(slice.len(), |(at, _)| at);
        slice[start..end].nfc().for_each(|c| out.put(c, offset + start));
        start = end;
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::canonical_combining_class(c) != 0
}

#[derive(Default)]
struct Writer {
    text: String,
    edits: Vec<(usize, usize)>,
}

impl Writer {
    fn put(&mut self, c: char, source: usize) {
        let c = match c {
            '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{FFFE}' => return,
            // Eth and African D stand for Đ where a font or a converter took the look-alike.
            'Ð' | 'Ɖ' => 'Đ',
            'ð' => 'đ',
            c if c.is_whitespace() || c.is_control() => {
                if self.text.is_empty() || self.text.ends_with(' ') {
                    return;
                }
                ' '
            }
            c => c,
        };
        let at = self.text.len();
        let follows = self.edits.last().is_some_and(|(text, from)| at - text + from == source);
        if !follows {
            self.edits.push((at, source));
        }
        self.text.push(c);
    }
}
