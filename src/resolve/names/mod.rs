//! Names of organisations in running text and in lists.
//!
//! In: the words of a stretch of text. Out: [`Mention`]s. A name begins at a head (Sở, UBND, Tổ công tác, các doanh nghiệp)
//! and ends where its grammar ends: behind the longest sector name that is known, behind a place, a parent ("- Bộ Công
//! an"), or before a verb, a preposition or the next head. Commas and `và` are inside a name only where the name needs
//! them. What an organisation does is decided in [`crate::extract`].

mod general;
mod lists;
mod qualifiers;

use std::ops::Range;

use super::{Glossary, registry_at};
use crate::knowledge::words::{Token, tokens};
use crate::knowledge::{Verb, knowledge};
use crate::normalise::Text;
use crate::span::Bytes;

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub range: Bytes,
    /// Head to put in front, where a list shares one ("các Sở Tài chính, Xây dựng").
    pub head: Option<String>,
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
}

impl Mention {
    /// The name in full.
    #[must_use]
    pub fn name(&self, text: &Text, glossary: &Glossary) -> String {
        let words = text.value(&self.range);
        let name = match &self.head {
            Some(head) => glossary.expand(&format!("{head} {words}")),
            None => glossary.expand(&words),
        };
        // "Cục C06- Bộ Công an" and "Cục C06 - Bộ Công an" are one name.
        if name.contains("- ") || name.contains(" -") {
            name.replace(" -", "-").replace("- ", "-").replace('-', " - ")
        } else {
            name
        }
    }
}

/// The names in a range of the text that the glossary is of, in order.
#[must_use]
pub fn mentions(text: &Text, range: Bytes, glossary: &Glossary) -> Vec<Mention> {
    let start = range.start;
    let line = text.slice(&range);
    let moved = |m: &Mention, from: usize, to: usize| Mention {
        range: m.range.start - from + to..m.range.end - from + to,
        ..m.clone()
    };
    // One line may be read in two ways only where it was repaired.
    if !text.repairs().is_empty() {
        return mentions_in(&text.text, &text.words(range), glossary);
    }
    if let Some(known) = glossary.mentions.borrow().get(line) {
        return known.iter().map(|m| moved(m, 0, start)).collect();
    }
    let found = mentions_in(&text.text, &text.words(range), glossary);
    let known = found.iter().map(|m| moved(m, start, 0)).collect();
    glossary.mentions.borrow_mut().insert(line.to_owned(), known);
    found
}

/// The name that a range begins with.
#[must_use]
pub(crate) fn first_mention(text: &Text, range: Bytes, glossary: &Glossary) -> Option<Mention> {
    let words = text.words(range);
    let found = Reader { text: &text.text, words: &words, glossary }.names_at(0)?;
    found.into_iter().next().filter(|m| m.first == 0)
}

/// The names among `words`, in order.
fn mentions_in(text: &str, words: &[Token], glossary: &Glossary) -> Vec<Mention> {
    let reader = Reader { text, words, glossary };
    // "Sở Y tế – Cơ quan thường trực …": what stands behind the dash says what the body is, not who.
    let apposed = |out: &[Mention], at: usize| {
        at > 0
            && matches!(words[at - 1].word.as_str(), "-" | "–")
            && out.last().is_some_and(|m| m.end + 1 == at)
            && words[at].word == "cơ"
            && words.get(at + 1).is_some_and(|t| t.word == "quan")
    };
    let mut out: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.names_at(at) {
            Some(list) if apposed(&out, at) => {
                at = list.last().map_or(at + 1, |m| m.end.max(at + 1));
                if let Some(body) = out.last_mut() {
                    body.end = at;
                }
            }
            Some(list) => {
                at = list.last().map_or(at + 1, |m| m.end.max(at + 1));
                out.extend(list);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether words begin like a name of an organisation: for long forms of a glossary.
pub(crate) fn begins_like_name(long: &str) -> bool {
    let words = tokens(long, 0..long.len());
    let names = &knowledge().names;
    names.heads.at(&words, 0).is_some()
        || names.common.at(&words, 0).is_some()
        || names.plural.at(&words, 0).is_some()
        || names.general.at(&words, 0).is_some_and(|(end, ())| end < words.len() && words[0].capital)
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Token],
    glossary: &'a Glossary,
}

impl Reader<'_> {
    /// Whether a name may begin with this word: most words of a text begin none.
    fn may_begin(&self, token: &Token) -> bool {
        let names = &knowledge().names;
        token.is_word
            && (token.caps
                || names.small.may_begin(token)
                || token.capital && (names.heads.may_begin(token) || self.glossary.may_begin(token))
                || self.glossary.variants.may_begin(token))
    }

    /// The names that begin at a token: one, or those of a list.
    fn names_at(&self, at: usize) -> Option<Vec<Mention>> {
        self.words.get(at).filter(|t| self.may_begin(t))?;
        self.list_at(at).or_else(|| self.name_at(at).map(|end| vec![self.mention(at, end, None)]))
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |t| t.word.as_str())
    }

    fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|t| t.capital)
    }

    fn mention(&self, first: usize, end: usize, head: Option<String>) -> Mention {
        Mention { range: self.words[first].range.start..self.words[end - 1].range.end, head, first, end }
    }

    /// The verb at a token, action and role words only.
    fn verb(&self, at: usize) -> Option<Verb> {
        knowledge().verbs.words.at(self.words, at).map(|(_, v)| *v)
    }

    fn ends_name(&self, at: usize) -> bool {
        // "Cục … IV quan tâm phối hợp": an adverb of two words stands before a verb.
        let adverb = || knowledge().verbs.adverb.at(self.words, at).is_some_and(|(end, ())| end > at + 1);
        self.words
            .get(at)
            .is_none_or(|t| !t.is_word || self.verb(at).is_some() || knowledge().verbs.is_stop(t) || adverb())
    }

    /// Whether a name begins here that is not an everyday word.
    fn head_at(&self, at: usize) -> Option<(usize, bool)> {
        let names = &knowledge().names;
        if !self.words.get(at)?.capital || names.everyday.at(self.words, at).is_some() {
            return None;
        }
        names.heads.at(self.words, at).map(|(end, alone)| (end, *alone))
    }

    /// One past the last token of the name that begins at `at`.
    fn name_at(&self, at: usize) -> Option<usize> {
        let names = &knowledge().names;
        // "Đơn vị chủ trì là …" says a role and names nobody.
        if matches!(self.verb(at), Some(Verb::LeadIs | Verb::CoordinateIs)) {
            return None;
        }
        // "X là cơ quan chủ trì": a predicate.
        if at > 0 && matches!(self.word(at - 1), "là" | "làm") && matches!(self.word(at), "cơ" | "đơn") {
            return None;
        }
        let first = names.plural.at(self.words, at).map_or(at, |(end, ())| end);
        let plural = first > at;
        if let Some(hit) = self.glossary.at(self.words, first).filter(|h| h.organization) {
            return Some(if plural { self.complement(hit.end, first) } else { self.qualified(hit.end) });
        }
        // "Phòng VH - Xã hội" where Phòng VHXH is defined.
        if let Some((end, ..)) =
            self.glossary.variants.expanded(self.words, first).filter(|(.., core)| begins_like_name(core))
        {
            return Some(self.qualified(end));
        }
        // "các sở, ban, ngành": small or capital, a run of general nouns.
        if plural || (self.opens_clause(at) && self.general_alone(first)) {
            let heads_name = self.head_at(first).is_some_and(|(end, _)| self.words.get(end).is_some_and(|t| t.capital));
            if !heads_name && let Some(end) = self.general_run(first, plural) {
                return Some(end);
            }
        }
        if let Some((head_end, alone)) = self.head_at(first) {
            return self.named(first, head_end, alone);
        }
        if let Some((end, _)) = registry_at(self.words, first, at.checked_sub(1).map(|i| self.word(i)), true)
            .filter(|(_, long)| begins_like_name(long))
        {
            // "Các DN viễn thông trên địa bàn": what the short form stands for takes complements.
            return Some(if plural { self.complement(end, first) } else { self.qualified(end) });
        }
        // "doanh nghiệp", "chính quyền địa phương" need no "các".
        let common =
            names.common.at(self.words, first).filter(|(end, ())| plural || *end > first + 1 || self.capital(first));
        if common.is_some() && names.everyday.at(self.words, first).is_none() && !self.is_verb_phrase(first) {
            return self.general_run(first, plural);
        }
        None
    }

    /// A name behind its head.
    fn named(&self, first: usize, head_end: usize, alone: bool) -> Option<usize> {
        let names = &knowledge().names;
        // "Trưởng các ấp", "Thủ trưởng các sở, ngành": an office over many.
        if matches!(self.word(first), "trưởng" | "thủ" | "giám" | "người")
            && names.plural.at(self.words, head_end).is_some()
        {
            return self.name_at(head_end).or_else(|| self.qualifiers(head_end, true));
        }
        if self.word(first) == "trưởng" && head_end == first + 1 {
            return None;
        }
        let head = &self.text[self.words[first].range.start..self.words[head_end - 1].range.end];
        // "Ban Quản lý các khu công nghiệp": the whole name stands above the head "Ban Quản lý".
        if head_end > first + 1 {
            let known = names
                .sectors
                .at(self.words, first + 1)
                .filter(|(end, sector)| *end > head_end && sector.follows(&self.words[first].word));
            if let Some((end, _)) = known {
                let end = self.proper_name(end, first..head_end);
                let end = if self.name_goes_on(end, head) { self.go_on(end) } else { end };
                return Some(self.qualified(end));
            }
        }
        let mut end = head_end;
        if alone && let Some(named) = self.tasked(first..head_end) {
            return Some(self.qualified(named));
        }
        let next = self.words.get(end);
        if let Some((after, _)) = names.sectors.at(self.words, end).filter(|_| next.is_some_and(|t| t.capital)) {
            end = self.proper_name(after, first..head_end);
            // What a list knows may be only the beginning: "Văn hóa - Thể thao và Truyền thanh", "Khu kinh tế cửa khẩu Đồng Đăng".
            if self.name_goes_on(end, head) {
                end = self.go_on(end);
            }
        } else if next.is_some_and(|t| t.caps) && self.head_at(end).is_none() {
            end = self.caps_run(end, head);
            // "Trường THCS Long Phú", "Công ty TNHH Hoa Sen": a proper name behind the kind.
            if matches!(self.word(first), "trường" | "công" | "bệnh" | "trạm") {
                end = self.proper_at(end).unwrap_or(end);
            }
            end = self.proper_name(end, first..head_end);
        } else if let Some((_, inner_alone)) = self.head_at(end).filter(|_| next.is_some_and(|t| t.capital)) {
            // "Văn phòng UBND tỉnh", "Giám đốc Sở Y tế", "Thường trực HĐND".
            let (inner_end, _) = self.head_at(end)?;
            // "Văn phòng Sở", "Thanh tra Bộ": the body at hand needs no name.
            let own = matches!(self.word(end), "sở" | "bộ" | "cục" | "ban" | "ngành") && inner_end == end + 1;
            return self.named(end, inner_end, inner_alone).or(own.then_some(inner_end));
        } else {
            end = self.capital_run(end, alone);
        }
        // "Đội Quản lý thị trường số 8": a numbered office.
        if self.word(end) == "số"
            && self.words.get(end + 1).is_some_and(|t| t.word.len() <= 2 && t.word.chars().all(|c| c.is_ascii_digit()))
        {
            end += 2;
        }
        // "Thuế cơ sở 7": a numbered office.
        if self.word(end.wrapping_sub(1)) == "sở"
            && self.words.get(end).is_some_and(|t| t.word.chars().all(|c| c.is_ascii_digit()))
        {
            end += 1;
        }
        let qualified = self.qualified(end);
        (alone || qualified > head_end).then_some(qualified)
    }

    /// "Ban Chỉ đạo xây dựng đô thị văn minh phường": a board named by its task, in small words up to its level.
    fn tasked(&self, head: Range<usize>) -> Option<usize> {
        const MOST: usize = 12;
        const BOARDS: &[&str] = &["ban chỉ đạo", "tổ công tác", "hội đồng", "tổ giúp việc"];
        let at = head.end;
        if !self.says_one_of(head, BOARDS) || self.words.get(at).is_none_or(|t| t.capital || !t.is_word) {
            return None;
        }
        let names = &knowledge().names;
        let stop = |i: usize| {
            let role = matches!(
                self.verb(i),
                Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise | Verb::Request | Verb::Assign)
            );
            role || names.plural.at(self.words, i).is_some()
                || self.words.get(i).is_none_or(|t| !t.is_word || knowledge().verbs.is_stop(t))
        };
        (at..at + MOST)
            .take_while(|i| !stop(*i))
            .find(|i| *i > at + 1 && self.word(*i) != "thị" && names.places.at(self.words, *i).is_some())
    }

    /// Capitals right behind a name that is known, at heads of which there are many: "Trung tâm Du lịch Phong Nha - Kẻ Bàng".
    fn proper_name(&self, at: usize, head: Range<usize>) -> usize {
        const OPEN: &[&str] = &[
            "viện",
            "trung tâm",
            "ban quản lý",
            "trạm",
            "đội",
            "bệnh viện",
            "trường",
            "công ty",
            "xí nghiệp",
            "hợp tác xã",
            "vườn quốc gia",
            "hạt",
            "ban",
        ];
        let proper = self.words.get(at).is_some_and(|t| t.is_word && t.capital && !t.caps)
            && self.head_at(at).is_none()
            && knowledge().names.provinces.at(self.words, at).is_none()
            && self.verb(at).is_none()
            && self.glossary.at(self.words, at).is_none();
        if proper && self.says_one_of(head, OPEN) { self.capital_run(at, false).max(at) } else { at }
    }

    /// Whether these words are one of the phrases, which are folded.
    fn says_one_of(&self, words: Range<usize>, phrases: &[&str]) -> bool {
        let words = &self.words[words];
        phrases.iter().any(|phrase| words.iter().map(|t| t.word.as_str()).eq(phrase.split(' ')))
    }

    /// Whether an abbreviation here is an organisation by itself, or a sector behind a head of its own.
    pub(super) fn is_body(&self, at: usize) -> bool {
        self.glossary.at(self.words, at).is_some_and(|h| h.organization)
            || registry_at(self.words, at, None, true).is_some_and(|(_, long)| begins_like_name(long))
    }

    /// The rest of a known name that goes on.
    fn go_on(&self, at: usize) -> usize {
        let from = if matches!(self.word(at), "-" | "–") { at + 1 } else { at };
        self.capital_run(from, false).max(at)
    }

    /// Whether a known name goes on: with a hyphen and a capital, or with a few small words and a capital.
    fn name_goes_on(&self, at: usize, head: &str) -> bool {
        if matches!(self.word(at), "-" | "–") {
            return self.capital(at + 1) && self.parent_at(at).is_none() && self.head_at(at + 1).is_none();
        }
        let open = matches!(head.chars().next(), Some('B' | 'T' | 'V' | 'C')) && head.contains(' ');
        open && (at..at + 3)
            .take_while(|i| {
                self.words.get(*i).is_some_and(|t| t.is_word && !t.capital)
                    && !self.ends_name(*i)
                    && knowledge().names.places.at(self.words, *i).is_none()
                    && knowledge().names.tails.at(self.words, *i).is_none()
            })
            .count()
            .checked_sub(1)
            .is_some_and(|n| self.capital(at + n + 1) && self.head_at(at + n + 1).is_none())
    }

    /// Words of a name that no list has: capitals with the small syllables between them.
    fn capital_run(&self, from: usize, alone: bool) -> usize {
        let names = &knowledge().names;
        let mut end = from;
        loop {
            let Some(token) = self.words.get(end) else { return end };
            let started = end > from;
            if names.places.at(self.words, end).is_some()
                || names.tails.at(self.words, end).is_some() && (started || alone)
                || names.plural.at(self.words, end).is_some()
            {
                return end;
            }
            match token.word.as_str() {
                "-" | "–" if started && self.capital(end + 1) && self.parent_at(end).is_none() => end += 2,
                "và" if started
                    && self.capital(end + 1)
                    && self.head_at(end + 1).is_none()
                    && (!self.words[end + 1].caps
                        || self.word(from.wrapping_sub(1)) == "sở" && !self.is_body(end + 1)) =>
                {
                    end += 2;
                }
                "," if started && self.goes_on_after_comma(end).is_some() => {
                    end = self.goes_on_after_comma(end).unwrap_or(end + 2);
                }
                // "QLHC về TTXH": a preposition between two abbreviations.
                "về" if started && self.words.get(end + 1).is_some_and(|t| t.caps) => end += 2,
                _ if !token.is_word => return end,
                _ if token.capital && started && self.head_at(end).is_some_and(|(e, a)| a || self.capital(e)) => {
                    return end;
                }
                // A province closes the name: "Báo Đà Nẵng | đình chỉ …".
                _ if token.capital && names.provinces.at(self.words, end).is_some() => {
                    return names.provinces.at(self.words, end).map_or(end + 1, |(e, ())| e);
                }
                // "Tiếp nhận", "Hỗ trợ": a verb with a capital is part of the name as a whole.
                _ if token.capital => {
                    end = knowledge().verbs.words.at(self.words, end).map_or(end + 1, |(e, _)| e.min(end + 2));
                }
                "cho" if started && matches!(self.word(end + 1), "người" | "trẻ" | "phụ") => end += 2,
                // A small syllable: part of the name until a verb or a small word says otherwise. The first one behind a
                // head that needs a complement may itself be a verb ("Trung tâm hỗ trợ …").
                _ if !started && alone && !self.titled_verb(end) => return end,
                _ if !started => {
                    let Some((after, verb)) = knowledge().verbs.words.at(self.words, end) else {
                        if knowledge().verbs.is_stop(token) {
                            return end;
                        }
                        end += 1;
                        continue;
                    };
                    if matches!(verb, Verb::Action | Verb::Monitor)
                        && !matches!(self.word(from.wrapping_sub(1)), "phòng" | "sở" | "bộ" | "cục" | "ngành")
                    {
                        end = after;
                    } else {
                        return end;
                    }
                }
                _ if token.word.chars().all(|c| c.is_ascii_digit()) => end += 1,
                _ if self.ends_name(end) || token.word == "và" => {
                    if !self.titled_verb(end) {
                        return end;
                    }
                    end = knowledge().verbs.words.at(self.words, end).map_or(end + 1, |(e, _)| e);
                }
                _ if end >= from + 14 => return end,
                _ => end += 1,
            }
        }
    }

    /// "Tổ công tác triển khai Đề án 06": the verb belongs to the name when a title follows it.
    fn titled_verb(&self, at: usize) -> bool {
        let after = knowledge().verbs.words.at(self.words, at).filter(|(_, v)| **v == Verb::Action).map(|(end, _)| end);
        // Only working parties are named after what they carry out.
        let working = (at.saturating_sub(4)..at).any(|i| matches!(self.word(i), "tổ" | "ban"));
        after.filter(|_| working).is_some_and(|e| {
            matches!(self.word(e), "đề" | "chương" | "nghị")
                && self.capital(e)
                && matches!(self.word(e + 1), "án" | "trình" | "quyết")
        })
    }

    /// A comma inside a name that no list has, with a capital to come behind `và`: "Trung tâm hỗ trợ, xúc tiến đầu tư và
    /// Phát triển", "Xúc tiến Đầu tư, Thương mại và Du lịch". Returns where the name goes on.
    fn goes_on_after_comma(&self, comma: usize) -> Option<usize> {
        let names = &knowledge().names;
        let next = comma + 1;
        let token = self.words.get(next).filter(|t| t.is_word)?;
        if names.plural.at(self.words, next).is_some()
            || self.glossary.at(self.words, next).is_some()
            || token.caps
            || self.head_at(next).is_some()
        {
            return None;
        }
        let closing = (next..(next + 8).min(self.words.len())).take_while(|i| self.words[*i].is_word).find(|i| {
            self.word(*i) == "và" && self.capital(i + 1) && self.head_at(i + 1).is_none() && !self.words[i + 1].caps
        })?;
        if token.capital {
            return (next..closing).all(|i| !matches!(self.verb(i), Some(v) if v != Verb::Action)).then_some(next + 1);
        }
        let verbal = self.verb(next) == Some(Verb::Action)
            && names.common.at(self.words, next).is_none()
            && names.general.at(self.words, next).is_none();
        let role = (next..closing)
            .any(|i| matches!(self.verb(i), Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise)));
        (verbal && !role).then_some(closing + 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise};

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let got: Vec<String> = mentions_in(text, &tokens(text, 0..text.len()), &Glossary::default())
            .iter()
            .map(|m| text[m.range.clone()].to_owned())
            .collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn names_end_where_their_grammar_ends() {
        check(
            "Sở Thông tin và Truyền thông chủ trì, phối hợp với các cơ quan, đơn vị có liên quan triển khai",
            &["Sở Thông tin và Truyền thông", "các cơ quan, đơn vị có liên quan"],
        );
        check(
            "Công an tỉnh phối hợp Cục Cảnh sát QLHC về TTXH - Bộ Công an chủ trì",
            &["Công an tỉnh", "Cục Cảnh sát QLHC về TTXH - Bộ Công an"],
        );
        check(
            "Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Hải Dương chỉ đạo các tổ chức tín dụng trên địa bàn phối hợp với",
            &["Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Hải Dương", "các tổ chức tín dụng trên địa bàn"],
        );
        check("Sở Nông nghiệp và phát triển nông thôn chủ trì", &["Sở Nông nghiệp và phát triển nông thôn"]);
        check(
            "phối hợp với Sở Công thương; Sở Văn hóa, Thể thao và Du lịch, các đơn vị có liên quan tổ chức thực hiện",
            &["Sở Công thương", "Sở Văn hóa, Thể thao và Du lịch", "các đơn vị có liên quan"],
        );
        check("phối hợp với các doanh nghiệp tích hợp hệ thống", &["các doanh nghiệp"]);
        check(
            "Cục Thống kê tỉnh chủ trì, phối hợp Sở Lao động - Thương binh và Xã hội, Bảo hiểm xã hội tỉnh cung cấp",
            &["Cục Thống kê tỉnh", "Sở Lao động - Thương binh và Xã hội", "Bảo hiểm xã hội tỉnh"],
        );
        check(
            "Phòng Văn hóa - Thông tin thành phố chủ trì, phối hợp UBND các phường, xã và Trung tâm hỗ trợ, xúc tiến đầu tư và Phát triển tỉnh Thái Bình và các đơn vị có liên quan tổ chức",
            &[
                "Phòng Văn hóa - Thông tin thành phố",
                "UBND các phường, xã",
                "Trung tâm hỗ trợ, xúc tiến đầu tư và Phát triển tỉnh Thái Bình",
                "các đơn vị có liên quan",
            ],
        );
        check(
            "phối hợp cùng các phòng, ban, ngành, doanh nghiệp trên địa bàn thành phố triển khai",
            &["các phòng, ban, ngành", "doanh nghiệp trên địa bàn thành phố"],
        );
        check(
            "UBND phường, xã Tổ công tác Đề án 06 cấp thành phố, phường, xã",
            &["UBND phường, xã", "Tổ công tác Đề án 06 cấp thành phố, phường, xã"],
        );
        check("Phòng PC06 Công an tỉnh và nhân sự kỹ thuật Sở Y tế", &["Phòng PC06 Công an tỉnh", "Sở Y tế"]);
        check("phối hợp các sở, ngành và UBND cấp huyện có nhu cầu", &["các sở, ngành", "UBND cấp huyện"]);
        check(
            "Đài Truyền thanh - Truyền hình thành phố tổ chức truyền thông",
            &["Đài Truyền thanh - Truyền hình thành phố"],
        );
        check("Tổ công tác triển khai Đề án 06 tỉnh", &["Tổ công tác triển khai Đề án 06 tỉnh"]);
        check(
            "UBND các huyện, thị xã, thành phố; Tỉnh đoàn; Hội Liên hiệp Phụ nữ tỉnh",
            &["UBND các huyện, thị xã, thành phố", "Tỉnh đoàn", "Hội Liên hiệp Phụ nữ tỉnh"],
        );
    }

    #[test]
    fn names_that_lists_do_not_hold() {
        check("Văn phòng Sở, Thanh tra Sở thực hiện", &["Văn phòng Sở", "Thanh tra Sở"]);
        check("Uỷ ban MTTQ huyện; Trường THCS Long Phú", &["Uỷ ban MTTQ huyện", "Trường THCS Long Phú"]);
        check("Báo Đà Nẵng đăng tin; VNPT Lào Cai biên tập", &["Báo Đà Nẵng", "VNPT Lào Cai"]);
        check(
            "Ngân hàng Nhà nước Việt Nam chi nhánh Khu vực 5, Thuế cơ sở 7 tỉnh Tây Ninh",
            &["Ngân hàng Nhà nước Việt Nam chi nhánh Khu vực 5", "Thuế cơ sở 7 tỉnh Tây Ninh"],
        );
        check(
            "Ban Quản lý các khu công nghiệp tỉnh và các doanh nghiệp viễn thông triển khai",
            &["Ban Quản lý các khu công nghiệp tỉnh", "các doanh nghiệp viễn thông"],
        );
    }

    #[test]
    fn everyday_words_are_no_names() {
        check("Tổ chức phòng, chống dịch; ban hành bộ tiêu chí; báo cáo kết quả; đội ngũ cán bộ; trường hợp", &[]);
    }

    #[test]
    fn shared_heads_are_given_to_each() {
        let names = |line: &str| -> Vec<String> {
            let text = normalise::normalise(&ingest::read(line.as_bytes(), "a.txt").expect("readable"));
            let found = mentions(&text, 0..text.text.len(), &Glossary::default());
            found.iter().map(|m| m.name(&text, &Glossary::default())).collect()
        };
        let found = names("phối hợp với các Sở Tài chính, Xây dựng và Y tế thực hiện");
        assert_eq!(found, ["Sở Tài chính", "Sở Xây dựng", "Sở Y tế"]);
        let found = names("Sở: Nội vụ, Văn hóa, Thể thao và Du lịch, Công Thương");
        assert_eq!(found, ["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Công Thương"]);
    }
}
