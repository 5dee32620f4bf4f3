//! `rasoat check`: files in, contradictions out, for a person or as JSON.
//!
//! In: matched arguments. Out: a report a document, in the order of the inputs, and exit code 1 where a finding is at
//! or above the threshold. Nothing is written to files.

use std::ffi::OsString;

use super::Exit;
use super::inputs;
use super::parallel;
use super::read::{self, Reader, Remarks};
use super::say::Voice;
use crate::Whole;
use crate::emit::json::{self, Layout};
use crate::emit::report::{self, Options};
use crate::emit::{github, gold, sarif};
use crate::record::{Evidence, Finding, Message, Record, Severity};
use crate::settings::Replayed;

/// Lines of a report where nothing says how wide the terminal is.
pub(super) const WIDTH: usize = 80;

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let paths: Vec<OsString> = matches.get_many::<OsString>("paths").into_iter().flatten().cloned().collect();
    let (found, exit) = inputs::find(&paths, voice);
    if found.is_empty() {
        return exit;
    }
    let rules =
        |name: &str| -> Vec<String> { matches.get_many::<String>(name).into_iter().flatten().cloned().collect() };
    let (select, ignore) = (rules("select"), rules("ignore"));
    let threshold = match matches.get_one::<String>("fail-on").map(String::as_str) {
        Some("info") => Severity::Info,
        Some("warning") => Severity::Warning,
        _ => Severity::Error,
    };
    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let layout = if found.len() > 1 { Layout::Line } else { Layout::Pretty };
    let options = Options { lang: voice.lang, all: matches.get_flag("all") || !select.is_empty(), width: width() };
    let wanted =
        |rule: &str| (select.is_empty() || select.iter().any(|s| s == rule)) && !ignore.iter().any(|i| i == rule);
    let reader = match Reader::new(matches, &found, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let work = |at: usize, input: &inputs::Input| -> Result<Checked, Message> {
        // A reading has what is wrong in a document, whatever an office does not want to be told.
        let (whole, replayed) = if format == "gold" { reader.decided(input)? } else { reader.told(input)? };
        let Whole { mut record, text, source } = whole;
        record.findings.retain(|f| wanted(f.rule));
        let region = |evidence: &Evidence| text.region(&source.raw, &evidence.span.bytes);
        let shown = match format {
            "json" => Shown::Json(json::findings(&record, layout)),
            "gold" => {
                let is_confirmed = |id: &str| replayed.as_ref().is_some_and(|r| r.confirmed.contains_key(id));
                Shown::Json(gold::reading(&record, is_confirmed, layout))
            }
            "sarif" => Shown::Sarif(sarif::document(&record, &inputs::reference(&input.file), at, voice.lang, region)),
            "github" => {
                let line = |f: &Finding| {
                    github::finding(f, &inputs::portable(&input.file), f.evidence.first().and_then(region), voice.lang)
                };
                Shown::Json(record.findings.iter().map(line).collect::<String>().into_bytes())
            }
            _ => {
                record.text = Some(text.text);
                Shown::Text(report::document(&record, &shown_name(input, voice), options))
            }
        };
        Ok(Checked { remarks: Remarks::of(&record), counts: Counts::of(&record), replayed, shown })
    };
    let mut log = Vec::new();
    let mut exit = exit;
    let (mut total, mut documents, mut failed) = (Counts::default(), 0usize, 0usize);
    parallel::each(&found, matches.get_one::<u16>("jobs").copied(), work, |at, checked| {
        let file = found[at].file.to_string_lossy();
        let checked = match checked {
            Ok(checked) => checked,
            Err(why) => {
                voice.error(&file, &why);
                exit = exit.worst(Exit::Input);
                failed += 1;
                return match format {
                    "sarif" => {
                        log.push(sarif::unread(&inputs::reference(&found[at].file), &why, voice.lang));
                        true
                    }
                    "github" => {
                        let told =
                            voice.data(github::unread(&inputs::portable(&found[at].file), &why, voice.lang).as_bytes());
                        told != Exit::Usage
                    }
                    _ => true,
                };
            }
        };
        exit = exit.worst(checked.remarks.say(&file, voice));
        if let Some(replayed) = &checked.replayed {
            voice.note(&file, &read::replayed(replayed));
        }
        let told = match checked.shown {
            Shown::Json(bytes) => voice.data(&bytes),
            Shown::Sarif(document) => {
                log.push(document);
                Exit::Done
            }
            Shown::Text(text) => voice.text(&format!("{}{text}", if documents > 0 { "\n" } else { "" })),
        };
        documents += 1;
        total.add(&checked.counts);
        if checked.counts.at_least(threshold) {
            exit = exit.worst(Exit::Findings);
        }
        exit = exit.worst(told);
        told != Exit::Usage
    });
    // Of some rules alone nothing is said of the others.
    if select.is_empty() && ignore.is_empty() {
        reader.remark(voice);
    }
    if format == "sarif" {
        exit = exit.worst(voice.data(sarif::log(log, voice.lang).as_bytes()));
    }
    if format == "text" && found.len() > 1 {
        let Counts { errors, warnings, infos } = total;
        let (vi, en) = match failed {
            0 => (String::new(), String::new()),
            n => (format!("; {n} tệp không đọc được"), format!("; {n} could not be read")),
        };
        voice.tell(
            &format!("{documents} văn bản: {errors} lỗi, {warnings} cảnh báo, {infos} lưu ý{vi}."),
            &format!("{documents} documents: errors {errors}, warnings {warnings}, infos {infos}{en}."),
        );
    }
    exit
}

/// The name by which a reader knows the input.
pub(super) fn shown_name(input: &inputs::Input, voice: Voice) -> String {
    if input.path == "-" {
        return voice.lang.pick("(đầu vào chuẩn)", "(standard input)").to_owned();
    }
    input.file.to_string_lossy().into_owned()
}

/// A document that was checked.
struct Checked {
    replayed: Option<Replayed>,
    remarks: Remarks,
    counts: Counts,
    shown: Shown,
}

enum Shown {
    /// What a system reads, as it stands.
    Json(Vec<u8>),
    Sarif(sarif::Document),
    Text(String),
}

/// Findings by severity.
#[derive(Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Counts {
    fn of(record: &Record) -> Self {
        let count = |s: Severity| record.findings.iter().filter(|f| f.severity == s).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), infos: count(Severity::Info) }
    }

    fn add(&mut self, other: &Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }

    fn at_least(&self, threshold: Severity) -> bool {
        match threshold {
            Severity::Error => self.errors > 0,
            Severity::Warning => self.errors + self.warnings > 0,
            Severity::Info => self.errors + self.warnings + self.infos > 0,
        }
    }
}

/// The terminal's width as the shell tells it; lines of more than 100 columns are hard to read anywhere.
#[expect(clippy::disallowed_methods, reason = "how wide a report is says nothing about the plan")]
pub(super) fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).map_or(WIDTH, |c: usize| c.clamp(40, 100))
}
