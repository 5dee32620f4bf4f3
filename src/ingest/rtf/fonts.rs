//! Fonts: the table of fonts, with the character set of each.
//!
//! In: the marks of the group `\fonttbl`. Out: for a font's number its name and how its bytes are read.

use std::rc::Rc;

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

use super::pages::{SYMBOLS, of_page, of_set};

/// A font.
#[derive(Debug, Clone)]
pub(super) struct Font {
    pub(super) name: Rc<str>,
    /// None where it is the file's own.
    pub(super) encoding: Option<&'static Encoding>,
    /// Its bytes are no letters.
    pub(super) symbols: bool,
}

/// All fonts.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    all: FxHashMap<i32, Font>,
    number: i32,
    set: i32,
    page: Option<i32>,
    name: Vec<u8>,
}

impl Fonts {
    pub(super) fn get(&self, number: i32) -> Option<&Font> {
        self.all.get(&number)
    }

    /// A mark inside the table.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        match name {
            "f" => {
                self.end();
                self.number = number.unwrap_or(0);
            }
            "fcharset" => self.set = number.unwrap_or(0),
            "cpg" => self.page = number,
            _ => {}
        }
    }

    /// A byte of a name, which a semicolon ends.
    pub(super) fn byte(&mut self, byte: u8) {
        if byte == b';' {
            self.end();
        } else if self.name.len() < 256 {
            self.name.push(byte);
        }
    }

    pub(super) fn end(&mut self) {
        let name = std::mem::take(&mut self.name);
        let (set, page) = (std::mem::replace(&mut self.set, 1), self.page.take());
        if name.is_empty() {
            return;
        }
        let name = String::from_utf8_lossy(&name);
        let font = Font {
            name: Rc::from(name.trim()),
            encoding: page.map(of_page).or_else(|| of_set(set)),
            symbols: set == SYMBOLS,
        };
        self.all.insert(self.number, font);
    }
}
