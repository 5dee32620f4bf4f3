//! What a line of the frame is by its words: head of an appendix, of the recipients, of a signature, of the preamble.
//!
//! In: a line. Out: yes or no, or what stands behind the words. Nothing here knows where the line stands.

use std::ops::Range;

use crate::knowledge::knowledge;
use crate::ordinal::is_roman;
use crate::scan;

fn words() -> &'static crate::knowledge::FrameWords {
    &knowledge().frame
}

/// "PHỤ LỤC II", "Biểu số 1: …", "BẢNG PHÂN CÔNG NHIỆM VỤ", "DANH MỤC".
pub(super) fn is_appendix(line: &str) -> bool {
    let alone = |list: &[String]| scan::strip_any(line, list).is_some_and(scan::is_edge);
    if line == "DANH MỤC" || alone(&words().appendices_alone) || alone(&words().appendix_tables) {
        return true;
    }
    let Some(rest) = scan::strip_any(line, &words().appendices) else { return false };
    let numbered = scan::after_blank(rest).and_then(|rest| {
        let so = rest.strip_prefix("số").or_else(|| rest.strip_prefix("SỐ")).and_then(scan::after_blank);
        label(so.unwrap_or(rest))
    });
    let rest = numbered.unwrap_or(rest).trim_start();
    rest.is_empty() || rest.starts_with([':', '.', '–', '-'])
}

/// What follows the number or letter of an appendix.
fn label(text: &str) -> Option<&str> {
    if let Some((_, rest)) = scan::figures(text, 2) {
        return Some(rest.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest));
    }
    let roman = text.trim_start_matches(['I', 'V', 'X']);
    if roman.len() < text.len() { Some(roman) } else { text.strip_prefix(['A', 'B', 'C', 'D', 'E']) }
}

/// "Nơi nhận:", also without its colon before the other column ("Nơi nhận   TM. ỦY BAN NHÂN DÂN").
pub(super) fn is_recipients(line: &str) -> bool {
    let line = line.strip_prefix(['-', '*']).map_or(line, str::trim_start);
    let Some(behind) = scan::after(line, "nơi nhận") else { return false };
    let rest = behind.trim_start();
    let signs = || {
        // In any case of letters, as the words in front.
        let rest = rest.to_uppercase();
        authority(&rest, true).is_some_and(|behind| behind.starts_with(char::is_alphabetic))
    };
    rest.is_empty() || rest.starts_with(':') || rest.len() < behind.len() && signs()
}

/// "TM. ỦY BAN NHÂN DÂN"; the Party writes "T/M BAN THƯỜNG VỤ".
pub(super) fn signs_for(line: &str) -> bool {
    authority(line, false).is_some_and(|behind| behind.starts_with(char::is_uppercase))
}

/// What follows the mark of who signs for whom at the front of a text; `marked` where a point or stroke must follow it.
fn authority(text: &str, marked: bool) -> Option<&str> {
    let behind = |mark: &String| text.strip_prefix(mark.as_str()).map(str::trim_start);
    let pointed = |rest: &'_ str| rest.strip_prefix(['.', '/']).is_some();
    let abbreviated = words().authority.iter().filter_map(behind).find(|rest| pointed(rest));
    let stroked = || words().authority_strokes.iter().filter_map(behind).find(|rest| !marked || pointed(rest));
    let rest = abbreviated.or_else(stroked)?;
    Some(rest.strip_prefix(['.', '/']).unwrap_or(rest).trim_start())
}

/// The last mark of who signs for whom in a line, with the blanks behind it.
pub(crate) fn last_authority(line: &str) -> Option<Range<usize>> {
    let begins = |at: &usize| !line[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let at = line.char_indices().map(|(at, _)| at).filter(begins);
    let found = at.filter_map(|at| Some(at..line.len() - authority(&line[at..], false)?.len()));
    // Of marks in one another, the first is whole.
    found.fold(None, |last: Option<Range<usize>>, mark| match last {
        Some(before) if mark.start < before.end => Some(before),
        _ => Some(mark),
    })
}

/// "PHÓ CHỦ TỊCH", "QUYỀN GIÁM ĐỐC".
pub(super) fn is_position(line: &str) -> bool {
    let behind = |line, word: &str| scan::after_blank(str::strip_prefix(line, word)?);
    let line = behind(line, "QUYỀN").unwrap_or(line);
    let line = behind(line, "PHÓ").unwrap_or(line);
    words().positions.iter().any(|position| line.strip_prefix(position.as_str()).is_some_and(scan::is_edge))
}

/// The signer's name: two to six words with capitals, behind ranks.
pub(super) fn is_name(line: &str) -> bool {
    let mut name = line;
    while let Some(rest) = scan::strip_any(name, &words().ranks) {
        name = rest.trim_start();
    }
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '’' | '\''))
    };
    (2..=6).contains(&name.split(' ').count()) && name.split(' ').all(is_word)
}

/// "(Đã ký)".
pub(super) fn is_signed(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '['));
    scan::after_any(line, &words().signed).is_some_and(|rest| rest.chars().count() <= 20)
}

/// The first words of a preamble: "Căn cứ …", "Thực hiện Kế hoạch …", "Năm 2024 …".
pub(super) fn starts_preamble(line: &str) -> bool {
    let year = || scan::figures(line.strip_prefix("Năm ")?, 4).map(|(year, _)| year.len());
    scan::strip_any(line, &words().starters).is_some() || year() == Some(4)
}

/// The line of a decision that says who issues it, between the subject and the legal bases.
pub(super) fn is_issuing(line: &str) -> bool {
    let line = line.strip_prefix("CHỦ TỊCH ").unwrap_or(line);
    scan::strip_any(line, &words().issuers).is_some() || words().issuers_alone.iter().any(|name| name == line)
}

/// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", or the Party's line.
pub(super) fn is_nation(line: &str) -> bool {
    republic(line, &["hòa", "hoà"]).is_some() || scan::places(line, "đảng cộng sản việt nam").next().is_some()
}

/// Where the name of the state begins, its second word written in one of these ways.
fn republic(line: &str, second: &[&str]) -> Option<usize> {
    scan::places(line, "cộng").find_map(|(at, rest)| {
        let rest = scan::after(scan::after_any(rest.trim_start(), second)?.trim_start(), "xã")?;
        scan::after(rest.trim_start(), "hội").map(|_| at)
    })
}

/// Where the other column of a letterhead begins in a line: the name of the state and its motto, or the Party's line.
/// More ways of writing them hold than in [`is_nation`]: whether the line is a letterhead's is known here.
pub(crate) fn nation(line: &str) -> Option<usize> {
    let motto = |(_, rest): &(usize, &str)| {
        scan::after(rest.trim_start(), "lập").is_some_and(|rest| rest.trim_start().starts_with('-'))
    };
    let starts = [
        republic(line, &["hòa", "hoà", "hõa", "hịa"]),
        scan::places(line, "độc").find(motto).map(|(at, _)| at),
        scan::places(line, "đảng cộng sản").next().map(|(at, _)| at),
        scan::after(line, "chủ nghĩa việt nam").map(|_| 0),
        // The end of the name on a line of its own.
        scan::after(line, "việt nam").filter(|rest| rest.trim().is_empty()).map(|_| 0),
    ];
    starts.into_iter().flatten().min()
}

/// "Độc lập - Tự do - Hạnh phúc".
pub(super) fn is_motto(line: &str) -> bool {
    let rest = scan::after(line, "độc lập").and_then(|rest| rest.trim_start().strip_prefix(['-', '–']));
    rest.is_some_and(|rest| scan::after(rest.trim_start(), "tự do").is_some())
}

/// "Trên đây là Kế hoạch …": the last paragraph of a body.
pub(super) fn closes_document(line: &str) -> bool {
    scan::strip_any(line, &words().closers).is_some()
}

/// "1", "1.2", "1.2.3.", "4)": the number of a table's row.
pub(super) fn is_row_number(cell: &str) -> bool {
    let Some((_, mut rest)) = scan::figures(cell, 3) else { return false };
    for _ in 0..2 {
        rest = rest.strip_prefix('.').and_then(|level| scan::figures(level, 2)).map_or(rest, |(_, deeper)| deeper);
    }
    rest.strip_prefix(['.', ')']).unwrap_or(rest).is_empty()
}

/// "II", "A.": the label of a group of rows.
pub(super) fn is_group_label(cell: &str) -> bool {
    let label = cell.strip_suffix(['.', ')']).unwrap_or(cell);
    let single = matches!(label, "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "Đ");
    single || (1..=6).contains(&label.chars().count()) && label.chars().all(is_roman)
}

/// "(3)", "3": the number of a column.
pub(super) fn is_column_number(cell: &str) -> bool {
    let number = cell.strip_prefix('(').and_then(|n| n.strip_suffix(')')).unwrap_or(cell);
    scan::figures(number, 2).is_some_and(|(_, rest)| rest.is_empty())
}

/// "7 giờ 30", "từ 8h": a time of day.
pub(super) fn is_time_of_day(cell: &str) -> bool {
    let from = scan::strip_any(cell, &["từ", "Từ"]).and_then(scan::after_blank).unwrap_or(cell);
    scan::figures(from, 2).is_some_and(|(_, rest)| rest.trim_start().starts_with(['g', 'h', ':']))
}

/// The words that head a list of abbreviations, or a note that may be one, in a line.
pub(super) fn legend_head(line: &str) -> Option<Range<usize>> {
    let note = line.trim_start_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
    let before = &line[..line.len() - note.len()];
    let behind = scan::after_any(note, &words().notes).filter(|rest| scan::is_edge(rest));
    match behind {
        Some(rest) if before.chars().count() <= 3 => Some(0..line.len() - rest.len()),
        _ => scan::places(line, "viết tắt").next().map(|(at, rest)| at..line.len() - rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::tests::check;

    #[test]
    fn recipients_open_with_or_without_their_colon() {
        check(
            is_recipients,
            &[
                "Nơi nhận:",
                "Nơi nhận",
                "NƠI NHẬN:",
                "- Nơi nhận: Như trên;",
                "Nơi nhận   TM. ỦY BAN NHÂN DÂN",
                "Nơi nhận KT. CHỦ TỊCH",
                "Nơi nhận\tT/M. ỦY BAN NHÂN DÂN",
                "Nơi nhận TUQ/CHỦ TỊCH",
            ],
            &[
                "Nơi nhận hồ sơ: Bộ phận một cửa",
                "Nơi nhận kết quả TM. ỦY BAN NHÂN DÂN",
                "Nơi nhận TM của tỉnh",
                "Nơi nhận TM.",
                "Theo nơi nhận:",
            ],
        );
    }

    #[test]
    fn appendices_by_their_heads() {
        check(
            is_appendix,
            &["PHỤ LỤC", "PHỤ LỤC DANH MỤC", "Phụ lục II", "Phụ lục số 1: x", "Biểu 2a.", "BẢNG TỔNG HỢP", "DANH MỤC"],
            &["Phụ lục kèm theo", "BIỂU MẪU", "DANH MỤC VĂN BẢN", "PHỤ LỤCX", "Bảng tổng hợp"],
        );
    }

    #[test]
    fn cells_of_tables() {
        check(is_row_number, &["1", "12.", "1.2", "1.2.3)"], &["1.2.3.4", "1234", "x", "1 2"]);
        check(is_group_label, &["II", "A.", "Đ)", "XVIII"], &["J", "AB", "II x", ""]);
        check(is_column_number, &["(3)", "12"], &["123", "(3", "x"]);
        check(is_time_of_day, &["7 giờ 30", "Từ 8h", "13:30"], &["30/6", "tháng 8", "5 ngày"]);
        check(closes_document, &["Trên đây là Kế hoạch", "Trong quá trình thực hiện"], &["Trong quá trình học"]);
    }

    #[test]
    fn signatures() {
        check(signs_for, &["TM. ỦY BAN", "KT.CHỦ TỊCH", "T/M BAN THƯỜNG VỤ", "Q/ GIÁM ĐỐC"], &["TM ỦY BAN", "TM. x"]);
        check(is_position, &["PHÓ CHỦ TỊCH", "QUYỀN GIÁM ĐỐC", "CHỦ TỊCH"], &["CHỦ TỊCHX", "PHÓ", "Chủ tịch"]);
        check(
            is_name,
            &["Nguyễn Văn A", "Đại tá Trần B", "PGS. TS. Lê Thị Cúc", "K’Hương Y"],
            &["Nguyễn", "Nguyễn văn A", "Một Hai Ba Bốn Năm Sáu Bảy", "Đại tá"],
        );
        check(
            is_signed,
            &["(Đã ký)", "[đã ký và đóng dấu]"],
            &["Ký ban hành", "đã ký kết hợp đồng với các đơn vị liên quan"],
        );
        assert_eq!(last_authority("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH").map(|r| r.len()), Some("KT. ".len()));
        assert_eq!(last_authority("PHÓ CHỦ TỊCH"), None);
    }

    #[test]
    fn heads_of_the_document() {
        check(starts_preamble, &["Căn cứ Luật", "Thực hiện Đề án 06", "Năm 2024, tỉnh"], &["Thực hiện tốt", "Năm học"]);
        check(is_issuing, &["ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH UỶ BAN NHÂN DÂN", "CHÍNH PHỦ"], &["CHÍNH PHỦ SỐ", "SỞ"]);
        check(is_nation, &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Cộng hoà  xã hội", "ĐẢNG CỘNG SẢN VIỆT NAM"], &["cộng đồng"]);
        assert_eq!(nation("UBND TỈNH  CỘNG HÒA XÃ HỘI"), Some("UBND TỈNH  ".len()));
        assert_eq!(nation("Độc lập - Tự do"), Some(0));
        assert_eq!(nation("ỦY BAN NHÂN DÂN"), None);
        check(is_motto, &["Độc lập - Tự do - Hạnh phúc", "ĐỘC LẬP – TỰ DO"], &["độc lập tự do"]);
        let head = |line: &'static str| legend_head(line).map(|r| &line[r]);
        assert_eq!(head("* Ghi chú: x"), Some("* Ghi chú"));
        assert_eq!(head("Các từ viết tắt:"), Some("viết tắt"));
        assert_eq!(head("Theo ghi chú"), None);
    }
}
