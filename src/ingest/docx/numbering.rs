//! Numbering: the lists that a file defines.
//!
//! In: the part `numbering`. Out: [`Numbering`]: for each list and level how its labels look and where they begin. It
//! counts nothing (that is [`super::labels`]) and never fails: what is not defined gives no label.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::styles::Styles;
use super::symbols::Font;
use super::xml::{Attributes, Ns, Visitor};

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// Links from list to style to list after which they are taken for a loop.
const MOST_LINKS: usize = 8;

/// How the labels of a level look.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// The first number.
    pub(super) start: u32,
    /// The name of its number format, as the standard has it.
    pub(super) format: String,
    /// The example by which a format of one's own is told: `01, 02, 03, ...`.
    pub(super) example: Option<String>,
    /// The label, with `%1` to `%9` for the numbers of the levels.
    pub(super) text: String,
    /// All numbers in figures.
    pub(super) legal: bool,
    /// The level from 1 after which this one begins anew; 0 for never.
    pub(super) restart: Option<usize>,
    /// What stands behind the label.
    pub(super) suffix: Suffix,
    /// The paragraph style that is bound to this level.
    pub(super) style: Option<String>,
    /// The font of the label.
    pub(super) font: Font,
    /// The label is a picture.
    pub(super) picture: bool,
}

/// What stands behind a label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Suffix {
    #[default]
    Tab,
    Space,
    Nothing,
}

/// What a list is made of.
#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The style whose list this one takes over.
    link: Option<String>,
}

/// A list that paragraphs name.
#[derive(Debug, Default)]
struct List {
    of: i64,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// All lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: FxHashMap<i64, Abstract>,
    lists: FxHashMap<i64, List>,
    frames: Vec<Frame>,
    /// The abstract list or the list that is open, and the level in it.
    open: Option<(bool, i64)>,
    level: Option<(usize, Level)>,
    override_level: Option<usize>,
    /// Whether an alternative of the open choice was taken.
    taken: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Plain,
    Abstract,
    List,
    Override,
    Level,
    Run,
    Choice,
    Skip,
}

impl Numbering {
    /// The abstract list behind a list: lists of one abstract list count together.
    pub(super) fn counted_with(&self, list: i64, styles: &Styles) -> Option<i64> {
        let mut of = self.lists.get(&list)?.of;
        for _ in 0..MOST_LINKS {
            let Some(style) = self.abstracts.get(&of).and_then(|a| a.link.as_deref()) else { return Some(of) };
            let Some(next) = styles.get(style).and_then(|s| s.list.number).and_then(|n| self.lists.get(&n)) else {
                return Some(of);
            };
            of = next.of;
        }
        None
    }

    /// The level of a list.
    pub(super) fn level(&self, list: i64, level: usize, styles: &Styles) -> Option<&Level> {
        let own = self.lists.get(&list)?.levels.get(level)?.as_ref();
        own.or_else(|| self.abstracts.get(&self.counted_with(list, styles)?)?.levels.get(level)?.as_ref())
    }

    /// The number with which a list begins a level anew when it first comes to it.
    pub(super) fn start_anew(&self, list: i64, level: usize) -> Option<u32> {
        *self.lists.get(&list)?.starts.get(level)?
    }

    /// The level that is bound to a paragraph style.
    pub(super) fn level_of_style(&self, list: i64, style: &str, styles: &Styles) -> Option<usize> {
        let levels = &self.abstracts.get(&self.counted_with(list, styles)?)?.levels;
        levels.iter().position(|l| l.as_ref().is_some_and(|l| l.style.as_deref() == Some(style)))
    }
}

fn place(attributes: Attributes<'_>) -> Option<usize> {
    attributes.get("ilvl")?.trim().parse().ok().filter(|l| *l < LEVELS)
}

fn id(attributes: Attributes<'_>, name: &str) -> Option<i64> {
    attributes.get(name)?.trim().parse().ok()
}

/// A start; far fewer numbers than this are ever printed.
fn start(attributes: Attributes<'_>) -> u32 {
    u32::try_from(attributes.number().unwrap_or(0).clamp(0, 1 << 30)).unwrap_or(0)
}

impl Visitor for Numbering {
    fn open(&mut self, ns: Ns, name: &str, attributes: Attributes<'_>) {
        let top = self.frames.last().copied().unwrap_or(Frame::Plain);
        // A choice stands for what it holds: its alternatives are in the frame around it.
        let around = self.frames.iter().rev().copied().find(|f| *f != Frame::Choice).unwrap_or(Frame::Plain);
        let frame = if top == Frame::Skip {
            Frame::Skip
        } else if ns == Ns::Compat {
            match name {
                "AlternateContent" => {
                    self.taken.push(false);
                    Frame::Choice
                }
                _ => match self.taken.last_mut() {
                    Some(taken) if !*taken => {
                        *taken = true;
                        around
                    }
                    _ => Frame::Skip,
                },
            }
        } else {
            match (around, name) {
                (Frame::Plain, "abstractNum") => match id(attributes, "abstractNumId") {
                    Some(id) => {
                        self.abstracts.insert(id, Abstract::default());
                        self.open = Some((true, id));
                        Frame::Abstract
                    }
                    None => Frame::Skip,
                },
                (Frame::Plain, "num") => match id(attributes, "numId") {
                    Some(id) => {
                        self.lists.insert(id, List::default());
                        self.open = Some((false, id));
                        Frame::List
                    }
                    None => Frame::Skip,
                },
                (Frame::Plain, _) => Frame::Plain,
                (Frame::List, "lvlOverride") => {
                    self.override_level = place(attributes);
                    if self.override_level.is_some() { Frame::Override } else { Frame::Skip }
                }
                (Frame::Abstract | Frame::Override, "lvl") => match place(attributes).or(self.override_level) {
                    Some(at) => {
                        self.level = Some((at, Level { format: "decimal".to_owned(), ..Level::default() }));
                        Frame::Level
                    }
                    None => Frame::Skip,
                },
                (Frame::Level, "rPr") => Frame::Run,
                _ => {
                    self.property(around, name, attributes);
                    Frame::Skip
                }
            }
        };
        self.frames.push(frame);
    }

    fn close(&mut self) {
        let closed = self.frames.pop();
        let top = self.frames.last().copied().unwrap_or(Frame::Plain);
        match closed {
            Some(Frame::Choice) => drop(self.taken.pop()),
            // Not where an alternative ends inside it.
            Some(Frame::Level) if top != Frame::Choice => {
                if let (Some((at, level)), Some((is_abstract, id))) = (self.level.take(), self.open) {
                    let levels = if is_abstract {
                        self.abstracts.get_mut(&id).map(|a| &mut a.levels)
                    } else {
                        self.lists.get_mut(&id).map(|l| &mut l.levels)
                    };
                    if let Some(slot) = levels.and_then(|l| l.get_mut(at)) {
                        *slot = Some(level);
                    }
                }
            }
            Some(Frame::Override) if top != Frame::Choice => self.override_level = None,
            _ => {}
        }
    }

    fn text(&mut self, _: &str) {}
}

impl Numbering {
    fn property(&mut self, around: Frame, name: &str, attributes: Attributes<'_>) {
        let value = || attributes.get("val").unwrap_or_default();
        match (around, name, self.open) {
            (Frame::Abstract, "numStyleLink", Some((_, id))) => {
                if let Some(list) = self.abstracts.get_mut(&id) {
                    list.link = Some(value().into_owned());
                }
            }
            (Frame::List, "abstractNumId", Some((_, id))) => {
                if let Some(list) = self.lists.get_mut(&id) {
                    list.of = attributes.number().unwrap_or(-1);
                }
            }
            (Frame::Override, "startOverride", Some((_, id))) => {
                if let (Some(list), Some(at)) = (self.lists.get_mut(&id), self.override_level) {
                    list.starts[at] = Some(start(attributes));
                }
            }
            (Frame::Level, name, _) => {
                let Some((_, level)) = &mut self.level else { return };
                match name {
                    "start" => level.start = start(attributes),
                    "numFmt" => {
                        level.format = value().into_owned();
                        level.example = attributes.get("format").map(Cow::into_owned);
                    }
                    "lvlText" => level.text = value().into_owned(),
                    "isLgl" => level.legal = attributes.on(),
                    "lvlRestart" => level.restart = attributes.number().and_then(|n| usize::try_from(n).ok()),
                    "lvlPicBulletId" => level.picture = true,
                    "pStyle" => level.style = Some(value().into_owned()),
                    "suff" => {
                        level.suffix = match &*value() {
                            "space" => Suffix::Space,
                            "nothing" => Suffix::Nothing,
                            _ => Suffix::Tab,
                        };
                    }
                    _ => {}
                }
            }
            (Frame::Run, "rFonts", _) => {
                if let (Some((_, level)), Some(font)) =
                    (&mut self.level, ["ascii", "hAnsi"].iter().find_map(|n| attributes.get(n)))
                {
                    level.font = Font::named(&font);
                }
            }
            _ => {}
        }
    }
}
