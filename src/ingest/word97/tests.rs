//! A small file of Word 6, written here, and what is read from it.

use std::io::{Cursor, Write as _};

use crate::ingest::grid::plain;
use crate::ingest::{Error, Options, read_with};

/// Where the text of the file below begins.
const TEXT: usize = 0x300;

/// The stream of a Word 6 file with this text, all of it bold and in this font.
fn stream(text: &[u8], font: &str) -> Vec<u8> {
    let size = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
    let mut out = vec![0; 0x800];
    let mut put = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xDC, 0xA5, 0x68, 0]);
    put(0x18, &[size(TEXT), size(TEXT + text.len())].concat());
    put(0x34, &size(text.len()));
    put(TEXT, text);
    // Characters: a table of one page, the fourth one, of one stretch.
    put(0x200, &[&size(TEXT)[..], &size(TEXT + text.len()), &[3, 0]].concat());
    put(0x58 + 12 * 8, &[size(0x200), size(10)].concat());
    let properties = [85, 1, 93, 0, 0];
    put(0x600, &[&size(TEXT)[..], &size(TEXT + text.len()), &[0x20]].concat());
    put(0x640, &[5]);
    put(0x641, &properties);
    put(0x7FF, &[1]);
    // Fonts: their length, then each behind its own.
    let name = font.len() + 6;
    put(0x240, &[u8::try_from(name + 3).expect("short"), 0, u8::try_from(name).expect("short")]);
    put(0x248, font.as_bytes());
    put(0x58 + 15 * 8, &[size(0x240), size(name + 3)].concat());
    out
}

fn file(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    file.create_stream("/WordDocument").expect("a stream").write_all(stream).expect("written");
    file.flush().expect("written");
    file.into_inner().into_inner()
}

#[test]
fn a_file_of_word_6_is_read_in_the_encoding_of_its_font() {
    let text = b"S\xBEc l\xD6nh s\xE8 63 ng\xB5y 22 th\xB8ng 11 n\xA8m 1945\rt\xE6 ch\xF8c ch\xDDnh quy\xD2n nh\xA9n d\xA9n \xEB c\xB8c \xAE\xDEa ph\xAD\xACng\r";
    let source = read_with(&file(&stream(text, ".VnTime")), "a.doc", &Options::default()).expect("readable");
    let lines: Vec<_> = source.paragraphs.iter().map(|p| plain(&source.raw, p)).collect();
    assert_eq!(lines, ["Sắc lệnh số 63 ngày 22 tháng 11 năm 1945", "tổ chức chính quyền nhân dân ở các địa phương"]);
    assert!(source.paragraphs.iter().all(|p| p.strong));
    assert_eq!(source.diagnostics[0].code, "legacy-encoding");
}

#[test]
fn a_password_and_foreign_files_are_named() {
    let read = |stream: &[u8]| read_with(&file(stream), "a.doc", &Options::default()).expect_err("not readable");
    let mut locked = stream(b"x\r", "Arial");
    locked[0x0B] = 1;
    assert_eq!(read(&locked), Error::Encrypted);
    let mut older = stream(b"x\r", "Arial");
    older[2] = 0x21;
    assert!(matches!(read(&older), Error::Unsupported { .. }));
    assert!(matches!(read(&[]), Error::Damaged { .. }));
}
