//! List: the lists of a document and how their labels look.
//!
//! In: levels. Out: the part `numbering` of a Word file. It counts nothing: the reader of Word files does.

use std::fmt::Write as _;

use super::escape;

/// How the labels of a level look.
#[derive(Debug, Clone, Default)]
pub(in crate::ingest) struct Level {
    pub(in crate::ingest) start: u32,
    /// The name of the number format: `decimal`, `upperRoman`.
    pub(in crate::ingest) format: &'static str,
    /// The label, with `%1` to `%9` for the numbers of the levels.
    pub(in crate::ingest) text: String,
    /// `space`, `nothing`, or empty for a tab.
    pub(in crate::ingest) suffix: &'static str,
    /// All numbers in figures.
    pub(in crate::ingest) legal: bool,
    /// The level from 1 after which this one begins anew; 0 for never.
    pub(in crate::ingest) restart: Option<u8>,
    pub(in crate::ingest) font: Option<String>,
}

/// How a list departs from its kind at one level.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Change {
    pub(in crate::ingest) level: usize,
    pub(in crate::ingest) start: Option<u32>,
    pub(in crate::ingest) look: Option<Level>,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Lists {
    /// Kinds of lists, each with its levels.
    pub(in crate::ingest) kinds: Vec<Vec<Option<Level>>>,
    /// Lists, which paragraphs name from 1: the index of the kind, and departures from it.
    pub(in crate::ingest) lists: Vec<(usize, Vec<Change>)>,
}

impl Lists {
    pub(super) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    pub(super) fn xml(&self) -> String {
        let mut out = String::from("<w:numbering>");
        for (id, levels) in self.kinds.iter().enumerate() {
            let _ = write!(out, r#"<w:abstractNum w:abstractNumId="{id}">"#);
            for (at, level) in levels.iter().enumerate() {
                if let Some(level) = level {
                    write_level(at, level, &mut out);
                }
            }
            out.push_str("</w:abstractNum>");
        }
        for (at, (kind, changes)) in self.lists.iter().enumerate() {
            let _ = write!(out, r#"<w:num w:numId="{}"><w:abstractNumId w:val="{kind}"/>"#, at + 1);
            for change in changes {
                let _ = write!(out, r#"<w:lvlOverride w:ilvl="{}">"#, change.level);
                if let Some(start) = change.start {
                    let _ = write!(out, r#"<w:startOverride w:val="{start}"/>"#);
                }
                if let Some(level) = &change.look {
                    write_level(change.level, level, &mut out);
                }
                out.push_str("</w:lvlOverride>");
            }
            out.push_str("</w:num>");
        }
        out.push_str("</w:numbering>");
        out
    }
}

fn write_level(at: usize, level: &Level, out: &mut String) {
    let Level { start, format, suffix, .. } = level;
    let _ = write!(
        out,
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:suff w:val="{suffix}"/><w:lvlText w:val=""#
    );
    escape(&level.text, out);
    out.push_str("\"/>");
    if level.legal {
        out.push_str("<w:isLgl/>");
    }
    if let Some(restart) = level.restart {
        let _ = write!(out, r#"<w:lvlRestart w:val="{restart}"/>"#);
    }
    if let Some(font) = &level.font {
        out.push_str(r#"<w:rPr><w:rFonts w:ascii=""#);
        escape(font, out);
        out.push_str(r#""/></w:rPr>"#);
    }
    out.push_str("</w:lvl>");
}
