//! Tables: cells that the format marks, and tables that became one cell a line.
//!
//! In: lines. Out: [`Table`]s with heads, group rows and unit rows. A flattened row keeps its lines in order; which
//! line is which cell is decided in [`crate::extract`], where types of values are known. Tables that hold no tasks
//! (schedules of money, lists of abbreviations) give no rows of units.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::PartOf;
use super::keyword::{Heading, heading_at};
use super::lines::Line;
use super::marks;
use super::units::{declared, is_group};
use crate::knowledge::{Column, knowledge};
use crate::normalise::{BlockKind, Text};
use crate::ordinal::{Scheme, letter, ordinal, roman};
use crate::span::Bytes;

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Heads in printed order; for a flattened table a head over several columns stands before all heads of the second
    /// level, which follow at the end.
    pub heads: Vec<Head>,
    /// One cell a line.
    pub flattened: bool,
    /// Rows under the heads.
    pub rows: Vec<Row>,
    /// Holds tasks: a title column beside one that says who or when.
    pub tasks: bool,
    /// Holds abbreviations: pairs of short and long form.
    pub definitions: Vec<(Bytes, Bytes)>,
    /// The word that names a unit in the body.
    pub keyword: Option<String>,
}

/// A head.
#[derive(Debug, Clone)]
pub struct Head {
    /// As printed; empty where a merged cell left none.
    pub range: Bytes,
    /// What it means.
    pub column: Column,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Group or unit.
    pub kind: RowKind,
    /// Printed in the first column.
    pub label: Option<Bytes>,
    /// Cells by column, each with its lines; for a flattened table one cell with all lines after the label.
    pub cells: Vec<Vec<Bytes>>,
    /// The whole row.
    pub range: Bytes,
}

/// What a row is.
#[derive(Debug, Clone)]
pub enum RowKind {
    /// A title over rows.
    Group {
        /// Title without the bracket that counts.
        title: Bytes,
        /// The number in that bracket.
        declared: Option<u64>,
    },
    /// A task.
    Unit,
}

/// The longest head over the ordinals of a table, in bytes.
const ORDINAL_HEAD: usize = 40;

/// Finds tables, flattened ones from line `from` on, and claims their lines.
pub(super) fn tables(text: &Text, lines: &[Line], from: usize, parts: &mut [PartOf]) -> Vec<Table> {
    let mut out = marked(text, lines, parts);
    let mut at = from;
    while at < lines.len() {
        let free = matches!(parts[at], PartOf::Unclaimed | PartOf::AppendixHead);
        let starts = free
            && lines[at].kind == BlockKind::Text
            && lines[at].range.len() <= ORDINAL_HEAD
            && knowledge().labels.column(text.slice(&lines[at].range)) == Some(Column::Ordinal);
        match starts.then(|| flattened(text, lines, parts, at)).flatten() {
            Some((table, end)) => {
                for part in parts
                    .iter_mut()
                    .take(end)
                    .skip(at)
                    .filter(|p| matches!(p, PartOf::Unclaimed | PartOf::AppendixHead))
                {
                    *part = PartOf::Table(out.len());
                }
                out.push(table);
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// A cell of a marked table.
#[derive(Debug, Clone)]
struct GridCell {
    lines: Vec<Bytes>,
    /// Printed in this row; else it reaches down from a row above.
    own: bool,
    columns: usize,
}

impl GridCell {
    fn range(&self) -> Bytes {
        self.lines[0].start..self.lines[self.lines.len() - 1].end
    }
}

type GridRow = BTreeMap<usize, GridCell>;

/// Tables whose cells the format marks.
fn marked(text: &Text, lines: &[Line], parts: &mut [PartOf]) -> Vec<Table> {
    let mut grids: BTreeMap<usize, BTreeMap<usize, GridRow>> = BTreeMap::new();
    let mut down: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let BlockKind::Cell { table, row, column, rows, columns } = line.kind {
            parts[at] = PartOf::Table(table);
            let cell = grids.entry(table).or_default().entry(row).or_default().entry(column);
            let cell = cell.or_insert_with(|| {
                if rows > 1 {
                    down.push((table, row, column, rows));
                }
                GridCell { lines: Vec::new(), own: true, columns }
            });
            cell.lines.push(line.range.clone());
        }
    }
    // A merged cell counts for each row that it covers.
    for (table, row, column, rows) in down {
        let Some(grid) = grids.get_mut(&table) else { continue };
        let Some(cell) = grid.get(&row).and_then(|r| r.get(&column)).cloned() else { continue };
        for (_, covered) in grid.range_mut(row + 1..row + rows) {
            covered.entry(column).or_insert_with(|| GridCell { own: false, ..cell.clone() });
        }
    }
    let tables: Vec<Table> = grids.into_values().map(|grid| marked_table(text, &grid)).collect();
    // A table that holds neither tasks nor abbreviations is read by nobody, and said so.
    for part in parts.iter_mut() {
        if let PartOf::Table(at) = part
            && tables.get(*at).is_none_or(|t| !t.tasks && t.definitions.is_empty())
        {
            *part = PartOf::Unclaimed;
        }
    }
    tables
}

fn marked_table(text: &Text, grid: &BTreeMap<usize, GridRow>) -> Table {
    let width = grid.values().filter_map(|r| r.keys().next_back()).max().map_or(0, |w| w + 1);
    let mut rows = grid.values();
    let mut heads: Vec<Head> = (0..width).map(|_| Head { range: 0..0, column: Column::Other }).collect();
    let first = rows.next();
    let mut rest: Vec<&GridRow> = rows.collect();
    let mut set = |row: &GridRow| {
        for (column, cell) in row.iter().filter(|(_, cell)| cell.own) {
            let range = cell.range();
            let meaning = knowledge().labels.column(text.slice(&range)).unwrap_or(Column::Other);
            // A head over several columns speaks for each of them that has none of its own.
            for head in heads.iter_mut().skip(*column).take(cell.columns) {
                if matches!(head.column, Column::Other | Column::Parent) || meaning != Column::Other {
                    *head = Head { range: range.clone(), column: meaning };
                }
            }
        }
    };
    if let Some(first) = first {
        set(first);
    }
    // A second level of heads: only known heads, no number in front.
    while let Some(row) = rest.first() {
        let cells: Vec<&str> = row.values().filter(|c| c.own).map(|c| text.slice(&c.range())).collect();
        let known = cells.iter().filter(|c| knowledge().labels.column(c).is_some()).count();
        let numbered = cells.len() >= 2 && cells.iter().all(|c| marks::is_column_number(c)) && cells.len() + 1 >= width;
        if numbered
            || (known == cells.len()
                && known >= 2
                && cells.iter().all(|c| c.chars().count() < 40)
                && !row.get(&0).is_some_and(|c| c.own))
        {
            if !numbered {
                set(row);
            }
            rest.remove(0);
        } else {
            break;
        }
    }
    let has = |column: Column| heads.iter().any(|h| h.column == column);
    let definitions = if heads.iter().any(|h| crate::knowledge::fold::fold(text.slice(&h.range)).contains("viết tắt"))
    {
        definitions(text, &rest)
    } else {
        Vec::new()
    };
    let money = heads.iter().any(|h| knowledge().labels.is_money(text.slice(&h.range)));
    let budget = money && ![Column::Deadline, Column::Coordinate, Column::Both, Column::Product].into_iter().any(has);
    let tasks = definitions.is_empty() && is_task_table(&has) && !budget && !is_agenda(text, &heads, &rest);
    let mut out: Vec<Row> = Vec::new();
    for row in if tasks { rest } else { Vec::new() } {
        if let Some(row) = marked_row(text, row, &heads, width) {
            match row {
                Marked::Row(row) => out.push(row),
                Marked::More(cells) => continue_row(&mut out, cells),
            }
        }
    }
    Table { heads, flattened: false, rows: out, tasks, definitions, keyword: None }
}

fn is_task_table(has: &impl Fn(Column) -> bool) -> bool {
    has(Column::Title)
        && (has(Column::Lead)
            || has(Column::Both)
            || has(Column::Coordinate)
            || has(Column::Forces)
            || (has(Column::Deadline) && (has(Column::Product) || has(Column::Ordinal))))
}

/// A programme of a meeting: its times are times of day.
fn is_agenda(text: &Text, heads: &[Head], rows: &[&GridRow]) -> bool {
    let times = heads.iter().enumerate().filter(|(_, h)| h.column == Column::Deadline).map(|(at, _)| at);
    times.into_iter().any(|column| {
        let cells: Vec<&GridCell> = rows.iter().filter_map(|r| r.get(&column)).collect();
        let of_day = cells.iter().filter(|c| marks::is_time_of_day(text.slice(&c.lines[0]))).count();
        of_day * 2 >= cells.len().max(1)
    })
}

fn definitions(text: &Text, rows: &[&GridRow]) -> Vec<(Bytes, Bytes)> {
    rows.iter()
        .filter_map(|row| {
            let cells: Vec<&GridCell> =
                row.values().filter(|c| !marks::is_row_number(text.slice(&c.lines[0]))).collect();
            let [short, long] = cells.as_slice() else { return None };
            Some((short.lines[0].clone(), long.lines[0].clone()))
        })
        .collect()
}

enum Marked {
    Row(Row),
    More(BTreeMap<usize, Vec<Bytes>>),
}

fn marked_row(text: &Text, row: &GridRow, heads: &[Head], width: usize) -> Option<Marked> {
    let own = || row.values().filter(|c| c.own);
    let range = own().map(|c| c.range().start).min()?..own().map(|c| c.range().end).max()?;
    let column = |wanted: Column| heads.iter().position(|h| h.column == wanted);
    let ordinal = column(Column::Ordinal);
    let label = ordinal.and_then(|c| row.get(&c)).filter(|c| c.own).map(|cell| cell.lines[0].clone());
    let title = column(Column::Title).and_then(|c| row.get(&c)).filter(|c| c.own).map(GridCell::range);
    // A head that is repeated on the next page.
    let repeated = |(c, cell): &(&usize, &GridCell)| {
        heads.get(**c).is_some_and(|h| text.slice(&h.range) == text.slice(&cell.range()))
    };
    if row.iter().filter(repeated).count() >= 2 {
        return None;
    }
    let filled: Vec<(&usize, &GridCell)> = row.iter().filter(|(c, cell)| Some(**c) != ordinal && cell.own).collect();
    // A group's title stands alone in its row, or is one cell over nearly all columns.
    let wide = row.values().find(|c| c.own && c.columns >= 2 && c.columns + 1 >= width);
    let one_cell = filled.len() == 1 || (filled.is_empty() && label.is_some());
    if (one_cell || wide.is_some()) && width > 2 {
        let cell = wide.or(filled.first().map(|(_, c)| *c)).or_else(|| own().next())?;
        if let Some(group) = group_row(text, cell, label.as_ref(), range.clone(), filled.len()) {
            return Some(Marked::Row(group));
        }
    }
    if label.is_none() && title.is_none() {
        return Some(Marked::More(
            row.iter().filter(|(_, c)| c.own).map(|(column, c)| (*column, c.lines.clone())).collect(),
        ));
    }
    let mut cells = vec![Vec::new(); width];
    for (column, cell) in row {
        cells[*column].clone_from(&cell.lines);
    }
    let label = label.map(|l| crate::span::trim_end(&text.text, l, &['.', ')']));
    Some(Marked::Row(Row { kind: RowKind::Unit, label, cells, range }))
}

/// The group that a row with one cell is, if it is one.
fn group_row(text: &Text, cell: &GridCell, label: Option<&Bytes>, range: Bytes, filled: usize) -> Option<Row> {
    let cell = cell.range();
    let words = text.slice(&cell);
    let own = ordinal(words).filter(|o| matches!(o.scheme, Scheme::Roman | Scheme::Upper | Scheme::Decimal(1)));
    let group_label = label.is_some_and(|l| marks::is_group_label(text.slice(l)));
    let (title_range, count) = declared(text, cell.clone());
    let heading = heading_at(text, cell.clone());
    let unit = heading.as_ref().is_some_and(|h| knowledge().labels.is_unit_keyword(text.slice(&h.keyword)));
    let numbered = label.is_some_and(|l| marks::is_row_number(text.slice(l)));
    // "Nội dung 1: …" over a whole row is a group, whatever it would be in a row of a task.
    let digits = |h: &Heading| h.label.start + text.slice(&h.label).rfind(' ').map_or(0, |at| at + 1)..h.label.end;
    let own_label =
        |l: &Bytes, h: &Heading| *l == cell || text.slice(l).trim_end_matches('.') == text.slice(&digits(h));
    let keyword_group =
        unit && heading.as_ref().is_some_and(|h| !h.title.is_empty() && label.is_none_or(|l| own_label(l, h)));
    if !(group_label || own.is_some() || count.is_some() || keyword_group || (!unit && !numbered)) {
        return None;
    }
    let (label, title) = match (label, own) {
        _ if keyword_group => {
            let h = heading.as_ref()?;
            (Some(digits(h)), h.title.start..title_range.end.max(h.title.start))
        }
        (Some(label), _) if filled == 1 && *label != cell => (Some(label.clone()), title_range),
        (_, Some(o)) => (
            Some(cell.start + o.label.start..cell.start + o.label.end),
            crate::span::trim(&text.text, cell.start + o.rest..title_range.end.max(cell.start + o.rest)),
        ),
        (label, None) => (label.cloned().filter(|l| *l != cell), title_range),
    };
    let label = label.map(|l| crate::span::trim_end(&text.text, l, &['.', ')']));
    Some(Row { kind: RowKind::Group { title, declared: count }, label, cells: Vec::new(), range })
}

/// A row without number and title goes on with the task above it.
fn continue_row(rows: &mut [Row], more: BTreeMap<usize, Vec<Bytes>>) {
    if let Some(row) = rows.last_mut().filter(|r| matches!(r.kind, RowKind::Unit)) {
        for (column, mut cell) in more {
            row.range.end = row.range.end.max(cell.iter().map(|r| r.end).max().unwrap_or(0));
            row.cells[column].append(&mut cell);
        }
    }
}

/// The longest head of a flattened table, in lines.
const HEAD_LINES: usize = 16;

/// A table that became one cell a line, from its first head on.
fn flattened(text: &Text, lines: &[Line], parts: &[PartOf], start: usize) -> Option<(Table, usize)> {
    let slice = |at: usize| text.slice(&lines[at].range);
    let usable = |at: usize| {
        matches!(parts[at], PartOf::Unclaimed | PartOf::AppendixHead | PartOf::Furniture)
            && matches!(lines[at].kind, BlockKind::Text | BlockKind::Furniture)
    };
    // A few heads must follow before the whole is looked at.
    let near = (start..lines.len().min(start + HEAD_LINES)).filter(|at| usable(*at));
    let known: Vec<Column> = near.filter_map(|at| knowledge().labels.column(slice(at))).collect();
    if known.len() < 3 || !is_task_table(&|c: Column| known.contains(&c)) {
        return None;
    }
    let limit = (start..lines.len()).find(|at| !usable(*at) || ends_table(slice(*at))).unwrap_or(lines.len());
    let table: Vec<usize> = (start..limit).filter(|at| parts[*at] != PartOf::Furniture).collect();
    let keyword_rows = table.iter().filter(|at| unit_heading(text, lines[**at].range.clone()).is_some()).count();
    let by_keyword = keyword_rows >= 2;
    let anchored = |i: usize| anchor(text, lines, &table, i, by_keyword, None, None).is_some();
    let first = (1..table.len().min(HEAD_LINES)).find(|i| anchored(*i))?;
    let heads: Vec<Head> = table[..first]
        .iter()
        .filter(|at| !marks::is_column_number(slice(**at)))
        .map(|at| Head {
            range: lines[*at].range.clone(),
            column: knowledge().labels.column(slice(*at)).unwrap_or(Column::Other),
        })
        .collect();
    let has = |column: Column| heads.iter().any(|h| h.column == column);
    if heads.len() < 3 || !is_task_table(&has) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let (mut number, mut group) = (None, None);
    let mut i = first;
    while i < table.len() {
        match anchor(text, lines, &table, i, by_keyword, number, group) {
            Some(Anchor::Group { label, title, next }) => {
                let (title, count) = declared(text, title);
                if let Some(label) = &label {
                    group = group_value(text.slice(label));
                }
                let range = lines[table[i]].range.start..lines[table[next - 1]].range.end;
                rows.push(Row { kind: RowKind::Group { title, declared: count }, label, cells: Vec::new(), range });
                i = next;
            }
            Some(Anchor::Unit { label, next }) => {
                if let Some(label) = &label {
                    number = text.slice(label).rsplit('.').next().and_then(|n| n.parse().ok()).or(number);
                }
                let mut row =
                    Row { kind: RowKind::Unit, label, cells: vec![Vec::new()], range: lines[table[i]].range.clone() };
                i = next;
                // The title is never taken for an anchor.
                while i < table.len()
                    && (row.cells[0].is_empty() || anchor(text, lines, &table, i, by_keyword, number, group).is_none())
                {
                    row.cells[0].push(lines[table[i]].range.clone());
                    row.range.end = lines[table[i]].range.end;
                    i += 1;
                }
                rows.push(row);
            }
            None => i += 1,
        }
    }
    Some((Table { heads, flattened: true, rows, tasks: true, definitions: Vec::new(), keyword: None }, limit))
}

fn ends_table(line: &str) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:\*\s|\(?\*\)\s*ghi chú|\*ghi chú|ghi chú\s*[:.]|ghi chú\s+\S|\(ghi chú|chú thích\s*:|nơi nhận|danh mục (?:các )?(?:từ|chữ)|phụ lục\b|biểu số|cụm từ viết tắt|(?:các )?(?:từ|chữ) viết tắt)",
        )
        .expect("internal error: pattern")
    });
    END.is_match(line)
}

/// A unit's heading in a table: a known keyword, or any with a number and a colon.
fn unit_heading(text: &Text, range: Bytes) -> Option<Heading> {
    heading_at(text, range)
        .filter(|h| knowledge().labels.is_unit_keyword(text.slice(&h.keyword)) && !h.title.is_empty())
}

enum Anchor {
    Group { label: Option<Bytes>, title: Bytes, next: usize },
    Unit { label: Option<Bytes>, next: usize },
}

/// Whether a row begins at entry `i` of the table's lines.
fn anchor(
    text: &Text,
    lines: &[Line],
    table: &[usize],
    i: usize,
    by_keyword: bool,
    number: Option<u64>,
    group: Option<u64>,
) -> Option<Anchor> {
    let range = lines[*table.get(i)?].range.clone();
    let words = text.slice(&range);
    let next = table.get(i + 1).map(|at| lines[*at].range.clone());
    if marks::is_group_label(words) {
        let title = next?;
        let value = group_value(words);
        let follows = group.is_none_or(|g| value.is_some_and(|v| v >= g));
        let is_title = text.slice(&title).chars().count() > 6 && unit_heading(text, title.clone()).is_none();
        let label = crate::span::trim_end(&text.text, range, &['.', ')']);
        return (follows && is_title).then_some(Anchor::Group { label: Some(label), title, next: i + 2 });
    }
    if let Some(o) = ordinal(words).filter(|o| matches!(o.scheme, Scheme::Roman | Scheme::Upper)) {
        let label = range.start + o.label.start..range.start + o.label.end;
        let rest = range.start + o.rest..range.end;
        if text.slice(&rest).chars().count() > 6 {
            return Some(Anchor::Group { label: Some(label), title: rest, next: i + 1 });
        }
    }
    if by_keyword {
        if unit_heading(text, range.clone()).is_some() {
            return Some(Anchor::Unit { label: None, next: i });
        }
        let labelled = marks::is_row_number(words) && next.is_some_and(|n| unit_heading(text, n).is_some());
        let label = crate::span::trim_end(&text.text, range.clone(), &['.', ')']);
        if labelled {
            return Some(Anchor::Unit { label: Some(label), next: i + 1 });
        }
    } else if marks::is_row_number(words) {
        let title = next?;
        let value: Option<u64> = words.trim_end_matches(['.', ')']).rsplit('.').next().and_then(|n| n.parse().ok());
        // A number that skips or repeats is one all the same where the due one stands nowhere below.
        let due_below = |due: u64| {
            table[i..].iter().any(|at| text.slice(&lines[*at].range).trim_end_matches(['.', ')']) == due.to_string())
        };
        let titled =
            || text.slice(&title).split(' ').count() >= 3 && text.slice(&title).starts_with(char::is_uppercase);
        let follows = match number {
            None => value == Some(1),
            Some(n) if value == Some(n + 1) || value == Some(1) => true,
            Some(n) => value.is_some_and(|v| v >= n && v <= n + 3) && titled() && !due_below(n + 1),
        };
        let label = crate::span::trim_end(&text.text, range, &['.', ')']);
        let words = text.slice(&title);
        return (follows && words.chars().count() > 4 && !marks::is_row_number(words))
            .then_some(Anchor::Unit { label: Some(label), next: i + 1 });
    }
    let counted = is_group(words) && declared(text, range.clone()).1.is_some();
    counted.then_some(Anchor::Group { label: None, title: range, next: i + 1 })
}

fn group_value(label: &str) -> Option<u64> {
    let label = label.trim_end_matches(['.', ')']);
    roman(label).or_else(|| letter(label))
}
