//! Styles: what the names of styles mean for the look of characters, for headings and for lists.
//!
//! In: the parts `styles.xml` and `content.xml`. Out: [`Styles`]. It knows nothing of sizes, colours and columns.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::ingest::docx::xml::{Attributes, Ns, Visitor};
use crate::ingest::written::{Level, Look};

/// Base styles after which a chain is taken for a loop.
const MOST_BASES: usize = 32;

/// Levels of a list that are told apart.
pub(super) const LEVELS: usize = 9;

/// The list by which headings are numbered; no style has this name.
pub(super) const OUTLINE: &str = "\u{0}outline";

/// What a style says; none where it says nothing.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    capitals: Option<bool>,
    font: Option<Rc<str>>,
}

/// All styles, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: FxHashMap<(String, String), Style>,
    /// Lists, each with its levels.
    pub(super) lists: FxHashMap<String, Vec<Option<Level>>>,
    /// Names of fonts, and the families that they stand for.
    fonts: FxHashMap<String, Rc<str>>,
    open: Option<((String, String), Style)>,
    list: Option<String>,
    /// The level that is open in the list.
    level: Option<usize>,
    depth: usize,
    /// Where the open things were opened.
    style_at: usize,
    list_at: usize,
    level_at: usize,
}

impl Styles {
    /// What characters look like by a style, over what holds around them.
    pub(super) fn look(&self, family: &str, name: &str, around: &Look) -> Look {
        let mut look = around.clone();
        let mut chain = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(style) = next.take().and_then(|n| self.all.get(&(family.to_owned(), n))) {
            chain.push(style);
            next = style.parent.clone().filter(|_| chain.len() < MOST_BASES);
        }
        for style in chain.into_iter().rev() {
            look.bold = style.bold.unwrap_or(look.bold);
            look.hidden = style.hidden.unwrap_or(look.hidden);
            look.capitals = style.capitals.unwrap_or(look.capitals);
            look.font = style.font.clone().or(look.font);
        }
        look
    }

    fn font(&self, attributes: Attributes<'_>) -> Option<Rc<str>> {
        let name = attributes.get("font-name").or_else(|| attributes.get("font-family"))?;
        Some(self.fonts.get(&*name).cloned().unwrap_or_else(|| Rc::from(name.trim_matches(['\'', '"']))))
    }

    fn level(&mut self, attributes: Attributes<'_>, bullet: bool) {
        let get = |name| attributes.get(name).unwrap_or_default();
        let at = get("level").parse::<usize>().ok().and_then(|l| l.checked_sub(1)).filter(|l| *l < LEVELS);
        let (Some(at), Some(list)) = (at, &self.list) else { return };
        let level = if bullet {
            Level { format: "bullet", text: get("bullet-char").into_owned(), ..Level::default() }
        } else {
            let format = get("num-format");
            let shown = get("display-levels").parse::<usize>().unwrap_or(1).clamp(1, at + 1);
            let numbers: Vec<String> = (at + 2 - shown..=at + 1).map(|l| format!("%{l}")).collect();
            let words = format!("{}{}{}", get("num-prefix"), numbers.join("."), get("num-suffix"));
            let start = get("start-value").parse().unwrap_or(1).min(1 << 30);
            // A level without a format has a place in the list and no label.
            let text = if format.is_empty() { String::new() } else { words };
            Level { start, format: name_of(&format), text, ..Level::default() }
        };
        let levels = self.lists.entry(list.clone()).or_default();
        if levels.len() <= at {
            levels.resize(at + 1, None);
        }
        levels[at] = Some(level);
        (self.level, self.level_at) = (Some(at), self.depth);
    }
}

fn name_of(format: &str) -> &'static str {
    match format {
        "I" => "upperRoman",
        "i" => "lowerRoman",
        "A" => "upperLetter",
        "a" => "lowerLetter",
        "" => "none",
        format if format.starts_with("01") => "decimalZero",
        _ => "decimal",
    }
}

impl Visitor for Styles {
    fn open(&mut self, _: Ns, name: &str, attributes: Attributes<'_>) {
        self.depth += 1;
        let get = |name| attributes.get(name).unwrap_or_default().into_owned();
        match name {
            "font-face" => {
                let family = get("font-family");
                self.fonts.insert(get("name"), Rc::from(family.trim_matches(['\'', '"'])));
            }
            "style" if self.open.is_none() => {
                let parent = attributes.get("parent-style-name").map(std::borrow::Cow::into_owned);
                self.open = Some(((get("family"), get("name")), Style { parent, ..Style::default() }));
                self.style_at = self.depth;
            }
            "list-style" => (self.list, self.list_at) = (Some(get("name")), self.depth),
            "outline-style" => (self.list, self.list_at) = (Some(OUTLINE.to_owned()), self.depth),
            "list-level-style-number" | "outline-level-style" => self.level(attributes, false),
            "list-level-style-bullet" => self.level(attributes, true),
            "text-properties" => {
                let font = self.font(attributes);
                if let (Some(list), Some(level)) = (&self.list, self.level) {
                    let level = self.lists.get_mut(list).and_then(|l| l.get_mut(level)).and_then(Option::as_mut);
                    if let Some(level) = level {
                        level.font = font.map(|f| f.to_string());
                    }
                } else if let Some((_, style)) = &mut self.open {
                    let weight = attributes.get("font-weight");
                    style.bold = weight.map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|w| w >= 600)).or(style.bold);
                    style.hidden = attributes.get("display").map(|d| d == "none").or(style.hidden);
                    let transform = attributes.get("text-transform");
                    style.capitals = transform.map(|t| t == "uppercase").or(style.capitals);
                    style.font = font.or(style.font.take());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        if self.level.is_some() && self.level_at == self.depth {
            self.level = None;
        }
        if self.list.is_some() && self.list_at == self.depth {
            self.list = None;
        }
        if self.style_at == self.depth
            && let Some((name, style)) = self.open.take()
        {
            self.all.insert(name, style);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn text(&mut self, _: &str) {}
}
