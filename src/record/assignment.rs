//! Assignments: who does what, and by when, inside the units and outside them.
//!
//! In: nothing. Out: roles, deadlines, and the types under `duties`. Read and printed forms stand side by side.

use schemars::JsonSchema;
use serde::Serialize;

use super::mention::Organization;
use crate::span::Span;

/// Who does what.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assignment {
    /// Role.
    pub role: Role,
    /// Only asked (đề nghị), not assigned.
    pub requested: bool,
    /// Said, or read from the sentence's shape.
    pub basis: Basis,
    /// Who.
    pub organization: Organization,
    /// What, where the sentence goes on to say it.
    pub task: Option<String>,
    /// Place of the sentence.
    pub span: Span,
}

/// Role of an organisation in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Chủ trì, đầu mối.
    Lead,
    /// Phối hợp.
    Coordinate,
    /// Chỉ đạo.
    Direct,
    /// Tham mưu.
    Advise,
    /// Thực hiện, triển khai.
    Implement,
    /// Theo dõi, đôn đốc, kiểm tra.
    Monitor,
}

/// Whether a role is said or read from the shape of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// In words.
    Stated,
    /// By meaning.
    Implied,
}

/// When a task is due (thời hạn).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Deadline {
    /// As printed, without label and final full stop.
    pub raw: String,
    /// Form.
    pub kind: DeadlineKind,
    /// How the value bounds the work; null where there is no value.
    pub operator: Option<Operator>,
    /// `2024-03-30`, `2024-03`, `2024-Q1`, `2024-H1`, `2024`, `a/b`, `P10D`, or null.
    pub value: Option<String>,
    /// First day, ISO 8601.
    pub start: Option<String>,
    /// Last day, ISO 8601.
    pub end: Option<String>,
    /// Said to be uncertain, or completed from the context.
    pub approximate: bool,
    /// What it waits for.
    pub condition: Option<String>,
    /// RFC 5545 recurrence rule.
    pub recurrence: Option<String>,
    /// Place.
    pub span: Span,
}

/// Form of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// A day.
    Date,
    /// A month.
    Month,
    /// A quarter (quý).
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// From one to another.
    Range,
    /// Again and again (hằng tháng).
    Recurring,
    /// Thường xuyên.
    Ongoing,
    /// Waits for something.
    Conditional,
    /// In another plan.
    Roadmap,
    /// So long after something.
    Relative,
    /// A state, not a time (đã hoàn thành).
    Status,
    /// No such day, or blank.
    Invalid,
}

/// How a deadline's value bounds the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// At the end of it at the latest.
    By,
    /// Before it begins.
    Before,
    /// Within it.
    During,
    /// From its beginning on.
    From,
}

/// What is asked outside the units.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Duty {
    /// Who.
    pub organization: Organization,
    /// Role.
    pub role: Role,
    /// What.
    pub task: Option<String>,
    /// When.
    pub deadline: Option<Deadline>,
    /// The sentence.
    pub span: Span,
}
