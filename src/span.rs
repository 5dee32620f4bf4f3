//! Places in a text.
//!
//! In: nothing. Out: [`Span`], the place that every value of a record carries, and [`Bytes`], the byte range that the
//! stages work with. A [`Bytes`] becomes a [`Span`] in one place only, [`crate::normalise::Text::span`].
//! This module never reads a text.

use schemars::JsonSchema;
use serde::Serialize;

/// A byte range of [`crate::normalise::Text::text`]: what stages compute with, since Rust slices by bytes.
pub type Bytes = std::ops::Range<usize>;

/// The place of a value, as the contract defines it (section "A span").
///
/// `start` and `end` count Unicode scalar values of the record's `text`, `end` exclusive.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Span {
    /// First scalar value.
    pub start: usize,
    /// One past the last scalar value.
    pub end: usize,
    /// Line, from 1: of the source file for text carriers, else of `text`.
    pub line: usize,
    /// Page, from 1; null where the format has none.
    pub page: Option<u32>,
    /// `[x0, y0, x1, y1]` in points from the top left of the page; null where the format has none.
    pub bbox: Option<[f32; 4]>,
    /// The pieces where one place is not enough; null otherwise.
    pub fragments: Option<Vec<Fragment>>,
    /// The same place as a byte range, for stages that read the text again. Never written.
    #[serde(skip)]
    pub bytes: Bytes,
}

/// A piece of a place that is not in one stretch of the source (a cell over two pages, a paragraph of several runs).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Fragment {
    /// First scalar value.
    pub start: usize,
    /// One past the last scalar value.
    pub end: usize,
    /// Page, from 1.
    pub page: Option<u32>,
    /// `[x0, y0, x1, y1]` in points.
    pub bbox: Option<[f32; 4]>,
    /// Index of the paragraph in a Word file.
    pub paragraph: Option<u32>,
    /// Index of the run in that paragraph.
    pub run: Option<u32>,
}

/// Trims white space off both ends of `range` in `text`.
#[must_use]
pub fn trim(text: &str, range: Bytes) -> Bytes {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.end - (slice.len() - slice.trim_end().len());
    start..end.max(start)
}

/// Trims white space and any of `marks` off the end of `range`.
#[must_use]
pub fn trim_end(text: &str, range: Bytes, marks: &[char]) -> Bytes {
    let kept = text[range.clone()].trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c));
    range.start..range.start + kept.len()
}
