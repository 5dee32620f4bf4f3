//! Word: comments in the package of the user's own file.
//!
//! In: the bytes of the file, what was read of it, and remarks. Out: the same package with comments by `rasoat`. Only the main part,
//! the comments, the list of types and the main part's relationships change, each as text at the places concerned; every other
//! entry is copied as it is compressed. Comments of others stay as they are.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use super::marks::{self, Marked};
use super::package::{DECLARATION, Package, TYPES};
use super::places::{self, Place};
use super::remark::Remark;
use super::xml::{STRICT, TRANSITIONAL, Words, appended, edited, escaped, is_strict};
use super::{AUTHOR, Annotated};
use crate::Whole;
use crate::ingest::xml::{Attributes, Ns, Visitor, walk};
use crate::ingest::{self, Options};
use crate::record::Message;

/// The file with comments.
pub(super) fn annotate(
    bytes: &[u8],
    whole: &Whole,
    remarks: &[Remark<'_>],
    options: &Options<'_>,
) -> Result<Annotated, Message> {
    let main = ingest::main_part(bytes, options).map_err(|error| error.message())?;
    if !main.whole {
        return Err(damaged(&main.name));
    }
    // What points into the text would point elsewhere in the part.
    if !whole.source.raw.starts_with(&main.raw) {
        return Err(damaged(&main.name));
    }
    let mut package = Package::open(bytes).ok_or_else(|| damaged("zip"))?;
    let (document, encoding) = package.read(&main.name).ok_or_else(|| damaged(&main.name))?;
    if document != main.xml {
        return Err(damaged(&main.name));
    }
    let folder = main.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let comments = main.comments.clone().unwrap_or_else(|| package.comments(folder));
    let before = match package.find(&comments) {
        Some(_) => Some(package.read(&comments).ok_or_else(|| damaged(&comments))?),
        None => None,
    };
    let mut said = Said::default();
    walk(&document, &|| false, &mut said);
    if let Some((part, _)) = &before {
        walk(part, &|| false, &mut said);
    }

    let mut fresh: Vec<&Remark<'_>> = remarks.iter().filter(|r| !said.fingerprints.contains(&r.fingerprint)).collect();
    let known = remarks.len() - fresh.len();
    // The gravest first where several speak of the same words.
    fresh.sort_by_key(|remark| Reverse(remark.severity));
    let mut placed: Vec<(Place, &Remark<'_>)> = fresh
        .iter()
        .filter_map(|remark| Some((places::of(whole, &main.origins, &remark.evidence.span.bytes)?, *remark)))
        .collect();
    placed.sort_by_key(|(place, _)| match place {
        Place::Words(xml) => (xml.start, 0),
        // The number of a paragraph grows with its place, which is all that an order asks.
        Place::Near(paragraph, _) => (usize::MAX, *paragraph),
    });
    let numbers: Vec<u64> = (0..).filter(|id| !said.numbers.contains(id)).take(placed.len()).collect();
    let wanted: Vec<(u64, Place)> =
        numbers.iter().copied().zip(placed.iter().map(|(place, _)| place.clone())).collect();
    let Marked { edits, lost, near } = marks::mark(&document, &wanted);
    let written: Vec<(u64, &Remark<'_>)> = numbers
        .iter()
        .zip(&placed)
        .filter(|(id, _)| !lost.contains(id))
        .map(|(id, (_, remark))| (*id, *remark))
        .collect();
    let lost = fresh.len() - written.len();
    if written.is_empty() {
        return Ok(Annotated::unchanged(bytes, known, lost));
    }

    let strict = is_strict(&document);
    let new = |prefix: &str| -> String {
        let words = Words::of(prefix, strict);
        written.iter().map(|(id, remark)| comment(*id, remark, near.contains(id), words)).collect()
    };
    let part = if let Some((part, encoding)) = &before {
        encoding.bytes(&appended(part, new).ok_or_else(|| damaged(&comments))?)
    } else {
        let address = if strict { STRICT } else { TRANSITIONAL };
        format!("{DECLARATION}<w:comments xmlns:w=\"{address}\">{}</w:comments>", new("w:")).into_bytes()
    };
    package.change(&main.name, encoding.bytes(&edited(&document, edits)));
    package.change(&comments, part);
    package.relate(&main.name, &comments, main.comments.is_some(), strict).ok_or_else(|| damaged(TYPES))?;
    let notes = package.is_signed().then(signature).into_iter().collect();
    let near = written.iter().filter(|(id, _)| near.contains(id)).count();
    let bytes = package.write().ok_or_else(|| damaged("zip"))?;
    Ok(Annotated { bytes, added: written.len(), near, known, lost, notes })
}

/// One comment.
fn comment(id: u64, remark: &Remark<'_>, near: bool, words: Words<'_>) -> String {
    let Words { element: p, declared, attribute: a } = words;
    let paragraph = |first: &str, look: &str, text: &str| {
        let text = escaped(text);
        format!(r#"<{p}p>{first}<{p}r>{look}<{p}t xml:space="preserve">{text}</{p}t></{p}r></{p}p>"#)
    };
    let mark = format!("<{p}r><{p}annotationRef/></{p}r>");
    let bold = format!("<{p}rPr><{p}b/></{p}rPr>");
    let small = format!(r#"<{p}rPr><{p}color {a}val="808080"/><{p}sz {a}val="14"/></{p}rPr>"#);
    let mut out = format!(r#"<{p}comment{declared} {a}id="{id}" {a}author="{AUTHOR}" {a}initials="rs">"#);
    out.push_str(&paragraph(&mark, &bold, &remark.title));
    for line in near.then_some(&remark.quoted).into_iter().chain(&remark.lines) {
        out.push_str(&paragraph("", "", line));
    }
    out.push_str(&paragraph("", &small, &remark.last));
    out + &format!("</{p}comment>")
}

/// What comments say already: their numbers, and what those of this program are about.
#[derive(Default)]
struct Said {
    numbers: FxHashSet<u64>,
    fingerprints: FxHashSet<String>,
    depth: usize,
    /// The depth of the open comment by this program, and its words.
    own: Option<(usize, String)>,
}

impl Visitor for Said {
    fn open(&mut self, ns: Ns, name: &str, attributes: Attributes<'_>) {
        self.depth += 1;
        if ns == Ns::Word && matches!(name, "comment" | "commentRangeStart" | "commentRangeEnd" | "commentReference") {
            self.numbers.extend(attributes.get("id").and_then(|id| id.trim().parse::<u64>().ok()));
        }
        if ns == Ns::Word && name == "comment" && attributes.get("author").is_some_and(|author| author == AUTHOR) {
            self.own = Some((self.depth, String::new()));
        }
        if let Some((_, words)) = self.own.as_mut().filter(|_| name == "p") {
            words.push(' ');
        }
    }

    fn close(&mut self) {
        if let Some((_, words)) = self.own.take_if(|(depth, _)| *depth == self.depth) {
            self.fingerprints.extend(words.split_whitespace().map(str::to_owned));
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, words)) = &mut self.own {
            words.push_str(text);
        }
    }
}

/// A part that cannot be written into.
fn damaged(part: &str) -> Message {
    Message {
        vi: format!(
            "không ghi được nhận xét vì phần {part} của tệp Word bị hỏng; hãy mở tệp bằng Word, lưu lại rồi chạy lại"
        ),
        en: format!(
            "comments cannot be written since part {part} of the Word file is damaged; open it in Word, save it and run again"
        ),
    }
}

/// A signature speaks of the bytes as they were.
fn signature() -> Message {
    Message {
        vi: "tệp gốc có chữ ký số; chữ ký không còn hiệu lực trong bản có nhận xét".to_owned(),
        en: "the file is digitally signed; the signature is not valid in the copy with comments".to_owned(),
    }
}
