//! Tables: what records say, as rows and columns for people: documents, units with body and appendix side by side,
//! findings, and a timetable of deadlines.
//!
//! In: records. Out: [`Table`]s, which the writers of workbooks and of separated values lay out. The keys of columns
//! are stable and English; heads are in the reader's language. Rows stand in the order of the documents and of their
//! text, those of the timetable by day.

use super::Lang;
use super::words::{locus, part, rule_title, said, severity, unit_title, units_of};
use crate::record::{
    AppendixRow, Assignment, Deadline, EvidencePart, Finding, OrganizationCell, Record, Role, Severity, Suggestion,
    Unit, UnitBody,
};

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

/// A column as it is written down here: key, head in Vietnamese and in English, width, and what stands in it.
type Of<R> = (&'static str, &'static str, &'static str, u16, fn(&R, Lang) -> Value);

/// A table of rows.
fn table<R>(key: &'static str, name: &'static str, lang: Lang, columns: &[Of<R>], rows: &[R]) -> Table {
    let values = |row: &R| columns.iter().map(|(.., value)| value(row, lang)).collect();
    Table {
        key,
        name,
        columns: columns
            .iter()
            .map(|(key, vi, en, width, _)| Column { key, head: lang.pick(vi, en), width: *width })
            .collect(),
        rows: rows.iter().map(values).collect(),
    }
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

/// Some documents with how much was found in each.
pub(super) fn documents(records: &[Record], lang: Lang) -> Table {
    fn count(record: &Record, severity: Severity) -> Value {
        number(record.findings.iter().filter(|f| f.severity == severity).count())
    }
    let columns: &[Of<&Record>] = &[
        ("path", "Tệp", "File", 36, |r, _| text(&r.source.path)),
        ("type", "Loại văn bản", "Type", 16, |r, _| text(r.document.kind.as_ref().map_or("", |kind| &kind.name))),
        ("number", "Số, ký hiệu", "Number", 20, |r, _| text(r.document.number.as_ref().map_or("", |n| &n.raw))),
        ("issuer", "Cơ quan ban hành", "Issuer", 32, |r, _| text(r.document.issuer.as_ref().map_or("", |i| &i.name))),
        ("issued", "Ngày ban hành", "Issued", 14, |r, _| {
            day(r.document.issued.as_ref().and_then(|issued| issued.value.as_deref()))
        }),
        ("subject", "Trích yếu", "Subject", 60, |r, _| text(r.document.subject.as_deref().unwrap_or_default())),
        ("units", "Số nhiệm vụ", "Units", 10, |r, _| number(r.units.len())),
        ("errors", "Lỗi", "Errors", 8, |r, _| count(r, Severity::Error)),
        ("warnings", "Cảnh báo", "Warnings", 10, |r, _| count(r, Severity::Warning)),
        ("infos", "Lưu ý", "Infos", 8, |r, _| count(r, Severity::Info)),
        ("not_comparable", "Chưa đối chiếu được", "Not comparable", 12, |r, _| {
            number(r.coverage.not_comparable.len())
        }),
    ];
    let rows: Vec<&Record> = records.iter().collect();
    table("documents", lang.pick("Văn bản", "Documents"), lang, columns, &rows)
}

/// A unit, and the document that it is of.
struct UnitRow<'a> {
    record: &'a Record,
    unit: &'a Unit,
}

impl UnitRow<'_> {
    fn body(&self, value: impl Fn(&UnitBody) -> String) -> Value {
        text(self.unit.body.as_ref().map(value).unwrap_or_default())
    }

    fn row(&self, value: impl Fn(&AppendixRow) -> String) -> Value {
        text(self.unit.appendix.as_ref().map(value).unwrap_or_default())
    }

    /// Who has a role, as the body says.
    fn role(&self, role: Role) -> Value {
        self.body(|body| names(body.assignments.iter().filter(|a| a.role == role)))
    }

    fn cell(&self, cell: impl Fn(&AppendixRow) -> Option<&OrganizationCell>) -> Value {
        self.row(|row| cell(row).map(|cell| cell.text.clone()).unwrap_or_default())
    }

    fn tools(&self) -> Value {
        self.body(|body| body.tools.iter().map(|tools| tools.text.as_str()).collect::<Vec<_>>().join("\n"))
    }

    fn findings(&self) -> Value {
        number(self.record.findings.iter().filter(|f| f.unit_ids.contains(&self.unit.id)).count())
    }
}

fn units(records: &[Record], lang: Lang) -> Table {
    let columns: &[Of<UnitRow<'_>>] = &[
        ("path", "Tệp", "File", 24, |r, _| text(&r.record.source.path)),
        ("unit", "Mã", "Id", 8, |r, _| text(&r.unit.id)),
        ("label", "Ký hiệu", "Label", 14, |r, _| text(&r.unit.label)),
        ("group", "Nhóm", "Group", 8, |r, _| text(r.unit.group.as_deref().unwrap_or_default())),
        ("title_body", "Tên trong thân văn bản", "Title in the body", 44, |r, _| r.body(|b| b.title.clone())),
        ("title_appendix", "Tên trong phụ lục", "Title in the appendix", 44, |r, _| r.row(|a| a.title.clone())),
        ("lead_body", "Chủ trì (thân văn bản)", "Lead (body)", 30, |r, _| r.role(Role::Lead)),
        ("lead_appendix", "Chủ trì (phụ lục)", "Lead (appendix)", 24, |r, _| r.cell(|a| a.lead.as_ref())),
        ("coordinate_body", "Phối hợp (thân văn bản)", "Coordinate (body)", 36, |r, _| {
            r.role(Role::Coordinate)
        }),
        ("coordinate_appendix", "Phối hợp (phụ lục)", "Coordinate (appendix)", 30, |r, _| {
            r.cell(|a| a.coordinate.as_ref())
        }),
        ("deadline_body", "Thời hạn (thân văn bản)", "Deadline (body)", 22, |r, _| {
            r.body(|b| printed(&b.deadlines))
        }),
        ("deadline_appendix", "Thời hạn (phụ lục)", "Deadline (appendix)", 22, |r, _| {
            r.row(|a| printed(&a.deadlines))
        }),
        ("tools_body", "Công cụ (thân văn bản)", "Tools (body)", 28, |r, _| r.tools()),
        ("platform_appendix", "Nền tảng (phụ lục)", "Platform (appendix)", 24, |r, _| {
            r.cell(|a| a.platform.as_ref())
        }),
        ("findings", "Số phát hiện", "Findings", 10, |r, _| r.findings()),
    ];
    let rows: Vec<UnitRow<'_>> =
        records.iter().flat_map(|record| record.units.iter().map(move |unit| UnitRow { record, unit })).collect();
    table("units", lang.pick("Nhiệm vụ", "Units"), lang, columns, &rows)
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

/// A finding, and the document that it is of.
struct FindingRow<'a> {
    record: &'a Record,
    finding: &'a Finding,
}

impl FindingRow<'_> {
    /// What a part of the document says.
    fn said(&self, wanted: EvidencePart) -> Value {
        let of = self.finding.evidence.iter().filter(|e| e.part == wanted);
        text(of.map(|e| e.quote.as_str()).collect::<Vec<_>>().join("\n"))
    }

    /// What the parts say that are neither body nor table.
    fn said_elsewhere(&self, lang: Lang) -> Value {
        let two = |p: EvidencePart| matches!(p, EvidencePart::Body | EvidencePart::Appendix);
        let of = self.finding.evidence.iter().filter(|e| !two(e.part));
        text(of.map(|e| format!("{}: {}", part(e.part, lang), e.quote)).collect::<Vec<_>>().join("\n"))
    }

    fn places(&self, lang: Lang) -> Value {
        let of = self.finding.evidence.iter().map(|evidence| locus(&evidence.span, lang));
        text(of.map(|(kind, number)| format!("{kind} {number}")).collect::<Vec<_>>().join("; "))
    }

    fn suggested(&self, value: impl Fn(&Suggestion) -> &str) -> Value {
        text(self.finding.suggestion.as_ref().map_or("", value))
    }
}

/// The findings of some documents as a table.
#[must_use]
pub fn findings(records: &[Record], lang: Lang) -> Table {
    let columns: &[Of<FindingRow<'_>>] = &[
        ("path", "Tệp", "File", 24, |r, _| text(&r.record.source.path)),
        ("severity", "Mức", "Severity", 12, |r, lang| text(severity(r.finding.severity, lang))),
        ("unit", "Nhiệm vụ", "Unit", 30, |r, _| text(units_of(r.record, r.finding))),
        ("title", "Loại phát hiện", "Kind", 34, |r, lang| text(rule_title(r.finding.rule, lang))),
        ("message", "Phát hiện", "Finding", 60, |r, lang| text(said(r.finding, lang))),
        ("body", "Thân văn bản nói", "The body says", 40, |r, _| r.said(EvidencePart::Body)),
        ("appendix", "Phụ lục nói", "The appendix says", 40, |r, _| r.said(EvidencePart::Appendix)),
        ("elsewhere", "Chỗ khác", "Elsewhere", 30, FindingRow::said_elsewhere),
        ("place", "Vị trí", "Place", 18, FindingRow::places),
        ("suggestion", "Có thể đúng là", "Likely value", 24, |r, _| r.suggested(|s| &s.value)),
        ("reason", "Vì", "Because", 34, |r, lang| r.suggested(|s| lang.of(&s.reason))),
        ("rule", "Quy tắc", "Rule", 24, |r, _| text(r.finding.rule)),
        ("id", "Mã phát hiện", "Id", 20, |r, _| text(&r.finding.id)),
    ];
    let rows: Vec<FindingRow<'_>> = records
        .iter()
        .flat_map(|record| record.findings.iter().map(move |finding| FindingRow { record, finding }))
        .collect();
    table("findings", lang.pick("Phát hiện", "Findings"), lang, columns, &rows)
}

fn timetable(records: &[Record], lang: Lang) -> Table {
    let columns: &[Of<(&Record, Due<'_>)>] = &[
        ("end", "Hạn cuối", "Last day", 14, |(_, due), _| day(due.deadline.end.as_deref())),
        ("start", "Từ ngày", "First day", 14, |(_, due), _| day(due.deadline.start.as_deref())),
        ("raw", "Ghi trong văn bản", "As printed", 30, |(_, due), _| text(&due.deadline.raw)),
        ("title", "Nhiệm vụ", "Unit", 60, |(_, due), _| text(unit_title(due.unit))),
        ("lead", "Chủ trì", "Lead", 34, |(_, due), _| text(&due.lead)),
        ("part", "Nguồn", "From", 14, |(_, due), lang| text(part(due.part, lang))),
        ("path", "Tệp", "File", 24, |(record, _), _| text(&record.source.path)),
        ("unit", "Mã", "Id", 8, |(_, due), _| text(&due.unit.id)),
    ];
    let mut rows: Vec<(&Record, Due<'_>)> =
        records.iter().flat_map(|record| due(record).into_iter().map(move |due| (record, due))).collect();
    // What has no last day stands at the end.
    rows.sort_by(|(_, a), (_, b)| {
        let last = |due: &Due<'_>| (due.deadline.end.is_none(), due.deadline.end.clone());
        last(a).cmp(&last(b))
    });
    table("timetable", lang.pick("Lịch thời hạn", "Timetable"), lang, columns, &rows)
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
