//! rasoat (rà soát: to go through and check) reads Vietnamese administrative plans (kế hoạch) and writes complete,
//! checkable records.
//!
//! # Steps
//!
//! One staged pipeline; each step is a module with one type in and one type out:
//!
//! | step | module | gives |
//! | --- | --- | --- |
//! | bytes of one format become paragraphs | [`ingest`] | [`ingest::Source`] |
//! | paragraphs become one text in NFC; every edit is recorded | [`normalise`] | [`normalise::Text`] |
//! | each page's text is graded: how far it can be trusted | [`health`] | [`record::PageHealth`] |
//! | the text becomes parts: frame, titles, units, tables | [`segment`] | [`segment::Segments`] |
//! | short forms and names of organisations get their meaning | [`resolve`] | [`resolve::Glossary`] |
//! | values are read out of the parts | [`extract`] | [`extract::Parts`] |
//! | body and table of each unit are laid side by side | [`reconcile`] | part of the record |
//! | the finished record is held against itself | [`rules`] | its findings |
//! | two versions of a plan are held against each other (`rasoat diff`) | [`versions`] | [`versions::Changes`] |
//! | the record, or what changed, is written | [`emit`] | bytes |
//!
//! [`read`] is all of them but the last two. [`knowledge`] holds the Vietnamese as data, [`record`] the contract's types,
//! [`span`] the places. The program in `main.rs` adds [`cli`]: arguments, files, threads, messages.
//!
//! # Invariants
//!
//! Each is tested in `tests/`.
//!
//! 1. Only [`ingest`] can fail. After it nothing fails or panics, whatever the text; what was not understood is listed in
//!    `coverage.unclaimed`, not lost.
//! 2. Places are carried forward from the source, never searched for afterwards. A `raw` is always the text at its span.
//! 3. Rust code names no province and no plan; wording is data under `src/knowledge/`.
//! 4. The same bytes give the same record: no clock, no hash order, no environment, any number of threads. NFD input gives
//!    the same values as NFC.
//! 5. A module uses only modules above it in the list of `tests/it/house.rs`; only [`cli`] touches files and prints.
//!
//! # Where things go
//!
//! | to add | write | and name it in |
//! | --- | --- | --- |
//! | an input format | `src/ingest/<format>.rs` | [`ingest::FORMATS`] |
//! | a wording, an abbreviation, an organisation | a row or an entry under `src/knowledge/` | — |
//! | an output format | `src/emit/<format>.rs` | `src/emit/mod.rs` |
//! | a rule | `src/rules/<rule>.rs`, reading a finished [`record::Record`], and its page in `src/rules/pages/` | the list in `src/rules/mod.rs` |
//! | a field that `rasoat diff` compares | `src/versions/fields.rs` or `document.rs` | [`versions::Field`], `src/emit/changes/names.rs` |
//! | a test plan | `corpus/<slug>/` with the plan and what a careful reader finds in it | — |
//!
//! # Departures
//!
//! Two things are simpler than a textbook pipeline would have them. The stages fill the contract's types directly: a
//! second set of types, copied at the end, would say the same things under other names; what differs, byte positions, is
//! kept beside the public position in [`span::Span`]. And resolving replaces nothing: names are expanded where they are
//! read, so every value keeps the words and the place of the document.

pub mod cli;
pub mod emit;
pub mod extract;
pub mod health;
pub mod ingest;
pub mod knowledge;
pub mod normalise;
pub mod ordinal;
pub mod reconcile;
pub mod record;
pub mod repair;
pub mod resolve;
pub mod rules;
pub mod scan;
pub mod segment;
pub mod settings;
pub mod span;
pub mod versions;

use sha2::{Digest, Sha256};

use record::{Diagnostic, Message, Record, Repaired, SourceInfo, Status, TextOrigin, Tool};

/// Reads one file into its record. `path` is what `source.path` will say; its ending names the format, and `-` stands for
/// standard input.
///
/// ```
/// let plan = "Số: 12/KH-UBND\nHải Dương, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\n";
/// let record = rasoat::read(plan.as_bytes(), "plan.txt")?;
/// assert_eq!(record.document.number.map(|n| n.symbol).as_deref(), Some("KH-UBND"));
/// assert_eq!(record.document.place.as_deref(), Some("Hải Dương"));
/// # Ok::<(), rasoat::ingest::Error>(())
/// ```
///
/// # Errors
/// [`ingest::Error`] where the bytes hold no text that can be read. Any text gives a record.
pub fn read(bytes: &[u8], path: &str) -> Result<Record, ingest::Error> {
    read_with(bytes, path, &ingest::Options::default())
}

/// Where the text comes from: pages that were recognised, and others that hold characters.
fn origin(source: &ingest::Source) -> TextOrigin {
    let recognised = |page: u32| source.readings.iter().any(|r| r.page == page);
    match &source.places {
        _ if source.readings.is_empty() => TextOrigin::Native,
        ingest::Places::Glyphs(glyphs) if glyphs.iter().any(|g| !recognised(g.page)) => TextOrigin::Mixed,
        _ => TextOrigin::Ocr,
    }
}

/// Reads one file into its record, within limits.
///
/// # Errors
/// Those of [`read`].
pub fn read_with(bytes: &[u8], path: &str, options: &ingest::Options<'_>) -> Result<Record, ingest::Error> {
    let Whole { mut record, text, .. } = read_whole(bytes, path, options)?;
    record.text = Some(text.text);
    Ok(record)
}

/// A file that was read, with what its record points into.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Without the text.
    pub record: Record,
    /// The text, its blocks, and where in the source they stand.
    pub text: normalise::Text,
    /// The characters of the file.
    pub source: ingest::Source,
}

/// Reads one file for an output that shows its places in the file itself.
///
/// # Errors
/// Those of [`read`].
pub fn read_whole(bytes: &[u8], path: &str, options: &ingest::Options<'_>) -> Result<Whole, ingest::Error> {
    knowledge::using(options.knowledge, || stages(bytes, path, options))
}

/// All stages but the last.
fn stages(bytes: &[u8], path: &str, options: &ingest::Options<'_>) -> Result<Whole, ingest::Error> {
    let source = ingest::read_with(bytes, path, options)?;
    let text = repair::repair(normalise::normalise(&source));
    let pages_health = health::grade(&source.readings, &text);
    let segments = segment::segment(&text);
    let glossary = resolve::glossary(&text, &segments);
    let short_forms = resolve::short_forms(&text, &segments, &glossary);
    let parts = extract::extract(&text, &segments, &glossary);
    let mut diagnostics = text.diagnostics.clone();
    diagnostics.extend(health::garbage(&pages_health));
    let garbage = pages_health.iter().any(|page| page.grade == record::Grade::Garbage);
    if parts.units.is_empty() {
        diagnostics.push(no_units());
    }
    let mut record = Record {
        schema_version: record::SCHEMA_VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        status: if text.partial || garbage { Status::Partial } else { Status::Complete },
        source: SourceInfo {
            path: path.to_owned(),
            sha256: hex(&Sha256::digest(bytes)),
            media_type: source.media_type,
            bytes: bytes.len(),
            pages: source.pages,
            text_origin: origin(&source),
            pages_health,
            diagnostics,
        },
        coverage: reconcile::coverage(&parts.units, parts.unclaimed),
        text: None,
        document: parts.document,
        outline: parts.outline,
        citations: parts.citations,
        abbreviations: short_forms.known,
        groups: parts.groups,
        units: parts.units,
        duties: parts.duties,
        organizations: parts.organizations,
        unexplained: short_forms.unexplained,
        self_references: parts.self_references,
        repairs: repaired(&text),
        numbering: parts.numbering,
        parts: parts.extents,
        findings: Vec::new(),
        attachments: parts.attachments,
    };
    record.findings = rules::check(&record, &text, &glossary);
    Ok(Whole { record, text, source })
}

/// What was read otherwise than it must have been printed, in order.
fn repaired(text: &normalise::Text) -> Vec<Repaired> {
    let of = |repair: &normalise::Repair| Repaired {
        raw: text.slice(&repair.range).to_owned(),
        value: repair.value.clone(),
        reason: repair.reason,
        span: text.span(repair.range.clone()),
    };
    text.repairs().iter().map(of).collect()
}

fn no_units() -> Diagnostic {
    Diagnostic {
        code: "no-units",
        message: Message {
            vi: "không thấy nhiệm vụ, mô hình nào có đánh số; bản ghi gồm thể thức, dàn ý, viện dẫn và trách nhiệm được giao".to_owned(),
            en: "no numbered unit was found; the record holds header, outline, citations and duties".to_owned(),
        },
        page: None,
    }
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
