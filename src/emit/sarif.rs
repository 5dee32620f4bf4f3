//! SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for systems that gather the results of many
//! checkers.
//!
//! In: documents with their findings. Out: one log with one run: the rules that spoke, the files, a result for each
//! finding. Columns count Unicode scalar values. A place in a text file is a line and columns of that file; a place in
//! any other file has no line, and is told by page or paragraph in `properties`.

use serde_json::{Value, json};

use super::Lang;
use crate::normalise::Region;
use crate::record::{Confidence, Evidence, Finding, Message, Record, Severity, Suggestion};
use crate::rules::{RULES, Rule};

/// A document as the log has it.
#[derive(Debug, Clone)]
pub struct Document {
    artifact: Value,
    results: Vec<Value>,
    notifications: Vec<Value>,
}

/// A document with its findings. `uri` names the file; `region` gives the place of evidence in it, where it has lines.
#[must_use]
pub fn document(
    record: &Record,
    uri: &str,
    index: usize,
    lang: Lang,
    region: impl Fn(&Evidence) -> Option<Region>,
) -> Document {
    let place = |evidence: &Evidence| physical(evidence, uri, index, region(evidence));
    let results = record.findings.iter().map(|finding| result(finding, lang, &place)).collect();
    let notifications = record
        .source
        .diagnostics
        .iter()
        .filter(|said| !said.is_remark())
        .map(|said| notification(uri, "warning", &said.message, lang))
        .collect();
    let artifact = json!({
        "location": {"uri": uri},
        "length": record.source.bytes,
        "mimeType": record.source.media_type,
        "hashes": {"sha-256": record.source.sha256},
    });
    Document { artifact, results, notifications }
}

/// A file that could not be read.
#[must_use]
pub fn unread(uri: &str, why: &Message, lang: Lang) -> Document {
    Document {
        artifact: json!({"location": {"uri": uri}}),
        results: Vec::new(),
        notifications: vec![notification(uri, "error", why, lang)],
    }
}

/// The log, ending with a line end.
#[must_use]
pub fn log(documents: Vec<Document>, lang: Lang) -> String {
    let (mut artifacts, mut results, mut notifications) = (Vec::new(), Vec::new(), Vec::new());
    for document in documents {
        artifacts.push(document.artifact);
        results.extend(document.results);
        notifications.extend(document.notifications);
    }
    let successful = notifications.iter().all(|said| said["level"] != "error");
    let rules: Vec<Value> = RULES.iter().map(|rule| descriptor(rule, lang)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": lang.pick("vi", "en"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": successful, "toolExecutionNotifications": notifications}],
            "artifacts": artifacts,
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    let page = rule.page();
    json!({
        "id": rule.name,
        "shortDescription": {"text": lang.of(&page.summary)},
        "fullDescription": {"text": lang.of(page.finds())},
        "help": {"text": lang.of(page.why())},
        "defaultConfiguration": {"level": level(page.severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn notification(uri: &str, level: &str, message: &Message, lang: Lang) -> Value {
    json!({
        "level": level,
        "message": {"text": lang.of(message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
    })
}

fn result(finding: &Finding, lang: Lang, place: &impl Fn(&Evidence) -> Value) -> Value {
    let location = |evidence: &Evidence| {
        let mut out = json!({"physicalLocation": place(evidence)});
        if let Some(note) = &evidence.note {
            out["message"] = json!({"text": lang.of(note)});
        }
        out
    };
    let mut related: Vec<Value> = finding.evidence.iter().skip(1).map(location).collect();
    for (id, location) in (1..).zip(&mut related) {
        location["id"] = json!(id);
    }
    let mut out = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": lang.of(&finding.message)},
        "partialFingerprints": {"rasoat/v1": finding.id},
        "properties": {
            "confidence": match finding.confidence {
                Confidence::High => "high",
                Confidence::Medium => "medium",
                Confidence::Low => "low",
            },
            "units": finding.unit_ids,
        },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.name == finding.rule) {
        out["ruleIndex"] = json!(index);
    }
    if let Some(first) = finding.evidence.first() {
        out["locations"] = json!([location(first)]);
    }
    if !related.is_empty() {
        out["relatedLocations"] = json!(related);
    }
    if let Some(fix) = finding.suggestion.as_ref().and_then(|suggestion| fix(finding, suggestion, lang, place)) {
        out["fixes"] = json!([fix]);
    }
    out
}

/// A fix that can be taken without reading on: of the one place that a finding speaks of. What has two sides is for a
/// person to settle, and stands in the message alone.
fn fix(finding: &Finding, suggestion: &Suggestion, lang: Lang, place: &impl Fn(&Evidence) -> Value) -> Option<Value> {
    let [only] = &finding.evidence[..] else { return None };
    let mut at = place(only);
    let region = at["region"].take();
    if !suggestion.safe || !region.is_object() {
        return None;
    }
    Some(json!({
        "description": {"text": format!("{}: {}", suggestion.value, lang.of(&suggestion.reason))},
        "artifactChanges": [{
            "artifactLocation": at["artifactLocation"],
            "replacements": [{"deletedRegion": region, "insertedContent": {"text": suggestion.value}}],
        }],
    }))
}

/// A place in a file.
fn physical(evidence: &Evidence, uri: &str, index: usize, region: Option<Region>) -> Value {
    let mut out = json!({"artifactLocation": {"uri": uri, "index": index}});
    match region {
        Some(region) => {
            out["region"] = json!({
                "startLine": region.start.0,
                "startColumn": region.start.1,
                "endLine": region.end.0,
                "endColumn": region.end.1,
                "snippet": {"text": evidence.quote},
            });
        }
        None => {
            out["properties"] = json!({
                "quote": evidence.quote,
                "page": evidence.span.page,
                "bbox": evidence.span.bbox,
                "line": evidence.span.line,
            });
        }
    }
    out
}
