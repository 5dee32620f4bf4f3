//! Notes: numbers and kinds of footnotes and endnotes.
//!
//! In: the settings of a file, and the references in the order of the text. Out: the mark of each note. Pages are not known
//! here, so notes that begin anew on every page count on through the document.

use super::labels;
use super::xml::{Attributes, Ns, Visitor};

/// A foot of the page or the end of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Note {
    Foot,
    End,
}

/// How the marks of one kind look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) format: String,
    pub(super) start: u32,
}

/// A reference to a note.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) kind: Note,
    pub(super) id: String,
    /// The text itself shows a mark of the author's own.
    pub(super) own_mark: bool,
    /// Paragraph and run of the reference.
    pub(super) paragraph: u32,
    pub(super) run: Option<u32>,
}

/// How the marks of a file look.
#[derive(Debug)]
pub(super) struct NoteMarks {
    foot: Marks,
    end: Marks,
    /// What the open element speaks of, and how many elements are open inside it.
    open: Option<(Note, usize)>,
}

impl Default for NoteMarks {
    fn default() -> Self {
        let marks = |format: &str| Marks { format: format.to_owned(), start: 1 };
        Self { foot: marks("decimal"), end: marks("lowerRoman"), open: None }
    }
}

impl NoteMarks {
    /// Takes a property of the marks of one kind.
    pub(super) fn take(&mut self, kind: Note, name: &str, attributes: Attributes<'_>) {
        let marks = match kind {
            Note::Foot => &mut self.foot,
            Note::End => &mut self.end,
        };
        match name {
            "numFmt" => marks.format = attributes.get("val").unwrap_or_default().into_owned(),
            "numStart" => {
                marks.start = attributes.number().and_then(|n| u32::try_from(n).ok()).unwrap_or(1).clamp(1, 1 << 20);
            }
            _ => {}
        }
    }

    /// The marks of the references, in their order; empty where the text shows its own.
    pub(super) fn of(&self, references: &[Reference]) -> Vec<String> {
        let (mut foot, mut end) = (self.foot.start, self.end.start);
        let mark = |reference: &Reference| {
            if reference.own_mark {
                return String::new();
            }
            let (marks, next) = match reference.kind {
                Note::Foot => (&self.foot, &mut foot),
                Note::End => (&self.end, &mut end),
            };
            let number = *next;
            *next = next.saturating_add(1);
            labels::number(&marks.format, number)
        };
        references.iter().map(mark).collect()
    }
}

/// Reads the settings.
impl Visitor for NoteMarks {
    fn open(&mut self, _: Ns, name: &str, attributes: Attributes<'_>) {
        match (&mut self.open, name) {
            (None, "footnotePr") => self.open = Some((Note::Foot, 0)),
            (None, "endnotePr") => self.open = Some((Note::End, 0)),
            (Some((kind, depth)), name) => {
                *depth += 1;
                let kind = *kind;
                self.take(kind, name, attributes);
            }
            (None, _) => {}
        }
    }

    fn close(&mut self) {
        match &mut self.open {
            Some((_, 0)) => self.open = None,
            Some((_, depth)) => *depth -= 1,
            None => {}
        }
    }

    fn text(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::super::xml::walk;
    use super::*;

    #[test]
    fn marks_count_by_kind() {
        let mut marks = NoteMarks::default();
        let xml = r#"<w:settings><w:zoom/><w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="2"/><w:footnote w:id="0"/></w:footnotePr><w:x/></w:settings>"#;
        walk(xml, &|| false, &mut marks);
        let reference = |kind, own_mark| Reference { kind, id: String::new(), own_mark, paragraph: 0, run: None };
        let all = [
            reference(Note::Foot, false),
            reference(Note::End, false),
            reference(Note::Foot, true),
            reference(Note::Foot, false),
        ];
        assert_eq!(marks.of(&all), ["b", "i", "", "c"]);
    }
}
