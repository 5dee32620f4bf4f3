//! Words of the frame of a document: the lists of `frame.toml`.
//!
//! In: the file. Out: [`FrameWords`]. What a line is by them is decided in [`crate::segment`].

use serde::Deserialize;

/// The lists of `frame.toml`; the file says what each holds.
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

impl FrameWords {
    pub(super) fn read(file: &str) -> Self {
        toml::from_str(file).expect("internal error: frame.toml")
    }
}
