//! Values: what must have been printed, beside what was read.
//!
//! In: a text and its [`Repair`]s. Out: stretches of it with the repairs in their places. Which repairs there are is found in
//! [`crate::repair`].

use std::borrow::Cow;

use crate::record::RepairReason;
use crate::span::Bytes;

/// What a stretch of the text must have been on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What was read.
    pub range: Bytes,
    /// What it must have been.
    pub value: String,
    /// Why.
    pub reason: RepairReason,
}

/// A stretch of a text as it must have been.
pub(super) fn value<'t>(text: &'t str, range: &Bytes, repairs: &[Repair]) -> Cow<'t, str> {
    let first = repairs.partition_point(|repair| repair.range.start < range.start);
    let inside = repairs[first..].iter().take_while(|repair| repair.range.end <= range.end);
    let mut out = Cow::Borrowed(&text[range.clone()]);
    let mut copied = range.start;
    for repair in inside {
        if copied == range.start {
            out = Cow::Owned(String::with_capacity(range.len()));
        }
        let to = out.to_mut();
        to.push_str(&text[copied..repair.range.start]);
        to.push_str(&repair.value);
        copied = repair.range.end;
    }
    if copied > range.start {
        out.to_mut().push_str(&text[copied..range.end]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_their_places() {
        let text = "phát triến số và số hóa";
        let at = text.find("triến").expect("there");
        let repairs =
            [Repair { range: at..at + "triến".len(), value: "triển".to_owned(), reason: RepairReason::Phrase }];
        assert_eq!(value(text, &(0..text.len()), &repairs), "phát triển số và số hóa");
        assert_eq!(value(text, &(at..text.len()), &repairs), "triển số và số hóa");
        assert!(matches!(value(text, &(at + 2..text.len()), &repairs), Cow::Borrowed(_)));
        assert!(matches!(value(text, &(0..4), &repairs), Cow::Borrowed(_)));
    }
}
