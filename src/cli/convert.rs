//! `rasoat convert`: files in, records out.
//!
//! In: matched arguments. Out: records, in the order of the inputs whatever the number of threads. Each record is written
//! whole or not at all: to a temporary file beside its place, then renamed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Exit;
use super::inputs::{self, Input};
use super::names::file_names;
use super::parallel;
use super::read::{Reader, Remarks};
use super::say::{self, Voice};
use super::whole;
use crate::emit::json::{self, Layout};
use crate::record::Message;

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let paths: Vec<OsString> = matches.get_many::<OsString>("paths").into_iter().flatten().cloned().collect();
    let out = matches.get_one::<PathBuf>("out");
    let (found, exit) = inputs::find(&paths, voice);
    if found.is_empty() {
        return exit;
    }
    if let Some(out) = out
        && let Err(error) = writable(out)
    {
        voice.error(
            &out.to_string_lossy(),
            &say::because("không ghi được vào thư mục này", "this folder cannot be written", &error),
        );
        return Exit::Usage;
    }
    // A record has all findings: a baseline is of no account.
    let reader = match Reader::with_baseline(matches, &found, false, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let work = Work {
        voice,
        reader,
        with_text: !matches.get_flag("no-text"),
        layout: if out.is_none() && found.len() > 1 { Layout::Line } else { Layout::Pretty },
    };
    exit.worst(work.all(&found, out.map(PathBuf::as_path), matches.get_one::<u16>("jobs").copied()))
}

/// What became of a record.
enum Written {
    /// Stands in its file, or why it does not.
    File(std::io::Result<()>),
    /// As bytes, for the output that all records share.
    Bytes(Vec<u8>),
}

struct Work {
    voice: Voice,
    reader: Reader,
    with_text: bool,
    layout: Layout,
}

impl Work {
    fn all(&self, found: &[Input], out: Option<&Path>, jobs: Option<u16>) -> Exit {
        let names = out.map(|_| file_names(found, "json"));
        let mut exit = Exit::Done;
        let mut written = 0usize;
        parallel::each(
            found,
            jobs,
            |at, input| self.record(input, out.zip(names.as_ref()).map(|(out, names)| out.join(&names[at])).as_deref()),
            |at, result| {
                let file = found[at].file.to_string_lossy();
                let (written_as, remarks) = match result {
                    Ok(read) => read,
                    Err(why) => {
                        self.voice.error(&file, &why);
                        exit = exit.worst(Exit::Input);
                        return true;
                    }
                };
                // A partial record is written, and said to be one.
                exit = exit.worst(remarks.say(&file, self.voice));
                let told = match (written_as, out.zip(names.as_ref())) {
                    (Written::Bytes(record), _) => self.voice.data(&record),
                    (Written::File(Err(error)), Some((out, names))) => self.unwritten(&out.join(&names[at]), &error),
                    (Written::File(_), _) => Exit::Done,
                };
                exit = exit.worst(told);
                written += usize::from(told != Exit::Usage);
                told != Exit::Usage
            },
        );
        if exit == Exit::Usage {
            return exit;
        }
        if let Some(out) = out {
            let failed = found.len() - written;
            let (vi, en) = (
                format!("Đã ghi {written} bản ghi vào {}", out.display()),
                format!("Wrote {written} records to {}", out.display()),
            );
            if failed > 0 {
                self.voice.tell(
                    &format!("{vi}; {failed} tệp không đọc được."),
                    &format!("{en}; {failed} files could not be read."),
                );
            } else {
                self.voice.tell(&format!("{vi}."), &format!("{en}."));
            }
        }
        exit
    }

    /// The record of one input, written to its file where it has one, with what is to be said of it; or the sentence that says
    /// why there is none.
    fn record(&self, input: &Input, target: Option<&Path>) -> Result<(Written, Remarks), Message> {
        let mut record = self.reader.record(input)?;
        let remarks = Remarks::of(&record);
        if !self.with_text {
            record.text = None;
        }
        let written = match target {
            Some(target) => Written::File(whole::write(target, |out| json::write_record(&record, self.layout, out))),
            None => Written::Bytes(json::record(&record, self.layout)),
        };
        Ok((written, remarks))
    }

    fn unwritten(&self, target: &Path, error: &std::io::Error) -> Exit {
        self.voice.error(
            &target.to_string_lossy(),
            &say::because("không ghi được bản ghi", "the record cannot be written", error),
        );
        Exit::Usage
    }
}

/// Makes the folder and tries a file in it.
fn writable(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    tempfile::NamedTempFile::new_in(folder).map(drop)
}
