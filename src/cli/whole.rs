//! Files that are written whole or not at all: beside their place, then renamed.
//!
//! In: a path, and what writes its content. Out: the file, or an error and nothing.

use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;

/// Bytes that are written at once.
const BUFFER: usize = 64 << 10;

/// Writes a file. Folders on the way are made.
pub(super) fn write(target: &Path, content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> std::io::Result<()> {
    // What is no file is not replaced by one; behind a link the file is.
    let target = &match std::fs::metadata(target) {
        Ok(there) if !there.is_file() => return Err(ErrorKind::AlreadyExists.into()),
        Ok(_) => std::fs::canonicalize(target)?,
        Err(_) => target.to_owned(),
    };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = || tempfile::Builder::new().prefix(".rasoat-").tempfile_in(folder);
    // The folder is there for all files but the first.
    let mut file = match file() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::fs::create_dir_all(folder)?;
            file()
        }
        made => made,
    }?;
    let mut out = BufWriter::with_capacity(BUFFER, &mut file);
    content(&mut out)?;
    out.flush()?;
    drop(out);
    open_to_all(&file);
    file.persist(target).map(drop).map_err(|e| e.error)
}

/// Writes a file by way of a folder for temporary files on the same disk, which a later run can sweep. Its content is on
/// the disk before its name is.
pub(super) fn write_by_way_of(
    folder: &Path,
    target: &Path,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".rasoat-").tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(BUFFER, &mut file);
    content(&mut out)?;
    out.flush()?;
    drop(out);
    settle(file, target)
}

/// Gives a finished temporary file its name.
pub(super) fn settle(file: tempfile::NamedTempFile, target: &Path) -> std::io::Result<()> {
    open_to_all(&file);
    file.as_file().sync_all()?;
    let file = match file.persist(target) {
        Err(tempfile::PersistError { error, file }) if error.kind() == ErrorKind::NotFound => {
            std::fs::create_dir_all(target.parent().unwrap_or(Path::new(".")))?;
            file.persist(target)
        }
        persisted => persisted,
    };
    file.map(drop).map_err(|e| e.error)
}

/// Temporary files are private; a record is an ordinary file.
#[cfg(unix)]
fn open_to_all(file: &tempfile::NamedTempFile) {
    use std::os::unix::fs::PermissionsExt;
    // A folder that refuses this still has the record.
    let _ = file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn open_to_all(_: &tempfile::NamedTempFile) {}
