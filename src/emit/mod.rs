//! Emit: a record as bytes for machines, findings as text for people.
//!
//! In: finished records. Out: bytes or text. Nothing here decides anything, touches a file or prints.

pub mod json;
pub mod report;
pub mod rules;

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
