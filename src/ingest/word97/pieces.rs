//! Pieces: the text of the file in its order, of stretches that stand anywhere in the main stream ([MS-DOC] 2.8.35).
//!
//! In: the part `Clx`. Out: for each place in the text its character and where it stands in the stream. It knows nothing of
//! paragraphs.

use std::sync::LazyLock;

use super::bytes::{Plc, long, short, size};
use super::head::{Head, Part};

/// A stretch of text.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// First place in the text, and one past the last.
    start: u32,
    end: u32,
    /// Offset in the main stream.
    offset: usize,
    /// One byte a character, as code page 1252 has it; else two.
    narrow: bool,
    /// What is said of the look of the whole stretch.
    said: u16,
}

/// The text.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    all: Vec<Piece>,
    /// Properties that pieces name by number.
    said: Vec<&'a [u8]>,
    /// Nothing of it lies outside the stream.
    pub(super) whole: bool,
}

/// One unit of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Its place in the text.
    pub(super) at: u32,
    /// Its place in the stream.
    pub(super) offset: usize,
    /// A unit of UTF-16.
    pub(super) code: u16,
    /// What its piece says.
    pub(super) said: u16,
    /// Bytes that it takes.
    pub(super) width: usize,
}

static CODE_PAGE: LazyLock<[u16; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| {
        let bytes = [u8::try_from(byte).unwrap_or(0)];
        let (words, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        words.encode_utf16().next().unwrap_or(0)
    })
});

impl<'a> Pieces<'a> {
    pub(super) fn read(head: &'a Head) -> Option<Self> {
        let clx = head.part(Part::Pieces);
        if head.early && clx.is_empty() {
            // Saved as a whole: the text stands in one piece.
            let [offset, after] = [0x18, 0x1C].map(|at| size(&head.main, at));
            let (offset, after) = (offset?, after?.min(head.main.len()));
            let end = u32::try_from(after.checked_sub(offset)?).ok()?;
            return Some(Self {
                all: vec![Piece { start: 0, end, offset, narrow: true, said: 0 }],
                said: Vec::new(),
                whole: true,
            });
        }
        let (mut at, mut said) = (0, Vec::new());
        while clx.get(at) == Some(&1) {
            let length = usize::from(short(clx, at + 1)?);
            said.push(clx.get(at + 3..at + 3 + length)?);
            at += 3 + length;
        }
        if clx.get(at) != Some(&2) {
            return None;
        }
        let end = (at + 5).checked_add(size(clx, at + 1)?)?.min(clx.len());
        let table = Plc::new(clx.get(at + 5..end)?, 8);
        let (mut pieces, mut whole) = (Vec::new(), true);
        for index in 0..table.len() {
            let (Some(start), Some(mut end), Some(data)) =
                (table.start(index), table.start(index + 1), table.data(index))
            else {
                continue;
            };
            let place = long(data, 2)?;
            let narrow = head.early || place & (1 << 30) != 0;
            let place = usize::try_from(place & 0x3FFF_FFFF).ok()?;
            let (offset, width) = match narrow {
                true if head.early => (place, 1),
                true => (place / 2, 1),
                false => (place, 2),
            };
            let there = head.main.len().saturating_sub(offset) / width;
            let there = start.saturating_add(u32::try_from(there).unwrap_or(u32::MAX));
            // The text goes forward: what a broken table says again is not read again.
            let after = pieces.last().map_or(0, |p: &Piece| p.end);
            if end > there {
                (end, whole) = (there, false);
            }
            if start < after || start >= end {
                whole &= start == end;
                continue;
            }
            pieces.push(Piece { start, end, offset, narrow, said: short(data, 6)? });
        }
        (!pieces.is_empty()).then_some(Self { all: pieces, said, whole })
    }

    /// The units from one place to another, those that can be read.
    pub(super) fn units<'b>(&'b self, head: &'b Head, from: u32, to: u32) -> impl Iterator<Item = Unit> + 'b {
        let first = self.all.partition_point(|p| p.end <= from);
        let pieces = self.all[first..].iter().take_while(move |p| p.start < to);
        pieces.flat_map(move |piece| {
            (piece.start.max(from)..piece.end.min(to)).filter_map(move |at| {
                let into = usize::try_from(at - piece.start).ok()?;
                let (offset, width) =
                    if piece.narrow { (piece.offset + into, 1) } else { (piece.offset + 2 * into, 2) };
                let code =
                    if piece.narrow { CODE_PAGE[usize::from(head.byte(offset)?)] } else { short(&head.main, offset)? };
                Some(Unit { at, offset, code, said: piece.said, width })
            })
        })
    }

    /// The properties that a piece names.
    pub(super) fn said(&self, said: u16) -> Said<'a> {
        if said & 1 == 1 {
            return Said::Many(self.said.get(usize::from(said >> 1)).copied().unwrap_or(&[]));
        }
        let [low, value] = said.to_le_bytes();
        Said::One(low >> 1, value)
    }
}

/// What a piece says of the look of its text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said<'a> {
    /// A property by its short number, and its value.
    One(u8, u8),
    Many(&'a [u8]),
}
