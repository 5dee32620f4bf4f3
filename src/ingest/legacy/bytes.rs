//! Bytes behind characters: text of 8 bits that was decoded as Latin-1 or as windows-1252.
//!
//! In: a character or a text. Out: the byte that it was, if it can have been one; and whether a text shows such characters at
//! all.

use std::sync::LazyLock;

/// What windows-1252 shows for the bytes from 80 to 9F; where it shows nothing, the control character stands.
static PUNCTUATION: LazyLock<[char; 32]> = LazyLock::new(|| {
    let mut out = ['\0'; 32];
    for (shown, byte) in out.iter_mut().zip(0x80u8..) {
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
        *shown = text.chars().next().unwrap_or_default();
    }
    out
});

/// The byte that a character was, decoded either way.
pub(super) fn byte(c: char) -> Option<u8> {
    u8::try_from(u32::from(c))
        .ok()
        .or_else(|| PUNCTUATION.iter().zip(0x80..).find(|(shown, _)| **shown == c).map(|(_, byte)| byte))
}

/// Bytes as the characters of Latin-1.
pub(in crate::ingest) fn as_characters(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}

/// Letters of Latin-1 that Vietnamese has as well, and marks that Vietnamese texts show.
const USUAL: &str = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý\u{A0}§©«\u{AD}®°±²³·»×÷";

/// So many other characters of Latin-1 make a text worth looking at.
const STRANGE: usize = 3;

/// Whether a text shows characters of Latin-1 that Vietnamese in Unicode has no use for.
pub(in crate::ingest) fn is_strange(text: &str) -> bool {
    // The characters from 80 to FF begin with these two bytes in UTF-8.
    let strange =
        memchr::memchr2_iter(0xC2, 0xC3, text.as_bytes()).filter(|at| STRANGE_AT[place(text.as_bytes(), *at)]);
    strange.take(STRANGE).count() == STRANGE
}

/// Where in [`STRANGE_AT`] the character of these two bytes stands.
fn place(text: &[u8], at: usize) -> usize {
    usize::from(text[at] & 1) << 6 | usize::from(text.get(at + 1).copied().unwrap_or(0) & 0x3F)
}

static STRANGE_AT: LazyLock<[bool; 128]> = LazyLock::new(|| {
    let mut out = [true; 128];
    let mut buffer = [0; 4];
    for usual in USUAL.chars() {
        out[place(usual.encode_utf8(&mut buffer).as_bytes(), 0)] = false;
    }
    out
});
