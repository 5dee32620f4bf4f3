//! The walk of a batch: every file below a folder, each with why it is not read where it is not.
//!
//! In: a folder and what is wanted. Out: [`Found`]s, sorted by the bytes of their paths. Nothing outside the folder and
//! nothing in an output folder is ever looked at; links are followed by choice only, and only to what lies inside.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::folder;
use super::manifest::Fault;
use crate::cli::config::{BASELINE, SETTINGS};
use crate::cli::inputs::{self, Input};
use crate::cli::say::{self, message};
use crate::ingest;

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Files and folders whose names begin with a dot.
    pub(super) hidden: bool,
    /// What links lead to.
    pub(super) links: bool,
}

/// Something that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) input: Input,
    /// The bytes of its path, `/` between parts.
    pub(super) key: Vec<u8>,
    /// Why it is not read, where it is not.
    pub(super) passed_over: Option<Fault>,
    /// It could not even be looked at.
    pub(super) unreadable: bool,
}

/// Everything below a folder. `out` is the output folder.
pub(super) fn walk(root: &Path, out: &Path, wanted: Wanted) -> std::io::Result<Vec<Found>> {
    let bounds = Bounds { root: root.canonicalize()?, out: out.canonicalize().ok() };
    let mut found = Vec::new();
    let mut entries = WalkDir::new(root).min_depth(1).follow_links(wanted.links).into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                let is_folder = entry.file_type().is_dir();
                let link = entry.path_is_symlink().then(|| entry.path().canonicalize());
                let outside = matches!(&link, Some(Ok(target)) if !bounds.hold(target));
                if is_folder && (hidden && !wanted.hidden || outside || bounds.is_output(entry.path())) {
                    entries.skip_current_dir();
                }
                if hidden && !wanted.hidden {
                    continue;
                }
                if is_folder && !outside || is_own(&entry) {
                    continue;
                }
                let fault = if outside && wanted.links { Some(leads_outside()) } else { passed_over(&entry) };
                found.push(of(root, entry.path(), fault, false));
            }
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let (fault, unreadable) = broken(&error, &path);
                found.push(of(root, &path, Some(fault), unreadable));
            }
        }
    }
    found.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(found)
}

struct Bounds {
    root: PathBuf,
    out: Option<PathBuf>,
}

impl Bounds {
    /// Whether what a link leads to lies inside, and not in the output folder.
    fn hold(&self, target: &Path) -> bool {
        target.starts_with(&self.root) && !self.out.as_ref().is_some_and(|out| target.starts_with(out))
    }

    /// Whether a folder is the output folder, or that of another run.
    fn is_output(&self, path: &Path) -> bool {
        let same = self.out.as_ref().is_some_and(|out| path.canonicalize().is_ok_and(|path| path == *out));
        same || path.join(folder::LOCK).exists()
    }
}

/// Settings and pages that the program wrote are no documents.
fn is_own(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    name == SETTINGS || name == BASELINE || (entry.file_type().is_file() && inputs::is_own_page(entry.path()))
}

fn of(root: &Path, path: &Path, passed_over: Option<Fault>, unreadable: bool) -> Found {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(std::path::Component::as_os_str).collect();
    let key = parts.iter().map(|part| part.as_encoded_bytes()).collect::<Vec<_>>().join(&b'/');
    let shown = String::from_utf8_lossy(&key).into_owned();
    let origin = inputs::exact(shown.clone(), &key);
    Found { input: Input { file: path.to_owned(), path: shown, origin }, key, passed_over, unreadable }
}

/// Why something that was found is not read.
fn passed_over(entry: &DirEntry) -> Option<Fault> {
    let kind = entry.file_type();
    if kind.is_symlink() {
        return Some(Fault::new(
            "link",
            message(
                "đây là liên kết; thêm --follow-links nếu muốn đọc tệp mà nó dẫn tới",
                "this is a link; add --follow-links to read what it leads to",
            ),
        ));
    }
    if !kind.is_file() {
        return Some(Fault::new(
            "not-a-file",
            message("không phải tệp thường (ống dẫn, socket, thiết bị)", "no ordinary file (a pipe, socket or device)"),
        ));
    }
    if ingest::format_of(&entry.file_name().to_string_lossy()).is_some() {
        return None;
    }
    Some(Fault::new(
        "unsupported",
        message("tên tệp không có đuôi của định dạng đọc được", "the name has no ending of a format that can be read"),
    ))
}

fn leads_outside() -> Fault {
    Fault::new("outside", message("liên kết dẫn ra ngoài thư mục đầu vào", "the link leads out of the input folder"))
}

/// What is said of what could not be looked at, and whether that is a failure.
fn broken(error: &walkdir::Error, path: &Path) -> (Fault, bool) {
    if error.loop_ancestor().is_some() {
        let why =
            message("liên kết vòng: dẫn về thư mục chứa nó", "a link in a loop: it leads back to a folder around it");
        return (Fault::new("link-loop", why), false);
    }
    if path.is_symlink() {
        let why = message("liên kết hỏng: không có tệp mà nó dẫn tới", "a broken link: what it leads to is not there");
        return (Fault::new("link-broken", why), false);
    }
    let reason = match error.io_error() {
        Some(error) => say::because("không đọc được", "this cannot be read", error),
        None => message("không đọc được", "this cannot be read"),
    };
    (Fault::new("io", reason), true)
}
