//! A program in a process of its own: bytes in, bytes out, ended when its time is over.
//!
//! In: a command. Out: what it wrote, or why there is nothing. Nothing here knows what the bytes mean.

use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Why a program gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// There is no such program.
    Missing,
    /// Ended, because its time was over.
    Late,
    /// It failed, or wrote more than is taken.
    Failed,
}

/// Runs a program to its end.
pub(super) fn run(command: &mut Command, bytes: &[u8], time: Duration, most: u64) -> Result<Vec<u8>, Failure> {
    // Some programs start others, which end with their group.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = started.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Missing,
        _ => Failure::Failed,
    })?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Failure::Failed);
    };
    let answer = std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        scope.spawn(move || {
            // A process that ended early reads no further; what it said counts.
            let _ = input.write_all(bytes);
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let whole = output.take(most + 1).read_to_end(&mut answer).is_ok_and(|n| n as u64 <= most);
            let _ = send.send(whole.then_some(answer));
        });
        let answer = receive.recv_timeout(time);
        if !matches!(answer, Ok(Some(_))) {
            // Both threads end with the pipes of the process.
            end(&mut child);
        }
        answer
    });
    let ended = child.wait();
    match answer {
        Ok(Some(answer)) if ended.is_ok_and(|status| status.success()) => Ok(answer),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Failure::Late),
        _ => Err(Failure::Failed),
    }
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, most: u64) -> Result<Vec<u8>, Failure> {
        run(Command::new("sh").args(["-c", script]), b"in", Duration::from_secs(2), most)
    }

    #[test]
    fn programs_answer_fail_or_are_ended() {
        assert_eq!(shell("cat", 9).as_deref(), Ok(b"in".as_slice()));
        assert_eq!(shell("cat", 1), Err(Failure::Failed));
        assert_eq!(shell("exit 3", 9), Err(Failure::Failed));
        // The pipe is also held by a process that it started.
        assert_eq!(shell("sleep 60 & sleep 60", 9), Err(Failure::Late));
        let missing = run(&mut Command::new("no such program"), b"", Duration::from_secs(2), 9);
        assert_eq!(missing, Err(Failure::Missing));
    }
}
