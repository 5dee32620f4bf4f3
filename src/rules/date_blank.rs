//! `date-blank`: the document's date of issue is incomplete.
//!
//! In: the header. Out: one draft at most.

use super::reading::{Draft, Reading};
use crate::record::Precision;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let issued = reading.record.document.issued.as_ref();
    issued
        .filter(|i| i.precision != Some(Precision::Day))
        .map(|i| {
            Draft::new("Ngày ban hành để trống hoặc chưa đủ", "The date of issue is blank or incomplete")
                .quote([reading.at(&i.span)])
        })
        .into_iter()
        .collect()
}
