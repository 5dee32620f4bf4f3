//! Labels: the numbers that Word prints before paragraphs, which no file holds.
//!
//! In: the list and level of each numbered paragraph, in the order of the document. Out: its label with what stands behind
//! it, as Word prints it (ISO/IEC 29500-1, 17.9). It never looks at words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::numbering::{LEVELS, Level, Numbering, Suffix};
use super::styles::Styles;
use super::symbols::bullet;

/// Labels longer than this are no labels.
const MOST_BYTES: usize = 400;

/// Counts the paragraphs of every list.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// By abstract list: the number that each level printed last.
    counts: FxHashMap<i64, [Option<u32>; LEVELS]>,
    /// Lists and levels that have begun anew.
    begun: FxHashSet<(i64, usize)>,
}

impl Labels {
    /// The label of the next paragraph of a list; none where the list is not defined.
    pub(super) fn next(&mut self, list: i64, level: usize, numbering: &Numbering, styles: &Styles) -> Option<String> {
        let own = numbering.level(list, level, styles)?;
        let counts = self.counts.entry(numbering.counted_with(list, styles)?).or_default();
        counts[level] = match numbering.start_anew(list, level) {
            Some(start) if self.begun.insert((list, level)) => Some(start),
            start => Some(match counts[level] {
                Some(before) => before.saturating_add(1),
                None => start.unwrap_or(own.start),
            }),
        };
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let after = numbering.level(list, below, styles).and_then(|l| l.restart).unwrap_or(below);
            if level < after {
                *count = None;
            }
        }
        let counts = *counts;
        let number = |at: usize| {
            let of = numbering.level(list, at, styles)?;
            // A level that was passed over counts as begun.
            let count = counts[at].unwrap_or_else(|| numbering.start_anew(list, at).unwrap_or(of.start));
            Some(if own.legal && of.format != "none" { count.to_string() } else { printed(of, count) })
        };
        let mut label = if own.picture {
            "•".to_owned()
        } else if own.format == "bullet" {
            bullet(own.font, &own.text)
        } else {
            fill(&own.text, level, number)
        };
        if label.len() > MOST_BYTES {
            return None;
        }
        if !label.is_empty() && own.suffix != Suffix::Nothing {
            label.push(' ');
        }
        Some(label)
    }
}

/// Puts the numbers of the levels into the text of a label.
fn fill(text: &str, level: usize, number: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
        match digit {
            Some(digit) => {
                chars.next();
                let at = digit as usize - 1;
                if at <= level {
                    out.push_str(&number(at).unwrap_or_default());
                }
            }
            None => out.push(c),
        }
        if out.len() > MOST_BYTES {
            break;
        }
    }
    out
}

/// A number in the format of its level.
fn printed(level: &Level, n: u32) -> String {
    if level.format == "custom" {
        // As many figures as the example has.
        let example = level.example.as_deref().unwrap_or_default();
        let width = example.chars().take_while(char::is_ascii_digit).count().min(9);
        return format!("{n:0width$}");
    }
    number(&level.format, n)
}

/// A number in a format of the standard (ISO/IEC 29500-1, 17.18.59); in figures where the format is not known.
pub(super) fn number(format: &str, n: u32) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{n:02}"),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letters(n, 'A'),
        "lowerLetter" => letters(n, 'a'),
        "ordinal" => format!("{n}{}", ordinal_ending(n)),
        "hex" => format!("{n:X}"),
        "numberInDash" => format!("- {n} -"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(n, 0x2460),
        "decimalEnclosedParen" => enclosed(n, 0x2474),
        "decimalEnclosedFullstop" => enclosed(n, 0x2488),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) - 0x30 + 0xFF10)).collect()
        }
        "chicago" => match n.checked_sub(1) {
            Some(n) => ["*", "†", "‡", "§"][n as usize % 4].repeat((n as usize / 4 + 1).min(MOST_BYTES)),
            None => String::new(),
        },
        "cardinalText" | "vietnameseCounting" => vietnamese(n),
        _ => n.to_string(),
    }
}

/// A Roman number; beyond those that are ever printed, figures.
fn roman(n: u32) -> String {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=32_767).contains(&n) {
        return n.to_string();
    }
    let mut left = n;
    SIGNS.iter().fold(String::new(), |mut out, (value, sign)| {
        while left >= *value {
            out.push_str(sign);
            left -= value;
        }
        out
    })
}

/// A letter; after z comes aa, then bb, as Word has it.
fn letters(n: u32, first: char) -> String {
    let Some(n) = n.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(u32::from(first) + n % 26).unwrap_or(first);
    String::from(letter).repeat((n as usize / 26 + 1).min(MOST_BYTES))
}

fn ordinal_ending(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn enclosed(n: u32, first: u32) -> String {
    match n {
        1..=20 => char::from_u32(first + n - 1).map(String::from).unwrap_or_default(),
        _ => n.to_string(),
    }
}

/// A number in Vietnamese words, up to a hundred.
fn vietnamese(n: u32) -> String {
    const ONES: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let (tens, one) = (n as usize / 10, n as usize % 10);
    let words = match (tens, one) {
        (0, one) => ONES[one].to_owned(),
        (1, 0) => "mười".to_owned(),
        (1, 5) => "mười lăm".to_owned(),
        (1, one) => format!("mười {}", ONES[one]),
        (2..=9, 0) => format!("{} mươi", ONES[tens]),
        (2..=9, 1) => format!("{} mươi mốt", ONES[tens]),
        (2..=9, 5) => format!("{} mươi lăm", ONES[tens]),
        (2..=9, one) => format!("{} mươi {}", ONES[tens], ONES[one]),
        _ => n.to_string(),
    };
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::super::xml::walk;
    use super::*;

    fn numbering(xml: &str) -> Numbering {
        let mut out = Numbering::default();
        walk(&format!("<w:numbering>{xml}</w:numbering>"), &|| false, &mut out);
        out
    }

    fn level(at: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    fn list(levels: &[String], nums: &str) -> Numbering {
        numbering(&format!(r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum>{nums}"#, levels.concat()))
    }

    const ONE: &str = r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

    fn labels(numbering: &Numbering, paragraphs: &[(i64, usize)]) -> Vec<String> {
        let (mut labels, styles) = (Labels::default(), Styles::default());
        paragraphs.iter().map(|(l, at)| labels.next(*l, *at, numbering, &styles).unwrap_or_default()).collect()
    }

    #[test]
    fn levels_count_and_begin_anew_under_the_next_one() {
        let numbering = list(
            &[
                level(0, "upperRoman", "%1.", ""),
                level(1, "decimal", "%1.%2.", "<w:isLgl/>"),
                level(2, "lowerLetter", "%3)", ""),
            ],
            ONE,
        );
        let got = labels(&numbering, &[(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]);
        assert_eq!(got, ["I. ", "1.1. ", "a) ", "b) ", "1.2. ", "a) ", "II. ", "2.1. "]);
    }

    #[test]
    fn lists_of_one_abstract_list_count_together_unless_one_begins_anew() {
        let nums = format!(
            r#"{ONE}<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
            <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{}</w:lvlOverride></w:num>"#,
            level(0, "lowerRoman", "(%1)", "")
        );
        let numbering = list(&[level(0, "decimal", "%1.", "")], &nums);
        let got = labels(&numbering, &[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0), (9, 0)]);
        assert_eq!(got, ["1. ", "2. ", "5. ", "6. ", "7. ", "(viii) ", ""]);
    }

    #[test]
    fn a_level_may_go_on_counting() {
        let never =
            [level(0, "decimal", "Chương %1", ""), level(1, "decimal", "Điều %2.", r#"<w:lvlRestart w:val="0"/>"#)];
        let got = labels(&list(&never, ONE), &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]);
        assert_eq!(got, ["Chương 1 ", "Điều 1. ", "Điều 2. ", "Chương 2 ", "Điều 3. "]);
    }

    #[test]
    fn formats_are_those_of_word() {
        let show = |format: &str, n: u32| printed(&Level { format: format.to_owned(), ..Level::default() }, n);
        assert_eq!([show("lowerLetter", 26), show("lowerLetter", 27), show("upperLetter", 54)], ["z", "aa", "BBB"]);
        assert_eq!([show("upperRoman", 1994), show("lowerRoman", 4), show("upperRoman", 0)], ["MCMXCIV", "iv", "0"]);
        assert_eq!([show("decimalZero", 7), show("ordinal", 12), show("ordinal", 22)], ["07", "12th", "22nd"]);
        assert_eq!([show("decimalEnclosedCircle", 3), show("none", 3), show("unheard-of", 3)], ["③", "", "3"]);
        assert_eq!([show("vietnameseCounting", 21), show("vietnameseCounting", 5)], ["Hai mươi mốt", "Năm"]);
        let own = Level { format: "custom".to_owned(), example: Some("001, 002, ...".to_owned()), ..Level::default() };
        assert_eq!(printed(&own, 7), "007");
    }

    #[test]
    fn a_choice_of_formats_is_its_first() {
        let choice = r#"<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="01, 02, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>"#;
        let numbering = list(&[level(0, "decimal", "%1/", choice)], ONE);
        assert_eq!(labels(&numbering, &[(1, 0)]), ["01/ "]);
    }
}
