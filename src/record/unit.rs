//! Units: the tasks of a plan, as its body and its table say them.
//!
//! In: nothing. Out: the types under `groups` and `units`. The halves stand beside each other and are never merged here;
//! see [`super::comparison`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::assignment::{Assignment, Deadline};
use super::comparison::Reconciled;
use super::mention::Organization;
use crate::span::Span;

/// Which half of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The numbered text.
    Body,
    /// The table.
    Appendix,
}

/// A group of units (nhóm).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Group {
    /// Body or appendix.
    pub part: Part,
    /// Label as printed.
    pub label: Option<String>,
    /// Title without the bracket that counts.
    pub title: String,
    /// The number in that bracket.
    pub declared_count: Option<u64>,
    /// Numbers of its units as printed.
    pub unit_numbers: Vec<Option<u64>>,
    /// Place of the heading or row.
    pub span: Span,
}

/// A task, from the body, from the table, or from both.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Unit {
    /// `2/4`: group label and number; unique in the document.
    pub id: String,
    /// Keyword, such as `Mô hình`; null where none is printed.
    pub kind: Option<String>,
    /// Label as printed.
    pub label: String,
    /// Reconciled number.
    pub number: Option<u64>,
    /// The group's label.
    pub group: Option<String>,
    /// What the body says.
    pub body: Option<UnitBody>,
    /// What the table says.
    pub appendix: Option<AppendixRow>,
    /// Both halves side by side.
    pub reconciled: Reconciled,
}

/// What the body says of a unit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnitBody {
    /// Outline label in front of the unit's own, `2.2`.
    pub heading_label: Option<String>,
    /// Number as printed.
    pub number: Option<u64>,
    /// Title.
    pub title: String,
    /// Mục tiêu.
    pub objective: Option<TextField>,
    /// Phân công nhiệm vụ, Tổ chức thực hiện, Đơn vị chủ trì, …
    pub organization: Option<TextField>,
    /// Who does what.
    pub assignments: Vec<Assignment>,
    /// Lực lượng triển khai.
    pub forces: Option<TextField>,
    /// Thời gian hoàn thành.
    pub deadlines: Vec<Deadline>,
    /// Công cụ triển khai.
    pub tools: Vec<Tools>,
    /// Địa điểm triển khai.
    pub location: Option<TextField>,
    /// Sản phẩm.
    pub product: Option<TextField>,
    /// Labelled fields that have no place of their own (Nội dung, Kinh phí, Ghi chú, labels that no list has), in order.
    pub others: Vec<LabelledField>,
    /// Every field as it is printed, in order: label, mark in front, line.
    pub fields: Vec<PrintedField>,
    /// The whole unit.
    pub span: Span,
}

/// A field's text without label and bullets, paragraphs joined by `\n`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TextField {
    /// Text.
    pub text: String,
    /// Place.
    pub span: Span,
}

/// How a field of a unit is printed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PrintedField {
    /// What it holds.
    pub kind: FieldKind,
    /// Label as printed; null where paragraphs stand without one.
    pub label: Option<String>,
    /// Letter, number or bullet in front, without closing mark.
    pub ordinal: Option<String>,
    /// Stands on the line of the field before it.
    pub glued: bool,
    /// The line that opens it.
    pub span: Span,
}

/// A field of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Mục tiêu.
    Objective,
    /// Phân công nhiệm vụ, Tổ chức thực hiện: sentences.
    Assignment,
    /// Đơn vị thực hiện.
    Implementer,
    /// Đơn vị chủ trì.
    Lead,
    /// Đơn vị phối hợp.
    Coordinate,
    /// Chỉ đạo.
    Direct,
    /// Theo dõi, đôn đốc.
    Monitor,
    /// Lực lượng triển khai.
    Forces,
    /// Thời gian hoàn thành.
    Deadline,
    /// Công cụ triển khai.
    Tools,
    /// Địa điểm triển khai.
    Location,
    /// Sản phẩm.
    Product,
    /// Kinh phí.
    Budget,
    /// Cấp trình.
    Level,
    /// Nội dung.
    Content,
    /// Ghi chú.
    Note,
    /// Chế độ báo cáo.
    Report,
    /// A label that no list has.
    Unknown,
}

/// A field under its own label.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LabelledField {
    /// Label as printed.
    pub label: String,
    /// Text.
    pub text: String,
    /// Place of the text.
    pub span: Span,
}

/// A field of tools (công cụ), as printed and cut at its commas.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tools {
    /// Text.
    pub text: String,
    /// Items of the text.
    pub items: Vec<String>,
    /// Place.
    pub span: Span,
}

/// A row of the appendix table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AppendixRow {
    /// Printed in the first column.
    pub row_label: Option<String>,
    /// Number of the unit as printed.
    pub number: Option<u64>,
    /// Title without keyword and number.
    pub title: String,
    /// Chủ trì.
    pub lead: Option<OrganizationCell>,
    /// Phối hợp.
    pub coordinate: Option<OrganizationCell>,
    /// Lực lượng triển khai.
    pub forces: Option<OrganizationCell>,
    /// Thời gian.
    pub deadlines: Vec<Deadline>,
    /// Nền tảng.
    pub platform: Option<OrganizationCell>,
    /// Sản phẩm.
    pub products: Vec<TextField>,
    /// Every cell of the row.
    pub cells: Vec<Cell>,
    /// The row.
    pub span: Span,
}

/// A cell and the organisations in it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrganizationCell {
    /// Text, lines joined by `\n`.
    pub text: String,
    /// Organisations named.
    pub organizations: Vec<Organization>,
    /// Place.
    pub span: Span,
}

/// A cell under its column's head.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Cell {
    /// Head of the column as printed; null where the table has none.
    pub column: Option<String>,
    /// Text, lines joined by `\n`.
    pub text: String,
    /// Place.
    pub span: Span,
}
