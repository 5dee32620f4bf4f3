//! Extract: values out of segments, each with its place.
//!
//! In: a [`Text`], its [`Segments`], a [`Glossary`]. Out: [`Parts`], the record's contents. Each module reads one kind of
//! value; none changes the text or another's result. What is not understood is left out, never guessed.

mod align;
mod appendix;
mod bodies;
mod citations;
mod cited;
mod closing;
mod collected;
mod counted;
mod deadlines;
mod duties;
mod forms;
mod header;
mod index;
mod issuer;
mod laws;
mod leads;
mod period;
mod recurrence;
mod roles;
mod symbols;
mod times;
mod units;

use crate::normalise::{BlockKind, Text};
use crate::record::{
    Attachment, Citation, Document, Duty, Group, OrganizationIndex, OutlineNode, PartExtent, Series, Unit,
};
use crate::resolve::Glossary;
use crate::segment::{Frame, Node, PartOf, Segments};
use crate::span::{Bytes, Span};

/// What was read.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Header and frame.
    pub document: Document,
    /// Further documents in the file.
    pub attachments: Vec<Attachment>,
    /// Titles.
    pub outline: Vec<OutlineNode>,
    /// References.
    pub citations: Vec<Citation>,
    /// Groups of both halves.
    pub groups: Vec<Group>,
    /// Units of both halves.
    pub units: Vec<Unit>,
    /// What is asked outside the units.
    pub duties: Vec<Duty>,
    /// Every organisation.
    pub organizations: Vec<OrganizationIndex>,
    /// Places where the document names itself.
    pub self_references: Vec<Citation>,
    /// Runs of numbers and letters.
    pub numbering: Vec<Series>,
    /// Extents of the parts.
    pub extents: Vec<PartExtent>,
    /// Places that no part claimed.
    pub unclaimed: Vec<Span>,
}

/// Reads a segmented text.
#[must_use]
pub fn extract(text: &Text, segments: &Segments, glossary: &Glossary) -> Parts {
    let document = header::document(text, segments, &segments.frame, glossary);
    let attachments = segments.attachments.iter().map(|f| attachment(text, segments, f, glossary)).collect();
    let issued = header::issue_date(&document);
    let printed = document.issued.as_ref().and_then(|i| i.value.as_deref()).filter(|v| v.len() == 10);
    let (citations, self_references) = citations::citations(text, segments, &document, printed, glossary);
    let bodies: Vec<_> = segments.units.iter().map(|u| bodies::body(text, u, issued, glossary)).collect();
    let (rows, table_groups) = appendix::rows(text, segments, &bodies, issued, glossary);
    let groups = units::groups(text, &segments.groups, &segments.units, &rows, &table_groups);
    let units = units::join(text, &segments.units, bodies, &segments.groups, rows, &table_groups, glossary);
    let duties = duties::duties(text, segments, issued, glossary);
    let mut parts = Parts {
        outline: outline(text, &segments.outline),
        unclaimed: unclaimed(text, segments),
        organizations: index::organizations(text, segments, glossary),
        numbering: index::numbering(text, segments),
        extents: index::parts(text, segments),
        self_references,
        document,
        attachments,
        citations,
        groups,
        units,
        duties,
    };
    index::identify(&mut parts, text);
    parts
}

fn attachment(text: &Text, segments: &Segments, frame: &Frame, glossary: &Glossary) -> Attachment {
    let range = segments.lines[frame.header.start].range.start..segments.lines[frame.end - 1].range.end;
    Attachment { document: header::document(text, segments, frame, glossary), span: text.span(range) }
}

fn outline(text: &Text, nodes: &[Node]) -> Vec<OutlineNode> {
    // Depth is bounded by the number of schemes of numbering, so recursion is safe.
    nodes
        .iter()
        .map(|n| OutlineNode {
            label: text.value(&n.label).into_owned(),
            title: text.value(&n.title).into_owned(),
            span: text.span(n.range.clone()),
            children: outline(text, &n.children),
        })
        .collect()
}

/// Lines that no part claimed; neighbours are one place.
fn unclaimed(text: &Text, segments: &Segments) -> Vec<Span> {
    let mut out: Vec<Bytes> = Vec::new();
    let mut last = None;
    for (at, (line, part)) in segments.lines.iter().zip(&segments.parts).enumerate() {
        if *part != PartOf::Unclaimed && line.kind != BlockKind::Overlong {
            continue;
        }
        match out.last_mut() {
            Some(range) if last == Some(at.wrapping_sub(1)) => range.end = line.range.end,
            _ => out.push(line.range.clone()),
        }
        last = Some(at);
    }
    out.into_iter().map(|r| text.span(r)).collect()
}
