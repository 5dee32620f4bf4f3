//! Rules in words: the list of rules, and the page of one.
//!
//! In: the rules and a language. Out: text of at most the given width.

use std::fmt::Write as _;

use super::Lang;
use super::words::severity;
use crate::rules::{Example, RULES, Rule};

/// Every rule, a line or two each: name, usual severity, what it reports.
#[must_use]
pub fn list(lang: Lang, width: usize) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    for rule in RULES {
        let page = rule.page();
        let about = format!("{}: {}", severity(page.severity, lang).to_lowercase(), lang.of(&page.summary));
        let indent = " ".repeat(27);
        let options = textwrap::Options::new(width).initial_indent(&indent).subsequent_indent(&indent);
        let body = textwrap::fill(&about, options);
        let _ = writeln!(out, "{bold}{:<26}{bold:#} {}", rule.name, body.trim_start());
    }
    out
}

/// One rule: what it finds, why it matters, what it does not flag, and a plan for each.
#[must_use]
pub fn page(rule: &Rule, lang: Lang, width: usize) -> String {
    let bold = anstyle::Style::new().bold();
    let page = rule.page();
    let mut out = format!(
        "{bold}{}{bold:#} ({})\n{}\n",
        rule.name,
        severity(page.severity, lang).to_lowercase(),
        lang.of(&page.summary)
    );
    for section in &page.sections {
        let _ = writeln!(out, "\n{bold}{}{bold:#}", lang.of(&section.title));
        for line in lang.of(&section.text).lines() {
            let hang = if line.starts_with("- ") { "  " } else { "" };
            out.push_str(&textwrap::fill(line, textwrap::Options::new(width).subsequent_indent(hang)));
            out.push('\n');
        }
    }
    let fires = page.examples.iter().find(|e| e.fires);
    let quiet = page.examples.iter().find(|e| !e.fires);
    for (example, title) in [
        (fires, lang.pick("Ví dụ được báo (dòng có dấu >)", "An example that is reported (lines with >)")),
        (quiet, lang.pick("Ví dụ không báo", "An example that is not")),
    ] {
        let Some(example) = example else { continue };
        let _ = writeln!(out, "\n{bold}{title}{bold:#}");
        out.push_str(&plan(example));
    }
    out
}

/// The lines of an example; those that the rule reports are marked.
fn plan(example: &Example) -> String {
    let mut out = String::new();
    for line in example.plan.lines() {
        let marked = example
            .reports
            .iter()
            .any(|r| r.split('\n').any(|r| line.contains(r) || (line.len() > 12 && r.contains(line))));
        out.push_str(if marked { "  > " } else { "    " });
        out.push_str(line);
        out.push('\n');
    }
    out
}
