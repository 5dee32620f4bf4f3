//! `rasoat.toml`, baselines and decisions: a folder of plans as an office keeps it, and the program called in it.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// A plan in which a deadline lies before the plan's own date, twice, and the number is blank.
const PLAN: &str = "Số:      /KH-UBND\nHải Dương, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\n\
    1. Mô hình 1: Học bạ số\na) Mục tiêu: Số hóa học bạ.\nb) Phân công: Sở Y tế chủ trì.\nc) Thời gian hoàn thành: 30/3/2023\n\
    2. Mô hình 2: Bệnh án số\na) Mục tiêu: Bệnh án.\nb) Phân công: Sở Y tế chủ trì.\nc) Thời gian hoàn thành: 30/4/2023\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    folder
}

/// Standard output, standard error and exit code of the program in a folder.
fn rasoat(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(arguments)
        .args(["--lang", "en"])
        .current_dir(folder)
        .output()
        .expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// Rule and severity of each finding that is told of a file.
fn told(folder: &Path, file: &str, more: &[&str]) -> Vec<(String, String)> {
    let (out, err, _) = rasoat(folder, &[&["check", file, "--format", "json"], more].concat());
    let record: Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out} {err}"));
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    record["findings"].as_array().into_iter().flatten().map(|f| (text(&f["rule"]), text(&f["severity"]))).collect()
}

fn count(told: &[(String, String)], rule: &str) -> usize {
    told.iter().filter(|(name, _)| name == rule).count()
}

#[test]
fn the_nearest_settings_hold() {
    let place = folder(&[
        ("rasoat.toml", "[rules]\ndeadline-before-issue = 'off'\nnumber-blank = 'error'\n"),
        ("a.txt", PLAN),
        ("sub/rasoat.toml", "[rules]\nnumber-blank = 'off'\n"),
        ("sub/deep/b.txt", PLAN),
    ]);
    let (near, far) = (told(place.path(), "sub/deep/b.txt", &[]), told(place.path(), "a.txt", &[]));
    assert_eq!((count(&far, "deadline-before-issue"), count(&near, "deadline-before-issue")), (0, 2));
    assert!(far.contains(&("number-blank".to_owned(), "error".to_owned())));
    assert_eq!(count(&near, "number-blank"), 0);
    let without = told(place.path(), "a.txt", &["--no-config"]);
    assert_eq!((count(&without, "deadline-before-issue"), count(&without, "number-blank")), (2, 1));
    // A record is whole whatever the office does not want to be told.
    let (record, ..) = rasoat(place.path(), &["convert", "a.txt"]);
    assert!(record.contains("\"deadline-before-issue\""));
}

#[test]
fn house_wording_is_read() {
    let plan =
        PLAN.replace("Mô hình", "Gói việc").replace("Thời gian hoàn thành", "Hẹn xong").replace("Sở Y tế", "VƯSH");
    let place = folder(&[
        ("a.txt", &plan),
        ("own/a.txt", &plan),
        (
            "own/rasoat.toml",
            "[wording]\nunit-keywords = ['Gói việc']\n[wording.labels]\ndeadline = ['Hẹn xong']\n\
             [[wording.organizations]]\nname = 'Vườn ươm Sông Hồng'\nshort = ['VƯSH']\n",
        ),
    ]);
    let read =
        |file: &str| -> Value { serde_json::from_str(&rasoat(place.path(), &["convert", file]).0).expect("JSON") };
    let own = read("own/a.txt");
    let unit = &own["units"][0]["body"];
    assert_eq!(unit["deadlines"][0]["value"], "2023-03-30");
    assert_eq!(unit["assignments"][0]["organization"]["name"], "Vườn ươm Sông Hồng");
    assert_eq!(
        unit["assignments"][0]["organization"]["org_id"].as_str().map(|id| id.starts_with("house.")),
        Some(true)
    );
    let other = read("a.txt");
    assert_eq!(other["units"][0]["body"]["deadlines"], json!([]));
}

#[test]
fn wrong_settings_stop_with_one_sentence() {
    let place = folder(&[("rasoat.toml", "[rules]\ndeadline-mismach = 'off'\n"), ("a.txt", PLAN), ("b.txt", PLAN)]);
    let (out, err, code) = rasoat(place.path(), &["check", "a.txt", "b.txt"]);
    assert_eq!((out.as_str(), code), ("", Some(2)));
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains("line 2") && err.contains("did you mean “deadline-mismatch”?"), "{err}");
    assert_eq!(rasoat(place.path(), &["check", "a.txt", "--no-config"]).2, Some(1));
}

#[test]
fn what_is_ignored_says_why_until_when_and_that_it_did_nothing() {
    let entry = |unit: u8, until: &str| {
        format!("[[ignore]]\nrule = 'deadline-before-issue'\nunit = {unit}\nreason = 'đã báo cáo'\nuntil = {until}\n")
    };
    let settings = format!("{}{}", entry(1, "2026-12-31"), entry(7, "2026-12-31"));
    let place = folder(&[("rasoat.toml", &settings), ("a.txt", PLAN)]);
    let on = |day: &str| {
        let (_, err, _) = rasoat(place.path(), &["check", "a.txt", "--today", day]);
        (count(&told(place.path(), "a.txt", &["--today", day]), "deadline-before-issue"), err)
    };
    let (left, err) = on("2026-12-31");
    assert_eq!(left, 1);
    assert!(err.contains("(unit = 7) speaks of no finding") && !err.contains("(unit = 1)"), "{err}");
    let (left, err) = on("2027-01-01");
    assert_eq!(left, 2);
    assert!(err.contains("(unit = 1) is over"), "{err}");
}

#[test]
fn after_a_baseline_only_new_findings_count() {
    let place = folder(&[("năm 2024/a.txt", PLAN), ("b.txt", PLAN)]);
    let (_, err, code) = rasoat(place.path(), &["baseline", "năm 2024"]);
    assert_eq!(code, Some(0), "{err}");
    let file = place.path().join("năm 2024/rasoat-baseline.json");
    let first = std::fs::read(&file).expect("a baseline");
    let (_, err, code) = rasoat(place.path(), &["check", "năm 2024", "--fail-on", "info"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("were there already"), "{err}");
    assert!(!told(place.path(), "b.txt", &[]).is_empty());
    // The same again, also where it holds already.
    assert_eq!(rasoat(place.path(), &["baseline", "năm 2024"]).2, Some(0));
    assert_eq!(std::fs::read(&file).expect("a baseline"), first);
    // A line in front moves all places and makes nothing new; another wrong day is new.
    let changed = format!("ỦY BAN NHÂN DÂN\n{}", PLAN.replace("30/4/2023", "31/5/2023"));
    std::fs::write(place.path().join("năm 2024/a.txt"), changed).expect("a plan");
    let new = told(place.path(), "năm 2024/a.txt", &[]);
    assert_eq!(count(&new, "deadline-before-issue"), 1);
    std::fs::write(&file, "{}").expect("a file");
    let (_, err, code) = rasoat(place.path(), &["check", "năm 2024"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("no file of rasoat baseline"), "{err}");
    // A document that cannot be read would have nothing but new findings afterwards.
    std::fs::write(place.path().join("năm 2024/c.docx"), "PK\u{3}\u{4}").expect("a file");
    std::fs::write(&file, &first).expect("a file");
    assert_eq!(rasoat(place.path(), &["baseline", "năm 2024"]).2, Some(3));
    assert_eq!(std::fs::read(&file).expect("a baseline"), first);
}

#[test]
fn decisions_are_replayed_and_exported_as_a_reading() {
    let place = folder(&[("a.txt", PLAN)]);
    let record: Value = serde_json::from_str(&rasoat(place.path(), &["convert", "a.txt"]).0).expect("JSON");
    let findings = record["findings"].as_array().expect("findings");
    let late: Vec<&Value> = findings.iter().filter(|f| f["rule"] == "deadline-before-issue").collect();
    let decisions = json!({"format": "rasoat-decisions", "version": 1, "documents": [{
    "path": "a.txt", "sha256": record["source"]["sha256"], "decisions": [
        {"id": late[0]["id"], "rule": late[0]["rule"], "decision": "rejected", "value": null, "note": null},
        {"id": late[1]["id"], "rule": late[1]["rule"], "decision": "edited", "value": "30/4/2024", "note": "gõ nhầm"},
    ]}]});
    std::fs::write(place.path().join("d.json"), decisions.to_string()).expect("a file");
    let (out, err, _) = rasoat(place.path(), &["check", "a.txt", "--decisions", "d.json"]);
    assert!(out.contains("(confirmed in review: gõ nhầm)") && out.contains("30/4/2024"), "{out}");
    assert!(err.contains("1 findings confirmed, 1 rejected"), "{err}");
    let (gold, ..) = rasoat(place.path(), &["check", "a.txt", "--decisions", "d.json", "--format", "gold"]);
    let gold: Value = serde_json::from_str(&gold).expect("JSON");
    let firm: Vec<&Value> =
        gold["findings"].as_array().into_iter().flatten().filter(|f| f["optional"].is_null()).collect();
    assert_eq!(firm.len(), 1);
    assert_eq!((&firm[0]["kind"], &firm[0]["suggest"]), (&json!("deadline_before_issue"), &json!("30/4/2024")));
    assert_eq!(gold["findings"].as_array().map(Vec::len), Some(findings.len() - 1));
    std::fs::write(place.path().join("d.json"), "[]").expect("a file");
    assert_eq!(rasoat(place.path(), &["check", "a.txt", "--decisions", "d.json"]).2, Some(2));
}

#[test]
fn what_is_shown_is_a_file_of_settings() {
    let settings = "[rules]\nnumber-blank = 'error'\n[limits]\npages = 7\n[wording]\nunit-keywords = ['Gói việc']\n\
        [[ignore]]\nrule = 'date-blank'\nfile = '*.txt'\nreason = 'dự thảo'\nuntil = 2026-01-31\n";
    let place = folder(&[("rasoat.toml", settings), ("sub/a.txt", PLAN)]);
    let (shown, ..) = rasoat(place.path(), &["config", "sub/a.txt", "--today", "2026-11-22"]);
    assert!(shown.contains("number-blank = \"error\"  # rasoat.toml (default: "), "{shown}");
    assert!(
        shown.contains("pages = 7  # rasoat.toml (default: 2000)") && shown.contains("# over: date-blank"),
        "{shown}"
    );
    let schema: Value = serde_json::from_slice(&rasoat::emit::json::settings_schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (again, gone) in [(&shown, false), (&rasoat(place.path(), &["config", "--no-config"]).0, true)] {
        let read = rasoat::settings::Settings::read(again).unwrap_or_else(|why| panic!("{}: {again}", why.en));
        assert_eq!(read.wording.is_empty() && read.ignore.is_empty(), gone);
        let value: Value = toml::from_str(again).expect("TOML");
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn pages_of_the_program_are_no_documents() {
    let place = folder(&[("a.txt", PLAN), ("b.html", "<h1>Kế hoạch</h1><p>Số: 1/KH-UBND</p>")]);
    for command in [
        &["review", ".", "--out", "out"][..],
        &["report", ".", "--out", "all.html"],
        &["diff", "a.txt", "a.txt", "--out", "d.html"],
    ] {
        let (_, err, code) = rasoat(place.path(), command);
        assert_eq!(code, Some(0), "{err}");
    }
    let (out, _, _) = rasoat(place.path(), &["convert", ".", "--no-text"]);
    assert_eq!(out.lines().count(), 2, "{out}");
}
