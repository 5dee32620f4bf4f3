//! Entries of a list of abbreviations: "- CAT: Công an tỉnh.", "NTM = nông thôn mới", "Công an tỉnh (CAT)", "“CAT” là …".
//!
//! In: a line. Out: the places of short and long form in it. Which side is short is told by capitals, since lists stand
//! either way round.

use crate::knowledge::fold::bare;
use crate::ordinal::ordinal;
use crate::scan;
use crate::span::Bytes;

/// Short and long form of one entry, as places in the line.
pub type Entry = (Bytes, Bytes);

/// The most characters of an entry.
const ENTRY_CHARS: usize = 260;

/// Whether a line is an entry.
#[must_use]
pub fn is_entry(line: &str) -> bool {
    !entries(line).is_empty()
}

/// The entries of a line: one, or several between semicolons.
#[must_use]
pub fn entries(line: &str) -> Vec<Entry> {
    let pieces = pieces(line);
    let found: Vec<Entry> = pieces.iter().filter_map(|p| entry(line, p.clone())).collect();
    // A line of several pieces is a list of entries only where most of them are.
    if found.len() * 2 > pieces.len() { found } else { Vec::new() }
}

fn pieces(line: &str) -> Vec<Bytes> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices([';', '|']).chain(std::iter::once((line.len(), ""))) {
        let piece = crate::span::trim(line, start..at);
        start = at + 1;
        if !piece.is_empty() {
            out.push(piece);
        }
    }
    out
}

fn entry(line: &str, piece: Bytes) -> Option<Entry> {
    let words = &line[piece.clone()];
    if words.chars().count() > ENTRY_CHARS {
        return None;
    }
    let skip = ordinal(words).map_or(0, |o| o.rest);
    let piece = clean(line, piece.start + skip..piece.end);
    let words = &line[piece.clone()];
    let sides = |mark: Bytes| {
        let left = clean(line, piece.start..piece.start + mark.start);
        either(line, left, clean(line, piece.start + mark.end..piece.end))
    };
    let parted = separators(words).into_iter().find_map(sides);
    if parted.is_some() {
        return parted;
    }
    if let Some((left, right)) = bracketed(words) {
        let side = |side: Bytes| clean(line, piece.start + side.start..piece.start + side.end);
        return either(line, side(left), side(right));
    }
    // "CAT Công an tỉnh": a tab that became a blank.
    let blank = words.find(' ')?;
    let (left, right) = (piece.start..piece.start + blank, clean(line, piece.start + blank..piece.end));
    (capitals(&line[left.clone()]) >= 2
        && !line[right.clone()].starts_with(char::is_numeric)
        && initials_fit(&line[left.clone()], &line[right.clone()]))
    .then_some((left, right))
}

/// Where the two sides of an entry may be parted, blanks included: ":", "=", a dash between blanks, "là", "viết tắt của".
fn separators(words: &str) -> Vec<Bytes> {
    let mut out: Vec<Bytes> = Vec::new();
    for (at, c) in words.char_indices() {
        let free = out.last().map_or(0, |before| before.end);
        if at < free {
            continue;
        }
        let rest = &words[at..];
        let start = free + words[free..at].trim_end().len();
        let behind = match c {
            ':' | '=' | '→' => Some(&rest[c.len_utf8()..]),
            '-' | '–' | '—' if start < at => rest[c.len_utf8()..].strip_prefix(char::is_whitespace),
            'v' | 'đ' | 'h' | 'l' if scan::ends_word(&words[..at]) => parting_words(rest),
            _ => None,
        };
        out.extend(behind.map(|behind| start..words.len() - behind.trim_start().len()));
    }
    out
}

/// What follows the words that part a short form from its long one.
fn parting_words(text: &str) -> Option<&str> {
    if let Some(rest) = scan::strip_any(text, &["viết tắt là", "viết tắt của"]).filter(|rest| scan::is_edge(rest))
    {
        return Some(rest.strip_prefix(':').unwrap_or(rest));
    }
    let rest = text.strip_prefix("được ").unwrap_or(text);
    let rest = rest.strip_prefix("hiểu ").unwrap_or(rest).strip_prefix("là").filter(|rest| scan::is_edge(rest))?;
    Some(rest.strip_prefix(" viết tắt của").unwrap_or(rest))
}

/// "Công an tỉnh (CAT)": what stands before the bracket that ends a text, and in it.
fn bracketed(words: &str) -> Option<(Bytes, Bytes)> {
    const SIDE: std::ops::RangeInclusive<usize> = 2..=160;
    let inside = words.strip_suffix(')')?;
    let open = inside.rfind(['(', ')']).filter(|at| inside[*at..].starts_with('('))?;
    let left = 0..words[..open].trim_end().len();
    let fits = |side: &Bytes| SIDE.contains(&words[side.clone()].chars().count());
    let right = open + 1..inside.len();
    (fits(&left) && fits(&right)).then_some((left, right))
}

/// Drops quotation marks and closing marks around a side.
fn clean(line: &str, range: Bytes) -> Bytes {
    let marks: &[char] = &['“', '”', '"', '.', ';', ',', '/', ' ', ':', '\''];
    let slice = &line[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start_matches(marks).len());
    let slice = &line[start.min(range.end)..range.end];
    start.min(range.end)..start.min(range.end) + slice.trim_end_matches(marks).len()
}

/// Takes the side that looks like a short form as the short one.
fn either(line: &str, left: Bytes, right: Bytes) -> Option<Entry> {
    let (l, r) = (&line[left.clone()], &line[right.clone()]);
    if l.is_empty() || r.is_empty() {
        return None;
    }
    let (a, b) = (is_short(l, r), is_short(r, l));
    match (a, b) {
        (true, false) => Some((left, right)),
        (true, true) if l.chars().count() <= r.chars().count() => Some((left, right)),
        (_, true) => Some((right, left)),
        _ => None,
    }
}

/// Short for its length, with capitals that its long form spells out, or shorter and sharing the long form's frame
/// ("Văn phòng UBND tỉnh").
fn is_short(short: &str, long: &str) -> bool {
    let (s, l) = (short.chars().count(), long.chars().count());
    let words = short.split_whitespace().count();
    let digit = |w: &str| w.chars().any(|c| c.is_ascii_digit());
    let caps = short.split(|c: char| !c.is_alphanumeric()).any(|w| capitals(w) >= 2 || (capitals(w) == 1 && digit(w)));
    // "Đề án 06" for the document that begins with the same words.
    let numbered = short.rsplit(' ').next().is_some_and(|w| w.chars().all(|c| c.is_ascii_digit()))
        && short.split(' ').next().is_some_and(|w| long.starts_with(w));
    let caps = caps || numbered;
    let abbreviated = short.contains('/') && s <= 5;
    s < l && words <= 6 && s <= 40 && l >= 4 && (caps || abbreviated)
}

fn capitals(word: &str) -> usize {
    word.chars().filter(|c| c.is_uppercase()).count()
}

/// Whether the letters of `short` are the first letters of the words of `long`, in order; `và` and marks may be skipped.
/// Lower-case words and numbers of `short` stand for themselves.
#[must_use]
pub fn initials_fit(short: &str, long: &str) -> bool {
    fit_from(&units(short), &words(long)).is_some_and(|start| start == 0)
}

/// The byte where a long form begins that ends at the end of `before` and fits `short`.
#[must_use]
pub fn long_form_start(short: &str, before: &str) -> Option<usize> {
    let mut words = words(before);
    let units = units(short);
    if let Some(at) = fit_from(&units, &words) {
        return Some(words[at].0);
    }
    // "Trung tâm Phục vụ hành chính công xã (TTPVHCC)": the place behind the name is not abbreviated.
    for length in [1, 2] {
        let place = words
            .len()
            .checked_sub(length)
            .map(|at| words[at..].iter().map(|w| w.1.as_str()).collect::<Vec<_>>().join(" "))?;
        if matches!(place.as_str(), "tỉnh" | "huyện" | "xã" | "phường" | "quận" | "thành phố" | "thị xã" | "đặc khu")
        {
            words.truncate(words.len() - length);
            return fit_from(&units, &words).map(|at| words[at].0);
        }
    }
    None
}

/// The pieces of a short form: a capital letter stands for a word's first letter, a small word for itself.
#[derive(Debug, PartialEq)]
enum Piece {
    Initial(char),
    Word(String),
}

fn units(short: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for word in short.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if capitals(word) >= 2 || (word.chars().count() == 1 && word.chars().all(char::is_uppercase)) {
            let mut digits = String::new();
            for c in word.chars() {
                if c.is_ascii_digit() {
                    digits.push(c);
                } else {
                    if !digits.is_empty() {
                        out.push(Piece::Word(std::mem::take(&mut digits)));
                    }
                    out.push(Piece::Initial(bare(c)));
                }
            }
            if !digits.is_empty() {
                out.push(Piece::Word(digits));
            }
        } else {
            out.push(Piece::Word(crate::knowledge::fold::fold(word)));
        }
    }
    out
}

fn words(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            out.push((from, crate::knowledge::fold::fold(&text[from..at])));
        }
    }
    out
}

/// Matches the pieces against the last words; returns the index of the word where they begin.
fn fit_from(pieces: &[Piece], words: &[(usize, String)]) -> Option<usize> {
    if pieces.is_empty() {
        return None;
    }
    let mut at = words.len();
    let mut skipped = 0;
    for piece in pieces.iter().rev() {
        loop {
            at = at.checked_sub(1)?;
            let word = &words[at].1;
            let fits = match piece {
                Piece::Initial(letter) => word.chars().next().map(bare) == Some(*letter),
                Piece::Word(own) => own == word,
            };
            if fits {
                break;
            }
            // Small words that an abbreviation leaves out.
            if !matches!(word.as_str(), "và" | "về" | "của" | "các" | "cho" | "trong" | "số") {
                return None;
            }
            skipped += 1;
            if skipped > 3 {
                return None;
            }
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: &[(&str, &str)]) {
        let got: Vec<(&str, &str)> = entries(line).into_iter().map(|(s, l)| (&line[s], &line[l])).collect();
        assert_eq!(got, expect, "{line}");
    }

    #[test]
    fn entries_in_every_style() {
        check("- CAT: Công an tỉnh.", &[("CAT", "Công an tỉnh")]);
        check("NTM = nông thôn mới", &[("NTM", "nông thôn mới")]);
        check("“CAT” là Công an tỉnh", &[("CAT", "Công an tỉnh")]);
        check("Công an tỉnh (CAT);", &[("CAT", "Công an tỉnh")]);
        check("1. Ủy ban nhân dân: UBND", &[("UBND", "Ủy ban nhân dân")]);
        check(
            "- Cục CS QLHC về TTXH: Cục Cảnh sát quản lý hành chính về trật tự xã hội - Bộ Công an.",
            &[("Cục CS QLHC về TTXH", "Cục Cảnh sát quản lý hành chính về trật tự xã hội - Bộ Công an")],
        );
        check(
            "CAT: Công an tỉnh; DN: Doanh nghiệp; BV: Bệnh viện",
            &[("CAT", "Công an tỉnh"), ("DN", "Doanh nghiệp"), ("BV", "Bệnh viện")],
        );
        check("KTXH kinh tế - xã hội", &[("KTXH", "kinh tế - xã hội")]);
        check("- Sở Y tế chủ trì, phối hợp với Công an tỉnh triển khai.", &[]);
        check("Trung tâm tích hợp dữ liệu tỉnh", &[]);
    }

    #[test]
    fn initials() {
        assert!(
            initials_fit("LĐTBXH", "Lao động - Thương binh và Xã hội")
                || long_form_start("LĐTBXH", "Sở Lao động - Thương binh và Xã hội").is_none()
        );
        assert_eq!(long_form_start("DVC", "thực hiện dịch vụ công"), Some("thực hiện ".len()));
        assert_eq!(long_form_start("SSO", "xác thực tập trung"), None);
    }
}
