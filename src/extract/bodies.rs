//! Bodies: what the numbered text says of each unit.
//!
//! In: a unit's fields. Out: a [`UnitBody`]. Each field is read by its kind; roles are brought together over the whole unit.

use jiff::civil::Date;

use super::deadlines::{self, Context};
use super::roles;
use crate::knowledge::{FieldKind, knowledge};
use crate::normalise::Text;
use crate::record::{Deadline, LabelledField, PrintedField, TextField, Tools, UnitBody};
use crate::resolve::Glossary;
use crate::segment::{Field, UnitDraft};
use crate::span::Bytes;

/// Reads a unit.
pub(crate) fn body(text: &Text, unit: &UnitDraft, issued: Option<Date>, glossary: &Glossary) -> UnitBody {
    let joined = |wanted: &dyn Fn(&Field) -> bool| -> Vec<Bytes> {
        unit.fields.iter().filter(|f| wanted(f)).flat_map(|f| f.paragraphs.iter().map(|p| p.range.clone())).collect()
    };
    let of = |kind: FieldKind| field(text, &joined(&|f: &Field| f.kind == kind));
    let mut said = Vec::new();
    for found in &unit.fields {
        let reads = found.joined
            || matches!(
                found.kind,
                FieldKind::Assignment | FieldKind::Forces | FieldKind::Content | FieldKind::Unknown
            );
        if reads {
            let paragraphs: Vec<Bytes> = found.paragraphs.iter().map(|p| p.range.clone()).collect();
            match &unit.agency {
                Some(agency) if found.label.is_none() => {
                    said.extend(roles::read_for(text, agency, &paragraphs, glossary));
                }
                _ => said.extend(roles::read(text, &paragraphs, found.role, glossary)),
            }
        }
    }
    UnitBody {
        heading_label: Some(heading_label(text, unit)).filter(|l| !l.is_empty()),
        number: unit.number,
        title: text.value(&unit.title).into_owned(),
        objective: of(FieldKind::Objective),
        organization: field(text, &joined(&|f: &Field| f.joined)),
        assignments: roles::settle(text, &said, glossary),
        forces: of(FieldKind::Forces),
        deadlines: deadlines(text, unit, issued),
        tools: unit.fields.iter().filter(|f| f.kind == FieldKind::Tools).filter_map(|f| tools(text, f)).collect(),
        location: of(FieldKind::Location),
        product: of(FieldKind::Product),
        others: unit.fields.iter().filter_map(|f| other(text, f)).collect(),
        fields: unit.fields.iter().map(|f| printed(text, f)).collect(),
        span: text.span(unit.range.clone()),
    }
}

/// The outline's label in front, else the unit's own number.
fn heading_label(text: &Text, unit: &UnitDraft) -> String {
    let own = || text.value(&unit.label).rsplit(' ').next().unwrap_or_default().trim_matches(['(', ')']).to_owned();
    unit.heading_label.as_ref().map_or_else(own, |l| text.value(l).into_owned())
}

/// Paragraphs as one field.
pub(crate) fn field(text: &Text, paragraphs: &[Bytes]) -> Option<TextField> {
    let (first, last) = (paragraphs.first()?, paragraphs.last()?);
    let start = paragraphs.iter().map(|p| p.start).min().unwrap_or(first.start);
    let end = paragraphs.iter().map(|p| p.end).max().unwrap_or(last.end);
    let words: Vec<&str> = paragraphs.iter().map(|p| text.slice(p)).collect();
    Some(TextField { text: words.join("\n"), span: text.span(start..end) })
}

fn printed(text: &Text, found: &Field) -> PrintedField {
    let words = |range: &Option<Bytes>| range.as_ref().map(|r| text.slice(r).to_owned());
    PrintedField {
        kind: found.kind,
        label: words(&found.label),
        ordinal: found.ordinal.as_ref().map(|r| text.value(r).into_owned()),
        glued: found.glued,
        span: text.span(found.line.clone()),
    }
}

/// A field that the record has no name for keeps its own.
fn other(text: &Text, found: &Field) -> Option<LabelledField> {
    let named = matches!(
        found.kind,
        FieldKind::Objective
            | FieldKind::Forces
            | FieldKind::Deadline
            | FieldKind::Tools
            | FieldKind::Location
            | FieldKind::Product
    );
    if named || found.joined {
        return None;
    }
    let paragraphs: Vec<Bytes> = found.paragraphs.iter().map(|p| p.range.clone()).collect();
    let field = field(text, &paragraphs)?;
    Some(LabelledField { label: text.slice(found.label.as_ref()?).to_owned(), text: field.text, span: field.span })
}

fn tools(text: &Text, found: &Field) -> Option<Tools> {
    let paragraphs: Vec<Bytes> = found.paragraphs.iter().map(|p| p.range.clone()).collect();
    let field = field(text, &paragraphs)?;
    Some(Tools { items: items(&field.text), text: field.text, span: field.span })
}

/// The items of a list of tools: cut at semicolons, lines and ends of sentences, and at commas outside brackets where an
/// item begins: with a capital, a number, a quotation or a tool's noun ("cấp tỉnh, thành phố" is one item).
fn items(words: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut depth = 0i32;
    let mut item = String::new();
    let mut push = |item: &mut String| {
        let plain = item.trim().trim_end_matches('.').trim().to_owned();
        if !plain.is_empty() {
            out.push(plain);
        }
        item.clear();
    };
    for (at, c) in words.char_indices() {
        let rest = || words[at + c.len_utf8()..].trim_start();
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ';' | '\n' if depth <= 0 => {
                push(&mut item);
                continue;
            }
            '.' if depth <= 0 && words[at + 1..].starts_with(' ') && rest().starts_with(char::is_uppercase) => {
                push(&mut item);
                continue;
            }
            ',' if depth <= 0 && opens_item(rest()) => {
                push(&mut item);
                continue;
            }
            _ => {}
        }
        item.push(c);
    }
    push(&mut item);
    out
}

/// Whether an item of tools begins here; a few words tell.
fn opens_item(rest: &str) -> bool {
    let head = rest.char_indices().nth(40).map_or(rest, |(at, _)| &rest[..at]);
    head.starts_with(|n: char| !n.is_lowercase()) || knowledge().labels.opens_tool(head)
}

/// From labelled time fields; from sentences only where there is no such field.
fn deadlines(text: &Text, unit: &UnitDraft, issued: Option<Date>) -> Vec<Deadline> {
    let labelled: Vec<&Field> = unit.fields.iter().filter(|f| f.kind == FieldKind::Deadline).collect();
    if labelled.is_empty() {
        let sentences = unit
            .fields
            .iter()
            .filter(|f| f.joined || f.kind == FieldKind::Assignment)
            .flat_map(|f| f.paragraphs.iter().flat_map(|p| roles::sentences(text, &p.range)));
        return sentences.filter_map(|s| deadlines::in_sentence(text, s, issued)).collect();
    }
    labelled
        .into_iter()
        .flat_map(|f| {
            let label = f.label.as_ref().map_or("", |l| text.slice(l));
            let paragraphs: Vec<Bytes> = f.paragraphs.iter().map(|p| p.range.clone()).collect();
            deadlines::of_field(text, &paragraphs, Context::of_label(label, issued))
        })
        .collect()
}
