//! Baselines (mốc): findings that were there on a day, so that only new ones count.
//!
//! In: documents with their findings, or the text of a file that was written before. Out: [`Baseline`], which tells whether a
//! finding was there. Fingerprints hold rule, unit and words, so that an edit elsewhere in a document makes nothing new.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::record::{Finding, Message, Record};

/// The word that opens a file of this kind.
const FORMAT: &str = "rasoat-baseline";

/// Findings that were there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    format: String,
    version: u32,
    /// Fingerprints by document: its path from the folder of the baseline, with `/`.
    documents: BTreeMap<String, BTreeSet<String>>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { format: FORMAT.to_owned(), version: 1, documents: BTreeMap::new() }
    }
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// It is none, or of a later program.
    pub fn read(file: &str) -> Result<Self, Message> {
        let read: Option<Self> = serde_json::from_str(file).ok();
        read.filter(|b| b.format == FORMAT && b.version == 1).ok_or_else(|| Message {
            vi: "đây không phải tệp mốc do rasoat baseline ghi; hãy ghi lại bằng rasoat baseline".to_owned(),
            en: "this is no file of rasoat baseline; write it again with rasoat baseline".to_owned(),
        })
    }

    /// Takes the findings of a document.
    pub fn add(&mut self, path: &str, record: &Record) {
        let ids = record.findings.iter().map(|finding| finding.id.clone()).collect();
        self.documents.insert(path.to_owned(), ids);
    }

    /// Whether a finding of a document was there.
    #[must_use]
    pub fn has(&self, path: &str, finding: &Finding) -> bool {
        self.documents.get(path).is_some_and(|ids| ids.contains(&finding.id))
    }

    /// The file, ending with a line end.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string_pretty(self).map_or_else(|_| String::new(), |text| format!("{text}\n"))
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.values().map(BTreeSet::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_is_known_again() {
        let plan = "Số:      /KH-UBND\nKẾ HOẠCH\nChuyển đổi số\n";
        let record = crate::read(plan.as_bytes(), "a.txt").expect("readable");
        let mut baseline = Baseline::default();
        assert!(baseline.is_empty());
        baseline.add("so/a.txt", &record);
        assert!(!record.findings.is_empty() && baseline.len() == record.findings.len());
        let again = Baseline::read(&baseline.written()).expect("a baseline");
        assert_eq!(again, baseline);
        assert!(record.findings.iter().all(|f| again.has("so/a.txt", f) && !again.has("a.txt", f)));
        for wrong in ["", "{}", "{\"format\": \"x\", \"version\": 1, \"documents\": {}}", "[1]"] {
            assert!(Baseline::read(wrong).is_err(), "{wrong}");
        }
    }
}
