//! One paragraph in NFC with plain blanks, and where each stretch of it came from.
//!
//! In: a paragraph of the source. Out: a [`Line`]. Nothing here looks at a second paragraph.

use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::ingest::{Kind, Paragraph, Piece};
use crate::knowledge::fold::is_composed;

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
    if let [Piece::Copy(range)] = paragraph.pieces.as_slice()
        && is_clean(&raw[range.clone()])
    {
        out.text.push_str(&raw[range.clone()]);
        out.edits.push((0, range.start));
    } else if is_plain(raw, paragraph) {
        characters(raw, paragraph).for_each(|(c, at)| out.put(c, at));
    } else {
        // Invisible characters and marks of the format go first: they may stand between a letter and its accent.
        let visible: Vec<(char, usize)> = characters(raw, paragraph).filter(|(c, _)| !is_invisible(*c)).collect();
        compose(&visible, &mut out);
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

/// Nothing to clean: a text in NFC with single blanks inside it, no invisible character and no look-alike.
fn is_clean(text: &str) -> bool {
    let stays = &*STAYS;
    let mut blank = true;
    for c in text.chars() {
        let double = c == ' ' && blank;
        blank = c == ' ';
        if double || !(stays.get(c as usize) == Some(&true) || as_it_is(c)) {
            return false;
        }
    }
    !blank
}

/// Where [`as_it_is`] is true of the letters and marks of Vietnamese, told once: every character of every plan is asked for.
static STAYS: LazyLock<Vec<bool>> =
    LazyLock::new(|| ('\0'..'\u{2100}').map(|c| !matches!(c, '\u{370}'..'\u{1E00}') && as_it_is(c)).collect());

/// Whether cleaning leaves a character as it is, but for a blank beside another.
fn as_it_is(c: char) -> bool {
    let blank = c != ' ' && (c.is_whitespace() || c.is_control());
    !blank && !matches!(c, 'Ð' | 'Ɖ' | 'ð') && !is_invisible(c) && is_composed(c)
}

/// The characters of a paragraph, and where in the source each stands.
fn characters<'a>(raw: &'a str, paragraph: &'a Paragraph) -> impl Iterator<Item = (char, usize)> + 'a {
    paragraph.pieces.iter().flat_map(move |piece| {
        let (copied, put) = match piece {
            Piece::Copy(range) => (Some((range.start, &raw[range.clone()])), None),
            Piece::Put(c, at) => (None, Some((*c, *at))),
        };
        let copied =
            copied.into_iter().flat_map(|(start, slice)| slice.char_indices().map(move |(at, c)| (c, start + at)));
        copied.chain(put)
    })
}

/// Nearly every paragraph is in NFC already: the quick check says so without composing anything.
fn is_plain(raw: &str, paragraph: &Paragraph) -> bool {
    characters(raw, paragraph).all(|(c, _)| is_composed(c))
        || is_nfc_quick(characters(raw, paragraph).map(|(c, _)| c).filter(|c| !is_invisible(*c))) == IsNormalized::Yes
}

/// Composes letter by letter, so that each keeps its place: a cluster ends before a character that composes with nothing
/// on its left.
fn compose(characters: &[(char, usize)], out: &mut Writer) {
    let starts = |c: char| is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0;
    let mut from = 0;
    for at in 1..=characters.len() {
        if at == characters.len() || starts(characters[at].0) {
            let cluster = &characters[from..at];
            cluster.iter().map(|(c, _)| *c).nfc().for_each(|c| out.put(c, cluster[0].1));
            from = at;
        }
    }
}

/// Characters that show nothing: zero-width blanks and joiners, byte order marks, soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{FFFE}')
}

#[derive(Default)]
struct Writer {
    text: String,
    edits: Vec<(usize, usize)>,
}

impl Writer {
    fn put(&mut self, c: char, source: usize) {
        let c = match c {
            c if is_invisible(c) => return,
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
