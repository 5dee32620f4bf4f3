//! The invariants of `lib.rs`, on texts that no office would write.

use std::sync::LazyLock;

use proptest::prelude::*;
use rasoat::record::Record;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::{json, plans, record};

/// Words that mean something to some stage.
const WORDS: &[&str] = &[
    "KẾ HOẠCH",
    "Số:",
    "12/KH-UBND",
    "/KH-UBND",
    "Hải Dương, ngày 14 tháng 11 năm 2023",
    "ngày tháng năm",
    "Căn cứ",
    "Quyết định số 06/QĐ-TTg ngày 06/01/2022",
    "I.",
    "II.",
    "1.",
    "1.1.",
    "a)",
    "đ)",
    "-",
    "+",
    "*",
    "(1)",
    "Phần I",
    "Chương II",
    "Mục 1",
    "Điều 1.",
    "Mô hình 1:",
    "Mô hình 2:",
    "Nhiệm vụ số 3.",
    "Nhóm",
    "(02 mô hình)",
    "Mục tiêu:",
    "Phân công nhiệm vụ:",
    "Lực lượng triển khai:",
    "Thời gian hoàn thành:",
    "Công cụ:",
    "Đơn vị chủ trì:",
    "Sở Y tế",
    "Công an tỉnh",
    "các sở, ban, ngành",
    "các",
    "Tổ công tác triển khai Đề án 06 (sau đây viết tắt là TCTĐA06)",
    "UBND các huyện, thị xã",
    "chủ trì",
    "phối hợp với",
    "đề nghị",
    "khi có",
    "giao",
    "chỉ đạo",
    "tham mưu",
    "30/3/2024",
    "Quý I/2024",
    "30/2/2024",
    "trước ngày 15 hằng tháng",
    "PHỤ LỤC",
    "TT",
    "Nội dung",
    "Chủ trì",
    "Phối hợp",
    "Thời gian",
    "1",
    "2",
    "|",
    "||",
    "|---|---|",
    "Ghi chú: từ viết tắt",
    "CAT: Công an tỉnh",
    "(sau đây viết tắt là X)",
    "dịch vụ công (DVC)",
    "Nơi nhận:",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Nguyễn Văn A",
    "./.",
    "…",
    "“",
    "”",
    "(",
    ")",
    ";",
    ",",
    ":",
    ".",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\t",
    "   ",
    "\u{a0}",
    "\u{200b}",
    "\u{301}",
    "đ",
    "Đ",
    "ệ",
    "𝔄",
    "İ",
];

/// Every slice reads as its `raw` or `quote`, and a `text` holds no word that its slice lacks.
fn check_spans(node: &Value, text: &[char], path: &str) {
    match node {
        Value::Object(map) => {
            if let Some(span) = map.get("span").filter(|s| s.is_object()) {
                let at = |k: &str| usize::try_from(span[k].as_u64().expect("a number")).expect("small");
                let (start, end) = (at("start"), at("end"));
                assert!(start <= end && end <= text.len(), "{path}: span {start}..{end}");
                let slice: String = text[start..end].iter().collect();
                for key in ["raw", "quote"] {
                    if let Some(value) = map.get(key).and_then(Value::as_str) {
                        assert_eq!(slice, value, "{path}.{key}");
                    }
                }
                if let Some(value) = map.get("text").and_then(Value::as_str) {
                    // In order, each behind the one before: two words may share a token where a label between them went.
                    let mut inside = slice.as_str();
                    for word in value.split_whitespace() {
                        let at = inside.find(word);
                        assert!(at.is_some(), "{path}.text: {word:?} is not in {slice:?}");
                        inside = &inside[at.unwrap_or(0) + word.len()..];
                    }
                }
            }
            for (key, value) in map {
                check_spans(value, text, &format!("{path}.{key}"));
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, v)| check_spans(v, text, &format!("{path}[{at}]")));
        }
        _ => {}
    }
}

fn check(record: &Record) {
    let mut value = json(record);
    let text: Vec<char> = record.text.as_deref().expect("text").chars().collect();
    value.as_object_mut().expect("object").remove("text");
    check_spans(&value, &text, "");
    let written = record.text.as_deref().expect("text");
    assert!(unicode_normalization::is_nfc(written), "the text is in NFC");
    assert!(SCHEMA.is_valid(&json(record)), "the schema accepts the record");
    let mut ids: Vec<&str> = record.units.iter().map(|u| u.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), record.units.len(), "ids are unique");
}

/// What a record says, without places and without what names the file.
fn values(record: &Record) -> Value {
    fn strip(node: Value) -> Value {
        match node {
            Value::Object(map) => {
                Value::Object(map.into_iter().filter(|(k, _)| k != "span").map(|(k, v)| (k, strip(v))).collect())
            }
            Value::Array(list) => Value::Array(list.into_iter().map(strip).collect()),
            other => other,
        }
    }
    let mut value = json(record);
    let map = value.as_object_mut().expect("object");
    map.remove("source");
    map.get_mut("coverage").and_then(Value::as_object_mut).map(|c| c.remove("unclaimed"));
    strip(value)
}

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_slice(&rasoat::emit::json::schema()).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
});

static CORPUS: LazyLock<Vec<String>> = LazyLock::new(|| {
    plans()
        .into_iter()
        .map(|(_, plan)| String::from_utf8(std::fs::read(plan).expect("plan")).expect("UTF-8").nfc().collect())
        .collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keyword_soup_gives_a_sound_record(words in prop::collection::vec(prop::sample::select(WORDS), 0..160), tight in prop::bool::ANY, markdown in prop::bool::ANY) {
        let soup = words.join(if tight { "" } else { " " });
        if let Ok(record) = rasoat::read(soup.as_bytes(), if markdown { "x.md" } else { "x.txt" }) {
            check(&record);
        }
    }

    #[test]
    fn any_bytes_give_a_record_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(record) = rasoat::read(&bytes, "x.txt") {
            check(&record);
        }
    }

    #[test]
    fn plans_cut_and_spliced_give_sound_records(one in any::<prop::sample::Index>(), two in any::<prop::sample::Index>(), cut in 0..1000usize, splice in 0..1000usize) {
        let place = |text: &str, share: usize| {
            let mut at = text.len() * share / 1000;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (a, b) = (one.get(&CORPUS), two.get(&CORPUS));
        let text = format!("{}{}", &a[..place(a, cut)], &b[place(b, splice)..]);
        if let Ok(record) = rasoat::read(text.as_bytes(), "x.txt") {
            check(&record);
        }
    }
}

#[test]
fn decomposed_text_gives_the_same_values() {
    for (_, plan) in plans() {
        let text = String::from_utf8(std::fs::read(&plan).expect("plan")).expect("UTF-8");
        let name = plan.file_name().expect("name").to_string_lossy().into_owned();
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        let (a, b) = (
            rasoat::read(composed.as_bytes(), &name).expect("read"),
            rasoat::read(decomposed.as_bytes(), &name).expect("read"),
        );
        assert!(values(&a) == values(&b), "{}", plan.display());
    }
}

#[test]
fn line_ends_marks_and_encodings_change_nothing() {
    for (_, plan) in plans() {
        let text = String::from_utf8(std::fs::read(&plan).expect("plan"))
            .expect("UTF-8")
            .replace('\r', "")
            .trim_start_matches('\u{feff}')
            .to_owned();
        let name = plan.file_name().expect("name").to_string_lossy().into_owned();
        let read = |bytes: &[u8]| values(&rasoat::read(bytes, &name).expect("read"));
        let plain = read(text.as_bytes());
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(plain == read(text.replace('\n', "\r\n").as_bytes()), "{}: CRLF", plan.display());
        assert!(plain == read(format!("\u{feff}{text}").as_bytes()), "{}: mark", plan.display());
        assert!(plain == read(&wide), "{}: UTF-16", plan.display());
    }
}

#[test]
fn every_character_is_claimed_or_listed() {
    // Blocks of the text are claimed whole, so it is enough that claimed and unclaimed lines are all lines.
    for (folder, plan) in plans() {
        let record = record(&plan);
        // Tables that hold no tasks are listed, one place each; the reading says how many there are.
        let reading = std::fs::read(folder.join("reading.json")).expect("reading.json");
        let reading: serde_json::Value = serde_json::from_slice(&reading).expect("JSON");
        let other_tables = reading["other_tables"].as_u64().unwrap_or(0);
        let unclaimed = &record.coverage.unclaimed;
        assert_eq!(unclaimed.len() as u64, other_tables, "{}: {unclaimed:?}", plan.display());
    }
    let table = "KẾ HOẠCH\nThử\nI. KINH PHÍ\n| Nguồn | Năm 2024 | Năm 2025 |\n|---|---|---|\n| Tỉnh | 10 | 20 |\n";
    let record = rasoat::read(table.as_bytes(), "x.md").expect("read");
    assert_eq!(record.coverage.unclaimed.len(), 1, "a table that nobody reads is listed");
    let junk = rasoat::read("Tải về máy\nThuộc tính văn bản\n".as_bytes(), "x.txt").expect("read");
    assert_eq!(junk.coverage.unclaimed.len(), 1, "what no part claims is listed");
}
