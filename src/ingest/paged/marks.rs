//! Marks: what one page shows, with places: glyphs or words, ruled lines, pictures.
//!
//! In: nothing. Out: [`PageMarks`], which readers of pages fill in, in coordinates of the page as it is read: points, origin
//! top left, most of its writing upright. Nothing here decides what belongs together.

use compact_str::CompactString;

/// What a page shows.
#[derive(Debug, Default)]
pub(in crate::ingest) struct PageMarks {
    /// Page, from 1.
    pub(in crate::ingest) number: u32,
    /// Size as read.
    pub(in crate::ingest) width: f32,
    pub(in crate::ingest) height: f32,
    /// In the order in which they are drawn.
    pub(in crate::ingest) marks: Vec<Mark>,
    /// What is written in another direction than most of the page: stamps, watermarks.
    pub(in crate::ingest) stray: Vec<Mark>,
    pub(in crate::ingest) rules: Vec<Rule>,
    /// Share of the page that pictures cover, at most 1.
    pub(in crate::ingest) pictured: f32,
    /// Dots an inch of its largest picture.
    pub(in crate::ingest) resolution: Option<f32>,
    /// Glyphs whose character the file does not tell.
    pub(in crate::ingest) unknown: usize,
}

/// A glyph.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Mark {
    /// Its characters: mostly one; a letter and its accents; a ligature's letters.
    pub(in crate::ingest) text: CompactString,
    /// Left and right end.
    pub(in crate::ingest) x0: f32,
    pub(in crate::ingest) x1: f32,
    /// The line that it stands on.
    pub(in crate::ingest) base: f32,
    /// Height of its type.
    pub(in crate::ingest) size: f32,
    /// Set in a heavy face.
    pub(in crate::ingest) bold: bool,
    /// Its box on the page as it is shown.
    pub(in crate::ingest) shown: [f32; 4],
    /// A dot that was drawn, perhaps the bullet of a list.
    pub(in crate::ingest) drawn: bool,
    /// Recognised from a picture with little confidence.
    pub(in crate::ingest) doubtful: bool,
}

impl Mark {
    pub(in crate::ingest) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Middle of its letters' height.
    pub(in crate::ingest) fn middle(&self) -> f32 {
        self.base - 0.3 * self.size
    }
}

/// A ruled line along one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::ingest) struct Rule {
    pub(in crate::ingest) horizontal: bool,
    /// Where it crosses the other axis.
    pub(in crate::ingest) at: f32,
    pub(in crate::ingest) from: f32,
    pub(in crate::ingest) to: f32,
}
