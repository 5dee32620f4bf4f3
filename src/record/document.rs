//! Document: header and frame of a plan (thể thức), its own or that of a second document in the same file.
//!
//! In: nothing. Out: the types under `document` and `attachments`. What is not printed is null, never guessed.

use schemars::JsonSchema;
use serde::Serialize;

use crate::span::Span;

/// Header and frame of the document (thể thức văn bản, Nghị định 30/2020/NĐ-CP, Điều 8).
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Document {
    /// Tên loại.
    #[serde(rename = "type")]
    pub kind: Option<DocumentType>,
    /// Số, ký hiệu.
    pub number: Option<DocumentNumber>,
    /// Cơ quan ban hành.
    pub issuer: Option<Issuer>,
    /// Địa danh.
    pub place: Option<String>,
    /// Thời gian ban hành.
    pub issued: Option<Issued>,
    /// Trích yếu, on one line.
    pub subject: Option<String>,
    /// Người ký.
    pub signatory: Option<Signatory>,
    /// Nơi nhận.
    pub recipients: Vec<Recipient>,
    /// The time that the plan covers, as it says of itself.
    pub period: Option<Period>,
    /// Độ mật.
    pub classification: Option<Mark>,
    /// Độ khẩn.
    pub urgency: Option<Mark>,
    /// How many units the plan says that it has.
    pub declared_unit_count: Option<Count>,
}

/// Document type (tên loại), such as `KH`, `Kế hoạch`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentType {
    /// Abbreviation of Phụ lục III, Nghị định 30/2020/NĐ-CP.
    pub code: String,
    /// Name.
    pub name: String,
}

/// Number and symbol (số, ký hiệu), such as `4337/KH-UBND`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentNumber {
    /// As printed.
    pub raw: String,
    /// The number as an integer; null for a blank or a form that is no integer (`274a`).
    pub ordinal: Option<u64>,
    /// The number as printed; empty for a blank.
    pub ordinal_text: String,
    /// What follows the number, without blanks: `KH-UBND`.
    pub symbol: String,
    /// Place.
    pub span: Span,
}

/// Issuing body (cơ quan ban hành).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Issuer {
    /// As printed.
    pub raw: String,
    /// In full, on one line.
    pub name: String,
    /// Identifier in the registry of organisations; null until it is known.
    pub org_id: Option<String>,
    /// Place.
    pub span: Span,
}

/// Date of issue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Issued {
    /// As printed.
    pub raw: String,
    /// `2023-11-14`, or `2023-11` where the day is blank, or `2023`.
    pub value: Option<String>,
    /// How much of the date is printed; null where none is.
    pub precision: Option<Precision>,
    /// Place.
    pub span: Span,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Day, month and year.
    Day,
    /// Month and year.
    Month,
    /// Year.
    Year,
}

/// Who signs (Điều 8, khoản 2, điểm g).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Signatory {
    /// The mark nearest the signer's title (`TM.`, `KT.`, `TL.`, `TUQ.`, `Q.`), or null.
    pub authority: Option<String>,
    /// All lines with such a mark, as printed.
    pub authority_lines: Vec<String>,
    /// The signer's own title.
    pub position: Option<String>,
    /// The signer.
    pub name: Option<String>,
    /// Place.
    pub span: Span,
}

/// One line of Nơi nhận.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Recipient {
    /// As printed, without bullet and closing `;` or `.`.
    pub raw: String,
    /// Without the brackets of purpose.
    pub name: String,
    /// `để b/c`, `02b`; null where none is given.
    pub purpose: Option<String>,
    /// Place.
    pub span: Span,
}

/// The time that the plan covers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Period {
    /// As printed.
    pub raw: String,
    /// First day, ISO 8601.
    pub start: Option<String>,
    /// Last day, ISO 8601.
    pub end: Option<String>,
    /// Place.
    pub span: Span,
}

/// A stamp such as MẬT or HỎA TỐC.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Mark {
    /// As printed.
    pub raw: String,
    /// Place.
    pub span: Span,
}

/// A declared number of things.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Count {
    /// The number.
    pub value: u64,
    /// As printed.
    pub raw: String,
    /// Place.
    pub span: Span,
}

/// A second document in the same file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Attachment {
    /// Its header and frame.
    pub document: Document,
    /// Its extent.
    pub span: Span,
}
