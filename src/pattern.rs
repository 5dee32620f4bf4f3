//! Patterns: regular expressions over Vietnamese text.
//!
//! In: an expression of the program. Out: a [`Pattern`], which answers as the expression does. A fast automaton cannot tell
//! the edge of a word (`\b`) among letters beyond ASCII, so that such an expression is searched for by slow means, in every
//! line. A pattern asks first whether the expression without its edges matches; nearly every line stops there.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{CaptureMatches, Captures, Match, Regex};

/// A regular expression of the program.
#[derive(Debug)]
pub struct Pattern {
    /// Compiled where it is needed: many documents hold nothing like it.
    exact: OnceLock<Regex>,
    expression: String,
    /// Matches wherever `exact` does; none where `exact` is as fast.
    wide: Option<Regex>,
}

impl Pattern {
    /// Compiles an expression.
    ///
    /// # Panics
    /// On an expression that is none: a fault of the program, which its tests find.
    #[must_use]
    pub fn new(expression: &str) -> Self {
        let wide = expression.contains(r"\b").then(|| compile(&expression.replace(r"\b", "")));
        Self { exact: OnceLock::new(), expression: expression.to_owned(), wide }
    }

    /// An expression, and a wider one that is cheaper to look for: it must match wherever the first does.
    ///
    /// # Panics
    /// As [`Self::new`].
    #[must_use]
    pub fn within(wide: &str, expression: &str) -> Self {
        Self { exact: OnceLock::new(), expression: expression.to_owned(), wide: Some(compile(wide)) }
    }

    fn exact(&self) -> &Regex {
        self.exact.get_or_init(|| compile(&self.expression))
    }

    fn may_match(&self, text: &str) -> bool {
        self.wide.as_ref().is_none_or(|wide| wide.is_match(text))
    }

    /// [`Regex::is_match`].
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.exact().is_match(text)
    }

    /// [`Regex::find`].
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        if self.may_match(text) { self.exact().find(text) } else { None }
    }

    /// [`Regex::captures`].
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        // Whether there is a match at all is told sooner than what its groups hold.
        if self.is_match(text) { self.exact().captures(text) } else { None }
    }

    /// [`Regex::captures_at`].
    #[must_use]
    pub fn captures_at<'t>(&self, text: &'t str, start: usize) -> Option<Captures<'t>> {
        if self.may_match(&text[start..]) { self.exact().captures_at(text, start) } else { None }
    }

    /// The text without what matches.
    #[must_use]
    pub fn remove<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.may_match(text) { self.exact().replace_all(text, "") } else { Cow::Borrowed(text) }
    }

    /// [`Regex::find_iter`].
    pub fn find_iter<'p, 't>(&'p self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'p, 't> {
        self.may_match(text).then(|| self.exact().find_iter(text)).into_iter().flatten()
    }

    /// [`Regex::captures_iter`].
    pub fn captures_iter<'p, 't>(
        &'p self,
        text: &'t str,
    ) -> std::iter::Flatten<std::option::IntoIter<CaptureMatches<'p, 't>>> {
        self.may_match(text).then(|| self.exact().captures_iter(text)).into_iter().flatten()
    }
}

fn compile(expression: &str) -> Regex {
    Regex::new(expression).expect("internal error: pattern")
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
