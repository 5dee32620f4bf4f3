//! The record: what one plan says, in the words of the JSON contract, version 1.
//!
//! In: nothing. Out: the types that every later reader shares: the stages build them, the rules read them, and
//! [`crate::emit`] writes them. Field names are the contract's and are fixed; the JSON Schema in `schemas/` is
//! generated from these types. Nothing here reads a text or decides anything.
//!
//! The stages fill these types directly. A second set of types inside the program, copied at the end, would say the
//! same things under other names; the one thing that differs, positions in bytes, is kept beside the public position in
//! [`Span`](crate::span::Span).
//!
//! - `source`: the file; `health`: how far its pages can be trusted. `document`: its header and frame. `outline`: its titles and parts.
//! - `unit`, `assignment`: the tasks, who does what by when. `mention`: what the text names.
//! - `repair`: what was read otherwise than it was printed.
//! - `comparison`: both halves side by side, and coverage. `finding`: what the rules report.

mod assignment;
mod comparison;
mod document;
mod finding;
mod health;
mod mention;
mod outline;
mod repair;
mod source;
mod unit;

use schemars::JsonSchema;
use serde::Serialize;

pub use assignment::{Assignment, Basis, Deadline, DeadlineKind, Duty, Operator, Role};
pub use comparison::{Choice, Comparison, ComparisonStatus, Coverage, NotComparable, Reconciled};
pub use document::{
    Attachment, Count, Document, DocumentNumber, DocumentType, Issued, Issuer, Mark, Period, Precision, Recipient,
    Signatory,
};
pub use finding::{Confidence, Evidence, EvidencePart, Finding, Message, Severity, Suggestion};
pub use health::{Grade, HealthReason, PageHealth};
pub use mention::{
    Abbreviation, AbbreviationSource, Citation, Expansion, Organization, OrganizationIndex, Place, Unexplained,
};
pub use outline::{OutlineNode, PartExtent, Series, SeriesOrdinal};
pub use repair::{RepairReason, Repaired};
pub use source::{Diagnostic, SourceInfo, Status, TextOrigin};
pub use unit::{
    AppendixRow, Cell, FieldKind, Group, LabelledField, OrganizationCell, Part, PrintedField, TextField, Tools, Unit,
    UnitBody,
};

/// The version of the contract that the record follows.
pub const SCHEMA_VERSION: &str = "1.0";

/// One document: the root of the JSON.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "rasoat record")]
pub struct Record {
    /// Always `"1.0"`.
    pub schema_version: &'static str,
    /// The program that wrote the record.
    pub tool: Tool,
    /// Whether the whole file could be read.
    pub status: Status,
    /// The file.
    pub source: SourceInfo,
    /// The normalised text that every span points into; absent with `--no-text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Header and frame (thể thức).
    pub document: Document,
    /// Numbered and lettered titles as a tree.
    pub outline: Vec<OutlineNode>,
    /// References to other numbered documents, in reading order.
    pub citations: Vec<Citation>,
    /// Short forms: defined here, or used here and known to the registry.
    pub abbreviations: Vec<Abbreviation>,
    /// Groups of units (nhóm).
    pub groups: Vec<Group>,
    /// The tasks (mô hình, nhiệm vụ, …), body first.
    pub units: Vec<Unit>,
    /// What is asked outside the units.
    pub duties: Vec<Duty>,
    /// Every organisation named anywhere in the document, each with all its places.
    pub organizations: Vec<OrganizationIndex>,
    /// Short forms that neither the document nor the registry explains.
    pub unexplained: Vec<Unexplained>,
    /// Places where the document names itself by its number; the shape of a citation.
    pub self_references: Vec<Citation>,
    /// Where names, titles, labels and dates of pages that were recognised from pictures say otherwise than what was
    /// read, and why.
    pub repairs: Vec<Repaired>,
    /// Every run of numbers or letters in front of sister lines, as printed.
    pub numbering: Vec<Series>,
    /// Which stretch of the text is which part of the document, in reading order.
    pub parts: Vec<PartExtent>,
    /// Contradictions, gaps and slips that the rules report.
    pub findings: Vec<Finding>,
    /// What was compared and what was not understood.
    pub coverage: Coverage,
    /// Second and later documents in the same file.
    pub attachments: Vec<Attachment>,
}

/// Name and version of the writing program.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tool {
    /// `rasoat`.
    pub name: &'static str,
    /// Package version.
    pub version: &'static str,
}
