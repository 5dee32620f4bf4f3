//! Heads of collections: how a collection of laws prints a document, all in its title ("THÔNG TƯ / CỦA BỘ … SỐ 02/2010/TT-BKH /
//! NGÀY 19 THÁNG 01 NĂM 2010 / QUY ĐỊNH …").
//!
//! In: the lines of the title. Out: a [`Head`], or none. A title that only names somebody ("của Ban Chỉ đạo …") is a title.

use crate::normalise::Text;
use crate::scan;
use crate::span::{Bytes, trim};

/// The parts of such a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) issuer: Bytes,
    /// From its first word to the year.
    pub(super) date: Bytes,
    /// Day, month, year.
    pub(super) day: [u16; 3],
    /// What is left: the subject, perhaps empty.
    pub(super) subject: Bytes,
}

/// Reads the lines of a title.
pub(super) fn head(text: &Text, title: &[Bytes]) -> Option<Head> {
    let range = title.first()?.start..title.last()?.end;
    // In small letters as long as in capitals, so that places stay.
    let words = text.slice(&range).to_lowercase();
    if words.len() != range.len() {
        return None;
    }
    let behind = |at: usize, word: &str| {
        let rest = words[at..].trim_start().strip_prefix(word).and_then(scan::after_blank)?;
        Some(words.len() - rest.len())
    };
    let issuer = behind(0, "của")?;
    let (so, number) =
        words[issuer..].match_indices(char::is_whitespace).map(|(at, _)| issuer + at).find_map(|at| {
            Some((at, behind(at, "số")?)).filter(|(_, n)| words[*n..].starts_with(|c: char| c.is_ascii_digit()))
        })?;
    let number_end = words[number..].find(char::is_whitespace).map_or(words.len(), |at| number + at);
    let figures = |at: usize, most: usize| {
        let (figures, rest) = scan::figures(&words[at..], most)?;
        Some((figures.parse::<u16>().ok()?, words.len() - rest.len()))
    };
    let date = words.len() - words[number_end..].trim_start().len();
    let (day, at) = figures(behind(date, "ngày")?, 2)?;
    let (month, at) = figures(behind(at, "tháng")?, 2)?;
    let (year, end) = figures(behind(at, "năm")?, 4)?;
    let at = |from: usize, to: usize| trim(&text.text, range.start + from..range.start + to);
    Some(Head { issuer: at(issuer, so), date: at(date, end), day: [day, month, year], subject: at(end, words.len()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise};

    fn read(title: &str) -> Option<(String, String, [u16; 3], String)> {
        let text = normalise::normalise(&ingest::read(title.as_bytes(), "a.txt").expect("readable"));
        let lines: Vec<Bytes> = text.blocks.iter().map(|block| block.range.clone()).collect();
        let of = |range: &Bytes| text.slice(range).replace('\n', " ");
        head(&text, &lines).map(|h| (of(&h.issuer), of(&h.date), h.day, of(&h.subject)))
    }

    #[test]
    fn a_title_that_holds_the_whole_head_is_read() {
        let found = read("CỦA BỘ XÂY DỰNG SỐ 02/2010/TT-BXD\nNGÀY 19 THÁNG 01 NĂM 2010\nQUY ĐỊNH VỀ\nNHÀ Ở");
        let of = |words: &str| words.to_owned();
        assert_eq!(
            found,
            Some((of("BỘ XÂY DỰNG"), of("NGÀY 19 THÁNG 01 NĂM 2010"), [19, 1, 2010], of("QUY ĐỊNH VỀ NHÀ Ở")))
        );
        let found = read("của Chủ tịch Chính phủ lâm thời\nsố 77 ngày 21 tháng 12 năm 1945");
        assert_eq!(found.map(|f| f.3), Some(String::new()));
    }

    #[test]
    fn other_titles_are_titles() {
        for title in [
            "Của Ban Chỉ đạo chuyển đổi số năm 2024",
            "Thực hiện Chỉ thị của Thủ tướng số 05 ngày 1 tháng 2 năm 2024",
            "của Bộ Y tế số lượng lớn ngày 1 tháng 2 năm 2024",
            "của Bộ Y tế số 5",
        ] {
            assert_eq!(read(title), None, "{title}");
        }
    }
}
