//! `scope-mismatch`: a phrase of another level, or another province's name, left in the plan.
//!
//! In: the units and the names in the text, outside references to other documents. Out: one draft a phrase.

use super::reading::{Draft, Reading, floor};
use crate::knowledge::knowledge;
use crate::record::{Confidence, Evidence, EvidencePart};
use crate::resolve::identity::{Level, Locality};
use crate::scan;
use crate::span::Bytes;

/// Words of a reach; "trên", "phạm vi" may stand before them.
struct Reach {
    words: &'static [&'static str],
    /// Without "trên" or "trong" in front they say something else ("cả nước").
    led: bool,
}

const PROVINCE_WIDE: Reach =
    Reach { words: &["toàn tỉnh", "địa bàn tỉnh", "địa bàn toàn tỉnh"], led: false };
const DISTRICT_WIDE: Reach = Reach {
    words: &["toàn huyện", "địa bàn huyện", "địa bàn toàn huyện", "toàn quận", "địa bàn quận", "địa bàn toàn quận"],
    led: false,
};
const NATION_WIDE: Reach = Reach { words: &["toàn quốc", "cả nước"], led: true };

impl Reach {
    /// Where a text says it, in order.
    fn places(&self, text: &str) -> Vec<Bytes> {
        let place = |(at, rest): (usize, &str)| {
            let before = &text[..at];
            let ranged = scan::before(before, "phạm vi ").unwrap_or(before);
            let leads: &[&str] = if self.led { &["trên ", "trong "] } else { &["trên "] };
            let led = scan::before_any(ranged, leads).filter(|left| scan::ends_word(left));
            let start = if self.led { led } else { led.or(Some(ranged)) }?;
            (scan::is_edge(rest) && scan::ends_word(start)).then(|| start.len()..text.len() - rest.len())
        };
        let mut out: Vec<Bytes> =
            self.words.iter().flat_map(|words| scan::places(text, words).filter_map(place)).collect();
        out.sort_unstable_by_key(|range| (range.start, range.end));
        out.dedup_by(|later, first| later.start < first.end);
        out
    }
}

/// Where a province or city may be named in the whole text, and whether it is a city.
fn placed(text: &str) -> Vec<(Bytes, bool)> {
    let of = |word: &'static str, city: bool| {
        let free = |(at, _): &(usize, &str)| scan::ends_word(&text[..*at]);
        scan::places(text, word).filter(free).map(move |(at, rest)| (at..text.len() - rest.len(), city))
    };
    let mut out: Vec<_> = of("tỉnh ", false).chain(of("thành phố ", true)).collect();
    out.sort_unstable_by_key(|(range, _)| range.start);
    out
}

/// Behind these another province is a neighbour, a road or an example.
const ELSEWHERE: &[&str] = &[
    "các ",
    "với ",
    "giáp ",
    "nối ",
    "từ ",
    "đến ",
    "tới ",
    "tại ",
    "ở ",
    "qua ",
    "như ",
    "và ",
    "kinh nghiệm ",
    "của ",
    "ngoài ",
    ", ",
    "- ",
    "– ",
    "( ",
];
/// Behind these the province is the plan's own, whatever stands in front; the longest first.
const OWN: &[&str] = &[
    "trên địa bàn toàn ",
    "trên địa bàn ",
    "chủ tịch ubnd ",
    "ubnd ",
    "hđnd ",
    "ủy ban nhân dân ",
    "hội đồng nhân dân ",
    "nhân dân ",
    "công an ",
];

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let locality = &reading.locality;
    let mut out = Vec::new();
    levels(reading, locality, &mut out);
    others(reading, locality, &mut out);
    out
}

/// Phrases that reach further than the plan.
fn levels(reading: &Reading, locality: &Locality, out: &mut Vec<Draft>) {
    let own = reading.record.document.issuer.as_ref().map(|i| reading.at(&i.span));
    let subject = subject_place(reading).or(own);
    let told = |wide: &Reach, places: Vec<(Option<usize>, Bytes)>, vi: &str, en: &str, out: &mut Vec<Draft>| {
        for (unit, range) in places {
            // One phrase of one unit, in body and table alike, is one.
            let mut here: Vec<Bytes> = Vec::new();
            for found in wide.places(reading.slice(&range)) {
                let place = range.start + found.start..range.start + found.end;
                // Another province's name is told as such.
                let end = phrase(reading, &place, &range).span.bytes.end;
                let foreign = end > place.end
                    && locality.province.as_deref().is_some_and(|own| {
                        let named = reading.slice(&(place.end..end));
                        knowledge().bodies.province(named.trim()).is_some_and(|p| p != own)
                    });
                if !foreign && !reading.in_citation(place.start) && !cited_near(reading, place.start) {
                    here.push(place);
                }
            }
            let Some(first) = here.first() else { continue };
            let quote = reading.slice(first);
            out.push(
                Draft::new(format!("“{quote}” {vi}"), format!("“{quote}” {en}"))
                    .units(unit)
                    .confidence(Confidence::Medium)
                    .quote(here.iter().map(|p| phrase(reading, p, &range)))
                    .quote(subject.clone()),
            );
        }
    };
    if matches!(locality.level, Some(Level::District | Level::Commune)) {
        let fields = reading.bodies().flat_map(|(at, _, b)| {
            let title = reading.title(b).span.bytes;
            [
                Some(title),
                b.objective.as_ref().map(|o| o.span.bytes.clone()),
                b.organization.as_ref().map(|o| o.span.bytes.clone()),
            ]
            .into_iter()
            .flatten()
            .map(move |r| (Some(at), r))
            .collect::<Vec<_>>()
        });
        told(
            &PROVINCE_WIDE,
            fields.collect(),
            "là phạm vi cấp tỉnh, rộng hơn phạm vi của kế hoạch",
            "is wider than a plan of a district or commune",
            out,
        );
    }
    if locality.level == Some(Level::Commune) {
        let titles = reading.bodies().map(|(at, _, b)| (Some(at), reading.title(b).span.bytes));
        let aims = reading.bodies().filter_map(|(at, _, b)| Some((Some(at), b.objective.as_ref()?.span.bytes.clone())));
        told(
            &DISTRICT_WIDE,
            titles.chain(aims).collect(),
            "là phạm vi cấp huyện, rộng hơn phạm vi của kế hoạch",
            "is district-wide in a plan of a commune",
            out,
        );
    }
    if locality.level.is_some_and(|l| l < Level::Central) {
        for (at, unit) in reading.record.units.iter().enumerate() {
            let titles = unit
                .body
                .iter()
                .map(|b| reading.title(b).span.bytes)
                .chain(unit.appendix.iter().map(|r| reading.row_heading(r).span.bytes));
            let places: Vec<Bytes> = titles
                .filter_map(|t| {
                    let found = NATION_WIDE.places(reading.slice(&t)).into_iter().next()?;
                    Some(t.start + found.start..t.start + found.end)
                })
                .collect();
            let Some(first) = places.first() else { continue };
            let quote = reading.slice(first);
            out.push(
                Draft::new(
                    format!("“{quote}” là phạm vi toàn quốc, rộng hơn phạm vi của kế hoạch"),
                    format!("“{quote}” is wider than a local plan"),
                )
                .units([at])
                .quote(places.iter().map(|p| reading.evidence(p.clone())))
                .quote(subject.clone()),
            );
        }
    }
}

/// A phrase with the name of the place behind it.
fn phrase(reading: &Reading, place: &Bytes, within: &Bytes) -> Evidence {
    let rest = &reading.text.text[place.end..within.end.max(place.end)];
    let names = &knowledge().names;
    let words = crate::knowledge::words::tokens(rest, 0..floor(rest, 60));
    let end = names.provinces.at(&words, 0).map_or(0, |(n, ())| words[n - 1].range.end);
    reading.evidence(place.start..place.end + end)
}

/// Where the subject says whose plan it is.
fn subject_place(reading: &Reading) -> Option<Evidence> {
    let subject = reading.record.document.subject.as_deref()?;
    let at = subject.to_lowercase().rfind("trên địa bàn")?;
    let words = subject.get(at..)?;
    let start = reading.text.text.find(words)?;
    Some(reading.evidence(start..start + words.len()))
}

/// Names of other provinces, where they stand as the plan's own.
fn others(reading: &Reading, locality: &Locality, out: &mut Vec<Draft>) {
    let Some(own) = &locality.province else { return };
    let bodies = &knowledge().bodies;
    let text = &reading.text.text;
    // Before and after a merger a province goes by several names.
    let related = |name: &str| {
        name == own
            || bodies
                .provinces
                .iter()
                .any(|p| (p.name == name && p.successor == *own) || (p.name == *own && p.successor == name))
    };
    let mut told: Vec<(String, Vec<Bytes>)> = Vec::new();
    for (found, city) in placed(text) {
        // Behind most of them no province is named.
        let words = reading.text.words(found.end..text.len());
        let Some((end, ())) = knowledge().names.provinces.at(&words, 0) else { continue };
        let before = &text[floor(text, found.start.saturating_sub(60))..found.start];
        let own = scan::before_any(before, OWN);
        let near = scan::before(before, "địa bàn ").unwrap_or(before);
        let elsewhere = own.is_none() && scan::before_any(near, ELSEWHERE).is_some();
        if elsewhere || reading.in_citation(found.start) || reading.part(found.start) == EvidencePart::Glossary {
            continue;
        }
        let start = own.map_or(found.start, |left| found.start - (before.len() - left.len()));
        let name = &text[words[0].range.start..words[end - 1].range.end];
        let Some(province) = bodies.province(name).filter(|p| !related(p) && words[0].capital) else { continue };
        // "thành phố X" below the level of a province may share its name with one.
        if city && !bodies.provinces.iter().any(|p| p.name == province && p.kind == "thành phố") {
            continue;
        }
        let range = start..words[end - 1].range.end;
        if cited_near(reading, range.start) {
            continue;
        }
        match told.iter_mut().find(|(p, _)| p == province) {
            Some((_, places)) => places.push(range),
            None => told.push((province.to_owned(), vec![range])),
        }
    }
    for (province, places) in told {
        // A name that comes again and again is a neighbour that the plan is about.
        if places.len() > 3 {
            continue;
        }
        out.push(
            Draft::new(
                format!("“{}” là tên địa phương khác với nơi ban hành kế hoạch ({own})", reading.slice(&places[0])),
                format!(
                    "“{}” names another province than the plan's own ({own}): {province}",
                    reading.slice(&places[0])
                ),
            )
            .units(places.iter().filter_map(|p| reading.unit_at(p.start)))
            .confidence(Confidence::Medium)
            .quote(places.iter().map(|p| reading.evidence(p.clone())))
            .quote(reading.record.document.issuer.iter().map(|i| reading.at(&i.span))),
        );
    }
}

/// In the words of a reference that go on behind its number and date ("… của UBND tỉnh X về …").
fn cited_near(reading: &Reading, byte: usize) -> bool {
    let text = &reading.text.text;
    reading.record.citations.iter().any(|c| {
        let end = c.span.bytes.end;
        end <= byte && byte - end < 400 && !text[end..byte].contains(['\n', ';'])
    })
}
