//! Small packages of Word, written here, and what is read from them.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::super::{Error, Foreign, Kind, Limits, Options, Places, Source};
use super::read;
use crate::ingest::grid::plain;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/main.xml"/></Relationships>"#;

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(words.as_bytes()).expect("written");
    }
    zip.finish().expect("package").into_inner()
}

/// A package with this body and these other parts, each named by its kind.
fn with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let relation = |kind: &str| {
        format!(
            r#"<Relationship Id="{kind}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/{}" Target="/word/{kind}.xml"/>"#,
            kind.trim_end_matches(char::is_numeric)
        )
    };
    let relations: String = parts.iter().map(|(kind, _)| relation(kind)).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let names: Vec<String> = parts.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
    let mut all = vec![
        ("_rels/.rels", RELATIONS),
        ("word/main.xml", main.as_str()),
        ("word/_rels/main.xml.rels", relations.as_str()),
    ];
    all.extend(names.iter().zip(parts).map(|(name, (_, words))| (name.as_str(), *words)));
    package(&all)
}

fn source(bytes: &[u8]) -> Source {
    read(bytes, &Options::default()).expect("readable")
}

fn lines_of(source: &Source) -> Vec<String> {
    source.paragraphs.iter().map(|p| plain(&source.raw, p).trim().to_owned()).collect()
}

fn lines(body: &str) -> Vec<String> {
    lines_of(&source(&with(body, &[])))
}

#[test]
fn runs_in_fonts_of_old_are_unicode() {
    let run = |font: &str, words: &str| {
        format!(
            r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>"#
        )
    };
    let p = |runs: &[String]| format!("<w:p>{}</w:p>", runs.concat());
    let old = [
        p(&[run(".VnTimeH", "Uû ban nh©n d©n tØnh")]),
        p(&[run(".VnTime", "QuyÕt ®Þnh "), run(".VnTime", "cña Bé tr\u{AD}ëng"), run("Arial", ", có 5°")]),
        p(&[run("VNI-Times", "Coäng hoøa xaõ hoäi")]),
    ];
    let file = source(&with(&old.concat(), &[]));
    assert_eq!(lines_of(&file), ["UỶ BAN NHÂN DÂN TỈNH", "Quyết định của Bộ trưởng, có 5°", "Cộng hòa xã hội"]);
    assert_eq!(file.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["legacy-encoding"]);
    assert!(!file.partial);
    let styles = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>"#;
    let plain = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let unicode = source(&with(&(plain("Quyết định của Bộ trưởng") + &plain("có")), &[("styles", styles)]));
    assert_eq!(lines_of(&unicode), ["Quyết định của Bộ trưởng", "có"]);
    assert!(unicode.diagnostics.is_empty());
    let by_style = source(&with(&(plain("Uû ban nh©n d©n") + &plain("có")), &[("styles", styles)]));
    assert_eq!(lines_of(&by_style)[0], "Uỷ ban nhân dân");
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_line_break_ends_a_line_and_an_empty_paragraph_is_a_gap() {
    let body = r#"<w:p><w:r><w:t>A</w:t><w:br/><w:t xml:space="preserve"> B </w:t><w:tab/><w:t> C </w:t></w:r></w:p><w:p/><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>D</w:t><w:br w:type="page"/><w:t>E</w:t></w:r></w:p>"#;
    let source = source(&with(body, &[]));
    assert_eq!(lines_of(&source), ["A", "B \tC", "D", "E"]);
    assert_eq!(source.paragraphs.iter().map(|p| p.gap).collect::<Vec<_>>(), [false, false, true, false]);
    assert_eq!(source.paragraphs.iter().map(|p| p.strong).collect::<Vec<_>>(), [false, false, true, true]);
}

#[test]
fn changes_are_read_as_accepted_and_told() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Trước </w:t></w:r><w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:del><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del></w:p>
        <w:p><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r><w:t>đến</w:t></w:r></w:moveTo></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">một </w:t></w:r></w:p><w:p><w:r><w:t>đoạn</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>"#;
    let source = source(&with(body, &[]));
    assert_eq!(lines_of(&source), ["Trước mới", "đến", "một đoạn", "x"]);
    assert!(!source.paragraphs[3].strong);
    assert_eq!(source.diagnostics[0].code, "tracked-changes");
    assert!(
        source.diagnostics[0].message.en.contains("2 insertions") && source.diagnostics[0].message.en.contains("3 del")
    );
    assert!(!source.partial);
}

#[test]
fn fields_show_their_result() {
    let field = |inside: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/></w:ffData></w:fldChar></w:r>{inside}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let separate = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let instruction = "<w:r><w:instrText>IF</w:instrText><w:t>=</w:t></w:r>";
    let inner = field(&format!("{instruction}{separate}<w:r><w:t>trong</w:t></w:r>"));
    let outer = field(&format!("{instruction}{inner}{separate}<w:r><w:t>ngoài</w:t></w:r>"));
    let nested = field(&format!("{instruction}{separate}<w:r><w:t>ngoài</w:t></w:r>{inner}"));
    let body = format!(
        r#"<w:p>{outer}</w:p><w:p>{nested}</w:p><w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>5</w:t></w:r></w:fldSimple></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>mất</w:t></w:r></w:p><w:p><w:r><w:t>còn</w:t></w:r></w:p>"#
    );
    assert_eq!(lines(&body), ["ngoài", "ngoàitrong", "5", "còn"]);
}

#[test]
fn hidden_words_and_invitations_to_type_are_dropped() {
    let styles = r#"<w:styles><w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="AnDoan"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
    let body = r#"<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r><w:r><w:rPr><w:rStyle w:val="An"/></w:rPr><w:t>c</w:t></w:r><w:r><w:rPr><w:rStyle w:val="An"/><w:vanish w:val="false"/></w:rPr><w:t>d</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="AnDoan"/></w:pPr><w:r><w:t>e</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">I. Chạy </w:t></w:r></w:p><w:p><w:r><w:t>liền</w:t></w:r></w:p>
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Bấm vào đây</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:p><w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent><w:r><w:t>chọn</w:t></w:r></w:sdtContent></w:sdt></w:p>"#;
    assert_eq!(lines_of(&source(&with(body, &[("styles", styles)]))), ["ad", "I. Chạy liền", "chọn"]);
}

#[test]
fn symbols_capitals_and_hyphens_are_what_the_page_shows() {
    let body = r#"<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r><w:r><w:t>06</w:t><w:noBreakHyphen/><w:t>CT</w:t><w:softHyphen/><w:t>X</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0A3"/></w:r></w:p>
        <w:p><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>&#xF0B3; 5</w:t></w:r><w:r><w:rPr><w:smallCaps/></w:rPr><w:t>nhỏ</w:t></w:r></w:p>
        <w:p><w:r><w:t>&lt;&unknown; &amp;</w:t></w:r></w:p>
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>trên</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>gốc</w:t></w:r></w:rubyBase></w:ruby></w:r><m:oMath><m:f><m:fPr/><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>"#;
    assert_eq!(lines(body), ["KẾ HOẠCH06-CTX✓≤", "≥ 5nhỏ", "<&unknown; &", "gốca/b"]);
}

#[test]
fn a_box_is_read_once_behind_its_paragraph() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>Hộp</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Neo</w:t></w:r></w:p>
        <w:p><w:r><w:t>Cũ</w:t><w:pict><v:textbox>{inside}</v:textbox></w:pict><w:t> hơn</w:t></w:r></w:p>
        <w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>Chỉ có bản cũ</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
    );
    let source = source(&with(&body, &[]));
    assert_eq!(lines_of(&source), ["Neo", "Hộp", "Cũhơn", "Hộp", "Chỉ có bản cũ"]);
    // Of the paragraphs, those of both versions count.
    let Places::Runs(runs) = &source.places else { panic!("runs") };
    let places: Vec<_> = runs.iter().map(|r| (r.paragraph, r.run)).collect();
    assert_eq!(places, [(1, Some(0)), (0, Some(1)), (3, Some(0)), (4, Some(0)), (3, Some(0)), (5, Some(0))]);
}

#[test]
fn notes_and_headers_stand_behind_once() {
    let body = r#"<w:p><w:r><w:t>Một</w:t><w:endnoteReference w:id="7"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr></w:pPr><w:r><w:t>Hai</w:t><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p><w:sectPr><w:headerReference r:id="header2"/><w:footerReference r:id="footer1"/><w:headerReference r:id="header1"/></w:sectPr>"#;
    let note = |id: &str, words: &str| {
        format!(
            r#"<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>"#
        )
    };
    let notes = format!(
        r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>vạch</w:t></w:r></w:p></w:footnote>{}{}{}{}</w:footnotes>"#,
        note("4", "Thứ hai"),
        note("2", "Thứ nhất"),
        note("3", "* Riêng"),
        note("9", "Không ai gọi")
    );
    let ends = r#"<w:endnotes><w:endnote w:id="7"><w:p><w:r><w:t>Cuối</w:t></w:r></w:p></w:endnote></w:endnotes>"#;
    let header = |words: &str| format!("<w:hdr>{}</w:hdr>", p(words));
    let bytes = with(
        body,
        &[
            ("footnotes", &notes),
            ("endnotes", ends),
            ("header1", &header("Đầu trang")),
            ("header2", &header("Đầu trang")),
            ("footer1", &header("Chân trang")),
        ],
    );
    let source = source(&bytes);
    assert_eq!(
        lines_of(&source),
        ["Một", "Hai*", "1 Thứ nhất", "* Riêng", "2 Thứ hai", "i Cuối", "Đầu trang", "Chân trang"]
    );
    assert_eq!(source.paragraphs.iter().filter(|p| p.kind == Kind::Aside).count(), 6);
}

#[test]
fn labels_come_from_lists_and_styles() {
    let numbering = r#"<w:numbering>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Muc"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Tieumuc"/><w:suff w:val="space"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:lvlText w:val="%1"/><w:suff w:val="nothing"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Kieu"/></w:abstractNum>
        <w:abstractNum w:abstractNumId="4"><w:styleLink w:val="Kieu"/><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;
    let styles = r#"<w:styles><w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Tieumuc"><w:basedOn w:val="Muc"/></w:style><w:style w:type="numbering" w:styleId="Kieu"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let of_style = |style: &str, more: &str, words: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
    };
    let listed = |number: u32, words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let empty = r#"<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:p>"#;
    let row = |cell: &str| format!("<w:tr><w:tc>{cell}</w:tc><w:tc>{}</w:tc></w:tr>", p("ô"));
    let body = [
        of_style("Muc", "", "Mục đích"),
        of_style("Tieumuc", "", "Yêu cầu"),
        of_style("Muc", r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#, "không số"),
        of_style("Muc", "", "Nhiệm vụ"),
        format!("<w:tbl>{}{}</w:tbl>", row(empty), row(empty)),
        listed(2, "x"),
        listed(3, "Gạch"),
        listed(44, "lạ"),
    ];
    assert_eq!(
        lines_of(&source(&with(&body.concat(), &[("numbering", numbering), ("styles", styles)]))),
        ["I. Mục đích", "1. Yêu cầu", "không số", "II. Nhiệm vụ", "7", "ô", "8", "ô", "9x", "• Gạch", "lạ"]
    );
}

#[test]
fn tables_have_cells_and_letterheads_have_none() {
    let cell = |props: &str, words: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(words));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let grid = "<w:tblGrid><w:gridCol w:w=\"900\"/><w:gridCol w:w=\"900\"/><w:gridCol w:w=\"900\"/></w:tblGrid>";
    let head = [cell("<w:vMerge w:val=\"restart\"/>", "TT"), cell("<w:gridSpan w:val=\"2\"/>", "Phân công")];
    let below = [cell("<w:vMerge/>", "khuất"), cell("", "Chủ trì"), cell("", "Phối hợp")];
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("", "xóa"));
    let table = |rows: &str| format!("<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>");
    let first = table(&format!("{}{}{deleted}", row(&head), row(&below)));
    let second = table(&row(&[cell("", "1"), cell("", "Sở Y tế"), cell("", "Sở Nội vụ")]));
    let letterhead = format!(
        "<w:tbl>{grid}{}{}</w:tbl>",
        row(&[cell("", "UBND TỈNH"), cell("<w:gridSpan w:val=\"2\"/>", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]),
        row(&[cell("", "Số: 1/KH-UBND"), cell("<w:gridSpan w:val=\"2\"/>", "Huế, ngày 1")])
    );
    let body = format!("{letterhead}<w:p/>{first}<w:bookmarkStart/>{second}{}{second}", p("sau"));
    let source = source(&with(&body, &[]));
    let got: Vec<_> = source.paragraphs.iter().zip(lines_of(&source)).map(|(p, words)| (p.kind, words)).collect();
    let text = |words: &str| (Kind::Text, words.to_owned());
    let at = |table, row, column, rows, columns, words: &str| {
        (Kind::Cell { table, row, column, rows, columns }, words.to_owned())
    };
    assert_eq!(
        got,
        [
            text("UBND TỈNH"),
            text("Số: 1/KH-UBND"),
            text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            text("Huế, ngày 1"),
            at(0, 0, 0, 2, 1, "TT"),
            at(0, 0, 1, 1, 2, "Phân công"),
            at(0, 1, 1, 1, 1, "Chủ trì"),
            at(0, 1, 2, 1, 1, "Phối hợp"),
            at(0, 2, 0, 1, 1, "1"),
            at(0, 2, 1, 1, 1, "Sở Y tế"),
            at(0, 2, 2, 1, 1, "Sở Nội vụ"),
            text("sau"),
            at(1, 0, 0, 1, 1, "1"),
            at(1, 0, 1, 1, 1, "Sở Y tế"),
            at(1, 0, 2, 1, 1, "Sở Nội vụ"),
        ]
    );
}

#[test]
fn columns_by_tabs_are_read_one_after_the_other_and_labels_are_none() {
    let tabbed = |a: &str, b: &str| format!("<w:p><w:r><w:t>{a}</w:t><w:tab/><w:t>{b}</w:t></w:r></w:p>");
    let body = [
        tabbed("UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        tabbed("Số: 1/KH-UBND", "Độc lập - Tự do - Hạnh phúc"),
        "<w:p/>".to_owned(),
        tabbed("I.", "MỤC ĐÍCH"),
        tabbed("Nơi nhận:", "CHỦ TỊCH"),
        tabbed("- Như trên;", ""),
    ];
    assert_eq!(
        lines(&body.concat()),
        [
            "UBND TỈNH",
            "Số: 1/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "I.\tMỤC ĐÍCH",
            "Nơi nhận:",
            "- Như trên;",
            "CHỦ TỊCH"
        ]
    );
}

#[test]
fn runs_are_counted_through_links_and_deletions() {
    let body = "<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:r/><w:smartTag><w:r><w:t>c</w:t></w:r></w:smartTag></w:p><w:p><w:r><w:t>d</w:t></w:r></w:p>";
    let Places::Runs(runs) = source(&with(body, &[])).places else { panic!("runs") };
    let places: Vec<_> = runs.iter().map(|r| (r.start, r.paragraph, r.run)).collect();
    assert_eq!(places, [(0, 0, Some(0)), (1, 0, Some(3)), (2, 1, Some(0))]);
}

#[test]
fn other_packages_are_named() {
    let unsupported = |what| Err(Error::Unsupported { what });
    let error = |parts: &[(&str, &str)]| read(&package(parts), &Options::default()).map(drop);
    assert_eq!(error(&[("xl/workbook.xml", "")]), unsupported(Foreign::OtherOffice));
    let sheet = RELATIONS.replace("word/main.xml", "xl/workbook.xml");
    assert_eq!(
        error(&[("_rels/.rels", &sheet), ("xl/workbook.xml", "<workbook/>")]),
        unsupported(Foreign::OtherOffice)
    );
    let sheet = "application/vnd.oasis.opendocument.spreadsheet";
    assert_eq!(error(&[("mimetype", sheet)]), unsupported(Foreign::OpenDocument));
    assert_eq!(error(&[("a.txt", "x")]), unsupported(Foreign::Archive));
    let part = "word/main.xml".to_owned();
    assert!(error(&[("_rels/.rels", RELATIONS), ("[Content_Types].xml", "")]).is_err());
    assert_eq!(
        error(&[("_rels/.rels", RELATIONS), (&part, "<w:document><w:body>")]),
        Err(Error::Damaged { format: "Word", part })
    );
    assert_eq!(read(b"PK\x03\x04 nothing", &Options::default()).map(drop), Err(super::damaged("zip")));
    assert_eq!(read(&with("<w:p/>", &[]), &Options::default()).map(drop), Err(Error::Empty));
    assert_eq!(
        read(&with("<w:p><a:blip/></w:p>", &[]), &Options::default()).map(drop),
        Err(Error::Pictures { count: 1 })
    );
}

#[test]
fn what_stands_before_a_fault_is_kept() {
    let cut = format!("{}<w:p><w:r><w:t>hai</w:t></w:r></w:x>{}", p("một"), p("ba"));
    let source = source(&with(&cut, &[("numbering", "<w:numbering><w:abstractNum")]));
    assert_eq!(lines_of(&source), ["một", "hai"]);
    assert!(source.partial);
    let codes: Vec<_> = source.diagnostics.iter().map(|d| (d.code, d.message.en.contains("word/"))).collect();
    assert_eq!(codes, [("part-damaged", true), ("part-damaged", true)]);
}

#[test]
fn the_limits_hold() {
    let limited = |bytes: &[u8], limits: Limits| read(bytes, &Options { limits, ..Options::default() });
    // One part that unpacks to much more than it takes.
    let bomb = with(&format!("{}{}", p("x"), " ".repeat(3 << 20)), &[]);
    assert!(bomb.len() < 20_000);
    let small = Limits { inflated: 1 << 20, ..Limits::default() };
    assert_eq!(limited(&bomb, small).map(drop), Err(Error::TooLarge { limit: "inflated", value: 1 << 20 }));
    // Many parts that together do.
    let blank = " ".repeat(400 << 10);
    let many = with(&p("x"), &[("styles", &blank), ("numbering", &blank), ("settings", &blank)]);
    assert_eq!(limited(&many, small).map(drop), Err(Error::TooLarge { limit: "inflated", value: 1 << 20 }));
    // Tables and boxes inside one another.
    let deep = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(20_000);
    let source = source(&with(&deep, &[]));
    assert_eq!(source.paragraphs.len(), 20_000);
    assert!(source.partial && source.diagnostics.iter().any(|d| d.code == "limit-depth"));
    let boxes = "<w:p><w:r><w:t>y</w:t><w:txbxContent>".repeat(20_000);
    assert_eq!(lines(&boxes).len(), 20_000);
    // Entities are not expanded.
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><w:document><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"#;
    let bytes = package(&[("_rels/.rels", RELATIONS), ("word/main.xml", entities)]);
    assert_eq!(lines_of(&read(&bytes, &Options::default()).expect("readable")), ["&c;"]);
    // Numbers beyond any page.
    let huge = "2147483648";
    let wild = format!(
        r#"<w:tbl><w:tblGrid><w:gridCol w:w="99999999999999999999"/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="{huge}"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="{huge}"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        p("a"),
        p("b")
    );
    assert_eq!(lines(&wild), ["a", "b"]);
    // The time.
    let long = p("x").repeat(20_000);
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let expired = || calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) > 5;
    let options = Options { expired: &expired, ..Options::default() };
    let source = read(&with(&long, &[]), &options).expect("part of it");
    assert!(source.partial && source.paragraphs.len() < 20_000);
    assert!(source.diagnostics.iter().any(|d| d.code == "limit-seconds"));
}

#[test]
fn a_strict_file_with_other_prefixes_is_read() {
    let main = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:w="urn:other"><x:body><x:p><x:r><x:t>Số</x:t><w:t>không</w:t></x:r></x:p></x:body></x:document>"#;
    let relations = RELATIONS.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/",
        "http://purl.oclc.org/ooxml/officeDocument/",
    );
    let bytes = package(&[("_rels/.rels", &relations), ("word\\MAIN.xml", main)]);
    assert_eq!(lines_of(&read(&bytes, &Options::default()).expect("readable")), ["Số"]);
}

/// A package with one of many things.
fn rich() -> Vec<u8> {
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let body = format!(
        r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>KẾ HOẠCH</w:t><w:footnoteReference w:id="1"/></w:r></w:p><w:tbl><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="200"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType="end"/><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r></w:p><w:sectPr><w:headerReference r:id="header1"/></w:sectPr>"#,
        p("1"),
        p("2"),
        p("3"),
        p("4")
    );
    let notes = r#"<w:footnotes><w:footnote w:id="1"><w:p><w:r><w:t>chú</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let header = format!("<w:hdr>{}</w:hdr>", p("đầu"));
    with(&body, &[("numbering", numbering), ("footnotes", notes), ("header1", &header)])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_of_a_package_is_more_than_an_error(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let mut bytes = rich();
        for (at, with) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= with;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes, &Options::default());
    }

    #[test]
    fn any_order_of_elements_is_read(picks in prop::collection::vec(0..MARKUP.len(), 0..60)) {
        let body: String = picks.into_iter().map(|at| MARKUP[at]).collect();
        // Closed or not, known or not: something is read or one error is told.
        let _ = read(&with(&body, &[]), &Options::default());
        let closed = walk_closed(&body);
        let _ = read(&with(&closed, &[]), &Options::default());
    }
}

/// Pieces of markup in any order.
const MARKUP: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>chữ</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:vMerge/></w:tcPr>",
    "<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>",
    "<w:tcPr><w:hMerge/></w:tcPr>",
    "<w:trPr><w:del/></w:trPr>",
    "<w:tcPr><w:cellDel/></w:tcPr>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<mc:AlternateContent>",
    "</mc:AlternateContent>",
    "<mc:Choice>",
    "</mc:Choice>",
    "<mc:Fallback>",
    "</mc:Fallback>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>",
    "<w:sdtContent>",
    "</w:sdtContent>",
    "<w:del>",
    "</w:del>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:br/>",
    "<w:tab/>",
    "<w:footnote w:id=\"1\">",
    "</w:footnote>",
    "<w:sectPr>",
    "</w:sectPr>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:rPr>",
    "</w:rPr>",
    "<w:numPr><w:numId w:val=\"1\"/></w:numPr>",
];

/// The same pieces, where only those that end the open one end anything.
fn walk_closed(body: &str) -> String {
    let (mut open, mut out) = (Vec::new(), String::new());
    for piece in body.split_inclusive('>') {
        let name = piece.trim_matches(['<', '>', '/']).split(' ').next().unwrap_or_default();
        if piece.contains("</") {
            let name = piece.rsplit("</").next().unwrap_or_default().trim_end_matches('>');
            if open.last() == Some(&name) {
                open.pop();
                out.push_str(piece);
            }
        } else {
            if !piece.ends_with("/>") {
                open.push(name);
            }
            out.push_str(piece);
        }
    }
    let ends: Vec<String> = open.iter().rev().map(|name| format!("</{name}>")).collect();
    out + &ends.concat()
}
