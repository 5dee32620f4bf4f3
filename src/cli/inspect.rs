//! `rasoat inspect`: what one stage gives, for people.
//!
//! In: a file and the name of a stage. Out: text on standard output. It shows the stages' own results and computes nothing
//! of its own.

use std::ffi::OsString;
use std::fmt::Write as _;

use super::Exit;
use super::inputs;
use super::read::Reader;
use super::say::{self, Voice};
use crate::normalise::Text;
use crate::record::{Comparison, OutlineNode, Record, Role, Unit};
use crate::resolve::Glossary;
use crate::segment::Segments;
use crate::{ingest, knowledge, normalise, repair, resolve, segment};

/// A stage's results up to here.
pub(super) struct Seen {
    text: Text,
    segments: Segments,
    glossary: Glossary,
    record: Record,
}

type Show = fn(&Seen) -> String;

/// The stages that can be shown.
pub(super) const STAGES: &[(&str, Show)] =
    &[("text", text), ("lines", lines), ("outline", outline), ("glossary", glossary), ("units", units)];

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let Some((file, stage)) = matches.get_one::<OsString>("file").zip(matches.get_one::<String>("stage")) else {
        return Exit::Usage;
    };
    let (found, exit) = inputs::find(std::slice::from_ref(file), voice);
    let [input] = &found[..] else { return exit };
    let shown = input.file.to_string_lossy();
    let reader = match Reader::with_baseline(matches, &found, false, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let bytes = match reader.load(&input.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            voice.error(&shown, &say::because("không đọc được tệp", "the file cannot be read", &error));
            return Exit::Input;
        }
    };
    let see = |options: &ingest::Options<'_>| knowledge::using(options.knowledge, || see(&bytes, &input.path, options));
    match reader.within(&input.file, see) {
        Ok(seen) => STAGES
            .iter()
            .find(|(name, _)| name == stage)
            .map_or(Exit::Usage, |(_, show)| voice.data(show(&seen).as_bytes())),
        Err(error) => {
            voice.error(&shown, &error.message());
            Exit::Input
        }
    }
}

fn see(bytes: &[u8], name: &str, options: &ingest::Options<'_>) -> Result<Seen, ingest::Error> {
    let record = crate::read_with(bytes, name, options)?;
    let text = repair::repair(normalise::normalise(&ingest::read_with(bytes, name, options)?));
    let segments = segment::segment(&text);
    let glossary = resolve::glossary(&text, &segments);
    Ok(Seen { text, segments, glossary, record })
}

fn text(seen: &Seen) -> String {
    seen.text.blocks.iter().fold(String::new(), |mut out, block| {
        let _ = writeln!(out, "{:>5}  {}", seen.text.span(block.range.clone()).line, seen.text.slice(&block.range));
        out
    })
}

fn lines(seen: &Seen) -> String {
    seen.segments.lines.iter().zip(&seen.segments.parts).fold(String::new(), |mut out, (line, part)| {
        let line_number = seen.text.span(line.range.clone()).line;
        let words: String = seen.text.slice(&line.range).chars().take(100).collect();
        let _ = writeln!(out, "{line_number:>5}  {:<14} {words}", format!("{part:?}"));
        out
    })
}

fn outline(seen: &Seen) -> String {
    fn walk(nodes: &[OutlineNode], depth: usize, out: &mut String) {
        for node in nodes {
            let _ = writeln!(out, "{}{}  {}", "  ".repeat(depth), node.label, node.title);
            walk(&node.children, depth + 1, out);
        }
    }
    let mut out = String::new();
    walk(&seen.record.outline, 0, &mut out);
    out
}

fn glossary(seen: &Seen) -> String {
    seen.glossary.definitions.iter().fold(String::new(), |mut out, d| {
        let source = format!("{:?}", d.source).to_lowercase();
        let _ = writeln!(out, "{:>5}  {:<9} {} = {}", seen.text.span(d.range.clone()).line, source, d.short, d.long);
        out
    })
}

fn units(seen: &Seen) -> String {
    seen.record.units.iter().fold(String::new(), |mut out, unit| {
        unit_lines(unit, &mut out);
        out
    })
}

fn unit_lines(unit: &Unit, out: &mut String) {
    let title = unit
        .body
        .as_ref()
        .map(|b| b.title.as_str())
        .or(unit.appendix.as_ref().map(|r| r.title.as_str()))
        .unwrap_or_default();
    let _ = writeln!(out, "{}  {}  {title}", unit.id, unit.label);
    if let Some(body) = &unit.body {
        for a in &body.assignments {
            let mark = if a.requested { " (requested)" } else { "" };
            let _ = writeln!(out, "    {:<11}{mark} {}", role(a.role), a.organization.name);
        }
        for d in &body.deadlines {
            let _ = writeln!(out, "    {:<11} {} = {}", "deadline", d.raw, d.value.as_deref().unwrap_or("—"));
        }
    }
    if let Some(row) = &unit.appendix {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|c| format!("{}: {}", c.column.as_deref().unwrap_or("?"), c.text.replace('\n', " / ")))
            .collect();
        let _ = writeln!(out, "    {:<11} {}", "table", cells.join(" | "));
    }
    let r = &unit.reconciled;
    let compared: [(&str, &Comparison); 5] = [
        ("title", &r.title),
        ("lead", &r.lead),
        ("coordinate", &r.coordinate),
        ("deadline", &r.deadline),
        ("tools", &r.tools),
    ];
    let told: Vec<String> = compared.iter().map(|(name, c)| format!("{name} {:?}", c.status)).collect();
    let _ = writeln!(out, "    {:<11} {}", "compared", told.join(", "));
}

fn role(role: Role) -> String {
    format!("{role:?}").to_lowercase()
}
