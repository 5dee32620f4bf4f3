//! JSON, and the schema of it.
//!
//! In: a record. Out: UTF-8 JSON in the order of the contract, ending with a line end. The schema is generated from the
//! record's types (draft 2020-12) and stands in `schemas/plan.schema.json`, which a test keeps equal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::record::{Coverage, Finding, Record, SourceInfo, Tool};
use crate::settings::Settings;
use crate::versions::Changes;

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Indented, for people and files.
    Pretty,
    /// On one line, for JSON Lines.
    Line,
}

/// Writes a record.
///
/// # Panics
/// Never: a record is always JSON.
#[must_use]
pub fn record(record: &Record, layout: Layout) -> Vec<u8> {
    written(record, layout)
}

/// Writes a record piece by piece, so that memory never holds it as text.
///
/// # Errors
/// Those of `out`.
pub fn write_record(record: &Record, layout: Layout, out: impl Write) -> io::Result<()> {
    write(record, layout, out)
}

fn written(value: &impl Serialize, layout: Layout) -> Vec<u8> {
    let mut bytes = Vec::new();
    // The types hold no map with keys of another kind than text, the one thing that serialising can refuse.
    write(value, layout, &mut bytes).expect("internal error: a record is always JSON");
    bytes
}

fn write(value: &impl Serialize, layout: Layout, mut out: impl Write) -> io::Result<()> {
    match layout {
        Layout::Pretty => value.serialize(&mut Serializer::with_formatter(&mut out, Indented::default()))?,
        Layout::Line => serde_json::to_writer(&mut out, value)?,
    }
    out.write_all(b"\n")
}

/// Two blanks a level, as [`serde_json::ser::PrettyFormatter`] writes them, but a place (`span`) on one line: a record holds
/// hundreds, and people read past them. Each line end and its blanks are written at once.
#[derive(Default)]
struct Indented {
    level: usize,
    filled: bool,
    /// A key is being written.
    key: bool,
    /// The key before the value was that of a place.
    place: bool,
    /// The level outside the place that is being written.
    outside: Option<usize>,
}

/// The key whose values stand on one line.
const PLACE: &str = "span";

/// A comma, a line end and the blanks of many levels.
const LINE: &[u8] = b",\n                                                                ";

impl Indented {
    /// A new line, behind a comma where something stands before.
    fn line<W: ?Sized + Write>(&self, out: &mut W, comma: bool) -> io::Result<()> {
        if self.outside.is_some() {
            return out.write_all(if comma { b", " } else { b"" });
        }
        let blanks = 2 * self.level;
        match LINE.get(usize::from(!comma)..blanks + 2) {
            Some(line) => out.write_all(line),
            None => write!(out, "{}\n{:blanks$}", if comma { "," } else { "" }, ""),
        }
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> io::Result<()> {
        if std::mem::take(&mut self.place) && self.outside.is_none() {
            self.outside = Some(self.level);
        }
        self.level += 1;
        self.filled = false;
        out.write_all(mark)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, mark: &[u8]) -> io::Result<()> {
        self.level -= 1;
        if self.filled {
            self.line(out, false)?;
        }
        self.filled = true;
        if self.outside == Some(self.level) {
            self.outside = None;
        }
        out.write_all(mark)
    }

    fn item<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.filled = true;
        self.line(out, !first)
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.key = true;
        self.item(out, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if self.key {
            self.place = fragment == PLACE;
        }
        out.write_all(fragment.as_bytes())
    }
}

/// What `check --format json` writes of a document: its findings and what was compared.
#[derive(Serialize)]
struct Checked<'a> {
    schema_version: &'static str,
    tool: &'a Tool,
    source: &'a SourceInfo,
    findings: &'a [Finding],
    coverage: &'a Coverage,
}

/// Writes the findings of a record.
///
/// # Panics
/// Never: findings are always JSON.
#[must_use]
pub fn findings(record: &Record, layout: Layout) -> Vec<u8> {
    let checked = Checked {
        schema_version: record.schema_version,
        tool: &record.tool,
        source: &record.source,
        findings: &record.findings,
        coverage: &record.coverage,
    };
    written(&checked, layout)
}

/// Writes what changed between two versions.
///
/// # Panics
/// Never: changes are always JSON.
#[must_use]
pub fn changes(changes: &Changes) -> Vec<u8> {
    written(changes, Layout::Pretty)
}

/// The JSON Schema that every record follows.
///
/// # Panics
/// Never: a schema is always JSON.
#[must_use]
pub fn schema() -> Vec<u8> {
    schema_of::<Record>()
}

/// The JSON Schema that all [`changes`] follow; it stands in `schemas/diff.schema.json`.
///
/// # Panics
/// Never: a schema is always JSON.
#[must_use]
pub fn changes_schema() -> Vec<u8> {
    schema_of::<Changes>()
}

/// The JSON Schema of `rasoat.toml`; it stands in `schemas/settings.schema.json`.
///
/// # Panics
/// Never: a schema is always JSON.
#[must_use]
pub fn settings_schema() -> Vec<u8> {
    schema_of::<Settings>()
}

fn schema_of<T: schemars::JsonSchema>() -> Vec<u8> {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let mut bytes = serde_json::to_vec_pretty(&schema).expect("internal error: a schema is always JSON");
    bytes.push(b'\n');
    bytes
}
