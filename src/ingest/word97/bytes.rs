//! Bytes: numbers of a stream, little-endian, at places that may not be there.
//!
//! In: bytes and an offset. Out: a number, or none. Nothing here reads past an end.

pub(super) fn byte(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A number that is an offset or a count.
pub(super) fn size(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(long(bytes, at)?).ok()
}

/// Places in the text, and the data that each begins with: a PLC of [MS-DOC] 2.2.2, whose data are so many bytes each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plc<'a> {
    bytes: &'a [u8],
    width: usize,
    count: usize,
}

impl<'a> Plc<'a> {
    pub(super) fn new(bytes: &'a [u8], width: usize) -> Self {
        Self { bytes, width, count: bytes.len().saturating_sub(4) / (4 + width) }
    }

    /// How many stretches it has.
    pub(super) fn len(self) -> usize {
        self.count
    }

    /// Where the stretch of this index begins; for the one after the last, where that ends.
    pub(super) fn start(self, index: usize) -> Option<u32> {
        long(self.bytes, index * 4).filter(|_| index <= self.count)
    }

    pub(super) fn data(self, index: usize) -> Option<&'a [u8]> {
        let from = (self.count + 1) * 4 + index * self.width;
        self.bytes.get(from..from + self.width).filter(|_| index < self.count)
    }
}

/// Characters of two bytes each.
pub(super) fn wide(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
