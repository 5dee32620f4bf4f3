//! Findings: what the rules report, with every place that they speak of.
//!
//! In: nothing. Out: the types under `findings`. A finding quotes the text and proposes; it never changes a value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// An inconsistency that a rule reports.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Finding {
    /// Fingerprint of rule, unit and evidence.
    pub id: String,
    /// Kebab-case name of the rule.
    pub rule: &'static str,
    /// Severity.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// What is wrong.
    pub message: Message,
    /// Numbers of the units concerned.
    pub units: Vec<u64>,
    /// Their ids.
    pub unit_ids: Vec<String>,
    /// Every place that it speaks of.
    pub evidence: Vec<Evidence>,
    /// The likely right value.
    pub suggestion: Option<Suggestion>,
}

/// Severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// To know.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

/// How sure the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// One of several readings.
    Low,
    /// Read from shape.
    Medium,
    /// Said in plain words.
    High,
}

/// A quoted place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Evidence {
    /// Part of the document.
    pub part: EvidencePart,
    /// Words as printed.
    pub quote: String,
    /// Place.
    pub span: Span,
    /// What this place says.
    pub note: Option<Message>,
}

/// Part of the document that evidence is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidencePart {
    /// Header and frame.
    Header,
    /// Body.
    Body,
    /// Table.
    Appendix,
    /// List of abbreviations.
    Glossary,
    /// Note.
    Note,
}

/// A likely right value.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Suggestion {
    /// The value.
    pub value: String,
    /// Why it is likely.
    pub reason: Message,
    /// Whether it can be taken without reading on.
    pub safe: bool,
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}
