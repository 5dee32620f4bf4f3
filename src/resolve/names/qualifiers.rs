//! Qualifiers: places, tails and parents behind a name ("thành phố", "trên địa bàn tỉnh", "- Bộ Công an").
//!
//! In: the place behind a name. Out: where the name ends with all that qualifies it.

use super::{Reader, registry_at};
use crate::knowledge::knowledge;

impl Reader<'_> {
    /// Everything that qualifies a name behind it.
    pub(super) fn qualified(&self, from: usize) -> usize {
        let mut end = from;
        while let Some(next) = self.qualifiers(end, false).filter(|n| *n > end) {
            end = next;
        }
        end
    }

    /// Places and tails behind a run of general nouns.
    pub(super) fn qualified_general(&self, from: usize) -> usize {
        let mut end = from;
        while let Some(next) = self.qualifiers(end, true).filter(|n| *n > end) {
            end = next;
        }
        end
    }

    /// One qualifier: a place, a tail, a parent. `general` is true behind general nouns, which take more tails.
    pub(super) fn qualifiers(&self, at: usize, general: bool) -> Option<usize> {
        let names = &knowledge().names;
        if let Some(end) = self.parent_at(at) {
            return Some(end);
        }
        // "Phòng PC06 Công an tỉnh": a code's parent needs no hyphen.
        let coded = at
            .checked_sub(1)
            .is_some_and(|b| self.words[b].caps && self.words[b].word.chars().any(|c| c.is_ascii_digit()));
        if coded && matches!(self.word(at), "công" | "bộ") && self.capital(at) {
            let (head_end, alone) = self.head_at(at)?;
            return self.named(at, head_end, alone);
        }
        if let Some((plural_end, ())) = names.plural.at(self.words, at) {
            let (end, ()) = names.places.at(self.words, plural_end)?;
            return Some(self.places(end));
        }
        if let Some((end, ())) = names.places.at(self.words, at) {
            if self.head_at(at).is_some() {
                return None;
            }
            return Some(self.places(end));
        }
        if self.word(at) == "của" {
            let (end, ()) = names
                .places
                .at(self.words, at + 1)
                .or_else(|| names.plural.at(self.words, at + 1).and_then(|(p, ())| names.places.at(self.words, p)))?;
            return Some(self.places(end));
        }
        if let Some((end, ())) = names.provinces.at(self.words, at).filter(|_| self.capital(at)) {
            return Some(end);
        }
        if let Some((end, ())) = names.tails.at(self.words, at) {
            let tail = self.word(end - 1).to_owned();
            let phrase = &self.text[self.words[at].range.start..self.words[end - 1].range.end];
            if !general
                && matches!(
                    phrase,
                    "cơ sở"
                        | "tham gia"
                        | "chức năng"
                        | "chuyên môn"
                        | "được giao"
                        | "khác"
                        | "có nhu cầu"
                        | "có điều kiện"
                )
            {
                return None;
            }
            if phrase == "tham gia" && !self.ends_name(end) {
                return None;
            }
            return Some(match tail.as_str() {
                "bàn" | "nhánh" | "thuộc" | "vực" => self.behind_tail(end)?,
                _ => end,
            });
        }
        None
    }

    /// What stands behind "trên địa bàn", "chi nhánh", "thuộc", "khu vực": a place or a body.
    pub(super) fn behind_tail(&self, at: usize) -> Option<usize> {
        let names = &knowledge().names;
        let start = names.plural.at(self.words, at).map_or(at, |(end, ())| end);
        if let Some((end, ())) = names.places.at(self.words, start) {
            return Some(self.places(end));
        }
        if self.word(start) == "khu" && self.word(start + 1) == "vực" {
            return Some(self.region(start + 2));
        }
        if self.word(start.wrapping_sub(1)) == "vực" {
            return Some(self.region(start));
        }
        if let Some((end, alone)) = self.head_at(start) {
            return self.named(start, end, alone).or(Some(end));
        }
        if let Some(hit) = self.glossary.at(self.words, start).filter(|h| h.organization) {
            return Some(hit.end);
        }
        if let Some((end, _)) = registry_at(self.words, start, None, true) {
            return Some(self.qualified(end));
        }
        self.proper_at(start).or(Some(at))
    }

    /// The name or number of a region: "5", "XII", "Ngô Quyền - Hải An".
    pub(super) fn region(&self, at: usize) -> usize {
        if self.words.get(at).is_some_and(|t| t.word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && t.capital) {
            return at + 1;
        }
        let mut end = self.proper_at(at).unwrap_or(at);
        while end > at && self.word(end) == "-" && self.parent_at(end).is_none() {
            match self.proper_at(end + 1) {
                Some(next) => end = next,
                None => break,
            }
        }
        end
    }

    /// Places in a row: "huyện, thị xã, thành phố", "cấp huyện, xã", "tỉnh Hải Dương".
    pub(super) fn places(&self, from: usize) -> usize {
        let names = &knowledge().names;
        let mut end = from;
        if let Some(proper) =
            self.proper_at(end).filter(|_| self.word(end - 1) != "địa" && !matches!(self.word(end - 1), "tw" | "ương"))
        {
            let digits = self.words[end].word.chars().all(|c| c.is_ascii_digit());
            if !digits || self.word(end - 1) != "tỉnh" {
                end = proper;
            }
        }
        loop {
            let gap = match self.word(end) {
                "," | "và" | "/" | "-" => 1,
                _ => return end,
            };
            match names.places.at(self.words, end + gap) {
                Some((next, ()))
                    if self.head_at(end + gap).is_none()
                        && !self.capital(end + gap)
                        && self.words[end + gap].word != "cấp"
                        || names.places.at(self.words, end + gap).is_some() && self.word(end + gap) == "cấp" =>
                {
                    // "và xã" closes the row only where a place follows at once.
                    end = next;
                    if let Some(proper) = self.proper_at(end).filter(|_| !self.words[end].caps) {
                        let digits = self.words[end].word.chars().all(|c| c.is_ascii_digit());
                        if !digits {
                            end = proper;
                        }
                    }
                }
                _ => return end,
            }
        }
    }

    /// " - Bộ Công an": a hyphen and the body that the name belongs to.
    pub(super) fn parent_at(&self, at: usize) -> Option<usize> {
        if !matches!(self.word(at), "-" | "–" | "—") {
            return None;
        }
        let parent = matches!(self.word(at + 1), "bộ" | "công" | "ubnd" | "sở" | "bca" | "cat" | "ủy" | "cục");
        if !parent || !self.capital(at + 1) {
            return None;
        }
        if self.words[at + 1].caps && self.word(at + 1) != "ubnd" {
            return Some(at + 2);
        }
        let (end, alone) = self.head_at(at + 1)?;
        self.named(at + 1, end, alone)
    }
}
