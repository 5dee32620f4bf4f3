//! Looking ahead and back in a sentence: where a list ends, which verb follows, whether a verb has an object.
//!
//! In: a place among a sentence's items. Out: what stands around it. Nothing is said of anybody here.

use super::items::Item;
use super::sentence::{Condition, Sentence};
use crate::knowledge::Verb;

impl Sentence<'_> {
    pub(super) fn item(&self, at: usize) -> Option<Item> {
        self.items.get(at).map(|p| p.item)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |p| self.words[p.first].word.as_str())
    }

    /// The list of organisations at item `at`, and the item behind it. Brackets between its members are stepped over.
    /// Among objects of phối hợp a semicolon before the next subject ends the list.
    pub(super) fn list(&self, at: usize, objects: bool) -> (Vec<usize>, usize) {
        let mut members = Vec::new();
        let mut next = at;
        while let Some(Item::Organization(mention)) = self.item(next) {
            members.push(mention);
            next += 1;
            let mut ahead = self.skip_brackets(next);
            let bracketed = ahead > next;
            let mut separated = false;
            let semicolon = self.item(ahead) == Some(Item::Semicolon);
            while matches!(self.item(ahead), Some(Item::Comma | Item::Semicolon | Item::And | Item::Staff))
                || self.word(ahead) == "của" && separated
            {
                separated = true;
                ahead += 1;
            }
            let goes_on = matches!(self.item(ahead), Some(Item::Organization(_))) && (separated || !bracketed);
            if !goes_on {
                break;
            }
            if semicolon || separated {
                // "…; Sở D chủ trì …" opens a clause of its own; so does ", Sở B phối hợp" behind a list of objects.
                let (_, behind) = self.plain_list(ahead);
                let verb = self.verb_behind(behind);
                if objects
                    && semicolon
                    && matches!(verb, Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise))
                {
                    break;
                }
            }
            next = ahead;
        }
        (members, next)
    }

    /// A list up to the next semicolon.
    pub(super) fn plain_list(&self, at: usize) -> (usize, usize) {
        let mut next = at;
        let mut count = 0;
        while let Some(Item::Organization(_)) = self.item(next) {
            count += 1;
            next += 1;
            let mut ahead = self.skip_brackets(next);
            while matches!(self.item(ahead), Some(Item::Comma | Item::And | Item::Staff)) {
                ahead += 1;
            }
            if matches!(self.item(ahead), Some(Item::Organization(_))) {
                next = ahead;
            } else {
                break;
            }
        }
        (count, next)
    }

    pub(super) fn skip_brackets(&self, at: usize) -> usize {
        if self.item(at) != Some(Item::Open) {
            return at;
        }
        // "(chủ trì)" says the role; it is read, not stepped over.
        if matches!(self.item(at + 1), Some(Item::Verb(Verb::Lead | Verb::Coordinate))) {
            return at;
        }
        let close = (at..self.items.len()).find(|i| self.item(*i) == Some(Item::Close));
        close.map_or(at, |c| c + 1)
    }

    /// The verb behind a list, adverbs and brackets stepped over.
    pub(super) fn verb_behind(&self, at: usize) -> Option<Verb> {
        let mut next = self.skip_brackets(at);
        while matches!(self.item(next), Some(Item::Adverb | Item::Open | Item::Staff)) {
            next += 1;
        }
        match self.item(next) {
            Some(Item::Verb(verb)) => Some(verb),
            _ => None,
        }
    }

    /// Whether an organisation follows as the object of the verb before item `at`.
    pub(super) fn object_follows(&self, at: usize) -> bool {
        let mut next = at;
        while next < self.items.len() {
            match self.item(next) {
                Some(Item::Organization(_)) => return true,
                Some(Item::Staff | Item::Adverb | Item::Colon) => next += 1,
                Some(Item::Verb(Verb::Preposition)) if matches!(self.word(next), "với" | "cùng" | "của") => {
                    next += 1;
                }
                Some(Item::Verb(Verb::Action))
                    if self.items[next].end - self.items[next].first <= 2
                        && matches!(self.item(next + 1), Some(Item::Verb(Verb::Preposition)))
                        && matches!(self.word(next + 1), "với" | "cùng") =>
                {
                    next += 1;
                }
                Some(Item::Word)
                    if matches!(
                        self.word(next),
                        "chặt"
                            | "chẽ"
                            | "giữa"
                            | "sự"
                            | "nhân"
                            | "sự,"
                            | "kỹ"
                            | "thuật"
                            | "bộ"
                            | "cán"
                            | "chuyên"
                            | "môn"
                            | "đội"
                            | "ngũ"
                    ) =>
                {
                    next += 1;
                }
                _ => return false,
            }
        }
        false
    }

    pub(super) fn object_of_coordinate(&self, at: usize) -> bool {
        let verb = (at..self.items.len()).find(|i| self.item(*i) == Some(Item::Verb(Verb::Coordinate)));
        verb.is_some_and(|v| self.object_follows(v + 1))
    }

    pub(super) fn genitive(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1) == "của"
    }

    pub(super) fn comma_before_verb(&self, at: usize) -> bool {
        matches!(self.item(at), Some(Item::Comma | Item::Semicolon))
    }

    /// "đề nghị, báo cáo Sở X": another address stands between.
    pub(super) fn reaches_report(&self, at: usize) -> bool {
        matches!(self.item(at), Some(Item::Comma))
            && matches!(self.item(at + 1), Some(Item::Verb(Verb::Report | Verb::Request)))
            && self.object_follows(at + 2)
    }

    /// A noun that makes the verb behind it a noun phrase ("công tác phối hợp", "cơ quan chủ trì", "quy chế phối hợp").
    pub(super) fn after_noun(&self, at: usize) -> Option<()> {
        let first = self.items[at].first.checked_sub(1)?;
        if at.checked_sub(1).is_some_and(|i| matches!(self.items[i].item, Item::Organization(_))) {
            return None;
        }
        let noun = matches!(
            self.words[first].word.as_str(),
            "tác" | "chế" | "quan" | "vị" | "trình" | "hoạch" | "chương" | "việc" | "sự" | "trò" | "mối"
        );
        noun.then_some(())
    }

    pub(super) fn genitive_follows(&self, at: usize) -> bool {
        matches!(self.word(at + 1), "của" | "giữa" | "từ") && self.object_follows(at + 1)
    }

    /// Whether a condition ends at the comma before item `at`.
    pub(super) fn ends_condition(&self, at: usize, condition: Condition) -> bool {
        let mut at = at;
        while matches!(self.item(at), Some(Item::Adverb)) {
            at += 1;
        }
        match self.item(at) {
            Some(Item::Verb(Verb::Lead | Verb::Coordinate | Verb::Assign | Verb::Request)) => condition.verb_seen,
            Some(Item::Organization(_)) => {
                let (_, next) = self.list(at, false);
                let verb = self.verb_behind(next);
                match verb {
                    Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise) => condition.verb_seen,
                    Some(Verb::Action | Verb::Monitor | Verb::Request | Verb::Report) => {
                        condition.at_start && condition.verb_seen
                    }
                    _ => condition.at_start && condition.verb_seen && self.item(next) == Some(Item::Colon),
                }
            }
            _ => false,
        }
    }

    /// A mark behind which another subject, or a request, opens a clause of its own.
    pub(super) fn next_clause(&self, at: usize) -> bool {
        match self.item(at) {
            Some(Item::Semicolon) => true,
            Some(Item::Comma) => match self.item(at + 1) {
                Some(Item::Organization(_)) => {
                    let (_, next) = self.list(at + 1, false);
                    matches!(
                        self.verb_behind(next),
                        Some(
                            Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise | Verb::Action | Verb::Monitor
                        )
                    )
                }
                Some(Item::Verb(Verb::Request | Verb::Assign)) => self.object_follows(at + 2),
                _ => false,
            },
            _ => false,
        }
    }
}
