//! Lists that share their head: "các Sở Tài chính, Xây dựng", "Sở: Y tế, Nội vụ", "UBND các huyện A, B".
//!
//! In: a place in a row of words. Out: one mention for each member, with the head that it shares.

use super::{Mention, Reader};
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::resolve::registry_at;

impl Reader<'_> {
    /// A list that shares its head: "các Sở Tài chính, Xây dựng", "Sở: Y tế, Nội vụ", "UBND các huyện A, B".
    pub(super) fn list_at(&self, at: usize) -> Option<Vec<Mention>> {
        let names = &knowledge().names;
        let first = names.plural.at(self.words, at).map_or(at, |(end, ())| end);
        let plural = first > at;
        if let Some(list) = self.places_list_at(at) {
            return Some(list);
        }
        let is_head = |i: usize| {
            matches!(
                self.word(i),
                "sở" | "phòng" | "bộ" | "ban" | "chi cục" | "trung tâm" | "cục" | "hội" | "trường" | "công ty"
            )
        };
        if !is_head(first) || !(plural || self.capital(first)) {
            return None;
        }
        let head_words = &self.words[first];
        let mut next = first + 1;
        let colon = self.word(next) == ":";
        if colon {
            next += 1;
        }
        let mut members = Vec::new();
        let mut at_member = next;
        while let Some(end) = self.sector_at(at_member, head_words.word.as_str()) {
            members.push((at_member, end));
            let mut after = end;
            // A place behind the last sector belongs to it.
            if let Some(end) = self.qualifiers(end, false).filter(|e| *e > end) {
                after = end;
                if let Some(last) = members.last_mut() {
                    last.1 = end;
                }
            }
            match self.word(after) {
                "," | ";" | "và" if self.sector_at(after + 1, head_words.word.as_str()).is_some() => {
                    at_member = after + 1;
                }
                "," if self.word(after + 1) == "và"
                    && self.sector_at(after + 2, head_words.word.as_str()).is_some() =>
                {
                    at_member = after + 2;
                }
                _ => break,
            }
        }
        let known = || {
            let words = |from: usize, to: usize| &self.text[self.words[from].range.start..self.words[to - 1].range.end];
            members.iter().filter(|(from, to)| knowledge().names.is_sector(words(*from, *to))).count()
        };
        let shared = members.len() >= 2 && (plural || colon || known() >= members.len() - 1)
            || (colon || plural) && members.len() == 1 && self.capital(first);
        if !shared {
            return None;
        }
        let head = capitalized(&self.text[head_words.range.clone()]);
        let mut list: Vec<Mention> = members
            .iter()
            .enumerate()
            .map(|(i, (from, to))| {
                // The first member keeps its head where nothing stands between.
                let own = i == 0 && !colon && self.capital(first);
                if own { self.mention(first, *to, None) } else { self.mention(*from, *to, Some(head.clone())) }
            })
            .collect();
        // "các" and the shared head are part of the list, so that nothing stands between it and what is before.
        list[0].first = at;
        Some(list)
    }

    /// "UBND các huyện Bắc Sơn, Hữu Lũng": one name for each place.
    pub(super) fn places_list_at(&self, at: usize) -> Option<Vec<Mention>> {
        let names = &knowledge().names;
        if !matches!(self.word(at), "ubnd" | "hđnd") && self.word(at) != "công" && self.word(at) != "ủy" {
            return None;
        }
        let (head_end, _) = self.head_at(at)?;
        let (plural_end, ()) = names.plural.at(self.words, head_end)?;
        let (place_end, ()) = names.places.at(self.words, plural_end)?;
        let mut next = place_end;
        let colon = self.word(next) == ":";
        next += usize::from(colon);
        let mut members = Vec::new();
        while let Some(end) = self.proper_at(next) {
            members.push((next, end));
            match self.word(end) {
                "," | ";" | "và" if self.proper_at(end + 1).is_some() => next = end + 1,
                _ => break,
            }
        }
        if members.len() < 2 {
            return None;
        }
        let kind = &self.text[self.words[plural_end].range.start..self.words[place_end - 1].range.end];
        let head = format!("{} {kind}", &self.text[self.words[at].range.start..self.words[head_end - 1].range.end]);
        let (_, first_end) = members[0];
        let others = members[1..].iter().map(|(from, to)| self.mention(*from, *to, Some(head.clone())));
        Some(std::iter::once(self.mention(at, first_end, None)).chain(others).collect())
    }

    /// The name of a place: a province, or up to four words with capitals that begin no organisation.
    pub(super) fn proper_at(&self, at: usize) -> Option<usize> {
        // "phường Điện Biên Phủ": a longer name of a place begins like a province's.
        let goes_on = |end: usize| {
            self.words.get(end).is_some_and(|w| w.is_word && w.capital && !w.caps) && self.head_at(end).is_none()
        };
        if let Some((end, ())) =
            knowledge().names.provinces.at(self.words, at).filter(|(end, ())| self.capital(at) && !goes_on(*end))
        {
            return Some(end);
        }
        let mut end = at;
        while end < self.words.len()
            && end < at + 4
            && self.words[end].is_word
            && self.words[end].capital
            && !self.words[end].caps
            && self.head_at(end).is_none()
        {
            end += 1;
        }
        let numbered = end == at
            && self.words.get(at).is_some_and(|t| t.word.chars().all(|c| c.is_ascii_digit()) && t.word.len() <= 2);
        (end > at).then_some(end).or(numbered.then_some(at + 1))
    }

    /// A sector behind a head: known, abbreviated, or one word group with a capital.
    pub(super) fn sector_at(&self, at: usize, head: &str) -> Option<usize> {
        let first = self.words.get(at)?;
        // "Bộ Công an, Công an tỉnh": a body with its level is one of its own.
        let levelled = self
            .head_at(at)
            .is_some_and(|(end, alone)| alone && knowledge().names.places.at(self.words, end).is_some());
        if levelled
            || !first.capital
            || self.head_at(at).is_some_and(|(end, _)| self.words.get(end).is_some_and(|t| t.capital))
        {
            return None;
        }
        if let Some((end, sector)) = knowledge().names.sectors.at(self.words, at)
            && (self.head_at(at).is_none() || sector.follows(head))
        {
            return Some(end);
        }
        if first.caps && self.head_at(at).is_none() && !self.is_body(at) {
            return Some(self.caps_run(at, head));
        }
        None
    }

    /// Capitals behind a head: "TTTT", "VHTT&DL", "TC-KH", "VH, TTDL".
    pub(super) fn caps_run(&self, at: usize, head: &str) -> usize {
        if let Some((end, _)) = registry_at(self.words, at, Some(&fold(head)), false) {
            return end;
        }
        let mut end = at + 1;
        loop {
            let joined = matches!(self.word(end), "&" | "-")
                || (self.word(end) == "và" && self.words.get(end + 1).is_some_and(|t| t.caps));
            let tight = self
                .words
                .get(end + 1)
                .is_some_and(|t| t.caps && (self.word(end) == "và" || t.range.start == self.words[end].range.end));
            let about = self.word(end) == "về" && self.words.get(end + 1).is_some_and(|t| t.caps);
            if joined && tight || about {
                end += 2;
            } else {
                return end;
            }
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
