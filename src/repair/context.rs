//! Words by their neighbours: a word that differs in its marks alone from one that stands in the same phrase elsewhere.
//!
//! In: a [`Text`]. Out: [`Repair`]s. Marks over and under letters are what recognition loses most ("thế thao" for "thể thao"), and
//! a plan says its phrases again and again. What the document says once in two ways is left as it was read.

use rustc_hash::FxHashMap;

use crate::knowledge::fold::bare;
use crate::knowledge::knowledge;
use crate::knowledge::syllables::Syllables;
use crate::knowledge::words::{Token, Word, tokens};
use crate::normalise::{Repair, Text};
use crate::record::RepairReason;
use crate::repair::lines;

/// How often a phrase of the registry counts as said.
const KNOWN: u32 = 2;

/// The phrase must be said so many times as often with the other word.
const MORE: u32 = 3;

/// The same for a line of few words.
const MORE_ALONE: u32 = 8;

/// At the edge of a line so many words on one side speak in place of a neighbour on each.
const AT_EDGE: usize = 3;

/// The number of a word.
type Id = u32;

/// Which words the document says, and which stand side by side.
#[derive(Default)]
struct Phrases {
    ids: FxHashMap<Word, Id>,
    /// How often each word stands.
    counts: Vec<u32>,
    pairs: FxHashMap<(Id, Id), u32>,
    /// Words and the [`AT_EDGE`] that follow, in the same way.
    runs: FxHashMap<[Id; AT_EDGE + 1], u32>,
    /// The words of the same letters.
    alike: FxHashMap<Word, Vec<Id>>,
    words: Vec<Word>,
}

/// The repairs of the recognised pages of a text.
pub(super) fn repairs(text: &Text) -> Vec<Repair> {
    let mut phrases = Phrases::default();
    for entry in &knowledge().registry.abbreviations {
        phrases.add(&tokens(entry.long, 0..entry.long.len()), KNOWN);
    }
    let lines = lines(text);
    for line in &lines {
        phrases.add(line, 1);
    }
    let mut out = Vec::new();
    for line in lines.iter().filter(|line| line.first().is_some_and(|word| text.is_recognised(word.range.start))) {
        for stretch in stretches(line) {
            let ids: Vec<Id> = stretch.iter().filter_map(|token| phrases.ids.get(&token.word).copied()).collect();
            for (at, token) in stretch.iter().enumerate().filter(|(_, token)| is_plain(token)) {
                let Some((word, reason)) = phrases.instead(&ids, at) else { continue };
                let value = in_case_of(text.slice(&token.range), &word);
                out.push(Repair { range: token.range.clone(), value, reason });
            }
        }
    }
    out
}

/// A word without its marks; `đ` is a `d` with one.
fn letters(word: &Word) -> Word {
    word.chars().map(|c| if c == 'đ' { 'd' } else { bare(c) }).collect()
}

/// A word of letters alone.
fn is_plain(token: &Token) -> bool {
    token.word.chars().all(char::is_alphabetic)
}

/// The words of a line in stretches that no mark but a comma parts: "Văn hóa, Thể thao và Du lịch" is one phrase.
fn stretches(line: &[Token]) -> impl Iterator<Item = Vec<&Token>> {
    line.split(|token| !token.is_word && token.word != ",")
        .map(|stretch| stretch.iter().filter(|token| token.is_word).collect())
}

impl Phrases {
    fn id(&mut self, word: &Word) -> Id {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = Id::try_from(self.words.len()).unwrap_or(Id::MAX);
        self.ids.insert(word.clone(), id);
        self.words.push(word.clone());
        self.counts.push(0);
        self.alike.entry(letters(word)).or_default().push(id);
        id
    }

    fn add(&mut self, line: &[Token], times: u32) {
        for stretch in stretches(line) {
            let ids: Vec<Id> = stretch.iter().map(|token| self.id(&token.word)).collect();
            for id in &ids {
                self.counts[*id as usize] += times;
            }
            for pair in ids.windows(2) {
                *self.pairs.entry((pair[0], pair[1])).or_default() += times;
            }
            for run in ids.windows(AT_EDGE + 1).filter_map(|run| run.try_into().ok()) {
                *self.runs.entry(run).or_default() += times;
            }
        }
    }

    /// What stands in the place of a word of a stretch, if not what was read.
    fn instead(&self, stretch: &[Id], at: usize) -> Option<(Word, RepairReason)> {
        let read = stretch[at];
        let alike = self.alike.get(&letters(&self.words[read as usize])).filter(|alike| alike.len() > 1)?;
        let left = at.checked_sub(1).map(|i| stretch[i]);
        let right = stretch.get(at + 1).copied();
        let pair = |a: Option<Id>, b: Option<Id>| Some(self.pairs.get(&(a?, b?)).copied().unwrap_or(0));
        let around = |id: Id| (pair(left, Some(id)), pair(Some(id), right));
        let sum = |(a, b): (Option<u32>, Option<u32>)| a.unwrap_or(0) + b.unwrap_or(0);
        let here = sum(around(read));
        let is_syllable = Syllables::get().has(&self.words[read as usize]);
        let is_marked = !self.words[read as usize].is_ascii();
        let speaks = |id: &Id| {
            let found = around(*id);
            let phrase = match found {
                (Some(1..), Some(1..)) => sum(found) >= MORE * here,
                (Some(1..), None) | (None, Some(1..)) if stretch.len() <= AT_EDGE => sum(found) >= MORE_ALONE * here,
                (Some(1..), None) | (None, Some(1..)) => sum(found) >= MORE * here && self.run(stretch, at, *id) >= 2,
                _ => false,
            };
            // A foreign word has no marks.
            phrase || !is_syllable && is_marked && sum(found) >= 1 && self.counts[*id as usize] >= 2
        };
        let mut fit: Vec<Id> = alike.iter().copied().filter(|id| *id != read).filter(speaks).collect();
        fit.sort_by_key(|id| std::cmp::Reverse(sum(around(*id))));
        let best = *fit.first()?;
        if fit.get(1).is_some_and(|second| sum(around(*second)) == sum(around(best))) {
            return None;
        }
        let reason = if is_syllable { RepairReason::Phrase } else { RepairReason::Syllable };
        Some((self.words[best as usize].clone(), reason))
    }

    /// How often the words at the edge of a stretch are said with this one at the edge.
    fn run(&self, stretch: &[Id], at: usize, edge: Id) -> u32 {
        let from = if at == 0 { Some(0) } else { at.checked_sub(AT_EDGE) };
        let Some(words) = from.and_then(|from| stretch.get(from..=from + AT_EDGE)) else { return 0 };
        let run: [Id; AT_EDGE + 1] = std::array::from_fn(|i| if i + from.unwrap_or(0) == at { edge } else { words[i] });
        self.runs.get(&run).copied().unwrap_or(0)
    }
}

/// A folded word in the capitals of the word that it stands for; both have the same letters but for marks.
fn in_case_of(read: &str, word: &str) -> String {
    let mut as_read = read.chars();
    let written = word.chars().flat_map(|c| {
        let upper = as_read.next().is_some_and(char::is_uppercase);
        let (up, low) = (upper.then(|| c.to_uppercase()), (!upper).then_some(c));
        up.into_iter().flatten().chain(low)
    });
    written.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{self, Reading};
    use crate::normalise;

    /// What is repaired in a text whose pages are recognised, or are not.
    fn repaired(text: &str, recognised: bool) -> Vec<(String, String, RepairReason)> {
        let mut source = ingest::read(text.as_bytes(), "a.txt").expect("readable");
        if recognised {
            source.readings = vec![Reading { page: 1, confidence: Some(90.0) }];
        }
        let text = crate::repair::repair(normalise::normalise(&source));
        text.repairs().iter().map(|r| (text.slice(&r.range).to_owned(), r.value.clone(), r.reason)).collect()
    }

    const PLAN: &str = "Phát triển chính quyền số của tỉnh\nSở Nội vụ phát triển chính quyền số của huyện\n\
        Đề án phát triển chính quyền số của xã\n";

    #[test]
    fn a_phrase_that_is_said_again_tells_its_words() {
        let plan = format!("{PLAN}PHÁT TRIẾN CHÍNH QUYỀN SỐ");
        let found = |read: &str, value: &str, reason| vec![(read.to_owned(), value.to_owned(), reason)];
        assert_eq!(repaired(&plan, true), found("TRIẾN", "TRIỂN", RepairReason::Phrase));
        assert_eq!(repaired(&plan, false), []);
        // "duyêt" is no syllable: once is enough.
        let plan = "Phê duyệt danh mục\nPhê duyệt kết quả\nPhê duyêt kinh phí";
        assert_eq!(repaired(plan, true), found("duyêt", "duyệt", RepairReason::Syllable));
    }

    #[test]
    fn at_the_edge_of_a_line_more_words_are_asked() {
        let plan = "Tổ chức thực hiện kế hoạch\nViệc tổ chức thực hiện\nTỐ CHỨC THỰC HIỆN";
        assert_eq!(repaired(plan, true), [("TỐ".to_owned(), "TỔ".to_owned(), RepairReason::Phrase)]);
        let plan = "Sở Thông tin và Truyền thông\nbáo chí truyền thông\nNgành truyền thông\nkênh truyền thông\n\
            Giảm chi phí đào tạo truyền thống\nSở Lao động báo cáo\nSở Lao động chủ trì\nSố lao động điện tử";
        assert_eq!(repaired(plan, true), []);
        let plan = format!("{}MỤC TIỂU", "Các mục tiêu chung\n".repeat(8));
        assert_eq!(repaired(&plan, true), [("TIỂU".to_owned(), "TIÊU".to_owned(), RepairReason::Phrase)]);
        let plan = "Gắn chíp điện tử\nThẻ có chíp điện tử\nThẻ gắn chip điện tử";
        assert_eq!(repaired(plan, true), []);
    }

    #[test]
    fn what_is_said_in_two_ways_stays() {
        // Each once, or in other phrases.
        for plan in ["Sổ theo dõi công văn\nSố theo dõi công văn", "Chỉ đạo điều hành\nChi đạo tạo\nChi tiền"]
        {
            assert_eq!(repaired(plan, true), [], "{plan}");
        }
        assert_eq!(repaired(&format!("{PLAN}Số hóa chính quyền số của"), true), []);
    }
}
