//! Small texts of `OpenDocument`, written here, and what is read from them.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use crate::ingest::grid::plain;
use crate::ingest::{Kind, Options, Source, read_with};

fn file(styles: &str, content: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        ("styles.xml", format!("<office:document-styles>{styles}</office:document-styles>")),
        ("content.xml", format!("<office:document-content>{content}</office:document-content>")),
    ];
    for (name, words) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("part");
        zip.write_all(words.as_bytes()).expect("written");
    }
    zip.finish().expect("package").into_inner()
}

fn source(styles: &str, body: &str) -> Source {
    let content = format!("<office:body><office:text>{body}</office:text></office:body>");
    read_with(&file(styles, &content), "a.odt", &Options::default()).expect("readable")
}

fn lines(source: &Source) -> Vec<String> {
    source.paragraphs.iter().map(|p| plain(&source.raw, p).trim().to_owned()).collect()
}

#[test]
fn characters_are_what_the_page_shows() {
    let styles = r#"<style:style style:name="An" style:family="text"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="Hoa" style:family="text"><style:text-properties fo:text-transform="uppercase" fo:font-weight="bold"/></style:style>
        <style:master-page><style:header><text:p>Đầu trang</text:p></style:header></style:master-page>"#;
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>  a
        b<text:s text:c="2"/>c<text:tab/>d<text:line-break/>e<text:span text:style-name="An">ẩn</text:span></text:p><text:p/>
        <text:p><text:span text:style-name="Hoa">kế hoạch</text:span></text:p>
        <text:p>Một<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Chú thích</text:p></text:note-body></text:note> hai<office:annotation><text:p>nhận xét</text:p></office:annotation></text:p>
        <text:p>Neo<draw:frame><draw:text-box><text:p>Hộp</text:p></draw:text-box></draw:frame></text:p>"#;
    let source = source(styles, body);
    assert_eq!(lines(&source), ["a b  c\td", "e", "KẾ HOẠCH", "Một hai", "Neo", "Hộp", "1 Chú thích", "Đầu trang"]);
    assert_eq!(source.paragraphs.iter().map(|p| p.strong).collect::<Vec<_>>()[..3], [false, false, true]);
    assert_eq!(source.paragraphs.iter().filter(|p| p.kind == Kind::Aside).count(), 2);
    let codes: Vec<_> = source.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["tracked-changes", "comments"]);
    assert!(!source.partial);
}

#[test]
fn lists_and_headings_are_numbered() {
    let styles = r#"<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
        <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>"#;
    let item = |words: &str, more: &str| format!("<text:list-item><text:p>{words}</text:p>{more}</text:list-item>");
    let body = format!(
        r#"<text:h text:outline-level="1">Mục đích</text:h><text:list text:style-name="L">{}{}</text:list><text:h text:outline-level="2">Yêu cầu</text:h>
        <text:list text:style-name="L">{}</text:list><text:list text:style-name="L" text:continue-numbering="true">{}</text:list><text:h text:outline-level="1">Nhiệm vụ</text:h>"#,
        item("một", "<text:p>tiếp</text:p>"),
        item("hai", &format!("<text:list>{}</text:list>", item("con", ""))),
        item("lại một", ""),
        item("lại hai", ""),
    );
    assert_eq!(
        lines(&source(styles, &body)),
        ["I. Mục đích", "1. một", "tiếp", "2. hai", "- con", "I.1 Yêu cầu", "1. lại một", "2. lại hai", "II. Nhiệm vụ"]
    );
}

#[test]
fn cells_cover_rows_and_columns() {
    let cell =
        |props: &str, words: &str| format!("<table:table-cell {props}><text:p>{words}</text:p></table:table-cell>");
    let covered = "<table:covered-table-cell/>";
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let rows = [
        row(&(cell(r#"table:number-rows-spanned="2""#, "TT")
            + &cell(r#"table:number-columns-spanned="2""#, "Phân công")
            + covered)),
        row(&(covered.to_owned() + &cell("", "Chủ trì") + &cell("", "Phối hợp"))),
        row(&(cell("", "1") + &cell("", "Sở Y tế") + &cell("", "Sở Nội vụ"))),
    ];
    let body = format!(
        "<table:table><table:table-header-rows>{}</table:table-header-rows>{}{}</table:table>",
        rows[0], rows[1], rows[2]
    );
    let source = source("", &body);
    let got = source.paragraphs.iter().filter_map(|p| match p.kind {
        Kind::Cell { row, column, rows, columns, .. } => Some((row, column, rows, columns)),
        _ => None,
    });
    let got: Vec<_> = got.collect();
    assert_eq!(got, [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]);
}

#[test]
fn a_cut_text_is_told() {
    let bytes = file("", "<office:body><office:text><text:p>còn lại</text:p><text:p>mất");
    let source = read_with(&bytes, "a.odt", &Options::default()).expect("readable");
    assert_eq!(lines(&source)[0], "còn lại");
    assert!(source.partial);
}
