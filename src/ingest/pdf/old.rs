//! Old encodings in a PDF: pages that were set in fonts of TCVN3, VNI or VISCII, whose characters the file tells as
//! those of windows-1252.
//!
//! In: a [`Source`]. Out: the same with its characters in Unicode, every place where it was, or the source as it is.
//! Which paragraphs are in which encoding is decided as everywhere ([`legacy`]). TCVN3 writes ư as the byte of the soft
//! hyphen, which a PDF tells as a hyphen.

use std::borrow::Cow;

use super::super::legacy::{self, Encoding, Stretch};
use super::super::{Piece, Places, Source};
use crate::knowledge::syllables::Syllables;

/// Puts a source into Unicode.
pub(super) fn in_unicode(mut source: Source) -> Source {
    if !legacy::is_strange(&source.raw) || !source.readings.is_empty() {
        return source;
    }
    // Every paragraph ends with a line end, which no encoding changes.
    let written: String = source.raw.split_inclusive('\n').map(soft_hyphens).collect();
    debug_assert_eq!(written.chars().count(), source.raw.chars().count());
    let stretches: Vec<Stretch<'_>> =
        written.split_inclusive('\n').map(|text| Stretch { text, promised: None }).collect();
    let decided = legacy::decide(&stretches);
    let used: Vec<Encoding> = decided.iter().flatten().copied().collect();
    if used.is_empty() {
        return source;
    }
    let Places::Glyphs(glyphs) = &mut source.places else { return source };
    let lines: Vec<Line<'_>> = source
        .raw
        .split_inclusive('\n')
        .zip(stretches.iter().map(|stretch| stretch.text))
        .zip(decided)
        .scan((0, 0), |(from, to), ((read, written), encoding)| {
            let text = encoding.map_or_else(|| read.into(), |e| legacy::convert(written, e, false).into());
            let line = Line { from: *from, to: *to, read, written, encoding, text };
            *from += read.len();
            *to += line.text.len();
            Some(line)
        })
        .collect();
    let place = |old: usize| {
        let at = lines.partition_point(|line| line.from <= old).saturating_sub(1);
        lines.get(at).map_or(old, |line| line.place(old))
    };
    for glyph in glyphs {
        glyph.start = place(glyph.start);
    }
    for piece in source.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.pieces) {
        match piece {
            Piece::Copy(range) => *range = place(range.start)..place(range.end),
            Piece::Put(_, at) => *at = place(*at),
        }
    }
    source.raw = lines.into_iter().map(|line| line.text).collect();
    source.diagnostics.push(legacy::remark(&used));
    source
}

/// A paragraph, before and after.
struct Line<'a> {
    /// Where it begins in the source, and in the text in Unicode.
    from: usize,
    to: usize,
    read: &'a str,
    /// As it was read, with the soft hyphens that it must have had.
    written: &'a str,
    encoding: Option<Encoding>,
    /// In Unicode.
    text: Cow<'a, str>,
}

impl Line<'_> {
    /// Where a place of the source is in the text in Unicode: behind what stands before it.
    fn place(&self, old: usize) -> usize {
        let inside = (old - self.from).min(self.read.len());
        let Some(encoding) = self.encoding else { return self.to + inside };
        let before = self.read[..inside].chars().count();
        let end = self.written.char_indices().nth(before).map_or(self.written.len(), |(at, _)| at);
        self.to + legacy::convert(&self.written[..end], encoding, false).len()
    }
}

/// A paragraph with its hyphens as soft ones wherever only those make syllables of TCVN3.
fn soft_hyphens(line: &str) -> String {
    const HYPHENS: [char; 2] = ['-', '\u{2010}'];
    if !line.contains(HYPHENS) {
        return line.to_owned();
    }
    let is_word = |run: &str| {
        let text = legacy::convert(run, Encoding::Tcvn3, false);
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).peekable();
        words.peek().is_some() && words.all(|word| Syllables::get().has(word))
    };
    let mut out = String::with_capacity(line.len());
    for run in line.split_inclusive(char::is_whitespace) {
        let soft = run.replace(HYPHENS, "\u{AD}");
        let meant = run.chars().any(char::is_alphabetic) && run.contains(HYPHENS) && !is_word(run) && is_word(&soft);
        out.push_str(if meant { &soft } else { run });
    }
    out
}
