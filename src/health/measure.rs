//! Measure: what the words of a page show of its reading.
//!
//! In: the words and marks of a line. Out: [`Measure`], counts only. A word counts unless it may well be no Vietnamese and
//! yet right: numbers, abbreviations, names in plain letters, lone letters.

use crate::knowledge::syllables::Syllables;
use crate::knowledge::words::Token;
use crate::normalise::Text;

/// Counts over a page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// Words that count.
    pub(super) words: usize,
    /// Of these: syllables.
    pub(super) syllables: usize,
    /// Of these: with letters beyond ASCII.
    pub(super) marked: usize,
    /// Of these: pieces of one word.
    pub(super) split: usize,
    /// Of these: spelled as no language of this alphabet spells.
    pub(super) broken: usize,
    /// Letters.
    pub(super) letters: usize,
    /// Accents apart from letters.
    pub(super) loose_marks: usize,
    /// Letters of old encodings, characters that show nothing.
    pub(super) foreign_letters: usize,
}

/// Consonants in a row that even foreign words hardly have.
const MOST_CONSONANTS: usize = 4;

impl Measure {
    /// Adds the words of a line.
    pub(super) fn add(&mut self, text: &Text, words: &[Token]) {
        let syllables = Syllables::get();
        for (at, token) in words.iter().enumerate() {
            if !token.is_word {
                // The mark of a list stands apart from its words, whatever font shows it.
                let alone = words.get(at + 1).is_none_or(|next| next.range.start > token.range.end);
                self.mark(text.slice(&token.range), alone);
                continue;
            }
            let word = token.word.as_str();
            self.letters += word.len();
            if syllables.has(word) {
                self.words += 1;
                self.syllables += 1;
                self.marked += usize::from(!word.is_ascii());
                continue;
            }
            let pieces = |first: Option<&Token>, second: Option<&Token>| {
                first.zip(second).is_some_and(|(a, b)| is_split(text, a, b, syllables))
            };
            let split = pieces(Some(token), words.get(at + 1))
                || pieces(at.checked_sub(1).and_then(|before| words.get(before)), Some(token));
            if split || counts(text.slice(&token.range), token) {
                self.words += 1;
                self.marked += usize::from(!word.is_ascii());
                self.split += usize::from(split);
                self.broken += usize::from(!split && is_broken(word));
                self.foreign_letters += word.chars().filter(|c| is_foreign(*c)).count();
            }
        }
    }

    /// Counts a character that is neither letter nor figure.
    fn mark(&mut self, mark: &str, alone: bool) {
        match mark.chars().next() {
            Some('\u{300}'..='\u{36F}') => self.loose_marks += 1,
            Some(c) if !c.is_ascii() && !alone && is_foreign(c) => self.foreign_letters += 1,
            _ => {}
        }
    }
}

/// Whether a word that is no syllable counts.
fn counts(printed: &str, token: &Token) -> bool {
    let word = token.word.as_str();
    if word.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if word.is_ascii() {
        // Abbreviations, names, units of measure, and letters that Vietnamese does not have.
        let named = printed.contains(|c: char| c.is_ascii_uppercase());
        return !named && word.len() > 2 && !word.contains(['f', 'j', 'w', 'z']);
    }
    // Short forms in capitals have no letter beyond ASCII but these.
    !token.caps || word.contains(|c: char| !c.is_ascii() && !matches!(c, 'đ' | 'ư' | 'ă' | 'â' | 'ô' | 'ơ'))
}

/// Whether two words beside one another are one syllable that a blank cuts.
fn is_split(text: &Text, first: &Token, second: &Token, syllables: &Syllables) -> bool {
    let beside = first.range.end + 1 == second.range.start && text.slice(&(first.range.end..second.range.start)) == " ";
    beside
        && first.is_word
        && second.is_word
        && !second.capital
        && !first.caps
        && first.word.len() + second.word.len() <= MOST_BYTES
        && syllables.has(&format!("{}{}", first.word, second.word))
}

/// No syllable is longer.
const MOST_BYTES: usize = 16;

/// Whether a word that is no syllable is spelled as hardly any language of this alphabet spells: letters of Vietnamese in
/// no order of its, no vowel, or many consonants in a row.
fn is_broken(word: &str) -> bool {
    if !word.is_ascii() {
        return true;
    }
    let is_vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let mut runs = word.as_bytes().split(|b| is_vowel(*b)).map(<[u8]>::len);
    !word.bytes().any(is_vowel) || runs.any(|run| run >= MOST_CONSONANTS)
}

/// Letters and symbols that no plan prints and that encodings of old and unknown fonts leave.
fn is_foreign(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{A6}' | '¨' | 'ª' | '¬' | '¯' | '´'..='¶' | '¸'..='º' | '¼'..='¿' | 'ä'..='ç' | 'ë' | 'î'..='ñ' | 'ö' | 'ø'
            | 'û' | 'ü' | 'þ' | 'ÿ' | 'ß' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'
    )
}
