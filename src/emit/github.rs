//! Annotations as the runners of GitHub and its kin read them: one line a finding.
//!
//! In: a finding and its place. Out: `::error file=…,line=…,col=…,title=…::message`. Nothing in a document can end a
//! line or a property early.

use super::Lang;
use super::words::rule_title;
use crate::normalise::Region;
use crate::record::{Finding, Message, Severity};

/// The annotation of a finding, ending with a line end.
#[must_use]
pub fn finding(finding: &Finding, file: &str, region: Option<Region>, lang: Lang) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let title = rule_title(finding.rule, lang);
    let place = region.map_or_else(String::new, |r| {
        let columns = if r.start.0 == r.end.0 { format!(",endColumn={}", r.end.1) } else { String::new() };
        format!(",line={},endLine={},col={}{columns}", r.start.0, r.end.0, r.start.1)
    });
    let page = match (region, finding.evidence.first().and_then(|e| e.span.page)) {
        (None, Some(page)) => format!(" ({} {page})", lang.pick("trang", "page")),
        _ => String::new(),
    };
    let message = escaped(&format!("{}{page} [{}]", lang.of(&finding.message), finding.rule), false);
    format!("::{command} file={}{place},title={}::{message}\n", escaped(file, true), escaped(title, true))
}

/// The annotation of a file that could not be read.
#[must_use]
pub fn unread(file: &str, why: &Message, lang: Lang) -> String {
    format!("::error file={}::{}\n", escaped(file, true), escaped(lang.of(why), false))
}

/// Text as data of a command; of a property, marks that end it besides.
fn escaped(text: &str, property: bool) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            ':' if property => out.push_str("%3A"),
            ',' if property => out.push_str("%2C"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_document_ends_a_line_early() {
        assert_eq!(escaped("a,b:c\r\n100%::error::x", true), "a%2Cb%3Ac%0D%0A100%25%3A%3Aerror%3A%3Ax");
        assert_eq!(escaped("a,b: c\n%", false), "a,b: c%0A%25");
    }
}
