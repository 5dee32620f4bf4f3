//! Repairs: where the record says otherwise than what was read from a picture, and why.
//!
//! In: nothing. Out: the types under `repairs`. What is repaired is found in [`crate::repair`].

use schemars::JsonSchema;
use serde::Serialize;

use crate::span::Span;

/// A place of a recognised page that was read otherwise than it must have been printed. The text and every `raw` stay as read;
/// `name`, `title`, `label` and `value` say what it must have been.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Repaired {
    /// As read.
    pub raw: String,
    /// As it must have been printed.
    pub value: String,
    /// What tells it.
    pub reason: RepairReason,
    /// Where.
    pub span: Span,
}

/// What tells how a place was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepairReason {
    /// What was read is no syllable of Vietnamese; the same letters with other marks stand beside the same word elsewhere.
    Syllable,
    /// The same phrase stands elsewhere, much more often, with other marks.
    Phrase,
    /// A letter stands among the figures of a date.
    Date,
    /// What was read is no date, and differs in one sign from the only date of the document that is like it.
    Twin,
    /// No short form is written like that; one that the document uses again and again is, or stands behind the same words.
    ShortForm,
    /// The numbers or letters of the sister lines before and behind leave one label only.
    Ordinal,
}
