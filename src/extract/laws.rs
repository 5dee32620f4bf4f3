//! Laws, which are cited by name: "Luật Căn cước số …", "Luật Đất đai ngày …".
//!
//! In: the words of a line. Out: where a law is named, and what it is. Its number and day are read in [`super::citations`].

use super::cited::is_inside_word;
use crate::span::Bytes;

/// What laws begin with. They have names; other documents have numbers.
const LAWS: &[&str] = &["Bộ luật", "Luật", "Pháp lệnh"];

/// Where laws may begin in a line, and what each is.
fn laws(words: &str) -> Vec<(usize, &'static str)> {
    let begins =
        |at: usize, law: &str| !is_inside_word(words, at) && words[at + law.len()..].starts_with(char::is_whitespace);
    let of = |law: &&'static str| {
        let law = *law;
        words.match_indices(law).filter(move |(at, _)| begins(*at, law)).map(move |(at, _)| (at, law))
    };
    let mut out: Vec<_> = LAWS.iter().flat_map(of).collect();
    out.sort_unstable();
    out
}

/// The law whose number follows the words: "Luật Căn cước số".
pub(super) fn law_before(words: &str) -> Option<(usize, &'static str)> {
    let before = words.trim_end();
    let head = before.strip_suffix(':').unwrap_or(before).trim_end().strip_suffix("số")?;
    let named = |(at, law): &(usize, &'static str)| {
        let name = head[at + law.len()..].trim();
        let letters = |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='ỹ' | ',' | '-') || c.is_whitespace();
        (2..=120).contains(&name.chars().count()) && name.chars().all(letters)
    };
    laws(head).into_iter().find(|law| head.ends_with(char::is_whitespace) && named(law))
}

/// The laws of a line that are cited by their day: "Luật Đất đai ngày …". Place of the name, and what each is.
pub(super) fn dated_laws(words: &str) -> Vec<(Bytes, &'static str)> {
    let mut out: Vec<(Bytes, &'static str)> = Vec::new();
    for (start, law) in laws(words) {
        let from = start + law.len();
        let first = words.len() - words[from..].trim_start().len();
        if out.last().is_some_and(|(last, _)| last.end > start) || !words[first..].starts_with(char::is_uppercase) {
            continue;
        }
        let stop = words[first..].find([';', ':', '.', '(', ')']).map_or(words.len(), |at| first + at);
        let name = |(at, day): (usize, &str)| {
            let (name, behind) = (&words[first..first + at], &words[first + at + day.len()..]);
            let parted = name.ends_with(char::is_whitespace) && behind.starts_with(char::is_whitespace);
            let name = name.trim_end();
            let name = name.strip_suffix(',').unwrap_or(name).trim_end();
            (parted && (3..=161).contains(&name.chars().count())).then(|| start..first + name.len())
        };
        let named = words[first..stop].match_indices("ngày").find_map(name);
        out.extend(named.map(|name| (name, law)));
    }
    out
}
