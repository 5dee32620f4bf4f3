//! What changed between two versions of a plan, for people: as text for a terminal, and as a page of HTML.
//!
//! In: [`Changes`]. Out: text or a page. Both quote the old words and the new ones with their places, and say nothing that the
//! changes do not hold. As JSON they are written by [`super::json::changes`].

pub mod html;
pub mod text;

mod names;
mod pieces;

use crate::record::{Message, Status};
use crate::versions::{Changes, UnitChange, UnitChangeKind};

/// Whether all that happened to a unit is another number.
fn is_only_renumbered(unit: &UnitChange) -> bool {
    unit.kinds == [UnitChangeKind::Renumbered]
}

/// One sentence where nothing changed.
fn nothing(changes: &Changes) -> Message {
    let message = |vi: &str, en: &str| Message { vi: vi.to_owned(), en: en.to_owned() };
    match changes.counts.reworded {
        0 if changes.old.sha256 == changes.new.sha256 => message(
            "Không có thay đổi: hai tệp giống hệt nhau.",
            "No change: the two files are the same, byte for byte.",
        ),
        0 => message("Không có thay đổi nội dung giữa hai bản.", "Nothing changed between the two versions."),
        n => Message {
            vi: format!("Không có thay đổi nội dung giữa hai bản; {n} chỗ chỉ viết khác đi."),
            en: format!(
                "Nothing changed between the two versions; {n} {} only written differently.",
                if n == 1 { "place is" } else { "places are" }
            ),
        },
    }
}

/// What to know before the rest: a version that could not be read whole, or two documents that are no versions of one plan.
fn warnings(changes: &Changes) -> Vec<Message> {
    let mut out = Vec::new();
    let versions = [(&changes.old, "Bản cũ", "The old version"), (&changes.new, "Bản mới", "The new version")];
    for (_, vi, en) in versions.into_iter().filter(|(version, ..)| version.status == Status::Partial) {
        out.push(Message {
            vi: format!("{vi} chỉ đọc được một phần: chỗ thiếu có thể hiện ra như thay đổi."),
            en: format!("{en} could be read in part only: what is missing may show as a change."),
        });
    }
    let kept = changes.old.units.saturating_sub(changes.counts.units_removed);
    if changes.old.units.min(changes.new.units) >= 3 && kept * 5 < changes.old.units.min(changes.new.units) {
        out.push(Message {
            vi: "Hầu như không nhiệm vụ nào có ở cả hai bản: có lẽ đây không phải hai bản của một kế hoạch.".to_owned(),
            en: "Hardly any unit is in both: these may not be two versions of one plan.".to_owned(),
        });
    }
    out
}
