//! Duties: what the text asks of organisations outside the units.
//!
//! In: the outline's lines that are no unit's. Out: [`Duty`]s in order. Sections of purpose and background assign nothing.
//! Under a title that is an organisation's name, sentences without a subject are that organisation's.

use jiff::civil::Date;

use super::{deadlines, roles};
use crate::knowledge::fold::key;
use crate::knowledge::knowledge;
use crate::normalise::Text;
use crate::record::{Duty, Role};
use crate::resolve::Glossary;
use crate::resolve::names::{Mention, mentions};
use crate::segment::{Node, PartOf, Segments};
use crate::span::Bytes;

/// Reads the duties.
pub(crate) fn duties(text: &Text, segments: &Segments, issued: Option<Date>, glossary: &Glossary) -> Vec<Duty> {
    let sections: Vec<(&Bytes, bool)> =
        segments.outline.iter().map(|n| (&n.range, knowledge().labels.is_background(text.slice(&n.title)))).collect();
    let titles = titles(text, &segments.outline, glossary);
    let groups: std::collections::HashSet<usize> = segments.groups.iter().map(|g| g.range.start).collect();
    let mut out = Vec::new();
    for (line, part) in segments.lines.iter().zip(&segments.parts) {
        if *part != PartOf::Outline || groups.contains(&line.range.start) {
            continue;
        }
        let section = sections[..sections.partition_point(|(range, _)| range.start <= line.range.start)].last();
        if section.is_none_or(|(_, background)| *background) && !segments.outline.is_empty() {
            continue;
        }
        // The nearest title before the line whose part still goes on; a few steps back reach any that encloses it.
        let before = titles.partition_point(|t| t.range.start <= line.range.start);
        let owner = titles[..before].iter().rev().take(8).find(|t| line.range.start < t.range.end);
        let rest = line.rest();
        // The title itself says nothing yet.
        if owner.is_some_and(|o| o.range.start == line.range.start && o.words.end == rest.end) {
            continue;
        }
        let carried = owner.map(|o| (o.mention.clone(), o.mention.name(text, glossary)));
        for (sentence, mut said) in roles::read_under(text, &rest, carried, glossary) {
            said.retain(|s| !s.requested || s.role != Role::Implement);
            let deadline = deadlines::in_sentence(text, sentence.clone(), issued);
            let mut seen: Vec<(Role, String)> = Vec::new();
            for s in said {
                let known = (s.role, key(&s.name));
                if seen.contains(&known) {
                    continue;
                }
                seen.push(known);
                out.push(Duty {
                    role: s.role,
                    task: s.task.map(|t| text.slice(&t).to_owned()),
                    deadline: deadline.clone(),
                    span: text.span(s.sentence),
                    organization: roles::organization(text, &s.mention, s.name, glossary),
                });
            }
        }
    }
    out
}

/// A title that is an organisation's name.
struct Title {
    mention: Mention,
    words: Bytes,
    range: Bytes,
}

fn titles(text: &Text, nodes: &[Node], glossary: &Glossary) -> Vec<Title> {
    let mut out = Vec::new();
    let mut stack: Vec<&Node> = nodes.iter().rev().collect();
    while let Some(node) = stack.pop() {
        stack.extend(node.children.iter().rev());
        if node.title.len() > 300 {
            continue;
        }
        let found = mentions(text, node.title.clone(), glossary);
        if let [mention] = found.as_slice() {
            let trimmed = crate::span::trim_end(&text.text, node.title.clone(), &[':', '.', ' ']);
            if mention.range == trimmed {
                out.push(Title { mention: mention.clone(), words: node.title.clone(), range: node.range.clone() });
            }
        }
    }
    out.sort_by_key(|t| t.range.start);
    out
}
