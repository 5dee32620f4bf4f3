//! Decisions (quyết định): what a clerk decided on the page of `rasoat review`, replayed.
//!
//! In: the text of an exported file, and a document with its findings. Out: the findings without those that were rejected;
//! those that were accepted or edited say so. A decision is found again by the fingerprint of its finding: it holds for a
//! document that was changed elsewhere.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::record::{Message, Record, Suggestion};

/// The word that opens a file of this kind.
const FORMAT: &str = "rasoat-decisions";

/// An exported file.
#[derive(Debug, Clone, Deserialize)]
pub struct Decisions {
    format: String,
    version: u32,
    documents: Vec<Decided>,
}

/// A document with its decisions.
#[derive(Debug, Clone, Deserialize)]
struct Decided {
    path: String,
    sha256: String,
    decisions: Vec<Decision>,
}

/// A decision on a finding.
#[derive(Debug, Clone, Deserialize)]
struct Decision {
    id: String,
    #[serde(rename = "decision")]
    verdict: Verdict,
    value: Option<String>,
    note: Option<String>,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    /// It is so.
    Accepted,
    /// It is not.
    Rejected,
    /// It is so, and the right value is another one.
    Edited,
    /// Nothing yet.
    Skipped,
}

/// What the decisions did for a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Findings that were rejected and left out.
    pub rejected: usize,
    /// Fingerprints of those that were accepted or edited, with what the person noted.
    pub confirmed: BTreeMap<String, Option<String>>,
    /// Decisions on findings that the document has no more.
    pub gone: usize,
}

impl Decisions {
    /// Reads an exported file.
    ///
    /// # Errors
    /// It is none, or of a later program.
    pub fn read(file: &str) -> Result<Self, Message> {
        let read: Option<Self> = serde_json::from_str(file).ok();
        read.filter(|d| d.format == FORMAT && d.version == 1).ok_or_else(|| Message {
            vi: "đây không phải tệp quyết định xuất từ trang rà soát (rasoat review)".to_owned(),
            en: "this is no file of decisions that a page of rasoat review has exported".to_owned(),
        })
    }

    /// Puts the decisions of several files together.
    pub fn add(&mut self, other: Self) {
        self.documents.extend(other.documents);
    }

    /// The decisions on a document: by its bytes. Of a document that was changed since, by its name, where it is the only
    /// one of that name on both sides.
    fn of(&self, record: &Record, alone: bool) -> Vec<&Decision> {
        let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        let same = |d: &&Decided| d.sha256 == record.source.sha256;
        let named = |d: &&Decided| name(&d.path) == name(&record.source.path);
        let mut found: Vec<&Decided> = self.documents.iter().filter(same).collect();
        if found.is_empty() && alone {
            found = self.documents.iter().filter(named).collect();
            // Several exports of one document are one; and most of what was decided must still be there.
            let all = || found.iter().flat_map(|d| &d.decisions);
            let is_there = |d: &&Decision| record.findings.iter().any(|finding| finding.id == d.id);
            let there = all().filter(is_there).count();
            if found.windows(2).any(|pair| pair[0].sha256 != pair[1].sha256) || there * 2 < all().count() {
                found.clear();
            }
        }
        found.into_iter().flat_map(|d| &d.decisions).collect()
    }

    /// Replays the decisions on a document; none where there are no decisions on it. `alone` says that no other document
    /// of its name is read.
    pub fn replay(&self, record: &mut Record, alone: bool) -> Option<Replayed> {
        let decisions = self.of(record, alone);
        if decisions.is_empty() {
            return None;
        }
        // Of several decisions on one finding the last counts.
        let by_id: BTreeMap<&str, &Decision> = decisions.iter().map(|d| (d.id.as_str(), *d)).collect();
        let is_there = |id: &&&str| record.findings.iter().any(|finding| finding.id == ***id);
        let mut out = Replayed { gone: by_id.len() - by_id.keys().filter(is_there).count(), ..Replayed::default() };
        record.findings.retain_mut(|finding| {
            let Some(decision) = by_id.get(finding.id.as_str()) else { return true };
            match (decision.verdict, &decision.value) {
                (Verdict::Rejected, _) => {
                    out.rejected += 1;
                    return false;
                }
                (Verdict::Skipped, _) => return true,
                (Verdict::Edited, Some(value)) => {
                    let reason =
                        Message { vi: "người rà soát sửa".to_owned(), en: "edited in review".to_owned() };
                    finding.suggestion = Some(Suggestion { value: value.clone(), reason, safe: false });
                }
                (Verdict::Accepted | Verdict::Edited, _) => {}
            }
            out.confirmed.insert(finding.id.clone(), decision.note.clone());
            true
        });
        Some(out)
    }
}

impl Replayed {
    /// Says behind each finding that a person confirmed it, with the person's note.
    pub fn say(&self, record: &mut Record) {
        for finding in &mut record.findings {
            let Some(note) = self.confirmed.get(&finding.id) else { continue };
            let note = note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
            finding.message.vi = format!("{} (đã xác nhận khi rà soát{note})", finding.message.vi);
            finding.message.en = format!("{} (confirmed in review{note})", finding.message.en);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let plan = "Số:      /KH-UBND\nHải Dương, ngày     tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\n\
            1. Mô hình 1: Học bạ số\na) Mục tiêu: Số hóa.\nb) Phân công: Sở Y tế chủ trì.\nc) Thời gian hoàn thành: 31/4/2024\n";
        crate::read(plan.as_bytes(), "a.txt").expect("readable")
    }

    fn decided(record: &Record, sha256: &str, path: &str, verdicts: &[(usize, &str)]) -> Decisions {
        let of = |(at, verdict): &(usize, &str)| {
            serde_json::json!({"id": record.findings[*at].id, "rule": record.findings[*at].rule, "decision": verdict,
                "value": (*verdict == "edited").then_some("30/4/2024"), "note": "xem lại"})
        };
        let decisions: Vec<_> = verdicts.iter().map(of).collect();
        let file = serde_json::json!({"format": FORMAT, "version": 1,
            "documents": [{"path": path, "sha256": sha256, "decisions": decisions}]});
        Decisions::read(&file.to_string()).expect("decisions")
    }

    #[test]
    fn decisions_are_replayed() {
        let before = record();
        assert!(before.findings.len() >= 3);
        let sha256 = before.source.sha256.clone();
        let all = decided(&before, &sha256, "khác.txt", &[(0, "rejected"), (1, "edited"), (2, "skipped")]);
        let mut after = record();
        let replayed = all.replay(&mut after, false).expect("decisions on it");
        replayed.say(&mut after);
        assert_eq!((replayed.rejected, replayed.confirmed.len(), replayed.gone), (1, 1, 0));
        assert_eq!(after.findings.len() + 1, before.findings.len());
        assert_eq!(after.findings[0].id, before.findings[1].id);
        assert_eq!(after.findings[0].suggestion.as_ref().map(|s| s.value.as_str()), Some("30/4/2024"));
        assert!(after.findings[0].message.vi.ends_with("(đã xác nhận khi rà soát: xem lại)"));
        assert_eq!(after.findings[1].message, before.findings[2].message);
    }

    #[test]
    fn a_changed_document_is_known_by_its_name_and_another_is_not() {
        let before = record();
        let mut after = record();
        let decisions = decided(&before, "0", "thu/a.txt", &[(0, "rejected"), (0, "accepted")]);
        assert!(decisions.replay(&mut after, false).is_none());
        let replayed = decisions.replay(&mut after, true).expect("decisions on it");
        assert_eq!((replayed.rejected, replayed.confirmed.len()), (0, 1));
        assert!(decided(&before, "0", "b.txt", &[(0, "rejected")]).replay(&mut after, true).is_none());
        for wrong in ["", "{}", "{\"format\":\"rasoat-decisions\",\"version\":2,\"documents\":[]}"] {
            assert!(Decisions::read(wrong).is_err(), "{wrong}");
        }
    }
}
