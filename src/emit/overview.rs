//! Overview (báo cáo rà soát): the findings of one or many documents as a page that is read, printed and sent on.
//!
//! In: records. Out: a page of HTML without a script: all documents with their counts, then each with its findings, both
//! sides quoted, and what could not be compared. To decide on findings there is the page of [`super::review`].

use std::fmt::Write as _;

use super::minutes::{cells, heads};
use super::still::{self, escaped};
use super::tables::{Value, documents};
use super::words::{not_compared_line, remarks};
use super::{Batch, Lang};
use crate::record::{Finding, Record, Severity};

/// The page.
#[must_use]
pub fn page(batch: &Batch, lang: Lang) -> String {
    let records = &batch.records;
    let title = lang.pick("Báo cáo rà soát văn bản", "Report of the check of documents");
    let mut main = format!("<h1>{title}</h1>\n");
    if records.len() > 1 {
        main.push_str(&all(records, lang));
    }
    let unread: String = batch
        .unread
        .iter()
        .map(|(path, why)| format!("<li>{}: {}</li>\n", escaped(path), escaped(lang.of(why))))
        .collect::<Vec<_>>()
        .concat();
    if !unread.is_empty() {
        let head = lang.pick("Không đọc được", "Not read");
        let _ = writeln!(main, "<section><h2>{head}</h2>\n<ul class=\"warn\">\n{unread}</ul></section>");
    }
    for (at, record) in (1..).zip(records) {
        main.push_str(&one(record, at, lang));
    }
    let tool = format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let _ = writeln!(main, "<p class=\"meta\">{tool}</p>");
    still::page(title, &main, lang)
}

/// The table of documents, each of which leads to its findings.
fn all(records: &[Record], lang: Lang) -> String {
    let table = documents(records, lang);
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head).collect();
    let row = |(at, row): (usize, &Vec<Value>)| {
        let cells = row.iter().zip(&heads).enumerate().map(|(column, (value, head))| {
            let words = match value {
                Value::Text(words) => escaped(words),
                Value::Day(day) => printed_day(day),
                Value::Number(count) => count.to_string(),
                Value::Empty => String::new(),
            };
            let words = if column == 0 { format!("<a href=\"#document-{at}\">{words}</a>") } else { words };
            format!("<td data-head=\"{}\"><span class=\"words\">{words}</span></td>", escaped(head))
        });
        format!("<tr>{}</tr>\n", cells.collect::<Vec<_>>().concat())
    };
    let rows: String = (1..).zip(&table.rows).map(row).collect();
    format!(
        "<section aria-labelledby=\"documents\"><h2 id=\"documents\">{}</h2>\n<table class=\"free\"><thead><tr>{}</tr></thead><tbody>\n{rows}</tbody></table></section>\n",
        escaped(table.name),
        head_cells(&heads),
    )
}

/// A day as it is printed: 15/03/2022.
fn printed_day(day: &str) -> String {
    day.split('-').rev().collect::<Vec<_>>().join("/")
}

fn head_cells(heads: &[&str]) -> String {
    heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", escaped(head))).collect::<Vec<_>>().concat()
}

/// A document with its findings.
fn one(record: &Record, at: usize, lang: Lang) -> String {
    let document = &record.document;
    let parts = [
        document.kind.as_ref().map(|kind| kind.name.as_str()),
        document.number.as_ref().map(|number| number.raw.as_str()),
        document.subject.as_deref(),
    ];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { record.source.path.clone() } else { name };
    let count = |s: Severity| record.findings.iter().filter(|f| f.severity == s).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let counts = match lang {
        Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo, {infos} lưu ý"),
        Lang::En => format!("errors {errors}, warnings {warnings}, infos {infos}"),
    };
    let mut out = format!(
        "<section aria-labelledby=\"document-{at}\"><h2 id=\"document-{at}\">{at}. {}</h2>\n<p class=\"meta\">{}</p>\n<p class=\"verdict\">{counts}</p>\n",
        escaped(&name),
        escaped(&record.source.path),
    );
    for remark in remarks(record, lang) {
        let _ = writeln!(out, "<p class=\"warn\">{}</p>", escaped(remark));
    }
    if record.findings.is_empty() {
        let none = lang.pick("Không có phát hiện nào.", "Nothing was found.");
        let _ = writeln!(out, "<p>{none}</p>");
    } else {
        let heads = heads(lang);
        let rows: String = (1..).zip(&record.findings).map(|(at, f)| row(record, f, at, &heads, lang)).collect();
        let _ = write!(
            out,
            "<table class=\"findings\"><colgroup><col class=\"at\"><col class=\"unit\"><col><col><col class=\"likely\"></colgroup><thead><tr>{}</tr></thead><tbody>\n{rows}</tbody></table>\n",
            head_cells(&heads),
        );
    }
    let open: String = record
        .coverage
        .not_comparable
        .iter()
        .map(|open| format!("<li>{}</li>\n", escaped(&not_compared_line(record, open, lang))))
        .collect::<Vec<_>>()
        .concat();
    if !open.is_empty() {
        let head = lang.pick("Chưa đối chiếu được", "Not compared");
        let _ = writeln!(out, "<details><summary>{head}</summary><ul>\n{open}</ul></details>");
    }
    out + "</section>\n"
}

fn row(record: &Record, finding: &Finding, at: usize, heads: &[&str], lang: Lang) -> String {
    let cells = cells(record, finding, at, lang);
    let cells = cells.iter().zip(heads).map(|(lines, head)| {
        let lines = lines.iter().map(|line| format!("<p class=\"words\">{}</p>", escaped(line)));
        let lines = lines.collect::<Vec<_>>().concat();
        format!("<td data-head=\"{}\">{lines}</td>", escaped(head))
    });
    format!("<tr>{}</tr>\n", cells.collect::<Vec<_>>().concat())
}
