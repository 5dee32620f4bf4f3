//! The plan of a run: what there is to do, and what is known of it already.
//!
//! In: matched arguments and the folders. Out: a [`Plan`], or the sentence that says why there is none. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::manifest::{self, Line};
use super::shard::Shard;
use super::walk::{self, Found, Wanted};
use super::{folder, journal};
use crate::cli::inputs::Input;
use crate::cli::say::{self, Voice, message};
use crate::cli::{Exit, names};

/// What was found, and what is known of it.
pub(super) struct Plan {
    /// Everything in the folder.
    pub(super) found: Vec<Found>,
    /// What this run does, with the names of the records.
    pub(super) mine: Vec<(Found, PathBuf)>,
    /// What earlier runs have left.
    pub(super) before: BTreeMap<Vec<u8>, Line>,
    /// Records that a killed run may have written.
    pub(super) begun: Vec<String>,
    /// Lines whose inputs have vanished.
    pub(super) vanished: Vec<Line>,
}

/// Whether the folders can be what they are meant for.
pub(super) fn suitable(root: &Path, out: &Path, voice: Voice) -> Result<(), Exit> {
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
pub(super) fn of(matches: &clap::ArgMatches, root: &Path, out: &Path, voice: Voice) -> Result<Plan, Exit> {
    let unreadable = |path: &Path, error: &std::io::Error| {
        let why = say::because("không đọc được", "this cannot be read", error);
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
    // What lies in a folder that cannot be read has not vanished for that.
    let unseen: Vec<Vec<u8>> =
        found.iter().filter(|found| found.unreadable).map(|found| [&found.key, &b"/"[..]].concat()).collect();
    let prune = matches.get_flag("prune");
    let stays = |key: &[u8]| !keys.contains(key) && (!prune || unseen.iter().any(|folder| key.starts_with(folder)));
    let vanished: Vec<Line> = before.iter().filter(|(key, _)| stays(key)).map(|(_, line)| line.clone()).collect();
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
