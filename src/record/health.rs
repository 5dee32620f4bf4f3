//! Health: how far the text of a page can be trusted.
//!
//! In: nothing. Out: the types under `source.pages_health`. What a page measures is found in [`crate::health`].

use schemars::JsonSchema;
use serde::Serialize;

/// How well a page can be read, and what that rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PageHealth {
    /// Page, from 1; null where the format has none: the whole file.
    pub page: Option<u32>,
    /// How well it can be read.
    pub grade: Grade,
    /// How many words were looked at: not numbers, abbreviations, names that are not Vietnamese.
    pub words: usize,
    /// The share of these that are spelled as syllables of Vietnamese.
    pub syllables: f64,
    /// The share of these with a letter beyond ASCII: a tone or a mark.
    pub marked: f64,
    /// The share of these that are pieces of one word ("k ế").
    pub split: f64,
    /// Accents that stand apart from any letter although the text is composed.
    pub loose_marks: usize,
    /// Letters of encodings before Unicode, and characters that show nothing.
    pub foreign_letters: usize,
    /// Whether the text was recognised from an image.
    pub recognised: bool,
    /// The mean confidence of that recognition, 0 to 100; null where the text was not recognised, or no word was.
    pub confidence: Option<f32>,
    /// Why it is not better.
    pub reasons: Vec<HealthReason>,
}

/// How well a page can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// As printed.
    Good,
    /// Some words are not as printed.
    Fair,
    /// Many words are not as printed: nothing that rests on the page is called wrong.
    Poor,
    /// No text.
    Garbage,
}

/// Why a page is not better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HealthReason {
    /// Words that are no syllables of Vietnamese.
    UnknownWords,
    /// Blanks inside words.
    SplitWords,
    /// A long text with hardly any tone.
    MissingTones,
    /// Accents apart from their letters.
    LooseMarks,
    /// Letters of encodings before Unicode, characters that show nothing, or symbols in place of letters.
    ForeignLetters,
    /// Recognised with little confidence.
    LowConfidence,
}

impl PageHealth {
    /// Whether what rests on the page alone may be a fault of reading.
    #[must_use]
    pub fn is_sick(&self) -> bool {
        self.recognised || self.grade >= Grade::Poor
    }
}
