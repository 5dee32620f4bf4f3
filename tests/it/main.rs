//! The tests of the whole, one binary.
//!
//! - `corpus`: every plan of `corpus/` against what a careful reader finds in it, and against the record kept beside it.
//! - `rules`: every example on the page of a rule, as a plan that fires it or must not.
//! - `laws`: the invariants of `lib.rs`, on keyword soup and on plans cut and spliced.
//! - `cli`: the program as its users call it: help, messages, exit codes, bad input.
//! - `mutation`: single faults planted in consistent plans are found, and nothing else is reported.
//! - `schema`: the schema is the one in `schemas/`, and every record follows it.
//! - `house`: the shape of the code itself.
//!
//! Stages are tested beside their code. `UPDATE=1 cargo test` writes the kept records and the schema anew.

mod cli;
mod corpus;
mod house;
mod laws;
mod mutation;
mod rules;
mod schema;

use std::path::{Path, PathBuf};

/// The root of the package.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether kept files are to be written anew.
fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|v| v == "1")
}

/// The plans of the corpus: folder and plan file, sorted.
fn plans() -> Vec<(PathBuf, PathBuf)> {
    let mut out: Vec<(PathBuf, PathBuf)> = std::fs::read_dir(root().join("corpus"))
        .expect("corpus/")
        .filter_map(|entry| {
            let folder = entry.expect("entry").path();
            let plan = ["plan.txt", "plan.md", "plan.html"].iter().map(|n| folder.join(n)).find(|p| p.exists())?;
            Some((folder, plan))
        })
        .collect();
    out.sort();
    out
}

/// The record of a file.
fn record(file: &Path) -> rasoat::record::Record {
    let bytes = std::fs::read(file).expect("plan");
    let name = file.file_name().expect("name").to_string_lossy().into_owned();
    rasoat::read(&bytes, &name).expect("a record")
}

/// A record as JSON.
fn json(record: &rasoat::record::Record) -> serde_json::Value {
    serde_json::from_slice(&rasoat::emit::json::record(record, rasoat::emit::json::Layout::Line)).expect("JSON")
}
