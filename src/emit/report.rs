//! Report: the findings of one document as text for a terminal.
//!
//! In: a record and the findings to show. Out: text with colours as escape codes, lines of at most the given width:
//! grouped by unit, every place quoted with its words marked, then how many they are and what was compared. Whether
//! colours reach the reader is the command line's affair.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Lang;
use super::words::{locus, not_compared, part, said, severity, unit_title};
use crate::record::{Coverage, Evidence, Finding, Record, Severity};

/// What to show and how.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Language.
    pub lang: Lang,
    /// Show infos too; else they are counted.
    pub all: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// Columns in front of a quoted line and behind its marks.
const GUTTER: usize = 14;
/// Columns of the line that are shown behind the words.
const AFTER: usize = 24;

/// The most places of one finding that are shown in full.
const PLACES: usize = 4;

/// The report on one document: its findings under its name, then the summary. `path` is the name by which its reader
/// knows it.
#[must_use]
pub fn document(record: &Record, path: &str, options: Options) -> String {
    let lang = options.lang;
    let shown: Vec<&Finding> = record.findings.iter().filter(|f| options.all || f.severity > Severity::Info).collect();
    let mut out = String::new();
    if !shown.is_empty() {
        let bold = anstyle::Style::new().bold();
        out = format!("{bold}{}{bold:#}\n", textwrap::fill(path, options.width));
    }
    for (title, findings) in grouped(record, &shown, lang) {
        out.push('\n');
        out.push_str(&heading(&title, options.width));
        for (at, finding) in findings.into_iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            out.push_str(&one(record, finding, options));
        }
    }
    // Last, where a long report leaves its reader.
    if !shown.is_empty() {
        out.push('\n');
    }
    out.push_str(&summary(record, path, options));
    out
}

/// Findings by unit: those of the whole document first, then unit by unit, then those of several units.
fn grouped<'a>(record: &Record, findings: &[&'a Finding], lang: Lang) -> Vec<(String, Vec<&'a Finding>)> {
    let mut out: Vec<(String, Vec<&Finding>)> = Vec::new();
    let whole: Vec<&Finding> = findings.iter().copied().filter(|f| f.unit_ids.is_empty()).collect();
    if !whole.is_empty() {
        out.push((lang.pick("Toàn văn bản", "Whole document").to_owned(), whole));
    }
    for unit in &record.units {
        let of: Vec<&Finding> =
            findings.iter().copied().filter(|f| f.unit_ids.len() == 1 && f.unit_ids[0] == unit.id).collect();
        if !of.is_empty() {
            out.push((unit_title(unit), of));
        }
    }
    let several: Vec<&Finding> = findings.iter().copied().filter(|f| f.unit_ids.len() > 1).collect();
    if !several.is_empty() {
        let noun = record.units.iter().find_map(|u| u.kind.as_deref()).unwrap_or("Mục");
        let title = match lang {
            Lang::Vi => format!("Nhiều {}", noun.to_lowercase()),
            Lang::En => "Several units".to_owned(),
        };
        out.push((title, several));
    }
    // The gravest first; the order of the text among equals.
    for (_, findings) in &mut out {
        findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    }
    out
}

/// A title over a group of findings, ruled to the width.
fn heading(title: &str, width: usize) -> String {
    let cut = shortened(title, width.saturating_sub(6));
    let bold = anstyle::Style::new().bold();
    let rule = "─".repeat(width.saturating_sub(textwrap::core::display_width(&cut) + 4));
    format!("{bold}── {cut} {rule}{bold:#}\n")
}

/// At most so many columns, with an ellipsis where words are left out.
fn shortened(text: &str, width: usize) -> String {
    if textwrap::core::display_width(text) <= width {
        return text.to_owned();
    }
    let lines = textwrap::wrap(text, width.saturating_sub(2).max(1));
    format!("{} …", lines.first().map_or("", |l| l.trim_end()))
}

/// One finding: its name, its sentence, its places, what is likely right.
fn one(record: &Record, finding: &Finding, options: Options) -> String {
    let lang = options.lang;
    let style = style(finding.severity).bold();
    let mut out = format!("{style}{}{style:#} [{}]\n", severity(finding.severity, lang), finding.rule);
    out.push_str(&indented(&said(finding, lang), options.width));
    for (at, evidence) in finding.evidence.iter().take(PLACES).enumerate() {
        out.push_str(&place(record, evidence, at, options));
    }
    let more = finding.evidence.len().saturating_sub(PLACES);
    if more > 0 {
        let words = match lang {
            Lang::Vi => format!("… và {more} chỗ khác"),
            Lang::En => format!("… and {more} more"),
        };
        out.push_str(&indented(&words, options.width));
    }
    if let Some(suggestion) = &finding.suggestion {
        let hint = lang.pick("Gợi ý", "Hint");
        out.push_str(&indented(
            &format!("{hint}: {} ({})", suggestion.value, lang.of(&suggestion.reason)),
            options.width,
        ));
    }
    out
}

/// Lines two columns in.
fn indented(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent("  ").subsequent_indent("  ");
    textwrap::fill(text, options) + "\n"
}

/// A place: where it is, its line, the words marked under it.
fn place(record: &Record, evidence: &Evidence, at: usize, options: Options) -> String {
    let (kind_of_place, number) = locus(&evidence.span, options.lang);
    let where_to = format!("{kind_of_place} {number}, {}:", part(evidence.part, options.lang));
    let text = record.text.as_deref().unwrap_or_default();
    let bytes = &evidence.span.bytes;
    // Without the text the quotation is its own line.
    let (source, range) = if text.get(bytes.clone()) == Some(evidence.quote.as_str()) {
        line(text, bytes.clone(), options.width.saturating_sub(GUTTER))
    } else {
        (evidence.quote.clone(), 0..evidence.quote.len())
    };
    let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
    let snippet = Snippet::source(source).line_start(number).fold(false).annotation(kind.span(range));
    let drawn = Renderer::styled()
        .term_width(options.width.saturating_sub(2))
        .render(&[Group::with_level(level()).element(snippet)]);
    let mut out = format!("  {where_to}\n");
    // The renderer opens with an empty line of its own.
    for drawn in drawn.lines().skip(1) {
        out.push_str("  ");
        out.push_str(drawn.trim_end());
        out.push('\n');
    }
    out
}

/// Places are marked in the colour of a remark; the name above says how grave the finding is.
fn level() -> Level<'static> {
    Level::NOTE
}

fn style(severity: Severity) -> anstyle::Style {
    let colour = match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Info => anstyle::AnsiColor::Cyan,
    };
    anstyle::Style::new().fg_color(Some(colour.into()))
}

/// The line that holds some words, and where they stand in it. What stands before them is left to the renderer, which
/// trims it and still counts the column; words wider than the terminal are shown by their beginning, and so is what
/// follows.
fn line(text: &str, words: std::ops::Range<usize>, width: usize) -> (String, std::ops::Range<usize>) {
    let start = text[..words.start].rfind('\n').map_or(0, |at| at + 1);
    // Words that run over lines are a row's number and title: the last line says most.
    let first = text[words.clone()].rfind('\n').map_or(words.start, |at| words.start + at + 1);
    let start = if first > words.start { first } else { start };
    let end = text[words.end..].find('\n').map_or(text.len(), |at| words.end + at);
    let at_most = |from: usize, to: usize, chars: usize| {
        let cut = text[from..to].char_indices().nth(chars).map(|(at, _)| from + at);
        cut.map_or(to, |cut| text[from..cut].rfind(' ').map_or(cut, |at| from + at))
    };
    let lead = text[start..first].chars().count().min(AFTER);
    let marked = at_most(first, words.end, width.saturating_sub(lead).max(AFTER));
    let shown = if marked < words.end { marked } else { at_most(marked, end, AFTER) };
    let follow = if shown < end { " …" } else { "" };
    (format!("{}{follow}", &text[start..shown]), first - start..marked - start)
}

/// How many findings of each severity, and what was compared.
fn summary(record: &Record, path: &str, options: Options) -> String {
    let lang = options.lang;
    let count = |s: Severity| record.findings.iter().filter(|f| f.severity == s).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let found = if record.coverage.units == 0 && errors + warnings + infos == 0 {
        lang.pick(
            "không nhận ra nhiệm vụ nào nên chưa đối chiếu được gì; hãy xem đây có phải là kế hoạch không",
            "no unit was recognised, so nothing was compared; see whether it is a plan",
        )
        .to_owned()
    } else if errors + warnings + infos == 0 {
        lang.pick("không thấy mâu thuẫn nào trong phần đã đối chiếu", "nothing found in what was compared").to_owned()
    } else {
        let hidden =
            if options.all || infos == 0 { "" } else { lang.pick(" (xem bằng --all)", " (--all shows them)") };
        match lang {
            Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo, {infos} lưu ý{hidden}"),
            Lang::En => {
                let many = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
                format!("{}, {}, {}{hidden}", many(errors, "error"), many(warnings, "warning"), many(infos, "info"))
            }
        }
    };
    let bold = anstyle::Style::new().bold();
    let mut out = textwrap::fill(&format!("{path}: {found}"), options.width) + "\n";
    // The name stands out; it may be broken over lines, so only an unbroken one is set in bold.
    if let Some(rest) = out.strip_prefix(path) {
        out = format!("{bold}{path}{bold:#}{rest}");
    }
    for line in textwrap::wrap(&compared(&record.coverage, record, lang), options.width) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn compared(coverage: &Coverage, record: &Record, lang: Lang) -> String {
    if coverage.units == 0 {
        return String::new();
    }
    let noun = record.units.iter().find_map(|u| u.kind.as_deref()).unwrap_or("mục").to_lowercase();
    if coverage.appendix_rows == 0 {
        return match lang {
            Lang::Vi => format!("{} {noun}; không có bảng phụ lục để đối chiếu.", coverage.units),
            Lang::En => format!("{} units; there is no appendix table to compare with.", coverage.units),
        };
    }
    let missing = coverage.not_comparable.len();
    let base = match lang {
        Lang::Vi => format!(
            "Khớp {} trên {} {noun} với phụ lục; đã đối chiếu {} thời hạn, {} cơ quan chủ trì",
            coverage.matched, coverage.units, coverage.deadlines_compared, coverage.leads_compared
        ),
        Lang::En => format!(
            "{} of {} units matched with the appendix; {} deadlines and {} leads compared",
            coverage.matched, coverage.units, coverage.deadlines_compared, coverage.leads_compared
        ),
    };
    if missing == 0 {
        return format!("{base}.");
    }
    let names: Vec<String> = coverage
        .not_comparable
        .iter()
        .take(6)
        .map(|open| {
            let (unit, field, _) = not_compared(record, open, lang);
            format!("{unit} ({field})")
        })
        .collect();
    let more = if missing > names.len() { ", …" } else { "" };
    match lang {
        Lang::Vi => format!("{base}; {missing} chỗ không đối chiếu được: {}{more}.", names.join(", ")),
        Lang::En => format!("{base}; {missing} not comparable: {}{more}.", names.join(", ")),
    }
}
