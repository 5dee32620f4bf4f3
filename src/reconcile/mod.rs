//! Reconcile: the two halves of a unit side by side.
//!
//! In: what body and table say of one unit. Out: a [`Reconciled`] for it, and the [`Coverage`] of the document. Names are
//! compared after expansion, so "CAT" and "Công an tỉnh" agree. A conflict is only stated here, never settled.

pub mod names;
pub mod values;

use serde_json::{Value, json};

use names::Known;

use crate::record::{
    AppendixRow, Basis, Choice, Comparison, ComparisonStatus, Confidence, Coverage, NotComparable, OrganizationCell,
    Reconciled, Role, Unit, UnitBody,
};
use crate::resolve::Glossary;
use crate::span::Span;

/// Compares the halves of one unit.
#[must_use]
pub fn reconcile(body: Option<&UnitBody>, row: Option<&AppendixRow>, glossary: &Glossary, known: &Known) -> Reconciled {
    Reconciled {
        title: title(body, row, glossary),
        lead: lead(body, row, known),
        coordinate: coordinate(body, row, known),
        deadline: deadline(body, row, glossary),
        tools: tools(body, row, glossary),
    }
}

fn title(body: Option<&UnitBody>, row: Option<&AppendixRow>, glossary: &Glossary) -> Comparison {
    let said = |t: &str| (!t.is_empty()).then(|| json!(t));
    let both = body.zip(row).map(|(b, r)| (values::same_title(&b.title, &r.title, glossary), Confidence::High));
    settle(body.and_then(|b| said(&b.title)), row.and_then(|r| said(&r.title)), both, "titles")
}

fn lead(body: Option<&UnitBody>, row: Option<&AppendixRow>, names: &Known) -> Comparison {
    let said = body.map(|b| leads(b)).unwrap_or_default();
    let table = row.map(|r| cell_names(r.lead.as_ref())).unwrap_or_default();
    let both = body.filter(|_| !said.is_empty() && !table.is_empty()).map(|b| {
        let stated: Vec<&str> = roles(b, &[Role::Lead], Some(Basis::Stated));
        // Who directs or advises leads without the word; who carries it out does where nobody is said to lead.
        let mut accepted = roles(b, &[Role::Lead, Role::Direct, Role::Advise], None);
        // "đề nghị X chủ trì": asked to lead, and the table says so plainly.
        let asked: Vec<&str> = b
            .assignments
            .iter()
            .filter(|a| a.requested && a.role == Role::Lead)
            .map(|a| a.organization.name.as_str())
            .collect();
        accepted.extend(&asked);
        if stated.is_empty() {
            accepted.extend(roles(b, &[Role::Implement], None));
        }
        let in_table = |name: &&str| names.among(&table, name);
        let known = table.iter().all(|t| names.among(&accepted, t));
        let all_asked = || table.iter().all(|t| names.among(&asked, t));
        let kept =
            if stated.is_empty() { said.iter().any(in_table) } else { stated.iter().all(in_table) || all_asked() };
        let kept = kept || all_asked();
        let confidence = if stated.is_empty() {
            Confidence::Low
        } else if said.iter().any(in_table) && !(known && kept) {
            Confidence::Medium
        } else {
            Confidence::High
        };
        (known && kept, confidence)
    });
    settle(shown(&said), shown(&table), both, "names of the lead")
}

/// Those who lead in the body: said to, else read as leading.
#[must_use]
pub fn leads(body: &UnitBody) -> Vec<&str> {
    let stated = roles(body, &[Role::Lead], Some(Basis::Stated));
    if stated.is_empty() { roles(body, &[Role::Lead], None) } else { stated }
}

/// The coordinating bodies of each half that can be compared: nobody who leads there, no catch-all.
#[must_use]
pub fn coordinators<'a>(body: &'a UnitBody, row: &'a AppendixRow, names: &Known) -> (Vec<&'a str>, Vec<&'a str>) {
    let apart = |list: Vec<&'a str>, lead: &[&str]| {
        list.into_iter().filter(|n| !names.is_catch_all(n) && !names.among(lead, n)).collect()
    };
    let said = apart(roles(body, &[Role::Coordinate], None), &roles(body, &[Role::Lead], None));
    let table = apart(cell_names(row.coordinate.as_ref()), &cell_names(row.lead.as_ref()));
    (said, table)
}

fn coordinate(body: Option<&UnitBody>, row: Option<&AppendixRow>, names: &Known) -> Comparison {
    let said = body.map(|b| roles(b, &[Role::Coordinate], None)).unwrap_or_default();
    let table = row.map(|r| cell_names(r.coordinate.as_ref())).unwrap_or_default();
    let both = body.zip(row).filter(|_| !said.is_empty() && !table.is_empty()).map(|(b, r)| {
        let (of_body, of_row) = coordinators(b, r, names);
        // Whoever the body only asks, or has carry it out, takes part there too.
        let part = taking_part(b);
        // General nouns ("các doanh nghiệp") are nobody's own names: the halves may put them differently.
        let proper = |n: &&&str| names.is_proper(n);
        let agree = of_body.iter().filter(proper).all(|n| names.among(&of_row, n))
            && of_row.iter().filter(proper).all(|n| names.among(&part, n));
        (agree, Confidence::High)
    });
    settle(shown(&said), shown(&table), both, "names of those who coordinate")
}

/// Everyone who takes part in a unit without leading it.
#[must_use]
pub fn taking_part(body: &UnitBody) -> Vec<&str> {
    body.assignments.iter().filter(|a| a.role != Role::Lead).map(|a| a.organization.name.as_str()).collect()
}

fn deadline(body: Option<&UnitBody>, row: Option<&AppendixRow>, glossary: &Glossary) -> Comparison {
    let shown = |list: &[crate::record::Deadline]| {
        let values: Vec<&str> = list.iter().map(|d| d.value.as_deref().unwrap_or(&d.raw)).collect();
        (!values.is_empty()).then(|| json!(values))
    };
    let both = body.zip(row).and_then(|(b, r)| {
        let labelled = b.fields.iter().any(|f| f.kind == crate::record::FieldKind::Deadline);
        // A time in a sentence may be a step's and not the unit's: it can agree, and cannot contradict.
        values::same_deadlines(&b.deadlines, &r.deadlines, glossary).filter(|(same, _)| *same || labelled)
    });
    settle(body.and_then(|b| shown(&b.deadlines)), row.and_then(|r| shown(&r.deadlines)), both, "deadlines")
}

fn tools(body: Option<&UnitBody>, row: Option<&AppendixRow>, glossary: &Glossary) -> Comparison {
    let said = body.map(body_tools).unwrap_or_default();
    let table = row.map(platform).unwrap_or_default();
    let both = (!said.is_empty() && !table.is_empty()).then(|| {
        let (a, b) = (values::tool_keys(&said, glossary), values::tool_keys(&table, glossary));
        let covered = |these: &[(String, String)], those: &[(String, String)]| {
            these.iter().all(|(t, x)| those.iter().any(|(o, y)| values::same_tool(t, o) || values::share_code(x, y)))
        };
        (covered(&a, &b) && covered(&b, &a), Confidence::High)
    });
    let shown = |list: &[String]| (!list.is_empty()).then(|| json!(list));
    settle(shown(&said), shown(&table), both, "tools and platform")
}

fn body_tools(body: &UnitBody) -> Vec<String> {
    body.tools.iter().flat_map(|t| tool_items(&t.text)).collect()
}

/// Items for comparing: both halves are cut at the same marks, whatever an item is elsewhere.
fn tool_items(text: &str) -> Vec<String> {
    let items = text.split([',', ';', '\n']).map(|i| i.trim().trim_end_matches('.')).filter(|i| !i.is_empty());
    items.map(str::to_owned).collect()
}

fn platform(row: &AppendixRow) -> Vec<String> {
    let Some(cell) = row.platform.as_ref() else { return Vec::new() };
    tool_items(&cell.text)
}

/// Names of a body's assignments with one of these roles, requests left out; each name once.
#[must_use]
pub fn roles<'a>(body: &'a UnitBody, wanted: &[Role], basis: Option<Basis>) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for a in body.assignments.iter().filter(|a| wanted.contains(&a.role) && !a.requested) {
        if basis.is_none_or(|b| a.basis == b) && !out.contains(&a.organization.name.as_str()) {
            out.push(&a.organization.name);
        }
    }
    out
}

/// The names in a cell; its words where it holds no name that is known.
#[must_use]
pub fn cell_names(cell: Option<&OrganizationCell>) -> Vec<&str> {
    let Some(cell) = cell else { return Vec::new() };
    if cell.organizations.is_empty() {
        return vec![cell.text.as_str()];
    }
    cell.organizations.iter().map(|o| o.name.as_str()).collect()
}

fn shown(names: &[&str]) -> Option<Value> {
    (!names.is_empty()).then(|| json!(names))
}

/// How two sides stand; `both` says whether they agree, where they can be compared.
fn settle(body: Option<Value>, row: Option<Value>, both: Option<(bool, Confidence)>, what: &str) -> Comparison {
    let (value, status, chosen, reason, confidence) = match (body, row, both) {
        (None, None, _) => (None, ComparisonStatus::Absent, None, None, Confidence::High),
        (body, None, _) | (body @ Some(_), Some(_), None) => (
            body,
            ComparisonStatus::BodyOnly,
            Some(Choice::Body),
            Some(format!("only the body gives {what} that can be used")),
            Confidence::Medium,
        ),
        (None, row, _) => (
            row,
            ComparisonStatus::AppendixOnly,
            Some(Choice::Appendix),
            Some(format!("only the appendix gives {what}")),
            Confidence::Medium,
        ),
        (body, _, Some((true, confidence))) => (
            body,
            ComparisonStatus::Agree,
            Some(Choice::Both),
            Some(format!("{what} agree after expansion")),
            confidence,
        ),
        (_, _, Some((false, confidence))) => {
            (None, ComparisonStatus::Conflict, None, Some(format!("{what} differ")), confidence)
        }
    };
    Comparison { value, status, chosen, reason, confidence }
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
