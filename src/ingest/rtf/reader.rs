//! Reader: follows the marks of a file with their groups.
//!
//! In: [`Token`]s. Out: a [`Document`]. A group that ends gives back what held before it; a mark that is not known says
//! nothing, and a group of which the file says that it may be passed over is.

use encoding_rs::Encoding;

use super::destinations::{Destination, Story, destination};
use super::flow::{Flow, RowShape, Shape};
use super::fonts::Fonts;
use super::pages::of_page;
use super::tokens::{Token, Tokens};
use crate::ingest::Options;
use crate::ingest::written::{Document, Look, PICTURE, endnote, footnote, text_box};

/// Groups inside one another beyond this are read no further.
const MOST_GROUPS: usize = 10_000;

/// After so many tokens the time is looked at.
const TOKENS_BETWEEN: usize = 1 << 14;

/// What holds inside a group.
#[derive(Debug, Clone)]
struct State {
    destination: Destination,
    look: Look,
    font: i32,
    shape: Shape,
    /// Characters that follow a character by number, for readers that do not know it.
    spare: usize,
    /// This group opened the story.
    opened: Option<Story>,
}

/// Reads a file.
pub(super) struct Reader<'a> {
    tokens: Tokens<'a>,
    options: &'a Options<'a>,
    document: Document,
    states: Vec<State>,
    state: State,
    /// The text, and the stories that are open in it.
    flows: Vec<Flow>,
    fonts: Fonts,
    page: &'static Encoding,
    default_font: i32,
    /// Bytes that are not yet characters.
    bytes: Vec<u8>,
    /// The first half of a character of two units.
    high: Option<u16>,
    /// Spare characters that are still to be passed over.
    skip: usize,
    /// The group may be passed over by those who do not know it.
    optional: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], options: &'a Options<'a>) -> Self {
        let state = State {
            destination: Destination::Text,
            look: Look::default(),
            font: 0,
            shape: Shape::default(),
            spare: 1,
            opened: None,
        };
        Self {
            tokens: Tokens::new(bytes),
            options,
            document: Document::default(),
            states: Vec::new(),
            state,
            flows: vec![Flow::default()],
            fonts: Fonts::default(),
            page: encoding_rs::WINDOWS_1252,
            default_font: 0,
            bytes: Vec::new(),
            high: None,
            skip: 0,
            optional: false,
        }
    }

    pub(super) fn read(mut self) -> Document {
        let mut count = 0_usize;
        while let Some(token) = self.tokens.next() {
            count += 1;
            if count.is_multiple_of(TOKENS_BETWEEN) && (self.options.expired)() || self.states.len() > MOST_GROUPS {
                break;
            }
            match token {
                Token::Open => {
                    self.flush();
                    self.states.push(self.state.clone());
                    (self.state.opened, self.optional, self.skip) = (None, false, 0);
                }
                Token::Close => {
                    self.close();
                    if self.states.is_empty() {
                        break;
                    }
                }
                Token::Word(name, number) => self.word(name, number),
                Token::Sign(sign) => self.sign(sign),
                Token::Byte(byte) => self.byte(byte),
            }
        }
        self.document.partial = !self.states.is_empty();
        while !self.states.is_empty() {
            self.close();
        }
        self.flush();
        let shape = self.state.shape;
        if let Some(flow) = self.flows.pop() {
            self.document.body = flow.finish(shape);
        }
        self.document
    }
}

// Groups.
impl Reader<'_> {
    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        if self.state.destination == Destination::Fonts {
            self.fonts.end();
        }
        let opened = self.state.opened;
        let shape = self.state.shape;
        if let Some(before) = self.states.pop() {
            self.state = before;
        }
        if let Some(story) = opened
            && let Some(flow) = self.flows.pop()
        {
            self.end_story(story, flow, shape);
        }
    }

    fn end_story(&mut self, story: Story, flow: Flow, shape: Shape) {
        let (own_mark, at_end) = (!flow.marked, flow.at_end);
        let content = flow.finish(shape);
        let Document { footnotes, endnotes, headers, .. } = &mut self.document;
        let element = match story {
            Story::Header => {
                headers.push(content);
                return;
            }
            Story::Note => {
                let notes = if at_end { endnotes } else { footnotes };
                let id = notes.len();
                notes.push((id, content));
                if at_end { endnote(id, own_mark) } else { footnote(id, own_mark) }
            }
            Story::Box => text_box(&content),
        };
        let look = self.state.look.clone();
        if let Some(around) = self.flows.last_mut() {
            around.paragraph.element(&look, element);
        }
    }

    /// A group begins to be what its first mark says.
    fn begin(&mut self, destination: Destination) {
        self.state.destination = destination;
        if let Destination::Story(story) = destination {
            self.state.destination = Destination::Text;
            if self.flows.len() <= self.options.limits.depth {
                self.state.opened = Some(story);
                self.state.shape = Shape::default();
                self.flows.push(Flow::default());
            }
        }
    }
}

// Marks.
impl Reader<'_> {
    fn word(&mut self, name: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        // Data are passed over wherever they stand: they may hold any byte.
        if name == "bin" {
            return self.tokens.pass(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        let silent = self.state.destination == Destination::Nowhere;
        if let Some(destination) = destination(name) {
            self.flush();
            if name == "annotation" && !silent {
                self.element("<w:commentReference/>");
            }
            if name == "pict" && !silent {
                self.element(PICTURE);
            }
            // Of two versions of a text, the second one has all letters.
            if !silent || name == "ud" {
                self.begin(destination);
            }
            return;
        }
        if optional {
            self.flush();
            self.state.destination = Destination::Nowhere;
            return;
        }
        if silent {
            return;
        }
        if self.state.destination == Destination::Fonts {
            return self.fonts.word(name, number);
        }
        if name == "u" {
            return self.by_number(number.unwrap_or(0));
        }
        self.flush();
        if !self.look(name, number) && !self.shape(name, number) {
            self.character(name);
        }
    }

    /// A mark that says what characters look like.
    fn look(&mut self, name: &str, number: Option<i32>) -> bool {
        let on = number != Some(0);
        let look = &mut self.state.look;
        match name {
            "b" => look.bold = on,
            "v" => look.hidden = on,
            "caps" => look.capitals = on,
            "deleted" => look.deleted = on,
            "revised" => look.inserted = on,
            "plain" => {
                *look = Look::default();
                self.font(self.default_font);
            }
            "f" => self.font(number.unwrap_or(0)),
            "deff" => self.default_font = number.unwrap_or(0),
            "ansicpg" => self.page = of_page(number.unwrap_or(0)),
            "mac" => self.page = of_page(10_000),
            "uc" => self.state.spare = usize::try_from(number.unwrap_or(1)).unwrap_or(0),
            _ => return false,
        }
        true
    }

    fn font(&mut self, number: i32) {
        self.state.font = number;
        self.state.look.font = self.fonts.get(number).map(|f| f.name.clone());
    }

    /// A mark that says or ends what a paragraph, a cell or a row is.
    fn shape(&mut self, name: &str, number: Option<i32>) -> bool {
        let shape = self.state.shape;
        let Some(flow) = self.flows.last_mut() else { return false };
        let inner = self.state.destination == Destination::InnerRow;
        let row = if inner { &mut flow.inner_row } else { &mut flow.row };
        match name {
            "par" | "sect" => {
                flow.paragraph.end = self.state.look.clone();
                flow.end_paragraph(shape);
            }
            "cell" => flow.end_cell(shape, false),
            "nestcell" => flow.end_cell(shape, true),
            "row" => flow.end_row(shape, false),
            "nestrow" => flow.end_row(shape, true),
            "trowd" => *row = RowShape::default(),
            "trleft" => row.next.left = number.unwrap_or(0),
            "cellx" => row.end_column(number.unwrap_or(0)),
            "clvmrg" => row.next.above = true,
            "clmrg" => row.next.before = true,
            "trhdr" => row.head = true,
            "pard" => self.state.shape = Shape::default(),
            "intbl" => self.state.shape.in_table = true,
            "itap" => self.state.shape.levels = number.and_then(|n| usize::try_from(n).ok()),
            "outlinelevel" => self.state.shape.heading = number.is_some_and(|n| (0..9).contains(&n)),
            "ftnalt" => flow.at_end = true,
            "chftn" => flow.marked = true,
            _ => return false,
        }
        true
    }

    /// A mark that stands for a character.
    fn character(&mut self, name: &str) {
        let words = match name {
            "tab" if self.state.destination == Destination::Label => " ",
            "tab" => return self.element("<w:tab/>"),
            "line" | "page" | "column" | "lbr" => return self.element("<w:br/>"),
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            _ => return,
        };
        self.text(words);
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => {
                self.optional = true;
                return;
            }
            b'{' | b'}' | b'\\' => return self.byte(sign),
            _ => {}
        }
        if std::mem::take(&mut self.optional) || self.state.destination == Destination::Nowhere {
            return;
        }
        self.flush();
        match sign {
            b'~' => self.text("\u{A0}"),
            b'_' => self.element("<w:noBreakHyphen/>"),
            b'\r' | b'\n' => {
                let shape = self.state.shape;
                if let Some(flow) = self.flows.last_mut() {
                    flow.end_paragraph(shape);
                }
            }
            b'\t' => self.element("<w:tab/>"),
            _ => {}
        }
    }
}

// Characters.
impl Reader<'_> {
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match self.state.destination {
            Destination::Nowhere | Destination::InnerRow => {}
            Destination::Fonts => self.fonts.byte(byte),
            _ => self.bytes.push(byte),
        }
    }

    /// A character by its number, which is a unit of UTF-16 with its sign.
    fn by_number(&mut self, number: i32) {
        let high = self.high.take();
        if !self.bytes.is_empty() {
            self.flush();
        }
        self.skip = self.state.spare;
        let unit = u16::try_from(number & 0xFFFF).unwrap_or(0);
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        for c in char::decode_utf16(high.into_iter().chain(std::iter::once(unit))) {
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Bytes that have come become characters.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.fonts.get(self.state.font);
        if font.is_some_and(|f| f.symbols) {
            let symbol = |b: &u8| char::from_u32(0xF000 + u32::from(*b)).filter(|_| *b > b' ').unwrap_or(' ');
            let words: String = bytes.iter().map(symbol).collect();
            self.text(&words);
        } else {
            let encoding = font.and_then(|f| f.encoding).unwrap_or(self.page);
            let (words, _) = encoding.decode_without_bom_handling(&bytes);
            self.text(&words);
        }
        // The buffer is used again.
        self.bytes = bytes;
        self.bytes.clear();
    }

    fn text(&mut self, words: &str) {
        if let Some(flow) = self.flows.last_mut() {
            flow.paragraph.text(&self.state.look, words);
        }
    }

    fn element(&mut self, xml: &'static str) {
        if let Some(flow) = self.flows.last_mut() {
            flow.paragraph.element(&self.state.look, xml);
        }
    }
}
