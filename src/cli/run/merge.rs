//! `rasoat merge`: the folders of all shards in, one folder out, with the bytes that one run would have given.
//!
//! In: folders that `rasoat batch --shard` has finished. Out: their records, one manifest, `run.json`, and files for other
//! systems. A shard that is missing, not finished or otherwise set up stops it before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::export::{self, Wish};
use super::journal::{self, Journal};
use super::manifest::{self, Line};
use super::shard::Shard;
use super::state::{self, Counts, Run};
use super::tell::{exit_of, summary};
use super::{clock, folder, lock};
use crate::cli::say::{self, Voice, message};
use crate::cli::{Exit, parallel, whole};
use crate::record::Message;

/// Runs the command.
pub(in crate::cli) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    match merge(matches, voice) {
        Ok(exit) | Err(exit) => exit,
    }
}

/// A finished shard.
struct Part {
    folder: PathBuf,
    run: Run,
    lines: BTreeMap<Vec<u8>, Line>,
    /// Held while it is read.
    _lock: Option<File>,
}

fn merge(matches: &clap::ArgMatches, voice: Voice) -> Result<Exit, Exit> {
    let folders: Vec<PathBuf> = matches.get_many::<PathBuf>("shards").into_iter().flatten().cloned().collect();
    let Some(out) = matches.get_one::<PathBuf>("out") else { return Err(Exit::Usage) };
    let started = clock::now();
    let refuse = |about: &Path, why: &Message| {
        voice.error(&about.to_string_lossy(), why);
        Exit::Usage
    };
    let mut parts = Vec::new();
    for folder in &folders {
        let same = folder.canonicalize().ok().zip(out.canonicalize().ok()).is_some_and(|(a, b)| a == b);
        if same {
            return Err(refuse(
                out,
                &message(
                    "thư mục kết quả phải khác các thư mục được ghép",
                    "the output folder must not be one of the shards",
                ),
            ));
        }
        parts.push(part(folder, voice)?);
    }
    whole_set(&parts).map_err(|(folder, why)| refuse(&folder, &why))?;
    let lines = lines(&parts).map_err(|(folder, why)| refuse(&folder, &why))?;
    let _lock = lock::take(out, voice)?;
    let unwritable = |error: std::io::Error| lock::cannot_write(out, &error, voice);
    let temporary = folder::temporary(out).map_err(unwritable)?;
    let before = manifest::load(out).map_err(unwritable)?;
    let left = journal::load(&out.join(folder::JOURNAL)).map_err(unwritable)?;
    let journal = Journal::open(&out.join(folder::JOURNAL)).map_err(unwritable)?;
    let copied =
        parallel::all(&lines, None, |(at, line)| copy(&parts[*at].folder, out, &temporary, &journal, line, voice));
    copied.into_iter().collect::<Result<(), Exit>>()?;
    let lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
    let named: BTreeSet<&str> = lines.iter().filter_map(|line| line.record.as_deref()).collect();
    let earlier = before.values().chain(left.lines.values()).filter_map(|line| line.record.as_ref());
    let stale = earlier.chain(&left.begun).filter(|record| !named.contains(record.as_str()));
    folder::remove(out, &stale.cloned().collect()).map_err(unwritable)?;
    manifest::write(out, &temporary, &lines).map_err(unwritable)?;
    let exports = export::write(out, &temporary, &lines, Wish::of(matches), voice)?;
    let counts = Counts::of(&lines);
    let Some(first) = parts.first() else { return Err(Exit::Usage) };
    let ended = clock::now();
    let run = Run { shard: None, merged: Some(parts.len()), counts, exports, started, ended, ..first.run.clone() };
    state::write(out, &temporary, &run).and_then(|()| folder::tidy(out)).map_err(unwritable)?;
    if !matches.get_flag("quiet") {
        summary(&counts, lines.len(), 0, out, voice);
    }
    Ok(exit_of(&counts))
}

/// Reads a shard.
fn part(path: &Path, voice: Voice) -> Result<Part, Exit> {
    let held = lock::hold(path, voice)?;
    let finished = !path.join(folder::JOURNAL).exists();
    let run = state::load(path).filter(|_| finished);
    let lines = manifest::load(path);
    match (run, lines) {
        (Some(run), Ok(lines)) if run.shard.is_some() => Ok(Part { folder: path.to_owned(), run, lines, _lock: held }),
        (_, Err(error)) => {
            voice.error(&path.to_string_lossy(), &say::because("không đọc được", "this cannot be read", &error));
            Err(Exit::Usage)
        }
        _ => {
            voice.error(
                &path.to_string_lossy(),
                &message(
                    "đây không phải kết quả đã xong của rasoat batch --shard; hãy chạy lại phần này cho xong",
                    "this is no finished result of rasoat batch --shard; run this part to its end",
                ),
            );
            Err(Exit::Usage)
        }
    }
}

/// Whether these are all parts of one whole, made in one way.
fn whole_set(parts: &[Part]) -> Result<(), (PathBuf, Message)> {
    let Some(first) = parts.first() else { return Ok(()) };
    let of = first.run.shard.map_or(1, |shard| shard.of);
    let mut there = BTreeSet::new();
    for part in parts {
        let set_up = |run: &Run| (run.version.clone(), run.schema_version.clone(), run.configuration.clone());
        if set_up(&part.run) != set_up(&first.run) || part.run.shard.is_some_and(|shard| shard.of != of) {
            return Err((
                part.folder.clone(),
                message(
                    "phần này được làm với phiên bản, thiết lập hay số phần khác; hãy chạy lại cho giống các phần kia",
                    "this shard was made with another version, other settings or another number of shards; run it again like the others",
                ),
            ));
        }
        let index = part.run.shard.map_or(0, |shard| shard.index);
        if !there.insert(index) {
            return Err((
                part.folder.clone(),
                message(format!("phần {index}/{of} được nêu hai lần"), format!("shard {index}/{of} is given twice")),
            ));
        }
    }
    match (1..=of).find(|index| !there.contains(index)) {
        None => Ok(()),
        Some(missing) => Err((
            PathBuf::new(),
            message(
                format!("thiếu phần {missing}/{of}; hãy nêu thư mục kết quả của mọi phần"),
                format!("shard {missing}/{of} is missing; give the folders of all shards"),
            ),
        )),
    }
}

/// All lines in the order of their paths, each with the place of its shard.
fn lines(parts: &[Part]) -> Result<Vec<(usize, Line)>, (PathBuf, Message)> {
    let mut all: BTreeMap<&[u8], (usize, &Line)> = BTreeMap::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for (at, part) in parts.iter().enumerate() {
        let own = |key: &[u8]| part.run.shard.is_none_or(|shard: Shard| shard.has(key));
        for (key, line) in part.lines.iter().filter(|(key, _)| own(key)) {
            if line.record.as_ref().is_some_and(|record| !names.insert(record.nfc().collect::<String>().to_lowercase()))
            {
                return Err((
                    part.folder.clone(),
                    message(
                        format!(
                            "hai phần có bản ghi cùng tên cho {}; hãy chạy lại mọi phần trên cùng một thư mục",
                            line.path
                        ),
                        format!(
                            "two shards have a record of one name for {}; run all shards again on one folder",
                            line.path
                        ),
                    ),
                ));
            }
            all.insert(key, (at, line));
        }
    }
    Ok(all.into_values().map(|(at, line)| (at, line.clone())).collect())
}

/// Copies the record of a line, unless it stands there already.
fn copy(from: &Path, out: &Path, temporary: &Path, journal: &Journal, line: &Line, voice: Voice) -> Result<(), Exit> {
    let Some(bytes) = export::record_of(from, line, voice)? else { return Ok(()) };
    let Some(name) = &line.record else { return Ok(()) };
    let target = out.join(name);
    if std::fs::read(&target).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let written = journal.begin(name);
    let written = written.and_then(|()| whole::write_by_way_of(temporary, &target, |out| out.write_all(&bytes)));
    written.map_err(|error| lock::cannot_write(&target, &error, voice))
}
