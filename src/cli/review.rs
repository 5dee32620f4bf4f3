//! `rasoat review`: a page for each document, on which a clerk decides, and an index over all.
//!
//! In: matched arguments. Out: pages in a folder, subfolders mirrored, each whole or not at all.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Exit;
use super::inputs;
use super::names::file_names;
use super::parallel;
use super::read::{Reader, Remarks};
use super::say::{self, Voice};
use super::whole;
use crate::emit::review::{self, Listed};
use crate::record::Message;

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let Some(out) = matches.get_one::<PathBuf>("out") else { return Exit::Usage };
    let paths: Vec<OsString> = matches.get_many::<OsString>("paths").into_iter().flatten().cloned().collect();
    let (found, mut exit) = inputs::find(&paths, voice);
    if found.is_empty() {
        return exit;
    }
    let names = file_names(&found, "html");
    let index = PathBuf::from("index.html");
    if names.iter().chain([&index]).any(|name| inputs::is_input(&out.join(name), &found, voice)) {
        return Exit::Usage;
    }
    let reader = match Reader::new(matches, &found, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let work = |at: usize, input: &inputs::Input| -> Result<(Listed, Remarks, std::io::Result<()>), Message> {
        let read = reader.whole(input)?;
        let page = review::page(&read, voice.lang);
        let written = whole::write(&out.join(&names[at]), |file| file.write_all(page.as_bytes()));
        Ok((Listed::read(&read.record, inputs::reference(&names[at])), Remarks::of(&read.record), written))
    };
    let mut listed: Vec<Listed> = Vec::new();
    let unwritten = |target: &Path, error: &std::io::Error| {
        voice.error(
            &target.to_string_lossy(),
            &say::because("không ghi được trang rà soát", "the page cannot be written", error),
        );
    };
    parallel::each(&found, matches.get_one::<u16>("jobs").copied(), work, |at, read| {
        let file = found[at].file.to_string_lossy();
        match read {
            Ok((document, remarks, written)) => {
                exit = exit.worst(remarks.say(&file, voice));
                if let Err(error) = written {
                    unwritten(&out.join(&names[at]), &error);
                    exit = Exit::Usage;
                    return false;
                }
                listed.push(document);
            }
            Err(why) => {
                voice.error(&file, &why);
                exit = exit.worst(Exit::Input);
                listed.push(Listed::failed(found[at].path.clone(), why));
            }
        }
        true
    });
    if exit == Exit::Usage {
        return exit;
    }
    reader.remark(voice);
    let index = out.join("index.html");
    if let Err(error) = whole::write(&index, |file| file.write_all(review::index(&listed, voice.lang).as_bytes())) {
        unwritten(&index, &error);
        return Exit::Usage;
    }
    let count = listed.iter().filter(|document| document.href.is_some()).count();
    voice.tell(
        &format!("Đã ghi {count} trang rà soát; hãy mở {} bằng trình duyệt.", index.display()),
        &format!("Wrote {count} review pages; open {} in a browser.", index.display()),
    );
    exit
}
