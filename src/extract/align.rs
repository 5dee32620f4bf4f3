//! Alignment: the lines of a flattened row laid into the table's columns.
//!
//! In: a flattened table. Out: a [`Layout`]. Each row is laid by dynamic programming over columns in order; a cell takes no,
//! one or several lines. The order of columns is one of those that the heads allow (a head over several columns stands
//! before all heads, those under it at the end), chosen by how well all rows fit. Nothing is read here but what kind of
//! value a line looks like.

use std::collections::HashMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::appendix::Cells;
use super::deadlines::{self, Context};
use crate::knowledge::fold::key;
use crate::knowledge::words::{Token, Word, tokens};
use crate::knowledge::{Column, knowledge};
use crate::normalise::Text;
use crate::record::{DeadlineKind, TextField, UnitBody};
use crate::resolve::Glossary;
use crate::resolve::names::mentions;
use crate::segment::{RowKind, Table, cell_heading};
use crate::span::Bytes;

/// Columns in the order of the rows, and the cells of every unit row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// Indexes of heads, the ordinal's left out.
    pub(crate) columns: Vec<usize>,
    /// For every unit row its cells, by index into `columns`.
    pub(crate) rows: Vec<Cells>,
}

impl Layout {
    /// A table whose cells the format marks.
    pub(crate) fn marked(table: &Table) -> Self {
        let columns: Vec<usize> = (0..table.heads.len()).collect();
        let ordinal = table.heads.iter().position(|h| h.column == Column::Ordinal);
        let rows = table
            .rows
            .iter()
            .filter(|r| matches!(r.kind, RowKind::Unit))
            .map(|r| {
                r.cells
                    .iter()
                    .cloned()
                    .enumerate()
                    .filter(|(at, lines)| Some(*at) != ordinal && !lines.is_empty())
                    .collect()
            })
            .collect();
        Self { columns, rows }
    }
}

/// What a line looks like.
#[derive(Debug)]
struct Look {
    /// Share of it that is names of organisations.
    names: f64,
    time: bool,
    staff: bool,
    small: bool,
    /// Ends with a comma: the cell goes on.
    open: bool,
    /// What stands between its marks, as numbers of [`Wordings`].
    fragments: Vec<usize>,
    /// Its words without marks, as numbers of [`Wordings`].
    words: Vec<usize>,
}

/// What the lines of a table say, each wording read once and known by a number.
#[derive(Debug, Default)]
struct Wordings<'t> {
    words: FxHashMap<Word, usize>,
    /// What stands between two marks, by its words.
    fragments: FxHashMap<Vec<usize>, usize>,
    /// Lines come again and again in the same words.
    looks: FxHashMap<&'t str, Rc<Look>>,
}

impl<'t> Wordings<'t> {
    fn word(&mut self, word: &Word) -> usize {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let next = self.words.len();
        self.words.insert(word.clone(), next);
        next
    }

    fn fragment(&mut self, words: &[usize]) -> usize {
        if let Some(number) = self.fragments.get(words) {
            return *number;
        }
        let next = self.fragments.len();
        self.fragments.insert(words.to_vec(), next);
        next
    }

    fn look(&mut self, text: &'t Text, line: &Bytes, glossary: &Glossary) -> Rc<Look> {
        let words = text.slice(line);
        if let Some(look) = self.looks.get(words) {
            return Rc::clone(look);
        }
        let look = Rc::new(look(text, line, glossary, self));
        self.looks.insert(words, Rc::clone(&look));
        look
    }

    /// Which words of the lines stand in these texts, by number. The lines are all read.
    fn known(&self, texts: &[&'t str], read: &mut FxHashMap<&'t str, Vec<usize>>) -> Vec<bool> {
        let mut out = vec![false; self.words.len()];
        for text in texts {
            let numbers = read.entry(text).or_insert_with(|| {
                tokens(text, 0..text.len()).iter().filter_map(|t| self.words.get(&t.word).copied()).collect()
            });
            for number in numbers {
                out[*number] = true;
            }
        }
        out
    }
}

/// What is known of a row before it is laid.
struct RowLook<'a> {
    lines: Vec<Rc<Look>>,
    twin: Option<&'a UnitBody>,
    /// By column of [`SAID`]: whether the twin has such a field, and how many words of each line stand in it.
    said: Vec<Option<Vec<usize>>>,
}

/// The columns whose field a unit's body has too.
const SAID: [Column; 5] = [Column::Lead, Column::Coordinate, Column::Forces, Column::Platform, Column::Product];

impl<'a> RowLook<'a> {
    fn new(
        lines: Vec<Rc<Look>>,
        twin: Option<&'a UnitBody>,
        wordings: &Wordings<'a>,
        read: &mut FxHashMap<&'a str, Vec<usize>>,
    ) -> Self {
        let mut shared = |field: Vec<&'a str>| {
            let known = wordings.known(&field, read);
            lines.iter().map(|l| l.words.iter().filter(|w| known[**w]).count()).collect()
        };
        let said = SAID.iter().map(|column| twin.and_then(|t| said(*column, t)).map(&mut shared)).collect();
        Self { lines, twin, said }
    }

    fn said(&self, column: Column) -> Option<&[usize]> {
        let at = SAID.iter().position(|c| *c == column)?;
        self.said[at].as_deref()
    }

    /// Share of the words of a cell, lines `from..to`, that the body's field has too.
    fn twin_score(&self, column: Column, from: usize, to: usize) -> f64 {
        let Some(shared) = self.said(column) else { return 0.0 };
        let words: usize = self.lines[from..to].iter().map(|l| l.words.len()).sum();
        let shared: usize = shared[from..to].iter().sum();
        if words == 0 { 0.0 } else { 2.4 * shared as f64 / words as f64 - 0.6 }
    }

    /// An empty cell is likelier where the body has no such field either.
    fn empty_twin(&self, column: Column) -> f64 {
        match (self.twin, column) {
            (Some(_), Column::Coordinate | Column::Forces | Column::Platform | Column::Product) => {
                if self.said(column).is_none() { 0.8 } else { -0.4 }
            }
            _ => 0.0,
        }
    }
}

/// Lays a flattened table.
pub(crate) fn layout<'t>(text: &'t Text, table: &Table, bodies: &'t [UnitBody], glossary: &Glossary) -> Layout {
    let rows: Vec<&Vec<Bytes>> =
        table.rows.iter().filter(|r| matches!(r.kind, RowKind::Unit)).filter_map(|r| r.cells.first()).collect();
    let by = Twins::new(bodies, table.keyword.as_deref());
    let mut wordings = Wordings::default();
    let lines: Vec<Vec<Rc<Look>>> =
        rows.iter().map(|lines| lines.iter().map(|l| wordings.look(text, l, glossary)).collect()).collect();
    // Bodies say the same names again and again.
    let mut read = FxHashMap::default();
    let looks: Vec<RowLook> = lines
        .into_iter()
        .enumerate()
        .map(|(at, lines)| RowLook::new(lines, by.of(text, rows[at], at, rows.len()), &wordings, &mut read))
        .collect();
    let mut best: Option<(f64, Layout)> = None;
    for columns in orders(table) {
        let meanings: Vec<Column> = columns.iter().map(|c| table.heads[*c].column).collect();
        let learned = learn(&meanings, &looks, wordings.fragments.len());
        let mut total = 0.0;
        let mut laid = Vec::with_capacity(rows.len());
        for (at, lines) in rows.iter().enumerate() {
            let (score, cells) = lay(&meanings, &looks[at], &learned);
            total += score;
            laid.push(cells.into_iter().map(|(slot, from, to)| (slot, lines[from..to].to_vec())).collect());
        }
        if best.as_ref().is_none_or(|(score, _)| total > *score + 1e-9) {
            best = Some((total, Layout { columns, rows: laid }));
        }
    }
    best.map(|(_, layout)| layout).unwrap_or_default()
}

/// Orders of columns that the heads allow.
fn orders(table: &Table) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..table.heads.len()).filter(|i| table.heads[*i].column != Column::Ordinal).collect();
    let column = |i: usize| table.heads[i].column;
    let has_parent = all.iter().any(|i| column(*i) == Column::Parent);
    let mut out = Vec::new();
    // Heads of the second level stand at the end; the head over them is a known one or one that says nothing else.
    for (place, head) in all.iter().enumerate() {
        let rest = &all[place + 1..];
        let split = column(*head) == Column::Lead
            && rest.iter().any(|i| column(*i) == Column::Lead)
            && rest.iter().any(|i| column(*i) == Column::Coordinate);
        let over = column(*head) == Column::Parent || (!has_parent && (column(*head) == Column::Other || split));
        if !over {
            continue;
        }
        let tail = all[place + 1..]
            .iter()
            .rev()
            .take_while(|i| {
                matches!(column(**i), Column::Lead | Column::Coordinate | Column::Forces | Column::Both | Column::Other)
            })
            .count();
        for under in (2..=tail).rev() {
            let cut = all.len() - under;
            if cut <= place {
                continue;
            }
            let mut order = all[..place].to_vec();
            order.extend(&all[cut..]);
            order.extend(&all[place + 1..cut]);
            out.push(order);
        }
    }
    out.push(all.iter().copied().filter(|i| column(*i) != Column::Parent).collect());
    out.dedup();
    out
}

fn look(text: &Text, line: &Bytes, glossary: &Glossary, wordings: &mut Wordings) -> Look {
    let words = text.slice(line);
    let found = mentions(text, line.clone(), glossary);
    let all = text.words(line.clone());
    let (mut total, mut named) = (0, 0);
    for word in all.iter().filter(|t| t.is_word) {
        let letters = text.slice(&word.range).chars().count();
        total += letters;
        named += if found.iter().any(|m| m.range.contains(&word.range.start)) { letters } else { 0 };
    }
    let staff =
        knowledge().verbs.staff.at(&all, 0).is_some_and(|(end, ())| !matches!(all[end - 1].word.as_str(), "các"))
            || names_staff(&all);
    let starts_with_name = found.first().is_some_and(|m| m.range.start == line.start);
    // "Báo cáo hằng quý" is a paper, whenever it comes.
    let paper = || {
        all.iter().take(3).rev().any(|t| {
            let head = &text.text[line.start..t.range.end];
            head.starts_with(char::is_uppercase) && knowledge().registry.document_type(head).is_some()
        })
    };
    // A time stands alone: a day or period, or words of time, in a line that names nobody at its start.
    let deadline = || deadlines::parse(text, line.clone(), Context::default());
    let short = !starts_with_name && words.chars().count() < 140 && !paper();
    let time = short.then(deadline).flatten().is_some_and(|d| {
        let worded = matches!(
            d.kind,
            DeadlineKind::Conditional
                | DeadlineKind::Roadmap
                | DeadlineKind::Ongoing
                | DeadlineKind::Status
                | DeadlineKind::Relative
                | DeadlineKind::Recurring
                | DeadlineKind::Invalid
        );
        worded || is_mostly_time(&all, words)
    });
    let fragments = all.split(|t| matches!(t.word.as_str(), "," | ";"));
    let fragments: Vec<Vec<usize>> =
        fragments.map(|f| f.iter().filter(|t| t.is_word).map(|t| wordings.word(&t.word)).collect()).collect();
    Look {
        names: named as f64 / total.max(1) as f64,
        time,
        staff,
        small: words.starts_with(char::is_lowercase),
        open: words.ends_with(','),
        fragments: fragments.iter().filter(|f| !f.is_empty()).map(|f| wordings.fragment(f)).collect(),
        words: fragments.concat(),
    }
}

fn names_staff(words: &[Token]) -> bool {
    let mut words = words.iter().filter(|t| t.is_word).map(|t| t.word.as_str());
    let mut before = words.next();
    words.any(|word| matches!((before.replace(word), word), (Some("nhân"), "sự") | (Some("cán"), "bộ")))
}

/// Few words beside the digits of a time.
fn is_mostly_time(all: &[Token], words: &str) -> bool {
    let others = all
        .iter()
        .filter(|t| t.is_word && !t.word.chars().any(|c| c.is_ascii_digit()))
        .filter(|t| {
            !matches!(
                t.word.as_str(),
                "ngày"
                    | "tháng"
                    | "năm"
                    | "quý"
                    | "trước"
                    | "trong"
                    | "từ"
                    | "đến"
                    | "hết"
                    | "đầu"
                    | "cuối"
                    | "giữa"
                    | "i"
                    | "ii"
                    | "iii"
                    | "iv"
                    | "dự"
                    | "kiến"
                    | "và"
                    | "các"
                    | "tiếp"
                    | "theo"
                    | "hoàn"
                    | "thành"
                    | "chậm"
                    | "nhất"
                    | "khi"
                    | "xong"
                    | "cả"
                    | "tuần"
                    | "giai"
                    | "đoạn"
                    | "q"
                    | "t"
                    | "sau"
                    | "trở"
                    | "đi"
                    | "là"
                    | "không"
                    | "quá"
            )
        })
        .count();
    others <= 3 || words.contains('(')
}

/// The body's unit that a row speaks of: by number in its first line, else by place.
struct Twins<'a> {
    bodies: &'a [UnitBody],
    by_title: HashMap<String, usize>,
    by_number: HashMap<u64, usize>,
    keyword: Option<&'a str>,
}

impl<'a> Twins<'a> {
    fn new(bodies: &'a [UnitBody], keyword: Option<&'a str>) -> Self {
        let (mut by_title, mut by_number) = (HashMap::new(), HashMap::new());
        for (at, body) in bodies.iter().enumerate() {
            by_title.entry(key(&body.title)).or_insert(at);
            if let Some(number) = body.number {
                by_number.entry(number).or_insert(at);
            }
        }
        Self { bodies, by_title, by_number, keyword }
    }

    fn of(&self, text: &Text, lines: &[Bytes], at: usize, rows: usize) -> Option<&'a UnitBody> {
        let title = lines.first()?;
        let heading = cell_heading(text, title.clone(), self.keyword);
        let words = key(heading.as_ref().map_or_else(|| text.slice(title), |h| text.slice(&h.title)));
        let by_number = || heading.and_then(|h| self.by_number.get(&h.number));
        let by_place = || (rows == self.bodies.len()).then_some(&at);
        self.bodies.get(*self.by_title.get(&words).or_else(by_number).or_else(by_place)?)
    }
}

/// How often each fragment stands in each column, in rows that have a line for every column.
fn learn(meanings: &[Column], looks: &[RowLook], fragments: usize) -> Vec<Vec<f64>> {
    let mut counts = vec![vec![0.0; meanings.len()]; fragments];
    for row in looks.iter().filter(|r| r.lines.len() == meanings.len()) {
        for (slot, look) in row.lines.iter().enumerate() {
            for fragment in &look.fragments {
                counts[*fragment][slot] += 1.0;
            }
        }
    }
    counts
}

const WORST: f64 = -1e9;

/// The best laying of a row: score, and (column, first line, last line + 1) of every filled cell.
fn lay(meanings: &[Column], row: &RowLook, learned: &[Vec<f64>]) -> (f64, Vec<(usize, usize, usize)>) {
    let (columns, count) = (meanings.len(), row.lines.len());
    // best[c][l]: the first c columns hold the first l lines.
    let mut best = vec![vec![WORST; count + 1]; columns + 1];
    let mut taken = vec![vec![0usize; count + 1]; columns + 1];
    best[0][0] = 0.0;
    for c in 0..columns {
        let most = if meanings[c] == Column::Title { 3 } else { 4 };
        let known: Vec<f64> = row.lines.iter().map(|line| familiarity(columns, c, line, learned)).collect();
        for l in 0..=count {
            if best[c][l] <= WORST {
                continue;
            }
            for n in 0..=most.min(count - l) {
                let score = best[c][l] + cell_score(meanings[c], row, l, l + n, &known);
                if score > best[c + 1][l + n] {
                    best[c + 1][l + n] = score;
                    taken[c + 1][l + n] = n;
                }
            }
        }
    }
    if best[columns][count] <= WORST {
        // More lines than cells could hold: the rest stays with the last column.
        let cells = (0..columns.min(count)).map(|c| (c, c, if c + 1 == columns { count } else { c + 1 })).collect();
        return (-50.0, cells);
    }
    let mut cells = Vec::new();
    let mut l = count;
    for c in (0..columns).rev() {
        let n = taken[c + 1][l];
        if n > 0 {
            cells.push((c, l - n, l));
        }
        l -= n;
    }
    cells.reverse();
    (best[columns][count], cells)
}

/// How well lines `from..to` of a row make a cell of a column; `known` is how familiar each line is there.
fn cell_score(column: Column, row: &RowLook, from: usize, to: usize, known: &[f64]) -> f64 {
    let lines = &row.lines[from..to];
    if lines.is_empty() {
        return match column {
            Column::Title => -60.0,
            Column::Lead | Column::Both => -3.0,
            Column::Deadline => -2.5,
            Column::Coordinate | Column::Forces | Column::Platform | Column::Product => -0.9,
            Column::Note => 0.3,
            _ => -0.6,
        } + row.empty_twin(column);
    }
    let mut score = 0.0;
    for (at, line) in lines.iter().enumerate() {
        score += match column {
            Column::Title => {
                if at == 0 {
                    4.0
                } else {
                    -2.5 + if line.small { 1.5 } else { 0.0 }
                }
            }
            Column::Lead | Column::Coordinate | Column::Both => {
                if line.time {
                    -6.0
                } else {
                    -2.0 + 5.0 * line.names - if line.staff { 1.2 } else { 0.0 }
                }
            }
            Column::Forces => {
                if line.time {
                    -6.0
                } else {
                    -1.5 + 4.3 * line.names + if line.staff { 2.0 } else { 0.0 }
                }
            }
            Column::Deadline => {
                if line.time {
                    4.5
                } else {
                    -6.0
                }
            }
            Column::Platform | Column::Product | Column::Other | Column::Note => {
                let open = if column == Column::Note { 0.4 } else { 1.6 };
                if line.time { -4.0 } else { open - 2.6 * line.names }
            }
            _ => 0.0,
        };
        score += known[from + at];
        if at > 0 {
            score -= match column {
                Column::Platform | Column::Product | Column::Other | Column::Note => 0.9,
                Column::Deadline => 1.6,
                _ => 1.7,
            } - if line.small { 0.5 } else { 0.0 }
                - if lines[at - 1].open { 3.0 } else { 0.0 };
        }
    }
    score + row.twin_score(column, from, to)
}

/// How much more often the line's fragments stood in this column than elsewhere.
fn familiarity(columns: usize, slot: usize, line: &Look, learned: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    let mut known = 0.0;
    for fragment in &line.fragments {
        let counts = &learned[*fragment];
        let total: f64 = counts.iter().sum();
        if total > 0.0 {
            sum += counts[slot] / total - 1.0 / columns as f64;
            known += 1.0;
        }
    }
    if known > 0.0 { 1.6 * sum / known } else { 0.0 }
}

/// What the body says of the same field.
fn said<'t>(column: Column, twin: &'t UnitBody) -> Option<Vec<&'t str>> {
    use crate::record::Role;
    let roles = |role: Role| {
        let of_role = twin.assignments.iter().filter(move |a| a.role == role && !a.requested);
        of_role.flat_map(|a| [a.organization.raw.as_str(), &a.organization.name]).collect()
    };
    let words = |field: &'t TextField| field.text.as_str();
    let said: Vec<&'t str> = match column {
        Column::Lead => roles(Role::Lead),
        Column::Coordinate => roles(Role::Coordinate),
        Column::Forces => twin.forces.iter().map(words).collect(),
        Column::Platform => twin.tools.iter().map(|t| t.text.as_str()).chain(twin.location.iter().map(words)).collect(),
        Column::Product => twin.product.iter().map(words).collect(),
        _ => Vec::new(),
    };
    Some(said).filter(|s| !s.is_empty())
}
