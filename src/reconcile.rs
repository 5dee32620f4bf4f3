//! Reconcile: the two halves of a unit side by side.
//!
//! In: what body and table say of one unit. Out: a [`Reconciled`] for it, and the [`Coverage`] of the document. Names are
//! compared after expansion, so "CAT" and "Công an tỉnh" agree. A conflict is only stated here, never settled.

use serde_json::{Value, json};

use crate::knowledge::fold::key;
use crate::record::{
    AppendixRow, Choice, Comparison, ComparisonStatus, Confidence, Coverage, Deadline, DeadlineKind, NotComparable,
    Operator, OrganizationCell, Reconciled, Role, Unit, UnitBody,
};
use crate::resolve::Glossary;
use crate::span::Span;

/// Compares the halves of one unit.
#[must_use]
pub fn reconcile(body: Option<&UnitBody>, row: Option<&AppendixRow>, glossary: &Glossary) -> Reconciled {
    let title = |t: &str| if t.is_empty() { None } else { Some((key(&glossary.expand_all(t)), json!(t))) };
    let lead = body.and_then(|b| names(b, Role::Lead));
    let implied = body.is_some_and(|b| {
        b.assignments.iter().any(|a| a.role == Role::Lead && a.basis == crate::record::Basis::Implied)
    });
    let mut leads = compare(lead, row.and_then(|r| cell_names(r.lead.as_ref())), "names of the lead");
    if implied && leads.confidence == Confidence::High {
        leads.confidence = Confidence::Low;
    }
    Reconciled {
        title: compare(body.and_then(|b| title(&b.title)), row.and_then(|r| title(&r.title)), "titles"),
        lead: leads,
        coordinate: compare(
            body.and_then(|b| names(b, Role::Coordinate)),
            row.and_then(|r| cell_names(r.coordinate.as_ref())),
            "names of those who coordinate",
        ),
        deadline: compare(
            body.and_then(|b| dates(&b.deadlines, glossary)),
            row.and_then(|r| dates(&r.deadlines, glossary)),
            "deadlines",
        ),
        tools: compare(
            body.and_then(|b| tools(b, glossary)),
            row.and_then(|r| platform(r, glossary)),
            "tools and platform",
        ),
    }
}

/// A side: what is compared, and what is shown.
type Side = (String, Value);

fn compare(body: Option<Side>, row: Option<Side>, what: &str) -> Comparison {
    let comparison = |value, status, chosen, reason: String, confidence| Comparison {
        value,
        status,
        chosen,
        reason: Some(reason),
        confidence,
    };
    match (body, row) {
        (None, None) => Comparison {
            value: None,
            status: ComparisonStatus::Absent,
            chosen: None,
            reason: None,
            confidence: Confidence::High,
        },
        (Some((_, value)), None) => comparison(
            Some(value),
            ComparisonStatus::BodyOnly,
            Some(Choice::Body),
            format!("only the body gives {what}"),
            Confidence::Medium,
        ),
        (None, Some((_, value))) => comparison(
            Some(value),
            ComparisonStatus::AppendixOnly,
            Some(Choice::Appendix),
            format!("only the appendix gives {what}"),
            Confidence::Medium,
        ),
        (Some((a, value)), Some((b, _))) if a == b => comparison(
            Some(value),
            ComparisonStatus::Agree,
            Some(Choice::Both),
            format!("{what} agree after expansion"),
            Confidence::High,
        ),
        (Some(_), Some(_)) => {
            comparison(None, ComparisonStatus::Conflict, None, format!("{what} differ"), Confidence::High)
        }
    }
}

fn set(mut names: Vec<(String, String)>) -> Option<Side> {
    names.sort();
    names.dedup_by(|a, b| a.0 == b.0);
    if names.is_empty() {
        return None;
    }
    let compared: Vec<&str> = names.iter().map(|(k, _)| k.as_str()).collect();
    let shown: Vec<&str> = names.iter().map(|(_, n)| n.as_str()).collect();
    Some((compared.join("; "), json!(shown)))
}

fn names(body: &UnitBody, role: Role) -> Option<Side> {
    set(body
        .assignments
        .iter()
        .filter(|a| a.role == role && !a.requested)
        .map(|a| (key(&a.organization.name), a.organization.name.clone()))
        .collect())
}

fn cell_names(cell: Option<&OrganizationCell>) -> Option<Side> {
    let cell = cell?;
    let named = set(cell.organizations.iter().map(|o| (key(&o.name), o.name.clone())).collect());
    named.or_else(|| Some((key(&cell.text), json!(cell.text))))
}

fn dates(deadlines: &[Deadline], glossary: &Glossary) -> Option<Side> {
    if deadlines.is_empty() {
        return None;
    }
    // "Trước năm 2025" and "trong năm 2025" differ; a condition or state is compared by its words.
    let compared: Vec<String> = deadlines
        .iter()
        .map(|d| match (&d.value, &d.recurrence) {
            (Some(value), _) if d.operator == Some(Operator::Before) => format!("<{value}"),
            (Some(value), _) => value.clone(),
            (None, Some(rule)) => rule.clone(),
            (None, None) if d.kind == DeadlineKind::Ongoing => "ongoing".to_owned(),
            (None, None) => key(&glossary.expand_all(&d.raw)),
        })
        .collect();
    let shown: Vec<&str> = deadlines.iter().map(|d| d.value.as_deref().unwrap_or(&d.raw)).collect();
    Some((compared.join("; "), json!(shown)))
}

fn tools(body: &UnitBody, glossary: &Glossary) -> Option<Side> {
    set(body.tools.iter().flat_map(|t| &t.items).map(|i| (key(&glossary.expand_all(i)), i.clone())).collect())
}

fn platform(row: &AppendixRow, glossary: &Glossary) -> Option<Side> {
    let cell = row.platform.as_ref()?;
    let items = cell.text.split([',', ';', '\n']).map(|i| i.trim().trim_end_matches('.')).filter(|i| !i.is_empty());
    set(items.map(|i| (key(&glossary.expand_all(i)), i.to_owned())).collect())
}

/// A field of a unit's comparison.
type FieldOf = fn(&Reconciled) -> &Comparison;

/// What was compared in a document.
#[must_use]
pub fn coverage(units: &[Unit], unclaimed: Vec<Span>) -> Coverage {
    let compared = |field: fn(&Reconciled) -> &Comparison| {
        units
            .iter()
            .filter(|u| matches!(field(&u.reconciled).status, ComparisonStatus::Agree | ComparisonStatus::Conflict))
            .count()
    };
    let fields: [(&'static str, FieldOf); 3] =
        [("lead", |r| &r.lead), ("coordinate", |r| &r.coordinate), ("deadline", |r| &r.deadline)];
    let mut not_comparable = Vec::new();
    for unit in units.iter().filter(|u| u.body.is_some() && u.appendix.is_some()) {
        for (field, of) in fields {
            let why = match of(&unit.reconciled).status {
                ComparisonStatus::BodyOnly => "the appendix does not give it",
                ComparisonStatus::AppendixOnly => "the body does not give it",
                ComparisonStatus::Absent => "neither half gives it",
                ComparisonStatus::Agree | ComparisonStatus::Conflict => continue,
            };
            not_comparable.push(NotComparable { unit_id: unit.id.clone(), field, why: why.to_owned() });
        }
    }
    Coverage {
        units: units.len(),
        appendix_rows: units.iter().filter(|u| u.appendix.is_some()).count(),
        matched: units.iter().filter(|u| u.body.is_some() && u.appendix.is_some()).count(),
        deadlines_compared: compared(|r| &r.deadline),
        leads_compared: compared(|r| &r.lead),
        not_comparable,
        unclaimed,
    }
}
