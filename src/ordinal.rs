//! Ordinals: the number or letter in front of a line (Phần I, II., A., 1.1., 1/, (1), a), đ), -, +).
//!
//! In: the text of a line. Out: an [`Ordinal`], or none. It reads one line and believes what is printed: whether a sequence
//! has gaps or repeats is for rules to say, never a condition for reading.

use crate::scan;
use crate::span::Bytes;

/// A way of numbering. Two lines with one scheme are sisters; which scheme stands above which is the document's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Phần I, Phần thứ nhất.
    Part,
    /// Chương I.
    Chapter,
    /// Mục 1.
    Section,
    /// Điều 1.
    Article,
    /// I.
    Roman,
    /// A.
    Upper,
    /// 1., 1.1., … by the number of levels.
    Decimal(u8),
    /// 1/
    DecimalSlash,
    /// 1- (in papers of the Party)
    DecimalDash,
    /// 1)
    DecimalParen,
    /// (1)
    Bracketed,
    /// a) or a.
    Lower,
    /// (a)
    BracketedLower,
    /// ii)
    LowerRoman,
    /// ①
    Circled,
    /// -
    Dash,
    /// +
    Plus,
    /// *
    Star,
    /// •, ·, o and the like.
    Bullet,
}

impl Scheme {
    /// A mark without number or letter.
    #[must_use]
    pub fn is_bullet(self) -> bool {
        matches!(self, Self::Dash | Self::Plus | Self::Star | Self::Bullet)
    }

    /// A scheme of sections, which stand above plain numbers.
    #[must_use]
    pub fn is_section(self) -> bool {
        matches!(self, Self::Roman | Self::Upper)
    }

    /// A scheme that only divisions of the whole document have.
    #[must_use]
    pub fn is_division(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section | Self::Article)
    }
}

/// The number or letter in front of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordinal {
    /// How it is written.
    pub scheme: Scheme,
    /// The label as printed, without closing mark, relative to the line.
    pub label: Bytes,
    /// Where the words after it begin, relative to the line.
    pub rest: usize,
}

/// The schemes but bullets, in the order in which they are tried.
const SCHEMES: [Scheme; 18] = [
    Scheme::Part,
    Scheme::Chapter,
    Scheme::Section,
    Scheme::Article,
    Scheme::Decimal(4),
    Scheme::Decimal(3),
    Scheme::Decimal(2),
    Scheme::Decimal(1),
    Scheme::DecimalDash,
    Scheme::DecimalParen,
    Scheme::DecimalSlash,
    Scheme::Bracketed,
    Scheme::Roman,
    Scheme::Upper,
    Scheme::LowerRoman,
    Scheme::BracketedLower,
    Scheme::Lower,
    Scheme::Circled,
];

/// What follows the label of a scheme at the front of a line, and what follows the mark that closes it.
fn read(scheme: Scheme, line: &str) -> Option<(&str, &str)> {
    match scheme {
        Scheme::Part => {
            let name = scan::strip_any(line, &["Phần ", "PHẦN "])?;
            let named = scan::strip_any(name, &["thứ ", "THỨ "]);
            let label = match named {
                Some(word) => Some(word.trim_start_matches(char::is_alphabetic)).filter(|left| left.len() < word.len()),
                None => division_number(name).or_else(|| name.strip_prefix(['A', 'B', 'C', 'D', 'E'])),
            }?;
            let behind = division_end(label)?;
            let dashed = behind.strip_prefix(['-', '–']).filter(|_| label.starts_with(char::is_whitespace));
            Some((label, dashed.map_or(behind, str::trim_start)))
        }
        Scheme::Chapter | Scheme::Section => {
            let heads: &[&str] = if scheme == Scheme::Chapter {
                &["Chương ", "CHƯƠNG "]
            } else {
                &["Mục ", "MỤC ", "Tiểu mục ", "TIỂU MỤC "]
            };
            let label = division_number(scan::strip_any(line, heads)?)?;
            Some((label, division_end(label)?))
        }
        Scheme::Article => {
            let (_, label) = scan::figures(line.strip_prefix("Điều ")?, 3)?;
            let label = label.strip_prefix(is_small).unwrap_or(label);
            Some((label, closed(label, &['.', ':'])?))
        }
        Scheme::Decimal(1) => {
            let (_, label) = scan::figures(line, 3)?;
            let behind = label.strip_prefix('.')?.trim_start();
            let dashed = behind.strip_prefix('-').and_then(scan::after_blank);
            Some((label, dashed.unwrap_or(behind)))
        }
        Scheme::Decimal(levels) => {
            let first = scan::figures(line, 2)?.1;
            let label = (1..levels).try_fold(first, |left, _| Some(scan::figures(left.strip_prefix('.')?, 2)?.1))?;
            let marked = closed(label, &['.', ')', '/', ':']);
            Some((label, marked.or_else(|| scan::after_blank(label))?))
        }
        Scheme::DecimalDash => {
            let (_, label) = scan::figures(line, 2)?;
            let dash = label.strip_prefix(char::is_whitespace).unwrap_or(label).strip_prefix(['-', '–'])?;
            Some((label, scan::after_blank(dash)?))
        }
        Scheme::DecimalParen => {
            let (_, label) = scan::figures(line, 2)?;
            Some((label, closed(label, &[')'])?))
        }
        Scheme::DecimalSlash => {
            let (_, label) = scan::figures(line, 2)?;
            Some((label, scan::after_blank(label.strip_prefix('/')?)?))
        }
        Scheme::Bracketed => {
            let (_, figures) = scan::figures(line.strip_prefix('(')?, 2)?;
            let label = figures.strip_prefix(')')?;
            Some((label, label.trim_start()))
        }
        Scheme::Roman => {
            let label = line.trim_start_matches(is_roman);
            let single = || line.strip_prefix(|c| ('Ⅰ'..='Ⅻ').contains(&c));
            let label = match line[..line.len() - label.len()].chars().count() {
                0 => single()?,
                1..=6 => label,
                _ => return None,
            };
            let marked = closed(label, &['.', ')', '/']);
            let apart = || {
                let behind = label.trim_start();
                let dashed = behind.strip_prefix(['-', '–']).and_then(scan::after_blank);
                dashed.or_else(|| closed(behind, &[':']))
            };
            Some((label, marked.or_else(apart)?))
        }
        Scheme::Upper => {
            let label = line.strip_prefix(|c: char| c.is_ascii_uppercase() || c == 'Đ')?;
            let spaced = label.strip_prefix(['.', ')', '/']).and_then(scan::after_blank);
            Some((label, spaced.or_else(|| label.strip_prefix('.'))?))
        }
        Scheme::LowerRoman => {
            let inside = line.strip_prefix('(').unwrap_or(line);
            let label = scan::strip_any(inside, &["iii", "ii", "iv", "viii", "vii", "vi", "v", "ix"])?;
            Some((label, scan::after_blank(label.strip_prefix(['.', ')'])?)?))
        }
        Scheme::BracketedLower => {
            let label = line.strip_prefix('(')?.strip_prefix(is_small)?.strip_prefix(')')?;
            Some((label, label.trim_start()))
        }
        Scheme::Lower => {
            let label = line.strip_prefix(is_small)?;
            let spaced = || label.strip_prefix(['.', '/']).and_then(scan::after_blank);
            Some((label, label.strip_prefix(')').map(str::trim_start).or_else(spaced)?))
        }
        Scheme::Circled => {
            let label = line.strip_prefix(|c| ('①'..='⑳').contains(&c))?;
            Some((label, label.trim_start()))
        }
        Scheme::Dash | Scheme::Plus | Scheme::Star | Scheme::Bullet => None,
    }
}

/// What follows one of several marks right behind a label.
fn closed<'t>(label: &'t str, marks: &[char]) -> Option<&'t str> {
    label.strip_prefix(marks).map(str::trim_start)
}

/// What follows the Roman or Arabic number of a division.
fn division_number(text: &str) -> Option<&str> {
    let roman = text.trim_start_matches(['I', 'V', 'X']);
    if roman.len() < text.len() { Some(roman) } else { scan::figures(text, 2).map(|(_, rest)| rest) }
}

/// What follows the mark or blank behind a division's number.
fn division_end(text: &str) -> Option<&str> {
    let behind = text.strip_prefix(['.', ':']).map(str::trim_start);
    behind.or_else(|| scan::after_blank(text)).or_else(|| text.is_empty().then_some(text))
}

/// A letter that numbers points.
fn is_small(c: char) -> bool {
    c.is_ascii_lowercase() || c == 'đ'
}

/// A Roman figure, or a Cyrillic letter that looks like one.
pub(crate) fn is_roman(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х')
}

/// The ordinal in front of `line`, if there is one.
#[must_use]
pub fn ordinal(line: &str) -> Option<Ordinal> {
    let first = line.chars().next()?;
    if first.is_alphabetic()
        && first.is_lowercase()
        && !line.get(first.len_utf8()..)?.starts_with([')', '.', '/', 'i', 'v', 'x'])
        && !line.starts_with("o ")
    {
        return None;
    }
    let second = line[first.len_utf8()..].chars().next();
    if let Some(scheme) = bullet(first, second) {
        let label = 0..first.len_utf8();
        let rest = line.len() - line[label.end..].trim_start().len();
        return plausible(scheme, line, &label, rest).then_some(Ordinal { scheme, label, rest });
    }
    // A word, and none that a division or a Roman number begins with.
    let word = first.is_uppercase() && second.is_some_and(char::is_alphabetic);
    if word && !matches!(first, 'P' | 'C' | 'M' | 'T' | 'Đ' | 'I' | 'V' | 'X' | 'І' | 'Х') {
        return None;
    }
    let figures = Figures::of(line);
    for scheme in SCHEMES.into_iter().filter(|scheme| may_open(*scheme, first, second, &figures)) {
        let Some((behind, words)) = read(scheme, line) else { continue };
        let open = usize::from(scheme == Scheme::LowerRoman && first == '(');
        let label = open..line.len() - behind.len();
        let rest = line.len() - words.len();
        if plausible(scheme, line, &label, rest) {
            let label = match scheme {
                Scheme::Bracketed | Scheme::BracketedLower => label.start + 1..label.end - 1,
                _ => label,
            };
            return Some(Ordinal { scheme, label, rest });
        }
    }
    None
}

/// The bullet that a line's first characters are.
fn bullet(first: char, second: Option<char>) -> Option<Scheme> {
    Some(match first {
        '-' | '–' | '—' => Scheme::Dash,
        '+' => Scheme::Plus,
        '*' => Scheme::Star,
        '•' | '·' | '●' | '○' | '▪' | '■' | '♦' | '►' | '➢' | '✓' | '❖' | '>' | '\u{F000}'..='\u{F0FF}' => {
            Scheme::Bullet
        }
        'o' if second.is_some_and(char::is_whitespace) => Scheme::Bullet,
        _ => return None,
    })
}

/// The figures that a line begins with: which expressions can fit them.
struct Figures {
    /// Numbers between points.
    levels: usize,
    /// What stands behind the first number.
    mark: Option<char>,
}

impl Figures {
    fn of(line: &str) -> Self {
        let end = line.find(|c: char| !(c.is_numeric() || c == '.')).unwrap_or(line.len());
        let levels = line[..end].split('.').filter(|level| !level.is_empty()).count();
        Self { levels, mark: line.trim_start_matches(char::is_numeric).chars().next() }
    }
}

/// Whether an ordinal of a scheme may begin with these characters: told before its expression is tried.
fn may_open(scheme: Scheme, first: char, second: Option<char>, figures: &Figures) -> bool {
    match scheme {
        Scheme::Part => first == 'P' && matches!(second, Some('h' | 'H')),
        Scheme::Chapter => first == 'C' && matches!(second, Some('h' | 'H')),
        Scheme::Section => matches!((first, second), ('M', Some('ụ' | 'Ụ')) | ('T', Some('i' | 'I'))),
        Scheme::Article => first == 'Đ' && second == Some('i'),
        Scheme::Decimal(levels) => figures.mark == Some('.') && usize::from(levels) <= figures.levels,
        Scheme::DecimalDash => {
            first.is_numeric() && figures.mark.is_some_and(|c| c.is_whitespace() || matches!(c, '-' | '–'))
        }
        Scheme::DecimalParen => first.is_numeric() && figures.mark == Some(')'),
        Scheme::DecimalSlash => first.is_numeric() && figures.mark == Some('/'),
        // A word that begins like a number goes on with other letters.
        Scheme::Roman => {
            (is_roman(first) || matches!(first, 'Ⅰ'..='Ⅻ'))
                && second.is_some_and(|c| is_roman(c) || !c.is_alphanumeric())
        }
        Scheme::Upper => matches!(first, 'A'..='Z' | 'Đ') && matches!(second, Some('.' | ')' | '/')),
        Scheme::LowerRoman => matches!(first, '(' | 'i' | 'v'),
        Scheme::Bracketed | Scheme::BracketedLower => first == '(',
        Scheme::Lower => matches!(first, 'a'..='z' | 'đ') && matches!(second, Some('.' | ')' | '/')),
        Scheme::Circled => matches!(first, '①'..='⑳'),
        Scheme::Dash | Scheme::Plus | Scheme::Star | Scheme::Bullet => false,
    }
}

/// Turns away dates, amounts and initials that look like ordinals.
fn plausible(scheme: Scheme, line: &str, label: &Bytes, rest: usize) -> bool {
    let after = line[rest..].chars().next();
    let closed = rest > label.end && !line[label.end..rest].starts_with(' ');
    let tight = rest > label.end && !line[label.end..rest].ends_with(' ') && rest < line.len();
    let opens_words = after.is_some_and(|c| c.is_uppercase() || "“\"'(‘".contains(c));
    match scheme {
        // "3.1 Mô hình 5" lost its dot; "1.5 triệu" is an amount; "1.Mục đích" lost its blank.
        Scheme::Decimal(n) if n > 1 => (closed && !tight) || opens_words,
        Scheme::Decimal(_) => after.is_none() || !tight || opens_words,
        Scheme::Roman | Scheme::Upper => {
            after.is_none() || opens_words || after.is_some_and(|c| !tight && !c.is_ascii_digit())
        }
        Scheme::DecimalDash => opens_words,
        Scheme::Lower => after.is_none_or(|c| !c.is_ascii_digit()),
        Scheme::Dash => after.is_some_and(|c| !c.is_ascii_digit() || !tight) && after != Some('-'),
        Scheme::Plus | Scheme::Star | Scheme::Bullet => after.is_some_and(|c| c != '*' && c != '+'),
        _ => true,
    }
}

/// The place of a label in the order of its scheme.
#[must_use]
pub fn place(scheme: Scheme, label: &str) -> Option<u64> {
    let last = label.rsplit([' ', '.']).next().unwrap_or(label);
    match scheme {
        Scheme::Roman | Scheme::LowerRoman => roman(last),
        Scheme::Upper | Scheme::Lower | Scheme::BracketedLower => letter(last),
        _ => last.parse().ok().or_else(|| roman(last)).or_else(|| letter(last)),
    }
}

/// The value of a Roman number, look-alikes included.
#[must_use]
pub fn roman(label: &str) -> Option<u64> {
    let digit = |c: char| match c {
        'I' | 'І' | 'i' => Some(1),
        'V' | 'v' => Some(5),
        'X' | 'Х' | 'x' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    if let Some(c) = label.chars().next().filter(|c| ('Ⅰ'..='Ⅻ').contains(c)) {
        return Some(u64::from(u32::from(c) - 0x2160 + 1));
    }
    let digits: Vec<i64> = label.chars().map(digit).collect::<Option<_>>()?;
    let sum: i64 =
        digits.iter().enumerate().map(|(at, d)| if digits.get(at + 1).is_some_and(|n| n > d) { -d } else { *d }).sum();
    u64::try_from(sum).ok().filter(|n| *n > 0)
}

/// The place of a letter in the order of Vietnamese lists (a b c d đ e g h i k l m n o p q r s t u v x y), from 1: the
/// alphabet that the points of Nghị định 30/2020/NĐ-CP itself run through.
#[must_use]
pub fn letter(label: &str) -> Option<u64> {
    const ORDER: &str = "abcdđeghiklmnopqrstuvxy";
    let mut chars = label.chars();
    let (first, none) = (chars.next()?.to_lowercase().next()?, chars.next());
    if none.is_some() {
        return None;
    }
    ORDER.chars().position(|c| c == first).map(|at| at as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: Option<(Scheme, &str, &str)>) {
        let got = ordinal(line).map(|o| (o.scheme, &line[o.label.clone()], &line[o.rest..]));
        assert_eq!(got, expect, "{line}");
    }

    #[test]
    fn every_form_is_read() {
        check("Phần thứ nhất", Some((Scheme::Part, "Phần thứ nhất", "")));
        check("PHẦN II. NHIỆM VỤ", Some((Scheme::Part, "PHẦN II", "NHIỆM VỤ")));
        check("Chương I QUY ĐỊNH", Some((Scheme::Chapter, "Chương I", "QUY ĐỊNH")));
        check("I. MỤC ĐÍCH", Some((Scheme::Roman, "I", "MỤC ĐÍCH")));
        check("II.NHIỆM VỤ", Some((Scheme::Roman, "II", "NHIỆM VỤ")));
        check("A. Nhóm", Some((Scheme::Upper, "A", "Nhóm")));
        check("1. Mục đích", Some((Scheme::Decimal(1), "1", "Mục đích")));
        check("1.1. Mục đích", Some((Scheme::Decimal(2), "1.1", "Mục đích")));
        check("3.1 Mô hình 5: x", Some((Scheme::Decimal(2), "3.1", "Mô hình 5: x")));
        check("1.1.1. x", Some((Scheme::Decimal(3), "1.1.1", "x")));
        check("1- Mục đích", Some((Scheme::DecimalDash, "1", "Mục đích")));
        check("15 - 20/3", None);
        check("1/ Mục đích", Some((Scheme::DecimalSlash, "1", "Mục đích")));
        check("(1) Mục đích", Some((Scheme::Bracketed, "1", "Mục đích")));
        check("1) Mục đích", Some((Scheme::DecimalParen, "1", "Mục đích")));
        check("a) Mục tiêu: x", Some((Scheme::Lower, "a", "Mục tiêu: x")));
        check("đ) Công cụ", Some((Scheme::Lower, "đ", "Công cụ")));
        check("a. Mục tiêu", Some((Scheme::Lower, "a", "Mục tiêu")));
        check("- Sở Y tế", Some((Scheme::Dash, "-", "Sở Y tế")));
        check("+ Sở Y tế", Some((Scheme::Plus, "+", "Sở Y tế")));
        check("* Ghi chú", Some((Scheme::Star, "*", "Ghi chú")));
        check("Điều 1. Ban hành", Some((Scheme::Article, "Điều 1", "Ban hành")));
    }

    #[test]
    fn dates_amounts_and_words_are_no_ordinals() {
        for line in [
            "30/3/2024",
            "2024",
            "1.5 triệu đồng",
            "2.000 hộ",
            "10.000",
            "các sở",
            "Công an tỉnh",
            "I",
            "-----",
            "30-3-2024",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn letters_follow_the_vietnamese_order() {
        assert_eq!(["a", "d", "đ", "e", "g", "y"].map(letter), [1, 4, 5, 6, 7, 23].map(Some));
        assert_eq!(["f", "w", "ab"].map(letter), [None; 3]);
        assert_eq!(["I", "IV", "IX", "XIV", "Ⅳ"].map(roman), [1, 4, 9, 14, 4].map(Some));
    }
}
