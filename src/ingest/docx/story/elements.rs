//! Elements: what each element of a story means.
//!
//! In: one element and what is open around it. Out: the frame that it opens, with what it says noted in the [`Story`].
//! Nothing here reads ahead or looks back further than the open frames.

use super::{Attributes, Field, Font, Frame, Look, Note, Ns, Reference, Sink, Standing, Story, show, shown};

impl Story<'_> {
    /// An element of `WordprocessingML`.
    pub(super) fn word(&mut self, name: &str, attributes: Attributes<'_>) -> Frame {
        match self.top() {
            Frame::ParagraphProps => return self.paragraph_property(name, attributes),
            Frame::MarkProps => {
                self.mark_property(name, attributes);
                return Frame::Skip;
            }
            Frame::ListProps => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    match name {
                        "numId" => paragraph.list.number = attributes.number(),
                        "ilvl" => paragraph.list.level = attributes.number().and_then(|l| usize::try_from(l).ok()),
                        _ => {}
                    }
                }
                return Frame::Skip;
            }
            Frame::RunProps => {
                self.run_property(name, attributes);
                return Frame::Skip;
            }
            Frame::RowProps => {
                self.row_property(name, attributes);
                return Frame::Skip;
            }
            Frame::CellProps => {
                self.cell_property(name, attributes);
                return Frame::Skip;
            }
            Frame::TableGrid => {
                let width = attributes.get("w").and_then(|w| w.trim().parse().ok()).unwrap_or(0);
                if let Some(table) = self.table().filter(|_| name == "gridCol") {
                    // Widths beyond any page would overflow their sum.
                    table.widths.push(std::cmp::min(width, 1 << 20));
                }
                return Frame::Skip;
            }
            Frame::ControlProps => {
                if name == "showingPlcHdr"
                    && attributes.on()
                    && let Some(control) = self.controls.last_mut()
                {
                    *control = true;
                }
                return Frame::Skip;
            }
            Frame::Section => return self.section_property(name, attributes),
            Frame::NoteProps(kind) => {
                self.shared.note_marks.take(kind, name, attributes);
                return Frame::Skip;
            }
            _ => {}
        }
        match name {
            "p" => {
                self.open_paragraph();
                Frame::Paragraph
            }
            "pPr" if self.top() == Frame::Paragraph => Frame::ParagraphProps,
            "r" => {
                self.open_run();
                Frame::Run
            }
            "rPr" if self.top() == Frame::Run => Frame::RunProps,
            "t" => {
                self.begin_text();
                self.keep_blanks = attributes.get("space").is_some_and(|s| s == "preserve");
                Frame::Text
            }
            "tab" | "ptab" => {
                self.put("\t");
                Frame::Plain
            }
            "br" | "cr" => {
                self.line_break();
                Frame::Plain
            }
            // The hyphen that the rest of the text has in numbers of documents.
            "noBreakHyphen" => {
                self.put("-");
                Frame::Plain
            }
            "sym" => {
                self.symbol(attributes);
                Frame::Plain
            }
            "fldChar" => {
                self.field(&attributes.get("fldCharType").unwrap_or_default());
                Frame::Skip
            }
            "footnoteReference" | "endnoteReference" => {
                self.reference(name, attributes);
                Frame::Plain
            }
            "commentReference" => {
                self.shared.seen.comments += 1;
                Frame::Plain
            }
            "altChunk" => {
                self.shared.seen.embedded += 1;
                Frame::Plain
            }
            "tbl" => self.open_table(),
            "tblGrid" if self.table().is_some() => Frame::TableGrid,
            "tr" if self.table().is_some() => {
                if let Some(table) = self.table() {
                    table.open_row();
                }
                Frame::Row
            }
            "trPr" if self.top() == Frame::Row => Frame::RowProps,
            "tc" if self.table().is_some() => {
                if let Some(table) = self.table() {
                    table.open_cell();
                }
                self.sinks.push(Sink::default());
                Frame::Cell
            }
            "tcPr" if self.top() == Frame::Cell => Frame::CellProps,
            "txbxContent" => self.open_box(),
            "sdt" => {
                self.controls.push(false);
                Frame::Control
            }
            "sdtPr" if self.top() == Frame::Control => Frame::ControlProps,
            "sdtContent" if self.controls.last() == Some(&true) => Frame::Skip,
            "ins" | "moveTo" => {
                self.shared.seen.inserted += 1;
                Frame::Plain
            }
            "del" | "moveFrom" => {
                self.shared.seen.deleted += 1;
                Frame::Skip
            }
            "footnote" | "endnote" => self.open_note(attributes),
            "sectPr" => Frame::Section,
            "rt" | "delText" | "instrText" | "delInstrText" | "pPr" | "rPr" | "tblPr" | "tblPrEx" | "tblGrid"
            | "trPr" | "tcPr" | "sdtPr" | "sdtEndPr" | "rubyPr" | "smartTagPr" | "customXmlPr" | "fldData" => {
                Frame::Skip
            }
            _ => Frame::Plain,
        }
    }

    fn paragraph_property(&mut self, name: &str, attributes: Attributes<'_>) -> Frame {
        match name {
            "numPr" => return Frame::ListProps,
            "rPr" => return Frame::MarkProps,
            "sectPr" => return Frame::Section,
            _ => {}
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return Frame::Skip };
        match name {
            "pStyle" => {
                let name = attributes.get("val").unwrap_or_default().into_owned();
                if let Some(style) = self.shared.styles.get(&name) {
                    paragraph.style = style.look;
                    paragraph.heading |= style.heading;
                }
                paragraph.style_name = Some(name);
            }
            "outlineLvl" => paragraph.heading = attributes.number().is_some_and(|level| (0..9).contains(&level)),
            _ => {}
        }
        Frame::Skip
    }

    fn mark_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let seen = &mut self.shared.seen;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "del" | "moveFrom" => {
                seen.deleted += 1;
                paragraph.runs_on = true;
            }
            "ins" | "moveTo" => seen.inserted += 1,
            name => paragraph.mark.take(name, attributes),
        }
    }

    fn open_run(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if matches!(self.standing, Standing::Main) {
                paragraph.run = Some(paragraph.runs);
                paragraph.runs = paragraph.runs.saturating_add(1);
            }
            (paragraph.direct, paragraph.character) = (Look::default(), Look::default());
            show(self.shared, paragraph);
        }
    }

    pub(super) fn end_run(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if matches!(self.standing, Standing::Main) {
                paragraph.run = None;
            }
            (paragraph.direct, paragraph.character) = (Look::default(), Look::default());
            show(self.shared, paragraph);
        }
    }

    fn run_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if name == "rStyle" {
            let style = attributes.get("val").and_then(|v| self.shared.styles.get(&v));
            paragraph.character = style.map_or_else(Look::default, |s| s.look);
        } else {
            paragraph.direct.take(name, attributes);
        }
    }

    pub(super) fn symbol(&mut self, attributes: Attributes<'_>) {
        let code = attributes.get("char").and_then(|c| u32::from_str_radix(c.trim(), 16).ok());
        let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) else { return };
        let font = attributes.get("font").map_or(Font::Plain, |f| Font::named(&f));
        self.put(shown(font, c).encode_utf8(&mut [0; 4]));
    }

    fn field(&mut self, what: &str) {
        match what {
            "begin" => {
                self.fields.push(Field { instruction: true, paragraphs: self.paragraphs.len() });
            }
            "separate" => {
                // Inside an instruction all is instruction.
                let inside = self.fields.len().checked_sub(2).is_some_and(|at| self.fields[at].instruction);
                if let Some(field) = self.fields.last_mut() {
                    field.instruction = inside;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn reference(&mut self, name: &str, attributes: Attributes<'_>) {
        let Some(paragraph) = self.paragraphs.last().filter(|p| !p.shown.hidden) else { return };
        let own_mark = attributes.get("customMarkFollows").is_some_and(|v| !matches!(&*v, "0" | "false" | "off"));
        self.shared.seen.references.push(Reference {
            kind: if name == "footnoteReference" { Note::Foot } else { Note::End },
            id: attributes.get("id").unwrap_or_default().into_owned(),
            own_mark,
            paragraph: paragraph.index,
            run: paragraph.run,
        });
    }

    fn row_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let seen = &mut self.shared.seen;
        let Some(Some(table)) = self.tables.last_mut() else { return };
        match name {
            "gridBefore" => table.skip_columns(count(attributes).unwrap_or(0)),
            "tblHeader" if attributes.on() => table.head_row(),
            "hidden" if attributes.on() => table.drop_row(),
            "ins" => seen.inserted += 1,
            "del" => {
                seen.deleted += 1;
                table.drop_row();
            }
            _ => {}
        }
    }

    fn cell_property(&mut self, name: &str, attributes: Attributes<'_>) {
        let seen = &mut self.shared.seen;
        let Some(Some(table)) = self.tables.last_mut() else { return };
        let goes_on = || attributes.get("val").is_none_or(|v| v != "restart");
        match name {
            "gridSpan" => table.span(count(attributes).unwrap_or(1)),
            "vMerge" if goes_on() => table.go_on(),
            "hMerge" if goes_on() => table.join_left(),
            "cellIns" => seen.inserted += 1,
            "cellDel" => {
                seen.deleted += 1;
                table.drop_cell();
            }
            _ => {}
        }
    }

    fn section_property(&mut self, name: &str, attributes: Attributes<'_>) -> Frame {
        match name {
            "footnotePr" => Frame::NoteProps(Note::Foot),
            "endnotePr" => Frame::NoteProps(Note::End),
            "headerReference" | "footerReference" => {
                if let Some(id) = attributes.get("id") {
                    self.shared.seen.headers.push((id.into_owned(), self.next_paragraph.saturating_sub(1)));
                }
                Frame::Skip
            }
            _ => Frame::Skip,
        }
    }

    fn open_box(&mut self) -> Frame {
        if self.tables.iter().flatten().count() + self.boxes >= self.depth {
            self.shared.seen.too_deep = true;
            return Frame::Plain;
        }
        self.boxes += 1;
        self.sinks.push(Sink::default());
        Frame::Box
    }

    fn open_note(&mut self, attributes: Attributes<'_>) -> Frame {
        let id = attributes.get("id").unwrap_or_default().into_owned();
        let Standing::Notes(places) = &self.standing else { return Frame::Skip };
        let Some((_, _, mark)) = places.get(&id) else { return Frame::Skip };
        self.mark = Some(format!("{mark} ")).filter(|m| !m.trim().is_empty());
        self.note = Some(id);
        self.sinks.push(Sink::default());
        Frame::Note
    }

    /// An element inside another that is not read: what is counted is counted.
    pub(super) fn pass(&mut self, ns: Ns, name: &str) -> Frame {
        match (ns, name) {
            (Ns::Word, "p") => {
                self.next_paragraph = self.next_paragraph.saturating_add(1);
                self.skipped_paragraphs += 1;
                Frame::SkipParagraph
            }
            (Ns::Word, "r") => {
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.skipped_paragraphs == 0) {
                    paragraph.runs = paragraph.runs.saturating_add(1);
                }
                Frame::Skip
            }
            _ => Frame::Skip,
        }
    }

    /// Of several versions of one thing the first is read, and the one for old readers only where there is no other.
    pub(super) fn choice(&mut self, name: &str) -> Frame {
        // Inside a run its alternatives are still the run.
        let around = self.frames.iter().rev().copied().find(|f| *f != Frame::Choice).unwrap_or(Frame::Plain);
        let inside = if matches!(around, Frame::Paragraph | Frame::Run) { Frame::Plain } else { around };
        match name {
            "AlternateContent" => {
                self.choices.push(false);
                Frame::Choice
            }
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(taken) if !*taken => {
                    *taken = true;
                    if is_props(inside) { inside } else { Frame::Plain }
                }
                _ => Frame::Skip,
            },
            _ => Frame::Plain,
        }
    }

    pub(super) fn math(&mut self, name: &str) -> Frame {
        match name {
            "t" => {
                self.begin_text();
                self.keep_blanks = true;
                Frame::Text
            }
            // A fraction on one line.
            "den" => {
                self.put("/");
                Frame::Plain
            }
            name if name.ends_with("Pr") => Frame::Skip,
            _ => Frame::Plain,
        }
    }
}

impl Story<'_> {
    fn begin_text(&mut self) {
        self.text.clear();
        self.stretches.clear();
    }
}

/// A place where only properties stand.
pub(super) fn is_props(frame: Frame) -> bool {
    matches!(frame, Frame::ParagraphProps | Frame::MarkProps | Frame::RunProps | Frame::RowProps | Frame::CellProps)
}

fn count(attributes: Attributes<'_>) -> Option<usize> {
    attributes.number().map(|n| usize::try_from(n).unwrap_or(0))
}
