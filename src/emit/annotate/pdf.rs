//! PDF: highlights in the user's own file.
//!
//! In: the bytes of the file, what was read of it, and remarks. Out: the same bytes with an update behind them (ISO 32000-2, 7.5.6)
//! that holds the highlights and names them on their pages. Highlights and notes that are there stay. Where only the page of
//! the words is known, a note stands at its top.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, Point};
use lopdf::{Dictionary, Document, Object, ObjectId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::quads::{self, OnPage, Quad};
use super::remark::Remark;
use super::update::Update;
use super::{AUTHOR, Annotated};
use crate::Whole;
use crate::record::{Message, Severity};

/// The side of a note, and its way from the corner of the page, in points.
const NOTE: f32 = 18.0;

/// The file with highlights.
pub(super) fn annotate(bytes: &[u8], whole: &Whole, remarks: &[Remark<'_>]) -> Result<Annotated, Message> {
    // Readers of damaged files have faults of their own; the file was read by another one.
    let File { document, pages, views } = catch_unwind(|| File::open(bytes)).unwrap_or_else(|_| Err(damaged()))?;
    let said = Said::of(&document, &pages);
    let mut update = Update::new(&document).ok_or_else(damaged)?;
    let mut annotations: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    let mut notes: FxHashMap<u32, f32> = FxHashMap::default();
    let (mut added, mut near, mut known, mut lost) = (0, 0, 0, 0);
    for remark in remarks {
        let places = quads::of(whole, &remark.evidence.span.bytes);
        let places: Vec<(&OnPage, ObjectId, Affine)> = places
            .iter()
            .filter_map(|place| {
                let at = usize::try_from(place.page).ok()?.checked_sub(1)?;
                Some((place, *pages.get(at)?, *views.get(at)?))
            })
            .collect();
        if places.is_empty() {
            lost += 1;
            continue;
        }
        let new: Vec<_> = places.iter().filter(|(_, page, _)| !said.has(*page, &remark.fingerprint)).collect();
        if new.is_empty() {
            known += 1;
            continue;
        }
        added += 1;
        near += usize::from(new.iter().any(|(place, ..)| place.quads.is_empty()));
        for (place, page, view) in new {
            let id = if place.quads.is_empty() {
                let down = notes.entry(place.page).or_default();
                *down += NOTE * 1.2;
                note(&mut update, remark, *page, *view, *down)
            } else {
                highlight(&mut update, remark, *page, *view, &place.quads)
            };
            annotations.entry(*page).or_default().push(id.ok_or_else(damaged)?);
        }
    }
    if added == 0 {
        return Ok(Annotated::unchanged(bytes, known, lost));
    }
    for (page, new) in annotations {
        name_on_page(&document, &mut update, page, &new).ok_or_else(damaged)?;
    }
    let out = update.behind(bytes, &document).ok_or_else(damaged)?;
    // Read back before anybody relies on it.
    let again = catch_unwind(|| File::open(&out)).unwrap_or_else(|_| Err(damaged()))?;
    if again.pages.len() != pages.len() {
        return Err(damaged());
    }
    let notes = is_signed(&document).then(signature).into_iter().collect();
    Ok(Annotated { bytes: out, added, near, known, lost, notes })
}

/// A file that can be written behind.
struct File {
    document: Document,
    /// In the order of the pages.
    pages: Vec<ObjectId>,
    /// From the page as it is shown to its own space.
    views: Vec<Affine>,
}

impl File {
    fn open(bytes: &[u8]) -> Result<Self, Message> {
        let pdf = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes.to_vec()))).map_err(|_| damaged())?;
        let pdf = pdf.map_err(|_| damaged())?;
        // The same view of the page as that in which its words were read.
        let view = |page: &hayro_interpret::hayro_syntax::page::Page<'_>| {
            let shown = Affine::new(page.initial_transform(true).as_coeffs());
            if shown.determinant().abs() > 1e-9 { shown.inverse() } else { Affine::IDENTITY }
        };
        let views: Vec<Affine> = pdf.pages().iter().map(view).collect();
        let document = Document::load_mem(bytes).map_err(|_| damaged())?;
        if document.is_encrypted() || document.was_encrypted() {
            return Err(encrypted());
        }
        let pages: Vec<ObjectId> = document.page_iter().take(views.len() + 1).collect();
        if pages.is_empty() || pages.len() != views.len() {
            return Err(damaged());
        }
        Ok(Self { document, pages, views })
    }
}

/// What highlights by this program say already: page and fingerprint.
struct Said(FxHashSet<(ObjectId, Vec<u8>)>);

impl Said {
    fn of(document: &Document, pages: &[ObjectId]) -> Self {
        let mut out = FxHashSet::default();
        for page in pages {
            let annotations = document.get_page_annotations(*page).unwrap_or_default();
            let own =
                |annotation: &&Dictionary| text(document, annotation, b"T").is_some_and(|t| t == AUTHOR.as_bytes());
            let names = annotations.into_iter().filter(own).filter_map(|a| text(document, a, b"NM"));
            out.extend(names.map(|name| (*page, name)));
        }
        Self(out)
    }

    fn has(&self, page: ObjectId, fingerprint: &str) -> bool {
        self.0.contains(&(page, fingerprint.as_bytes().to_vec()))
    }
}

/// A string of plain letters, whichever way it is written.
fn text(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    let text = dictionary.get_deref(key, document).and_then(Object::as_str).ok()?;
    Some(match text {
        [0xFE, 0xFF, wide @ ..] => wide.iter().copied().filter(|byte| *byte != 0).collect(),
        plain => plain.to_vec(),
    })
}

/// Puts new annotations on the list of a page.
fn name_on_page(document: &Document, update: &mut Update, page: ObjectId, new: &[ObjectId]) -> Option<()> {
    let mut dictionary = document.get_dictionary(page).ok()?.clone();
    let before = dictionary.get(b"Annots").ok().and_then(|annotations| document.dereference(annotations).ok());
    let before = before.and_then(|(_, list)| list.as_array().ok()).cloned().unwrap_or_default();
    // In the page itself: a list that stands apart may be that of other pages too.
    let list = before.into_iter().chain(new.iter().map(|id| Object::Reference(*id))).collect();
    dictionary.set("Annots", Object::Array(list));
    update.set(page, &Object::Dictionary(dictionary))
}

/// Colours that leave the words under them easy to read.
fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1 0.72 0.72",
        Severity::Warning => "1 0.9 0.45",
        Severity::Info => "0.7 0.87 1",
    }
}

/// A highlight over lines of words.
fn highlight(
    update: &mut Update,
    remark: &Remark<'_>,
    page: ObjectId,
    view: Affine,
    quads: &[Quad],
) -> Option<ObjectId> {
    let corner = |x: f32, y: f32| view * Point::new(f64::from(x), f64::from(y));
    // Top left, top right, bottom left, bottom right, as readers have it.
    let quads: Vec<[Point; 4]> = quads
        .iter()
        .map(|[x0, y0, x1, y1]| [corner(*x0, *y0), corner(*x1, *y0), corner(*x0, *y1), corner(*x1, *y1)])
        .collect();
    let rect = around(&quads.iter().flatten());
    let colour = colour(remark.severity);
    let points = quads.iter().flatten().fold(String::new(), |out, p| out + &pair(*p));
    let mut shape = format!("/M gs {colour} rg\n");
    for [a, b, c, d] in &quads {
        let _ = writeln!(shape, "{}m {}l {}l {}l f", pair(*a), pair(*b), pair(*d), pair(*c));
    }
    // Drawn here, for readers that draw no highlight themselves.
    let look = update.add(&format!(
        "<</Type/XObject/Subtype/Form/BBox[{rect}]/Group<</S/Transparency>>/Resources<</ExtGState<</M<</BM/Multiply>>>>>>/Length {}>>\nstream\n{shape}\nendstream",
        shape.len()
    ))?;
    update.add(&format!(
        "<</Type/Annot/Subtype/Highlight/Rect[{rect}]/QuadPoints[{}]/C[{colour}]/F 4/AP<</N {} {} R>>{}>>",
        points.trim_end(),
        look.0,
        look.1,
        words(remark, page, false)
    ))
}

/// A note at the top of a page, where the place of the words on it is not known.
fn note(update: &mut Update, remark: &Remark<'_>, page: ObjectId, view: Affine, down: f32) -> Option<ObjectId> {
    let corner = |x: f32, y: f32| view * Point::new(f64::from(x), f64::from(y));
    let rect = around(&[corner(NOTE, down), corner(NOTE * 2.0, down + NOTE)].iter());
    update.add(&format!(
        "<</Type/Annot/Subtype/Text/Name/Comment/Rect[{rect}]/C[{}]/F 28{}>>",
        colour(remark.severity),
        words(remark, page, true)
    ))
}

/// Who says it, what, and of which page.
fn words(remark: &Remark<'_>, page: ObjectId, near: bool) -> String {
    let lines = std::iter::once(remark.title.as_str())
        .chain(near.then_some(remark.quoted.as_str()))
        .chain(remark.lines.iter().map(String::as_str))
        .chain([remark.last.as_str()]);
    let contents = lines.collect::<Vec<_>>().join("\n");
    format!(
        "/P {} {} R/T({AUTHOR})/NM({})/Subj {}/Contents {}",
        page.0,
        page.1,
        remark.fingerprint,
        unicode(&remark.title),
        unicode(&contents)
    )
}

/// A string of any characters.
fn unicode(words: &str) -> String {
    words.encode_utf16().fold("<FEFF".to_owned(), |mut out, unit| {
        let _ = write!(out, "{unit:04X}");
        out
    }) + ">"
}

fn pair(point: Point) -> String {
    format!("{:.2} {:.2} ", point.x, point.y)
}

/// The smallest rectangle around some points.
fn around<'a>(points: &(impl Iterator<Item = &'a Point> + Clone)) -> String {
    let least = |of: fn(&Point) -> f64| points.clone().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Point) -> f64| points.clone().map(of).fold(f64::NEG_INFINITY, f64::max);
    format!("{:.2} {:.2} {:.2} {:.2}", least(|p| p.x), least(|p| p.y), most(|p| p.x), most(|p| p.y))
}

/// Whether the form of a document holds a signature.
fn is_signed(document: &Document) -> bool {
    let form =
        document.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", document)).and_then(Object::as_dict);
    let flags = form.and_then(|form| form.get_deref(b"SigFlags", document)).and_then(Object::as_i64);
    flags.is_ok_and(|flags| flags & 1 == 1)
}

fn damaged() -> Message {
    Message {
        vi: "tệp PDF bị hỏng hoặc dựng khác thường nên không ghi thêm được; hãy in lại thành PDF mới, hoặc dùng rasoat review"
            .to_owned(),
        en: "the PDF is damaged or built in an unusual way, so nothing can be added to it; print it to a new PDF, or use rasoat review"
            .to_owned(),
    }
}

fn encrypted() -> Message {
    Message {
        vi: "tệp PDF được bảo vệ nên không ghi thêm được; hãy bỏ bảo vệ rồi chạy lại, hoặc dùng rasoat review".to_owned(),
        en: "the PDF is protected, so nothing can be added to it; remove the protection and run again, or use rasoat review"
            .to_owned(),
    }
}

/// A signature covers the bytes before the update.
fn signature() -> Message {
    Message {
        vi: "tệp gốc có chữ ký số; nội dung đã ký giữ nguyên, nhưng trình đọc PDF sẽ báo tệp có thay đổi sau khi ký".to_owned(),
        en: "the file is digitally signed; what was signed stays as it is, but readers will tell of changes after signing".to_owned(),
    }
}
