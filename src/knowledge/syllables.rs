//! Syllables: whether a word can be a syllable (âm tiết) of Vietnamese by its spelling.
//!
//! In: `syllables.tsv`, which holds onsets (âm đầu) and rimes (vần), each with what it may stand beside; a rime is written with
//! the tone sắc, once for each letter that may bear a tone (óa, oá). Out: [`is_syllable`]. It knows spelling, not words: `thơng` is
//! no syllable, `cổn` is one, whether or not a dictionary has it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::rows::{parts, row, rows};

row! {
    /// A part of syllables.
    pub struct Part {
        /// `onset` or `rime`.
        pub part,
        /// As it is written; a rime with sắc.
        pub written,
        /// Of an onset: the letters with which the rime behind it may begin; of a rime: the onsets before it, `-` for none
        /// at all. Empty where all may.
        pub beside,
    }
}

/// The letters of Vietnamese; the place of each is its number, from 1.
const LETTERS: &str = "aăâeêioôơuưybcdđghklmnpqrstvx";

/// The last letter that is a vowel.
const LAST_VOWEL: u32 = 12;

/// The tones that are written: sắc, huyền, hỏi, ngã, nặng.
const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

/// The two tones of a syllable that ends in a stop (p, t, c, ch), by their number in [`TONES`], from 1.
const OF_STOPS: [u32; 2] = [1, 5];

/// Bits of a letter in a key.
const BITS: u32 = 5;

/// No syllable has more letters (`nghiêng`).
const MOST_LETTERS: usize = 7;

/// No rime has more letters (`uyên`).
const MOST_OF_RIME: usize = 4;

#[derive(Debug, Default, Clone, Copy)]
struct Rime {
    /// The letters that may bear the tone, as bits.
    marks: u32,
    /// Ends in a stop.
    stopped: bool,
    /// The onsets that may stand before it, as bits; the last bit is none at all.
    onsets: u32,
}

/// The model at hand, for whoever asks for every word of a text.
#[derive(Debug)]
pub struct Syllables {
    /// Of every character up to the last one of Vietnamese: the number of its letter, and above it that of its tone.
    letters: Vec<u8>,
    /// The bit of an onset.
    onsets: FxHashMap<u32, u32>,
    rimes: FxHashMap<u32, Rime>,
}

/// Whether a word in NFC, in small or capital letters, is spelled as a syllable of Vietnamese. The tone may stand where the
/// old or the new way puts it (hòa, hoà).
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    Syllables::get().has(word)
}

impl Syllables {
    /// The model, read once.
    #[must_use]
    pub fn get() -> &'static Self {
        static SYLLABLES: LazyLock<Syllables> = LazyLock::new(|| Syllables::read(include_str!("syllables.tsv")));
        &SYLLABLES
    }

    /// Whether a word is spelled as a syllable; see [`is_syllable`].
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let mut keys = [0u32; MOST_LETTERS];
        let (mut length, mut tone, mut bearer) = (0, 0, 0);
        let mut vowel = MOST_LETTERS;
        for c in word.chars() {
            let code = u32::from(self.letters.get(c as usize).copied().unwrap_or(0));
            if code == 0 || length == MOST_LETTERS {
                return false;
            }
            let letter = code & ((1 << BITS) - 1);
            if code != letter {
                if tone != 0 {
                    return false;
                }
                (tone, bearer) = (code >> BITS, length);
            }
            if letter <= LAST_VOWEL {
                vowel = vowel.min(length);
            }
            keys[length] = letter;
            length += 1;
        }
        let split = |at: usize| {
            let (onset, rime) = keys[..length].split_at_checked(at)?;
            if rime.is_empty() || rime.len() > MOST_OF_RIME || (tone != 0 && bearer < at) {
                return None;
            }
            let rime = self.rimes.get(&key(rime))?;
            let onset = if onset.is_empty() { NONE } else { *self.onsets.get(&key(onset))? };
            let toned = if rime.stopped { OF_STOPS.contains(&tone) } else { true };
            let placed = tone == 0 || rime.marks & 1 << (bearer - at) != 0;
            Some(rime.onsets & onset != 0 && toned && placed)
        };
        // The letter i of gi and the u of qu are written as vowels.
        split(vowel) == Some(true) || (vowel > 0 && split(vowel + 1) == Some(true))
    }

    /// Reads the file.
    ///
    /// # Panics
    /// On a file of another shape: a fault of the program, which its tests find.
    fn read(file: &'static str) -> Self {
        let letters = letters();
        let spell = |written: &str| {
            let codes: Vec<u32> = written.chars().map(|c| u32::from(letters[c as usize])).collect();
            let bearer = codes.iter().position(|code| code >> BITS != 0);
            (codes.iter().map(|code| code & ((1 << BITS) - 1)).collect::<Vec<_>>(), bearer)
        };
        let all: Vec<Part> = rows(file, "syllables.tsv").collect();
        let onsets: Vec<&Part> = all.iter().filter(|p| p.part == "onset").collect();
        assert!(onsets.len() < 31, "internal error: syllables.tsv: too many onsets");
        let mut rimes: FxHashMap<u32, Rime> = FxHashMap::default();
        for rime in all.iter().filter(|p| p.part == "rime") {
            for written in parts(rime.written) {
                let (spelled, Some(bearer)) = spell(written) else {
                    panic!("internal error: syllables.tsv: {written} bears no tone")
                };
                let beside = |name: &str| rime.beside.is_empty() || parts(rime.beside).any(|p| p == name);
                let first = LETTERS.chars().nth(spelled[0] as usize - 1).unwrap_or_default();
                let mut before = if beside("-") { NONE } else { 0 };
                for (bit, onset) in onsets.iter().enumerate() {
                    let opens = onset.beside.is_empty() || parts(onset.beside).any(|l| l.starts_with(first));
                    if opens && beside(onset.written) {
                        before |= 1 << bit;
                    }
                }
                let known = rimes.entry(key(&spelled)).or_default();
                known.marks |= 1 << bearer;
                known.onsets |= before;
                known.stopped = written.ends_with(['p', 't', 'c']) || written.ends_with("ch");
            }
        }
        let onsets = onsets.iter().enumerate().map(|(bit, onset)| (key(&spell(onset.written).0), 1 << bit)).collect();
        Self { letters, onsets, rimes }
    }
}

/// The bit of no onset.
const NONE: u32 = 1 << 31;

/// The letters of a part in one number.
fn key(letters: &[u32]) -> u32 {
    letters.iter().fold(0, |key, letter| key << BITS | letter)
}

fn letters() -> Vec<u8> {
    let mut out = vec![0; 'ỹ' as usize + 1];
    for (letter, number) in LETTERS.chars().zip(1u8..) {
        let cases = [letter, letter.to_uppercase().next().unwrap_or(letter)];
        for case in cases {
            out[case as usize] = number;
            for (tone, above) in TONES.into_iter().zip(1u8..) {
                let mut composed = [case, tone].into_iter().nfc();
                // A consonant bears no tone, though Unicode has letters for some (ń).
                if let (Some(c), None, true) = (composed.next(), composed.next(), u32::from(number) <= LAST_VOWEL) {
                    out[c as usize] = number | above << BITS;
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_plans() {
        let words = "Ủy Uỷ ban nhân dân tỉnh hòa hoà thúy thuý quý Quốc quyết quyển nghiêng giếng gì già giữa giờ khuya khuỷu \
                     khuếch huỳnh ngoằn ngoèo xoong PHƯỜNG ĐƯỢC yêu yếu y tế thuở oăm loại hoặc quỹ quýt nước kỷ kĩ ưu tuýp rượu";
        for word in words.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        for tone in ["ba", "bá", "bà", "bả", "bã", "bạ"] {
            assert!(is_syllable(tone), "{tone}");
        }
    }

    #[test]
    fn what_is_none() {
        let words = "thơng cơng cĩ dn quc kêt tât hop tàp f UBND QuyÕt trưưng hòan tòan qủa cy ke2 ngi ka gè nghang ghan \
                     hộii kiêng' bản-sao tyên byên ñoäc ngày10 cgia quốcc thuơng' đựợc phàt nghiênng";
        for word in words.split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(!is_syllable(""));
        assert!(!is_syllable("ke\u{301}"), "not in NFC");
    }
}
