//! Head: the streams of the file, and the table of contents at the begin of the main one (the FIB, [MS-DOC] 2.5).
//!
//! In: the bytes of a file. Out: [`Head`], which hands out the parts by their number in that table. It never trusts a size:
//! a part that does not lie in its stream is empty.

use std::io::{Cursor, Read as _};

use super::bytes::{byte, short, size};
use crate::ingest::{Error, Foreign, Options};

/// Parts by their index in `FibRgFcLcb97`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Styles = 1,
    FootnoteReferences = 2,
    FootnoteTexts = 3,
    Headers = 11,
    CharacterPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    Shapes = 40,
    EndnoteReferences = 46,
    EndnoteTexts = 47,
    Boxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// Lengths of the stories, in characters; they stand one behind the other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lengths {
    pub(super) main: u32,
    pub(super) footnotes: u32,
    pub(super) headers: u32,
    /// Macros and comments, which are not read.
    pub(super) others: u32,
    pub(super) endnotes: u32,
    pub(super) boxes: u32,
}

/// The streams and the table of contents.
#[derive(Debug)]
pub(super) struct Head {
    /// The stream `WordDocument`.
    pub(super) main: Vec<u8>,
    /// The stream `0Table` or `1Table`.
    table: Vec<u8>,
    /// The stream `Data`; empty where there is none.
    pub(super) data: Vec<u8>,
    pub(super) lengths: Lengths,
    /// Of Word 6 or Word 95: other lengths of everything, one byte a character, one stream.
    pub(super) early: bool,
}

/// The first number of `FibRgFcLcb97`.
const PARTS: usize = 0x9A;

/// The same in Word 6, which has fewer of them.
const EARLY_PARTS: (usize, usize) = (0x58, 37);

/// Files of this number and above are of Word 97 or later, of the other one and above of Word 6.
const WORD_97: u16 = 0x00C1;
const WORD_6: u16 = 0x0065;

impl Head {
    pub(super) fn open(bytes: &[u8], options: &Options<'_>) -> Result<Self, Error> {
        let damaged = |part: &str| Error::Damaged { format: "Word", part: part.to_owned() };
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged("OLE"))?;
        let mut stream = |name: &str| {
            let mut out = Vec::new();
            let stream = file.open_stream(name).ok()?;
            // A stream lies in the file, whatever length it tells.
            let most = bytes.len().min(options.limits.inflated) as u64;
            // What can be read of a broken stream counts.
            let _ = stream.take(most).read_to_end(&mut out);
            Some(out)
        };
        let Some(main) = stream("/WordDocument") else {
            let office = ["/Workbook", "/Book", "/PowerPoint Document"].iter().any(|n| stream(n).is_some());
            let what = if office { Foreign::OtherOffice } else { Foreign::OldWord };
            return Err(Error::Unsupported { what });
        };
        let flags = short(&main, 0x0A).ok_or_else(|| damaged("FIB"))?;
        let early = match (short(&main, 0), short(&main, 2)) {
            (Some(0xA5EC), Some(WORD_97..)) => false,
            (Some(0xA5DC), Some(WORD_6..WORD_97)) => true,
            _ => return Err(Error::Unsupported { what: Foreign::OldWord }),
        };
        if flags & 0x0100 != 0 {
            return Err(Error::Encrypted);
        }
        let (table, other) = if flags & 0x0200 == 0 { ("/0Table", "/1Table") } else { ("/1Table", "/0Table") };
        let table = if early {
            Vec::new()
        } else {
            stream(table).or_else(|| stream(other)).ok_or_else(|| damaged(&table[1..]))?
        };
        let data = stream("/Data").unwrap_or_default();
        let first = if early { 0x34 } else { 0x4C };
        let length = |index: usize| super::bytes::long(&main, first + index * 4).unwrap_or(0).min(1 << 28);
        let lengths = Lengths {
            main: length(0),
            footnotes: length(1),
            headers: length(2),
            others: length(3) + length(4),
            endnotes: length(5),
            boxes: length(6),
        };
        Ok(Self { main, table, data, lengths, early })
    }

    /// The bytes of a part; empty where the file has none.
    pub(super) fn part(&self, part: Part) -> &[u8] {
        self.place(part).and_then(|(from, length)| self.tables().get(from..from.checked_add(length)?)).unwrap_or(&[])
    }

    /// What follows a part, to the end of its stream.
    pub(super) fn behind(&self, part: Part) -> &[u8] {
        self.place(part).and_then(|(from, length)| self.tables().get(from.checked_add(length)?..)).unwrap_or(&[])
    }

    /// The stream that holds the parts.
    fn tables(&self) -> &[u8] {
        if self.early { &self.main } else { &self.table }
    }

    fn place(&self, part: Part) -> Option<(usize, usize)> {
        let at = match (self.early, part as usize) {
            (false, part) => PARTS + 8 * part,
            (true, part) if part <= EARLY_PARTS.1 => EARLY_PARTS.0 + 8 * part,
            (true, _) => return None,
        };
        Some((size(&self.main, at)?, size(&self.main, at + 4)?))
    }

    /// A page of 512 bytes of the main stream.
    pub(super) fn page(&self, number: usize) -> Option<&[u8]> {
        let from = number.checked_mul(512)?;
        self.main.get(from..from.checked_add(512)?)
    }

    /// The properties that lie in the stream `Data` at this offset, behind their length.
    pub(super) fn far_properties(&self, at: usize) -> &[u8] {
        let found = || {
            let length = usize::from(short(&self.data, at)?);
            self.data.get(at + 2..(at + 2).checked_add(length)?)
        };
        found().unwrap_or(&[])
    }

    /// A byte of the main stream.
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        byte(&self.main, at)
    }
}
