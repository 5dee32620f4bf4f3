//! Review pages: one self-contained page a document, on which a clerk decides what each finding is, and one over a
//! batch.
//!
//! In: a document that was read. Out: a page of HTML that opens from a folder and asks no network for anything. What a
//! document says stands in it as data that no browser takes for markup; the page itself (`page.html`, `style.css`,
//! `js/`) puts it on the screen as text.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Lang;
use super::looks::STYLE;
use super::words::{not_compared, title, unit_name};
use crate::Whole;
use crate::normalise::{Block, BlockKind, Text};
use crate::record::{Document, Finding, Message, Record, Severity, Status, Unit};
use crate::rules::Rule;

/// What both pages are made of, around a body.
const SHELL: &str = include_str!("shell.html");
const PAGE: &str = include_str!("page.html");
const INDEX: &str = include_str!("index.html");
const INDEX_STYLE: &str = include_str!("index.css");

/// What both pages do, in order.
const COMMON: &[&str] = &[
    include_str!("js/00-scope.js"),
    include_str!("js/02-words.js"),
    include_str!("js/04-text.js"),
    include_str!("js/06-dom.js"),
    include_str!("js/08-settings.js"),
];

/// What the page of a document does besides.
const OF_PAGE: &[&str] = &[
    include_str!("js/10-model.js"),
    include_str!("js/12-decisions.js"),
    include_str!("js/14-files.js"),
    include_str!("js/16-filter.js"),
    include_str!("js/20-pieces.js"),
    include_str!("js/30-source-plan.js"),
    include_str!("js/32-source-view.js"),
    include_str!("js/34-places.js"),
    include_str!("js/40-card.js"),
    include_str!("js/42-list.js"),
    include_str!("js/44-actions.js"),
    include_str!("js/46-filter-view.js"),
    include_str!("js/48-head.js"),
    include_str!("js/50-keys.js"),
    include_str!("js/60-print.js"),
    include_str!("js/90-start.js"),
];

const OF_INDEX: &str = include_str!("index.js");

/// The page of a document.
#[must_use]
pub fn page(whole: &Whole, lang: Lang) -> String {
    let Whole { record, text, .. } = whole;
    let data = json!({
        "lang": lang.pick("vi", "en"),
        "tool": record.tool,
        "source": record.source,
        "document": head(&record.document),
        "text": text.text,
        "blocks": text.blocks.iter().map(|b| block(text, b)).collect::<Vec<_>>(),
        "units": record.units.iter().map(unit).collect::<Vec<_>>(),
        "rules": rules(&record.findings),
        "findings": record.findings,
        "unread": unread(record),
    });
    let title = format!("{} – {}", lang.pick("Rà soát", "Review"), record.source.path);
    let script = [COMMON, OF_PAGE].concat().concat();
    filled(&Fill { title: &title, style: STYLE, body: PAGE, data: &data, script: &script }, lang)
}

/// A document on the page over a batch.
#[derive(Debug, Clone)]
pub struct Listed {
    /// As the operator knows it.
    pub path: String,
    /// The page of it, as a reference from the index; none where it could not be read.
    pub href: Option<String>,
    title: String,
    status: &'static str,
    why: Option<Message>,
    counts: [usize; 3],
    rules: BTreeMap<&'static str, usize>,
}

impl Listed {
    /// A document that was read.
    #[must_use]
    pub fn read(record: &Record, href: String) -> Self {
        let count = |s: Severity| record.findings.iter().filter(|f| f.severity == s).count();
        let mut rules = BTreeMap::new();
        for finding in &record.findings {
            *rules.entry(finding.rule).or_default() += 1;
        }
        let document = &record.document;
        let parts = [
            document.kind.as_ref().map(|kind| kind.name.as_str()),
            document.number.as_ref().map(|number| number.raw.as_str()),
            document.subject.as_deref(),
        ];
        Self {
            path: record.source.path.clone(),
            href: Some(href),
            title: parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
            status: if record.status == Status::Partial { "partial" } else { "complete" },
            why: None,
            counts: [count(Severity::Error), count(Severity::Warning), count(Severity::Info)],
            rules,
        }
    }

    /// A document that could not be read, and why.
    #[must_use]
    pub fn failed(path: String, why: Message) -> Self {
        let (title, rules) = (String::new(), BTreeMap::new());
        Self { path, href: None, title, status: "failed", why: Some(why), counts: [0; 3], rules }
    }
}

/// The page over a batch.
#[must_use]
pub fn index(documents: &[Listed], lang: Lang) -> String {
    let of = |d: &Listed| {
        json!({
            "path": d.path,
            "href": d.href,
            "title": d.title,
            "status": d.status,
            "error": d.why,
            "counts": {"error": d.counts[0], "warning": d.counts[1], "info": d.counts[2]},
            "rules": d.rules,
        })
    };
    let names = documents.iter().flat_map(|d| d.rules.keys().copied());
    let data = json!({
        "lang": lang.pick("vi", "en"),
        "tool": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
        "documents": documents.iter().map(of).collect::<Vec<_>>(),
        "rules": named(names),
    });
    let style = [STYLE, INDEX_STYLE].concat();
    let script = [COMMON.concat().as_str(), OF_INDEX].concat();
    let title = lang.pick("Rà soát: các văn bản", "Review: documents");
    filled(&Fill { title, style: &style, body: INDEX, data: &data, script: &script }, lang)
}

fn head(document: &Document) -> Value {
    json!({
        "type": document.kind.as_ref().map(|kind| &kind.name),
        "number": document.number.as_ref().map(|number| &number.raw),
        "issuer": document.issuer.as_ref().map(|issuer| &issuer.name),
        "issued": document.issued.as_ref().and_then(|issued| issued.value.as_ref()),
        "subject": document.subject,
    })
}

/// A line of the text and what it is: paragraph, line of a cell, page number or running head.
fn block(text: &Text, block: &Block) -> Value {
    let span = text.span(block.range.clone());
    let (s, e) = (span.start, span.end);
    match block.kind {
        BlockKind::Cell { table, row, column, rows, columns } => {
            json!({"k": "c", "s": s, "e": e, "t": table, "r": row, "c": column, "rs": rows, "cs": columns})
        }
        BlockKind::Furniture => json!({"k": "f", "s": s, "e": e}),
        BlockKind::Text | BlockKind::Overlong => json!({"k": "p", "s": s, "e": e, "b": block.strong}),
    }
}

fn unit(unit: &Unit) -> Value {
    json!({"id": unit.id, "number": unit.number, "label": unit_name(unit), "title": title(unit)})
}

/// The rules that speak, with what a reader asks of them.
fn rules(findings: &[Finding]) -> Value {
    named(findings.iter().map(|finding| finding.rule))
}

fn named<'a>(names: impl Iterator<Item = &'a str>) -> Value {
    let of = |name: &str| {
        let page = Rule::named(name)?.page();
        Some(json!({"title": page.summary, "why": page.why(), "severity": page.severity}))
    };
    let found: BTreeMap<&str, Value> = names.filter_map(|name| Some((name, of(name)?))).collect();
    json!(found)
}

/// What could not be compared, and lines that were not understood.
fn unread(record: &Record) -> Vec<Value> {
    let coverage = &record.coverage;
    let mut out: Vec<Value> = coverage
        .not_comparable
        .iter()
        .map(|open| {
            let place = |lang| {
                let (unit, field, why) = not_compared(record, open, lang);
                (format!("{unit} – {field}"), why)
            };
            let ((at_vi, vi), (at_en, en)) = (place(Lang::Vi), place(Lang::En));
            json!({"where": {"vi": at_vi, "en": at_en}, "why": {"vi": vi, "en": en}})
        })
        .collect();
    out.extend(coverage.unclaimed.iter().map(|span| {
        json!({
            "where": {"vi": format!("Dòng {}", span.line), "en": format!("Line {}", span.line)},
            "why": {"vi": "chương trình không hiểu đoạn này thuộc phần nào", "en": "the program does not know what part this belongs to"},
        })
    }));
    out
}

/// Data inside a script element: no `<` begins a tag or a comment there, and no line of JavaScript ends early.
fn inert(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Text inside an element.
fn markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What fills the shell.
struct Fill<'a> {
    title: &'a str,
    style: &'a str,
    body: &'a str,
    data: &'a Value,
    script: &'a str,
}

/// The shell with its places filled, each once: what fills one is never searched for another.
fn filled(fill: &Fill<'_>, lang: Lang) -> String {
    let mut pieces = SHELL.split("{{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        match name {
            "LANG" => out.push_str(lang.pick("vi", "en")),
            "TITLE" => out.push_str(&markup(fill.title)),
            "STYLE" => out.push_str(fill.style),
            "BODY" => out.push_str(fill.body.trim_end()),
            "DATA" => out.push_str(&inert(fill.data)),
            "SCRIPT" => out.push_str(fill.script),
            _ => {}
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_never_ends_its_element() {
        let data = json!({"text": "</script><script>alert(1)</script><!-- {{STYLE}} \u{2028}"});
        let title = "</title><script>";
        let page = filled(&Fill { title, style: "s", body: PAGE, data: &data, script: "t" }, Lang::Vi);
        assert_eq!(page.matches("</script>").count(), SHELL.matches("</script>").count());
        assert_eq!(page.matches("<script").count(), SHELL.matches("<script").count());
        assert!(page.contains("{{STYLE}}") && !page.contains('\u{2028}'));
        let (_, behind) = page.split_once("id=\"data\">").expect("the data");
        let written = behind.split("</script>").next().expect("the data");
        assert_eq!(serde_json::from_str::<Value>(written).expect("JSON"), data);
    }

    #[test]
    fn every_place_of_the_shell_is_filled() {
        for name in ["LANG", "TITLE", "STYLE", "BODY", "DATA", "SCRIPT"] {
            assert_eq!(SHELL.matches(&format!("{{{{{name}}}}}")).count(), 1, "{name}");
        }
        assert_eq!(SHELL.matches("{{").count(), 6);
    }
}
