//! Phrases: lists of phrases to find in a row of words, whole word by whole word, the longest first.
//!
//! In: the phrases of the data files. Out: a [`Vocabulary`], in which each word of theirs has a number and knows the lists
//! that it begins a phrase of, and [`Phrases`], which are found by those numbers. A word of a text is looked up once, when
//! the text is cut into words; nearly every question whether a phrase begins with it is then answered by the word itself.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::words::{Spelling, Token, Word, tokens_of};

/// What the vocabulary says of a word; nothing is said of one that it does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// Its number, from 1; 0 for a word that no list holds.
    number: u32,
    /// A bit for each list that has a phrase which begins with it.
    begins: u32,
}

/// The words of all lists.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// By the way a word is written: as it is folded, and in its usual spellings.
    known: FxHashMap<Word, Spelling>,
    words: u32,
    lists: u32,
}

static WHOLE: OnceLock<Vocabulary> = OnceLock::new();

impl Vocabulary {
    /// A word or mark as it is printed. Nearly every word of a plan is known in its spelling, and read no further.
    #[inline]
    pub(super) fn read(&self, raw: &str) -> Spelling {
        match self.known.get(raw) {
            Some(spelling) => spelling.clone(),
            None => Spelling::read(raw, |word| self.entry(word)),
        }
    }

    fn entry(&self, word: &str) -> Entry {
        self.known.get(word).map_or_else(Entry::default, |spelling| spelling.entry)
    }

    /// The vocabulary of the program, which grows no more.
    pub(super) fn whole(self) -> &'static Self {
        WHOLE.get_or_init(|| self.with_spellings())
    }

    /// A vocabulary besides that of the program, kept as long as the program runs.
    pub(super) fn kept(self) -> &'static Self {
        Box::leak(Box::new(self.with_spellings()))
    }

    /// [`Self::whole`], where all files are read already.
    pub(super) fn get() -> Option<&'static Self> {
        WHOLE.get()
    }

    /// A word in its usual spelling, folded.
    #[inline]
    pub(super) fn folded(&self, raw: &str) -> Option<&str> {
        self.known.get(raw).map(|spelling| spelling.word.as_str())
    }

    /// With the usual spellings of every word: besides small letters, with a capital and in capitals.
    fn with_spellings(mut self) -> Self {
        let words: Vec<Word> = self.known.keys().cloned().collect();
        let spellings = words.iter().flat_map(|word| [capitalized(word), word.as_str().to_uppercase()]);
        let known: Vec<(Word, Spelling)> = spellings.map(|raw| (Word::from(&raw), self.read(&raw))).collect();
        self.known.reserve(known.len());
        self.known.extend(known);
        self
    }

    /// A list of phrases whose marks have to stand as written.
    pub(super) fn exact<T>(&mut self, phrases: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Phrases<T> {
        self.list(phrases, false)
    }

    /// A list of phrases in which commas, hyphens and `&` are of no account on either side.
    pub(super) fn loose<T>(&mut self, phrases: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Phrases<T> {
        self.list(phrases, true)
    }

    fn list<T>(&mut self, phrases: impl IntoIterator<Item = (impl AsRef<str>, T)>, loose: bool) -> Phrases<T> {
        let bit = 1u32.checked_shl(self.lists).expect("internal error: more lists of phrases than bits");
        self.lists += 1;
        let mut list = Phrases { bit, loose, first: Vec::new(), nodes: vec![Node::default()] };
        for (phrase, value) in phrases {
            let phrase = phrase.as_ref();
            let words = tokens_of(phrase, 0..phrase.len(), self);
            let mut node = 0;
            for token in words.into_iter().filter(|t| !(loose && is_passed_over(t))) {
                let spelling = self.known.entry(token.word).or_insert_with_key(|word| {
                    self.words += 1;
                    Spelling::read(word, |_| Entry { number: self.words, begins: 0 })
                });
                let entry = &mut spelling.entry;
                entry.begins |= if node == 0 { bit } else { 0 };
                node = list.step_or_add(node, entry.number);
            }
            // Of one phrase that stands twice the first counts.
            if node > 0 {
                list.nodes[node].value.get_or_insert(value);
            }
        }
        list
    }
}

/// Phrases with a value each.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// Which list this is.
    bit: u32,
    loose: bool,
    /// The node behind the first word of a phrase, by the word's number; 0 where it begins none.
    first: Vec<usize>,
    /// What may follow what, from 1.
    nodes: Vec<Node<T>>,
}

/// A place in phrases.
#[derive(Debug, Clone)]
struct Node<T> {
    /// The words that go on from here by their numbers, in order, and where each leads.
    next: Vec<(u32, usize)>,
    /// Of the phrase that ends here.
    value: Option<T>,
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self { next: Vec::new(), value: None }
    }
}

impl<T> Phrases<T> {
    fn step_or_add(&mut self, node: usize, word: u32) -> usize {
        let added = self.nodes.len();
        if node == 0 {
            let word = word as usize;
            self.first.resize(self.first.len().max(word + 1), 0);
            if self.first[word] == 0 {
                self.first[word] = added;
                self.nodes.push(Node::default());
            }
            return self.first[word];
        }
        match self.nodes[node].next.binary_search_by_key(&word, |(number, _)| *number) {
            Ok(at) => self.nodes[node].next[at].1,
            Err(at) => {
                self.nodes[node].next.insert(at, (word, added));
                self.nodes.push(Node::default());
                added
            }
        }
    }

    fn step(&self, node: usize, token: &Token) -> Option<usize> {
        let next = &self.nodes[node].next;
        next.binary_search_by_key(&token.entry.number, |(number, _)| *number).ok().map(|at| next[at].1)
    }

    /// Whether a phrase may begin with this word; of most words it is told at once that none does.
    #[inline]
    #[must_use]
    pub fn may_begin(&self, token: &Token) -> bool {
        token.entry.begins & self.bit != 0
    }

    /// The longest phrase that begins at token `at`: one past its last token, and its value.
    #[inline]
    #[must_use]
    pub fn at<'a>(&'a self, tokens: &[Token], at: usize) -> Option<(usize, &'a T)> {
        if self.may_begin(tokens.get(at)?) { self.longest(tokens, at) } else { None }
    }

    fn longest<'a>(&'a self, tokens: &[Token], at: usize) -> Option<(usize, &'a T)> {
        let mut found = None;
        let mut node = *self.first.get(tokens[at].entry.number as usize)?;
        let mut end = at + 1;
        loop {
            found = self.nodes[node].value.as_ref().map(|value| (end, value)).or(found);
            let passed = tokens[end..].iter().take_while(|t| self.loose && is_passed_over(t)).count();
            let Some(next) = tokens.get(end + passed).and_then(|t| self.step(node, t)) else { return found };
            node = next;
            end += passed + 1;
        }
    }
}

/// Which lists may begin with a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Openers(u32);

impl Openers {
    /// Adds a list.
    #[must_use]
    pub fn with<T>(self, phrases: &Phrases<T>) -> Self {
        Self(self.0 | phrases.bit)
    }

    /// Whether a phrase of any of the lists may begin with this word.
    #[inline]
    #[must_use]
    pub fn may_begin(self, token: &Token) -> bool {
        token.entry.begins & self.0 != 0
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_passed_over(token: &Token) -> bool {
    matches!(token.word.as_str(), "," | "-" | "&" | ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        let mut vocabulary = Vocabulary::default();
        let phrases =
            vocabulary.loose([("Văn hóa", 1), ("Văn hóa, Thể thao và Du lịch", 2)].map(|(p, v)| (p.to_owned(), v)));
        let at = |text: &str| phrases.at(&tokens_of(text, 0..text.len(), &vocabulary), 0).map(|(end, v)| (end, *v));
        assert_eq!(at("Văn hoá Thể thao và Du lịch tỉnh"), Some((7, 2)));
        assert_eq!(at("Văn hóa - Thể thao tỉnh"), Some((2, 1)));
        assert_eq!(at("Thể thao"), None);
    }
}
