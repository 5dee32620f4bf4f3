//! Tasks given to organisations: their names as titles with the tasks under them, and paragraphs that begin with who does
//! it ("Giao Sở X chủ trì, phối hợp với …: …").
//!
//! In: lines, and the tree over them. Out: [`Found`]. What stands in a section of carrying out (Tổ chức thực hiện) are
//! duties, and sections of purpose and background assign nothing. Names are only looked at as far as their heads; which
//! organisation is meant is decided in [`crate::resolve`].

use std::collections::BTreeMap;

use super::PartOf;
use super::frame::Frame;
use super::lines::Line;
use super::outline::Tree;
use super::starts::{Found, Start};
use crate::knowledge::words::Token;
use crate::knowledge::{Verb, knowledge};
use crate::normalise::{BlockKind, Text};
use crate::ordinal::Scheme;
use crate::span::{Bytes, trim_end};

/// How a paragraph begins that names an organisation first.
enum Opening {
    /// It is the name and nothing else.
    Name,
    /// The name and a colon, words behind it.
    Colon(Bytes),
    /// The name and what it is told; true where it is told to lead.
    Sentence(bool),
}

/// The longest title that is a name, in words.
const NAME_WORDS: usize = 60;

/// How far into a paragraph its verb may stand, in words.
const SUBJECT_WORDS: usize = 80;

/// What is looked at.
struct View<'a> {
    text: &'a Text,
    lines: &'a [Line],
    parts: &'a [PartOf],
    tree: &'a Tree,
    /// Entries of the tree by line.
    entries: BTreeMap<usize, usize>,
    /// Lines of sections in which nothing is a task.
    silent: Vec<bool>,
}

/// Finds tasks given to organisations.
pub(super) fn find(text: &Text, lines: &[Line], parts: &[PartOf], frames: &[Frame], tree: &Tree) -> Found {
    let mut found = Found::default();
    let entries = tree.entries.iter().enumerate().map(|(at, e)| (e.line, at)).collect();
    let view = View { text, lines, parts, tree, entries, silent: silent(text, lines, tree) };
    for frame in frames {
        let orders = frame.type_name.as_ref().is_none_or(|(_, name)| {
            let registry = &knowledge().registry;
            let name = text.slice(name).trim_end_matches([':', '.']);
            registry.document_type(name).is_none_or(|t| t.orders == "yes")
        });
        view.frame(frame, orders, &mut found);
        // The numbered requests of a letter are tasks of whoever it is written to.
        if found.starts.is_empty() && frame.type_name.is_none() {
            found.starts.extend(requests(text, lines, frame, tree));
        }
    }
    complete(&view, &mut found);
    if found.starts.len() < 2 { Found::default() } else { found }
}

/// The outermost numbered paragraphs of a letter, where most begin with what is to be done.
fn requests(text: &Text, lines: &[Line], frame: &Frame, tree: &Tree) -> Vec<(usize, Start)> {
    let outer = tree.entries.iter().filter(|e| e.depth == 0 && frame.body.contains(&e.line));
    let list: Vec<usize> = outer.map(|e| e.line).filter(|at| !lines[*at].scheme().is_some_and(is_title)).collect();
    let verbal = list.iter().filter(|at| begins_with_verb(text, &lines[**at])).count();
    let tasks = verbal >= 2 && verbal * 2 > list.len();
    list.into_iter().filter(|_| tasks).map(|at| (at, told(text, &lines[at]))).collect()
}

/// A task whose title is the sentence that asks for it.
fn told(text: &Text, line: &Line) -> Start {
    Start { said: vec![line.rest()], assigns: true, ..Start::of_line(text, line) }
}

fn is_title(scheme: Scheme) -> bool {
    scheme.is_division() || scheme.is_section()
}

fn begins_with_verb(text: &Text, line: &Line) -> bool {
    let rest = line.rest();
    let end = text.slice(&rest).char_indices().nth(60).map_or(rest.end, |(at, _)| rest.start + at);
    let words = text.words(rest.start..end);
    (0..words.len().min(3)).any(|at| knowledge().verbs.words.at(&words, at).is_some())
}

/// Sisters of tasks are tasks too, where at least half of them are.
fn complete(view: &View, found: &mut Found) {
    let mut sisters: BTreeMap<(Option<usize>, Scheme), Vec<usize>> = BTreeMap::new();
    for entry in &view.tree.entries {
        let Some(scheme) = view.lines[entry.line].scheme().filter(|s| !is_title(*s)) else { continue };
        sisters.entry((entry.parent, scheme)).or_default().push(entry.line);
    }
    for list in sisters.values().filter(|list| list.len() >= 3) {
        let known = list.iter().filter(|at| found.starts.contains_key(at)).count();
        if known < 2 || known * 2 < list.len() {
            continue;
        }
        for at in list {
            let free = !found.agencies.contains(at) && !view.silent[*at];
            if free && !knowledge().labels.is_closing(view.text.slice(&view.lines[*at].range)) {
                found.starts.entry(*at).or_insert_with(|| told(view.text, &view.lines[*at]));
            }
        }
    }
}

/// Lines of sections in which nothing is a task.
fn silent(text: &Text, lines: &[Line], tree: &Tree) -> Vec<bool> {
    let labels = &knowledge().labels;
    let mut out = vec![false; lines.len()];
    for entry in &tree.entries {
        if out[entry.line] {
            continue;
        }
        let title = text.slice(&lines[entry.line].rest());
        // "Yêu cầu Sở X chủ trì …" is an order, "Yêu cầu" a section.
        let order = || matches!(opening(text, &lines[entry.line]), Some(Opening::Sentence(_)));
        if labels.is_execution(title) || (entry.depth <= 1 && labels.is_background(title) && !order()) {
            out[entry.line..entry.end.max(entry.line + 1)].fill(true);
        }
    }
    out
}

impl View<'_> {
    /// Reads the body of one document.
    fn frame(&self, frame: &Frame, orders: bool, found: &mut Found) {
        // A letter without any numbers gives its orders in paragraphs.
        let unnumbered = orders && self.entries.range(frame.body.clone()).next().is_none();
        let mut at = frame.body.start;
        while at < frame.body.end {
            let line = &self.lines[at];
            let free = !self.silent[at]
                && self.parts[at] == PartOf::Unclaimed
                && line.kind == BlockKind::Text
                && (line.ordinal.is_some() || unnumbered);
            let end = self.entries.get(&at).map_or(at + 1, |e| self.tree.entries[*e].end).min(frame.body.end);
            let told = free && self.line(at, end, orders, found);
            at = if told { end.max(at + 1) } else { at + 1 };
        }
    }

    /// Reads a line and what stands under it, up to line `end`; whether there were tasks, or surely none.
    fn line(&self, at: usize, end: usize, orders: bool, found: &mut Found) -> bool {
        let (text, line) = (self.text, &self.lines[at]);
        let start = || Start::of_line(text, line);
        let one = match opening(text, line) {
            Some(Opening::Name) => {
                let name = trim_end(&text.text, line.rest(), &[':', '.', ';', ',', ' ']);
                self.under_name(at, end, name, found);
                return true;
            }
            Some(Opening::Colon(name)) => {
                let rest = crate::span::trim(&text.text, name.end + 1..line.range.end);
                let title = trim_end(&text.text, rest.clone(), &[':', '.', ';', '/']);
                Some(Start { agency: Some(name), title, said: vec![rest], assigns: true, ..start() })
            }
            Some(Opening::Sentence(leads)) if leads || (orders && line.scheme().is_some_and(|s| !s.is_bullet())) => {
                Some(told(text, line))
            }
            _ => told_behind_title(text, self.lines, self.parts, at, end),
        };
        let found_one = one.is_some();
        found.starts.extend(one.map(|start| (at, start)));
        found_one
    }

    /// The tasks under an organisation's name.
    fn under_name(&self, at: usize, end: usize, name: Bytes, found: &mut Found) {
        let (text, lines) = (self.text, self.lines);
        let mut tasks = children(lines, self.parts, at + 1..end);
        // The members of a committee are no tasks.
        let names = tasks.iter().filter(|t| opens_name(text, &lines[**t])).count();
        if names * 2 > tasks.len() {
            return;
        }
        tasks.retain(|t| !knowledge().labels.is_closing(text.slice(&lines[*t].range)));
        if !tasks.is_empty() {
            found.agencies.insert(at);
        } else if (at + 1..end).any(|n| self.parts[n] == PartOf::Unclaimed) {
            // The task stands in paragraphs without marks.
            found.starts.insert(at, Start { agency: Some(name.clone()), ..Start::of_line(text, &lines[at]) });
        }
        for task in tasks {
            found.starts.insert(task, Start { agency: Some(name.clone()), ..told(text, &lines[task]) });
        }
    }
}

/// A title, and behind it or in the paragraph below who does it: "1. Rà soát quỹ đất" over "Sở X chủ trì, phối hợp …".
fn told_behind_title(text: &Text, lines: &[Line], parts: &[PartOf], at: usize, end: usize) -> Option<Start> {
    let line = &lines[at];
    if line.scheme().is_some_and(|s| is_title(s) || s.is_bullet()) {
        return None;
    }
    let rest = line.rest();
    let leads = |range: Bytes| matches!(opening_of(text, range), Some(Opening::Sentence(true)));
    let behind = text.slice(&rest).match_indices(['.', ':']).take(3).find_map(|(mark, _)| {
        let range = crate::span::trim(&text.text, rest.start + mark + 1..rest.end);
        (text.text[..range.start].ends_with(' ') && leads(range.clone())).then(|| (rest.start + mark, range))
    });
    if let Some((mark, said)) = behind {
        let title = trim_end(&text.text, rest.start..mark, &['.', ':', ' ']);
        return Some(Start { title, said: vec![said], ..Start::of_line(text, line) });
    }
    let below = (at + 1..end).find(|n| parts[*n] == PartOf::Unclaimed && lines[*n].kind == BlockKind::Text)?;
    let told = lines[below].ordinal.is_none() && leads(lines[below].range.clone());
    told.then(|| Start::of_line(text, line))
}

fn opens_name(text: &Text, line: &Line) -> bool {
    let rest = line.rest();
    let end = text.slice(&rest).char_indices().nth(80).map_or(rest.end, |(at, _)| rest.start + at);
    knowledge().names.opens_name(&text.words(rest.start..end), 0)
}

/// The tasks under an organisation's name: all lines under the first mark that stands there.
fn children(lines: &[Line], parts: &[PartOf], within: std::ops::Range<usize>) -> Vec<usize> {
    let free = |at: &usize| parts[*at] == PartOf::Unclaimed && lines[*at].kind == BlockKind::Text;
    let Some(mark) = within.clone().filter(free).find_map(|at| lines[at].scheme()) else { return Vec::new() };
    within.filter(free).filter(|at| lines[*at].scheme() == Some(mark)).collect()
}

/// Whether a paragraph without a mark addresses an organisation anew, and so is no part of the task before it.
pub(super) fn addresses(text: &Text, line: &Line) -> bool {
    line.ordinal.is_none() && matches!(opening(text, line), Some(Opening::Sentence(_) | Opening::Colon(_)))
}

/// How a line begins, where an organisation stands first in it.
fn opening(text: &Text, line: &Line) -> Option<Opening> {
    opening_of(text, line.rest())
}

fn opening_of(text: &Text, rest: Bytes) -> Option<Opening> {
    let sentence = text.slice(&rest);
    if knowledge().labels.is_closing(sentence) {
        return None;
    }
    let head_end = sentence.char_indices().nth(1200).map_or(rest.end, |(at, _)| rest.start + at);
    let words = text.words(rest.start..head_end);
    let verbs = &knowledge().verbs.words;
    let mut first = 0;
    let mut told = false;
    while let Some((next, verb @ (Verb::Assign | Verb::Request))) = verbs.at(&words, first) {
        told |= *verb == Verb::Assign;
        first = next;
    }
    if !knowledge().names.opens_name(&words, first) {
        return None;
    }
    let mut at = first + 1;
    let mut inside = first + 1;
    while at < words.len().min(first + SUBJECT_WORDS) {
        let token = &words[at];
        // "Giáo dục và Đào tạo", "Kiểm tra": names hold verbs.
        if let Some((end, _)) = knowledge().names.sector_name(&words, at).filter(|_| token.capital) {
            inside = end;
        }
        if at < inside {
            at += 1;
            continue;
        }
        if token.word == ":" {
            let name = crate::span::trim(&text.text, words[first].range.start..token.range.start);
            if at + 1 >= words.len() {
                return Some(Opening::Name);
            }
            // A name behind the colon ("Trưởng ban: Chủ tịch UBND …") is told nothing.
            return verbs.at(&words, at + 1).map(|_| Opening::Colon(name));
        }
        if let Some(verb) = predicate(&words, at) {
            let led = (at..words.len()).any(|i| matches!(verbs.at(&words, i), Some((_, Verb::Lead))));
            let past = matches!(token.word.as_str(), "đã" | "chưa" | "còn" | "đang");
            return (!past).then_some(Opening::Sentence(told || (verb && led)));
        }
        at += 1;
    }
    let name = words.len() - first <= NAME_WORDS && !sentence.ends_with([';', ',']);
    name.then_some(Opening::Name)
}

/// Whether the subject ends here: a verb in small letters; true where it says what somebody does.
fn predicate(words: &[Token], at: usize) -> Option<bool> {
    let token = &words[at];
    let knowledge = knowledge();
    if token.capital || !token.is_word {
        return None;
    }
    // The second syllable of a word that begins with a capital ("Đào tạo").
    let halved = at.checked_sub(1).is_some_and(|before| words[before].capital && !words[before].caps);
    // "các tổ chức chính trị - xã hội", "các cơ sở sản xuất": nouns.
    let noun = knowledge.names.general.at(words, at).is_some()
        || knowledge.names.attributive.at(words, at).is_some()
        || knowledge.names.plural.at(words, at).is_some();
    match knowledge.verbs.words.at(words, at) {
        Some((_, Verb::Preposition | Verb::Condition)) => None,
        Some((_, Verb::LeadIs | Verb::CoordinateIs)) => Some(true),
        Some((end, _)) if !(noun || halved && end == at + 1) => Some(true),
        _ => matches!(token.word.as_str(), "đã" | "chưa" | "còn" | "đang" | "phải" | "cần" | "sẽ").then_some(false),
    }
}
