//! Old: which runs of a Word file are in an encoding before Unicode.
//!
//! In: the characters of every run with its font, in the order of reading. Out: the same characters in Unicode. Runs are decided
//! together, so a file that names a font of old, or shows the signs of old text, is read twice: first to gather, then to
//! convert. All other files are read once.

use crate::ingest::legacy::{self, Encoding, Promise, Stretch};

#[derive(Debug, Default)]
pub(super) enum Old {
    /// Nothing to convert.
    #[default]
    Nothing,
    /// The characters of the first reading.
    Gathered(Vec<(String, Option<Promise>)>),
    /// What the runs of the second reading are in, and how many have been read.
    Decided { runs: Vec<Option<Encoding>>, read: usize, used: Vec<Encoding> },
}

impl Old {
    /// After the first reading.
    pub(super) fn decided(self) -> Self {
        let Self::Gathered(runs) = self else { return self };
        let stretches: Vec<Stretch<'_>> =
            runs.iter().map(|(text, promised)| Stretch { text, promised: *promised }).collect();
        let runs = legacy::decide(&stretches);
        if runs.iter().all(Option::is_none) { Self::Nothing } else { Self::Decided { runs, read: 0, used: Vec::new() } }
    }

    /// The characters of a run in Unicode; none where they stay.
    pub(super) fn convert(&mut self, words: &str, promised: Option<Promise>) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Gathered(runs) => {
                runs.push((words.to_owned(), promised));
                None
            }
            Self::Decided { runs, read, used } => {
                // Notes and headers come behind the runs of the main part, and are decided one by one.
                let here = match runs.get(*read) {
                    Some(run) => *run,
                    None => legacy::decide(&[Stretch { text: words, promised }]).pop().flatten(),
                };
                *read += 1;
                let encoding = here?;
                if !used.contains(&encoding) {
                    used.push(encoding);
                }
                Some(legacy::convert(words, encoding, promised.is_some_and(|p| p.capitals)))
            }
        }
    }

    /// What was converted.
    pub(super) fn used(&self) -> &[Encoding] {
        if let Self::Decided { used, .. } = self { used } else { &[] }
    }
}
