//! Resolve: what short forms mean in this document, and which words are names of organisations.
//!
//! In: a [`Text`] and its [`Segments`]. Out: a [`Glossary`], and [`names::mentions`] for any stretch of text. A definition of
//! the document stands above the program's registry. Nothing is replaced in the text, and an ambiguous short form keeps
//! its default reading without any other being lost.

pub mod identity;
pub mod names;
mod occurrences;
mod variants;

pub use occurrences::{ShortForms, short_forms};

use std::cell::RefCell;
use std::collections::HashSet;

use rustc_hash::FxHashMap;

use crate::knowledge::fold::{fold, key, short_key};
use crate::knowledge::knowledge;
use crate::knowledge::slip::Initials;
use crate::knowledge::words::{Token, Word, tokens};
use crate::normalise::{BlockKind, Text};
use crate::record::{AbbreviationSource, Expansion};
use crate::scan;
use crate::segment::{PartOf, Segments, definition};
use crate::span::{Bytes, trim};

/// The most words of a short form.
const SHORT_WORDS: usize = 9;

/// A definition in this document.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Short form as printed.
    pub short: String,
    /// Long form as printed.
    pub long: String,
    /// List or running text.
    pub source: AbbreviationSource,
    /// Both forms together.
    pub range: Bytes,
    /// The long form begins like a name.
    organization: bool,
}

/// The document's own short forms.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// In reading order.
    pub definitions: Vec<Definition>,
    /// Keys of short forms in order, each with its first definition.
    keys: Vec<(String, usize)>,
    initials: Initials,
    variants: variants::Variants,
    seen: HashSet<(String, String)>,
    /// Names that were asked for: a plan says the same ones again and again, in every part.
    expanded: RefCell<FxHashMap<String, InFull>>,
    /// Names by the words that they were looked for in: a line is read for several parts of the record, and cells and
    /// fields come again in the same words.
    mentions: RefCell<FxHashMap<String, Vec<names::Mention>>>,
}

/// A name in full, and what was written short in it.
#[derive(Debug, Clone)]
struct InFull {
    name: String,
    expansions: Vec<Expansion>,
}

/// A short form found in text: one past its last token, and its long form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'a> {
    pub(crate) end: usize,
    pub(crate) long: &'a str,
    pub(crate) organization: bool,
    pub(crate) source: AbbreviationSource,
}

/// Collects the definitions of a document.
#[must_use]
pub fn glossary(text: &Text, segments: &Segments) -> Glossary {
    let mut out = Glossary::default();
    for line in &segments.glossary {
        let words = text.slice(line);
        for (short, long) in definition::entries(words) {
            out.add(
                text,
                line.start + short.start..line.start + short.end,
                line.start + long.start..line.start + long.end,
                AbbreviationSource::Glossary,
            );
        }
    }
    for (short, long) in segments.tables.iter().flat_map(|t| &t.definitions) {
        out.add(text, short.clone(), long.clone(), AbbreviationSource::Glossary);
    }
    for (line, part) in segments.lines.iter().zip(&segments.parts) {
        if !matches!(part, PartOf::Glossary | PartOf::Furniture | PartOf::Recipients)
            && line.kind != BlockKind::Overlong
        {
            for (short, long) in inline(text, &line.range) {
                out.add(text, short, long, AbbreviationSource::Inline);
            }
        }
    }
    out.variants = variants::Variants::new(&out.definitions);
    out
}

/// What the innermost brackets of a text hold, in order: 2 to 200 characters.
fn brackets(text: &str) -> impl Iterator<Item = Bytes> {
    let mut open = None;
    text.match_indices(['(', ')']).filter_map(move |(at, mark)| {
        let start = open.take();
        if mark == "(" {
            open = Some(at + 1);
            return None;
        }
        start.map(|start| start..at).filter(|inner| (2..=200).contains(&text[inner.clone()].chars().count()))
    })
}

/// The short form that a bracket gives: "(sau đây viết tắt là Đề án 06)"; its place in the bracket.
fn called(inner: &str) -> Option<Bytes> {
    const NOW: &[&str] = &["sau đây", "dưới đây", "gọi tắt", "viết tắt", "từ đây"];
    const CALLED: &[&str] = &["gọi tắt là", "viết tắt là", "viết tắt", "gọi là", "gọi chung là"];
    const ALONE: &[&str] = &["gọi tắt là", "viết tắt là", "gọi chung là", "viết tắt"];
    let short = |rest: &str| {
        let rest = rest.trim_start();
        let rest = rest.strip_prefix(':').map_or(rest, str::trim_start);
        (!rest.is_empty()).then(|| inner.len() - rest.len()..inner.len())
    };
    let later = scan::after_any(inner, NOW).and_then(|rest| {
        let until = rest.find(':').unwrap_or(rest.len());
        let words = rest.char_indices().map(|(at, _)| at).take_while(|at| *at <= until);
        words.filter_map(|at| scan::after_any(&rest[at..], CALLED)).find_map(short)
    });
    later.or_else(|| scan::after_any(inner, ALONE).and_then(short))
}

/// Definitions in running text: "(sau đây viết tắt là Đề án 06)", "dịch vụ công (DVC)", "DVC (dịch vụ công)".
fn inline(text: &Text, range: &Bytes) -> Vec<(Bytes, Bytes)> {
    let words = text.slice(range);
    let mut out = Vec::new();
    if !words.contains('(') {
        return out;
    }
    for bracket in brackets(words) {
        let inner = &words[bracket.clone()];
        let open = bracket.start - 1;
        let before = words[..open].trim_end();
        let at = |from: usize, to: usize| range.start + from..range.start + to;
        if let Some(short) = called(inner) {
            let short = clean(text, at(bracket.start + short.start, bracket.start + short.end));
            if let Some(start) = called_long_start(text.slice(&short), before) {
                out.push((short, trim(&text.text, at(start, before.len()))));
            }
            continue;
        }
        let inner_words = inner.trim();
        if inner_words.split(' ').count() <= 6 && looks_short(inner_words) {
            // "(Cục C06- Bộ Công an)" names the parent beside the short form.
            let own = inner_words
                .split(['-', '–'])
                .next()
                .map(str::trim_end)
                .filter(|s| looks_short(s) && inner_words.contains("Bộ "))
                .unwrap_or(inner_words);
            let short = at(bracket.start, bracket.start + own.len());
            let long = definition::long_form_start(own, before).or_else(|| named_long_start(own, before));
            if let Some(start) = long {
                out.push((short, trim(&text.text, at(start, before.len()))));
            }
            continue;
        }
        // Short form first: the last word before the bracket is short, the bracket spells it out.
        let short_start =
            before.rfind([' ', '“', '(']).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let short = &before[short_start..];
        if looks_short(short) && definition::initials_fit(short, inner_words) {
            out.push((at(short_start, before.len()), at(bracket.start, bracket.end)));
        }
    }
    out
}

fn clean(text: &Text, range: Bytes) -> Bytes {
    let marks: &[char] = &['“', '”', '"', '.', ';', ',', ' ', '\''];
    let slice = text.slice(&range);
    let start = range.start + (slice.len() - slice.trim_start_matches(marks).len());
    start..start + text.slice(&(start..range.end)).trim_end_matches(marks).len()
}

/// Capitals enough to be a short form, and no document number, date or copy mark.
fn looks_short(text: &str) -> bool {
    let caps = text.split(|c: char| !c.is_alphanumeric()).any(|w| w.chars().filter(|c| c.is_uppercase()).count() >= 2)
        || text.split(' ').any(|w| w.chars().any(|c| c.is_ascii_digit()) && w.chars().any(char::is_uppercase));
    caps && !text.contains('/') && text.chars().count() <= 30 && text.starts_with(char::is_uppercase)
}

/// The long form of "(… viết tắt là X)": from the last place before it where X's first word, or its initials, begin.
fn called_long_start(short: &str, before: &str) -> Option<usize> {
    if let Some(start) = definition::long_form_start(short, before) {
        return Some(start);
    }
    let first = short.split(' ').next()?;
    if first.chars().filter(|c| c.is_uppercase()).count() < 2 {
        // "Đề án 06", "Chỉ thị 05": a name of two words at least shares its first ones.
        let words: Vec<&str> = short.split(' ').collect();
        for length in (1..words.len()).rev() {
            if words[length - 1].chars().all(|c| c.is_ascii_digit()) {
                continue;
            }
            let head = fold(&words[..length].join(" "));
            if let Some(at) = rfind_words(before, &head) {
                return Some(at);
            }
        }
    }
    // Otherwise the noun phrase since the last mark.
    before
        .rfind([',', ';', ':', '“', '('])
        .map(|at| at + before[at..].chars().next().map_or(1, char::len_utf8))
        .or(Some(0))
        .filter(|at| before.len() - at < 300)
}

/// The last place of a folded phrase in a text, at a word's beginning.
fn rfind_words(text: &str, phrase: &str) -> Option<usize> {
    let words = tokens(text, 0..text.len());
    let wanted: Vec<Word> = tokens(phrase, 0..phrase.len()).into_iter().map(|t| t.word).collect();
    (0..words.len())
        .rev()
        .find(|at| words[*at..].iter().map(|t| &t.word).take(wanted.len()).eq(wanted.iter()))
        .map(|at| words[at].range.start)
}

/// "Cục Cảnh sát quản lý hành chính về trật tự xã hội (Cục C06)": a code under the head that it shares with the name.
fn named_long_start(short: &str, before: &str) -> Option<usize> {
    let (head, code) = short.rsplit_once(' ')?;
    let coded = code.chars().any(|c| c.is_ascii_digit()) && code.starts_with(char::is_uppercase);
    if !coded || head.chars().filter(|c| c.is_uppercase()).count() > 1 {
        return None;
    }
    rfind_words(before, &fold(head)).filter(|at| before.len() - at < 160)
}

impl Glossary {
    fn add(&mut self, text: &Text, short: Bytes, long: Bytes, source: AbbreviationSource) {
        let long = crate::span::trim_end(&text.text, long, &['.', ';', ',']);
        if short.is_empty() || long.is_empty() {
            return;
        }
        let definition = Definition {
            short: text.slice(&short).to_owned(),
            long: text.value(&long).into_owned(),
            source,
            organization: names::begins_like_name(text.slice(&long)),
            range: short.start.min(long.start)..short.end.max(long.end),
        };
        if !self.seen.insert((definition.short.clone(), key(&definition.long))) {
            return;
        }
        let key = short_key(&definition.short);
        self.initials.add(&key);
        if let Err(place) = self.keys.binary_search_by(|(other, _)| other.cmp(&key)) {
            self.keys.insert(place, (key, self.definitions.len()));
        }
        self.definitions.push(definition);
    }

    /// The longest short form of this document that begins at token `at`.
    pub(crate) fn at<'a>(&'a self, tokens: &[Token], at: usize) -> Option<Hit<'a>> {
        if self.definitions.is_empty() {
            return None;
        }
        let (end, d) = self.longest_at(tokens, at)?;
        let Definition { long, source, organization, .. } = &self.definitions[d];
        Some(Hit { end, long, organization: *organization, source: *source })
    }

    /// Whether a short form may begin with this word.
    fn may_begin(&self, token: &Token) -> bool {
        token.is_word
            && token.capital
            && (token.word == "và"
                || self.initials.may_begin(&token.word) && !beginning_with(&self.keys, &token.word).is_empty())
    }

    /// The longest stretch of words from token `at` on that has the key of a definition: one past its last token, and which.
    fn longest_at(&self, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        tokens.get(at).filter(|t| self.may_begin(t))?;
        let mut best = None;
        let (mut key, mut count) = (Word::default(), 0);
        let mut keys = &self.keys[..];
        for (end, token) in tokens.iter().enumerate().skip(at).take(SHORT_WORDS + 4) {
            count += usize::from(token.is_word);
            if count > SHORT_WORDS || !token.is_word && !matches!(token.word.as_str(), "&" | "-" | "," | "." | "/") {
                break;
            }
            if token.is_word && token.word != "và" {
                key.push_str(&token.word);
                keys = beginning_with(keys, &key);
                let Some((shortest, definition)) = keys.first() else { break };
                if *shortest == key {
                    best = Some((end + 1, *definition));
                }
            }
        }
        best
    }

    /// The name in full: short forms of the document first, then of the registry.
    #[must_use]
    pub fn expand(&self, raw: &str) -> String {
        self.in_full(raw, |known| known.name.clone())
    }

    /// Any text in full, terms as well as names: for comparing.
    #[must_use]
    pub fn expand_all(&self, raw: &str) -> String {
        let words = tokens(raw, 0..raw.len());
        expanded(raw, &words, &self.found_in(raw, &words, false), false)
    }

    /// What is asked of a name, which is read once a document.
    fn in_full<T>(&self, raw: &str, of: impl Fn(&InFull) -> T) -> T {
        if let Some(known) = self.expanded.borrow().get(raw) {
            return of(known);
        }
        let words = tokens(raw, 0..raw.len());
        let found = self.found_in(raw, &words, true);
        let name = expanded(raw, &words, &found, true);
        let known = InFull { name, expansions: found.into_iter().map(|(.., expansion)| expansion).collect() };
        let out = of(&known);
        self.expanded.borrow_mut().insert(raw.to_owned(), known);
        out
    }
    /// The short forms in a name, each with the definition that it is expanded by.
    #[must_use]
    pub fn expansions(&self, raw: &str) -> Vec<Expansion> {
        self.in_full(raw, |known| known.expansions.clone())
    }

    /// Short forms among words, from left to right: first token, one past the last, expansion.
    fn found_in(&self, raw: &str, words: &[Token], names: bool) -> Vec<(usize, usize, Expansion)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let left = at.checked_sub(1).map(|i| words[i].word.as_str());
            // Inside a name only names are expanded: "Tổ công tác Đề án 06" keeps the programme's short name.
            let own = self.at(words, at).filter(|h| !names || h.organization || (h.end == at + 1 && words[at].caps));
            let half = || {
                let (end, d, core) = if names { self.variants.expanded(words, at) } else { None }?;
                Some((end, core.to_owned(), self.definitions[d].source))
            };
            let found = own.map(|h| (h.end, h.long.to_owned(), h.source)).or_else(half).or_else(|| {
                let known = registry_at(words, at, left, names).filter(|_| left != Some("/"));
                known.map(|(end, long)| (end, long.to_owned(), AbbreviationSource::Registry))
            });
            // "STTT" for the Sở TTTT that the document defines.
            let found = found.or_else(|| {
                let d = if names && words[at].caps { self.variants.slip(&words[at].word) } else { None }?;
                Some((at + 1, self.definitions[d].long.clone(), self.definitions[d].source))
            });
            let Some((end, long, source)) = found else {
                at += 1;
                continue;
            };
            let short = raw[words[at].range.start..words[end - 1].range.end].to_owned();
            // "Đề án 06/CP" is Đề án 06: an owner behind the short form adds nothing when texts are compared.
            let owner = !names
                && source != AbbreviationSource::Registry
                && words.get(end).is_some_and(|w| w.word == "/")
                && words.get(end + 1).is_some_and(|w| w.caps && w.range.start == words[end].range.end);
            let end = if owner { end + 2 } else { end };
            out.push((at, end, Expansion { short, long, source }));
            at = end;
        }
        out
    }
}

/// The keys that begin with these letters.
fn beginning_with<'a>(keys: &'a [(String, usize)], letters: &str) -> &'a [(String, usize)] {
    let from = &keys[keys.partition_point(|(key, _)| key.as_str() < letters)..];
    &from[..from.partition_point(|(key, _)| key.starts_with(letters))]
}

/// Words with their short forms in full.
fn expanded(raw: &str, words: &[Token], found: &[(usize, usize, Expansion)], names: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut copied = 0;
    for (first, end, expansion) in found {
        out.push_str(&raw[copied..words[*first].range.start]);
        // "Phòng PC06" under a long form that begins with Phòng: the head stands once.
        let head = expansion.long.split(' ').next().map(fold).unwrap_or_default();
        // (The "ủy" of "Đảng ủy UBND" is none.)
        if *first > 0 && words[first - 1].word == head && (*first == 1 || words[first - 1].capital) {
            out.truncate(out.trim_end().len() - words[first - 1].range.len());
        }
        out.push_str(&in_full(expansion, names));
        copied = words[end - 1].range.end;
    }
    out.push_str(&raw[copied..]);
    out.replace('\n', " ")
}

/// A long form in full: what the document writes short in it ("VP UBND tỉnh: Văn phòng UBND tỉnh") goes by the registry.
fn in_full(expansion: &Expansion, names: bool) -> String {
    if expansion.source == AbbreviationSource::Registry {
        return expansion.long.clone();
    }
    let long = expansion.long.as_str();
    let words = tokens(long, 0..long.len());
    let (mut out, mut copied, mut at) = (String::with_capacity(long.len()), 0, 0);
    while at < words.len() {
        let left = at.checked_sub(1).map(|i| words[i].word.as_str());
        // An owner behind a slash ("Đề án 06/CP") is part of the name as it is.
        match registry_at(&words, at, left, names).filter(|_| left != Some("/")) {
            Some((end, full)) => {
                out.push_str(&long[copied..words[at].range.start]);
                out.push_str(full);
                copied = words[end - 1].range.end;
                at = end;
            }
            None => at += 1,
        }
    }
    out.push_str(&long[copied..]);
    out
}

/// The registry's short form at token `at`, with its long form; `names` asks for organisations and sectors only.
fn registry_at(tokens: &[Token], at: usize, left: Option<&str>, names: bool) -> Option<(usize, &'static str)> {
    tokens.get(at).filter(|t| t.caps)?;
    let mut best = None;
    let mut key = Word::default();
    for (end, last) in tokens.iter().enumerate().take(at + 5).skip(at).filter(|(_, t)| t.is_word) {
        if end > at && !(last.caps || last.word == "và") {
            break;
        }
        if last.word == "và" {
            continue;
        }
        key.push_str(&last.word);
        // "Công ty CP" is no Chính phủ: a reading that fits the word on the left stands before the default.
        let settled = knowledge().registry.readings(&key, left).next();
        let reading = settled.filter(|r| !names || matches!(r.kind, "organization" | "sector"));
        if let Some(reading) = reading {
            best = Some((end + 1, reading.long));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise, segment};

    fn read(text: &str) -> (Text, Glossary) {
        let text = normalise::normalise(&ingest::read(text.as_bytes(), "a.txt").expect("readable"));
        let segments = segment::segment(&text);
        let glossary = glossary(&text, &segments);
        (text, glossary)
    }

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let (_, glossary) = read(text);
        let got: Vec<(&str, &str)> = glossary.definitions.iter().map(|d| (d.short.as_str(), d.long.as_str())).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn definitions_in_running_text() {
        check("Đẩy mạnh dịch vụ công (DVC) trực tuyến.", &[("DVC", "dịch vụ công")]);
        check(
            "phê duyệt Đề án phát triển ứng dụng (sau đây viết tắt là Đề án 06);",
            &[("Đề án 06", "Đề án phát triển ứng dụng")],
        );
        check(
            "Đề nghị Cục Cảnh sát giao thông (Cục C08 - Bộ Công an) hỗ trợ.",
            &[("Cục C08", "Cục Cảnh sát giao thông")],
        );
        check("Nộp qua DVC (dịch vụ công) của tỉnh.", &[("DVC", "dịch vụ công")]);
        check("xác thực tập trung (SSO), Quyết định (06/QĐ-TTg), (để b/c), năm (2024)", &[]);
    }

    #[test]
    fn the_document_stands_above_the_registry() {
        let (_, glossary) = read("Các chữ viết tắt:\n- CAT: Công an tỉnh Bắc Kạn\n- BV: Bệnh viện");
        assert_eq!(glossary.expand("CAT"), "Công an tỉnh Bắc Kạn");
        assert_eq!(glossary.expand("Sở TTTT"), "Sở Thông tin và Truyền thông");
        assert_eq!(glossary.expand("Sở VH, TTDL"), "Sở Văn hóa, Thể thao và Du lịch");
    }

    #[test]
    fn a_plural_without_a_name_behind_it_names_nobody() {
        let (text, glossary) = read("Đề nghị Cục Cảnh sát giao thông (Cục C08 - Bộ Công an) phối hợp với các");
        let found = names::mentions(&text, 0..text.text.len(), &glossary);
        let last = found.last().map(|m| &text.text[m.range.clone()]);
        assert!(last.is_some_and(|name| !name.ends_with("các")), "{last:?}");
    }
}
