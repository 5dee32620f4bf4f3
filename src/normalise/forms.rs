//! What a line is by its form alone: a page number, a stamp, a gazette's head, the mark of a list, a labelled line.
//!
//! In: a line. Out: yes or no. Nothing here knows the lines around it.

use crate::scan;

/// "- 3 -", "Trang 3/12", "3/12 trang".
pub(super) fn is_page_number(text: &str) -> bool {
    const DASHES: &[char] = &['-', '–', '—'];
    let number = |text| scan::figures(text, 3).map(|(_, rest)| blank(rest));
    let dashed = || number(blank(text.strip_prefix(DASHES)?))?.strip_prefix(DASHES);
    let titled = || {
        let rest = scan::after(text, "trang")?;
        let rest = number(scan::after(rest, " số").unwrap_or(rest).strip_prefix(' ')?)?;
        rest.strip_prefix(['/', '|']).map_or(Some(rest), |of| number(blank(of)))
    };
    let of = || scan::after(number(blank(number(text)?.strip_prefix('/')?))?, "trang");
    [dashed(), titled(), of()].contains(&Some(""))
}

/// A line of the stamp that signing programs put on a page.
pub(super) fn is_stamp(text: &str) -> bool {
    const STAMPS: &[&str] =
        &["ký bởi", "người ký", "ký ngày", "ngày ký", "thời gian ký", "giờ ký", "cơ quan: ", "email: "];
    scan::after_any(text, STAMPS).is_some()
}

/// The running head of a gazette (Công báo), which has its own number and date: "12 CÔNG BÁO/Số 5 + 6/Ngày 20-01-2024".
pub(super) fn is_gazette(text: &str) -> bool {
    let page = scan::figures(text, 4).and_then(|(_, rest)| scan::after_blank(rest)).unwrap_or(text);
    let number = || scan::after(scan::after(page, "công báo")?.trim_start().strip_prefix('/')?.trim_start(), "số");
    number().is_some_and(|rest| scan::is_edge(rest) && rest.contains(|c: char| c.is_ascii_digit()))
}

/// The mark of a list at the front of a line: "-", "a)", "1.2.", "IV.", "(3)", "①".
pub(super) fn has_marker(text: &str) -> bool {
    const BULLETS: &[char] = &['-', '+', '*', '•', '·', '–', '—', '●', '○', '▪', '\u{F0B7}', '>'];
    let closed = |rest: &str| rest.starts_with(['.', ')', '/']);
    let inside = text.strip_prefix('(').unwrap_or(text);
    let letters = |c: char| c.is_uppercase() || c.is_lowercase();
    let word = inside.trim_start_matches(letters);
    let roman = text.trim_start_matches(['I', 'V', 'X']);
    text.starts_with(BULLETS)
        || text.starts_with(|c| ('①'..='⑳').contains(&c))
        || scan::figures(inside, 3).is_some_and(|(_, rest)| closed(rest))
        || (1..=4).contains(&inside[..inside.len() - word.len()].chars().count())
            && closed(word)
            && word[1..].starts_with(' ')
        || roman.len() < text.len() && closed(roman)
}

/// "Điều 2." and nothing behind it.
pub(super) fn is_bare_article(text: &str) -> bool {
    let number = || scan::figures(text.strip_prefix("Điều ")?, 3).map(|(_, rest)| rest);
    let letter = |c: char| c.is_ascii_lowercase() || c == 'đ';
    number().is_some_and(|rest| rest.strip_prefix(letter).unwrap_or(rest) == ".")
}

/// The first head of a table that was flattened: "TT", "Số TT".
pub(super) fn begins_table(text: &str) -> bool {
    ["tt", "stt", "số tt", "số thứ tự"].iter().any(|head| scan::after(text, head) == Some(""))
}

/// What stands behind a table and in none: notes, recipients, the next section or appendix.
pub(super) fn ends_table(text: &str) -> bool {
    let starred = text.strip_prefix('*').map_or(text, str::trim_start);
    let note = scan::strip_any(starred, &["Ghi chú", "GHI CHÚ", "Chú thích"]);
    let section = || {
        let rest = text.trim_start_matches(['I', 'V', 'X']);
        let title = rest.strip_prefix('.').filter(|_| rest.len() < text.len())?;
        Some(blank(title).chars().take(2).filter(|c| c.is_uppercase()).count() == 2)
    };
    text.starts_with("* ")
        || note.is_some_and(|rest| !rest.trim_start().is_empty())
        || scan::strip_any(text, &["Nơi nhận", "NƠI NHẬN", "DANH MỤC"]).is_some()
        || scan::strip_any(text, &["PHỤ LỤC", "Phụ lục"])
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '.']))
        || section() == Some(true)
}

/// A line that opens with a label or a numbered unit: "Mục tiêu: …", "Mô hình 4. …", "Nhóm 2 - …", "CĐS = …".
pub(super) fn is_labelled(text: &str) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let until = |marks: &[char]| text.find(marks).map(|at| (&text[..at], &text[at..]));
    let short = |label: &str, most: usize| label.chars().count() <= most + 1;
    let spaced = |rest: &str| rest.chars().nth(1) == Some(' ');
    let marked =
        until(&['.', ';', ':']).is_some_and(|(label, rest)| !rest.starts_with(';') && spaced(rest) && short(label, 60));
    let dashed = || {
        let (label, rest) = until(&['.', ';', ':', '–', '-'])?;
        let label = label.strip_suffix(' ').unwrap_or(label);
        let unit = label.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = (1..=3).contains(&(label.len() - unit.len())) && rest.starts_with(['–', '-']) && spaced(rest);
        Some(short(unit.strip_suffix(' ')?, 40) && numbered)
    };
    let equated = || {
        let (label, rest) = until(&['.', ';', ':', '='])?;
        Some(rest.starts_with("= ") && short(label.strip_suffix(' ')?, 30))
    };
    marked || dashed() == Some(true) || equated() == Some(true)
}

/// A line of the header or frame that is whole by its form: number, place and date, the head of the recipients.
pub(super) fn is_field(text: &str) -> bool {
    let dated = |from: &str| {
        let Some(rest) = scan::after(blank(from), "ngày").filter(|rest| scan::is_edge(rest)) else { return false };
        let closes = |(at, behind): (usize, &str)| {
            let month = &rest[..at];
            !month.ends_with(char::is_alphanumeric)
                && scan::is_edge(behind)
                && month.chars().count() <= 40
                && behind.chars().count() <= 8
        };
        scan::places(rest, "năm").any(closes)
    };
    if text.chars().count() >= 80 {
        return false;
    }
    scan::after_any(text, &["số:", "số :", "nơi nhận"]).is_some()
        || text.match_indices(',').any(|(at, _)| dated(&text[at + 1..]))
}

/// The text behind a blank, if one stands there.
fn blank(text: &str) -> &str {
    text.strip_prefix(' ').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::tests::check;

    #[test]
    fn page_numbers_and_stamps() {
        check(
            is_page_number,
            &["- 3 -", "–12–", "Trang 3", "TRANG số 3 / 12", "3/12 trang"],
            &["3", "3/12", "trang", "- 3"],
        );
        check(is_stamp, &["Ký bởi: A", "Email: a@b.vn"], &["Ký kết hợp đồng"]);
        check(
            is_gazette,
            &["12 CÔNG BÁO/Số 5 + 6/Ngày 20-01-2024", "CÔNG BÁO / Số 5"],
            &["Công báo số 5", "CÔNG BÁO/Sốt 5"],
        );
    }

    #[test]
    fn marks_of_lists() {
        check(
            has_marker,
            &["- x", "+x", "a) x", "(iv) x", "1. x", "1.2 x", "(3) x", "12/x", "XVIII. x", "③"],
            &["a)x", "Trong. x", "1234. x", "2024", "IV x", "( x"],
        );
        check(is_bare_article, &["Điều 2.", "Điều 12a."], &["Điều 2. Giao", "Điều 2"]);
    }

    #[test]
    fn tables_begin_and_end() {
        check(begins_table, &["TT", "Stt", "SỐ TT"], &["STT 1", "Số"]);
        check(
            ends_table,
            &["* Các chữ viết tắt", "*Ghi chú: x", "Nơi nhận:", "PHỤ LỤC", "Phụ lục II", "II. MỤC", "DANH MỤC"],
            &["Ghi chú", "PHỤ LỤCX", "II. Mục", "II.", "*x"],
        );
    }

    #[test]
    fn labels_and_fields() {
        check(
            is_labelled,
            &["Mục tiêu: x", "Mô hình 4. Nhà", "Nhóm 2 - x", "Nhóm 2 – x", "CĐS = chuyển đổi số"],
            &["mục tiêu: x", "Mục tiêu:x", "Một câu, rồi; hai: x", "Từ 2 ngày - x"],
        );
        check(
            is_field,
            &["Số: 12/KH-UBND", "Hà Nội, ngày 5 tháng 1 năm 2024", "NƠI NHẬN:"],
            &["Năm 2024", "Hà Nội, ngày 5 tháng 1", "từ ngày 5 tháng 1 năm 2024"],
        );
    }
}
