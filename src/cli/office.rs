//! An office suite (`LibreOffice`), in processes of its own: it reads old formats that this program does not, where the
//! machine has it. It works in a folder of its own with a profile of its own, so that neither an open window nor another run
//! is in its way, and its processes are ended with their group when the time is over.
//!
//! In: the bytes of a file, and its ending. Out: a `.docx`, or nothing. Macros are not run by a suite without a window and
//! with a fresh profile.

use std::io::Read;
use std::process::Command;
use std::time::Duration;

use super::child::{self, Failure};

/// The names under which the suite is installed.
const PROGRAMS: &[&str] = &["soffice", "libreoffice"];

/// The most that is taken of its file, in bytes.
const MOST: u64 = 512 << 20;

/// The most that it says, in bytes.
const MOST_SAID: u64 = 1 << 20;

/// Has the suite write a `.docx`; nothing where there is none, or it fails, or is not done in time.
pub(super) fn convert(bytes: &[u8], ending: &str, time: Duration) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().ok()?;
    let input = folder.path().join(format!("in.{ending}"));
    let output = folder.path().join("out");
    std::fs::write(&input, bytes).ok()?;
    let run = |program: &&str| {
        let mut command = Command::new(program);
        command
            .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
            .args(["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir"])
            .args([&output, &input]);
        child::run(&mut command, b"", time, MOST_SAID)
    };
    let ran = PROGRAMS.iter().map(run).find(|ran| !matches!(ran, Err(Failure::Missing)))?;
    // Whether it wrote its file says more than how it ended.
    if matches!(ran, Err(Failure::Late)) {
        return None;
    }
    let mut made = Vec::new();
    std::fs::File::open(output.join("in.docx")).ok()?.take(MOST).read_to_end(&mut made).ok()?;
    Some(made)
}
