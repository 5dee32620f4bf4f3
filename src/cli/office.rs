//! An office suite (`LibreOffice`), in processes of its own: it reads old formats that this program does not, where the
//! machine has it. It works in a folder of its own with a profile of its own, so that neither an open window nor another run
//! is in its way, and its processes are ended with their group when the time is over.
//!
//! In: the bytes of a file, and its ending. Out: a `.docx`, or nothing. Macros are not run by a suite without a window and
//! with a fresh profile.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The names under which the suite is installed.
const PROGRAMS: &[&str] = &["soffice", "libreoffice"];

/// The most that is taken of its file, in bytes.
const MOST: u64 = 512 << 20;

/// Has the suite write a `.docx`; nothing where there is none, or it fails, or is not done in time.
pub(super) fn convert(bytes: &[u8], ending: &str, time: Duration) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().ok()?;
    let input = folder.path().join(format!("in.{ending}"));
    let output = folder.path().join("out");
    std::fs::write(&input, bytes).ok()?;
    let start = |program: &&str| {
        let mut command = Command::new(program);
        command
            .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
            .args(["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir"])
            .args([&output, &input])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().ok()
    };
    let mut child = PROGRAMS.iter().find_map(start)?;
    let mut said = child.stdout.take()?;
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        scope.spawn(move || {
            // What it says matters to nobody; its pipe ends with the last of its processes.
            let mut some = [0; 4096];
            while said.read(&mut some).is_ok_and(|read| read > 0) {}
            let _ = send.send(());
        });
        if receive.recv_timeout(time).is_err() {
            end(&mut child);
        }
    });
    let _ = child.wait();
    let mut made = Vec::new();
    std::fs::File::open(output.join("in.docx")).ok()?.take(MOST).read_to_end(&mut made).ok()?;
    Some(made)
}

/// Ends a process with those that it has started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    let _ = child.kill();
}
