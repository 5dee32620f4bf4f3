//! `reference-mismatch`: a reference to this very document gives another number or date than its header.
//!
//! In: the header and the places where the document names itself. Out: one draft a place. A blank on either side is compared
//! with nothing.

use super::reading::{Draft, Reading};
use crate::knowledge::fold::fold;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let document = &reading.record.document;
    let number = document.number.as_ref().filter(|n| !n.ordinal_text.is_empty());
    let issued = document.issued.as_ref().and_then(|i| Some((i, i.value.as_deref().filter(|v| v.len() == 10)?)));
    let mut out = Vec::new();
    for place in &reading.record.self_references {
        let other_number = number.zip(place.number.as_deref()).filter(|(own, said)| {
            // "182-KH/TU" has its slash elsewhere than "182/KH-UBND".
            let plain = |number: &str| fold(number).replace(['/', '-', ' '], "");
            let name = plain(&format!("{}/{}", own.ordinal_text, own.symbol));
            // "Kế hoạch số 12" says the number without the symbol.
            plain(said) != name
                && fold(said) != fold(&own.ordinal_text)
                && said.chars().next().is_some_and(|c| c.is_ascii_digit())
        });
        let other_date = issued.zip(place.date.as_deref()).filter(|((_, own), said)| own != said);
        if other_number.is_none() && other_date.is_none() {
            continue;
        }
        let own: Vec<&str> = other_number
            .map(|(n, _)| n.raw.as_str())
            .into_iter()
            .chain(other_date.map(|((d, _), _)| d.raw.as_str()))
            .collect();
        let header = format!(" ({})", own.join(", "));
        let mut draft = Draft::new(
            format!("Ghi “{}”, khác với số, ngày ở đầu văn bản{}", place.raw, header),
            format!("“{}” differs from the number or date in the header{}", place.raw, header),
        )
        .quote([reading.at(&place.span)]);
        if let Some((own, _)) = other_number {
            draft = draft.quote([reading.at(&own.span)]).suggest(
                &own.raw,
                "số ở đầu văn bản",
                "the number in the header",
                false,
            );
        }
        if let Some(((own, _), _)) = other_date {
            draft = draft.quote([reading.at(&own.span)]).suggest(
                &own.raw,
                "ngày ở đầu văn bản",
                "the date in the header",
                false,
            );
        }
        out.push(draft);
    }
    out
}
