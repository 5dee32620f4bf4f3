//! Outline: titles as a tree, runs of numbers, and which stretch of the text is which part.
//!
//! In: nothing. Out: the types under `outline`, `numbering` and `parts`. Labels stay as printed, faults included.

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::EvidencePart;
use crate::span::Span;

/// A numbered or lettered title.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OutlineNode {
    /// As printed, without its closing mark.
    pub label: String,
    /// The words up to the colon or the end of the line.
    pub title: String,
    /// From the label to the end of what stands under it.
    pub span: Span,
    /// Titles under this one.
    pub children: Vec<OutlineNode>,
}

/// Numbers or letters in front of sister lines (I, II, III; a, b, c), in reading order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Series {
    /// `part`, `chapter`, `section`, `article`, `roman`, `upper`, `decimal`, `letter`, `lower_roman`.
    pub scheme: &'static str,
    /// The lines.
    pub ordinals: Vec<SeriesOrdinal>,
}

/// One number or letter of a series.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeriesOrdinal {
    /// As printed, without closing mark.
    pub label: String,
    /// Its place in the order of the scheme, from 1; of `2.3` the last number. Null for a letter that lists do not use.
    pub value: Option<u64>,
    /// The line that it opens.
    pub span: Span,
}

/// A stretch of the text and the part of the document that it is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartExtent {
    /// Header (with căn cứ), body, appendix, glossary, or note (Nơi nhận, signature).
    pub part: EvidencePart,
    /// From its first line to its last.
    pub span: Span,
}
