//! Readings (bản đọc chuẩn): what a document says and what is wrong in it, as its reviewer decided, in the form of a corpus of
//! test plans (`corpus/*/reading.json`).
//!
//! In: a record, and which of its findings a person confirmed. Out: JSON. What the program read stands as it was read: a person
//! who adds the reading to a corpus looks at the fields too. A finding that nobody decided is marked `optional`.

use serde_json::{Value, json};

use super::json::Layout;
use crate::record::{
    AbbreviationSource, AppendixRow, Assignment, Basis, Citation, Deadline, Document, Finding, Group, OrganizationCell,
    Record, Role, TextField, Unit, UnitBody,
};

/// The reading of a document, ending with a line end. `is_confirmed` tells of a fingerprint whether a person
/// confirmed the finding.
#[must_use]
pub fn reading(record: &Record, is_confirmed: impl Fn(&str) -> bool, layout: Layout) -> Vec<u8> {
    let name = record.source.path.rsplit('/').next().unwrap_or_default();
    let bodies = record.units.iter().filter_map(|unit| Some((unit, unit.body.as_ref()?)));
    let rows = record.units.iter().filter_map(|unit| Some((unit, unit.appendix.as_ref()?)));
    let reading = json!({
        "doc_id": name.rsplit_once('.').map_or(name, |(stem, _)| stem),
        "header": header(&record.document),
        "citations": record.citations.iter().map(citation).collect::<Vec<_>>(),
        "self_references": record.self_references.iter().map(citation).collect::<Vec<_>>(),
        "declared_model_count": record.document.declared_unit_count.as_ref().map(|count| count.value),
        "groups": record.groups.iter().map(group).collect::<Vec<_>>(),
        "models": bodies.map(|(unit, body)| model(unit, body)).collect::<Vec<_>>(),
        "appendix_rows": rows.map(|(unit, row)| appendix_row(unit, row)).collect::<Vec<_>>(),
        "glossary": record
            .abbreviations
            .iter()
            .filter(|a| a.source != AbbreviationSource::Registry)
            .map(|a| json!({"short": a.short, "long": a.long, "where": if a.source == AbbreviationSource::Inline { "inline" } else { "appendix" }}))
            .collect::<Vec<_>>(),
        "findings": record.findings.iter().map(|f| finding(f, is_confirmed(&f.id))).collect::<Vec<_>>(),
        "annotation_notes": [],
    });
    let text = match layout {
        Layout::Pretty => format!("{reading:#}\n"),
        Layout::Line => format!("{reading}\n"),
    };
    text.into_bytes()
}

/// Lines joined and bullets as they are.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn header(document: &Document) -> Value {
    let signer = document.signatory.as_ref();
    let period = document.period.as_ref();
    json!({
        "number_raw": document.number.as_ref().map(|number| &number.raw),
        "number": document.number.as_ref().and_then(|number| number.ordinal),
        "symbol": document.number.as_ref().map(|number| &number.symbol),
        "place": document.place,
        "issued": document.issued.as_ref().map(|i| json!({"raw": i.raw, "value": i.value, "precision": i.precision})),
        "doc_type": document.kind.as_ref().map(|kind| &kind.name),
        "subject": document.subject,
        "signer": signer.map(|s| json!({"position": s.position, "name": s.name})),
        "recipients": document.recipients.iter().map(|r| &r.raw).collect::<Vec<_>>(),
        "period": period.map(|p| json!({"raw": p.raw, "start": p.start, "end": p.end})),
        "classification": document.classification.as_ref().map(|mark| &mark.raw),
        "urgency": document.urgency.as_ref().map(|mark| &mark.raw),
    })
}

fn citation(citation: &Citation) -> Value {
    json!({
        "raw": flat(&citation.raw),
        "type": citation.kind,
        "number": citation.number,
        "date": citation.date,
        "issuer": citation.issuer,
    })
}

fn group(group: &Group) -> Value {
    json!({
        "where": group.part,
        "label": group.label,
        "title": group.title,
        "declared_count": group.declared_count,
        "models": group.unit_numbers,
    })
}

fn model(unit: &Unit, body: &UnitBody) -> Value {
    let text = |field: &Option<TextField>| field.as_ref().map(|field| field.text.clone());
    let with = |role: Role, wanted: &dyn Fn(&Assignment) -> bool| -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for assignment in body.assignments.iter().filter(|a| a.role == role && wanted(a)) {
            let name = assignment.organization.raw.as_str();
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    };
    let stated = |a: &Assignment| !a.requested && a.basis == Basis::Stated;
    let implied = |a: &Assignment| !a.requested && a.basis == Basis::Implied;
    let requested = |a: &Assignment| a.requested;
    json!({
        "number": body.number,
        "group": unit.group,
        "heading_label": body.heading_label,
        "title": body.title,
        "objective": text(&body.objective),
        "organization": text(&body.organization),
        "lead": with(Role::Lead, &stated),
        "lead_implied": with(Role::Lead, &implied),
        "lead_requested": with(Role::Lead, &requested),
        "coordinate": with(Role::Coordinate, &stated),
        "coordinate_implied": with(Role::Coordinate, &implied),
        "coordinate_requested": with(Role::Coordinate, &requested),
        "forces": text(&body.forces),
        "deadlines": body.deadlines.iter().map(deadline).collect::<Vec<_>>(),
        "tools": body.tools.iter().map(|tools| &tools.text).collect::<Vec<_>>(),
        "location": text(&body.location),
    })
}

fn appendix_row(unit: &Unit, row: &AppendixRow) -> Value {
    let text = |cell: &Option<OrganizationCell>| cell.as_ref().map(|cell| cell.text.clone());
    json!({
        "tt": row.row_label,
        "group": unit.group,
        "printed_number": row.number,
        "title": row.title,
        "lead": text(&row.lead),
        "coordinate": text(&row.coordinate),
        "forces": text(&row.forces),
        "deadline": row.deadlines.first().map(deadline),
        "deadlines": row.deadlines.iter().map(deadline).collect::<Vec<_>>(),
        "platform": text(&row.platform),
    })
}

fn deadline(deadline: &Deadline) -> Value {
    json!({"raw": flat(&deadline.raw), "kind": deadline.kind, "value": deadline.value})
}

fn finding(finding: &Finding, confirmed: bool) -> Value {
    let mut out = json!({
        "kind": finding.rule.replace('-', "_"),
        "models": finding.units,
        "severity": finding.severity,
        "class": class(finding.rule),
        "evidence": finding.evidence.iter().map(|e| flat(&e.quote)).collect::<Vec<_>>(),
        "explain": finding.message.en,
        "suggest": finding.suggestion.as_ref().map(|s| &s.value),
    });
    if !confirmed {
        out["optional"] = json!(true);
    }
    out
}

/// What a rule is about: names and references, wording, or the numbers, dates and fields of the plan.
fn class(rule: &str) -> &'static str {
    const REFERENTIAL: [&str; 5] = ["abbreviation-", "citation-", "reference-", "organization-", "scope-"];
    match rule {
        "term-inconsistent" => "language",
        rule if REFERENTIAL.iter().any(|head| rule.starts_with(head)) => "referential",
        _ => "structural",
    }
}
