//! Meaning: when two values say one thing.
//!
//! In: words of a version, and the short forms that it knows. Out: keys, equal where the words mean the same. A key is for
//! comparing only and is never shown.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use rustc_hash::FxHashMap;

use super::changes::Said;
use super::lists::Entry;
use crate::knowledge::fold::{fold, is_alphanumeric};
use crate::record::{AbbreviationSource, Deadline, DeadlineKind, Operator, Organization, Record};

/// The words of one version: its short forms, in full.
#[derive(Debug)]
pub(super) struct Sense {
    shorts: Option<AhoCorasick>,
    longs: Vec<String>,
}

impl Sense {
    /// The short forms of a version; what only the registry explains means the same in both, wherever it was used.
    pub(super) fn new(record: &Record, other: &Record) -> Self {
        let mut known: FxHashMap<&str, &str> = FxHashMap::default();
        let (mut shorts, mut longs) = (Vec::new(), Vec::new());
        let registry = other.abbreviations.iter().filter(|entry| entry.source == AbbreviationSource::Registry);
        for entry in record.abbreviations.iter().chain(registry) {
            let printed = entry.occurrences.iter().map(|place| place.raw.as_str());
            for short in std::iter::once(entry.short.as_str()).chain(printed) {
                // The first entry counts: a document's own definition stands before the registry's.
                if !short.is_empty() && !known.contains_key(short) {
                    known.insert(short, &entry.long);
                    shorts.push(short);
                    longs.push(entry.long.clone());
                }
            }
        }
        let shorts = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&shorts).ok();
        Self { shorts: shorts.filter(|_| !longs.is_empty()), longs }
    }

    /// [`plain`], with short forms in full.
    pub(super) fn key(&self, text: &str) -> String {
        let Some(shorts) = &self.shorts else { return plain(text) };
        let mut out = String::with_capacity(text.len() * 2);
        let mut from = 0;
        for found in shorts.find_iter(text) {
            let inside = text[..found.start()].chars().next_back().is_some_and(is_alphanumeric)
                || text[found.end()..].chars().next().is_some_and(is_alphanumeric);
            if !inside {
                out.push_str(&text[from..found.start()]);
                out.push_str(&self.longs[found.pattern().as_usize()]);
                from = found.end();
            }
        }
        out.push_str(&text[from..]);
        plain(&out)
    }

    /// A text, by its words.
    pub(super) fn text(&self, said: Said) -> Entry {
        let keys = vec![self.key(&said.text), plain(&said.text)];
        Entry { said, keys }
    }

    /// An organisation: by its identity, or by its name in full.
    pub(super) fn organization(&self, organization: &Organization) -> Entry {
        let name = self.key(&organization.name);
        let keys = organization.org_id.iter().map(|id| format!("@{id}")).chain([name]).collect();
        let value = (organization.name != organization.raw).then(|| organization.name.clone());
        Entry { said: Said { text: organization.raw.clone(), value, span: Some(organization.span.clone()) }, keys }
    }

    /// A deadline: by its days and what it waits for, else by its words.
    pub(super) fn deadline(&self, deadline: &Deadline) -> Entry {
        let words = self.key(&deadline.raw);
        let condition = deadline.condition.as_deref().map(|c| self.key(c)).unwrap_or_default();
        let before = deadline.operator == Some(Operator::Before);
        let days = match (&deadline.recurrence, &deadline.value, deadline.kind) {
            (Some(rule), ..) => Some(rule.clone()),
            (None, Some(value), _) => {
                let end = deadline.end.as_deref().unwrap_or_default();
                Some(format!("{value} {end} {before} {}", deadline.approximate))
            }
            (None, None, DeadlineKind::Ongoing) => Some("…".to_owned()),
            _ => None,
        };
        // The same words say the same, also where another date of issue makes other days of them.
        let keys = days.map(|days| format!("@{days} {condition}")).into_iter().chain([words]).collect();
        let said =
            Said { text: deadline.raw.clone(), value: deadline.value.clone(), span: Some(deadline.span.clone()) };
        Entry { said, keys }
    }
}

/// Words without case, marks of punctuation and ways of writing a day; signs that say how much are kept.
pub(super) fn plain(text: &str) -> String {
    static SPOKEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})").ok());
    static WRITTEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:ngày )?\b(\d{1,2}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{4})\b").ok());
    let mut folded = fold(text);
    if folded.contains(|c: char| c.is_ascii_digit()) {
        for pattern in [&SPOKEN, &WRITTEN] {
            if let Some(pattern) = pattern.as_ref() {
                folded = pattern.replace_all(&folded, "$1/$2/$3").into_owned();
            }
        }
    }
    let mut out = String::with_capacity(folded.len());
    let mut add = |word: &str| {
        if !out.is_empty() {
            out.push(' ');
        }
        // "05" and "5" are one number.
        let bare = word.trim_start_matches('0');
        let number = !bare.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        out.push_str(if number { bare } else { word });
    };
    let mut chars = folded.char_indices().peekable();
    let mut start = None;
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        if is_alphanumeric(c) {
            start.get_or_insert(at);
            last = c;
            continue;
        }
        if let Some(start) = start.take() {
            add(&folded[start..at]);
        }
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        // Between figures a mark is part of what they say: 10/12 is a day, 10-12 a time.
        let joins = last.is_ascii_digit() && next.is_ascii_digit() && matches!(c, '/' | '-' | '.' | ',' | ':');
        if joins || matches!(c, '%' | '‰' | '<' | '>' | '=' | '≥' | '≤' | '±' | '+' | '°' | '$') {
            add(&folded[at..at + c.len_utf8()]);
        }
        last = c;
    }
    if let Some(start) = start {
        add(&folded[start..]);
    }
    out
}

/// Whether two texts have the same letters and marks, wherever their lines break.
pub(super) fn is_letter_for_letter(a: &str, b: &str) -> bool {
    let letters = |text| str::chars(text).filter(|c| !c.is_whitespace());
    a == b || letters(a).eq(letters(b))
}

/// What is told already, as keys to be taken out of others: the longest first.
pub(super) struct Told {
    /// By meaning.
    keys: Vec<String>,
    /// As it is written.
    plain: Vec<String>,
}

impl Told {
    pub(super) fn of(words: &[String], sense: &Sense) -> Self {
        let sorted = |mut keys: Vec<String>| {
            keys.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            keys.dedup();
            keys
        };
        let all = |key: &dyn Fn(&str) -> String| sorted(words.iter().map(|words| key(words)).collect());
        Self { keys: all(&|words| sense.key(words)), plain: all(&plain) }
    }

    /// A key, by meaning, without what is told.
    pub(super) fn without(&self, key: &str) -> String {
        without(key, &self.keys)
    }
}

/// Whether two texts say the same but for what is told already, by meaning or as it is written.
pub(super) fn same_without(texts: (&str, &str), senses: (&Sense, &Sense), told: (&Told, &Told)) -> bool {
    let full = |text: &str, sense: &Sense, told: &Told| without(&sense.key(text), &told.keys);
    full(texts.0, senses.0, told.0) == full(texts.1, senses.1, told.1)
        || without(&plain(texts.0), &told.0.plain) == without(&plain(texts.1), &told.1.plain)
}

/// A key without some of its stretches, each a key too.
fn without(key: &str, stretches: &[String]) -> String {
    let mut out = format!(" {key} ");
    for stretch in stretches.iter().filter(|s| !s.is_empty()) {
        let stretch = format!(" {stretch} ");
        while let Some(at) = out.find(&stretch) {
            out.replace_range(at..at + stretch.len(), " ");
        }
    }
    // What joins the members of a list says nothing without them.
    out.split(' ').filter(|word| !word.is_empty() && !matches!(*word, "và" | "các")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_are_one() {
        for (a, b) in [
            ("ngày 05 tháng 01 năm 2024", "5/1/2024"),
            ("trước ngày 30.6.2024;", "Trước 30/6/2024"),
            ("Uỷ ban nhân dân", "Ủy ban  nhân dân."),
            ("09 mô hình", "9 mô hình"),
        ] {
            assert_eq!(plain(a), plain(b));
        }
    }

    #[test]
    fn figures_and_signs_count() {
        for (a, b) in [("đạt 80%", "đạt 80"), ("10/12", "10-12"), ("1,5", "1.5"), ("≥ 90", "90"), ("15", "1,5")]
        {
            assert_ne!(plain(a), plain(b));
        }
        assert_eq!(without("a b c a b", &["a b".to_owned(), "b".to_owned()]), "c");
    }
}
