//! Refusals: arguments that could not be taken, in one sentence that says what was meant.
//!
//! In: what clap found wrong. Out: a sentence and an exit code; help and version, which clap gives in the same way, are
//! answers.

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::Exit;
use crate::cli::say::{Voice, message};
use crate::ingest::LIMIT_NAMES;

/// Answers arguments that could not be taken: help and version are answers too.
pub(in crate::cli) fn refuse(error: &clap::Error, voice: Voice) -> Exit {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return voice.data(text.as_bytes()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(anstream::stderr(), "{text}");
            return Exit::Usage;
        }
        _ => {}
    }
    let about = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    };
    let argument = about(ContextKind::InvalidArg);
    let value = about(ContextKind::InvalidValue);
    // A list of rules or commands is too long for a sentence: the nearest one is told.
    let near = match error.get(ContextKind::SuggestedValue).or_else(|| error.get(ContextKind::SuggestedSubcommand)) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(list)) => list.last().cloned(),
        _ => None,
    };
    let rule = argument.contains("select")
        || argument.contains("ignore")
        || argument.contains("QUY_TẮC")
        || argument.contains("RULE");
    let sentence = match error.kind() {
        ErrorKind::InvalidValue if rule && !value.is_empty() => Some(match &near {
            Some(near) => message(
                format!("không có quy tắc “{value}”; có phải “{near}”? Xem tất cả: rasoat rules"),
                format!("there is no rule “{value}”; did you mean “{near}”? See them all: rasoat rules"),
            ),
            None => message(
                format!("không có quy tắc “{value}”; xem tất cả: rasoat rules"),
                format!("there is no rule “{value}”; see them all: rasoat rules"),
            ),
        }),
        ErrorKind::MissingRequiredArgument if argument.contains("ĐƯỜNG_DẪN") || argument.contains("PATH") => {
            Some(message(
                "thiếu tên tệp; ví dụ: rasoat check ke-hoach.txt (hoặc - để đọc từ đầu vào chuẩn)",
                "no file given; example: rasoat check plan.txt (or - for standard input)",
            ))
        }
        ErrorKind::InvalidSubcommand if about(ContextKind::InvalidSubcommand) == "help" => Some(message(
            "xem hướng dẫn: rasoat --help, rasoat <LỆNH> --help, hoặc rasoat explain <QUY_TẮC>",
            "see rasoat --help, rasoat <COMMAND> --help, or rasoat explain <RULE>",
        )),
        ErrorKind::InvalidSubcommand if near.is_some() => {
            let (said, near) = (about(ContextKind::InvalidSubcommand), near.clone().unwrap_or_default());
            Some(message(
                format!("không có lệnh “{said}”; có phải rasoat {near}? Xem rasoat --help"),
                format!("there is no command “{said}”; did you mean rasoat {near}? See rasoat --help"),
            ))
        }
        ErrorKind::InvalidSubcommand => {
            let said = about(ContextKind::InvalidSubcommand);
            Some(message(
                format!("không có lệnh “{said}”; để rà soát một tệp: rasoat check {said}"),
                format!("there is no command “{said}”; to check a file: rasoat check {said}"),
            ))
        }
        _ => None,
    };
    if let Some(sentence) = sentence {
        voice.error("", &sentence);
        return Exit::Usage;
    }
    let (vi, en) = match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            (format!("thừa tham số “{argument}”"), format!("“{argument}” is one argument too many"))
        }
        ErrorKind::UnknownArgument => {
            // A file may be called like an option.
            let file = std::path::Path::new(&argument).exists();
            let (vi, en) = if file {
                (format!("; nếu là tệp, hãy viết ./{argument}"), format!("; if it is a file, write ./{argument}"))
            } else {
                (String::new(), String::new())
            };
            (format!("không có tùy chọn “{argument}”{vi}"), format!("there is no option “{argument}”{en}"))
        }
        ErrorKind::MissingRequiredArgument => (format!("thiếu {argument}"), format!("missing: {argument}")),
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{argument} cần một giá trị"), format!("{argument} wants a value"))
        }
        ErrorKind::InvalidValue => {
            let known = about(ContextKind::ValidValue);
            (
                format!("“{value}” không hợp lệ cho {argument}; chọn một trong: {known}"),
                format!("“{value}” is no value for {argument}; choose one of: {known}"),
            )
        }
        ErrorKind::ValueValidation if argument.contains("limit") => {
            let names = LIMIT_NAMES.iter().map(|n| n.0).collect::<Vec<_>>().join(", ");
            (
                format!("“{value}” không phải một giới hạn; viết TÊN=SỐ, TÊN là một trong: {names}"),
                format!("“{value}” is no limit; write NAME=NUMBER, where NAME is one of: {names}"),
            )
        }
        ErrorKind::ValueValidation if argument.contains("today") => (
            format!("“{value}” không phải một ngày; viết như 2026-12-31"),
            format!("“{value}” is no day; write it as 2026-12-31"),
        ),
        ErrorKind::ValueValidation => {
            (format!("“{value}” không hợp lệ cho {argument}"), format!("“{value}” is no value for {argument}"))
        }
        ErrorKind::ArgumentConflict => (
            format!("{argument} bị lặp hoặc không đi cùng nhau"),
            format!("{argument} is given twice, or does not go with the others"),
        ),
        _ => ("tham số không đúng".to_owned(), text.lines().next().unwrap_or_default().to_owned()),
    };
    voice.error("", &message(format!("{vi}; xem rasoat --help"), format!("{en}; see rasoat --help")));
    Exit::Usage
}
