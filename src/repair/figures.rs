//! Figures of dates: letters that look like them.
//!
//! In: a [`Text`]. Out: [`Repair`]s, each as long as what was read. Only in a word that is a date otherwise, or stands where a day
//! or month must stand: "3O/6/2024", "ngày l5 tháng I1 năm 2021".

use crate::normalise::{BlockKind, Repair, Text};
use crate::record::RepairReason;

/// Letters and marks that stand for figures, and those.
const LOOKS: &[(char, char)] =
    &[('O', '0'), ('o', '0'), ('l', '1'), ('I', '1'), ('|', '1'), (']', '1'), ('!', '1'), ('i', '1'), ('S', '5')];

/// The repairs of the recognised pages of a text.
pub(super) fn repairs(text: &Text) -> Vec<Repair> {
    let lines = text.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Furniture | BlockKind::Overlong));
    let mut out = Vec::new();
    for block in lines.filter(|block| text.is_recognised(block.range.start)) {
        let words: Vec<(usize, &str)> = words(text.slice(&block.range)).collect();
        for (at, (start, word)) in words.iter().enumerate() {
            let named = |i: Option<usize>, name: &str| {
                i.and_then(|i| words.get(i)).is_some_and(|(_, w)| w.to_lowercase() == name)
            };
            let word = word.trim_end_matches(['.', ',', ';', ':', ')']);
            let Some(value) = figures(word) else { continue };
            let before = at.checked_sub(1);
            let number = value.parse::<u32>().ok();
            let stands = named(before, "ngày") && named(Some(at + 1), "tháng") && matches!(number, Some(1..=31))
                || named(before, "tháng") && named(Some(at + 1), "năm") && matches!(number, Some(1..=12))
                || named(before, "năm") && matches!(number, Some(1900..=2100));
            if stands || is_date(&value) {
                let from = block.range.start + start;
                out.push(Repair { range: from..from + word.len(), value, reason: RepairReason::Date });
            }
        }
    }
    out
}

/// The words of a line between blanks, with their places.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    line.split(' ').filter_map(move |word| {
        let start = from;
        from += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// The figures that a word must be, where it is some but not all figures and the marks of a date.
fn figures(word: &str) -> Option<String> {
    let is_of_date = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.');
    // A part that holds no figure is a word.
    let is_number = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    if word.chars().all(is_of_date) || !word.split(['/', '-', '.']).all(is_number) {
        return None;
    }
    let figure = |c: char| {
        if is_of_date(c) { Some(c) } else { LOOKS.iter().find(|(look, _)| *look == c).map(|(_, is)| *is) }
    };
    word.chars().map(figure).collect()
}

/// Day, month and year, or month and year.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    let number = |part: &str, most: u32, figures: std::ops::RangeInclusive<usize>| {
        figures.contains(&part.len()) && part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n))
    };
    let year = |part: &str| number(part, 2100, 4..=4) && part >= "1900";
    match parts[..] {
        [day, month, last] => number(day, 31, 1..=2) && number(month, 12, 1..=2) && year(last),
        [month, last] => number(month, 12, 1..=2) && year(last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{self, Reading};
    use crate::normalise;

    fn values(line: &str) -> Vec<String> {
        let mut source = ingest::read(line.as_bytes(), "a.txt").expect("readable");
        source.readings = vec![Reading { page: 1, confidence: Some(90.0) }];
        repairs(&normalise::normalise(&source)).into_iter().map(|r| r.value).collect()
    }

    #[test]
    fn letters_in_dates_are_figures() {
        assert_eq!(values("trước 3O/6/2024; xong tháng l2/2024."), ["30/6/2024", "12/2024"]);
        assert_eq!(values("ngày 2O tháng 1] năm 2O14"), ["20", "11", "2014"]);
        for line in ["Số 1O/KH-UBND", "khu l0", "S5/2024/NQ", "30/6/2024", "3O/16/2024", "ngày 4S tháng 1", "IO/2024"]
        {
            assert_eq!(values(line), [""; 0], "{line}");
        }
    }
}
