//! Settings: what an office wants otherwise than the program does it, as its `rasoat.toml` says.
//!
//! In: the text of a `rasoat.toml`. Out: [`Settings`], or the sentence that says what is wrong in it. They change how grave
//! a finding is and whether it is told, never what a document says; so do a [`Baseline`] and [`Decisions`]. Which file holds
//! for a document is found by [`crate::cli`].

mod baseline;
mod decisions;
mod ignore;

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, json_schema};
use serde::{Deserialize, Serialize};

pub use baseline::Baseline;
pub use decisions::{Decisions, Replayed};
pub use ignore::{Ignore, Used};

use crate::ingest::{LIMIT_NAMES, Limits};
use crate::knowledge::{House, Knowledge};
use crate::record::{Confidence, Finding, Message, Record, Severity, SourceInfo};
use crate::rules::{RULES, Rule};
use crate::span::Span;

/// A `rasoat.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "rasoat.toml", description = "Settings of rasoat for the documents of a folder and those below it.")]
pub struct Settings {
    /// How grave the findings of a rule are, or that it is off.
    #[schemars(schema_with = "rules_schema")]
    pub rules: BTreeMap<String, Level>,
    /// Limits on reading a file.
    #[schemars(schema_with = "limits_schema")]
    pub limits: BTreeMap<String, u64>,
    /// What the office writes in its own way.
    pub wording: House,
    /// Findings that are known and stay.
    pub ignore: Vec<Ignore>,
}

/// How grave the findings of a rule are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The rule is not applied.
    Off,
    /// To know.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Level {
    /// The severity; none where the rule is off.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl Settings {
    /// Reads a `rasoat.toml`.
    ///
    /// # Errors
    /// What is wrong in it, and in which line; of an unknown key or rule what it may be meant for.
    pub fn read(file: &str) -> Result<Self, Message> {
        let settings: Self = toml::from_str(file).map_err(|error| told(&error, file))?;
        for rule in settings.rules.keys().chain(settings.ignore.iter().map(|i| &i.rule)) {
            if Rule::named(rule).is_none() {
                return Err(unknown(file, rule, ("quy tắc", "rule"), RULES.iter().map(|r| r.name)));
            }
        }
        for name in settings.limits.keys() {
            if !LIMIT_NAMES.iter().any(|(known, ..)| known == name) {
                return Err(unknown(file, name, ("giới hạn", "limit"), LIMIT_NAMES.iter().map(|(known, ..)| *known)));
            }
        }
        for ignore in &settings.ignore {
            ignore.check()?;
        }
        Ok(settings)
    }

    /// The data with the office's wording; none where it adds nothing.
    ///
    /// # Errors
    /// A value that cannot be taken.
    pub fn knowledge(&self) -> Result<Option<&'static Knowledge>, Message> {
        if self.wording.is_empty() { Ok(None) } else { self.wording.knowledge().map(Some) }
    }

    /// Sets the limits that are given.
    pub fn limit(&self, limits: &mut Limits) {
        for (name, value) in &self.limits {
            // The name was checked when the file was read.
            let _ = limits.set(name, *value);
        }
    }

    /// Takes findings out of a record that are not to be told, and gives the others their severity. `path` is where the file
    /// is, from the folder of the `rasoat.toml`; `today` the day for which the dates of `[[ignore]]` are looked at. Gives
    /// what each entry of `ignore` did.
    pub fn settle(&self, record: &mut Record, path: &str, today: Date) -> Vec<Used> {
        let Record { findings, units, source, .. } = record;
        findings.retain_mut(|finding| {
            let Some(level) = self.rules.get(finding.rule) else { return true };
            let Some(severity) = level.severity() else { return false };
            // As usual: some findings of a rule are less grave than others.
            if Rule::named(finding.rule).is_some_and(|rule| rule.page().severity == severity) {
                return true;
            }
            finding.severity = if is_doubtful(finding, source) { severity.min(Severity::Warning) } else { severity };
            true
        });
        let mut used: Vec<Used> =
            self.ignore.iter().map(|i| Used { documents: usize::from(i.is_of(path)), findings: 0 }).collect();
        findings.retain(|finding| {
            let fits = |ignore: &Ignore| !ignore.is_over(today) && ignore.fits(finding, units, path);
            let Some(at) = self.ignore.iter().position(fits) else { return true };
            used[at].findings += 1;
            false
        });
        used
    }
}

/// Whether a finding rests on doubtful reading: it is never called wrong, whatever an office says of its rule.
fn is_doubtful(finding: &Finding, source: &SourceInfo) -> bool {
    let sick = |page| source.pages_health.iter().any(|health| health.is_sick() && health.page == page);
    let pieces = |span: &Span| span.fragments.iter().flatten().any(|piece| sick(piece.page));
    finding.confidence == Confidence::Low || finding.evidence.iter().any(|e| sick(e.span.page) || pieces(&e.span))
}

/// What is wrong in a file, as the reader of TOML says it.
fn told(error: &toml::de::Error, file: &str) -> Message {
    let line = error.span().map_or(1, |span| file[..span.start.min(file.len())].lines().count().max(1));
    let text = error.message();
    // The words of serde: "unknown field `x`, expected one of `a`, `b`".
    let mut quoted = text.split('`').skip(1).step_by(2);
    if text.starts_with("unknown field") || text.starts_with("unknown variant") {
        let (word, known) = (quoted.next().unwrap_or_default(), quoted.collect::<Vec<_>>());
        return unknown_at(line, word, ("khóa hay giá trị", "key or value"), known.into_iter());
    }
    Message {
        vi: format!("dòng {line}: không đúng dạng TOML hay kiểu giá trị ({})", text.replace('\n', " ")),
        en: format!("line {line}: {}", text.replace('\n', " ")),
    }
}

/// A word that is not known, and the nearest that is.
fn unknown<'a>(file: &str, word: &str, what: (&str, &str), known: impl Iterator<Item = &'a str>) -> Message {
    let line = file.lines().position(|line| line.contains(word)).map_or(1, |at| at + 1);
    unknown_at(line, word, what, known)
}

fn unknown_at<'a>(line: usize, word: &str, what: (&str, &str), known: impl Iterator<Item = &'a str>) -> Message {
    /// Less alike is no suggestion.
    const ALIKE: f64 = 0.7;
    let known: Vec<&str> = known.collect();
    let near = known.iter().map(|name| (strsim::jaro_winkler(name, word), *name));
    let near = near.filter(|(alike, _)| *alike >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
    let (vi, en) = match near {
        Some((_, name)) => (format!("; có phải “{name}”?"), format!("; did you mean “{name}”?")),
        None if known.len() <= 12 => {
            let list = known.join(", ");
            (format!("; có thể dùng: {list}"), format!("; known are: {list}"))
        }
        None => ("; xem tất cả: rasoat rules".to_owned(), "; see them all: rasoat rules".to_owned()),
    };
    let word = word.escape_debug();
    Message {
        vi: format!("dòng {line}: không có {} “{word}”{vi}", what.0),
        en: format!("line {line}: there is no {} “{word}”{en}", what.1),
    }
}

fn rules_schema(generator: &mut schemars::SchemaGenerator) -> Schema {
    let level = generator.subschema_for::<Level>();
    let of = |rule: &Rule| {
        let mut schema = serde_json::Map::new();
        schema.insert("allOf".to_owned(), serde_json::json!([level]));
        schema.insert("description".to_owned(), rule.page().summary.en.clone().into());
        (rule.name.to_owned(), serde_json::Value::Object(schema))
    };
    let rules: serde_json::Map<String, serde_json::Value> = RULES.iter().map(of).collect();
    json_schema!({"type": "object", "properties": rules, "additionalProperties": false})
}

fn limits_schema(_: &mut schemars::SchemaGenerator) -> Schema {
    let of = |(name, _, en): &(&str, &str, &str)| {
        ((*name).to_owned(), serde_json::json!({"type": "integer", "minimum": 0, "description": en}))
    };
    let limits: serde_json::Map<String, serde_json::Value> = LIMIT_NAMES.iter().map(of).collect();
    json_schema!({"type": "object", "properties": limits, "additionalProperties": false})
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2026, 11, 22);

    fn record() -> Record {
        let plan = "Số:      /KH-UBND\nHải Dương, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\n\
            1. Mô hình 1: Học bạ số\na) Mục tiêu: Số hóa học bạ.\nb) Phân công: Sở Y tế chủ trì.\nc) Thời gian hoàn thành: 30/3/2023\n\
            2. Mô hình 2: Bệnh án số\na) Mục tiêu: Bệnh án.\nb) Phân công: Sở Y tế chủ trì.\nc) Thời gian hoàn thành: 30/3/2024\n";
        crate::read(plan.as_bytes(), "so/ke-hoach.txt").expect("readable")
    }

    fn rules(settings: &str) -> Vec<(&'static str, Severity)> {
        let mut record = record();
        Settings::read(settings).expect("settings").settle(&mut record, "so/ke-hoach.txt", DAY);
        record.findings.iter().map(|f| (f.rule, f.severity)).collect()
    }

    #[test]
    fn rules_are_off_or_as_grave_as_is_said() {
        let (before, blank) = (rules(""), "number-blank");
        assert!(before.iter().any(|(rule, _)| *rule == "deadline-before-issue"));
        assert!(before.iter().any(|(rule, severity)| *rule == blank && *severity != Severity::Error));
        let after = rules("[rules]\ndeadline-before-issue = 'off'\nnumber-blank = 'error'\n");
        assert!(!after.iter().any(|(rule, _)| *rule == "deadline-before-issue"));
        assert!(after.contains(&(blank, Severity::Error)));
        assert_eq!(after.len() + 1, before.len());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_what_was_meant() {
        let wrong = |file: &str| Settings::read(file).expect_err("wrong").en;
        assert_eq!(wrong("\n[rule]\n"), "line 2: there is no key or value “rule”; did you mean “rules”?");
        assert_eq!(
            wrong("[rules]\nnumber-blank = 'info'\ndeadline-mismach = 'off'"),
            "line 3: there is no rule “deadline-mismach”; did you mean “deadline-mismatch”?"
        );
        assert_eq!(wrong("[limits]\npage = 3"), "line 2: there is no limit “page”; did you mean “pages”?");
        assert!(
            wrong("[rules]\nnumber-blank = 'fatal'")
                .contains("line 2: there is no key or value “fatal”; known are: off")
        );
        assert!(wrong("[rules\n").starts_with("line 1: "));
        assert!(wrong("limits = 3").starts_with("line 1: "));
    }

    #[test]
    fn every_rule_and_limit_stands_in_the_schema() {
        let schema = schemars::schema_for!(Settings).to_value();
        for rule in RULES {
            assert!(schema["properties"]["rules"]["properties"][rule.name].is_object(), "{}", rule.name);
        }
        assert_eq!(
            schema["properties"]["limits"]["properties"].as_object().map(serde_json::Map::len),
            Some(LIMIT_NAMES.len())
        );
    }
}
