//! Symbols: what the characters of Word's symbol fonts show.
//!
//! In: a font and a character, which such fonts number from 0x20 or in the private area from U+F020. Out: the Unicode
//! character that a reader sees. A symbol that is not known stays in the private area: it is never guessed.

use crate::ingest::legacy::{self, Promise};

/// Fonts as far as their characters differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Font {
    /// Its characters are what they are.
    #[default]
    Plain,
    /// Symbol.
    Symbol,
    /// Wingdings.
    Wingdings,
    /// Wingdings 2, Wingdings 3, Webdings: few of their characters are known here.
    Other,
    /// Drawn for an encoding before Unicode; many files that name one hold Unicode.
    Legacy(Promise),
}

impl Font {
    /// The font of this name.
    pub(super) fn named(given: &str) -> Self {
        match given.trim().to_ascii_lowercase().as_str() {
            "symbol" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" | "wingdings 3" | "webdings" => Self::Other,
            name if name.starts_with(['.', 'v']) => legacy::of_font(given).map_or(Self::Plain, Self::Legacy),
            _ => Self::Plain,
        }
    }

    /// Whether its characters stand for others that only the font tells.
    fn is_of_symbols(self) -> bool {
        !matches!(self, Self::Plain | Self::Legacy(_))
    }

    /// What a font of old promises.
    pub(super) fn promised(self) -> Option<Promise> {
        if let Self::Legacy(promise) = self { Some(promise) } else { None }
    }
}

/// Symbol from 0x20 on (Adobe's Symbol encoding). A minus is a hyphen, as the rest of the text has it.
const SYMBOL_LOW: &str =
    " !∀#∃%&∋()*+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

/// Symbol from 0xA0 on.
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪";

/// The symbols of Wingdings that offices use.
const WINGDINGS: &[(u8, char)] = &[
    (0x20, ' '),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '◆'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x78, '☒'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA0, '▪'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xAF, '✶'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF3, '⇔'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// What a character of a font shows.
pub(super) fn shown(font: Font, c: char) -> char {
    let code = u32::from(c);
    let private = (0xF020..=0xF0FF).contains(&code);
    let low = match u8::try_from(if private { code - 0xF000 } else { code }) {
        Ok(low) if private || font.is_of_symbols() => low,
        _ => return c,
    };
    let found = match font {
        Font::Symbol => symbol(low),
        Font::Wingdings => wingdings(low),
        // What nearly every font of symbols has at these places.
        Font::Plain | Font::Legacy(_) => {
            [(0xB7, '•'), (0x2D, '-')].iter().find(|s| s.0 == low).map(|s| s.1).or_else(|| wingdings(low))
        }
        Font::Other => match low {
            0x50 => Some('✓'),
            0x52 => Some('☑'),
            0x51 | 0x53 => Some('☒'),
            0x97 => Some('●'),
            0xA3 => Some('□'),
            _ => None,
        },
    };
    found.unwrap_or(if !font.is_of_symbols() || private {
        c
    } else {
        char::from_u32(0xF000 + u32::from(low)).unwrap_or(c)
    })
}

fn symbol(low: u8) -> Option<char> {
    let (table, from) = if low < 0xA0 { (SYMBOL_LOW, 0x20) } else { (SYMBOL_HIGH, 0xA0) };
    table.chars().nth(usize::from(low.checked_sub(from)?))
}

fn wingdings(low: u8) -> Option<char> {
    match low {
        // Figures in circles.
        0x81..=0x8A => char::from_u32(0x2460 + u32::from(low - 0x81)),
        0x8C..=0x95 => char::from_u32(0x2776 + u32::from(low - 0x8C)),
        _ => WINGDINGS.iter().find(|s| s.0 == low).map(|s| s.1),
    }
}

/// The mark of a list as text has it: a dash, a plus, a star, or a round point for all others.
pub(super) fn bullet(font: Font, text: &str) -> String {
    let mut shown = text.chars().map(|c| shown(font, c)).filter(|c| !c.is_whitespace());
    let (Some(first), None) = (shown.next(), shown.next()) else {
        // More than one character is words that stand before every paragraph.
        return text.trim().to_owned();
    };
    match first {
        '-' | '\u{2010}'..='\u{2015}' | '−' | '⎯' | '\u{AD}' => "-".to_owned(),
        '+' | '*' => first.to_string(),
        '∗' => "*".to_owned(),
        _ => "•".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_what_a_reader_sees() {
        assert_eq!(shown(Font::Symbol, '\u{F0B7}'), '•');
        assert_eq!(shown(Font::Symbol, '\u{F0A3}'), '≤');
        assert_eq!(shown(Font::Symbol, 'a'), 'α');
        assert_eq!(shown(Font::Symbol, '\u{F0B3}'), '≥');
        assert_eq!(shown(Font::Wingdings, '\u{F0FE}'), '☑');
        assert_eq!(shown(Font::Wingdings, 'ü'), '✓');
        assert_eq!(shown(Font::Wingdings, '\u{F082}'), '②');
        assert_eq!(shown(Font::Plain, '\u{F0B7}'), '•');
        assert_eq!(shown(Font::Plain, 'ü'), 'ü');
        assert_eq!(shown(Font::Other, '\u{F041}'), '\u{F041}');
        assert_eq!(SYMBOL_LOW.chars().count(), 95);
    }

    #[test]
    fn marks_of_lists_are_dashes_or_points() {
        assert_eq!(bullet(Font::Symbol, "\u{F0B7}"), "•");
        assert_eq!(bullet(Font::Symbol, "\u{F02D}"), "-");
        assert_eq!(bullet(Font::Plain, "–"), "-");
        assert_eq!(bullet(Font::Plain, "o"), "•");
        assert_eq!(bullet(Font::Plain, "+"), "+");
        assert_eq!(bullet(Font::Plain, "Bước"), "Bước");
    }
}
