//! XML as text: names, escapes, and the places where the parts of a package take something new.
//!
//! In: the characters of a part. Out: edits of it. A part is never written anew: what is not concerned stays byte for byte.

use crate::ingest::xml::{Attributes, End, Ns, Visitor, walk};
use crate::span::Bytes;

/// `WordprocessingML` by its address: Transitional, and Strict.
pub(super) const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Whether a part is in the Strict form of the standard.
pub(super) fn is_strict(part: &str) -> bool {
    part.contains(STRICT)
}

/// How elements and attributes of `WordprocessingML` are written in a part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    /// The prefix of elements, with its colon.
    pub(super) element: &'a str,
    /// What declares the prefix of attributes, where elements have none: the namespace of elements is not that of attributes.
    pub(super) declared: &'static str,
    /// The prefix of attributes, with its colon.
    pub(super) attribute: &'a str,
}

impl<'a> Words<'a> {
    /// Where elements have this prefix.
    pub(super) fn of(prefix: &'a str, strict: bool) -> Self {
        let declared = match (prefix, strict) {
            ("", true) => r#" xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main""#,
            ("", false) => r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
            _ => "",
        };
        Self { element: prefix, declared, attribute: if prefix.is_empty() { "w:" } else { prefix } }
    }
}

/// What stands in a part instead of some bytes of it; an empty range is an insertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes that go.
    pub(super) at: Bytes,
    /// Which of several edits at one place comes first.
    pub(super) rank: u8,
    /// What comes.
    pub(super) text: String,
}

/// A part with edits, which do not overlap.
pub(super) fn edited(part: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.start, edit.rank));
    let mut out = String::with_capacity(part.len() + edits.iter().map(|e| e.text.len()).sum::<usize>());
    let mut from = 0;
    for edit in edits {
        out.push_str(part.get(from..edit.at.start).unwrap_or_default());
        out.push_str(&edit.text);
        from = from.max(edit.at.end);
    }
    out.push_str(part.get(from..).unwrap_or_default());
    out
}

/// The prefix of the tag at a place, with its colon; empty where it has none.
pub(super) fn prefix<'a>(part: &'a str, tag: &Bytes) -> &'a str {
    let name = name(part, tag);
    name.find(':').map_or("", |colon| &name[..=colon])
}

/// The name of the tag at a place, with its prefix.
pub(super) fn name<'a>(part: &'a str, tag: &Bytes) -> &'a str {
    let tag = part.get(tag.clone()).unwrap_or_default().trim_start_matches(['<', '/']);
    tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
}

/// Whether the tag at a place opens and closes.
pub(super) fn is_closed(part: &str, tag: &Bytes) -> bool {
    part.get(tag.clone()).is_some_and(|tag| tag.ends_with("/>"))
}

/// Characters as they stand in XML.
pub(super) fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Puts something at the end of the root of a part, behind what it holds; `new` is given the prefix of the root. None where the
/// part has a fault.
pub(super) fn appended(part: &str, new: impl FnOnce(&str) -> String) -> Option<String> {
    let mut root = Root::default();
    if walk(part, &|| false, &mut root) != End::Whole {
        return None;
    }
    let (opened, closed) = root.opened.zip(root.closed)?;
    let new = new(prefix(part, &opened));
    let edit = if opened == closed && is_closed(part, &opened) {
        let end = format!("></{}>", name(part, &opened));
        Edit { at: opened.end - 2..opened.end, rank: 0, text: end.replacen("></", &format!(">{new}</"), 1) }
    } else {
        Edit { at: closed.start..closed.start, rank: 0, text: new }
    };
    Some(edited(part, vec![edit]))
}

/// The name of the root of a part, without its prefix.
pub(super) fn root(part: &str) -> Option<String> {
    let mut root = Root::default();
    walk(part, &|| false, &mut root);
    let name = name(part, &root.opened?);
    Some(name.rsplit(':').next().unwrap_or(name).to_owned())
}

/// Where the root of a part begins and ends.
#[derive(Default)]
struct Root {
    depth: usize,
    here: Bytes,
    opened: Option<Bytes>,
    closed: Option<Bytes>,
}

impl Visitor for Root {
    fn at(&mut self, place: Bytes) {
        self.here = place;
    }

    fn open(&mut self, _: Ns, _: &str, _: Attributes<'_>) {
        if self.depth == 0 && self.opened.is_none() {
            self.opened = Some(self.here.clone());
        }
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 && self.closed.is_none() {
            self.closed = Some(self.here.clone());
        }
    }

    fn text(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_takes_more_whether_it_is_empty_or_not() {
        let more = |p: &str| format!("<{p}new/>");
        assert_eq!(appended("<?xml?><x:a b='1'/>", more).as_deref(), Some("<?xml?><x:a b='1'><x:new/></x:a>"));
        assert_eq!(appended("<a><b/></a>\n", more).as_deref(), Some("<a><b/><new/></a>\n"));
        assert_eq!(appended("<a><b>", more), None);
        assert_eq!(appended("", more), None);
    }

    #[test]
    fn edits_keep_their_order() {
        let edit = |at: Bytes, rank, text: &str| Edit { at, rank, text: text.to_owned() };
        assert_eq!(edited("abcd", vec![edit(2..3, 0, "X"), edit(1..1, 1, "2"), edit(1..1, 0, "1")]), "a12bXd");
    }
}
