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

/// A PDF that shows lines of bytes in a font of windows-1252.
fn shown(lines: &[u8]) -> Vec<u8> {
    let mut content = b"BT /F1 9 Tf 14 TL 60 1900 Td\n".to_vec();
    for line in lines.split(|byte| *byte == b'\n') {
        let hex: String = line
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(|half| b"0123456789ABCDEF"[usize::from(half)] as char)
            .collect();
        content.extend(format!("<{hex}> Tj T*\n").bytes());
    }
    content.extend(b"ET");
    let entries = "/MediaBox[0 0 3000 2000]/Resources<</Font<</F1 5 0 R>>>>";
    crate::hostile_pdf::one_page(entries, crate::hostile_pdf::stream("", &content), &[])
}

#[test]
fn a_pdf_in_a_font_of_old_is_read() {
    let unicode = read("unicode.txt");
    for name in ["tcvn3.txt", "vni.txt"] {
        let bytes = std::fs::read(root().join("fixtures/encodings").join(name)).expect("fixture");
        let record = json(&rasoat::read(&shown(&bytes), "x.pdf").expect("readable"));
        assert_eq!(codes(&record), ["legacy-encoding"], "{name}");
        let plain = |record: &Value| text(record).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&record), plain(&unicode), "{name}");
        assert_eq!(record["document"]["number"]["raw"], unicode["document"]["number"]["raw"], "{name}");
        // Every place is that of the glyphs that show it: the number stands left of the date, on its own page.
        let number = &record["document"]["number"]["span"];
        let (left, right) = (number["bbox"][0].as_f64().expect("box"), number["bbox"][2].as_f64().expect("box"));
        assert!(number["page"] == 1 && left >= 60.0 && right > left && right < 400.0, "{name}: {number}");
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
