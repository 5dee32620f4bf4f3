//! Source: the file that was read, and how the reading went.
//!
//! In: nothing. Out: the types under `source` of a record. Nothing here opens a file.

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::Message;
use super::health::PageHealth;

/// The file that was read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceInfo {
    /// Path relative to the PATH argument, `/` between parts; `-` for standard input.
    pub path: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// IANA media type, such as `text/plain`.
    pub media_type: &'static str,
    /// Size in bytes.
    pub bytes: usize,
    /// Number of pages; null where the format has none.
    pub pages: Option<u32>,
    /// Where the text comes from.
    pub text_origin: TextOrigin,
    /// How far the text of each page can be trusted; one entry for the whole file where the format has no pages.
    pub pages_health: Vec<PageHealth>,
    /// What a reader of the record should know about the reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether the whole file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All of it.
    Complete,
    /// Some of it; `source.diagnostics` says what is missing.
    Partial,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextOrigin {
    /// The file holds characters.
    Native,
    /// All of it was recognised from images.
    Ocr,
    /// Some pages hold characters, some were recognised.
    Mixed,
}

impl Diagnostic {
    /// Whether it only says what the file is like; all others say what is missing from the record.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(
            self.code,
            "no-units"
                | "findings-hidden"
                | "tracked-changes"
                | "comments"
                | "legacy-encoding"
                | "digits-doubtful"
                | "office-suite"
        )
    }
}

/// A remark on the reading of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable kebab-case name.
    pub code: &'static str,
    /// The sentence for people.
    pub message: Message,
    /// Page, from 1, where it concerns one.
    pub page: Option<u32>,
}
