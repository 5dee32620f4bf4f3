//! `citation-mismatch`: the symbol of a cited document fits neither its type, its issuer nor its date; or one document is
//! cited with two dates.
//!
//! In: citations. Out: one draft a citation, one a pair of dates. Types and symbols: Nghị định 30/2020/NĐ-CP, Phụ lục III.

use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::{Draft, Reading};
use crate::knowledge::fold::{fold, key, short_key};
use crate::knowledge::knowledge;
use crate::reconcile::names::same;
use crate::record::Citation;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let citations = &reading.record.citations;
    let mut out = Vec::new();
    for citation in citations {
        let Some((vi, en)) = fault(citation) else { continue };
        out.push(
            Draft::new(format!("“{}”: {vi}", citation.raw), format!("“{}”: {en}", citation.raw))
                .units(reading.unit_at(citation.span.bytes.start))
                .quote([reading.at(&citation.span)]),
        );
    }
    let mut by_number: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, citation) in citations.iter().enumerate() {
        if let Some(number) = &citation.number {
            by_number.entry(fold(number)).or_default().push(at);
        }
    }
    let mut told: FxHashSet<&str> = FxHashSet::default();
    for (at, a) in citations.iter().enumerate() {
        let Some(number) = a.number.as_deref().filter(|n| n.contains(['/', '-'])) else { continue };
        let alike = by_number.get(&fold(number)).into_iter().flatten().filter(|other| **other > at);
        let other = alike.map(|other| &citations[*other]).find(|b| {
            matches!((&a.date, &b.date), (Some(x), Some(y)) if x != y)
                && match (&a.issuer, &b.issuer) {
                    (Some(x), Some(y)) => key(x) == key(y) || same(x, y),
                    // Offices of which there is one need no naming.
                    _ => central(number),
                }
        });
        if let Some(b) = other.filter(|_| !told.contains(number)) {
            told.insert(number);
            out.push(
                Draft::new(
                    format!("Văn bản số {number} được viện dẫn với hai ngày khác nhau"),
                    format!("Document {number} is cited with two dates"),
                )
                .units(reading.units_of([&a.span, &b.span].into_iter()))
                .quote([reading.at(&a.span), reading.at(&b.span)]),
            );
        }
    }
    out
}

/// The parts of a symbol: type and issuer, as far as they can be told.
struct Symbol<'a> {
    year: Option<&'a str>,
    kind: Option<&'a str>,
    office: Option<&'a str>,
}

/// `4337/KH-UBND`, `46/2022/TT-BCA`, `22-CT/TU`, `202/2025/QH15`.
fn symbol(number: &str) -> Symbol<'_> {
    let parts: Vec<&str> = number.split(['/', '-']).collect();
    let rest = parts.get(1..).unwrap_or_default();
    let year = rest.first().copied().filter(|p| p.len() == 4 && p.chars().all(|c| c.is_ascii_digit()));
    let rest = if year.is_some() { rest.get(1..).unwrap_or_default() } else { rest };
    Symbol { year, kind: rest.first().copied(), office: rest.get(1).copied() }
}

/// A number of the Government, the Prime Minister, the National Assembly or a ministry.
fn central(number: &str) -> bool {
    let last = number.rsplit(['-', '/']).next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(last, "CP" | "TTg" | "QH" | "UBTVQH" | "TW") || (last.starts_with('B') && last.chars().count() >= 3)
}

/// Types that many offices issue under a symbol of the office alone.
const FREE: &[&str] =
    &["hướng dẫn", "công văn", "văn bản", "công điện", "thư công", "thông tri", "hợp đồng", "giấy phép"];

fn fault(citation: &Citation) -> Option<(String, String)> {
    let number = citation.number.as_deref().filter(|n| n.contains(['/', '-']))?;
    let symbol = symbol(number);
    let kind = citation.kind.as_deref().map(fold);
    let registry = &knowledge().registry;
    let code = symbol.kind.and_then(|k| registry.document_type_of_code(k));
    if let (Some(code), Some(kind)) = (code, kind.as_deref()) {
        let said = registry.document_type(kind);
        let fits = said.is_none_or(|s| {
            s.code == code.code || s.code.is_empty() || code.name.starts_with(s.name) || s.name.starts_with(code.name)
        });
        if !fits && kind != "văn bản" {
            return Some((
                format!(
                    "ký hiệu {} là của {}, không phải {}",
                    code.code,
                    code.name,
                    citation.kind.as_deref().unwrap_or_default()
                ),
                format!("the symbol {} belongs to another type ({})", code.code, code.name),
            ));
        }
    }
    if let (Some(year), Some(date)) = (symbol.year, citation.date.as_deref())
        && !date.starts_with(year)
    {
        let day: String = date.split('-').rev().collect::<Vec<_>>().join("/");
        return Some((
            format!("ký hiệu ghi năm {year} nhưng ngày ban hành là {day}"),
            format!("the number says {year}, but the date is {day}"),
        ));
    }
    // An official letter's symbol under a type that has one of its own.
    if let (Some(office), Some(kind)) = (symbol.kind, kind.as_deref())
        && code.is_none()
        && symbol.year.is_none()
        && let Some(mark) = registry.document_type(kind).map(|t| t.code).filter(|c| !c.is_empty() && *c != "CV")
        && !FREE.contains(&kind)
        && is_office(office)
        && symbol.office.is_some_and(|o| registry.document_type_of_code(o).is_none())
    {
        return Some((
            format!("ký hiệu thiếu “{mark}” ({})", citation.kind.as_deref().unwrap_or_default()),
            format!("the symbol lacks “{mark}” ({})", citation.kind.as_deref().unwrap_or_default()),
        ));
    }
    if let Some(printed) = state_order(number, &symbol) {
        return Some((
            format!("số, ký hiệu văn bản của Đảng viết là {printed}"),
            format!("a paper of the Party is numbered {printed}"),
        ));
    }
    issuer(citation, &symbol)
}

/// Offices of the Party in symbols: Trung ương, tỉnh ủy, huyện ủy, đảng ủy, ban cán sự đảng, đảng đoàn.
const PARTY: &[&str] = &["TW", "TU", "HU", "QU", "ThU", "ĐU", "BCSĐ", "ĐĐ"];

/// How a Party number written in the order of the State's ("05/CT-BCSĐ") should look (Hướng dẫn 36-HD/VPTW).
fn state_order(number: &str, symbol: &Symbol) -> Option<String> {
    let (kind, office) = (symbol.kind?, symbol.office?);
    knowledge().registry.document_type_of_code(kind)?;
    let ordinal = number.split('/').next()?;
    let ordered = symbol.year.is_none() && PARTY.contains(&office) && number == format!("{ordinal}/{kind}-{office}");
    ordered.then(|| format!("{ordinal}-{kind}/{office}"))
}

/// A short form of an office, as symbols of official letters begin.
fn is_office(code: &str) -> bool {
    code.chars().filter(|c| c.is_uppercase()).count() >= 2
        && (code == "UBND"
            || code == "HĐND"
            || code == "CAT"
            || knowledge().registry.readings(&short_key(code), None).any(|r| r.kind == "organization"))
}

fn issuer(citation: &Citation, symbol: &Symbol) -> Option<(String, String)> {
    let said = citation.issuer.as_deref()?;
    // A minister signs for the ministry.
    let folded = key(said.strip_prefix("Bộ trưởng ").unwrap_or(said));
    let wrong = |name: &str| {
        Some((
            format!("ký hiệu là của {name}, không phải của {said}"),
            format!("the symbol belongs to {name}, not to {said}"),
        ))
    };
    // The last part names the office: NĐ-CP, QĐ-TTg, TT-BCA, NQ-HĐND; QH15 and UBTVQH15 stand behind the year.
    let office = symbol.office.or(symbol.kind)?;
    let stem = office.trim_end_matches(|c: char| c.is_ascii_digit());
    let expected: &[(&str, &str, &[&str])] = &[
        ("QH", "Quốc hội", &["quốc hội"]),
        ("UBTVQH", "Ủy ban Thường vụ Quốc hội", &["ủy ban thường vụ quốc hội", "ubtvqh"]),
        ("CP", "Chính phủ", &["chính phủ"]),
        ("TTg", "Thủ tướng Chính phủ", &["thủ tướng", "ttg"]),
        ("HĐND", "Hội đồng nhân dân", &["hội đồng nhân dân", "hđnd"]),
        ("UBND", "Ủy ban nhân dân", &["ủy ban nhân dân", "ubnd", "chủ tịch", "ub nd"]),
    ];
    if let Some((_, name, keys)) = expected.iter().find(|(code, ..)| *code == stem) {
        let fits = keys
            .iter()
            .any(|k| folded.starts_with(k) || (*name != "Quốc hội" && *name != "Chính phủ" && folded.contains(k)));
        let premier = stem == "CP" && folded.starts_with("thủ tướng");
        return if fits && !premier { None } else { wrong(name) };
    }
    // A ministry's code, where the issuer is a ministry too.
    if !stem.starts_with('B') || stem.chars().count() < 3 || !folded.starts_with("bộ ") {
        return None;
    }
    let ministry = knowledge()
        .registry
        .readings(&short_key(stem), None)
        .find(|r| r.kind == "organization" && fold(r.long).starts_with("bộ "))?;
    if same(ministry.long, said.strip_prefix("Bộ trưởng ").unwrap_or(said)) || folded.starts_with(&key(ministry.long))
    {
        None
    } else {
        wrong(ministry.long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_fall_into_parts() {
        let parts = |n: &'static str| {
            let s = symbol(n);
            (s.year, s.kind, s.office)
        };
        assert_eq!(parts("4337/KH-UBND"), (None, Some("KH"), Some("UBND")));
        assert_eq!(parts("46/2022/TT-BCA"), (Some("2022"), Some("TT"), Some("BCA")));
        assert_eq!(parts("202/2025/QH15"), (Some("2025"), Some("QH15"), None));
        assert_eq!(parts("22-CT/TU"), (None, Some("CT"), Some("TU")));
    }
}
