//! Folding: the form in which Vietnamese words are compared.
//!
//! In: any text. Out: a text that is equal for two spellings of the same words. Folding is for comparing only; nothing
//! folded is ever written into a record.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

use super::letters::Letter;

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
pub(super) trait Folding {
    fn push(&mut self, c: char);
    fn truncate(&mut self, length: usize);
    fn len(&self) -> usize;
}

impl Folding for String {
    fn push(&mut self, c: char) {
        self.push(c);
    }
    fn truncate(&mut self, length: usize) {
        self.truncate(length);
    }
    fn len(&self) -> usize {
        self.len()
    }
}

impl Folding for CompactString {
    fn push(&mut self, c: char) {
        self.push(c);
    }
    fn truncate(&mut self, length: usize) {
        self.truncate(length);
    }
    fn len(&self) -> usize {
        self.len()
    }
}

/// [`fold`] into an empty string.
pub(super) fn fold_into(text: &str, out: &mut impl Folding) {
    // Nearly every text is in NFC; the first character that is not begins anew with a composed one.
    let mut folding = Folded::new(out);
    for c in text.chars() {
        let letter = Letter::of(c);
        if !letter.is_composed() {
            folding = Folded::new(folding.text);
            text.nfc().for_each(|c| folding.put(Letter::of(c)));
            break;
        }
        folding.put(letter);
    }
    folding.finish();
}

/// A text while it is folded: the tone of a syllable is placed when the character behind its vowels is known.
struct Folded<'a, T> {
    text: &'a mut T,
    /// The last two characters.
    last: (char, char),
    /// The last two characters are vowels of which the second bears a tone, and no `q` stands before them.
    movable: bool,
}

impl<'a, T: Folding> Folded<'a, T> {
    fn new(text: &'a mut T) -> Self {
        text.truncate(0);
        Self { text, last: (' ', ' '), movable: false }
    }

    fn put(&mut self, letter: Letter) {
        if letter.is_dropped() {
            return;
        }
        let c = if letter.is_blank() { ' ' } else { letter.folded() };
        if c == ' ' && self.last.1 == ' ' {
            return;
        }
        if self.movable {
            self.movable = false;
            if !Letter::of(c).is_alphabetic() {
                self.place_tone();
            }
        }
        if letter.is_movable() && self.last.0 != 'q' {
            self.movable = old_placement((self.last.1, c)).is_some();
        }
        self.text.push(c);
        self.last = (self.last.1, c);
    }

    /// Rewrites new tone placement as old: `oà` → `òa`, `uỷ` → `ủy`, only where the syllable is open.
    fn place_tone(&mut self) {
        if let Some((first, second)) = old_placement(self.last) {
            self.text.truncate(self.text.len() - self.last.0.len_utf8() - self.last.1.len_utf8());
            self.text.push(first);
            self.text.push(second);
        }
    }

    fn finish(mut self) {
        if self.movable {
            self.place_tone();
        }
        if self.last.1 == ' ' && self.text.len() > 0 {
            self.text.truncate(self.text.len() - 1);
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
    key_of_folded(&fold(text))
}

/// [`key`] of a text that is folded.
#[must_use]
pub fn key_of_folded(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut apart = false;
    for c in folded.chars() {
        if !is_alphanumeric(c) {
            apart = true;
            continue;
        }
        if apart && !out.is_empty() {
            out.push(' ');
        }
        apart = false;
        out.push(c);
    }
    out
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

/// [`char::is_alphanumeric`], by table.
#[must_use]
pub fn is_alphanumeric(c: char) -> bool {
    Letter::of(c).is_alphanumeric()
}

/// All letters are capitals, and there is one at least.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    let mut any = false;
    for letter in text.chars().map(Letter::of) {
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
