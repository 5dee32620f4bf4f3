//! Places: what is fastened to characters: notes, boxes, running heads.
//!
//! In: the tables of places. Out: by the place of a character what stands there, and which stretch of which story holds its
//! words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::bytes::{Plc, long, short};
use super::head::{Head, Part};

/// Separators of notes, which stand before the running heads of the first section.
const SEPARATORS: usize = 6;

/// The most things of one kind.
const MOST: usize = 1 << 16;

/// A note: its index, and whether the text itself shows its mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note {
    pub(super) id: usize,
    pub(super) own_mark: bool,
}

/// Everything that is fastened.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) footnotes: FxHashMap<u32, Note>,
    pub(super) endnotes: FxHashMap<u32, Note>,
    /// By the place of a shape in the main story: its box.
    pub(super) boxes: FxHashMap<u32, usize>,
    /// Where the words are, counted from the begin of the file's text.
    pub(super) footnote_texts: Vec<Range<u32>>,
    pub(super) endnote_texts: Vec<Range<u32>>,
    pub(super) box_texts: Vec<Range<u32>>,
    pub(super) headers: Vec<Range<u32>>,
}

impl Places {
    pub(super) fn read(head: &Head) -> Self {
        let lengths = head.lengths;
        let footnotes = lengths.main;
        let headers = footnotes.saturating_add(lengths.footnotes);
        let endnotes = headers.saturating_add(lengths.headers).saturating_add(lengths.others);
        let boxes = endnotes.saturating_add(lengths.endnotes);
        let box_table = Plc::new(head.part(Part::Boxes), 22);
        let names = (0..box_table.len()).filter_map(|at| Some((long(box_table.data(at)?, 14)?, at)));
        let names: FxHashMap<u32, usize> = names.collect();
        let shapes = Plc::new(head.part(Part::Shapes), 26);
        let shapes = (0..shapes.len().min(MOST))
            .filter_map(|at| Some((shapes.start(at)?, *names.get(&long(shapes.data(at)?, 0)?)?)));
        let mut headers = texts(Plc::new(head.part(Part::Headers), 0), headers, lengths.headers);
        let separators = if head.early { 0 } else { SEPARATORS };
        headers.drain(..separators.min(headers.len()));
        Self {
            footnotes: notes(Plc::new(head.part(Part::FootnoteReferences), 2)),
            endnotes: notes(Plc::new(head.part(Part::EndnoteReferences), 2)),
            boxes: shapes.collect(),
            footnote_texts: texts(Plc::new(head.part(Part::FootnoteTexts), 0), footnotes, lengths.footnotes),
            endnote_texts: texts(Plc::new(head.part(Part::EndnoteTexts), 0), endnotes, lengths.endnotes),
            box_texts: texts(box_table, boxes, lengths.boxes),
            headers,
        }
    }
}

fn notes(table: Plc<'_>) -> FxHashMap<u32, Note> {
    let note = |id| {
        let own_mark = short(table.data(id)?, 0)? == 0;
        Some((table.start(id)?, Note { id, own_mark }))
    };
    (0..table.len().min(MOST)).filter_map(note).collect()
}

/// The stretches of one story that begins at `from` and is so long.
fn texts(table: Plc<'_>, from: u32, length: u32) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    for at in 0..table.len().min(MOST) {
        let (Some(start), Some(end)) = (table.start(at), table.start(at + 1)) else { break };
        // Each word once, however the table is broken.
        let after = out.last().map_or(0, |r| r.end - from);
        let start = start.clamp(after, length.max(after));
        let end = end.clamp(start, length.max(start));
        out.push(from + start..from + end);
    }
    out
}
