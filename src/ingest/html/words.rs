//! Character data: which characters stand as written, and which are written as references (`&amp;`).
//!
//! In: a stretch of the file and what it says. Out: [`Piece`]s. Blanks of the markup are single blanks.

use crate::ingest::Piece;
use crate::span::Bytes;

/// The pieces of a stretch of character data; `decoded` is what it says.
pub(super) fn pieces(raw: &str, range: Bytes, decoded: &str) -> Vec<Piece> {
    let mut out = Writer::default();
    let Some(written) = raw.get(range.clone()) else {
        decoded.chars().for_each(|c| out.put(c, range.start));
        return out.pieces;
    };
    let mut at = 0;
    for c in decoded.chars() {
        let rest = &written[at..];
        // A line end may be two characters in the file.
        let rest = if c == '\n' && rest.starts_with("\r\n") { &rest[1..] } else { rest };
        at = written.len() - rest.len();
        let place = range.start + at;
        let stands = rest.starts_with(c) || (c == '\n' && rest.starts_with('\r'));
        if stands && !(c == '&' && is_amp(rest)) {
            let width = rest.chars().next().map_or(0, char::len_utf8);
            if matches!(c, '\n' | '\t' | '\u{0C}' | '\r') {
                out.put(' ', place);
            } else {
                out.copy(place..place + width);
            }
            at += width;
        } else {
            out.put(c, place);
            // Rarely one reference gives two characters: the second takes none of the file.
            if rest.starts_with('&') {
                at += reference(rest);
            }
        }
    }
    out.pieces
}

fn is_amp(rest: &str) -> bool {
    let lower = rest.get(..4).unwrap_or(rest).to_ascii_lowercase();
    lower == "&amp" || lower.starts_with("&#3") && (rest.starts_with("&#38") || lower.starts_with("&#x2"))
}

/// Bytes of the reference at the start of `rest`.
fn reference(rest: &str) -> usize {
    let end = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map_or(rest.len(), |at| at + 1);
    if rest[end..].starts_with(';') { end + 1 } else { end }
}

#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
}

impl Writer {
    fn put(&mut self, c: char, at: usize) {
        self.pieces.push(Piece::Put(c, at));
    }

    fn copy(&mut self, range: Bytes) {
        match self.pieces.last_mut() {
            Some(Piece::Copy(last)) if last.end == range.start => last.end = range.end,
            _ => self.pieces.push(Piece::Copy(range)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_take_their_place_in_the_file() {
        let raw = "a &amp; b&lt;c & d &eacute;";
        let got = pieces(raw, 0..raw.len(), "a & b<c & d é");
        assert_eq!(
            got,
            [
                Piece::Copy(0..2),
                Piece::Put('&', 2),
                Piece::Copy(7..9),
                Piece::Put('<', 9),
                Piece::Copy(13..19),
                Piece::Put('é', 19)
            ]
        );
    }
}
