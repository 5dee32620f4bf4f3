//! Mentions: the documents, short forms and organisations that the text names.
//!
//! In: nothing. Out: the types under `citations`, `abbreviations`, `organizations` and `unexplained`, and an organisation
//! as one place names it. What is printed and what it stands for are kept apart; neither replaces the other.

use schemars::JsonSchema;
use serde::Serialize;

use crate::span::Span;

/// A reference to another numbered document (viện dẫn).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Citation {
    /// As printed.
    pub raw: String,
    /// Type as said there.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number with its symbol, without blanks.
    pub number: Option<String>,
    /// ISO date as said there.
    pub date: Option<String>,
    /// Issuer as said there.
    pub issuer: Option<String>,
    /// Index in `citations` of the full citation that this short one means.
    pub refers_to: Option<usize>,
    /// Place.
    pub span: Span,
}

/// A short form.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Abbreviation {
    /// Short form.
    pub short: String,
    /// Long form.
    pub long: String,
    /// Where the long form was read.
    pub source: AbbreviationSource,
    /// Needs no definition in a document.
    pub everyday: bool,
    /// How often it occurs, variants included, its own definition left out.
    pub uses: usize,
    /// Where it occurs, as printed there.
    pub occurrences: Vec<Place>,
    /// What else the short form can stand for, where the registry knows several readings; empty for a definition of the
    /// document, which settles it.
    pub alternatives: Vec<String>,
    /// Place of the definition; null for the registry.
    pub span: Option<Span>,
}

/// Where a long form was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AbbreviationSource {
    /// The document's own list.
    Glossary,
    /// A definition in running text.
    Inline,
    /// The program's registry.
    Registry,
}

/// A short form without a long one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Unexplained {
    /// Short form.
    pub short: String,
    /// Where it occurs.
    pub occurrences: Vec<Place>,
}

/// Words as printed and where they stand.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Place {
    /// As printed.
    pub raw: String,
    /// Place.
    pub span: Span,
}

/// An organisation and every place that names it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrganizationIndex {
    /// Expanded name.
    pub name: String,
    /// Identifier in the registry of organisations; null where the registry has none.
    pub org_id: Option<String>,
    /// Names it all, in reading order.
    pub mentions: Vec<Place>,
}

/// An organisation as named in one place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Organization {
    /// As printed.
    pub raw: String,
    /// Expanded name.
    pub name: String,
    /// Identifier in the registry of organisations; null until it is known.
    pub org_id: Option<String>,
    /// The short forms that `name` expands, each with the definition it came from.
    pub expansions: Vec<Expansion>,
    /// Place.
    pub span: Span,
}

/// A short form inside a name, and where its long form was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Expansion {
    /// Short form as printed.
    pub short: String,
    /// Long form.
    pub long: String,
    /// Which definition it came from: the entry of `abbreviations` with this source and short form.
    pub source: AbbreviationSource,
}
