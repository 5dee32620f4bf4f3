//! Folding: the form in which Vietnamese words are compared.
//!
//! In: any text. Out: a text that is equal for two spellings of the same words. Folding is for comparing only; nothing
//! folded is ever written into a record.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Lower case, NFC, one way of placing tones, one dash, one quotation mark, single blanks.
///
/// The tone of `oa`, `oe`, `uy` stands on the first vowel in old spelling (hòa, ủy) and on the second in new (hoà, uỷ);
/// with a consonant behind, or in `quy`, both agree (Quyết định 1989/QĐ-BGDĐT of 2018, Điều 8).
#[must_use]
pub fn fold(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        fold_chars(text.chars(), text.len())
    } else {
        fold_chars(text.nfc(), text.len())
    }
}

fn fold_chars(chars: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let mut blank = true;
    let mut placed = false;
    for c in chars {
        let c = match c {
            'a'..='z' | '0'..='9' => c,
            'A'..='Z' => c.to_ascii_lowercase(),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '“' | '”' | '„' | '«' | '»' => '"',
            '’' | '‘' => '\'',
            'ð' => 'đ',
            '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => continue,
            c if c.is_whitespace() => {
                if !blank {
                    out.push(' ');
                }
                blank = true;
                continue;
            }
            c if c.is_ascii() => c,
            // Every Vietnamese capital has one small letter.
            c => c.to_lowercase().next().unwrap_or(c),
        };
        placed |= "àáảãạèéẻẽẹỳýỷỹỵ".contains(c);
        out.push(c);
        blank = false;
    }
    if out.ends_with(' ') {
        out.pop();
    }
    if placed { place_tones(&out) } else { out }
}

/// Rewrites new tone placement as old: `oà` → `òa`, `uỷ` → `ủy`, only where the syllable is open.
fn place_tones(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let pair = (chars[at], chars.get(at + 1).copied().unwrap_or(' '));
        let open = !chars.get(at + 2).is_some_and(|c| c.is_alphabetic());
        let after_q = at > 0 && chars[at - 1] == 'q';
        match MOVED.iter().find(|(new, _)| *new == pair) {
            Some((_, (first, second))) if open && !after_q => {
                out.push(*first);
                out.push(*second);
                at += 2;
            }
            _ => {
                out.push(chars[at]);
                at += 1;
            }
        }
    }
    out
}

type Pair = (char, char);

const MOVED: &[(Pair, Pair)] = &[
    (('o', 'à'), ('ò', 'a')),
    (('o', 'á'), ('ó', 'a')),
    (('o', 'ả'), ('ỏ', 'a')),
    (('o', 'ã'), ('õ', 'a')),
    (('o', 'ạ'), ('ọ', 'a')),
    (('o', 'è'), ('ò', 'e')),
    (('o', 'é'), ('ó', 'e')),
    (('o', 'ẻ'), ('ỏ', 'e')),
    (('o', 'ẽ'), ('õ', 'e')),
    (('o', 'ẹ'), ('ọ', 'e')),
    (('u', 'ỳ'), ('ù', 'y')),
    (('u', 'ý'), ('ú', 'y')),
    (('u', 'ỷ'), ('ủ', 'y')),
    (('u', 'ỹ'), ('ũ', 'y')),
    (('u', 'ỵ'), ('ụ', 'y')),
];

/// [`fold`], with everything but letters and digits gone to single blanks: names that differ in commas, hyphens or
/// connecting marks only are equal.
#[must_use]
pub fn key(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// [`key`] of an abbreviation: connectors (`&`, `và`, `-`, `,`, `.`, `/`, blanks) dropped, case kept of no account, so that
/// `VHTT&DL`, `VH, TTDL` and `VHTTDL` are one.
#[must_use]
pub fn short_key(text: &str) -> String {
    key(text).split(' ').filter(|w| *w != "và").collect()
}

/// The letter without tone and vowel mark: `ế` → `e`; `đ` stays.
#[must_use]
pub fn bare(c: char) -> char {
    match c {
        'đ' | 'Đ' => 'đ',
        c => std::iter::once(c).nfd().next().unwrap_or(c).to_lowercase().next().unwrap_or(c),
    }
}

/// All letters are capitals, and there is one at least.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
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
