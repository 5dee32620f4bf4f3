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
use crate::emit::{Batch, Lang, csv, ics, minutes, overview, tables, xlsx};
use crate::record::Message;

/// A form of report: its ending, and how it is written.
type Form = (&'static str, fn(&Batch, Lang) -> Result<Vec<u8>, Message>);

/// The forms.
const FORMS: &[Form] = &[
    ("docx", |batch, lang| Ok(minutes::document(batch, lang))),
    ("xlsx", |batch, lang| {
        xlsx::workbook(&tables::tables(&batch.records, lang)).map_err(|why| {
            say::message(format!("không ghi được bảng tính: {why}"), format!("the workbook cannot be written: {why}"))
        })
    }),
    ("html", |batch, lang| Ok(overview::page(batch, lang).into_bytes())),
    ("csv", |batch, lang| Ok(csv::table(&tables::findings(&batch.records, lang)).0)),
    ("ics", |batch, lang| Ok(ics::calendar(&batch.records, lang).into_bytes())),
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
    if inputs::is_input(out, &found, voice) {
        return Exit::Usage;
    }
    let reader = match Reader::new(matches, &found, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let mut read_all = Batch::default();
    parallel::each(
        &found,
        matches.get_one::<u16>("jobs").copied(),
        |_, input| reader.whole(input).map(|whole| whole.record),
        |at, read| {
            let file = found[at].file.to_string_lossy();
            match read {
                Ok(record) => {
                    exit = exit.worst(Remarks::of(&record).say(&file, voice));
                    read_all.records.push(record);
                }
                Err(why) => {
                    voice.error(&file, &why);
                    exit = exit.worst(Exit::Input);
                    read_all.unread.push((found[at].path.clone(), why));
                }
            }
            true
        },
    );
    if read_all.records.is_empty() {
        return exit;
    }
    reader.remark(voice);
    let written = write(&read_all, voice.lang).and_then(|bytes| {
        whole::write(out, |file| file.write_all(&bytes))
            .map_err(|why| say::because("không ghi được tệp", "the file cannot be written", &why))
    });
    match written {
        Ok(()) => {
            voice.tell(
                &format!("Đã ghi báo cáo của {} văn bản vào {shown}.", read_all.records.len()),
                &format!("Wrote the report of {} documents to {shown}.", read_all.records.len()),
            );
            exit
        }
        Err(why) => {
            voice.error(&shown, &why);
            Exit::Usage
        }
    }
}
