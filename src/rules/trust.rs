//! Trust: a finding that rests on a page which was recognised from an image, or cannot be read well, is never called
//! wrong: the fault may be one of reading.
//!
//! In: a finding and the health of the pages. Out: the finding, no graver than a warning, saying where it should be
//! compared with the original; or none, where it speaks of nothing but what recognition is known to lose. It is the
//! last thing that happens to a finding.

use crate::knowledge::fold::bare;
use crate::normalise::Text;
use crate::record::{Confidence, Evidence, Finding, Grade, PageHealth, RepairReason, Severity};

/// Rules that speak of two wordings.
const WORDINGS: &[&str] = &["title-mismatch", "term-inconsistent", "label-inconsistent", "abbreviation-conflict"];

/// Whether a finding speaks of what recognition does to print: two wordings that differ in marks over and under
/// letters, in strokes that look alike ("thể thao", "thế thao"; "`VNeID`", "`VNelID`") or in a letter of a word; or a
/// short form that nothing explains and that was read with little confidence.
pub(super) fn is_of_reading(finding: &Finding, pages: &[PageHealth], text: &Text) -> bool {
    let recognised = |evidence: &Evidence| pages.iter().any(|p| p.recognised && p.page == evidence.span.page);
    let is_told = |evidence: &Evidence| text.has_repair(&evidence.span.bytes, RepairReason::ShortForm);
    if finding.rule == "abbreviation-variant" && finding.evidence.first().is_some_and(is_told) {
        return true;
    }
    if finding.rule == "abbreviation-undefined" {
        let doubtful = |evidence: &Evidence| text.is_doubtful(&evidence.span.bytes);
        return !finding.evidence.is_empty() && finding.evidence.iter().all(doubtful);
    }
    let [first, others @ ..] = &finding.evidence[..] else { return false };
    WORDINGS.contains(&finding.rule)
        && finding.evidence.iter().any(recognised)
        && others.iter().all(|other| are_alike(&other.quote, &first.quote))
        && !others.iter().all(|other| other.quote == first.quote)
}

/// Whether two wordings are the same words but for what recognition loses: of a word of four letters or more, any one
/// letter.
fn are_alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(look).filter(|w| !w.is_empty()).collect() };
    let (a, b) = (words(a), words(b));
    let near = |(a, b): (&String, &String)| a == b || a.len().min(b.len()) >= 4 && strsim::levenshtein(a, b) == 1;
    a.len() == b.len() && a.iter().zip(&b).all(near)
}

/// What a recogniser surely sees of words: letters without marks, upright strokes as one.
fn look(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars().filter(|c| c.is_alphanumeric() || *c == '|') {
        let letter = match bare(c) {
            'đ' => 'd',
            'l' | '1' | '|' => 'i',
            letter => letter,
        };
        if letter != 'i' || !out.ends_with('i') {
            out.push(letter);
        }
    }
    out
}

/// Rules that speak of what is not there.
const ABSENT: &[&str] =
    &["reference-missing", "unit-count-mismatch", "missing-ordinal", "group-mismatch", "field-missing"];

/// Caps a finding of what is not there in a file that could be read only in part: it may stand in the rest.
pub(super) fn cap_absent(finding: &mut Finding) {
    if !ABSENT.contains(&finding.rule) {
        return;
    }
    finding.severity = finding.severity.min(Severity::Warning);
    finding.confidence = Confidence::Low;
    finding.message.vi.push_str(" (tệp chỉ đọc được một phần)");
    finding.message.en.push_str(" (the file could be read only in part)");
}

/// Caps a finding of which a place stands on a sick page.
pub(super) fn cap(finding: &mut Finding, pages: &[PageHealth], text: &Text) {
    if !pages.iter().any(PageHealth::is_sick) {
        return;
    }
    let stands_on = |health: &&PageHealth| {
        finding.evidence.iter().any(|evidence| {
            let pieces = evidence.span.fragments.iter().flatten().map(|piece| piece.page);
            pieces.chain([evidence.span.page]).any(|page| page == health.page)
        })
    };
    let sick: Vec<&PageHealth> = pages.iter().filter(|health| health.is_sick()).filter(stands_on).collect();
    let Some(worst) = sick.iter().map(|health| health.grade).max() else { return };
    finding.severity = finding.severity.min(Severity::Warning);
    let doubtful = finding.evidence.iter().any(|evidence| text.is_doubtful(&evidence.span.bytes));
    let most = if worst >= Grade::Poor || doubtful { Confidence::Low } else { Confidence::Medium };
    finding.confidence = finding.confidence.min(most);
    let numbers: Vec<String> = sick.iter().filter_map(|health| health.page).map(|page| page.to_string()).collect();
    let (of_vi, of_en) = match &numbers[..] {
        [] => (String::new(), String::new()),
        numbers => (format!(" trang {}", numbers.join(", ")), format!(" of page {}", numbers.join(", "))),
    };
    let (vi, en) = if sick.iter().all(|health| health.recognised) {
        (
            format!("chữ{of_vi} được nhận dạng từ ảnh, hãy đối chiếu bản gốc"),
            format!("the text{of_en} was recognised from an image: compare it with the original"),
        )
    } else {
        (
            format!("chữ{of_vi} đọc được không chắc chắn, hãy đối chiếu bản gốc"),
            format!("the text{of_en} cannot be read well: compare it with the original"),
        )
    };
    finding.message.vi = format!("{} ({vi})", finding.message.vi);
    finding.message.en = format!("{} ({en})", finding.message.en);
}

#[cfg(test)]
mod tests {
    use crate::record::{EvidencePart, Message};
    use crate::span::Span;
    use crate::{ingest, normalise};

    use super::*;

    fn on(page: Option<u32>) -> Finding {
        let span = Span { start: 0, end: 1, line: 1, page, bbox: None, fragments: None, bytes: 0..1 };
        let message = Message { vi: "khác nhau".to_owned(), en: "they differ".to_owned() };
        Finding {
            id: String::new(),
            rule: "deadline-mismatch",
            severity: Severity::Error,
            confidence: Confidence::High,
            message,
            units: Vec::new(),
            unit_ids: Vec::new(),
            evidence: vec![Evidence { part: EvidencePart::Body, quote: "x".to_owned(), span, note: None }],
            suggestion: None,
        }
    }

    #[test]
    fn what_recognition_loses_is_no_finding() {
        let source = ingest::read("Kế hoạch".as_bytes(), "a.txt").expect("readable");
        let reading = ingest::Reading { page: 2, confidence: Some(96.0) };
        let text = normalise::normalise(&source);
        let pages = crate::health::grade(&[reading], &text);
        let of = |rule: &'static str, quotes: &[&str], page| {
            let place = |quote: &&str| Evidence { quote: (*quote).to_owned(), ..on(Some(page)).evidence.remove(0) };
            is_of_reading(&Finding { rule, evidence: quotes.iter().map(place).collect(), ..on(None) }, &pages, &text)
        };
        assert!(of("title-mismatch", &["trên VNeID", "trên VNelID"], 2));
        assert!(of("term-inconsistent", &["Thể thao", "Thế thao", "Thể thao"], 2));
        // Other words, other rules, pages that hold characters.
        assert!(!of("title-mismatch", &["tuyên truyền", "tuyên chuyển"], 2));
        assert!(!of("duplicate-ordinal", &["1. Mục tiêu", "1. Mục tiểu"], 2));
        assert!(!of("title-mismatch", &["trên VNeID", "trên VNelID"], 1));
        assert!(!of("abbreviation-undefined", &["TIAH"], 2));
        // Told for another form.
        let mut told = text.clone();
        let reason = RepairReason::ShortForm;
        told.repaired(vec![normalise::Repair { range: 0..1, value: "TTXH".to_owned(), reason }]);
        let variant = Finding { rule: "abbreviation-variant", ..on(Some(2)) };
        assert!(is_of_reading(&variant, &pages, &told) && !is_of_reading(&variant, &pages, &text));
        // Read with little confidence.
        let doubtful = normalise::normalise(&ingest::Source { doubtful: std::iter::once(0..3).collect(), ..source });
        assert!(is_of_reading(&Finding { rule: "abbreviation-undefined", ..on(Some(2)) }, &pages, &doubtful));
        let mut finding = on(Some(2));
        cap(&mut finding, &pages, &doubtful);
        assert_eq!(finding.confidence, Confidence::Low);
    }

    #[test]
    fn what_is_missing_may_stand_in_the_rest_of_a_file() {
        let capped = |rule: &'static str| {
            let mut finding = Finding { rule, ..on(None) };
            cap_absent(&mut finding);
            (finding.severity, finding.message.en)
        };
        assert_eq!(capped("deadline-mismatch"), (Severity::Error, "they differ".to_owned()));
        let partly = "they differ (the file could be read only in part)".to_owned();
        assert_eq!(capped("reference-missing"), (Severity::Warning, partly));
    }

    #[test]
    fn what_rests_on_a_recognised_page_is_no_error() {
        let source = ingest::read("Kế hoạch".as_bytes(), "a.txt").expect("readable");
        let reading = |page, confidence| ingest::Reading { page, confidence: Some(confidence) };
        let text = normalise::normalise(&source);
        let pages = crate::health::grade(&[reading(2, 96.0), reading(3, 50.0)], &text);
        let capped = |page| {
            let mut finding = on(page);
            cap(&mut finding, &pages, &text);
            (finding.severity, finding.confidence, finding.message.en)
        };
        assert_eq!(capped(None), (Severity::Error, Confidence::High, "they differ".to_owned()));
        assert_eq!(capped(Some(1)).0, Severity::Error);
        let (severity, confidence, en) = capped(Some(2));
        assert_eq!((severity, confidence), (Severity::Warning, Confidence::Medium));
        assert!(en.starts_with("they differ (the text of page 2 was recognised"), "{en}");
        assert_eq!(capped(Some(3)).1, Confidence::Low);
    }
}
