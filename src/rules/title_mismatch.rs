//! `title-mismatch`: the titles of body and table differ in words.
//!
//! In: units with both halves. Out: one draft a unit. Case, marks, blanks and short forms tell no difference; see
//! [`crate::reconcile::values::same_title`].

use super::reading::{Draft, Reading, name_of};
use crate::knowledge::fold::fold;
use crate::record::{ComparisonStatus, Evidence};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    reading
        .pairs()
        .filter(|(_, u, ..)| u.reconciled.title.status == ComparisonStatus::Conflict)
        .map(|(at, unit, body, row)| {
            let (a, b) = apart(&body.title, &row.title);
            let name = name_of(unit);
            let title = |t: &str| if t.is_empty() { "∅".to_owned() } else { format!("“{t}”") };
            Draft::new(
                format!("{name}: tên trong nội dung và trong phụ lục khác nhau: {} – {}", title(&a), title(&b)),
                format!("{name}: titles of body and appendix differ: {} – {}", title(&a), title(&b)),
            )
            .units([at])
            .quote([around(reading, reading.title(body), &a), around(reading, reading.row_heading(row), &b)])
        })
        .collect()
}

/// The words that differ, with a few on either side; the whole title where one side only lacks words.
fn around(reading: &Reading, title: Evidence, words: &str) -> Evidence {
    let range = title.span.bytes.clone();
    let Some(at) = reading.slice(&range).find(words).filter(|_| !words.is_empty()) else { return title };
    let text = reading.slice(&range);
    let start = text[..at].rmatch_indices(' ').nth(3).map_or(0, |(i, _)| i + 1);
    let end = at + words.len();
    let end = text[end..].match_indices(' ').nth(3).map_or(text.len(), |(i, _)| end + i);
    reading.evidence(range.start + start..range.start + end)
}

/// What is left of two titles when their common beginning and end are taken off, in words.
fn apart(a: &str, b: &str) -> (String, String) {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let plain = |w: &str| fold(w.trim_matches(|c: char| !c.is_alphanumeric()));
    let same = |x: &&str, y: &&str| plain(x) == plain(y);
    let head = a.iter().zip(&b).take_while(|(x, y)| same(x, y)).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| same(x, y)).count();
    (a[head..a.len() - tail].join(" "), b[head..b.len() - tail].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_are_told() {
        assert_eq!(
            apart("Triển khai tuyên truyền chính sách.", "Triển khai tuyên chuyển chính sách"),
            ("truyền".to_owned(), "chuyển".to_owned())
        );
        assert_eq!(apart("A B", "A B C"), (String::new(), "C".to_owned()));
    }
}
