//! Units: bodies and rows side by side, joined by number, title, order and group together.
//!
//! In: bodies and rows. Out: [`Unit`]s in reading order, body first. A wrong printed number ("Mô hình 25" in the eighteenth
//! row) joins by its title and place; a row without a partner is a unit of its own.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::appendix::{TableGroup, TableRow};
use crate::knowledge::fold::{key, short_key};
use crate::knowledge::words::Word;
use crate::normalise::Text;
use crate::reconcile::{self, names::Known};
use crate::record::{Group, Part, Unit, UnitBody};
use crate::resolve::Glossary;
use crate::segment::{GroupDraft, UnitDraft};

/// The groups of both halves.
pub(crate) fn groups(
    text: &Text,
    body: &[GroupDraft],
    units: &[UnitDraft],
    rows: &[TableRow],
    table: &[TableGroup],
) -> Vec<Group> {
    let of_body = body.iter().enumerate().map(|(at, g)| Group {
        part: Part::Body,
        label: g.label.as_ref().map(|l| text.value(l).into_owned()),
        title: text.value(&g.title).into_owned(),
        declared_count: g.declared,
        unit_numbers: units.iter().filter(|u| u.group == Some(at)).map(|u| u.number).collect(),
        span: text.span(g.range.clone()),
    });
    let of_table = table.iter().enumerate().map(|(at, g)| Group {
        part: Part::Appendix,
        label: g.label.as_ref().map(|l| text.value(l).into_owned()),
        title: text.value(&g.title).replace('\n', " "),
        declared_count: g.declared,
        unit_numbers: rows.iter().filter(|r| r.group == Some(at)).map(|r| r.row.number).collect(),
        span: text.span(g.range.clone()),
    });
    of_body.chain(of_table).collect()
}

/// Joins bodies and rows.
pub(crate) fn join(
    text: &Text,
    drafts: &[UnitDraft],
    bodies: Vec<UnitBody>,
    body_groups: &[GroupDraft],
    rows: Vec<TableRow>,
    table_groups: &[TableGroup],
    glossary: &Glossary,
) -> Vec<Unit> {
    let pairs = pair(&bodies, drafts, &rows, glossary);
    let mut left: Vec<Option<TableRow>> = rows.into_iter().map(Some).collect();
    let mut ids: HashMap<String, usize> = HashMap::new();
    let known = Known::default();
    let mut out = Vec::with_capacity(bodies.len());
    for (at, (body, draft)) in bodies.into_iter().zip(drafts).enumerate() {
        let row = pairs[at].and_then(|r| left[r].take());
        let body_group = draft.group.and_then(|g| body_groups[g].label.as_ref()).map(|l| text.value(l).into_owned());
        let group = body_group.or_else(|| row.as_ref().and_then(|r| group_label(text, r, table_groups)));
        // A printed number that strays from its run, where the twin's goes on with it, is not the unit's number.
        let due = out.last().and_then(|u: &Unit| u.number).map_or(1, |n| n + 1);
        let twin = row.as_ref().and_then(|r| r.row.number);
        let number = if body.number != Some(due) && twin == Some(due) { twin } else { body.number };
        let name = number.map_or_else(|| text.value(&draft.label).into_owned(), |n| n.to_string());
        let name = if name.is_empty() { (out.len() + 1).to_string() } else { name };
        out.push(Unit {
            id: unique(&mut ids, group.as_deref(), &name),
            kind: draft.keyword.as_ref().map(|k| text.slice(k).to_owned()),
            label: text.value(&draft.label).into_owned(),
            number,
            group,
            reconciled: reconcile::reconcile(Some(&body), row.as_ref().map(|r| &r.row), glossary, &known),
            body: Some(body),
            appendix: row.map(|r| r.row),
        });
    }
    for row in left.into_iter().flatten() {
        let group = group_label(text, &row, table_groups);
        let name = row.row.number.map_or_else(|| row.label.clone(), |n| n.to_string());
        let name = if name.is_empty() { (out.len() + 1).to_string() } else { name };
        out.push(Unit {
            id: unique(&mut ids, group.as_deref(), &name),
            kind: row.keyword,
            label: row.label,
            number: row.row.number,
            group,
            reconciled: reconcile::reconcile(None, Some(&row.row), glossary, &known),
            body: None,
            appendix: Some(row.row),
        });
    }
    out
}

fn group_label(text: &Text, row: &TableRow, groups: &[TableGroup]) -> Option<String> {
    row.group.and_then(|g| groups[g].label.as_ref()).map(|l| text.value(l).into_owned())
}

/// Group and name; a second unit with both gets a mark.
fn unique(ids: &mut HashMap<String, usize>, group: Option<&str>, name: &str) -> String {
    let id = group.map_or_else(|| name.to_owned(), |g| format!("{g}/{name}"));
    let count = ids.entry(id.clone()).or_insert(0);
    *count += 1;
    if *count == 1 {
        return id;
    }
    let again = format!("{id}~{count}");
    ids.entry(again.clone()).or_insert(1);
    again
}

/// Most pairs that are compared by every key; beyond it numbers and places alone decide.
const MOST_PAIRS: usize = 400_000;

/// For every body the index of its row.
fn pair(bodies: &[UnitBody], drafts: &[UnitDraft], rows: &[TableRow], glossary: &Glossary) -> Vec<Option<usize>> {
    let mut out = vec![None; bodies.len()];
    if rows.is_empty() {
        return out;
    }
    if bodies.len().saturating_mul(rows.len()) > MOST_PAIRS {
        for (at, body) in bodies.iter().enumerate() {
            out[at] = Some(at).filter(|i| rows.get(*i).is_some_and(|r| r.row.number == body.number));
        }
        return out;
    }
    let mut used = vec![false; rows.len()];
    // Nothing can stand above a pair of one title, number, place and group.
    for (i, (body, row)) in bodies.iter().zip(rows).enumerate() {
        if body.number.is_some()
            && body.number == row.row.number
            && drafts[i].group == row.group
            && bare(&body.title) == bare(&row.row.title)
        {
            out[i] = Some(i);
            used[i] = true;
        }
    }
    let mut words = FxHashMap::default();
    let mut title = |t: &str| Title::new(key(&glossary.expand_all(t)), &mut words);
    let open = bodies.iter().enumerate().filter(|(i, _)| out[*i].is_none());
    let body_titles: Vec<(usize, Title)> = open.map(|(i, b)| (i, title(&b.title))).collect();
    let open = rows.iter().enumerate().filter(|(j, _)| !used[*j] && !body_titles.is_empty());
    let row_titles: Vec<(usize, Title)> = open.map(|(j, r)| (j, title(&r.row.title))).collect();
    let mut scored = Vec::new();
    for (i, body_title) in body_titles {
        for (j, row_title) in &row_titles {
            let (j, body, row) = (*j, &bodies[i], &rows[*j]);
            let number = body.number.is_some() && body.number == row.row.number;
            let alike = body_title.similarity(row_title, if number { 0.0 } else { 0.75 });
            let place = i == j;
            let group = match (drafts[i].group, row.group) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            };
            // A number alone is no pair where the titles speak of different things.
            if alike < 0.75 && !(number && alike >= 0.4) && !(number && place && alike >= 0.25) {
                continue;
            }
            let score = 6.0 * alike
                + if number { 2.0 } else { 0.0 }
                + if place { 0.7 } else { 0.0 }
                + if group { 1.2 } else { 0.0 };
            scored.push((score, i, j));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j) in scored {
        if out[i].is_none() && !used[j] {
            out[i] = Some(j);
            used[j] = true;
        }
    }
    // What is left over with one number in one place is one unit under two titles.
    for (i, body) in bodies.iter().enumerate() {
        let free = out[i].is_none()
            && rows.get(i).is_some_and(|r| !used[i] && r.row.number.is_some() && r.row.number == body.number);
        if free && bodies.len() == rows.len() {
            out[i] = Some(i);
            used[i] = true;
        }
    }
    out
}

/// A title without what closes it.
fn bare(title: &str) -> &str {
    title.trim_end_matches(['.', ':', ';', ' '])
}

/// How many numbers two ordered lists have in common.
fn shared(a: &[usize], b: &[usize]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

/// A title, ready for comparing with many.
struct Title {
    key: String,
    short: String,
    /// Its words, each once, as numbers in order.
    words: Vec<usize>,
    /// How often each letter stands in it, letters counted together in a few places.
    letters: [u16; 64],
    length: usize,
}

impl Title {
    /// `known` numbers the words of all titles.
    fn new(key: String, known: &mut FxHashMap<Word, usize>) -> Self {
        let mut words: Vec<usize> = Vec::new();
        for word in key.split(' ') {
            let next = known.len();
            words.push(*known.entry(Word::new(word)).or_insert(next));
        }
        words.sort_unstable();
        words.dedup();
        let mut letters = [0u16; 64];
        for c in key.chars() {
            let count = &mut letters[c as usize % 64];
            *count = count.saturating_add(1);
        }
        Self { short: short_key(&key), words, letters, length: key.chars().count(), key }
    }

    /// 1 for equal titles, else by their common words and letters; what is less than `least` need not be exact.
    fn similarity(&self, other: &Self, least: f64) -> f64 {
        if self.key == other.key || self.short == other.short {
            return 1.0;
        }
        // Letters say how near two wordings are; two titles that share most words in another order are near too.
        let shared = shared(&self.words, &other.words) as f64;
        let words = 2.0 * shared / (self.words.len() + other.words.len()) as f64;
        let most = self.most_alike(other);
        // Comparing letter by letter takes long: only where it can say more.
        if most < least || most <= words || self.key.len() >= 600 || other.key.len() >= 600 {
            return words;
        }
        words.max(strsim::normalized_levenshtein(&self.key, &other.key))
    }

    /// The most that comparing letter by letter can give: a letter that one title has more often is an edit at least.
    fn most_alike(&self, other: &Self) -> f64 {
        let (mut more, mut less) = (0, 0);
        for (a, b) in self.letters.iter().zip(&other.letters) {
            more += usize::from(a.saturating_sub(*b));
            less += usize::from(b.saturating_sub(*a));
        }
        1.0 - more.max(less) as f64 / self.length.max(other.length).max(1) as f64
    }
}
