//! Words and phrases: a line as a row of folded words, and lists of phrases to find in it.
//!
//! In: text and a byte range. Out: [`Token`]s with their places, and [`Phrases`], a list matched whole word by whole word,
//! the longest phrase first. Nothing here knows what a word means.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use compact_str::CompactString;
use rustc_hash::FxHasher;

use super::fold::fold_into;
use super::letters::{Letter, Letters};
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
    /// Of `word`, for looking it up in many lists.
    hash: u64,
}

/// The words and marks of `text[range]`; marks are single characters.
#[must_use]
pub fn tokens(text: &str, range: Bytes) -> Vec<Token> {
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
            out.push(shape.token(text, start..at, true));
        }
        shape = Shape::default();
        start = at + c.len_utf8();
        if !letter.is_blank() {
            shape.add(letter);
            out.push(shape.token(text, at..start, false));
            shape = Shape::default();
        }
    }
    if range.end > start {
        out.push(shape.token(text, start..range.end, true));
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

    fn token(&self, text: &str, range: Bytes, is_word: bool) -> Token {
        let raw = &text[range.clone()];
        let word = if self.folded {
            Word::new(raw)
        } else {
            let mut word = Word::default();
            fold_into(raw, &mut word);
            word
        };
        let numbered = || self.upper == 1 && raw.len() >= 3 && raw.ends_with(|c: char| c.is_ascii_digit());
        Token {
            capital: self.capital,
            caps: !self.lower && (self.upper >= 2 || numbered()),
            is_word,
            hash: hash(&word),
            range,
            word,
        }
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Takes a hash for what it is.
#[derive(Debug, Clone, Copy, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Phrases that begin with one word, as words, each with its value.
type List<T> = Vec<(Vec<Word>, T)>;

/// Phrases with a value each.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By the hash of the first word, so that a word that begins no phrase is told by one look.
    first: HashMap<u64, List<T>, BuildHasherDefault<Hashed>>,
    loose: bool,
}

impl<T> Phrases<T> {
    /// Phrases whose marks have to stand as written.
    pub fn exact(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::build(phrases, false)
    }

    /// Phrases in which commas, hyphens and `&` are of no account on either side.
    pub fn loose(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::build(phrases, true)
    }

    fn build(phrases: impl IntoIterator<Item = (String, T)>, loose: bool) -> Self {
        let mut first: HashMap<u64, List<T>> = HashMap::new();
        for (phrase, value) in phrases {
            let words: Vec<Token> =
                tokens(&phrase, 0..phrase.len()).into_iter().filter(|t| !(loose && skipped(t))).collect();
            if let Some(head) = words.first().map(|t| t.hash) {
                first.entry(head).or_default().push((words.into_iter().map(|t| t.word).collect(), value));
            }
        }
        let first = first
            .into_iter()
            .map(|(head, mut list)| {
                list.sort_by_key(|(words, _): &(Vec<Word>, T)| std::cmp::Reverse(words.len()));
                (head, list)
            })
            .collect();
        Self { first, loose }
    }

    /// The longest phrase that begins at token `at`: one past its last token, and its value.
    #[must_use]
    pub fn at<'a>(&'a self, tokens: &[Token], at: usize) -> Option<(usize, &'a T)> {
        let list = self.first.get(&tokens.get(at)?.hash)?;
        list.iter().find_map(|(words, value)| self.fits(tokens, at, words).map(|end| (end, value)))
    }

    fn fits(&self, tokens: &[Token], at: usize, words: &[Word]) -> Option<usize> {
        let mut next = at;
        for (i, word) in words.iter().enumerate() {
            while self.loose && i > 0 && tokens.get(next).is_some_and(skipped) {
                next += 1;
            }
            if tokens.get(next)?.word != *word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// Whether `text` is one of the phrases.
    #[must_use]
    pub fn is(&self, text: &str) -> Option<&T> {
        let tokens = tokens(text, 0..text.len());
        let list = self.first.get(&tokens.first()?.hash)?;
        list.iter().find(|(words, _)| self.fits(&tokens, 0, words) == Some(tokens.len())).map(|(_, value)| value)
    }
}

/// Words with which some phrase of several lists begins.
#[derive(Debug, Clone, Default)]
pub struct Openers(HashSet<u64, BuildHasherDefault<Hashed>>);

impl Openers {
    /// Adds the first words of a list.
    #[must_use]
    pub fn with<T>(mut self, phrases: &Phrases<T>) -> Self {
        self.0.extend(phrases.first.keys());
        self
    }

    /// Whether a phrase may begin with this word; a word that begins none is told at once.
    #[must_use]
    pub fn may_begin(&self, token: &Token) -> bool {
        self.0.contains(&token.hash)
    }
}

fn skipped(token: &Token) -> bool {
    matches!(token.word.as_str(), "," | "-" | "&" | ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        let phrases = Phrases::loose([("Văn hóa".to_owned(), 1), ("Văn hóa, Thể thao và Du lịch".to_owned(), 2)]);
        let text = "Văn hoá Thể thao và Du lịch tỉnh";
        let tokens = tokens(text, 0..text.len());
        assert_eq!(phrases.at(&tokens, 0).map(|(end, v)| (end, *v)), Some((7, 2)));
    }
}
