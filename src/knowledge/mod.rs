//! Knowledge: the Vietnamese that the program knows, as data in a checked format.
//!
//! In: the data files beside this one, built into the program. Out: [`Knowledge`]. Nothing here reads a plan.
//!
//! | file | holds |
//! | --- | --- |
//! | `labels.toml` | labels of fields, keywords of units, heads of columns and sections |
//! | `roles.toml` | words of the grammar of assignment |
//! | `organizations.toml` | heads and parts of names of organisations |
//! | `sectors.tsv` | what stands behind Sở, Phòng, Bộ, … in full names |
//! | `frame.toml` | words that open and close a document: preamble, recipients, signature, appendices |
//! | `deadlines.toml` | words around a time |
//! | `abbreviations.tsv` | short forms and what they stand for |
//! | `document_types.tsv` | types of documents and their symbols (Nghị định 30/2020/NĐ-CP, Phụ lục III) |
//! | `bodies.tsv` | organisations: levels, days on which they began and ended, successors |
//! | `syllables.tsv` | onsets and rimes of Vietnamese syllables, and what each may stand beside |
//! | `misread.tsv` | labels of lines as they are read from pictures, and what they may be |
//! | `encodings.tsv` | the letters of Vietnamese in the encodings before Unicode |
//! | `reconverted.tsv` | words of Unicode texts that were converted as if they were VNI |
//! | `provinces.tsv` | provinces before and after 1/7/2025 (Nghị quyết 202/2025/QH15) |
//!
//! What one office adds for itself ([`house`]) stands in its `rasoat.toml`.
//!
//! A province's wording goes into these files as one more variant; Rust code names no province and no plan.

pub mod bodies;
pub mod encodings;
pub mod fold;
pub mod house;
pub mod phrases;
pub mod reconverted;
pub mod slip;
pub mod syllables;
pub mod words;

mod labels;
mod letters;
mod lists;
mod names;
mod registry;
mod rows;

use std::cell::Cell;
use std::sync::LazyLock;

pub use crate::record::FieldKind;
pub use house::House;
pub use labels::{Column, Label, Labels};
pub use lists::{DeadlineWords, FrameWords};
pub use names::{Names, Verb, Verbs};
pub use registry::{AbbreviationEntry, DocumentTypeEntry, Registry};

/// All data files, read and indexed.
#[derive(Debug)]
pub struct Knowledge {
    /// Labels and keywords.
    pub labels: Labels,
    /// Words around a time.
    pub deadlines: DeadlineWords,
    /// Words of a document's frame.
    pub frame: FrameWords,
    /// Parts of names of organisations.
    pub names: Names,
    /// Words of the grammar of assignment.
    pub verbs: Verbs,
    /// Abbreviations and document types.
    pub registry: Registry,
    /// Organisations and provinces.
    pub bodies: bodies::Bodies,
    /// The words of all lists of phrases.
    pub vocabulary: &'static phrases::Vocabulary,
}

thread_local! {
    /// The data by which this thread reads, where it is not that of the program alone.
    static CURRENT: Cell<Option<&'static Knowledge>> = const { Cell::new(None) };
}

/// The data: that of the program, with what [`using`] adds while it works. Reading the files cannot fail at run time: the
/// tests of this module read every one.
#[must_use]
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::read(&House::default()));
    CURRENT.get().unwrap_or_else(|| &KNOWLEDGE)
}

/// Does `work` by an office's data, or by none: all stages of one document are read in one thread, by one wording. A thread
/// that waits inside the work on one document may be given another one, so that what holds is always said, also nothing.
pub fn using<T>(knowledge: Option<&'static Knowledge>, work: impl FnOnce() -> T) -> T {
    /// Puts back what was before, also where `work` panics.
    struct Before(Option<&'static Knowledge>);
    impl Drop for Before {
        fn drop(&mut self) {
            CURRENT.set(self.0);
        }
    }
    let _before = Before(CURRENT.replace(knowledge));
    work()
}

impl Knowledge {
    fn read(house: &House) -> Self {
        let mut vocabulary = phrases::Vocabulary::default();
        let provinces = include_str!("provinces.tsv");
        let abbreviations = house.abbreviations(include_str!("abbreviations.tsv"));
        Self {
            labels: Labels::read(include_str!("labels.toml"), house),
            deadlines: lists::read(include_str!("deadlines.toml")),
            frame: lists::read(include_str!("frame.toml")),
            names: Names::read(
                include_str!("organizations.toml"),
                include_str!("sectors.tsv"),
                provinces,
                house,
                &mut vocabulary,
            ),
            verbs: Verbs::read(include_str!("roles.toml"), &mut vocabulary),
            registry: Registry::read(abbreviations, include_str!("document_types.tsv")),
            bodies: bodies::Bodies::read(house.bodies(include_str!("bodies.tsv")), provinces),
            vocabulary: house.vocabulary(vocabulary),
        }
    }
}

rows::row! {
    /// A row of `misread.tsv`.
    struct Misread {
        /// A label as it is read.
        pub read,
        /// What it may be, separated by `|`.
        pub may_be,
    }
}

/// What the label of a line may be besides what was read from its picture.
pub(crate) fn misread_labels(read: &str) -> impl Iterator<Item = &'static str> {
    static ROWS: LazyLock<Vec<Misread>> =
        LazyLock::new(|| rows::rows(include_str!("misread.tsv"), "misread.tsv").collect());
    ROWS.iter().filter(move |row| row.read == read).flat_map(|row| rows::parts(row.may_be))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads() {
        assert_eq!(misread_labels("ø").collect::<Vec<_>>(), ["g"]);
        assert!(knowledge().registry.abbreviations.len() > 300);
        assert!(knowledge().labels.fields().count() > 10);
    }
}
