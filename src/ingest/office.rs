//! Office: an office suite that the machine has, asked for old texts that cannot be read here.
//!
//! In: bytes, and why they could not be read. Out: a [`Source`] of the Word file that the suite makes of them, or that reason.
//! The suite is offered by the caller; nothing here starts a process.

use super::{Error, Foreign, Options, Source, docx, format_of};
use crate::record::{Diagnostic, Message};

/// What was read, or where it is an old text that could not be, what the suite makes of it.
pub(super) fn or_else(read: Result<Source, Error>, bytes: &[u8], options: &Options<'_>) -> Result<Source, Error> {
    let error = match read {
        Err(error @ (Error::Unsupported { what: Foreign::OldWord } | Error::Damaged { .. })) => error,
        read => return read,
    };
    // The content says what it is. A broken file of today is mended where it was written.
    let ending = match bytes {
        [0xD0, 0xCF, ..] => "doc",
        [b'{', ..] => "rtf",
        _ if matches!(error, Error::Damaged { format: "OpenDocument", .. }) => "odt",
        _ => return Err(error),
    };
    let Some(made) = options.office.and_then(|office| office(bytes, ending)) else { return Err(error) };
    let Ok(mut source) = docx::read(&made, options) else { return Err(error) };
    source.diagnostics.push(Diagnostic {
        code: "office-suite",
        message: Message {
            vi: "tệp được LibreOffice trên máy này chuyển sang .docx rồi mới đọc; hãy so lại số tự động và bảng với bản gốc"
                .to_owned(),
            en: "the LibreOffice of this machine made a .docx of the file, which was read; compare automatic numbers and tables with the original"
                .to_owned(),
        },
        page: None,
    });
    source.media_type = format_of(&format!("x.{ending}")).map_or(source.media_type, |f| f.media_type);
    Ok(source)
}
