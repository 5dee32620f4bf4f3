//! Variants: forms near to one that the document defines: half expanded, with a letter lost, with an owner added.
//!
//! In: the definitions, then words of the text. Out: the definition that a stretch of words is a form of. The long form in
//! full is no variant, nor is a form whose short words are themselves defined.

use std::cmp::Reverse;
use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::Definition;
use crate::knowledge::fold::{bare, fold, short_key};
use crate::knowledge::knowledge;
use crate::knowledge::slip::{Initials, Outline};
use crate::knowledge::words::{Token, Word, tokens};

/// A definition, ready for comparing.
#[derive(Debug, Clone)]
struct Form {
    definition: usize,
    /// Words of the long form without marks.
    long: Vec<Word>,
    /// Key of the short form without its qualifier ("cấp cơ sở").
    short: String,
    /// Initials of the long form.
    initials: String,
    /// Short form and initials without tones and marks, for slips.
    bare: [(Outline, String); 2],
    /// The long form as printed, up to its parent or level.
    core: String,
}

/// The definitions of a document as forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Variants {
    forms: Vec<Form>,
    defined: HashSet<String>,
    /// Long forms by their first word.
    by_word: FxHashMap<Word, Vec<usize>>,
    initials: Initials,
    /// Of the short forms.
    short_initials: Initials,
    /// Long forms by the initial of their first word.
    by_initial: FxHashMap<char, Vec<usize>>,
}

/// The most words of a short form with an owner behind it.
const OWNED_WORDS: usize = 10;

/// Words that may stand in a long form and not in a short one.
fn is_joint(word: &str) -> bool {
    matches!(word, "và" | "của" | "các")
}

/// The letter that a word gives to an abbreviation.
fn initial(word: &str) -> Option<char> {
    word.chars().next().map(bare)
}

impl Variants {
    pub(super) fn new(definitions: &[Definition]) -> Self {
        let mut forms: Vec<Form> = Vec::new();
        let mut defined = HashSet::new();
        let (mut by_word, mut by_initial): (FxHashMap<_, Vec<_>>, FxHashMap<_, Vec<_>>) = Default::default();
        let (mut initials, mut short_initials) = (Initials::default(), Initials::default());
        for (definition, d) in definitions.iter().enumerate() {
            defined.insert(short_key(&d.short));
            let short_words = words_of(&d.short);
            let all = words_of(&d.long);
            let mut long = all.clone();
            // What follows the name: its owner, its parent, its level, where the short form has the same level or none.
            let cut = parent_at(&d.long).into_iter().chain(level_at(&all)).min();
            if let Some(cut) = cut.filter(|c| *c >= 2) {
                long.truncate(cut);
            }
            let short = level_at(&short_words).filter(|c| *c > 0).map_or(short_words.len(), |c| c);
            let letters: String = all.iter().filter(|w| !is_joint(w)).filter_map(|w| initial(w)).collect();
            let core = core(&d.long, long.len());
            let short = short_key(&short_words[..short].join(" "));
            short_initials.add(&short);
            let bare = [&short, &letters].map(|form| form.chars().map(bare).collect::<String>());
            let bare = bare.map(|form| (Outline::of(&form), form));
            if let Some(first) = long.first().filter(|_| long.len() >= 3) {
                initials.add(first);
                by_word.entry(first.clone()).or_default().push(forms.len());
                if let Some(initial) = initial(first) {
                    by_initial.entry(initial).or_default().push(forms.len());
                }
            }
            forms.push(Form { definition, long, short, initials: letters, bare, core });
        }
        Self { forms, defined, by_word, initials, short_initials, by_initial }
    }

    /// The longest variant that begins at token `at`: one past its last token, and the definition.
    pub(super) fn at(&self, words: &[Token], at: usize, text: &str) -> Option<(usize, usize)> {
        // Nearly every word is told by its letters to begin no short form.
        let may_be_owned = self.may_begin_short(words.get(at)?) && has_owner(words, at);
        let owned = self.forms.iter().filter(|_| may_be_owned).filter_map(|form| {
            let end = owned(form, words, at, text)?;
            Some((end, form.definition))
        });
        let half = self.half_expanded_at(words, at).map(|(end, form)| (end, form.definition));
        // Of two definitions of one name the first.
        owned.chain(half).max_by_key(|(end, definition)| (*end, Reverse(*definition)))
    }

    /// A half-expanded form at token `at`: one past its last token, the short form's definition, and its words in full.
    pub(super) fn expanded(&self, words: &[Token], at: usize) -> Option<(usize, usize, &str)> {
        let (end, form) = self.half_expanded_at(words, at)?;
        Some((end, form.definition, form.core.as_str()))
    }

    /// Whether a half-expanded form may begin with this word in small letters.
    pub(super) fn may_begin(&self, word: &Token) -> bool {
        self.spelt(&word.word).is_some()
    }

    /// Whether a short form may begin with this word.
    pub(super) fn may_begin_short(&self, word: &Token) -> bool {
        self.short_initials.may_begin(&word.word) || word.word == "và"
    }

    /// The long forms that begin with a word.
    fn spelt(&self, word: &Word) -> Option<&Vec<usize>> {
        if self.initials.may_begin(word) { self.by_word.get(word) } else { None }
    }

    /// The longest half-expanded form at token `at`, of several the first.
    fn half_expanded_at(&self, words: &[Token], at: usize) -> Option<(usize, &Form)> {
        let first = words.get(at)?;
        let spelt = self.spelt(&first.word);
        let short = if first.caps { initial(&first.word).and_then(|i| self.by_initial.get(&i)) } else { None };
        if spelt.is_none() && short.is_none() {
            return None;
        }
        let forms = spelt.into_iter().chain(short).flatten();
        let found = forms.filter_map(|form| Some((self.half_expanded(&self.forms[*form], words, at)?, *form)));
        let (end, form) = found.max_by_key(|(end, form)| (*end, Reverse(*form)))?;
        Some((end, &self.forms[form]))
    }

    /// "Cục Cảnh sát QLHC về TTXH": words of the long form, and initials of those between.
    fn half_expanded(&self, form: &Form, words: &[Token], at: usize) -> Option<usize> {
        let (mut next, mut place) = (0, at);
        let (mut full, mut short, mut undefined) = (0, 0, false);
        while next < form.long.len() {
            let word = words.get(place)?;
            if !word.is_word {
                if !matches!(word.word.as_str(), "-" | "," | "&" | "–") {
                    return None;
                }
                place += 1;
                continue;
            }
            if word.word == form.long[next] {
                next += 1;
                full += 1;
            } else if is_joint(&form.long[next]) && next > 0 {
                next += 1;
                continue;
            } else if is_joint(&word.word) {
                // A joint that the long form does without.
            } else if word.caps {
                next = initials_from(&form.long, next, &word.word)?;
                short += 1;
                undefined |=
                    !self.defined.contains(word.word.as_str()) && !knowledge().registry.is_everyday_key(&word.word);
            } else {
                return None;
            }
            place += 1;
        }
        let all_short = full == 0 && form.initials.chars().count() >= 4;
        ((full > 0 || all_short) && short > 0 && undefined).then_some(place)
    }

    /// "STTT" for Sở TTTT: one letter from a short form, or from the initials of its long form, and from no other; or the
    /// short form without its head ("LĐTBXH" for Sở LĐTBXH).
    pub(super) fn slip(&self, word: &str) -> Option<usize> {
        // A word with a tone is a word of a heading in capitals ("ỦY BAN NHÂN DÂN") and no short form.
        let toned = word.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !matches!(c, 'đ' | 'ư'));
        if word.chars().count() < 4 || toned {
            return None;
        }
        let headless =
            |f: &&Form| f.short.strip_suffix(word).is_some_and(|head| f.long.first().is_some_and(|w| w == head));
        if let Some(form) = self.forms.iter().find(headless) {
            return Some(form.definition);
        }
        let plain: String = word.chars().map(bare).collect();
        let outline = Outline::of(&plain);
        let near = |form: &&Form| {
            form.bare.iter().any(|(other, letters)| {
                other.length() >= 4 && outline.may_be_one_off(*other) && strsim::osa_distance(letters, &plain) == 1
            })
        };
        let mut found = self.forms.iter().filter(near);
        let first = found.next()?;
        found.all(|f| f.initials == first.initials).then_some(first.definition)
    }
}

/// Whether a slash stands near enough behind for an owner to follow it.
fn has_owner(words: &[Token], at: usize) -> bool {
    words.iter().skip(at).take(OWNED_WORDS + 1).any(|w| w.word == "/")
}

/// Where the long form stands once `short` has taken its initials.
fn initials_from(long: &[Word], from: usize, short: &str) -> Option<usize> {
    let mut next = from;
    let mut rest = short;
    while let Some(c) = rest.chars().next() {
        let word = long.get(next)?;
        // A number stands whole: "ĐA06" is Đề án 06.
        if c.is_ascii_digit() {
            rest = rest.strip_prefix(word.as_str())?;
            next += 1;
            continue;
        }
        if initial(word) == Some(bare(c)) {
            rest = &rest[c.len_utf8()..];
        } else if !is_joint(word) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// "Đề án 06/CP" for Đề án 06, "Tổ CTĐA06/CP" for Tổ CTĐA06: an owner behind a slash.
fn owned(form: &Form, words: &[Token], at: usize, text: &str) -> Option<usize> {
    let mut key = String::new();
    for end in at..words.len().min(at + OWNED_WORDS) {
        let word = &words[end];
        if word.is_word && word.word != "và" {
            key.push_str(&word.word);
        }
        if !form.short.starts_with(&key) {
            return None;
        }
        if key != form.short || !word.is_word {
            continue;
        }
        let slash = words.get(end + 1).filter(|w| w.word == "/" && w.range.start == word.range.end)?;
        let owner = words.get(end + 2).filter(|w| w.caps && w.range.start == slash.range.end)?;
        // A date or a number of a document goes on; an owner does not.
        return (!text[owner.range.end..].starts_with(['/', '-'])).then_some(end + 3);
    }
    None
}

/// The first `count` words of a text, as printed.
fn core(text: &str, count: usize) -> String {
    let end = tokens(text, 0..text.len()).into_iter().filter(|t| t.is_word).nth(count.max(1) - 1).map(|t| t.range.end);
    text[..end.unwrap_or(text.len())].to_owned()
}

fn words_of(text: &str) -> Vec<Word> {
    tokens(text, 0..text.len()).into_iter().filter(|t| t.is_word).map(|t| t.word).collect()
}

/// Where the parent or the owner behind a name begins, in words: "- Bộ Công an", "/CP".
fn parent_at(long: &str) -> Option<usize> {
    let all = tokens(long, 0..long.len());
    let mark = all.iter().enumerate().position(|(i, t)| {
        t.word == "/" || (matches!(t.word.as_str(), "-" | "–") && all.get(i + 1).is_some_and(|n| fold(&n.word) == "bộ"))
    })?;
    Some(all[..mark].iter().filter(|t| t.is_word).count())
}

/// Where a level behind a name begins: "cấp cơ sở", "các cấp".
fn level_at(words: &[Word]) -> Option<usize> {
    words.iter().position(|w| w == "cấp").map(|at| if at > 0 && words[at - 1] == "các" { at - 1 } else { at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::AbbreviationSource;

    fn variants(short: &str, long: &str) -> Variants {
        let source = AbbreviationSource::Inline;
        Variants::new(&[Definition {
            short: short.to_owned(),
            long: long.to_owned(),
            source,
            range: 0..0,
            organization: false,
        }])
    }

    #[test]
    fn words_of_the_long_form_beside_initials_are_a_variant() {
        let variants = variants("CTGS", "Trung tâm Giám sát điều hành");
        let text = "Trung tâm GSĐH";
        let words = tokens(text, 0..text.len());
        assert_eq!(variants.expanded(&words, 0).map(|(end, ..)| end), Some(3));
        assert_eq!(variants.at(&words, 0, text), Some((3, 0)));
    }

    #[test]
    fn no_variant_begins_behind_the_last_word() {
        // A clause that ends with "các" asks for the name behind it.
        let variants = variants("CTGS", "Trung tâm Giám sát điều hành");
        let text = "phối hợp với các";
        let words = tokens(text, 0..text.len());
        assert!(variants.expanded(&words, words.len()).is_none());
        assert!(variants.at(&words, words.len(), text).is_none());
    }
}
