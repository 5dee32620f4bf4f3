//! Properties: what is said of characters and paragraphs ([MS-DOC] 2.6, 2.8.5 and 2.8.6).
//!
//! In: the pages of properties of the main stream. Out: for an offset in that stream the properties that hold there, one by
//! one. What they mean is told in [`super::styles`]; which text stands at the offset, in [`super::pieces`].

use super::bytes::{Plc, byte, long, short, size};
use super::early;
use super::head::{Head, Part};

/// A property: its number and its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Property<'a> {
    pub(super) name: u16,
    pub(super) value: &'a [u8],
}

impl Property<'_> {
    /// The value as a number of one byte, of two, of four.
    pub(super) fn byte(self) -> u8 {
        byte(self.value, 0).unwrap_or(0)
    }

    pub(super) fn short(self) -> u16 {
        short(self.value, 0).unwrap_or(0)
    }

    pub(super) fn long(self) -> u32 {
        long(self.value, 0).unwrap_or(0)
    }
}

/// A table's columns, whose length takes two bytes.
pub(super) const DEFINE_TABLE: u16 = 0xD608;

/// Cells that go on those above; cells that go on those to their left.
pub(super) const MERGE_DOWN: u16 = 0xD62B;
pub(super) const MERGE: u16 = 0x5624;

/// Tab stops, whose length may be more than a byte holds.
const CHANGE_TABS: u16 = 0xC615;

/// The properties of a list of them, up to one that is broken.
pub(super) fn properties(mut list: &[u8], early: bool) -> impl Iterator<Item = Property<'_>> {
    std::iter::from_fn(move || {
        if early {
            let (property, rest) = early::first(list)?;
            list = rest;
            return Some(property);
        }
        let name = short(list, 0)?;
        let (begin, length) = match name >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            _ if name == DEFINE_TABLE => (4, usize::from(short(list, 2)?).saturating_sub(1)),
            _ => match byte(list, 2)? {
                // Two lists of places, each behind its length.
                u8::MAX if name == CHANGE_TABS => {
                    let deleted = usize::from(byte(list, 3)?) * 4;
                    let added = usize::from(byte(list, 4 + deleted)?) * 3;
                    (3, 2 + deleted + added)
                }
                length => (3, usize::from(length)),
            },
        };
        let value = list.get(begin..begin + length)?;
        list = &list[begin + length..];
        Some(Property { name, value })
    })
}

/// A stretch of the main stream and where its properties are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The style of a paragraph.
    pub(super) style: u16,
    pub(super) list: &'a [u8],
}

/// Finds a stretch on its page, by how many there are and its index: the style, and the properties.
type Each<'a> = fn(&'a [u8], usize, usize, bool) -> Option<(u16, &'a [u8])>;

/// The properties of all characters and paragraphs.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    characters: Vec<Stretch<'a>>,
    paragraphs: Vec<Stretch<'a>>,
}

impl<'a> Pages<'a> {
    pub(super) fn read(head: &'a Head) -> Self {
        let read = |part, each: Each<'a>| {
            let table = Plc::new(head.part(part), if head.early { 2 } else { 4 });
            let number = |data| if head.early { short(data, 0).map(usize::from) } else { size(data, 0) };
            let mut out: Vec<Stretch<'a>> = Vec::new();
            for index in 0..table.len() {
                let page = table.data(index).and_then(number).and_then(|n| head.page(n & 0x3F_FFFF));
                let Some(page) = page else { continue };
                let count = usize::from(page[511]);
                for at in 0..count {
                    let (Some(start), Some(end)) = (size(page, at * 4), size(page, at * 4 + 4)) else { continue };
                    let (style, list) = each(page, count, at, head.early).unwrap_or((0, &[]));
                    // Forward only, so that a place has one answer.
                    if start < end && out.last().is_none_or(|last| last.end <= start) {
                        out.push(Stretch { start, end, style, list });
                    }
                }
            }
            out
        };
        Self { characters: read(Part::CharacterPages, characters), paragraphs: read(Part::ParagraphPages, paragraphs) }
    }

    /// What is said of the character at an offset.
    pub(super) fn of_character(&self, offset: usize) -> Option<&Stretch<'a>> {
        find(&self.characters, offset)
    }

    /// What is said of the paragraph at an offset.
    pub(super) fn of_paragraph(&self, offset: usize) -> Option<&Stretch<'a>> {
        find(&self.paragraphs, offset)
    }
}

fn find<'s, 'a>(all: &'s [Stretch<'a>], offset: usize) -> Option<&'s Stretch<'a>> {
    all.get(all.partition_point(|s| s.end <= offset)).filter(|s| s.start <= offset)
}

fn characters(page: &[u8], count: usize, at: usize, _: bool) -> Option<(u16, &[u8])> {
    let place = usize::from(byte(page, (count + 1) * 4 + at)?) * 2;
    if place == 0 {
        return None;
    }
    let length = usize::from(byte(page, place)?);
    Some((0, page.get(place + 1..place + 1 + length)?))
}

fn paragraphs(page: &[u8], count: usize, at: usize, early: bool) -> Option<(u16, &[u8])> {
    let place = usize::from(byte(page, (count + 1) * 4 + at * if early { 7 } else { 13 })?) * 2;
    if place == 0 {
        return None;
    }
    let (from, length) = match byte(page, place)? {
        0 if !early => (place + 2, usize::from(byte(page, place + 1)?) * 2),
        words => (place + 1, (usize::from(words) * 2).saturating_sub(1)),
    };
    let all = page.get(from..from + length)?;
    Some((short(all, 0)?, &all[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_cut_by_their_kind() {
        let list = [0x35, 0x08, 1, 0x4F, 0x4A, 7, 0, 0x08, 0xD6, 3, 0, 9, 9, 0x15, 0xC6, 2, 0, 0, 0x03, 0x6A, 1, 0];
        let got: Vec<_> = properties(&list, false).map(|p| (p.name, p.value.len())).collect();
        assert_eq!(got, [(0x0835, 1), (0x4A4F, 2), (DEFINE_TABLE, 2), (0xC615, 2)]);
    }
}
