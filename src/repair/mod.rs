//! Repair: what stands on a page that was recognised from its picture, where the document itself tells it from what was
//! read.
//!
//! In: a [`Text`]. Out: the same text, with its [`Repair`](crate::normalise::Repair)s. The text stays as it was read,
//! and so does every `raw` of the record; a repair is for names, titles, labels and dates alone ([`Text::value`]), and
//! each is listed with its reason. Pages that hold characters are never touched.

mod context;
mod figures;
mod labels;
mod short_forms;

use std::borrow::Cow;

use crate::knowledge::words::Token;
use crate::normalise::{BlockKind, Text};

/// Finds the repairs of a text. Words that were repaired are read as what they must have been from here on.
#[must_use]
pub fn repair(mut text: Text) -> Text {
    if text.is_as_written() {
        return text;
    }
    let mut found = figures::repairs(&text);
    found.extend(context::repairs(&text));
    found.extend(labels::repairs(&text));
    found.extend(short_forms::repairs(&text));
    found.sort_by_key(|repair| repair.range.start);
    found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    text.repaired(found);
    text
}

/// The words of every line that is read for values.
fn lines(text: &Text) -> Vec<Cow<'_, [Token]>> {
    let is_read = |kind| !matches!(kind, BlockKind::Furniture | BlockKind::Overlong);
    text.blocks.iter().filter(|block| is_read(block.kind)).map(|block| text.words(block.range.clone())).collect()
}
