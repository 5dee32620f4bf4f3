//! Numbers of documents with their symbols ("12/KH-UBND", "30c/NQ-CP"), character by character.
//!
//! In: words, and a place in them. Out: where a number, or a part of it, ends. What it means is decided elsewhere.

/// Where a number with its symbol ends ("66.7/2025/NQ-CP", "30c/NQ-CP", "57- NQ/TW"): figures, and parts behind slashes
/// and hyphens.
pub(super) fn number_end(words: &str, start: usize) -> Option<usize> {
    let (mut at, mut end) = (ordinal_end(words, start), None);
    while let Some(next) = part_end(words, at) {
        (at, end) = (next, Some(next));
    }
    end
}

/// Where the figures of a number end, perhaps with a fraction and a letter.
pub(super) fn ordinal_end(words: &str, start: usize) -> usize {
    let figures = |at: usize, most: usize| step(words, at, most, |c| c.is_ascii_digit());
    let whole = figures(start, 5);
    let fraction = if words[whole..].starts_with('.') { figures(whole + 1, 3) } else { whole };
    let head = if fraction > whole + 1 { fraction } else { whole };
    step(words, head, 1, |c| matches!(c, 'a'..='z' | 'đ'))
}

/// Where a part of a symbol ends that begins with its slash or hyphen.
pub(super) fn part_end(words: &str, at: usize) -> Option<usize> {
    let mark = step(words, at, 1, char::is_whitespace);
    let behind = step(words, mark, 2, |c| matches!(c, '/' | '-'));
    let first = step(words, behind, 1, char::is_whitespace);
    let letters = step(words, first, 1, |c| c.is_uppercase() || c.is_ascii_digit());
    if behind == mark || letters == first {
        return None;
    }
    let mut end = step(words, letters, usize::MAX, |c| c.is_alphanumeric() || matches!(c, '&' | ':'));
    while words[end..].starts_with('.') {
        let next = step(words, end + 1, usize::MAX, char::is_alphanumeric);
        if next == end + 1 {
            break;
        }
        end = next;
    }
    Some(end)
}

/// Where at most so many characters of a kind end.
pub(super) fn step(words: &str, at: usize, most: usize, of: impl Fn(char) -> bool) -> usize {
    at + words[at..].chars().take(most).take_while(|c| of(*c)).map(char::len_utf8).sum::<usize>()
}
