//! General nouns: "các sở, ban, ngành", "các doanh nghiệp viễn thông", "chính quyền địa phương".
//!
//! In: a place in a row of words. Out: where the name ends. A run of general nouns is one name; a noun of its own kind
//! (doanh nghiệp, ngân hàng) opens another.

use super::Reader;
use crate::knowledge::{Verb, knowledge};

impl Reader<'_> {
    /// Whether nothing but a mark, a conjunction or a verb stands before.
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        !self.words[before].is_word
            || matches!(
                self.word(before),
                "và" | "với" | "cùng" | "hợp" | "đạo" | "nghị" | "giao" | "xuất" | "do" | "từng"
            )
    }

    /// A general noun that stands without "các": "cơ quan, đơn vị liên quan", "đơn vị có liên quan", "địa phương".
    pub(super) fn general_alone(&self, at: usize) -> bool {
        matches!(self.word(at), "cơ" | "đơn" | "địa" | "ngành")
            && knowledge().names.general.at(self.words, at).is_some()
            && knowledge().names.everyday.at(self.words, at).is_none()
    }

    /// A run of general nouns with its complements.
    pub(super) fn general_run(&self, at: usize, plural: bool) -> Option<usize> {
        let names = &knowledge().names;
        let noun = |i: usize| {
            names.common.at(self.words, i).into_iter().chain(names.general.at(self.words, i)).map(|(end, ())| end).max()
        };
        let mut end = noun(at)?;
        let mut nouns = 1;
        let opened_by_common = names.common.at(self.words, at).is_some_and(|(e, ())| e == end)
            && names.general.at(self.words, at).is_none_or(|(e, ())| e < end);
        if !plural && self.ends_with_everyday(at, end) {
            return None;
        }
        loop {
            end = if nouns > 1 { self.qualified_general(end) } else { self.complement(end, at) };
            // The next noun of the run, unless it opens a name of its own.
            let comma = match self.word(end) {
                "," | "/" | "-" | "và" | "hoặc" => 1,
                _ => 0,
            };
            let next = end + comma;
            if comma == 1
                && opened_by_common
                && let Some((after, ())) = names.continues.at(self.words, next)
            {
                end = after;
                continue;
            }
            if comma == 0 || opened_by_common {
                return Some(end);
            }
            let head = self.head_at(next).is_some_and(|(e, _)| self.capital(e));
            let own = names
                .common
                .at(self.words, next)
                .is_some_and(|(e, ())| names.general.at(self.words, next).is_none_or(|(g, ())| g < e));
            let cap_head =
                self.head_at(next).is_some() && self.capital(next) && names.general.at(self.words, next).is_none();
            if head || own || cap_head || names.plural.at(self.words, next).is_some() {
                return Some(end);
            }
            match names.general.at(self.words, next).or_else(|| names.places.at(self.words, next)) {
                Some((after, ()))
                    if !(self.word(next) == "tổ" && self.verb(after).is_some() && self.word(end) == "và") =>
                {
                    end = after;
                    nouns += 1;
                }
                _ => return Some(end),
            }
        }
    }

    pub(super) fn ends_with_everyday(&self, at: usize, end: usize) -> bool {
        end < self.words.len() && knowledge().names.everyday.at(self.words, at).is_some()
    }

    /// What belongs to a general noun behind it: places, tails, what it does for a living, small words up to a verb.
    pub(super) fn complement(&self, from: usize, noun: usize) -> usize {
        let names = &knowledge().names;
        let mut end = from;
        let mut trade = false;
        loop {
            // Behind a place or a tail nothing more belongs to the noun.
            if let Some(next) = self.qualifiers(end, true).filter(|e| *e > end) {
                return self.qualified_general(next);
            }
            if let Some((next, ())) = names.attributive.at(self.words, end) {
                // "các cơ sở sản xuất", but "các sở tham gia" only when nothing follows.
                if self.word(end) != "tham" || self.ends_name(next) {
                    end = next;
                    trade = true;
                    continue;
                }
            }
            let Some(token) = self.words.get(end) else { return end };
            if token.is_word
                && token.capital
                && !token.caps
                && end > from
                && self.head_at(end).is_none()
                && self.glossary.at(self.words, end).is_none()
            {
                // "các bệnh viện Đa khoa".
                end += 1;
                continue;
            }
            // "các doanh nghiệp sản xuất giống": what the trade is in.
            let short_noun = trade || from == end && end > noun && end - noun <= 2;
            return self.small_words(end, short_noun).unwrap_or(end);
        }
    }

    /// Up to four small words that no list has and that end where a complement may end: at a place or a tail, and right
    /// behind a short noun also at a mark, a role or, two words on, another verb ("các doanh nghiệp viễn thông triển khai").
    pub(super) fn small_words(&self, from: usize, short_noun: bool) -> Option<usize> {
        let names = &knowledge().names;
        let mut end = from;
        while end < self.words.len() && end - from < 5 {
            let token = &self.words[end];
            let hyphen =
                token.word == "-" && end > from && self.words.get(end + 1).is_some_and(|t| t.is_word && !t.capital);
            if hyphen {
                end += 2;
                continue;
            }
            if !token.is_word
                || token.capital
                || self.ends_name(end)
                || matches!(token.word.as_str(), "và" | "các" | "những")
                || names.tails.at(self.words, end).is_some()
                || names.places.at(self.words, end).is_some()
            {
                break;
            }
            end += 1;
        }
        if end == from || end - from > 4 {
            return None;
        }
        let verb = self.verb(end);
        let role = matches!(verb, Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise | Verb::Condition));
        let place = names.tails.at(self.words, end).is_some() || names.places.at(self.words, end).is_some();
        let mark = self.words.get(end).is_none_or(|t| !t.is_word || t.word == "và" || t.capital);
        let adverb = knowledge().verbs.adverb.at(self.words, end).is_some();
        if !(place || short_noun && (mark || role || adverb || verb.is_some() && end - from <= 2)) {
            return None;
        }
        let qualified = self.qualifiers(end, true).filter(|q| *q > end);
        Some(qualified.map_or(end, |q| self.qualified(q)))
    }

    /// "tổ chức thực hiện", "đội ngũ": the words are a verb here.
    pub(super) fn is_verb_phrase(&self, at: usize) -> bool {
        self.word(at) == "tổ" && self.word(at + 1) == "chức"
    }
}
