//! Written: what an older or another format says of a text, in the elements of a Word file.
//!
//! In: paragraphs, tables, lists and notes as the reader of `.doc`, RTF or ODT finds them. Out: the parts of a Word file in
//! memory, which [`super::docx`] reads: so merged cells, numbers of lists, fields, deletions, letterheads and notes mean the
//! same whatever the format. It knows no format and no words; nothing is written to a disk.

mod list;
mod paragraph;
mod rows;
mod table;

use std::fmt::Write as _;

pub(super) use list::{Change, Level, Lists};
pub(super) use paragraph::{Look, Paragraph};
pub(super) use rows::{Column, Rows};
pub(super) use table::{Cell, Row, table};

use super::docx;
use super::{Error, Options, Source};
use crate::record::{Diagnostic, Message};

/// What the reader of Word files is given.
#[derive(Debug)]
pub(super) struct Written {
    /// Names and text of the parts.
    pub(super) parts: Vec<(String, String)>,
    pub(super) media_type: &'static str,
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) partial: bool,
}

/// What a format says, part by part. All but `lists` are paragraphs and tables as XML.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) body: String,
    pub(super) lists: Lists,
    /// By the number that [`footnote`] was given.
    pub(super) footnotes: Vec<(usize, String)>,
    /// By the number that [`endnote`] was given.
    pub(super) endnotes: Vec<(usize, String)>,
    /// Running heads and feet.
    pub(super) headers: Vec<String>,
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) partial: bool,
}

/// The reference to a footnote; `own` where the text itself shows the mark.
pub(super) fn footnote(id: usize, own: bool) -> String {
    format!(r#"<w:footnoteReference w:id="{id}" w:customMarkFollows="{}"/>"#, u8::from(own))
}

/// The reference to an endnote.
pub(super) fn endnote(id: usize, own: bool) -> String {
    format!(r#"<w:endnoteReference w:id="{id}" w:customMarkFollows="{}"/>"#, u8::from(own))
}

/// A box that is fastened to a run.
pub(super) fn text_box(content: &str) -> String {
    format!("<w:txbxContent>{content}</w:txbxContent>")
}

/// A picture, of which only the number matters.
pub(super) const PICTURE: &str = "<v:imagedata/>";

impl Document {
    /// The file is cut off or damaged.
    pub(super) fn is_cut(&mut self, format: &str) {
        self.partial = true;
        self.remarks.push(Diagnostic {
            code: "part-damaged",
            message: Message {
                vi: format!("tệp {format} bị cắt hoặc hỏng; chỉ đọc được phần còn lại"),
                en: format!("the {format} file is cut off or damaged; what is left of it was read"),
            },
            page: None,
        });
    }

    /// Reads the parts as those of a Word file are read.
    pub(super) fn read(self, media_type: &'static str, options: &Options<'_>) -> Result<Source, Error> {
        let mut parts = Vec::new();
        let mut relations = String::from("<Relationships>");
        let mut part = |kind: &str, name: String, text: String| {
            let _ = write!(relations, r#"<Relationship Id="{name}" Type="x/{kind}" Target="{name}.xml"/>"#);
            parts.push((format!("word/{name}.xml"), text));
        };
        let mut section = String::new();
        for (at, header) in self.headers.into_iter().enumerate() {
            let name = format!("header{at}");
            let _ = write!(section, r#"<w:headerReference r:id="{name}"/>"#);
            part("header", name, format!("<w:hdr>{header}</w:hdr>"));
        }
        for (kind, element, notes) in
            [("footnotes", "footnote", self.footnotes), ("endnotes", "endnote", self.endnotes)]
        {
            if notes.is_empty() {
                continue;
            }
            let notes = notes.into_iter().fold(String::new(), |mut all, (id, words)| {
                let _ = write!(all, r#"<w:{element} w:id="{id}">{words}</w:{element}>"#);
                all
            });
            part(kind, kind.to_owned(), format!("<w:{kind}>{notes}</w:{kind}>"));
        }
        if !self.lists.is_empty() {
            part("numbering", "numbering".to_owned(), self.lists.xml());
        }
        relations.push_str("</Relationships>");
        let body = self.body;
        parts.push(("word/_rels/document.xml.rels".to_owned(), relations));
        parts.push((
            "word/document.xml".to_owned(),
            format!("<w:document><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"),
        ));
        if parts.iter().map(|(_, text)| text.len()).sum::<usize>() > options.limits.inflated {
            return Err(Error::TooLarge { limit: "inflated", value: options.limits.inflated as u64 });
        }
        let written = Written { parts, media_type, remarks: self.remarks, partial: self.partial };
        docx::read_written(written, options)
    }
}

/// Characters as XML writes them; controls, which no XML has, are left out.
fn escape(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push('\t'),
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Kind;
    use crate::ingest::grid::plain;

    fn paragraph(words: &str, list: Option<(usize, usize)>) -> String {
        let mut paragraph = Paragraph::default();
        paragraph.list = list;
        paragraph.text(&Look::default(), words);
        let mut out = String::new();
        paragraph.write(&mut out);
        out
    }

    #[test]
    fn what_is_written_is_read() {
        let mut document = Document::default();
        let level = Level { start: 3, format: "upperRoman", text: "%1.".to_owned(), ..Level::default() };
        document.lists.kinds.push(vec![Some(level)]);
        document.lists.lists.push((0, Vec::new()));
        let cell = |left, right, above, words: &str| Cell {
            left,
            right,
            above,
            content: paragraph(words, None),
            ..Cell::default()
        };
        let rows = [
            Row { cells: vec![cell(0, 1000, false, "A"), cell(1000, 3000, false, "<B>")], ..Row::default() },
            Row { cells: vec![cell(3, 1004, true, "")], ..Row::default() },
            Row {
                cells: vec![cell(0, 1000, false, "C"), cell(1000, 2000, false, "D"), cell(2000, 3000, false, "E")],
                ..Row::default()
            },
        ];
        let mut marked = Paragraph::default();
        marked.text(&Look::default(), "Mục");
        marked.element(&Look::default(), footnote(7, false));
        marked.text(&Look { deleted: true, ..Look::default() }, " xóa");
        marked.write(&mut document.body);
        document.body.push_str(&paragraph("Hai & ba", Some((1, 0))));
        table(&rows, &mut document.body);
        document.footnotes.push((7, paragraph("Ghi chú", None)));
        document.headers.push(paragraph("Đầu trang", None));
        let source = document.read("x/y", &Options::default()).expect("readable");
        let got: Vec<_> = source.paragraphs.iter().map(|p| plain(&source.raw, p)).collect();
        assert_eq!(got, ["Mục", "III. Hai & ba", "A", "<B>", "C", "D", "E", "1 Ghi chú", "Đầu trang"]);
        let cells = source.paragraphs.iter().filter_map(|p| match p.kind {
            Kind::Cell { row, column, rows, columns, .. } => Some((row, column, rows, columns)),
            _ => None,
        });
        assert_eq!(cells.collect::<Vec<_>>(), [(0, 0, 2, 1), (0, 1, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]);
        assert_eq!(source.diagnostics[0].code, "tracked-changes");
    }
}
