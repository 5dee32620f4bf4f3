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
mod plan;
mod progress;
pub(super) mod shard;
mod state;
mod tell;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::inputs::Input;
use super::read::Reader;
use super::say::Voice;
use super::{Exit, parallel};
use crate::record::SCHEMA_VERSION;
use export::Wish;
use journal::Journal;
use manifest::{Line, State};
use one::{Conditions, Did, Unwritten, Work};
use plan::Plan;
use progress::Progress;
use shard::Shard;
use state::{Counts, Run};
use walk::Found;

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    match batch(matches, voice) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn batch(matches: &clap::ArgMatches, voice: Voice) -> Result<Exit, Exit> {
    let (Some(root), Some(out)) = (matches.get_one::<PathBuf>("in"), matches.get_one::<PathBuf>("out")) else {
        return Err(Exit::Usage);
    };
    let started = clock::now();
    plan::suitable(root, out, voice)?;
    let dry = matches.get_flag("dry-run");
    // Held until the run is over.
    let _lock = if dry { None } else { Some(lock::take(out, voice)?) };
    let plan = plan::of(matches, root, out, voice)?;
    let inputs: Vec<Input> = plan.found.iter().map(|found| found.input.clone()).collect();
    let reader = Reader::with_baseline(matches, &inputs, false, voice)?;
    let unwritable = |error: &std::io::Error| lock::cannot_write(out, error, voice);
    let temporary = if dry { None } else { Some(folder::temporary(out).map_err(|e| unwritable(&e))?) };
    let journal = if dry { None } else { Some(Journal::open(&out.join(folder::JOURNAL)).map_err(|e| unwritable(&e))?) };
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
    let Some(temporary) = &temporary else { return Ok(tell::would(&run.plan, &did, voice)) };
    run.finish(lines, &did, temporary, started)
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

    /// Writes what is told of all documents, and removes what is over.
    fn finish(&self, mut lines: Vec<Line>, did: &[Did], temporary: &Path, started: String) -> Result<Exit, Exit> {
        let done = lines.len();
        let passed = lines.iter().filter(|line| line.status == State::Skipped).count();
        let unchanged = did.iter().filter(|did| **did == Did::Nothing).count().saturating_sub(passed);
        lines.extend(self.plan.vanished.iter().cloned());
        lines.sort_by_key(Line::key);
        let pruned = self.remove_stale(&lines).map_err(|e| self.unwritable(&e))?;
        manifest::write(self.out, temporary, &lines).map_err(|e| self.unwritable(&e))?;
        let exports = export::write(self.out, temporary, &lines, Wish::of(self.matches), self.voice)?;
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
            tell::summary(&counts, done, self.plan.vanished.len(), self.out, self.voice);
        }
        Ok(tell::exit_of(&counts))
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
