//! Rulings: the grids that ruled lines draw.
//!
//! In: ruled lines of a page. Out: [`Ruled`] grids: their cells with what they cover. It never looks at words; a box that
//! holds only one cell is no grid.

use super::marks::Rule;

/// Lines nearer than this are one line, in points: two cells' borders beside one another.
const NEAR: f32 = 2.5;

/// A border may be broken by this much.
const BROKEN: f32 = 3.0;

/// The share of a cell's side that must be drawn for it to be a border.
const DRAWN: f32 = 0.6;

/// More crossings than this are a drawing, not tables.
const MOST_CROSSINGS: usize = 2_000_000;

/// More cells than this are squared paper.
const MOST_CELLS: usize = 40_000;

/// A grid.
#[derive(Debug, Clone)]
pub(super) struct Ruled {
    /// Where its columns and rows begin and end.
    pub(super) x: Vec<f32>,
    pub(super) y: Vec<f32>,
    pub(super) cells: Vec<RuledCell>,
    /// The cell of every square, by row and column.
    of: Vec<usize>,
}

/// A cell: squares with no border between them. All from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RuledCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Ruled {
    /// A grid without merged cells.
    pub(super) fn whole(x: Vec<f32>, y: Vec<f32>) -> Self {
        let (columns, rows) = (x.len() - 1, y.len() - 1);
        let cell = |at| RuledCell { row: at / columns, column: at % columns, rows: 1, columns: 1 };
        Self { x, y, cells: (0..columns * rows).map(cell).collect(), of: (0..columns * rows).collect() }
    }

    pub(super) fn top(&self) -> f32 {
        self.y[0]
    }

    /// The cell at a point.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let inside = |edges: &[f32], at: f32| {
            let next = edges.partition_point(|e| *e <= at);
            (next > 0 && next < edges.len()).then(|| next - 1)
        };
        let (column, row) = (inside(&self.x, x)?, inside(&self.y, y)?);
        self.of.get(row * (self.x.len() - 1) + column).copied()
    }
}

/// The grids of a page.
pub(super) fn grids(rules: &[Rule]) -> Vec<Ruled> {
    let across = merged(rules.iter().filter(|r| r.horizontal));
    let down = merged(rules.iter().filter(|r| !r.horizontal));
    if across.len().saturating_mul(down.len()) > MOST_CROSSINGS {
        return Vec::new();
    }
    let mut sets = Sets::new(across.len() + down.len());
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            let on = |r: &Rule, at: f32| r.from - BROKEN <= at && at <= r.to + BROKEN;
            if on(h, v.at) && on(v, h.at) {
                sets.join(i, across.len() + j);
            }
        }
    }
    let mut groups: Vec<Vec<Rule>> = vec![Vec::new(); across.len() + down.len()];
    for (at, rule) in across.iter().chain(&down).enumerate() {
        groups[sets.root(at)].push(*rule);
    }
    let mut out: Vec<Ruled> = groups.iter().filter(|g| g.len() > 3).filter_map(|g| grid(g)).collect();
    out.sort_by(|a, b| a.top().total_cmp(&b.top()));
    out
}

/// Lines on one axis, those in one another's continuation as one.
fn merged<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    // Lines at nearly one place first get one place, so that their stretches stand in order.
    let mut start = 0;
    for at in 1..=rules.len() {
        if at == rules.len() || rules[at].at - rules[at - 1].at > NEAR / 2.0 || rules[at].at - rules[start].at > NEAR {
            let place = f32::midpoint(rules[start].at, rules[at - 1].at);
            rules[start..at].iter_mut().for_each(|r| r.at = place);
            rules[start..at].sort_by(|a, b| a.from.total_cmp(&b.from));
            start = at;
        }
    }
    let mut out: Vec<Rule> = Vec::new();
    for rule in rules {
        match out.last_mut() {
            Some(last) if (last.at - rule.at).abs() < f32::EPSILON && rule.from <= last.to + BROKEN => {
                last.to = last.to.max(rule.to);
            }
            _ => out.push(rule),
        }
    }
    out
}

/// Places nearer than [`NEAR`] as one.
fn edges(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for place in places {
        if out.last().is_none_or(|last| place - last > NEAR) {
            out.push(place);
        }
    }
    out
}

fn grid(rules: &[Rule]) -> Option<Ruled> {
    let side = |horizontal: bool| {
        let own = rules.iter().filter(|r| r.horizontal == horizontal).map(|r| r.at);
        // Borders that nobody drew: where the lines that cross them end.
        let crossing = rules.iter().filter(|r| r.horizontal != horizontal);
        let first = crossing.clone().map(|r| r.from).fold(f32::INFINITY, f32::min);
        let last = crossing.map(|r| r.to).fold(f32::NEG_INFINITY, f32::max);
        let mut places: Vec<f32> = own.collect();
        let (first_own, last_own) =
            places.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), p| (a.min(*p), b.max(*p)));
        if first < first_own - 4.0 * NEAR {
            places.push(first);
        }
        if last > last_own + 4.0 * NEAR {
            places.push(last);
        }
        edges(places)
    };
    let (x, y) = (side(false), side(true));
    let (columns, rows) = (x.len().checked_sub(1)?, y.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns * rows < 2 || columns * rows > MOST_CELLS {
        return None;
    }
    // How much of a side of a square is drawn.
    let drawn = |horizontal: bool, at: f32, from: f32, to: f32| {
        let covered: f32 = rules
            .iter()
            .filter(|r| r.horizontal == horizontal && (r.at - at).abs() <= NEAR)
            .map(|r| (r.to.min(to) - r.from.max(from)).max(0.0))
            .sum();
        covered >= DRAWN * (to - from)
    };
    let mut sets = Sets::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let square = row * columns + column;
            if column + 1 < columns && !drawn(false, x[column + 1], y[row], y[row + 1]) {
                sets.join(square, square + 1);
            }
            if row + 1 < rows && !drawn(true, y[row + 1], x[column], x[column + 1]) {
                sets.join(square, square + columns);
            }
        }
    }
    let mut cells: Vec<RuledCell> = Vec::new();
    let mut cell_of_root = vec![None; columns * rows];
    let mut of = vec![0; columns * rows];
    for row in 0..rows {
        for column in 0..columns {
            let square = row * columns + column;
            let at = *cell_of_root[sets.root(square)].get_or_insert_with(|| {
                cells.push(RuledCell { row, column, rows: 1, columns: 1 });
                cells.len() - 1
            });
            let cell = &mut cells[at];
            // A hull: what is not rectangular is no cell that anybody drew.
            let right = (cell.column + cell.columns).max(column + 1);
            cell.column = cell.column.min(column);
            cell.columns = right - cell.column;
            cell.rows = row + 1 - cell.row;
            of[square] = at;
        }
    }
    (cells.len() > 1).then_some(Ruled { x, y, cells, of })
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The earlier one stands for both, so that the result does not depend on the order of joining.
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(horizontal: bool, at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal, at, from, to }
    }

    /// Three columns, three rows; the first row's last two columns are merged, the first column's last two rows too.
    fn drawn() -> Vec<Rule> {
        vec![
            line(true, 100.0, 50.0, 350.0),
            line(true, 120.4, 50.0, 350.0),
            line(true, 140.0, 150.0, 350.0),
            line(true, 160.0, 50.0, 350.0),
            line(false, 50.0, 100.0, 160.0),
            line(false, 150.0, 100.0, 130.0),
            line(false, 150.6, 130.0, 160.0),
            line(false, 250.0, 120.0, 160.0),
            line(false, 350.0, 100.0, 160.0),
        ]
    }

    #[test]
    fn merged_cells_cover_their_squares() {
        let grids = grids(&drawn());
        assert_eq!(grids.len(), 1);
        let cell = |row, column, rows, columns| RuledCell { row, column, rows, columns };
        assert_eq!(
            grids[0].cells,
            [
                cell(0, 0, 1, 1),
                cell(0, 1, 1, 2),
                cell(1, 0, 2, 1),
                cell(1, 1, 1, 1),
                cell(1, 2, 1, 1),
                cell(2, 1, 1, 1),
                cell(2, 2, 1, 1)
            ]
        );
        assert_eq!(grids[0].cell_at(300.0, 110.0), Some(1));
        assert_eq!(grids[0].cell_at(100.0, 150.0), Some(2));
        assert_eq!(grids[0].cell_at(10.0, 150.0), None);
    }

    #[test]
    fn a_box_and_an_underline_are_no_grids() {
        let frame = [
            line(true, 10.0, 10.0, 500.0),
            line(true, 800.0, 10.0, 500.0),
            line(false, 10.0, 10.0, 800.0),
            line(false, 500.0, 10.0, 800.0),
            line(true, 60.0, 100.0, 180.0),
        ];
        assert!(grids(&frame).is_empty());
    }

    #[test]
    fn outer_borders_may_be_missing() {
        let open = [
            line(true, 100.0, 50.0, 350.0),
            line(true, 120.0, 50.0, 350.0),
            line(true, 140.0, 50.0, 350.0),
            line(false, 150.0, 100.0, 140.0),
            line(false, 250.0, 100.0, 140.0),
        ];
        let grids = grids(&open);
        assert_eq!(grids[0].x, [50.0, 150.0, 250.0, 350.0]);
        assert_eq!(grids[0].cells.len(), 6);
    }
}
