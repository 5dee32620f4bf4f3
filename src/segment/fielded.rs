//! Units known by their fields: a paragraph with "Đơn vị chủ trì: …", "Thời gian hoàn thành: …" under it, or with who does
//! it at its own end.
//!
//! In: lines, and the tree over them without units. Out: [`Start`]s by line. Fewer than two are none: one may be the
//! plan's own list of who runs it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::PartOf;
use super::fields;
use super::lines::Line;
use super::outline::Tree;
use super::starts::Start;
use crate::knowledge::{FieldKind, Label, Verb, knowledge};
use crate::normalise::{BlockKind, Text};
use crate::ordinal::Scheme;
use crate::span::{Bytes, trim, trim_end};

/// What the fields under a line say.
#[derive(Debug, Clone, Copy, Default)]
struct Owned {
    /// Somebody does it.
    role: bool,
    /// It has a time.
    time: bool,
    /// The first line of its fields.
    first: usize,
}

/// Units by the fields under them.
pub(super) fn find(text: &Text, lines: &[Line], parts: &[PartOf], tree: &Tree) -> BTreeMap<usize, Start> {
    let owners = settle(lines, tree, shared(lines, tree, owners(text, lines, parts)));
    // The mark under which tasks stand: at least two of them say who does it.
    let mut by_scheme: HashMap<Option<Scheme>, usize> = HashMap::new();
    for (at, owned) in &owners {
        if owned.role {
            *by_scheme.entry(lines[*at].scheme()).or_default() += 1;
        }
    }
    let task = |at: &usize| by_scheme.get(&lines[*at].scheme()).is_some_and(|n| *n >= 2);
    let mut units: BTreeSet<usize> = owners.keys().copied().filter(task).collect();
    // A plan of one task says of it both who and when.
    if let ([(only, owned)], true) = (owners.iter().collect::<Vec<_>>().as_slice(), units.is_empty()) {
        let numbered = lines[**only].scheme().is_some_and(|s| !s.is_bullet() && !s.is_division() && !s.is_section());
        let alone = |e: &super::outline::Entry| {
            let sister =
                |o: &&super::outline::Entry| o.parent == e.parent && lines[o.line].scheme() == lines[e.line].scheme();
            tree.entries.iter().filter(sister).count() == 1
        };
        let single = tree.entries.iter().find(|e| e.line == **only).is_some_and(alone);
        if numbered && single && owned.role && owned.time {
            units.insert(**only);
        }
    }
    units.extend(sisters(lines, tree, &units));
    units.into_iter().map(|at| (at, Start::of_line(text, &lines[at]))).collect()
}

/// The line that each run of fields belongs to: the nearest above under another mark.
fn owners(text: &Text, lines: &[Line], parts: &[PartOf]) -> BTreeMap<usize, Owned> {
    let mut out: BTreeMap<usize, Owned> = BTreeMap::new();
    // The last line under each mark that is no field, and the last paragraph without one.
    let mut last: HashMap<Scheme, usize> = HashMap::new();
    let mut plain: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.kind != BlockKind::Text || !matches!(parts[at], PartOf::Unclaimed) {
            if parts[at] != PartOf::Furniture {
                last.clear();
                plain = None;
            }
            continue;
        }
        let label = fields::label_of(text, line);
        let task_field = label.filter(|l| l.strong && (l.role.is_some() || l.kind == FieldKind::Deadline));
        let Some(field) = task_field else {
            // Any other field is the task's too; titles such as "Nội dung 1: …" may be tasks themselves.
            if label.is_none_or(|l| matches!(l.kind, FieldKind::Content | FieldKind::Note)) {
                match line.scheme() {
                    Some(scheme) => {
                        last.insert(scheme, at);
                        plain = None;
                    }
                    None => plain = Some(at),
                }
            }
            continue;
        };
        let mark = line.scheme();
        // What stands under the mark of a field is a field's place, and owns nothing that follows.
        if let Some(mark) = mark {
            last.remove(&mark);
        }
        let numbered = last.iter().filter(|(s, _)| may_own(**s, mark)).map(|(_, at)| *at).max();
        let mut owner = numbered;
        // Paragraphs without a mark own fields where what stands above them has such a field already.
        if let (Some(p), Some(n)) = (plain, numbered.or(plain)) {
            let taken = out.get(&n).is_some_and(|o| o.first < p);
            if numbered.is_none_or(|n| n < p && taken) {
                owner = Some(p);
            }
        }
        if let Some(owner) = owner {
            let fields = out.entry(owner).or_insert(Owned { role: false, time: false, first: at });
            fields.role |= field.role.is_some();
            fields.time |= field.kind == FieldKind::Deadline;
        }
    }
    out
}

/// Whether a line under mark `above` may have fields under mark `field`.
fn may_own(above: Scheme, field: Option<Scheme>) -> bool {
    match field {
        Some(field) if above == field => false,
        // A dash stands above a plus; other bullets own nothing that has a bullet itself.
        Some(field) if field.is_bullet() => !above.is_bullet() || above == Scheme::Dash,
        Some(_) => !above.is_bullet(),
        None => true,
    }
}

/// Fields under the last of several bullets are those of the paragraph that all the bullets stand under.
fn shared(lines: &[Line], tree: &Tree, mut owners: BTreeMap<usize, Owned>) -> BTreeMap<usize, Owned> {
    let bullet = |at: usize| lines[at].scheme().filter(|s| s.is_bullet());
    let mut moved: Vec<(usize, usize)> = Vec::new();
    // The innermost entry before a line holds it.
    let holder =
        |at: usize| tree.entries[..tree.entries.partition_point(|e| e.line <= at)].last().filter(|e| at < e.end);
    for (at, _) in owners.iter().filter(|(at, _)| bullet(**at).is_some()) {
        let Some(entry) = holder(*at).filter(|e| !lines[e.line].scheme().is_some_and(Scheme::is_section)) else {
            continue;
        };
        let alike = || (entry.line + 1..entry.end).take(MOST_BULLETS).filter(|n| bullet(*n) == bullet(*at));
        let owning = alike().filter(|n| owners.contains_key(n)).count();
        if owning * 2 <= alike().count() && !owners.contains_key(&entry.line) {
            moved.push((*at, entry.line));
        }
    }
    for (from, to) in moved {
        if let Some(owned) = owners.remove(&from) {
            owners.insert(to, owned);
        }
    }
    owners
}

/// How many lines under one paragraph are looked at for bullets.
const MOST_BULLETS: usize = 200;

/// Where only the last of several sisters owns fields, they are the fields of what stands above all of them.
fn settle(lines: &[Line], tree: &Tree, mut owners: BTreeMap<usize, Owned>) -> BTreeMap<usize, Owned> {
    let mut children: HashMap<(usize, Scheme), Vec<usize>> = HashMap::new();
    for entry in &tree.entries {
        if let (Some(parent), Some(scheme)) = (entry.parent, lines[entry.line].scheme()) {
            children.entry((tree.entries[parent].line, scheme)).or_default().push(entry.line);
        }
    }
    let moved: Vec<(usize, usize)> = children
        .iter()
        .filter(|((parent, _), list)| {
            let owning = list.iter().filter(|at| owners.contains_key(at)).count();
            let section = lines[*parent].scheme().is_some_and(|s| s.is_division() || s.is_section());
            let last = list.last().is_some_and(|at| owners.contains_key(at));
            !section && owning == 1 && list.len() >= 2 && last && !owners.contains_key(parent)
        })
        .filter_map(|((parent, _), list)| Some((*parent, *list.last()?)))
        .collect();
    for (parent, from) in moved {
        if let Some(owned) = owners.remove(&from) {
            owners.insert(parent, owned);
        }
    }
    owners
}

/// Sisters of units that have no fields themselves: a task all the same where most of its sisters are.
fn sisters(lines: &[Line], tree: &Tree, units: &BTreeSet<usize>) -> Vec<usize> {
    let mut groups: HashMap<(Option<usize>, Option<Scheme>), Vec<usize>> = HashMap::new();
    for entry in &tree.entries {
        groups.entry((entry.parent, lines[entry.line].scheme())).or_default().push(entry.line);
    }
    let mut out = Vec::new();
    let mut lists: Vec<(Option<Scheme>, Vec<usize>)> = groups.into_iter().map(|((_, s), list)| (s, list)).collect();
    lists.sort_by_key(|(_, list)| list[0]);
    for (scheme, list) in lists {
        let owning: Vec<usize> = list.iter().copied().filter(|at| units.contains(at)).collect();
        let division = scheme.is_some_and(Scheme::is_division);
        if let ([first, .., last], false) = (owning.as_slice(), division || owning.len() * 2 < list.len()) {
            out.extend(list.iter().copied().filter(|at| (first..=last).contains(&at) && !units.contains(at)));
        }
    }
    out
}

/// Units that say at their own end who does them: "… (Chủ trì: A; phối hợp: B; hoàn thành: Quý II/2026)", "… - Sở A chủ
/// trì."
pub(super) fn trailing(
    text: &Text,
    lines: &[Line],
    parts: &[PartOf],
    bodies: &[Range<usize>],
) -> BTreeMap<usize, Start> {
    let mut out = BTreeMap::new();
    for at in bodies.iter().cloned().flatten() {
        let line = &lines[at];
        if parts[at] != PartOf::Unclaimed || line.kind != BlockKind::Text || line.ordinal.is_none() {
            continue;
        }
        let Some((title, said)) = bracketed(text, line.rest()).or_else(|| dashed(text, line.rest())) else { continue };
        if !title.is_empty() {
            out.insert(at, Start { title, said, ..Start::of_line(text, line) });
        }
    }
    out
}

/// "… (Chủ trì: A; phối hợp: B)" or "… (Sở A chủ trì)": title, and the pieces in the bracket.
fn bracketed(text: &Text, range: Bytes) -> Option<(Bytes, Vec<Bytes>)> {
    let whole = trim_end(&text.text, range, &['.', ';', ',', '/']);
    let words = text.slice(&whole);
    let inner = words.strip_suffix(')')?;
    let mut depth = 1;
    let open = inner.char_indices().rev().find(|(_, c)| {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let inside = whole.start + open.0 + 1..whole.end - 1;
    let said = pieces(text, &inside);
    let labelled = said.iter().any(|p| label(text, p).is_some_and(|l| l.role.is_some()));
    (labelled || leads(text, &inside))
        .then(|| (trim_end(&text.text, whole.start..whole.start + open.0, &[':', ' ', '.']), said))
}

/// "… - Sở A chủ trì": title, and what stands behind the dash.
fn dashed(text: &Text, range: Bytes) -> Option<(Bytes, Vec<Bytes>)> {
    let words = text.slice(&range);
    let (at, mark) = words.rmatch_indices([' ']).find_map(|(at, _)| {
        let rest = &words[at + 1..];
        let dash = ["- ", "– ", "— "].into_iter().find(|d| rest.starts_with(d))?;
        Some((at, dash.len() + 1))
    })?;
    let tail = trim(&text.text, range.start + at + mark..range.end);
    (text.slice(&tail).chars().count() <= MOST_TAIL && leads(text, &tail)).then(|| {
        let title = trim_end(&text.text, range.start..range.start + at, &['.', ';', ',', ' ']);
        (title, vec![trim_end(&text.text, tail, &['.', ';'])])
    })
}

/// The longest tail behind a dash, in characters.
const MOST_TAIL: usize = 300;

/// Opens with a name and says that it leads.
fn leads(text: &Text, range: &Bytes) -> bool {
    let words = text.words(range.clone());
    let verbs = &knowledge().verbs.words;
    knowledge().names.opens_name(&words, 0)
        && (1..words.len()).any(|at| matches!(verbs.at(&words, at), Some((_, Verb::Lead))))
}

/// Cut at semicolons where a known label follows.
fn pieces(text: &Text, range: &Bytes) -> Vec<Bytes> {
    let mut out: Vec<Bytes> = Vec::new();
    let mut from = range.start;
    for (at, mark) in text.slice(range).match_indices([';', '.', ',']).chain(std::iter::once((range.len(), ""))) {
        let next = trim(&text.text, (range.start + at + mark.len()).min(range.end)..range.end);
        if mark.is_empty() || label(text, &next).is_some() {
            let piece = trim(&text.text, from..range.start + at);
            if !piece.is_empty() {
                out.push(piece);
            }
            from = next.start;
        }
    }
    out
}

/// The known label that a piece opens with, colon behind.
fn label(text: &Text, piece: &Bytes) -> Option<&'static Label> {
    let words = text.slice(piece);
    let colon = words.find(':')?;
    knowledge().labels.label(&words[..colon]).filter(|l| l.strong)
}
