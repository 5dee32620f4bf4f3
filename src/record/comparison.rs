//! Comparison: both halves of a unit side by side, and how much of the plan could be compared.
//!
//! In: nothing. Out: the types under `reconciled` and `coverage`. A disagreement has no value, only a status; what it
//! means is for the rules.

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::Confidence;
use crate::span::Span;

/// Both halves side by side.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reconciled {
    /// Titles.
    pub title: Comparison,
    /// Leads.
    pub lead: Comparison,
    /// Coordinating bodies.
    pub coordinate: Comparison,
    /// Deadlines.
    pub deadline: Comparison,
    /// Tools and platform.
    pub tools: Comparison,
}

/// One field of both halves.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Comparison {
    /// The value, or null where the halves disagree or say nothing.
    pub value: Option<serde_json::Value>,
    /// How the halves stand to each other.
    pub status: ComparisonStatus,
    /// Which half the value is from.
    pub chosen: Option<Choice>,
    /// Why, in English, for a reader of the record.
    pub reason: Option<String>,
    /// How sure.
    pub confidence: Confidence,
}

/// How two halves stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComparisonStatus {
    /// Both say the same.
    Agree,
    /// Only the body says it.
    BodyOnly,
    /// Only the table says it.
    AppendixOnly,
    /// They say different things.
    Conflict,
    /// Neither says it.
    Absent,
}

/// The half that a value is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Body.
    Body,
    /// Table.
    Appendix,
    /// Both alike.
    Both,
}

/// What was compared and what was not understood.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Coverage {
    /// Units.
    pub units: usize,
    /// Rows of the table.
    pub appendix_rows: usize,
    /// Units that have both.
    pub matched: usize,
    /// Units whose deadlines were compared.
    pub deadlines_compared: usize,
    /// Units whose leads were compared.
    pub leads_compared: usize,
    /// What could not be compared.
    pub not_comparable: Vec<NotComparable>,
    /// Places of `text` that no part claimed.
    pub unclaimed: Vec<Span>,
}

/// A field that could not be compared.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotComparable {
    /// Unit.
    pub unit_id: String,
    /// Field of `reconciled`.
    pub field: &'static str,
    /// Why, in English.
    pub why: String,
}
