//! Words: a line as a row of folded words.
//!
//! In: text and a byte range. Out: [`Token`]s with their places, each looked up in the vocabulary. Nothing here knows what a
//! word means.

use compact_str::CompactString;

use super::fold::fold_into;
use super::knowledge;
use super::letters::Letters;
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

impl Token {
    /// The same word, standing elsewhere.
    #[must_use]
    pub fn moved(self, range: Bytes) -> Self {
        Self { range, ..self }
    }
}

/// The words and marks of `text[range]`; marks are single characters.
#[must_use]
pub fn tokens(text: &str, range: Bytes) -> Vec<Token> {
    tokens_of(text, range, knowledge().vocabulary)
}

/// [`tokens`] by a vocabulary that may still grow.
pub(super) fn tokens_of(text: &str, range: Bytes, vocabulary: &Vocabulary) -> Vec<Token> {
    // A Vietnamese syllable and its blank take some six bytes.
    let mut out = Vec::with_capacity(range.len() / 5 + 1);
    let letters = Letters::get();
    let token = |range: Bytes, is_word: bool| {
        let Spelling { word, entry, capital, caps } = vocabulary.read(&text[range.clone()]);
        Token { range, word, capital, caps, is_word, entry }
    };
    let mut start = range.start;
    for (at, c) in text[range.clone()].char_indices() {
        let (at, letter) = (range.start + at, letters.of(c));
        if letter.is_alphanumeric() {
            continue;
        }
        if at > start {
            out.push(token(start..at, true));
        }
        start = at + c.len_utf8();
        if !letter.is_blank() {
            out.push(token(at..start, false));
        }
    }
    if range.end > start {
        out.push(token(start..range.end, true));
    }
    out
}

/// What a word is by the way it is written.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    /// Folded.
    pub(super) word: Word,
    /// What the vocabulary says of it.
    pub(super) entry: Entry,
    capital: bool,
    caps: bool,
}

impl Spelling {
    /// Reads a word as it is printed; `known` is what the vocabulary says of folded words.
    pub(super) fn read(raw: &str, known: impl Fn(&str) -> Entry) -> Self {
        let letters = Letters::get();
        let (mut upper, mut lower, mut plain) = (0, false, true);
        for letter in raw.chars().map(|c| letters.of(c)) {
            upper += usize::from(letter.is_uppercase());
            lower |= letter.is_lowercase();
            plain &= letter.is_folded();
        }
        let word = if plain {
            Word::new(raw)
        } else {
            let mut word = Word::default();
            fold_into(raw, &mut word);
            word
        };
        let numbered = || upper == 1 && raw.len() >= 3 && raw.ends_with(|c: char| c.is_ascii_digit());
        Self {
            capital: raw.starts_with(|c| letters.of(c).is_uppercase()),
            caps: !lower && (upper >= 2 || numbered()),
            entry: known(&word),
            word,
        }
    }
}
