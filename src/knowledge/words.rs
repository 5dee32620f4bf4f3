//! Words and phrases: a line as a row of folded words, and lists of phrases to find in it.
//!
//! In: text and a byte range. Out: [`Token`]s with their places, and [`Phrases`], a list matched whole word by whole word,
//! the longest phrase first. Nothing here knows what a word means.

use std::collections::HashMap;

use super::fold::fold;
use crate::span::Bytes;

/// A word or a mark of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: Bytes,
    /// Folded.
    pub word: String,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Holds two capital letters or more, or one before digits, and no small one: the shape of an abbreviation.
    pub caps: bool,
    /// A letter or digit, not a mark.
    pub is_word: bool,
}

/// The words and marks of `text[range]`; marks are single characters.
#[must_use]
pub fn tokens(text: &str, range: Bytes) -> Vec<Token> {
    let mut out = Vec::new();
    let mut start = None;
    let slice = &text[range.clone()];
    let mut push = |from: usize, to: usize, is_word: bool| {
        let raw = &slice[from..to];
        let upper = raw.chars().filter(|c| c.is_uppercase()).count();
        out.push(Token {
            range: range.start + from..range.start + to,
            word: fold(raw),
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            caps: (upper >= 2 || (upper == 1 && raw.len() >= 3 && raw.ends_with(|c: char| c.is_ascii_digit())))
                && !raw.chars().any(char::is_lowercase),
            is_word,
        });
    };
    for (at, c) in slice.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(from, at, true);
        }
        if !c.is_whitespace() {
            push(at, at + c.len_utf8(), false);
        }
    }
    if let Some(from) = start {
        push(from, slice.len(), true);
    }
    out
}

/// Phrases with a value each.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    first: HashMap<String, Vec<(Vec<String>, T)>>,
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
        let mut first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, value) in phrases {
            let words: Vec<String> = tokens(&phrase, 0..phrase.len())
                .into_iter()
                .filter(|t| !(loose && skipped(t)))
                .map(|t| t.word)
                .collect();
            if let Some(head) = words.first() {
                first.entry(head.clone()).or_default().push((words, value));
            }
        }
        let first = first
            .into_iter()
            .map(|(head, mut list)| {
                list.sort_by_key(|(words, _): &(Vec<String>, T)| std::cmp::Reverse(words.len()));
                (head, list)
            })
            .collect();
        Self { first, loose }
    }

    /// The longest phrase that begins at token `at`: one past its last token, and its value.
    #[must_use]
    pub fn at<'a>(&'a self, tokens: &[Token], at: usize) -> Option<(usize, &'a T)> {
        let list = self.first.get(&tokens.get(at)?.word)?;
        list.iter().find_map(|(words, value)| self.fits(tokens, at, words).map(|end| (end, value)))
    }

    fn fits(&self, tokens: &[Token], at: usize, words: &[String]) -> Option<usize> {
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
        let list = self.first.get(&tokens.first()?.word)?;
        list.iter().find(|(words, _)| self.fits(&tokens, 0, words) == Some(tokens.len())).map(|(_, value)| value)
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
