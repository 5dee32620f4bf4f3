//! Destinations: what a group is for.
//!
//! In: the first mark of a group. Out: where its characters go.

/// Where characters go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the text that is open.
    Text,
    /// Nowhere: instructions, properties, what is shown another way.
    Nowhere,
    Fonts,
    /// Into the text, as the label of a list.
    Label,
    /// Into a story of its own.
    Story(Story),
    /// The columns of a row of a table inside a cell.
    InnerRow,
}

/// Stories beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Note,
    Header,
    Box,
}

/// The destination that a mark begins; none where it begins none.
pub(super) fn destination(name: &str) -> Option<Destination> {
    Some(match name {
        "fonttbl" => Destination::Fonts,
        "listtext" | "pntext" => Destination::Label,
        "footnote" => Destination::Story(Story::Note),
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Destination::Story(Story::Header)
        }
        "shptxt" | "dptxbxtext" => Destination::Story(Story::Box),
        "nesttableprops" => Destination::InnerRow,
        "fldrslt" | "shpinst" | "shppict" | "do" | "result" | "ud" | "moMath" | "moMathPara" => Destination::Text,
        "colortbl" | "stylesheet" | "info" | "pict" | "nonshppict" | "fldinst" | "pn" | "pntxta" | "pntxtb" | "sp"
        | "shprslt" | "nonesttables" | "xe" | "tc" | "rxe" | "txe" | "tcn" | "upr" | "annotation" | "listtable"
        | "listoverridetable" | "revtbl" | "objdata" | "mmathPict" | "themedata" | "datastore" | "private"
        | "bkmkstart" | "bkmkend" | "template" | "generator" => Destination::Nowhere,
        _ => return None,
    })
}
