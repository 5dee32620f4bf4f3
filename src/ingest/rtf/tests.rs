//! Small RTF texts, written here, and what is read from them.

use proptest::prelude::*;

use crate::ingest::grid::plain;
use crate::ingest::{Kind, Options, Source, read_with};

fn source(body: &str) -> Source {
    let fonts = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fcharset163 Arial;}{\f2\ftech\fcharset2 Symbol;}{\f3\fnil .VnTime;}}";
    let file = format!(r"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\stylesheet{{\s0 Normal;}}}}{body}}}");
    read_with(file.as_bytes(), "a.rtf", &Options::default()).expect("readable")
}

fn lines_of(source: &Source) -> Vec<String> {
    source.paragraphs.iter().map(|p| plain(&source.raw, p).trim().to_owned()).collect()
}

fn lines(body: &str) -> Vec<String> {
    lines_of(&source(body))
}

#[test]
fn bytes_are_characters_of_their_fonts_code_page() {
    // "ế" of code page 1258 is a letter with its tone behind it.
    let body = r"\pard\f0 \u272?\u7897?c l\'ad?p \f1 b\'ea\'ec\f2 \'a3\f0\uc2 \u7841ab\uc0\u7841 x\par\pard S\'f4\~1\_2\emdash\par";
    assert_eq!(lines(body), ["Độc l\u{AD}?p bê\u{301}≤ạạx", "Sô\u{A0}1-2—"]);
}

#[test]
fn what_the_page_does_not_show_is_dropped() {
    let body = r"\pard a{\v b}{\deleted c}{\revised d}{\*\unknown e}{\field{\*\fldinst HYPERLINK f}{\fldrslt g}}{\pict\wmetafile8 0102}{\*\bkmkstart h}\bin3 }{}i{\caps k}\par";
    let source = source(body);
    assert_eq!(lines_of(&source), ["adgiK"]);
    assert_eq!(source.diagnostics[0].code, "tracked-changes");
}

#[test]
fn notes_boxes_heads_and_labels_stand_where_they_should() {
    let body = r"{\header\pard Trang\par}\pard{\listtext\pard\plain\f0 I.\tab}Mot\chftn{\footnote\pard{\chftn}Chu thich} hai*{\footnote * rieng}\par{\listtext\f2 \'b7\tab}ba{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard Hop\par}}{\shprslt Hop}}\par";
    assert_eq!(lines(body), ["I. Mot hai*", "• ba", "Hop", "1 Chu thich", "* rieng", "Trang"]);
}

#[test]
fn cells_cover_rows_and_columns() {
    let row = |defs: &str, cells: &[&str]| {
        let cells = cells.join("\\cell ") + "\\cell ";
        format!("\\trowd {defs}\\pard\\intbl {cells}\\row ")
    };
    let body = [
        row(r"\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000", &["TT", "P", ""]),
        row(r"\clvmrg\cellx1003\cellx2000\cellx3000", &["", "C", "D"]),
        row(r"\cellx1000\cellx3000", &["1", "x\\par y"]),
        "\\pard sau\\par".to_owned(),
    ];
    let source = source(&body.concat());
    let got = source.paragraphs.iter().zip(lines_of(&source)).filter_map(|(p, words)| match p.kind {
        Kind::Cell { row, column, rows, columns, .. } => Some((words, row, column, rows, columns)),
        _ => None,
    });
    let cell = |words: &str, row, column, rows, columns| (words.to_owned(), row, column, rows, columns);
    assert_eq!(
        got.collect::<Vec<_>>(),
        [
            cell("TT", 0, 0, 2, 1),
            cell("P", 0, 1, 1, 2),
            cell("C", 1, 1, 1, 1),
            cell("D", 1, 2, 1, 1),
            cell("1", 2, 0, 1, 1),
            cell("x", 2, 1, 1, 2),
            cell("y", 2, 1, 1, 2),
        ]
    );
}

#[test]
fn a_table_inside_a_cell_is_lines_of_it() {
    let body = r"\trowd\cellx1000\cellx2000\pard\intbl A\par\pard\intbl\itap2 b\nestcell c\nestcell{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}{\nonesttables\par}\pard\intbl D\cell E\cell\row\trowd\cellx1000\cellx2000\pard\intbl 1\cell 2\cell\row";
    assert_eq!(lines(body), ["A", "b", "c", "D", "E", "1", "2"]);
}

#[test]
fn old_encodings_are_told_by_fonts() {
    // TCVN3, under a font that says so.
    let words = r"Chi\'d3u theo S\'bec l\'d6nh s\'e8 63 ng\'b5y 22 th\'b8ng 11 n\'a8m 1945 t\'e6 ch\'f8c ch\'ddnh quy\'d2n nh\'a9n d\'a9n \'eb c\'b8c \'ae\'dea ph\'ad\'acng";
    let got = lines(&format!(r"\pard\f3 {words}\par"));
    assert_eq!(
        got,
        ["Chiểu theo Sắc lệnh số 63 ngày 22 tháng 11 năm 1945 tổ chức chính quyền nhân dân ở các địa phương"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_marks_give_a_text_or_a_sentence(
        marks in proptest::collection::vec(prop_oneof![
            Just("{"), Just("}"), Just("\\par "), Just("\\cell "), Just("\\row "), Just("\\intbl "), Just("\\trowd "),
            Just("\\cellx9 "), Just("\\itap9999999 "), Just("\\nestcell "), Just("\\nestrow "), Just("{\\footnote "),
            Just("{\\shptxt "), Just("{\\header "), Just("{\\*\\x "), Just("{\\fonttbl "), Just("\\u-1 "), Just("\\'8"),
            Just("\\u55357?"), Just("a"), Just("\\bin9 "), Just("\\uc9 "), Just("{\\listtext "), Just("\\clvmrg "),
            Just("{\\*\\nesttableprops "), Just("\\cellx-2147483648 "), Just("\\trleft2147483647 "), Just("\\"),
        ], 0..80)
    ) {
        let file = format!("{{\\rtf1 {}", marks.concat());
        let _ = read_with(file.as_bytes(), "a.doc", &Options::default());
    }
}
