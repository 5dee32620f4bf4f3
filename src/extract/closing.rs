//! The end of a document: who signed it, and who receives it (nơi nhận).
//!
//! In: the lines of signature and recipients. Out: a [`Signatory`] and the [`Recipient`]s as printed.

use crate::knowledge::knowledge;
use crate::normalise::Text;
use crate::ordinal::ordinal;
use crate::record::{Recipient, Signatory};
use crate::scan;
use crate::segment::{Frame, PartOf, Segments, last_authority};
use crate::span::{Bytes, trim, trim_end};

/// Who signed, and for whom.
pub(super) fn signatory(text: &Text, segments: &Segments, frame: &Frame) -> Option<Signatory> {
    if frame.signature.is_empty() {
        return None;
    }
    let lines: Vec<usize> = frame.signature.clone().filter(|at| segments.parts[*at] == PartOf::Signature).collect();
    let mut authority = None;
    let mut authority_lines = Vec::new();
    let mut position = None;
    for at in &lines {
        if Some(*at) == frame.signer {
            break;
        }
        let words = text.slice(&segments.lines[*at].range);
        if words.starts_with(['(', '[']) || words.chars().any(char::is_lowercase) {
            continue;
        }
        match last_authority(words) {
            Some(mark) => {
                authority = Some(format!("{}.", words[mark.clone()].trim_end_matches(['.', '/', ' '])));
                authority_lines.push(words.to_owned());
                let after = words[mark.end..].trim();
                // "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line; "Q. CHỦ TỊCH" is the title itself.
                let own = after.find(" PHÓ ").map(|p| after[p + 1..].to_owned());
                position = own.or_else(|| {
                    Some(after.to_owned())
                        .filter(|_| authority.as_deref() == Some("Q.") || authority.as_deref() == Some("KT."))
                });
            }
            None => {
                position = Some(words.trim_end_matches([',', '.']).to_owned());
            }
        }
    }
    let name = frame.signer.map(|at| {
        let words = text.slice(&segments.lines[at].range).trim_end_matches(['.', ' ']);
        words.to_owned()
    });
    let range = segments.lines[*lines.first()?].range.start..segments.lines[*lines.last()?].range.end;
    Some(Signatory { authority, authority_lines, position, name, span: text.span(range) })
}

/// The brackets that say what a recipient gets the document for: "(để b/c)", "(02 bản)". Where each stands, with the
/// blanks before it, and its words.
fn purposes(name: &str) -> Vec<(Bytes, &str)> {
    let says = |inner: &str| {
        let words = inner.trim_start();
        let aim = scan::after(words, "để").and_then(scan::after_blank).unwrap_or(words);
        let copies = || {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
            let mark = scan::after_any(rest.trim_start(), &["bản", "b"]).filter(|_| rest.len() < words.len())?;
            scan::is_edge(mark).then_some(mark)
        };
        [words, aim].iter().any(|text| scan::after_any(text, &knowledge().frame.purposes).is_some())
            || copies().is_some()
    };
    let bracket = |(open, _): (usize, &str)| {
        let inner = &name[open + 1..];
        let inner = &inner[..inner.find(['(', ')']).filter(|end| inner[*end..].starts_with(')'))?];
        says(inner).then(|| (name[..open].trim_end().len()..open + inner.len() + 2, inner))
    };
    name.match_indices('(').filter_map(bracket).collect()
}

/// Who receives the document, in order.
pub(super) fn recipients(text: &Text, segments: &Segments, frame: &Frame) -> Vec<Recipient> {
    let mut out = Vec::new();
    for at in frame.recipients.clone() {
        if segments.parts[at] != PartOf::Recipients {
            continue;
        }
        let line = &segments.lines[at].range;
        let words = text.slice(line);
        let mut start = line.start;
        let head = at == frame.recipients.start;
        if head {
            match words.find(':') {
                Some(colon) => start += colon + 1,
                None => continue,
            }
        }
        // Several on the head's own line stand between "; -".
        let mut pieces = Vec::new();
        let rest = text.slice(&(start..line.end));
        let mut from = 0;
        let bulleted = rest.contains("; -") || rest.contains("; +");
        let ends = rest.match_indices(';').filter(|(cut, _)| {
            let next = rest[cut + 1..].trim_start();
            if bulleted { next.starts_with(['-', '+']) } else { head }
        });
        for (cut, _) in ends {
            pieces.push(start + from..start + cut);
            from = cut + 1;
        }
        pieces.push(start + from..line.end);
        for piece in pieces {
            out.extend(recipient(text, piece));
        }
    }
    out
}

fn recipient(text: &Text, range: Bytes) -> Option<Recipient> {
    let range = trim(&text.text, range);
    let mark = ordinal(text.slice(&range)).filter(|o| o.scheme.is_bullet()).map_or(0, |o| o.rest);
    let range = trim_end(&text.text, trim(&text.text, range.start + mark..range.end), &[';', '.', ',', '/']);
    if range.is_empty() {
        return None;
    }
    let raw = text.slice(&range).to_owned();
    let purposes = purposes(&raw);
    let purpose = purposes.first().map(|(_, words)| words.trim().to_owned());
    let mut name = String::with_capacity(raw.len());
    let mut kept = 0;
    for (bracket, _) in &purposes {
        name.push_str(&raw[kept..bracket.start]);
        kept = bracket.end;
    }
    name.push_str(&raw[kept..]);
    let name = name.trim().trim_end_matches([';', ',']).to_owned();
    Some(Recipient { raw, name, purpose, span: text.span(range) })
}
