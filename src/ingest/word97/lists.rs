//! Lists: how the labels of lists look ([MS-DOC] 2.9.148 to 2.9.150 and 2.9.131).
//!
//! In: the parts `PlfLst` and `PlfLfo`. Out: [`Lists`], and the lists that paragraphs name, by their number. It counts
//! nothing.

use rustc_hash::FxHashMap;

use super::bytes::{byte, long, short, size};
use super::head::{Head, Part};
use super::properties::properties;
use super::styles::Styles;
use crate::ingest::written::{Change, Level, Lists};

/// Levels of a list.
const LEVELS: usize = 9;

/// The most lists that are read; Word itself stops far below.
const MOST: usize = 1 << 14;

/// The lists of the file.
pub(super) fn read(head: &Head, styles: &Styles<'_>) -> Lists {
    let mut out = Lists::default();
    let part = head.part(Part::Lists);
    let count = usize::from(short(part, 0).unwrap_or(0));
    let mut ids = FxHashMap::default();
    let mut levels = Reader { bytes: head.behind(Part::Lists), at: 0, styles };
    for index in 0..count {
        let Some(list) = part.get(2 + index * 28..).filter(|p| p.len() >= 28) else { break };
        let simple = byte(list, 26).unwrap_or(0) & 1 == 1;
        let mut kind = Vec::new();
        for _ in 0..if simple { 1 } else { LEVELS } {
            let Some(level) = levels.level() else { break };
            kind.push(Some(level));
        }
        ids.insert(long(list, 0).unwrap_or(0), out.kinds.len());
        out.kinds.push(kind);
    }
    let part = head.part(Part::ListOverrides);
    let count = size(part, 0).unwrap_or(0).min(MOST);
    let mut changes = Reader { bytes: part, at: 4 + count * 16, styles };
    for index in 0..count {
        let Some(list) = part.get(4 + index * 16..).filter(|p| p.len() >= 16) else { break };
        let kind = long(list, 0).and_then(|id| ids.get(&id).copied()).unwrap_or(usize::MAX);
        let own = changes.changes(byte(list, 12).unwrap_or(0));
        out.lists.push((kind, own));
    }
    out
}

/// Levels one behind the other.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    styles: &'a Styles<'a>,
}

impl Reader<'_> {
    fn level(&mut self) -> Option<Level> {
        let own = self.bytes.get(self.at..)?;
        let [format, flags, follow] = [byte(own, 4)?, byte(own, 5)?, byte(own, 15)?];
        let [characters, paragraph] = [24, 25].map(|at| own.get(at).copied().map(usize::from));
        let (characters, paragraph) = (characters?, paragraph?);
        let restart = byte(own, 26)?;
        let words = 28 + paragraph + characters;
        let length = usize::from(short(own, words)?);
        let units = own.get(words + 2..words + 2 + length * 2)?;
        let look = own.get(28 + paragraph..words)?;
        self.at += words + 2 + length * 2;
        let units = units.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
        let mut text = String::new();
        for c in char::decode_utf16(units) {
            match c.unwrap_or(char::REPLACEMENT_CHARACTER) {
                // The number of a level stands as that level's own number.
                c if u32::from(c) < 9 && format != 23 => {
                    text.push('%');
                    text.extend(char::from_digit(u32::from(c) + 1, 10));
                }
                c => text.push(c),
            }
        }
        let font = properties(look, false).filter(|p| p.name == 0x4A4F).last();
        Some(Level {
            start: long(own, 0)?.min(1 << 30),
            format: name_of(format),
            text,
            suffix: match follow {
                1 => "space",
                2 => "nothing",
                _ => "tab",
            },
            legal: flags & 0x04 != 0,
            restart: (flags & 0x08 != 0).then_some(restart),
            font: font.and_then(|p| self.styles.font(p.short())).map(ToString::to_string),
        })
    }

    /// So many departures of one list.
    fn changes(&mut self, count: u8) -> Vec<Change> {
        let mut out = Vec::new();
        // Before them stands a place in the text that Word ignores.
        self.at += 4;
        for _ in 0..count {
            let Some((start, flags)) = long(self.bytes, self.at).zip(long(self.bytes, self.at + 4)) else { break };
            self.at += 8;
            let level = usize::try_from(flags & 0xF).unwrap_or(0);
            let look = if flags & 0x20 == 0 { None } else { self.level() };
            let start = (flags & 0x10 != 0).then(|| look.as_ref().map_or(start, |l| l.start).min(1 << 30));
            out.push(Change { level, start, look });
        }
        out
    }
}

/// A number format, as the standard of today names it (MS-OSHARED 2.2.1.3).
fn name_of(format: u8) -> &'static str {
    match format {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        5 => "ordinal",
        22 => "decimalZero",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
    }
}
