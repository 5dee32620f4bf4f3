//! JSON, and the schema of it.
//!
//! In: a record. Out: UTF-8 JSON in the order of the contract, ending with a line end. The schema is generated from the
//! record's types (draft 2020-12) and stands in `schemas/plan.schema.json`, which a test keeps equal.

use serde::Serialize;

use crate::record::{Coverage, Finding, Record, SourceInfo, Tool};

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
    written(record, layout)
}

fn written(value: &impl Serialize, layout: Layout) -> Vec<u8> {
    let written = match layout {
        Layout::Pretty => serde_json::to_vec_pretty(value),
        Layout::Line => serde_json::to_vec(value),
    };
    // The types hold no map with keys of another kind than text, the one thing that serialising can refuse.
    let mut bytes = written.expect("internal error: a record is always JSON");
    bytes.push(b'\n');
    bytes
}

/// What `check --format json` writes of a document: its findings and what was compared.
#[derive(Serialize)]
struct Checked<'a> {
    schema_version: &'static str,
    tool: &'a Tool,
    source: &'a SourceInfo,
    findings: &'a [Finding],
    coverage: &'a Coverage,
}

/// Writes the findings of a record.
///
/// # Panics
/// Never: findings are always JSON.
#[must_use]
pub fn findings(record: &Record, layout: Layout) -> Vec<u8> {
    let checked = Checked {
        schema_version: record.schema_version,
        tool: &record.tool,
        source: &record.source,
        findings: &record.findings,
        coverage: &record.coverage,
    };
    written(&checked, layout)
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
