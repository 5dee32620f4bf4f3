//! Index: what the whole document holds of one kind, for readers that look for it everywhere.
//!
//! In: text, segments, definitions. Out: every organisation with its places, the runs of numbers and letters, the extent of
//! every part. Nothing here reads what a unit says.

use rustc_hash::FxHashMap;

use super::Parts;
use crate::knowledge::fold::key;
use crate::normalise::{BlockKind, Text};
use crate::ordinal::{Scheme, place};
use crate::record::{EvidencePart, OrganizationIndex, PartExtent, Place, Series, SeriesOrdinal};
use crate::resolve::Glossary;
use crate::resolve::identity::Locality;
use crate::resolve::names::{begins_like_name, mentions};
use crate::segment::{PartOf, Segments};
use crate::span::Bytes;

/// Every organisation and its places.
pub(crate) fn organizations(text: &Text, segments: &Segments, glossary: &Glossary) -> Vec<OrganizationIndex> {
    let mut out: Vec<OrganizationIndex> = Vec::new();
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    // A name comes again and again in the same words.
    let mut printed: FxHashMap<(Option<String>, &str), usize> = FxHashMap::default();
    for (line, part) in segments.lines.iter().zip(&segments.parts) {
        if *part == PartOf::Furniture || line.kind == BlockKind::Overlong {
            continue;
        }
        let mut slot_of = |name: String| {
            *index.entry(key(&name)).or_insert_with(|| {
                out.push(OrganizationIndex { name, org_id: None, mentions: Vec::new() });
                out.len() - 1
            })
        };
        let found: Vec<(usize, Bytes)> = if *part == PartOf::Glossary {
            defined(text, &line.range, glossary).into_iter().map(|(name, range)| (slot_of(name), range)).collect()
        } else {
            let of_line = mentions(text, line.range.clone(), glossary).into_iter();
            let slotted = of_line.map(|m| {
                let words = (m.head.clone(), text.slice(&m.range));
                let slot = *printed.entry(words).or_insert_with(|| slot_of(m.name(text, glossary)));
                (slot, m.range)
            });
            slotted.collect()
        };
        for (slot, range) in found {
            let raw = text.slice(&range).to_owned();
            out[slot].mentions.push(Place { raw, span: text.span(range) });
        }
    }
    out
}

/// The names that a line of the list of abbreviations defines: each long form is one name, whatever its commas.
fn defined(text: &Text, line: &Bytes, glossary: &Glossary) -> Vec<(String, Bytes)> {
    let of_line = glossary.definitions.iter().filter(|d| d.range.start >= line.start && d.range.end <= line.end);
    of_line
        .filter(|d| begins_like_name(&d.long))
        .filter_map(|d| {
            let start = d.range.start + text.slice(&d.range).find(&d.long)?;
            Some((d.long.clone(), start..start + d.long.len()))
        })
        .collect()
}

/// Gives every name the identifier of the body that it means.
pub(crate) fn identify(parts: &mut Parts, text: &Text) {
    let locality = Locality::of(&parts.document, text);
    let mut known: FxHashMap<String, Option<String>> = FxHashMap::default();
    let mut of = |name: &str| {
        if let Some(id) = known.get(name) {
            return id.clone();
        }
        let id = locality.identify(name);
        known.insert(name.to_owned(), id.clone());
        id
    };
    if let Some(issuer) = &mut parts.document.issuer {
        issuer.org_id = of(&issuer.name);
    }
    for organization in &mut parts.organizations {
        organization.org_id = of(&organization.name);
    }
    let of_units = parts.units.iter_mut().flat_map(|u| {
        let said = u.body.iter_mut().flat_map(|b| b.assignments.iter_mut().map(|a| &mut a.organization));
        let cells = u.appendix.iter_mut().flat_map(|r| {
            [&mut r.lead, &mut r.coordinate, &mut r.forces, &mut r.platform]
                .into_iter()
                .flatten()
                .flat_map(|c| &mut c.organizations)
        });
        said.chain(cells)
    });
    for organization in of_units.chain(parts.duties.iter_mut().map(|d| &mut d.organization)) {
        organization.org_id = of(&organization.name);
    }
}

/// The runs of numbers and letters in front of sister lines.
pub(crate) fn numbering(text: &Text, segments: &Segments) -> Vec<Series> {
    let of = |lines: &Vec<usize>| {
        let scheme = segments.lines[*lines.first()?].scheme()?;
        let ordinals = lines
            .iter()
            .filter_map(|at| {
                let line = &segments.lines[*at];
                let label = text.value(&line.label()?).into_owned();
                Some(SeriesOrdinal { value: place(scheme, &label), label, span: text.span(line.range.clone()) })
            })
            .collect();
        Some(Series { scheme: name(scheme)?, ordinals })
    };
    segments.series.iter().filter_map(of).collect()
}

fn name(scheme: Scheme) -> Option<&'static str> {
    Some(match scheme {
        Scheme::Part => "part",
        Scheme::Chapter => "chapter",
        Scheme::Section => "section",
        Scheme::Article => "article",
        Scheme::Roman => "roman",
        Scheme::Upper => "upper",
        Scheme::Decimal(_) | Scheme::DecimalDash | Scheme::DecimalSlash | Scheme::DecimalParen | Scheme::Bracketed => {
            "decimal"
        }
        Scheme::Lower | Scheme::BracketedLower => "letter",
        Scheme::LowerRoman => "lower_roman",
        Scheme::Circled | Scheme::Dash | Scheme::Plus | Scheme::Star | Scheme::Bullet => return None,
    })
}

/// Which stretch of the text is which part.
pub(crate) fn parts(text: &Text, segments: &Segments) -> Vec<PartExtent> {
    let mut out: Vec<(EvidencePart, Bytes)> = Vec::new();
    for (line, part) in segments.lines.iter().zip(&segments.parts) {
        let part = match part {
            PartOf::Header | PartOf::Preamble => EvidencePart::Header,
            PartOf::Outline | PartOf::Unit(_) => EvidencePart::Body,
            PartOf::Table(_) | PartOf::AppendixHead | PartOf::AppendixText => EvidencePart::Appendix,
            PartOf::Glossary => EvidencePart::Glossary,
            PartOf::Recipients | PartOf::Signature => EvidencePart::Note,
            PartOf::Furniture | PartOf::Unclaimed => continue,
        };
        match out.last_mut() {
            Some((last, range)) if *last == part => range.end = line.range.end,
            _ => out.push((part, line.range.clone())),
        }
    }
    out.into_iter().map(|(part, range)| PartExtent { part, span: text.span(range) }).collect()
}
