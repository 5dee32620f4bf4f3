//! Bytes to characters: UTF-8 and UTF-16, with or without a byte order mark; and the encodings before Unicode.
//!
//! In: bytes. Out: a string, or the reason why there is none. An old 8-bit encoding is taken only where its words are
//! clearly Vietnamese ([`legacy`]): a wrong guess gives a plausible text with wrong words.

use super::{Error, html, legacy};
use crate::record::{Diagnostic, Message};

/// Decodes a whole file; `is_page` where it is HTML, which may name its fonts and its encoding.
pub(super) fn decode(bytes: &[u8], is_page: bool) -> Result<(String, Vec<Diagnostic>), Error> {
    let in_unicode = if is_page { html::in_unicode } else { legacy::lines };
    let (encoding, body) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (guess(bytes), bytes),
    };
    if encoding == encoding_rs::UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => check(text).map(|()| match in_unicode(text) {
                Some((text, used)) => (text, vec![legacy::remark(&used)]),
                None => (text.to_owned(), Vec::new()),
            }),
            Err(error) => {
                let offset = error.valid_up_to();
                if let Some(offset) = control(&body[..offset]) {
                    return Err(Error::Binary { offset });
                }
                let page = || html::in_unicode(&legacy::as_characters(body)).filter(|_| is_page);
                let whole = || legacy::whole(body).map(|(text, encoding)| (text, vec![encoding]));
                if let Some((text, used)) = page().or_else(whole).filter(|(text, _)| check(text).is_ok()) {
                    return Ok((text, vec![legacy::remark(&used)]));
                }
                let line = body[..offset].split(|b| *b == b'\n').count();
                Err(Error::NotUnicode { line, offset: offset + (bytes.len() - body.len()) })
            }
        };
    }
    let (text, _, broken) = encoding.decode(body);
    check(&text)?;
    let note = Diagnostic {
        code: "utf16-damaged",
        message: Message {
            vi: "có ký tự UTF-16 hỏng, được thay bằng dấu �".to_owned(),
            en: "some UTF-16 units are damaged and stand as � in the text".to_owned(),
        },
        page: None,
    };
    Ok((text.into_owned(), if broken { vec![note] } else { Vec::new() }))
}

/// UTF-16 without a mark shows in the zero bytes of its line ends, blanks and digits: all on one side.
fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if pairs < 8 {
        encoding_rs::UTF_8
    } else if odd * 5 > pairs && even * 20 < odd {
        encoding_rs::UTF_16LE
    } else if even * 5 > pairs && odd * 20 < even {
        encoding_rs::UTF_16BE
    } else {
        encoding_rs::UTF_8
    }
}

fn check(text: &str) -> Result<(), Error> {
    control(text.as_bytes()).map_or(Ok(()), |offset| Err(Error::Binary { offset }))
}

/// The first NUL, or the first control byte where they are more than one in fifty.
fn control(bytes: &[u8]) -> Option<usize> {
    // But for tabs, line ends and the unit separator.
    let odd = |b: &u8| matches!(*b, 0..=0x08 | 0x0E..=0x1E);
    let first = bytes.iter().position(odd)?;
    let many = bytes[first..].iter().filter(|b| odd(b)).count() * 50 > bytes.len();
    if many { Some(first) } else { bytes.iter().position(|b| *b == 0) }
}
