//! Styles: what the names of styles mean for bold, hidden and capital letters and for numbering.
//!
//! In: the part `styles`. Out: [`Styles`], in which every chain of base styles is followed to its end. It knows nothing
//! of sizes, colours and tables, and never fails: a missing or broken part gives styles that say nothing.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::symbols::Font;
use super::xml::{Attributes, Ns, Visitor};

/// Base styles after which a chain is taken for a loop.
const MOST_BASES: usize = 32;

/// What is said of characters; none where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) font: Option<Font>,
}

/// What is said of a paragraph's place in a list; none where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct List {
    /// The list; 0 takes a paragraph out of any.
    pub(super) number: Option<i64>,
    pub(super) level: Option<usize>,
}

/// A style with its base styles.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) look: Look,
    pub(super) list: List,
    /// A heading by its name or by its level in the outline.
    pub(super) heading: bool,
    /// The style whose paragraph numbering this is: levels are bound to styles by name.
    pub(super) numbered: Option<String>,
    base: Option<String>,
    outline: Option<i64>,
    named_heading: bool,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: FxHashMap<String, Style>,
    /// The paragraph style of paragraphs that name none.
    default: Option<String>,
    /// What holds where no style says anything.
    look: Look,
    /// Where in the part the reading stands.
    frames: Vec<Frame>,
    open: Option<(String, Style)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Plain,
    Defaults,
    Style,
    Paragraph,
    Run,
    List,
    /// Nothing inside matters.
    Skip,
}

impl Look {
    /// Takes a property of characters.
    pub(super) fn take(&mut self, name: &str, attributes: Attributes<'_>) {
        match name {
            "b" => self.bold = Some(attributes.on()),
            "vanish" => self.hidden = Some(attributes.on()),
            "caps" => self.capitals = Some(attributes.on()),
            "rFonts" => {
                // The letters of old encodings lie beyond ASCII, where the second one holds.
                let named = ["ascii", "hAnsi"].map(|n| attributes.get(n).map(|n| Font::named(&n)));
                let old = named.into_iter().flatten().find(|font| font.promised().is_some());
                self.font = old.or(named[0]).or(named[1]);
            }
            _ => {}
        }
    }

    /// This, and where it says nothing, the other.
    fn over(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            hidden: self.hidden.or(other.hidden),
            capitals: self.capitals.or(other.capitals),
            font: self.font.or(other.font),
        }
    }
}

impl Styles {
    /// Follows every chain of base styles; to be called once, after the part is read.
    pub(super) fn resolve(&mut self) {
        let resolved: Vec<(String, Style)> = self.all.keys().map(|name| (name.clone(), self.whole(name))).collect();
        self.all.extend(resolved);
    }

    fn whole(&self, name: &str) -> Style {
        let mut out = Style::default();
        let mut next = Some(name);
        for _ in 0..MOST_BASES {
            let Some((name, style)) = next.and_then(|n| self.all.get_key_value(n)) else { break };
            out.look = out.look.over(style.look);
            if out.numbered.is_none() && style.list.number.is_some() {
                out.numbered = Some(name.clone());
            }
            out.list.number = out.list.number.or(style.list.number);
            out.list.level = out.list.level.or(style.list.level);
            out.outline = out.outline.or(style.outline);
            out.named_heading |= style.named_heading;
            next = style.base.as_deref();
        }
        out.heading = out.outline.map_or(out.named_heading, |level| (0..9).contains(&level));
        out
    }

    /// The style of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Style> {
        self.all.get(name)
    }

    /// Whether a style, or the file's defaults, name a font of old.
    pub(super) fn name_old_fonts(&self) -> bool {
        let old = |look: &Look| look.font.is_some_and(|font| font.promised().is_some());
        old(&self.look) || self.all.values().any(|style| old(&style.look))
    }

    /// The style of paragraphs that name none.
    pub(super) fn of_paragraphs(&self) -> Option<&Style> {
        self.get(self.default.as_deref()?)
    }

    /// What characters look like by a paragraph's style, one of their own, and what is said beside them. A property of
    /// both styles is off again (ISO/IEC 29500-1, 17.7.3); one of the file's defaults is not.
    pub(super) fn look(&self, paragraph: Look, character: Look, direct: Look) -> (bool, bool, bool, Font) {
        let switch = |get: fn(&Look) -> Option<bool>| {
            let both = get(&paragraph).unwrap_or(false) ^ get(&character).unwrap_or(false);
            get(&direct).unwrap_or(both || get(&self.look).unwrap_or(false))
        };
        let font = direct.font.or(character.font).or(paragraph.font).or(self.look.font).unwrap_or_default();
        (switch(|l| l.bold), switch(|l| l.hidden), switch(|l| l.capitals), font)
    }
}

impl Visitor for Styles {
    fn open(&mut self, _: Ns, name: &str, attributes: Attributes<'_>) {
        let top = self.frames.last().copied().unwrap_or(Frame::Plain);
        let frame = match (top, name) {
            (Frame::Plain, "rPrDefault") => Frame::Defaults,
            (Frame::Plain, "style") => {
                let kind = attributes.get("type").unwrap_or_default();
                if kind == "table" {
                    Frame::Skip
                } else {
                    let id = attributes.get("styleId").unwrap_or_default().into_owned();
                    let default = attributes.get("default").is_some_and(|d| matches!(&*d, "1" | "true" | "on"));
                    if default && kind == "paragraph" {
                        self.default = Some(id.clone());
                    }
                    self.open = Some((id, Style::default()));
                    Frame::Style
                }
            }
            (Frame::Plain, "latentStyles") => Frame::Skip,
            (Frame::Plain, _) => Frame::Plain,
            (Frame::Defaults | Frame::Style, "rPr") => Frame::Run,
            (Frame::Style, "pPr") => Frame::Paragraph,
            (Frame::Paragraph, "numPr") => Frame::List,
            (Frame::Run, name) => {
                match &mut self.open {
                    Some((_, style)) => style.look.take(name, attributes),
                    None => self.look.take(name, attributes),
                }
                Frame::Skip
            }
            (_, name) => {
                if let Some((_, style)) = &mut self.open {
                    match (top, name) {
                        (Frame::Style, "basedOn") => style.base = attributes.get("val").map(Cow::into_owned),
                        (Frame::Style, "name") => {
                            let name = attributes.get("val").unwrap_or_default().to_ascii_lowercase();
                            style.named_heading = name.starts_with("heading ");
                        }
                        (Frame::Paragraph, "outlineLvl") => style.outline = attributes.number(),
                        (Frame::List, "numId") => style.list.number = attributes.number(),
                        (Frame::List, "ilvl") => {
                            style.list.level = attributes.number().and_then(|l| usize::try_from(l).ok());
                        }
                        _ => {}
                    }
                }
                Frame::Skip
            }
        };
        self.frames.push(frame);
    }

    fn close(&mut self) {
        if self.frames.pop() == Some(Frame::Style)
            && let Some((id, style)) = self.open.take()
        {
            self.all.insert(id, style);
        }
    }

    fn text(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::super::xml::walk;
    use super::*;

    #[test]
    fn base_styles_are_followed_and_loops_end() {
        let mut styles = Styles::default();
        walk(
            r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:caps/></w:rPr></w:rPrDefault></w:docDefaults>
            <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>
              <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
            <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
            <w:style w:type="character" w:styleId="C"><w:rPr><w:b/><w:vanish w:val="0"/></w:rPr></w:style>
            </w:styles>"#,
            &|| false,
            &mut styles,
        );
        styles.resolve();
        let second = styles.get("H2").expect("style").clone();
        assert_eq!((second.list.number, second.list.level, second.heading), (Some(3), Some(1), true));
        assert_eq!((second.look.bold, second.numbered.as_deref()), (Some(true), Some("H1")));
        assert!(styles.get("A").is_some_and(|s| s.look == Look::default()));
        assert!(styles.of_paragraphs().is_some());
        // Bold in both styles is not bold; capitals stand in the defaults.
        let character = styles.get("C").expect("style").look;
        assert_eq!(styles.look(second.look, character, Look::default()), (false, false, true, Font::Plain));
        let direct = Look { bold: Some(true), capitals: Some(false), ..Look::default() };
        assert_eq!(styles.look(second.look, character, direct), (true, false, false, Font::Plain));
    }
}
