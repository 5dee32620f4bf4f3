//! `rasoat baseline`: the findings of today in a file, so that only new ones count.
//!
//! In: matched arguments. Out: one file, whole or not at all. Where a document cannot be read nothing is written: its
//! findings would all be new afterwards.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Exit;
use super::config::{BASELINE, from};
use super::inputs;
use super::parallel;
use super::read::{Reader, Remarks};
use super::say::{self, Voice};
use super::whole;
use crate::settings::Baseline;

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let paths: Vec<OsString> = matches.get_many::<OsString>("paths").into_iter().flatten().cloned().collect();
    let (found, mut exit) = inputs::find(&paths, voice);
    if exit != Exit::Done || found.is_empty() {
        return exit;
    }
    let out = match (matches.get_one::<PathBuf>("out"), &paths[..]) {
        (Some(out), _) => out.clone(),
        (None, [folder]) if Path::new(folder).is_dir() => Path::new(folder).join(BASELINE),
        _ => PathBuf::from(BASELINE),
    };
    let place = std::path::absolute(&out).unwrap_or_else(|_| out.clone());
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
                    baseline.add(&from(Some(&place), &found[at].file), &read.record);
                }
                Err(why) => {
                    voice.error(&file, &why);
                    exit = Exit::Input;
                }
            }
            true
        },
    );
    let shown = out.to_string_lossy();
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
