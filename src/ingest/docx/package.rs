//! Package: the parts of a Word file and how they name one another (ISO/IEC 29500-2).
//!
//! In: the bytes of a file. Out: the characters of the parts that are asked for, and their relationships. It never writes,
//! never trusts a size that the file tells, never unpacks more than the limit over all parts together, and never opens a
//! file inside the file.

use std::io::{Cursor, Read as _};

use rustc_hash::FxHashMap;
use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Attributes, End, Ns, Visitor, walk};
use crate::ingest::{Error, Foreign, Options};

/// Unpacked at a time; between two such pieces the time is looked at.
const PIECE: usize = 1 << 20;

/// The most that a byte of the compression can stand for (RFC 1951: 258 bytes by two bits).
const MOST_RATIO: u64 = 1032;

/// No more is set aside before anything is unpacked.
const MOST_AHEAD: usize = 512 << 20;

/// An open package.
pub(in crate::ingest) struct Package<'a> {
    parts: Parts<'a>,
    options: &'a Options<'a>,
    /// Bytes that may still be unpacked.
    left: usize,
}

/// Where the parts of a package are.
enum Parts<'a> {
    /// In the file.
    Zip {
        archive: ZipArchive<Cursor<&'a [u8]>>,
        /// Names in small letters (names of parts know no case), and where each stands.
        names: FxHashMap<String, usize>,
    },
    /// In memory, by their names: what another format says, written as parts.
    Written(FxHashMap<String, String>),
}

/// The characters of a part.
#[derive(Debug)]
pub(in crate::ingest) struct Part {
    pub(in crate::ingest) text: String,
    /// Read to its end, with the right check sum.
    pub(in crate::ingest) whole: bool,
}

/// The relationships of a part.
#[derive(Debug, Default)]
pub(super) struct Relations {
    list: Vec<Relation>,
    /// By name: where in the list.
    names: FxHashMap<String, usize>,
    folder: String,
    /// There is no such list in the package.
    pub(super) missing: bool,
}

#[derive(Debug)]
struct Relation {
    /// The last word of its type: `styles`, `footnotes`.
    kind: String,
    target: String,
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(in crate::ingest) fn open(bytes: &'a [u8], options: &'a Options<'a>) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("zip"))?;
        let names = archive
            .file_names_raw()
            .enumerate()
            .map(|(at, name)| (key(&String::from_utf8_lossy(name).replace('\\', "/")), at))
            .collect();
        Ok(Self { parts: Parts::Zip { archive, names }, options, left: options.limits.inflated })
    }

    /// A package of these parts.
    pub(in crate::ingest) fn written(
        parts: impl IntoIterator<Item = (String, String)>,
        options: &'a Options<'a>,
    ) -> Self {
        let parts = parts.into_iter().map(|(name, text)| (key(&name), text)).collect();
        Self { parts: Parts::Written(parts), options, left: options.limits.inflated }
    }

    /// Whether the package is an `OpenDocument` text.
    ///
    /// # Errors
    /// Those of [`Package::part`].
    pub(in crate::ingest) fn is_open_document(&mut self) -> Result<bool, Error> {
        let Some(kind) = self.part("mimetype")? else { return Ok(false) };
        Ok(kind.text.starts_with("application/vnd.oasis.opendocument.text"))
    }

    /// The name of the main part of a Word file.
    ///
    /// # Errors
    /// What else the package is, or that its main part is missing.
    pub(super) fn main(&mut self) -> Result<String, Error> {
        let foreign = |what| Err(Error::Unsupported { what });
        if let Some(kind) = self.part("mimetype")? {
            let document = kind.text.starts_with("application/vnd.oasis.opendocument");
            return foreign(if document { Foreign::OpenDocument } else { Foreign::Archive });
        }
        let relations = self.relations("")?;
        let named = relations.of("officeDocument").next().map(str::to_owned);
        let office = named.is_some()
            || self.has("[Content_Types].xml")
            || self.has("_rels/.rels")
            || self.has("word/styles.xml");
        let name = named.filter(|n| self.has(n)).unwrap_or_else(|| "word/document.xml".to_owned());
        let within = |folder: &str| match &self.parts {
            Parts::Zip { names, .. } => names.keys().any(|n| n.starts_with(folder)),
            Parts::Written(_) => false,
        };
        if name.starts_with("xl/") || name.starts_with("ppt/") {
            return foreign(Foreign::OtherOffice);
        }
        if self.has(&name) {
            return Ok(name);
        }
        if within("xl/") || within("ppt/") {
            return foreign(Foreign::OtherOffice);
        }
        if office { Err(damaged(&name)) } else { foreign(Foreign::Archive) }
    }

    /// Whether there is a part of this name.
    pub(in crate::ingest) fn has(&self, name: &str) -> bool {
        match &self.parts {
            Parts::Zip { names, .. } => names.contains_key(&key(name)),
            Parts::Written(parts) => parts.contains_key(&key(name)),
        }
    }

    /// The characters of a part; none where there is no such part.
    ///
    /// # Errors
    /// Only what concerns the whole file: a password, or more to unpack than the limit.
    pub(in crate::ingest) fn part(&mut self, name: &str) -> Result<Option<Part>, Error> {
        let (archive, at) = match &mut self.parts {
            Parts::Zip { archive, names } => match names.get(&key(name)) {
                Some(at) => (archive, *at),
                None => return Ok(None),
            },
            // Each part is asked for once.
            Parts::Written(parts) => return Ok(parts.remove(&key(name)).map(|text| Part { text, whole: true })),
        };
        let mut bytes = Vec::new();
        let whole = match archive.by_index(at) {
            Ok(mut file) => loop {
                if bytes.is_empty() {
                    // As much as it says, if its compressed bytes can hold that much: else memory doubles as it grows.
                    let said = file.size().min(file.compressed_size().saturating_mul(MOST_RATIO));
                    let _ =
                        bytes.try_reserve_exact(usize::try_from(said).unwrap_or(0).min(self.left).min(MOST_AHEAD) + 1);
                }
                let before = bytes.len();
                let most = PIECE.min(self.left.saturating_add(1));
                match file.by_ref().take(most as u64).read_to_end(&mut bytes) {
                    Ok(0) => break true,
                    Ok(_) => {}
                    Err(_) => break false,
                }
                let read = bytes.len() - before;
                if read > self.left {
                    return Err(Error::TooLarge { limit: "inflated", value: self.options.limits.inflated as u64 });
                }
                self.left -= read;
                if (self.options.expired)() {
                    break false;
                }
            },
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Error::Encrypted),
            Err(_) => false,
        };
        Ok(Some(Part { text: decode(bytes), whole }))
    }

    /// The relationships of a part; those of the whole package for an empty name.
    ///
    /// # Errors
    /// Those of [`Package::part`].
    pub(super) fn relations(&mut self, of: &str) -> Result<Relations, Error> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut out = Relations { folder: folder.to_owned(), ..Relations::default() };
        match self.part(&format!("{folder}{slash}_rels/{file}.rels"))? {
            Some(part) => {
                let end = walk(&part.text, self.options.expired, &mut out);
                out.missing = end != End::Whole && out.list.is_empty();
            }
            None => out.missing = true,
        }
        Ok(out)
    }
}

impl Relations {
    /// The targets of this kind.
    pub(super) fn of(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.list.iter().filter(move |r| r.kind == kind).map(|r| r.target.as_str())
    }

    /// The target of the relationship of this name.
    pub(super) fn by_id(&self, id: &str) -> Option<&str> {
        self.list.get(*self.names.get(id)?).map(|r| r.target.as_str())
    }
}

impl Visitor for Relations {
    fn open(&mut self, _: Ns, name: &str, attributes: Attributes<'_>) {
        let inside = attributes.get("TargetMode").is_none_or(|m| m != "External");
        if name != "Relationship" || !inside {
            return;
        }
        let get = |name| attributes.get(name).unwrap_or_default();
        let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
        self.names.entry(get("Id").into_owned()).or_insert(self.list.len());
        self.list.push(Relation { kind, target: resolve(&self.folder, &get("Target")) });
    }
    fn close(&mut self) {}
    fn text(&mut self, _: &str) {}
}

/// A target as a name in the package.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|p| !p.is_empty()).collect() };
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn key(name: &str) -> String {
    name.trim_start_matches('/').to_lowercase()
}

/// UTF-8, or UTF-16 with its mark; bytes that are neither become the sign for them.
fn decode(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
    }
}

/// The error of a Word file whose part is broken.
pub(super) fn damaged(part: &str) -> Error {
    Error::Damaged { format: "Word", part: part.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_names_in_the_package() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(resolve("word/x", "../../../b.xml"), "b.xml");
        assert_eq!(resolve("", "word\\document.xml"), "word/document.xml");
    }

    #[test]
    fn characters_of_parts_are_unicode() {
        let wide: Vec<u8> = "\u{FEFF}<a>Số</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(wide), "<a>Số</a>");
        assert_eq!(decode(b"\xEF\xBB\xBFa".to_vec()), "a");
        assert_eq!(decode(b"a\xFFb".to_vec()), "a\u{FFFD}b");
    }
}
