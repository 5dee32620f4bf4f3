//! Story: the paragraphs and tables of one part: the document itself, its notes, a header.
//!
//! In: the elements of the part. Out: paragraphs in reading order, and what was seen beside the text: changes, comments,
//! references to notes. Deleted and hidden words, instructions of fields and second versions of one thing are dropped, as
//! the page drops them. It works with a stack of its own, so that no nesting can exhaust the machine's.

use rustc_hash::FxHashMap;

use super::labels::Labels;
use super::notes::{Note, NoteMarks, Reference};
use super::numbering::{LEVELS, Numbering};
use super::paragraph::{Open, Output, Shown};
use super::styles::{Look, Styles};
use super::symbols::{Font, shown};
use super::tables::Table;
use super::xml::{Attributes, Ns, Visitor};
use crate::ingest::Paragraph;

/// What all stories of a file share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) labels: Labels,
    pub(super) out: Output,
    pub(super) seen: Seen,
    pub(super) note_marks: NoteMarks,
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

    /// Writes characters, unless the page does not show them.
    fn put(&mut self, words: &str) {
        let silent = self.fields.last().is_some_and(|f| f.instruction);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if silent || paragraph.shown.hidden || words.is_empty() {
            return;
        }
        write_label(self.shared, paragraph);
        paragraph.put(&mut self.shared.out, words);
    }

    /// The characters of `w:t`: blanks at its ends count only where it says so.
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some(paragraph) = self.paragraphs.last() else { return };
        let words = if self.keep_blanks { text.as_str() } else { text.trim_matches([' ', '\t', '\n', '\r']) };
        let Shown { capitals, font, .. } = paragraph.shown;
        let private = |c: char| ('\u{F020}'..='\u{F0FF}').contains(&c);
        if font == Font::Plain && !capitals && !words.contains(private) {
            self.put(words);
        } else {
            // A font of symbols that a run of letters beyond its own names is not what shows them.
            let font = if words.chars().all(|c| c < '\u{100}' || private(c)) { font } else { Font::Plain };
            let words: String = words.chars().map(|c| shown(font, c)).collect();
            self.put(&if capitals { words.to_uppercase() } else { words });
        }
        // The buffer is used again.
        self.text = text;
        self.text.clear();
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
        self.fields.retain(|f| !f.instruction || f.paragraphs < open);
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let (_, hidden, ..) = self.shared.styles.look(paragraph.style, Look::default(), paragraph.mark);
        paragraph.open_end |= hidden;
        // A number stands also before nothing, such as in a column of numbers.
        if !paragraph.open_end {
            write_label(self.shared, &mut paragraph);
        }
        let Some(sink) = self.sinks.last_mut() else { return };
        if let Some(before) = sink.carry.take() {
            paragraph = before.gone_on(paragraph);
        }
        if paragraph.open_end {
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

    // Elements.

    /// An element of `WordprocessingML`.
    fn word(&mut self, name: &str, attributes: Attributes<'_>) -> Frame {
        match self.top() {
            Frame::ParagraphProps => return self.paragraph_property(name, attributes),
            Frame::MarkProps => {
                self.mark_property(name, attributes);
                return Frame::Skip;
            }
            Frame::ListProps => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    match name {
                        "numId" => paragraph.list.number = attributes.number(),
                        "ilvl" => paragraph.list.level = attributes.number().and_then(|l| usize::try_from(l).ok()),
                        _ => {}
                    }
                }
                return Frame::Skip;
            }
            Frame::RunProps => {
                self.run_property(name, attributes);
                return Frame::Skip;
            }
            Frame::RowProps => {
                self.row_property(name, attributes);
                return Frame::Skip;
            }
            Frame::CellProps => {
                self.cell_property(name, attributes);
                return Frame::Skip;
            }
            Frame::TableGrid => {
                let width = attributes.get("w").and_then(|w| w.trim().parse().ok()).unwrap_or(0);
                if let Some(table) = self.table().filter(|_| name == "gridCol") {
                    // Widths beyond any page would overflow their sum.
                    table.widths.push(std::cmp::min(width, 1 << 20));
                }
                return Frame::Skip;
            }
            Frame::ControlProps => {
                if name == "showingPlcHdr"
                    && attributes.on()
                    && let Some(control) = self.controls.last_mut()
                {
                    *control = true;
                }
                return Frame::Skip;
            }
            Frame::Section => return self.section_property(name, attributes),
            Frame::NoteProps(kind) => {
                self.shared.note_marks.take(kind, name, attributes);
                return Frame::Skip;
            }
            _ => {}
        }
        match name {
            "p" => {
                self.open_paragraph();
                Frame::Paragraph
            }
            "pPr" if self.top() == Frame::Paragraph => Frame::ParagraphProps,
            "r" => {
                self.open_run();
                Frame::Run
            }
            "rPr" if self.top() == Frame::Run => Frame::RunProps,
            "t" => {
                self.text.clear();
                self.keep_blanks = attributes.get("space").is_some_and(|s| s == "preserve");
                Frame::Text
            }
            "tab" | "ptab" => {
                self.put("\t");
                Frame::Plain
            }
            "br" | "cr" => {
                self.line_break();
                Frame::Plain
            }
            // The hyphen that the rest of the text has in numbers of documents.
            "noBreakHyphen" => {
                self.put("-");
                Frame::Plain
            }
            "sym" => {
                self.symbol(attributes);
                Frame::Plain
            }
            "fldChar" => {
                self.field(&attributes.get("fldCharType").unwrap_or_default());
                Frame::Skip
            }
            "footnoteReference" | "endnoteReference" => {
                self.reference(name, attributes);
                Frame::Plain
            }
            "commentReference" => {
                self.shared.seen.comments += 1;
                Frame::Plain
            }
            "altChunk" => {
                self.shared.seen.embedded += 1;
                Frame::Plain
            }
            "tbl" => self.open_table(),
            "tblGrid" if self.table().is_some() => Frame::TableGrid,
            "tr" if self.table().is_some() => {
                if let Some(table) = self.table() {
                    table.open_row();
                }
                Frame::Row
            }
            "trPr" if self.top() == Frame::Row => Frame::RowProps,
            "tc" if self.table().is_some() => {
                if let Some(table) = self.table() {
                    table.open_cell();
                }
                self.sinks.push(Sink::default());
                Frame::Cell
            }
            "tcPr" if self.top() == Frame::Cell => Frame::CellProps,
            "txbxContent" => self.open_box(),
            "sdt" => {
                self.controls.push(false);
                Frame::Control
            }
            "sdtPr" if self.top() == Frame::Control => Frame::ControlProps,
            "sdtContent" if self.controls.last() == Some(&true) => Frame::Skip,
            "ins" | "moveTo" => {
                self.shared.seen.inserted += 1;
                Frame::Plain
            }
            "del" | "moveFrom" => {
                self.shared.seen.deleted += 1;
                Frame::Skip
            }
            "footnote" | "endnote" => self.open_note(attributes),
            "sectPr" => Frame::Section,
            "rt" | "delText" | "instrText" | "delInstrText" | "pPr" | "rPr" | "tblPr" | "tblPrEx" | "tblGrid"
            | "trPr" | "tcPr" | "sdtPr" | "sdtEndPr" | "rubyPr" | "smartTagPr" | "customXmlPr" | "fldData" => {
                Frame::Skip
            }
            _ => Frame::Plain,
        }
    }

    fn paragraph_property(&mut self, name: &str, attributes: Attributes<'_>) -> Frame {
        match name {
            "numPr" => return Frame::ListProps,
            "rPr" => return Frame::MarkProps,
            "sectPr" => return Frame::Section,
            _ => {}
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return Frame::Skip };
        match name {
            "pStyle" => {
                let name = attributes.get("val").unwrap_or_default().into_owned();
                if let Some(style) = self.shared.styles.get(&name) {
                    paragraph.style = style.look;
                    paragraph.heading |= style.heading;
                }
                paragraph.style_name = Some(name);
            }
            "outlineLvl" => paragraph.heading = attributes.number().is_some_and(|level| (0..9).contains(&level)),
            _ => {}
        }
        Frame::Skip
    }

    fn mark_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let seen = &mut self.shared.seen;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "del" | "moveFrom" => {
                seen.deleted += 1;
                paragraph.open_end = true;
            }
            "ins" | "moveTo" => seen.inserted += 1,
            name => paragraph.mark.take(name, attributes),
        }
    }

    fn open_run(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if matches!(self.standing, Standing::Main) {
                paragraph.run = Some(paragraph.runs);
                paragraph.runs = paragraph.runs.saturating_add(1);
            }
            (paragraph.direct, paragraph.character) = (Look::default(), Look::default());
            show(self.shared, paragraph);
        }
    }

    fn end_run(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if matches!(self.standing, Standing::Main) {
                paragraph.run = None;
            }
            (paragraph.direct, paragraph.character) = (Look::default(), Look::default());
            show(self.shared, paragraph);
        }
    }

    fn run_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if name == "rStyle" {
            let style = attributes.get("val").and_then(|v| self.shared.styles.get(&v));
            paragraph.character = style.map_or_else(Look::default, |s| s.look);
        } else {
            paragraph.direct.take(name, attributes);
        }
    }

    fn symbol(&mut self, attributes: Attributes<'_>) {
        let code = attributes.get("char").and_then(|c| u32::from_str_radix(c.trim(), 16).ok());
        let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) else { return };
        let font = attributes.get("font").map_or(Font::Plain, |f| Font::named(&f));
        self.put(shown(font, c).encode_utf8(&mut [0; 4]));
    }

    fn field(&mut self, what: &str) {
        match what {
            "begin" => {
                self.fields.push(Field { instruction: true, paragraphs: self.paragraphs.len() });
            }
            "separate" => {
                // Inside an instruction all is instruction.
                let inside = self.fields.len().checked_sub(2).is_some_and(|at| self.fields[at].instruction);
                if let Some(field) = self.fields.last_mut() {
                    field.instruction = inside;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn reference(&mut self, name: &str, attributes: Attributes<'_>) {
        let Some(paragraph) = self.paragraphs.last().filter(|p| !p.shown.hidden) else { return };
        let own_mark = attributes.get("customMarkFollows").is_some_and(|v| !matches!(&*v, "0" | "false" | "off"));
        self.shared.seen.references.push(Reference {
            kind: if name == "footnoteReference" { Note::Foot } else { Note::End },
            id: attributes.get("id").unwrap_or_default().into_owned(),
            own_mark,
            paragraph: paragraph.index,
            run: paragraph.run,
        });
    }

    fn row_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let seen = &mut self.shared.seen;
        let Some(Some(table)) = self.tables.last_mut() else { return };
        match name {
            "gridBefore" => table.skip_columns(count(attributes).unwrap_or(0)),
            "tblHeader" if attributes.on() => table.head_row(),
            "hidden" if attributes.on() => table.drop_row(),
            "ins" => seen.inserted += 1,
            "del" => {
                seen.deleted += 1;
                table.drop_row();
            }
            _ => {}
        }
    }

    fn cell_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let seen = &mut self.shared.seen;
        let Some(Some(table)) = self.tables.last_mut() else { return };
        let goes_on = || attributes.get("val").is_none_or(|v| v != "restart");
        match name {
            "gridSpan" => table.span(count(attributes).unwrap_or(1)),
            "vMerge" if goes_on() => table.go_on(),
            "hMerge" if goes_on() => table.join_left(),
            "cellIns" => seen.inserted += 1,
            "cellDel" => {
                seen.deleted += 1;
                table.drop_cell();
            }
            _ => {}
        }
    }

    fn section_property(&mut self, name: &str, attributes: Attributes<'_>) -> Frame {
        match name {
            "footnotePr" => Frame::NoteProps(Note::Foot),
            "endnotePr" => Frame::NoteProps(Note::End),
            "headerReference" | "footerReference" => {
                if let Some(id) = attributes.get("id") {
                    self.shared.seen.headers.push((id.into_owned(), self.next_paragraph.saturating_sub(1)));
                }
                Frame::Skip
            }
            _ => Frame::Skip,
        }
    }

    fn open_box(&mut self) -> Frame {
        if self.tables.iter().flatten().count() + self.boxes >= self.depth {
            self.shared.seen.too_deep = true;
            return Frame::Plain;
        }
        self.boxes += 1;
        self.sinks.push(Sink::default());
        Frame::Box
    }

    fn open_note(&mut self, attributes: Attributes<'_>) -> Frame {
        let id = attributes.get("id").unwrap_or_default().into_owned();
        let Standing::Notes(places) = &self.standing else { return Frame::Skip };
        let Some((_, _, mark)) = places.get(&id) else { return Frame::Skip };
        self.mark = Some(format!("{mark} ")).filter(|m| !m.trim().is_empty());
        self.note = Some(id);
        self.sinks.push(Sink::default());
        Frame::Note
    }

    /// An element inside another that is not read: what is counted is counted.
    fn pass(&mut self, ns: Ns, name: &str) -> Frame {
        match (ns, name) {
            (Ns::Word, "p") => {
                self.next_paragraph = self.next_paragraph.saturating_add(1);
                self.skipped_paragraphs += 1;
                Frame::SkipParagraph
            }
            (Ns::Word, "r") => {
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.skipped_paragraphs == 0) {
                    paragraph.runs = paragraph.runs.saturating_add(1);
                }
                Frame::Skip
            }
            _ => Frame::Skip,
        }
    }

    /// Of several versions of one thing the first is read, and the one for old readers only where there is no other.
    fn choice(&mut self, name: &str) -> Frame {
        // Inside a run its alternatives are still the run.
        let around = self.frames.iter().rev().copied().find(|f| *f != Frame::Choice).unwrap_or(Frame::Plain);
        let inside = if matches!(around, Frame::Paragraph | Frame::Run) { Frame::Plain } else { around };
        match name {
            "AlternateContent" => {
                self.choices.push(false);
                Frame::Choice
            }
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(taken) if !*taken => {
                    *taken = true;
                    if is_props(inside) { inside } else { Frame::Plain }
                }
                _ => Frame::Skip,
            },
            _ => Frame::Plain,
        }
    }

    fn math(&mut self, name: &str) -> Frame {
        match name {
            "t" => {
                self.text.clear();
                self.keep_blanks = true;
                Frame::Text
            }
            // A fraction on one line.
            "den" => {
                self.put("/");
                Frame::Plain
            }
            name if name.ends_with("Pr") => Frame::Skip,
            _ => Frame::Plain,
        }
    }
}

/// A place where only properties stand.
fn is_props(frame: Frame) -> bool {
    matches!(frame, Frame::ParagraphProps | Frame::MarkProps | Frame::RunProps | Frame::RowProps | Frame::CellProps)
}

fn count(attributes: Attributes<'_>) -> Option<usize> {
    attributes.number().map(|n| usize::try_from(n).unwrap_or(0))
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
            Frame::RowProps => {
                if self.table().is_some_and(|t| t.is_row_dropped()) {
                    self.replace_top(Frame::SkipRow);
                }
            }
            Frame::CellProps => {
                if self.table().is_some_and(|t| t.is_covered()) {
                    self.replace_top(Frame::SkipCell);
                }
            }
            Frame::Cell | Frame::SkipCell => {
                let content = self.end_sink();
                if let Some(table) = self.table() {
                    content.into_iter().for_each(|p| table.push(p));
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
