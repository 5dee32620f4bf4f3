//! Times that come round again: "hằng quý", "trước ngày 15 hằng tháng", "định kỳ 6 tháng một lần".
//!
//! In: the words of a value. Out: a rule of RFC 5545, or none.

use super::forms::{number, quarter_number};
use crate::scan::{self, after_word};

/// What comes round, with the number of months between where it is printed.
const ROUNDS: &[&str] = &["tuần", "tháng", "quý", "năm", "6 tháng", "06 tháng", "9 tháng", "09 tháng"];
/// Words for "each".
const EACH: &[&str] = &["hằng", "hàng", "mỗi"];
/// The farthest that a round may stand behind "định kỳ", in characters.
const NEAR: usize = 20;

/// The RFC 5545 rule of words that come round again.
pub(crate) fn recurrence(words: &str) -> Option<String> {
    let unit = round(words)?.to_lowercase();
    let day = day(words).filter(|(d, m)| (1..=31).contains(d) && m.is_none_or(|m| (1..=12).contains(&m)));
    let mut rule = match (unit.as_str(), day) {
        ("tuần", _) => "FREQ=WEEKLY".to_owned(),
        ("quý", Some((d, None))) => format!("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={d}"),
        ("quý", _) => "FREQ=MONTHLY;INTERVAL=3".to_owned(),
        ("năm", Some((d, Some(m)))) => format!("FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}"),
        ("năm", _) => match (quarter_of_each_year(words), month_of_each_year(words)) {
            (Some(q), _) => {
                let last = 3 * q;
                format!("FREQ=YEARLY;BYMONTH={},{},{last}", last - 2, last - 1)
            }
            (None, Some(m)) => format!("FREQ=YEARLY;BYMONTH={m}"),
            (None, None) => "FREQ=YEARLY".to_owned(),
        },
        (unit, _) if unit.contains('6') => "FREQ=MONTHLY;INTERVAL=6".to_owned(),
        (unit, _) if unit.contains('9') => "FREQ=MONTHLY;INTERVAL=9".to_owned(),
        (unit, _) if unit.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("FREQ=MONTHLY;INTERVAL={}", unit.parse::<u8>().ok().filter(|n| *n > 0)?)
        }
        (_, Some((d, None))) => format!("FREQ=MONTHLY;BYMONTHDAY={d}"),
        _ => "FREQ=MONTHLY".to_owned(),
    };
    if let Some(until) = until(words) {
        rule = format!("{rule};UNTIL={until}1231");
    }
    Some(rule)
}

/// What comes round by the first words that say so: a round as printed, or a number of months.
fn round(words: &str) -> Option<&str> {
    words.char_indices().find_map(|(at, c)| {
        let text = &words[at..];
        match c {
            'h' | 'H' | 'm' | 'M' => round_at(scan::after_blank(scan::after_any(text, EACH)?)?),
            'đ' | 'Đ' => {
                let rest = scan::after_any(text, &["định kỳ", "đột xuất"])?;
                let near = rest.char_indices().map(|(at, _)| at).take(NEAR + 1);
                let open = |at: &usize| !rest[..*at].contains(['.', ';']);
                near.take_while(open).find_map(|at| round_at(&rest[at..]))
            }
            't' | 'T' => {
                let next = scan::after_any(text, &["tháng liền kề", "tháng sau", "tháng kế tiếp"]).map(|_| "tháng");
                next.or_else(|| quarter_at(scan::after_blank(scan::after(text, "tháng cuối")?)?))
            }
            'c' | 'C' => {
                let led = scan::after_any(text, &["cuối mỗi", "của"]).and_then(scan::after_blank);
                let last = || {
                    let rest = after_word(text, "cuối")?;
                    let quarter = quarter_at(after_word(rest, "mỗi").unwrap_or(rest))?;
                    rest.ends_with(quarter).then_some(quarter)
                };
                led.and_then(quarter_at).or_else(last)
            }
            '0'..='9' => months_between(text),
            _ => None,
        }
    })
}

/// A round at the front of a text.
fn round_at(text: &str) -> Option<&str> {
    ROUNDS.iter().find_map(|round| scan::after(text, round)).map(|rest| &text[..text.len() - rest.len()])
}

/// "quý" at the front of a text.
fn quarter_at(text: &str) -> Option<&str> {
    scan::after(text, "quý").map(|rest| &text[..text.len() - rest.len()])
}

/// "3 tháng một lần": the number of months.
fn months_between(text: &str) -> Option<&str> {
    let (figures, rest) = scan::figures(text, 2)?;
    let rest = after_word(scan::after_blank(rest)?, "tháng")?;
    let rest = scan::after_blank(scan::after_any(rest, &["một", "1", "01"])?)?;
    scan::after(rest, "lần").map(|_| figures)
}

/// "ngày 15", "ngày 15/12": the first day, and its month.
fn day(words: &str) -> Option<(i8, Option<i8>)> {
    scan::places(words, "ngày").find_map(|(_, rest)| {
        let (day, rest) = number(scan::after_blank(rest)?)?;
        let rest = rest.trim_start();
        let month = rest.strip_prefix('/').or_else(|| scan::after(rest, "tháng"));
        let month = month.and_then(|m| number(m.trim_start())).filter(|(_, rest)| scan::is_edge(rest));
        Some((day, month.map(|(month, _)| month)))
    })
}

/// "quý II hằng năm": its number.
fn quarter_of_each_year(words: &str) -> Option<i8> {
    scan::places(words, "quý").find_map(|(_, rest)| {
        let rest = scan::after_blank(rest).filter(|number| !number.starts_with(|c: char| c.is_ascii_digit()))?;
        let (quarter, rest) = quarter_number(rest)?;
        each_year(rest).then_some(quarter)
    })
}

/// "tháng 5 hằng năm": its number.
fn month_of_each_year(words: &str) -> Option<i8> {
    scan::places(words, "tháng").find_map(|(_, rest)| {
        let (month, rest) = number(scan::after_blank(rest)?)?;
        each_year(rest).then_some(month)
    })
}

fn each_year(rest: &str) -> bool {
    let each = scan::after_blank(rest).and_then(|rest| scan::after_blank(scan::after_any(rest, EACH)?));
    each.is_some_and(|rest| scan::after(rest, "năm").is_some())
}

/// "… đến hết năm 2027": the year at the end.
fn until(words: &str) -> Option<&str> {
    let words = words.trim_end();
    let (head, year) = words.split_at_checked(words.len().checked_sub(4)?)?;
    if !year.starts_with("20") || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let head = without(without(head, "năm"), "hết").trim_end();
    (head.ends_with(['-', '–']) || scan::before(head, "đến").is_some()).then_some(year)
}

/// A text without the word that it ends with, a blank behind it.
fn without<'t>(text: &'t str, word: &str) -> &'t str {
    let head = text.trim_end();
    if head.len() == text.len() { text } else { scan::before(head, word).unwrap_or(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_recurrence() {
        for (words, rule) in [
            ("trước ngày 15 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
            ("Mỗi tuần", "FREQ=WEEKLY"),
            ("trước ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
            ("trước ngày 20 tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
            ("Định kỳ 6 tháng một lần", "FREQ=MONTHLY;INTERVAL=6"),
            ("03 tháng một lần", "FREQ=MONTHLY;INTERVAL=3"),
            ("Quý II hằng năm", "FREQ=YEARLY;BYMONTH=4,5,6"),
            ("tháng 5 hàng năm", "FREQ=YEARLY;BYMONTH=5"),
            ("ngày 10 tháng sau", "FREQ=MONTHLY;BYMONTHDAY=10"),
            ("cuối mỗi quý", "FREQ=MONTHLY;INTERVAL=3"),
            ("Hằng năm, đến hết năm 2027", "FREQ=YEARLY;UNTIL=20271231"),
        ] {
            assert_eq!(recurrence(words).as_deref(), Some(rule), "{words}");
        }
    }

    #[test]
    fn other_words_do_not_come_round() {
        for words in ["tháng 5", "của Quyết định", "cuối quý I", "định kỳ. Tháng 5", "hàng hóa", "6 tháng đầu năm"]
        {
            assert_eq!(recurrence(words), None, "{words}");
        }
    }
}
