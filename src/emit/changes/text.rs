//! Text: what changed, for a terminal.
//!
//! In: [`Changes`]. Out: text with colours as escape codes, lines of at most the given width: the head, unit by unit, other
//! lines, findings, then how much it is. `-` is what the old version says, `+` what the new one says, `~` the same in other
//! words. Words that changed inside a long value stand in `[-…-]` and `{+…+}`; what is the same around them is shortened.
//! Nothing that a document says acts on the terminal.

use anstyle::{AnsiColor, Style};

use super::names;
use super::pieces::{self, Piece};
use super::{is_only_renumbered, nothing, warnings};
use crate::emit::Lang;
use crate::emit::words::{inert, locus, severity};
use crate::record::Finding;
use crate::versions::{Changes, Field, FieldChange, How, ItemChange, Said, UnitChange, UnitChangeKind};

/// What to show and how.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Language.
    pub lang: Lang,
    /// Show what is only written differently, and findings that stayed.
    pub all: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// Characters of a value in which nothing needs to be marked.
const SHORT: usize = 60;
/// Characters of what stayed the same that are kept beside a change.
const AROUND: usize = 48;

/// What changed. The names are those by which the reader knows the files.
#[must_use]
pub fn document(changes: &Changes, files: (&str, &str), options: Options) -> String {
    let mut out = Out { text: String::new(), options };
    let lang = options.lang;
    out.line(Style::new().bold(), &format!("{} → {}", files.0, files.1));
    for warning in warnings(changes) {
        out.line(Style::new().fg_color(Some(AnsiColor::Yellow.into())), lang.of(&warning));
    }
    if changes.changed || options.all {
        out.section_of_fields(lang.pick("Thể thức, căn cứ", "Head and legal bases"), &changes.document);
        units(changes, &mut out);
        lines(changes, &mut out);
        findings(changes, &mut out);
        out.text.push('\n');
    }
    let said = if changes.changed {
        names::counts(changes, lang).join("; ") + "."
    } else {
        lang.of(&nothing(changes)).to_owned()
    };
    let hidden = changes.counts.reworded > 0 && !options.all;
    out.line(
        Style::new(),
        &format!("{said}{}", if hidden { lang.pick(" Xem hết bằng --all.", " --all shows all.") } else { "" }),
    );
    out.text
}

fn units(changes: &Changes, out: &mut Out) {
    let lang = out.options.lang;
    let mut only: Vec<&UnitChange> = Vec::new();
    for unit in &changes.units {
        if is_only_renumbered(unit) {
            only.push(unit);
            if !out.options.all || unit.fields.is_empty() {
                continue;
            }
        }
        if unit.kinds.is_empty() && !out.options.all {
            continue;
        }
        let kinds: Vec<&str> = unit.kinds.iter().map(|kind| names::kind(*kind, lang)).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" [{}]", kinds.join(", ")) };
        out.heading(&format!("{}{kinds}", names::unit(unit)));
        if let Some((from, to)) = names::groups(unit, lang) {
            out.name(lang.pick("Nhóm", "Group"));
            out.said("-", RED, &from, None);
            out.said("+", GREEN, &to, None);
        }
        if unit.kinds.contains(&UnitChangeKind::Added) || unit.kinds.contains(&UnitChangeKind::Removed) {
            whole(unit, out);
        } else {
            unit.fields.iter().for_each(|field| out.field(field));
        }
    }
    if !only.is_empty() {
        out.heading(lang.pick("Chỉ đổi số, nội dung như cũ", "Renumbered only"));
        out.filled("  ", "  ", &runs(&only).join("; "), Style::new());
    }
}

/// What a unit that came or went says first of all.
fn whole(unit: &UnitChange, out: &mut Out) {
    let lang = out.options.lang;
    let name = unit.new.as_ref().or(unit.old.as_ref());
    if let Some(span) = name.and_then(|name| name.span.as_ref()) {
        let (kind, number) = locus(span, lang);
        out.filled("  ", "  ", &format!("{kind} {number}"), Style::new());
    }
    let (sign, style) = if unit.new.is_some() { ("+", GREEN) } else { ("-", RED) };
    let told = [Field::Lead, Field::Coordinate, Field::Implement, Field::Deadline];
    for field in unit.fields.iter().filter(|field| told.contains(&field.field)) {
        let said = field.items.iter().filter_map(|item| item.new.as_ref().or(item.old.as_ref()));
        let list = said.map(|said| said.text.as_str()).collect::<Vec<_>>().join("; ");
        let text = format!("{}: {list}", names::field(field, lang));
        out.said(sign, style, &text, None);
    }
}

/// Units in a row that went on by as many numbers are one entry.
fn runs(units: &[&UnitChange]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let number = |unit: &UnitChange| {
        let (old, new) = (unit.old.as_ref()?, unit.new.as_ref()?);
        Some((old.kind.clone()?, old.number?, new.number?)).filter(|_| old.kind == new.kind && old.group == new.group)
    };
    let mut at = 0;
    while at < units.len() {
        let mut end = at + 1;
        if let Some((kind, from, to)) = number(units[at]) {
            let follows = |unit: &UnitChange, by: u64| number(unit) == Some((kind.clone(), from + by, to + by));
            while end < units.len() && follows(units[end], (end - at) as u64) {
                end += 1;
            }
            let last = (end - at - 1) as u64;
            if last > 1 {
                out.push(format!("{kind} {from}–{} → {to}–{}", from + last, to + last));
                at = end;
                continue;
            }
        }
        out.push(shift(units[at]));
        at += 1;
    }
    out
}

fn shift(unit: &UnitChange) -> String {
    let called = |name: Option<&crate::versions::UnitName>| name.map(names::short).unwrap_or_default();
    format!("{} → {}", called(unit.old.as_ref()), called(unit.new.as_ref()))
}

fn lines(changes: &Changes, out: &mut Out) {
    let all = out.options.all;
    let shown: Vec<&ItemChange> = changes.text.iter().filter(|item| all || item.how != How::Reworded).collect();
    if !shown.is_empty() {
        let lang = out.options.lang;
        out.heading(lang.pick("Các đoạn khác", "Other lines"));
        for (at, item) in shown.into_iter().enumerate() {
            if at > 0 {
                out.text.push('\n');
            }
            out.item(item);
        }
    }
}

fn findings(changes: &Changes, out: &mut Out) {
    let (lang, found) = (out.options.lang, &changes.findings);
    if found.came.is_empty() && found.went.is_empty() && (found.stayed.is_empty() || !out.options.all) {
        return;
    }
    out.heading(lang.pick("Phát hiện", "Findings"));
    let told = |finding: &Finding| {
        let place = finding.evidence.first().map(|e| locus(&e.span, lang));
        let place = place.map(|(kind, n)| format!(" ({} {n})", kind.to_lowercase())).unwrap_or_default();
        format!("{} [{}] {}{place}", severity(finding.severity, lang), finding.rule, lang.of(&finding.message))
    };
    for finding in &found.came {
        out.said("+", RED, &format!("{}: {}", lang.pick("mới", "came"), told(finding)), None);
    }
    for finding in &found.went {
        out.said("-", GREEN, &format!("{}: {}", lang.pick("đã hết", "went"), told(finding)), None);
    }
    for stayed in found.stayed.iter().filter(|_| out.options.all).collect::<Vec<_>>() {
        out.said(" ", Style::new(), &format!("{}: {}", lang.pick("còn", "stayed"), told(&stayed.new)), None);
    }
}

const RED: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const GREEN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// The text while it is written.
struct Out {
    text: String,
    options: Options,
}

impl Out {
    fn line(&mut self, style: Style, text: &str) {
        self.filled("", "", text, style);
    }

    /// Lines of at most the width, each in its colour.
    fn filled(&mut self, first: &str, next: &str, text: &str, style: Style) {
        let options = textwrap::Options::new(self.options.width).initial_indent(first).subsequent_indent(next);
        for line in textwrap::wrap(&inert(text), options) {
            let indent = line.len() - line.trim_start().len();
            let (blank, words) = line.split_at(indent);
            self.text += &[blank, &style.to_string(), words.trim_end(), &format!("{style:#}"), "\n"].concat();
        }
    }

    fn heading(&mut self, title: &str) {
        let title = inert(title);
        let bold = Style::new().bold();
        self.text.push('\n');
        for line in
            textwrap::wrap(&format!("── {title}"), textwrap::Options::new(self.options.width).subsequent_indent("   "))
        {
            self.text += &[&bold.to_string(), &*line, &format!("{bold:#}"), "\n"].concat();
        }
    }

    fn name(&mut self, name: &str) {
        self.filled("  ", "  ", name, Style::new());
    }

    fn section_of_fields(&mut self, title: &str, fields: &[FieldChange]) {
        if fields.iter().any(|field| self.options.all || field.is_of_meaning()) {
            self.heading(title);
            for field in fields {
                self.field(field);
            }
        }
    }

    fn field(&mut self, field: &FieldChange) {
        if self.options.all || field.is_of_meaning() {
            self.name(&names::field(field, self.options.lang));
            let all = self.options.all;
            field.items.iter().filter(|item| all || item.how != How::Reworded).for_each(|item| self.item(item));
        }
    }

    /// A value: the old words, then the new ones.
    fn item(&mut self, item: &ItemChange) {
        let (mut left, mut right) = pieces::of(item);
        // Two short lines under each other show by themselves in what they differ.
        let short = |side: &[Piece]| side.iter().map(|piece| piece.text.chars().count()).sum::<usize>() <= SHORT;
        if short(&left) && short(&right) {
            left.iter_mut().chain(&mut right).for_each(|piece| piece.same = false);
        }
        let quiet = item.how == How::Reworded;
        if let Some(said) = &item.old {
            let (sign, style) = if quiet { ("~", Style::new()) } else { ("-", RED) };
            self.said(sign, style, &excerpt(&left, "[-", "-]"), Some(said));
        }
        if let Some(said) = &item.new {
            let (sign, style) = if quiet { ("~", Style::new()) } else { ("+", GREEN) };
            self.said(sign, style, &excerpt(&right, "{+", "+}"), Some(said));
        }
    }

    /// A line behind its sign, with its place at the end.
    fn said(&mut self, sign: &str, style: Style, text: &str, said: Option<&Said>) {
        let place = said.and_then(|said| names::place(said, self.options.lang));
        let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
        self.filled(&format!("    {sign} "), "      ", &format!("{text}{place}"), style);
    }
}

/// Pieces with marks around what changed, shortened where they stayed the same.
fn excerpt(pieces: &[Piece], open: &str, close: &str) -> String {
    let whole = || pieces.iter().map(|piece| piece.text).collect::<String>();
    if !pieces.iter().any(|piece| piece.same) {
        return whole();
    }
    if pieces.iter().all(|piece| piece.same) {
        // What is new stands on the other side only: enough of this one to know it by.
        return shortened(&whole(), true, true);
    }
    let last = pieces.len() - 1;
    let piece = |(at, piece): (usize, &Piece)| {
        if piece.same {
            return shortened(piece.text, at > 0, at < last);
        }
        // Blanks at the edges are no words.
        let words = piece.text.trim();
        let (before, after) = piece.text.split_once(words).unwrap_or_default();
        if words.is_empty() { piece.text.to_owned() } else { format!("{before}{open}{words}{close}{after}") }
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// A text that stayed the same: its beginning where a change stands before it, its end where one follows.
fn shortened(text: &str, before: bool, after: bool) -> String {
    let count = text.chars().count();
    let room = AROUND * (usize::from(before) + usize::from(after));
    if count <= room + 8 {
        return text.to_owned();
    }
    let cut = |from: usize, to: usize| -> String { text.chars().skip(from).take(to - from).collect() };
    let head = if before { cut(0, AROUND) } else { String::new() };
    let tail = if after { cut(count - AROUND, count) } else { String::new() };
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(kept, _)| kept);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, kept)| kept);
    match (before, after) {
        (true, true) => format!("{head} … {tail}"),
        (true, false) => format!("{head} …"),
        _ => format!("… {tail}"),
    }
}
