//! Story: the characters of one story, paragraph by paragraph.
//!
//! In: places in the text, from one to another. Out: XML with everything that stands there or is fastened to it. What the
//! page does not show (instructions of fields, deletions) is marked and left to the reader of Word files.

use std::ops::Range;

use super::head::Head;
use super::pieces::{Pieces, Unit};
use super::places::Places;
use super::properties::Pages;
use super::rows::columns;
use super::styles::{Character, Styles};
use crate::ingest::written::{Document, PICTURE, Paragraph, Rows, endnote, footnote, text_box};

/// A list that no paragraph names.
const NO_LIST: u16 = 0;

/// Numbers above this speak of lists in a way of Word 6.
const MOST_LISTS: u16 = 0x7FE;

/// A file whose parts are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) head: &'a Head,
    pub(super) pieces: &'a Pieces<'a>,
    pub(super) pages: &'a Pages<'a>,
    pub(super) styles: &'a Styles<'a>,
    pub(super) places: &'a Places,
}

/// Which story is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Main,
    Other,
}

impl File<'_> {
    /// Writes all stories.
    pub(super) fn write(&self, document: &mut Document) {
        let mut boxes_shown = vec![false; self.places.box_texts.len()];
        document.body = self.story(0..self.head.lengths.main, Which::Main, &mut boxes_shown);
        // Boxes of grouped shapes are fastened to the group, which has another name.
        let rest = self.places.box_texts.iter().zip(&boxes_shown).filter(|(_, shown)| !**shown);
        for (text, _) in rest {
            let words = self.other(text.clone());
            document.body.push_str(&words);
        }
        let notes = |texts: &[Range<u32>]| texts.iter().map(|t| self.other(t.clone())).enumerate().collect();
        document.footnotes = notes(&self.places.footnote_texts);
        document.endnotes = notes(&self.places.endnote_texts);
        document.headers = self.places.headers.iter().map(|t| self.other(t.clone())).collect();
    }

    fn other(&self, range: Range<u32>) -> String {
        self.story(range, Which::Other, &mut [])
    }

    fn story(&self, range: Range<u32>, which: Which, boxes: &mut [bool]) -> String {
        let mut rows = Rows::default();
        let mut units: Vec<Unit> = Vec::new();
        for unit in self.pieces.units(self.head, range.start, range.end) {
            units.push(unit);
            let ends = match unit.code {
                0x07 | 0x0D => true,
                // The end of a page is one of a paragraph only where a section ends.
                0x0C => self.pages.of_paragraph(unit.offset).is_some_and(|p| p.end == unit.offset + unit.width),
                _ => false,
            };
            if ends {
                self.paragraph(&units, which, &mut rows, boxes);
                units.clear();
            }
        }
        if !units.is_empty() {
            self.paragraph(&units, which, &mut rows, boxes);
        }
        rows.finish()
    }

    fn paragraph(&self, units: &[Unit], which: Which, rows: &mut Rows, boxes: &mut [bool]) {
        let Some(last) = units.last() else { return };
        let said = self.pages.of_paragraph(last.offset);
        let shape = match said {
            Some(said) => self.styles.shape(said.style, said.list, self.pieces.said(last.said)),
            None => self.styles.shape(0, &[], self.pieces.said(last.said)),
        };
        let base = self.styles.look(shape.style);
        let mut writer = Writer { file: self, which, out: Paragraph::default(), high: None, boxes };
        let mut looks = Looks { file: self, base: &base, last: None };
        let ended = matches!(last.code, 0x07 | 0x0D | 0x0C);
        for unit in &units[..units.len() - usize::from(ended)] {
            writer.put(unit, looks.of(unit));
        }
        let mut paragraph = writer.out;
        paragraph.end = looks.of(last).look.clone();
        paragraph.heading = shape.heading;
        if (NO_LIST + 1..=MOST_LISTS).contains(&shape.list) {
            paragraph.list = Some((usize::from(shape.list), usize::from(shape.level)));
        }
        let out = rows.place(shape.depth());
        if shape.depth() == 1 && last.code == 0x07 && shape.row_end || shape.inner_row_end {
            // The end of a row is no paragraph.
            rows.end_row(&columns(&shape), shape.head_row, paragraph.end.deleted);
        } else if last.code == 0x07 || shape.inner_cell_end {
            // The end of a cell joins nothing to the next one.
            (paragraph.end.deleted, paragraph.end.hidden) = (false, false);
            paragraph.write(out);
            rows.end_cell();
        } else {
            paragraph.write(out);
        }
    }
}

/// The looks of characters, which come in stretches.
struct Looks<'a, 'b> {
    file: &'b File<'a>,
    base: &'b Character,
    /// Where in the stream it holds, and what the piece says beside it.
    last: Option<(Range<usize>, u16, Character)>,
}

impl Looks<'_, '_> {
    fn of(&mut self, unit: &Unit) -> &Character {
        let known = self.last.as_ref().is_some_and(|(r, said, _)| r.contains(&unit.offset) && *said == unit.said);
        if !known {
            let found = self.file.pages.of_character(unit.offset);
            let (range, list) = found.map_or((unit.offset..unit.offset + 1, &[][..]), |s| (s.start..s.end, s.list));
            let character = self.file.styles.character(self.base, list, self.file.pieces.said(unit.said));
            self.last = Some((range, unit.said, character));
        }
        self.last.as_ref().map_or(self.base, |(_, _, character)| character)
    }
}

/// Writes the characters of a paragraph.
struct Writer<'a, 'b> {
    file: &'b File<'a>,
    which: Which,
    out: Paragraph,
    /// The first half of a character of two units.
    high: Option<u16>,
    boxes: &'b mut [bool],
}

impl Writer<'_, '_> {
    fn put(&mut self, unit: &Unit, character: &Character) {
        let look = &character.look;
        let places = &self.file.places;
        let main = self.which == Which::Main;
        let high = self.high.take();
        let notes = [(&places.footnotes, footnote as fn(usize, bool) -> String), (&places.endnotes, endnote)];
        for (notes, reference) in notes.into_iter().filter(|_| main) {
            if let Some(note) = notes.get(&unit.at) {
                self.out.element(look, reference(note.id, note.own_mark));
            }
        }
        match unit.code {
            0x09 => self.out.element(look, "<w:tab/>"),
            0x0B | 0x0C | 0x0E => self.out.element(look, "<w:br/>"),
            0x1E => self.out.element(look, "<w:noBreakHyphen/>"),
            0x13 => self.out.element(look, r#"<w:fldChar w:fldCharType="begin"/>"#),
            0x14 => self.out.element(look, r#"<w:fldChar w:fldCharType="separate"/>"#),
            0x15 => self.out.element(look, r#"<w:fldChar w:fldCharType="end"/>"#),
            0x01 if character.special => self.out.element(look, PICTURE),
            0x05 if character.special => self.out.element(look, "<w:commentReference/>"),
            0x08 if main => {
                if let Some(index) = places.boxes.get(&unit.at)
                    && let Some((shown, text)) = self.boxes.get_mut(*index).zip(places.box_texts.get(*index))
                    && !std::mem::replace(shown, true)
                {
                    self.out.element(look, text_box(&self.file.other(text.clone())));
                }
            }
            0..0x20 => {}
            _ if character.symbol.is_some() => {
                if let Some((font, number)) = character.symbol {
                    let name = self.file.styles.font(font).map_or("", |f| f);
                    // A name with signs of XML is no font of symbols.
                    let name: String = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
                    self.out.element(look, format!(r#"<w:sym w:font="{name}" w:char="{number:04X}"/>"#));
                }
            }
            0xD800..0xDC00 => self.high = Some(unit.code),
            plain => {
                let units = high.into_iter().chain(std::iter::once(plain));
                for c in char::decode_utf16(units) {
                    let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
                    self.out.text(look, c.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }
}
