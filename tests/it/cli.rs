//! The program as its users call it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::root;

fn rasoat(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rasoat")).args(arguments).stdin(Stdio::null()).output().expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let file = folder.join(name);
    std::fs::create_dir_all(file.parent().expect("parent")).expect("folder");
    std::fs::write(&file, bytes).expect("file");
    file.to_string_lossy().into_owned()
}

const PLAN: &str = "Số: 12/KH-UBND\nHải Dương, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\nI. NHIỆM VỤ\n1. Mô hình 1: Khám bệnh từ xa\na) Phân công nhiệm vụ: Sở Y tế chủ trì, phối hợp với Công an tỉnh.\nb) Thời gian hoàn thành: 30/6/2024.\n2. Mô hình 2: Trường học số\na) Phân công nhiệm vụ: Sở Giáo dục và Đào tạo chủ trì.\n";

#[test]
fn help_teaches_in_both_languages() {
    for (name, arguments) in [
        ("help_vi", &["--help"][..]),
        ("help_en", &["--lang", "en", "--help"]),
        ("convert_help_vi", &["convert", "--help"]),
        ("batch_help_vi", &["batch", "--help"]),
        ("batch_help_en", &["batch", "--lang", "en", "--help"]),
        ("convert_help_en", &["convert", "--lang", "en", "--help"]),
        ("inspect_help_vi", &["inspect", "--help"]),
        ("check_help_vi", &["check", "--help"]),
        ("check_help_en", &["check", "--lang", "en", "--help"]),
    ] {
        let output = rasoat(arguments);
        assert_eq!(code(&output), 0);
        insta::assert_snapshot!(name, out(&output));
    }
}

#[test]
fn version_names_the_schema() {
    assert_eq!(out(&rasoat(&["--version"])).trim(), format!("rasoat {} (schema 1.0)", env!("CARGO_PKG_VERSION")));
}

#[test]
fn one_input_gives_json_and_several_give_json_lines() {
    let dir = folder();
    let (a, b) = (write(dir.path(), "a.txt", PLAN.as_bytes()), write(dir.path(), "b.md", PLAN.as_bytes()));
    let one = rasoat(&["convert", &a]);
    assert_eq!(code(&one), 0);
    let record: Value = serde_json::from_str(&out(&one)).expect("JSON");
    assert_eq!(record["source"]["path"], "a.txt");
    assert_eq!(record["units"][0]["reconciled"]["lead"]["status"], "body_only");
    let two = out(&rasoat(&["convert", &a, &b, "--no-text"]));
    let lines: Vec<Value> = two.lines().map(|l| serde_json::from_str(l).expect("a record a line")).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].get("text").is_none());
    assert_eq!(lines[1]["source"]["path"], "b.md");
}

#[test]
fn standard_input_is_read() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(["convert", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    child.stdin.take().expect("stdin").write_all(PLAN.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("ends");
    let record: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((record["source"]["path"].as_str(), record["units"].as_array().map(Vec::len)), (Some("-"), Some(2)));
}

#[test]
fn folders_are_mirrored_and_the_same_for_any_number_of_threads() {
    let dir = folder();
    for (name, plan) in [("a.txt", PLAN), ("sub/b.md", PLAN), ("sub/skip.xlsx", "x"), (".hidden.txt", PLAN)] {
        write(dir.path(), &format!("in/{name}"), plan.as_bytes());
    }
    let input = dir.path().join("in").to_string_lossy().into_owned();
    let mut seen = Vec::new();
    for jobs in ["1", "4"] {
        let target = dir.path().join(format!("out{jobs}"));
        let output = rasoat(&["convert", &input, "--out", &target.to_string_lossy(), "-j", jobs]);
        assert_eq!((code(&output), out(&output)), (0, String::new()), "{}", err(&output));
        assert!(!target.join("sub/skip.xlsx.json").exists() && !target.join(".hidden.txt.json").exists());
        seen.push((
            std::fs::read(target.join("a.txt.json")).expect("a"),
            std::fs::read(target.join("sub/b.md.json")).expect("b"),
        ));
    }
    assert!(seen[0] == seen[1]);
}

#[test]
fn patterns_and_names_that_meet() {
    let dir = folder();
    write(dir.path(), "x/a.txt", PLAN.as_bytes());
    write(dir.path(), "y/a.txt", PLAN.as_bytes());
    let (x, y) = (
        dir.path().join("x/*.txt").to_string_lossy().into_owned(),
        dir.path().join("y").to_string_lossy().into_owned(),
    );
    let target = dir.path().join("out");
    assert_eq!(code(&rasoat(&["convert", &x, &y, "--out", &target.to_string_lossy()])), 0);
    let names: Vec<String> = std::fs::read_dir(&target)
        .expect("out")
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|n| n.starts_with("a.txt~") && n.len() == "a.txt~12345678.json".len()), "{names:?}");
}

/// Bad input of `fixtures/ingest/`: the exit code, and what the one sentence says.
#[test]
fn bad_input_gets_one_sentence_and_the_others_go_on() {
    let dir = folder();
    let good = write(dir.path(), "good.txt", PLAN.as_bytes());
    for (at, (name, says)) in [
        ("empty.txt", "tệp rỗng"),
        ("blank.txt", "tệp rỗng"),
        ("binary.txt", "không phải tệp văn bản"),
        ("tcvn3.txt", "không phải UTF-8"),
        ("nul.txt", "không phải tệp văn bản"),
        ("plan.pdf", "tệp PDF bị hỏng"),
    ]
    .into_iter()
    .enumerate()
    {
        let bad = root().join("fixtures/ingest").join(name).to_string_lossy().into_owned();
        let target = dir.path().join(format!("out{at}"));
        let output = rasoat(&["convert", &bad, &good, "--out", &target.to_string_lossy()]);
        let said = err(&output);
        assert_eq!(code(&output), 3, "{name}: {said}");
        let about: Vec<&str> = said.lines().filter(|l| l.contains(name)).collect();
        assert!(about.len() == 1 && about[0].contains(says) && about[0].starts_with("lỗi: "), "{name}: {said}");
        let written: Vec<_> = std::fs::read_dir(&target).expect("out").map(|e| e.expect("entry").file_name()).collect();
        assert_eq!(written, ["good.txt.json"], "{name}");
    }
}

#[test]
fn a_damaged_file_gives_a_partial_record_and_says_so() {
    let output = rasoat(&["convert", &root().join("fixtures/ingest/utf16-cut.txt").to_string_lossy()]);
    let record: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!((code(&output), record["status"].as_str()), (3, Some("partial")));
    assert_eq!(record["source"]["diagnostics"][0]["code"], "utf16-damaged");
    assert_eq!(record["document"]["number"]["ordinal"], 7);
}

#[test]
fn one_file_is_read_once_whatever_its_path() {
    let dir = folder();
    write(dir.path(), "in/a.txt", PLAN.as_bytes());
    let (plain, dotted) = (dir.path().join("in/a.txt"), dir.path().join("in/./a.txt"));
    let output = rasoat(&[
        "convert",
        &plain.to_string_lossy(),
        &dotted.to_string_lossy(),
        &dir.path().join("in").to_string_lossy(),
    ]);
    assert_eq!(serde_json::from_str::<Value>(&out(&output)).expect("one record")["source"]["path"], "a.txt");
}

#[cfg(unix)]
#[test]
fn loops_of_links_end() {
    let dir = folder();
    write(dir.path(), "in/a.txt", PLAN.as_bytes());
    for link in ["s1", "s2"] {
        std::os::unix::fs::symlink(dir.path().join("in"), dir.path().join("in").join(link)).expect("link");
    }
    for argument in ["in", "in/**/*.txt"] {
        let output = rasoat(&["convert", &dir.path().join(argument).to_string_lossy()]);
        assert_eq!(code(&output), 0, "{argument}: {}", err(&output));
        assert!(serde_json::from_str::<Value>(&out(&output)).is_ok(), "{argument}: one record");
    }
}

#[test]
fn missing_paths_empty_folders_and_bad_output() {
    let dir = folder();
    let good = write(dir.path(), "good.txt", PLAN.as_bytes());
    let missing = rasoat(&["convert", "--lang", "en", "no/such.txt", &good]);
    assert_eq!(
        (code(&missing), err(&missing).trim()),
        (3, "error: no/such.txt: no such file or folder; check the path")
    );
    assert!(out(&missing).contains("Khám bệnh từ xa"));
    std::fs::create_dir(dir.path().join("empty")).expect("folder");
    assert_eq!(code(&rasoat(&["convert", &dir.path().join("empty").to_string_lossy()])), 2);
    // A file stands where the folder should be.
    let blocked = rasoat(&["convert", &good, "--out", &good]);
    assert_eq!((code(&blocked), out(&blocked)), (2, String::new()));
    assert!(err(&blocked).contains("không ghi được vào thư mục này"));
    assert_eq!(code(&rasoat(&["convert", "--bogus"])), 2);
    assert_eq!(code(&rasoat(&["inspect", "--stage", "nothing", &good])), 2);
    assert_eq!(code(&rasoat(&[])), 2);
}

#[test]
fn a_text_that_is_no_plan_says_so_in_its_record() {
    let dir = folder();
    let letter = write(dir.path(), "thu.txt", "Kính gửi các bạn,\nHôm nay trời đẹp.\n".as_bytes());
    let output = rasoat(&["convert", &letter]);
    assert_eq!(code(&output), 0);
    let record: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(record["units"].as_array().map(Vec::len), Some(0));
    assert_eq!(record["source"]["diagnostics"][0]["code"], "no-units");
}

#[test]
fn huge_and_odd_texts_are_read() {
    let dir = folder();
    let long_line = "Sở Y tế chủ trì, phối hợp với Công an tỉnh. ".repeat(40_000);
    let headings: String = (1..20_000)
        .flat_map(|n| {
            [
                n.to_string(),
                ". Đề mục ".to_owned(),
                n.to_string(),
                "
"
                .to_owned(),
            ]
        })
        .collect();
    let marks = format!("e{}", "\u{301}".repeat(50_000));
    // A line too long to be a paragraph is kept and makes the record partial.
    for (name, text, expect) in [("line.txt", long_line, 3), ("headings.txt", headings, 0), ("marks.txt", marks, 3)] {
        let file = write(dir.path(), name, text.as_bytes());
        let output = rasoat(&["convert", &file, "--no-text"]);
        assert_eq!(code(&output), expect, "{name}: {}", err(&output));
        assert!(serde_json::from_str::<Value>(&out(&output)).is_ok(), "{name}");
    }
}

#[test]
fn inspect_shows_every_stage() {
    let plan = root().join("corpus/xa-tan-hoa-2026-cai-cach-hanh-chinh/plan.md");
    for stage in ["text", "lines", "outline", "glossary", "units"] {
        let output = rasoat(&["inspect", "--stage", stage, &plan.to_string_lossy()]);
        assert_eq!(code(&output), 0);
        insta::assert_snapshot!(format!("inspect_{stage}"), out(&output));
    }
}

/// A small plan whose table gives another deadline and another way of writing a tool's name.
const FAULTY: &str = "UBND TỈNH LÀO CAI\nSố: 112/KH-UBND\nLào Cai, ngày 20 tháng 02 năm 2024\nKẾ HOẠCH\nPhát triển du lịch cộng đồng năm 2024\nI. NHIỆM VỤ CỤ THỂ\n1. Nhiệm vụ 1: Xây dựng bộ tiêu chí điểm du lịch cộng đồng\na) Phân công nhiệm vụ: Sở Du lịch chủ trì, phối hợp với Sở Xây dựng thực hiện.\nb) Thời gian hoàn thành: 30/6/2024.\n2. Nhiệm vụ 2: Tập huấn kỹ năng cho hộ kinh doanh\na) Phân công nhiệm vụ: Sở Du lịch chủ trì, phối hợp với Sở Y tế thực hiện.\nb) Thời gian hoàn thành: 30/9/2024.\nPHỤ LỤC\nTT\nNhiệm vụ\nChủ trì\nPhối hợp\nThời gian hoàn thành\n1\nNhiệm vụ 1: Xây dựng bộ tiêu chí điểm du lịch cộng đồng\nSở Du lịch\nSở Xây dựng\n30/6/2023\n2\nNhiệm vụ 2: Tập huấn kỹ năng cho hộ kinh doanh\nSở Du lịch\nSở Y tế, Sở Công Thương\n30/9/2024\n";

#[test]
fn check_shows_what_disagrees_and_says_so_by_its_exit_code() {
    let dir = folder();
    let file = write(dir.path(), "ke-hoach.txt", FAULTY.as_bytes());
    let shown = |arguments: &[&str]| {
        let output = rasoat(&[&["check", &file], arguments].concat());
        (code(&output), out(&output).replace(&file, "ke-hoach.txt"))
    };
    let (exit, text) = shown(&[]);
    assert_eq!(exit, 1);
    assert!(
        text.lines().all(|l| l.chars().count() <= 80 || l.contains("ke-hoach.txt")),
        "fits a terminal of 80 columns"
    );
    insta::assert_snapshot!("check_vi", text);
    insta::assert_snapshot!("check_all_en", shown(&["--all", "--lang", "en"]).1);
    // Rules chosen and left out, and the threshold.
    assert_eq!(shown(&["--select", "coordinate-mismatch"]).0, 0, "an info is below the usual threshold");
    assert_eq!(shown(&["--select", "coordinate-mismatch", "--fail-on", "info"]).0, 1);
    assert_eq!(shown(&["--ignore", "deadline-mismatch,deadline-before-issue"]).0, 0);
    // A file that is missing counts for more than findings.
    let output = rasoat(&["check", &file, "nowhere.txt"]);
    assert_eq!(code(&output), 3);
    assert!(out(&output).contains("deadline-mismatch"), "the others are checked");
}

#[test]
fn check_gives_json_too() {
    let dir = folder();
    let file = write(dir.path(), "a.txt", FAULTY.as_bytes());
    let one: Value = serde_json::from_str(&out(&rasoat(&["check", &file, "--format", "json"]))).expect("JSON");
    assert_eq!(one["findings"][0]["rule"], "deadline-mismatch");
    assert_eq!(one["findings"][0]["evidence"][1]["quote"], "30/6/2023");
    assert_eq!(one["coverage"]["matched"], 2);
    let again: Value = serde_json::from_str(&out(&rasoat(&["convert", &file]))).expect("JSON");
    assert_eq!(one["findings"], again["findings"], "check and convert say the same");
    let other = write(dir.path(), "b.txt", PLAN.as_bytes());
    assert_eq!(out(&rasoat(&["check", &file, &other, "--format", "json"])).lines().count(), 2);
}

#[test]
fn a_file_that_is_no_plan_is_not_called_sound() {
    let dir = folder();
    let file = write(dir.path(), "a.txt", "Thư mời họp\n".as_bytes());
    assert!(out(&rasoat(&["check", &file])).contains("không nhận ra nhiệm vụ nào"));
}

#[test]
fn rules_are_listed_and_explained() {
    let list = out(&rasoat(&["rules"]));
    for rule in rasoat::rules::RULES {
        assert!(list.contains(rule.name), "{}", rule.name);
        let page = rasoat(&["explain", rule.name, "--lang", "en"]);
        assert_eq!(code(&page), 0);
        assert!(out(&page).contains("Why it matters"), "{}", rule.name);
    }
    insta::assert_snapshot!("explain_vi", out(&rasoat(&["explain", "deadline-before-issue"])));
    let near = rasoat(&["check", "x.txt", "--select", "deadline-mismach"]);
    assert_eq!(code(&near), 2);
    assert!(err(&near).contains("deadline-mismatch"), "the nearest rule is told: {}", err(&near));
}
