//! Origins: where in the XML of the main part each character was read from, for an output that writes into the file.
//!
//! In: the stretches of XML that a `w:t` was read from, and the characters that it shows, which differ where capitals, fonts of
//! symbols or an old encoding make others of them. Out: the bytes of the part behind every character. It never looks at words
//! otherwise, and costs nothing where nobody asks.

use crate::span::Bytes;

/// A character of [`crate::ingest::Source::raw`] and what it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Its first byte in the characters of the source.
    pub(crate) raw: usize,
    /// The bytes of the main part: those of a character, a reference to one, a stretch that is written another way, or a tag.
    pub(crate) xml: Bytes,
}

/// The main part of a Word file with the origins of its characters. What stands in no run of it has none: labels that Word
/// computes, notes, headers.
#[derive(Debug)]
pub(crate) struct MainPart {
    /// Its name in the package.
    pub(crate) name: String,
    /// Its XML.
    pub(crate) xml: String,
    /// Read to its end without a fault.
    pub(crate) whole: bool,
    /// The name of the part that holds the comments; none where no relationship names one.
    pub(crate) comments: Option<String>,
    /// The characters that were read from it.
    pub(crate) raw: String,
    /// In the order of the characters.
    pub(crate) origins: Vec<Origin>,
}

/// Of every character of some words, the bytes of the part. `stretches` are those of `text`; the words begin at `from` in it.
pub(super) fn of_text(stretches: &[(usize, Bytes)], text: &str, from: usize, words: &str) -> Vec<Bytes> {
    let ends = stretches.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let mut each = stretches.iter().zip(ends).peekable();
    let place = |(at, c): (usize, char)| {
        let at = from + at;
        while each.next_if(|(_, end)| *end <= at).is_some() {}
        let Some(((start, xml), end)) = each.peek() else { return 0..0 };
        // As long as what it says: it says its characters. Else it is a reference or the like.
        if end - start == xml.len() {
            let first = xml.start + (at - start);
            first..first + c.len_utf8()
        } else {
            xml.clone()
        }
    };
    words.char_indices().map(place).collect()
}

/// Of every character that is shown, the bytes of the part: `words` are the characters there, each at one of `places`. Where one
/// became two or two became one, words are laid beside words, and inside a word the ends that are alike.
pub(super) fn aligned(words: &str, places: &[Bytes], shown: &str) -> Vec<Bytes> {
    let (words, shown): (Vec<char>, Vec<char>) = (words.chars().collect(), shown.chars().collect());
    let whole = places.first().map_or(0..0, |first| first.start..places.last().map_or(first.end, |last| last.end));
    if words.len() == shown.len() {
        return places.to_vec();
    }
    let parts = |chars: &[char]| chars.iter().filter(|c| **c == ' ').count();
    if parts(&words) != parts(&shown) {
        return vec![whole; shown.len()];
    }
    let mut out = Vec::with_capacity(shown.len());
    let mut at = 0;
    for (number, (was, is)) in words.split(|c| *c == ' ').zip(shown.split(|c| *c == ' ')).enumerate() {
        if number > 0 {
            out.extend(places.get(at - 1).cloned());
        }
        let own = &places[at..at + was.len()];
        at += was.len() + 1;
        let same = was.iter().zip(is).take_while(|(a, b)| a == b).count();
        let (behind_was, behind_is) = (&was[same..], &is[same..]);
        let end = behind_was.iter().rev().zip(behind_is.iter().rev()).take_while(|(a, b)| a == b).count();
        let inner = &own[same..own.len() - end];
        // Characters that stand for nothing of their own go with what is before them.
        let middle = match (inner, own.get(same.saturating_sub(1)).or(Some(&whole))) {
            ([first, .., last], _) => first.start..last.end,
            ([only], _) => only.clone(),
            ([], before) => before.cloned().unwrap_or_default(),
        };
        out.extend(own[..same].iter().cloned());
        out.extend(std::iter::repeat_n(middle, is.len() - same - end));
        out.extend(own[own.len() - end..].iter().cloned());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_each(words: &str) -> Vec<Bytes> {
        words.chars().enumerate().map(|(at, _)| at..at + 1).collect()
    }

    #[test]
    fn a_reference_is_one_character() {
        // `a&amp;é`
        let stretches = [(0, 10..11), (1, 11..16), (2, 16..18)];
        assert_eq!(of_text(&stretches, "a&é", 0, "a&é"), [10..11, 11..16, 16..18]);
        assert_eq!(of_text(&stretches, "a&é", 1, "&"), std::iter::once(11..16).collect::<Vec<_>>());
    }

    #[test]
    fn two_characters_that_are_shown_as_one() {
        // VNI: a letter and its marks.
        let words = "Sôû Taøi,";
        let got = aligned(words, &one_each(words), "Sở Tài,");
        assert_eq!(got, [0..1, 1..3, 3..4, 4..5, 5..7, 7..8, 8..9]);
    }

    #[test]
    fn one_character_that_is_shown_as_two() {
        assert_eq!(aligned("aß b", &one_each("aß b"), "aSS b"), [0..1, 1..2, 1..2, 2..3, 3..4]);
        assert_eq!(aligned("ab", &one_each("ab"), "a b"), vec![0..2; 3]);
        assert!(aligned("", &[], "").is_empty());
        assert_eq!(aligned("", &[], "x"), std::iter::once(0..0).collect::<Vec<_>>());
    }
}
