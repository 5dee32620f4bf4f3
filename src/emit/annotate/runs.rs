//! Runs: what is open while a Word file is marked, and where a run is split for the ends of comments.
//!
//! In: the children of a run with their places, and where comments begin and end in them. Out: the points at which it is split: as few
//! as can be, and none where a comment begins or ends with the run. It writes nothing.

use super::xml::Edit;
use crate::span::Bytes;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    ParagraphProps,
    Run,
    RunProps,
    Text,
    /// Holds runs, and marks beside them.
    Container,
    Control,
    ControlProps,
    ControlContent,
    Other,
}

/// An open element.
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// Its first tag.
    pub(super) tag: Bytes,
    /// Blanks at the ends of its text count.
    pub(super) keeps_blanks: bool,
    /// A control whose content is one piece of data.
    pub(super) sealed: bool,
    /// Runs that have begun in a paragraph.
    pub(super) runs: u32,
    /// The properties of a paragraph or a run.
    pub(super) props: Option<Bytes>,
    /// What a run holds.
    pub(super) children: Vec<Child>,
    /// Where in a run comments begin and end.
    pub(super) cuts: Vec<Cut>,
    /// Comments on the paragraph as a whole.
    pub(super) whole: Vec<u64>,
    /// Comments that end behind the element.
    pub(super) after: Vec<u64>,
}

/// What a run holds beside its properties.
pub(super) struct Child {
    pub(super) range: Bytes,
    pub(super) tag: Bytes,
    /// The characters of a `w:t`.
    pub(super) text: Option<Bytes>,
    pub(super) keeps_blanks: bool,
    /// Nothing is seen of it.
    pub(super) empty: bool,
}

/// A comment begins or ends at a byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) at: usize,
    pub(super) begins: bool,
    pub(super) id: u64,
}

/// Where a run is split, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    /// Not at all: before it.
    Before,
    /// Before this child.
    Between(usize),
    /// Inside the text of this child, at a byte.
    Inside(usize, usize),
    /// Not at all: behind it.
    After,
}

impl Frame {
    pub(super) fn new(kind: Kind, tag: Bytes) -> Self {
        Self {
            kind,
            tag,
            keeps_blanks: false,
            sealed: false,
            runs: 0,
            props: None,
            children: Vec::new(),
            cuts: Vec::new(),
            whole: Vec::new(),
            after: Vec::new(),
        }
    }

    /// Whether a comment stands around a child that holds more than its words, such as a box.
    pub(super) fn holds_more(&self, cut: Cut) -> bool {
        self.children.iter().any(|child| child.holds(cut) && child.text.is_none() && child.tag != child.range)
    }

    /// Where a run is split for a comment.
    pub(super) fn point(&self, part: &str, cut: Cut) -> Point {
        let Some(at) = self.children.iter().position(|child| child.holds(cut)) else {
            return if cut.begins { Point::Before } else { Point::After };
        };
        let child = &self.children[at];
        let is_nothing = |range: Bytes| {
            let text = part.get(range).unwrap_or_default();
            text.is_empty() || !child.keeps_blanks && text.bytes().all(|b| b.is_ascii_whitespace())
        };
        let between = match &child.text {
            Some(text) if cut.begins && !is_nothing(text.start..cut.at) => None,
            Some(text) if !cut.begins && !is_nothing(cut.at..text.end) => None,
            _ => Some(if cut.begins { at } else { at + 1 }),
        };
        match between {
            None => Point::Inside(at, cut.at),
            Some(at) if self.children[..at].iter().all(|c| c.empty) => Point::Before,
            Some(at) if self.children[at..].iter().all(|c| c.empty) => Point::After,
            Some(at) => Point::Between(at),
        }
    }
}

impl Child {
    fn holds(&self, cut: Cut) -> bool {
        if cut.begins { self.range.contains(&cut.at) } else { self.range.start < cut.at && cut.at <= self.range.end }
    }

    /// The text says that its blanks count, and keeps those that did.
    pub(super) fn kept_blanks(&self, part: &str, tag: &str) -> Vec<Edit> {
        let Some(text) = self.text.clone() else { return Vec::new() };
        let words = part.get(text.clone()).unwrap_or_default();
        let lead = words.len() - words.trim_ascii_start().len();
        let trail = words.trim_ascii_end().len();
        let gone = |at: Bytes| Edit { at, rank: 0, text: String::new() };
        let edits = [
            Edit { at: self.tag.clone(), rank: 0, text: tag.to_owned() },
            gone(text.start..text.start + lead),
            gone(text.start + trail..text.end),
        ];
        edits.into_iter().filter(|edit| !edit.at.is_empty()).collect()
    }
}
