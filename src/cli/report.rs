//! `rasoat report`: the findings of one or many documents in one file, in the form that its ending names.
//!
//! In: matched arguments. Out: one file, whole or not at all.

use std::ffi::OsString;
use std::path::PathBuf;

use super::Exit;
use super::inputs;
use super::parallel;
use super::read::{Reader, Remarks};
use super::say::{self, Voice};
use super::whole;
use crate::emit::{Lang, csv, ics, minutes, overview, tables, xlsx};
use crate::record::{Message, Record};

/// A form of report: its ending, and how it is written.
type Form = (&'static str, fn(&[Record], Lang) -> Result<Vec<u8>, Message>);

/// The forms.
const FORMS: &[Form] = &[
    ("docx", |records, lang| Ok(minutes::document(records, lang))),
    ("xlsx", |records, lang| {
        xlsx::workbook(&tables::tables(records, lang)).map_err(|why| {
            say::message(format!("không ghi được bảng tính: {why}"), format!("the workbook cannot be written: {why}"))
        })
    }),
    ("html", |records, lang| Ok(overview::page(records, lang).into_bytes())),
    ("csv", |records, lang| Ok(csv::table(&tables::findings(records, lang)).0)),
    ("ics", |records, lang| Ok(ics::calendar(records, lang).into_bytes())),
];

/// The endings, for help and refusals.
pub(super) fn endings() -> String {
    FORMS.iter().map(|(ending, _)| format!(".{ending}")).collect::<Vec<_>>().join(", ")
}

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let Some(out) = matches.get_one::<PathBuf>("out") else { return Exit::Usage };
    let shown = out.to_string_lossy().into_owned();
    let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let Some((_, write)) = FORMS.iter().find(|(form, _)| *form == ending) else {
        voice.error(
            &shown,
            &say::message(
                format!("đuôi tệp báo cáo phải là một trong: {}", endings()),
                format!("a report ends in one of: {}", endings()),
            ),
        );
        return Exit::Usage;
    };
    let paths: Vec<OsString> = matches.get_many::<OsString>("paths").into_iter().flatten().cloned().collect();
    let (found, mut exit) = inputs::find(&paths, voice);
    if found.is_empty() {
        return exit;
    }
    let reader = match Reader::new(matches, &found, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let mut records: Vec<Record> = Vec::new();
    parallel::each(
        &found,
        matches.get_one::<u16>("jobs").copied(),
        |_, input| reader.whole(input).map(|whole| whole.record),
        |at, read| {
            let file = found[at].file.to_string_lossy();
            match read {
                Ok(record) => {
                    exit = exit.worst(Remarks::of(&record).say(&file, voice));
                    records.push(record);
                }
                Err(why) => {
                    voice.error(&file, &why);
                    exit = exit.worst(Exit::Input);
                }
            }
            true
        },
    );
    if records.is_empty() {
        return exit;
    }
    let written = write(&records, voice.lang).and_then(|bytes| {
        whole::write(out, |file| file.write_all(&bytes))
            .map_err(|why| say::because("không ghi được tệp", "the file cannot be written", &why))
    });
    match written {
        Ok(()) => {
            voice.tell(
                &format!("Đã ghi báo cáo của {} văn bản vào {shown}.", records.len()),
                &format!("Wrote the report of {} documents to {shown}.", records.len()),
            );
            exit
        }
        Err(why) => {
            voice.error(&shown, &why);
            Exit::Usage
        }
    }
}
