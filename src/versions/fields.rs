//! Fields: what two versions of one unit say otherwise, in the body and in the table.
//!
//! In: a unit of each version, or of one only. Out: [`FieldChange`]s, body first, in the order of a plan. Names, days and
//! tools are compared one by one; the words around them are told only where they changed too, so that a change is told once.

use super::changes::{Field, FieldChange, ItemChange, Said, Side};
use super::lists::{self, Entry};
use super::meaning::{Sense, Told, plain, same_without};
use crate::record::{
    AppendixRow, Assignment, Cell, Deadline, LabelledField, OrganizationCell, Role, TextField, Unit, UnitBody,
};

type Senses<'a> = (&'a Sense, &'a Sense);

/// The roles, in the order in which people ask for them.
const ROLES: &[(Role, Field)] = &[
    (Role::Lead, Field::Lead),
    (Role::Coordinate, Field::Coordinate),
    (Role::Direct, Field::Direct),
    (Role::Advise, Field::Advise),
    (Role::Implement, Field::Implement),
    (Role::Monitor, Field::Monitor),
];

/// Compares a unit; one that is in one version only says everything anew, or no more.
pub(super) fn changes(units: (Option<&Unit>, Option<&Unit>), senses: Senses, renumbered: bool) -> Vec<FieldChange> {
    let mut out = Sides { senses, out: Vec::new(), side: Side::Body, label: None };
    if let (Some(old), Some(new)) = units {
        let keyword = |unit: &Unit, sense: &Sense| {
            unit.kind.as_ref().map(|kind| sense.text(said(kind, None))).into_iter().collect()
        };
        out.list(Field::Label, keyword(old, senses.0), keyword(new, senses.1));
    }
    let bodies = (units.0.and_then(|unit| unit.body.as_ref()), units.1.and_then(|unit| unit.body.as_ref()));
    body(bodies, units, renumbered, &mut out);
    out.side = Side::Appendix;
    let rows = (units.0.and_then(|unit| unit.appendix.as_ref()), units.1.and_then(|unit| unit.appendix.as_ref()));
    row(rows, units, &mut out);
    out.out
}

/// What is found, and where.
struct Sides<'a> {
    senses: Senses<'a>,
    out: Vec<FieldChange>,
    side: Side,
    label: Option<String>,
}

impl Sides<'_> {
    fn push(&mut self, field: Field, items: Vec<ItemChange>) {
        if !items.is_empty() {
            let label = self.label.take();
            self.out.push(FieldChange { side: self.side, field, label, items });
        }
    }

    fn list(&mut self, field: Field, old: Vec<Entry>, new: Vec<Entry>) {
        self.push(field, lists::compare(old, new));
    }

    /// A text of each version.
    fn text(&mut self, field: Field, old: Option<Said>, new: Option<Said>) {
        let entry = |said: Option<Said>, sense: &Sense| said.map(|said| sense.text(said));
        let item = lists::single(entry(old, self.senses.0), entry(new, self.senses.1));
        self.push(field, item.into_iter().collect());
    }

    /// A text of each version without what is compared by itself: told where the rest differs.
    fn rest(&mut self, field: Field, old: Option<Said>, new: Option<Said>, known: (&Told, &Told)) {
        if let (Some(a), Some(b)) = (&old, &new)
            && same_without((&a.text, &b.text), self.senses, known)
        {
            return;
        }
        self.text(field, old, new);
    }
}

fn said(text: &str, span: Option<&crate::span::Span>) -> Said {
    Said { text: text.to_owned(), value: None, span: span.cloned() }
}

fn text_of(field: Option<&TextField>) -> Option<Said> {
    field.map(|field| said(&field.text, Some(&field.span)))
}

/// The two bodies of a unit.
fn body(
    bodies: (Option<&UnitBody>, Option<&UnitBody>),
    units: (Option<&Unit>, Option<&Unit>),
    renumbered: bool,
    out: &mut Sides<'_>,
) {
    if bodies.0.is_none() && bodies.1.is_none() {
        return;
    }
    if let (Some(old), Some(new)) = bodies {
        if !renumbered {
            let heading = |b: &UnitBody| b.heading_label.as_ref().map(|label| said(label, Some(&b.span)));
            // Behind a unit that came, every heading is one further on: only a heading of another form is worth a word.
            let form = |b: &UnitBody| b.heading_label.as_deref().map(|l| l.split('.').count());
            if form(old) != form(new) {
                out.text(Field::Heading, heading(old), heading(new));
            }
        }
        number((old.number, new.number), units, (&old.span, &new.span), out);
    }
    let all = |of: &dyn Fn(&UnitBody) -> Option<Said>| (bodies.0.and_then(of), bodies.1.and_then(of));
    let (old, new) = all(&|b| Some(said(&b.title, Some(&b.span))));
    out.text(Field::Title, old, new);
    let (old, new) = all(&|b| text_of(b.objective.as_ref()));
    out.text(Field::Objective, old, new);
    for (role, field) in ROLES {
        let names = |body: Option<&UnitBody>, sense: &Sense| -> Vec<Entry> {
            let of = |a: &&Assignment| a.role == *role;
            let all = body.iter().flat_map(|b| &b.assignments).filter(of);
            all.map(|a| sense.organization(&a.organization)).collect()
        };
        out.list(*field, names(bodies.0, out.senses.0), names(bodies.1, out.senses.1));
    }
    // Names and days have been compared.
    let known = |body: Option<&UnitBody>| -> Vec<String> {
        let names = body.iter().flat_map(|b| &b.assignments).map(|a| a.organization.raw.clone());
        names.chain(body.iter().flat_map(|b| &b.deadlines).map(|d| d.raw.clone())).collect()
    };
    let known = (known(bodies.0), known(bodies.1));
    let known = (&Told::of(&known.0, out.senses.0), &Told::of(&known.1, out.senses.1));
    let (old, new) = all(&|b| text_of(b.organization.as_ref()));
    out.rest(Field::Assignment, old, new, known);
    let (old, new) = all(&|b| text_of(b.forces.as_ref()));
    out.rest(Field::Forces, old, new, known);
    let days = |body: Option<&UnitBody>, sense: &Sense| deadlines(body.map(|b| b.deadlines.as_slice()), sense);
    out.list(Field::Deadline, days(bodies.0, out.senses.0), days(bodies.1, out.senses.1));
    let tools = |body: Option<&UnitBody>, sense: &Sense| -> Vec<Entry> {
        let all = body.iter().flat_map(|b| &b.tools);
        all.flat_map(|t| t.items.iter().map(|item| sense.text(said(item, Some(&t.span)))).collect::<Vec<_>>()).collect()
    };
    out.list(Field::Tools, tools(bodies.0, out.senses.0), tools(bodies.1, out.senses.1));
    let (old, new) = all(&|b| text_of(b.location.as_ref()));
    out.text(Field::Location, old, new);
    let (old, new) = all(&|b| text_of(b.product.as_ref()));
    out.text(Field::Product, old, new);
    others(bodies, out);
}

/// The number that one half prints: told where it did not change as the unit's number did.
fn number(
    printed: (Option<u64>, Option<u64>),
    units: (Option<&Unit>, Option<&Unit>),
    spans: (&crate::span::Span, &crate::span::Span),
    out: &mut Sides<'_>,
) {
    let of_unit = (units.0.and_then(|u| u.number), units.1.and_then(|u| u.number));
    let follows = printed.0 == printed.1 || printed == of_unit;
    if !follows {
        let said = |number: Option<u64>, span| number.map(|n| said(&n.to_string(), Some(span)));
        out.text(Field::Number, said(printed.0, spans.0), said(printed.1, spans.1));
    }
}

fn deadlines(list: Option<&[Deadline]>, sense: &Sense) -> Vec<Entry> {
    list.unwrap_or_default().iter().map(|deadline| sense.deadline(deadline)).collect()
}

/// Fields under labels of their own, label by label.
fn others(bodies: (Option<&UnitBody>, Option<&UnitBody>), out: &mut Sides<'_>) {
    let of = |body: Option<&UnitBody>| body.map(|b| b.others.clone()).unwrap_or_default();
    let (old, new) = (of(bodies.0), of(bodies.1));
    let pairs = paired(&old, &new, |field| plain(&field.label));
    for (a, b) in pairs {
        let text = |field: Option<&LabelledField>| field.map(|f| said(&f.text, Some(&f.span)));
        out.label = b.or(a).map(|field| field.label.clone());
        out.text(Field::Other, text(a), text(b));
        out.label = None;
    }
}

/// The members of two lists by their keys; of several with one key the first goes with the first.
fn paired<'a, T>(old: &'a [T], new: &'a [T], key: impl Fn(&T) -> String) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut taken = vec![false; new.len()];
    let keys: Vec<String> = new.iter().map(&key).collect();
    let mut out: Vec<(Option<&T>, Option<&T>)> = Vec::new();
    for one in old {
        let wanted = key(one);
        let same = (0..new.len()).find(|at| !taken[*at] && keys[*at] == wanted);
        if let Some(at) = same {
            taken[at] = true;
        }
        out.push((Some(one), same.map(|at| &new[at])));
    }
    out.extend(new.iter().zip(taken).filter(|(_, taken)| !taken).map(|(one, _)| (None, Some(one))));
    out
}

/// A cell of a row.
type CellOf = fn(&AppendixRow) -> Option<&OrganizationCell>;

/// The two rows of a unit.
fn row(rows: (Option<&AppendixRow>, Option<&AppendixRow>), units: (Option<&Unit>, Option<&Unit>), out: &mut Sides<'_>) {
    if rows.0.is_none() && rows.1.is_none() {
        return;
    }
    if let (Some(old), Some(new)) = rows {
        number((old.number, new.number), units, (&old.span, &new.span), out);
    }
    let title = |row: Option<&AppendixRow>| row.map(|r| said(&r.title, Some(&r.span)));
    out.text(Field::Title, title(rows.0), title(rows.1));
    let cells: [(Field, CellOf); 3] = [
        (Field::Lead, |row| row.lead.as_ref()),
        (Field::Coordinate, |row| row.coordinate.as_ref()),
        (Field::Forces, |row| row.forces.as_ref()),
    ];
    for (field, of) in cells {
        let names = |row: Option<&AppendixRow>, sense: &Sense| bodies_of(row.and_then(of), sense);
        out.list(field, names(rows.0, out.senses.0), names(rows.1, out.senses.1));
    }
    let days = |row: Option<&AppendixRow>, sense: &Sense| deadlines(row.map(|r| r.deadlines.as_slice()), sense);
    out.list(Field::Deadline, days(rows.0, out.senses.0), days(rows.1, out.senses.1));
    let tools = |row: Option<&AppendixRow>, sense: &Sense| -> Vec<Entry> {
        let cell = row.and_then(|r| r.platform.as_ref());
        let all = cell.iter().flat_map(|cell| items(&cell.text).map(|item| (item, &cell.span)));
        all.map(|(item, span)| sense.text(said(item, Some(span)))).collect()
    };
    out.list(Field::Tools, tools(rows.0, out.senses.0), tools(rows.1, out.senses.1));
    let products = |row: Option<&AppendixRow>, sense: &Sense| -> Vec<Entry> {
        let all = row.iter().flat_map(|r| &r.products);
        all.map(|p| sense.text(said(&p.text, Some(&p.span)))).collect()
    };
    out.list(Field::Product, products(rows.0, out.senses.0), products(rows.1, out.senses.1));
    rest_of_cells(rows, units, out);
}

/// What is named in a list of tools.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(|item| item.trim().trim_end_matches('.')).filter(|item| !item.is_empty())
}

/// The organisations of a cell; its words where it names none that is known.
fn bodies_of(cell: Option<&OrganizationCell>, sense: &Sense) -> Vec<Entry> {
    let Some(cell) = cell else { return Vec::new() };
    if cell.organizations.is_empty() {
        return vec![sense.text(said(&cell.text, Some(&cell.span)))];
    }
    cell.organizations.iter().map(|organization| sense.organization(organization)).collect()
}

/// Cells of other columns, and what other cells say beside what is compared by itself.
fn rest_of_cells(
    rows: (Option<&AppendixRow>, Option<&AppendixRow>),
    units: (Option<&Unit>, Option<&Unit>),
    out: &mut Sides<'_>,
) {
    let known = (known(rows.0, units.0), known(rows.1, units.1));
    let known = (Told::of(&known.0, out.senses.0), Told::of(&known.1, out.senses.1));
    let cells = |row: Option<&AppendixRow>| row.map(|r| r.cells.clone()).unwrap_or_default();
    let (old, new) = (cells(rows.0), cells(rows.1));
    let column = |cell: &Cell| plain(cell.column.as_deref().unwrap_or_default());
    for (a, b) in paired(&old, &new, column) {
        let words = |cell: Option<&Cell>| cell.map(|cell| cell.text.clone()).unwrap_or_default();
        if same_without((&words(a), &words(b)), out.senses, (&known.0, &known.1)) {
            continue;
        }
        let text = |cell: Option<&Cell>| cell.map(|c| said(&c.text, Some(&c.span)));
        out.label = b.or(a).and_then(|cell| cell.column.clone());
        out.text(Field::Other, text(a), text(b));
        out.label = None;
    }
}

/// What of a row is compared by itself, and its number.
fn known(row: Option<&AppendixRow>, unit: Option<&Unit>) -> Vec<String> {
    let Some(row) = row else { return Vec::new() };
    let mut out = vec![row.title.clone()];
    for cell in [&row.lead, &row.coordinate, &row.forces].into_iter().flatten() {
        out.extend(cell.organizations.iter().map(|o| o.raw.clone()));
        if cell.organizations.is_empty() {
            out.push(cell.text.clone());
        }
    }
    out.extend(row.platform.iter().flat_map(|cell| items(&cell.text).map(str::to_owned)));
    out.extend(row.deadlines.iter().map(|d| d.raw.clone()));
    out.extend(row.products.iter().map(|p| p.text.clone()));
    out.extend(row.row_label.clone());
    out.extend(row.number.map(|n| n.to_string()));
    out.extend(unit.iter().flat_map(|u| u.kind.clone().into_iter().chain([u.label.clone()])));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_go_with_members_of_their_key() {
        let (old, new) = (["a1", "b1", "a2"], ["b2", "a3", "c1"]);
        let key = |one: &&str| one[..1].to_owned();
        let found = paired(&old, &new, key);
        let expected = [(Some("a1"), Some("a3")), (Some("b1"), Some("b2")), (Some("a2"), None), (None, Some("c1"))];
        assert_eq!(found.iter().map(|(a, b)| (a.copied(), b.copied())).collect::<Vec<_>>(), expected);
    }
}
