//! Encodings before Unicode: `fixtures/encodings` holds one plan in each, and every trap beside it.

use proptest::prelude::*;
use rasoat::knowledge::encodings::{self, Written};
use serde_json::Value;

use crate::{json, record, root};

fn read(name: &str) -> Value {
    json(&record(&root().join("fixtures/encodings").join(name)))
}

fn codes(record: &Value) -> Vec<&str> {
    record["source"]["diagnostics"].as_array().expect("list").iter().filter_map(|d| d["code"].as_str()).collect()
}

fn text(record: &Value) -> &str {
    record["text"].as_str().expect("text")
}

#[test]
fn the_plan_is_the_same_in_every_encoding() {
    let unicode = read("unicode.txt");
    assert!(codes(&unicode).is_empty());
    for name in [
        "tcvn3.txt",
        "vni.txt",
        "viscii.txt",
        "windows-1258.txt",
        "utf8-twice.txt",
        "tcvn3-as-latin1.txt",
        "vni-as-latin1.md",
        "vni-twice.txt",
        "blocks.txt",
        "tcvn3.html",
    ] {
        let record = read(name);
        assert_eq!(text(&record), text(&unicode), "{name}");
        assert_eq!((record["status"].as_str(), codes(&record)), (Some("complete"), vec!["legacy-encoding"]), "{name}");
        assert_eq!(record["units"].as_array().map(Vec::len), unicode["units"].as_array().map(Vec::len), "{name}");
        if !name.ends_with("html") {
            assert_eq!(record["document"], unicode["document"], "{name}");
        }
    }
}

#[test]
fn unicode_in_a_font_of_old_stays() {
    let record = read("unicode-in-vntime.html");
    assert_eq!(text(&record), text(&read("unicode.txt")));
    assert!(codes(&record).is_empty());
}

/// A text as bytes of an encoding.
fn written(text: &str, column: fn(&Written) -> &'static str) -> Vec<u8> {
    let rows: Vec<Written> = encodings::letters().filter(|row| !column(row).is_empty()).collect();
    text.chars()
        .flat_map(|c| match rows.iter().find(|row| row.letter.starts_with(c)) {
            Some(row) => encodings::bytes(column(row)),
            None => vec![u8::try_from(c).expect("a byte")],
        })
        .collect()
}

const WORDS: &[&str] = &[
    "quyết",
    "định",
    "của",
    "trưởng",
    "ủy",
    "ban",
    "nhân",
    "dân",
    "tỉnh",
    "thực",
    "hiện",
    "kế",
    "hoạch",
    "về",
    "việc",
    "chuyển",
    "đổi",
    "số",
    "ngày",
    "tháng",
    "năm",
    "phối",
    "hợp",
    "đề",
    "nghị",
    "báo",
    "cáo",
    "kết",
    "quả",
    "trước",
    "các",
    "xã",
    "phường",
    "huyện",
    "sở",
    "tài",
    "chính",
    "người",
    "giữa",
    "khuyến",
    "khích",
    "những",
    "ở",
    "ý",
    "kỳ",
    "mỹ",
    "thuở",
    "oằn",
    "ngoẵng",
    "ẵm",
    "Đoàn",
    "Sở",
    "Tổ",
    "công",
    "tác",
    "12/KH",
    "(2024)",
    "phẩm",
    "chỗ",
    "nỗi",
    "bữa",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_was_written_in_an_encoding_is_read_again(
        lines in proptest::collection::vec(proptest::collection::vec(proptest::sample::select(WORDS), 6..14), 3..12),
        which in 0..3_usize,
    ) {
        let columns: [fn(&Written) -> &'static str; 3] = [|r| r.tcvn3, |r| r.vni, |r| r.viscii];
        let text: Vec<String> = lines.iter().map(|words| words.join(" ")).collect();
        // TCVN3 has no capitals with a tone.
        let text = text.join("\n").replace("Tổ", if which == 0 { "tổ" } else { "Tổ" });
        let source = rasoat::ingest::read(&written(&text, columns[which]), "a.txt").expect("readable");
        prop_assert_eq!(source.raw, text);
    }
}
