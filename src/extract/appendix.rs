//! Rows of task tables, and what each cell says.
//!
//! In: tables, and the units of the body for doubtful cells. Out: rows as records, with their group. A table that became
//! one cell a line is laid into its columns again: types of values, the wording of full rows and, where two columns of
//! organisations stay open, the body's own fields decide which cell is empty.

use jiff::civil::Date;

use super::align::{self, Layout};
use super::bodies;
use super::deadlines::{self, Context};
use super::roles::organization;
use crate::knowledge::fold::fold;
use crate::knowledge::{Column, Verb, knowledge};
use crate::normalise::Text;
use crate::record::{AppendixRow, Cell, Deadline, OrganizationCell, Role, TextField, UnitBody};
use crate::resolve::Glossary;
use crate::resolve::names::mentions;
use crate::segment::{Row, RowKind, Segments, Table, cell_heading};
use crate::span::{Bytes, trim, trim_end};

/// A row of a table, with what the record does not hold.
#[derive(Debug, Clone)]
pub(crate) struct TableRow {
    pub(crate) row: AppendixRow,
    /// Keyword as printed.
    pub(crate) keyword: Option<String>,
    /// Label as printed.
    pub(crate) label: String,
    /// Index into the groups.
    pub(crate) group: Option<usize>,
}

/// A group row.
#[derive(Debug, Clone)]
pub(crate) struct TableGroup {
    pub(crate) label: Option<Bytes>,
    pub(crate) title: Bytes,
    pub(crate) declared: Option<u64>,
    pub(crate) range: Bytes,
}

/// The cells of a unit's row: column and lines.
pub(crate) type Cells = Vec<(usize, Vec<Bytes>)>;

/// Reads every table of tasks.
pub(crate) fn rows(
    text: &Text,
    segments: &Segments,
    bodies: &[UnitBody],
    issued: Option<Date>,
    glossary: &Glossary,
) -> (Vec<TableRow>, Vec<TableGroup>) {
    let (mut out, mut groups) = (Vec::new(), Vec::new());
    for table in segments.tables.iter().filter(|t| t.tasks) {
        let layout = if table.flattened { align::layout(text, table, bodies, glossary) } else { Layout::marked(table) };
        let mut group = None;
        let mut unit = 0;
        for row in &table.rows {
            match &row.kind {
                RowKind::Group { title, declared } => {
                    group = Some(groups.len());
                    groups.push(TableGroup {
                        label: row.label.clone(),
                        title: title.clone(),
                        declared: *declared,
                        range: row.range.clone(),
                    });
                }
                RowKind::Unit => {
                    let cells = layout.rows.get(unit).cloned().unwrap_or_default();
                    unit += 1;
                    out.push(read_row(text, table, row, &layout.columns, &cells, group, issued, glossary));
                }
            }
        }
    }
    (out, groups)
}

#[allow(clippy::too_many_arguments)]
fn read_row(
    text: &Text,
    table: &Table,
    row: &Row,
    columns: &[usize],
    cells: &Cells,
    group: Option<usize>,
    issued: Option<Date>,
    glossary: &Glossary,
) -> TableRow {
    let meaning = |slot: usize| table.heads.get(columns[slot]).map_or(Column::Other, |h| h.column);
    let head = |slot: usize| {
        table.heads.get(columns[slot]).map(|h| text.slice(&h.range).replace('\n', " ")).filter(|h| !h.is_empty())
    };
    let of = |wanted: Column| -> Vec<Bytes> {
        cells.iter().filter(|(slot, _)| meaning(*slot) == wanted).flat_map(|(_, lines)| lines.clone()).collect()
    };
    let row_label = row.label.as_ref().map(|l| text.slice(l).to_owned());
    let title_lines = of(Column::Title);
    let title_range = title_lines.first().zip(title_lines.last()).map(|(a, b)| a.start..b.end);
    let heading = title_range.clone().and_then(|t| cell_heading(text, t, table.keyword.as_deref()));
    let row_number = row_label.as_deref().and_then(|l| l.rsplit('.').next()?.parse().ok());
    let (keyword, number, title) = match (&heading, title_range) {
        (Some(h), _) => (Some(text.slice(&h.keyword).to_owned()), Some(h.number), h.title.clone()),
        (None, Some(range)) => match table.keyword.as_deref().and_then(|k| quoted_behind(text, &range, k)) {
            Some((keyword, title)) => (Some(text.slice(&keyword).to_owned()), row_number, title),
            None => (None, row_number, range),
        },
        (None, None) => (None, row_number, row.range.start..row.range.start),
    };
    let (mut lead, mut coordinate) =
        (organizations(text, &of(Column::Lead), glossary), organizations(text, &of(Column::Coordinate), glossary));
    for cell in [Column::Both, Column::Parent, Column::Lead] {
        let lines = of(cell);
        if lines.is_empty() || (cell == Column::Lead && coordinate.is_some()) {
            continue;
        }
        let labelled = || Some(split_roles(text, &lines)).filter(|_| says_coordination(text, &lines));
        let worded = split_words(text, &lines).or_else(labelled);
        if cell != Column::Lead || worded.is_some() {
            let (leads, others) = worded.unwrap_or_else(|| split_roles(text, &lines));
            if cell == Column::Lead {
                lead = None;
            }
            lead = lead.or_else(|| organizations(text, &leads, glossary));
            coordinate = coordinate.or_else(|| organizations(text, &others, glossary));
        }
    }
    let deadlines: Vec<Deadline> = cells
        .iter()
        .filter(|(slot, _)| meaning(*slot) == Column::Deadline)
        .flat_map(|(slot, lines)| {
            deadlines::of_field(
                text,
                &cell_pieces(text, lines),
                Context::of_label(&head(*slot).unwrap_or_default(), issued),
            )
        })
        .collect();
    let products: Vec<TextField> = cells
        .iter()
        .filter(|(slot, _)| meaning(*slot) == Column::Product)
        .filter_map(|(_, lines)| bodies::field(text, lines))
        .collect();
    let all: Vec<Cell> = row
        .label
        .iter()
        .map(|l| {
            (
                table.heads.iter().find(|h| h.column == Column::Ordinal).map(|h| text.slice(&h.range).to_owned()),
                vec![l.clone()],
            )
        })
        .chain(cells.iter().map(|(slot, lines)| (head(*slot), lines.clone())))
        .filter_map(|(column, lines)| bodies::field(text, &lines).map(|f| Cell { column, text: f.text, span: f.span }))
        .collect();
    let label = match (&heading, &row_label) {
        (Some(h), _) => text.slice(&h.label).to_owned(),
        (None, Some(label)) => label.clone(),
        (None, None) => String::new(),
    };
    let row = AppendixRow {
        row_label,
        number,
        title: text.slice(&title).replace('\n', " "),
        lead,
        coordinate,
        forces: organizations(text, &of(Column::Forces), glossary),
        deadlines,
        platform: organizations(text, &of(Column::Platform), glossary),
        products,
        cells: all,
        span: text.span(row.range.clone()),
    };
    TableRow { row, keyword, label, group }
}

/// Several deadlines in a cell stand on lines of their own; a cut sentence does not.
fn cell_pieces(text: &Text, lines: &[Bytes]) -> Vec<Bytes> {
    let mut out: Vec<Bytes> = Vec::new();
    for line in lines {
        let goes_on = text.slice(line).starts_with(|c: char| c.is_lowercase() || c == '(');
        match out.last_mut() {
            Some(last) if goes_on && text.slice(&(last.end..line.start)).trim().is_empty() => last.end = line.end,
            _ => out.push(line.clone()),
        }
    }
    out
}

fn organizations(text: &Text, lines: &[Bytes], glossary: &Glossary) -> Option<OrganizationCell> {
    let field = bodies::field(text, lines)?;
    let mut organizations = Vec::new();
    for line in lines {
        for mention in mentions(text, line.clone(), glossary) {
            let name = mention.name(text, glossary);
            organizations.push(organization(text, &mention, name, glossary));
        }
    }
    Some(OrganizationCell { text: field.text, organizations, span: field.span })
}

/// "Mô hình “Lớp học số”": the keyword of the body's units, and the name behind it in quotation marks.
fn quoted_behind(text: &Text, title: &Bytes, keyword: &str) -> Option<(Bytes, Bytes)> {
    let words = text.slice(title);
    let end = words.char_indices().nth(keyword.chars().count())?.0;
    let name = words[end..].trim_start();
    let quoted = name.starts_with(['“', '"', '‘', '«']) && fold(&words[..end]) == fold(keyword);
    quoted.then(|| (title.start..title.start + end, title.end - name.len()..title.end))
}

/// "- Phối hợp: B" as a label in the cell.
fn says_coordination(text: &Text, lines: &[Bytes]) -> bool {
    let labels = &knowledge().labels;
    lines.iter().flat_map(|l| text.slice(l).split([';', '.'])).any(|piece| {
        let words = piece.trim_start_matches(['-', '+', '*', ' ']);
        words.find(':').and_then(|at| labels.whole(&words[..at])).is_some_and(|l| l.role == Some(Role::Coordinate))
    })
}

/// "A chủ trì, phối hợp với B" in one cell: who stands before and who behind.
fn split_words(text: &Text, lines: &[Bytes]) -> Option<(Vec<Bytes>, Vec<Bytes>)> {
    let verbs = &knowledge().verbs.words;
    let (mut leads, mut others) = (Vec::new(), Vec::new());
    for line in lines {
        let words = text.words(line.clone());
        let lead = (1..words.len()).find(|at| matches!(verbs.at(&words, *at), Some((_, Verb::Lead))))?;
        let (mut at, _) = verbs.at(&words, lead)?;
        leads.push(line.start..words[lead - 1].range.end);
        while words.get(at).is_some_and(|w| !w.is_word) {
            at += 1;
        }
        let Some((mut next, Verb::Coordinate | Verb::CoordinateIs)) = verbs.at(&words, at) else { continue };
        while words.get(next).is_some_and(|w| !w.is_word || matches!(w.word.as_str(), "với" | "cùng")) {
            next += 1;
        }
        if let Some(first) = words.get(next) {
            others.push(trim_end(&text.text, first.range.start..line.end, &['.', ';', ',']));
        }
    }
    (!leads.is_empty()).then_some((leads, others))
}

/// "Chủ trì: A; Phối hợp: B" in one cell; without labels the first line leads and the others coordinate.
fn split_roles(text: &Text, lines: &[Bytes]) -> (Vec<Bytes>, Vec<Bytes>) {
    let (mut leads, mut others) = (Vec::new(), Vec::new());
    let mut into_others = false;
    let mut labelled = false;
    for line in lines {
        let mut start = line.start;
        let words = text.slice(line);
        for (colon, _) in words.match_indices(':') {
            let from = words[..colon].rfind(['.', ';', '-', '\n']).map_or(0, |at| at + 1);
            let label = fold(words[from..colon].trim());
            let role = knowledge().labels.whole(&label).and_then(|l| l.role);
            let Some(role) = role else { continue };
            let before = trim_end(
                &text.text,
                trim(&text.text, start..line.start + from.max(start - line.start)),
                &[';', '.', '-', ' '],
            );
            if labelled && !before.is_empty() {
                if into_others { others.push(before) } else { leads.push(before) }
            }
            labelled = true;
            into_others = role != Role::Lead;
            start = line.start + colon + 1;
        }
        let rest = trim_end(&text.text, trim(&text.text, start..line.end), &[';', '.']);
        if rest.is_empty() {
            continue;
        }
        if into_others || (!labelled && !leads.is_empty()) { others.push(rest) } else { leads.push(rest) }
    }
    (leads, others)
}
