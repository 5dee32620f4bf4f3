//! Values compared: titles, deadlines, tools of the two halves.
//!
//! In: what each half says. Out: whether they say one thing, and how sure that is. Words are compared after expansion.

use crate::knowledge::fold::key;
use crate::knowledge::words::{Word, tokens};
use crate::record::{Confidence, Deadline, DeadlineKind, Operator};
use crate::resolve::Glossary;

/// Whether two titles have the same words: case, marks, blanks and short forms of no account.
#[must_use]
pub fn same_title(a: &str, b: &str, glossary: &Glossary) -> bool {
    a == b || key(a) == key(b) || Title::new(a, glossary).same(&Title::new(b, glossary))
}

/// A title, ready for comparing with many.
#[derive(Debug, Clone)]
pub struct Title {
    /// As printed: a title in capitals holds no short form that could be told from its words.
    plain: String,
    full: String,
    /// In full and without blanks.
    tight: String,
}

impl Title {
    /// Expands a title.
    #[must_use]
    pub fn new(title: &str, glossary: &Glossary) -> Self {
        let full = title_key(title, glossary);
        Self { plain: key(title), tight: full.replace(' ', ""), full }
    }

    /// [`same_title`].
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        // A title cut off with an ellipsis says what it says.
        let cut =
            |short: &Self, long: &Self| short.full.strip_suffix(" …").is_some_and(|head| long.full.starts_with(head));
        self.tight == other.tight || cut(self, other) || cut(other, self) || self.plain == other.plain
    }
}

fn title_key(title: &str, glossary: &Glossary) -> String {
    let cut = title.trim_end().ends_with('…') || title.trim_end().ends_with("...");
    let plain = without_glosses(title);
    let folded = key(&glossary.expand_all(&plain));
    let words: Vec<&str> = folded.split(' ').filter(|w| *w != "và").collect();
    words.join(" ") + if cut { " …" } else { "" }
}

/// "xác thực tập trung (SSO)": a short form in brackets says nothing new.
fn without_glosses(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')').map(|c| open + c) else { break };
        let inner = rest[open + 1..close].trim();
        let folded = key(inner);
        let gloss = inner.split(' ').count() <= 4 && inner.chars().filter(|c| c.is_uppercase()).count() >= 2
            || folded.contains("viết tắt")
            || folded.contains("gọi tắt");
        out.push_str(&rest[..open]);
        if !gloss {
            out.push_str(&rest[open..=close]);
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

/// What a deadline is compared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// Last day, or first day of a time without end.
    Day(String),
    /// Again and again.
    Rule(String),
    /// All the time.
    Ongoing,
    /// When something happens, in another plan, no such day: by its words.
    Words(String),
}

fn due(deadline: &Deadline, glossary: &Glossary) -> Option<Due> {
    if deadline.kind == DeadlineKind::Status {
        return None;
    }
    if deadline.kind == DeadlineKind::Ongoing {
        return Some(Due::Ongoing);
    }
    // "Trước ngày 30/6" and "30/6" are one day to whoever has to keep it; "trước năm 2025" and "năm 2025" are two.
    let day = match (&deadline.value, deadline.operator) {
        (Some(value), Some(Operator::Before)) if deadline.kind == DeadlineKind::Date => Some(value.clone()),
        _ => deadline.end.clone().or_else(|| deadline.start.clone().map(|s| format!("{s}/.."))),
    };
    Some(match (day, &deadline.recurrence) {
        (_, Some(rule)) => Due::Rule(rule.clone()),
        (Some(day), None) => Due::Day(day),
        (None, None) => Due::Words(key(&glossary.expand_all(&deadline.raw))),
    })
}

/// Whether two lists of deadlines say one thing; none where one of them says nothing that can be compared.
#[must_use]
pub fn same_deadlines(body: &[Deadline], row: &[Deadline], glossary: &Glossary) -> Option<(bool, Confidence)> {
    let dues = |list: &[Deadline]| {
        let mut out: Vec<Due> = list.iter().filter_map(|d| due(d, glossary)).collect();
        out.sort();
        out.dedup();
        out
    };
    let (body, row) = (dues(body), dues(row));
    if body.is_empty() || row.is_empty() {
        return None;
    }
    let dated = |list: &[Due]| list.iter().all(|d| matches!(d, Due::Day(_)));
    let worded = |list: &[Due]| list.iter().all(|d| matches!(d, Due::Words(_)));
    if body == row {
        return Some((true, Confidence::High));
    }
    if dated(&body) && dated(&row) {
        // One half names the milestones, the other only the end.
        let (short, long) = if body.len() <= row.len() { (&body, &row) } else { (&row, &body) };
        let summed = short.iter().all(|d| long.contains(d)) && short.last() == long.last();
        return Some((summed, Confidence::High));
    }
    if worded(&body) && worded(&row) {
        let near = body.iter().zip(&row).all(|(a, b)| match (a, b) {
            (Due::Words(a), Due::Words(b)) => alike(a, b),
            _ => false,
        });
        return Some((near, Confidence::Low));
    }
    Some((false, Confidence::Medium))
}

/// Most words of the shorter text stand in the longer.
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let words: Vec<&str> = short.split(' ').collect();
    let shared = words.iter().filter(|w| long.split(' ').any(|l| l == **w)).count();
    shared * 10 >= words.len() * 7
}

/// The tools of a text, each as a key and as printed; what stands in brackets or behind a colon says more of the tool before it.
#[must_use]
pub fn tool_keys(items: &[String], glossary: &Glossary) -> Vec<(String, String)> {
    items
        .iter()
        .flat_map(|item| {
            let head = item.split(':').next().unwrap_or(item);
            let plain: String = head.split('(').next().unwrap_or(head).to_owned();
            split_joined(&plain).into_iter().map(|part| (part, item.clone())).collect::<Vec<_>>()
        })
        .map(|(part, item)| (key(&glossary.expand_all(&part)), item))
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

/// "`VNeID` và Call Center" are two tools; "quản lý văn bản và điều hành" is one.
fn split_joined(item: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = item;
    while let Some(at) = rest.find(" và ").filter(|at| rest[at + " và ".len()..].starts_with(char::is_uppercase)) {
        out.push(rest[..at].trim().to_owned());
        rest = &rest[at + " và ".len()..];
    }
    out.push(rest.trim().to_owned());
    out
}

/// Whether two texts hold one abbreviation in capitals ("Hệ thống giám sát (SOC)", "SOC tỉnh").
#[must_use]
pub fn share_code(a: &str, b: &str) -> bool {
    let codes = |t: &str| -> Vec<Word> {
        let words = tokens(t, 0..t.len());
        words.into_iter().filter(|w| w.caps && w.word.chars().count() >= 3).map(|w| w.word).collect()
    };
    let of_b = codes(b);
    codes(a).iter().any(|c| of_b.contains(c))
}

/// Whether two keys name one tool: equal, one inside the other, or a slip apart.
#[must_use]
pub fn same_tool(a: &str, b: &str) -> bool {
    let (padded_a, padded_b) = (format!(" {a} "), format!(" {b} "));
    let inside = padded_a.contains(&padded_b) || padded_b.contains(&padded_a);
    let (a, b) = (a.replace(' ', ""), b.replace(' ', ""));
    inside || (a.chars().count() >= 8 && strsim::normalized_levenshtein(&a, &b) >= 0.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_differ_in_words_only() {
        let glossary = Glossary::default();
        assert!(same_title("Số hóa hồ sơ TTHC", "Số hóa hồ sơ thủ tục hành chính.", &glossary));
        assert!(same_title("Chuẩn hóa xác thực (SSO)", "chuẩn hóa xác thực", &glossary));
        assert!(same_title("Hộ nghèo, người có công", "hộ nghèo và người có công", &glossary));
        assert!(!same_title("Tuyên truyền chính sách", "Tuyên chuyển chính sách", &glossary));
    }

    #[test]
    fn tools_are_compared_one_by_one() {
        assert!(same_tool("cổng dịch vụ công", "cổng dịch vụ công quốc gia"));
        assert!(same_tool("callcentrer", "call center"));
        assert!(!same_tool("phần mềm kế toán", "hệ thống họp trực tuyến"));
    }
}
