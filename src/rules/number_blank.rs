//! `number-blank`: the document's number is left blank.
//!
//! In: the header. Out: one draft at most. Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I: number and symbol are part of the
//! form of an issued document.

use super::reading::{Draft, Reading};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let number = reading.record.document.number.as_ref();
    number
        .filter(|n| n.ordinal.is_none() && n.ordinal_text.is_empty())
        .map(|n| {
            Draft::new("Số của văn bản để trống", "The document's number is left blank").quote([reading.at(&n.span)])
        })
        .into_iter()
        .collect()
}
