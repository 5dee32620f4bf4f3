//! Trust: a finding that rests on a page which was recognised from an image, or cannot be read well, is never called wrong: the
//! fault may be one of reading.
//!
//! In: a finding and the health of the pages. Out: the finding, no graver than a warning, saying where it should be compared
//! with the original. It is the last thing that happens to a finding.

use crate::record::{Confidence, Finding, Grade, PageHealth, Severity};

/// Caps a finding of which a place stands on a sick page.
pub(super) fn cap(finding: &mut Finding, pages: &[PageHealth]) {
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
    let most = if worst >= Grade::Poor { Confidence::Low } else { Confidence::Medium };
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
