//! Items: the words of a sentence as the grammar of assignment sees them.
//!
//! In: words and the names among them. Out: [`Placed`] items: names, verbs of role, adverbs, marks. What an item does in its
//! sentence is decided in `sentence.rs`.

use crate::knowledge::words::Token;
use crate::knowledge::{Verb, knowledge};
use crate::resolve::names::Mention;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Organization(usize),
    Verb(Verb),
    Adverb,
    Staff,
    Comma,
    Semicolon,
    Colon,
    And,
    Open,
    Close,
    Word,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) item: Item,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// Under a label that lists organisations an entry is one name to its end: "UBND các xã có vùng nguyên liệu".
pub(super) fn whole_entries(words: &[Token], mut mentions: Vec<Mention>) -> Vec<Mention> {
    let verbs = &knowledge().verbs.words;
    for at in 0..mentions.len() {
        let limit = mentions.get(at + 1).map_or(words.len(), |m| m.first);
        let start = mentions[at].end;
        if !words.get(start).is_some_and(|t| matches!(t.word.as_str(), "có" | "tại" | "ở" | "trên" | "trong")) {
            continue;
        }
        let end = (start..limit).find(|i| !words[*i].is_word || words[*i].word == "và").unwrap_or(limit);
        let role = (start..end).any(|i| verbs.at(words, i).is_some_and(|(_, v)| !matches!(v, Verb::Preposition)));
        if end > start && end - start <= 7 && !role {
            mentions[at].end = end;
            mentions[at].range.end = words[end - 1].range.end;
        }
    }
    mentions
}

/// The words of a sentence as the grammar sees them.
pub(super) fn items(words: &[Token], mentions: &[Mention]) -> Vec<Placed> {
    let verbs = &knowledge().verbs;
    let mut out = Vec::new();
    let mut at = 0;
    let mut mention = 0;
    while at < words.len() {
        while mention < mentions.len() && mentions[mention].first < at {
            mention += 1;
        }
        if let Some(found) = mentions.get(mention).filter(|m| m.first == at) {
            out.push(Placed { item: Item::Organization(mention), first: at, end: found.end });
            at = found.end.max(at + 1);
            continue;
        }
        let verb = verbs.words.at(words, at);
        let adverb = verbs.adverb.at(words, at);
        let staff = verbs.staff.at(words, at);
        let mark = match words[at].word.as_str() {
            "," => Some(Item::Comma),
            ";" => Some(Item::Semicolon),
            ":" => Some(Item::Colon),
            "(" => Some(Item::Open),
            ")" => Some(Item::Close),
            "và" => Some(Item::And),
            _ => None,
        };
        let (item, end) = match (mark, verb, adverb, staff) {
            (Some(item), ..) => (item, at + 1),
            (_, Some((v_end, verb)), Some((a_end, ())), _)
                if v_end > a_end || (v_end == a_end && !matches!(verb, Verb::Action | Verb::Preposition)) =>
            {
                (Item::Verb(*verb), v_end)
            }
            (_, _, Some((end, ())), _) => (Item::Adverb, end),
            (_, Some((v_end, verb)), None, staff) if staff.is_none_or(|(s, ())| v_end >= s) => {
                (Item::Verb(*verb), v_end)
            }
            (_, _, None, Some((end, ()))) => (Item::Staff, end),
            _ => (Item::Word, at + 1),
        };
        // A mention inside a phrase stands above it.
        let end = mentions.get(mention).map_or(end, |m| end.min(m.first.max(at + 1)));
        out.push(Placed { item, first: at, end });
        at = end;
    }
    out
}
