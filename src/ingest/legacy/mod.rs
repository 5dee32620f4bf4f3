//! Legacy: Vietnamese that was written before Unicode, or decoded wrongly since.
//!
//! In: text whose characters are bytes of TCVN3, VNI, VISCII or code page 1258 taken for Latin-1 or windows-1252, or of UTF-8
//! taken for it; where the carrier has fonts, what each stretch's font promises. Out: the same text in Unicode, or none
//! where nothing is to be changed. A font only promises: many files name a font of old and hold Unicode, so what is converted is
//! decided by the words, stretch by stretch ([`decide`]). A reader of a format calls [`decide`] and [`convert`] where it knows
//! fonts, [`lines`] or [`whole`] where it knows none, and [`remark`] with what was converted.
//!
//! TCVN3 writes ư as the byte of the soft hyphen, so all of this comes before anything is stripped.

mod bytes;
mod decide;
mod letters;
mod reconverted;

pub(super) use bytes::{as_characters, is_strange};
pub(super) use decide::{Stretch, decide};
pub(super) use letters::convert;

use crate::record::{Diagnostic, Message};

/// How a text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Encoding {
    /// TCVN 5712:1993, also called ABC.
    Tcvn3,
    /// VNI for Windows.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// Code page 1258: letters with their tones behind them.
    Windows1258,
    /// UTF-8 that was taken for windows-1252 and encoded again.
    Utf8Twice,
    /// Unicode that was taken for VNI and converted again.
    VniTwice,
}

/// Those that can be told from the words; of the last one only certain words are mended.
const ENCODINGS: [Encoding; 5] =
    [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Windows1258, Encoding::Utf8Twice];

/// What a font makes of the bytes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Promise {
    /// The encoding for which it was drawn.
    pub(super) encoding: Encoding,
    /// Draws small letters as capitals (`.VnTimeH`): TCVN3 has no capitals with a tone.
    pub(super) capitals: bool,
}

/// What a font promises by its name: `.VnTime`, `.VnTimeH`, `VNI-Times`.
pub(super) fn of_font(name: &str) -> Option<Promise> {
    let name = name.trim().trim_matches(['"', '\'']);
    let starts = |mark: &str| name.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    if starts(".Vn") {
        return Some(Promise { encoding: Encoding::Tcvn3, capitals: name.ends_with('H') });
    }
    let encoding = if starts("VNI-") || starts("VNI ") {
        Encoding::Vni
    } else if starts("VISCII") || starts("VI ") {
        Encoding::Viscii
    } else {
        return None;
    };
    Some(Promise { encoding, capitals: false })
}

/// Whether a text names a font of old anywhere: nearly all files name none, and this is all they cost.
pub(super) fn names_fonts(markup: &str) -> bool {
    [".Vn", "VNI-"].iter().any(|mark| memchr::memmem::find(markup.as_bytes(), mark.as_bytes()).is_some())
}

/// A text in Unicode, and what it was in.
pub(super) type Decoded = (String, Vec<Encoding>);

/// Decodes a text line by line, each by what stands around it; none where nothing changes.
pub(super) fn lines(text: &str) -> Option<Decoded> {
    mended(text, by_lines(text))
}

/// A text, or what was decoded of it, with the words mended that were converted as if they were VNI.
pub(super) fn mended(text: &str, decoded: Option<Decoded>) -> Option<Decoded> {
    let Some(mended) = reconverted::mend(decoded.as_ref().map_or(text, |(text, _)| text)) else { return decoded };
    let mut used = decoded.map(|(_, used)| used).unwrap_or_default();
    used.push(Encoding::VniTwice);
    Some((mended, used))
}

fn by_lines(text: &str) -> Option<Decoded> {
    if !is_strange(text) {
        return None;
    }
    let stretches: Vec<Stretch<'_>> = text.split_inclusive('\n').map(|text| Stretch { text, promised: None }).collect();
    let decided = decide(&stretches);
    let mut used: Vec<Encoding> = decided.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    let out = stretches.iter().zip(decided).fold(String::with_capacity(text.len()), |mut out, (line, encoding)| {
        match encoding {
            Some(encoding) => out.push_str(&convert(line.text, encoding, false)),
            None => out.push_str(line.text),
        }
        out
    });
    (!used.is_empty()).then_some((out, used))
}

/// Decodes the bytes of a text that is not in Unicode: all of it in one encoding, or none where none fits clearly.
pub(super) fn whole(text: &[u8]) -> Option<(String, Encoding)> {
    let text = as_characters(text);
    let encoding = decide::one(&text)?;
    Some((convert(&text, encoding, false), encoding))
}

/// What the reader of a record should know.
pub(super) fn remark(used: &[Encoding]) -> Diagnostic {
    let mut used = used.to_vec();
    used.sort_unstable();
    used.dedup();
    let names = |name: fn(Encoding) -> &'static str| used.iter().map(|e| name(*e)).collect::<Vec<_>>().join(", ");
    Diagnostic {
        code: "legacy-encoding",
        message: Message {
            vi: format!("văn bản dùng bảng mã cũ ({}) đã được chuyển sang Unicode", names(|e| e.names().0)),
            en: format!("text in an old encoding ({}) was converted to Unicode", names(|e| e.names().1)),
        },
        page: None,
    }
}

impl Encoding {
    /// As people call it, in Vietnamese and in English.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Tcvn3 => ("TCVN3", "TCVN3"),
            Self::Vni => ("VNI", "VNI"),
            Self::Viscii => ("VISCII", "VISCII"),
            Self::Windows1258 => ("windows-1258", "windows-1258"),
            Self::Utf8Twice => ("UTF-8 bị mã hóa hai lần", "UTF-8 encoded twice"),
            Self::VniTwice => (
                "Unicode bị chuyển nhầm như VNI, chỉ sửa những chữ chắc chắn",
                "Unicode converted as if it were VNI, of which only certain words were mended",
            ),
        }
    }
}

#[cfg(test)]
mod tests;
