//! Marks: where in the XML of a Word file the ends of comments go.
//!
//! In: the main part, and the place of each comment. Out: edits that put `commentRangeStart`, `commentRangeEnd` and the reference
//! at the exact characters, with runs split there and their properties in every piece. What stands where no mark may stand (a
//! formula, a box, a control bound to data) is marked around the nearest element that allows it, always in a paragraph.
//!
//! Paragraphs and runs are counted as [`crate::ingest`] counts them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::places::Place;
use super::runs::{Child, Cut, Frame, Kind, Point};
use super::xml::{Edit, Words, is_closed, is_strict, name, prefix};
use crate::ingest::xml::{Attributes, Ns, Visitor, walk};
use crate::span::Bytes;

/// Ends of comments stand before beginnings at the same place.
const ENDS: u8 = 0;
const STARTS: u8 = 1;

/// What becomes of a main part.
pub(super) struct Marked {
    /// The marks.
    pub(super) edits: Vec<Edit>,
    /// The comments that have no place.
    pub(super) lost: FxHashSet<u64>,
    /// The comments that stand around more than their words.
    pub(super) near: FxHashSet<u64>,
}

/// The marks of comments of these numbers.
pub(super) fn mark(part: &str, comments: &[(u64, Place)]) -> Marked {
    let mut lost = FxHashSet::default();
    loop {
        let kept: Vec<&(u64, Place)> = comments.iter().filter(|(id, _)| !lost.contains(id)).collect();
        let mut marker = Marker::new(part, &kept);
        walk(part, &|| false, &mut marker);
        let both = |id: &u64| marker.started.contains(id) && marker.ended.contains(id);
        let missing: Vec<u64> = kept.iter().map(|(id, _)| *id).filter(|id| !both(id)).collect();
        if missing.is_empty() {
            return Marked { edits: marker.edits, lost, near: marker.near_by };
        }
        // Half a comment is none.
        lost.extend(missing);
    }
}

struct Marker<'a> {
    part: &'a str,
    strict: bool,
    /// In order; each is looked for as the reading goes on.
    starts: std::iter::Peekable<std::vec::IntoIter<(usize, u64)>>,
    ends: std::iter::Peekable<std::vec::IntoIter<(usize, u64)>>,
    near: FxHashMap<(u32, Option<u32>), Vec<u64>>,
    here: Bytes,
    frames: Vec<Frame>,
    paragraphs: u32,
    /// Numbers of the open paragraphs.
    open: Vec<u32>,
    edits: Vec<Edit>,
    started: FxHashSet<u64>,
    ended: FxHashSet<u64>,
    near_by: FxHashSet<u64>,
}

impl<'a> Marker<'a> {
    fn new(part: &'a str, comments: &[&(u64, Place)]) -> Self {
        let (mut starts, mut ends, mut near) = (Vec::new(), Vec::new(), FxHashMap::<_, Vec<u64>>::default());
        for (id, place) in comments {
            match place {
                Place::Words(xml) => {
                    starts.push((xml.start, *id));
                    ends.push((xml.end, *id));
                }
                Place::Near(paragraph, run) => near.entry((*paragraph, *run)).or_default().push(*id),
            }
        }
        starts.sort_unstable();
        ends.sort_unstable();
        Self {
            part,
            strict: is_strict(part),
            starts: starts.into_iter().peekable(),
            ends: ends.into_iter().peekable(),
            near,
            here: 0..0,
            frames: Vec::new(),
            paragraphs: 0,
            open: Vec::new(),
            edits: Vec::new(),
            started: FxHashSet::default(),
            ended: FxHashSet::default(),
            near_by: FxHashSet::default(),
        }
    }

    /// The element around which marks may stand, for what is read now: a run, or what holds it where that is sealed. None
    /// outside paragraphs.
    fn target(&self) -> Option<usize> {
        let mut at = self.frames.iter().position(|f| f.kind == Kind::Paragraph)? + 1;
        loop {
            let frame = self.frames.get(at)?;
            let inside = match frame.kind {
                Kind::Container => at + 1,
                Kind::Control if !frame.sealed => match self.frames.get(at + 1)?.kind {
                    Kind::ControlContent => at + 2,
                    _ => return Some(at),
                },
                _ => return Some(at),
            };
            if inside >= self.frames.len() {
                return Some(at);
            }
            at = inside;
        }
    }

    /// Comments that begin or end in what is read now.
    fn meet(&mut self) {
        let place = self.here.clone();
        while let Some((at, id)) = self.starts.next_if(|(at, _)| *at < place.end) {
            if at >= place.start {
                self.cut(Cut { at, begins: true, id });
            }
        }
        while let Some((at, id)) = self.ends.next_if(|(at, _)| *at <= place.end) {
            if at > place.start {
                self.cut(Cut { at, begins: false, id });
            }
        }
    }

    fn cut(&mut self, cut: Cut) {
        let Some(target) = self.target() else { return };
        let frame = &mut self.frames[target];
        if frame.kind == Kind::Run {
            frame.cuts.push(cut);
            return;
        }
        self.near_by.insert(cut.id);
        if cut.begins {
            let at = frame.tag.start;
            self.begin(at, &[cut.id]);
        } else {
            frame.after.push(cut.id);
        }
    }

    /// Comments around the element that is read now.
    fn around(&mut self, ids: &[u64]) {
        let Some(target) = self.target() else { return };
        let at = self.frames[target].tag.start;
        self.begin(at, ids);
        self.near_by.extend(ids);
        self.frames[target].after.extend(ids);
    }

    fn begin(&mut self, at: usize, ids: &[u64]) {
        let text = self.starts_of(ids);
        self.edits.push(Edit { at: at..at, rank: STARTS, text });
    }

    fn end(&mut self, at: usize, ids: &[u64]) {
        let text = self.ends_of(ids);
        self.edits.push(Edit { at: at..at, rank: ENDS, text });
    }

    /// How marks are written: as the paragraph is.
    fn words(&self) -> Words<'a> {
        let paragraph = self.frames.iter().find(|f| f.kind == Kind::Paragraph);
        Words::of(paragraph.map_or("w:", |f| prefix(self.part, &f.tag)), self.strict)
    }

    fn starts_of(&mut self, ids: &[u64]) -> String {
        let Words { element: p, declared, attribute: a } = self.words();
        self.started.extend(ids);
        let one = |id: &u64| format!(r#"<{p}commentRangeStart{declared} {a}id="{id}"/>"#);
        ids.iter().map(one).collect()
    }

    fn ends_of(&mut self, ids: &[u64]) -> String {
        let Words { element: p, declared, attribute: a } = self.words();
        self.ended.extend(ids);
        let one = |id: &u64| {
            format!(
                r#"<{p}commentRangeEnd{declared} {a}id="{id}"/><{p}r><{p}commentReference{declared} {a}id="{id}"/></{p}r>"#
            )
        };
        ids.iter().map(one).collect()
    }

    /// A paragraph with comments on it as a whole has ended.
    fn end_paragraph(&mut self, frame: &Frame) {
        if frame.whole.is_empty() {
            return;
        }
        // The marks are written in the words of this paragraph, which is no longer open.
        self.frames.push(Frame::new(Kind::Paragraph, frame.tag.clone()));
        self.near_by.extend(&frame.whole);
        if is_closed(self.part, &frame.tag) {
            let (starts, ends) = (self.starts_of(&frame.whole), self.ends_of(&frame.whole));
            let text = format!(">{starts}{ends}</{}>", name(self.part, &frame.tag));
            self.edits.push(Edit { at: frame.tag.end - 2..frame.tag.end, rank: ENDS, text });
        } else {
            let start = frame.props.as_ref().map_or(frame.tag.end, |props| props.end);
            self.begin(start, &frame.whole);
            self.end(self.here.start, &frame.whole);
        }
        self.frames.pop();
    }

    /// A run in which comments begin or end has ended: it is split there.
    fn end_run(&mut self, frame: &Frame) {
        let mut points: BTreeMap<Point, (Vec<u64>, Vec<u64>)> = BTreeMap::new();
        for cut in &frame.cuts {
            if frame.holds_more(*cut) {
                self.near_by.insert(cut.id);
            }
            let (ends, starts) = points.entry(frame.point(self.part, *cut)).or_default();
            if cut.begins { starts.push(cut.id) } else { ends.push(cut.id) }
        }
        let part = self.part;
        let text_of = |range: &Bytes| part.get(range.clone()).unwrap_or_default();
        let head = format!("{}{}", text_of(&frame.tag), frame.props.as_ref().map_or("", text_of));
        let tail = format!("</{}>", name(part, &frame.tag));
        let mut retagged = FxHashSet::default();
        for (point, (ends, starts)) in points {
            let marks = format!("{}{}", self.ends_of(&ends), self.starts_of(&starts));
            let (at, rank, text) = match point {
                Point::Before => (frame.tag.start, STARTS, marks),
                Point::After => (self.here.end, ENDS, marks),
                Point::Between(child) => (frame.children[child].range.start, ENDS, format!("{tail}{marks}{head}")),
                Point::Inside(child, at) => {
                    let child = &frame.children[child];
                    let name = name(part, &child.tag);
                    let tag = if child.keeps_blanks {
                        text_of(&child.tag).to_owned()
                    } else {
                        let tag = format!(r#"<{name} xml:space="preserve">"#);
                        if retagged.insert(child.tag.start) {
                            self.edits.extend(child.kept_blanks(part, &tag));
                        }
                        tag
                    };
                    (at, ENDS, format!("</{name}>{tail}{marks}{head}{tag}"))
                }
            };
            self.edits.push(Edit { at: at..at, rank, text });
        }
    }
}

impl Visitor for Marker<'_> {
    fn at(&mut self, place: Bytes) {
        self.here = place;
    }

    fn open(&mut self, ns: Ns, name: &str, attributes: Attributes<'_>) {
        let parent = self.frames.last().map_or(Kind::Other, |f| f.kind);
        let kind = match (ns, name) {
            (Ns::Word, "p") => Kind::Paragraph,
            (Ns::Word, "pPr") if parent == Kind::Paragraph => Kind::ParagraphProps,
            (Ns::Word, "r") => Kind::Run,
            (Ns::Word, "rPr") if parent == Kind::Run => Kind::RunProps,
            (Ns::Word, "t") if parent == Kind::Run => Kind::Text,
            (Ns::Word, "hyperlink" | "ins" | "moveTo" | "fldSimple" | "smartTag" | "customXml" | "dir" | "bdo") => {
                Kind::Container
            }
            (Ns::Word, "sdt") => Kind::Control,
            (Ns::Word, "sdtPr") if parent == Kind::Control => Kind::ControlProps,
            (Ns::Word, "sdtContent") if parent == Kind::Control => Kind::ControlContent,
            _ => Kind::Other,
        };
        let sealed = matches!(name, "text" | "dataBinding" | "comboBox" | "dropDownList" | "date");
        if parent == Kind::ControlProps && sealed {
            let control = self.frames.len() - 2;
            self.frames[control].sealed = true;
        }
        let mut frame = Frame::new(kind, self.here.clone());
        frame.keeps_blanks = kind == Kind::Text && attributes.get("space").is_some_and(|s| s == "preserve");
        self.frames.push(frame);
        match kind {
            Kind::Paragraph => {
                let index = self.paragraphs;
                self.paragraphs = self.paragraphs.saturating_add(1);
                if let Some(ids) = self.near.remove(&(index, None)) {
                    if self.open.is_empty() {
                        if let Some(frame) = self.frames.last_mut() {
                            frame.whole = ids;
                        }
                    } else {
                        self.around(&ids);
                    }
                }
                self.open.push(index);
            }
            Kind::Run => {
                let index = self.open.last().copied();
                let paragraph = self.frames.iter_mut().rev().find(|f| f.kind == Kind::Paragraph);
                if let Some((paragraph, index)) = paragraph.zip(index) {
                    let run = paragraph.runs;
                    paragraph.runs = run.saturating_add(1);
                    if let Some(ids) = self.near.remove(&(index, Some(run))) {
                        self.around(&ids);
                    }
                }
            }
            _ => {}
        }
        self.meet();
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let range = frame.tag.start..self.here.end;
        if let Some(parent) = self.frames.last_mut() {
            match (parent.kind, frame.kind) {
                (Kind::Run, Kind::RunProps) | (Kind::Paragraph, Kind::ParagraphProps) => {
                    parent.props = Some(range.clone());
                }
                (Kind::Run, kind) => {
                    let text = (kind == Kind::Text && self.here != frame.tag).then_some(frame.tag.end..self.here.start);
                    let empty = match &text {
                        Some(text) => text.is_empty(),
                        None => kind == Kind::Text || name(self.part, &frame.tag).ends_with("lastRenderedPageBreak"),
                    };
                    let keeps_blanks = frame.keeps_blanks;
                    parent.children.push(Child {
                        range: range.clone(),
                        tag: frame.tag.clone(),
                        text,
                        keeps_blanks,
                        empty,
                    });
                }
                _ => {}
            }
        }
        match frame.kind {
            Kind::Paragraph => {
                self.open.pop();
                self.end_paragraph(&frame);
            }
            Kind::Run if !frame.cuts.is_empty() => self.end_run(&frame),
            _ => {}
        }
        if !frame.after.is_empty() {
            self.end(range.end, &frame.after);
        }
    }

    fn text(&mut self, _: &str) {
        self.meet();
    }
}
