//! Update: new objects behind the bytes of a PDF, which stay as they are (ISO 32000-2, 7.5.6).
//!
//! In: a document, new objects and new versions of old ones. Out: the bytes of the document, the objects, and a cross-reference
//! section of the kind that the document has, since readers of old follow only one kind.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::xref::XrefType;
use lopdf::{Document, Object, ObjectId};

/// Objects that are to stand behind a document.
pub(super) struct Update {
    objects: BTreeMap<ObjectId, Vec<u8>>,
    next: u32,
}

impl Update {
    /// Nothing yet; none where the document has no number left.
    pub(super) fn new(document: &Document) -> Option<Self> {
        let size =
            document.trailer.get(b"Size").and_then(Object::as_i64).ok().and_then(|size| u32::try_from(size).ok());
        let next = document.max_id.checked_add(1)?.max(size.unwrap_or(0));
        // Readers give up far below this; each remark takes two.
        (next < 1 << 30).then_some(Self { objects: BTreeMap::new(), next })
    }

    /// Adds an object and tells its number.
    pub(super) fn add(&mut self, object: &str) -> Option<ObjectId> {
        let id = (self.next, 0);
        self.next = self.next.checked_add(1)?;
        self.objects.insert(id, object.as_bytes().to_vec());
        Some(id)
    }

    /// Gives an object of the document a new version.
    pub(super) fn set(&mut self, id: ObjectId, object: &Object) -> Option<()> {
        let mut written = String::new();
        write(object, &mut written)?;
        self.objects.insert(id, written.into_bytes());
        Some(())
    }

    /// The document with its update.
    pub(super) fn behind(mut self, bytes: &[u8], document: &Document) -> Option<Vec<u8>> {
        // Places count from the head of the file, before which something may stand.
        let head = memchr::memmem::find(bytes, b"%PDF-")?;
        let stream = matches!(document.reference_table.cross_reference_type, XrefType::CrossReferenceStream);
        let mut out = bytes.to_vec();
        if !matches!(out.last(), Some(b'\n' | b'\r')) {
            out.push(b'\n');
        }
        let mut places: BTreeMap<u32, (usize, u16)> = BTreeMap::new();
        for ((number, generation), object) in &self.objects {
            places.insert(*number, (out.len() - head, *generation));
            out.extend_from_slice(format!("{number} {generation} obj\n").as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len() - head;
        if stream {
            let own = self.next;
            self.next = self.next.checked_add(1)?;
            places.insert(own, (start, 0));
            let table = rows(&places)?;
            let index: String = sections(&places).iter().fold(String::new(), |mut out, (first, count)| {
                let _ = write!(out, "{first} {count} ");
                out
            });
            let names = self.trailer(document)?;
            let dictionary = format!(
                "{own} 0 obj\n<</Type/XRef/W[1 8 2]/Index[{}]/Length {}{names}>>\nstream\n",
                index.trim_end(),
                table.len()
            );
            out.extend_from_slice(dictionary.as_bytes());
            out.extend_from_slice(&table);
            out.extend_from_slice(b"\nendstream\nendobj\n");
        } else {
            let mut table = "xref\n".to_owned();
            for (first, count) in sections(&places) {
                let _ = writeln!(table, "{first} {count}");
                for (_, (offset, generation)) in places.range(first..).take(count) {
                    let _ = write!(table, "{offset:010} {generation:05} n\r\n");
                }
            }
            let _ = writeln!(table, "trailer\n<<{}>>", self.trailer(document)?);
            out.extend_from_slice(table.as_bytes());
        }
        out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Some(out)
    }

    /// What the trailer of the document says, as far as it holds for the update.
    fn trailer(&self, document: &Document) -> Option<String> {
        let mut out = format!("/Size {}/Prev {}", self.next, document.xref_start);
        for key in ["Root", "Info", "ID"] {
            let Ok(value) = document.trailer.get(key.as_bytes()) else { continue };
            let _ = write!(out, "/{key} ");
            write(value, &mut out)?;
        }
        Some(out)
    }
}

/// An object as it stands in a file, in ASCII; none for a stream, which no new version of an object here is. What is read nests no
/// deeper than the reader allows.
fn write(object: &Object, out: &mut String) -> Option<()> {
    match object {
        Object::Null => out.push_str("null"),
        Object::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Object::Integer(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Real(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Name(name) => write_name(name, out),
        Object::String(bytes, _) => {
            let _ = write!(out, "<{}>", crate::hex(bytes));
        }
        Object::Array(parts) => {
            out.push('[');
            for part in parts {
                write(part, out)?;
                out.push(' ');
            }
            out.push(']');
        }
        Object::Dictionary(entries) => {
            out.push_str("<<");
            for (name, value) in entries {
                write_name(name, out);
                out.push(' ');
                write(value, out)?;
            }
            out.push_str(">>");
        }
        Object::Reference((number, generation)) => {
            let _ = write!(out, "{number} {generation} R");
        }
        Object::Stream(_) => return None,
    }
    Some(())
}

fn write_name(name: &[u8], out: &mut String) {
    out.push('/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"-_.+*".contains(byte) {
            out.push(char::from(*byte));
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

/// Numbers one after another: the first, and how many.
fn sections(places: &BTreeMap<u32, (usize, u16)>) -> Vec<(u32, usize)> {
    let mut out: Vec<(u32, usize)> = Vec::new();
    for number in places.keys() {
        match out.last_mut() {
            Some((first, count)) if usize::try_from(*number - *first).is_ok_and(|n| n == *count) => *count += 1,
            _ => out.push((*number, 1)),
        }
    }
    out
}

/// The rows of a cross-reference stream: in use, at a byte, of a generation.
fn rows(places: &BTreeMap<u32, (usize, u16)>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(places.len() * 11);
    for (offset, generation) in places.values() {
        out.push(1);
        out.extend_from_slice(&u64::try_from(*offset).ok()?.to_be_bytes());
        out.extend_from_slice(&generation.to_be_bytes());
    }
    Some(out)
}
