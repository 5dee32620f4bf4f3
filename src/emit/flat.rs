//! Flat tables: the records of a batch as rows for databases and spreadsheets.
//!
//! In: a record as it was written, read back as JSON, and what the manifest says of it. Out: rows of [`TABLES`], in the order
//! of the document. The keys are stable and English. Values are those of the record: nothing is worked out here that it does
//! not say.

use serde_json::Value as Json;

use super::tables::Value;

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flat {
    /// Its name.
    pub name: &'static str,
    /// The keys of its columns.
    pub columns: &'static [&'static str],
}

/// The documents, by what became of them.
pub const DOCUMENTS: Flat = Flat {
    name: "documents",
    columns: &[
        "path",
        "status",
        "error_kind",
        "error_vi",
        "error_en",
        "sha256",
        "record",
        "media_type",
        "pages",
        "type",
        "number",
        "issuer",
        "issuer_id",
        "place",
        "issued",
        "subject",
        "signatory",
        "position",
        "period_start",
        "period_end",
        "units",
        "errors",
        "warnings",
        "infos",
    ],
};

/// The units.
pub const UNITS: Flat = Flat {
    name: "units",
    columns: &[
        "path",
        "seq",
        "unit",
        "kind",
        "label",
        "number",
        "group",
        "title",
        "title_status",
        "title_body",
        "title_appendix",
        "lead",
        "lead_status",
        "coordinate",
        "coordinate_status",
        "deadline",
        "deadline_status",
        "deadline_body",
        "deadline_body_end",
        "deadline_appendix",
        "deadline_appendix_end",
        "tools",
        "objective",
        "location",
        "product",
    ],
};

/// Who does what in the bodies of the units.
pub const ASSIGNMENTS: Flat = Flat {
    name: "assignments",
    columns: &["path", "seq", "unit", "role", "requested", "basis", "organization", "organization_id", "raw", "task"],
};

/// The findings.
pub const FINDINGS: Flat = Flat {
    name: "findings",
    columns: &[
        "path",
        "seq",
        "id",
        "rule",
        "severity",
        "confidence",
        "units",
        "message_vi",
        "message_en",
        "body",
        "appendix",
        "elsewhere",
        "line",
        "page",
        "suggestion",
    ],
};

/// Which findings speak of which units.
pub const FINDING_UNITS: Flat = Flat { name: "finding_units", columns: &["path", "finding", "unit"] };

/// All tables, in the order of [`Rows`].
pub const TABLES: [Flat; 5] = [DOCUMENTS, UNITS, ASSIGNMENTS, FINDINGS, FINDING_UNITS];

/// The rows of one document: for each of [`TABLES`].
pub type Rows = [Vec<Vec<Value>>; 5];

/// What the manifest says of a document.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its path.
    pub path: &'a str,
    /// `ok`, `partial`, `failed` or `skipped`.
    pub status: &'a str,
    /// Kind, and the sentence in Vietnamese and in English.
    pub error: Option<(&'a str, &'a str, &'a str)>,
    /// Digest of the input.
    pub sha256: Option<&'a str>,
    /// Where its record is.
    pub record: Option<&'a str>,
    /// Errors, warnings, infos.
    pub findings: [usize; 3],
}

/// The rows of a document; without a record only what the manifest says.
#[must_use]
pub fn rows(listed: &Listed<'_>, record: Option<&Json>) -> Rows {
    let record = record.unwrap_or(&Json::Null);
    let list = |key: &str| record[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let (units, findings) = (list("units"), list("findings"));
    let mut assignments = Vec::new();
    for unit in units {
        for assignment in unit["body"]["assignments"].as_array().into_iter().flatten() {
            assignments.push(self::assignment(listed.path, assignments.len() + 1, unit, assignment));
        }
    }
    let numbered = |list: &'_ [Json], row: fn(&str, usize, &Json) -> Vec<Value>| -> Vec<Vec<Value>> {
        list.iter().enumerate().map(|(at, value)| row(listed.path, at + 1, value)).collect()
    };
    let mut links = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        for unit in finding["unit_ids"].as_array().into_iter().flatten() {
            links.push(vec![words(listed.path), count(at + 1), value(unit)]);
        }
    }
    [vec![document(listed, record)], numbered(units, unit), assignments, numbered(findings, finding), links]
}

fn words(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn count(number: usize) -> Value {
    Value::Number(number as u64)
}

/// A value as it stands; lists joined, whatever has parts left out.
fn value(json: &Json) -> Value {
    match json {
        Json::String(text) => words(text),
        Json::Number(number) => number.as_u64().map_or_else(|| Value::Text(number.to_string()), Value::Number),
        Json::Bool(flag) => Value::Number(u64::from(*flag)),
        Json::Array(list) => joined(list, "; ", |item| item),
        Json::Null | Json::Object(_) => Value::Empty,
    }
}

/// What stands in all of a list, joined.
fn joined<'a>(list: &'a [Json], by: &str, of: impl Fn(&'a Json) -> &'a Json) -> Value {
    let texts = list.iter().filter_map(|item| match of(item) {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    });
    words(&texts.collect::<Vec<_>>().join(by))
}

/// What one key of all things in a list says, joined.
fn each(list: &Json, key: &str, by: &str) -> Value {
    joined(list.as_array().map(Vec::as_slice).unwrap_or_default(), by, |item| &item[key])
}

fn document(listed: &Listed<'_>, record: &Json) -> Vec<Value> {
    let of = &record["document"];
    let (kind, vi, en) = listed.error.unwrap_or_default();
    let [errors, warnings, infos] = listed.findings.map(count);
    vec![
        words(listed.path),
        words(listed.status),
        words(kind),
        words(vi),
        words(en),
        words(listed.sha256.unwrap_or_default()),
        words(listed.record.unwrap_or_default()),
        value(&record["source"]["media_type"]),
        value(&record["source"]["pages"]),
        value(&of["type"]["name"]),
        value(&of["number"]["raw"]),
        value(&of["issuer"]["name"]),
        value(&of["issuer"]["org_id"]),
        value(&of["place"]),
        value(&of["issued"]["value"]),
        value(&of["subject"]),
        value(&of["signatory"]["name"]),
        value(&of["signatory"]["position"]),
        value(&of["period"]["start"]),
        value(&of["period"]["end"]),
        count(record["units"].as_array().map_or(0, Vec::len)),
        errors,
        warnings,
        infos,
    ]
}

fn unit(path: &str, seq: usize, unit: &Json) -> Vec<Value> {
    let (body, row, both) = (&unit["body"], &unit["appendix"], &unit["reconciled"]);
    let settled = |key: &str| value(&both[key]["value"]);
    let status = |key: &str| value(&both[key]["status"]);
    vec![
        words(path),
        count(seq),
        value(&unit["id"]),
        value(&unit["kind"]),
        value(&unit["label"]),
        value(&unit["number"]),
        value(&unit["group"]),
        settled("title"),
        status("title"),
        value(&body["title"]),
        value(&row["title"]),
        settled("lead"),
        status("lead"),
        settled("coordinate"),
        status("coordinate"),
        settled("deadline"),
        status("deadline"),
        each(&body["deadlines"], "raw", "; "),
        each(&body["deadlines"], "end", "; "),
        each(&row["deadlines"], "raw", "; "),
        each(&row["deadlines"], "end", "; "),
        settled("tools"),
        value(&body["objective"]["text"]),
        value(&body["location"]["text"]),
        value(&body["product"]["text"]),
    ]
}

fn assignment(path: &str, seq: usize, unit: &Json, of: &Json) -> Vec<Value> {
    vec![
        words(path),
        count(seq),
        value(&unit["id"]),
        value(&of["role"]),
        value(&of["requested"]),
        value(&of["basis"]),
        value(&of["organization"]["name"]),
        value(&of["organization"]["org_id"]),
        value(&of["organization"]["raw"]),
        value(&of["task"]),
    ]
}

fn finding(path: &str, seq: usize, of: &Json) -> Vec<Value> {
    let evidence = of["evidence"].as_array().map(Vec::as_slice).unwrap_or_default();
    let said = |wanted: &dyn Fn(&str) -> bool| {
        let of = evidence.iter().filter(|e| e["part"].as_str().is_some_and(wanted));
        words(&of.filter_map(|e| e["quote"].as_str()).collect::<Vec<_>>().join("\n"))
    };
    let first = evidence.first().unwrap_or(&Json::Null);
    vec![
        words(path),
        count(seq),
        value(&of["id"]),
        value(&of["rule"]),
        value(&of["severity"]),
        value(&of["confidence"]),
        value(&of["unit_ids"]),
        value(&of["message"]["vi"]),
        value(&of["message"]["en"]),
        said(&|part| part == "body"),
        said(&|part| part == "appendix"),
        said(&|part| part != "body" && part != "appendix"),
        value(&first["span"]["line"]),
        value(&first["span"]["page"]),
        value(&of["suggestion"]["value"]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_all_columns() {
        let plan = "Số: 12/KH-UBND\nHải Dương, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\nI. NHIỆM VỤ\n1. Mô hình 1: Khám bệnh từ xa\na) Phân công nhiệm vụ: Sở Y tế chủ trì.\nb) Thời gian hoàn thành: 30/6/2023.\n";
        let record = crate::read(plan.as_bytes(), "a.txt").expect("a record");
        let json = serde_json::to_value(&record).expect("JSON");
        let listed =
            Listed { path: "a.txt", status: "ok", error: None, sha256: None, record: None, findings: [1, 0, 0] };
        let rows = rows(&listed, Some(&json));
        for (table, rows) in TABLES.iter().zip(&rows) {
            assert!(!rows.is_empty(), "{}", table.name);
            assert!(rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
        }
        let at = |key: &str| UNITS.columns.iter().position(|c| *c == key).expect("a column");
        assert_eq!(rows[1][0][at("title_body")], Value::Text("Khám bệnh từ xa".to_owned()));
        assert_eq!(rows[1][0][at("deadline_body_end")], Value::Text("2023-06-30".to_owned()));
        assert_eq!(rows[2][0][6], Value::Text("Sở Y tế".to_owned()));
    }
}
