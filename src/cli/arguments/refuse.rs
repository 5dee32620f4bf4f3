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
    let vi = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn “{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} cần một giá trị"),
        ErrorKind::InvalidValue => {
            format!("“{value}” không hợp lệ cho {argument}; chọn một trong: {}", about(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation if argument.contains("limit") => {
            let names = LIMIT_NAMES.iter().map(|n| n.0).collect::<Vec<_>>().join(", ");
            format!("“{value}” không phải một giới hạn; viết TÊN=SỐ, TÊN là một trong: {names}")
        }
        ErrorKind::ValueValidation => format!("“{value}” không hợp lệ cho {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} bị lặp hoặc không đi cùng nhau"),
        _ => "tham số không đúng".to_owned(),
    };
    let en = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    voice.error("", &message(format!("{vi}; xem rasoat --help"), format!("{en}; see rasoat --help")));
    Exit::Usage
}
