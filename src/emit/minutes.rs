//! Minutes of the check (biên bản rà soát) as a Word file, to be completed and signed.
//!
//! In: records. Out: the bytes of a `.docx` in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, its margins, Quốc
//! hiệu and Tiêu ngữ, Times New Roman. For each document what was read, the findings with both sides, and what could
//! not be compared. What only people know (the office, the day, the names) is left as dots.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, PageMargin, Paragraph, Run, RunFonts, Table, TableAlignmentType, TableCell,
    TableLayoutType, TableRow, WidthType,
};

use super::words::{locus, not_compared_line, part, remarks, said, severity, units_of};
use super::{Batch, Lang};
use crate::record::{Finding, Record, Severity};

/// Twentieths of a point in a millimetre.
const MM: f32 = 56.7;

/// Half points: the text, and the words of tables.
const TEXT: usize = 28;
const SMALL: usize = 22;

/// So many places of a finding are quoted.
const PLACES: usize = 4;

/// Widths of the columns of findings, in twentieths of a point: number, unit, finding, both sides, likely value.
const COLUMNS: [usize; 5] = [600, 1_900, 2_900, 2_700, 1_250];

/// The minutes.
#[must_use]
pub fn document(batch: &Batch, lang: Lang) -> Vec<u8> {
    let t = |vi, en| lang.pick(vi, en);
    let mm = |length: f32| {
        #[expect(clippy::cast_possible_truncation, reason = "margins of a page")]
        let twips = (length * MM).round() as i32;
        twips
    };
    let mut out = Docx::new()
        .default_fonts(times())
        .default_size(TEXT)
        .page_size(11_906, 16_838)
        .page_margin(PageMargin::new().top(mm(20.0)).bottom(mm(20.0)).left(mm(30.0)).right(mm(18.0)))
        .add_table(letterhead(lang))
        .add_paragraph(line("", false))
        .add_paragraph(centred(t("BIÊN BẢN", "MINUTES"), true))
        .add_paragraph(centred(t("Rà soát văn bản", "Check of documents"), true))
        .add_paragraph(line("", false))
        .add_paragraph(line(t("Thời gian rà soát: ……………………………………", "Checked on: ……………………………………"), false))
        .add_paragraph(line(t("Người rà soát: …………………………………………", "Checked by: …………………………………………"), false));
    for (at, record) in batch.records.iter().enumerate() {
        out = of_document(out, record, at + 1, lang);
    }
    if !batch.unread.is_empty() {
        out = out.add_paragraph(line(t("Không đọc được:", "Not read:"), true));
        for (path, why) in &batch.unread {
            out = out.add_paragraph(line(&format!("- {path}: {}", lang.of(why)), false));
        }
    }
    let empty = || TableCell::new().clear_all_border();
    let sign = |words| {
        empty()
            .add_paragraph(centred(words, true))
            .add_paragraph(centred(t("(Ký, ghi rõ họ tên)", "(Signature, name)"), false))
    };
    let signatures = Table::new(vec![TableRow::new(vec![
        sign(t("NGƯỜI SOẠN THẢO", "DRAFTED BY")),
        sign(t("NGƯỜI RÀ SOÁT", "CHECKED BY")),
    ])])
    .width(9_350, WidthType::Dxa)
    .clear_all_border();
    let mut bytes = Cursor::new(Vec::new());
    let written = out.add_paragraph(line("", false)).add_table(signatures).build().pack(&mut bytes);
    // Into memory: nothing here can fail.
    debug_assert!(written.is_ok());
    bytes.into_inner()
}

fn times() -> RunFonts {
    let name = "Times New Roman";
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

/// The two columns at the head: the office, and the country's name and motto.
fn letterhead(lang: Lang) -> Table {
    let office = "………………………………";
    let cell = |paragraphs: Vec<Paragraph>| {
        paragraphs.into_iter().fold(TableCell::new().clear_all_border(), TableCell::add_paragraph)
    };
    Table::new(vec![TableRow::new(vec![
        cell(vec![sized(office, false, 24), sized(lang.pick("Số: ……/BB-……", "No.: ……/BB-……"), false, 24)])
            .width(3_600, WidthType::Dxa),
        // Not translated: it is the country's name.
        cell(vec![
            sized("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true, 24),
            sized("Độc lập - Tự do - Hạnh phúc", true, 26),
        ])
        .width(5_750, WidthType::Dxa),
    ])])
    .clear_all_border()
    .align(TableAlignmentType::Center)
    .layout(TableLayoutType::Fixed)
}

fn of_document(out: Docx, record: &Record, at: usize, lang: Lang) -> Docx {
    let document = &record.document;
    let kind = document.kind.as_ref().map_or(lang.pick("Văn bản", "Document"), |kind| kind.name.as_str());
    let number = document.number.as_ref().map_or("", |number| number.raw.as_str());
    let subject = document.subject.as_deref().unwrap_or_default();
    let count = |s: Severity| record.findings.iter().filter(|f| f.severity == s).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let coverage = &record.coverage;
    let read = match lang {
        Lang::Vi => format!(
            "Đã đọc {} nhiệm vụ, đối chiếu được {} nhiệm vụ giữa thân văn bản và phụ lục. Kết quả: {errors} lỗi, {warnings} cảnh báo, {infos} lưu ý.",
            coverage.units, coverage.matched
        ),
        Lang::En => format!(
            "Units read: {}; compared between body and appendix: {}. Found: errors {errors}, warnings {warnings}, infos {infos}.",
            coverage.units, coverage.matched
        ),
    };
    let mut out = out
        .add_paragraph(line("", false))
        .add_paragraph(line(&format!("{at}. {kind} {number}: {subject}"), true))
        .add_paragraph(line(&format!("{}: {}", lang.pick("Tệp", "File"), record.source.path), false))
        .add_paragraph(line(&read, false));
    for remark in remarks(record, lang) {
        out = out.add_paragraph(line(&format!("{}: {remark}.", lang.pick("Lưu ý", "Note")), false));
    }
    if !record.findings.is_empty() {
        out = out.add_table(findings(record, lang));
    }
    let open: Vec<String> = coverage.not_comparable.iter().map(|open| not_compared_line(record, open, lang)).collect();
    if !open.is_empty() {
        out = out.add_paragraph(line(lang.pick("Chưa đối chiếu được:", "Not compared:"), true));
        for item in open {
            out = out.add_paragraph(line(&format!("- {item}"), false));
        }
    }
    out
}

fn findings(record: &Record, lang: Lang) -> Table {
    let heads = heads(lang);
    let row = |words: Vec<Vec<String>>, bold: bool| {
        let cells = words.into_iter().zip(COLUMNS).map(|(lines, width)| {
            let cell = TableCell::new().width(width, WidthType::Dxa);
            lines.iter().map(|words| sized_left(words, bold, SMALL)).fold(cell, TableCell::add_paragraph)
        });
        TableRow::new(cells.collect())
    };
    let head = row(heads.iter().map(|head| vec![(*head).to_owned()]).collect(), true);
    let rows = record.findings.iter().zip(1..).map(|(finding, at)| row(cells(record, finding, at, lang), false));
    Table::new(std::iter::once(head).chain(rows).collect())
        .set_grid(COLUMNS.to_vec())
        .width(COLUMNS.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}

/// What the columns of findings hold.
pub(super) fn heads(lang: Lang) -> [&'static str; COLUMNS.len()] {
    [
        lang.pick("TT", "No."),
        lang.pick("Nhiệm vụ", "Unit"),
        lang.pick("Phát hiện", "Finding"),
        lang.pick("Trích nguyên văn", "As printed"),
        lang.pick("Có thể đúng là", "Likely value"),
    ]
}

/// The words of a finding, column by column.
pub(super) fn cells(record: &Record, finding: &Finding, at: usize, lang: Lang) -> Vec<Vec<String>> {
    let units = match units_of(record, finding) {
        none if none.is_empty() => lang.pick("Toàn văn bản", "Whole document").to_owned(),
        units => units,
    };
    let more = finding.evidence.len().saturating_sub(PLACES);
    let more = (more > 0).then(|| match lang {
        Lang::Vi => format!("… và {more} chỗ khác"),
        Lang::En => format!("… and in {more} more places"),
    });
    let quotes = finding.evidence.iter().take(PLACES).map(|evidence| {
        let (kind, number) = locus(&evidence.span, lang);
        format!("{} ({} {number}): “{}”", part(evidence.part, lang), kind.to_lowercase(), evidence.quote)
    });
    let likely = finding.suggestion.iter().map(|s| format!("{} ({})", s.value, lang.of(&s.reason)));
    let message = format!("{}: {}", severity(finding.severity, lang), said(finding, lang));
    vec![vec![at.to_string()], vec![units], vec![message], quotes.chain(more).collect(), likely.collect()]
}

fn line(words: &str, bold: bool) -> Paragraph {
    sized_left(words, bold, TEXT)
}

fn centred(words: &str, bold: bool) -> Paragraph {
    sized(words, bold, TEXT)
}

fn sized(words: &str, bold: bool, size: usize) -> Paragraph {
    sized_left(words, bold, size).align(AlignmentType::Center)
}

fn sized_left(words: &str, bold: bool, size: usize) -> Paragraph {
    let mut run = Run::new().fonts(times()).size(size);
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(printable(line));
    }
    Paragraph::new().add_run(if bold { run.bold() } else { run })
}

/// Without the characters that XML cannot hold.
fn printable(words: &str) -> String {
    let is_held = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    words.chars().map(|c| if is_held(c) { c } else { '\u{FFFD}' }).collect()
}
