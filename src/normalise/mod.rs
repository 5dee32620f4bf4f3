//! Normalise: paragraphs become one text in NFC, in reading order, one paragraph a line.
//!
//! In: a [`Source`]. Out: a [`Text`]: the string that every span of the record points into, its blocks, and for every
//! byte the place in the source that it came from. Each change is recorded while it is made (composing letters, blanks,
//! invisible characters, a sentence joined over a page break, a page number moved behind it), so that no later stage ever
//! searches for a place. Words are never changed: spelling,
//! tone placement, dashes and quotation marks stay as printed; only look-alikes of Đ become the letter they stand for.

mod clean;
mod forms;
mod join;
mod value;

pub use value::Repair;

use std::borrow::Cow;

use crate::ingest::{Kind, Places, Source, Stretch};
use crate::knowledge::words::{Token, tokens};
use crate::record::{Diagnostic, Message, RepairReason};
use crate::span::{Bytes, Fragment, Span};

/// A paragraph longer than this (bytes) is no paragraph of a plan; it is kept, but not read for values.
pub const LONG_BLOCK: usize = 64 << 10;

/// The normalised text.
#[derive(Debug, Clone)]
pub struct Text {
    /// NFC, blocks separated by `\n`.
    pub text: String,
    /// Its lines.
    pub blocks: Vec<Block>,
    /// Something in the file could not be read; a diagnostic says what.
    pub partial: bool,
    /// What a reader of the record should know.
    pub diagnostics: Vec<Diagnostic>,
    edits: Vec<Edit>,
    /// Where the characters of a paged or Word file stand, with that file's characters.
    carrier: Option<Carrier>,
    chars: CharIndex,
    lines: Vec<usize>,
    /// The words and marks of the whole text: several stages read all of them.
    words: Vec<Token>,
    /// How many words begin before every so many bytes, so that a line's are found without searching all.
    steps: Vec<usize>,
    /// The pages that were recognised from their pictures.
    recognised: Vec<u32>,
    /// What was recognised with little confidence, in bytes of the source, in order.
    doubtful: Vec<Bytes>,
    /// What must have been printed otherwise than it was read, in order.
    repairs: Vec<Repair>,
}

/// A place in the lines of a file: line and column of the first character, and those behind the last one, from 1, in Unicode
/// scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Line and column of the first character.
    pub start: (usize, usize),
    /// Line and column behind the last.
    pub end: (usize, usize),
}

/// One line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its bytes, without the line end.
    pub range: Bytes,
    /// What it is.
    pub kind: BlockKind,
    /// Bold or a heading in the source.
    pub strong: bool,
    /// An empty line stood before it.
    pub gap: bool,
}

/// What a line of the text is before anything is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Text,
    /// A line of a cell of a table that the format marks.
    Cell {
        /// Table, from 0.
        table: usize,
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
        /// How many rows it covers, at least 1.
        rows: usize,
        /// How many columns it covers, at least 1.
        columns: usize,
    },
    /// Page number, running head, stamp of a digital signature.
    Furniture,
    /// A line too long to be a paragraph.
    Overlong,
}

/// A source whose places are not lines.
#[derive(Debug, Clone)]
struct Carrier {
    raw: String,
    places: Places,
}

/// From this byte of the text on, up to the next edit, characters were copied from this byte of the source on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    text: usize,
    source: usize,
}

/// Counts scalar values up to a byte without reading the whole text again.
#[derive(Debug, Clone, Default)]
struct CharIndex {
    counts: Vec<usize>,
}

/// Bytes between two counts: few enough that counting the rest costs next to nothing.
const STEP: usize = 32;

impl CharIndex {
    fn new(text: &str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for bytes in text.as_bytes().chunks(STEP) {
            counts.push(count);
            count += begun(bytes);
        }
        Self { counts }
    }

    fn count(&self, text: &str, byte: usize) -> usize {
        let step = (byte / STEP).min(self.counts.len().saturating_sub(1));
        let from = step * STEP;
        self.counts.get(step).copied().unwrap_or(0) + begun(&text.as_bytes()[from..byte])
    }
}

/// How many characters begin among at most [`STEP`] bytes.
fn begun(bytes: &[u8]) -> usize {
    usize::from(bytes.iter().map(|b| u8::from(b & 0xC0 != 0x80)).sum::<u8>())
}

impl Text {
    /// The public place of a byte range.
    #[must_use]
    pub fn span(&self, range: Bytes) -> Span {
        let pieces = self.carrier.as_ref().map_or_else(Vec::new, |carrier| self.pieces(carrier, &range));
        let first = pieces.first();
        Span {
            start: self.chars.count(&self.text, range.start),
            end: self.chars.count(&self.text, range.end),
            line: self.line(range.start),
            page: first.and_then(|p| p.page),
            bbox: first.and_then(|p| p.bbox),
            // A box on one page says it all; a paragraph and a run have no other place.
            fragments: (pieces.len() > 1 || first.is_some_and(|p| p.page.is_none())).then_some(pieces),
            bytes: range,
        }
    }

    /// The pieces of a range, as its carrier has them.
    fn pieces(&self, carrier: &Carrier, range: &Bytes) -> Vec<Fragment> {
        let first = self.edits.partition_point(|e| e.text <= range.start).saturating_sub(1);
        let mut stretches = Vec::new();
        for (at, edit) in self.edits.iter().enumerate().skip(first).take_while(|(_, e)| e.text < range.end.max(1)) {
            let next = self.edits.get(at + 1).map_or(self.text.len(), |e| e.text);
            let (from, to) = (range.start.max(edit.text), range.end.min(next));
            if from >= to {
                continue;
            }
            let source = edit.source + (from - edit.text);
            stretches.push(Stretch {
                start: self.chars.count(&self.text, from),
                end: self.chars.count(&self.text, to),
                source: source..source + (to - from),
            });
        }
        let raw = &carrier.raw;
        carrier.places.pieces(&stretches, |bytes| raw.get(bytes).map_or(0, |s| s.chars().count()))
    }

    /// Where a byte range stands in the lines of the file; none where the format has other places. `source` is the file's
    /// characters.
    #[must_use]
    pub fn region(&self, source: &str, range: &Bytes) -> Option<Region> {
        if self.carrier.is_some() {
            return None;
        }
        let place = |byte: usize| {
            let line = self.lines.partition_point(|start| *start <= byte).max(1);
            let column = source.get(self.lines[line - 1]..byte).map_or(0, |before| before.chars().count());
            (line, column + 1)
        };
        let first = self.source_offset(range.start);
        // Behind the last character, which may stand before the first one where a paragraph was put together.
        let last = self.text[range.clone()].char_indices().next_back().map_or(range.start, |(at, _)| range.start + at);
        let last = self.source_offset(last).max(first);
        let end = last + source.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Some(Region { start: place(first), end: place(end) })
    }

    /// The words at a byte range.
    #[must_use]
    pub fn slice(&self, range: &Bytes) -> &str {
        &self.text[range.clone()]
    }

    /// What must have been printed at a byte range.
    #[must_use]
    pub fn value(&self, range: &Bytes) -> Cow<'_, str> {
        value::value(&self.text, range, &self.repairs)
    }

    /// The same where only figures are repaired: as long as what was read, so that places in it are places of the text.
    #[must_use]
    pub fn figures(&self, range: &Bytes) -> Cow<'_, str> {
        self.repaired_by(range, |repair| repair.reason == RepairReason::Date)
    }

    /// The same with torn dates as they must have been, however long they are.
    #[must_use]
    pub fn dates(&self, range: &Bytes) -> Cow<'_, str> {
        self.repaired_by(range, |repair| matches!(repair.reason, RepairReason::Date | RepairReason::Twin))
    }

    /// Whether something in a byte range was repaired for a reason.
    #[must_use]
    pub fn has_repair(&self, range: &Bytes, reason: RepairReason) -> bool {
        self.repairs_in(range).iter().any(|repair| repair.reason == reason)
    }

    fn repaired_by(&self, range: &Bytes, wanted: impl Fn(&Repair) -> bool) -> Cow<'_, str> {
        let repairs: Vec<Repair> = self.repairs_in(range).iter().filter(|repair| wanted(repair)).cloned().collect();
        if repairs.is_empty() { Cow::Borrowed(self.slice(range)) } else { value::value(&self.text, range, &repairs) }
    }

    fn repairs_in(&self, range: &Bytes) -> &[Repair] {
        let first = self.repairs.partition_point(|repair| repair.range.start < range.start);
        let last = self.repairs.partition_point(|repair| repair.range.start < range.end);
        &self.repairs[first..last]
    }

    /// The label that was read at a byte and must have been another, and that one.
    #[must_use]
    pub fn label_at(&self, byte: usize) -> Option<(Bytes, &str)> {
        let at = self.repairs.binary_search_by_key(&byte, |repair| repair.range.start).ok()?;
        let Repair { range, value, reason } = &self.repairs[at];
        (*reason == RepairReason::Ordinal).then(|| (range.clone(), value.as_str()))
    }

    /// What must have been printed otherwise than it was read.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Takes repairs, in order; the words that they change are read anew.
    pub(crate) fn repaired(&mut self, repairs: Vec<Repair>) {
        for repair in &repairs {
            let at = self.words.partition_point(|w| w.range.start < repair.range.start);
            let Some(word) = self.words.get_mut(at).filter(|w| w.range == repair.range) else { continue };
            if let [read] = &tokens(&repair.value, 0..repair.value.len())[..] {
                *word = read.clone().moved(repair.range.clone());
            }
        }
        self.repairs = repairs;
    }

    /// Whether no page was recognised from its picture.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        self.recognised.is_empty()
    }

    /// Whether something in a byte range was recognised with little confidence.
    #[must_use]
    pub fn is_doubtful(&self, range: &Bytes) -> bool {
        let from = self.source_offset(range.start);
        let to = self.source_offset(range.end.saturating_sub(1).max(range.start));
        let first = self.doubtful.partition_point(|doubtful| doubtful.end <= from);
        self.doubtful.get(first).is_some_and(|doubtful| doubtful.start <= to)
    }

    /// Whether a byte stands on a page that was recognised from its picture. A text without pages is one.
    #[must_use]
    pub fn is_recognised(&self, byte: usize) -> bool {
        !self.recognised.is_empty() && self.page(byte).is_none_or(|page| self.recognised.contains(&page))
    }

    /// The words and marks of a byte range.
    #[must_use]
    pub fn words(&self, range: Bytes) -> Cow<'_, [Token]> {
        let from = self.words_before(range.start);
        let to = self.words_before(range.end).max(from);
        let cut =
            |at: Option<usize>, edge: usize| at.and_then(|i| self.words.get(i)).is_some_and(|w| edge < w.range.end);
        // A range that cuts a word has words of its own.
        if cut(from.checked_sub(1), range.start) || (to > from && cut(Some(to - 1), range.end)) {
            Cow::Owned(tokens(&self.text, range))
        } else {
            Cow::Borrowed(&self.words[from..to])
        }
    }

    /// How many words begin before a byte.
    fn words_before(&self, byte: usize) -> usize {
        let step = |at: usize| self.steps.get(at).copied().unwrap_or(self.words.len());
        let (from, to) = (step(byte / STEP), step(byte / STEP + 1));
        from + self.words[from..to].partition_point(|w| w.range.start < byte)
    }

    /// The byte of the source that a byte of the text came from.
    #[must_use]
    pub fn source_offset(&self, byte: usize) -> usize {
        let after = self.edits.partition_point(|e| e.text <= byte);
        after.checked_sub(1).map_or(0, |i| self.edits[i].source + (byte - self.edits[i].text))
    }

    /// The page on which a byte of the text stands; none where the format has no pages.
    #[must_use]
    pub fn page(&self, byte: usize) -> Option<u32> {
        let Places::Glyphs(glyphs) = &self.carrier.as_ref()?.places else { return None };
        let source = self.source_offset(byte);
        glyphs[..glyphs.partition_point(|g| g.start <= source)].last().map(|g| g.page)
    }

    /// The line of the file, or of the text where the file has none.
    fn line(&self, byte: usize) -> usize {
        let offset = if self.carrier.is_some() { byte } else { self.source_offset(byte) };
        self.lines.partition_point(|start| *start <= offset)
    }
}

/// Normalises a source.
#[must_use]
pub fn normalise(source: &Source) -> Text {
    let cleaned: Vec<clean::Line> =
        source.paragraphs.iter().map(|p| clean::clean(&source.raw, p)).filter(|l| !l.text.is_empty()).collect();
    let joined = join::join(cleaned);

    let mut text = String::with_capacity(source.raw.len());
    let mut blocks = Vec::with_capacity(joined.len());
    let mut edits = Vec::new();
    let mut overlong = None;
    for line in joined {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        edits.extend(line.edits.iter().map(|(at, source)| Edit { text: start + at, source: *source }));
        text.push_str(&line.text);
        let kind = match line.kind {
            clean::LineKind::Furniture => BlockKind::Furniture,
            _ if line.text.len() > LONG_BLOCK => BlockKind::Overlong,
            clean::LineKind::Given(Kind::Cell { table, row, column, rows, columns }) => {
                BlockKind::Cell { table, row, column, rows, columns }
            }
            clean::LineKind::Given(Kind::Text) => BlockKind::Text,
            clean::LineKind::Given(Kind::Aside) => BlockKind::Furniture,
        };
        if kind == BlockKind::Overlong && overlong.is_none() {
            overlong = Some(blocks.len());
        }
        blocks.push(Block { range: start..text.len(), kind, strong: line.strong, gap: line.gap });
    }
    let chars = CharIndex::new(&text);
    let carrier =
        (source.places != Places::Lines).then(|| Carrier { raw: source.raw.clone(), places: source.places.clone() });
    let lines = line_starts(if carrier.is_some() { &text } else { &source.raw });
    let words = tokens(&text, 0..text.len());
    let steps = steps(&words);
    let mut out = Text {
        text,
        blocks,
        partial: source.partial || overlong.is_some(),
        diagnostics: source.diagnostics.clone(),
        edits,
        carrier,
        chars,
        lines,
        words,
        steps,
        recognised: source.readings.iter().map(|reading| reading.page).collect(),
        doubtful: source.doubtful.clone(),
        repairs: Vec::new(),
    };
    if let Some(block) = overlong {
        let line = out.line(out.blocks[block].range.start);
        out.diagnostics.push(Diagnostic {
            code: "line-overlong",
            message: Message {
                vi: format!("dòng {line} dài quá {LONG_BLOCK} byte nên chỉ được giữ nguyên, không được phân tích; hãy xuống dòng theo đoạn"),
                en: format!("line {line} is longer than {LONG_BLOCK} bytes; it is kept but not read for values: break it into paragraphs"),
            },
            page: None,
        });
    }
    out
}

/// How many words begin before each multiple of [`STEP`].
fn steps(words: &[Token]) -> Vec<usize> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        while out.len() * STEP <= word.range.start {
            out.push(at);
        }
    }
    out
}

/// First bytes of the lines of a file, CRLF counting once.
fn line_starts(raw: &str) -> Vec<usize> {
    let mut out = vec![0];
    let mut start = 0;
    for line in raw.split_inclusive('\n') {
        let words = line.strip_suffix('\n').map_or(line, |words| words.strip_suffix('\r').unwrap_or(words));
        out.extend(words.match_indices('\r').map(|(at, _)| start + at + 1));
        start += line.len();
        if line.ends_with('\n') {
            out.push(start);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    fn read(text: &str) -> Text {
        normalise(&ingest::read(text.as_bytes(), "a.txt").expect("readable"))
    }

    #[test]
    fn composes_and_keeps_places() {
        let text = read("x\nU\u{309}y ban\u{a0} nha\u{302}n\u{200b} da\u{302}n");
        assert_eq!(text.text, "x\nỦy ban nhân dân");
        let at = text.text.find("nhân").expect("there");
        let span = text.span(at..at + "nhân".len());
        assert_eq!((span.start, span.end, span.line), (9, 13, 2));
    }

    #[test]
    fn joins_a_sentence_over_a_page_and_moves_the_number_behind() {
        let text = read("- Xây dựng các Mô\n2\nhình điểm về chuyển đổi số.\n- Khác.\n");
        assert_eq!(text.text, "- Xây dựng các Mô hình điểm về chuyển đổi số.\n2\n- Khác.");
        assert_eq!(text.blocks[1].kind, BlockKind::Furniture);
        let number = text.blocks[1].range.clone();
        assert_eq!(text.span(number).line, 2);
    }

    #[test]
    fn rows_of_a_flattened_table_are_not_joined() {
        let text =
            read("PHỤ LỤC\nTT\nNội dung\n1\nTập huấn\ncác sở, ban, ngành\nThường xuyên\n2\nTuyên truyền\nđoàn thể");
        assert_eq!(text.text.lines().count(), 10);
        assert!(text.blocks.iter().all(|b| b.kind == BlockKind::Text));
    }
}
