//! Emit: a record as bytes for machines, findings and changes as text for people.
//!
//! In: finished records, and what changed between two. Out: bytes or text. Nothing here decides anything, touches a file or prints.

pub mod annotate;
pub mod changes;
pub mod csv;
pub mod flat;
pub mod github;
pub mod gold;
pub mod ics;
pub mod json;
pub mod lines;
pub mod minutes;
pub mod overview;
pub mod report;
pub mod review;
pub mod rules;
pub mod sarif;
pub mod tables;
pub mod xlsx;

pub mod looks;
mod still;
mod words;

/// A batch that was read: what a report is of.
#[derive(Debug, Default)]
pub struct Batch {
    /// In the order of the inputs.
    pub records: Vec<crate::record::Record>,
    /// Files that could not be read, each with the sentence that says why.
    pub unread: Vec<(String, crate::record::Message)>,
}

/// Language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    #[must_use]
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// The sentence in this language.
    #[must_use]
    pub fn of(self, message: &crate::record::Message) -> &str {
        self.pick(&message.vi, &message.en)
    }
}
