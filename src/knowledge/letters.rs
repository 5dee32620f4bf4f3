//! Letters: what each character is and what it folds to, looked up in one table.
//!
//! In: a character. Out: a [`Letter`]. The answers are the standard library's and Unicode's own, asked once when the program
//! starts; for the letters of Vietnamese those are searches, and every stage asks for every character of a document.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// What a character is, in one word: the folded character, and a bit for each property.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter(u32);

/// Bits above the 21 of a character.
const ALPHABETIC: u32 = 1 << 21;
const NUMERIC: u32 = 1 << 22;
const UPPER: u32 = 1 << 23;
const LOWER: u32 = 1 << 24;
const BLANK: u32 = 1 << 25;
const DROPPED: u32 = 1 << 26;
const COMPOSED: u32 = 1 << 27;
const MOVABLE: u32 = 1 << 28;
const FOLDED: u32 = 1 << 29;
const CHARACTER: u32 = ALPHABETIC - 1;

/// Nothing is known of a character: every known one has a bit.
const UNKNOWN: Letter = Letter(0);

/// Latin with its tones, and the punctuation of plans.
const KNOWN: [Range<u32>; 2] = [0..0x370, 0x1E00..0x2100];

static TABLE: LazyLock<Vec<Letter>> = LazyLock::new(|| {
    let known = |c: u32| KNOWN.iter().any(|range| range.contains(&c));
    let letter = |c: u32| char::from_u32(c).filter(|_| known(c)).map_or(UNKNOWN, Letter::search);
    (0..KNOWN[1].end).map(letter).collect()
});

/// The table at hand, for whoever asks for every character of a text.
#[derive(Clone, Copy)]
pub(super) struct Letters(&'static [Letter]);

impl Letters {
    #[inline]
    pub(super) fn get() -> Self {
        Self(&TABLE)
    }

    #[inline]
    pub(super) fn of(self, c: char) -> Letter {
        match self.0.get(c as usize) {
            Some(letter) if letter.0 != UNKNOWN.0 => *letter,
            _ => Letter::search(c),
        }
    }
}

impl Letter {
    #[inline]
    pub(super) fn of(c: char) -> Self {
        Letters::get().of(c)
    }

    #[cold]
    fn search(c: char) -> Self {
        let folded = match c {
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '“' | '”' | '„' | '«' | '»' => '"',
            '’' | '‘' => '\'',
            'ð' => 'đ',
            // Every Vietnamese capital has one small letter.
            c => c.to_lowercase().next().unwrap_or(c),
        };
        let bits = [
            (c.is_alphabetic(), ALPHABETIC),
            (c.is_numeric(), NUMERIC),
            (c.is_uppercase(), UPPER),
            (c.is_lowercase(), LOWER),
            (c.is_whitespace(), BLANK),
            (matches!(c, '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'), DROPPED),
            (is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0, COMPOSED),
            ("àáảãạèéẻẽẹỳýỷỹỵ".contains(folded), MOVABLE),
            (c == folded, FOLDED),
        ];
        Self(bits.into_iter().filter(|(is, _)| *is).fold(u32::from(folded), |all, (_, bit)| all | bit))
    }

    #[inline]
    fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// Whether folding leaves the character as it is, wherever it stands.
    #[inline]
    pub(super) fn is_folded(self) -> bool {
        self.0 & (FOLDED | COMPOSED | MOVABLE | DROPPED | BLANK) == FOLDED | COMPOSED
    }

    /// The character in the form in which words are compared.
    #[inline]
    pub(super) fn folded(self) -> char {
        char::from_u32(self.0 & CHARACTER).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    #[inline]
    pub(super) fn is_alphabetic(self) -> bool {
        self.has(ALPHABETIC)
    }

    #[inline]
    pub(super) fn is_alphanumeric(self) -> bool {
        self.has(ALPHABETIC | NUMERIC)
    }

    #[inline]
    pub(super) fn is_uppercase(self) -> bool {
        self.has(UPPER)
    }

    #[inline]
    pub(super) fn is_lowercase(self) -> bool {
        self.has(LOWER)
    }

    #[inline]
    pub(super) fn is_blank(self) -> bool {
        self.has(BLANK)
    }

    /// Shows nothing, and is left out of folded text.
    #[inline]
    pub(super) fn is_dropped(self) -> bool {
        self.has(DROPPED)
    }

    /// Stands as it is in NFC, whatever stands before it.
    #[inline]
    pub(super) fn is_composed(self) -> bool {
        self.has(COMPOSED)
    }

    /// Folds to a second vowel with a tone that may belong on the first.
    #[inline]
    pub(super) fn is_movable(self) -> bool {
        self.has(MOVABLE)
    }
}
