//! Reconverted: words as they stand in Unicode text that was taken for VNI and converted once more, where their spelling does
//! not tell: each could be a syllable.
//!
//! In: `reconverted.tsv`, in small letters: a word that right texts hardly have, or two beside one another. Out: [`meant`],
//! [`meant_alone`]. Words that are no syllables need no entry.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows::{row, rows};

row! {
    /// A word or two.
    pub struct Words {
        /// As they stand.
        pub printed,
        /// As they were.
        pub meant,
    }
}

type Pair = (&'static str, &'static str);

#[derive(Default)]
struct Tables {
    words: FxHashMap<&'static str, &'static str>,
    pairs: FxHashMap<Pair, Pair>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut out = Tables::default();
    for Words { printed, meant } in rows(include_str!("reconverted.tsv"), "reconverted.tsv") {
        match printed.split_once(' ').zip(meant.split_once(' ')) {
            Some((printed, meant)) => drop(out.pairs.insert(printed, meant)),
            None => drop(out.words.insert(printed, meant)),
        }
    }
    out
});

/// What two words in small letters were before they were converted once more.
#[must_use]
pub fn meant(first: &str, second: &str) -> Option<(&'static str, &'static str)> {
    TABLES.pairs.get(&(first, second)).copied()
}

/// What a word in small letters was, whatever stands beside it.
#[must_use]
pub fn meant_alone(word: &str) -> Option<&'static str> {
    TABLES.words.get(word).copied()
}
