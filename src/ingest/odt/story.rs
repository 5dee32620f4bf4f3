//! Story: the paragraphs, lists, tables and notes of a part.
//!
//! In: its elements. Out: the parts of a [`Document`]. It works with stacks of its own, so that no nesting can exhaust the
//! machine's.

use rustc_hash::FxHashMap;

use super::styles::{LEVELS, OUTLINE, Styles};
use super::table::Table;
use crate::ingest::docx::xml::{Attributes, Ns, Visitor};
use crate::ingest::written::{Change, Document, Look, PICTURE, Paragraph, endnote, footnote, table, text_box};

/// The most blanks that one mark stands for.
const MOST_BLANKS: usize = 1000;

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Plain,
    /// Nothing inside is read.
    Skip,
    /// Changes that are tracked: counted, not read.
    Changes,
    Paragraph,
    /// Characters with a look of their own.
    Span,
    List,
    Item,
    Table,
    Heads,
    Cell,
    Note {
        at_end: bool,
        own_mark: bool,
    },
    NoteBody,
    Box,
    Header,
}

/// Where finished paragraphs go: the text, a note, a box, a running head.
#[derive(Debug, Default)]
struct Flow {
    out: String,
    tables: Vec<Table>,
    paragraphs: Vec<Open>,
    lists: Vec<List>,
}

/// An open paragraph.
#[derive(Debug)]
struct Open {
    paragraph: Paragraph,
    looks: Vec<Look>,
    /// The last character was a blank, after which blanks are none.
    blank: bool,
}

/// An open list.
#[derive(Debug, Clone)]
struct List {
    style: String,
    number: usize,
    level: usize,
    /// The item waits for its first paragraph.
    fresh: bool,
}

/// Reads the text.
pub(super) struct Story<'a> {
    styles: &'a Styles,
    depth: usize,
    document: &'a mut Document,
    frames: Vec<Frame>,
    flows: Vec<Flow>,
    /// Indexes of kinds of lists, by the name of the style.
    kinds: FxHashMap<String, usize>,
    /// By the name of a style, and by the name of a list: the list that was begun last.
    begun: FxHashMap<String, usize>,
    ids: FxHashMap<String, usize>,
}

impl<'a> Story<'a> {
    pub(super) fn new(styles: &'a Styles, depth: usize, document: &'a mut Document) -> Self {
        Self {
            styles,
            depth,
            document,
            frames: Vec::new(),
            flows: vec![Flow::default()],
            kinds: FxHashMap::default(),
            begun: FxHashMap::default(),
            ids: FxHashMap::default(),
        }
    }

    pub(super) fn finish(mut self) {
        if let Some(flow) = self.flows.pop() {
            self.document.body.push_str(&flow.out);
        }
    }

    fn flow(&mut self) -> Option<&mut Flow> {
        self.flows.last_mut()
    }

    // Paragraphs.

    fn open_paragraph(&mut self, name: &str, attributes: Attributes<'_>) {
        let style = attributes.get("style-name").unwrap_or_default();
        let look = self.styles.look("paragraph", &style, &Look::default());
        let level = attributes.get("outline-level").and_then(|l| l.parse::<usize>().ok());
        let mut paragraph = Paragraph::default();
        paragraph.heading = name == "h";
        let list = self.flow().and_then(|f| f.lists.last_mut());
        match list.map(|l| (std::mem::take(&mut l.fresh), l.number, l.level)) {
            Some((true, number, level)) => paragraph.list = Some((number, level)),
            None if name == "h" => {
                let level = level.unwrap_or(1).clamp(1, LEVELS) - 1;
                let levels = self.styles.lists.get(OUTLINE);
                let shown = levels.and_then(|l| l.get(level)?.as_ref()).is_some_and(|l| !l.text.is_empty());
                let bare = attributes.get("is-list-header").is_some_and(|h| h == "true");
                if shown && !bare {
                    let number = self.list(OUTLINE, true);
                    paragraph.list = Some((number, level));
                }
            }
            _ => {}
        }
        if let Some(flow) = self.flow() {
            flow.paragraphs.push(Open { paragraph, looks: vec![look], blank: true });
        }
    }

    fn close_paragraph(&mut self) {
        let Some(flow) = self.flow() else { return };
        let Some(open) = flow.paragraphs.pop() else { return };
        let out = flow.tables.last_mut().and_then(Table::cell).unwrap_or(&mut flow.out);
        open.paragraph.write(out);
    }

    /// The open paragraph and what its characters look like.
    fn open_here(&mut self) -> Option<(&mut Open, Look)> {
        let open = self.flow()?.paragraphs.last_mut()?;
        let look = open.looks.last().cloned().unwrap_or_default();
        Some((open, look))
    }

    fn put(&mut self, words: &str) {
        if let Some((open, look)) = self.open_here() {
            open.paragraph.text(&look, words);
            open.blank = false;
        }
    }

    fn element(&mut self, xml: impl Into<std::borrow::Cow<'static, str>>) {
        if let Some((open, look)) = self.open_here() {
            open.paragraph.element(&look, xml);
            open.blank = false;
        }
    }

    // Lists.

    /// The number of a list of this style: the one that goes on, or a new one.
    fn list(&mut self, style: &str, goes_on: bool) -> usize {
        if goes_on && let Some(number) = self.begun.get(style) {
            return *number;
        }
        let lists = &mut self.document.lists;
        let levels = self.styles.lists.get(style).cloned().unwrap_or_default();
        let starts = levels
            .iter()
            .enumerate()
            .filter_map(|(level, l)| Some(Change { level, start: Some(l.as_ref()?.start), look: None }));
        let starts = starts.collect();
        let kind = *self.kinds.entry(style.to_owned()).or_insert_with(|| {
            lists.kinds.push(levels);
            lists.kinds.len() - 1
        });
        lists.lists.push((kind, starts));
        let number = lists.lists.len();
        self.begun.insert(style.to_owned(), number);
        number
    }

    fn open_list(&mut self, attributes: Attributes<'_>) {
        let outer = self.flow().and_then(|f| f.lists.last().cloned());
        let style = attributes.get("style-name").map(std::borrow::Cow::into_owned);
        let list = match (outer, style) {
            (Some(outer), style) if style.as_ref().is_none_or(|s| *s == outer.style) => {
                List { level: (outer.level + 1).min(LEVELS - 1), fresh: false, ..outer }
            }
            (outer, style) => {
                let style = style.unwrap_or_default();
                let on = attributes.get("continue-numbering").is_some_and(|c| c == "true");
                let named = attributes.get("continue-list").and_then(|id| self.ids.get(&*id).copied());
                let number = named.unwrap_or_else(|| self.list(&style, on));
                let level = outer.map_or(0, |o| (o.level + 1).min(LEVELS - 1));
                List { style, number, level, fresh: false }
            }
        };
        if let Some(id) = attributes.get("id") {
            self.ids.insert(id.into_owned(), list.number);
        }
        if let Some(flow) = self.flow() {
            flow.lists.push(list);
        }
    }

    // Stories beside the text.

    fn begin_story(&mut self) -> bool {
        let room = self.flows.len() <= self.depth;
        if room {
            self.flows.push(Flow::default());
        }
        room
    }

    fn end_story(&mut self) -> String {
        let words = if self.flows.len() > 1 { self.flows.pop() } else { None };
        words.map(|f| f.out).unwrap_or_default()
    }

    fn open_element(&mut self, name: &str, attributes: Attributes<'_>) -> Frame {
        let number = |name| attributes.get(name).and_then(|v| v.parse::<usize>().ok()).unwrap_or(1);
        match name {
            // Styles were read before.
            "automatic-styles"
            | "font-face-decls"
            | "meta"
            | "settings"
            | "scripts"
            | "forms"
            | "list-style"
            | "outline-style"
            | "styles"
            | "note-citation"
            | "ruby-text"
            | "placeholder"
            | "title"
            | "desc"
            | "object"
            | "object-ole"
            | "notes-configuration" => Frame::Skip,
            "hidden-text" | "hidden-paragraph" => {
                if attributes.get("is-hidden").is_some_and(|h| h == "true") {
                    Frame::Skip
                } else {
                    Frame::Plain
                }
            }
            "tracked-changes" => Frame::Changes,
            "annotation" => {
                self.element("<w:commentReference/>");
                Frame::Skip
            }
            "p" | "h" => {
                self.open_paragraph(name, attributes);
                Frame::Paragraph
            }
            "span" => {
                let style = attributes.get("style-name").unwrap_or_default();
                let styles = self.styles;
                match self.open_here() {
                    Some((open, look)) => {
                        open.looks.push(styles.look("text", &style, &look));
                        Frame::Span
                    }
                    None => Frame::Plain,
                }
            }
            "s" => {
                let blanks = attributes.get("c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
                self.put(&" ".repeat(blanks.min(MOST_BLANKS)));
                Frame::Plain
            }
            "tab" => {
                self.element("<w:tab/>");
                Frame::Plain
            }
            "line-break" => {
                self.element("<w:br/>");
                if let Some((open, _)) = self.open_here() {
                    open.blank = true;
                }
                Frame::Plain
            }
            "list" => {
                self.open_list(attributes);
                Frame::List
            }
            "list-item" => {
                if let Some(list) = self.flow().and_then(|f| f.lists.last_mut()) {
                    list.fresh = true;
                }
                Frame::Item
            }
            "table" => {
                let depth = self.depth;
                match self.flow().filter(|f| f.tables.len() < depth) {
                    Some(flow) => {
                        flow.tables.push(Table::default());
                        Frame::Table
                    }
                    None => Frame::Plain,
                }
            }
            "table-header-rows" => {
                self.heads(true);
                Frame::Heads
            }
            "table-row" => {
                if let Some(table) = self.flow().and_then(|f| f.tables.last_mut()) {
                    table.open_row();
                }
                Frame::Plain
            }
            "table-cell" => {
                if let Some(table) = self.flow().and_then(|f| f.tables.last_mut()) {
                    table.open_cell(number("number-columns-spanned"), number("number-rows-spanned"));
                }
                Frame::Cell
            }
            "covered-table-cell" => {
                if let Some(table) = self.flow().and_then(|f| f.tables.last_mut()) {
                    table.covered(number("number-columns-repeated"));
                }
                Frame::Skip
            }
            "note" => {
                let at_end = attributes.get("note-class").is_some_and(|c| c == "endnote");
                Frame::Note { at_end, own_mark: false }
            }
            "note-body" if self.begin_story() => Frame::NoteBody,
            "text-box" | "custom-shape" | "rect" | "ellipse" if self.begin_story() => Frame::Box,
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first"
                if self.begin_story() =>
            {
                Frame::Header
            }
            "image" => {
                self.element(PICTURE);
                Frame::Skip
            }
            _ => Frame::Plain,
        }
    }

    fn heads(&mut self, on: bool) {
        if let Some(table) = self.flow().and_then(|f| f.tables.last_mut()) {
            table.in_head = on;
        }
    }

    fn close_table(&mut self) {
        let Some(flow) = self.flow() else { return };
        let Some(closed) = flow.tables.pop() else { return };
        let out = flow.tables.last_mut().and_then(Table::cell).unwrap_or(&mut flow.out);
        table(&closed.rows, out);
    }

    fn close_note(&mut self) {
        let content = self.end_story();
        let note = self.frames.iter().rev().find_map(|f| match f {
            Frame::Note { at_end, own_mark } => Some((*at_end, *own_mark)),
            _ => None,
        });
        let (at_end, own_mark) = note.unwrap_or((false, false));
        let notes = if at_end { &mut self.document.endnotes } else { &mut self.document.footnotes };
        let id = notes.len();
        notes.push((id, content));
        self.element(if at_end { endnote(id, own_mark) } else { footnote(id, own_mark) });
    }
}

impl Visitor for Story<'_> {
    fn open(&mut self, _: Ns, name: &str, attributes: Attributes<'_>) {
        let frame = match self.frames.last().copied().unwrap_or(Frame::Plain) {
            Frame::Skip => Frame::Skip,
            Frame::Changes => {
                // As the reader of Word files counts them.
                match name {
                    "insertion" => self.document.body.push_str("<w:ins></w:ins>"),
                    "deletion" => self.document.body.push_str("<w:del></w:del>"),
                    _ => {}
                }
                if name == "changed-region" { Frame::Changes } else { Frame::Skip }
            }
            Frame::Note { at_end, .. } if name == "note-citation" => {
                let own_mark = attributes.get("label").is_some();
                if let Some(last) = self.frames.last_mut() {
                    *last = Frame::Note { at_end, own_mark };
                }
                if let Some(label) = attributes.get("label") {
                    self.put(&label);
                }
                Frame::Skip
            }
            _ => self.open_element(name, attributes),
        };
        self.frames.push(frame);
    }

    fn close(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.close_paragraph(),
            Some(Frame::Span) => {
                if let Some(open) = self.flow().and_then(|f| f.paragraphs.last_mut()) {
                    open.looks.pop();
                }
            }
            Some(Frame::List) => {
                if let Some(flow) = self.flow() {
                    flow.lists.pop();
                }
            }
            Some(Frame::Item) => {
                if let Some(list) = self.flow().and_then(|f| f.lists.last_mut()) {
                    list.fresh = false;
                }
            }
            Some(Frame::Table) => self.close_table(),
            Some(Frame::Heads) => self.heads(false),
            Some(Frame::NoteBody) => self.close_note(),
            Some(Frame::Box) => {
                let content = self.end_story();
                if self.open_here().is_some() {
                    self.element(text_box(&content));
                } else if let Some(flow) = self.flow() {
                    let out = flow.tables.last_mut().and_then(Table::cell).unwrap_or(&mut flow.out);
                    out.push_str(&content);
                }
            }
            Some(Frame::Header) => {
                let content = self.end_story();
                self.document.headers.push(content);
            }
            _ => {}
        }
    }

    /// Blanks of any kind and number are one, and none at the begin of a paragraph.
    fn text(&mut self, text: &str) {
        if matches!(self.frames.last(), Some(Frame::Skip | Frame::Changes)) {
            return;
        }
        let Some((open, look)) = self.open_here() else { return };
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !(blank && open.blank) {
                // The hyphen that the rest of the text has in numbers of documents.
                words.push(match c {
                    _ if blank => ' ',
                    '\u{2011}' => '-',
                    c => c,
                });
            }
            open.blank = blank;
        }
        if !words.is_empty() {
            open.paragraph.text(&look, &words);
        }
    }
}
