//! Every plan of `corpus/`: `reading.json` is what a careful reader finds in it and was written without the program;
//! `expected.json` is what the program says, kept so that a change shows what it gains and loses.

use std::collections::BTreeSet;

use rasoat::knowledge::fold::key;
use serde_json::Value;

use crate::{json, plans, record, updating};

/// Text as compared: blanks, bullets and closing marks of no account.
fn plain(text: &str) -> String {
    let folded = rasoat::knowledge::fold::fold(text);
    folded
        .replace("...", "…")
        .replace(['*', '"'], "")
        .trim_end_matches(['.', ';', ':', ',', '/', ' '])
        .replace("- ", "")
        .replace("+ ", "")
}

fn text_of(value: &Value) -> String {
    value.as_str().or_else(|| value["text"].as_str()).map(plain).unwrap_or_default()
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(key).collect()
}

struct Check {
    plan: String,
    wrong: Vec<String>,
}

impl Check {
    fn same(&mut self, place: &str, said: &str, read: &str) {
        if said != read {
            self.wrong.push(format!("{}: {place}: said {said:?}, read {read:?}", self.plan));
        }
    }

    /// Roles: all that are required, none that is not accepted.
    fn roles(&mut self, place: &str, body: &Value, model: &Value, role: &str) {
        let required = match model.get(format!("{role}_explicit")) {
            Some(explicit) => names(explicit),
            None => names(&model[role]),
        };
        let asked = names(&model[format!("{role}_requested")]);
        let accepted: BTreeSet<String> =
            [&required, &names(&model[role]), &names(&model[format!("{role}_implied")]), &asked]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
        let said: Vec<[String; 2]> = body["assignments"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|a| a["role"] == role && a["requested"] == false)
            .map(|a| {
                [&a["organization"]["raw"], &a["organization"]["name"]].map(|n| key(n.as_str().unwrap_or_default()))
            })
            .collect();
        for name in required.difference(&asked).filter(|n| !said.iter().any(|s| s.contains(n))) {
            self.wrong.push(format!("{}: {place}: no {role} {name:?}", self.plan));
        }
        for name in said.iter().filter(|s| !s.iter().any(|n| accepted.contains(n))) {
            self.wrong.push(format!("{}: {place}: {role} {:?} is not in the reading", self.plan, name[0]));
        }
    }

    fn deadlines(&mut self, place: &str, said: &Value, read: &[&Value]) {
        let said: Vec<String> =
            said.as_array().into_iter().flatten().map(|d| format!("{} {}", d["kind"], d["value"])).collect();
        let read: Vec<String> = read.iter().map(|d| format!("{} {}", d["kind"], d["value"])).collect();
        self.same(place, &said.join("; "), &read.join("; "));
    }
}

#[test]
fn every_plan_is_read_as_a_careful_reader_reads_it() {
    let mut wrong = Vec::new();
    let mut units = 0;
    for (folder, plan) in plans() {
        let record = json(&record(&plan));
        let reading: Value =
            serde_json::from_slice(&std::fs::read(folder.join("reading.json")).expect("reading.json")).expect("JSON");
        let plan = folder.file_name().expect("name").to_string_lossy().into_owned();
        let mut check = Check { plan, wrong: Vec::new() };
        units += fields(&mut check, &record, &reading);
        wrong.append(&mut check.wrong);
    }
    assert!(units > 100, "the corpus has {units} units");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// Holds what a record says against a reading; gives how many units the reading has in the body.
fn fields(check: &mut Check, record: &Value, reading: &Value) -> usize {
    header(check, &record["document"], &reading["header"]);
    let citation = |c: &Value| format!("{} {}", c["number"], c["date"]);
    let cited: BTreeSet<String> = record["citations"].as_array().into_iter().flatten().map(citation).collect();
    for read in reading["citations"].as_array().into_iter().flatten() {
        check.same("citation", &cited.get(&citation(read)).cloned().unwrap_or_default(), &citation(read));
    }
    let accepted: BTreeSet<String> = ["citations", "self_references"]
        .iter()
        .flat_map(|k| reading[*k].as_array().into_iter().flatten())
        .map(citation)
        .collect();
    for said in cited.difference(&accepted) {
        check.wrong.push(format!("{}: citation {said} is not in the reading", check.plan));
    }
    check.same(
        "declared units",
        &record["document"]["declared_unit_count"]["value"].to_string(),
        &reading["declared_model_count"].to_string(),
    );
    abbreviations(check, &record["abbreviations"], &reading["glossary"]);
    groups(check, &record["groups"], &reading["groups"]);
    let with_body: Vec<&Value> =
        record["units"].as_array().into_iter().flatten().filter(|u| u["body"].is_object()).collect();
    let models: Vec<&Value> = reading["models"].as_array().into_iter().flatten().collect();
    check.same("units", &with_body.len().to_string(), &models.len().to_string());
    for (unit, model) in with_body.iter().zip(&models) {
        body(check, unit, model);
    }
    let with_row: Vec<&Value> =
        record["units"].as_array().into_iter().flatten().filter(|u| u["appendix"].is_object()).collect();
    for read in reading["appendix_rows"].as_array().into_iter().flatten() {
        row(check, &with_row, read);
    }
    models.len()
}

fn header(check: &mut Check, document: &Value, header: &Value) {
    check.same("number", &document["number"]["ordinal"].to_string(), &header["number"].to_string());
    check.same("symbol", &text_of(&document["number"]["symbol"]), &text_of(&header["symbol"]));
    check.same("place", &text_of(&document["place"]), &text_of(&header["place"]));
    check.same("issued", &document["issued"]["value"].to_string(), &header["issued"]["value"].to_string());
    check.same("type", &text_of(&document["type"]["name"]), &text_of(&header["doc_type"]));
    check.same("subject", &text_of(&document["subject"]), &text_of(&header["subject"]));
    check.same("signer", &text_of(&document["signatory"]["name"]), &text_of(&header["signer"]["name"]));
    check.same("position", &text_of(&document["signatory"]["position"]), &text_of(&header["signer"]["position"]));
    let said: Vec<String> =
        document["recipients"].as_array().into_iter().flatten().map(|r| text_of(&r["raw"])).collect();
    let read: Vec<String> = header["recipients"].as_array().into_iter().flatten().map(text_of).collect();
    check.same("recipients", &said.join(" | "), &read.join(" | "));
    if let Some(period) = header.get("period").filter(|p| p.is_object()) {
        check.same("period", &document["period"]["start"].to_string(), &period["start"].to_string());
        check.same("period", &document["period"]["end"].to_string(), &period["end"].to_string());
    }
    if let Some(mark) = header.get("classification").filter(|m| !m.is_null()) {
        let read = mark["raw"].as_str().or(mark.as_str()).unwrap_or_default();
        check.same("classification", &text_of(&document["classification"]["raw"]), &plain(read));
    }
}

/// Definitions of the document: all that are firm, none that the reading does not know.
fn abbreviations(check: &mut Check, said: &Value, read: &Value) {
    let said: BTreeSet<String> = said
        .as_array()
        .into_iter()
        .flatten()
        .filter(|a| a["source"] != "registry")
        .map(|a| key(&format!("{} {}", text_of(&a["short"]), text_of(&a["long"]))))
        .collect();
    let entries = |firm: bool| -> BTreeSet<String> {
        let entry = |g: &Value| {
            let also = g["alt_long"].as_array().cloned().unwrap_or_else(|| vec![g["alt_long"].clone()]);
            let longs: Vec<Value> =
                if firm { vec![g["long"].clone()] } else { std::iter::once(g["long"].clone()).chain(also).collect() };
            longs.iter().map(|l| key(&format!("{} {}", text_of(&g["short"]), text_of(l)))).collect::<Vec<_>>()
        };
        read.as_array().into_iter().flatten().filter(|g| !firm || g["optional"] != true).flat_map(entry).collect()
    };
    for missing in entries(true).difference(&said) {
        check.wrong.push(format!("{}: no definition {missing:?}", check.plan));
    }
    for extra in said.difference(&entries(false)) {
        check.wrong.push(format!("{}: definition {extra:?} is not in the reading", check.plan));
    }
}

fn groups(check: &mut Check, said: &Value, read: &Value) {
    let show = |g: &Value, part: &str, units: &str| {
        format!(
            "{} {} {} {} {}",
            g[part],
            g["label"],
            key(g["title"].as_str().unwrap_or_default()),
            g["declared_count"],
            g[units]
        )
    };
    let said: Vec<String> = said.as_array().into_iter().flatten().map(|g| show(g, "part", "unit_numbers")).collect();
    let read: Vec<String> = read.as_array().into_iter().flatten().map(|g| show(g, "where", "models")).collect();
    check.same("groups", &said.join(" | "), &read.join(" | "));
}

fn body(check: &mut Check, unit: &Value, model: &Value) {
    let (body, place) = (&unit["body"], format!("unit {}", unit["id"]));
    check.same(&place, &body["number"].to_string(), &model["number"].to_string());
    // A bullet is no label.
    let heading = |v: &Value| text_of(v).trim_matches(['(', ')', '-']).to_owned();
    check.same(&format!("{place} heading"), &heading(&body["heading_label"]), &heading(&model["heading_label"]));
    for field in ["title", "objective", "organization", "forces", "location"] {
        check.same(&format!("{place} {field}"), &text_of(&body[field]), &text_of(&model[field]));
    }
    let tools = |list: &Value| list.as_array().into_iter().flatten().map(text_of).collect::<Vec<_>>().join(" | ");
    check.same(&format!("{place} tools"), &tools(&body["tools"]), &tools(&model["tools"]));
    check.roles(&place, body, model, "lead");
    check.roles(&place, body, model, "coordinate");
    let labelled: Vec<&Value> =
        model["deadlines"].as_array().into_iter().flatten().filter(|d| d["inline"] != true).collect();
    if !labelled.is_empty() {
        check.deadlines(&format!("{place} deadline"), &body["deadlines"], &labelled);
    }
}

fn row(check: &mut Check, rows: &[&Value], read: &Value) {
    let place = format!("row {}", read["tt"]);
    let title = text_of(&read["title"]);
    let Some(unit) = rows.iter().find(|u| {
        text_of(&u["appendix"]["title"]) == title
            && (read["group"].is_null() || u["appendix"]["row_label"] == read["tt"])
    }) else {
        check.wrong.push(format!("{}: {place}: no row with this title", check.plan));
        return;
    };
    let row = &unit["appendix"];
    check.same(&format!("{place} number"), &row["number"].to_string(), &read["printed_number"].to_string());
    for field in ["lead", "coordinate", "forces", "platform"] {
        check.same(&format!("{place} {field}"), &text_of(&row[field]), &text_of(&read[field]));
    }
    let list: Vec<&Value> = match read.get("deadlines") {
        Some(list) => list.as_array().into_iter().flatten().collect(),
        None => vec![&read["deadline"]].into_iter().filter(|d| d.is_object()).collect(),
    };
    check.deadlines(&format!("{place} deadline"), &row["deadlines"], &list);
}

/// Whether a finding speaks of an item of the reading: the rule, a unit, and words that one quotes of the other.
fn meets(finding: &Value, item: &Value) -> bool {
    let rules: Vec<String> = std::iter::once(&item["kind"])
        .chain(item["alt_kinds"].as_array().into_iter().flatten())
        .filter_map(|k| k.as_str().map(|k| k.replace('_', "-")))
        .collect();
    let numbers =
        |list: &Value| list.as_array().into_iter().flatten().filter_map(Value::as_u64).collect::<BTreeSet<_>>();
    let (said, read) = (numbers(&finding["units"]), numbers(&item["models"]));
    let units = said.is_empty() || read.is_empty() || said.intersection(&read).next().is_some();
    let quotes = |list: &Value, field: Option<&str>| -> Vec<String> {
        let words = |v: &Value| v.as_str().map(|t| format!(" {} ", key(t)));
        list.as_array().into_iter().flatten().filter_map(|v| words(field.map_or(v, |f| &v[f]))).collect()
    };
    let (ours, theirs) = (quotes(&finding["evidence"], Some("quote")), quotes(&item["evidence"], None));
    let shared = ours.iter().any(|o| theirs.iter().any(|t| o.contains(t.as_str()) || t.contains(o.as_str())));
    rules.iter().any(|r| finding["rule"] == r.as_str()) && units && shared
}

/// Every fault that a careful reader sees in a plan is found, and nothing else is; a consistent plan gives no finding at all.
#[test]
fn every_planted_fault_is_found_and_no_other() {
    let (mut wrong, mut consistent, mut planted) = (Vec::new(), 0, BTreeSet::new());
    for (folder, plan) in plans() {
        let name = folder.file_name().expect("name").to_string_lossy().into_owned();
        let record = json(&record(&plan));
        let reading: Value =
            serde_json::from_slice(&std::fs::read(folder.join("reading.json")).expect("reading.json")).expect("JSON");
        let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
        let (said, read) = (list(&record["findings"]), list(&reading["findings"]));
        consistent += usize::from(read.is_empty());
        for item in read.iter().filter(|i| i["optional"] != true) {
            planted.insert(item["kind"].as_str().unwrap_or_default().replace('_', "-"));
            if !said.iter().any(|f| meets(f, item)) {
                wrong.push(format!("{name}: not found: {} {} {}", item["kind"], item["models"], item["evidence"]));
            }
        }
        for finding in said.iter().filter(|f| !read.iter().any(|i| meets(f, i))) {
            wrong.push(format!(
                "{name}: not in the reading: {} {} {}",
                finding["rule"], finding["units"], finding["message"]["en"]
            ));
        }
    }
    assert!(consistent >= 10, "only {consistent} consistent plans");
    for rule in rasoat::rules::RULES {
        assert!(planted.contains(rule.name), "{} is planted nowhere", rule.name);
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_record_is_the_one_kept() {
    for (folder, plan) in plans() {
        let mut record = record(&plan);
        // The text stands in the plan itself.
        record.text = None;
        let now = rasoat::emit::json::record(&record, rasoat::emit::json::Layout::Pretty);
        let file = folder.join("expected.json");
        if updating() {
            std::fs::write(&file, &now).expect("expected.json");
        }
        let kept = std::fs::read(&file).expect("expected.json");
        if kept != now {
            let (kept, now) = (String::from_utf8_lossy(&kept).into_owned(), String::from_utf8_lossy(&now).into_owned());
            let at = kept.lines().zip(now.lines()).position(|(a, b)| a != b).unwrap_or(0);
            let show = |t: &str| t.lines().skip(at.saturating_sub(6)).take(14).collect::<Vec<_>>().join("\n");
            panic!(
                "{}: line {} of expected.json differs.\nkept:\n{}\nnow:\n{}\nIf the change is meant, `UPDATE=1 cargo test` and read the difference.",
                folder.display(),
                at + 1,
                show(&kept),
                show(&now)
            );
        }
    }
}

/// What is exported for a corpus says of a plan what its record says.
#[test]
fn an_exported_reading_is_the_record() {
    for (folder, plan) in plans() {
        let record = record(&plan);
        let reading = rasoat::emit::gold::reading(&record, |_| true, rasoat::emit::json::Layout::Line);
        let reading: Value = serde_json::from_slice(&reading).expect("JSON");
        let record = json(&record);
        let mut check = Check { plan: folder.display().to_string(), wrong: Vec::new() };
        fields(&mut check, &record, &reading);
        assert!(check.wrong.is_empty(), "{}", check.wrong.join("\n"));
        let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
        assert_eq!(list(&record["findings"]).len(), list(&reading["findings"]).len());
        for (said, read) in list(&record["findings"]).iter().zip(list(&reading["findings"])) {
            assert!(meets(said, &read) && read["optional"].is_null(), "{said} {read}");
        }
    }
}
