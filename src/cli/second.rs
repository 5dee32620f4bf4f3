//! The second reader of PDF (`pdf-extract`), in a process of its own: it panics on some broken files, which must not end
//! the program, and a reader that hangs can only be ended with its process.
//!
//! In: the bytes of a PDF. Out: the text of its pages, or nothing. The process is this program again, under a command that
//! help does not show; bytes go in and text comes out by pipe.

use std::io::{Read, Write};
use std::process::Command;
use std::time::Duration;

use super::Exit;
use super::child;

/// The command of the process.
pub(super) const COMMAND: &str = "read-pdf-again";

/// Between two pages of its answer.
const PAGE_END: char = '\u{C}';

/// The most text that is taken, in bytes.
const MOST: u64 = 64 << 20;

/// Asks the second reader; nothing where it fails or is not done in time.
pub(super) fn ask(bytes: &[u8], time: Duration) -> Option<Vec<String>> {
    let program = std::env::current_exe().ok()?;
    let answer = child::run(Command::new(program).arg(COMMAND), bytes, time, MOST).ok()?;
    let text = String::from_utf8(answer).ok()?;
    // The last page ends as all do: a text that was cut short is none.
    let pages = text.strip_suffix(PAGE_END)?;
    Some(pages.split(PAGE_END).map(str::to_owned).collect())
}

/// What the process does.
pub(super) fn serve() -> Exit {
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return Exit::Input;
    }
    let Ok(pages) = pdf_extract::extract_text_from_mem_by_pages(&bytes) else { return Exit::Input };
    let mut out = std::io::stdout().lock();
    for page in pages {
        if out.write_all(page.replace(PAGE_END, "\n").as_bytes()).is_err()
            || out.write_all(PAGE_END.encode_utf8(&mut [0; 4]).as_bytes()).is_err()
        {
            return Exit::Input;
        }
    }
    if out.flush().is_ok() { Exit::Done } else { Exit::Input }
}
