//! The page: paragraphs as they arrive, the blocks that hold them, and which of these hold the document.
//!
//! In: events of the reader. Out: the document's paragraphs. A block that is named as navigation, or lies beside the
//! block that holds nearly all of the document, is set aside, unless it shows a sign of a document's frame.

use crate::ingest::grid::{Grid, plain};
use crate::ingest::table::is_frame;
use crate::ingest::{Kind, Paragraph, Piece};

/// Blocks that sites use for what is not the document.
const ASIDE: &[&str] = &["nav", "footer", "aside", "header"];

/// Words in the class or id of such blocks.
const ASIDE_NAMES: &[&str] = &[
    "breadcrumb",
    "menu",
    "navbar",
    "navigation",
    "sidebar",
    "footer",
    "related",
    "comment",
    "share",
    "social",
    "toolbar",
    "banner",
    "advert",
    "popup",
    "modal",
    "pagination",
    "login",
    "download",
    "hidden",
];

/// Blocks that may hold a whole document.
const HOLDERS: &[&str] = &["div", "main", "article", "section", "body", "form", "center"];

/// Tables nested deeper are read as text.
const MOST_TABLES: usize = 16;

/// The least share of a block's letters that a block inside it must have to be the document.
const MOST_OF_IT: f64 = 0.5;

/// An open block.
#[derive(Debug)]
struct Block {
    name: String,
    aside: bool,
    holder: Option<usize>,
    /// Number of a list's next item.
    items: Option<usize>,
    start: usize,
}

/// A closed holder: its paragraphs, and the holder around it.
#[derive(Debug)]
struct Holder {
    parent: Option<usize>,
    start: usize,
    end: usize,
}

#[derive(Debug, Default)]
pub(super) struct Page {
    pieces: Vec<Piece>,
    bold: i32,
    link: i32,
    letters: usize,
    bold_letters: usize,
    gap: bool,
    out: Vec<Paragraph>,
    blocks: Vec<Block>,
    holders: Vec<Holder>,
    tables: Vec<Grid>,
    /// Tables that hold data.
    number: usize,
    /// Table tags beyond [`MOST_TABLES`].
    too_deep: usize,
}

impl Page {
    pub(super) fn bold(&mut self, step: i32) {
        self.bold = (self.bold + step).max(0);
    }

    pub(super) fn link(&mut self, step: i32) {
        self.link = (self.link + step).max(0);
    }

    pub(super) fn pieces(&mut self, pieces: Vec<Piece>) {
        let letters: usize = pieces
            .iter()
            .map(|p| match p {
                Piece::Copy(range) => range.len(),
                Piece::Put(c, _) => usize::from(!c.is_whitespace()),
            })
            .sum();
        self.letters += letters;
        if self.bold > 0 {
            self.bold_letters += letters;
        }
        self.pieces.extend(pieces);
    }

    pub(super) fn end_paragraph(&mut self, raw: &str) {
        let pieces = std::mem::take(&mut self.pieces);
        let strong = self.bold_letters * 10 > self.letters * 8;
        (self.letters, self.bold_letters) = (0, 0);
        let paragraph = Paragraph { pieces, kind: Kind::Text, strong, gap: self.gap };
        // The mark of an empty item of a list says nothing.
        if matches!(plain(raw, &paragraph).trim(), "" | "-") {
            return;
        }
        match self.tables.last_mut() {
            Some(grid) if grid.open_cell => {
                if let Some(cell) = grid.cells.last_mut() {
                    cell.content.push(paragraph);
                }
            }
            _ => self.out.push(paragraph),
        }
        self.gap = false;
    }

    pub(super) fn open_block(&mut self, name: &str, class: &str, id: &str, at: usize) {
        if matches!(name, "br" | "hr") {
            return;
        }
        let named = |words: &str| {
            words
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|w| ASIDE_NAMES.iter().any(|n| w == *n || w.strip_suffix('s') == Some(n)))
        };
        if name == "li" {
            // An item ends the one before it.
            if let Some(open) = self.blocks.iter().rposition(|b| matches!(b.name.as_str(), "li" | "ul" | "ol"))
                && self.blocks[open].name == "li"
            {
                self.blocks.truncate(open);
            }
            let list = self.blocks.iter_mut().rev().find(|b| matches!(b.name.as_str(), "ul" | "ol"));
            let mark = match list.map(|b| &mut b.items) {
                Some(Some(next)) => {
                    *next += 1;
                    format!("{next}. ")
                }
                _ => "- ".to_owned(),
            };
            self.pieces.extend(mark.chars().map(|c| Piece::Put(c, at)));
        }
        let holder = (HOLDERS.contains(&name) && self.tables.is_empty()).then(|| {
            let parent = self.blocks.iter().rev().find_map(|b| b.holder);
            self.holders.push(Holder { parent, start: self.out.len(), end: usize::MAX });
            self.holders.len() - 1
        });
        self.blocks.push(Block {
            name: name.to_owned(),
            aside: ASIDE.contains(&name) || named(class) || named(id),
            holder,
            items: (name == "ol").then_some(0),
            start: self.out.len(),
        });
    }

    pub(super) fn close_block(&mut self, raw: &str, name: &str) {
        let Some(at) = self.blocks.iter().rposition(|b| b.name == name) else { return };
        for block in self.blocks.drain(at..).rev() {
            let start = block.start.min(self.out.len());
            if block.aside && !self.out[start..].iter().any(|p| is_frame(&plain(raw, p))) {
                self.out.truncate(start);
            }
            if let Some(holder) = block.holder {
                self.holders[holder].end = self.out.len();
            }
        }
    }

    pub(super) fn open_table(&mut self, raw: &str) {
        self.end_paragraph(raw);
        if self.tables.len() >= MOST_TABLES {
            self.too_deep += 1;
            return;
        }
        self.tables.push(Grid::default());
    }

    pub(super) fn open_row(&mut self, raw: &str) {
        self.end_paragraph(raw);
        if self.too_deep == 0
            && let Some(grid) = self.tables.last_mut()
        {
            grid.open_row();
        }
    }

    pub(super) fn open_cell(&mut self, raw: &str, columns: usize, rows: usize) {
        self.end_paragraph(raw);
        if self.too_deep == 0
            && let Some(grid) = self.tables.last_mut()
        {
            grid.open_cell(columns, rows);
        }
    }

    pub(super) fn close_cell(&mut self, raw: &str) {
        self.end_paragraph(raw);
        if let Some(grid) = self.tables.last_mut() {
            grid.open_cell = false;
        }
    }

    pub(super) fn close_row(&mut self, raw: &str) {
        self.end_paragraph(raw);
        if let Some(grid) = self.tables.last_mut() {
            grid.close_row();
        }
    }

    pub(super) fn close_table(&mut self, raw: &str) {
        self.end_paragraph(raw);
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(grid) = self.tables.pop() else { return };
        let paragraphs = grid.finish(raw, &mut self.number);
        match self.tables.last_mut() {
            Some(outer) if outer.open_cell => {
                outer.layout |= paragraphs.len() > 8;
                if let Some(cell) = outer.cells.last_mut() {
                    cell.content.extend(paragraphs);
                }
            }
            _ => self.out.extend(paragraphs),
        }
    }

    /// The paragraphs of the block that holds the document.
    pub(super) fn finish(mut self, raw: &str) -> Vec<Paragraph> {
        self.end_paragraph(raw);
        while !self.tables.is_empty() {
            self.too_deep = 0;
            self.close_table(raw);
        }
        // Letters and signs of a frame before each paragraph.
        let mut before = vec![(0, 0)];
        for paragraph in &self.out {
            let (words, (letters, signs)) = (plain(raw, paragraph), before[before.len() - 1]);
            before.push((letters + words.len(), signs + usize::from(is_frame(&words))));
        }
        let letters = |from: usize, to: usize| before[to].0 - before[from].0;
        let signs = |from: usize, to: usize| before[to].1 - before[from].1;
        let all = self.out.len();
        let (mut start, mut end, mut inside) = (0, all, None);
        let mut next = 0;
        // Holders stand in the order in which they open, so one pass goes ever deeper.
        while let Some(found) = self.holders[next..].iter().position(|h| {
            let (from, to) = (h.start, h.end.min(all));
            h.parent == inside
                && from >= start
                && to <= end
                && from < to
                && letters(from, to) as f64 >= MOST_OF_IT * letters(start, end) as f64
                && signs(start, from) + signs(to, end) == 0
        }) {
            let at = next + found;
            (start, end) = (self.holders[at].start, self.holders[at].end.min(all));
            inside = Some(at);
            next = at + 1;
        }
        self.out.truncate(end);
        self.out.drain(..start);
        self.out
    }
}
