//! Paragraph: the characters of one paragraph while it is open, line by line.
//!
//! In: stretches of characters with their run and their look. Out: [`Paragraph`]s, one a line, for a line break inside a
//! paragraph ends a line of the text. It never looks at words.

use super::origins::Origin;
use super::styles::{List, Look};
use super::symbols::Font;
use crate::ingest::{Kind, Paragraph, Piece, Run};
use crate::span::Bytes;

/// The characters of the whole file, in the order in which they are read, and where each stands.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) raw: String,
    pub(super) runs: Vec<Run>,
    /// Where in the XML of the main part the characters stand; none where nobody asks.
    pub(super) origins: Option<Vec<Origin>>,
}

impl Output {
    fn put(&mut self, words: &str, paragraph: u32, run: Option<u32>) -> Bytes {
        let start = self.raw.len();
        if self.runs.last().is_none_or(|r| (r.paragraph, r.run) != (paragraph, run)) {
            self.runs.push(Run { start, paragraph, run });
        }
        self.raw.push_str(words);
        start..self.raw.len()
    }
}

/// What the characters of the open run look like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    pub(super) bold: bool,
    pub(super) hidden: bool,
    pub(super) capitals: bool,
    pub(super) font: Font,
}

#[derive(Debug, Default)]
pub(super) struct Line {
    pieces: Vec<Bytes>,
    /// Something other than blanks.
    visible: bool,
    letters: usize,
    bold: usize,
}

/// An open paragraph.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Its index in the file.
    pub(super) index: u32,
    /// Runs that have begun in it.
    pub(super) runs: u32,
    /// The run that is open.
    pub(super) run: Option<u32>,
    /// What the open run says of itself, and what its style does.
    pub(super) direct: Look,
    pub(super) character: Look,
    /// What that comes to.
    pub(super) shown: Shown,
    /// What the paragraph's style says of characters.
    pub(super) style: Look,
    pub(super) style_name: Option<String>,
    pub(super) list: List,
    pub(super) heading: bool,
    /// Its place in a list, as long as the label is not written.
    pub(super) label: Option<(i64, usize)>,
    /// Goes on a paragraph whose end was deleted or is hidden: has no label of its own.
    pub(super) no_label: bool,
    /// What stands before it, such as the mark of a note.
    pub(super) prefix: Option<String>,
    /// The end of the paragraph was deleted, or is hidden: the next goes on in the same line.
    pub(super) runs_on: bool,
    /// What the paragraph's end says of itself.
    pub(super) mark: Look,
    pub(super) lines: Vec<Line>,
    pub(super) line: Line,
    /// Boxes that are fastened to it.
    pub(super) after: Vec<Paragraph>,
}

impl Open {
    /// Writes characters of the open run.
    pub(super) fn put(&mut self, out: &mut Output, words: &str) {
        let letters = words.chars().filter(|c| !c.is_whitespace()).count();
        let range = out.put(words, self.index, self.run);
        self.line.letters += letters;
        if self.shown.bold {
            self.line.bold += letters;
        }
        self.line.visible |= letters > 0;
        self.piece(range);
    }

    /// Writes what stands in no run: a label, the mark of a note.
    pub(super) fn put_label(&mut self, out: &mut Output, words: &str) {
        let range = out.put(words, self.index, None);
        self.line.visible |= !words.trim().is_empty();
        self.piece(range);
    }

    fn piece(&mut self, range: Bytes) {
        match self.line.pieces.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.line.pieces.push(range),
        }
    }

    pub(super) fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
    }

    /// Anything to be seen yet.
    pub(super) fn is_visible(&self) -> bool {
        self.line.visible || self.lines.iter().any(|l| l.visible)
    }

    /// This paragraph, gone on by the next one.
    pub(super) fn gone_on(mut self, mut next: Self) -> Self {
        if !self.is_visible() {
            self.after.append(&mut next.after);
            next.after = self.after;
            return next;
        }
        let mut lines = next.lines.drain(..).chain(std::iter::once(next.line));
        if let Some(first) = lines.next() {
            self.line.pieces.extend(first.pieces);
            self.line.visible |= first.visible;
            self.line.letters += first.letters;
            self.line.bold += first.bold;
        }
        for line in lines {
            self.lines.push(std::mem::replace(&mut self.line, line));
        }
        self.after.append(&mut next.after);
        self.runs_on = next.runs_on;
        self
    }

    /// The paragraphs of a closed one, one a line; `gap` says whether an empty line stands before, and then whether one
    /// stands before the next.
    pub(super) fn finish(mut self, gap: &mut bool, out: &mut Vec<Paragraph>) {
        self.end_line();
        for line in self.lines {
            if !line.visible {
                *gap = true;
                continue;
            }
            out.push(Paragraph {
                pieces: line.pieces.into_iter().map(Piece::Copy).collect(),
                kind: Kind::Text,
                strong: self.heading || line.bold * 10 > line.letters * 8,
                gap: std::mem::take(gap),
            });
        }
        out.append(&mut self.after);
    }
}
