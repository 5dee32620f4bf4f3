//! HTML: law sites' pages and what word processors export.
//!
//! In: decoded text. Out: paragraphs and cells, tags gone. The tokens are those of the HTML standard (WHATWG, 13.2.5, by
//! `html5gum`); of tree building only what matters here is kept: blocks end paragraphs, rows and cells close the ones
//! before them. Navigation, scripts and what else a site puts around a document are set aside ([`page`]); words in
//! an encoding before Unicode are converted before anything is read ([`old`]); letterheads and
//! signatures drawn as tables become columns ([`super::grid`]). Nothing here is recursive over the depth of the page.

mod old;
mod page;
mod words;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Spanned, StartTag, Token, Tokenizer};

use super::Paragraph;
pub(super) use old::in_unicode;
use page::Page;

/// As IANA has it.
pub(super) const MEDIA_TYPE: &str = "text/html";

/// Tags whose content is no text of the page.
const SILENT: &[&str] = &[
    "script", "style", "head", "noscript", "template", "svg", "math", "button", "select", "option", "iframe", "object",
    "textarea", "audio", "video", "canvas", "map", "datalist", "dialog", "xml",
];

/// Tags that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "blockquote",
    "pre",
    "center",
    "hr",
    "br",
    "form",
    "fieldset",
    "figure",
    "figcaption",
    "address",
    "body",
    "details",
    "summary",
    "tbody",
    "thead",
    "tfoot",
    "caption",
];

/// Reads HTML.
pub(super) fn read(raw: &str) -> Vec<Paragraph> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader { raw, page: Page::default(), silent: None };
    for token in Tokenizer::new_with_emitter(raw, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => reader.open(&tag),
            Ok(Token::EndTag(tag)) => reader.close(&name(&tag.name)),
            Ok(Token::String(words)) => reader.words(&words),
            _ => {}
        }
    }
    reader.page.finish(raw)
}

struct Reader<'a> {
    raw: &'a str,
    page: Page,
    /// The silent tag that is open, and how often.
    silent: Option<(String, usize)>,
}

fn name(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).to_ascii_lowercase()
}

impl Reader<'_> {
    fn open(&mut self, tag: &StartTag<usize>) {
        let name = name(&tag.name);
        if let Some((open, depth)) = &mut self.silent {
            // A body ends a head that nobody closed.
            if open == "head" && name == "body" {
                self.silent = None;
            } else {
                *depth += usize::from(*open == name);
                return;
            }
        }
        let closed = tag.self_closing && !name.contains(':');
        if (SILENT.contains(&name.as_str()) || hidden(tag)) && !closed && !is_void(&name) {
            if BLOCKS.contains(&name.as_str()) {
                self.page.end_paragraph(self.raw);
            }
            self.silent = Some((name, 1));
            return;
        }
        let at = tag.span.start;
        match name.as_str() {
            "table" => self.page.open_table(self.raw),
            "tr" => self.page.open_row(self.raw),
            "td" | "th" => self.page.open_cell(self.raw, count(tag, "colspan"), count(tag, "rowspan")),
            "b" | "strong" => self.page.bold(1),
            "a" => self.page.link(1),
            _ if BLOCKS.contains(&name.as_str()) => {
                self.page.end_paragraph(self.raw);
                self.page.open_block(&name, &attribute(tag, "class"), &attribute(tag, "id"), at);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((open, depth)) = &mut self.silent {
            if open == name {
                *depth -= 1;
                if *depth == 0 {
                    self.silent = None;
                }
            }
            return;
        }
        match name {
            "table" => self.page.close_table(self.raw),
            "tr" => self.page.close_row(self.raw),
            "td" | "th" => self.page.close_cell(self.raw),
            "b" | "strong" => self.page.bold(-1),
            "a" => self.page.link(-1),
            _ if BLOCKS.contains(&name) => {
                self.page.end_paragraph(self.raw);
                self.page.close_block(self.raw, name);
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &Spanned<HtmlString, usize>) {
        if self.silent.is_some() {
            return;
        }
        let decoded = String::from_utf8_lossy(words);
        let (start, end) = (words.span.start.min(self.raw.len()), words.span.end.min(self.raw.len()));
        self.page.pieces(words::pieces(self.raw, start..end.max(start), &decoded));
    }
}

fn attribute(tag: &StartTag<usize>, wanted: &str) -> String {
    tag.attributes
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(wanted.as_bytes()))
        .map(|(_, value)| String::from_utf8_lossy(value).to_lowercase())
        .unwrap_or_default()
}

fn hidden(tag: &StartTag<usize>) -> bool {
    let style: String = attribute(tag, "style").chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || tag.attributes.keys().any(|key| key.eq_ignore_ascii_case(b"hidden"))
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "col" | "base" | "wbr" | "embed" | "source" | "area"
    )
}

/// A colspan or rowspan; the standard bounds both (WHATWG, 4.9.11).
fn count(tag: &StartTag<usize>, wanted: &str) -> usize {
    attribute(tag, wanted).trim().parse().unwrap_or(1).clamp(1, 1000)
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;
    use crate::ingest::Piece;

    fn lines(raw: &str) -> Vec<(Kind, String)> {
        let text = |p: &Paragraph| {
            p.pieces.iter().fold(String::new(), |mut s, piece| {
                match piece {
                    Piece::Copy(r) => s.push_str(&raw[r.clone()]),
                    Piece::Put(c, _) => s.push(*c),
                }
                s
            })
        };
        read(raw).iter().map(|p| (p.kind, text(p).trim().to_owned())).collect()
    }

    fn words(raw: &str) -> Vec<String> {
        lines(raw).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn blocks_end_paragraphs_and_references_are_letters() {
        assert_eq!(words("<p>A &amp; B&nbsp;C<br>D &#272;</p><div>E<p>F"), ["A & B\u{a0}C", "D Đ", "E", "F"]);
        assert_eq!(words("<ul><li>một<li>hai</ul><ol><li>x</ol>"), ["- một", "- hai", "1. x"]);
        assert_eq!(words("a<script>if (a < b) {}</script>b<style>p{}</style><p hidden>c</p>d"), ["ab", "d"]);
    }

    #[test]
    fn cells_know_how_far_they_reach() {
        let raw = "<table><tr><td rowspan=2>A<td colspan=2>B<tr><td>C<td>D<tr><td>E<td>F<td>G</table>";
        let cell = |row, column, rows, columns| Kind::Cell { table: 0, row, column, rows, columns };
        let kinds: Vec<Kind> = lines(raw).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(
            kinds,
            [
                cell(0, 0, 2, 1),
                cell(0, 1, 1, 2),
                cell(1, 1, 1, 1),
                cell(1, 2, 1, 1),
                cell(2, 0, 1, 1),
                cell(2, 1, 1, 1),
                cell(2, 2, 1, 1)
            ]
        );
    }

    #[test]
    fn a_letterhead_is_no_table_and_navigation_no_text() {
        let raw = "<nav><a href=x>Trang chủ</a></nav><div class=menu>Văn bản</div><div id=content><table><tr><td>UBND TỈNH<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<tr><td>Số: 1/KH-UBND<td>Huế, ngày 1 tháng 2 năm 2024</table><p>KẾ HOẠCH</p></div><footer>Liên hệ</footer>";
        assert_eq!(
            words(raw),
            [
                "UBND TỈNH",
                "Số: 1/KH-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Huế, ngày 1 tháng 2 năm 2024",
                "KẾ HOẠCH"
            ]
        );
    }

    #[test]
    fn any_nesting_is_read() {
        let deep = "<div>".repeat(50_000) + "x" + &"<table><tr><td>".repeat(20_000) + "y";
        assert!(words(&deep).contains(&"x".to_owned()));
    }
}
