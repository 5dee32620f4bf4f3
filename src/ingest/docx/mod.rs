//! Word files (`.docx`, `.docm`, `.dotx`): `WordprocessingML` as ISO/IEC 29500 has it, Transitional and Strict.
//!
//! In: the bytes of a file. Out: a [`Source`] in the order of reading: the text with the numbers that Word computes, tables
//! with their merged cells, boxes behind the paragraph that holds them; then footnotes, endnotes, headers and footers, each
//! once, set apart. It reads what the page shows: insertions, results of fields, capitals; not deletions, hidden words,
//! instructions. It never runs a macro, follows a link, opens a file inside the file or writes one.
//!
//! # Places
//!
//! `paragraph` counts every `w:p` of the main part from 0 in the order of the file, those of tables, boxes and second
//! versions (`mc:Fallback`) included. `run` counts every `w:r` of that paragraph from 0, those inside links, insertions,
//! deletions and content controls included, those of paragraphs inside it (boxes) not; it is null for what stands in no
//! run, such as a label that Word computes or a formula. A note has the place of its reference, a header the paragraph
//! where its section ends.
//!
//! # Files
//!
//! [`package`] unpacks and relates the parts, [`xml`] hands out their elements, [`story`] reads a part with [`paragraph`] and
//! [`tables`]; [`styles`], [`numbering`], [`labels`], [`notes`] and [`symbols`] say what Word shows, [`old`] what was
//! written before Unicode; [`remarks`] what the reader of a record should know; [`origins`] where in the XML a character stands.

mod labels;
mod notes;
mod numbering;
mod old;
mod origins;
mod package;
mod paragraph;
mod remarks;
mod story;
mod styles;
mod symbols;
mod tables;
#[cfg(test)]
mod tests;
pub(crate) mod xml;

use rustc_hash::{FxHashMap, FxHashSet};

use super::columns::Columns;
use super::grid::plain;
use super::table::is_frame;
use super::written::Written;
use super::{Error, Kind, Options, Paragraph, Piece, Places, Source, legacy};
use crate::record::Diagnostic;
use crate::span::Bytes;
use notes::Note;
use old::Old;
pub(crate) use origins::{MainPart, Origin};
pub(super) use package::Package;
use package::{Part, Relations, damaged};
use story::{Shared, Standing, Story};
use xml::{End, Visitor, walk};

/// As IANA has it; the endings with macros and templates hold the same text.
pub(super) const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Lines of a letterhead by tabs that are looked at together.
const MOST_TABBED: usize = 24;

/// Reads a Word file; a text of `OpenDocument`, which lies in the same kind of package, is handed on.
pub(super) fn read(bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let mut package = Package::open(bytes, options)?;
    if package.is_open_document()? {
        return super::odt::read(package, options);
    }
    read_package(File { package, options, remarks: Vec::new(), partial: false })
}

/// Reads what another format says, written as the parts of a Word file.
pub(super) fn read_written(written: Written, options: &Options<'_>) -> Result<Source, Error> {
    let Written { parts, media_type, remarks, partial } = written;
    let file = File { package: Package::written(parts, options), options, remarks, partial };
    Ok(Source { media_type, ..read_package(file)? })
}

/// The main part of a file, with where in it every character stands.
///
/// # Errors
/// Those of a first reading.
pub(crate) fn main_part(bytes: &[u8], options: &Options<'_>) -> Result<MainPart, Error> {
    let package = Package::open(bytes, options)?;
    let mut file = File { package, options, remarks: Vec::new(), partial: false };
    let Main { name, relations, part, mut shared, end, .. } = read_main(&mut file, true)?;
    Ok(MainPart {
        name,
        xml: part.text,
        whole: part.whole && end == End::Whole,
        comments: relations.of("comments").next().map(str::to_owned),
        origins: shared.out.origins.take().unwrap_or_default(),
        raw: shared.out.raw,
    })
}

/// The main part as it was read.
struct Main {
    name: String,
    relations: Relations,
    part: Part,
    shared: Shared,
    paragraphs: Vec<Paragraph>,
    end: End,
}

fn read_main(file: &mut File<'_>, origins: bool) -> Result<Main, Error> {
    let options = file.options;
    let main = file.package.main()?;
    let relations = file.package.relations(&main)?;
    let mut shared = Shared::default();
    if let Some(name) = file.part_of(&relations, "styles", "word/styles.xml") {
        file.read(&name, &mut shared.styles)?;
        shared.styles.resolve();
    }
    if let Some(name) = file.part_of(&relations, "numbering", "word/numbering.xml") {
        file.read(&name, &mut shared.numbering)?;
    }
    if let Some(name) = file.part_of(&relations, "settings", "word/settings.xml").filter(|n| file.package.has(n)) {
        file.read(&name, &mut shared.note_marks)?;
    }

    let Some(part) = file.package.part(&main)? else { return Err(damaged(&main)) };
    if shared.styles.name_old_fonts() || legacy::names_fonts(&part.text) || legacy::is_strange(&part.text) {
        gather(&part.text, &mut shared, options);
    }
    shared.out.origins = origins.then(Vec::new);
    let mut story = Story::new(&mut shared, Standing::Main, options.limits.depth);
    let end = walk(&part.text, options.expired, &mut story);
    let paragraphs = story.finish();
    let end = if part.whole { end } else { End::Cut };
    Ok(Main { name: main, relations, part, shared, paragraphs, end })
}

fn read_package(mut file: File<'_>) -> Result<Source, Error> {
    let options = file.options;
    let Main { name: main, relations, part, mut shared, paragraphs, end } = read_main(&mut file, false)?;
    drop(part);
    if shared.out.raw.trim().is_empty() {
        return Err(match end {
            End::Cut => damaged(&main),
            _ if shared.seen.pictures > 0 => Error::Pictures { count: shared.seen.pictures },
            _ => Error::Empty,
        });
    }
    file.ended(&main, end);

    let mut paragraphs = columns(&shared.out.raw, paragraphs);
    let notes = file.notes(&relations, &mut shared)?;
    let headers = file.headers(&relations, &mut shared)?;
    paragraphs.extend(notes.into_iter().chain(headers).map(|p| Paragraph { kind: Kind::Aside, ..p }));
    if shared.seen.too_deep {
        file.remarks.push(remarks::too_deep(options.limits.depth));
    }
    remarks::of_seen(&shared.seen, &mut file.remarks);
    if !shared.old.used().is_empty() {
        file.remarks.push(legacy::remark(shared.old.used()));
    }
    Ok(Source {
        media_type: MEDIA_TYPE,
        paragraphs,
        places: Places::Runs(shared.out.runs),
        pages: None,
        readings: Vec::new(),
        doubtful: Vec::new(),
        partial: file.partial || shared.seen.too_deep || shared.seen.embedded > 0,
        diagnostics: file.remarks,
        raw: shared.out.raw,
    })
}

/// Reads the main part a first time, for what its runs are in.
fn gather(part: &str, shared: &mut Shared, options: &Options<'_>) {
    let styles = std::mem::take(&mut shared.styles);
    let mut first = Shared { styles, old: Old::Gathered(Vec::new()), ..Shared::default() };
    let mut story = Story::new(&mut first, Standing::Main, options.limits.depth);
    walk(part, options.expired, &mut story);
    story.finish();
    (shared.styles, shared.old) = (first.styles, first.old.decided());
}

/// A file while it is read.
struct File<'a> {
    package: Package<'a>,
    options: &'a Options<'a>,
    remarks: Vec<Diagnostic>,
    partial: bool,
}

impl File<'_> {
    /// The name of the part of this kind; the usual one where the file has lost its list of parts.
    fn part_of(&self, relations: &Relations, kind: &str, usual: &str) -> Option<String> {
        let named = relations.of(kind).next().map(str::to_owned);
        named.or_else(|| Some(usual.to_owned()).filter(|name| relations.missing && self.package.has(name)))
    }

    /// Reads a part; what it lacks or how it is broken is told.
    fn read(&mut self, name: &str, visitor: &mut impl Visitor) -> Result<(), Error> {
        let Some(part) = self.package.part(name)? else {
            self.remarks.push(remarks::missing(name));
            self.partial = true;
            return Ok(());
        };
        let end = walk(&part.text, self.options.expired, visitor);
        self.ended(name, if part.whole { end } else { End::Cut });
        Ok(())
    }

    fn ended(&mut self, name: &str, end: End) {
        if let Some(remark) = remarks::of_end(name, end, self.options.limits.depth) {
            self.remarks.push(remark);
            self.partial = true;
        }
    }

    /// Footnotes, then endnotes, in the order of their references.
    fn notes(&mut self, relations: &Relations, shared: &mut Shared) -> Result<Vec<Paragraph>, Error> {
        let references = std::mem::take(&mut shared.seen.references);
        let marks = shared.note_marks.of(&references);
        let mut out = Vec::new();
        for (kind, relation, usual) in
            [(Note::Foot, "footnotes", "word/footnotes.xml"), (Note::End, "endnotes", "word/endnotes.xml")]
        {
            let mine: Vec<_> = references.iter().zip(&marks).filter(|(r, _)| r.kind == kind).collect();
            let Some(name) = self.part_of(relations, relation, usual).filter(|_| !mine.is_empty()) else { continue };
            let mut places = FxHashMap::default();
            for (reference, mark) in &mine {
                places
                    .entry(reference.id.clone())
                    .or_insert_with(|| (reference.paragraph, reference.run, (*mark).clone()));
            }
            let mut story = Story::new(shared, Standing::Notes(places), self.options.limits.depth);
            self.read(&name, &mut story)?;
            let mut notes = std::mem::take(&mut story.notes);
            out.extend(mine.iter().filter_map(|(r, _)| notes.remove(&r.id)).flatten());
        }
        Ok(out)
    }

    /// Headers and footers, each once, however many sections show it.
    fn headers(&mut self, relations: &Relations, shared: &mut Shared) -> Result<Vec<Paragraph>, Error> {
        let (mut parts, mut words) = (FxHashSet::default(), FxHashSet::default());
        let mut out = Vec::new();
        for (id, paragraph) in std::mem::take(&mut shared.seen.headers) {
            let Some(name) = relations.by_id(&id).filter(|n| parts.insert((*n).to_owned())) else { continue };
            let mut story = Story::new(shared, Standing::At(paragraph), self.options.limits.depth);
            self.read(name, &mut story)?;
            let paragraphs = story.finish();
            let shown: Vec<String> = paragraphs.iter().map(|p| plain(&shared.out.raw, p).trim().to_owned()).collect();
            if words.insert(shown) {
                out.extend(paragraphs);
            }
        }
        Ok(out)
    }
}

/// Letterheads and signatures by tabs: the left column's lines, then the right one's. A tab elsewhere is a blank, also
/// one behind a number.
fn columns(raw: &str, paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let line = |paragraph: &Paragraph| -> Option<Bytes> {
        match (paragraph.kind, paragraph.pieces.as_slice()) {
            (Kind::Text, [Piece::Copy(range)]) => Some(range.clone()).filter(|r| !is_labelled(&raw[r.clone()])),
            _ => None,
        }
    };
    if !paragraphs.iter().filter_map(line).any(|l| raw[l].contains('\t')) {
        return paragraphs;
    }
    let mut columns = Columns::new();
    let mut closing = false;
    let mut out = Vec::with_capacity(paragraphs.len());
    let mut at = 0;
    while let Some(first) = paragraphs.get(at) {
        let together = paragraphs[at..].iter().take(MOST_TABBED).enumerate();
        let lines: Vec<Bytes> = together.map_while(|(i, p)| line(p).filter(|_| i == 0 || !p.gap)).collect();
        let found = columns
            .take(raw, &lines)
            .filter(|(pieces, taken)| *taken > 0 && (closing || pieces.iter().any(|p| is_frame(&raw[p.clone()]))));
        if let Some((pieces, taken)) = found {
            closing |= pieces.iter().any(|p| raw[p.clone()].to_lowercase().starts_with("nơi nhận"));
            out.extend(pieces.into_iter().enumerate().map(|(i, piece)| Paragraph {
                pieces: vec![Piece::Copy(piece)],
                kind: Kind::Text,
                strong: false,
                gap: first.gap && i == 0,
            }));
            at += taken;
        } else {
            out.push(first.clone());
            at += 1;
        }
    }
    out
}

/// Begins with the number or mark of a list, typed with a tab behind it.
fn is_labelled(words: &str) -> bool {
    let label = words.split('\t').next().unwrap_or_default().trim();
    label.len() < words.trim_end().len()
        && label.chars().count() <= 6
        && label.ends_with(['.', ')', '/', '-', '–', '+', '*', '•'])
}
