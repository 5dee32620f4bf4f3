//! MHTML: a web page with its pictures in one file, as Word saves it, often under `.doc` (RFC 2557).
//!
//! In: the bytes of a file. Out: a [`Source`] of the page that the file holds. Lines are those of the page, not of the file
//! around it. Other parts are not opened, links are not followed.

use mail_parser::{MessageParser, PartType};

use super::{Error, Options, Source, format, read_words};

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
    if (options.expired)() {
        return Err(damaged());
    }
    let message = MessageParser::new().parse(bytes).ok_or_else(damaged)?;
    let page =
        message.parts.iter().find_map(|part| if let PartType::Html(page) = &part.body { Some(page) } else { None });
    let source = read_words(page.ok_or_else(damaged)?.as_bytes(), format::format_of("x.html"))?;
    Ok(Source { media_type: MEDIA_TYPE, ..source })
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_lowercase()
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
