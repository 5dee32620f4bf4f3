//! JSON Lines from JSON: the same values on one line, in the same order.
//!
//! In: the bytes of one JSON text. Out: those bytes without blanks between values, with U+2028 and U+2029 escaped, at which
//! some readers break lines. Nothing is parsed: numbers and strings stay as they were written.

use std::io::{self, Write};

/// U+2028 and U+2029 in UTF-8, but for the last byte.
const SEPARATOR: [u8; 2] = [0xE2, 0x80];

/// Writes one JSON text on one line, and its end.
///
/// # Errors
/// Those of `out`.
pub fn write(json: &[u8], mut out: impl Write) -> io::Result<()> {
    let mut line = Vec::with_capacity(json.len() / 2);
    let mut bytes = json.iter().copied();
    let mut inside = false;
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => inside = !inside,
            // What is escaped ends no string.
            b'\\' if inside => {
                line.push(byte);
                line.extend(bytes.next());
                continue;
            }
            b' ' | b'\n' | b'\r' | b'\t' if !inside => continue,
            0xA8 | 0xA9 if line.ends_with(&SEPARATOR) => {
                line.truncate(line.len() - SEPARATOR.len());
                line.extend(if byte == 0xA8 { *b"\\u2028" } else { *b"\\u2029" });
                continue;
            }
            _ => {}
        }
        line.push(byte);
    }
    line.push(b'\n');
    out.write_all(&line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_and_separators_are_escaped() {
        let json = "{\n  \"a b\": [1.50, \"x \\\" \\\\\"],\n  \"c\": \"\u{2028}é\u{2029} \\n\"\n}\n";
        let mut out = Vec::new();
        write(json.as_bytes(), &mut out).expect("written");
        let line = String::from_utf8(out).expect("UTF-8");
        assert_eq!(line, "{\"a b\":[1.50,\"x \\\" \\\\\"],\"c\":\"\\u2028é\\u2029 \\n\"}\n");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(value(&line), value(json));
    }
}
