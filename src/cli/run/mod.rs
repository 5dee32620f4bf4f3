//! `rasoat batch`: a folder in, a folder of records with a manifest out; what was done is not done again.
//!
//! In: matched arguments. Out: a record for each document, `manifest.jsonl`, `run.json`, and files for other systems. Killed
//! at any moment and started again, a run goes on where it was and ends with the same bytes; so does any number of threads.
//!
//! - `walk` finds the inputs, `one` does a document, `journal` keeps what is finished, `manifest` and `state` say it.
//! - `lock` keeps two runs apart, `shard` cuts a folder into parts, `merge` puts them together, `export` writes the rest.

mod clock;
mod export;
mod folder;
mod journal;
mod lock;
mod manifest;
pub(super) mod merge;
mod one;
mod progress;
pub(super) mod shard;
mod state;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::inputs::Input;
use super::read::Reader;
use super::say::{Voice, message};
use super::{Exit, names, parallel};
use crate::record::SCHEMA_VERSION;
use export::Wish;
use journal::Journal;
use manifest::{Line, State};
use one::{Conditions, Did, Unwritten, Work};
use progress::Progress;
use shard::Shard;
use state::{Counts, Run};
use walk::{Found, Wanted};

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    match batch(matches, voice) {
        Ok(exit) | Err(exit) => exit,
    }
}

/// What was found, and what is known of it.
struct Plan {
    /// Everything in the folder.
    found: Vec<Found>,
    /// What this run does, with the names of the records.
    mine: Vec<(Found, PathBuf)>,
    /// What earlier runs have left.
    before: BTreeMap<Vec<u8>, Line>,
    /// Records that a killed run may have written.
    begun: Vec<String>,
    /// Lines whose inputs have vanished.
    vanished: Vec<Line>,
}

fn batch(matches: &clap::ArgMatches, voice: Voice) -> Result<Exit, Exit> {
    let (Some(root), Some(out)) = (matches.get_one::<PathBuf>("in"), matches.get_one::<PathBuf>("out")) else {
        return Err(Exit::Usage);
    };
    let started = clock::now();
    suitable(root, out, voice)?;
    let dry = matches.get_flag("dry-run");
    // Held until the run is over.
    let _lock = if dry { None } else { Some(lock::take(out, voice)?) };
    let plan = plan(matches, root, out, voice)?;
    let inputs: Vec<Input> = plan.found.iter().map(|found| found.input.clone()).collect();
    let reader = Reader::with_baseline(matches, &inputs, false, voice)?;
    let unwritable = |error: &std::io::Error| lock::cannot_write(out, error, voice);
    let temporary = if dry { None } else { Some(folder::temporary(out).map_err(|e| unwritable(&e))?) };
    let journal = match dry {
        true => None,
        false => Some(Journal::open(&out.join(folder::JOURNAL)).map_err(|e| unwritable(&e))?),
    };
    let with_text = !matches.get_flag("no-text");
    let conditions = Conditions::new(&reader, with_text, &plan.found);
    let work = Work {
        conditions,
        reader: &reader,
        with_text,
        out,
        temporary: temporary.as_deref(),
        journal: journal.as_ref(),
    };
    let run = Batch { matches, voice, out, plan, work };
    let (lines, did) = run.all()?;
    let Some(temporary) = &temporary else { return Ok(run.would(&did)) };
    run.finish(lines, &did, temporary, started)
}

/// Whether the folders can be what they are meant for.
fn suitable(root: &Path, out: &Path, voice: Voice) -> Result<(), Exit> {
    let shown = root.to_string_lossy();
    if !root.exists() {
        voice.error(
            &shown,
            &message("không có thư mục này; hãy kiểm tra lại đường dẫn", "no such folder; check the path"),
        );
        return Err(Exit::Usage);
    }
    if !root.is_dir() {
        voice.error(
            &shown,
            &message(
                "đây không phải thư mục; để chuyển một tệp: rasoat convert",
                "this is no folder; to convert a file: rasoat convert",
            ),
        );
        return Err(Exit::Usage);
    }
    let same = |a: &Path, b: &Path| a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if same(root, out) {
        voice.error(
            &shown,
            &message(
                "thư mục kết quả phải khác thư mục đầu vào; hãy chọn thư mục khác cho --out",
                "the output folder must not be the input folder; choose another one for --out",
            ),
        );
        return Err(Exit::Usage);
    }
    Ok(())
}

/// Finds what is to be done.
fn plan(matches: &clap::ArgMatches, root: &Path, out: &Path, voice: Voice) -> Result<Plan, Exit> {
    let unreadable = |path: &Path, error: &std::io::Error| {
        let why = super::say::because("không đọc được", "this cannot be read", error);
        voice.error(&path.to_string_lossy(), &why);
        Exit::Usage
    };
    let wanted = Wanted { hidden: matches.get_flag("hidden"), links: matches.get_flag("follow-links") };
    let found = walk::walk(root, out, wanted).map_err(|e| unreadable(root, &e))?;
    if found.iter().all(|found| found.passed_over.is_some()) {
        // An empty folder is rather a disk that is not there than a reason to remove every record.
        let known = crate::ingest::known_endings();
        voice.error(
            &root.to_string_lossy(),
            &message(format!("thư mục không có kế hoạch nào ({known})"), format!("the folder holds no plan ({known})")),
        );
        return Err(Exit::Usage);
    }
    let mut before = manifest::load(out).map_err(|e| unreadable(out, &e))?;
    let left = journal::load(&out.join(folder::JOURNAL)).map_err(|e| unreadable(out, &e))?;
    // A line that is replaced still names a record that may have to go.
    let mut begun: Vec<String> = left.begun.iter().cloned().collect();
    // What was being written when the run was killed is not what an earlier run said of it.
    before.retain(|_, line| !line.record.as_ref().is_some_and(|record| left.begun.contains(record)));
    for (key, line) in left.lines {
        begun.extend(before.insert(key, line).and_then(|line| line.record));
    }
    let keys: BTreeSet<&[u8]> = found.iter().map(|found| found.key.as_slice()).collect();
    let vanished = before.iter().filter(|(key, _)| !keys.contains(key.as_slice())).map(|(_, line)| line.clone());
    let vanished: Vec<Line> = if matches.get_flag("prune") { Vec::new() } else { vanished.collect() };
    // Names are given with regard to everything in the folder, so that every shard gives the same.
    let read = found.iter().filter(|found| found.passed_over.is_none());
    let mut named: Vec<Input> = read.clone().map(|found| found.input.clone()).collect();
    named.extend(vanished.iter().filter(|line| line.record.is_some()).map(Line::input));
    let made = names::names(&named, "json", folder::TAKEN);
    let made: BTreeMap<&[u8], &PathBuf> = read.map(|found| found.key.as_slice()).zip(&made).collect();
    let shard = matches.get_one::<Shard>("shard");
    let mine = found.iter().filter(|found| shard.is_none_or(|shard| shard.has(&found.key)));
    let name = |found: &Found| made.get(found.key.as_slice()).map(|name| (*name).clone()).unwrap_or_default();
    let mine = mine.map(|found| (found.clone(), name(found))).collect();
    Ok(Plan { mine, before, begun, vanished, found: found.clone() })
}

/// A run.
struct Batch<'a> {
    matches: &'a clap::ArgMatches,
    voice: Voice,
    out: &'a Path,
    plan: Plan,
    work: Work<'a>,
}

impl Batch<'_> {
    /// Does all documents, over the cores of the machine; the lines are in the order of the paths.
    fn all(&self) -> Result<(Vec<Line>, Vec<Did>), Exit> {
        let Plan { mine, before, .. } = &self.plan;
        let journal = self.work.journal;
        let progress = Progress::new(mine.len(), self.matches.get_flag("quiet"), self.voice);
        let stopped: Mutex<Option<Unwritten>> = Mutex::new(None);
        let jobs = self.matches.get_one::<u16>("jobs").copied();
        let results = parallel::all(mine, jobs, |(found, name)| {
            // After a failure to write there is no use in going on.
            if stopped.lock().map_or(true, |stopped| stopped.is_some()) {
                return None;
            }
            let done = self.work.one(found, name, before.get(&found.key)).and_then(|(line, did)| {
                let known = did == Did::Nothing && before.get(&found.key) == Some(&line);
                let noted = match journal {
                    Some(journal) if !known => journal.add(&line),
                    _ => Ok(()),
                };
                noted.map(|()| (line, did)).map_err(|error| Unwritten { target: self.out.join(folder::JOURNAL), error })
            });
            progress.step();
            match done {
                Ok((line, did)) => {
                    if did != Did::Nothing && journal.is_some() {
                        self.say(&line, found, &progress);
                    }
                    Some((line, did))
                }
                Err(unwritten) => {
                    if let Ok(mut stopped) = stopped.lock() {
                        stopped.get_or_insert(unwritten);
                    }
                    None
                }
            }
        });
        progress.end();
        if let Some(Unwritten { target, error }) =
            stopped.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
        {
            return Err(lock::cannot_write(&target, &error, self.voice));
        }
        Ok(results.into_iter().flatten().unzip())
    }

    /// Says what is wrong with a document.
    fn say(&self, line: &Line, found: &Found, progress: &Progress) {
        if let Some(error) = line.error.as_ref().filter(|_| line.status != State::Skipped) {
            progress.saying(|| self.voice.error(&found.input.file.to_string_lossy(), &error.message));
        }
    }

    /// Says what a run would do.
    fn would(&self, did: &[Did]) -> Exit {
        let mut text = String::new();
        let mut count = (0, 0);
        for ((found, _), did) in self.plan.mine.iter().zip(did) {
            let what = match did {
                Did::New => ("mới", "new"),
                Did::Again => ("làm lại", "again"),
                Did::Nothing => continue,
            };
            count = if *did == Did::New { (count.0 + 1, count.1) } else { (count.0, count.1 + 1) };
            text.push_str(&format!("{}\t{}\n", self.voice.lang.pick(what.0, what.1), found.input.path));
        }
        let skipped = self.plan.mine.iter().filter(|(found, _)| found.passed_over.is_some()).count();
        let (new, again) = count;
        let same = did.len() - new - again - skipped;
        let vanished = self.plan.vanished.len();
        self.voice.tell(
            &format!("Sẽ chuyển {new} tệp mới, làm lại {again} tệp; {same} tệp không đổi, bỏ qua {skipped}, {vanished} tệp không còn. Chưa ghi gì."),
            &format!("Would convert {new} new files and {again} again; {same} unchanged, {skipped} skipped, {vanished} gone. Nothing was written."),
        );
        self.voice.text(&text)
    }

    /// Writes what is told of all documents, and removes what is over.
    fn finish(&self, mut lines: Vec<Line>, did: &[Did], temporary: &Path, started: String) -> Result<Exit, Exit> {
        let done = lines.len();
        let passed = lines.iter().filter(|line| line.status == State::Skipped).count();
        let unchanged = did.iter().filter(|did| **did == Did::Nothing).count().saturating_sub(passed);
        lines.extend(self.plan.vanished.iter().cloned());
        lines.sort_by_key(Line::key);
        let pruned = self.remove_stale(&lines).map_err(|e| self.unwritable(&e))?;
        manifest::write(self.out, temporary, &lines).map_err(|e| self.unwritable(&e))?;
        let wish = Wish::of(self.matches);
        let exports = export::write(self.out, temporary, &lines, &wish, self.voice)?;
        let mut counts = Counts::of(&lines);
        counts.unchanged = unchanged;
        counts.pruned = pruned;
        let (ocr, language) = self.work.reader.ocr();
        let run = Run {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: SCHEMA_VERSION.to_owned(),
            configuration: self.work.conditions.digest(),
            limits: self.work.reader.usual_limits().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            ocr: ocr.to_owned(),
            ocr_language: language.to_owned(),
            shard: self.matches.get_one::<Shard>("shard").copied(),
            merged: None,
            counts,
            exports,
            started,
            ended: clock::now(),
        };
        let told = state::write(self.out, temporary, &run).and_then(|()| folder::tidy(self.out));
        told.map_err(|e| self.unwritable(&e))?;
        if !self.matches.get_flag("quiet") {
            summary(&counts, done, self.plan.vanished.len(), self.out, self.voice);
        }
        Ok(exit_of(&counts))
    }

    /// Removes records that no line names any more; tells how many documents have vanished.
    fn remove_stale(&self, lines: &[Line]) -> std::io::Result<usize> {
        let named: BTreeSet<&str> = lines.iter().filter_map(|line| line.record.as_deref()).collect();
        let earlier = self.plan.before.values().filter_map(|line| line.record.as_ref());
        let stale = earlier.chain(&self.plan.begun).filter(|record| !named.contains(record.as_str()));
        let stale: BTreeSet<String> = stale.cloned().collect();
        folder::remove(self.out, &stale)?;
        let keys: BTreeSet<Vec<u8>> = lines.iter().map(Line::key).collect();
        Ok(self.plan.before.keys().filter(|key| !keys.contains(*key)).count())
    }

    fn unwritable(&self, error: &std::io::Error) -> Exit {
        lock::cannot_write(self.out, error, self.voice)
    }
}

/// The exit code that some documents ask for.
fn exit_of(counts: &Counts) -> Exit {
    if counts.failed + counts.partial > 0 { Exit::Input } else { Exit::Done }
}

/// What came of a run, in a few words.
fn summary(counts: &Counts, done: usize, vanished: usize, out: &Path, voice: Voice) {
    let Counts { ok, partial, failed, skipped, unchanged, pruned } = counts;
    let mut vi = format!(
        "Xong {done} tệp ({unchanged} không đổi): {ok} đủ, {partial} thiếu một phần, {failed} không đọc được, {skipped} bỏ qua; xem {}",
        out.join(manifest::NAME).display()
    );
    let mut en = format!(
        "Done with {done} files ({unchanged} unchanged): {ok} whole, {partial} partial, {failed} failed, {skipped} skipped; see {}",
        out.join(manifest::NAME).display()
    );
    if vanished > 0 {
        vi.push_str(&format!(
            ". {vanished} tệp không còn trong thư mục đầu vào; bản ghi được giữ lại (thêm --prune để xóa)"
        ));
        en.push_str(&format!(
            ". {vanished} files are no longer in the input folder; their records stay (--prune removes them)"
        ));
    }
    if *pruned > 0 {
        vi.push_str(&format!(". Đã xóa {pruned} tệp không còn"));
        en.push_str(&format!(". Removed {pruned} that are gone"));
    }
    voice.tell(&format!("{vi}."), &format!("{en}."));
}
