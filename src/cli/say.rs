//! What the program says: data on standard output, talk on standard error, in the user's language.
//!
//! In: sentences in both languages. Out: lines. Colour only on a terminal. A reader that closed the pipe is no error.

use std::io::{ErrorKind, Write};

use anstyle::{AnsiColor, Style};

use super::Exit;
pub use crate::emit::Lang;
use crate::record::Message;

/// Speaks to the user.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    pub(super) lang: Lang,
}

impl Voice {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// Something went wrong with one thing: its name, then the sentence.
    pub(super) fn error(self, about: &str, message: &Message) {
        self.line(
            Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            self.lang.pick("lỗi", "error"),
            about,
            message,
        );
    }

    /// Something to know.
    pub(super) fn note(self, about: &str, message: &Message) {
        self.line(
            Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
            self.lang.pick("lưu ý", "note"),
            about,
            message,
        );
    }

    fn line(self, style: Style, head: &str, about: &str, message: &Message) {
        let sentence = self.lang.pick(&message.vi, &message.en);
        let about = if about.is_empty() { String::new() } else { format!("{about}: ") };
        // Where standard error is closed there is nobody to tell.
        let _ = writeln!(anstream::stderr(), "{style}{head}{style:#}: {about}{sentence}");
    }

    /// A plain line of talk.
    pub(super) fn tell(self, vi: &str, en: &str) {
        let _ = writeln!(anstream::stderr(), "{}", self.lang.pick(vi, en));
    }

    /// Text for people on standard output; colours only where it is a terminal.
    pub(super) fn text(self, text: &str) -> Exit {
        let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
        self.written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Data.
    pub(super) fn data(self, bytes: &[u8]) -> Exit {
        let mut out = std::io::stdout().lock();
        self.written(out.write_all(bytes).and_then(|()| out.flush()))
    }

    fn written(self, result: std::io::Result<()>) -> Exit {
        match result {
            Ok(()) => Exit::Done,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
            Err(error) => {
                self.error("", &because("không ghi được ra đầu ra chuẩn", "cannot write to standard output", &error));
                Exit::Usage
            }
        }
    }
}

/// A sentence in both languages.
pub(super) fn message(vi: impl Into<String>, en: impl Into<String>) -> Message {
    Message { vi: vi.into(), en: en.into() }
}

/// What could not be done, and why, in the user's words rather than the system's where they are known.
pub(super) fn because(vi: &str, en: &str, error: &std::io::Error) -> Message {
    let reason = match error.kind() {
        ErrorKind::NotFound => Some(("không có đường dẫn này", "no such path")),
        ErrorKind::PermissionDenied => Some(("không có quyền truy cập", "permission denied")),
        ErrorKind::StorageFull => Some(("ổ đĩa đã đầy", "the disk is full")),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            Some(("đã có tệp trùng tên chứ không phải thư mục", "a file of that name is in the way"))
        }
        ErrorKind::IsADirectory => Some(("đây là thư mục", "it is a folder")),
        ErrorKind::ReadOnlyFilesystem => Some(("ổ đĩa chỉ cho đọc", "the disk is read-only")),
        _ => None,
    };
    match reason {
        Some((why_vi, why_en)) => message(format!("{vi}: {why_vi}"), format!("{en}: {why_en}")),
        None => message(format!("{vi}: {error}"), format!("{en}: {error}")),
    }
}
