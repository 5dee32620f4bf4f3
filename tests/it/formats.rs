//! What other systems and other people read: logs of checkers, annotations, tables. Each is read back by what its users have.

use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, DataType as _, Reader};

use serde_json::Value;

use crate::{plans, root};

fn rasoat(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat")).args(arguments).output().expect("the program");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code())
}

/// A plan of the corpus in which every rule's work is seen.
fn faulty() -> String {
    plans()
        .into_iter()
        .map(|(_, plan)| plan)
        .filter(|plan| plan.extension().is_some_and(|e| e == "txt"))
        .max_by_key(|plan| crate::record(plan).findings.len())
        .expect("a plan")
        .to_str()
        .expect("UTF-8")
        .to_owned()
}

#[test]
fn a_log_of_sarif_is_one_and_its_places_are_those_of_the_file() {
    let plan = faulty();
    let missing = root().join("corpus/none.txt");
    for lang in ["vi", "en"] {
        let (log, code) =
            rasoat(&["check", &plan, missing.to_str().expect("UTF-8"), "--format", "sarif", "--lang", lang]);
        assert_eq!(code, Some(3));
        let log: Value = serde_json::from_str(&log).expect("JSON");
        // The types are made from the schema of the standard: what it does not know would be lost.
        let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).expect("SARIF");
        assert_eq!(serde_json::to_value(typed).expect("JSON"), log);
        let run = &log["runs"][0];
        assert_eq!(
            (&run["columnKind"], &run["tool"]["driver"]["language"]),
            (&"unicodeCodePoints".into(), &lang.into())
        );
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), crate::record(Path::new(&plan)).findings.len());
        let file = std::fs::read_to_string(&plan).expect("plan");
        let lines: Vec<&str> = file.lines().collect();
        for result in results {
            let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a rule")).expect("small");
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
            let places = result["locations"].as_array().into_iter().chain(result["relatedLocations"].as_array());
            for place in places.flatten() {
                let region = &place["physicalLocation"]["region"];
                let at = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small") - 1;
                if at("startLine") == at("endLine") {
                    let words: String = lines[at("startLine")]
                        .chars()
                        .skip(at("startColumn"))
                        .take(at("endColumn") - at("startColumn"))
                        .collect();
                    assert_eq!(words, region["snippet"]["text"], "{result}");
                }
            }
        }
    }
}

#[test]
fn an_annotation_is_one_line_a_finding() {
    let plan = faulty();
    let findings = crate::record(Path::new(&plan)).findings;
    let (lines, code) = rasoat(&["check", &plan, "--format", "github"]);
    assert_eq!((lines.lines().count(), code), (findings.len(), Some(1)));
    for (line, finding) in lines.lines().zip(&findings) {
        assert!(
            line.starts_with("::") && line.contains(",line=") && line.ends_with(&format!("[{}]", finding.rule)),
            "{line}"
        );
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("formats").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("folder");
    folder
}

/// A plan of which every word wants to be more than a word.
const HOSTILE: &str = "UBND TỈNH <script>alert(1)</script>\nSố: 12/KH-UBND\nHà Nội, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\n\
    =HYPERLINK(\"http://x\") & \u{202E}ngược\u{202C} \u{1}\u{2028}\nI. NHIỆM VỤ\n\
    1. Mô hình 1: =1+1\na) Phân công nhiệm vụ: Sở Y tế chủ trì.\nb) Thời gian hoàn thành: 30/6/2023.\n\
    2. Mô hình 3: @SUM(A1) ]]> &amp; \"; DROP\na) Phân công nhiệm vụ: Sở Y tế chủ trì.\nb) Thời gian hoàn thành: 30/6/2024.\n";

/// A report twice, the same both times.
fn report(inputs: &[&str], out: &Path) -> Vec<u8> {
    let made = || {
        let out = out.to_str().expect("UTF-8");
        let (_, code) = rasoat(&[&["report"], inputs, &["--out", out]].concat());
        assert_eq!(code, Some(0));
        std::fs::read(out).expect("a report")
    };
    let first = made();
    assert_eq!(first, made(), "two runs differ");
    first
}

#[test]
fn a_workbook_is_read_back() {
    let folder = folder("xlsx");
    let hostile = folder.join("=1+1.txt");
    std::fs::write(&hostile, HOSTILE).expect("plan");
    let (plan, hostile) = (faulty(), hostile.to_str().expect("UTF-8").to_owned());
    let out = folder.join("new/report.xlsx");
    report(&[&plan, &hostile], &out);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&out).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Văn bản", "Nhiệm vụ", "Phát hiện", "Lịch thời hạn"]);
    let records = [&plan, &hostile].map(|plan| crate::record(Path::new(plan)));
    let mut rows = |name: &str| -> Vec<Vec<Data>> {
        book.worksheet_range(name).expect("a sheet").rows().map(<[Data]>::to_vec).collect()
    };
    let text = |data: &Data| data.to_string();
    let findings = rows("Phát hiện");
    assert_eq!(findings.len(), 2 + records.iter().map(|r| r.findings.len()).sum::<usize>());
    assert_eq!((text(&findings[0][0]), text(&findings[1][0])), ("path".to_owned(), "Tệp".to_owned()));
    let units = rows("Nhiệm vụ");
    assert_eq!(units.len(), 2 + records.iter().map(|r| r.units.len()).sum::<usize>());
    let of_formula: Vec<&Vec<Data>> = units.iter().filter(|row| text(&row[4]) == "=1+1").collect();
    assert!(matches!(of_formula[..], [row] if matches!(row[4], Data::String(_))), "{of_formula:?}");
    let days = rows("Lịch thời hạn");
    assert!(days[2..].windows(2).all(|pair| text(&pair[0][0]) <= text(&pair[1][0]) || !pair[1][0].is_datetime()));
    assert!(days[2..].iter().any(|row| row[0].is_datetime()));
    assert!(book.worksheet_formula("Nhiệm vụ").expect("a sheet").is_empty());
}

#[test]
fn separated_values_are_read_back() {
    let folder = folder("csv");
    let hostile = folder.join("plan.txt");
    std::fs::write(&hostile, HOSTILE).expect("plan");
    let bytes = report(&[hostile.to_str().expect("UTF-8")], &folder.join("report.csv"));
    let text = String::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("heads").get(1), Some("severity"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
    assert_eq!(rows.len(), crate::record(&hostile).findings.len());
    assert!(rows.iter().flatten().all(|value| !value.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn a_calendar_is_read_back() {
    let folder = folder("ics");
    let hostile = folder.join("plan.txt");
    std::fs::write(&hostile, HOSTILE).expect("plan");
    let bytes = report(&[hostile.to_str().expect("UTF-8")], &folder.join("report.ics"));
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.lines().all(|line| line.len() <= 75), "lines are folded");
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    let events: Vec<&icalendar::Event> = calendar.events().collect();
    use icalendar::Component as _;
    let days: Vec<Option<String>> =
        events.iter().map(|event| event.property_value("DTSTART").map(str::to_owned)).collect();
    assert_eq!(days, [Some("20230630".to_owned()), Some("20240630".to_owned())]);
    assert!(events.iter().all(|event| event.get_uid().is_some_and(|uid| uid.ends_with("@rasoat"))));
}

#[test]
fn minutes_are_a_word_file_that_says_every_finding() {
    let folder = folder("docx");
    let hostile = folder.join("plan.txt");
    std::fs::write(&hostile, HOSTILE).expect("plan");
    let out = folder.join("report.docx");
    report(&[hostile.to_str().expect("UTF-8")], &out);
    let minutes = crate::record(&out);
    let said = minutes.text.expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && said.contains("BIÊN BẢN"));
    for finding in crate::record(&hostile).findings {
        let message = finding.message.vi.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(message.trim_matches('\u{1}')), "{message}\n{said}");
    }
}

#[test]
fn a_report_of_no_known_form_is_refused() {
    let folder = folder("none");
    let out = folder.join("report.pdf");
    let (_, code) = rasoat(&["report", &faulty(), "--out", out.to_str().expect("UTF-8")]);
    assert!(code == Some(2) && !out.exists());
}

#[test]
fn a_page_of_findings_tells_all_and_runs_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let hostile = "Số:      /KH-UBND\nKẾ HOẠCH\n<script>alert(1)</script> & “số” \u{202E}abc\u{202C}\n";
    std::fs::write(place.path().join("a<b>.txt"), hostile).expect("a file");
    let plan = faulty();
    for lang in ["vi", "en"] {
        let out = place.path().join(format!("{lang}.html"));
        let inputs = [plan.as_str(), place.path().join("a<b>.txt").to_str().expect("UTF-8")].map(str::to_owned);
        let (_, code) =
            rasoat(&["report", &inputs[0], &inputs[1], "--lang", lang, "--out", out.to_str().expect("UTF-8")]);
        assert_eq!(code, Some(0));
        let page = std::fs::read_to_string(out).expect("a page");
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains('\u{202E}'), "{lang}");
        assert!(page.contains("a&lt;b&gt;.txt") && page.contains("default-src 'none'"));
        let rows = page.matches("class=\"findings\"").count() + page.matches("<tr>").count();
        let told = inputs.iter().map(|file| crate::record(Path::new(file)).findings.len()).sum::<usize>();
        // A row a finding, a head for each of three tables and a row for each document.
        assert_eq!(rows, told + 2 + 3 + 2, "{lang}");
    }
}
