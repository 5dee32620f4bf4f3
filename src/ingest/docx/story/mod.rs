//! Story: the paragraphs and tables of one part: the document itself, its notes, a header.
//!
//! In: the elements of the part. Out: paragraphs in reading order, and what was seen beside the text: changes, comments,
//! references to notes. Deleted and hidden words, instructions of fields and second versions of one thing are dropped, as
//! the page drops them. It works with a stack of its own, so that no nesting can exhaust the machine's.

mod elements;

use elements::is_props;
use rustc_hash::FxHashMap;

use super::labels::Labels;
use super::notes::{Note, NoteMarks, Reference};
use super::numbering::{LEVELS, Numbering};
use super::old::Old;
use super::origins::{self, Origin};
use super::paragraph::{Open, Output, Shown};
use super::styles::{Look, Styles};
use super::symbols::{Font, shown};
use super::tables::Table;
use super::xml::{Attributes, Ns, Visitor};
use crate::ingest::Paragraph;
use crate::span::Bytes;

/// What all stories of a file share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) labels: Labels,
    pub(super) out: Output,
    pub(super) seen: Seen,
    pub(super) note_marks: NoteMarks,
    /// What is in an encoding before Unicode.
    pub(super) old: Old,
    /// Tables that hold data.
    pub(super) tables: usize,
}

/// What was seen beside the text.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) inserted: usize,
    pub(super) deleted: usize,
    pub(super) comments: usize,
    pub(super) pictures: u32,
    /// Other files that the document shows as its own text.
    pub(super) embedded: usize,
    pub(super) too_deep: bool,
    pub(super) references: Vec<Reference>,
    /// Headers and footers: the name of the relationship, and the paragraph where their section ends.
    pub(super) headers: Vec<(String, u32)>,
}

/// Where the paragraphs of a part count as standing.
#[derive(Debug, Clone)]
pub(super) enum Standing {
    /// In the main part: counted.
    Main,
    /// All at one paragraph of it.
    At(u32),
    /// Notes: each at its reference, with its mark. Others are not read.
    Notes(FxHashMap<String, (u32, Option<u32>, String)>),
}

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// What it holds is read as if it stood without it.
    Plain,
    /// Nothing inside is read, but paragraphs and runs are counted.
    Skip,
    SkipParagraph,
    Paragraph,
    ParagraphProps,
    MarkProps,
    ListProps,
    Run,
    RunProps,
    Text,
    Table,
    TableGrid,
    Row,
    RowProps,
    SkipRow,
    Cell,
    CellProps,
    SkipCell,
    Box,
    Note,
    Choice,
    Control,
    ControlProps,
    Section,
    NoteProps(Note),
}

/// A field of Word's: what it computes is its result, not its instruction.
#[derive(Debug, Clone, Copy)]
struct Field {
    instruction: bool,
    paragraphs: usize,
}

/// Where finished paragraphs go: the part itself, a cell, a box, a note.
#[derive(Debug, Default)]
struct Sink {
    out: Vec<Paragraph>,
    gap: bool,
    /// A paragraph whose end shows nothing.
    carry: Option<Open>,
    /// A table that another may go on.
    table: Option<Table>,
}

/// What XML takes for a blank.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// Reads one part.
pub(super) struct Story<'a> {
    shared: &'a mut Shared,
    depth: usize,
    standing: Standing,
    frames: Vec<Frame>,
    sinks: Vec<Sink>,
    /// Open tables; none for one that is read as plain text because it lies too deep.
    tables: Vec<Option<Table>>,
    boxes: usize,
    paragraphs: Vec<Open>,
    next_paragraph: u32,
    skipped_paragraphs: usize,
    fields: Vec<Field>,
    choices: Vec<bool>,
    /// Of every open content control: whether it shows only its invitation to type.
    controls: Vec<bool>,
    text: String,
    keep_blanks: bool,
    /// Where the last tag or stretch of characters stands in the part.
    here: Bytes,
    /// The same for the stretches of `text`, where origins are asked for: where in it each begins.
    stretches: Vec<(usize, Bytes)>,
    mark: Option<String>,
    note: Option<String>,
    pub(super) notes: FxHashMap<String, Vec<Paragraph>>,
}

impl<'a> Story<'a> {
    pub(super) fn new(shared: &'a mut Shared, standing: Standing, depth: usize) -> Self {
        Self {
            shared,
            depth,
            standing,
            frames: Vec::new(),
            sinks: vec![Sink::default()],
            tables: Vec::new(),
            boxes: 0,
            paragraphs: Vec::new(),
            next_paragraph: 0,
            skipped_paragraphs: 0,
            fields: Vec::new(),
            choices: Vec::new(),
            controls: Vec::new(),
            text: String::new(),
            keep_blanks: false,
            here: 0..0,
            stretches: Vec::new(),
            mark: None,
            note: None,
            notes: FxHashMap::default(),
        }
    }

    /// The paragraphs of the part.
    pub(super) fn finish(&mut self) -> Vec<Paragraph> {
        self.end_sink()
    }

    fn top(&self) -> Frame {
        self.frames.last().copied().unwrap_or(Frame::Plain)
    }

    // Characters.

    /// Writes characters that the last tag stands for, unless the page does not show them.
    fn put(&mut self, words: &str) {
        let here = self.here.clone();
        self.put_from(words, || words.chars().map(|_| here.clone()).collect());
    }

    /// Writes characters; `origins` tells for each where it stands in the part.
    fn put_from(&mut self, words: &str, origins: impl FnOnce() -> Vec<Bytes>) {
        let silent = self.fields.last().is_some_and(|f| f.instruction);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if silent || paragraph.shown.hidden || words.is_empty() {
            return;
        }
        write_label(self.shared, paragraph);
        paragraph.put(&mut self.shared.out, words);
        let out = &mut self.shared.out;
        if let (Some(list), Standing::Main) = (&mut out.origins, &self.standing) {
            let start = out.raw.len() - words.len();
            let places = words.char_indices().zip(origins());
            list.extend(places.map(|((at, _), xml)| Origin { raw: start + at, xml }));
        }
    }

    /// The characters of `w:t`: blanks at its ends count only where it says so.
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some(paragraph) = self.paragraphs.last() else { return };
        let words = if self.keep_blanks { text.as_str() } else { text.trim_matches(BLANKS) };
        let Shown { capitals, font, .. } = paragraph.shown;
        let from = if self.keep_blanks { 0 } else { text.len() - text.trim_start_matches(BLANKS).len() };
        let stretches = std::mem::take(&mut self.stretches);
        let origins = |shown: &str| origins::aligned(words, &origins::of_text(&stretches, &text, from, words), shown);
        let converted = self.shared.old.convert(words, font.promised());
        let unicode = converted.as_deref().unwrap_or(words);
        let private = |c: char| ('\u{F020}'..='\u{F0FF}').contains(&c);
        if matches!(font, Font::Plain | Font::Legacy(_)) && !capitals && !unicode.contains(private) {
            self.put_from(unicode, || origins(unicode));
        } else {
            // A font of symbols that a run of letters beyond its own names is not what shows them.
            let font = if unicode.chars().all(|c| c < '\u{100}' || private(c)) { font } else { Font::Plain };
            let symbols: String = unicode.chars().map(|c| shown(font, c)).collect();
            let drawn = if capitals { symbols.to_uppercase() } else { symbols };
            self.put_from(&drawn, || origins(&drawn));
        }
        // The buffer is used again.
        self.text = text;
        self.text.clear();
        self.stretches = stretches;
        self.stretches.clear();
    }

    fn line_break(&mut self) {
        let silent = self.fields.last().is_some_and(|f| f.instruction);
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|p| !silent && !p.shown.hidden) {
            if paragraph.is_visible() {
                write_label(self.shared, paragraph);
            }
            paragraph.end_line();
        }
    }

    // Paragraphs.

    fn open_paragraph(&mut self) {
        let (index, run) = match &self.standing {
            Standing::Main => (self.next_paragraph, None),
            Standing::At(at) => (*at, None),
            Standing::Notes(places) => {
                let place = self.note.as_ref().and_then(|n| places.get(n));
                place.map_or((0, None), |(paragraph, run, _)| (*paragraph, *run))
            }
        };
        self.next_paragraph = self.next_paragraph.saturating_add(1);
        let carried = self.sinks.last().and_then(|s| s.carry.as_ref()).is_some_and(Open::is_visible);
        let style = self.shared.styles.of_paragraphs();
        let mut open = Open {
            index,
            run,
            no_label: carried,
            style: style.map_or_else(Look::default, |s| s.look),
            prefix: self.mark.take(),
            ..Open::default()
        };
        place_in_list(self.shared, &mut open);
        show(self.shared, &mut open);
        self.paragraphs.push(open);
    }

    fn end_paragraph(&mut self) {
        // An instruction that nobody ended hides no further paragraph.
        let open = self.paragraphs.len();
        while self.fields.pop_if(|f| f.instruction && f.paragraphs >= open).is_some() {}
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let (_, hidden, ..) = self.shared.styles.look(paragraph.style, Look::default(), paragraph.mark);
        paragraph.runs_on |= hidden;
        // A number stands also before nothing, such as in a column of numbers.
        if !paragraph.runs_on {
            write_label(self.shared, &mut paragraph);
        }
        let Some(sink) = self.sinks.last_mut() else { return };
        if let Some(before) = sink.carry.take() {
            paragraph = before.gone_on(paragraph);
        }
        if paragraph.runs_on {
            sink.carry = Some(paragraph);
        } else {
            self.emit(paragraph);
        }
    }

    fn emit(&mut self, paragraph: Open) {
        self.end_pending_table();
        if let Some(sink) = self.sinks.last_mut() {
            paragraph.finish(&mut sink.gap, &mut sink.out);
        }
    }

    /// A paragraph's style and place in a list are known.
    fn end_paragraph_props(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            place_in_list(self.shared, paragraph);
            show(self.shared, paragraph);
        }
    }

    // Sinks and tables.

    fn end_carry(&mut self) {
        if let Some(carry) = self.sinks.last_mut().and_then(|s| s.carry.take()) {
            self.emit(carry);
        }
    }

    /// Ends the table that nothing goes on.
    fn end_pending_table(&mut self) {
        let Some(table) = self.sinks.last_mut().and_then(|s| s.table.take()) else { return };
        let raw = &self.shared.out.raw;
        let around = self.tables.iter_mut().rev().find_map(Option::as_mut);
        let mut paragraphs = match around {
            Some(around) => around.take_in(table, raw, &mut self.shared.tables),
            None => table.finish(raw, &mut self.shared.tables),
        };
        if let Some(sink) = self.sinks.last_mut() {
            if let Some(first) = paragraphs.first_mut() {
                first.gap |= std::mem::take(&mut sink.gap);
            }
            sink.out.append(&mut paragraphs);
        }
    }

    fn end_sink(&mut self) -> Vec<Paragraph> {
        self.end_carry();
        self.end_pending_table();
        self.sinks.pop().map(|s| s.out).unwrap_or_default()
    }

    fn open_table(&mut self) -> Frame {
        let deep = self.tables.iter().flatten().count() + self.boxes >= self.depth;
        self.shared.seen.too_deep |= deep;
        self.tables.push((!deep).then(Table::default));
        Frame::Table
    }

    fn end_table(&mut self) {
        let Some(Some(mut table)) = self.tables.pop() else { return };
        table.close_row();
        self.end_carry();
        let goes_on = self.sinks.last().and_then(|s| s.table.as_ref()).is_some_and(|t| t.goes_on_in(&table));
        if !goes_on {
            self.end_pending_table();
        }
        let Some(sink) = self.sinks.last_mut() else { return };
        match &mut sink.table {
            Some(before) => before.append(&self.shared.out.raw, table),
            none => *none = Some(table),
        }
    }

    fn table(&mut self) -> Option<&mut Table> {
        self.tables.last_mut()?.as_mut()
    }
}

/// What the characters of the open run look like.
fn show(shared: &Shared, paragraph: &mut Open) {
    let (bold, hidden, capitals, font) = shared.styles.look(paragraph.style, paragraph.character, paragraph.direct);
    paragraph.shown = Shown { bold, hidden, capitals, font };
}

/// The list and level of a paragraph: its own, or those of its style.
fn place_in_list(shared: &Shared, paragraph: &mut Open) {
    let styles = &shared.styles;
    let style = match &paragraph.style_name {
        Some(name) => styles.get(name),
        None => styles.of_paragraphs(),
    };
    let of_style = style.map(|s| s.list).unwrap_or_default();
    let number = paragraph.list.number.or(of_style.number).filter(|n| *n != 0 && !paragraph.no_label);
    paragraph.label = number.map(|number| {
        let bound = || {
            let names = [paragraph.style_name.as_deref(), style.and_then(|s| s.numbered.as_deref())];
            names.into_iter().flatten().find_map(|n| shared.numbering.level_of_style(number, n, styles))
        };
        let level = match paragraph.list.number {
            Some(_) => paragraph.list.level,
            None => paragraph.list.level.or_else(bound).or(of_style.level),
        };
        (number, level.unwrap_or(0).min(LEVELS - 1))
    });
}

/// Writes the label of a paragraph that waits for its first character.
fn write_label(shared: &mut Shared, paragraph: &mut Open) {
    if let Some(prefix) = paragraph.prefix.take() {
        paragraph.put_label(&mut shared.out, &prefix);
    }
    if let Some((list, level)) = paragraph.label.take()
        && let Some(label) = shared.labels.next(list, level, &shared.numbering, &shared.styles)
    {
        paragraph.put_label(&mut shared.out, &label);
    }
}

impl Visitor for Story<'_> {
    fn at(&mut self, place: Bytes) {
        self.here = place;
    }

    fn open(&mut self, ns: Ns, name: &str, attributes: Attributes<'_>) {
        let frame = match (self.top(), ns) {
            (Frame::Skip | Frame::SkipParagraph | Frame::SkipRow | Frame::SkipCell, _) => self.pass(ns, name),
            (_, Ns::Word) => self.word(name, attributes),
            (_, Ns::Compat) => self.choice(name),
            (_, Ns::Math) => self.math(name),
            (_, Ns::Other) => {
                match name {
                    "symEx" => self.symbol(attributes),
                    "blip" | "imagedata" => {
                        self.shared.seen.pictures = self.shared.seen.pictures.saturating_add(1);
                    }
                    _ => {}
                }
                Frame::Plain
            }
        };
        self.frames.push(frame);
    }

    fn close(&mut self) {
        let Some(closed) = self.frames.pop() else { return };
        // An alternative that is read as what surrounds it does not end that.
        if self.top() == Frame::Choice && is_props(closed) {
            return;
        }
        match closed {
            Frame::SkipParagraph => self.skipped_paragraphs -= 1,
            Frame::Paragraph => self.end_paragraph(),
            Frame::ParagraphProps => self.end_paragraph_props(),
            Frame::Run => self.end_run(),
            Frame::RunProps => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    show(self.shared, paragraph);
                }
            }
            Frame::Text => self.end_text(),
            Frame::Table => self.end_table(),
            Frame::RowProps if self.table().is_some_and(|t| t.is_row_dropped()) => self.replace_top(Frame::SkipRow),
            Frame::CellProps if self.table().is_some_and(|t| t.is_covered()) => self.replace_top(Frame::SkipCell),
            Frame::Cell | Frame::SkipCell => {
                let content = self.end_sink();
                if let Some(table) = self.table() {
                    for paragraph in content {
                        table.push(paragraph);
                    }
                    table.close_cell();
                }
            }
            Frame::Row | Frame::SkipRow => {
                if let Some(table) = self.table() {
                    table.close_row();
                }
            }
            Frame::Box => {
                self.boxes -= 1;
                let mut content = self.end_sink();
                match (self.paragraphs.last_mut(), self.sinks.last_mut()) {
                    (Some(paragraph), _) => paragraph.after.append(&mut content),
                    (None, Some(sink)) => sink.out.append(&mut content),
                    _ => {}
                }
            }
            Frame::Note => {
                let content = self.end_sink();
                if let Some(id) = self.note.take() {
                    self.notes.insert(id, content);
                }
                self.mark = None;
            }
            Frame::Choice => drop(self.choices.pop()),
            Frame::Control => drop(self.controls.pop()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.top() == Frame::Text {
            if self.shared.out.origins.is_some() {
                self.stretches.push((self.text.len(), self.here.clone()));
            }
            self.text.push_str(text);
        }
    }
}

impl Story<'_> {
    fn replace_top(&mut self, frame: Frame) {
        if let Some(top) = self.frames.last_mut() {
            *top = frame;
        }
    }
}
