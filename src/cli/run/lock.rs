//! The lock of an output folder: one run at a time works in it.
//!
//! In: a folder. Out: a lock of the operating system, which ends with the process however that ends. The file stays: to
//! remove it would take the lock from a run that is just opening it.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use super::folder;
use crate::cli::Exit;
use crate::cli::say::{self, Voice, message};

/// How often a lock is asked for: a run that was just killed holds its own until the system has cleared it away.
const TRIES: u32 = 10;

/// Between two times.
const PAUSE: Duration = Duration::from_millis(100);

/// Takes an output folder for a run; says why where it cannot.
pub(super) fn take(out: &Path, voice: Voice) -> Result<File, Exit> {
    let made = std::fs::create_dir_all(out.join(folder::OWN));
    let opened =
        made.and_then(|()| File::options().create(true).truncate(false).write(true).open(out.join(folder::LOCK)));
    let file = opened.map_err(|error| cannot_write(out, &error, voice))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(cannot_write(out, &error, voice)),
        }
    }
    Err(in_use(out, voice))
}

/// Holds off runs in a folder that is read; nothing where no run has ever been in it.
pub(super) fn hold(out: &Path, voice: Voice) -> Result<Option<File>, Exit> {
    let Ok(file) = File::open(out.join(folder::LOCK)) else { return Ok(None) };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Err(in_use(out, voice)),
        // A disk that knows no locks keeps nobody from reading.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
    }
}

fn in_use(out: &Path, voice: Voice) -> Exit {
    voice.error(
        &out.to_string_lossy(),
        &message(
            "một lượt chạy khác đang dùng thư mục này; hãy đợi lượt đó xong hoặc chọn thư mục khác",
            "another run is working in this folder; wait until it is done, or choose another folder",
        ),
    );
    Exit::InUse
}

/// Says that the output cannot be written.
pub(super) fn cannot_write(target: &Path, error: &std::io::Error, voice: Voice) -> Exit {
    voice.error(&target.to_string_lossy(), &say::because("không ghi được vào đây", "this cannot be written", error));
    Exit::Usage
}
