//! The tests of the whole, one binary.
//!
//! - `corpus`: every plan of `corpus/` against what a careful reader finds in it, and against the record kept beside it.
//! - `rules`: every example on the page of a rule, as a plan that fires it or must not.
//! - `laws`: the invariants of `lib.rs`, on keyword soup and on plans cut and spliced.
//! - `carriers`: a plan as a Word file gives the record of its text.
//! - `word`: what must be read from a small file of each feature of Word.
//! - `encodings`: one small plan in every encoding of old gives the record of its Unicode text.
//! - `diff`: what is told of two versions of a plan, and what is not.
//! - `formats`: logs, annotations and tables, read back by what their users have.
//! - `settings`: `rasoat.toml`, baselines and decisions, as the commands keep them.
//! - `annotate`: comments in Word files and highlights in PDF stand on the words concerned, and nothing else changes.
//! - `review`: the review page in a browser without a screen.
//! - `scans`: pictures of pages drawn from known text, read by tesseract; what is said where it is missing.
//! - `old_word`: the same features in old Word files, RTF and `OpenDocument`, and those files broken.
//! - `batch`: whole folders: killed, changed, cut into shards, with every odd file; what other systems load.
//! - `cli`: the program as its users call it: help, messages, exit codes, bad input.
//! - `mutation`: single faults planted in consistent plans are found, and nothing else is reported.
//! - `schema`: the schema is the one in `schemas/`, and every record follows it.
//! - `hostile_pdf`: loops, bombs, endless pages and broken bytes.
//! - `house`: the shape of the code itself.
//!
//! Stages are tested beside their code. `UPDATE=1 cargo test` writes the kept records and the schema anew.

mod annotate;
mod batch;
mod carriers;
mod cli;
mod corpus;
mod diff;
mod encodings;
mod formats;
mod hostile_pdf;
mod house;
mod laws;
mod mutation;
mod old_word;
mod review;
mod rules;
mod scans;
mod schema;
mod settings;
mod support;
mod word;

use support::{plans, record, root};

/// Whether kept files are to be written anew.
fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|v| v == "1")
}

/// A record as JSON.
fn json(record: &rasoat::record::Record) -> serde_json::Value {
    serde_json::from_slice(&rasoat::emit::json::record(record, rasoat::emit::json::Layout::Line)).expect("JSON")
}
