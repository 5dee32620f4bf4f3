//! Package: the entries of a Word file, of which few change.
//!
//! In: the bytes of a file, and the parts that are new. Out: the same package: every entry that does not change is copied as it is
//! compressed, in its order; what relates the new parts is put into the lists that are there.

use std::io::{Cursor, Read as _, Write as _};

use rustc_hash::FxHashSet;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::xml::{appended, escaped, root};
use crate::ingest::xml::{Attributes, Ns, Visitor, walk};

pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The list of types.
pub(super) const TYPES: &str = "[Content_Types].xml";

const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as they are compared: names of parts know no case.
    names: Vec<String>,
    /// Parts that change or are new, in the order in which they were given.
    changed: Vec<(String, Vec<u8>)>,
}

/// How the characters of a part are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// With a byte order mark.
    Utf8Marked,
    Utf16Little,
    Utf16Big,
}

impl Encoding {
    /// The characters of a part; none where they are not all characters.
    fn read(bytes: &[u8]) -> Option<(String, Self)> {
        let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
            let (units, odd) = rest.as_chunks::<2>();
            let units: Vec<u16> = units.iter().map(|pair| unit(*pair)).collect();
            odd.is_empty().then(|| String::from_utf16(&units).ok()).flatten()
        };
        match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => Some((String::from_utf8(rest.to_vec()).ok()?, Self::Utf8Marked)),
            [0xFF, 0xFE, rest @ ..] => Some((wide(rest, u16::from_le_bytes)?, Self::Utf16Little)),
            [0xFE, 0xFF, rest @ ..] => Some((wide(rest, u16::from_be_bytes)?, Self::Utf16Big)),
            bytes => Some((String::from_utf8(bytes.to_vec()).ok()?, Self::Utf8)),
        }
    }

    /// Characters as the part was written.
    pub(super) fn bytes(self, text: &str) -> Vec<u8> {
        let wide =
            |bytes: fn(u16) -> [u8; 2]| "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect();
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Utf16Little => wide(u16::to_le_bytes),
            Self::Utf16Big => wide(u16::to_be_bytes),
        }
    }
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let names = archive.file_names_raw().map(|name| key(&String::from_utf8_lossy(name))).collect();
        Some(Self { archive, names, changed: Vec::new() })
    }

    /// Where a part stands.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let key = key(name);
        // The last of one name, as a reader takes it.
        self.names.iter().rposition(|n| *n == key)
    }

    /// The characters of a part.
    pub(super) fn read(&mut self, name: &str) -> Option<(String, Encoding)> {
        let at = self.find(name)?;
        let mut bytes = Vec::new();
        // What was not unpacked before was held against no limit.
        const MOST: u64 = 256 << 20;
        self.archive.by_index(at).ok()?.take(MOST + 1).read_to_end(&mut bytes).ok()?;
        if bytes.len() as u64 > MOST { None } else { Encoding::read(&bytes) }
    }

    /// The part for the comments of a package that names none: one that lies there unnamed, or else a new one.
    pub(super) fn comments(&mut self, folder: &str) -> String {
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = |number: usize| match number {
            1 => format!("{folder}{slash}comments.xml"),
            number => format!("{folder}{slash}comments{number}.xml"),
        };
        let usual = name(1);
        if self.read(&usual).is_some_and(|(part, _)| root(&part).as_deref() == Some("comments")) {
            return usual;
        }
        (1..=self.names.len() + 1).map(name).find(|name| self.find(name).is_none()).unwrap_or_default()
    }

    /// A part is these bytes from now on.
    pub(super) fn change(&mut self, name: &str, bytes: Vec<u8>) {
        self.changed.push((name.to_owned(), bytes));
    }

    /// Makes the comments known as a part of their type, and as those of the main part where they are not.
    pub(super) fn relate(&mut self, main: &str, comments: &str, related: bool, strict: bool) -> Option<()> {
        let (types, encoding) = self.read(TYPES)?;
        let part = format!("/{}", comments.trim_start_matches('/'));
        if !Listed::of(&types, "PartName").contains(&key(&part)) {
            let new = |p: &str| format!(r#"<{p}Override PartName="{}" ContentType="{TYPE}"/>"#, escaped(&part));
            let types = appended(&types, new)?;
            self.change(TYPES, encoding.bytes(&types));
        }
        if related {
            return Some(());
        }
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let kind = if strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        };
        let target = comments.rsplit('/').next().unwrap_or_default();
        let new =
            |p: &str, id: &str| format!(r#"<{p}Relationship Id="{id}" Type="{kind}" Target="{}"/>"#, escaped(target));
        if self.find(&name).is_some() {
            let (part, encoding) = self.read(&name)?;
            let taken = Listed::of(&part, "Id");
            let id = (1..=taken.len() + 1).map(|n| format!("rId{n}")).find(|id| !taken.contains(&id.to_lowercase()))?;
            let part = appended(&part, |p| new(p, &id))?;
            self.change(&name, encoding.bytes(&part));
        } else {
            let part =
                format!("{DECLARATION}<Relationships xmlns=\"{RELATIONSHIPS}\">{}</Relationships>", new("", "rId1"));
            self.change(&name, part.into_bytes());
        }
        Some(())
    }

    /// Whether somebody has signed the package.
    pub(super) fn is_signed(&self) -> bool {
        self.names.iter().any(|name| name.starts_with("_xmlsignatures/"))
    }

    /// The package as it is now.
    pub(super) fn write(mut self) -> Option<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        if !self.archive.comment().is_empty() {
            out.set_raw_comment(self.archive.comment().into()).ok()?;
        }
        let places: Vec<Option<usize>> = self.changed.iter().map(|(name, _)| self.find(name)).collect();
        for at in 0..self.archive.len() {
            let file = self.archive.by_index_raw(at).ok()?;
            match places.iter().position(|place| *place == Some(at)) {
                Some(changed) => {
                    let options = file.options().compression_method(CompressionMethod::Deflated);
                    let name = file.name().ok()?.into_owned();
                    drop(file);
                    out.start_file(name, options).ok()?;
                    out.write_all(&self.changed[changed].1).ok()?;
                }
                None => out.raw_copy_file(file).ok()?,
            }
        }
        for ((name, bytes), _) in self.changed.iter().zip(&places).filter(|(_, place)| place.is_none()) {
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            out.start_file(name.as_str(), options).ok()?;
            out.write_all(bytes).ok()?;
        }
        Some(out.finish().ok()?.into_inner())
    }
}

/// A name as it is compared.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The values of an attribute anywhere in a part, in small letters, without a slash before them.
struct Listed<'a> {
    attribute: &'a str,
    values: FxHashSet<String>,
}

impl<'a> Listed<'a> {
    fn of(part: &str, attribute: &'a str) -> FxHashSet<String> {
        let mut listed = Self { attribute, values: FxHashSet::default() };
        walk(part, &|| false, &mut listed);
        listed.values
    }
}

impl Visitor for Listed<'_> {
    fn open(&mut self, _: Ns, _: &str, attributes: Attributes<'_>) {
        self.values.extend(attributes.get(self.attribute).map(|value| key(&value)));
    }
    fn close(&mut self) {}
    fn text(&mut self, _: &str) {}
}
