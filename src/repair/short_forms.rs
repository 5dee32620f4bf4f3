//! Short forms by those that the document uses: letters in a row that nothing explains, where one of its own forms must
//! stand.
//!
//! In: a [`Text`]. Out: [`Repair`]s. Recognition tears capitals apart and joins them ("TTI1T" for "TTTT", "HIXNH" for
//! "TTXH"). What stands more than once, or means something in any document, is left as it was read.

use rustc_hash::{FxHashMap, FxHashSet};
use strsim::osa_distance;

use crate::knowledge::fold::short_key;
use crate::knowledge::knowledge;
use crate::knowledge::syllables::Syllables;
use crate::knowledge::words::{Token, Word};
use crate::normalise::{Repair, Text};
use crate::record::RepairReason;
use crate::repair::lines;

/// A form that is the document's own is said so often.
const SAID: u32 = 3;

/// The fewest letters of a word that can be told for a form.
const LETTERS: usize = 4;

/// The forms of a document.
#[derive(Default)]
struct Forms {
    /// How often each folded word of capitals stands.
    counts: FxHashMap<Word, u32>,
    /// As it is printed first.
    printed: FxHashMap<Word, String>,
    /// The words that stand before each, as they are printed, and how often.
    left: FxHashMap<Word, FxHashMap<String, u32>>,
    /// How often each follows two words.
    after: FxHashMap<(Word, Word), FxHashMap<Word, u32>>,
}

/// The repairs of the recognised pages of a text.
pub(super) fn repairs(text: &Text) -> Vec<Repair> {
    let lines = lines(text);
    let mut forms = Forms::default();
    for line in &lines {
        forms.add(line, text);
    }
    let mut out = Vec::new();
    for line in &lines {
        for (at, token) in line.iter().enumerate().filter(|(_, token)| token.caps) {
            if !text.is_recognised(token.range.start) || forms.is_explained(&token.word, text.slice(&token.range)) {
                continue;
            }
            let is_torn = torn(text.slice(&token.range)) || text.is_doubtful(&token.range);
            let form = forms.in_phrase(line, at).or_else(|| is_torn.then(|| forms.nearest(&token.word)).flatten());
            let Some(form) = form else { continue };
            let mut repair = |token: &Token, value: &String| {
                out.push(Repair { range: token.range.clone(), value: value.clone(), reason: RepairReason::ShortForm });
            };
            // The word before it may be torn as well: "S7 TTI1T".
            let torn = at.checked_sub(1).map(|left| &line[left]).filter(|left| is_no_word(text.slice(&left.range)));
            if let Some((left, word)) = torn.zip(forms.only_before(form)) {
                repair(left, word);
            }
            if let Some(value) = forms.printed.get(form) {
                repair(token, value);
            }
        }
    }
    out
}

/// Whether figures stand between letters, as in no short form.
fn torn(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.contains(|c: char| c.is_ascii_digit())
}

/// Whether a few letters with a figure behind them stand where words do.
fn is_no_word(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len() && word.chars().count() <= 3 && letters.chars().any(char::is_alphabetic)
}

/// The two words before a place of a line.
fn before(line: &[Token], at: usize) -> Option<(Word, Word)> {
    let [first, second] = line.get(at.checked_sub(2)?..at)? else { return None };
    (first.is_word && second.is_word).then(|| (first.word.clone(), second.word.clone()))
}

impl Forms {
    fn add(&mut self, line: &[Token], text: &Text) {
        for (at, token) in line.iter().enumerate().filter(|(_, token)| token.caps) {
            *self.counts.entry(token.word.clone()).or_default() += 1;
            self.printed.entry(token.word.clone()).or_insert_with(|| text.slice(&token.range).to_owned());
            if let Some(left) = at.checked_sub(1).map(|left| &line[left]).filter(|left| left.is_word) {
                let printed = text.slice(&left.range).to_owned();
                *self.left.entry(token.word.clone()).or_default().entry(printed).or_default() += 1;
            }
            if let Some(words) = before(line, at) {
                *self.after.entry(words).or_default().entry(token.word.clone()).or_default() += 1;
            }
        }
    }

    fn is_own(&self, word: &Word) -> bool {
        self.counts.get(word).is_some_and(|count| *count >= SAID)
    }

    /// Whether a word is a form already, or a word of a line in capitals.
    fn is_explained(&self, word: &Word, printed: &str) -> bool {
        let registry = &knowledge().registry;
        word.chars().count() < LETTERS
            || self.counts.get(word).is_some_and(|count| *count > 1)
            || registry.readings(&short_key(printed), None).next().is_some()
            || Syllables::get().has(word)
    }

    /// The one form that follows the two words before a place wherever else they stand, where what was read has half of
    /// its letters.
    fn in_phrase(&self, line: &[Token], at: usize) -> Option<&Word> {
        let read = &line[at].word;
        let follow = self.after.get(&before(line, at)?)?;
        let others: FxHashSet<&Word> = follow.keys().filter(|form| self.is_own(form)).collect();
        let mut others = others.into_iter();
        let (only, None) = (others.next()?, others.next()) else { return None };
        let longer = only.chars().count().max(read.chars().count());
        (follow[only] >= SAID && osa_distance(only, read) * 2 <= longer + 1).then_some(only)
    }

    /// The one word that stands before a form, wherever one does.
    fn only_before(&self, form: &Word) -> Option<&String> {
        let mut words = self.left.get(form)?.iter();
        let (only, None) = (words.next()?, words.next()) else { return None };
        (*only.1 >= SAID).then_some(only.0)
    }

    /// The one form of the document that differs least from what was read: in a letter, or in two of five.
    fn nearest(&self, read: &Word) -> Option<&Word> {
        let most = if read.chars().count() > LETTERS { 2 } else { 1 };
        let own = self.counts.keys().filter(|form| self.is_own(form) && form.chars().count() >= LETTERS);
        let mut near: Vec<(usize, &Word)> = own.map(|form| (osa_distance(form, read), form)).collect();
        near.retain(|(distance, _)| *distance <= most);
        near.sort_unstable();
        match near[..] {
            [(_, only)] => Some(only),
            [(first, form), (second, _), ..] if first < second => Some(form),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{self, Reading};
    use crate::normalise;

    fn repaired(text: &str, recognised: bool) -> Vec<(String, String)> {
        let mut source = ingest::read(text.as_bytes(), "a.txt").expect("readable");
        if recognised {
            source.readings = vec![Reading { page: 1, confidence: Some(90.0) }];
        }
        let text = normalise::normalise(&source);
        repairs(&text).into_iter().map(|r| (text.slice(&r.range).to_owned(), r.value)).collect()
    }

    const PLAN: &str = "Cục CS QLHC về TTXH chủ trì\nCục CS QLHC về TTXH\nDo Cục CS QLHC về TTXH lập\n\
        Sở TTTT\nSở TTTT phối hợp\nSở TTTT, UBND\nSở LĐTBXH\nSở LĐTBXH\nSở LĐTBXH\n";

    #[test]
    fn a_phrase_of_the_document_tells_its_form() {
        let plan = format!("{PLAN}Cục CS QLHC về HIXNH, S7 TTI1T, DN");
        let expected = [("HIXNH", "TTXH"), ("S7", "Sở"), ("TTI1T", "TTTT")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(repaired(&plan, true), expected);
        assert_eq!(repaired(&plan, false), []);
    }

    #[test]
    fn what_may_be_another_form_stays() {
        // Said twice; meaning something; no figures in it and read with confidence; nothing like it; a word in capitals.
        for line in ["Sở VHTX\nSở VHTX", "về CNTT", "Sở TTTX", "Sở T1KHĐT9X", "KẾ HOẠCH TTXÃ HỘI", "về QLNN"]
        {
            assert_eq!(repaired(&format!("{PLAN}{line}"), true), [], "{line}");
        }
        // Two forms follow the words.
        let plan = "do Sở TTTT\ndo Sở TTTT\ndo Sở TTTT\ndo Sở LĐTB\ndo Sở LĐTB\ndo Sở LĐTB\ndo Sở LTTB";
        assert_eq!(repaired(plan, true), []);
    }
}
