//! Paragraph: the runs of one paragraph, with what their characters look like.
//!
//! In: characters and elements with their look. Out: `w:p`. Stretches of one look become one run.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::rc::Rc;

use super::escape;

/// What characters look like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Look {
    pub(in crate::ingest) bold: bool,
    pub(in crate::ingest) hidden: bool,
    pub(in crate::ingest) capitals: bool,
    /// Deleted with changes tracked.
    pub(in crate::ingest) deleted: bool,
    /// Inserted with changes tracked.
    pub(in crate::ingest) inserted: bool,
    pub(in crate::ingest) font: Option<Rc<str>>,
    /// The font of characters beyond ASCII, where it is another one.
    pub(in crate::ingest) wide_font: Option<Rc<str>>,
}

/// A paragraph while it is gathered.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Paragraph {
    runs: Vec<Run>,
    /// List from 1, and level from 0.
    pub(in crate::ingest) list: Option<(usize, usize)>,
    /// A heading of the outline.
    pub(in crate::ingest) heading: bool,
    /// What its end looks like: deleted or hidden, the next paragraph goes on in the same line.
    pub(in crate::ingest) end: Look,
}

#[derive(Debug)]
struct Run {
    look: Look,
    items: Vec<Item>,
}

#[derive(Debug)]
enum Item {
    Text(String),
    Element(Cow<'static, str>),
}

impl Paragraph {
    /// Whether nothing was put into it.
    pub(in crate::ingest) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Puts characters.
    pub(in crate::ingest) fn text(&mut self, look: &Look, words: &str) {
        let run = self.run(look);
        match run.items.last_mut() {
            Some(Item::Text(before)) => before.push_str(words),
            _ => run.items.push(Item::Text(words.to_owned())),
        }
    }

    /// Puts an element that a run may hold: a tab, a line break, a reference.
    pub(in crate::ingest) fn element(&mut self, look: &Look, xml: impl Into<Cow<'static, str>>) {
        self.run(look).items.push(Item::Element(xml.into()));
    }

    fn run(&mut self, look: &Look) -> &mut Run {
        if self.runs.last().is_none_or(|r| r.look != *look) {
            self.runs.push(Run { look: look.clone(), items: Vec::new() });
        }
        let at = self.runs.len() - 1;
        &mut self.runs[at]
    }

    /// Writes the paragraph.
    pub(in crate::ingest) fn write(&self, out: &mut String) {
        out.push_str("<w:p><w:pPr>");
        if let Some((list, level)) = self.list {
            let _ = write!(out, r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
        }
        if self.heading {
            out.push_str(r#"<w:outlineLvl w:val="0"/>"#);
        }
        if self.end.deleted || self.end.hidden {
            out.push_str("<w:rPr>");
            out.push_str(if self.end.deleted { "<w:del/>" } else { "" });
            out.push_str(if self.end.hidden { "<w:vanish/>" } else { "" });
            out.push_str("</w:rPr>");
        }
        out.push_str("</w:pPr>");
        // A change of several runs is one change.
        let change = |look: &Look| {
            if look.deleted {
                "del"
            } else if look.inserted {
                "ins"
            } else {
                ""
            }
        };
        let mut open = "";
        for run in &self.runs {
            let now = change(&run.look);
            if now != open {
                tag("</w:", open, out);
                tag("<w:", now, out);
                open = now;
            }
            run.write(out);
        }
        tag("</w:", open, out);
        out.push_str("</w:p>");
    }
}

fn tag(begin: &str, name: &str, out: &mut String) {
    if !name.is_empty() {
        out.push_str(begin);
        out.push_str(name);
        out.push('>');
    }
}

impl Run {
    fn write(&self, out: &mut String) {
        let Look { bold, hidden, capitals, font, wide_font, .. } = &self.look;
        out.push_str("<w:r><w:rPr>");
        if font.is_some() || wide_font.is_some() {
            out.push_str("<w:rFonts");
            for (name, font) in [(" w:ascii=\"", font), (" w:hAnsi=\"", wide_font)] {
                if let Some(font) = font {
                    out.push_str(name);
                    escape(font, out);
                    out.push('"');
                }
            }
            out.push_str("/>");
        }
        out.push_str(if *bold { "<w:b/>" } else { "" });
        out.push_str(if *hidden { "<w:vanish/>" } else { "" });
        out.push_str(if *capitals { "<w:caps/>" } else { "" });
        out.push_str("</w:rPr>");
        for item in &self.items {
            match item {
                Item::Text(words) => {
                    out.push_str(r#"<w:t xml:space="preserve">"#);
                    escape(words, out);
                    out.push_str("</w:t>");
                }
                Item::Element(xml) => out.push_str(xml),
            }
        }
        out.push_str("</w:r>");
    }
}
