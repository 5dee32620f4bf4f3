//! Segment: the text becomes parts: header, preamble, numbered titles, units with their fields, tables, list of
//! abbreviations, recipients, signature.
//!
//! In: a [`Text`]. Out: [`Segments`]: every line belongs to one part or is listed as unclaimed. Any text gives an outline;
//! nothing here fails, and nothing is read out of a line but its label.

mod assigned;
pub mod definition;
mod fielded;
mod fields;
mod frame;
mod keyword;
mod lines;
mod marks;
mod outline;
mod starts;
mod tables;
mod units;

pub use fields::{Field, Paragraph};
pub use frame::Frame;
pub use keyword::{Heading, cell_heading};
pub use lines::Line;
pub(crate) use marks::{last_authority, nation};
pub use outline::Node;
pub use tables::{Row, RowKind, Table};
pub use units::{GroupDraft, UnitDraft};

use crate::normalise::{BlockKind, Text};
use crate::span::Bytes;

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartOf {
    /// Letterhead, number, date, type, subject.
    Header,
    /// Căn cứ and the sentence that issues the plan.
    Preamble,
    /// A title or paragraph under the outline.
    Outline,
    /// A unit.
    Unit(usize),
    /// A table.
    Table(usize),
    /// The head of an appendix.
    AppendixHead,
    /// Titles and paragraphs of an appendix.
    AppendixText,
    /// The list of abbreviations.
    Glossary,
    /// Nơi nhận.
    Recipients,
    /// Signature.
    Signature,
    /// Page number, running head, stamp, rule.
    Furniture,
    /// Nothing known.
    Unclaimed,
}

/// The parts of a document.
#[derive(Debug, Clone)]
pub struct Segments {
    /// Blocks of the text, cut further where a label is glued to the end of the line before.
    pub lines: Vec<Line>,
    /// What each line belongs to.
    pub parts: Vec<PartOf>,
    /// Where the frame of the document stands.
    pub frame: Frame,
    /// The same of further documents in the file, in reading order.
    pub attachments: Vec<Frame>,
    /// Numbered and lettered titles.
    pub outline: Vec<Node>,
    /// Runs of numbered or lettered sister lines: indices of lines.
    pub series: Vec<Vec<usize>>,
    /// Units of the body.
    pub units: Vec<UnitDraft>,
    /// Groups of the body.
    pub groups: Vec<GroupDraft>,
    /// Tables of tasks.
    pub tables: Vec<Table>,
    /// Lines of the list of abbreviations.
    pub glossary: Vec<Bytes>,
    /// The keyword of units as printed (Mô hình).
    pub keyword: Option<String>,
}

/// Segments a text.
#[must_use]
pub fn segment(text: &Text) -> Segments {
    let lines = lines::lines(text);
    let mut parts: Vec<PartOf> = lines
        .iter()
        .map(|l| {
            if l.kind == BlockKind::Furniture || lines::is_rule(text.slice(&l.range)) {
                PartOf::Furniture
            } else {
                PartOf::Unclaimed
            }
        })
        .collect();
    let mut frames = frame::frames(text, &lines, &mut parts);
    let glossary = frame::glossary(text, &lines, &frames, &mut parts);
    let mut tables = tables::tables(text, &lines, frames[0].preamble.end, &mut parts);
    let documents: Vec<usize> = frames.iter().skip(1).map(|f| f.header.start).collect();
    let found = starts::find(text, &lines, &parts, &frames, &tables);
    let tree = outline::outline(text, &lines, &parts, &documents, &found);
    for table in &mut tables {
        table.keyword.clone_from(&found.keyword);
    }
    let (units, groups) = units::build(text, &lines, &tree, &found, &mut parts);
    // Without a type and a title there is nothing that a paragraph could belong to.
    let known = frames[0].type_name.is_some() || !tree.entries.is_empty() || frames[0].header.end > 0;
    for frame in frames.iter().filter(|_| known) {
        // What stands between the first title and the end of the body is the outline's, titled or not.
        let rest = frame.body.clone().map(|at| (at, PartOf::Outline));
        let appendices = frame.appendices.first().map_or(0..0, |first| first + 1..frame.end);
        for (at, part) in rest.chain(appendices.map(|at| (at, PartOf::AppendixText))) {
            if parts[at] == PartOf::Unclaimed && lines[at].kind == BlockKind::Text {
                parts[at] = part;
            }
        }
    }
    let series = outline::series(&lines, &tree);
    let outline = outline::titles(text, &lines, &tree);
    let attachments = frames.split_off(1);
    let frame = frames.remove(0);
    let keyword = found.keyword;
    Segments { lines, parts, frame, attachments, outline, series, units, groups, tables, glossary, keyword }
}
