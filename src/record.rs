//! The record: what one plan says, in the words of the JSON contract, version 1.
//!
//! In: nothing. Out: the types that every later reader shares: the stages build them, the rules read them, and
//! [`crate::emit`] writes them. Field names are the contract's and are fixed; the JSON Schema in `schemas/` is generated
//! from these types. Nothing here reads a text or decides anything.
//!
//! The stages fill these types directly. A second set of types inside the program, copied at the end, would say the same
//! things under other names; the one thing that differs, positions in bytes, is kept beside the public position in
//! [`Span`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

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

/// Whether the whole file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All of it.
    Complete,
    /// Some of it; `source.diagnostics` says what is missing.
    Partial,
}

/// The file that was read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceInfo {
    /// Path relative to the PATH argument, `/` between parts; `-` for standard input.
    pub path: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// IANA media type, such as `text/plain`.
    pub media_type: &'static str,
    /// Size in bytes.
    pub bytes: usize,
    /// Number of pages; null where the format has none.
    pub pages: Option<u32>,
    /// Where the text comes from.
    pub text_origin: TextOrigin,
    /// What a reader of the record should know about the reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextOrigin {
    /// The file holds characters.
    Native,
    /// All of it was recognised from images.
    Ocr,
    /// Some pages hold characters, some were recognised.
    Mixed,
}

/// A remark on the reading of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable kebab-case name.
    pub code: &'static str,
    /// The sentence for people.
    pub message: Message,
    /// Page, from 1, where it concerns one.
    pub page: Option<u32>,
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Message {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

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

/// A numbered or lettered title.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OutlineNode {
    /// As printed, without its closing mark.
    pub label: String,
    /// The words up to the colon or the end of the line.
    pub title: String,
    /// From the label to the end of what stands under it.
    pub span: Span,
    /// Titles under this one.
    pub children: Vec<OutlineNode>,
}

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

/// A short form without a long one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Unexplained {
    /// Short form.
    pub short: String,
    /// Where it occurs.
    pub occurrences: Vec<Place>,
}

/// Numbers or letters in front of sister lines (I, II, III; a, b, c), in reading order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Series {
    /// `part`, `chapter`, `section`, `article`, `roman`, `upper`, `decimal`, `letter`, `lower_roman`.
    pub scheme: &'static str,
    /// The lines.
    pub ordinals: Vec<SeriesOrdinal>,
}

/// One number or letter of a series.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeriesOrdinal {
    /// As printed, without closing mark.
    pub label: String,
    /// Its place in the order of the scheme, from 1; of `2.3` the last number. Null for a letter that lists do not use.
    pub value: Option<u64>,
    /// The line that it opens.
    pub span: Span,
}

/// A stretch of the text and the part of the document that it is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartExtent {
    /// Header (with căn cứ), body, appendix, glossary, or note (Nơi nhận, signature).
    pub part: EvidencePart,
    /// From its first line to its last.
    pub span: Span,
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

/// A second document in the same file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Attachment {
    /// Its header and frame.
    pub document: Document,
    /// Its extent.
    pub span: Span,
}
