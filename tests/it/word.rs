//! The files of `fixtures/word`, one for each feature of Word: the lines that must be read, and what is told beside them.

use crate::{json, record, root};

/// File, lines, diagnostics.
const FILES: &[(&str, &[&str], &[&str])] = &[
    ("changes", &["Hoàn thành trước 30/9/2024 theo quy định"], &["tracked-changes", "comments"]),
    ("characters", &["Chỉ thị số 06-CT/TU", "✓ Đạt", "KẾ HOẠCH"], &[]),
    ("content-controls", &["Nội dung đã điền"], &[]),
    ("continued-table", &["TT", "Nội dung", "1", "Tập huấn", "2", "Kiểm tra", "Hết bảng"], &[]),
    ("fields", &["Kế hoạch số 12/KH-UBND", "Số trang: 5"], &[]),
    (
        "letterhead-by-tabs",
        &[
            "ỦY BAN NHÂN DÂN",
            "TỈNH A",
            "Số: 12/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "A, ngày 05 tháng 01 năm 2024",
            "I. MỤC ĐÍCH",
        ],
        &[],
    ),
    ("merged-cells", &["TT", "Phân công", "Chủ trì", "Phối hợp", "1", "Sở Y tế", "trong", "bảng", "Sở Nội vụ"], &[]),
    ("notes", &["Đề án 06", "1 Quyết định số 06/QĐ-TTg.", "Đầu trang", "1"], &[]),
    (
        "numbering",
        &[
            "I. MỤC ĐÍCH",
            "1.1. Yêu cầu",
            "a) Kịp thời",
            "b) Hiệu quả",
            "II. NHIỆM VỤ",
            "2.1. Nhiệm vụ chung",
            "01",
            "Tập huấn",
            "02",
            "Kiểm tra",
        ],
        &[],
    ),
    ("numbering-by-style", &["I. MỤC ĐÍCH", "1. Yêu cầu", "2. Phạm vi", "II. NHIỆM VỤ", "- Kịp thời"], &[]),
    ("text-box", &["KẾ HOẠCH", "DỰ THẢO"], &[]),
];

/// The lines of a feature.
pub(crate) fn lines(name: &str) -> &'static [&'static str] {
    FILES.iter().find(|(feature, ..)| *feature == name).unwrap_or_else(|| panic!("{name}")).1
}

#[test]
fn every_feature_of_word_is_read() {
    for (name, lines, told) in FILES {
        let record = json(&record(&root().join(format!("fixtures/word/{name}.docx"))));
        let text = record["text"].as_str().unwrap_or_default();
        assert_eq!(text.lines().collect::<Vec<_>>(), *lines, "{name}");
        let codes: Vec<&str> = record["source"]["diagnostics"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|d| d["code"].as_str())
            .filter(|c| *c != "no-units")
            .collect();
        assert_eq!(codes, *told, "{name}");
        assert_eq!(record["status"], "complete", "{name}");
    }
    let files = std::fs::read_dir(root().join("fixtures/word")).expect("fixtures/word").count();
    assert_eq!(files, FILES.len(), "a file of fixtures/word is not told here");
}

#[test]
fn values_of_word_files_tell_paragraph_and_run() {
    let record = json(&record(&root().join("fixtures/word/letterhead-by-tabs.docx")));
    let span = &record["document"]["number"]["span"];
    assert_eq!(span["page"], serde_json::Value::Null);
    assert_eq!(span["fragments"][0]["paragraph"], 2);
    assert_eq!(span["fragments"][0]["run"], 1);
}
