//! Words around a time: the lists of `deadlines.toml`.
//!
//! In: the file. Out: [`DeadlineWords`]. What a value is by them is decided in [`crate::extract`].

use serde::Deserialize;

/// The lists of `deadlines.toml`; the file says what each holds.
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

impl DeadlineWords {
    pub(super) fn read(file: &str) -> Self {
        toml::from_str(file).expect("internal error: deadlines.toml")
    }
}
