//! Lines become paragraphs again: page numbers and running heads step aside, cut sentences are joined.
//!
//! In: cleaned lines. Out: the same lines, some joined, furniture marked and moved behind what it interrupted. A line is
//! joined only on signs that a plain new paragraph never shows; inside a table nothing is joined but a cell that a page
//! break cut. No line is lost.

use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxHashMap;

use super::clean::{Line, LineKind};
use super::forms;
use crate::ingest::Kind;
use crate::knowledge::fold::{fold, is_capitals};

/// Words after which no Vietnamese sentence or heading ends: prepositions, conjunctions, heads of names, and the words of
/// a written date.
const OPEN_ENDS: &[&str] = &[
    "và", "hoặc", "của", "với", "các", "những", "tại", "theo", "về", "cho", "do", "để", "trong", "trên", "từ", "đến",
    "bằng", "là", "được",
];

/// Joins and moves.
pub(super) fn join(mut lines: Vec<Line>) -> Vec<Line> {
    let table = in_flattened_table(&lines);
    let furniture = furniture(&lines, &table);
    let wrapped = wrap_width(&lines, &furniture);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    // Furniture that stands between the open paragraph and the next line.
    let mut held: Vec<Line> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, mut line) in lines.drain(..).enumerate() {
        if furniture.contains(&at) || line.kind == LineKind::Given(Kind::Aside) {
            line.kind = LineKind::Furniture;
            held.push(line);
            continue;
        }
        let broken = open.is_some() && {
            let before = &out[open.unwrap_or(0)];
            continues(before, &line, !held.is_empty(), table[at], wrapped)
        };
        if broken {
            let before = &mut out[open.unwrap_or(0)];
            let shift = before.text.len() + 1;
            before.text.push(' ');
            before.text.push_str(&line.text);
            before.edits.extend(line.edits.iter().map(|(t, s)| (t + shift, *s)));
        } else {
            out.append(&mut held);
            open = Some(out.len());
            out.push(line);
        }
    }
    out.append(&mut held);
    out
}

/// Which lines lie in a table that was flattened to one cell a line.
fn in_flattened_table(lines: &[Line]) -> Vec<bool> {
    let mut inside = false;
    lines
        .iter()
        .map(|line| {
            if line.text.len() > 200 {
                return inside;
            }
            if forms::begins_table(&line.text) {
                inside = true;
            } else if inside && forms::ends_table(&line.text) {
                inside = false;
            }
            inside
        })
        .collect()
}

/// Indexes of page numbers, running heads and signature stamps.
fn furniture(lines: &[Line], table: &[bool]) -> HashSet<usize> {
    let mut out: HashSet<usize> = HashSet::new();
    let mut offset = 0;
    let mut last: Option<(u32, usize)> = None;
    let mut row = 0;
    for (at, line) in lines.iter().enumerate() {
        offset += line.text.len();
        if line.kind != LineKind::Given(Kind::Text) || line.text.len() > 160 {
            continue;
        }
        // Told by its first letter, most often.
        let first = line.text.chars().next().map_or(' ', |c| c.to_ascii_lowercase());
        let odd = !first.is_ascii();
        if (odd || matches!(first, '0'..='9' | '-' | 't')) && forms::is_page_number(&line.text)
            || (odd || matches!(first, 'k' | 'n' | 't' | 'g' | 'c' | 'e')) && forms::is_stamp(&line.text)
        {
            out.insert(at);
            continue;
        }
        if (odd || matches!(first, '0'..='9' | 'c')) && forms::is_gazette(&line.text) {
            out.insert(at);
            // Its page number may have become a line of its own.
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            out.extend(beside.filter(|i| lines.get(*i).is_some_and(|l| l.text.bytes().all(|b| b.is_ascii_digit()))));
            continue;
        }
        if line.text.len() > 3 || !line.text.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let Ok(number) = line.text.parse::<u32>() else { continue };
        // In a table a bare number is the row's; a page number is one that the rows do not expect.
        let expected = last.map_or(1..=3, |(n, _)| n + 1..=n + 1);
        let far = last.is_none_or(|(_, from)| offset - from > 200);
        if table[at] && (number == row + 1 || !expected.contains(&number) || last.is_none()) {
            row = number;
            continue;
        }
        if expected.contains(&number) && far {
            out.insert(at);
            last = Some((number, offset));
        }
    }
    running_heads(lines, table, &mut out);
    out
}

/// What two lines of the same words have in common whatever their numbers, told without folding them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Shape {
    /// Characters that are no digits.
    characters: usize,
    blanks: usize,
}

impl Shape {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        Self {
            characters: bytes.iter().filter(|b| **b & 0xC0 != 0x80 && !b.is_ascii_digit()).count(),
            blanks: text.matches(' ').count(),
        }
    }
}

/// Lines that come back on every page: the same words three times or more, next to a page number or between the halves of
/// a sentence.
fn running_heads(lines: &[Line], table: &[bool], out: &mut HashSet<usize>) {
    let may_be = |at: &usize| {
        let line = &lines[*at];
        let plain = line.kind == LineKind::Given(Kind::Text) && (8..=160).contains(&line.text.len());
        plain && !out.contains(at) && !is_marked(&line.text) && !line.text.ends_with([';', ':', ','])
    };
    let candidates: Vec<(usize, Shape)> =
        (0..lines.len()).filter(may_be).map(|at| (at, Shape::of(&lines[at].text))).collect();
    let mut alike: FxHashMap<Shape, usize> = FxHashMap::default();
    for (_, shape) in &candidates {
        *alike.entry(*shape).or_default() += 1;
    }
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, _) in candidates.into_iter().filter(|(_, shape)| alike[shape] > 1) {
        let mut words = fold(&lines[at].text);
        words.retain(|c| !c.is_ascii_digit());
        places.entry(words).or_default().push(at);
    }
    let mut heads = Vec::new();
    for at in places.values() {
        // Twice is enough for a line of capitals that cuts a sentence.
        let shouted = at.len() == 2
            && is_capitals(&lines[at[0]].text)
            && (at.iter().any(|i| cuts_a_sentence(lines, *i))
                || (at[0] > 25 && lines[at[0]].text.chars().count() >= 15 && at.iter().all(|i| !table[*i])));
        if at.len() < 3 && !shouted {
            continue;
        }
        let by_page = at.iter().filter(|i| out.contains(&(**i + 1)) || (**i > 0 && out.contains(&(**i - 1)))).count();
        let cuts = at.iter().filter(|i| cuts_a_sentence(lines, **i)).count();
        let in_table = at.iter().filter(|i| table[**i]).count();
        if shouted || by_page * 3 >= at.len() * 2 || (in_table == 0 && cuts * 2 >= at.len()) {
            heads.extend(at.iter().copied());
        }
    }
    out.extend(heads);
}

fn cuts_a_sentence(lines: &[Line], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| lines[i].text.as_str());
    let after = lines.get(at + 1).map_or("", |l| l.text.as_str());
    !before.is_empty() && !before.ends_with(['.', ';', ':', '!', '?', '/']) && starts_lower(after)
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase) && !is_marked(text)
}

/// Begins with a number, a letter or a mark of a list.
fn is_marked(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    // A word of five letters is no letter of a list; a Roman number may be longer.
    let word = first.is_alphabetic() && !matches!(first, 'I' | 'V' | 'X');
    (!word || chars.take(4).any(|c| matches!(c, '.' | ')' | '/'))) && forms::has_marker(text)
}

/// The width at which a typist's program broke every line, where the text was saved with hard line breaks.
fn wrap_width(lines: &[Line], furniture: &HashSet<usize>) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(at, l)| !furniture.contains(at) && l.kind == LineKind::Given(Kind::Text))
        .map(|(_, l)| l.text.chars().count())
        .collect();
    widths.sort_unstable();
    let longest = *widths.last()?;
    let near = widths.iter().filter(|w| **w * 10 >= longest * 8).count();
    ((50..=130).contains(&longest) && near * 10 >= widths.len() * 4 && widths.len() >= 20).then_some(longest)
}

/// Whether `next` goes on with the sentence of `before`.
fn continues(before: &Line, next: &Line, furniture_between: bool, in_table: bool, wrapped: Option<usize>) -> bool {
    if before.kind != next.kind || before.text.len() > super::LONG_BLOCK || next.text.len() > super::LONG_BLOCK {
        return false;
    }
    if before.kind != LineKind::Given(Kind::Text) {
        return false;
    }
    // A number cut off its "số" looks like a numbered line: "Quyết định số" and "112/QĐ-TTg ngày …".
    let behind_digits = next.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let cut_number = before.text.ends_with(" số")
        && behind_digits.len() < next.text.len()
        && behind_digits.starts_with(['/', '-'])
        && behind_digits[1..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if cut_number && !in_table {
        return true;
    }
    if is_marked(&next.text) {
        return false;
    }
    // "Điều 2." alone on its line: its words follow.
    if forms::is_bare_article(&before.text) && !in_table && !is_capitals(&next.text) {
        return true;
    }
    let lower = starts_lower(&next.text);
    if in_table {
        return furniture_between && lower && !before.text.ends_with(['.', ';', ':']);
    }
    if before.text.ends_with(['.', ';', ':', '!', '?', '/'])
        || is_capitals(&before.text)
        || forms::is_field(&before.text)
    {
        return false;
    }
    // A symbol cut at its hyphen: "số 23/QĐ-" and "TTg ngày …".
    if before.text.ends_with('-') && before.text.rsplit(' ').next().is_some_and(|w| w.contains('/')) {
        return true;
    }
    if lower {
        return before.text.chars().count() > 12 && before.text.contains(' ');
    }
    let unlabelled = !forms::is_labelled(&next.text);
    let last = before.text.rsplit(' ').next().map(fold).unwrap_or_default();
    // "… phối hợp với Sở" goes on; "… tại tuyến cơ sở" does not.
    let head = matches!(before.text.rsplit(' ').next(), Some("Sở" | "Phòng" | "Bộ" | "Cục" | "Ban"));
    let next_time = before.text.ends_with("tiếp theo");
    let open_end = (OPEN_ENDS.contains(&last.as_str()) && !next_time || head) && before.text.contains(' ');
    let starts_number = next.text.starts_with(|c: char| c.is_ascii_digit());
    if starts_number
        && matches!(last.as_str(), "số" | "ngày" | "tháng" | "năm" | "quý")
        && before.text.chars().count() > 12
    {
        return true;
    }
    if open_end && unlabelled && before.text.chars().count() > 12 {
        return starts_number || !is_capitals(&next.text);
    }
    if quote_open(&before.text) && unlabelled && before.text.chars().count() > 30 && !is_capitals(&next.text) {
        return true;
    }
    if before.text.ends_with(',') && furniture_between && unlabelled {
        return true;
    }
    // In a text of hard line breaks a full line goes on, whatever follows.
    wrapped.is_some_and(|width| {
        !next.gap && unlabelled && before.text.chars().count() * 100 >= width * 82 && !is_capitals(&next.text)
    })
}

fn quote_open(text: &str) -> bool {
    text.matches('“').count() > text.matches('”').count()
}
