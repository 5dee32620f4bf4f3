//! Fields of a unit: labels and the paragraphs under them.
//!
//! In: the lines of a unit after its heading. Out: [`Field`]s in order. A label is known by its words, or, where its words
//! are new, by standing under the same mark as the unit's other labels. Paragraphs without a label belong to the field
//! before them.

use super::lines::Line;
use crate::knowledge::{FieldKind, Label, Verb, knowledge};
use crate::normalise::{BlockKind, Text};
use crate::ordinal::{Scheme, ordinal};
use crate::record::Role;
use crate::span::{Bytes, trim};

/// A labelled field.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it holds.
    pub kind: FieldKind,
    /// What a bare list of organisations in it is.
    pub role: Option<Role>,
    /// Part of the unit's `organization`.
    pub joined: bool,
    /// The label's words; none where paragraphs stand without one.
    pub label: Option<Bytes>,
    /// The letter, number or bullet in front.
    pub ordinal: Option<Bytes>,
    /// Stands on the line of the field before it.
    pub glued: bool,
    /// The line that opens it.
    pub line: Bytes,
    /// Paragraphs, without marks in front.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of a field.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Without bullet or letter.
    pub range: Bytes,
}

/// A label at the start of a line, and where its value begins.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) label: Option<&'static Label>,
    pub(super) words: Bytes,
    pub(super) value: usize,
}

/// The mark under which a unit's labels stand; none inside where they stand without one.
struct Mark(Option<Scheme>);

/// The most characters that a label has.
const LABEL_CHARS: usize = 60;

/// The known label at the start of a line.
pub(super) fn label_of(text: &Text, line: &Line) -> Option<&'static Label> {
    found(text, line).and_then(|f| f.label)
}

/// The label at the start of a line, which is looked for once.
fn found<'a>(text: &Text, line: &'a Line) -> Option<&'a Found> {
    line.field.get_or_init(|| label(text, line.rest())).as_ref()
}

/// The label at the start of `range`: known, or of a label's shape.
fn label(text: &Text, range: Bytes) -> Option<Found> {
    let words = text.slice(&range);
    let labels = &knowledge().labels;
    let long = words.len() > LABEL_CHARS;
    let head_end = if long { words.char_indices().nth(LABEL_CHARS).map(|(at, _)| at) } else { None };
    let head_end = head_end.unwrap_or(words.len());
    let colon = words[..head_end].find(':');
    if let Some(found) = dashed(text, &range, colon.unwrap_or(head_end)) {
        return Some(found);
    }
    if let Some(colon) = colon {
        let known = labels.label(&words[..colon]);
        let found = Found {
            label: known,
            words: trim(&text.text, range.start..range.start + colon),
            value: range.start + colon + 1,
        };
        return Some(found).filter(|f| known.is_some() || has_label_shape(text, &f.words));
    }
    // A label alone on its line.
    let alone = head_end == words.len() && words.starts_with(char::is_uppercase);
    let whole = if alone { labels.whole(words) } else { None }?;
    Some(Found { label: Some(whole), words: range.clone(), value: range.end })
}

/// "Mục tiêu." and "Mục tiêu –" before any colon: they count only where the whole label is known.
fn dashed(text: &Text, range: &Bytes, limit: usize) -> Option<Found> {
    let words = &text.slice(range)[..limit];
    if !words.starts_with(char::is_uppercase) || !words.contains(['.', '–', '-', ';']) {
        return None;
    }
    let labels = &knowledge().labels;
    [". ", " – ", " - ", "; ", ".", "– "].iter().find_map(|mark| {
        let at = words.find(mark)?;
        let known = labels.whole(&words[..at])?;
        Some(Found { label: Some(known), words: range.start..range.start + at, value: range.start + at + mark.len() })
    })
}

/// At most six words, the first with a capital, no verb of a role and no number: a label that no list has.
fn has_label_shape(text: &Text, range: &Bytes) -> bool {
    let words = text.words(range.clone());
    let verbs = &knowledge().verbs.words;
    let shape = words.first().is_some_and(|w| w.capital)
        && words.len() <= 6
        && words.iter().all(|w| w.is_word || w.word == "," || w.word == "/");
    let role = |at: usize| {
        matches!(
            verbs.at(&words, at),
            Some((_, Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise | Verb::Request | Verb::Assign))
        )
    };
    let head = knowledge().names.heads.at(&words, 0).is_some() || knowledge().names.plural.at(&words, 0).is_some();
    shape
        && !head
        && !words.iter().any(|w| w.caps || w.word.chars().all(|c| c.is_ascii_digit()))
        && !(0..words.len()).any(role)
}

/// Splits the lines of a unit into fields, those on the heading's own line (`said`) first.
pub(super) fn fields(text: &Text, said: &[Bytes], assigns: bool, lines: &[&Line]) -> Vec<Field> {
    let scheme = field_scheme(text, lines);
    let mut out: Vec<Field> = said.iter().map(|piece| on_heading(text, piece, assigns)).collect();
    for line in lines {
        if line.kind != BlockKind::Text {
            continue;
        }
        let found = found(text, line).filter(|f| opens(f, line, scheme.as_ref(), out.last()));
        let value = if let Some(found) = found {
            let label = found.label;
            out.push(Field {
                kind: label.map_or(FieldKind::Unknown, |l| l.kind),
                role: label.and_then(|l| l.role),
                joined: label.is_some_and(|l| l.joined),
                label: Some(found.words.clone()),
                ordinal: line.label(),
                glued: line.glued,
                line: line.range.clone(),
                paragraphs: Vec::new(),
            });
            trim(&text.text, found.value.min(line.range.end)..line.range.end)
        } else {
            if out.last().is_none_or(|f| f.label.is_none() && !f.joined) {
                out.push(Field {
                    kind: FieldKind::Assignment,
                    role: None,
                    joined: true,
                    label: None,
                    ordinal: line.label(),
                    glued: line.glued,
                    line: line.range.clone(),
                    paragraphs: Vec::new(),
                });
            }
            line.rest()
        };
        let value = strip_marks(text, value);
        if let (false, Some(field)) = (value.is_empty(), out.last_mut()) {
            field.paragraphs.push(Paragraph { range: value });
        }
    }
    out
}

/// A field on the line of its unit's heading: labelled, or a sentence that says who does it. Where that sentence is the
/// title itself (`assigns`), it is no part of the unit's `organization`.
fn on_heading(text: &Text, piece: &Bytes, assigns: bool) -> Field {
    let found = label(text, piece.clone()).filter(|f| f.label.is_some_and(|l| l.strong));
    let known = found.as_ref().and_then(|f| f.label);
    let value = found.as_ref().map_or(piece.start, |f| f.value.min(piece.end));
    Field {
        kind: known.map_or(FieldKind::Assignment, |l| l.kind),
        role: known.and_then(|l| l.role),
        joined: known.map_or(!assigns, |l| l.joined),
        label: found.map(|f| f.words),
        ordinal: None,
        glued: false,
        line: piece.clone(),
        paragraphs: vec![Paragraph { range: trim(&text.text, value..piece.end) }],
    }
}

/// Whether a label opens a field here.
fn opens(found: &Found, line: &Line, scheme: Option<&Mark>, open: Option<&Field>) -> bool {
    let at_level = scheme.is_none_or(|s| line.scheme() == s.0);
    match found.label {
        Some(label) if label.strong => true,
        Some(label) => {
            let vague =
                matches!(label.kind, FieldKind::Content | FieldKind::Note | FieldKind::Level | FieldKind::Report);
            at_level || open.is_none() || (label.whole && !vague)
        }
        // A label of its own wording: a sister of the unit's labels, and no part of a list of tools or people.
        None => at_level && scheme.is_some() && line.ordinal.is_some() && open.is_some(),
    }
}

/// The mark under which this unit's labels stand: that of the first known label.
fn field_scheme(text: &Text, lines: &[&Line]) -> Option<Mark> {
    lines
        .iter()
        .find(|line| line.kind == BlockKind::Text && label_of(text, line).is_some())
        .map(|line| Mark(line.scheme()))
}

/// Takes off bullets and letters that stand in front of a value ("- ", "a) "): none of them is part of it.
fn strip_marks(text: &Text, range: Bytes) -> Bytes {
    let mut range = range;
    for _ in 0..2 {
        match ordinal(text.slice(&range)) {
            Some(o)
                if o.scheme.is_bullet()
                    || matches!(o.scheme, Scheme::Lower | Scheme::BracketedLower | Scheme::Bracketed) =>
            {
                range.start += o.rest;
            }
            _ => break,
        }
    }
    trim(&text.text, range)
}
