//! The command line: arguments, files, threads, messages, exit codes.
//!
//! In: the program's arguments. Out: records on standard output or in a folder, talk on standard error, and an exit code
//! of the contract. Only this module touches files and prints. A bad input is one sentence; the others go on.

mod annotate;
mod arguments;
mod baseline;
mod check;
mod child;
mod config;
mod convert;
mod diff;
mod inputs;
mod inspect;
mod names;
mod ocr;
mod office;
mod parallel;
mod read;
mod report;
mod review;
mod run;
mod say;
mod second;
mod whole;

use std::ffi::OsString;
use std::process::ExitCode;

pub use arguments::command;
pub use say::Lang;

use crate::emit::json;
use say::Voice;

/// Exit codes of the contract; where several apply, [`Exit::worst`] says which counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Findings at or above the threshold; differences, where `diff` is asked to say so.
    Findings,
    /// Usage, output that cannot be written, no input found.
    Usage,
    /// An input is missing, unreadable or partial; the others are written.
    Input,
    /// Another run works on the output folder.
    InUse,
}

impl Exit {
    /// The number that the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::InUse => 11,
        }
    }

    /// 11 over 2 over 3 over 1 over 0.
    #[must_use]
    pub fn worst(self, other: Self) -> Self {
        match (self, other) {
            (Self::InUse, _) | (_, Self::InUse) => Self::InUse,
            (Self::Usage, _) | (_, Self::Usage) => Self::Usage,
            (Self::Input, _) | (_, Self::Input) => Self::Input,
            (Self::Findings, _) | (_, Self::Findings) => Self::Findings,
            _ => Self::Done,
        }
    }
}

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|a| a == second::COMMAND) && arguments.len() == 2 {
        return ExitCode::from(second::serve().code());
    }
    let lang = arguments::language(&arguments);
    let voice = Voice::new(lang);
    let exit = match command(lang).try_get_matches_from(arguments) {
        Ok(matches) => dispatch(&matches, voice),
        Err(error) => arguments::refuse(&error, voice),
    };
    ExitCode::from(exit.code())
}

fn dispatch(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    match matches.subcommand() {
        Some(("convert", m)) => convert::run(m, voice),
        Some(("batch", m)) => run::run(m, voice),
        Some(("merge", m)) => run::merge::run(m, voice),
        Some(("check", m)) => check::run(m, voice),
        Some(("report", m)) => report::run(m, voice),
        Some(("review", m)) => review::run(m, voice),
        Some(("diff", m)) => diff::run(m, voice),
        Some(("annotate", m)) => annotate::run(m, voice),
        Some(("explain", m)) => explain(m, voice),
        Some(("rules", _)) => voice.text(&crate::emit::rules::list(voice.lang, check::width())),
        Some(("inspect", m)) => inspect::run(m, voice),
        Some(("baseline", m)) => baseline::run(m, voice),
        Some(("config", m)) => config::run(m, voice),
        Some(("schema", m)) => voice.data(&match m.get_one::<String>("of").map(String::as_str) {
            Some("diff") => json::changes_schema(),
            Some("settings") => json::settings_schema(),
            _ => json::schema(),
        }),
        _ => Exit::Usage,
    }
}

/// `rasoat explain`: the page of a rule.
fn explain(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let rule = matches.get_one::<String>("rule").and_then(|name| crate::rules::Rule::named(name));
    rule.map_or(Exit::Usage, |rule| voice.text(&crate::emit::rules::page(rule, voice.lang, check::width())))
}
