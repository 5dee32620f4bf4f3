//! Pages: a rule in words for people, in both languages, with examples that are also its test.
//!
//! In: a page as written under `pages/`. Out: [`Page`]. The form is fixed and checked by the tests; a page that does
//! not keep it stops them, never the program.

use crate::record::{Message, Severity};

/// A rule's page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Name of the rule.
    pub name: &'static str,
    /// Usual severity.
    pub severity: Severity,
    /// One line.
    pub summary: Message,
    /// What it finds, why it matters, what it does not flag.
    pub sections: [Section; 3],
    /// Small plans that it is tried on.
    pub examples: Vec<Example>,
}

/// A section of a page.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its title.
    pub title: Message,
    /// Its text; a line that begins with `- ` is an item.
    pub text: Message,
}

/// A small plan.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows, in English.
    pub title: &'static str,
    /// The rule reports it.
    pub fires: bool,
    /// Markdown; else plain text.
    pub markdown: bool,
    /// The plan.
    pub plan: &'static str,
    /// The words that are reported.
    pub reports: Vec<&'static str>,
}

/// Titles of the sections, in Vietnamese and in English.
const TITLES: [(&str, &str); 3] = [
    ("Phát hiện gì", "What it finds"),
    ("Vì sao cần sửa", "Why it matters"),
    ("Không báo khi", "What it does not flag"),
];

impl Page {
    /// Reads a page.
    #[must_use]
    pub fn read(source: &'static str) -> Self {
        let mut sections = source.split("\n## ");
        let head = sections.next().unwrap_or_default();
        let line = |mark: &str| head.lines().find_map(|l| l.strip_prefix(mark)).map_or("", str::trim);
        let sections: Vec<(&str, &str)> =
            sections.map(|s| s.split_once('\n').unwrap_or((s, ""))).map(|(t, body)| (t.trim(), body)).collect();
        let under = |title: &str| sections.iter().find(|(t, _)| *t == title).map_or("", |(_, body)| body.trim());
        Self {
            name: line("# "),
            severity: match line("severity:") {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                _ => Severity::Info,
            },
            summary: both(line("vi:"), line("en:")),
            sections: TITLES.map(|(vi, en)| Section { title: both(vi, en), text: both(under(vi), under(en)) }),
            examples: sections
                .iter()
                .filter_map(|(title, body)| Some((title.split_once(": ")?, body)))
                .filter_map(|((kind, title), body)| example(kind == "Fires", title, body))
                .collect(),
        }
    }

    /// What the rule finds.
    #[must_use]
    pub fn finds(&self) -> &Message {
        &self.sections[0].text
    }

    /// Why it matters.
    #[must_use]
    pub fn why(&self) -> &Message {
        &self.sections[1].text
    }
}

fn both(vi: &str, en: &str) -> Message {
    Message { vi: vi.to_owned(), en: en.to_owned() }
}

fn example(fires: bool, title: &'static str, body: &'static str) -> Option<Example> {
    let open = body.find("```")?;
    let (info, rest) = body[open + 3..].split_once('\n')?;
    let (plan, after) = rest.split_once("\n```")?;
    let reports = after.lines().filter_map(|l| l.strip_prefix("> reports:")).map(str::trim).collect();
    Some(Example { title, fires, markdown: info.trim() == "md", plan, reports })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn every_page_keeps_the_form() {
        for rule in RULES {
            let page = rule.page();
            assert_eq!(page.name, rule.name);
            assert!(rule.source.contains("\nseverity: "), "{}", rule.name);
            assert!(!page.summary.vi.is_empty() && !page.summary.en.is_empty(), "{}: summary", rule.name);
            let titles: Vec<&str> = rule.source.lines().filter_map(|l| l.strip_prefix("## ")).map(str::trim).collect();
            let plain: Vec<&str> = titles.into_iter().filter(|t| !t.contains(": ")).collect();
            assert_eq!(
                plain,
                TITLES.map(|t| t.0).into_iter().chain(TITLES.map(|t| t.1)).collect::<Vec<_>>(),
                "{}",
                rule.name
            );
            for section in &page.sections {
                assert!(
                    !section.text.vi.is_empty() && !section.text.en.is_empty(),
                    "{}: {}",
                    rule.name,
                    section.title.en
                );
            }
            let fires = page.examples.iter().filter(|e| e.fires).count();
            assert!(fires >= 2 && page.examples.len() - fires >= 3, "{}: {fires} fire", rule.name);
            for example in &page.examples {
                assert_eq!(example.fires, !example.reports.is_empty(), "{}: {}", rule.name, example.title);
                for quote in &example.reports {
                    assert!(example.plan.contains(quote), "{}: {}: {quote}", rule.name, example.title);
                }
            }
        }
    }
}
