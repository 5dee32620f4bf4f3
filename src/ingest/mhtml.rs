//! MHTML: a web page with its pictures in one file, as Word saves it, often under `.doc` (RFC 2557).
//!
//! In: the bytes of a file. Out: a [`Source`] of the page that the file holds. Lines are those of the page, not of the file
//! around it. Other parts are not opened, links are not followed.

use super::{Error, Options, Source, format, html, read_words};

/// As IANA has it.
pub(super) const MEDIA_TYPE: &str = "multipart/related";

/// The heading of the file lies within so many bytes.
const HEADING: usize = 4096;

/// Whether bytes are such a file.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let head = lower(&bytes[..bytes.len().min(HEADING)]);
    let head = head.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n']);
    let starts = ["mime-version:", "from:", "content-type:", "x-document-type:", "date:", "subject:"];
    starts.iter().any(|s| head.starts_with(s)) && head.contains("content-type:") && head.contains("multipart/")
}

/// Reads the page.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let damaged = || Error::Damaged { format: "MHTML", part: "text/html".to_owned() };
    let (headings, body) = cut_headings(bytes);
    let mark = value(&headings, "boundary").ok_or_else(damaged)?;
    let mark = format!("--{mark}").into_bytes();
    let mut parts = pieces(body, &mark).into_iter().map(cut_headings);
    let (headings, body) =
        parts.find(|(h, _)| lower(h.as_bytes()).contains("content-type: text/html")).ok_or_else(damaged)?;
    if (options.expired)() {
        return Err(damaged());
    }
    let page = decoded(&headings, body);
    let label = value(&headings, "charset").and_then(|l| encoding_rs::Encoding::for_label(l.as_bytes()));
    let page = match label.filter(|_| std::str::from_utf8(&page).is_err()) {
        Some(encoding) => encoding.decode(&page).0.into_owned().into_bytes(),
        None => page,
    };
    let source = read_words(&page, format::format_of("x.html"))?;
    debug_assert_eq!(source.media_type, html::MEDIA_TYPE);
    Ok(Source { media_type: MEDIA_TYPE, ..source })
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_lowercase()
}

/// The headings of a part, each on one line, and what follows them.
fn cut_headings(part: &[u8]) -> (String, &[u8]) {
    let blank = |at: usize| part[at..].starts_with(b"\n\n") || part[at..].starts_with(b"\n\r\n");
    let start = part.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
    let end = (start..part.len()).find(|at| blank(*at)).unwrap_or(part.len());
    let headings = String::from_utf8_lossy(&part[start..end]).replace("\r\n", "\n");
    (headings.replace("\n ", " ").replace("\n\t", " "), &part[end..])
}

/// A value of the headings: `boundary="…"`.
fn value(headings: &str, name: &str) -> Option<String> {
    let at = headings.to_ascii_lowercase().find(&format!("{name}="))? + name.len() + 1;
    let rest = &headings[at..];
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([';', ' ', '\n', '\r']).next(),
    };
    value.filter(|v| !v.is_empty()).map(str::to_owned)
}

/// The parts between lines of the mark.
fn pieces<'a>(body: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut starts = memchr::memmem::find_iter(body, mark).map(|at| (at, at + mark.len())).collect::<Vec<_>>();
    starts.push((body.len(), body.len()));
    starts.windows(2).filter_map(|pair| body.get(pair[0].1..pair[1].0)).collect()
}

/// The bytes of a part, as its headings say that they are written.
fn decoded(headings: &str, body: &[u8]) -> Vec<u8> {
    let headings = headings.to_ascii_lowercase();
    if headings.contains("quoted-printable") {
        quoted_printable(body)
    } else if headings.contains("encoding: base64") {
        base64(body)
    } else {
        body.to_vec()
    }
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |at: usize| body.get(at).and_then(|b| char::from(*b).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(body.len()), 0);
    while let Some(byte) = body.get(at) {
        at += 1;
        if *byte != b'=' {
            out.push(*byte);
        } else if let (Some(high), Some(low)) = (digit(at), digit(at + 1)) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 2;
        } else if body[at..].starts_with(b"\r\n") {
            at += 2;
        } else if body[at..].starts_with(b"\n") {
            at += 1;
        } else {
            out.push(b'=');
        }
    }
    out
}

fn base64(body: &[u8]) -> Vec<u8> {
    let (mut out, mut bits, mut count) = (Vec::with_capacity(body.len() / 4 * 3), 0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xFF).unwrap_or(0));
            bits &= (1 << count) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::grid::plain;
    use super::*;

    #[test]
    fn the_page_is_read_however_it_is_written() {
        let head =
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"----=_X.1\"\r\n\r\nxin chào\r\n";
        let bodies = [
            ("quoted-printable", "<html><body><p>K=E1=BA=BE HO=E1=BA=A0=\r\nCH</p></body></html>"),
            ("base64", "PGh0bWw+PGJvZHk+PHA+S+G6viBIT+G6oENIPC9wPjwvYm9keT48L2h0bWw+"),
            ("8bit", "<html><body><p>KẾ HOẠCH</p></body></html>"),
        ];
        for (written, body) in bodies {
            let file = format!(
                "{head}------=_X.1\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: {written}\r\n\r\n{body}\r\n------=_X.1\r\nContent-Type: image/png\r\n\r\nx\r\n------=_X.1--\r\n"
            );
            assert!(looks_like(file.as_bytes()));
            let source = read(file.as_bytes(), &Options::default()).expect("readable");
            let lines: Vec<_> = source.paragraphs.iter().map(|p| plain(&source.raw, p)).collect();
            assert_eq!(lines, ["KẾ HOẠCH"], "{written}");
        }
        assert!(!looks_like("From: tôi\nmột bức thư".as_bytes()));
        assert!(read(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", &Options::default()).is_err());
    }
}
