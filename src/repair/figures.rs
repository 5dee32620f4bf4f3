//! Figures of dates: letters that look like them, and a date that was torn and stands whole elsewhere.
//!
//! In: a [`Text`]. Out: [`Repair`]s, each as long as what was read. Only in a word that is a date otherwise, or stands where a day
//! or month must stand: "3O/6/2024", "ngày l5 tháng I1 năm 2021".

use std::collections::BTreeSet;

use crate::normalise::{Block, BlockKind, Repair, Text};
use crate::record::RepairReason;

/// Letters and marks that stand for figures, and those.
const LOOKS: &[(char, char)] =
    &[('O', '0'), ('o', '0'), ('l', '1'), ('I', '1'), ('|', '1'), (']', '1'), ('!', '1'), ('i', '1'), ('S', '5')];

/// The fewest figures that are left of a torn date.
const FIGURES: usize = 6;

/// The repairs of the recognised pages of a text.
pub(super) fn repairs(text: &Text) -> Vec<Repair> {
    let is_line = |block: &&Block| !matches!(block.kind, BlockKind::Furniture | BlockKind::Overlong);
    let lines: Vec<(&Block, Vec<(usize, &str)>)> =
        text.blocks.iter().filter(is_line).map(|block| (block, words(text.slice(&block.range)).collect())).collect();
    let words = lines.iter().flat_map(|(_, words)| words);
    let days: BTreeSet<&str> = words.map(|(_, word)| *word).filter(|word| is_day(word)).collect();
    let mut out = Vec::new();
    for (block, words) in lines.iter().filter(|(block, _)| text.is_recognised(block.range.start)) {
        for (at, (start, word)) in words.iter().enumerate() {
            let found = printed(words, at).map(|value| (value, RepairReason::Date));
            let is_number = at > 0 && words[at - 1].1.to_lowercase() == "số";
            let twin = || twin(word, &days).filter(|_| !is_number);
            let found = found.or_else(|| Some((twin()?.to_owned(), RepairReason::Twin)));
            if let Some((value, reason)) = found {
                let from = block.range.start + start;
                out.push(Repair { range: from..from + word.len(), value, reason });
            }
        }
    }
    out
}

/// The figures that a word of a line must be, where they are a date or part of one.
fn printed(words: &[(usize, &str)], at: usize) -> Option<String> {
    let named = |i: Option<usize>, name: &str| {
        i.and_then(|i| words.get(i)).is_some_and(|(_, word)| word.to_lowercase() == name)
    };
    let value = figures(words[at].1)?;
    let before = at.checked_sub(1);
    let number = value.parse::<u32>().ok();
    let stands = named(before, "ngày") && named(Some(at + 1), "tháng") && matches!(number, Some(1..=31))
        || named(before, "tháng") && named(Some(at + 1), "năm") && matches!(number, Some(1..=12))
        || named(before, "năm") && matches!(number, Some(1900..=2100));
    (stands || is_date(&value)).then_some(value)
}

/// The only day of the document that differs in one sign from a word that was a date: a mark of it is lost, a figure is lost
/// or a letter. Three numbers are a date, right or wrong, and stay: such a fault may be the document's own.
fn twin<'t>(word: &str, days: &BTreeSet<&'t str>) -> Option<&'t str> {
    let is_mark = |c: char| matches!(c, '/' | '-' | '.');
    let strange = word.chars().filter(|c| !c.is_ascii_digit() && !is_mark(*c)).count();
    let parts: Vec<&str> = word.split(is_mark).collect();
    let is_number = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let is_whole = parts.len() == 3 && parts.iter().all(is_number) && parts[2].len() == 4;
    if strange > 1 || is_whole || parts.len() < 2 || word.chars().filter(char::is_ascii_digit).count() < FIGURES {
        return None;
    }
    let mut alike = days.iter().filter(|day| strsim::osa_distance(day, word) == 1);
    match (alike.next(), alike.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// The words of a line between blanks, without the marks at their ends, with their places.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    line.split(' ').filter_map(move |word| {
        let start = from;
        from += word.len() + 1;
        let word = word.trim_end_matches(['.', ',', ';', ':', ')']);
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

/// Day, month and year in figures.
fn is_day(word: &str) -> bool {
    word.matches(['/', '-', '.']).count() == 2 && is_date(word)
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
    fn a_torn_date_is_told_by_its_twin() {
        let plan = "Hoàn thành trước 30/6/2024.\nxong 15/12/2023\n";
        for torn in ["30/62024", "30/6/202", "30/6/20Z4", "306/2024", "30/6/2024J"] {
            assert_eq!(values(&format!("{plan}Thời hạn: {torn};")), ["30/6/2024"], "{torn}");
        }
        // A date, right or wrong; another number; a day that two dates are like.
        for whole in ["30/16/2024", "31/6/2024", "30/6/2025", "Số 306/2024", "30.6.24", "6/2024", "0220.3859"] {
            assert_eq!(values(&format!("{plan}Thời hạn: {whole}")), [""; 0], "{whole}");
        }
        assert_eq!(values(&format!("{plan}và 30/6/2023\nThời hạn: 30/6/202")), [""; 0]);
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
