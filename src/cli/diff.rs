//! `rasoat diff`: two versions of a plan in, what changed out.
//!
//! In: matched arguments. Out: text, JSON or a page, on standard output or in one file, whole or not at all. The exit code tells
//! of changes only where it is asked to.

use std::ffi::OsString;
use std::path::PathBuf;

use super::Exit;
use super::check;
use super::inputs::{self, Input};
use super::read::{Reader, Remarks};
use super::say::{self, Voice, message};
use super::whole;
use crate::Whole;
use crate::emit::changes::{html, text};
use crate::emit::json;
use crate::versions;

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Json,
    Html,
}

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let out = matches.get_one::<PathBuf>("out");
    let Some(form) = form(matches.get_one::<String>("format").map(String::as_str), out) else {
        let file = out.map(|out| out.to_string_lossy()).unwrap_or_default();
        let why = message(
            "đuôi tệp phải là một trong: .txt, .html, .json (hoặc chọn dạng bằng --format)",
            "the file ends in one of: .txt, .html, .json (or --format says the form)",
        );
        voice.error(&file, &why);
        return Exit::Usage;
    };
    let (old, new) = match (one(matches, "old", voice), one(matches, "new", voice)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => return old.err().unwrap_or(Exit::Done).worst(new.err().unwrap_or(Exit::Done)),
    };
    if old.path == "-" && new.path == "-" {
        let why = message("chỉ một trong hai bản đọc được từ đầu vào chuẩn", "only one version can be standard input");
        voice.error("-", &why);
        return Exit::Usage;
    }
    if out.is_some_and(|out| inputs::is_input(out, &[old.clone(), new.clone()], voice)) {
        return Exit::Usage;
    }
    // What came and what went is told of all findings, also of those that a baseline has.
    let reader = match Reader::with_baseline(matches, &[old.clone(), new.clone()], false, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let (old_read, new_read) = (read(&reader, &old, voice), read(&reader, &new, voice));
    let (Some((old_whole, old_exit)), Some((new_whole, new_exit))) = (old_read, new_read) else { return Exit::Input };
    reader.remark(voice);
    let mut exit = old_exit.worst(new_exit);
    let changes = versions::compare(&old_whole, &new_whole);
    let shown = |input: &Input| check::shown_name(input, voice);
    let names = (shown(&old), shown(&new));
    let names = (names.0.as_str(), names.1.as_str());
    let text = |width: usize| {
        text::document(&changes, names, text::Options { lang: voice.lang, all: matches.get_flag("all"), width })
    };
    if matches.get_flag("exit-code") && changes.changed {
        exit = exit.worst(Exit::Findings);
    }
    let Some(out) = out else {
        return exit.worst(match form {
            Form::Text => voice.text(&text(check::width())),
            Form::Json => voice.data(&json::changes(&changes)),
            Form::Html => voice.data(html::page(&changes, names, voice.lang).as_bytes()),
        });
    };
    let bytes = match form {
        // A file has no colours, and is the same from every terminal.
        Form::Text => anstream::adapter::strip_str(&text(check::WIDTH)).to_string().into_bytes(),
        Form::Json => json::changes(&changes),
        Form::Html => html::page(&changes, names, voice.lang).into_bytes(),
    };
    let file = out.to_string_lossy();
    match whole::write(out, |target| target.write_all(&bytes)) {
        Ok(()) => {
            voice.tell(&format!("Đã ghi so sánh vào {file}."), &format!("Wrote the comparison to {file}."));
            exit
        }
        Err(why) => {
            voice.error(&file, &say::because("không ghi được tệp", "the file cannot be written", &why));
            Exit::Usage
        }
    }
}

/// The form that is asked for, else the one that the ending of the file says.
fn form(asked: Option<&str>, out: Option<&PathBuf>) -> Option<Form> {
    let ending = out.and_then(|file| Some(file.extension()?.to_string_lossy().to_lowercase()));
    match asked.or(ending.as_deref()) {
        Some("json") => Some(Form::Json),
        Some("html" | "htm") => Some(Form::Html),
        Some("text" | "txt") | None => Some(Form::Text),
        Some(_) => None,
    }
}

/// The one file that an argument means.
fn one(matches: &clap::ArgMatches, name: &str, voice: Voice) -> Result<Input, Exit> {
    let argument: Vec<OsString> = matches.get_one::<OsString>(name).into_iter().cloned().collect();
    let (mut found, exit) = inputs::find(&argument, voice);
    match (found.pop(), found.is_empty()) {
        (Some(input), true) if exit == Exit::Done => Ok(input),
        (Some(_), false) => {
            let shown = argument.first().map(|a| a.to_string_lossy().into_owned()).unwrap_or_default();
            let why = message(
                "so sánh từng đôi một: hãy chỉ rõ một tệp của mỗi bản",
                "versions are compared pair by pair: name one file of each",
            );
            voice.error(&shown, &why);
            Err(Exit::Usage)
        }
        _ => Err(exit),
    }
}

/// A version, and what is to be said of its reading.
fn read(reader: &Reader, input: &Input, voice: Voice) -> Option<(Whole, Exit)> {
    let file = check::shown_name(input, voice);
    match reader.whole(input) {
        Ok(whole) => {
            let exit = Remarks::of(&whole.record).say(&file, voice);
            Some((whole, exit))
        }
        Err(why) => {
            voice.error(&file, &why);
            None
        }
    }
}
