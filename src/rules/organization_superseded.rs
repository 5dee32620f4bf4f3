//! `organization-superseded`: the plan names a body that had ceased before the plan's own date.
//!
//! In: every naming of an organisation, the registry, the date of issue. Out: one draft a body. The issuer of an older
//! document that is cited is none of the plan's own; a successor is a hint and never a correction.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::reading::{Draft, Named, Reading, before};
use crate::knowledge::bodies::Province;
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::record::{Confidence, EvidencePart};

/// The most places that are quoted.
const QUOTED: usize = 4;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let Some(day) = reading.locality.day.as_deref() else { return Vec::new() };
    let Some(issued) = &reading.record.document.issued else { return Vec::new() };
    let bodies = &knowledge().bodies;
    // By body and place: its namings, the day it ended, who came after it, how sure that is.
    let mut ended: BTreeMap<String, (Vec<&Named>, String, String, Confidence)> = BTreeMap::new();
    // What a province had become by that day; a plan names few.
    let mut provinces: FxHashMap<&str, Option<&Province>> = FxHashMap::default();
    for named in &reading.named {
        let Some(id) = named.org_id else { continue };
        let Some(body) = bodies.by_id(id) else { continue };
        let mut gone = || {
            let place = id.split_once('@').filter(|_| body.scope == "province")?.1;
            let province = provinces.entry(place).or_insert_with(|| bodies.province_on(&place.replace('-', " "), day));
            province.filter(|p| !p.valid_to.is_empty() && *p.valid_to < *day)
        };
        let (last, after, confidence) = if !body.exists_on(day) && !body.valid_to.is_empty() && *body.valid_to < *day {
            let confidence = match body.confidence {
                "high" => Confidence::High,
                "medium" => Confidence::Medium,
                _ => Confidence::Low,
            };
            (body.valid_to.to_owned(), bodies.successors(body).join(", "), confidence)
        } else if let Some(province) = gone().filter(|p| named_after(named, p)) {
            (province.valid_to.to_owned(), province.successor.to_owned(), Confidence::High)
        } else {
            continue;
        };
        // What is weakly known is no ground for a warning.
        if confidence == Confidence::Low
            || reading.part(named.range.start) == EvidencePart::Glossary
            || historical(reading, named)
        {
            continue;
        }
        ended.entry(id.to_owned()).or_insert_with(|| (Vec::new(), last, after, confidence)).0.push(named);
    }
    ended
        .into_values()
        .map(|(places, last, after, confidence)| {
            let name = places[0].raw;
            let draft = Draft::new(
                format!("“{name}” đã kết thúc hoạt động sau ngày {}, trước ngày ban hành kế hoạch", vietnamese(&last)),
                format!("“{name}” ceased after {}, before the plan was issued", vietnamese(&last)),
            )
            .units(places.iter().filter_map(|n| reading.unit_at(n.range.start)))
            .confidence(confidence)
            .quote(places.iter().take(QUOTED).map(|n| reading.evidence(n.range.clone())))
            .quote([reading.at(&issued.span)]);
            if after.is_empty() {
                draft
            } else {
                draft.suggest(
                    &after,
                    "nơi tiếp nhận nhiệm vụ; cần chọn đúng cơ quan",
                    "took over its tasks; choose the right body",
                    false,
                )
            }
        })
        .collect()
}

/// `2025-02-28` → `28/02/2025`.
fn vietnamese(day: &str) -> String {
    let parts: Vec<&str> = day.split('-').rev().collect();
    parts.join("/")
}

/// The name says the province itself ("Công an tỉnh Hải Dương").
fn named_after(named: &Named, province: &Province) -> bool {
    fold(named.raw).contains(&fold(province.name))
}

/// A body of an older document, or said to be a former one.
fn historical(reading: &Reading, named: &Named) -> bool {
    if reading.in_citation(named.range.start) {
        return true;
    }
    let text = &reading.text.text;
    let after: String = text[named.range.end..].chars().take(24).collect();
    let (before, after) = (fold(before(text, named.range.start, 24)), fold(&after));
    ["nguyên", "trước đây là", "tiền thân là", "từ"].iter().any(|w| before.trim_end().ends_with(w))
        || ["(cũ)", "cũ", "trước đây", "(trước"].iter().any(|w| after.trim_start().starts_with(w))
}
