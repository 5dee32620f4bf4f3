//! `rasoat baseline`: the findings of today in a file, so that only new ones count.
//!
//! In: matched arguments. Out: one file, whole or not at all. Where a document cannot be read nothing is written: its
//! findings would all be new afterwards.

use std::ffi::OsString;
use std::path::PathBuf;

use super::Exit;
use super::config::{BASELINE, folder_of, from};
use super::inputs::{self, Input};
use super::parallel;
use super::read::{Reader, Remarks};
use super::say::{self, Voice};
use super::whole;
use crate::record::Message;
use crate::settings::Baseline;

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let paths: Vec<OsString> = matches.get_many::<OsString>("paths").into_iter().flatten().cloned().collect();
    let (found, mut exit) = inputs::find(&paths, voice);
    if found.is_empty() {
        return exit;
    }
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| common(&found).join(BASELINE));
    let shown = out.to_string_lossy().into_owned();
    if let Some(why) = refused(&out, &found) {
        voice.error(&shown, &why);
        return Exit::Usage;
    }
    let reader = match Reader::with_baseline(matches, &found, false, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let mut baseline = Baseline::default();
    parallel::each(
        &found,
        matches.get_one::<u16>("jobs").copied(),
        |_, input| reader.whole(input),
        |at, read| {
            let file = found[at].file.to_string_lossy();
            match read {
                Ok(read) => {
                    // What was read in part has its findings too.
                    Remarks::of(&read.record).say(&file, voice);
                    baseline.add(&from(&folder_of(&out).join(BASELINE), &found[at].file), &read.record);
                }
                Err(why) => {
                    voice.error(&file, &why);
                    exit = Exit::Input;
                }
            }
            true
        },
    );
    if exit != Exit::Done {
        voice.error(
            &shown,
            &say::message("không ghi mốc, vì có tệp không đọc được", "not written, since a file cannot be read"),
        );
        return exit;
    }
    if let Err(error) = whole::write(&out, |file| file.write_all(baseline.written().as_bytes())) {
        voice.error(&shown, &say::because("không ghi được tệp", "the file cannot be written", &error));
        return Exit::Usage;
    }
    voice.tell(
        &format!(
            "Đã ghi {} phát hiện của {} văn bản vào {shown}; từ nay chỉ tính phát hiện mới.",
            baseline.len(),
            found.len()
        ),
        &format!(
            "Wrote {} findings of {} documents to {shown}; from now on only new ones count.",
            baseline.len(),
            found.len()
        ),
    );
    Exit::Done
}

/// The nearest folder that holds all inputs.
fn common(found: &[Input]) -> PathBuf {
    let mut folders = found.iter().map(|input| folder_of(&input.file));
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |all, folder| {
        all.ancestors().find(|over| folder.starts_with(over)).map(PathBuf::from).unwrap_or_default()
    })
}

/// Why a baseline that is written there would hold for nothing.
fn refused(out: &std::path::Path, found: &[Input]) -> Option<Message> {
    if out.file_name().is_none_or(|name| name != BASELINE) {
        return Some(say::message(
            format!("tệp mốc phải có tên {BASELINE}, nếu không các lệnh khác sẽ không tìm thấy"),
            format!("a baseline is named {BASELINE}: the other commands look for that name"),
        ));
    }
    let folder = folder_of(out);
    let outside = found.iter().find(|input| !folder_of(&input.file).starts_with(&folder))?;
    let file = outside.file.to_string_lossy();
    Some(say::message(
        format!("mốc chỉ có hiệu lực với văn bản trong thư mục chứa nó và thư mục con; {file} ở ngoài"),
        format!("a baseline holds for documents in its folder and below; {file} is elsewhere"),
    ))
}
