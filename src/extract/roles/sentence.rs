//! A sentence of assignment, read from left to right.
//!
//! In: a sentence, and the subject of the one before. Out: what is said of each organisation. A list of organisations is a
//! subject where a clause opens, an object behind a verb or a preposition, and nothing inside a condition.

use std::borrow::Cow;

use super::Said;
use super::items::{Item, Placed, items, whole_entries};
use crate::knowledge::Verb;
use crate::knowledge::words::Token;
use crate::normalise::Text;
use crate::record::{Basis, Role};
use crate::resolve::Glossary;
use crate::resolve::names::{Mention, mentions};
use crate::span::Bytes;

/// The subject of the sentence before, for one that has none ("Chủ trì phối hợp …"), and whether it leads.
pub(super) type Carried = Option<(Vec<(Mention, String)>, bool)>;

/// What stands left of the place where reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// The sentence, or a part of it, begins.
    Start,
    /// A comma or a conjunction.
    Clause,
    /// A list that may be a subject.
    Subject,
    /// This verb, with its preposition.
    Verb(Verb),
    /// Other words.
    Content,
}

pub(super) struct Sentence<'a> {
    pub(super) text: &'a Text,
    pub(super) range: Bytes,
    pub(super) words: Cow<'a, [Token]>,
    pub(super) mentions: Vec<Mention>,
    pub(super) items: Vec<Placed>,
    pub(super) glossary: &'a Glossary,
    /// A title names the subject of sentences that have none, whatever their verb.
    pub(super) under_title: bool,
    /// Read for duties: reporting counts.
    pub(super) duties: bool,
}

/// Where a list stands: its item, the item behind it, what is left of it, and the label it stands under.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    next: usize,
    left: Left,
    label: Option<(Role, bool)>,
}

#[derive(Default)]
struct State {
    subject: Vec<usize>,
    main: Vec<usize>,
    led: bool,
    assigned: bool,
    request: bool,
    condition: Option<Condition>,
    /// Objects of chỉ đạo, whose own phối hợp follows without a comma.
    directed: bool,
    /// Objects of hướng dẫn, whose verbs are not the subject's.
    guided: bool,
}

impl State {
    /// A new subject: nothing is said of it yet.
    fn take(&mut self, list: &[usize]) {
        self.subject = list.to_vec();
        if !self.request {
            self.main = list.to_vec();
        }
        self.led = false;
        self.assigned = false;
        self.directed = false;
        self.guided = false;
    }
}

#[derive(Clone, Copy)]
pub(super) struct Condition {
    pub(super) at_start: bool,
    pub(super) verb_seen: bool,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a Text, range: Bytes, glossary: &'a Glossary, listed: bool) -> Self {
        let words = text.words(range.clone());
        let mentions = mentions(text, range.clone(), glossary);
        let mentions = if listed { whole_entries(&words, mentions) } else { mentions };
        let items = items(&words, &mentions);
        Self { text, range, words, mentions, items, glossary, under_title: false, duties: false }
    }

    /// `label` is the role of bare lists, and whether this is the first sentence under the label.
    pub(super) fn read(&self, label: Option<(Role, bool)>, carried: Carried, out: &mut Vec<Said>) -> Carried {
        let mut state = State::default();
        let mut left = Left::Start;
        let before = out.len();
        let mut at = 0;
        while at < self.items.len() {
            let item = self.items[at].item;
            match item {
                Item::Organization(_) => {
                    let (list, next) = self.list(at, matches!(left, Left::Verb(_) | Left::Content));
                    left = self.read_list(&list, &Place { at, next, left, label }, &mut state, out);
                    at = next;
                    continue;
                }
                Item::Verb(verb) => left = self.read_verb(verb, at, left, &mut state, &carried, out),
                Item::Comma => {
                    if state.condition.is_some_and(|c| self.ends_condition(at + 1, c)) {
                        state.condition = None;
                        left = Left::Start;
                    } else if state.condition.is_none() {
                        left = if left == Left::Start { Left::Start } else { Left::Clause };
                    }
                    state.directed = false;
                    state.guided = false;
                }
                Item::Semicolon => {
                    state.request = false;
                    state.condition = None;
                    state.directed = false;
                    state.guided = false;
                    state.subject.clone_from(&state.main);
                    left = Left::Start;
                }
                Item::Colon => {
                    // "Công an tỉnh: chủ trì …": the subject stands before the colon.
                    // "phối hợp với: Sở A, Sở B": the objects stand behind it.
                    left = match left {
                        Left::Verb(Verb::Coordinate) => left,
                        Left::Subject | Left::Start => Left::Subject,
                        _ => Left::Clause,
                    };
                }
                Item::And => {
                    if left == Left::Content {
                        left = Left::Clause;
                    }
                }
                Item::Adverb | Item::Staff | Item::Open | Item::Close => {}
                Item::Word => {
                    if let Some(condition) = &mut state.condition {
                        condition.verb_seen |= self.word(at) == "có";
                    }
                    // "Trong đó, …", "Riêng Sở Y tế …": small openers leave the clause open.
                    left = if matches!(self.word(at), "do" | "riêng" | "đồng" | "thời" | "sự") && left != Left::Content
                    {
                        left
                    } else {
                        Left::Content
                    };
                }
            }
            at += 1;
        }
        let subject: Vec<(Mention, String)> =
            state.main.iter().map(|m| (self.mentions[*m].clone(), self.name(*m))).collect();
        if subject.is_empty() {
            return carried;
        }
        let led = state.led
            || out[before..].iter().any(|s| s.role == Role::Lead && !s.requested && s.mention == subject[0].0);
        Some((subject, led))
    }

    fn read_list(&self, list: &[usize], place: &Place, state: &mut State, out: &mut Vec<Said>) -> Left {
        let Place { at, next, left, label } = *place;
        let behind = self.verb_behind(next);
        let requested = state.request;
        if let Some(condition) = state.condition {
            // "Theo hướng dẫn của Bộ A, Sở B chủ trì": the last of the list is the subject.
            if condition.at_start
                && list.len() >= 2
                && matches!(behind, Some(Verb::Lead | Verb::Coordinate | Verb::Direct))
            {
                state.condition = None;
                state.take(&list[list.len() - 1..]);
                return Left::Subject;
            }
            return Left::Content;
        }
        match left {
            Left::Verb(Verb::Coordinate) => {
                if behind == Some(Verb::Lead) && !self.comma_before_verb(next) && !state.led {
                    // "A phối hợp B chủ trì": the grammar lets either lead, so both readings are kept.
                    for mention in state.subject.iter().chain(list) {
                        self.say(out, *mention, Role::Lead, requested, Basis::Implied, None);
                        self.say(out, *mention, Role::Coordinate, requested, Basis::Implied, None);
                    }
                    state.led = true;
                    return Left::Content;
                }
                if !state.led && !state.directed && !state.guided {
                    for mention in &state.subject {
                        self.say(out, *mention, Role::Coordinate, requested, Basis::Stated, Some(next));
                        if let Some(last) = out.last_mut() {
                            last.first_of_two = true;
                        }
                    }
                }
                for mention in list {
                    self.say(out, *mention, Role::Coordinate, requested, Basis::Stated, Some(next));
                }
                state.assigned = true;
                // "… phối hợp với B; C chủ trì": what follows the objects is content.
                Left::Content
            }
            Left::Verb(Verb::Direct) => {
                if matches!(behind, Some(Verb::Lead)) {
                    state.take(list);
                    return Left::Subject;
                }
                for mention in list {
                    self.say(out, *mention, Role::Implement, requested, Basis::Stated, Some(next));
                }
                state.directed = true;
                Left::Content
            }
            Left::Verb(Verb::Assign) => {
                state.take(list);
                if !matches!(behind, Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise)) {
                    for mention in list {
                        self.say(out, *mention, Role::Implement, requested, Basis::Stated, Some(next));
                    }
                }
                Left::Subject
            }
            Left::Verb(Verb::Request) => {
                state.request = true;
                state.subject = list.to_vec();
                state.led = false;
                state.assigned = false;
                Left::Subject
            }
            Left::Verb(Verb::Report) => {
                if matches!(behind, Some(Verb::Lead | Verb::Coordinate)) {
                    state.request = true;
                    state.subject = list.to_vec();
                    state.led = false;
                    return Left::Subject;
                }
                Left::Content
            }
            Left::Verb(Verb::CoordinateIs) => {
                for mention in list {
                    self.say(out, *mention, Role::Coordinate, requested, Basis::Stated, None);
                }
                Left::Content
            }
            Left::Verb(Verb::LeadIs) => {
                state.take(list);
                for mention in list {
                    self.say(out, *mention, Role::Lead, requested, Basis::Stated, None);
                }
                state.led = true;
                Left::Content
            }
            Left::Verb(Verb::Lead) if self.genitive(at) => {
                for mention in list {
                    self.say(out, *mention, Role::Lead, requested, Basis::Stated, Some(next));
                }
                state.led = true;
                Left::Content
            }
            Left::Verb(Verb::Monitor) => {
                state.guided = true;
                Left::Content
            }
            Left::Start | Left::Clause | Left::Subject => {
                let plain = !matches!(
                    behind,
                    Some(
                        Verb::Lead
                            | Verb::Coordinate
                            | Verb::Direct
                            | Verb::Advise
                            | Verb::Action
                            | Verb::Monitor
                            | Verb::Request
                            | Verb::Report
                            | Verb::Assign
                    )
                );
                // A later sentence under the label speaks for itself where it has a verb.
                if let Some((role, _)) = label.filter(|(_, first)| !requested && (*first || plain)) {
                    return self.read_labelled(list, role, place, state, out);
                }
                if plain
                    && left == Left::Clause
                    && self.item(next) != Some(Item::Colon)
                    && self.item(next) != Some(Item::Open)
                {
                    // Objects that a comma parts from their verb.
                    return Left::Content;
                }
                state.take(list);
                Left::Subject
            }
            // "… do Sở Y tế chủ trì", "nội dung A Sở B chủ trì".
            Left::Content | Left::Verb(_) if behind == Some(Verb::Lead) && !state.guided => {
                state.take(list);
                Left::Subject
            }
            Left::Content | Left::Verb(_) => Left::Content,
        }
    }

    /// A list under a label that names a role: the label speaks where no verb does.
    fn read_labelled(&self, list: &[usize], role: Role, place: &Place, state: &mut State, out: &mut Vec<Said>) -> Left {
        let behind = self.verb_behind(place.next);
        let own_verb = matches!(behind, Some(Verb::Lead))
            || (behind == Some(Verb::Coordinate) && role != Role::Lead && place.left != Left::Start);
        let sub = place.left == Left::Clause
            && matches!(behind, Some(Verb::Coordinate))
            && !self.object_of_coordinate(place.next);
        state.take(list);
        if own_verb || sub {
            return Left::Subject;
        }
        for mention in list {
            self.say(out, *mention, role, false, Basis::Stated, None);
        }
        state.led = role == Role::Lead || role == Role::Coordinate;
        Left::Subject
    }

    fn read_verb(
        &self,
        verb: Verb,
        at: usize,
        left: Left,
        state: &mut State,
        carried: &Carried,
        out: &mut Vec<Said>,
    ) -> Left {
        if let Some(condition) = &mut state.condition {
            let resumes = matches!(verb, Verb::Lead) && !state.subject.is_empty() && !state.assigned && !state.led;
            if resumes {
                state.condition = None;
            } else {
                condition.verb_seen |= matches!(
                    verb,
                    Verb::Action
                        | Verb::Monitor
                        | Verb::Direct
                        | Verb::Lead
                        | Verb::Coordinate
                        | Verb::Assign
                        | Verb::Report
                );
                return Left::Content;
            }
        }
        let live = matches!(left, Left::Start | Left::Clause | Left::Subject)
            || matches!(left, Left::Verb(v) if v != Verb::Preposition && v != Verb::Coordinate);
        let requested = state.request;
        match verb {
            Verb::Lead => {
                // "cơ quan chủ trì" and "để chủ trì" say nothing of the subject.
                if !(live
                    || !state.subject.is_empty()
                        && !state.assigned
                        && !state.led
                        && left == Left::Content
                        && self.word(at) == "chủ"
                        && self.after_noun(at).is_none())
                    || state.guided
                {
                    return Left::Content;
                }
                if state.subject.is_empty() {
                    if let Some((subject, _)) = carried {
                        for (mention, name) in subject {
                            self.say_carried(out, mention, name, Role::Lead, requested, at + 1);
                        }
                        state.led = true;
                    }
                    return Left::Verb(Verb::Lead);
                }
                for mention in &state.subject {
                    self.say(out, *mention, Role::Lead, requested, Basis::Stated, Some(at + 1));
                }
                state.led = true;
                state.assigned = true;
                Left::Verb(Verb::Lead)
            }
            Verb::Coordinate => {
                if self.after_noun(at).is_some() && !self.genitive_follows(at) {
                    return Left::Content;
                }
                if self.object_follows(at + 1) {
                    if state.subject.is_empty() && left == Left::Start {
                        // The sentence goes on with the subject of the one before.
                        if let Some((subject, false)) = carried {
                            for (mention, name) in subject {
                                self.say_carried(out, mention, name, Role::Coordinate, requested, at + 1);
                                if let Some(last) = out.last_mut() {
                                    last.first_of_two = true;
                                }
                            }
                        }
                    }
                    return Left::Verb(Verb::Coordinate);
                }
                if live && !state.led && !state.directed && !state.guided || (requested && left == Left::Content) {
                    for mention in &state.subject {
                        self.say(out, *mention, Role::Coordinate, requested, Basis::Stated, Some(at + 1));
                    }
                    state.assigned = true;
                }
                Left::Verb(Verb::Action)
            }
            Verb::LeadIs if !self.object_follows(at + 1) => self.read_verb(Verb::Lead, at, left, state, carried, out),
            Verb::CoordinateIs if !self.object_follows(at + 1) => {
                self.read_verb(Verb::Coordinate, at, left, state, carried, out)
            }
            Verb::LeadIs | Verb::CoordinateIs => Left::Verb(verb),
            Verb::Direct | Verb::Advise | Verb::Monitor => {
                // "hướng dẫn người dân" teaches; it watches over nobody.
                let teaches = verb == Verb::Monitor && self.word(at) == "hướng" && !self.object_follows(at + 1);
                if !live || state.directed || teaches {
                    return if teaches { Left::Verb(Verb::Action) } else { Left::Content };
                }
                let role = match verb {
                    Verb::Direct => Role::Direct,
                    Verb::Advise => Role::Advise,
                    _ => Role::Monitor,
                };
                if self.under_title && left == Left::Start && state.subject.is_empty() {
                    for (mention, name) in carried.iter().flat_map(|(subject, _)| subject) {
                        self.say_carried(out, mention, name, role, requested, at + 1);
                    }
                }
                for mention in &state.subject {
                    self.say(out, *mention, role, requested, Basis::Stated, Some(at + 1));
                }
                state.assigned = state.assigned || !state.subject.is_empty();
                Left::Verb(verb)
            }
            Verb::Action => {
                if self.under_title && left == Left::Start && state.subject.is_empty() && at == 0 {
                    for (mention, name) in carried.iter().flat_map(|(subject, _)| subject) {
                        self.say_carried(out, mention, name, Role::Implement, requested, at);
                    }
                }
                if left == Left::Subject && !state.assigned {
                    for mention in &state.subject {
                        self.say(out, *mention, Role::Implement, requested, Basis::Stated, Some(at));
                    }
                    state.assigned = true;
                }
                Left::Verb(Verb::Action)
            }
            Verb::Request if self.object_follows(at + 1) || self.reaches_report(at + 1) => Left::Verb(Verb::Request),
            Verb::Report if matches!(self.item(at + 1), Some(Item::Verb(Verb::Request))) => left,
            // Outside the units a report is a duty of its own.
            Verb::Report if self.duties && live && !state.subject.is_empty() && !state.assigned => {
                for mention in &state.subject {
                    self.say(out, *mention, Role::Implement, requested, Basis::Stated, Some(at));
                }
                state.assigned = true;
                Left::Verb(Verb::Report)
            }
            Verb::Report if self.object_follows(at + 1) => Left::Verb(Verb::Report),
            Verb::Assign if self.object_follows(at + 1) => {
                // "Phòng Y tế, các cơ sở …, giao Công an chủ trì": those before carry it out.
                if left == Left::Clause && !state.assigned && !requested {
                    for mention in &state.subject {
                        self.say(out, *mention, Role::Implement, false, Basis::Stated, None);
                    }
                }
                Left::Verb(Verb::Assign)
            }
            Verb::Report if self.under_title && at == 0 && state.subject.is_empty() => {
                for (mention, name) in carried.iter().flat_map(|(subject, _)| subject) {
                    self.say_carried(out, mention, name, Role::Implement, requested, at);
                }
                Left::Verb(Verb::Report)
            }
            Verb::Request | Verb::Report | Verb::Assign => Left::Content,
            Verb::Condition => {
                let folded = self.word(at);
                state.condition = Some(Condition {
                    at_start: left == Left::Start,
                    verb_seen: matches!(folded, "theo" | "căn" | "trên" | "dựa" | "dưới"),
                });
                Left::Content
            }
            Verb::Preposition => match left {
                // "Nhân sự kỹ thuật của Trung tâm X phối hợp …": the staff's body is the subject.
                Left::Start if self.word(at) == "của" && at > 0 && self.items[at - 1].item == Item::Staff => left,
                Left::Verb(Verb::Coordinate) if matches!(self.word(at), "với" | "cùng" | "của" | "giữa") => left,
                Left::Verb(Verb::Lead) if matches!(self.word(at), "với" | "cùng") => Left::Verb(Verb::Coordinate),
                Left::Verb(Verb::Lead) if self.word(at) == "của" => left,
                Left::Clause | Left::Start if matches!(self.word(at), "cùng" | "với") && state.led => {
                    Left::Verb(Verb::Coordinate)
                }
                Left::Start if self.word(at) == "là" => left,
                _ => Left::Verb(Verb::Preposition),
            },
        }
    }
}
