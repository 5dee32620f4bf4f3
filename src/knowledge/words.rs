//! Words: a line as a row of folded words.
//!
//! In: text and a byte range. Out: [`Token`]s with their places, each looked up in the vocabulary. Nothing here knows what a
//! word means.

use compact_str::CompactString;

use super::fold::fold_into;
use super::knowledge;
use super::letters::{Letter, Letters};
use super::phrases::{Entry, Vocabulary};
use crate::span::Bytes;

/// A folded word: short enough to be copied.
pub type Word = CompactString;

/// A word or a mark of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: Bytes,
    /// Folded.
    pub word: Word,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Holds two capital letters or more, or one before digits, and no small one: the shape of an abbreviation.
    pub caps: bool,
    /// A letter or digit, not a mark.
    pub is_word: bool,
    /// What the vocabulary says of `word`.
    pub(super) entry: Entry,
}

/// The words and marks of `text[range]`; marks are single characters.
#[must_use]
pub fn tokens(text: &str, range: Bytes) -> Vec<Token> {
    tokens_of(text, range, &knowledge().vocabulary)
}

/// [`tokens`] by a vocabulary that may still grow.
pub(super) fn tokens_of(text: &str, range: Bytes, vocabulary: &Vocabulary) -> Vec<Token> {
    // A Vietnamese syllable and its blank take some six bytes.
    let mut out = Vec::with_capacity(range.len() / 5 + 1);
    let letters = Letters::get();
    let mut shape = Shape::default();
    let mut start = range.start;
    for (at, c) in text[range.clone()].char_indices() {
        let (at, letter) = (range.start + at, letters.of(c));
        if letter.is_alphanumeric() {
            shape.add(letter);
            continue;
        }
        if at > start {
            out.push(shape.token(text, start..at, true, vocabulary));
        }
        shape = Shape::default();
        start = at + c.len_utf8();
        if !letter.is_blank() {
            shape.add(letter);
            out.push(shape.token(text, at..start, false, vocabulary));
            shape = Shape::default();
        }
    }
    if range.end > start {
        out.push(shape.token(text, start..range.end, true, vocabulary));
    }
    out
}

/// What the letters of a word are, gathered while it is read.
struct Shape {
    upper: usize,
    lower: bool,
    /// Its first letter is a capital.
    capital: bool,
    /// All letters are folded already.
    folded: bool,
    first: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self { upper: 0, lower: false, capital: false, folded: true, first: true }
    }
}

impl Shape {
    #[inline]
    fn add(&mut self, letter: Letter) {
        let upper = letter.is_uppercase();
        self.capital |= self.first && upper;
        self.first = false;
        self.upper += usize::from(upper);
        self.lower |= letter.is_lowercase();
        self.folded &= letter.is_folded();
    }

    fn token(&self, text: &str, range: Bytes, is_word: bool, vocabulary: &Vocabulary) -> Token {
        let raw = &text[range.clone()];
        // Nearly every word of a text is one that the program knows, in a spelling that needs no folding any more.
        let (word, entry) = vocabulary.of(raw).cloned().unwrap_or_else(|| {
            if self.folded {
                return (Word::new(raw), Entry::default());
            }
            let word = folded(raw);
            let entry = vocabulary.of(&word).map_or_else(Entry::default, |(_, entry)| *entry);
            (word, entry)
        });
        let numbered = || self.upper == 1 && raw.len() >= 3 && raw.ends_with(|c: char| c.is_ascii_digit());
        Token {
            capital: self.capital,
            caps: !self.lower && (self.upper >= 2 || numbered()),
            is_word,
            entry,
            range,
            word,
        }
    }
}

fn folded(raw: &str) -> Word {
    let mut word = Word::default();
    fold_into(raw, &mut word);
    word
}
