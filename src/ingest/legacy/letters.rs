//! Letters: one stretch of text from one encoding into Unicode, whether or not it is in that encoding.
//!
//! In: characters that were bytes. Out: the text that these bytes spell, in NFC; what was no byte stays. Nothing here decides.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Encoding;
use super::bytes::byte;
use super::reconverted::mend;
use crate::knowledge::encodings::Encodings;

/// Converts a stretch. `capitals`: its font draws small letters as capitals.
pub(in crate::ingest) fn convert(text: &str, encoding: Encoding, capitals: bool) -> String {
    let tables = Encodings::get();
    let out = match encoding {
        Encoding::Tcvn3 => by_table(text, &tables.tcvn3),
        Encoding::Viscii => by_table(text, &tables.viscii),
        Encoding::Vni => vni(text, tables),
        Encoding::Windows1258 => by_table(text, &WINDOWS_1258).nfc().collect(),
        Encoding::Utf8Twice => utf8(text),
        Encoding::VniTwice => mend(text).unwrap_or_else(|| text.to_owned()),
    };
    match encoding {
        _ if capitals => out.to_uppercase(),
        Encoding::Tcvn3 => in_capitals(&out),
        _ => out,
    }
}

static WINDOWS_1258: LazyLock<[Option<char>; 256]> = LazyLock::new(|| {
    let mut out = [None; 256];
    for (shown, byte) in out.iter_mut().zip(0u8..=255).skip(0x80) {
        let (text, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(std::slice::from_ref(&byte));
        *shown = text.chars().next();
    }
    out
});

fn by_table(text: &str, table: &[Option<char>; 256]) -> String {
    text.chars().map(|c| byte(c).and_then(|b| table[usize::from(b)]).unwrap_or(c)).collect()
}

/// A letter and the byte of its marks behind it are one letter.
fn vni(text: &str, tables: &Encodings) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let own = byte(c);
        let marks = rest.clone().next().and_then(byte);
        let pair = own.zip(marks).and_then(|pair| tables.vni_pairs.get(&pair));
        if let Some(letter) = pair {
            out.push(*letter);
            rest.next();
        } else {
            out.push(own.and_then(|b| tables.vni[usize::from(b)]).unwrap_or(c));
        }
    }
    out
}

/// Every character of several bytes that the characters spell; the others stay.
fn utf8(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let width = byte(c).map_or(1, |b| match b {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        });
        let taken: Vec<u8> = rest.chars().take(width).map_while(byte).collect();
        match std::str::from_utf8(&taken) {
            Ok(spelled) if width > 1 && taken.len() == width => {
                out.push_str(spelled);
                rest = &rest[rest.chars().take(width).map(char::len_utf8).sum()..];
            }
            _ => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// TCVN3 has no capitals with a tone: among words in capitals its small letters are drawn by a font of capitals, which a plain
/// text does not name. A word is in capitals where it has two plain letters and both are; a shorter one goes by the words
/// beside it.
fn in_capitals(line: &str) -> String {
    let is_word = |word: &&str| word.contains(char::is_alphabetic);
    let words: Vec<&str> = line.split(|c: char| !c.is_alphabetic()).filter(is_word).collect();
    let sure: Vec<Option<bool>> = words.iter().map(|word| is_capitals(word)).collect();
    if !sure.contains(&Some(true)) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    for piece in line.split_inclusive(|c: char| !c.is_alphabetic()) {
        if !is_word(&piece) {
            out.push_str(piece);
            continue;
        }
        let beside = [sure[..at].iter().rev().find_map(|s| *s), sure[at + 1..].iter().find_map(|s| *s)];
        if sure[at].unwrap_or_else(|| beside.iter().flatten().all(|s| *s)) {
            out.push_str(&piece.to_uppercase());
        } else {
            out.push_str(piece);
        }
        at += 1;
    }
    out
}

/// Whether a word is in capitals by its plain letters; none where they are too few.
fn is_capitals(word: &str) -> Option<bool> {
    let small = |c: char| c.is_ascii_lowercase();
    let large = |c: char| c.is_ascii_uppercase();
    if word.contains(small) { Some(false) } else { (word.chars().filter(|c| large(*c)).count() >= 2).then_some(true) }
}
