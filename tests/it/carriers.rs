//! The plans that `fixtures/carriers` holds as an office issues them: their records are those of the text.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{json, record, root};

/// The endings whose files are compared, and how many there are at least. One more carrier is one more ending.
const CARRIERS: &[(&str, usize)] = &[("docx", 8), ("pdf", 8), ("doc", 1), ("odt", 1), ("rtf", 1)];

/// The name of a body, or its words where the registry has none.
fn organization(value: &Value) -> String {
    value["name"].as_str().or_else(|| value["raw"].as_str()).unwrap_or_default().to_owned()
}

fn list(value: &Value, each: impl Fn(&Value) -> String) -> String {
    value.as_array().into_iter().flatten().map(each).collect::<Vec<_>>().join(" | ")
}

fn deadlines(value: &Value) -> String {
    list(value, |d| format!("{} {} {}", d["kind"], d["operator"], d["value"]))
}

fn roles(body: &Value, role: &str) -> String {
    let mut names: Vec<String> = body["assignments"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|a| a["role"] == role)
        .map(|a| organization(&a["organization"]))
        .collect();
    names.sort();
    names.join(" | ")
}

/// Blanks where the carrier may break a line are of no account.
fn words(value: &Value) -> String {
    let text = value.as_str().or_else(|| value["text"].as_str()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a record says, as far as it must not depend on the carrier.
fn said(record: &Value) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let document = &record["document"];
    let mut say = |place: String, what: String| {
        out.insert(place, what);
    };
    say("type".into(), document["type"]["code"].to_string());
    say("number".into(), format!("{} {}", document["number"]["ordinal_text"], document["number"]["symbol"]));
    say("issuer".into(), organization(&document["issuer"]));
    say("place".into(), document["place"].to_string());
    say("issued".into(), format!("{} {}", document["issued"]["value"], document["issued"]["precision"]));
    say("subject".into(), words(&document["subject"]));
    say("period".into(), format!("{} {}", document["period"]["start"], document["period"]["end"]));
    let signatory = &document["signatory"];
    say("signatory".into(), format!("{} {} {}", signatory["authority"], signatory["position"], signatory["name"]));
    say("recipients".into(), list(&document["recipients"], |r| words(&r["name"])));
    say("citations".into(), list(&record["citations"], |c| format!("{} {}", c["number"], c["date"])));
    say("groups".into(), list(&record["groups"], |g| format!("{} {} {}", g["part"], g["label"], g["unit_numbers"])));
    say("units".into(), list(&record["units"], |u| u["id"].to_string()));
    for unit in record["units"].as_array().into_iter().flatten() {
        let id = unit["id"].as_str().unwrap_or_default();
        let mut say = |place: &str, what: String| say(format!("unit {id}: {place}"), what);
        let body = &unit["body"];
        say("label", format!("{} {} {}", unit["kind"], unit["label"], unit["number"]));
        say("title", words(&body["title"]));
        for role in ["lead", "coordinate", "direct", "advise", "implement", "monitor"] {
            say(role, roles(body, role));
        }
        say("deadlines", deadlines(&body["deadlines"]));
        for field in ["objective", "organization", "forces", "location", "product"] {
            say(field, words(&body[field]));
        }
        let row = &unit["appendix"];
        say("row", format!("{} {}", row["row_label"], words(&row["title"])));
        for field in ["lead", "coordinate", "forces", "platform"] {
            say(
                &format!("row {field}"),
                format!("{} {}", words(&row[field]), list(&row[field]["organizations"], organization)),
            );
        }
        say("row deadlines", deadlines(&row["deadlines"]));
    }
    let mut findings: Vec<String> = record["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|f| format!("{} {}", f["rule"], f["unit_ids"]))
        .collect();
    findings.sort();
    say("findings".into(), findings.join(" | "));
    out
}

#[test]
fn carriers_of_a_plan_agree() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    let folder = root().join("fixtures/carriers");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("fixtures/carriers").map(|e| e.expect("entry").path()).collect();
    files.sort();
    for file in files {
        let ending = file.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        if !CARRIERS.iter().any(|(e, _)| *e == ending) {
            continue;
        }
        let plan = root().join("corpus").join(file.file_stem().expect("name"));
        let source = ["plan.txt", "plan.md", "plan.html"].iter().map(|n| plan.join(n)).find(|p| p.exists());
        let text = said(&json(&record(&source.expect("the plan"))));
        let carried = said(&json(&record(&file)));
        for (place, words) in &text {
            let other = carried.get(place).map_or("nothing", String::as_str);
            if words != other {
                wrong.push(format!("{}: {place}: text {words:?}, here {other:?}", file.display()));
            }
        }
        compared += 1;
    }
    assert!(compared >= CARRIERS.iter().map(|c| c.1).sum::<usize>(), "only {compared} files");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}
