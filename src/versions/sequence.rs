//! Sequence: what two rows of lines or words have in common.
//!
//! In: two rows. Out: [`Stretch`]es that cover both, in order. What would take too long to find out is told as replaced.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// The most members of both rows, between what they begin and end alike with: the work grows with the square of it.
const MEMBERS: usize = 8000;

/// A stretch of both rows: the same members, or others in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Whether both have the same members here.
    pub same: bool,
    /// Members of the old row.
    pub old: Range<usize>,
    /// Members of the new row.
    pub new: Range<usize>,
}

/// Lays two rows side by side.
#[must_use]
pub fn stretches<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut out = Vec::new();
    let mut add = |same: bool, old: Range<usize>, new: Range<usize>| {
        if !old.is_empty() || !new.is_empty() {
            out.push(Stretch { same, old, new });
        }
    };
    add(true, 0..head, 0..head);
    if old_end - head + new_end - head > MEMBERS {
        add(false, head..old_end, head..new_end);
    } else {
        for op in capture_diff_slices(Algorithm::Myers, &old[head..old_end], &new[head..new_end]) {
            let moved = |range: Range<usize>| range.start + head..range.end + head;
            add(op.tag() == DiffTag::Equal, moved(op.old_range()), moved(op.new_range()));
        }
    }
    add(true, old_end..old.len(), new_end..new.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_both_rows() {
        let row = |text: &'static str| text.split(' ').collect::<Vec<_>>();
        for (old, new) in [("a b c d", "a x c d"), ("", "a"), ("a b", "a b"), ("a b c", "b c a"), ("x", "y")] {
            let (old, new) = (row(old), row(new));
            let found = stretches(&old, &new);
            let (mut a, mut b) = (0, 0);
            for stretch in &found {
                assert_eq!((stretch.old.start, stretch.new.start), (a, b));
                assert_eq!(stretch.same, old[stretch.old.clone()] == new[stretch.new.clone()]);
                (a, b) = (stretch.old.end, stretch.new.end);
            }
            assert_eq!((a, b), (old.len(), new.len()));
        }
    }

    #[test]
    fn long_rows_end() {
        let (old, new): (Vec<u32>, Vec<u32>) = ((0..50_000).collect(), (100_000..150_000).collect());
        assert_eq!(stretches(&old, &new).len(), 1);
    }
}
