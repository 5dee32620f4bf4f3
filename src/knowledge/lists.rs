//! Lists of words that are read as they stand: those of `frame.toml` and `deadlines.toml`.
//!
//! In: a file. Out: [`FrameWords`], [`DeadlineWords`]. What a line or a value is by them is decided in [`crate::segment`] and
//! [`crate::extract`].

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The words that open and close a document; the file says what each list holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the file says it")]
pub struct FrameWords {
    pub starters: Vec<String>,
    pub issuers: Vec<String>,
    pub issuers_alone: Vec<String>,
    pub authority: Vec<String>,
    pub authority_strokes: Vec<String>,
    pub positions: Vec<String>,
    pub ranks: Vec<String>,
    pub signed: Vec<String>,
    pub appendices: Vec<String>,
    pub appendices_alone: Vec<String>,
    pub appendix_tables: Vec<String>,
    pub notes: Vec<String>,
    pub closers: Vec<String>,
    pub purposes: Vec<String>,
    pub places: Vec<String>,
    pub issuing: Vec<String>,
}

/// The words around a time; the file says what each list holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the file says it")]
pub struct DeadlineWords {
    pub openers: Vec<String>,
    pub condition: Vec<String>,
    pub roadmap: Vec<String>,
    pub roadmap_of: Vec<String>,
    pub ongoing: Vec<String>,
    pub approximate: Vec<String>,
    pub by: Vec<String>,
    pub by_between: Vec<String>,
    pub bound: Vec<String>,
    pub bound_between: Vec<String>,
    pub leads: Vec<String>,
}

/// The lists of a file.
pub(super) fn read<T: DeserializeOwned>(file: &str) -> T {
    toml::from_str(file).expect("internal error: a file of lists")
}
