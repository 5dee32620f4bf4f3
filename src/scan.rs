//! Reading a text from its front or its end, word by word.
//!
//! In: a text, and the words that it may begin or end with. Out: what is left of the text. For forms of a few words: a
//! regular expression costs more to build than most documents need it for.

/// What follows `word` at the front of a text, whatever the case of its letters. `word` is in lower case.
#[must_use]
pub fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    word.chars().all(|w| rest.next().is_some_and(|c| is_same(c, w))).then_some(rest.as_str())
}

/// [`after`] the first of several words that a text begins with.
#[must_use]
pub fn after_any<'t>(text: &'t str, words: &[impl AsRef<str>]) -> Option<&'t str> {
    words.iter().find_map(|word| after(text, word.as_ref()))
}

/// What precedes `word` at the end of a text, whatever the case of its letters. `word` is in lower case.
#[must_use]
pub fn before<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    word.chars().rev().all(|w| rest.next_back().is_some_and(|c| is_same(c, w))).then_some(rest.as_str())
}

/// [`before`] the first of several words that a text ends with.
#[must_use]
pub fn before_any<'t>(text: &'t str, words: &[impl AsRef<str>]) -> Option<&'t str> {
    words.iter().find_map(|word| before(text, word.as_ref()))
}

/// What follows one of several words at the front of a text, in the case that they are given in.
#[must_use]
pub fn strip_any<'t>(text: &'t str, words: &[impl AsRef<str>]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word.as_ref()))
}

/// The figures (0 to 9) at the front of a text, at most so many, and what follows them.
#[must_use]
pub fn figures(text: &str, most: usize) -> Option<(&str, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (count > 0).then(|| text.split_at(count))
}

/// What follows the blanks at the front of a text; there must be one.
#[must_use]
pub fn after_blank(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    (rest.len() < text.len()).then_some(rest)
}

/// What follows a word and the blanks behind it; there must be one. As [`after`].
#[must_use]
pub fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    after_blank(after(text, word)?)
}

/// What follows the comma at the front of a text, if there is one, and the blanks around it.
#[must_use]
pub fn after_comma(text: &str) -> &str {
    let text = text.trim_start();
    text.strip_prefix(',').map_or(text, str::trim_start)
}

/// Whether no letter or figure stands at the front of a text: a word in front of it ends there.
#[must_use]
pub fn is_edge(text: &str) -> bool {
    !text.starts_with(|c| is_alphanumeric(c) || c == '_')
}

/// Whether no letter or figure stands at the end of a text: a word behind it begins there.
#[must_use]
pub fn ends_word(text: &str) -> bool {
    !text.ends_with(|c| is_alphanumeric(c) || c == '_')
}

/// The places of `word` in a text, whatever the case of its letters, with the text behind each. `word` is in lower case.
pub fn places<'t, 'w>(text: &'t str, word: &'w str) -> impl Iterator<Item = (usize, &'t str)> + use<'t, 'w> {
    // A letter with marks is rarer than one without, and its last byte nearly as rare.
    let at = word.char_indices().find(|(_, c)| !c.is_ascii()).map_or(0, |(at, _)| at);
    let (before, sought) = word.split_at(at);
    let letter = sought.chars().next().unwrap_or(' ');
    let capital = letter.to_uppercase().next().unwrap_or(letter);
    memchr::memchr2_iter(last_byte(letter), last_byte(capital), text.as_bytes()).filter_map(move |last| {
        let head = text.get(..=last)?;
        let start = head.len() - head.chars().next_back()?.len_utf8();
        let start = start - suffix(&text[..start], before)?;
        Some((start, after(&text[start..], word)?))
    })
}

fn last_byte(c: char) -> u8 {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().next_back().unwrap_or_default()
}

/// How long the end of a text is that is `word`, whatever the case of its letters.
fn suffix(text: &str, word: &str) -> Option<usize> {
    before(text, word).map(|left| text.len() - left.len())
}

/// Whether a character is a letter or a figure.
fn is_alphanumeric(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        // All of them letters: Vietnamese is told at once.
        'Ø'..='ö' | 'ø'..='ƿ' | 'Ạ'..='ỹ' | 'À'..='Ö' => true,
        c => c.is_alphanumeric(),
    }
}

fn is_same(c: char, lower: char) -> bool {
    c == lower || if c.is_ascii() { c.to_ascii_lowercase() == lower } else { c.to_lowercase().eq([lower]) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Texts of a form, and texts that are none.
    #[track_caller]
    pub(crate) fn check(form: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!(form(text), "{text}");
        }
        for text in no {
            assert!(!form(text), "{text}");
        }
    }

    #[test]
    fn case_does_not_count() {
        assert_eq!(after("NGÀY 5", "ngày"), Some(" 5"));
        assert_eq!(after("ngay 5", "ngày"), None);
        assert_eq!(before("đến HẾT", "hết"), Some("đến "));
        assert_eq!(after_any("Ủy ban", &["sở", "ủy "]), Some("ban"));
        assert_eq!(places("Quý I, QUÝ II, quy", "quý").map(|(at, _)| at).collect::<Vec<_>>(), [0, 8]);
        assert_eq!(
            places("thành phố, Thành Phố x", "thành phố").map(|(_, rest)| rest).collect::<Vec<_>>(),
            [", Thành Phố x", " x"]
        );
        assert_eq!(places("aaa", "aa").count(), 2);
    }

    #[test]
    fn figures_are_counted() {
        assert_eq!(figures("2024/x", 2), Some(("20", "24/x")));
        assert_eq!(figures("x", 2), None);
    }
}
