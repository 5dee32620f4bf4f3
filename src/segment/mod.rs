//! Segment: the text becomes parts: header, preamble, numbered titles, units with their fields, tables, list of
//! abbreviations, recipients, signature.
//!
//! In: a [`Text`]. Out: [`Segments`]: every line belongs to one part or is listed as unclaimed. Any text gives an outline;
//! nothing here fails, and nothing is read out of a line but its label.

pub mod definition;
mod fields;
mod frame;
mod lines;
pub mod ordinal;
mod outline;
mod tables;
mod units;

pub use fields::{Field, Paragraph};
pub use frame::Frame;
pub use lines::Line;
pub use outline::Node;
pub use tables::{Row, RowKind, Table};
pub use units::{GroupDraft, Heading, UnitDraft, cell_heading};

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
    /// Where the frame stands.
    pub frame: Frame,
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
    let frame = frame::frame(text, &lines, &mut parts);
    let glossary = frame::glossary(text, &lines, &frame, &mut parts);
    let tables = tables::tables(text, &lines, &frame, &mut parts);
    let found = units::find(text, &lines, &frame, &parts);
    let tree = outline::outline(text, &lines, &parts, &found);
    let mut tables = tables;
    for table in &mut tables {
        table.keyword.clone_from(&found.keyword);
    }
    let (units, groups) = units::build(text, &lines, &tree, &found, &mut parts);
    // Without a type and a title there is nothing that a paragraph could belong to.
    let known = frame.type_name.is_some() || !tree.entries.is_empty() || frame.header.end > 0;
    for (at, part) in parts.iter_mut().enumerate().filter(|_| known) {
        // What stands between the first title and the end of the body is the outline's, titled or not.
        if *part == PartOf::Unclaimed && frame.body.contains(&at) && lines[at].kind == BlockKind::Text {
            *part = PartOf::Outline;
        }
        if *part == PartOf::Unclaimed
            && frame.appendices.first().is_some_and(|first| at > *first)
            && lines[at].kind == BlockKind::Text
        {
            *part = PartOf::AppendixText;
        }
    }
    let series = outline::series(&lines, &tree);
    let outline = outline::titles(text, &lines, &tree);
    Segments { lines, parts, frame, outline, series, units, groups, tables, glossary, keyword: found.keyword }
}
