//! Labels of lines: the number or letter in front, told by its sister lines.
//!
//! In: a [`Text`]. Out: [`Repair`]s. Between "k)" and "m)" stands "l)", whatever was read; a label that goes on where it stands is
//! never touched.

use crate::knowledge::misread_labels;
use crate::normalise::{BlockKind, Repair, Text};
use crate::ordinal::{Ordinal, Scheme, ordinal, place};
use crate::record::RepairReason;

/// The most characters of a label that is looked at.
const LONGEST: usize = 3;

/// So many numbered lines further on, a series that was begun has gone on.
const NEAR: usize = 50;

/// A series that is open: how it is numbered, and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    /// Where its line begins.
    at: usize,
    scheme: Scheme,
    /// What closes the label.
    mark: char,
    value: u64,
}

/// A way to read a label.
#[derive(Debug, Clone, Copy)]
struct Guess {
    step: Step,
    label: &'static str,
    /// Where the label ends that was read.
    end: usize,
}

/// The repairs of the recognised pages of a text.
pub(super) fn repairs(text: &Text) -> Vec<Repair> {
    let paragraphs = text.blocks.iter().filter(|block| block.kind == BlockKind::Text);
    let lines: Vec<(usize, &str, Option<Step>)> = paragraphs
        .map(|block| {
            let words = text.slice(&block.range);
            (block.range.start, words, ordinal(words).and_then(|o| step(&o, words, block.range.start)))
        })
        .collect();
    let mut out = Vec::new();
    let mut open: Vec<Step> = Vec::new();
    for (at, (start, words, read)) in lines.iter().enumerate() {
        let mut read = *read;
        let follows = |step: &Step| open.iter().any(|o| goes_on(o, step));
        if text.is_recognised(*start) && !read.is_some_and(|step| follows(&step)) {
            // A sister that is glued to the end of a line in between has the label already.
            let glued = |guess: &Guess| {
                let before = open.iter().find(|o| goes_on(o, &guess.step)).map_or(*start, |o| o.at);
                text.slice(&(before..*start)).contains(&format!(" {}{} ", guess.label, guess.step.mark))
            };
            let mut guesses = guesses(words, *start).filter(|guess| follows(&guess.step) && !glued(guess));
            let only = guesses.next().filter(|_| guesses.next().is_none());
            // What begins a series may be what was read, if the series goes on.
            let behind = || lines[at + 1..].iter().filter_map(|(.., step)| *step);
            let begins = |guess: &Guess| read.is_some_and(|r| r.value == 1 && comes_first(behind(), &r, &guess.step));
            if let Some(guess) = only.filter(|guess| !begins(guess)) {
                let range = *start..start + guess.end;
                out.push(Repair { range, value: guess.label.to_owned(), reason: RepairReason::Ordinal });
                read = Some(guess.step);
            }
        }
        if let Some(step) = read {
            let sister = open.iter().position(|o| o.scheme == step.scheme && o.mark == step.mark);
            let above = |scheme: Scheme| scheme.is_section() || scheme.is_division();
            let keep =
                sister.or_else(|| above(step.scheme).then(|| open.iter().take_while(|o| above(o.scheme)).count()));
            open.truncate(keep.unwrap_or(open.len()));
            open.push(step);
        }
    }
    out
}

fn goes_on(before: &Step, step: &Step) -> bool {
    (before.scheme, before.mark, before.value + 1) == (step.scheme, step.mark, step.value)
}

/// Where an ordinal stands in its series.
fn step(ordinal: &Ordinal, words: &str, at: usize) -> Option<Step> {
    let value = place(ordinal.scheme, &words[ordinal.label.clone()])?;
    let mark = words[ordinal.label.end..].chars().next()?;
    Some(Step { at, scheme: ordinal.scheme, mark, value })
}

/// What a label may be besides what was read.
fn guesses(words: &str, at: usize) -> impl Iterator<Item = Guess> + '_ {
    let end = words.find(['.', ')', '/']).filter(|end| words[..*end].chars().count() <= LONGEST);
    end.into_iter().flat_map(move |end| {
        let (label, behind) = words.split_at(end);
        misread_labels(label).filter_map(move |label| {
            let line = format!("{label}{behind}");
            let found = ordinal(&line).filter(|found| found.label == (0..label.len()))?;
            Some(Guess { step: step(&found, &line, at)?, label, end })
        })
    })
}

/// Whether what follows one step comes in the next lines before what follows another.
fn comes_first(steps: impl Iterator<Item = Step>, one: &Step, other: &Step) -> bool {
    let first = |step: Step| if goes_on(one, &step) { Some(true) } else { goes_on(other, &step).then_some(false) };
    steps.take(NEAR).find_map(first) == Some(true)
}

#[cfg(test)]
mod tests {
    use crate::ingest::{self, Reading};
    use crate::normalise;

    /// The labels of a plan with these lines: those that were taken for others, by place, and what they were taken for.
    fn settled(labels: &str, recognised: bool) -> Vec<(String, String)> {
        let plan: String = labels.split(' ').flat_map(|label| [label, " Rà soát văn bản\n"]).collect();
        let mut source = ingest::read(plan.as_bytes(), "a.txt").expect("readable");
        if recognised {
            source.readings = vec![Reading { page: 1, confidence: Some(90.0) }];
        }
        let text = crate::repair::repair(normalise::normalise(&source));
        text.repairs().iter().map(|r| (text.slice(&r.range).to_owned(), r.value.clone())).collect()
    }

    #[test]
    fn sister_lines_tell_a_label() {
        for (labels, read, is) in [
            ("a) b) e) d)", "e", "c"),
            ("c) đ) đ) e)", "đ", "d"),
            ("e) ø) h)", "ø", "g"),
            ("h) 1) k)", "1", "i"),
            ("h) ¡) k)", "¡", "i"),
            ("k) I) m)", "I", "l"),
            ("I. 1. 2. H. 1. III.", "H", "II"),
        ] {
            assert_eq!(settled(labels, true), [(read.to_owned(), is.to_owned())], "{labels}");
            assert_eq!(settled(labels, false), [], "{labels}");
        }
    }

    #[test]
    fn a_label_that_is_glued_to_a_line_is_there() {
        let mut source =
            ingest::read("c) Mục tiêu. d) Thời gian: quý I.\nđ) Công cụ".as_bytes(), "a.txt").expect("readable");
        source.readings = vec![Reading { page: 1, confidence: Some(90.0) }];
        assert_eq!(crate::repair::repair(normalise::normalise(&source)).repairs(), []);
    }

    #[test]
    fn what_can_stand_where_it_stands_is_what_was_read() {
        // A series below, a series that goes on, one that begins anew, a fault of the document.
        for labels in ["c) d) d)", "h) 1) 2) i)", "b) c) d)", "I. a) b) II. a) b)", "a) b) g)", "1. 2. 5."] {
            assert_eq!(settled(labels, true), [], "{labels}");
        }
    }
}
