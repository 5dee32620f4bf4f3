//! Changes: the types of what [`super::compare`] gives, and of its JSON.
//!
//! In: nothing. Out: [`Changes`]. Both sides are quoted as printed, each with its place in its own version; nothing is
//! laid out here. The JSON Schema in `schemas/diff.schema.json` is generated from these types.

use schemars::JsonSchema;
use serde::Serialize;

use crate::record::{Finding, Status, Tool};
use crate::span::Span;

/// What changed between two versions of a plan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "rasoat diff")]
pub struct Changes {
    /// Always `"rasoat-diff"`.
    pub format: &'static str,
    /// Always `"1.0"`.
    pub schema_version: &'static str,
    /// The program that wrote it.
    pub tool: Tool,
    /// Whether anything changed its meaning; other wordings and findings that stayed are none.
    pub changed: bool,
    /// The version that was first.
    pub old: Version,
    /// The version that came later.
    pub new: Version,
    /// How much changed.
    pub counts: Counts,
    /// The head and frame of the document: number, date, title, legal bases, recipients, …
    pub document: Vec<FieldChange>,
    /// Units that are not the same, in the order of the new version.
    pub units: Vec<UnitChange>,
    /// Lines outside head and units, in the order of the text.
    pub text: Vec<ItemChange>,
    /// Findings of both versions.
    pub findings: FindingChanges,
}

/// One of the versions.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Version {
    /// Its file, as `source.path` of its record has it.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// IANA media type.
    pub media_type: &'static str,
    /// Number of pages; null where the format has none.
    pub pages: Option<u32>,
    /// Whether all of it could be read; a change may be what could not be read.
    pub status: Status,
    /// Tên loại.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Số, ký hiệu, as printed.
    pub number: Option<String>,
    /// Day of issue, ISO 8601.
    pub issued: Option<String>,
    /// Trích yếu.
    pub subject: Option<String>,
    /// How many units it has.
    pub units: usize,
    /// How many findings the rules report of it.
    pub findings: usize,
}

/// How much changed. A unit may count several times: renumbered and changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Fields of the head that say something else.
    pub document: usize,
    /// Units that only the new version has.
    pub units_added: usize,
    /// Units that only the old version has.
    pub units_removed: usize,
    /// Units under another number.
    pub units_renumbered: usize,
    /// Units in another group.
    pub units_moved: usize,
    /// Units that say something else.
    pub units_changed: usize,
    /// Lines outside head and units.
    pub text: usize,
    /// Findings of the new version only.
    pub findings_came: usize,
    /// Findings of the old version only.
    pub findings_went: usize,
    /// Findings of both.
    pub findings_stayed: usize,
    /// Values that are only written differently.
    pub reworded: usize,
}

impl Counts {
    /// Counts the changes.
    #[must_use]
    pub(super) fn of(
        document: &[FieldChange],
        units: &[UnitChange],
        text: &[ItemChange],
        findings: &FindingChanges,
    ) -> Self {
        let kind = |kind: UnitChangeKind| units.iter().filter(|unit| unit.kinds.contains(&kind)).count();
        let items = document.iter().chain(units.iter().flat_map(|unit| &unit.fields)).flat_map(|field| &field.items);
        Self {
            document: document.iter().filter(|field| field.is_of_meaning()).count(),
            units_added: kind(UnitChangeKind::Added),
            units_removed: kind(UnitChangeKind::Removed),
            units_renumbered: kind(UnitChangeKind::Renumbered),
            units_moved: kind(UnitChangeKind::Moved),
            units_changed: kind(UnitChangeKind::Changed),
            text: text.iter().filter(|item| item.how != How::Reworded).count(),
            findings_came: findings.came.len(),
            findings_went: findings.went.len(),
            findings_stayed: findings.stayed.len(),
            reworded: items.chain(text).filter(|item| item.how == How::Reworded).count(),
        }
    }

    /// Whether anything changed its meaning.
    #[must_use]
    pub(super) fn any(&self) -> bool {
        let Self { findings_stayed: _, reworded: _, .. } = self;
        let counted = Self { findings_stayed: 0, reworded: 0, ..self.clone() };
        counted != Self::default()
    }
}

/// A unit that is not the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnitChange {
    /// In which ways; empty where values are only written differently.
    pub kinds: Vec<UnitChangeKind>,
    /// The unit of the old version; null where it is new.
    pub old: Option<UnitName>,
    /// The unit of the new version; null where it is gone.
    pub new: Option<UnitName>,
    /// What it says otherwise; of a unit that came or went all that it says.
    pub fields: Vec<FieldChange>,
}

/// In which way a unit is not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitChangeKind {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// It bears another number.
    Renumbered,
    /// It stands in another group (nhóm).
    Moved,
    /// It says something else.
    Changed,
}

/// What a unit goes by in one version.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnitName {
    /// `units[].id` of the record.
    pub id: String,
    /// Keyword, such as `Mô hình`.
    pub kind: Option<String>,
    /// Label as printed.
    pub label: String,
    /// Number.
    pub number: Option<u64>,
    /// Label of its group.
    pub group: Option<String>,
    /// Title of its group.
    pub group_title: Option<String>,
    /// Its title, of the body where that has one.
    pub title: String,
    /// Its whole place.
    pub span: Option<Span>,
}

/// A field that is not the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldChange {
    /// Where it stands.
    pub side: Side,
    /// What it holds.
    pub field: Field,
    /// Label or head of the column as printed, where that says more than `field`.
    pub label: Option<String>,
    /// Its values that are not the same; those that are, are left out.
    pub items: Vec<ItemChange>,
}

impl FieldChange {
    /// Whether it says something else, and not the same in other words.
    #[must_use]
    pub fn is_of_meaning(&self) -> bool {
        self.items.iter().any(|item| item.how != How::Reworded)
    }
}

/// Which part of a document a field stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Head and frame.
    Document,
    /// The numbered text.
    Body,
    /// The table.
    Appendix,
    /// Head and frame of a second document in the file.
    Attachment,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Tên loại.
    Type,
    /// Số, ký hiệu; of a unit the number that one half prints, where it is not the unit's.
    Number,
    /// Cơ quan ban hành.
    Issuer,
    /// Địa danh.
    Place,
    /// Ngày ban hành.
    Issued,
    /// Trích yếu.
    Subject,
    /// Thời gian của kế hoạch.
    Period,
    /// Độ mật.
    Classification,
    /// Độ khẩn.
    Urgency,
    /// Số nhiệm vụ mà kế hoạch nêu.
    UnitCount,
    /// Thẩm quyền ký (TM., KT.).
    Authority,
    /// Chức vụ người ký.
    Position,
    /// Người ký.
    Signatory,
    /// Căn cứ, viện dẫn.
    Citations,
    /// Nơi nhận.
    Recipients,
    /// Văn bản kèm theo.
    Attachments,
    /// Keyword of a unit (Mô hình, Nhiệm vụ).
    Label,
    /// Outline label in front of a unit that kept its number.
    Heading,
    /// Tên nhiệm vụ.
    Title,
    /// Mục tiêu.
    Objective,
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Coordinate,
    /// Chỉ đạo.
    Direct,
    /// Tham mưu.
    Advise,
    /// Thực hiện.
    Implement,
    /// Theo dõi, đôn đốc.
    Monitor,
    /// Phân công nhiệm vụ, its words beside the names.
    Assignment,
    /// Lực lượng triển khai.
    Forces,
    /// Thời hạn.
    Deadline,
    /// Công cụ, nền tảng.
    Tools,
    /// Địa điểm.
    Location,
    /// Sản phẩm.
    Product,
    /// Another field, under its own label.
    Other,
}

/// A value that is not the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ItemChange {
    /// In which way.
    pub how: How,
    /// The old version's; null where it is new.
    pub old: Option<Said>,
    /// The new version's; null where it is gone.
    pub new: Option<Said>,
}

/// In which way a value is not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// One stands where the other stood.
    Changed,
    /// Both mean the same: other letters, a short form, a date written another way, another order.
    Reworded,
}

/// What one version says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Said {
    /// As printed.
    pub text: String,
    /// What it means: the name in full, the day; null where the words are all.
    pub value: Option<String>,
    /// Place in its version; null for what the record keeps without one.
    pub span: Option<Span>,
}

/// Findings of both versions.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct FindingChanges {
    /// Of the new version only.
    pub came: Vec<Finding>,
    /// Of the old version only.
    pub went: Vec<Finding>,
    /// Of both.
    pub stayed: Vec<StayedFinding>,
}

/// A finding that both versions have.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StayedFinding {
    /// Whether it says the same in both; else the fault is there still, in other words.
    pub same: bool,
    /// In the old version.
    pub old: Finding,
    /// In the new version.
    pub new: Finding,
}
