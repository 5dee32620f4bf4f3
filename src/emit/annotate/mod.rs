//! Annotate: the user's own file back, with every finding said at the words concerned.
//!
//! In: the bytes of a file, what was read of it, and which findings count. Out: the bytes of the same file with comments (Word)
//! or highlights (PDF) in it, and how many; or one sentence that says why not. Nothing that was in the file is changed or lost,
//! what was said before is not said twice, and the same input gives the same bytes: no clock, no random name.

mod docx;
mod marks;
mod package;
mod pdf;
mod places;
mod quads;
mod remark;
mod runs;
mod update;
mod xml;

use super::Lang;
use crate::Whole;
use crate::ingest::{self, Options};
use crate::record::{Finding, Message};
use remark::Remark;

/// The author of comments and highlights, by which a second run knows its own.
const AUTHOR: &str = "rasoat";

/// A file with remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The file; the very bytes of the input where nothing was to be added.
    pub bytes: Vec<u8>,
    /// How many places were marked.
    pub added: usize,
    /// How many of them could only be marked near the words: at their paragraph, or on their page.
    pub near: usize,
    /// How many places had been marked before.
    pub known: usize,
    /// How many places could not be marked.
    pub lost: usize,
    /// What the reader of the new file should know.
    pub notes: Vec<Message>,
}

/// The endings of the files that can be annotated, for help and refusals.
pub const ENDINGS: &str = ".docx, .docm, .dotx, .pdf";

/// The file with a remark at every place of every finding that is `wanted`.
///
/// # Errors
/// One sentence where the format has no place for remarks, or this file takes none.
pub fn annotate(
    bytes: &[u8],
    whole: &Whole,
    wanted: impl Fn(&Finding) -> bool,
    lang: Lang,
    options: &Options<'_>,
) -> Result<Annotated, Message> {
    let findings = || whole.record.findings.iter().filter(|finding| wanted(finding));
    let remarks: Vec<Remark<'_>> = findings().flat_map(|finding| remark::of(finding, lang)).collect();
    let is = |ending: &str| ingest::format_of(ending).is_some_and(|f| f.media_type == whole.record.source.media_type);
    if is("x.docx") {
        docx::annotate(bytes, whole, &remarks, options)
    } else if is("x.pdf") {
        pdf::annotate(bytes, whole, &remarks)
    } else {
        Err(no_place())
    }
}

/// The format holds no remarks.
fn no_place() -> Message {
    Message {
        vi: format!(
            "chỉ ghi được nhận xét vào tệp {ENDINGS}; hãy lưu tệp này thành .docx, hoặc dùng rasoat review để xem các phát hiện trên trang riêng"
        ),
        en: format!(
            "only {ENDINGS} files take remarks; save this file as .docx, or use rasoat review to see the findings on a page of their own"
        ),
    }
}

impl Annotated {
    /// A file to which nothing was added.
    fn unchanged(bytes: &[u8], known: usize, lost: usize) -> Self {
        Self { bytes: bytes.to_vec(), added: 0, near: 0, known, lost, notes: Vec::new() }
    }
}
