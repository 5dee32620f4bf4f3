//! Rules: where a finished record contradicts itself, leaves a gap, or names what does not exist.
//!
//! In: a [`Record`] with the text and the definitions that it was read from. Out: [`Finding`]s, in the order of the text.
//! One rule is one file and one page under `pages/`, which is its documentation, what `rasoat explain` prints, and its
//! test. A rule changes nothing and knows no other rule; what several need is in `reading`, `sequence` and `sides`;
//! what rests on a page that cannot be trusted is capped in `trust`.

mod page;
mod reading;
mod sequence;
mod sides;
mod trust;

mod abbreviation_conflict;
mod abbreviation_undefined;
mod abbreviation_unused;
mod abbreviation_variant;
mod citation_incomplete;
mod citation_mismatch;
mod coordinate_mismatch;
mod date_blank;
mod deadline_before_issue;
mod deadline_invalid;
mod deadline_mismatch;
mod duplicate_ordinal;
mod field_duplicate;
mod field_misplaced;
mod field_missing;
mod forces_mismatch;
mod group_mismatch;
mod label_inconsistent;
mod lead_mismatch;
mod missing_ordinal;
mod number_blank;
mod organization_superseded;
mod platform_mismatch;
mod reference_mismatch;
mod reference_missing;
mod scope_mismatch;
mod target_mismatch;
mod term_inconsistent;
mod title_mismatch;
mod unit_count_mismatch;
mod unit_number_mismatch;

use std::collections::HashMap;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::normalise::Text;
use crate::record::{Finding, Record, Severity, Status};
use crate::resolve::Glossary;

pub use page::{Example, Page};
use reading::{Draft, Reading};

/// A rule: its name, its page, and what it does.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, as in the contract.
    pub name: &'static str,
    /// Its page as written.
    pub source: &'static str,
    run: fn(&Reading) -> Vec<Draft>,
    /// The page, read where it is asked for.
    page: &'static OnceLock<Page>,
}

macro_rules! rules {
    ($($name:literal => $module:ident),* $(,)?) => {
        /// Every rule, in the order of the contract.
        pub static RULES: &[Rule] = &[
            $(Rule {
                name: $name,
                source: include_str!(concat!("pages/", $name, ".md")),
                run: $module::check,
                page: {
                    static PAGE: OnceLock<Page> = OnceLock::new();
                    &PAGE
                },
            }),*
        ];
    };
}

rules! {
    "deadline-mismatch" => deadline_mismatch,
    "deadline-before-issue" => deadline_before_issue,
    "deadline-invalid" => deadline_invalid,
    "unit-number-mismatch" => unit_number_mismatch,
    "unit-count-mismatch" => unit_count_mismatch,
    "missing-ordinal" => missing_ordinal,
    "duplicate-ordinal" => duplicate_ordinal,
    "title-mismatch" => title_mismatch,
    "lead-mismatch" => lead_mismatch,
    "coordinate-mismatch" => coordinate_mismatch,
    "forces-mismatch" => forces_mismatch,
    "platform-mismatch" => platform_mismatch,
    "group-mismatch" => group_mismatch,
    "target-mismatch" => target_mismatch,
    "field-missing" => field_missing,
    "field-duplicate" => field_duplicate,
    "field-misplaced" => field_misplaced,
    "label-inconsistent" => label_inconsistent,
    "number-blank" => number_blank,
    "date-blank" => date_blank,
    "reference-missing" => reference_missing,
    "reference-mismatch" => reference_mismatch,
    "abbreviation-undefined" => abbreviation_undefined,
    "abbreviation-variant" => abbreviation_variant,
    "abbreviation-unused" => abbreviation_unused,
    "abbreviation-conflict" => abbreviation_conflict,
    "citation-incomplete" => citation_incomplete,
    "citation-mismatch" => citation_mismatch,
    "organization-superseded" => organization_superseded,
    "scope-mismatch" => scope_mismatch,
    "term-inconsistent" => term_inconsistent,
}

impl Rule {
    /// The rule with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|r| r.name == name)
    }

    /// The rule's page.
    #[must_use]
    pub fn page(&self) -> &Page {
        self.page.get_or_init(|| Page::read(self.source))
    }
}

/// Runs every rule over a record that is complete but for its findings.
#[must_use]
pub fn check(record: &Record, text: &Text, glossary: &Glossary) -> Vec<Finding> {
    let reading = Reading::new(record, text, glossary);
    let mut out: Vec<Finding> = Vec::new();
    for rule in RULES {
        out.extend((rule.run)(&reading).into_iter().map(|draft| finding(rule, rule.page().severity, draft, record)));
    }
    out.retain(|finding| !trust::is_of_reading(finding, &record.source.pages_health, text));
    if record.status == Status::Partial {
        out.iter_mut().for_each(trust::cap_absent);
    }
    for finding in &mut out {
        trust::cap(finding, &record.source.pages_health, text);
    }
    let place = |f: &Finding| f.evidence.first().map_or(usize::MAX, |e| e.span.start);
    // Rules stand in the contract's order, and sorting keeps it where places are equal.
    out.sort_by_key(place);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in &mut out {
        let count = seen.entry(finding.id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            finding.id = format!("{}~{count}", finding.id);
        }
    }
    out
}

fn finding(rule: &'static Rule, usual: Severity, draft: Draft, record: &Record) -> Finding {
    let severity = draft.severity.unwrap_or(usual);
    let mut unit_indices = draft.units;
    unit_indices.sort_unstable();
    unit_indices.dedup();
    let unit_ids: Vec<String> = unit_indices.iter().map(|u| record.units[*u].id.clone()).collect();
    let mut units: Vec<u64> = unit_indices.iter().filter_map(|u| record.units[*u].number).collect();
    units.extend(draft.numbers);
    units.sort_unstable();
    units.dedup();
    // The fingerprint holds words, not places, so that an edit elsewhere leaves it as it is.
    let mut digest = Sha256::new();
    digest.update(rule.name);
    for part in unit_ids.iter().chain(draft.evidence.iter().map(|e| &e.quote)) {
        digest.update([0]);
        digest.update(part.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Finding {
        id: crate::hex(&digest.finalize()[..6]),
        rule: rule.name,
        // What rests on one of several readings is never called wrong.
        severity: if draft.confidence == crate::record::Confidence::Low {
            severity.min(Severity::Warning)
        } else {
            severity
        },
        confidence: draft.confidence,
        message: draft.message,
        units,
        unit_ids,
        evidence: draft.evidence,
        suggestion: draft.suggestion,
    }
}
