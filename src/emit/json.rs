//! JSON, and the schema of it.
//!
//! In: a record. Out: UTF-8 JSON in the order of the contract, ending with a line end. The schema is generated from the
//! record's types (draft 2020-12) and stands in `schemas/plan.schema.json`, which a test keeps equal.

use crate::record::Record;

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Indented, for people and files.
    Pretty,
    /// On one line, for JSON Lines.
    Line,
}

/// Writes a record.
///
/// # Panics
/// Never: a record is always JSON.
#[must_use]
pub fn record(record: &Record, layout: Layout) -> Vec<u8> {
    let written = match layout {
        Layout::Pretty => serde_json::to_vec_pretty(record),
        Layout::Line => serde_json::to_vec(record),
    };
    // The types hold no map with keys of another kind than text, the one thing that serialising can refuse.
    let mut bytes = written.expect("internal error: a record is always JSON");
    bytes.push(b'\n');
    bytes
}

/// The JSON Schema that every record follows.
///
/// # Panics
/// Never: a schema is always JSON.
#[must_use]
pub fn schema() -> Vec<u8> {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    let schema = settings.into_generator().into_root_schema_for::<Record>();
    let mut bytes = serde_json::to_vec_pretty(&schema).expect("internal error: a schema is always JSON");
    bytes.push(b'\n');
    bytes
}
