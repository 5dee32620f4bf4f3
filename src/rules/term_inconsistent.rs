//! `term-inconsistent`: one organisation, or the plan's programme, is written in several ways in full words.
//!
//! In: namings of organisations, definitions of programmes. Out: one draft a name. Short forms are other rules' affair; so
//! are general nouns, capitals at the beginning of a sentence, and lines in capitals.

use std::borrow::Cow;
use std::cell::{LazyCell, OnceCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::reading::{Draft, Named, Reading, listed};
use crate::knowledge::fold::{fold, is_capitals, key};
use crate::knowledge::words::{Token, Word, tokens};
use crate::normalise::Text;
use crate::reconcile::names::is_proper_name;
use crate::record::{AbbreviationSource, Confidence, Evidence, EvidencePart};

/// The fewest words of a programme's title.
const TITLE_WORDS: usize = 6;

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    // A plan says the same names again and again: each is read once.
    let mut known: FxHashMap<&str, Rc<Form>> = FxHashMap::default();
    let forms: Vec<Rc<Form>> = reading
        .named
        .iter()
        .map(|named| Rc::clone(known.entry(named.raw).or_insert_with(|| Rc::new(Form::new(named, reading.text)))))
        .collect();
    let namings: Vec<Naming> = reading.named.iter().zip(&forms).map(|(named, form)| Naming { named, form }).collect();
    let mut out = names(reading, &namings);
    out.extend(near_names(reading, &namings));
    out.extend(programme_bodies(reading, &namings));
    out.extend(programmes(reading));
    out.extend(quoted(reading));
    out
}

/// A naming, with its words.
struct Naming<'a> {
    named: &'a Named<'a>,
    form: &'a Form<'a>,
}

/// A name as printed.
struct Form<'a> {
    words: Cow<'a, [Token]>,
    /// One body's own name, and not in capitals throughout.
    proper: bool,
    /// Its words without joints and marks: two spellings of one name are equal.
    loose: OnceCell<String>,
}

impl<'a> Form<'a> {
    fn new(named: &Named, text: &'a Text) -> Self {
        let words = text.words(named.range.clone());
        Self { proper: is_proper_name(&words) && !is_capitals(named.raw), words, loose: OnceCell::new() }
    }

    fn loose(&self) -> &str {
        self.loose.get_or_init(|| {
            let words = self.words.iter().filter(|w| w.is_word && w.word != "và");
            words.map(|w| w.word.as_str()).collect::<Vec<_>>().join(" ")
        })
    }

    fn count(&self) -> usize {
        self.words.iter().filter(|w| w.is_word).count()
    }

    /// A name written out: no short form in it, nor in capitals throughout.
    fn in_full(&self) -> bool {
        self.proper && self.count() >= 2 && !self.words.iter().any(|w| w.caps)
    }

    /// A proper name of four words at least; everyday short forms (UBND, HĐND) may stand in it.
    fn whole(&self) -> bool {
        let registry = &crate::knowledge::knowledge().registry;
        let spelt = || self.words.iter().all(|w| !w.caps || registry.is_everyday_key(&w.word));
        self.proper && self.count() >= 4 && spelt()
    }
}

/// Words without joints and marks: two spellings of one name are equal.
fn loose(name: &str) -> String {
    key(name).split(' ').filter(|w| *w != "và").collect::<Vec<_>>().join(" ")
}

/// As printed, but for blanks, kinds of dashes, the first letter, and where a tone mark stands.
fn spelling(raw: &str) -> String {
    let plain: String = raw
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(['–', '—'], "-")
        .replace(" -", "-")
        .replace("- ", "-");
    // Folding moves tone marks to one place; capitals are kept apart from it.
    let capitals: String = plain.chars().skip(1).map(|c| if c.is_uppercase() { 'A' } else { 'a' }).collect();
    format!("{}|{capitals}", fold(&plain))
}

fn names(reading: &Reading, namings: &[Naming]) -> Vec<Draft> {
    let mut clusters: BTreeMap<String, Vec<&Named>> = BTreeMap::new();
    let full = namings.iter().filter(|n| n.form.in_full());
    for Naming { named, form } in full.filter(|n| !reading.in_citation(n.named.range.start)) {
        let key = form.loose();
        match clusters.get_mut(key) {
            Some(places) => places.push(named),
            None => {
                clusters.insert(key.to_owned(), vec![named]);
            }
        }
    }
    // "… chi nhánh tỉnh" and "… chi nhánh tỉnh Cà Mau" are one name with and without its place.
    let keys: Vec<String> = clusters.keys().cloned().collect();
    for (at, short) in keys.iter().enumerate() {
        let placed = |long: &&String| {
            long.strip_prefix(short.as_str()).is_some_and(|rest| rest.starts_with(' ')) && short.ends_with(" tỉnh")
        };
        if let Some(long) = keys[at + 1..].iter().find(placed)
            && let Some(places) = clusters.remove(short)
        {
            clusters.entry(long.clone()).or_default().extend(places);
        }
    }
    let mut out = Vec::new();
    // Most names are written in one way throughout.
    for places in clusters.into_values().filter(|places| places.iter().any(|n| n.raw != places[0].raw)) {
        let shortest = places.iter().map(|n| n.raw.split_whitespace().count()).min().unwrap_or(0);
        let mut forms: Vec<(String, Vec<&Named>)> = Vec::new();
        for named in places {
            // The same words are the same form.
            if let Some((_, list)) = forms.iter_mut().find(|(_, list)| list[0].raw == named.raw) {
                list.push(named);
                continue;
            }
            let head: String = named.raw.split_whitespace().take(shortest).collect::<Vec<_>>().join(" ");
            // A word more or less in the middle shifts the rest: compare such names whole.
            let same_length = loose(&head).split(' ').count() == shortest;
            let form = spelling(if same_length { &head } else { named.raw });
            match forms.iter_mut().find(|(f, _)| *f == form) {
                Some((_, list)) => list.push(named),
                None => forms.push((form, vec![named])),
            }
        }
        // Two entries of the list of abbreviations that define one body are another matter.
        let listed_only = |list: &[&Named]| list.iter().all(|n| reading.part(n.range.start) == EvidencePart::Glossary);
        if forms.iter().filter(|(_, l)| l.iter().any(|n| reading.part(n.range.start) == EvidencePart::Glossary)).count()
            > 1
        {
            forms.retain(|(_, l)| !listed_only(l));
        }
        if forms.len() < 2 {
            continue;
        }
        forms.sort_by_key(|(_, list)| (std::cmp::Reverse(list.len()), list[0].range.start));
        let firsts: Vec<&Named> = forms.iter().map(|(_, list)| list[0]).collect();
        let raws: Vec<&str> = firsts.iter().map(|n| n.raw).collect();
        let draft = Draft::new(
            format!("Một cơ quan được viết theo nhiều cách: {}", listed(&raws)),
            format!("One body is written in several ways: {}", listed(&raws)),
        )
        .units(forms.iter().flat_map(|(_, l)| l.iter().filter_map(|n| reading.unit_at(n.range.start))))
        .quote(firsts.iter().map(|n| reading.evidence(n.range.clone())));
        let clear = forms[0].1.len() > forms[1].1.len();
        out.push(if clear {
            draft.suggest(raws[0], "cách viết được dùng nhiều nhất", "the spelling that is used most", false)
        } else {
            draft
        });
    }
    out
}

/// The most words that one of two near names has more than the other.
const EXTRA: usize = 2;

/// "Hội Phụ nữ xã", "Hội Liên hiệp Phụ nữ xã"; "Văn phòng UBND và HĐND": names that differ in a word or in order, where the
/// registry does not know them as two bodies.
fn near_names(reading: &Reading, namings: &[Naming]) -> Vec<Draft> {
    let mut forms: Vec<(Vec<&str>, Vec<&Named>)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let whole = namings.iter().filter(|n| n.form.whole());
    for Naming { named, form } in whole.filter(|n| !reading.in_citation(n.named.range.start)) {
        let key = form.loose();
        let at = *places.entry(key).or_insert_with(|| {
            forms.push((key.split(' ').collect(), Vec::new()));
            forms.len() - 1
        });
        forms[at].1.push(named);
    }
    let mut out = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for i in 0..forms.len() {
        for j in 0..forms.len() {
            let ((short, a), (long, b)) = (&forms[i], &forms[j]);
            if i == j || told.contains(&i) || told.contains(&j) || !near(short, long) {
                continue;
            }
            // Two bodies of the registry are two; a shorter name that it knows, beside a longer one that it does not, too.
            let (one, two) = (a[0].org_id, b[0].org_id);
            if (one.is_some() && two.is_none()) || (one.is_some() && two.is_some() && one != two) {
                continue;
            }
            told.extend([i, j]);
            let raws = [a[0].raw, b[0].raw];
            let more = if a.len() > b.len() { a[0].raw } else { b[0].raw };
            out.push(
                Draft::new(
                    format!("Một cơ quan được viết theo nhiều cách: {}", listed(&raws)),
                    format!("One body is written in several ways: {}", listed(&raws)),
                )
                .units(a.iter().chain(b).filter_map(|n| reading.unit_at(n.range.start)))
                .confidence(Confidence::Medium)
                .quote([reading.evidence(a[0].range.clone()), reading.evidence(b[0].range.clone())])
                .suggest(more, "cách viết được dùng nhiều hơn", "the name that is used more", false),
            );
        }
    }
    out
}

/// The same words in another order, or all words of the shorter in the longer, with the same first and last ones.
fn near(short: &[&str], long: &[&str]) -> bool {
    if short.first() != long.first()
        || short.last() != long.last()
        || short.len() > long.len()
        || long.len() - short.len() > EXTRA
    {
        return false;
    }
    // A number, or a plural, tells two things apart.
    let told_apart = |w: &&str| w.chars().any(|c| c.is_ascii_digit()) || matches!(*w, "các" | "cấp" | "cp");
    if long.iter().filter(|w| !short.contains(w)).any(told_apart) {
        return false;
    }
    if short.len() == long.len() {
        let (mut a, mut b) = (short.to_vec(), long.to_vec());
        a.sort_unstable();
        b.sort_unstable();
        return short < long && a == b;
    }
    let mut rest = long.iter();
    short.iter().all(|w| rest.any(|l| l == w))
}

/// Words that a programme's body is named with or without.
const OPTIONAL: &[&str] = &["công", "tác", "triển", "khai", "thực", "hiện"];

/// "Tổ Đề án 06 cấp cơ sở", "Tổ công tác Đề án 06 cấp cơ sở": bodies named after a numbered programme.
fn programme_bodies(reading: &Reading, namings: &[Naming]) -> Vec<Draft> {
    let mut clusters: BTreeMap<String, Vec<&Named>> = BTreeMap::new();
    for Naming { named, form } in namings {
        let words = &form.words;
        let numbered =
            words.iter().any(|w| w.word.chars().all(|c| c.is_ascii_digit())) && !words.iter().any(|w| w.caps);
        let team = words.first().is_some_and(|w| matches!(w.word.as_str(), "tổ" | "ban")) && words[0].capital;
        if numbered && team && !is_capitals(named.raw) {
            let until =
                words.iter().position(|w| w.word.chars().all(|c| c.is_ascii_digit())).map_or(words.len(), |i| i + 1);
            let kept: Vec<&str> = words[..until]
                .iter()
                .filter(|w| w.is_word && !OPTIONAL.contains(&w.word.as_str()))
                .map(|w| w.word.as_str())
                .collect();
            clusters.entry(kept.join(" ")).or_default().push(named);
        }
    }
    let mut out = Vec::new();
    for places in clusters.into_values() {
        let head = |n: &Named| {
            let words = tokens(n.raw, 0..n.raw.len());
            let until =
                words.iter().position(|w| w.word.chars().all(|c| c.is_ascii_digit())).map_or(words.len(), |i| i + 1);
            words[..until].iter().map(|w| w.word.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mut forms: Vec<(String, Vec<&Named>)> = Vec::new();
        for named in places {
            let form = head(named);
            match forms.iter_mut().find(|(f, _)| *f == form) {
                Some((_, list)) => list.push(named),
                None => forms.push((form, vec![named])),
            }
        }
        if forms.len() < 2 {
            continue;
        }
        let firsts: Vec<&Named> = forms.iter().map(|(_, l)| l[0]).collect();
        let raws: Vec<&str> = firsts.iter().map(|n| n.raw).collect();
        out.push(
            Draft::new(
                format!("Tên của tổ công tác không thống nhất: {}", listed(&raws)),
                format!("A working group is named in several ways: {}", listed(&raws)),
            )
            .units(forms.iter().flat_map(|(_, l)| l.iter().filter_map(|n| reading.unit_at(n.range.start))))
            .quote(firsts.iter().map(|n| reading.evidence(n.range.clone()))),
        );
    }
    out
}

/// The title of a programme that the document defines a short form for, with a word too few or another one.
fn programmes(reading: &Reading) -> Vec<Draft> {
    let text = &reading.text.text;
    // The whole text is read only where a title is long enough to be compared.
    let all = reading.text.words(0..text.len());
    let words: LazyCell<Vec<&Token>, _> = LazyCell::new(|| all.iter().filter(|t| t.is_word).collect());
    let mut out = Vec::new();
    for definition in reading.record.abbreviations.iter().filter(|a| a.source == AbbreviationSource::Inline) {
        let Some(span) = &definition.span else { continue };
        let long_tokens = tokens(&definition.long, 0..definition.long.len());
        let long: Vec<&str> = long_tokens.iter().filter(|t| t.is_word).map(|t| t.word.as_str()).collect();
        // The title proper stands behind the word for its kind (Đề án, Chương trình).
        let title = long.get(2..).unwrap_or_default();
        if title.len() < TITLE_WORDS {
            continue;
        }
        let mut other: Option<Evidence> = None;
        let mut difference = 0;
        let mut at = 0;
        while at + 3 < words.len() && other.is_none() {
            let begins = (0..3).all(|i| words[at + i].word == title[i]);
            let outside = !span.bytes.contains(&words[at].range.start);
            if begins && outside {
                let length = title.len().min(24);
                let here: Vec<&str> = words[at..].iter().take(length + 2).map(|t| t.word.as_str()).collect();
                if let Some(apart) = one_word_apart(&title[..length], &here) {
                    // Up to the difference and two words more on either side.
                    difference = apart;
                    let last = (at + apart + 2).min(words.len() - 1);
                    other = Some(reading.evidence(words[at].range.start..words[last].range.end));
                }
            }
            at += 1;
        }
        let Some(other) = other else { continue };
        let own = reading.find_in(&span.bytes, &definition.long);
        // The title without the word for its kind, as far as the difference.
        let long_words: Vec<&Token> = long_tokens.iter().filter(|t| t.is_word).collect();
        let last = (difference + 2 + 2).min(long_words.len() - 1);
        let own = reading.evidence(own.start + long_words[2].range.start..own.start + long_words[last].range.end);
        out.push(
            Draft::new(
                format!("Tên của “{}” viết theo hai cách: “{}” – “{}”", definition.short, other.quote, own.quote),
                format!(
                    "The title of “{}” is written in two ways: “{}” – “{}”",
                    definition.short, other.quote, own.quote
                ),
            )
            .suggest(&own.quote, "tên ở nơi được định nghĩa", "the title where it is defined", false)
            .quote([other, own]),
        );
    }
    out
}

/// Where `here` leaves `title` by one word less, more or other; none where they are equal or further apart.
fn one_word_apart(title: &[&str], here: &[&str]) -> Option<usize> {
    let same = title.iter().zip(here).take_while(|(a, b)| a == b).count();
    if same >= title.len().min(here.len()) || same < 3 {
        return None;
    }
    // What follows the difference has to be the same for a good stretch.
    let goes_on = |a: &[&str], b: &[&str]| {
        let length = a.len().min(b.len());
        length >= 3 && a[..length] == b[..length]
    };
    let less = title.get(same + 1..).is_some_and(|t| goes_on(t, &here[same..]));
    let more = here.get(same + 1..).is_some_and(|h| goes_on(&title[same..], h));
    let swap = title.get(same + 1..).zip(here.get(same + 1..)).is_some_and(|(t, h)| goes_on(t, h));
    (less || more || swap).then_some(same)
}

/// A programme named in full: where its title stands, and the title's words.
type Title = (std::ops::Range<usize>, Vec<Word>);

/// What stands before a title in quotation marks.
const TITLED: &[&str] = &["Đề án", "ĐỀ ÁN", "Chương trình", "CHƯƠNG TRÌNH", "Dự án", "DỰ ÁN", "Chiến lược"];
/// Characters of such a title.
const TITLE_LENGTH: std::ops::RangeInclusive<usize> = 12..=400;

/// The titles in quotation marks behind a word for a programme.
fn quoted_titles(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, open) in text.match_indices(['“', '"']) {
        let head = text[..at].trim_end();
        let titled = head.len() < at && TITLED.iter().any(|word| head.ends_with(word));
        let start = at + open.len();
        // A straight mark that closes a title opens none.
        if !titled || out.last().is_some_and(|before| at <= before.end) {
            continue;
        }
        let end = text[start..].find(['”', '"', '\n']).map(|length| start + length);
        let closed = end.filter(|end| !text[*end..].starts_with('\n'));
        out.extend(
            closed.map(|end| start..end).filter(|title| TITLE_LENGTH.contains(&text[title.clone()].chars().count())),
        );
    }
    out
}

/// The national target programmes, named without quotation marks: three to sixteen words behind what they all begin with.
fn national_programmes(text: &str) -> Vec<std::ops::Range<usize>> {
    const HEAD: &str = "Chương trình mục tiêu";
    let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='ỹ' | '-');
    let named = |at: usize| {
        let mut end = at + HEAD.len();
        let mut words = 0;
        while words < 16 {
            let rest = text[end..].trim_start();
            let word = rest.len() - rest.trim_start_matches(letter).len();
            if rest.len() == text.len() - end || word == 0 {
                break;
            }
            end = text.len() - rest.len() + word;
            words += 1;
        }
        (words >= 3).then_some(at..end)
    };
    text.match_indices(HEAD).filter_map(|(at, _)| named(at)).collect()
}

/// Titles of programmes in quotation marks, and of the national target programmes: two that differ in a word or two.
fn quoted(reading: &Reading) -> Vec<Draft> {
    let text = &reading.text.text;
    let words = |range: &std::ops::Range<usize>| -> Vec<Word> {
        tokens(text, range.clone()).into_iter().filter(|t| t.is_word).map(|t| t.word).collect()
    };
    let titles: Vec<Title> = quoted_titles(text).into_iter().map(|title| (title.clone(), words(&title))).collect();
    let national: Vec<Title> = national_programmes(text).into_iter().map(|name| (name.clone(), words(&name))).collect();
    let mut out = Vec::new();
    for (list, whole) in [(titles, true), (national, false)] {
        let mut told: Vec<Vec<Word>> = Vec::new();
        for (at, (one, a)) in list.iter().enumerate() {
            for (two, b) in &list[at + 1..] {
                let apart = if whole { near_titles(a, b) } else { near_programmes(a, b) };
                if !apart || told.contains(a) || told.contains(b) {
                    continue;
                }
                told.extend([a.clone(), b.clone()]);
                let places = [one, two].map(|r| reading.evidence(cut(text, r, if whole { usize::MAX } else { 14 })));
                out.push(
                    Draft::new(
                        "Tên của chương trình, đề án không thống nhất",
                        "The title of a programme is written in two ways",
                    )
                    .units([one, two].into_iter().filter_map(|r| reading.unit_at(r.start)))
                    .confidence(Confidence::Medium)
                    .quote(places),
                );
            }
        }
    }
    out
}

/// At most so many words of a place.
fn cut(text: &str, range: &std::ops::Range<usize>, words: usize) -> std::ops::Range<usize> {
    let end = text[range.clone()]
        .match_indices(' ')
        .nth(words.saturating_sub(1))
        .map_or(range.end, |(at, _)| range.start + at);
    range.start..end
}

/// Two whole titles that differ in one stretch of one or two words.
fn near_titles(a: &[Word], b: &[Word]) -> bool {
    if a.len().min(b.len()) < TITLE_WORDS || a == b {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (left, right) = (a.len() - head - tail, b.len() - head - tail);
    // A year or a number tells two programmes apart.
    let numbered =
        a[head..a.len() - tail].iter().chain(&b[head..b.len() - tail]).any(|w| w.chars().any(|c| c.is_ascii_digit()));
    left <= 2 && right <= 2 && !numbered && head + tail >= 4
}

/// "Chương trình mục tiêu quốc gia X" with "quốc gia" lost, or with a word more before the subject.
fn near_programmes(a: &[Word], b: &[Word]) -> bool {
    // Behind "chương trình mục tiêu" stand "quốc gia", perhaps "về", and the subject.
    let subject = |w: &[Word]| -> (bool, Vec<Word>) {
        let rest = &w[4..];
        let national = rest.starts_with(&["quốc".into(), "gia".into()]);
        let rest = if national { &rest[2..] } else { rest };
        (national, rest.iter().filter(|w| *w != "về").take(4).cloned().collect())
    };
    let ((na, sa), (nb, sb)) = (subject(a), subject(b));
    let about = |w: &[Word]| w.iter().any(|x| x == "về");
    sa.len() == 4 && sa == sb && (na != nb || about(&a[..a.len().min(8)]) != about(&b[..b.len().min(8)]))
}
