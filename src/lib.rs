//! draft
pub mod extract;
pub mod ingest;
pub mod knowledge;
pub mod normalise;
pub mod reconcile;
pub mod record;
pub mod resolve;
pub mod segment;
pub mod span;

use sha2::{Digest, Sha256};

/// Reads.
pub fn read(bytes: &[u8], name: &str, path: &str) -> Result<record::Record, ingest::Error> {
    let source = ingest::read(bytes, name)?;
    let text = normalise::normalise(&source);
    let segments = segment::segment(&text);
    let glossary = resolve::glossary(&text, &segments);
    let parts = extract::extract(&text, &segments, &glossary);
    let mut diagnostics = text.diagnostics.clone();
    if parts.units.is_empty() {
        diagnostics.push(record::Diagnostic {
            code: "no-units",
            message: record::Message {
                vi: "không tìm thấy nhiệm vụ, mô hình nào có đánh số; bản ghi chỉ gồm phần đầu, dàn ý và viện dẫn".to_owned(),
                en: "no numbered unit was found; the record holds header, outline and citations only".to_owned(),
            },
            page: None,
        });
    }
    let sha256 = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    Ok(record::Record {
        schema_version: record::SCHEMA_VERSION,
        tool: record::Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        status: record::Status::Complete,
        source: record::SourceInfo {
            path: path.to_owned(),
            sha256,
            media_type: source.media_type,
            bytes: bytes.len(),
            pages: None,
            text_origin: record::TextOrigin::Native,
            diagnostics,
        },
        abbreviations: resolve::abbreviations(&text, &segments, &glossary),
        coverage: reconcile::coverage(&parts.units, parts.unclaimed),
        text: Some(text.text),
        document: parts.document,
        outline: parts.outline,
        citations: parts.citations,
        groups: parts.groups,
        units: parts.units,
        duties: parts.duties,
        findings: Vec::new(),
        attachments: Vec::new(),
    })
}
