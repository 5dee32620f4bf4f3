//! Lists: what one list has and the other has not.
//!
//! In: the values of both versions, each with its keys. Out: [`ItemChange`]s: first what changed or went, in the order of the
//! old list, then what came. The order of a list says nothing.

use rustc_hash::FxHashMap;

use super::changes::{How, ItemChange, Said};
use super::meaning::is_letter_for_letter;

/// A value and what it is compared by: two that share a key mean the same.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) said: Said,
    pub(super) keys: Vec<String>,
}

/// Compares two lists. What is named twice counts once.
pub(super) fn compare(old: Vec<Entry>, new: Vec<Entry>) -> Vec<ItemChange> {
    let (old, new) = (distinct(old), distinct(new));
    let mut of_key: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, entry) in new.iter().enumerate() {
        for key in &entry.keys {
            of_key.entry(key).or_insert(at);
        }
    }
    let mut taken = vec![false; new.len()];
    let mut found: Vec<Option<usize>> = Vec::with_capacity(old.len());
    for entry in &old {
        let same = entry.keys.iter().filter_map(|key| of_key.get(key.as_str())).copied().find(|at| !taken[*at]);
        if let Some(at) = same {
            taken[at] = true;
        }
        found.push(same);
    }
    let gone = found.iter().filter(|same| same.is_none()).count();
    let came: Vec<usize> = (0..new.len()).filter(|at| !taken[*at]).collect();
    // One for one: the new value stands where the old one stood.
    let replaced = if gone == 1 && came.len() == 1 { came.first().copied() } else { None };
    let mut out = Vec::new();
    for (entry, same) in old.into_iter().zip(found) {
        match same.or(replaced) {
            Some(at) => {
                let how = if same.is_some() { How::Reworded } else { How::Changed };
                if how == How::Changed || !is_letter_for_letter(&entry.said.text, &new[at].said.text) {
                    out.push(ItemChange { how, old: Some(entry.said), new: Some(new[at].said.clone()) });
                }
            }
            None => out.push(ItemChange { how: How::Removed, old: Some(entry.said), new: None }),
        }
    }
    if replaced.is_none() {
        out.extend(came.into_iter().map(|at| ItemChange {
            how: How::Added,
            old: None,
            new: Some(new[at].said.clone()),
        }));
    }
    out
}

fn distinct(list: Vec<Entry>) -> Vec<Entry> {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut first = |entry: &Entry| {
        let known = entry.keys.iter().any(|key| seen.contains(key));
        seen.extend(entry.keys.iter().cloned());
        !known
    };
    list.into_iter().filter(|entry| !entry.said.text.trim().is_empty() && first(entry)).collect()
}

/// Compares two single values.
pub(super) fn single(old: Option<Entry>, new: Option<Entry>) -> Option<ItemChange> {
    compare(old.into_iter().collect(), new.into_iter().collect()).pop()
}
