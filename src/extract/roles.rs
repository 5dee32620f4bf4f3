//! Roles: who leads, coordinates, directs, advises, carries out, in sentences and under labels.
//!
//! In: paragraphs of a field. Out: [`Said`], what each sentence says of each organisation, and [`settle`], which brings the
//! sentences of a whole unit together. A sentence is read from left to right: a list of organisations is a subject where a
//! clause opens, an object behind a verb or a preposition, and nothing inside a condition. What the grammar does not decide
//! is kept as both readings. Domain: the grammar of assignment of the project's papers.

use crate::knowledge::words::{Token, tokens};
use crate::knowledge::{Verb, knowledge};
use crate::knowledge::fold::key;
use crate::normalise::Text;
use crate::record::{Assignment, Basis, Organization, Role};
use crate::resolve::Glossary;
use crate::resolve::names::{Mention, mentions_in};
use crate::span::{Bytes, trim, trim_end};

/// What a sentence says of one organisation.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) role: Role,
    pub(crate) requested: bool,
    pub(crate) basis: Basis,
    /// Stands first in "A phối hợp với B …": leads where nobody is said to.
    pub(crate) first_of_two: bool,
    pub(crate) mention: Mention,
    pub(crate) name: String,
    pub(crate) task: Option<Bytes>,
    pub(crate) sentence: Bytes,
}

/// The sentences of a paragraph.
pub(crate) fn sentences(text: &Text, range: &Bytes) -> Vec<Bytes> {
    let words = text.slice(range);
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in words.char_indices() {
        let after = &words[at + c.len_utf8()..];
        let ends = matches!(c, '.' | '!' | '?') && after.starts_with(' ') && after.trim_start().starts_with(|n: char| n.is_uppercase() || n == '“');
        // "TP. Hồ Chí Minh", "P. KH-TC": an abbreviation ends no sentence.
        let word = words[..at].rsplit([' ', '(']).next().unwrap_or("");
        if ends && !(word.chars().count() <= 2 && word.chars().all(char::is_uppercase)) {
            out.push(range.start + start..range.start + at + 1);
            start = at + 1;
        }
    }
    out.push(range.start + start..range.end);
    out.into_iter().map(|r| trim(&text.text, r)).filter(|r| !r.is_empty()).collect()
}

/// Reads the paragraphs of a field. `label` is the role of a bare list under the field's label.
pub(crate) fn read(text: &Text, paragraphs: &[Bytes], label: Option<Role>, glossary: &Glossary) -> Vec<Said> {
    let mut out = Vec::new();
    let mut carried: Carried = None;
    for (first, sentence) in paragraphs.iter().flat_map(|p| sentences(text, p)).enumerate().map(|(at, s)| (at == 0, s)) {
        {
            let reader = Sentence::new(text, sentence, glossary, label.is_some());
            carried = reader.read(label.map(|role| (role, first)), carried, &mut out);
        }
    }
    out
}

/// Reads the sentences of a paragraph, the first under the title that names its subject where there is one.
pub(crate) fn read_under(text: &Text, paragraph: &Bytes, subject: Option<(Mention, String)>, glossary: &Glossary) -> Vec<(Bytes, Vec<Said>)> {
    let mut carried: Carried = subject.map(|s| (vec![s], false));
    sentences(text, paragraph)
        .into_iter()
        .map(|sentence| {
            let mut out = Vec::new();
            let reader = Sentence { under_title: carried.is_some(), ..Sentence::new(text, sentence.clone(), glossary, false) };
            carried = reader.read(None, carried.take(), &mut out);
            (sentence, out)
        })
        .collect()
}

/// The subject of the sentence before, for one that has none ("Chủ trì phối hợp …"), and whether it leads.
type Carried = Option<(Vec<(Mention, String)>, bool)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
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

#[derive(Debug, Clone, Copy)]
struct Placed {
    item: Item,
    first: usize,
    end: usize,
}

struct Sentence<'a> {
    text: &'a Text,
    range: Bytes,
    words: Vec<Token>,
    mentions: Vec<Mention>,
    items: Vec<Placed>,
    glossary: &'a Glossary,
    /// A title names the subject of sentences that have none, whatever their verb.
    under_title: bool,
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

#[derive(Clone, Copy)]
struct Condition {
    at_start: bool,
    verb_seen: bool,
}

impl<'a> Sentence<'a> {
    fn new(text: &'a Text, range: Bytes, glossary: &'a Glossary, listed: bool) -> Self {
        let words = tokens(&text.text, range.clone());
        let mentions = mentions_in(&text.text, &words, glossary);
        let mentions = if listed { whole_entries(&words, mentions) } else { mentions };
        let items = items(&words, &mentions);
        Self { text, range, words, mentions, items, glossary, under_title: false }
    }

    fn item(&self, at: usize) -> Option<Item> {
        self.items.get(at).map(|p| p.item)
    }

    fn word(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |p| self.words[p.first].word.as_str())
    }

    /// The list of organisations at item `at`, and the item behind it. Brackets between its members are stepped over.
    /// Among objects of phối hợp a semicolon before the next subject ends the list.
    fn list(&self, at: usize, objects: bool) -> (Vec<usize>, usize) {
        let mut members = Vec::new();
        let mut next = at;
        loop {
            let Some(Item::Organization(mention)) = self.item(next) else { break };
            members.push(mention);
            next += 1;
            let mut ahead = self.skip_brackets(next);
            let bracketed = ahead > next;
            let mut separated = false;
            let semicolon = self.item(ahead) == Some(Item::Semicolon);
            while matches!(self.item(ahead), Some(Item::Comma | Item::Semicolon | Item::And | Item::Staff)) || self.word(ahead) == "của" && separated {
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
                if objects && semicolon && matches!(verb, Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise)) {
                    break;
                }
            }
            next = ahead;
        }
        (members, next)
    }

    /// A list up to the next semicolon.
    fn plain_list(&self, at: usize) -> (usize, usize) {
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

    fn skip_brackets(&self, at: usize) -> usize {
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
    fn verb_behind(&self, at: usize) -> Option<Verb> {
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
    fn object_follows(&self, at: usize) -> bool {
        let mut next = at;
        while next < self.items.len() {
            match self.item(next) {
                Some(Item::Organization(_)) => return true,
                Some(Item::Staff | Item::Adverb) => next += 1,
                Some(Item::Verb(Verb::Preposition)) if matches!(self.word(next), "với" | "cùng" | "của") => next += 1,
                Some(Item::Verb(Verb::Action)) if self.items[next].end - self.items[next].first <= 2 && matches!(self.item(next + 1), Some(Item::Verb(Verb::Preposition))) && matches!(self.word(next + 1), "với" | "cùng") => next += 1,
                Some(Item::Word) if matches!(self.word(next), "chặt" | "chẽ" | "giữa" | "sự" | "nhân" | "sự," | "kỹ" | "thuật" | "bộ" | "cán" | "chuyên" | "môn" | "đội" | "ngũ") => next += 1,
                _ => return false,
            }
        }
        false
    }

    fn name(&self, mention: usize) -> String {
        self.mentions[mention].name(&self.text.text, self.glossary)
    }

    /// `label` is the role of bare lists, and whether this is the first sentence under the label.
    fn read(&self, label: Option<(Role, bool)>, carried: Carried, out: &mut Vec<Said>) -> Carried {
        let mut state = State::default();
        let mut left = Left::Start;
        let before = out.len();
        let mut at = 0;
        while at < self.items.len() {
            let item = self.items[at].item;
            match item {
                Item::Organization(_) => {
                    let (list, next) = self.list(at, matches!(left, Left::Verb(_) | Left::Content));
                    left = self.read_list(&list, at, next, left, label, &mut state, out);
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
                    left = if left == Left::Subject || left == Left::Start { Left::Subject } else { Left::Clause };
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
                    left = if matches!(self.word(at), "do" | "riêng" | "đồng" | "thời" | "sự") && left != Left::Content { left } else { Left::Content };
                }
            }
            at += 1;
        }
        let subject: Vec<(Mention, String)> = state.main.iter().map(|m| (self.mentions[*m].clone(), self.name(*m))).collect();
        if subject.is_empty() {
            return carried;
        }
        let led = state.led || out[before..].iter().any(|s| s.role == Role::Lead && !s.requested && s.mention == subject[0].0);
        Some((subject, led))
    }

    /// Whether a condition ends at the comma before item `at`.
    fn ends_condition(&self, at: usize, condition: Condition) -> bool {
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
                    Some(Verb::Action | Verb::Monitor | Verb::Request | Verb::Report) => condition.at_start && condition.verb_seen,
                    _ => condition.at_start && condition.verb_seen && self.item(next) == Some(Item::Colon),
                }
            }
            _ => false,
        }
    }

    fn read_list(&self, list: &[usize], at: usize, next: usize, left: Left, label: Option<(Role, bool)>, state: &mut State, out: &mut Vec<Said>) -> Left {
        let behind = self.verb_behind(next);
        let requested = state.request;
        if let Some(condition) = state.condition {
            // "Theo hướng dẫn của Bộ A, Sở B chủ trì": the last of the list is the subject.
            if condition.at_start && list.len() >= 2 && matches!(behind, Some(Verb::Lead | Verb::Coordinate | Verb::Direct)) {
                state.condition = None;
                self.set_subject(&list[list.len() - 1..], state);
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
                    self.set_subject(list, state);
                    return Left::Subject;
                }
                for mention in list {
                    self.say(out, *mention, Role::Implement, requested, Basis::Stated, Some(next));
                }
                state.directed = true;
                Left::Content
            }
            Left::Verb(Verb::Assign) => {
                self.set_subject(list, state);
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
                self.set_subject(list, state);
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
                let plain = !matches!(behind, Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise | Verb::Action | Verb::Monitor | Verb::Request | Verb::Report | Verb::Assign));
                // A later sentence under the label speaks for itself where it has a verb.
                if let Some((role, _)) = label.filter(|(_, first)| !requested && (*first || plain)) {
                    return self.read_labelled(list, next, behind, role, left, state, out);
                }
                if plain && left == Left::Clause && self.item(next) != Some(Item::Colon) && self.item(next) != Some(Item::Open) {
                    // Objects that a comma parts from their verb.
                    return Left::Content;
                }
                self.set_subject(list, state);
                Left::Subject
            }
            // "… do Sở Y tế chủ trì", "nội dung A Sở B chủ trì".
            Left::Content | Left::Verb(_) if behind == Some(Verb::Lead) && !state.guided => {
                self.set_subject(list, state);
                Left::Subject
            }
            Left::Content | Left::Verb(_) => Left::Content,
        }
    }

    /// A list under a label that names a role: the label speaks where no verb does.
    #[allow(clippy::too_many_arguments)]
    fn read_labelled(&self, list: &[usize], next: usize, behind: Option<Verb>, role: Role, left: Left, state: &mut State, out: &mut Vec<Said>) -> Left {
        let own_verb = matches!(behind, Some(Verb::Lead)) || (behind == Some(Verb::Coordinate) && role != Role::Lead && left != Left::Start);
        let sub = left == Left::Clause && matches!(behind, Some(Verb::Coordinate)) && !self.object_of_coordinate(next);
        self.set_subject(list, state);
        if own_verb || sub {
            return Left::Subject;
        }
        for mention in list {
            self.say(out, *mention, role, false, Basis::Stated, None);
        }
        state.led = role == Role::Lead || role == Role::Coordinate;
        Left::Subject
    }

    fn object_of_coordinate(&self, at: usize) -> bool {
        let verb = (at..self.items.len()).find(|i| self.item(*i) == Some(Item::Verb(Verb::Coordinate)));
        verb.is_some_and(|v| self.object_follows(v + 1))
    }

    fn genitive(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1) == "của"
    }

    fn comma_before_verb(&self, at: usize) -> bool {
        matches!(self.item(at), Some(Item::Comma | Item::Semicolon))
    }

    fn set_subject(&self, list: &[usize], state: &mut State) {
        state.subject = list.to_vec();
        if !state.request {
            state.main = list.to_vec();
        }
        state.led = false;
        state.assigned = false;
        state.directed = false;
        state.guided = false;
    }

    fn read_verb(&self, verb: Verb, at: usize, left: Left, state: &mut State, carried: &Carried, out: &mut Vec<Said>) -> Left {
        if let Some(condition) = &mut state.condition {
            let resumes = matches!(verb, Verb::Lead) && !state.subject.is_empty() && !state.assigned && !state.led;
            if resumes {
                state.condition = None;
            } else {
                condition.verb_seen |= matches!(verb, Verb::Action | Verb::Monitor | Verb::Direct | Verb::Lead | Verb::Coordinate | Verb::Assign | Verb::Report);
                return Left::Content;
            }
        }
        let live = matches!(left, Left::Start | Left::Clause | Left::Subject) || matches!(left, Left::Verb(v) if v != Verb::Preposition && v != Verb::Coordinate);
        let requested = state.request;
        match verb {
            Verb::Lead => {
                // "cơ quan chủ trì" and "để chủ trì" say nothing of the subject.
                if !(live || !state.subject.is_empty() && !state.assigned && !state.led && left == Left::Content && self.word(at) == "chủ" && self.after_noun(at).is_none()) || state.guided {
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
            Verb::CoordinateIs if !self.object_follows(at + 1) => self.read_verb(Verb::Coordinate, at, left, state, carried, out),
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
                state.condition = Some(Condition { at_start: left == Left::Start, verb_seen: matches!(folded, "theo" | "căn" | "trên" | "dựa" | "dưới") });
                Left::Content
            }
            Verb::Preposition => match left {
                // "Nhân sự kỹ thuật của Trung tâm X phối hợp …": the staff's body is the subject.
                Left::Start if self.word(at) == "của" && at > 0 && self.items[at - 1].item == Item::Staff => left,
                Left::Verb(Verb::Coordinate) if matches!(self.word(at), "với" | "cùng" | "của" | "giữa") => left,
                Left::Verb(Verb::Lead) if matches!(self.word(at), "với" | "cùng") => Left::Verb(Verb::Coordinate),
                Left::Verb(Verb::Lead) if self.word(at) == "của" => left,
                Left::Clause | Left::Start if matches!(self.word(at), "cùng" | "với") && state.led => Left::Verb(Verb::Coordinate),
                Left::Start if self.word(at) == "là" => left,
                _ => Left::Verb(Verb::Preposition),
            },
        }
    }

    /// "đề nghị, báo cáo Sở X": another address stands between.
    fn reaches_report(&self, at: usize) -> bool {
        matches!(self.item(at), Some(Item::Comma)) && matches!(self.item(at + 1), Some(Item::Verb(Verb::Report | Verb::Request))) && self.object_follows(at + 2)
    }

    /// A noun that makes the verb behind it a noun phrase ("công tác phối hợp", "cơ quan chủ trì", "quy chế phối hợp").
    fn after_noun(&self, at: usize) -> Option<()> {
        let first = self.items[at].first.checked_sub(1)?;
        if at.checked_sub(1).is_some_and(|i| matches!(self.items[i].item, Item::Organization(_))) {
            return None;
        }
        let noun = matches!(self.words[first].word.as_str(), "tác" | "chế" | "quan" | "vị" | "trình" | "hoạch" | "chương" | "việc" | "sự" | "trò" | "mối");
        noun.then_some(())
    }

    fn genitive_follows(&self, at: usize) -> bool {
        matches!(self.word(at + 1), "của" | "giữa" | "từ") && self.object_follows(at + 1)
    }

    fn say(&self, out: &mut Vec<Said>, mention: usize, role: Role, requested: bool, basis: Basis, task_from: Option<usize>) {
        let task = task_from.and_then(|at| self.task(at));
        out.push(Said { role, requested, basis, first_of_two: false, mention: self.mentions[mention].clone(), name: self.name(mention), task, sentence: self.range.clone() });
    }

    fn say_carried(&self, out: &mut Vec<Said>, mention: &Mention, name: &str, role: Role, requested: bool, task_from: usize) {
        let task = self.task(task_from);
        out.push(Said { role, requested, basis: Basis::Stated, first_of_two: false, mention: mention.clone(), name: name.to_owned(), task, sentence: self.range.clone() });
    }

    /// The words from an item to the end of the sentence: what is to be done.
    fn task(&self, at: usize) -> Option<Bytes> {
        let mut at = at;
        while matches!(self.item(at), Some(Item::Comma | Item::Colon | Item::And | Item::Close)) {
            at += 1;
        }
        let first = self.items.get(at)?;
        if matches!(first.item, Item::Organization(_)) {
            return None;
        }
        let start = self.words[first.first].range.start;
        let end = (at..self.items.len()).find(|i| self.next_clause(*i)).map_or(self.range.end, |i| self.words[self.items[i].first].range.start);
        let range = trim_end(&self.text.text, start..end.max(start), &['.', ';', ',']);
        (!range.is_empty()).then_some(range)
    }

    /// A mark behind which another subject, or a request, opens a clause of its own.
    fn next_clause(&self, at: usize) -> bool {
        match self.item(at) {
            Some(Item::Semicolon) => true,
            Some(Item::Comma) => match self.item(at + 1) {
                Some(Item::Organization(_)) => {
                    let (_, next) = self.list(at + 1, false);
                    matches!(self.verb_behind(next), Some(Verb::Lead | Verb::Coordinate | Verb::Direct | Verb::Advise | Verb::Action | Verb::Monitor))
                }
                Some(Item::Verb(Verb::Request | Verb::Assign)) => self.object_follows(at + 2),
                _ => false,
            },
            _ => false,
        }
    }
}

/// Under a label that lists organisations an entry is one name to its end: "UBND các xã có vùng nguyên liệu".
fn whole_entries(words: &[Token], mut mentions: Vec<Mention>) -> Vec<Mention> {
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
fn items(words: &[Token], mentions: &[Mention]) -> Vec<Placed> {
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
            (_, Some((v_end, verb)), Some((a_end, ())), _) if v_end > a_end || (v_end == a_end && !matches!(verb, Verb::Action | Verb::Preposition)) => (Item::Verb(*verb), v_end),
            (_, _, Some((end, ())), _) => (Item::Adverb, end),
            (_, Some((v_end, verb)), None, staff) if staff.is_none_or(|(s, ())| v_end >= s) => (Item::Verb(*verb), v_end),
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

/// Brings the sentences of a unit together: who leads where nobody is said to, and each body once a role.
pub(crate) fn settle(text: &Text, said: Vec<Said>) -> Vec<Assignment> {
    let any_lead = said.iter().any(|s| s.role == Role::Lead && !s.requested);
    let mut out: Vec<(Said, Role, Basis)> = Vec::new();
    for s in said {
        let implied = !any_lead && !s.requested;
        match s.role {
            Role::Coordinate if s.first_of_two && implied => out.push((s, Role::Lead, Basis::Implied)),
            Role::Direct | Role::Advise if implied => {
                out.push((s.clone(), s.role, s.basis));
                out.push((s, Role::Lead, Basis::Implied));
            }
            _ => {
                let (role, basis) = (s.role, s.basis);
                out.push((s, role, basis));
            }
        }
    }
    if !out.iter().any(|(s, role, _)| *role == Role::Lead && !s.requested) {
        // The only ones who are told to do it lead it.
        let executors: Vec<Said> = out.iter().filter(|(s, role, _)| *role == Role::Implement && !s.requested).map(|(s, ..)| s.clone()).collect();
        if let Some(first) = executors.first() {
            if executors.iter().all(|s| s.sentence == first.sentence) {
                out.extend(executors.into_iter().map(|s| (s, Role::Lead, Basis::Implied)));
            }
        }
    }
    let mut seen: Vec<(Role, bool, String)> = Vec::new();
    let mut assignments = Vec::new();
    for (s, role, basis) in out {
        let known = (role, s.requested, key(&s.name));
        if seen.contains(&known) {
            continue;
        }
        seen.push(known);
        assignments.push(Assignment {
            role,
            requested: s.requested,
            basis,
            organization: organization(text, &s.mention, s.name),
            task: s.task.map(|t| text.slice(&t).to_owned()),
            span: text.span(s.sentence),
        });
    }
    assignments
}

/// The record's form of a mention.
pub(crate) fn organization(text: &Text, mention: &Mention, name: String) -> Organization {
    Organization { raw: text.slice(&mention.range).to_owned(), name, org_id: None, span: text.span(mention.range.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise};

    /// Roles of one unit's paragraphs as "role name", requested ones with `?`, implied ones with `~`.
    fn roles(paragraphs: &str, label: Option<Role>) -> Vec<String> {
        let text = normalise::normalise(&ingest::read(paragraphs.as_bytes(), "a.txt").expect("readable"));
        let ranges: Vec<Bytes> = text.blocks.iter().map(|b| b.range.clone()).collect();
        let said = read(&text, &ranges, label, &Glossary::default());
        let mut out: Vec<String> = settle(&text, said)
            .into_iter()
            .filter(|a| matches!(a.role, Role::Lead | Role::Coordinate | Role::Direct | Role::Advise))
            .map(|a| {
                let mark = if a.requested { "?" } else if a.basis == Basis::Implied { "~" } else { "" };
                format!("{}{mark} {}", format!("{:?}", a.role).to_lowercase(), a.organization.name)
            })
            .collect();
        out.sort();
        out
    }

    #[track_caller]
    fn check(paragraphs: &str, expect: &[&str]) {
        let mut expect: Vec<&str> = expect.to_vec();
        expect.sort_unstable();
        assert_eq!(roles(paragraphs, None), expect, "{paragraphs}");
    }

    #[test]
    fn lead_and_objects() {
        check("Sở Y tế chủ trì, phối hợp với Công an tỉnh, Sở Nội vụ triển khai thực hiện.", &["lead Sở Y tế", "coordinate Công an tỉnh", "coordinate Sở Nội vụ"]);
        check("Sở Y tế chủ trì phối hợp Công an tỉnh triển khai.", &["lead Sở Y tế", "coordinate Công an tỉnh"]);
        check("Sở Y tế chủ trì trong việc khám bệnh.", &["lead Sở Y tế"]);
        check("Sở Y tế chủ trì; Công an tỉnh, Sở Nội vụ phối hợp cung cấp dữ liệu.", &["lead Sở Y tế", "coordinate Công an tỉnh", "coordinate Sở Nội vụ"]);
        check("Giao Công an tỉnh là đầu mối tổng hợp.", &["lead Công an tỉnh"]);
        check("Phòng Y tế, các cơ sở khám chữa bệnh, giao Công an thành phố chủ trì tổ chức triển khai.", &["lead Công an thành phố"]);
    }

    #[test]
    fn leading_without_the_word() {
        check("Sở Tư pháp phối hợp với UBND cấp huyện triển khai tổ chức thực hiện.", &["lead~ Sở Tư pháp", "coordinate Ủy ban nhân dân cấp huyện"]);
        check("Công an tỉnh chỉ đạo Công an cấp xã phối hợp với Đoàn Thanh niên tổ chức thực hiện.", &["lead~ Công an tỉnh", "direct Công an tỉnh", "coordinate Đoàn Thanh niên"]);
        check("Phòng Tài chính - Kế hoạch tham mưu UBND thành phố bố trí kinh phí.", &["lead~ Phòng Tài chính - Kế hoạch", "advise Phòng Tài chính - Kế hoạch"]);
        check("Công an tỉnh phối hợp Sở Y tế chủ trì thực hiện.", &["lead~ Công an tỉnh", "lead~ Sở Y tế", "coordinate~ Công an tỉnh", "coordinate~ Sở Y tế"]);
        check("Các sở, ngành, địa phương tiến hành thu thập dữ liệu.", &["lead~ Các sở, ngành, địa phương"]);
        check("Phòng Y tế, Phòng Nội vụ phối hợp triển khai.", &["coordinate Phòng Y tế", "coordinate Phòng Nội vụ"]);
    }

    #[test]
    fn where_somebody_leads_the_others_have_their_own_role() {
        check(
            "Công an tỉnh phối hợp với Cục Cảnh sát giao thông - Bộ Công an: xây dựng giải pháp.\nSở Xây dựng chủ trì, phối hợp với Sở Công Thương; Sở Văn hóa, Thể thao và Du lịch, các đơn vị có liên quan tổ chức thực hiện.",
            &["lead Sở Xây dựng", "coordinate Công an tỉnh", "coordinate Cục Cảnh sát giao thông - Bộ Công an", "coordinate Sở Công Thương", "coordinate Sở Văn hóa, Thể thao và Du lịch", "coordinate các đơn vị có liên quan"],
        );
        check(
            "Công an tỉnh chủ trì cấp tài khoản.\nNgân hàng Nhà nước chỉ đạo các ngân hàng thương mại mở tài khoản.",
            &["lead Công an tỉnh", "direct Ngân hàng Nhà nước"],
        );
    }

    #[test]
    fn a_sentence_without_subject_goes_on_with_the_last() {
        check("Sở Y tế xây dựng phần mềm. Chủ trì phối hợp Công an tỉnh rà soát danh sách.", &["lead Sở Y tế", "coordinate Công an tỉnh"]);
    }

    #[test]
    fn requests_are_no_assignments() {
        check("Báo cáo đề nghị Công an tỉnh đề nghị Cục Cảnh sát giao thông chủ trì cung cấp giải pháp.", &["lead? Cục Cảnh sát giao thông"]);
        check("Phòng Y tế chủ trì thực hiện; đề nghị Phòng PC06 - Công an tỉnh cử cán bộ kỹ thuật phối hợp.", &["lead Phòng Y tế", "coordinate? Phòng Cảnh sát quản lý hành chính về trật tự xã hội - Công an tỉnh"]);
    }

    #[test]
    fn conditions_give_no_role() {
        check("Sở Tư pháp chủ trì phối hợp Sở Nội vụ tích hợp dữ liệu khi Cục Cảnh sát giao thông, Bộ Tư pháp triển khai giải pháp.", &["lead Sở Tư pháp", "coordinate Sở Nội vụ"]);
        check("Khi có hướng dẫn của Bộ Công an, Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện.", &["lead Sở Y tế", "coordinate Sở Nội vụ"]);
        check("Khi Cục Cảnh sát giao thông, Bộ Tư pháp cung cấp tính năng, Sở Tư pháp chủ trì triển khai.", &["lead Sở Tư pháp"]);
        check("Theo hướng dẫn của Bộ Công an, Sở Y tế chủ trì triển khai.", &["lead Sở Y tế"]);
        check("Phòng Y tế chủ trì triển khai theo hướng dẫn của Bộ Y tế và Công an tỉnh.", &["lead Phòng Y tế"]);
    }

    #[test]
    fn labels_speak_where_no_verb_does() {
        assert_eq!(roles("Sở Y tế, Công an tỉnh.", Some(Role::Coordinate)), ["coordinate Công an tỉnh", "coordinate Sở Y tế"]);
        assert_eq!(roles("Sở Y tế phối hợp với Công an tỉnh.", Some(Role::Lead)), ["coordinate Công an tỉnh", "lead Sở Y tế"]);
        assert_eq!(roles("Sở Y tế chủ trì, phối hợp với Công an tỉnh.", Some(Role::Implement)), ["coordinate Công an tỉnh", "lead Sở Y tế"]);
    }
}
