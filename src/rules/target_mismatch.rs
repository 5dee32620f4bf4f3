//! `target-mismatch`: two figures for one target within one unit.
//!
//! In: figures in the fields and cells of a unit. Out: one draft a pair of figures. Two figures speak of one target where
//! their sentences stand in different fields or halves and share the words around the figure.

use super::reading::{Draft, Reading, name_of};
use crate::knowledge::words::{Token, Word};
use crate::record::{Confidence, Unit};
use crate::span::Bytes;

/// Words in a row that two sentences have to share beside a percentage.
const SHARED: usize = 4;
/// Words behind a plain figure that two sentences have to share.
const COUNTED: usize = 3;

/// A figure: where it stands, what it says, the words of its sentence and of what it counts.
struct Figure {
    range: Bytes,
    value: String,
    percent: bool,
    field: usize,
    sentence: Vec<Word>,
    counted: Vec<Word>,
    years: Vec<Word>,
}

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    for (at, unit) in reading.record.units.iter().enumerate() {
        let figures: Vec<Figure> =
            fields(unit).into_iter().enumerate().flat_map(|(field, range)| in_field(reading, &range, field)).collect();
        let mut told: Vec<usize> = Vec::new();
        for (i, a) in figures.iter().enumerate() {
            for (j, b) in figures.iter().enumerate().skip(i + 1) {
                if told.contains(&i) || told.contains(&j) || !one_target(a, b) {
                    continue;
                }
                // A third place that agrees with one of them tells nothing new.
                told.extend([i, j]);
                let (x, y) = (reading.slice(&a.range), reading.slice(&b.range));
                out.push(
                    Draft::new(
                        format!("{}: cùng một chỉ tiêu nhưng ghi “{x}” và “{y}”", name_of(unit)),
                        format!("{}: one target is given as “{x}” and as “{y}”", name_of(unit)),
                    )
                    .units([at])
                    .confidence(Confidence::Medium)
                    .quote([phrase(reading, a), phrase(reading, b)]),
                );
            }
        }
    }
    out
}

/// The fields and cells of a unit that state targets.
fn fields(unit: &Unit) -> Vec<Bytes> {
    let body = unit.body.iter().flat_map(|b| {
        [&b.objective, &b.organization, &b.product]
            .into_iter()
            .flatten()
            .map(|f| &f.span)
            .chain(b.others.iter().map(|o| &o.span))
    });
    let row = unit.appendix.iter().flat_map(|r| r.products.iter().map(|p| &p.span));
    body.chain(row).map(|s| s.bytes.clone()).collect()
}

/// The figure with the words that it counts.
fn phrase(reading: &Reading, figure: &Figure) -> crate::record::Evidence {
    let rest = &reading.text.text[figure.range.end..];
    let line = rest.find(['\n', ';', ',', '.', ')']).unwrap_or(rest.len());
    let end = rest[..line].match_indices(' ').nth(8).map_or(line, |(at, _)| at);
    reading.evidence(figure.range.start..figure.range.end + end)
}

fn in_field(reading: &Reading, range: &Bytes, field: usize) -> Vec<Figure> {
    let mut out = Vec::new();
    for sentence in sentences(reading.slice(range), range.start) {
        if !reading.slice(&sentence).bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let words = reading.text.words(sentence);
        let years: Vec<Word> =
            words.iter().filter(|w| w.word.len() == 4 && w.word.starts_with("20")).map(|w| w.word.clone()).collect();
        for i in 0..words.len() {
            if let Some((end, value, percent)) = figure(&words, i, &reading.text.text) {
                let counted: Vec<Word> =
                    words[end..].iter().take_while(|w| w.is_word).take(COUNTED).map(|w| w.word.clone()).collect();
                out.push(Figure {
                    range: words[i].range.start..words[end - 1].range.end,
                    value,
                    percent,
                    field,
                    sentence: words.iter().filter(|w| w.is_word).map(|w| w.word.clone()).collect(),
                    counted,
                    years: years.clone(),
                });
            }
        }
    }
    out
}

fn sentences(text: &str, from: usize) -> Vec<Bytes> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let ends = c == '\n' || c == ';' || (c == '.' && text[at + 1..].starts_with(' '));
        if ends {
            out.push(from + start..from + at);
            start = at + c.len_utf8();
        }
    }
    out.push(from + start..from + text.len());
    out
}

/// Units of time, money and order: figures with them are no targets that two fields repeat.
const NOT_COUNTED: &[&str] =
    &["ngày", "tháng", "năm", "giờ", "phút", "tuần", "quý", "tỷ", "triệu", "nghìn", "đồng", "lần", "km", "ha", "m"];
/// A figure behind one of these is a number of order or of a document.
const ORDER: &[&str] = &[
    "số",
    "hình",
    "án",
    "điều",
    "khoản",
    "mục",
    "phần",
    "quý",
    "tháng",
    "năm",
    "ngày",
    "cấp",
    "độ",
    "đoạn",
    "thứ",
    "đợt",
    "loại",
    "khóa",
    "tầng",
    "tổ",
    "khu",
    "phố",
    "đường",
    "lục",
    "từ",
    "đến",
    "trước",
    "nhiệm",
    "vụ",
    "dung",
];

/// A percentage or a count at a token: one past its last token, its value, whether it is a percentage.
fn figure(words: &[Token], at: usize, text: &str) -> Option<(usize, String, bool)> {
    let word = &words[at];
    let digits = |t: &Token| t.word.chars().all(|c| c.is_ascii_digit());
    let joined = |t: &Token| matches!(t.word.as_str(), "/" | "-" | "–" | ".");
    if !word.is_word
        || !digits(word)
        || at > 0 && (joined(&words[at - 1]) && words[at - 1].range.end == word.range.start)
    {
        return None;
    }
    let mut end = at + 1;
    let mut value = word.word.clone();
    // "99,5%", "1.200"
    while let (Some(mark), Some(next)) = (words.get(end), words.get(end + 1)) {
        let tight = mark.range.start == words[end - 1].range.end && next.range.start == mark.range.end;
        if !tight || !matches!(mark.word.as_str(), "," | ".") || !digits(next) {
            break;
        }
        value.push_str(&mark.word);
        value.push_str(&next.word);
        end += 2;
    }
    if words.get(end).is_some_and(|w| w.word == "%") {
        return Some((end + 1, percentage(&value), true));
    }
    let next = words.get(end)?;
    let ordered = at > 0 && ORDER.contains(&words[at - 1].word.as_str());
    let counted =
        next.is_word && next.range.start > words[end - 1].range.end && next.word.chars().all(char::is_alphabetic);
    let year = value.len() == 4 && value.starts_with("20");
    if ordered
        || !counted
        || year
        || NOT_COUNTED.contains(&next.word.as_str())
        || text[next.range.clone()].starts_with(char::is_uppercase)
    {
        return None;
    }
    Some((end, value.trim_start_matches('0').replace('.', ""), false))
}

/// "099.50" → "99,5": zeros in front and behind, and the mark of decimals, tell no two percentages apart.
fn percentage(printed: &str) -> String {
    let value = printed.replace('.', ",");
    let value = if value.contains(',') { value.trim_end_matches('0').trim_end_matches(',') } else { &value };
    value.trim_start_matches('0').to_owned()
}

fn one_target(a: &Figure, b: &Figure) -> bool {
    if a.field == b.field
        || a.value == b.value
        || a.percent != b.percent
        || (a.years != b.years && !a.years.is_empty() && !b.years.is_empty())
    {
        return false;
    }
    if !a.percent {
        return a.counted.len() == COUNTED && a.counted == b.counted;
    }
    let stands_in =
        |counted: &[Word], sentence: &[Word]| counted.len() >= 2 && sentence.windows(2).any(|w| w == &counted[..2]);
    let near = stands_in(&a.counted, &b.sentence) || stands_in(&b.counted, &a.sentence);
    near && longest_run(&a.sentence, &b.sentence) >= SHARED
}

/// The most words in a row that two sentences share.
fn longest_run(a: &[Word], b: &[Word]) -> usize {
    let mut best = 0;
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { 0 };
            best = best.max(row[j + 1]);
            diagonal = above;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_one_however_it_is_printed() {
        for (one, other) in [("95,0", "95"), ("99.5", "99,5"), ("05", "5"), ("0,50", "0,5"), ("0,0", "0")] {
            assert_eq!(percentage(one), percentage(other), "{one} {other}");
        }
        for (one, other) in [("90", "9"), ("100", "10"), ("99,05", "99,5"), ("9,5", "95")] {
            assert_ne!(percentage(one), percentage(other), "{one} {other}");
        }
    }
}
