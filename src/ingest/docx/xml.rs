//! XML: the elements of one part, one after the other.
//!
//! In: the characters of a part. Out: calls of a [`Visitor`], each element opened and closed, with its namespace told. It
//! never builds a tree, never calls itself, never expands an entity, and ends every element that it began, also where the
//! part is cut.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use crate::span::Bytes;

/// Elements inside one another beyond which a part is read no further; Word itself gives up far earlier.
const MOST_ELEMENTS: usize = 400_000;

/// After so many events the time is looked at.
const EVENTS_BETWEEN: usize = 4096;

/// The namespaces that matter here, each in its Transitional and its Strict form (ISO/IEC 29500-1, -4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// `WordprocessingML`, usually `w:`.
    Word,
    /// Formulas, usually `m:`.
    Math,
    /// Choices for readers of different age, usually `mc:`.
    Compat,
    /// Any other.
    Other,
}

impl Ns {
    fn of_uri(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compat,
            _ => Self::Other,
        }
    }

    /// What a prefix means by habit, where nothing declares it.
    fn by_habit(prefix: &str) -> Self {
        match prefix {
            "w" => Self::Word,
            "m" => Self::Math,
            "mc" => Self::Compat,
            _ => Self::Other,
        }
    }
}

/// The attributes of an element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attributes<'a>(&'a BytesStart<'a>);

impl<'a> Attributes<'a> {
    /// The value of the attribute of this name, whatever its prefix.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let mut all = self.0.attributes();
        all.with_checks(false);
        let found = all.flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value))
    }

    /// The attribute `val` as a number.
    pub(in crate::ingest) fn number(self) -> Option<i64> {
        self.get("val")?.trim().parse().ok()
    }

    /// The attribute `val` of a property that is on or off; on where it is not said.
    pub(in crate::ingest) fn on(self) -> bool {
        self.get("val").is_none_or(|v| !matches!(&*v, "0" | "false" | "off"))
    }
}

/// Takes the elements of a part.
pub(crate) trait Visitor {
    /// What comes next stands in these bytes of the part: a tag, a stretch of characters. What a cut part leaves open is closed
    /// without a place.
    fn at(&mut self, _place: Bytes) {}
    /// An element begins.
    fn open(&mut self, ns: Ns, name: &str, attributes: Attributes<'_>);
    /// The element that began last ends.
    fn close(&mut self);
    /// Characters.
    fn text(&mut self, text: &str);
}

/// How a part ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// As it should.
    Whole,
    /// Within an element, or at a fault.
    Cut,
    /// Elements too deep inside one another.
    TooDeep,
    /// The time was over.
    Expired,
}

/// Hands the elements of a part to `visitor`.
pub(crate) fn walk(xml: &str, expired: &dyn Fn() -> bool, visitor: &mut impl Visitor) -> End {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().allow_dangling_amp = true;
    let mut names = Names::default();
    let mut events = 0_usize;
    let end = loop {
        events += 1;
        if events.is_multiple_of(EVENTS_BETWEEN) && expired() {
            break End::Expired;
        }
        let start = position(&reader);
        let event = reader.read_event();
        visitor.at(start..position(&reader));
        match event {
            Ok(Event::Start(element)) => {
                if names.depth == MOST_ELEMENTS {
                    break End::TooDeep;
                }
                let ns = names.enter(&element);
                visitor.open(ns, element.local_name().into_inner(), Attributes(&element));
            }
            Ok(Event::Empty(element)) => {
                let ns = names.enter(&element);
                visitor.open(ns, element.local_name().into_inner(), Attributes(&element));
                visitor.close();
                names.leave();
            }
            Ok(Event::End(_)) => {
                visitor.close();
                names.leave();
            }
            Ok(Event::Text(text)) => visitor.text(&text),
            Ok(Event::CData(text)) => visitor.text(&text),
            Ok(Event::GeneralRef(name)) => reference(&name, visitor),
            Ok(Event::Eof) => break if names.depth == 0 { End::Whole } else { End::Cut },
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(_) => break End::Cut,
        }
    };
    for _ in 0..names.depth {
        visitor.close();
    }
    end
}

/// How far a reader has come.
fn position(reader: &quick_xml::Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// A reference: the five of XML and characters by number are known; another stays as it is written.
fn reference(name: &quick_xml::events::BytesRef<'_>, visitor: &mut impl Visitor) {
    match &**name {
        "lt" => visitor.text("<"),
        "gt" => visitor.text(">"),
        "amp" => visitor.text("&"),
        "quot" => visitor.text("\""),
        "apos" => visitor.text("'"),
        other => match name.resolve_char_ref() {
            Ok(Some(c)) => visitor.text(c.encode_utf8(&mut [0; 4])),
            _ => visitor.text(&format!("&{other};")),
        },
    }
}

/// What prefixes mean where the reading stands.
#[derive(Debug, Default)]
struct Names {
    depth: usize,
    /// By prefix: its meanings, the innermost last.
    meanings: FxHashMap<String, Vec<Ns>>,
    /// Depth of the element that declares it, and the prefix.
    declared: Vec<(usize, String)>,
    /// The prefix that was looked up last, and its meaning.
    last: Option<(String, Ns)>,
}

impl Names {
    fn enter(&mut self, element: &BytesStart<'_>) -> Ns {
        self.depth += 1;
        if element.attributes_raw().contains("xmlns") {
            let mut all = element.attributes();
            all.with_checks(false);
            for attribute in all.flatten() {
                let key = attribute.key.into_inner();
                let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
                if let Some(prefix) = prefix {
                    self.meanings.entry(prefix.to_owned()).or_default().push(Ns::of_uri(&attribute.value));
                    self.declared.push((self.depth, prefix.to_owned()));
                    self.last = None;
                }
            }
        }
        let name = element.name();
        self.meaning(name.prefix().map_or("", |p| p.into_inner()))
    }

    fn leave(&mut self) {
        while let Some((_, prefix)) = self.declared.pop_if(|(depth, _)| *depth >= self.depth) {
            self.meanings.get_mut(&prefix).and_then(Vec::pop);
            self.last = None;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn meaning(&mut self, prefix: &str) -> Ns {
        if let Some((last, ns)) = &self.last
            && last == prefix
        {
            return *ns;
        }
        let declared = self.meanings.get(prefix).and_then(|m| m.last()).copied();
        let ns = declared.unwrap_or_else(|| Ns::by_habit(prefix));
        self.last = Some((prefix.to_owned(), ns));
        ns
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[derive(Default)]
    struct Trace(String);

    impl Visitor for Trace {
        fn open(&mut self, ns: Ns, name: &str, attributes: Attributes<'_>) {
            let value = attributes.get("val").unwrap_or_default();
            let _ = write!(self.0, "<{ns:?} {name} {value}>");
        }
        fn close(&mut self) {
            self.0.push_str("</>");
        }
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }

    fn trace(xml: &str) -> (String, End) {
        let mut trace = Trace::default();
        let end = walk(xml, &|| false, &mut trace);
        (trace.0, end)
    }

    #[test]
    fn namespaces_are_told_by_their_address() {
        let xml = r#"<x:a xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><b xmlns="urn:b"/><w:c w:val="1&amp;2"/><x:d/></x:a>"#;
        assert_eq!(trace(xml), ("<Word a ><Other b ></><Word c 1&2></><Word d ></></>".to_owned(), End::Whole));
    }

    #[test]
    fn unknown_entities_stay_and_cut_parts_end_what_they_began() {
        let xml = r#"<!DOCTYPE a [<!ENTITY z "zzz">]><w:a>1 &lt; &#50; &z; & <w:b>x"#;
        assert_eq!(trace(xml), ("<Word a >1 < 2 &z; & <Word b >x</></>".to_owned(), End::Cut));
        assert_eq!(trace("<w:a><w:b></w:a>").1, End::Cut);
    }

    #[test]
    fn any_depth_ends() {
        let deep = "<w:p>".repeat(MOST_ELEMENTS + 10);
        let mut trace = Trace::default();
        assert_eq!(walk(&deep, &|| false, &mut trace), End::TooDeep);
        assert_eq!(trace.0.matches("</>").count(), MOST_ELEMENTS);
        assert_eq!(walk(&deep, &|| true, &mut Trace::default()), End::Expired);
    }
}
