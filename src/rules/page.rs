//! Pages: a rule in words for people, in both languages, with examples that are also its test.
//!
//! In: a page as written under `pages/`. Out: [`Page`]. The form is fixed and checked by the tests; a page that does not
//! keep it stops them, never the program.

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
    /// What it finds, why it matters, what it does not flag: title and text, Vietnamese.
    pub vi: Vec<(&'static str, &'static str)>,
    /// The same in English.
    pub en: Vec<(&'static str, &'static str)>,
    /// Small plans that it is tried on.
    pub examples: Vec<Example>,
}

impl Page {
    /// What the rule finds.
    #[must_use]
    pub fn finds(&self, vietnamese: bool) -> &'static str {
        self.section(vietnamese, 0)
    }

    /// Why it matters.
    #[must_use]
    pub fn why(&self, vietnamese: bool) -> &'static str {
        self.section(vietnamese, 1)
    }

    fn section(&self, vietnamese: bool, at: usize) -> &'static str {
        let sections = if vietnamese { &self.vi } else { &self.en };
        sections.get(at).map_or("", |(_, text)| text)
    }
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

/// Titles of the Vietnamese sections.
const VI: [&str; 3] = ["Phát hiện gì", "Vì sao cần sửa", "Không báo khi"];
/// Titles of the English sections.
const EN: [&str; 3] = ["What it finds", "Why it matters", "What it does not flag"];

impl Page {
    /// Reads a page.
    #[must_use]
    pub fn read(source: &'static str) -> Self {
        let mut sections = source.split("\n## ");
        let head = sections.next().unwrap_or_default();
        let line = |mark: &str| head.lines().find_map(|l| l.strip_prefix(mark)).map_or("", str::trim);
        let mut page = Self {
            name: line("# "),
            severity: match line("severity:") {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                _ => Severity::Info,
            },
            summary: Message { vi: line("vi:").to_owned(), en: line("en:").to_owned() },
            vi: Vec::new(),
            en: Vec::new(),
            examples: Vec::new(),
        };
        for section in sections {
            let (title, body) = section.split_once('\n').unwrap_or((section, ""));
            let title = title.trim();
            if VI.contains(&title) {
                page.vi.push((title, body.trim()));
            } else if EN.contains(&title) {
                page.en.push((title, body.trim()));
            } else if let Some((kind, title)) = title.split_once(": ") {
                page.examples.extend(example(kind == "Fires", title, body));
            }
        }
        page
    }
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
            let titles = |list: &[(&'static str, &str)]| list.iter().map(|(t, _)| *t).collect::<Vec<_>>();
            assert_eq!(titles(&page.vi), VI, "{}", rule.name);
            assert_eq!(titles(&page.en), EN, "{}", rule.name);
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
