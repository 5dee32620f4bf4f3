//! Saying: one role of one organisation, with the words that tell what is to be done.
//!
//! In: who and which role. Out: a [`Said`].

use super::Said;
use super::items::Item;
use super::sentence::Sentence;
use crate::record::{Basis, Role};
use crate::resolve::names::Mention;
use crate::span::{Bytes, trim_end};

impl Sentence<'_> {
    pub(super) fn name(&self, mention: usize) -> String {
        self.mentions[mention].name(self.text, self.glossary)
    }

    pub(super) fn say(
        &self,
        out: &mut Vec<Said>,
        mention: usize,
        role: Role,
        requested: bool,
        basis: Basis,
        task_from: Option<usize>,
    ) {
        let task = task_from.and_then(|at| self.task(at));
        out.push(Said {
            role,
            requested,
            basis,
            first_of_two: false,
            carried: false,
            mention: self.mentions[mention].clone(),
            name: self.name(mention),
            task,
            sentence: self.range.clone(),
        });
    }

    pub(super) fn say_carried(
        &self,
        out: &mut Vec<Said>,
        mention: &Mention,
        name: &str,
        role: Role,
        requested: bool,
        task_from: usize,
    ) {
        let task = self.task(task_from);
        out.push(Said {
            role,
            requested,
            basis: Basis::Stated,
            first_of_two: false,
            carried: true,
            mention: mention.clone(),
            name: name.to_owned(),
            task,
            sentence: self.range.clone(),
        });
    }

    /// The words from an item to the end of the sentence: what is to be done.
    pub(super) fn task(&self, at: usize) -> Option<Bytes> {
        let mut at = at;
        while matches!(self.item(at), Some(Item::Comma | Item::Colon | Item::And | Item::Close)) {
            at += 1;
        }
        let first = self.items.get(at)?;
        if matches!(first.item, Item::Organization(_)) {
            return None;
        }
        let start = self.words[first.first].range.start;
        let end = (at..self.items.len())
            .find(|i| self.next_clause(*i))
            .map_or(self.range.end, |i| self.words[self.items[i].first].range.start);
        let range = trim_end(&self.text.text, start..end.max(start), &['.', ';', ',']);
        (!range.is_empty()).then_some(range)
    }
}
