//! Folding: the form in which Vietnamese words are compared.
//!
//! In: any text. Out: a text that is equal for two spellings of the same words. Folding is for comparing only; nothing
//! folded is ever written into a record.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

use super::letters::{Letter, Letters};
use super::phrases::Vocabulary;

/// Lower case, NFC, one way of placing tones, one dash, one quotation mark, single blanks.
///
/// The tone of `oa`, `oe`, `uy` stands on the first vowel in old spelling (hòa, ủy) and on the second in new (hoà, uỷ);
/// with a consonant behind, or in `quy`, both agree (Quyết định 1989/QĐ-BGDĐT of 2018, Điều 8).
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Where folded text goes: a string, or a short one that needs no memory of its own.
pub(super) trait Folding: std::ops::Deref<Target = str> {
    fn push(&mut self, c: char);
    fn push_str(&mut self, text: &str);
    fn truncate(&mut self, length: usize);
}

macro_rules! folding {
    ($($text:ty),+) => {$(
        impl Folding for $text {
            #[inline]
            fn push(&mut self, c: char) {
                self.push(c);
            }
            #[inline]
            fn push_str(&mut self, text: &str) {
                self.push_str(text);
            }
            #[inline]
            fn truncate(&mut self, length: usize) {
                self.truncate(length);
            }
        }
    )+};
}
folding!(String, CompactString);

/// [`fold`] behind what a string holds already.
pub(super) fn fold_into(text: &str, out: &mut impl Folding) {
    let letters = Letters::get();
    let from = out.len();
    let mut folding = Folded { text: &mut *out, from, blank: true, movable: false };
    // Most characters stay as they are: they are copied many at a time.
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let letter = letters.of(c);
        if letter.is_folded() {
            folding.pass(letter);
            continue;
        }
        if c == ' ' && !folding.blank {
            folding.pass(letter);
            folding.blank = true;
            continue;
        }
        // Nearly every text is in NFC; the first character that is not begins anew with a composed one.
        if !letter.is_composed() {
            folding.text.truncate(from);
            folding = Folded { text: folding.text, from, blank: true, movable: false };
            text.nfc().for_each(|c| folding.put(letters.of(c)));
            folding.finish();
            return;
        }
        if copied < at {
            folding.text.push_str(&text[copied..at]);
        }
        copied = at + c.len_utf8();
        folding.put(letter);
    }
    if copied < text.len() {
        folding.text.push_str(&text[copied..]);
    }
    folding.finish();
}

/// A text while it is folded: the tone of a syllable is placed when the character behind its vowels is known.
struct Folded<'a, T> {
    text: &'a mut T,
    /// Where it begins.
    from: usize,
    /// The last character is a blank, or there is none yet.
    blank: bool,
    /// The last two characters are vowels of which the second bears a tone, and no `q` stands before them.
    movable: bool,
}

impl<T: Folding> Folded<'_, T> {
    /// A character behind what is folded, which may settle the tone in front of it.
    #[inline]
    fn pass(&mut self, letter: Letter) {
        self.blank = false;
        if self.movable {
            self.movable = false;
            if !letter.is_alphabetic() {
                self.place_tone();
            }
        }
    }

    #[inline]
    fn put(&mut self, letter: Letter) {
        if letter.is_dropped() {
            return;
        }
        let c = if letter.is_blank() { ' ' } else { letter.folded() };
        if c == ' ' && self.blank {
            return;
        }
        self.pass(letter);
        self.blank = c == ' ';
        if letter.is_movable() {
            let mut before = self.text[self.from..].chars().rev();
            let vowel = before.next().unwrap_or(' ');
            self.movable = old_placement((vowel, c)).is_some() && before.next() != Some('q');
        }
        self.text.push(c);
    }

    /// Rewrites new tone placement as old: `oà` → `òa`, `uỷ` → `ủy`, only where the syllable is open.
    fn place_tone(&mut self) {
        let mut last = self.text.chars().rev();
        let (Some(second), Some(first)) = (last.next(), last.next()) else { return };
        let kept = self.text.len() - first.len_utf8() - second.len_utf8();
        if let Some((first, second)) = old_placement((first, second)) {
            self.text.truncate(kept);
            self.text.push(first);
            self.text.push(second);
        }
    }

    fn finish(mut self) {
        if self.movable {
            self.place_tone();
        }
        if self.blank && self.text.len() > self.from {
            let length = self.text.len() - 1;
            self.text.truncate(length);
        }
    }
}

/// Two vowels with the tone on the second, as old spelling writes them.
fn old_placement(vowels: (char, char)) -> Option<(char, char)> {
    Some(match vowels {
        ('o', 'à') => ('ò', 'a'),
        ('o', 'á') => ('ó', 'a'),
        ('o', 'ả') => ('ỏ', 'a'),
        ('o', 'ã') => ('õ', 'a'),
        ('o', 'ạ') => ('ọ', 'a'),
        ('o', 'è') => ('ò', 'e'),
        ('o', 'é') => ('ó', 'e'),
        ('o', 'ẻ') => ('ỏ', 'e'),
        ('o', 'ẽ') => ('õ', 'e'),
        ('o', 'ẹ') => ('ọ', 'e'),
        ('u', 'ỳ') => ('ù', 'y'),
        ('u', 'ý') => ('ú', 'y'),
        ('u', 'ỷ') => ('ủ', 'y'),
        ('u', 'ỹ') => ('ũ', 'y'),
        ('u', 'ỵ') => ('ụ', 'y'),
        _ => return None,
    })
}

/// [`fold`], with everything but letters and digits gone to single blanks: names that differ in commas, hyphens or
/// connecting marks only are equal.
#[must_use]
pub fn key(text: &str) -> String {
    let (letters, vocabulary) = (Letters::get(), Vocabulary::get());
    let mut out = String::with_capacity(text.len());
    let mut add = |word: &str, plain: bool| match vocabulary.filter(|_| !plain).and_then(|v| v.folded(word)) {
        Some(folded) => push_word(&mut out, folded, true),
        None => push_word(&mut out, word, plain),
    };
    let mut word = None;
    let mut plain = true;
    for (at, c) in text.char_indices() {
        let letter = letters.of(c);
        // What is composed anew, or leaves no trace, does not end a word.
        if !letter.is_composed() || letter.is_dropped() {
            return key_of_folded(&fold(text));
        }
        if letter.is_alphanumeric() {
            word.get_or_insert(at);
            plain &= letter.is_folded();
        } else if let Some(start) = word.take() {
            add(&text[start..at], plain);
            plain = true;
        }
    }
    if let Some(start) = word {
        add(&text[start..], plain);
    }
    out
}

/// [`key`] of a text that is folded.
#[must_use]
pub fn key_of_folded(folded: &str) -> String {
    let letters = Letters::get();
    let mut out = String::with_capacity(folded.len());
    // Words are copied whole.
    let mut word = None;
    for (at, c) in folded.char_indices() {
        if letters.of(c).is_alphanumeric() {
            word.get_or_insert(at);
        } else if let Some(start) = word.take() {
            push_word(&mut out, &folded[start..at], true);
        }
    }
    if let Some(start) = word {
        push_word(&mut out, &folded[start..], true);
    }
    out
}

/// Adds a word to a key; a plain one is folded already.
fn push_word(out: &mut String, word: &str, plain: bool) {
    if !out.is_empty() {
        out.push(' ');
    }
    if plain {
        out.push_str(word);
    } else {
        fold_into(word, out);
    }
}

/// [`key`] of an abbreviation: connectors (`&`, `và`, `-`, `,`, `.`, `/`, blanks) dropped, case kept of no account, so that
/// `VHTT&DL`, `VH, TTDL` and `VHTTDL` are one.
#[must_use]
pub fn short_key(text: &str) -> String {
    let folded = fold(text);
    folded.split(|c| !is_alphanumeric(c)).filter(|w| *w != "và").collect()
}

/// The letter without tone and vowel mark: `ế` → `e`; `đ` stays.
#[must_use]
pub fn bare(c: char) -> char {
    match c {
        'đ' | 'Đ' => 'đ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => std::iter::once(c).nfd().next().unwrap_or(c).to_lowercase().next().unwrap_or(c),
    }
}

/// Whether a character stands as it is in NFC, whatever stands before it.
#[must_use]
pub fn is_composed(c: char) -> bool {
    Letter::of(c).is_composed()
}

/// [`char::is_alphabetic`], by table.
#[must_use]
pub fn is_alphabetic(c: char) -> bool {
    Letter::of(c).is_alphabetic()
}

/// [`char::is_alphanumeric`], by table.
#[must_use]
pub fn is_alphanumeric(c: char) -> bool {
    Letter::of(c).is_alphanumeric()
}

/// All letters are capitals, and there is one at least.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    let mut any = false;
    let letters = Letters::get();
    for letter in text.chars().map(|c| letters.of(c)) {
        if letter.is_lowercase() {
            return false;
        }
        any |= letter.is_alphabetic();
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tone_placement_is_one() {
        for (new, old) in
            [("hoà", "hòa"), ("uỷ ban", "ủy ban"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("Hoà Bình", "hòa bình")]
        {
            assert_eq!(fold(new), fold(old), "{new}");
        }
        for same in ["hoàn", "quý", "quỹ", "toán", "khoảng", "quyết", "huỳnh"] {
            assert_eq!(fold(same), same);
        }
    }

    #[test]
    fn a_key_is_that_of_the_folded_text() {
        // A letter stays a letter when it is folded, so that words end at the same places.
        for c in ('\0'..=char::MAX).filter(|c| Letter::of(*c).is_composed()) {
            let (letter, folded) = (Letter::of(c), Letter::of(Letter::of(c).folded()));
            assert_eq!(letter.is_alphabetic(), folded.is_alphabetic(), "{c:?}");
            assert_eq!(letter.is_alphanumeric(), folded.is_alphanumeric(), "{c:?}");
        }
        for text in ["Sở VH,TT&DL - Uỷ ban", " a\u{200b}b\u{302} Hoà5 hoà", "Văn phòng – Thống kê", "", "–"]
        {
            assert_eq!(key(text), key_of_folded(&fold(text)), "{text}");
        }
    }

    #[test]
    fn decomposed_text_folds_alike() {
        let composed = "Sở Thông tin và Truyền thông";
        assert_eq!(fold(composed), fold(&composed.nfd().collect::<String>()));
    }

    #[test]
    fn variants_of_a_short_form_are_one() {
        for variant in ["VHTT&DL", "VH, TTDL", "VH-TT-DL", "VHTT và DL"] {
            assert_eq!(short_key(variant), "vhttdl", "{variant}");
        }
    }
}
