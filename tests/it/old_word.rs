//! Old Word files, RTF and `OpenDocument`: the files of `fixtures/old`, which `LibreOffice` 7.4 wrote from those of
//! `fixtures/word`, and the same files broken in many places.

use std::path::PathBuf;

use rasoat::ingest::{Error, Limits, Options};

use crate::{json, record, root, word};

/// A feature, and the endings under which it is kept.
const FILES: &[(&str, &[&str])] = &[
    ("changes", &["doc", "odt", "rtf"]),
    ("characters", &["doc", "odt"]),
    ("letterhead-by-tabs", &["doc", "odt", "rtf"]),
    ("merged-cells", &["doc", "odt", "rtf"]),
    ("notes", &["doc", "odt", "rtf"]),
    ("numbering", &["doc", "odt", "rtf"]),
];

/// What the writer of these files made of the lines of today: it knows no numbers that are figures in one place and Roman in
/// another.
const WRITTEN: &[(&str, &str)] = &[("1.1. Yêu cầu", "I.1. Yêu cầu"), ("2.1. Nhiệm vụ chung", "II.1. Nhiệm vụ chung")];

fn files() -> impl Iterator<Item = (PathBuf, Vec<&'static str>)> {
    let written = |line: &&'static str| WRITTEN.iter().find(|(today, _)| today == line).map_or(*line, |(_, old)| *old);
    FILES.iter().flat_map(move |(name, endings)| {
        let lines: Vec<&str> = word::lines(name).iter().map(written).collect();
        endings.iter().map(move |e| (root().join(format!("fixtures/old/{name}.{e}")), lines.clone()))
    })
}

#[test]
fn features_are_read_as_from_a_word_file_of_today() {
    for (file, lines) in files() {
        let record = json(&record(&file));
        let text = record["text"].as_str().unwrap_or_default();
        assert_eq!(text.lines().collect::<Vec<_>>(), lines, "{}", file.display());
        assert_eq!(record["status"], "complete", "{}", file.display());
        let told = record["source"]["diagnostics"].to_string();
        assert_eq!(told.contains("tracked-changes"), text.contains("Hoàn thành"), "{}", file.display());
    }
    assert_eq!(std::fs::read_dir(root().join("fixtures/old")).expect("fixtures/old").count(), files().count());
}

/// Numbers that look random and are always the same.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).expect("fits")
}

/// A record, or a sentence in both languages; never a panic.
fn give(bytes: &[u8], name: &str) {
    let limits = Limits { inflated: 64 << 20, ..Limits::default() };
    match rasoat::read_with(bytes, name, &Options { limits, ..Options::default() }) {
        Ok(record) => assert!(record.text.is_some()),
        Err(error) => {
            let said = error.message();
            assert!(!said.vi.is_empty() && !said.en.is_empty() && !said.en.contains('\n'), "{error:?}");
        }
    }
}

#[test]
fn broken_files_give_a_record_or_a_sentence() {
    let mut seed = 6;
    for (file, _) in files() {
        let whole = std::fs::read(&file).expect("fixture");
        let name = file.to_string_lossy();
        for cut in 0..40 {
            give(&whole[..whole.len() * cut / 40], &name);
        }
        for round in 0..150 {
            let mut bytes = whole.clone();
            // A few bytes, or many, or a stretch of one value.
            for _ in 0..1 << (round % 8) {
                let at = next(&mut seed) % bytes.len();
                bytes[at] = u8::try_from(next(&mut seed) % 256).expect("a byte");
            }
            if round % 5 == 0 {
                let from = next(&mut seed) % bytes.len();
                let to = (from + next(&mut seed) % 600).min(bytes.len());
                bytes[from..to].fill(if round % 2 == 0 { 0xFF } else { 0 });
            }
            give(&bytes, &name);
        }
    }
}

#[test]
fn numbers_of_a_word_97_file_may_be_any() {
    // Every number of the table of contents and of the tables that it names, one after the other, beyond all bounds.
    let whole = std::fs::read(root().join("fixtures/old/numbering.doc")).expect("fixture");
    let head = whole.windows(2).position(|w| w == [0xEC, 0xA5]).expect("a Word file");
    for at in (0..0x300).step_by(2) {
        for value in [[0xFF; 4], [0, 0, 0, 0x7F], [0xFF, 0, 0, 0], [0; 4]] {
            let mut bytes = whole.clone();
            bytes[head + at..head + at + 4].copy_from_slice(&value);
            give(&bytes, "a.doc");
        }
    }
}

#[test]
fn what_a_doc_is_its_content_tells() {
    let lines = |bytes: &[u8]| -> Vec<String> {
        let record = rasoat::read(bytes, "ke-hoach.doc").expect("readable");
        record.text.unwrap_or_default().lines().map(str::to_owned).collect()
    };
    let expected = ["KẾ HOẠCH", "Số: 12/KH-UBND"];
    let page = "<html><head><title>x</title></head><body><p>KẾ HOẠCH</p><p>Số: 12/KH-UBND</p></body></html>";
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let rtf = r"{\rtf1\ansi K\u7870?  HO\u7840?CH\par S\u7889?: 12/KH-UBND\par}".replace("?  ", "? ");
    let mail = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n{page}\n--x--\n"
    );
    for bytes in [page.as_bytes(), &wide, "KẾ HOẠCH\nSố: 12/KH-UBND\n".as_bytes(), rtf.as_bytes(), mail.as_bytes()]
    {
        assert_eq!(lines(bytes), expected);
    }
    let docx = std::fs::read(root().join("fixtures/word/fields.docx")).expect("fixture");
    assert_eq!(lines(&docx)[0], "Kế hoạch số 12/KH-UBND");
}

#[test]
fn an_office_suite_is_asked_only_for_what_cannot_be_read_here() {
    let docx = std::fs::read(root().join("fixtures/word/fields.docx")).expect("fixture");
    let office = |_: &[u8], ending: &str| (ending == "doc").then(|| docx.clone());
    let options = Options { office: Some(&office), ..Options::default() };
    // A container with nothing that is known.
    let whole = std::fs::read(root().join("fixtures/old/notes.doc")).expect("fixture");
    let name: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = whole.windows(name.len()).position(|w| w == name).expect("its stream");
    let mut other = whole.clone();
    other[at] = b'X';
    let record = rasoat::read_with(&other, "a.doc", &options).expect("readable");
    assert!(record.source.diagnostics.iter().any(|d| d.code == "office-suite"));
    assert_eq!(record.source.media_type, "application/msword");
    let alone = rasoat::read(&other, "a.doc").expect_err("not readable here");
    assert!(alone.message().vi.contains("LibreOffice"), "{alone:?}");
    let record = rasoat::read_with(&whole, "a.doc", &options).expect("readable");
    assert!(record.source.diagnostics.iter().all(|d| d.code != "office-suite"));
    assert!(matches!(rasoat::read_with(b"PK\x03\x04", "a.docx", &options), Err(Error::Damaged { .. })));
}
