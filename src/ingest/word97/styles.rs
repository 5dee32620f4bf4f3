//! Styles: what properties mean for the look of characters, for lists and for tables, those of styles first.
//!
//! In: the parts `STSH` and `SttbfFfn`, and lists of properties. Out: [`Shape`] of a paragraph and [`Look`] of its
//! characters. It knows nothing of sizes, colours and indents.

use std::rc::Rc;

use super::bytes::{byte, short, wide};
use super::head::{Head, Part};
use super::pieces::Said;
use super::properties::{DEFINE_TABLE, MERGE, MERGE_DOWN, Property, properties};
use crate::ingest::written::Look;

/// Base styles after which a chain is taken for a loop.
const MOST_BASES: usize = 32;

/// Tables inside one another beyond this are one.
const MOST_TABLES: u32 = 64;

/// A paragraph, as far as it matters here.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape<'a> {
    pub(super) style: u16,
    in_table: bool,
    levels: u32,
    /// Ends a row; of a table inside a cell.
    pub(super) row_end: bool,
    pub(super) inner_row_end: bool,
    /// Ends a cell of a table inside a cell.
    pub(super) inner_cell_end: bool,
    /// The list that it names, and its level there.
    pub(super) list: u16,
    pub(super) level: u8,
    pub(super) heading: bool,
    /// Of a row: its columns.
    pub(super) columns: &'a [u8],
    /// Bytes for each of them.
    pub(super) column_width: usize,
    pub(super) head_row: bool,
    /// Of a row: cells that go on others, as properties say it beside the columns.
    pub(super) merged: [Option<Property<'a>>; 4],
}

impl Shape<'_> {
    /// How many tables are around it.
    pub(super) fn depth(&self) -> usize {
        let levels = if self.levels > 0 { self.levels } else { u32::from(self.in_table) };
        levels.min(MOST_TABLES) as usize
    }
}

/// A character beside its look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Character {
    pub(super) look: Look,
    /// Not the character that it is, but something at its place.
    pub(super) special: bool,
    /// A character of a font of symbols: font and number.
    pub(super) symbol: Option<(u16, u16)>,
}

#[derive(Debug, Clone, Copy)]
struct Style<'a> {
    base: u16,
    heading: bool,
    paragraph: &'a [u8],
    characters: &'a [u8],
}

/// Styles and fonts.
#[derive(Debug)]
pub(super) struct Styles<'a> {
    all: Vec<Option<Style<'a>>>,
    fonts: Vec<Rc<str>>,
    /// The font where nothing is said.
    font: u16,
    head: &'a Head,
}

impl<'a> Styles<'a> {
    pub(super) fn read(head: &'a Head) -> Self {
        let sheet = head.part(Part::Styles);
        let length = usize::from(short(sheet, 0).unwrap_or(0));
        let of_each = usize::from(short(sheet, 4).unwrap_or(0));
        let font = if length >= 14 { short(sheet, 14).unwrap_or(0) } else { 0 };
        let (mut all, mut at) = (Vec::new(), 2 + length);
        while let Some(size) = short(sheet, at).map(usize::from) {
            let Some(style) = sheet.get(at + 2..at + 2 + size) else { break };
            all.push(style_of(style, of_each, head.early));
            at += 2 + size;
        }
        Self { all, fonts: fonts(head.part(Part::Fonts), head.early), font, head }
    }

    /// The name of a font.
    pub(super) fn font(&self, number: u16) -> Option<&Rc<str>> {
        self.fonts.get(usize::from(number))
    }

    /// A style with those it is based on, the first of them first.
    fn chain(&self, style: u16) -> impl Iterator<Item = Style<'a>> {
        let mut chain = Vec::new();
        let mut next = style;
        while let Some(Some(style)) = self.all.get(usize::from(next)).filter(|_| chain.len() < MOST_BASES) {
            chain.push(*style);
            next = style.base;
        }
        chain.into_iter().rev()
    }

    /// A paragraph of this style of which this is said.
    pub(super) fn shape(&self, style: u16, list: &'a [u8], said: Said<'a>) -> Shape<'a> {
        let column_width = if self.head.early { 10 } else { 20 };
        let mut shape = Shape { style, column_width, ..Shape::default() };
        for style in self.chain(style) {
            shape.heading |= style.heading;
            self.shape_of(style.paragraph, &mut shape, true);
        }
        self.shape_of(list, &mut shape, true);
        match said {
            Said::Many(list) => self.shape_of(list, &mut shape, true),
            Said::One(0x18, value) => shape.in_table = value != 0,
            Said::One(0x19, value) => shape.row_end = value != 0,
            Said::One(..) => {}
        }
        shape
    }

    fn shape_of(&self, list: &'a [u8], shape: &mut Shape<'a>, far: bool) {
        for property in properties(list, self.head.early) {
            match property.name {
                0x2416 => shape.in_table = property.byte() != 0,
                0x2417 => shape.row_end = property.byte() != 0,
                0x244B => shape.inner_cell_end = property.byte() != 0,
                0x244C => shape.inner_row_end = property.byte() != 0,
                0x6649 => shape.levels = property.long(),
                0x664A => shape.levels = shape.levels.wrapping_add(property.long()),
                0x460B => shape.list = property.short(),
                0x260A => shape.level = property.byte(),
                0x2640 => shape.heading = property.byte() < 9,
                0x3404 => shape.head_row = property.byte() != 0,
                DEFINE_TABLE => shape.columns = property.value,
                MERGE | MERGE_DOWN => {
                    if let Some(free) = shape.merged.iter_mut().find(|m| m.is_none()) {
                        *free = Some(property);
                    }
                }
                // More of them in the stream of data, where they do not fit here.
                0x6645 | 0x6646 | 0x646B if far => {
                    let at = usize::try_from(property.long()).unwrap_or(usize::MAX);
                    self.shape_of(self.head.far_properties(at), shape, false);
                }
                _ => {}
            }
        }
    }

    /// What the characters of a style look like.
    pub(super) fn look(&self, style: u16) -> Character {
        let mut character = Character::default();
        character.look.font = self.font(self.font).cloned();
        for style in self.chain(style) {
            let base = character.clone();
            self.take(style.characters, &base, &mut character);
        }
        character
    }

    /// What a character looks like in a paragraph whose style has this look.
    pub(super) fn character(&self, style: &Character, list: &[u8], said: Said<'_>) -> Character {
        let mut base = style.clone();
        if let Some(own) = properties(list, self.head.early).filter(|p| p.name == 0x4A30).last() {
            for style in self.chain(own.short()) {
                let before = base.clone();
                self.take(style.characters, &before, &mut base);
                // What both styles switch on is off again.
                base.look.bold ^= before.look.bold && is_on(style.characters, 0x0835, self.head.early);
                base.look.hidden ^= before.look.hidden && is_on(style.characters, 0x083C, self.head.early);
                base.look.capitals ^= before.look.capitals && is_on(style.characters, 0x083B, self.head.early);
            }
        }
        let mut character = base.clone();
        self.take(list, &base, &mut character);
        match said {
            Said::Many(list) => self.take(list, &base, &mut character),
            Said::One(short, value) => {
                let name = match short {
                    0x41 => 0x0800,
                    0x42 => 0x0801,
                    0x55 => 0x0835,
                    0x5B => 0x083B,
                    0x5C => 0x083C,
                    _ => return character,
                };
                self.take_one(Property { name, value: &[value] }, &base, &mut character);
            }
        }
        character
    }

    fn take(&self, list: &[u8], style: &Character, character: &mut Character) {
        for property in properties(list, self.head.early) {
            self.take_one(property, style, character);
        }
    }

    fn take_one(&self, property: Property<'_>, style: &Character, character: &mut Character) {
        let (look, of_style) = (&mut character.look, &style.look);
        let switch = |of_style: bool| match property.byte() {
            0 => false,
            0x80 => of_style,
            0x81 => !of_style,
            _ => true,
        };
        match property.name {
            0x0800 => look.deleted = switch(false),
            0x0801 => look.inserted = switch(false),
            0x0835 => look.bold = switch(of_style.bold),
            0x083B => look.capitals = switch(of_style.capitals),
            0x083C => look.hidden = switch(of_style.hidden),
            0x4A4F => {
                if let Some(font) = self.font(property.short()) {
                    look.font = Some(font.clone());
                }
            }
            // Beyond ASCII another font may hold.
            0x4A51 => look.wide_font = self.font(property.short()).filter(|f| look.font.as_ref() != Some(*f)).cloned(),
            0x0855 => character.special = switch(style.special),
            0x6A09 => {
                let [font, number] = [0, 2].map(|at| short(property.value, at).unwrap_or(0));
                character.symbol = Some((font, number));
                character.special = true;
            }
            // Back to what the style says.
            0x2A33 => {
                let (deleted, inserted) = (look.deleted, look.inserted);
                *look = Look { deleted, inserted, ..of_style.clone() };
            }
            _ => {}
        }
    }
}

fn is_on(list: &[u8], name: u16, early: bool) -> bool {
    properties(list, early).any(|p| p.name == name && p.byte() == 1)
}

/// One style; none for an empty place of the sheet.
fn style_of(style: &[u8], of_each: usize, early: bool) -> Option<Style<'_>> {
    let [number, kind, parts] = [short(style, 0)? & 0xFFF, short(style, 2)?, short(style, 4)?];
    let mut at = if early {
        let at = of_each + 1 + usize::from(byte(style, of_each)?) + 1;
        at + at % 2
    } else {
        of_each + 2 + usize::from(short(style, of_each)?) * 2 + 2
    };
    let mut lists = [&[][..]; 2];
    for slot in lists.iter_mut().take(usize::from(parts & 0xF)) {
        let Some(length) = short(style, at).map(usize::from) else { break };
        let Some(list) = style.get(at + 2..at + 2 + length) else { break };
        *slot = list;
        at += 2 + length + length % 2;
    }
    let (paragraph, characters) = match kind & 0xF {
        // The number of the style itself stands before.
        1 => (lists[0].get(2..).unwrap_or(&[]), lists[1]),
        2 => (&[][..], lists[0]),
        _ => (&[][..], &[][..]),
    };
    Some(Style { base: kind >> 4, heading: kind & 0xF == 1 && (1..=9).contains(&number), paragraph, characters })
}

/// The names of the fonts.
fn fonts(part: &[u8], early: bool) -> Vec<Rc<str>> {
    let (mut out, mut at) = (Vec::new(), if early { 2 } else { 4 });
    while let Some(length) = byte(part, at).map(usize::from) {
        let font = part.get(at + 1..at + 1 + length).unwrap_or(&[]);
        let name = if early {
            String::from_utf8_lossy(font.get(5..).unwrap_or(&[])).into_owned()
        } else {
            wide(font.get(39..).unwrap_or(&[]))
        };
        out.push(Rc::from(name.split('\0').next().unwrap_or_default()));
        at += 1 + length;
    }
    out
}
