//! Inputs: the files that the PATH arguments mean, each with the path that its record will show.
//!
//! In: arguments. Out: [`Input`]s in the order of the arguments, folders sorted, each file once. Hidden files and other
//! formats in a folder are passed over; a file that is named is always taken.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::Read as _;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Exit;
use super::say::{Voice, message};
use crate::emit::looks::GENERATOR;
use crate::ingest;

/// A file to read.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// Where it is; `-` for standard input.
    pub(super) file: PathBuf,
    /// Relative to its argument, `/` between parts.
    pub(super) path: String,
    /// The argument and the path in it: what tells apart two inputs of one name.
    pub(super) origin: String,
}

/// Finds the files of all arguments; says which are missing.
pub(super) fn find(arguments: &[OsString], voice: Voice) -> (Vec<Input>, Exit) {
    let mut out = Vec::new();
    let mut exit = Exit::Done;
    for argument in arguments {
        exit = exit.worst(one(argument, voice, &mut out));
    }
    let mut seen = HashSet::new();
    // One file under two spellings of its path is one input.
    out.retain(|input| seen.insert(std::fs::canonicalize(&input.file).unwrap_or_else(|_| input.file.clone())));
    if out.is_empty() && exit == Exit::Done {
        let known = ingest::known_endings();
        voice.error(
            "",
            &message(
                format!("không có kế hoạch nào để đọc (các định dạng đọc được: {known})"),
                format!("there is no plan to read (formats that can be read: {known})"),
            ),
        );
        exit = Exit::Usage;
    }
    (out, exit)
}

fn one(argument: &OsString, voice: Voice, out: &mut Vec<Input>) -> Exit {
    let shown = argument.to_string_lossy().into_owned();
    if shown == "-" {
        out.push(Input { file: PathBuf::from("-"), path: "-".to_owned(), origin: "-".to_owned() });
        return Exit::Done;
    }
    let path = Path::new(argument);
    if path.is_dir() {
        return folder(path, &shown, voice, out);
    }
    if path.exists() {
        let name = path.file_name().map_or_else(|| shown.clone(), |n| n.to_string_lossy().into_owned());
        out.push(Input { file: path.to_owned(), path: name, origin: origin(path) });
        return Exit::Done;
    }
    if shown.contains(['*', '?', '[']) {
        return pattern(&shown, voice, out);
    }
    voice.error(
        &shown,
        &message("không có tệp hay thư mục này; hãy kiểm tra lại đường dẫn", "no such file or folder; check the path"),
    );
    Exit::Input
}

fn folder(root: &Path, shown: &str, voice: Voice, out: &mut Vec<Input>) -> Exit {
    let before = out.len();
    let exit = walk(root, shown, voice, |file, inside| {
        if ingest::format_of(&inside.to_string_lossy()).is_some() {
            out.push(Input { file: file.to_owned(), path: slashed(inside), origin: origin(file) });
        }
    });
    if out.len() == before && exit == Exit::Done {
        let known = ingest::known_endings();
        voice.note(
            shown,
            &message(format!("thư mục không có kế hoạch nào ({known})"), format!("the folder holds no plan ({known})")),
        );
    }
    exit
}

/// Every visible file under a folder, sorted. Links to folders are not followed, so that a loop of links ends nothing.
fn walk(root: &Path, shown: &str, voice: Voice, mut found: impl FnMut(&Path, &Path)) -> Exit {
    let mut exit = Exit::Done;
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.path().is_file() && !is_own_page(entry.path()) => {
                found(entry.path(), entry.path().strip_prefix(root).unwrap_or(entry.path()));
            }
            Ok(_) => {}
            Err(error) => {
                let at = error.path().map_or_else(|| shown.to_owned(), |p| p.to_string_lossy().into_owned());
                let why = message(
                    "không đọc được thư mục; hãy kiểm tra quyền truy cập",
                    "the folder cannot be read; check its permissions",
                );
                voice.error(&at, &why);
                exit = Exit::Input;
            }
        }
    }
    exit
}

/// Whether a file is a page that the program wrote: what lies beside the documents of a folder is none of them.
pub(super) fn is_own_page(file: &Path) -> bool {
    /// Its head tells it here.
    const HEAD: u64 = 512;
    if !file.extension().is_some_and(|e| e.eq_ignore_ascii_case("html")) {
        return false;
    }
    let mut head = Vec::new();
    let read = std::fs::File::open(file).and_then(|open| open.take(HEAD).read_to_end(&mut head));
    read.is_ok() && memchr::memmem::find(&head, GENERATOR.as_bytes()).is_some()
}

/// A pattern: the folder before its first special character is walked.
fn pattern(shown: &str, voice: Voice, out: &mut Vec<Input>) -> Exit {
    let before = out.len();
    let special = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    let root: PathBuf = Path::new(shown).components().take_while(|c| !special(c)).collect();
    let rest: PathBuf = Path::new(shown).components().skip_while(|c| !special(c)).collect();
    let matcher = match globset::GlobBuilder::new(&rest.to_string_lossy()).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            let why = error.kind().to_string();
            voice.error(shown, &message(format!("mẫu đường dẫn không đúng: {why}"), format!("bad pattern: {why}")));
            return Exit::Usage;
        }
    };
    let start = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
    if start.is_dir() {
        let exit = walk(start, shown, voice, |file, inside| {
            if matcher.is_match(inside) && ingest::format_of(&inside.to_string_lossy()).is_some() {
                out.push(Input { file: file.to_owned(), path: slashed(inside), origin: origin(file) });
            }
        });
        if exit != Exit::Done {
            return exit;
        }
    }
    if out.len() == before {
        voice.error(shown, &message("không có tệp nào khớp với mẫu này", "no file matches this pattern"));
        return Exit::Input;
    }
    Exit::Done
}

/// What tells two inputs of one name apart: the path as it was given; where it is not Unicode, its bytes too.
fn origin(file: &Path) -> String {
    exact(file.to_string_lossy().into_owned(), file.as_os_str().as_encoded_bytes())
}

/// A path that was made readable, with its bytes behind it where something was lost.
pub(super) fn exact(shown: String, bytes: &[u8]) -> String {
    if std::str::from_utf8(bytes).is_ok() { shown } else { format!("{shown}\0{}", crate::hex(bytes)) }
}

/// Refuses an output that is one of the inputs: what was given is never written to.
pub(super) fn is_input(out: &Path, found: &[Input], voice: Voice) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::fs::canonicalize(plain(path))).ok();
    let Some(place) = real(out) else { return false };
    let is = found.iter().any(|input| real(&input.file).is_some_and(|file| file == place));
    if is {
        voice.error(
            &out.to_string_lossy(),
            &message(
                "--out trùng với tệp đầu vào; hãy đặt tên khác để giữ nguyên bản gốc",
                "--out is the input itself; give another name, so that the original stays as it is",
            ),
        );
    }
    is
}

/// A path without `..`, for one that leads through folders which are still to be made.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut out, part| {
        match part {
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
        out
    })
}

/// A path as a reference (RFC 3986): letters beyond ASCII and marks of a reference are written with `%`.
pub(super) fn reference(path: &Path) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(&portable(path), KEPT).to_string()
}

/// A path as people gave it, with `/` between its parts on every system.
pub(super) fn portable(path: &Path) -> String {
    path.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}

/// A path with `/` between its parts, without `.` and drive marks.
fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .filter(|c| matches!(c, Component::Normal(_) | Component::ParentDir))
        .map(|c| c.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}
