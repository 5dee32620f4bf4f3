//! Tables: what records say, as rows and columns for people: documents, units with body and appendix side by side, findings,
//! and a timetable of deadlines.
//!
//! In: records. Out: [`Table`]s, which the writers of workbooks and of separated values lay out. The keys of columns are stable and
//! English; heads are in the reader's language. Rows stand in the order of the documents and of their text, those of the
//! timetable by day.

use super::Lang;
use super::words::{locus, part, severity, unit_title, units_of};
use crate::record::{Assignment, Deadline, EvidencePart, Finding, OrganizationCell, Record, Role, Severity, Unit};
use crate::rules::Rule;

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words of a document or of the program.
    Text(String),
    /// A count.
    Number(u64),
    /// A day, as in ISO 8601.
    Day(String),
    /// Nothing.
    Empty,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// By which programs know it.
    pub key: &'static str,
    /// By which people know it.
    pub head: &'static str,
    /// Its width in characters.
    pub width: u16,
}

/// Rows of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// By which programs know it.
    pub key: &'static str,
    /// By which people know it.
    pub name: &'static str,
    /// From the left.
    pub columns: Vec<Column>,
    /// A value for each column.
    pub rows: Vec<Vec<Value>>,
}

/// All tables of some documents.
#[must_use]
pub fn tables(records: &[Record], lang: Lang) -> Vec<Table> {
    vec![documents(records, lang), units(records, lang), findings(records, lang), timetable(records, lang)]
}

/// Heads, keys and widths of columns.
fn columns(lang: Lang, columns: &[(&'static str, &'static str, &'static str, u16)]) -> Vec<Column> {
    let of = |(key, vi, en, width): &(&'static str, &'static str, &'static str, u16)| Column {
        key,
        head: lang.pick(vi, en),
        width: *width,
    };
    columns.iter().map(of).collect()
}

fn text(words: impl Into<String>) -> Value {
    let words = words.into();
    if words.is_empty() { Value::Empty } else { Value::Text(words) }
}

fn number(count: usize) -> Value {
    Value::Number(count as u64)
}

/// A day, or as much of one as is printed.
fn day(value: Option<&str>) -> Value {
    match value {
        Some(day) if day.len() == 10 => Value::Day(day.to_owned()),
        Some(part) => text(part),
        None => Value::Empty,
    }
}

fn documents(records: &[Record], lang: Lang) -> Table {
    let row = |record: &Record| {
        let document = &record.document;
        let count = |s: Severity| number(record.findings.iter().filter(|f| f.severity == s).count());
        vec![
            text(&record.source.path),
            text(document.kind.as_ref().map_or("", |kind| kind.name.as_str())),
            text(document.number.as_ref().map_or("", |number| number.raw.as_str())),
            text(document.issuer.as_ref().map_or("", |issuer| issuer.name.as_str())),
            day(document.issued.as_ref().and_then(|issued| issued.value.as_deref())),
            text(document.subject.clone().unwrap_or_default()),
            number(record.units.len()),
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Info),
            number(record.coverage.not_comparable.len()),
        ]
    };
    Table {
        key: "documents",
        name: lang.pick("Văn bản", "Documents"),
        columns: columns(
            lang,
            &[
                ("path", "Tệp", "File", 36),
                ("type", "Loại văn bản", "Type", 16),
                ("number", "Số, ký hiệu", "Number", 20),
                ("issuer", "Cơ quan ban hành", "Issuer", 32),
                ("issued", "Ngày ban hành", "Issued", 14),
                ("subject", "Trích yếu", "Subject", 60),
                ("units", "Số nhiệm vụ", "Units", 10),
                ("errors", "Lỗi", "Errors", 8),
                ("warnings", "Cảnh báo", "Warnings", 10),
                ("infos", "Lưu ý", "Infos", 8),
                ("not_comparable", "Chưa đối chiếu được", "Not comparable", 12),
            ],
        ),
        rows: records.iter().map(row).collect(),
    }
}

fn units(records: &[Record], lang: Lang) -> Table {
    let rows = records.iter().flat_map(|record| {
        record.units.iter().map(move |unit| {
            let (body, row) = (unit.body.as_ref(), unit.appendix.as_ref());
            let said = |role: Role| {
                text(body.map_or_else(String::new, |body| names(body.assignments.iter().filter(|a| a.role == role))))
            };
            let cell = |cell: Option<&OrganizationCell>| text(cell.map_or("", |cell| cell.text.as_str()));
            let tools = body.map_or_else(String::new, |body| {
                body.tools.iter().map(|tools| tools.text.as_str()).collect::<Vec<_>>().join("\n")
            });
            vec![
                text(&record.source.path),
                text(&unit.id),
                text(&unit.label),
                text(unit.group.clone().unwrap_or_default()),
                text(body.map_or("", |body| body.title.as_str())),
                text(row.map_or("", |row| row.title.as_str())),
                said(Role::Lead),
                cell(row.and_then(|row| row.lead.as_ref())),
                said(Role::Coordinate),
                cell(row.and_then(|row| row.coordinate.as_ref())),
                text(body.map_or_else(String::new, |body| printed(&body.deadlines))),
                text(row.map_or_else(String::new, |row| printed(&row.deadlines))),
                text(tools),
                cell(row.and_then(|row| row.platform.as_ref())),
                number(record.findings.iter().filter(|f| f.unit_ids.contains(&unit.id)).count()),
            ]
        })
    });
    Table {
        key: "units",
        name: lang.pick("Nhiệm vụ", "Units"),
        columns: columns(
            lang,
            &[
                ("path", "Tệp", "File", 24),
                ("unit", "Mã", "Id", 8),
                ("label", "Ký hiệu", "Label", 14),
                ("group", "Nhóm", "Group", 8),
                ("title_body", "Tên trong thân văn bản", "Title in the body", 44),
                ("title_appendix", "Tên trong phụ lục", "Title in the appendix", 44),
                ("lead_body", "Chủ trì (thân văn bản)", "Lead (body)", 30),
                ("lead_appendix", "Chủ trì (phụ lục)", "Lead (appendix)", 24),
                ("coordinate_body", "Phối hợp (thân văn bản)", "Coordinate (body)", 36),
                ("coordinate_appendix", "Phối hợp (phụ lục)", "Coordinate (appendix)", 30),
                ("deadline_body", "Thời hạn (thân văn bản)", "Deadline (body)", 22),
                ("deadline_appendix", "Thời hạn (phụ lục)", "Deadline (appendix)", 22),
                ("tools_body", "Công cụ (thân văn bản)", "Tools (body)", 28),
                ("platform_appendix", "Nền tảng (phụ lục)", "Platform (appendix)", 24),
                ("findings", "Số phát hiện", "Findings", 10),
            ],
        ),
        rows: rows.collect(),
    }
}

/// The names of those who were assigned something, each once.
fn names<'a>(assignments: impl Iterator<Item = &'a Assignment>) -> String {
    let mut out: Vec<&str> = Vec::new();
    for assignment in assignments {
        let name = assignment.organization.name.as_str();
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out.join("; ")
}

fn printed(deadlines: &[Deadline]) -> String {
    deadlines.iter().map(|deadline| deadline.raw.as_str()).collect::<Vec<_>>().join("; ")
}

/// The findings of some documents as a table.
#[must_use]
pub fn findings(records: &[Record], lang: Lang) -> Table {
    let rows = records.iter().flat_map(|record| record.findings.iter().map(move |f| finding(record, f, lang)));
    Table {
        key: "findings",
        name: lang.pick("Phát hiện", "Findings"),
        columns: columns(
            lang,
            &[
                ("path", "Tệp", "File", 24),
                ("severity", "Mức", "Severity", 12),
                ("unit", "Nhiệm vụ", "Unit", 30),
                ("title", "Loại phát hiện", "Kind", 34),
                ("message", "Phát hiện", "Finding", 60),
                ("body", "Thân văn bản nói", "The body says", 40),
                ("appendix", "Phụ lục nói", "The appendix says", 40),
                ("elsewhere", "Chỗ khác", "Elsewhere", 30),
                ("place", "Vị trí", "Place", 18),
                ("suggestion", "Có thể đúng là", "Likely value", 24),
                ("reason", "Vì", "Because", 34),
                ("rule", "Quy tắc", "Rule", 24),
                ("id", "Mã phát hiện", "Id", 20),
            ],
        ),
        rows: rows.collect(),
    }
}

fn finding(record: &Record, finding: &Finding, lang: Lang) -> Vec<Value> {
    let quotes = |wanted: &dyn Fn(EvidencePart) -> bool, named: bool| {
        let of = finding.evidence.iter().filter(|e| wanted(e.part));
        let shown = of.map(|e| if named { format!("{}: {}", part(e.part, lang), e.quote) } else { e.quote.clone() });
        text(shown.collect::<Vec<_>>().join("\n"))
    };
    let two = |p: EvidencePart| matches!(p, EvidencePart::Body | EvidencePart::Appendix);
    let places: Vec<String> = finding
        .evidence
        .iter()
        .map(|evidence| locus(&evidence.span, lang))
        .map(|(kind, number)| format!("{kind} {number}"))
        .collect();
    let suggestion = finding.suggestion.as_ref();
    vec![
        text(&record.source.path),
        text(severity(finding.severity, lang)),
        text(units_of(record, finding)),
        text(Rule::named(finding.rule).map_or(finding.rule, |rule| lang.of(&rule.page().summary))),
        text(lang.of(&finding.message)),
        quotes(&|p| p == EvidencePart::Body, false),
        quotes(&|p| p == EvidencePart::Appendix, false),
        quotes(&|p| !two(p), true),
        text(places.join("; ")),
        text(suggestion.map_or("", |s| s.value.as_str())),
        text(suggestion.map_or("", |s| lang.of(&s.reason))),
        text(finding.rule),
        text(&finding.id),
    ]
}

fn timetable(records: &[Record], lang: Lang) -> Table {
    let mut rows: Vec<(String, Vec<Value>)> = Vec::new();
    for record in records {
        for due in due(record) {
            let last = due.deadline.end.clone().unwrap_or_else(|| "9999".to_owned());
            rows.push((
                last,
                vec![
                    day(due.deadline.end.as_deref()),
                    day(due.deadline.start.as_deref()),
                    text(due.deadline.raw.clone()),
                    text(unit_title(due.unit)),
                    text(due.lead),
                    text(part(due.part, lang)),
                    text(&record.source.path),
                    text(&due.unit.id),
                ],
            ));
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    Table {
        key: "timetable",
        name: lang.pick("Lịch thời hạn", "Timetable"),
        columns: columns(
            lang,
            &[
                ("end", "Hạn cuối", "Last day", 14),
                ("start", "Từ ngày", "First day", 14),
                ("raw", "Ghi trong văn bản", "As printed", 30),
                ("title", "Nhiệm vụ", "Unit", 60),
                ("lead", "Chủ trì", "Lead", 34),
                ("part", "Nguồn", "From", 14),
                ("path", "Tệp", "File", 24),
                ("unit", "Mã", "Id", 8),
            ],
        ),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}

/// A deadline with the unit that it is of.
#[derive(Debug, Clone)]
pub(super) struct Due<'a> {
    pub(super) unit: &'a Unit,
    pub(super) deadline: &'a Deadline,
    pub(super) lead: String,
    pub(super) part: EvidencePart,
}

/// The deadlines of a document: those of a table's row too, where they are other days than the body's.
pub(super) fn due(record: &Record) -> Vec<Due<'_>> {
    let mut out = Vec::new();
    for unit in &record.units {
        let lead = leads(unit);
        let body = unit.body.iter().flat_map(|body| &body.deadlines).map(|d| (EvidencePart::Body, d));
        let row = unit.appendix.iter().flat_map(|row| &row.deadlines).map(|d| (EvidencePart::Appendix, d));
        let mut seen: Vec<&Deadline> = Vec::new();
        for (part, deadline) in body.chain(row) {
            let same = |other: &&Deadline| match (&other.end, &deadline.end) {
                (None, None) => other.raw == deadline.raw,
                (a, b) => a == b && other.start == deadline.start,
            };
            if !seen.iter().any(same) {
                seen.push(deadline);
                out.push(Due { unit, deadline, lead: lead.clone(), part });
            }
        }
    }
    out
}

/// Who leads a unit: as the body says, else as the table does.
fn leads(unit: &Unit) -> String {
    let body = unit.body.as_ref().map_or_else(String::new, |body| {
        names(body.assignments.iter().filter(|assignment| assignment.role == Role::Lead))
    });
    if body.is_empty() {
        let cell = unit.appendix.as_ref().and_then(|row| row.lead.as_ref());
        return cell.map_or_else(String::new, |cell| cell.text.replace('\n', " "));
    }
    body
}
