//! `[[ignore]]`: findings that an office knows and leaves as they are.
//!
//! In: an entry, a finding and its document. Out: whether the entry speaks of it. An entry says why it is there, and may say
//! until when.

use globset::GlobBuilder;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::{Finding, Message};

/// Findings that are known and stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ignore {
    /// The rule.
    pub rule: String,
    /// The files: a path from the folder of the `rasoat.toml`, or a pattern: `2024/*.docx`. One without `/` is of the name
    /// alone.
    #[serde(default)]
    pub file: Option<String>,
    /// The unit: its number or its id.
    #[serde(default)]
    pub unit: Option<UnitName>,
    /// Words that the finding quotes.
    #[serde(default)]
    pub words: Option<String>,
    /// Why it stays.
    pub reason: String,
    /// The last day on which it stays, as `2026-12-31`.
    #[serde(default)]
    pub until: Option<Day>,
}

/// A unit by its number or its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum UnitName {
    /// `4`
    Number(u64),
    /// `"I/4"`
    Id(String),
}

/// A day, as a date of TOML or in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "Written")]
#[schemars(with = "String")]
pub struct Day(pub Date);

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Day(toml::value::Datetime),
    Text(String),
}

impl TryFrom<Written> for Day {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let text = match written {
            Written::Day(day) => day.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map(Self).map_err(|_| format!("“{text}” is no day such as 2026-12-31"))
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// What an entry did for a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// So many documents were read of which it may speak.
    pub documents: usize,
    /// So many findings were left out by it.
    pub findings: usize,
}

impl Ignore {
    /// Whether the entry can be taken.
    ///
    /// # Errors
    /// It names no place, no reason, or a pattern that is none.
    pub(super) fn check(&self, line: usize) -> Result<(), Message> {
        let said = |vi: &str, en: &str| {
            Err(Message {
                vi: format!("dòng {line}: [[ignore]] {}: {vi}", self.rule),
                en: format!("line {line}: [[ignore]] {}: {en}", self.rule),
            })
        };
        if self.reason.trim().is_empty() {
            return said("thiếu lý do (reason)", "its reason is empty");
        }
        if self.file.is_none() && self.unit.is_none() && self.words.is_none() {
            return said(
                "thiếu nơi áp dụng (file, unit hoặc words); muốn tắt hẳn quy tắc thì ghi trong [rules]",
                "it names no place (file, unit or words); to turn the rule off, say so under [rules]",
            );
        }
        if self.file.as_deref().is_some_and(|file| pattern(file).is_none()) {
            return said("mẫu đường dẫn (file) không đúng", "its file is no pattern");
        }
        Ok(())
    }

    /// Whether its last day is over.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.until.is_some_and(|Day(last)| last < today)
    }

    /// Whether it may speak of a file.
    pub(super) fn is_of(&self, path: &str) -> bool {
        self.file.as_deref().is_none_or(|file| is_file(file, path))
    }

    /// Whether it speaks of a finding.
    pub(super) fn fits(&self, finding: &Finding, path: &str) -> bool {
        let of_unit = |name: &UnitName| match name {
            UnitName::Number(number) => finding.units.contains(number),
            UnitName::Id(id) => finding.unit_ids.contains(id),
        };
        self.rule == finding.rule
            && self.is_of(path)
            && self.unit.as_ref().is_none_or(of_unit)
            && self.words.as_deref().is_none_or(|words| finding.evidence.iter().any(|e| e.quote.contains(words)))
    }

    /// What it speaks of, for a person.
    #[must_use]
    pub fn place(&self) -> String {
        let unit = self.unit.as_ref().map(|unit| match unit {
            UnitName::Number(number) => format!("unit = {number}"),
            UnitName::Id(id) => format!("unit = {id:?}"),
        });
        let file = self.file.as_ref().map(|file| format!("file = {file:?}"));
        let words = self.words.as_ref().map(|words| format!("words = {words:?}"));
        [file, unit, words].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

fn pattern(file: &str) -> Option<globset::GlobMatcher> {
    GlobBuilder::new(file).literal_separator(true).build().ok().map(|glob| glob.compile_matcher())
}

/// Whether a pattern names a file: by its path, or by its name where the pattern has no folder.
fn is_file(file: &str, path: &str) -> bool {
    let name = if file.contains('/') { path } else { path.rsplit('/').next().unwrap_or(path) };
    pattern(file).is_some_and(|pattern| pattern.is_match(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Confidence, Severity};
    use crate::settings::Settings;

    fn finding() -> Finding {
        let source = "1. Mô hình 4: Học bạ số\nThời hạn: 30/3/2023\n";
        let text = crate::normalise::normalise(&crate::ingest::read(source.as_bytes(), "a.txt").expect("readable"));
        let at = source.find("30/3").expect("there");
        let evidence = crate::record::Evidence {
            part: crate::record::EvidencePart::Body,
            quote: "30/3/2023".to_owned(),
            span: text.span(at..at + 9),
            note: None,
        };
        Finding {
            id: String::new(),
            rule: "deadline-before-issue",
            severity: Severity::Error,
            confidence: Confidence::High,
            message: Message { vi: String::new(), en: String::new() },
            units: vec![4],
            unit_ids: vec!["I/4".to_owned()],
            evidence: vec![evidence],
            suggestion: None,
        }
    }

    #[test]
    fn an_entry_speaks_of_its_place_alone() {
        let fits = |rest: &str| {
            let file = format!("[[ignore]]\nrule = 'deadline-before-issue'\nreason = 'cũ'\n{rest}");
            let settings = Settings::read(&file).expect("settings");
            settings.ignore[0].fits(&finding(), "2024/ke-hoach.docx")
        };
        for place in [
            "unit = 4",
            "unit = 'I/4'",
            "file = '*.docx'",
            "file = '2024/ke-hoach.docx'",
            "words = '30/3/2023'",
            "file='**/k*'",
        ] {
            assert!(fits(place), "{place}");
        }
        for place in [
            "unit = 5",
            "unit = '4'",
            "file = '*.pdf'",
            "file = '2023/*'",
            "words = '30/3/2024'",
            "unit = 4\nfile = 'a.docx'",
        ] {
            assert!(!fits(place), "{place}");
        }
    }

    #[test]
    fn an_entry_has_a_place_a_reason_and_perhaps_a_last_day() {
        let read = |rest: &str| Settings::read(&format!("[[ignore]]\nrule = 'date-blank'\n{rest}"));
        assert!(read("reason = 'x'").expect_err("no place").en.contains("names no place"));
        assert!(read("unit = 1\nreason = ' '").expect_err("no reason").en.contains("reason is empty"));
        assert!(read("unit = 1").expect_err("no reason").en.contains("reason"));
        assert!(read("file = '['\nreason = 'x'").expect_err("no pattern").en.contains("no pattern"));
        assert!(read("unit = 1\nreason = 'x'\nuntil = 'mai'").is_err());
        let last =
            |day: &str| read(&format!("unit = 1\nreason = 'x'\nuntil = {day}")).expect("an entry").ignore.remove(0);
        for day in ["2026-11-22", "'2026-11-22'"] {
            assert!(
                !last(day).is_over(Date::constant(2026, 11, 22)) && last(day).is_over(Date::constant(2026, 11, 23))
            );
        }
    }
}
