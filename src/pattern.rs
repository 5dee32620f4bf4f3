//! Patterns: regular expressions over Vietnamese text.
//!
//! In: an expression of the program. Out: a [`Pattern`], which answers as the expression does, its digits being 0 to 9. A fast automaton cannot tell
//! the edge of a word (`\b`) among letters beyond ASCII, so that such an expression is searched for by slow means, in every
//! line. A pattern looks first where the expression without its edges matches; nearly every line stops there, and in the
//! others the search begins there.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

/// A regular expression of the program.
#[derive(Debug)]
pub struct Pattern {
    /// Compiled where it is needed: many documents hold nothing like it.
    exact: OnceLock<Regex>,
    expression: String,
    /// None where `exact` is as fast.
    wide: Option<Wide>,
}

/// An expression that is cheaper to look for.
#[derive(Debug)]
enum Wide {
    /// It matches every text that the exact one does.
    Somewhere(Regex),
    /// It matches also at every place where the exact one does.
    There(Regex),
}

impl Pattern {
    /// Compiles an expression.
    ///
    /// # Panics
    /// On an expression that is none: a fault of the program, which its tests find.
    #[must_use]
    pub fn new(expression: &str) -> Self {
        let wide = expression.contains(r"\b").then(|| Wide::There(compile(&expression.replace(r"\b", ""))));
        Self { exact: OnceLock::new(), expression: expression.to_owned(), wide }
    }

    /// An expression, and a wider one that is cheaper to look for: it must match wherever the first does.
    ///
    /// # Panics
    /// As [`Self::new`].
    #[must_use]
    pub fn within(wide: &str, expression: &str) -> Self {
        Self { exact: OnceLock::new(), expression: expression.to_owned(), wide: Some(Wide::Somewhere(compile(wide))) }
    }

    fn exact(&self) -> &Regex {
        self.exact.get_or_init(|| compile(&self.expression))
    }

    /// The first byte from `start` on where a match may begin; none where there is no match.
    fn first(&self, text: &str, start: usize) -> Option<usize> {
        match &self.wide {
            None => Some(start),
            Some(Wide::Somewhere(wide)) => wide.is_match_at(text, start).then_some(start),
            Some(Wide::There(wide)) => wide.find_at(text, start).map(|found| found.start()),
        }
    }

    fn find_at<'t>(&self, text: &'t str, start: usize) -> Option<Match<'t>> {
        self.exact().find_at(text, self.first(text, start)?)
    }

    /// [`Regex::is_match`].
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.first(text, 0).is_some_and(|start| self.exact().is_match_at(text, start))
    }

    /// [`Regex::find`].
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_at(text, 0)
    }

    /// [`Regex::captures`].
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_at(text, 0)
    }

    /// [`Regex::captures_at`].
    #[must_use]
    pub fn captures_at<'t>(&self, text: &'t str, start: usize) -> Option<Captures<'t>> {
        let start = self.first(text, start)?;
        // Whether there is a match at all is told sooner than what its groups hold, but not where both are slow.
        let slow = matches!(self.wide, Some(Wide::There(_)));
        if slow || self.exact().is_match_at(text, start) { self.exact().captures_at(text, start) } else { None }
    }

    /// The text without what matches.
    #[must_use]
    pub fn remove<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_match(text) { self.exact().replace_all(text, "") } else { Cow::Borrowed(text) }
    }

    /// [`Regex::find_iter`].
    pub fn find_iter<'p, 't>(&'p self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'p, 't> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let found = self.find_at(text, start)?;
            start = behind(text, &found);
            Some(found)
        })
    }

    /// [`Regex::captures_iter`].
    pub fn captures_iter<'p, 't>(&'p self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'p, 't> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let found = self.captures_at(text, start)?;
            start = behind(text, &found.get_match());
            Some(found)
        })
    }
}

/// Where the next search begins.
fn behind(text: &str, found: &Match) -> usize {
    // Nothing is found twice where it was found with no letter in it.
    let letter = if found.is_empty() { text[found.end()..].chars().next() } else { None };
    found.end() + letter.map_or(0, char::len_utf8)
}

/// Compiles an expression, in which a digit is one that numbers of plans are written with: of all scripts' digits together
/// the automata would grow a hundredfold.
fn compile(expression: &str) -> Regex {
    Regex::new(&expression.replace(r"\d", "[0-9]")).expect("internal error: pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_of_words_are_those_of_unicode() {
        let pattern = Pattern::new(r"\bm(\d)\b");
        assert_eq!(pattern.captures("ếm1 m2ế m3").map(|c| c[1].to_owned()).as_deref(), Some("3"));
        assert!(!pattern.is_match("ếm1 m2ế"));
        assert_eq!(pattern.find_iter("m1, m2").count(), 2);
    }
}
