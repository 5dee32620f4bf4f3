//! Remarks: what is said at one place of a finding.
//!
//! In: a finding. Out: a [`Remark`] for each of its places: a title, lines for people, and a fingerprint by which a later run knows
//! that it was said. Words of the document appear in it as plain characters only.

use super::super::Lang;
use super::super::words::{part, severity};
use crate::record::{Confidence, Evidence, Finding, Severity};
use crate::rules::Rule;

/// A quotation of another place is cut behind so many characters.
const QUOTED: usize = 80;

/// So many other places are named; a finding on a word may have hundreds.
const OTHERS: usize = 3;

/// What is said at one place.
#[derive(Debug)]
pub(super) struct Remark<'a> {
    /// The place.
    pub(super) evidence: &'a Evidence,
    /// How grave.
    pub(super) severity: Severity,
    /// The finding, and which of its places this is, from 1.
    pub(super) fingerprint: String,
    /// How grave, and the rule in one line.
    pub(super) title: String,
    /// The finding, what this place says, what is likely right.
    pub(super) lines: Vec<String>,
    /// Where it is said that the words concerned are these, for a place that is only near them.
    pub(super) quoted: String,
    /// The rule and the fingerprint.
    pub(super) last: String,
}

/// What is said at the places of a finding.
pub(super) fn of(finding: &Finding, lang: Lang) -> impl Iterator<Item = Remark<'_>> {
    finding.evidence.iter().enumerate().map(move |(at, evidence)| one(finding, at, evidence, lang))
}

fn one<'a>(finding: &'a Finding, at: usize, evidence: &'a Evidence, lang: Lang) -> Remark<'a> {
    let fingerprint = format!("{}/{}", finding.id, at + 1);
    let summary = Rule::named(finding.rule).map(|rule| lang.of(&rule.page().summary).to_owned());
    let doubt = match finding.confidence {
        Confidence::Low => lang.pick(" (chưa chắc chắn)", " (uncertain)"),
        Confidence::Medium => lang.pick(" (nên xem lại)", " (please check)"),
        Confidence::High => "",
    };
    let title = summary.unwrap_or_else(|| finding.rule.to_owned());
    let title = format!("{}: {}{doubt}", severity(finding.severity, lang), plain(title.trim_end_matches('.')));
    let mut lines = vec![plain(lang.of(&finding.message))];
    if let Some(note) = &evidence.note {
        lines.push(format!("{}: {}", lang.pick("Chỗ này", "Here"), plain(lang.of(note))));
    }
    if let Some(suggestion) = &finding.suggestion {
        let hint = lang.pick("Gợi ý", "Hint");
        lines.push(format!("{hint}: {} ({})", plain(&suggestion.value), plain(lang.of(&suggestion.reason))));
    }
    lines.extend(others(finding, at, lang));
    Remark {
        evidence,
        severity: finding.severity,
        title,
        lines,
        quoted: format!("{}: {}", lang.pick("Nói về", "About"), quotation(&evidence.quote)),
        last: format!("{AUTHOR} · {} · {fingerprint}", finding.rule, AUTHOR = super::AUTHOR),
        fingerprint,
    }
}

/// The other places, which whoever reads the remark will want to find.
fn others(finding: &Finding, at: usize, lang: Lang) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    let own = &finding.evidence[at];
    // The same words in the same part say nothing more.
    let is_other = |other: &&Evidence| (other.part, &other.quote) != (own.part, &own.quote);
    for other in finding.evidence.iter().filter(is_other) {
        let said = format!("{} {}", part(other.part, lang), quotation(&other.quote));
        if !named.contains(&said) {
            named.push(said);
        }
    }
    let more = named.len().saturating_sub(OTHERS);
    named.truncate(OTHERS);
    if more > 0 {
        named.push(match lang {
            Lang::Vi => format!("và {more} chỗ khác"),
            Lang::En => format!("and {more} more"),
        });
    }
    (!named.is_empty()).then(|| format!("{}: {}", lang.pick("Đối chiếu với", "Compare with"), named.join("; ")))
}

fn quotation(words: &str) -> String {
    let words = plain(words);
    match words.char_indices().nth(QUOTED) {
        Some((cut, _)) => format!("“{}…”", words[..cut].trim_end()),
        None => format!("“{words}”"),
    }
}

/// Characters that every carrier takes and that change nothing around them: no control codes, no marks of direction, no
/// characters that XML forbids; blanks for line ends.
fn plain(words: &str) -> String {
    let hidden = |c: char| {
        matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}')
    };
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let shown: String = words.chars().filter(|c| !hidden(*c)).map(|c| if blank(c) { ' ' } else { c }).collect();
    shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
