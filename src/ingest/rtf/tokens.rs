//! Tokens: the marks of an RTF file, one after the other.
//!
//! In: bytes. Out: [`Token`]s. It knows how a mark is written and nothing of what it means; nothing makes it fail.

/// A mark or a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` with its number.
    Word(&'a str, Option<i32>),
    /// `\` and a sign: `\~`, `\*`.
    Sign(u8),
    /// `\'hh`, or a byte of the text.
    Byte(u8),
}

/// The most letters of a name; longer ones are none that anybody knows.
const MOST_LETTERS: usize = 32;

/// Cuts bytes into tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no text: pictures and the like.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn mark(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 {
            self.at += 1;
            let sign = *rest.first()?;
            if sign != b'\'' {
                return Some(Token::Sign(sign));
            }
            let digit = |at: usize| rest.get(at).and_then(|b| char::from(*b).to_digit(16));
            return match (digit(1), digit(2)) {
                (Some(high), Some(low)) => {
                    self.at += 2;
                    Some(Token::Byte(u8::try_from(high * 16 + low).unwrap_or(0)))
                }
                _ => Some(Token::Sign(sign)),
            };
        }
        self.at += letters;
        let name = std::str::from_utf8(&rest[..letters]).ok().filter(|n| n.len() <= MOST_LETTERS).unwrap_or("");
        let minus = self.peek() == Some(b'-') && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        let from = self.at + usize::from(minus);
        let digits = self.bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            self.at = from + digits;
            let words = self.bytes[from..self.at].iter().take(10);
            let value = words.fold(0_i64, |value, b| value * 10 + i64::from(b - b'0'));
            let value = if minus { -value } else { value };
            number = Some(i32::try_from(value).unwrap_or(i32::MAX));
        }
        // One blank belongs to the mark.
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.mark(),
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_cut_as_they_are_written() {
        let got: Vec<_> = Tokens::new(b"{\\b0 x\r\n\\'e1\\u-5?\\~\\'zz}\\").collect();
        assert_eq!(
            got,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'x'),
                Token::Byte(0xE1),
                Token::Word("u", Some(-5)),
                Token::Byte(b'?'),
                Token::Sign(b'~'),
                Token::Sign(b'\''),
                Token::Byte(b'z'),
                Token::Byte(b'z'),
                Token::Close,
            ]
        );
        assert_eq!(Tokens::new(b"\\b99999999999999999999 ").next(), Some(Token::Word("b", Some(i32::MAX))));
    }
}
