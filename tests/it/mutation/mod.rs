//! Single faults planted in plans that have none: each must be found, and nothing else may be reported.
//!
//! The plans are those of `corpus/` in which a careful reader finds nothing, as plain text; one that is read otherwise as
//! plain text, or that has findings to begin with, is passed over. [`MUTATIONS`] lists the kinds of fault; each picks
//! several places in every plan, writes one fault there, and says which finding must follow. Kinds without a rule are no
//! faults and must stay silent. Places are picked from a fixed seed, so that every run is the same.
//!
//! - `base`: the plan, the fault, the generator.
//! - `units`: faults in units and their table. `words`: faults in references and wording. `harmless`: no faults.
//!
//! `cargo test --test it mutation -- --nocapture` shows the counts and every case that went wrong.

mod base;
mod harmless;
mod units;
mod words;

use std::path::PathBuf;

use rasoat::record::Finding;
use rasoat::rules::Rule;
use rayon::prelude::*;
use serde_json::Value;

use crate::{plans, record};
use base::{Base, Planted, Rng, read};

/// How often a kind looks for a place in one plan; a place that comes up again is planted once.
const DRAWS: usize = 8;

/// Every kind starts from it in every plan, so that one kind more or less moves no place of another.
const SEED: u64 = 2_020_030;

/// The least share of all faults that must be found.
const RECALL: f64 = 0.95;

/// The most findings that nobody asked for, per changed plan.
const FALSE_ALARMS: f64 = 0.05;

type Plant = fn(&Base, &mut Rng) -> Option<Planted>;

/// One kind of change to a plan.
struct Mutation {
    name: &'static str,
    /// The rule that must find it; none where it is no fault.
    rule: Option<&'static str>,
    /// Rules that may speak of it too.
    also: &'static [&'static str],
    /// The share that is found today, never to be lowered.
    floor: f64,
    plant: Plant,
}

const fn fault(name: &'static str, rule: &'static str, floor: f64, plant: Plant) -> Mutation {
    Mutation { name, rule: Some(rule), also: &[], floor, plant }
}

const fn no_fault(name: &'static str, plant: Plant) -> Mutation {
    Mutation { name, rule: None, also: &[], floor: 1.0, plant }
}

impl Mutation {
    const fn also(mut self, rules: &'static [&'static str]) -> Self {
        self.also = rules;
        self
    }
}

static MUTATIONS: &[Mutation] = &[
    fault("deadline moved in the table", "deadline-mismatch", 1.0, units::deadline_moved),
    fault("deadline before issue", "deadline-before-issue", 1.0, units::deadline_before_issue),
    fault("row before issue", "deadline-before-issue", 1.0, units::row_before_issue).also(&["deadline-mismatch"]),
    fault("day that does not exist", "deadline-invalid", 1.0, units::deadline_invalid),
    fault("no such day in the row", "deadline-invalid", 1.0, units::row_invalid).also(&["deadline-mismatch"]),
    fault("row renumbered", "unit-number-mismatch", 1.0, units::row_renumbered),
    fault("unit renumbered", "unit-number-mismatch", 1.0, units::unit_renumbered),
    fault("unit with its neighbour's number", "duplicate-ordinal", 1.0, units::unit_repeated)
        .also(&["missing-ordinal", "unit-number-mismatch"]),
    fault("letter repeated", "duplicate-ordinal", 1.0, units::letter_repeated),
    fault("letter skipped", "missing-ordinal", 1.0, units::letter_skipped),
    fault("section skipped", "missing-ordinal", 1.0, units::section_skipped),
    fault("section repeated", "duplicate-ordinal", 1.0, units::section_repeated),
    fault("number of a row skipped", "missing-ordinal", 1.0, units::row_order_skipped),
    fault("count of a group", "unit-count-mismatch", 1.0, units::group_count),
    fault("count of the plan", "unit-count-mismatch", 1.0, units::total_count),
    fault("lead swapped in the table", "lead-mismatch", 1.0, units::lead_swapped),
    fault("coordinator dropped in the table", "coordinate-mismatch", 1.0, units::coordinator_dropped),
    fault("tools swapped in the table", "platform-mismatch", 1.0, units::platform_swapped),
    fault("forces swapped in the table", "forces-mismatch", 1.0, units::forces_swapped),
    fault("group with a word more", "group-mismatch", 1.0, units::group_retitled),
    fault("target with another figure", "target-mismatch", 1.0, units::target_changed),
    fault("title with a word more", "title-mismatch", 1.0, units::title_word),
    fault("field removed", "field-missing", 0.96, units::field_removed),
    fault("field given twice", "field-duplicate", 1.0, units::field_twice),
    fault("field on the line before", "field-misplaced", 1.0, units::field_glued),
    fault("label of the time changed", "label-inconsistent", 1.0, units::label_changed),
    fault("number of the plan blank", "number-blank", 1.0, words::number_blanked),
    fault("day of issue blank", "date-blank", 1.0, words::day_blanked),
    fault("appendix that is missing", "reference-missing", 1.0, words::appendix_missing),
    fault("own number wrong over the appendix", "reference-mismatch", 1.0, words::self_reference),
    fault("citation without date", "citation-incomplete", 0.97, words::citation_undated),
    fault("symbol of another type", "citation-mismatch", 1.0, words::citation_symbol),
    fault("year against the number", "citation-mismatch", 1.0, words::citation_year),
    fault("short form varied", "abbreviation-variant", 1.0, words::short_form_varied),
    fault("short form without its mark", "abbreviation-variant", 1.0, words::short_form_unmarked),
    fault("short form undefined", "abbreviation-undefined", 1.0, words::short_form_undefined),
    fault("short form defined in vain", "abbreviation-unused", 1.0, words::entry_unused),
    fault("short form with two meanings", "abbreviation-conflict", 1.0, words::entry_conflicting),
    fault("another province", "scope-mismatch", 1.0, words::other_province),
    fault("phrase of the province", "scope-mismatch", 1.0, words::province_phrase),
    fault("whole country in a title", "scope-mismatch", 1.0, words::nationwide_title),
    fault("whole country in a body's title", "scope-mismatch", 1.0, words::nationwide_body_title)
        .also(&["title-mismatch"]),
    fault("body that had ceased", "organization-superseded", 1.0, words::body_ceased),
    fault("name of a body varied", "term-inconsistent", 1.0, words::name_varied),
    no_fault("day in words", harmless::day_in_words),
    no_fault("last day of a month or quarter", harmless::last_day),
    no_fault("year without its word", harmless::bare_year),
    no_fault("tone marks of another school", harmless::tone_marks),
    no_fault("blanks and dashes", harmless::blanks_and_dashes),
    no_fault("name in full in the table", harmless::name_in_full),
    no_fault("title in capitals", harmless::title_in_capitals),
    no_fault("whole country in an objective", harmless::nationwide_objective),
    no_fault("document named again", harmless::cited_again),
    no_fault("appendix of another document", words::appendix_of_another),
    no_fault("own province", words::own_province_phrase),
    no_fault("body in its days", words::body_in_its_days),
    no_fault("body as an older issuer", words::body_as_issuer),
];

/// What a kind came to, with what went wrong.
#[derive(Default)]
struct Tally {
    planted: usize,
    found: usize,
    other: usize,
    cases: Vec<String>,
}

impl Tally {
    fn add(&mut self, more: Self) {
        self.planted += more.planted;
        self.found += more.found;
        self.other += more.other;
        self.cases.extend(more.cases);
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.planted.max(1) as f64
    }

    fn alarms(&self) -> f64 {
        self.other as f64 / self.planted.max(1) as f64
    }
}

impl Mutation {
    /// Places of a plan for the fault.
    fn places(&self, base: &Base) -> Vec<Planted> {
        let mut rng = Rng::new(SEED);
        let mut places: Vec<Planted> = Vec::new();
        for planted in (0..DRAWS).filter_map(|_| (self.plant)(base, &mut rng)) {
            if !places.contains(&planted) {
                places.push(planted);
            }
        }
        places
    }

    /// Plants the fault in several places of a plan and reads each.
    fn try_in(&self, base: &Base) -> Tally {
        let mut tally = Tally::default();
        for planted in self.places(base) {
            let text = planted.apply(&base.text);
            let findings = read(&text).findings;
            let answered = findings.iter().any(|f| self.answered_by(f, &planted));
            let found = answered || self.rule.is_none();
            // One cause, one finding: the same said twice is said once too often.
            let said = findings.iter().filter(|f| !self.also.contains(&f.rule)).count();
            let other = said - usize::from(answered);
            let wrong = !found || other > 0;
            let cases = wrong.then(|| self.told(base, &planted, &text, &findings)).into_iter().collect();
            tally.add(Tally { planted: 1, found: usize::from(found), other, cases });
        }
        tally
    }

    /// Whether a finding is the one that the fault calls for, as grave as its rule.
    fn answered_by(&self, finding: &Finding, planted: &Planted) -> bool {
        let unit = planted.units.is_empty() || finding.unit_ids.iter().any(|id| planted.units.contains(id));
        let quoted = |words: &String| finding.evidence.iter().any(|e| e.quote.contains(words.as_str()));
        let grave = Rule::named(finding.rule).is_some_and(|rule| finding.severity == rule.page().severity);
        Some(finding.rule) == self.rule && grave && unit && planted.quotes.iter().all(quoted)
    }

    /// A case that went wrong, for people.
    fn told(&self, base: &Base, planted: &Planted, text: &str, findings: &[Finding]) -> String {
        let mut out = vec![format!("\n{}: {} ({})", base.plan, self.name, self.rule.unwrap_or("no fault"))];
        for (place, _) in &planted.edits {
            // What is taken out begins with the break before it.
            let at = place.start + usize::from(base.text[place.clone()].starts_with('\n'));
            out.push(format!("    was:  {}", &base.text[base.line(at)]));
        }
        let old: Vec<&str> = base.text.lines().collect();
        out.extend(text.lines().filter(|l| !old.contains(l)).map(|l| format!("    now:  {l}")));
        out.extend(findings.iter().map(|f| format!("    said: {}", line(f))));
        out.join("\n")
    }
}

/// A finding on one line.
fn line(finding: &Finding) -> String {
    let quotes: Vec<&str> = finding.evidence.iter().map(|e| e.quote.as_str()).collect();
    format!("{} {:?} {quotes:?} {}", finding.rule, finding.unit_ids, finding.message.en)
}

/// The plans in which a careful reader finds nothing: folder and file.
fn consistent() -> Vec<(PathBuf, PathBuf)> {
    let quiet = |folder: &PathBuf| {
        let reading = std::fs::read(folder.join("reading.json")).expect("reading.json");
        let reading: Value = serde_json::from_slice(&reading).expect("JSON");
        reading["findings"].as_array().is_some_and(Vec::is_empty)
    };
    plans().into_iter().filter(|(folder, _)| quiet(folder)).collect()
}

/// The consistent plans that are read alike as plain text.
fn bases(plans: &[(PathBuf, PathBuf)]) -> Vec<Base> {
    plans.iter().filter_map(|(folder, plan)| Base::of(folder, plan)).collect()
}

/// Every changed plan, kind by kind: different texts for the benches.
pub(crate) fn texts() -> Vec<String> {
    let bases = bases(&consistent());
    let planted = |kind: &Mutation| -> Vec<String> {
        bases.iter().flat_map(|base| kind.places(base).into_iter().map(|p| p.apply(&base.text))).collect()
    };
    MUTATIONS.iter().flat_map(planted).collect()
}

#[test]
fn a_thousand_texts_differ() {
    let texts = texts();
    let different: std::collections::HashSet<&String> = texts.iter().collect();
    assert!(different.len() >= 1000, "{} different texts", different.len());
}

#[test]
fn consistent_plans_are_silent() {
    let plans = consistent();
    let told = |(folder, plan): &(PathBuf, PathBuf)| {
        let findings = record(plan).findings;
        findings.iter().map(|f| format!("{}: {}", folder.display(), line(f))).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = plans.iter().flat_map(told).collect();
    assert!(plans.len() >= 8, "the corpus has {} consistent plans", plans.len());
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is what `--nocapture` is for")]
fn planted_faults_are_found_and_nothing_else() {
    // A plan that is not silent to begin with is the matter of the test above.
    let plans = consistent();
    let bases = bases(&plans);
    let tallies: Vec<Tally> = MUTATIONS
        .par_iter()
        .map(|mutation| {
            let mut tally = Tally::default();
            for base in &bases {
                tally.add(mutation.try_in(base));
            }
            tally
        })
        .collect();

    let (mut faults, mut all, mut wrong) = (Tally::default(), Tally::default(), Vec::new());
    println!("\n{:34} {:24} {:>7} {:>5} {:>6} {:>5}", "kind", "rule", "planted", "found", "recall", "other");
    for (mutation, tally) in MUTATIONS.iter().zip(tallies) {
        let (name, rule, recall) = (mutation.name, mutation.rule.unwrap_or("no fault"), tally.recall());
        println!("{name:34} {rule:24} {:7} {:5} {recall:6.3} {:5}", tally.planted, tally.found, tally.other);
        if tally.planted == 0 {
            wrong.push(format!("{name}: no plan has a place for it"));
        }
        if recall < mutation.floor {
            wrong.push(format!("{name}: recall {recall:.3}, it was {:.3}", mutation.floor));
        }
        if mutation.rule.is_some() {
            faults.planted += tally.planted;
            faults.found += tally.found;
        }
        all.add(tally);
    }
    let (recall, alarms) = (faults.recall(), all.alarms());
    println!(
        "{} of {} plans; {} faults, {} found: {recall:.3}",
        bases.len(),
        plans.len(),
        faults.planted,
        faults.found
    );
    println!("{} changed plans, {} other findings: {alarms:.3} a plan", all.planted, all.other);
    println!("{}\n", all.cases.join("\n"));
    if recall < RECALL {
        wrong.push(format!("recall {recall:.3}"));
    }
    if alarms > FALSE_ALARMS {
        wrong.push(format!("{alarms:.3} other findings a changed plan"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
